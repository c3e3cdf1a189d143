"""The structure of an output, which text must not change."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any, Final

from docmeta.errors import DocmetaError
from docmeta.plugins import Format
from docmeta.xml import parse

_MARKUP: Final = frozenset((".md", ".markdown", ".html", ".htm", ".xhtml", ".svg", ".xml"))
_WORD: Final = re.compile(r"(https://example\.org/)?word[0-9]+a(forged)?|[12][0-9]{3}")


def structure(output: bytes) -> Any:
    """The names of the elements of XML or HTML, the shape of JSON, the cells of CSV; None for any other text.

    >>> structure(b"<a><b>One</b></a>"), structure(b'{"a": ["One", "Two"]}')
    (['a', 'b'], {'a': ['', '']})
    >>> structure(b'"One","Two"\\r\\n"3",4\\r\\n'), structure(b"# One")
    ([2, 2], None)
    """
    text = output.decode("utf-8-sig", "replace")
    if re.match(r"\s*<(!doctype html|html)\b", text, re.IGNORECASE):
        return _Tags(text).found
    if text.lstrip()[:1] == "<":
        try:
            return [str(element.tag) for element in parse(output).iter()]
        except DocmetaError:
            return "broken XML"
    if text.lstrip()[:1] in ("{", "["):
        try:
            return _shape(json.loads(text))
        except ValueError:
            return _lines_of_json(text)
    return _cells(text)


class _Tags(HTMLParser):
    """The tags of a page, as a browser sees them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record the name of a tag, and of its attributes."""
        self.found += [tag, *(name for name, _ in attrs)]


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items()}
    return [_shape(inner) for inner in value] if isinstance(value, list) else ""


def _lines_of_json(text: str) -> Any:
    try:
        return [_shape(json.loads(line)) for line in text.splitlines() if line.strip()]
    except ValueError:
        return "broken JSON"


def _cells(text: str) -> list[int] | None:
    """The number of cells in each row of a table; None if it differs in each line."""
    for delimiter in (",", "\t", ";"):
        rows = [len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
        if len(rows) > 1 and rows[0] > 1 and len(set(rows)) == 1:
            return rows
    return None


def marks_up(format: Format) -> bool:
    """Whether a browser, or a tool that makes a page, reads tags in an output as tags."""
    return any(extension in _MARKUP for extension in format.extensions) or "ml" in (format.media_type or "")


def forged_lines(output: bytes) -> list[str]:
    """Lines of an output with text of a unit and marks of the format, as from hostile text.

    >>> forged_lines(b"TI  - word1aforged\\nword2aforged, 1951\\n")
    ['TI  - word1aforged']
    """
    lines = output.decode("utf-8", "replace").splitlines()
    return [line for line in lines if "forged" in line and re.sub(r"[\s,;.]", "", _WORD.sub("", line))]
