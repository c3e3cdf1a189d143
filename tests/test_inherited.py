"""What a unit inherits from the units above it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import given
from tests.growth import grows_with_input
from tests.strategies import collections

import docmeta
from docmeta import Collection, Date, Document, Language, Node, Note, Repository, RightsStatement
from docmeta.errors import LimitError
from docmeta.model import inherited, inheriting, walk

OPEN = Note("access_conditions", "Open.")
FREE = RightsStatement(uri="https://creativecommons.org/publicdomain/zero/1.0/")
PAPERS = Collection(
    "c",
    title="Doe  papers",
    repository=Repository("City Archive"),
    rights=(FREE,),
    languages=(Language("eng"),),
    dates=(Date("1900-1950"),),
    notes=(OPEN, Note("use_conditions", "Cite us.")),
    members=(
        Collection(
            "s",
            title="Letters",
            dates=(Date("1910"),),
            notes=(Note("access_conditions", "Closed until 2050."), Note("general", "Bound.")),
            members=(Document("d", title="To Ann"), Document("e", languages=(Language("fre"),))),
        ),
    ),
)


def test_the_nearest_unit_that_says_it_wins() -> None:
    letter = next(node for node in walk(PAPERS) if node.unit.id == "d")
    found = inherited(letter)
    assert found.phrase == "Doe papers > Letters"
    assert [(name, value.unit.id) for name, value in found] == [
        ("repository", "c"), ("rights", "c"), ("access", "s"), ("use", "c"), ("languages", "c"), ("dates", "s"),
    ]  # fmt: skip
    assert found.access is not None
    assert found.access.value[0].text == "Closed until 2050."
    assert found.dates is not None
    assert found.dates.value == (Date("1910"),)


def test_what_a_unit_says_itself_is_not_inherited() -> None:
    last = list(walk(PAPERS))[-1]
    assert inherited(last).languages is None
    assert inherited(last).repository is not None


def test_a_root_and_a_node_without_a_stream_inherit_nothing() -> None:
    assert not list(inherited(next(walk(PAPERS))))
    assert inherited(Node(3, Document("d"))).phrase == ""


@given(collections())
def test_one_by_one_and_in_a_stream_are_the_same(tree: Collection) -> None:
    for node, streamed in inheriting(walk(tree)):
        asked = inherited(node)
        assert asked.phrase == streamed.phrase
        assert [(n, v.unit.id, v.value) for n, v in asked] == [(n, v.unit.id, v.value) for n, v in streamed]


def test_a_deep_tree_names_the_outermost_and_the_nearest() -> None:
    *_, last = inheriting(Node(level, Collection("x", title=str(level))) for level in range(5_000))
    assert [title.value for title in last[1].titles] == ["0", *map(str, range(4_980, 4_999))]


def test_a_reader_gives_nodes_that_know_their_ancestors() -> None:
    out = io.BytesIO()
    docmeta.dump(PAPERS, out, format="jsonl")
    nodes = list(docmeta.read(out.getvalue(), format="jsonl"))
    assert docmeta.inherited(nodes[-1]).phrase == "Doe papers > Letters"


def test_a_writer_sees_ancestors_without_what_is_internal() -> None:
    from docmeta.crosswalk import Report
    from docmeta.running.withhold import public

    secret = Collection(
        "c",
        title="Papers",
        notes=(Note("access_conditions", "Ask Ann.", audience="internal"),),
        members=(Collection("s", members=(Document("d"),)),),
    )
    nodes = list(walk(secret))
    shown = list(public(nodes, Report()))
    assert [unit.notes for unit in shown[-1].ancestors] == [(), ()]
    assert inherited(shown[-1]).access is None
    assert inherited(nodes[-1]).access is not None


def spread(count: int, **said: Any) -> Collection:
    """As many units as the collection has values."""
    return Collection("c", **{"title": "T", **said}, members=[Document(f"d{at}", title="L") for at in range(count)])


MUCH: Final[dict[str, Callable[[int], dict[str, Any]]]] = {
    "languages": lambda count: {"languages": [Language(name=f"L {at}") for at in range(count)]},
    "rights": lambda count: {"rights": [RightsStatement(f"R {at}") for at in range(count)]},
    "access": lambda count: {"notes": [Note("access_conditions", "word " * 20 * count)]},
    "repository": lambda count: {
        "repository": Repository("Archive", address=[f"line {at} of it" for at in range(10 * count)])
    },
}


@pytest.mark.parametrize(
    ("kind", "format"), [*((kind, "dc") for kind in MUCH), ("languages", "edm"), ("rights", "mods")]
)
def test_what_very_many_units_inherit_is_limited(kind: str, format: str) -> None:
    def written(tree: Collection) -> None:
        options = {} if format == "edm" else {"inherit": True}
        with pytest.raises(LimitError, match="what units inherit"):
            docmeta.dump(tree, io.BytesIO(), format=format, **options)

    grows_with_input(lambda count: spread(count, **MUCH[kind](count)), written, 600)
    source = io.BytesIO()
    docmeta.dump(spread(1_000, **MUCH[kind](1_000)), source, format="jsonl")
    for _ in inheriting(docmeta.read(source.getvalue()), huge=True):
        pass


def test_the_limit_on_what_units_inherit_can_be_lifted_by_who_writes() -> None:
    tree = spread(600, **MUCH["rights"](600))
    with pytest.raises(LimitError, match="huge=True"):
        docmeta.dump(tree, io.BytesIO(), format="dc", inherit=True)
    assert docmeta.dump(tree, io.BytesIO(), format="dc", inherit=True, huge=True).units == 601


def test_what_few_units_inherit_is_not_limited() -> None:
    long = Note("access_conditions", "word " * 1_800)
    assert all(found.access or not node.depth for node, found in inheriting(walk(spread(3_000, notes=[long]))))


def test_a_long_title_is_cut_where_it_is_repeated() -> None:
    *_, (_, found) = inheriting(walk(spread(1, title="word " * 1_000)))
    assert found.titles[0].value.endswith("word ...")
    assert len(found.phrase) <= 1_004
