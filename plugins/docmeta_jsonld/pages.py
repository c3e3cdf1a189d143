"""Web pages: the JSON-LD that stands in their `script` elements (JSON-LD 1.1, section 7)."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from docmeta import InputError

_TYPE = "application/ld+json"


def scripts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The JSON texts of a source, each with the line where it begins: the source itself, or the scripts of a page."""
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"<":
        yield 1, data
        return
    try:
        page = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("expected a page in UTF-8", line=line, value=data[error.start : error.start + 8]) from None
    finder = _Finder()
    finder.feed(page)
    finder.close()
    if not finder.found:
        raise InputError(f"expected JSON-LD; this is a page or XML without a script of the type {_TYPE}", line=1)
    for line, text in finder.found:
        if text.strip():
            yield line, text.encode("utf-8", "surrogatepass")


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        self._open = tag == "script" and kind == _TYPE
        if self._open:
            self.found.append((0, ""))

    def handle_data(self, data: str) -> None:
        if self._open:
            line, text = self.found[-1]
            self.found[-1] = (line or self.getpos()[0], text + data)

    def handle_endtag(self, tag: str) -> None:
        self._open = False
