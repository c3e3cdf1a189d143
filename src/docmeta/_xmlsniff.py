"""What a file that is said to be XML looks like instead, told from its first bytes."""

from __future__ import annotations

from docmeta.errors import InputError

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"PK\x03\x04", "a ZIP file or an office document"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (b"%PDF-", "a PDF"),
    (b"BZh", "a bzip2 file; unpack it first"),
    (b"\xfd7zXZ\x00", "an xz file; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd file; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xff\xfe\x00\x00", "UTF-32; save it as UTF-8"),
    (b"\x00\x00\xfe\xff", "UTF-32; save it as UTF-8"),
    (b"\x00\x00\x00\x00", "nothing but NUL bytes at its beginning, as a file is after a crash"),
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_XHTML = b"http://www.w3.org/1999/xhtml"


def what_else(head: bytes) -> str | None:
    """Say what the first bytes of a file belong to if not to XML, or None.

    >>> what_else(b"%PDF-1.7")
    'a PDF'
    >>> what_else(b"<ead>") is None
    True
    """
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            return what
    begin = head.removeprefix(_BYTE_ORDER_MARK).lstrip()[:2048]
    if begin.startswith((b"{", b"[")):
        return "JSON"
    lower = begin.lower()
    # A page that says it is XHTML may well be XML; the parser will tell.
    if lower.startswith((b"<!doctype html", b"<html")) and _XHTML not in lower and b"//dtd xhtml" not in lower:
        return "an HTML page"
    return None


def refuse_other_formats(head: bytes, name: str | None) -> None:
    """Raise an `InputError` that names the format where the first bytes are those of something other than XML."""
    what = what_else(head)
    if what is not None:
        raise InputError(f"this is not XML; it looks like {what}", source=name, line=1)
