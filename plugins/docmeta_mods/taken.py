"""Records what was read of an element, so that the rest can be carried along.

>>> from docmeta.xml import parse
>>> name = parse(b'<name ID="n1"><namePart type="date">1909-1989</namePart><affiliation>Embassy</affiliation></name>')
>>> taken = Taken()
>>> taken.text(name[0]), taken.attribute(name[0], "type")
('1909-1989', 'date')
>>> [(extra.place, extra.content) for extra in taken.left(name)]
[('name/@ID', 'n1'), ('name/affiliation', 'Embassy')]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from docmeta.languages import to_bcp47
from docmeta.model import Draft, Extra, Record
from docmeta.text import Text
from docmeta.xml import XLINK, XML_NS, XSI, attribute, attributes, escape, localname, namespace
from docmeta.xml.harvest import words

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Types of private notes, without the word "note".
_PRIVATE: Final = frozenset(
    "internal private confidential staff staffonly admin administrative nonpublic notpublic unpublished".split()
)
_HREF: Final = f"{{{XLINK}}}href"
_LANG: Final = f"{{{XML_NS}}}lang"


def name_of(element: _Element) -> str:
    """The local name, in lower case: some exporters write `titleinfo`."""
    return localname(element).rpartition(":")[2].lower()


def children(element: _Element, *names: str) -> Iterator[_Element]:
    """The children with these names, in order; all children if no name is given."""
    wanted = {name.lower() for name in names}
    for child in element:
        if isinstance(child.tag, str) and (not wanted or name_of(child) in wanted):
            yield child


#: Spellings of the only value of @shareable.
_NO: Final = ("no", "No", "NO")


class Taken:
    """What was read of an element and its descendants."""

    def __init__(self) -> None:
        self.texts: set[_Element] = set()
        self.attributes: set[tuple[_Element, str]] = set()
        #: The place of each agent that several elements represent (`altRepGroup`), by the group.
        self.represented: dict[str, tuple[int, list[str]]] = {}
        #: The repeatable fields of the record, collected until all is read.
        self.record: defaultdict[str, list[Any]] = defaultdict(list)

    def text(self, element: _Element | None) -> str:
        """The element's text without that of its children; it counts as read."""
        if element is None:
            return ""
        self.texts.add(element)
        return words(element.text or "")

    def prose(self, element: _Element) -> str:
        """The text of an element, with its language if given; the text counts as read."""
        text = self.text(element)
        tag = self.language(element) if text else None
        return Text(text, None, tag) if tag else text

    def language(self, element: _Element) -> str | None:
        """The language of an element, as a tag if it is known; the attribute counts as read."""
        for key in (_LANG, "lang"):
            tag = element.get(key)
            if tag:
                self.attributes.add((element, key))
                return to_bcp47(tag) or tag
        return None

    def attribute(self, element: _Element, name: str) -> str:
        """An attribute; it counts as read."""
        key = _HREF if name == "xlink:href" else name
        value = element.get(key)
        if value is None and name == "xlink:href":
            key = "xlink:href"
            value = element.get(key)
        if value is None:
            return ""
        self.attributes.add((element, key))
        return value.strip()

    def known(self, element: _Element, name: str, values: Container[str]) -> str:
        """An attribute that counts as read only if its value is one of *values*; '' for any other."""
        value = (element.get(name) or "").strip()
        return self.attribute(element, name) if value in values else ""

    def audience(self, element: _Element) -> str | None:
        """Who may see an element that is read; the attribute counts as read if it tells."""
        self.known(element, "shareable", _NO)
        return audience(element)

    def first(self, element: _Element, *names: str) -> str:
        """The text of the first child with one of these names; '' without one."""
        return self.text(next(children(element, *names), None))

    def forget(self, element: _Element) -> None:
        """Count nothing of an element as read: it gives no value, whatever was looked at in it."""
        for at in element.iter("{*}*"):
            self.texts.discard(at)
            self.attributes.difference_update([(at, str(key)) for key in at.attrib])

    def recorded(self, record: Record) -> Record:
        """The record with its repeatable fields."""
        several: dict[str, Any] = {name: tuple(values) for name, values in self.record.items()}
        return attrs.evolve(record, **several)

    def left(self, element: _Element, place: str | None = None) -> tuple[Extra, ...]:
        """Everything that was not read, in document order, each with its path."""
        found: list[Extra] = []
        stack = [(element, place or localname(element), False)]
        while stack:
            at, path, within = stack.pop()
            private = within or audience(at) is not None
            said = [
                (localname(key), str(value))
                for key, value in attributes(at).items()
                if (at, str(key)) not in self.attributes and namespace(key) != XSI
            ]
            own = words(at.text or "") if at not in self.texts else ""
            if private and (own or said):
                found.append(Extra("mods", path, internal(at, own, said)))
            elif not private:
                found += [Extra("mods", f"{path}/@{name}", value) for name, value in said]
                found += [Extra("mods", path, own)] if own else []
            for child in at:
                tail = words(child.tail or "")
                if tail:
                    found.append(Extra("mods", f"{path}/text()", internal(at, tail) if private else tail))
            stack.extend(
                (child, f"{path}/{localname(child)}", private) for child in reversed(at) if isinstance(child.tag, str)
            )
        return tuple(found)


def internal(element: _Element, text: str, attributes: Iterable[tuple[str, str]] = ()) -> str:
    """What an element says, as markup that is internal."""
    name = localname(element)
    said = "".join(f" {key}={attribute(value)}" for key, value in attributes if key != "audience")
    return f'<{name} audience="internal"{said}>{escape(text)}</{name}>'


def audience(element: _Element) -> str | None:
    """Who may see an element: MODS marks what must not be shared outside the institution, or the type of the note tells."""
    if (element.get("shareable") or "").strip().lower() == "no":
        return "internal"
    of = letters(element.get("type") or "") if name_of(element) in ("note", "recordinfonote") else ""
    return "internal" if of and of.removesuffix("s").removesuffix("note") in _PRIVATE else None


def letters(name: str) -> str:
    """A type as it is looked up: letters only, in lower case."""
    return "".join(char for char in name.lower() if char.isalpha())


def own(element: _Element, taken: Taken) -> tuple[Extra, ...]:
    """What was not read of an element whose value carries it; its attributes count as read."""
    extras = taken.left(element)
    for key in element.attrib:
        taken.attributes.add((element, str(key)))
    return extras


def leave(element: _Element, draft: Draft, taken: Taken) -> None:
    """Put aside what was not read of an element."""
    for extra in taken.left(element):
        draft.add("extras", extra)


def aside(element: _Element, draft: Draft, taken: Taken) -> None:
    """Put aside an element that gives no value, with whatever was looked at in it."""
    taken.forget(element)
    leave(element, draft, taken)
