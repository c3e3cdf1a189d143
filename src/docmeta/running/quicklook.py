"""A quick check of a unit: may anything in it be internal?

Every part of every unit passes this check on its way to a writer, so it is straight-line code generated from the model classes.
It may say yes for a unit with nothing internal (see `docmeta.running.withhold`); it says no only if nothing is internal.
Optional fields of type `str` hold codes and labels, which have no markup; all others are checked.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from docmeta.crosswalk import by_class
from docmeta.model import FIELDS, Agent, CorporateBody, Extra, Person, Unit
from docmeta.text import Text

#: An attribute that marks an element as internal, however it is written.
MARK: Final = re.compile("audience[ \t\r\n]*=[ \t\r\n]*[\"'][ \t\r\n]*(?i:internal)[ \t\r\n]*[\"']")

_TUPLE = re.compile(r"tuple\[(?:[a-z.]*\.)?([A-Za-z]+), \.\.\.\]$")
#: Vocabulary values, flags, and what follows in the stream.
_NOT_LOOKED_AT: Final = frozenset({"id", "kind", "role", "minted", "members"})

_looks: dict[type[Any], Callable[[Any], bool]] = {}


def is_internal(audience: str | None) -> bool:
    """Whether an `audience` means internal.

    >>> is_internal("internal"), is_internal("external"), is_internal(None)
    (True, False, False)
    """
    return audience is not None and (audience == "internal" or audience.strip().lower() == "internal")


def may_be_internal(part: Any) -> bool:
    """Whether anything in a unit or a part may be internal.

    >>> from docmeta.model import Document, Note
    >>> may_be_internal(Document("d", notes=(Note("note", "Open."),)))
    False
    >>> may_be_internal(Document("d", notes=(Note("note", "Shelf 4", audience="internal"),)))
    True
    """
    cls = part.__class__
    look = _looks.get(cls)
    if look is None:
        look = _looks[cls] = _compiled(cls)
    return look(part)


def _compiled(cls: type[Any]) -> Callable[[Any], bool]:
    names: dict[str, Any] = {
        "Person": Person,
        "CorporateBody": CorporateBody,
        "text": _text,
        "strings": lambda items: any(item.__class__ is not str and _text(item) for item in items),
        "extras": lambda extras: any(map(_extra, extras)),
        "look_at": may_be_internal,
    }
    lines = ["def look(o):", *_lines(cls, "o", 1, (cls,)), "    return False"]
    exec("\n".join(lines), names)  # noqa: S102  # nosec B102  # built from our own annotations only
    look: Callable[[Any], bool] = names["look"]
    return look


def _lines(cls: type[Any], name: str, depth: int, inside: tuple[type[Any], ...]) -> list[str]:
    """The code that checks one object, in the variable *name*; *inside* guards against endless nesting."""
    pad = "    " * depth
    lines: list[str] = []
    for field in attrs.fields(cls):
        if field.name in _NOT_LOOKED_AT:
            continue
        value = f"{name}.{field.name}"
        kind = _kind(field.type)
        many = _TUPLE.match(kind)
        if field.name == "audience":
            lines.append(f"{pad}if {value} is not None and {value} != 'external': return True")
        elif field.name == "extras":
            lines.append(f"{pad}if {value} and extras({value}): return True")
        elif kind == "str":
            lines.append(f"{pad}if {value}.__class__ is not str and text({value}): return True")
        elif many and many[1] == "str":
            lines.append(f"{pad}if {value} and strings({value}): return True")
        elif many:
            part = f"p{depth}"
            lines += [f"{pad}if {value}:", f"{pad}    for {part} in {value}:"]
            lines += _below(_class(many[1], cls), part, depth + 2, inside)
        elif kind.removesuffix(" | None") not in ("str", "bool", "int", "float"):
            part = f"p{depth}"
            lines += [f"{pad}{part} = {value}", f"{pad}if {part} is not None:"]
            lines += _below(_class(kind.removesuffix(" | None"), cls), part, depth + 1, inside)
    return lines


def _below(cls: type[Any], name: str, depth: int, inside: tuple[type[Any], ...]) -> list[str]:
    if cls in inside or depth > 8:
        return [f"{'    ' * depth}if look_at({name}): return True"]
    lines = _lines(cls, name, depth, (*inside, cls)) or [f"{'    ' * depth}pass"]
    return by_class(lines, name) if cls is Agent else lines


def _kind(annotation: Any) -> str:
    """An annotation as written: cattrs replaces strings by classes when it first meets a class."""
    return annotation.__name__ if isinstance(annotation, type) and "[" not in str(annotation) else str(annotation)


def _class(name: str, cls: type[Any]) -> type[Any]:
    name = name.rpartition(".")[2]
    for base in cls.__mro__:
        found = cls if name == base.__name__ else getattr(sys.modules[base.__module__], name, None)
        if isinstance(found, type):
            return found
    raise TypeError(f"{cls.__name__} has a field of an unknown class: {name}")


def _text(prose: str) -> bool:
    markup = prose.markup if isinstance(prose, Text) else None
    return markup is not None and "audience" in markup and MARK.search(markup) is not None


def _extra(extra: Extra) -> bool:
    return extra.place.endswith("@audience") or ("audience" in extra.content and MARK.search(extra.content) is not None)


def marked_prose(unit: Unit) -> Iterator[str]:
    """The fields of a unit whose text is partly internal, or may be."""
    for name in FIELDS:
        values = [getattr(unit, name)]
        while values:
            value = values.pop()
            if isinstance(value, Text):
                if value.markup is not None and MARK.search(value.markup):
                    yield name
                    break
            elif isinstance(value, tuple):
                values.extend(value)
            elif attrs.has(type(value)) and not is_internal(getattr(value, "audience", None)):
                values.extend(getattr(value, field.name) for field in attrs.fields(type(value)))


def marked_within(unit: Unit) -> Iterator[str]:
    """The fields of a unit in which parts of parts are internal: a date or an identifier of an agent, a note of the record."""
    for name in FIELDS:
        value = getattr(unit, name)
        parts = value if isinstance(value, tuple) else (value,)
        values = [
            getattr(part, field.name)
            for part in parts
            if attrs.has(type(part)) and not is_internal(getattr(part, "audience", None))
            for field in attrs.fields(type(part))
        ]
        while values:
            value = values.pop()
            if isinstance(value, tuple):
                values.extend(value)
            elif attrs.has(type(value)):
                if is_internal(getattr(value, "audience", None)):
                    yield name
                    break
                values.extend(getattr(value, field.name) for field in attrs.fields(type(value)))
