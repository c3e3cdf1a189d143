"""Comparing: every difference is found, and nothing else."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmeta import (
    AgentLink,
    Collection,
    Date,
    Document,
    Extent,
    Extra,
    Identifier,
    Note,
    Person,
    Record,
    Repository,
    Term,
)
from docmeta.comparing import Difference, compare, match
from docmeta.model import Unit
from docmeta.text import Text, of_markup


def found(one: Any, two: Any, **arguments: Any) -> list[tuple[str, str, str | None, str | None, str | None]]:
    left = one if isinstance(one, list) else [one]
    right = two if isinstance(two, list) else [two]
    return [(d.kind, d.unit, d.field, d.old, d.new) for d in compare(left, right, **arguments)]


def test_equal_descriptions_do_not_differ() -> None:
    one, two = (Collection("c", members=(Document("a", dates=(Date("1951"),)),)) for _ in range(2))
    assert found(one, two) == []


@pytest.mark.parametrize(
    ("field", "old", "new", "said"),
    [
        ("title", "One", "Two", [("One", "Two")]),
        ("title", "", "Two", [(None, "Two")]),
        ("title", of_markup("<emph>One</emph>"), "One", [("<emph>One</emph>", "One")]),
        ("title", Text("One", language="en"), "One", [("One (in en)", "One")]),
        ("level", "item", None, [("item", None)]),
        ("dates", (Date("1951"), Date("1952")), (Date("1952"), Date("1953")), [("1951", "1953")]),
        ("dates", (Date("1951"),), (Date("1951"), Date("1951")), [(None, "1951")]),
        (
            "dates",
            (Date("1951"), Date("1952")),
            (Date("1952"), Date("1951")),
            [("order: 1951; 1952", "order: 1952; 1951")],
        ),
        ("notes", (Note("a", "x"), Note("b")), (Note("b"), Note("a", "x")), [("order: a; b", "order: b; a")]),
        (
            "dates",
            (Date("1951", kind="creation"),),
            (Date("1951", kind="issued"),),
            [("text: 1951, edtf: 1951, kind: creation", "text: 1951, edtf: 1951, kind: issued")],
        ),
        ("notes", (Note("note", "Open."),), (), [("kind: note, text: Open.", None)]),
        ("record", Record(title="T"), None, [("T", None)]),
        ("source", "x" * 9, "", [("xxxxxxxxx", None)]),
    ],
)
def test_each_field_is_compared(
    field: str, old: Any, new: Any, said: list[tuple[str | None, str | None]] | None
) -> None:
    differences = found(Document("d", **{field: old}), Document("d", **{field: new}))
    assert {name for _, _, name, _, _ in differences} == {field}
    assert [(before, after) for _, _, _, before, after in differences] == said
    assert all(before != after for before, after in said)


@pytest.mark.parametrize(
    ("field", "old", "new", "said"),
    [
        ("agents", AgentLink(Person("Kim")), AgentLink(Person("Kim", source="viaf")), ("agents[creator].agent.source", None, "viaf")),
        ("agents", AgentLink(Person("Kim")), AgentLink(Person("Pak")), ("agents", "Kim", "Pak")),
        ("notes", Note("note", "One"), Note("note", "Two"), ("notes[note].text", "One", "Two")),
        ("notes", Note("note", "One"), Note("odd", "One"), ("notes", "kind: note, text: One", "kind: odd, text: One")),
        ("subjects", Term("War"), Term("War", source="lcsh"), ("subjects[topic].source", None, "lcsh")),
        ("extents", Extent("3 boxes"), Extent("3 boxes", quantity="3"), ("extents.quantity", None, "3")),
        (
            "notes",
            Note("odd", "x", extras=(Extra("ead3", "@id", "a"),)),
            Note("odd", "x"),
            ("notes[odd].extras", "format: ead3, place: @id, content: a", None),
        ),
    ],
)  # fmt: skip
def test_of_two_forms_of_a_part_only_what_differs_is_told(
    field: str, old: Any, new: Any, said: tuple[str, Any, Any]
) -> None:
    others = {"agents": AgentLink(Person("Other")), "notes": Note("other", "Other"), "subjects": Term("Other")}
    more = (others[field],) if field in others else ()
    one, two = Document("d", **{field: (old, *more)}), Document("d", **{field: (*more, new)})
    assert [(name, before, after) for _, _, name, before, after in found(one, two)] == [said]
    assert found(one, two, ignore=[field]) == []
    assert bool(found(one, two, ignore=["extras"])) is ("extras" not in said[0])


def test_the_order_of_attributes_says_nothing() -> None:
    one = of_markup('<p>See <ref show="new" href="a&gt;b">this</ref><lb/> <num type="x"/>.</p>')
    two = of_markup('<p>See <ref href="a&gt;b" show="new">this</ref><lb/> <num type="x"/>.</p>')
    assert one != two
    extras = Extra("ead3", "@id", "a"), Extra("ead3", "@altrender", "b")
    carried = [
        (Extra("ead3", "x", f"<x {attributes}/>"),) for attributes in ('a="1" b="2"', 'b="2" a="1"', 'b="2" a="2"')
    ]
    assert found(Document("d", extras=carried[0]), Document("d", extras=carried[1])) == []
    assert len(found(Document("d", extras=carried[0]), Document("d", extras=carried[2]))) == 1
    left = Document("d", description=one, notes=(Note("odd", one, extras=extras),), extras=extras)
    right = Document("d", description=two, notes=(Note("odd", two, extras=extras[::-1]),), extras=extras[::-1])
    assert found(left, right) == []
    other = of_markup('<p>See <ref href="a&gt;c" show="new">this</ref><lb/> <num type="x"/>.</p>')
    assert [field for _, _, field, _, _ in found(left, attrs.evolve(right, description=other))] == ["description"]


def test_the_record_is_opened() -> None:
    one = Document("d", record=Record(title="T", agency="A"), repository=Repository("R", country="US"))
    two = Document("d", record=Record(title="T", agency="B"), repository=Repository("R", country="FR"))
    assert [(field, old, new) for _, _, field, old, new in found(one, two)] == [
        ("repository.country", "US", "FR"),
        ("record.agency", "A", "B"),
    ]


def test_fields_can_be_left_out() -> None:
    one, two = Document("d", title="One", record=Record(title="x", agency="a")), Document("d", record=Record(title="x"))
    assert [field for _, _, field, _, _ in found(one, two, ignore=["title"])] == ["record.agency"]
    assert found(one, two, ignore=["title", "record.agency"]) == []
    assert found(one, two, ignore=["title", "record"]) == []


def test_units_that_are_there_only_once() -> None:
    one = Collection("c", members=(Document("a"), Collection("b", members=(Document("x"),)), Document("z")))
    two = Collection("c", members=(Document("a"), Document("y"), Document("z")))
    assert [(d.kind, d.unit, d.path) for d in compare([one], [two])] == [
        ("removed", "b", "$.members[1]"),
        ("removed", "x", "$.members[1].members[0]"),
        ("added", "y", "$.members[1]"),
    ]


def test_a_unit_below_another_parent_is_moved() -> None:
    one = Collection("c", members=(Collection("a", members=(Document("x", title="One"),)), Collection("b")))
    two = Collection("c", members=(Collection("a"), Collection("b", members=(Document("x", title="Two"),))))
    assert found(one, two) == [
        ("moved", "x", None, "$.members[0].members[0]", "$.members[1].members[0]"),
        ("changed", "x", "title", "One", "Two"),
    ]


def test_what_is_below_a_moved_unit_moves_with_it() -> None:
    def tree(first: bool) -> Collection:
        moved = Collection("m", members=(Document("x", title="1" if first else "2"), Document("y")))
        left, right = ((moved,), ()) if first else ((), (moved,))
        return Collection("c", members=(Collection("a", members=left), Collection("b", members=right)))

    assert found(tree(True), tree(False)) == [
        ("moved", "m", None, "$.members[0].members[0]", "$.members[1].members[0]"),
        ("changed", "x", "title", "1", "2"),
    ]


def test_a_flattened_description_is_matched_by_its_words() -> None:
    one = Collection("c", minted=True, title="Top", members=(minted("1", title="One"), minted("2", title="Two")))
    two = [Document("u1", title="Top"), Document("u2", title="One"), Document("u3", title="New")]
    assert [(kind, unit, field) for kind, unit, field, _, _ in found(one, two)] == [
        ("changed", "c", "id"),
        ("changed", "c", "kind"),
        ("moved", "1", None),
        ("changed", "1", "id"),
        ("removed", "2", None),
        ("added", "u3", None),
    ]


def minted(id: str, **fields: Any) -> Document:
    return Document(id, minted=True, **fields)


def test_matching_by_reference_code_words_and_position() -> None:
    one = [
        minted("1", identifiers=(Identifier("MS 1"),)),
        minted("2", title="Letters"),
        minted("3", title="Maps", level="item"),
        minted("4"),
    ]
    two = [
        minted("x", title="Letters"),
        minted("y", identifiers=(Identifier("MS 1"),)),
        minted("z", title="Charts", level="item"),
        minted("w"),
    ]
    assert match(one, two) == [(0, 1), (1, 0), (2, 2), (3, 3)]


def test_an_id_that_was_lost_is_told_and_one_that_was_minted_is_not() -> None:
    assert found(minted("1", title="T"), minted("2", title="T")) == []
    assert found(Document("a", title="T"), minted("2", title="T")) == [("changed", "a", "id", "a", None)]


def test_two_ids_that_differ_are_two_units_unless_something_else_says_they_are_one() -> None:
    assert found(Document("a"), Document("b")) == [("removed", "a", None, None, None), ("added", "b", None, None, None)]
    assert found(Document("a", title="T"), Document("b", title="T")) == [("changed", "a", "id", "a", "b")]


def test_equal_ids_that_occur_twice_are_matched_in_order() -> None:
    one = [Document("a", title="1"), Document("a", title="2")]
    assert found(one, [Document("a", title="1"), Document("a", title="3")]) == [("changed", "a", "title", "2", "3")]


def test_another_kind_is_told() -> None:
    assert found(Collection("c"), Document("c")) == [("changed", "c", "kind", "Collection", "Document")]


def test_several_roots() -> None:
    assert found([Document("a"), Document("b")], [Document("b")]) == [("removed", "a", None, None, None)]
    (difference,) = compare([Document("a"), Document("b")], [Document("a"), Document("b", title="T")])
    assert difference.path == "$[1]"


def test_a_difference_as_data() -> None:
    (difference,) = compare([Document("a", title="1")], [Document("a")])
    assert difference == Difference("changed", "a", "1", "$", "title", "1", None)
    assert difference.to_json() == attrs.asdict(difference)


def test_deep_trees_are_compared_without_recursion() -> None:
    def deep(title: str) -> Unit:
        unit: Unit = Document("leaf", title=title)
        for number in range(20_000):
            unit = Collection(f"c{number}", members=(unit,))
        return unit

    assert found(deep("One"), deep("Two")) == [("changed", "leaf", "title", "One", "Two")]


_UNITS = st.builds(
    Document,
    st.text("ab", min_size=1, max_size=2),
    title=st.sampled_from(["", "One", "Two"]),
    level=st.sampled_from([None, "item"]),
    dates=st.lists(st.sampled_from([Date("1951"), Date("n.d.")]), max_size=2).map(tuple),
    minted=st.booleans(),
)
_TREES = st.builds(Collection, st.just("c"), members=st.lists(_UNITS, max_size=5).map(tuple))


@given(_TREES, _TREES)
def test_there_is_a_difference_exactly_where_there_is_one(one: Collection, two: Collection) -> None:
    assert found(one, one) == []
    differences = found(one, two)
    without_ids = [[attrs.evolve(u, id="x") if u.minted else u for u in tree.members] for tree in (one, two)]
    if without_ids[0] == without_ids[1]:
        assert differences == []
    if not differences:
        said = [sorted(map(_said, tree.members)) for tree in (one, two)]
        assert said[0] == said[1]
    changed = [(kind == "removed") - (kind == "added") for kind, *_ in differences]
    assert sum(changed) == len(one.members) - len(two.members)


def _said(unit: Unit) -> str:
    return repr(attrs.evolve(unit, id="x") if unit.minted else unit)


def test_for_everybody_is_what_is_meant_where_nothing_is_said() -> None:
    assert list(compare([Document("d", audience="external")], [Document("d")])) == []
    (found,) = compare([Document("d", audience="internal")], [Document("d")])
    assert (found.field, found.old, found.new) == ("audience", "internal", None)
