"""Reads a plain record from its text: elements of Dublin Core without attributes, with nothing but text in them.

To take a text apart is several times quicker than to ask each element of a tree. Elements that repeat are read once.

>>> from docmeta_dublincore.pools import pools
>>> texts = Texts("dc", pools())
>>> declared = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
>>> frame = f"<oai_dc:dc {declared}>%s</oai_dc:dc>".encode()
>>> read = texts.read(frame % b"<dc:title>Smith &amp; Sons</dc:title><dc:subject>Ships</dc:subject>", "")
>>> read.draft.fields["title"], read.draft.fields["subjects"][0].term
('Smith & Sons', 'Ships')
>>> texts.read(frame % b"<dc:title xml:lang='en'>Smith</dc:title>", "") is None
True
"""

from __future__ import annotations

import os.path
import re
from typing import Any, Final, NamedTuple

from docmeta.errors import InputError
from docmeta.model import Date, Draft
from docmeta.xml import XSI, fragment
from docmeta.xml.listed import unescaped
from docmeta_dublincore.pools import LONG, Pool, pool_of, put
from docmeta_dublincore.recognised import NAMES, RIGHT_NS, ROOTS

#: The one attribute that nearly all records have.
LOCATED: Final = f"{{{XSI}}}schemaLocation"
_NAME: Final = re.compile(rb"<([A-Za-z_][A-Za-z0-9_.:-]*)")
_BLANK: Final = b" \t\r\n"
#: How many start tags of records and how many elements are kept.
_STARTS: Final = 64
_MOST: Final = 4096

#: The elements read before, by their text: those of the process, since a harvest is many files with the same values.
_KNOWN: Final[dict[tuple[tuple[str, str], ...], dict[bytes, tuple[str, Any]]]] = {}


class Plain(NamedTuple):
    """A plain record.

    Attributes:
        draft: The unit in the making.
        located: The value of its `xsi:schemaLocation`, if it has one.
        doubtful: The dates that are not understood, each with the number of lines between the start of the record and its element.
    """

    draft: Draft
    located: str | None
    doubtful: list[tuple[Date, int]]


class _Start:
    """The start tag of a record.

    Args:
        end: The end tag.
        spaces: The prefixes of its elements, and their namespaces.
        mark: How all its elements begin.
        located: The value of `xsi:schemaLocation`.
        pools: The values by the names of their elements.

    Attributes:
        known: The elements read before.
    """

    def __init__(
        self, end: bytes, spaces: tuple[tuple[str, str], ...], mark: bytes, located: str | None, pools: dict[str, Pool]
    ) -> None:
        self.end = end
        self.mark = mark
        self.located = located
        self.known = _KNOWN.setdefault(spaces, {})
        #: By its name: how an element begins behind the mark, and its values.
        self.names: dict[bytes, tuple[bytes, Pool]] = {}
        #: The same by what follows `</`, with the blanks up to the next element.
        self.ends: dict[bytes, tuple[bytes, Pool]] = {}
        for prefix, uri in spaces:
            for local in NAMES:
                full = f"{prefix}:{local}".encode()
                pool = pools.setdefault(f"{{{uri}}}{local}", pool_of(local))
                self.names[full] = full[len(mark) - 1 :] + b">", pool

    def read(self, element: bytes, draft: Draft) -> tuple[Date, ...] | None:
        """Read an element; gives dates that are not understood, or None if it is not plain."""
        begin, _, after = element.partition(b"</")
        ended = self.ends.get(after) or self._ended(after)
        if ended is None:
            name, end, blank = element.partition(b"/>")
            full = self.mark[1:] + name
            return () if end and full in self.names and not blank.strip(_BLANK) else None
        opening, pool = ended
        if not begin.startswith(opening) or b"<" in begin:
            return None
        raw = unescaped(begin[len(opening) :])
        if pool.known is None or (value := pool.known.get(raw)) is None:
            return put(pool, raw, draft)
        draft.add(pool.field, value)
        if len(self.known) < _MOST and len(element) <= LONG:
            self.known[element] = pool.field, value
        return ()

    def _ended(self, after: bytes) -> tuple[bytes, Pool] | None:
        name, end, blank = after.partition(b">")
        if not end or blank.strip(_BLANK) or name not in self.names:
            return None
        if len(self.ends) < _MOST:
            self.ends[after] = self.names[name]
        return self.names[name]


class Texts:
    """Reads plain records.

    Args:
        format: The name of the format.
        pools: The values by the names of their elements.
    """

    def __init__(self, format: str, pools: dict[str, Pool]) -> None:
        self.format = format
        self.pools = pools
        self.starts: dict[tuple[str, bytes], _Start | None] = {}
        for known in _KNOWN.values():
            if len(known) >= _MOST:
                known.clear()

    def read(self, text: bytes, declared: str) -> Plain | None:
        """A record with only its text and the namespaces declared around it; None if it is not plain.

        The text must have only characters that XML can hold. Raises `ValueError` for the same, as `unescaped`.
        """
        head = text[: text.find(b">") + 1]
        key = declared, head
        if key not in self.starts and len(self.starts) < _STARTS:
            self.starts[key] = self._start(declared, head)
        start = self.starts.get(key)
        if start is None or not text.endswith(start.end):
            return None
        first, *elements = text[len(head) : -len(start.end)].split(start.mark)
        if first.strip(_BLANK):
            return None
        draft = Draft(self.format, trusted=True)
        fields, known_of = draft.fields, start.known.get
        doubtful: list[tuple[Date, int]] = []
        for number, element in enumerate(elements):
            known = known_of(element)
            if known is not None:
                field, value = known
                several = fields.get(field)
                if several is None:
                    fields[field] = [value]
                else:
                    several.append(value)
                continue
            doubted = start.read(element, draft)
            if doubted:
                lines = b"".join([first, *elements[:number]]).count(b"\n")
                doubtful += [(date, lines) for date in doubted]
            elif doubted is None:
                return None
        return Plain(draft, start.located, doubtful)

    def _start(self, declared: str, head: bytes) -> _Start | None:
        """The start tag of a record, as a parser reads it; None if it is not one of a plain record."""
        name = _NAME.match(head)
        if name is None:
            return None
        end = b"</%s>" % name[1]
        try:
            [record] = fragment(f"<x{declared}>{head.decode()}{end.decode()}</x>")[0]
        except (InputError, ValueError):
            return None
        if record.tag not in ROOTS or len(record) or record.text or record.tail or record.keys() not in ([], [LOCATED]):
            return None
        spaces = tuple(sorted((key, uri) for key, uri in record.nsmap.items() if key and uri in RIGHT_NS))
        begins = [f"<{prefix}:".encode() for prefix, _ in spaces]
        mark: bytes = os.path.commonprefix(begins) or b""  # noqa: RUF071  # not of paths
        if len(mark) < 2:  # the end tags begin so, too
            return None
        return _Start(end, spaces, mark, record.get(LOCATED), self.pools)
