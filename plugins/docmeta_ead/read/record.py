"""A `Record` being read: shared by the readers of `eadheader` and of `control`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from docmeta.model import Extra, Note, Record
from docmeta_ead.read.state import Reading
from docmeta_ead.read.text import open_text, prose, says, serialised, stray
from docmeta_ead.tables.audience import is_internal

if TYPE_CHECKING:
    from lxml import etree

_MANY: Final = frozenset(
    "identifiers other_titles notes languages revisions rules rights sources address extras".split()
)


class RecordDraft:
    """A record being read: a second value of a field that holds one is carried along as an extra."""

    def __init__(self, reading: Reading, root: str) -> None:
        self.reading = reading
        self.root = root
        self.fields: dict[str, Any] = {}

    def add(self, field: str, value: Any) -> None:
        """Add a value to a field of several."""
        self.fields.setdefault(field, []).append(value)

    def put(self, field: str, value: Any, element: etree._Element, place: str) -> None:
        """Set a field of one value, or carry the element along if the field is taken."""
        if field in self.fields:
            self.keep(element, place)
        elif says(value):
            self.fields[field] = value
            self.attributes(element, place)
        elif element.keys() or len(element):
            self.keep(element, place)

    def keep(self, element: etree._Element, place: str) -> None:
        """Carry an element along unchanged."""
        self.extra(place, serialised(self.reading, element))

    def extra(self, place: str, content: str) -> None:
        """Carry along what no field holds; the place is below the header."""
        self.add("extras", Extra(self.reading.format, f"{self.root}/{place}", content))

    def attributes(self, element: etree._Element, place: str, known: dict[str, str] | None = None) -> dict[str, str]:
        """Keep the attributes of an element, except those that are fields, which are returned."""
        if not element.keys():
            return {}
        fields, extras = self.reading.fields(
            element, known or {}, f"{self.root}/{place}/@" if place else f"{self.root}/@"
        )
        for extra in extras:
            self.add("extras", extra)
        return fields

    def stray(self, element: etree._Element, place: str) -> None:
        """Keep words as a note if they stand among the children of an element that should hold only elements."""
        words = stray(element)
        if words:
            self.reading.problem(
                element,
                "words where only elements are allowed; they were kept as a note on the description",
                field="record",
                target=place,
                value=words[0],
            )
            self.add("notes", Note("note", " ".join(words)))

    def made(self) -> Record:
        """The finished record."""
        fields: dict[str, Any] = {name: tuple(value) if name in _MANY else value for name, value in self.fields.items()}
        return Record(**fields)


Handler = Callable[[RecordDraft, "etree._Element"], None]


def children(record: RecordDraft, element: etree._Element, handlers: dict[str, Handler], place: str) -> None:
    record.stray(element, place or record.root)
    for child in element[:]:
        name = record.reading.names[child.tag]
        handler = handlers.get(name)
        if is_internal(child) and name not in _MARKED:
            record.keep(child, f"{place}/{record.reading.local(child)}".lstrip("/"))
        elif handler is not None:
            handler(record, child)
        elif len(child) or child.keys() or child.text:
            at = f"{place}/{record.reading.local(child)}" if place else record.reading.local(child)
            record.keep(child, at)
            if name not in _CARRIED:
                record.reading.note(
                    "carried",
                    f"the element {record.reading.named(name)} is not understood here; it is carried along unchanged",
                    field="record",
                    target=f"{record.root}/{at}",
                    value=" ".join(open_text(child))[:120],
                    line=record.reading.line(child),
                )


#: Elements of the header for which a part of the model records the audience.
_MARKED: Final = frozenset(("otherrecordid", "rightsdeclaration"))
#: Elements of the header that are understood, but have no field in the model.
_CARRIED: Final = frozenset(
    "representation maintenancestatus publicationstatus localtypedeclaration localcontrol otheragencycode descriptivenote "
    "num date p list edition".split()
)


def inside(place: str, handlers: dict[str, Handler]) -> Handler:
    def read(record: RecordDraft, element: etree._Element) -> None:
        record.attributes(element, place)
        children(record, element, handlers, place)

    return read


def single(field: str, place: str) -> Handler:
    def read(record: RecordDraft, element: etree._Element) -> None:
        record.put(field, prose(record.reading, element), element, place)

    return read
