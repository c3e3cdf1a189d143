"""Unique names of records for the outside: the header of OAI-PMH, a URI below the base URI.

A unit without its own identifier is named after the finding aid and its position: the same input gives the same names.

>>> from docmeta.model import Collection, Document, Record, walk
>>> papers = Collection("unit-1", minted=True, record=Record(id="fa-7"), members=(Document("unit-1.1", minted=True), Document("ref9")))
>>> names = Names()
>>> [names.name(node) for node in walk(papers)], names.supplied
(['fa-7', 'fa-7/1', 'ref9'], 2)
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable
from typing import Final

from docmeta.model.authorities import web_address
from docmeta.model.stream import DEEP, Node
from docmeta.model.units import Unit


class Seen:
    """Tells whether a text occurred before. It stores eight bytes for each text, so a million take 8 MB.

    >>> seen = Seen()
    >>> seen.add("a"), seen.add("b"), seen.add("a")
    (False, False, True)
    """

    def __init__(self) -> None:
        self.rooms: defaultdict[int, bytearray] = defaultdict(bytearray)

    def add(self, text: str) -> bool:
        """Remember a text, and return whether it is known already."""
        known = hash(text)
        room = self.rooms[known & 0xFFF]
        mark = (known >> 12 & 0xFFFF_FFFF_FFFF).to_bytes(6, "little")
        if mark in room:
            return True
        room += mark
        return False


class Names:
    """Gives the name of each record of a stream, unique in it.

    Args:
        source: The name of the file, used for roots without any identifier.
        form: How a name is written, if two names may become one ("a b" and "a%20b" in URIs).

    Attributes:
        said: The last name as written.
        supplied: How many records had no name, or a repeated one.
    """

    def __init__(self, source: str | None = None, form: Callable[[str], str] = str) -> None:
        self.source = source
        self.form = form
        self.counts: list[int] = []
        self.number = 0
        self.root = ""
        self.seen = Seen()
        self.said = ""
        self.supplied = 0

    def name(self, node: Node) -> str:
        """The name of the next record."""
        depth, unit, counts = node.depth, node.unit, self.counts
        self.number += 1
        if len(counts) != depth + 1:
            del counts[depth + 1 :]
            counts.extend([0] * (depth + 1 - len(counts)))
        counts[depth] += 1
        if depth == 0:
            self.root = unit.id if not unit.minted else _own(unit) or self._file(unit)
            name = self.root
        elif not unit.minted:
            name = unit.id
        else:
            name = f"{self.root}/{self._position()}"
        if unit.minted:
            self.supplied += 1
        self.said = said = self.form(name)
        return self._another(name) if self.seen.add(said) else name

    def _another(self, name: str) -> str:
        """A name like one that stood before."""
        self.supplied += 1
        first = name = f"{name}/{self._position() or self.counts[0]}"
        more = 1
        while self.seen.add(said := self.form(name)):
            more += 1
            name = f"{first}/{more}"
        self.said = said
        if len(self.counts) == 1:
            self.root = name
        return name

    def _position(self) -> str:
        if len(self.counts) > DEEP:
            return f"no-{self.number}"
        return ".".join(map(str, self.counts[1:]))

    def _file(self, unit: Unit) -> str:
        """The name of the file, and the number of the root in it; without a file name, the identifier by position."""
        source = os.path.basename(self.source or "").partition(".")[0]
        if not source or source.startswith("<"):
            return unit.id
        return f"{source}-{self.counts[0]}"


def _own(unit: Unit) -> str | None:
    """The finding aid's identifier, or the unit's first."""
    if unit.record is not None and unit.record.id:
        return str(unit.record.id)
    if not unit.identifiers:
        return None
    return web_address(unit.identifiers[0]) or str(unit.identifiers[0].value)


_TOKEN_OF_WORDS: Final = re.compile(r"[^\W\d_]{2}")
_DIGIT: Final = re.compile(r"\d")
#: Longer than any reference code with blanks.
_LONG_CODE: Final = 100


def is_wording(identifier: str) -> bool:
    """Whether an identifier is a sentence, a citation or other words, rather than a code.

    Reference codes may contain words (ISAD(G) 3.1.1), but they end with a number or have nearly as many numbers.

    >>> [is_wording(one) for one in ("AVP RF, fond 0102, opis 12, delo 4", "II A-5.", "Archives of Rye Harbour Board MS 12")]
    [False, False, False]
    >>> is_wording("Roe, Ann (2001). The herring fleet of Rye. Harbour Studies"), is_wording("see the list in the reading room")
    (True, True)
    """
    if identifier.count(" ") < 3:
        return False
    tokens = identifier.split()
    numbers = sum(_DIGIT.search(token) is not None for token in tokens)
    words = sum(_TOKEN_OF_WORDS.search(token) is not None and not _DIGIT.search(token) for token in tokens)
    return words >= 4 and words > 2 * numbers and (len(identifier) > _LONG_CODE or not _DIGIT.search(tokens[-1]))


def own_address(unit: Unit) -> str | None:
    """The first web URL among the identifiers of a unit, or among those of its finding aid; or None.

    >>> from docmeta.model import Document, Identifier
    >>> own_address(Document("d", identifiers=(Identifier("MS 1"), Identifier("ark:/12345/x6", "ark"))))
    'https://n2t.net/ark:/12345/x6'
    """
    for one in unit.identifiers:
        address = web_address(one)
        if address:
            return address
    if unit.record is None:
        return None
    return next((address for one in unit.record.identifiers if (address := web_address(one))), None)
