"""Reads tables of every dialect: header, rows, their order, and their units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import BinaryIO, Final

from docmeta import Context, Node
from docmeta.crosswalk import Report
from docmeta.dates import Conventions
from docmeta.errors import InputError
from docmeta.records import Row, records
from docmeta_csv.table import sections, survey
from docmeta_csv.table.cells import is_bare
from docmeta_csv.table.dialect import Dialect
from docmeta_csv.table.header import (
    DELIMITERS,
    MARKER,
    PREAMBLE,
    delimiter_of,
    dialect_of,
    is_header,
    is_lower_header,
    known_in,
    layout_of,
    say_titles,
)
from docmeta_csv.table.order import arranged
from docmeta_csv.table.outline import indented, indents, levels_of, outlined, unseen
from docmeta_csv.table.source import TextSource
from docmeta_csv.table.units import Units

#: The most bytes of rows that wait in memory, so that they are split only once.
IN_MEMORY: Final = 2_000_000
#: Words of programs for no value: of databases, pandas, and what copies them.
NULLS: Final = frozenset(("NULL", "NaN", "<NA>", "\\N", "#N/A"))


def read_text(source: BinaryIO, context: Context, dialects: Sequence[Dialect]) -> Iterator[Node]:
    """Read a delimited text: the delimiter, the dialect and the encoding are detected and reported as "decided"."""
    options = context.options
    separator = options.separator or ""
    text = TextSource(source, options.encoding, separator if is_bare(separator) else "")
    head = text.head()
    if not head.strip("\ufeff\r\n\t ,;|"):
        raise InputError("it contains no table: no row names the columns", line=1)
    said = _separator_line(head)
    delimiter = options.delimiter or said
    if said is not None:
        head = head.partition("\n")[2]
    if delimiter is None:
        delimiter = delimiter_of(head, dialects, options.mapping())
    name = DELIMITERS.get(delimiter, repr(delimiter))
    rows = TextRows(text, delimiter, 0 if said is None else 1, context)
    yield from read_rows(
        rows, context, dialects, f"{text.said}; {name} between cells", small=_size(source) <= IN_MEMORY
    )
    text.say_controls(context.report)


def read_rows(
    rows: TableRows, context: Context, dialects: Sequence[Dialect], said: str, *, small: bool
) -> Iterator[Node]:
    """The units of rows.

    Args:
        rows: The rows.
        context: Its options map columns.
        dialects: The most specific first.
        said: What was detected in the file, to be reported.
        small: Whether the rows may wait in memory.
    """
    options, report = context.options, context.report
    line, header = rows.header(known_in(dialects, options.mapping()))
    dialect = dialect_of(header, dialects)
    layout = layout_of(header, dialect, options.mapping(), report, line, options.hierarchy)
    report.note("decided", f"{said}; the table is {dialect.title}", target="table", line=line)
    rows.width = len(header)
    layout = survey.with_levels(survey.with_codes(layout, rows), rows)
    say_titles(layout, report, line)
    units = Units(layout, options, report, line)
    keys = units.keys
    rows.nulls = frozenset() if dialect.literal else NULLS
    rows.single = frozenset((*keys.ids, keys.named))
    rows.is_label = keys.is_label
    rows.title = keys.title
    rows.totals = dialect.name == "plain"
    rows.is_translation = keys.is_translation
    if layout.levels:
        levels = levels_of(layout.header, layout.levels)
        rows.outlined = partial(outlined, columns=layout.levels, title=keys.title, levels=levels)
        if units.private.units:
            private = unseen(rows(quiet=True), units.private.of_unit)
            rows.outlined = partial(outlined, columns=layout.levels, title=keys.title, private=private, levels=levels)
    level = survey.level_of(layout)
    if level >= 0 and survey.is_ranked(level, rows):
        message = "rows are nested by level, in their order"
        report.note("decided", message, target=header[level], line=line)
        keys.ranked = keys.by_depth = True
        rows.outlined = partial(survey.ranked, column=level)
    elif not survey.says_place(layout) and keys.title >= 0 and (step := indents(rows(quiet=True), keys.title)):
        report.note(
            "decided", "rows are nested by the indentation of their titles", target="indented titles", line=line
        )
        keys.ranked = keys.by_depth = True
        rows.outlined = partial(indented, title=keys.title, step=step)
    elif not survey.says_place(layout) and keys.title >= 0:
        found = sections.headings(rows(quiet=True), keys.title)
        if found:
            message = "rows are nested below the section headings before them"
            report.note("decided", message, target="headings", line=min(found))
            keys.ranked = keys.by_depth = True
            rows.outlined = partial(sections.sectioned, found=found, title=keys.title)
    if small:
        rows.keep()
    units.survey(rows, Conventions(options.dates, options.pairs))
    depth_of = keys.depth_of if keys.by_depth else None
    for placed in arranged(
        rows, keys.key_of, depth_of=depth_of, hides=units.private.of_unit, small=small, report=report
    ):
        units.marked, units.quoted = rows.doubtful
        yield units.node(placed)


def _separator_line(head: str) -> str | None:
    """The delimiter in a first line "sep=;", as Excel writes and reads it."""
    first = head.partition("\n")[0].strip("\r\ufeff")
    return first[4] if len(first) == 5 and first.lower().startswith("sep=") else None


def _size(source: BinaryIO) -> int:
    at = source.tell()
    size = source.seek(0, 2)
    source.seek(at)
    return size


class TableRows:
    """The rows of a table below its header, for repeated reading.

    Args:
        report: Receives rows that are too short or too long.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.width = 0
        self.begin = 0
        self.kept: list[Row] | None = None
        #: The columns that identify a single row.
        self.single: frozenset[int] = frozenset()
        #: The cells that mean no value.
        self.nulls: frozenset[str] = frozenset()
        self.is_label: Callable[[list[str]], bool] = lambda _: False
        self.is_translation: Callable[[list[str], list[str]], bool] | None = None
        self.outlined: Callable[[Iterator[Row]], Iterator[Row]] | None = None
        #: Whether rows of totals are left out.
        self.totals = False
        #: The column of titles, once it is known.
        self.title = -1

    @property
    def doubtful(self) -> tuple[bool, bool]:
        """Whether the rows so far may hold markup, or cells that begin with an apostrophe."""
        return True, True

    def records(self) -> Iterator[Row]:
        """All the rows, from the first."""
        raise AssertionError("a subclass defines it")

    def header(self, knows: Callable[[Sequence[str]], int]) -> Row:
        """The first row that is not empty; or one of the first ten that is more of a header than the first:

        one that claims to hold the codes of ArchivesSpace, or one of known columns if the first has none, or has one
        and fewer cells.
        """
        first: Row | None = None
        above: list[Row] = []
        better: Row | None = None
        known = False
        for number, (line, cells) in enumerate(self.records()):
            if number >= PREAMBLE and first is not None:
                break
            if first is None and any(cell.strip() for cell in cells):
                first = line, cells
                known = knows(cells) > 1
            if cells and MARKER.match(cells[0].strip()):
                self.begin = line
                return line, [cell.strip() for cell in cells]
            if known and first is not None and better is None and number and is_lower_header(first[1], cells, knows):
                above, better = [first], (line, cells)
            if first is not None and better is None and not known:
                higher = [row for _, row in above]
                wider = _filled(cells) > _filled(first[1]) or not knows(first[1])
                better = (line, cells) if line > first[0] and wider and is_header(cells, knows, higher) else None
                if better is None:
                    above.append((line, cells))
        if first is None:
            raise InputError("it contains no table: no row names the columns", line=1)
        if better is not None:
            self._say_above(above)
            first = better
        self.begin = first[0]
        return first[0], [cell.strip() for cell in first[1]]

    def _say_above(self, rows: Sequence[Row]) -> None:
        for line, cells in rows:
            said = " ".join(cell.strip() for cell in cells if cell.strip())
            if said:
                message = "a row above the header is not part of the table and was left out"
                self.report.note("problem", message, target="row above the header", value=said, line=line)

    def keep(self) -> None:
        """Read the table once and keep its rows."""
        self.kept = list(self._sound(quiet=False))

    def __call__(self, *, quiet: bool) -> Iterator[Row]:
        """The rows. *quiet* suppresses reports about them."""
        return iter(self.kept) if self.kept is not None else self._sound(quiet=quiet)

    def _sound(self, *, quiet: bool) -> Iterator[Row]:
        rows = self.records()
        for line, _ in rows:  # up to the header
            if line >= self.begin:
                break
        if self.nulls:
            rows = emptied(rows, self.nulls, self.report, quiet=quiet)
        sound = checked(rows, self.width, self.report, self.is_label, quiet=quiet)
        if self.totals:
            sound = sections.without_totals(sound, self.report, quiet=quiet)
        if self.outlined is not None:
            sound = self.outlined(sound)
        return sound if self.is_translation is None else joined(sound, self.width, self.is_translation)


class TextRows(TableRows):
    """The rows of a delimited text.

    Args:
        text: The text.
        delimiter: The separator of cells.
        before: The number of lines before the table.
        context: Tells whether the limits are lifted, and has the report.
    """

    def __init__(self, text: TextSource, delimiter: str, before: int, context: Context) -> None:
        super().__init__(context.report)
        self.text = text
        self.delimiter = delimiter
        self.before = before
        self.huge = context.huge
        self.skip_space = False

    @property
    def doubtful(self) -> tuple[bool, bool]:
        """Whether the text read so far may hold markup, or cells that begin with an apostrophe."""
        return self.text.marked, self.text.quoted

    def header(self, knows: Callable[[Sequence[str]], int]) -> Row:
        """Blanks after delimiters do not belong to the cells if every name of a column has one before it."""
        for _, cells in self.records():
            if any(cell.strip() for cell in cells):
                if len(cells) > 1 and all(cell[:1] == " " for cell in cells[1:]):
                    self.skip_space = True
                    message = "a space after a delimiter is not part of the cell"
                    self.report.note("decided", message, target="blanks", line=1)
                break
        return super().header(knows)

    def records(self) -> Iterator[Row]:
        lines = self.text.lines()
        for _ in range(self.before):
            next(lines, None)
        rows = records(lines, self.delimiter, skip_space=self.skip_space, huge=self.huge)
        return ((line + self.before, cells) for line, cells in rows) if self.before else rows


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def checked(
    rows: Iterator[Row], width: int, report: Report, is_label: Callable[[list[str]], bool], *, quiet: bool
) -> Iterator[Row]:
    """Leave out empty rows, fill up short ones, and report both; leave out a row of names for people.

    Cells beyond the header stay; the units carry them along.
    """
    for number, row in enumerate(rows, 2):
        line, cells = row
        if number == 2 and is_label(cells):
            continue
        if len(cells) == width:
            if any(cells):
                yield row
            elif not quiet:
                report.note("problem", "a row without any content was left out", target="empty row", line=line)
            continue
        if not any(cells):
            continue
        if len(cells) > width and not any(cells[width:]):
            del cells[width:]  # delimiters at the end of a row, as spreadsheets write them
        elif not quiet:
            which = "short" if len(cells) < width else "long"
            message = f"record {number} has {len(cells)} cells where the header has {width}"
            report.note("problem", message, target=f"{which} row", value=cells[0] if cells else "", line=line)
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        yield line, cells


def emptied(rows: Iterator[Row], nulls: frozenset[str], report: Report, *, quiet: bool) -> Iterator[Row]:
    """Empty and report the cells that hold a program's word for no value."""
    for line, cells in rows:
        if not nulls.isdisjoint(cells):
            for at, cell in enumerate(cells):
                if cell in nulls:
                    cells[at] = ""
                    if not quiet:
                        message = "the word means no value; the cell is read as empty"
                        report.note("decided", message, target="no value", value=cell, line=line)
        yield line, cells


def joined(rows: Iterator[Row], width: int, is_translation: Callable[[list[str], list[str]], bool]) -> Iterator[Row]:
    """Append the cells of a row that translates the row above to that row's own."""
    before: Row | None = None
    for line, cells in rows:
        del cells[width:]  # said already; they would be taken for a translation
        if before is not None and is_translation(before[1], cells):
            before[1].extend(cells)
            continue
        if before is not None:
            yield before
        before = line, cells
    if before is not None:
        yield before
