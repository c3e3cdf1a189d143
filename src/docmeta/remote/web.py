"""Requests to a web server: one bounded request, only to the host of the URL.

The limits on time, size and redirects hold whatever the
server does: a watch closes the connection when the time is up, even if a byte arrives now and then.
A redirect is only followed on the same host, and never from https to http.
"""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
import threading
import urllib.request
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from email.message import Message
from functools import partial
from typing import Any, Final, NoReturn
from urllib.error import URLError
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

import attrs

from docmeta.errors import InputError
from docmeta.plugins.limits import breach
from docmeta.remote.address import WEB, parts, scheme_of, scrubbed, shown
from docmeta.remote.pace import in_turn

#: The most redirects.
REDIRECTS: Final = 5
#: The most seconds that a server may be silent.
SILENCE: Final = 60.0
#: The block size.
BLOCK: Final = 1 << 16

_MOVED: Final = (301, 302, 303, 307, 308)
_PORTS: Final = {"http": 80, "https": 443}
#: Unsupported content encodings (RFC 9110, section 8.4.1; RFC 7932; RFC 8878); some servers give a character encoding instead.
_PACKS: Final = frozenset("br compress deflate x-compress zstd".split())
_SAFE: Final = "/%:@!$&'()*+,;=~"


class BrokenOff(InputError):
    """A server's answer was incomplete or invalid."""


class _Watch:
    """Closes a connection when the time is up."""

    def __init__(self, address: str, seconds: float | None) -> None:
        self.address, self.seconds = shown(address), seconds
        self.whole = address
        self.expired = False
        self.socket: socket.socket | None = None
        self._timer: threading.Timer | None = None

    def __enter__(self) -> _Watch:
        if self.seconds is not None:
            self._timer = threading.Timer(min(self.seconds, threading.TIMEOUT_MAX), self._expire)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
            self._timer = None

    def _expire(self) -> None:
        self.expired = True
        if self.socket is not None:
            with suppress(OSError, ValueError):
                self.socket.shutdown(socket.SHUT_RDWR)

    def opened(self, connection: http.client.HTTPConnection) -> None:
        self.socket = connection.sock
        if self.expired:
            self._expire()

    def refuse(self) -> None:
        """Raise `LimitError` if the time is up."""
        if self.expired:
            raise breach("wait", f"not all of it came within {self.seconds:g} seconds", self.address)


class _Connection(http.client.HTTPConnection):
    def __init__(self, watch: _Watch, host: str, **how: Any) -> None:
        super().__init__(host, **how)
        self._watch = watch

    def connect(self) -> None:
        super().connect()
        self._watch.opened(self)


class _SafeConnection(http.client.HTTPSConnection):
    def __init__(self, watch: _Watch, host: str, **how: Any) -> None:
        super().__init__(host, **how)
        self._watch = watch

    def connect(self) -> None:
        super().connect()
        self._watch.opened(self)


class _Opener(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    def __init__(self, watch: _Watch) -> None:
        super().__init__()
        self._watch = watch

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_Connection, self._watch), req)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_SafeConnection, self._watch), req)


class Body:
    """A response body as a binary stream, decompressed if needed."""

    def __init__(self, response: http.client.HTTPResponse, watch: _Watch, most: int | None, packed: bool) -> None:
        self._response, self._watch, self._most = response, watch, most
        self._unpacker = zlib.decompressobj(wbits=31) if packed else None
        self._rest = b""
        self._begun = False
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most *size* of them; none at the end. Raises `BrokenOff`, `LimitError` and `OSError`."""
        block = self._next(BLOCK if size < 0 else max(1, min(size, BLOCK)))
        self.size += len(block)
        if self._most is not None and self.size > self._most:
            raise breach("size", f"more than {self._most:,} bytes", self._watch.address)
        if size < 0:
            return block + b"".join(iter(lambda: self.read(BLOCK), b""))
        return block

    def _next(self, size: int) -> bytes:
        if self._unpacker is None:
            return self._arrived(size)
        try:
            while True:
                taken = self._rest or self._arrived(size)
                if not self._begun and taken[:1] not in (b"", b"\x1f"):
                    self._unpacker = None  # not compressed, despite the header
                    return taken
                self._begun = True
                if self._unpacker.eof:
                    self._rest = taken.lstrip(b"\0")  # another member may follow, as in a file
                    if not taken:
                        return b""
                    if not self._rest:
                        continue
                    taken, self._unpacker = self._rest, zlib.decompressobj(wbits=31)
                block = self._unpacker.decompress(taken, size)
                self._rest = self._unpacker.unused_data if self._unpacker.eof else self._unpacker.unconsumed_tail
                if block:
                    return block
                if not taken:
                    raise BrokenOff("the packed answer is cut off", source=self._watch.address)
        except zlib.error as error:
            raise BrokenOff(f"the packed answer is damaged ({error})", source=self._watch.address) from None

    def _arrived(self, size: int) -> bytes:
        with _told(self._watch):
            block = self._response.read(size)
        if not block:
            self._watch.refuse()
            if self._response.length:
                message = f"the answer broke off; {self._response.length:,} bytes more were announced"
                raise BrokenOff(message, source=self._watch.address)
        return block


@attrs.frozen
class Answer:
    """The answer of a server.

    Attributes:
        status: The status code (RFC 9110, section 15).
        headers: The headers.
        address: The URL after redirects.
        body: The content.
    """

    status: int
    headers: Message
    address: str
    body: Body


@contextmanager
def asked(
    address: str,
    *,
    wait: float | None,
    size: int | None,
    headers: Mapping[str, str] | None = None,
    form: bytes | None = None,
) -> Iterator[Answer]:
    """Send a GET request, when the pace allows it (`docmeta.remote.paced`).

    Args:
        address: The URL. The part before an @ is sent as name and password.
        wait: The most seconds for everything.
        size: The most bytes received, and unpacked.
        headers: Further headers.
        form: The content of a POST request instead, as application/x-www-form-urlencoded.

    Raises `LimitError` if a limit is exceeded; `BrokenOff` if the answer breaks off; `InputError` for a redirect to another
    host, and for an invalid URL; `OSError` if the server cannot be reached.
    """
    with in_turn(_split(address).hostname or ""), _Watch(address, wait) as watch:
        for _ in range(REDIRECTS + 1):
            response = _response(address, watch, headers or {}, form)
            try:
                where = response.headers.get("Location")
                if response.status in _MOVED and where:
                    address = _moved(address, where)
                    form = form if response.status in (307, 308) else None  # RFC 9110, section 15.4
                    continue
                yield Answer(response.status, response.headers, address, _body(response, address, watch, size))
                return
            finally:
                with suppress(OSError, ValueError):
                    response.close()
        raise InputError(f"the server redirects more than {REDIRECTS} times", source=watch.address)


def _body(response: http.client.HTTPResponse, address: str, watch: _Watch, most: int | None) -> Body:
    coding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    gzip = coding in ("gzip", "x-gzip")
    if coding in _PACKS:
        raise InputError(
            "the server compresses its answer in a way that docmeta does not read", source=watch.address, value=coding
        )
    if most is not None and (response.length or 0) > most:
        raise breach("size", f"more than {most:,} bytes", watch.address)
    # Servers also send it for compressed files; those are unpacked as files.
    return Body(response, watch, most, gzip and not parts(address)[2].lower().endswith((".gz", ".tgz")))


def _response(address: str, watch: _Watch, headers: Mapping[str, str], form: bytes | None) -> http.client.HTTPResponse:
    said = {"User-Agent": _agent(), "Accept": "*/*", "Accept-Encoding": "identity", **headers}
    credentials = parts(address)[0]
    if credentials:
        said["Authorization"] = f"Basic {b64encode(unquote(credentials).encode()).decode('ascii')}"
    where = _split(address)
    plain = where._replace(netloc=where.netloc.rpartition("@")[2], fragment="")
    plain = plain._replace(path=quote(plain.path or "/", safe=_SAFE), query=quote(plain.query, safe=_SAFE + "?"))
    opener = urllib.request.OpenerDirector()
    opener.addheaders = []
    opener.add_handler(urllib.request.ProxyHandler())
    opener.add_handler(_Opener(watch))
    seconds = SILENCE if watch.seconds is None else min(SILENCE, watch.seconds)
    with _told(watch):
        request = urllib.request.Request(plain.geturl(), form, said)  # noqa: S310  # the scheme was checked
        answer: http.client.HTTPResponse = opener.open(request, timeout=seconds)
        return answer


def _agent() -> str:
    from docmeta import __version__

    return f"docmeta/{__version__}"


def _split(address: str) -> SplitResult:
    """The parts of a URL. Raises `InputError` if it is not a web URL."""
    if scheme_of(address) not in WEB or any(ord(char) < 32 or ord(char) == 127 for char in address):
        raise InputError("it is not a web URL", value=shown(address))
    _, host, path, query = parts(address)
    try:
        found = urlsplit(f"{scheme_of(address)}://{host}{path}{query}")
        if found.hostname and found.port != 0:
            found.hostname.encode("idna")
            return found
    except ValueError:
        pass
    raise InputError("the URL has no usable host", value=shown(address))


def _moved(address: str, where: str) -> str:
    """The target of a redirect; only the same host is followed."""
    credentials, host, path, query = parts(address)
    plain = f"{scheme_of(address)}://{host}{path}{query}"
    try:
        joined = urljoin(plain, where)
        new = _split(joined)
    except (InputError, ValueError):
        raise InputError("the server redirects to something that is not a web URL", source=shown(address)) from None
    old = _split(plain)
    same = (new.scheme, new.hostname, _port(new)) == (old.scheme, old.hostname, _port(old))
    safer = old.scheme == "http" and new.scheme == "https" and new.hostname == old.hostname and _port(new) == 443
    if not same and not safer:
        message = (
            f"the server redirects to {shown(joined)}, which docmeta does not follow; name that URL if you trust it"
        )
        raise InputError(message, source=shown(address))
    return f"{new.scheme}://{credentials}@{joined.partition('://')[2]}" if credentials else joined


def _port(where: SplitResult) -> int | None:
    return where.port or _PORTS[where.scheme]


@contextmanager
def _told(watch: _Watch) -> Iterator[None]:
    """Turn network errors into errors with the URL, without its secrets."""
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError) as error:
        watch.refuse()
        _raise(error.reason if isinstance(error, URLError) else error, watch)


def _raise(error: object, watch: _Watch) -> NoReturn:
    name = watch.address
    if isinstance(error, TimeoutError):
        raise TimeoutError(errno.ETIMEDOUT, "the server does not answer", name) from None
    if isinstance(error, ssl.SSLError):
        why = getattr(error, "verify_message", "") or error.reason or "unknown"
        raise InputError(f"the connection is not secure: {why}", source=name) from None
    if isinstance(error, OSError) and error.errno is not None:
        raise OSError(error.errno, error.strerror or "it cannot be reached", name) from None
    if isinstance(error, http.client.IncompleteRead):
        raise BrokenOff("the answer broke off", source=name) from None
    said = scrubbed(f"{type(error).__name__}: {error}", watch.whole)
    raise BrokenOff(f"the server gave no answer that can be read ({said})", source=name) from None
