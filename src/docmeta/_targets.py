"""Writing a file so that it is whole or was never touched.

Everything goes to a temporary file beside the target; when all is well it is flushed to the disk and takes the target's place
in one step. An error, a full disk, Ctrl-C or a kill leaves the old file as it was.

>>> import tempfile, pathlib
>>> folder = tempfile.TemporaryDirectory()
>>> path = pathlib.Path(folder.name, "a.txt")
>>> with replacing(path) as target:
...     _ = target.stream.write(b"whole")
>>> path.read_bytes(), len(list(path.parent.iterdir()))
(b'whole', 1)
>>> folder.cleanup()
"""

from __future__ import annotations

import errno
import gzip
import os
import re
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from typing import BinaryIO, TypeAlias, cast

import attrs

from docmeta.errors import PluginError

#: What can be written to: a path, or a binary stream, which is left open.
Target: TypeAlias = str | os.PathLike[str] | BinaryIO
#: Opens a second file beside the target, named by what is added to the target's name.
Sidecar: TypeAlias = Callable[[str], AbstractContextManager[BinaryIO]]

_SIDECAR = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*|[._-][A-Za-z0-9][A-Za-z0-9._-]*")


@attrs.frozen
class Open:
    """A target that is open for writing: its stream, and what opens files beside it (None where it has no place)."""

    stream: BinaryIO
    sidecar: Sidecar | None = None


@contextmanager
def replacing(target: Target, *, hold: bool = False) -> Iterator[Open]:
    """Open a target for writing; it takes effect, with all its sidecar files, when the block ends without an error.

    A symbolic link is followed. The permissions of an old file are kept. A pipe or a device, such as /dev/stdout, is written straight.
    A name that ends in ".gz" is compressed, the same bytes for the same content.

    Args:
        target: A path, or a stream, which is left open.
        hold: Whether even a stream or a device gets nothing before the block ends without an error.

    Raises `OSError` where the target is a folder, cannot be written, or the disk is full.
    """
    if not isinstance(target, (str, os.PathLike)):
        with _held(target) if hold else _flushed(target) as stream:
            yield Open(stream)
        return
    path = os.fspath(target)
    if _is_special(path):
        with open(path, "wb") as file, _held(file) if hold else _flushed(file) as stream:
            yield Open(stream)
        return
    with _Replacement(path) as replacement:
        packed = path.lower().endswith(".gz")
        with _gzipped(replacement.stream) if packed else _flushed(replacement.stream) as stream:
            yield Open(stream, replacement.sidecar)
        replacement.commit()


@contextmanager
def _flushed(stream: BinaryIO) -> Iterator[BinaryIO]:
    yield stream
    still_open(stream)
    flush = getattr(stream, "flush", None)
    if flush is not None:
        flush()


@contextmanager
def _held(stream: BinaryIO) -> Iterator[BinaryIO]:
    import tempfile

    with tempfile.TemporaryFile(prefix="docmeta-") as file:
        yield file
        still_open(file)
        file.seek(0)
        while block := file.read(1 << 18):
            stream.write(block)
    with _flushed(stream):
        pass


@contextmanager
def _gzipped(stream: BinaryIO) -> Iterator[BinaryIO]:
    # neither a name nor a time in the header: the same content gives the same bytes
    with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0, compresslevel=6) as file:
        yield cast("BinaryIO", file)
        still_open(cast("BinaryIO", file))


def still_open(stream: BinaryIO) -> None:
    """Raise `PluginError` where a writer closed its stream."""
    try:
        closed = getattr(stream, "closed", False)
    except ValueError:  # it was detached
        closed = True
    if closed:
        raise PluginError("the writer closed the stream, which it must leave open")


def _is_special(path: str) -> bool:
    """Whether a path names something that cannot be replaced: a pipe, a device, an open file of this process."""
    absolute = os.path.abspath(path)
    if absolute.startswith(("/dev/fd/", "/proc/")) or absolute in ("/dev/stdout", "/dev/stderr"):
        return True
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder; name a file in it", path)
    return not stat.S_ISREG(mode)


class _Replacement(ExitStack):
    """The temporary files of one target: itself and its sidecars. Those that are not committed are removed."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self._temporary: dict[str, tuple[str, BinaryIO]] = {}
        self.stream = self._open(path)

    def _open(self, path: str) -> BinaryIO:
        final = os.path.realpath(path)
        old = _status(final)
        if old is not None and not os.access(final, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        try:
            temporary, stream = _temporary_beside(final)
        except OSError as error:
            raise type(error)(error.errno, error.strerror, path) from None
        self.callback(_discard, temporary, stream)
        if old is not None:
            _take_after(stream, old)
        self._temporary[final] = temporary, stream
        return stream

    @contextmanager
    def sidecar(self, suffix: str) -> Iterator[BinaryIO]:
        """Open a second file, beside the target, that is committed after it."""
        if not _SIDECAR.fullmatch(suffix):
            raise PluginError(
                "what is added to the target's name to make another has letters, digits and -_.", value=suffix
            )
        with _flushed(self._open(self._path + suffix)) as stream:
            yield stream

    def commit(self) -> None:
        """Let every file take its place, the target first. All are on the disk before the first does."""
        for _, stream in self._temporary.values():
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
        for final, (temporary, _) in self._temporary.items():
            os.replace(temporary, final)
        for folder in dict.fromkeys(os.path.dirname(final) for final in self._temporary):
            sync_folder(folder)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _temporary_beside(final: str) -> tuple[str, BinaryIO]:
    """A new file in the folder of *final*, with the permissions that any new file gets there."""
    folder = os.path.dirname(final)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    while True:
        temporary = os.path.join(folder, f".docmeta-{secrets.token_hex(8)}.tmp")
        try:
            return temporary, os.fdopen(os.open(temporary, flags, 0o666), "wb")
        except FileExistsError:
            continue


def _take_after(stream: BinaryIO, old: os.stat_result) -> None:
    """Give the new file the owner, where that is allowed, and the permissions of the old one."""
    if hasattr(os, "fchown"):
        with suppress(PermissionError):
            os.fchown(stream.fileno(), old.st_uid, old.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(stream.fileno(), stat.S_IMODE(old.st_mode))


def _discard(temporary: str, stream: BinaryIO) -> None:
    with suppress(OSError, ValueError):  # a full disk fails again when what is left in the buffer is flushed
        stream.close()
    with suppress(FileNotFoundError):
        os.unlink(temporary)


def sync_folder(folder: str) -> None:
    """Flush a folder's list of names to the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder or ".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
