"""The report of a conversion: what was lost, carried along, withheld, and where.

A finding combines all cases of one kind at one place in the table, that is one (code, field, target):
it has their count, and the position and value of the first case. So a report does not grow with the input.

>>> report = Report()
>>> report.lose("dates", "dc:date", "circa 1950s", reason="the words of the date")
>>> report.lose("dates", "dc:date", "n.d.", reason="the words of the date")
>>> [(finding.count, finding.example) for finding in report.findings]
[(2, 'circa 1950s')]
>>> report.losses
2
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from docmeta.crosswalk.shown import shown
from docmeta.errors import InputError

if TYPE_CHECKING:
    from docmeta.model import Node, Unit

#: The format and version of `Report.to_json()`.
SCHEMA: Final = "docmeta-report/1"

Severity = Literal["error", "loss", "warning", "info"]

#: The class of a finding; see `CLASSES`.
Class = Literal["lost", "changed", "supplied", "withheld", "carried", "doubtful", "decided", "error"]

#: The meaning of each code; the documentation is generated from here.
CODES: Final[dict[str, tuple[Severity, str]]] = {
    "dropped": ("loss", "the target format has no place for this field"),
    "partial": ("loss", "the target holds part of the value"),
    "unmapped": ("loss", "the target's crosswalk does not cover it"),
    "unread": ("loss", "part of the source was not understood and could not be carried along"),
    "character": ("loss", "a character that the target cannot hold was replaced"),
    "refused": ("loss", "the receiving system refuses it, and what contains it"),
    "ignored": ("loss", "the receiving system ignores it"),
    "misread": ("loss", "the receiving system reads it as something else"),
    "changed": ("info", "the target says the same in another form, or it is bookkeeping"),
    "carried": ("info", "part of the source was not understood; it is carried along unchanged"),
    "supplied": ("info", "the target requires a value that the source lacks; a true one was supplied"),
    "withheld": ("info", "material marked internal was left out"),
    "problem": ("warning", "a value of the source is doubtful; it was kept unchanged"),
    "decided": ("info", "how an ambiguous source was read"),
    "error": ("error", "part of the source could not be read"),
}

#: The class of each code. `--strict` and the number on the last line judge what is "lost": content missing in the target;
#: `--strict=changed` also judges what is "changed": said in another form with the same meaning, or bookkeeping such as ids.
CLASSES: Final[dict[str, Class]] = {
    "dropped": "lost",
    "partial": "lost",
    "unmapped": "lost",
    "unread": "lost",
    "character": "lost",
    "refused": "lost",
    "ignored": "lost",
    "misread": "lost",
    "changed": "changed",
    "supplied": "supplied",
    "withheld": "withheld",
    "carried": "carried",
    "problem": "doubtful",
    "decided": "decided",
    "error": "error",
}


@attrs.define(slots=True)
class Finding:
    """All cases of one kind at one place in the table.

    Attributes:
        severity: "error", "loss", "warning" or "info".
        code: A key of `CODES`.
        message: What happened, in words.
        source, line, column, path: Where the first case is.
        field: The field of the model, such as "dates".
        target: The place in the other format, such as "dc:date" or "did/note".
        count: The number of cases.
        example: The first value, cut at 200 characters.
        title: The title of the first unit, also cut.
    """

    severity: Severity
    code: str
    message: str
    source: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None
    field: str | None = None
    target: str | None = None
    count: int = 1
    example: str | None = None
    title: str | None = None

    @property
    def class_(self) -> Class:
        """The class of its code, as in `CLASSES`."""
        return CLASSES[self.code]

    def conceal(self) -> None:
        """Remove the source's text, because the finding is about internal material."""
        self.message, self.example, self.title = CODES[self.code][1], None, None

    def to_json(self) -> dict[str, Any]:
        """The finding as plain data, with its class."""
        return {"class": self.class_, **attrs.asdict(self)}


class Report:
    """Collects findings. Readers and writers get it as `context.report`; one report serves one conversion.

    Args:
        on_error: "collect" (the default) keeps problems in the source as findings; "raise" raises the first.
        each: Called with every single finding, with its own position and value, as it is found; `findings` still combines them.

    >>> every = []
    >>> report = Report(each=every.append)
    >>> report.lose("dates", "dc:date", "circa 1950s")
    >>> report.lose("dates", "dc:date", "n.d.")
    >>> [finding.example for finding in every], [finding.example for finding in report.findings]
    (['circa 1950s', 'n.d.'], ['circa 1950s'])
    """

    #: How many different findings are kept; the rest are counted together.
    LIMIT = 2_000

    def __init__(
        self, on_error: Literal["collect", "raise"] = "collect", *, each: Callable[[Finding], object] | None = None
    ) -> None:
        self.on_error = on_error
        self.each = each
        self.source: str | None = None
        self.units = 0
        self.place: Place | None = None
        self._findings: dict[tuple[str, str | None, str | None], Finding] = {}

    @property
    def findings(self) -> list[Finding]:
        """The findings, in the order in which the first of each kind was found."""
        return list(self._findings.values())

    @property
    def kinds(self) -> int:
        """The number of findings."""
        return len(self._findings)

    def conceal(self, since: int) -> None:
        """Remove the source's words from the findings after the first *since*, because they are about internal material."""
        for finding in islice(self._findings.values(), since, None):
            finding.conceal()

    @property
    def losses(self) -> int:
        """The number of values lost, in whole or in part."""
        return self.count("lost")

    @property
    def changes(self) -> int:
        """The number of values that the target says in another form with the same meaning."""
        return self.count("changed")

    @property
    def errors(self) -> int:
        """The number of parts of the source that could not be read."""
        return self.count("error")

    def count(self, *classes: Class) -> int:
        """The number of values in the findings of these classes.

        >>> report = Report()
        >>> report.lose("id", "@id", "aspace_1", code="changed")
        >>> report.lose("containers", None, "Box 1", code="dropped", reason="the box: Dublin Core has no element for it")
        >>> report.count("lost"), report.count("lost", "changed")
        (1, 2)
        """
        return sum(finding.count for finding in self._findings.values() if CLASSES[finding.code] in classes)

    def lose(
        self,
        field: str,
        target: str | None,
        value: object = None,
        *,
        code: str = "partial",
        reason: str = "",
        count: int = 1,
    ) -> None:
        """Report that a value of the model was lost, in whole or in part (`code` "dropped", "partial", "unmapped" ...).

        With `code="changed"` it is not lost: the target says the same in another form, or it is bookkeeping.

        A writer that counts losses itself reports the first one, and then all others at once with *count*.
        """
        found = self._findings.get((code, field, target))
        if self.each is not None:
            self.each(self._finding(code, field, target, reason, value, count=count))
        if found is None:
            self._first(code, field, target, reason, value)
            if count == 1:
                return
            found = self._findings.get((code, field, target)) or self._findings[code, None, None]
            count -= 1
        found.count += count

    def note(
        self,
        code: str,
        message: str,
        *,
        field: str | None = None,
        target: str | None = None,
        value: object = None,
        line: int | None = None,
        column: int | None = None,
        path: str | None = None,
        count: int = 1,
    ) -> None:
        """Report any other of the `CODES`, with its place in the source if known, *count* times at once."""
        found = self._findings.get((code, field, target))
        if self.each is not None:
            self.each(self._finding(code, field, target, message, value, line, column, path, count))
        if found is not None:
            found.count += count
            return
        self._first(code, field, target, message, value, line, column, path)
        if count > 1:
            (self._findings.get((code, field, target)) or self._findings[code, None, None]).count += count - 1
        if self.on_error == "raise" and CODES[code][0] in ("error", "warning"):
            raise InputError(message, source=self.source, line=line, column=column, path=path)

    def _first(
        self,
        code: str,
        field: str | None,
        target: str | None,
        message: str,
        value: object,
        line: int | None = None,
        column: int | None = None,
        path: str | None = None,
    ) -> None:
        if len(self._findings) >= self.LIMIT:
            more = self._findings.get((code, None, None))
            if more is not None:
                more.count += 1
                return
            field = target = None
        self._findings[code, field, target] = self._finding(code, field, target, message, value, line, column, path)

    def _finding(
        self,
        code: str,
        field: str | None,
        target: str | None,
        message: str,
        value: object,
        line: int | None = None,
        column: int | None = None,
        path: str | None = None,
        count: int = 1,
    ) -> Finding:
        severity, meaning = CODES[code]
        place = self.place
        if place is not None:
            line = place.line if line is None else line
            path = place.path() if path is None else path
        example = None if value is None else shown(value)
        title = shown(place.title()) if place is not None else None
        return Finding(
            severity,
            code,
            message or meaning,
            self.source,
            line,
            column,
            path,
            field,
            target,
            count,
            example,
            title or None,
        )

    def ahead(self, nodes: Iterable[Node], count: int) -> tuple[list[Node], Iterator[Node]]:
        """Look at the first *count* nodes of a stream, for a writer that must know what follows before it begins.

        Returns them, and an iterator over all the nodes, including these, to write from:
        the report's place is that of the node last yielded, however far ahead the writer looked.

        >>> from docmeta import Document, Node
        >>> head, nodes = Report().ahead(iter([Node(0, Document("a")), Node(0, Document("b"))]), 1)
        >>> [node.unit.id for node in head], [node.unit.id for node in nodes]
        (['a'], ['a', 'b'])
        """
        stream = iter(nodes)
        seen = [(node, self.place and self.place.copy()) for node in islice(stream, count)]
        if seen:
            self.place = None

        def again() -> Iterator[Node]:
            for node, place in seen:
                self.place = place
                yield node
                self.place = None
            yield from stream

        return [node for node, _ in seen], again()

    def merge(self, other: Report) -> None:
        """Add the findings of another report, such as that of another file."""
        self.units += other.units
        for finding in other.findings:
            self.add(finding)

    def add(self, finding: Finding) -> None:
        """Add a finding, such as one passed to `each`."""
        key = finding.code, finding.field, finding.target
        mine = self._findings.get(key)
        if mine is None:
            self._findings[key] = attrs.evolve(finding)
        else:
            mine.count += finding.count

    def counts(self) -> dict[str, int]:
        """The number of units, of lost values, and of findings by code."""
        counts = {"units": self.units, "losses": self.losses}
        for finding in self._findings.values():
            counts[finding.code] = counts.get(finding.code, 0) + finding.count
        return counts

    def classes(self) -> dict[Class, int]:
        """The number of values in each class: lost, changed and supplied always, others if there are any."""
        counts: dict[Class, int] = {"lost": 0, "changed": 0, "supplied": 0}
        for finding in self._findings.values():
            counts[CLASSES[finding.code]] = counts.get(CLASSES[finding.code], 0) + finding.count
        return counts

    def to_json(self) -> dict[str, Any]:
        """The report as plain data: schema, counts, findings."""
        return {
            "schema": SCHEMA,
            "counts": self.counts(),
            "findings": [finding.to_json() for finding in self._findings.values()],
        }

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._findings.values())

    def __repr__(self) -> str:
        return f"<Report: {self.units:,} units, {len(self._findings):,} kinds of finding, {self.losses:,} values lost>"

    def __str__(self) -> str:
        """The table that the command line prints, and the sum."""
        return str(import_module("docmeta.cli.losses").as_text(self))

    def _repr_html_(self) -> str:
        return str(import_module("docmeta.cards").report_card(self))

    def __rich__(self) -> Any:
        return import_module("docmeta.cli.display").report_display(self)


#: How many steps of a path are shown at either end.
ENDS: Final = 12


def path_of(first: Sequence[int], hidden: int = 0, last: Sequence[int] = ()) -> str:
    """The JSON path of a unit by its index among its siblings at each level, with the given number of levels omitted from the middle.

    >>> path_of((0, 4, 2)), path_of((1, 4), 30, (2,))
    ('$.members[4].members[2]', '$[1].members[4]...(30 levels)....members[2]')
    """
    root = f"$[{first[0]}]" if first[0] else "$"
    between = [f"...({hidden} levels)..."] if hidden else []
    begin, end = ([f".members[{index}]" for index in steps] for steps in (first[1:], last))
    return "".join((root, *begin, *between, *end))


class Place:
    """The writer's position in the stream, updated by the core for each node, and made into text only on demand.

    >>> place = Place()
    >>> place.step(0, 3); place.step(1, 9); place.step(1, 12)
    >>> place.path(), place.line
    ('$.members[1]', 12)
    """

    __slots__ = ("counts", "line", "unit")

    def __init__(self) -> None:
        self.counts: list[int] = []
        self.line: int | None = None
        self.unit: Unit | None = None

    @property
    def unit_id(self) -> str | None:
        """The identifier of the unit, if the unit is known."""
        return None if self.unit is None else self.unit.id

    def title(self) -> str:
        """The title of the unit on one line, or the text of its dates; "" if the unit is not known."""
        if self.unit is None:
            return ""
        words = self.unit.title or next((date.display for date in self.unit.dates), "")
        return " ".join(words[:200].split())

    def step(self, depth: int, line: int | None, unit: Unit | None = None) -> None:
        """Move to the next node."""
        counts = self.counts
        self.line = line
        self.unit = unit
        if depth < len(counts):
            del counts[depth + 1 :]
            counts[depth] += 1
        else:
            counts.extend([0] * (depth + 1 - len(counts)))

    def copy(self) -> Place:
        """A copy of the current place."""
        made = Place()
        made.counts, made.line, made.unit = list(self.counts), self.line, self.unit
        return made

    def path(self) -> str:
        """The JSON path of the node: `$` is the first root, `$[2]` the third; in a deep tree the middle is omitted."""
        counts, hidden = self.counts, len(self.counts) - 2 * ENDS
        if not counts:
            return "$"
        return path_of(counts[:ENDS], hidden, counts[-ENDS:]) if hidden > 0 else path_of(counts)
