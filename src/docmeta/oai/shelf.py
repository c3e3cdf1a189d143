"""Reading the index: a consistent view of what a repository serves."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from typing import Any, Final

import attrs

from docmeta.oai.store import connect, told
from docmeta.oai.writing import EVERYTHING

#: The most bytes of a page, unless a single record has more.
PAGE_BYTES: Final = 4_000_000


@attrs.frozen
class Offered:
    """A prefix with records in the index."""

    name: str
    namespace: str
    schema: str
    whole: bool


@attrs.frozen
class Header:
    """The header of a record; `size` is that of its form, None if deleted.

    `generation` is its place in the current list.
    """

    seq: int
    id: str
    stamp: int
    sets: tuple[str, ...]
    size: int | None
    generation: int = 0


@attrs.frozen
class Place:
    """Where reading of a list continues.

    Attributes:
        list: The list.
        newest: The newest generation when it began: records changed since are found in their place then.
        last: The last generation included.
        generation, seq: The record after which it continues.
    """

    list: int
    newest: int
    last: int
    generation: int
    seq: int


_PAGE: Final = """
SELECT headers.seq, id, stamp, collection, level, size, found.generation FROM (
    SELECT generation, seq FROM listed
    WHERE list = :list AND (generation, seq) > (:generation, :seq) AND generation <= :last
    {earlier}
    ORDER BY generation, seq LIMIT :most
) AS found CROSS JOIN headers ON headers.seq = found.seq
LEFT JOIN forms ON forms.seq = headers.seq AND prefix = :prefix AND part = 0
ORDER BY found.generation, found.seq
"""
#: What has changed since the list began. Most lists have nothing of that, and would go through all earlier changes to find out.
_EARLIER: Final = """
    UNION ALL
    SELECT generation, seq FROM superseded
    WHERE list = :list AND (generation, seq) > (:generation, :seq) AND generation <= :last AND until > :newest
"""
_RECORD: Final = """
SELECT headers.seq, id, stamp, collection, level, size, whole FROM headers
LEFT JOIN forms ON forms.seq = headers.seq AND prefix = :prefix AND part = 0 WHERE id = :id
"""


class Shelf:
    """An index open for reading, in its state when opened, regardless of later writes."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._connection: sqlite3.Connection = connect(path)

    def __enter__(self) -> Shelf:
        try:
            self.run("BEGIN")
            self.newest = int(self.one("SELECT max(generation) FROM generations", ()) or 0)
        except BaseException:
            self._connection.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def run(self, query: str, values: Any = ()) -> list[Any]:
        """The rows of a query."""
        with told(self.path):
            return self._connection.execute(query, values).fetchall()

    def one(self, query: str, values: Any) -> Any:
        """The first value of the first row, or None."""
        rows = self.run(query, values)
        return rows[0][0] if rows else None

    # -- of the repository -----------------------------------------------------------------------------------------------

    def fact(self, key: str) -> Any:
        """The value of a key."""
        return self.one("SELECT value FROM facts WHERE key = ?", (key,))

    def settings(self) -> dict[str, Any]:
        """The settings of the repository."""
        found: dict[str, Any] = json.loads(self.fact("settings") or "{}")
        return found

    def earliest(self) -> int:
        """The earliest datestamp that a record has or had."""
        return int(self.one("SELECT min(stamp) FROM generations", ()) or self.fact("created") or 0)

    def prefixes(self) -> dict[str, Offered]:
        """The prefixes, by name."""
        return {one["name"]: Offered(**one) for one in json.loads(self.fact("prefixes") or "[]")}

    def sets(self, after: int, most: int) -> list[tuple[int, str, str]]:
        """Sets in order, each with number, setSpec and name."""
        return self.run("SELECT list, spec, name FROM sets WHERE list > ? ORDER BY list LIMIT ?", (after, most))

    def list_of(self, spec: str | None, whole: bool) -> int | None:
        """The list of a set, or of all; None if there is no such set."""
        number = EVERYTHING if spec is None else self.one("SELECT list FROM sets WHERE spec = ?", (spec,))
        return None if number is None else 2 * int(number) + whole

    def size(self, list: int) -> int:
        """The current number of records in a list."""
        return int(self.one("SELECT size FROM sizes WHERE list = ?", (list,)) or 0)

    # -- of records ------------------------------------------------------------------------------------------------------

    def since(self, stamp: int) -> int:
        """The first generation not before a point in time."""
        query = "SELECT generation FROM generations WHERE stamp >= ? ORDER BY stamp, generation LIMIT 1"
        return int(self.one(query, (stamp,)) or self.newest + 1)

    def until(self, stamp: int) -> int:
        """The last generation not after a point in time."""
        query = "SELECT generation FROM generations WHERE stamp <= ? ORDER BY stamp DESC, generation DESC LIMIT 1"
        return int(self.one(query, (stamp,)) or 0)

    def page(self, place: Place, prefix: str, most: int) -> tuple[list[Header], bool]:
        """The next records of a list, and whether there are more."""
        values = {**attrs.asdict(place), "prefix": prefix, "most": most + 1}
        changed = self.one("SELECT 1 FROM superseded WHERE until > ? LIMIT 1", (place.newest,))
        rows = self.run(_PAGE.format(earlier=_EARLIER if changed else ""), values)
        return [_header(row, row[6]) for row in rows[:most]], len(rows) > most

    def record(self, id: str, prefix: str) -> tuple[Header, bool] | None:
        """A record, and whether it is or was a finding aid; None if there never was one."""
        rows = self.run(_RECORD, {"id": id, "prefix": prefix})
        return (_header(rows[0]), bool(rows[0][6])) if rows else None

    def prefixes_of(self, id: str) -> list[str] | None:
        """The prefixes in which a record is served; None if there never was one."""
        seq = self.one("SELECT seq FROM records WHERE id = ?", (id,))
        if seq is None:
            return None
        return [row[0] for row in self.run("SELECT prefix FROM forms WHERE seq = ? AND part = 0", (seq,))]

    def form(self, seq: int, prefix: str) -> Iterator[bytes]:
        """The bytes of a record, part by part."""
        query = "SELECT data FROM forms WHERE seq = ? AND prefix = ? ORDER BY part"
        with told(self.path):
            for (data,) in self._connection.execute(query, (seq, prefix)):
                yield zlib.decompress(data)


def _header(row: Any, generation: int = 0) -> Header:
    sets = tuple(spec for spec in (row[3], row[4]) if spec is not None)
    return Header(row[0], row[1], row[2], sets, row[5], generation)
