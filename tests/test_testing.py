"""The contract catches what it should: each broken format below fails the very test that names its fault."""

from __future__ import annotations

import ast
import itertools
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, BinaryIO

import attrs
import pytest

import docmeta
from docmeta import Collection, Context, Date, Document, Format, Node
from docmeta.crosswalk import Codec, Crosswalk, Loss, Rule
from docmeta.json import unit_from_data, unit_to_data
from docmeta.model import FIELDS
from docmeta.plugins import Registry, registry
from docmeta.testing import HOSTILE, FormatContract, every_field, sample_collections
from docmeta.testing.samples import words_of

TESTS = [name for name in dir(FormatContract) if name.startswith("test_")]


def write(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    for node in nodes:
        out.write(json.dumps([node.depth, unit_to_data(node.unit)]).encode("ascii") + b"\n")


def read(source: BinaryIO, context: Context) -> Iterator[Node]:
    for number, line in enumerate(source, 1):
        try:
            depth, data = json.loads(line)
            yield Node(depth, unit_from_data(data), number)
        except (ValueError, TypeError) as error:
            raise docmeta.InputError(str(error), line=number) from None


def changing(change: Callable[[dict[str, Any]], None]) -> Callable[..., None]:
    """A writer that changes the data of each unit before writing it."""

    def write_changed(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
        for node in nodes:
            data = unit_to_data(node.unit)
            change(data)
            out.write(json.dumps([node.depth, data]).encode("ascii") + b"\n")

    return write_changed


def hoards(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    write(list(nodes), out, context)


def rewrites(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    for node in nodes:
        node.unit.title = docmeta.Text((node.unit.title or "") + " (written)")
        write([node], out, context)


def waits(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    lines = [json.dumps([node.depth, unit_to_data(node.unit)]).encode("ascii") + b"\n" for node in nodes]
    out.writelines(lines)


COUNTER = itertools.count()


def drifts(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    for node in nodes:
        data = unit_to_data(node.unit)
        out.write(json.dumps([node.depth, data, next(COUNTER)]).encode("ascii") + b"\n")


def closes(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    write(nodes, out, context)
    out.close()


def closes_the_source(source: BinaryIO, context: Context) -> Iterator[Node]:
    yield from list(read(source, context))
    source.close()


def recurses(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    stream = iter(nodes)

    def step(depth: int) -> None:
        for node in stream:
            write([node], out, context)
            step(node.depth)

    step(0)


def silent(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    for _ in nodes:
        pass


def falls(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    write([*nodes][:1] or [Node(0, Document("x").members[0])], out, context)  # type: ignore[attr-defined]


def reads_anything(source: BinaryIO, context: Context) -> Iterator[Node]:
    for line in source:
        depth, data = json.loads(line)
        yield Node(depth, unit_from_data(data))


def drops_one(source: BinaryIO, context: Context) -> Iterator[Node]:
    yield from itertools.islice(read(source, context), 2)


def flattens(source: BinaryIO, context: Context) -> Iterator[Node]:
    for node in read(source, context):
        yield Node(0, node.unit)


def grows(source: BinaryIO, context: Context) -> Iterator[Node]:
    for node in read(source, context):
        node.unit.source += "!"
        yield node


def upper(data: dict[str, Any]) -> None:
    if isinstance(data.get("title"), str):
        data["title"] = data["title"].upper()


def ascii_only(data: dict[str, Any]) -> None:
    if isinstance(data.get("title"), str):
        data["title"] = data["title"].encode("ascii", "replace").decode()


def telling(part: str, why: str) -> Callable[..., None]:
    """A writer that loses a part of each date, and reports it."""
    line = Loss(part, "t", why)

    def writes(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
        for node in nodes:
            for each in node.unit.dates:
                context.report.lose("dates", line.at(), each, reason=line.why)
        out.write(b"\n")

    return writes


@attrs.frozen
class Options:
    indent: int = 0
    upper: bool = False


def hears_half(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    for node in nodes:
        out.write(b" " * context.options.indent)
        write([node], out, context)


def only(field: str, place: slice) -> Callable[..., None]:
    """A writer that leaves out some of the values of a field."""

    def cut(data: dict[str, Any]) -> None:
        if field in data:
            data[field] = data[field][place]

    return changing(cut)


def first_facet(data: dict[str, Any]) -> None:
    for extent in data.get("extents", ()):
        if isinstance(extent, dict) and "facets" in extent:
            extent["facets"] = extent["facets"][:1]


def as_set(data: dict[str, Any]) -> None:
    if "subjects" in data:
        data["subjects"] = sorted(data["subjects"], key=lambda term: sha256(json.dumps(term).encode()).digest())


def lines(layout: str) -> Callable[..., None]:
    """A writer of lines, or elements, that ignores the words."""

    def writes(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
        for node in nodes:
            for name, value in unit_to_data(node.unit).items():
                out.write(layout.format(name, value).encode("utf-8", "replace"))

    return writes


def bare_xml(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    out.write(b"<units>")
    lines("<{0}>{1}</{0}>\n")(nodes, out, context)
    out.write(b"</units>")


def bare_cells(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    for node in nodes:
        out.write(f"{node.depth},{node.unit.title}\n".encode("utf-8", "replace"))


def bare_json(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    for node in nodes:
        out.write(f'{{"title": "{node.unit.title}"}}\n'.encode("utf-8", "replace"))


def by_hash(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    for node in nodes:
        for name in set(unit_to_data(node.unit)):
            out.write(name.encode() + b"\n")


def says_the_year(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    for node in nodes:
        out.write(f"{node.unit.id} {datetime.now(UTC):%d.%m.%Y}\n".encode("utf-8", "replace"))


def says_today(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    for node in nodes:
        out.write(f"{node.unit.id} {date.today()}\n".encode("utf-8", "replace"))


TELLER = Codec("teller", lambda date: date.text, reports=True)
UNCERTAIN = Loss("dates.certainty", "t", "it is never certain")
LIAR = Codec("liar", lambda date: date.text, Date, loses=lambda _: False)

BROKEN: dict[str, tuple[dict[str, Any], str, str]] = {
    "an empty title": ({"title": " "}, "test_is_announced", "no title"),
    "hoarding": ({"writer": hoards}, "test_writes_while_it_reads", "keeps units"),
    "waiting": ({"writer": waits}, "test_writes_while_it_reads", "nothing was written before"),
    "drifting": ({"writer": drifts, "reader": None}, "test_writes_the_samples_alike_each_time", "different bytes"),
    "writing nothing": (
        {"writer": silent, "reader": None},
        "test_writes_the_samples_alike_each_time",
        "nothing was written",
    ),
    "changing a unit": ({"writer": rewrites}, "test_changes_no_unit", "attrs.evolve"),
    "closing the target": ({"writer": closes}, "test_leaves_the_streams_open", "the writer closed"),
    "closing the source": ({"reader": closes_the_source}, "test_leaves_the_streams_open", "the reader closed"),
    "falling over nothing": ({"writer": falls}, "test_writes_nothing_of_nothing", "members"),
    "recursing": ({"writer": recurses}, "test_takes_any_depth", "recursion"),
    "dropping a field": (
        {"writer": changing(lambda data: data.pop("notes", None)), "reader": None},
        "test_loses_nothing_in_silence",
        "lose: notes. In notes: ",
    ),
    "not reading a field back": (
        {"writer": changing(lambda data: data.pop("source", None))},
        "test_reads_what_it_writes",
        "source",
    ),
    "changing a title": ({"writer": changing(upper)}, "test_reads_what_it_writes", "title"),
    "losing units": ({"reader": drops_one}, "test_reads_what_it_writes", "2 read"),
    "losing the levels": ({"reader": flattens}, "test_reads_what_it_writes", "depth"),
    "growing": ({"reader": grows}, "test_writes_what_it_read_alike", "is not stable"),
    "losing letters": ({"writer": changing(ascii_only)}, "test_survives_hostile_words", "title"),
    "failing on junk": ({"reader": reads_anything}, "test_refuses_junk", ""),
    "a table with gaps": (
        {"crosswalk": Crosswalk("x", "X", (Rule("title", "t"),))},
        "test_says_what_it_maps",
        "does not cover id",
    ),
    "a codec that lies": (
        {"crosswalk": Crosswalk("x", "X", (Rule("dates", "t", LIAR),))},
        "test_codecs_know_their_losses",
        "says that it keeps",
    ),
    "a codec that reports without a table": (
        {"crosswalk": Crosswalk("x", "X", (Rule("dates", "t", TELLER),))},
        "test_codecs_know_their_losses",
        "declare them in",
    ),
    "ignoring an option": (
        {"writer": hears_half, "options": Options},
        "test_hears_its_options",
        "'upper' makes no difference",
    ),
    "ignoring every option": ({"options": Options}, "test_hears_its_options", "'indent' makes no difference"),
    "writing the first note": (
        {"writer": only("notes", slice(1))},
        "test_writes_every_value",
        "of two values of notes",
    ),
    "writing the last date": (
        {"writer": only("dates", slice(-1, None))},
        "test_writes_every_value",
        "loop over unit.dates",
    ),
    "writing one facet": ({"writer": changing(first_facet)}, "test_writes_every_value", "second value"),
    "a chance order": ({"writer": changing(as_set)}, "test_keeps_the_order_of_values", "order of subjects is lost"),
    "lines within lines": (
        {"writer": lines("{0}: {1}\n"), "reader": None},
        "test_text_stays_text",
        "become a line of the format",
    ),
    "tags in Markdown": (
        {"writer": lines("{1}\n\n"), "reader": None, "extensions": (".md",)},
        "test_text_stays_text",
        "written as markup",
    ),
    "bare XML": ({"writer": bare_xml, "reader": None}, "test_text_stays_text", "change the structure"),
    "bare cells": ({"writer": bare_cells, "reader": None}, "test_text_stays_text", "change the structure"),
    "bare JSON": ({"writer": bare_json, "reader": None}, "test_text_stays_text", "change the structure"),
    "an order by hashes": ({"writer": by_hash, "reader": None}, "test_writes_the_same_elsewhere", "sort sets"),
    "the clock": (
        {"writer": says_the_year, "reader": None},
        "test_writes_the_same_elsewhere",
        "clock or the time zone",
    ),
    "today": ({"writer": says_today, "reader": None}, "test_writes_the_same_elsewhere", "today's date"),
    "a loss that is not in the table": (
        {
            "writer": telling("dates.kind", "it is of one kind"),
            "crosswalk": Crosswalk("x", "X", (Rule("dates", "t", TELLER),), partial=(UNCERTAIN,)),
        },
        "test_reports_what_its_table_says",
        "'it is of one kind' is reported",
    ),
}


@pytest.fixture
def contract(monkeypatch: pytest.MonkeyPatch) -> Callable[..., FormatContract]:
    def made(**fields: Any) -> FormatContract:
        found = Registry(discover=False)
        format = Format(**{"name": "tried", "title": "Tried", "reader": read, "writer": write, **fields})
        found.register(SimpleNamespace(__name__="plugin", docmeta_formats=lambda: [format]))
        monkeypatch.setattr(registry, "_default", found)

        class Tried(FormatContract):
            format = "tried"
            depth = 3_000
            many = 1_000

        return Tried()

    return made


@pytest.mark.parametrize("name", TESTS)
def test_a_good_format_passes(name: str, contract: Callable[..., FormatContract]) -> None:
    getattr(contract(), name)()


@pytest.mark.parametrize("fault", BROKEN)
def test_each_fault_is_caught_and_said(fault: str, contract: Callable[..., FormatContract]) -> None:
    fields, name, says = BROKEN[fault]
    tried = contract(**fields)
    with pytest.raises((AssertionError, AttributeError, RecursionError, ValueError)) as raised:
        getattr(tried, name)()
    assert says in str(raised.value)
    if isinstance(raised.value, AssertionError):
        assert str(raised.value).endswith(f"(see docs/reference/contract.md, {name})")


def test_the_page_of_the_contract_explains_each_check(root: Path) -> None:
    page = (root / "docs" / "reference" / "contract.md").read_text("utf-8")
    assert re.findall(r"^## `(\w+)`$", page, re.MULTILINE) == sorted(TESTS)


def skipped(tried: FormatContract) -> set[str]:
    found = set()
    for name in TESTS:
        try:
            getattr(tried, name)()
        except pytest.skip.Exception:
            found.add(name)
    return found


def test_what_does_not_apply_is_skipped(contract: Callable[..., FormatContract]) -> None:
    both = {"test_reads_what_it_writes", "test_writes_what_it_read_alike", "test_reads_any_depth"}
    assert skipped(contract(reader=None)) == {*both, "test_refuses_junk", "test_hears_its_options"}
    always = {
        "test_is_announced", "test_says_what_it_maps", "test_codecs_know_their_losses", "test_reports_what_its_table_says",
        "test_refuses_junk",
    }  # fmt: skip
    assert skipped(contract(writer=None)) == set(TESTS) - always


def test_a_reported_loss_is_no_fault(contract: Callable[..., FormatContract]) -> None:
    def honest(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
        for node in nodes:
            data = unit_to_data(node.unit)
            if data.pop("notes", None):
                context.report.lose("notes", "x", node.unit.notes[0], code="dropped")
            out.write(json.dumps([node.depth, data]).encode("ascii") + b"\n")

    tried = contract(writer=honest)
    tried.test_loses_nothing_in_silence()
    tried.test_reads_what_it_writes()


def test_losses_of_the_table_are_no_fault(contract: Callable[..., FormatContract]) -> None:
    table = Crosswalk("x", "X", (Rule("dates", "t", TELLER),), partial=(UNCERTAIN,))
    tried = contract(writer=telling("dates.certainty", "it is never certain"), crosswalk=table)
    tried.test_codecs_know_their_losses()
    tried.test_reports_what_its_table_says()


def test_the_samples_are_rich_and_made_anew() -> None:
    one, two = sample_collections(), sample_collections()
    assert one == two
    assert all(a is not b for a, b in zip(one, two, strict=True))
    units = [node.unit for collection in one for node in docmeta.walk(collection)]
    assert {name for unit in units for name in FIELDS if getattr(unit, name)} == set(FIELDS)
    assert len({unit.id for unit in units}) == len(units)
    assert any(unit.audience == "internal" for unit in units)
    assert any(isinstance(unit, Collection) and not unit.members for unit in units)


def test_every_word_of_the_filled_unit_is_its_own() -> None:
    words = [word for name in FIELDS for word in words_of(getattr(every_field().members[0], name))]
    assert len(words) == len(set(words)) > 150


def test_hostile_words_are_whole_words() -> None:
    assert len(HOSTILE) == len(set(HOSTILE)) > 40
    assert all(text and text == text.strip(" \t\r\n") for text in HOSTILE)


def test_pytest_is_imported_only_to_skip() -> None:
    import subprocess
    import sys

    code = "import sys, docmeta.testing; sys.exit('pytest' in sys.modules or 'hypothesis' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_example_of_a_third_party_is_short_and_keeps_the_contract(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = root / "examples" / "docmeta-markdown"
    source = (folder / "docmeta_markdown.py").read_text("utf-8")
    tree = ast.parse(source)
    code = {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt | ast.expr)
        for line in (node.lineno, node.end_lineno)
    }
    docstring = range(1, (tree.body[0].end_lineno or 0) + 1)
    assert len(code - set(docstring)) <= 25
    assert tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["docmeta"] == {
        "markdown": "docmeta_markdown"
    }
    module = ModuleType("docmeta_markdown")
    exec(source, vars(module))
    found = Registry(discover=False)
    found.register(module)
    monkeypatch.setattr(registry, "_default", found)

    class Markdown(FormatContract):
        format = "markdown"
        depth = 3_000
        many = 1_000

    assert skipped(Markdown()) == {
        "test_reads_what_it_writes", "test_writes_what_it_read_alike", "test_reads_any_depth", "test_refuses_junk",
        "test_hears_its_options",
    }  # fmt: skip


def test_the_example_for_citing_keeps_the_contract(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = root / "examples" / "docmeta-ris"
    module, tests = ModuleType("docmeta_ris"), ModuleType("test_ris")
    exec((folder / "docmeta_ris.py").read_text("utf-8"), vars(module))
    found = Registry(discover=False)
    found.register(module)
    monkeypatch.setattr(registry, "_default", found)
    exec((folder / "tests" / "test_ris.py").read_text("utf-8"), vars(tests))
    tests.TestRis.depth, tests.TestRis.many = 3_000, 1_000
    assert "test_text_stays_text" not in skipped(tests.TestRis())
    tests.test_a_reference_says_where_the_unit_is_kept()
