"""Attributes by which systems say that a record, or a value, is not for everybody: Omeka S's `o:is_public`, and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docmeta.xml import attributes, localname

if TYPE_CHECKING:
    from lxml.etree import _Element

PRIVATE: Final = "it is marked as not public; it is internal"
#: What each attribute says where something is not for everybody.
_PRIVATE: Final = {
    **dict.fromkeys(("is_public", "ispublic", "public", "published", "publish"), frozenset(("false", "0", "no"))),
    **dict.fromkeys(("private", "is_private", "hidden", "internal"), frozenset(("true", "1", "yes"))),
    "visibility": frozenset(("private", "hidden", "internal")),
    "audience": frozenset(("internal",)),
}


def says_who(attribute: str) -> bool:
    """Whether an attribute, by its local name, says who may see what bears it."""
    return attribute.lower() in _PRIVATE


def is_private(element: _Element) -> bool:
    """Whether an attribute of an element says that it is not for everybody."""
    return any(
        str(value).strip().lower() in _PRIVATE.get(localname(str(key)).lower(), ())
        for key, value in attributes(element).items()
    )
