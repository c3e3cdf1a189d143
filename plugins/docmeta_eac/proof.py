"""Finds what a written record lacks: reads it again, and reports each value that comes back different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from docmeta.crosswalk import WORDS, Report
from docmeta.model import FIELDS, About, Agent, Extra, Record, Unit
from docmeta.plugins import Context
from docmeta.text import links_of
from docmeta.xml import parse
from docmeta.xml.harvest import Harvested
from docmeta_eac import losses
from docmeta_eac.reader import Records

#: Attributes about a value in its source, not about the agent.
_STANDING: Final = frozenset(("extras", "rules", "parts", "audience", "label", "kind", "source", "agent_kind"))
_TARGETS: Final = {
    "names": "identity/nameEntry", "facts": "description", "relations": "relations", "languages": "description/languageUsed",
    "dates": "description/existDates", "history": "description/biogHist",
}  # fmt: skip


class Proof:
    """Compares records with what is read back from them."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.records = Records(Context())

    def hold(self, unit: Unit, text: str) -> None:
        """Report what the record does not hold of the unit."""
        back = self.records.unit(Harvested(parse(text.encode(), huge=True), None))
        described = [link for link in unit.agents if link.role == "subject"]
        for link in unit.agents:
            if link.role != "subject":
                self.report.lose("agents", None, link.agent, code="dropped", reason=losses.NOT_ITS_OWN.why)
        for link, found in zip(described, back.agents, strict=False):
            self.agent(link.agent, found.agent)
            for name in ("relator", "label", "headings", "audience", "extras"):
                if (value := getattr(link, name)) and value != getattr(found, name):
                    self.report.lose("agents", "cpfDescription", value, code="changed", reason=WORDS.get(name, name))
        self.rest(unit, back)

    def rest(self, unit: Unit, back: Unit) -> None:
        for name in FIELDS:
            value, found = getattr(unit, name), getattr(back, name)
            if not value or value == found or name in ("agents", "minted", "audience"):
                continue
            if name == "record":
                self.record(value, found or Record())
            elif name == "id":
                self.report.lose(name, "control/recordId", value, code="changed", reason="the record has another")
            elif name == "title":
                code = "changed" if _words(value) <= _words(found) else "dropped"
                self.report.lose(name, losses.TITLE.target, value, code=code, reason=losses.TITLE.why)
            else:
                for one in value if isinstance(value, tuple) else (value,):
                    reason = losses.MATERIAL.why if name != "extras" else "what only the source's own format can hold"
                    self.report.lose(name, None, one, code="dropped", reason=reason)

    def record(self, record: Record, found: Record) -> None:
        for field in attrs.fields(Record):
            value, back = getattr(record, field.name), getattr(found, field.name)
            if value and value != back and not (field.name in ("id", "extras") and not _missing(value, back)):
                name = "extras" if field.name == "extras" else ""
                self.tell("record", f"control/{field.name}", value, back, WORDS.get(field.name, field.name), name)

    def agent(self, agent: Agent, found: Agent) -> None:
        """Report what comes back different of an agent."""
        for field in attrs.fields(Agent):
            value, back = getattr(agent, field.name), getattr(found, field.name)
            if field.name == "about" and value is not None:
                self.about(value, back)
            elif value and value != back and not (field.name == "identifiers" and not _missing(value, back)):
                target = _TARGETS.get(field.name, "identity")
                self.tell(
                    "agents", f"{target}/{field.name}", value, back, WORDS.get(field.name, field.name), field.name
                )

    def about(self, about: About, found: About | None) -> None:
        for field in attrs.fields(About):
            values = getattr(about, field.name)
            back = getattr(found, field.name) if found is not None else ()
            if values == back:
                continue
            missing, left = _missing(values, back), _missing(back, values)
            if values and not missing and len(values) == len(back):
                self.report.lose("agents", _TARGETS.get(field.name), None, code="changed", reason="their order differs")
            for number, one in enumerate(missing):
                other = left[number] if number < len(left) else None
                differs = list(_differs(one, other)) if other is not None else []
                reason = ", ".join(WORDS.get(name, name) for name in differs) or "all of it"
                extras = _missing(getattr(one, "extras", (one,)), getattr(other, "extras", ()))
                standing = bool(differs) and set(differs) <= _STANDING
                name = "kind" if standing else ""
                if not _bookkeeping(extras):
                    self.report.lose("agents", _TARGETS.get(field.name), one, reason=losses.otherwise(reason))
                else:
                    self.tell("agents", _TARGETS.get(field.name), one, other, reason, name)

    def tell(self, field: str, target: str | None, value: Any, back: Any, reason: str, name: str = "") -> None:
        extras = name == "extras"
        kept = _bookkeeping(_missing(value, back)) if extras else name in _STANDING or _words(value) <= _words(back)
        self.report.lose(field, target, value, code="changed" if kept else "partial", reason=losses.otherwise(reason))


def _missing(values: tuple[Any, ...] | str, back: tuple[Any, ...] | str) -> list[Any]:
    """The values that did not come back, as often as each is missing."""
    if isinstance(values, str) or isinstance(back, str):
        return [values]
    counts = Counter(back)
    missing = []
    for value in values:
        counts[value] -= 1
        if counts[value] < 0:
            missing.append(value)
    return missing


def _differs(one: Any, other: Any) -> Iterator[str]:
    if type(one) is not type(other) or not attrs.has(type(one)):
        return
    for field in attrs.fields(type(one)):
        if getattr(one, field.name) and getattr(one, field.name) != getattr(other, field.name):
            yield field.name


def _bookkeeping(extras: Iterable[Extra]) -> bool:
    """Whether these are attributes of elements alone."""
    return all(extra.place.rpartition("/")[2].startswith("@") for extra in extras)


def _words(value: Any) -> Counter[str]:
    """All words of a value, except those of extras, which are no content."""
    found: Counter[str] = Counter()
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            found.update(str(one).split())
            found.update(links_of(one))
        elif isinstance(one, (tuple, list)):
            stack.extend(part for part in one if not isinstance(part, Extra))
        elif attrs.has(type(one)):
            stack.extend(getattr(one, field.name) for field in attrs.fields(type(one)) if field.name not in _STANDING)
    return found
