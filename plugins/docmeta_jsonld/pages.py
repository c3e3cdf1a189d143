"""Web pages: the JSON-LD in their `script` elements (JSON-LD 1.1, section 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docmeta import InputError

_TYPE: Final = "application/ld+json"
#: Elements that contain no markup but their own end tag.
_RAW: Final = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
_CLOSING: Final = {name: re.compile(rf"</{name}(?=[ \t\r\n\f/>])", re.IGNORECASE) for name in _RAW}
_TAG: Final = re.compile(r"<([A-Za-z][^ \t\r\n\f/>]*)")
_ATTRIBUTE: Final = re.compile(
    r"[ \t\r\n\f/]*+([^ \t\r\n\f/>][^ \t\r\n\f/>=]*+)"
    r"(?:[ \t\r\n\f]*+=[ \t\r\n\f]*+(\"[^\"]*+\"|'[^']*+'|(?![\"'])[^ \t\r\n\f>]*+))?"
)
_END_OF_TAG: Final = re.compile(r"[ \t\r\n\f/]*+>")


def scripts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The JSON texts of a source, each with its first line: the source itself, or the scripts of a page."""
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"<":
        yield 1, data
        return
    try:
        page = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("expected a page in UTF-8", line=line, value=data[error.start : error.start + 8]) from None
    found = list(_found(page))
    if not found:
        raise InputError(f"expected JSON-LD; this is a page or XML without a script of the type {_TYPE}", line=1)
    for line, text in found:
        if text.strip():
            yield line, text.encode("utf-8", "surrogatepass")


def _found(page: str) -> Iterator[tuple[int, str]]:
    """The JSON-LD scripts of a page, each with its line.

    Every step starts where the previous one ended, and a part without an end stops the search (HTML, section
    13.2.5), so the time is linear in the size of the page; that of the standard library's parser is not.
    """
    at, line, counted = 0, 1, 0
    while (at := page.find("<", at)) >= 0:
        if page.startswith("<!--", at):
            end = page.find("-->", at + 2)
            at = end + 3
        elif (begin := _TAG.match(page, at)) is None:
            end = page.find(">", at) if page[at + 1 : at + 2] in ("/", "!", "?") else at
            at = end + 1
        else:
            name = begin[1].lower()
            end, kind = _attributes(page, begin.end())
            if end >= 0 and name in _RAW:
                closing = _CLOSING[name].search(page, end)
                if name == "script" and kind == _TYPE:
                    line += page.count("\n", counted, end)
                    counted = end
                    yield line, page[end : closing.start() if closing else len(page)]
                end = closing.start() + 1 if closing else -1
            at = end
        if end < 0:
            return


def _attributes(page: str, at: int) -> tuple[int, str]:
    """The end of a start tag (-1 if there is none), and the first media type that it names."""
    kind: str | None = None
    while (found := _ATTRIBUTE.match(page, at)) is not None:
        at = found.end()
        if found[1].lower() == "type" and kind is None:
            kind = (found[2] or "").strip("\"'").partition(";")[0].strip().lower()
    end = _END_OF_TAG.match(page, at)
    return (end.end() if end else -1), kind or ""
