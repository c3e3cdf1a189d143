"""Notes that are no notes: systems export the state of a description in `odd`.

AtoM writes its publication status, its level of detail and the like as typed notes. A draft is internal: it must not be
published because a format calls its status a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from docmeta.model import Draft, Identifier, Note, Record
from docmeta_ead.read.state import Reading
from docmeta_ead.read.text import hides, prose
from docmeta_ead.tables.audience import is_internal
from docmeta_ead.tables.dialect import PUBLISHED, STATED, UNPUBLISHED

if TYPE_CHECKING:
    from lxml import etree

_TYPES: Final[dict[str, str]] = {name.lower(): name for name in STATED}


def stated(reading: Reading, unit: Draft, element: etree._Element) -> bool:
    """Read a note that gives the state of the description; false if it is another note, or the field is taken."""
    name = _TYPES.get((element.get("type") or element.get("localtype") or "").lower())
    if name is None:
        return False
    said = prose(reading, element)
    text = str(said).strip()
    field = STATED[name]
    internal = reading.audience is not None or is_internal(element) or hides(said)
    if not text or "\n" in text or (internal and field != "audience"):
        return False
    if field == "audience":
        return _audience(reading, unit, element, text)
    if not field:
        unit.add("notes", Note(name, text))
        return True
    return _record(unit, field.removeprefix("record."), text)


def _audience(reading: Reading, unit: Draft, element: etree._Element, text: str) -> bool:
    word = text.casefold()
    if word in PUBLISHED:
        unit.fields.setdefault("audience", "external")
        return True
    unit.fields["audience"] = "internal"
    if word not in UNPUBLISHED:
        message = "the publication status is unknown; the unit is treated as a draft, which is internal"
        reading.problem(element, message, field="audience", target="odd/@type", value=text)
    return True


def _record(unit: Draft, field: str, text: str) -> bool:
    record: Record = unit.get("record") or Record()
    changes: dict[str, Any] = {field: text}
    if field == "identifier":
        if text in (record.id, *(one.value for one in record.identifiers)):
            return True
        if any(one.kind == field for one in record.identifiers):
            return False
        changes = {"identifiers": (*record.identifiers, Identifier(text, kind=field))}
    elif getattr(record, field) not in (None, text):
        return False
    unit.fields["record"] = attrs.evolve(record, **changes)
    return True
