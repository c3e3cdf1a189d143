"""`docmeta diff`: what differs between two descriptions, whatever their formats."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import click

from docmeta.api import ROOTS, load
from docmeta.cli.apart import printed_aside
from docmeta.cli.common import layout_option, limiting_options, source_of
from docmeta.cli.limits import Sectioned, huge_option
from docmeta.cli.telling import OK, PROBLEMS
from docmeta.cli.terminal import Painter, cut, one_line, print_page, screen_width, wants_colour
from docmeta.comparing import Difference, compare
from docmeta.comparing.fields import without_kinds
from docmeta.model import Unit, nest, walk
from docmeta.plugins import Limits
from docmeta.plugins.limits import Tick, limits_of
from docmeta.remote import shown
from docmeta.running.concealed import concealed
from docmeta.running.quicklook import may_be_internal


@click.command(cls=Sectioned)
@click.argument("one", metavar="A")
@click.argument("two", metavar="B")
@layout_option("text", "json", "html")
@click.option("--from", "from_", metavar="FORMAT", help="The format of A; detected if not given.")
@click.option("--from-b", metavar="FORMAT", help="The format of B; detected if not given.")
@click.option("--ignore", metavar="FIELD", multiple=True, help="Leave a field out; may be repeated.")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=200,
    show_default=True,
    metavar="N",
    help="Print at most N differences; 0 prints all.",
)
@click.option("--include-internal", is_flag=True, help="Show material marked internal.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing; just set the exit code.")
@huge_option
@limiting_options
def command(
    one: str,
    two: str,
    layout: str,
    from_: str | None,
    from_b: str | None,
    ignore: tuple[str, ...],
    limit: int,
    huge: bool,
    include_internal: bool,
    quiet: bool,
    limits: Limits | None,
) -> int:
    """Compare two descriptions, unit by unit and field by field.

    A and B can have different formats; one of them can be - for standard input.
    Units are matched by id, reference code, content and position.
    Internal material is compared too, but not shown, unless you include it.

    Exits with 0 if the descriptions are equal, with 1 if they differ.
    """
    if one == two == "-":
        raise click.UsageError("only one of A and B can be standard input")
    tick = limits_of(limits, huge=huge).clock(f"{shown(one)}, {shown(two)}")
    left = _roots(one, from_, huge, limits)
    right = _roots(two, from_b, huge, limits)
    one, two = shown(one), shown(two)
    found: Iterable[Difference] = _in_time(compare(left, right, ignore=ignore), tick)
    if quiet:
        return PROBLEMS if next(iter(found), None) is not None else OK
    hidden = 0
    if not include_internal:
        found, hidden = _concealed(left, right, found, ignore)
    if layout == "json":
        differences = [difference.to_json() for difference in found]
        data = {
            "equal": not differences and not hidden,
            "a": one,
            "b": two,
            "differences": differences,
            "hidden": hidden,
        }
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return PROBLEMS if differences or hidden else OK
    if layout == "html":
        from docmeta.cards import differences_page

        every = list(found)
        print_page(differences_page(every, *_names(one, two), most=limit, hidden=hidden))
        return PROBLEMS if every or hidden else OK
    return _print(found, one, two, limit, hidden)


def _names(one: str, two: str) -> tuple[str, str]:
    """The file names without folders, if they differ."""
    short = os.path.basename(one) or one, os.path.basename(two) or two
    return short if short[0] != short[1] else (one, two)


def _roots(source: str, format: str | None, huge: bool, limits: Limits | None) -> tuple[Unit, ...]:
    with printed_aside():
        tree = load(source_of(source), format=format, huge=huge, limits=limits)
    return tree.members if tree.id == ROOTS and tree.minted else (tree,)


def _in_time(found: Iterable[Difference], tick: Tick) -> Iterator[Difference]:
    tick(None)
    for difference in found:
        tick(None)
        yield difference


def _concealed(
    left: tuple[Unit, ...], right: tuple[Unit, ...], found: Iterable[Difference], ignore: tuple[str, ...]
) -> tuple[Iterable[Difference], int]:
    """The differences without a word of what is internal, and how many more there are in that."""
    if not any(may_be_internal(unit) for root in (*left, *right) for unit in root.walk()):
        return found, 0
    every = sum(1 for _ in found)  # counted first: nesting gives the units other members
    seen = list(compare(*(nest(concealed(walk(*roots))) for roots in (left, right)), ignore=ignore))
    return seen, max(0, every - len(seen))


def _print(found: Iterable[Difference], one: str, two: str, limit: int, hidden: int) -> int:
    paint = Painter(wants_colour(sys.stdout))
    width = screen_width()
    counts: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    unit: Any = None
    for number, difference in enumerate(found):
        counts[difference.kind] += 1
        if difference.field is not None:
            fields[without_kinds(difference.field)] += 1
        if limit and number >= limit:
            continue
        if (difference.unit, difference.path) != unit:
            unit = difference.unit, difference.path
            _print_unit(difference, paint, width)
        if difference.field is not None:
            _print_field(difference, paint, width)
    total = sum(counts.values())
    if not total and not hidden:
        print(paint("no difference", "green"))
        return OK
    if hidden:
        counts["in internal material (--include-internal shows them)"] = hidden
        total += hidden
    if limit and total - hidden > limit:
        print(f"... and {total - hidden - limit:,} more (--limit 0 prints all)")
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in counts.most_common())
    print()
    print(paint(f"{total:,} {'difference' if total == 1 else 'differences'}: {kinds}", "bold"))
    if fields:
        print(
            paint(
                cut("fields: " + ", ".join(f"{name} {count:,}" for name, count in fields.most_common()), width), "dim"
            )
        )
    return PROBLEMS


def _print_unit(difference: Difference, paint: Painter, width: int) -> None:
    title = one_line(difference.title)
    name = f"{one_line(difference.unit)}  {title}".rstrip()
    signs = {"removed": ("- ", "red"), "added": ("+ ", "green"), "moved": ("> ", "yellow"), "changed": ("  ", "bold")}
    sign, style = signs[difference.kind]
    line = cut(name, max(20, width - len(difference.path) - 6))
    print(paint(sign + line, style) + "  " + paint(one_line(difference.path), "dim"))
    if difference.kind == "moved":
        print("      " + paint(f"to {one_line(difference.new or '')}", "yellow"))


def _print_field(difference: Difference, paint: Painter, width: int) -> None:
    print("    " + paint(one_line(difference.field or ""), "cyan"))
    old = None if difference.old is None else one_line(difference.old)
    new = None if difference.new is None else one_line(difference.new)
    start = _same_beginning(old, new, width - 9) if old is not None and new is not None else 0
    for sign, value, style in (("- ", old, "red"), ("+ ", new, "green")):
        if value is not None:
            shown = f"…{value[start:]}" if start else value
            print("      " + paint(cut(sign + shown, width - 7), style))


def _same_beginning(old: str, new: str, width: int) -> int:
    """How much to omit at the beginning of two long values so that the first difference shows."""
    same = next(
        (index for index, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), min(len(old), len(new))
    )
    return max(0, same - width // 3) if same > width * 2 // 3 else 0
