"""A canonical form of values for comparison, across dialects: values with the same meaning have the same form.

>>> from docmeta.text import Text
>>> one = Text("Letters, 1950", '<emph id="e1" render="bold">Letters</emph>, <unitdate type="inclusive">1950</unitdate>')
>>> two = Text("Letters, 1950", '<emph render="bold" id="e1">Letters</emph>, <date localtype="inclusive">1950</date>')
>>> meaning(one) == meaning(two)
True
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

import attrs

from docmeta.dates import Date
from docmeta.model import Extra
from docmeta.text import Text

_TAG: Final = re.compile(r'(\s*)<(/?)([^\s<>/="]+)((?:\s[^\s<>/="]+="[^"<>]*")*)\s*(/?)>(\s*)')
_ATTRIBUTE: Final = re.compile(r'([^\s<>/="]+)="([^"<>]*)"')
_DATED: Final = re.compile(r'<date((?: [a-z]+="[^"<>]*")*?) normal="([^"<>]*)"([^<>]*)>([^<>]*)</date>')
#: White space between two names, references or dates, which are separate with or without it.
_BESIDE: Final = re.compile(
    r"(</(?:{0})>) (?=<(?:{0})[ >])".format("ref|persname|corpname|famname|geogname|name|subject|title|bibref|date")
)
#: A paragraph of footnotes alone, which a dialect requires around them.
_FOOTNOTES: Final = re.compile(r"<p>((?:<footnote(?: [^<>]*)?>(?:(?!</?footnote[ >]).)*</footnote>)+)</p>")
_EMPTY: Final = re.compile(r"<([a-z]+)>\s*</\1>|<[a-z]+/>(?<!<lb/>)")

#: Elements and attributes that two dialects of EAD name differently.
_NAMES: Final = {
    "unitdate": "date", "extref": "ref", "archref": "ref", "extptr": "ptr", "extrefloc": "ref", "eadheader": "control",
    "filedesc": "control", "profiledesc": "control", "revisiondesc": "control", "descgrp": "odd", "admininfo": "odd",
}  # fmt: skip
_ATTRIBUTES: Final = {
    "unitdatetype": "type", "localtype": "type", "dsctype": "type", "listtype": "type", "linktitle": "title", "linkrole": "role",
    "authfilenumber": "identifier", "numeration": "mark", "parent": "parent", "standarddate": "normal",
}  # fmt: skip
#: Default values of missing attributes.
_DEFAULTS: Final = {
    ("calendar", "gregorian"), ("era", "ce"), ("langcode", "und"), ("scriptcode", "Zyyy"), ("script", "Zyyy"), ("audience", "external"),
    ("type", "simple"), ("listtype", "unordered"), ("othertype", "unspecified"),
}  # fmt: skip
#: Attributes with values from a list that EAD 2002 and EAD3 spell differently.
_CASELESS: Final = frozenset(("actuate", "show"))
#: Block elements: white space around them is not part of the text.
_BLOCKS: Final = frozenset(
    "p list item head defitem label chronlist chronitem event eventgrp date-block blockquote table tgroup thead tbody row entry lb "
    "listhead head01 head02 index indexentry bibref".split()
)


def meaning(value: Any) -> Any:
    """The canonical form of a value; None if it is empty."""
    if isinstance(value, str):
        return _prose(value)
    if isinstance(value, tuple):
        said = tuple(found for item in value if (found := meaning(item)) is not None)
        return said or None
    if isinstance(value, Date):
        return _date(value)
    if isinstance(value, Extra):
        return _extra(value)
    if attrs.has(type(value)):
        parts = tuple(
            (name, found)
            for name in _fields(value.__class__)
            if (found := said_of(name, getattr(value, name))) is not None
        )
        return (type(value).__name__, *parts) if parts else None
    return value


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(kind))


def said_of(name: str, value: Any) -> Any:
    """The canonical form of the value of a field or an attribute; None if empty or the default.

    >>> said_of("audience", "external"), said_of("audience", "internal")
    (None, 'internal')
    """
    if name == "country" and isinstance(value, str):
        return value.casefold()  # ISO 3166 is case-insensitive
    return (
        None
        if value in (None, "", (), False) or (isinstance(value, str) and (name, str(value)) in _DEFAULTS)
        else meaning(value)
    )


def _date(date: Date) -> Any:
    """The text, the meaning and the kind; different spellings of @normal with the same meaning are equal."""
    extras = tuple(each for each in date.extras if not (date.edtf and each.place == "@normal"))
    words = " ".join(date.display.split())
    return "Date", words, str(date.edtf) if date.edtf else None, date.kind, date.audience, meaning(extras)


def _extra(extra: Extra) -> Any:
    """Its place and content, with the names shared by the dialects; bookkeeping is omitted."""
    place = [_local(step) for step in extra.place.split("/")]
    last = place[-1]
    if last == "text()" or extra.place == "extent/@unit" or (last.lstrip("@"), extra.content) in _DEFAULTS:
        return None
    content = extra.content.casefold() if last.lstrip("@") in _CASELESS else _prose(extra.content, serialised=True)
    return ("/".join(dict.fromkeys(place)), content) if content else None


def _local(step: str) -> str:
    """A step of a place, with the name shared by the dialects."""
    sign = "@" if step.startswith("@") else ""
    name = step.lstrip("@").rpartition(":")[2] if not step.lstrip("@").startswith("xml:") else step.lstrip("@")
    return sign + (_ATTRIBUTES.get(name, name) if sign else _NAMES.get(name, name))


def _prose(prose: str, serialised: bool = False) -> Any:
    markup = prose.markup if isinstance(prose, Text) else prose if serialised else None
    language = prose.language if isinstance(prose, Text) else None
    text = str(prose) if markup is None else _folded(markup)
    return (text, language) if language else text or None


def _folded(markup: str) -> str:
    """Markup in canonical form."""
    text = _EMPTY.sub("", " ".join(_TAG.sub(_tag, " ".join(markup.split())).split()))
    if "<footnote" in text:
        text = _FOOTNOTES.sub(r"\1", text)
    if " normal=" in text:
        text = _DATED.sub(_as_said, text)
    return _unwrapped(_BESIDE.sub(r"\1", text)).strip()


def _as_said(found: re.Match[str]) -> str:
    """A date without the attribute that repeats its text."""
    before, normal, after, words = found.groups()
    date = Date(words) if words.strip() else None
    return f"<date{before}{after}>{words}</date>" if date and date.normal == normal else found[0]


def _tag(found: re.Match[str]) -> str:
    """A tag with the shared name and attribute order; white space goes outside the element."""
    before, end, name, attributes, empty, after = found.groups()
    name = _NAMES.get(name, name)
    if name in _BLOCKS:
        return f"<{end}{name}{_sorted(attributes)}{empty}>"
    said = _sorted(attributes)
    space = " " if before or after else ""
    return f"<{end}{name}>{space}" if end else f"{space}<{name}{said}{empty}>"


def _sorted(attributes: str) -> str:
    kept = []
    for name, value in _ATTRIBUTE.findall(attributes):
        local = _local(f"@{name}")[1:]
        if (local, value) not in _DEFAULTS:
            kept.append(f' {local}="{value.casefold() if local in _CASELESS else value}"')
    return "".join(sorted(kept))


def _unwrapped(markup: str) -> str:
    """A single paragraph without its tags."""
    if markup.startswith("<p>") and markup.endswith("</p>") and markup.count("<p") == 1:
        return markup[3:-4]
    return markup
