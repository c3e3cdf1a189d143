"""Whatever a unit may hold many times: each field, in each format, is written, read, checked, compared and planned in linear time.

A quick run takes a sample of the pairs; with `DOCMETA_THOROUGH` it takes all of them.
"""

from __future__ import annotations

import io
import os
from typing import Any, Final

import attrs
import pytest
from tests.growth import grows_with_input

import docmeta
from docmeta import AgentLink, Collection, Date, Document, Node
from docmeta.api import plan
from docmeta.checking.profiles import PROFILES
from docmeta.comparing.diff import compare
from docmeta.model import Unit, nest
from docmeta.plugins import registry
from docmeta.receivers import SYSTEMS
from docmeta.testing.samples import every_field

#: A quick run takes every n-th pair.
SAMPLE: Final = 1 if os.environ.get("DOCMETA_THOROUGH") else 23
SEVERAL: Final = [one.name for one in attrs.fields(Unit) if str(one.type).startswith("tuple[")]
WRITTEN: Final = [format.name for format in registry.default() if format.can_write]
READ: Final = [format.name for format in registry.default() if format.can_write and format.can_read]
COUNT: Final = 150


def varied(value: Any, number: int) -> Any:
    """A value like another, that no other number gives."""
    if isinstance(value, str):
        return f"{value} {number}"
    if isinstance(value, Date):
        return Date(str(1000 + number % 1000)) if number % 2 else Date(f"undated {number}")
    if isinstance(value, AgentLink):
        return attrs.evolve(value, agent=varied(value.agent, number), role="subject")
    fields = [one.name for one in attrs.fields(type(value)) if isinstance(getattr(value, one.name), str)]
    name = next(
        one
        for one in ("value", "term", "name", "uri", "text", "wording", "label", "target", "content", *fields)
        if one in fields
    )
    return attrs.evolve(value, **{name: f"{getattr(value, name)} {number}"})


def unit(field: str, count: int) -> Document:
    """A unit with many values of a field."""
    found = next(getattr(one, field) for one in every_field().walk() if getattr(one, field))
    values = [varied(found[number % len(found)], number) for number in range(count)]
    return Document("d", title="T", level="authority", **{field: values})


def dumped(field: str, count: int, format: str) -> bytes:
    out = io.BytesIO()
    docmeta.dump(Collection("c", title="T", members=[unit(field, count)]), out, format=format)
    return out.getvalue()


def pairs(*kinds: Any) -> list[tuple[str, str]]:
    return [(field, kind) for field in SEVERAL for kind in kinds][::SAMPLE]


@pytest.mark.parametrize(("field", "format"), pairs(*WRITTEN))
def test_many_values_are_written_in_time_that_grows_with_them(field: str, format: str) -> None:
    if format == "eac-cpf" and field != "agents":
        pytest.skip("it is for descriptions of agents")
    grows_with_input(
        lambda count: unit(field, count), lambda one: docmeta.dump(one, io.BytesIO(), format=format), COUNT
    )


@pytest.mark.parametrize(("field", "format"), pairs(*READ))
def test_many_values_are_read_in_time_that_grows_with_them(field: str, format: str) -> None:
    if format == "eac-cpf" and field != "agents":
        pytest.skip("it is for descriptions of agents")
    name = "csv" if format.startswith("csv-") else format

    def read(data: bytes) -> object:
        return list(docmeta.read(data, format=name))

    grows_with_input(lambda count: dumped(field, count, format), read, COUNT)


@pytest.mark.parametrize(("field", "profile"), pairs(*PROFILES))
def test_many_values_are_checked_in_time_that_grows_with_them(field: str, profile: str) -> None:
    def check(one: Document) -> object:
        return docmeta.check(one, profile=profile)

    grows_with_input(lambda count: unit(field, count), check, COUNT)


@pytest.mark.parametrize("field", SEVERAL)
def test_many_values_are_compared_in_time_that_grows_with_them(field: str) -> None:
    def both(count: int) -> tuple[list[Unit], list[Unit]]:
        one, two = unit(field, count), unit(field, count + 7)
        return [one], [attrs.evolve(two, **{field: getattr(two, field)[:6:-1]})]

    def compared(two: tuple[list[Unit], list[Unit]]) -> object:
        return list(compare(*two))

    grows_with_input(both, compared, COUNT)


@pytest.mark.parametrize(("field", "system"), pairs(*SYSTEMS))
def test_many_values_are_planned_in_time_that_grows_with_them(field: str, system: str) -> None:
    def planned(data: bytes) -> object:
        return list(plan(data, system, from_="jsonl"))

    grows_with_input(lambda count: dumped(field, count, "jsonl"), planned, COUNT)


#: Many units, by the number of each.
UNITS: Final[dict[str, Any]] = {
    "one after the other": lambda at: Node(1, Document(f"d{at}", title=f"T {at}", level="file", dates="1950")),
    "all alike": lambda at: Node(1, Document("d", title="T", level="file")),
    "without anything": lambda at: Node(1, Document(f"d{at}", minted=True)),
}  # fmt: skip


@pytest.mark.parametrize("doing", ["checked", "compared", *SYSTEMS])
@pytest.mark.parametrize("kind", UNITS)
def test_many_units_are_checked_compared_and_planned_in_time_that_grows_with_them(kind: str, doing: str) -> None:
    def made(count: int) -> Any:
        nodes = [Node(0, Collection("c", title="C", level="fonds")), *map(UNITS[kind], range(count))]
        if doing == "checked":
            return nodes
        trees = [nest(one) for one in (nodes, nodes[: 1 + count // 2] + nodes[: count // 2 : -1])]
        if doing == "compared":
            return trees
        out = io.BytesIO()
        docmeta.dump(trees[0][0], out, format="jsonl")
        return out.getvalue()

    def run(given: Any) -> object:
        if doing == "checked":
            return docmeta.check(given, profile=list(PROFILES))
        return list(compare(*given)) if doing == "compared" else list(plan(given, doing, from_="jsonl"))

    grows_with_input(made, run, 60)
