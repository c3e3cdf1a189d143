"""What is written as a table reads back equal, except for what the report tells is lost."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from tests import strategies

from docmeta import Collection, Document, Node, Report, read, write
from docmeta.model import FIELDS, Unit
from docmeta_csv.own import fast, table
from docmeta_csv.own.writer import OwnRows
from docmeta_csv.table.cells import armed, defused, join, split

#: Whole streams are slow; the thorough profile still tries a thousand.
SOME = max(20, settings.default.max_examples // 4)


def written(nodes: list[Node], **options: Any) -> tuple[bytes, Report]:
    out = io.BytesIO()
    report = write(nodes, out, format="csv", include_internal=True, **options)
    return out.getvalue(), report


def lost_fields(unit: Unit) -> set[str]:
    """The fields of a unit of which the writer reports a loss if there is no last column."""
    lost: set[str] = set()
    OwnRows(table.columns()[:-1], "|", lambda code, field, target, value, reason: lost.add(field)).row(Node(0, unit))
    return lost


@settings(max_examples=SOME)
@given(strategies.streams())
def test_what_differs_is_what_was_reported(nodes: list[Node]) -> None:
    """A field without a finding is equal, and one with a finding is not."""
    data, _ = written(nodes, more=False)
    back = list(read(data, format="csv"))
    assert [node.depth for node in back] == [node.depth for node in nodes]
    for was, now in zip(nodes, back, strict=True):
        lost = lost_fields(was.unit)
        differing = {name for name in FIELDS if getattr(was.unit, name) != getattr(now.unit, name)}
        assert differing == lost
        assert isinstance(now.unit, Collection) == isinstance(was.unit, Collection)


@settings(max_examples=SOME)
@given(strategies.streams())
def test_nothing_differs_with_what_no_other_column_holds(nodes: list[Node]) -> None:
    data, report = written(nodes)
    for was, now in zip(nodes, read(data, format="csv"), strict=True):
        assert {name for name in FIELDS if getattr(was.unit, name) != getattr(now.unit, name)} == set()
    assert report.losses == 0


@settings(max_examples=SOME)
@given(strategies.streams())
def test_compiled_rows_are_read_as_the_plain_way_reads_them(nodes: list[Node]) -> None:
    """Each set of columns is compiled at its first row, so compiled code reads the second copy of the stream."""
    data, _ = written([*nodes, *nodes], more=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast, "_FEW", 0)
        reports = Report(), Report()
        quick = list(read(data, format="csv", report=reports[0]))
        patch.setattr(fast.Rows, "unit", lambda *_: None)
        plain = list(read(data, format="csv", report=reports[1]))
    assert quick == plain
    assert reports[0].findings == reports[1].findings


@settings(max_examples=SOME)
@given(strategies.streams())
def test_the_second_time_the_bytes_are_the_same(nodes: list[Node]) -> None:
    data, _ = written(nodes)
    again, report = written(list(read(data, format="csv")))
    assert again == data
    assert report.losses == 0


@settings(max_examples=SOME)
@given(strategies.streams())
def test_what_was_lost_once_is_not_lost_again(nodes: list[Node]) -> None:
    """The words of a date whose calendar has no column are read as a Gregorian date; from then on they stay one."""
    once, _ = written(nodes, more=False)
    twice, report = written(list(read(once, format="csv")), more=False)
    third, _ = written(list(read(twice, format="csv")), more=False)
    assert third == twice
    assert report.losses == 0


@pytest.mark.parametrize(
    "options",
    [
        {"delimiter": "semicolon"},
        {"delimiter": "tab", "line_end": "lf"},
        {"delimiter": "|"},
        {"bom": True},
        {"formulas": "defuse"},
    ],
)
@settings(max_examples=SOME // 2)
@given(nodes=strategies.streams(plain=True, depth=2))
def test_every_way_of_writing_reads_back_the_same(options: dict[str, Any], nodes: list[Node]) -> None:
    data, _ = written(nodes)
    other, _ = written(nodes, **options)
    assert [node.unit for node in read(other, format="csv")] == [node.unit for node in read(data, format="csv")]


@given(strategies.words())
def test_cells(word: str) -> None:
    assert armed(defused(word)) == word
    assert split(join([word, "", word + "\\"], "|"), "|") == [word, "", word + "\\"]


@settings(max_examples=SOME)
@given(strategies.units(kind=Document))
def test_a_row_has_a_cell_for_each_column(unit: Unit) -> None:
    row = OwnRows(table.columns(), "|", lambda *_: None).row(Node(0, unit))
    assert len(row) == len(table.columns())
