"""The values that MARC certainly gives back, without reading them: `docmeta.crosswalk.sure`, with its punctuation."""

from __future__ import annotations

from typing import Final

from docmeta.crosswalk import is_clean, sure
from docmeta.dates import Date
from docmeta.model import AgentLink, Identifier, Place, Term

#: The marks removed at the end of a value.
_MARKS: Final = ",:;/=."
elsewhere, note, words = sure.elsewhere, sure.note, sure.words


#: Words that are read without the marks at their end.
marked: Final = sure.Words(_MARKS)


def number(value: Identifier) -> str:
    """An identifier, which is read up to the terms of availability."""
    return "" if value.value[-1:] in " :;," else sure.number(value)


def other_number(value: Identifier) -> str:
    """An identifier of 024."""
    return number(value) if is_clean(value.kind) and value.kind != "hdl" else ""


def title_date(value: Date) -> str:
    """A date of 245."""
    return sure.dated(value, _MARKS) if value.type else ""


def date(value: Date) -> str:
    """A date of 264."""
    return sure.dated(value, _MARKS) if not value.type else ""


def name(value: AgentLink) -> str:
    """A name of 1XX, 7XX or 720."""
    return sure.name(value, _MARKS)


def term(value: Term) -> str:
    """A term of 650 or 655."""
    return sure.term(value, _MARKS)


def place(value: Place) -> str:
    """A place of 651."""
    return sure.place(value, _MARKS)
