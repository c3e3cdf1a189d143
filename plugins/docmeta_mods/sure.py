"""What certainly comes back of a value of MODS without that it is read: `docmeta.crosswalk.sure`, by its elements."""

from __future__ import annotations

from typing import Final

from docmeta.crosswalk import sure
from docmeta.dates import Date
from docmeta.model import Identifier

#: Kinds whose identifiers come back whatever they look like.
_KINDS: Final = frozenset(("accession", "ark", "doi", "isbn", "issn", "local"))

elsewhere, name, note, words = sure.elsewhere, sure.name, sure.note, sure.words
place, term = sure.place, sure.term


def identifier(value: Identifier) -> str:
    """An identifier whose type is its kind; the reference code, where it is no address."""
    return sure.number(value) if value.kind in _KINDS or (value.kind == "unitid" and ":" not in value.value) else ""


def date(value: Date) -> str:
    """A date of creation, or of which no kind is said, in words: a code has an encoding beside it."""
    text = value.text
    return sure.dated(value) if not value.type and " " in text and any(map(str.isalpha, text)) else ""
