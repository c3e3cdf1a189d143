"""Independent judges of JSON-LD: two processors, and schema.org's own vocabulary."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
from pyld import jsonld

from docmeta import Node, Report, write

SCHEMA = "http://schema.org/"
BASE = "https://archive.example/guide"


def written(nodes: Iterable[Node], report: Report | None = None, **options: Any) -> bytes:
    """The output of the writer for some nodes."""
    out = io.BytesIO()
    write(nodes, out, format="jsonld", report=report, include_internal=True, **options)
    return out.getvalue()


class Vocabulary:
    """schema.org's types and properties."""

    def __init__(self, folder: Path) -> None:
        self.context = json.loads((folder / "schemaorgcontext.jsonld").read_text())
        terms = self.context["@context"]
        addresses = {
            name: {"@type": "@id"}
            for name, term in terms.items()
            if isinstance(term, dict) and term.get("@type") == "@id"
        }
        self.inline = json.dumps({"@vocab": SCHEMA, **addresses})
        graph = json.loads((folder / "schemaorg-all-https.jsonld").read_text())["@graph"]
        self.above: dict[str, set[str]] = {}
        self.domain: dict[str, set[str]] = {}
        self.range: dict[str, set[str]] = {}
        for entry in graph:
            name = entry["@id"].removeprefix("schema:")
            if "rdf:Property" in _list(entry["@type"]):
                self.domain[name] = _names(entry.get("schema:domainIncludes"))
                self.range[name] = _names(entry.get("schema:rangeIncludes"))
            elif "rdfs:Class" in _list(entry["@type"]) or "schema:DataType" in _list(entry["@type"]):
                self.above[name] = _names(entry.get("rdfs:subClassOf"))

    @cache  # noqa: B019  # one object for the whole run
    def kinds(self, name: str) -> frozenset[str]:
        """A type and all above it."""
        found, waiting = set(), [name]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self.above.get(one, ()))
        return frozenset(found)

    def faults(self, data: Any) -> Iterator[str]:
        """The parts of a document that the vocabulary does not allow."""
        waiting: list[tuple[Any, str]] = [(data, "$")]
        while waiting:
            value, path = waiting.pop()
            if isinstance(value, list):
                waiting.extend((one, path) for one in value)
            if not isinstance(value, dict) or "@value" in value:
                continue
            types = _list(value.get("@type", []))
            yield from (f"{path}: no type {name}" for name in types if name not in self.above)
            kinds = frozenset().union(*map(self.kinds, types))
            for name, inner in value.items():
                if name[0] == "@":
                    if name in ("@graph", "@included"):
                        waiting.append((inner, name))
                    continue
                yield from (f"{path}.{name}: {fault}" for fault in self._property(name, inner, kinds))
                waiting.append((inner, f"{path}.{name}"))

    def _property(self, name: str, value: Any, kinds: frozenset[str]) -> Iterator[str]:
        if name not in self.range:
            yield "no such property"
            return
        if kinds and not kinds & self.domain[name]:
            yield f"not a property of {sorted(kinds)}"
        allowed = self.range[name]
        for one in _list(value):
            if isinstance(one, dict) and "@value" not in one:
                types = _list(one.get("@type", []))
                if types and not any(self.kinds(kind) & allowed for kind in types):
                    yield f"a {types} is no {sorted(allowed)}"
            elif isinstance(one, (bool, int, float)):
                if not allowed & {"Number", "Integer", "Boolean", "Float"}:
                    yield f"a number is no {sorted(allowed)}"
            elif not allowed & {"Text", "URL", "Date", "DateTime"}:
                yield f"a string is no {sorted(allowed)}"
            elif not allowed & {"Text", "Date", "DateTime"} and (not isinstance(one, str) or ":" not in one):
                yield f"not an address: {one!r}"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _names(value: Any) -> set[str]:
    return {one["@id"].removeprefix("schema:") for one in _list(value or [])}


def expanded(data: bytes, vocabulary: Vocabulary) -> Any:
    """The expansion of a document by pyld, with schema.org's context and no other."""

    def load(url: str, options: dict[str, Any]) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": vocabulary.context,
        }

    return jsonld.expand(json.loads(data), {"documentLoader": load, "base": BASE})


def said_by_expanded(data: Any) -> set[str]:
    """The literals and the IRIs of an expanded document."""
    found: set[str] = set()
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            found.update(as_words(one[key]) for key in ("@value", "@id") if key in one)
            waiting.extend(
                value for name, value in one.items() if name[0] != "@" or name in ("@graph", "@included", "@list")
            )
    return found


def triples(data: bytes, vocabulary: Vocabulary) -> list[pyoxigraph.Quad]:
    """The triples of a document by pyoxigraph. It loads no context, so the relevant part of schema.org's is inserted."""
    text = data.replace(b'"@context": "https://schema.org"', b'"@context": ' + vocabulary.inline.encode())
    return list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD, base_iri=BASE))


def said_by_triples(quads: Iterable[pyoxigraph.Quad]) -> set[str]:
    """The literals and the IRIs among the objects of some triples; numbers as in JSON."""
    found = set()
    for quad in quads:
        thing = quad.object
        if isinstance(thing, pyoxigraph.Literal):
            numeric = thing.datatype.value.rpartition("#")[2] in ("double", "integer", "decimal")
            found.add(as_words(float(thing.value)) if numeric else thing.value)
        elif isinstance(thing, pyoxigraph.NamedNode):
            found.add(thing.value)
    return found


def said_by_json(data: Any) -> set[str]:
    """Every string and number of a document that is a value: not a key, an id, a type or the context."""
    found: set[str] = set()
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            waiting.extend(
                value for name, value in one.items() if name not in ("@id", "@type", "@context", "@language")
            )
        else:
            found.add(as_words(one))
    return found


def as_words(value: Any) -> str:
    """A literal, normalised for comparison."""
    if isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else repr(float(value) + 0.0)
