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

import datetime
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, Literal, cast

import attrs

from docmeta.crosswalk import Report
from docmeta.errors import OptionError
from docmeta.model import FIELDS, Collection, Node, Unit, day_of, nest, ordered, walk
from docmeta.plugins import Context, Limits
from docmeta.plugins import options as plugin_options
from docmeta.plugins.limits import limits_of
from docmeta.receivers import receiver_for
from docmeta.receivers.sending import convert_for
from docmeta.receivers.sending import plan as plan  # offered here
from docmeta.running.convert import convert_to
from docmeta.running.files import Source, name_of, opened
from docmeta.running.run import (
    Progress,
    Strict,
    nodes_in,
    reader_named,
    write_all,
    writer_for,
)
from docmeta.running.targets import Target
from docmeta.running.through import Through
from docmeta.running.withhold import Withhold

if TYPE_CHECKING:
    from docmeta.checking import FileTest, Problems

OnError = Literal["collect", "raise"]

#: The id of the bare Collection that `load()` puts around several roots, and `dump()` leaves out again.
ROOTS: Final = "docmeta-roots"


def read(
    source: Source,
    *,
    format: str | None = None,
    report: Report | None = None,
    huge: bool = False,
    limits: Limits | None = None,
    on_error: OnError = "collect",
    **options: Any,
) -> Iterator[Node]:
    """Read the units of a source one at a time, in document order; nothing is kept, so the size of the source does not matter.

    The result includes internal material; `write()` and `convert()` leave it out.

    Args:
        source: A path, a URL (`https://...`, with the extra `remote` also `s3://...` and others), bytes, or a binary stream,
            which is left open. Gzip files are unpacked.
        format: The name of the format; None detects it from the first bytes and the name.
        report: Collects problems in the source; optional.
        huge: Whether to lift the default limits (XML texts over 10 MB, highly compressed gzip files).
        limits: The limits on what is read (`docmeta.Limits`); None uses the defaults, or none with *huge*.
        on_error: "collect" reports problems and continues; "raise" raises the first one.
        options: Options of the format's reader; `docmeta formats NAME` lists them.

    Raises `InputError` for what cannot be read, with its line; `UnknownFormatError`, `OptionError`, `PluginError`, `OSError`.

    >>> nodes = read(b'{"depth": 0, "unit": {"kind": "document", "id": "d1", "title": "Telegram"}}', format="jsonl")
    >>> [(node.depth, node.unit.title) for node in nodes]
    [(0, 'Telegram')]
    """
    report = Report(on_error) if report is None else report
    options = plugin_options.of_side(options, "read")
    if format is not None:
        plugin_options.options_of(reader_named(format), options)  # report a typo at once, not at the first node
    return _read(source, format, report, huge, limits_of(limits, huge=huge), options)


def _read(
    source: Source, name: str | None, report: Report, huge: bool, limits: Limits, options: dict[str, Any]
) -> Iterator[Node]:
    with opened(source, huge=huge, limits=limits) as file:
        yield from nodes_in(file, name, report, huge=huge, limits=limits, options=options)


def load(
    source: Source,
    *,
    format: str | None = None,
    report: Report | None = None,
    huge: bool = False,
    limits: Limits | None = None,
    on_error: OnError = "collect",
    **options: Any,
) -> Collection:
    """Read a source whole, as a tree. Arguments and errors are those of `read()`.

    If the source has several roots, or a single Document, they become members of an empty Collection with a generated id,
    which `dump()` leaves out again.

    >>> load(b'{"depth": 0, "unit": {"kind": "document", "id": "d1", "title": "Telegram"}}', format="jsonl").members[0].title
    'Telegram'
    """
    nodes = read(source, format=format, report=report, huge=huge, limits=limits, on_error=on_error, **options)
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
    withhold_restricted: Withhold = False,
    strict: Strict = False,
    base_uri: str | None = None,
    huge: bool = False,
    progress: Progress | None = None,
    **options: Any,
) -> Report:
    """Write a stream of nodes. A file is replaced only when everything is written; an error leaves the old file unchanged.

    Args:
        nodes: The units, parents before children; see `docmeta.walk()`.
        target: A path, the URL of a store, or a binary stream, which is left open.
        format: The name of the format; None uses the extension of the path.
        report: Collects losses; None makes a new one.
        include_internal: Whether to write material marked internal; otherwise it is left out and counted.
        withhold_restricted: Whether to leave out, and count, units with restricted access (`docmeta.restricted`) and everything
            below them: today, or on a day such as "2031-12-31", whatever *include_internal* says.
        strict: Whether to raise an error, and write nothing, if anything is lost; with "changed", also if anything is changed.
        base_uri: The base URI of the published records.
        huge: Whether to lift the limit on what units inherit from those above them, which some formats repeat in each record.
        progress: Called now and then with the number of units written.
        options: Options of the format's writer.

    Returns:
        The report: what the format could not hold.

    Raises `LossError` if *strict* and something would be lost; `ModelError` if the nodes are out of order;
    `UnknownFormatError`, `OptionError`, `PluginError`, `OSError`.

    >>> import io
    >>> from docmeta import Document
    >>> out = io.BytesIO()
    >>> write([Node(0, Document("d1", title="Telegram"))], out, format="json").losses
    0
    """
    chosen = writer_for(format, target)
    report = Report() if report is None else report
    context = Context(
        options=plugin_options.options_of(chosen, options, "write"),
        report=report,
        source=report.source,
        base_uri=base_uri,
        huge=huge,
    )
    write_all(
        nodes, chosen, target, context, include_internal=include_internal, strict=strict, progress=progress,
        withhold_restricted=withhold_restricted,
    )  # fmt: skip
    return report


def dump(
    collection: Unit | Iterable[Unit],
    target: Target,
    *,
    format: str | None = None,
    report: Report | None = None,
    include_internal: bool = False,
    withhold_restricted: Withhold = False,
    strict: Strict = False,
    base_uri: str | None = None,
    huge: bool = False,
    **options: Any,
) -> Report:
    """Write a tree, or several. Arguments, result and errors are those of `write()`; anything but units is a `TypeError`.

    >>> import io
    >>> from docmeta import Collection, Document
    >>> out = io.BytesIO()
    >>> dump(Collection("c1", members=(Document("d1"),)), out, format="jsonl").units
    2
    """
    if isinstance(collection, Collection) and _only_holds(collection):
        collection = collection.members
    roots = [collection] if isinstance(collection, (Unit, str)) or not isinstance(collection, Iterable) else collection
    nodes = walk(*roots)
    return write(
        nodes,
        target,
        format=format,
        report=report,
        include_internal=include_internal,
        withhold_restricted=withhold_restricted,
        strict=strict,
        base_uri=base_uri,
        huge=huge,
        **options,
    )


def convert(
    source: Source,
    target: Target,
    *,
    to: str | None = None,
    for_: str | None = None,
    from_: str | None = None,
    report: Report | None = None,
    include_internal: bool = False,
    withhold_restricted: Withhold = False,
    strict: Strict = False,
    each: bool = False,
    through: Through = (),
    base_uri: str | None = None,
    huge: bool = False,
    limits: Limits | None = None,
    on_error: OnError = "collect",
    progress: Progress | None = None,
    **options: Any,
) -> Report:
    """Convert a source to another format, one unit at a time. The target is replaced as a whole, or not at all.

    Args:
        source: As for `read()`.
        target: As for `write()`; with *each*, a folder.
        to: The name of the target format; None uses the target's extension.
        for_: The receiving system: "archivesspace", "arclight" ...; case does not matter. If *to* is None, the system decides
            the format (if it takes several, the target's extension does); it also sets the options that suit it, unless you
            give them. What it will refuse or ignore is reported as lost.
        from_: The name of the source format; None detects it.
        each: Whether to write each unit to its own file in the folder *target*, named by its id.
        through: The name of a plugin's transform, a function of nodes and context, or several of them, applied in order.
        options: Options of the reader and the writer. Each goes to the one that has it, or to both;
            "read.key" and "write.key" choose one.
        report, include_internal, withhold_restricted, strict, base_uri, huge, limits, on_error, progress: As for `read()` and `write()`.

    Returns:
        The report: what was not understood, withheld and lost, with places in the source.

    Raises `InputError` if the source cannot be read or has nothing to write; `OptionError` if the target is the source
    itself; and what `read()` and `write()` raise.

    >>> import io
    >>> out = io.BytesIO()
    >>> line = b'{"depth": 0, "unit": {"kind": "document", "id": "d1", "title": "Telegram"}}'
    >>> convert(line, out, from_="jsonl", to="json").units
    1
    """
    if "format" in options:
        raise OptionError("convert() takes the target format as to= and the source format as from_=, not format=")
    report = Report(on_error) if report is None else report
    how: dict[str, Any] = {
        "from_": from_, "include_internal": include_internal, "withhold_restricted": withhold_restricted, "strict": strict,
        "each": each, "through": through,
        "base_uri": base_uri, "huge": huge, "limits": limits, "progress": progress,
    }  # fmt: skip
    if for_ is None:
        convert_to(source, target, to, report, options, **how)
    else:
        convert_for(source, target, receiver_for(for_, to, name_of(target)), report, options, **how)
    return report


def check(
    source: Source | Unit | Node | Iterable[Node],
    *,
    profile: str | Iterable[str] | None = None,
    schema: str | None = None,
    schema_dir: str | os.PathLike[str] | None = None,
    on: datetime.date | str | None = None,
    include_internal: bool = False,
    format: str | None = None,
    huge: bool = False,
    limits: Limits | None = None,
    **options: Any,
) -> Problems:
    """Find all problems in a source, a tree or nodes, in one pass. See `docmeta.checking`.

    If a source cannot be read, or not to its end, that is a problem with the rule "unreadable", in addition to those found before.

    Args:
        source: As for `read()`; or a Collection or Document with everything below it, a node, or nodes, parents before children.
            These have no lines, and only the rules about units apply. With just the profile "oai-pmh" it can be the
            base URL of a repository, which is then tested as registries do (`docmeta.checking.online`).
        profile: The names of the rule sets to check against ("isadg", "dacs" ...); None uses the general one.
        schema: The name of an official schema to validate the file against ("ead3" ...).
        schema_dir: The folder of official schemas; None uses DOCMETA_SCHEMA_DIR or the user's cache.
        on: The day to check for, also as "2031-12-31": restrictions that have ended by then are reported. None is today.
        include_internal: Whether to quote material marked internal; it is checked in any case, and named by its place.
        format: The name of the format; None detects it.
        huge, limits: As for `read()`.
        options: Options of the format's reader.

    Raises `InputError` if the schema is not installed; `ModelError` for nodes out of order;
    `UnknownFormatError`, `OptionError`, `PluginError`, `OSError`.

    >>> [problem.rule for problem in check(Collection("c1", title="Papers"), profile="isadg")][:2]
    ['ISADG-3.1.1', 'ISADG-3.1.3']
    """
    from docmeta.checking import Problems, online, problems
    from docmeta.checking.run import checked, profile_named

    names = [profile] if isinstance(profile, str) else list(profile or ("basic",))
    names = list(dict.fromkeys(map(str.casefold, names)))
    profiles = [profile_named(name) for name in names]
    day = day_of(on)
    nodes = _nodes_in(source)
    if nodes is not None:
        if schema is not None:
            raise OptionError("schemas validate files; write the description first", value=schema)
        return Problems(problems(ordered(nodes), *profiles, on=day, include_internal=include_internal))
    validator: FileTest | None = None
    if schema is not None:
        from docmeta.checking.validation import validator_of

        validator = validator_of(schema, schema_dir)
    if format is not None:
        reader_named(format)
    elif isinstance(source, str) and names == [online.PROFILE] and online.is_repository(source):
        return online.ask_repository(source, validator=validator, huge=huge, limits=limits)
    limits = limits_of(limits, huge=huge)
    with opened(cast("Source", source), huge=huge, limits=limits) as file:
        found = checked(
            file,
            profiles,
            validator,
            format=format,
            huge=huge,
            limits=limits,
            on=day,
            include_internal=include_internal,
            options=plugin_options.of_side(options, "read"),
        )
        return Problems(found)


def _nodes_in(source: object) -> Iterable[Node] | None:
    """The nodes of a tree, of a node, or the nodes themselves; None for a source of bytes."""
    if isinstance(source, Unit):
        return walk(source)
    if isinstance(source, Node):
        return [attrs.evolve(source, depth=0)]
    if isinstance(source, (str, bytes, bytearray, memoryview, os.PathLike)) or hasattr(source, "read"):
        return None
    return source if isinstance(source, Iterable) else None


def _only_holds(collection: Collection) -> bool:
    """Whether a Collection has no content itself, like the one that `load()` puts around several roots."""
    if collection.id != ROOTS or not collection.minted:
        return False
    return not any(getattr(collection, name) for name in FIELDS if name not in ("id", "minted"))
