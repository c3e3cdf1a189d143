"""Writes ArchivesSpace's bulk import template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any, BinaryIO, Final

import attrs

from docmeta import Context, Node
from docmeta.languages import to_639_2b
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    DigitalObject,
    Extent,
    Identifier,
    Language,
    Minter,
    Note,
    Term,
    Unit,
    devised_title,
)
from docmeta.text import is_structured
from docmeta_csv.aspace import table as table
from docmeta_csv.table.cells import BLANKS
from docmeta_csv.table.foreign import ForeignRow, no_options, write_rows
from docmeta_csv.table.output import Output

_PUBLISH: Final = {"internal": "FALSE", "external": "TRUE"}
_LEVELS: Final = frozenset(
    "class collection file fonds item otherlevel recordgrp series subfonds subgrp subseries".split()
)


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write one row for each node, in document order; `hierarchy` says how deep it stands."""
    no_options(context)
    output = Output(out, context, table.COLUMNS, apostrophes=False)
    output.metadata(table.crosswalk(), {})
    output.lines.row([table.label_of(column) for column in table.COLUMNS])
    write_rows(nodes, output, AspaceRows(output).row)


class AspaceRows:
    """Makes the row of a node."""

    def __init__(self, output: Output) -> None:
        self.lose = output.lose
        self.report = output.context.report
        self.cells = ForeignRow(table.COLUMNS, output.lose, None)
        self.minter = Minter()
        self.ead = ""

    def row(self, node: Node) -> list[str]:
        """The cells of a node."""
        unit, cells = node.unit, self.cells
        cells.begin()
        self.place(node)
        self.title(unit)
        self.identifiers(unit.identifiers)
        self.languages(unit.languages)
        self.fill("dates", unit.dates, [table.date_columns(number) for number in (1, 2)], _date)
        self.fill("extents", unit.extents, [table.extent_columns(suffix) for suffix in ("", "_2")], _extent)
        self.containers(unit.containers)
        self.objects(unit.digital_objects)
        self.agents(unit.agents)
        self.subjects(unit)
        self.notes(unit)
        cells.extras("csv-aspace", unit.extras)
        for field in ("other_titles", "rights"):
            for value in getattr(unit, field):
                self.lose("dropped", field, "", value, "the template has no column for it")
        for field in ("repository", "source", "record"):
            if getattr(unit, field):
                self.lose("dropped", field, "", getattr(unit, field), "the template has no column for it")
        for relation in unit.relations:
            if (
                node.depth
                or relation.kind != "isPartOf"
                or relation.target != self.ead
                or relation != type(relation)("isPartOf", self.ead)
            ):
                self.lose("dropped", "relations", "", relation, "the template has no column for it")
        return cells.cells

    def place(self, node: Node) -> None:
        """Who the unit is, in which finding aid, and how deep."""
        unit, cells = node.unit, self.cells
        self.minter.step(node.depth)
        if node.depth == 0:
            parts = [one.target for one in unit.relations if one.kind == "isPartOf" and one.target]
            said = [*parts[:1], str(unit.record.id) if unit.record is not None else "", str(unit.id)]
            self.ead = next((words for one in said if (words := one.strip(BLANKS))), self.minter.here())
            if not parts:
                message = (
                    "ArchivesSpace demands the finding aid that rows belong to; the id of the description is written"
                )
                self.report.note("supplied", message, field="id", target="ead", value=self.ead)
        cells.put("res_uri" if self.ead.startswith("/repositories/") else "ead", self.ead)
        if not unit.minted:
            cells.put("ref_id", unit.id, "id")
        cells.put("hierarchy", str(node.depth + 1))
        cells.put("publish", _PUBLISH.get(unit.audience or "", ""))
        if unit.audience not in (None, "internal", "external"):
            self.lose("dropped", "audience", "publish", unit.audience, "it is neither internal nor external")
        level = unit.level or ""
        if level in _LEVELS:
            cells.put("level", level)
            return
        cells.put("level", "otherlevel")
        cells.put("other_level", level, "level")
        if not level.strip(BLANKS):
            cells.put("other_level", "unspecified")
            message = (
                "ArchivesSpace demands a level; where the description says none, other level: unspecified is written"
            )
            self.report.note("supplied", message, field="level", target="other_level", value="unspecified")

    def title(self, unit: Unit) -> None:
        """The title; ArchivesSpace demands one where there is no date."""
        if unit.title:
            self.cells.prose("title", "title", [unit.title])
        if not unit.title.strip(BLANKS) and not unit.dates:
            title = devised_title(unit)
            self.cells.put("title", title)
            self.report.note(
                "supplied", "ArchivesSpace demands a title or a date", field="title", target="title", value=title
            )

    def identifiers(self, identifiers: Sequence[Identifier]) -> None:
        """The first reference code and the first accession; others have no column."""
        free = {"unitid": "unit_id", "accession": "accession_uri_1"}
        for identifier in identifiers:
            column = free.pop(identifier.kind, None)
            if column is None:
                self.lose(
                    "dropped",
                    "identifiers",
                    "unit_id",
                    identifier,
                    "the template has room for one reference code and one accession",
                )
                continue
            self.cells.put(column, identifier.value, "identifiers")
            if identifier != Identifier(identifier.value, identifier.kind):
                self.lose("partial", "identifiers", column, identifier, "kept: the identifier")

    def languages(self, languages: Sequence[Language]) -> None:
        """Two languages, by code and script."""
        columns = [("l_lang", "l_langscript"), ("l_lang_2", "l_langscript_2")]
        for index, language in enumerate(languages):
            code = to_639_2b(language.code or "") or language.code or str(language.name)
            if index >= len(columns) or not (code or language.script):
                self.lose(
                    "dropped",
                    "languages",
                    "l_lang",
                    language,
                    "the template has room for two languages, by their codes",
                )
                continue
            self.cells.put(columns[index][0], code)
            self.cells.put(columns[index][1], language.script or "")
            self.judge("languages", columns[index], language)

    def judge(self, field: str, columns: Sequence[str], value: Any) -> None:
        """Say what is lost of a value, by reading its cells again."""
        slot = next(slot for slot in table.slots() if slot.columns[: len(columns)] == tuple(columns))
        try:
            read = slot.make([self.cells.cells[self.cells.columns[column]] for column in slot.columns])
        except ValueError:
            read = None
        if field == "dates" and value.type is None and read is not None:
            read = attrs.evolve(read, type=None)  # what it covers was supplied, since it is demanded
        if read != value:
            self.lose("partial", field, columns[0], value, "kept: what the columns hold")

    def fill(self, field: str, values: Sequence[Any], sets: Sequence[tuple[str, ...]], take: Any) -> None:
        """Values into numbered sets of columns, as long as there are sets."""
        for index, value in enumerate(values):
            if field == "dates" and value.type is None:
                message = (
                    "ArchivesSpace demands how dates cover a unit; single or inclusive is written by the date itself"
                )
                self.report.note("supplied", message, field="dates", target="date_type", value=value)
            if index >= len(sets):
                self.lose("dropped", field, sets[0][0], value, f"the template has room for {len(sets)}")
                continue
            for column, cell in zip(sets[index], take(value), strict=True):
                self.cells.put(column, cell)
            self.judge(field, sets[index], value)

    def containers(self, containers: Sequence[Container]) -> None:
        """Two containers, each with two more in it."""
        chains: list[list[Container]] = []
        linked = any(container.id or container.parent for container in containers)
        for container in containers:
            chain = next((one for one in chains if one[-1].id is not None and one[-1].id == container.parent), None)
            if chain is None and not linked and chains:
                chain = chains[-1]  # Box 1, Folder 2 without more: the one in the other
            if chain is None:
                chains.append([container])
            elif len(chain) < 3:
                chain.append(container)
            else:
                self.lose(
                    "dropped", "containers", "type_3", container, "the template has room for three, one in the other"
                )
        for index, chain in enumerate(chains):
            if index >= table.SETS:
                for container in chain:
                    self.lose(
                        "dropped",
                        "containers",
                        "type_1",
                        container,
                        "the template has room for two, and what is in them",
                    )
                continue
            suffix = "_2" if index else ""
            columns = table.container_columns(suffix)
            top = chain[0]
            cells = [top.label or "", top.kind or "", top.value, top.barcode or ""]
            for inner in chain[1:]:
                cells += [inner.kind or "", inner.value]
            cells = [cell.strip(BLANKS) for cell in cells] + [""] * (8 - len(cells))
            for column, cell in zip(columns, cells, strict=True):
                self.cells.put(column, cell)
            for container, read in zip_longest(chain, table.nested(cells, suffix)):
                if container != read:
                    self.lose(
                        "partial",
                        "containers",
                        columns[1],
                        container,
                        "kept: type, indicator, barcode, and what is in what",
                    )

    def objects(self, objects: Sequence[DigitalObject]) -> None:
        """One digital object, with a representative version and another."""
        taken: list[str] = []
        for digital in objects:
            first = "nonrep" if taken or digital.parallel else "rep"
            if first in taken or (first == "nonrep" and (digital.id or digital.title)):
                self.lose(
                    "dropped",
                    "digital_objects",
                    "rep_file_uri",
                    digital,
                    "the template has room for one digital object in two versions",
                )
                continue
            taken.append(first)
            method, colon, checksum = (digital.checksum or "").partition(":")
            cells = {
                "file_uri": digital.uri or "", "use_statement": digital.role or "", "file_format": digital.media_type or "",
                "checksum": checksum if colon else method, "checksum_method": method if colon else "", "caption": str(digital.description),
            }  # fmt: skip
            for name, cell in cells.items():
                self.cells.put(f"{first}_{name}", cell)
            publish = _PUBLISH.get(digital.audience or "", "")
            if first == "rep":
                self.cells.put("digital_object_id", digital.id or "")
                self.cells.put("digital_object_title", str(digital.title))
                self.cells.put("digital_object_publish", publish)
            else:
                self.cells.put("nonrep_publish", publish)
            self.judge("digital_objects", ("digital_object_id",) if first == "rep" else ("nonrep_publish",), digital)

    def agents(self, links: Sequence[AgentLink]) -> None:
        """Persons, families and corporate bodies, as long as there are columns; of those of whom it is not said, as corporate bodies."""
        used = dict.fromkeys(table.AGENTS, 0)
        for link in links:
            group = next(
                (name for name, (cls, _) in table.AGENTS.items() if type(link.agent) is cls), "corporate_entities"
            )
            room = table.AGENTS[group][1]
            if used[group] >= room:
                self.lose(
                    "dropped",
                    "agents",
                    f"{group}_agent_header_1",
                    link,
                    f"the template has room for {room} of this kind",
                )
                continue
            number = next((one.value for one in link.agent.identifiers if one.kind == "local"), "")
            if not number.strip(BLANKS) and not _name(link.agent).strip(BLANKS):
                self.lose("dropped", "agents", f"{group}_agent_header_1", link, "it has no name")
                continue
            used[group] += 1
            columns = table.agent_columns(group, used[group])
            role = table.ROLES.get(link.role, "Creator")
            for column, cell in zip(columns, (number, _name(link.agent), role, link.relator or ""), strict=True):
                self.cells.put(column, cell)
            self.judge("agents", columns, link)

    def subjects(self, unit: Unit) -> None:
        """Subjects, genres and places, as long as there are columns."""
        values: list[tuple[str, Any, str, str]] = [
            *(("subjects", term, str(term.term), table.TERMS.get(term.kind, term.kind)) for term in unit.subjects),
            *(("genres", term, str(term.term), "genre_form") for term in unit.genres),
            *(("places", place, str(place.name), "geographic") for place in unit.places),
        ]
        used = 0
        for field, value, name, kind in values:
            if used == table.SETS or not name.strip(BLANKS):
                reason = f"the template has room for {table.SETS} subjects, genres and places, by their names"
                self.lose("dropped", field, "subject_1_term", value, reason)
                continue
            used += 1
            columns = table.subject_columns(used)
            for column, cell in zip(columns, (value.identifier or "", name, kind, value.source or ""), strict=True):
                self.cells.put(column, cell)
            if field == "genres":
                if value != Term(
                    name, source=value.source or None, identifier=value.identifier or None
                ) or is_structured(value.term):
                    self.lose("partial", field, columns[1], value, "kept: the term, its source and its number")
            else:
                self.judge(field, columns, value)

    def notes(self, unit: Unit) -> None:
        """One note of each kind that has a column; further ones, and other kinds, are put together."""
        found: dict[str, list[Note]] = {}
        if unit.description or unit.description_heading:
            self.cells.prose("description", "n_scopecontent", [unit.description])
            self.cells.put("l_scopecontent", unit.description_heading, "description_heading")
            if is_structured(unit.description_heading):
                self.lose(
                    "partial", "description_heading", "l_scopecontent", unit.description_heading, "kept: the words"
                )
        languages = [("n_langmaterial", "p_langmaterial"), ("n_langmaterial_2", "p_langmaterial_2")]
        for note in unit.notes:
            if note.kind == "language" and languages and note.text.strip(BLANKS):
                text, publish = languages.pop(0)
                self.cells.put(text, note.text, "notes")
                self.cells.put(publish, _PUBLISH.get(note.audience or "", ""))
                if note != Note("language", str(note.text), audience=note.audience):
                    self.lose("partial", "notes", text, note, "kept: the words")
                continue
            found.setdefault(table.CODE_OF_NOTE.get(note.kind, "odd"), []).append(note)
        for code, notes in found.items():
            self.note(code, notes)

    def note(self, code: str, notes: Sequence[Note]) -> None:
        """The notes of one column; what is internal is not mixed with what is not."""
        columns = table.note_columns(code)
        first = notes[0]
        together = [note for note in notes if note.text.strip(BLANKS) and note.audience == first.audience]
        self.cells.put(columns[0], "\n\n".join(str(note.text) for note in together), "notes")
        self.cells.put(columns[1], _PUBLISH.get(first.audience or "", ""))
        self.cells.put(columns[2], str(first.label or first.heading or ""), "notes")
        for note in notes:
            if note not in together and (note is not first or not note.label):
                self.lose(
                    "dropped",
                    "notes",
                    columns[0],
                    note,
                    "another note stands there, which is for other readers; or it has no words",
                )
            elif note is first and self.restriction(code, note):
                continue
            elif note is not first or note != Note(
                table.NOTES[code], str(note.text), label=note.label or None, audience=note.audience
            ):
                self.lose("partial", "notes", columns[0], note, "kept: the words")

    def restriction(self, code: str, note: Note) -> bool:
        """Put back the dates and types of a restriction; whether the columns then hold all of the note."""
        columns = table.note_columns(code)
        for extra in note.extras:
            if extra.format != "csv-aspace" or extra.place not in columns[3:]:
                return False
            self.cells.put(extra.place, extra.content)
        bare = Note(
            table.NOTES[code], str(note.text), label=note.label or None, audience=note.audience, extras=note.extras
        )
        return bare == note


def _name(agent: Agent) -> str:
    if agent.name:
        return str(agent.name)
    return f"[{agent.dates.display}]" if agent.dates is not None else ""


def _date(date: Any) -> Sequence[str]:
    begin, end = date.normal_ends
    if begin == end:
        end = None
    kind = table.LABEL_OF_KIND.get(date.kind, date.kind or "")
    type_ = date.type or date.span or "single"
    return (
        kind,
        begin or "",
        end or "",
        type_,
        str(date.text),
        date.certainty or "",
        date.era or "",
        date.calendar or "",
    )


def _extent(extent: Extent) -> Sequence[str]:
    facets, dimensions = "; ".join(map(str, extent.facets)), "; ".join(map(str, extent.dimensions))
    summary = ""
    if extent.quantity is None and extent.text:
        summary = str(extent.text)
    elif extent.text and extent.text != f"{extent.quantity} {extent.unit}":
        summary = (
            str(extent.text)
            .removeprefix(f"{extent.quantity} {extent.unit}")
            .strip()
            .removeprefix("(")
            .removesuffix(")")
        )
    return extent.coverage or "", extent.quantity or "", extent.unit or "", summary, facets, dimensions
