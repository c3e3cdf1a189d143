"""Rows that wait until all columns are known: a few in memory, more in a temporary file.

>>> with Spool() as spool:
...     spool.add({"id": "a", "title": "A"})
...     spool.add({"id": "b", "dates": "1951"})
...     sorted(spool.columns), list(spool.rows(("id", "dates")))
(['dates', 'id', 'title'], [['a', ''], ['b', '1951']])
"""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Iterator, Sequence
from typing import Final, Self

#: How much of the rows stays in memory, in bytes.
_MEMORY: Final = 8_000_000
_BATCH: Final = 64


class Spool:
    """Takes rows as their cells by column, and gives them back once the columns are chosen."""

    def __init__(self) -> None:
        self.columns: set[str] = set()
        self._file = tempfile.SpooledTemporaryFile(_MEMORY, prefix="docmeta-")  # noqa: SIM115  # closed by __exit__
        self._waiting: list[dict[str, str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, cells: dict[str, str]) -> None:
        """Keep a row; the dictionary is the spool's from then on."""
        self.columns.update(cells)
        self._waiting.append(cells)
        if len(self._waiting) >= _BATCH:
            self._flush()

    def rows(self, columns: Sequence[str]) -> Iterator[list[str]]:
        """The rows, in order, with the cells of these columns."""
        self._flush()
        self._file.seek(0)
        while size := self._file.read(8):
            for cells in marshal.loads(self._file.read(int.from_bytes(size))):  # noqa: S302  # nosec B302  # our own, of a moment ago
                yield [cells.get(column, "") for column in columns]

    def _flush(self) -> None:
        data = marshal.dumps(self._waiting)
        self._file.write(len(data).to_bytes(8) + data)
        self._waiting = []
