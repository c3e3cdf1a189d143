"""Writes AtoM's import template for ISAD(G)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, Final

from docmeta import Context, Node
from docmeta.dates import Date
from docmeta.languages import to_639_1
from docmeta.model import AgentLink, Extent, Identifier, Language, Minter, Note, Record, Unit
from docmeta.text import is_structured
from docmeta_csv.atom import table as table
from docmeta_csv.table.cells import BLANKS
from docmeta_csv.table.foreign import ForeignRow, no_options, write_rows
from docmeta_csv.table.output import Output

_STATUS: Final = {"internal": "Draft", "external": "Published"}


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write one row for each node, parents before children."""
    no_options(context)
    output = Output(out, context, table.COLUMNS, apostrophes=False)
    output.metadata(table.crosswalk(), {})
    write_rows(nodes, output, AtomRows(output).row)


class AtomRows:
    """Makes the row of a node."""

    def __init__(self, output: Output) -> None:
        self.lose = output.lose
        self.report = output.context.report
        self.cells = ForeignRow(table.COLUMNS, output.lose, "|")
        self.above: list[str] = []
        self.cultures: list[str] = []
        self.minter = Minter()
        self.seen: set[str] = set()
        self.implied = False

    def row(self, node: Node) -> list[str]:
        """The cells of a node."""
        unit, cells = node.unit, self.cells
        cells.begin()
        self.place(node)
        if unit.title:
            cells.prose("title", "title", [unit.title])
        if unit.level:
            cells.put("levelOfDescription", table.LEVELS.get(unit.level, unit.level), "level")
        self.identifiers(unit.identifiers)
        self.extents(unit.extents)
        if unit.description:
            cells.prose("description", "scopeAndContent", [unit.description])
        self.notes(unit)
        self.events(unit)
        self.languages("languages", "language", "script", unit.languages)
        self.access_points(unit)
        self.objects(unit)
        self.others(unit)
        if unit.record is not None:
            self.record(unit.record)
        cells.put("publicationStatus", _STATUS.get(unit.audience or "", ""))
        if unit.audience not in (None, "internal", "external"):
            self.lose("dropped", "audience", "publicationStatus", unit.audience, "it is neither internal nor external")
        return cells.cells

    def place(self, node: Node) -> None:
        """Who the unit is, below whom it stands, and in which language the row is."""
        unit, depth = node.unit, node.depth
        del self.above[depth:], self.cultures[depth:]
        self.minter.step(depth)
        # The rows below name it: so it has one even where its own is white space alone, and one that none above it has.
        words = unit.id.strip(BLANKS)
        own = words or self.minter.here()
        if own in self.above:
            own = f"{own} {self.minter.here()}"
            reason = "a unit above has the same; its position is put behind it, since parentId names a unit"
            self.lose("partial", "id", "legacyId", unit.id, reason)
        elif not words:
            self.lose("partial", "id", "legacyId", unit.id, "white space is no identifier; the position is written")
        elif own != unit.id:
            self.lose("partial", "id", "legacyId", unit.id, "kept: the words, without the white space around them")
        self.cells.put("legacyId", own)
        if depth:
            self.cells.put("parentId", self.above[-1])
        self.above.append(own)
        languages = unit.record.languages if unit.record is not None else ()
        said = next((extra.content for extra in unit.extras if extra.place == "culture"), None)
        culture = said or next(
            (code for code in (to_639_1(language.code or "") for language in languages) if code), None
        )
        if culture is None and depth:
            culture = self.cultures[-1]
        if culture is None:
            culture = "en"
            message = "AtoM demands the language of a row; where the description does not say it, en is written"
            self.report.note("supplied", message, field="record", target="culture", value=culture)
        self.cultures.append(culture)
        self.cells.put("culture", culture)
        # a reader takes the language of a row for that of the description, where no other is said and none above says it
        restored = depth == 0 or culture not in self.seen
        self.implied = restored and languages == (Language(culture),)
        if restored and (self.implied or not languages):
            self.seen.add(culture)

    def identifiers(self, identifiers: Sequence[Identifier]) -> None:
        """The reference code, the accession number, and the others beside their labels."""
        free = {"unitid": "identifier", "accession": "accessionNumber"}
        others = []
        for identifier in identifiers:
            column = free.pop(identifier.kind, None)
            if column is None:
                others.append(identifier)
                continue
            self.cells.put(column, identifier.value, "identifiers")
            if identifier != Identifier(identifier.value, identifier.kind):
                self.lose("partial", "identifiers", column, identifier, "kept: the identifier")
        for identifier in others:
            if identifier != Identifier(identifier.value, "local", identifier.label):
                self.lose(
                    "partial", "identifiers", "alternativeIdentifiers", identifier, "kept: the identifier, and a label"
                )
        self.cells.list("identifiers", "alternativeIdentifiers", [one.value for one in others])
        self.cells.list("identifiers", "alternativeIdentifierLabels", [one.label or one.kind for one in others])

    def extents(self, extents: Sequence[Extent]) -> None:
        """One text, an extent a line."""
        lines = [_extent(extent) for extent in extents]
        self.cells.put("extentAndMedium", "\n".join(lines), "extents")
        for index, extent in enumerate(extents):
            if index or extent != Extent(lines[index]):
                self.lose("partial", "extents", "extentAndMedium", extent, "kept: the words")

    def notes(self, unit: Unit) -> None:
        """Each kind in its column; kinds that have none among the general notes."""
        found: dict[str, list[Note]] = {}
        for note in unit.notes:
            if note.text.strip(BLANKS):
                kind = note.kind
                if kind not in table.PROSE and kind not in ("publication", "location", "biography_or_history"):
                    kind = "general"
                found.setdefault(kind, []).append(note)
            else:
                self.lose("dropped", "notes", "generalNote", note, "it has no words")
        for kind, notes in found.items():
            if kind in ("location", "biography_or_history"):
                continue
            column = table.PROSE.get(kind) or table.PIPED[kind]
            if kind in table.PROSE:
                self.cells.prose("notes", column, [note.text for note in notes])
            else:
                self.cells.list("notes", column, [note.text for note in notes])
            for note in notes:
                if note != Note(kind, note.text) or (kind in table.PIPED and is_structured(note.text)):
                    self.lose("partial", "notes", column, note, "kept: the words")
        self.found = found

    def events(self, unit: Unit) -> None:
        """Dates and actors side by side, where they are of one event and follow each other so."""
        agents = [link for link in unit.agents if link.role != "subject"]
        histories = list(self.found.get("biography_or_history", ()))
        events: list[tuple[Date | None, AgentLink | None]] = []
        for made in unit.dates:
            paired = bool(agents) and _event(made, None) == _event(None, agents[0])
            events.append((made, agents.pop(0) if paired else None))
        events += [(None, link) for link in agents]
        columns: dict[str, list[str]] = {column: [] for column in (
            "eventDates", "eventTypes", "eventStartDates", "eventEndDates", "eventActors", "eventActorHistories"
        )}  # fmt: skip
        for date, link in events:
            start, end = _days(date) if date is not None else ("", "")
            history = str(link.agent.history) if link is not None else ""
            if link is not None and not history and histories and link.role == "creator":
                history = str(histories[0].text)
                self.lose(
                    "partial",
                    "notes",
                    "eventActorHistories",
                    histories.pop(0),
                    "kept: the words, as the history of the creator",
                )
            name = self.name(link) if link is not None else ""
            said = (str(date.text) if date is not None else "", _event(date, link), start, end, name, history)
            for column, value in zip(columns, said, strict=True):
                columns[column].append(value)
            self.judge(date, link)
        for note in histories:
            self.lose(
                "dropped",
                "notes",
                "eventActorHistories",
                note,
                "a history stands beside a creator, and there is none left",
            )
        for column, values in columns.items():
            self.cells.list(
                "dates" if "Date" in column else "agents", column, values, table.NULL if len(values) > 1 else ""
            )

    def name(self, link: AgentLink) -> str:
        """The name of an agent; one without is shown by what is known of it."""
        agent = link.agent
        if agent.name:
            return str(agent.name)
        if agent.dates is not None:
            return f"[{agent.dates.display}]"
        return agent.identifiers[0].value if agent.identifiers else ""

    def judge(self, date: Date | None, link: AgentLink | None) -> None:
        """Say what an event does not hold of its date and its agent."""
        if date is not None:
            start, end = _days(date)
            normal = "/".join(dict.fromkeys(day.removesuffix("-00").removesuffix("-00") for day in (start, end) if day))
            normal = normal if start or not end else f"/{normal}"
            kind = table.kind_of(_event(date, None))
            text = str(date.text)
            read = Date.from_normal(normal, text, kind=kind)[0] if normal else Date(text, kind=kind) if text else None
            if read is None or read != _of_kind(date, date.kind or "creation") or is_structured(date.text):
                self.lose("partial", "dates", "eventDates", date, "kept: the words, first and last day")
        if link is not None:
            agent = link.agent
            bare = type(agent)(str(agent.name), history=str(agent.history)) if agent.name else None
            finer = link.relator if link.role == "creator" and (link.relator or "").casefold() in table.EVENTS else None
            role = AgentLink(agent, link.role if link.role in table.EVENT_OF_ROLE else "creator", finer)
            if bare != agent or link != role or type(agent).__name__ != "Agent":
                self.lose(
                    "partial", "agents", "eventActors", link, "kept: the name, the history, and the role as an event"
                )

    def languages(self, field: str, codes: str, scripts: str, languages: Sequence[Language]) -> None:
        """Codes and scripts, each in its column."""
        found = [
            (to_639_1(language.code or "") or language.code or "", language.script or "") for language in languages
        ]
        for (code, script), language in zip(found, languages, strict=True):
            if not (code or script) or language != Language(code or None, script or None):
                reason = "kept: code and script, as ISO 639-1"
                self.lose("partial" if code or script else "dropped", field, codes, language, reason)
        found = [pair for pair in found if any(pair)]
        self.cells.list(field, codes, [code for code, _ in found])
        self.cells.list(field, scripts, [script for _, script in found if script])

    def access_points(self, unit: Unit) -> None:
        """Subjects, places, genres, and the agents that are subjects."""
        subjects = [link for link in unit.agents if link.role == "subject"]
        for field, column, names, values in (
            ("subjects", "subjectAccessPoints", [term.term or term.uri or "" for term in unit.subjects], unit.subjects),
            ("genres", "genreAccessPoints", [term.term or term.uri or "" for term in unit.genres], unit.genres),
            ("places", "placeAccessPoints", [place.name or place.uri or "" for place in unit.places], unit.places),
            ("agents", "nameAccessPoints", [self.name(link) for link in subjects], subjects),
        ):
            self.cells.list(field, column, [name for name in names if name.strip(BLANKS)])
            for name, value in zip(names, values, strict=True):
                if not name.strip(BLANKS):
                    self.lose("dropped", field, column, value, "it has no name")
                elif not _only_name(field, name, value):
                    self.lose("partial", field, column, value, "kept: the name")

    def objects(self, unit: Unit) -> None:
        """The one digital object of a row, the containers, and where they are."""
        linked = [digital for digital in unit.digital_objects if digital.uri]
        if linked:
            local = ":" not in (linked[0].uri or "")[:12]
            column = "digitalObjectPath" if local else "digitalObjectURI"
            self.cells.put(column, linked[0].uri or "", "digital_objects")
            if linked[0] != type(linked[0])(linked[0].uri):
                self.lose("partial", "digital_objects", column, linked[0], "kept: the address")
        for digital in unit.digital_objects:
            if not linked or digital is not linked[0]:
                self.lose(
                    "dropped",
                    "digital_objects",
                    "digitalObjectURI",
                    digital,
                    "a row holds one digital object, by its address",
                )
        names = [container.value or container.label or container.barcode or "" for container in unit.containers]
        self.cells.list("containers", "physicalObjectName", names)
        self.cells.list("containers", "physicalObjectType", [container.kind or "" for container in unit.containers])
        for name, container in zip(names, unit.containers, strict=True):
            if container != type(container)(name, container.kind or None):
                self.lose("partial", "containers", "physicalObjectName", container, "kept: name and type")
        places = self.found.get("location", ())
        self.cells.list("notes", "physicalObjectLocation", [note.text for note in places])
        for note in places:
            if note != Note("location", str(note.text)):
                self.lose("partial", "notes", "physicalObjectLocation", note, "kept: the words")

    def others(self, unit: Unit) -> None:
        """The repository, and what has no column."""
        repository = unit.repository
        if repository is not None:
            name = str(repository.name) or next((one.value for one in repository.identifiers), repository.uri or "")
            self.cells.put("repository", name, "repository")
            if repository != type(repository)(name or "-"):
                self.lose("partial", "repository", "repository", repository, "kept: the name")
        self.cells.extras("csv-atom", unit.extras)
        for field in ("other_titles", "rights", "relations"):
            for value in getattr(unit, field):
                self.lose("dropped", field, "", value, "AtoM's template has no column for it")
        for field in ("source", "description_heading"):
            if getattr(unit, field):
                self.lose("dropped", field, "", getattr(unit, field), "AtoM's template has no column for it")

    def record(self, record: Record) -> None:
        """What is said about the description itself."""
        cells = self.cells
        for column, value in (
            ("descriptionIdentifier", record.id),
            ("institutionIdentifier", record.agency_code or record.agency),
            ("descriptionStatus", record.status or ""),
            ("rules", "\n".join(map(str, record.rules))),
            ("sources", "\n".join(map(str, record.sources))),
            ("revisionHistory", "\n".join(filter(None, map(_revision, record.revisions)))),
        ):
            cells.put(column, str(value), "record")
        if not self.implied:
            self.languages("record", "languageOfDescription", "scriptOfDescription", record.languages)
        held: dict[str, Any] = {
            "id": record.id, "agency_code": record.agency_code, "status": record.status, "rules": record.rules[:1],
            "sources": record.sources[:1], "languages": record.languages,
        }  # fmt: skip
        if len(record.revisions) == 1 and record.revisions[0] == type(record.revisions[0])(record.revisions[0].text):
            held["revisions"] = record.revisions
        if record != Record(**held) or any(map(is_structured, (record.id, *record.rules, *record.sources))):
            self.lose("partial", "record", "descriptionIdentifier", record, "kept: what ISAD(G) 3.7 says of it")


def _extent(extent: Extent) -> str:
    if extent.text:
        return str(extent.text)
    number = " ".join(filter(None, (extent.quantity, extent.unit)))
    return "; ".join(filter(None, (number, *map(str, extent.facets), *map(str, extent.dimensions))))


def _event(date: Date | None, link: AgentLink | None) -> str:
    """The type of an event, by the role of its agent, or by the kind of its date."""
    if link is not None:
        if link.role == "creator" and (link.relator or "").casefold() in table.EVENTS:
            return str(link.relator)
        return table.EVENT_OF_ROLE.get(link.role, link.role.capitalize())
    if date is None:
        return ""
    kind = str(date.kind)
    return table.EVENT_OF_DATE.get(date.kind) or (kind.capitalize() if kind in table.EVENTS else kind)


def _of_kind(date: Date, kind: str) -> Date:
    return Date(
        date.text, date.edtf, kind, date.type, date.certainty, date.calendar, date.era, date.label, date.audience, date.extras
    )  # fmt: skip


def _days(date: Date) -> tuple[str, str]:
    """The first and the last day, as AtoM writes them: 00 for a month or a day that is not known."""
    start, end = date.normal_ends
    return _day(start), _day(end)


def _day(day: str | None) -> str:
    if day is None:
        return ""
    day = day.partition("T")[0]
    sign = "-" if day.startswith("-") else ""
    parts = day.removeprefix("-").split("-")
    return sign + "-".join([*parts, *["00"] * (3 - len(parts))])


def _only_name(field: str, name: str, value: Any) -> bool:
    """Whether a value is no more than its name."""
    if is_structured(name):
        return False
    if field == "agents":
        return bool(value == AgentLink(type(value.agent)(name), "subject")) and type(value.agent).__name__ == "Agent"
    return bool(value == type(value)(name))


def _revision(revision: Any) -> str:
    date = revision.date.display if revision.date is not None else ""
    return ": ".join(filter(None, (date, str(revision.text)))) + (f" ({revision.agent})" if revision.agent else "")
