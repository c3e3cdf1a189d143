"""The cells of a row for AtoM, written so that PHP's `fgetcsv` and the import task read them correctly; losses are reported at once.

>>> safe(["1", "ends, here\\\\"])[1].endswith("\\\\ ")
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from docmeta.receivers import atom_lists
from docmeta_csv.table.said import Lose, lose_extra, plain, unsaid

#: The characters that PHP's `trim` removes.
BLANKS: Final = " \t\r\n\v\0"
SEPARATOR: Final = "|"
#: The replacement for a separator in a value; AtoM has no escape for it.
STAND_IN: Final = "\u00a6"
STANDS_IN: Final = f"{STAND_IN} stands for {SEPARATOR}, of which AtoM makes a list"
NULL: Final = "NULL"
#: The most characters of a name, and the most bytes of a text (`config/schema.yml`).
_NAME: Final = 1_024
_TEXT: Final = 65_535
#: The most bytes of cells on a line of the file: AtoM reads 60,000 at once (`QubitFlatfileImport.class.php`), and quotes are doubled.
_LINE: Final = 29_000

_ZERO: Final = "a cell of 0, which AtoM reads as empty"


class Cells:
    """A row being built.

    Args:
        columns: The header.
        lose: Called for each loss: code, field, column, value, reason.
    """

    def __init__(self, columns: Sequence[str], lose: Lose) -> None:
        self.columns = {column: index for index, column in enumerate(columns)}
        self.blank = [""] * len(columns)
        self.row: list[str] = []
        self.lose = lose

    def begin(self) -> None:
        """Begin a new row."""
        self.row = self.blank.copy()

    def put(self, column: str, text: str, field: str = "") -> None:
        """Fill a cell with one value; with a field, lost white space around the text is reported."""
        words = self._value(field or column, column, str(text))
        if field and len(words) != len(text) and words == text.strip(BLANKS):
            self.lose("changed", field, column, text, "the white space around it")
        if words == "0":
            self.lose("dropped", field or column, column, text, _ZERO)
            return
        self.row[self.columns[column]] = words

    def prose(self, field: str, column: str, texts: Sequence[str]) -> None:
        """Fill a cell with prose, one below the other if there are several; a column of notes holds each separately."""
        for index, text in enumerate(texts):
            if (lost := plain(text)) is not None:
                self.lose(lost[0], field, column, text, lost[1])
            if index and column not in atom_lists.NOTES:
                self.lose("changed", field, column, text, "where it begins: it is put below the one before it")
        if column in atom_lists.NOTES:
            self.list(field, column, texts)
        else:
            self.put(column, texts[0] if len(texts) == 1 else "\n\n".join(text.strip(BLANKS) for text in texts), field)

    def list(self, field: str, column: str, values: Iterable[str], null: str = "") -> None:
        """Fill a cell with several values."""
        texts = [self.piece(field, column, str(value)) or null for value in values]
        if texts == ["0"]:
            self.lose("dropped", field, column, "0", _ZERO)
        elif any(text != null for text in texts):
            self.row[self.columns[column]] = SEPARATOR.join(texts)

    def said(self, column: str) -> bool:
        """Whether a cell is filled."""
        return self.row[self.columns[column]] != ""

    def empty(self, column: str) -> None:
        """Empty a cell."""
        self.row[self.columns[column]] = ""

    def piece(self, field: str, column: str, text: str) -> str:
        """One of several values."""
        words = self._value(field, column, text)
        if words != text and words == text.strip(BLANKS):
            self.lose("changed", field, column, text, "the white space around it")
        if words == NULL:
            self.lose("dropped", field, column, text, "the value NULL, which AtoM reads as none")
            return ""
        return words

    def _value(self, field: str, column: str, text: str) -> str:
        """A value without the separator, cut to what AtoM stores."""
        words = text.strip(BLANKS)
        if SEPARATOR in words:
            self.lose("changed", field, column, text, STANDS_IN)
            words = words.replace(SEPARATOR, STAND_IN)
        if column in atom_lists.SHORT and len(words) > _NAME:
            self.lose("partial", field, column, text, f"its end: AtoM stores {_NAME:,} characters")
            return words[:_NAME].strip(BLANKS)
        if len(words) > _TEXT // 4 and len(words.encode("utf-8", "replace")) > _TEXT:
            self.lose("partial", field, column, text, f"its end: AtoM stores {_TEXT:,} bytes")
            return words.encode("utf-8", "replace")[:_TEXT].decode("utf-8", "ignore").strip(BLANKS)
        return words

    def rest(self, field: str, column: str, part: Any, said: Iterable[str], told: Iterable[str] = ()) -> None:
        """Report what has no column in a part."""
        found = unsaid(part, frozenset(said), frozenset(told))
        if found is not None:
            code, what = found
            why = f"{what}: AtoM's template has no column for it" if what else "bookkeeping of the source's own format"
            self.lose(code, field, column, part, why)

    def extras(self, extras: Sequence[Any]) -> None:
        """Put back what a reader of the same table carried along."""
        for extra in extras:
            at = self.columns.get(extra.place, -1)
            if extra.format == "csv-atom" and at >= 0 and self.row[at] in ("", extra.content) and extra.content != "0":
                self.row[at] = extra.content
            else:
                lose_extra(self.lose, extra)


def safe(row: list[str], changed: Callable[[int, str], None] = lambda at, why: None) -> list[str]:
    """A row as `fgetcsv` reads it: without a backslash before a quote, which it would swallow, and without a line that it would cut.

    Args:
        row: The cells.
        changed: Called with the position of a cell that this changes, and the reason.
    """
    for at, cell in enumerate(row):
        if "\\" in cell:
            if '\\"' in cell:
                cell = cell.replace('\\"', '\\ "')
                changed(at, "a blank was put between a backslash and a quote, which AtoM would lose")
            row[at] = cell + " " if cell.endswith("\\") else cell  # which AtoM removes again
    if sum(map(len, row)) > _LINE // 4:
        _broken(row, changed)
    return row


def _broken(row: list[str], changed: Callable[[int, str], None]) -> None:
    """Break long cells at blanks, so that no line of the file is longer than AtoM reads at once."""
    used = 0
    for at, cell in enumerate(row):
        data = cell.encode("utf-8", "surrogatepass")
        if used + len(data) > _LINE:
            data = _folded(data, _LINE - used)
            row[at] = data.decode("utf-8", "surrogatepass")
            used = 0
            changed(at, "a line break replaces a blank, since AtoM cuts lines of more than 60,000 bytes")
        used = len(data) - data.rfind(b"\n") - 1 + (0 if b"\n" in data else used)


def _folded(data: bytes, room: int) -> bytes:
    """A text whose first line has at most *room* bytes, and its others at most as many as a line of the file."""
    lines: list[bytes] = []
    start = 0
    while len(data) - start > room:
        cut = max(data.rfind(b" ", start, start + room), data.rfind(b"\n", start, start + room))
        if cut < start and room < _LINE:
            lines.append(b"")  # a break at its very beginning, which is trimmed
            room = _LINE
            continue
        cut = cut if cut >= start else data.find(b" ", start + room)
        if cut < 0:
            break
        lines.append(data[start:cut])
        start, room = cut + 1, _LINE
    return b"\n".join([*lines, data[start:]])
