"""The records of a delimited text (RFC 4180), strictly, by stdlib `csv`, with checks for what it accepts or rejects wrongly.

`csv` rejects cells above a limit shared by the whole process, so that raising it would affect others;
and its errors give neither the line where an open quote began nor the reason.
So a record that it rejects is split again, by plain string searches, with docmeta's own limit.

>>> rows = records(iter(['id,title\\n', '1,"two\\n', 'lines"\\n', '2,x\\n']), ",")
>>> list(rows)
[(1, ['id', 'title']), (2, ['1', 'two\\nlines']), (4, ['2', 'x'])]
>>> list(records(iter(['id,title\\n', '1,"open\\n', '2,x\\n']), ","))
Traceback (most recent call last):
docmeta.errors.InputError: line 2: record 2: the quote that opens here is never closed
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice, tee
from typing import Final

from docmeta.errors import InputError, LimitError

#: The most characters in a cell.
CELL: Final = 32_000_000
#: The most cells in a record; spreadsheets have 16,384.
COLUMNS: Final = 16_384

#: The number of records after which their lines are released.
_BEHIND: Final = 64

#: A record: the physical line where it begins, from 1, and its cells.
Row = tuple[int, list[str]]


def records(lines: Iterator[str], delimiter: str, *, skip_space: bool = False, huge: bool = False) -> Iterator[Row]:
    """Split lines into records.

    Args:
        lines: Physical lines, with their ends (`\\n`, `\\r\\n` or `\\r`).
        delimiter: One character.
        skip_space: Whether blanks after a delimiter are not part of the cell.
        huge: Whether to lift the limits of cells and columns.

    Raises `InputError` for a quote that is not closed or is followed by text, `LimitError` for a cell or a row above the limits.
    """
    feed, behind = tee(lines)  # `behind` keeps the lines of the records since it last advanced
    reader = csv.reader(feed, delimiter=delimiter, strict=True, skipinitialspace=skip_space)
    start, apart, number, moved = 1, 0, 0, 0
    while True:
        try:
            for cells in reader:
                number += 1
                if len(cells) > COLUMNS and not huge:
                    raise LimitError(f"record {number} has more than {COLUMNS:,} columns", line=start)
                yield start, cells
                start = reader.line_num + apart + 1
                if not number % _BEHIND:
                    moved = _move(behind, moved, start - 1)
            return
        except csv.Error:
            number += 1
            moved = _move(behind, moved, start - 1)
            splitter = _Splitter(behind, delimiter, skip_space, start, number, huge)
            cells = splitter.split()
            if len(cells) > COLUMNS and not huge:
                raise LimitError(f"record {number} has more than {COLUMNS:,} columns", line=start) from None
        yield start, cells
        # `csv` has read some of its lines, and continues after it
        more = splitter.used - (reader.line_num + apart + 1 - start)
        _move(feed, 0, more)
        moved += splitter.used
        apart += more
        start += splitter.used


def _move(lines: Iterator[str], at: int, to: int) -> int:
    """Skip lines."""
    next(islice(lines, to - at, to - at), None)
    return to


class _Splitter:
    """Splits one record, character by character if necessary, in time linear in its length."""

    def __init__(
        self, lines: Iterator[str], delimiter: str, skip_space: bool, start: int, number: int, huge: bool
    ) -> None:
        self.lines = lines
        self.delimiter = delimiter
        self.skip_space = skip_space
        self.start = start
        self.number = number
        self.limit = CELL * 32 if huge else CELL
        self.line = ""
        self.used = 0
        self.at = 0

    def split(self) -> list[str]:
        self.next_line()
        cells: list[str] = []
        while True:
            while self.skip_space and self.line.startswith(" ", self.at):
                self.at += 1
            cells.append(self.quoted() if self.line.startswith('"', self.at) else self.plain())
            if self.line.startswith(self.delimiter, self.at):
                self.at += 1
                continue
            if self.line[self.at :].strip("\r\n"):
                raise self.error(
                    f"text follows the quote that closes the cell; it opened on line {self.opened}", self.opened
                )
            return cells

    def next_line(self) -> bool:
        line = next(self.lines, None)
        if line is None:
            return False
        self.line, self.at = line, 0
        self.used += 1
        return True

    def plain(self) -> str:
        end = self.line.find(self.delimiter, self.at)
        if end < 0:
            end = len(self.line.rstrip("\r\n"))
        cell = self.line[self.at : end]
        self.check(len(cell))
        self.at = end
        return cell

    def quoted(self) -> str:
        self.opened = self.start + self.used - 1
        pieces: list[str] = []
        size = 0
        self.at += 1
        while True:
            close = self.line.find('"', self.at)
            if close < 0:
                pieces.append(self.line[self.at :])
                size += len(pieces[-1])
                self.check(size)
                if not self.next_line():
                    raise self.error("the quote that opens here is never closed", self.opened)
                continue
            doubled = self.line.startswith('"', close + 1)
            pieces.append(self.line[self.at : close + doubled])
            self.at = close + 1 + doubled
            if not doubled:
                cell = "".join(pieces)
                self.check(len(cell))
                return cell

    def check(self, size: int) -> None:
        if size > self.limit:
            message = f"record {self.number}: a cell of more than {self.limit:,} characters; a quote may be open"
            raise LimitError(message, line=self.start)

    def error(self, message: str, line: int) -> InputError:
        return InputError(f"record {self.number}: {message}", line=line)
