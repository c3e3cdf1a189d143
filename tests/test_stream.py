"""The flat stream: walking, nesting, the check of the order, identifiers by position."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import collections

from docmeta import Collection, Document, Node, nest, walk
from docmeta.errors import ModelError
from docmeta.model import Minter, Unit, ordered

TREE = Collection(
    "a", members=(Document("b"), Collection("c", members=(Document("d"), Collection("e"))), Document("f"))
)


def test_walk_goes_in_document_order() -> None:
    assert [(node.depth, node.unit.id) for node in walk(TREE)] == [
        (0, "a"), (1, "b"), (1, "c"), (2, "d"), (2, "e"), (1, "f"),
    ]  # fmt: skip
    assert [(node.depth, node.unit.id) for node in walk(Document("x"), Collection("y"))] == [(0, "x"), (0, "y")]
    assert list(walk()) == []


@given(collections())
def test_nesting_undoes_walking(tree: Collection) -> None:
    assert nest(walk(tree)) == [tree]
    assert nest([Node(node.depth, bare(node.unit)) for node in walk(tree)]) == [tree]


def bare(unit: Unit) -> Unit:
    import attrs

    return attrs.evolve(unit, members=()) if isinstance(unit, Collection) else unit


def test_nest_gives_every_root() -> None:
    roots = [TREE, Document("x"), Collection("y")]
    assert nest(walk(*roots)) == roots
    assert nest([]) == []


@given(st.lists(st.tuples(st.integers(-1, 4), st.booleans()), max_size=8))
def test_only_what_can_stand_passes(shape: list[tuple[int, bool]]) -> None:
    nodes = [Node(depth, Collection("c") if holds else Document("d")) for depth, holds in shape]
    good = True
    before, held = -1, True
    for depth, holds in shape:
        good = good and 0 <= depth <= (before + 1 if held else before)
        before, held = depth, holds
    if good:
        assert list(ordered(nodes)) == nodes
        assert sum(1 for _ in walk(*nest(nodes))) == len(nodes)
    else:
        with pytest.raises(ModelError):
            list(ordered(nodes))
        with pytest.raises(ModelError):
            nest(nodes)


@pytest.mark.parametrize(
    ("nodes", "says"),
    [
        ([Node(1, Document("a"), 7)], r"line 7: node 0 \('a'\): expected a depth from 0 to 0, got 1"),
        ([Node(0, Collection("a")), Node(2, Document("b"))], r"node 1 \('b'\): expected a depth from 0 to 1, got 2"),
        ([Node(0, Document("a")), Node(1, Document("b"))], r"from 0 to 0 \(a Document has no members\), got 1"),
        ([Node(-1, Document("a"))], "a depth of 0 or more"),
    ],
)
def test_the_first_that_cannot_stand_is_named(nodes: list[Node], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        list(ordered(nodes))


def test_ordered_pulls_one_at_a_time() -> None:
    pulled = []

    def source() -> object:
        for number in range(3):
            pulled.append(number)
            yield Node(0, Document(str(number)))

    stream = ordered(source())  # type: ignore[arg-type]
    next(stream)
    assert pulled == [0]


def test_a_hundred_thousand_levels() -> None:
    depth = 100_000
    limit = sys.getrecursionlimit()
    [tree] = nest(Node(level, Collection(str(level))) for level in range(depth))
    assert sum(1 for _ in walk(tree)) == depth
    assert repr(tree) == "Collection('0', members=<1>)"
    below = nest(Node(level, Collection(str(level))) for level in range(depth // 5))
    again = nest(Node(level, Collection(str(level))) for level in range(depth // 5))
    assert below == again
    del tree, below, again
    assert sys.getrecursionlimit() == limit


def test_minted_identifiers_are_those_of_the_position() -> None:
    minter = Minter("x")
    assert [minter.mint(depth) for depth in (0, 1, 2, 2, 1, 0, 1)] == [
        "x1",
        "x1.1",
        "x1.1.1",
        "x1.1.2",
        "x1.2",
        "x2",
        "x2.1",
    ]
    minter.step(1)
    assert minter.here() == "x2.2"
    assert minter.mint(3) == "x2.2.0.1"


def test_a_node_knows_the_units_above() -> None:
    above = {node.unit.id: "".join(unit.id for unit in node.ancestors) for node in walk(TREE)}
    assert above == {"a": "", "b": "a", "c": "a", "d": "ac", "e": "ac", "f": "a"}
    loose = [Node(node.depth, node.unit) for node in walk(TREE)]
    assert all(node.ancestors == () for node in loose)
    assert ["".join(unit.id for unit in node.ancestors) for node in ordered(loose)] == ["", "a", "a", "ac", "ac", "a"]


def test_a_list_of_nodes_may_pass_through_several_streams() -> None:
    nodes = list(walk(TREE))
    renamed = (Node(0, Collection("z")) if node.depth == 0 else node for node in nodes)
    assert [unit.id for unit in list(ordered(renamed))[3].ancestors] == ["z", "c"]
    assert [unit.id for unit in nodes[3].ancestors] == ["a", "c"]


def test_parents_are_no_part_of_equality_or_repr() -> None:
    one, two = Node(1, Document("b")), list(walk(TREE))[1]
    assert one == two
    assert repr(one) == repr(two)


def test_a_stream_keeps_no_more_than_its_path() -> None:
    import weakref

    kept = []
    for node in ordered(Node(min(number, 1), Collection(str(number))) for number in range(50)):
        kept.append(weakref.ref(node.unit))
    del node
    assert sum(one() is not None for one in kept) == 0
