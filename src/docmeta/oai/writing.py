"""Writing the index: records with their forms and lists, and generations.

`Book` knows nothing of files and formats; `docmeta.oai.indexing` passes it the records.
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
#: The most rows changed with one statement, which bounds the memory.
_MANY: Final = 1_000


@attrs.define
class Placed:
    """A record's row, identifier and sets (None for none)."""

    seq: int
    id: str
    generation: int
    whole: bool
    collection: int | None
    level: int | None
    new: bool = False

    def lists(self) -> list[int]:
        """The lists that contain it."""
        sets = [one for one in (EVERYTHING, self.collection, self.level) if one is not None]
        return [2 * one for one in sets] + ([2 * one + 1 for one in sets] if self.whole else [])


class Book:
    """The index while it is written. Changes between `begin()` and `publish()` are invisible to others.

    Attributes:
        changes: The number of new, changed and deleted records so far.
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
        """Publish all changes since `begin()` at once."""
        for list, more in self._sizes.items():
            self.run("INSERT INTO sizes VALUES (?, ?) ON CONFLICT DO UPDATE SET size = size + ?", (list, more, more))
        self._sizes.clear()
        if self.run("SELECT 1 FROM listed WHERE list = 0 AND generation = ?", (self.generation,)).fetchone():
            self.run("INSERT INTO generations VALUES (?, ?, 0)", (self.generation, self._stamp()))
        self.run("COMMIT")
        self.settle()

    def settle(self) -> None:
        """Make sure that the newest generation is no older than its first visible moment.

        A harvester that asked while it was being written did not see it, and asks next time for changes since then.
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
        """Roll back to `begin()`."""
        if self.connection.in_transaction:
            self.run("ROLLBACK")
        self._sizes.clear()
        self._sets.clear()

    def mark(self) -> None:
        """Set a savepoint."""
        self.run("SAVEPOINT file")
        self._sizes_before, self._sizes = self._sizes, Counter()
        self._before = self.changes.copy()

    def keep(self) -> None:
        """Keep the changes since `mark()`."""
        self.run("RELEASE file")
        self._sizes_before.update(self._sizes)
        self._sizes = self._sizes_before

    def take_back(self) -> None:
        """Roll back to `mark()`."""
        with suppress(sqlite3.Error):  # a full disk has ended the whole transaction, which is reported
            self.run("ROLLBACK TO file")
            self.run("RELEASE file")
        self._sizes, self.changes = self._sizes_before, self._before.copy()
        self._sets.clear()

    def _stamp(self) -> int:
        """The current time in seconds, never before an earlier stamp, even if the clock was set back."""
        return max(int(time.time()), self.run("SELECT max(stamp) FROM generations").fetchone()[0] or 0)

    # -- facts ---------------------------------------------------------------------------------------------------------

    def fact(self, key: str) -> Any:
        """The value of a key, or None."""
        row = self.run("SELECT value FROM facts WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def know(self, key: str, value: Any) -> None:
        """Set the value of a key."""
        self.run("INSERT INTO facts VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (key, value))

    # -- records -------------------------------------------------------------------------------------------------------

    def set_of(self, spec: str, name: str) -> int:
        """The number of a set, created if new; its name is updated."""
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
        """Rename a set whose title must no longer be public."""
        self.run("UPDATE sets SET name = ? WHERE spec = ?", (name, spec))
        self._sets.pop(spec, None)

    def place(self, file: int, path: bytes, id: str) -> Placed:
        """The record with the name *id* in a file: a new one, its own, or one that is no longer in any file.

        If another file has a record with that identifier, a digest of the file's path is added to this one.
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
        """The record of a file with this identifier, or with this name while another file had the identifier."""
        row = self.run("SELECT seq FROM records WHERE id = ? AND file = ? AND own IS NULL", (id, file)).fetchone()
        row = row or self.run("SELECT seq FROM records WHERE file = ? AND own = ?", (file, id)).fetchone()
        return row[0] if row else None

    def where(self, seq: int) -> Placed:
        """The place of a record."""
        row = self.run(
            "SELECT seq, id, generation, whole, collection, level FROM records WHERE seq = ?", (seq,)
        ).fetchone()
        return Placed(row[0], row[1], row[2], bool(row[3]), row[4], row[5])

    def arrange(self, placed: Placed, whole: bool, collection: int | None, level: int | None) -> None:
        """Put a record into its sets, and among the finding aids, where it stays even if deleted."""
        whole = whole or placed.whole
        if placed.new or (whole, collection, level) != (placed.whole, placed.collection, placed.level):
            if not placed.new:
                self._leave(placed)
            placed.whole, placed.collection, placed.level = whole, collection, level
            self._enter(placed)

    def touch(self, placed: Placed) -> None:
        """Assign a record to this generation."""
        if placed.generation != self.generation:
            self._leave(placed)
            self._enter(placed)

    def _leave(self, placed: Placed) -> None:
        """Remove a record from its lists; a harvester in the middle of one still finds it in its old place."""
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
        """Store the form of a record in a prefix, or remove it without a *digest*. The record is touched if that is a change."""
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
        """Stop serving a prefix."""
        for (seq,) in self.run("SELECT seq FROM forms WHERE prefix = ? AND part = 0", (prefix,)).fetchall():
            self.put(self.where(seq), prefix, None, 0, ())

    def delete(self, seq: int) -> None:
        """Delete a record; it is kept as deleted for good."""
        if self.run("DELETE FROM forms WHERE seq = ?", (seq,)).rowcount:
            before = self.changes["changed"]
            self.touch(self.where(seq))
            self.changes["changed"] = before
            self.changes["deleted"] += 1

    def forget_superseded(self) -> None:
        """Remove earlier list entries that no valid token needs."""
        horizon = int(time.time()) - TOKENS_HOLD - 3600
        row = self.run("SELECT max(generation) FROM generations WHERE stamp < ?", (horizon,)).fetchone()
        if row[0] is not None:
            self.run("DELETE FROM superseded WHERE until <= ?", (row[0],))
