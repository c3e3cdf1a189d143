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
    return indented(element, frozenset())


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
    # What is to be written next: elements, words, and tags, each with its depth; none is inside a frame.
    stack: list[tuple[Element | str, int | None]] = [(element, depth)]
    while stack:
        item, at = stack.pop()
        if isinstance(item, str):
            out.append(item)
            continue
        if not item.children:
            out.append(f"<{item.name}{_attributes(item)}/>")
            continue
        out.append(start_tag(item))
        if at is None or item.name not in frames:
            stack.append((f"</{item.name}>", None))
            stack += [(escape(child) if isinstance(child, str) else child, None) for child in reversed(item.children)]
            continue
        stack.append((f"\n{'  ' * at}</{item.name}>", None))
        for child in reversed(item.children):
            if isinstance(child, Element):
                stack += [(child, at + 1), (f"\n{'  ' * (at + 1)}", None)]
    return "".join(out)
