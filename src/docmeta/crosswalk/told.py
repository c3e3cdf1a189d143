"""A report in words: its classes, its summary, and the cells of a finding, for the terminal, HTML and notebooks.

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

#: The classes in display order: a heading, and its meaning for the reader.
TOLD: Final[dict[Class, tuple[str, str]]] = {
    "error": ("what could not be read", "Parts of the source that are not in the result."),
    "lost": ("what is lost, and why", "Content of the source that is missing in the result, or partly missing."),
    "doubtful": ("what is doubtful", "Values of the source that look wrong. They were kept unchanged."),
    "changed": ("what is said in another form", "The meaning is the same, or it is bookkeeping such as identifiers."),
    "supplied": (
        "what is supplied",
        "The format requires it, and the source lacks it.",
    ),
    "withheld": ("what is withheld", "The source marks it as internal, or access to it is restricted on that day."),
    "carried": ("what is carried along", "It was not understood, and is in the result unchanged."),
    "decided": ("how it was read", "The source is ambiguous there."),
}
#: Count, field, reason, example and place of a finding.
Row: TypeAlias = tuple[str, str, str, str, str]

_ORDER: Final = list(TOLD)
_STEP: Final = re.compile(r"\[([0-9]+)\]")


def weightiest(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by class, and within it by count."""
    return sorted(findings, key=lambda finding: (_ORDER.index(finding.class_), -finding.count))


def rows(findings: Sequence[Finding], *, several: bool = False) -> list[Row]:
    """The cells of each finding; the place includes the file name if they are about *several* files."""
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
    """What was lost, and why, with the place in the other format unless the text names it."""
    words = finding.message or CODES[finding.code][1]
    target = finding.target
    return f"{words} ({target})" if target and finding.field and target not in words else words


def summary(report: Report) -> str:
    """The number of units, and of values in each class: "10 units, 3 values lost, 1 in another form"."""
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
    """Whether lines are useless as places, since one of them holds the whole file."""
    lines = {finding.line for finding in findings if finding.line is not None}
    return len(lines) <= 1 and len({finding.path for finding in findings}) > 1


def _at(finding: Finding, several: bool, paths: bool) -> str:
    """The place of the first case: the line, or the path and title of the unit if lines are useless; with the file of several."""
    file = os.path.basename(finding.source or "") if several else ""
    if finding.line is not None and not (paths and finding.path):
        return f"{file}:{finding.line}" if file else f"line {finding.line}"
    numbers = ".".join(str(int(step) + 1) for step in _STEP.findall(finding.path or ""))
    if finding.path and not numbers and not finding.title:
        numbers = finding.path if finding.path != "$" else "the top"
    return " ".join(part for part in (file, numbers, finding.title or "") if part)
