"""What a record is when it is found in a file, and the words of its texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import attrs

from docmeta.model import Date, Extra, Revision

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANK: Final = " \t\r\n"
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*+(?:\n[ \t]*+)+")
_BREAKS: Final = re.compile(r"[ \t]*+\n([ \t]*+)")


@attrs.frozen
class Kind:
    """What a reader calls its records.

    Attributes:
        format: The name of the format.
        title: Its title, for messages.
        is_record: Whether an element is a record.
        tags: The local names that the elements of records have, so that they are handed out as they end;
            a record of another name is found too, but only when all of what it stands in was read.
    """

    format: str
    title: str
    is_record: Callable[[_Element], bool]
    tags: tuple[str, ...]


@attrs.frozen
class Header:
    """The header of an OAI-PMH record (protocol 2.0, section 2.5).

    Attributes:
        identifier: The identifier of the item in its repository.
        datestamp: When the record was created, changed or deleted.
        sets: The sets that it is in.
    """

    identifier: str = ""
    datestamp: str = ""
    sets: tuple[str, ...] = ()

    def revision(self) -> Revision | None:
        """The datestamp, as an event in the life of the description."""
        return Revision(date=Date(self.datestamp), kind="updated") if self.datestamp.strip() else None

    def extras(self) -> tuple[Extra, ...]:
        """The sets, which no field holds."""
        return tuple(Extra("oai", "header/setSpec", name) for name in self.sets)


@attrs.define
class Harvested:
    """One record.

    Attributes:
        element: Its element.
        line: The line on which it begins.
        header: The header that it travelled with, if any.
        extras: What else it travelled with.
    """

    element: _Element
    line: int | None
    header: Header | None = None
    extras: tuple[Extra, ...] = ()


def words(raw: str) -> str:
    """The words of a text in XML, without the white space of its layout.

    A blank line separates paragraphs. A line that is indented continues the one before it, since it is the layout that
    indents; a line that begins at the margin stays a line of its own.

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
    """An element as it was, as a string, without what follows it."""
    from lxml import etree

    return etree.tostring(element, encoding="unicode", with_tail=False)
