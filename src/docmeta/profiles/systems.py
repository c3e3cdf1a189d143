"""Whether other systems will take a description: AtoM, ArchivesSpace, ArcLight. Their rules are those of their importers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docmeta.checking import Present, Profile, Rule, Scope, dates_within, duplicate_ids, reversed_dates
from docmeta.dates import Date

_ASPACE_ID: Final = re.compile(r"[A-Za-z0-9\-_:.]{0,255}$")
_ISO_639_1: Final = re.compile(r"[A-Za-z]{2}$")


def too_long(limit: int, field: str = "title") -> Rule:
    """A rule that a text field is not longer than a system stores."""

    def test(scope: Scope) -> Iterator[str]:
        length = len(getattr(scope.unit, field))
        if length > limit:
            yield f"has a {field} of {length} characters; {limit} are stored"

    return Rule(
        f"LENGTH-{field.upper()}-{limit}", test, f"a {field} of at most {limit} characters", advice="shorten it"
    )


def several_titles(scope: Scope) -> Iterator[str]:
    """One unittitle: the others are ignored."""
    if scope.unit.other_titles:
        yield f"has {len(scope.unit.other_titles) + 1} titles; only the first is imported"


def date_types(scope: Scope) -> Iterator[str]:
    """unitdate/@type is inclusive, bulk or single; another aborts the import."""
    for date in scope.unit.dates:
        if date.type is not None and date.type not in ("inclusive", "bulk", "single"):
            yield f"has a date of type {date.type!r}, at which the import stops"


def long_dates(scope: Scope) -> Iterator[str]:
    """An expression of a date has at most 255 characters."""
    for date in scope.unit.dates:
        if len(date.text) > 255:
            yield f"has a date of {len(date.text)} characters; 255 are stored"


def long_notes(scope: Scope) -> Iterator[str]:
    """A note has at most 65,000 characters."""
    for kind, text in [
        ("scope and content", scope.unit.description),
        *((note.kind, note.text) for note in scope.unit.notes),
    ]:
        if len(text) > 65_000:
            yield f"has a note ({kind.replace('_', ' ')}) of {len(text)} characters; 65000 are stored"


def counted_extent(scope: Scope) -> Iterator[str]:
    """An extent is read only where it is a number and a unit."""
    if scope.unit.extents and not any(extent.quantity and extent.unit for extent in scope.unit.extents):
        yield f"has no extent that is a number and a unit: {scope.unit.extents[0].text[:60]!r}"


def id_form(scope: Scope) -> Iterator[str]:
    """c/@id has letters, digits, - _ : . and at most 255 characters."""
    if not scope.unit.minted and not _ASPACE_ID.match(scope.unit.id):
        yield "has an identifier with characters that are not taken"


def title_or_date(scope: Scope) -> Iterator[str]:
    """Every component has a title or a date."""
    if not scope.unit.title and not scope.unit.dates:
        yield "has neither a title nor a date"


def without_id(scope: Scope) -> Iterator[str]:
    """Components without an @id get one that changes when their siblings move."""
    if scope.unit.minted:
        yield "has no identifier; its address will change when its siblings move"


def dotted_id(scope: Scope) -> Iterator[str]:
    """Dots in identifiers become hyphens."""
    if not scope.unit.minted and "." in scope.unit.id:
        yield "has an identifier with a dot, which becomes a hyphen"


def unsearchable_date(scope: Scope) -> Iterator[str]:
    """Dates are found by @normal alone, of at most 1,000 years."""
    for date in scope.unit.dates:
        years = _years(date)
        if date.normal is None and not date.undated:
            yield f"has a date that a search by year misses: {date.display[:60]!r}"
        elif years is not None and years > 1000:
            yield f"has a date of {years} years; at most 1000 are indexed"


def _years(date: Date) -> int | None:
    if date.earliest is None or date.latest is None:
        return None
    return date.latest[0] - date.earliest[0]


def nested_collection(scope: Scope) -> Iterator[str]:
    """No collection stands within a collection."""
    if scope.unit.level == "collection" and any(unit.level == "collection" for unit in scope.ancestors):
        yield "is a collection within a collection"


def atom_languages(scope: Scope) -> Iterator[str]:
    """Languages are two letters of ISO 639-1."""
    from docmeta.languages import to_639_1

    for language in scope.unit.languages:
        code = language.code or ""
        if not _ISO_639_1.match(code) and to_639_1(code) is None:
            yield f"has a language without a two-letter code: {language.code or language.name!r}"


def atom_objects(scope: Scope) -> Iterator[str]:
    """One digital object for each description; the address wins over the path."""
    if len(scope.unit.digital_objects) > 1:
        yield f"has {len(scope.unit.digital_objects)} digital objects; one is imported"


ATOM = Profile(
    "atom",
    "AtoM, import of archival descriptions by CSV",
    (
        Present("ATOM-TITLE", "title", says="a title", inherit=False, severity="warning", standard="AtoM CSV import"),
        Present(
            "ATOM-LEVEL",
            "level",
            says="a level of description",
            inherit=False,
            severity="warning",
            standard="AtoM CSV import",
        ),
        Rule(
            "ATOM-ID",
            duplicate_ids,
            "a legacyId of its own",
            advice="give each row a legacyId of its own",
            standard="CSV validation: legacyId",
        ),
        Rule(
            "ATOM-LANGUAGE",
            atom_languages,
            "ISO 639-1 languages",
            advice="write the two-letter code",
            standard="CSV validation: language",
        ),
        Rule(
            "ATOM-DATES",
            reversed_dates,
            "event dates in order",
            advice="exchange start and end",
            standard="CSV validation: event values",
        ),
        Rule(
            "ATOM-OBJECT",
            atom_objects,
            "one digital object",
            "warning",
            advice="make an item of each",
            standard="CSV validation: digital objects",
        ),
        too_long(65_535, "title"),
    ),
    source="AtoM documentation, CSV import and CSV validation",
)

ARCHIVESSPACE = Profile(
    "archivesspace",
    "ArchivesSpace, import of EAD",
    (
        Present(
            "ASPACE-ID",
            "identifiers[unitid]|identifiers",
            says="a unitid",
            where="top",
            standard="ArchivesSpace EAD import: id_0",
        ),
        Present("ASPACE-EXTENT", "extents", says="an extent", where="top", standard="ArchivesSpace resource"),
        Rule(
            "ASPACE-EXTENT-2",
            counted_extent,
            "an extent with number and unit",
            where="top",
            advice="write '3 boxes'",
            standard="resource",
        ),
        Present("ASPACE-DATE", "dates", says="a date", where="top", standard="ArchivesSpace resource"),
        Present(
            "ASPACE-LANGUAGE",
            "languages",
            says="a language",
            where="top",
            severity="warning",
            standard="ArchivesSpace resource",
        ),
        Rule(
            "ASPACE-TITLE",
            title_or_date,
            "a title or a date",
            advice="add one of them",
            standard="ArchivesSpace archival object",
        ),
        Rule(
            "ASPACE-TITLES",
            several_titles,
            "one title",
            "warning",
            advice="join them, or move them to a note",
            standard="unittitle",
        ),
        Rule(
            "ASPACE-DATE-TYPE",
            date_types,
            "known date types",
            advice="write inclusive, bulk or single",
            standard="unitdate/@type",
        ),
        Rule(
            "ASPACE-DATE-LENGTH", long_dates, "short date expressions", advice="shorten it", standard="date expression"
        ),
        Rule("ASPACE-ORDER", reversed_dates, "dates in order", advice="exchange begin and end", standard="date"),
        Rule("ASPACE-NOTE", long_notes, "notes of at most 65,000 characters", advice="split it", standard="note"),
        Rule("ASPACE-REF", id_form, "identifiers of letters, digits, - _ : .", advice="change it", standard="c/@id"),
        Rule(
            "ASPACE-DUPLICATE",
            duplicate_ids,
            "identifiers that are unique",
            advice="change one of them",
            standard="c/@id",
        ),
        too_long(8_192, "title"),
    ),
    source="ArchivesSpace EAD importer and JSON schemas",
)

ARCLIGHT = Profile(
    "arclight",
    "ArcLight, indexing of EAD 2002",
    (
        Rule(
            "ARCLIGHT-ID",
            without_id,
            "an identifier for each component",
            "warning",
            "below",
            "give each an @id",
            "ArcLight indexing",
        ),
        Rule(
            "ARCLIGHT-DOT",
            dotted_id,
            "identifiers without dots",
            "info",
            advice="none, unless links were made",
            standard="ArcLight indexing",
        ),
        Rule(
            "ARCLIGHT-SAME",
            duplicate_ids,
            "identifiers that are unique",
            advice="change one of them",
            standard="ArcLight indexing",
        ),
        Rule(
            "ARCLIGHT-TITLE", title_or_date, "a title or a date", advice="add one of them", standard="ArcLight indexing"
        ),
        Rule(
            "ARCLIGHT-DATE",
            unsearchable_date,
            "dates with @normal",
            "warning",
            advice="add the normalised date",
            standard="ArcLight date search",
        ),
        Rule(
            "ARCLIGHT-ORDER",
            reversed_dates,
            "dates in order",
            advice="exchange begin and end",
            standard="ArcLight indexing: range is inverted",
        ),
        Rule(
            "ARCLIGHT-NEST",
            nested_collection,
            "no collection within a collection",
            advice="make it a series",
            standard="ArcLight indexing",
        ),
        Rule(
            "ARCLIGHT-WITHIN",
            dates_within,
            "dates within those above",
            "info",
            advice="correct one of them",
            standard="ArcLight date facets",
        ),
    ),
    source="ArcLight, its traject indexing rules",
)
