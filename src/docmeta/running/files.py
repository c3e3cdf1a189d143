"""Opening sources: paths, URLs, streams, pipes, gzip. Readers get a seekable binary file object.

>>> with opened(b"<a/>") as source:
...     source.stream.read(), source.name
(b'<a/>', None)
"""

from __future__ import annotations

import errno
import io
import os
import re
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import BinaryIO, Final, TypeAlias

import attrs

from docmeta.errors import DocmetaError, InputError
from docmeta.plugins.limits import DEFAULT, Limits, limits_of
from docmeta.remote import arriving, is_address, shown
from docmeta.running.archives import Archive, inside
from docmeta.running.spool import BLOCK, Spool, refuse_more, unpacked

#: What can be read: a path or a URL, the bytes themselves, or a binary stream, which is left open.
Source: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO


_GZIP: Final = b"\x1f\x8b"
#: White space before the XML declaration, as many servers send it; XML forbids it (section 2.8).
_LATE: Final = re.compile(rb"(\xef\xbb\xbf)?([ \t\r\n]+)(<\?xml[ \t\r\n][^<>]*\?>)")
_SPACES: Final = (b" ", b"\t", b"\r", b"\n", b"\xef")


@attrs.frozen
class Opened:
    """An open source.

    Attributes:
        stream: A seekable binary stream, at its beginning.
        name: The name for messages; None for bytes and for streams without a name.
        filename: The name for format detection, without ".gz".
        modified: When it was last changed; None if unknown.
        late: The line of its XML declaration if white space stood before it; in the stream it stands behind it.
    """

    stream: BinaryIO
    name: str | None = None
    filename: str | None = None
    modified: datetime | None = None
    late: int | None = None


def name_of(source: Source) -> str | None:
    """The name of a source or target, for messages."""
    if isinstance(source, (str, os.PathLike)):
        return shown(os.fsdecode(source)) if isinstance(source, str) else os.fsdecode(source)
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else None


@contextmanager
def opened(source: Source, *, huge: bool = False, limits: Limits = DEFAULT) -> Iterator[Opened]:
    """Open a source. An unseekable stream is copied first; a gzip file whose name ends in .gz is unpacked.

    Args:
        source: What to read. A given stream is never closed.
        huge: Whether a gzip file may unpack to any size.
        limits: The most bytes the source may have, and unpack to, and the time a download may take.

    Raises `InputError` if it is not a binary source or not a sound gzip file, or if the file is changed while it is read;
    `LimitError` for a gzip file that unpacks to too much, and `OSError` as `open()` does;
    for a URL also what `docmeta.remote.arriving` raises.
    """
    with _opened(source, huge, limits) as file, _declared(file) as ready:
        yield ready


@contextmanager
def _declared(file: Opened) -> Iterator[Opened]:
    """The file, with its XML declaration first; lines count as before."""
    stream = file.stream
    begin = stream.read(1)
    late = _LATE.match(begin + stream.read(4095)) if begin in _SPACES else None
    if late is None:
        stream.seek(0)
        yield file
        return
    stream.seek(late.end())
    with Spool() as spool:
        spool.write((late[1] or b"") + late[3] + late[2])
        while block := stream.read(BLOCK):
            spool.write(block)
        yield attrs.evolve(file, stream=spool.rewound(), late=1 + late[2].count(b"\n"))


@contextmanager
def _opened(source: Source, huge: bool, limits: Limits) -> Iterator[Opened]:
    lifted = huge and limits is DEFAULT
    most = None if lifted else limits.size
    if isinstance(source, (bytes, bytearray, memoryview)):
        refuse_more(memoryview(source).nbytes, most, None)
        yield Opened(io.BytesIO(source))
    elif isinstance(source, str) and (within := inside(source)) is not None:
        with archive_at(within[0], huge=huge, limits=limits) as archive, archive.open(within[1]) as (stream, modified):
            about = Opened(stream, shown(source), within[1].replace("\\", "/").rpartition("/")[2], modified)
            with _prepared(about, huge, most) as ready:
                yield ready
    elif is_address(source):
        wait = None if lifted else limits.wait
        with arriving(source, size=most, wait=wait) as came, ExitStack() as stack:
            stream = stack.enter_context(_seekable(came.stream, came.name, most))
            about = Opened(stream, came.name, came.filename, came.modified)
            yield stack.enter_context(_prepared(about, huge, most))
    elif isinstance(source, (str, os.PathLike)):
        path = os.fsdecode(source)
        with (
            _opened_path(source) as file,
            _unchanged(file, path),
            _seekable(file, path, most) as stream,
            _prepared(Opened(stream, path, path, _modified(file)), huge, most) as ready,
        ):
            yield ready
    elif hasattr(source, "read"):
        name = name_of(source)
        with _seekable(source, name, most) as stream:
            yield Opened(stream, name, name, _modified(stream))
    else:
        raise InputError(f"expected a path, bytes or a binary stream, got {type(source).__name__}")


@contextmanager
def archive_at(path: str, *, huge: bool = False, limits: Limits = DEFAULT) -> Iterator[Archive]:
    """Open an archive at a path or URL; within `keeping()` it stays open."""
    kept = _kept.get()
    if kept is not None:
        if path not in kept.archives:
            huge, limits = kept.within or (huge, limits)
            kept.archives[path] = kept.stack.enter_context(_archive(path, huge, limits))
        yield kept.archives[path]
        return
    with _archive(path, huge, limits) as archive:
        yield archive


@contextmanager
def _archive(path: str, huge: bool, limits: Limits) -> Iterator[Archive]:
    most = None if huge and limits is DEFAULT else limits.size
    with opened(path, huge=huge, limits=limits) as file, ExitStack() as stack:
        stream = file.stream
        if stream.read(2) == _GZIP:  # a .tgz; a .gz is already unpacked
            stream.seek(0)
            stream = stack.enter_context(unpacked(stream, file.name or "", huge, most))
        stream.seek(0)
        yield Archive(stream, shown(path), huge=huge, most=most)


@attrs.frozen
class _Kept:
    """Archives that stay open, and their limits; None if each call gives its own."""

    stack: ExitStack
    within: tuple[bool, Limits] | None = None
    archives: dict[str, Archive] = attrs.field(factory=dict)


_kept: ContextVar[_Kept | None] = ContextVar("kept", default=None)


@contextmanager
def keeping(huge: bool, limits: Limits | None) -> Iterator[None]:
    """Keep archives open while the block runs, so that each is downloaded and listed once."""
    with ExitStack() as stack:
        token = _kept.set(_Kept(stack, (huge, limits_of(limits, huge=huge))))
        try:
            yield
        finally:
            _kept.reset(token)


def keep() -> None:
    """Keep archives open for the rest of the process."""
    _kept.set(_Kept(ExitStack()))


@contextmanager
def _opened_path(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    if not os.fspath(path):
        raise InputError("the name of the file to read is empty")
    try:
        file = open(path, "rb")  # noqa: SIM115  # a reader may have detached it, and closing would fail
    except ValueError as error:  # a NUL, or a character outside the file system's encoding
        raise InputError(f"it cannot be a file name: {error}", value=os.fspath(path)) from None
    try:
        yield file
    finally:
        with suppress(ValueError):
            file.close()


@contextmanager
def _unchanged(file: BinaryIO, name: str) -> Iterator[None]:
    """Raise `InputError` if the file changed while it was read, so that the result is a mixture."""
    before = _state(file)
    why = "the file was changed while it was read; read it again when it is whole"
    try:
        yield
    except DocmetaError as error:
        if _state(file) not in (before, None):
            raise InputError(why, source=name) from error
        raise
    if _state(file) not in (before, None):  # None if the reader closed it
        raise InputError(why, source=name)


def _state(file: BinaryIO) -> tuple[int, int] | None:
    """What changes with the content of a regular file: its size and time."""
    try:
        status = os.fstat(file.fileno())
    except (OSError, ValueError):
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


@contextmanager
def _prepared(file: Opened, huge: bool, most: int | None) -> Iterator[Opened]:
    """A file opened by name, unpacked if it is compressed."""
    named = (file.filename or "").lower().endswith(".gz")
    packed = file.stream.read(2) == _GZIP
    file.stream.seek(0)
    if not (packed and named):  # under any other name, the reader decides
        if named and file.stream.read(1):
            raise InputError("it is named .gz but is not a gzip file", source=file.name, line=1)
        file.stream.seek(0)
        yield file if not named else attrs.evolve(file, filename=(file.filename or "")[:-3])
        return
    with unpacked(file.stream, file.name or "", huge, most) as plain:
        yield attrs.evolve(file, stream=plain, filename=(file.filename or "")[:-3])


@contextmanager
def _seekable(stream: BinaryIO, name: str | None, most: int | None) -> Iterator[BinaryIO]:
    """The stream itself if it is seekable and at its beginning, else a copy of the rest of it."""
    try:
        plain = stream.seekable() and stream.tell() == 0
    except (AttributeError, OSError, ValueError):
        plain = False
    if plain and isinstance(stream.read(0), bytes):
        refuse_more(stream.seek(0, io.SEEK_END), most, name)
        stream.seek(0)
        yield stream
        return
    with Spool() as spool:
        while (block := stream.read(BLOCK)) != b"":
            if block is None:  # no data yet in a non-blocking pipe
                _wait(stream, name)
            elif isinstance(block, bytes):
                spool.write(block)
                refuse_more(spool.size, most, name)
            else:
                raise InputError("expected a binary stream, got a text stream; open it with mode 'rb'", source=name)
        yield spool.rewound()


def _wait(stream: BinaryIO, name: str | None) -> None:
    """Wait for data."""
    import select

    try:
        select.select([stream.fileno()], [], [])
    except (AttributeError, ValueError, io.UnsupportedOperation):
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), name) from None


def _modified(stream: BinaryIO) -> datetime | None:
    """When the file behind a stream was last changed; None if it is not a regular file."""
    try:
        status = os.fstat(stream.fileno())
        return datetime.fromtimestamp(status.st_mtime, UTC) if stat.S_ISREG(status.st_mode) else None
    except (AttributeError, OSError, ValueError, OverflowError):  # some file systems have times beyond the year 9999
        return None
