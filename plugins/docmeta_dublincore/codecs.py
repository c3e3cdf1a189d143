"""How the values of the model become what stands in Dublin Core elements, and back.

Every codec is exact about loss: `loss(v)` says whether `decode(encode(v))` differs from *v*.
Those of values that are not shared between records say it without building the decoded value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, cast

import attrs

from docmeta.crosswalk import Codec
from docmeta.dates import Date
from docmeta.model import Agent, AgentLink, Note
from docmeta.text import Text
from docmeta_dublincore.literal import LANGUAGE, Literal, is_kept, literal, prose

_DAY = re.compile(r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_TIME = re.compile(
    r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])"
)


def says_more(cls: type, *kept: str, of: str = "v") -> str:
    """An expression, as source, that is true where a part says anything beside the fields *kept*."""
    tests = []
    for field in attrs.fields(cls):
        if field.name not in kept:
            if field.default is None:
                tests.append(f"{of}.{field.name} is not None")
            elif field.default in ((), "", False):
                tests.append(f"{of}.{field.name}")
            else:
                tests.append(f"{of}.{field.name} != {field.default!r}")
    return " or ".join(tests) or "False"


def others(cls: type, *kept: str) -> Callable[[Any], bool]:
    """A function that says whether a part says anything beside the fields *kept*, made once as plain code."""
    return cast("Callable[[Any], bool]", eval(f"lambda v: bool({says_more(cls, *kept)})"))  # noqa: S307  # nosec B307  # our own names


def loses_words(value: str) -> bool:
    """Whether reading gives back less than *value*: structure, a language that no tag can say, or white space."""
    if value.__class__ is not str and isinstance(value, Text):
        if value.markup is not None or (value.language and not LANGUAGE.fullmatch(value.language)):
            return True
        return not is_kept(str(value))
    return not is_kept(value)


PROSE: Final = Codec("text", literal, prose, "the words and their language", loses_words)


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


def _agent_name(link: AgentLink) -> str | None:
    agent = link.agent
    name = literal(agent.name)
    if not name:
        return next((one.value for one in agent.identifiers), None)
    if agent.dates is None:
        return name
    dates = agent.dates.display
    return name if dates in name else Literal(f"{name}, {dates}", getattr(name, "language", None))


_more_in_agent = others(Agent, "name")
_more_in_link = others(AgentLink, "agent", "role")


def agents(role: str) -> Codec:
    """The codec of the agents of one role: their names."""

    def decode(text: str) -> AgentLink:
        return AgentLink(Agent(prose(text)), role)

    def loses(link: AgentLink) -> bool:
        agent = link.agent
        return (
            agent.__class__ is not Agent
            or not agent.name
            or loses_words(agent.name)
            or _more_in_agent(agent)
            or link.role != role
            or _more_in_link(link)
        )

    return Codec("name", _agent_name, decode, "the name, with the dates of existence in it", loses)


#: An agent as a subject, or one that no element is for: it is written as words, and read as something else.
AGENT_AS_WORDS: Final = Codec("name", _agent_name, None, "the name", lambda link: True)


# -- dates --------------------------------------------------------------------------------------------------------------


def date_words(value: Date) -> str:
    if value.edtf is None:
        return literal(value.text)
    return literal(value.text) or "undated" if value.undated else value.edtf


def _typed_date(value: Date) -> str:
    text = date_words(value)
    if text is value.edtf and (_DAY.fullmatch(text) or _TIME.fullmatch(text)):
        return Literal(text, scheme="W3CDTF")
    return text


_more_in_date = others(Date, "text", "edtf", "kind")


def dates(kind: str | None, typed: bool = False) -> Codec:
    """The codec of the dates of one kind: EDTF where they are understood, otherwise their words."""

    def decode(text: str) -> Date | None:
        said = prose(text)
        return Date(said, kind=kind) if str(said).strip() else None

    def loses(value: Date) -> bool:
        if value.kind != kind or _more_in_date(value):
            return True
        if value.edtf is not None and not value.undated:
            return value.text.__class__ is not str or value.text != value.edtf
        return not value.text or decode(literal(value.text)) != value

    return Codec("EDTF date", _typed_date if typed else date_words, decode, "the date as EDTF, or its words", loses)


#: The date of simple Dublin Core, whatever happened then.
DATE: Final = dates(None)


# -- notes, repository ----------------------------------------------------------------------------------------------------

_more_in_note = others(Note, "kind", "text")


def notes(kind: str) -> Codec:
    """The codec of the notes of one kind that has an element of its own: their words."""

    def loses(value: Note) -> bool:
        return value.kind != kind or not value.text or _more_in_note(value) or loses_words(value.text)

    return Codec("text", lambda value: literal(value.text), lambda text: Note(kind, prose(text)), "the words", loses)


#: A note whose kind the element does not say.
NOTE_AS_WORDS: Final = Codec("text", lambda value: literal(value.text), None, "the words", lambda value: True)
REPOSITORY: Final = Codec(
    "name",
    lambda value: literal(value.name) or value.uri or next((one.value for one in value.identifiers), None),
    None,
    "the name",
    lambda value: True,
)
