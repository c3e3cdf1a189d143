"""Sources packed into parts: one task reads one part, so that a million small files do not become a million tasks."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from docmeta.plugins import Limits
from docmeta.remote import is_address, local_path
from docmeta.running.files import keeping
from docmeta.running.sources import files_of, reading_extensions, targets_of

#: The most bytes of files in one part; a larger file is a part of its own.
PART: Final = 64 << 20
#: How many bytes could be read in the time that opening a file takes.
OPENING: Final = 16 << 10
#: A small input is cut into this many parts, for as many processors, each of at least `LEAST` bytes.
PARTS: Final = 64
LEAST: Final = 1 << 20
#: The assumed size of what is in an archive or at a URL, in bytes.
UNKNOWN: Final = 1 << 20


@attrs.frozen
class Piece:
    """A source: its path or URL, the name of its target without extension, and its size in bytes, roughly."""

    path: str
    name: str
    size: int


def pieces(
    sources: Iterable[str], from_: str | None, limits: Limits, *, huge: bool, but_not: str | None = None
) -> list[Piece]:
    """The files of the sources, each once, without the folder *but_not*.

    Paths become absolute, since other machines work in other folders. In a folder, files that no format reads are skipped.
    """
    extensions = reading_extensions(from_)
    found: dict[str, str] = {}
    with keeping(huge, limits):
        for source in sources:
            source = source if is_address(source) else os.path.abspath(source)
            source = local_path(source) or source
            if not is_address(source) and not os.path.lexists(source) and not any(char in source for char in "*?["):
                raise FileNotFoundError(2, "there is no such file or folder", source)
            for file in files_of(source, but_not=but_not):
                if file.named or file.fits(extensions):
                    found.setdefault(file.path, file.relative)
    names = targets_of(list(found.values()), extensions)
    return [Piece(path, name, _size(path)) for path, name in zip(found, names, strict=True)]


def _size(path: str) -> int:
    try:
        return UNKNOWN if is_address(path) else os.stat(path).st_size
    except OSError:
        return UNKNOWN


def packed(found: list[Piece], most: int = PART) -> Iterator[list[Piece]]:
    """The sources in parts of at most *most* bytes, in order; a larger one is a part of its own.

    >>> [[piece.name for piece in part] for part in packed([Piece(name, name, 300_000) for name in "abcde"])]
    [['a', 'b', 'c'], ['d', 'e']]
    """
    total = sum(piece.size + OPENING for piece in found)
    most = min(most, max(total // PARTS, LEAST))
    part: list[Piece] = []
    size = 0
    for piece in found:
        weight = piece.size + OPENING
        if part and size + weight > most:
            yield part
            part, size = [], 0
        part.append(piece)
        size += weight
    if part:
        yield part
