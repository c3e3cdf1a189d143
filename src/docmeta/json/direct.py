"""Plain data to parts and units by code generated from the classes, if the data is valid; the rest goes the careful way.

>>> read_unit({"kind": "document", "id": "d1", "subjects": [{"term": "Ships"}]})
Document('d1', subjects=<1>)
>>> read_unit({"kind": "document", "id": 7})
Traceback (most recent call last):
docmeta.json.direct.Refused: 7
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, cast

import attrs

from docmeta.dates import Date
from docmeta.model import Agent, Collection, CorporateBody, Document, Extra, Family, Person, Unit, parts, trusted
from docmeta.text import Text, of_markup

Read = Callable[[Any], Any]

#: Values of a unit's `kind`.
UNIT_KINDS: Final[dict[str, type[Unit]]] = {"collection": Collection, "document": Document}
#: Values of an agent's `type`; "agent" if the kind is unknown.
AGENT_TYPES: Final[dict[str, type[Agent]]] = {
    "person": Person,
    "corporateBody": CorporateBody,
    "family": Family,
    "agent": Agent,
}
#: Parts that repeat across units: equal ones are made once.
_REPEAT: Final = frozenset(("AgentLink", "Language", "Place", "RightsStatement", "Term", "Date"))
#: How many of each are cached.
_ROOM: Final = 4_096
#: The version of `marshal` that gives equal bytes for equal values only.
_EXACT: Final = 2
_TUPLE: Final = re.compile(r"tuple\[([A-Za-z]+), \.\.\.\]")


class Refused(Exception):
    """The data needs the careful way; it may still be valid."""


def read_unit(data: dict[str, Any]) -> Unit:
    """The unit in plain data. Raises `Refused`, or what the model raises."""
    return cast("Unit", _units()[data["kind"]](data))


@cache
def _units() -> dict[str, Read]:
    return _tagged(UNIT_KINDS, "kind")


def _text(value: Any) -> str:
    if value.__class__ is str:
        return value
    if value.__class__ is not dict or any(one.__class__ is not str for one in value.values()):
        raise Refused(value)
    language = value.get("language") or None
    if value.keys() - {"language"} == {"markup"}:
        return of_markup(value["markup"], language)
    if value.keys() - {"language"} != {"text"}:
        raise Refused(value)
    return Text(value["text"], None, language) if language else cast("str", value["text"])


def _flag(value: Any) -> bool:
    if value.__class__ is not bool:
        raise Refused(value)
    return value


def _number(value: Any) -> float:
    if value.__class__ is not float and value.__class__ is not int:
        raise Refused(value)
    return value


def _date(value: Any) -> Date:
    if value.__class__ is str:
        return Date(value)
    if value.__class__ is dict and value.keys() == {"text", "edtf"}:
        text, edtf = value["text"], value["edtf"]
        if text.__class__ is edtf.__class__ is str:
            return Date(text, edtf)
    return cast("Date", _class_reader(Date)(value))


@cache
def _agents() -> dict[str, Read]:
    return _tagged(AGENT_TYPES, "type")


def _tagged(classes: Mapping[str, Any], tag: str) -> dict[str, Read]:
    return {name: _class_reader(cls, tag) for name, cls in classes.items()}


def _agent(value: Any) -> Agent:
    if value.__class__ is not dict or value.get("type").__class__ is not str:
        raise Refused(value)
    return cast("Agent", _agents()[value["type"]](value))


_SIMPLE: Final[dict[str, Read]] = {"str": _text, "bool": _flag, "float": _number, "Agent": _agent}


@cache
def _reader(name: str) -> Read:
    """The reader of a type, by its name in the annotations of the model."""
    if name in _SIMPLE:
        return _SIMPLE[name]
    cls: Any = Extra if name == "Any" else Date if name == "Date" else getattr(parts, name)
    read = _date if cls is Date else _class_reader(cls)
    return _pooled(read) if name in _REPEAT else read


def _pooled(read: Read) -> Read:
    known: dict[bytes, Any] = {}

    def pooled(value: Any) -> Any:
        key = marshal.dumps(value, _EXACT)
        found = known.get(key)
        if found is None:
            found = read(value)
            if len(known) < _ROOM:
                known[key] = found
        return found

    return pooled


def _of_field(annotation: str) -> Read:
    """The reader of a field."""
    many = _TUPLE.fullmatch(annotation)
    if many is None:
        optional = annotation.endswith(" | None")
        read = _reader(annotation.removesuffix(" | None"))
        return (lambda value: None if value is None else read(value)) if optional else read
    one = _reader(many[1])

    def several(values: Any) -> tuple[Any, ...]:
        if values.__class__ is not list:
            raise Refused(values)
        return tuple([one(value) for value in values])

    return several


@cache
def _class_reader(cls: Any, tag: str | None = None) -> Read:
    """The reader of a class's objects, whose kind is in the key *tag*."""
    make: Any = getattr(trusted, cls.__name__, cls) if cls is not Date else Date
    demand = getattr(cls, "_demand", None) if make is not cls else None
    said = {
        name: type for base in reversed(cls.__mro__) for name, type in vars(base).get("__annotations__", {}).items()
    }
    fields = {field.name: said[field.name] for field in attrs.fields(cls) if field.name != "members"}
    plain = {name for name, annotation in fields.items() if annotation in ("str", "str | None")}
    of: dict[str, Read] = {}

    def read(data: Any) -> Any:
        if data.__class__ is not dict:
            raise Refused(data)
        found = {}
        for name, value in data.items():
            if value.__class__ is str and name in plain:
                found[name] = value
            elif name != tag:
                how = of.get(name)
                if how is None:
                    if name not in fields:
                        raise Refused(name)
                    how = of[name] = _of_field(fields[name])  # only now, since a place can contain a place
                found[name] = how(value)
        made = make(**found)
        if demand is not None:
            demand(made)
        return made

    return read
