"""The contextual classes, which a record of EDM describes beside itself: agents, places, spans of time, concepts.

>>> from docmeta.model import Document
>>> [(thing.name, thing.uri, thing.said) for thing in things(Document("d", subjects=(Term("Ships", uri="http://example.org/s"),)))]
[('skos:Concept', 'http://example.org/s', {'skos:prefLabel': ['Ships']})]
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

import attrs

from docmeta.model import Agent, Date, Identifier, Place, Term, Unit, authority_uri, web_address
from docmeta_dublincore.codecs import date_words
from docmeta_dublincore.literal import Literal, is_address, is_blank, literal

#: The properties of each class, in the order of its schema (CONTEXTS.xsd and SKOS.xsd, europeana/metis-schema a62d309).
ORDER: Final = {
    "edm:Agent": (
        "skos:prefLabel", "skos:altLabel", "dc:date", "dc:identifier", "edm:begin", "edm:end",
        "rdaGr2:biographicalInformation", "owl:sameAs",
    ),
    "edm:Place": ("wgs84_pos:lat", "wgs84_pos:long", "skos:prefLabel", "skos:altLabel", "dcterms:isPartOf"),
    "edm:TimeSpan": ("skos:prefLabel", "edm:begin", "edm:end", "skos:notation"),
    "skos:Concept": ("skos:prefLabel", "skos:altLabel", "skos:notation"),
}  # fmt: skip

_EDTF: Final = "http://id.loc.gov/datatypes/edtf"


@attrs.frozen
class Thing:
    """A contextual resource: its class, its URI ("#..." within the file), and its properties, by element."""

    name: str
    uri: str
    said: dict[str, list[str]] = attrs.field(factory=dict)

    def say(self, element: str, value: str) -> None:
        """Add a property; a second name becomes another name."""
        if is_blank(value):
            return
        known = self.said.setdefault(element, [])
        if value in known:
            return
        if element == "skos:prefLabel" and known:
            self.say("skos:altLabel", value)
        else:
            known.append(value)


def _reference(uri: str) -> Literal:
    return Literal(uri, scheme="URI")


def _local(kind: str, *said: object) -> str:
    """The URI of a resource without one: the same for the same words."""
    words = "\n".join(map(str, said)).encode("utf-8", "replace")
    return f"#{kind}-{sha256(words).hexdigest()[:16]}"


def authority(value: Term | Place) -> str:
    """The URI for a number in a vocabulary; "" if there is none."""
    return authority_uri(value.source, value.identifier) or ""


def term_uri(value: Term) -> str:
    """The URI of a term; "" without one."""
    return _usable(value.uri) or authority(value)


def _usable(uri: str | None) -> str:
    return uri if uri and is_address(uri) else ""


def _agent_uris(agent: Agent) -> list[tuple[Identifier, str]]:
    return [(one, _usable(_number(agent, one) or web_address(one))) for one in agent.identifiers]


def _number(agent: Agent, one: Identifier) -> str | None:
    return authority_uri(agent.source if one.kind == "authority" else one.kind, one.value)


def agent_uri(agent: Agent) -> str:
    """The URI of an agent: the first of its identifiers that gives one; "" if none does."""
    return next((uri for _, uri in _agent_uris(agent) if uri), "")


def place_uri(value: Place) -> str:
    """The URI of a place; one within the file if it has coordinates or is part of another; "" for only a name."""
    found = _usable(value.uri) or authority(value)
    return found or (_named_place(value) if value.latitude is not None or value.part_of is not None else "")


def _named_place(value: Place) -> str:
    names: list[object] = [value.latitude, value.longitude]
    at: Place | None = value
    while at is not None:
        names.append(at.name)
        at = at.part_of
    return _local("place", *names)


def span_uri(value: Date) -> str:
    """The URI, within the file, of a date that is understood and longer than one day, month or year; else ""."""
    edtf = value.edtf
    if edtf is None or value.undated or value.normal_ends == (None, None):
        return ""
    return "" if value.w3cdtf == edtf else _local("timespan", edtf, date_words(value))


class _Things:
    """Collects the contextual resources of one record, each once."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], Thing] = {}

    def of(self, name: str, uri: str) -> Thing:
        return self.found.setdefault((name, uri), Thing(name, uri))

    def agent(self, agent: Agent) -> None:
        uris = _agent_uris(agent)
        uri = next((uri for _, uri in uris if uri), "")
        if not uri:
            return
        thing = self.of("edm:Agent", uri)
        thing.say("skos:prefLabel", literal(agent.name))
        for other in agent.other_names:
            thing.say("skos:altLabel", literal(other))
        if agent.dates is not None:
            thing.say("dc:date", date_words(agent.dates))
            self.ends(thing, agent.dates)
        for one, address in uris:
            if not address:
                thing.say("dc:identifier", str(one.value))
            elif address != uri:
                thing.say("owl:sameAs", _reference(address))
        thing.say("rdaGr2:biographicalInformation", literal(agent.history))

    def ends(self, thing: Thing, date: Date) -> None:
        for element, end in zip(("edm:begin", "edm:end"), date.normal_ends, strict=True):
            if end and element not in thing.said:
                thing.say(element, end)

    def term(self, term: Term) -> None:
        uri = term_uri(term)
        if uri:
            thing = self.of("skos:Concept", uri)
            thing.say("skos:prefLabel", literal(term.term))
            if term.identifier and uri != authority(term):
                thing.say("skos:notation", term.identifier)

    def place(self, place: Place) -> None:
        uri, at = place_uri(place), place
        while uri:
            thing = self.of("edm:Place", uri)
            if at.latitude is not None and at.longitude is not None and "wgs84_pos:lat" not in thing.said:
                thing.say("wgs84_pos:lat", repr(at.latitude))
                thing.say("wgs84_pos:long", repr(at.longitude))
            thing.say("skos:prefLabel", literal(at.name))
            above = at.part_of
            if above is None:
                return
            at, uri = above, place_uri(above) or _named_place(above)
            thing.say("dcterms:isPartOf", _reference(uri))

    def span(self, date: Date) -> None:
        uri = span_uri(date)
        if uri:
            thing = self.of("edm:TimeSpan", uri)
            thing.say("skos:prefLabel", date_words(date))
            self.ends(thing, date)
            thing.say("skos:notation", Literal(date.edtf or "", scheme=_EDTF))


def things(unit: Unit) -> Iterator[Thing]:
    """The resources that a record refers to and that have any property, class by class."""
    found = _Things()
    for link in unit.agents:
        found.agent(link.agent)
    for place in unit.places:
        found.place(place)
    for date in unit.dates:
        found.span(date)
    for term in (*unit.subjects, *unit.genres):
        found.term(term)
    return (thing for name in ORDER for thing in found.found.values() if thing.name == name and thing.said)
