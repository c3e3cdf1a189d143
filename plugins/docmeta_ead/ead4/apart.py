"""Sets apart, unchanged, internal elements of EAD 4.0 for which the canonical markup cannot record the audience.

It does the same with foreign XML in a note, which has no place for it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from docmeta.xml import localname
from docmeta_ead.tables.audience import is_internal

if TYPE_CHECKING:
    from lxml import etree

_WRAP: Final = "objectXMLWrap"
_DATES: Final = dict.fromkeys(
    ("date", "dateRange", "dateSet", "fromDate", "toDate"),
    frozenset(("agent", "legalStatus", "subject", "findAidDesc")),
)
#: The elements that become words or an attribute of their parent, by parent.
_FORGOTTEN: Final[dict[str, frozenset[str]]] = _DATES | {
    "role": frozenset(("agent", "function", "place", "relation", "formAvailable")),
    "formAvailableId": frozenset(("formAvailable",)),
    "relationship": frozenset(("agent", "function", "place")),
    "label": frozenset(("formAvailable", "findAidDesc", "maintenanceEvent", "narrativeEvent", "relation")),
    "placeName": frozenset(("legalStatus", "subject", "findAidDesc", "maintenanceEvent")),
    "term": frozenset(("legalStatus",)),
    "descriptiveNote": frozenset(
        ("legalStatus", "subject", "formAvailable", "findAidDesc", "maintenanceEvent", "sources")
    ),
    "p": frozenset(("legalStatus", "subject", "findAidDesc", "maintenanceEvent")),
    "eventDescription": frozenset(("narrativeEvent",)),
    "physicalOrTechnicalRequirements": frozenset(("formAvailable",)),
    **dict.fromkeys(("address", "contact"), frozenset(("findAidDesc", "place"))),
    **dict.fromkeys(
        ("citedRange", "place", "part", "geographicCoordinates", "formattingExtension"),
        frozenset(("findAidDesc",)),
    ),
}


_AROUND: Final = frozenset().union(*_FORGOTTEN.values())


def set_apart(elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Remove from some elements the internal ones whose mark would be lost, and foreign XML in a note; yields each."""
    none: frozenset[str] = frozenset()
    found: list[etree._Element] = []
    stack = [(one, none, False) for one in elements if isinstance(one.tag, str)]
    while stack:
        element, around, hidden = stack.pop()
        name = localname(element)
        hidden = hidden or is_internal(element)
        if (is_internal(element) and _FORGOTTEN.get(name, none) & around) or (name == _WRAP and _is_noted(element)):
            if hidden:
                element.set("audience", "internal")
            found.append(element)
            continue
        if name in _AROUND and name not in around:
            around |= {name}
        stack += [(child, around, hidden) for child in element if isinstance(child.tag, str)]
    _take_out(reversed(found))
    yield from found


def _is_noted(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and localname(parent) == "descriptiveNote"


def _take_out(elements: Iterable[etree._Element]) -> None:
    """Remove elements, in the order of the document; their tails stay, those that follow each other joined once."""
    tails: list[tuple[tuple[etree._Element, etree._Element | None], list[str]]] = []
    for element in elements:
        parent, before = element.getparent(), element.getprevious()
        if parent is not None:
            if not tails or tails[-1][0] != (parent, before):
                tails.append(((parent, before), []))
            tails[-1][1].append(element.tail or "")
            element.tail = None
            parent.remove(element)
    for (parent, before), words in tails:
        if before is not None:
            before.tail = (before.tail or "") + "".join(words)
        else:
            parent.text = (parent.text or "") + "".join(words)
