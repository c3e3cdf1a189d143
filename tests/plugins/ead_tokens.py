"""Puts a unique word into the texts and the attributes of a finding aid, to see whether it comes out again.

A word that comes out neither in the result nor in the report was lost in silence.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
from lxml import etree

import docmeta
from docmeta.report import Report

TOKEN = re.compile(r"zq[0-9]+qz")
_PARSER = etree.XMLParser(
    resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
)


@attrs.frozen
class Position:
    """A place in a finding aid that can hold a word: a text, the text after an element, or an attribute."""

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
    """Every text and every attribute, in order; with *empty* also the places where text could stand and does not."""
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
    """The finding aid with a word of its own at each place, and where each word stands."""
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


def converted(data: bytes, format: str, to: str) -> tuple[str, Report]:
    """What comes out of a conversion to another format, internal material included, and the report of it."""
    out = io.BytesIO()
    report = Report()
    docmeta.convert(data, out, from_=format, to=to, report=report, include_internal=True)
    return out.getvalue().decode(), report


def lost(path: Path, chosen: Iterable[Position], format: str, to: str) -> list[Position]:
    """The places of which the words neither come out nor are in the report.

    A finding stands for all of its kind and shows the first, so an attribute counts as reported
    where a loss of the attribute of this name is.
    """
    data, tokens = with_tokens(path, chosen)
    said, report = converted(data, format, to)
    found = set(TOKEN.findall(said + json.dumps(report.to_json(), ensure_ascii=False)))
    lossy = {
        str(finding.target).rpartition("@")[2].rpartition(":")[2] for finding in report if finding.severity == "loss"
    }
    canonical = {"role": "relator", "authfilenumber": "identifier", "type": "localtype"}
    return [
        position
        for token, position in tokens.items()
        if token not in found
        and not (position.is_attribute and {_local(position.what), canonical.get(_local(position.what))} & lossy)
    ]


def lost_alone(path: Path, chosen: Iterable[Position], format: str, to: str) -> list[Position]:
    """Of some places those at which a word that is put there alone is lost: the report may have named another one first."""
    return [position for position in chosen if lost(path, [position], format, to)]
