"""Elements of MODS as text, several in a row, and what a reader makes of them.

>>> said = el("note", "Torn & stained", type="condition") + SEPARATOR + el("abstract", "")
>>> said
'<note type="condition">Torn &amp; stained</note>\\x1e'
>>> plain(said)
' condition Torn &amp; stained \\x1e'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from docmeta.languages import shortest_tag
from docmeta.model import Draft, Extra, Record
from docmeta.text import language_of
from docmeta.xml import FORBIDDEN, REPLACEMENT, XLINK, attribute, escape, parse
from docmeta_mods.names import FINER
from docmeta_mods.taken import Taken, name_of

#: The separator of the elements of one value; XML cannot hold it, so no value can.
SEPARATOR: Final = "\x1e"
#: What every validator accepts as xs:anyURI (RFC 3986).
_URI: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{1,40}:(?://[A-Za-z0-9._~-]{1,255}(?::[0-9]{1,5})?(?=[/?#]|\Z)|(?!//))"
    r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+"
    r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+)?(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+)?"
)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_TYPE: Final = re.compile(r'(?<![^>"]) type="[^"]*"')
_TAG: Final = re.compile(r"<[^>]*>")
_ROOT: Final = f'<mods xmlns="http://www.loc.gov/mods/v3" xmlns:xlink="{XLINK}">'
#: Attributes that nearly every element may have, which the reader puts aside.
_ATTRIBUTES: Final = frozenset(("altRepGroup", "displayLabel"))


def is_uri(text: str | None) -> bool:
    """Whether the schema accepts a text as a URI.

    >>> is_uri("https://example.org/a?b=c"), is_uri("ark:/1/2"), is_uri("http://["), is_uri("a b"), is_uri(None)
    (True, True, False, False, False)
    """
    return text is not None and len(text) > 4 and _URI.fullmatch(text) is not None


def el(name: str, text: str, *inner: str, **attributes: str | None) -> str:
    """An element with its text, language and children; "" if it would be empty. `xlink_href` is `xlink:href`."""
    if not (text.strip() or any(inner) or attributes.get("valueURI") or attributes.get("xlink_href")):
        return ""
    if not attributes and not inner and text.__class__ is str and SEPARATOR not in text:
        return f"<{name}>{escape(text)}</{name}>"
    said = [f" {_name(key)}={attribute(value)}" for key, value in attributes.items() if value]
    language = language_of(text)
    if language and _LANGUAGE.fullmatch(language):
        said.append(f" xml:lang={attribute(shortest_tag(language) or language)}")
    content = escape(str(text)) + "".join(inner)
    whole = f"<{name}{''.join(said)}>{content}</{name}>"
    return whole.replace(SEPARATOR, REPLACEMENT) if SEPARATOR in whole else whole


def _name(key: str) -> str:
    return key.replace("_", ":", 1) if key.startswith("xlink_") else key.rstrip("_")


def restored(said: str, extras: Iterable[Extra]) -> str:
    """An element with the attributes that the reader had put aside beside its value."""
    for extra in extras:
        path, _, name = extra.place.rpartition("/@")
        if extra.format != "mods" or not extra.content or not said.startswith((f"<{path} ", f"<{path}>")):
            continue
        head, rest = said[: len(path) + 1], said[len(path) + 1 :]
        if name in _ATTRIBUTES and f" {name}=" not in rest.partition(">")[0]:
            said = f"{head} {name}={attribute(extra.content)}{rest}"
        elif name == "type" and extra.content in FINER:
            said = head + _TYPE.sub(f' type="{extra.content}"', rest, count=1)
    return said


def plain(said: str) -> str:
    """The text of some elements and of their attributes."""
    return _TAG.sub(_values, said)


def _values(found: re.Match[str]) -> str:
    return " ".join(["", *re.findall(r'="([^"]*)"', found[0])]) + " " if "=" in found[0] else " "


def read_back(said: str, seed: dict[str, Any] | None = None) -> Draft:
    """What the reader makes of some elements, in a record that already has the values *seed*."""
    from docmeta_mods.elements import ELEMENTS, carry

    draft, taken = Draft("mods"), Taken()
    draft.fields.update(seed or {})
    text = FORBIDDEN.sub(REPLACEMENT, said.replace(SEPARATOR, ""))
    for child in parse(f"{_ROOT}{text}</mods>".encode("utf-8", "replace"), huge=True):
        ELEMENTS.get(name_of(child), carry)(child, draft, taken)
    if taken.record:
        draft.fields["record"] = taken.recorded(draft.get("record", Record()))
    return draft


def decoder(field: str) -> Callable[[str], Any]:
    """The codec's `decode` for a field of the model: the first value that the reader finds."""
    seed = {"description": "-"} if field == "notes" else {}

    def decode(said: str) -> Any:
        found = read_back(said, seed).get(field)
        return found[0] if isinstance(found, list) else found

    return decode
