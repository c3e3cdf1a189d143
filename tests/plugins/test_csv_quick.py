"""The quick ways of reading docmeta's own table give what the plain ways give."""

from __future__ import annotations

import csv
import io
from typing import Any

import attrs
import pytest

import docmeta
from docmeta.records import records
from docmeta_csv.own import fast, table
from docmeta_csv.own.used import used
from docmeta_csv.table.lines import Lines

_SLOTS = [slot for slot in table.slots() if slot.field != "notes"]
_CELLS = (
    "1951",
    "a|b",
    "a|b|",
    "x\\|y",
    "<b>x</b> & y",
    "'=1",
    "1951-03|1952",
    "person|family",
    "yes",
    "'",
    " 12 ",
    "",
)


def units_of(columns: list[str], cells: tuple[str, ...], count: int) -> list[Any]:
    """The units of rows that only differ in their ids."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(
        [["id", "kind", *columns], *([f"u{number}", "document", *cells] for number in range(count))]
    )
    nodes = docmeta.read(out.getvalue().encode(), format="csv")
    return [attrs.evolve(node.unit, id="u") for node in nodes]


@pytest.mark.parametrize("slot", _SLOTS, ids=lambda slot: slot.field)
def test_the_hundredth_row_is_read_as_the_first(slot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = ["1951", "1951", "person|", "a|b", "x\\|y", "1951/1952|1953", "'=1", "<i>y</i>"]
    tables = [([slot.columns[0]], (cell,)) for cell in _CELLS]
    tables += [
        ([slot.columns[0], column], (cell, more))
        for column in slot.columns[1:]
        for cell, more in zip(_CELLS, beside, strict=False)
    ]
    quick = [units_of(columns, cells, 8) for columns, cells in tables]
    monkeypatch.setattr(fast.Rows, "unit", lambda *_: None)
    for (columns, cells), found in zip(tables, quick, strict=True):
        (plain,) = units_of(columns, cells, 1)
        assert all(unit == plain for unit in found), (columns, cells)


def test_agents_with_dates_are_read_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ["agents", "agents_kind", "agents_role", "agents_dates", "agents_dates_edtf"]
    cells = ("Roe, Ann|Rye|Doe", "person||family", "creator|publisher|", "1900-1980||n.d.", "1900/1980||XXXX")
    expected = units_of(columns, cells, 1)[0]
    taken: list[bool] = []
    unit = fast.Rows.unit

    def watched(self: fast.Rows, cells: list[str], has_members: bool) -> Any:
        found = unit(self, cells, has_members)
        taken.append(found is not None)
        return found

    monkeypatch.setattr(fast.Rows, "unit", watched)
    assert all(one == expected for one in units_of(columns, cells, 20))
    assert sum(taken) == 16


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("every", [1, 3, 70])
def test_records_that_csv_refuses_stand_among_others(end: str, every: int) -> None:
    """Cells beyond the limit of the process are split separately; the lines of all records are right."""
    large = "y" * (csv.field_size_limit() + 1)
    lines, expected, line = [], [], 1
    for number in range(300 if every > 3 else 20):
        cell = f"{large}{end}x" if not number % every else f"a{end}b" if number % 2 else "c"
        lines += f'{number},"{cell}"{end}'.splitlines(keepends=True)
        expected.append((line, [str(number), cell]))
        line += 1 + cell.count(end)
    assert list(records(iter(lines), ",")) == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "cells", [["a", "b"], ["a,b", "c;d", "e\tf"], ['say "x"', "a,b"], ["a\nb", "c"], ["a\rb,", ""], ["", ""], [""], [",;\t"] * 2, ["é,"]]
)  # fmt: skip
def test_lines_are_those_of_csv(cells: list[str], delimiter: str) -> None:
    ours, theirs = io.BytesIO(), io.StringIO(newline="")
    lines = Lines(ours, delimiter, "\r\n", None)
    lines.row(cells.copy())
    lines.close()
    csv.writer(theirs, delimiter=delimiter).writerow(cells)
    assert ours.getvalue().decode() == theirs.getvalue()


@pytest.mark.parametrize("count", [1, 63, 64, 65, 200])
@pytest.mark.parametrize("filled", [(), (0,), (0, 3), (1, 2, 3)])
def test_used_columns_are_those_that_any_row_fills(count: int, filled: tuple[int, ...]) -> None:
    columns = ("id", "title", "dates", "source")
    rows = [["x" * (number == count - 1 and at in filled) for at in range(4)] for number in range(count)]
    with used(columns, map(list, rows)) as (names, found):
        assert names == tuple(column for at, column in enumerate(columns) if at in filled or column == "id")
        assert list(found) == [[row[columns.index(name)] for name in names] for row in rows]
