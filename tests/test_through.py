"""Transforms: between reading and writing, by name and as functions, and the blame for an error."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

import docmeta
from docmeta import Collection, Context, Document, Node
from docmeta.cli.main import run
from docmeta.errors import OptionError, PluginError
from docmeta.plugins import Registry, Transform, registry

PAPERS = Collection("c", title="Papers", members=(Document("d1", title="One"), Document("d2", title="Two")))


def loud(nodes: Iterable[Node], context: Context) -> Iterator[Node]:
    for node in nodes:
        yield Node(node.depth, attrs.evolve(node.unit, title=str(node.unit.title).upper()))


def first(nodes: Iterable[Node], context: Context) -> Iterator[Node]:
    for node in nodes:
        if node.unit.id != "d2":
            yield node
        else:
            context.report.lose("title", None, node.unit.title, code="dropped", reason="the second")


def stumbles(nodes: Iterable[Node], context: Context) -> Iterator[Node]:
    yield next(iter(nodes))
    raise KeyError("lost")


def yields_words(nodes: Iterable[Node], context: Context) -> Iterator[Any]:
    yield "words"


@pytest.fixture(autouse=True)
def plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Registry()
    made = [
        Transform(name, name, function)
        for name, function in {"loud": loud, "first": first, "stumbles": stumbles, "words": yields_words}.items()
    ]
    found.register(SimpleNamespace(__name__="transforms", docmeta_transforms=lambda: made))
    monkeypatch.setattr(registry, "_default", found)


def converted(through: Any, strict: bool = False) -> tuple[list[str], docmeta.Report]:
    source, out = io.BytesIO(), io.BytesIO()
    docmeta.dump(PAPERS, source, format="jsonl")
    report = docmeta.convert(source.getvalue(), out, to="jsonl", through=through, strict=strict)
    return [str(node.unit.title) for node in docmeta.read(out.getvalue())], report


@pytest.mark.parametrize("through", ["loud", loud, ["loud"], ("first", loud), [loud, "first"]])
def test_units_pass_through_names_and_functions(through: Any) -> None:
    titles, report = converted(through)
    several = not (isinstance(through, str) or callable(through)) and len(through) > 1
    assert titles == (["PAPERS", "ONE"] if several else ["PAPERS", "ONE", "TWO"])
    assert report.losses == several


def test_what_a_transform_loses_is_a_loss() -> None:
    with pytest.raises(docmeta.LossError):
        converted("first", strict=True)


def test_the_units_above_are_known_behind_a_transform() -> None:
    seen: list[tuple[str, ...]] = []

    def looks(nodes: Iterable[Node], context: Context) -> Iterator[Node]:
        for node in nodes:
            seen.append(tuple(str(unit.title) for unit in node.ancestors))
            yield node

    converted(["loud", looks])
    assert seen == [(), ("PAPERS",), ("PAPERS",)]


def test_the_command_line_takes_names(tmp_path: Path) -> None:
    source, target = tmp_path / "papers.jsonl", tmp_path / "loud.jsonl"
    docmeta.dump(PAPERS, source)
    assert run(["convert", str(source), "--through", "first", "--through", "loud", "-q", "-o", str(target)]) == 0
    assert [str(node.unit.title) for node in docmeta.read(target)] == ["PAPERS", "ONE"]


@pytest.mark.parametrize(
    ("name", "error", "says"),
    [
        ("quiet", OptionError, "there is no transform 'quiet' (there are: first, loud, stumbles, words)"),
        ("stumbles", PluginError, "transform 'stumbles' of plugin transforms failed: KeyError"),
        ("words", PluginError, "transform 'words' of plugin transforms gave str"),
    ],
)
def test_errors_say_whose_they_are(name: str, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match="transform") as raised:
        converted(name)
    assert says in str(raised.value)


def test_a_transform_is_checked() -> None:
    with pytest.raises(ValueError, match="lower-case"):
        Transform("Loud", "Loud", loud)
    with pytest.raises(ValueError, match="no function"):
        Transform("loud", "Loud", None)  # type: ignore[arg-type]
    found = Registry(discover=False)
    with pytest.raises(PluginError, match="docmeta_transforms yielded str"):
        found.register(SimpleNamespace(__name__="bad", docmeta_transforms=lambda: ["loud"]))
