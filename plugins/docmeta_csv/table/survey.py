"""Facts about a whole table, collected before its first unit is made: the meaning of a row may depend on the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

import attrs

from docmeta.crosswalk import Report
from docmeta.dates import Conventions
from docmeta.records import Row
from docmeta_csv.table.cells import BLANKS
from docmeta_csv.table.dialect import plain_name
from docmeta_csv.table.header import Layout
from docmeta_csv.table.order import Rows
from docmeta_csv.table.outline import Codes, Leveled, named_levels, trimmed
from docmeta_csv.table.words import any_level

#: A possible day, month and year in figures, or a range of years that could be a year and its month.
_DOUBTFUL: Final = re.compile(r"[0-9][./-][0-9]")
#: The number of rows examined for the format of dates.
_ROWS: Final = 20_000


#: Columns of reference codes that give the hierarchy if another column gives the levels.
_CODES: Final = frozenset(
    "ref refcode referencecode reference referenceid unitid identifier identifiers signatur archivaliensignatur cote codedereference "
    "signatura codigodereferencia segnatura codicediriferimento codigodereferencia inventarisnummer referentiecode sygnatura shifr".split()
)
#: The levels of description from the highest to the lowest (ISAD(G), appendix A-1).
_RANKS: Final = {
    "recordgrp": 0, "fonds": 1, "collection": 1, "subfonds": 2, "subgrp": 2, "series": 3, "subseries": 4, "file": 5, "item": 6,
}  # fmt: skip


#: A level by its number; and the first of the numbers among the ranks.
_NUMBER: Final = re.compile(r"(?:[Ll]evel |[Cc])?0?([0-9]{1,2})")
_NUMBERED: Final = 100


def says_place(layout: Layout) -> bool:
    """Whether columns give the place of rows, or the table is not a plain one."""
    frame = {plain_name(name) for name in (*layout.dialect.parent, layout.dialect.depth or "")}
    return layout.dialect.name != "plain" or bool(layout.levels) or layout.codes >= 0 or bool(frame & set(layout.frame))


def level_of(layout: Layout) -> int:
    """The column of levels of a plain table without any other hierarchy; -1 without one."""
    return -1 if says_place(layout) else next((at[0] for slot, at in layout.fields if slot.name == "level"), -1)


def with_codes(layout: Layout, rows: Rows) -> Layout:
    """A layout with the column of reference codes, if there is a column of levels beside it and most codes contain each other."""
    columns = (
        [at for at, name in enumerate(layout.header) if plain_name(name) in _CODES] if level_of(layout) >= 0 else []
    )
    for at in columns:
        known = Codes(cells[at] for _, cells in rows(quiet=True) if cells[at])
        found = [known.parent(cells[at]) is not None for _, cells in rows(quiet=True)]
        if len(found) > 1 and 2 * sum(found) >= len(found) - 1:
            return attrs.evolve(layout, codes=at)
    return layout


def with_levels(layout: Layout, rows: Rows) -> Layout:
    """A layout whose columns "Series", "Subseries" ... are the units above each row, if the rows of each are consecutive.

    Otherwise, or if no two rows have the same, the columns name something that a row is part of.
    """
    title = next((at[0] for slot, at in layout.fields if slot.name == "title"), -1)
    columns = () if says_place(layout) else named_levels(layout.header, titled=title >= 0)
    if not columns or title in columns or level_of(layout) >= 0:
        return layout
    seen: set[int] = set()
    open_: list[str] = []
    shared = titled = False
    for _, cells in rows(quiet=True):
        said = [cells[at].strip(BLANKS) for at in columns]
        if not any(said):
            continue
        titled = titled or (title >= 0 and bool(cells[title].strip(BLANKS)))
        shared = shared or said == open_
        for depth in range(len(said)):
            if said[: depth + 1] != open_[: depth + 1] and said[depth]:
                mark = hash(tuple(said[: depth + 1]))
                if mark in seen and (titled or depth + 1 == len(said)):
                    return layout
                seen.add(mark)
        open_ = said
    if not seen or (title >= 0 and not shared):
        return layout
    fields = tuple((slot, at) for slot, at in layout.fields if not set(columns).intersection(at))
    return attrs.evolve(layout, fields=fields, levels=columns)


def is_ranked(column: int, rows: Rows) -> bool:
    """Whether the levels in a column go from the general to the specific: it begins with the highest, an aggregate.

    ISAD(G) 2.1 and 2.3: from the whole to its parts, each linked to its parent. A list of collections, few of which are
    followed by anything of a lower level, is different: what follows a collection is not part of it. Levels may be numbers: 1, 2, 3.
    """
    ranks = [_rank(cells[column]) for _, cells in rows(quiet=True)]
    if len(set(ranks)) < 2 or not 0 <= min(ranks) == ranks[0]:
        return False
    if ranks[0] >= _NUMBERED:
        return all(after <= one + 1 for one, after in pairwise(ranks))
    if ranks[0] >= _RANKS["file"] or max(ranks) >= _NUMBERED:
        return False
    followed = sum(one == ranks[0] < after for one, after in pairwise(ranks))
    return ranks[0] > _RANKS["fonds"] or 2 * followed >= ranks.count(ranks[0])


def _rank(cell: str) -> int:
    """The rank of a level: by its word, or by its number (3, or c03 as in EAD); -1 for neither."""
    word = cell.strip()
    found = _NUMBER.fullmatch(word)
    return _NUMBERED + int(found[1]) if found else _RANKS.get(any_level(word), -1)


def ranked(rows: Iterator[Row], column: int) -> Iterator[Row]:
    """Rows, each below the nearest earlier one of a higher level; a number is not a level of description.

    >>> rows = [(2, ["Fonds"]), (3, ["Series"]), (4, ["File"]), (5, ["File"]), (6, ["Series"])]
    >>> [cells.depth for _, cells in ranked(iter(rows), 0)]
    [0, 1, 2, 2, 1]
    >>> [(cells.depth, cells) for _, cells in ranked(iter([(2, ["1", "Letters"]), (3, ["2", "To Ann"])]), 0)]
    [(0, ['', 'Letters']), (1, ['', 'To Ann'])]
    """
    path: list[int] = []
    for line, cells in rows:
        rank = _rank(cells[column])
        while path and path[-1] >= rank:
            path.pop()
        row = Leveled(cells)
        row.depth = len(path)
        if rank >= _NUMBERED:
            row[column] = ""
        path.append(rank)
        yield line, row


def named_by(rows: Rows, parent: int, columns: Sequence[int], usual: int) -> int:
    """The column whose cells identify the units above in another one, if not the *usual* one: the one with most of them."""
    wanted = {hash(trimmed(cells[parent])) for _, cells in rows(quiet=True) if cells[parent]}
    found = {
        at: len(wanted & {hash(trimmed(cells[at])) for _, cells in rows(quiet=True) if cells[at]})
        for at in dict.fromkeys(columns)
        if at >= 0
    }
    best = max(found, key=found.__getitem__, default=usual)
    return best if found.get(best, 0) > found.get(usual, 0) else usual


def codes_of(layout: Layout, rows: Rows, report: Report, line: int) -> Codes | None:
    """The reference codes of a table whose rows are nested by them."""
    if layout.codes < 0:
        return None
    message = "rows are nested by reference code"
    report.note("decided", message, target=layout.header[layout.codes], line=line)
    return Codes(cells[layout.codes] for _, cells in rows(quiet=True) if cells[layout.codes])


def dated(layout: Layout) -> dict[int, int]:
    """The slots of dates in people's words, by number, and their columns; docmeta's own table is unambiguous."""
    fields = enumerate(layout.fields)
    return (
        {}
        if layout.dialect.escapes
        else {number: at[0] for number, (slot, at) in fields if slot.name == "dates" and at[0] >= 0}
    )


def conventions_of(columns: Iterable[int], said: Conventions, rows: Rows, report: Report) -> Conventions:
    """The format of the dates in some columns: as the user gives it, or as the unambiguous ones show."""
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
