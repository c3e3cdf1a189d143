"""Attributes by which systems mark a record, or a value, as private: Omeka S's `o:is_public`, and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docmeta.xml import attributes, localname

if TYPE_CHECKING:
    from lxml.etree import _Element

PRIVATE: Final = "it is marked as not public; it is internal"
#: The values of each attribute that mean private.
_PRIVATE: Final = {
    **dict.fromkeys(("is_public", "ispublic", "public", "published", "publish"), frozenset(("false", "0", "no"))),
    **dict.fromkeys(("private", "is_private", "hidden", "internal"), frozenset(("true", "1", "yes"))),
    "visibility": frozenset(("private", "hidden", "internal")),
    "audience": frozenset(("internal",)),
}


def says_who(attribute: str) -> bool:
    """Whether an attribute, by its local name, tells who may see its element."""
    return attribute.lower() in _PRIVATE


def is_private(element: _Element) -> bool:
    """Whether an attribute of an element marks it as private."""
    return any(
        str(value).strip().lower() in _PRIVATE.get(localname(str(key)).lower(), ())
        for key, value in attributes(element).items()
    )
