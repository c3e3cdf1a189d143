"""The table of `csv-aspace`: ArchivesSpace's bulk import template, 194 columns, reader and writer.

Its first row holds codes, its second names for people, and `hierarchy` gives the level of a row, from 1.
A cell holds one value: repeatable fields have columns in numbered sets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from docmeta.crosswalk import Crosswalk, Report, Rule
from docmeta.dates import Date, is_edtf
from docmeta.languages import find, find_script
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    DigitalObject,
    Extent,
    Extra,
    Family,
    Identifier,
    Language,
    Note,
    Person,
    Place,
    Relation,
    Term,
)
from docmeta_csv.aspace import columns
from docmeta_csv.table import words
from docmeta_csv.table.audience import SLOTS, put
from docmeta_csv.table.cells import BLANKS, stripped
from docmeta_csv.table.dialect import Dialect, Finish
from docmeta_csv.table.slots import COLUMN, Slot, crosswalk_of, text_slot

if TYPE_CHECKING:
    from docmeta.model import Draft
    from docmeta_csv.table.header import Layout

SOURCE: Final = "ArchivesSpace, bulk import template"
MARKER: Final = "ArchivesSpace field code (please don't edit this row)"
NAMES: Final = "Field name"

#: The kinds of notes, in the order of their columns.
NOTES: Final[dict[str, str]] = {
    "abstract": "abstract", "accessrestrict": "access_conditions", "acqinfo": "acquisition", "arrangement": "arrangement",
    "bioghist": "biography_or_history", "custodhist": "custodial_history", "dimensions": "", "odd": "general", "physdesc": "",
    "physfacet": "", "physloc": "location", "prefercite": "preferred_citation", "processinfo": "processing",
    "relatedmaterial": "related_units", "scopecontent": "", "separatedmaterial": "separated_units", "userestrict": "use_conditions",
}  # fmt: skip
#: Further types that the importer accepts as `n_` and the type (`bulk_import_mixins.rb`, `handle_notes`), not in the template.
MORE_NOTES: Final[dict[str, str]] = {
    "accruals": "accruals", "altformavail": "copies", "appraisal": "appraisal", "bibliography": "publication", "fileplan": "file_plan",
    "index": "index", "legalstatus": "legal_status", "materialspec": "material_specific", "note": "note", "originalsloc": "originals",
    "otherfindaid": "finding_aids", "phystech": "physical_characteristics",
}  # fmt: skip
#: The notes about an extent, and its attributes.
EXTENT_NOTES: Final = {"physdesc": "text", "physfacet": "facets", "dimensions": "dimensions"}
CODE_OF_NOTE: Final = {kind: code for code, kind in NOTES.items() if kind}
AGENTS: Final[dict[str, tuple[type[Agent], int]]] = {
    "people": (Person, 5),
    "families": (Family, 2),
    "corporate_entities": (CorporateBody, 3),
}
SETS: Final = 2
_DAY: Final = re.compile(r"\.\.|[0-9]{4}(-[0-9]{2}){0,2}")
_RESTRICTED: Final = {"accessrestrict": ("b_", "e_", "t_"), "userestrict": ("b_", "e_")}
_VERSION: Final = (
    "use_statement", "xlink_actuate_attribute", "xlink_show_attribute", "file_format", "file_format_version", "file_size", "checksum",
    "checksum_method", "caption",
)  # fmt: skip
_LABELS: Final = {"copyright": "copyright", "publication": "publication", "digitization": "digitisation", "modified": "modified",
                  "creation": "creation", "broadcast": "broadcast", "record keeping": "record-keeping"}  # fmt: skip
LABEL_OF_KIND: Final = {kind: label for label, kind in _LABELS.items()}
ROLES: Final = {"creator": "Creator", "subject": "Subject"}
TERMS: Final = {"topic": "topical", "function": "function", "occupation": "occupation", "title": "uniform_title"}
_KIND_OF_TERM: Final = {word: kind for kind, word in TERMS.items()}


def _columns() -> Iterator[str]:
    yield from (
        MARKER,
        "collection_id",
        "ead",
        "res_uri",
        "ref_id",
        "title",
        "unit_id",
        "hierarchy",
        "level",
        "other_level",
    )
    yield from ("publish", "restrictions_flag", "processing_note")
    for suffix in ("", "_2"):
        yield from (f"{name}{suffix}" for name in ("l_lang", "l_langscript", "n_langmaterial", "p_langmaterial"))
    for number in (1, 2):
        yield from date_columns(number)
    for suffix in ("", "_2"):
        yield from extent_columns(suffix)
    for suffix in ("", "_2"):
        yield from container_columns(suffix)
    yield from ("digital_object_id", "digital_object_title", "digital_object_publish", "rep_file_uri")
    yield from (f"rep_{name}" for name in _VERSION)
    yield from ("nonrep_file_uri", "nonrep_publish")
    yield from (f"nonrep_{name}" for name in _VERSION)
    for group, (_, count) in AGENTS.items():
        for number in range(1, count + 1):
            yield from agent_columns(group, number)
    yield "accession_uri_1"
    for number in range(1, SETS + 1):
        yield from subject_columns(number)
    for code in NOTES:
        yield from note_columns(code)


def date_columns(number: int) -> tuple[str, ...]:
    """The columns of a date: label, begin, end, type, expression, certainty, era, calendar.

    The first set has no number, as in the template up to 4.2.1; the importer of the development branch takes both.
    """
    names = ("dates_label", "begin", "end", "date_type", "expression", "date_certainty", "date_era", "date_calendar")
    return names if number == 1 else tuple(f"{name}_{number}" for name in names)


def extent_columns(suffix: str) -> tuple[str, ...]:
    """The columns of an extent: portion, number, type, container summary, physical details, dimensions."""
    names = ("portion", "number", "extent_type", "container_summary", "physical_details", "dimensions")
    return tuple(f"{name}{suffix}" for name in names)


def container_columns(suffix: str) -> tuple[str, ...]:
    """The columns of a container and of the two nested in it."""
    names = ("cont_instance_type", "type_1", "indicator_1", "barcode", "type_2", "indicator_2", "type_3", "indicator_3")
    return tuple(f"{name}{suffix}" for name in names)


def agent_columns(group: str, number: int) -> tuple[str, ...]:
    """The columns of an agent: record id, name, role, relator."""
    return tuple(f"{group}_agent_{name}_{number}" for name in ("record_id", "header", "role", "relator"))


def subject_columns(number: int) -> tuple[str, ...]:
    """The columns of a subject: record id, term, type, source."""
    return tuple(f"subject_{number}_{name}" for name in ("record_id", "term", "type", "source"))


def note_columns(code: str) -> tuple[str, ...]:
    """The columns of a note: its words, whether it is published, its label; for restrictions begin, end, and type."""
    more = tuple(f"{prefix}{code}" for prefix in _RESTRICTED.get(code, ()))
    return (f"n_{code}", f"p_{code}", f"l_{code}", *more)


COLUMNS: Final = tuple(_columns())


def label_of(column: str) -> str:
    """A name for people, for the second row."""
    return NAMES if column == MARKER else column.replace("_", " ").strip(BLANKS).capitalize()


def audience(cell: str) -> str | None:
    """The audience by a cell about publishing: as for the importer, external for a word for yes, internal for any other; None if empty.

    >>> audience("TRUE"), audience("0"), audience("staff only"), audience(" ")
    ('external', 'internal', 'internal', None)
    """
    word = cell.strip(BLANKS).casefold()
    if not word:
        return None
    return "external" if word in ("true", "t", "1", "yes", "y") else "internal"


def _internal(cell: str) -> bool:
    return audience(cell) == "internal"


def _slot(field: str, columns: Sequence[str], make: Callable[[Sequence[str]], Any], note: str = "") -> Slot:
    return Slot(
        field, tuple(columns), lambda value: [str(value)] * len(columns), lambda cells: make(cells) if any(cells) else None, lambda _: True,
        source=SOURCE, note=note, codec="parts", whole=True,
    )  # fmt: skip


def _date(cells: Sequence[str]) -> Date | None:
    label, begin, end, type_, expression, certainty, era, calendar = cells
    normal = "/".join(dict.fromkeys(filter(None, (begin, end)))) if begin or not end else f"/{end}"
    if not normal and not expression:
        return None
    fields: dict[str, Any] = {
        "kind": _LABELS.get(label.casefold(), label or None), "type": type_.casefold() or None, "certainty": certainty or None,
        "era": era or None, "calendar": calendar or None,
    }  # fmt: skip
    return Date.from_normal(normal, expression, **fields)[0] if normal else Date(expression, **fields)


def _extent(cells: Sequence[str]) -> Extent | None:
    portion, number, unit, summary, details, dimensions = cells
    text = " ".join(filter(None, (number, unit))) + (f" ({summary})" if summary and number else summary)
    if not (text or details or dimensions):
        return None
    return Extent(
        text, number or None, unit or None, coverage=portion.casefold() or None, facets=(details,) if details else (),
        dimensions=(dimensions,) if dimensions else (),
    )  # fmt: skip


def _extent_note(attribute: str) -> Callable[[Sequence[str]], Extent | None]:
    """Notes about an extent, each of them published or not."""

    def make(cells: Sequence[str]) -> Extent | None:
        words, published, label = cells
        said: dict[str, Any] = {attribute: words if attribute == "text" else (words,)}
        return Extent(**said, label=label or None, audience=audience(published)) if words else None

    return make


def _agent(cls: type[Agent]) -> Callable[[Sequence[str]], AgentLink | None]:
    def make(cells: Sequence[str]) -> AgentLink | None:
        number, name, role, relator = cells
        if not name and not number:
            return None
        found = {"subject": "subject", "creator": "creator", "": "creator"}.get(role.casefold(), role.casefold())
        return AgentLink(
            cls(name, identifiers=(Identifier(number, "local"),) if number else ()), found, relator or None
        )

    return make


def _subject(cells: Sequence[str]) -> Term | Place | None:
    number, term, type_, source = cells
    if not term and not number:
        return None
    if type_.casefold() == "geographic":
        return Place(term, source=source or None, identifier=number or None)
    return Term(
        term, _KIND_OF_TERM.get(type_.casefold(), type_ or "topic"), source=source or None, identifier=number or None
    )


def _note(code: str) -> Callable[[Sequence[str]], Note | None]:
    kind, columns = (NOTES | MORE_NOTES)[code], note_columns(code)

    def make(cells: Sequence[str]) -> Note | None:
        if not cells[0] and not cells[2]:
            return None
        more = cells[3:]
        dates = _restricted(*more[:2]) if more else None
        if dates is not None:
            more = ("", "", *more[2:])
        extras = tuple(
            Extra("csv-aspace", column, cell) for column, cell in zip(columns[3:], more, strict=True) if cell
        )
        return Note(kind, cells[0], label=cells[2] or None, dates=dates, audience=audience(cells[1]), extras=extras)

    return make


def _restricted(begin: str, end: str) -> Date | None:
    """The time of a restriction; None if its begin and end are empty, or no days."""
    days = [Date(cell).edtf if cell else ".." for cell in (begin, end)]
    if None in days or days == ["..", ".."] or any(_DAY.fullmatch(str(day)) is None for day in days):
        return None
    edtf = "/".join(map(str, dict.fromkeys(days)))
    return Date(edtf=edtf) if is_edtf(edtf) else None


def _language(cells: Sequence[str]) -> Language:
    said, script = cells
    code = find(said) if said else None
    scripted = find_script(script) if script else None
    name = "" if code else said
    return Language(code, scripted or script or None, name)


def _language_note(cells: Sequence[str]) -> Note | None:
    return Note("language", cells[0], audience=audience(cells[1])) if cells[0] else None


def _versions(first: str) -> Callable[[Sequence[str]], DigitalObject | None]:
    def make(cells: Sequence[str]) -> DigitalObject | None:
        id, title, publish, uri, use, format_, checksum, method, caption = cells
        if not any((id, title, uri, caption)):
            return None
        sums = f"{method}:{checksum}" if checksum and method else checksum
        alone = (Extra("csv-aspace", f"{first}_checksum_method", method),) if method and not checksum else ()
        return DigitalObject(
            uri or None, title, format_ or None, use or None, checksum=sums or None, description=caption, id=id or None,
            parallel=first == "nonrep", audience=audience(publish), extras=alone,
        )  # fmt: skip

    return make


@cache
def slots() -> tuple[Slot, ...]:
    """The sets of columns."""
    held = ("use_statement", "file_format", "checksum", "checksum_method", "caption")
    version = tuple(f"rep_{name}" for name in held)
    other = tuple(f"nonrep_{name}" for name in held)
    return (
        text_slot("title", source=SOURCE),
        words.column("identifiers", "unit_id", Identifier, source=SOURCE, whole=True),
        *(_slot("languages", (f"l_lang{suffix}", f"l_langscript{suffix}"), _language) for suffix in ("", "_2")),
        *(_slot("notes[language]", (f"n_langmaterial{suffix}", f"p_langmaterial{suffix}"), _language_note) for suffix in ("", "_2")),
        *(_slot("dates", date_columns(number), _date) for number in (1, 2)),
        *(_slot("extents", extent_columns(suffix), _extent) for suffix in ("", "_2")),
        _slot(
            "digital_objects", ("digital_object_id", "digital_object_title", "digital_object_publish", "rep_file_uri", *version),
            _versions("rep"),
        ),
        _slot(
            "digital_objects", ("nonrep_publish", "nonrep_file_uri", *other), lambda cells: _versions("nonrep")(["", "", *cells])
        ),
        *(
            _slot("agents", agent_columns(group, number), _agent(cls))
            for group, (cls, count) in AGENTS.items()
            for number in range(1, count + 1)
        ),
        words.column("identifiers", "accession_uri_1", lambda cell: Identifier(cell, "accession"), source=SOURCE, whole=True),
        *(_slot("subjects", subject_columns(number), _subject, "places and genres by their type") for number in range(1, SETS + 1)),
        *(_slot(f"notes[{kind}]", note_columns(code), _note(code)) for code, kind in NOTES.items() if kind),
        _slot("notes[processing]", ("processing_note",), lambda cells: Note("processing", cells[0], audience="internal"), "internal"),
        *(_slot("extents", note_columns(code), _extent_note(attribute)) for code, attribute in EXTENT_NOTES.items()),
    )  # fmt: skip


@cache
def read_only() -> tuple[Slot, ...]:
    """Columns that the importer accepts and the template lacks."""
    return tuple(_slot(f"notes[{kind}]", note_columns(code), _note(code)) for code, kind in MORE_NOTES.items())


_FINISHED: Final = (
    "level", "other_level", "publish", "restrictions_flag", "collection_id", "ead", "res_uri", MARKER, *note_columns("scopecontent"),
    *container_columns(""), *container_columns("_2"),
)  # fmt: skip


@cache
def dialect() -> Dialect:
    """Reading ArchivesSpace's table."""
    return Dialect(
        name="aspace",
        literal=True,
        title="ArchivesSpace's",
        slots=(*slots(), *read_only(), *SLOTS),
        template=COLUMNS,
        audience={"publish": _internal},
        minded=("p_scopecontent",),
        covers={"digital_object_publish": ("rep", "nonrep")},
        internal=_internal,
        id=("ref_id",),
        parent=(),
        depth="hierarchy",
        base=1,
        other=_FINISHED,
        # the template that links archival objects to top containers (`top_container_linker.rb`)
        synonyms={
            "instance_type": "cont_instance_type", "top_container_type": "type_1", "top_container_indicator": "indicator_1",
            "top_container_barcode": "barcode", "child_type": "type_2", "child_indicator": "indicator_2", "component_id": "unit_id",
            "ead_id": "ead",
        },
        separator="\n|\n",
        finish=bind,
        labels=True,
        recognises=lambda header: (
            (header[0].startswith("archivesspace") and "fieldcode" in header[0])
            or ("hierarchy" in header and bool(set(header) & {"resuri", "ead", "refid", "unitid"}))
        ),
    )  # fmt: skip


@cache
def crosswalk() -> Crosswalk:
    """The crosswalk of `csv-aspace`."""
    also = (("also", True),)
    rules = [
        Rule("id", "ref_id", source=SOURCE),
        Rule("id", "hierarchy", source=SOURCE, note="the level of the unit, from 1", options=also),
        Rule("id", "ead", source=SOURCE, note="the finding aid that the rows belong to", options=also),
        Rule("relations[isPartOf]", "ead", COLUMN, source=SOURCE, note="of the units at the top", writes=False),
        Rule("level", "level", COLUMN, source=SOURCE),
        Rule("level", "other_level", COLUMN, source=SOURCE, options=also),
        Rule("audience", "publish", COLUMN, source=SOURCE, note="False is internal"),
        Rule("description", "n_scopecontent", COLUMN, source=SOURCE),
        Rule("description_heading", "l_scopecontent", COLUMN, source=SOURCE),
        *(
            Rule("containers", column, COLUMN, source=SOURCE, options=also if index else ())
            for index, column in enumerate(_containers())
        ),
        Rule("places", "subject_1_term", COLUMN, source=SOURCE, note="of type geographic", reads=False),
        Rule("genres", "subject_1_term", COLUMN, source=SOURCE, note="of type genre_form", reads=False),
        Rule("rights", "n_userestrict", COLUMN, source=SOURCE, note="as prose", reads=False),
        Rule("source", "n_originalsloc", COLUMN, source=SOURCE, note="as prose", reads=False),
    ]
    begin_end = (("b_accessrestrict", "the first day of a restriction"), ("e_accessrestrict", "its last day"))
    rules += [
        Rule("notes[access_conditions]", name, COLUMN, source=SOURCE, note=note, options=also)
        for name, note in begin_end
    ]
    rules += [Rule(slot.field, slot.columns[0], COLUMN, SOURCE) for slot in read_only()]
    found = crosswalk_of("csv-aspace", "ArchivesSpace's bulk import", slots(), before=rules, source=SOURCE)
    written = columns.known()  # without what only the development branch reads
    return attrs.evolve(
        found, rules=tuple(rule if rule.target in written else attrs.evolve(rule, writes=False) for rule in found.rules)
    )


def _containers() -> tuple[str, ...]:
    return (*container_columns(""), *container_columns("_2"))


def bind(layout: Layout, _: str, report: Report) -> Finish:
    """Add the readers of the level, the finding aid, the scope and content, and the containers."""
    at = {column: layout.index_of(column) for column in _FINISHED}
    belongs: list[str] = []

    def finish(draft: Draft, cells: list[str], line: int) -> None:
        said = {
            column: stripped(cells[index]) for column, index in at.items() if index >= 0 and cells[index].strip(BLANKS)
        }
        level = words.level(said.get("level", ""))
        if level.casefold() in ("otherlevel", "other level", "other") and "other_level" in said:
            level = said["other_level"]
        elif "other_level" in said:
            draft.extra("other_level", said["other_level"])
        if level:
            draft.add("level", level)
        published = audience(said.get("publish", ""))
        if published is not None:
            put(draft, published)
        _scope(draft, said)
        for suffix in ("", "_2"):
            for container in nested([said.get(column, "") for column in container_columns(suffix)], suffix):
                draft.add("containers", container)
        _belonging(draft, said, belongs)
        for column in ("restrictions_flag", MARKER):
            if said.get(column, "").casefold() not in ("", "false", "0", "no"):
                draft.extra(column, said[column])
                report.note("carried", "it is carried along as it is", target=column, value=said[column], line=line)
        _terms(draft)

    return finish


def _scope(draft: Draft, said: dict[str, str]) -> None:
    """Scope and content: the description, unless it is internal, which a description cannot be."""
    text, published, label = (said.get(column, "") for column in note_columns("scopecontent"))
    if audience(published) == "internal":
        draft.add("notes", Note("scope_and_content", text, label=label or None, audience="internal"))
        return
    if text:
        draft.add("description", text)
    if label:
        draft.add("description_heading", label)


def nested(cells: Sequence[str], suffix: str) -> Iterator[Container]:
    """A container and those nested in it, each with the name of its parent."""
    instance, kind, indicator, barcode, kind_2, indicator_2, kind_3, indicator_3 = cells
    inner = [(kind_2, indicator_2), (kind_3, indicator_3)]
    number = 2 if suffix else 1
    if kind or indicator or barcode or instance:
        has_inner = any(map(any, inner))
        name = f"container-{number}" if has_inner else None
        yield Container(indicator, kind or None, instance or None, barcode or None, name)
    parent = f"container-{number}"
    for depth, (inner_kind, inner_indicator) in enumerate(inner, 1):
        if inner_kind or inner_indicator:
            last = depth == len(inner) or not any(inner[depth])
            name = None if last else f"container-{number}.{depth}"
            yield Container(inner_indicator, inner_kind or None, None, None, name, parent)
            parent = f"container-{number}.{depth}"


def _belonging(draft: Draft, said: dict[str, str], belongs: list[str]) -> None:
    """The finding aid of the rows, once for each that is named."""
    for column in ("res_uri", "ead", "collection_id"):
        if column in said:
            key = f"{column} {said[column]}"
            if key not in belongs:
                if len(belongs) < 100:
                    belongs.append(key)
                draft.add("relations", Relation("isPartOf", said[column]))


_GENRES: Final = frozenset(("genre_form", "Genre / Form"))


def _terms(draft: Draft) -> None:
    """Move subjects that are genres there."""
    terms = draft.fields.get("subjects")
    if terms and any(term.kind in _GENRES for term in terms):
        genres = [term for term in terms if term.kind in _GENRES]
        rest = [term for term in terms if term.kind not in _GENRES]
        for term in genres:
            draft.add("genres", Term(term.term, source=term.source, identifier=term.identifier))
        if rest:
            draft.fields["subjects"] = rest
        else:
            del draft.fields["subjects"]
