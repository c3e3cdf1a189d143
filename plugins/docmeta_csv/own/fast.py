"""Compiles the reading of docmeta's own rows: straight-line code for each set of filled columns, of which there are few.

For a row whose cells need a closer look (a nested list, an invalid kind) it gives None, and the plain way reads it.

>>> from docmeta_csv.own.dialect import own
>>> maker(next(slot for slot in own().slots if slot.name == "places"), (0, 1)).value
'Place(name=c0, kind=c1 or None)'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import compress, count, zip_longest
from typing import Any, Final, NamedTuple, cast

import attrs

from docmeta.dates import Date, is_edtf
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

#: The unit of a row by its cells, ignoring its depth; None if the plain way must read it.
Make = Callable[[list[str], bool], Any]
#: The most values of a slot that are remembered. Repeated values come early; remembering more costs more than it saves.
_POOL: Final = 500
#: Slots whose values hardly ever repeat.
_UNLIKE: Final = frozenset(("identifiers",))
#: The number of rows of a set of columns that are read the plain way before code is made for it, and the most such sets.
_FEW: Final = 3
_SETS: Final = 200
_LEVELS: Final = frozenset(level.value for level in Level)
_AGGREGATES: Final = frozenset("collection fonds recordgrp subgrp class subfonds series subseries".split())
#: The parts whose columns each hold an attribute, as words, with the main attribute.
_PARTS: Final[dict[str, type[Any]]] = {
    "identifiers": Identifier, "extents": Extent, "languages": Language, "subjects": Term, "genres": Term, "places": Place,
    "rights": RightsStatement, "containers": Container, "digital_objects": DigitalObject, "relations": Relation,
}  # fmt: skip
_AGENT: Final = (
    "agents", "agents_kind", "agents_role", "agents_relator", "agents_label", "agents_dates", "agents_dates_edtf",
)  # fmt: skip
_DATE: Final = ("dates", "dates_edtf", "dates_kind", "dates_type", "dates_label")


#: The code for a set of columns, and the makers of the slots by their numbers.
Shape = tuple[Any, dict[int, "Maker"]]


class Maker(NamedTuple):
    """Straight-line code that makes a part of the cells `c0`, `c1` ...: it returns None if they need a closer look.

    Attributes:
        lines: The statements before the value.
        value: The part, as an expression.
        names: The names that the code uses.
    """

    lines: list[str]
    value: str
    names: dict[str, Any]


def maker(slot: Slot, positions: tuple[int, ...]) -> Maker | None:
    """The maker of a part for some columns of its slot, all of them words; None if such columns need a closer look."""
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
        call = f"plain_{slot.name}({_arguments(columns)})"
        lines = ["if not c0: return None", f"v = {call}", "if v is None: return None"]
        return Maker(lines, "v", {f"plain_{slot.name}": _plain(slot, positions)})
    main = "target" if cls is Relation else next(iter(fields))
    words = [f"{name}=c{at} or {fields[name].default!r}" for at, name in enumerate(names, 1)]
    value = f"{cls.__name__}({', '.join([f'{main}=c0', *words])})"
    return Maker(["if not c0: return None"], value, {cls.__name__: getattr(trusted, cls.__name__)})


def _arguments(columns: Sequence[str]) -> str:
    return ", ".join(f"c{at}" for at in range(len(columns)))


def _plain(slot: Slot, positions: tuple[int, ...]) -> Callable[..., Any]:
    """The maker of a part, as in the slot."""
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


def _agent(columns: Sequence[str]) -> Maker:
    """Agents; an invalid kind, and a date that is not understood, need a closer look."""
    kind, role, relator, label, text, edtf = _cells(columns, _AGENT[1:])
    lines = [f"cls = cls_of({kind})", "if cls is None or not c0: return None"]
    if text == edtf:  # neither has a column
        lines.append("agent = cls(c0)")
    else:
        lines += [
            f"if {text} or {edtf}:",
            f"    v = {_known(text, edtf)} else date({text}, {edtf})",
            "    if v is None: return None",
            "    agent = cls(c0, dates=v)",
            "else: agent = cls(c0)",
        ]
    classes = {word: getattr(trusted, cls.__name__) for word, cls in table.AGENT_KINDS.items()}
    more = [f"{cell} or {usual}" for cell, usual in ((role, "'creator'"), (relator, None), (label, None))]
    while more and more[-1] == "'' or None":
        more.pop()
    return Maker(lines, f"link({', '.join(['agent', *more])})", {"link": trusted.AgentLink, "cls_of": classes.get})


def _date(columns: Sequence[str]) -> Maker:
    """Dates; one that is not understood needs a closer look."""
    edtf, *more = _cells(columns, _DATE[1:])
    said = ", ".join(f"{cell} or None" for cell in more) if set(more) != {"''"} else ""
    value = f"date(c0, {edtf}, {said})" if said else f"{_known('c0', edtf)} else date(c0, {edtf})"
    return Maker(["if not c0: return None", f"v = {value}", "if v is None: return None"], "v", {})


def _cells(columns: Sequence[str], names: Sequence[str]) -> list[str]:
    """The variables with the cells of some columns; an empty text for a missing column."""
    return [f"c{columns.index(name)}" if name in columns else "''" for name in names]


def _dated(sound: set[str]) -> Callable[..., Any]:
    """The maker of a date from its words and its EDTF; None if it is not understood. *sound* holds what is known to be EDTF."""

    def date(text: str, edtf: str, kind: str | None = None, type: str | None = None, label: str | None = None) -> Any:
        if not edtf:
            found = Date(text, None, kind, type, label=label)
            return found if found.edtf is not None else None
        if edtf not in sound:
            if not is_edtf(edtf):
                return None
            if len(sound) < _POOL:
                sound.add(edtf)
        return trusted.Date(" ".join(text.split()), edtf, kind, type, None, None, None, label)

    return date


def _known(text: str, edtf: str) -> str:
    """The beginning of an expression: a date of words without odd white space and of known EDTF."""
    plain = f"{text}.isprintable() and '  ' not in {text} and {text}[:1] != ' ' and {text}[-1:] != ' '"
    return f"Date({text}, {edtf}) if {edtf} in sound and {plain}"


def _values(number: int, count: int, maker: Maker, *, many: bool, alike: bool) -> list[str]:
    """The code that makes, and remembers, the values of a slot; None if they need a closer look."""
    cells = [f"c{at}" for at in range(count)]
    several = " or ".join(f"SEPARATOR in {cell}" for cell in cells)
    pieces = [f"{cell}.split(SEPARATOR)" for cell in cells]
    rows = pieces[0] if count == 1 else f"zip_longest({', '.join(pieces)}, fillvalue='')"
    lines = [f"def made{number}(k):", f"    {', '.join(cells)} = k", f"    if {several}:"]
    if many:
        lines += ["        found = []", f"        for {', '.join(cells)} in {rows}:"]
        lines += [f"            {line}" for line in maker.lines]
        lines += [f"            found.append({maker.value})", "        found = tuple(found)"]
    else:
        lines.append("        return None")
    lines += ["    else:", *(f"        {line}" for line in maker.lines), f"        found = ({maker.value},)"]
    if alike:
        lines.append(f"    if len(pool{number}) < POOL: pool{number}[k] = found")
    return [*lines, "    return found"]


def compiled(
    fields: Sequence[tuple[Slot, tuple[int, ...]]], frame: dict[str, int], filled: tuple[int, ...], separator: str
) -> Make | None:
    """The maker of units from rows that fill these columns and no others; None if the plain way reads all of them.

    No cell may hold a backslash.
    """
    shape = _shape(tuple(fields), tuple(frame.items()), filled)
    if shape is None:
        return None
    source, makers = shape
    sound: set[str] = set()
    names: dict[str, Any] = {
        "Date": trusted.Date, "sound": sound, "date": _dated(sound),
        "Document": trusted.Document, "Collection": trusted.Collection, "Note": trusted.Note, "AGGREGATES": _AGGREGATES,
        "LEVELS": _LEVELS, "zip_longest": zip_longest, "POOL": _POOL, "SEPARATOR": separator,
    }  # fmt: skip
    for number, made in makers.items():
        names |= made.names
        pool: dict[Any, tuple[Any, ...]] = {}
        names |= {f"pool{number}": pool, f"get{number}": pool.get}
    exec(source, names)  # noqa: S102  # nosec B102  # built from our own table
    return cast("Make", names["make"])


@lru_cache(maxsize=256)
def _shape(
    fields: tuple[tuple[Slot, tuple[int, ...]], ...], frame: tuple[tuple[str, int], ...], filled: tuple[int, ...]
) -> Shape | None:
    """The code for a set of columns, and the makers of the values of each slot."""
    at = dict(frame)
    left = set(filled)
    before: list[str] = []
    lines = ["def make(cells, has_members):"]
    arguments: list[str] = []
    makers: dict[int, Maker] = {}
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
        makers[number] = make
        alike = slot.name not in _UNLIKE
        before += _values(number, len(indexes), make, many=slot.many, alike=alike)
        cells = ", ".join(f"cells[{index}]" for index in indexes)
        lines += [
            f"    k = {cells}",
            f"    v{number} = {f'get{number}(k) or ' if alike else ''}made{number}(k)",
            f"    if v{number} is None: return None",
        ]
        arguments.append(f"{slot.name}=v{number}" if slot.many else f"{slot.name}=v{number}[0]")
    kinds = [(kind, at.get(plain_name(kind), -1)) for kind in table.NOTE_KINDS]
    notes = [(kind, index) for kind, index in kinds if index in left]
    return _finished([*before, *lines], arguments, makers, at, left, notes)


def _finished(
    lines: list[str],
    arguments: list[str],
    makers: dict[int, Maker],
    at: dict[str, int],
    left: set[int],
    notes: Sequence[tuple[str, int]],
) -> Shape | None:
    """The code with the notes, the marks of a unit and its class; None if a column is left over."""
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
    """The code for the notes of a row, one per column."""
    cells = "".join(f"cells[{index}], " for _, index in notes)
    lines = [f"    for c in ({cells}):", "        if SEPARATOR in c: return None"]
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
        f"    heads = cells[{headings}].split(SEPARATOR)",
        "    if len(heads) > len(order): return None",
        "    notes = tuple([Note(k, texts[k], h) for k, h in zip_longest(order, heads, fillvalue='')])",
    ]


class Rows:
    """Makes the units of docmeta's own rows.

    Args:
        fields: The slots and the positions of their columns.
        frame: The positions of the columns outside slots, by their plain names.
        separator: The separator of several values.
    """

    def __init__(self, fields: Sequence[tuple[Slot, tuple[int, ...]]], frame: dict[str, int], separator: str) -> None:
        self.fields = tuple(fields)
        self.frame = frame
        self.separator = separator
        self.known: dict[tuple[int, ...], Make | None] = {}
        self.seen: dict[tuple[int, ...], int] = {}

    def unit(self, cells: list[str], has_members: bool) -> Any:
        """The unit of a row; None if the plain way must read it, as it does the first few of each set of columns."""
        if "\\" in "".join(cells):
            return None
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
