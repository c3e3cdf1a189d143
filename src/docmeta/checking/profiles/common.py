"""Tests that several profiles share: levels, dates, identifiers, and repetitions.

Each is a `docmeta.checking.Test`: it looks at a unit and the units above, and returns what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from docmeta.checking.rules import Fault, Scope, called
from docmeta.dates import Date, Day, explain
from docmeta.model import Unit, level_rank

#: Kinds of date of a unit's creation; others, such as digitisation, may lie anywhere.
_MADE: Final = frozenset((None, "creation", "accumulation", "record-keeping"))
#: How far a date may stray if it, or the one above, is approximate or uncertain, in years.
_SLACK: Final = 10


def climbing_level(scope: Scope) -> Iterator[str]:
    """Levels never climb: no unit has a higher level than one above it (ISAD(G) 2.1)."""
    rank = level_rank(scope.unit.level)
    if rank is None:
        return
    ancestor = scope.nearest(_is_ranked)
    above = level_rank(ancestor.level) if ancestor is not None else None
    if ancestor is not None and above is not None and rank < above:
        yield f"is {_a(scope.unit.level)} within {_a(ancestor.level)}"


def _is_ranked(unit: Unit) -> bool:
    return level_rank(unit.level) is not None


def _a(level: str | None) -> str:
    return f"{'an' if level == 'item' else 'a'} {level}"


def repeated_notes(scope: Scope) -> Iterator[Fault]:
    """No note repeats one higher up (ISAD(G) 2.4)."""
    above: list[list[tuple[str, str]]] = scope.state.setdefault("above", [])
    said: set[tuple[str, str]] = scope.state.setdefault("said", set())
    while len(above) > len(scope.ancestors):
        said.difference_update(above.pop())
    own = {(note.kind, str(note.text)): None for note in scope.unit.notes if note.text}
    if scope.unit.description:
        own["scope_and_content", str(scope.unit.description)] = None
    for kind, text in own:
        if (kind, text) in said:
            what = "scope and content" if kind == "scope_and_content" else f"note on {kind.replace('_', ' ')}"
            yield Fault(f"repeats the {what} of a unit above it: {_start(text)}", text[:200])
    above.append([one for one in own if one not in said])
    said.update(own)


def _start(text: str) -> str:
    words = " ".join(text.split())
    return repr(words if len(words) <= 60 else f"{words[:57]}...")


def repeated_creator(scope: Scope) -> Iterator[str]:
    """A creator is named at a lower level only if it differs (DACS 1, 2.6)."""
    own = _creators(scope.unit)
    if own and (above := scope.nearest(_creators)) is not None and own == _creators(above):
        yield "repeats the creator of the unit above it"


def _creators(unit: Unit) -> set[str]:
    return {" ".join(link.agent.name.split()) for link in unit.agents if link.role == "creator" and link.agent.name}


def dates_within(scope: Scope) -> Iterator[str]:
    """The dates of a unit lie within those of the unit above that has dates (ISAD(G) 2.2, DACS 2.4.9).

    Dates of making are compared, except bulk dates. If one of a unit above is not understood, or open,
    that side is not checked; approximate dates may stray by ten years.
    """
    own = _made(scope.unit.dates)
    first = min((date.earliest for date in own if date.earliest is not None), default=None)
    last = max((date.latest for date in own if date.latest is not None), default=None)
    if first is None and last is None:
        return
    ancestor = scope.nearest(_is_dated)
    if ancestor is None:
        return
    around = _made(ancestor.dates)
    begin, end = _bounds(around)
    slack = _SLACK if any(_roughly(date) for date in (*own, *around)) else 0
    early = first is not None and begin is not None and first < (begin[0] - slack, *begin[1:])
    late = last is not None and end is not None and last > (end[0] + slack, *end[1:])
    if early or late:
        yield f"has dates ({_years(first, last)}) outside those of {called(ancestor)} ({_years(begin, end)})"


def _is_dated(unit: Unit) -> bool:
    return bool(_made(unit.dates))


def _made(dates: Sequence[Date]) -> list[Date]:
    return [date for date in dates if date.type != "bulk" and date.kind in _MADE and not date.undated]


def _bounds(dates: Sequence[Date]) -> tuple[Day | None, Day | None]:
    """From the first to the last day; None if open or not understood."""
    begins, ends = [date.earliest for date in dates], [date.latest for date in dates]
    first = None if None in begins else min(day for day in begins if day is not None)
    last = None if None in ends else max(day for day in ends if day is not None)
    return first, last


def _roughly(date: Date) -> bool:
    return date.edtf is not None and any(sign in date.edtf for sign in "~?%")


def _years(first: Day | None, last: Day | None) -> str:
    begin, end = ("" if day is None else str(day[0]) for day in (first, last))
    return begin if begin == end else f"{begin}-{end}"


def bulk_needs_inclusive(scope: Scope) -> Iterator[Fault]:
    """A bulk date has an inclusive date beside it (DACS 2.4.10)."""
    dates = scope.unit.dates
    if dates and all(date.type == "bulk" for date in dates):
        yield Fault("has a bulk date and no inclusive date", dates[0].display)


def reversed_dates(scope: Scope) -> Iterator[Fault]:
    """No date ends before it begins."""
    for date in scope.unit.dates:
        if _reversed(date):
            yield Fault(f"has a date that ends before it begins: {date.display[:80]!r}", date.display)


def _reversed(date: Date) -> bool:
    return date.edtf is None and (explain(date.text) or "").startswith("reversed")


def not_understood_dates(scope: Scope) -> Iterator[Fault]:
    """Dates that docmeta does not understand, with the reason; reversed ones are `reversed_dates`."""
    for date in scope.unit.dates:
        if date.edtf is None and not _reversed(date):
            reason = explain(date.text) or "no pattern fits"
            yield Fault(f"has a date that is not understood: {date.display[:80]!r} ({reason})", date.display)


def duplicate_ids(scope: Scope) -> Iterator[Fault]:
    """No two units have the same identifier."""
    seen: set[int] = scope.state.setdefault("seen", set())
    if scope.unit.minted:
        return
    key = hash(scope.unit.id)
    if key in seen:
        yield Fault("has an identifier that another unit has too", scope.unit.id)
    seen.add(key)
