"""Notes: prose about a unit, with its heading, on its own or grouped in `descgrp`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from docmeta.model import Draft, Extra, Note
from docmeta.text import of_tree
from docmeta.xml import localname
from docmeta_ead.read.state import Reading
from docmeta_ead.read.text import element_of, prose, says, start_only
from docmeta_ead.tables import restrictions
from docmeta_ead.tables.audience import is_internal, is_private
from docmeta_ead.tables.dialect import EAD1_NAMES, IN_NOTE, NOTES
from docmeta_ead.tables.plain import NOTE

if TYPE_CHECKING:
    from lxml import etree

#: Blocks of prose where only notes should be.
BLOCKS: Final = frozenset("p list table chronlist blockquote address".split())

#: What some systems write before the heading of a note, where no schema allows anything.
_BEFORE_HEADING: Final = frozenset("note footnote ptr extptr dao".split())


def note(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read a note beside the `did`: the first scope and content is the description of the unit, the others are notes."""
    name = reading.names[element.tag]
    kind = NOTES[name]
    if (
        kind == "scope_and_content"
        and "description" not in unit
        and reading.audience is None
        and not is_internal(element)
    ):
        heading, text = parts(reading, element)
        if text.strip():  # a picture without words stays a note: a description has words
            unit.add("description", text)
            if heading:
                unit.add("description_heading", heading)
            reading.unit_attributes(unit, element, name)
            _heading_attributes(reading, unit, element, name)
            for extra in reading.groups:
                unit.add("extras", Extra(extra.format, f"{name}/{extra.place}", extra.content))
            return
    add_note(reading, unit, element, kind)


def beside(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read a `note` beside the `did`: a general note that records its place, as EAD3 would."""
    made = read_note(reading, element, "general")
    if made is not None:
        unit.add("notes", attrs.evolve(made, extras=(*made.extras, Extra("ead3", "@localtype", IN_NOTE))))


def add_note(reading: Reading, unit: Draft, element: etree._Element, kind: str) -> None:
    """Add a note of a kind: its heading, its prose, its label, and the rest of its element."""
    made = read_note(reading, element, kind)
    if made is not None:
        unit.add("notes", made)


def read_note(reading: Reading, element: etree._Element, kind: str) -> Note | None:
    """The note that an element holds; None if it is empty."""
    heading, text = parts(reading, element)
    fields, extras = reading.fields(element, NOTE)
    if "audience" not in fields and any(
        extra.place in ("@type", "@localtype") and is_private(extra.content) for extra in extras
    ):
        fields["audience"] = "internal"
    if reading.audience is not None:
        fields = reading.marked(fields)
    start = heading_of(reading, element)
    if start is not None and start.keys() and not is_internal(start):
        extras += reading.fields(start, {}, "head/@")[1]
    if kind in restrictions.KINDS:
        text, dates = restrictions.taken(text)
        if dates is not None:
            fields["dates"] = dates
    if not says(text) and not heading and not fields and not extras:
        return None
    return Note(kind, text, heading, extras=extras + reading.groups, **fields)


def heading_of(reading: Reading, element: etree._Element) -> etree._Element | None:
    """The `head` at the beginning of an element; pictures, footnotes and pointers may precede it."""
    if element.text and not element.text.isspace():
        return None
    child: etree._Element | None = element[0] if len(element) else None
    while child is not None:
        name = reading.names[child.tag]
        if name == "head":
            return child
        if name not in _BEFORE_HEADING or (child.tail and not child.tail.isspace()):
            break
        child = child.getnext()
    return None


def parts(reading: Reading, element: etree._Element) -> tuple[str, str]:
    """The heading and the prose of an element."""
    start = heading_of(reading, element)
    if start is None:
        return "", prose(reading, element)
    if is_internal(start):
        return "", prose(reading, element)
    heading = prose(reading, start)
    if not heading:
        return "", prose(reading, element)
    return heading, prose(reading, element, skip=(start,))


def _heading_attributes(reading: Reading, unit: Draft, element: etree._Element, name: str) -> None:
    start = heading_of(reading, element)
    if start is not None and start.keys() and not is_internal(start):
        reading.unit_attributes(unit, start, f"{name}/head")


def loose(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Keep a block of prose as a general note if it stands where only notes should."""
    reading.problem(
        element,
        "prose where only notes are allowed; it was kept as a general note",
        field="notes",
        target=reading.local(element),
        value=element.text,
    )
    add_block(reading, unit, element)


def add_block(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Keep a block of prose of a group as a general note."""
    add_loose(reading, unit, of_tree([element_of(reading, element)]))


def add_loose(reading: Reading, unit: Draft, text: str, kind: str = "general") -> None:
    """Add prose without an element of its own as a note."""
    if says(text):
        unit.add("notes", Note(kind, text, audience=reading.audience, extras=reading.groups))


def group_marker(reading: Reading, element: etree._Element) -> Extra:
    """What the notes of a `descgrp` carry: its start tag and its heading."""
    heads = [child for child in element[:] if reading.names[child.tag] == "head"]
    start = start_only(reading, element, heads)
    former = localname(element.tag)
    if former in EAD1_NAMES and element.get("type") is None:
        start = start.replace("<descgrp", f'<descgrp type="{former}"', 1)
    return Extra(reading.format, "descgrp", start)
