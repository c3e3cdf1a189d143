"""What is found out of a whole table before its first unit is made: what one row means may depend on the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import Final

import attrs

from docmeta.crosswalk import Report
from docmeta.dates import Conventions
from docmeta.records import Row
from docmeta_csv.table.dialect import plain_name
from docmeta_csv.table.header import Layout
from docmeta_csv.table.order import Rows
from docmeta_csv.table.outline import Codes, Leveled
from docmeta_csv.table.words import any_level

#: What may be a day, a month and a year in figures, or one of two years and a year and its month.
_DOUBTFUL: Final = re.compile(r"[0-9][./-][0-9]")
#: In how many rows it is looked for how dates are written.
_ROWS: Final = 20_000


#: Columns of reference codes that say the hierarchy where another column says the levels.
_CODES: Final = frozenset(
    "ref refcode referencecode reference referenceid unitid identifier identifiers signatur archivaliensignatur cote codedereference "
    "signatura codigodereferencia segnatura codicediriferimento codigodereferencia inventarisnummer referentiecode sygnatura shifr".split()
)
#: The levels of description from the highest to the lowest (ISAD(G), appendix A-1).
_RANKS: Final = {
    "recordgrp": 0, "fonds": 1, "collection": 1, "subfonds": 2, "subgrp": 2, "series": 3, "subseries": 4, "file": 5, "item": 6,
}  # fmt: skip


def says_place(layout: Layout) -> bool:
    """Whether columns say where rows stand, or the table is not a plain one."""
    frame = {plain_name(name) for name in (*layout.dialect.parent, layout.dialect.depth or "")}
    return layout.dialect.name != "plain" or bool(layout.levels) or layout.codes >= 0 or bool(frame & set(layout.frame))


def level_of(layout: Layout) -> int:
    """The column of levels of a plain table that says in no other way where its rows stand; -1 where there is none."""
    return -1 if says_place(layout) else next((at[0] for slot, at in layout.fields if slot.name == "level"), -1)


def with_codes(layout: Layout, rows: Rows) -> Layout:
    """A layout with the column of reference codes, where a column of levels stands beside it and most codes contain each other."""
    columns = (
        [at for at, name in enumerate(layout.header) if plain_name(name) in _CODES] if level_of(layout) >= 0 else []
    )
    for at in columns:
        known = Codes(cells[at] for _, cells in rows(quiet=True) if cells[at])
        found = [known.parent(cells[at]) is not None for _, cells in rows(quiet=True)]
        if len(found) > 1 and 2 * sum(found) >= len(found) - 1:
            return attrs.evolve(layout, codes=at)
    return layout


def is_ranked(column: int, rows: Rows) -> bool:
    """Whether the levels in a column are those of descriptions from the general to the specific: it begins with the highest, an aggregate.

    ISAD(G) 2.1 and 2.3: from the whole to its parts, each linked to what it is a part of. A list of collections, of which few are
    followed by anything of a lower level, is none: what follows one there is another thing.
    """
    ranks = [_RANKS.get(any_level(cells[column].strip()), -1) for _, cells in rows(quiet=True)]
    if len(set(ranks)) < 2 or not 0 <= min(ranks) == ranks[0] < _RANKS["file"]:
        return False
    followed = sum(one == ranks[0] < after for one, after in pairwise(ranks))
    return ranks[0] > _RANKS["fonds"] or 2 * followed >= ranks.count(ranks[0])


def ranked(rows: Iterator[Row], column: int) -> Iterator[Row]:
    """Rows, each below the nearest one before of a higher level.

    >>> rows = [(2, ["Fonds"]), (3, ["Series"]), (4, ["File"]), (5, ["File"]), (6, ["Series"])]
    >>> [cells.depth for _, cells in ranked(iter(rows), 0)]
    [0, 1, 2, 2, 1]
    """
    path: list[int] = []
    for line, cells in rows:
        rank = _RANKS[any_level(cells[column].strip())]
        while path and path[-1] >= rank:
            path.pop()
        row = Leveled(cells)
        row.depth = len(path)
        path.append(rank)
        yield line, row


def codes_of(layout: Layout, rows: Rows, report: Report, line: int) -> Codes | None:
    """The reference codes of a table whose rows stand below each other by them."""
    if layout.codes < 0:
        return None
    message = "rows are nested by reference code"
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
            f"the {first} comes first in dates such as 5/6/1951, as other dates show",
            target="order of dates",
        )
    if said.pairs is None and found.pairs is not None:
        what = "two years" if found.pairs == "years" else "a month"
        report.note("decided", f"dates such as 1901-02 are {what}, as other dates show", target="pairs of dates")
    return Conventions(said.order or found.order, said.pairs or found.pairs)
