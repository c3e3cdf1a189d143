"""Compiles a crosswalk for a stream: like `compile_encoder`, but each value is encoded only once.

People, places and terms repeat from record to record. The text of a value and its losses are cached by the attributes
that nearly all values of its field have and no others; a value with other attributes is encoded anew. So judging a loss
costs a few comparisons, and each kind of loss is reported once and then counted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

import attrs

from docmeta.crosswalk.extras import extra_code
from docmeta.crosswalk.keeps import by_class, part_class, says_more
from docmeta.crosswalk.report import Report
from docmeta.crosswalk.table import BOOKKEEPING, SELECTORS, TEXT, Crosswalk, Rule
from docmeta.model import FIELDS, CorporateBody, Date, Person, Unit

#: The attributes that are the cache key of a field's values, if no others are set. Fields whose values do not repeat have none.
KNOWN_BY: Final[dict[str, tuple[str, ...]]] = {
    "subjects": ("term", "source"),
    "genres": ("term", "source"),
    "places": ("name", "source"),
    "languages": ("code", "script", "name"),
    "relations": ("kind", "target", "label"),
    "extents": ("text", "quantity", "unit"),
    "rights": ("text", "uri", "holder"),
    "containers": ("value", "kind"),
    "agents": ("role", "agent.__class__", "agent.name", "agent.dates"),
}
#: The same for life dates.
_LIFE: Final = ("text", "edtf", "kind")
#: The classes named in the code for agents.
CLASSES: Final = {"Person": Person, "CorporateBody": CorporateBody}
#: How many values of a field are cached: the first ones, since in real collections repeated values come early.
ROOM: Final = 4096
#: Fields that have several values.
MANY: Final = frozenset(field.name for field in attrs.fields(Unit) if str(field.type).startswith("tuple["))


class Tally:
    """The losses of a field's values by one line of the table."""

    __slots__ = ("code", "field", "reason", "target", "why")

    def __init__(
        self, field: str, target: str, code: str, reason: str, why: Callable[[Any], str] | None = None
    ) -> None:
        self.field = field
        self.target = target
        self.code = code
        self.reason = reason
        self.why = why


#: The column of a value, its text, the number of its tally or -1, and further columns and texts;
#: the column is -1 if nothing is written.
Made = tuple[int, str, int, tuple[tuple[int, str], ...]]
_Made = TypeVar("_Made")


class Pooled:
    """The encoder of one stream.

    Args:
        crosswalk: The table; none of its codecs may report as it writes.
        report: Gets the losses: the first of each kind at once, the others by `close`.
        prose: The `Codec.encode` of prose.
        quote: A faster equivalent for plain text.

    Attributes:
        targets: The names of the columns.

    >>> from docmeta.model import Document
    >>> table = Crosswalk("demo", "Demo", rules=(Rule("title", "name"),), drops={"level": "no levels"})
    >>> report = Report()
    >>> pooled = Pooled(table, report)
    >>> [pooled.encode(Document("d", title=title, level="item")) for title in "AB"]
    [[['A']], [['B']]]
    >>> pooled.close()
    >>> [(one.field, one.count) for one in report]
    [('id', 2), ('level', 2)]
    """

    def __init__(
        self,
        crosswalk: Crosswalk,
        report: Report,
        prose: Callable[[Any], str | None] = TEXT.encode,
        quote: Callable[[str], str] = str,
    ) -> None:
        self.report = report
        self.compiled = compiled = _compiled(crosswalk, prose, quote)
        self.targets = compiled.targets
        self.counts = [0] * len(compiled.tallies)

    def encode(self, unit: Unit) -> list[list[str] | None]:
        """The texts of a unit, column by column; None for an empty column."""
        return self.compiled.encode(unit, self.counts, self._told, self.extra)

    def extra(self, extra: Any) -> None:
        """Report an extra, which only its own format can hold."""
        why = self.compiled.crosswalk.drops.get("extras", "what only the source's own format can hold")
        self.report.lose("extras", extra.place, extra.content, code=extra_code(extra), reason=why)

    def close(self) -> None:
        """Report how many more losses there were of each kind."""
        for tally, count in zip(self.compiled.tallies, self.counts, strict=True):
            if count > 1:
                self.report.lose(tally.field, tally.target, code=tally.code, reason=tally.reason, count=count - 1)

    def _told(self, number: int, value: Any) -> None:
        tally = self.compiled.tallies[number]
        self.counts[number] = 1 if self.report.each is None else 0
        reason = tally.reason if tally.why is None else tally.why(value)
        self.report.lose(tally.field, tally.target, value, code=tally.code, reason=reason)


_known: dict[tuple[int, int, int], _Compiled] = {}


def _compiled(crosswalk: Crosswalk, prose: Callable[[Any], str | None], quote: Callable[[str], str]) -> _Compiled:
    """The table, compiled once per process; the result keeps the table alive, so that its identity stays."""
    key = id(crosswalk), id(prose), id(quote)
    found = _known.get(key)
    if found is None:
        found = _known[key] = _Compiled(crosswalk, prose, quote)
    return found


class _Compiled:
    """A table as code, with its cached texts; streams share it."""

    def __init__(self, crosswalk: Crosswalk, prose: Callable[[Any], str | None], quote: Callable[[str], str]) -> None:
        self.crosswalk = crosswalk
        self.about = prose, quote
        self.targets = tuple(crosswalk.targets())
        self.columns = {target: index for index, target in enumerate(self.targets)}
        self.tallies: list[Tally] = []
        names: dict[str, Any] = {"quote": quote, **CLASSES}
        lines = ["def encode(unit, counts, told, extra):", f"    out = [None] * {len(self.targets)}"]
        for number, field in enumerate(_FIELDS):
            make, pool = self._maker(field), dict[Any, Made]()
            names[f"make_{number}"], names[f"alike_{number}"] = make, pool.get
            names[f"note_{number}"] = noted(make, pool)
            lines += _lines(crosswalk, field, number, prose, quote)
        lines += ["    for v in unit.extras: extra(v)", "    return out"]
        exec("\n".join(lines), names)  # noqa: S102  # nosec B102  # built from the table, by us
        self.encode: Callable[..., list[list[str] | None]] = names["encode"]

    def _maker(self, field: str) -> Callable[[Any], Made]:
        rules = [rule for rule in self.crosswalk.rules if rule.name == field and rule.writes]
        words = dict.fromkeys(rule.selector for rule in rules if rule.selector)
        for dropped in self.crosswalk.drops:
            name, _, word = dropped.rstrip("]").partition("[")
            if name == field and word:
                words.setdefault(word)
        general = self._one(field, field, [rule for rule in rules if rule.selector is None])
        if not words:
            return general
        each = {
            word: self._one(field, f"{field}[{word}]", [rule for rule in rules if rule.selector == word])
            for word in words
        }
        names = {"get": each.get, "general": general}
        return cast("Callable[[Any], Made]", eval(f"lambda v: get(v.{SELECTORS[field]}, general)(v)", names))  # noqa: S307  # nosec B307  # built from the table, by us

    def _tally(self, *about: Any) -> int:
        self.tallies.append(Tally(*about))
        return len(self.tallies) - 1

    def _one(self, field: str, said: str, rules: list[Rule]) -> Callable[[Any], Made]:
        if not rules:
            why = self.crosswalk.drops.get(said, self.crosswalk.drops.get(field))
            gone: Made = -1, "", self._tally(field, "", "unmapped" if why is None else "dropped", why or ""), ()
            return lambda value: gone
        first = next((rule for rule in rules if not rule.option("also")), rules[0])
        reason = first.note or "this value cannot be expressed there"
        names: dict[str, Any] = {"dropped": (-1, "", self._tally(field, first.target, "dropped", reason), ())}
        lines = ["def make(v):", "    c, n, m = -1, -1, ()"]
        for number, rule in enumerate(rules):
            otherwise = bool(rule.option("otherwise"))
            lines += self._rule(
                field, rule, number, names, first=not number or otherwise, judges=rule is first or otherwise
            )
        lines.append("    return (c, t, n, m) if c >= 0 else dropped")
        exec("\n".join(lines), names)  # noqa: S102  # nosec B102  # built from the table, by us
        made: Callable[[Any], Made] = names["make"]
        return made

    def _rule(
        self, field: str, rule: Rule, number: int, names: dict[str, Any], *, first: bool, judges: bool
    ) -> list[str]:
        """The lines that write a value by one rule: as the first text, or after those already written."""
        names[f"encode_{number}"] = rule.codec.encode
        put = [f"c, t = {self.columns[rule.target]}, e"]
        if not first:
            put = [f"if c < 0: {put[0]}", f"else: m += (({self.columns[rule.target]}, e),)"]
        if judges:
            names[f"judge_{number}"] = self._judge(field, rule)
            put.append(f"if n < 0{_doubt(field, rule, number, names)}: n = judge_{number}(v)")
        lines = [f"e = encode_{number}(v)", "if e:", *(f"    {line}" for line in put)]
        if first and number:
            lines = ["if c < 0:", *(f"    {line}" for line in lines)]
        return [f"    {line}" for line in lines]

    def _judge(self, field: str, rule: Rule) -> Callable[[Any], int]:
        """A function that returns what a written value lost: the number of a tally, or -1."""
        codec = rule.codec
        partial, changed = (self._tally(field, rule.target, code, "", codec.why) for code in ("partial", "changed"))
        judge = codec.judge

        def judged(value: Any) -> int:
            code = judge(value)
            return -1 if code is None else partial if code == "partial" else changed

        return judged


def _doubt(field: str, rule: Rule, number: int, names: dict[str, Any]) -> str:
    """A quick test that is true for every value that loses anything."""
    codec, cls = rule.codec, part_class(field)
    if codec.loses is None:
        return ""
    names[f"loses_{number}"], names["cls"] = codec.loses, cls
    if cls is None or not isinstance(codec.keeps, tuple):
        return f" and loses_{number}(v)"
    return f" and (v.__class__ is not cls or {says_more(cls, *codec.keeps)} or loses_{number}(v))"


def looked_up(field: str, number: int, known: tuple[str, ...] | None) -> list[str]:
    """The lines that find the result for a value `v`, as `c`: in the cache, if only the attributes *known* are set."""
    cls = part_class(field)
    if field == "level":
        return [f"        c = alike_{number}(v) or note_{number}(v, v)"]
    if cls is None or known is None:
        return [f"        c = make_{number}(v)"]
    more, key = says_more(cls, *known), ", ".join(f"v.{name}" for name in known)
    if field == "agents":  # life dates are a part themselves
        more += f" or (d and ({says_more(Date, *_LIFE, of='d')}))"
        key = key.replace("v.agent.dates", ", ".join(f"d and d.{name}" for name in _LIFE))
    lines = [
        f"        if {more}: c = make_{number}(v)",
        f"        else: c = alike_{number}(({key})) or note_{number}(v, ({key}))",
    ]
    if field != "agents":
        return lines
    lines = ["        d = a.dates", *(line.replace("v.agent.", "a.") for line in lines)]
    return ["        a = v.agent", *by_class(lines)]


def noted(make: Callable[[Any], _Made], pool: dict[Any, _Made]) -> Callable[[Any, Any], _Made]:
    """A function that makes a result for a value, and caches it by a key while there is room."""

    def noted(value: Any, key: Any) -> _Made:
        made = make(value)
        if len(pool) < ROOM:
            pool[key] = made
        return made

    return noted


_FIELDS: Final = tuple(field for field in FIELDS if field not in BOOKKEEPING and field != "extras")


def _lines(
    crosswalk: Crosswalk, field: str, number: int, prose: Callable[[Any], str | None], quote: Callable[[str], str]
) -> list[str]:
    rules = [rule for rule in crosswalk.rules if rule.name == field and rule.writes]
    plain = (prose, quote)
    guard = " and not unit.minted" if field == "id" else ""
    head = [f"    for v in unit.{field}:"] if field in MANY else [f"    v = unit.{field}", f"    if v{guard}:"]
    lines = [
        *looked_up(field, number, KNOWN_BY.get(field)),
        "        k = c[0]",
        "        if k >= 0:",
        "            if out[k] is None: out[k] = [c[1]]",
        "            else: out[k].append(c[1])",
        "            for k, e in c[3]:",
        "                if out[k] is None: out[k] = [e]",
        "                else: out[k].append(e)",
        "        s = c[2]",
        "        if s >= 0:",
        "            if counts[s]: counts[s] += 1",
        "            else: told(s, v)",
    ]
    if len(rules) == 1 and rules[0].selector is None and rules[0].codec.encode in plain:
        column = crosswalk.targets().index(rules[0].target)
        lines = [
            "        if v.__class__ is str:",
            f"            if out[{column}] is None: out[{column}] = [quote(v)]",
            f"            else: out[{column}].append(quote(v))",
            "        else:",
            *[f"    {line}" for line in lines],
        ]
    return [*head, *lines]
