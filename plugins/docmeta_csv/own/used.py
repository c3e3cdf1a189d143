"""Tables of those columns alone that hold something: the rows wait in a temporary file until all are known.

>>> with used(("id", "title", "dates"), iter([["a", "", ""], ["b", "", "1951"]])) as (columns, rows):
...     columns, list(rows)
(('id', 'dates'), [['a', ''], ['b', '1951']])
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import compress
from typing import Final

#: What the option `columns` says for it.
USED: Final = "used"
_KEPT: Final = frozenset(("id",))


@contextmanager
def used(columns: Sequence[str], rows: Iterable[list[str]]) -> Iterator[tuple[tuple[str, ...], Iterator[list[str]]]]:
    """The columns that hold something in any row, in their order, and the rows with these alone."""
    found: set[int] = {index for index, column in enumerate(columns) if column in _KEPT}
    with tempfile.TemporaryFile(prefix="docmeta-") as file:
        for row in rows:
            places = list(compress(range(len(row)), row))
            found.update(places)
            file.write(json.dumps([places, [row[place] for place in places]]).encode() + b"\n")
        file.seek(0)
        kept = sorted(found)

        def again() -> Iterator[list[str]]:
            at = {place: index for index, place in enumerate(kept)}
            for line in file:
                places, cells = json.loads(line)
                row = [""] * len(kept)
                for place, cell in zip(places, cells, strict=True):
                    row[at[place]] = cell
                yield row

        yield tuple(columns[index] for index in kept), again()
