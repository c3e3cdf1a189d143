"""What is written is read equal, up to what was reported, and written again with the same bytes."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from tests.plugins.jsonld_oracles import written
from tests.strategies import streams

from docmeta import Node, Report, read
from docmeta.model import FIELDS, Unit

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
