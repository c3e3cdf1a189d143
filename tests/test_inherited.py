"""What a unit inherits from the units above it."""

from __future__ import annotations

import io

from hypothesis import given
from tests.strategies import collections

import docmeta
from docmeta import Collection, Date, Document, Language, Node, Note, Repository, RightsStatement
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
