"""What the library that reads workbooks silently omits from a sheet, or changes: counted, for the report.

>>> unread = Unread()
>>> unread.say("errors", "a cell holds an error", "#REF!", 2)
>>> unread.say("errors", "a cell holds an error", "#N/A", 3)
>>> unread.found["errors"]
Found(message='a cell holds an error', value='#REF!', row=2, count=2)
"""

from __future__ import annotations

import functools
import posixpath
import re
from typing import TYPE_CHECKING, Final

import attrs

from docmeta.crosswalk import Report
from docmeta.errors import InputError
from docmeta.xml import localname
from docmeta_csv.workbook.shown import NO_YEAR, Shown

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHORT: Final = 300
#: The number of columns in a sheet; those hidden up to the last one hold nothing.
_COLUMNS: Final = 16_384
#: Ordinary numbers, which are not changed.
_PLAIN: Final = re.compile(r"[ \t\r\n]*-?[0-9]{1,15}(?:\.[0-9]{0,30})?[ \t\r\n]*")
_NUMBER: Final = re.compile(r"[ \t\r\n]*[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?[ \t\r\n]*")
_DIGITS: Final = re.compile(r"[ \t\r\n]*-?[0-9]+[ \t\r\n]*")
_MERGED: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})")
_NUMBERS: Final = ("float", "percentage", "currency")
#: The types of cells in OpenDocument (ODF 1.3, part 3, section 19.389).
_TYPES: Final = frozenset((*_NUMBERS, "string", "boolean", "date", "time"))


@attrs.define
class Found:
    """One kind of omission: its message, the first occurrence with its row, and their number."""

    message: str
    value: str
    row: int | None
    count: int = 1


class Unread:
    """The omissions of one sheet."""

    def __init__(self) -> None:
        self.found: dict[str, Found] = {}
        #: By first row, the cells that do not show their value: the number of rows, the first column, the number of cells, and the text.
        self.shown: dict[int, list[tuple[int, int, int, str]]] = {}
        #: By first row, the cells merged with those below: the column, from 0, and the last row.
        self.areas: dict[int, list[tuple[int, int]]] = {}
        #: By row, the columns, from 1, of indented texts, with their indentation.
        self.indents: dict[int, dict[int, int]] = {}

    def say(self, what: str, message: str, value: str, row: int | None = None, count: int = 1) -> None:
        """Count one more."""
        known = self.found.get(what)
        if known is None:
            self.found[what] = Found(message, value[:_SHORT], row, count)
        else:
            known.count += count

    def add(self, other: Unread) -> None:
        """Add those of another part of the same sheet."""
        for what, found in other.found.items():
            self.say(what, found.message, found.value, found.row, found.count)
        self.shown.update(other.shown)
        self.indents.update(other.indents)
        for row, areas in other.areas.items():
            self.areas.setdefault(row, []).extend(areas)

    def show(self, row: int, column: int, shown: Shown, rows: int = 1, columns: int = 1) -> None:
        """Record what a cell shows instead of its value."""
        self.shown.setdefault(row, []).append((rows, column, columns, shown.text))
        if shown.doubt is not None:
            what = "dates without a year" if shown.doubt == NO_YEAR else "dates out of range"
            value = f"{shown.text} ({shown.day})" if shown.day else shown.text
            self.say(what, shown.doubt, value, row, rows * columns)

    def tell(self, report: Report) -> None:
        """Report everything."""
        for what, found in self.found.items():
            report.note("problem", found.message, target=what, value=found.value, line=found.row, count=found.count)

    def excel(self, cell: _Element, row: int) -> None:
        """Check a cell of Excel (ECMA-376 part 1, section 18.3.1.4)."""
        kind = cell.get("t")
        if kind == "s" or not len(cell):
            return
        parts = {localname(child): child.text or "" for child in cell}
        value = parts.get("v", "")
        if kind == "e":
            self.say(
                "errors of cells", "an error of the spreadsheet program is not a value; it was left out", value, row
            )
        elif kind == "inlineStr":
            if "is" not in parts and value:
                self.say("cells of odd types", "a cell whose type does not fit was left out", value, row)
        elif not value.strip():
            if "f" in parts and kind != "str":  # the result of a text may be empty
                self.formula(parts["f"], row)
        elif kind in (None, "n"):
            self.number(value, row)

    def hidden(self, element: _Element, row: int) -> None:
        """Check a row or a column of Excel that may be hidden."""
        if element.get("hidden") not in ("1", "true"):
            return
        if localname(element) == "row":
            self.say("hidden rows", "a row that the spreadsheet program hides is read like the others", str(row), row)
            return
        said = (element.get("min", "1"), element.get("max", "1"))
        if all(one.isdecimal() and len(one) < 6 for one in said) and int(said[1]) < _COLUMNS:
            message = "a column that the spreadsheet program hides is read like the others"
            self.say(
                "hidden columns",
                message,
                f"columns {said[0]} to {said[1]}" if said[0] != said[1] else f"column {said[0]}",
            )

    def formula(self, formula: str, row: int) -> None:
        """Count a formula whose result is not in the workbook."""
        message = "a formula without its result was left out; open and save the workbook with a spreadsheet program"
        self.say("formulas", message, formula, row)

    def number(self, value: str, row: int) -> None:
        """Check a number; a spreadsheet keeps about fifteen digits."""
        if _PLAIN.fullmatch(value):
            return
        try:
            number = float(value)
        except ValueError:
            return  # it stays a text
        if number != number or number in (float("inf"), float("-inf")):
            self.say("numbers", "a number is invalid or too large", value, row)
        elif _DIGITS.fullmatch(value) and (len(value) > 300 or int(number) != int(value)):
            self.say("numbers", "a number has more digits than a spreadsheet keeps", value, row)

    def open_document(self, said: dict[str, str], text: str, row: int, column: int) -> None:
        """Check a cell of OpenDocument by its attributes, under their local names, and its text."""
        kind = said.get("value-type")
        if kind in _NUMBERS:
            value = said.get("value", "")
            if not _NUMBER.fullmatch(value):
                raise InputError("a number cell holds no number", line=row, value=value)
            self.number(value, row)
        elif "formula" in said and kind is None and not text.strip():
            self.formula(said["formula"], row)
        elif kind not in _TYPES and text.strip():
            self.say("cells of odd types", "a cell of unknown type was left out", text, row)
        rows = said.get("number-rows-spanned", "1")
        if text.strip() and rows != "1":
            self.merged(text, row, row + int(rows) - 1 if rows.isdecimal() and len(rows) < 8 else row, column - 1)

    def merged_cells(self, reference: str) -> None:
        """Check a range of merged cells of Excel."""
        found = _MERGED.fullmatch(reference)
        if found and found[2] != found[3]:
            column = functools.reduce(lambda number, letter: 26 * number + ord(letter) - ord("@"), found[1], 0)
            self.merged(reference, int(found[2]), int(found[3]), column - 1)

    def merged(self, value: str, row: int, last: int, column: int) -> None:
        """Count a cell that covers several rows."""
        message = "a cell is merged over several rows; it counts for each of them that is not otherwise empty"
        self.say("merged cells", message, value, row)
        self.areas.setdefault(row, []).append((column, last))


class Parts:
    """The parts of a workbook that belong to each sheet (ECMA-376 part 2, section 6.5)."""

    def __init__(self) -> None:
        self.of: dict[str, Unread] = {}
        self._sheets: dict[str, str] = {}
        self._targets: dict[str, str] = {}
        self._owner: dict[str, str] = {}

    def sheet(self, element: _Element) -> None:
        """A sheet in the list of the workbook: its name and its key."""
        known = next((value for key, value in element.items() if localname(key) == "id"), None)
        if known is not None:
            self._sheets[element.get("name", "")] = known

    def relationship(self, name: str, element: _Element) -> None:
        """A relationship in the part *name*, which is named after the part that it belongs to."""
        owner = name.replace("_rels/", "").removesuffix(".rels")
        kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
        if kind == "hyperlink":
            self.unread(owner).say("links of cells", "the URL that a cell links to is not read", target)
            return
        part = posixpath.normpath(posixpath.join(posixpath.dirname(owner), target)).lstrip("/")
        if kind == "worksheet":
            self._targets[element.get("Id", "")] = part
        elif kind == "comments":
            self._owner[part] = owner

    def unread(self, part: str) -> Unread:
        """The omissions of a part."""
        return self.of.setdefault(part, Unread())

    def of_sheet(self, name: str) -> Unread:
        """The omissions of the sheet with this name."""
        part = self._targets.get(self._sheets.get(name, ""), name)
        whole = Unread()
        for key, unread in self.of.items():
            if self._owner.get(key, key) == part:
                whole.add(unread)
        return whole
