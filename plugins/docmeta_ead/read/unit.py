"""A unit of a finding aid: its elements, in any order and place, become the fields of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from typing import TYPE_CHECKING, Final

from docmeta.model import Draft, Extra, Relation
from docmeta_ead.read import access, dates, did, notes, physical
from docmeta_ead.read.header import read_header
from docmeta_ead.read.state import Names, Reading
from docmeta_ead.read.stated import stated
from docmeta_ead.read.text import prose, serialised, start_only, stray
from docmeta_ead.tables.audience import is_internal
from docmeta_ead.tables.dialect import DID_NOTES, NOTES, OVERVIEW, SEPARATE

if TYPE_CHECKING:
    from lxml import etree

Handler = Callable[[Reading, Draft, "etree._Element"], None]

#: The names of components.
COMPONENTS: Final = frozenset(("c", *(f"c{number:02}" for number in range(1, 13))))
#: The names of units.
UNITS: Final = COMPONENTS | {"archdesc"}
#: Elements that the parser hands out, in any namespace.
TAGS: Final = tuple(f"{{*}}{name}" for name in ("ead", "archdesc", "archDesc", *sorted(COMPONENTS)))


def content(reading: Reading, unit: Draft, element: etree._Element, path: list[etree._Element]) -> None:
    """Read the content of a unit, up to its first component.

    Args:
        reading: The state.
        unit: Collects the fields.
        element: The element of the unit.
        path: The elements down to the first component: wrappers such as `dsc`, and the component itself;
            empty if the unit has none.
    """
    stop = path[0] if path else None
    if element.text and not element.text.isspace():
        _words(reading, unit, element, element.text)
    names = reading.names
    fields = unit.fields
    quick = reading.quick if reading.audience is None else None
    for child in element[:]:  # a third of the time that iteration takes
        if child is stop:
            if len(path) > 1:
                wrapper(reading, unit, child, path[1:])
            break
        name = names[child.tag]
        if name == "did":
            _did(reading, unit, child)
        elif quick is None or not (
            (name in NOTES and quick.note(fields, child, NOTES[name]))
            or (name == "controlaccess" and quick.points(fields, child))
        ):
            own(reading, unit, child, name)
        tail = child.tail
        if tail and not tail.isspace():
            _words(reading, unit, element, tail)


def own(reading: Reading, unit: Draft, element: etree._Element, name: str) -> None:
    """Read one element of a unit."""
    handler = _HANDLERS.get(name)
    if handler is not None:
        handler(reading, unit, element)
    elif name not in UNITS:
        reading.carry(unit, element, reading.local(element))


def late(reading: Reading, unit: Draft, element: etree._Element, depth: int) -> None:
    """Read an element that follows the components of its unit, or the description of a finding aid."""
    name = reading.names[element.tag]
    if name == "dsc":
        wrapper(reading, unit, element, [])
    elif name in ("eadheader", "control") and not depth and "record" not in unit:
        record = read_header(reading, element)
        if record is not None:
            unit.add("record", record)
    else:
        own(reading, unit, element, name)


def _words(reading: Reading, unit: Draft, element: etree._Element, words: str) -> None:
    name = reading.local(element)
    reading.problem(
        element,
        f"words directly in {name}; they were kept as a note",
        field="notes",
        target=name,
        value=words.strip(),
    )
    notes.add_loose(reading, unit, " ".join(words.split()), "note" if name == "did" else "general")


def words(reading: Reading, unit: Draft, text: str, line: int | None) -> None:
    """Keep words between the components of a unit."""
    reading.note(
        "problem",
        "words between components were kept as a note",
        field="notes",
        target="dsc",
        value=text,
        line=line,
    )
    notes.add_loose(reading, unit, " ".join(text.split()))


def wrapper(reading: Reading, unit: Draft, element: etree._Element, path: list[etree._Element]) -> None:
    """Read what the elements around components hold beside them: the heading and the prose of `dsc`, its attributes."""
    lists: list[tuple[etree._Element, etree._Element | None]] = []
    for around, stop in zip((element, *path), path or (None,), strict=False):
        if reading.names[around.tag] == "dsc":
            lists.append((around, stop))
        else:
            _other_wrapper(reading, unit, around, stop)
    for one, stop in reversed(lists):
        _lists(reading, unit, one, stop)


def _lists(reading: Reading, unit: Draft, element: etree._Element, stop: etree._Element | None) -> None:
    """Read a list of components up to one of its children, and its lists without components, innermost first."""
    names = reading.names
    found = []
    work = [element]
    while work:
        one = work.pop()
        kept: list[etree._Element] = []
        loose = [one.text]
        for child in one:
            if child is stop:
                break
            name = names[child.tag]
            if name == "dsc":
                work.append(child)
            elif name not in UNITS:
                kept.append(child)
            loose.append(child.tail)
        found.append((one, kept, loose))
    before = reading.audience
    for one, kept, loose in reversed(found):
        internal = hidden(one, names)
        if (one.keys() and not separate(one)) or kept or internal or (not one.keys() and _has_overview(unit)):
            start = start_only(reading, one, kept)
            if internal and not is_internal(one):
                start = start.replace("<dsc", '<dsc audience="internal"', 1)
            unit.add("extras", reading.share(Extra, reading.format, "dsc", start))
        reading.audience = "internal" if internal else before
        for text in loose:
            if text and not text.isspace():
                _words(reading, unit, one, text)
    reading.audience = before


def hidden(element: etree._Element, names: Names) -> bool:
    """Whether an element, or one around it in its unit, is marked internal."""
    for one in (element, *element.iterancestors()):
        if one.tag == "fragment" or names[one.tag] in UNITS:  # docmeta's own, around what was set aside
            return False
        if is_internal(one):
            return True
    return False


def _has_overview(unit: Draft) -> bool:
    return any(extra.place == "dsc" and OVERVIEW in extra.content for extra in unit.get("extras", ()))


def separate(element: etree._Element) -> bool:
    """Whether the components in an element do not belong to the description around it."""
    return SEPARATE in (element.get("othertype"), element.get("otherdsctype"))


def _other_wrapper(reading: Reading, unit: Draft, element: etree._Element, stop: etree._Element | None) -> None:
    """Read an element that wrongly contains components as if it ended before them."""
    name = reading.local(element)
    reading.note(
        "decided",
        f"the components in {reading.named(name)} were read as if they were outside it",
        field="members",
        target=name,
        line=reading.line(element),
    )
    before = reading.line_base, reading.audience
    reading.line_base = reading.line(element)
    if hidden(element, reading.names):
        reading.audience = "internal"
    alone = apart(element, stop, reading.names)
    if len(alone) or alone.keys() or (alone.text and not alone.text.isspace()):
        own(reading, unit, alone, reading.names[element.tag])
    reading.line_base, reading.audience = before


def apart(element: etree._Element, stop: etree._Element | None, names: Names) -> etree._Element:
    """A copy of the beginning of an element, up to one of its children, without components."""
    alone = element.makeelement(element.tag, dict(element.attrib), nsmap=element.nsmap)
    alone.text = element.text
    for child in element:
        if child is stop:
            break
        if names[child.tag] not in UNITS:
            alone.append(copy(child))
    return alone


def _did(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read a `did`, and any nested in it by mistake."""
    before = reading.audience
    children = _did_begun(reading, unit, element)
    inner = _did_children(reading, unit, element, children)
    if inner is not None:
        _nested(reading, unit, element, children, inner)
    reading.audience = before
    if reading.format != "ead2002" and len(unit.get("extents", ())) > 1:
        physical.once(reading, unit, element)


def _nested(
    reading: Reading,
    unit: Draft,
    element: etree._Element,
    children: Iterator[etree._Element],
    inner: etree._Element | None,
) -> None:
    """Read the first `did` in another one, and the rest of that."""
    work = [(element, children, reading.audience)]
    while work:
        if inner is not None:
            audience = reading.audience
            work.append((inner, _did_begun(reading, unit, inner), audience))
        else:
            here, _, reading.audience = work.pop()
            if work and here.tail and not here.tail.isspace():
                _words(reading, unit, work[-1][0], here.tail)
        if work:
            inner = _did_children(reading, unit, *work[-1][:2])


def _did_begun(reading: Reading, unit: Draft, element: etree._Element) -> Iterator[etree._Element]:
    if element.text and not element.text.isspace():
        _words(reading, unit, element, element.text)
    if element.keys():
        reading.unit_attributes(unit, element, "did")
        if is_internal(element):
            reading.audience = "internal"
    return iter(element[:])


def _did_children(
    reading: Reading, unit: Draft, element: etree._Element, children: Iterator[etree._Element]
) -> etree._Element | None:
    """Read on to the next `did` in one; None at the end."""
    names = reading.names
    handlers = _DID
    fields = unit.fields
    quick = reading.quick if reading.audience is None and not reading.groups else None
    readers = None if quick is None else quick.readers
    for child in children:
        read = None if readers is None else readers[child.tag]
        if read is None or not read(fields, child):
            name = names[child.tag]
            handler = handlers.get(name) or _HANDLERS.get(name)
            if name == "did":
                return child
            if handler is not None:
                handler(reading, unit, child)
            elif len(child) or child.keys() or child.text:
                reading.carry(unit, child, f"did/{reading.local(child)}")
        tail = child.tail
        if tail and not tail.isspace():
            _words(reading, unit, element, tail)
    return None


def _dsc(reading: Reading, unit: Draft, element: etree._Element) -> None:
    wrapper(reading, unit, element, [])


def _descgrp(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read the notes of a `descgrp`: each carries its start, as do those of groups nested in it."""
    groups = [_Group(reading, unit, element)]
    while groups:
        inner = groups[-1].read()
        if inner is not None:
            groups.append(_Group(reading, unit, inner))
        else:
            groups.pop().close()


class _Group:
    """One `descgrp`, whose children are read one by one."""

    def __init__(self, reading: Reading, unit: Draft, element: etree._Element) -> None:
        self.reading = reading
        self.unit = unit
        self.before = reading.groups, reading.audience
        reading.groups = (*reading.groups, notes.group_marker(reading, element))
        if is_internal(element):
            reading.audience = "internal"
        self.number = self._notes()
        self.children = iter(element[:])
        self.first = True
        for text in stray(element):
            notes.add_loose(reading, unit, text)

    def _notes(self) -> int:
        return len(self.unit.get("notes", ())) + ("description" in self.unit)

    def read(self) -> etree._Element | None:
        """Read on to the next group in this one; None at the end."""
        reading, unit = self.reading, self.unit
        for child in self.children:
            name = reading.names[child.tag]
            first, self.first = self.first, self.first and name != "head"
            if name == "descgrp":
                return child
            if name == "head" and first:
                continue
            if name in notes.BLOCKS or name == "head":
                notes.add_block(reading, unit, child)
            else:
                own(reading, unit, child, name)
        return None

    def close(self) -> None:
        """End the group; one without notes is kept as an extra."""
        marker = self.reading.groups[-1]
        self.reading.groups, self.reading.audience = self.before
        if self._notes() == self.number:
            self.unit.add("extras", marker)


def _kept(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Keep an element that is understood, but has no field in the model."""
    if len(element) or element.keys() or element.text:
        unit.add("extras", Extra(reading.format, reading.local(element), serialised(reading, element)))


def _header(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read a header within a description, as prose: the header of the file is read before its first unit."""
    notes.loose(reading, unit, element)


def _point(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read an access point outside any `controlaccess`."""
    name = reading.local(element)
    if access.access_point(reading, unit, element, ()):
        reading.problem(
            element,
            "an access point where none is allowed; it was read as if in controlaccess",
            field="subjects",
            target=name,
            value=prose(reading, element),
        )
    elif len(element) or element.keys() or element.text:
        reading.carry(unit, element, name)


def _odd(reading: Reading, unit: Draft, element: etree._Element) -> None:
    if not element.keys() or not stated(reading, unit, element):
        notes.note(reading, unit, element)


def _relations(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read EAD3's `relations`: each with its URI and its name."""
    reading.unit_attributes(unit, element, "relations")
    for text in stray(element):
        _words(reading, unit, element, text)
    with reading.inside(element):
        for child in element[:]:
            if reading.names[child.tag] == "relation":
                _relation(reading, unit, child)
            else:
                reading.carry(unit, child, f"relations/{reading.local(child)}")


#: What EAD3 requires of every relation, which only tells that it is one to a resource.
_DEMANDED: Final = ("@relationtype", "resourcerelation")


def _relation(reading: Reading, unit: Draft, element: etree._Element) -> None:
    fields, extras = reading.fields(element, {"href": "target", "audience": "audience"})
    entries = [one for one in element[:] if reading.names[one.tag] == "relationentry" and not is_internal(one)]
    label = prose(reading, entries[0]) if entries else ""
    if not label and "target" not in fields:
        reading.carry(unit, element, "relations/relation")
        return
    more = [
        Extra(reading.format, reading.local(one), physical.outside(reading, one))
        for one in element[:]
        if one not in entries[:1]
    ]
    if entries:
        more += reading.fields(entries[0], {}, "relationentry/@")[1]
    extras = tuple(extra for extra in extras if (extra.place, extra.content) != _DEMANDED)
    unit.add("relations", Relation(label=label, extras=(*extras, *more), **reading.marked(fields)))
    for text in stray(element):
        _words(reading, unit, element, text)


_DID: Final[dict[str, Handler]] = {
    **dict.fromkeys(DID_NOTES, did.did_note),
    "head": did.head,
    "unittitle": did.unittitle,
    "unitid": did.unitid,
    "unitdate": dates.unitdate,
    "unitdatestructured": dates.unitdatestructured,
    "container": did.container,
    "langmaterial": did.langmaterial,
    "repository": did.repository,
    "origination": access.origination,
    "physdesc": physical.physdesc,
    "physdescstructured": physical.physdescstructured,
    "physdescset": physical.physdescset,
    "dao": physical.dao,
    "daogrp": physical.daogrp,
    "daoset": physical.daogrp,
}

_HANDLERS: Final[dict[str, Handler]] = {
    **_DID,
    **dict.fromkeys(NOTES, notes.note),
    "odd": _odd,
    "note": notes.beside,
    **dict.fromkeys(notes.BLOCKS, notes.loose),
    **dict.fromkeys(access.POINTS, _point),
    "did": _did,
    "controlaccess": access.controlaccess,
    "descgrp": _descgrp,
    "dsc": _dsc,
    "head": _kept,
    "thead": _kept,
    "runner": _kept,
    "frontmatter": _kept,
    "eadheader": _header,
    "control": _header,
    "relations": _relations,
}
