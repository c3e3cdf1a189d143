"""Compiles a table to one function that writes a record: straight-line code, so that the table costs nothing per record.

A value is converted once, while there is room: the element and its losses are kept under the words
of the value, since people, places and terms repeat. They only serve values without further attributes.
A table is compiled once per process; the writer of a stream counts its losses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import attrs

from docmeta.crosswalk import BOOKKEEPING, SELECTORS, Codec, Crosswalk, Rule, says_more
from docmeta.model import (
    FIELDS,
    Agent,
    AgentLink,
    CorporateBody,
    Date,
    Extent,
    Identifier,
    Language,
    Person,
    Place,
    Relation,
    RightsStatement,
    Term,
    Unit,
)
from docmeta.xml import escape
from docmeta_dublincore.codecs import PROSE, is_iso, only_names
from docmeta_dublincore.links import IDENTIFIER, is_plain
from docmeta_dublincore.literal import element, is_named

_MANY = frozenset(field.name for field in attrs.fields(Unit) if str(field.type).startswith("tuple["))
#: The most values of a field that are kept. The first ones are: in real collections, values that repeat come early.
_ROOM: Final = 4096
#: Fields that the writer handles itself, since they need more than their value.
_ELSEWHERE: Final = frozenset({"id", "extras", "record"})
#: By field: the class of its values, and the attributes that its codecs use. A value without others is identified by these.
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


#: Descriptions of values that leave an element empty.
_NOTHING: Final = {
    "agents": "a person or body without a name",
    "subjects": "a subject without a term",
    "genres": "a genre without a term",
    "places": "a place without a name",
    "repository": "a repository without a name",
    "identifiers": "an identifier without a value",
    "dates": "a date without words",
    "extents": "an extent without words",
    "languages": "a language without a code or a name",
    "notes": "a note without words",
    "relations": "a relation to nothing",
    "digital_objects": "a digital object without a URL or a media type",
    "rights": "a rights statement without words or a URI",
}

_OTHER: Final = "the first identifier of the record is another one"
_ADDRESS: Final = "the record has its URL"
#: The ends of the lines of a field: the element, and the count of losses.
_END: Final = (
    "        _, p, s = c",
    "        if p: put(p)",
    "        if s >= 0:",
    "            if counts[s]: counts[s] += 1",
    "            else: told(s, v)",
)


class Loss:
    """A loss of a value in one line of the table."""

    __slots__ = ("code", "codec", "field", "reason", "target")

    def __init__(self, field: str, target: str | None, code: str, reason: str, codec: Codec | None = None) -> None:
        self.field = field
        self.target = target
        self.code = code
        self.reason = reason
        self.codec = codec

    def why(self, value: Any) -> str:
        """The reason, in words."""
        if self.codec is None:
            return self.reason
        lost = self.codec.why(value)
        return f"{lost}: {self.target} has no place for it" if self.code == "partial" else lost


#: A value, its elements as one string, and the number of its loss in `Program.losses`, or -1.
Made = tuple[Any, str, int]
#: Gives the elements of a unit to `put`, one by one. Losses are counted by number; the first of each kind is reported, with the value.
#: Returns False if the unit has identifiers, all of them plain.
Record = Callable[[Unit, Callable[[str], None], list[int], Callable[[int, Any], None]], bool]
_Maker = Callable[[Any], Made]
_Judge = Callable[[Any], int]


class Program:
    """Program: A table, compiled: the code, which all writers share.

    Args:
        crosswalk: The table.
        rdf: Whether schemes are written as in RDF/XML.
        separator: Joins several elements of one value, as the writer joins those of the record.

    Attributes:
        record: The function that writes records.
        losses: The possible losses, by number.
        other, address: The numbers of the changes of a unit's own identifier, which the writer finds.
    """

    def __init__(self, crosswalk: Crosswalk, *, rdf: bool, separator: str) -> None:
        self.crosswalk = crosswalk
        self.rdf = rdf
        self.separator = separator
        self.losses: list[Loss] = []
        ordered = dict.fromkeys([*(rule.name for rule in crosswalk.rules if rule.writes), *FIELDS])
        self.fields = [field for field in ordered if field not in BOOKKEEPING and field not in _ELSEWHERE]
        lines = ["def record(unit, put, counts, told):", "    odd = True"]
        for number, field in enumerate(self.fields):
            lines += self._lines(field, number)
        lines.append("    return odd")
        self.record = self._record("\n".join(lines))
        self.other, self.address = (
            self._loss("id", self._rules("identifiers")[0].target, "changed", why) for why in (_OTHER, _ADDRESS)
        )

    def _loss(self, *about: Any) -> int:
        self.losses.append(Loss(*about))
        return len(self.losses) - 1

    def _rules(self, field: str) -> list[Rule]:
        return [rule for rule in self.crosswalk.rules if rule.name == field and rule.writes]

    def _lines(self, field: str, number: int) -> list[str]:
        rules = self._rules(field)
        loop = [f"    for v in unit.{field}:"] if field in _MANY else [f"    v = unit.{field}", "    if v:"]
        if len(rules) == 1 and rules[0].codec is PROSE:
            return [*loop, *_prose_lines(rules[0].target, number)]
        if field == "identifiers" and rules[0].codec is IDENTIFIER:
            return ["    odd = not unit.identifiers", *loop, *_identifier_lines(rules[0].target, number)]
        if field == "dates" and rules[-1].target == "dc:date":
            return [*loop, *_date_lines(rules[-1].target, number, [rule.selector for rule in rules[:-1]])]
        if field == "notes":
            return [*loop, *_note_lines(number)]
        if field == "agents":
            return [*loop, *_agent_lines(number), *_END]
        if field in _KNOWN_BY:
            return [*loop, *_pooled_lines(field, number), *_END]
        return [*loop, f"        c = make_{number}(v)", *_END]

    def _record(self, source: str) -> Record:
        names: dict[str, Any] = {"escape": escape, "plain": is_plain, "only_names": only_names, "iso": is_iso}
        names |= {"named": is_named, "none": ("", "", -1)}
        names |= {"Person": Person, "CorporateBody": CorporateBody}
        losses = self.losses
        for number, field in enumerate(self.fields):
            make = names[f"make_{number}"] = self._maker(field, losses)
            if field == "notes":
                losses.append(Loss("notes", None, "changed", "the names of the languages: their codes say them"))
                names[f"said_{number}"] = len(losses) - 1
            if field == "agents":
                names[f"ends_{number}"] = _ends(self._rules(field), losses).get
            alike: dict[Any, Made] = {}
            names[f"alike_{number}"] = alike.get
            names[f"note_{number}"] = _noted(make, alike)
        exec(source, names)  # noqa: S102  # nosec B102  # built from the table, by us
        return cast("Record", names["record"])

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
        """The code for the elements of one value: by every rule that fits."""

        def loss(target: str | None, code: str, reason: str) -> int:
            losses.append(Loss(field, target, code, reason))
            return len(losses) - 1

        if not rules:
            why = self.crosswalk.drops.get(said, self.crosswalk.drops.get(field))
            gone = loss(None, "unmapped" if why is None else "dropped", why or "")
            return lambda value: (value, "", gone)
        judge = next((rule for rule in rules if not rule.option("also")), rules[0])
        # The note of a line that only writes tells how it is read back.
        why = judge.option("why") or (judge.note if judge.reads else "") or _NOTHING.get(field, "it has no words")
        dropped = loss(judge.target, "dropped", why)
        judges = [_judge(rule, field, losses) for rule in rules]
        if len(rules) == 1:
            return _by_one(rules[0], judges[0], dropped, self.rdf)
        divided = loss(judge.target, "changed", "its parts stand in several elements")
        return _by_all(rules, judges, divided, dropped, self.rdf, self.separator)


def _prose_lines(tag: str, number: int) -> list[str]:
    """Plain words in one line, the usual case, are written here; anything else goes the long way."""
    return [
        "        if v.__class__ is str and v.strip() is v and '\\n' not in v and '\\r' not in v:",
        "            if '&' in v or '<' in v or '>' in v: v = escape(v)",
        f"            put(f'<{tag}>{{v}}</{tag}>')",
        "        else:",
        f"            c = make_{number}(v)",
        *[f"    {line}" for line in _END],
    ]


def _identifier_lines(tag: str, number: int) -> list[str]:
    """An identifier without other attributes; it is not kept, since no other record has it."""
    more = says_more(Identifier, "value", "kind")
    return [
        f"        if plain(v) and not ({more}): put(f'<{tag}>{{v.value}}</{tag}>')",
        "        else:",
        "            odd = True",
        f"            c = make_{number}(v)",
        *[f"    {line}" for line in _END],
    ]


def _date_lines(tag: str, number: int, selected: list[str | None]) -> list[str]:
    """A plain ISO date, which has the same form in all options, is written here; it is not kept."""
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
    """A value with only its identifying attributes is looked up among those made before."""
    cls, names = _KNOWN_BY[field]
    key = ", ".join(f"v.{name}" for name in names)
    return [
        f"        if {says_more(cls, *names)}: c = make_{number}(v)",
        f"        else: c = alike_{number}(({key})) or note_{number}(v, ({key}))",
    ]


def _note_lines(number: int) -> list[str]:
    """A note that only names the languages, whose codes have elements of their own, is not lost."""
    return [
        f"        if v.kind == 'language' and only_names(v, unit.languages): c = v, '', said_{number}",
        f"        else: c = make_{number}(v)",
        *_END,
    ]


def _agent_lines(number: int) -> list[str]:
    """A person or a body with a name, perhaps with dates, is written here: what changes is its class. Any other is looked up.

    The key of a kept agent is its role, class, name, and the words of its dates.
    """
    more = f"{says_more(AgentLink, 'agent', 'role')} or {says_more(Agent, 'name', 'dates', of='a')}"
    key = "(v.role, a.__class__, a.name, d and d.text, d and d.edtf)"
    plain = "n.__class__ is str and w.__class__ is str and (w or d is None) and named(n)"
    quick = [
        "        n = a.name",
        "        w = '' if d is None else d.text",
        f"        b, e, s = ends_{number}(v.role, none)",
        f"        if b and {plain} and not ({more}):",
        "            if w and w not in n: n = f'{n}, {w}'",
        "            put(f'{b}{escape(n)}{e}')",
        "            if counts[s]: counts[s] += 1",
        "            else: told(s, v)",
        "            continue",
        f"        c = make_{number}(v)",
    ]
    kept = [
        f"        if {more}: c = make_{number}(v)",
        f"        else: c = alike_{number}({key}) or note_{number}(v, {key})",
    ]
    lines = ["        a = v.agent", "        d = a.dates"]
    for word, cls in (("if", "Person"), ("elif", "CorporateBody")):
        lines += [f"        {word} a.__class__ is {cls}:", *[f"    {line}" for line in quick]]
    return [*lines, "        else:", *[f"    {line}" for line in kept]]


def _ends(rules: list[Rule], losses: list[Loss]) -> dict[str | None, tuple[str, str, int]]:
    """By role: the tags around an agent's name, and the number of the change if the agent is of a class."""
    found: dict[str | None, tuple[str, str, int]] = {}
    for rule in rules:
        if rule.codec.decode is not None:
            numbers = (at for at, loss in enumerate(losses) if loss.codec is rule.codec and loss.code == "changed")
            found[rule.selector] = f"<{rule.target}>", f"</{rule.target}>", next(numbers)
    return found


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
    """Gives the loss, or change, of a value that a rule has written."""
    codec = rule.codec
    partial, changed = len(losses), len(losses) + 1
    losses += [Loss(field, rule.target, code, "", codec) for code in ("partial", "changed")]
    judge = codec.judge

    def judged(value: Any) -> int:
        code = judge(value)
        return -1 if code is None else partial if code == "partial" else changed

    return judged


def _by_one(rule: Rule, judge: _Judge, dropped: int, rdf: bool) -> _Maker:
    encode, tag = rule.codec.encode, rule.target
    begin, end = f"<{tag}>", f"</{tag}>"

    def make(value: Any) -> Made:
        text = encode(value)
        if not text or not text.strip(" \t\r\n"):
            return value, "", dropped
        piece = f"{begin}{escape(text)}{end}" if text.__class__ is str else element(tag, text, rdf)
        return value, piece, judge(value)

    return make


def _by_all(rules: list[Rule], judges: list[_Judge], divided: int, dropped: int, rdf: bool, separator: str) -> _Maker:
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
                lost = by[0](value)
                return value, separator.join(pieces), divided if lost < 0 and len(pieces) > 1 else lost
        return value, "", dropped

    return make
