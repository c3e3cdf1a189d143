"""The characters of a JSON text, block by block: consumed text is dropped, so that memory holds only the current value."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any, BinaryIO, Final, NoReturn

from docmeta.errors import InputError, LimitError
from docmeta.json.text import Fault, Incomplete, error_of, look, scan, skip

BLOCK: Final = 1 << 16
#: The longest value, in characters.
LONGEST: Final = 1 << 28


class JsonStream:
    """A cursor over a JSON text in UTF-8.

    Args:
        source: The binary stream; it is left open.
        name: The name of the input, for messages.
    """

    def __init__(self, source: BinaryIO, name: str | None = None) -> None:
        self.source = source
        self.name = name
        self.text = ""
        self.at = 0
        self.final = False
        self.place: Callable[[], str] = lambda: "$"
        self._line = 1
        self._counted = 0
        self._read = 0
        self._offset = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._begin()

    def _begin(self) -> None:
        head = self.source.read(BLOCK) or b""
        try:
            look(head)
        except InputError as error:
            error.source = self.name
            raise
        self._add(head.removeprefix(codecs.BOM_UTF8), len(head))
        if self.peek() == "":
            raise InputError("the input is empty", source=self.name, line=1)

    def _add(self, data: bytes, length: int) -> None:
        self.final = not length
        try:
            self.text += self._decoder.decode(data, self.final)
        except UnicodeDecodeError as error:
            line = self._line + self.text.count("\n", self._counted) + data.count(b"\n", 0, error.start)
            raise InputError(
                f"byte {self._read + error.start} is not UTF-8, the encoding of JSON",
                source=self.name,
                line=line,
                value=error.object[error.start : error.start + 8],
            ) from None
        self._read += length

    def fill(self) -> bool:
        """Read at least as much as is pending, so that a long value is not scanned often. False at the end."""
        if self.final:
            return False
        self._line = self.line
        newline = self.text.rfind("\n", 0, self.at)
        self._offset = self.at - newline - 1 if newline >= 0 else self._offset + self.at
        self.text = self.text[self.at :]
        self.at = self._counted = 0
        if len(self.text) > LONGEST:
            raise LimitError(
                f"a value is longer than {LONGEST} characters", source=self.name, line=self._line, path=self.place()
            )
        data = self.source.read(max(BLOCK, len(self.text))) or b""
        self._add(data, len(data))
        return True

    @property
    def line(self) -> int:
        """The line of the cursor, from 1."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def peek(self) -> str:
        """The next character that is not white space; "" at the end."""
        while True:
            self.at = skip(self.text, self.at)
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.fill():
                return ""

    def take(self, char: str, what: str) -> None:
        """Skip *char*, or raise an error that *what* was expected."""
        if self.peek() != char:
            self.fail(f"expected {what}")
        self.at += 1

    def value(self) -> Any:
        """The next value."""
        if self.peek() == "":
            self.fail("expected a value, but the text ends")
        while True:
            try:
                value, self.at = scan(self.text, self.at, final=self.final)
            except Incomplete:
                self.fill()
            except Fault as fault:
                error = error_of(fault, self.text, self._line, self.place(), self._counted)
                error.source = self.name
                if "\n" not in self.text[: fault.position] and error.column is not None:
                    error.column += self._offset
                raise error from None
            else:
                return value

    def row(self) -> tuple[int, str] | None:
        """The object just opened, up to the end of its line: its beginning and its text; None if the line is long."""
        begin = self.at - 1
        end = self.text.find("\n", begin)
        if end < 0 and not self.final and len(self.text) - begin < BLOCK:
            self.at = begin
            self.fill()
            begin, self.at = 0, 1
            end = self.text.find("\n")
        return (begin, self.text[begin:end]) if end >= 0 else None

    def key(self) -> str:
        """A key and its colon."""
        if self.peek() != '"':
            self.fail("expected a key in double quotes")
        key = self.value()
        self.take(":", "a colon")
        return str(key)

    def fail(self, message: str) -> NoReturn:
        """Raise an error about the text at the cursor."""
        stands = self.text[self.at : self.at + 20].split("\n")[0]
        got = f", got {stands!r}" if stands else ", and the text ends"
        raise InputError(message + got, source=self.name, line=self.line, path=self.place())
