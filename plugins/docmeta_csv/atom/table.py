"""The table of `csv-atom`: AtoM's import template for ISAD(G), 56 columns, reader and writer.

Several values in one cell are separated by `|`, for which AtoM has no escape; `NULL` is an empty one among several.
Events pair dates with actors; a row with the id of the row above and another culture is its translation.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from docmeta.crosswalk import Crosswalk, Report, Rule
from docmeta.dates import Date, explain
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    DigitalObject,
    Extra,
    Identifier,
    Language,
    Note,
    Place,
    Record,
    Repository,
    Revision,
    Term,
)
from docmeta.receivers import atom_lists
from docmeta.text import Text
from docmeta_csv.table import words
from docmeta_csv.table.audience import SLOTS, put
from docmeta_csv.table.cells import BLANKS
from docmeta_csv.table.dialect import Dialect, Finish
from docmeta_csv.table.slots import COLUMN, Slot, crosswalk_of, text_slot

if TYPE_CHECKING:
    from docmeta.model import Draft
    from docmeta_csv.table.header import Layout

COLUMNS: Final = tuple(
    "legacyId parentId qubitParentSlug accessionNumber identifier title levelOfDescription extentAndMedium repository archivalHistory "
    "acquisition scopeAndContent appraisal accruals arrangement accessConditions reproductionConditions language script languageNote "
    "physicalCharacteristics findingAids locationOfOriginals locationOfCopies relatedUnitsOfDescription publicationNote "
    "digitalObjectPath digitalObjectURI generalNote subjectAccessPoints placeAccessPoints nameAccessPoints genreAccessPoints "
    "descriptionIdentifier institutionIdentifier rules descriptionStatus levelOfDetail revisionHistory languageOfDescription "
    "scriptOfDescription sources archivistNote publicationStatus physicalObjectName physicalObjectLocation physicalObjectType "
    "alternativeIdentifiers alternativeIdentifierLabels eventDates eventTypes eventStartDates eventEndDates eventActors "
    "eventActorHistories culture".split()
)
SOURCE: Final = "AtoM, CSV import template for ISAD(G)"
RAD_SOURCE: Final = "AtoM, CSV import template for RAD"
NULL: Final = "NULL"

#: Notes in one cell of prose, and those that may be repeated, by kind.
PROSE: Final[dict[str, str]] = {
    "custodial_history": "archivalHistory", "acquisition": "acquisition", "appraisal": "appraisal", "accruals": "accruals",
    "arrangement": "arrangement", "access_conditions": "accessConditions", "use_conditions": "reproductionConditions",
    "physical_characteristics": "physicalCharacteristics", "finding_aids": "findingAids", "originals": "locationOfOriginals",
    "copies": "locationOfCopies", "related_units": "relatedUnitsOfDescription", "processing": "archivistNote",
    "language": "languageNote", "levelOfDetail": "levelOfDetail",
}  # fmt: skip
PIPED: Final[dict[str, str]] = {"publication": "publicationNote", "general": "generalNote"}
#: The columns about the description itself, and their fields of the record.
RECORD: Final[dict[str, str]] = {
    "descriptionIdentifier": "id", "institutionIdentifier": "agency_code", "rules": "rules", "descriptionStatus": "status",
    "revisionHistory": "revisions", "languageOfDescription": "languages", "scriptOfDescription": "languages", "sources": "sources",
}  # fmt: skip
#: The types of event, by the kind of a date and the role of an agent; others are kept as they are.
EVENT_OF_DATE: Final[dict[str | None, str]] = {None: "Creation", "creation": "Creation", "publication": "Publication"}
EVENT_OF_ROLE: Final = {"creator": "Creation", "contributor": "Contribution", "publisher": "Publication"}
#: AtoM's types of event, apart from the roles: the relator of a creator's role is one of them or is lost.
EVENTS: Final = frozenset(
    "accumulation collection custody distribution broadcasting manufacturing reproduction authoring editing translation compilation".split()
)
_KINDS: Final = EVENTS | {"creation", "publication"}
_ROLE: Final = {"creation": "creator", "contribution": "contributor", "publication": "publisher"}
LEVELS: Final = {
    "fonds": "Fonds", "collection": "Collection", "recordgrp": "Record group", "subgrp": "Subgroup", "class": "Class",
    "subfonds": "Subfonds", "series": "Series", "subseries": "Subseries", "file": "File", "item": "Item",
}  # fmt: skip


#: Columns of AtoM's template for the Rules for Archival Description (RAD) that the one for ISAD(G) lacks: the kind of note, and a heading.
RAD: Final[dict[str, tuple[str, str]]] = {
    "radTitleStatementOfResponsibility": ("general", "Statement of responsibility"),
    "radTitleStatementOfResponsibilityNote": ("general", "Statement of responsibility"),
    "radTitleAttributionsAndConjectures": ("general", "Attributions and conjectures"),
    "radTitleContinues": ("general", "Continuation of title"),
    "radTitleNoteContinuationOfTitle": ("general", "Continuation of title"),
    "radTitleSourceOfTitleProper": ("general", "Source of title proper"),
    "radTitleVariationsInTitle": ("general", "Variations in title"),
    "radEdition": ("general", "Edition statement"),
    "radEditionStatementOfResponsibility": ("general", "Statement of responsibility relating to edition"),
    "radStatementOfScaleCartographic": ("material_specific", "Statement of scale (cartographic)"),
    "radStatementOfProjection": ("material_specific", "Statement of projection"),
    "radStatementOfCoordinates": ("material_specific", "Statement of coordinates"),
    "radStatementOfScaleArchitectural": ("material_specific", "Statement of scale (architectural)"),
    "radIssuingJurisdiction": ("material_specific", "Issuing jurisdiction and denomination"),
    "radTitleProperOfPublishersSeries": ("general", "Title proper of publisher's series"),
    "radParallelTitlesOfPublishersSeries": ("general", "Parallel titles of publisher's series"),
    "radOtherTitleInformationOfPublishersSeries": ("general", "Other title information of publisher's series"),
    "radStatementOfResponsibilityRelatingToPublishersSeries": ("general", "Responsibility for publisher's series"),
    "radNumberingWithinPublishersSeries": ("general", "Numbering within publisher's series"),
    "radPublishersSeriesNote": ("general", "Publisher's series"),
    "radNoteOnPublishersSeries": ("general", "Publisher's series"),
    "radNotePublishersSeries": ("general", "Publisher's series"),
    "radNoteAccompanyingMaterial": ("general", "Accompanying material"),
    "radNoteAlphaNumericDesignation": ("general", "Alpha-numeric designations"),
    "radNoteCast": ("general", "Cast"),
    "radNoteCredits": ("general", "Credits"),
    "radNoteConservation": ("physical_characteristics", "Conservation"),
    "radNoteEdition": ("general", "Edition"),
    "radNotePhysicalDescription": ("physical_characteristics", "Physical description"),
    "radNoteRights": ("use_conditions", "Rights"),
    "radNoteSignaturesInscriptions": ("general", "Signatures and inscriptions"),
}
#: The columns of events by the version of the template, in AtoM's order (`csvImportBaseTask.class.php`, `importEvents`, 2.9):
#: dates, types, starts, ends, actors, histories. 2.1 and 2.2 share the actors; 2.1 takes those whose date is given there.
EVENT_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "2.1": ("creatorDates", "", "creatorDatesStart", "creatorDatesEnd", "creators", "creatorHistories"),
    "2.2": (
        "creationDates",
        "creationDatesType",
        "creationDatesStart",
        "creationDatesEnd",
        "creators",
        "creatorHistories",
    ),
    "2.3": ("eventDates", "eventTypes", "eventStartDates", "eventEndDates", "eventActors", "eventActorHistories"),
}
#: The words of each version for an event.
EVENT_NOTES: Final = ("eventDescriptions", "creationDateNotes", "creatorDateNotes")
#: The publication statuses of AtoM, in its own words and in its translations.
STATUSES: Final[dict[str, str]] = {
    "published": "external", "publié": "external", "publicado": "external", "pubblicato": "external", "veröffentlicht": "external",
    "gepubliceerd": "external", "draft": "internal", "ébauche": "internal", "brouillon": "internal", "borrador": "internal",
    "rascunho": "internal", "bozza": "internal", "entwurf": "internal", "concept": "internal", "unpublished": "internal",
}  # fmt: skip


def _rad_note(column: str) -> Slot:
    kind, heading = RAD[column]
    return words.column(f"notes[{kind}]", column, lambda cell: Note(kind, cell, heading), source=RAD_SOURCE, whole=True)


@cache
def read_only() -> tuple[Slot, ...]:
    """Columns that are read but not written: those of the template for RAD, and of AtoM's own exports."""
    return (
        words.column(
            "genres", "radGeneralMaterialDesignation", lambda cell: Term(cell, source="rad"), source=RAD_SOURCE
        ),
        words.column("other_titles", "radTitleParallelTitles", str, source=RAD_SOURCE, whole=True),
        words.column("other_titles", "radOtherTitleInformation", str, source=RAD_SOURCE, whole=True),
        words.column(
            "identifiers", "radStandardNumber", lambda cell: Identifier(cell, "standard number"), source=RAD_SOURCE
        ),
        words.column(
            "identifiers", "referenceCode", lambda cell: Identifier(cell, "reference code"), source=SOURCE, whole=True
        ),
        words.column("places", "eventPlaces", Place, source=SOURCE),
        *(
            words.column("notes[general]", name, lambda cell: Note("general", cell, "Event"), source=SOURCE)
            for name in EVENT_NOTES
        ),
        *map(_rad_note, RAD),
    )


@cache
def slots() -> tuple[Slot, ...]:
    """The fields with one value, or several beside each other, in one column or two."""
    return (
        text_slot("title", "title", source=SOURCE),
        words.column("level", "levelOfDescription", _level, source=SOURCE, whole=True),
        words.column("identifiers", "identifier", Identifier, source=SOURCE, whole=True),
        words.column("identifiers", "accessionNumber", lambda cell: Identifier(cell, "accession"), source=SOURCE),
        Slot(
            "identifiers", ("alternativeIdentifiers", "alternativeIdentifierLabels"),
            lambda value: [value.value, value.label or value.kind],
            lambda cells: Identifier(cells[0], "local", cells[1] or None) if cells[0] else None, lambda _: True, source=SOURCE,
        ),
        words.column("extents", "extentAndMedium", words.extent, source=SOURCE, whole=True),
        words.column("repository", "repository", Repository, source=SOURCE, whole=True),
        text_slot("description", "scopeAndContent", source=SOURCE),
        *(
            words.note(kind, column, source=SOURCE, whole=column not in atom_lists.NOTES)
            for kind, column in PROSE.items()
        ),
        *(words.note(kind, column, source=SOURCE, whole=False) for kind, column in PIPED.items()),
        words.column("digital_objects", "digitalObjectURI", DigitalObject, source=SOURCE, whole=True),
        words.column("digital_objects", "digitalObjectPath", DigitalObject, source=SOURCE, whole=True),
        words.terms("subjects", "subjectAccessPoints", source=SOURCE),
        words.terms("genres", "genreAccessPoints", source=SOURCE),
        words.column("places", "placeAccessPoints", Place, source=SOURCE),
        words.agents("subject", "nameAccessPoints", source=SOURCE),
        words.column("other_titles", "alternateTitle", str, source=SOURCE, whole=True),
        Slot(
            "containers", ("physicalObjectName", "physicalObjectType"), lambda value: [value.value, value.kind or ""],
            lambda cells: Container(cells[0], cells[1] or None) if any(cells) else None, lambda _: True, source=SOURCE,
        ),
    )  # fmt: skip


_EVENTS: Final = tuple(dict.fromkeys(column for columns in EVENT_COLUMNS.values() for column in columns if column))
_FINISHED: Final = ("language", "script", *_EVENTS, "publicationStatus", "culture", "physicalObjectLocation", *RECORD)


@cache
def dialect() -> Dialect:
    """Reading AtoM's table."""
    return Dialect(
        name="atom",
        literal=True,
        title="AtoM's",
        slots=(*slots(), *read_only(), *SLOTS),
        template=COLUMNS,
        audience={"publicationStatus": lambda cell: _audience(cell) != "external"},
        id=("legacyId",),
        parent=("parentId",),
        other=_FINISHED,
        null=NULL,
        finish=bind,
        recognises=lambda header: (
            bool(set(header) & {"legacyid", "qubitparentslug", "eventactors", "eventtypes", "eventstartdates"})
            and bool(set(header) & {"title", "scopeandcontent", "levelofdescription"})
            and "accessionnumber" not in header  # AtoM's accessions are another template
        ),
        translates="culture",
        translated=_translated,
    )


@cache
def crosswalk() -> Crosswalk:
    """The crosswalk of `csv-atom`."""
    also = (("also", True),)
    rules = [
        Rule("id", "legacyId", source=SOURCE),
        Rule("id", "parentId", source=SOURCE, note="the legacyId of the unit above", options=also),
        Rule("languages", "language", COLUMN, source=SOURCE, note="ISO 639-1"),
        Rule("languages", "script", COLUMN, source=SOURCE, note="ISO 15924", options=also),
        Rule(
            "dates",
            "eventDates",
            COLUMN,
            source=SOURCE,
            note="the words; eventStartDates and eventEndDates hold the days",
        ),
        Rule("dates", "eventStartDates", COLUMN, source=SOURCE, options=also),
        Rule("dates", "eventEndDates", COLUMN, source=SOURCE, options=also),
        Rule(
            "dates",
            "eventTypes",
            COLUMN,
            source=SOURCE,
            note="by the kind of the date, or the role of the agent",
            options=also,
        ),
        Rule("agents", "eventActors", COLUMN, source=SOURCE, note="but for subjects, which are name access points"),
        Rule("agents", "eventActorHistories", COLUMN, source=SOURCE, options=also),
        Rule("notes[location]", "physicalObjectLocation", COLUMN, source=SOURCE),
        Rule("audience", "publicationStatus", COLUMN, source=SOURCE, note="Draft is internal"),
        Rule(
            "notes[biography_or_history]",
            "eventActorHistories",
            COLUMN,
            source=SOURCE,
            note="as the history of the first creator",
            reads=False,
        ),
        *(Rule("record", column, COLUMN, source=SOURCE, options=also) for column in RECORD),
        Rule("notes", "generalNote", COLUMN, source=SOURCE, note="notes of kinds that have no column", reads=False),
        Rule("rights", "reproductionConditions", COLUMN, source=SOURCE, note="as prose", reads=False),
        Rule("source", "locationOfOriginals", COLUMN, source=SOURCE, note="as prose", reads=False),
    ]
    fields = ("dates", "dates", "dates", "dates", "agents", "agents")
    rules += [
        Rule(field, column, COLUMN, source=SOURCE, note=f"of the template of AtoM {version}", writes=False)
        for version in ("2.1", "2.2")
        for field, column in zip(fields, EVENT_COLUMNS[version], strict=True)
        if column and (version == "2.1" or column not in EVENT_COLUMNS["2.1"])
    ]
    rules += [Rule(slot.field, slot.columns[0], COLUMN, slot.source, slot.note, writes=False) for slot in read_only()]
    return crosswalk_of("csv-atom", "AtoM's CSV template for ISAD(G)", slots(), before=rules, source=SOURCE)


def bind(layout: Layout, separator: str, report: Report) -> Finish:
    """Add the readers of events, languages and the columns about the description."""
    at = {column: layout.index_of(column) for column in _FINISHED}
    present = [column for column in _EVENTS if at[column] >= 0]
    parent = layout.index_of("parentId")
    cultures: set[str] = set()  # those that a unit gives; the units below need not repeat them

    def values(cells: list[str], column: str) -> list[str]:
        cell = cells[at[column]].strip(BLANKS) if at[column] >= 0 else ""
        parts = [part.strip(BLANKS) for part in cell.split(separator)] if cell else []
        return ["" if part == NULL else part for part in parts]

    def finish(draft: Draft, cells: list[str], line: int) -> None:
        said = {column: values(cells, column) for column in present}
        for version, columns in EVENT_COLUMNS.items():
            if any(said.get(column) for column in columns):
                _events(draft, version, [said.get(column, []) for column in columns], report=report, line=line)
        for code, script in zip_longest(values(cells, "language"), values(cells, "script")):
            if code or script:
                draft.add("languages", Language(code or None, script or None))
        for location in filter(None, values(cells, "physicalObjectLocation")):
            draft.add("notes", Note("location", location))
        top = parent < 0 or not cells[parent].strip(BLANKS)
        status = "".join(values(cells, "publicationStatus"))
        if status:
            _publication(draft, status, report, line)
        record = _record({column: cells[at[column]].strip(BLANKS) for column in RECORD if at[column] >= 0}, separator)
        culture = "".join(values(cells, "culture"))
        if culture and "languages" not in record and (top or culture not in cultures):
            record["languages"] = (Language(culture),)
            cultures.add(culture)
        elif (
            culture
            and culture not in [language.code for language in record.get("languages", ())[:1]]
            and "languages" in record
        ):
            draft.extra("culture", culture)
        if record:
            draft.add("record", Record(**record))

    return finish


def _level(word: str) -> str:
    """The level of AtoM's term for it, in any culture."""
    return words.level(atom_lists.english("level", word) or word)


def kind_of(event: str) -> str | None:
    """The kind of a date by the type of its event: AtoM's own types as in EAD's @datechar, others as they are."""
    word = (atom_lists.english("event", event) or event).casefold()
    return word if word in _KINDS else event or None


def _audience(status: str) -> str | None:
    """The audience of a publication status; None for one that AtoM does not know."""
    return STATUSES.get((atom_lists.english("status", status) or status).strip(BLANKS).casefold())


def _publication(draft: Draft, status: str, report: Report, line: int) -> None:
    """The audience of the unit. AtoM falls back to its default, a draft, for a status that it does not know."""
    audience = _audience(status)
    if audience is None:
        draft.extra("publicationStatus", status)
        message = "the publication status is not one of AtoM's; the unit is treated as a draft, which is internal"
        report.note("problem", message, field="audience", target="publicationStatus", value=status, line=line)
    put(draft, audience or "internal")


def _events(draft: Draft, version: str, said: Sequence[list[str]], *, report: Report, line: int) -> None:
    """The dates and agents in the events of a row, in the columns of one version."""
    actors, histories = said[4:]
    for index, (text, type_, start, end, actor, history) in enumerate(zip_longest(*said, fillvalue="")):
        dated = text or start or end
        if version == "2.1":
            if not dated:
                continue  # the columns of 2.2 may give the date
            if actor:
                actors[index] = ""
            if history:
                histories[index] = ""
        word = (atom_lists.english("event", type_) or type_).casefold()
        if dated:
            draft.add("dates", _date(draft, text, start, end, kind_of(type_), report, line))
        if actor:
            relator = None if word in _ROLE or not type_ else type_
            draft.add("agents", AgentLink(Agent(actor, history=history), _ROLE.get(word, "creator"), relator))
        elif history:
            draft.add("notes", Note("biography_or_history", history))
        if type_ and not (dated or actor or (history and word == "creation")):
            draft.extra(EVENT_COLUMNS[version][1], type_)


def _date(draft: Draft, text: str, start: str, end: str, kind: str | None, report: Report, line: int) -> Date:
    """A date of words, of days, or of both; `00` stands for an unknown month or day."""
    days = [day.removesuffix("-00").removesuffix("-00") for day in (start, end) if day]
    normal = "/".join(dict.fromkeys(days)) if start or not end else f"/{days[0]}"
    if not normal or (text and start and not end and Date(text).normal_ends == (days[0], None)):
        date, problem = Date(text, kind=kind), None
    else:
        date, problem = Date.from_normal(normal, text, kind=kind)
    if date.edtf is None or problem:
        reason = problem or explain(date.text) or "not a date"
        message = f"a date is not understood; its text is kept: {reason}"
        report.note("problem", message, field="dates", target="eventDates", value=text or normal, line=line)
    if problem and text:
        draft.extra("eventStartDates", normal)
    return date


def _record(cells: dict[str, str], separator: str) -> dict[str, Any]:
    """The information about the description in a row."""
    found: dict[str, Any] = {}
    for column in ("descriptionIdentifier", "institutionIdentifier", "descriptionStatus"):
        if cells.get(column):
            found[RECORD[column]] = cells[column]
    for column in ("rules", "sources"):
        if cells.get(column):
            found[RECORD[column]] = (cells[column],)
    if cells.get("revisionHistory"):
        found["revisions"] = (Revision(cells["revisionHistory"]),)
    codes = [
        part.strip(BLANKS) for part in cells.get("languageOfDescription", "").split(separator) if part.strip(BLANKS)
    ]
    scripts = [
        part.strip(BLANKS) for part in cells.get("scriptOfDescription", "").split(separator) if part.strip(BLANKS)
    ]
    if codes or scripts:
        found["languages"] = tuple(
            Language(code or None, script or None) for code, script in zip_longest(codes, scripts)
        )
    return found


def _translated(header: Sequence[str], above: Sequence[str], cells: Sequence[str]) -> list[tuple[str, Any]]:
    """A row that translates the row above: a title in its language, and the rest unchanged."""
    culture = dict(zip(header, cells, strict=False)).get("culture", "")
    found: list[tuple[str, Any]] = []
    for column, was, cell in zip(header, above, cells, strict=False):
        if not cell or cell == was or column in ("legacyId", "parentId", "culture"):
            continue
        if column == "title":
            found.append(("other_titles", Text(cell, language=culture)))
        else:
            found.append(("extras", Extra("csv-atom", f"{column}@{culture}", cell)))
    return found
