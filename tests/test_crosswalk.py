"""Crosswalks: the table, its checks, its printed rows, and the compiled code."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from tests.strategies import units

from docmeta import Collection, Date, Document, Extra, Note, Text
from docmeta.crosswalk import (
    BOOKKEEPING,
    ISAD,
    SELECTORS,
    TEXT,
    Codec,
    Crosswalk,
    Loss,
    Rule,
    compile_encoder,
    extra_code,
)
from docmeta.model import FIELDS, Unit
from docmeta.text import of_markup

WORDS = Codec("words", lambda date: date.display, Date, "the words of the date")
MODERN = Codec(
    "modern", lambda date: date.edtf if date.edtf and date.edtf >= "1900" else None, lambda text: Date(edtf=text)
)


def encoded(table: Crosswalk, unit: Unit) -> tuple[dict[str, list[str]], list[tuple[str, str, str, Any, str]]]:
    lost: list[tuple[str, str, str, Any, str]] = []
    values = compile_encoder(table)(unit, lambda *loss: lost.append(loss))
    assert len(values) == len(table.targets())
    return {target: value for target, value in zip(table.targets(), values, strict=True) if value is not None}, lost


def test_a_rule_knows_its_field_its_kind_and_its_options() -> None:
    rule = Rule("notes[appraisal]", "appraisal", options=(("also", True),))
    assert (rule.name, rule.selector, rule.option("also"), rule.option("x", 7)) == ("notes", "appraisal", True, 7)
    assert (Rule("title", "t").name, Rule("title", "t").selector) == ("title", None)


@pytest.mark.parametrize("field", ["titel", "", "title[x]", "notes[", "notes[]", "notes[a]b", "members"])
@pytest.mark.parametrize("dropped", [False, True])
def test_a_table_speaks_only_of_the_model(field: str, dropped: bool) -> None:
    with pytest.raises(ValueError, match="is not a field of the model"):
        Crosswalk("t", "T", () if dropped else (Rule(field, "x"),), {field: "why"} if dropped else {})


def test_what_a_table_does_not_speak_of() -> None:
    table = Crosswalk("t", "T", (Rule("title", "a"), Rule("notes[general]", "b")), {"dates[existence]": "why"})
    assert set(table.unmapped()) == set(FIELDS) - {"title", "notes", "dates"} - BOOKKEEPING


def test_targets_and_the_reading_side() -> None:
    table = Crosswalk(
        "t",
        "T",
        (
            Rule("title", "a", writes=False),
            Rule("other_titles", "a"),
            Rule("description", "b", reads=False),
            Rule("source", "b"),
            Rule("level", "a"),
        ),
    )
    assert table.targets() == ["a", "b"]
    assert {target: rule.field for target, rule in table.by_target().items()} == {"a": "title", "b": "source"}


def test_the_printed_rows() -> None:
    table = Crosswalk(
        "t",
        "T",
        (Rule("notes[appraisal]", "appraisal", source="Somewhere", note="See there"), Rule("title", "a", reads=False)),
        {name: "no room" for name in FIELDS if name not in ("title", "notes", "level", *BOOKKEEPING)},
    )
    rows = list(table.rows())
    first = rows[0]
    assert (first.field, first.isad, first.target, first.codec, first.keeps) == (
        "notes[appraisal]", "3.3.2", "appraisal", "text", "the words",
    )  # fmt: skip
    assert (first.direction, first.source, first.note) == ("both", "Somewhere", "See there")
    assert rows[1].direction == "write"
    assert {row.field for row in rows if row.direction == "unmapped"} == {"level"}
    assert all(row.note == "no room" for row in rows if row.direction == "dropped")
    assert {row.field.partition("[")[0] for row in rows} == set(FIELDS) - BOOKKEEPING


def test_the_names_of_the_standard_are_of_the_model() -> None:
    assert {name.partition("[")[0] for name in ISAD} <= set(FIELDS)
    assert set(SELECTORS) <= set(FIELDS)


@pytest.mark.parametrize(
    ("codec", "value", "loses"),
    [
        (TEXT, "a", False),
        (TEXT, Text("a"), False),
        (TEXT, Text("a", language="ru"), True),
        (TEXT, of_markup("<emph>a</emph>"), True),
        (WORDS, Date("circa 1950"), False),
        (WORDS, Date("circa 1950", kind="creation"), True),
        (MODERN, Date("1850"), True),
        (Codec("one-way", lambda value: value), "a", True),
    ],
)
def test_a_codec_knows_what_it_loses(codec: Codec, value: Any, loses: bool) -> None:
    assert codec.loss(value) is loses


TELLER = Codec("teller", lambda date: str(date.text), reports=True)


def test_a_codec_that_reports_as_it_writes_cannot_tell_before() -> None:
    with pytest.raises(ValueError, match="reports what it loses as it writes"):
        TELLER.loss(Date("1950"))
    with pytest.raises(ValueError, match="'dates' cannot be compiled: the codec 'teller' reports"):
        compile_encoder(Crosswalk("t", "T", (Rule("dates", "date", TELLER),)))
    for more in ({"decode": Date}, {"loses": lambda _: False}):
        with pytest.raises(ValueError, match="neither `decode` nor `loses`"):
            Codec("both", str, reports=True, **more)


@pytest.mark.parametrize(
    "part",
    [
        "title", "members", "*", "*.extras", "dates.edtf", "agents.agent.dates.label", "notes[language].heading", "record",
        "record.revisions.date.certainty", "places.part_of.name", "record.languages.script", "extents.parallel",
    ],
)  # fmt: skip
def test_a_loss_is_of_a_part_of_the_model(part: str) -> None:
    assert Crosswalk("t", "T", partial=(Loss(part, "x", "why"),)).partial[0].parts == (part,)


@pytest.mark.parametrize(
    "part",
    [
        "",
        "name",
        "title.text",
        "places.population",
        "agents.name",
        "title[main]",
        "*.name",
        "members.title",
        "dates.",
        "record.date.x",
    ],
)
def test_a_loss_of_what_the_model_has_not_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match=r"crosswalk 't': .* is not part of the model"):
        Crosswalk("t", "T", partial=(Loss(("title", part), "x", "why"),))


def test_a_loss_says_which_findings_are_its_own() -> None:
    line = Loss(("subjects.uri", "notes[language].label"), "{element}/@{attribute}", "written as {element}")
    assert line.fields == ("subjects", "notes")
    assert line.at("a", "b{c}") == "a/@b{c}"
    assert line.covers("partial", "notes", "a/@b", "written as c")
    for other in (
        ("dropped", "notes", "a/@b", "written as c"),
        ("partial", "genres", "a/@b", "written as c"),
        ("partial", "notes", "a/b", "written as c"),
        ("partial", "notes", "a/@b", "written"),
        ("partial", None, None, "written as c"),
    ):
        assert not line.covers(*other)
    assert Loss("*", "x", "why").covers("partial", "anything", "x", "why")


TABLE = Crosswalk(
    "t",
    "T",
    (
        Rule("id", "id"),
        Rule("title", "title"),
        Rule("dates[creation]", "created", WORDS),
        Rule("dates", "date", WORDS),
        Rule("notes[general]", "note", Codec("text", lambda note: str(note.text), lambda text: Note("general", text))),
        Rule("description", "abstract"),
        Rule("description", "abstract-too", options=(("also", True),)),
    ),
    {"notes": "no room", "extras": "not ours", "level": "no levels", "notes[appraisal]": "secret"},
)


def test_values_go_to_their_targets_in_order() -> None:
    unit = Document(
        "d",
        title="T",
        dates=(Date("1951"), Date("1952", kind="creation"), Date("1953")),
        notes=(Note("general", "a"), Note("appraisal", "b"), Note("access_conditions", "c")),
        description="D",
        extras=(Extra("x", "@y", "z"),),
        source="S",
    )
    values, lost = encoded(TABLE, unit)
    assert values == {
        "id": ["d"],
        "title": ["T"],
        "created": ["1952"],
        "date": ["1951", "1953"],
        "note": ["a"],
        "abstract": ["D"],
        "abstract-too": ["D"],
    }
    assert lost == [
        ("partial", "dates", "created", unit.dates[1], "all but the words of the date"),
        ("dropped", "notes", "", unit.notes[1], "secret"),
        ("dropped", "notes", "", unit.notes[2], "no room"),
        ("unmapped", "source", "", "S", ""),
        ("dropped", "extras", "@y", "z", "not ours"),
    ]


def test_a_minted_identifier_is_not_passed_off_as_the_sources() -> None:
    values, lost = encoded(TABLE, Document("unit-1", minted=True))
    assert (values, lost) == ({}, [])


def test_what_no_rule_can_say_is_dropped() -> None:
    table = Crosswalk("t", "T", (Rule("id", "id"), Rule("dates", "date", MODERN, note="only this century")))
    unit = Document("d", dates=(Date("1850"), Date("1951")))
    values, lost = encoded(table, unit)
    assert values["date"] == ["1951"]
    assert lost == [
        ("dropped", "dates", "date", unit.dates[0], "only this century"),
        ("partial", "dates", "date", unit.dates[1], ""),
    ]


def test_a_rule_may_serve_what_no_other_wrote() -> None:
    otherwise = (("otherwise", True),)
    table = Crosswalk(
        "t", "T", (Rule("id", "id"), Rule("dates", "year", MODERN), Rule("dates", "words", WORDS, options=otherwise))
    )
    unit = Document("d", dates=(Date("1850"), Date(edtf="1951")))
    values, lost = encoded(table, unit)
    assert values == {"id": ["d"], "year": ["1951"], "words": ["1850"]}
    assert lost == []


def test_of_several_rules_the_first_judges() -> None:
    first = Rule("title", "plain")
    also = Rule(
        "title",
        "rich",
        Codec("all", str, str, loses=lambda _: False),
        options=(("also", True),),
    )
    for rules in ((first, also), (also, first)):
        values, lost = encoded(
            Crosswalk("t", "T", (Rule("id", "id"), *rules)), Document("d", title=Text("T", language="en"))
        )
        assert values == {"id": ["d"], "plain": ["T"], "rich": ["T"]}
        assert [loss[:3] for loss in lost] == [("partial", "title", "plain")]


@given(units())
def test_every_value_is_written_or_said_to_be_lost(unit: Unit) -> None:
    _, lost = encoded(TABLE, unit)
    fields = {loss[1] for loss in lost}
    handled = {"id", "title", "dates", "description", "notes", *BOOKKEEPING}
    assert fields | handled >= {name for name in FIELDS if getattr(unit, name)}
    assert all(loss[0] in ("partial", "dropped", "unmapped") for loss in lost if loss[1] != "extras")
    extras = [loss[0] for loss in lost if loss[1] == "extras"]
    assert extras == [extra_code(extra) for extra in unit.extras]


def test_the_compiled_code_is_independent_of_members() -> None:
    assert encoded(TABLE, Collection("c", members=(Document("d"),)))[0] == {"id": ["c"]}
