"""Puts a unique word into the texts and the attributes of a finding aid, to see whether it comes out again.

A word that comes out neither in the result nor in the report was lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
from lxml import etree

from places import TOKEN, converted

_PARSER = etree.XMLParser(
    resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
)


@attrs.frozen
class Position:
    """A place in a finding aid that can hold a word: a text, a tail, or an attribute."""

    number: int
    what: str
    name: str

    @property
    def is_attribute(self) -> bool:
        """Whether it is an attribute."""
        return self.what not in ("text", "tail")

    def __str__(self) -> str:
        return f"{self.name} (element {self.number})"


def tree(path: Path) -> etree._Element:
    """The finding aid."""
    return etree.fromstring(path.read_bytes(), _PARSER)


def _local(tag: str) -> str:
    return str(tag).rpartition("}")[2]


def positions(root: etree._Element, *, empty: bool = False) -> Iterator[Position]:
    """Every text and every attribute, in order; with *empty*, also the empty places where text is allowed."""
    for number, element in enumerate(root.iter()):
        parent = element.getparent()
        name = f"{_local(parent.tag)}/{_local(element.tag)}" if parent is not None else _local(element.tag)
        if empty or (element.text and element.text.strip()):
            yield Position(number, "text", name)
        if parent is not None and (empty or (element.tail and element.tail.strip())):
            yield Position(number, "tail", f"{name} tail")
        for key in element.keys():  # noqa: SIM118 - an element is no mapping
            yield Position(number, key, f"{name}/@{_local(key)}")


def with_tokens(path: Path, chosen: Iterable[Position]) -> tuple[bytes, dict[str, Position]]:
    """The finding aid with a unique word at each place, and the place of each word."""
    root = tree(path)
    elements = list(root.iter())
    tokens: dict[str, Position] = {}
    for count, position in enumerate(chosen):
        token = f"zq{count}qz"
        tokens[token] = position
        element = elements[position.number]
        if position.what == "text":
            element.text = f"{token} {element.text or ''}"
        elif position.what == "tail":
            element.tail = f" {token} {element.tail or ''}"
        else:
            element.set(position.what, f"{token} {element.get(position.what)}")
    return etree.tostring(root), tokens


def lost(path: Path, chosen: Iterable[Position], format: str, to: str) -> list[Position]:
    """The places whose words are neither in the result nor in a finding."""
    data, tokens = with_tokens(path, chosen)
    found = set(TOKEN.findall(converted(data, format, to)))
    return [position for token, position in tokens.items() if token not in found]


def lost_alone(path: Path, chosen: Iterable[Position], format: str, to: str) -> list[Position]:
    """Those of some places whose word is lost if it is the only one: with several, one may change how another is read."""
    return [position for position in chosen if lost(path, [position], format, to)]
