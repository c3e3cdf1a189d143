"""Making and refreshing the index of a folder: only changed files, in transactions, with deleted records tracked."""

from __future__ import annotations

import errno
import os
import time
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import attrs

from docmeta.crosswalk import Report
from docmeta.errors import DocmetaError, InputError, OptionError
from docmeta.model import Collection, Node, Unit
from docmeta.oai.folder import File, files_in
from docmeta.oai.forms import Form, Maker, address, alone, finding_aids
from docmeta.oai.names import RecordNames, set_spec
from docmeta.oai.settings import NOBODY, Settings, Way, arranged
from docmeta.oai.store import path_of, told, writing
from docmeta.oai.writing import Book, Placed
from docmeta.plugins import Context, Limits, registry
from docmeta.plugins import options as plugin_options
from docmeta.plugins.limits import limits_of
from docmeta.running import Withhold, public, restricted_day
from docmeta.running.files import Opened, opened
from docmeta.running.run import nodes_of, reader_for

#: A generation is published after this many seconds or records, at the end of a file.
_SECONDS: Final = 5.0
_RECORDS: Final = 20_000
#: Errors of single files; the others continue.
_OF_ONE_FILE: Final = (DocmetaError, OSError)


@attrs.frozen
class Indexed:
    """The result of an indexing.

    Attributes:
        path: The path of the index.
        files: The number of files.
        read: The number of files read, because they were new or changed.
        removed: The number of files that have disappeared since the last time.
        new, changed, deleted: The numbers of such records.
        records: The number of records, without deleted ones.
        failed: The files that could not be read, and why. Their records stay as they were.
        report: What was lost, withheld and doubtful in the files read.
    """

    path: str
    files: int
    read: int
    removed: int
    new: int
    changed: int
    deleted: int
    records: int
    failed: tuple[tuple[str, str], ...]
    report: Report = attrs.field(factory=Report)


@attrs.frozen
class _Reading:
    """How the files are read."""

    from_: str | None
    huge: bool
    limits: Limits
    options: dict[str, Any]


def index(
    folder: str | os.PathLike[str],
    *,
    path: str | os.PathLike[str] | None = None,
    repository: str | None = None,
    name: str | None = None,
    admins: Iterable[str] | None = None,
    base_uri: str | None = None,
    inherit: bool | None = None,
    prefixes: Iterable[str] | None = None,
    withhold_restricted: Withhold | None = None,
    from_: str | None = None,
    huge: bool = False,
    limits: Limits | None = None,
    report: Report | None = None,
    progress: Callable[[int], None] | None = None,
    **options: Any,
) -> Indexed:
    """Make or update the index of a folder of descriptions, from which OAI-PMH requests are answered.

    Reads files that are new or changed, in any format; records whose file or unit is gone are marked as deleted.
    If a file cannot be read, its records stay as they were. The index is consistent at any moment:
    harvesters, and an interrupted indexing, see the records either before or after a change.

    Args:
        folder: The folder.
        path: The path of the index; None for `.docmeta-oai.sqlite` in the folder.
        repository, name, admins, base_uri, inherit, prefixes: As for `Settings`; None keeps the current value.
        withhold_restricted: Whether to leave out units with restricted access (`docmeta.restricted`) and everything below
            them: today, or on a day such as "2031-12-31"; None keeps the current value. If so, the first indexing of
            a day reads every file again.
        from_: The name of the files' format; None detects it for each.
        huge, limits: As for `docmeta.read()`.
        report: Collects losses; None makes a new one.
        progress: Called now and then with the number of units read.
        options: Options of the readers, each for those that have it.

    Raises `OptionError` for invalid settings; `InputError` if the index is damaged or locked by another process; `OSError`.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "a.jsonl").write_text('{"depth": 0, "unit": {"kind": "document", "id": "d1", "title": "Telegram"}}')
    ...     first, second = (index(folder, repository="archive.example.org") for _ in range(2))
    >>> first.records, second.changed
    (1, 0)
    """
    if not os.path.isdir(folder):
        raise NotADirectoryError(errno.ENOTDIR, "it is not a folder", os.fspath(folder))
    withheld = None if withhold_restricted is None else bool(withhold_restricted)
    given = Settings(repository, name, _several(admins), base_uri, inherit, _several(prefixes), withheld)
    on = None if withhold_restricted is None else restricted_day(withhold_restricted)
    where = path_of(folder, path)
    reading = _Reading(from_, huge, limits_of(limits, huge=huge), plugin_options.of_side(options, "read"))
    _known_options(reading)
    with told(where), writing(where) as connection:
        book = Book(connection)
        run = _Run(book, os.fspath(folder), reading, Report() if report is None else report, progress)
        with run.whole():
            run.way = arranged(book, given, run.report, (from_, sorted(reading.options.items())), on)
            run.survey()
            run.removed_files()
            run.changed_files()
            run.orphans()
        return run.result(where)


def _several(given: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if given is None else (given,) if isinstance(given, str) else tuple(given)


def _known_options(reading: _Reading) -> None:
    """Reject an option that no reader has."""
    formats = [registry.default().get(reading.from_)] if reading.from_ else list(registry.default())
    known = {name for format in formats if format.can_read for name in plugin_options.names_of(format)}
    for key in reading.options:
        if key.replace("-", "_") not in known:
            raise OptionError(f"no reader has an option {key!r}")


@attrs.define
class _Root:
    """The current root: its record, its set, and whether it has anything below."""

    placed: Placed
    unit: Unit
    collection: int | None
    holds: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is a finding aid."""
        return isinstance(self.unit, Collection)


class _Run:
    """One indexing."""

    def __init__(
        self, book: Book, folder: str, reading: _Reading, report: Report, progress: Callable[[int], None] | None
    ) -> None:
        self.book = book
        self.folder = folder
        self.reading = reading
        self.report = report
        self.progress = progress
        self.failed: list[tuple[str, str]] = []
        self.counts = {"files": 0, "read": 0, "removed": 0}
        self.units = 0
        self.published = (time.monotonic(), 0)
        self.way = Way(NOBODY)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Begin, and publish the work done; an error discards unpublished work."""
        self.book.settle()
        self.book.begin()
        try:
            yield
            self.book.forget_superseded()
            self.book.publish()
        except BaseException:
            self.book.give_up()
            raise

    def result(self, path: str) -> Indexed:
        """The result."""
        changes = self.book.changes
        records = self.book.run("SELECT count(DISTINCT seq) FROM forms WHERE part = 0").fetchone()[0]
        return Indexed(
            path,
            **self.counts,
            new=changes["new"],
            changed=changes["changed"],
            deleted=changes["deleted"],
            records=records,
            failed=tuple(self.failed),
            report=self.report,
        )

    def often(self) -> None:
        """Publish the work done, if it is enough."""
        since, units = self.published
        if time.monotonic() - since > _SECONDS or self.units - units > _RECORDS:
            self.book.publish()
            self.published = (time.monotonic(), self.units)
            self.book.begin()

    # -- files ---------------------------------------------------------------------------------------------------------

    def survey(self) -> None:
        """Find the existing files."""
        run = self.book.run
        run("CREATE TEMP TABLE met (path BLOB PRIMARY KEY, size INTEGER, changed INTEGER) WITHOUT ROWID")
        run("CREATE TEMP TABLE seen (seq INTEGER PRIMARY KEY)")
        for file in files_in(self.folder, self.reading.from_):
            run("INSERT INTO met VALUES (?, ?, ?)", (file.relative, file.size, file.changed))
            self.counts["files"] += 1

    def removed_files(self) -> None:
        """Detach the records of removed files; another file may have them now."""
        run = self.book.run
        run("CREATE TEMP TABLE gone AS SELECT file FROM files WHERE path NOT IN (SELECT path FROM met)")
        run("UPDATE records SET file = NULL, own = NULL WHERE file IN (SELECT file FROM gone)")
        self.counts["removed"] = run("DELETE FROM files WHERE file IN (SELECT file FROM gone)").rowcount

    def changed_files(self) -> None:
        """Read the files that are new or changed, each whole or not at all."""
        query = (
            "SELECT met.path, met.size, met.changed FROM met LEFT JOIN files ON files.path = met.path WHERE met.path > ? AND "
            "(files.changed IS NULL OR met.changed IS NULL OR (files.size, files.changed) <> (met.size, met.changed)) "
            "ORDER BY met.path LIMIT 1000"
        )
        relative = b""
        while rows := self.book.run(query, (relative,)).fetchall():
            for relative, size, changed in rows:
                path = os.path.join(self.folder, os.fsdecode(relative).replace("/", os.sep))
                self._read(File(path, relative, size, changed))
                self.often()

    def _read(self, file: File) -> None:
        book = self.book
        book.mark()
        try:
            self._read_one(file)
        except _OF_ONE_FILE as error:
            book.take_back()
            if isinstance(error, OSError) and not _about(error):
                raise  # an error of the disk, not of the file
            self._fail(file, str(error) if isinstance(error, DocmetaError) else error.strerror or str(error))
            return
        except BaseException:
            book.take_back()
            raise
        book.keep()
        self.counts["read"] += 1

    def _fail(self, file: File, why: str) -> None:
        """Record that a file could not be read; it is retried next time."""
        shown = os.fsdecode(file.relative)
        self.failed.append((shown, why.removeprefix(f"{file.path}: ").removeprefix(f"{file.path}:")))
        self.book.run(
            "INSERT INTO files (path, problem) VALUES (?, ?) ON CONFLICT DO UPDATE SET changed = NULL, problem = excluded.problem",
            (file.relative, why.encode("utf-8", "backslashreplace").decode()),
        )

    def _read_one(self, file: File) -> None:
        book, reading = self.book, self.reading
        row = book.run("SELECT file FROM files WHERE path = ?", (file.relative,)).fetchone()
        values = (file.relative, file.size, file.changed)
        if row is None:
            number = book.run("INSERT INTO files (path, size, changed) VALUES (?, ?, ?)", values).lastrowid or 0
        else:
            number = row[0]
            book.run("UPDATE files SET size = ?, changed = ?, problem = NULL WHERE file = ?", (*values[1:], number))
        book.run("DELETE FROM seen")
        with opened(file.path, huge=reading.huge, limits=reading.limits) as source:
            aids = self._units(number, file, source, again=row is not None)
            for maker in self.way.whole if len(aids) else ():
                self._finding_aids(maker, aids, source)
        if row is not None:
            book.run("UPDATE records SET file = NULL, own = NULL WHERE file = ? AND seq NOT IN seen", (number,))

    def _nodes(self, source: Opened, report: Report) -> Iterator[Node]:
        """The public nodes of a file."""
        reading = self.reading
        source.stream.seek(0)
        format = reader_for(source, reading.from_, huge=reading.huge)
        known = plugin_options.names_of(format)
        mine = {key: value for key, value in reading.options.items() if key.replace("-", "_") in known}
        report.source = source.name
        context = Context(
            options=plugin_options.options_of(format, mine, "read"), report=report, source=source.name,
            modified=source.modified, huge=reading.huge, limits=reading.limits,
        )  # fmt: skip
        return public(nodes_of(format, source, context), report, self.way.restricted_on)

    def _units(self, file: int, about: File, source: Opened, *, again: bool) -> array[int]:
        """Make the record of each unit; returns the rows of the finding aids, by root number, 0 for other roots."""
        names = RecordNames(os.fsdecode(about.relative), self.way.repository)
        above: list[str] = []
        aids: array[int] = array("q")
        root: _Root | None = None
        withheld = self.report.count("withheld")
        for node in self._nodes(source, self.report):
            names.name(node)
            placed = self.book.place(file, about.relative, names.said)
            local = self._local(placed)
            if node.depth == 0:
                self._end(root)
                root = _Root(placed, node.unit, placed.collection)
                aids.append(placed.seq if root.whole else 0)
            elif node.depth == 1 and root is not None and not root.holds:
                self._hold(root)
            self._arrange(placed, node.unit, root if node.depth else None)
            if again:
                self.book.run("INSERT OR IGNORE INTO seen VALUES (?)", (placed.seq,))
            del above[node.depth :]
            self._make(placed, alone(node, local, above[-1] if above else None, self.way.base_uri), local, source)
            above.append(placed.id if self.way.base_uri is None else address(self.way.base_uri, local))
        self._end(root)
        if root is None and self.report.count("withheld") == withheld:
            raise InputError("it contains no description", source=source.name)
        return aids if any(aids) else array("q")

    def _local(self, placed: Placed) -> str:
        """The identifier of a record without the common prefix; one of another repository unchanged."""
        return placed.id.removeprefix(f"oai:{self.way.repository}:")

    def _hold(self, root: _Root) -> None:
        """Make a set of a root with units below it: the root and all of them."""
        local = self._local(root.placed)
        root.holds = True
        root.collection = self.book.set_of(set_spec("collection", local), str(root.unit.title) or local)
        self.book.arrange(root.placed, root.whole, root.collection, root.placed.level)

    def _end(self, root: _Root | None) -> None:
        """Remove the set of a root that no longer has units below it."""
        if root is not None and not root.holds:
            self._unname(root.placed)
            self.book.arrange(root.placed, root.whole, None, root.placed.level)

    def _unname(self, placed: Placed) -> None:
        """Rename a set whose records are all gone or deleted to its identifier: its title may be internal."""
        local = self._local(placed)
        self.book.unname(set_spec("collection", local), local)

    def _arrange(self, placed: Placed, unit: Unit, root: _Root | None) -> None:
        word = " ".join((unit.level or "").split())
        level = self.book.set_of(set_spec("level", word), f"Level of description: {word}") if word else None
        whole = root is None and isinstance(unit, Collection)
        self.book.arrange(placed, whole, placed.collection if root is None else root.collection, level)

    def _make(self, placed: Placed, node: Node, local: str, source: Opened) -> None:
        """Make the forms of a single unit."""
        for maker in self.way.alone:
            self._put(placed, maker, maker.alone(node, local, source.name))
        self.units += 1
        if self.progress is not None and not self.units % 100:
            self.progress(self.units)

    def _put(self, placed: Placed, maker: Maker, form: Form | None) -> None:
        name = maker.prefix.name
        if form is None:
            self.book.put(placed, name, None, 0, ())
        else:
            self.book.put(placed, name, form.digest, form.size, form.parts)

    def _finding_aids(self, maker: Maker, aids: array[int], source: Opened) -> None:
        """Make the form of each finding aid, the collection with everything below it."""
        for number, nodes in finding_aids(self._nodes(source, Report())):
            self._put(self.book.where(aids[number]), maker, maker.form(nodes, source.name))

    def orphans(self) -> None:
        """Delete the records that are no longer in any file."""
        query = (
            "SELECT seq FROM records WHERE file IS NULL AND seq > ? "
            "AND EXISTS (SELECT 1 FROM forms WHERE forms.seq = records.seq) ORDER BY seq LIMIT 1000"
        )
        last = 0
        while rows := self.book.run(query, (last,)).fetchall():
            for (last,) in rows:
                self._unname(self.book.where(last))
                self.book.delete(last)
            self.often()


def _about(error: OSError) -> bool:
    """Whether an operating system error concerns only the file being read; if not, other files would fail too."""
    return error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM)
