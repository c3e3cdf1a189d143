"""Problems as SARIF 2.1.0, the format that code hosts and editors display.

>>> from docmeta.checking import Problem
>>> log = to_sarif([Problem("ISADG-3.1.2", "error", "d1 has no title", source="a.xml", line=7)], "0.1.0")
>>> log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
{'startLine': 7}
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from docmeta.checking.problem import UNREADABLE, Problem

_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def to_sarif(problems: Iterable[Problem], version: str) -> dict[str, Any]:
    """The SARIF log of one run (OASIS SARIF 2.1.0, section 3.13).

    A file that could not be used is a result, and makes `executionSuccessful` false (3.20.14).
    """
    rules: dict[str, dict[str, Any]] = {}
    numbers: dict[str, int] = {}
    results = []
    usable = True
    for problem in problems:
        if problem.rule not in rules:
            numbers[problem.rule] = len(rules)
            rules[problem.rule] = _rule(problem)
        usable = usable and problem.rule != UNREADABLE
        results.append(_result(problem, numbers[problem.rule]))
    driver = {"name": "docmeta", "version": version, "rules": list(rules.values())}
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": usable}],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(problem: Problem) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": problem.rule, "defaultConfiguration": {"level": _LEVELS[problem.severity]}}
    if problem.standard:
        rule["shortDescription"] = {"text": problem.standard}
    if problem.advice:
        rule["help"] = {"text": problem.advice}
    return rule


def _result(problem: Problem, index: int) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if problem.source is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(problem.source)}}
        if problem.line is not None:
            physical["region"] = {"startLine": max(problem.line, 1)}
            if problem.column and problem.column > 0:
                physical["region"]["startColumn"] = problem.column
        location["physicalLocation"] = physical
    if problem.path is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.path}]
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message}: {problem.advice}" if problem.advice else problem.message},
        "locations": [location] if location else [],
    }


def _uri(source: str) -> str:
    """A path as a URI reference (3.4.3): relative as it is, absolute as a file URI."""
    path = quote(os.fsencode(source.replace(os.sep, "/")))
    return f"file://{path if path.startswith('/') else f'/{path}'}" if os.path.isabs(source) else path
