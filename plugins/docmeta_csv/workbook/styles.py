"""The styles of a workbook, as far as they determine what a cell shows."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from docmeta.xml import localname
from docmeta_csv.workbook.shown import Format, Shown, format_of, shown, shown_day, shown_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

#: The elements about styles, by their local names.
ELEMENTS: Final = ("numFmt", "xf", "workbookPr", "date-style", "style", "table-column")
_PARTS: Final = {"year": "y", "month": "m", "day": "d", "hours": "h", "minutes": "h", "seconds": "h"}
_NUMBERS: Final = ("float", "percentage", "currency")
_DEPTH: Final = 20


class Styles:
    """The styles of cells; those of Excel by number, those of OpenDocument by name."""

    def __init__(self) -> None:
        self.since_1904 = False
        self._codes: dict[str, str] = {}
        self._formats: list[Format | None] = []
        self._indents: list[int] = []
        self._dates: dict[str, str] = {}
        self._styles: dict[str, tuple[str, str]] = {}
        self._ends: list[int] = []
        self._columns: list[str] = []

    def element(self, kind: str, element: _Element) -> None:
        """An element of `ELEMENTS`."""
        said = {localname(key): value for key, value in element.items()}
        if kind == "numFmt":
            self._codes[said.get("numFmtId", "")] = said.get("formatCode", "")
        elif kind == "xf":
            if localname(element.getparent()) == "cellXfs":
                number = said.get("numFmtId", "0")
                self._formats.append(format_of(int(number) if number.isdecimal() else 0, self._codes.get(number)))
                far = next((child.get("indent", "") for child in element if localname(child) == "alignment"), "")
                self._indents.append(int(far) if far.isdecimal() and len(far) < 3 else 0)
        elif kind == "workbookPr":
            self.since_1904 = said.get("date1904") in ("1", "true")
        elif kind == "date-style":
            parts = {_PARTS.get(localname(child), "") for child in element}
            self._dates[said.get("name", "")] = "".join(part for part in "ymdh" if part in parts)
        elif kind == "style":
            self._styles[said.get("name", "")] = said.get("data-style-name", ""), said.get("parent-style-name", "")
        elif kind == "table-column":
            times = said.get("number-columns-repeated", "1")
            count = int(times) if times.isdecimal() and len(times) < 10 else 1
            self._ends.append((self._ends[-1] if self._ends else 0) + count)
            self._columns.append(said.get("default-cell-style-name", ""))

    def begin_sheet(self) -> None:
        """Forget the columns of the previous sheet."""
        self._ends, self._columns = [], []

    def excel(self, style: str, value: str) -> Shown | None:
        """What a number of Excel shows; None if that is its value."""
        number = int(style) if style.isdecimal() and len(style) < 6 else 0
        if number >= len(self._formats):
            return None
        return shown(value, self._formats[number], since_1904=self.since_1904)

    def indent(self, style: str) -> int:
        """The indentation of the text in a cell of Excel (ECMA-376 part 1, 18.8.1)."""
        number = int(style) if style.isdecimal() and len(style) < 6 else 0
        return self._indents[number] if number < len(self._indents) else 0

    def open_document(self, said: Mapping[str, str], text: str, column: int) -> Shown | None:
        """What a cell of OpenDocument shows, by its attributes and its text; None if that is its value."""
        kind = said.get("value-type")
        if kind in _NUMBERS:
            return shown_text(said.get("value", ""), text)
        if kind != "date" or not self._dates:
            return None
        name = said.get("style-name") or self._of_column(column)
        for _ in range(_DEPTH):
            data, parent = self._styles.get(name, ("", ""))
            if data or not parent:
                return shown_day(said.get("date-value", ""), text, self._dates.get(data, ""))
            name = parent
        return None

    def _of_column(self, column: int) -> str:
        at = bisect_left(self._ends, column)
        return self._columns[at] if at < len(self._columns) else ""
