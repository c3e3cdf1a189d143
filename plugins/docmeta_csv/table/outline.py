"""Hierarchies without a column of parents: titles in columns "Level 1", "Level 2" ..., and reference codes that contain each other.

>>> rows = [(2, ["Letters", "1890", ""]), (3, ["", "1891", "To Ann"]), (4, ["Maps", "", ""])]
>>> [(line, cells) for line, cells in outlined(iter(rows), (0, 1, 2))]
[(2, ['Letters', '', '']), (2, ['', '1890', '']), (3, ['', '1891', '']), (3, ['', '', 'To Ann']), (4, ['Maps', '', ''])]
>>> [cells.depth for _, cells in outlined(iter(rows), (0, 1, 2))]
[0, 1, 1, 2, 0]
>>> codes = Codes(["MS 1", "MS 1/2", "MS 1/2/3", "MS 10"])
>>> codes.parent("MS 1/2/3/"), codes.parent("MS 1/9/4"), codes.parent("MS 10")
('MS 1/2', 'MS 1', None)
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from docmeta.records import Row
from docmeta_csv.table.cells import BLANKS
from docmeta_csv.table.marks import heading_of
from docmeta_csv.table.words import any_level

#: Columns of titles by their depth, in some languages.
_LEVEL: Final = re.compile(
    r"(?:level|hierarchy level|hierarchy|ebene|stufe|niveau|nivel|nível|livello)[ _.-]?([1-9][0-9]?)"
)
#: Columns whose reference codes give the hierarchy: CALM's, and those with such a heading.
REFERENCES: Final = frozenset(
    (
        "refno",
        "hierarchicalreference",
        "hierarchicalreferencecode",
        "hierarchicalreferencenumber",
        "referencepath",
        "hierarchypath",
    )
)
#: Levels that columns are named after, from the highest; one of those with parts is required.
_RANKS: Final = {
    "recordgrp": 0, "fonds": 1, "collection": 2, "subfonds": 3, "subgrp": 4, "series": 5, "subseries": 6, "Sub-subseries": 7,
    "Sub-sub-series": 7, "Subsubseries": 7, "file": 8, "item": 9,
}  # fmt: skip
_PARTS: Final = frozenset((3, 4, 5, 6, 7))
_LEAVES: Final = frozenset((8, 9))
_TITLED: Final = re.compile(r"[ _](?:title|name|titel|titre|título|titolo)$", re.IGNORECASE)
#: The marks before an indented title: blanks, or a row of dots or dashes.
_MARKS: Final = ".\u2013\u2014\u2022>-"
_INDENT: Final = re.compile(rf"([ \t\u00a0\u2002\u2003\u3000]*)((?:[{_MARKS}]\s?){{0,12}}(?<=\s)|)")
_WIDTHS: Final = {"\t": 4, "\u2002": 2, "\u2003": 2, "\u3000": 2}
#: Anything longer is not a reference code.
_LONGEST: Final = 200


def level_columns(header: Sequence[str]) -> tuple[int, ...]:
    """The positions of the columns "Level 1", "Level 2" ... in order; none if there is only one."""
    found: dict[int, int] = {}
    for index, name in enumerate(header):
        match = _LEVEL.fullmatch(heading_of(name).name.strip().casefold()) if len(name) < _LONGEST else None
        if match is not None:
            found.setdefault(int(match[1]), index)
    return tuple(found[number] for number in sorted(found)) if len(found) > 1 and 1 in found else ()


def named_levels(header: Sequence[str], *, titled: bool = True) -> tuple[int, ...]:
    """The positions of columns named after levels, from the highest to the lowest; none if there is only one.

    Files and items count only if no column holds titles.

    >>> named_levels(["Box", "Series", "Sub-series", "Title"]), named_levels(["Series", "File"])
    ((1, 2), ())
    >>> named_levels(["Series", "File"], titled=False)
    (0, 1)
    """
    found: dict[int, int] = {}
    for index, name in enumerate(header):
        rank = _RANKS.get(any_level(_TITLED.sub("", heading_of(name).name.strip()))) if len(name) < _LONGEST else None
        if rank is None or (titled and rank in _LEAVES):
            continue
        if rank in found:
            return ()
        found[rank] = index
    return tuple(found[rank] for rank in sorted(found)) if len(found) > 1 and found.keys() & _PARTS else ()


def levels_of(names: Sequence[str], columns: Sequence[int]) -> tuple[str | None, ...]:
    """The levels of description that columns are named after."""
    found = (any_level(_TITLED.sub("", heading_of(names[at]).name.strip())) for at in columns)
    return tuple(level if level in _RANKS else None for level in found)


def indents(rows: Iterator[Row], title: int) -> int:
    """The indentation of titles for each level, if that is how the table shows its hierarchy; otherwise 0.

    The first title is not indented, and a fifth of all are, by multiples of one width. A single blank is a slip.

    >>> indents(iter([(2, ["Letters"]), (3, ["  To Ann"]), (4, ["    1890"]), (5, ["  To Bob"])]), 0)
    2
    """
    widths = [_indent(cells[title])[0] for _, cells in rows if cells[title]]
    further = [width for width in widths if width]
    if not further or widths[0] or len(further) * 5 < len(widths):
        return 0
    step = min(further)
    return step if step > 1 and len(further) > 1 and not any(width % step for width in further) else 0


def indented(rows: Iterator[Row], title: int, step: int) -> Iterator[Row]:
    """Rows at the depth of the indentation of their titles, which loses its marks."""
    for line, cells in rows:
        width, words = _indent(cells[title])
        row = Leveled(cells)
        row.depth, row[title] = width // step, words
        yield line, row


def _indent(cell: str) -> tuple[int, str]:
    """The indentation of a title, and the title; a dot or a dash counts as two blanks."""
    found = _INDENT.match(cell)
    if found is None:
        return 0, cell
    return sum(_WIDTHS.get(char, 1) for char in found[1]) + 2 * sum(map(found[2].count, _MARKS)), cell[found.end() :]


class Leveled(list[str]):
    """The cells of a row, its depth, whether it was made up, and whether its source is private."""

    depth = 0
    made = internal = False
    #: The level named in a heading.
    level: str | None = None


def outlined(
    rows: Iterator[Row],
    columns: Sequence[int],
    title: int = -1,
    private: Sequence[int] | None = None,
    levels: Sequence[str | None] | None = None,
) -> Iterator[Row]:
    """Rows that each name one unit in the column of its depth: rows for units named along the path come first.

    Args:
        rows: Rows that name a path, or the last piece of one below the row before.
        columns: The columns of the levels.
        title: The column of titles, if there is one: a row with a title is below its whole path, or the previous one.
        private: For each row that is made up, whether it is private; from `unseen`.
        levels: The level of description of each column, if it names one.
    """
    levels = levels or (None,) * len(columns)
    path: list[str] = []
    made = 0
    for line, cells in rows:
        said = [cells[index].strip(BLANKS) for index in columns]
        while said and not said[-1]:
            said.pop()
        titled = title >= 0 and bool(cells[title].strip(BLANKS))
        above = said if titled else said[:-1]
        for depth, word in enumerate(above):
            if word and path[depth : depth + 1] != [word]:
                path = _below(path, depth)
                row = _leveled([""] * len(cells), columns[depth : depth + 1], [word], path)
                row.made, row.internal = True, private is not None and bool(private[made])
                row.level = levels[depth]
                made += 1
                yield line, row
                path.append(word)
        own = [] if titled else said[-1:]
        path = path if titled and not said else _below(path, len(above))
        row = _leveled(cells, columns, [*[""] * len(above), *own], path)
        row.level = levels[len(above)] if own else None
        yield line, row
        path += own


def unseen(rows: Iterator[Row], hides: Callable[[Sequence[str]], bool]) -> bytearray:
    """For each row that `outlined` makes up, whether all rows that name it are internal.

    >>> rows = [(2, ["Letters", "1890", "no"]), (3, ["Maps", "1", "no"]), (4, ["Maps", "2", ""])]
    >>> list(unseen(outlined(iter(rows), (0, 1)), lambda cells: cells[2] == "no"))
    [1, 0]
    """
    found = bytearray()
    path: list[int] = []
    for _, cells in rows:
        assert isinstance(cells, Leveled)  # noqa: S101  # they are of `outlined`
        del path[cells.depth :]
        if cells.made:
            path.append(len(found))
            found.append(1)
            continue
        if not hides(cells):
            for number in path:
                if number >= 0:
                    found[number] = 0
        path.append(-1)
    return found


def _below(path: list[str], depth: int) -> list[str]:
    """The open units above a depth; an empty one for a level left out."""
    return path[:depth] + [""] * (depth - len(path))


def _leveled(cells: Sequence[str], columns: Sequence[int], said: Sequence[str], path: Sequence[str]) -> Leveled:
    row = Leveled(cells)
    row.depth = sum(1 for word in path if word)
    for index, word in zip(columns, said, strict=False):
        row[index] = word
    return row


class Codes:
    """The reference codes of a table, eight bytes for each.

    Args:
        codes: The codes.
    """

    def __init__(self, codes: Iterable[str]) -> None:
        self._marks = array("q", sorted({hash(trimmed(code)) for code in codes}))

    def parent(self, code: str) -> str | None:
        """The longest code of the table that *code* begins with, up to a separator."""
        code = trimmed(code)
        if len(code) > _LONGEST:
            return None
        for at in range(len(code) - 1, 0, -1):
            if not code[at].isalnum() and code[at - 1].isalnum():
                mark = hash(code[:at])
                found = bisect_left(self._marks, mark)
                if found < len(self._marks) and self._marks[found] == mark:
                    return code[:at]
        return None


def trimmed(code: str) -> str:
    """A reference code without separators at its end.

    >>> trimmed(" MS 1/2/ "), trimmed("MS 1 (b)")
    ('MS 1/2', 'MS 1 (b)')
    """
    return code.strip(BLANKS).rstrip("/.-_:;, ")
