"""The repository as a WSGI application (PEP 3333), for any WSGI server."""

from __future__ import annotations

import gzip
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, BinaryIO, Final, cast
from urllib.parse import quote

from docmeta.errors import DocmetaError, OptionError
from docmeta.oai.answers import answer
from docmeta.oai.arguments import LONGEST, parsed
from docmeta.oai.shelf import PAGE_BYTES
from docmeta.oai.store import path_of

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

#: The number of records on a page. Registries recommend at least 100.
PAGE: Final = 100
#: The most bytes of an answer in memory, and the block size for sending.
_IN_MEMORY: Final = 2 * PAGE_BYTES
_BLOCK: Final = 1 << 16
_FORM: Final = "application/x-www-form-urlencoded"
_HOST: Final = re.compile(r"[A-Za-z0-9._-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?", re.ASCII)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.ASCII)
_GZIP: Final = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?=,|$)", re.IGNORECASE)


class _Failed(Exception):
    """A request answered by an HTTP error, not a protocol error."""

    def __init__(self, status: str, *headers: tuple[str, str]) -> None:
        super().__init__(status)
        self.status = status
        self.headers = headers


def application(
    folder: str | os.PathLike[str],
    *,
    path: str | os.PathLike[str] | None = None,
    base_url: str | None = None,
    page: int = PAGE,
) -> Application:
    """A WSGI application that answers OAI-PMH 2.0 requests from the index of a folder, made by `docmeta.oai.index()`.

    It keeps no state between requests: several processes can run it, and updates of the index take effect at once.

    Args:
        folder: The folder, or the index itself.
        path: The path of the index; None for its usual place in the folder.
        base_url: The public URL of the repository; None derives it from each request.
        page: The number of records per page.

    Raises `OptionError` if *base_url* is not a URL, or *page* not a positive number.

    >>> import docmeta.oai, pathlib, tempfile
    >>> from wsgiref.util import setup_testing_defaults
    >>> environ = {"QUERY_STRING": "verb=ListRecords&metadataPrefix=oai_dc"}
    >>> setup_testing_defaults(environ)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "a.jsonl").write_text('{"depth": 0, "unit": {"kind": "document", "id": "d1", "title": "Telegram"}}')
    ...     _ = docmeta.oai.index(folder)
    ...     answer = b"".join(application(folder)(environ, lambda status, headers: None))
    >>> b"<dc:title>Telegram</dc:title>" in answer
    True
    """
    if base_url is not None and not _ADDRESS.fullmatch(base_url):
        raise OptionError("the base URL of a repository must begin with http:// or https://", value=base_url)
    if page < 1:
        raise OptionError("a page needs at least one record", value=page)
    index = path_of(folder, path)

    def answered(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        try:
            return _answered(environ, start_response, index, base_url, page)
        except _Failed as error:
            return _plain(start_response, error.status, *error.headers)
        except (DocmetaError, OSError) as error:
            print(f"docmeta: error: {error}", file=environ["wsgi.errors"])
            return _plain(start_response, "503 Service Unavailable", ("Retry-After", "60"))

    return answered


def _answered(
    environ: Environ, start_response: StartResponse, index: str, base_url: str | None, page: int
) -> Iterable[bytes]:
    arguments = parsed(_query(environ))
    out = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, prefix="docmeta-")  # noqa: SIM115  # sent, then closed
    try:
        headers = [("Content-Type", "text/xml; charset=utf-8"), ("Vary", "Accept-Encoding")]
        if _GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")):
            headers.append(("Content-Encoding", "gzip"))
            with gzip.GzipFile("", "wb", 3, cast("BinaryIO", out), 0) as packed:
                answer(cast("BinaryIO", packed), index, arguments, base_url or _own_address(environ), page)
        else:
            answer(cast("BinaryIO", out), index, arguments, base_url or _own_address(environ), page)
        size = out.tell()
        out.seek(0)
    except BaseException:
        out.close()
        raise
    start_response("200 OK", [*headers, ("Content-Length", str(size))])
    if environ["REQUEST_METHOD"] == "HEAD":
        out.close()
        return []
    if size > _IN_MEMORY:
        return _Sent(out)
    with out:
        return [out.read()]


class _Sent:
    """An answer from the disk, block by block; the server closes it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.close = file.close

    def __iter__(self) -> Iterator[bytes]:
        while block := self._file.read(_BLOCK):
            yield block


def _query(environ: Environ) -> str:
    """The arguments of a request, from the URL or the body."""
    method = environ["REQUEST_METHOD"]
    query = str(environ.get("QUERY_STRING", ""))
    if method in ("GET", "HEAD"):
        return query
    if method != "POST":
        raise _Failed("405 Method Not Allowed", ("Allow", "GET, HEAD, POST"))
    if str(environ.get("CONTENT_TYPE", "")).partition(";")[0].strip().lower() != _FORM:
        raise _Failed("415 Unsupported Media Type")
    length = str(environ.get("CONTENT_LENGTH") or "")
    if not (length.isascii() and length.isdigit()):
        raise _Failed("411 Length Required")
    if len(length) > 9 or int(length) > LONGEST:
        raise _Failed("413 Content Too Large")
    body = environ["wsgi.input"].read(int(length))
    if len(body) < int(length):
        raise _Failed("400 Bad Request")
    return "&".join(part for part in (query, body.decode("latin-1")) if part)


def _own_address(environ: Environ) -> str:
    """The URL that a request was sent to; an invalid host is not repeated."""
    host = str(environ.get("HTTP_HOST", ""))
    if not _HOST.fullmatch(host):
        host = f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    path = quote(
        (environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")).encode("latin-1", "replace"),
        safe="/:@!$&'()*+,;=~",
    )
    return f"{environ['wsgi.url_scheme']}://{host}{path or '/'}"


def _plain(start_response: StartResponse, status: str, *headers: tuple[str, str]) -> list[bytes]:
    body = f"{status}\n".encode()
    start_response(
        status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))), *headers]
    )
    return [body]
