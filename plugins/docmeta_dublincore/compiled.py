"""Makes of a table one function that writes a record: straight-line code, so that the table costs nothing for each record.

A value is turned into its element once, as long as room is left: the element and its losses are kept
beside the value itself, and beside the words that the element says, since people, places and terms repeat.
Both ways are exact: what is kept for words serves only a value that says nothing but these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import CodeType
from typing import Any, Final, cast

import attrs

from docmeta.crosswalk import BOOKKEEPING, SELECTORS, Codec, Crosswalk, Rule, says_more
from docmeta.model import (
    FIELDS,
    Agent,
    AgentLink,
    Date,
    Extent,
    Identifier,
    Language,
    Place,
    Relation,
    RightsStatement,
    Term,
    Unit,
)
from docmeta.xml import escape
from docmeta_dublincore.codecs import PROSE, is_iso, only_names
from docmeta_dublincore.links import IDENTIFIER, identifier_kind
from docmeta_dublincore.literal import element

_MANY = frozenset(field.name for field in attrs.fields(Unit) if str(field.type).startswith("tuple["))
#: How many values of a field keep their element. The first ones do: in real collections those that repeat come early.
_ROOM: Final = 4096
#: Fields that the writer sees to itself, since they need more than their value.
_ELSEWHERE: Final = frozenset({"id", "extras", "record"})
#: By field: the class of its values, and the attributes that its codecs look at. A value with no others is known by these.
_KNOWN_BY: Final[dict[str, tuple[type, tuple[str, ...]]]] = {
    "subjects": (Term, ("term", "source")),
    "genres": (Term, ("term", "source")),
    "places": (Place, ("name", "source")),
    "identifiers": (Identifier, ("value", "kind")),
    "languages": (Language, ("code", "script", "name")),
    "relations": (Relation, ("kind", "target", "label")),
    "extents": (Extent, ("text", "quantity", "unit")),
    "rights": (RightsStatement, ("text", "uri", "holder")),
    "dates": (Date, ("text", "edtf", "kind", "type")),
}


#: How the lines of a field end: with the element, and the count of what is lost.
_END: Final = (
    "        p = c[1]",
    "        if p: put(p)",
    "        s = c[2]",
    "        if s is not None:",
    "            if s.count: s.count += 1",
    "            else: told(c)",
)


class Loss:
    """What is lost of a value by one line of the table, and how often that has happened."""

    __slots__ = ("code", "codec", "count", "field", "reason", "target")

    def __init__(self, field: str, target: str | None, code: str, reason: str, codec: Codec | None = None) -> None:
        self.field = field
        self.target = target
        self.code = code
        self.reason = reason
        self.codec = codec
        self.count = 0

    def why(self, value: Any) -> str:
        """The reason, in words."""
        if self.codec is None:
            return self.reason
        lost = self.codec.why(value)
        return f"{lost}: {self.target} has no place for it" if self.code == "partial" else lost


#: A value, its elements as one string, and what is lost of it.
Made = tuple[Any, str, Loss | None]
#: Gives the elements of a unit to `put`, one by one; what loses something for the first time goes to `told`, then it is counted.
Record = Callable[[Unit, Callable[[str], None], Callable[[Made], None]], None]
_Maker = Callable[[Any], Made]
_Judge = Callable[[Any], Loss | None]


class Program:
    """A table, compiled: the code, which all writers share.

    Args:
        crosswalk: The table.
        rdf: Whether schemes are written as RDF/XML does.
        separator: What joins several elements of one value, as the writer joins those of the record.
        by_identity: Whether values keep their element beside themselves, which pays where records share them.
    """

    def __init__(self, crosswalk: Crosswalk, *, rdf: bool, separator: str, by_identity: bool) -> None:
        self.crosswalk = crosswalk
        self.rdf = rdf
        self.separator = separator
        self.by_identity = by_identity
        ordered = dict.fromkeys([*(rule.name for rule in crosswalk.rules if rule.writes), *FIELDS])
        self.fields = [field for field in ordered if field not in BOOKKEEPING and field not in _ELSEWHERE]
        lines = ["def record(unit, put, told):"]
        for number, field in enumerate(self.fields):
            lines += self._lines(field, number)
        self.code: CodeType = compile("\n".join(lines), "<Dublin Core>", "exec")

    def _rules(self, field: str) -> list[Rule]:
        return [rule for rule in self.crosswalk.rules if rule.name == field and rule.writes]

    def _lines(self, field: str, number: int) -> list[str]:
        rules = self._rules(field)
        loop = [f"    for v in unit.{field}:"] if field in _MANY else [f"    v = unit.{field}", "    if v:"]
        if len(rules) == 1 and rules[0].codec is PROSE:
            return [*loop, *_prose_lines(rules[0].target, number)]
        if field == "identifiers" and rules[0].codec is IDENTIFIER:
            return [*loop, *_identifier_lines(rules[0].target, number)]
        if field == "dates" and rules[-1].target == "dc:date":
            return [*loop, *_date_lines(rules[-1].target, number, [rule.selector for rule in rules[:-1]])]
        if field == "notes":
            return [*loop, *_note_lines(number)]
        lines = [*loop]
        if self.by_identity and field != "level":
            lines += [f"        c = same_{number}(id(v))", "        if c is None:"]
        else:
            lines += ["        if True:"]
        if field == "agents":
            lines += _agent_lines(number)
        elif field in _KNOWN_BY:
            lines += [f"    {line}" for line in _pooled_lines(field, number)]
        else:
            lines += [f"            c = make_{number}(v)"]
        return [*lines, *_END]

    def record(self) -> tuple[Record, list[Loss], list[dict[Any, Made]]]:
        """The function that writes records; the losses that it counts; and the room that it has for what it keeps."""
        names: dict[str, Any] = {"escape": escape, "kind": identifier_kind, "only_names": only_names, "iso": is_iso}
        losses: list[Loss] = []
        rooms: list[dict[Any, Made]] = []
        for number, field in enumerate(self.fields):
            make = self._maker(field, losses)
            if field == "notes":
                losses.append(Loss("notes", None, "changed", "the names of the languages: their codes say them"))
                names[f"said_{number}"] = losses[-1]
            same: dict[Any, Made] = {}
            alike: dict[Any, Made] = {}
            rooms.append(same)
            names[f"make_{number}"] = _kept(make, same) if self.by_identity and field != "level" else make
            names[f"same_{number}"] = same.get
            names[f"alike_{number}"] = alike.get
            names[f"note_{number}"] = _noted(names[f"make_{number}"], alike)
        exec(self.code, names)  # noqa: S102  # nosec B102  # built from the table, by us
        return cast("Record", names["record"]), losses, rooms

    def _maker(self, field: str, losses: list[Loss]) -> _Maker:
        rules = self._rules(field)
        selected = {rule.selector for rule in rules} | {
            drop.rstrip("]").partition("[")[2] for drop in self.crosswalk.drops if drop.startswith(f"{field}[")
        }
        general = self._one(field, field, [rule for rule in rules if rule.selector is None], losses)
        each = {
            word: self._one(field, f"{field}[{word}]", [rule for rule in rules if rule.selector == word], losses)
            for word in sorted(filter(None, selected))
        }
        return _by_kind(SELECTORS[field], each, general) if each else general

    def _one(self, field: str, said: str, rules: list[Rule], losses: list[Loss]) -> _Maker:
        """What makes the elements of one value: by every rule that fits."""

        def loss(target: str | None, code: str, reason: str) -> Loss:
            losses.append(Loss(field, target, code, reason))
            return losses[-1]

        if not rules:
            why = self.crosswalk.drops.get(said, self.crosswalk.drops.get(field))
            gone = loss(None, "unmapped" if why is None else "dropped", why or "")
            return lambda value: (value, "", gone)
        judge = next((rule for rule in rules if not rule.option("also")), rules[0])
        # The remark at a line that only writes tells how it is read back.
        why = (judge.note if judge.reads else "") or "it has no words that could stand there"
        dropped = loss(judge.target, "dropped", why)
        judges = [_judge(rule, field, losses) for rule in rules]
        if len(rules) == 1:
            return _by_one(rules[0], judges[0], dropped, self.rdf)
        losses.append(Loss(field, judge.target, "changed", "its parts stand in several elements"))
        return _by_all(rules, judges, losses[-1], dropped, self.rdf, self.separator)


def _prose_lines(tag: str, number: int) -> list[str]:
    """Plain words in one line, which nearly all are, are written here; whatever is more goes the long way."""
    return [
        "        if v.__class__ is str and v.strip() is v and '\\n' not in v and '\\r' not in v:",
        "            if '&' in v or '<' in v or '>' in v: v = escape(v)",
        f"            put(f'<{tag}>{{v}}</{tag}>')",
        "        else:",
        f"            c = make_{number}(v)",
        *[f"    {line}" for line in _END],
    ]


def _identifier_lines(tag: str, number: int) -> list[str]:
    """An identifier that says nothing but itself; there is no use in keeping it, since no other record has it."""
    more = says_more(Identifier, "value", "kind")
    plain = "t.__class__ is str and t.strip() is t and '\\n' not in t and '\\r' not in t"
    return [
        "        t = v.value",
        f"        if {plain} and t[3:4] != ':' and v.kind in ('unitid', 'uri') and kind(t) == v.kind and not ({more}):",
        "            if '&' in t or '<' in t or '>' in t: t = escape(t)",
        f"            put(f'<{tag}>{{t}}</{tag}>')",
        "        else:",
        f"            c = make_{number}(v)",
        *[f"    {line}" for line in _END],
    ]


def _date_lines(tag: str, number: int, selected: list[str | None]) -> list[str]:
    """A plain ISO date, which says itself in every form, is written here; there is no use in keeping it."""
    others = "".join(f" and v.kind != {kind!r}" for kind in selected)
    more = says_more(Date, "text", "edtf")
    return [
        "        t = v.text",
        f"        if t == v.edtf{others} and not ({more}) and iso(t):",
        f"            put(f'<{tag}>{{t}}</{tag}>')",
        "        else:",
        *[f"    {line}" for line in _pooled_lines("dates", number)],
        *[f"    {line}" for line in _END],
    ]


def _pooled_lines(field: str, number: int) -> list[str]:
    """A value that says nothing but the attributes that it is known by is looked for among those that were made before."""
    cls, names = _KNOWN_BY[field]
    key = ", ".join(f"v.{name}" for name in names)
    return [
        f"        if {says_more(cls, *names)}: c = make_{number}(v)",
        f"        else: c = alike_{number}(({key})) or note_{number}(v, ({key}))",
    ]


def _note_lines(number: int) -> list[str]:
    """A note that only names the languages, whose codes stand in elements of their own, is said."""
    return [
        f"        if v.kind == 'language' and only_names(v, unit.languages): c = v, '', said_{number}",
        f"        else: c = make_{number}(v)",
        *_END,
    ]


def _agent_lines(number: int) -> list[str]:
    """An agent is known by its role, class, name, and the words of its dates."""
    more = f"{says_more(AgentLink, 'agent', 'role')} or {says_more(Agent, 'name', 'dates', of='a')}"
    key = "(v.role, a.__class__, a.name, d and d.text, d and d.edtf)"
    return [
        "            a = v.agent; d = a.dates",
        f"            if {more}: c = make_{number}(v)",
        f"            else: c = alike_{number}({key}) or note_{number}(v, {key})",
    ]


def _kept(make: _Maker, room: dict[Any, Made]) -> _Maker:
    def kept(value: Any) -> Made:
        made = make(value)
        # The value is held too, so that no other can come to have its address.
        if len(room) < _ROOM:
            room[id(value)] = made
        return made

    return kept


def _noted(make: _Maker, room: dict[Any, Made]) -> Callable[[Any, Any], Made]:
    def noted(value: Any, key: Any) -> Made:
        made = make(value)
        if len(room) < _ROOM:
            room[key] = made
        return made

    return noted


def _by_kind(attribute: str, each: Mapping[str, _Maker], general: _Maker) -> _Maker:
    def by_kind(value: Any) -> Made:
        return each.get(getattr(value, attribute), general)(value)

    return by_kind


def _judge(rule: Rule, field: str, losses: list[Loss]) -> _Judge:
    """Says of a value that was written by a rule what is lost of it, or changed."""
    codec = rule.codec
    partial = Loss(field, rule.target, "partial", "", codec)
    changed = Loss(field, rule.target, "changed", "", codec)
    losses += [partial, changed]
    judge = codec.judge

    def judged(value: Any) -> Loss | None:
        code = judge(value)
        return None if code is None else partial if code == "partial" else changed

    return judged


def _by_one(rule: Rule, judge: _Judge, dropped: Loss, rdf: bool) -> _Maker:
    encode, tag = rule.codec.encode, rule.target
    begin, end = f"<{tag}>", f"</{tag}>"

    def make(value: Any) -> Made:
        text = encode(value)
        if not text or not text.strip(" \t\r\n"):
            return value, "", dropped
        piece = f"{begin}{escape(text)}{end}" if text.__class__ is str else element(tag, text, rdf)
        return value, piece, judge(value)

    return make


def _by_all(rules: list[Rule], judges: list[_Judge], divided: Loss, dropped: Loss, rdf: bool, separator: str) -> _Maker:
    plain = [(rule, judge) for rule, judge in zip(rules, judges, strict=True) if not rule.option("otherwise")]
    otherwise = [(rule, judge) for rule, judge in zip(rules, judges, strict=True) if rule.option("otherwise")]

    def make(value: Any) -> Made:
        pieces = []
        by: list[_Judge] = []
        for chosen in (plain, otherwise):
            for rule, judge in chosen:
                text = rule.codec.encode(value)
                if text and text.strip(" \t\r\n"):
                    pieces.append(element(rule.target, text, rdf))
                    by.append(judge)
            if pieces:
                lost = by[0](value) or (divided if len(pieces) > 1 else None)
                return value, separator.join(pieces), lost
        return value, "", dropped

    return make
