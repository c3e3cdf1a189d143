"""Takes the plain records of a list from its text, so that no parser makes a tree of each; all else goes to the parser.

Nearly all records of OAI-PMH responses look alike: a header of an identifier, a datestamp and sets, and one element in `metadata`.
Such a record needs no tree if its text alone proves that it is well-formed. `Listed` stands between a source and its parser,
and proves it with the reader's help:

- The parser is directly inside the list: the last piece that it got ends with `</record>`, outside comments and CDATA sections,
  and its last event was the end of a record in the list.
- The document has no document type, so that nothing in it means anything else than it says, and is in UTF-8.
- The record has just this header, only characters that XML can hold, and only references to the five entities of XML.
- The reader takes the whole element in `metadata`, by its own proof.

In place of the records, the parser gets an empty record and as many lines, so that all elements have the lines of the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Final

from docmeta.xml.harvested import Harvested, Header
from docmeta.xml.read import collapse
from docmeta.xml.sniff import is_utf8
from docmeta.xml.write import attribute, is_legal

if TYPE_CHECKING:
    from lxml.etree import _Element

_OAI: Final = "http://www.openarchives.org/OAI/2.0/"
_BLOCK: Final = 1 << 16
_PIECE: Final = 1 << 14
_MOST_ODD: Final = 63
_BLANK: Final = b" \t\r\n"
_END: Final = b"</record>"
_METADATA_END: Final = b"</metadata>"
_OPENS: Final = re.compile(rb"<!--|<!\[CDATA\[|<[?!]")
_CLOSES: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
#: A record up to its metadata.
_BEGIN: Final = re.compile(
    rb"[ \t\r\n]*<record>[ \t\r\n]*<header>[ \t\r\n]*<identifier>([^<]+)</identifier>[ \t\r\n]*<datestamp>([^<]+)</datestamp>[ \t\r\n]*"
    rb"((?:<setSpec>[^<]+</setSpec>[ \t\r\n]*)*)</header>[ \t\r\n]*<metadata>[ \t\r\n]*"
)
_SET: Final = re.compile(b"<setSpec>([^<]+)")
_SIGNS: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


#: Reads an element from its text, with the declarations of namespaces around it; None unless that proves that it is well-formed,
#: in UTF-8, and can be read so. Its characters are proven already. A `ValueError` says None, too.
Plain = Callable[[bytes, str], object | None]


class Listed:
    """A source for a parser, without the plain records of a list.

    Args:
        source: The document.
        plain: Reads what is in `metadata`.

    Attributes:
        records: Those taken; the next event of the parser is the end of the record that stands for them.
    """

    def __init__(self, source: BinaryIO, plain: Plain) -> None:
        self.records: list[Harvested] = []
        self._source = source
        self._plain = plain
        self._text = b""
        self._at = 0
        self._line = 1
        #: Whether the place reached is outside all comments, CDATA sections and document types of a file in UTF-8.
        self._outside: bool | None = None
        #: Whether all characters of the text are valid; None if not asked yet.
        self._legal: bool | None = None
        self._list: _Element | None = None
        self._spaces: str | None = None
        self._inside = False
        #: After several records that are not plain, how many larger pieces are passed on as they are.
        self._pass = self._odd = 0

    def within(self, around: _Element) -> None:
        """The last event was the end of a record in this list."""
        if around is not self._list:
            self._list, self._spaces = around, _declared(around)
        self._inside = True

    def read(self, size: int = -1) -> bytes:
        """What the parser gets next: a piece of the source, up to the end of a record, or what stands for records."""
        if self._inside and self._outside and self._spaces is not None:
            self._inside = False
            if self._pass:
                self._pass -= 1
            elif instead := self._take(self._spaces):
                self._odd = 0
                return instead
            else:
                self._odd = min(2 * self._odd + 1, _MOST_ODD)
                self._pass = self._odd // 2
        self._inside = False
        end = self._end()
        if self._pass and end > 0:
            end = max(end, self._text.rfind(_END, end, self._at + _PIECE) + len(_END))
        if self._outside is None:
            self._outside = is_utf8(self._text)
        if end < 0:
            # Only a place before a tag cuts no beginning of a comment in two.
            end = self._text.rfind(b"<", self._at + 1)
            self._outside = self._outside and end > 0
        if end < 0:
            end = len(self._text)
        piece = self._text[self._at : end]
        self._outside = self._outside and _closed(piece)
        self._line += piece.count(b"\n")
        self._at = end
        return piece

    def _end(self, more: bool = True) -> int:
        """Where the next record ends; -1 if it does not soon, or only with *more* of the source."""
        text, at = self._text, self._at
        end = text.find(_END, at)
        while end < 0 and more and len(text) - at < _BLOCK and (block := self._source.read(_BLOCK)):
            seen = len(text) - at
            self._text, self._at = text, at = text[at:] + block, 0
            self._legal = None
            end = text.find(_END, max(0, seen - len(_END)))
        return end if end < 0 else end + len(_END)

    def _take(self, spaces: str) -> bytes:
        """Take the next records; returns what stands for them, empty if the next one is not plain."""
        before = last = self._line
        while (end := self._end(not self.records)) > 0:
            if self._legal is None:
                self._legal = is_legal(self._text)
            if not self._legal:
                break
            text = self._text[self._at : end]
            found = _record(text, spaces, self._plain)
            if found is None:
                break
            record, begin = found
            last = self._line + text.count(b"\n", 0, text.find(b"<record>"))
            line = self._line + text.count(b"\n", 0, begin)
            self._line = line + text.count(b"\n", begin)
            record.line = line
            self.records.append(record)
            self._at = end
        if not self.records:
            return b""
        return b"<!--%s--><record/><!--%s-->" % (b"\n" * (last - before), b"\n" * (self._line - last))


def _record(text: bytes, spaces: str, plain: Plain) -> tuple[Harvested, int] | None:
    """One record, and where the start tag of its element in `metadata` ends; None if it is not plain."""
    if b"\r" in text and b"\r" in text.replace(b"\r\n", b""):
        return None
    begin = _BEGIN.match(text)
    end = text.rfind(_METADATA_END)
    if begin is None or text[end + len(_METADATA_END) : -len(_END)].strip(_BLANK) or (b"]" in text and b"]]>" in text):
        return None
    said, stamp, sets = begin.groups()
    at = begin.end()
    try:
        header = Header(_value(said), _value(stamp), tuple(map(_value, _SET.findall(sets))) if sets else ())
        made = plain(text[at:end].rstrip(_BLANK), spaces)
    except ValueError:  # not UTF-8, or another reference
        return None
    if made is None or not header.identifier or not header.datestamp or not all(header.sets):
        return None
    return Harvested(None, None, header, (), made), text.find(b">", at)  # type: ignore[arg-type]


def _value(data: bytes) -> str:
    return collapse(unescaped(data))


def unescaped(data: bytes) -> str:
    """The content of an element in UTF-8 without markup, as it reads.

    Raises `ValueError` if it is not in UTF-8, or if it has references other than those to the five entities of XML.

    >>> unescaped(b"Smith &amp; Sons &amp;lt; &lt;1912&gt;")
    'Smith & Sons &lt; <1912>'
    """
    text = data.decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "&" not in text:
        return text
    first, *others = text.split("&")
    pieces = [first]
    for other in others:
        name, end, rest = other.partition(";")
        if not end or name not in _SIGNS:
            raise ValueError("a reference to something else")
        pieces += (_SIGNS[name], rest)
    return "".join(pieces)


def _closed(piece: bytes) -> bool:
    """Whether all comments, CDATA sections and processing instructions that begin in a piece also end there."""
    if b"<!" not in piece and b"<?" not in piece:
        return True
    at = 0
    while found := _OPENS.search(piece, at):
        close = _CLOSES.get(found[0])
        end = -1 if close is None else piece.find(close, found.end())
        if close is None or end < 0:
            return False
        at = end + len(close)
    return True


def _declared(around: _Element) -> str | None:
    """The namespaces declared around the records of a list; None if its records cannot be taken from the text."""
    about, above = around.getroottree().docinfo, around.getparent()
    if above is None or above.getparent() is not None or about.doctype or about.xml_version != "1.0":
        return None
    if around.nsmap.get(None) != _OAI:
        return None
    return "".join(
        [f" xmlns{':' if prefix else ''}{prefix or ''}={attribute(uri)}" for prefix, uri in around.nsmap.items()]
    )
