"""The attributes of an element, and what tells it from others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docmeta.errors import LimitError
from docmeta.xml import line_of

if TYPE_CHECKING:
    from lxml import etree

#: How many attributes an element may have.
_ATTRIBUTES: Final = 1_000
_EMPTY: Final[list[tuple[str, str]]] = []


def items_of(element: etree._Element) -> list[tuple[str, str]]:
    """The attributes of an element.

    Raises `LimitError` where it has more than any finding aid has: libxml2 takes the square of their number in time.
    """
    names = element.keys()
    if not names:
        return _EMPTY
    if len(names) > _ATTRIBUTES:
        raise LimitError(
            f"an element may have at most {_ATTRIBUTES} attributes, this one has {len(names)}", line=line_of(element)
        )
    items: list[tuple[str, str]] = element.items()
    return items


def signature(element: etree._Element) -> Any:
    """All that an element with at most two children and no grandchildren says; None for a larger one."""
    if len(element) == 0:
        keys = element.keys()
        return (
            (element.tag, element.text, items_of(element) and tuple(element.items()))
            if keys
            else (element.tag, element.text)
        )
    if len(element) > 2:
        return None
    found: list[Any] = [element.tag, element.text]
    if element.keys():
        found += items_of(element)
    for child in element:
        if len(child):
            return None
        found += (child.tag, child.text, child.tail)
        if child.keys():
            found += items_of(child)
    return tuple(found)
