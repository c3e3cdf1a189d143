"""What a reader found, as problems of `docmeta check`: each doubtful value by itself, carried content by kind.

A date that is not understood is found by the reader, with its line, and by a rule, with its unit: `merged` joins the two.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator
from typing import Final

import attrs

from docmeta.checking.problem import Problem, Severity
from docmeta.crosswalk import Finding, Report

#: By code of a finding: its severity as a problem, and what to do.
_CODES: Final[dict[str, tuple[Severity, str]]] = {
    "error": ("error", "correct the source: this part was left out"),
    "problem": ("warning", "check whether that is intended; if not, correct the source"),
    "unread": ("warning", "no conversion keeps it: move it to a place that the format has"),
    "partial": ("warning", "part of it was not understood: write it in a simpler way"),
    "carried": (
        "info",
        "other formats will not have it: correct a misspelt name, or move it to a field that they have "
        "(in a table, the option columns assigns a column: -O columns=theirs=ours)",
    ),
}
#: Codes whose every finding is a problem; others become one problem for all of their kind, with a count.
_SINGLE: Final = frozenset(("error", "problem"))
_KEY: Final = 80
_INDEX: Final = re.compile(r"\[([0-9]{1,9})\]")


def reading_problems(
    report: Report, each: Iterable[Finding], internal: Container[int] = frozenset()
) -> Iterator[Problem]:
    """What the reader found doubtful or could not read.

    Args:
        report: The report of the reading.
        each: Every single finding, from `Report(each=...)`.
        internal: The `id()` of those about internal units.
    """
    for finding in each:
        if finding.code in _SINGLE:
            yield attrs.evolve(_problem(finding), internal=id(finding) in internal)
    for finding in report.findings:
        if finding.code in _CODES and finding.code not in _SINGLE:
            yield _problem(finding)


def _problem(finding: Finding) -> Problem:
    severity, advice = _CODES[finding.code]
    if finding.code == "problem" and finding.field == "id":
        # Two units with the same identifier, a missing parent: no system reads such a tree as intended.
        severity, advice = "error", "give each unit a unique identifier, and name existing parents"
    target = finding.target or ""
    message = finding.message if not target or target in finding.message else f"{target}: {finding.message}"
    if finding.example and repr(finding.example) not in message:
        message += f", got {finding.example!r}"
    if finding.count > 1:
        message += f" ({finding.count:,} times)"
    return Problem(
        f"read-{finding.code}",
        severity,
        message,
        advice,
        "",
        finding.source,
        finding.line,
        finding.column,
        finding.path,
        None,
        finding.example,
        finding.target,
    )


def merged(found: Iterable[Problem], reading: Iterable[Problem]) -> list[Problem]:
    """Both, in the order of the source; a value found by a rule and the reader is one problem, at the reader's line."""
    waiting: defaultdict[tuple[str, str], deque[Problem]] = defaultdict(deque)
    others = []
    for problem in reading:
        about = _about(problem) if problem.rule == "read-problem" else None
        if about is None:
            others.append(problem)
        else:
            waiting[about].append(problem)
    result = [_placed(problem, waiting) for problem in found]
    result += others
    for rest in waiting.values():
        result += rest
    return sorted(result, key=_order)


def _about(problem: Problem) -> tuple[str, str] | None:
    """The subject of a problem that both a rule and a reader may find: a date, or a repeated identifier."""
    if not problem.value:
        return None
    if "date" in problem.message:
        return "date", problem.value[:_KEY]
    if problem.value == problem.unit or problem.severity == "error":
        return "id", problem.value[:_KEY]
    return None


def _placed(problem: Problem, waiting: dict[tuple[str, str], deque[Problem]]) -> Problem:
    about = _about(problem)
    same = waiting.get(about) if about else None
    if not same:
        return problem
    first = same.popleft()
    while same and same[0].line == first.line and same[0].path == first.path:
        same.popleft()
    if problem.target or first.line is None:  # the rule knows the exact place too
        return problem
    return attrs.evolve(problem, line=first.line, column=first.column, target=first.target)


def _order(problem: Problem) -> tuple[int, int, list[int]]:
    path = [int(index) for index in _INDEX.findall(problem.path or "")]
    return problem.line or 0, problem.column or 0, path
