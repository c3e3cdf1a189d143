"""Rows to units: each slot's cells become parts; anything without a slot is carried along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress
from operator import itemgetter
from typing import Any, Final

import attrs

from docmeta import Node
from docmeta.crosswalk import Report
from docmeta.dates import Conventions, Date, explain
from docmeta.errors import ModelError, excerpt
from docmeta.model import AgentLink, Container, DigitalObject, Draft, Extent, Level, Minter, Note, Place, Unit
from docmeta_csv.table import survey, words
from docmeta_csv.table.audience import DOUBT, Audience, put
from docmeta_csv.table.cells import BLANKS, armed, is_bare, stripped
from docmeta_csv.table.composed import one_each
from docmeta_csv.table.header import Layout
from docmeta_csv.table.html import is_marked, of_html
from docmeta_csv.table.keys import Keys
from docmeta_csv.table.marks import MARKUP, NONE, heading_of
from docmeta_csv.table.order import Placed, Rows
from docmeta_csv.table.private import Privacy, note
from docmeta_csv.table.slots import Slot
from docmeta_csv.table.values import Values

#: Levels of description whose units are aggregates (ISAD(G) 3.1.4).
AGGREGATES: Final = frozenset(
    ("collection", "fonds", "recordgrp", "subgrp", "class", "subfonds", "series", "subseries")
)
#: The levels for which the standard has a word.
LEVELS: Final = frozenset(level.value for level in Level)
_POOL: Final = 2_000
#: Where values go that turn out to belong to another field (Dublin Core's coverage and format).
_ELSEWHERE: Final[dict[type[Any], str]] = {
    Date: "dates", DigitalObject: "digital_objects", Place: "places", Note: "notes", AgentLink: "agents", Extent: "extents",
    Container: "containers",
}  # fmt: skip


class Units:
    """Makes the units of one table.

    Args:
        layout: The meaning of its columns.
        options: The reader's options.
        report: Receives what is not understood.
        line: The line of the header.
    """

    def __init__(self, layout: Layout, options: Any, report: Report, line: int = 1) -> None:
        self.layout = layout
        self.dialect = dialect = layout.dialect
        self.report = report
        self.line = line
        self.separator = options.separator or dialect.separator
        self.bare = is_bare(self.separator)
        self.values = Values(dialect, self.separator, report)
        self.width = len(layout.header)
        self.keys = Keys(layout, options)
        #: The columns that identify a unit; a private one only gives the place of rows.
        self.shown = [index for index in self.keys.ids if index not in layout.private]
        self.kind = layout.index_of(dialect.kind) if dialect.kind else -1
        self.minted = layout.index_of("minted")
        #: Whether a cell may hold markup, or begin with an apostrophe.
        self.marked = self.quoted = True
        self.minter = Minter()
        self.pools: list[dict[tuple[str, ...], tuple[Any, ...]]] = [{} for _ in layout.fields]
        self.fields = [
            (slot, _getter(at), self.pools[index], slot.codec == "text", slot.name, slot.many)
            for index, (slot, at) in enumerate(layout.fields)
        ]
        #: For each column the number of its slot.
        self.owners: list[int | None] = [None] * self.width
        for number, (_, at) in enumerate(layout.fields):
            for index in at:
                if index >= 0:
                    self.owners[index] = number
        self.unknown = [
            (index, layout.header[index].strip(BLANKS) or f"column {index + 1}") for index in layout.unknown
        ]
        #: Whether there are columns of figures beside one of dates.
        self.twice = {"dates", "date start"} <= {column for slot, _ in layout.fields for column in slot.columns[:1]}
        self.html = options.html
        #: The columns whose markup may be unintended, by position.
        self.unmeant = {
            index: name for index, name in enumerate(layout.header) if not heading_of(name).marks.of_type(*MARKUP)
        }
        self.data = frozenset(layout.index_of(name) for name in dialect.data)
        self.private = Privacy(layout)
        plain = all(heading_of(name).marks == NONE for name in layout.header)
        self.fast = dialect.fast(layout.fields, dict(layout.frame), self.separator) if dialect.fast and plain else None
        self.finish = dialect.finish and dialect.finish(layout, self.separator, report)

    def survey(self, rows: Rows, said: Conventions) -> None:
        """Examine the whole table before its first unit, if the meaning of a row depends on the others."""
        keys = self.keys
        keys.codes = survey.codes_of(self.layout, rows, self.report, self.line)
        if keys.parents and keys.codes is None and self.dialect.name == "plain":
            keys.named = survey.named_by(rows, keys.parents[0], (*keys.ids, keys.named, keys.title), keys.named)
        dated = survey.dated(self.layout)
        found = survey.conventions_of(dated.values(), said, rows, self.report)
        if any(found):
            for number in dated:
                slot, get, pool, single, name, many = self.fields[number]
                slot = attrs.evolve(slot, make=words.conventional(slot.make, found))
                self.fields[number] = slot, get, pool, single, name, many

    def node(self, placed: Placed) -> Node:
        """The unit of a row, in its place."""
        cells, line = placed.cells, placed.line
        plain = not (self.quoted or self.marked) or self._is_plain(cells)
        if plain and self.fast is not None and len(cells) == self.width:
            unit = self.fast(cells, placed.has_members)
            if unit is not None:
                if self.marked:
                    self._markup(cells, line)
                self.minter.step(placed.depth)
                return Node(placed.depth, unit, line)
        own = self.keys.first(cells, self.shown)
        if self.keys.unarmed:
            for cell in filter(None, cells):
                if cell[0] == "'":
                    cells[:] = map(armed, cells)
                    break
        if self.marked:
            self._markup(cells, line)
        draft, private = Draft(self.dialect.format, trusted=True), self.private
        for number in dict.fromkeys(compress(self.owners, cells)):
            if number is None:
                continue
            slot, get, pool, single, name, many = self.fields[number]
            if private.any and private.of_slot(number, cells):
                self._hidden(draft, number, cells, line)
                continue
            if single:
                self._text(draft, slot, name, get(cells)[0])
                continue
            said = get(cells)
            values = pool.get(said)
            if values is not None and name not in draft.fields:
                draft.fields[name] = list(values) if many else values[0]
                continue
            for value in self._values(draft, number, said, line) if values is None else values:
                if value.__class__ is Audience:
                    self._audience(draft, value, slot, line)
                else:
                    draft.add(_ELSEWHERE.get(value.__class__, name), value)
        if self.keys.levels and "title" not in draft:
            draft.fields.update(
                ("title", cells[index].strip(BLANKS)) for index in self.keys.levels if cells[index].strip(BLANKS)
            )
        if self.twice and len(draft.fields.get("dates", ())) > 1:
            draft.fields["dates"] = one_each(draft.fields["dates"])
        if self.finish is not None:
            self.finish(draft, cells, line)
        for index, column in self.unknown:
            if cells[index] and (not self.dialect.strips or cells[index].strip(BLANKS)):
                self._carry(draft, column, cells[index], line, hidden=private.any and private.of_column(index, cells))
        for index in self.keys.ids:
            if index not in self.shown and cells[index]:
                draft.add("notes", note(self.layout.header[index], cells[index]))
        if (len(private.units) > 1 and private.of_unit(cells)) or (self.keys.levels and self._unseen(cells)):
            draft.fields["audience"] = "internal"
        if len(cells) > self.width and self.dialect.translated is not None:
            self._translated(draft, cells, line)
        elif len(cells) > self.width:
            for number, cell in enumerate(cells[self.width :], self.width + 1):
                if cell:
                    self._carry(draft, f"cell {number}", cell, line, target="cells beyond the header")
        return Node(placed.depth, self._unit(draft, placed, cells, own), line)

    def _is_plain(self, cells: Sequence[str]) -> bool:
        """Whether no cell of a row is read as prose, and none was defused."""
        if self.quoted and any(cell[:1] == "'" for cell in cells):
            return False
        return not (self.marked and self.html and any(map(is_marked, cells)))

    def _hidden(self, draft: Draft, number: int, cells: list[str], line: int) -> None:
        """The parts in private cells, as internal ones; cells beside a public main one become notes."""
        slot, get, _, _, name, many = self.fields[number]
        at, said = self.layout.fields[number][1], get(cells)
        values = self._values(draft, number, said, line, hidden=True) if at[0] >= 0 and (many or len(at) == 1) else ()
        for value in values:
            if isinstance(value, str):
                kind = "scope_and_content" if slot.name == "description" else "general"
                draft.add("notes", note(self.layout.header[at[0]], value, kind))
            elif many:
                draft.add(_ELSEWHERE.get(value.__class__, name), attrs.evolve(value, audience="internal"))
            else:
                self._aside(draft, number, said, hidden=True)
        if at[0] < 0 or not (many or len(at) == 1):
            self._aside(draft, number, said, hidden=True)

    def _unseen(self, cells: Sequence[str]) -> bool:
        """Whether a row placed by its levels is named only by private rows, or in a private column."""
        hidden = any(cells[index] for index in self.keys.levels if index in self.layout.private)
        return hidden or getattr(cells, "internal", False)

    def _markup(self, cells: list[str], line: int) -> None:
        """Read cells with markup as prose, or report them."""
        joined = "".join(cells)
        for index, cell in enumerate(cells) if "<" in joined or "&" in joined else ():
            if ("<" in cell or "&" in cell) and index not in self.data and is_marked(cell):
                if self.html:
                    cells[index] = of_html(cell)
                elif index in self.unmeant:
                    message = "cells of the column contain HTML, which is kept unchanged; the option html=yes reads it as prose"
                    name = self.unmeant[index]
                    value = None if self.private.of_column(index, cells) else cell
                    self.report.note("problem", message, target=f"HTML in {excerpt(name, 60)}", value=value, line=line)

    def _translated(self, draft: Draft, cells: list[str], line: int) -> None:
        """The content of rows that translate this one, which follows its own cells."""
        assert self.dialect.translated is not None  # noqa: S101  # asked before
        width, header = self.width, self.layout.header
        for begin in range(width, len(cells), width):
            above, below = cells[:width], cells[begin : begin + width]
            for index in range(width) if self.private.any else ():
                if below[index] and below[index] != above[index] and self.private.of_column(index, below):
                    draft.add("notes", note(header[index], below[index]))
                    below[index] = ""
            for field, value in self.dialect.translated(header, above, below):
                draft.add(field, value)
            if self.private.of_unit(below):
                draft.fields["audience"] = "internal"
            message = "a row in another language: its title is a further title, the rest is carried along as it is"
            self.report.note("carried", message, target="translation", value=cells[begin], line=line)

    def _unit(self, draft: Draft, placed: Placed, cells: list[str], own: str | None) -> Unit:
        self.minter.step(placed.depth)
        minted = own is None or (self.minted >= 0 and cells[self.minted] == "yes")
        id = own if own is not None else self.minter.here()
        said = cells[self.kind].strip(BLANKS).lower() if self.kind >= 0 else ""
        if said not in ("", "collection", "document"):
            self._odd(draft, self.kind, cells)
        if self.minted >= 0 and cells[self.minted] not in ("", "yes", "no"):
            self._odd(draft, self.minted, cells)
        if self.keys.depth >= 0 and cells[self.keys.depth] and self.keys.depth_in(cells) is None:
            self._odd(draft, self.keys.depth, cells)
        level = draft.get("level") or getattr(cells, "level", None)
        if level and "level" not in draft:
            draft.fields["level"] = level
        if level is not None and level.casefold() not in LEVELS:
            message = "the level is not one of ISAD(G)'s; it was kept"
            self.report.note("problem", message, field="level", target="level", value=level, line=placed.line)
        if said == "collection" or placed.has_members:
            return draft.collection(id, minted=minted)
        if said == "document":
            return draft.document(id, minted=minted)
        aggregate = level in AGGREGATES
        return draft.collection(id, minted=minted) if aggregate else draft.document(id, minted=minted)

    def _odd(self, draft: Draft, index: int, cells: Sequence[str]) -> None:
        """Carry along a cell of the frame that is not understood."""
        hidden = index in self.layout.private
        self._carry(draft, self.layout.header[index], cells[index], self.line, hidden=hidden)

    def _text(self, draft: Draft, slot: Slot, name: str, cell: str) -> None:
        for said in cell.split(self.separator) if self.bare else (cell,):
            words = stripped(said) if self.dialect.strips else said
            value = slot.make([words]) if words else None
            if value is not None:
                draft.add(name, value)

    def _values(
        self, draft: Draft, number: int, said: tuple[str, ...], line: int, *, hidden: bool = False
    ) -> Sequence[Any]:
        """The parts in the cells of a slot; those without any problem are remembered."""
        slot, _, pool, *_ = self.fields[number]
        parts: list[Any] = []
        sound = True
        for cells in self.values.split(slot, said, self.line):
            try:
                part = slot.make(cells)
            except (ModelError, ValueError) as error:
                sound = False
                reason = error.message if isinstance(error, ModelError) else str(error)
                why = "" if hidden else f" ({excerpt(reason)[1:-1]})"
                message = f"the cells cannot be read{why}; they are carried along unchanged"
                self._aside(draft, number, cells, hidden=hidden)
                value = None if hidden else said[0]
                self.report.note("problem", message, field=slot.name, target=slot.columns[0], value=value, line=line)
                continue
            if part is None:
                if any(cells):
                    sound = False
                    self._aside(draft, number, cells, hidden=hidden)
                    message = "the cells say nothing without the main one; they are carried along unchanged"
                    self.report.note("carried", message, field=slot.name, target=slot.columns[0], line=line)
                continue
            parts += part if part.__class__ is tuple else (part,)
            sound = self._understood(slot, part, line, hidden=hidden) and sound
        # what is remembered goes to the slot's own field
        if sound and parts and slot.codec == "parts" and _ELSEWHERE.get(type(parts[0]), slot.name) == slot.name:
            if len(pool) >= _POOL:
                pool.clear()
            pool[said] = tuple(parts)
        return parts

    def _audience(self, draft: Draft, said: Audience, slot: Slot, line: int) -> None:
        """Set the audience of the unit."""
        put(draft, said.value)
        if said.doubt is not None:
            self.report.note("problem", DOUBT, field="audience", target=slot.columns[0], value=said.doubt, line=line)

    def _aside(self, draft: Draft, number: int, cells: Sequence[Any], *, hidden: bool = False) -> None:
        """Carry along the cells of a slot; private ones are internal notes."""
        slot, at = self.layout.fields[number]
        for column, index, cell in zip(slot.columns, at, cells, strict=True):
            if cell and hidden and index not in self.private.speaking:
                draft.add("notes", note(self.layout.header[index], self._joined(cell)))
            elif cell:
                draft.extra(column, self._joined(cell))

    def _joined(self, cell: Any) -> str:
        return self.separator.join(cell) if isinstance(cell, list) else str(cell)

    def _understood(self, slot: Slot, part: Any, line: int, *, hidden: bool) -> bool:
        """Report a date that is not understood."""
        date = part if isinstance(part, Date) else part.agent.dates if isinstance(part, AgentLink) else None
        if date is None or date.edtf is not None:
            return True
        reason = (None if hidden else explain(date.text)) or "not a date"
        message = f"a date is not understood; its text is kept: {reason}"
        value = None if hidden else date.text
        self.report.note("problem", message, field=slot.name, target=slot.columns[0], value=value, line=line)
        return False

    def _carry(
        self, draft: Draft, place: str, cell: str, line: int, *, target: str | None = None, hidden: bool = False
    ) -> None:
        message = f"the column {excerpt(place, 60)} is unknown; its cells are carried along unchanged"
        if hidden:
            message = f"the private column {excerpt(place, 60)} is unknown; its cells are internal notes"
        for said in filter(None, cell.split(self.separator)) if self.bare else (cell,):
            draft.add("notes", note(place, said)) if hidden else draft.extra(place, said)
        value = None if hidden else cell
        self.report.note("carried", message, target=target or place[:200], value=value, line=line)


def _getter(indexes: Sequence[int]) -> Callable[[list[str]], tuple[str, ...]]:
    """A function that gives the cells at some places; an empty one for a missing column."""
    if len(indexes) > 1 and min(indexes) >= 0:
        return itemgetter(*indexes)
    return lambda cells: tuple([cells[index] if index >= 0 else "" for index in indexes])
