"""Spreadsheets: .xlsx and .ods are read by python-calamine, .xlsx is written by XlsxWriter (the extra `xlsx`).

The library only gets what `docmeta_csv.workbook.workbook` has checked.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time, timedelta
from itertools import compress, islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from docmeta import Context, Node
from docmeta.errors import InputError, LimitError, MissingExtraError, OptionError, OutputError
from docmeta.records import Row
from docmeta_csv.own import table as own_table
from docmeta_csv.own.writer import table_of
from docmeta_csv.table.cells import defused, quoted_formula
from docmeta_csv.table.dialect import Dialect
from docmeta_csv.table.header import PREAMBLE, known_in
from docmeta_csv.table.reader import TableRows, read_rows
from docmeta_csv.workbook.workbook import CHARACTERS, MORE, ROWS, Look

if TYPE_CHECKING:
    from types import ModuleType

#: The most characters that Excel holds in a cell.
CELL: Final = 32_767
#: Below it, a cell can hold every whole number; others are reported for having too many digits.
_WHOLE: Final = 1e21


def read(source: BinaryIO, context: Context, dialects: Sequence[Dialect]) -> Iterator[Node]:
    """Read the units of a sheet. Raises `MissingExtraError` if the library is not installed."""
    calamine = _library("python_calamine", "reading spreadsheets")
    look = Look(huge=context.huge)
    look.at(source)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(look.archive)
        name = _sheet(workbook.sheet_names, context.options.sheet)
        if context.options.sheet is None:
            name = _likeliest(workbook, known_in(dialects, context.options.mapping()))
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        if isinstance(error, (InputError, OptionError)):
            raise
        raise InputError(f"the workbook cannot be read: {str(error)[:300]}") from None
    others = [other for other in workbook.sheet_names if other != name]
    if others and look.filled > 1:
        chosen = context.options.sheet is not None
        message = f"only the sheet {name[:100]!r} is read; the option sheet chooses another one"
        context.report.note("decided" if chosen else "problem", message, target="sheets", value=", ".join(others)[:300])
    unread = look.parts.of_sheet(name)
    unread.tell(context.report)
    del look
    table = SheetRows(rows, context, unread.shown, unread.areas, unread.indents)
    yield from read_rows(table, context, dialects, f"the sheet {name[:100]!r}", small=True)


class SheetRows(TableRows):
    """The rows of a sheet; dates, numbers and booleans as their text.

    Args:
        rows: The values.
        context: Has the report.
        shown: What cells show instead of their value (see `Unread`).
        areas: The cells merged with those below, likewise.
        indents: The indentation of texts, likewise.
    """

    def __init__(
        self,
        rows: list[list[Any]],
        context: Context,
        shown: dict[int, list[tuple[int, int, int, str]]] | None = None,
        areas: dict[int, list[tuple[int, int]]] | None = None,
        indents: dict[int, dict[int, int]] | None = None,
    ) -> None:
        super().__init__(context.report)
        self.rows = rows
        self.shown = shown or {}
        self.areas = areas or {}
        self.indents = indents or {}
        #: The number of characters made by merged cells, and its limit.
        self.filled = 0
        self.most = CHARACTERS * MORE if context.huge else CHARACTERS

    def records(self) -> Iterator[Row]:
        width = self.width
        last, showing = 0, []
        merged: dict[int, tuple[int, str]] = {}  # the column, the last row, and the text of its first cell
        empty: list[Any] = []  # the last row, if it was empty
        for number, row in enumerate(self.rows, 1):
            if row == empty and number >= last and number not in self.shown and number not in self.areas:
                continue  # a cell far below makes a million of these
            cells = [text_of(value) for value in row]
            empty = [] if any(cells) else row
            if number in self.shown:
                showing = self.shown[number]
                last = number + max(rows for rows, *_ in showing)
            if number < last:
                for _, column, columns, text in showing:
                    for at in range(column - 1, min(column - 1 + columns, len(cells))):
                        cells[at] = text
            for column, end in self.areas.get(number, ()):
                if column < len(cells) and cells[column] and merged.get(column, (0, ""))[0] < number:
                    merged[column] = end, cells[column]
            if merged:
                self._fill(cells, number, merged)
            if self.title >= 0 and number in self.indents and self.title < len(cells):
                cells[self.title] = "  " * self.indents[number].get(self.title + 1, 0) + cells[self.title]
            while len(cells) > width > 0 and not cells[-1]:
                cells.pop()  # a sheet is as wide as its widest row
            yield number, cells

    def _fill(self, cells: list[str], number: int, merged: dict[int, tuple[int, str]]) -> None:
        """Fill a row that is not empty with the text of cells merged with it, except in columns that identify a single row."""
        own = any(cells)
        for column, (end, text) in list(merged.items()):
            if end < number:
                del merged[column]
            elif own and not cells[column] and column not in self.single:
                cells[column] = text
                self.filled += len(text)
        if self.filled > self.most:
            message = f"by its merged cells the workbook makes more than {CHARACTERS:,} characters; the option huge raises this limit"
            raise LimitError(message, line=number)

    def header(self, knows: Callable[[Sequence[str]], int]) -> Row:
        """The header, without the empty cells at its end."""
        line, cells = super().header(knows)
        while cells and not cells[-1]:
            cells.pop()
        return line, cells


def text_of(value: Any) -> str:
    """The text of a cell: whole numbers without a fraction, dates as ISO 8601.

    >>> text_of(12.0), text_of(4012345678901234.0), text_of(1.5), text_of(date(1951, 11, 19)), text_of(True), text_of(None)
    ('12', '4012345678901234', '1.5', '1951-11-19', 'true', '')
    >>> text_of(timedelta(hours=30, minutes=5))  # of time that has passed
    '30:05:00'
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(value.days * 86_400 + value.seconds, 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


def _library(name: str, what: str) -> ModuleType:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError:
        raise MissingExtraError(f"{what} needs the extra xlsx: pip install 'docmeta[xlsx]'") from None


def _likeliest(workbook: Any, knows: Callable[[Sequence[str]], int]) -> str:
    """The first visible sheet with a header: some workbooks begin with a page of explanations or with hidden lists."""
    shown = [sheet.name for sheet in workbook.sheets_metadata if str(sheet.visible).endswith("Visible")]
    names = shown or list(workbook.sheet_names)
    for name in names if len(names) > 1 else ():
        head = islice(workbook.get_sheet_by_name(name).iter_rows(), PREAMBLE)
        if any(knows([text_of(value).strip() for value in row]) > 1 for row in head):
            return str(name)
    return str(names[0])


def _sheet(names: Sequence[str], chosen: str | None) -> str:
    if not names:
        raise InputError("the workbook has no sheet")
    if chosen is None:
        return names[0]
    if chosen not in names:
        raise OptionError(f"sheet: the workbook has no sheet {chosen!r} (there are: {', '.join(names)[:300]})")
    return chosen


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write docmeta's own table as a workbook of one sheet, every cell a text. Raises `OutputError` beyond the limits of a sheet."""
    xlsxwriter = _library("xlsxwriter", "writing spreadsheets")
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    # The library keeps rows in files of its own, and does not remove them when it is interrupted.
    with table_of(nodes, context) as (columns, rows), tempfile.TemporaryDirectory(prefix="docmeta-") as aside:
        workbook = xlsxwriter.Workbook(out, {"constant_memory": True, "tmpdir": aside, **plain})
        workbook.set_properties({"created": context.timestamp().replace(tzinfo=None)})
        try:
            sheet = workbook.add_worksheet(context.options.sheet or "units")
        except xlsxwriter.exceptions.XlsxWriterException as error:
            raise OptionError(f"sheet: {str(error)[:200]}") from None
        with closing(sheet.row_data_fh):
            bold = workbook.add_format({"bold": True})
            for index, column in enumerate(columns):
                sheet.write_string(0, index, column, bold)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows, 1):
                if number >= ROWS:
                    raise OutputError(f"a sheet holds {ROWS:,} rows and no more")
                for index in compress(range(len(row)), row):
                    sheet.write_string(number, index, _fitting(row[index], columns[index], context))
            workbook.close()


def _fitting(cell: str, column: str, context: Context) -> str:
    """The cell, cut to what Excel holds."""
    if quoted_formula(cell):
        cell = defused(cell)  # the reader removes one apostrophe
    if len(cell) > CELL:
        reason = f"a cell of a sheet holds {CELL:,} characters"
        context.report.lose(_FIELD_OF.get(column, column), column, cell, reason=reason)
        return cell[:CELL]
    found = _NO_CHARACTER.search(cell)
    if found is not None:
        reason = "lone surrogates and noncharacters; U+FFFD replaces them"
        example = f"U+{ord(found[0]):04X}"
        context.report.lose(_FIELD_OF.get(column, column), column, example, code="character", reason=reason)
        return _NO_CHARACTER.sub("\ufffd", cell)
    return cell


_NO_CHARACTER: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")


_FIELD_OF: Final = {column: slot.name for slot in own_table.slots() for column in slot.columns}
