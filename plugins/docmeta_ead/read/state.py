"""The state of the reader during one file: names, the dialect, shared parts, and the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

from docmeta.crosswalk import Report
from docmeta.dates import Conventions
from docmeta.model import Draft, Extra
from docmeta.text import Element
from docmeta.xml import XML_NS, collapse, line_of, localname
from docmeta_ead.read.attributes import items_of
from docmeta_ead.read.text import markup, open_text, public_words, serialised
from docmeta_ead.sniff import EAD3_NS
from docmeta_ead.tables import dialect
from docmeta_ead.tables.audience import is_internal
from docmeta_ead.tables.ead4 import NAMESPACES as EAD4_NAMESPACES
from docmeta_ead.tables.named import named

if TYPE_CHECKING:
    from lxml import etree

    from docmeta.dates import Date
    from docmeta_ead.read.plain import Quick

P = TypeVar("P")

#: The most parts, and the most names, kept for sharing.
_POOL: Final = 4096
_EXCERPT: Final = 120


class Names(dict[Any, str]):
    """The name of an element, by its tag: EAD names alone, foreign ones with their namespace in Clark notation."""

    def __init__(self) -> None:
        super().__init__()
        self.home = ""
        self.met: list[str] = []

    def __missing__(self, tag: str) -> str:
        space, _, local = tag.rpartition("}")
        space = space[1:]
        name = local
        if space in EAD4_NAMESPACES:
            name = "dsc" if local == "descriptionOfComponents" else local.lower()
        elif space and space != self.home and space not in dialect.NAMESPACES:
            name = tag
        else:
            name = dialect.EAD1_NAMES.get(local, local)
        if space in dialect.NAMESPACES and space not in self.met:
            self.met.append(space)
        if len(self) >= _POOL:
            self.clear()
        self[tag] = name
        return name


class Reading:
    """The state of the reading of one file.

    Attributes:
        report: Receives the findings.
        format: The dialect: "ead2002" or "ead3", which also serves EAD 4.0 once its names are canonical.
        ead4: Whether the file is EAD 4.0.
        names: The name for each tag.
        audience: "internal" inside a wrapper that is marked so.
        line_base: The line before that of a piece read separately from its file.
        conventions: How to read ambiguous dates.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.format = "ead2002"
        self.ead4 = False
        self.names = Names()
        self.audience: str | None = None
        self.conventions = Conventions()
        self.line_base: int | None = None
        self.groups: tuple[Extra, ...] = ()
        self.noted = 0
        self.quick: Quick | None = None  # the quick way through plain elements, if the reader has one
        #: Dates of the unit that may repeat others, and the element of a structured one.
        self.again: dict[int, etree._Element | None] = {}
        self._pool: dict[Any, Any] = {}
        self._shown: dict[tuple[str, str], tuple[str, str]] = {}

    def enter(self, namespace: str) -> None:
        """Begin to read an element of this namespace that no other EAD element contains."""
        self.names.clear()
        self.ead4 = namespace in EAD4_NAMESPACES
        # EAD 4.0 has canonical names by the time it is read.
        self.names.home = EAD3_NS if self.ead4 else namespace
        if self.quick is not None:
            self.quick.forget()
        self.set_format("ead3" if self.ead4 else dialect.NAMESPACES.get(namespace, "ead2002"))

    def set_format(self, format: str) -> None:
        """Read what follows as this dialect."""
        if format != self.format:
            self.format = format
            self._shown.clear()
            self._pool.clear()
            if self.quick is not None:
                self.quick.forget()

    # Reports.

    def line(self, element: etree._Element) -> int | None:
        """The line of the file on which an element stands."""
        return line_of(element) if self.line_base is None else self.line_base

    def note(self, code: str, message: str, *, target: str, **where: Any) -> None:
        """Report something about a place, by its name in the dialect of the file."""
        self.report.note(code, message, target=self.named(target), **where)

    def named(self, place: str) -> str:
        """A place by its name in the dialect; EAD 4.0 has names of its own."""
        return named(place) if self.ead4 else place

    def problem(self, element: etree._Element, message: str, *, field: str, target: str, value: object = None) -> None:
        """Report something doubtful that was kept."""
        self.noted += 1
        value = self.quoted(element, value)
        self.note("problem", message, field=field, target=target, value=value, line=self.line(element))

    def lost(self, element: etree._Element, message: str, *, field: str, target: str, value: object = None) -> None:
        """Report that something could not be kept."""
        self.noted += 1
        value = self.quoted(element, value)
        self.note("unread", message, field=field, target=target, value=value, line=self.line(element))

    def quoted(self, element: etree._Element, value: object) -> object:
        """A value as a report may quote it: nothing internal."""
        if self.audience is not None or any(map(is_internal, (element, *element.iterancestors()))):
            return None
        return public_words(value) if isinstance(value, str) else value

    def carry(self, unit: Draft, element: etree._Element, place: str) -> None:
        """Carry an unknown element along unchanged, and report it."""
        self.noted += 1
        name = self.local(element)
        unit.add("extras", self.share(Extra, self.format, place, serialised(self, element)))
        said = (
            collapse(" ".join(open_text(element)))[:_EXCERPT]
            or " ".join(value for _, value in items_of(element))[:_EXCERPT]
        )
        self.note(
            "carried",
            f"the element {self.named(name)} is not understood here; it is carried along unchanged",
            field="extras",
            target=place,
            value=self.quoted(element, said),
            line=self.line(element),
        )

    def extra_of_ead4(self, element: etree._Element, place: str) -> Extra:
        """The same for an element that only EAD 4.0 has."""
        from docmeta_ead.ead4.from_parts import own

        self.noted += 1
        name = localname(element)
        self.note(
            "carried",
            f"no field holds the content of the element {name}; it is carried along unchanged",
            field="extras",
            target=place,
            value=self.quoted(element, collapse(" ".join(open_text(element)))[:_EXCERPT]),
            line=self.line(element),
        )
        return Extra("ead4", place, markup([own(element)]))

    # Names and attributes.

    def local(self, element: etree._Element) -> str:
        """The name of an element, without its namespace."""
        name = self.names[element.tag]
        return name.rpartition("}")[2]

    def attribute_names(self, element: str, key: str) -> tuple[str, str]:
        """The names of an attribute: the canonical one, and that of the dialect."""
        found = self._shown.get((element, key))
        if found is None:
            found = self._attribute_names(element, key)
            if len(self._shown) >= _POOL:
                self._shown.clear()
            self._shown[element, key] = found
        return found

    def _attribute_names(self, element: str, key: str) -> tuple[str, str]:
        space, _, local = key.rpartition("}")
        space = space[1:]
        if space.endswith("/1999/xlink"):
            # Tools have written https for http.
            canonical = dialect.canonical_attribute(element, "{http://www.w3.org/1999/xlink}" + local)
        elif space == XML_NS:
            canonical = local
        elif self.format == "ead2002":
            canonical = dialect.canonical_attribute(element, local)
        else:
            canonical = local
        if self.format == "ead2002":
            return canonical, dialect.EAD2002.attribute(element, canonical)
        return canonical, canonical

    def attributes(self, element: etree._Element, name: str | None = None) -> dict[str, str]:
        """The attributes of an element in the canonical form."""
        items = items_of(element)
        if not items:
            return {}
        name = name or self.local(element)
        found: dict[str, str] = {}
        for key, value in items:
            canonical = self.attribute_names(name, key)[0]
            if canonical == "linktype" and value == "simple":
                continue
            if canonical in found:
                canonical = key.rpartition("}")[2]
                if canonical in found:
                    self.lost(
                        element,
                        "an attribute appears twice",
                        field="extras",
                        target=f"{name}/@{canonical}",
                        value=value,
                    )
                    continue
            found[canonical] = value
        return found

    def fields(
        self, element: etree._Element, known: Mapping[str, str], prefix: str = "@"
    ) -> tuple[dict[str, Any], tuple[Extra, ...]]:
        """The attributes of an element: those that are fields of its part, and the others.

        Args:
            element: The element.
            known: The field of each attribute, by its canonical name.
            prefix: The prefix of the name of an attribute in the place of an `Extra`.
        """
        items = items_of(element)
        if not items:
            return {}, ()
        name = self.local(element)
        fields: dict[str, Any] = {}
        extras: list[Extra] = []
        for key, value in items:
            canonical, own = self.attribute_names(name, key)
            field = known.get(canonical)
            if field is not None and field not in fields:
                if value:
                    fields[field] = value
            elif canonical == "linktype" and value == "simple":
                continue
            elif value:
                extras.append(self.share(Extra, self.format, prefix + own, value))
        return fields, tuple(extras)

    def unit_attributes(self, unit: Draft, element: etree._Element, place: str) -> None:
        """Keep the attributes of an element that is no part of its own as extras of the unit."""
        if element.keys():
            for extra in self.fields(element, {}, f"{place}/@")[1]:
                unit.add("extras", extra)

    # Parts.

    def twice(self, unit: Draft, date: Date, element: etree._Element | None) -> None:
        """Add a date of a title, or a structured one, that may repeat another."""
        self.again[len(unit.get("dates", ()))] = element
        unit.add("dates", date)

    def share(self, kind: type[P], *values: Any) -> P:
        """A part with these values: the same object for equal ones, as long as the pool holds it."""
        key = (kind, *values)
        pool = self._pool
        found: P | None = pool.get(key)
        if found is None:
            if len(pool) >= _POOL:
                pool.clear()
            found = pool[key] = kind(*values)
        return found

    def shared(self, key: Any, made: P) -> P:
        """The first part kept that equals this one."""
        pool = self._pool
        if len(pool) >= _POOL:
            pool.clear()
        found: P = pool.setdefault(key, made)
        return found

    def known(self, key: Any) -> Any:
        """The part kept for this key, if any."""
        return self._pool.get(key)

    @contextmanager
    def inside(self, element: etree._Element) -> Iterator[None]:
        """Treat everything as internal while a wrapper that is marked so is read."""
        before = self.audience
        if is_internal(element):
            self.audience = "internal"
        try:
            yield
        finally:
            self.audience = before

    def visible(self, element: etree._Element, hidden: list[Extra], place: str = "") -> list[etree._Element]:
        """The public children of an element.

        Internal ones whose mark no part of the model can hold are added to *hidden*, unchanged, each at its place below *place*.
        """
        children = element[:]
        for child in children:
            if is_internal(child):
                break
        else:
            return children
        shown = []
        for child in children:
            if is_internal(child):
                hidden.append(Extra(self.format, place + self.local(child), serialised(self, child)))
            else:
                shown.append(child)
        return shown

    def marked(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Mark a part as internal if its surroundings are."""
        if self.audience is not None:
            fields = {**fields, "audience": self.audience}
        return fields


def is_ead3(element: etree._Element) -> bool:
    """Whether an element in no namespace, or an unknown one, can only be EAD3, judging by its content."""
    return any(localname(child) in _ONLY_EAD3 or child.get("localtype") is not None for child in element.iter())


_ONLY_EAD3: Final = frozenset(
    "control recordid unitdatestructured physdescstructured physdescset daoset part didnote languageset datesingle".split()
)

__all__ = ["EAD3_NS", "Element", "Names", "Reading", "is_ead3"]
