"""Writes by a table, and judges losses by reading back: each value is encoded, decoded again, and compared.

For formats whose values become fields of several parts, with punctuation that a reader removes again: no list of what a
codec keeps would be as exact as the reader itself. Repeated values are judged once, and plain text that certainly
comes back is not read again.

>>> from docmeta.crosswalk import Codec, Crosswalk, Report, Rule
>>> from docmeta.model import Document, Note
>>> words = Codec("note", lambda note: str(note.text).rstrip("."), lambda text: Note("general", text))
>>> table = Crosswalk("demo", "Demonstration", (Rule("notes", "500", words),), drops={"containers": "no boxes"})
>>> report = Report()
>>> notes = (Note("general", "Torn"), Note("general", "Torn."), Note("general", "Torn", heading="Condition"))
>>> [text for _, text in ReadBack(table, report, {"id"}).pieces(Document("d", notes=notes))]
['Torn', 'Torn', 'Torn']
>>> [(one.code, one.message) for one in report]
[('changed', 'the same in another form'), ('partial', 'the heading')]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from functools import cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

import attrs

from docmeta.crosswalk.clean import is_clean_prose
from docmeta.crosswalk.difference import difference
from docmeta.crosswalk.keeps import OTHERWISE, part_class
from docmeta.crosswalk.pooled import CLASSES, KNOWN_BY, MANY, ROOM, looked_up, noted
from docmeta.crosswalk.report import Report
from docmeta.crosswalk.sure import Words
from docmeta.crosswalk.table import BOOKKEEPING, SELECTORS, Crosswalk, Rule
from docmeta.model import FIELDS, Agent, AgentLink, Date, Identifier, Note, Place, Term, Unit

_FIELDS: Final = tuple(field for field in FIELDS if field not in BOOKKEEPING and field != "extras")
_KNOWN_BY: Final = {**KNOWN_BY, "dates": ("text", "edtf", "kind", "type")}
#: Text that never occurs, with a comma and without; a name may be written by whether it has one.
_PROBE: Final = "\ue000x"
_COMMA: Final = f"{_PROBE},{_PROBE}"
_LIFE: Final = "\ue001x"
_PROBES: Final = re.compile(f"{_COMMA}|{_PROBE}|{_LIFE}")


class _Plain(NamedTuple):
    """Values with nothing but text: their kind as source code, a probe of that kind, and their texts as source code."""

    kind: str
    probe: Callable[[Any], Any]
    words: tuple[str, ...]


def _agent(kind: tuple[str, type[Agent], bool, bool]) -> AgentLink:
    role, cls, comma, dates = kind
    return AgentLink(cls(_COMMA if comma else _PROBE, dates=Date(_LIFE) if dates else None), role)


#: Fields whose plain values are written alike; plain text is, too.
_PLAIN: Final = {
    "agents": _Plain(
        "(v.role, v.agent.__class__, ',' in v.agent.name, v.agent.dates is not None)",
        _agent,
        ("v.agent.name", "v.agent.dates.text"),
    ),
    "dates": _Plain("v.kind", lambda kind: Date(_PROBE, kind=kind), ("v.text",)),
    "identifiers": _Plain("v.kind", lambda kind: Identifier(_PROBE, kind), ("v.value",)),
    "notes": _Plain("v.kind", lambda kind: Note(kind, _PROBE), ("v.text",)),
    "subjects": _Plain("v.kind", lambda kind: Term(_PROBE, kind), ("v.term",)),
    "genres": _Plain("None", lambda kind: Term(_PROBE), ("v.term",)),
    "places": _Plain("None", lambda kind: Place(_PROBE), ("v.name",)),
}
_WORDS: Final = _Plain("None", lambda kind: _PROBE, ("v",))


@attrs.frozen(eq=False)
class Lost:
    """A loss, as the report counts it: equal losses are the same object, which is counted faster than a tuple."""

    code: str
    field: str
    target: str | None


_lost: Final = cache(Lost)
#: The pieces of a value, its loss, and why.
Made = tuple[tuple[tuple[Any, str], ...], Lost | None, str]
#: How plain text becomes a piece: whether it surely comes back, the first of the pair of `ready`, what stands before, between and after
#: its texts, and the loss if its form changes.
_Shape = tuple[Callable[[Any], str], Any, list[str], Lost]


def _ready(rule: Rule, text: str) -> tuple[tuple[Any, str], ...]:
    return ((rule, text),)


class ReadBack:
    """The encoder of one stream.

    The first rule that fits a value writes it; rules that are `otherwise` come after all others of the field.
    A rule may be `sure`: a function that returns "same" for a value that certainly comes back the same, "changed" for one that only
    comes back in another form, and "" if only reading can tell. Texts, agents, dates, identifiers, notes, terms and places that a rule
    is sure of are encoded alike within a kind (agents: a class and role), except for their texts.

    Args:
        crosswalk: The table; the rules that write have codecs that decode what they encode, to any result.
        report: Gets the losses: the first of each kind at once, the others by `close`.
        own: Fields that the format's own code writes.
        plain: Extracts the text from what a codec encodes.
        ready: Makes what the writer needs of a text, given its rule: pairs of anything and a text.
        quote: What the codecs make of plain text.
        counted: A field of several values, for `begins`.

    Attributes:
        begins: For each value of the field *counted*, how many pieces of the unit precede its own.
    """

    def __init__(
        self,
        crosswalk: Crosswalk,
        report: Report,
        own: Set[str] = frozenset(),
        plain: Callable[[str], str] = str,
        ready: Callable[[Rule, str], tuple[tuple[Any, str], ...]] = _ready,
        quote: Callable[[str], str] = str,
        counted: str = "",
    ) -> None:
        self.report = report
        self.program = _program(crosswalk, frozenset(own), plain, ready, quote, counted)
        self.begins: list[int] = []
        self.counts: dict[Lost | None, int] = {}

    def pieces(self, unit: Unit) -> list[tuple[Any, str]]:
        """The pieces of a unit's values as *ready* makes them, or each with its rule; losses go to the report."""
        found: list[tuple[Any, str]] = []
        self.begins.clear()
        self.program.pieces(unit, found, self.counts, self._told, self.begins)
        return found

    def piece(self, field: str, value: Any, rules: tuple[Rule, ...] | None = None) -> tuple[tuple[Any, str], ...]:
        """The piece of a value by the first rule that fits; none if it cannot be expressed, which is reported."""
        made, lost, why = self.made(field, value) if rules is None else self.program.judged(field, value, rules)
        if lost in self.counts:
            self.counts[lost] += 1
        elif lost is not None:
            self._told(lost, value, why)
        return made

    def made(self, field: str, value: Any) -> Made:
        """The pieces of a value and its losses, without a report."""
        return self.program.makers[field](value)

    def rules(self, field: str, value: Any) -> tuple[Rule, ...]:
        """The rules that may write a value, in the order of trial."""
        return self.program.rules(field, getattr(value, SELECTORS[field]) if field in SELECTORS else None)

    def close(self) -> None:
        """Report how many more losses there were of each kind."""
        for lost, count in self.counts.items():
            if count and lost is not None:
                self.report.lose(lost.field, lost.target, code=lost.code, count=count)
        self.counts.clear()

    def _told(self, lost: Lost, value: Any, why: str) -> None:
        if self.report.each is None:
            self.counts[lost] = 0
        self.report.lose(lost.field, lost.target, value, code=lost.code, reason=why)


_known: dict[tuple[Any, ...], _Program] = {}


def _program(crosswalk: Crosswalk, *about: Any) -> _Program:
    """The table, compiled once per process; the result keeps the table alive, so that its identity stays."""
    found = _known.get((id(crosswalk), *about))
    if found is None:
        found = _known[id(crosswalk), *about] = _Program(crosswalk, *about)
    return found


class _Program:
    """A table as code, with its cached pieces; streams share it."""

    def __init__(
        self,
        crosswalk: Crosswalk,
        own: frozenset[str],
        plain: Callable[[str], str],
        ready: Callable[[Rule, str], tuple[tuple[Any, str], ...]],
        quote: Callable[[str], str],
        counted: str,
    ) -> None:
        self.crosswalk = crosswalk
        self.plain, self.ready, self.quote = plain, ready, quote
        self._rules: dict[tuple[str, str | None], tuple[Rule, ...]] = {}
        self._judged: dict[tuple[str, Any], Made] = {}
        names: dict[str, Any] = {**CLASSES}
        lines = ["def pieces(unit, out, counts, told, begins):"]
        single: list[str] = []
        for number, field in enumerate(_FIELDS):
            pool: dict[Any, Made] = {}
            make = names[f"make_{number}"] = self._maker(field)
            names[f"alike_{number}"], names[f"note_{number}"] = pool.get, noted(make, pool)
            look = looked_up(field, number, _KNOWN_BY.get(field))
            single += [f"def {field}(v):", *look, "        return c"]
            if field in own:
                continue
            look += ["        out += c[0]", "        s, why = c[1], c[2]"]
            if part_class(field) is None:
                look = self._surely(field, number, names, look)
            lines += [
                f"    v = unit.{field}",
                "    for v in v:" if field in MANY else "    if v:",
                *(["        begins.append(len(out))"] if field == counted else []),
                *look,
                "        if s is not None:",
                "            if s in counts: counts[s] += 1",
                "            else: told(s, v, why)",
            ]
        exec("\n".join([*lines, *single]), names)  # noqa: S102  # nosec B102  # built from the table, by us
        self.pieces: Callable[..., None] = names["pieces"]
        self.makers: dict[str, Callable[[Any], Made]] = {field: names[field] for field in _FIELDS}

    def _surely(self, field: str, number: int, names: dict[str, Any], otherwise: list[str]) -> list[str]:
        """The lines for a text `v`: one that surely comes back goes straight to its place."""
        sure, key, said, changed = self._shape(field, _PROBE, self.rules(field, None))
        if not isinstance(sure, Words):
            return otherwise
        names |= {"clean": is_clean_prose, "quote": self.quote, "OTHERWISE": OTHERWISE, f"key_{number}": key}
        names |= {f"before_{number}": said[0], f"after_{number}": said[1], f"changed_{number}": changed}
        marked = f" and v[-1] not in {sure.marks!r}" if sure.marks else ""
        return [
            f"        if clean(v){marked}:",
            f"            out.append((key_{number}, f'{{before_{number}}}{{quote(v)}}{{after_{number}}}'))",
            f"            s, why = {f'changed_{number}' if sure.elsewhere else None}, OTHERWISE",
            "        else:",
            *(f"    {line}" for line in otherwise),
        ]

    def rules(self, field: str, word: str | None) -> tuple[Rule, ...]:
        """The rules that may write a value of a kind, in the order of trial."""
        found = self._rules.get((field, word))
        if found is None:
            fit = [rule for rule in self.crosswalk.rules if rule.writes and rule.name == field]
            fit = [rule for rule in fit if rule.selector in (word, None)]
            fit.sort(key=lambda rule: (rule.selector is None, bool(rule.option("otherwise"))))
            found = tuple(fit)
            if len(self._rules) < ROOM:
                self._rules[field, word] = found
        return found

    def _maker(self, field: str) -> Callable[[Any], Made]:
        """A function that makes the pieces of a field's values."""
        select = attrgetter(SELECTORS[field]) if field in SELECTORS else lambda value: None
        known, rules, judged = self._judged, self.rules, self.judged

        def read(value: Any) -> Made:
            made = known.get((field, value)) if field in _KNOWN_BY else None
            if made is None:
                made = judged(field, value, rules(field, select(value)))
                if field in _KNOWN_BY and len(known) < ROOM:
                    known[field, value] = made
            return made

        if field not in _PLAIN and part_class(field) is not None:
            return read
        plain = _PLAIN.get(field, _WORDS)
        shapes: dict[Any, _Shape] = {}

        def shape(kind: Any, value: Any) -> _Shape:
            found = self._shape(field, plain.probe(kind), rules(field, select(value)))
            if len(shapes) < ROOM:
                shapes[kind] = found
            return found

        names = {"alike": shapes.get, "shape": shape, "read": read, "quote": self.quote, "OTHERWISE": OTHERWISE}
        texts = [f"{{said[{at}]}}{{quote({word})}}" for at, word in enumerate(plain.words)]
        said = f'f"{texts[0]}{{said[1]}}"'
        if len(texts) > 1:
            said += f' if len(said) == 2 else f"{"".join(texts)}{{said[2]}}"'
        exec(f"""def make(v):
            sure, key, said, changed = alike({plain.kind}) or shape({plain.kind}, v)
            known = sure(v)
            if not known: return read(v)
            return ((key, {said}),), changed if known == "changed" else None, OTHERWISE""", names)  # noqa: S102  # nosec B102  # our own names  # fmt: skip
        made: Callable[[Any], Made] = names["make"]  # type: ignore[assignment]
        return made

    def _shape(self, field: str, probe: Any, rules: tuple[Rule, ...]) -> _Shape:
        """How plain values of a kind are written, learnt from *probe*."""
        for rule in rules:
            text = rule.codec.encode(probe)
            if text:
                (key, said), *more = self.ready(rule, text)
                sure, (first, *rest) = rule.option("sure"), _PROBES.findall(said) or (None,)
                if sure is None or more or first in (None, _LIFE) or rest not in ([], [_LIFE]):
                    break
                return sure, key, _PROBES.split(said), _lost("changed", field, rule.target)
        return _never, None, [], _lost("", "", None)

    def judged(self, field: str, value: Any, rules: tuple[Rule, ...]) -> Made:
        """The pieces of a value by the first rule that fits, and its loss, judged by reading it back."""
        for rule in rules:
            codec = rule.codec
            text = codec.encode(value)
            if text:
                sure = rule.option("sure")
                known = sure(value) if sure is not None else ""
                if known:
                    verdict = None if known == "same" else ("changed", OTHERWISE)
                else:
                    back = codec.decode(text) if codec.decode else None
                    verdict = difference(value, back, self.plain(text)) if value != back else None
                code, why = verdict or ("", "")
                return self.ready(rule, text), _lost(code, field, rule.target) if code else None, why
        drops = self.crosswalk.drops
        word = getattr(value, SELECTORS[field]) if field in SELECTORS else None
        reason = drops.get(f"{field}[{word}]", drops.get(field))
        if reason is None:
            first = next((rule.note for rule in rules if rule.note), "this value cannot be expressed there")
            reason = first if rules else ""
        return (), _lost("dropped" if reason else "unmapped", field, None), reason


def _never(value: Any) -> str:
    return ""
