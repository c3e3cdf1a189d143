"""Plain parts are written as strings; what comes out, and what is reported, is what the careful way gives."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
from hypothesis import given

import docmeta.model
import strategies
from docmeta import Collection, Context, Document, Node, Report
from docmeta.model import Container, Identifier, Place, Term
from docmeta_ead.options import EAD3Options, EADOptions
from docmeta_ead.tables.plain import ACCESS_POINTS, PLAIN, Plain
from docmeta_ead.write import unit as units
from docmeta_ead.write.plain import of_line, plain_writer
from docmeta_ead.write.writer import write_ead3, write_ead2002

WRITERS = {"ead2002": (write_ead2002, EADOptions), "ead3": (write_ead3, EAD3Options)}
DIALECTS = tuple(WRITERS)


def nothing(*_: Any) -> None:
    """Take nothing for plain."""


class Careful:
    """Takes nothing for plain."""

    did_notes = dict.fromkeys(("abstract", "location", "material_specific", "note"), nothing)
    terms: dict[str, dict[str | None, Callable[..., None]]] = {"subjects": {}, "genres": {}, "places": {}}

    def __init__(self, dialect: str) -> None:
        self.dialect = dialect

    def __getattr__(self, name: str) -> Callable[..., None]:
        return nothing


def written(dialect: str, nodes: list[Node]) -> tuple[bytes, list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """What is written, every single finding, and the findings in sum."""
    write, options = WRITERS[dialect]
    every: list[tuple[Any, ...]] = []
    out, again = io.BytesIO(), io.BytesIO()
    one = Report(each=lambda finding: every.append((finding.code, finding.field, finding.target, finding.example)))
    write(iter(nodes), out, Context(options=options(), report=one))
    summed = Report()
    write(iter(nodes), again, Context(options=options(), report=summed))
    assert out.getvalue() == again.getvalue()
    return out.getvalue(), every, [(one.code, one.field, one.target, one.count) for one in summed.findings]


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("dialect", DIALECTS)
@given(data=strategies.st.data())
def test_the_quick_way_writes_and_reports_what_the_careful_one_does(dialect: str, plain: bool, data: Any) -> None:
    nodes = data.draw(strategies.streams(plain=plain))
    quick = written(dialect, nodes)
    with mock.patch.object(units, "plain_writer", Careful), mock.patch.object(units, "plain_relation", nothing):
        careful = written(dialect, nodes)
    assert quick[0] == careful[0]
    assert sorted(map(repr, quick[1])) == sorted(map(repr, careful[1]))
    assert sorted(map(repr, quick[2])) == sorted(map(repr, careful[2]))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("line", [*PLAIN, *ACCESS_POINTS], ids=lambda line: line.element)
def test_every_line_of_the_table_is_written_by_it(dialect: str, line: Plain) -> None:
    if line.element in ("note", "didnote") and line.element != ("didnote" if dialect == "ead3" else "note"):
        pytest.skip("the other dialect's element")
    part = getattr(docmeta.model, line.part)(**{line.words: "A & B"}, **line.fixed)
    made = of_line(dialect, line)(part)
    assert made is not None
    assert made.startswith(f"<{line.element}>")
    assert "A &amp; B" in made


@pytest.mark.parametrize(
    ("part", "write"),
    [
        (Identifier(" A"), "identifier"),
        (Identifier("A", country="no code"), "identifier"),
        (Container("1", id="b1"), "container"),
    ],
)
def test_what_needs_care_is_not_plain(part: Any, write: str) -> None:
    assert getattr(plain_writer("ead3"), write)(part) is None


def test_a_new_plain_element_is_one_line_of_the_table() -> None:
    line = Plain("materialspec", "places", "Place", "name", {"label": "source"})
    assert (
        of_line("ead2002", line)(Place("1:500", source="Scale")) == '<materialspec label="Scale">1:500</materialspec>'
    )
    assert of_line("ead3", line)(Place("1:500", uri="https://a.example")) is None


@pytest.mark.parametrize("dialect", DIALECTS)
def test_losses_of_one_kind_are_counted(dialect: str) -> None:
    units_of = [
        Node(0, Collection("a", minted=True)),
        *(Node(1, Document(f"d{n}", subjects=(Term("x", "era"),))) for n in range(5)),
    ]
    found = {(code, target): count for code, _, target, count in written(dialect, units_of)[2]}
    assert found["changed", "subject/@localtype"] == 5
