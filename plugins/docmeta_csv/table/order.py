"""The place of each row: given by its parent, by a depth, or not at all.

Rows in document order are passed on at once; only identifiers are remembered, eight bytes each.
If a row names a parent that comes later, or one whose part of the table is over, the rows are sorted first:
those of a large table wait in a temporary file, and memory holds their identifiers.
"""

from __future__ import annotations

import marshal
import tempfile
from array import array
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import IO, Final, NamedTuple, Protocol

from docmeta.crosswalk import Report
from docmeta.errors import InputError, excerpt
from docmeta.records import Row

_BUCKETS: Final = 256


class Key(NamedTuple):
    """The place of a row: its identifier, its parent, its depth; None without such a column or cell."""

    id: str | None
    parent: str | None
    depth: int | None


class Placed(NamedTuple):
    """A row in its place."""

    depth: int
    has_members: bool
    line: int
    cells: list[str]


class Rows(Protocol):
    """Rows that can be read more than once."""

    def __call__(self, *, quiet: bool) -> Iterator[Row]:
        """__call__: The rows from the beginning; *quiet* suppresses reports about them."""
        ...


class _Stack:
    """The open units, each by its identifier; a row is placed below one of them, or is out of order."""

    def __init__(self) -> None:
        self.ids: list[str | None] = []

    def place(self, key: Key) -> int | None:
        """The depth of a row, or None if its parent is not open."""
        ids, depth = self.ids, 0
        if key.parent is not None:
            hint = key.depth
            if hint is not None and 0 < hint <= len(ids) and ids[hint - 1] == key.parent:
                depth = hint
            else:
                depth = len(ids)
                while depth and ids[depth - 1] != key.parent:
                    depth -= 1
                if not depth or key.parent == key.id:
                    return None
        del ids[depth:]
        ids.append(key.id)
        return depth


def arranged(
    rows: Rows,
    key_of: Callable[[list[str]], Key],
    *,
    depth_of: Callable[[list[str]], int | None] | None,
    hides: Callable[[list[str]], bool],
    small: bool,
    report: Report,
) -> Iterator[Placed]:
    """The rows in document order, parents before children.

    Args:
        rows: The rows.
        key_of: The place of a row.
        depth_of: The depth of a row, if only depths are given.
        hides: Whether a row marks its unit as internal. If any does, the report quotes no identifier.
        small: Whether the rows may wait in memory.
        report: Receives doubtful parents and identifiers.

    Raises `InputError` if a row is its own ancestor.
    """
    if depth_of is not None:
        yield from _by_depth(rows, depth_of, report)
        return
    twice, depths, quotes = _survey(rows, key_of, hides)
    if depths is not None:
        yield from _in_order(rows, key_of, depths, twice, report, quotes)
    else:
        yield from _Reordered(rows, key_of, small, report, quotes).rows()


def _survey(
    rows: Rows, key_of: Callable[[list[str]], Key], hides: Callable[[list[str]], bool]
) -> tuple[set[int], array[int] | None, bool]:
    """Read all rows once: the hashes of identifiers that occur twice, the depth of each row if every parent is open,
    and whether every unit is public."""
    quotes = True
    buckets = [array("q") for _ in range(_BUCKETS)]
    stack = _Stack()
    depths: array[int] | None = array("i")
    for _, cells in rows(quiet=True):
        key = key_of(cells)
        quotes = quotes and not hides(cells)
        if key.id is not None:
            mark = hash(key.id)
            buckets[mark & (_BUCKETS - 1)].append(mark)
        if depths is not None:
            depth = stack.place(key)
            if depth is None:
                depths = None
            else:
                depths.append(depth)
    twice: set[int] = set()
    for bucket in buckets:
        if len(bucket) > 1:
            marks = sorted(bucket)
            twice.update(one for one, two in pairwise(marks) if one == two)
    return twice, depths, quotes


def _in_order(
    rows: Rows, key_of: Callable[[list[str]], Key], depths: array[int], twice: set[int], report: Report, quotes: bool
) -> Iterator[Placed]:
    first: dict[str, int] = {}
    before: tuple[int, int, list[str]] | None = None
    for depth, (line, cells) in zip(depths, rows(quiet=False), strict=True):
        if twice:
            id = key_of(cells).id
            if id is not None and hash(id) in twice:
                _note_twice(first, id, line, report, quotes)
        if before is not None:
            yield Placed(before[0], depth > before[0], before[1], before[2])
        before = depth, line, cells
    if before is not None:
        yield Placed(before[0], False, before[1], before[2])


def _note_twice(first: dict[str, int], id: str, line: int, report: Report, quotes: bool) -> None:
    seen = first.setdefault(id, line)
    if seen != line:
        message = f"the id{' ' + excerpt(id, 80) if quotes else ''} of line {line} is already on line {seen}"
        report.note("problem", message, field="id", target="id", value=id if quotes else None, line=line)


def _by_depth(rows: Rows, depth_of: Callable[[list[str]], int | None], report: Report) -> Iterator[Placed]:
    before: tuple[int, int, list[str]] | None = None
    for line, cells in rows(quiet=False):
        depth = depth_of(cells) or 0
        most = before[0] + 1 if before is not None else 0
        if depth > most or depth < 0:
            many = "1 level" if depth - most == 1 else f"{depth - most} levels"
            message = f"the row is {many} too deep; it is read as part of the row before it"
            report.note("problem", message, field="id", target="depth", value=str(depth), line=line)
            depth = max(min(depth, most), 0)
        if before is not None:
            yield Placed(before[0], depth > before[0], before[1], before[2])
        before = depth, line, cells
    if before is not None:
        yield Placed(before[0], False, before[1], before[2])


class _Reordered:
    """Sorted rows: below each row those that name it, in the order of the table."""

    def __init__(
        self, rows: Rows, key_of: Callable[[list[str]], Key], small: bool, report: Report, quotes: bool
    ) -> None:
        self.report = report
        self.quotes = quotes
        self.lines = array("q")
        self.numbers: dict[str, int] = {}
        self.named: list[str | None] = []
        self.spool = _Memory() if small else _File()
        for line, cells in rows(quiet=False):
            key = key_of(cells)
            number = len(self.lines)
            self.lines.append(line)
            self.named.append(key.parent)
            self.spool.add(cells)
            if key.id is not None:
                first = self.numbers.setdefault(key.id, number)
                if first != number:
                    _note_twice({key.id: self.lines[first]}, key.id, line, report, quotes)
        self.parents = array("q", [-1]) * len(self.lines)

    def rows(self) -> Iterator[Placed]:
        try:
            self._find_parents()
            self._refuse_circles()
            yield from self._walk()
        finally:
            self.spool.close()

    def _find_parents(self) -> None:
        message = "the row's parent does not exist; the row is put at the top level"
        for number, parent in enumerate(self.named):
            if parent is None:
                continue
            found = self.numbers.get(parent)
            value = parent if self.quotes else None
            if found is None:
                self.report.note("problem", message, field="id", target="parent", value=value, line=self.lines[number])
                continue
            self.parents[number] = found
            if found > number:
                line, other = self.lines[number], self.lines[found]
                said = f"the parent of the row on line {line} comes later, on line {other}; the rows were put in order"
                self.report.note("decided", said, field="id", target="parent", value=value, line=line)
        self.named.clear()

    def _refuse_circles(self) -> None:
        """Raise if a row is its own ancestor; every row is examined twice at most."""
        done = bytearray(len(self.lines))
        for start in range(len(self.lines)):
            at = start
            while at >= 0 and not done[at]:
                done[at] = 1
                at = self.parents[at]
            if at >= 0 and done[at] == 1:
                raise self._circle(at)
            at = start
            while at >= 0 and done[at] == 1:
                done[at] = 2
                at = self.parents[at]

    def _circle(self, at: int) -> InputError:
        lines = [self.lines[at]]
        number = self.parents[at]
        while number != at:
            lines.append(self.lines[number])
            number = self.parents[number]
        if len(lines) == 1:
            return InputError("the row names itself as its parent", line=lines[0])
        lines.sort()
        shown = ", ".join(map(str, lines[:10])) + (" ..." if len(lines) > 10 else "")
        return InputError(f"the parents of these rows form a cycle: lines {shown}", line=lines[0])

    def _walk(self) -> Iterator[Placed]:
        count = len(self.lines)
        first, last, following = (array("q", [-1]) * (count + 1) for _ in range(3))
        for number in range(count):
            parent = self.parents[number]  # -1 is the last place of the arrays: above the roots
            if first[parent] < 0:
                first[parent] = number
            else:
                following[last[parent]] = number
            last[parent] = number
        depth, number = 0, first[-1]
        while number >= 0:
            yield Placed(depth, first[number] >= 0, self.lines[number], self.spool.get(number))
            if first[number] >= 0:
                depth, number = depth + 1, first[number]
                continue
            while number >= 0 and following[number] < 0:
                depth, number = depth - 1, self.parents[number]
            if number >= 0:
                number = following[number]


class _Memory:
    """Rows that wait in memory."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = []

    def add(self, cells: list[str]) -> None:
        self._rows.append(cells)

    def get(self, number: int) -> list[str]:
        return self._rows[number]

    def close(self) -> None:
        self._rows.clear()


class _File:
    """Rows that wait in a temporary file."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="docmeta-")  # noqa: SIM115  # closed by close()
        self._starts = array("q", [0])
        self._next = -1

    def add(self, cells: list[str]) -> None:
        self._starts.append(self._starts[-1] + self._file.write(marshal.dumps(cells)))

    def get(self, number: int) -> list[str]:
        if number != self._next:  # consecutive rows are read at once
            self._file.seek(self._starts[number])
        self._next = number + 1
        data = self._file.read(self._starts[number + 1] - self._starts[number])
        cells: list[str] = marshal.loads(data)  # noqa: S302  # nosec B302  # our own, of a moment ago
        return cells

    def close(self) -> None:
        self._file.close()
