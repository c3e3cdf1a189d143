"""DACS (Describing Archives: A Content Standard, 2025 text): the minimum of chapter 1, and what it calls optimum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docmeta.checking import (
    Present,
    Profile,
    Rule,
    Scope,
    bulk_needs_inclusive,
    climbing_level,
    dates_within,
    repeated_notes,
)
from docmeta.model import Collection

_COUNTRY: Final = re.compile(r"[A-Za-z]{2}$")
_ISIL: Final = re.compile(r"[A-Za-z]{1,4}-[A-Za-z0-9:/-]{1,11}$")
_NO_DATE: Final = re.compile(r"\b(n\.\s?d\.?|s\.\s?d\.?|nd|sd)(\W|$)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9]|\b(one|two|three|four|five|six|seven|eight|nine|ten|a|an)\b", re.IGNORECASE)


def undated_below(scope: Scope) -> Iterator[str]:
    """A date at file and item level, "undated" being one (DACS 2.4.3)."""
    if scope.unit.level in ("file", "item") and not scope.unit.dates:
        yield "has no date; DACS asks for one, or for 'undated', at file and item level"


def open_ended(scope: Scope) -> Iterator[str]:
    """No open-ended range (DACS 2.4.8)."""
    for date in scope.unit.dates:
        if date.open_end:
            yield f"has a date without an end: {date.display!r}"


def abbreviated_undated(scope: Scope) -> Iterator[str]:
    """Write "undated", never "n.d." or "s.d." (DACS 2.4.16)."""
    for date in scope.unit.dates:
        if _NO_DATE.search(date.text):
            yield f"has the date {date.text!r}"


def item_date_exact(scope: Scope) -> Iterator[str]:
    """An item's date is year, month, day where it is known (DACS 2.4.14)."""
    if scope.unit.level == "item":
        for date in scope.unit.dates:
            if (
                date.edtf is not None
                and not date.undated
                and not date.is_interval
                and date.precision not in ("day", "second")
            ):
                yield f"has a date that is not exact to the day: {date.display!r}"


def extent_quantified(scope: Scope) -> Iterator[str]:
    """An extent has a number and what it counts (DACS 2.5.4)."""
    if scope.unit.extents and not any(extent.quantity or _NUMBER.search(extent.text) for extent in scope.unit.extents):
        yield f"has an extent without a number: {scope.unit.extents[0].text[:60]!r}"


def codes_for_exchange(scope: Scope) -> Iterator[str]:
    """The reference code has its country (ISO 3166-1) and repository (ISO 15511) codes (DACS 2.1.4, 2.1.5)."""
    codes = [identifier for identifier in scope.unit.identifiers if identifier.kind == "unitid"]
    if not codes:
        return
    first = codes[0]
    record = scope.unit.record
    country = first.country or (record.country if record else None)
    repository = first.repository or (record.agency_code if record else None)
    if not country or not _COUNTRY.match(country):
        yield "has a reference code without the code of its country"
    if not repository or not _ISIL.match(repository):
        yield "has a reference code without the ISIL of its repository"


def rights_in_description(scope: Scope) -> Iterator[str]:
    """A statement of the rights in the description itself (DACS 8.2)."""
    record = scope.unit.record
    if record is None or not (record.rights or record.publication):
        yield "says nothing of the rights in the description itself"


def has_parts(scope: Scope) -> Iterator[str]:
    """What describes several levels has units below the top; said only of a top level that is no item."""
    if not isinstance(scope.unit, Collection) and scope.unit.level in ("collection", "fonds", "recordgrp"):
        yield "is a collection without a description of its parts"


_SCOPE: Final = "description|notes[scope_and_content]|notes[abstract]"

_REQUIRED: Final = (
    Present("DACS-2.1", "identifiers", says="a reference code", where="top", standard="DACS 2.1"),
    Rule(
        "DACS-2.1.4",
        codes_for_exchange,
        "codes of country and repository, for exchange",
        "warning",
        "top",
        "add the codes to the reference code",
        "DACS 2.1.4, 2.1.5",
    ),
    Present("DACS-2.2", "repository", says="a repository", where="top", standard="DACS 2.2"),
    Present("DACS-2.3", "title", says="a title", inherit=False, standard="DACS 2.3"),
    Present("DACS-2.4", "dates", says="a date", where="top", standard="DACS 2.4"),
    Rule("DACS-2.4.3", undated_below, "a date at file and item level", advice="write 'undated'", standard="DACS 2.4"),
    Present("DACS-2.5", "extents", says="an extent", where="top", standard="DACS 2.5"),
    Rule(
        "DACS-2.5.4",
        extent_quantified,
        "an extent with a number",
        "warning",
        "top",
        "write number and unit",
        "DACS 2.5",
    ),
    Present(
        "DACS-2.6",
        "agents[creator]",
        says="a creator (required if known)",
        where="top",
        severity="warning",
        standard="DACS 2.6",
    ),
    Present("DACS-3.1", _SCOPE, says="a scope and content, or an abstract", where="top", standard="DACS 3.1"),
    Present(
        "DACS-4.1",
        "notes[access_conditions]",
        says="a statement of the conditions of access",
        where="top",
        standard="DACS 4.1",
    ),
    Present("DACS-4.5", "languages|notes[language]", says="a language", where="top", standard="DACS 4.5"),
    Rule(
        "DACS-8.2",
        rights_in_description,
        "the rights in the description",
        "error",
        "top",
        "state them in the control section",
        "DACS 8.2",
    ),
    Rule("DACS-2.4.8", open_ended, "no open-ended dates", "warning", advice="give the end", standard="DACS 2.4.8"),
    Rule(
        "DACS-2.4.9",
        dates_within,
        "dates within those of the unit above",
        "warning",
        advice="correct one of the two",
        standard="DACS 2.4.9",
    ),
    Rule(
        "DACS-2.4.10",
        bulk_needs_inclusive,
        "an inclusive date beside a bulk date",
        advice="add it",
        standard="DACS 2.4.10",
    ),
    Rule(
        "DACS-2.4.14",
        item_date_exact,
        "the exact date of an item",
        "info",
        advice="give the day where known",
        standard="DACS 2.4.14",
    ),
    Rule(
        "DACS-2.4.16",
        abbreviated_undated,
        "'undated' written out",
        "warning",
        advice="write 'undated'",
        standard="DACS 2.4.16",
    ),
    Rule("DACS-1", climbing_level, "levels that never climb", advice="correct one of the two", standard="DACS 1"),
    Rule(
        "DACS-1.3",
        repeated_notes,
        "nothing repeated from higher up",
        "warning",
        advice="say it once, higher up",
        standard="DACS 1",
    ),
)

DACS = Profile(
    "dacs",
    "DACS, the required elements",
    _REQUIRED,
    source="Society of American Archivists, DACS, part I, text of June 2025",
)

DACS_OPTIMUM = Profile(
    "dacs-optimum",
    "DACS, the required and the optimum elements",
    (
        *_REQUIRED,
        Present(
            "DACS-2.7",
            "notes[biography_or_history]",
            says="an administrative or biographical history",
            where="top",
            severity="warning",
            standard="DACS 2.7",
        ),
        Present(
            "DACS-3.1-OPT",
            "description|notes[scope_and_content]",
            says="a full scope and content",
            where="top",
            severity="warning",
            standard="DACS 3.1",
        ),
        Present(
            "DACS-AP",
            "subjects|genres|places|agents[subject]|agents[creator]",
            says="an access point",
            where="top",
            severity="warning",
            standard="DACS, overview of archival description",
        ),
        Rule(
            "DACS-1-PARTS", has_parts, "a description of the parts", "info", "top", "describe series or files", "DACS 1"
        ),
    ),
    source=DACS.source,
)
