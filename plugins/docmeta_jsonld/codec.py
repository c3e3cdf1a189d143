"""Codecs whose text is JSON: what a value of the model is in schema.org, and what a node or a word of schema.org is in the model."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final, cast

import attrs

from docmeta.crosswalk import Codec
from docmeta_jsonld.fragments import prose, quote, structured
from docmeta_jsonld.things import Value, of_json

#: How many values, each with its text, a codec remembers: readers share equal parts, so the same ones come again and again.
_REMEMBERED: Final = 2_048


@attrs.frozen
class JsonCodec(Codec):
    """A codec that a reader of nodes can use.

    Attributes:
        take: The value of the model that a value of a property is; None where it is not one that the codec knows.
    """

    take: Callable[[Value], Any] = lambda value: None


def codec(
    name: str,
    encode: Callable[[Any], str | None],
    take: Callable[[Value], Any],
    keeps: str,
    loses: Callable[[Any], bool] | None = None,
    *,
    shared: bool = False,
) -> JsonCodec:
    """Make a codec.

    Args:
        name: Its name in the printed tables.
        encode: The JSON text of a value.
        take: The value of a node or word.
        keeps: What it keeps, in words.
        loses: A quicker way to say whether it loses something.
        shared: Whether the values are parts that many units share, so that their texts are worth remembering.
    """

    def decode(text: str) -> Any:
        return take(of_json(json.loads(text)))

    if not shared:
        return JsonCodec(name, encode, decode, keeps, loses, take)

    def judged(value: Any) -> bool:
        if loses is not None:
            return loses(value)
        text = encode(value)
        return not text or bool(decode(text) != value)

    memory = _Memory(encode, judged)
    return JsonCodec(name, memory.encode, decode, keeps, memory.loses, take)


class _Memory:
    """Remembers, by identity, the texts of frozen parts and whether they lose something."""

    __slots__ = ("judge", "known", "make")

    def __init__(self, make: Callable[[Any], str | None], judge: Callable[[Any], bool]) -> None:
        self.make = make
        self.judge = judge
        self.known: dict[int, tuple[Any, str | None, bool | None]] = {}

    def encode(self, value: Any) -> str | None:
        found = self.known.get(id(value))
        if found is not None and found[0] is value:
            return found[1]
        text = self.make(value)
        self._keep(value, text, None)
        return text

    def loses(self, value: Any) -> bool:
        found = self.known.get(id(value))
        if found is not None and found[0] is value:
            if found[2] is None:
                found = found[0], found[1], self.judge(value)
                self.known[id(value)] = found
            return bool(found[2])
        return self.judge(value)

    def _keep(self, value: Any, text: str | None, lost: bool | None) -> None:
        if len(self.known) >= _REMEMBERED:
            self.known = {}
        self.known[id(value)] = value, text, lost


def others(cls: type, *kept: str) -> Callable[[Any], bool]:
    """A function that says whether a part says anything beside the fields *kept*, made once as plain code."""
    tests = []
    for field in attrs.fields(cls):
        if field.name not in kept:
            default = repr(field.default)
            tests.append(f"v.{field.name} is not None" if field.default is None else f"v.{field.name} != {default}")
    return cast("Callable[[Any], bool]", eval(f"lambda v: {' or '.join(tests)}"))  # noqa: S307  # nosec B307  # our own names


def _string(value: Value) -> str | None:
    return value if isinstance(value, str) and value else None


#: Prose: a string, or a string with its language.
PROSE: Final = codec("text", prose, _string, "the words and their language", structured)
#: A word of a vocabulary.
WORD: Final = codec(
    "word", quote, lambda value: str(value) if isinstance(value, str) and value else None, "the word", structured
)
