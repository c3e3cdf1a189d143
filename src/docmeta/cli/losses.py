"""The report of a conversion: a short table on standard error, and a JSON file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from docmeta.cli.terminal import cut, print_table, screen_width
from docmeta.crosswalk import CODES, Finding, Report
from docmeta.running.targets import replacing

#: How many lines the table has before it is cut, unless --verbose is given.
SHORT = 15

_HEADER = ("count", "field", "target", "what", "example", "first at")
#: How much stands between two columns on a terminal.
_BETWEEN = 2
_WORDS = {
    "dropped": "no place for it",
    "partial": "kept in part",
    "unmapped": "not mapped",
    "unread": "not understood",
    "character": "character replaced",
    "refused": "refused by the receiver",
    "ignored": "ignored by the receiver",
    "misread": "misread by the receiver",
    "changed": "in another form",
    "carried": "carried along",
    "supplied": "supplied",
    "withheld": "internal, left out",
    "problem": "doubtful",
    "decided": "decided",
    "error": "could not be read",
}
_ORDER = {word: place for place, word in enumerate(("error", "lost", "doubtful", "changed", "supplied", "withheld"))}


def print_report(report: Report, *, verbose: bool = False, several: bool = False, stream: TextIO | None = None) -> None:
    """Print what was lost, withheld or doubtful, the weightiest first; nothing where nothing was.

    Args:
        report: The report.
        verbose: Whether to print all of it.
        several: Whether it is about several files, so that a line needs the name of the file.
        stream: Where to; standard error by default.
    """
    stream = stream or sys.stderr
    told = sorted(
        (finding for finding in report.findings if verbose or _matters(finding)),
        key=lambda finding: (_ORDER.get(finding.class_, len(_ORDER)), -finding.count),
    )
    if not told:
        return
    shown = told if verbose else told[:SHORT]
    print_table(
        _HEADER,
        _rows(shown, several),
        stream=stream,
        right={0},
        styles=("bold", "cyan", "", "yellow", "dim", "dim"),
        title=_title(report),
    )
    if len(shown) < len(told):
        stream.write(
            f"... and {len(told) - len(shown)} more kinds; --verbose shows all, --report FILE.json keeps them\n"
        )
    stream.flush()


def _matters(finding: Finding) -> bool:
    return finding.class_ in _ORDER


def _title(report: Report) -> str:
    parts = [f"{report.units:,} {'unit' if report.units == 1 else 'units'}"]
    if report.errors:
        parts.append(f"{report.errors:,} could not be read")
    parts.append(
        f"{report.losses:,} {'value' if report.losses == 1 else 'values'} lost" if report.losses else "nothing lost"
    )
    counts = report.counts()
    for code, words in (
        ("changed", "in another form"),
        ("withheld", "withheld as internal"),
        ("supplied", "supplied"),
        ("problem", "doubtful"),
    ):
        if counts.get(code):
            parts.append(f"{counts[code]:,} {words}")
    return ", ".join(parts)


def _rows(findings: Iterable[Finding], several: bool) -> list[tuple[str, ...]]:
    """The lines of the table. Examples get the room that the other columns leave, so that a line stays one line."""
    rows = [
        (
            f"{finding.count:,}",
            finding.field or "",
            cut(finding.target or "", 28),
            _WORDS.get(finding.code, finding.code),
            " ".join((finding.example or _message(finding)).replace("\\n", " ").split()),
            place_of(finding, several),
        )
        for finding in findings
    ]
    others = sum(max(len(row[column]) for row in (_HEADER, *rows)) for column in (0, 1, 2, 3, 5))
    room = max(6, screen_width() - others - _BETWEEN * 5 - 3)
    return [(*row[:4], cut(row[4], room), row[5]) for row in rows]


def _message(finding: Finding) -> str:
    return "" if finding.message == CODES[finding.code][1] else finding.message


def place_of(finding: Finding, several: bool = False) -> str:
    """Where the first one is: the line, or the path where no line is known; with the file where there are *several*."""
    file = os.path.basename(finding.source or "") if several else ""
    if finding.line is not None:
        return f"{file}:{finding.line}" if file else f"line {finding.line}"
    path = finding.path or ""
    return f"{file} {path if len(path) <= 40 else '...' + path[-37:]}".strip()


def write_report(report: Report, path: str, files: Iterable[Mapping[str, Any]] = ()) -> None:
    """Write the report as JSON, whole or not at all; `files` says how each of several sources fared."""
    data = report.to_json()
    files = list(files)
    if files:
        data["files"] = files
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    encoded = text.encode("utf-8", "backslashreplace")
    if path == "-":
        sys.stdout.buffer.write(encoded)
        return
    with replacing(path) as target:
        target.stream.write(encoded)
