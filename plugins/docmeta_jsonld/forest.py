"""From nodes to trees: the units among them, and their parts, by `hasPart` or `isPartOf`, nested or by reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final

from docmeta import InputError
from docmeta.errors import LimitError
from docmeta_jsonld.fragments import is_iri
from docmeta_jsonld.things import Likeness, Thing, Value, detached, unfolded
from docmeta_jsonld.types import PAGES, WORKS

Say = Callable[[str, str, str, str, Any], None]

#: Properties whose values are units, or pages and archives that lead to them.
_HELD: Final = "archiveHeld"
#: Properties that make a node a unit, even without the type.
_SAID: Final = frozenset(
    ("name", "headline", "description", "hasPart", "isPartOf", "identifier", "materialExtent", "holdingArchive")
)
#: Properties that name a holder, which each unit inherits.
_HOLDER: Final = frozenset(("name", "address", "identifier", "url", "sameAs"))
#: The limit of merged nodes relative to the input, and the size that is never too large.
_GROWTH: Final = 20
_SMALL: Final = 100_000
_SUBJECT: Final = ("mainEntity", "about")


class Forest:
    """The units of a document, as trees.

    Args:
        tops: The nodes at the top.
        things: All the nodes.
        say: Reports problems.

    Attributes:
        roots: The units that are part of no other, in order.
        parts: The parts of each unit, in order, by the identity of its node.
        index: The node of each `@id`.
    """

    def __init__(self, tops: list[Thing], things: list[Thing], say: Say) -> None:
        self.say = say
        self.tops = tops
        self.index: dict[str, Thing] = {}
        self.parts: dict[int, list[Thing]] = {}
        self.used: set[int] = set()
        self._parent: dict[int, Thing] = {}
        self._leader: dict[int, int] = {}
        self._units: dict[int, Thing] = {}
        self._merged: dict[int, Thing] = {}
        self._enter_all(things)
        self._find_units()
        self._link()
        self.roots = [unit for key, unit in self._units.items() if key not in self._parent]

    # -- nodes with one name -----------------------------------------------------------------------------------------

    def _enter_all(self, things: list[Thing]) -> None:
        """Record all nodes by name; of several with one name, the first is completed from the others."""
        again = []
        for thing in things:
            if thing.id is not None and not thing.is_reference:
                first = self.index.setdefault(str(thing.id), thing)
                if first is not thing:
                    again.append((first, thing))
        if not again:
            return
        alike = Likeness(things)
        known: dict[tuple[int, str], set[object]] = {}
        for first, thing in again:
            self._merge(first, thing, alike, known)
        # Duplicates are shared, not copied, but writing them out would copy them each time.
        limit = _GROWTH * len(things) + _SMALL
        if unfolded(things, self.tops) > limit:
            raise LimitError(
                f"nodes with the same @id are nested in each other without limit: more than {limit:,} when written out"
            )

    def _merge(self, first: Thing, thing: Thing, alike: Likeness, known: dict[tuple[int, str], set[object]]) -> None:
        if may_be_unit(first) and may_be_unit(thing):
            if first.line is not None and thing.line is not None and first.line != thing.line:
                raise InputError(
                    f"the @id {str(thing.id)[:80]!r} appears twice; the first is on line {first.line}",
                    line=thing.line,
                    path=str(thing.path),
                )
            self.say("problem", "an @id appears twice; both were read as one", "@id", str(thing.path), thing.id)
        first.types = tuple(dict.fromkeys((*first.types, *thing.types)))
        for name, values in thing.props.items():
            there = first.props.setdefault(name, [])
            said = known.get((id(first), name))
            if said is None:
                said = known[id(first), name] = {alike(value) for value in there}
            for value in values:
                if alike(value) not in said:
                    said.add(alike(value))
                    there.append(value)
        self._merged[id(thing)] = first

    def known(self, value: Value) -> Thing | None:
        """The node that a value is, or names; None if no such node is described."""
        if isinstance(value, Thing):
            value = self._merged.get(id(value), value)
            return self.index.get(value.id or "") if value.is_reference else value
        return self.index.get(value) if isinstance(value, str) else None

    def keeps(self, thing: Thing) -> bool:
        """Whether a node is kept, so that its identity is not reused."""
        return True

    def is_unit(self, thing: Thing) -> bool:
        """Whether a node is a unit."""
        return id(thing) in self._units

    # -- units -------------------------------------------------------------------------------------------------------

    def _find_units(self) -> None:
        # What units inherit is detached beforehand: it may contain the very unit, or lead back to it.
        told = {}
        for top in self.tops:
            thing = self.known(top)
            if thing is not None and not may_be_unit(thing) and (_HELD in thing.props or PAGES & set(thing.types)):
                told[id(thing)] = detached(thing, without=_HELD if _HELD in thing.props else None)
        for top in self.tops:
            thing = self.known(top)
            if thing is None:
                continue
            if may_be_unit(thing) or (not thing.types and thing.props.keys() & _SAID):
                self._units[id(thing)] = thing
            elif _HELD in thing.props:
                self._held(thing, told[id(thing)])
            elif PAGES & set(thing.types):
                self._subject(thing, told[id(thing)])
        if not self._units:
            for top in self.tops:
                thing = self.known(top)
                if thing is not None and PAGES & set(thing.types):
                    self._units[id(thing)] = thing

    def _held(self, archive: Thing, said: Thing) -> None:
        """The units that an archive holds; each gets its name as the holder, and the first everything about it."""
        self.used.add(id(archive))
        name_only = Thing(said.id, said.types, {k: v for k, v in said.props.items() if k in _HOLDER}, said.path)
        for value in archive.props[_HELD]:
            unit = self.known(value)
            if unit is None and isinstance(value, (str, Thing)):
                name = value if isinstance(value, str) else value.id
                unit = self.index[str(name)] = Thing(
                    str(name), ("Collection", "ArchiveComponent"), {}, archive.path, archive.line
                )
            if unit is None:
                self.say("problem", "what an archive holds must be a node or a URI", _HELD, str(archive.path), value)
                continue
            if "holdingArchive" not in unit.props:
                unit.props["holdingArchive"] = [said]
                said = name_only
            self._units[id(unit)] = unit

    def _subject(self, page: Thing, said: Thing) -> None:
        """The subject of a page, if it is a unit; the page is carried along with it."""
        for name in _SUBJECT:
            for value in page.props.get(name, ()):
                unit = self.known(value)
                if unit is not None and may_be_unit(unit):
                    self.used.add(id(page))
                    del said.props[name]
                    unit.props.setdefault("mainEntityOfPage", []).append(said)
                    self._units[id(unit)] = unit
                    return

    # -- parts -------------------------------------------------------------------------------------------------------

    def _link(self) -> None:
        """Put every unit below its whole. The parts of a part are included."""
        waiting = list(self._units.values())[::-1]
        seen: set[int] = set()
        while waiting:
            unit = waiting.pop()
            if id(unit) in seen:
                continue
            seen.add(id(unit))
            found = [part for value in unit.props.pop("hasPart", ()) if (part := self._part(unit, value)) is not None]
            whole = self._wholes(unit)
            if whole is not None:
                found.append(whole)
            waiting.extend(reversed(found))
        self._later()
        for unit in list(self._units.values()):
            self._order(unit)

    def _part(self, unit: Thing, value: Value) -> Thing | None:
        """Make a value of `hasPart` a part of *unit*; what is no description stays a relation, or is carried along."""
        if not isinstance(value, (Thing, str)):
            self._keep(unit, "hasPart", value, "expected a node or its URI as a part")
            return None
        part = self.known(value)
        if part is None:
            name = value.id if isinstance(value, Thing) else value
            message = "a part that is described elsewhere" if is_iri(str(name)) else "a part that is not described here"
            self._keep(unit, "hasPart", value, message)
            return None
        if part.types and not may_be_unit(part) and not PAGES & set(part.types):
            self._keep(unit, "hasPart", value, "a part that is not a work")
            return None
        return part if self._put(part, unit, "hasPart", value) else None

    def _wholes(self, unit: Thing) -> Thing | None:
        """Read the wholes of *unit*; one that is described inside it is a unit, too."""
        values = unit.props.get("isPartOf", ())
        for value in values:
            whole = self.known(value)
            if whole is not None and not self.is_unit(whole) and may_be_unit(whole):
                self._units[id(whole)] = whole
                return whole
        return None

    def _later(self) -> None:
        """When all units are known: `isPartOf`, in document order."""
        for unit in list(self._units.values()):
            values = unit.props.pop("isPartOf", None)
            if values is None:
                continue
            rest = []
            for value in values:
                whole = self.known(value)
                parent = self._parent.get(id(unit))
                if whole is None or not self.is_unit(whole):
                    rest.append(value)
                elif parent is None:
                    self._put(unit, whole, "isPartOf", value)
                elif parent is not whole:
                    self.say(
                        "problem",
                        "a unit has only one place; it stays where it first appears",
                        "isPartOf",
                        str(unit.path),
                        _name(whole),
                    )
                    rest.append(_reference(whole))
            if rest:
                unit.props["isPartOf"] = [*unit.props.get("isPartOf", ()), *rest]

    def _put(self, part: Thing, unit: Thing, by: str, value: Value) -> bool:
        """Make *part* a part of *unit* if possible; else a relation stays."""
        before = self._parent.get(id(part))
        if before is not None or part is unit or self._lead(unit) == self._lead(part):
            if before is unit:
                return False
            if before is None:
                message = (
                    f"a cycle: {_name(part)} would be part of itself; the link that closes it is kept as a relation"
                )
            else:
                message = f"{_name(part)} has a place already; this link to it is kept as a relation"
            holder = part if by == "isPartOf" else unit
            self._keep(holder, by, _reference(unit if by == "isPartOf" else part), message)
            return False
        self._units.setdefault(id(part), part)
        self._parent[id(part)] = unit
        self._leader[id(part)] = self._lead(unit)
        self.parts.setdefault(id(unit), []).append(part)
        return True

    def _lead(self, thing: Thing) -> int:
        """The uppermost known unit above a node."""
        key = id(thing)
        passed = []
        while (above := self._leader.get(key)) is not None:
            passed.append(key)
            key = above
        for one in passed:
            self._leader[one] = key
        return key

    def _keep(self, unit: Thing, name: str, value: Value, message: str) -> None:
        shown = _name(value) if isinstance(value, Thing) else value
        self.say("problem", message, name, str(unit.path), shown)
        unit.props.setdefault(name, []).append(value)

    def _order(self, unit: Thing) -> None:
        """Sort the parts by their positions, if all have one."""
        parts = self.parts.get(id(unit))
        if not parts:
            return
        places = [part.props.get("position", []) for part in parts]
        if all(len(place) == 1 and place[0].__class__ is int for place in places):
            numbers = [place[0] for place in places]
            if any(one > other for one, other in pairwise(numbers)):
                parts.sort(key=lambda part: part.props["position"][0])
                numbers.sort()
            if numbers != list(range(1, len(numbers) + 1)):
                self.say(
                    "decided",
                    "positions give the order of parts; the numbers are not kept",
                    "position",
                    str(unit.path),
                    None,
                )
            for part in parts:
                del part.props["position"]

    # -- all of it ---------------------------------------------------------------------------------------------------

    def walk(self) -> Iterator[tuple[int, Thing, bool]]:
        """The units in order: depth, node, whether it has parts."""
        stack: list[tuple[int, Thing]] = [(0, root) for root in reversed(self.roots)]
        while stack:
            depth, unit = stack.pop()
            parts = self.parts.get(id(unit), [])
            yield depth, unit, bool(parts)
            stack.extend((depth + 1, part) for part in reversed(parts))

    def unread(self) -> Iterator[Thing]:
        """The nodes at the top that are neither units nor belong to any."""
        for top in self.tops:
            if isinstance(top, Thing):
                thing = self._merged.get(id(top), top)
                if not self.is_unit(thing) and id(thing) not in self.used and not thing.is_reference:
                    yield thing


def may_be_unit(thing: Thing) -> bool:
    """Whether a node is a unit by its types."""
    return any(name in WORKS and name not in PAGES for name in thing.types) or "ArchiveComponent" in thing.types


def _name(thing: Thing) -> str:
    return repr(thing.id[:80]) if thing.id is not None else f"the unit at {thing.path}"


def _reference(thing: Thing) -> Thing:
    return Thing(thing.id or "_:unnamed", path=thing.path)
