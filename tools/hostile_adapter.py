"""docmeta behind the interface that the judge of hostile files asks for."""

from __future__ import annotations

from typing import Any

import docmeta
from docmeta import DocmetaError, Report, Text

ERRORS = (DocmetaError,)
#: A judge looks for a few words in what was read; more of it than this is not needed.
_ENOUGH = 2_000_000


def read(path: str, format: str) -> dict[str, Any]:
    """Read a file to its end: how many units, the first titles, the words, and what was said about it."""
    report = Report()
    roots = units = size = 0
    root_title = title = None
    words: list[str] = []
    for node in docmeta.read(path, format=format, report=report):
        unit = node.unit
        units += 1
        roots += node.depth == 0
        said = None if unit.title is None else Text(unit.title).plain
        if units == 1:
            root_title = said
        if title is None and (node.depth == 1 or format in ("dc", "csv")):
            title = said
        if size < _ENOUGH:
            words.append(repr(unit))
            size += len(words[-1])
    components = units if format in ("dc", "csv") else units - roots
    warnings = [
        (finding.line, finding.message) for finding in report if finding.severity in ("warning", "error", "loss")
    ]
    return {
        "components": components,
        "title": title,
        "root_title": root_title,
        "text": "\n".join(words),
        "warnings": warnings,
    }
