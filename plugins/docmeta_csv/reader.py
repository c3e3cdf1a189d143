"""Reads tables of every dialect: header, rows, their order, and the units that they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, Final

from docmeta import Context, Node
from docmeta.errors import InputError
from docmeta.report import Report
from docmeta_csv.dialect import Dialect
from docmeta_csv.header import DELIMITERS, delimiter_of, dialect_of, layout_of
from docmeta_csv.order import arranged
from docmeta_csv.source import TextSource
from docmeta_csv.tokens import Row, records
from docmeta_csv.units import Units

#: Up to how many bytes the rows of a file wait in memory, so that they are split once only.
IN_MEMORY: Final = 8_000_000


def reader_of(dialects: Callable[[], Sequence[Dialect]]) -> Callable[[BinaryIO, Context], Iterator[Node]]:
    """A reader of delimited text for the dialects that a function gives, the most particular first."""

    def read(source: BinaryIO, context: Context, /) -> Iterator[Node]:
        return read_text(source, context, dialects())

    return read


def read_text(source: BinaryIO, context: Context, dialects: Sequence[Dialect]) -> Iterator[Node]:
    """Read a delimited text: the delimiter, the dialect and the encoding are found out and reported as "decided"."""
    options, report = context.options, context.report
    text = TextSource(source, options.encoding)
    head = text.head()
    begun = 0
    if not head.strip("\ufeff\r\n\t ,;|"):
        raise InputError("there is no table in it: no name of a column", line=1)
    delimiter = options.delimiter
    said = _separator_line(head)
    if said is not None:
        begun, delimiter = 1, delimiter or said
        head = head.partition("\n")[2]
    if delimiter is None:
        delimiter = delimiter_of(head, dialects, options.mapping())
    rows = TextRows(text, delimiter, begun, report, huge=context.huge)
    line, header = rows.header()
    dialect = dialect_of(header, dialects)
    layout = layout_of(header, dialect, options.mapping(), report, line)
    name = DELIMITERS.get(delimiter, repr(delimiter))
    report.note(
        "decided", f"{text.said}; {name} between cells; the table is {dialect.title}", target="table", line=line
    )
    rows.width = len(header)
    units = Units(layout, options, report, line)
    rows.is_label = units.is_label
    small = _size(source) <= IN_MEMORY
    if small:
        rows.keep()
    for placed in arranged(rows, units.key_of, by_depth=units.by_depth, small=small, report=report):
        yield units.node(placed)
    text.say_controls(report)


def _separator_line(head: str) -> str | None:
    """The delimiter that a first line "sep=;" names, as Excel writes and reads it."""
    first = head.partition("\n")[0].strip("\r\ufeff")
    return first[4] if len(first) == 5 and first.lower().startswith("sep=") else None


def _size(source: BinaryIO) -> int:
    at = source.tell()
    size = source.seek(0, 2)
    source.seek(at)
    return size


class TextRows:
    """The rows of a text below its header, as often as they are asked for.

    Args:
        text: The text.
        delimiter: What stands between cells.
        begun: How many lines stand before the header.
        report: Where rows that are too short or too long are said.
        huge: Whether the limits are lifted.
    """

    def __init__(self, text: TextSource, delimiter: str, begun: int, report: Report, *, huge: bool) -> None:
        self.text = text
        self.delimiter = delimiter
        self.begun = begun
        self.report = report
        self.huge = huge
        self.width = 0
        self.skip_space = False
        self.kept: list[Row] | None = None
        self.is_label: Callable[[list[str]], bool] = lambda _: False

    def header(self) -> Row:
        """The first row that holds anything; blanks after delimiters are no part of the cells where every name has one before it."""
        for line, cells in self._records():
            if any(cell.strip() for cell in cells):
                if len(cells) > 1 and all(cell[:1] == " " for cell in cells[1:]):
                    self.skip_space = True
                    self.report.note(
                        "decided", "a blank after a delimiter is no part of the cell", target="blanks", line=line
                    )
                return line, [cell.strip() for cell in cells]
        raise InputError("there is no table in it: no name of a column", line=1)

    def keep(self) -> None:
        """Split the text once and keep its rows."""
        self.kept = list(self._checked(quiet=False))

    def __call__(self, *, quiet: bool) -> Iterator[Row]:
        """The rows. *quiet* says nothing of what is wrong with them."""
        return iter(self.kept) if self.kept is not None else self._checked(quiet=quiet)

    def _records(self) -> Iterator[Row]:
        lines = self.text.lines()
        for _ in range(self.begun):
            next(lines, None)
        for line, cells in records(lines, self.delimiter, skip_space=self.skip_space, huge=self.huge):
            yield line + self.begun, cells

    def _checked(self, *, quiet: bool) -> Iterator[Row]:
        rows = self._records()
        for _, cells in rows:  # the header
            if any(cell.strip() for cell in cells):
                break
        yield from checked(rows, self.width, self.report, self.is_label, quiet=quiet)


def checked(
    rows: Iterator[Row], width: int, report: Report, is_label: Callable[[list[str]], bool], *, quiet: bool
) -> Iterator[Row]:
    """Leave out rows that hold nothing, fill up those that are too short, and say so; leave out a row of names for people.

    Cells beyond the header stay; the units carry them along.
    """
    for number, (line, cells) in enumerate(rows, 2):
        if number == 2 and is_label(cells):
            continue
        if len(cells) == width:
            if not any(cells):
                if not quiet:
                    report.note("problem", "a row without any content was left out", target="empty row", line=line)
                continue
        elif not any(cells):
            continue
        elif not quiet:
            which = "short" if len(cells) < width else "long"
            message = f"record {number} has {len(cells)} cells where the header has {width}"
            report.note("problem", message, target=f"{which} row", value=cells[0] if cells else "", line=line)
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        yield line, cells
