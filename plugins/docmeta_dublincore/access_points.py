"""Codecs of what a record is found by: places and times covered, subjects, genres; and of extents, media and languages."""

from __future__ import annotations

import re
from typing import Final

from docmeta import languages
from docmeta.crosswalk import Codec
from docmeta.dates import Date
from docmeta.model import DCMIType, Extent, Language, Place, Term
from docmeta.text import is_structured
from docmeta.xml.harvest import words
from docmeta_dublincore.codecs import date_words, loses_words, others
from docmeta_dublincore.literal import LANGUAGE, Literal, is_address, literal, prose

#: Schemes of DCMI for vocabularies, by what archives call them (EAD `@source`, MARC source codes).
VOCABULARIES: Final = {"lcsh": "LCSH", "mesh": "MESH", "ddc": "DDC", "lcc": "LCC", "udc": "UDC"}
PLACE_VOCABULARIES: Final = {"tgn": "TGN", "iso3166": "ISO3166"}
DCMI_TYPES: Final = frozenset(word.value for word in DCMIType)
_QUANTITY = re.compile(r"([0-9]+(?:[.,][0-9]+)*) ([^\W\d_]+(?:[ -][^\W\d_]+)*)")
_MEDIA_TYPE = re.compile(r"(?:application|audio|font|image|message|model|multipart|text|video)/[A-Za-z0-9][\w.+-]*")
_DIGIT = re.compile(r"[0-9]")


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
    return not value.name or _more_in_place(value) or loses_words(value.name) or says_a_date(value.name)


#: Simple Dublin Core says places and times in one element.
PLACE: Final = Codec("place", _place, lambda text: Place(prose(text)), "the name", _loses_place)
COVERAGE_DATE: Final = Codec(
    "EDTF date",
    date_words,
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
    return not value.term or _more_in_term(value) or loses_words(value.term)


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
