"""Finds the private cells of a table: those of private columns, and those that a column beside them marks so.

ArchivesSpace's `p_odd` tells whether `n_odd` is published, `digital_object_publish` whether the digital object is;
other tables have `scan` and `scan_is_public`.

>>> guards_of(["n_odd", "p_odd", "scan", "scan_label", "scan_is_public", "title"], {})
{0: (1,), 2: (4,), 3: (4,)}
>>> guards_of(["file_uri_1", "file_publish_1", "file_uri_2", "file_publish_2"], {})  # of columns with numbers each has its own
{0: (1,), 2: (3,)}
>>> [says_internal(*said, internal) for said in (("scan_is_public", "0"), ("date published", "n.d."), ("p_odd", "n.d."))]
[True, False, True]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from docmeta.model import Note
from docmeta_csv.table.audience import Audience, audience
from docmeta_csv.table.marks import heading_of

if TYPE_CHECKING:
    from docmeta_csv.table.header import Layout

#: A column of ArchivesSpace by its letter, and the one that tells whether it is published.
_LETTER: Final = re.compile(r"([a-z])_(.+)")
_SAYS: Final = re.compile(r"(.+?)(?<![ _.:-])[ _.:-]++(publish|published|public|is[ _]?public|visibility|audience)")
#: The number of a set of columns.
_NUMBERED: Final = re.compile(r"[ _.:-]?[0-9]{1,3}$")
_BETWEEN: Final = re.compile(r"[ _.:-]+")
#: The longest name of a column beside another one, and the most words of it that are examined.
_LONGEST: Final = 200
_WORDS: Final = 8


def internal(cell: str) -> bool:
    """Whether a cell about publishing means internal; an empty one does not."""
    return bool(cell.strip()) and audience(cell).value == "internal"


def says_internal(column: str, cell: str, internal: Callable[[str], bool]) -> bool:
    """Whether a cell beside others marks them as internal; only if its column has no other meaning, any odd word does."""
    if not cell.strip():
        return False
    return internal(cell) if speaks_alone(column) else audience(cell) == Audience("internal")


def speaks_alone(column: str) -> bool:
    """Whether a column only tells whether others are published; "Year published" may mean something else.

    >>> [speaks_alone(name) for name in ("p_odd", "nonrep_publish §private", "Year published")]
    [True, True, False]
    """
    name = _NUMBERED.sub("", heading_of(column).name.casefold())
    return name.startswith("p_") or name.endswith("publish")


def guards_of(header: Sequence[str], covers: Mapping[str, Sequence[str]]) -> dict[int, tuple[int, ...]]:
    """For each column whose publication other columns tell, the positions of those.

    Args:
        header: The names of the columns.
        covers: Further columns covered by one, beside those that its name tells.
    """
    names = [heading_of(column).name.strip().casefold() for column in header]
    names = [name if len(name) < _LONGEST else "" for name in names]
    said: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        for what in _spoken_of(name, covers):
            said.setdefault(what, []).append(index)
    if not said:
        return {}
    speaking = {index for found in said.values() for index in found}
    counts, seen = Counter(names), Counter[str]()
    guards: dict[int, tuple[int, ...]] = {}
    for index, name in enumerate(names):
        seen[name] += 1
        if index in speaking:
            continue
        found: list[int] = []
        for what in _called(name):
            several = said.get(what, [])
            # each of several columns with one name has its own
            found += [several[seen[name] - 1]] if len(several) == counts[name] else several
        if found:
            guards[index] = tuple(found)
    return guards


def _spoken_of(name: str, covers: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The column that another one is about."""
    letter = _LETTER.fullmatch(name)
    if letter is not None and letter[1] == "p":
        yield f"_{letter[2]}"
    found = _SAYS.fullmatch(name)
    if found is not None:
        yield _BETWEEN.sub(" ", found[1])
    base, number = _apart(name)
    found = _SAYS.fullmatch(base) if number else None
    if found is not None:
        yield f"{_BETWEEN.sub(' ', found[1])} #{number}"
    yield from covers.get(name, ())


def _called(name: str) -> Iterator[str]:
    """The names by which a column may be meant."""
    letter = _LETTER.fullmatch(name)
    if letter is not None:
        yield f"_{letter[2]}"
    base, number = _apart(name)
    for said, behind in ((name, ""), (base, f" #{number}")) if number else ((name, ""),):
        words = _BETWEEN.split(said)
        for count in range(1, min(len(words), _WORDS) + 1):
            yield " ".join(words[:count]) + behind


def _apart(name: str) -> tuple[str, str]:
    """A name, and the number of its set of columns; the whole name without one."""
    found = _NUMBERED.search(name)
    return (name, "") if found is None else (name[: found.start()], found[0].strip(" _.:-"))


def note(column: str, words: str, kind: str = "general") -> Note:
    """An internal note of the content of a private column."""
    return Note(kind, words, label=heading_of(column).name or None, audience="internal")


class Privacy:
    """The private parts of the rows of a table.

    Args:
        layout: The meaning of its columns.
    """

    def __init__(self, layout: Layout) -> None:
        self.header, self.columns, self.guards = layout.header, layout.private, layout.guards
        self.internal = layout.dialect.internal
        #: Whether a part of a row, not the whole, may be private.
        self.any = bool(layout.private or layout.guards)
        self.slots = [tuple(index for index in at if index >= 0) for _, at in layout.fields]
        self.speaking = frozenset(index for found in layout.guards.values() for index in found)
        #: The columns for the audience of a unit, and what in them means internal.
        found = [layout.dialect.find(column) for column in layout.header]
        says = layout.dialect.speaking
        self.units = [(index, says[name]) for index, name in enumerate(found) if name in says]

    def of_column(self, index: int, cells: Sequence[str]) -> bool:
        """Whether the cell of a column is private."""
        return index in self.columns or any(
            says_internal(self.header[guard], cells[guard], self.internal) for guard in self.guards.get(index, ())
        )

    def of_slot(self, number: int, cells: Sequence[str]) -> bool:
        """Whether the cells of a slot are private: all of them are if one is."""
        return any(self.of_column(index, cells) for index in self.slots[number])

    def of_unit(self, cells: Sequence[str]) -> bool:
        """Whether a row marks its unit as internal."""
        return any(says(cells[index]) for index, says in self.units if cells[index])
