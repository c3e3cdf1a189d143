"""The table of `csv-aspace`: what ArchivesSpace's bulk import template, 194 columns, means to the reader and to the crosswalk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from docmeta.crosswalk import Crosswalk, Report, Rule
from docmeta.model import (
    Container,
    Identifier,
    Note,
    Relation,
    Term,
)
from docmeta_csv.aspace import columns, made
from docmeta_csv.aspace.template import (
    AGENTS,
    COLUMNS,
    EXTENT_NOTES,
    MARKER,
    MORE_NOTES,
    NOTES,
    SETS,
    SOURCE,
    agent_columns,
    container_columns,
    date_columns,
    extent_columns,
    note_columns,
    subject_columns,
)
from docmeta_csv.table import words
from docmeta_csv.table.audience import SLOTS, put
from docmeta_csv.table.cells import BLANKS, stripped
from docmeta_csv.table.dialect import Dialect, Finish
from docmeta_csv.table.slots import COLUMN, Slot, crosswalk_of, text_slot

if TYPE_CHECKING:
    from docmeta.model import Draft
    from docmeta_csv.table.header import Layout


def _slot(field: str, columns: Sequence[str], make: Callable[[Sequence[str]], Any], note: str = "") -> Slot:
    return Slot(
        field, tuple(columns), lambda value: [str(value)] * len(columns), lambda cells: make(cells) if any(cells) else None, lambda _: True,
        source=SOURCE, note=note, codec="parts", whole=True,
    )  # fmt: skip


@cache
def slots() -> tuple[Slot, ...]:
    """The sets of columns."""
    held = ("use_statement", "file_format", "checksum", "checksum_method", "caption")
    version = tuple(f"rep_{name}" for name in held)
    other = tuple(f"nonrep_{name}" for name in held)
    return (
        text_slot("title", source=SOURCE),
        words.column("identifiers", "unit_id", Identifier, source=SOURCE, whole=True),
        *(_slot("languages", (f"l_lang{suffix}", f"l_langscript{suffix}"), made.language) for suffix in ("", "_2")),
        *(_slot("notes[language]", (f"n_langmaterial{suffix}", f"p_langmaterial{suffix}"), made.language_note) for suffix in ("", "_2")),
        *(_slot("dates", date_columns(number), made.date) for number in (1, 2)),
        *(_slot("extents", extent_columns(suffix), made.extent) for suffix in ("", "_2")),
        _slot(
            "digital_objects", ("digital_object_id", "digital_object_title", "digital_object_publish", "rep_file_uri", *version),
            made.versions("rep"),
        ),
        _slot(
            "digital_objects", ("nonrep_publish", "nonrep_file_uri", *other), lambda cells: made.versions("nonrep")(["", "", *cells])
        ),
        *(
            _slot("agents", agent_columns(group, number), made.agent(cls))
            for group, (cls, count) in AGENTS.items()
            for number in range(1, count + 1)
        ),
        words.column("identifiers", "accession_uri_1", lambda cell: Identifier(cell, "accession"), source=SOURCE, whole=True),
        *(_slot("subjects", subject_columns(number), made.subject, "places and genres by their type") for number in range(1, SETS + 1)),
        *(_slot(f"notes[{kind}]", note_columns(code), made.note(code)) for code, kind in NOTES.items() if kind),
        _slot("notes[processing]", ("processing_note",), lambda cells: Note("processing", cells[0], audience="internal"), "internal"),
        *(_slot("extents", note_columns(code), made.extent_note(attribute)) for code, attribute in EXTENT_NOTES.items()),
    )  # fmt: skip


@cache
def read_only() -> tuple[Slot, ...]:
    """Columns that the importer accepts and the template lacks."""
    return tuple(_slot(f"notes[{kind}]", note_columns(code), made.note(code)) for code, kind in MORE_NOTES.items())


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
        audience={"publish": made.internal},
        minded=("p_scopecontent",),
        covers={"digital_object_publish": ("rep", "nonrep")},
        internal=made.internal,
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
        published = made.audience(said.get("publish", ""))
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
    if made.audience(published) == "internal":
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
