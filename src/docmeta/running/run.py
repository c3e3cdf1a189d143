"""Running a plugin's reader or writer: finding it, giving it what it needs, and attributing errors.

An error of a reader or a writer, other than a `DocmetaError`, an `OSError` or an interrupt, becomes a `PluginError`
that names the plugin and its distribution. Exceptions from the caller's own nodes are passed on unchanged.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, Literal, TypeAlias

import attrs

from docmeta.crosswalk import Class, Report
from docmeta.errors import DocmetaError, InputError, LossError, PluginError, UnknownFormatError, excerpt, of_any
from docmeta.model import Node, Unit, place
from docmeta.plugins import Context, Format, Limits, registry
from docmeta.plugins import options as plugin_options
from docmeta.remote import is_archive
from docmeta.running.files import Opened, Source, name_of
from docmeta.running.folders import write_each
from docmeta.running.targets import Target, replacing
from docmeta.running.withhold import RESTRICTED, Withhold, restricted_day, tracked
from docmeta.running.wrapped import with_objects
from docmeta.xml import mets
from docmeta.xml.sniff import what_else

#: Called now and then with the number of units done.
Progress: TypeAlias = Callable[[int], None]
#: What makes writing an error: nothing, losses ("lost" or True), or changes as well.
Strict: TypeAlias = bool | Literal["lost", "changed"]


# -- reading -----------------------------------------------------------------------------------------------------------


def reader_named(name: str) -> Format:
    """The format with a name; it must be readable."""
    format = registry.default().get(name)
    if format.reader is None:
        readable = ", ".join(other.name for other in registry.default() if other.can_read)
        raise UnknownFormatError(f"format {name!r} can be written, not read (to read there are: {readable})")
    return format


def reader_for(file: Opened, name: str | None, *, huge: bool = False) -> Format:
    """The format to read a source in: the one named, or the one detected from its bytes and name."""
    head = file.stream.read(registry.SNIFF)
    file.stream.seek(0)
    if not head:
        raise InputError("the file is empty", source=file.name, line=1)
    if name is not None:
        return reader_named(name)
    if is_archive(file.name or "") and (head.startswith((b"PK", b"\x1f\x8b")) or head[257:262] == b"ustar"):
        message = "it is an archive: name a file in it, as in archive.zip/a.xml; convert, check and view take all of it"
        raise InputError(message, source=file.name)
    wrapped = mets.richest(file.stream) if mets.is_mets(head) else None
    if wrapped is not None:
        return reader_named(wrapped)
    try:
        return registry.default().detect(head, file.filename)
    except UnknownFormatError as error:
        if mets.is_mets(head):
            if mets.says(mets.structure(file.stream, name=file.name, huge=huge)):
                return reader_named("mods")
            message = "the METS file holds no description in EAD, MODS, MARCXML or Dublin Core"
            raise InputError(message, source=file.name, line=1) from None
        what = what_else(head)
        if what is not None and what != "JSON":
            raise InputError(f"docmeta does not read this: it looks like {what}", source=file.name) from None
        error.source = file.name
        raise


def nodes_in(
    file: Opened, name: str | None, report: Report, *, huge: bool, limits: Limits, options: dict[str, Any]
) -> Iterator[Node]:
    """The nodes in an open file, from its beginning; arguments are those of `docmeta.read()`."""
    file.stream.seek(0)
    format = reader_for(file, name, huge=huge)
    context = Context(
        options=plugin_options.options_of(format, options, "read"),
        report=report,
        source=file.name,
        modified=file.modified,
        huge=huge,
        limits=limits,
        kept=True,
    )
    yield from nodes_of(format, file, context)


def nodes_of(format: Format, file: Opened, context: Context) -> Iterator[Node]:
    """The reader's nodes; any error other than a `DocmetaError` is attributed to the plugin."""
    if context.report.source is None:
        context.report.source = file.name
    if file.late is not None:
        context.report.note("problem", "white space before the XML declaration", target="<?xml", line=file.late)
    path: list[Node] = []  # the current node of each depth
    within_limits = context.limits.meter(file.name)
    outside = False  # an error while the caller has the node is not the reader's
    try:
        for node in _unwrapped(format, file, context):
            if not _is_node(node, len(path)):
                raise PluginError(
                    f"{_blame(format)}: its reader yielded {_kind(node, len(path))}, expected docmeta.Node",
                    source=file.name,
                )
            within_limits(node)
            node = place(path, node)
            outside = True
            yield node
            outside = False
    except DocmetaError as error:
        if error.source is None:
            error.source = file.name
        raise
    except (OSError, KeyboardInterrupt):
        raise
    except BaseException as error:  # not only `Exception`: a plugin may raise anything
        if outside:
            raise
        raise PluginError(f"{_blame(format)} failed while reading: {_said(error)}", source=file.name) from error


def _unwrapped(format: Format, file: Opened, context: Context) -> Iterator[Node]:
    """The reader's nodes; in METS, each description with its digital objects."""
    assert format.reader is not None  # noqa: S101  # checked by `reader_named`
    head = file.stream.read(registry.SNIFF)
    file.stream.seek(0)
    if not (isinstance(head, bytes) and mets.is_mets(head)):
        return iter(format.reader(file.stream, context))
    found = mets.structure(file.stream, name=file.name, huge=context.huge)
    nodes = format.reader(file.stream, context)
    return with_objects(nodes, found, format.name, context.report)


def _is_node(node: object, deepest: int) -> bool:
    return (
        isinstance(node, Node)
        and isinstance(node.unit, Unit)
        and isinstance(node.depth, int)
        and 0 <= node.depth <= deepest
    )


def _kind(node: object, deepest: int) -> str:
    """What a reader yielded instead of a valid node."""
    if not isinstance(node, Node):
        return type(node).__name__
    if not isinstance(node.unit, Unit):
        return f"a node of {type(node.unit).__name__}"
    return f"a node of depth {excerpt(node.depth, 60)} (at most {deepest} is valid here)"


def not_empty(nodes: Iterator[Node], source: str | None) -> Iterator[Node]:
    """The nodes; an empty stream is an error."""
    empty = True
    for node in nodes:
        empty = False
        yield node
    if empty:
        raise InputError("it contains no description", source=source)


def _blame(format: Format) -> str:
    return f"format {format.name!r} of plugin {registry.default().owner(format).owner}"


def _said(error: BaseException) -> str:
    return (of_any(error).splitlines() or [""])[0][:300]


# -- writing -----------------------------------------------------------------------------------------------------------


def writer_for(name: str | None, target: Target) -> Format:
    """The format to write: the one named, or the one for the target's extension."""
    if name is None:
        filename = name_of(target)
        if filename is None or filename.startswith("<"):
            raise UnknownFormatError(
                "the target's name does not tell the format; name it with --to (in Python: to= or format=)"
            )
        return registry.default().for_target(filename)
    format = registry.default().get(name)
    if format.writer is None:
        writable = ", ".join(other.name for other in registry.default() if other.can_write)
        raise UnknownFormatError(f"format {name!r} can be read, not written (to write there are: {writable})")
    return format


def write_all(
    nodes: Iterable[Node],
    format: Format,
    target: Target,
    context: Context,
    *,
    include_internal: bool,
    strict: Strict,
    progress: Progress | None,
    withhold_restricted: Withhold = False,
    each: bool = False,
    source: Source | None = None,
) -> None:
    """Write all the nodes, or nothing; with *each*, each to its own file in the folder *target*.

    No file may replace *source*.
    """
    report = context.report
    before = _lost(report, strict)
    passed = tracked(
        nodes, report, include_internal=include_internal, says_audience=format.says_audience, progress=progress,
        restricted_on=restricted_day(withhold_restricted),
    )  # fmt: skip
    seen = not_withheld(passed, report)

    def judge() -> None:
        if strict:
            refuse_losses(report, before, strict)

    if each:
        if format.apart is not None:
            seen = format.apart(seen, context)
        write_each(seen, target, format, context, run=run_writer, judge=judge, source=source)
        return
    with replacing(target, hold=bool(strict), source=source) as file:
        name = os.path.basename(name_of(target) or "") or None if file.sidecar is not None else None
        run_writer(seen, format, file.stream, attrs.evolve(context, sidecar=file.sidecar, target=name))
        judge()


def _refused(strict: Strict) -> tuple[Class, ...]:
    return ("lost", "error", "changed") if strict == "changed" else ("lost", "error")


def _lost(report: Report, strict: Strict) -> int:
    return report.count(*_refused(strict))


def refuse_losses(report: Report, before: int = 0, strict: Strict = "lost") -> None:
    """Raise `LossError` if a report counts more values lost (with *strict* "changed": lost or changed) than *before*."""
    lost = _lost(report, strict) - before
    if lost:
        said = [finding for finding in report.findings if finding.class_ in _refused(strict)]
        first = ", ".join(dict.fromkeys(finding.field or finding.target or finding.code for finding in said[:5]))
        more = " ..." if len(said) > 5 else ""
        values = "value" if lost == 1 else "values"
        how = "lost or changed" if strict == "changed" else "lost"
        raise LossError(f"{lost:,} {values} would be {how} ({first}{more}); nothing was written", source=report.source)


def not_withheld(nodes: Iterator[Node], report: Report) -> Iterator[Node]:
    """The nodes; withholding all of them is an error."""
    empty = True
    for node in nodes:
        empty = False
        yield node
    withheld = [finding for finding in report.findings if finding.code == "withheld"] if empty else []
    if any(finding.target == RESTRICTED for finding in withheld):
        raise InputError("everything in it is restricted or marked internal", source=report.source)
    if withheld:
        raise InputError(
            "everything in it is marked internal; use --include-internal (include_internal=True) to write it",
            source=report.source,
        )


class _Feed:
    """The nodes as a writer pulls them; remembers errors raised while they were made, which are not the writer's fault."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = iter(nodes)
        self.failed: BaseException | None = None
        self.ended = False

    def __iter__(self) -> Iterator[Node]:
        try:
            yield from self._nodes
        except GeneratorExit:
            raise
        except BaseException as error:
            self.failed = error
            raise
        self.ended = True


def run_writer(nodes: Iterable[Node], format: Format, stream: BinaryIO, context: Context) -> None:
    """Run a writer; any error other than a `DocmetaError` is attributed to the plugin."""
    assert format.writer is not None  # noqa: S101  # checked by `writer_for`
    feed = _Feed(nodes)
    try:
        format.writer(iter(feed), stream, context)
    except (DocmetaError, OSError, KeyboardInterrupt) as error:
        if feed.failed is not None and error is not feed.failed:
            raise feed.failed from None
        raise
    except BaseException as error:
        if feed.failed is not None:
            raise feed.failed from None
        raise PluginError(f"{_blame(format)} failed while writing: {_said(error)}", source=context.source) from error
    if feed.failed is not None:
        raise feed.failed
    if not feed.ended:
        raise PluginError(f"{_blame(format)} stopped before the last unit; nothing was written", source=context.source)
