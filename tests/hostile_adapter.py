"""The adapter for the judge of hostile inputs: `read(path, format)`, and the errors that it may raise.

A separate program makes the inputs and compares the results with a list of expectations:
the number of units, the titles, a text that must be there, the lines named in warnings.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docmeta
from docmeta.crosswalk import Report
from docmeta.model import FIELDS

ERRORS = (docmeta.DocmetaError,)
#: How much of the text of a reading is returned: enough to search it.
TEXT = 200_000
NAMES = {"jsonld": "jsonld", "csv": "csv", "dc": "dc", "ead2002": "ead2002", "ead3": "ead3"}


def words(unit: docmeta.Unit) -> str:
    """All words of a unit, as one string."""
    return " ".join(str(value) for name in FIELDS if (value := getattr(unit, name)) not in ("", (), None, False))


def read(path: str, format: str) -> dict[str, Any]:
    """Read a file and return its content and its report."""
    report = Report()
    # An extent, a Dublin Core record or a row is a root itself: there is no collection around them.
    flat = format in ("dc", "csv")
    components = 0
    root_title = title = None
    text: list[str] = []
    length = 0
    for node in docmeta.read(Path(path), format=NAMES[format], report=report):
        said = str(node.unit.title)
        if node.depth == 0 and root_title is None and not flat:
            root_title = said
        else:
            components += 1
            if title is None:
                title = said
        if length < TEXT:
            text.append(words(node.unit))
            length += len(text[-1])
    warnings = [
        (finding.line, f"{finding.message} {finding.example or ''}"[:400])
        for finding in report.findings
        if finding.severity in ("warning", "error", "loss") or finding.code == "carried"
    ]
    return {
        "components": components,
        "title": title,
        "root_title": root_title,
        "text": " ".join(text)[:TEXT],
        "warnings": warnings,
    }
