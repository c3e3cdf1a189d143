"""Shared by the writers of all tables: the header, formulas, losses, and the CSVW description beside the table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, Final

from docmeta import Context
from docmeta.crosswalk import Crosswalk
from docmeta.errors import OptionError
from docmeta_csv.options import CsvOptions
from docmeta_csv.table.cells import STARTERS, defused, is_formula, quoted_formula
from docmeta_csv.table.lines import Lines

_SUSPECT: Final = STARTERS | {"'"}


class Output:
    """A table being written.

    Args:
        out: A binary stream; stays open.
        context: Its options give delimiter, line ends, byte order mark and the treatment of formulas.
        columns: The header.
        apostrophes: Whether the reader of this table removes an apostrophe from what looks defused,
            so that a value that really begins so gets one more.
    """

    def __init__(self, out: BinaryIO, context: Context, columns: Sequence[str], *, apostrophes: bool) -> None:
        options: CsvOptions = context.options
        self.context = context
        self.columns = tuple(columns)
        self.apostrophes = apostrophes
        self.defuse = options.formulas == "defuse"
        self.lines = Lines(out, options.delimiter or ",", options.newline, self._replaced)
        if options.bom:
            out.write(b"\xef\xbb\xbf")
        self.lines.row(list(columns))

    def lose(self, code: str, field: str, target: str, value: Any, reason: str) -> None:
        """Report a loss."""
        self.context.report.lose(field, target, value, code=code, reason=reason)

    def row(self, cells: list[str]) -> None:
        """Write a row; cells that a spreadsheet would run are reported, or defused."""
        for cell in filter(None, cells):
            if cell[0] in _SUSPECT:
                for index, text in enumerate(cells):
                    if text and text[0] in _SUSPECT:
                        cells[index] = self._formula(index, text)
                break
        self.lines.row(cells)

    def close(self) -> None:
        """Write what is buffered."""
        self.lines.close()

    def _formula(self, index: int, cell: str) -> str:
        if self.defuse or (self.apostrophes and quoted_formula(cell)):
            return defused(cell)
        if is_formula(cell):
            message = "a spreadsheet would run this cell as a formula; the option formulas=defuse prevents it"
            self.context.report.note("problem", message, field=None, target=self.columns[index], value=cell)
        return cell

    def _replaced(self, text: str) -> None:
        reason = "lone surrogates are not characters; U+FFFD replaces them"
        for char in text:
            if "\ud800" <= char <= "\udfff":
                self.context.report.lose("text", "UTF-8", f"U+{ord(char):04X}", code="character", reason=reason)

    def metadata(self, crosswalk: Crosswalk, separators: Mapping[str, str]) -> None:
        """Write the CSVW description beside the table, if requested."""
        options: CsvOptions = self.context.options
        if not options.metadata:
            return
        if self.context.sidecar is None:
            raise OptionError("metadata: the description is a file beside the table, so the table must be a file too")
        from docmeta_csv.csvw import description

        data = description(self.columns, crosswalk, options, separators, self.context.target)
        with self.context.sidecar("-metadata.json") as file:
            file.write(json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n")
