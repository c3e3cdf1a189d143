"""`docmeta plan`: what a receiving system would make of a description, as a tree with counts."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from typing import Final

import attrs
import click
from click.core import ParameterSource

from docmeta.cli.apart import printed_aside
from docmeta.cli.common import Bare, format_options, reading_options, source_of, withholding_option
from docmeta.cli.telling import OK, PROBLEMS
from docmeta.cli.terminal import Painter, cut, one_line, print_table, screen_width, wants_colour, width_of
from docmeta.plugins import Limits
from docmeta.receivers import Rule, Verdict
from docmeta.receivers.sending import planned
from docmeta.running import Withhold

_STYLES: Final = {"created": "green", "refused": "red", "misread": "yellow", "ignored": "magenta"}


@click.command(cls=Bare)
@click.argument("source", metavar="SOURCE")
@click.option("--for", "for_", metavar="SYSTEM", required=True, help="The system: archivesspace, arclight ...")
@click.option("--to", metavar="FORMAT", help="The import format, if the system has several.")
@click.option("--include-internal", is_flag=True, help="Include material marked internal.")
@withholding_option
@click.option(
    "--through", metavar="NAME", multiple=True, help="Pass the units through a plugin's transform; may be repeated."
)
@click.option("--base-uri", metavar="URI", help="The base URI of the published records.")
@click.option("--depth", type=click.IntRange(0), metavar="N", help="Print N levels below the top; all if not given.")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=100,
    show_default=True,
    metavar="N",
    help="Print at most N descriptions; 0 prints all.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing; just set the exit code.")
@reading_options
def command(
    source: str,
    for_: str,
    to: str | None,
    include_internal: bool,
    withhold_restricted: Withhold | None,
    through: tuple[str, ...],
    base_uri: str | None,
    depth: int | None,
    limit: int,
    from_: str | None,
    options: tuple[str, ...],
    huge: bool,
    limits: Limits | None,
    quiet: bool,
) -> int:
    """Show what a receiving system would make of a description, before you import it.

    Of internal material it gives no words, unless you include it.

    If the system imports the format of SOURCE, docmeta judges the file as it is. Otherwise, or with -O, --through or
    --base-uri, it judges what "docmeta convert --for SYSTEM" would write.

    Exits with 1 if anything would be refused or misread.

    \b
    Examples:
      docmeta plan finding-aid.xml --for archivesspace
    """
    given = format_options(options, planned)
    address = click.get_current_context().get_parameter_source("base_uri") is ParameterSource.COMMANDLINE
    with (
        printed_aside(),
        planned(
            source_of(source),
            for_,
            to=to,
            from_=from_,
            huge=huge,
            limits=limits,
            include_internal=include_internal,
            withhold_restricted=withhold_restricted or False,
            through=through,
            base_uri=base_uri,
            converting=bool(given or through or address or withhold_restricted),
            **given,
        ) as (receiver, verdicts),
    ):
        drawing = _Drawing(receiver.title, depth, limit, quiet)
        for verdict in verdicts:
            drawing.take(verdict)
    drawing.end()
    return PROBLEMS if drawing.counts["refused"] or drawing.counts["misread"] else OK


@attrs.define
class _Line:
    """A description, and the fate of its parts."""

    verdict: Verdict
    created: Counter[str] = attrs.field(factory=Counter)
    others: Counter[str] = attrs.field(factory=Counter)


class _Drawing:
    """Draws the tree as the verdicts arrive, and summarises them."""

    def __init__(self, title: str, depth: int | None, limit: int, quiet: bool) -> None:
        self.counts: Counter[str] = Counter()
        self._title, self._depth, self._limit, self._quiet = title, depth, limit, quiet
        self._rules: dict[Rule, tuple[int, Verdict]] = {}
        self._line: _Line | None = None
        self._lines: list[str] = []
        self._left_out = 0
        self._paint = Painter(wants_colour(sys.stdout))
        self._width = screen_width()

    def take(self, verdict: Verdict) -> None:
        """Take the next verdict."""
        self.counts[verdict.outcome] += 1
        if verdict.rule is not None:
            count, first = self._rules.get(verdict.rule, (0, verdict))
            self._rules[verdict.rule] = count + 1, first
        if verdict.depth is not None:
            self._draw()
            self._line = _Line(verdict)
        elif self._line is not None:
            counted = self._line.created if verdict.outcome == "created" else self._line.others
            counted[verdict.what if verdict.outcome == "created" else verdict.outcome] += 1

    def _draw(self) -> None:
        line = self._line
        if line is None or self._quiet:
            return
        verdict = line.verdict
        if (self._depth is not None and (verdict.depth or 0) > self._depth) or (
            self._limit and len(self._lines) >= self._limit
        ):
            self._left_out += 1
            return
        indent = "  " * min(verdict.depth or 0, 20)
        sign = "" if verdict.outcome == "created" else f"{verdict.outcome}: "
        parts = [_counted(count, what) for what, count in line.created.most_common(4)]
        parts += [f"{count:,} {outcome}" for outcome, count in line.others.items()]
        said = verdict.reason if sign else ""
        room = self._width - len(indent) - len(sign) - len(verdict.what) - 2
        title = one_line(verdict.said) or "without a title"
        behind = f"  ({', '.join(parts)})" if parts else ""
        behind = cut(behind, max(self._width // 2, room - width_of(title)))
        title = cut(title, max(20, room - width_of(behind)))
        style = "" if not sign else _STYLES[verdict.outcome]
        head = indent + self._paint(sign, style or "dim") + self._paint(verdict.what, "cyan")
        text = f"{head} {title}{self._paint(behind, 'dim')}"
        if said:
            text += f"\n{indent}  {self._paint(cut(said, max(20, self._width - len(indent) - 2)), style)}"
        self._lines.append(text)

    def end(self) -> None:
        """Draw the last one, and the summary: the counts, and each rule applied."""
        self._draw()
        if self._quiet:
            return
        print(*self._lines, sep="\n")
        if self._left_out:
            print(self._paint(f"... and {self._left_out:,} more descriptions (--limit 0 prints all)", "dim"))
        told = sorted(self._rules.items(), key=lambda item: (list(_STYLES).index(item[0].outcome) or 9, -item[1][0]))
        if told:
            print()
            print_table(
                ("count", "outcome", "why", "what to do"),
                list(_rows(told)),
                right={0},
                styles=("bold", "yellow", "", "dim"),
            )
        counts = ", ".join(f"{self.counts[outcome]:,} {outcome}" for outcome in _STYLES)
        print("\n" + self._paint(f"{self._title}: {counts}", "bold"))


def _rows(told: Iterable[tuple[Rule, tuple[int, Verdict]]]) -> Iterable[tuple[str, ...]]:
    for rule, (count, first) in told:
        place = f" (first at line {first.line})" if first.line else ""
        yield f"{count:,}", rule.outcome, (first.reason or rule.why) + place, rule.advice


def _counted(count: int, what: str) -> str:
    word = what.replace("_", " ")
    if count == 1:
        return f"1 {word}"
    word = word.replace(" and ", "s and ")
    return f"{count:,} {word[:-1] + 'ies' if word.endswith('y') else word + 's'}"
