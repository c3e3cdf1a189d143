"""Stores of fsspec: `s3://`, `gs://`, `sftp://`, `memory://` and others, with the extra `remote`.

Output goes to a local file until it is complete; only then is it uploaded.
A store with atomic uploads (`TAKES_WHOLE`) gets it directly; others get it under a temporary name, which is renamed.
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

#: The stores in which a file only appears when all of it has arrived.
TAKES_WHOLE: Final = frozenset("abfs abfss az gcs gs memory oci oss s3 s3a".split())
#: The most files that a pattern may match.
FOUND: Final = 1_000_000

_BLOCK: Final = 1 << 20


def store(address: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path in it.

    Raises `MissingExtraError` if fsspec, or its package for that scheme, is not installed; `InputError` for an unknown scheme.
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
    """Turn a store's errors into errors with the URL, without its secrets; *missing* is the message for a missing file."""
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
    except Exception as error:  # noqa: BLE001  # every store has its own errors
        said = scrubbed(f"{type(error).__name__}: {error}", address)
        raise InputError(f"the store failed: {said}", source=name) from None


def type_of(error: OSError) -> type[OSError]:
    """The class of an error of the system; `OSError` for a store's own subclass."""
    return type(error) if type(error).__module__ == "builtins" else OSError


@contextmanager
def reading(address: str) -> Iterator[tuple[BinaryIO, datetime | None]]:
    """Open a file of a store, with its time of change if the store knows it."""
    fs, path = store(address)
    with faults(address):
        if not fs.exists(path):
            fs.invalidate_cache()  # a cached listing may be older than the file
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
    """The URLs of the files that match a pattern, or in a folder (ending in /), in order."""
    fs, path = store(pattern)
    plain = path.lstrip("/")
    begin = pattern[: len(pattern.rstrip("/")) - len(plain.rstrip("/"))]
    with faults(pattern):
        fs.invalidate_cache()  # of earlier listings
        found = fs.find(path, detail=True) if pattern.endswith("/") else fs.glob(path, detail=True)
    names = [name for name, about in found.items() if about.get("type") != "directory"]
    if len(names) > FOUND:
        raise InputError(f"more than {FOUND:,} files match it", source=shown(pattern))
    return sorted(begin + str(name).lstrip("/") for name in names)


class Upload(ExitStack):
    """A target in a store, and the files beside it: local until `commit`, then uploaded, the target first."""

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
        """Upload everything."""
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
        """Rename a file to its final name; if the store cannot replace a file, the old one is moved aside first."""
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
                out.closed = True  # otherwise it uploads its content when it is garbage-collected
            raise


def _write(write: Callable[[bytes], int | None], block: bytes) -> None:
    rest = memoryview(block)
    while len(rest):
        done = write(bytes(rest))
        rest = rest[len(rest) if done is None else done :]
