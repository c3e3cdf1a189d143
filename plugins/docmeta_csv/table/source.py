"""The text of a file: its encoding, and invalid bytes.

Nothing is guessed: a byte order mark decides, else it is UTF-8 to the last byte, else the encoding given by the user.

>>> import io
>>> list(TextSource(io.BytesIO(b"id,title\\n1,caf\\xe9\\n"), None).lines())
Traceback (most recent call last):
docmeta.errors.InputError: line 2: byte 14 is not UTF-8; set the encoding, for example encoding=cp1252, got b'1,caf\\xe9'
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import BinaryIO, Final, NamedTuple, cast

from docmeta.crosswalk import Report
from docmeta.errors import InputError

#: The characters that XML and most software cannot hold: C0 except tab, line feed and carriage return; the noncharacters.
CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_BLOCK: Final = 1 << 16
#: Signs of a tag and of an entity; each begins with one byte, which makes the search fast.
_TAG: Final = re.compile(rb"<(?:/?[A-Za-z]|\Z)")
_ENTITY: Final = re.compile(rb"&(?:[#A-Za-z]|\Z)")
_APOSTROPHE: Final = re.compile(rb"'[=+\-@'\xef\t]")
_LINE_END: Final = re.compile("\r\n?|\n")
_CONTROL_BYTES: Final = bytes(code for code in range(32) if code not in (9, 10, 13))
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_LOOKS: Final = (
    (b"PK\x03\x04", "a ZIP file or an office document; for .xlsx and .ods use --from xlsx or --from ods"),
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as .xlsx or .csv"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"SQLite format 3\x00", "an SQLite database"),
)


class Control(NamedTuple):
    """A character that most software cannot hold: its line, and its name."""

    line: int
    code: str


def looks_like(head: bytes) -> str | None:
    """The kind of file that the first bytes show, if not a text; or None."""
    for signature, what in _LOOKS:
        if head.startswith(signature):
            return what
    return None


def encoding_of(head: bytes, given: str | None) -> tuple[str, str]:
    """The codec for a text that begins like this, and its name: by a byte order mark, the user's option, or UTF-8."""
    for mark, codec, name in _MARKS:
        if head.startswith(mark):
            return codec, f"{name}, by its byte order mark"
    if given is not None:
        return given, f"{given}, as the option says"
    unmarked = unmarked_utf16(head)
    return (unmarked, "UTF-16, as every other byte shows") if unmarked else ("utf-8", "UTF-8")


def unmarked_utf16(head: bytes) -> str | None:
    """The codec of a text in UTF-16 without a byte order mark, which begins with the letters of a header; None for any other.

    >>> unmarked_utf16("Title,Date".encode("utf-16-le")), unmarked_utf16("Title,Date".encode("utf-16-be")), unmarked_utf16(b"Title,Date")
    ('utf-16-le', 'utf-16-be', None)
    """
    first = head[:16]
    for codec, text in (("utf-16-le", 0), ("utf-16-be", 1)):
        if len(first) == 16 and not any(first[1 - text :: 2]) and min(first[text::2]) > 8:
            return codec
    return None


class TextSource:
    """A binary stream as lines of text.

    Args:
        stream: At its beginning; can seek; is left open.
        encoding: The user's choice, or None.
        meant: A control character that is expected.
    """

    def __init__(self, stream: BinaryIO, encoding: str | None, meant: str = "") -> None:
        self.stream = stream
        self.meant = meant
        head = stream.read(4096)
        stream.seek(0)
        what = looks_like(head)
        if what is not None:
            raise InputError(f"not a table: this looks like {what}", line=1)
        if not head:
            raise InputError("the file is empty", line=1)
        self.codec, self.said = encoding_of(head, encoding)
        if self.codec[:5] in ("utf-8", "utf_8") and head.count(b"\0") > 8:
            raise InputError("not a table: it holds NUL bytes, as a binary or a damaged file does", line=1)
        #: The first place with a character that most software cannot hold.
        self.controls = 0
        self.first_control: Control | None = None
        #: Whether what was read so far may hold tags or entities, or a cell that begins with an apostrophe.
        self.marked = self.quoted = not self.codec.startswith(("utf-8", "utf_8"))

    def lines(self) -> Iterator[str]:
        """The physical lines, with their ends. Raises `InputError` at the first byte that does not fit the encoding."""
        self.stream.seek(0)
        self.controls, self.first_control = 0, None
        watched = _Watched(self.stream, self._watch)
        text = io.TextIOWrapper(cast("BinaryIO", watched), encoding=self.codec, errors="strict", newline="")
        # one read for many lines, not one for each 8 KB
        text._CHUNK_SIZE = _BLOCK  # type: ignore[attr-defined]
        try:
            yield from text
        except UnicodeError:
            raise self._bad_byte() from None
        finally:
            # if reading stops early, the stream may be closed before this runs
            with suppress(ValueError):
                text.detach()

    def head(self, size: int = _BLOCK) -> str:
        """The beginning of the text, decoded, without a character that is cut off at its end."""
        self.stream.seek(0)
        decoder = codecs.getincrementaldecoder(self.codec)()
        try:
            return decoder.decode(self.stream.read(size))
        except UnicodeError:
            raise self._bad_byte() from None

    def say_controls(self, report: Report) -> None:
        """Report the characters that most software cannot hold, if any were met."""
        if self.first_control is not None:
            message = f"control characters such as {self.first_control.code}; XML and most software cannot hold them"
            report.note(
                "problem",
                message,
                target="control characters",
                value=self.first_control.code,
                line=self.first_control.line,
            )

    def _watch(self, block: bytes, lines_before: int) -> None:
        self.quoted = self.quoted or _APOSTROPHE.search(block) is not None
        self.marked = self.marked or bool(_TAG.search(block) or _ENTITY.search(block))
        found = len(block) - len(block.translate(None, _CONTROL_BYTES))
        if self.meant:
            found -= block.count(self.meant.encode())
        # one byte is looked for many times faster than three
        if not found and (0xEF not in block or (b"\xef\xbf\xbe" not in block and b"\xef\xbf\xbf" not in block)):
            return
        if self.codec.startswith(("utf-16", "utf-32")):
            return
        text = block.decode("utf-8", "replace")
        first = next((each for each in CONTROLS.finditer(text) if each[0] != self.meant), None)
        if first is None:
            return
        self.controls += max(found, 1)
        if self.first_control is None:
            line = lines_before + len(_LINE_END.findall(text, 0, first.start())) + 1
            self.first_control = Control(line, f"U+{ord(first[0]):04X}")

    def _bad_byte(self) -> InputError:
        """The error for bytes that do not fit the encoding: the file is read again to find them."""
        self.stream.seek(0)
        decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(self.codec)(), translate=True)
        before, line, last = 0, 1, b""
        while True:
            block = self.stream.read(_BLOCK)
            waiting, flags = decoder.getstate()
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                sound = error.object[: error.start].decode(error.encoding, "replace")
                line += len(_LINE_END.findall(("\r" if flags & 1 else "") + sound))
                at = max(error.start - len(waiting), 0)
                begun = re.split(rb"[\r\n]", last + block[:at])[-1][-40:]
                name = self.codec.upper().removesuffix("-SIG")
                return InputError(
                    f"byte {before + at} is not {name}; set the encoding, for example encoding=cp1252",
                    line=line,
                    value=begun + block[at : at + 1],
                )
            except UnicodeError:
                text, block = "", b""
            if not block:
                return InputError(f"the text is not {self.codec}", line=line)
            line += text.count("\n")
            before += len(block)
            last = block[-40:]


class _Watched(io.BufferedIOBase):
    """Reads a stream that it does not own, and passes every block to a check for control characters."""

    def __init__(self, stream: BinaryIO, watch: Callable[[bytes, int], None]) -> None:
        self._stream = stream
        self._seen = watch
        self._lines = 0
        self._half = False

    def readable(self) -> bool:
        return True

    def read1(self, size: int = -1, /) -> bytes:
        block = self._stream.read(size)
        if self._half and not block.startswith(b"\n"):
            self._lines += 1
        self._seen(block, self._lines)
        # A carriage return at the end of a block waits for the next one, which may begin with its line feed.
        self._half = block.endswith(b"\r")
        self._lines += block.count(b"\n")
        if b"\r" in block:
            self._lines += block.count(b"\r") - block.count(b"\r\n") - self._half
        return block

    def read(self, size: int | None = -1, /) -> bytes:
        return self.read1(-1 if size is None else size)
