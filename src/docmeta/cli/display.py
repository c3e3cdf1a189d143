"""How rich shows units, dates, reports, problems and differences in a terminal: `rich.print(unit)`.

It shows the content of the notebook cards. Lower layers call it from `__rich__`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final, TypeAlias

from docmeta.cards.differences import summary as compared
from docmeta.cards.problems import counted, place_of
from docmeta.cards.units import HIDDEN, date_facts, glance
from docmeta.checking import Problem
from docmeta.cli.losses import COLOURS
from docmeta.cli.terminal import cut, one_line, rich_table, safe
from docmeta.comparing import Difference
from docmeta.crosswalk import Report
from docmeta.crosswalk.told import TOLD, rows, summary, weightiest
from docmeta.dates import Date
from docmeta.model import Unit
from docmeta.running import is_internal

if TYPE_CHECKING:
    from rich.console import RenderableType

#: Text and its style.
Words: TypeAlias = tuple[str, str]
#: The most lines of a table, and the most columns of a value.
_SHOWN: Final = 20
_WIDEST: Final = 300


def unit_display(unit: Unit) -> RenderableType:
    """A unit: title, facts and first members."""
    seen = glance(unit)
    if seen is None:
        return _text((HIDDEN, "dim"))
    facts = [(label, " · ".join(values)) for label, values in seen.facts]
    members = [_text(("• ", "dim"), *_line(*line)) for line in seen.members]
    return _stacked(_text(*_line(*seen.line, "bold")), _listed(facts), *members, (seen.rest, "dim"))


def date_display(date: Date) -> RenderableType:
    """A date: its words and what they mean."""
    if is_internal(date.audience):
        return _text((HIDDEN, "dim"))
    words, facts = date_facts(date)
    return _stacked((words, "bold"), _listed(facts))


def report_display(report: Report) -> RenderableType:
    """A report: a table for each class, and the summary."""
    findings = weightiest(report.findings)
    several = len({finding.source for finding in findings}) > 1
    pairs = zip(findings, rows(findings, several=several), strict=True)
    tables = [
        _table(
            ("count", "field", TOLD[told][0], "example", "first at"),
            [row for _, row in group],
            ("bold", "", COLOURS[told]),
        )
        for told, group in groupby(islice(pairs, _SHOWN), key=lambda pair: pair[0].class_)
    ]
    return _stacked(*tables, _more(len(findings), "kinds"), (summary(report), "bold"))


def problems_display(problems: Sequence[Problem]) -> RenderableType:
    """What a check found: a table of the first problems, and their number."""
    body = [(place_of(each), each.severity, each.message, each.rule, each.advice) for each in problems[:_SHOWN]]
    table = _table(("where", "severity", "problem", "rule", "what to do"), body, ("dim", "yellow", "", "cyan"))
    return _stacked(table, _more(len(problems)), (counted(problems), "bold"))


def differences_display(differences: Sequence[Difference]) -> RenderableType:
    """What differs: a table of the first differences, and their number."""
    body = [
        (each.kind, each.title or each.unit, each.field or "", each.old or "", each.new or "")
        for each in differences[:_SHOWN]
    ]
    table = _table(("", "unit", "field", "before", "after"), body, ("dim", "bold", "cyan", "red", "green"))
    return _stacked(table, _more(len(differences)), (compared(differences), "bold"))


def _table(heads: Sequence[str], body: Sequence[Sequence[str]], styles: Sequence[str]) -> RenderableType | None:
    """A table, each cell cut; None without rows. Columns without a style are dim."""
    styles = [*styles, *["dim"] * (len(heads) - len(styles))]
    cells = ([cut(one_line(cell), _WIDEST) for cell in row] for row in body)
    return rich_table(heads, cells, {0} if heads[0] == "count" else (), styles) if body else None


def _more(count: int, what: str = "") -> Words:
    return f"… {count - _SHOWN:,} more {what}".rstrip() if count > _SHOWN else "", "dim"


def _line(title: str, aside: str, style: str = "") -> tuple[Words, Words]:
    return (title, style), (f"  {aside}" if aside else "", "dim")


def _text(*pieces: Words) -> RenderableType:
    """Words with their styles: text from a source is neither markup nor a terminal command."""
    from rich.text import Text

    return Text.assemble(*((safe(words), style) for words, style in pieces))


def _listed(facts: Iterable[tuple[str, str]]) -> RenderableType:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, words in facts:
        table.add_row(label, _text((words, "")))
    return table


def _stacked(*parts: RenderableType | Words | None) -> RenderableType:
    """Parts one below the other, without empty ones."""
    from rich.console import Group

    texts = (_text(part) if isinstance(part, tuple) else part for part in parts if part and part != ("", "dim"))
    return Group(*texts)
