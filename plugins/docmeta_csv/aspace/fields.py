"""Fills the cells of a row for ArchivesSpace, field by field, and reports what has no place in each value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress
from operator import not_
from typing import Any, Final

from docmeta.dates import Date
from docmeta.languages import find, is_script, to_639_2b
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    DigitalObject,
    Extent,
    Family,
    Identifier,
    Language,
    Note,
    Person,
    Unit,
    likely_kind,
)
from docmeta_csv.aspace import columns, parts, words
from docmeta_csv.aspace.cells import BLANKS, Cells

_GROUPS: Final[dict[type[Agent], str]] = {Person: "people", Family: "families", CorporateBody: "corporate_entities"}
_CALLED: Final[dict[type[Agent], str]] = {Person: "a person", Family: "a family", CorporateBody: "a corporate body"}
_FULL: Final = f"the table has no more than {columns.SETS} sets of columns for them"

Supply = Callable[[str, str, str, Any], None]


def identifiers(cells: Cells, values: Sequence[Identifier]) -> None:
    """The reference code, or the first identifier that is no URL, of any kind."""
    ranks = {"unitid": 0, "local": 1, "accession": 3, "ark": 3, "doi": 3, "handle": 3, "uri": 4}
    chosen = min(values, key=lambda one: ranks.get(one.kind, 2), default=None)
    for one in values:
        if one is not chosen:
            cells.lose("dropped", "identifiers", "unit_id", one, "a further identifier: the template has one, unit_id")
            continue
        cells.put("unit_id", one.value, "identifiers")
        if one.kind != "unitid" and one.kind != "local":
            cells.lose("changed", "identifiers", "unit_id", one, "which kind of identifier it is")
        cells.rest("identifiers", "unit_id", one, ("value", "kind"))


def languages(cells: Cells, values: Sequence[Language], notes: Sequence[Note]) -> None:
    """Languages and scripts by their codes, and the prose about them; a language without a code is prose."""
    number = 0
    for language in values:
        code = to_639_2b(language.code or "") or to_639_2b(find(str(language.name)) or "") or ""
        if number == columns.SETS or not (code or language.name.strip(BLANKS)):
            why = _FULL if code else "a language without a code that ArchivesSpace knows, and without a name"
            cells.lose("dropped", "languages", "l_lang", language, why)
            continue
        number += 1
        names = columns.languages(number)
        script = language.script.capitalize() if code and language.script and is_script(language.script) else ""
        cells.fill(names[:2], (code, script))
        named = not code or to_639_2b(find(str(language.name)) or "") == code
        if not code:
            cells.put(names[2], str(language.name))
            why = "that it is a language: one without a code is a note"
            cells.lose("changed", "languages", names[2], language, why)
        elif language.name and named:
            why = "its name, which ArchivesSpace has for the code"
            cells.lose("changed", "languages", names[0], language, why)
        said = ("code", "name" if named else "", "script" if script or not language.script else "")
        cells.rest("languages", names[0], language, said)
    at = 0
    for note in notes:
        at += 1
        while at <= columns.SETS and columns.languages(at)[2] in cells.row:
            at += 1
        if at > columns.SETS:
            cells.lose("dropped", "notes", "n_langmaterial", note, _FULL)
            continue
        names = columns.languages(at)
        cells.prose("notes", names[2], [note.text])
        publish = words.PUBLISH.get(note.audience or "", "")
        cells.fill(names[3:], (publish,))
        held = ("kind", "text", "audience") if publish or not note.audience else ("kind", "text")
        cells.rest("notes", names[2], note, held, told=("text",))


def dates(cells: Cells, values: Sequence[Date], supplied: Supply) -> None:
    """Each date in a set of its own."""
    for number, date in enumerate(values, 1):
        names = columns.dates(min(number, columns.SETS))
        taken = parts.date_cells(date)
        if number > columns.SETS or (not any(taken[1:3]) and not taken[4].strip(BLANKS)):
            cells.lose("dropped", "dates", "expression", date, _FULL if number > columns.SETS else "an empty date")
            continue
        cells.fill(names, taken)
        said = {"text", "type"} | ({"edtf"} if taken[1] or taken[2] or date.edtf is None or date.undated else set())
        said |= {"kind"} if date.kind in words.DATES else set()
        said |= {"certainty"} if taken[5] else set()
        said |= {"calendar"} if date.calendar == "gregorian" else set()
        said |= {"era"} if date.era == "ce" else set()
        cells.rest("dates", names[1], date, said)
        if date.type is None:
            supplied(
                "dates",
                "date_type",
                "ArchivesSpace requires how a date covers the unit, as the date itself says",
                taken[3],
            )
        elif date.type != taken[3]:
            cells.lose(
                "changed", "dates", names[3], date, "single and inclusive follow the begin and the end of the date"
            )


def extents(cells: Cells, values: Sequence[Extent]) -> None:
    """Extents with a number and a unit of the list in sets; the rest where the importer reads it."""
    number, aside = 0, list[tuple[Extent, parts.Measure]]()
    for extent in values:
        taken = parts.measure(extent)
        if taken.number and number < columns.SETS and extent.audience != "internal":
            number += 1
            names = columns.extents(number)
            long = len(taken.dimensions) > 255  # the note holds more
            cells.fill(names, taken._replace(dimensions="") if long else taken)
            if long:
                _note(cells, "dimensions", taken.dimensions, extent)
            _measured(cells, names, extent, taken)
        else:
            aside.append((extent, taken))
    for extent, taken in aside:
        _unmeasured(cells, extent, taken, counted=number > 0)


def _measured(cells: Cells, names: Sequence[str], extent: Extent, taken: parts.Measure) -> None:
    said = {"text", "quantity", "unit", "facets", "dimensions", "parallel"}
    said |= {"coverage"} if taken.portion or not extent.coverage else set()
    cells.rest("extents", names[2], extent, said)
    if extent.unit != taken.unit:
        cells.lose("changed", "extents", names[2], extent, "the unit in the word of ArchivesSpace's list")


def _unmeasured(cells: Cells, extent: Extent, taken: parts.Measure, *, counted: bool) -> None:
    """An extent that the importer would refuse, or publish: one in brackets summarises the first one, the rest are notes."""
    internal = extent.audience == "internal"
    text = taken.summary or " ".join(filter(None, (extent.quantity, extent.unit)))
    bracketed = str(extent.text).strip().startswith("(") or extent.parallel
    summary = cells.row.get("container_summary", "")
    long = len(summary) + len(text) >= 60_000  # of the 65,000 that it holds
    if text and counted and bracketed and not long and not internal:
        cells.put("container_summary", "; ".join(filter(None, (summary, text))))
        column, notes = "container_summary", []
    else:
        column, notes = "n_physdesc", [("physdesc", str(extent.text).strip(BLANKS) or text)]
    for code, words_of_it in (*notes, ("physfacet", taken.details), ("dimensions", taken.dimensions)):
        _note(cells, code, words_of_it, extent)
    if extent.unit and not words.EXTENTS.get(words.key(extent.unit)):
        why = f"that it is a number of {str(extent.unit)[:60]}: ArchivesSpace's list of extents lacks this unit, so it is a note"
        cells.lose("changed", "extents", column, extent, why)
    elif text or taken.details or taken.dimensions:
        which = "an internal one" if internal else "one without a number and a unit"
        cells.lose("changed", "extents", column, extent, f"that it is an extent: {which} is a note")
    said = ("text", "quantity", "unit", "facets", "dimensions", "parallel", "audience")
    cells.rest("extents", column, extent, said)


def _note(cells: Cells, code: str, text: str, extent: Extent) -> None:
    """Add a paragraph to a note with the same audience as the extent."""
    column, published, _ = columns.notes(code)
    if not text:
        return
    hides = words.PUBLISH["internal"]
    publish = words.PUBLISH.get(extent.audience or "", "")
    if column in cells.row and (cells.row.get(published) == hides) != (publish == hides):
        why = "a note with another audience than the one already there"
        cells.lose("dropped", "extents", column, extent, why)
        return
    cells.put(column, "\n\n".join(filter(None, (cells.row.get(column, ""), text))))
    cells.fill((published,), (publish,))


def containers(cells: Cells, values: Sequence[Container], supplied: Supply) -> None:
    """A set for each innermost container, with the two around it."""
    held: set[int] = set()
    said = [
        any(str(cell or "").strip(BLANKS) for cell in (one.value, one.kind, one.barcode, one.label)) for one in values
    ]
    for one in compress(values, map(not_, said)):
        cells.lose("dropped", "containers", "type_1", one, "a container without any information")
    values = list(compress(values, said))
    for number, path in enumerate(parts.chains(values), 1):
        if number > columns.SETS:
            continue
        top = values[path[0]]
        label, barcode = words.label_and_barcode(str(top.label or ""))
        instance = words.INSTANCES.get(words.key(label), "")
        taken = [instance or "mixed_materials"]
        for at in path:
            kind, value = str(values[at].kind or "").strip(BLANKS), str(values[at].value).strip(BLANKS)
            if not kind:
                kind, value = words.kind_and_value(value)
                if not kind:
                    kind = "container"
                    supplied(
                        "containers",
                        columns.containers(number)[1],
                        "ArchivesSpace requires the type of a container",
                        kind,
                    )
            taken += [words.CONTAINERS.get(words.key(kind), kind), value]
            if at == path[0]:
                taken.append(str(top.barcode or "").strip(BLANKS) or barcode)
        if not instance:
            supplied(
                "containers", columns.containers(number)[0], "ArchivesSpace requires the type of an instance", taken[0]
            )
        cells.fill(columns.containers(number), taken + [""] * (8 - len(taken)))
        for at in path:
            if at not in held:
                _contained(
                    cells,
                    columns.containers(number),
                    values[at],
                    outer=at == path[0],
                    listed=bool(instance or not label),
                )
        held.update(path)
    for at, container in enumerate(values):
        if at not in held:
            cells.lose(
                "dropped", "containers", "type_3", container, "a fourth container, one in the other; or " + _FULL
            )


def _contained(cells: Cells, names: Sequence[str], container: Container, *, outer: bool, listed: bool) -> None:
    said = (
        {"value", "kind", "parent", "id"}
        | ({"barcode"} if outer else set())
        | ({"label"} if outer and listed else set())
    )
    cells.rest("containers", names[1], container, said)
    kind = words.key(str(container.kind or ""))
    if kind and kind not in words.CONTAINERS:
        why = "nothing: the importer adds the type to ArchivesSpace's list of containers, which lacks it"
        cells.lose("changed", "containers", names[1], container, why)


def objects(cells: Cells, values: Sequence[DigitalObject], supplied: Supply) -> None:
    """One digital object, and another version of it."""
    main = next((one for one in values if not one.parallel and (one.uri or one.title or one.id)), None)
    other = next((one for one in values if one.parallel and one.uri and not one.title), None)
    for one in values:
        if one is not main and one is not other:
            cells.lose(
                "dropped",
                "digital_objects",
                "rep_file_uri",
                one,
                "a further digital object: the template has one for each row",
            )
            continue
        prefix = "rep" if one is main else "nonrep"
        taken = parts.version_cells(one)
        # The importer reads the other cells of a version only beside a URL that is not empty without the characters a table cannot hold.
        cells.put(f"{prefix}_file_uri", taken["file_uri"], "digital_objects")
        linked = f"{prefix}_file_uri" in cells.row
        if linked:
            for name, cell in taken.items():
                if name != "file_uri":
                    cells.put(f"{prefix}_{name}", cell, "digital_objects")
        publish = words.PUBLISH.get(one.audience or "", "")
        if one is main:
            cells.put("digital_object_id", one.id or "", "digital_objects")
            cells.put("digital_object_title", str(one.title), "digital_objects")
            cells.put("digital_object_publish", publish)
        else:
            cells.put("nonrep_publish", publish)
        if "digital_object_title" not in cells.row and (one is main or (linked and main is None)):
            cells.put("digital_object_title", cells.row["title"])
            why = "ArchivesSpace requires the title of a digital object"
            supplied("digital_objects", "digital_object_title", why, cells.row["title"])
        said = {"uri", "title", "id", "audience", "parallel"} if one is main else {"uri", "audience", "parallel"}
        if linked:
            held = {
                "role": "use_statement",
                "media_type": "file_format",
                "checksum": "checksum",
                "description": "caption",
            }
            said |= {name for name, cell in held.items() if taken[cell]}
        cells.rest("digital_objects", f"{prefix}_file_uri", one, said)
        if linked and (taken["file_format"] or taken["use_statement"]):
            cells.lose(
                "changed",
                "digital_objects",
                f"{prefix}_file_format",
                one,
                "the format and the use in the words of the lists",
            )


def agents(cells: Cells, links: Sequence[AgentLink], supplied: Supply) -> None:
    """Persons, families and corporate bodies in their columns; those of unknown kind by what their names suggest."""
    used = dict.fromkeys(columns.AGENTS, 0)
    for link in links:
        kind = type(link.agent) if type(link.agent) in _GROUPS else likely_kind(str(link.agent.name))
        group = _GROUPS[kind]
        number = next(
            (one.value for one in link.agent.identifiers if one.kind == "archivesspace" and one.value.isdecimal()), ""
        )
        name = str(link.agent.name).strip(BLANKS)
        if (not name and not number) or used[group] == columns.SETS:
            why = _FULL if name else "an agent without a name: ArchivesSpace would make an authority record of it"
            cells.lose("dropped", "agents", f"{group}_agent_header_1", link, why)
            continue
        used[group] += 1
        names = columns.agents(group, used[group])
        role, relator = parts.agent_cells(link)
        cells.fill(names, (number, name, role, relator))
        if type(link.agent) is not kind:
            why = "ArchivesSpace requires whether it is a person, a family or a corporate body; its name suggests"
            supplied("agents", names[1], why, _CALLED[kind])
        said = {"agent", "role"} | ({"relator"} if relator else set()) | ({"label"} if _role_said(link) else set())
        cells.rest("agents", names[1], link, said)
        kept = {"name"} | ({"identifiers"} if number and len(link.agent.identifiers) == 1 else set())
        cells.rest("agents", names[1], link.agent, kept)
        if (relator and relator != link.relator) or link.role not in ("creator", "subject", "source"):
            cells.lose("changed", "agents", names[2], link, "the role in the words of ArchivesSpace's lists")


def _role_said(link: AgentLink) -> bool:
    """Whether the label of an agent repeats its role."""
    return (link.label or "").strip(BLANKS + ":").casefold() in (
        link.role,
        str(link.relator or "").casefold(),
        "creator",
    )


def subjects(cells: Cells, unit: Unit) -> None:
    """Subjects, genres and places: the importer reads ten."""
    values: list[tuple[str, Any, str, str]] = [
        *(("subjects", term, str(term.term), words.TERMS.get(words.key(term.kind), "")) for term in unit.subjects),
        *(("genres", term, str(term.term), "genre_form") for term in unit.genres),
        *(("places", place, str(place.name), "geographic") for place in unit.places),
    ]
    used = 0
    for field, value, term, kind in values:
        if used == columns.SUBJECTS or not term.strip(BLANKS):
            why = (
                f"the importer reads {columns.SUBJECTS} subjects, genres and places"
                if term.strip(BLANKS)
                else "a heading without words"
            )
            cells.lose("dropped", field, "subject_1_term", value, why)
            continue
        used += 1
        names = columns.subjects(used)
        source = words.SOURCES.get(words.key(value.source or ""), "")
        number = next(
            (one.content for one in value.extras if one.format == "csv-aspace" and one.content.isdecimal()), ""
        )
        cells.fill(names, (number, term, kind or "topical", source))
        said = (
            {"term", "name"} | ({"source"} if source else set()) | ({"kind"} if kind and field == "subjects" else set())
        )
        said |= {"extras"} if number and len(value.extras) == 1 else set()
        cells.rest(field, names[1], value, said)
