"""What differs between two descriptions, unit by unit and field by field, whatever their formats.

Units are matched below matched parents: by their ids, then by their reference codes, then by content, then by position.
A unit found under another parent is moved, not removed and added.

>>> from docmeta.model import Collection, Date, Document
>>> one = Collection("c", members=(Document("a", title="Telegram"), Document("b")))
>>> two = Collection("c", members=(Document("a", title="Telegram", dates=(Date("1951"),)),))
>>> for difference in compare([one], [two]):
...     print(difference.kind, difference.unit, difference.field, difference.old, difference.new)
changed a dates None 1951
removed b None None None
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any, Final, Literal, TypeAlias

import attrs

from docmeta.comparing.fields import differences, is_ignored
from docmeta.crosswalk.report import ENDS, path_of
from docmeta.model import FIELDS, Collection, Unit

Kind = Literal["changed", "removed", "added", "moved"]

_NOT_COMPARED: Final = frozenset({"id", "minted"})


@attrs.frozen
class Difference:
    """One difference.

    Attributes:
        kind: "changed": a field differs; "removed": only the first has the unit; "added": only the second;
            "moved": the second has it below another unit, or elsewhere among its siblings.
        unit: The unit's id.
        title: The unit's title.
        path: Its path in the first description; for an added unit, in the second.
        field: The field that differs; within a part as "record.agency" or "notes[accruals].heading";
            None for the unit as a whole.
        old, new: The values of the first and the second, as text; None if one has none.
    """

    kind: Kind
    unit: str
    title: str
    path: str
    field: str | None = None
    old: str | None = None
    new: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return attrs.asdict(self)

    def _repr_html_(self) -> str:
        return Differences([self])._repr_html_()

    def __rich__(self) -> Any:
        return Differences([self]).__rich__()


class Differences(list[Difference]):
    """A list of differences, displayed as a table in notebooks: `Differences(compare([one], [two]))`."""

    def _repr_html_(self) -> str:
        return str(import_module("docmeta.cards").differences_card(self))

    def __rich__(self) -> Any:
        return import_module("docmeta.cli.display").differences_display(self)


def compare(one: Sequence[Unit], two: Sequence[Unit], *, ignore: Iterable[str] = ()) -> Iterator[Difference]:
    """The differences between two descriptions, in the order of the first; added units follow their siblings.

    Args:
        one: The roots of the first.
        two: The roots of the second.
        ignore: Fields not to compare, such as "notes", "record.revisions", or "extras" (wherever they are).
    """
    skipped = frozenset(ignore) | _NOT_COMPARED
    strays = _Strays(one, two)
    for step in _steps(one, two):
        if step.right is None:
            yield from _removed(step, strays, skipped)
        elif step.left is None:
            yield from _added(step, strays)
        elif step.left_spot is not None:
            yield from _unit_differences(step.left, step.right, step.left_spot, skipped)


class _Spot:
    """The place of a unit: linked to that of its parent, and rendered only on demand, since trees may be deep."""

    __slots__ = ("depth", "index", "parent", "top")

    def __init__(self, parent: _Spot | None, index: int) -> None:
        self.parent = parent
        self.index = index
        self.depth: int = 0 if parent is None else parent.depth + 1
        #: The lowest unit above within the first steps of the path; None if that is this unit.
        self.top: _Spot | None = None if parent is None or self.depth < ENDS else parent.top or parent

    def path(self) -> str:
        if self.top is None:
            return path_of(self.indexes(ENDS))
        below = self.depth + 1 - ENDS
        return path_of(self.top.indexes(ENDS), max(0, below - ENDS), self.indexes(min(below, ENDS)))

    def indexes(self, most: int) -> list[int]:
        """The indexes of this unit and of those above it, outermost first; at most the given number."""
        found: list[int] = []
        spot: _Spot | None = self
        while spot is not None and len(found) < most:
            found.append(spot.index)
            spot = spot.parent
        return found[::-1]


@attrs.frozen
class _Step:
    """A pair of units to compare, with their members; one of them None if it has no partner."""

    left: Unit | None
    right: Unit | None
    left_members: tuple[Unit, ...]
    right_members: tuple[Unit, ...]
    left_spot: _Spot | None
    right_spot: _Spot | None


#: A unit and its place.
_Found: TypeAlias = tuple[Unit, _Spot]


def _steps(one: Sequence[Unit], two: Sequence[Unit]) -> Iterator[_Step]:
    """Every pair of units, parents first, in the order of the first; units without a partner represent everything below them."""
    stack = [_Step(None, None, tuple(one), tuple(two), None, None)]
    while stack:
        step = stack.pop()
        if step.left is not None or step.right is not None:
            yield step
            if step.left is None or step.right is None:
                continue
        stack.extend(reversed(list(_steps_below(step))))


def _steps_below(step: _Step) -> Iterator[_Step]:
    for left, right in match(step.left_members, step.right_members):
        one = step.left_members[left] if left is not None else None
        two = step.right_members[right] if right is not None else None
        left_spot = _Spot(step.left_spot, left) if left is not None else None
        right_spot = _Spot(step.right_spot, right) if right is not None else None
        yield _Step(one, two, _members(one), _members(two), left_spot, right_spot)


def _members(unit: Unit | None) -> tuple[Unit, ...]:
    return unit.members if isinstance(unit, Collection) else ()


# -- matching ----------------------------------------------------------------------------------------------------------


def match(one: Sequence[Unit], two: Sequence[Unit]) -> list[tuple[int | None, int | None]]:
    """Pair the units of two lists of siblings; None stands for a missing partner.

    >>> from docmeta.model import Document
    >>> match([Document("a"), Document("b")], [Document("b"), Document("c", title="New")])
    [(0, None), (1, 0), (None, 1)]
    """
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for key in _KEYS:
        _pair_by(key, one, two, partner, taken)
    _pair_by_position(one, two, partner, taken)
    pairs: list[tuple[int | None, int | None]] = [(index, partner.get(index)) for index in range(len(one))]
    pairs += [(None, index) for index in range(len(two)) if index not in taken]
    return pairs


def _by_id(unit: Unit) -> object:
    return None if unit.minted else unit.id


def _by_code(unit: Unit) -> object:
    return tuple(str(identifier.value) for identifier in unit.identifiers if identifier.kind == "unitid") or None


def _by_words(unit: Unit) -> object:
    words = (*_texts(unit), *(date.edtf or date.display for date in unit.dates))
    return words if any(words) else None


def _by_texts(unit: Unit) -> object:
    return _texts(unit) if any(_texts(unit)) else None


def _by_description(unit: Unit) -> object:
    return _texts(unit)[1] or None


def _texts(unit: Unit) -> tuple[str, str]:
    return " ".join(unit.title.split()), " ".join(unit.description.split())


#: What two forms of one unit have in common, most reliable first.
_KEYS: Final = (_by_id, _by_code, _by_words, _by_texts, _by_description)


def _pair_by(key: Any, one: Sequence[Unit], two: Sequence[Unit], partner: dict[int, int], taken: set[int]) -> None:
    """Pair units with the same key, in order, if both sides have it equally often."""
    left: dict[object, list[int]] = {}
    right: dict[object, list[int]] = {}
    for found, units, used in ((left, one, partner), (right, two, taken)):
        for index, unit in enumerate(units):
            if index not in used and (value := key(unit)) is not None:
                found.setdefault(value, []).append(index)
    for value, indexes in left.items():
        others = right.get(value, [])
        if len(indexes) == len(others):
            partner.update(zip(indexes, others, strict=True))
            taken.update(others)


def _pair_by_position(one: Sequence[Unit], two: Sequence[Unit], partner: dict[int, int], taken: set[int]) -> None:
    """Pair the rest between the same neighbours, in order; never two units with different source ids."""
    last = -1
    left_run: list[int] = []
    for index in range(len(one) + 1):
        anchor = partner.get(index) if index < len(one) else len(two)
        if index < len(one) and anchor is None:
            left_run.append(index)
            continue
        assert anchor is not None  # noqa: S101  # the end is an anchor itself
        if anchor > last:
            right_run = [other for other in range(last + 1, anchor) if other not in taken]
            if len(left_run) == len(right_run) or not (_own_ids(one, left_run) and _own_ids(two, right_run)):
                for left, right in zip(left_run, right_run, strict=False):
                    if _may_be_one(one[left], two[right]):
                        partner[left] = right
                        taken.add(right)
            last = anchor
        left_run = []


def _own_ids(units: Sequence[Unit], indexes: list[int]) -> bool:
    return all(not units[index].minted for index in indexes)


def _may_be_one(left: Unit, right: Unit) -> bool:
    return left.minted or right.minted


class _Strays:
    """Units without a partner among the siblings, matched anywhere: by id, by reference code, by content.

    Only keys unique on both sides are matched.
    """

    def __init__(self, one: Sequence[Unit], two: Sequence[Unit]) -> None:
        left: list[_Found] = []
        right: list[_Found] = []
        for step in _steps(one, two):
            if step.right is None and step.left is not None and step.left_spot is not None:
                left.extend(_all(step.left, step.left_spot))
            elif step.left is None and step.right is not None and step.right_spot is not None:
                right.extend(_all(step.right, step.right_spot))
        self._partners: dict[int, _Found] = {}
        self._known: set[int] = set()
        for key in _KEYS:
            self._match(key, left, right)

    def _match(self, key: Callable[[Unit], object], left: list[_Found], right: list[_Found]) -> None:
        mine = _unique(key, (found for found in left if id(found[0]) not in self._partners))
        others = _unique(key, (found for found in right if id(found[0]) not in self._known))
        for value, (unit, _) in mine.items():
            partner = others.get(value)
            if partner is not None:
                self._partners[id(unit)] = partner
                self._known.add(id(partner[0]))

    def partner(self, unit: Unit) -> _Found | None:
        """The partner of a unit of the first description, and its place."""
        return self._partners.get(id(unit))

    def has_partner(self, unit: Unit) -> bool:
        """Whether a unit of the second description is the partner of another."""
        return id(unit) in self._known


def _unique(key: Callable[[Unit], object], units: Iterable[_Found]) -> dict[object, _Found]:
    found: dict[object, _Found | None] = {}
    for unit, spot in units:
        value = key(unit)
        if value is not None:
            found[value] = None if value in found else (unit, spot)
    return {value: place for value, place in found.items() if place is not None}


def _all(top: Unit, spot: _Spot) -> Iterator[_Found]:
    """A unit and all below it, each with its place, in document order."""
    stack = [(top, spot)]
    while stack:
        unit, here = stack.pop()
        yield unit, here
        stack.extend([(member, _Spot(here, index)) for index, member in enumerate(_members(unit))][::-1])


def _removed(step: _Step, strays: _Strays, skipped: frozenset[str]) -> Iterator[Difference]:
    """The differences for a unit of the first without a partner among its siblings, and for all below it."""
    assert step.left is not None and step.left_spot is not None  # noqa: S101, PT018  # checked by the caller
    went: dict[_Spot, _Spot] = {}  # new places of moved units
    for unit, here in _all(step.left, step.left_spot):
        partner = strays.partner(unit)
        if partner is None:
            yield Difference("removed", unit.id, _title(unit), here.path())
            continue
        other, there = partner
        went[here] = there
        with_its_parent = here.parent is not None and here.parent in went and went[here.parent] is there.parent
        if not with_its_parent:
            yield Difference("moved", unit.id, _title(unit), here.path(), None, here.path(), there.path())
        yield from _unit_differences(unit, other, here, skipped)


def _added(step: _Step, strays: _Strays) -> Iterator[Difference]:
    assert step.right is not None and step.right_spot is not None  # noqa: S101, PT018  # checked by the caller
    for unit, here in _all(step.right, step.right_spot):
        if not strays.has_partner(unit):
            yield Difference("added", unit.id, _title(unit), here.path())


def _title(unit: Unit) -> str:
    return str(unit.title)


# -- comparing ---------------------------------------------------------------------------------------------------------


def _unit_differences(left: Unit, right: Unit, spot: _Spot, skipped: frozenset[str]) -> Iterator[Difference]:
    def differ(field: str, old: str | None, new: str | None) -> Difference:
        return Difference("changed", left.id, _title(left), spot.path(), field, old, new)

    if "id" not in skipped - _NOT_COMPARED and _id_of(left) != _id_of(right):
        yield differ("id", _id_of(left), _id_of(right))
    if isinstance(left, Collection) is not isinstance(right, Collection) and "kind" not in skipped:
        yield differ("kind", type(left).__name__, type(right).__name__)
    for name in FIELDS:
        if name in skipped:
            continue
        one, two = getattr(left, name), getattr(right, name)
        for field, old, new in differences(name, one, two):
            if not is_ignored(field, skipped):
                yield differ(field, old, new)


def _id_of(unit: Unit) -> str | None:
    return None if unit.minted else unit.id
