"""Opening what is read: paths, streams, pipes, gzip. Readers are given a binary Python file object that can seek.

>>> with opened(b"<a/>") as source:
...     source.stream.read(), source.name
(b'<a/>', None)
"""

from __future__ import annotations

import errno
import io
import os
import stat
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import BinaryIO, Final, TypeAlias

import attrs

from docmeta.errors import DocmetaError, InputError, LimitError
from docmeta.plugins.limits import DEFAULT, breach

#: What can be read: a path, the bytes themselves, or a binary stream, which is left open.
Source: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO

#: How many bytes a pipe or an unpacked file may have before it goes from memory to a temporary file.
IN_MEMORY: Final = 8_000_000
#: How many bytes a source may have, and unpack to, where nobody says otherwise.
UNPACKED: Final = DEFAULT.size
#: Beyond this many bytes a gzip file may not unpack to more than `RATIO` times its own size: such a file is a bomb.
UNPACKED_FREELY: Final = 64_000_000
RATIO: Final = 150

_BLOCK = 1 << 18
_GZIP = b"\x1f\x8b"


@attrs.frozen
class Opened:
    """A source that is open for reading.

    Attributes:
        stream: A binary stream that can seek, at its beginning.
        name: The name for messages; None for bytes and for streams without a name.
        filename: The name by which its format may be recognised, without ".gz".
        modified: When it was last changed; None where that is not known.
    """

    stream: BinaryIO
    name: str | None = None
    filename: str | None = None
    modified: datetime | None = None


def name_of(source: Source) -> str | None:
    """The name of a source or target, for messages."""
    if isinstance(source, (str, os.PathLike)):
        return os.fsdecode(source)
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else None


@contextmanager
def opened(source: Source, *, huge: bool = False, size: int | None = UNPACKED) -> Iterator[Opened]:
    """Open a source. What cannot seek is first copied; a gzip file whose name ends in .gz is unpacked.

    Args:
        source: What to read. A stream that the caller gives is never closed.
        huge: Whether a gzip file may unpack to any size.
        size: How many bytes the source may have, and unpack to; None for any number.

    Raises `InputError` for what is not a binary source or not a sound gzip file, and for a file that somebody changed
    while it was read; `LimitError` for a gzip file that unpacks to too much, and `OSError` as `open()` does.
    """
    most = None if huge and size == UNPACKED else size
    if isinstance(source, (bytes, bytearray, memoryview)):
        _refuse_more(memoryview(source).nbytes, most, None)
        yield Opened(io.BytesIO(source))
    elif isinstance(source, (str, os.PathLike)):
        path = os.fsdecode(source)
        with _opened_path(source) as file, _unchanged(file, path), _prepared(file, path, huge, most) as ready:
            yield ready
    elif hasattr(source, "read"):
        name = name_of(source)
        with _seekable(source, name, most) as stream:
            yield Opened(stream, name, name, _modified(stream))
    else:
        raise InputError(f"expected a path, bytes or a binary stream, got {type(source).__name__}")


@contextmanager
def _opened_path(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    try:
        file = open(path, "rb")  # noqa: SIM115  # a reader may have detached it, which closing would complain of
    except ValueError as error:  # a NUL, or what the file system's encoding does not have
        raise InputError(f"it cannot be the name of a file: {error}", value=os.fspath(path)) from None
    try:
        yield file
    finally:
        with suppress(ValueError):
            file.close()


@contextmanager
def _unchanged(file: BinaryIO, name: str) -> Iterator[None]:
    """Raise `InputError` where a file is changed in its place while it is read: what was read is a mixture."""
    before = _state(file)
    why = "the file was changed while it was read; read it again when it is whole"
    try:
        yield
    except DocmetaError as error:
        if _state(file) not in (before, None):
            raise InputError(why, source=name) from error
        raise
    if _state(file) not in (before, None):  # None where the reader closed it
        raise InputError(why, source=name)


def _state(file: BinaryIO) -> tuple[int, int] | None:
    """What changes with the content of an ordinary file: its size and its time."""
    try:
        status = os.fstat(file.fileno())
    except (OSError, ValueError):
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


@contextmanager
def _prepared(file: BinaryIO, name: str, huge: bool, most: int | None) -> Iterator[Opened]:
    """A file that was opened by its path: seekable, and unpacked where it is packed."""
    modified = _modified(file)
    named = name.lower().endswith(".gz")
    filename = name[:-3] if named else name
    with _seekable(file, name, most) as stream:
        packed = stream.read(2) == _GZIP
        stream.seek(0)
        if not (packed and named):  # under any other name it is for the reader to say what it is
            if named and stream.read(1):
                raise InputError("it is named .gz but is not a gzip file", source=name, line=1)
            stream.seek(0)
            yield Opened(stream, name, filename, modified)
            return
        with _unpacked(stream, name, huge, most) as plain:
            yield Opened(plain, name, filename, modified)


@contextmanager
def _seekable(stream: BinaryIO, name: str | None, most: int | None) -> Iterator[BinaryIO]:
    """The stream itself where it can seek and stands at its beginning, else a copy of what is left of it."""
    try:
        plain = stream.seekable() and stream.tell() == 0
    except (AttributeError, OSError, ValueError):
        plain = False
    if plain and isinstance(stream.read(0), bytes):
        _refuse_more(stream.seek(0, io.SEEK_END), most, name)
        stream.seek(0)
        yield stream
        return
    with _Spool() as spool:
        while (block := stream.read(_BLOCK)) != b"":
            if block is None:  # nothing has come yet through a pipe that does not wait
                _wait(stream, name)
            elif isinstance(block, bytes):
                spool.write(block)
                _refuse_more(spool.size, most, name)
            else:
                raise InputError("expected a binary stream, got one of text; open it with mode 'rb'", source=name)
        yield spool.rewound()


def _wait(stream: BinaryIO, name: str | None) -> None:
    """Wait until there is something to read."""
    import select

    try:
        select.select([stream.fileno()], [], [])
    except (AttributeError, ValueError, io.UnsupportedOperation):
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), name) from None


@contextmanager
def _unpacked(stream: BinaryIO, name: str, huge: bool, most: int | None) -> Iterator[BinaryIO]:
    """What a gzip file holds, all its members one after the other."""
    packed = 0
    unpacker = zlib.decompressobj(wbits=31)
    with _Spool() as spool:
        try:
            while block := stream.read(_BLOCK):
                packed += len(block)
                while block:
                    if unpacker.eof:
                        block = block.lstrip(b"\0")  # padding after a member, as tapes have it
                        if not block:
                            break
                        unpacker = zlib.decompressobj(wbits=31)
                    spool.write(unpacker.decompress(block, _BLOCK * 4))
                    block = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
                    _bounded(spool.size, packed, name, huge, most)
            while not unpacker.eof and (rest := unpacker.decompress(b"", _BLOCK * 4)):
                spool.write(rest)
                _bounded(spool.size, packed, name, huge, most)
            if not unpacker.eof:
                raise InputError("the gzip file is cut off", source=name)
        except zlib.error as error:
            raise InputError(f"the gzip file is damaged ({error})", source=name) from None
        yield spool.rewound()


def _refuse_more(size: int, most: int | None, name: str | None) -> None:
    if most is not None and size > most:
        raise breach("size", f"more than {most:,} bytes", name)


def _bounded(size: int, packed: int, name: str, huge: bool, most: int | None) -> None:
    _refuse_more(size, most, name)
    if not huge and size > UNPACKED_FREELY and size > packed * RATIO:
        raise LimitError(
            f"the gzip file unpacks to more than {size:,} bytes, which looks like a trap; "
            "unpack it yourself, or allow it with --huge (huge=True)",
            source=name,
        )


class _Spool:
    """Bytes on their way from a stream that cannot seek: in memory while they are few, then in a temporary file."""

    def __init__(self) -> None:
        self.size = 0
        self._file: BinaryIO = io.BytesIO()
        self._on_disk = False

    def write(self, block: bytes) -> None:
        self.size += len(block)
        if self.size > IN_MEMORY and not self._on_disk:
            memory = self._file
            self._file = tempfile.TemporaryFile(prefix="docmeta-")  # noqa: SIM115  # closed by __exit__
            self._on_disk = True
            memory.seek(0)
            while kept := memory.read(_BLOCK):
                self._file.write(kept)
        self._file.write(block)

    def rewound(self) -> BinaryIO:
        self._file.seek(0)
        return self._file

    def __enter__(self) -> _Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _modified(stream: BinaryIO) -> datetime | None:
    """When the file behind a stream was last changed; None where there is no ordinary file behind it."""
    try:
        status = os.fstat(stream.fileno())
        return datetime.fromtimestamp(status.st_mtime, UTC) if stat.S_ISREG(status.st_mode) else None
    except (AttributeError, OSError, ValueError, OverflowError):  # some file systems hold times beyond the year 9999
        return None
