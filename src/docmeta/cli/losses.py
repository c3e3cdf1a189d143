"""The report of a conversion: a table of what is lost and why on standard error, and a JSON file."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any, Final, TextIO

from docmeta.cli.terminal import Painter, cut, cut_middle, one_line, screen_width, wants_colour, width_of
from docmeta.crosswalk import Class, Finding, Report
from docmeta.crosswalk.told import TOLD, Row, rows, summary, weightiest
from docmeta.running.targets import replacing

#: The most findings in the table without --verbose.
SHORT = 15

#: The colour of each class.
COLOURS: Final[dict[Class, str]] = {
    "error": "red", "lost": "yellow", "doubtful": "magenta", "changed": "cyan", "supplied": "blue", "withheld": "green",
    "carried": "dim", "decided": "dim",
}  # fmt: skip
#: The classes shown only with --verbose.
_QUIET: Final = frozenset(("carried", "decided"))
#: The greatest width of the columns of fields and places, and the least of the column of reasons.
_FIELD, _PLACE, _WORDS = 20, 28, 24


def print_report(report: Report, *, verbose: bool = False, several: bool = False, stream: TextIO | None = None) -> None:
    """Print what was lost, changed, withheld or doubtful, the main findings first, and the summary; nothing for an empty report.

    Args:
        report: The report.
        verbose: Whether to print all of it.
        several: Whether it is about several files, so that each line needs the file name.
        stream: The stream; standard error by default.
    """
    stream = stream or sys.stderr
    told = weightiest(finding for finding in report.findings if verbose or finding.class_ not in _QUIET)
    if not told:
        return
    shown = told if verbose else told[:SHORT]
    paint = Painter(wants_colour(stream))
    stream.write("\n".join(_lines(shown, several, screen_width(stream), paint)) + "\n")
    if len(shown) < len(told):
        stream.write(f"{_more(len(told) - len(shown))}; --verbose shows all, --report FILE.json keeps them\n")
    stream.write(paint(summary(report), "bold") + "\n")
    stream.flush()


def as_text(report: Report) -> str:
    """The table of the main findings and the summary as plain text: the output of `print(report)`.

    >>> report = Report()
    >>> report.lose("containers", None, "Box 1", code="dropped", reason="the box: Dublin Core has no element for it")
    >>> print(report)
    count  field       what is lost, and why                       example  first at
        1  containers  the box: Dublin Core has no element for it  Box 1
    0 units, 1 value lost
    """
    told = weightiest(report.findings)
    several = len({finding.source for finding in told}) > 1
    lines = list(_lines(told[:SHORT], several, screen_width(), Painter(False))) if told else []
    if len(told) > SHORT:
        lines.append(_more(len(told) - SHORT))
    return "\n".join([*lines, summary(report)])


def _more(count: int) -> str:
    return f"... and {count:,} more kind{'' if count == 1 else 's'}"


def _lines(findings: list[Finding], several: bool, width: int, paint: Painter) -> Iterable[str]:
    """The table: a head for each class, wrapped to fit the screen."""
    cells = rows(findings, several=several)
    count = max(len("count"), *(len(row[0]) for row in cells))
    field = min(_FIELD, max(len("field"), *(width_of(row[1]) for row in cells)))
    place = min(_PLACE if width >= 100 else _PLACE - 10, max(len("first at"), *(width_of(row[4]) for row in cells)))
    room = max(_WORDS + 10, width - count - field - place - 8)
    longest, examples = (max(width_of(row[index]) for row in cells) for index in (2, 3))
    words = max(_WORDS, min(longest, room - min(examples, room // 4)), len("what is said in another form"))
    widths = (count, field, words, room - words, place)
    told: Class | None = None
    for finding, row in zip(findings, cells, strict=True):
        if finding.class_ != told:
            told = finding.class_
            yield paint(_row(("count", "field", TOLD[told][0], "example", "first at"), widths), "bold")
        yield from _folded(row, widths, paint, COLOURS[told])


def _folded(row: Row, widths: tuple[int, ...], paint: Painter, style: str) -> Iterable[str]:
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


def write_report(
    report: Report, path: str, files: Iterable[Mapping[str, Any]] = (), *, title: str = "", note: str = ""
) -> None:
    """Write the report, completely or not at all: as a page if the name ends in .html, else as JSON.

    Args:
        report: The report.
        path: The file; "-" is standard output.
        files: The outcome of each of several sources.
        title, note: For a page: its title, and a further remark at its top.
    """
    files = list(files)
    if path.lower().removesuffix(".gz").endswith((".html", ".htm")):
        from docmeta.cards import report_page

        pieces: Iterable[str] = report_page(report, title, note=note, files=files)
    else:
        data = report.to_json()
        if files:
            data["files"] = files
        pieces = (json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False), "\n")
    encoded = (piece.encode("utf-8", "backslashreplace") for piece in pieces)
    if path == "-":
        sys.stdout.buffer.writelines(encoded)
        return
    with replacing(path) as target:
        for piece in encoded:
            target.stream.write(piece)
