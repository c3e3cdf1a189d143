"""Hierarchies that no column of parents says: titles in columns "Level 1", "Level 2" ..., and reference codes that contain each other.

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

#: Columns of titles by their depth, in some languages.
_LEVEL: Final = re.compile(
    r"(?:level|hierarchy level|hierarchy|ebene|stufe|niveau|nivel|nível|livello)[ _.-]?([1-9][0-9]?)"
)
#: Columns whose reference codes say the hierarchy: CALM's, and those that say so.
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
#: What is longer is no reference code.
_LONGEST: Final = 200


def level_columns(header: Sequence[str]) -> tuple[int, ...]:
    """The positions of the columns "Level 1", "Level 2" ... in their order; none where there is but one."""
    found: dict[int, int] = {}
    for index, name in enumerate(header):
        match = _LEVEL.fullmatch(heading_of(name).name.strip().casefold()) if len(name) < _LONGEST else None
        if match is not None:
            found.setdefault(int(match[1]), index)
    return tuple(found[number] for number in sorted(found)) if len(found) > 1 and 1 in found else ()


class Leveled(list[str]):
    """The cells of a row, how deep it stands, whether it was made up, and whether what it was made of is private."""

    depth = 0
    made = internal = False
    #: The level that a heading names.
    level: str | None = None


def outlined(
    rows: Iterator[Row], columns: Sequence[int], title: int = -1, private: Sequence[int] | None = None
) -> Iterator[Row]:
    """Rows of which each names one unit in the column of its depth: rows for units that are named on the way come before.

    Args:
        rows: Rows that name a path, or the last piece of one below the row before.
        columns: The columns of the levels.
        title: The column of titles, if there is one: a row with a title stands below its whole path, or the one before.
        private: For each row that is made up, whether it is private; `unseen` finds it out.
    """
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
                made += 1
                yield line, row
                path.append(word)
        own = [] if titled else said[-1:]
        path = path if titled and not said else _below(path, len(above))
        yield line, _leveled(cells, columns, [*[""] * len(above), *own], path)
        path += own


def unseen(rows: Iterator[Row], hides: Callable[[Sequence[str]], bool]) -> bytearray:
    """For each row that `outlined` makes up, whether nobody may see any of the rows that name it.

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
    """The open units above a depth; an empty one where a level is left out."""
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
    """A reference code without what separates nothing at its end.

    >>> trimmed(" MS 1/2/ "), trimmed("MS 1 (b)")
    ('MS 1/2', 'MS 1 (b)')
    """
    return code.strip(BLANKS).rstrip("/.-_:;, ")
