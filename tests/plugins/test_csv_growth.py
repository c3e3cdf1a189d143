"""The work of writing a table grows with the input, whatever a unit has many of."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

import pytest
from tests.growth import grows_with_input

from docmeta import Collection, Date, Document, Node, write
from docmeta.model import (
    AgentLink,
    Container,
    DigitalObject,
    Extent,
    Extra,
    Identifier,
    Language,
    Note,
    Person,
    Place,
    Record,
    Relation,
    Revision,
    RightsStatement,
    Term,
)

MANY: Final[dict[str, Callable[[int], dict[str, Any]]]] = {
    "identifiers": lambda n: {"identifiers": tuple(Identifier(f"i{i}", "local", "L") for i in range(n))},
    "other titles": lambda n: {"other_titles": tuple(f"Title {i}" for i in range(n))},
    "dates": lambda n: {"dates": tuple(Date(f"{1000 + i % 900}-{1900 + i % 100}") for i in range(n))},
    "extents": lambda n: {"extents": tuple(Extent(f"{i} boxes", str(i), "boxes") for i in range(n))},
    "extents in sums": lambda n: {
        "extents": (Extent("1 reel", "1", "reel"), *(Extent(f"({i} boxes)", parallel=True) for i in range(n)))
    },
    "agents": lambda n: {"agents": tuple(AgentLink(Person(f"A {i}"), "creator", "author") for i in range(n))},
    "agents without a name": lambda n: {"agents": tuple(AgentLink(Person(dates=Date("1900-1950"))) for i in range(n))},
    "notes of one kind": lambda n: {"notes": tuple(Note("general", f"Note {i}", f"H {i}") for i in range(n))},
    "notes of no kind": lambda n: {"notes": tuple(Note(f"kind {i}", f"Note {i}") for i in range(n))},
    "histories": lambda n: {"notes": tuple(Note("biography_or_history", f"Life {i}") for i in range(n))},
    "language notes": lambda n: {"notes": tuple(Note("language", f"In {i}") for i in range(n))},
    "languages": lambda n: {"languages": tuple(Language("rus", name="Russian") for i in range(n))},
    "languages by name": lambda n: {"languages": tuple(Language(name=f"Tongue {i}") for i in range(n))},
    "subjects": lambda n: {"subjects": tuple(Term(f"S {i}", source="lcsh") for i in range(n))},
    "places": lambda n: {"places": tuple(Place(f"P {i}") for i in range(n))},
    "rights": lambda n: {"rights": tuple(RightsStatement(f"R {i}") for i in range(n))},
    "boxes": lambda n: {"containers": tuple(Container(str(i), "box") for i in range(n))},
    "containers of many kinds": lambda n: {"containers": tuple(Container(str(i), f"kind {i}") for i in range(n))},
    "containers one in the other": lambda n: {
        "containers": tuple(Container(str(i), "box", id=f"c{i}", parent=f"c{i - 1}" if i else None) for i in range(n))
    },
    "containers of which nothing is said": lambda n: {"containers": tuple(Container(" ") for i in range(n))},
    "digital objects": lambda n: {"digital_objects": tuple(DigitalObject(f"https://x.org/{i}") for i in range(n))},
    "relations": lambda n: {"relations": tuple(Relation("relation", f"r{i}") for i in range(n))},
    "extras": lambda n: {"extras": tuple(Extra("csv-atom", "levelOfDetail", f"e{i}") for i in range(n))},
    "revisions": lambda n: {"record": Record(revisions=tuple(Revision(f"R {i}") for i in range(n)))},
    "languages of the description": lambda n: {"record": Record(languages=tuple(Language("rus") for i in range(n)))},
    "separators": lambda n: {"title": "a|" * n * 10, "description": "\\|" * n * 10},
    "backslashes and quotes": lambda n: {"description": '\\"' * n * 10},
    "long prose": lambda n: {"description": "word " * n * 20},
    "prose without blanks": lambda n: {"description": "x" * n * 100},
}  # fmt: skip


def write_all(nodes: list[Node], format: str) -> None:
    write(nodes, io.BytesIO(), format=format)


@pytest.mark.parametrize("format", ["csv", "csv-atom", "csv-aspace"])
@pytest.mark.parametrize("kind", MANY)
def test_what_repeats_is_written_in_time_that_grows_with_it(kind: str, format: str) -> None:
    def make(count: int) -> list[Node]:
        unit = Document("d", **{"title": "T", **MANY[kind](count)})
        return [Node(0, Collection("c", level="fonds", record=Record(id="q"))), Node(1, unit)]

    grows_with_input(make, lambda nodes: write_all(nodes, format), 1_000)


@pytest.mark.parametrize("format", ["csv", "csv-atom", "csv-aspace"])
def test_deep_trees_grow_with_their_depth(format: str) -> None:
    def make(depth: int) -> list[Node]:
        return [Node(at, Collection(f"c{at}", level="series", title="T")) for at in range(depth)]

    grows_with_input(make, lambda nodes: write_all(nodes, format), 1_500)
