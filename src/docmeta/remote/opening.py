"""Opens URLs: one file as a stream, or the files that match a pattern."""

from __future__ import annotations

import errno
import fnmatch
import html
import os
import posixpath
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO, Final, cast
from urllib.parse import quote, unquote, urljoin, urlsplit

import attrs

from docmeta.errors import InputError
from docmeta.plugins.limits import DEFAULT, breach
from docmeta.remote import stores, web
from docmeta.remote.address import WEB, named, parts, scheme_of, shown

#: The most bytes of a page that lists a folder.
LISTING: Final = 16_000_000
# Bounded, so that even the worst page is searched once.
_LINK: Final = re.compile(
    r"""<a\s[^<>]{0,500}?\bhref\s{0,9}=\s{0,9}("[^"]{0,2000}"|'[^']{0,2000}'|[^\s<>"']{1,2000})""", re.IGNORECASE
)


@attrs.frozen
class Arrived:
    """A file from a URL.

    Attributes:
        stream: Its bytes, not seekable.
        name: The URL for messages.
        filename: The name for format detection.
        modified: When it was last changed; None if unknown.
    """

    stream: BinaryIO
    name: str
    filename: str
    modified: datetime | None = None


@contextmanager
def arriving(address: str, *, size: int | None, wait: float | None) -> Iterator[Arrived]:
    """Open a URL.

    Raises `OSError` if it is not available; `LimitError` for more bytes than *size* or more seconds than *wait*; `InputError`
    for other problems; `MissingExtraError` if a package is missing.
    """
    name = shown(address)
    if scheme_of(address) not in WEB:
        with stores.reading(address) as (file, changed):
            yield Arrived(cast("BinaryIO", _Timed(file, address, wait)), name, named(address), changed)
        return
    with web.asked(address, size=size, wait=wait) as answer:
        _refuse(answer, name)
        filename = _said(answer) or named(address)
        yield Arrived(cast("BinaryIO", answer.body), name, filename, _date(answer.headers.get("Last-Modified")))


def _refuse(answer: web.Answer, name: str) -> None:
    """Raise the error for an answer other than the file."""
    status = answer.status
    if status in (404, 410):
        raise FileNotFoundError(errno.ENOENT, "the server has no such file", name)
    if status in (401, 403, 407):
        raise PermissionError(errno.EACCES, f"the server refused it ({status})", name)
    if status != 200:
        raise InputError(f"the server answered with status {status}", source=name)


def _said(answer: web.Answer) -> str:
    """The file name given by a server (RFC 6266), for format detection."""
    try:
        name = answer.headers.get_filename("")
    except (LookupError, ValueError):  # an unknown encoding
        return ""
    return posixpath.basename(name.replace("\\", "/"))


def _date(said: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(said or "")
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


class _Timed:
    """A stream from a store that raises an error when the time is up."""

    def __init__(self, stream: BinaryIO, address: str, wait: float | None) -> None:
        self._stream, self._address, self._wait = stream, address, wait
        self._until = None if wait is None else time.monotonic() + wait

    def read(self, size: int = -1) -> bytes:
        with stores.faults(self._address):
            block = self._stream.read(size)
        if self._until is not None and time.monotonic() > self._until:
            raise breach("wait", f"not all of it came within {self._wait:g} seconds", shown(self._address))
        return block


# -- patterns and folders ----------------------------------------------------------------------------------------------


def found(pattern: str, *, wait: float | None = DEFAULT.wait) -> Iterator[tuple[str, str]]:
    """The URLs that match a pattern, or in a folder (ending in /), each with its path below the fixed part."""
    fixed = pattern if pattern.endswith("/") else _fixed(pattern)
    addresses = _listed(pattern, wait) if scheme_of(pattern) in WEB else stores.matching(pattern)
    for address in addresses:
        below = address.removeprefix(fixed)
        below = unquote(below) if scheme_of(pattern) in WEB else below
        pieces = [piece for piece in below.replace(os.sep, "/").split("/") if piece not in ("", ".", "..")]
        if pieces and not any(piece.startswith(".") for piece in pieces):
            yield address, os.path.join(*pieces)


def is_pattern(address: str) -> bool:
    """Whether a URL is a pattern, or a folder in a store; in web URLs, ? begins a query.

    >>> is_pattern("https://example.org/a?b=*"), is_pattern("https://example.org/*.xml"), is_pattern("s3://box/in/")
    (False, True, True)
    """
    path = parts(address)[2]
    if scheme_of(address) in WEB:
        return any(char in path for char in "*[")
    return path.endswith("/") or not path or any(char in path for char in "*?[")


def _fixed(pattern: str) -> str:
    """The part of a pattern before the first wildcard segment."""
    _, _, path, query = parts(pattern)
    start = len(pattern) - len(path) - len(query)
    wild = min((at for char in "*?[" if (at := pattern.find(char, start)) >= 0), default=len(pattern))
    return pattern[: pattern.rindex("/", 0, wild) + 1]


def _listed(pattern: str, wait: float | None) -> list[str]:
    """The files listed on the web page of a folder that match the last part of a pattern."""
    if parts(pattern)[3]:
        raise InputError(
            "a pattern on the web cannot have a query string; name the files themselves", source=shown(pattern)
        )
    folder, name = posixpath.split(pattern)
    folder += "/"
    if any(char in parts(folder)[2] for char in "*["):
        raise InputError("only the last part of a web URL can be a pattern", source=shown(pattern))
    with arriving(folder, size=LISTING, wait=wait) as page:
        text = b"".join(iter(lambda: page.stream.read(web.BLOCK), b"")).decode("utf-8", "replace")
    own = urlsplit(folder)
    below = own.path
    names: dict[str, None] = {}
    for link in _LINK.finditer(text):
        try:
            at = urlsplit(urljoin(folder, html.unescape(link[1].strip("\"'"))))
            elsewhere = (at.scheme, at.hostname, at.port) != (own.scheme, own.hostname, own.port)
        except ValueError:
            continue
        last = unquote(at.path.removeprefix(below))
        if elsewhere or not at.path.startswith(below) or not last or "/" in last:
            continue
        if fnmatch.fnmatchcase(last, unquote(name)):
            names[last] = None
    return [folder + quote(each, safe="~!$&'()+,;=@:") for each in sorted(names)]
