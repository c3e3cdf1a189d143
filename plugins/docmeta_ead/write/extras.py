"""Puts back what no field holds of a source: attributes by their path, elements by their place.

An extra of the other dialect is treated the same: its names are made canonical first.

>>> from docmeta_ead.tables.dialect import EAD3
>>> from docmeta.plugins import Context
>>> writing = Writing(EAD3, Context())
>>> name = Element("persname", {}, ["Kim"])
>>> with_extras(writing, name, (Extra("ead2002", "@type", "ruler"), Extra("ead3", "part/@source", "x"))).attributes
{'localtype': 'ruler'}
>>> [finding.target for finding in writing.context.report.findings]
['persname/part']
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from typing import Final

from docmeta.errors import DocmetaError
from docmeta.model import Extra
from docmeta.text import Element, of_tree, parse, structure, walk
from docmeta_ead.fit.pieces import BLANK
from docmeta_ead.tables import losses
from docmeta_ead.tables.dialect import canonical_attribute, canonical_element
from docmeta_ead.tables.values import nearest
from docmeta_ead.write.state import Writing

_STEP = re.compile(r"([A-Za-z][A-Za-z0-9]*)(?:\[([0-9]{1,4})\])?$")
#: Names of the same thing in the two dialects.
_SAME: Final[dict[str, frozenset[str]]] = {}
for _names in (
    ("daodesc", "descriptivenote"),
    ("daogrp", "daoset"),
    ("daoloc", "dao"),
    ("note", "didnote", "footnote", "controlnote"),
    ("physdesc", "physdescstructured", "physdescset"),
    ("extent", "unittype"),
    ("langusage", "languagedeclaration"),
    ("descrules", "conventiondeclaration"),
    ("eadid", "recordid"),
    ("eadheader", "control"),
    ("unitdate", "unitdatestructured"),
):
    for _name in _names:
        _SAME[_name] = frozenset(_names)
_EADS: Final = frozenset(("ead2002", "ead3"))


def with_extras(writing: Writing, element: Element, extras: Sequence[Extra]) -> Element:
    """*element* with the attributes and the elements that its source had beside the fields."""
    places = Places() if len(extras) > 1 else None
    for extra in extras:
        if extra.place != "descgrp":
            add_extra(writing, element, extra, places)
    return element


def add_extra(writing: Writing, element: Element, extra: Extra, places: Places | None = None) -> bool:
    """Put one extra at its place in *element*; false, and reported, if there is no such place."""
    if extra.format not in _EADS:
        writing.lose(losses.EXTRA_FOREIGN, extra.content)
        return False
    path, at, attribute = extra.place.rpartition("@")
    if at and not extra.content:
        return True  # an attribute without a value adds nothing
    if at and path.endswith("xlink:"):  # pragma: no cover - places are written "@xlink:show"
        path, attribute = path[: -len("xlink:")], "xlink:" + attribute
    steps = [step for step in path.split("/") if step]
    if not at:
        *steps, _ = extra.place.split("/")
    found = find(element, steps, places)
    if found is None:
        line = losses.of_attribute(losses.EXTRA_HOMELESS, attribute) if at else losses.EXTRA_HOMELESS
        writing.lose(line, extra.content, element.name, steps[0][:20])
        return False
    if at:
        name = canonical_of(extra.format, found.name, attribute)
        # A link is simple by default, and readers omit that.
        return (name == "linktype" and extra.content == "simple") or _add_attribute(writing, found, name, extra.content)
    made = parsed(writing, extra)
    if made is None:
        return False
    found.children.append(made)
    if places is not None:
        places.added(found, *(piece for piece in walk([made]) if isinstance(piece, Element)))
    return True


def _add_attribute(writing: Writing, element: Element, name: str, value: str) -> bool:
    """Add an attribute; of two normalised dates the source's own goes first, if it is allowed."""
    said = element.attributes.get(name)
    if said is None or said == value:
        element.attributes[name] = value
        return True
    if name in ("normal", "standarddate", "standarddatetime"):
        model = writing.fitter.models.get(element.name)
        if model is not None and name in model.attributes and nearest(model.attributes[name], value) == (value, True):
            element.attributes[name] = value
            return True
    writing.lose(losses.of_attribute(losses.EXTRA_GAINSAID, name), value, element.name, name[:20])
    return False


def parsed(writing: Writing, extra: Extra) -> Element | None:
    """The element in an extra, in the canonical markup; None, and reported, if there is none."""
    try:
        children = parse(extra.content)
    except DocmetaError:
        children = []
    if not any(isinstance(child, Element) or child.strip(BLANK) for child in children):
        writing.lose(losses.EXTRA_BROKEN, extra.content)
        return None
    found = [child for child in children if isinstance(child, Element)]
    if len(found) != 1 or len(children) != 1:
        found = [Element("p", {}, children)]
    if any(isinstance(piece, Element) and piece.name == "objectxmlwrap" for piece in walk(found)):
        return found[0]
    for piece in list(walk(found)):
        if isinstance(piece, Element) and extra.format == "ead2002":
            canonise(piece)
    markup = getattr(of_tree(found), "markup", None)
    whole = structure(markup) if markup is not None else found
    return whole[0] if isinstance(whole[0], Element) else found[0]


def canonise(element: Element) -> None:
    """Give an element of EAD 2002 its canonical names."""
    attributes: dict[str, str] = {}
    for name, value in element.attributes.items():
        canonical = canonical_of("ead2002", element.name, name)
        if canonical != "linktype" or value != "simple":
            attributes[canonical] = value
    element.attributes = attributes
    if element.name not in ("extref", "extptr") or "href" in attributes:
        element.name = canonical_element(element.name)


def canonical_of(format: str, element: str, attribute: str) -> str:
    if format != "ead2002":
        return attribute
    if attribute.startswith("xlink:"):
        return canonical_attribute(element, "{http://www.w3.org/1999/xlink}" + attribute[6:])
    return canonical_attribute(element, attribute)


class Places:
    """The elements of one name in an element, found once for all extras that are put back into it."""

    def __init__(self) -> None:
        self._found: dict[int, dict[str, tuple[int, list[Element]]]] = {}
        self._sought: dict[str, set[int]] = {}  # where each name was searched
        self.scripts: dict[str | None, deque[Element]] | None = None  # elements without words, by their codes

    def of(self, here: Element, name: str) -> list[Element]:
        """The children with a name, or an equivalent one; if there are none, deeper ones."""
        inside = self._found.setdefault(id(here), {})
        known = inside.get(name)
        if known is not None and known[0] == len(here.children):
            return known[1]
        names = _SAME.get(name, frozenset((name,)))
        found = [child for child in here.children if isinstance(child, Element) and child.name in names]
        if not found:
            found = [piece for piece in walk(here.children) if isinstance(piece, Element) and piece.name in names]
        inside[name] = len(here.children), found
        self._sought.setdefault(name, set()).add(id(here))
        return found

    def added(self, here: Element, *elements: Element) -> None:
        """Search again for the names of *elements*, which were put into *here*."""
        names = {name for one in elements for name in (one.name, *_SAME.get(one.name, ()))}
        for name in names & self._sought.keys():
            for place in self._sought.pop(name):
                del self._found[place][name]
        for name, (_, found) in self._found.get(id(here), {}).items():
            self._found[id(here)][name] = len(here.children), found


def find(element: Element, steps: Sequence[str], places: Places | None = None) -> Element | None:
    """The element at the end of a path such as `origination` or `part[2]`, starting with *element* itself or with its children."""
    here = element
    places = places or Places()
    for number, step in enumerate(steps):
        match = _STEP.match(step)
        if match is None:
            return None
        place = int(match[2] or 1)
        if number == 0 and place == 1 and here.name in _SAME.get(match[1], (match[1],)):
            continue
        found = places.of(here, match[1])
        if not 1 <= place <= len(found):
            return None
        here = found[place - 1]
    return here
