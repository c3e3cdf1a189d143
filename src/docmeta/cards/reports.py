"""What a conversion lost, as a notebook card and an HTML page."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from docmeta.crosswalk import Class, Finding, Report
from docmeta.crosswalk.told import TOLD, Row, rows, summary, weightiest
from docmeta.html import Html, card, cut, field_name, page, table, tag

#: The number of kinds of finding on a card.
_KINDS: Final = 15
_HEADS: Final = ("count", "field", "what and why", "example", "first at")


def report_card(report: Report) -> str:
    """The summary of a report, and its main findings."""
    findings = weightiest(report.findings)
    first = findings[:_KINDS]
    body = [(finding.class_, *_cells(row)) for finding, row in zip(first, rows(first), strict=True)]
    return card(
        tag("div", summary(report), class_="t"),
        table(("", *_HEADS), body) if body else "",
        tag("p", f"… {len(findings) - _KINDS:,} more kinds", class_="s") if len(findings) > _KINDS else "",
    )


def _cells(row: Row) -> Iterator[Html]:
    """The cells of a card; names and places do not wrap."""
    for cell, most in zip(row, (20, 30, 300, 200, 40), strict=True):
        yield tag("bdi", cut(cell, most), class_="w" if most < 50 else None)


def report_page(
    report: Report, title: str, *, note: str = "", files: Iterable[Mapping[str, Any]] = ()
) -> Iterator[str]:
    """The report as a page: the counts, a table for each class, and the outcome of each of several files.

    Args:
        report: The report.
        title: The title of the page.
        note: A further remark at the top, such as that nothing was written.
        files: The source, target, error and counts of each file.

    >>> report = Report()
    >>> report.lose("containers", None, "Box <1>", code="dropped", reason="the box: Dublin Core has no element for it")
    >>> html = "".join(report_page(report, "korea.xml as dc"))
    >>> "What is lost, and why" in html, "Box &lt;1&gt;" in html
    (True, True)
    """
    files = list(files)
    lead = summary(report) + (f". {note}" if note else "")
    return page(title, lead, _body(report, files))


def _body(report: Report, files: list[Mapping[str, Any]]) -> Iterator[Html]:
    yield tag("ul", *_tiles(report), class_="tiles")
    findings = weightiest(report.findings)
    cells = rows(findings, several=len(files) > 1)
    for told, pairs in groupby(zip(findings, cells, strict=True), key=lambda pair: pair[0].class_):
        yield from _section(told, list(pairs))
    if not findings:
        yield tag("p", "Nothing was lost, changed or doubtful.", class_="good")
    if len(files) > 1:
        yield from _files(files)


def _tiles(report: Report) -> Iterator[Html]:
    counts = report.classes()
    yield _tile(report.units, "unit" if report.units == 1 else "units", "")
    yield _tile(counts["lost"], "lost", "lost" if counts["lost"] else "good")
    for name in TOLD:
        if name != "lost" and counts.get(name):
            yield _tile(counts[name], {"error": "not read", "withheld": "internal"}.get(name, name), name)


def _tile(count: int, words: str, style: str) -> Html:
    return tag("li", tag("b", f"{count:,}", class_=style or None), words)


def _section(told: Class, pairs: list[tuple[Finding, Row]]) -> Iterator[Html]:
    heading, meaning = TOLD[told]
    total = sum(finding.count for finding, _ in pairs)
    yield tag("h2", heading[0].upper() + heading[1:], Html(" "), tag("span", f"{total:,}", class_="n"))
    yield tag("p", meaning, class_="about")
    body = [
        (tag("span", count, class_="num"), field_name(field), words, tag("bdi", example, class_="soft"), tag("bdi", at))
        for _, (count, field, words, example, at) in pairs
    ]  # fmt: skip
    yield tag("div", table(_HEADS, body, label=heading), class_="findings")


def _files(files: list[Mapping[str, Any]]) -> Iterator[Html]:
    yield tag("h2", "Files", Html(" "), tag("span", f"{len(files):,}", class_="n"))
    body = []
    for file in files:
        counts, error = file["counts"], file["error"]
        became = tag("span", error, class_="error") if error else os.path.basename(file["target"] or "")
        body.append((file["source"], became, f"{counts['units']:,}", f"{counts['losses']:,}"))
    yield table(("source", "became", "units", "lost"), body, label="files")
