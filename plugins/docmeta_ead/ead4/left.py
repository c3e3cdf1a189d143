"""What the canonical markup cannot hold of EAD 4.0, element by element: it is carried along, and put back by `put_back`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import deepcopy
from typing import TYPE_CHECKING

from docmeta.xml import localname
from docmeta_ead.ead4.from_prose import elements, is_component, same, text
from docmeta_ead.tables.audience import is_internal
from docmeta_ead.tables.ead4 import PARTIAL

if TYPE_CHECKING:
    from lxml import etree


class Left:
    """Elements and attributes that are left over, each with its place.

    Attributes:
        elements: The elements, and the place of each.
        attributes: The places and values of attributes.
    """

    def __init__(self) -> None:
        self.elements: dict[etree._Element, str] = {}
        self.attributes: list[tuple[str, str]] = []

    def whole(self, section: str, element: etree._Element) -> None:
        """Keep an element of a section as a whole."""
        _mark(element, element)
        self.elements.setdefault(element, f"{section}/{localname(element)}" if section else localname(element))

    def rest(
        self,
        section: str,
        source: etree._Element,
        said: Collection[etree._Element],
        known_by: Iterable[etree._Element | None],
        ends: str = PARTIAL,
        about: Collection[str] = (),
    ) -> None:
        """Keep the children of an element that are not in *said*, with its attributes *about*, and the children that identify it."""
        if not about and all(one in said for one in elements(source)):
            return
        keys = [one for one in known_by if one is not None]
        made = same(source)
        for key in ("placeType", *about):
            if source.get(key):
                made.set(key, source.get(key, ""))
        for child in elements(source):
            if child not in said:
                made.append(deepcopy(child))
                made[-1].tail = None
            elif child in keys:
                added = same(child)
                added.text = text(child)
                made.append(added)
        _mark(made, source)
        self.elements[made] = f"{section}/{localname(source)}{ends}"

    def about(self, source: etree._Element, *but: str) -> None:
        """Keep the attributes of an element of which only the content is read otherwise."""
        found = [
            (str(key), str(value)) for key, value in source.attrib.items() if value and key not in ("audience", *but)
        ]
        if found and _is_hidden(source):
            made = same(source)
            for key, value in found:
                made.set(key, value)
            _mark(made, source)
            self.elements[made] = localname(source)
            return
        self.attributes += [(f"{localname(source)}/@{key}", value) for key, value in found]


def _mark(element: etree._Element, source: etree._Element) -> None:
    """Mark what is kept of an element as internal, if its surroundings are."""
    if _is_hidden(source):
        element.set("audience", "internal")


def _is_hidden(element: etree._Element) -> bool:
    """Whether an element is internal, or one around it in its unit."""
    for one in (element, *element.iterancestors()):
        if is_component(one) or localname(one) in ("archDesc", "control"):
            return False
        if is_internal(one):
            return True
    return False


def is_bare(element: etree._Element) -> bool:
    """Whether an element holds words and has no attributes."""
    return not element.keys() and next(elements(element), None) is None
