"""Codecs of access points: places and times covered, subjects, genres; also of extents, media and languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import attrs

from docmeta import languages
from docmeta.crosswalk import WORDS, Codec
from docmeta.model import DCMIType, Extent, Language, Place, Term, counted, trusted
from docmeta.text import is_structured
from docmeta.xml.harvest import words
from docmeta_dublincore.codecs import loses_words, says_a_date
from docmeta_dublincore.literal import Literal, is_address, literal, named, prose

#: DCMI's schemes for vocabularies, by the names that archives use (EAD `@source`, MARC source codes).
VOCABULARIES: Final = {"lcsh": "LCSH", "mesh": "MESH", "ddc": "DDC", "lcc": "LCC", "udc": "UDC"}
PLACE_VOCABULARIES: Final = {"tgn": "TGN", "iso3166": "ISO3166"}
DCMI_TYPES: Final = frozenset(word.value for word in DCMIType)
_TYPES_BY_LABEL: Final = {word.lower(): word for word in DCMI_TYPES}
_MEDIA_TYPE = re.compile(r"(?:application|audio|font|image|message|model|multipart|text|video)/[A-Za-z0-9][\w.+-]*")


def dcmi_type(value: Term) -> str | None:
    """The name of a DCMI type, also from its label ("Still Image"); None for any other term."""
    if value.source != "dcmitype":
        return str(value.term) if value.term in DCMI_TYPES else None
    return _TYPES_BY_LABEL.get(str(value.term).replace(" ", "").lower())


# -- coverage -----------------------------------------------------------------------------------------------------------


_PLACE_CHANGES: Final = ("kind", "parts", "rules", "headings", "audience")


def _place(value: Place) -> str | None:
    return named(value.name) or value.uri or value.identifier


def _loses_place(value: Place) -> bool:
    return not value.name or loses_words(value.name) or says_a_date(value.name)


#: Simple Dublin Core has one element for places and times.
PLACE: Final = Codec(
    "place", _place, lambda text: trusted.Place(prose(text)), ("name",), _loses_place, changes=_PLACE_CHANGES
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
    return trusted.Place(prose(text), source=_vocabulary(PLACE_VOCABULARIES, scheme))


def _in_vocabulary(table: dict[str, str]) -> Callable[[Any], str]:
    """What is lost of the vocabulary of a term, and of its URI beside its words."""

    def misses(value: Any) -> str:
        if value.source and value.source not in table:
            return WORDS["source"]
        return WORDS["uri"] if value.uri and words_of(value) else ""

    return misses


def words_of(value: Place | Term) -> str:
    """The name or the term."""
    return value.name if isinstance(value, Place) else value.term


SPATIAL: Final = Codec(
    "place",
    _spatial,
    _read_spatial,
    ("name", "source", "uri"),
    changes=_PLACE_CHANGES,
    misses=_in_vocabulary(PLACE_VOCABULARIES),
)


# -- terms --------------------------------------------------------------------------------------------------------------

_TERM_CHANGES: Final = ("kind", "parts", "rules", "headings", "audience")


def _vocabulary(table: dict[str, str], scheme: str | None) -> str | None:
    return next((source for source, name in table.items() if name == scheme), scheme)


def _term(value: Term) -> str | None:
    return named(value.term) or value.uri or value.identifier


def _loses_term(value: Term) -> bool:
    return not value.term or value.kind != "topic" or loses_words(value.term)


TERM: Final = Codec(
    "term", _term, lambda text: trusted.Term(prose(text)), ("term", "kind"), _loses_term, changes=_TERM_CHANGES
)


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
    return trusted.Term(prose(text), source=_vocabulary(VOCABULARIES, scheme))


_TYPED: Final = ("term", "source", "uri")
TYPED_TERM: Final = Codec(
    "term", _typed_term, _read_term, _TYPED, changes=_TERM_CHANGES, misses=_in_vocabulary(VOCABULARIES)
)


def _genre(value: Term) -> str | None:
    text = _term(value)
    return Literal(text, scheme="DCMIType") if text in DCMI_TYPES and value.source == "dcmitype" else text


def _read_genre(text: str) -> Term | None:
    term = prose(text)
    if str(term) == "Collection":
        return None  # it is read as the level
    known = str(term) in DCMI_TYPES and not is_structured(term)
    return trusted.Term(term, source="dcmitype" if known else None)


_IS_TYPE: Final = _in_vocabulary({"dcmitype": "DCMIType"})
GENRE: Final = Codec("genre", lambda value: _term(value), _read_genre, _TYPED, changes=_TERM_CHANGES, misses=_IS_TYPE)
TYPED_GENRE: Final = Codec("genre", _genre, _read_genre, _TYPED, changes=_TERM_CHANGES, misses=_IS_TYPE)


# -- extents and media ---------------------------------------------------------------------------------------------------


def _extent(value: Extent) -> str | None:
    text = literal(value.text) or " ".join(part for part in (value.quantity, value.unit) if part)
    parts = [part for part in (text, *value.facets, *value.dimensions) if part]
    return text if len(parts) == 1 and text else "; ".join(str(part).rstrip(" ;:,+") for part in parts)


def read_extent(text: str) -> Extent:
    """An extent from its words, with number and unit if they are exactly these."""
    said = prose(text)
    return trusted.Extent(said, **counted(said))


_EXTENT_KEEPS: Final = ("text", "quantity", "unit", "approximate", "facets", "dimensions")
_EXTENT_CHANGES: Final = ("kind", "coverage", "label", "parallel", "audience", "extras")
#: Simple Dublin Core has one element for extents and media types.
EXTENT: Final = Codec(
    "extent",
    _extent,
    lambda text: None if is_media_type(words(text)) else read_extent(text),
    _EXTENT_KEEPS,
    changes=_EXTENT_CHANGES,
)


def _is_medium(value: Extent) -> bool:
    return len(value.facets) == 1 and not (value.text or value.quantity or value.unit or value.dimensions)


#: Of the next two, the first handles an extent that is one physical characteristic, the second any other.
MEDIUM: Final = Codec(
    "medium",
    lambda value: literal(value.facets[0]) if _is_medium(value) else None,
    lambda text: Extent(facets=(prose(text),)),
    _EXTENT_KEEPS,
    changes=_EXTENT_CHANGES,
)
MORE_THAN_MEDIUM: Final = Codec(
    "extent",
    lambda value: None if _is_medium(value) else _extent(value),
    read_extent,
    _EXTENT_KEEPS,
    changes=_EXTENT_CHANGES,
)


def is_media_type(text: str) -> bool:
    """Whether words are an IANA media type."""
    return len(text) < 100 and _MEDIA_TYPE.fullmatch(text) is not None


# -- languages ----------------------------------------------------------------------------------------------------------


def _language(value: Language) -> str | None:
    """The shortest tag of a language known by its code or its name; otherwise the text unchanged."""
    if value.code:
        return languages.shortest_tag(value.code, value.script) or value.code
    name = str(value.name)
    return (languages.shortest_tag(name, value.script) if name else None) or literal(value.name) or value.script


def _typed_language(value: Language) -> str | None:
    text = _language(value)
    known = text and text.__class__ is str and languages.to_bcp47(text)
    return Literal(text, scheme="RFC4646") if text and known else text


def _says_more_than_the_code(value: Language) -> str:
    """The wording beside a code, unless it is the name of the language, or of the script."""
    name = str(value.name)
    if not name or not (value.code or languages.shortest_tag(name)):
        return ""
    only = all(languages.is_name(word) or languages.find_script(word) for word in _NAMES.findall(name))
    return "" if only else "the wording"


_NAMES: Final = re.compile(r"[^\s,;()./]+(?: [^\s,;()./]+)*")


def _read_language(text: str) -> Language:
    said = words(text)
    tag = languages.parse_tag(said)
    if tag is not None and tag.script and languages.is_script(tag.script) and languages.to_bcp47(said):
        parts = said.split("-")
        return Language("-".join(part for part in parts if part.title() != tag.script), tag.script)
    if "://" in said and (code := languages.find(said)) is not None:
        return Language(code)
    if languages.to_bcp47(said) is not None or (isinstance(text, Literal) and text.scheme):
        return Language(said)
    if len(said) == 4 and languages.is_script(said):
        return Language(script=said)
    return Language(languages.find(said), name=prose(text))


def several_languages(text: str) -> list[str]:
    """The names or the codes of several languages in one value, as many systems export them."""
    if _CODES.fullmatch(text):
        return _CODE.findall(text)
    names = _NAMED.split(text) if len(text) < _LONGEST and not languages.is_name(text) else ()
    if not all(map(languages.is_name, names)) or len(set(map(languages.find, names))) < max(2, len(names)):
        return []  # of "Spanish; Castilian", both name one language
    return list(names)


_CODES: Final = re.compile(r"[A-Za-z]{2,3}(?: ?[;,|] ?[A-Za-z]{2,3}){1,50} ?[;,|]?")
_CODE: Final = re.compile("[A-Za-z]{2,3}")
_NAMED: Final = re.compile(r" ?[;,|/&] ?(?:and )?| and ")
_LONGEST: Final = 1000


_LANGUAGE_KEEPS: Final = ("code", "script", "name")
LANGUAGE_CODE: Final = Codec(
    "language",
    _language,
    _read_language,
    _LANGUAGE_KEEPS,
    changes=("label", "audience"),
    misses=_says_more_than_the_code,
)
TYPED_LANGUAGE: Final = attrs.evolve(LANGUAGE_CODE, encode=_typed_language)
