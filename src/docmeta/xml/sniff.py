"""A look at the beginning of a supposed XML file: is it XML, and do its entities contain elements?"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from docmeta.errors import InputError, LimitError

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
    (b"<\x00\x00\x00", "UTF-32; save it as UTF-8 or UTF-16"),
    (b"\x00\x00\x00<", "UTF-32; save it as UTF-8 or UTF-16"),
    (b"\xff\xfe\x00\x00", "UTF-32; save it as UTF-8 or UTF-16"),
    (b"\x00\x00\xfe\xff", "UTF-32; save it as UTF-8 or UTF-16"),
    (b"\x00\x00\x00\x00", "NUL bytes, as a file holds after a crash"),
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_XHTML = b"http://www.w3.org/1999/xhtml"
_PROLOG = 10_000_000
_DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[ \t\r\n][^<>]*encoding[ \t\r\n]*=[ \t\r\n]*[\"']([^\"'<>]*)[\"']")
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[ \t\r\n]")
_PUNCTUATION = str.maketrans("", "", "-_ :.")
# Names of ASCII-compatible encodings, without punctuation (IANA character sets, and names used in files).
_ASCII_BASED = re.compile(
    "utf8|(?:us)?ascii|ansix34(?:1968|1986)|iso646us"
    "|iso8859[0-9]{1,2}(?:[0-9]{4}|[ei])?|latin[0-9]{1,2}|l[0-9]{1,2}"
    "|(?:windows|cp|ms)(?:125[0-8]|31j|874|93[26]|949|950)|(?:cp|ibm)(?:437|737|775|85[0-9]|86[0-9])"
    "|koi8(?:r|u|ru|t)|x?mac[a-z]*"
    "|(?:x?s|shift|ms)jis|mskanji|(?:x?euc|iso2022)(?:jp|kr|cn|tw)[0-9]?"
    "|gb(?:2312|k|18030)|hz(?:gb2312)?|big5(?:hkscs|eten)?|johab|tis620|viscii|tcvn|armscii8|ptcp154"
)
_PLAIN = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[ \t\r\n][^<>]*\?>)?[ \t\r\n]*<[A-Za-z_]")
_TO_TAG_END = re.compile(rb"[^>]*(?:>\x00?)?")
# The beginnings of declarations in a document type, and its attribute types.
_DECLARES = re.compile(
    rb"<!(?:ATTLIST[ \t\r\n]+([^ \t\r\n>]+)|[-A-Z])"
    rb"|(?<=[ \t\r\n])(?:CDATA|ID(?:REFS?)?|ENTIT(?:Y|IES)|NMTOKENS?|\(|NOTATION)(?=[ \t\r\n\w])"
)
_ATTRIBUTES = 1_000


def what_else(head: bytes) -> str | None:
    """The format of the first bytes if it is not XML, or None.

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
    # A page declared as XHTML may well be XML; the parser decides.
    if lower.startswith((b"<!doctype html", b"<html")) and _XHTML not in lower and b"//dtd xhtml" not in lower:
        return "an HTML page"
    return None


def refuse_other_formats(head: bytes, name: str | None) -> None:
    """Raise an `InputError` that names the format if the first bytes are not XML."""
    what = what_else(head)
    if what is not None:
        raise InputError(f"not readable as XML: this looks like {what}", source=name, line=1)
    if _DECLARATION.match(head) and b"?>" not in head:
        raise InputError("the XML declaration has no end", source=name, line=1)
    declared = _DECLARED.match(head)
    if declared is not None and not _keeps_ascii(encoding := declared[1].decode("ascii", "backslashreplace")):
        message = "the declared encoding is not one that is read, or not the one that the file is in"
        raise InputError(message, source=name, line=1, value=encoding)


def is_utf8(head: bytes) -> bool:
    """Whether an XML file with this beginning declares UTF-8, or no encoding.

    >>> is_utf8(b"<a/>"), is_utf8(b"<?xml version='1.0' encoding='utf-8'?>"), is_utf8(b"<?xml version='1.0' encoding='latin1'?>")
    (True, True, False)
    """
    declared = _DECLARED.match(head)
    return declared is None or declared[1].lower() == b"utf-8"


def _keeps_ascii(encoding: str) -> bool:
    """Whether an encoding writes markup only as its ASCII bytes; UTF-7 hides it from every byte check.

    Python's codecs could tell too, but looking one up imports a module named in the input.
    """
    return _ASCII_BASED.fullmatch(encoding.lower().translate(_PUNCTUATION)) is not None


def undecodable(blocks: Iterator[bytes], head: bytes) -> int | None:
    """The line of the first byte invalid in the declared encoding; None if there is none, or no encoding is declared.

    >>> undecodable(iter([b"<?xml version='1.0' encoding='US-ASCII'?>", bytes([10, 233])]), b"<?xml version='1.0' encoding='US-ASCII'?>")
    2
    """
    declared = _DECLARED.match(head)
    if declared is None:
        return None
    try:
        decoder = codecs.getincrementaldecoder(declared[1].decode("ascii", "replace"))("strict")
    except (LookupError, ValueError):
        return None
    line = 1
    for block in blocks:
        try:
            line += decoder.decode(block).count("\n")
        except UnicodeDecodeError as error:
            return line + bytes(error.object[: error.start]).count(b"\n")
    return None


def scout(
    blocks: Iterator[bytes], pull_parser: Callable[[], Any], syntax_error: type[Exception], name: str | None, huge: bool
) -> tuple[list[bytes], bool]:
    """Read up to the start of the root; return what was read, and whether an entity declared there contains elements.

    lxml makes the elements of an entity twice: events have the ones that libxml2 keeps in the declaration, or frees
    again when the entity turns out to be malformed, so that touching them reads freed memory.

    Args:
        blocks: The input.
        pull_parser: Makes a parser that reports the starts of elements.
        syntax_error: The error class that it raises.
        name: The name of the input.
        huge: Whether to lift the limit on content before the root.
    """
    taken: list[bytes] = []
    parser, size = None, 0
    attributes = _DeclaredAttributes(name)
    for block in blocks:
        taken.append(block)
        size += len(block)
        if parser is None:
            if _PLAIN.match(block):
                return taken, False
            parser = pull_parser()
        if size > _PROLOG and not huge:
            message = "more than 10 MB before the root element; the option `huge` raises this limit"
            raise LimitError(message, source=name, line=1)
        try:
            # Tag by tag, so that nothing after the root's start is parsed.
            for piece in _TO_TAG_END.findall(block):
                if not huge:
                    attributes.count(piece)
                parser.feed(piece)
                for _, root in parser.read_events():
                    return taken, _entities_hold_elements(root)
        except syntax_error:
            break
    return taken, False


class _DeclaredAttributes:
    """The number of attributes declared for each element: libxml2 searches all of them for each new one."""

    def __init__(self, name: str | None) -> None:
        self._name = name
        self._of: Counter[bytes] = Counter()
        self._element: bytes | None = None
        self._line = 1

    def count(self, piece: bytes) -> None:
        """Count those in a piece of the input. Raises `LimitError` for too many."""
        piece = piece.replace(b"\0", b"")  # UTF-16
        for found in _DECLARES.finditer(piece):
            if found[0].startswith(b"<!"):
                self._element = found[1]
            elif self._element is not None:
                self._of[self._element] += 1
                if self._of[self._element] > _ATTRIBUTES:
                    message = f"the document type declares more than {_ATTRIBUTES} attributes of one element"
                    line = self._line + piece.count(b"\n", 0, found.start())
                    value = self._element.decode("utf-8", "backslashreplace")
                    raise LimitError(
                        f"{message}; the option `huge` raises this limit", source=self._name, line=line, value=value
                    )
        self._line += piece.count(b"\n")


def _entities_hold_elements(root: Any) -> bool:
    dtd = root.getroottree().docinfo.internalDTD
    return dtd is not None and any("<" in (entity.content or "") for entity in dtd.iterentities())
