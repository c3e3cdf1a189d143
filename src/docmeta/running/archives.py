"""Archives, `.zip` and `.tar`, as folders of sources, read in place, never unpacked into a folder.

A file in an archive is named by its path, `in.zip/ead/a.xml`, or at a URL after a `#`,
`https://example.org/in.zip#ead/a.xml`. Links are not followed, and names that point outside the archive are not read.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, BinaryIO, Final, cast

import attrs

from docmeta.errors import DocmetaError, InputError, LimitError
from docmeta.remote import is_address, is_archive
from docmeta.running.hidden import is_hidden
from docmeta.running.spool import BLOCK, RATIO, UNPACKED_FREELY, Spool, bounded

#: The most files in an archive, the most bytes in its list of files, and in one header.
MEMBERS: Final = 200_000
_DIRECTORY: Final = 32_000_000
_HEADER: Final = 1_000_000

_WITHIN: Final = re.compile(r"\.(?:zip|tar|tar\.gz|tgz)[/\\]", re.IGNORECASE)
_DRIVE: Final = re.compile(r"[A-Za-z]:")


def inside(source: str) -> tuple[str, str] | None:
    """The archive and the name in it, if a source is a file in an archive; else None.

    >>> inside("https://example.org/in.zip#ead/a.xml"), inside("in/a.xml")
    (('https://example.org/in.zip', 'ead/a.xml'), None)
    """
    if is_address(source):
        archive, sign, name = source.partition("#")
        return (archive, name) if sign and name and is_archive(archive) else None
    for found in _WITHIN.finditer(source):
        archive = source[: found.end() - 1]
        if os.path.isfile(archive):
            return archive, source[found.end() :]
    return None


def joined(archive: str, name: str) -> str:
    """The source for a file in an archive."""
    return f"{archive}{'#' if is_address(archive) else '/'}{name}"


def leads_out(name: str) -> bool:
    """Whether a name in an archive would unpack to a file outside the folder.

    >>> [leads_out(name) for name in ("a/b.xml", "../a.xml", "/etc/passwd", "C:a.xml", "a/../../b.xml")]
    [False, True, True, True, True]
    """
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ".." in plain.split("/") or _DRIVE.match(plain) is not None


@attrs.frozen
class Member:
    """A file in an archive: its name, and whether it is a plain file, not a link or device."""

    name: str
    plain: bool


class Archive:
    """An open archive.

    Args:
        stream: A seekable stream; a compressed tar is already decompressed.
        name: Its name, for messages.
        huge: Whether to lift the limits against decompression bombs.
        most: The most bytes of a file in it.

    Raises `InputError` if the archive is damaged, `LimitError` if it is a decompression bomb.
    """

    def __init__(self, stream: BinaryIO, name: str, *, huge: bool, most: int | None) -> None:
        self._stream, self._name, self._huge, self._most = stream, name, huge, most
        self._files: dict[str, zipfile.ZipInfo | tarfile.TarInfo] = {}
        with self._told():
            if stream.read(2) == b"PK":
                self._read_zip()
            else:
                self._read_tar()

    @contextmanager
    def _told(self, member: str | None = None) -> Iterator[None]:
        """Turn what the standard library raises for a damaged archive into an `InputError`."""
        try:
            yield
        except (DocmetaError, MemoryError):
            raise
        except OSError as error:
            if error.errno is not None:
                raise
            raise self._damaged(error, member) from None
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            tarfile.TarError,
            ValueError,
            struct.error,
            LookupError,
        ) as error:
            raise self._damaged(error, member) from None
        except (NotImplementedError, RuntimeError, OverflowError) as error:
            raise self._damaged(error, member) from None

    def _damaged(self, error: Exception, member: str | None) -> InputError:
        source = self._name if member is None else joined(self._name, member)
        said = (str(error).splitlines() or [""])[0][:200]
        return InputError(f"the archive is damaged or of an unsupported kind ({said})", source=source)

    # -- its files -------------------------------------------------------------------------------------------------

    def _read_zip(self) -> None:
        size = self._stream.seek(0, os.SEEK_END)
        if not self._huge and _directory_size(self._stream, size) > _DIRECTORY:
            raise self._too_many()
        self._zip = zipfile.ZipFile(self._stream)
        every = self._zip.infolist()
        self._refuse_trap(
            sum(one.file_size for one in every), sum(one.compress_size for one in every), size, len(every)
        )
        for one in every:
            if not one.is_dir():
                self._files[one.filename] = one

    def _read_tar(self) -> None:
        self._stream.seek(0)
        self._tar = tarfile.open(  # noqa: SIM115  # closed with the stream
            fileobj=self._stream, mode="r:", tarinfo=_Header, encoding="utf-8", errors="surrogateescape"
        )
        for count, one in enumerate(self._tar):
            if count >= MEMBERS and not self._huge:
                raise self._too_many()
            if not one.isdir():
                self._files[one.name] = one

    def _refuse_trap(self, unpacked: int, packed: int, size: int, count: int) -> None:
        if self._huge:
            return
        if count > MEMBERS:
            raise self._too_many()
        if packed > size or (unpacked > UNPACKED_FREELY and unpacked > size * RATIO):
            raise LimitError(
                f"the archive unpacks to {unpacked:,} bytes, which looks like a decompression bomb; "
                "unpack it yourself, or allow it with --huge (huge=True)",
                source=self._name,
            )

    def _too_many(self) -> LimitError:
        return LimitError(
            f"the archive holds more than {MEMBERS:,} files; unpack it yourself, or allow it with --huge (huge=True)",
            source=self._name,
        )

    def members(self) -> Iterator[Member]:
        """Its files in order, without hidden ones."""
        for name, about in self._files.items():
            parts = name.replace("\\", "/").split("/")
            if not any(map(is_hidden, parts)):
                yield Member(name, _is_plain(about))

    @contextmanager
    def open(self, name: str) -> Iterator[tuple[BinaryIO, datetime | None]]:
        """One of its files, as a seekable stream, and when it was last changed."""
        about = self._files.get(name)
        source = joined(self._name, name)
        if leads_out(name):
            raise InputError("its name points outside the archive; docmeta does not read it", source=source)
        if about is None:
            raise InputError("the archive contains no such file", source=source)
        if not _is_plain(about):
            raise InputError("it is a link or a device; docmeta reads only plain files from archives", source=source)
        packed = about.size if isinstance(about, tarfile.TarInfo) else about.compress_size
        with Spool() as spool:
            with self._told(name), self._raw(about, source) as file:
                while block := file.read(BLOCK):
                    spool.write(block)
                    bounded(spool.size, packed, source, self._huge, self._most, kind="file in the archive")
            yield spool.rewound(), _modified(about)

    def _raw(self, about: zipfile.ZipInfo | tarfile.TarInfo, source: str) -> IO[bytes]:
        if isinstance(about, tarfile.TarInfo):
            return cast("IO[bytes]", self._tar.extractfile(about))
        if about.flag_bits & 1:
            raise InputError("it is encrypted", source=source)
        if about.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise InputError("it is compressed with an unsupported method", source=source)
        return self._zip.open(about)


class _Header(tarfile.TarInfo):
    """A header of a tar; an excessively large one is not read into memory."""

    _LONG = (
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.SOLARIS_XHDTYPE,
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_LONGLINK,
    )

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in self._LONG and self.size > _HEADER:
            raise LimitError(f"a header of the archive has more than {_HEADER:,} bytes")
        return super()._proc_member(tar)  # type: ignore[misc, no-any-return]


def _directory_size(stream: BinaryIO, size: int) -> int:
    """The size in bytes of the list of files at the end of a ZIP (APPNOTE 6.3.10, sections 4.3.14 and 4.3.16)."""
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 16:
        return 0
    said = int.from_bytes(tail[at + 12 : at + 16], "little")
    large = tail.rfind(b"PK\x06\x06", 0, at)
    if large >= 0 and len(tail) >= large + 48:
        said = max(said if said != 0xFFFFFFFF else 0, int.from_bytes(tail[large + 40 : large + 48], "little"))
    return min(said, size)


def _is_plain(about: zipfile.ZipInfo | tarfile.TarInfo) -> bool:
    if isinstance(about, tarfile.TarInfo):
        return about.isreg() and not about.issparse()
    mode = about.external_attr >> 16
    return stat.S_IFMT(mode) in (0, stat.S_IFREG)


def _modified(about: zipfile.ZipInfo | tarfile.TarInfo) -> datetime | None:
    try:
        if isinstance(about, tarfile.TarInfo):
            return datetime.fromtimestamp(about.mtime, UTC)
        return datetime(*about.date_time, tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None
