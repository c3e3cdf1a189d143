"""docmeta's HTML: cards for notebooks, and report pages. It needs only Python.

Anything but `Html` is escaped as text; nothing in a source becomes markup.

>>> tag("p", "a < b & ", tag("b", "c"), title='"')
'<p title="&quot;">a &lt; b &amp; <b>c</b></p>'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

__all__ = ["Html", "card", "cut", "field_name", "link", "look", "page", "table", "tag", "text"]

#: Characters that HTML cannot hold, and invisible ones.
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WEB: Final = re.compile(r"https?://[^\s\x00-\x20]+\Z", re.IGNORECASE)
#: A page may show its own style, and nothing else: no script, no image, no request.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class Html(str):
    """Safe markup."""

    __slots__ = ()


def text(value: object) -> Html:
    r"""A value as escaped text; `Html` stays unchanged.

    >>> text("<b>\x1b"), text(Html("<b>"))
    ('&lt;b&gt;�', '<b>')
    """
    return value if isinstance(value, Html) else Html(escape(_UNSEEN.sub("\ufffd", str(value))))


def tag(name: str, *children: object, **attributes: object) -> Html:
    """An element. Attributes that are None are left out; `class_` and `data_label` stand for `class` and `data-label`."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{said}>{''.join(map(text, children))}</{name}>")


def field_name(words: str) -> Html:
    """The name of a field, with line breaks allowed between its words.

    >>> field_name("notes[custodial_history].heading")
    '<span class="name">notes<wbr>[custodial_<wbr>history]<wbr>.heading</span>'
    """
    parted = re.sub(r"(?<=_)|(?=[\[.])", "\n", words)
    return tag("span", Html(text(parted).replace("\n", "<wbr>")), class_="name")


def link(address: str) -> Html:
    """A link if it is a web URL, else just its text.

    >>> link("https://example.org/"), link("javascript:alert(1)")
    ('<a href="https://example.org/" rel="noreferrer noopener">https://example.org/</a>', 'javascript:alert(1)')
    """
    return tag("a", address, href=address, rel="noreferrer noopener") if _WEB.match(address) else text(address)


def cut(words: str, most: int) -> str:
    """The text on one line, cut with an ellipsis if longer than *most* characters.

    >>> cut("Letters  to Moscow", 10)
    'Letters t…'
    """
    line = " ".join(words[: 4 * most].split())
    return line if len(line) <= most and len(words) <= 4 * most else f"{line[: most - 1].rstrip()}…"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, label: str | None = None) -> Html:
    """A table; each cell names its column, so that on a narrow screen a row can be a block.

    >>> table(["count", "field"], [(2, "dates")])[:46]
    '<table role="table"><thead role="rowgroup"><tr'
    """
    head = tag("tr", *(tag("th", each, scope="col", role="columnheader") for each in heads), role="row")
    body = [
        tag("tr", *(tag("td", cell, role="cell", data_label=name) for name, cell in zip(heads, row, strict=True)), role="row")
        for row in rows
    ]  # fmt: skip
    return tag(
        "table", tag("thead", head, role="rowgroup"), tag("tbody", *body, role="rowgroup"), role="table", aria_label=label
    )  # fmt: skip


def card(*children: object) -> str:
    """A card for a notebook. It follows the notebook's colours, and no dollar sign in it becomes a formula."""
    style = tag("style", Html(_own("card.css")))
    return tag("div", style, *children, class_="docmeta-card tex2jax_ignore mathjax_ignore", tabindex=0)


def page(title: str, lead: object, body: Iterable[object]) -> Iterator[str]:
    """A self-contained page, piece by piece.

    >>> text = "".join(page("Problems & remarks", "none", [tag("p", "All is well.")]))
    >>> "<title>Problems &amp; remarks</title>" in text, "<script" in text
    (True, False)
    """
    yield "<!doctype html>\n"
    yield '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="docmeta">\n'
    yield f"{tag('title', title)}\n<style>{look()}{_own('report.css')}</style>\n</head>\n<body>\n"
    yield f'{tag("header", tag("h1", title), tag("p", lead, class_="lead"))}\n<main class="page">\n'
    for piece in body:
        yield f"{text(piece)}\n"
    yield "</main>\n</body>\n</html>\n"


def look() -> str:
    """The style that all pages of docmeta share: colours in light and dark, type, links, the head."""
    return _own("look.css")


@cache
def _own(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
