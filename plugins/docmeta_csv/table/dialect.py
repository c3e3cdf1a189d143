"""A dialect: the columns of a system's tables, their separators, and how to recognise a header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from docmeta.crosswalk import Report
from docmeta_csv.table.marks import heading_of
from docmeta_csv.table.private import internal
from docmeta_csv.table.slots import Slot

if TYPE_CHECKING:
    from docmeta.model import Draft
    from docmeta_csv.table.header import Layout

_NOT_A_WORD: Final = re.compile(r"[\W_]+")
#: Diacritics, which people leave out of headings.
_MARK: Final = re.compile("[\u0300-\u036f]+")

#: The separator of two languages in one heading.
_SIDES: Final = re.compile(r" ?[/|\n] ?| [-\u2013] ")
_NUMBERS: Final = re.compile("[0-9]+")

#: The most names of columns that a dialect remembers: all of the widest table that spreadsheets can hold.
_REMEMBERED: Final = 16_384
#: The most headers that a dialect remembers, and the most characters of such a header.
_HEADERS: Final = 64
_HEADER: Final = 8_000
#: Names up to this length are remembered: every table has the same few hundred.
_SHORT: Final = 100
#: Anything longer is not the name of a column, but a cell or a mistake.
LONGEST_NAME: Final = 1_000

#: The last step of a row when its slots are read: gets the draft, the cells, and the line.
Finish = Callable[["Draft", list[str], int], None]
#: The content of a row that translates the row above, from the header, the row, and its translation: fields and their values.
Translated = Callable[[Sequence[str], Sequence[str], Sequence[str]], list[tuple[str, Any]]]
#: Makes it for one table, from its layout, the separator, the report.
Binder = Callable[["Layout", str, Report], Finish]


def plain_name(column: str) -> str:
    """A column's name without case, diacritics, blanks and punctuation, by which headers are compared.

    A text of more than a thousand characters is no name; it stays unchanged.

    >>> plain_name(" Dublin Core : Title "), plain_name("parent_id"), plain_name("Título")
    ('dublincoretitle', 'parentid', 'titulo')
    """
    if len(column) < _SHORT:
        return _plain_short(column)
    return _plain(column) if len(column) <= LONGEST_NAME else column


@lru_cache(maxsize=4096)
def _plain_short(column: str) -> str:
    return _plain(column)


def _plain(column: str) -> str:
    name = column.casefold()
    if not name.isascii():
        name = _MARK.sub("", unicodedata.normalize("NFD", name))
    return _NOT_A_WORD.sub("", name)


def _asks(make: Callable[[Sequence[Any]], Any]) -> Callable[[str], bool]:
    return lambda cell: getattr(make([cell]), "value", "") == "internal"


@attrs.frozen(slots=False)
class Dialect:
    """The tables of one system.

    Attributes:
        name: The name, in lower case.
        title: For people.
        slots: The columns and their meaning.
        id, parent, depth: The names of the columns for the identity and the place of a row.
        kind: The column that holds collection or document.
        other: Columns that `finish` handles, or that are known to be irrelevant.
        audience: Those of them for the audience of the unit, and whether a cell means that it is internal.
        minded: Those of them that `finish` reads as internal if their heading is marked so.
        data: Those of them that hold data, in which markup is not prose.
        covers: Columns about the publication of others, and the beginnings of the names of those.
        internal: Whether a cell of such a column means that the others are not published.
        template: The columns of the system's own template; those without a slot are carried along cell by cell, but are not unknown.
        synonyms: Other names of columns, each with its column.
        separator: The separator of several values in one cell.
        escapes: Whether a backslash escapes the separator.
        strips: Whether to strip white space around a value.
        null: A word for an empty cell among several.
        literal: Whether cells are literal, including other programs' words for no value: docmeta writes such tables.
        base: The depth of a root in the column `depth`.
        finish: Makes the last step of a row when its slots are read.
        fast: Makes a quick way to a unit, from the slots with their positions, the frame and the separator; it gives None if the plain
            way must read a row.
        translates: The column for the language of a row, if a row with the id of the row above is its translation.
        translated: The content of such a row.
        labels: Whether the row below the header holds names for people.
        loose: Whether a cell without the separator is split at the usual ones (a slot's `between`).
        recognises: Whether a header, each name plain, belongs to this dialect.
    """

    name: str
    title: str
    slots: tuple[Slot, ...]
    id: tuple[str, ...] = ("id",)
    parent: tuple[str, ...] = ("parent_id",)
    depth: str | None = None
    kind: str | None = None
    other: tuple[str, ...] = ()
    audience: Mapping[str, Callable[[str], bool]] = attrs.field(factory=dict)
    minded: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    covers: Mapping[str, Sequence[str]] = attrs.field(factory=dict)
    internal: Callable[[str], bool] = internal
    template: tuple[str, ...] = ()
    synonyms: Mapping[str, str] = attrs.field(factory=dict)
    separator: str = "|"
    escapes: bool = False
    strips: bool = True
    null: str | None = None
    literal: bool = False
    base: int = 0
    finish: Binder | None = None
    fast: (
        Callable[[Sequence[tuple[Slot, tuple[int, ...]]], dict[str, int], str], Callable[[list[str], bool], Any]] | None
    ) = None
    translates: str | None = None
    translated: Translated | None = None
    labels: bool = False
    loose: bool = False
    recognises: Callable[[Sequence[str]], bool] = lambda _: False

    @property
    def format(self) -> str:
        """The format of the words in its cells, for what is carried along."""
        return "csv" if self.name in ("docmeta", "plain") else f"csv-{self.name}"

    @cached_property
    def frame(self) -> frozenset[str]:
        """The plain names of the columns outside slots."""
        names = [*self.id, *self.parent, self.depth, self.kind, *self.other]
        return frozenset(plain_name(name) for name in names if name)

    @cached_property
    def placing(self) -> frozenset[str]:
        """The plain names of columns of the frame that are read even if private: they give the place of a row, or are minded."""
        names = [*self.id, *self.parent, self.depth, self.kind, *self.audience, *self.minded]
        return frozenset(plain_name(name) for name in names if name)

    @cached_property
    def speaking(self) -> dict[str, Callable[[str], bool]]:
        """The columns for the audience of the unit, by plain name, and whether a cell means that it is internal.

        A mark in their heading hides nothing.
        """
        slots = {name: slot.make for name, (slot, _) in self.places.items() if slot.name == "audience"}
        frame = {plain_name(name): says for name, says in self.audience.items()}
        return {**{name: _asks(make) for name, make in slots.items()}, **frame}

    @cached_property
    def places(self) -> dict[str, tuple[Slot, int]]:
        """The slot, and the position in it, of each column by its plain name."""
        found: dict[str, tuple[Slot, int]] = {}
        for slot in self.slots:
            for index, column in enumerate(slot.columns):
                found.setdefault(plain_name(column), (slot, index))
        return found

    @cached_property
    def named(self) -> dict[str, str]:
        """Plain names of synonyms, with the plain names of their columns."""
        return {plain_name(theirs): plain_name(ours) for theirs, ours in self.synonyms.items()}

    def find(self, column: str) -> str | None:
        """The plain name of the known column that *column* means; None if there is none."""
        return self.found(column)[0]

    def found(self, column: str) -> tuple[str | None, str]:
        """The plain name of the known column that *column* means, and the number of its set if it has one (Subject 2)."""
        if len(column) > LONGEST_NAME:
            return None, ""
        found = self._found.get(column)
        if found is None:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            found = self._found[column] = self._find(column)
        return found

    @cached_property
    def _found(self) -> dict[str, tuple[str | None, str]]:
        return {}

    def _find(self, column: str) -> tuple[str | None, str]:
        name = heading_of(column).name
        found = self._named_by(plain_name(name))
        if found[0] is None and self.loose and len(sides := _SIDES.split(name)) == 2:
            # "Title / Titre", without names that only one of the words has
            one, other = (self._named_by(plain_name(side)) for side in sides)
            found = one if one == other else found
        return found

    def _named_by(self, name: str) -> tuple[str | None, str]:
        """The column of a plain name, and the number of its set."""
        numbers = _NUMBERS.findall(name)
        candidates = [(name, "")]
        if numbers:
            candidates.append((name.rstrip("0123456789"), numbers[-1]))
        if len(numbers) == 1:
            candidates.append((_NUMBERS.sub("1", name), numbers[0]))
            if self.loose and not name[0].isdigit():
                candidates.append((_NUMBERS.sub("", name), numbers[0]))  # "Creator 2 dates"
        for candidate, number in candidates:
            ours = self.named.get(candidate, candidate)
            if ours in self.frame or ours in self.places:
                return ours, number
        return None, ""

    def knows(self, header: Sequence[str]) -> int:
        """The number of known columns in a header."""
        names = tuple(header)
        count = self._counts.get(names)
        if count is None:
            count = sum(1 for column in names if self.find(column) is not None)
            if sum(map(len, names)) < _HEADER:
                if len(self._counts) > _HEADERS:
                    self._counts.clear()
                self._counts[names] = count
        return count

    @cached_property
    def _counts(self) -> dict[tuple[str, ...], int]:
        return {}

    @cached_property
    def layouts(self) -> dict[Any, Any]:
        """The layouts of headers met so far, for reading many files of one kind."""
        return {}
