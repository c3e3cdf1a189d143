"""The report of a conversion: a table on standard error that says what is lost and why, and a JSON file."""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any, Final, TextIO

from docmeta.cli.terminal import Painter, cut, cut_middle, one_line, screen_width, wants_colour, width_of
from docmeta.crosswalk import CODES, Class, Finding, Report
from docmeta.running.targets import replacing

#: How many findings the table has before it is cut, unless --verbose is given.
SHORT = 15

#: The classes in the order in which they are told: what the column of words says of each, and its colour.
_CLASSES: Final[dict[Class, tuple[str, str]]] = {
    "error": ("what could not be read", "red"),
    "lost": ("what is lost, and why", "yellow"),
    "doubtful": ("what is doubtful", "magenta"),
    "changed": ("what is said in another form", "cyan"),
    "supplied": ("what is supplied", "blue"),
    "withheld": ("what is left out as internal", "green"),
    "carried": ("what is carried along", "dim"),
    "decided": ("how it was read", "dim"),
}
_ORDER: Final = list(_CLASSES)
#: The classes that are told without --verbose.
_TOLD: Final = frozenset(_ORDER[:6])
#: The widest that the columns of fields and of places are, and the narrowest that the one of words is.
_FIELD, _PLACE, _WORDS = 20, 28, 24
_STEP: Final = re.compile(r"\[([0-9]+)\]")


def print_report(report: Report, *, verbose: bool = False, several: bool = False, stream: TextIO | None = None) -> None:
    """Print what was lost, changed, withheld or doubtful, the weightiest first, and the sum; nothing where nothing was.

    Args:
        report: The report.
        verbose: Whether to print all of it.
        several: Whether it is about several files, so that a line needs the name of the file.
        stream: Where to; standard error by default.
    """
    stream = stream or sys.stderr
    told = sorted(
        (finding for finding in report.findings if verbose or finding.class_ in _TOLD),
        key=lambda finding: (_ORDER.index(finding.class_), -finding.count),
    )
    if not told:
        return
    shown = told if verbose else told[:SHORT]
    paint = Painter(wants_colour(stream))
    stream.write("\n".join(_lines(shown, several, screen_width(stream), paint)) + "\n")
    if len(shown) < len(told):
        stream.write(
            f"... and {len(told) - len(shown)} more kinds; --verbose shows all, --report FILE.json keeps them\n"
        )
    stream.write(paint(summary(report), "bold") + "\n")
    stream.flush()


def summary(report: Report) -> str:
    """How many units went through, and how many values are of each class: "10 units, 3 values lost, 1 in another form"."""
    parts = [f"{report.units:,} {'unit' if report.units == 1 else 'units'}"]
    if report.errors:
        parts.append(f"{report.errors:,} could not be read")
    values = "value" if report.losses == 1 else "values"
    parts.append(f"{report.losses:,} {values} lost" if report.losses else "nothing lost")
    counts = report.classes()
    for name, words in (
        ("changed", "in another form"),
        ("withheld", "withheld as internal"),
        ("supplied", "supplied"),
        ("doubtful", "doubtful"),
    ):
        if counts.get(name):  # type: ignore[call-overload]
            parts.append(f"{counts[name]:,} {words}")  # type: ignore[index]
    return ", ".join(parts)


def _lines(findings: list[Finding], several: bool, width: int, paint: Painter) -> Iterable[str]:
    """The table: a head for each class; words are folded so that the table fits the screen."""
    paths = _needs_paths(findings)
    rows = [
        (f"{finding.count:,}", finding.field or finding.target or "", words_of(finding), _example(finding), _at(finding, several, paths))
        for finding in findings
    ]  # fmt: skip
    count = max(len("count"), *(len(row[0]) for row in rows))
    field = min(_FIELD, max(len("field"), *(width_of(row[1]) for row in rows)))
    place = min(_PLACE if width >= 100 else _PLACE - 10, max(len("first at"), *(width_of(row[4]) for row in rows)))
    room = max(_WORDS + 10, width - count - field - place - 8)
    longest, examples = (max(width_of(row[index]) for row in rows) for index in (2, 3))
    words = max(_WORDS, min(longest, room - min(examples, room // 4)), len("what is said in another form"))
    widths = (count, field, words, room - words, place)
    told: Class | None = None
    for finding, row in zip(findings, rows, strict=True):
        if finding.class_ != told:
            told = finding.class_
            yield paint(_row(("count", "field", _CLASSES[told][0], "example", "first at"), widths), "bold")
        yield from _folded(row, widths, paint, _CLASSES[told][1])


def _folded(row: tuple[str, str, str, str, str], widths: tuple[int, ...], paint: Painter, style: str) -> Iterable[str]:
    count, field, words, example, place = row
    folded = textwrap.wrap(one_line(words), widths[2], break_on_hyphens=False) or [""]
    yield _row((count, field, folded[0], example, place), widths, paint, style)
    for more in folded[1:]:
        yield (" " * (widths[0] + widths[1] + 4) + paint(more, style)).rstrip()


def _row(cells: tuple[str, ...], widths: tuple[int, ...], paint: Painter | None = None, style: str = "") -> str:
    shown = []
    for index, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        text = cut(one_line(cell), width) if index != 4 else cut_middle(one_line(cell), width)
        space = " " * (width - width_of(text)) if index < 4 else ""
        styles = {0: "bold", 2: style}.get(index, "dim" if index > 2 else "")
        said = paint(text, styles) if paint is not None and styles else text
        shown.append(space + said if index == 0 else said + space)
    return "  ".join(shown).rstrip()


def words_of(finding: Finding) -> str:
    """What was lost, and why, in words, with the place in the other format where they do not name it."""
    words = finding.message or CODES[finding.code][1]
    target = finding.target
    return f"{words} ({target})" if target and finding.field and target not in words else words


def _example(finding: Finding) -> str:
    return (finding.example or "").replace("\\n", " ")


def _needs_paths(findings: list[Finding]) -> bool:
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
