"""DACS (Describing Archives: A Content Standard, 2025 text): the minimum of chapter 1, and its optimum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docmeta.checking.profiles.common import (
    bulk_needs_inclusive,
    climbing_level,
    dates_within,
    repeated_creator,
    repeated_notes,
)
from docmeta.checking.rules import Fault, Present, Profile, Rule, Scope
from docmeta.languages.countries import COUNTRIES

_ISIL: Final = re.compile(r"[A-Za-z]{1,4}-[A-Za-z0-9:/-]{1,11}\Z")
_NO_DATE: Final = re.compile(r"\b(n\.\s?d\.?|s\.\s?d\.?|nd|sd)(\W|$)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9]|\b(one|two|three|four|five|six|seven|eight|nine|ten|a|an)\b", re.IGNORECASE)
_RIGHTS: Final = re.compile(
    r"©|\(c\)|\bcc[ -]?(0|by)\b|copyright|creative ?commons|licen[cs]e|public domain|\brights\b|droits|urheber",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W0-9_]+")
_NATURE: Final = frozenset(
    "archive archives collection collections correspondence documents letters manuscripts materials papers photographs "
    "records".split()
)


def devised_title(scope: Scope) -> Iterator[Fault]:
    """A devised title names the creator of the material, not only its nature (DACS 2.3.3, 2.3.4)."""
    words = [word.lower() for word in _WORD.findall(str(scope.unit.title))]
    if words and _NATURE.issuperset(words):
        yield Fault(f"has a title without a name: {scope.unit.title[:60]!r}", scope.unit.title)


def undated_below(scope: Scope) -> Iterator[str]:
    """A date at file and item level, "undated" being one (DACS 2.4.16)."""
    if scope.unit.level in ("file", "item") and not scope.unit.dates:
        yield f"has no date; {'an item' if scope.unit.level == 'item' else 'a file'} has one, or 'undated'"


def open_ended(scope: Scope) -> Iterator[Fault]:
    """No open-ended dates (DACS 2.4.8)."""
    for date in scope.unit.dates:
        if date.open_end and date.meaning is not None and date.meaning.shape == "interval" and not _after(date.text):
            yield Fault(f"has a date without an end: {date.display[:80]!r}", date.display)


def _after(text: str) -> bool:
    """An estimate such as "after 1915", which DACS 2.4.15 allows."""
    return re.search(r"\b(after|since|later|not before)\b", text, re.IGNORECASE) is not None


def abbreviated_undated(scope: Scope) -> Iterator[Fault]:
    """Write "undated", never "n.d." or "s.d." (DACS 2.4.16)."""
    for date in scope.unit.dates:
        if _NO_DATE.search(date.text):
            yield Fault(f"has the date {date.text[:80]!r}", date.text)


def item_date_exact(scope: Scope) -> Iterator[Fault]:
    """An item's date is year, month and day if known (DACS 2.4.14)."""
    for date in scope.unit.dates:
        if (
            date.edtf is not None
            and not date.undated
            and not date.is_interval
            and date.precision not in ("day", "second")
        ):
            yield Fault(f"has a date that is not exact to the day: {date.display[:80]!r}", date.display)


def extent_quantified(scope: Scope) -> Iterator[Fault]:
    """An extent has a number and a unit (DACS 2.5.3, 2.5.4)."""
    extents = scope.unit.extents
    if extents and not any(extent.quantity or _NUMBER.search(extent.text) for extent in extents):
        said = next((extent.text for extent in extents if extent.text), "")
        shown = f": {said[:60]!r}" if said else ", only physical characteristics"
        yield Fault(f"has an extent without a number{shown}", said or None)


def codes_for_exchange(scope: Scope) -> Iterator[Fault]:
    """The reference code has its country (ISO 3166-1) and repository (ISO 15511) codes (DACS 2.1.4, 2.1.5)."""
    codes = [identifier for identifier in scope.unit.identifiers if identifier.kind == "unitid"]
    if not codes:
        return
    first = codes[0]
    record = scope.unit.record
    held = scope.unit.repository
    country = first.country or (record.country if record else None) or (held.country if held else None)
    repository = first.repository or (record.agency_code if record else None)
    if not country:
        yield Fault("has a reference code without the code of its country")
    elif country.upper() not in COUNTRIES:
        yield Fault(
            f"has a reference code with {country[:20]!r} for a country, which is not an ISO 3166-1 code", country
        )
    if not repository:
        yield Fault("has a reference code without the code of its repository")
    elif not _ISIL.match(repository) and not _ISIL.match(f"{(country or '')[:2]}-{repository}"):
        yield Fault(f"has a reference code with {repository[:40]!r} for a repository, which is not an ISIL", repository)


def repository_place(scope: Scope) -> Iterator[str]:
    """The location of the repository (DACS 2.2.3)."""
    held = scope.unit.repository
    if held is not None and not (held.address or held.country or held.uri or _publisher_place(scope)):
        yield "has a repository without its location"


def _publisher_place(scope: Scope) -> bool:
    return scope.unit.record is not None and bool(scope.unit.record.address)


def repository_name(scope: Scope) -> Iterator[str]:
    """The name of the repository, stated (DACS 2.2.2)."""
    held = scope.unit.repository
    if held is not None and not held.name:
        yield "has a repository without its name"


def rights_in_description(scope: Scope) -> Iterator[str]:
    """A statement of the rights in the description itself (DACS 8.2); in EAD 2002 in the prose of publicationstmt."""
    record = scope.unit.record
    said = ""
    if record is not None:
        said = f"{record.publication} {record.published.text if record.published else ''}"
    if record is None or not (record.rights or _RIGHTS.search(said)):
        yield "does not state the rights in the description itself"


def has_parts(scope: Scope) -> Iterator[str]:
    """A multilevel description has units below the top; not checked if the top is a series, file or item."""
    if scope.leaf and scope.unit.level in ("collection", "fonds", "recordgrp"):
        yield "is a collection without a description of its parts"


_SCOPE: Final = "description|notes[scope_and_content]|notes[abstract]"

_REQUIRED: Final = (
    Present(
        "DACS-2.1", "identifiers", says="a reference code", where="top", standard="DACS 2.1.3",
        advice="add the call number or another local identifier (EAD unitid)",
    ),
    Rule(
        "DACS-2.1.4", codes_for_exchange, "codes of country and repository, for exchange", "warning", "top",
        "add the codes to the reference code (EAD unitid, @countrycode and @repositorycode)", "DACS 2.1.4, 2.1.5",
    ),
    Present(
        "DACS-2.2", "repository", says="a repository", where="top", standard="DACS 2.2.2",
        advice="add the name of the repository (EAD repository)",
    ),
    Rule(
        "DACS-2.2.2", repository_name, "the name of the repository", "error", "top",
        "write out its name (EAD repository/corpname)", "DACS 2.2.2",
    ),
    Rule(
        "DACS-2.2.3", repository_place, "the location of the repository", "warning", "top",
        "add its address, or its town (EAD repository/address)", "DACS 2.2.3",
    ),
    Present(
        "DACS-2.3", "title", says="a title", inherit=False, standard="DACS 2.3.2, 2.3.3",
        advice="take its formal title, or devise one (EAD unittitle)",
    ),
    Rule(
        "DACS-2.3.3", devised_title, "a name in a devised title", "info", "top",
        "begin with the name of the creator: 'Kim family papers'", "DACS 2.3.4",
    ),
    Present(
        "DACS-2.4", "dates", says="a date", where="top", standard="DACS 2.4.6",
        advice="give the inclusive dates, estimated if need be (EAD unitdate)",
    ),
    Rule(
        "DACS-2.4-FILE", undated_below, "a date at file and item level", where="below", standard="DACS 2.4.15, 2.4.16",
        advice="estimate the date, or write 'undated' (EAD unitdate)",
    ),
    Present(
        "DACS-2.5", "extents", says="an extent", where="top", standard="DACS 2.5.4",
        advice="state how much there is: '3 boxes' (EAD physdesc/extent)",
    ),
    Rule(
        "DACS-2.5.3", extent_quantified, "an extent with a number", "error", "top",
        "write number and unit: '3 boxes'", "DACS 2.5.3, 2.5.4",
    ),
    Present(
        "DACS-2.6", "agents[creator]", says="a creator (required if known)", where="top", severity="warning",
        standard="DACS 2.6", advice="name who made or collected it, or state that it is unknown (EAD origination)",
    ),
    Present(
        "DACS-3.1", _SCOPE, says="a scope and content or an abstract", where="top", standard="DACS 3.1",
        advice="state what it is about (EAD scopecontent, or abstract for the minimum)",
    ),
    Present(
        "DACS-4.1", "notes[access_conditions]", says="a statement of the conditions of access", where="top",
        standard="DACS 4.1", advice="state who may use it, even if everybody may (EAD accessrestrict)",
    ),
    Present(
        "DACS-4.5", "languages|notes[language]", says="a language", where="top", standard="DACS 4.5",
        advice="name the languages, or state that there is no linguistic content (EAD langmaterial)",
    ),
    Rule(
        "DACS-8.2", rights_in_description, "the rights in the description", "error", "top",
        "state who may reuse the description (EAD3 control/rightsdeclaration, EAD 2002 publicationstmt/p)", "DACS 8.2",
    ),
    Rule(
        "DACS-2.4.8", open_ended, "no open-ended dates", "warning",
        advice="give the end date of the present holdings, and describe what is to come under accruals", standard="DACS 2.4.8",
    ),
    Rule(
        "DACS-2.4.9", dates_within, "dates within those of the unit above",
        advice="correct the dates of one of the two", standard="DACS 2.4.9",
    ),
    Rule(
        "DACS-2.4.10", bulk_needs_inclusive, "an inclusive date beside a bulk date",
        advice="add the inclusive dates", standard="DACS 2.4.10",
    ),
    Rule(
        "DACS-2.4.14", item_date_exact, "the exact date of an item", "info", "item",
        "give year, month and day if they are known", "DACS 2.4.14",
    ),
    Rule(
        "DACS-2.4.16", abbreviated_undated, "'undated' written out", "warning",
        advice="write 'undated'", standard="DACS 2.4.16",
    ),
    Rule(
        "DACS-1", climbing_level, "levels that never climb",
        advice="correct the level of one of the two", standard="DACS chapter 1; ISAD(G) 2.1",
    ),
    Rule(
        "DACS-1.3", repeated_notes, "nothing repeated from higher up", "warning",
        advice="state it once, where it applies to everything below", standard="DACS chapter 1, multilevel descriptions",
    ),
    Rule(
        "DACS-1.6", repeated_creator, "a creator below the top only if it differs", "info", "below",
        "leave it out: it is inherited", "DACS chapter 1, multilevel required, on 2.6",
    ),
)  # fmt: skip

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
            "DACS-2.7", "notes[biography_or_history]", says="an administrative or biographical history", where="top",
            severity="warning", standard="DACS 2.7", advice="add a note on the creator (EAD bioghist)",
        ),
        Present(
            "DACS-3.1-OPT", "description|notes[scope_and_content]", says="a full scope and content", where="top",
            severity="warning", standard="DACS 3.1", advice="describe it in full (EAD scopecontent)",
        ),
        Present(
            "DACS-AP", "subjects|genres|places|agents[subject]|agents[creator]", says="an access point", where="top",
            severity="warning", standard="DACS, overview of archival description: access points",
            advice="add names, places, subjects or forms (EAD controlaccess)",
        ),
        Rule(
            "DACS-1-PARTS", has_parts, "a description of the parts", "info", "top",
            "describe its series or files", "DACS chapter 1, multilevel descriptions",
        ),
    ),
    source=DACS.source,
)  # fmt: skip
