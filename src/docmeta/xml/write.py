"""The writing half of `docmeta.xml`: escaping, and a stream that checks its characters once per chunk."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from docmeta.errors import OutputError
from docmeta.text import FORBIDDEN

#: The XML declaration of every XML file from docmeta.
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

#: The replacement for a forbidden character: U+FFFD.
REPLACEMENT = "\ufffd"

_CONTROLS = bytes(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D))
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())
#: The first byte of both.
_LAST = 0xEF
_LONG_PIECE = 1 << 16
_AROUND = 40


def escape(text: str) -> str:
    """Escape text content: `&`, `<`, `>`, and a carriage return, which a parser would otherwise turn into a line feed.

    >>> escape("Smith & Sons <1912>")
    'Smith &amp; Sons &lt;1912&gt;'
    """
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\r" in text:
        text = text.replace("\r", "&#13;")
    return text


def attribute(text: str) -> str:
    """Escape and quote an attribute value; tabs and line ends become references, or a parser would make them spaces.

    >>> attribute('say "yes"')
    '"say &quot;yes&quot;"'
    """
    text = escape(text)
    if '"' in text:
        text = text.replace('"', "&quot;")
    if "\n" in text:
        text = text.replace("\n", "&#10;")
    if "\t" in text:
        text = text.replace("\t", "&#9;")
    return f'"{text}"'


def is_legal(data: bytes) -> bool:
    """Whether text in UTF-8 has no control characters or noncharacters that XML cannot hold; decoding finds surrogates.

    >>> is_legal("1965\u2013 1970".encode()), is_legal(b"bell" + bytes([7])), is_legal("\uffff".encode())
    (True, False, False)
    """
    if any(map(data.__contains__, _CONTROLS)):
        return False
    return _LAST not in data or not any(last in data for last in _NONCHARACTERS)


def _legal(pieces: list[str]) -> bytes | None:
    """Encode a chunk, or report a character that XML cannot hold; `encode` itself rejects surrogates."""
    try:
        data = b"".join([piece.encode() for piece in pieces])  # most are ASCII, or Latin, even if not all are
    except UnicodeEncodeError:
        return None
    return data if is_legal(data) else None


class XMLOut:
    r"""Write pieces of markup, already escaped, to a binary stream as UTF-8.

    Pieces are joined in chunks, so that each chunk is checked, encoded and written once.
    If a piece contains characters that XML 1.0 cannot hold, each becomes U+FFFD and *forbidden* is called;
    without *forbidden* an `OutputError` is raised, and nothing of that chunk is written.

    Args:
        out: A binary stream; it is written to, and never closed.
        forbidden: Called for every piece with forbidden characters, with an excerpt around the first one.
        chunk: How many pieces are joined; a very long piece ends its chunk earlier.

    >>> import io
    >>> out, seen = io.BytesIO(), []
    >>> xml = XMLOut(out, forbidden=seen.append)
    >>> xml.write("<p>" + escape("bell" + chr(7)) + "</p>")
    >>> xml.close()
    >>> out.getvalue().decode() == "<p>bell\ufffd</p>", seen == ["<p>bell" + chr(7) + "</p>"]
    (True, True)
    """

    __slots__ = ("_chunk", "_forbidden", "_out", "_pieces")

    def __init__(self, out: BinaryIO, *, forbidden: Callable[[str], None] | None = None, chunk: int = 64) -> None:
        self._out = out
        self._forbidden = forbidden
        self._chunk = chunk
        self._pieces: list[str] = []

    def write(self, piece: str) -> None:
        """Add one piece of escaped markup, best a whole record.

        Raises:
            OutputError: A piece of the chunk that this one completes holds a forbidden character,
                and no *forbidden* was given.
        """
        pieces = self._pieces
        pieces.append(piece)
        if len(pieces) >= self._chunk or len(piece) > _LONG_PIECE:
            self._flush()

    def close(self) -> None:
        """Write what is left; the stream itself stays open.

        Raises:
            OutputError: As `write` does.
        """
        self._flush()

    def _flush(self) -> None:
        pieces = self._pieces
        if not pieces:
            return
        # Emptied first: a chunk that raised an error must not be written by a later close().
        self._pieces = []
        data = _legal(pieces)
        if data is None:
            data = "".join([self._mended(piece) for piece in pieces]).encode()
        written = self._out.write(data)
        # An unbuffered stream may take less than it was given.
        while written is not None and written < len(data):
            data = data[written:]
            written = self._out.write(data)

    def _mended(self, piece: str) -> str:
        found = FORBIDDEN.search(piece)
        if found is None:
            return piece
        start = found.start()
        around = piece[max(0, start - _AROUND) : start + _AROUND]
        if self._forbidden is None:
            raise OutputError(f"XML cannot hold the character U+{ord(found[0]):04X}", value=around)
        self._forbidden(around)
        return FORBIDDEN.sub(REPLACEMENT, piece)
