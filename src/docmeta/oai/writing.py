"""Writing the index: records with their forms, the lists that they stand in, generations.

`Book` knows nothing of files and formats; `docmeta.oai.indexing` tells it what there is.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

import attrs

from docmeta.oai.names import digest_of
from docmeta.oai.store import TOKENS_HOLD
from docmeta.xml import FORBIDDEN, REPLACEMENT

#: The list of all records. List 2n holds the records of set n, list 2n + 1 those that are finding aids.
EVERYTHING: Final = 0
#: How many rows are changed with one statement, so that the memory does not grow with them.
_MANY: Final = 1_000


@attrs.define
class Placed:
    """Where a record stands: its row, its identifier, and the sets that it is in (None for none)."""

    seq: int
    id: str
    generation: int
    whole: bool
    collection: int | None
    level: int | None
    new: bool = False

    def lists(self) -> list[int]:
        """The lists that hold it."""
        sets = [one for one in (EVERYTHING, self.collection, self.level) if one is not None]
        return [2 * one for one in sets] + ([2 * one + 1 for one in sets] if self.whole else [])


class Book:
    """The index while it is written. Between `begin()` and `publish()` nobody else sees what is done.

    Attributes:
        changes: How many records were new, changed or deleted so far.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.run = connection.execute
        self.connection = connection
        self.generation = 0
        self.changes: Counter[str] = Counter()
        self._before: Counter[str] = Counter()
        self._sizes: Counter[int] = Counter()
        self._sizes_before: Counter[int] = Counter()
        self._sets: dict[str, tuple[int, str]] = {}

    # -- transactions --------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a generation."""
        self.run("BEGIN IMMEDIATE")
        last = self.run("SELECT max(generation) FROM generations").fetchone()[0]
        self.generation = (last or 0) + 1

    def publish(self) -> None:
        """Let everybody see what was done since `begin()`, all at once."""
        for list, more in self._sizes.items():
            self.run("INSERT INTO sizes VALUES (?, ?) ON CONFLICT DO UPDATE SET size = size + ?", (list, more, more))
        self._sizes.clear()
        if self.run("SELECT 1 FROM listed WHERE list = 0 AND generation = ?", (self.generation,)).fetchone():
            self.run("INSERT INTO generations VALUES (?, ?, 0)", (self.generation, self._stamp()))
        self.run("COMMIT")
        self.settle()

    def settle(self) -> None:
        """Make sure that the newest generation is no older than the moment when it was first seen.

        A harvester that asked while it was being written, and did not see it, asks next time for what is new since then.
        """
        while True:
            row = self.run("SELECT generation, stamp FROM generations WHERE NOT settled").fetchone()
            if row is None:
                return
            stamp = self._stamp()
            if stamp == row[1]:
                self.run("UPDATE generations SET settled = 1 WHERE generation = ?", row[:1])
            else:
                self.run("UPDATE generations SET stamp = ? WHERE generation = ?", (stamp, row[0]))

    def give_up(self) -> None:
        """Forget what was done since `begin()`."""
        if self.connection.in_transaction:
            self.run("ROLLBACK")
        self._sizes.clear()
        self._sets.clear()

    def mark(self) -> None:
        """Begin what may be taken back by itself."""
        self.run("SAVEPOINT file")
        self._sizes_before, self._before = self._sizes.copy(), self.changes.copy()

    def keep(self) -> None:
        """Keep what was done since `mark()`."""
        self.run("RELEASE file")

    def take_back(self) -> None:
        """Forget what was done since `mark()`."""
        with suppress(sqlite3.Error):  # a full disk has ended the whole transaction, which is told
            self.run("ROLLBACK TO file")
            self.run("RELEASE file")
        self._sizes, self.changes = self._sizes_before.copy(), self._before.copy()
        self._sets.clear()

    def _stamp(self) -> int:
        """The second that it is, never before one that was given already, even if the clock was set back."""
        return max(int(time.time()), self.run("SELECT max(stamp) FROM generations").fetchone()[0] or 0)

    # -- facts ---------------------------------------------------------------------------------------------------------

    def fact(self, key: str) -> Any:
        """What is known by a key; None where nothing is."""
        row = self.run("SELECT value FROM facts WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def know(self, key: str, value: Any) -> None:
        """Keep a fact."""
        self.run("INSERT INTO facts VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (key, value))

    # -- records -------------------------------------------------------------------------------------------------------

    def set_of(self, spec: str, name: str) -> int:
        """The number of a set, which is made where it is new; it has the name that it was given last."""
        name = FORBIDDEN.sub(REPLACEMENT, name)
        known = self._sets.get(spec)
        if known is None:
            row = self.run("SELECT list, name FROM sets WHERE spec = ?", (spec,)).fetchone()
            if row is None:
                added = self.run("INSERT INTO sets (spec, name) VALUES (?, ?)", (spec, name))
                row = (added.lastrowid, name)
            known = (int(row[0]), str(row[1]))
        if known[1] != name:
            self.run("UPDATE sets SET name = ? WHERE list = ?", (name, known[0]))
        if len(self._sets) > _MANY:
            self._sets.clear()
        self._sets[spec] = (known[0], name)
        return known[0]

    def unname(self, spec: str, name: str) -> None:
        """Give a set that nobody may know by its title any more another name."""
        self.run("UPDATE sets SET name = ? WHERE spec = ?", (name, spec))
        self._sets.pop(spec, None)

    def place(self, file: int, path: bytes, id: str) -> Placed:
        """The record that a file calls *id*: a new one, one that it had, or one that no file has any more.

        Where another file has a record of that identifier, this one gets a part of the file's path to it.
        """
        known = self._known(file, id)
        if known is not None:
            return self.where(known)
        own, said, number = None, id, 0
        free = self.run("SELECT seq, file FROM records WHERE id = ?", (id,)).fetchone()
        while free is not None and free[1] is not None:
            own, number = id, number + 1
            more = path if number == 1 else path + b"\0%d" % number
            said = f"{id}~{digest_of(more.decode('utf-8', 'surrogateescape'))}"
            free = self.run("SELECT seq, file FROM records WHERE id = ?", (said,)).fetchone()
        if free is not None:
            self.run("UPDATE records SET file = ?, own = ? WHERE seq = ?", (file, own, free[0]))
            return self.where(free[0])
        values = (said, file, own, self.generation)
        seq = self.run(
            "INSERT INTO records (id, file, own, generation, whole) VALUES (?, ?, ?, ?, 0)", values
        ).lastrowid
        self.changes["new"] += 1
        return Placed(seq or 0, said, self.generation, False, None, None, new=True)

    def _known(self, file: int, id: str) -> int | None:
        """The record of a file that has this identifier, or that was called so when another file had it."""
        row = self.run("SELECT seq FROM records WHERE id = ? AND file = ? AND own IS NULL", (id, file)).fetchone()
        row = row or self.run("SELECT seq FROM records WHERE file = ? AND own = ?", (file, id)).fetchone()
        return row[0] if row else None

    def where(self, seq: int) -> Placed:
        """Where a record stands."""
        row = self.run(
            "SELECT seq, id, generation, whole, collection, level FROM records WHERE seq = ?", (seq,)
        ).fetchone()
        return Placed(row[0], row[1], row[2], bool(row[3]), row[4], row[5])

    def arrange(self, placed: Placed, whole: bool, collection: int | None, level: int | None) -> None:
        """Put a record into the sets that it is in, and among the finding aids; of these it stays one, if a deleted one."""
        whole = whole or placed.whole
        if placed.new or (whole, collection, level) != (placed.whole, placed.collection, placed.level):
            if not placed.new:
                self._leave(placed)
            placed.whole, placed.collection, placed.level = whole, collection, level
            self._enter(placed)

    def touch(self, placed: Placed) -> None:
        """Say that a record is of this generation."""
        if placed.generation != self.generation:
            self._leave(placed)
            self._enter(placed)

    def _leave(self, placed: Placed) -> None:
        """Take a record out of its lists; who is in the middle of one finds it where it stood."""
        for list in placed.lists():
            self.run(
                "DELETE FROM listed WHERE (list, generation, seq) = (?, ?, ?)", (list, placed.generation, placed.seq)
            )
            if placed.generation != self.generation:
                values = (list, placed.generation, placed.seq, self.generation)
                self.run("INSERT INTO superseded VALUES (?, ?, ?, ?)", values)
            self._sizes[list] -= 1

    def _enter(self, placed: Placed) -> None:
        if placed.generation != self.generation:
            self.changes["changed"] += 1
        placed.generation, placed.new = self.generation, False
        self.run(
            "UPDATE records SET generation = ?, whole = ?, collection = ?, level = ? WHERE seq = ?",
            (self.generation, placed.whole, placed.collection, placed.level, placed.seq),
        )
        for list in placed.lists():
            self.run("INSERT INTO listed VALUES (?, ?, ?)", (list, self.generation, placed.seq))
            self._sizes[list] += 1

    def put(self, placed: Placed, prefix: str, digest: bytes | None, size: int, parts: Sequence[bytes]) -> None:
        """Keep the form of a record in a prefix; without a *digest* it has none. The record is touched where that is news."""
        row = self.run(
            "SELECT digest FROM forms WHERE (seq, prefix, part) = (?, ?, 0)", (placed.seq, prefix)
        ).fetchone()
        if (row[0] if row else None) == digest:
            return
        if row:
            self.run("DELETE FROM forms WHERE seq = ? AND prefix = ?", (placed.seq, prefix))
        for number, data in enumerate(parts):
            first = (digest, size) if not number else (None, None)
            self.run("INSERT INTO forms VALUES (?, ?, ?, ?, ?, ?)", (placed.seq, prefix, number, *first, data))
        self.touch(placed)

    def withdraw(self, prefix: str) -> None:
        """Hand out no record any more in a prefix."""
        for (seq,) in self.run("SELECT seq FROM forms WHERE prefix = ? AND part = 0", (prefix,)).fetchall():
            self.put(self.where(seq), prefix, None, 0, ())

    def delete(self, seq: int) -> None:
        """Delete a record; that it was there is remembered for ever."""
        if self.run("DELETE FROM forms WHERE seq = ?", (seq,)).rowcount:
            before = self.changes["changed"]
            self.touch(self.where(seq))
            self.changes["changed"] = before
            self.changes["deleted"] += 1

    def forget_superseded(self) -> None:
        """Forget where records stood before, when no token is left that needs it."""
        horizon = int(time.time()) - TOKENS_HOLD - 3600
        row = self.run("SELECT max(generation) FROM generations WHERE stamp < ?", (horizon,)).fetchone()
        if row[0] is not None:
            self.run("DELETE FROM superseded WHERE until <= ?", (row[0],))
