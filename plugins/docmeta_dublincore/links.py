"""Codecs of references: identifiers, relations, digital objects, licences and rights statements."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import attrs

from docmeta.crosswalk import Codec
from docmeta.model import DigitalObject, Identifier, Relation, RightsStatement, is_wording, trusted, web_address
from docmeta.xml.harvest import words
from docmeta_dublincore.access_points import is_media_type
from docmeta_dublincore.literal import Literal, is_address, is_kept, literal, prose

_WEB = re.compile(r"https?://\S{1,1980}")


_KINDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("doi", re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?10\.[0-9]{4,9}/\S+", re.IGNORECASE)),
    ("ark", re.compile(r"(?:https?://[^/\s]+/)?ark:/?[0-9b-z]{5,}/\S+", re.IGNORECASE)),
    ("handle", re.compile(r"(?:hdl:|https?://hdl\.handle\.net/)\S+/\S+", re.IGNORECASE)),
    ("isbn", re.compile(r"(?:urn:)?isbn:? ?[0-9][0-9 -]{8,16}[0-9Xx]", re.IGNORECASE)),
    ("issn", re.compile(r"(?:urn:)?issn:? ?[0-9]{4}-?[0-9]{3}[0-9Xx]", re.IGNORECASE)),
    ("uri", re.compile(r"(?:https?|ftp)://\S+|(?:urn|info):\S+", re.IGNORECASE)),
)  # fmt: skip


# -- identifiers and relations --------------------------------------------------------------------------------------------


def identifier_kind(text: str) -> str:
    """The kind of an identifier, by its form; a reference code if it has no known form."""
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


#: The plainest URLs and reference codes: their form alone gives their kind, and they need no escape.
_PLAIN: Final = {
    "uri": re.compile(
        r"https?://(?!(?:dx\.)?doi\.org/|hdl\.handle\.net/)[a-z0-9.-]{1,200}(?:/[A-Za-z0-9._~-]{0,200}){0,8}"
    ).fullmatch,
    "unitid": re.compile(r"(?!10\.|(?i:is[bs]n))[\w./,()-]{1,200}(?: [\w./,()-]{1,200}){0,8}").fullmatch,
}


def is_plain(value: Identifier) -> bool:
    """Whether an identifier is written unchanged, and read as the same kind; of those without other attributes, all plain ones are.

    >>> is_plain(Identifier("https://example.org/1", "uri")), is_plain(Identifier("MS 12")), is_plain(Identifier("10.1/x"))
    (True, True, False)
    """
    matches = _PLAIN.get(value.kind)
    text = value.value
    return matches is not None and text.__class__ is str and matches(text) is not None and not is_wording(text)


def identifier_text(value: Identifier) -> str:
    """An identifier: the URL that it links to or resolves at, otherwise itself.

    >>> from docmeta.text import Text
    >>> link = Text("Archival Resource Key", '<ref href="https://n2t.net/ark:/12345/x6">Archival Resource Key</ref>')
    >>> identifier_text(Identifier(link, "ark")), identifier_text(Identifier("ark:/12345/x6", "ark"))
    ('https://n2t.net/ark:/12345/x6', 'https://n2t.net/ark:/12345/x6')
    >>> identifier_text(Identifier("10.1234/ab", "doi")), identifier_text(Identifier("MS 12"))
    ('https://doi.org/10.1234/ab', 'MS 12')
    """
    return web_address(value) or str(value.value)


def _code(value: Identifier) -> str | None:
    text = identifier_text(value)
    return None if is_wording(text) else text


def _loses_identifier(value: Identifier) -> bool:
    text = value.value
    return (
        text.__class__ is not str
        or not is_kept(text)
        or identifier_kind(text) != value.kind
        or identifier_text(value) != text
    )


def read_identifier(text: str) -> Identifier:
    """The identifier of an element, its kind by its form."""
    value = words(text)
    return trusted.Identifier(value, identifier_kind(value))


def _typed_identifier(value: Identifier) -> str | None:
    text = _code(value)
    return Literal(text, scheme="URI") if text and is_address(text) else text


IDENTIFIER: Final = Codec(
    "identifier",
    _code,
    read_identifier,
    ("value", "kind"),
    _loses_identifier,
    changes=("label", "country", "repository", "audience"),
)
TYPED_IDENTIFIER: Final = attrs.evolve(IDENTIFIER, encode=_typed_identifier)
#: An identifier that is a citation or another sentence, by which nothing can be found.
WORDING: Final = attrs.evolve(
    IDENTIFIER, name="text", encode=lambda value: literal(value.value), decode=None, loses=lambda value: True
)


def _relation(value: Relation) -> str | None:
    if value.target and value.label:
        return f"{value.label} ({value.target})"
    return value.target or literal(value.label)


def relations(kind: str, typed: bool = False) -> Codec:
    """The codec of the relations of one kind: a URI, or words."""

    def encode(value: Relation) -> str | None:
        text = _relation(value)
        return Literal(text, scheme="URI") if typed and text and text is value.target and is_address(text) else text

    def decode(text: str) -> Relation:
        said = words(text)
        if (isinstance(text, Literal) and text.scheme == "URI") or is_address(said):
            return Relation(kind, target=said)
        return Relation(kind, label=prose(text))

    return Codec("relation", encode, decode, ("kind", "target", "label"), changes=("audience",))


def _take_media_type(text: str) -> DigitalObject | None:
    """A format that is no media type is read as an extent."""
    return DigitalObject(media_type=words(text)) if is_media_type(words(text)) else None


DIGITAL_OBJECT: Final = Codec(
    "address",
    lambda value: value.uri if value.uri and not is_wording(value.uri) else None,
    None,
    ("uri", "media_type"),
    lambda value: True,
    changes=("role", "kind", "checksum", "id", "parallel", "audience"),
)
#: A URL that is a sentence.
OBJECT_IN_WORDS: Final = attrs.evolve(DIGITAL_OBJECT, name="text", encode=lambda value: value.uri or None)
TYPED_DIGITAL_OBJECT: Final = attrs.evolve(
    DIGITAL_OBJECT,
    encode=lambda value: Literal(value.uri, scheme="URI") if value.uri and is_address(value.uri) else value.uri or None,
)
MEDIA_TYPE: Final = Codec(
    "media type",
    lambda value: value.media_type or None,
    _take_media_type,
    "the media type",
)
TYPED_MEDIA_TYPE: Final = Codec(
    "media type",
    lambda value: Literal(value.media_type, scheme="IMT") if value.media_type else None,
    _take_media_type,
    "the media type",
)


# -- rights -------------------------------------------------------------------------------------------------------------


def _rights(value: RightsStatement) -> str | None:
    return literal(value.text) or value.uri


def _read_rights(text: str) -> RightsStatement:
    said = words(text)
    if (isinstance(text, Literal) and text.scheme == "URI") or is_address(said):
        return RightsStatement(uri=said)
    return RightsStatement(prose(text))


def is_licence(uri: str) -> bool:
    """Whether a URI names a licence, rather than a rights statement."""
    return "rightsstatements.org/" not in uri and "/publicdomain/mark/" not in uri


def _only_uri(licence: bool) -> Callable[[RightsStatement], str | None]:
    def encode(value: RightsStatement) -> str | None:
        if not value.uri or is_licence(value.uri) is not licence:
            return None
        return Literal(value.uri, scheme="URI") if is_address(value.uri) else value.uri

    return encode


RIGHTS: Final = Codec("rights", _rights, _read_rights, ("text", "uri"), changes=("audience",))
RIGHTS_URI: Final = Codec("address", lambda value: value.uri if value.text else None, _read_rights, "the address")
_RIGHTS_KEEPS: Final = ("text", "uri", "holder")
RIGHTS_WORDS: Final = Codec(
    "text", lambda value: literal(value.text) or None, _read_rights, _RIGHTS_KEEPS, changes=("audience",)
)
LICENCE: Final = attrs.evolve(RIGHTS_WORDS, name="address", encode=_only_uri(True))
RIGHTS_STATEMENT: Final = attrs.evolve(RIGHTS_WORDS, name="address", encode=_only_uri(False))
HOLDER: Final = attrs.evolve(
    RIGHTS_WORDS,
    name="name",
    encode=lambda value: literal(value.holder) or None,
    decode=lambda text: RightsStatement(holder=prose(text)),
)
