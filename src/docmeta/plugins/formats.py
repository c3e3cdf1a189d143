"""What a format is, what its functions receive, and the hook that registers it.

>>> def write(nodes, out, context, /):
...     for node in nodes:
...         out.write(f"{'#' * (node.depth + 1)} {node.unit.title}\\n".encode())
>>> Format(name="outline", title="Outline", extensions=(".md",), writer=write).can_write
True
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final, Protocol, TypeVar

import attrs
import pluggy

from docmeta.crosswalk import Crosswalk, Report
from docmeta.errors import OptionError, PluginError
from docmeta.model import Node
from docmeta.plugins.limits import DEFAULT, Limits

F = TypeVar("F", bound=Callable[..., Any])

#: The name of the entry-point group and of the pluggy project.
PROJECT: Final = "docmeta"

hookspec = pluggy.HookspecMarker(PROJECT)
_mark = pluggy.HookimplMarker(PROJECT)

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_EXTENSION = re.compile(r"(\.[\w+~-]+)+")


def hookimpl(function: F) -> F:
    """Mark a function as docmeta's hook of that name: `docmeta_formats` or `docmeta_transforms`.

    The functions are in a module, named by an entry point in the group `docmeta`, or in an object for `Registry.register()`.

    >>> import docmeta
    >>> class Titles:
    ...     @staticmethod
    ...     @docmeta.hookimpl
    ...     def docmeta_formats():
    ...         def write(nodes, out, context, /):
    ...             out.writelines(f"{node.unit.title}\\n".encode() for node in nodes)
    ...         yield docmeta.Format(name="titles", title="Titles, one per line", writer=write)
    >>> from docmeta.plugins import Registry
    >>> registry = Registry(discover=False)
    >>> registry.register(Titles)
    >>> registry.get("titles").title
    'Titles, one per line'
    """
    return _mark(function)


@attrs.define
class Context:
    """What a reader or writer gets besides its stream. Future additions will be fields with defaults.

    Attributes:
        options: An instance of the format's options class; None if it has none.
        report: Collects losses and problems.
        progress: Call it now and then with the number of units done.
        base_uri: The base URI of the published records, for making URIs from identifiers; None if unknown.
        source: The name of the input, for messages.
        modified: When the input was last changed (UTC); None if unknown.
        sidecar: Opens a second file next to the target, given the suffix of its name ("-metadata.json");
            as atomic as the target itself. None if the target is a stream.
        target: The name of the target file, without its folder; None if the target is a stream.
        huge: Whether to lift the default limits (XML texts over 10 MB).
        limits: The limits on what is read; the core enforces them.
        kept: Whether the caller of `read()` gets the nodes as they are, so that what many of them share costs nothing.

    >>> context = Context(base_uri="https://archive.example.org/")
    >>> context.report.lose("places", None, "Busan", code="dropped", reason="an outline has only titles")
    >>> context.report.losses
    1
    """

    options: Any = None
    report: Report = attrs.field(factory=Report)
    progress: Callable[[int], None] = lambda _: None
    base_uri: str | None = None
    source: str | None = None
    modified: datetime | None = None
    sidecar: Callable[[str], AbstractContextManager[BinaryIO]] | None = None
    huge: bool = False
    target: str | None = None
    limits: Limits = DEFAULT
    kept: bool = False

    def timestamp(self, given: str | None = None) -> datetime:
        """The timestamp for the output: never the clock, so that the same input gives the same bytes.

        In order: *given* (an option, ISO 8601), the environment variable SOURCE_DATE_EPOCH,
        the input's own time of modification, the beginning of 1970.

        Raises `OptionError` if *given* is not a time.
        """
        if given is not None:
            try:
                moment = datetime.fromisoformat(given)
            except ValueError:
                raise OptionError("expected an ISO 8601 time, 2026-01-31T12:00:00Z", value=given) from None
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isascii() and epoch.isdigit():
            try:
                return datetime.fromtimestamp(int(epoch), UTC)
            except (ValueError, OverflowError, OSError):
                raise OptionError("SOURCE_DATE_EPOCH is not a time before the year 10000", value=epoch) from None
        return (self.modified or datetime.fromtimestamp(0, UTC)).replace(microsecond=0)


class Reader(Protocol):
    """Reads nodes from a binary stream, which it leaves open; the stream can seek."""

    def __call__(self, source: BinaryIO, context: Context, /) -> Iterator[Node]:
        """Yield the nodes, one at a time."""
        ...


class Writer(Protocol):
    """Writes nodes to a binary stream and leaves it open; pulls one node at a time and modifies no unit."""

    def __call__(self, nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
        """Write the nodes, pulling one at a time."""
        ...


def _names(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise ValueError(f"expected several names, as a tuple, got {given!r}")
    return tuple(given)


@attrs.frozen
class Format:
    """A format, as a plugin registers it.

    Attributes:
        name: Lower-case letters, digits, hyphens and underscores; what `--to` takes.
        title: Its name for people.
        aliases: Other names.
        extensions: File name extensions, with the dot.
        media_type: IANA media type of the output.
        namespace: XML namespace, if it has one.
        options: An attrs class of options, all with defaults; docmeta turns typos in options into clear errors.
        reader, writer: The functions; at least one of them, unless there are profiles.
        sniffer: Takes the first 4,096 bytes and returns how likely they are this format, from 0 (no) to 100 (certain).
        crosswalk: The mapping, or a function that returns it, which delays the import until it is needed.
        profiles: A function that returns the format's own rules for `docmeta check`.
        says_audience: Whether the output marks internal units. If not, each internal unit that is written counts as
            a loss.
        apart: For formats whose records are not the units themselves: takes the nodes and the context, and yields one node
            per record, which `--each` writes to a file. EAC-CPF has a record for each agent.

    >>> def write(nodes, out, context, /):
    ...     for node in nodes:
    ...         out.write(f"{node.unit.title}\\n".encode())
    >>> Format(name="outline", title="Outline", extensions=(".outline",), writer=write).extensions
    ('.outline',)
    """

    name: str
    title: str
    aliases: tuple[str, ...] = attrs.field(default=(), converter=_names)
    extensions: tuple[str, ...] = attrs.field(default=(), converter=_names)
    media_type: str | None = None
    namespace: str | None = None
    options: type[Any] | None = None
    reader: Reader | None = None
    writer: Writer | None = None
    sniffer: Callable[[bytes], int] | None = None
    crosswalk: Crosswalk | Callable[[], Crosswalk] | None = None
    profiles: Callable[[], Iterable[Any]] | None = None
    says_audience: bool = False
    apart: Callable[[Iterable[Node], Context], Iterator[Node]] | None = None

    def __attrs_post_init__(self) -> None:
        for name in (self.name, *self.aliases):
            if not isinstance(name, str) or not _NAME.fullmatch(name):
                raise ValueError(
                    f"a format's name consists of lower-case letters, digits, hyphens and underscores, got {name!r}"
                )
        if not isinstance(self.title, str):
            raise ValueError(f"format {self.name!r}: expected a title, got {self.title!r}")
        if self.reader is None and self.writer is None and self.profiles is None:
            raise ValueError(f"format {self.name!r}: expected a reader or a writer")
        for extension in self.extensions:
            if not isinstance(extension, str) or not _EXTENSION.fullmatch(extension):
                raise ValueError(
                    f"format {self.name!r}: an extension consists of a dot followed by letters and digits, got {extension!r}"
                )
        for field in ("reader", "writer", "sniffer", "profiles", "apart"):
            if getattr(self, field) is not None and not callable(getattr(self, field)):
                raise ValueError(f"format {self.name!r}: its {field} is not a function")

    @property
    def can_read(self) -> bool:
        """Whether it has a reader."""
        return self.reader is not None

    @property
    def can_write(self) -> bool:
        """Whether it has a writer."""
        return self.writer is not None

    def table(self) -> Crosswalk | None:
        """The crosswalk, imported on first use.

        Raises `PluginError` if the plugin provides something else.
        """
        found = self.crosswalk() if callable(self.crosswalk) else self.crosswalk
        if found is not None and not isinstance(found, Crosswalk):
            raise PluginError(f"the crosswalk of format {self.name!r} is {type(found).__name__}, not a Crosswalk")
        return found


@attrs.frozen
class Transform:
    """A step between reading and writing, as a plugin registers it: `docmeta convert --through NAME`.

    Attributes:
        name: Lower-case letters, digits, hyphens and underscores; what `--through` takes.
        title: What it does, for people.
        function: Takes the nodes, one at a time, and a `Context`; yields nodes, parents before children.
            It must not modify units, and reports what it leaves out with `context.report.lose`.

    >>> def files_alone(nodes, context, /):
    ...     return (node for node in nodes if node.unit.level in ("collection", "file"))
    >>> Transform("files-alone", "Leaves out series", files_alone).name
    'files-alone'
    """

    name: str
    title: str
    function: Callable[[Iterator[Node], Context], Iterable[Node]]

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.name, str) or not _NAME.fullmatch(self.name):
            raise ValueError(
                f"a transform's name consists of lower-case letters, digits, hyphens and underscores, got {self.name!r}"
            )
        if not callable(self.function):
            raise ValueError(f"transform {self.name!r}: it has no function")


class Hooks:
    """The hooks of docmeta. They are historic: a plugin registered later, such as in a notebook, takes effect at once."""

    @hookspec(historic=True)
    def docmeta_transforms(self) -> Iterable[Transform]:
        """Yield the transforms of the plugin."""
        raise AssertionError("a hook specification is never called")

    @hookspec(historic=True)
    def docmeta_formats(self) -> Iterable[Format]:
        """Yield the formats of the plugin."""
        raise AssertionError("a hook specification is never called")
