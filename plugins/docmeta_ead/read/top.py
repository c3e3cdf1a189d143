"""The parts of a finding aid before its first unit: the attributes of `ead`, the header, the front matter."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Final

from docmeta.model import Draft, Extra
from docmeta.xml import namespace
from docmeta_ead.read.attributes import items_of
from docmeta_ead.read.header import read_header
from docmeta_ead.read.state import Reading
from docmeta_ead.read.text import serialised
from docmeta_ead.read.unit import words, wrapper
from docmeta_ead.tables.dialect import NAMESPACES

if TYPE_CHECKING:
    from lxml import etree

_XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"


def finding_aid(reading: Reading, unit: Draft, ead: etree._Element, stop: etree._Element | None) -> None:
    """Read what precedes the first unit in `ead`."""
    path: list[etree._Element] = []
    at = stop
    while at is not None and at is not ead:
        path.append(at)
        at = at.getparent()
    path.reverse()
    before = []
    for child in ead:
        if path and child is path[0]:
            break
        before.append(child)
    left: list[Extra] = []
    if reading.ead4:
        before, left = ead4().control(reading, before)
    names = [reading.names[child.tag] for child in before]
    if "control" in names and "eadheader" not in names:
        reading.set_format("ead3")
    elif "eadheader" in names and "control" not in names and namespace(ead) not in NAMESPACES:
        reading.set_format("ead2002")
    unit.format = reading.format
    extras = [*_attributes(reading, unit, ead), *left]
    header = False
    for child, name in zip(before, names, strict=True):
        if name in ("eadheader", "control") and not header:
            header = True
            record = read_header(reading, child, tuple(extras))
            if record is not None:
                unit.add("record", record)
        elif name in ("eadheader", "control", "frontmatter"):
            unit.add("extras", Extra(reading.format, name, serialised(reading, child)))
        elif len(child) or child.keys() or child.text:
            reading.carry(unit, child, name)
    if not header:
        for extra in extras:
            unit.add("extras", extra)
        reading.problem(
            ead,
            f"the finding aid has no {'control' if reading.format == 'ead3' else 'eadheader'}",
            field="record",
            target="ead",
        )
    for text in (ead.text, *(child.tail for child in before)):
        if text and not text.isspace():
            words(reading, unit, text, reading.line(ead))
    if len(path) > 1:
        wrapper(reading, unit, path[0], path[1:])


def _attributes(reading: Reading, unit: Draft, ead: etree._Element) -> list[Extra]:
    """The attributes of `ead` that say something, but for the audience, which is the unit's."""
    found = []
    for key, value in items_of(ead):
        if key.startswith(_XSI):
            reading.note(
                "decided",
                "the schema locations are not kept; a writer names its own",
                target="xsi:schemaLocation",
                value=value,
                line=reading.line(ead),
            )
        elif key == "audience" and value == "internal":
            unit.add("audience", value)
        elif value:
            name = reading.attribute_names("ead", key)[1]
            found.append(Extra(reading.format, f"ead/@{name}", value))
    return found


def ead4() -> ModuleType:
    """The reader of EAD 4.0, imported only for such files."""
    from docmeta_ead.ead4 import turned

    return turned
