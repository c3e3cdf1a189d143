"""What is found out of a whole table before its first unit is made: what one row means may depend on the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, Final

import attrs

from docmeta.crosswalk import Report
from docmeta.dates import Date, day_order
from docmeta_csv.table.header import Layout
from docmeta_csv.table.order import Rows
from docmeta_csv.table.outline import Codes

#: A day, a month and a year in figures.
_DAY: Final = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}")
#: In how many rows the order of day and month is looked for.
_ROWS: Final = 20_000


def codes_of(layout: Layout, rows: Rows, report: Report, line: int) -> Codes | None:
    """The reference codes of a table whose rows stand below each other by them."""
    if layout.codes < 0:
        return None
    message = "the rows stand below each other by their reference codes"
    report.note("decided", message, target=layout.header[layout.codes], line=line)
    return Codes(cells[layout.codes] for _, cells in rows(quiet=True) if cells[layout.codes])


def dated(layout: Layout) -> dict[int, int]:
    """The slots of dates in the words of people, by their numbers, and their columns; docmeta's own table says what its dates mean."""
    fields = enumerate(layout.fields)
    return (
        {}
        if layout.dialect.escapes
        else {number: at[0] for number, (slot, at) in fields if slot.name == "dates" and at[0] >= 0}
    )


def order_of(columns: Iterable[int], rows: Rows, report: Report) -> str | None:
    """Whether the day or the month comes first in the dates of some columns, where one of them shows it."""
    places = tuple(columns)
    if not places:
        return None
    found = islice(rows(quiet=True), _ROWS)
    order = day_order(cells[at] for _, cells in found for at in places if _DAY.search(cells[at]))
    if order is not None:
        first = "day" if order == "dmy" else "month"
        report.note(
            "decided", f"the {first} stands first in dates such as 5/6/1951, as other dates show", target="dates"
        )
    return order


def ordered(make: Callable[[Sequence[Any]], Any], order: str) -> Callable[[Sequence[Any]], Any]:
    """A way of making dates in which the order of day and month is known."""

    def made(cells: Sequence[Any]) -> Any:
        date = make(cells)
        if isinstance(date, Date) and date.edtf is None and date.text:
            return attrs.evolve(date, edtf=Date.parse(date.text, order=order).edtf)
        return date

    return made
