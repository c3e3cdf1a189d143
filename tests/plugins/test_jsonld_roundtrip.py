"""What is written is read equal, up to what was reported, and written again with the same bytes."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from tests.plugins.jsonld_oracles import written
from tests.strategies import streams

from docmeta import Collection, Document, Node, Report, read
from docmeta.model import FIELDS, AgentLink, Date, Extent, Identifier, Note, Person, Relation, Repository, Unit

FORMS: tuple[dict[str, Any], ...] = ({}, {"form": "graph", "html": True}, {"form": "lines"})


def named(nodes: list[Node]) -> list[Node]:
    """The nodes with identifiers that differ: those that clash are one node in JSON-LD."""
    for number, node in enumerate(nodes):
        node.unit.id = f"{number} {node.unit.id}"
    return nodes


def back(data: bytes, report: Report | None = None, **options: Any) -> list[Node]:
    """The nodes of what was written."""
    return list(read(io.BytesIO(data), format="jsonld", report=report, **options))


def missing(before: Unit, after: Unit, lost: set[str | None]) -> list[str]:
    """The fields of which a value did not come back, and was not reported."""
    found = []
    for name in FIELDS:
        value, got = getattr(before, name), getattr(after, name)
        if name in lost or name in ("minted", "audience") or (name == "id" and before.minted):
            continue
        if isinstance(value, tuple):
            if sorted(map(repr, value)) != sorted(map(repr, got)):
                found.append(f"{name}: {value!r} became {got!r}")
        elif value != got:
            found.append(f"{name}: {value!r} became {got!r}")
    return found


@pytest.mark.parametrize("options", FORMS, ids=str)
@given(nodes=streams())
def test_what_is_read_is_what_was_written(options: dict[str, Any], nodes: list[Node]) -> None:
    if not named(nodes):
        return
    report = Report()
    data = written(nodes, report, **options)
    found = back(data)
    lost = {finding.field for finding in report.findings}
    assert [node.depth for node in found] == [node.depth for node in nodes]
    assert [type(node.unit) for node in found] == [type(node.unit) for node in nodes]
    for before, after in zip(nodes, found, strict=True):
        assert missing(before.unit, after.unit, lost) == []
        assert after.unit.minted == before.unit.minted
    assert written(found, **options) == data


_EXACT = Extent("372 documents", "372", "documents")
_WORDY = Extent("372 documents in boxes", "372", "documents")


@pytest.mark.parametrize(
    "extents", [(_EXACT, _EXACT), (_EXACT, _WORDY), (_WORDY, _WORDY), (_EXACT, _EXACT, _WORDY)], ids=len
)
@pytest.mark.parametrize("kind", [Collection, Document])
def test_no_extent_is_taken_for_the_size_that_another_one_says(kind: type[Unit], extents: tuple[Extent, ...]) -> None:
    """Only a `collectionSize` is another way to say an extent."""
    (node,) = back(written([Node(0, kind("u", extents=extents))]))
    assert sorted(node.unit.extents, key=repr) == sorted(extents, key=repr)


def test_a_kind_that_is_empty_is_written_like_the_one_that_it_is_read_as() -> None:
    codes = (Identifier("x", ""), Identifier("x"))
    unit = Document(
        "u",
        repository=Repository(identifiers=codes),
        relations=(Relation("", "y", "z"),),
        notes=(Note("", heading="h"),),
    )
    data = written([Node(0, unit)])
    assert written(back(data)) == data


def test_a_death_before_the_year_1000_is_none_before_our_era() -> None:
    unit = Document("u", agents=(AgentLink(Person("Kim", dates=Date(edtf="/0950"))),))
    data = written([Node(0, unit)])
    assert b'"deathDate": "0950"' in data
    (node,) = back(data)
    assert node.unit.agents[0].agent.dates == Date(edtf="/0950")
    assert written(back(data)) == data
