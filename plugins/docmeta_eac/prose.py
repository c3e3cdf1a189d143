"""Prose of EAC-CPF, and of the XHTML that 3.0 puts into `formattingExtension`, in docmeta's canonical form.

>>> from docmeta.xml import parse
>>> biography = parse(b'<biogHist><p>Wrote <span style="font-style:italic">Tides</span>.</p><list><item>Rye</item></list></biogHist>')
>>> prose(biography, Taken())
of_markup('<p>Wrote <emph render="italic">Tides</emph>.</p><list><item>Rye</item></list>')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docmeta.text import MAX_DEPTH, Element, language_of, of_tree, tree
from docmeta_eac.taken import Taken, is_internal, name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lxml.etree import _Element

#: The canonical element for each element of EAC-CPF and of XHTML; any other is replaced by its content.
_NAMES: Final = {
    "p": "p", "list": "list", "item": "item", "span": "emph", "chronlist": "chronlist", "chronitem": "chronitem", "event": "event",
    "date": "date", "daterange": "daterange", "fromdate": "fromdate", "todate": "todate", "placeentry": "geogname", "outline": "list",
    "level": "item", "abstract": "p", "head": "head", "narrativeevent": "chronitem", "eventdescription": "event",
    "ul": "list", "ol": "list", "li": "item", "em": "emph", "i": "emph", "strong": "emph", "b": "emph", "a": "ref", "br": "lb",
    "h1": "head", "h2": "head", "h3": "head", "h4": "head", "h5": "head", "h6": "head", "blockquote": "blockquote",
    "citation": "ref", "reference": "ref",
}  # fmt: skip
_RENDER: Final = {"em": "italic", "i": "italic", "strong": "bold", "b": "bold"}
_STYLES: Final = ("italic", "bold", "underline")
#: Styles that say nothing else.
_PLAIN: Final = frozenset((*_STYLES, "font-style:italic", "font-weight:bold", "text-decoration:underline"))
#: Elements that hold blocks, so that a citation in one becomes a paragraph.
_BLOCKS: Final = frozenset(
    "bioghist structureorgenealogy generalcontext places functions occupations mandates legalstatuses localdescriptions".split()
)


def prose(element: _Element, taken: Taken, *, but: Collection[_Element] = ()) -> str:
    """The prose of an element, without the children *but*; all of it counts as read."""
    but = frozenset(but)
    top = Element("")
    made = [top]
    stack: list[tuple[_Element, Element, int]] = [(element, top, 0)]
    while stack:
        at, into, depth = stack.pop()
        taken.texts.add(at)
        if at.text:
            into.children.append(at.text)
        blocks = name_of(at) in _BLOCKS
        for child in at:
            if isinstance(child.tag, str) and child not in but:
                below = _element(child, taken) if depth < MAX_DEPTH - 5 else Element("")
                outside = Element("p", {}, [below]) if blocks and name_of(child) in ("citation", "reference") else below
                made += [below] if outside is below else [outside, below]
                into.children.append(outside)
                stack.append((child, below, depth + 1))
            if child.tail:
                taken.tails.add(child)
                into.children.append(child.tail)
    for one in reversed(made):
        one.children = list(_flat(one.children))
    made_of = of_tree(top.children)
    if not made_of:
        taken.forget(element, but=but)
        return ""
    tag = taken.language(element)
    return of_tree(top.children, tag) if tag else made_of


def proses(elements: Iterable[_Element], taken: Taken) -> str:
    """The prose of several elements as one."""
    told = [(element, text) for element in elements if (text := prose(element, taken))]
    return together([text for _, text in told], [element for element, _ in told], taken)


def together(texts: list[str], elements: list[_Element], taken: Taken) -> str:
    """Several pieces of prose as one; the languages of their elements count as unread if the whole has none."""
    if len(texts) < 2:
        return texts[0] if texts else ""
    pieces: list[Element | str] = []
    for text in texts:
        inner = tree(text)
        whole = all(isinstance(piece, Element) and piece.name in ("p", "list", "chronlist", "head") for piece in inner)
        pieces += inner if whole else [Element("p", {}, inner)]
    tags = {language_of(text) for text in texts}
    tag = tags.pop() if len(tags) == 1 else None
    for element in elements if tag is None else ():
        taken.unspoken(element)
    return of_tree(pieces, tag)


def _flat(pieces: Iterable[Element | str]) -> Iterable[Element | str]:
    """The children, with replaced elements resolved into their content."""
    for piece in pieces:
        if isinstance(piece, Element) and not piece.name:
            yield from piece.children
        else:
            yield piece


def _element(element: _Element, taken: Taken) -> Element:
    """The canonical element, without its content; without a name, its content replaces it."""
    name = name_of(element)
    made = Element(_NAMES.get(name, ""))
    if made.name == "emph":
        style = "".join(element.get("style", "").split()).lower().rstrip(";") if name == "span" else ""
        render = _RENDER.get(name) or next((word for word in _STYLES if word in style), None)
        if style in _PLAIN:
            taken.attribute(element, "style")
        if render:
            made.attributes["render"] = render
    if made.name == "ref":
        address = taken.attribute(element, "href")
        if address:
            made.attributes["href"] = address
        else:
            made.name = ""
    if is_internal(element):
        taken.attribute(element, "audience")
        made.name = made.name or "emph"
        made.attributes["audience"] = "internal"
    return made
