"""Codecs whose text is JSON: they convert values of the model to schema.org, and nodes or words of schema.org to the model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from docmeta.crosswalk import WORDS, Codec, are_bookkeeping
from docmeta_jsonld.fragments import extra as put_back
from docmeta_jsonld.fragments import is_said, prose, quote, structured
from docmeta_jsonld.things import FORMAT, Value, loads, of_json

#: The most values, each with its text, that a codec remembers: readers share equal parts, so the same ones recur.
_REMEMBERED: Final = 2_048


@attrs.frozen
class JsonCodec(Codec):
    """A codec that a reader of nodes can use.

    Attributes:
        take: The model's value for a value of a property; None if the codec does not know it.
    """

    take: Callable[[Value], Any] = lambda value: None


def codec(
    name: str,
    encode: Callable[[Any], str | None],
    take: Callable[[Value], Any],
    keeps: str | tuple[str, ...],
    loses: Callable[[Any], bool] | None = None,
    **more: Any,
) -> JsonCodec:
    """Make a codec.

    Args:
        name: Its name in the printed tables.
        encode: The JSON text of a value.
        take: The value of a node or a word.
        keeps: The attributes that it keeps, or a description of them.
        loses: A quicker test whether it loses anything.
        more: Further attributes of `Codec`.
    """

    def decode(text: str) -> Any:
        return take(of_json(loads(text)))

    return JsonCodec(name, encode, decode, keeps, loses, take, **more)


def unless_plain(
    encode: Callable[[Any], str | None], take: Callable[[Value], Any], name: str, says_more: Callable[[Any], bool]
) -> Callable[[Any], bool]:
    """Whether a value comes back different; immediate for one that only has a name, which comes back as it is.

    Args:
        encode, take: Those of the codec.
        name: The attribute that is its name.
        says_more: Whether it has other attributes.
    """

    def loses(value: Any) -> bool:
        said = getattr(value, name)
        if said.__class__ is str and is_said(said) and not says_more(value):
            return False
        text = encode(value)
        return not text or bool(take(of_json(loads(text))) != value)

    return loses


def lost_extras(value: Any) -> str:
    """The content of a part that only the format of its source can hold; that of JSON-LD is put back."""
    lost = any(
        not are_bookkeeping((extra,)) if extra.format != FORMAT else put_back(extra) is None for extra in value.extras
    )
    return WORDS["extras"] if lost else ""


def _string(value: Value) -> str | None:
    return value if isinstance(value, str) and value else None


#: Prose: a string, or a string with its language.
PROSE: Final = codec("text", prose, _string, "the words and their language", structured, whole=True)
#: A word of a vocabulary.
WORD: Final = codec(
    "word",
    quote,
    lambda value: str(value) if isinstance(value, str) and value else None,
    "the word",
    structured,
    whole=True,
)
