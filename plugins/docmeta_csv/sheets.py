"""Spreadsheets: .xlsx and .ods are read by python-calamine, .xlsx is written by XlsxWriter (the extra `xlsx`).

A workbook is a ZIP file, and the reader makes room for every cell between the first and the last one.
So a look at the archive comes first: how much it unpacks to, and how far its cells reach.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import compress
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from docmeta import Context, Node
from docmeta.errors import InputError, LimitError, MissingExtraError, OptionError, OutputError
from docmeta_csv import own_table
from docmeta_csv.cells import defused, quoted_formula
from docmeta_csv.dialect import Dialect
from docmeta_csv.own_writer import table_of
from docmeta_csv.reader import TableRows, read_rows
from docmeta_csv.tokens import Row

if TYPE_CHECKING:
    from types import ModuleType

#: How many bytes a workbook may unpack to, and how many cells it may reach over; `huge` allows ten times as many.
UNPACKED: Final = 300_000_000
CELLS: Final = 10_000_000
#: What Excel holds: characters in a cell, rows in a sheet.
CELL: Final = 32_767
ROWS: Final = 1_048_576

_BLOCK: Final = 1 << 18
_REFERENCE: Final = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_ROW: Final = re.compile(rb'<(?:[a-z]+:)?row\b[^>]*?\br="([0-9]{1,9})"')
_ODS: Final = re.compile(rb"<table:(table-row|table-cell|covered-table-cell)\b([^>]*)>")
_TIMES: Final = re.compile(rb'number-(?:rows|columns)-repeated="([0-9]{1,9})"')


def read(source: BinaryIO, context: Context, dialects: Sequence[Dialect]) -> Iterator[Node]:
    """Read the units of a sheet. Raises `MissingExtraError` where the library is not installed."""
    calamine = _library("python_calamine", "reading spreadsheets")
    _look(source, context.huge)
    source.seek(0)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(source)
        name = _sheet(workbook.sheet_names, context.options.sheet)
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (calamine.CalamineError, OSError, ValueError) as error:
        if isinstance(error, (InputError, OptionError)):
            raise
        raise InputError(f"the workbook cannot be read: {str(error)[:300]}") from None
    table = SheetRows(rows, context)
    yield from read_rows(table, context, dialects, f"the sheet {name!r}", small=True)


class SheetRows(TableRows):
    """The rows of a sheet; dates, numbers and truths as their text."""

    def __init__(self, rows: list[list[Any]], context: Context) -> None:
        super().__init__(context.report)
        self.rows = rows

    def records(self) -> Iterator[Row]:
        width = self.width
        for number, row in enumerate(self.rows, 1):
            cells = [text_of(value) for value in row]
            while len(cells) > width > 0 and not cells[-1]:
                cells.pop()  # a sheet is as wide as its widest row
            yield number, cells

    def header(self) -> Row:
        """The header, without the empty cells at its end."""
        line, cells = super().header()
        while cells and not cells[-1]:
            cells.pop()
        return line, cells


def text_of(value: Any) -> str:
    """The text of a cell: whole numbers without a fraction, dates as ISO 8601.

    >>> text_of(12.0), text_of(1.5), text_of(date(1951, 11, 19)), text_of(True), text_of(None)
    ('12', '1.5', '1951-11-19', 'true', '')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _library(name: str, what: str) -> ModuleType:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError:
        raise MissingExtraError(f"{what} needs the extra xlsx: pip install 'docmeta[xlsx]'") from None


def _sheet(names: Sequence[str], chosen: str | None) -> str:
    if not names:
        raise InputError("the workbook has no sheet")
    if chosen is None:
        return names[0]
    if chosen not in names:
        raise OptionError(f"sheet: the workbook has no sheet {chosen!r} (there are: {', '.join(names)[:300]})")
    return chosen


def _look(source: BinaryIO, huge: bool) -> None:
    """Unpack the archive without keeping anything, and raise where it is too large or is not sound."""
    room, cells = (UNPACKED * 10, CELLS * 10) if huge else (UNPACKED, CELLS)
    try:
        with zipfile.ZipFile(source) as archive:
            for info in archive.infolist():
                with archive.open(info) as member:
                    reach = _Reach(info.filename)
                    while block := member.read(_BLOCK):
                        room -= len(block)
                        if room < 0:
                            raise LimitError(
                                "the workbook unpacks to more than is read; the option huge raises this limit"
                            )
                        reach.feed(block)
                if reach.cells() > cells:
                    raise LimitError(f"the sheet {info.filename} reaches over more than {cells:,} cells")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError(f"not a workbook: {str(error)[:200] or 'the archive is damaged'}") from None


class _Reach:
    """How far the cells of a sheet reach, by its XML: the last row and the last column."""

    def __init__(self, name: str) -> None:
        self.is_sheet = name.startswith("xl/worksheets/") and name.endswith(".xml")
        self.is_content = name == "content.xml"
        self.rest = b""
        self.columns = self.last_row = 0
        self.row = self.column = self.times = 0

    def feed(self, block: bytes) -> None:
        if not (self.is_sheet or self.is_content):
            return
        data = self.rest + block
        cut = data.rfind(b"<")
        data, self.rest = (data[:cut], data[cut : cut + 4096]) if cut > 0 else (data, b"")
        if self.is_content:
            self._content(data)
            return
        for column, row in _REFERENCE.findall(data):
            self.columns = max(self.columns, _number(column))
            self.last_row = max(self.last_row, int(row))
        for row in _ROW.findall(data):
            self.last_row = max(self.last_row, int(row))

    def _content(self, data: bytes) -> None:
        for kind, attributes in _ODS.findall(data):
            found = _TIMES.search(attributes)
            times = int(found[1]) if found else 1
            if kind == b"table-row":
                self.row, self.times, self.column = self.row + self.times, times, 0
                continue
            self.column += times
            if b"value-type" in attributes:  # empty cells at the end of a row or of a table are not made
                self.columns = max(self.columns, self.column)
                self.last_row = max(self.last_row, self.row + self.times)

    def cells(self) -> int:
        return self.columns * self.last_row


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write docmeta's own table as a workbook of one sheet, every cell a text. Raises `OutputError` beyond what a sheet holds."""
    xlsxwriter = _library("xlsxwriter", "writing spreadsheets")
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with table_of(nodes, context) as (columns, rows):
        workbook = xlsxwriter.Workbook(out, {"constant_memory": True, **plain})
        workbook.set_properties({"created": context.timestamp().replace(tzinfo=None)})
        try:
            sheet = workbook.add_worksheet(context.options.sheet or "units")
        except xlsxwriter.exceptions.XlsxWriterException as error:
            raise OptionError(f"sheet: {str(error)[:200]}") from None
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
    """The cell as far as Excel holds it."""
    if quoted_formula(cell):
        cell = defused(cell)  # the reader takes one apostrophe away
    if len(cell) > CELL:
        reason = f"a cell of a sheet holds {CELL:,} characters"
        context.report.lose(_FIELD_OF.get(column, column), column, cell, reason=reason)
        return cell[:CELL]
    found = _NO_CHARACTER.search(cell)
    if found is not None:
        reason = "lone surrogates and noncharacters; U+FFFD stands for them"
        example = f"U+{ord(found[0]):04X}"
        context.report.lose(_FIELD_OF.get(column, column), column, example, code="character", reason=reason)
        return _NO_CHARACTER.sub("\ufffd", cell)
    return cell


_NO_CHARACTER: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")


_FIELD_OF: Final = {column: slot.name for slot in own_table.slots() for column in slot.columns}
