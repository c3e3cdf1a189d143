"""The index: one SQLite file, and how it is opened.

The changes of one transaction are a generation, with one datestamp. Lists (all records, those of a set) are kept by generation,
so that each page continues the last one; earlier list entries are kept for harvesters that are in the
middle of a list.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import quote

from docmeta.errors import InputError

#: The name of the index in its folder.
NAME: Final = ".docmeta-oai.sqlite"
#: The lifetime of a resumption token in seconds, for which its data is kept.
TOKENS_HOLD: Final = 7 * 24 * 3600
#: Identifies the file ("dmoa"), and its version.
_APPLICATION: Final = 0x646D6F61
_VERSION: Final = 1
_MAGIC: Final = b"SQLite format 3\0"
#: How long a process waits for a writing one, in seconds.
_PATIENCE: Final = 5.0

_SCHEMA: Final = """
CREATE TABLE facts (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE generations (generation INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, settled INTEGER NOT NULL);
CREATE INDEX stamps ON generations (stamp);
CREATE TABLE files (file INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, size INTEGER, changed INTEGER, problem TEXT);
CREATE TABLE sets (list INTEGER PRIMARY KEY, spec TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE records (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, file INTEGER, own TEXT, generation INTEGER NOT NULL,
    whole INTEGER NOT NULL, collection INTEGER, level INTEGER
);
CREATE INDEX of_file ON records (file);
CREATE UNIQUE INDEX own_names ON records (file, own) WHERE own IS NOT NULL;
CREATE VIEW headers AS SELECT
    seq, id, stamp, (SELECT spec FROM sets WHERE list = collection) AS collection,
    (SELECT spec FROM sets WHERE list = level) AS level, whole
FROM records JOIN generations ON generations.generation = records.generation;
CREATE TABLE forms (
    seq INTEGER NOT NULL, prefix TEXT NOT NULL, part INTEGER NOT NULL, digest BLOB, size INTEGER, data BLOB NOT NULL,
    PRIMARY KEY (seq, prefix, part)
);
CREATE TABLE listed (
    list INTEGER NOT NULL, generation INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (list, generation, seq)
) WITHOUT ROWID;
CREATE TABLE superseded (
    list INTEGER NOT NULL, generation INTEGER NOT NULL, seq INTEGER NOT NULL, until INTEGER NOT NULL,
    PRIMARY KEY (list, generation, seq)
) WITHOUT ROWID;
CREATE INDEX superseded_until ON superseded (until);
CREATE TABLE sizes (list INTEGER PRIMARY KEY, size INTEGER NOT NULL);
"""


def path_of(folder: str | os.PathLike[str], index: str | os.PathLike[str] | None = None) -> str:
    """The path of the index of a folder: the one given, or the default; for an index, the index itself."""
    if index is not None:
        return os.fspath(index)
    path = os.fspath(folder)
    return os.path.join(path, NAME) if os.path.isdir(path) else path


@contextmanager
def told(path: str) -> Iterator[None]:
    """Turn SQLite errors into errors about the index.

    Raises `InputError` if it is damaged, not an index, or in use; `OSError` for errors of the disk.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path) from error
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
            raise PermissionError(errno.EACCES, f"the index cannot be opened or written ({error})", path) from error
        if code == sqlite3.SQLITE_IOERR:
            raise OSError(errno.EIO, os.strerror(errno.EIO), path) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise InputError("another process is writing the index; try again later", source=path) from None
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            why = "it is not a docmeta index, or it is damaged; restore it from a copy, or remove it and index the folder anew"
            raise InputError(why, source=path) from None
        raise InputError(f"the index cannot be used: {error}", source=path) from error


def connect(path: str) -> sqlite3.Connection:
    """Open an index for reading. Raises `FileNotFoundError` if there is none; `InputError` and `OSError` as `told()` does."""
    if not os.path.isfile(path):
        raise FileNotFoundError(errno.ENOENT, "there is no index; make one with 'docmeta index'", path)
    with told(path):
        found = sqlite3.connect(
            f"file:{quote(os.path.abspath(path))}?mode=ro", uri=True, timeout=_PATIENCE, isolation_level=None
        )
        try:
            _check(found, path)
        except BaseException:
            found.close()
            raise
    return found


@contextmanager
def writing(path: str) -> Iterator[sqlite3.Connection]:
    """Open an index for writing; it is created if missing. Errors are those of `told()`."""
    if os.path.isfile(path) and os.path.getsize(path):
        with open(path, "rb") as file:  # SQLite treats a file of a few bytes as empty
            if file.read(len(_MAGIC)) != _MAGIC:
                raise InputError("it is not a docmeta index", source=path)
    with told(path):
        found = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            if _is_new(found):
                _make(found, path)
            else:
                _check(found, path)
            found.execute("PRAGMA synchronous = FULL")
            found.execute("PRAGMA temp_store = FILE")
            yield found
        finally:
            found.close()


def _is_new(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]


def _make(connection: sqlite3.Connection, path: str) -> None:
    """Make the tables, all or none, and only once if two processes begin together."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _is_new(connection):
            connection.execute("ROLLBACK")
            _check(connection, path)
            return
        for statement in _SCHEMA.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check(connection: sqlite3.Connection, path: str) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION:
        raise InputError("it is not a docmeta index", source=path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != _VERSION:
        raise InputError(
            f"the index has version {version}, but this docmeta reads version {_VERSION}; remove it and index again",
            source=path,
        )
