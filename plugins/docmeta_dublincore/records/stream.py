"""The units of a description that become records, each with what it inherits from the units above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from docmeta import Context
from docmeta.crosswalk import BOOKKEEPING, Place, Report
from docmeta.model import FIELDS, Inherited, Names, Node, Unit, inheriting

#: What a record inherits from a unit above; without dates: those of a series are no dates of a letter.
_OWED: Final = ("repository", "rights", "languages", "access", "use")
#: What the records below a unit without a record repeat of it.
_PASSED_ON: Final = frozenset(("title", "repository", "rights", "languages"))
_NOTES_PASSED_ON: Final = frozenset(("access_conditions", "legal_status", "use_conditions"))
_NO_RECORD: Final = "of a unit with others below it, which gets no record; the option `records=all` gives it one"


@attrs.frozen
class Item:
    """A unit that is a record.

    Attributes:
        node: The node unchanged.
        unit: The unit, with what it inherits.
        owed: What it inherits.
        name: Its name, unique among the records.
        said: What is written of the name.
    """

    node: Node
    unit: Unit
    owed: Inherited
    name: str
    said: str


def items(nodes: Iterable[Node], context: Context, which: str, names: Names) -> Iterator[Item]:
    """The records: units without members, or `all`; what only the others hold is reported."""
    supplied, report = 0, context.report
    for node, owed, holds in _with_next(nodes, report, huge=context.huge):
        before, name = names.supplied, names.name(node)
        if which == "leaves" and holds:
            set_aside(node.unit, report, _NO_RECORD)
        else:
            supplied += names.supplied - before
            yield Item(node, completed(node.unit, owed, report), owed, name, names.said)
    if supplied:
        why = "it has no unique identifier; one is made from the finding aid's and its position"
        report.note("supplied", why, field="id", count=supplied)


def _with_next(nodes: Iterable[Node], report: Report, *, huge: bool) -> Iterator[tuple[Node, Inherited, bool]]:
    """Each node, and whether the next one is below it; the report is at the place of the yielded node."""
    before: tuple[Node, Inherited] | None = None
    place = None
    for node, owed in inheriting(nodes, huge=huge):
        live = report.place
        here = live and live.copy()
        if before is not None:
            report.place = place
            yield *before, node.depth > before[0].depth
            report.place = live
        before, place = (node, owed), here
    if before is not None:
        report.place = place
        yield *before, False
        report.place = None


class Aside:
    """Units that are not records: their content is reported once it is known whether a record is below them.

    Args:
        report: Receives the findings.
        why: The reason, after the name of the field.
        passed_on: Whether the records below a unit repeat more than its title.
    """

    def __init__(self, report: Report, why: str, *, passed_on: bool) -> None:
        self.report, self.why, self.passed_on = report, why, passed_on
        #: The open units: the unit and its place if it is no record, and whether a record is below it.
        self._open: list[tuple[Unit | None, Place | None, list[bool]]] = []

    def take(self, node: Node, *, is_record: bool) -> None:
        """Take the next node."""
        self.end(node.depth)
        if is_record:
            for _, _, below in self._open:
                below[0] = True
            self._open.append((None, None, [False]))
        else:
            place = self.report.place
            self._open.append((node.unit, place and place.copy(), [False]))

    def end(self, depth: int = 0) -> None:
        """End the units from a depth on, and report them: nothing more is below them."""
        live = self.report.place
        while len(self._open) > depth:
            unit, place, below = self._open.pop()
            if unit is not None:
                self.report.place = place
                set_aside(unit, self.report, self.why, passed_on=self.passed_on, below=below[0])
        self.report.place = live


def completed(unit: Unit, owed: Inherited, report: Report) -> Unit:
    """A unit with what it inherits."""
    given: dict[str, Any] = {}
    for name in _OWED:
        found = getattr(owed, name)
        if found is None:
            continue
        field = "notes" if name in ("access", "use") else name
        given[field] = (*given.get(field, unit.notes), *found.value) if field == "notes" else found.value
        why = f"inherited from the unit above: {found.unit.id}"
        report.note("supplied", why, field=field, target="inherit", value=found.value)
    return attrs.evolve(unit, **given) if given else unit


def set_aside(unit: Unit, report: Report, why: str, *, passed_on: bool = True, below: bool = True) -> None:
    """Report what no record holds of a unit that is not one, and what the records below it repeat.

    Args:
        unit: The unit.
        report: Receives the findings.
        why: The reason, after the name of the field.
        passed_on: Whether the records below it repeat more than its title.
        below: Whether there is any record below it.
    """
    for field in FIELDS:
        value = getattr(unit, field)
        if not value or field in BOOKKEEPING or (field == "id" and unit.minted):
            continue
        for one in value if isinstance(value, tuple) else (value,):
            more = field in _PASSED_ON or (field == "notes" and one.kind in _NOTES_PASSED_ON)
            if below and (field == "title" or (passed_on and more)):
                reason = "given in the records below that have none themselves"
                report.lose(field, None, one, code="changed", reason=reason)
            else:
                report.lose(field, None, one, code="dropped", reason=f"the {field.replace('_', ' ')} {why}")
