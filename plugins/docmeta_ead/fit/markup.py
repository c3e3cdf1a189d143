"""Fitted elements as markup, and markup that this package has written as elements."""

from __future__ import annotations

from xml.parsers import expat  # nosec B406  # what is parsed was written here: it declares no entity and no DTD

from docmeta.text import Element
from docmeta.xml import attribute, escape


def tree(markup: str) -> Element:
    """The one element that a piece of markup is, however deep it is.

    >>> tree("<p>a<lb/></p>").children
    ['a', Element(name='lb', attributes={}, children=[])]
    """
    top = Element("")
    stack = [top]

    def start(name: str, attributes: list[str]) -> None:
        element = Element(name, dict(zip(attributes[::2], attributes[1::2], strict=True)))
        stack[-1].children.append(element)
        stack.append(element)

    def end(_: str) -> None:
        stack.pop()

    def data(text: str) -> None:
        children = stack[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += text
        else:
            children.append(text)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.Parse(markup.encode(), True)
    root = top.children[0]
    assert isinstance(root, Element)  # noqa: S101  # expat takes nothing but an element
    return root


def serialised(element: Element) -> str:
    """A fitted element as markup."""
    if not element.children:
        return f"<{element.name}{_attributes(element)}/>"
    out: list[str] = []
    _serialise(element, out)
    return "".join(out)


def _serialise(element: Element, out: list[str]) -> None:
    if not element.children:
        out.append(f"<{element.name}{_attributes(element)}/>")
        return
    out.append(f"<{element.name}{_attributes(element)}>")
    for child in element.children:
        if isinstance(child, str):
            out.append(escape(child))
        else:
            _serialise(child, out)
    out.append(f"</{element.name}>")


def _attributes(element: Element) -> str:
    if not element.attributes:
        return ""
    return "".join([f" {name}={attribute(value)}" for name, value in element.attributes.items()])


def start_tag(element: Element) -> str:
    """The start tag of a fitted element."""
    return f"<{element.name}{_attributes(element)}>"


def indented(element: Element, frames: frozenset[str], depth: int = 0) -> str:
    """A fitted element as markup; what stands in one of *frames*, which hold no words, stands on a line of its own."""
    out: list[str] = []
    _indent(element, frames, depth, out)
    return "".join(out)


def _indent(element: Element, frames: frozenset[str], depth: int, out: list[str]) -> None:
    if not element.children or element.name not in frames:
        _serialise(element, out)
        return
    out.append(start_tag(element))
    inner = "\n" + "  " * (depth + 1)
    for child in element.children:
        if isinstance(child, Element):
            out.append(inner)
            _indent(child, frames, depth + 1, out)
    out.append("\n" + "  " * depth + f"</{element.name}>")
