"""Each attribute of each field of the model alone: a value with one unique word, and the values without it."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any

import attrs

import docmeta
from docmeta.model import Extra, Note, Person, Unit
from docmeta.model.parts import AgentFact, AgentLink, AgentRelation

WORD = "zq1qz"
#: What a part may need to have, the first that suffices.
_NEEDED = "name text value term uri label title target code kind wording dates".split()
#: What some parts always have.
_ALWAYS: dict[type, dict[str, Any]] = {
    Extra: {"format": "mods", "place": "x", "content": "y"}, Note: {"kind": "general", "text": "Base"},
    AgentFact: {"kind": "place"}, AgentRelation: {"to": "agent"}, AgentLink: {"agent": Person("Base")},
}  # fmt: skip
_DATE = ("calendar", "label", "era", "type", "certainty")
_DEPTH = 5


@attrs.frozen
class Alone:
    """A value: its path in the model, the field, the value, and the same without the word, or without a part that has it."""

    path: str
    field: str
    value: Any
    without: tuple[Any, ...]


def values() -> Iterator[Alone]:
    """Every value."""
    hints = typing.get_type_hints(Unit)
    for field in attrs.fields(Unit):
        if field.name not in ("id", "members", "minted", "kind"):
            for path, value, without in _of(hints[field.name], 0):
                yield Alone(f"{field.name}{path}", field.name, value, without)


def _of(hint: Any, depth: int) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint is str:
        yield "", WORD, ()
    elif origin in (types.UnionType, typing.Union):
        for one in inner:
            yield from _of(one, depth)
    elif origin is tuple:
        for path, value, without in _of(inner[0], depth):
            yield path, (value,), tuple((one,) for one in without)
    elif hint is docmeta.Date:
        yield "", docmeta.Date(WORD), ()
        known = attrs.fields_dict(docmeta.Date)
        for name in _DATE:
            if name in known and (made := _built(docmeta.Date, text="Base", **{name: WORD})) is not None:
                yield f".{name}", made, (docmeta.Date("Base"),)
    elif isinstance(hint, type) and attrs.has(hint) and depth < _DEPTH:
        yield from _part(hint, depth)


def _part(part: type, depth: int) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    hints = typing.get_type_hints(part)
    bare = _built(part)
    for field in attrs.fields(part):
        if part is Extra and field.name != "content":
            continue  # where it was, no value
        for path, value, without in _of(hints[field.name], depth + 1):
            whole = _built(part, **{field.name: value})
            if whole is not None:
                others = [_built(part, **{field.name: one}) for one in without]
                yield f".{field.name}{path}", whole, tuple(one for one in (*others, bare) if one is not None)


def _built(part: type, **given: Any) -> Any:
    """A part with these attributes, and as little else as possible."""
    names = {field.name for field in attrs.fields(part)}
    for needed in ({}, *({name: "Base"} for name in _NEEDED if name in names)):
        try:
            return part(**{**_ALWAYS.get(part, {}), **needed, **given})
        except (docmeta.DocmetaError, TypeError, ValueError):
            continue
    return None
