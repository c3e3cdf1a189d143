"""The nodes of JSON-LD as the reader and the codecs see them: terms are names of schema.org, every value stands in a list.

>>> thing = of_json({"@type": "Person", "name": "Kim Il Sung", "birthDate": "1912"})
>>> thing.types, thing.props["name"]
(('Person',), ['Kim Il Sung'])
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from docmeta.json import text as jsontext
from docmeta.model import Extra
from docmeta.text import Text

#: A value: `str` (or `Text`, where it says its language), `bool`, `int`, `float` or `Thing`.
Value = Any


#: The name of the format in `Extra.format`.
FORMAT: Final = "jsonld"


class Thing:
    """A node: what it is, and what is said of it.

    Attributes:
        id: Its `@id`, or None.
        types: Its types, in order; names of schema.org, or IRIs.
        props: The values of each property, in order; the names are those of schema.org, or IRIs.
        path: Where it stands in the source; `str()` of it says so.
        line: The line of the source, where it is known.
    """

    __slots__ = ("id", "line", "path", "props", "types")

    def __init__(
        self,
        id: str | None = None,
        types: tuple[str, ...] = (),
        props: dict[str, list[Value]] | None = None,
        path: object = "$",
        line: int | None = None,
    ) -> None:
        self.id = id
        self.types = types
        self.props = {} if props is None else props
        self.path = path
        self.line = line

    @property
    def is_reference(self) -> bool:
        """Whether it only names another node."""
        return self.id is not None and not self.types and not self.props


class Left:
    """The properties of a thing, taken one by one; what is left at the end no field has asked for."""

    __slots__ = ("id", "props", "thing", "types")

    def __init__(self, thing: Thing) -> None:
        self.thing = thing
        self.id = thing.id
        self.types = list(thing.types)
        self.props = dict(thing.props)

    def all(self, name: str) -> list[Value]:
        """All the values of a property."""
        return self.props.pop(name, [])

    def is_a(self, *names: str) -> bool:
        """Whether it is of one of these types, which are thereby understood."""
        found = [name for name in self.types if name in names]
        if found:
            self.types = [name for name in self.types if name not in names]
        return bool(found)

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of a property that are words; the others are left."""
        values = self.props.pop(name, None)
        if values is None:
            return ()
        said = [(words(value), value) for value in values]
        rest = [value for text, value in said if text is None]
        if rest:
            self.props[name] = rest
        return tuple(text for text, _ in said if text is not None)

    def text(self, name: str) -> str:
        """The first value of a property that is words, "" where there is none; the others are left."""
        values = self.props.get(name)
        if values is None:
            return ""
        for index, value in enumerate(values):
            text = words(value)
            if text is not None:
                rest = values[:index] + values[index + 1 :]
                if rest:
                    self.props[name] = rest
                else:
                    del self.props[name]
                return text
        return ""

    def thing_of(self, name: str) -> Thing | None:
        """The first value of a property that is a node; the others are left."""
        values = self.props.get(name, ())
        for index, value in enumerate(values):
            if isinstance(value, Thing):
                rest = [*values[:index], *values[index + 1 :]]
                if rest:
                    self.props[name] = rest
                else:
                    del self.props[name]
                return value
        return None

    def things(self, name: str) -> list[Thing]:
        """The values of a property that are nodes; the others are left."""
        found = []
        while (value := self.thing_of(name)) is not None:
            found.append(value)
        return found

    def put_back(self, name: str, value: Value) -> None:
        """Leave a value that was taken and could not be used."""
        self.props.setdefault(name, [])
        self.props[name] = [*self.props[name], value]

    def extras(self) -> tuple[Extra, ...]:
        """What is left, to be carried along."""
        found = []
        if self.types:
            types = self.types[0] if len(self.types) == 1 else self.types
            found.append(Extra(FORMAT, "@type", jsontext.dumps(types)))
        if self.id is not None:
            found.append(Extra(FORMAT, "@id", jsontext.dumps(self.id)))
        for name, values in self.props.items():
            found.extend(Extra(FORMAT, name, to_json(value)) for value in values)
        return tuple(found)


def words(value: Value) -> str | None:
    """A value as words: a string as it is, a number as JSON writes it; None for a node or a truth value.

    >>> words(1971), words("1971"), words(True) is None
    ('1971', '1971', True)
    """
    if isinstance(value, str):
        return value
    if value.__class__ is int or value.__class__ is float:
        return repr(value)
    return None


def _within(thing: Thing) -> Iterator[Thing]:
    return (value for values in thing.props.values() for value in values if isinstance(value, Thing))


class Likeness:
    """Tells which values say the same: those that it gives the same key. Made once for all nodes, parts after wholes."""

    def __init__(self, things: list[Thing]) -> None:
        self._numbers: dict[int, int] = {}
        numbers: dict[object, int] = {}
        for thing in reversed(things):
            props = tuple((name, tuple(map(self, values))) for name, values in thing.props.items())
            self._numbers[id(thing)] = numbers.setdefault((thing.id, thing.types, props), len(numbers))

    def __call__(self, value: Value) -> object:
        if isinstance(value, Thing):
            return Thing, self._numbers.get(id(value), id(value))
        return value.__class__, jsontext.dumps(_data(value))


def unfolded(things: list[Thing], tops: list[Thing]) -> int:
    """How many nodes are written where each is written wherever it stands: *things* are all nodes, parts after wholes."""
    sizes: dict[int, int] = {}
    for thing in reversed(things):
        sizes[id(thing)] = 1 + sum(sizes.get(id(part), 1) for part in _within(thing))
    return sum(sizes.get(id(top), 1) for top in tops)


def detached(thing: Thing, without: str | None = None) -> Thing:
    """A copy of a node and all that stands in it, but for one property. It does not recurse."""
    first = Thing(thing.id, thing.types, dict(thing.props), thing.path, thing.line)
    if without is not None:
        first.props.pop(without, None)
    waiting = [first]
    while waiting:
        made = waiting.pop()
        for name, values in made.props.items():
            copies = []
            for value in values:
                if isinstance(value, Thing):
                    value = Thing(value.id, value.types, dict(value.props), value.path, value.line)
                    waiting.append(value)
                copies.append(value)
            made.props[name] = copies
    return first


def of_json(data: Any) -> Value:
    """A value of plain JSON whose terms are schema.org's own, such as docmeta writes it. It does not recurse."""
    top: list[Value] = []
    stack: list[tuple[Any, list[Value]]] = [(data, top)]
    while stack:
        item, holder = stack.pop()
        if not isinstance(item, dict):
            holder.append(item)
        elif "@value" in item:
            value, language = item["@value"], item.get("@language")
            holder.append(Text(value, language=language) if isinstance(value, str) and language else value)
        else:
            types = item.get("@type", ())
            props: dict[str, list[Value]] = {}
            for name, values in item.items():
                if name[0] != "@":
                    found = props[name] = []
                    stack.extend((one, found) for one in reversed(values if isinstance(values, list) else [values]))
            holder.append(Thing(item.get("@id"), (types,) if isinstance(types, str) else tuple(types), props))
    return top[0]


#: How deep values nest at most: a unit takes two levels, and more for its parts.
DEEPEST: Final = 20_000


def loads(text: str) -> Any:
    """The value of a JSON text, however deep it nests."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        return jsontext.scan(text, 0, final=True, depth=DEEPEST)[0]


def _refuse(_: str) -> Any:
    raise ValueError


def to_json(value: Value) -> str:
    """A value as JSON text, in schema.org's terms. It does not recurse."""
    if not isinstance(value, Thing):
        return jsontext.dumps(_data(value))
    top: list[Any] = []
    stack: list[tuple[Value, list[Any]]] = [(value, top)]
    made: list[dict[str, Any]] = []
    while stack:
        item, holder = stack.pop()
        if not isinstance(item, Thing):
            holder.append(_data(item))
            continue
        data: dict[str, Any] = {}
        made.append(data)
        if item.id is not None:
            data["@id"] = item.id
        if item.types:
            data["@type"] = item.types[0] if len(item.types) == 1 else list(item.types)
        for name, values in item.props.items():
            found: list[Any] = []
            data[name] = found
            stack.extend((one, found) for one in reversed(values))
        holder.append(data)
    for data in reversed(made):  # parts before what holds them, so that what says nothing is left out all the way up
        for name in [name for name in data if name[0] != "@"]:
            values = [one for one in data[name] if one != {}]
            if values:
                data[name] = values[0] if len(values) == 1 else values
            else:
                del data[name]
    return jsontext.dumps(top[0])


def _data(value: Value) -> Any:
    if value.__class__ is not str and isinstance(value, Text):
        return {"@value": str(value), "@language": value.language}
    return value
