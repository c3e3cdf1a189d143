"""Pieces of EAC-CPF 2010: elements, valid attributes, prose, dates, and attributes put back as they were read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from docmeta.dates import Date
from docmeta.errors import DocmetaError
from docmeta.languages import to_639_2b
from docmeta.model import Extra, Language
from docmeta.text import Element, language_of, tree, words
from docmeta.xml import attribute, escape, fragment
from docmeta.xml.harvest import outer
from docmeta_eac.dates import split_ends
from docmeta_eac.taken import FORMAT

#: The namespace of EAC-CPF 2010.
NAMESPACE: Final = "urn:isbn:1-931666-33-4"
_NMTOKEN: Final = re.compile(r"[A-Za-z0-9._:-]{1,200}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,12}")
_ADDRESS: Final = re.compile(r"(?:[A-Za-z0-9._~:/?#@!$&'()*+,;= –-]|[^\x00-\x7f]|%[0-9A-Fa-f]{2})+")
#: A scheme, or no scheme at all: "a b:c" is no URI.
_RELATIVE: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|[^:]*(?:$|[/?#]))")
_PORT: Final = re.compile(r"//[^/?#]*(?::[^0-9/?#]|@)")
_STANDARD: Final = re.compile(r"(?:0[0-9]{3}|1[0-9]{3}|20[0-9]{2})(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_CODE: Final = re.compile(r"[a-z]{3}")
_STYLES: Final = {"italic": "font-style:italic", "bold": "font-weight:bold", "underline": "text-decoration:underline"}


def tag(name: str, content: str = "", attributes: str = "") -> str:
    """An element.

    >>> tag("part", "Roe", ' xml:lang="en"'), tag("sources")
    ('<part xml:lang="en">Roe</part>', '<sources/>')
    """
    return f"<{name}{attributes}>{content}</{name}>" if content else f"<{name}{attributes}/>"


def spoken(name: str, text: str, attributes: str = "") -> str:
    """An element with words and their language; "" without words."""
    if not text or text.isspace():
        return ""
    return tag(name, escape(str(text)), attributes + in_language(text))


def in_language(text: str) -> str:
    """The language attribute of some words."""
    code = language_of(text)
    return f" xml:lang={attribute(code)}" if code and _LANGUAGE.fullmatch(code) else ""


def is_token(text: str) -> bool:
    """Whether a text is an ordinary XML token.

    >>> is_token("MS-12"), is_token("MS 12")
    (True, False)
    """
    return _NMTOKEN.fullmatch(text) is not None


def token(text: str) -> str:
    """A text as a token: each character but ASCII letters and digits becomes a hyphen.

    >>> token("MS 12/3"), token("Ä")
    ('MS-12-3', '-')
    """
    return re.sub(r"[^A-Za-z0-9._:-]+", "-", text)[:200]


def address(name: str, text: str | None) -> str:
    """An attribute that holds a URI or another word, if XML Schema accepts it as `anyURI`.

    >>> address("localType", "a:b"), address("localType", "50%"), address("localType", "the seat")
    (' localType="a:b"', '', ' localType="the seat"')
    """
    if not text or not is_address(text):
        return ""
    return f" {name}={attribute(str(text))}"


def is_address(text: str) -> bool:
    """Whether a text may stand where a URI is required, and comes back unchanged."""
    found = _ADDRESS.fullmatch(text)
    if found is None or text.count("#") > 1 or _RELATIVE.match(text) is None or _PORT.search(text):
        return False
    return text == " ".join(text.split())


# -- prose ----------------------------------------------------------------------------------------------------------------


def paragraphs(text: str) -> str:
    """Prose as `p` alone."""
    return "".join(piece for kind, piece in _blocks(text) if kind == "p")


def discourse(text: str) -> str:
    """Prose as `p`, `list`, `chronList` and `citation`."""
    return "".join(piece for _, piece in _blocks(text, rich=True))


def note(text: str) -> str:
    """Prose as a `descriptiveNote`."""
    content = paragraphs(text) if text else ""
    return tag("descriptiveNote", content, in_language(text)) if content else ""


def _blocks(text: str, *, rich: bool = False) -> Iterator[tuple[str, str]]:
    line: list[Element | str] = []
    for piece in [*tree(text), Element("p")]:
        if isinstance(piece, str) or piece.name in (
            "emph",
            "ref",
            "lb",
            "geogname",
            "date",
            "persname",
            "corpname",
            "title",
        ):
            line.append(piece)
            continue
        yield from _paragraph(line, rich)
        line = []
        if rich and piece.name in ("list", "chronlist"):
            made = _list(piece) if piece.name == "list" else _chronology(piece)
            if made:
                yield piece.name, made
                continue
        yield from _paragraph(piece.children, rich)


def _paragraph(children: list[Element | str], rich: bool) -> Iterator[tuple[str, str]]:
    if rich and len(children) == 1 and isinstance(only := children[0], Element) and only.name == "ref":
        link = address("xlink:href", only.attributes.get("href"))
        if link:
            yield "citation", tag("citation", _inline(only.children), f' xlink:type="simple"{link}')
            return
    said = _inline(children)
    if said.strip():
        yield "p", tag("p", said)


def _inline(children: Iterable[Element | str]) -> str:
    """Words, and spans for emphasis; any other element is replaced by its words."""
    said = []
    for child in children:
        if isinstance(child, str):
            said.append(escape(child))
        elif child.name == "emph":
            style = _STYLES.get(child.attributes.get("render", ""))
            said.append(tag("span", escape(words(child.children)), f' style="{style}"' if style else ""))
        else:
            said.append(" " if child.name == "lb" else escape(words([child])))
    return "".join(said).strip()


def _list(piece: Element) -> str:
    items = [child for child in piece.children if isinstance(child, Element)]
    if len(items) != len([child for child in piece.children if not isinstance(child, str) or child.strip()]):
        return ""
    return tag("list", "".join(tag("item", _inline(item.children)) for item in items)) if items else ""


def _chronology(piece: Element) -> str:
    """A `chronList`, if each item has a date and an event."""
    items = []
    for child in piece.children:
        if isinstance(child, str):
            if child.strip():
                return ""
            continue
        parts = {part.name: part for part in child.children if isinstance(part, Element)}
        if (
            child.name != "chronitem"
            or "event" not in parts
            or not {"date", "daterange"} & set(parts)
            or "eventgrp" in parts
        ):
            return ""
        when = parts.get("date") or parts["daterange"]
        items.append(tag("chronItem", _dated(when) + tag("event", _plain(parts["event"].children))))
    return tag("chronList", "".join(items)) if items else ""


def _plain(children: Iterable[Element | str]) -> str:
    """Words alone, where the schema has no spans."""
    return escape(words(children)).strip()


def _dated(piece: Element) -> str:
    if piece.name == "date":
        return tag("date", _plain(piece.children))
    ends = {part.name: part for part in piece.children if isinstance(part, Element)}
    named = (("fromdate", "fromDate"), ("todate", "toDate"))
    return tag("dateRange", "".join(tag(name, _plain(ends[key].children)) for key, name in named if key in ends))


# -- dates ----------------------------------------------------------------------------------------------------------------


def dated(date: Date | None) -> str:
    """A date as `date` or `dateRange`: the words of both ends if they can be told apart, and the standard dates."""
    if date is None:
        return ""
    text, edtf = str(date.text), date.edtf or ""
    if "/" not in edtf:
        standard = standard_of(edtf)
        return tag("date", escape(text or edtf), standard and f' standardDate="{standard}"')
    begin, end = edtf.split("/")
    ends = split_ends(text) if text else ("", "")
    if ends is None and (Date(text).edtf == edtf or not (standard_of(begin) or standard_of(end))):
        return tag("date", escape(text))
    first, last = ends or (text, "")
    said = "" if begin == ".." and not first else _end("fromDate", first, begin)
    said += "" if end == ".." and not last else _end("toDate", last, end)
    return tag("dateRange", said)


def _end(name: str, text: str, edtf: str) -> str:
    standard = standard_of(edtf)
    if not standard and not text and edtf not in ("", ".."):
        text = edtf
    return tag(name, escape(text), standard and f' standardDate="{standard}"')


def standard_of(edtf: str) -> str:
    """A date as XML Schema accepts it: a year, a month or a day, from 1 to 2099; its qualifiers stay with the words."""
    plain = edtf.rstrip("?~%")
    return plain if _STANDARD.fullmatch(plain) and plain[:4] != "0000" else ""


def language(one: Language, called: str = "") -> str:
    """A language and a script in the element *called*; EAC-CPF requires both, so unknown ones are undetermined (ISO 639-2, ISO 15924)."""
    code, script = one.code or "", one.script or ""
    if not _CODE.fullmatch(code):
        code = to_639_2b(code) or "und"
    if not _FORMS["scriptCode"].fullmatch(script):
        script = "Zyyy"
    return tag("language", escape(one.name), f' languageCode="{code}"') + tag(
        "script", escape(called), f' scriptCode="{script}"'
    )


# -- what is put back ------------------------------------------------------------------------------------------------------

_TOKEN_NAMES: Final = ("transliteration", "longitude", "latitude", "altitude")
_PLACE: Final = ("localType", "id", "countryCode", "scriptCode", *_TOKEN_NAMES)
_ENTRY: Final = ("localType", "id", "scriptCode", "transliteration")
#: The attributes that each element may have in addition to those written from fields of the model.
_ALLOWED: Final = {
    "placeEntry": _PLACE, "term": ("id", "scriptCode", "transliteration"), "relationEntry": _ENTRY, "nameEntry": _ENTRY, "part": ("id",),
    "place": ("localType", "id"), "cpfRelation": ("id", "role"), "resourceRelation": ("id", "role"), "functionRelation": ("id", "role"),
    "occupation": ("id",), "function": ("id",), "mandate": ("id",), "legalStatus": ("id",), "localDescription": ("id",),
}  # fmt: skip
_FORMS: Final = {
    "id": re.compile(r"[A-Za-z_][A-Za-z0-9._-]{0,200}"), "countryCode": re.compile(r"[A-Z]{2}"), "scriptCode": re.compile(r"[A-Z][a-z]{3}"),
    **dict.fromkeys(_TOKEN_NAMES, _NMTOKEN),
}  # fmt: skip


def wrapped(extras: Iterable[Extra]) -> str:
    """The `objectXMLWrap` that was read, with its one element (EAC-CPF 2010)."""
    for extra in extras:
        if extra.format != FORMAT or extra.place != "objectXMLWrap":
            continue
        try:
            found = list(fragment(extra.content))
        except DocmetaError:
            continue
        if (
            len(found) == 1
            and found[0].tag == f"{{{NAMESPACE}}}objectXMLWrap"
            and len(found[0]) == 1
            and not found[0].keys()
        ):
            inner = found[0][0]
            blank = not f"{found[0].text or ''}{inner.tail or ''}".strip()
            if isinstance(inner.tag, str) and blank:
                return outer(found[0])
    return ""


class Kept:
    """Puts back valid attributes that were read from EAC-CPF and that no field holds; each identifier once."""

    def __init__(self) -> None:
        self.ids: set[str] = set()

    def of(self, extras: Iterable[Extra], name: str, place: str | None = None) -> str:
        """The attributes of the element *name* among the extras, whose places begin with its name, or with none if *place* is ""."""
        found: dict[str, str] = {}
        before = f"{name}/@" if place is None else f"{place}@"
        for extra in extras:
            key = extra.place.removeprefix(before)
            if extra.format != FORMAT or key == extra.place or key in found or key not in _ALLOWED.get(name, ()):
                continue
            form = _FORMS.get(key)
            if (form.fullmatch(extra.content) if form else is_address(extra.content)) and self.free(key, extra.content):
                found[key] = extra.content
        qualified = {"id": "xml:id", "role": "xlink:role"}
        return "".join(f" {qualified.get(key, key)}={attribute(value)}" for key, value in found.items())

    def free(self, key: str, value: str) -> bool:
        """Whether an identifier is still unused."""
        if key != "id":
            return True
        before = len(self.ids)
        self.ids.add(value)
        return len(self.ids) > before
