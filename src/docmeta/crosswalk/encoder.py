"""Compiles a crosswalk to one function of straight-line code, so that the table costs nothing per record."""

from __future__ import annotations

from typing import Any, cast

import attrs

from docmeta.crosswalk.extras import extra_code
from docmeta.crosswalk.keeps import part_class, says_more
from docmeta.crosswalk.table import BOOKKEEPING, SELECTORS, TEXT, Crosswalk, Encoder, Rule
from docmeta.model import FIELDS, Unit
from docmeta.text import is_structured

_MANY = frozenset(field.name for field in attrs.fields(Unit) if str(field.type).startswith("tuple["))


def compile_encoder(crosswalk: Crosswalk) -> Encoder:
    """Compile the table, once, to straight-line code that encodes a unit and reports its losses.

    For each target the function returns the encoded values in order, unescaped: escaping and layout are up to the format.
    Losses go to the second argument, one call per value that is lost, in whole or in part.

    Raises:
        ValueError: A codec of the table `reports`: only the format's own code can write its values.

    >>> table = Crosswalk("demo", "Demo", rules=(Rule("title", "name"),), drops={"level": "no levels"})
    >>> from docmeta.model import Document
    >>> lost = []
    >>> compile_encoder(table)(Document("d", title="A", level="item"), lambda *loss: lost.append(loss))
    [['A']]
    >>> lost
    [('unmapped', 'id', '', 'd', ''), ('dropped', 'level', '', 'item', 'no levels')]
    """
    found = _known.get(id(crosswalk))
    if found is None:
        if len(_known) >= _MOST:
            _known.clear()
        # The table is kept with its code, so that no other table can get its identity.
        found = _known[id(crosswalk)] = crosswalk, _Compiler(crosswalk).compile()
    return found[1]


#: The tables compiled in this process; tables made for one stream do not accumulate.
_known: dict[int, tuple[Crosswalk, Encoder]] = {}
_MOST = 64


class _Compiler:
    def __init__(self, crosswalk: Crosswalk) -> None:
        self.crosswalk = crosswalk
        self.columns = {target: index for index, target in enumerate(crosswalk.targets())}
        self.names: dict[str, Any] = {"is_structured": is_structured, "extra_code": extra_code}
        self.lines = ["def encode(unit, lose):", f"    out = [None] * {len(self.columns)}"]

    def compile(self) -> Encoder:
        for field in FIELDS:
            if field in BOOKKEEPING:
                continue
            rules = [rule for rule in self.crosswalk.rules if rule.name == field and rule.writes]
            if field == "extras":
                self.extras()
            elif field in _MANY:
                self.many(field, rules)
            else:
                self.single(field, rules)
        self.lines.append("    return out")
        exec("\n".join(self.lines), self.names)  # noqa: S102  # nosec B102  # built from the table, by us
        return cast("Encoder", self.names["encode"])

    def single(self, field: str, rules: list[Rule]) -> None:
        guard = f"if v and not unit.minted:" if field == "id" else "if v:"  # noqa: F541
        self.lines += [f"    v = unit.{field}", f"    {guard}"]
        self.value(field, rules, field, "        ")

    def many(self, field: str, rules: list[Rule]) -> None:
        general = [rule for rule in rules if rule.selector is None]
        words = list(dict.fromkeys(rule.selector for rule in rules if rule.selector is not None))
        for dropped in self.crosswalk.drops:
            name, _, word = dropped.rstrip("]").partition("[")
            if name == field and word and word not in words:
                words.append(word)
        self.lines.append(f"    for v in unit.{field}:")
        if not words:
            self.value(field, general, field, "        ")
            return
        self.lines.append(f"        k = v.{SELECTORS[field]}")
        for number, word in enumerate(words):
            self.lines.append(f"        {'el' if number else ''}if k == {str(word)!r}:")
            chosen = [rule for rule in rules if rule.selector == word]
            self.value(field, chosen, f"{field}[{word}]", "            ")
        self.lines.append("        else:")
        self.value(field, general, field, "            ")

    def value(self, field: str, rules: list[Rule], said: str, indent: str) -> None:
        """The lines that write one value by every matching rule; the first rule that is not `also` judges its loss.

        A rule that is `otherwise` serves only values that no earlier rule wrote, and judges what it writes;
        one that is `also`, after the judge, judges what the judge does not write.
        """
        if not rules:
            why = self.crosswalk.drops.get(said, self.crosswalk.drops.get(field))
            code = "unmapped" if why is None else "dropped"
            self.lines.append(f"{indent}lose({code!r}, {field!r}, '', v, {why or ''!r})")
            return
        judges = [rule for rule in rules if not rule.option("also")] or rules[:1]
        self.lines.append(f"{indent}written = False")
        seen = False
        for rule in rules:
            if rule.option("otherwise"):
                self.lines.append(f"{indent}if not written:")
                self.rule(rule, field, True, f"{indent}    ")
            else:
                self.rule(rule, field, rule is judges[0], indent, alone=seen)
                seen = seen or rule is judges[0]
        reason = judges[0].note or "this value cannot be expressed there"
        self.lines += [
            f"{indent}if not written:",
            f"{indent}    lose('dropped', {field!r}, {judges[0].target!r}, v, {reason!r})",
        ]

    def rule(self, rule: Rule, field: str, judges: bool, indent: str, *, alone: bool = False) -> None:
        """The lines of one rule; an `also` rule only judges if it is *alone*."""
        number = len(self.names)
        codec = rule.codec
        if codec is TEXT:
            self.lines.append(f"{indent}e = v if v.__class__ is str else str(v)")
            loss = "v.__class__ is not str and is_structured(v)"
        elif codec.reports:
            raise ValueError(
                f"crosswalk {self.crosswalk.name!r}: {rule.field!r} cannot be compiled: "
                f"the codec {codec.name!r} reports what it loses as it writes"
            )
        else:
            self.names[f"encode_{number}"] = codec.encode
            self.names[f"loss_{number}"] = codec.loses or codec.loss
            self.lines.append(f"{indent}e = encode_{number}(v)")
            loss = f"loss_{number}(v)"
        column = self.columns[rule.target]
        self.lines += [
            f"{indent}if e:",
            f"{indent}    if out[{column}] is None: out[{column}] = [e]",
            f"{indent}    else: out[{column}].append(e)",
        ]
        if judges:
            self.lines.append(f"{indent}    written = True")
            self.judge(rule, field, number, loss, f"{indent}    ")
        elif alone:
            self.lines.append(f"{indent}    if not written:")
            self.judge(rule, field, number, loss, f"{indent}        ")
            self.lines += [f"{indent}        pass", f"{indent}    written = True"]
        else:
            self.lines.append(f"{indent}    written = True")

    def judge(self, rule: Rule, field: str, number: int, loss: str, indent: str) -> None:
        """The lines that report what a written value lost: attributes that are not kept, then values that come back different."""
        codec, target = rule.codec, rule.target
        cls = part_class(field)
        if cls is not None and isinstance(codec.keeps, tuple):
            loss = f"{says_more(cls, *codec.keeps)} or {loss}"
        elif not codec.whole:
            reason = f"all but {codec.keeps}" if codec.keeps else ""
            self.lines.append(f"{indent}if {loss}: lose('partial', {field!r}, {target!r}, v, {reason!r})")
            return
        self.names[f"judge_{number}"], self.names[f"why_{number}"] = codec.judge, codec.why
        self.lines.append(f"{indent}if {loss}: lose(judge_{number}(v), {field!r}, {target!r}, v, why_{number}(v))")

    def extras(self) -> None:
        why = self.crosswalk.drops.get("extras", "what only the source's own format can hold")
        self.lines += [
            "    for v in unit.extras:",
            f"        lose(extra_code(v), 'extras', v.place, v.content, {why!r})",
        ]
