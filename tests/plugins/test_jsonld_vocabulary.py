"""What is written conforms to schema.org's vocabulary, and two independent processors read all of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from tests.plugins.jsonld_oracles import (
    Vocabulary,
    expanded,
    said_by_expanded,
    said_by_json,
    said_by_triples,
    triples,
    written,
)
from tests.strategies import streams

from docmeta import Collection, Document, Node, Person, walk
from docmeta.model import AgentLink, Date, DigitalObject, Extent, Place, Relation
from docmeta.testing import every_field
from docmeta_jsonld.crosswalk import SCHEMA_ORG
from docmeta_jsonld.types import _GENRES, GENERAL, PAGES, WORKS
from docmeta_jsonld.vocabularies import SAME


@pytest.fixture(scope="module")
def vocabulary(shared: Path) -> Vocabulary:
    """schema.org's, whole."""
    return Vocabulary(shared / "schemas" / "schemaorg")


def test_every_property_of_the_table_is_one(vocabulary: Vocabulary) -> None:
    assert [target for target in SCHEMA_ORG.targets() if target[0] != "@" and target not in vocabulary.range] == []
    read = {rule.target for rule in SCHEMA_ORG.rules if rule.reads and rule.target[0] != "@"}
    of_dcmi = {"date", "rights", "provenance"}  # without an equivalent
    assert of_dcmi <= {*SAME.values()}
    assert read - vocabulary.range.keys() == of_dcmi


def test_types_of_works_are_works(vocabulary: Vocabulary) -> None:
    known = {name for name in WORKS | PAGES | GENERAL if name in vocabulary.above}
    assert sorted((WORKS | PAGES | GENERAL) - known) == []
    assert sorted(name for name in WORKS - {"RealEstateListing"} if "CreativeWork" not in vocabulary.kinds(name)) == []
    assert sorted(name for name in _GENRES.values() if "CreativeWork" not in vocabulary.kinds(name)) == []


def check(nodes: list[Node], vocabulary: Vocabulary, **options: Any) -> None:
    """Check what is written of some nodes with all three judges."""
    text = written(nodes, **options)
    for line in text.splitlines() if options.get("form") == "lines" else [text]:
        data = json.loads(line)
        assert list(vocabulary.faults(data)) == []
        said = said_by_json(data)
        assert said - said_by_expanded(expanded(line, vocabulary)) == set()
        assert said - said_by_triples(triples(line, vocabulary)) == set()


@given(nodes=streams())
def test_nothing_of_what_is_written_is_lost_on_a_processor(nodes: list[Node], vocabulary: Vocabulary) -> None:
    check(nodes, vocabulary)
    check(nodes, vocabulary, form="graph", base_uri="https://archive.example/id/")


@pytest.mark.parametrize("options", [{}, {"html": True, "indent": 2}, {"form": "graph"}, {"form": "lines"}])
def test_every_field_is_in_the_vocabulary(options: dict[str, Any], vocabulary: Vocabulary) -> None:
    check(list(walk(every_field())), vocabulary, **options)


def test_roots_after_roots_with_parts_reach_a_processor(vocabulary: Vocabulary) -> None:
    roots = [Collection("a", title="First", members=(Document("b", title="Part"),)), Document("c", title="Second")]
    text = written(walk(*roots))
    found = triples(text, vocabulary)
    assert {"First", "Part", "Second"} <= said_by_triples(found)
    assert {"First", "Part", "Second"} <= said_by_expanded(expanded(text, vocabulary))


def test_the_graph_says_the_same_nested_and_flat(vocabulary: Vocabulary) -> None:
    """`hasPart` and `isPartOf` are inverse; all else is the same triples."""
    tree = Collection(
        "fonds",
        title="Papers",
        extents=(Extent("372 documents", "372", "documents"),),
        agents=(AgentLink(Person("Kim", dates=Date("1912-1994"))),),
        places=(Place("Seoul", part_of=Place("Korea", "country")),),
        members=(Document("d", title="Telegram", digital_objects=(DigitalObject("https://example.org/1.jpg"),)),),
        relations=(Relation("references", "https://example.org/other"),),
    )

    def links(form: str) -> set[tuple[str, str, str]]:
        found = triples(written(walk(tree), form=form), vocabulary)
        plain = {(str(q.subject.value), q.predicate.value.rpartition("/")[2], str(q.object.value)) for q in found}
        assert plain
        return {
            (o, "isPartOf", s) if p == "hasPart" else (s, p, o)
            for s, p, o in plain
            if s.startswith("http") and o.isprintable()
        }

    def named(all_: set[tuple[str, str, str]]) -> set[tuple[str, str]]:
        return {(s, p) for s, p, _ in all_}

    assert named(links("nested")) == named(links("graph"))
    assert {one for one in links("nested") if one[1] == "isPartOf"} == {
        one for one in links("graph") if one[1] == "isPartOf"
    }
