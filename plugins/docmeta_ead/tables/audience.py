"""Who may see an element."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree


#: Types of notes that are not for the public, without the word "note"; Mnesys writes the first.
_PRIVATE: Final = frozenset(
    "mnesysinternal internal private confidential staff staffonly nonpublic notpublic unpublished".split()
)


def is_private(kind: str) -> bool:
    """Whether the type of a note marks it as private (EAD, `note/@type`).

    >>> is_private("mnesysinternal"), is_private("Staff note"), is_private("admininfo")
    (True, True, False)
    """
    letters = "".join(filter(str.isalpha, kind.lower()))
    return letters.removesuffix("s").removesuffix("note") in _PRIVATE


def is_internal(element: etree._Element) -> bool:
    """Whether an element is marked as internal."""
    said = element.get("audience")
    return said is not None and (said == "internal" or said.strip().lower() == "internal")
