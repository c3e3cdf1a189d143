"""What certainly comes back of a value without that it is read: plain words, of values that say nothing beside them."""

from __future__ import annotations

from typing import Final

from docmeta.crosswalk import is_clean, others
from docmeta.dates import Date
from docmeta.model import Agent, AgentLink, CorporateBody, Identifier, Note, Person

#: What is taken away at the end of a value.
_MARKS: Final = ",:;/=."
#: Kinds that field 024 gives back.
_KINDS: Final = frozenset(("accession", "ark", "doi", "handle", "local", "uri"))


def marked(value: str) -> str:
    """Words that are read without the marks at their end."""
    return "same" if is_clean(value, _MARKS) else ""


def words(value: str) -> str:
    """Words that are read as they are."""
    return "same" if is_clean(value) else ""


def elsewhere(value: str) -> str:
    """Words that come back as another field."""
    return "changed" if is_clean(value) else ""


def note(value: Note) -> str:
    """A note of a field that is for its kind."""
    more = value.heading or value.label is not None or value.audience is not None or value.extras
    return "same" if not more and is_clean(value.text) else ""


def number(value: Identifier) -> str:
    """An identifier of a field that is for its kind."""
    more = value.label or value.country or value.repository or value.audience or value.extras
    return "same" if not more and is_clean(value.value) else ""


def other_number(value: Identifier) -> str:
    """An identifier of 024."""
    return number(value) if value.kind in _KINDS else ""


def title_date(value: Date) -> str:
    """A date of 245."""
    return _date(value) if value.type else ""


def date(value: Date) -> str:
    """A date of 264."""
    return _date(value) if not value.type else ""


def _date(value: Date) -> str:
    more = value.certainty or value.calendar or value.era or value.label or value.audience or value.extras
    if more or not is_clean(value.text, _MARKS) or Date(value.text).edtf != value.edtf:
        return ""
    return "same" if value.kind == "creation" else "changed" if value.kind is None else ""


_MORE: Final = others(AgentLink, "agent.name", "agent.dates", "role")
_MORE_OF_DATE: Final = others(Date, "text", "edtf", "kind")
_ROLES: Final = frozenset(("creator", "contributor", "publisher"))
_CLASSES: Final = frozenset((Agent, CorporateBody, Person))


def name(value: AgentLink) -> str:
    """An agent of a name and a role, a person with dates of existence, too."""
    agent, dates = value.agent, value.agent.dates
    if value.role not in _ROLES or agent.__class__ not in _CLASSES or _MORE(value) or not is_clean(agent.name, _MARKS):
        return ""
    if dates is None:
        return "same"
    if (
        agent.__class__ is not Person
        or _MORE_OF_DATE(dates)
        or not is_clean(dates.text, _MARKS)
        or dates.text in agent.name
    ):
        return ""
    if Date(dates.text).edtf != dates.edtf:
        return ""
    return "same" if dates.kind == "existence" else "changed" if dates.kind is None else ""
