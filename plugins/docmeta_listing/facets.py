"""The facets of a page: counts, people, places and other terms before or after the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from docmeta import AgentLink, Context, Date, Extent, Extra, Language, Person, Place, Term
from docmeta.model import Draft
from docmeta_listing.page import Line, facet, lived
from docmeta_listing.words import HEADINGS, NOT_PERSONAL, counted

#: A name followed by the dates of a life: "Kim Il Sung 1912-1994", "Nam Il (1913-1976)", "Pak, b. 1900".
_YEARS: Final = (
    r"(?P<dates>(?:(?:c\.|ca\.?|circa|b\.|d\.|born|died) ?)?[0-9]{4}\??"
    r" ?[-–—−]? ?(?:(?:c\.|ca\.?|circa) ?)?(?:[0-9]{4}\??|present|\?)?)"
)
_NAMED: Final = (
    re.compile(rf"(?P<name>[^0-9()\[\]]{{2,80}}?),?\s?[(\[]?{_YEARS}[)\]]?"),
    re.compile(rf"[(\[]?{_YEARS}[)\]]?[,:]?\s(?P<name>[^0-9()\[\]]{{2,80}})"),
)


class Facets:
    """Adds the lines outside the documents to the draft of the collection; what fits nothing is carried along.

    Args:
        draft: The collection being built.
        context: Reports what was carried along, left out or decided.
        lines: All lines outside the documents, in order.
    """

    def __init__(self, draft: Draft, context: Context, lines: Sequence[Line]) -> None:
        self.draft = draft
        self.report = context.report
        self.lines = lines
        self.group: str | None = None
        self.named = _people_are_named(lines)

    def read(self) -> None:
        """Read all lines."""
        lines = self.lines
        for index, line in enumerate(lines):
            following = lines[index + 1] if index + 1 < len(lines) else None
            if line.kind in ("life", "bare"):
                before = lines[index - 1] if index else None
                self._person(line, before if before is not None and self._is_name_of(before, line) else None)
            elif following is None or not self._is_name_of(line, following):
                self._other(line)

    def _is_name_of(self, line: Line, dates: Line) -> bool:
        return self.named and dates.kind in ("life", "bare") and _could_be_name(line)

    def _person(self, line: Line, name: Line | None) -> None:
        if name is not None:
            self.report.note(
                "decided", "the line before life dates was read as the name", field="agents", target="name",
                value=name.text, line=name.number,
            )  # fmt: skip
        text, count = facet(name.text) if name is not None else ("", None)
        self._agent(Person(text, dates=Date(line.text), extras=_hits(count)))

    def _agent(self, person: Person) -> None:
        self.draft.add("agents", AgentLink(person, "subject"))

    def _other(self, line: Line) -> None:
        if line.kind == "count":
            extent = extent_of(line.text)
            if extent is not None:
                self.draft.add("extents", extent)
        elif line.kind in ("navigation", "of-record", "range"):
            self._leave_out(line)
        elif line.kind == "heading":
            self.group = HEADINGS[line.text.casefold().rstrip(":")]
            self._leave_out(line)
        elif line.kind == "place" and self.group not in ("people", "subjects"):
            self._place(line)
        else:
            self._words(line)

    def _place(self, line: Line) -> None:
        name, count = facet(line.text)
        self.draft.add("places", Place(name, extras=_hits(count)))

    def _words(self, line: Line) -> None:
        name, count = facet(line.text)
        for pattern in _NAMED:
            named = pattern.fullmatch(name)
            if named and lived(named["dates"]) and not NOT_PERSONAL.search(named["name"]):
                self._agent(Person(named["name"].strip(" ,\t"), dates=Date(named["dates"]), extras=_hits(count)))
                return
        if len(name) > 80 or line.prose or line.kind == "date":
            self._carry(line)
        elif self.group == "people":
            self._agent(Person(name, extras=_hits(count)))
        elif self.group == "places":
            self._place(line)
        elif self.group == "subjects":
            self.draft.add("subjects", Term(name, extras=_hits(count)))
        elif self.group == "languages":
            self.draft.add("languages", Language(name=name, extras=_hits(count)))
        else:
            self._carry(line)

    def _carry(self, line: Line) -> None:
        self.draft.extra(f"line {line.number}", line.text)
        self.report.note(
            "carried", f"line {line.number} fits nothing that a listing has; it is carried along unchanged",
            target=f"line {line.number}", value=line.text, line=line.number,
        )  # fmt: skip

    def _leave_out(self, line: Line) -> None:
        self.report.note(
            "decided", "a line of navigation, not of the description, was left out",
            target="navigation", value=line.text, line=line.number,
        )  # fmt: skip


def extent_of(text: str) -> Extent | None:
    """The extent that a line gives; None if it is not a count.

    >>> extent_of("(1,372) documents").text
    '1,372 documents'
    """
    found = counted(text)
    if found is None:
        return None
    quantity, unit = found
    return Extent(f"{quantity} {unit}", quantity.replace(",", "").replace(".", ""), unit)


def _hits(count: str | None) -> tuple[Extra, ...]:
    return (Extra("listing", "hits", count),) if count else ()


def _could_be_name(line: Line) -> bool:
    words = line.text.split()
    return (
        line.kind == "words"
        and len(line.text) <= 60
        and len(words) <= 7
        and line.text[0].isupper()
        and not line.ends
        and not any(char.isdigit() for char in facet(line.text)[0])
        and not NOT_PERSONAL.search(line.text)
    )


def _people_are_named(lines: Sequence[Line]) -> bool:
    """Whether names stand on separate lines before the dates: on this page, before most of them.

    For a single person this holds only if no other line of words could be a heading of the page.
    """
    people = [index for index, line in enumerate(lines) if line.kind in ("life", "bare")]
    named = sum(1 for index in people if index and _could_be_name(lines[index - 1]))
    if len(people) == 1:
        return named == 1 and sum(1 for line in lines if line.kind == "words") == 1
    return named * 2 > len(people)
