"""URLs, `scheme://...`, and their display: never a password, a token or a signature.

>>> is_address("https://example.org/a.xml"), is_address("C://a.xml"), is_address("in/a.xml")
(True, False, False)
>>> shown("https://ann:secret@example.org/a.xml?token=abc")
'https://example.org/a.xml?...'
"""

from __future__ import annotations

import posixpath
import re
from typing import Final, TypeGuard
from urllib.parse import unquote

#: The schemes of the web, which docmeta reads without fsspec.
WEB: Final = ("http", "https")

# A scheme of one letter is a drive letter; chained schemes of fsspec (simplecache::) are rejected by name.
_ADDRESS: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+::)*[A-Za-z][A-Za-z0-9+.-]+://")
_AUTHORITY: Final = re.compile(r"[^/?#]*")
_ARCHIVE: Final = re.compile(r"\.(?:zip|tar|tar\.gz|tgz)$", re.IGNORECASE)
_PORT: Final = re.compile(r"[^:]*(?::[0-9]*)?|\[[^\]]*\](?::[0-9]*)?")
_CREDENTIALS: Final = re.compile(r"://[^\s/@:]*:[^\s@]*@")
_QUERY: Final = re.compile(r"\?[^/?]*=")


def is_address(name: object) -> TypeGuard[str]:
    """Whether a name is a URL and not a path."""
    return isinstance(name, str) and _ADDRESS.match(name) is not None


def scheme_of(address: str) -> str:
    """The scheme of a URL, in lower case."""
    return address.partition("://")[0].lower()


def is_web(name: object) -> TypeGuard[str]:
    """Whether a name is a web URL.

    >>> is_web("HTTPS://example.org/a.xml"), is_web("s3://box/a.xml"), is_web("in/a.xml")
    (True, False, False)
    """
    return is_address(name) and scheme_of(name) in WEB


def parts(address: str) -> tuple[str, str, str, str]:
    """The credentials of a URL, its host or bucket, its path, and its query with the rest.

    >>> parts("sftp://ann:pa/ss@example.org/a/b.xml")
    ('ann:pa/ss', 'example.org', '/a/b.xml', '')
    """
    scheme, _, rest = address.partition("://")
    found = _AUTHORITY.match(rest)
    authority = found[0] if found else ""
    # A password with a slash in it ends the host too early; the part before the last @ is then not a host and port.
    if "@" in rest and not _PORT.fullmatch(authority.rpartition("@")[2]):
        authority = rest[: rest.rindex("@")] + (_AUTHORITY.match(rest, rest.rindex("@")) or [""])[0]
    rest = rest[len(authority) :]
    credentials, _, host = authority.rpartition("@")
    web = scheme.lower() in WEB
    begin = re.search("[?#]", rest) if web else _QUERY.search(rest)
    at = begin.start() if begin else len(rest)
    return credentials, host, rest[:at], rest[at:]


def is_archive(name: str) -> bool:
    """Whether the name of a path or URL is that of an archive.

    >>> is_archive("in.tar.gz"), is_archive("https://example.org/in.zip?key=1"), is_archive("in.xml")
    (True, True, False)
    """
    return _ARCHIVE.search(parts(name)[2] if is_address(name) else name) is not None


def shown(address: str) -> str:
    """A URL for messages and reports: without credentials and query values.

    >>> shown("abfs://box@account/a.xml"), shown("s3://box/2024-?.xml")
    ('abfs://box@account/a.xml', 's3://box/2024-?.xml')
    """
    if not is_address(address):
        return address
    credentials, host, path, query = parts(address)
    kept = f"{credentials}@" if credentials and ":" not in credentials and scheme_of(address) not in WEB else ""
    begin = f"{address.partition('://')[0]}://{kept}{host}{path}{'?...' if query.startswith('?') else ''}"
    return begin + (f"#{query.partition('#')[2]}" if "#" in query and _ARCHIVE.search(path) else "")


def local_path(address: str) -> str | None:
    """The path of a local URL; None for any other.

    >>> local_path("file:///tmp/a.xml"), local_path("s3://box/a.xml")
    ('/tmp/a.xml', None)
    """
    return address.partition("://")[2] if scheme_of(address) in ("file", "local") else None


def named(source: str) -> str:
    """The last part of the name of a source, a path or a URL.

    >>> named("https://example.org/a/b.xml?key=1"), named("in/b.xml")
    ('b.xml', 'b.xml')
    """
    import os

    if not is_address(source):
        return os.path.basename(source)
    _, host, path, query = parts(source)
    if "#" in query and _ARCHIVE.search(path):
        path = query.partition("#")[2]
    return posixpath.basename(path.rstrip("/")) or host


def scrubbed(text: str, address: str) -> str:
    """A foreign message about a URL, on one line, without the secrets of the URL.

    >>> scrubbed("cannot open https://a:b1c2@example.org/x?key=k1k2: refused for b1c2", "https://a:b1c2@example.org/x?key=k1k2")
    'cannot open https://example.org/x?...: refused for ...'
    """
    text = " ".join(text.replace(address, shown(address)).split())
    credentials, _, _, query = parts(address)
    secret = {credentials, credentials.partition(":")[2], query.lstrip("?")}
    secret |= {pair.partition("=")[2] for pair in query.lstrip("?").split("&")}
    for word in sorted({*secret, *map(unquote, secret)}, key=len, reverse=True):
        if len(word) > 2:
            text = text.replace(word, "...")
    text = _CREDENTIALS.sub("://", text)
    return text[:300]
