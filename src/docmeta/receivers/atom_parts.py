"""The parts of a row of AtoM's CSV import: events, physical objects, access points, notes, languages, identifiers, the digital object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final

import attrs

from docmeta.languages import is_script, to_639_1, to_639_2b
from docmeta.receivers.atom_lists import ACCESS_POINTS, EVENTS, NOTES, english, term
from docmeta.receivers.verdict import Outcome, Rule, Verdict

#: The characters that PHP's `trim` removes.
BLANKS: Final = " \t\r\n\v\0"
_BASE: Final = "csvImportBaseTask.class.php, AtoM 2.9"
_TASK: Final = "csvImportTask.class.php, AtoM 2.9"
_FLAT: Final = "QubitFlatfileImport.class.php, AtoM 2.9"
_DAY: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")


def rule(id: str, outcome: Outcome, field: str, why: str, advice: str, source: str, place: str = "") -> Rule:
    """A rule of the import task."""
    return Rule(f"ATOM-CSV-{id}", outcome, field, place, why, advice, source)


NEW_TERM: Final = rule(
    "NEW-TERM",
    "created",
    "",
    "AtoM adds the term to its list, which lacks it",
    "use a term that AtoM has, unless it is intended",
    _FLAT,
)
_LANGUAGE: Final = rule(
    "LANGUAGE", "refused", "languages", "the import stops at a code that AtoM does not know", "write a code of ISO 639-1 or ISO 15924",
    f"storeSerializedPropertyUsingControlledVocabulary, {_FLAT}",
)  # fmt: skip
_LABELS: Final = rule(
    "LABELS", "refused", "identifiers", "the import stops unless there are as many labels as identifiers", "write a label for each",
    f"setAlternativeIdentifiers, {_BASE}", "alternativeIdentifierLabels",
)  # fmt: skip
_ALONE: Final = rule(
    "LABELS-ALONE",
    "ignored",
    "identifiers",
    "AtoM only reads alternative identifiers together with their labels",
    "fill in both",
    _TASK,
)
_PLACE: Final = rule(
    "STORAGE", "ignored", "notes", "AtoM only reads the place and type of a physical object with its name", "fill in physicalObjectName",
    f"importPhysicalObjects, {_BASE}",
)  # fmt: skip
_ACTOR: Final = rule(
    "ACTOR-TWICE", "misread", "agents", "AtoM creates a second authority record for a name with a different history, or with a later one",
    "give the history at the first use of the name, and leave it out of nameAccessPoints there",
    f"createOrFetchAndUpdateActorForIo, {_FLAT}", "eventActorHistories",
)  # fmt: skip
#: How many names are remembered.
_ROOM: Final = 1_000_000
_EVENT_DAY: Final = rule(
    "EVENT-DAY", "refused", "dates", "a day is written as 1951-11-19, with 00 for unknown parts", "write it in that form, or in eventDates",
    "config/schema.yml, AtoM 2.9",
)  # fmt: skip
_COUNTS: Final = rule(
    "EVENT-COUNTS", "misread", "dates", "cells of events have different numbers of parts; those at the same position form an event",
    "write NULL for what is missing", f"importEvents, {_BASE}", "eventTypes",
)  # fmt: skip
_STATUS: Final = rule(
    "STATUS", "misread", "audience", "AtoM replaces an unknown publication status by its default, which may be Published",
    "write Draft or Published, in the culture of the row", _TASK, "publicationStatus",
)  # fmt: skip
_OBJECT: Final = rule(
    "OBJECT-PATH", "ignored", "digital_objects", "a URL takes precedence over a path", "remove one of them",
    f"importDigitalObject, {_BASE}", "digitalObjectPath",
)  # fmt: skip
_ADDRESS: Final = rule(
    "OBJECT-ADDRESS", "ignored", "digital_objects", "AtoM only fetches http and https URLs", "write such a URL",
    "csvDigitalObjectUriValidator.class.php, AtoM 2.9", "digitalObjectURI",
)  # fmt: skip
_FILE: Final = rule(
    "OBJECT-FILE", "ignored", "digital_objects", "AtoM only reads a path on its own machine",
    "write an absolute path, or a URL",
    f"addDigitalObjectFromPath, {_BASE}", "digitalObjectPath",
)  # fmt: skip
RULES: Final = (
    NEW_TERM,
    _FILE,
    _LANGUAGE,
    _LABELS,
    _ALONE,
    _PLACE,
    _EVENT_DAY,
    _ACTOR,
    _COUNTS,
    _STATUS,
    _OBJECT,
    _ADDRESS,
)


@attrs.define
class Row:
    """The non-empty cells of a row by column, and which of them AtoM has used."""

    cells: dict[str, str]
    line: int
    taken: set[str] = attrs.field(factory=set)

    def take(self, column: str) -> str:
        """A cell that AtoM reads."""
        self.taken.add(column)
        return self.cells.get(column, "")

    def parts(self, column: str) -> list[str]:
        """The values of a cell."""
        cell = self.take(column)
        return [part.strip(BLANKS) for part in cell.split("|")] if cell else []

    def no(self, rule: Rule, what: str, column: str, said: str = "", **more: Any) -> Verdict:
        """A verdict about a cell."""
        return Verdict.of(
            rule,
            what,
            said or self.cells.get(column, ""),
            line=self.line,
            **({"place": column} if column else {}),
            **more,
        )

    def yes(self, what: str, said: str, column: str) -> Verdict:
        """A part that is imported."""
        return Verdict("created", what, said, line=self.line, place=column)


def parts(row: Row, culture: str, actors: dict[int, set[int]]) -> Iterator[Verdict]:
    """The fate of each part of a row; *actors* are the histories of the authority records so far, by name."""
    yield from _actors(row, actors)
    yield from _events(row, culture)
    yield from _storage(row)
    yield from _languages(row)
    yield from _identifiers(row)
    yield from _object(row)
    for column in ACCESS_POINTS:
        yield from (row.yes("access point", name, column) for name in row.parts(column) if name)
    for column in NOTES:
        yield from (row.yes("note", note[:60], column) for note in row.parts(column) if note)
    status = row.take("publicationStatus")
    if status and status.casefold() not in {
        str(term("status", one, culture)).casefold() for one in ("Draft", "Published")
    }:
        yield row.no(_STATUS, "publication status", "publicationStatus")
    if name := row.take("repository"):
        yield row.yes("repository", name, "repository")
    for column in ("qubitParentSlug", "descriptionStatus", "levelOfDetail", "digitalObjectChecksum", "copyrightStatus", "copyrightExpires",
                   "copyrightHolder", "nameAccessPointHistories", "subjectAccessPointScopes", "radGeneralMaterialDesignation", "createdAt",
                   "updatedAt"):  # fmt: skip
        row.take(column)


def _actors(row: Row, actors: dict[int, set[int]]) -> Iterator[Verdict]:
    """Authority records: name access points come first, then events; a further history creates a further record."""
    histories = row.parts("nameAccessPointHistories")
    said = [*zip_longest(row.parts("nameAccessPoints"), histories, fillvalue="")]
    said += zip_longest(row.parts("eventActors"), row.parts("eventActorHistories"), fillvalue="")
    for name, history in said:
        if name in ("", "NULL"):
            continue
        key, text = hash(name.casefold()), hash("" if history == "NULL" else history)
        known = actors.get(key)
        if known is None:
            if len(actors) < _ROOM:
                actors[key] = {text}
        elif text != hash("") and text not in known:
            yield row.no(_ACTOR, "authority record", "eventActorHistories", name)
            known.add(text)


def _events(row: Row, culture: str) -> Iterator[Verdict]:
    for column in EVENTS[8:]:
        row.take(column)  # from older templates
    values: dict[str, list[str]] = {column: row.parts(column) for column in EVENTS[:8] if column in row.cells}
    counts = {len([part for part in said if part]) for said in values.values()}
    if len(counts) > 1:
        yield row.no(
            _COUNTS, "event", "eventTypes", " ; ".join(f"{column} {len(said)}" for column, said in values.items())
        )
    for column in ("eventStartDates", "eventEndDates"):
        for day in values.get(column, ()):
            if day not in ("", "NULL") and not _DAY.match(day):
                yield row.no(_EVENT_DAY, "event", column, day)
    for said in zip_longest(*(values.get(column, []) for column in EVENTS[:8]), fillvalue=""):
        type_, date, start, end, actor, history, *more = ("" if part == "NULL" else part for part in said)
        if not any((type_, date, start, end, actor, history, *more)):
            continue
        if type_ and english("event", type_) is None:
            yield row.no(NEW_TERM, "term", "eventTypes", type_, field="dates")
        shown = ", ".join(filter(None, (actor, date or " - ".join(filter(None, (start, end))))))
        yield row.yes("event", f"{type_ or term('event', 'Creation', culture)}: {shown or history[:60]}", "eventTypes")


def _storage(row: Row) -> Iterator[Verdict]:
    names, types = row.parts("physicalObjectName"), row.parts("physicalObjectType")
    places = row.parts("physicalObjectLocation")
    if not names:
        for column in ("physicalObjectType", "physicalObjectLocation"):
            if column in row.cells:
                yield row.no(_PLACE, "physical object", column)
        return
    for index, name in enumerate(names):
        type_ = (types[index] if index < len(types) else types[0]) if types else "Box"
        place = (places[index] if index < len(places) else places[0]) if places else ""
        if english("type", type_) is None:
            yield row.no(NEW_TERM, "term", "physicalObjectType", type_, field="containers")
        yield row.yes("physical object", ", ".join(filter(None, (f"{type_}: {name}", place))), "physicalObjectName")


def _languages(row: Row) -> Iterator[Verdict]:
    for column in ("language", "languageOfDescription"):
        for code in row.parts(column):
            if (to_639_1(code) == code) or (to_639_2b(code) == code and to_639_1(code) is None):
                yield row.yes("language", code, column)
            else:
                yield row.no(_LANGUAGE, "import", column, code)
    for column in ("script", "scriptOfDescription"):
        for code in row.parts(column):
            if is_script(code) and code == code.capitalize():
                yield row.yes("script", code, column)
            else:
                yield row.no(_LANGUAGE, "import", column, code)


def _identifiers(row: Row) -> Iterator[Verdict]:
    values, labels = row.parts("alternativeIdentifiers"), row.parts("alternativeIdentifierLabels")
    if values and labels:
        if len(values) != len(labels):
            yield row.no(_LABELS, "import", "alternativeIdentifierLabels")
        yield from (row.yes("alternative identifier", value, "alternativeIdentifiers") for value in values)
    elif values or labels:
        yield row.no(
            _ALONE, "alternative identifier", "alternativeIdentifiers" if values else "alternativeIdentifierLabels"
        )
    yield from (row.yes("accession", number, "accessionNumber") for number in row.parts("accessionNumber") if number)


def _object(row: Row) -> Iterator[Verdict]:
    address, path = row.take("digitalObjectURI"), row.take("digitalObjectPath")
    if address and not address.lower().startswith(("http://", "https://")):
        yield row.no(_ADDRESS, "digital object", "digitalObjectURI")
    elif not address and path and not path.startswith("/"):
        yield row.no(_FILE, "digital object", "digitalObjectPath")
    elif address or path:
        yield row.yes("digital object", address or path, "digitalObjectURI" if address else "digitalObjectPath")
    if address and path:
        yield row.no(_OBJECT, "digital object", "digitalObjectPath")
