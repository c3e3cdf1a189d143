"""Converts values of the model to the content of Dublin Core elements, and back.

Every codec is exact about loss: `loss(v)` is whether `decode(encode(v))` differs from *v*.
Codecs of values that records do not share tell without building the decoded value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias
from typing import Literal as LiteralType

import attrs

from docmeta.crosswalk import WORDS, Codec, sure
from docmeta.dates import Date, words_alone
from docmeta.languages import find_script, is_name, shortest_tag
from docmeta.model import Agent, AgentLink, Language, Note, made_it, opens, trusted
from docmeta.text import Text
from docmeta.xml.harvest import words
from docmeta_dublincore.literal import Literal, is_kept, literal, named, prose

_DAY = re.compile(r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_TIME = re.compile(
    r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])"
)


def loses_words(value: str) -> bool:
    """Whether reading gives back less than *value*: it loses structure, a language without a valid tag, or white space."""
    if value.__class__ is not str and isinstance(value, Text):
        if value.markup is not None or (value.language and shortest_tag(value.language) != value.language):
            return True
        return not is_kept(str(value))
    return not is_kept(value)


PROSE: Final = Codec("text", literal, prose, "the words and their language", loses_words, whole=True)


def _title_case(value: str) -> str | None:
    return "Collection" if value in _AGGREGATES else None


_AGGREGATES: Final = frozenset(
    ("collection", "fonds", "recordgrp", "subgrp", "class", "subfonds", "series", "subseries")
)
LEVEL: Final = Codec(
    "DCMI type of a level",
    _title_case,
    lambda text: "collection" if text == "Collection" else None,
    "that it is an aggregate",
    lambda value: value != "collection",
)


# -- agents -------------------------------------------------------------------------------------------------------------


def agent_name(link: AgentLink) -> str | None:
    agent = link.agent
    name = named(agent.name)
    if not name:
        return next((one.value for one in agent.identifiers), None)
    if agent.dates is None:
        return name
    dates = agent.dates.display
    if dates in name:
        return name
    said = f"{name}, {dates}"
    return said if name.__class__ is str else Literal(said, getattr(name, "language", None))


def agents(role: str) -> Codec:
    """The codec of the agents of one role: their names."""

    def encode(link: AgentLink) -> str | None:
        return agent_name(link) if (link.relator is None and link.label is None) or made_it(link) else None

    def decode(text: str) -> AgentLink:
        return trusted.AgentLink(trusted.Agent(prose(text)), role)

    def loses(link: AgentLink) -> bool:
        agent = link.agent
        return agent.__class__ is not Agent or not agent.name or agent.dates is not None or loses_words(agent.name)

    return Codec(
        "name", encode if role == "creator" else agent_name, decode, _AGENT_KEEPS, loses, changes=_AGENT_CHANGES
    )


_AGENT_KEEPS: Final = ("agent.name", "agent.dates", "role")
_AGENT_CHANGES: Final = ("agent.parts", "agent.rules", "label", "audience")


def _always(value: object) -> bool:
    return True


#: An agent written as words, and read as something else.
SUBJECT_AGENT: Final = Codec(
    "name",
    lambda link: agent_name(link) if made_it(link) else None,
    None,
    _AGENT_KEEPS,
    _always,
    changes=_AGENT_CHANGES,
)
#: One who gave, kept or paid: never a creator, whatever the source has it under.
BESIDE: Final = Codec("name", agent_name, None, _AGENT_KEEPS, _always, changes=(*_AGENT_CHANGES, "relator"))
#: An agent with a role that has no element.
AGENT_AS_WORDS: Final = Codec("name", agent_name, None, ("agent.name", "agent.dates"), _always, changes=_AGENT_CHANGES)


# -- dates --------------------------------------------------------------------------------------------------------------


_DIGIT = re.compile(r"[0-9]")


#: Whether words are an unambiguous day or year of ISO 8601. A year and a month may mean two years: 1901-02.
is_iso: Final = re.compile(r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])-[0-9]{2})?").fullmatch


def says_a_date(text: str) -> bool:
    """Whether the words of a `coverage` are a date rather than a place."""
    if len(text) > 200 or not _DIGIT.search(text):
        return False
    date = Date(text)
    return date.edtf is not None and not date.undated


DateForm: TypeAlias = LiteralType["auto", "words", "w3cdtf", "edtf"]
_DATE_KEEPS: Final = ("text", "edtf", "kind")
_DATE_CHANGES: Final = ("type", "certainty", "calendar", "era", "label", "audience", "extras")


#: Notation of EDTF alone: signs, unknown digits, sets, open ends, groupings of years. A year with a question mark is common.
_NOTATION: Final = re.compile(r"[~%X{\[]|\.\.|^/|/$|\?.*/|/.*\?|[0-9]{4}-(?:2[1-9]|3[0-9]|4[01])\b|^Y")


def _in_words(edtf: str) -> str:
    """The words of an EDTF date; those of an open beginning do not tell whether it is known."""
    said = Date(edtf=edtf).display
    return f"until {Date(edtf=edtf[3:]).display}" if said == edtf and edtf.startswith("../") else said


def date_words(value: Date) -> str:
    """The words of a date, as written; with an attribute beside them, if it changes their meaning.

    A date that its source gives only in EDTF is put in words, if words can mean the same.
    """
    text = value.text
    if not text:
        return _in_words(value.edtf) if value.edtf is not None else value.display
    if text == value.edtf and _NOTATION.search(text):
        said = _in_words(text)
        return said if Date(said).edtf in (text, text.removeprefix("..")) else text
    if value.calendar or value.certainty or value.era or (value.edtf or "")[:1] == "-":
        said = words_alone(value)
        if said != text:
            return said
    return literal(text)


def _edtf(value: Date) -> str:
    if value.edtf is None:
        return literal(value.text)
    return literal(value.text) or "undated" if value.undated else value.edtf


def _w3cdtf(value: Date) -> str:
    """A day, month, year or time as W3CDTF, a range of these with a slash (ISO 8601-1); anything else in words."""
    text = value.edtf
    if text is not None and (_TIME.fullmatch(text) or all(map(_DAY.fullmatch, text.split("/")[:3]))):
        return text
    return date_words(value)


def _is_typed(text: str) -> bool:
    return _DAY.fullmatch(text) is not None or _TIME.fullmatch(text) is not None


def _typed(encode: Callable[[Date], str]) -> Callable[[Date], str]:
    def typed(value: Date) -> str:
        text = encode(value)
        return Literal(text, scheme="W3CDTF") if text == value.edtf and _is_typed(text) else text

    return typed


def _exact_or_words(value: Date) -> str:
    text = value.edtf
    return text if text is not None and _is_typed(text) else date_words(value)


def dates(kind: str | None, typed: bool = False, form: DateForm = "auto") -> Codec:
    """The codec of the dates of one kind, in the form of the option `dates`."""
    forms = {"words": date_words, "edtf": _edtf, "w3cdtf": _w3cdtf, "auto": _exact_or_words if typed else date_words}
    encode = forms[form]

    in_coverage = kind == "coverage" and not typed  # an element of places, too: a date only if its words are one

    def decode(text: str) -> Date | None:
        said = prose(text)
        if not str(said).strip() or (in_coverage and not says_a_date(words(text))):
            return None
        if getattr(text, "scheme", None):
            return Date.parse(said, pairs="months", kind=kind)
        return Date(said, None, kind)

    def loses(value: Date) -> bool:
        text = value.text
        if value.kind != kind or text.__class__ is not str:
            return True
        if text == value.edtf and form != "edtf" and is_iso(text):
            return False  # an ISO date is read back unchanged
        text = encode(value)
        if text != value.text or not is_kept(text):
            return True
        return decode(text) != value if in_coverage else not sure.of_words(value)

    return Codec("date", _typed(encode) if typed else encode, decode, _DATE_KEEPS, loses, changes=_DATE_CHANGES)


#: The date of simple Dublin Core, of any event.
DATE: Final = dates(None)


# -- notes, repository ----------------------------------------------------------------------------------------------------

_NOTE_KEEPS: Final = ("text", "kind")


def notes(kind: str) -> Codec:
    """The codec of the notes of one kind with an element of its own: their words."""

    def loses(value: Note) -> bool:
        return value.kind != kind or not value.text or loses_words(value.text)

    return Codec(
        "text",
        lambda value: literal(value.text),
        lambda text: trusted.Note(kind, prose(text)),
        _NOTE_KEEPS,
        loses,
        changes=("label", "audience"),
    )


#: A note whose kind the element does not tell.
NOTE_AS_WORDS: Final = Codec(
    "text", lambda value: literal(value.text), None, _NOTE_KEEPS, _always, changes=("label", "audience")
)


def _not_available(note: Note) -> str:
    """What `dcterms:available` lacks of the time of a condition: it holds the day after its end."""
    dates = note.dates
    if dates is None:
        return ""
    if opens(dates) is None:
        return WORDS["Note.dates"]
    return "" if dates.begin is None else "when the condition begins"


_CONDITION: Final = notes("access_conditions")
#: A condition of access, beside which the day after its end has an element of its own.
ACCESS: Final = attrs.evolve(
    _CONDITION,
    keeps=(*_NOTE_KEEPS, "dates"),
    loses=lambda note: note.dates is not None or _CONDITION.loss(note),
    misses=_not_available,
)


def _available(note: Note) -> str | None:
    day = opens(note.dates) if note.dates is not None else None
    return None if day is None else Literal(day.isoformat(), scheme="W3CDTF")


#: The day on which the restricted material becomes available.
AVAILABLE: Final = Codec("date", _available, None, "the day after its time", lambda note: False)


def only_names(note: Note, languages: tuple[Language, ...]) -> bool:
    """Whether a note on the language of the material adds nothing to the codes of the languages."""
    if not languages or not all(language.code for language in languages) or len(note.text) > 500:
        return False
    return all(is_name(word) or find_script(word) for word in _WORD_BREAK.split(str(note.text)) if word.strip(" .:"))


_WORD_BREAK: Final = re.compile(r"[,;/|()]|\band\b|\.(?=\s|$)")
REPOSITORY: Final = Codec(
    "name",
    lambda value: named(value.name) or value.uri or next((one.value for one in value.identifiers), None),
    None,
    ("name",),
    _always,
    changes=("label", "audience"),
)
