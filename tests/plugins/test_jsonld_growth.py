"""JSON-LD at n and 4n: a node with many references, deep nesting, repetition."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest
from tests.growth import grows_with_input

import docmeta
from docmeta.errors import LimitError
from docmeta_jsonld.crosswalk import SCHEMA_ORG

CONTEXT = '"@context": "https://schema.org"'


def named_by_many(count: int) -> bytes:
    agent = {"@id": "#a", "@type": "Person", "name": "A", "alternateName": [f"A {n}" for n in range(count)]}
    letters = [{"@id": f"#{n}", "@type": "CreativeWork", "name": "L", "creator": {"@id": "#a"}} for n in range(count)]
    return json.dumps({"@context": "https://schema.org", "@graph": [agent, *letters]}).encode()


def nested(count: int, name: str = "spatialCoverage", inside: str = "containedInPlace", kind: str = "Place") -> bytes:
    begin = f'{{"@type": "{kind}", "name": "a"'
    deep = begin + "".join(f', "{inside}": {begin}' for _ in range(count)) + "}" * (count + 1)
    return f'{{{CONTEXT}, "@type": "CreativeWork", "name": "L", "{name}": {deep}}}'.encode()


def repeated(count: int, name: str) -> bytes:
    values = ", ".join(f'{{"@type": "Thing", "name": "{name} {n}"}}' for n in range(count))
    return f'{{{CONTEXT}, "@type": "CreativeWork", "name": "L", "{name}": [{values}]}}'.encode()


def read(data: bytes) -> None:
    for _ in docmeta.read(data, format="jsonld"):
        pass


def convert(data: bytes) -> None:
    docmeta.convert(data, io.BytesIO(), from_="jsonld", to="jsonld")


KINDS = {"spatialCoverage": "Place", "holdingArchive": "ArchiveOrganization"}


def identified(count: int, name: str = "creator", said: str = "sameAs", role: bool = False) -> bytes:
    """Units that all name one large node."""
    values = [f"https://example.org/{n}" for n in range(count)]
    value: Any = {"@id": "#a"}
    if role:
        value = {"@type": "Role", "roleName": "editor", name: value}
    letters = [{"@id": f"#{n}", "@type": "CreativeWork", "name": "L", name: value} for n in range(count)]
    large = {"@id": "#a", "@type": KINDS.get(name, "Person"), "name": "A", said: values}
    return json.dumps({"@context": "https://schema.org", "@graph": [large, *letters]}).encode()


@pytest.mark.parametrize(
    ("how", "to"),
    [
        *(({}, to) for to in ("jsonl", "ead3")),
        ({"said": "strange"}, "jsonl"), ({"role": True}, "jsonl"), ({"name": "spatialCoverage"}, "jsonl"),
        ({"name": "holdingArchive", "said": "strange"}, "jsonl"),
    ],
)  # fmt: skip
def test_what_references_repeat_is_limited(how: dict[str, Any], to: str) -> None:
    def refused(data: bytes) -> None:
        with pytest.raises(LimitError, match="references repeat"):
            docmeta.convert(data, io.BytesIO(), from_="jsonld", to=to)

    grows_with_input(lambda count: identified(count, **how), refused, 600)
    docmeta.convert(identified(60, **how), io.BytesIO(), from_="jsonld", to=to)
    docmeta.convert(identified(600, **how), io.BytesIO(), from_="jsonld", to="jsonl", huge=True)


def test_one_large_node_that_many_name_is_read_once() -> None:
    grows_with_input(named_by_many, read, 400)
    units = [node.unit for node in docmeta.read(named_by_many(3), format="jsonld")]
    assert all(unit.agents[0].agent is units[0].agents[0].agent for unit in units)


@pytest.mark.parametrize(
    ("name", "inside", "kind"),
    [
        ("spatialCoverage", "containedInPlace", "Place"), ("creator", "parentOrganization", "Organization"),
        ("about", "about", "Thing"), ("subjectOf", "subjectOf", "CreativeWork"), ("strange", "stranger", "Thing"),
        ("hasPart", "hasPart", "CreativeWork"), ("holdingArchive", "parentOrganization", "ArchiveOrganization"),
    ],
)  # fmt: skip
def test_what_nests_deep_comes_back_from_json_ld(name: str, inside: str, kind: str) -> None:
    limit = sys.getrecursionlimit()
    for count in (400, 1_200):
        out = io.BytesIO()
        docmeta.convert(nested(count, name, inside, kind), out, from_="jsonld", to="jsonld")
        assert out.getvalue().count(f'"{inside}"'.encode()) >= count - 1
    assert sys.getrecursionlimit() == limit


def test_what_nests_deep_grows_with_its_depth() -> None:
    grows_with_input(nested, convert, 200)


@pytest.mark.parametrize(
    "name", sorted({rule.target for rule in SCHEMA_ORG.rules if rule.reads and rule.target[0] != "@"} - {"name"})
)
def test_every_key_may_repeat(name: str) -> None:
    def make(count: int) -> bytes:
        return repeated(count, name)

    grows_with_input(make, read, 250)
    grows_with_input(make, convert, 250)


def test_the_growth_is_measured_on_what_is_read() -> None:
    data: Any = [node.unit for node in docmeta.read(repeated(5, "about"), format="jsonld")]
    assert len(data[0].agents) == 5


def test_many_values_that_are_no_plain_ones_are_read_in_time_that_grows_with_them() -> None:
    def make(count: int) -> bytes:
        values = [{"@type": "Person", "name": "K", "@id": "#k"}] * count
        return json.dumps(
            {"@context": "https://schema.org", "@type": "Collection", "name": "x", "creator": values}
        ).encode()

    grows_with_input(make, read, 2_000)
