"""Subjects, genres and places: access points, with their vocabularies, numbers and URIs."""

from __future__ import annotations

from typing import Final

import attrs

from docmeta.crosswalk import others
from docmeta.model import Identifier, Place, Term, authority_uri
from docmeta_jsonld.codec import codec, lost_extras, unless_plain
from docmeta_jsonld.fragments import Object, is_iri, is_said, listed, prose, quote
from docmeta_jsonld.parts import address_of, identifier_text, take_identifier
from docmeta_jsonld.things import Left, Thing, Value, words

# -- terms ---------------------------------------------------------------------------------------------------------------


def _vocabulary(source: str) -> str:
    return quote(source) if is_iri(source) else Object("DefinedTermSet").say("name", source).text()


_more_of_term: Final = others(Term, "term")


def term_text(term: Term) -> str | None:
    """A subject: a `DefinedTerm` with its vocabulary, its number there and its URI; nothing if it only consists of signs."""
    if not (term.uri or term.identifier or is_said(term.term)):
        return None
    if not _more_of_term(term):
        return f'{{"@type": "DefinedTerm", "name": {prose(term.term)}}}'
    made = Object("DefinedTerm").say("name", term.term)
    if term.kind != "topic":
        made.say("additionalType", term.kind)
    if term.source:
        made.add("inDefinedTermSet", _vocabulary(term.source))
    made.say("termCode", term.identifier)
    address = term.uri or authority_uri(term.source, term.identifier)
    if address:
        _add_address(made, address)
    return made.more(term.extras).text() if len(made) > 1 else None


def _add_address(made: Object, uri: str) -> None:
    if is_iri(uri):
        made.add("sameAs", quote(uri))
    else:
        made.add("identifier", Object("PropertyValue").say("propertyID", "uri").say("value", uri).text())


def take_address(left: Left) -> str | None:
    """What `_add_address` wrote; or the node's own name."""
    for value in left.props.get("sameAs", ()):
        address = address_of(value)
        if address:
            rest = [other for other in left.all("sameAs") if other is not value]
            if rest:
                left.props["sameAs"] = rest
            return address
    for value in left.props.get("identifier", ()):
        found = take_identifier(value)
        if found == Identifier(found.value, "uri") if found else False:
            rest = [other for other in left.all("identifier") if other is not value]
            if rest:
                left.props["identifier"] = rest
            return found.value if found else None
    if left.id is not None and is_iri(left.id):
        address, left.id = left.id, None
        return address
    return None


def take_term(value: Value) -> Term | None:
    """The subject of words or of a `DefinedTerm`."""
    if not isinstance(value, Thing):
        said = words(value)
        return Term(said) if said else None
    if value.is_reference:
        return Term("", uri=value.id)
    left = Left(value)
    known = left.is_a("DefinedTerm", "CategoryCode", "Thing", "Intangible")
    kind = str(left.text("additionalType"))
    if not known and "CreativeWork" in left.types:
        left.is_a("CreativeWork")
        kind = kind or "title"
    source = _take_vocabulary(left)
    code = str(left.text("termCode")) or None
    name, uri = left.text("name"), take_address(left)
    if code and uri == authority_uri(source, code):
        uri = None
    if not (name or code or uri):
        return None
    return Term(name, kind or "topic", source=source, identifier=code, uri=uri, extras=left.extras())


def _take_vocabulary(left: Left) -> str | None:
    for value in left.props.get("inDefinedTermSet", ()):
        if not isinstance(value, Thing):
            return str(left.text("inDefinedTermSet")) or None
        inner = Left(value)
        inner.is_a("DefinedTermSet")
        said = str(inner.text("name")) or inner.id
        if said and not inner.props:
            rest = [other for other in left.all("inDefinedTermSet") if other is not value]
            if rest:
                left.props["inDefinedTermSet"] = rest
            return said
    return None


def genre_text(term: Term) -> str | None:
    """A genre: plain words if they are all, else a `DefinedTerm`."""
    if not _more_of_term(term):
        return prose(term.term) if is_said(term.term) else None
    text = term_text(term)
    alone = term.term and text == f'{{"@type": "DefinedTerm", "name": {prose(term.term)}}}'
    return prose(term.term) if alone else text


_TERM: Final = ("term", "kind", "source", "identifier", "uri", "extras")
_CHANGES: Final = ("parts", "rules", "headings", "audience")
_loses_term: Final = unless_plain(term_text, take_term, "term", _more_of_term)
_loses_genre: Final = unless_plain(genre_text, take_term, "term", _more_of_term)
TERM: Final = codec("term", term_text, take_term, _TERM, _loses_term, changes=_CHANGES, misses=lost_extras)
GENRE: Final = codec("term", genre_text, take_term, _TERM, _loses_genre, changes=_CHANGES, misses=lost_extras)


# -- places --------------------------------------------------------------------------------------------------------------

_PLACE_TYPES: Final = {"country": "Country", "city": "City", "state": "State", "continent": "Continent"}
_PLACE_KINDS: Final = {name: kind for kind, name in _PLACE_TYPES.items()}
_DEEPEST: Final = 20


_more_of_place: Final = others(Place, "name")


def place_text(place: Place) -> str | None:
    """A place, with its coordinates and the place that contains it; nothing if its name only consists of signs."""
    if not (is_said(place.name) or place.uri or place.identifier or place.part_of or place.latitude is not None):
        return None
    if not _more_of_place(place):
        return f'{{"@type": "Place", "name": {prose(place.name)}}}'
    chain = [place]
    while chain[-1].part_of is not None:
        chain.append(chain[-1].part_of)
    inner: str | None = None
    for one in reversed(chain):
        made = _one_place(one).add("containedInPlace", inner).more(one.extras)
        inner = made.text()
    return inner


def _one_place(place: Place) -> Object:
    made = Object(_PLACE_TYPES.get(place.kind or "", "Place")).say("name", place.name)
    if place.kind and place.kind not in _PLACE_TYPES:
        made.say("additionalType", place.kind)
    if place.latitude is not None or place.longitude is not None:
        geo = Object("GeoCoordinates")
        for name, degrees in (("latitude", place.latitude), ("longitude", place.longitude)):
            if degrees is not None:
                geo.add(name, repr(degrees))
        made.add("geo", geo.text())
    address = place.uri if place.uri and is_iri(place.uri) else authority_uri(place.source, place.identifier)
    if address:
        made.add("sameAs", quote(address))
    found = []
    if place.identifier:
        found.append(identifier_text(Identifier(place.identifier, place.source or "unitid")))
    if place.uri and not is_iri(place.uri):
        found.append(identifier_text(Identifier(place.uri, "uri")))
    return made.add("identifier", listed(found))


def take_place(value: Value) -> Place | None:
    """The place of a name or of a `Place`."""
    chain: list[Value] = [value]
    while isinstance(chain[-1], Thing) and len(chain) <= _DEEPEST:
        inner = chain[-1].props.get("containedInPlace")
        if not inner or len(inner) > 1:
            break
        chain.append(inner[0])
    found: Place | None = None
    for one in reversed(chain):
        found = _take_one_place(one, found) if isinstance(one, Thing) else _named(one)
    return found


def _named(value: Value) -> Place | None:
    said = words(value)
    return Place(said) if said else None


def _take_one_place(value: Thing, part_of: Place | None) -> Place | None:
    left = Left(value)
    kind = next((_PLACE_KINDS[name] for name in left.types if name in _PLACE_KINDS), None)
    left.is_a("Place", "AdministrativeArea", *_PLACE_KINDS)
    kind = str(left.text("additionalType")) or kind
    latitude, longitude = _take_geo(left)
    uri = take_address(left)
    source = identifier = None
    for one in left.props.get("identifier", [])[:1]:
        found = take_identifier(one)
        if found is not None and found == Identifier(found.value, found.kind):
            source, identifier = (None if found.kind == "unitid" else found.kind), found.value
            left.props["identifier"] = left.props["identifier"][1:]
            if not left.props["identifier"]:
                del left.props["identifier"]
    if identifier and uri == authority_uri(source, identifier):
        uri = None
    if part_of is not None:
        left.all("containedInPlace")
    name = left.text("name")
    if not (name or identifier or uri or latitude is not None):
        return None
    return Place(
        name, kind, source=source, identifier=identifier, uri=uri, latitude=latitude, longitude=longitude,
        part_of=part_of, extras=left.extras(),
    )  # fmt: skip


def _take_geo(left: Left) -> tuple[float | None, float | None]:
    for value in left.props.get("geo", ()):
        if not isinstance(value, Thing):
            continue
        geo = Left(value)
        geo.is_a("GeoCoordinates")
        degrees = [_degrees(geo.all(name), limit) for name, limit in (("latitude", 90), ("longitude", 180))]
        if not geo.props and degrees != [None, None]:
            rest = [other for other in left.all("geo") if other is not value]
            if rest:
                left.props["geo"] = rest
            return degrees[0], degrees[1]
    return None, None


def _degrees(values: list[Value], limit: int) -> float | None:
    if len(values) != 1:
        return None
    degrees = values[0]
    if isinstance(degrees, str):
        try:
            degrees = float(degrees)
        except ValueError:
            return None
    if degrees.__class__ is not float and degrees.__class__ is not int:
        return None
    return degrees if -limit <= degrees <= limit else None


def _misses(place: Place) -> str:
    """What only the format of the source holds, about the place or one that contains it."""
    one: Place | None = place
    while one is not None:
        if lost := lost_extras(one):
            return lost
        one = one.part_of
    return ""


_PLACE: Final = ("name", "kind", "source", "identifier", "uri", "latitude", "longitude", "part_of", "extras")
_loses_place: Final = unless_plain(place_text, take_place, "name", _more_of_place)
PLACE: Final = codec("place", place_text, take_place, _PLACE, _loses_place, changes=_CHANGES, misses=_misses)


def _place_created(place: Place) -> str | None:
    return place_text(place) if place.relator == "created" else None


def _take_place_created(value: Value) -> Place | None:
    found = take_place(value)
    return None if found is None else attrs.evolve(found, relator="created")


PLACE_CREATED: Final = codec(
    "place", _place_created, _take_place_created, (*_PLACE, "relator"), changes=_CHANGES, misses=_misses
)
