"""Bytes on their way from what cannot seek: kept in memory while they are few, unpacked where they are packed, never too many."""

from __future__ import annotations

import io
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from docmeta.errors import InputError, LimitError
from docmeta.plugins.limits import breach

#: How many bytes a pipe or an unpacked file may have before it goes from memory to a temporary file.
IN_MEMORY: Final = 8_000_000
#: Beyond this many bytes a packed file may not unpack to more than `RATIO` times its own size: such a file is a bomb.
UNPACKED_FREELY: Final = 64_000_000
RATIO: Final = 150
#: How many bytes are taken at a time.
BLOCK: Final = 1 << 18


@contextmanager
def unpacked(stream: BinaryIO, name: str, huge: bool, most: int | None) -> Iterator[BinaryIO]:
    """What a gzip file holds, all its members one after the other."""
    packed = 0
    unpacker = zlib.decompressobj(wbits=31)
    with Spool() as spool:
        try:
            while block := stream.read(BLOCK):
                packed += len(block)
                while block:
                    if unpacker.eof:
                        block = block.lstrip(b"\0")  # padding after a member, as tapes have it
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
    """Refuse more bytes than the limit of size allows."""
    if most is not None and size > most:
        raise breach("size", f"more than {most:,} bytes", name)


def bounded(size: int, packed: int, name: str | None, huge: bool, most: int | None, *, kind: str = "gzip file") -> None:
    """Refuse what unpacks to more than *most* bytes, or to so much more than it has packed that it is a trap."""
    refuse_more(size, most, name)
    if not huge and size > UNPACKED_FREELY and size > packed * RATIO:
        raise LimitError(
            f"the {kind} unpacks to more than {size:,} bytes, which looks like a decompression bomb; "
            "unpack it yourself, or allow it with --huge (huge=True)",
            source=name,
        )


class Spool:
    """Bytes on their way from a stream that cannot seek: in memory while they are few, then in a temporary file."""

    def __init__(self) -> None:
        self.size = 0
        self._file: BinaryIO = io.BytesIO()
        self._on_disk = False

    def write(self, block: bytes) -> None:
        """Keep some more."""
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
        """All of it, from the beginning."""
        self._file.seek(0)
        return self._file

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
