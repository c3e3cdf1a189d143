"""Converts values of the model to EDM: words, or a reference to a contextual resource that the record describes.

A name or a term with a URI, a place with coordinates and a span of time are such resources (`things`): a codec
then gives their URI, and the writer describes them beside the record.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from docmeta.crosswalk import Codec
from docmeta.model import (
    AgentLink,
    Date,
    DigitalObject,
    Place,
    RightsStatement,
    Role,
    Term,
    is_web,
    made_it,
    standard_rights,
)
from docmeta_dublincore import access_points as points
from docmeta_dublincore import codecs as c
from docmeta_dublincore.edm import things
from docmeta_dublincore.literal import Literal, is_address, literal, named

_STANDING: Final = ("parts", "rules", "headings", "audience", "label", "kind", "relator")


def _never(value: object) -> bool:
    return False


def reference(uri: str) -> Literal:
    """A reference to a contextual resource."""
    return Literal(uri, scheme="URI")


def _shown(
    name: str, encode: Callable[[Any], str | None], *keeps: str, misses: Callable[[Any], str] | None = None
) -> Codec:
    """A codec that only writes, and keeps what *keeps* names."""
    loses = (lambda value: bool(misses(value))) if misses is not None else _never
    return Codec(name, encode, None, keeps, loses, changes=_STANDING, misses=misses)


# -- agents --------------------------------------------------------------------------------------------------------------

_AGENT: Final = (
    "agent.name", "agent.other_names", "agent.dates", "agent.identifiers", "agent.source", "agent.history", "role",
)  # fmt: skip
#: The roles of the model.
_ROLES: Final = frozenset(Role)
#: What nothing says of a number without its agent's name, and of a place that another one is part of.
_OF_NUMBER: Final = ("kind", "label", "country", "repository", "audience", "extras")
_OF_PLACE: Final = ("kind", "parts", "rules", "relator", "headings", "audience", "extras")


def _agent(link: AgentLink) -> str | None:
    agent = link.agent
    uri = things.agent_uri(agent)
    return reference(uri) if uri else c.agent_name(link)


def _agent_misses(link: AgentLink) -> str:
    agent = link.agent
    if things.agent_uri(agent):
        return role_misses(link)
    numbered = any(getattr(one, name) for one in agent.identifiers for name in _OF_NUMBER)
    lost = [
        (role_misses(link), "the role"),
        (agent.source, "the authority file"),
        (not agent.name and numbered, "the kind of number"),
        (agent.other_names, "the other names"),
        (agent.history, "the history"),
        (agent.name and agent.identifiers, "the numbers in authority files"),
    ]
    return ", ".join([words for value, words in lost if value])


def role_misses(link: AgentLink) -> str:
    """The role, if it is none of the model's."""
    return "the role" if link.role and link.role not in _ROLES else ""


def above_misses(value: Place) -> str:
    """The details of the places that a place is part of."""
    at = value.part_of
    while at is not None:
        linked = things.authority(at)
        if (
            any(getattr(at, name) for name in _OF_PLACE)
            or (not linked and (at.source or at.identifier))
            or (at.uri and not is_address(at.uri))
        ):
            return "details of the place that it is part of"
        at = at.part_of
    return ""


def _maker(link: AgentLink) -> str | None:
    return _agent(link) if made_it(link) else None


AGENT: Final = _shown("agent", _agent, *_AGENT, misses=_agent_misses)
#: A creator or a subject, unless one who only gave, kept or paid.
MAKER: Final = _shown("agent", _maker, *_AGENT, misses=_agent_misses)
RIGHTS_HOLDER: Final = _shown("name", c.agent_name, "agent.name", "agent.dates", "role", misses=_agent_misses)


# -- terms and places ----------------------------------------------------------------------------------------------------


def _term(value: Term) -> str | None:
    uri = things.term_uri(value)
    return reference(uri) if uri else named(value.term) or value.identifier


def _term_misses(value: Term) -> str:
    if things.term_uri(value):
        return "" if not value.source or things.authority(value) else "the vocabulary"
    told = value.source == "dcmitype" and points.dcmi_type(value)
    lost = [
        (value.term and value.uri, "the address"),
        (value.source and not told, "the vocabulary"),
        (value.term and value.identifier, "the number in the authority file"),
    ]
    return ", ".join([words for said, words in lost if said])


def _place(value: Place) -> str | None:
    uri = things.place_uri(value)
    return reference(uri) if uri else named(value.name) or value.identifier


def _place_misses(value: Place) -> str:
    linked = (value.uri and is_address(value.uri)) or things.authority(value)
    lost = [
        (value.source and not things.authority(value), "the vocabulary"),
        (value.name and value.identifier and not linked, "the number in the authority file"),
        (value.name and value.uri and not linked, "the address"),
        (above_misses(value), "details of the place that it is part of"),
    ]
    return ", ".join([words for said, words in lost if said])


TERM: Final = _shown("concept", _term, "term", "source", "identifier", "uri", misses=_term_misses)
PLACE: Final = _shown(
    "place", _place, "name", "source", "identifier", "uri", "latitude", "longitude", "part_of", misses=_place_misses
)


# -- dates ---------------------------------------------------------------------------------------------------------------


def _date(value: Date) -> str | None:
    uri = things.span_uri(value)
    if uri:
        return reference(uri)
    exact = value.w3cdtf
    return exact if exact and value.edtf == exact else c.date_words(value)


def dates(kind: str | None) -> Codec:
    """The codec of the dates of one kind: an exact date, a span of time, or words."""

    def loses(value: Date) -> bool:
        return value.kind != kind or (not things.span_uri(value) and _date(value) != value.text)

    changes = ("type", "certainty", "calendar", "era", "label", "audience", "extras")
    return Codec("date or span", _date, None, ("text", "edtf", "kind"), loses, changes=changes)


# -- rights and objects --------------------------------------------------------------------------------------------------


def edm_rights(value: RightsStatement) -> str | None:
    """The URI of a standard statement that Europeana accepts."""
    uri = standard_rights(value, "europeana")
    return reference(uri) if uri else None


def _other_rights(value: RightsStatement) -> str | None:
    uri = value.uri
    if not uri or standard_rights(value, "europeana"):
        return None
    return reference(uri) if is_address(uri) else uri


_RIGHTS: Final = ("text", "uri", "holder")
RIGHTS_WORDS: Final = _shown("text", lambda value: literal(value.text) or None, *_RIGHTS)
EDM_RIGHTS: Final = _shown("standard statement", edm_rights, *_RIGHTS)
OTHER_RIGHTS: Final = _shown("address", _other_rights, *_RIGHTS)
HOLDER: Final = _shown("name", lambda value: literal(value.holder) or None, *_RIGHTS)

#: The writer decides which object is isShownAt, isShownBy, a view or the thumbnail.
OBJECT: Final = Codec(
    "web resource",
    lambda value: is_web(value.uri) or None,
    None,
    ("uri", "media_type", "title", "description", "role"),
    lambda value: is_web(value.uri) != value.uri,
    changes=("kind", "id", "parallel", "audience"),
)


def object_words(one: DigitalObject) -> list[str]:
    """The words of a web resource."""
    return [str(words) for words in (one.title, one.description) if words]
