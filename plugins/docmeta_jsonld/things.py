"""The nodes of JSON-LD for the reader and the codecs: terms are names of schema.org, every value is in a list.

>>> thing = of_json({"@type": "Person", "name": "Kim Il Sung", "birthDate": "1912"})
>>> thing.types, thing.props["name"]
(('Person',), ['Kim Il Sung'])
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from docmeta.json import text as jsontext
from docmeta.model import Extra
from docmeta.text import Text

#: A value: `str` (or `Text`, if its language is given), `bool`, `int`, `float` or `Thing`.
Value = Any


#: The name of the format in `Extra.format`.
FORMAT: Final = "jsonld"


class Thing:
    """A node: its types and its properties.

    Attributes:
        id: Its `@id`, or None.
        types: Its types, in order; names of schema.org, or IRIs.
        props: The values of each property, in order; the names are those of schema.org, or IRIs.
        path: Its place in the source; `str()` shows it.
        line: The line of the source, if known.
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
    """The properties of a thing, taken one by one; at the end, those are left that no field has asked for."""

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
        """Whether it is of one of these types, which then count as read."""
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
        """The first value of a property that is words, or ""; the others are left."""
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

    def first(self, name: str, read: Callable[[Value], str | None]) -> str | None:
        """The first value of a property from which *read* makes something; the others are left."""
        values = self.props.get(name, [])
        for index, value in enumerate(values):
            found: str | None = read(value)
            if found:
                rest = values[:index] + values[index + 1 :]
                if rest:
                    self.props[name] = rest
                else:
                    del self.props[name]
                return found
        return None

    def things(self, name: str) -> list[Thing]:
        """The values of a property that are nodes; the others are left."""
        found = []
        while (value := self.thing_of(name)) is not None:
            found.append(value)
        return found

    def put_back(self, name: str, value: Value) -> None:
        """Leave a value that was taken but could not be used."""
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
    """A value as words: a string unchanged, a number as in JSON; None for a node or a boolean.

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
    """Gives the same key to equal values. Made once for all nodes, parts before wholes."""

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
    """The number of nodes if each is written at every place: *things* are all nodes, parts after wholes."""
    sizes: dict[int, int] = {}
    for thing in reversed(things):
        sizes[id(thing)] = 1 + sum(sizes.get(id(part), 1) for part in _within(thing))
    return sum(sizes.get(id(top), 1) for top in tops)


def weight(thing: Thing) -> int:
    """The number of characters of a node and of the nodes in it."""
    total, waiting = 0, [thing]
    while waiting:
        for name, values in waiting.pop().props.items():
            for value in values:
                if isinstance(value, Thing):
                    waiting.append(value)
                total += len(name) + (len(value) if isinstance(value, str) else 8)
    return total


def detached(thing: Thing, without: str | None = None) -> Thing:
    """A deep copy of a node, except for one property. It does not recurse."""
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
    """A value of plain JSON in schema.org's own terms, as docmeta writes it. It does not recurse."""
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


#: The deepest nesting of values: a unit takes two levels, and more for its parts.
DEEPEST: Final = 20_000


def loads(text: str) -> Any:
    """The value of a JSON text, at any depth."""
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
    for data in reversed(made):  # parts before wholes, so that empty ones are left out all the way up
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
