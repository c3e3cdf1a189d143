"""Reads what stands around an object of EDM in RDF/XML: its proxies, its aggregation, and the resources that it refers to.

Classes and properties are those of the Definition of the Europeana Data Model, version 5.2.8.
What is read is taken out of the graph, so that what is left in it can be reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import attrs

from docmeta.model import Agent, AgentLink, DigitalObject, Draft, Identifier, Place, Repository, RightsStatement, Term
from docmeta.text import language_of
from docmeta.xml import XML_NS, collapse, localname
from docmeta.xml.harvest import outer
from docmeta_dublincore.access_points import is_media_type
from docmeta_dublincore.literal import Literal, is_address, is_blank, prose
from docmeta_dublincore.private import is_private
from docmeta_dublincore.vocabulary import DC, RDF

if TYPE_CHECKING:
    from lxml.etree import _Element

EDM: Final = "http://www.europeana.eu/schemas/edm/"
CHO: Final = f"{{{EDM}}}ProvidedCHO"
_GRAPH, _ABOUT, _RESOURCE, _LANG = f"{{{RDF}}}RDF", f"{{{RDF}}}about", f"{{{RDF}}}resource", f"{{{XML_NS}}}lang"
#: Properties of EDM that Dublin Core has.
_TYPES: Final = frozenset((f"{{{EDM}}}type", f"{{{EDM}}}hasType"))
#: Where an object is shown, with the role of the digital object.
_SHOWN: Final = {"isShownAt": None, "isShownBy": None, "hasView": None, "object": "thumbnail"}
_LABELS: Final = ("prefLabel", "name")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?")
#: Labels without a language come first, then English ones, then the others.
_PREFERRED: Final = {"": 0, "en": 1}


@attrs.frozen
class _Thing:
    """A resource that an object refers to."""

    label: str
    uri: str | None
    is_place: bool
    latitude: float | None = None
    longitude: float | None = None

    def agent(self, role: str) -> AgentLink:
        return AgentLink(Agent(self.label, identifiers=(Identifier(self.uri),) if self.uri else ()), role)

    def term(self, _: str) -> Term:
        return Term(self.label, uri=self.uri)

    def place(self, _: str) -> Place:
        return Place(self.label, uri=self.uri, latitude=self.latitude, longitude=self.longitude)


#: The values of resources, by property. Others are words.
_MADE: Final[dict[str, tuple[str, Callable[[_Thing, str], Any]]]] = {
    **dict.fromkeys(("creator", "contributor", "publisher"), ("agents", _Thing.agent)),
    **dict.fromkeys(("type", "hasType"), ("genres", _Thing.term)),
    "subject": ("subjects", _Thing.term),
    "spatial": ("places", _Thing.place),
}
#: Properties whose value is the name of a resource.
_NAMED: Final = frozenset(
    ("coverage", "temporal", "date", "created", "issued", "format", "medium", "rightsHolder", "audience")
)


class Graph:
    """The resources of an `rdf:RDF` element, by their URI."""

    def __init__(self, root: _Element) -> None:
        self.root = root
        self.elements: dict[str, _Element] = {}
        self.things: dict[str, _Thing | None] = {}
        self.around: dict[str, list[_Element]] = {}
        for element in _children(root):
            of = _child(element, "proxyFor" if localname(element) == "Proxy" else "aggregatedCHO")
            if of is not None:
                self.around.setdefault(_address(of, _RESOURCE), []).append(element)
            elif element.tag != CHO:
                self.elements.setdefault(_address(element, _ABOUT), element)

    def describe(self, cho: _Element, draft: Draft) -> None:
        """Complete an object with what its proxies say, and read the resources that it refers to and its aggregation."""
        around = self.around.pop(_address(cho, _ABOUT), ())
        for proxy in around:
            if localname(proxy) != "Proxy" or is_private(proxy):
                continue
            if _said(_child(proxy, "europeanaProxy")) != "true":
                cho.extend(
                    child
                    for child in _children(proxy)
                    if localname(child) not in ("proxyFor", "proxyIn", "europeanaProxy")
                )
                _used(proxy)
        for child in _children(cho):
            self.value(child, draft)
        for aggregation in around:
            if localname(aggregation) == "Aggregation" and not _is_hidden(aggregation):
                self.shown(aggregation, draft)

    def value(self, child: _Element, draft: Draft) -> None:
        """A value that is a resource: beside the object, or in the value itself."""
        if child.tag in _TYPES:
            child.tag = f"{{{DC}}}type"
        name, uri = localname(child), _address(child, _RESOURCE)
        if not is_blank(child.text) or (name not in _MADE and name not in _NAMED) or _is_hidden(child):
            return
        thing = _read(child[0]) if len(child) == 1 else self.thing(uri)
        if thing is None:
            return
        if len(child) == 1 and len(child[0]):
            draft.extra(name, outer(child))
        field, make = _MADE["spatial"] if name == "coverage" and thing.is_place else _MADE.get(name, ("", None))
        if make is not None:
            draft.add(field, make(thing, name))
            _used(child)
            return
        del child[:]
        child.text = thing.label
        if language := language_of(thing.label):
            child.set(_LANG, language)
        if uri.startswith("#"):
            del child.attrib[_RESOURCE]

    def thing(self, uri: str) -> _Thing | None:
        """A resource of the graph; None if it is not there, or has no name."""
        if uri not in self.things:
            element = self.elements.get(uri)
            self.things[uri] = None if element is None else _read(element)
        return self.things[uri]

    def shown(self, aggregation: _Element, draft: Draft) -> None:
        """Who provides an object, where it is shown, and its rights."""
        holder = ""
        shown: set[tuple[str, str | None]] = set()
        for child in _children(aggregation):
            name, uri = localname(child), _address(child, _RESOURCE)
            if name in _SHOWN and uri:
                if (uri, _SHOWN[name]) not in shown:
                    draft.add("digital_objects", DigitalObject(uri, media_type=self.media_type(uri), role=_SHOWN[name]))
                shown.add((uri, _SHOWN[name]))
            elif name == "rights" and uri:
                draft.add("rights", RightsStatement(uri=uri))
            elif name == "dataProvider" and not holder:
                thing = self.thing(uri)
                holder = thing.label if thing else _said(child)
                if not holder:
                    continue
                draft.fields["repository"] = Repository(holder, uri=uri if is_address(uri) else None)
            elif name != "aggregatedCHO" and not (name == "provider" and holder and _said(child) == holder):
                continue
            _used(child)
        aggregation.attrib.pop(_ABOUT, None)

    def media_type(self, uri: str) -> str | None:
        """The media type of a file, by its `edm:WebResource`."""
        resource = self.elements.get(uri)
        if resource is None:
            return None
        resource.attrib.pop(_ABOUT, None)
        for child in _children(resource):
            if localname(child) in ("hasMimeType", "format") and is_media_type(said := _said(child)):
                _used(child)
                return said
        return None


def _read(element: _Element) -> _Thing | None:
    """A resource with a name, or a span of time with an end; what is read is taken out."""
    if _is_hidden(element):
        return None
    labels = [child for child in _children(element) if localname(child) in _LABELS and not is_blank(child.text)]
    label = min(labels, key=lambda child: _PREFERRED.get(child.get(_LANG, "").lower()[:2], 2), default=None)
    used = [label] if label is not None else [end for name in ("begin", "end") if _said(end := _child(element, name))]
    said = "/".join(map(_said, used))
    if not said:
        return None
    latitude, longitude = (_degrees(_child(element, name), most) for name, most in (("lat", 90), ("long", 180)))
    point = [_child(element, name) for name in ("lat", "long")] if None not in (latitude, longitude) else []
    uri = _address(element, _ABOUT)
    element.attrib.pop(_ABOUT, None)
    for child in (*used, *point):
        if child is not None:
            _used(child)
    return _Thing(
        prose(Literal(said, None if label is None else label.get(_LANG))),
        None if uri.startswith("#") else uri or None,
        localname(element) == "Place",
        latitude if point else None,
        longitude if point else None,
    )


def _degrees(element: _Element | None, most: int) -> float | None:
    """A number of degrees; None if it is none."""
    said = _said(element)
    return float(said) if _NUMBER.fullmatch(said) and abs(float(said)) <= most else None


def graph_of(cho: _Element, known: Graph | None) -> Graph | None:
    """The graph in which an object stands: the *known* one, or a new one; None if it stands alone."""
    parent = cho.getparent()
    if parent is None or parent.tag != _GRAPH:
        return None
    return known if known is not None and known.root is parent else Graph(parent)


def _is_hidden(element: _Element) -> bool:
    """Whether anything in an element is not public: the reader of records handles it."""
    return any(map(is_private, element.iter("{*}*")))


def _children(element: _Element) -> list[_Element]:
    return list(element.iterchildren("{*}*"))


def _child(element: _Element, name: str) -> _Element | None:
    return element.find(f"{{*}}{name}")


def _said(element: _Element | None) -> str:
    return "" if element is None else collapse(element.text or "")


def _address(element: _Element, attribute: str) -> str:
    return element.get(attribute, "").strip()


def _used(element: _Element) -> None:
    """Empty an element, so that nothing of it is reported."""
    element.clear(keep_tail=True)
