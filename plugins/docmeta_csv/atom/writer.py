"""Writes AtoM's import template for ISAD(G), by the rules of its import task (AtoM 2.9, `lib/task/import/csvImportTask.class.php`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, Final

from docmeta import Context, Node
from docmeta.languages import find, is_script, to_639_1, to_639_2b
from docmeta.model import DigitalObject, Extent, Identifier, Language, Minter, Note, Record, RightsStatement, Unit
from docmeta.receivers import atom_lists
from docmeta.text import is_structured
from docmeta_csv.atom import table as table
from docmeta_csv.atom.cells import BLANKS, SEPARATOR, STAND_IN, STANDS_IN, Cells, safe
from docmeta_csv.atom.events import Actors, access_points, events
from docmeta_csv.atom.storage import storage
from docmeta_csv.table.foreign import no_options
from docmeta_csv.table.output import Output
from docmeta_csv.table.words import extent as read_extent

_STATUS: Final = {"internal": "Draft", "external": "Published"}
_HISTORY: Final = ("location", "biography_or_history")
#: Words that AtoM reads as an empty cell.
_NOTHING: Final = ("", "-", "0")
#: AtoM's statuses of a description, by the words of EAD's `@findaidstatus` and EAD3's maintenance status.
_FINAL: Final = {
    "unverified-partial-draft": "Draft", "unverified-full-draft": "Draft", "edited-partial-draft": "Draft", "edited-full-draft": "Draft",
    "completed": "Final", "revised": "Revised", "final": "Final", "draft": "Draft",
}  # fmt: skip


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write one row for each node, parents before children."""
    no_options(context)
    output = Output(out, context, table.COLUMNS, apostrophes=False)
    output.metadata(table.crosswalk(), {})
    rows = AtomRows(output)

    def changed(at: int, why: str) -> None:
        output.lose("changed", "text", table.COLUMNS[at], rows.cells.row[at][:200], why)

    for node in nodes:
        output.row(safe(rows.row(node), changed))
    output.close()


class AtomRows:
    """Makes the row of a node."""

    def __init__(self, output: Output) -> None:
        self.lose = output.lose
        self.report = output.context.report
        self.cells = Cells(table.COLUMNS, output.lose)
        self.above: list[str] = []
        self.named: set[str] = set()
        self.last = ""
        self.cultures: list[str] = []
        self.minter = Minter()
        self.actors = Actors()
        self.seen: set[str] = set()
        self.implied = False
        self.reference = ""

    def row(self, node: Node) -> list[str]:
        """The cells of a node."""
        unit, cells = node.unit, self.cells
        cells.begin()
        self.place(node)
        self.culture(unit, node.depth)
        if not node.depth:
            self.reference = _reference(unit)
        culture = self.cultures[-1]
        if unit.title:
            cells.prose("title", "title", [unit.title])
        self.level(unit.level, culture)
        self.identifiers(unit.identifiers)
        self.extents(unit.extents)
        if unit.description:
            cells.prose("description", "scopeAndContent", [unit.description])
        self.notes(unit)
        events(cells, unit, culture, self.actors)
        self.languages("languages", "language", "script", unit.languages)
        access_points(cells, unit, self.actors)
        self.objects(unit.digital_objects)
        storage(cells, unit, self.reference, culture)
        self.others(unit)
        if unit.record is not None:
            self.record(unit.record)
        if unit.audience in _STATUS:
            status = _STATUS[unit.audience]
            cells.put("publicationStatus", atom_lists.term("status", status, culture) or status)
        elif unit.audience is not None:
            self.lose(
                "dropped",
                "audience",
                "publicationStatus",
                unit.audience,
                "the audience: it is neither internal nor external",
            )
        cells.extras(unit.extras)
        return cells.row

    def place(self, node: Node) -> None:
        """The identity of the unit, and its parent."""
        unit, depth = node.unit, node.depth
        self.named.difference_update(self.above[depth:])
        del self.above[depth:], self.cultures[depth:]
        self.minter.step(depth)
        # The rows below name it: so it has one even if its own is only white space, and one that none above it has.
        words = unit.id.strip(BLANKS).replace(SEPARATOR, STAND_IN)
        own = words or self.minter.here()
        if own in self.named or own in (self.last, "0"):
            own = f"{own} {self.minter.here()}"
            reason = "its own identifier alone: AtoM takes a row with the identifier of a unit above, or of the row before, for that unit"
            self.lose("partial", "id", "legacyId", unit.id, reason)
        elif not words:
            self.lose("partial", "id", "legacyId", unit.id, "white space is not an identifier; the position is written")
        elif own != unit.id:
            reason = STANDS_IN if SEPARATOR in unit.id else "the white space around it"
            self.lose("changed", "id", "legacyId", unit.id, reason)
        self.cells.put("legacyId", own)
        if depth:
            self.cells.put("parentId", self.above[-1])
        self.above.append(own)
        self.named.add(own)
        self.last = own

    def culture(self, unit: Unit, depth: int) -> None:
        """The language of the row, one for which AtoM has terms; that of the unit above if the description gives none."""
        languages = unit.record.languages if unit.record is not None else ()
        said = next(
            (extra.content for extra in unit.extras if extra.format == "csv-atom" and extra.place == "culture"), None
        )
        codes = [code for code in (to_639_1(language.code or "") for language in languages) if code]
        culture = said or next((code for code in codes if code in atom_lists.CULTURES), None)
        if culture is None and codes:
            why = "the language of the row: AtoM installs no terms in it, so the row is in English"
            self.lose("changed", "record", "culture", codes[0], why)
        if culture is None and depth:
            culture = self.cultures[-1]
        if culture is None:
            culture = "en"
            if not codes:
                message = "AtoM requires the language of a row; where the description does not say it, en is written"
                self.report.note("supplied", message, field="record", target="culture", value=culture)
        self.cultures.append(culture)
        self.cells.put("culture", culture)
        # a reader takes the language of a row for that of the description, if neither it nor a unit above gives another
        restored = depth == 0 or culture not in self.seen
        self.implied = restored and languages == (Language(culture),)
        if restored and (self.implied or not languages):
            self.seen.add(culture)

    def level(self, level: str | None, culture: str) -> None:
        """The level in AtoM's word; AtoM adds an unknown one to its levels, but ignores `otherlevel`."""
        if not level:
            return
        if level == "otherlevel":
            self.lose("changed", "level", "levelOfDescription", level, "the level: AtoM has none for otherlevel")
            return
        english = table.LEVELS.get(level, level)
        known = atom_lists.term("level", english, culture)
        self.cells.put("levelOfDescription", known or english, "level")
        if known is None and level.strip(BLANKS):
            why = f"nothing: AtoM adds the level {english[:60]!r} to its list, which lacks it"
            self.lose("changed", "level", "levelOfDescription", level, why)

    def identifiers(self, identifiers: Sequence[Identifier]) -> None:
        """The reference code, of any kind; accession numbers; the others with their labels."""
        cells = self.cells
        ranks = {"unitid": 0, "local": 2, "ark": 3, "doi": 3, "handle": 3, "uri": 4}
        numbers = [one for one in identifiers if one.kind == "accession"]
        rest = [one for one in identifiers if one.kind != "accession"]
        chosen = min(rest, key=lambda one: (ranks.get(one.kind, 1), bool(one.label)), default=None)
        if chosen is not None and (chosen.kind == "unitid" or not chosen.label):
            rest = [one for one in rest if one is not chosen]
            cells.put("identifier", chosen.value, "identifiers")
            if chosen.kind != "unitid":
                self.lose("changed", "identifiers", "identifier", chosen, "which kind of identifier it is")
            cells.rest("identifiers", "identifier", chosen, ("value", "kind"))
        cells.list("identifiers", "accessionNumber", [one.value for one in numbers])
        for one in numbers:
            cells.rest("identifiers", "accessionNumber", one, ("value", "kind"))
        for one in rest:
            if one.kind != "local":
                self.lose("changed", "identifiers", "alternativeIdentifiers", one, "its kind, which is its label there")
            cells.rest("identifiers", "alternativeIdentifiers", one, ("value", "kind", "label"))
        cells.list("identifiers", "alternativeIdentifiers", [one.value for one in rest], "-")
        labels = []
        for one in rest:
            label = next(text for text in (one.label, one.kind, "local") if text and text.strip(BLANKS) not in _NOTHING)
            if one.label and label != one.label:
                why = "AtoM reads such a label as empty"
                self.lose("changed", "identifiers", "alternativeIdentifierLabels", one.label, why)
            labels.append(label)
        cells.list("identifiers", "alternativeIdentifierLabels", labels, "-")
        if not cells.said("alternativeIdentifiers"):
            cells.empty("alternativeIdentifierLabels")

    def extents(self, extents: Sequence[Extent]) -> None:
        """One text, an extent a line."""
        lines = [_extent(extent) for extent in extents]
        self.cells.put("extentAndMedium", "\n".join(lines), "extents")
        for index, extent in enumerate(extents):
            if index or extent != read_extent(lines[index]):
                self.lose(
                    "changed",
                    "extents",
                    "extentAndMedium",
                    extent,
                    "its parts: the words are written, one extent per line",
                )
            said = ("text", "quantity", "unit", "parallel", "coverage", "kind", "approximate", "facets", "dimensions")
            self.cells.rest("extents", "extentAndMedium", extent, said)

    def notes(self, unit: Unit) -> None:
        """Each kind in its column; kinds without one go to the general notes."""
        found: dict[str, list[Note]] = {}
        for note in unit.notes:
            if not note.text.strip(BLANKS):
                code = "dropped" if note.heading or note.label or is_structured(note.text) else "changed"
                self.lose(code, "notes", "generalNote", note, "a note without words")
            elif note.kind not in _HISTORY or (note.kind == "location" and not unit.containers):
                found.setdefault(table.PROSE.get(note.kind) or table.PIPED.get(note.kind, "generalNote"), []).append(
                    note
                )
        for column, texts in _more(unit).items():
            found.setdefault(column, []).extend(texts)
        for column, notes in found.items():
            self.cells.prose("notes", column, [note.text for note in notes])
            for note in notes:
                kinds = [kind for kind, name in (table.PROSE | table.PIPED).items() if name == column]
                if note.kind not in kinds:
                    why = "its kind: a note for which AtoM's template has no column is a general note"
                    self.lose("changed", "notes", column, note, why)
                self.cells.rest("notes", column, note, ("kind", "text"), told=("text",))

    def languages(self, field: str, codes: str, scripts: str, languages: Sequence[Language]) -> None:
        """Codes and scripts, each in its column; AtoM ends the import at an unknown one."""
        said_codes: list[str] = []
        said_scripts: list[str] = []
        for language in languages:
            known = to_639_2b(language.code or "") or find(str(language.name)) or ""
            code = to_639_1(known) or to_639_2b(known) or ""
            script = language.script.capitalize() if language.script and is_script(language.script) else ""
            if not code and not script:
                self.lose("dropped", field, codes, language, "a language without a code that AtoM knows")
                continue
            said_codes += [code] if code else []
            said_scripts += [script] if script else []
            same = to_639_1(find(str(language.name)) or "") == code or not language.name
            if (code != language.code or language.name) and same:
                self.lose(
                    "changed",
                    field,
                    codes,
                    language,
                    "the code, as ISO 639-1 has it, and its name, which AtoM has for it",
                )
            said = ("code", "name" if same else "", "script" if script or not language.script else "")
            self.cells.rest(field, codes, language, said)
        self.cells.list(field, codes, dict.fromkeys(said_codes))
        self.cells.list(field, scripts, dict.fromkeys(said_scripts))

    def objects(self, objects: Sequence[DigitalObject]) -> None:
        """The only digital object of a row: by its URL, or by its path on AtoM's own machine."""
        chosen = next((one for one in objects if _scheme(one.uri) in ("http", "https", "/")), None)
        for one in objects:
            if one is not chosen:
                why = "a digital object: AtoM takes one for each description, by an http or https URL, or by a path from /"
                self.lose("dropped", "digital_objects", "digitalObjectURI", one, why)
        if chosen is not None:
            column = "digitalObjectPath" if _scheme(chosen.uri) == "/" else "digitalObjectURI"
            self.cells.put(column, chosen.uri or "", "digital_objects")
            self.cells.rest("digital_objects", column, chosen, ("uri",))

    def others(self, unit: Unit) -> None:
        """The repository, and fields without a column."""
        repository = unit.repository
        if repository is not None:
            name = str(repository.name) or next((one.value for one in repository.identifiers), repository.uri or "")
            self.cells.put("repository", name, "repository")
            self.cells.rest("repository", "repository", repository, ("name",))
        for field in ("other_titles", "relations"):
            for value in getattr(unit, field):
                self.lose(
                    "dropped", field, "", value, f"the {field.replace('_', ' ')}: AtoM's template has no column for it"
                )
        if unit.description_heading:
            self.lose(
                "dropped", "description_heading", "", unit.description_heading, "the heading: AtoM has one of its own"
            )
        for statement in unit.rights:
            why = "that it is a statement of rights: it is a condition of use"
            self.lose("changed", "rights", "reproductionConditions", statement, why)
            self.cells.rest("rights", "reproductionConditions", statement, ("text",) if statement.text else ("uri",))
        if unit.source:
            why = "that it is the citation of the original: it is its location"
            self.lose("changed", "source", "locationOfOriginals", unit.source, why)

    def record(self, record: Record) -> None:
        """The information about the description."""
        cells = self.cells
        for column, value in (
            ("descriptionIdentifier", record.id),
            ("institutionIdentifier", record.agency_code or record.agency),
            ("descriptionStatus", _FINAL.get(str(record.status or "").casefold(), record.status or "")),
            ("rules", "\n".join(map(str, record.rules))),
            ("sources", "\n".join(map(str, record.sources))),
            ("revisionHistory", "\n".join(filter(None, map(_revision, record.revisions)))),
        ):
            cells.put(column, str(value), "record")
        status = _FINAL.get(str(record.status or "").casefold())
        if record.status and status is not None and status != record.status:
            self.lose("changed", "record", "descriptionStatus", record.status, "the status, in AtoM's word")
        elif record.status and status is None:
            self.lose(
                "changed",
                "record",
                "descriptionStatus",
                record.status,
                "nothing: AtoM adds the status to its list, which lacks it",
            )
        if not self.implied:
            self.languages("record", "languageOfDescription", "scriptOfDescription", record.languages)
        agency = "agency_code" if record.agency_code else "agency"
        cells.rest(
            "record",
            "descriptionIdentifier",
            record,
            ("id", agency, "status", "rules", "sources", "revisions", "languages"),
        )
        if (
            len(record.rules) > 1
            or len(record.sources) > 1
            or record.revisions
            or (record.agency and not record.agency_code)
        ):
            self.lose(
                "changed",
                "record",
                "rules",
                record,
                "where each begins: rules, sources and revisions are one text each",
            )


def _reference(unit: Unit) -> str:
    """What distinguishes the containers of a fonds from those of others."""
    said = next((one.value for one in unit.identifiers if one.kind not in ("accession", "uri")), "")
    own = str(unit.record.id) if unit.record is not None else ""
    words = said or own or ("" if unit.minted else unit.id) or str(unit.title)
    return " ".join(words.replace("|", " ").split())[:200]


def _more(unit: Unit) -> dict[str, list[Note]]:
    """Fields that are prose in AtoM."""
    statements = [str(one.text) or one.uri or one.holder for one in unit.rights if isinstance(one, RightsStatement)]
    found = {"reproductionConditions": [Note("use_conditions", words) for words in statements if words.strip(BLANKS)]}
    found["locationOfOriginals"] = [Note("originals", unit.source)] if unit.source else []
    return {column: notes for column, notes in found.items() if notes}


def _scheme(uri: str | None) -> str:
    """The scheme of a URL; a slash for a path from the root, and nothing for what AtoM could not find."""
    words = (uri or "").strip(BLANKS)
    scheme, colon, _ = words.partition(":")
    return "/" if words.startswith("/") else scheme.lower() if colon else ""


def _extent(extent: Extent) -> str:
    if extent.text:
        more = [str(one) for one in (*extent.facets, *extent.dimensions) if str(one) not in extent.text]
        return "; ".join(part.rstrip(" ;:,+") for part in (str(extent.text), *more)) if more else str(extent.text)
    number = " ".join(filter(None, (extent.quantity, extent.unit)))
    return "; ".join(filter(None, (number, *map(str, extent.facets), *map(str, extent.dimensions))))


def _revision(revision: Any) -> str:
    date = revision.date.display if revision.date is not None else ""
    return ": ".join(filter(None, (date, str(revision.text)))) + (f" ({revision.agent})" if revision.agent else "")
