"""Which values certainly come back, without reading them: plain text, without other attributes.

Each function answers as a `sure` rule does: "same", "changed", or "" if only reading can tell. See `ReadBack`.

>>> from docmeta.model import AgentLink, Note, Person, Place, Term
>>> words("Papers"), words("Papers "), note(Note("general", "Torn")), note(Note("general", "Torn", heading="Condition"))
('same', '', 'same', '')
>>> name(AgentLink(Person("Roe, Ann"), "creator")), name(AgentLink(Person("Roe, Ann,"), "creator"), ",")
('same', '')
"""

from __future__ import annotations

from typing import Final

import attrs

from docmeta.crosswalk.clean import is_clean, is_clean_prose
from docmeta.crosswalk.keeps import others
from docmeta.dates.phrases import read_words
from docmeta.model import Agent, AgentLink, CorporateBody, Date, Identifier, Note, Person, Place, Term
from docmeta.text import language_of, links_of

_MORE: Final = others(AgentLink, "agent.name", "agent.dates", "role")
_MORE_OF_DATE: Final = others(Date, "text", "edtf", "kind")
_MORE_OF_TERM: Final = others(Term, "term")
_MORE_OF_PLACE: Final = others(Place, "name")
_ROLES: Final = frozenset(("creator", "contributor", "publisher"))
_CLASSES: Final = frozenset((Agent, CorporateBody, Person))


@attrs.frozen
class Words:
    """Text that is read back the same, or without its structure.

    Attributes:
        marks: The marks that would be removed at its end.
        elsewhere: Whether it comes back as another field.
    """

    marks: str = ""
    elsewhere: bool = False

    def __call__(self, value: str) -> str:
        """How a text comes back, as a `sure` rule tells."""
        if value.__class__ is str:
            if not is_clean(value, self.marks, prose=True):
                return ""
            return "changed" if self.elsewhere else "same"
        plain = str(value)
        silent = language_of(value) is None and not links_of(value)
        said = silent and is_clean(plain, self.marks) and any(map(str.isalnum, plain))
        return "changed" if said else ""


words: Final = Words()
elsewhere: Final = Words(elsewhere=True)


def note(value: Note) -> str:
    """A note written in the place of its kind."""
    more = (
        value.heading
        or value.label is not None
        or value.dates is not None
        or value.audience is not None
        or value.extras
    )
    return "same" if not more and is_clean_prose(value.text) else ""


def number(value: Identifier) -> str:
    """An identifier written in the place of its kind."""
    more = value.label or value.country or value.repository or value.audience or value.extras
    return "same" if not more and is_clean_prose(value.value) and "  " not in value.value else ""


def term(value: Term, marks: str = "") -> str:
    """A topic or a genre with just its term; *marks* at its end would be removed."""
    return "same" if not _MORE_OF_TERM(value) and is_clean(value.term, marks) else ""


def place(value: Place, marks: str = "") -> str:
    """A place with just its name; *marks* at its end would be removed."""
    return "same" if not _MORE_OF_PLACE(value) and is_clean(value.name, marks) else ""


def of_words(value: Date) -> bool:
    """Whether a date means exactly what its text means.

    >>> of_words(Date("5 May 1950")), of_words(Date("Spring", "1950-21"))
    (True, False)
    """
    return read_words(value.text).edtf == value.edtf


def dated(value: Date, marks: str = "") -> str:
    """A date written as its text alone, and read as one of creation; *marks* at its end would be removed."""
    more = value.certainty or value.calendar or value.era or value.label or value.audience or value.extras
    if more or not is_clean(value.text, marks) or not of_words(value):
        return ""
    return "same" if value.kind == "creation" else "changed" if value.kind is None else ""


def name(value: AgentLink, marks: str = "") -> str:
    """An agent with just a name and a role, and for a person dates of existence; *marks* at an end would be removed."""
    agent, dates = value.agent, value.agent.dates
    if value.role not in _ROLES or agent.__class__ not in _CLASSES or _MORE(value) or not is_clean(agent.name, marks):
        return ""
    if not any(map(str.isalnum, agent.name)):
        return ""
    if dates is None:
        return "same"
    if agent.__class__ is not Person or _MORE_OF_DATE(dates):
        return ""
    if not is_clean(dates.text, marks) or dates.text in agent.name or not of_words(dates):
        return ""
    return "same" if dates.kind == "existence" else "changed" if dates.kind is None else ""
