"""What differs between two values of one field, as text; for two forms of the same part, only what differs in it.

>>> from docmeta.model import Note
>>> list(differences("notes", (Note("accruals", "None."),), (Note("accruals", "None.", heading="Accruals"),)))
[('notes[accruals].heading', None, 'Accruals')]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import attrs

from docmeta.comparing.meaning import meaning, said_of
from docmeta.crosswalk import SELECTORS
from docmeta.model import Extra
from docmeta.text import Text

#: The field, and the texts of the first and the second; None if one has none.
Found: TypeAlias = tuple[str, str | None, str | None]

#: The attributes by which two parts are recognised as forms of one, in this order.
_MAIN: Final = ("value", "term", "name", "agent", "text", "uri", "title", "target", "label", "place", "code")


def differences(field: str, one: Any, two: Any) -> Iterator[Found]:
    """The differences between two values of *field*."""
    if one is two or one == two:
        return
    name = field.rpartition(".")[2]
    if said_of(name, one) == said_of(name, two):
        return
    if isinstance(one, tuple) and isinstance(two, tuple):
        yield from _of_several(field, one, two)
    elif attrs.has(type(one)) and type(one) is type(two) and not _is_date(one):
        yield from _within(field, one, two)
    else:
        yield _told(field, one, two)


def without_kinds(field: str) -> str:
    """A field without the kinds of its values.

    >>> without_kinds("notes[accruals].heading")
    'notes.heading'
    """
    while "[" in field:
        before, _, after = field.partition("[")
        field = before + after.partition("]")[2]
    return field


def is_ignored(field: str, ignored: frozenset[str]) -> bool:
    """Whether a field is ignored, or within an ignored one; "extras" are ignored anywhere.

    >>> is_ignored("notes[accruals].heading", frozenset({"notes"})), is_ignored("dates", frozenset({"notes"}))
    (True, False)
    """
    if not ignored:
        return False
    parts = without_kinds(field).split(".")
    if "extras" in ignored and "extras" in parts:
        return True
    return any(".".join(parts[: end + 1]) in ignored for end in range(len(parts)))


def _order(items: tuple[Any, ...]) -> str:
    """The order of several otherwise equal values, in few words."""
    return "order: " + "; ".join(" ".join(str(_kind(item) or _words(item)).split())[:30] for item in items)


def _is_date(value: Any) -> bool:
    return isinstance(getattr(value, "display", None), str)


def _within(field: str, one: Any, two: Any) -> Iterator[Found]:
    for each in attrs.fields(type(one)):
        if each.name == "format" and isinstance(one, Extra):
            continue  # the same text in the same place, kept from another dialect
        yield from differences(f"{field}.{each.name}", getattr(one, each.name), getattr(two, each.name))


def _of_several(field: str, one: tuple[Any, ...], two: tuple[Any, ...]) -> Iterator[Found]:
    lacking = _without(one, two)
    added = _without(two, one)
    if not lacking and not added:
        if field.rpartition(".")[2] != "extras":  # attributes have no order
            yield field, _order(one), _order(two)
        return
    rest: list[Any] = []
    for item in lacking:
        partner = _partner(item, added, by_kind=field.rpartition(".")[2] in SELECTORS)
        if partner is None:
            rest.append(item)
        else:
            added = [other for other in added if other is not partner]
            yield from _within(f"{field}{_kind_of(field, item)}", item, partner)
    for index in range(max(len(rest), len(added))):
        old = rest[index] if index < len(rest) else None
        new = added[index] if index < len(added) else None
        yield _told(field, old, new)


def _without(items: tuple[Any, ...], others: tuple[Any, ...]) -> list[Any]:
    """The items missing from the others, counting how often each occurs."""
    left = Counter(map(meaning, others))
    lacking = []
    for item in items:
        said = meaning(item)
        if left[said]:
            left[said] -= 1
        elif said is not None:
            lacking.append(item)
    return lacking


def _partner(item: Any, others: list[Any], *, by_kind: bool) -> Any:
    """The other form of a part: with the same text and, if parts have kinds, the same kind; or else the only note of its kind."""
    if not attrs.has(type(item)) or _is_date(item):
        return None
    same = [other for other in others if type(other) is type(item) and (not by_kind or _kind(other) == _kind(item))]
    for other in same:
        if _main(other) == _main(item):
            return other
    if hasattr(item, "heading") and hasattr(item, "text") and len(same) == 1:
        return same[0]
    return None


def _main(part: Any) -> Any:
    for name in _MAIN:
        value = getattr(part, name, None)
        if value:
            words = getattr(value, "name", None) or value
            return str(words)
    return None


def _kind(part: Any) -> Any:
    return getattr(part, "role", None) or getattr(part, "kind", None)


def _kind_of(field: str, part: Any) -> str:
    kind = _kind(part)
    return f"[{kind}]" if kind and field.rpartition(".")[2] in SELECTORS else ""


def _told(field: str, one: Any, two: Any) -> Found:
    old, new = _words(one), _words(two)
    if old == new:  # they differ in something omitted from the short form
        old, new = _whole(one), _whole(two)
    return field, old, new


def _joined(items: tuple[Any, ...]) -> str:
    return "; ".join(str(_words(item)) for item in items)


def _words(value: Any) -> str | None:
    """A value as text: prose as written, a part with its non-default fields."""
    if value is None or value == "" or value == ():
        return None
    if isinstance(value, str):
        return _prose(value)
    if isinstance(value, tuple):
        return _joined(value)
    display = getattr(value, "display", None)
    if isinstance(display, str) and display:
        return display
    return _whole(value)


def _prose(text: str) -> str:
    if isinstance(text, Text) and text.markup is not None:
        return text.markup
    language = text.language if isinstance(text, Text) else None
    return f"{text} (in {language})" if language else str(text)


def _whole(value: Any) -> str | None:
    """A part with every non-empty field; just the value if it is the only one."""
    if not attrs.has(type(value)):
        return None if value is None else str(value)
    said: list[tuple[str, str]] = []
    for field in attrs.fields(type(value)):
        inner = getattr(value, field.name)
        if inner == field.default or inner in ("", (), None):
            continue
        said.append((field.name, str(_words(inner))))
    if len(said) == 1:
        return said[0][1]
    return ", ".join(f"{name}: {text}" for name, text in said)
