"""The content of a Dublin Core element: words, and perhaps their language or their encoding scheme.

>>> value = Literal("1965-12-20", scheme="W3CDTF")
>>> value.scheme, value.language
('W3CDTF', None)
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from docmeta.languages import shortest_tag
from docmeta.text import Text
from docmeta.xml import FORBIDDEN, REPLACEMENT, attribute, escape
from docmeta.xml.harvest import words

#: The form of `xml:lang` (XML Schema part 2, `xs:language`); the tag may still be meaningless.
LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")

_CHAR = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@\u00a1-\ud7ff\ue000-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd-]|%[0-9A-Fa-f]{2})"
_AUTHORITY = r"(?:[A-Za-z0-9._~\u00a1-\ud7ff-]{1,255}(?::[0-9]{1,5})?)"
_QUERY = rf"(?:\?(?:{_CHAR}|[/?])*+)?(?:\#(?:{_CHAR}|[/?])*+)?"
_ADDRESS = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.-]{{1,40}}:(?://{_AUTHORITY}(?:/(?:{_CHAR}|/)*+)?|(?!//)(?:{_CHAR}|/)++){_QUERY}"
)
_RELATIVE = re.compile(
    r"(?:[A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})++(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+)?"
)

_BLANK = " \t\r\n"


class Literal(str):
    """A value as in an element.

    Attributes:
        language: The tag for `xml:lang`, or None.
        scheme: The local name of a DCMI encoding scheme, such as "W3CDTF", or None.
    """

    __slots__ = ("language", "scheme")
    language: str | None
    scheme: str | None

    def __new__(cls, value: str, language: str | None = None, scheme: str | None = None) -> Literal:
        self = super().__new__(cls, value)
        self.language = language
        self.scheme = scheme
        return self


def is_address(text: str) -> bool:
    """Whether the whole of a text is a URI with its scheme (RFC 3986), or an IRI (RFC 3987).

    >>> is_address("https://example.org/a?b=c#d"), is_address("oai:example.org:1"), is_address("https://example.org/a b")
    (True, True, False)
    """
    return len(text) < 4_000 and _ADDRESS.fullmatch(text) is not None


def as_reference(text: str) -> str:
    """A text as a URI or a relative reference: unchanged if it is one, otherwise percent-encoded.

    >>> as_reference("d1"), as_reference("oai:example.org:m 1"), as_reference("a [b]")
    ('d1', 'oai:example.org:m%201', 'a%20%5Bb%5D')
    """
    if text.isascii() and (_ADDRESS.fullmatch(text) or _RELATIVE.fullmatch(text)):
        return text
    text = FORBIDDEN.sub(REPLACEMENT, text)
    gentle = quote(text, safe="/:@!$&'()*+,;=~", errors="replace")
    return (
        gentle if _ADDRESS.fullmatch(gentle) or _RELATIVE.fullmatch(gentle) else quote(text, safe="", errors="replace")
    )


def is_blank(text: str | None) -> bool:
    """Whether there is only white space, as XML defines it."""
    return not text or not text.strip(_BLANK)


_SAYS: Final = re.compile(r"[^\W_]")


def is_kept(text: str) -> bool:
    """Whether reading gives back the white space of *text* as it is."""
    if text.strip() is text and "\n" not in text and "\r" not in text:
        return True
    return words(text) == text


def literal(prose: str) -> str:
    """Prose as the content of an element: its words, and its language if `xml:lang` can hold it."""
    if prose.__class__ is str:
        return prose
    language = prose.language if isinstance(prose, Text) else None
    if language and LANGUAGE.fullmatch(language):
        return Literal(str(prose), shortest_tag(language) or language)
    return str(prose)


def named(prose: str) -> str:
    """A name or a term as the content of an element; "" if it only consists of signs: "-" is nobody, and no subject.

    >>> named("Roe"), named("-"), named("?")
    ('Roe', '', '')
    """
    return literal(prose) if is_named(prose) else ""


def is_named(name: str) -> bool:
    """Whether a name or a term is more than signs."""
    return _SAYS.search(name) is not None


def prose(value: str) -> str:
    """Prose from the content of an element: the reverse of `literal`."""
    language = value.language if isinstance(value, Literal) else None
    text = words(value)
    return Text(text, None, language) if language else text


def element(tag: str, value: str, rdf: bool = False) -> str:
    """An element, with its language or its encoding scheme: `xsi:type`, or in RDF a datatype or a resource.

    >>> element("dc:title", Literal("Письмо", "ru"))
    '<dc:title xml:lang="ru">Письмо</dc:title>'
    >>> element("dcterms:created", Literal("1965", scheme="W3CDTF"), rdf=True)
    '<dcterms:created rdf:datatype="http://purl.org/dc/terms/W3CDTF">1965</dcterms:created>'
    """
    if value.__class__ is str:
        return f"<{tag}>{escape(value)}</{tag}>"
    language = value.language if isinstance(value, Literal) else None
    scheme = value.scheme if isinstance(value, Literal) else None
    if scheme and rdf:
        if scheme == "URI":
            return f"<{tag} rdf:resource={attribute(str(value))}/>"
        return f'<{tag} rdf:datatype="http://purl.org/dc/terms/{scheme}">{escape(str(value))}</{tag}>'
    said = f' xsi:type="dcterms:{scheme}"' if scheme else f" xml:lang={attribute(language)}" if language else ""
    return f"<{tag}{said}>{escape(str(value))}</{tag}>"
