"""Writing the tables of other systems: a row is filled field by field, and what does not fit is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from docmeta import Context, Node
from docmeta.errors import OptionError
from docmeta.model import Extra
from docmeta.text import is_structured
from docmeta_csv.table.cells import BLANKS
from docmeta_csv.table.output import Output

#: What stands for a separator in a value where the dialect gives no way to escape it.
STAND_IN: Final = "\u00a6"
_WHITE_SPACE: Final = "kept: the words, without the white space around them"


class ForeignRow:
    """A row in the making.

    Args:
        columns: The header.
        lose: Where losses are said: code, field, target, value, reason.
        separator: What stands between several values in one cell; None where a cell holds one value.
    """

    def __init__(
        self, columns: Sequence[str], lose: Callable[[str, str, str, Any, str], None], separator: str | None
    ) -> None:
        self.columns = {column: index for index, column in enumerate(columns)}
        self.empty = [""] * len(columns)
        self.cells: list[str] = []
        self.lose = lose
        self.separator = separator

    def begin(self) -> None:
        """Begin a new row."""
        self.cells = self.empty.copy()

    def put(self, column: str, text: str, field: str | None = None) -> None:
        """Fill a cell, without the white space around the text, since readers of these tables take it away.

        Args:
            column: The column.
            text: What stands there.
            field: The field that the white space is lost of; None where the caller says what is lost.
        """
        words = str(text).strip(BLANKS)
        self.cells[self.columns[column]] = words
        if field is not None and len(words) != len(text):
            self.lose("partial", field, column, text, _WHITE_SPACE)

    def prose(self, field: str, column: str, values: Sequence[str], whole: Sequence[Any] = ()) -> None:
        """Fill a cell with prose; several are put below each other, and only the first reads back as itself.

        Args:
            field: The field that the prose is of.
            column: The column.
            values: The prose.
            whole: The values that it is of, for the report; with a test of what is lost of each beside the structure.
        """
        self.put(column, "\n\n".join(str(value) for value in values))
        for index, value in enumerate(values):
            if index and value:
                self.lose("partial", field, column, value, "put below the one before it")
            elif is_structured(value):
                self.lose("partial", field, column, value, "kept: the words")
            elif value != value.strip(BLANKS):
                self.lose("partial", field, column, value, _WHITE_SPACE)

    def list(self, field: str, column: str, values: Iterable[str], null: str = "") -> None:
        """Fill a cell with several values."""
        texts = [self.piece(field, column, value) or null for value in values]
        if any(text != null for text in texts):
            assert self.separator is not None  # noqa: S101  # only dialects that have one call this
            self.put(column, self.separator.join(texts))

    def piece(self, field: str, column: str, value: str) -> str:
        """One of several values; a separator in it cannot be escaped, so another character stands for it."""
        if self.separator is not None and self.separator in value:
            self.lose(
                "partial", field, column, value, f"{STAND_IN} stands for {self.separator}, which separates values"
            )
            return value.replace(self.separator, STAND_IN).strip(BLANKS)
        if value != value.strip(BLANKS):
            self.lose("partial", field, column, value, _WHITE_SPACE)
        return str(value).strip(BLANKS)

    def extras(self, format: str, extras: Sequence[Extra]) -> None:
        """Put back what a reader of the same table carried along; everything else is lost."""
        for extra in extras:
            at = self.columns.get(extra.place, -1)
            if extra.format == format and at >= 0 and self.cells[at] in ("", extra.content):
                self.cells[at] = extra.content
            else:
                self.lose("dropped", "extras", extra.place, extra.content, "what only the source's own format can hold")


def no_options(context: Context) -> None:
    """Raise `OptionError` for options of docmeta's own table that a foreign one does not take."""
    if context.options.chosen():
        raise OptionError("columns: this table has the columns that its system wants; they cannot be chosen")
    if context.options.separator is not None:
        raise OptionError("separator: this table has the separator that its system wants")


Fill = Callable[[Node], list[str]]


def write_rows(nodes: Iterable[Node], output: Output, fill: Fill) -> None:
    """Write a row for each node."""
    for node in nodes:
        output.row(fill(node))
    output.close()
