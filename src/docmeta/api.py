"""Reading, writing, converting and checking: what the command line does, for Python.

>>> import io
>>> from docmeta import Collection, Document, dump, load
>>> papers = Collection("c1", title="Korean War papers", members=(Document("d1", title="Telegram"),))
>>> file = io.BytesIO()
>>> dump(papers, file, format="json").units
2
>>> load(file.getvalue(), format="json") == papers
True
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, cast

import attrs

from docmeta import _options, registry
from docmeta._files import Opened, Source, name_of, opened
from docmeta._folders import write_each
from docmeta._targets import Target, replacing
from docmeta._xmlsniff import what_else
from docmeta.errors import DocmetaError, InputError, LossError, PluginError, UnknownFormatError
from docmeta.formats import Context, Format
from docmeta.model import FIELDS, Collection, Unit
from docmeta.report import Report
from docmeta.stream import Node, nest, walk
from docmeta.withhold import tracked

if TYPE_CHECKING:
    from docmeta.checking import Problem, Profile

OnError = Literal["collect", "raise"]
Progress = Callable[[int], None]

#: The id of the bare Collection that `load()` puts around several roots, and that `dump()` leaves out again.
ROOTS: Final = "docmeta-roots"


def read(
    source: Source,
    *,
    format: str | None = None,
    report: Report | None = None,
    huge: bool = False,
    on_error: OnError = "collect",
    **options: Any,
) -> Iterator[Node]:
    """Read the units of a source one at a time, in document order; nothing is kept, so the size of the source does not matter.

    Internal material is in what is read; `write()` and `convert()` leave it out.

    Args:
        source: A path, bytes, or a binary stream, which is left open. Gzip files are unpacked.
        format: The name of the format; None finds it out from the first bytes and the name.
        report: Where problems of the source are said; None if nobody asks.
        huge: Whether to read beyond the usual limits (XML texts over 10 MB, very dense gzip files).
        on_error: "collect" reports problems and goes on; "raise" makes the first one an error.
        options: Options of the format's reader; `docmeta formats` names them.

    Raises `InputError` for what cannot be read, with its line; `UnknownFormatError`, `OptionError`, `PluginError`, `OSError`.

    >>> nodes = read(b'{"depth": 0, "unit": {"kind": "document", "id": "d1", "title": "Telegram"}}', format="jsonl")
    >>> [(node.depth, node.unit.title) for node in nodes]
    [(0, 'Telegram')]
    """
    report = Report(on_error) if report is None else report
    if format is not None:
        _options.options_of(_reader(format), options)  # a typo is told at once, not at the first node
    return _read(source, format, report, huge, options)


def _read(source: Source, name: str | None, report: Report, huge: bool, options: dict[str, Any]) -> Iterator[Node]:
    with opened(source, huge=huge) as file:
        format = _format_of(file, name)
        context = Context(
            options=_options.options_of(format, options),
            report=report,
            source=file.name,
            modified=file.modified,
            huge=huge,
        )
        yield from _nodes(format, file, context)


def load(
    source: Source,
    *,
    format: str | None = None,
    report: Report | None = None,
    huge: bool = False,
    on_error: OnError = "collect",
    **options: Any,
) -> Collection:
    """Read a source whole, as a tree. Arguments and errors are those of `read()`.

    Where the source has several roots, or a single Document, they are the members of a bare Collection with a minted id,
    which `dump()` leaves out again.

    >>> load(b'{"depth": 0, "unit": {"kind": "document", "id": "d1", "title": "Telegram"}}', format="jsonl").members[0].title
    'Telegram'
    """
    nodes = read(source, format=format, report=report, huge=huge, on_error=on_error, **options)
    roots = nest(nodes)
    if len(roots) == 1 and isinstance(roots[0], Collection):
        return roots[0]
    return Collection(ROOTS, minted=True, members=tuple(roots))


def write(
    nodes: Iterable[Node],
    target: Target,
    *,
    format: str | None = None,
    report: Report | None = None,
    include_internal: bool = False,
    strict: bool = False,
    base_uri: str | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> Report:
    """Write a stream of nodes. A path is replaced in one step when all is written; an error leaves the old file as it was.

    Args:
        nodes: The units, parents before children; see `docmeta.walk()`.
        target: A path, or a binary stream, which is left open.
        format: The name of the format; None goes by the extension of the path.
        report: Where losses are counted; None makes a new one.
        include_internal: Whether material marked internal is written; else it is left out and counted.
        strict: Whether a loss is an error; then nothing is written.
        base_uri: The address below which the records are published.
        progress: Called now and then with the number of units written.
        options: Options of the format's writer.

    Returns:
        The report: what the format could not hold.

    Raises `LossError` where *strict* and something would be lost; `ModelError` where the nodes are out of order;
    `UnknownFormatError`, `OptionError`, `PluginError`, `OSError`.

    >>> import io
    >>> from docmeta import Document
    >>> out = io.BytesIO()
    >>> write([Node(0, Document("d1", title="Telegram"))], out, format="json").losses
    0
    """
    chosen = _writer(format, target)
    report = Report() if report is None else report
    context = Context(
        options=_options.options_of(chosen, options), report=report, source=report.source, base_uri=base_uri
    )
    _write(nodes, chosen, target, context, include_internal=include_internal, strict=strict, progress=progress)
    return report


def dump(
    collection: Unit,
    target: Target,
    *,
    format: str | None = None,
    report: Report | None = None,
    include_internal: bool = False,
    strict: bool = False,
    base_uri: str | None = None,
    **options: Any,
) -> Report:
    """Write a tree. Arguments, result and errors are those of `write()`.

    >>> import io
    >>> from docmeta import Collection, Document
    >>> out = io.BytesIO()
    >>> dump(Collection("c1", members=(Document("d1"),)), out, format="jsonl").units
    2
    """
    nodes = (
        walk(*collection.members)
        if isinstance(collection, Collection) and _only_holds(collection)
        else walk(collection)
    )
    return write(
        nodes,
        target,
        format=format,
        report=report,
        include_internal=include_internal,
        strict=strict,
        base_uri=base_uri,
        **options,
    )


def convert(
    source: Source,
    target: Target,
    *,
    to: str | None = None,
    from_: str | None = None,
    report: Report | None = None,
    include_internal: bool = False,
    strict: bool = False,
    each: bool = False,
    base_uri: str | None = None,
    huge: bool = False,
    on_error: OnError = "collect",
    progress: Progress | None = None,
    **options: Any,
) -> Report:
    """Convert a source to another format, one unit at a time. The target is replaced in one step, or not at all.

    Args:
        source: As for `read()`.
        target: As for `write()`; with *each*, a folder.
        to: The name of the target's format; None goes by its extension.
        from_: The name of the source's format; None finds it out.
        each: Whether every unit becomes a file of its own in the folder *target*, named by its id.
        options: Options of the reader and of the writer. Each goes to the one that has it, or to both;
            "read.key" and "write.key" say which is meant.
        report, include_internal, strict, base_uri, huge, on_error, progress: As for `read()` and `write()`.

    Returns:
        The report: what was not understood, withheld and lost, with the places in the source.

    Raises `InputError` where the source cannot be read or holds nothing to write, and what `read()` and `write()` raise.

    >>> import io
    >>> out = io.BytesIO()
    >>> line = b'{"depth": 0, "unit": {"kind": "document", "id": "d1", "title": "Telegram"}}'
    >>> convert(line, out, from_="jsonl", to="json").units
    1
    """
    report = Report(on_error) if report is None else report
    if each and to is None:
        raise UnknownFormatError("say the format with --to (to=...), since every unit becomes a file of its own")
    writer = _writer(to, target)
    reader = _reader(from_) if from_ is not None else None
    if reader is not None:
        _options.split(options, reader, writer)
    with opened(source, huge=huge) as file:
        reader = _format_of(file, from_)
        for_reader, for_writer = _options.split(options, reader, writer)
        report.source = file.name
        about = Context(report=report, source=file.name, modified=file.modified, huge=huge, base_uri=base_uri)
        reading = attrs.evolve(about, options=_options.options_of(reader, for_reader))
        writing = attrs.evolve(about, options=_options.options_of(writer, for_writer))
        nodes = _something(_nodes(reader, file, reading), file.name)
        _write(
            nodes,
            writer,
            target,
            writing,
            include_internal=include_internal,
            strict=strict,
            progress=progress,
            each=each,
        )
    return report


def check(
    source: Source,
    *,
    profile: str | Iterable[str] | None = None,
    schema: str | None = None,
    schema_dir: str | os.PathLike[str] | None = None,
    format: str | None = None,
    **options: Any,
) -> list[Problem]:
    """Read a source and give every problem in it, in one pass. See `docmeta.checking`.

    A source that cannot be read, or not to its end, has a problem of the rule "unreadable", beside what was found before.

    Args:
        source: As for `read()`.
        profile: The names of the rule sets to hold it against ("isadg", "dacs" ...); None takes the general ones.
        schema: The name of an official schema to validate the file against ("ead3" ...).
        schema_dir: The folder of official schemas; None takes DOCMETA_SCHEMA_DIR or the user's cache.
        format: The name of the format; None finds it out.
        options: Options of the format's reader, and of the check.
    """
    from docmeta.checking import problems, reading_problems, unreadable

    names = [profile] if isinstance(profile, str) else list(profile or ("basic",))
    profiles = [_profile(name) for name in names]
    report = Report()
    found: list[Problem] = []
    try:
        if schema is not None:
            from docmeta.schemas import validate

            with opened(source) as file:
                found.extend(validate(file.stream, schema, folder=schema_dir, source_name=file.name))
        nodes = read(source, format=format, report=report, **options)
        found.extend(problems(nodes, *profiles, source=_name(source)))
    except InputError as error:
        found.append(unreadable(error))
    found.extend(reading_problems(report))
    return sorted(found, key=lambda problem: (problem.line or 0, problem.path or ""))


def _profile(name: str) -> Profile:
    """A profile of docmeta's own, or one that a plugin brings with a format."""
    from docmeta.profiles import PROFILES, profile

    if name not in PROFILES:
        for format in registry.default():
            for brought in format.profiles() if format.profiles else ():
                if brought.name == name:
                    return cast("Profile", brought)
    return profile(name)


def _name(source: Source) -> str | None:
    return os.fspath(source) if isinstance(source, (str, os.PathLike)) else None


# -- reading -----------------------------------------------------------------------------------------------------------


def _reader(name: str) -> Format:
    format = registry.default().get(name)
    if format.reader is None:
        readable = ", ".join(other.name for other in registry.default() if other.can_read)
        raise UnknownFormatError(f"format {name!r} can be written, not read (to read there are: {readable})")
    return format


def _format_of(file: Opened, name: str | None) -> Format:
    """The format to read a source in: the one that was named, or the one that its bytes and its name say."""
    head = file.stream.read(registry.SNIFF)
    file.stream.seek(0)
    if not head:
        raise InputError("the file is empty", source=file.name)
    if name is not None:
        return _reader(name)
    try:
        return registry.default().detect(head, file.filename)
    except UnknownFormatError as error:
        what = what_else(head)
        if what is not None and what != "JSON":
            raise InputError(f"no format of docmeta: it looks like {what}", source=file.name) from None
        error.source = file.name
        raise


def _nodes(format: Format, file: Opened, context: Context) -> Iterator[Node]:
    """What the reader gives; whatever else than a `DocmetaError` it raises is the plugin's fault, and says so."""
    assert format.reader is not None  # noqa: S101  # it was chosen by that
    if context.report.source is None:
        context.report.source = file.name
    try:
        for node in format.reader(file.stream, context):
            if not isinstance(node, Node) or not isinstance(node.unit, Unit):
                raise PluginError(f"{_blame(format)}: its reader gave {type(node).__name__}, expected docmeta.Node")
            yield node
    except DocmetaError as error:
        if error.source is None:
            error.source = file.name
        raise
    except (OSError, GeneratorExit, KeyboardInterrupt):
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(f"{_blame(format)} failed while reading: {_said(error)}", source=file.name) from error


def _something(nodes: Iterator[Node], source: str | None) -> Iterator[Node]:
    empty = True
    for node in nodes:
        empty = False
        yield node
    if empty:
        raise InputError("there is no description in it", source=source)


def _blame(format: Format) -> str:
    return f"format {format.name!r} of plugin {registry.default().owner(format).owner}"


def _said(error: BaseException) -> str:
    text = (str(error).splitlines() or [""])[0][:300]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


# -- writing -----------------------------------------------------------------------------------------------------------


def _only_holds(collection: Collection) -> bool:
    """Whether a Collection says nothing itself: the one that `load()` puts around several roots."""
    if collection.id != ROOTS or not collection.minted:
        return False
    return not any(getattr(collection, name) for name in FIELDS if name not in ("id", "minted"))


def _writer(name: str | None, target: Target) -> Format:
    if name is None:
        filename = name_of(target)
        if filename is None:
            raise UnknownFormatError("say the format with --to (format=...): the target has no name to go by")
        return registry.default().for_target(filename)
    format = registry.default().get(name)
    if format.writer is None:
        writable = ", ".join(other.name for other in registry.default() if other.can_write)
        raise UnknownFormatError(f"format {name!r} can be read, not written (to write there are: {writable})")
    return format


def _write(
    nodes: Iterable[Node],
    format: Format,
    target: Target,
    context: Context,
    *,
    include_internal: bool,
    strict: bool,
    progress: Progress | None,
    each: bool = False,
) -> None:
    report = context.report
    before = _lost(report)
    seen = _left(tracked(nodes, report, include_internal=include_internal, progress=progress), report)

    def judge() -> None:
        if strict:
            refuse_losses(report, before)

    if each:
        write_each(seen, target, format, context, run=_run, judge=judge)
        return
    with replacing(target, hold=strict) as file:
        _run(seen, format, file.stream, attrs.evolve(context, sidecar=file.sidecar))
        judge()


def _lost(report: Report) -> int:
    return report.losses + report.errors


def refuse_losses(report: Report, before: int = 0) -> None:
    """Raise `LossError` where a report counts more losses than *before*."""
    lost = _lost(report) - before
    if lost:
        said = [finding for finding in report.findings if finding.severity in ("loss", "error")]
        first = ", ".join(dict.fromkeys(finding.field or finding.target or finding.code for finding in said[:5]))
        more = " ..." if len(said) > 5 else ""
        values = "value" if lost == 1 else "values"
        raise LossError(f"{lost:,} {values} would be lost ({first}{more}); nothing was written", source=report.source)


def _left(nodes: Iterator[Node], report: Report) -> Iterator[Node]:
    """Pass the nodes on; where all of them were withheld there is nothing to write."""
    empty = True
    for node in nodes:
        empty = False
        yield node
    if empty and any(finding.code == "withheld" for finding in report.findings):
        raise InputError(
            "all of it is marked internal; say --include-internal (include_internal=True) to write it",
            source=report.source,
        )


class _Feed:
    """The nodes as a writer pulls them; remembers what was raised while they were made, which is not the writer's fault."""

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


def _run(nodes: Iterable[Node], format: Format, stream: BinaryIO, context: Context) -> None:
    """Run a writer; whatever else than a `DocmetaError` it raises is the plugin's fault, and says so."""
    assert format.writer is not None  # noqa: S101  # it was chosen by that
    feed = _Feed(nodes)
    try:
        format.writer(iter(feed), stream, context)
    except (DocmetaError, OSError, KeyboardInterrupt) as error:
        if feed.failed is not None and error is not feed.failed:
            raise feed.failed from None
        raise
    except (Exception, SystemExit) as error:
        if feed.failed is not None:
            raise feed.failed from None
        raise PluginError(f"{_blame(format)} failed while writing: {_said(error)}", source=context.source) from error
    if feed.failed is not None:
        raise feed.failed
    if not feed.ended:
        raise PluginError(f"{_blame(format)} stopped before the last unit; nothing was written", source=context.source)
