"""Pieces of JSON text: strings, prose, IRIs, objects."""

from __future__ import annotations

import re
from collections.abc import Iterable
from json.encoder import encode_basestring
from typing import Any, Final
from urllib.parse import quote as percent
from urllib.parse import unquote

from docmeta.errors import DocmetaError
from docmeta.json import text as jsontext
from docmeta.languages import shortest_tag
from docmeta.model import Extra
from docmeta.text import Text
from docmeta_jsonld.things import FORMAT, loads

#: A JSON string of a string, by the C code of the standard library.
quote: Final = encode_basestring

_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,12}")
_UNICODE: Final = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd"
_CHAR: Final = rf"[A-Za-z0-9._~!$&'()*+,;=:@/?{_UNICODE}-]|%[0-9A-Fa-f]{{2}}"
_HOST: Final = rf"(?:\[[0-9A-Fa-f:.]{{2,45}}\]|(?:[A-Za-z0-9._~!$&'()*+,;={_UNICODE}-]|%[0-9A-Fa-f]{{2}})*)"
_USER: Final = r"(?:[A-Za-z0-9._~!$&'()*+,;=:-]{0,100}@)?"
_AFTER: Final = rf"(?:{_CHAR})*(?:#(?:{_CHAR})*)?"
_IRI: Final = re.compile(
    rf"(?!(?i:javascript|data|vbscript):)[A-Za-z][A-Za-z0-9+.-]{{0,30}}:(?://{_USER}{_HOST}(?::[0-9]{{1,5}})?(?=[/?#]|$)|(?!//)){_AFTER}"
)
#: URLs that run a program, or hold their target: kept as data, and reported.
SCRIPT: Final = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data)[\x00-\x20]*:", re.IGNORECASE)
#: Schemes that make an identifier a URI; "MS:12" is not one.
_GLOBAL: Final = re.compile(r"(?:https?://|urn:|ark:|info:|doi:|hdl:|tag:)")
_SAFE: Final = re.compile(r"[A-Za-z0-9_.~-]{1,200}")
_LONGEST: Final = 4_000
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{0,80}")


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI that every processor accepts (RFC 3987), except those of scripts.

    >>> is_iri("https://example.org/a?b#c"), is_iri("a b"), is_iri("MS 12"), is_iri("javascript:alert(1)")
    (True, False, False, False)
    """
    return len(text) <= _LONGEST and _IRI.fullmatch(text) is not None


def is_global(text: str) -> bool:
    """Whether an identifier is globally valid: an IRI with a scheme in use for that."""
    return _GLOBAL.match(text) is not None and is_iri(text)


def name_of(id: str, base: str | None = None) -> str:
    """The IRI of a unit: its identifier if that is one, else below the base, else a fragment of the document itself.

    >>> name_of("MS 12"), name_of("MS 12", "https://example.org/"), name_of("ark:/12345/x6")
    ('#MS%2012', 'https://example.org/MS%2012', 'ark:/12345/x6')
    """
    if _SAFE.fullmatch(id):
        return (base or "#") + id
    return id if is_global(id) else (base or "#") + percent(id, safe="", errors="surrogatepass")


def id_of(name: str, base: str | None = None) -> str:
    """The identifier of an IRI: the reverse of `name_of`."""
    for prefix in (base, "#"):
        if prefix and name.startswith(prefix) and len(name) > len(prefix):
            return unquote(name[len(prefix) :], errors="surrogatepass")
    return name


def prose(text: str) -> str:
    """Words as JSON, with their language if given.

    >>> prose("A"), prose(Text("Письмо", language="ru"))
    ('"A"', '{"@value": "Письмо", "@language": "ru"}')
    """
    if (
        text.__class__ is str
        or not isinstance(text, Text)
        or not text.language
        or not _LANGUAGE.fullmatch(text.language)
    ):
        return quote(text)
    tag = shortest_tag(text.language) or text.language
    return f'{{"@value": {quote(text)}, "@language": {quote(tag)}}}'


def is_said(text: str) -> bool:
    """Whether a name or a term has content: "-" is nobody, and no subject.

    >>> is_said("Roe"), is_said("-")
    (True, False)
    """
    return _SAYS.search(text) is not None


_SAYS: Final = re.compile(r"[^\W_]")


def structured(text: str) -> bool:
    """Whether `prose` changes a text: it loses structure, or the tag of its language is not the shortest."""
    if text.__class__ is str or not isinstance(text, Text):
        return False
    return text.markup is not None or (text.language is not None and shortest_tag(text.language) != text.language)


def listed(values: Iterable[str]) -> str | None:
    """One fragment, or a list of several; None for none."""
    found = list(values)
    if not found:
        return None
    return found[0] if len(found) == 1 else f"[{', '.join(found)}]"


def number(text: str | None) -> str | None:
    """A number as in JSON, if the text is written exactly so; else None.

    >>> number("1.5"), number("1,5"), number("007")
    ('1.5', None, None)
    """
    if text is None or len(text) > 15 or not _NUMBER.fullmatch(text):
        return None
    return text if repr(float(text) if "." in text else int(text)) == text else None


_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


class Object:
    """A JSON object in the making; properties without a value are left out.

    >>> Object("Person").add("name", quote("Kim")).add("birthDate", None).text()
    '{"@type": "Person", "name": "Kim"}'
    """

    __slots__ = ("fields",)

    def __init__(self, type: str | None = None) -> None:
        self.fields: dict[str, str] = {}
        if type:
            self.fields["@type"] = quote(type)

    def add(self, name: str, fragment: str | None) -> Object:
        """Add a property whose value is JSON already."""
        if fragment is not None:
            self.fields[name] = fragment
        return self

    def say(self, name: str, text: str | None) -> Object:
        """Add a property whose value is prose, unless it is empty."""
        if text:
            self.fields[name] = prose(text)
        return self

    def more(self, extras: tuple[Extra, ...]) -> Object:
        """Put back what was read from JSON-LD without a field; see `extra`."""
        if extras:
            found: dict[str, list[str]] = {}
            for one in extras:
                content = extra(one)
                if content is not None and one.place not in self.fields:
                    found.setdefault(one.place, []).append(content)
            for name, contents in found.items():
                self.add(name, listed(contents))
        return self

    def text(self) -> str:
        """The object."""
        return f"{{{', '.join([f'{quote(name)}: {value}' for name, value in self.fields.items()])}}}"

    def __len__(self) -> int:
        return len(self.fields)


def extra(one: Extra) -> str | None:
    """What was read from JSON-LD, as JSON that can be put back; None for another format, or other content."""
    if one.format != FORMAT or not (_NAME.fullmatch(one.place) or is_global(one.place) or one.place == "@id"):
        return None
    try:
        data = loads(one.content)
    except (ValueError, DocmetaError, jsontext.Fault):
        return None
    if data in ({}, []) or not _is_plain(data) or (one.place == "@id" and not isinstance(data, str)):
        return None
    return jsontext.dumps(data)


def _is_plain(data: Any) -> bool:
    """Whether a value can stand anywhere: a string, a number, or an object whose only keywords are type and id."""
    stack = [data]
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            if any(key[:1] == "@" and key not in ("@type", "@id", "@value", "@language") for key in one):
                return False
            stack.extend(one.values())
        elif isinstance(one, list):
            stack.extend(one)
        elif one is None:
            return False
    return True
