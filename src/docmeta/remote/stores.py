"""Stores that fsspec knows: `s3://`, `gs://`, `sftp://`, `memory://` and others, where the extra `remote` is installed.

What is written waits in a file of this machine until all of it is there; only then does the store see anything.
A store that takes a file whole or not at all (`TAKES_WHOLE`) gets it at once, another under a name beside, which is renamed.
"""

from __future__ import annotations

import errno
import os
import posixpath
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final, cast

from docmeta.errors import DocmetaError, InputError, MissingExtraError, OptionError, PluginError
from docmeta.remote.address import scheme_of, scrubbed, shown

#: The stores in which a file is there when all of it has arrived, and before that is not.
TAKES_WHOLE: Final = frozenset("abfs abfss az gcs gs memory oci oss s3 s3a".split())
#: How many files a pattern may find.
FOUND: Final = 1_000_000

_BLOCK: Final = 1 << 20


def store(address: str) -> tuple[Any, str]:
    """The file system of fsspec behind an address, and the path in it.

    Raises `MissingExtraError` where fsspec, or what it needs for that scheme, is not installed; `InputError` for an unknown scheme.
    """
    scheme = scheme_of(address)
    try:
        from fsspec import get_filesystem_class
        from fsspec.core import url_to_fs
    except ImportError:
        raise MissingExtraError(f"{scheme}:// needs the extra remote: pip install 'docmeta[remote]'") from None
    if "::" in address.partition("://")[0] or "::" in address.partition("://")[2]:
        raise OptionError("chained URLs are not supported; name the file itself", value=shown(address))
    try:
        get_filesystem_class(scheme)
    except ImportError as error:
        raise MissingExtraError(f"{scheme}:// needs another package: {scrubbed(str(error), address)}") from None
    except ValueError:
        raise InputError(f"unknown kind of store: {scheme}://", value=shown(address)) from None
    with faults(address):
        fs, path = url_to_fs(address)
        return fs, str(path)


@contextmanager
def faults(address: str, missing: str = "there is no such file") -> Iterator[None]:
    """Let what a store says of an error name the address, and nothing of what it hides; *missing* says what is not there."""
    name = shown(address)
    try:
        yield
    except (DocmetaError, ImportError):
        raise
    except FileNotFoundError:
        raise FileNotFoundError(errno.ENOENT, missing, name) from None
    except OSError as error:
        said = error.strerror if error.errno is not None else str(error)
        raise type_of(error)(error.errno or errno.EIO, scrubbed(said or type(error).__name__, address), name) from None
    except Exception as error:  # noqa: BLE001  # every store has errors of its own
        said = scrubbed(f"{type(error).__name__}: {error}", address)
        raise InputError(f"the store failed: {said}", source=name) from None


def type_of(error: OSError) -> type[OSError]:
    """The class of an error of the system; `OSError` where a store has made one of its own."""
    return type(error) if type(error).__module__ == "builtins" else OSError


@contextmanager
def reading(address: str) -> Iterator[tuple[BinaryIO, datetime | None]]:
    """Open a file of a store, and say when it was changed, where the store knows."""
    fs, path = store(address)
    with faults(address):
        if not fs.exists(path):
            fs.invalidate_cache()  # what was listed before may be older than the file
        if fs.isdir(path) and not fs.isfile(path):
            raise IsADirectoryError(errno.EISDIR, "it is a folder; name a file in it", shown(address))
        file = fs.open(path, "rb")
    changed = None
    with suppress(Exception):
        said = fs.modified(path)
        changed = said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC)
    try:
        yield cast("BinaryIO", file), changed
    finally:
        with suppress(Exception):
            file.close()


def matching(pattern: str) -> list[str]:
    """The addresses of the files that a pattern stands for, or that a folder, whose address ends in /, holds; in order."""
    fs, path = store(pattern)
    plain = path.lstrip("/")
    begin = pattern[: len(pattern.rstrip("/")) - len(plain.rstrip("/"))]
    with faults(pattern):
        fs.invalidate_cache()  # of what was listed before
        found = fs.find(path, detail=True) if pattern.endswith("/") else fs.glob(path, detail=True)
    names = [name for name, about in found.items() if about.get("type") != "directory"]
    if len(names) > FOUND:
        raise InputError(f"more than {FOUND:,} files match it", source=shown(pattern))
    return sorted(begin + str(name).lstrip("/") for name in names)


class Upload(ExitStack):
    """A target in a store, and the files beside it: on this machine until `commit`, then in the store, the target first."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address
        if scheme_of(address) in ("http", "https"):
            raise OptionError("docmeta cannot write to web URLs; name a file or a store", value=shown(address))
        self._fs, path = store(address)
        if address.endswith("/") or not path.strip("/"):
            raise IsADirectoryError(errno.EISDIR, "it is a folder; name a file in it", shown(address))
        self._files: dict[str, BinaryIO] = {}
        self._path = path
        self.stream = self._new(path)

    def _new(self, path: str) -> BinaryIO:
        if path in self._files:
            raise PluginError("the writer opened two files with the same name", value=posixpath.basename(path))
        self._files[path] = cast("BinaryIO", tempfile.TemporaryFile(prefix="docmeta-"))  # noqa: SIM115  # closed on leaving
        return self.enter_context(self._files[path])

    def beside(self, suffix: str) -> BinaryIO:
        """A second file, whose name is the target's and *suffix*."""
        return self._new(self._path + suffix)

    def commit(self) -> None:
        """Let the store have it all."""
        for path, file in self._files.items():
            file.flush()
            file.seek(0)
            with faults(self._address, "there is no such folder or bucket"):
                if scheme_of(self._address) in TAKES_WHOLE:
                    self._put(file, path, autocommit=False)
                else:
                    self._put_and_rename(file, path)

    def _put_and_rename(self, file: BinaryIO, path: str) -> None:
        folder = posixpath.dirname(path)
        beside = posixpath.join(folder, f".docmeta-{os.getpid()}-{secrets.token_hex(8)}.tmp")
        with suppress(FileExistsError, NotImplementedError):
            self._fs.makedirs(folder, exist_ok=True)
        try:
            self._put(file, beside)
            self._rename(beside, path)
        except BaseException:
            with suppress(Exception):
                self._fs.rm_file(beside)
            raise

    def _rename(self, beside: str, path: str) -> None:
        """Give a file its name; where the store replaces no other, that one is out of the way meanwhile."""
        try:
            self._fs.mv(beside, path)
        except Exception:
            self._fs.invalidate_cache()
            if not (self._fs.exists(path) and self._fs.exists(beside)):
                raise
            old = f"{beside.removesuffix('.tmp')}-old.tmp"
            self._fs.mv(path, old)
            try:
                self._fs.mv(beside, path)
            except BaseException:
                self._fs.mv(old, path)
                raise
            self._fs.rm_file(old)

    def _put(self, file: BinaryIO, path: str, **how: bool) -> None:
        out = self._fs.open(path, "wb", **how)
        try:
            while block := file.read(_BLOCK):
                _write(out.write, block)
            out.close()
            if how:
                out.commit()
        except BaseException:
            with suppress(Exception):
                out.discard()
            with suppress(Exception):
                out.closed = True  # else it sends what it has when it is forgotten
            raise


def _write(write: Callable[[bytes], int | None], block: bytes) -> None:
    rest = memoryview(block)
    while len(rest):
        done = write(bytes(rest))
        rest = rest[len(rest) if done is None else done :]
