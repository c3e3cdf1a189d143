"""Whether other systems accept a description: AtoM, ArchivesSpace, ArcLight. The rules are those of their importers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docmeta.checking.profiles.common import duplicate_ids, reversed_dates
from docmeta.checking.profiles.files import (
    ARCHIVESSPACE_FILE,
    ARCLIGHT_FILE,
    ATOM_FILE,
    archivesspace_file,
    arclight_file,
    atom_file,
)
from docmeta.checking.rules import Fault, Present, Profile, Rule, Scope
from docmeta.dates import Date
from docmeta.model import Unit

_ASPACE_REFUSED: Final = re.compile(r"[^A-Za-z0-9_:.-]")


def too_long(id: str, limit: int, standard: str, *, top: int | None = None) -> Rule:
    """A rule that a title is not longer than a system stores; *top* is the limit at the top if it differs."""

    def test(scope: Scope) -> Iterator[Fault]:
        most = limit if scope.ancestors or top is None else top
        length = len(scope.unit.title)
        if length > most:
            yield Fault(f"has a title of {length:,} characters; at most {most:,} are stored", scope.unit.title[:200])

    return Rule(id, test, f"a title of at most {limit:,} characters", advice="shorten it", standard=standard)


def several_titles(scope: Scope) -> Iterator[str]:
    """One unittitle: the others are ignored."""
    if scope.unit.other_titles:
        yield f"has {len(scope.unit.other_titles) + 1} titles; only the first is imported"


def date_types(scope: Scope) -> Iterator[Fault]:
    """unitdate/@type is inclusive, bulk or single; any other aborts the import."""
    for date in scope.unit.dates:
        if date.type is not None and date.type not in ("inclusive", "bulk", "single"):
            yield Fault(f"has a date of type {date.type[:40]!r}, at which the import stops", date.type)


def long_dates(scope: Scope) -> Iterator[Fault]:
    """A date expression has at most 255 characters."""
    for date in scope.unit.dates:
        if len(date.text) > 255:
            yield Fault(f"has a date of {len(date.text):,} characters; 255 are stored", date.text)


def long_notes(scope: Scope) -> Iterator[str]:
    """A note has at most 65,000 characters."""
    for kind, text in [
        ("scope and content", scope.unit.description),
        *((note.kind, note.text) for note in scope.unit.notes),
    ]:
        if len(text) > 65_000:
            yield f"has a note ({kind.replace('_', ' ')}) of {len(text):,} characters; 65,000 are stored"


def counted_extent(scope: Scope) -> Iterator[Fault]:
    """An extent is only read as a number and a unit."""
    extents = scope.unit.extents
    if extents and not any(extent.quantity and extent.unit for extent in extents):
        said = next((extent.text for extent in extents if extent.text), "")
        shown = f": {said[:60]!r}" if said else ""
        yield Fault(f"has no extent that is a number and a unit{shown}", said or None)


def id_form(scope: Scope) -> Iterator[Fault]:
    """c/@id has letters, digits, - _ : . and at most 255 characters."""
    id = scope.unit.id
    if scope.unit.minted:
        return
    if len(id) > 255:
        yield Fault(f"has an identifier of {len(id):,} characters; 255 are stored", id)
    refused = sorted(set(_ASPACE_REFUSED.findall(id)))
    if refused:
        yield Fault(f"has an identifier with characters that are not allowed: {' '.join(map(repr, refused[:8]))}", id)


def title_or_date(scope: Scope) -> Iterator[str]:
    """Every component has a title or a date."""
    if not scope.unit.title and not scope.unit.dates:
        yield "has neither a title nor a date"


def without_id(scope: Scope) -> Iterator[str]:
    """A component without an @id gets one that changes when its siblings move."""
    if scope.unit.minted:
        yield "has no identifier; its URL will change when its siblings move"


def dotted_id(scope: Scope) -> Iterator[Fault]:
    """Dots in identifiers become hyphens."""
    if not scope.unit.minted and "." in scope.unit.id:
        yield Fault(
            f"has an identifier with a dot, which becomes {scope.unit.id.replace('.', '-')[:80]!r}", scope.unit.id
        )


def unsearchable_date(scope: Scope) -> Iterator[Fault]:
    """Dates are found by @normal only, of at most 1,000 years."""
    for date in scope.unit.dates:
        years = _years(date)
        if date.normal is None and not date.undated:
            yield Fault(f"has a date that a search by year misses: {date.display[:60]!r}", date.display)
        elif years is not None and years > 1000:
            yield Fault(
                f"has a date of {years:,} years; at most 1,000 are indexed: {date.display[:60]!r}", date.display
            )


def _years(date: Date) -> int | None:
    if date.earliest is None or date.latest is None:
        return None
    return date.latest[0] - date.earliest[0]


def nested_collection(scope: Scope) -> Iterator[str]:
    """No collection is within a collection."""
    if _is_collection(scope.unit) and scope.nearest(_is_collection) is not None:
        yield "is a collection within a collection"


def _is_collection(unit: Unit) -> bool:
    return unit.level == "collection"


def atom_languages(scope: Scope) -> Iterator[Fault]:
    """Languages are two-letter codes of ISO 639-1."""
    from docmeta.languages import to_639_1

    for language in scope.unit.languages:
        code = language.code or ""
        if to_639_1(code) is None:
            said = language.code or language.name
            yield Fault(f"has a language without a two-letter code: {said[:60]!r}", said)


def atom_objects(scope: Scope) -> Iterator[str]:
    """One digital object per description; a URL takes precedence over a path."""
    if len(scope.unit.digital_objects) > 1:
        yield f"has {len(scope.unit.digital_objects)} digital objects; one is imported"


_ATOM: Final = "AtoM CSV import"
_ATOM_CHECK: Final = "AtoM CSV validation"

ATOM = Profile(
    "atom",
    "AtoM, import of archival descriptions by CSV",
    (
        Present(
            "ATOM-TITLE", "title", says="a title", inherit=False, severity="warning", standard=f"{_ATOM}: title",
            advice="fill in the column title",
        ),
        Present(
            "ATOM-LEVEL", "level", says="a level of description", inherit=False, severity="warning",
            standard=f"{_ATOM}: levelOfDescription", advice="fill in the column levelOfDescription",
        ),
        Rule(
            "ATOM-ID", duplicate_ids, "a unique legacyId",
            advice="give each row a unique legacyId", standard=f"{_ATOM_CHECK}: legacyId",
        ),
        Rule(
            "ATOM-LANGUAGE", atom_languages, "ISO 639-1 languages",
            advice="write the two-letter code", standard=f"{_ATOM_CHECK}: language",
        ),
        Rule(
            "ATOM-DATES", reversed_dates, "event dates in order",
            advice="swap start and end", standard=f"{_ATOM_CHECK}: event dates",
        ),
        Rule(
            "ATOM-OBJECT", atom_objects, "one digital object", "warning",
            advice="make an item of each", standard=f"{_ATOM_CHECK}: digital objects",
        ),
        too_long("ATOM-LENGTH", 65_535, f"{_ATOM}: title"),
    ),
    source="AtoM documentation, CSV import and CSV validation",
    system="atom",
    file=atom_file,
    file_rules=ATOM_FILE,
)  # fmt: skip

_ASPACE: Final = "ArchivesSpace EAD import"

ARCHIVESSPACE = Profile(
    "archivesspace",
    "ArchivesSpace, import of EAD",
    (
        Present(
            "ASPACE-ID", "identifiers", says="a unitid", where="top", standard=f"{_ASPACE}: resource id_0",
            advice="add archdesc/did/unitid",
        ),
        Present(
            "ASPACE-RESOURCE-TITLE", "title", says="a title", where="top", standard=f"{_ASPACE}: resource title",
            advice="add archdesc/did/unittitle",
        ),
        Present(
            "ASPACE-EXTENT", "extents", says="an extent", where="top", standard=f"{_ASPACE}: resource extents",
            advice="add archdesc/did/physdesc/extent: '3 boxes'",
        ),
        Rule(
            "ASPACE-EXTENT-2", counted_extent, "an extent with number and unit", where="top",
            advice="write number and unit: '3 boxes'", standard=f"{_ASPACE}: physdesc/extent",
        ),
        Present(
            "ASPACE-DATE", "dates", says="a date", where="top", standard=f"{_ASPACE}: resource dates",
            advice="add archdesc/did/unitdate",
        ),
        Present(
            "ASPACE-LANGUAGE", "languages", says="a language", where="top", severity="warning",
            standard=f"{_ASPACE}: resource lang_materials, else 'und'", advice="add langmaterial/language with @langcode",
        ),
        Rule(
            "ASPACE-TITLE", title_or_date, "a title or a date", where="below",
            advice="add unittitle or unitdate", standard=f"{_ASPACE}: archival object",
        ),
        Rule(
            "ASPACE-TITLES", several_titles, "one title", "warning",
            advice="join them, or move them to a note", standard=f"{_ASPACE}: unittitle",
        ),
        Rule(
            "ASPACE-DATE-TYPE", date_types, "known date types",
            advice="write inclusive, bulk or single", standard=f"{_ASPACE}: unitdate/@type",
        ),
        Rule(
            "ASPACE-DATE-LENGTH", long_dates, "short date expressions",
            advice="shorten it", standard=f"{_ASPACE}: date expression",
        ),
        Rule(
            "ASPACE-ORDER", reversed_dates, "dates in order",
            advice="swap begin and end", standard=f"{_ASPACE}: date begin and end",
        ),
        Rule(
            "ASPACE-NOTE", long_notes, "notes of at most 65,000 characters",
            advice="split it", standard=f"{_ASPACE}: note content",
        ),
        Rule(
            "ASPACE-REF", id_form, "identifiers of letters, digits, - _ : .",
            advice="write it without them", standard=f"{_ASPACE}: c/@id, ref_id",
        ),
        Rule(
            "ASPACE-DUPLICATE", duplicate_ids, "identifiers that are unique",
            advice="change one of them", standard=f"{_ASPACE}: c/@id, ref_id",
        ),
        too_long("ASPACE-LENGTH", 8_192, f"{_ASPACE}: title", top=16_384),
    ),
    source="ArchivesSpace EAD importer and JSON schemas",
    system="archivesspace",
    file=archivesspace_file,
    file_rules=ARCHIVESSPACE_FILE,
)  # fmt: skip

_ARCLIGHT: Final = "ArcLight indexing rules"

ARCLIGHT = Profile(
    "arclight",
    "ArcLight, indexing of EAD 2002",
    (
        Rule(
            "ARCLIGHT-ID", without_id, "an identifier for each component", "warning", "below",
            "give each component an @id", f"{_ARCLIGHT}: component id",
        ),
        Rule(
            "ARCLIGHT-DOT", dotted_id, "identifiers without dots", "info",
            advice="nothing, unless links to it exist", standard=f"{_ARCLIGHT}: id",
        ),
        Rule(
            "ARCLIGHT-SAME", duplicate_ids, "identifiers that are unique",
            advice="change one of them", standard=f"{_ARCLIGHT}: id",
        ),
        Rule(
            "ARCLIGHT-TITLE", title_or_date, "a title or a date",
            advice="add unittitle or unitdate", standard=f"{_ARCLIGHT}: normalized title",
        ),
        Rule(
            "ARCLIGHT-DATE", unsearchable_date, "dates with @normal", "warning",
            advice="add @normal: 1951/1953", standard=f"{_ARCLIGHT}: date range",
        ),
        Rule(
            "ARCLIGHT-ORDER", reversed_dates, "dates in order",
            advice="swap begin and end", standard=f"{_ARCLIGHT}: date range is inverted",
        ),
        Rule(
            "ARCLIGHT-NEST", nested_collection, "no collection within a collection",
            advice="make it a series, or a separate finding aid", standard=f"{_ARCLIGHT}: level",
        ),
    ),
    source="ArcLight, its traject indexing rules",
    system="arclight",
    file=arclight_file,
    file_rules=ARCLIGHT_FILE,
)  # fmt: skip
