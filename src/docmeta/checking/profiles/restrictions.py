"""Time-limited restrictions: their dates, and ends stated only in words (ISAD(G) 3.4.1, DACS 4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docmeta.checking.rules import Fault, Scope
from docmeta.dates import Date, explain
from docmeta.model import Note, holds, period

#: The kinds of notes whose end may be stated.
_KINDS: Final = frozenset(("access_conditions", "use_conditions"))
#: Words before the end of a restriction, in the languages of known finding aids.
_UNTIL: Final = re.compile(
    r"\b(?:until|till|through|up to|bis(?: zum| Ende)?|jusqu['’]\s?(?:au|en|à)|hasta(?: el)?|fino al?|tot(?: en met)?)\s+"
    r"(?:(?:and including|the|year|end|of|Ende|des|Jahres)\s+)*(?=\S)",
    re.IGNORECASE,
)
#: Words that may be a date.
_WORD: Final = re.compile(r"[^\s;()\[\]]+")
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|2[0-9])\d\d(?!\d)")
#: How many words are read, and how many characters of a note.
_WORDS: Final = 6
_CHARACTERS: Final = 20_000


def reversed_restrictions(scope: Scope) -> Iterator[Fault]:
    """No restriction ends before it begins."""
    for note, words, reason in _not_understood(scope):
        if reason.startswith("reversed"):
            yield Fault(f"has {_called(note)} that ends before it begins: {words[:80]!r}", words)


def unreadable_restrictions(scope: Scope) -> Iterator[Fault]:
    """Dates of a restriction that docmeta does not understand, so that it never ends."""
    for note, words, reason in _not_understood(scope):
        if not reason.startswith("reversed"):
            yield Fault(f"has {_called(note)} whose period is not understood: {words[:80]!r} ({reason})", words)


def _not_understood(scope: Scope) -> Iterator[tuple[Note, str, str]]:
    for note in scope.unit.notes:
        if note.dates is not None and note.dates.edtf is None:
            yield note, note.dates.display, explain(note.dates.text) or "no pattern fits"


def ended_restrictions(scope: Scope) -> Iterator[Fault]:
    """A restriction that has ended, so that its note no longer applies."""
    for note in scope.unit.notes:
        dates = note.dates
        ended = dates is not None and dates.latest is not None and dates.latest < scope.on
        if dates is not None and ended and note.kind in _KINDS and not holds(dates, scope.on):
            yield Fault(f"has {_called(note)} that has ended: {period(dates)[:80]!r}", dates.display)


def stated_ends(scope: Scope) -> Iterator[Fault]:
    """An end stated only in words, so that no program knows it."""
    for note in scope.unit.notes:
        if note.dates is None and note.kind in _KINDS and note.text:
            for words, edtf in _ends(str(note.text[:_CHARACTERS])):
                yield Fault(f"has {_called(note)} with an end only in words: {words!r}; is {edtf} meant?", words)


def _ends(text: str) -> Iterator[tuple[str, str]]:
    """The ends that a text states, as written and as EDTF, each once.

    >>> list(_ends("Closed until July 1, 2056 [box 2: bis 2040]; open through the reading room until noon."))
    [('until July 1, 2056', '../2056-07-01'), ('bis 2040', '../2040')]
    """
    seen = set()
    for found in _UNTIL.finditer(text):
        following = list(_WORD.finditer(text, found.end(), found.end() + 80))[:_WORDS]
        for last in reversed(following):
            words = text[found.end() : last.end()].rstrip(".,:;")
            edtf = Date(words).edtf if last[0][-5:].strip(".,:").isdigit() and _YEAR.search(words) else None
            if edtf is not None and "/" not in edtf and edtf[0] not in "[{":
                if edtf not in seen:
                    yield " ".join(text[found.start() : found.end() + len(words)].split()), f"../{edtf}"
                seen.add(edtf)
                break


def _called(note: Note) -> str:
    return f"a condition of {'use' if note.kind == 'use_conditions' else 'access'}"
