"""The tree of a description as lines of text: two passes over the source, so that little is kept in memory.

The first pass counts the members of every unit (four bytes each); the second draws, so it knows the last member of each unit.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import attrs

from docmeta.cli.terminal import Painter, cut, one_line, width_of
from docmeta.model import Collection, Node, Unit, devised_title
from docmeta.running import CONCEALED, is_internal

#: The greatest widths of the columns beside the titles: level, number of members, dates.
_WIDEST = 12, 11, 23


@attrs.define
class Shape:
    """The result of the first pass: the number of members of each unit in document order, and totals.

    Attributes:
        members: The number of members of each unit.
        roots: The number of units without a parent.
        depth: The number of levels.
        levels: How often each level of description occurs.
        internal: The number of units marked internal.
        widths: The widths needed beside the titles: level, number of members, dates.
    """

    members: array[int] = attrs.field(factory=lambda: array("L"))
    roots: int = 0
    depth: int = 0
    levels: Counter[str] = attrs.field(factory=Counter)
    internal: int = 0
    widths: list[int] = attrs.field(factory=lambda: [0, 0, 0])

    @property
    def units(self) -> int:
        """The number of units."""
        return len(self.members)


def shape_of(nodes: Iterable[Node]) -> Shape:
    """The first pass."""
    shape = Shape()
    above: list[int] = []
    for node in nodes:
        del above[node.depth :]
        if above:
            shape.members[above[-1]] += 1
        else:
            shape.roots += 1
        above.append(len(shape.members))
        shape.members.append(0)
        shape.depth = max(shape.depth, node.depth + 1)
        shape.levels[node.unit.level or ""] += 1
        shape.internal += is_internal(node.unit.audience)
        if node.depth or shape.roots > 1:
            shape.widths[0] = max(shape.widths[0], width_of(one_line(node.unit.level or "")))
            shape.widths[2] = max(shape.widths[2], width_of(dates_of(node.unit)))
    most = max(islice(shape.members, 1, None), default=0) if shape.roots == 1 else max(shape.members, default=0)
    shape.widths[1] = len(f"{most:,}") if most else 0
    shape.widths = [min(width, widest) for width, widest in zip(shape.widths, _WIDEST, strict=True)]
    return shape


@attrs.define
class _Level:
    """A current unit: the number of its members, of those already drawn, and the guide beside them."""

    members: int
    passed: int = 0
    guide: str = ""


class Outline:
    """Draws the units below a root as a tree.

    Args:
        shape: The result of the first pass.
        width: The width in columns.
        painter: Adds the colours.
        depth: The number of levels to draw; 0 draws all.
        limit: The most members of a unit to draw; 0 draws all.
    """

    def __init__(self, shape: Shape, width: int, painter: Painter, *, depth: int = 0, limit: int = 0) -> None:
        self._shape = shape
        self._width = width
        self._paint = painter
        self._depth = depth
        self._limit = limit

    def lines(self, nodes: Iterable[Node], *, below: int) -> Iterator[str]:
        """The lines of all nodes deeper than *below*; -1 includes the roots."""
        open_levels: list[_Level] = [_Level(self._shape.roots)]
        hidden: int | None = None
        for number, node in enumerate(nodes):
            del open_levels[node.depth + 1 :]
            level = open_levels[-1]
            level.passed += 1
            members = self._shape.members[number]
            last = level.passed == level.members
            drawn = node.depth > below
            # only the last guides of a deep tree are ever visible
            guide = (level.guide + ("   " if last else "│  "))[-self._width :] if drawn else ""
            open_levels.append(_Level(members, 0, guide))
            if hidden is not None and node.depth > hidden:
                continue
            hidden = None
            if not drawn:
                continue
            if self._limit and level.passed > self._limit:
                hidden = node.depth
                if level.passed == self._limit + 1:
                    yield self._more(level, level.members - self._limit)
                continue
            branch = level.guide + ("└─ " if last else "├─ ")
            yield self._line(branch, node.unit, members)
            if self._depth and node.depth - below >= self._depth:
                hidden = node.depth

    def _more(self, level: _Level, count: int) -> str:
        return self._paint(level.guide + "└─ ", "dim") + self._paint(f"… {count:,} more", "dim", "italic")

    def _line(self, branch: str, unit: Unit, members: int) -> str:
        paint = self._paint
        # deep trees and narrow screens still leave some room for the title
        branch = branch if width_of(branch) <= self._width // 2 else "… " + branch[-(self._width // 2) :]
        level_width, count_width, date_width = self._shape.widths
        beside = sum(width + 2 for width in self._shape.widths if width)
        room = max(20, self._width - width_of(branch) - beside)
        title, styles = title_of(unit)
        mark = mark_of(unit)
        title = cut(title, room - len(mark))
        parts = [paint(branch, "dim") + paint(title, *styles) + paint(mark, "red")]
        parts[0] += " " * (room - width_of(title) - len(mark))
        if level_width:
            level = cut(one_line(unit.level or ""), level_width)
            parts.append(paint(level, "magenta") + " " * (level_width - width_of(level)))
        if count_width:
            parts.append(paint((f"{members:,}" if members else "").rjust(count_width), "yellow"))
        if date_width:
            parts.append(paint(cut(dates_of(unit), date_width), "cyan"))
        return "  ".join(parts).rstrip()


def mark_of(unit: Unit) -> str:
    """The mark after the title of a unit marked internal."""
    return f" {CONCEALED}" if is_internal(unit.audience) and unit.title != CONCEALED else ""


def title_of(unit: Unit) -> tuple[str, tuple[str, ...]]:
    """The title for display, with its styles; a supplied title in brackets if the unit has none."""
    title = one_line(unit.title)
    if title:
        return title, ("bold",) if isinstance(unit, Collection) else ()
    words = one_line(unit.description)
    return (words if words else one_line(devised_title(unit))), ("italic",)


def dates_of(unit: Unit) -> str:
    """The dates for display: those of the material, as written."""
    shown = [one_line(date.display) for date in unit.dates[:2]]
    return ", ".join(text for text in shown if text)
