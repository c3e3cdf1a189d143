"""Fitted elements as markup, and markup that this package has written as elements."""

from __future__ import annotations

import math

from docmeta.text import Element, parse
from docmeta.xml import attribute, escape


def tree(markup: str) -> Element:
    """The one element that a piece of markup is, however deep it is.

    >>> tree("<p>a<lb/></p>").children
    ['a', Element(name='lb', attributes={}, children=[])]
    """
    (root,) = parse(markup, depth=math.inf)
    assert isinstance(root, Element)  # noqa: S101  # it is one element
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
