"""A report in words: its classes, its summary, and the cells of a finding, for the terminal, a page and a notebook alike.

>>> report = Report()
>>> report.lose("containers", None, "Box 1", code="dropped", reason="the box: Dublin Core has no element for it")
>>> [row[:2] for row in rows(report.findings)], summary(report)
([('1', 'containers')], '0 units, 1 value lost')
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from docmeta.crosswalk.report import CODES, Class, Finding, Report

#: The classes in the order in which they are told: a heading, and what it means for whoever reads it.
TOLD: Final[dict[Class, tuple[str, str]]] = {
    "error": ("what could not be read", "Parts of the source that are not in the result."),
    "lost": ("what is lost, and why", "Content of the source that the result does not say, or says in part."),
    "doubtful": ("what is doubtful", "Values of the source that look wrong. They were kept as they are."),
    "changed": ("what is said in another form", "The meaning is the same, or it is bookkeeping such as identifiers."),
    "supplied": (
        "what is supplied",
        "The format requires it, and the source does not say it.",
    ),
    "withheld": ("what is withheld", "The source marks it as internal, or access to it is restricted on that day."),
    "carried": ("what is carried along", "It was not understood, and stands in the result as it was."),
    "decided": ("how it was read", "Where the source does not say how to read it."),
}
#: Count, field, words, example and place of a finding.
Row: TypeAlias = tuple[str, str, str, str, str]

_ORDER: Final = list(TOLD)
_STEP: Final = re.compile(r"\[([0-9]+)\]")


def weightiest(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by their class, and within it by how many they count."""
    return sorted(findings, key=lambda finding: (_ORDER.index(finding.class_), -finding.count))


def rows(findings: Sequence[Finding], *, several: bool = False) -> list[Row]:
    """The cells of each finding; with the name of the file in the place, where they are about *several*."""
    paths = _needs_paths(findings)
    return [
        (
            f"{finding.count:,}",
            finding.field or finding.target or "",
            words_of(finding),
            (finding.example or "").replace("\\n", " "),
            _at(finding, several, paths),
        )
        for finding in findings
    ]


def words_of(finding: Finding) -> str:
    """What was lost, and why, in words, with the place in the other format where they do not name it."""
    words = finding.message or CODES[finding.code][1]
    target = finding.target
    return f"{words} ({target})" if target and finding.field and target not in words else words


def summary(report: Report) -> str:
    """How many units went through, and how many values are of each class: "10 units, 3 values lost, 1 in another form"."""
    parts = [f"{report.units:,} {'unit' if report.units == 1 else 'units'}"]
    if report.errors:
        parts.append(f"{report.errors:,} could not be read")
    values = "value" if report.losses == 1 else "values"
    parts.append(f"{report.losses:,} {values} lost" if report.losses else "nothing lost")
    counts = report.classes()
    parts += [f"{counts[name]:,} {words}" for name, words in _COUNTED.items() if counts.get(name)]
    return ", ".join(parts)


_COUNTED: Final[dict[Class, str]] = {
    "changed": "in another form",
    "withheld": "withheld",
    "supplied": "supplied",
    "doubtful": "doubtful",
}


def _needs_paths(findings: Sequence[Finding]) -> bool:
    """Whether lines tell nothing, since one of them holds the whole file."""
    lines = {finding.line for finding in findings if finding.line is not None}
    return len(lines) <= 1 and len({finding.path for finding in findings}) > 1


def _at(finding: Finding, several: bool, paths: bool) -> str:
    """Where the first one is: the line, or the unit by its numbers and its title where lines tell nothing; with the file of several."""
    file = os.path.basename(finding.source or "") if several else ""
    if finding.line is not None and not (paths and finding.path):
        return f"{file}:{finding.line}" if file else f"line {finding.line}"
    numbers = ".".join(str(int(step) + 1) for step in _STEP.findall(finding.path or ""))
    if finding.path and not numbers and not finding.title:
        numbers = finding.path if finding.path != "$" else "the top"
    return " ".join(part for part in (file, numbers, finding.title or "") if part)
