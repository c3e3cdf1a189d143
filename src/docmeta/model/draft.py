"""A unit in the making, for readers: values come in any order, and none is dropped.

>>> draft = Draft("dc")
>>> draft.add("title", "Telegram"); draft.add("title", "Another title")
>>> unit = draft.document("d1")
>>> unit.title, unit.other_titles
('Telegram', ('Another title',))
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from docmeta.model import trusted
from docmeta.model.parts import Extra, Note
from docmeta.model.units import Collection, Document, Unit
from docmeta.text import escape, without_internal

_MANY: Final = frozenset(field.name for field in attrs.fields(Unit) if str(field.type).startswith("tuple["))
_document, _collection = trusted.unit_maker(Document), trusted.unit_maker(Collection)
#: Where a second value of a single-valued field goes.
_OVERFLOW: Final = {"title": "other_titles", "description": "notes"}


class Draft:
    """Collects the values of a unit, field by field.

    Args:
        format: The name of the format, for `Extra.format`.
        trusted: Whether the values are known to be valid; the unit is then built without checks (`docmeta.model.trusted`).
    """

    __slots__ = ("fields", "format", "trusted")

    def __init__(self, format: str, *, trusted: bool = False) -> None:
        self.format = format
        self.trusted = trusted
        self.fields: dict[str, Any] = {}

    def add(self, field: str, value: Any) -> None:
        """Add a value: append it to a field of several values, or set a single-valued field if it is empty.

        A second title goes to `other_titles`, a second description to `notes`, any other second value to `extras`, as text.
        """
        fields = self.fields
        if field in _MANY:
            found = fields.get(field)
            if found is None:
                fields[field] = [value]
            else:
                found.append(value)
        elif field not in fields:
            fields[field] = value
        elif fields[field] != value:
            over = _OVERFLOW.get(field)
            if over == "notes":
                value = Note("scope_and_content", value)
            self.add(over, value) if over else self.extra(field, _words(field, value))

    def extra(self, place: str, content: str) -> None:
        """Keep what no field holds."""
        self.add("extras", Extra(self.format, place, content))

    def __contains__(self, field: str) -> bool:
        return field in self.fields

    def get(self, field: str, default: Any = None) -> Any:
        """The value of a field so far: a list for a field of several values."""
        return self.fields.get(field, default)

    def values(self) -> dict[str, Any]:
        """The fields as keyword arguments of a unit."""
        found = self.fields.copy()
        for name, value in found.items():
            if value.__class__ is list:
                found[name] = tuple(value)
        return found

    def document(self, id: str, *, minted: bool = False) -> Document:
        """The finished unit as a `Document`."""
        if self.trusted:
            return _document(id, minted, self.fields.copy())
        return Document(id, minted=minted, **self.values())

    def collection(self, id: str, *, minted: bool = False) -> Collection:
        """The finished unit as a `Collection`, without members, which follow in the stream."""
        if self.trusted:
            return _collection(id, minted, self.fields.copy())
        return Collection(id, minted=minted, **self.values())


def _words(field: str, value: Any) -> str:
    """A value as text for an `Extra`; internal parts become an element marked internal."""
    if isinstance(value, str):
        return getattr(value, "markup", None) or str(value)
    words: list[str] = []
    internal = False
    work = [value]
    while work:
        part = work.pop()
        if isinstance(part, str):
            words.append(str(part))
            internal = internal or without_internal(part)[1] > 0
        elif isinstance(part, tuple):
            work.extend(reversed(part))
        elif isinstance(part, Extra):
            words.append(part.content)
            internal = internal or "internal" in part.content
        elif attrs.has(type(part)):
            internal = internal or getattr(part, "audience", None) == "internal"
            names = [one.name for one in attrs.fields(type(part)) if one.name not in _NO_WORDS]
            work.extend(getattr(part, name) for name in reversed(names))
        elif part is not None and part.__class__ is not bool:
            words.append(str(part))
    said = "; ".join(filter(None, words))
    return f'<{field} audience="internal">{escape(said)}</{field}>' if internal else said


#: Fields that mean nothing outside their part.
_NO_WORDS: Final = frozenset(("audience", "kind"))
