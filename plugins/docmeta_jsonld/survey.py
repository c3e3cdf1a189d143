"""Checks whether a text can be read unit by unit: goes through all of it before the first unit is made.

It can if no unit depends on another: each is in its place, by `hasPart` inside its whole, or by
`isPartOf` after it; no `@id` occurs twice; the other nodes with an `@id` are few, and are kept. The contexts may define prefixes,
but no types and no languages. Any other text is read as a whole, and so is an invalid one, which is then reported.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from json.decoder import JSONDecodeError
from math import isinf
from typing import Any, BinaryIO, Final, NamedTuple

from docmeta.errors import DocmetaError
from docmeta.model import Seen
from docmeta_jsonld.context import KEYWORDS, Context
from docmeta_jsonld.expand import Expander, Path
from docmeta_jsonld.flow import Flow, Found, Odd, Scan
from docmeta_jsonld.forest import may_be_unit
from docmeta_jsonld.things import Thing, Value
from docmeta_jsonld.types import PAGES

#: Keywords of units and their values without further meaning.
_USUAL: Final = frozenset(("@id", "@type", "@value", "@language", "@context"))
_ODD: Final = (KEYWORDS | {"id"}) - _USUAL
#: Only these keys join units.
_LINKS: Final = frozenset(("@id", "@type", "isPartOf", "position"))
_JOINS: Final = _LINKS | {"@context", "@value", "@language", "hasPart", "archiveHeld"}
#: The greatest size of all named nodes that are not units, and of references to nodes described elsewhere.
_LONGEST: Final = 1_000_000
#: The most keys and types that are remembered, and the most contexts, which are all kept.
_ROOM: Final = 2_000
_CONTEXTS: Final = 500


class _Types(NamedTuple):
    """Types, by their names, and whether they are works."""

    names: tuple[str, ...]
    work: bool


def is_plain(context: Context) -> bool:
    """Whether a context only names keys, so that a string is a string."""
    if context.language is not None or context.base is not None or context.vocab is None:
        return False
    terms = context.terms.values()
    return all(one is None or not (one.type or one.language or one.container) for one in terms)


class Places:
    """Finds the place of each object of a flow.

    Args:
        flow: The objects.
        expander: Makes the contexts.
    """

    def __init__(self, flow: Flow, expander: Expander) -> None:
        self.flow = flow
        self.expander = expander
        self.current = self._outer = Context()
        #: For each context: the keys that join nothing, and the lists of types met.
        self._met: dict[int, tuple[set[str], dict[Any, _Types]]] = {}
        #: The open units, nested; and the depth of named ones.
        self._levels: list[_Level] = []
        self._open: dict[str, int] = {}
        #: References of units to wholes that are not open; the caller collects them.
        self.elsewhere: list[str] = []

    def __iter__(self) -> Iterator[Found]:
        """The units, each in its place, with the nodes between them that are not units. Raises `Odd`."""
        keys: set[str] = set()
        types: dict[Any, _Types] = {}
        within = False
        for found in self.flow:
            data, depth = found.data, found.depth
            if depth == 0:
                self.current = self._context(data.pop("@context", None), found)
                keys, types = self._met.setdefault(id(self.current), (set(_LINKS), {}))
            context = self.current
            if not data.keys() <= keys:
                self._look(data, context, keys)
            name = data.get("@id")
            if name is not None:
                name = name_of(name, context)
            found.id, found.context = name, context
            said = data.get("@type")
            try:
                known = types.get(said if said.__class__ is str else tuple(said or ()))
            except TypeError:
                raise Odd from None
            if known is None:
                known = self._types(said, context, types)
            found.types = known.names
            if depth == 0:
                within = known.work
            found.is_unit = known.work and within
            if found.is_unit:
                found.depth = self._place(depth, name, data, context)
            elif depth:
                raise Odd
            yield found

    def _context(self, own: Any, found: Found) -> Context:
        """The context of an object at the top."""
        if (own is None) == (found.outer is None):
            raise Odd
        try:
            context = self.expander.context(self._outer, own or found.outer, found)
        except DocmetaError:
            raise Odd from None
        if id(context) not in self._met and (len(self._met) >= _CONTEXTS or not is_plain(context)):
            raise Odd
        return context

    @staticmethod
    def _look(data: dict[str, Any], context: Context, keys: set[str]) -> None:
        """Whether keys that are new join nothing, and are no synonyms of those that do."""
        for key in data.keys() - keys:
            name = context.term(key).name
            if name in _JOINS or (name is not None and name != key and ":" not in name):
                raise Odd
            if len(keys) < _ROOM:
                keys.add(key)

    @staticmethod
    def _types(said: Any, context: Context, known: dict[Any, _Types]) -> _Types:
        """The types of a node. Raises `Odd` if it has none, or is a page."""
        listed = [said] if isinstance(said, str) else said
        if not listed or any(not isinstance(one, str) for one in listed):
            raise Odd
        names = tuple(dict.fromkeys(context.name(one) or one for one in listed))
        work = may_be_unit(Thing(types=names))
        if not work and PAGES.intersection(names):
            raise Odd
        found = _Types(names, work)
        if len(known) < _ROOM:
            known[said if isinstance(said, str) else tuple(said)] = found
        return found

    def _place(self, depth: int, name: str | None, data: dict[str, Any], context: Context) -> int:
        """The depth of a unit, from its nesting and its reference to a whole; references to others stay."""
        levels = self._levels
        while depth and len(levels) > depth:
            self._close()
        rest = []
        holder = levels[-1].name if depth else None
        said = data.pop("isPartOf", ())
        for value in said if said.__class__ is list else (said,) if said else ():
            whole = _named(value, context)
            if whole not in self._open:
                self.elsewhere.append(whole)
                rest.append(value)
            elif holder is None and not depth:
                holder = whole
            elif whole != holder:
                raise Odd
        if not depth:
            depth = self._open[holder] + 1 if holder is not None else 0
            while len(levels) > depth:
                self._close()
        if rest:
            data["isPartOf"] = rest
        if depth:
            levels[-1].count(data)
        levels.append(_Level(name))
        if name is not None:
            self._open[name] = depth
        return depth

    def _close(self) -> None:
        name = self._levels.pop().name
        if name is not None:
            self._open.pop(name, None)


class _Level:
    """An open unit: its name, the number of its parts so far, and whether they are numbered."""

    __slots__ = ("name", "numbered", "parts")

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.parts = 0
        self.numbered: bool | None = None

    def count(self, data: dict[str, Any]) -> None:
        """Number a part: either the positions of parts are their order, or they have none."""
        self.parts += 1
        position = data.get("position")
        numbered = position.__class__ is int
        if self.numbered is None:
            self.numbered = numbered
        if self.numbered is not numbered or (numbered and position != self.parts):
            raise Odd
        if numbered:
            del data["position"]


def name_of(name: Any, context: Context) -> str | None:
    """An `@id` as an IRI."""
    if name.__class__ is not str:
        raise Odd
    return (context.address(name) if ":" in name else name) or None


def _named(value: Any, context: Context) -> str:
    """The IRI of a reference, or of a word that is one."""
    if value.__class__ is dict:
        value = name_of(value.get("@id"), context) if len(value) == 1 else None
    if value.__class__ is not str or not value:
        raise Odd
    return value


class Named:
    """The named nodes that are not units, with the interface of `Forest`."""

    def __init__(self) -> None:
        self.index: dict[str, Thing] = {}
        self.used: set[int] = set()
        self.tops: list[Thing] = []

    def known(self, value: Value) -> Thing | None:
        """The node that a value is, or names."""
        if isinstance(value, Thing):
            return self.index.get(value.id or "", None if value.is_reference else value)
        return self.index.get(value) if isinstance(value, str) else None

    def keeps(self, thing: Thing) -> bool:
        """Whether a node is kept, so that its identity is not reused."""
        return self.index.get(thing.id or "") is thing

    def is_unit(self, thing: Thing) -> bool:
        """None of them is."""
        return False

    def unread(self) -> Iterator[Thing]:
        """The nodes at the top that no unit refers to."""
        return (thing for thing in self.tops if id(thing) not in self.used)


class Survey:
    """Goes through a text.

    Args:
        source: The text, from its beginning.
    """

    def __init__(self, source: BinaryIO) -> None:
        decoder = json.JSONDecoder(object_pairs_hook=self._object, parse_float=_number, parse_constant=_refuse)
        self._scan: Scan = decoder.scan_once  # type: ignore[attr-defined]
        self._expander = Expander(lambda *_: None)
        self._places = Places(Flow(source, self._value), self._expander)
        self._names = Seen()
        self._texts: dict[str, str] = {}
        self._elsewhere: set[str] = set()
        self._length = 0
        #: For the value scanned last: the objects with names or contexts, and those of them that are units.
        self._met: list[dict[str, Any]] = []
        self._units: set[int] = set()
        self._tops: dict[int, Found] = {}
        self.named = Named()

    def run(self) -> Named:
        """Go through all of it, and give the nodes that are not units. Raises `Odd`."""
        units = 0
        try:
            for one in self._places:
                if not one.is_unit:
                    if not one.data.get("@id"):
                        raise Odd
                    self._tops[id(one.data)] = one
                    continue
                units += 1
                self._units.add(id(one.data))
                if one.id is not None and self._names.add(one.id):
                    raise Odd
                if self._places.elsewhere:
                    self._look_elsewhere()
            self._settle()
            if any(self._names.add(name) for name in self._elsewhere):
                raise Odd
        except (DocmetaError, ValueError, RecursionError):
            raise Odd from None
        if not units:
            raise Odd
        return self.named

    def _look_elsewhere(self) -> None:
        """Remember what must not be described here."""
        for name in self._places.elsewhere:
            if name not in self._elsewhere:
                self._elsewhere.add(name)
                self._more(len(name))
        self._places.elsewhere.clear()

    def _more(self, length: int) -> None:
        self._length += length
        if self._length > _LONGEST:
            raise Odd

    def _value(self, text: str, at: int) -> tuple[Any, int]:
        self._settle()
        try:
            return self._scan(text, at)
        except (StopIteration, JSONDecodeError):
            self._met.clear()
            raise

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data = dict(pairs)
        if len(data) != len(pairs) or not _ODD.isdisjoint(data):
            raise Odd
        if "@id" in data and data["@id"].__class__ is not str:
            raise Odd
        if ("@id" in data and len(data) > 1) or "@context" in data:
            self._met.append(data)
        return data

    def _settle(self) -> None:
        """Record the named nodes met that are not units."""
        for data in self._met:
            if data and id(data) not in self._units:  # nothing is left of the top of a graph
                self._node(data, self._places.current)
        self._met.clear()
        self._units.clear()
        if self._tops:
            raise Odd

    def _node(self, data: dict[str, Any], context: Context) -> None:
        name = None if "@context" in data else name_of(data.get("@id"), context)
        if name is None:
            raise Odd
        top, text, known = self._tops.pop(id(data), None), repr(data), self._texts.get(name)
        if known is not None:
            if known != text or top is not None or may_be_unit(self.named.index[name]):
                raise Odd
            return
        self._more(len(text))
        if self._names.add(name):
            raise Odd
        self._texts[name] = text
        path, line = (top.path(), top.line) if top is not None else (Path(None, "$"), None)
        thing = self._expander.node(deepcopy(data), context, path, line)
        self.named.index[name] = thing
        if top is not None:
            self.named.tops.append(thing)


def _number(text: str) -> float:
    number = float(text)
    if isinf(number):
        raise Odd
    return number


def _refuse(_: str) -> Any:
    raise Odd
