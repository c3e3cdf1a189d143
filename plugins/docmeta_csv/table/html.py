"""Markup in cells: detected and reported, or read as prose with the option `html`.

Cells hold HTML if a web form or a database wrote them, and EAD if ArchivesSpace did.

>>> is_marked("<p>Fish &amp; chips</p>"), is_marked("A < B & C > D"), is_marked("http://example.org/?a=1&b=2")
(True, False, False)
>>> of_html("<p>One</p><p>Two<br/>lines &amp; <em>more</em></p>")
of_markup('<p>One</p><p>Two<lb/>lines &amp; <emph render="italic">more</emph></p>')
>>> of_html("Fish &amp; Chips")
'Fish & Chips'
"""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import Final

from docmeta.text import MAX_DEPTH, Element, of_tree

_RENDER: Final = {
    "i": "italic", "em": "italic", "cite": "italic", "b": "bold", "strong": "bold", "u": "underline", "sup": "super", "sub": "sub",
}  # fmt: skip
_BLOCKS: Final = frozenset("p div section article h1 h2 h3 h4 h5 h6 dl dt dd tr table pre header footer".split())
_LISTS: Final = {"ul": "unordered", "ol": "ordered"}
#: Elements shared with EAD, or only EAD's, and their relevant attributes.
_EAD: Final = frozenset(
    "emph title persname corpname famname geogname name subject date num list item head ref extref blockquote abbr expan quote".split()
)
_IGNORED: Final = frozenset(("script", "style"))
_NAMES: Final = (
    _BLOCKS
    | _EAD
    | _IGNORED
    | frozenset((*_RENDER, *_LISTS, "br", "lb", "li", "a", "span", "font", "td", "th", "tbody", "hr", "img"))
)
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})((?:\s[^<>]*)?)/?>|<![^<>]*>")
_MARK: Final = re.compile(
    r"</?([A-Za-z][A-Za-z0-9]{0,20})(?:\s[^<>]*)?/?>|&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});"
)
_ATTRIBUTE: Final = re.compile(r"(?:xlink:)?(href|render)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


def is_marked(cell: str) -> bool:
    """Whether a cell holds tags or entities that a browser would interpret."""
    return any(
        (found[1] or "").lower() in _NAMES or (found[2] or "")[:1] == "#" or f"{found[2]};" in html5
        for found in _MARK.finditer(cell)
    )


def of_html(cell: str) -> str:
    """A cell of HTML as prose; unknown elements are replaced by their words."""
    if "<" not in cell and "&" not in cell:
        return cell
    tree = _Tree()
    at = 0
    for found in _TAG.finditer(cell):
        tree.words(cell[at : found.start()])
        at = found.end()
        if found[2]:
            name = found[2].lower()
            if found[1]:
                tree.close(name)
            else:
                tree.open(name, found[3])
    tree.words(cell[at:])
    return of_tree(tree.children)


class _Tree:
    """Elements as they open and close; tags that HTML allows to omit are supplied."""

    def __init__(self) -> None:
        self.children: list[Element | str] = []
        self.stack: list[tuple[str, Element]] = []
        self.ignoring = ""

    def words(self, text: str) -> None:
        if not text or self.ignoring:
            return
        text = html.unescape(text).replace("\xa0", " ")
        into = self.stack[-1][1].children if self.stack else self.children
        into.append(text)

    def open(self, name: str, attributes: str) -> None:
        if self.ignoring:
            return
        if name in _IGNORED:
            self.ignoring = name
        elif name in ("br", "lb"):
            self._add(Element("lb"))
        elif name in _BLOCKS or name in _LISTS or name in ("list", "blockquote"):
            self._close_lines()
            self._push(name, _block(name))
        elif name in ("li", "item"):
            self._close_until("item")
            self._push(name, Element("item"))
        elif name in ("td", "th"):
            self.words(" ")
        elif name in _RENDER:
            self._push(name, Element("emph", {"render": _RENDER[name]}))
        elif name == "a" or name in _EAD:
            self._push(name, _inline(name, attributes))

    def close(self, name: str) -> None:
        if self.ignoring:
            self.ignoring = "" if name == self.ignoring else self.ignoring
            return
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth][0] == name:
                del self.stack[depth:]
                return

    def _close_until(self, element: str) -> None:
        """Close everything open down to an element of this name, except lists that it may be in."""
        for depth in range(len(self.stack) - 1, -1, -1):
            name = self.stack[depth][1].name
            if name == element:
                del self.stack[depth:]
                return
            if name in ("list", "item", "blockquote"):
                return

    def _close_lines(self) -> None:
        """Close what cannot contain a block: inline elements, and a paragraph."""
        while self.stack and self.stack[-1][1].name not in ("list", "item", "blockquote"):
            self.stack.pop()

    def _add(self, element: Element) -> None:
        (self.stack[-1][1].children if self.stack else self.children).append(element)

    def _push(self, name: str, element: Element) -> None:
        if len(self.stack) < MAX_DEPTH - 10:
            self._add(element)
            self.stack.append((name, element))


def _block(name: str) -> Element:
    if name in _LISTS:
        return Element("list", {"listtype": _LISTS[name]})
    return Element(name if name in ("list", "blockquote") else "p")


def _inline(name: str, attributes: str) -> Element:
    said = {
        found[1]: html.unescape(found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(attributes)
    }
    if name in ("a", "ref", "extref"):
        return Element("ref", {"href": said["href"]} if "href" in said else {})
    return Element(name, {"render": said["render"]} if "render" in said else {})
