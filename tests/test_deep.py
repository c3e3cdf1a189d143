"""Whatever is done with a very deep description: no function calls itself for each level."""

from __future__ import annotations

import copy
import io
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, Final

import attrs
import pytest
from tests.growth import grows_with_input

import docmeta
from docmeta import AgentLink, Collection, Date, Document, Node, Note, Person, inherited, restricted, walk
from docmeta.api import plan
from docmeta.checking.profiles import PROFILES
from docmeta.comparing.diff import compare
from docmeta.model import Names, nest
from docmeta.receivers import SYSTEMS

#: Far more levels than the stack has frames, and than a file may have.
LEVELS: Final = 1_500
#: As many as XML that receivers read may have, with what is in them.
IN_XML: Final = 240
#: What a function may need of the stack, whatever the depth.
FRAMES: Final = 150


def deep(count: int = LEVELS, title: str = "Letters") -> Collection:
    units = [Collection(f"u{at}", title=f"{title} {at}", dates=(Date("1951"),)) for at in range(count - 1)]
    letter = Document("d", title="Letter", agents=(AgentLink(Person("Kim"), "creator"),), notes=(Note("general", "N"),))
    (root,) = nest(Node(depth, unit) for depth, unit in enumerate([*units, letter]))
    assert isinstance(root, Collection)
    return root


def last(root: Collection) -> Node:
    *_, node = walk(root)
    return node


def written(root: Collection, format: str) -> bytes:
    out = io.BytesIO()
    docmeta.dump(root, out, format=format)
    return out.getvalue()


@contextmanager
def little_stack() -> Iterator[None]:
    depth, frame = 0, sys._getframe()
    while frame.f_back is not None:
        depth, frame = depth + 1, frame.f_back
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + FRAMES)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


DONE: Final[dict[str, Callable[[Collection], Any]]] = {
    **{f"checked by {name}": lambda root, name=name: docmeta.check(root, profile=name) for name in PROFILES},
    "compared": lambda root: list(compare([root], [deep(title="Maps")])),
    **{f"planned for {name}": lambda root, name=name: list(plan(written(deep(IN_XML), "jsonl"), name)) for name in SYSTEMS},
    "converted": lambda root: docmeta.convert(written(root, "jsonl"), io.BytesIO(), from_="jsonl", to="ead3"),
    "a page": lambda root: written(root, "html"),
    "rows": lambda root: root.to_dicts(),
    "a repr": repr,
    "a card": lambda root: root._repr_html_(),
    "the repr of a node": lambda root: repr(last(root)),
    "ancestors": lambda root: last(root).ancestors,
    "what is inherited": lambda root: inherited(last(root)),
    "what is restricted": lambda root: restricted(last(root)),
    "found": lambda root: root.find("d"),
    "a copy": copy.copy,
    "a changed copy": lambda root: attrs.evolve(root, title="Maps"),
    "a deep copy": copy.deepcopy,
    "a deep copy of a node": lambda root: copy.deepcopy(last(root)),
    "a pickle of a node": lambda root: pickle.loads(pickle.dumps(last(root))),
    "a pickle of nodes": lambda root: pickle.loads(pickle.dumps(list(walk(root)))),
    "a copy of a node": lambda root: copy.copy(last(root)),
    "a pickle": lambda root: pickle.loads(pickle.dumps(root)),
    "equal": lambda root: root == deep(),
    "not equal": lambda root: root == deep(title="Maps"),
}  # fmt: skip


@pytest.mark.parametrize("name", DONE)
def test_no_function_calls_itself_for_each_level(name: str) -> None:
    run = DONE[name]
    run(deep(3))  # whatever is made once
    root = deep()
    with little_stack():
        run(root)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("levels", [2, 59, 60, 61, 62, 63, 400])
def test_a_pickled_tree_comes_back(levels: int, protocol: int) -> None:
    root = deep(levels)
    for back in (pickle.loads(pickle.dumps(root, protocol)), copy.deepcopy(root)):
        assert back == root
        assert not {id(unit) for unit in back.walk()} & {id(unit) for unit in root.walk()}


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("levels", [2, 11, 12, 13, 100, 101, 102, 112, 400])
def test_a_pickled_node_comes_back_with_those_above(levels: int, protocol: int) -> None:
    nodes = list(walk(deep(levels)))
    alone = [attrs.evolve(node, unit=Document(node.unit.id)) for node in nodes]
    for above, node in pairwise(alone):
        node.parent = above
    for path in (nodes, alone):
        for back in (pickle.loads(pickle.dumps(path[-1], protocol)), pickle.loads(pickle.dumps(path, protocol))[-1]):
            assert back == path[-1]
            assert back.ancestors == path[-1].ancestors
            assert (back.parent is None) == (levels == 1)


@pytest.mark.parametrize("what", [last, lambda root: list(walk(root))])
def test_deep_nodes_are_pickled_in_time_that_grows_with_them(what: Callable[[Collection], Any]) -> None:
    grows_with_input(lambda count: what(deep(count)), pickle.dumps, 500)


def test_a_deep_copy_shares_what_the_original_shares() -> None:
    root = deep(100)
    both, nodes = [root, root.members[0]], list(walk(root))
    copied = copy.deepcopy(both)
    assert copied[0].members[0] is copied[1]
    again = copy.deepcopy(nodes)
    assert all(node.unit is unit for node, unit in zip(again, again[0].unit.walk(), strict=True))
    assert all(node.parent is above for above, node in pairwise(again))


def test_a_copy_may_be_changed() -> None:
    class Fonds(Collection):
        """A subclass."""

    root = Fonds("c", members=(Document("d"),))
    for copied in (copy.copy(root), copy.deepcopy(root)):
        assert type(copied) is Fonds
        copied.title = "Papers"
        assert (root.title, copied.members) == ("", root.members)
        with pytest.raises(docmeta.errors.ModelError):
            copied.title = 7
    assert copy.copy(root).members[0] is root.members[0]


@pytest.mark.parametrize("run", [copy.deepcopy, pickle.dumps, lambda root: pickle.loads(pickle.dumps(root))])
def test_deep_trees_are_copied_in_time_that_grows_with_them(run: Callable[[Collection], Any]) -> None:
    grows_with_input(deep, run, 500)


def test_the_names_of_deep_units_without_identifiers_grow_with_their_number() -> None:
    def minted(count: int) -> list[Node]:
        return [Node(depth, Collection(f"unit-{depth}", minted=True)) for depth in range(count)]

    def named(nodes: list[Node]) -> set[str]:
        names = Names("a.xml")
        return {names.name(node) for node in nodes}

    grows_with_input(minted, named, 1_000)
    assert len(named(minted(1_000))) == 1_000
    assert max(map(len, named(minted(1_000)))) < 500
