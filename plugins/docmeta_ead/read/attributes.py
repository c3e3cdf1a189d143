"""The attributes of an element."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docmeta.errors import LimitError
from docmeta.xml import line_of

if TYPE_CHECKING:
    from lxml import etree

#: The most attributes that an element may have.
_ATTRIBUTES: Final = 1_000
_EMPTY: Final[list[tuple[str, str]]] = []


def items_of(element: etree._Element) -> list[tuple[str, str]]:
    """The attributes of an element.

    Raises `LimitError` for more than any finding aid has: libxml2's time grows with the square of their number.
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
