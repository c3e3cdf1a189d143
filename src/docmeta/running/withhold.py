"""Internal material: removed before any writer sees it, and counted.

Finding aids mark some of their content as internal (EAD `@audience`): shelf marks, donors' addresses, notes among staff.
An internal unit is removed with everything below it; so are internal parts, and internal elements inside prose.
On request (`restricted_on`), units with restricted access on a day are withheld, too, with everything below them.
Of an internal record, only what identifies the description is kept: its identifiers and its agency.
The caller's units are never modified: a unit with internal material is copied.

>>> from docmeta.model import Collection, Document, Note
>>> from docmeta.crosswalk import Report
>>> from docmeta.model import walk
>>> papers = Collection("c", notes=(Note("note", "Shelf 4", audience="internal"),), members=(Document("d", audience="internal"),))
>>> report = Report()
>>> [(node.unit.id, node.unit.notes) for node in public(walk(papers), report)]
[('c', ())]
>>> [(finding.field, finding.count) for finding in report.findings]
[('notes', 1), ('unit', 1)]
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias

import attrs

from docmeta.crosswalk import Finding, Place, Report
from docmeta.dates import Day
from docmeta.errors import LimitError, ModelError
from docmeta.model import FIELDS, Collection, Extra, Node, Record, Unit, day_of, ordered, place, restriction
from docmeta.running.quicklook import MARK, is_internal, marked_prose, marked_within, may_be_internal
from docmeta.text import Text, is_structured, without_internal

#: The field that the report names for a unit withheld as a whole.
UNIT: Final = "unit"

#: The place of an extra that holds the audience of an element.
_AUDIENCE: Final = "@audience"

_WHY = "material marked internal was left out"
#: What the report names for a unit withheld because its access is restricted.
RESTRICTED: Final = "notes[access_conditions].dates"
#: Whether to withhold units with restricted access: today (True), on a day, or not at all.
Withhold: TypeAlias = bool | str | datetime.date
_UNSAID = "the format does not say who may see a unit; recipients will treat it as public"
_PARTS_UNSAID = "which parts of it are internal: whoever receives them will take them for public"
_WORDS_UNSAID = "which of its words are internal: recipients will treat them as public"
#: Values of an audience for everybody.
_FOR_ALL = (None, "external")


#: Removes internal content: returns the rest (the same object if nothing was removed) and the number of pieces removed.
Clean = Callable[[Any], tuple[Any, int]]


def restricted_day(withhold: Withhold) -> Day | None:
    """The day to check restrictions for, or None.

    >>> restricted_day("2031-12-31"), restricted_day(False)
    ((2031, 12, 31), None)
    """
    return None if withhold is False else day_of(None if withhold is True else withhold)


def public(nodes: Iterable[Node], report: Report, restricted_on: Day | None = None) -> Iterator[Node]:
    """The nodes without internal material; what was left out is counted in *report*.

    Findings have the code "withheld" and the field; a unit left out as a whole counts as the field "unit".
    The order of the nodes is checked, and `report.place` and `report.units` are kept up to date (see `tracked`).
    """
    return tracked(nodes, report, include_internal=False, restricted_on=restricted_on)


def tracked(
    nodes: Iterable[Node],
    report: Report,
    *,
    include_internal: bool,
    says_audience: bool = True,
    restricted_on: Day | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Node]:
    """The nodes on their way to a writer: in order, counted, each with its place for the report, without internal material.

    With *restricted_on*, units whose access is restricted on that day are left out too, whatever *include_internal* is.

    While the writer has a node, `report.place` is its place in the source; while the next one is read, it is None.
    """
    where = Place()
    path: list[Node] = []  # the current node of each depth as the writer sees it, without internal material
    hidden: int | None = None  # the depth of the internal unit whose descendants are passing
    why: tuple[str, str | None] = (_WHY, None)
    heard = _Heard(report)
    stream = ordered(nodes)
    all_pass = include_internal and restricted_on is None
    for node in stream if all_pass else heard.pulled(stream):
        depth = node.depth
        where.step(depth, node.line, node.unit)
        if not all_pass:
            if hidden is not None and depth <= hidden:
                hidden = None
            if hidden is None:
                if not include_internal and unit_is_internal(node.unit):
                    hidden, why = depth, (_WHY, None)
                elif (
                    restricted_on is not None and node.unit.notes and restriction(node.unit, restricted_on) is not None
                ):
                    hidden, why = depth, (_restricted(restricted_on), RESTRICTED)
            heard.hidden = hidden is not None
            if heard.news:
                heard.tell()
            if hidden is not None:
                where.unit = None  # a report gives the place of an internal unit, and none of its text
                report.place = where
                report.note("withheld", why[0], field=UNIT, target=why[1])
                report.place = None
                continue
            report.place = where
            if not include_internal and may_be_internal(node.unit):
                unit, removed = public_unit(node.unit)
                if removed:
                    node = Node(depth, unit, node.line)
                    where.unit = unit  # for its title in the report
                for name in removed:
                    report.note("withheld", _WHY, field=name)
            node = place(path, node)
        report.place = where
        if not says_audience:
            if node.unit.audience not in _FOR_ALL:
                report.lose("audience", None, node.unit.audience, code="dropped", reason=_UNSAID)
            if include_internal and may_be_internal(node.unit):
                for name in marked_prose(node.unit):
                    report.lose(name, _AUDIENCE, reason=_WORDS_UNSAID)
                for name in marked_within(node.unit):
                    report.lose(name, _AUDIENCE, reason=_PARTS_UNSAID)
        report.units += 1
        if progress is not None and not report.units % 500:
            progress(report.units)
        yield node
        report.place = None


def _restricted(day: Day) -> str:
    return f"access is restricted on {day[0]:04d}-{day[1]:02d}-{day[2]:02d}; everything below is left out too"


class _Heard:
    """A reader's findings about a node: passed on once its audience is known, without source text if it is internal."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.before = 0
        self.every: list[Finding] = []
        self.news = False
        self.hidden = False

    def pulled(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """The nodes. If there are findings for one, the consumer calls `tell`; `hidden` tells whether it is internal."""
        report, stream = self.report, iter(nodes)
        while True:
            each, self.before = report.each, report.kinds
            if each is not None:
                report.each = self.every.append
            try:
                node = next(stream, None)
            except BaseException:
                report.each = each
                self.tell()
                raise
            report.each = each
            if node is None:
                break
            self.news = bool(self.every) or report.kinds != self.before
            yield node
        self.tell()

    def tell(self) -> None:
        """Pass on the findings; of internal material only their kind and place."""
        if self.hidden:
            self.report.conceal(self.before)
        for finding in self.every:
            if self.hidden:
                finding.conceal()
            if self.report.each is not None:
                self.report.each(finding)
        self.every.clear()


def unit_is_internal(unit: Unit) -> bool:
    """Whether a unit says that it is internal as a whole."""
    if unit.audience is not None and is_internal(unit.audience):
        return True
    return bool(unit.extras) and _marked(unit.extras)


def _marked(extras: tuple[Extra, ...]) -> bool:
    """Whether these extras mark their owner as internal."""
    return any(extra.place == _AUDIENCE and is_internal(extra.content) for extra in extras)


def _partly_marked(extras: tuple[Extra, ...]) -> bool:
    """Whether these extras mark their owner, or something in it, as internal, without telling which of its values."""
    return any(extra.place.endswith(_AUDIENCE) and is_internal(extra.content) for extra in extras)


def _beside_marks(extras: tuple[Extra, ...]) -> tuple[tuple[Extra, ...], int]:
    """The extras of a unit except those in an internal element."""
    marked = tuple(
        {
            extra.place.removesuffix(_AUDIENCE)
            for extra in extras
            if extra.place.endswith(_AUDIENCE) and is_internal(extra.content)
        }
    )
    if not marked:
        return extras, 0
    left = tuple(extra for extra in extras if not extra.place.startswith(marked))
    return left, len(extras) - len(left)


def public_unit(unit: Unit) -> tuple[Unit, list[str]]:
    """A copy of the unit without internal material, or the unit itself; and the field of each piece removed."""
    changes: dict[str, Any] = {}
    gone: list[str] = []
    for name in FIELDS:
        value = getattr(unit, name)
        if (not value and not is_structured(value)) or name in ("id", "audience"):
            continue
        beside = 0
        if name == "extras":
            value, beside = _beside_marks(value)
        left, removed = _clean_value(value)
        removed += beside
        if removed:
            changes[name] = _EMPTY.get(name, left) if left is None else left
            gone += [name] * removed
    if not changes:
        return unit, gone
    if isinstance(unit, Collection):
        changes["members"] = ()  # they follow in the stream; the old ones may be internal
    return attrs.evolve(unit, **changes), gone


_EMPTY: Final[dict[str, Any]] = {
    field.name: field.default for field in attrs.fields(Unit) if field.default is not attrs.NOTHING
}


def _clean_value(value: Any) -> tuple[Any, int]:
    """The public part of a value of any field, or None."""
    if isinstance(value, str):
        return _clean_prose(value)
    if isinstance(value, tuple):
        return _clean_items(value)
    if attrs.has(type(value)):
        return _cleaner(type(value))(value)
    return value, 0


def _clean_prose(prose: str) -> tuple[str | None, int]:
    if type(prose) is str or not isinstance(prose, Text) or prose.markup is None or not MARK.search(prose.markup):
        return prose, 0
    left, removed = without_internal(prose)
    if not removed and MARK.search(prose.markup):
        return None, 1  # marked in a non-canonical way, so nothing of it is safe
    return left if left or is_structured(left) else None, removed


def _clean_items(items: tuple[Any, ...]) -> tuple[tuple[Any, ...], int]:
    kept = []
    removed = 0
    for item in items:
        left, gone = _clean_value(item)
        removed += gone
        if left is not None:
            kept.append(left)
    return (tuple(kept), removed) if removed else (items, 0)


_cleaners: dict[type[Any], Clean] = {}


def _cleaner(cls: type[Any]) -> Clean:
    clean = _cleaners.get(cls)
    if clean is None:
        clean = _cleaners[cls] = _cleaner_of(cls)
    return clean


def _cleaner_of(cls: type[Any]) -> Clean:
    """The function that removes internal content from a part; it returns None if the part itself is internal."""
    if issubclass(cls, Extra):
        return _clean_extra
    fields = {field.name: field.default for field in attrs.fields(cls)}
    has_audience = "audience" in fields

    def clean(part: Any) -> tuple[Any, int]:
        if has_audience and is_internal(part.audience):
            return (_identity(part) if cls is Record else None), 1
        changes: dict[str, Any] = {}
        removed = 0
        for name, default in fields.items():
            value = getattr(part, name)
            if value.__class__ is str or (not value and not is_structured(value)):
                continue
            if name == "extras" and _partly_marked(value):
                return (_identity(part) if cls is Record else None), 1
            left, gone = _clean_value(value)
            if not gone:
                continue
            removed += gone
            if left is None and default is attrs.NOTHING:
                if name not in _MAY_BE_EMPTY:
                    return None, removed
                left = ""
            changes[name] = default if left is None else left
        if not changes:
            return part, 0
        return _evolved(part, changes, set(fields)), removed

    return clean


#: What identifies a description, without prose, from which published URLs are made.
_IDENTITY: Final = ("id", "agency", "agency_code", "country")


def _identity(record: Record) -> Record | None:
    """An internal record without its content: systems find a finding aid by its identifier, its URL and its agency."""
    said = {name: getattr(record, name) for name in _IDENTITY if type(getattr(record, name)) is str}
    numbers = tuple(one for one in record.identifiers if not is_internal(one.audience))
    found = Record(**said, identifiers=tuple(attrs.evolve(one, extras=()) for one in numbers))
    return found if found != Record() else None


#: Fields that may be empty although they have no default.
_MAY_BE_EMPTY: Final = frozenset({"name"})


def _evolved(part: Any, changes: dict[str, Any], fields: set[str]) -> Any:
    """The part with the changes; None if nothing useful would be left."""
    text = changes.get("text")
    if text is not None and not text and not is_structured(text) and "kind" in fields and "heading" in fields:
        return None  # a note whose whole text was internal
    try:
        return attrs.evolve(part, **changes)
    except ModelError:
        return None


def _clean_extra(extra: Extra) -> tuple[Extra | None, int]:
    """Remove internal elements from serialised ones; what cannot be parsed is left out."""
    content = extra.content
    if "audience" not in content or not MARK.search(content):
        return extra, 0
    try:
        left, removed = without_internal(Text("", _canonical_marks(content)))
    except (ModelError, LimitError):
        return None, 1
    markup = left.markup if isinstance(left, Text) else left
    if not removed or not markup:
        return None, max(removed, 1)
    return attrs.evolve(extra, content=markup), removed


def _canonical_marks(markup: str) -> str:
    return MARK.sub('audience="internal"', markup)
