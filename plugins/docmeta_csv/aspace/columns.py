"""The columns written: those of ArchivesSpace's bulk import template 4.2.1, and the further ones that its importer reads.

The importer goes on only while a set is filled (`import_archival_objects.rb`, `create_dates`, `process_extents` and others), takes subjects
up to the tenth, and a note of any type in a column named `n_` and the type (`bulk_import_mixins.rb`, `handle_notes`).

>>> header({"title", "begin_3", "n_appraisal"})[-9:]
('dates_label_3', 'begin_3', 'end_3', 'date_type_3', 'expression_3', 'date_certainty_3', 'n_appraisal', 'p_appraisal', 'l_appraisal')
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

MARKER: Final = "ArchivesSpace field code (please don't edit this row)"
#: The most sets of columns of one thing; the importer has no limit, but spreadsheets do.
SETS: Final = 100
#: The number of subjects that the importer reads.
SUBJECTS: Final = 10
AGENTS: Final = {"people": 5, "families": 2, "corporate_entities": 3}
_FRAME: Final = (
    MARKER, "collection_id", "ead", "res_uri", "ref_id", "title", "unit_id", "hierarchy", "level", "other_level", "publish",
    "restrictions_flag", "processing_note",
)  # fmt: skip
_VERSION: Final = (
    "use_statement", "xlink_actuate_attribute", "xlink_show_attribute", "file_format", "file_format_version", "file_size", "checksum",
    "checksum_method", "caption",
)  # fmt: skip
_NOTES: Final = (
    "abstract accessrestrict acqinfo arrangement bioghist custodhist dimensions odd physdesc physfacet physloc prefercite processinfo "
    "relatedmaterial scopecontent separatedmaterial userestrict".split()
)
_MORE_NOTES: Final = (
    "accruals altformavail appraisal bibliography fileplan legalstatus materialspec originalsloc otherfindaid phystech".split()
)  # fmt: skip


def _suffixed(number: int, *names: str) -> tuple[str, ...]:
    return names if number == 1 else tuple(f"{name}_{number}" for name in names)


def languages(number: int) -> tuple[str, ...]:
    """The columns of a language: language, script, its note, and whether that is published."""
    return _suffixed(number, "l_lang", "l_langscript", "n_langmaterial", "p_langmaterial")


def dates(number: int) -> tuple[str, ...]:
    """The columns of a date. The first set has no number: both the released importer and that of the development branch accept this."""
    return _suffixed(number, "dates_label", "begin", "end", "date_type", "expression", "date_certainty")


def extents(number: int) -> tuple[str, ...]:
    """The columns of an extent."""
    return _suffixed(number, "portion", "number", "extent_type", "container_summary", "physical_details", "dimensions")


def containers(number: int) -> tuple[str, ...]:
    """The columns of a container and of the two nested in it."""
    return _suffixed(
        number,
        "cont_instance_type",
        "type_1",
        "indicator_1",
        "barcode",
        "type_2",
        "indicator_2",
        "type_3",
        "indicator_3",
    )


def agents(group: str, number: int) -> tuple[str, ...]:
    """The columns of an agent."""
    return tuple(f"{group}_agent_{name}_{number}" for name in ("record_id", "header", "role", "relator"))


def subjects(number: int) -> tuple[str, ...]:
    """The columns of a subject."""
    return tuple(f"subject_{number}_{name}" for name in ("record_id", "term", "type", "source"))


def notes(code: str) -> tuple[str, ...]:
    """The columns of a note: its words, whether it is published, its label; for restrictions, begin, end and type."""
    more = ("b_accessrestrict", "e_accessrestrict", "t_accessrestrict") if code == "accessrestrict" else ()
    return (f"n_{code}", f"p_{code}", f"l_{code}", *more)


def _template() -> Iterator[str]:
    yield from _FRAME
    for columns in (languages, dates, extents, containers):
        yield from (*columns(1), *columns(2))
    yield from ("digital_object_id", "digital_object_title", "digital_object_publish", "rep_file_uri")
    yield from (f"rep_{name}" for name in _VERSION)
    yield from ("nonrep_file_uri", "nonrep_publish")
    yield from (f"nonrep_{name}" for name in _VERSION)
    for group, count in AGENTS.items():
        for number in range(1, count + 1):
            yield from agents(group, number)
    yield from (*subjects(1), *subjects(2))
    for code in _NOTES:
        yield from notes(code)


TEMPLATE: Final = tuple(_template())


@cache
def _further() -> tuple[tuple[str, ...], ...]:
    """The sets of columns that the template lacks."""
    sets = [columns(number) for columns in (languages, dates, extents, containers) for number in range(3, SETS + 1)]
    sets += [agents(group, number) for group, count in AGENTS.items() for number in range(count + 1, SETS + 1)]
    sets += [subjects(number) for number in range(3, SUBJECTS + 1)]
    return (*sets, *map(notes, _MORE_NOTES))


@cache
def known() -> frozenset[str]:
    """All columns that may be written."""
    return frozenset(TEMPLATE).union(*_further())


def header(used: AbstractSet[str]) -> tuple[str, ...]:
    """The template, and the further sets with a column in use."""
    further = (columns for columns in _further() if not used.isdisjoint(columns))
    return (*TEMPLATE, *(column for columns in further for column in columns))
