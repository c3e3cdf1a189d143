"""What the reader of MARC put aside: the writer puts it back if it is read as the same again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import attrs

from docmeta.model import Extra
from docmeta.xml import FORBIDDEN
from docmeta_marcxml.decoding import read_back
from docmeta_marcxml.fixed_fields import LEADER
from docmeta_marcxml.lines import CODE, DELIMITER, INDICATOR, TAG, line, restored

_CONTROL: Final = re.compile(r"00[24-9]")
_PLACE: Final = re.compile(r"([0-9]{3})(?:\$(.)|/@ind([12]))")
#: Fields that a unit has once, and the subfields of its own values there: what was put aside joins that field.
_ONCE: Final = {"040": "abce", "245": "abcfgknps", "520": "abcdefghijklmnopqrstuvwxyz"}
#: Control fields that a record has once.
_SINGLE: Final = frozenset(("005", "008"))
#: Fields that a reader understands together with others.
_LINKED: Final = frozenset(("040", "880"))


@attrs.define
class Restored:
    """The extras of a unit, sorted.

    Attributes:
        leader: The leader, if one was put aside.
        control: Control fields, as (tag, content); of 005 and 008 at most one each.
        beside: What belongs to fields that the unit has once, by tag.
        lines: Whole fields.
        lost: What cannot be put back.
    """

    leader: str | None = None
    control: list[tuple[str, str]] = attrs.Factory(list)
    beside: dict[str, list[Extra]] = attrs.Factory(dict)
    lines: list[str] = attrs.Factory(list)
    lost: list[Extra] = attrs.Factory(list)


def sort(extras: Iterable[Extra], has: Iterable[str], changed: str) -> Restored:
    """Sort the extras of a unit whose own values make the fields *has*, and which was revised at the time of 005."""
    found, once = Restored(), frozenset(has)
    field: list[Extra] = []
    for extra in extras:
        place = _PLACE.fullmatch(extra.place) if extra.format == "marcxml" else None
        tag = place[1] if place else ""
        if field and (tag != field[0].place[:3] or (place and place[2] and "@" in field[-1].place)):
            _close(field, found)
            field = []
        if place is None:
            _other(extra, found, changed)
        elif tag in once and tag in _ONCE and place[2] and place[2] not in _ONCE[tag] and _fits(extra):
            found.beside.setdefault(tag, []).append(extra)
        else:
            field.append(extra)
    if field:
        _close(field, found)
    return found


def _fits(extra: Extra) -> bool:
    """Whether a subfield comes back unchanged."""
    content = extra.content
    plain = bool(content) and content == " ".join(content.split()) and not FORBIDDEN.search(content)
    return plain and CODE.fullmatch(extra.place[4:]) is not None


def _other(extra: Extra, found: Restored, changed: str) -> None:
    content = extra.content
    if extra.format != "marcxml" or not content or FORBIDDEN.search(content):
        found.lost.append(extra)
    elif extra.place == "leader" and found.leader is None and LEADER.fullmatch(content):
        found.leader = content
    elif _CONTROL.fullmatch(extra.place) and (extra.place not in _SINGLE or _is_first(extra, found, changed)):
        found.control.append((extra.place, content))
    else:
        found.lost.append(extra)


def _is_first(extra: Extra, found: Restored, changed: str) -> bool:
    """Whether a control field may stand (once); a time stamp only if it agrees with the latest revision and is more exact."""
    if any(tag == extra.place for tag, _ in found.control):
        return False
    digits = extra.content[:14]
    if extra.place == "008":
        return bool(extra.content.strip())
    return (not digits.isdigit() and not changed) or (digits == changed[:14] and extra.content[14:] not in ("", ".0"))


def _close(extras: list[Extra], found: Restored) -> None:
    """End a field: keep it if a reader puts it aside again and makes nothing else of it."""
    tag = extras[0].place[:3]
    subfields = [(extra.place[4:], extra.content) for extra in extras if "$" in extra.place]
    said = (
        line(tag, "  ", *subfields) if TAG.fullmatch(tag) and all(CODE.fullmatch(code) for code, _ in subfields) else ""
    )
    said = (
        restored(said, [extra for extra in extras if "@" in extra.place and INDICATOR.fullmatch(extra.content)])
        if said
        else ""
    )
    if said and said.count(DELIMITER) == len(subfields) and tag not in _LINKED:
        back = read_back(said)
        if set(back.fields) == {"description", "extras"} and back.get("extras") == extras:
            found.lines.append(said)
            return
    found.lost += extras
