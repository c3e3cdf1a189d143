"""Checking descriptions against the rules of a standard or of a receiving system: every problem, in one pass.

A `Profile` is data: a name and a list of `Rule`. Whether a unit ought to have a title, a date or a level is said there, never by the model.
Where a standard lets a unit inherit from those above it (ISAD(G) 2.4, DACS chapter 1), an ancestor's value counts.

>>> from docmeta.model import Collection, Document
>>> from docmeta.stream import walk
>>> rules = (Present("EX-1", "title", says="a title"), Present("EX-2", "level", says="a level of description", inherit=False))
>>> tree = Collection("c", title="Papers", level="fonds", members=(Document("d", title="Letter"),))
>>> [str(problem) for problem in problems(walk(tree), Profile("example", "An example", rules))]
['$.members[0]: error EX-2: d has no level of description']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, Literal

import attrs

from docmeta.dates import Date
from docmeta.errors import InputError, excerpt
from docmeta.model import Collection, Unit
from docmeta.report import Finding, Place, Report
from docmeta.stream import Node

Severity = Literal["error", "warning", "info"]
Where = Literal["unit", "top", "below", "collection", "leaf", "item"]

_NEED = re.compile(r"([a-z_]+)(?:\[([a-z_.-]+)\])?$")
_SELECTORS: Final = {"agents": "role", "notes": "kind", "dates": "type", "identifiers": "kind", "subjects": "kind"}


@attrs.frozen
class Problem:
    """One problem of one unit.

    Attributes:
        rule: The rule's identifier, such as "DACS-2.3"; problems of reading have "read".
        severity: "error", "warning" or "info".
        message: What is wrong, naming the unit.
        advice: What to do about it.
        standard: The standard and section that says so.
        source, line, column, path: Where.
        unit: The identifier of the unit.
    """

    rule: str
    severity: Severity
    message: str
    advice: str = ""
    standard: str = ""
    source: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None
    unit: str | None = None

    def __str__(self) -> str:
        place = self.source or ""
        if self.line is not None:
            place += f":{self.line}" if place else f"line {self.line}"
        parts = [part for part in (place, self.path) if part]
        return ": ".join([*parts, f"{self.severity} {self.rule}: {self.message}"])


@attrs.define
class Scope:
    """What a rule looks at: a unit, and those above it.

    Attributes:
        unit: The unit.
        ancestors: The units above it, the root first.
        state: A dictionary of the rule's own, one for each run over a source.
    """

    unit: Unit
    ancestors: Sequence[Unit]
    state: dict[str, Any] = attrs.field(factory=dict)

    @property
    def parent(self) -> Unit | None:
        """The unit right above."""
        return self.ancestors[-1] if self.ancestors else None

    def has(self, need: str, *, inherit: bool = False) -> bool:
        """Whether the unit (or, with *inherit*, one above it) says something of *need* (see `Present`)."""
        if _says(self.unit, need):
            return True
        return inherit and any(_says(unit, need) for unit in reversed(self.ancestors))


#: What a rule's test gives: the problems, in words that follow the unit's name; none where all is well.
Test = Callable[[Scope], Iterable[str]]


@attrs.frozen
class Rule:
    """One rule of a profile.

    Attributes:
        id: Its identifier, unique in the profile.
        test: Finds the problems of a unit.
        says: What it demands, in words, for the printed tables.
        severity: How grave it is.
        where: The units that it is about: every "unit", the "top", those "below" the top, each "collection",
            each "leaf" (a Document), each "item" (a unit of level item).
        advice: What to do.
        standard: The standard and section.
    """

    id: str
    test: Test
    says: str = ""
    severity: Severity = "error"
    where: Where = "unit"
    advice: str = ""
    standard: str = ""


def Present(  # noqa: N802  # it reads as the rule that it makes
    id: str,
    need: str,
    *,
    says: str,
    inherit: bool = True,
    severity: Severity = "error",
    where: Where = "unit",
    advice: str = "",
    standard: str = "",
) -> Rule:
    """A rule that something be said.

    *need* names fields: "title", "agents[creator]", or several that serve alike, "description|notes[abstract]".
    With *inherit* an ancestor's value counts.
    """
    for word in need.split("|"):
        if not _NEED.match(word):
            raise ValueError(f"rule {id}: {word!r} is not the name of a field")

    def test(scope: Scope) -> Iterable[str]:
        return () if scope.has(need, inherit=inherit) else (f"has no {says.removeprefix('a ').removeprefix('an ')}",)

    return Rule(id, test, says, severity, where, advice or f"say it in {need.replace('|', ' or ')}", standard)


@attrs.frozen
class Profile:
    """A set of rules with a name.

    Attributes:
        name: What `--profile` takes.
        title: For people.
        rules: The rules, in the order of the standard.
        source: Where they are published.
    """

    name: str
    title: str
    rules: tuple[Rule, ...]
    source: str = ""

    def __attrs_post_init__(self) -> None:
        ids = [rule.id for rule in self.rules]
        if len(set(ids)) != len(ids):
            raise ValueError(f"profile {self.name!r}: two rules have one id")


def problems(nodes: Iterable[Node], *profiles: Profile, source: str | None = None) -> Iterator[Problem]:
    """Check a stream against profiles, in the memory of one unit and its ancestors.

    Problems come in the stream's order. A rule that needs the whole (whether a collection has members) speaks when it is known.
    """
    place = Place()
    ancestors: list[Unit] = []
    rules = [(rule, profile) for profile in profiles for rule in profile.rules]
    states: dict[str, dict[str, Any]] = {f"{profile.name}/{rule.id}": {} for rule, profile in rules}
    for node in nodes:
        del ancestors[node.depth :]
        place.step(node.depth, node.line)
        unit = node.unit
        for rule, profile in rules:
            if not _concerns(rule.where, unit, node.depth):
                continue
            scope = Scope(unit, ancestors, states[f"{profile.name}/{rule.id}"])
            for message in rule.test(scope):
                yield Problem(
                    rule.id,
                    rule.severity,
                    f"{_called(unit)} {message}",
                    rule.advice,
                    rule.standard,
                    source,
                    node.line,
                    None,
                    place.path(),
                    None if unit.minted else unit.id,
                )
        ancestors.append(unit)


def unreadable(error: InputError) -> Problem:
    """An error of reading as a problem: the source is not usable as it is."""
    message = error.message if not error.has_value else f"{error.message}, got {excerpt(error.value)}"
    return Problem("unreadable", "error", message, "", "", error.source, error.line, error.column, error.path)


def reading_problems(report: Report) -> Iterator[Problem]:
    """What the reader found doubtful or could not read, as problems."""
    for finding in report.findings:
        severity = _SEVERITIES.get((finding.severity, finding.code))
        if severity is not None:
            yield _of_finding(finding, severity)


_SEVERITIES: Final[dict[tuple[str, str], Severity]] = {
    ("error", "error"): "error",
    ("warning", "problem"): "warning",
    ("loss", "unread"): "warning",
    ("loss", "partial"): "warning",
    ("info", "carried"): "info",
}


def _of_finding(finding: Finding, severity: Severity) -> Problem:
    count = f" ({finding.count} times)" if finding.count > 1 else ""
    example = f": {finding.example}" if finding.example else ""
    return Problem(
        f"read-{finding.code}",
        severity,
        f"{finding.target + ': ' if finding.target else ''}{finding.message}{example}{count}",
        "",
        "",
        finding.source,
        finding.line,
        finding.column,
        finding.path,
    )


def _concerns(where: Where, unit: Unit, depth: int) -> bool:
    if where == "unit":
        return True
    if where == "top":
        return depth == 0
    if where == "below":
        return depth > 0
    if where == "item":
        return unit.level == "item"
    return isinstance(unit, Collection) == (where == "collection")


def _says(unit: Unit, need: str) -> bool:
    for word in need.split("|"):
        name, _, kind = word.rstrip("]").partition("[")
        value = getattr(unit, name)
        if kind:
            attribute = _SELECTORS[name]
            value = [part for part in value if getattr(part, attribute) == kind]
        if value:
            return True
    return False


def _called(unit: Unit) -> str:
    """How a unit is named in a message: by its identifier, else by its title."""
    if not unit.minted:
        return unit.id[:80]
    title = " ".join(unit.title.split())
    return f"'{title[:60]}'" if title else f"the unit without a title ({unit.level or 'no level'})"


# -- what several profiles say --------------------------------------------------------------------------------------


def climbing_level(scope: Scope) -> Iterator[str]:
    """Level order never climbs: no unit stands above the level of one that it is part of (ISAD(G) 2.1)."""
    from docmeta.vocab import level_rank

    rank = level_rank(scope.unit.level)
    if rank is None:
        return
    for ancestor in reversed(scope.ancestors):
        above = level_rank(ancestor.level)
        if above is not None:
            if rank < above:
                yield f"is a {scope.unit.level} within a {ancestor.level}"
            return


def repeated_notes(scope: Scope) -> Iterator[str]:
    """Nothing is said again that was said higher up (ISAD(G) 2.4)."""
    if not scope.unit.notes and not scope.unit.description:
        return
    above = {(note.kind, str(note.text)) for unit in scope.ancestors for note in unit.notes if note.text}
    for note in scope.unit.notes:
        if note.text and (note.kind, str(note.text)) in above:
            yield f"repeats the note on {note.kind.replace('_', ' ')} of a unit above it"
    if scope.unit.description and any(unit.description == scope.unit.description for unit in scope.ancestors):
        yield "repeats the scope and content of a unit above it"


def dates_within(scope: Scope) -> Iterator[str]:
    """The dates of a unit lie within those of the unit above that has dates (DACS 2.4.9)."""
    own = _span(scope.unit.dates)
    if own is None:
        return
    for ancestor in reversed(scope.ancestors):
        around = _span(ancestor.dates)
        if around is not None:
            if own[0] < around[0] or own[1] > around[1]:
                mine, theirs = _years(own), _years(around)
                yield f"has dates ({mine}) outside those of {_called(ancestor)} ({theirs})"
            return


def bulk_needs_inclusive(scope: Scope) -> Iterator[str]:
    """A bulk date stands beside an inclusive one (DACS 2.4.10)."""
    types = [date.type for date in scope.unit.dates]
    if "bulk" in types and all(kind == "bulk" for kind in types):
        yield "has a bulk date and no inclusive date"


def reversed_dates(scope: Scope) -> Iterator[str]:
    """No date ends before it begins."""
    for date in scope.unit.dates:
        earliest, latest = date.earliest, date.latest
        if earliest is not None and latest is not None and earliest > latest:
            yield f"has a date that ends before it begins: {date.display!r}"


def not_understood_dates(scope: Scope) -> Iterator[str]:
    """Dates that docmeta does not understand, with the reason."""
    from docmeta.dates import explain

    for date in scope.unit.dates:
        if date.edtf is None:
            yield f"has a date that is not understood: {date.display[:80]!r} ({explain(date.text) or 'no pattern fits'})"


def duplicate_ids(scope: Scope) -> Iterator[str]:
    """No two units have one identifier."""
    seen: set[int] = scope.state.setdefault("seen", set())
    if scope.unit.minted:
        return
    key = hash(scope.unit.id)
    if key in seen:
        yield "has an identifier that another unit has too"
    seen.add(key)


def _span(dates: Sequence[Date]) -> tuple[Any, Any] | None:
    """From the earliest to the latest day that dates of existence or creation cover."""
    spans = [
        (date.earliest, date.latest)
        for date in dates
        if date.type != "bulk" and date.earliest is not None and date.latest is not None
    ]
    if not spans:
        return None
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _years(span: tuple[Any, Any]) -> str:
    first, last = span[0][0], span[1][0]
    return str(first) if first == last else f"{first}-{last}"
