"""The parts of a description that the cells of ArchivesSpace's template make."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from docmeta.dates import Date, is_edtf
from docmeta.languages import find, find_script
from docmeta.model import Agent, AgentLink, DigitalObject, Extent, Extra, Identifier, Language, Note, Place, Term
from docmeta_csv.aspace.template import MORE_NOTES, NOTES, note_columns
from docmeta_csv.table.cells import BLANKS

_LABELS: Final = {"copyright": "copyright", "publication": "publication", "digitization": "digitisation", "modified": "modified",
                  "creation": "creation", "broadcast": "broadcast", "record keeping": "record-keeping"}  # fmt: skip
TERMS: Final = {"topic": "topical", "function": "function", "occupation": "occupation", "title": "uniform_title"}
_KIND_OF_TERM: Final = {word: kind for kind, word in TERMS.items()}
_DAY: Final = re.compile(r"\.\.|[0-9]{4}(-[0-9]{2}){0,2}")


def audience(cell: str) -> str | None:
    """The audience by a cell about publishing: as for the importer, external for a word for yes, internal for any other; None if empty.

    >>> audience("TRUE"), audience("0"), audience("staff only"), audience(" ")
    ('external', 'internal', 'internal', None)
    """
    word = cell.strip(BLANKS).casefold()
    if not word:
        return None
    return "external" if word in ("true", "t", "1", "yes", "y") else "internal"


def internal(cell: str) -> bool:
    """Whether a cell about publishing says that something is internal."""
    return audience(cell) == "internal"


def date(cells: Sequence[str]) -> Date | None:
    """A date, with its label as its kind."""
    label, begin, end, type_, expression, certainty, era, calendar = cells
    normal = "/".join(dict.fromkeys(filter(None, (begin, end)))) if begin or not end else f"/{end}"
    if not normal and not expression:
        return None
    fields: dict[str, Any] = {
        "kind": _LABELS.get(label.casefold(), label or None), "type": type_.casefold() or None, "certainty": certainty or None,
        "era": era or None, "calendar": calendar or None,
    }  # fmt: skip
    return Date.from_normal(normal, expression, **fields)[0] if normal else Date(expression, **fields)


def extent(cells: Sequence[str]) -> Extent | None:
    """An extent: number and type, or the summary."""
    portion, number, unit, summary, details, dimensions = cells
    text = " ".join(filter(None, (number, unit))) + (f" ({summary})" if summary and number else summary)
    if not (text or details or dimensions):
        return None
    return Extent(
        text, number or None, unit or None, coverage=portion.casefold() or None, facets=(details,) if details else (),
        dimensions=(dimensions,) if dimensions else (),
    )  # fmt: skip


def extent_note(attribute: str) -> Callable[[Sequence[str]], Extent | None]:
    """Notes about an extent, each of them published or not."""

    def make(cells: Sequence[str]) -> Extent | None:
        words, published, label = cells
        said: dict[str, Any] = {attribute: words if attribute == "text" else (words,)}
        return Extent(**said, label=label or None, audience=audience(published)) if words else None

    return make


def agent(cls: type[Agent]) -> Callable[[Sequence[str]], AgentLink | None]:
    """An agent of a class, with the role and the relator."""

    def make(cells: Sequence[str]) -> AgentLink | None:
        number, name, role, relator = cells
        if not name and not number:
            return None
        found = {"subject": "subject", "creator": "creator", "": "creator"}.get(role.casefold(), role.casefold())
        return AgentLink(
            cls(name, identifiers=(Identifier(number, "local"),) if number else ()), found, relator or None
        )

    return make


def subject(cells: Sequence[str]) -> Term | Place | None:
    """A subject, or a place by its type."""
    number, term, type_, source = cells
    if not term and not number:
        return None
    if type_.casefold() == "geographic":
        return Place(term, source=source or None, identifier=number or None)
    return Term(
        term, _KIND_OF_TERM.get(type_.casefold(), type_ or "topic"), source=source or None, identifier=number or None
    )


def note(code: str) -> Callable[[Sequence[str]], Note | None]:
    """A note of a type, with the time of a restriction."""
    kind, columns = (NOTES | MORE_NOTES)[code], note_columns(code)

    def make(cells: Sequence[str]) -> Note | None:
        if not cells[0] and not cells[2]:
            return None
        more = cells[3:]
        dates = _restricted(*more[:2]) if more else None
        if dates is not None:
            more = ("", "", *more[2:])
        extras = tuple(
            Extra("csv-aspace", column, cell) for column, cell in zip(columns[3:], more, strict=True) if cell
        )
        return Note(kind, cells[0], label=cells[2] or None, dates=dates, audience=audience(cells[1]), extras=extras)

    return make


def _restricted(begin: str, end: str) -> Date | None:
    """The time of a restriction; None if its begin and end are empty, or no days."""
    days = [Date(cell).edtf if cell else ".." for cell in (begin, end)]
    if None in days or days == ["..", ".."] or any(_DAY.fullmatch(str(day)) is None for day in days):
        return None
    edtf = "/".join(map(str, dict.fromkeys(days)))
    return Date(edtf=edtf) if is_edtf(edtf) else None


def language(cells: Sequence[str]) -> Language:
    """A language and its script, each as a code where it is known."""
    said, script = cells
    code = find(said) if said else None
    scripted = find_script(script) if script else None
    name = "" if code else said
    return Language(code, scripted or script or None, name)


def language_note(cells: Sequence[str]) -> Note | None:
    """The note beside a language."""
    return Note("language", cells[0], audience=audience(cells[1])) if cells[0] else None


def versions(first: str) -> Callable[[Sequence[str]], DigitalObject | None]:
    """A version of a digital object; *first* begins the names of its columns."""

    def make(cells: Sequence[str]) -> DigitalObject | None:
        id, title, publish, uri, use, format_, checksum, method, caption = cells
        if not any((id, title, uri, caption)):
            return None
        sums = f"{method}:{checksum}" if checksum and method else checksum
        alone = (Extra("csv-aspace", f"{first}_checksum_method", method),) if method and not checksum else ()
        return DigitalObject(
            uri or None, title, format_ or None, use or None, checksum=sums or None, description=caption, id=id or None,
            parallel=first == "nonrep", audience=audience(publish), extras=alone,
        )  # fmt: skip

    return make
