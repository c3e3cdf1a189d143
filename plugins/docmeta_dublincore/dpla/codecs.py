"""Converts values of the model to those of a DPLA record: words, or small objects written as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from docmeta import languages
from docmeta.crosswalk import Codec
from docmeta.model import (
    AgentLink,
    Date,
    DigitalObject,
    Extent,
    Language,
    Place,
    RightsStatement,
    Term,
    is_web,
    made_it,
    standard_rights,
)
from docmeta.text import is_structured, language_of
from docmeta_dublincore import access_points as points
from docmeta_dublincore import codecs as c
from docmeta_dublincore import links
from docmeta_dublincore.edm import things
from docmeta_dublincore.edm.codecs import role_misses
from docmeta_dublincore.literal import named

_STANDING: Final = ("parts", "rules", "headings", "audience", "label", "kind", "relator")


class Made(str):
    """An object, as JSON."""

    __slots__ = ()


def made(**said: Any) -> Made | None:
    """An object of the values that are given; None without any."""
    given = {name.rstrip("_"): value for name, value in said.items() if value not in (None, "", [])}
    return Made(json.dumps(given, ensure_ascii=False)) if given else None


def _is_more(words: str) -> bool:
    return is_structured(words) or bool(language_of(words))


def plain(encode: Callable[[Any], str | None]) -> Callable[[Any], str | None]:
    """The words alone: the JSON has no language."""

    def words(value: Any) -> str | None:
        said = encode(value)
        return str(said) if said else None

    return words


def _shown(
    name: str, encode: Callable[[Any], str | None], *keeps: str, misses: Callable[[Any], str] | None = None
) -> Codec:
    loses = (lambda value: bool(misses(value))) if misses is not None else (lambda value: False)
    return Codec(name, encode, None, keeps, loses, changes=_STANDING, misses=misses)


#: Prose, as its words.
WORDS: Final = Codec("text", str, None, "the words", _is_more)


def _note(note: Any) -> str:
    words = str(note.text)
    return f"{note.heading}: {words}" if note.heading and words else words


NOTES: Final = Codec(
    "text", _note, None, ("text", "heading"), lambda note: _is_more(note.text), changes=("label", "kind", "audience")
)


# -- agents, terms, places -----------------------------------------------------------------------------------------------


def _address_misses(value: Any) -> str:
    agent = value.agent if isinstance(value, AgentLink) else value
    lost = [
        (agent.other_names, "the other names"),
        (agent.history, "the history"),
        (agent.name and agent.identifiers, "the numbers in authority files"),
        (isinstance(value, AgentLink) and role_misses(value), "the role"),
    ]
    return ", ".join([words for said, words in lost if said])


_AGENT: Final = ("agent.name", "agent.dates", "role")
AGENT: Final = _shown("name", plain(c.agent_name), *_AGENT, misses=_address_misses)
MAKER: Final = _shown(
    "name", plain(lambda link: c.agent_name(link) if made_it(link) else None), *_AGENT, misses=_address_misses
)


def _subject_agent(link: AgentLink) -> str | None:
    if not made_it(link):
        return None
    uri = things.agent_uri(link.agent)
    return made(name=str(c.agent_name(link) or ""), exactMatch=[uri] if uri else [])


def _subject_misses(link: AgentLink) -> str:
    agent = link.agent
    lost = [
        (agent.other_names, "the other names"),
        (agent.history, "the history"),
        (agent.name and agent.identifiers and not things.agent_uri(agent), "the numbers in authority files"),
        (role_misses(link), "the role"),
    ]
    return ", ".join([words for said, words in lost if said])


SUBJECT_AGENT: Final = _shown(
    "concept", _subject_agent, *_AGENT, "agent.identifiers", "agent.source", misses=_subject_misses
)


def _concept(value: Term) -> str | None:
    uri = things.term_uri(value)
    return made(name=str(named(value.term) or value.identifier or uri), exactMatch=[uri] if uri else [])


def _concept_misses(value: Term) -> str:
    lost = [
        (value.source and not things.authority(value), "the vocabulary"),
        (value.term and value.identifier and not things.authority(value), "the number in the authority file"),
        (value.term and value.uri and not things.term_uri(value), "the address"),
    ]
    return ", ".join([words for said, words in lost if said])


CONCEPT: Final = _shown("concept", _concept, "term", "source", "identifier", "uri", misses=_concept_misses)


def _genre_misses(value: Term) -> str:
    told = value.source == "dcmitype" and points.dcmi_type(value)
    lost = [
        (value.source and not told, "the vocabulary"),
        (value.term and value.identifier, "the number in the authority file"),
        (value.term and value.uri, "the address"),
    ]
    return ", ".join([words for said, words in lost if said])


_TERM: Final = ("term", "source", "identifier", "uri")
#: A term of the DCMI Type Vocabulary.
TYPE: Final = _shown(
    "DCMI type",
    points.dcmi_type,
    *_TERM,
    misses=_genre_misses,
)
GENRE: Final = _shown(
    "term", plain(lambda value: named(value.term) or value.uri or value.identifier), *_TERM, misses=_genre_misses
)

#: The parts of a place that DPLA distinguishes, by the words of archives.
_PLACES: Final = {
    "city": "city",
    "county": "county",
    "state": "state",
    "province": "state",
    "country": "country",
    "region": "region",
}


def _place(value: Place) -> str | None:
    uri = value.uri or things.authority(value)
    spot = f"{value.latitude!r}, {value.longitude!r}" if value.latitude is not None else ""
    said: dict[str, Any] = {"name": str(named(value.name) or value.identifier or uri or "")}
    at: Place | None = value
    while at is not None:
        kind = _PLACES.get((at.kind or "").lower())
        if kind and kind not in said and at.name:
            said[kind] = str(at.name)
        at = at.part_of
    return made(**said, coordinates=spot, exactMatch=[uri] if uri else [])


def _place_misses(value: Place) -> str:
    at = value.part_of
    lost = [
        (value.source and not things.authority(value), "the vocabulary"),
        (value.name and value.identifier and not things.authority(value), "the number in the authority file"),
        (value.kind and value.kind.lower() not in _PLACES, "the kind of the place"),
        (
            at and ((at.kind or "").lower() not in _PLACES or at.part_of or at.uri or at.identifier),
            "the place that it is part of",
        ),
    ]
    return ", ".join([words for said, words in lost if said])


PLACE: Final = _shown(
    "place",
    _place,
    "name",
    "kind",
    "source",
    "identifier",
    "uri",
    "latitude",
    "longitude",
    "part_of",
    misses=_place_misses,
)


# -- dates, languages ----------------------------------------------------------------------------------------------------


def _date(value: Date) -> str | None:
    begin, end = value.normal_ends
    return made(displayDate=c.date_words(value), begin=begin, end=end)


def dates(kind: str | None) -> Codec:
    """The codec of the dates of one kind: their words, and their first and last possible days."""

    def loses(value: Date) -> bool:
        known = c.date_words(value) == value.text and Date(value.text).edtf == value.edtf
        return value.kind != kind or not (known or value.normal_ends != (None, None))

    changes = ("type", "certainty", "calendar", "era", "label", "audience", "extras")
    return Codec("time span", _date, None, ("text", "edtf", "kind"), loses, changes=changes)


def _language(value: Language) -> str | None:
    code = value.code and (languages.to_639_2t(value.code) or value.code)
    name = str(value.name) or (languages.english_name(value.code) if value.code else "") or code
    return made(name=name, iso639_3=code)


LANGUAGE: Final = _shown(
    "language", _language, "code", "name", misses=lambda value: "the script" if value.script else ""
)


# -- the rest ------------------------------------------------------------------------------------------------------------


def _measure_misses(value: Extent) -> str:
    """A unit of measure that the words, which are written instead, do not have."""
    return "the unit" if value.text and value.unit and value.unit not in value.text else ""


RELATION: Final = Codec(
    "relation",
    plain(links.relations("relation").encode),
    None,
    ("target", "label"),
    lambda value: False,
    changes=("kind", "audience"),
)
IDENTIFIER: Final = Codec(
    "identifier", links.identifier_text, None, ("value",), lambda value: links.identifier_text(value) != value.value,
    changes=("kind", "label", "country", "repository", "audience"),
)  # fmt: skip
EXTENT: Final = Codec(
    "extent", plain(points.EXTENT.encode), None, ("text", "quantity", "unit", "facets", "dimensions"),
    lambda value: bool(_measure_misses(value)), misses=_measure_misses,
    changes=("kind", "coverage", "approximate", "label", "parallel", "audience"),
)  # fmt: skip
MEDIUM: Final = Codec(
    "format", plain(points.MEDIUM.encode), None, ("facets",), lambda value: False,
    changes=("kind", "coverage", "approximate", "label", "parallel", "audience"),
)  # fmt: skip


def edm_rights(value: RightsStatement) -> str | None:
    """The URI of a standard statement that DPLA accepts."""
    return standard_rights(value, "dpla")


_RIGHTS: Final = ("text", "uri", "holder")
RIGHTS: Final = _shown("text", plain(lambda value: value.text), *_RIGHTS)
EDM_RIGHTS: Final = _shown("standard statement", edm_rights, *_RIGHTS)
OTHER_RIGHTS: Final = _shown(
    "address", lambda value: value.uri if not standard_rights(value, "dpla") else None, *_RIGHTS
)
HOLDER: Final = _shown("name", plain(lambda value: value.holder), *_RIGHTS)
#: The writer decides which object is isShownAt, the thumbnail, a file or a manifest.
OBJECT: Final = Codec(
    "web resource", lambda value: is_web(value.uri) or None, None, ("uri", "role"), lambda value: is_web(value.uri) != value.uri,
    changes=("kind", "id", "parallel", "audience"),
)  # fmt: skip


def has_name(address: str) -> bool:
    """Whether the host of a URL is a name, not a number (DplaMapData.scala, hasBareIpHost)."""
    host = address.partition("://")[2].partition("/")[0].rpartition("@")[2]
    return not host.startswith("[") and not host.partition(":")[0].replace(".", "").isdigit()


def first_file(found: tuple[DigitalObject, ...]) -> str | None:
    """The URL of the first file whose host is a name."""
    return next((one.uri for one in found if one.uri and has_name(one.uri)), None)
