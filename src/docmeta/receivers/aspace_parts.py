"""The parts of a row of ArchivesSpace's bulk import: dates, extents, containers, languages, agents, subjects, notes, the digital object.

Sets of columns are read up to the first unfilled one; a part with a value outside the importer's lists is refused alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date as day
from functools import cache
from typing import Any, Final

import attrs

from docmeta import text
from docmeta.errors import DocmetaError
from docmeta.languages import find, find_script, is_script, to_639_2b
from docmeta.receivers.aspace_lists import LISTS, NOTES, OPEN, limit, list_of, value
from docmeta.receivers.verdict import Outcome, Rule, Verdict

#: The characters that Ruby's `String#strip` removes.
BLANKS: Final = " \t\r\n\v\f\0"
_VERSION: Final = "ArchivesSpace 4.2.1"
_GROUPS: Final = ("people", "corporate_entities", "families")
_TAG: Final = re.compile("</?[a-zA-Z]+>")
_FILE: Final = ("use_statement", "xlink_actuate_attribute", "xlink_show_attribute", "file_format", "file_format_version", "file_size",
                "checksum", "checksum_method", "caption")  # fmt: skip


def rule(id: str, outcome: Outcome, field: str, why: str, advice: str, source: str, place: str = "") -> Rule:
    """A rule of the bulk import."""
    return Rule(f"ASPACE-BULK-{id}", outcome, field, place, why, advice, source)


_LIST: Final = rule(
    "LIST",
    "refused",
    "",
    "the value is not in ArchivesSpace's list",
    "use a value of the list",
    f"cv_list.rb, {_VERSION}",
)
_DATE: Final = rule(
    "DATE", "refused", "dates", "a date is refused if its begin or end is not a day, or they are in the wrong order",
    "write them as 1951, 1951-11 or 1951-11-19, and other words as expression", f"bulk_import_mixins.rb, create_date, {_VERSION}",
)  # fmt: skip
_SINGLE: Final = rule(
    "SINGLE",
    "misread",
    "dates",
    "a single date has an end",
    "make it inclusive",
    f"bulk_import_mixins.rb, create_date, {_VERSION}",
    "date_type",
)
_NUMBER: Final = rule(
    "EXTENT", "refused", "extents", "an extent needs a number and a type", "move it to n_physdesc",
    f"import_archival_objects.rb, {_VERSION}", "number",
)  # fmt: skip
_INSTANCE: Final = rule(
    "INSTANCE", "refused", "containers", "a container without an instance type is refused", "fill in cont_instance_type: mixed_materials",
    f"container_instance_handler.rb, {_VERSION}", "cont_instance_type",
)  # fmt: skip
_CONTAINER: Final = rule(
    "CONTAINER", "refused", "containers", "a container without a type is refused", "fill in type_1: box",
    f"container_instance_handler.rb, {_VERSION}", "type_1",
)  # fmt: skip
_NEW: Final = rule(
    "NEW-VALUE", "created", "containers", "the importer adds the value to its list", "use a value of the list, unless it is intended",
    f"cv_list.rb, CREATE_NEW_VALUES_FOR, {_VERSION}",
)  # fmt: skip
_RECORD: Final = rule(
    "RECORD-ID",
    "refused",
    "agents",
    "a record id is the number of a record in ArchivesSpace",
    "leave it empty",
    f"agent_handler.rb, {_VERSION}",
)
_TYPE: Final = rule(
    "NOTE-TYPE",
    "refused",
    "notes",
    "ArchivesSpace has no note of this type",
    "write it as n_odd",
    f"notes_handler.rb, {_VERSION}",
)
_XML: Final = rule(
    "NOTE-XML", "refused", "notes", "a note with tags is read as XML, which fails here", "write &lt; for <, and &amp; for &",
    f"notes_handler.rb, wellformed, {_VERSION}",
)  # fmt: skip
_LONG: Final = rule(
    "PART-LENGTH",
    "refused",
    "",
    "a cell is longer than ArchivesSpace stores",
    "shorten it",
    f"common/schemas, {_VERSION}",
)
_OBJECT: Final = rule(
    "OBJECT-ID", "refused", "digital_objects", "two digital objects have the same identifier", "change one of them",
    f"digital_object_handler.rb, {_VERSION}", "digital_object_id",
)  # fmt: skip
_UNTITLED: Final = rule(
    "OBJECT-TITLE", "refused", "digital_objects", "a digital object without a title fails the importer's own validation",
    "fill in digital_object_title", f"digital_object_handler.rb, {_VERSION}", "digital_object_title",
)  # fmt: skip
_PUBLISH: Final = rule(
    "PUBLISH", "misread", "audience", "a value other than t, 1 or true means that it is not published", "write TRUE or FALSE",
    f"bulk_import_mixins.rb, normalize_boolean_column, {_VERSION}",
)  # fmt: skip
RULES: Final = (
    _LIST, _DATE, _SINGLE, _NUMBER, _INSTANCE, _CONTAINER, _NEW, _RECORD, _TYPE, _XML, _LONG, _OBJECT, _UNTITLED, _PUBLISH,
)  # fmt: skip


@attrs.define
class Row:
    """The non-empty cells of a row by column, and which of them the importer has used."""

    cells: dict[str, str]
    line: int
    taken: set[str] = attrs.field(factory=set)

    def take(self, column: str) -> str:
        """A cell that the importer reads."""
        self.taken.add(column)
        return self.cells.get(column, "")

    def untaken(self) -> Iterator[str]:
        """The columns whose cells were not read."""
        return (column for column in self.cells if column not in self.taken)

    def no(self, rule: Rule, what: str, column: str, said: str = "", **more: Any) -> Verdict:
        """A verdict about a cell."""
        return Verdict.of(rule, what, said or self.cells.get(column, ""), line=self.line, place=column, **more)

    def yes(self, what: str, said: str, column: str) -> Verdict:
        """A part that is imported."""
        return Verdict("created", what, said, line=self.line, place=column)

    def faults(self, what: str, field: str, columns: Sequence[str]) -> Iterator[Verdict]:
        """Cells of a part whose values are in no list, or too long."""
        for column in columns:
            cell = self.take(column)
            name = list_of(column)
            if name is not None and cell and value(name, cell) is None:
                if name in OPEN:
                    yield self.no(_NEW, "list value", column, field=field)
                else:
                    known = ", ".join(list(LISTS[name])[:14])
                    why = f"{cell[:60]!r} is not in ArchivesSpace's list ({name}: {known} ...)"
                    yield self.no(_LIST, what, column, reason=why, field=field)
            elif len(cell) > limit(column):
                yield self.no(_LONG, what, column, cell[:60], field=field)


@cache
def known(column: str) -> bool:
    """Whether the importer reads a column with this name in the right place."""
    plain = re.sub("_[0-9]+", "", column)
    names = (
        "begin end expression dates_label date_type date_certainty portion number extent_type container_summary physical_details "
        "dimensions cont_instance_type type indicator barcode l_lang l_langscript n_langmaterial p_langmaterial"
    ).split()
    return (
        plain in names or column.startswith(("subject_", "rep_", "nonrep_", "digital_object_")) or "_agent_" in column
    )


def parts(row: Row, objects: set[int]) -> Iterator[Verdict]:
    """The fate of each part of a row."""
    for column in (
        "publish",
        "restrictions_flag",
        "digital_object_publish",
        "nonrep_publish",
        *(c for c in row.cells if c[:2] == "p_"),
    ):
        if row.cells.get(column, "").casefold() not in ("", "t", "1", "true", "f", "0", "false"):
            yield row.no(_PUBLISH, "publish", column)
    for number in _sets(row, "begin", "end", "expression"):
        yield from _date(row, number)
    for number in _sets(row, "number", "extent_type"):
        yield from _extent(row, number)
    for number in _sets(row, "cont_instance_type", "type_1", "barcode"):
        yield from _container(row, number)
    for number in _sets(row, "l_lang", "l_langscript", "n_langmaterial"):
        yield from _language(row, number)
    for group in _GROUPS:
        yield from _agents(row, group)
    yield from _subjects(row)
    yield from _notes(row)
    yield from _object(row, objects)


def _sets(row: Row, *names: str) -> Iterator[str]:
    """The suffixes of the sets that are read: as long as one of these columns is filled."""
    number, suffix = 1, ""
    while any(f"{name}{suffix}" in row.cells for name in names):
        yield suffix
        number += 1
        suffix = f"_{number}"


def _date(row: Row, suffix: str) -> Iterator[Verdict]:
    begin, end, expression, type_ = (
        row.take(f"{name}{suffix}") for name in ("begin", "end", "expression", "date_type")
    )
    faults = list(row.faults("date", "dates", [f"dates_label{suffix}", f"date_type{suffix}"]))
    yield from faults
    yield from row.faults("date", "dates", [f"date_certainty{suffix}"])  # the date is created even without it
    if faults:
        return
    days = [_day(begin), _day(begin if end and begin.startswith(end) else end)]
    if None in days or (begin and end and days[1] < days[0]):  # type: ignore[operator]
        yield row.no(_DATE, "date", f"begin{suffix}", " - ".join(filter(None, (begin, end))))
        return
    if type_ == "single" and end:
        yield row.no(_SINGLE, "date", f"end{suffix}")
    said = expression or " - ".join(filter(None, (begin, end)))
    yield row.yes("date", f"bulk: {said}" if type_.startswith("bulk") else said, f"begin{suffix}")


def _day(written: str) -> tuple[int, ...] | None:
    """A day, completed with January and 1; nothing if it is invalid (`validations.rb`, `parse_sloppy_date`)."""
    if not written:
        return ()
    fields = [*written.removeprefix("-").split("-"), "1", "1"][:3]
    if not all(field.isdecimal() and len(field) < 5 for field in fields):  # as Ruby reads a year
        return None
    year, month, number = map(int, fields)
    try:
        day(min(max(year, 1), 9999), month, number)
    except ValueError:
        return None
    return (-year if written.startswith("-") else year, month, number)


def _extent(row: Row, suffix: str) -> Iterator[Verdict]:
    names = ("portion", "number", "extent_type", "container_summary", "physical_details", "dimensions")
    columns = [f"{name}{suffix}" for name in names]
    number, unit = row.take(columns[1]), row.take(columns[2])
    said = " ".join(filter(None, (number, unit)))
    faults = [attrs.evolve(fault, said=said) for fault in row.faults("extent", "extents", columns)]
    if not number or not unit:
        faults.append(row.no(_NUMBER, "extent", columns[1], said))
    yield from faults[:1]
    if not faults:
        yield row.yes("extent", said, columns[1])


def _container(row: Row, suffix: str) -> Iterator[Verdict]:
    type_, indicator, barcode = (row.take(f"{name}{suffix}") for name in ("type_1", "indicator_1", "barcode"))
    said = " ".join(filter(None, (type_, indicator or "Unknown", f"[{barcode}]" if barcode else "")))
    columns = [f"cont_instance_type{suffix}", f"type_1{suffix}", f"indicator_1{suffix}", f"barcode{suffix}"]
    for number in ("2", "3"):
        if f"type_{number}{suffix}" in row.cells:
            columns += [f"type_{number}{suffix}", f"indicator_{number}{suffix}"]
            said += f", {row.cells[columns[-2]]} {row.cells.get(columns[-1], 'Unknown')}"
    faults = list(row.faults("top_container", "containers", columns))
    if columns[0] not in row.cells:
        faults.insert(0, row.no(_INSTANCE, "top_container", columns[0], said))
    elif not type_:
        faults.insert(0, row.no(_CONTAINER, "top_container", columns[1], said))
    yield from faults
    if all(fault.outcome == "created" for fault in faults):
        yield row.yes("top_container", said, columns[1])


def _language(row: Row, suffix: str) -> Iterator[Verdict]:
    said, note = row.take(f"l_lang{suffix}"), row.take(f"n_langmaterial{suffix}")
    row.take(f"p_langmaterial{suffix}")
    code = said if to_639_2b(said) == said else find(said) if said else None
    if said and not code:
        yield row.no(_LIST, "language", f"l_lang{suffix}", field="languages")
    elif said or note:
        script = row.take(f"l_langscript{suffix}")
        if script and not (is_script(script) and script == script.capitalize()) and find_script(script) is None:
            yield row.no(_LIST, "language", f"l_langscript{suffix}", field="languages")
        yield row.yes("language", " ".join(filter(None, (code, script, note))), f"l_lang{suffix}")


def _agents(row: Row, group: str) -> Iterator[Verdict]:
    number = 1
    while f"{group}_agent_record_id_{number}" in row.cells or f"{group}_agent_header_{number}" in row.cells:
        columns = [f"{group}_agent_{name}_{number}" for name in ("record_id", "header", "role", "relator")]
        faults = list(row.faults("agent", "agents", columns[1:]))
        if not row.take(columns[0]).isdecimal() and columns[0] in row.cells:
            faults.append(row.no(_RECORD, "agent", columns[0]))
        yield from faults
        if not faults:
            yield row.yes("agent", row.cells.get(columns[1], row.cells.get(columns[0], "")), columns[1])
        number += 1


def _subjects(row: Row) -> Iterator[Verdict]:
    for number in range(1, 11):
        columns = [f"subject_{number}_{name}" for name in ("record_id", "term", "type", "source")]
        if columns[0] in row.cells or columns[1] in row.cells:
            faults = list(row.faults("subject", "subjects", columns[1:]))
            if not row.take(columns[0]).isdecimal() and columns[0] in row.cells:
                faults.append(row.no(_RECORD, "subject", columns[0], field="subjects"))
            yield from faults
            if not faults:
                yield row.yes("subject", row.cells.get(columns[1], ""), columns[1])


def _notes(row: Row) -> Iterator[Verdict]:
    for column, cell in row.cells.items():
        if not column.startswith("n_") or column in row.taken:
            continue
        code = row.take(column) and column[2:]
        row.take(f"p_{code}")
        row.take(f"l_{code}")
        faults: list[Verdict] = []
        if code not in NOTES:
            faults.append(row.no(_TYPE, "note", column))
        elif _TAG.search(cell) and not _well_formed(cell):
            faults.append(row.no(_XML, "note", column, cell[:60]))
        if code == "accessrestrict":
            row.take("b_accessrestrict")
            row.take("e_accessrestrict")
            faults += row.faults("note", "notes", ["t_accessrestrict"])
        yield from faults
        if not faults:
            yield row.yes("note", code, column)


def _well_formed(cell: str) -> bool:
    try:
        text.parse(cell)
    except DocmetaError:
        return False
    return True


def _object(row: Row, objects: set[int]) -> Iterator[Verdict]:
    """The digital object, and its two versions; a version is read if it has a URL."""
    main = ("digital_object_title", "rep_file_uri", "nonrep_file_uri", "digital_object_id")
    if not any(column in row.cells for column in main):
        return
    columns = [*main, "digital_object_publish"]
    for prefix in ("rep", "nonrep"):
        if f"{prefix}_file_uri" in row.cells:
            columns += [f"{prefix}_{name}" for name in _FILE] + (["nonrep_publish"] if prefix == "nonrep" else [])
    faults = list(row.faults("digital_object", "digital_objects", columns))
    id = row.cells.get("digital_object_id", "")
    if id and hash(id) in objects:
        faults.append(row.no(_OBJECT, "digital_object", "digital_object_id"))
    objects.add(hash(id))
    if "digital_object_title" not in row.cells:
        faults.append(row.no(_UNTITLED, "digital_object", "digital_object_title", row.cells.get("rep_file_uri", id)))
    yield from faults
    if not faults:
        said = (
            row.cells.get("digital_object_title")
            or row.cells.get("rep_file_uri")
            or row.cells.get("nonrep_file_uri")
            or id
        )
        yield row.yes("digital_object", said, "rep_file_uri")
