"""The values in the cells of a slot: divided at the separator of the table, or at what people write between values."""

from __future__ import annotations

import re
from typing import Any, Final

from docmeta.crosswalk import Report
from docmeta_csv.table.cells import BLANKS, is_bare, split, stripped
from docmeta_csv.table.dialect import Dialect
from docmeta_csv.table.slots import Slot

#: The separators of URLs, and an HTML entity, whose semicolon separates nothing.
_ADDRESS: Final = re.compile(r"(?<![ \t\r\n,;|])[ \t\r\n,;|]++(?=https?://)")
_ENTITY: Final = re.compile(r"&#?[A-Za-z0-9]{1,10};")


class Values:
    """Divides the cells of one table.

    Args:
        dialect: The table.
        separator: The separator of several values in one cell.
        report: Receives where values are found without the separator.
    """

    def __init__(self, dialect: Dialect, separator: str, report: Report) -> None:
        self.dialect = dialect
        self.separator = separator
        self.bare = is_bare(separator)
        self.report = report

    def split(self, slot: Slot, said: tuple[str, ...], line: int) -> list[list[Any]]:
        """The cells of each value of a slot, side by side."""
        separator, dialect = self.separator, self.dialect
        if (slot.whole or not slot.many) and not (self.bare and any(separator in cell for cell in said)):
            single: list[Any] = [stripped(cell) if dialect.strips else cell for cell in said]
            return [[self._list(cell) if index in slot.lists else cell for index, cell in enumerate(single)]]
        if not any(separator in cell or "\\" in cell for cell in said):
            loose = dialect.loose and not self.bare
            columns: list[list[Any]] = self._loosely(slot, said, line) if loose else [[cell] for cell in said]
        elif dialect.escapes:
            columns = [split(cell, separator) for cell in said]
        else:
            columns = [cell.split(separator) for cell in said]
        if dialect.strips:
            columns = [[cell.strip(BLANKS) for cell in column] for column in columns]
        if dialect.null is not None:
            columns = [["" if cell == dialect.null else cell for cell in column] for column in columns]
        count = max(map(len, columns))
        columns = [
            column * count if at in slot.shared and len(column) == 1 else column for at, column in enumerate(columns)
        ]
        rows: list[list[Any]] = [
            [column[index] if index < len(column) else "" for column in columns] for index in range(count)
        ]
        if slot.lists:
            rows = [
                [self._list(cell) if index in slot.lists else cell for index, cell in enumerate(row)] for row in rows
            ]
        return rows

    def _loosely(self, slot: Slot, said: tuple[str, ...], line: int) -> list[list[Any]]:
        """The values of a cell with the usual separators of people: semicolons between terms, various ones between URLs."""
        first = said[0]
        values = [first]
        if slot.name == "digital_objects":
            values = _ADDRESS.split(first)
        if len(values) == 1 and "\n" in first.strip(BLANKS):
            values = [value for value in first.splitlines() if value.strip(BLANKS)]
        elif slot.between and any(mark in first for mark in slot.between) and not _ENTITY.search(first):
            values = _listed(slot.between, first)
        columns = [
            values,
            *([cell] if at in slot.shared else _listed(slot.between, cell) for at, cell in enumerate(said[1:], 1)),
        ]
        if len(values) < 2 or any(
            len(column) != len(values) and column != [""] for at, column in enumerate(columns) if at not in slot.shared
        ):
            return [[cell] for cell in said]
        message = (
            f"a cell of this column is read as {'addresses' if slot.name == 'digital_objects' else 'several values'}"
        )
        self.report.note("decided", message, field=slot.name, target=slot.columns[0], value=first, line=line)
        return columns

    def _list(self, cell: str) -> list[str]:
        if not cell:
            return []
        return split(cell, self.separator) if self.dialect.escapes else cell.split(self.separator)


def _listed(marks: str, cell: str) -> list[str]:
    """The values of a cell with any of some separators; an empty cell is one value."""
    return [value for value in re.split(f"[{marks}]", cell) if value.strip(BLANKS)] if marks and cell else [cell]
