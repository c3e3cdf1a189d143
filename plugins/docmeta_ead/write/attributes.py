"""The attributes of plain elements as they are written: those of fields, and those that only the source had.

A table of attributes gives None for what it cannot take unchanged; the careful way then writes the element and reports it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from docmeta.model import Extra
from docmeta.xml import attribute
from docmeta_ead.fit.automaton import models
from docmeta_ead.tables.dialect import EAD3, EAD4, EAD2002, OTHERS
from docmeta_ead.tables.values import nearest
from docmeta_ead.write.extras import canonical_of
from docmeta_ead.write.taken import Taken

DIALECTS: Final = {"ead2002": EAD2002, "ead3": EAD3, "ead4": EAD4}
#: The most values of an attribute that are remembered.
MOST: Final = 4096
#: Types of values hardly two of which are the same.
_UNIQUE: Final = frozenset(("ID", "IDREF", "IDREFS", "URI", "DATETIME"))
#: The name of an attribute, as it is written, after a space, and its value.
_Written = tuple[str, str, str]
_WITH_WORD: Final = frozenset(name for name, _, _ in OTHERS)


class Values(dict[Any, str | None]):
    """The values of one attribute as they are written, after a space; None if one cannot be written unchanged."""

    def __init__(self, dialect: str, element: str, canonical: str, nothing: str | None = None) -> None:
        super().__init__()
        self.name = DIALECTS[dialect].attribute(element, canonical)
        self.kind = models(dialect)[element].attributes.get(self.name)
        self.nothing = nothing

    def __missing__(self, value: str | None) -> str | None:
        if len(self) > MOST:
            self.clear()
        self[value] = made = self._made(value)
        return made

    def _made(self, value: str | None) -> str | None:
        if value is None or value == self.nothing:
            return ""
        if self.kind is None or not isinstance(value, str) or not value or nearest(self.kind, value) != (value, True):
            return None
        return f" {self.name}={attribute(value)}"


class Attributes:
    """The attributes of one element in one dialect, in the order of its table.

    >>> from docmeta.model import Extra
    >>> of_note = attributes_of("ead3", "bioghist")
    >>> of_note.told({"audience": "external"}, [Extra("ead2002", "@id", "n1")], Taken())
    ' id="n1" audience="external"'
    >>> of_note.told({}, [Extra("ead2002", "head/@id", "n1")], Taken()) is None
    True
    """

    def __init__(self, dialect: str, element: str) -> None:
        self.dialect = DIALECTS[dialect]
        self.element = element
        self.model = models(dialect)[element]
        self._names: dict[str, str | None] = {}
        self._order = {name: number for number, name in enumerate(self.model.attributes)}
        self._required = frozenset(self.model.required)
        #: Attributes that may recur, by what they were made of.
        self._known: dict[tuple[str, ...], _Written | None] = {}

    def told(self, found: dict[str, str], extras: Sequence[Extra], taken: Taken) -> str | None:
        """The attributes *found*, by their canonical names, and those of the extras; an identifier counts as used."""
        known, said = self._known, {}
        for key in found.items():
            one = known[key] if key in known else self._found(*key)
            if one is None:
                return None
            said[one[0]] = one
        for extra in extras:
            more = extra.format, extra.place, extra.content
            one = known[more] if more in known else self._extra(extra)
            if one is None or one[0] in said:
                return None
            said[one[0]] = one
        if not said.keys() >= self._required or ("id" in said and not taken.take(said["id"][2])):
            return None
        if len(said) > 1:
            return "".join([said[name][1] for name in sorted(said, key=self._order.__getitem__)])
        return "".join([one[1] for one in said.values()])

    def _found(self, canonical: str, value: Any) -> _Written | None:
        name = self._names.get(canonical)
        if name is None:
            name = self._names[canonical] = self.dialect.attribute(self.element, canonical)
        return self._written((canonical, value), name, value)

    def _extra(self, extra: Extra) -> _Written | None:
        place = f"{extra.format} {extra.place}"
        if place not in self._names:
            if len(self._names) > MOST:
                self._names.clear()
            self._names[place] = self._named(extra)
        return self._written((extra.format, extra.place, extra.content), self._names[place], extra.content)

    def _written(self, key: tuple[str, ...], name: str | None, value: Any) -> _Written | None:
        kind = None if name is None else self.model.attributes.get(name)
        # Language codes are those of the list that a file names.
        if name is None or kind is None or kind == "LANGUAGE" or value.__class__ is not str or not value:
            return None
        whole = not kind or nearest(kind, value) == (value, True)
        made = (name, f" {name}={attribute(value)}", value) if whole else None
        if kind not in _UNIQUE:
            if len(self._known) > MOST:
                self._known.clear()
            self._known[key] = made
        return made

    def _named(self, extra: Extra) -> str | None:
        """The name in the dialect of the attribute in an extra; None for anything but a plain attribute."""
        if extra.place[:1] != "@" or extra.format not in DIALECTS:
            return None
        canonical = canonical_of(extra.format, self.element, extra.place[1:])
        name = self.dialect.attribute(self.element, canonical)
        return None if canonical == "linktype" or name in _WITH_WORD else name


@cache
def attributes_of(dialect: str, element: str) -> Attributes:
    """The attributes of one element: what they know of names serves every file."""
    return Attributes(dialect, element)
