"""Tables with only the filled columns: the rows wait until all are known, in memory or in a temporary file.

>>> with used(("id", "title", "dates"), iter([["a", "", ""], ["b", "", "1951"]])) as (columns, rows):
...     columns, list(rows)
(('id', 'dates'), [['a', ''], ['b', '1951']])
"""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import compress, islice
from operator import itemgetter
from typing import Any, Final

#: Values of the option `columns`: the default, and every column.
USED: Final = "used"
ALL: Final = "all"
#: Columns by which a table of docmeta's own is known.
_KEPT: Final = frozenset(("id", "depth", "kind"))
_CHUNK: Final = 64
#: The version of `marshal` that does not look for repeated objects.
_PLAIN: Final = 2
#: How much of the rows stays in memory, in bytes.
_MEMORY: Final = 4_000_000


@contextmanager
def used(columns: Sequence[str], rows: Iterable[list[str]]) -> Iterator[tuple[tuple[str, ...], Iterator[list[str]]]]:
    """The columns that are filled in any row, in order, and the rows with only these."""
    found = {index for index, column in enumerate(columns) if column in _KEPT}
    places = range(len(columns))
    rows = iter(rows)
    with tempfile.SpooledTemporaryFile(_MEMORY, prefix="docmeta-") as file:
        while chunk := list(islice(rows, _CHUNK)):
            filled = tuple(compress(places, map(any, zip(*chunk, strict=True))))
            found.update(filled)
            data = marshal.dumps((filled, list(map(_getter(filled), chunk))), _PLAIN)
            file.write(len(data).to_bytes(8) + data)
        file.seek(0)
        kept = tuple(sorted(found))
        yield tuple(columns[index] for index in kept), _again(file, kept)


def _getter(places: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """A function that gives the cells at some places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda row: tuple([row[place] for place in places])


def _again(file: Any, kept: tuple[int, ...]) -> Iterator[list[str]]:
    """The rows again; a column missing in a chunk is empty there."""
    while size := file.read(8):
        filled, rows = marshal.loads(file.read(int.from_bytes(size)))  # noqa: S302  # nosec B302  # what we wrote a moment ago
        if filled == kept:
            yield from map(list, rows)
            continue
        at = {place: index for index, place in enumerate(filled)}
        get = _getter([at.get(place, len(filled)) for place in kept])
        for row in rows:
            yield list(get((*row, "")))
