"""The cells of a row for ArchivesSpace: without surrounding white space, cut to its limits; losses are reported at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from docmeta.receivers import aspace_lists
from docmeta.text import escape
from docmeta_csv.aspace import columns
from docmeta_csv.table.said import Lose, lose_extra, plain, unsaid

#: The characters that Ruby's `String#strip` removes.
BLANKS: Final = " \t\r\n\v\f\0"
#: What makes the importer parse a note as XML (`notes_handler.rb`, `wellformed`).
_TAG: Final = re.compile("</?[a-zA-Z]+>")


class Cells:
    """A row being built.

    Args:
        lose: Called for each loss: code, field, column, value, reason.
    """

    def __init__(self, lose: Lose) -> None:
        self.lose = lose
        self.row: dict[str, str] = {}

    def put(self, column: str, text: str, field: str = "") -> None:
        """Fill a cell; with a field, lost white space around the text is reported."""
        words = text.strip(BLANKS)
        most = aspace_lists.limit(column)
        if len(words) > most:
            self.lose("partial", field or column, column, text, f"its end: ArchivesSpace stores {most:,} characters")
            words = words[:most].strip(BLANKS)
        if field and len(words) != len(text):
            self.lose("changed", field, column, text, "the white space around it")
        if words:
            self.row[column] = words

    def fill(self, names: Sequence[str], values: Sequence[str]) -> None:
        """Fill a set of columns."""
        for column, value in zip(names, values, strict=True):
            if value:
                self.put(column, value)

    def prose(self, field: str, column: str, texts: Iterable[str]) -> None:
        """Fill the cell of a note with prose, one below the other if there are several."""
        words = []
        for text in texts:
            words.append(str(text).strip(BLANKS))
            if (lost := plain(text)) is not None:
                self.lose(lost[0], field, column, text, lost[1])
            elif len(words[-1]) != len(text):
                self.lose("changed", field, column, text, "the white space around it")
        joined = "\n\n".join(filter(None, words))
        if _TAG.search(joined):
            self.lose(
                "changed",
                field,
                column,
                joined,
                "what looks like a tag is escaped, since the importer reads a note as XML",
            )
            joined = escape(joined)
        self.put(column, joined, field)

    def finished(self) -> dict[str, str]:
        """The row, with notes escaped that the importer would read as XML."""
        for column, cell in self.row.items():
            if column.startswith("n_") and _TAG.search(cell):
                self.lose(
                    "changed",
                    "notes",
                    column,
                    cell,
                    "what looks like a tag is escaped, since the importer reads a note as XML",
                )
                self.row[column] = escape(cell)
        return self.row

    def rest(self, field: str, column: str, part: Any, said: Iterable[str], told: Iterable[str] = ()) -> None:
        """Report what has no column in a part."""
        found = unsaid(part, frozenset(said), frozenset(told))
        if found is not None:
            code, what = found
            why = (
                f"{what}: ArchivesSpace's template has no column for it"
                if what
                else "bookkeeping of the source's own format"
            )
            self.lose(code, field, column, part, why)

    def extras(self, extras: Sequence[Any]) -> None:
        """Put back what a reader of the same table carried along."""
        for extra in extras:
            content = extra.content.strip(BLANKS)
            if extra.format == "csv-aspace" and self._takes(extra.place, content):
                self.put(extra.place, content)
            else:
                lose_extra(self.lose, extra)

    def _takes(self, column: str, content: str) -> bool:
        """Whether a carried cell still has its place, and the importer accepts it."""
        if column not in columns.known() or column == columns.MARKER or len(content) > aspace_lists.limit(column):
            return False
        name = aspace_lists.list_of(column)
        listed = name is None or name in aspace_lists.OPEN or aspace_lists.value(name, content) is not None
        return listed and self.row.get(column, content) == content
