"""Rules about the file itself: the columns of a table for AtoM, the elements of EAD that importers read, those of oai_dc.

Each is a `docmeta.checking.FileTest`. Files of another kind have no such problems; unreadable files are left to the reader.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import BinaryIO, Final

from docmeta.checking.problem import Problem
from docmeta.checking.rules import FileRule
from docmeta.dates import read_normal
from docmeta.errors import InputError
from docmeta.languages import is_script, to_639_1
from docmeta.records import records
from docmeta.xml import XML_NS, line_of, localname, namespace, pull, release, text_of

# -- EAD -----------------------------------------------------------------------------------------------------------

_EAD3: Final = (
    "http://ead3.archivists.org/schema/",
    "https://archivists.org/ns/ead/",
    "https://standards.openpreservation.org/ead/",
)


_CONVERT: Final = "convert it: docmeta convert FILE --to ead2002"
_ARCLIGHT: Final = "ArcLight indexing rules"

ARCHIVESSPACE_FILE: Final = (
    FileRule("ASPACE-EAD2002", "EAD 2002", advice=_CONVERT, standard="ArchivesSpace EAD import"),
)
ARCLIGHT_FILE: Final = (FileRule("ARCLIGHT-EAD2002", "EAD 2002", advice=_CONVERT, standard=_ARCLIGHT),)


def archivesspace_file(source: BinaryIO, name: str | None, *, huge: bool = False) -> Iterator[Problem]:
    """ArchivesSpace imports EAD 2002."""
    message = "the file is EAD3 or later; ArchivesSpace imports EAD 2002 only"
    yield from _no_ead3(ARCHIVESSPACE_FILE[0], message, source, name, huge)


def arclight_file(source: BinaryIO, name: str | None, *, huge: bool = False) -> Iterator[Problem]:
    """ArcLight indexes EAD 2002."""
    message = "the file is EAD3 or later; ArcLight indexes EAD 2002 only"
    yield from _no_ead3(ARCLIGHT_FILE[0], message, source, name, huge)


def _no_ead3(rule: FileRule, message: str, source: BinaryIO, name: str | None, huge: bool) -> Iterator[Problem]:
    try:
        for _, element in pull(source, events=("start",), name=name, huge=huge):
            if localname(element) == "ead":
                if (namespace(element) or "").startswith(_EAD3):
                    yield rule.problem(message, name, line_of(element))
                return
    except InputError:
        return


# -- oai_dc --------------------------------------------------------------------------------------------------------

_OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_FIFTEEN: Final = frozenset(
    "contributor coverage creator date description format identifier language publisher relation rights source subject "
    "title type".split()
)
_SCHEMA: Final = "oai_dc schema, OAI-PMH 2.0"

OAI_DC_FILE: Final = (
    FileRule(
        "OAIDC-ELEMENT", "only the fifteen elements of Dublin Core", "error",
        "use one of the fifteen elements, or provide the record as qualified Dublin Core", _SCHEMA,
    ),
    FileRule("OAIDC-ATTRIBUTE", "no attribute except xml:lang", "error", "remove the attribute", _SCHEMA),
    FileRule("OAIDC-EMPTY", "no empty elements", "warning", "remove the element", "practice of harvesters"),
)  # fmt: skip


def oai_dc_file(source: BinaryIO, name: str | None, *, huge: bool = False) -> Iterator[Problem]:
    """The elements of each `oai_dc:dc`, if the file has any."""
    other, attribute, empty = OAI_DC_FILE
    record = f"{{{_OAI_DC}}}dc"
    try:
        for _, element in pull(source, events=("end",), name=name, huge=huge):
            above = element.getparent()
            if above is None or above.tag != record:
                if above is None or element.tag == record:
                    release(element)
                continue
            local, line = localname(element), line_of(element)
            if namespace(element) != _DC or local not in _FIFTEEN:
                yield other.problem(f"{local} is not one of the fifteen Dublin Core elements", name, line, target=local)
                continue
            for key in element.keys():  # noqa: SIM118  # an lxml element is not a mapping
                if key != f"{{{XML_NS}}}lang":
                    shown = key.rpartition("}")[2]
                    yield attribute.problem(
                        f"dc:{local} has an attribute {shown!r}", name, line, target=f"{local}/@{shown}"
                    )
            if not text_of(element).strip():
                yield empty.problem(f"dc:{local} is empty", name, line, target=local)
    except InputError:
        return


# -- AtoM's CSV ----------------------------------------------------------------------------------------------------

#: The columns of AtoM's templates for archival descriptions (ISAD and RAD), and those of older versions.
ATOM_COLUMNS: Final = (
    "legacyId parentId qubitParentSlug accessionNumber identifier title levelOfDescription extentAndMedium repository "
    "archivalHistory acquisition scopeAndContent appraisal accruals arrangement accessConditions reproductionConditions "
    "language script languageNote physicalCharacteristics findingAids locationOfOriginals locationOfCopies "
    "relatedUnitsOfDescription publicationNote digitalObjectPath digitalObjectURI digitalObjectChecksum generalNote "
    "subjectAccessPoints placeAccessPoints nameAccessPoints genreAccessPoints descriptionIdentifier institutionIdentifier "
    "rules descriptionStatus levelOfDetail revisionHistory languageOfDescription scriptOfDescription sources "
    "archivistNote publicationStatus physicalObjectName physicalObjectLocation physicalObjectType alternativeIdentifiers "
    "alternativeIdentifierLabels eventDates eventTypes eventStartDates eventEndDates eventDescriptions eventActors "
    "eventActorHistories eventPlaces culture alternateTitle edition creators creatorHistories creatorDates "
    "creatorDatesStart creatorDatesEnd creatorDateNotes creationDates creationDatesStart creationDatesEnd "
    "creationDateNotes creationDatesType radGeneralMaterialDesignation radOtherTitleInformation "
    "radTitleStatementOfResponsibility radTitleStatementOfResponsibilityNote radTitleAttributionsAndConjectures "
    "radTitleContinues radTitleSourceOfTitleProper radTitleVariationsInTitle radTitleParallelTitles radEdition "
    "radEditionStatementOfResponsibility radStatementOfScaleCartographic radStatementOfProjection "
    "radStatementOfCoordinates radStatementOfScaleArchitectural radIssuingJurisdiction radTitleProperOfPublishersSeries "
    "radParallelTitlesOfPublishersSeries radOtherTitleInformationOfPublishersSeries "
    "radStatementOfResponsibilityRelatingToPublishersSeries radNumberingWithinPublishersSeries radPublishersSeriesNote "
    "radNoteOnPublishersSeries radNoteAccompanyingMaterial radNoteAlphaNumericDesignation radNoteConservation "
    "radNoteEdition radNotePhysicalDescription radNotePublishersSeries radNoteRights radNoteSignaturesInscriptions "
    "radNoteCast radNoteCredits radNoteGeneral radStandardNumber"
).split()
#: Columns whose cells have as many parts, separated by |, as those beside them.
_TOGETHER: Final = (
    ("eventTypes", "eventDates", "eventStartDates", "eventEndDates", "eventActors", "eventActorHistories",
     "eventDescriptions", "eventPlaces"),
    ("alternativeIdentifiers", "alternativeIdentifierLabels"),
    ("physicalObjectName", "physicalObjectLocation", "physicalObjectType"),
)  # fmt: skip
_KNOWN: Final = {column.lower(): column for column in ATOM_COLUMNS}
_TELLING: Final = frozenset(("legacyid", "qubitparentslug", "levelofdescription", "eventactors", "scopeandcontent"))
_CULTURE: Final = re.compile(r"([a-z]{2})(_[A-Z]{2})?\Z")
_NO_DAY: Final = re.compile(r"(?<!-00)(?:-00)++\Z")


def atom_file(source: BinaryIO, name: str | None, *, huge: bool = False) -> Iterator[Problem]:
    """The header and the rows of a table for AtoM, if it has any of AtoM's columns."""
    head = source.read(4_096)
    source.seek(0)
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not _TELLING.intersection(re.findall("[a-z]+", head.decode("utf-16" if wide else "latin-1", "ignore").lower())):
        return
    text = io.TextIOWrapper(source, "utf-8-sig", newline="")
    try:
        yield from _atom_rows(text, name)
    except UnicodeDecodeError:
        yield _atom(name, "UTF8", "the table is not written in UTF-8", 1, None)
    except InputError:  # left to the reader
        return
    finally:
        text.detach()


def _atom_rows(text: io.TextIOWrapper, name: str | None) -> Iterator[Problem]:
    first = text.readline(100_000)
    if not _TELLING.intersection(re.findall("[a-z]+", first.lower())) or first.lstrip()[:1] in "<{[":
        return
    delimiter = max(",;\t|", key=first.count)
    problem = partial(_atom, name)
    if delimiter != ",":
        yield problem("DELIMITER", f"the columns are separated by {delimiter!r}, not by commas", 1, None, delimiter)
    text.seek(0)
    rows = records(text, delimiter, huge=True)
    _, header = next(rows, (1, []))
    table = _AtomTable([cell.strip() for cell in header], name)
    yield from table.header()
    for line, cells in rows:
        yield from table.row(cells, line)


def _rule(id: str, says: str, advice: str) -> FileRule:
    severity: Final = "warning" if id == "CASE" else "error"
    return FileRule(f"ATOM-{id}", says, severity, advice, "AtoM CSV validation")


ATOM_FILE: Final = (
    _rule("UTF8", "UTF-8", "save it in UTF-8: docmeta convert FILE --to csv-atom"),
    _rule("DELIMITER", "commas between the columns", "write it with commas: docmeta convert FILE --to csv-atom"),
    _rule("COLUMN", "columns that AtoM knows", "correct its name by AtoM's template, or remove it"),
    _rule("CASE", "names of columns as in AtoM's template", "write it as AtoM's template does"),
    _rule("TWICE", "each column once", "remove one of them, or join them with |"),
    _rule("EMPTY-ROW", "no empty rows", "remove the row"),
    _rule(
        "ROW-LENGTH", "rows as long as the header",
        "give it as many cells as the header has; quote cells that contain commas",
    ),
    _rule("PARENT", "parents above their children", "put the row of the parent above it, or correct the parentId"),
    _rule("PARENTS", "either a parentId or a qubitParentSlug", "keep one of them"),
    _rule("CULTURE", "one code of ISO 639-1 as culture", "write one code of ISO 639-1: 'en', 'fr'"),
    _rule("SCRIPT", "codes of ISO 15924 as scripts", "write codes of ISO 15924: 'Latn|Cyrl'"),
    _rule(
        "PARTS", "as many parts in related cells, such as those of events",
        "give each the same number of parts between |, NULL for those that are empty",
    ),
    _rule("EVENT-DATE", "days that exist", "write it as 1951-11-19, 1951-11-00 or 1951-00-00"),
    _rule("EVENT-ORDER", "events that end after they begin", "swap start and end"),
    _rule("OBJECTS", "either a digitalObjectURI or a digitalObjectPath", "keep one of them"),
)  # fmt: skip
_ATOM_RULES: Final = {rule.id.removeprefix("ATOM-"): rule for rule in ATOM_FILE}


def _atom(
    source: str | None, rule: str, message: str, line: int, target: str | None, value: str | None = None
) -> Problem:
    return _ATOM_RULES[rule].problem(message, source, line, value=value, target=target)


class _AtomTable:
    """The rows of a table for AtoM, one by one."""

    def __init__(self, header: Sequence[str], source: str | None) -> None:
        self.names = header
        self.places: dict[str, int] = {}
        for index, column in enumerate(header):
            self.places.setdefault(_KNOWN.get(column.lower(), column), index)
        self.seen: set[int] = set()
        self.problem = partial(_atom, source)

    def header(self) -> Iterator[Problem]:
        """Unknown and duplicate columns."""
        met: set[str] = set()
        for column in self.names:
            known = _KNOWN.get(column.lower())
            if known is None:
                yield self.problem("COLUMN", f"AtoM has no column {column[:80]!r}", 1, column[:80])
            elif known != column:
                message = f"the column {column!r} is called {known!r}"
                yield self.problem("CASE", message, 1, column)
            if column.lower() in met:
                yield self.problem("TWICE", f"the column {column[:80]!r} appears twice", 1, column[:80])
            met.add(column.lower())

    def row(self, cells: list[str], line: int) -> Iterator[Problem]:
        """All problems of one row."""
        if not any(cell.strip() for cell in cells):
            yield self.problem("EMPTY-ROW", "the row is empty", line, None)
            return
        if len(cells) != len(self.names):
            message = f"the row has {len(cells)} cells, the header {len(self.names)}"
            yield self.problem("ROW-LENGTH", message, line, None)
        row = {column: cells[index].strip() for column, index in self.places.items() if index < len(cells)}
        yield from self._tree(row, line)
        yield from self._codes(row, line)
        yield from self._events(row, line)
        if row.get("digitalObjectURI") and row.get("digitalObjectPath"):
            message = "the row has a digitalObjectURI and a digitalObjectPath"
            yield self.problem("OBJECTS", message, line, "digitalObjectURI")

    def _tree(self, row: dict[str, str], line: int) -> Iterator[Problem]:
        parent = row.get("parentId", "")
        if parent and row.get("qubitParentSlug"):
            yield self.problem(
                "PARENTS", "the row has both a parentId and a qubitParentSlug", line, "qubitParentSlug", parent
            )
        if parent and hash(parent) not in self.seen:
            message = f"no row above has the legacyId {parent[:60]!r} given as its parentId"
            yield self.problem("PARENT", message, line, "parentId", parent)
        if row.get("legacyId"):
            self.seen.add(hash(row["legacyId"]))

    def _codes(self, row: dict[str, str], line: int) -> Iterator[Problem]:
        culture = row.get("culture", "")
        found = _CULTURE.match(culture)
        if culture and (found is None or to_639_1(found[1]) != found[1]):
            message = f"the culture {culture[:60]!r} is not one code of ISO 639-1"
            yield self.problem("CULTURE", message, line, "culture", culture)
        for column in ("script", "scriptOfDescription"):
            for code in row.get(column, "").split("|"):
                if code.strip() and not is_script(code.strip()):
                    message = f"{column} has {code[:40]!r}, which is not a code of ISO 15924"
                    yield self.problem("SCRIPT", message, line, column, code)

    def _events(self, row: dict[str, str], line: int) -> Iterator[Problem]:
        for columns in _TOGETHER:
            parts = {column: row[column].count("|") + 1 for column in columns if row.get(column)}
            if len(set(parts.values())) > 1:
                counts = ", ".join(f"{column} {count}" for column, count in parts.items())
                yield self.problem(
                    "PARTS",
                    f"related cells have different numbers of values: {counts}",
                    line,
                    next(iter(parts)),
                )
        starts, ends = row.get("eventStartDates", "").split("|"), row.get("eventEndDates", "").split("|")
        for column, days in (("eventStartDates", starts), ("eventEndDates", ends)):
            for day in days:
                wrong = read_normal(_plain(day))[1] if _plain(day) else None
                if wrong:
                    yield self.problem("EVENT-DATE", f"{column} has {day[:40]!r}: {wrong}", line, column, day)
        for start, end in zip(starts, ends, strict=False):
            if _plain(start) and _plain(end) and _plain(end) < _plain(start)[: len(_plain(end))]:
                message = f"an event begins on {start[:40]!r} and ends on {end[:40]!r}"
                yield self.problem("EVENT-ORDER", message, line, "eventEndDates", end)


def _plain(day: str) -> str:
    """A day without its parts of 00, which mean unknown; nothing for NULL."""
    day = day.strip()
    return "" if day.upper() == "NULL" else _NO_DAY.sub("", day)
