"""Compiles the reading of docmeta's own rows: straight-line code for each set of columns that rows fill, of which there are few.

A row whose cells need a closer look (a list within a list, a kind that is none) gives None, and the plain way reads it.

>>> from docmeta_csv.own.dialect import own
>>> from docmeta_csv.table.slots import slot_of
>>> make = maker(next(slot for slot in own().slots if slot.name == "places"), (0, 1))
>>> make("Rye", "town").kind, make("Rye", "").kind
('town', None)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import compress, count, zip_longest
from typing import Any, Final, cast

import attrs

from docmeta.dates import Date
from docmeta.errors import ModelError
from docmeta.model import (
    Container,
    DigitalObject,
    Extent,
    Identifier,
    Language,
    Level,
    Place,
    Relation,
    RightsStatement,
    Term,
    trusted,
)
from docmeta_csv.own import table
from docmeta_csv.table.dialect import plain_name
from docmeta_csv.table.slots import Slot

#: The unit of a row by its cells, its depth is not looked at; None where the plain way must read it.
Make = Callable[[list[str], bool], Any]
#: How many values of a slot are remembered.
_POOL: Final = 2_000
#: How many rows of a set of columns are read the plain way before code is made for it, and for how many sets.
_FEW: Final = 3
_SETS: Final = 200
_LEVELS: Final = frozenset(level.value for level in Level)
_AGGREGATES: Final = frozenset("collection fonds recordgrp subgrp class subfonds series subseries".split())
#: The parts whose columns hold an attribute each, as words, and the main one of them.
_PARTS: Final[dict[str, type[Any]]] = {
    "identifiers": Identifier, "extents": Extent, "languages": Language, "subjects": Term, "genres": Term, "places": Place,
    "rights": RightsStatement, "containers": Container, "digital_objects": DigitalObject, "relations": Relation,
}  # fmt: skip
_AGENT: Final = ("agents", "agents_kind", "agents_role", "agents_relator", "agents_label")
_DATE: Final = ("dates", "dates_edtf", "dates_kind", "dates_type", "dates_label")


def maker(slot: Slot, positions: tuple[int, ...]) -> Callable[..., Any] | None:
    """What makes a part of the cells of some columns of its slot, all of them words; None where such columns need a closer look.

    It gives None where the main cell is empty.
    """
    columns = tuple(slot.columns[at] for at in positions)
    if 0 not in positions:
        return None
    if slot.name == "agents":
        return _agent(columns) if set(columns) <= set(_AGENT) else None
    if slot.name == "dates":
        return _date(columns) if set(columns) <= set(_DATE) else None
    cls = _PARTS.get(slot.name)
    names = [column.removeprefix(f"{slot.name}_") for column in columns[1:]]
    fields = {field.name: field for field in attrs.fields(cls)} if cls is not None else {}
    if cls is None or any(name not in fields or str(fields[name].type) not in ("str", "str | None") for name in names):
        return _plain(slot, positions)
    main = next(iter(fields))
    words = [f"{name}=c{at} or {fields[name].default!r}" for at, name in enumerate(names, 1)]
    arguments = ", ".join(f"c{at}" for at in range(len(columns)))
    source = f"lambda {arguments}: Part({', '.join([f'{main}=c0', *words])}) if c0 else None"
    return eval(source, {"Part": getattr(trusted, cls.__name__)})  # type: ignore[no-any-return]  # noqa: S307  # nosec B307


def _plain(slot: Slot, positions: tuple[int, ...]) -> Callable[..., Any]:
    """What makes a part as the slot does."""
    empty: list[Any] = [[] if at in slot.lists else "" for at in range(len(slot.columns))]

    def make(*said: str) -> Any:
        cells = empty.copy()
        for at, cell in zip(positions, said, strict=True):
            cells[at] = [cell] if at in slot.lists and cell else cell
        try:
            return slot.make(cells)
        except (ModelError, ValueError):
            return None

    return make


def _agent(columns: Sequence[str]) -> Callable[..., Any]:
    classes = {word: getattr(trusted, cls.__name__) for word, cls in table.AGENT_KINDS.items()}
    link = trusted.AgentLink

    def make(*cells: str) -> Any:
        said = dict(zip(columns, cells, strict=True))
        cls = classes.get(said.get("agents_kind", ""))
        if cls is None or not cells[0]:
            return None
        role, relator, label = (said.get(name, "") for name in _AGENT[2:])
        return link(cls(cells[0]), role or "creator", relator or None, label or None)

    return make


def _date(columns: Sequence[str]) -> Callable[..., Any]:
    names = [column.removeprefix("dates_") for column in columns[1:]]

    def make(text: str, *more: str) -> Any:
        if not text:
            return None
        said: dict[str, Any] = {name: word for name, word in zip(names, more, strict=True) if word}
        try:
            date = Date(text, **said)
        except ModelError:
            return None
        return date if date.edtf is not None else None

    return make


class _Values:
    """The values of a slot by the cells of the columns that are filled; those that were made are remembered.

    Args:
        make: Makes one of them.
        separator: What stands between several values.
        many: Whether there may be several.
    """

    def __init__(self, make: Callable[..., Any], separator: str, *, many: bool) -> None:
        self.make = make
        self.separator = separator
        self.many = many
        self.pool: dict[Any, tuple[Any, ...]] = {}

    def made(self, cells: tuple[str, ...]) -> tuple[Any, ...] | None:
        """The values of cells that are not remembered; None where they need a closer look."""
        separator = self.separator
        several = False
        for cell in cells:
            if "\\" in cell:
                return None
            several = several or separator in cell
        if several and not self.many:
            return None
        if several:
            rows = zip_longest(*[cell.split(separator) for cell in cells], fillvalue="")
            values = tuple([self.make(*row) for row in rows])
        else:
            values = (self.make(*cells),)
        if None in values:
            return None
        if len(self.pool) >= _POOL:
            self.pool.clear()
        self.pool[cells] = values
        return values


def compiled(
    fields: Sequence[tuple[Slot, tuple[int, ...]]], frame: dict[str, int], filled: tuple[int, ...], separator: str
) -> Make | None:
    """What makes the units of rows that fill these columns and no others; None where the plain way reads all of them."""
    shape = _shape(tuple(fields), tuple(frame.items()), filled)
    if shape is None:
        return None
    source, makers = shape
    names: dict[str, Any] = {
        "Document": trusted.Document, "Collection": trusted.Collection, "Note": trusted.Note, "AGGREGATES": _AGGREGATES,
        "LEVELS": _LEVELS, "zip_longest": zip_longest,
    }  # fmt: skip
    for name, (maker, many) in makers.items():
        values = _Values(maker, separator, many=many)
        names[f"{name}_get"], names[f"{name}_made"] = values.pool.get, values.made
    names["SEPARATOR"] = separator
    exec(source, names)  # noqa: S102  # nosec B102  # built from our own table
    return cast("Make", names["make"])


@lru_cache(maxsize=256)
def _shape(
    fields: tuple[tuple[Slot, tuple[int, ...]], ...], frame: tuple[tuple[str, int], ...], filled: tuple[int, ...]
) -> tuple[Any, dict[str, tuple[Callable[..., Any], bool]]] | None:
    """The code for a set of columns, and what makes the values of each slot."""
    at = dict(frame)
    left = set(filled)
    lines = ["def make(cells, has_members):"]
    arguments: list[str] = []
    makers: dict[str, tuple[Callable[..., Any], bool]] = {}
    for number, (slot, places) in enumerate(fields):
        positions = tuple(position for position, index in enumerate(places) if index in left)
        if not positions:
            continue
        indexes = tuple(places[position] for position in positions)
        left.difference_update(indexes)
        if slot.codec == "text":
            arguments.append(f"{slot.name}=cells[{indexes[0]}]")
            continue
        make = maker(slot, positions)
        if make is None or any(argument.startswith(f"{slot.name}=") for argument in arguments):
            return None
        makers[f"s{number}"] = make, slot.many
        cells = "".join(f"cells[{index}], " for index in indexes)
        lines += [
            f"    k = ({cells})",
            f"    v{number} = s{number}_get(k) or s{number}_made(k)",
            f"    if v{number} is None: return None",
        ]
        arguments.append(f"{slot.name}=v{number}" if slot.many else f"{slot.name}=v{number}[0]")
    kinds = [(kind, at.get(plain_name(kind), -1)) for kind in table.NOTE_KINDS]
    notes = [(kind, index) for kind, index in kinds if index in left]
    return _finished(lines, arguments, makers, at, left, notes)


def _finished(
    lines: list[str],
    arguments: list[str],
    makers: dict[str, tuple[Callable[..., Any], bool]],
    at: dict[str, int],
    left: set[int],
    notes: Sequence[tuple[str, int]],
) -> tuple[Any, dict[str, tuple[Callable[..., Any], bool]]] | None:
    """The code with the notes, the marks of a unit and its class; None where a column is left over."""
    id, minted, kind, depth = (at.get(name, -1) for name in ("id", "minted", "kind", "depth"))
    if id not in left:
        return None
    order, headings = (at.get(name, -1) for name in ("notesorder", "notesheadings"))
    if notes:
        lines += _notes(notes, order if order in left else -1, headings if headings in left else -1)
        arguments.append("notes=notes")
    said = next((argument for argument in arguments if argument.startswith("level=")), None)
    if said is not None:
        lines += [f"    level = {said[6:]}", "    if level not in LEVELS: return None"]
    if minted in left:
        lines.append(f"    if cells[{minted}] != 'yes': return None")
        arguments.append("minted=True")
    if depth in left:
        lines.append(f"    if not cells[{depth}].isdigit() or len(cells[{depth}]) > 9: return None")
    if at.get("audience", -1) in left:
        lines += [
            f"    audience = cells[{at['audience']}]",
            "    if audience != 'internal' and audience != 'external': return None",
        ]
        arguments.append("audience=audience")
    aggregate = "level in AGGREGATES" if said is not None else "False"
    if kind in left:
        lines += [f"    kind = cells[{kind}]", "    if kind != 'document' and kind != 'collection': return None"]
        aggregate = "kind == 'collection'"
    lines.append(f"    cls = Collection if has_members or {aggregate} else Document")
    lines.append(f"    return cls(cells[{id}], {', '.join(arguments)})")
    said_of_notes = {order, headings} if notes else set()
    known = {
        id,
        minted,
        kind,
        depth,
        *said_of_notes,
        at.get("parentid", -1),
        at.get("audience", -1),
        *(index for _, index in notes),
    }
    return (compile("\n".join(lines), "<rows of docmeta's own table>", "exec"), makers) if left <= known else None


def _notes(notes: Sequence[tuple[str, int]], order: int, headings: int) -> list[str]:
    """The code for the notes of a row, each column of which holds one."""
    cells = "".join(f"cells[{index}], " for _, index in notes)
    lines = [f"    for c in ({cells}):", "        if SEPARATOR in c or '\\\\' in c: return None"]
    texts = "{" + ", ".join(f"{name!r}: cells[{index}]" for name, index in notes) + "}"
    if order < 0 and headings < 0:
        pairs = "".join(f"Note({name!r}, cells[{index}]), " for name, index in notes)
        return [*lines, f"    notes = ({pairs})"]
    kinds = f"cells[{order}].split(SEPARATOR)" if order >= 0 else repr([name for name, _ in notes])
    lines += [
        f"    texts, order = {texts}, {kinds}",
        f"    if len(order) != {len(notes)} or texts.keys() != set(order): return None",
    ]
    if headings < 0:
        return [*lines, "    notes = tuple([Note(k, texts[k]) for k in order])"]
    return [
        *lines,
        f"    if '\\\\' in cells[{headings}]: return None",
        f"    heads = cells[{headings}].split(SEPARATOR)",
        "    if len(heads) > len(order): return None",
        "    notes = tuple([Note(k, texts[k], h) for k, h in zip_longest(order, heads, fillvalue='')])",
    ]


class Rows:
    """Makes the units of docmeta's own rows.

    Args:
        fields: The slots and the positions of their columns.
        frame: The positions of the columns that are no slot's, by their plain names.
        separator: What stands between several values.
    """

    def __init__(self, fields: Sequence[tuple[Slot, tuple[int, ...]]], frame: dict[str, int], separator: str) -> None:
        self.fields = tuple(fields)
        self.frame = frame
        self.separator = separator
        self.known: dict[tuple[int, ...], Make | None] = {}
        self.seen: dict[tuple[int, ...], int] = {}

    def unit(self, cells: list[str], has_members: bool) -> Any:
        """The unit of a row; None where the plain way must read it, as it does the first few of each set of columns."""
        filled = tuple(compress(count(), cells))
        make = self.known.get(filled)
        return make(cells, has_members) if make is not None else self._first(filled)

    def _first(self, filled: tuple[int, ...]) -> None:
        times = self.seen.get(filled, 0)
        if times > _FEW:
            return
        if len(self.seen) > _POOL:
            self.seen.clear()
        self.seen[filled] = times + 1
        if times == _FEW and len(self.known) < _SETS:
            self.known[filled] = compiled(self.fields, self.frame, filled, self.separator)
