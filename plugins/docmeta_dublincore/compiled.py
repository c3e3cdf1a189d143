"""Makes of a table one function that writes a record: straight-line code, so that the table costs nothing for each record.

Values that are shared between records (people, places, terms) are turned into their element once:
the element and its losses are kept beside the value, as long as room is left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, cast

import attrs

from docmeta.crosswalk import BOOKKEEPING, SELECTORS, Crosswalk, Rule
from docmeta.model import FIELDS, Unit
from docmeta.xml import escape
from docmeta_dublincore.codecs import PROSE
from docmeta_dublincore.literal import element

#: Told of a loss: field, target, value, code and reason, as `docmeta.report.Report.lose` takes them.
Lose = Callable[..., None]
#: Gives the elements of a unit to `put`, one by one, and its losses to `lose`.
Record = Callable[[Unit, Callable[[str], None], Lose], None]

_MANY = frozenset(field.name for field in attrs.fields(Unit) if str(field.type).startswith("tuple["))
#: How many values keep their element. The first ones do: in real collections those that repeat come early.
_ROOM: Final = 4096
#: Fields that the writer sees to itself, since they need more than their value.
_ELSEWHERE: Final = frozenset({"id", "extras"})


class _Loss(NamedTuple):
    field: str
    target: str | None
    code: str
    reason: str


#: A value, its elements as one string, and what is lost of it.
_Made = tuple[Any, str, tuple[_Loss, ...]]
_Maker = Callable[[Any], _Made]


def compile_record(crosswalk: Crosswalk, *, rdf: bool = False, separator: str = "\n  ") -> Record:
    """Compile a table. Several elements of one value are joined by *separator*, as the writer joins those of the record."""
    return _Compiler(crosswalk, rdf, separator).compile()


class _Compiler:
    def __init__(self, crosswalk: Crosswalk, rdf: bool, separator: str) -> None:
        self.crosswalk = crosswalk
        self.rdf = rdf
        self.separator = separator
        self.names: dict[str, Any] = {"escape": escape, "told": _told}
        self.lines = ["def record(unit, put, lose):"]

    def compile(self) -> Record:
        ordered = list(dict.fromkeys([*(rule.name for rule in self.crosswalk.rules if rule.writes), *FIELDS]))
        for field in ordered:
            if field not in BOOKKEEPING and field not in _ELSEWHERE:
                self.field(field)
        exec("\n".join(self.lines), self.names)  # noqa: S102  # nosec B102  # built from the table, by us
        return cast("Record", self.names["record"])

    def field(self, field: str) -> None:
        rules = [rule for rule in self.crosswalk.rules if rule.name == field and rule.writes]
        number = len(self.lines)
        cache: dict[int, _Made] = {}
        self.names[f"make_{number}"] = self.maker(field, rules, cache)
        self.names[f"got_{number}"] = cache.get
        prose = rules[0] if len(rules) == 1 and rules[0].codec is PROSE else None
        if field in _MANY:
            self.lines.append(f"    for v in unit.{field}:")
        else:
            self.lines += [f"    v = unit.{field}", "    if v:"]
        if prose is not None:
            self.prose(prose.target, number)
            return
        if field == "level":
            # a string may be equal to another and not the same object, so its element is not kept
            self.names[f"got_{number}"] = lambda _: None
        self.lines += [
            f"        c = got_{number}(id(v)) or make_{number}(v)",
            "        if c[1]: put(c[1])",
            "        if c[2]: told(c, lose)",
        ]

    def prose(self, tag: str, number: int) -> None:
        """Plain words in one line, which nearly all are, are written here; whatever is more goes the long way."""
        self.lines += [
            "        if v.__class__ is str and v.strip() is v and '\\n' not in v and '\\r' not in v:",
            "            if '&' in v or '<' in v or '>' in v: v = escape(v)",
            f"            put(f'<{tag}>{{v}}</{tag}>')",
            "        else:",
            f"            c = make_{number}(v)",
            "            if c[1]: put(c[1])",
            "            if c[2]: told(c, lose)",
        ]

    def maker(self, field: str, rules: list[Rule], cache: dict[int, _Made]) -> _Maker:
        selected = {rule.selector for rule in rules} | {
            drop.rstrip("]").partition("[")[2] for drop in self.crosswalk.drops if drop.startswith(f"{field}[")
        }
        words = [word for word in selected if word]
        general = self.one(field, field, [rule for rule in rules if rule.selector is None])
        if words:
            each = {
                word: self.one(field, f"{field}[{word}]", [r for r in rules if r.selector == word]) for word in words
            }
            return _kept(_by_kind(SELECTORS[field], each, general), cache)
        return _kept(general, cache)

    def one(self, field: str, said: str, rules: list[Rule]) -> _Maker:
        """What makes the elements of one value: by every rule that fits."""
        if not rules:
            why = self.crosswalk.drops.get(said, self.crosswalk.drops.get(field))
            gone = (_Loss(field, None, "unmapped" if why is None else "dropped", why or ""),)
            return lambda value: (value, "", gone)
        if len(rules) == 1:
            return _by_one(rules[0], field, self.rdf)
        return _by_all(rules, field, self.rdf, self.separator)


def _told(made: _Made, lose: Lose) -> None:
    for loss in made[2]:
        lose(loss.field, loss.target, made[0], code=loss.code, reason=loss.reason)


def _kept(make: _Maker, cache: dict[int, _Made]) -> _Maker:
    def kept(value: Any) -> _Made:
        made = make(value)
        # The value is held too, so that no other can come to have its address.
        if len(cache) < _ROOM:
            cache[id(value)] = made
        return made

    return kept


def _by_kind(attribute: str, each: Mapping[str, _Maker], general: _Maker) -> _Maker:
    def by_kind(value: Any) -> _Made:
        return each.get(getattr(value, attribute), general)(value)

    return by_kind


def _losses(rule: Rule, field: str) -> tuple[tuple[_Loss, ...], tuple[_Loss, ...]]:
    keeps = f"kept: {rule.codec.keeps}" if rule.codec.keeps else ""
    partial = _Loss(field, rule.target, "partial", keeps)
    dropped = _Loss(field, rule.target, "dropped", rule.note or "the element cannot say this value")
    return (partial,), (dropped,)


def _by_one(rule: Rule, field: str, rdf: bool) -> _Maker:
    encode, loses, tag = rule.codec.encode, rule.codec.loss, rule.target
    partial, dropped = _losses(rule, field)
    begin, end = f"<{tag}>", f"</{tag}>"

    def make(value: Any) -> _Made:
        text = encode(value)
        if not text or not text.strip(" \t\r\n"):
            return value, "", dropped
        piece = f"{begin}{escape(text)}{end}" if text.__class__ is str else element(tag, text, rdf)
        return value, piece, partial if loses(value) else ()

    return make


def _by_all(rules: list[Rule], field: str, rdf: bool, separator: str) -> _Maker:
    judge = next((rule for rule in rules if not rule.option("also")), rules[0])
    _, dropped = _losses(judge, field)

    def make(value: Any) -> _Made:
        pieces = []
        by: list[Rule] = []
        for rule in rules:
            text = rule.codec.encode(value)
            if text and text.strip(" \t\r\n"):
                pieces.append(element(rule.target, text, rdf))
                by.append(rule)
        if not pieces:
            return value, "", dropped
        lost = len(pieces) > 1 or by[0].codec.loss(value)
        return value, separator.join(pieces), _losses(by[0], field)[0] if lost else ()

    return make
