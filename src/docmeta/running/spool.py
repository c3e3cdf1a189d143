"""Bytes from an unseekable stream: in memory while few, decompressed if needed, never too many."""

from __future__ import annotations

import io
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from docmeta.errors import InputError, LimitError
from docmeta.plugins.limits import breach

#: The size at which a pipe or an unpacked file moves from memory to a temporary file, in bytes.
IN_MEMORY: Final = 8_000_000
#: Above this size, a compressed file may unpack to at most `RATIO` times its own size; more is a decompression bomb.
UNPACKED_FREELY: Final = 64_000_000
RATIO: Final = 150
#: The block size.
BLOCK: Final = 1 << 18


@contextmanager
def unpacked(stream: BinaryIO, name: str, huge: bool, most: int | None) -> Iterator[BinaryIO]:
    """The content of a gzip file, all its members in sequence."""
    packed = 0
    unpacker = zlib.decompressobj(wbits=31)
    with Spool() as spool:
        try:
            while block := stream.read(BLOCK):
                packed += len(block)
                while block:
                    if unpacker.eof:
                        block = block.lstrip(b"\0")  # padding after a member, as on tapes
                        if not block:
                            break
                        unpacker = zlib.decompressobj(wbits=31)
                    spool.write(unpacker.decompress(block, BLOCK * 4))
                    block = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
                    bounded(spool.size, packed, name, huge, most)
            while not unpacker.eof and (rest := unpacker.decompress(b"", BLOCK * 4)):
                spool.write(rest)
                bounded(spool.size, packed, name, huge, most)
            if not unpacker.eof:
                raise InputError("the gzip file is cut off", source=name)
        except zlib.error as error:
            raise InputError(f"the gzip file is damaged ({error})", source=name) from None
        yield spool.rewound()


def refuse_more(size: int, most: int | None, name: str | None) -> None:
    """Refuse more bytes than the size limit allows."""
    if most is not None and size > most:
        raise breach("size", f"more than {most:,} bytes", name)


def bounded(size: int, packed: int, name: str | None, huge: bool, most: int | None, *, kind: str = "gzip file") -> None:
    """Refuse what unpacks to more than *most* bytes, or to so much that it is a decompression bomb."""
    refuse_more(size, most, name)
    if not huge and size > UNPACKED_FREELY and size > packed * RATIO:
        raise LimitError(
            f"the {kind} unpacks to more than {size:,} bytes, which looks like a decompression bomb; "
            "unpack it yourself, or allow it with --huge (huge=True)",
            source=name,
        )


class Spool:
    """Bytes from an unseekable stream: in memory while few, then in a temporary file."""

    def __init__(self) -> None:
        self.size = 0
        self._file: BinaryIO = io.BytesIO()
        self._on_disk = False

    def write(self, block: bytes) -> None:
        """Store more bytes."""
        self.size += len(block)
        if self.size > IN_MEMORY and not self._on_disk:
            memory = self._file
            self._file = tempfile.TemporaryFile(prefix="docmeta-")  # noqa: SIM115  # closed by __exit__
            self._on_disk = True
            memory.seek(0)
            while kept := memory.read(BLOCK):
                self._file.write(kept)
        self._file.write(block)

    def rewound(self) -> BinaryIO:
        """All bytes, from the beginning."""
        self._file.seek(0)
        return self._file

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
