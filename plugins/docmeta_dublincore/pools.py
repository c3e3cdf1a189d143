"""The values of elements without attributes, kept while a process reads: people, places and subjects repeat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import attrs

from docmeta.model import Unit
from docmeta_dublincore.placing import ASKED, DECODERS

#: Elements whose first value goes to another field than the following ones.
_IN_TURN: Final = frozenset(("title", "description", "source"))
#: How many values of an element are shared between records. Repeated values come early; keeping more costs more than it saves.
ROOM: Final = 1024
#: The longest text that is kept from one file to the next.
LONG: Final = 200


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
