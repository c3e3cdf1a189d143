"""Writes ArchivesSpace's bulk import template (release 4.2.1, and the development branch).

The importer makes archival objects below an existing resource: so a collection at the top is no row, and its children
have hierarchy 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any, BinaryIO, Final

from docmeta import Context, Node
from docmeta.crosswalk import extra_code
from docmeta.dates import Date
from docmeta.model import FIELDS, Collection, Minter, Relation, Unit, devised_title
from docmeta_csv.aspace import columns, fields, notes, table, template, words
from docmeta_csv.aspace.cells import BLANKS, Cells
from docmeta_csv.options import AspaceOptions
from docmeta_csv.table.foreign import no_options
from docmeta_csv.table.output import Output
from docmeta_csv.table.said import plain
from docmeta_csv.table.spool import Spool

#: The levels that make a unit a resource by themselves (the top levels of ISAD(G) 2.1 and of ArchivesSpace).
_TOPS: Final = frozenset(("collection", "fonds", "recordgrp", "subgrp", "subfonds", "class"))
#: The levels of a whole: one inside another with the same identifier is that other.
_WHOLE: Final = frozenset(("collection", "fonds", "recordgrp"))
_REF: Final = re.compile(r"[A-Za-z0-9_:.-]{1,255}\Z")
_NOT_A_ROW: Final = (
    "of the collection itself: it is the resource that the rows go below, which the importer does not make"
)


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write one row for each node but a resource, in document order; `hierarchy` gives its level."""
    no_options(context)
    with Spool() as spool:
        rows = AspaceRows(context)
        for row in rows.rows(nodes):
            spool.add(row)
        output = Output(out, context, columns.header(spool.columns), apostrophes=False)
        output.metadata(table.crosswalk(), {})
        output.lines.row([template.label_of(column) for column in output.columns])
        for cells in spool.rows(output.columns):
            output.row(cells)
        output.close()


class AspaceRows:
    """Makes the rows of nodes."""

    def __init__(self, context: Context) -> None:
        self.report = context.report
        self.options: AspaceOptions = context.options
        self.minter = Minter()
        self.uri = self.ead = ""
        self.first = 1
        self.known: set[str] = set()
        self.taken: set[tuple[str, str]] = set()

    def lose(self, code: str, field: str, target: str, value: Any, reason: str) -> None:
        """Report a loss."""
        self.report.lose(field, target, value, code=code, reason=reason)

    def supplied(self, field: str, target: str, why: str, value: Any) -> None:
        """Report what was supplied."""
        self.report.note("supplied", f"{why}: {value}", field=field, target=target, value=value)

    def rows(self, nodes: Iterable[Node]) -> Iterator[dict[str, str]]:
        """The cells of each row."""
        for node, below in pairwise(chain(nodes, (None,))):
            if node is None:
                return
            self.minter.step(node.depth)
            holds = below is not None and below.depth > node.depth
            if node.depth == 0:
                self.top(node.unit, holds=holds)
            elif node.depth == 1 and self.first < 1:
                self.first = -1 if holds and self.is_top(node.unit) else 0
                if self.first:
                    self.resource(node.unit)
            if node.depth + self.first > 0:
                yield self.row(node)

    def top(self, unit: Unit, *, holds: bool) -> None:
        """The resource of the rows, and whether the unit at the top is that resource."""
        part = next((one.target.strip(BLANKS) for one in unit.relations if one.kind == "isPartOf" and one.target), "")
        own = str(unit.record.id).strip(BLANKS) if unit.record is not None else ""
        whole = bool(own) or (not part and (unit.level in _TOPS or (holds and not unit.level)))
        aggregate = isinstance(unit, Collection) and whole
        self.first = 0 if aggregate and self.options.top == "resource" else 1
        self.known = {own, *_names(unit)} - {""} if unit.level in _WHOLE else set()
        said = self.options.res_uri or self.options.ead or own or part
        self.uri, self.ead = (said, "") if self.options.res_uri or said.startswith("/repositories/") else ("", said)
        if not said:
            message = (
                "ArchivesSpace refuses rows that do not name their resource; "
                "name it by the options ead or res_uri, by an EAD ID or an address such as /repositories/2/resources/7"
            )
            self.report.note("problem", message, field="id", target="ead", value=str(unit.title) or unit.id)
        if not self.first:
            self.resource(unit)
        elif aggregate:
            message = "the importer makes an archival object of the collection, below the resource; leave it out by top=resource"
            self.report.note("problem", message, field="level", target="hierarchy", value=str(unit.title) or unit.id)

    def is_top(self, unit: Unit) -> bool:
        """Whether a component repeats the collection around it, as in finding aids whose `archdesc` is only a wrapper."""
        return unit.level in _WHOLE and not self.known.isdisjoint(_names(unit))

    def resource(self, unit: Unit) -> None:
        """Report what the table does not hold of a resource: all but its identifier."""
        for field in FIELDS:
            value = getattr(unit, field)
            if field in ("minted", "members") or not value or (field == "id" and unit.minted):
                continue
            for one in value if isinstance(value, tuple) else (value,):
                code = extra_code(one) if field == "extras" else "changed" if one == "external" else "dropped"
                self.lose(code, field, "", one, f"the {field.replace('_', ' ')} {_NOT_A_ROW}")

    def row(self, node: Node) -> dict[str, str]:
        """The cells of a node."""
        unit, cells = node.unit, Cells(self.lose)
        self.place(node, cells)
        self.title(unit, cells)
        fields.identifiers(cells, unit.identifiers)
        fields.languages(cells, unit.languages, [note for note in unit.notes if notes.is_language(note)])
        fields.dates(cells, unit.dates, self.supplied)
        fields.extents(cells, unit.extents)
        fields.containers(cells, unit.containers, self.supplied)
        fields.objects(cells, unit.digital_objects, self.supplied)
        fields.agents(cells, unit.agents, self.supplied)
        fields.subjects(cells, unit)
        notes.notes(cells, unit)
        cells.extras(unit.extras)
        self.others(node)
        self.once("id", "ref_id", cells)
        self.once("digital_objects", "digital_object_id", cells)
        return cells.finished()

    def once(self, field: str, column: str, cells: Cells) -> None:
        """Leave out an identifier that a row above has: ArchivesSpace refuses the second, and makes one if there is none."""
        id = cells.row.get(column)
        if id is None:
            return
        if (column, id) in self.taken:
            del cells.row[column]
            self.lose(
                "dropped",
                field,
                column,
                id,
                "the identifier: a row above has the same, and ArchivesSpace refuses the second",
            )
        self.taken.add((column, id))

    def others(self, node: Node) -> None:
        """Fields without a column."""
        unit, resource = node.unit, self.uri or self.ead
        own = Relation("isPartOf", resource) if resource and not node.depth else None
        for field in ("other_titles", "repository", "record", "relations"):
            value = getattr(unit, field)
            for one in value if isinstance(value, tuple) else (value,) if value else ():
                if one == own:
                    continue
                self.lose(
                    "dropped",
                    field,
                    "",
                    one,
                    f"the {field.replace('_', ' ')}: ArchivesSpace's template has no column for it",
                )

    def place(self, node: Node, cells: Cells) -> None:
        """The identity of the unit, its resource, and its level."""
        unit = node.unit
        cells.fill(("ead", "res_uri"), (self.ead, self.uri))
        cells.put("hierarchy", str(node.depth + self.first))
        cells.put("publish", words.PUBLISH.get(unit.audience or "", ""))
        if unit.audience not in (None, "internal", "external"):
            self.lose(
                "dropped", "audience", "publish", unit.audience, "the audience: it is neither internal nor external"
            )
        if _REF.match(unit.id.strip(BLANKS)) and not unit.minted:
            cells.put("ref_id", unit.id, "id")
        elif not unit.minted:
            why = "the identifier: ArchivesSpace takes letters, digits, - _ : . and at most 255 characters, and makes its own"
            self.lose("dropped", "id", "ref_id", unit.id, why)
        said = str(unit.level or "").strip(BLANKS)
        level = words.LEVELS.get(words.key(said), "")
        if level and level != "otherlevel":
            cells.put("level", level)
            if level != unit.level:
                self.lose("changed", "level", "level", unit.level, "the level in the word of ArchivesSpace's list")
            return
        cells.put("level", "otherlevel")
        cells.put("other_level", "unspecified" if said in ("", "otherlevel") else said)
        if not unit.level:
            self.supplied("level", "other_level", "ArchivesSpace requires a level", "unspecified")
        elif said in ("", "otherlevel") or said != unit.level:
            self.lose(
                "changed",
                "level",
                "other_level",
                unit.level,
                "the level, which is called unspecified or has no white space around it",
            )

    def title(self, unit: Unit, cells: Cells) -> None:
        """The title without the date at its end, which ArchivesSpace adds itself; a devised title if there is none."""
        title = str(unit.title)
        if not title.strip(BLANKS):
            devised = devised_title(type(unit)("-", level=unit.level, genres=unit.genres, agents=unit.agents))
            cells.put("title", devised)
            self.supplied("title", "title", "ArchivesSpace calls a row by its title and its date", devised)
            return
        short = without_date(title, unit.dates)
        cells.put("title", short, "title")
        if short is not title:
            self.lose("changed", "title", "title", title, "the date at its end, which ArchivesSpace puts there itself")
        if (lost := plain(unit.title)) is not None:
            self.lose(lost[0], "title", "title", unit.title, lost[1])


def _names(unit: Unit) -> set[str]:
    own = set() if unit.minted else {unit.id}
    return own | {str(one.value).strip(BLANKS) for one in unit.identifiers}


def without_date(title: str, dates: Sequence[Date]) -> str:
    """A title without one of the dates of the unit at its end.

    >>> without_date("Records, 1953-2001", [Date("1953-2001")]), without_date("1953", [Date("1953")])
    ('Records', '1953')
    """
    for date in dates:
        words = str(date.text).strip(BLANKS)
        if words and title.rstrip(BLANKS).endswith(words):
            short = title.rstrip(BLANKS)[: -len(words)]
            if short.rstrip(BLANKS + ",;:") and short[-1:] in " ,":
                return short.rstrip(BLANKS + ",;:")
    return title
