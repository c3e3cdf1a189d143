"""The values of elements without attributes, kept while a process reads: people, places and subjects repeat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import attrs

from docmeta.model import Date, Draft, Unit
from docmeta.xml.harvest import words
from docmeta_dublincore.literal import Literal
from docmeta_dublincore.placing import ASKED, DECODERS, SPECIAL, placed

#: Elements whose first value goes to another field than the following ones.
_IN_TURN: Final = frozenset(("title", "description", "source"))
#: How many values of an element are shared between records. Repeated values come early; keeping more costs more than it saves.
ROOM: Final = 1024
#: The longest text that is kept from one file to the next.
LONG: Final = 200
_BLANK: Final = " \t\r\n"


class Pool(NamedTuple):
    """An element, and its values without attributes.

    Attributes:
        name: Its local name.
        field: The field of its values.
        read: The decoder of texts without "=", if the field is certain; otherwise None.
        known: The values read before; None if they hardly ever repeat.
    """

    name: str
    field: str
    read: Callable[[str], Any] | None
    known: dict[str, Any] | None


#: Those of the process: a harvest is many files with the same values.
_POOLS: Final[dict[str, Pool]] = {}


def pools() -> dict[str, Pool]:
    """The pools, with full ones emptied: each file begins with room for its own values."""
    for pool in _POOLS.values():
        if pool.known is not None and len(pool.known) >= ROOM:
            pool.known.clear()
    return _POOLS


def pool_of(name: str) -> Pool:
    """The pool of an element, by its local name."""
    field, codec = DECODERS[name]
    alone = name not in ASKED and attrs.fields_dict(Unit)[field].default == ()
    return Pool(name, field, codec.decode if alone else None, None if name in _IN_TURN else {})


def put(pool: Pool, raw: str, draft: Draft) -> tuple[Date, ...] | None:
    """Put a value without attributes, which was not read before, into its field; equal ones are read once, and shared.

    Returns the dates that are not understood; None if no field takes the value.
    """
    if not raw.strip(_BLANK):
        return ()
    name, field, read, known = pool
    fields = draft.fields
    if known is None:
        if name in fields:
            SPECIAL[name](draft, raw)
        else:
            fields[name] = words(raw)
        return ()
    value = read(raw) if read is not None and ("=" not in raw or name == "identifier") else None
    if value is None:
        # The text decides on the field.
        one = Draft(draft.format)
        if not placed(name, Literal(raw), one):
            return None
        for other, values in one.fields.items():
            for each in values if isinstance(values, list) else (values,):
                draft.add(other, each)
        doubtful = tuple(date for date in one.get("dates", ()) if date.edtf is None)
        found = one.fields.get(field)
        if len(one.fields) > 1 or not isinstance(found, list) or len(found) > 1:
            return doubtful
        value = found[0]
    else:
        several = fields.get(field)
        if several is None:
            fields[field] = [value]
        else:
            several.append(value)
        if name == "identifier":
            return ()
        doubtful = (value,) if field == "dates" and value.edtf is None else ()
    if not doubtful and len(known) < ROOM and len(raw) <= LONG:
        known[raw] = value
    return doubtful
