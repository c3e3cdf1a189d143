"""The overview of the series before the full list of components (`dsc` with the type analyticover, then in-depth).

Older finding aids describe their series twice: in an overview, and at the head of their lists. Each such series is one unit:
the units of an overview are held back until the list comes, and what only the overview holds joins the unit of the list.
Two units are one if their parents are, if a link, a reference code or a title matches, and if nothing contradicts:
neither two reference codes nor two levels nor two audiences.

>>> from docmeta.model import Document
>>> overview = Overview()
>>> overview.hold(Node(1, Document("s1", title="Letters", description="Love letters."), 7))
>>> unit = Draft("ead2002"); unit.add("title", "Letters")
>>> overview.join(unit, "s1-list", 1), unit.get("description"), list(overview.rest())
(1, 'Love letters.', [])
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from docmeta.model import FIELDS, Draft, Node, Note, Unit
from docmeta.xml import collapse

#: The most units of an overview that are held back; a longer one is no overview, and is read in place.
MOST: Final = 2_000
#: The most units with the same title that are compared.
_FEW: Final = 16
#: The number before the title of a series, which either of the two may omit.
_NUMBERED: Final = re.compile(
    r"(?:sub-?)?(?:series|s[eé]rie|serie|record group|section)\s+[\w.]{1,8}\s*[.:,–—-]\s+", re.IGNORECASE
)
_OWN: Final = frozenset(("id", "minted", "members"))
#: The number of the unit to which the overview and the list belong.
_ROOT: Final = 0


class Overview:
    """The units of an overview, until they are found in the list."""

    def __init__(self) -> None:
        self.held: dict[int, Node] = {}
        self._keys: dict[tuple[int, str], deque[int]] = {}
        self._below: dict[int, list[int]] = {}
        self._over: dict[int, int] = {}  # the open unit of each depth: in the overview,
        self._list: dict[int, int] = {}  # and of the list, as its number in the overview
        self._next = _ROOT

    def __len__(self) -> int:
        return len(self.held)

    def hold(self, node: Node, target: str | None = None) -> None:
        """Hold a unit back; *target* is the identifier in the list that its title links to."""
        number = self._next = self._next + 1
        parent = self._over.get(node.depth - 1, _ROOT)
        self._over[node.depth] = number
        self.held[number] = node
        self._below.setdefault(parent, []).append(number)
        keys = [f"id {target}"] if target else []
        for key in (*keys, *_keys(node.unit)):
            self._keys.setdefault((parent, key), deque()).append(number)

    def join(self, unit: Draft, id: str, depth: int) -> int:
        """Add to a unit of the list what only the overview holds; gives its number there, or 0 if the overview lacks it."""
        parent = self._list.get(depth - 1, -1) if depth > 1 else _ROOT
        number = self._number(parent, unit, id)
        self._list[depth] = number or -1
        if number:
            _merge(unit, self.held.pop(number).unit)
        return number

    def _number(self, parent: int, unit: Draft, id: str) -> int:
        for key in (f"id {id}", *_keys(unit)):
            numbers = self._keys.get((parent, key))
            while numbers and numbers[0] not in self.held:
                numbers.popleft()
            for number in islice(numbers or (), _FEW):
                if number in self.held and _may_be_one(unit, self.held[number].unit):
                    return number
        return 0

    def has_below(self, number: int) -> bool:
        """Whether the overview has units below one that have not been found yet."""
        return any(below in self.held for below in self._below.get(number, ()))

    def below(self, number: int) -> Iterator[Node]:
        """The units below one that only the overview has, in order."""
        yield from self._taken(self._below.pop(number, ()))

    def rest(self) -> Iterator[Node]:
        """The units that only the overview has, in order."""
        yield from self._taken(list(self.held))
        self._keys, self._below, self._over, self._list = {}, {}, {}, {}

    def _taken(self, numbers: Iterable[int]) -> Iterator[Node]:
        work = [*numbers][::-1]
        while work:
            number = work.pop()
            node = self.held.pop(number, None)
            if node is not None:
                yield node
                work.extend(reversed(self._below.pop(number, ())))


def _keys(unit: Unit | Draft) -> Iterator[str]:
    """The keys that may identify a unit: its reference code, its title, and its title without the number of the series."""
    for code in sorted(_codes(unit)):
        yield f"unitid {code}"
    title = _plain(_get(unit, "title", ""))
    if title:
        yield f"title {title}"
        numbered = _NUMBERED.match(title)
        yield f"named {title[numbered.end() :] if numbered else title}"


def _plain(title: str) -> str:
    return collapse(str(title)).rstrip(" .,:;").casefold()


def _get(unit: Unit | Draft, name: str, default: Any = None) -> Any:
    return unit.get(name, default) if isinstance(unit, Draft) else getattr(unit, name)


def _codes(unit: Unit | Draft) -> set[str]:
    return {str(one.value) for one in _get(unit, "identifiers", ()) if one.kind == "unitid"}


def _may_be_one(unit: Draft, other: Unit) -> bool:
    """Whether nothing contradicts that two units are one: reference codes, levels, audiences."""
    if (unit.get("audience") == "internal") != (other.audience == "internal"):
        return False
    if any(extra.place.endswith("@audience") for extra in other.extras):
        return False
    codes, others = _codes(unit), _codes(other)
    if codes and others and codes.isdisjoint(others):
        return False
    return unit.get("level") is None or other.level is None or unit.get("level") == other.level


def _merge(unit: Draft, other: Unit) -> None:
    """Add to a unit what its equal holds beside it."""
    for name in FIELDS:
        value = getattr(other, name)
        if not value or name in _OWN:
            continue
        if isinstance(value, tuple):
            said = set(unit.get(name, ()))
            for one in value:
                if one not in said:
                    unit.add(name, one)
        elif name == "title" and _plain(value) == _plain(unit.get("title", "")):
            continue
        elif name == "description" and unit.get(name, value) != value:
            unit.add("notes", Note("scope_and_content", value, other.description_heading))
        elif name == "description_heading" and unit.get("description") != other.description:
            continue
        elif name != "audience" or "audience" not in unit:
            unit.add(name, value)
