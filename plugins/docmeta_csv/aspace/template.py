"""The columns of ArchivesSpace's bulk import template, as they are read.

Its first row holds codes, its second names for people, and `hierarchy` gives the level of a row, from 1.
A cell holds one value: repeatable fields have columns in numbered sets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docmeta.model import Agent, CorporateBody, Family, Person
from docmeta_csv.table.cells import BLANKS

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
AGENTS: Final[dict[str, tuple[type[Agent], int]]] = {
    "people": (Person, 5),
    "families": (Family, 2),
    "corporate_entities": (CorporateBody, 3),
}
SETS: Final = 2
_RESTRICTED: Final = {"accessrestrict": ("b_", "e_", "t_"), "userestrict": ("b_", "e_")}
_VERSION: Final = (
    "use_statement", "xlink_actuate_attribute", "xlink_show_attribute", "file_format", "file_format_version", "file_size", "checksum",
    "checksum_method", "caption",
)  # fmt: skip


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
