"""Fitted elements as markup, and markup written by this package as elements."""

from __future__ import annotations

import math
from collections.abc import Iterator

from docmeta.text import Element, parse
from docmeta.xml import attribute, escape


def tree(markup: str) -> Element:
    """The element that a piece of markup represents, at any depth.

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
    _write(element, out)
    return "".join(out)


def _write(element: Element, out: list[str]) -> None:
    stack: list[Iterator[Element | str]] = [iter((element,))]
    ends = [""]
    while stack:
        for child in stack[-1]:
            if isinstance(child, str):
                out.append(escape(child))
            elif not child.children:
                out.append(f"<{child.name}{_attributes(child)}/>")
            else:
                out.append(start_tag(child))
                stack.append(iter(child.children))
                ends.append(f"</{child.name}>")
                break
        else:
            stack.pop()
            out.append(ends.pop())


def _attributes(element: Element) -> str:
    if not element.attributes:
        return ""
    return "".join([f" {name}={attribute(value)}" for name, value in element.attributes.items()])


def start_tag(element: Element) -> str:
    """The start tag of a fitted element."""
    return f"<{element.name}{_attributes(element)}>"


def indented(element: Element, frames: frozenset[str], depth: int = 0) -> str:
    """A fitted element as markup; children of *frames*, which hold no words, stand on lines of their own."""
    out: list[str] = []
    stack: list[tuple[Element | str, int]] = [(element, depth)]
    while stack:
        item, at = stack.pop()
        if isinstance(item, str):
            out.append(item)
        elif not item.children or item.name not in frames:
            _write(item, out)
        else:
            out.append(start_tag(item))
            stack.append((f"\n{'  ' * at}</{item.name}>", at))
            for child in reversed(item.children):
                if isinstance(child, Element):
                    stack += [(child, at + 1), (f"\n{'  ' * (at + 1)}", at)]
    return "".join(out)
