"""A record found in a file, and the text of its elements."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from docmeta.model import Date, Extra, Revision

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANK: Final = " \t\r\n"
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*+(?:\n[ \t]*+)+")
_BREAKS: Final = re.compile(r"(?<![ \t])[ \t]*+\n([ \t]*+)")


@attrs.frozen
class Kind:
    """A reader's kind of record.

    Attributes:
        format: The name of the format.
        title: Its title, for messages.
        is_record: Whether an element is a record.
        tags: The local names of record elements, so that they are yielded as they end;
            a record with another name is also found, but only after its whole parent is read.
        plain: Reads a plain record from its text, if the format can (`docmeta.xml.listed`).
    """

    format: str
    title: str
    is_record: Callable[[_Element], bool]
    tags: tuple[str, ...]
    plain: Callable[[bytes, str], object | None] | None = None


class Header(NamedTuple):
    """The header of an OAI-PMH record (protocol 2.0, section 2.5).

    Attributes:
        identifier: The identifier of the item in its repository.
        datestamp: When the record was created, changed or deleted.
        sets: The sets it belongs to.
    """

    identifier: str = ""
    datestamp: str = ""
    sets: tuple[str, ...] = ()

    def revision(self) -> Revision | None:
        """The datestamp, as an event in the life of the description."""
        return Revision(date=Date(self.datestamp), kind="updated") if self.datestamp.strip() else None

    def extras(self) -> tuple[Extra, ...]:
        """The sets, as extras."""
        return tuple(Extra("oai", "header/setSpec", name) for name in self.sets)


@attrs.define
class Harvested:
    """One record.

    Attributes:
        element: Its element.
        line: The line on which it begins.
        header: Its header, if any.
        extras: Other content carried with it.
        plain: What the `plain` of its kind made of its text; it then has no element.
    """

    element: _Element
    line: int | None
    header: Header | None = None
    extras: tuple[Extra, ...] = ()
    plain: object | None = None


def words(raw: str) -> str:
    """The text of an XML element, without layout white space.

    A blank line separates paragraphs. An indented line continues the one before, since the
    indentation is layout; a line that begins at the margin stays a separate line.

    >>> words(chr(10) + "    A title" + chr(10) + "    that goes on" + chr(10) + "  ")
    'A title that goes on'
    """
    if "\n" not in raw and "\r" not in raw:
        return raw.strip(_BLANK)
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip(_BLANK)
    return "\n\n".join(_BREAKS.sub(_line, paragraph) for paragraph in _PARAGRAPHS.split(text))


def _line(found: re.Match[str]) -> str:
    return " " if found[1] else "\n"


def outer(element: _Element) -> str:
    """An element as a string, without its tail."""
    from lxml import etree

    return etree.tostring(element, encoding="unicode", with_tail=False)
