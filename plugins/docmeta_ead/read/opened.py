"""Units whose element is open, and what the elements around a component say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docmeta_ead.read.unit import separate
from docmeta_ead.tables.audience import is_internal
from docmeta_ead.tables.dialect import OVERVIEW
from docmeta_ead.tables.ead4 import COMPONENT_LISTS

if TYPE_CHECKING:
    from lxml import etree


class Opened:
    """A unit whose element has begun."""

    __slots__ = ("apart", "audience", "element", "handed", "joined", "line", "number", "overview")

    def __init__(self, element: etree._Element, number: int, line: int | None) -> None:
        self.element = element
        self.number = number
        self.line = line
        self.handed = False
        self.audience: str | None = None
        self.joined = 0  # the number of the same unit in the overview
        self.overview = False  # whether it is in an overview of the series
        self.apart = False  # whether it, or what contains it, is separate from the description around it


def frame_of(around: etree._Element | None, unit: etree._Element) -> tuple[str | None, bool, bool]:
    """What the elements between a component and its parent unit tell: whether it is internal, separate, in an overview."""
    audience, apart, overview = None, False, False
    while around is not None and around is not unit:
        if is_internal(around):
            audience = "internal"
        apart = apart or separate(around)
        overview = overview or _is_overview(around)
        around = around.getparent()
    return audience, apart, overview


def _is_overview(element: etree._Element) -> bool:
    if element.get("descriptionOfComponentsType") == COMPONENT_LISTS[OVERVIEW]:
        return True
    return OVERVIEW in (element.get("type"), element.get("dsctype"))


def target_of(element: etree._Element) -> str | None:
    """The unit of the list to which the title of one in the overview links."""
    for ref in element.iterfind("{*}did/{*}unittitle//{*}ref"):
        found: str | None = ref.get("target")
        return found
    return None
