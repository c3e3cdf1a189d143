"""The columns that identify the rows of a table, and the place that these give to each row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docmeta_csv.table.cells import BLANKS, armed
from docmeta_csv.table.header import Layout
from docmeta_csv.table.order import Key
from docmeta_csv.table.outline import Codes, trimmed


class Keys:
    """Tells the places of the rows of one table.

    Args:
        layout: The meaning of its columns.
        options: The reader's options.
    """

    def __init__(self, layout: Layout, options: Any) -> None:
        self.layout = layout
        self.dialect = dialect = layout.dialect
        self.ids = layout.positions(dialect.id)
        self.parents = layout.positions(dialect.parent)
        self.depth = layout.index_of(dialect.depth) if dialect.depth else -1
        self.levels = layout.levels
        #: Whether the depth of rows is given by their levels.
        self.ranked = False
        self.by_depth = bool(self.levels) or (self.depth >= 0 and not self.parents)
        #: If a column refers to the units above by their reference codes, these identify the rows.
        self.named = layout.codes if layout.codes >= 0 or self.ids else self._column("identifiers")
        self.title = self._column("title")
        self.codes: Codes | None = None
        self.unarmed = dialect.escapes or getattr(options, "formulas", "keep") == "defuse"
        culture = layout.index_of(dialect.translates) if dialect.translates else -1
        self.is_translation = self._translation(culture) if culture >= 0 and self.ids else None

    def _column(self, field: str) -> int:
        """The position of the first column of a field; -1 if there is none."""
        return next((at[0] for slot, at in self.layout.fields if slot.name == field), -1)

    def is_label(self, cells: list[str]) -> bool:
        """Whether the first row below the header holds names for people: by its own mark, or without a number for the depth."""
        if not self.dialect.labels or not cells:
            return False
        if not 0 <= self.depth < len(cells):
            return self.depth < 0 and cells[0].strip(BLANKS).startswith("Field name")
        cell = cells[self.depth].strip(BLANKS)
        return cell != "" and not cell.isdigit()

    def _translation(self, culture: int) -> Callable[[list[str], list[str]], bool]:
        """Whether a row is the one above in another language."""

        def is_translation(above: list[str], cells: list[str]) -> bool:
            own = self.first(cells, self.ids)
            if own is None or own != self.first(above, self.ids):
                return False
            return cells[culture] != "" and cells[culture] != above[culture]

        return is_translation

    def key_of(self, cells: list[str]) -> Key:
        """The place of a row."""
        if self.levels or self.ranked:
            return Key(None, None, getattr(cells, "depth", 0))
        if self.codes is not None:
            code = trimmed(cells[self.named])
            return Key(code or None, self.codes.parent(code), None)
        if self.parents and self.named >= 0:
            return Key(trimmed(cells[self.named]) or None, trimmed(self.first(cells, self.parents) or "") or None, None)
        return Key(self.first(cells, self.ids), self.first(cells, self.parents), self.depth_in(cells))

    def first(self, cells: list[str], columns: Sequence[int]) -> str | None:
        """The first cell with a value of some columns."""
        for index in columns:
            cell = cells[index]
            if cell:
                if self.unarmed and cell[0] == "'":
                    cell = armed(cell)
                cell = cell.strip(BLANKS) if self.dialect.strips else cell
                if cell:
                    return cell
        return None

    def depth_of(self, cells: list[str]) -> int | None:
        """The depth of a row's unit."""
        return getattr(cells, "depth", 0) if self.levels or self.ranked else self.depth_in(cells)

    def depth_in(self, cells: Sequence[str]) -> int | None:
        """The depth that a row gives; None if it is no number."""
        if self.depth < 0:
            return None
        cell = cells[self.depth]
        if not (cell.isascii() and cell.isdigit()):
            cell = cell.strip(BLANKS)
        if not (cell.isascii() and cell.isdigit() and len(cell) < 10):
            return None
        return int(cell) - self.dialect.base
