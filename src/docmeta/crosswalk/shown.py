"""Values in a report, as people know them, never as Python writes them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Set
from decimal import Decimal
from itertools import islice
from typing import Any, Final

import attrs

from docmeta.errors import excerpt

#: The attributes that name a part, in order of preference.
_WORDS: Final = (
    "display",
    "text",
    "name",
    "term",
    "value",
    "title",
    "agent",
    "label",
    "uri",
    "code",
    "dates",
    "parts",
    "target",
    "content",
)
#: Parts known by several of their attributes together.
_TOGETHER: Final = {"Container": ("kind", "value"), "Extent": ("quantity", "unit")}
#: Attributes that mean nothing on their own.
_SILENT: Final = frozenset(("extras", "minted", "format", "place"))
_EMPTY: Final = (None, "", ())
#: How many of several values are shown, and to what depth.
_MOST: Final = 8
_DEEPEST: Final = 4


def shown(value: object, depth: int = 0) -> str:
    """An excerpt of a value as text, for people; unprintable characters are escaped.

    >>> from docmeta.model import Container, Extent
    >>> shown((Container("4", kind="Box"), Extent(quantity="3", unit="maps"))), shown({"a": True})
    ('Box 4, 3 maps', 'a: yes')
    """
    if isinstance(value, str):
        return _printable(str(value))
    if value is None or depth > _DEEPEST:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float, Decimal, datetime.date)):
        return str(value)
    if isinstance(value, bytes):
        return _printable(value.decode("utf-8", "backslashreplace"))
    if isinstance(value, Mapping):
        pairs = ((shown(key, depth + 1), shown(one, depth + 1)) for key, one in islice(value.items(), _MOST))
        return _printable(", ".join(f"{key}: {one}" for key, one in pairs if one))
    if isinstance(value, (tuple, list, Set)):
        few = (shown(one, depth + 1) for one in islice(value, _MOST))
        said = [one for one in few if one]
        return _printable(", ".join(sorted(said) if isinstance(value, Set) else said))
    return _of_part(value, depth) if attrs.has(type(value)) else type(value).__name__


def _of_part(value: Any, depth: int) -> str:
    """The text of a part or of a unit; if it has none, its other attributes."""
    together = _TOGETHER.get(type(value).__name__, ())
    if together and not getattr(value, "text", ""):
        said = " ".join(filter(None, (shown(getattr(value, name), depth + 1) for name in together)))
        if said:
            return _printable(said)
    for name in _WORDS:
        said = shown(getattr(value, name, None), depth + 1)
        if said:
            return said
    fields = (field.name for field in attrs.fields(type(value)) if field.name not in _SILENT)
    others = [one for one in (getattr(value, name) for name in fields) if one is not False and one not in _EMPTY]
    return shown(others, depth)


def _printable(text: str) -> str:
    made = "".join(char if char.isprintable() or char == " " else excerpt(char)[1:-1] for char in text[:200])
    return made if len(text) <= 200 else made + "..."
