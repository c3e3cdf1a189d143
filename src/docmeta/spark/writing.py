"""Rows to files: one for each source, or packed, with a number of records per file."""

from __future__ import annotations

import itertools
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

import attrs

from docmeta.crosswalk import Report
from docmeta.errors import InputError
from docmeta.model import Node
from docmeta.plugins import Context
from docmeta.plugins import options as plugin_options
from docmeta.running.archives import leads_out
from docmeta.running.failures import failure_of
from docmeta.running.folders import extension_of, make_folders, missing_folders, name_alone, only_below
from docmeta.running.run import Strict, write_all, writer_for
from docmeta.running.spool import IN_MEMORY
from docmeta.running.through import Through, passed
from docmeta.spark.rows import Row, findings_of, node_of
from docmeta.spark.target import TOGETHER, Done, files_below

#: The columns used.
NEEDED: Final = ("source", "name", "modified", "line", "depth", "parent_id", "unit", "findings", "problem")


@attrs.frozen(kw_only=True)
class Writing:
    """How to write files.

    Attributes:
        to: The name of the format.
        include_internal: Whether to write material marked internal.
        strict: Whether to leave out a source of which anything would be lost.
        through: Transforms that the units pass through.
        base_uri: The base URI of the published records.
        records: The number of records after which a new file begins; if None, each source has its own file.
        options: Options of the format.
    """

    to: str
    include_internal: bool = False
    strict: Strict = False
    through: Through = ()
    base_uri: str | None = None
    records: int | None = None
    options: Mapping[str, Any] = attrs.field(factory=dict)


def write_rows(rows: Iterable[Row], folder: str, how: Writing, part: str) -> Done:
    """Write the rows of whole sources into a folder. An error in a source is recorded, not raised.

    Args:
        rows: The rows; those of one source must be together, in order.
        folder: The folder of the attempt.
        how: How to write them.
        part: The name of packed files, before their number.
    """
    writer = _Writer(how, folder)
    groups = itertools.groupby(writer.coming(rows), key=lambda row: row.get("source") or "")
    with only_below(folder):
        if how.records is None:
            for source, group in groups:
                writer.source(source, group)
        else:
            for number, nodes in enumerate(_heaps(writer.whole(groups), how.records)):
                writer.heap(nodes, f"{part}-{number:04}")
    writer.done.files.extend(files_below(folder))
    return writer.done


class _Writer:
    """Writes the files of one attempt."""

    def __init__(self, how: Writing, folder: str) -> None:
        self.how, self.folder = how, folder
        self.done = Done(attempt=folder)
        self.seen: set[str] = set()
        self.broken = False
        self.format = writer_for(how.to, "")
        self.extension = extension_of(self.format)
        self.options = plugin_options.options_of(self.format, how.options, "write")

    def coming(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows; an error while fetching them is not the fault of a source, and ends the task."""
        try:
            yield from rows
        except Exception:
            self.broken = True
            raise

    def source(self, source: str, rows: Iterator[Row]) -> None:
        """Write the rows of a source to a file of its own."""
        first = next(rows)
        report = Report()
        report.source = source or None
        with self._told(source):
            name = first.get("name") or name_alone(os.path.basename(source), "")
            if leads_out(name):
                raise InputError("the column name points outside the folder", value=name)
            changed = first.get("modified")
            nodes = (node for _, node in _checked(itertools.chain([first], rows), report))
            self._write(nodes, name, report, changed and datetime.fromisoformat(changed))
            self.done.sources.append(source)

    def whole(self, groups: Iterable[tuple[str, Iterator[Row]]]) -> Iterator[Node]:
        """The nodes of those sources that could be read to their end: they wait for it."""
        for source, rows in groups:
            report = Report()
            with tempfile.SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass") as kept:
                with self._told(source):
                    for row, _ in _checked(rows, report):
                        kept.write(json.dumps({name: row.get(name) for name in ("depth", "line", "unit")}) + "\n")
                    self.done.report.merge(report)
                    self.done.sources.append(source)
                    kept.seek(0)
                yield from (node_of(json.loads(line)) for line in kept)

    def heap(self, nodes: Iterator[Node], name: str) -> None:
        """Write nodes of any sources to a file."""
        with self._told(name + self.extension):
            self._write(nodes, name, Report())

    def _write(self, nodes: Iterator[Node], name: str, report: Report, changed: datetime | None = None) -> None:
        path = os.path.join(self.folder, name + self.extension)
        make_folders(missing_folders(os.path.dirname(path)))
        context = Context(
            options=self.options, report=report, source=report.source, modified=changed, base_uri=self.how.base_uri
        )
        write_all(
            passed(nodes, self.how.through, context),
            self.format,
            path,
            context,
            include_internal=self.how.include_internal,
            strict=self.how.strict,
            progress=None,
        )
        self.done.report.merge(report)

    @contextmanager
    def _told(self, source: str) -> Iterator[None]:
        """Tell what is wrong with a source; an error of the system is about the target, and ends the task."""
        if source in self.seen:
            raise InputError(f"its rows come twice; {TOGETHER}", source=source)
        self.seen.add(source)
        try:
            yield
        except OSError:
            raise
        except Exception as error:
            if self.broken:
                raise
            self.done.failed[source] = failure_of(error, source)


def _checked(rows: Iterator[Row], report: Report) -> Iterator[tuple[Row, Node]]:
    """The rows of a source, each with its node; what was found while they were read is added to the report."""
    above: list[str] = []  # the id of the open unit of each depth
    for row in rows:
        if row.get("problem"):
            raise InputError(row["problem"])
        for finding in findings_of(row):
            report.add(finding)
        node = node_of(row)
        depth, parent = node.depth, row.get("parent_id")
        if depth and parent is not None and above[depth - 1 : depth] != [parent]:
            message = f"the row of the unit above it, {parent!r}, is not before it; with depth 0, each row is separate"
            raise InputError(message, line=node.line)
        above[depth:] = [node.unit.id]
        yield row, node


def _heaps(nodes: Iterator[Node], records: int) -> Iterator[Iterator[Node]]:
    """The nodes in batches; a description stays together with everything below it."""
    node = next(nodes, None)

    def heap() -> Iterator[Node]:
        nonlocal node
        count = 0
        while node is not None and (count < records or node.depth):
            yield node
            count += 1
            node = next(nodes, None)

    while node is not None:
        now = heap()
        yield now
        for _ in now:  # what the writer has left
            pass
