"""The overview of the series before the full list of components (`dsc` with the type analyticover, then in-depth).

Older finding aids describe their series twice: in an overview, and at the head of their lists. That is one series, and one unit:
the units of an overview are held back until the list comes, and what only the overview says joins the unit of the list.

>>> from docmeta.model import Document
>>> overview = Overview()
>>> overview.hold(Node(1, Document("s1", title="Letters", description="Love letters."), 7))
>>> unit = Draft("ead2002"); unit.add("title", "Letters")
>>> overview.join(unit, "s1-list", 1), unit.get("description"), list(overview.rest())
(True, 'Love letters.', [])
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, Final

from docmeta.model import FIELDS, Draft, Node, Unit
from docmeta.xml import collapse

#: How many units of an overview are held back; a longer one is no overview, and is read as it stands.
MOST: Final = 2_000
_OWN: Final = frozenset(("id", "minted", "level"))


class Overview:
    """The units of an overview, until they are found again in the list."""

    def __init__(self) -> None:
        self.held: dict[int, Node] = {}
        self._keys: dict[tuple[int, str], deque[int]] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self.held)

    def hold(self, node: Node, target: str | None = None) -> None:
        """Keep a unit back; *target* is the identifier in the list that its title links to."""
        number = self._next = self._next + 1
        self.held[number] = node
        keys = [f"id {target}"] if target else []
        for key in (*keys, *_keys(node.unit)):
            self._keys.setdefault((node.depth, key), deque()).append(number)

    def join(self, unit: Draft, id: str, depth: int) -> bool:
        """Give a unit of the list what only the overview says of it; false where the overview has no such unit."""
        number = next(filter(None, (self._first(depth, key) for key in (f"id {id}", *_keys(unit)))), None)
        if number is None:
            return False
        found = self.held.pop(number).unit
        for name in FIELDS:
            value = getattr(found, name)
            if value and name not in _OWN:
                _add(unit, name, value)
        return True

    def _first(self, depth: int, key: str) -> int | None:
        numbers = self._keys.get((depth, key))
        while numbers and numbers[0] not in self.held:
            numbers.popleft()
        return numbers[0] if numbers else None

    def rest(self) -> Iterator[Node]:
        """The units that only the overview has, in its order."""
        nodes, self.held, self._keys = list(self.held.values()), {}, {}
        yield from nodes


def _keys(unit: Unit | Draft) -> Iterator[str]:
    """What a unit may be known by: its reference code, then its title."""
    get = unit.get if isinstance(unit, Draft) else lambda name, default=(): getattr(unit, name)
    for one in get("identifiers", ()):
        if one.kind == "unitid":
            yield f"unitid {one.value}"
    title = collapse(str(get("title", ""))).rstrip(" .,:;").casefold()
    if title:
        yield f"title {title}"


def _add(unit: Draft, name: str, value: Any) -> None:
    if not isinstance(value, tuple):
        if str(unit.get(name, "")) != str(value):
            unit.add(name, value)
        return
    said = unit.get(name, ())
    for one in value:
        if one not in said:
            unit.add(name, one)
