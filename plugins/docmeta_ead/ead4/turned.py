"""Converts EAD 4.0 for the reader: elements in the canonical markup; what only EAD 4.0 has is carried along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docmeta.model import Extra
from docmeta.xml import localname
from docmeta_ead.ead4 import from_control
from docmeta_ead.ead4.from_parts import component_list
from docmeta_ead.ead4.from_parts import start as start
from docmeta_ead.ead4.from_unit import Unit
from docmeta_ead.ead4.left import Left

if TYPE_CHECKING:
    from lxml import etree

    from docmeta.model import Draft
    from docmeta_ead.read.state import Reading


def unit(reading: Reading, draft: Draft, element: etree._Element, path: list[etree._Element]) -> etree._Element:
    """A unit, or what follows its components, up to the first of *path*, which leads to a component."""
    turned = Unit(element)
    canonical = turned.turn(path[0] if path else None)
    if len(path) > 1:
        canonical.append(component_list(path[0], path[1]))
    for extra in _extras(reading, turned.left):
        draft.add("extras", extra)
    return canonical


def control(reading: Reading, before: list[etree._Element]) -> tuple[list[etree._Element], list[Extra]]:
    """The header from what precedes a description, with all information on the finding aid; and what it cannot hold."""
    own = next((child for child in before if localname(child) == "control"), None)
    if own is None:
        return before, []
    described = [child for child in before if localname(child) == "findAidDesc"]
    left = Left()
    made = from_control.header(own, described, left)
    rest = [made if child is own else child for child in before if child is own or localname(child) != "findAidDesc"]
    return rest, _extras(reading, left)


def _extras(reading: Reading, left: Left) -> list[Extra]:
    elements = [reading.extra_of_ead4(element, place) for element, place in left.elements.items()]
    return [*elements, *(Extra("ead4", place, value) for place, value in left.attributes)]
