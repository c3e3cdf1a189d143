"""How the values of the model become what stands in Dublin Core elements, and back.

Every codec is exact about loss: `loss(v)` says whether `decode(encode(v))` differs from *v*.
Those of values that are not shared between records say it without building the decoded value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, cast

import attrs

from docmeta import languages
from docmeta.crosswalk import Codec
from docmeta.dates import Date
from docmeta.harvest import words
from docmeta.parts import (
    Agent,
    AgentLink,
    DigitalObject,
    Extent,
    Identifier,
    Language,
    Note,
    Place,
    Relation,
    RightsStatement,
    Term,
)
from docmeta.text import Text, is_structured
from docmeta.vocab import DCMIType
from docmeta_dublincore.literal import LANGUAGE, Literal, is_address, is_kept, literal, prose

#: Schemes of DCMI for vocabularies, by what archives call them (EAD `@source`, MARC source codes).
VOCABULARIES: Final = {"lcsh": "LCSH", "mesh": "MESH", "ddc": "DDC", "lcc": "LCC", "udc": "UDC"}
PLACE_VOCABULARIES: Final = {"tgn": "TGN", "iso3166": "ISO3166"}

DCMI_TYPES: Final = frozenset(word.value for word in DCMIType)

_QUANTITY = re.compile(r"([0-9]+(?:[.,][0-9]+)*) ([^\W\d_]+(?:[ -][^\W\d_]+)*)")
_MEDIA_TYPE = re.compile(r"(?:application|audio|font|image|message|model|multipart|text|video)/[A-Za-z0-9][\w.+-]*")
_DAY = re.compile(r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_TIME = re.compile(
    r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])"
)
_DIGIT = re.compile(r"[0-9]")
_WEB = re.compile(r"https?://\S{1,1980}")
_KINDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("doi", re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?10\.[0-9]{4,9}/\S+", re.IGNORECASE)),
    ("ark", re.compile(r"(?:https?://[^/\s]+/)?ark:/?[0-9b-z]{5,}/\S+", re.IGNORECASE)),
    ("handle", re.compile(r"(?:hdl:|https?://hdl\.handle\.net/)\S+/\S+", re.IGNORECASE)),
    ("isbn", re.compile(r"(?:urn:)?isbn:? ?[0-9][0-9 -]{8,16}[0-9Xx]", re.IGNORECASE)),
    ("issn", re.compile(r"(?:urn:)?issn:? ?[0-9]{4}-?[0-9]{3}[0-9Xx]", re.IGNORECASE)),
    ("uri", re.compile(r"(?:https?|ftp)://\S+|(?:urn|info):\S+", re.IGNORECASE)),
)  # fmt: skip


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


def _loses_words(value: str) -> bool:
    """Whether reading gives back less than *value*: structure, a language that no tag can say, or white space."""
    if value.__class__ is not str and isinstance(value, Text):
        if value.markup is not None or (value.language and not LANGUAGE.fullmatch(value.language)):
            return True
        return not is_kept(str(value))
    return not is_kept(value)


PROSE: Final = Codec("text", literal, prose, "the words and their language", _loses_words)


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
            or _loses_words(agent.name)
            or _more_in_agent(agent)
            or link.role != role
            or _more_in_link(link)
        )

    return Codec("name", _agent_name, decode, "the name, with the dates of existence in it", loses)


#: An agent as a subject, or one that no element is for: it is written as words, and read as something else.
AGENT_AS_WORDS: Final = Codec("name", _agent_name, None, "the name", lambda link: True)


# -- dates --------------------------------------------------------------------------------------------------------------


def _date(value: Date) -> str:
    if value.edtf is None:
        return literal(value.text)
    return literal(value.text) or "undated" if value.undated else value.edtf


def _typed_date(value: Date) -> str:
    text = _date(value)
    if text is value.edtf and (_DAY.fullmatch(text) or _TIME.fullmatch(text)):
        return Literal(text, scheme="W3CDTF")
    return text


_more_in_date = others(Date, "text", "edtf", "kind")


def dates(kind: str | None, typed: bool = False) -> Codec:
    """The codec of the dates of one kind: EDTF where they are understood, otherwise their words."""

    def decode(text: str) -> Date:
        return Date(prose(text), kind=kind)

    def loses(value: Date) -> bool:
        if value.kind != kind or _more_in_date(value):
            return True
        if value.edtf is not None and not value.undated:
            return value.text.__class__ is not str or value.text != value.edtf
        return not value.text or decode(literal(value.text)) != value

    return Codec("EDTF date", _typed_date if typed else _date, decode, "the date as EDTF, or its words", loses)


#: The date of simple Dublin Core, whatever happened then.
DATE: Final = dates(None)


# -- coverage -----------------------------------------------------------------------------------------------------------

_more_in_place = others(Place, "name")


def says_a_date(text: str) -> bool:
    """Whether the words of a `coverage` are a date rather than a place."""
    if len(text) > 200 or not _DIGIT.search(text):
        return False
    date = Date(text)
    return date.edtf is not None and not date.undated


def _place(value: Place) -> str | None:
    return literal(value.name) or value.uri or value.identifier


def _loses_place(value: Place) -> bool:
    return not value.name or _more_in_place(value) or _loses_words(value.name) or says_a_date(value.name)


#: Simple Dublin Core says places and times in one element.
PLACE: Final = Codec("place", _place, lambda text: Place(prose(text)), "the name", _loses_place)
COVERAGE_DATE: Final = Codec(
    "EDTF date",
    _date,
    lambda text: Date(prose(text), kind="coverage") if says_a_date(words(text)) else None,
    "the date as EDTF, or its words",
)


def _spatial(value: Place) -> str | None:
    scheme = PLACE_VOCABULARIES.get(value.source or "")
    text = _place(value)
    if text and scheme and text.__class__ is str:
        return Literal(text, scheme=scheme)
    if text and not value.name and text is value.uri and is_address(text):
        return Literal(text, scheme="URI")
    return text


def _read_spatial(text: str) -> Place:
    scheme = text.scheme if isinstance(text, Literal) else None
    if scheme == "URI":
        return Place("", uri=words(text))
    return Place(prose(text), source=_vocabulary(PLACE_VOCABULARIES, scheme))


SPATIAL: Final = Codec("place", _spatial, _read_spatial, "the name and a vocabulary that DCMI names")


# -- terms --------------------------------------------------------------------------------------------------------------

_more_in_term = others(Term, "term")


def _vocabulary(table: dict[str, str], scheme: str | None) -> str | None:
    return next((source for source, name in table.items() if name == scheme), scheme)


def _term(value: Term) -> str | None:
    return literal(value.term) or value.uri or value.identifier


def _loses_term(value: Term) -> bool:
    return not value.term or _more_in_term(value) or _loses_words(value.term)


TERM: Final = Codec("term", _term, lambda text: Term(prose(text)), "the term", _loses_term)


def _typed_term(value: Term) -> str | None:
    text = _term(value)
    scheme = VOCABULARIES.get(value.source or "")
    if text and scheme and text.__class__ is str and value.term:
        return Literal(text, scheme=scheme)
    if text and not value.term and text is value.uri and is_address(text):
        return Literal(text, scheme="URI")
    return text


def _read_term(text: str) -> Term:
    scheme = text.scheme if isinstance(text, Literal) else None
    if scheme == "URI":
        return Term("", uri=words(text))
    return Term(prose(text), source=_vocabulary(VOCABULARIES, scheme))


TYPED_TERM: Final = Codec("term", _typed_term, _read_term, "the term and a vocabulary that DCMI names")


def _genre(value: Term) -> str | None:
    text = _term(value)
    return Literal(text, scheme="DCMIType") if text in DCMI_TYPES and value.source == "dcmitype" else text


def _read_genre(text: str) -> Term | None:
    term = prose(text)
    if str(term) == "Collection":
        return None  # it is read as the level
    return Term(term, source="dcmitype") if str(term) in DCMI_TYPES and not is_structured(term) else Term(term)


GENRE: Final = Codec("genre", lambda value: _term(value), _read_genre, "the term, and that it is a DCMI type")
TYPED_GENRE: Final = Codec("genre", _genre, _read_genre, "the term, and that it is a DCMI type")


# -- extents and media ---------------------------------------------------------------------------------------------------


def _extent(value: Extent) -> str | None:
    text = literal(value.text) or " ".join(part for part in (value.quantity, value.unit) if part)
    parts = [part for part in (text, *value.facets, *value.dimensions) if part]
    return text if len(parts) == 1 and text else "; ".join(str(part) for part in parts)


def read_extent(text: str) -> Extent:
    """An extent of its words, with number and unit where they are just that."""
    said = prose(text)
    found = _QUANTITY.fullmatch(said) if len(said) < 200 else None
    return Extent(said, quantity=found[1], unit=found[2]) if found else Extent(said)


#: Simple Dublin Core says extents and media types in one element.
EXTENT: Final = Codec(
    "extent",
    _extent,
    lambda text: None if is_media_type(words(text)) else read_extent(text),
    "the wording, with number and unit",
)


def _is_medium(value: Extent) -> bool:
    return len(value.facets) == 1 and not (value.text or value.quantity or value.unit or value.dimensions)


#: Of the next two the first fits an extent that is one physical characteristic, the second every other.
MEDIUM: Final = Codec(
    "medium",
    lambda value: literal(value.facets[0]) if _is_medium(value) else None,
    lambda text: Extent(facets=(prose(text),)),
    "the words",
)
MORE_THAN_MEDIUM: Final = Codec(
    "extent",
    lambda value: None if _is_medium(value) else _extent(value),
    read_extent,
    "the wording, with number and unit",
)


def is_media_type(text: str) -> bool:
    """Whether words are an IANA media type."""
    return len(text) < 100 and _MEDIA_TYPE.fullmatch(text) is not None


# -- identifiers and relations --------------------------------------------------------------------------------------------


def identifier_kind(text: str) -> str:
    """The kind of an identifier, from its form; a reference code where it has none of the known ones."""
    begin = text[:4].lower()
    if ":" not in text and begin not in ("isbn", "issn") and not begin.startswith("10."):
        return "unitid"
    if begin == "http":
        low = text.lower()
        if "doi.org/" not in low and "ark:" not in low and "hdl." not in low:
            return "uri" if _WEB.fullmatch(low) else "unitid"
    if len(text) < 2_000:
        for kind, pattern in _KINDS:
            if pattern.fullmatch(text):
                return kind
    return "unitid"


_more_in_identifier = others(Identifier, "value", "kind")


def _loses_identifier(value: Identifier) -> bool:
    text = value.value
    return (
        _more_in_identifier(value)
        or text.__class__ is not str
        or not is_kept(text)
        or identifier_kind(text) != value.kind
    )


def _read_identifier(text: str) -> Identifier:
    value = words(text)
    return Identifier(value, identifier_kind(value))


IDENTIFIER: Final = Codec(
    "identifier", lambda value: str(value.value), _read_identifier, "the identifier", _loses_identifier
)
TYPED_IDENTIFIER: Final = Codec(
    "identifier",
    lambda value: Literal(value.value, scheme="URI") if is_address(value.value) else str(value.value),
    _read_identifier,
    "the identifier",
    _loses_identifier,
)


def _relation(value: Relation) -> str | None:
    if value.target and value.label:
        return f"{value.label} ({value.target})"
    return value.target or literal(value.label)


def relations(kind: str, typed: bool = False) -> Codec:
    """The codec of the relations of one kind: an address, or words."""

    def encode(value: Relation) -> str | None:
        text = _relation(value)
        return Literal(text, scheme="URI") if typed and text and text is value.target and is_address(text) else text

    def decode(text: str) -> Relation:
        said = words(text)
        if (isinstance(text, Literal) and text.scheme == "URI") or is_address(said):
            return Relation(kind, target=said)
        return Relation(kind, label=prose(text))

    return Codec("relation", encode, decode, "its address, or its words")


DIGITAL_OBJECT: Final = Codec("address", lambda value: value.uri or None, None, "the address", lambda value: True)
TYPED_DIGITAL_OBJECT: Final = Codec(
    "address",
    lambda value: Literal(value.uri, scheme="URI") if value.uri and is_address(value.uri) else value.uri or None,
    None,
    "the address",
    lambda value: True,
)
MEDIA_TYPE: Final = Codec(
    "media type",
    lambda value: value.media_type or None,
    lambda text: DigitalObject(media_type=words(text)),
    "the media type",
)
TYPED_MEDIA_TYPE: Final = Codec(
    "media type",
    lambda value: Literal(value.media_type, scheme="IMT") if value.media_type else None,
    lambda text: DigitalObject(media_type=words(text)),
    "the media type",
)


# -- languages ----------------------------------------------------------------------------------------------------------


def _language(value: Language) -> str | None:
    if value.code and value.script:
        return languages.to_bcp47(value.code, value.script) or value.code
    return value.code or literal(value.name) or value.script


def _typed_language(value: Language) -> str | None:
    text = _language(value)
    if not text or text is not value.code or text.__class__ is not str:
        return Literal(text, scheme="RFC4646") if text and value.code and LANGUAGE.fullmatch(text) else text
    if len(text) == 3 and languages.to_639_2b(text) == text:
        return Literal(text, scheme="ISO639-2")
    if len(text) == 3 and languages.to_639_2t(text) == text:
        return Literal(text, scheme="ISO639-3")
    return Literal(text, scheme="RFC4646") if LANGUAGE.fullmatch(text) and languages.to_bcp47(text) else text


def _read_language(text: str) -> Language:
    said = words(text)
    tag = languages.parse_tag(said)
    if tag is not None and tag.script and languages.is_script(tag.script) and languages.to_bcp47(said):
        parts = said.split("-")
        return Language("-".join(part for part in parts if part.title() != tag.script), tag.script)
    if languages.to_bcp47(said) is not None or (isinstance(text, Literal) and text.scheme):
        return Language(said)
    if len(said) == 4 and languages.is_script(said):
        return Language(script=said)
    return Language(languages.find(said), name=prose(text))


LANGUAGE_CODE: Final = Codec("language", _language, _read_language, "the code, with the script, or the words")
TYPED_LANGUAGE: Final = Codec("language", _typed_language, _read_language, "the code, with the script, or the words")


# -- rights -------------------------------------------------------------------------------------------------------------


def _rights(value: RightsStatement) -> str | None:
    return literal(value.text) or value.uri


def _read_rights(text: str) -> RightsStatement:
    said = words(text)
    if (isinstance(text, Literal) and text.scheme == "URI") or is_address(said):
        return RightsStatement(uri=said)
    return RightsStatement(prose(text))


def is_licence(uri: str) -> bool:
    """Whether a URI names a licence, rather than a statement of what the rights are."""
    return "rightsstatements.org/" not in uri and "/publicdomain/mark/" not in uri


def _only_uri(licence: bool) -> Callable[[RightsStatement], str | None]:
    def encode(value: RightsStatement) -> str | None:
        if not value.uri or is_licence(value.uri) is not licence:
            return None
        return Literal(value.uri, scheme="URI") if is_address(value.uri) else value.uri

    return encode


RIGHTS: Final = Codec("rights", _rights, _read_rights, "the words, or the address")
RIGHTS_URI: Final = Codec("address", lambda value: value.uri if value.text else None, _read_rights, "the address")
RIGHTS_WORDS: Final = Codec("text", lambda value: literal(value.text) or None, _read_rights, "the words")
LICENCE: Final = Codec("address", _only_uri(True), _read_rights, "the address")
RIGHTS_STATEMENT: Final = Codec("address", _only_uri(False), _read_rights, "the address")
HOLDER: Final = Codec(
    "name", lambda value: literal(value.holder) or None, lambda text: RightsStatement(holder=prose(text)), "the holder"
)


# -- notes, repository ----------------------------------------------------------------------------------------------------

_more_in_note = others(Note, "kind", "text")


def notes(kind: str) -> Codec:
    """The codec of the notes of one kind that has an element of its own: their words."""

    def loses(value: Note) -> bool:
        return value.kind != kind or not value.text or _more_in_note(value) or _loses_words(value.text)

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
