"""Several OAI-PMH responses in one file, as harvesters save them: each is a separate document."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

_BLOCK = 1 << 16
_SEAM = re.compile(
    rb"</(?:[A-Za-z_][\w.-]{0,40}:)?OAI-PMH\s{0,20}>\s{0,200}(?=<(?:\?xml\s|(?:[A-Za-z_][\w.-]{0,40}:)?OAI-PMH[\s>]))"
)
_NAME = b"OAI-PMH"
#: The longest beginning of an end tag before the name.
_PREFIX = 44
_OVERLAP = 512


def pages(source: BinaryIO) -> Iterator[tuple[BinaryIO, int]]:
    """The documents of a file, one after another, each with the number of lines before it.

    >>> [page.read() for page, _ in pages(io.BytesIO(b"<OAI-PMH>1</OAI-PMH><OAI-PMH>2</OAI-PMH>"))]
    [b'<OAI-PMH>1</OAI-PMH>', b'<OAI-PMH>2</OAI-PMH>']
    """
    start = source.tell()
    seams = list(_seams(source, start))
    source.seek(start)
    if not seams:
        yield source, 0
        return
    lines = 0
    for begin, end in zip([start, *seams], [*seams, None], strict=True):
        source.seek(begin)
        page = io.BufferedReader(_Window(source, begin, end), _BLOCK)
        yield page, lines
        if end is not None:
            lines += _lines(source, begin, end)


def _seams(source: BinaryIO, start: int) -> Iterator[int]:
    """The boundaries between responses."""
    at, rest = start, b""
    while block := source.read(_BLOCK):
        text = rest + block
        offset = at - len(rest)
        done = 0
        for end in _ends(text):
            done = end
            yield offset + done
        rest = text[max(done, len(text) - _OVERLAP) :]
        at += len(block)


def _ends(text: bytes) -> Iterator[int]:
    """The ends of responses before others; looking for the name alone costs a tenth of looking for the pattern."""
    end = 0
    found = text.find(_NAME)
    while found >= 0:
        begin = text.rfind(b"</", max(found - _PREFIX, end), found)
        seam = _SEAM.match(text, begin) if begin >= 0 else None
        if seam is not None:
            end = seam.end()
            yield end
        found = text.find(_NAME, found + 1)


def _lines(source: BinaryIO, begin: int, end: int) -> int:
    source.seek(begin)
    count = 0
    while begin < end and (block := source.read(min(_BLOCK, end - begin))):
        count += block.count(b"\n")
        begin += len(block)
    return count


class _Window(io.RawIOBase):
    """A part of a file; the file itself stays open."""

    def __init__(self, source: BinaryIO, begin: int, end: int | None) -> None:
        super().__init__()
        self.source = source
        self.begin = begin
        self.at = begin
        self.end = end

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.at - self.begin

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_END:
            offset += (self.source.seek(0, io.SEEK_END) if self.end is None else self.end) - self.begin
        elif whence == io.SEEK_CUR:
            offset += self.tell()
        self.at = self.begin + offset
        return offset

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = len(buffer) if self.end is None else min(len(buffer), self.end - self.at)
        self.source.seek(self.at)
        block = self.source.read(size) if size > 0 else b""
        buffer[: len(block)] = block
        self.at += len(block)
        return len(block)
