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
        self._names: dict[tuple[str, str], str | None] = {}
        self._own: dict[str, str] = {}
        self._required = frozenset(self.model.required)

    def told(self, found: dict[str, str], extras: Sequence[Extra], taken: Taken) -> str | None:
        """The attributes *found*, by their canonical names, and those of the extras; an identifier counts as used."""
        said: dict[str, str] = {}
        for canonical, value in found.items():
            name = self._own.get(canonical)
            if name is None:
                name = self._own[canonical] = self.dialect.attribute(self.element, canonical)
            if not self._may(name, value):
                return None
            said[name] = value
        for extra in extras:
            key = extra.format, extra.place
            if key in self._names:
                one = self._names[key]
            else:
                if len(self._names) > MOST:
                    self._names.clear()
                one = self._names[key] = self._named(extra)
            if one is None or one in said or not self._may(one, extra.content):
                return None
            said[one] = extra.content
        if not said.keys() >= self._required or ("id" in said and not taken.take(said["id"])):
            return None
        if len(said) > 1:
            said = {name: said[name] for name in self.model.attributes if name in said}
        return "".join([f" {name}={attribute(value)}" for name, value in said.items()])

    def _may(self, name: str, value: Any) -> bool:
        kind = self.model.attributes.get(name)
        # Language codes are those of the list that a file names.
        if kind is None or kind == "LANGUAGE" or value.__class__ is not str or not value:
            return False
        return not kind or nearest(kind, value) == (value, True)

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
