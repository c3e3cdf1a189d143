"""The values that MODS certainly gives back, without reading them: `docmeta.crosswalk.sure`, by element."""

from __future__ import annotations

from functools import lru_cache

from docmeta.crosswalk import is_clean, sure
from docmeta.dates import Date
from docmeta.model import AgentLink, Identifier
from docmeta_mods.names import IDENTIFIERS

elsewhere, note, words = sure.elsewhere, sure.note, sure.words
place, term = sure.place, sure.term


def name(value: AgentLink) -> str:
    """A name, which is read without the marks at its end."""
    return sure.name(value, ",:;")


def identifier(value: Identifier) -> str:
    """An identifier whose type is its kind; or the reference code, unless it is a URL."""
    return sure.number(value) if (":" not in value.value if value.kind == "unitid" else _comes_back(value.kind)) else ""


@lru_cache(256)
def _comes_back(kind: str) -> bool:
    return is_clean(kind) and IDENTIFIERS.get(kind.lower(), kind) == kind


def date(value: Date) -> str:
    """A date of creation, or without a kind, in words: a code has an encoding beside it."""
    text = value.text
    return sure.dated(value) if not value.type and " " in text and any(map(str.isalpha, text)) else ""
