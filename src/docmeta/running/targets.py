"""Writing a file completely or not at all.

Everything goes to a temporary file next to the target, which is flushed to disk and renamed to the target
in one step. An error, a full disk, Ctrl-C or a kill leaves the old file unchanged.

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
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from typing import BinaryIO, TypeAlias, cast

import attrs

from docmeta.errors import OptionError, PluginError
from docmeta.remote import Upload, is_address, local_path
from docmeta.running.files import Source, name_of

#: What can be written to: a path, the URL of a store, or a binary stream, which is left open.
Target: TypeAlias = str | os.PathLike[str] | BinaryIO
#: Opens a second file beside the target, named by the target's name and a suffix.
Sidecar: TypeAlias = Callable[[str], AbstractContextManager[BinaryIO]]

_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_SIDECAR = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*|[._-][A-Za-z0-9][A-Za-z0-9._-]*")


def file_id(file: Source | Target) -> tuple[int, int] | None:
    """The device and inode number of a regular file, which all its names share; None if there is no such file."""
    if is_address(file):
        file = local_path(file) or b""
    if isinstance(file, (bytes, bytearray, memoryview)):
        return None
    try:
        status = os.stat(file if isinstance(file, (str, os.PathLike)) else file.fileno())
    except (AttributeError, OSError, TypeError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None


def refuse_source(source: Source | None, target: Target) -> None:
    """Raise `OptionError` if the target is the file that is read, under any name: it would be replaced.

    >>> refuse_source(__file__, __file__ + ".xml")
    """
    read = None if source is None else file_id(source)
    alike = is_address(source) and isinstance(target, str) and source == target
    if alike or (read is not None and read == file_id(target)):
        raise OptionError("the target is the source itself; write to another file", source=name_of(target))


@attrs.frozen
class Open:
    """A target open for writing: its stream, and the opener of files beside it (None for a stream)."""

    stream: BinaryIO
    sidecar: Sidecar | None = None


@contextmanager
def replacing(target: Target, *, hold: bool = False, source: Source | None = None) -> Iterator[Open]:
    """Open a target for writing; it takes effect, with all its sidecar files, when the block ends without an error.

    A symbolic link is followed; of several hard links, only the one named gets the new file.
    An old file's permissions and attributes are kept. A pipe or a device, such as /dev/stdout, is written directly.
    A file whose name ends in ".gz" is compressed; the same content gives the same bytes.

    Args:
        target: A path, a URL, or a stream, which is left open. A URL gets nothing before the block ends without an error.
        hold: Whether even a stream or a device gets nothing before that.
        source: What is read, which neither the target nor a file beside it may replace.

    Raises `OSError` if the target is a folder, cannot be written, or the disk is full; `OptionError` if it is the source.
    """
    refuse_source(source, target)
    if not isinstance(target, (str, os.PathLike)):
        with _held(target) if hold else _flushed(target) as stream:
            yield Open(stream)
        return
    if is_address(target):
        yield from _uploaded(target)
        return
    path = os.fspath(target)
    with _naming(path):
        yield from _replaced(path, hold, source)


def _uploaded(address: str) -> Iterator[Open]:
    """Open a target in a store, which is uploaded when the block ends without an error."""
    with Upload(address) as upload:

        @contextmanager
        def sidecar(suffix: str) -> Iterator[BinaryIO]:
            _refuse_sidecar(suffix)
            with _flushed(upload.beside(suffix)) as stream:
                yield stream

        packed = address.lower().endswith(".gz")
        with _gzipped(upload.stream) if packed else _flushed(upload.stream) as stream:
            yield Open(stream, sidecar)
        upload.commit()


def _replaced(path: str, hold: bool, source: Source | None) -> Iterator[Open]:
    if _is_special(path):
        with _open_special(path) as file, _held(file) if hold else _flushed(file) as stream:
            yield Open(stream)
        return
    with _Replacement(path, source) as replacement:
        packed = path.lower().endswith(".gz")
        with _gzipped(replacement.stream) if packed else _flushed(replacement.stream) as stream:
            yield Open(stream, replacement.sidecar)
        replacement.commit()


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Add the file name to an error of a full disk."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno in _FULL:
            error.filename = path
        raise


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
    # neither a name nor a time in the header, so that the same content gives the same bytes
    with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0, compresslevel=6) as file:
        yield cast("BinaryIO", file)
        still_open(cast("BinaryIO", file))


def still_open(stream: BinaryIO) -> None:
    """Raise `PluginError` if a writer closed its stream."""
    try:
        closed = getattr(stream, "closed", False)
    except ValueError:  # it was detached
        closed = True
    if closed:
        raise PluginError("the writer closed the stream; it must leave it open")


def _is_special(path: str) -> bool:
    """Whether a path cannot be replaced: a pipe, a device, an open file of this process."""
    if not path:
        raise OptionError("the name of the file to write is empty")
    absolute = os.path.abspath(path)
    if absolute.startswith(("/dev/fd/", "/proc/")) or absolute in ("/dev/stdout", "/dev/stderr"):
        return True
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    except ValueError as error:  # a NUL, or a character outside the file system's encoding
        raise OptionError(f"it cannot be a file name: {error}", value=path) from None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder; name a file in it", path)
    return not stat.S_ISREG(mode)


def _open_special(path: str) -> BinaryIO:
    """Open a pipe or a device; what this process already has open, such as /dev/stdout, is not truncated."""
    absolute = (
        os.path.abspath(path).replace(f"/proc/{os.getpid()}/fd/", "/dev/fd/").replace("/proc/self/fd/", "/dev/fd/")
    )
    named = {"/dev/stdout": "1", "/dev/stderr": "2"}.get(absolute, absolute.removeprefix("/dev/fd/"))
    if not (named.isascii() and named.isdigit()):
        return open(path, "wb")  # closed by the caller
    try:
        return os.fdopen(os.dup(int(named)), "wb")
    except OSError as error:
        raise type(error)(error.errno, error.strerror, path) from None


def _refuse_sidecar(suffix: str) -> None:
    if not _SIDECAR.fullmatch(suffix):
        raise PluginError("the suffix for a second file consists of letters, digits and -_.", value=suffix)


class _Replacement(ExitStack):
    """The temporary files of one target: itself and its sidecars. Uncommitted ones are removed."""

    def __init__(self, path: str, source: Source | None) -> None:
        super().__init__()
        self._path, self._source = path, source
        self._temporary: dict[str, tuple[str, BinaryIO]] = {}
        self.stream = self._open(path)

    def _open(self, path: str) -> BinaryIO:
        final = os.path.realpath(path)
        if final in self._temporary:
            raise PluginError("the writer opened two files with the same name", value=os.path.basename(path))
        old = _status(final)
        if old is not None:
            _may_replace(final, old, path)
        try:
            temporary, stream = _temporary_beside(final)
        except OSError as error:
            why = error.strerror
            if old is not None and error.errno in (errno.EACCES, errno.EPERM):
                why = f"{why}: a new file cannot be made in its folder to take its place"
            raise type(error)(error.errno, why, path) from None
        self.callback(_discard, temporary, stream)
        if old is not None:
            take_after(stream.fileno(), final, old)
        self._temporary[final] = temporary, stream
        return stream

    @contextmanager
    def sidecar(self, suffix: str) -> Iterator[BinaryIO]:
        """Open a second file beside the target, committed after it."""
        _refuse_sidecar(suffix)
        refuse_source(self._source, self._path + suffix)
        with _flushed(self._open(self._path + suffix)) as stream:
            yield stream

    def commit(self) -> None:
        """Move every file into place, the target first, once all are flushed to the disk."""
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
    """A new file in the folder of *final*, with the default permissions of that folder."""
    folder = os.path.dirname(final)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    while True:
        temporary = os.path.join(folder, f".docmeta-{os.getpid()}-{secrets.token_hex(8)}.tmp")
        try:
            return temporary, os.fdopen(os.open(temporary, flags, 0o666), "wb")
        except FileExistsError:
            continue


def discard_of(process: int, folder: str) -> None:
    """Remove the temporary files that a process left in a folder when it died."""
    with suppress(OSError):
        for name in os.listdir(folder or "."):
            if name.startswith(f".docmeta-{process}-") and name.endswith(".tmp"):
                path = os.path.join(folder, name)
                if os.path.isdir(path):
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    os.unlink(path)


def _may_replace(final: str, old: os.stat_result, path: str) -> None:
    """Raise an error if the existing file cannot be replaced."""
    if stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder; name a file in it", path)
    if not stat.S_ISREG(old.st_mode):
        raise FileExistsError(errno.EEXIST, "it is not a regular file", path)
    if not os.access(final, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)


def take_after(descriptor: int, path: str, old: os.stat_result) -> None:
    """Give a new file the owner, if allowed, the permissions and the attributes of the old one at *path*.

    If the owner or the group cannot be kept, nobody gains access by the new file.
    """
    mode = stat.S_IMODE(old.st_mode)
    if hasattr(os, "fchown"):
        if not _changed(os.fchown, descriptor, old.st_uid, -1):
            mode &= ~stat.S_ISUID
        if not _changed(os.fchown, descriptor, -1, old.st_gid):
            mode = mode & ~(stat.S_ISGID | stat.S_IRWXG) | (mode & stat.S_IRWXO) << 3
    if hasattr(os, "listxattr"):
        _take_attributes(descriptor, path)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, mode)


def _changed(change: Callable[..., None], *arguments: int) -> bool:
    try:
        change(*arguments)
    except PermissionError:
        return False
    return True


def _take_attributes(descriptor: int, path: str) -> None:
    """Copy extended attributes, access control lists among them, as far as the system allows."""
    with suppress(OSError):  # such as a default list of the folder
        os.removexattr(descriptor, "system.posix_acl_access")
    with suppress(OSError):
        for name in os.listxattr(path):
            with suppress(OSError):
                os.setxattr(descriptor, name, os.getxattr(path, name))


def _discard(temporary: str, stream: BinaryIO) -> None:
    with suppress(OSError, ValueError):  # a full disk fails again when the rest of the buffer is flushed
        stream.close()
    with suppress(FileNotFoundError):
        os.unlink(temporary)


def sync_folder(folder: str) -> None:
    """Flush a folder's entries to the disk, if the system can."""
    with suppress(OSError):
        descriptor = os.open(folder or ".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
