"""The last column of docmeta's own table, `more_json`: what no other column holds of a unit, in docmeta's own JSON.

Markup inside a title, attributes of elements in the source, who revised a finding aid and when: columns for people have
no room for these. A value that the columns do not fully hold is there as a whole, at its place in its field.
Reading uses it if the columns still agree with it, so an edited cell is respected.

>>> from docmeta.model import Container, Draft, Extra
>>> box = Container("4", "box", extras=(Extra("ead3", "@id", "c1"),))
>>> cell = cell_of({"containers": {1: box}})
>>> cell
'{"containers":{"1":{"value":"4","kind":"box","extras":[{"format":"ead3","place":"@id","content":"c1"}]}}}'
>>> draft = Draft("csv")
>>> draft.fields["containers"] = [Container("3", "box"), Container("4", "box")]
>>> put_back(draft, cell), draft.fields["containers"][1] == box
([], True)
>>> draft.fields["containers"] = [Container("3", "box"), Container("5", "box")]
>>> put_back(draft, cell)
['containers']
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final

import attrs

from docmeta.errors import DocmetaError
from docmeta.json import unit_from_data, unit_to_data
from docmeta.model import Draft, Note, trusted
from docmeta_csv.own import table
from docmeta_csv.table.slots import MANY, Slot

#: Values by their places in their field; a field of one value has place 0.
Held = Mapping[str, Mapping[int, Any]]

_encode: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")
).encode
#: The most digits in the place of a value.
_DIGITS: Final = 9


def cell_of(held: Held) -> str:
    """The cell for some values."""
    fields: dict[str, Any] = {
        name: tuple(values.values()) if name in MANY else values[0] for name, values in held.items()
    }
    data = unit_to_data(trusted.Document("-", **fields))
    return _encode(
        {
            name: dict(zip(map(str, values), data[name], strict=True)) if name in MANY else data[name]
            for name, values in held.items()
        }
    )


def values_of(cell: str) -> dict[str, dict[int, Any]]:
    """The values of a cell. Raises `ValueError` or `DocmetaError` if it is not docmeta's."""
    try:
        data = json.loads(cell)
        if data.__class__ is not dict or not data.keys() <= _fields() or None in data.values():
            raise ValueError("expected an object of fields")
        places = {name: _places(said) for name, said in data.items() if name in MANY}
        fields = {name: list(said.values()) if name in MANY else said for name, said in data.items()}
        unit = unit_from_data({"kind": "document", "id": "-", **fields}, "$")
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    return {name: dict(zip(places.get(name, (0,)), _several(unit, name), strict=True)) for name in data}


def _places(said: Any) -> list[int]:
    if said.__class__ is not dict or not all(at.isdecimal() and at.isascii() and len(at) <= _DIGITS for at in said):
        raise ValueError("expected an object of values by their places")
    if any(str(int(at)) != at for at in said):
        raise ValueError("expected each place written in one way")
    return [int(at) for at in said]


def _several(unit: Any, name: str) -> Sequence[Any]:
    value = getattr(unit, name)
    return value if name in MANY else (value,)


def put_back(draft: Draft, cell: str) -> list[str]:
    """Put back the values of a cell that the columns agree with; gives the names of the other fields.

    Raises as `values_of`.
    """
    missed = []
    for name, held in values_of(cell).items():
        made = _made(name)
        if name not in MANY:
            found, sound = _one(draft.get(name), held[0], made(held[0]))
        else:
            found, sound = _merged(draft.get(name, ()), held, made)
        if found is not None:
            draft.fields[name] = found
        if not sound:
            missed.append(name)
            if "internal" in cell_of({name: held}):  # a mark within the values: its place is no longer known
                draft.fields["audience"] = "internal"
    return missed


@cache
def _fields() -> frozenset[str]:
    return frozenset((*(slot.name for slot in table.slots()), "extras"))


@cache
def _made(name: str) -> Callable[[Any], Any]:
    """Makes a value of a field as reading makes it from its cells; None if they are empty."""
    if name == "extras":
        return lambda _: None
    if name == "notes":
        return lambda note: Note(
            note.kind or "general", str(note.text), str(note.heading), str(note.label or "") or None,
            table.date_of(*(cells[0] for cells in table.dates_of([note]))),
        )  # fmt: skip
    slot = next(slot for slot in table.slots() if slot.name == name)
    return lambda value: from_cells(slot, value)


def from_cells(slot: Slot, value: Any) -> Any:
    """The value that reading makes from its cells; None if they are empty, or invalid."""
    cells = slot.take(value)
    try:
        return slot.make(table.as_read(cells, slot.lists)) if any(cells) else None
    except (DocmetaError, ValueError):
        return None


def _one(built: Any, value: Any, said: Any) -> tuple[Any, bool]:
    """The value of a single field: that of the cells, or the held one if they agree; and whether all was put back."""
    if built == said or (built is not None and attrs.has(type(value)) and type(built) is type(value)):
        changed = {} if built is None else {field.name: getattr(built, field.name) for field in _changed(built, said)}
        return (attrs.evolve(value, **changed) if changed else value), True
    return built, False


def _changed(built: Any, said: Any) -> list[attrs.Attribute[Any]]:
    """The attributes that were edited in the cells of a part."""
    if not attrs.has(type(built)):
        return []
    return [
        field
        for field in attrs.fields(type(built))
        if getattr(built, field.name) != (field.default if said is None else getattr(said, field.name))
    ]


def _merged(built: Sequence[Any], held: Mapping[int, Any], made: Callable[[Any], Any]) -> tuple[list[Any], bool]:
    """The values of a field: those of the cells, with held ones in their places; and whether all was put back.

    If an internal value is no longer found, all other values of the field become internal: one may be its edited form.
    """
    values: list[Any] = []
    back: set[int] = set()
    missed: list[tuple[Any, Any]] = []
    at = 0
    for place, value in sorted(held.items()):
        until = at + max(0, place - len(values))
        values += built[at:until]
        at = min(until, len(built))
        said = made(value)
        same = at < len(built) and built[at] == said
        if said is not None and not same:
            missed.append((said, value))
            continue
        back.add(len(values))
        values.append(value)
        at += same
    values += built[at:]
    places: dict[Any, list[int]] = {}
    for index in reversed(range(len(values))) if missed else ():
        places.setdefault(values[index], []).append(index)
    left = []
    for said, value in missed:
        if places.get(said):
            back.add(places[said][-1])
            values[places[said].pop()] = value
        else:
            left.append(value)
    if any(getattr(value, "audience", None) == "internal" for value in left):
        values = [
            value if index in back else attrs.evolve(value, audience="internal") for index, value in enumerate(values)
        ]
    return values, not left
