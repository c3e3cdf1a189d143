"""Puts back what EAD 4.0 alone has, and was carried along, into the unit that it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from docmeta.text import Element, words
from docmeta_ead.ead4.content import ALLOWED, models
from docmeta_ead.tables.values import is_uri

if TYPE_CHECKING:
    from docmeta_ead.ead4.to_prose import Piece


class Sections(Protocol):
    """A unit in the making."""

    sections: dict[str, list[Piece]]
    narratives: list[Piece]


def put_back(unit: Sections, section: str, element: Element) -> bool:
    """Put an element into the one that has its name and its label, else beside those of its section; false where it may not stand."""
    around = unit.sections.get(section) if section else unit.narratives
    if around is None or element.name not in models()[section or "c"].names:
        return False
    same = next(
        (one for one in around if isinstance(one, Element) and one.name == element.name and _is_same(one, element)),
        None,
    )
    if same is not None:
        added = [child for child in element.children if isinstance(child, Element) and child.name != "label"]
        merged = Element(same.name, same.attributes, _ordered(element.name, [*same.children, *added]))
        if is_valid(merged):
            same.children = merged.children
            return True
        return False
    last = any(isinstance(one, Element) and one.name == "descriptiveNote" for one in around)
    if not is_valid(element) or (element.name == "descriptiveNote" and (last or not around)):
        return False
    at = len(around) - 1 if last else len(around)
    around.insert(at, element)
    return True


def _is_same(one: Element, other: Element) -> bool:
    label, wanted = _label(one), _label(other)
    return wanted is None or label == wanted


def _label(element: Element) -> str | None:
    for child in element.children:
        if isinstance(child, Element) and child.name == "label":
            return " ".join(words(child.children).split())
    return None


def _ordered(name: str, children: list[Piece]) -> list[Piece]:
    order = {symbol: number for number, symbol in reversed(list(enumerate(models()[name].symbols)))}
    found = [child for child in children if isinstance(child, Element)]
    return [*sorted(found, key=lambda child: order.get(child.name, 0))]


def is_valid(element: Element) -> bool:
    """Whether an element may stand as it is."""
    stack = [element]
    while stack:
        here = stack.pop()
        model = models().get(here.name)
        if model is None or any(key not in ALLOWED[here.name] and ":" not in key for key in here.attributes):
            return False
        if any(not is_uri(here.attributes[key]) for key in ("valueURI", "href", "linkRole") if key in here.attributes):
            return False
        if "id" in here.attributes or not here.attributes.keys() >= set(model.required):
            return False
        inner = [child for child in here.children if isinstance(child, Element)]
        if here.name == "formattingExtension":
            if not inner or any(not child.name.startswith("xhtml:") for child in inner):
                return False
            continue
        if here.name == "objectXMLWrap":
            return False
        if not model.mixed and any(isinstance(child, str) and child.strip() for child in here.children):
            return False
        if here.name == "part" and not words(here.children).strip():
            return False
        state = model.start
        for child in inner:
            after = model.step(state, child.name)
            if after is None:
                return False
            state = after
        if not model.final(state):
            return False
        stack += inner
    return True
