"""The first row: its delimiter, the dialect of the table, and the meaning of each column."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

import attrs

from docmeta.crosswalk import Report
from docmeta.errors import InputError, LimitError, OptionError, excerpt
from docmeta.records import COLUMNS, records
from docmeta_csv.table.dialect import Dialect, plain_name
from docmeta_csv.table.marks import NONE, Marks, heading_of, marked
from docmeta_csv.table.outline import REFERENCES, level_columns
from docmeta_csv.table.private import guards_of, speaks_alone
from docmeta_csv.table.slots import Slot

#: The number of rows among which the header is searched.
PREAMBLE: Final = 10
#: The most layouts remembered for a dialect, and the most columns of their headers.
_LAYOUTS: Final = 32
_WIDE: Final = 500
#: The beginning of the header of an ArchivesSpace template: for archival objects, for digital objects and others.
MARKER: Final = re.compile(r"ArchivesSpace (?:[a-z]+ ){0,5}field codes?\b")
#: A number of a column, as people write above the names: 4, 4a, IV.
_NUMBER: Final = re.compile(r"[A-Za-z]?[0-9]{0,3}[a-z]?\.?|[IVX]{1,5}\.?")
DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes"}


@attrs.frozen
class Layout:
    """The meaning of the columns of one table.

    Attributes:
        dialect: The dialect of the table.
        header: The names as they are.
        fields: The slots present, each with the positions of its columns, -1 for a missing one.
        frame: The positions of the columns outside slots, by their plain names.
        unknown: The positions of unknown columns.
        levels: The positions of the columns that hold a title each, one for each depth; none if other columns give the depth.
        codes: The position of the column whose reference codes give the place of a row; -1 if there is none.
        private: The positions of the private columns.
        guards: For each column whose publication other columns tell, the positions of those.
    """

    dialect: Dialect
    header: tuple[str, ...]
    fields: tuple[tuple[Slot, tuple[int, ...]], ...]
    frame: Mapping[str, int]
    unknown: tuple[int, ...]
    levels: tuple[int, ...] = ()
    codes: int = -1
    private: frozenset[int] = frozenset()
    guards: Mapping[int, tuple[int, ...]] = attrs.field(factory=dict)

    def positions(self, names: Sequence[str]) -> list[int]:
        """The positions of these columns if present, including columns of slots."""
        found = [self.frame.get(plain_name(name), -1) for name in names]
        if min(found, default=0) < 0:
            plain = {plain_name(column): index for index, column in reversed(list(enumerate(self.header)))}
            found = [self.frame.get(plain_name(name), plain.get(plain_name(name), -1)) for name in names]
        return [index for index in dict.fromkeys(found) if index >= 0]

    def index_of(self, column: str) -> int:
        """The position of a column outside slots; -1 if there is none."""
        return self.frame.get(plain_name(column), -1)


def delimiter_of(head: str, dialects: Sequence[Dialect], mapping: Mapping[str, str]) -> str:
    """The delimiter with which the first row has the most known columns. Raises `InputError` if it has none with any."""
    best, most = "", (0, 0)
    seen: list[str] = []
    knows = known_in(dialects, mapping)
    rows = {delimiter: _first_rows(head, delimiter) for delimiter in DELIMITERS}
    for depth in range(PREAMBLE):
        for delimiter in DELIMITERS:
            cells = rows[delimiter][depth] if depth < len(rows[delimiter]) else []
            known = knows(cells) if depth == 0 or is_header(cells, knows, rows[delimiter][:depth]) else 0
            if (known, len(cells)) > most and known:
                best, most = delimiter, (known, len(cells))
            if depth == 0 and len(cells) > len(seen):
                seen = cells
        if best and (depth > 0 or most[0] > 1):
            return best
    if not best:
        raise no_columns(seen)
    return best


def known_in(dialects: Sequence[Dialect], mapping: Mapping[str, str]) -> Callable[[Sequence[str]], int]:
    """A function that counts the cells of a row that are columns known to a dialect or to the user."""
    theirs = {plain_name(column) for column in mapping}

    def knows(cells: Sequence[str]) -> int:
        known = max(dialect.knows(cells) for dialect in dialects)
        return known + sum(plain_name(cell) in theirs for cell in cells) if theirs else known

    return knows


def is_header(cells: Sequence[str], knows: Callable[[Sequence[str]], int], above: Iterable[Sequence[str]] = ()) -> bool:
    """Whether a row that is not the first can be the header: two or more of its cells are known, and half of them.

    A quarter of them is enough if each row above has at most one cell, like a title, or numbers of columns: then no other row
    is the header. A row that claims to hold the codes of ArchivesSpace is one.
    """
    known = knows(cells)
    if known < 2:
        return False
    if MARKER.match(cells[0].strip()):
        return True
    share = 4 if all(_says_little(row) for row in above) else 2
    return known * share >= sum(1 for cell in cells if cell.strip())


def is_lower_header(higher: Sequence[str], cells: Sequence[str], knows: Callable[[Sequence[str]], int]) -> bool:
    """Whether a row is the lower of two header rows, the upper of which names groups: "Dates" above "From" and "To".

    The upper one has gaps, and the lower one only holds names, nearly all of them known.
    """
    said = [cell.strip() for cell in cells if cell.strip()]
    gaps = sum(1 for cell in higher if not cell.strip())
    if not gaps or len(said) <= len(higher) - gaps or any(map(str.isdigit, "".join(said))):
        return False
    known = knows(cells)
    return known > knows(higher) and known * 4 >= len(said) * 3


def _says_little(row: Sequence[str]) -> bool:
    """Whether a row has at most one cell, or only numbers of columns."""
    said = [cell.strip() for cell in row if cell.strip()]
    return len(said) < 2 or all(map(_NUMBER.fullmatch, said))


def no_columns(header: Sequence[str]) -> InputError:
    """The error for a first row without any known column."""
    shown = ", ".join(excerpt(cell, 40) for cell in header[:8]) + (" ..." if len(header) > 8 else "")
    return InputError(
        "the first row holds no column that is known; say what the columns are with the option columns "
        f"(columns=theirs=title): {shown}",
        line=1,
    )


def _first_rows(head: str, delimiter: str) -> list[list[str]]:
    """The first rows that hold anything."""
    found: list[list[str]] = []
    try:
        for _, cells in islice(records(_lines(head), delimiter), PREAMBLE):
            if found or any(cell.strip() for cell in cells):
                found.append(cells)
    except LimitError:
        if not found:
            raise  # further rows may be long with another delimiter than the table's
    except InputError:
        # a quote cut off by the end of this beginning, or one that is not the header's
        if not found:
            first = head.replace("\r", "\n").partition("\n")[0][:100_000]
            found.append([cell.strip('"') for cell in first.split(delimiter)])
    return found


def _lines(text: str) -> Iterator[str]:
    import io

    return iter(io.StringIO(text, newline=""))


def dialect_of(header: Sequence[str], dialects: Sequence[Dialect]) -> Dialect:
    """The dialect of the table: the first that recognises the header, else the last."""
    names = [plain_name(heading_of(column).name) for column in header]
    return next((dialect for dialect in dialects if dialect.recognises(names)), dialects[-1])


def layout_of(
    header: Sequence[str],
    dialect: Dialect,
    mapping: Mapping[str, str],
    report: Report,
    line: int,
    hierarchy: Sequence[str] = (),
) -> Layout:
    """The meaning of each column. Raises `InputError` for too many columns, `OptionError` for a mapping to nothing."""
    key = (tuple(header), tuple(mapping.items()), tuple(hierarchy))
    layout = dialect.layouts.get(key)
    if layout is None:
        layout = _made(header, dialect, mapping, line, hierarchy)
        if len(dialect.layouts) >= _LAYOUTS:
            dialect.layouts.clear()
        if len(header) <= _WIDE:
            dialect.layouts[key] = layout
    _say(layout, dialect, report, line)
    return layout


def _made(
    header: Sequence[str], dialect: Dialect, mapping: Mapping[str, str], line: int, hierarchy: Sequence[str]
) -> Layout:
    if len(header) > COLUMNS:
        raise InputError(f"more than {COLUMNS:,} columns", line=line)
    theirs = {**_of_the_record(header), **_checked(mapping, header, dialect)}
    levels, codes = _hierarchy(header, hierarchy)
    frame: dict[str, int] = {}
    sets = _Sets([plain_name(heading_of(column).name) for column in header])
    unknown: list[int] = []
    guards = guards_of(header, dialect.covers)
    units = {at for at, column in enumerate(header) if dialect.find(column) in dialect.speaking}  # of the whole unit
    guards = {at: rest for at, found in guards.items() if (rest := tuple(one for one in found if one not in units))}
    speaking = {index for found in guards.values() for index in found if speaks_alone(header[index])}
    private: set[int] = set()
    for index, column in enumerate(header):
        ours = theirs.get(plain_name(column), column)
        found, number = dialect.found(ours)
        marks = heading_of(column).marks
        if (
            (marks.private or heading_of(ours).marks.private)
            and index not in speaking
            and found not in dialect.speaking
        ):
            private.add(index)
        if index in levels:
            continue
        if found is None or (index in private and found in dialect.frame and found not in dialect.placing):
            unknown.append(index)
        elif found in dialect.frame:
            if found in frame and (plain_name(column) != found or plain_name(header[frame[found]]) == found):
                unknown.append(index)  # another column of this name, or its synonym
                continue
            if found in frame:
                unknown.append(frame[found])
            frame[found] = index
        else:
            slot, position = dialect.places[found]
            sets.found.append((slot, position, index, number, marks._replace(private=index in private)))
    unknown.sort()
    private |= sets.arrange()
    # one word that happens to be known among many others is a row of data, not a header
    known = len(header) - len(unknown)
    if known * 5 < sum(1 for column in header if column) and known < 3 and not MARKER.match(header[0].strip()):
        raise no_columns(header)
    if (
        codes < 0
        and not levels
        and not {plain_name(name) for name in (*dialect.parent, dialect.depth or "")} & set(frame)
    ):
        codes = next((index for index, column in enumerate(header) if plain_name(column) in REFERENCES), -1)
    return Layout(
        dialect, tuple(header), sets.fields(), frame, tuple(unknown), levels, codes, frozenset(private), guards
    )


#: The columns that CONTENTdm adds to an export, some of which describe the record ("Export metadata", CONTENTdm's help).
_CONTENTDM: Final = frozenset(("contentdmnumber", "contentdmfilename", "contentdmfilepath", "cdmid"))
#: The parts of a reference in archives of the former Soviet Union, where an opis is an inventory and no description.
_EASTERN: Final = {
    name: f"reference {part}"
    for part, names in {
        "fond": "fond|фонд", "opis": "opis|опись|опис", "papka": "papka|папка", "delo": "delo|дело|справа|ед хр",
        "list": "list|listy|листы|лл|аркуші",
    }.items()
    for name in map(plain_name, names.split("|"))
}  # fmt: skip
_OF_THE_RECORD: Final = ("datecreated", "datemodified")


def _of_the_record(header: Sequence[str]) -> dict[str, str]:
    """The columns that have the name of another one, but speak of the record: nothing is known of them, they are carried along.

    Beside a height or a width, a depth is that of the thing.
    """
    names = {plain_name(column) for column in header}
    sides = [name for name in names if name.startswith(("height", "width"))]
    if "depth" in names and sides:
        return {"depth": f"depth of thing {min(sides).removeprefix('height').removeprefix('width')}"}
    reference = {name: _EASTERN[name] for name in names if name in _EASTERN}
    if {"reference opis", "reference delo"} <= set(reference.values()):
        return reference
    return dict.fromkeys(_OF_THE_RECORD, "") if names & _CONTENTDM and names.issuperset(_OF_THE_RECORD) else {}


def _hierarchy(header: Sequence[str], said: Sequence[str]) -> tuple[tuple[int, ...], int]:
    """The columns of titles by their depth, and the column of reference codes that contain each other."""
    if not said:
        return level_columns(header), -1
    names = {plain_name(column): index for index, column in reversed(list(enumerate(header)))}
    for name in said:
        if plain_name(name) not in names:
            raise OptionError(f"hierarchy: the table has no column {excerpt(name, 60)}")
    found = [names[plain_name(name)] for name in said]
    return ((), found[0]) if len(found) == 1 else (tuple(found), -1)


class _Sets:
    """The sets of columns of each slot: those with one number, or beside each other.

    Several columns of one name are several sets (Subject 1, Subject 2; dc.subject, dc.subject).
    """

    def __init__(self, names: Sequence[str]) -> None:
        #: The plain names of the columns.
        self.names = names
        #: The slot, the position in it, the position in the header, the number and the marks of each column.
        self.found: list[tuple[Slot, int, int, str, Marks]] = []
        self.all: list[tuple[Slot, list[int]]] = []
        self.of: dict[tuple[int, str, Marks], list[list[int]]] = {}
        self.free: dict[tuple[int, str, Marks, int], int] = {}

    def arrange(self) -> set[int]:
        """Make the sets; gives the positions of all private columns: those beside a private main column are private, too."""
        private: set[int] = set()
        #: The marks of main columns by the name of the column, and by that of the slot.
        named: dict[tuple[str, str], list[Marks]] = {}
        others: dict[tuple[str, str], list[Marks]] = {}
        for slot, position, index, number, marks in self.found:
            if not position:
                named.setdefault((self.names[index], number), []).append(marks)
                others.setdefault((plain_name(slot.columns[0]), number), []).append(marks)
        for slot, position, index, number, marks in self.found:
            key = plain_name(slot.columns[0]), number
            mains = named.get(key) or others.get(key, [])
            own = mains[0] if position and mains and all(main.private for main in mains) else marks
            if own.private:
                private.add(index)
            self.add(slot, position, index, number, own)
        return private

    def add(self, slot: Slot, position: int, index: int, number: str, marks: Marks) -> None:
        """Put a column into the first set without it."""
        key = (id(slot), number, marks)
        sets = self.of.setdefault(key, [])
        at = self.free.get((*key, position), 0)
        self.free[*key, position] = at + 1
        if at == len(sets):
            sets.append([-1] * len(slot.columns))
            self.all.append((slot if marks == NONE else marked(slot, marks), sets[-1]))
        sets[at][position] = index

    def fields(self) -> tuple[tuple[Slot, tuple[int, ...]], ...]:
        """The slots, each with the positions of its columns."""
        return tuple((slot, tuple(at)) for slot, at in self.all)


def _checked(mapping: Mapping[str, str], header: Sequence[str], dialect: Dialect) -> dict[str, str]:
    names = {plain_name(column): column for column in reversed(header)}
    for theirs, ours in mapping.items():
        if plain_name(theirs) not in names:
            near = difflib.get_close_matches(plain_name(theirs), names, 1)
            hint = f"; did you mean {excerpt(names[near[0]], 60)}?" if near else ""
            raise OptionError(f"columns: the table has no column {excerpt(theirs, 60)}{hint}")
        if dialect.find(ours) is None:
            near = difflib.get_close_matches(plain_name(ours), [*dialect.places, *dialect.frame, *dialect.named], 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise OptionError(f"columns: {theirs}={ours}: there is no column {ours!r}{hint}")
    return {plain_name(theirs): ours for theirs, ours in mapping.items()}


def _say(layout: Layout, dialect: Dialect, report: Report, line: int) -> None:
    known = {plain_name(column) for column in dialect.template}
    unknown = [layout.header[index] for index in layout.unknown]
    named = [name for name in unknown if name.strip() and plain_name(name) not in known]
    if named:
        shown = ", ".join(excerpt(name, 60) for name in named[:12]) + (" ..." if len(named) > 12 else "")
        message = f"unknown columns are carried along unchanged: {shown}"
        report.note("carried", message, target="unknown columns", value=named[0], line=line)


def say_titles(layout: Layout, report: Report, line: int) -> None:
    """Report that no column holds titles."""
    titled = bool(layout.levels) or any(slot.name == "title" for slot, _ in layout.fields)
    if not titled:
        report.note("problem", "no column holds titles", field="title", target="header", line=line)
