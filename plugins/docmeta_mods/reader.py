"""Reads MODS records, one by one: alone, in a modsCollection, in METS, in OAI-PMH responses.

What a record consists of (`relatedItem` of the type constituent) becomes its members.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

import attrs

from docmeta import languages
from docmeta.model import Draft, Minter, Node, Record, Unit
from docmeta.plugins import Context
from docmeta.xml import XSI, attributes, collapse, line_of, localname, mets, namespace
from docmeta.xml.harvest import Harvested, Kind, doubt_dates, harvest
from docmeta_mods.elements import AGGREGATES, ELEMENTS, MARKED, carry, represented
from docmeta_mods.taken import Taken, audience, children, leave, name_of
from docmeta_mods.undescribed import undescribed

if TYPE_CHECKING:
    from lxml.etree import _Element

_LIMIT: Final = 100
#: How much of a file shows whether it is METS, in bytes.
_HEAD: Final = 65_536


def _is_record(element: _Element) -> bool:
    if localname(element) != "mods":
        return False
    return namespace(element) == "" or "loc.gov/mods" in namespace(element)


def read(source: BinaryIO, context: Context) -> Iterator[Node]:
    """Read the records of a file."""
    if _is_undescribed(source):
        yield from undescribed(source, context)
        return
    kind = Kind("mods", "MODS", _is_record, ("mods",))
    reader = _Reader(context)
    for found in harvest(source, kind, context.report, name=context.source, huge=context.huge):
        yield from reader.nodes(found)


def _is_undescribed(source: BinaryIO) -> bool:
    """Whether a file is METS without any description; the position of the source is unchanged."""
    if not source.seekable():
        return False
    at = source.tell()
    found = mets.is_mets(source.read(_HEAD)) and mets.richest(source) is None
    source.seek(at)
    return found


#: Notes inside other elements.
_NOTES: Final = frozenset(("note", "recordinfonote"))


class _Reader:
    def __init__(self, context: Context) -> None:
        self.report = context.report
        self.minter = Minter()
        self.marks = False  # whether anything inside an element of the record is internal

    def nodes(self, found: Harvested) -> Iterator[Node]:
        """A record, and its constituents."""
        stack: list[tuple[int, _Element]] = [(0, found.element)]
        self.marks = any(True for _ in found.element.iterfind(".//*[@shareable]"))
        while stack:
            depth, element = stack.pop()
            parts = [child for child in children(element, "relatedItem") if child.get("type") == "constituent"]
            if depth >= _LIMIT:
                parts = []
            minted = self.minter.mint(depth)
            yield Node(depth, self.unit(element, found if depth == 0 else None, bool(parts), minted), line_of(element))
            stack.extend((depth + 1, part) for part in reversed(parts))

    def unit(self, element: _Element, found: Harvested | None, aggregate: bool, minted: str) -> Unit:
        draft = Draft("mods")
        taken = Taken()
        own = taken.attribute(element, "ID")
        self.own(element, draft, found is None)
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if not (name_of(child) == "relateditem" and child.get("type") == "constituent" and aggregate):
                self.child(child, draft, taken)
            self.stray(child.tail, draft)
        represented(draft, taken)
        if not draft.fields and not own:
            self.report.note("problem", "an empty record", target="record", line=line_of(element))
        record: Record = draft.get("record", Record())
        if taken.record:
            draft.fields["record"] = record = taken.recorded(record)
        identifiers = draft.get("identifiers", ())
        header = found.header if found is not None else None
        said = (header.identifier if header else "") or record.id
        if said and own and own != said:
            draft.extra("@ID", own)
        own = said or own or (identifiers[0].value if identifiers else "")
        if found is not None:
            self.travelled(found, draft, record)
        if draft.get("record") == Record():
            del draft.fields["record"]
        for language in draft.get("languages", ()):
            if language.code and languages.to_bcp47(language.code) is None:
                self.report.note(
                    "problem", languages.UNKNOWN, field="languages", value=language.code, line=line_of(element)
                )
        make = draft.collection if aggregate or draft.get("level") in AGGREGATES else draft.document
        return make(own or minted, minted=not own)

    def child(self, child: _Element, draft: Draft, taken: Taken) -> None:
        build = ELEMENTS.get(name_of(child))
        if self.marks:
            _hide(child, draft, all_notes=build is None)
        if name_of(child) not in MARKED and audience(child):
            build = leave  # no part of the model that it becomes can be marked
        elif build is None:
            carry(child, draft, taken)
            self.report.note(
                "carried", "an element that no line of the table names", target=localname(child), line=line_of(child)
            )
            return
        before, dates = len(draft.get("extras", ())), len(draft.get("dates", ()))
        build(child, draft, taken)
        doubt_dates(draft.get("dates", [])[dates:], self.report, line_of(child))
        for extra in draft.get("extras", [])[before:]:
            self.report.note(
                "carried",
                "a part of an element that no field holds",
                target=extra.place,
                value=None if 'audience="internal"' in extra.content else extra.content,
                line=line_of(child),
            )

    def travelled(self, found: Harvested, draft: Draft, record: Record) -> None:
        header = found.header
        for extra in (*found.extras, *(header.extras() if header else ())):
            draft.add("extras", extra)
            self.report.note(
                "carried",
                "from the envelope around the record",
                target=extra.place,
                value=extra.content,
                line=found.line,
            )
        revision = header.revision() if header else None
        if revision is not None:
            draft.fields["record"] = attrs.evolve(record, revisions=(*record.revisions, revision))

    def own(self, element: _Element, draft: Draft, constituent: bool) -> None:
        """The attributes and the text of a record, or of a constituent."""
        for key, value in attributes(element).items():
            key = str(key)
            if namespace(key) == XSI:
                self.report.note(
                    "decided", "a schema location is not followed", target="@xsi:schemaLocation", value=value
                )
            elif key != "ID" and not (constituent and key == "type"):
                draft.extra(f"@{localname(key)}", value)
                self.report.note(
                    "carried",
                    "an attribute of a record",
                    target=f"@{localname(key)}",
                    value=None if audience(element) else value,
                    line=line_of(element),
                )
        if audience(element):
            draft.add("audience", "internal")
        self.stray(element.text, draft)

    def stray(self, text: str | None, draft: Draft) -> None:
        if text and collapse(text):
            draft.extra("text()", collapse(text))
            self.report.note("carried", "text between elements", target="text()", value=collapse(text))


def _hide(child: _Element, draft: Draft, *, all_notes: bool) -> None:
    """Put aside what is internal inside an element, apart from notes, which are read with their audience."""
    for at in list(child.iter("{*}*")):
        parent = at.getparent()
        if at is child or parent is None or not audience(at) or (not all_notes and name_of(at) in _NOTES):
            continue
        for extra in Taken().left(at, f"{localname(child)}//{localname(at)}"):
            draft.add("extras", extra)
        at.tail = None
        parent.remove(at)
