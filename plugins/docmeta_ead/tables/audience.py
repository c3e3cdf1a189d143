"""Who may see an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree


def is_internal(element: etree._Element) -> bool:
    """Whether an element is marked as internal."""
    said = element.get("audience")
    return said is not None and (said == "internal" or said.strip().lower() == "internal")
