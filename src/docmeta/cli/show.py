"""`docmeta show`: the tree of a description in the terminal."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from itertools import chain
from typing import Any

import click

from docmeta.cards import facts
from docmeta.cli.common import reader_options, reading_options, source_of
from docmeta.cli.limits import Sectioned
from docmeta.cli.outline import Outline, Shape, mark_of, shape_of, title_of
from docmeta.cli.telling import OK
from docmeta.cli.terminal import Painter, cut, one_line, screen_width, wants_colour, width_of
from docmeta.crosswalk import Report
from docmeta.model import Collection, Level, Node, Unit, ordered
from docmeta.plugins import Limits
from docmeta.plugins.limits import limits_of
from docmeta.plugins.options import of_side
from docmeta.remote import named
from docmeta.running.concealed import concealed
from docmeta.running.files import opened
from docmeta.running.run import nodes_in

#: The most values of a field in the head.
_SHOWN = 6


@click.command(cls=Sectioned)
@click.argument("source")
@click.option(
    "--depth", type=click.IntRange(0), default=0, metavar="N", help="Draw N levels; 0, the default, draws all."
)
@click.option(
    "--limit", type=click.IntRange(0), default=50, show_default=True, metavar="N",
    help="Draw at most N members of a unit; 0 draws all.",
)  # fmt: skip
@click.option("--include-internal", is_flag=True, help="Show material marked internal.")
@reading_options
def command(
    source: str,
    depth: int,
    limit: int,
    include_internal: bool,
    from_: str | None,
    options: tuple[str, ...],
    huge: bool,
    limits: Limits | None,
) -> int:
    """Draw the tree of a description, with titles, levels and dates.

    SOURCE is a file, possibly in an archive, a URL, or - for standard input.
    Of internal units only the place is shown.
    """
    report, limits = Report(), limits_of(limits, huge=huge)
    how: dict[str, Any] = {"huge": huge, "limits": limits, "options": of_side(reader_options(options), "read")}
    with opened(source_of(source), huge=huge, limits=limits) as file:  # opened once, read twice

        def nodes(report: Report) -> Iterator[Node]:
            found = nodes_in(file, from_, report, **how)
            return found if include_internal else concealed(found)

        shape = shape_of(ordered(nodes(report)))
        _draw(
            nodes(Report()),
            shape,
            "standard input" if source == "-" else named(source),
            depth,
            limit,
        )
    _warn(report)
    return OK


def _draw(nodes: Iterator[Node], shape: Shape, name: str, depth: int, limit: int) -> None:
    out = sys.stdout
    paint = Painter(wants_colour(out))
    width = min(screen_width(), 140)
    first = next(nodes, None)
    below = -1
    if first is not None and shape.roots == 1:
        below = 0
        for line in _head(first.unit, paint, width):
            out.write(line + "\n")
    else:
        out.write(paint(cut(one_line(name), width), "bold") + "\n")
    rest = chain([] if first is None else [first], nodes)
    for line in Outline(shape, width, paint, depth=depth, limit=limit).lines(rest, below=below):
        out.write(line + "\n")
    out.write("\n" + paint(cut(_foot(shape), width), "dim") + "\n")


def _head(unit: Unit, paint: Painter, width: int) -> Iterator[str]:
    """The one root: its title, and its collection-level description."""
    title, styles = title_of(unit)
    level = one_line(unit.level or "")
    mark = mark_of(unit)
    title = cut(title, width - width_of(level) - len(mark) - 2)
    space = " " * max(2, width - width_of(title) - len(mark) - width_of(level))
    yield paint(title, *(styles or ("bold",))) + paint(mark, "red") + (space + paint(level, "magenta") if level else "")
    facts = list(_facts(unit))
    label_width = max((len(label) for label, _ in facts), default=0)
    for label, value in facts:
        lines = textwrap.wrap(value, width - label_width - 4, max_lines=3, placeholder=" …") or [""]
        for number, line in enumerate(lines):
            shown = label if number == 0 else ""
            yield "  " + paint(shown.ljust(label_width), "dim") + "  " + paint(line, *_FACT_STYLES.get(label, ()))
    if facts and isinstance(unit, Collection):
        yield paint("│", "dim")


_FACT_STYLES = {"dates": ("cyan",), "extent": ("yellow",)}


def _facts(unit: Unit) -> Iterator[tuple[str, str]]:
    for label, values in facts(unit):
        shown = [text for text in (one_line(value) for value in values) if text]
        if shown:
            separator = " · "
            more = f"{separator}… {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
            yield label, separator.join(shown[:_SHOWN]) + more


def _foot(shape: Shape) -> str:
    parts = [f"{shape.units:,} {'unit' if shape.units == 1 else 'units'}"]
    levels = [f"{count:,} {_level(level, count)}" for level, count in shape.levels.most_common(6)]
    parts.append(", ".join(levels))
    if shape.depth > 1:
        parts.append(f"{shape.depth:,} levels deep")
    if shape.internal:
        parts.append(f"{shape.internal:,} internal")
    return " · ".join(parts)


def _level(level: str, count: int) -> str:
    """The name of a level, in the plural if there are several."""
    if level not in set(Level) or count == 1:
        return one_line(level) or "without a level"
    return {"class": "classes"}.get(level, level if level.endswith("s") else level + "s")


def _warn(report: Report) -> None:
    troubles = [finding for finding in report.findings if finding.severity in ("error", "warning", "loss")]
    if troubles:
        count = sum(finding.count for finding in troubles)
        sys.stdout.flush()
        click.echo(
            f"docmeta: {count:,} {'piece' if count == 1 else 'pieces'} of the source could not be read, or "
            f"{'is' if count == 1 else 'are'} doubtful; 'docmeta check' lists them",
            err=True,
        )
