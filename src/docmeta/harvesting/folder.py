"""The folder of a harvest: a file for each record, and the state of the harvest.

```
FOLDER/oai_dc/NAME.xml             a record, named by its identifier
FOLDER/.docmeta-harvest/
    state.json                     the progress of each list
    deleted/oai_dc.jsonl           the records deleted by the repository, and when
    seen/oai_dc.jsonl              the files received in a current full harvest
    wanting/oai_dc.jsonl           the records that could not be fetched, and those fetched since
    broken/                        the unreadable pages, unchanged
    new/                           temporary files
```

A page is stored in this order: its records are written to `new/`, flushed to the disk and moved to their places, deleted records
are removed, and the state is updated. After a kill in between, all files are whole, and the page is requested again.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, Final

import attrs

from docmeta.errors import InputError, OptionError
from docmeta.harvesting.answers import Record, traces
from docmeta.running.folders import flush_to_disk, name_alone
from docmeta.running.targets import replacing, sync_folder

#: The hidden subfolder.
HIDDEN: Final = ".docmeta-harvest"
#: The version of the state; any other is rejected.
SCHEMA: Final = 2


@attrs.define
class Running:
    """A list being harvested.

    Attributes:
        asked: The arguments of the request: from, until.
        began: The date of its first page.
        token: The token of its next page; None for the first.
        pages, records: The numbers received.
        total: The number of all records that the server gave last, or None.
        mark, power, steps: A page seen, and when to replace it: if it returns, the list is endless.
        empty: The number of successive pages without records.
        restarted: How often it was restarted because a token had expired.
    """

    asked: dict[str, str]
    began: str = ""
    token: str | None = None
    pages: int = 0
    records: int = 0
    total: int | None = None
    mark: str = ""
    power: int = 1
    steps: int = 0
    empty: int = 0
    restarted: int = 0


@attrs.define
class ListState:
    """The state of a list: the date up to which it is complete, and the progress of the current one."""

    done: str | None = None
    running: Running | None = None


@attrs.define
class State:
    """The state of a harvest. A list is named by its prefix, followed by a space and its set, if any."""

    base: str
    key: str
    lists: dict[str, ListState] = attrs.field(factory=dict)
    #: The valid length of each list of records that could not be fetched, in bytes; 0 if there are none.
    wanting: dict[str, int] = attrs.field(factory=dict)
    #: The valid length of each list of deleted records, in bytes.
    deleted: dict[str, int] = attrs.field(factory=dict)
    #: The valid length of each list of files received in a current full harvest, in bytes.
    seen: dict[str, int] = attrs.field(factory=dict)


@attrs.define
class Taken:
    """The result of storing the records of a page."""

    new: int = 0
    changed: int = 0
    same: int = 0
    deleted: int = 0
    empty: int = 0


class Folder:
    """The target folder of a harvest, to be used in a `with`, which locks it.

    Args:
        path: Its path; created if missing.
        base: The URL of the repository, for messages.
        key: A key that identifies it.

    Raises `OptionError` if the folder belongs to another repository, or is in use; `InputError` if its state
    cannot be read.
    """

    def __init__(self, path: str, base: str, key: str) -> None:
        self.path = path
        self._hidden = os.path.join(path, HIDDEN)
        self._state_file = os.path.join(self._hidden, "state.json")
        self._lock: IO[bytes] | None = None
        self._staged: dict[str, tuple[Record, str | None]] = {}
        self._wanting: dict[str, dict[str, str]] = {}
        self._wanted: dict[str, dict[str, str | None]] = {}  # the changes of it that are not on the disk yet
        self.state = State(base, key)

    def __enter__(self) -> Folder:
        if os.path.lexists(self.path) and not os.path.isdir(self.path):
            raise NotADirectoryError(errno.ENOTDIR, "it is a file; a folder is needed", self.path)
        os.makedirs(os.path.join(self._hidden, "deleted"), exist_ok=True)
        self._lock = open(os.path.join(self._hidden, "lock"), "ab")
        try:
            _lock(self._lock, self.path)
            self._load()
            shutil.rmtree(self._new, ignore_errors=True)
            os.mkdir(self._new)
        except BaseException:
            self._lock.close()
            raise
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        shutil.rmtree(self._new, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()
        if isinstance(error, OSError) and error.errno is not None and error.filename is None:
            raise OSError(
                error.errno, error.strerror, self.path
            ) from None  # the error of a full disk lacks the file name

    @property
    def _new(self) -> str:
        return os.path.join(self._hidden, "new")

    # -- the state -------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        try:
            with open(self._state_file, encoding="utf-8") as file:
                said = json.load(file)
            if said["schema"] != SCHEMA:
                raise InputError("it was harvested by an incompatible version of docmeta", source=self._state_file)
            known = _structured(said)
        except FileNotFoundError:
            return
        except (ValueError, LookupError, TypeError, AttributeError):
            raise InputError("the state of this harvest cannot be read", source=self._state_file) from None
        if known.key != self.state.key:
            message = f"the folder holds a harvest of {known.base}; take another folder for another repository"
            raise OptionError(message, source=self.path)
        self.state = known
        for prefix in known.wanting:
            self._load_wanting(prefix)

    def _load_wanting(self, prefix: str) -> None:
        path = self._list("wanting", prefix)
        wanting = self._wanting.setdefault(prefix, {})
        try:
            said = (_bytes(path) or b"")[: self.state.wanting[prefix]].decode()
            for identifier, why in map(json.loads, said.splitlines()):
                if why is None:
                    wanting.pop(identifier, None)
                else:
                    wanting[identifier] = why
        except (ValueError, TypeError):
            raise InputError("the state of this harvest cannot be read", source=path) from None

    def save(self) -> None:
        """Write the current state to the disk. Lists only grow, so that the work grows with what is new."""
        for prefix, changes in self._wanted.items():
            lines = [json.dumps(change) for change in changes.items()]
            size = self._append("wanting", prefix, self.state.wanting.get(prefix, 0), lines)
            self.state.wanting[prefix] = size if self._wanting[prefix] else 0
        self._wanted.clear()
        state = self.state
        # Only lists in progress are written in full: there may be one for each of thousands of sets, and this is done for every page.
        lists = {name: attrs.asdict(one) if one.running else one.done for name, one in state.lists.items()}
        said = {
            "schema": SCHEMA, "base": state.base, "key": state.key, "lists": lists,
            "wanting": state.wanting, "deleted": state.deleted, "seen": state.seen,
        }  # fmt: skip
        with replacing(self._state_file) as file:
            file.stream.write(json.dumps(said, ensure_ascii=False).encode() + b"\n")

    def known(self, prefix: str, set_: str | None) -> ListState:
        """The state of a list."""
        return self.state.lists.setdefault(f"{prefix} {set_}" if set_ else prefix, ListState())

    def wanting(self, prefix: str) -> dict[str, str]:
        """The records that could not be fetched, each with the reason."""
        return dict(self._wanting.get(prefix, {}))

    def want(self, prefix: str, missing: dict[str, str]) -> None:
        """Remember records that could not be fetched, each with the reason."""
        known = self._wanting.setdefault(prefix, {})
        changed = {identifier: why for identifier, why in missing.items() if known.get(identifier) != why}
        known.update(changed)
        self._wanted.setdefault(prefix, {}).update(changed)

    # -- a page ----------------------------------------------------------------------------------------------------

    @contextmanager
    def page(self) -> Iterator[str]:
        """A path for a page while it is read."""
        path = os.path.join(self._new, "page.xml")
        try:
            yield path
        finally:
            with suppress(FileNotFoundError):
                os.unlink(path)

    def forget(self) -> None:
        """Discard the staged records."""
        for _, path in self._staged.values():
            if path is not None:
                os.unlink(path)
        self._staged.clear()

    def stage(self, record: Record) -> None:
        """Stage a record; it replaces a staged one with the same identifier."""
        path = None
        if record.content is not None:
            path = os.path.join(self._new, name_alone(record.identifier, ".xml"))
            with open(path, "wb") as file:
                file.write(record.content.encode("utf-8", "xmlcharrefreplace"))
        elif record.identifier in self._staged and (old := self._staged[record.identifier][1]) is not None:
            os.unlink(old)
        self._staged[record.identifier] = attrs.evolve(record, content=None), path

    def staged(self) -> set[str]:
        """The identifiers of the staged records."""
        return set(self._staged)

    def take(self, prefix: str) -> Taken:
        """Move the staged records to their places, and save the state."""
        taken = Taken()
        folder = os.path.join(self.path, _folder_of(prefix))
        os.makedirs(folder, exist_ok=True)
        wanting = self._wanting.get(prefix, {})
        moved: list[tuple[str, str]] = []
        gone: list[Record] = []
        for identifier, (record, path) in self._staged.items():
            final = os.path.join(folder, name_alone(identifier, ".xml"))
            if wanting.pop(identifier, None) is not None:
                self._wanted.setdefault(prefix, {})[identifier] = None
            if record.deleted:
                taken.deleted += 1
                gone.append(record)
            elif path is None:
                taken.empty += 1
            elif (old := _bytes(final)) is not None and old == _bytes(path):
                taken.same += 1
                os.unlink(path)
            else:
                taken.new += old is None
                taken.changed += old is not None
                moved.append((path, final))
        flush_to_disk([path for path, _ in moved])
        for path, final in moved:
            os.replace(path, final)
        for record in gone:
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(folder, name_alone(record.identifier, ".xml")))
        if moved or gone:
            sync_folder(folder)
        if gone:
            self._record_deleted(prefix, gone)
        if prefix in self.state.seen:
            names = [name_alone(identifier, ".xml") for identifier in self._staged]
            self.state.seen[prefix] = self._append("seen", prefix, self.state.seen[prefix], names)
        self._staged.clear()
        self.save()
        return taken

    def _record_deleted(self, prefix: str, gone: list[Record]) -> None:
        said = [{"identifier": record.identifier, "datestamp": record.datestamp} for record in gone]
        lines = [json.dumps(one, ensure_ascii=False) for one in said]
        self.state.deleted[prefix] = self._append("deleted", prefix, self.state.deleted.get(prefix, 0), lines)

    def _append(self, folder: str, prefix: str, size: int, lines: Iterable[str]) -> int:
        """Append lines to a list, over what an unfinished page has added. Returns the new size."""
        path = self._list(folder, prefix)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "r+b" if os.path.exists(path) else "w+b") as file:
            file.seek(min(size, os.path.getsize(path)))
            file.truncate()
            for line in lines:
                file.write(line.encode("utf-8", "replace") + b"\n")
            file.flush()
            os.fsync(file.fileno())
            return file.tell()

    def _list(self, folder: str, prefix: str) -> str:
        return os.path.join(self._hidden, folder, f"{_folder_of(prefix)}.jsonl")

    # -- deleted records -------------------------------------------------------------------------------------------

    def watch(self, prefix: str) -> None:
        """Begin to record the files received of a prefix, to find the missing ones at the end."""
        self.state.seen[prefix] = 0

    def remove_unseen(self, prefix: str, date: str) -> int:
        """Remove the files not received since `watch`, and record them as deleted; returns their number."""
        folder = os.path.join(self.path, _folder_of(prefix))
        path = self._list("seen", prefix)
        known = {name_alone(identifier, ".xml") for identifier in self._wanting.get(prefix, {})}
        with suppress(FileNotFoundError), open(path, "rb") as file:
            known.update(file.read(self.state.seen[prefix]).decode().split("\n"))
        names = [name for name in _names(folder) if name.endswith(".xml") and name not in known]
        gone = []
        for name in names:
            found = traces(_bytes(os.path.join(folder, name)) or b"").identifiers
            if found and name == name_alone(found[0], ".xml"):  # not a file from elsewhere
                gone.append(Record(found[0], date, deleted=True))
        if gone:
            self._record_deleted(prefix, gone)
        for record in gone:
            os.unlink(os.path.join(folder, name_alone(record.identifier, ".xml")))
        del self.state.seen[prefix]
        self.save()
        with suppress(FileNotFoundError):
            os.unlink(path)
        return len(gone)

    def keep_broken(self, page: str, name: str) -> str:
        """Keep a broken page, under a name that begins with *name*; returns its path."""
        folder = os.path.join(self._hidden, "broken")
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, name_alone(name, ".xml"))
        os.replace(page, path)
        return path


def _folder_of(prefix: str) -> str:
    plain = prefix.replace("-", "").replace("_", "").replace(".", "")
    return prefix if plain.isascii() and plain.isalnum() and prefix[0] not in ".-" else name_alone(prefix, "")


def _bytes(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except FileNotFoundError:
        return []


def _structured(said: dict[str, Any]) -> State:
    lists = {}
    for name, known in said["lists"].items():
        if isinstance(known, dict):
            lists[name] = ListState(known["done"], Running(**known["running"]))
        else:
            lists[name] = ListState(known)
    lengths = ({prefix: int(size) for prefix, size in said[name].items()} for name in ("wanting", "deleted", "seen"))
    return State(str(said["base"]), str(said["key"]), lists, *lengths)


def _lock(file: IO[bytes], folder: str) -> None:
    """Lock a file until it is closed or the process dies."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENOLCK):  # a file system without locks
            return
        raise OptionError("another process is harvesting into this folder", source=folder) from None
