"""Puts what only EAD 4.0 has, and was carried along, back into its unit or header."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from docmeta.text import Element, words
from docmeta_ead.ead4.content import models
from docmeta_ead.ead4.to_prose import eas_date, is_hidden
from docmeta_ead.tables.ead4 import PARTIAL
from docmeta_ead.tables.values import is_isil, nearest

if TYPE_CHECKING:
    from docmeta_ead.ead4.to_prose import Piece

_DATES: Final = ("date", "dateRange", "dateSet")
_NO_NARRATIVES: Final = frozenset(
    ("identificationData", "agents", "formsAvailable", "functions", "places", "descriptionOfComponents")
)
_ERAS: Final = frozenset(("ce", "bce"))


def put_back(sections: Mapping[str, list[list[Piece]]], own: Iterable[tuple[str, Element]]) -> Iterator[Element]:
    """Put elements, each with its place, into the elements with their name and labels; gives those without a place.

    A whole one that matches none joins the others of its section.
    The elements of a section stand in several lists, of which the last can grow.
    """
    found: dict[str, _Section] = {}
    for place, element in own:
        name = place.partition("/")[0] if "/" in place else ""
        if name not in found:
            found[name] = _Section(name, sections.get(name, []))
        if not found[name].put(element, whole=not place.endswith(PARTIAL)):
            yield element


class _Section:
    """The elements of a section, by their keys; each of them takes one element that was carried along."""

    def __init__(self, name: str, lists: list[list[Piece]]) -> None:
        model = models().get(name or "archDesc")
        self.names = frozenset() if model is None else model.names
        if not name:
            # An element without a section is a narrative.
            self.names -= _NO_NARRATIVES
        self.last = lists[-1] if lists else None
        self.noted = False  # whether a note ends it, after which nothing may follow
        self.known: dict[tuple[str, ...], deque[Element]] = {}
        self.taken: set[int] = set()
        for one in (one for pieces in lists for one in pieces):
            if isinstance(one, Element):
                self.noted = one.name == "descriptiveNote"
                for key in _keys(one):
                    self.known.setdefault(key, deque()).append(one)

    def put(self, element: Element, whole: bool) -> bool:
        """Put an element into its place; false if there is none."""
        if element.name not in self.names:
            return False
        for key in _keys(element):
            same = self.known.get(key, ())
            while same:
                one = same.popleft()
                if id(one) not in self.taken:
                    self.taken.add(id(one))
                    return _merge(one, element)
        if (
            not whole
            or self.last is None
            or not is_valid(element)
            or (element.name == "descriptiveNote" and not self.last)
        ):
            return False
        if element.name == "descriptiveNote" and self.noted:
            return False
        self.last.insert(len(self.last) - self.noted, element)
        self.noted = self.noted or element.name == "descriptiveNote"
        return True


def _keys(element: Element) -> list[tuple[str, ...]]:
    """The keys of an element, the most specific first."""
    kind = (element.name, element.attributes.get("placeType", ""))
    inner = [child for child in element.children if isinstance(child, Element)]
    labels = [child for child in inner if child.name in ("term", "part")] or [
        one for one in inner if one.name == "label"
    ][:1]
    label = _letters(labels)
    if not label:
        return []
    related = next((_letters([child]) for child in inner if child.name == "relationship"), "")
    return [(*kind, label, related), (*kind, label)] if related else [(*kind, label)]


def _letters(children: Iterable[Piece]) -> str:
    return "".join(filter(str.isalnum, words(list(children))))


def _merge(one: Element, element: Element) -> bool:
    """Merge the children of *element* into those of *one*; equal ones are merged in turn."""
    there = [child for child in one.children if isinstance(child, Element)]
    by_words: dict[tuple[str, str], deque[int]] = {}
    for at, child in enumerate(there):
        by_words.setdefault((_kind(child), _said(child)), deque()).append(at)
    first = {child.name: at for at, child in reversed(list(enumerate(there)))}
    mark = {"audience": "internal"} if is_hidden(element) and not is_hidden(one) else {}
    for child in (piece for piece in element.children if isinstance(piece, Element)):
        same = by_words.get((_kind(child), _said(child)))
        if not same and not child.children and child.name in first:
            same = deque((first[child.name],))  # it adds to the existing one
        if not same:
            there.append(Element(child.name, child.attributes | mark, child.children))
            continue
        at = same.popleft()
        if child.attributes or _inner(child):
            before = there[at]
            more = child.children if _inner(child) else before.children
            there[at] = Element(child.name, before.attributes | child.attributes | mark, more)
    about = {key: value for key, value in element.attributes.items() if key != "audience"}
    own = dict(one.attributes)
    if own.get("agentType") == "human" and "agentType" in about:
        del own["agentType"]  # it was a person, or a group
    if one.name == "title":  # its parts are its key
        there = [piece for piece in element.children if isinstance(piece, Element)]
    merged = Element(one.name, about | own, _ordered(one.name, there))
    if not is_valid(merged):
        return False
    one.attributes, one.children = merged.attributes, merged.children
    return True


def _inner(element: Element) -> bool:
    return any(isinstance(child, Element) for child in element.children)


def _kind(element: Element) -> str:
    return "date" if element.name in _DATES else element.name


def _said(element: Element) -> str:
    return _letters(element.children) or element.attributes.get("valueURI", "")


def _ordered(name: str, children: list[Element]) -> list[Piece]:
    order = {symbol: number for number, symbol in reversed(list(enumerate(models()[name].symbols)))}
    return [*sorted(children, key=lambda child: order.get(child.name, 0))]


def is_valid(element: Element) -> bool:
    """Whether an element is valid unchanged."""
    return all(_is_valid(here) for here in _framed(element))


def _framed(element: Element) -> Iterator[Element]:
    """An element and its descendants, up to those of other namespaces."""
    stack = [element]
    while stack:
        here = stack.pop()
        yield here
        if here.name != "formattingExtension":
            stack += [child for child in here.children if isinstance(child, Element)]


def _is_valid(here: Element) -> bool:
    model = models().get(here.name)
    if model is None or not here.attributes.keys() >= set(model.required) or here.name == "objectXMLWrap":
        return False
    if not holds(here):
        return False
    inner = [child for child in here.children if isinstance(child, Element)]
    if here.name == "formattingExtension":
        return bool(inner) and all(child.name.startswith("xhtml:") for child in inner)
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
    return model.final(state)


def unheld(element: Element) -> Iterator[tuple[Element, str]]:
    """The attributes within an element, each with its element, that EAD 4.0 does not allow there, or not with their values."""
    for here in _framed(element):
        model = models().get(here.name)
        known = {} if model is None else model.attributes
        for key in list(here.attributes):
            if ":" not in key and model and (key not in known or not _is_of(here.name, key, here.attributes[key])):
                yield here, key


def holds(element: Element) -> bool:
    """Whether the attributes of an element are allowed, with their values."""
    known = models()[element.name].attributes
    return all(
        ":" in key or (key in known and _is_of(element.name, key, one)) for key, one in element.attributes.items()
    )


def _is_of(name: str, key: str, value: str) -> bool:
    """Whether a value is of the type of its attribute."""
    if key in ("standardDate", "notBefore", "notAfter"):
        return eas_date(value, name) == value
    if key == "era":
        return value in _ERAS
    if key == "repositoryCode":
        return is_isil(value)
    return nearest(models()[name].attributes[key], value) == (value, True)
