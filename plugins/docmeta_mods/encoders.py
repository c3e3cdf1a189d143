"""How values are written as MODS: the reverse of `builders` and `elements`.

Each gives elements as text, `fragments.SEPARATOR` between them; "" if an element cannot hold the value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from docmeta.dates import Date, words_alone
from docmeta.languages import to_639_2b, to_bcp47
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    DigitalObject,
    Extent,
    Family,
    Identifier,
    Language,
    NamePart,
    Note,
    Person,
    Place,
    Relation,
    Repository,
    RightsStatement,
    Term,
    made_it,
)
from docmeta_mods.builders import HIERARCHY, OWN_ROLES, assembled, role_of
from docmeta_mods.fragments import SEPARATOR, el, is_uri, restored
from docmeta_mods.names import ORGANISATIONS

_TYPES: Final[dict[type[Agent], str]] = {Person: "personal", CorporateBody: "corporate", Family: "family"}
_ROLE_CODES: Final = {role: code for code, role in OWN_ROLES.items()}
_NAME_PARTS: Final = frozenset((None, "family", "given", "termsOfAddress"))
_SUBJECT_PARTS: Final = {
    "topic": "topic",
    "geographic": "geographic",
    "temporal": "temporal",
    "genre": "genre",
    "occupation": "occupation",
}
_ROLE: Final = re.compile(r"([^()]+) \(([a-z]{3})\)")
_SAYS: Final = re.compile(r"[^\W_]")
#: W3CDTF: a year, a month, a day, a time.
_W3CDTF: Final = re.compile(
    r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2}))?)?)?"
)
_ACCESS: Final = {
    "thumbnail": "preview",
    "preview": "preview",
    "raw object": "raw object",
    "object in context": "object in context",
}
#: The elements that can be marked as not to be shared outside the institution (MODS 3.8).
_SHAREABLE: Final = frozenset(("abstract", "tableOfContents"))
_LEVELS: Final = {name.lower(): name for name in HIERARCHY}


def _several(*elements: str) -> str:
    return SEPARATOR.join(filter(None, elements))


def title(value: str, of: str | None = None) -> str:
    """titleInfo."""
    return el("titleInfo", "", el("title", value), type=of)


# -- names ----------------------------------------------------------------------------------------------------------------


def _name(value: AgentLink, other_names: tuple[str, ...] = ()) -> str:
    agent = value.agent
    kind = _TYPES.get(agent.__class__)
    heading = {"personal": "person"}.get(kind or "", kind or "agent")
    parts = [*agent.parts] if all(part.kind in _NAME_PARTS for part in agent.parts) else []
    if len(parts) < 2 or assembled(heading, parts) != agent.name:
        parts = [NamePart(agent.name)]
    uri = next((one.value for one in agent.identifiers if one.kind == "uri" and is_uri(one.value)), None)
    numbers = [el("nameIdentifier", one.value, type=one.kind) for one in agent.identifiers if one.value != uri]
    inner = [
        *(el("namePart", part.value, type=part.kind) for part in parts),
        el("namePart", _words(agent.dates), type="date") if agent.dates is not None else "",
        *numbers,
        *(el("alternativeName", "", el("namePart", other)) for other in other_names),
        *_roles(value),
    ]
    return el("name", "", *inner, type=kind, authority=agent.source, valueURI=uri)


def _roles(link: AgentLink) -> list[str]:
    """The relators, and the code of the role if they give a different one."""
    said = [word for word in (link.relator or "").split("; ") if word]
    if link.role not in _ROLE_CODES and link.role != "subject":
        said = [link.role, *said]
    own = link.role in _ROLE_CODES and (not said or role_of(said)[0] != link.role)
    own = own and (link.role != "creator" or made_it(link))
    codes = [_term(_ROLE_CODES[link.role], "code")] if own else []
    return [el("role", "", inner) for inner in [*codes, *map(_role, said)]]


def _role(said: str) -> str:
    found = _ROLE.fullmatch(said)
    if found is not None:
        return _term(found[1], "text") + _term(found[2], "code")
    return _term(said, "code" if re.fullmatch("[a-z]{3}", said) else "text")


def _term(word: str, kind: str) -> str:
    return el("roleTerm", word, type=kind, authority="marcrelator" if kind == "code" else None)


def _nobody(agent: Agent) -> bool:
    return bool(agent.name) and not _SAYS.search(agent.name)


def name(value: AgentLink) -> str:
    """name."""
    return (
        ""
        if _nobody(value.agent)
        else _several(restored(_name(value, value.agent.other_names), value.extras), _history(value.agent))
    )


def subject_name(value: AgentLink) -> str:
    """subject with a name."""
    # MODS has no alternativeName in a subject (subjectNameDefinition).
    return "" if _nobody(value.agent) else _several(el("subject", "", _name(value)), _history(value.agent))


def _history(agent: Agent) -> str:
    return el("note", agent.history, type="biographical/historical")


# -- dates ----------------------------------------------------------------------------------------------------------------


def _words(value: Date) -> str:
    """The words of a date; alone, if its calendar or era would make machines misread it."""
    return words_alone(value) if value.edtf is None and (value.calendar or value.era) else value.display


def date(value: Date, element: str) -> str:
    """A date of originInfo: its words; with the same date in code, if the words are not EDTF."""
    of = value.kind if element == "dateOther" else None
    words, edtf = _words(value), value.edtf
    if edtf is not None and words != edtf and value.text and Date(words).edtf != edtf:
        inner = [el(element, words, type=of), el(element, edtf, encoding=_encoding(edtf), type=of)]
    elif edtf is not None and not value.text:
        inner = [el(element, edtf, encoding=_encoding(edtf), type=of)]
    else:
        inner = [el(element, words, encoding=_encoding(words) if words == edtf else None, type=of)]
    return el("originInfo", "", *inner)


def _encoding(edtf: str) -> str:
    return "w3cdtf" if _W3CDTF.fullmatch(edtf) else "edtf"


def temporal(value: Date) -> str:
    """A date that the unit is about."""
    return el("subject", "", el("temporal", _words(value)))


# -- subjects and places --------------------------------------------------------------------------------------------------


def _authority(value: Term | Place) -> dict[str, str | None]:
    return {"authority": value.source, "valueURI": value.uri if is_uri(value.uri) else None}


def subject(value: Term, element: str) -> str:
    """subject."""
    kinds = [_SUBJECT_PARTS.get(part.kind or "") for part in value.parts]
    if len(kinds) > 1 and all(kinds) and "--".join([part.value for part in value.parts]) == value.term:
        inner = [el(kind or "topic", part.value) for kind, part in zip(kinds, value.parts, strict=True)]
    elif element == "titleInfo":
        inner = [el("titleInfo", "", el("title", str(value.term)))]
    else:
        inner = [el(element, str(value.term))]
    return restored(el("subject", "", *inner, **_authority(value)), value.extras)


def genre(value: Term) -> str:
    """genre; or typeOfResource if it was read from there."""
    if value.source == "typeOfResource":
        return restored(el("typeOfResource", value.term, valueURI=_authority(value)["valueURI"]), value.extras)
    return restored(el("genre", value.term, **_authority(value)), value.extras)


def place(value: Place) -> str:
    """subject with a place, within the larger places that it belongs to, or with its coordinates."""
    chain: list[Place] = [value]
    while chain[0].part_of is not None:
        chain.insert(0, chain[0].part_of)
    ranks = [HIERARCHY.index(_LEVELS[one.kind]) if one.kind in _LEVELS else -1 for one in chain]
    if value.latitude is None and ranks[0] >= 0 and ranks == sorted(set(ranks)):
        inner = [el(_LEVELS[one.kind or ""], str(one.name)) for one in chain]
        return restored(el("subject", "", el("hierarchicalGeographic", "", *inner), **_authority(value)), value.extras)
    inner = [el("geographic", str(value.name))]
    if value.latitude is not None and value.longitude is not None:
        inner.append(el("cartographics", "", el("coordinates", f"{value.latitude:.12g}, {value.longitude:.12g}")))
    return restored(el("subject", "", *inner, **_authority(value)), value.extras)


# -- prose ----------------------------------------------------------------------------------------------------------------


def note(value: Note, element: str = "note", of: str | None = None) -> str:
    """note, abstract, tableOfContents, targetAudience, accessCondition."""
    return restored(_note(value, element, of), value.extras)


def _note(value: Note, element: str, of: str | None = None) -> str:
    label = value.label or str(value.heading) or None
    private = "no" if value.audience == "internal" and element in _SHAREABLE else None
    return el(element, value.text, displayLabel=label, type=of, shareable=private) if value.text.strip() else ""


def other_note(value: Note) -> str:
    """A note of a kind for which MODS has no type: the kind becomes the type."""
    return note(value, of=value.kind.replace("_", " "))


def physical_note(value: Note) -> str:
    """physicalDescription/note."""
    return el("physicalDescription", "", _note(value, "note"))


def place_note(value: Note) -> str:
    """Where it is kept."""
    return el("location", "", _note(value, "physicalLocation", "location"))


def description(value: str) -> str:
    """abstract."""
    return el("abstract", value)


def original(value: str) -> str:
    """The citation of the original."""
    return el("note", value, type="original version")


def rights(value: RightsStatement) -> str:
    """accessCondition, with the URI of the statement if it has one."""
    uri = value.uri if is_uri(value.uri) else None
    words = str(value.text) and value.text
    if not words and not uri:
        words = value.uri or ""
    of = "use and reproduction" if uri else None
    said = el("accessCondition", words, type=of, xlink_href=uri)
    rest = el("note", value.uri or "", type="rights") if value.uri and not uri and value.text else ""
    return _several(restored(said, value.extras), rest, el("note", value.holder, type="rights holder"))


def level(value: str) -> str:
    """The level of description, as a type of note."""
    return el("note", value, type="level of description")


# -- numbers, extents, languages ------------------------------------------------------------------------------------------


def identifier(value: Identifier) -> str:
    """identifier."""
    of = {"unitid": None, "handle": "hdl"}.get(value.kind, value.kind)
    return restored(el("identifier", value.value, type=of, displayLabel=value.label), value.extras)


def extent(value: Extent) -> str:
    """physicalDescription: the extent, physical characteristics as forms, sizes as notes."""
    words = str(value.text) or " ".join(filter(None, (value.quantity, value.unit)))
    inner = [el("extent", words), *(el("form", str(facet)) for facet in value.facets)]
    inner += [el("note", size, type="dimensions") for size in value.dimensions]
    return el("physicalDescription", "", *inner)


def language(value: Language) -> str:
    """language: code, words, script."""
    code, words = value.code or "", str(value.name)
    terms = [el("languageTerm", code, type="code", authority=_list(code)), el("languageTerm", words, type="text")]
    if not any(terms) and value.script:
        terms = ['<languageTerm type="text"/>']
    return el("language", "", *terms, el("scriptTerm", value.script or "", type="code", authority="iso15924"))


def _list(code: str) -> str | None:
    """The list of a code (MODS 3.8, languageTerm/@authority)."""
    if to_639_2b(code) == code:
        return "iso639-2b"
    tag = to_bcp47(code)
    return None if tag is None else "iso639-3" if len(code) == 3 else "rfc5646" if tag.lower() == code.lower() else None


# -- where it is ----------------------------------------------------------------------------------------------------------


def repository(value: Repository) -> str:
    """location/physicalLocation."""
    uri = value.uri if is_uri(value.uri) else None
    said = el("physicalLocation", str(value.name), type="repository", displayLabel=value.label, valueURI=uri)
    codes = (
        el("physicalLocation", one.value, authority=one.kind) for one in value.identifiers if one.kind in ORGANISATIONS
    )
    return el("location", "", said, *codes)


def container(value: Container) -> str:
    """location/physicalLocation of the type container: the box and folder, in words."""
    said = " ".join(filter(None, (value.kind, str(value.value) or value.label)))
    return el("location", "", el("physicalLocation", said, type="container"))


def digital_object(value: DigitalObject) -> str:
    """location/url, and the media type."""
    media = el("physicalDescription", "", el("internetMediaType", value.media_type or ""))
    prose = el("note", value.description, type="digital object")
    if value.uri and is_uri(value.uri):
        url = el("url", value.uri, displayLabel=str(value.title) or None, access=_ACCESS.get(value.role or ""))
        return _several(el("location", "", url), media, prose)
    address = " ".join(filter(None, (str(value.title), value.uri)))
    return _several(el("note", address, type="digital object"), media, prose)


#: The type of a related item for each kind of relation that MODS knows; a constituent would be a member.
RELATED: Final = {
    "isPartOf": "host", "replaces": "preceding", "isReplacedBy": "succeeding", "isFormatOf": "original", "hasFormat": "otherFormat",
    "hasVersion": "otherVersion", "isReferencedBy": "isReferencedBy", "references": "references", "reviewOf": "reviewOf",
}  # fmt: skip


def relation(value: Relation) -> str:
    """relatedItem, by title and URL, or by title and identifier."""
    of = RELATED.get(value.kind)
    other = value.kind if of is None and value.kind != "relation" else None
    uri = value.target if is_uri(value.target) else None
    inner = [title(value.label), el("identifier", value.target or "") if not uri else ""]
    labels = [extra for extra in value.extras if extra.place.endswith(("@displayLabel", "relatedItem/@type"))]
    return restored(el("relatedItem", "", *inner, type=of, otherType=other, xlink_href=uri), labels)


#: The encoders that the table names.
ENCODERS: Final[dict[str, Callable[..., str]]] = {
    "title": title, "name": name, "subject name": subject_name, "date": date, "temporal": temporal, "subject": subject, "genre": genre,
    "place": place, "note": note, "other note": other_note, "physical note": physical_note, "place note": place_note,
    "description": description, "original": original, "rights": rights, "level": level, "identifier": identifier, "extent": extent,
    "language": language, "repository": repository, "container": container, "digital object": digital_object, "relation": relation,
}  # fmt: skip


def encoder(name: str, **options: Any) -> Callable[[Any], str]:
    """The encoder for a line of the table."""
    encode = ENCODERS[name]
    return (lambda value: encode(value, **options)) if options else encode
