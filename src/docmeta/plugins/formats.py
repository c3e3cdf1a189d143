"""What a format is, what its functions are given, and the one hook by which it joins.

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
from typing import Any, BinaryIO, Final, Protocol

import attrs
import pluggy

from docmeta.crosswalk import Crosswalk, Report
from docmeta.errors import OptionError, PluginError
from docmeta.model import Node
from docmeta.plugins.limits import DEFAULT, Limits

#: The name of the entry-point group and of the pluggy project.
PROJECT: Final = "docmeta"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_EXTENSION = re.compile(r"(\.[\w+~-]+)+")


@attrs.define
class Context:
    """What a reader or a writer is given beside its stream. New abilities become new fields with a default.

    Attributes:
        options: An instance of the format's options class; None where it has none.
        report: Where losses and problems are said.
        progress: Called now and then with the number of units done; does nothing unless someone looks.
        base_uri: The address below which the records are published, to make URIs of identifiers; None where it is not known.
        source: The name of the input, for messages.
        modified: When the input was last changed (UTC); None where it is not known.
        sidecar: Opens a second file beside the target, named by what is added to its name ("-metadata.json");
            as atomic as the target itself. None where the target is a stream.
        target: The name of the file that is written, without its folder; None where the target is a stream.
        huge: Whether texts beyond the usual limits are read (XML texts over 10 MB).
        limits: The most that is read; the core keeps the reader within them.

    >>> context = Context(base_uri="https://archive.example.org/")
    >>> context.report.lose("places", None, "Busan", code="dropped", reason="an outline has titles alone")
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

    def timestamp(self, given: str | None = None) -> datetime:
        """The time that an output says it was made: never the clock, so that the same input gives the same bytes.

        In order: *given* (an option, ISO 8601), the environment variable SOURCE_DATE_EPOCH,
        the input's own time of modification, the beginning of 1970.

        Raises `OptionError` where what is given is no time.
        """
        if given is not None:
            try:
                moment = datetime.fromisoformat(given)
            except ValueError:
                raise OptionError("expected a time as ISO 8601 writes it, 2026-01-31T12:00:00Z", value=given) from None
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
    """Writes nodes to a binary stream, which it leaves open; pulls one node at a time and changes none of the units."""

    def __call__(self, nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
        """Write the nodes, pulling one at a time."""
        ...


def _names(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise ValueError(f"expected several names, as a tuple, got {given!r}")
    return tuple(given)


@attrs.frozen
class Format:
    """A format, as a plugin announces it.

    Attributes:
        name: Lower-case letters, digits, hyphens and underscores; what `--to` takes.
        title: For people.
        aliases: Other names.
        extensions: File name extensions, with the dot.
        media_type: IANA media type of what is written.
        namespace: XML namespace, where it has one.
        options: An attrs class of options, all with defaults; a typo in an option is then a clear error with no code here.
        reader, writer: The functions; at least one of them, unless there are profiles.
        sniffer: Looks at the first 4,096 bytes and says how sure it is that they are this format: 0 (no) to 100 (certain).
        crosswalk: The mapping, or a function that gives it, so that it is imported when it is first needed.
        profiles: A function that gives the rules for `docmeta check` that come with the format.
        says_audience: Whether what it writes says which units are internal. Where it does not, that is reported as lost
            of each internal unit that it is asked to write.
        apart: Takes the nodes and the context, and gives those of which the format writes a record each, where these are not the
            units themselves: `--each` writes a file of each of them. EAC-CPF has a record for each agent.

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
                    f"a format's name has lower-case letters, digits, hyphens and underscores, got {name!r}"
                )
        if not isinstance(self.title, str):
            raise ValueError(f"format {self.name!r}: expected a title, got {self.title!r}")
        if self.reader is None and self.writer is None and self.profiles is None:
            raise ValueError(f"format {self.name!r}: expected a reader or a writer")
        for extension in self.extensions:
            if not isinstance(extension, str) or not _EXTENSION.fullmatch(extension):
                raise ValueError(
                    f"format {self.name!r}: an extension begins with a dot and has letters and digits, got {extension!r}"
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
        """The crosswalk, imported now if it was not yet.

        Raises `PluginError` where the plugin gives something else.
        """
        found = self.crosswalk() if callable(self.crosswalk) else self.crosswalk
        if found is not None and not isinstance(found, Crosswalk):
            raise PluginError(f"the crosswalk of format {self.name!r} is {type(found).__name__}, not a Crosswalk")
        return found


@attrs.frozen
class Transform:
    """What units pass through between reading and writing, as a plugin announces it: `docmeta convert --through NAME`.

    Attributes:
        name: Lower-case letters, digits, hyphens and underscores; what `--through` takes.
        title: What it does, for people.
        function: Takes the nodes, one at a time, and a `Context`; yields nodes, parents before children.
            It changes no unit that it is given, and says by `context.report.lose` what it leaves out.

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
                f"a transform's name has lower-case letters, digits, hyphens and underscores, got {self.name!r}"
            )
        if not callable(self.function):
            raise ValueError(f"transform {self.name!r}: it has no function")


class Hooks:
    """The hooks of docmeta. They are historic: a plugin registered later, in a notebook say, is seen at once."""

    @hookspec(historic=True)
    def docmeta_transforms(self) -> Iterable[Transform]:
        """Yield the transforms that the plugin brings."""
        raise AssertionError("a specification is never called")

    @hookspec(historic=True)
    def docmeta_formats(self) -> Iterable[Format]:
        """Yield the formats that the plugin brings."""
        raise AssertionError("a specification is never called")
