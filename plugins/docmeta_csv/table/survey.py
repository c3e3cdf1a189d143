"""What is found out of a whole table before its first unit is made: what one row means may depend on the others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from docmeta.crosswalk import Report
from docmeta.dates import Conventions
from docmeta_csv.table.header import Layout
from docmeta_csv.table.order import Rows
from docmeta_csv.table.outline import Codes

#: What may be a day, a month and a year in figures, or one of two years and a year and its month.
_DOUBTFUL: Final = re.compile(r"[0-9][./-][0-9]")
#: In how many rows it is looked for how dates are written.
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


def conventions_of(columns: Iterable[int], said: Conventions, rows: Rows, report: Report) -> Conventions:
    """How the dates of some columns are written: what the user says, and what those of them show that can be read in one way only."""
    places = tuple(columns)
    if not places or None not in said:
        return said
    found = Conventions.of(
        cells[at] for _, cells in islice(rows(quiet=True), _ROWS) for at in places if _DOUBTFUL.search(cells[at])
    )
    if said.order is None and found.order is not None:
        first = "day" if found.order == "dmy" else "month"
        report.note(
            "decided",
            f"the {first} stands first in dates such as 5/6/1951, as other dates show",
            target="order of dates",
        )
    if said.pairs is None and found.pairs is not None:
        what = "two years" if found.pairs == "years" else "a month"
        report.note("decided", f"dates such as 1901-02 are {what}, as other dates show", target="pairs of dates")
    return Conventions(said.order or found.order, said.pairs or found.pairs)
