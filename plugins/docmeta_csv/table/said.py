"""The attributes of a part that a table lacks, in words, from those that its columns hold.

>>> from docmeta.model import Extra, Language
>>> language = Language("rus", name="Russian", extras=(Extra("ead3", "@id", "l1"),))
>>> unsaid(language, ("code",)), unsaid(language, ("code", "name"))
(('partial', 'its wording'), ('changed', ''))
>>> unsaid(Language("rus"), ("code",)) is None
True
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

import attrs

from docmeta.crosswalk import LINKS, WORDS, extra_code, lost_links
from docmeta.model import Extra
from docmeta.text import is_structured, without_internal

#: Reports a loss: its code, the field, the column, the value, and what is lost.
Lose = Callable[[str, str, str, Any, str], None]

#: Attributes that are not about the material.
BOOKKEEPING: Final = frozenset(("extras", "id", "parts", "rules"))
_MARKUP: Final = "the markup"
_WORDS: Final = {
    "other_names": "other forms of the name", "dates": "the dates of existence", "identifiers": "the identifiers",
    "history": "the history", "about": "the data of an authority record on the agent",
    "source": "the source of the heading", "relator": "the more specific role", "label": "its label",
    "headings": "the headings above it", "audience": "for whom it is meant", "coverage": "whether it is the whole or a part",
    "approximate": "that it is approximate", "facets": "the physical details", "dimensions": "the dimensions",
    "parallel": "that it is parallel to the one before it", "heading": "its heading", "code": "the code", "script": "the script",
    "name": "its wording", "uri": "the address", "identifier": "the number of the heading", "latitude": "the latitude",
    "longitude": "the longitude", "part_of": "the place that it is part of", "title": "the title", "media_type": "the media type",
    "role": "the role", "checksum": "the checksum", "description": "the description", "barcode": "the barcode",
    "parent": "the container that it is in", "country": "the country", "repository": "the repository", "certainty": "the certainty",
    "calendar": "the calendar", "era": "the era", "address": "the address", "kind": "its kind", "type": "how it covers the unit",
}  # fmt: skip


def plain(text: Any) -> tuple[str, str] | None:
    """The code of the loss, and what is lost, of prose of which only the words are written; None if that is all.

    >>> from docmeta.text import of_markup
    >>> plain(of_markup("<emph>Ships</emph>")), plain(of_markup('<ref href="https://example.org/map">Map</ref>')), plain("Ships")
    (('changed', 'the markup: the words are written'), ('partial', 'where its links lead'), None)
    >>> plain(of_markup('Ships<emph audience="internal"> sunk</emph>'))
    ('partial', 'which of its words are internal')
    """
    if text.__class__ is str or not isinstance(text, str) or not is_structured(text):
        return None
    if without_internal(text)[1]:
        return "partial", "which of its words are internal"
    return ("partial", LINKS) if lost_links(text, str) else ("changed", f"{_MARKUP}: the words are written")


def unsaid(part: Any, said: Collection[str], told: Collection[str] = ()) -> tuple[str, str] | None:
    """The code of the loss, and what is lost, of a part of which the attributes *said* are written; None if that is all.

    The markup of the attributes *told* is already reported.
    """
    bookkeeping = markup = False
    lost: list[str] = []
    for field in attrs.fields(part.__class__):
        value = getattr(part, field.name)
        if field.name in said:
            found = plain(value) if field.name not in told else None
            if found is not None and found[0] == "partial":
                lost.append(found[1])
            markup = markup or found is not None
        elif value != field.default and value not in (None, "", ()):
            if field.name in BOOKKEEPING:
                bookkeeping = True
            else:
                own = WORDS.get(f"{part.__class__.__name__}.{field.name}")
                lost.append(own or _WORDS.get(field.name, f"its {field.name}"))
    if lost:
        return "partial", ", ".join(dict.fromkeys(lost))
    if markup:
        return "changed", _MARKUP
    return ("changed", "") if bookkeeping else None


def in_words(names: Sequence[str]) -> tuple[str, str]:
    """The code of a loss, and what is lost, of attributes by name; those of nested parts have dots.

    >>> in_words(["agent.extras", "extras"]), in_words(["part_of.kind", "audience"])
    (('changed', "bookkeeping of the source's own format"), ('partial', 'its kind, for whom it is meant'))
    """
    content = [name for name in names if name.rpartition(".")[2] not in BOOKKEEPING]
    if names and not content:
        return "changed", "bookkeeping of the source's own format"
    words = [_WORDS.get(name.rpartition(".")[2], name if " " in name else f"its {name}") for name in content]
    return "partial", ", ".join(dict.fromkeys(words)) or "a part of it"


def lose_extra(lose: Lose, extra: Extra) -> None:
    """Report what only the source's own format can hold."""
    lose(extra_code(extra), "extras", extra.place, extra.content, "what only the source's own format can hold")
