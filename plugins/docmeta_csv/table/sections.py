"""Rows that are no records: headings of sections, with the following rows below them, and totals.

>>> rows = [(2, ["", "Series I. Letters"]), (3, ["1", "To Ann"]), (4, ["2", "To Bob"]), (5, ["", "Series II. Maps"]), (6, ["3", "Rye"])]
>>> found = headings(iter(rows), 1)
>>> [(row.depth, row[1]) for _, row in sectioned(iter(rows), found, 1)]
[(0, 'Series I. Letters'), (1, 'To Ann'), (1, 'To Bob'), (0, 'Series II. Maps'), (1, 'Rye')]
>>> is_total(["Total", "", "4 folders"]), is_total(["Total war", "1942", ""])
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final

from docmeta.crosswalk import Report
from docmeta.records import Row
from docmeta_csv.table.cells import BLANKS
from docmeta_csv.table.outline import Leveled
from docmeta_csv.table.words import any_level

#: The number of rows that are searched for headings.
_ROWS: Final = 20_000
#: A level and its number at the beginning of a heading: "Series II: Maps", "Sous-série B".
_NAMED: Final = re.compile(
    r"([^\W\d_]+(?:[- ][^\W\d_]+)?) (?:no\.? ?|nr\.? ?)?(?:[IVXLC]{1,7}|[0-9]{1,4}|[A-Z])(?:[.:,)]|\s*[-\u2013\u2014]|$)",
    re.IGNORECASE,
)
#: The levels of headings, from the highest to the lowest; headings without one are in between.
_RANKS: Final = {
    "recordgrp": 0, "fonds": 0, "collection": 0, "subfonds": 1, "subgrp": 1, "class": 2, "": 2, "series": 3, "subseries": 4,
}  # fmt: skip
#: The fewest letters of a heading, unlike the number of a box.
_LETTERS: Final = 4
_TOTAL: Final = (
    r"(?:(?:grand|overall|running|sub)[ -]?)?totals?|total g[e\u00e9]n[e\u00e9]ral|sous-total|totale|totaal|summe|(?:zwischen|gesamt)summe|"
    r"gesamt(?:zahl|umfang)?|insgesamt|suma|razem|og[o\u00f3]\u0142em|celkem|summa|yhteens\u00e4|\u0438\u0442\u043e\u0433\u043e|"
    r"\u0432\u0441\u0435\u0433\u043e|\u5408\u8a08|\u5408\u8ba1|\u603b\u8ba1|\u7e3d\u8a08"
)
_MEASURE: Final = r"[0-9][0-9.,' ]{0,20}(?: ?[^\W\d_][^\W\d_. -]{0,20}\.?(?: [^\W\d_]{1,20}\.?){0,2})?"
_COUNTED: Final = r"(?: (?:number|no\.?) ?of [^\W\d_]+(?: [^\W\d_]+)?| (?:items?|boxes|folders|files|records|images|pages|volumes|extent))?"
_IS_TOTAL: Final = re.compile(rf"(?:{_TOTAL}){_COUNTED}\s*[:=]?\s*({_MEASURE})?", re.IGNORECASE)
_IS_MEASURE: Final = re.compile(_MEASURE)
#: Anything longer is not a total.
_LONGEST: Final = 80
#: The most filled cells of a row of totals.
_FEW: Final = 4


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row is a total: a word for it and numbers, nothing else."""
    said = [cell.strip(BLANKS) for cell in cells if cell]
    if any(len(cell) > _LONGEST for cell in said):
        return False
    found = [match for cell in said if (match := _IS_TOTAL.fullmatch(cell))]
    if len(found) != 1:
        return False
    numbers = [cell for cell in said if cell != found[0][0]]
    return bool(numbers or found[0][1]) and all(map(_IS_MEASURE.fullmatch, numbers))


def without_totals(rows: Iterator[Row], report: Report, *, quiet: bool) -> Iterator[Row]:
    """Leave out rows of totals, and report it."""
    for row in rows:
        line, cells = row
        if 0 < len(cells) - cells.count("") <= _FEW and is_total(cells):
            if not quiet:
                said = " ".join(filter(None, cells))
                report.note(
                    "problem", "a row of totals is not a record and was left out", target="total", value=said, line=line
                )
            continue
        yield row


def headings(rows: Iterator[Row], title: int) -> frozenset[int]:
    """The lines of rows that are headings: a single cell with a level and its number, or one that stands out from those below it.

    It stands out if it is in no column of titles, and longer than anything whole rows hold there, or if it alone is in capitals.
    """
    alone: list[tuple[int, int, str]] = []
    longest: dict[int, int] = {}
    capitals, whole, last = False, 0, 0
    for line, cells in islice(rows, _ROWS):
        if len(cells) - cells.count("") == 1:
            at = next(index for index, cell in enumerate(cells) if cell)
            alone.append((line, at, cells[at].strip(BLANKS)))
            continue
        whole, last = whole + 1, line
        for at, cell in enumerate(cells):
            if len(cell) > longest.get(at, -1):
                longest[at] = len(cell)
        capitals = capitals or cells[title].isupper()
    found = [
        line for line, at, said in alone
        if line < last and (_named(said) is not None
        or (sum(map(str.isalpha, said)) >= _LETTERS
            and (said.isupper() and not capitals if at == title else len(said) > longest.get(at, 0))))
    ]  # fmt: skip
    return frozenset(found) if len(found) <= whole else frozenset()


def _named(said: str) -> str | None:
    """The level that a heading names, if it can have parts."""
    match = _NAMED.match(said[:60])
    level = any_level(match[1]) if match else ""
    return level if _RANKS.get(level) and level != "" else None


def sectioned(rows: Iterator[Row], found: Collection[int], title: int) -> Iterator[tuple[int, Leveled]]:
    """Rows, each below the heading before it; the words of a heading are its title."""
    path: list[int] = []
    for line, cells in rows:
        row = Leveled(cells)
        if line in found:
            at = next(index for index, cell in enumerate(cells) if cell)
            row[at], row[title] = "", cells[at]
            level = _named(cells[at].strip(BLANKS))
            row.level = level
            rank = _RANKS[level or ""]
            while path and path[-1] >= rank:
                path.pop()
            row.depth = len(path)
            path.append(rank)
        else:
            row.depth = len(path)
        yield line, row
