"""Writes docmeta's own table: one row for each unit, in document order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any, BinaryIO, Final

from docmeta import Context, Node
from docmeta.errors import OptionError
from docmeta.model import Collection, Extra, Note, Unit
from docmeta_csv.own import table
from docmeta_csv.own.more import cell_of, from_cells
from docmeta_csv.own.quick import Fill, fills
from docmeta_csv.own.unheld import unheld, unheld_of_note
from docmeta_csv.own.used import ALL, USED, used
from docmeta_csv.table.cells import is_bare, join
from docmeta_csv.table.output import Output
from docmeta_csv.table.said import Lose, in_words, lose_extra
from docmeta_csv.table.slots import Slot

SEPARATOR: Final = "|"
_NOTE_KINDS: Final = {kind: number for number, kind in enumerate(table.NOTE_KINDS)}


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write one row for each node. See `docmeta_csv.own.table` for the columns."""
    separator = context.options.separator or SEPARATOR
    with table_of(nodes, context) as (columns, rows):
        output = Output(out, context, columns, apostrophes=True)
        output.metadata(table.crosswalk(), separators(separator))
        for row in rows:
            output.row(row)
        output.close()


@contextmanager
def table_of(nodes: Iterable[Node], context: Context) -> Iterator[tuple[tuple[str, ...], Iterator[list[str]]]]:
    """The columns of the table of nodes, by the options, and its rows, one for each node."""

    def lose(code: str, field: str, target: str, value: Any, reason: str) -> None:
        context.report.lose(field, target, value, code=code, reason=reason)

    separator = context.options.separator or SEPARATOR
    if is_bare(separator):
        raise OptionError("separator: a control character can separate values only when a table is read")
    chosen = context.options.chosen()
    wanted = () if chosen in ((), (USED,), (ALL,)) else chosen
    columns = chosen_columns(wanted)
    if not wanted and not context.options.more:
        columns = columns[:-1]
    make = OwnRows(columns, separator, lose).row
    rows = map(make, nodes)
    if wanted or chosen == (ALL,):
        yield columns, rows
        return
    with used(columns, rows) as found:
        yield found


def chosen_columns(chosen: Sequence[str]) -> tuple[str, ...]:
    """The columns to write: all, or the chosen ones. Raises `OptionError` for an unknown one."""
    known = table.columns()
    for column in chosen:
        if column not in known:
            import difflib

            near = difflib.get_close_matches(column, known, 1)
            raise OptionError(
                f"columns: there is no column {column!r}" + (f"; did you mean {near[0]!r}?" if near else "")
            )
    return tuple(dict.fromkeys(chosen)) or known


def separators(separator: str) -> dict[str, str]:
    """The columns with several values, and their separators."""
    found = dict.fromkeys(table.NOTE_COLUMNS, separator)
    for slot in table.slots():
        for index, column in enumerate(slot.columns):
            if slot.many or index in slot.lists:
                found[column] = separator
    return found


def _never(row: list[str], values: Sequence[Any]) -> bool:
    """Stands for a compiled function if columns are missing."""
    return False


class OwnRows:
    """Makes the row of a node.

    Args:
        columns: The columns, in order.
        separator: The separator of several values in one cell.
        lose: Called for each loss.
    """

    def __init__(self, columns: Sequence[str], separator: str, lose: Lose) -> None:
        places = {column: index for index, column in enumerate(columns)}
        at = [places.get(column, -1) for column in table.FRAME]
        self.id, self.parent, self.depth, self.kind, self.minted, self.audience = at
        self.empty = [""] * (len(columns) + 1)  # the last one takes what has no column
        self.separator = separator
        self.escapable = (separator, "\\")
        self.lose = lose
        self.above: list[str] = []
        self.more = places.get(table.MORE, -1)
        self.held: dict[str, dict[int, Any]] = {}
        self.whole = len(places) - (self.more >= 0) == len(table.columns()) - 1
        self.texts: list[tuple[Callable[[Unit], Any], int, Slot]] = []
        self.parts: list[tuple[Callable[[Unit], Any], tuple[int, ...], Slot, Fill]] = []
        self.singles: list[tuple[Callable[[Unit], Any], tuple[int, ...], Slot, Fill]] = []
        self.notes: dict[str, tuple[int, Slot]] = {}
        quick = fills(separator) if self.whole else {}
        for slot in table.slots():
            indexes = tuple(places.get(column, -1) for column in slot.columns)
            if slot.name == "notes":
                self.notes[slot.field[6:-1]] = indexes[0], slot
            elif slot.codec == "text":
                self.texts.append((attrgetter(slot.name), indexes[0], slot))
            else:
                group = self.parts if slot.many else self.singles
                group.append((attrgetter(slot.name), indexes, slot, quick.get(slot.field, _never)))
        self.note_columns = tuple(places.get(column, -1) for column in table.NOTE_COLUMNS)

    def row(self, node: Node) -> list[str]:
        """The cells of a node."""
        unit, row = node.unit, self.empty.copy()
        self.place(node, row)
        for get, at, slot in self.texts:
            value = get(unit)
            if value:
                if value.__class__ is str and at >= 0:
                    row[at] = value
                else:
                    self.text(row, at, value, slot)
        for get, indexes, slot, fill in self.parts:
            values = get(unit)
            if values and not fill(row, values):
                self.values(row, indexes, values, slot)
        if unit.notes:
            self.note_cells(row, unit.notes)
        for get, indexes, slot, fill in self.singles:
            value = get(unit)
            if value is not None and not fill(row, (value,)):
                self.single(row, indexes, value, slot)
        if unit.extras:
            self.extras(unit.extras)
        if self.held:
            row[self.more] = cell_of(self.held)
            self.held = {}
        row.pop()
        return row

    def extras(self, extras: Sequence[Extra]) -> None:
        """What only the source's own format can hold."""
        if self.more >= 0:
            self.held["extras"] = dict(enumerate(extras))
            return
        for extra in extras:
            lose_extra(self.lose, extra)

    def hold(self, slot: Slot, place: int, value: Any) -> None:
        """Put a value into the last column as a whole."""
        self.held.setdefault(slot.name, {})[place] = value

    def place(self, node: Node, row: list[str]) -> None:
        """The identity and the place of the unit."""
        unit, depth, above = node.unit, node.depth, self.above
        del above[depth:]
        row[self.id] = str(unit.id)
        row[self.depth] = str(depth)
        if depth:
            row[self.parent] = above[-1]
        above.append(str(unit.id))
        row[self.kind] = "collection" if isinstance(unit, Collection) else "document"
        if unit.minted:
            row[self.minted] = "yes"
        if unit.audience:
            row[self.audience] = str(unit.audience)
        if not self.whole:
            self.unplaced(unit)

    def unplaced(self, unit: Unit) -> None:
        """Report what of the identity and the place has no chosen column."""
        if self.id < 0 and not unit.minted:
            self.lose("dropped", "id", "id", unit.id, "the column was not chosen")

    def text(self, row: list[str], at: int, value: str, slot: Slot) -> None:
        """A field of one text."""
        if at < 0:
            self.lose("dropped", slot.name, slot.columns[0], value, "the column was not chosen")
            return
        row[at] = str(value)
        if value.__class__ is str or not slot.loses(value):
            return
        if self.more >= 0:
            self.hold(slot, 0, value)
        else:
            self.lose("partial", slot.name, slot.columns[0], value, "the markup: a cell holds the words")

    def values(self, row: list[str], indexes: tuple[int, ...], values: Sequence[Any], slot: Slot) -> None:
        """A field of several parts: one cell for each attribute."""
        taken = []
        for place, value in enumerate(values):
            cells = slot.take(value)
            if indexes[0] < 0 and any(cells):
                self.lose("dropped", slot.name, slot.columns[0], value, "the column was not chosen")
            elif self.judge(indexes, value, cells, slot, place):
                taken.append(cells)
        if len(taken) == 1:
            for at, cell in zip(indexes, taken[0], strict=True):
                if cell:
                    row[at] = self.cell(cell)
            return
        for index, at in enumerate(indexes):
            column = [cells[index] for cells in taken]
            if any(column):
                row[at] = self.separator.join([self.cell(cell) if cell else "" for cell in column])

    def single(self, row: list[str], indexes: tuple[int, ...], value: Any, slot: Slot) -> None:
        """A field of one part."""
        cells = slot.take(value)
        if not self.judge(indexes, value, cells, slot):
            return
        for at, cell in zip(indexes, cells, strict=True):
            if cell:
                row[at] = join(cell, self.separator) if cell.__class__ is list else str(cell)

    def judge(self, indexes: tuple[int, ...], value: Any, cells: Sequence[Any], slot: Slot, place: int = 0) -> bool:
        """Hold or report what the cells of a value lack; false if none of them could be read back."""
        loses = slot.loses(value)
        unplaced = not self.whole and any(cell and at < 0 for at, cell in zip(indexes, cells, strict=True))
        if loses and self.more >= 0 and not unplaced:
            self.hold(slot, place, value)
            return from_cells(slot, value) is not None
        if not any(cells):
            self.lose("dropped", slot.name, slot.columns[0], value, "there is nothing in it that a cell could hold")
            return False
        if loses:
            self.partly(slot, value, unheld(value, slot.remade(value)))
        elif unplaced:
            self.lose("partial", slot.name, slot.columns[0], value, "columns that it needs were not chosen")
        return True

    def partly(self, slot: Slot, value: Any, names: Sequence[str]) -> None:
        """Report what has no column in a value."""
        code, what = in_words(names)
        why = what if code == "changed" else f"{what}: docmeta's table has no column for it"
        self.lose(code, slot.name, slot.columns[0], value, why)

    def cell(self, cell: Any) -> str:
        """The cell of one value, escaped."""
        if cell.__class__ is list:
            cell = join(cell, self.separator)
        text = str(cell)
        if "\\" in text or self.separator in text:
            return text.replace("\\", "\\\\").replace(self.separator, "\\" + self.separator)
        return text

    def note_cells(self, row: list[str], notes: Sequence[Note]) -> None:
        """The notes, each in the column of its kind; and their order, headings and labels if there are any."""
        other, last, needed = len(_NOTE_KINDS), -1, False
        for note in notes:
            number = _NOTE_KINDS.get(note.kind, other)
            if number < last or number == other or note.heading or note.label or note.dates or not note.text:
                needed = True
                break
            last = number
        texts: dict[int, list[str]] = {}
        for place, note in enumerate(notes):
            at, slot = self.notes.get(note.kind) or self.notes[""]
            if at < 0:
                self.lose("dropped", "notes", slot.columns[0], note, "the column was not chosen")
                continue
            texts.setdefault(at, []).append(str(note.text))
            if note.text.__class__ is str and note.kind and _bare(note) and not needed:
                continue
            lost, unplaced = slot.loses(note) or not note.kind, needed and min(self.note_columns[:3]) < 0
            unplaced = unplaced or (note.dates is not None and min(self.note_columns[3:]) < 0)
            if lost and self.more >= 0 and not unplaced:
                self.hold(slot, place, note)
            elif lost or unplaced:
                self.partly(slot, note, unheld_of_note(note))
        for at, column_texts in texts.items():
            row[at] = join(column_texts, self.separator)
        if needed:
            for at, said in zip(
                self.note_columns,
                (
                    [note.kind for note in notes],
                    [note.heading for note in notes],
                    [note.label or "" for note in notes],
                    *table.dates_of(notes),
                ),
                strict=True,
            ):
                if any(said):
                    row[at] = join(map(str, said), self.separator)


def _bare(note: Note) -> bool:
    """Whether a note only has its kind and its text."""
    return not (note.heading or note.extras) and note.label is note.audience is None and note.dates is None
