"""Units as plain data, and back: strict, all problems at once, nothing lost."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import grows_with_input
from tests.strategies import told_agents, units

from docmeta import (
    Agent,
    AgentLink,
    Collection,
    CorporateBody,
    Date,
    Document,
    Extra,
    Family,
    InputError,
    Note,
    Person,
    Place,
    Text,
)
from docmeta.json import Problem, converter, problems, unit_from_data, unit_to_data
from docmeta.json.direct import read_unit
from docmeta.model import FIELDS, Level, Unit, parts, same_fields
from docmeta.testing import every_field, sample_collections
from docmeta.text import of_markup


@given(unit=units())
def test_nothing_is_lost(unit: Unit) -> None:
    data = unit_to_data(unit)
    back = unit_from_data(data)
    assert same_fields(back, unit)
    assert unit_to_data(back) == data
    assert problems(data) == []
    assert is_plain(data)


ODD: tuple[Any, ...] = (
    None, "", "x", 0, 1, 1.5, True, [], {}, ["x"], [None], [[]], {"text": "x"}, {"markup": "<p>x</p>"}, {"markup": "x", "text": "y"},
    {"text": "x", "language": "de"}, {"text": "1951", "edtf": "1951"}, {"type": "person", "name": "Kim"}, {"type": "agent"}, {"kind": "x"},
)  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> Any:
    """The plain data of a unit with one value replaced, added or removed."""
    data: Any = json.loads(json.dumps(unit_to_data(draw(units()))))
    holder: Any = data
    while True:
        places = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        place = draw(st.sampled_from([*places, "name"] if isinstance(holder, dict) else places)) if places else "name"
        inner = holder.get(place) if isinstance(holder, dict) else holder[place]
        if not isinstance(inner, (dict, list)) or not inner or draw(st.booleans()):
            break
        holder = inner
    if isinstance(holder, dict) and place in holder and draw(st.booleans()):
        del holder[place]
    else:
        holder[place] = draw(st.sampled_from(ODD))
    return data


@given(data=st.one_of(spoilt(), units().map(unit_to_data)))
def test_what_is_read_at_once_is_what_is_read_carefully(data: Any) -> None:
    """And invalid data is never read at once."""
    try:
        quick = read_unit(data)
    except Exception:  # noqa: BLE001  # the careful way says what is wrong
        quick = None
    found = problems(data)
    careful = None if found else unit_carefully(data)
    assert repr(quick) == repr(careful)
    assert quick is None or careful is None or same_fields(quick, careful)
    if quick is not None:
        assert unit_to_data(quick) == unit_to_data(unit_carefully(data))


def unit_carefully(data: Any) -> Unit:
    """The unit by cattrs, which checks every field."""
    unit, _ = converter._carefully(data)
    assert unit is not None
    return unit


def is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(type(key) is str and is_plain(one) for key, one in value.items())
    if isinstance(value, list):
        return all(map(is_plain, value))
    return value is None or type(value) in (str, int, float, bool)


def test_every_field_comes_back() -> None:
    for collection in (*sample_collections(), every_field().members[0]):
        assert same_fields(unit_from_data(unit_to_data(collection)), collection)


def test_defaults_are_left_out() -> None:
    assert unit_to_data(Document("d")) == {"kind": "document", "id": "d"}
    assert unit_to_data(Collection("c", members=(Document("d"),))) == {"kind": "collection", "id": "c"}
    unit = Document("d", agents=(AgentLink(Person("A")),), notes=(Note("general"),))
    assert unit_to_data(unit) == {
        "kind": "document",
        "id": "d",
        "agents": [{"agent": {"type": "person", "name": "A"}}],
        "notes": [{"kind": "general"}],
    }


@pytest.mark.parametrize(
    ("prose", "data"),
    [
        ("plain", "plain"),
        (Text("plain"), "plain"),
        (Level.SERIES, "series"),
        (Text("Письмо", language="ru"), {"text": "Письмо", "language": "ru"}),
        (of_markup("<emph>a</emph>"), {"markup": "<emph>a</emph>"}),
        (of_markup("<emph>a</emph>", "en"), {"markup": "<emph>a</emph>", "language": "en"}),
    ],
)
def test_prose_is_a_string_or_an_object(prose: str, data: Any) -> None:
    unit = Document("d", title=prose, description_heading=prose, level=prose, other_titles=(prose,))
    said = unit_to_data(unit)
    assert [said[key] for key in ("title", "description_heading", "level")] == [data] * 3
    assert said["other_titles"] == [data]
    assert same_fields(unit_from_data(said), unit)


@pytest.mark.parametrize(
    ("date", "data"),
    [
        (Date("1951"), {"text": "1951", "edtf": "1951"}),
        (Date("n.d."), {"text": "n.d.", "edtf": "XXXX"}),
        (Date("5/6/1951"), "5/6/1951"),
        (Date("1951", "1951-06"), {"text": "1951", "edtf": "1951-06"}),
        (Date("Laufzeit", "1951"), {"text": "Laufzeit", "edtf": "1951"}),
        (Date(edtf="1951"), {"edtf": "1951"}),
        (Date("1951", kind="creation"), {"text": "1951", "edtf": "1951", "kind": "creation"}),
        (Date("5/6/1951", kind="creation"), {"text": "5/6/1951", "kind": "creation"}),
        (Date(Text("1951", language="ru")), {"text": {"text": "1951", "language": "ru"}, "edtf": "1951"}),
        (
            Date("1951", extras=(Extra("ead3", "@x", "y"),)),
            {"text": "1951", "edtf": "1951", "extras": [{"format": "ead3", "place": "@x", "content": "y"}]},
        ),
    ],
)
def test_a_date_is_a_string_or_an_object(date: Date, data: Any) -> None:
    unit = Document("d", dates=(date,))
    assert unit_to_data(unit)["dates"] == [data]
    assert same_fields(unit_from_data(unit_to_data(unit)), unit)
    assert unit_from_data(unit_to_data(unit)).dates[0].edtf == date.edtf


@pytest.mark.parametrize(
    ("cls", "name"), [(Person, "person"), (CorporateBody, "corporateBody"), (Family, "family"), (Agent, "agent")]
)
def test_an_agent_says_its_type(cls: type[Agent], name: str) -> None:
    unit = Document("d", agents=(AgentLink(cls("A")),))
    assert unit_to_data(unit)["agents"][0]["agent"] == {"type": name, "name": "A"}
    assert type(unit_from_data(unit_to_data(unit)).agents[0].agent) is cls


def test_subclasses_are_written_as_what_they_are() -> None:
    class Letter(Document):
        pass

    assert unit_to_data(Letter("d")) == {"kind": "document", "id": "d"}


def test_whole_numbers_stay_whole() -> None:
    unit = Document("d", places=(Place("p", latitude=3, longitude=-7.5),))
    assert unit_to_data(unit)["places"] == [{"name": "p", "latitude": 3, "longitude": -7.5}]
    assert type(unit_from_data(unit_to_data(unit)).places[0].latitude) is int


def one(field: str, value: Any) -> dict[str, Any]:
    return {"kind": "document", "id": "d", field: value}


WRONG = [
    (7, "", "expected an object with the fields of a unit"),
    ([], "", "expected an object with the fields of a unit"),
    ({}, "", "expected the key 'kind'"),
    ({"kind": "file"}, ".kind", "expected 'collection' or 'document'"),
    ({"kind": ["document"]}, ".kind", "expected 'collection' or 'document'"),
    ({"kind": "document"}, "", "expected the key 'id'"),
    (one("id", ""), "", "Document.id: expected a non-empty identifier"),
    (one("id", 7), ".id", "expected a string"),
    (one("title", None), ".title", "expected a string"),
    (one("title", ["a"]), ".title", "expected a string"),
    (one("title", {"words": "a"}), ".title", "expected a string"),
    (one("title", {"markup": "<a>"}), ".title", "markup must be a well-formed XML fragment (mismatched tag)"),
    (one("title", {"markup": 7}), ".title", "expected a string as markup"),
    (one("title", {"markup": "a", "text": "b"}), ".title", "expected markup or text, not both"),
    (
        one("title", {"text": "a", "lang": "en"}),
        ".title",
        "expected only markup, text and language, not the key 'lang'",
    ),
    (one("minted", "yes"), ".minted", "expected true or false"),
    (one("minted", 1), ".minted", "expected true or false"),
    (one("dates", "1951"), ".dates", "expected a list"),
    (one("dates", {"text": "1951"}), ".dates", "expected a list"),
    (one("dates", [1951]), ".dates[0]", "expected a date: a string, or an object"),
    (one("dates", ["1951", ""]), ".dates[1]", "Date needs text or edtf, but has neither"),
    (one("dates", [{"text": "a", "edtf": "soon"}]), ".dates[0]", "Date.edtf must be EDTF"),
    (one("dates", [{"text": "a", "txet": "b"}]), ".dates[0].txet", "unknown key; did you mean 'text'?"),
    (one("agents", [{"agent": "A"}]), ".agents[0].agent", "expected an object"),
    (one("agents", [{"agent": {"name": "A"}}]), ".agents[0].agent", "expected the key 'type' with one of person"),
    (one("agents", [{"agent": {"type": "person"}}]), ".agents[0].agent", "Person: expected a name"),
    (one("agents", [{}]), ".agents[0]", "expected the key 'agent'"),
    (one("agents", [["A"]]), ".agents[0]", "expected an object"),
    (one("record", []), ".record", "expected an object"),
    (one("record", {"dates": []}), ".record.dates", "unknown key"),
    (one("places", [{"name": "p", "latitude": "4"}]), ".places[0].latitude", "expected a number"),
    (one("places", [{"name": "p", "latitude": True}]), ".places[0].latitude", "expected a number"),
    (one("places", [{"name": "p", "latitude": 10**400}]), ".places[0]", "Place.latitude: expected degrees"),
    (one("places", [{"name": "p", "part_of": {"name": 3}}]), ".places[0].part_of.name", "expected a string"),
    (one("members", []), ".members", "unknown key"),
    (one("titel", "a"), ".titel", "unknown key; did you mean 'title'?"),
    (one("a b", "a"), "['a b']", "unknown key"),
    (one("x" * 500, "a"), "." + "x" * 500, "unknown key"),
]


@pytest.mark.parametrize(("data", "path", "says"), WRONG, ids=lambda value: str(value)[:50])
def test_what_is_wrong_is_said_with_its_path(data: Any, path: str, says: str) -> None:
    found = problems(data)
    assert [problem.path for problem in found] == [path]
    assert says in found[0].message
    with pytest.raises(InputError) as raised:
        unit_from_data(data, "$.members[3]")
    assert raised.value.path == "$.members[3]" + path
    assert says in str(raised.value)


def test_all_problems_are_found_at_once() -> None:
    data = {
        "kind": "document",
        "id": "d",
        "titel": "x",
        "dates": ["1951", 7, {"kin": "x", "text": 3}],
        "agents": [{"agent": {"type": "person"}, "rolle": "x"}],
        "minted": 0,
    }
    assert [problem.path for problem in problems(data)] == [
        ".dates[1]",
        ".dates[2].text",
        ".dates[2].kin",
        ".agents[0].agent",
        ".agents[0].rolle",
        ".minted",
        ".titel",
    ]
    with pytest.raises(InputError) as raised:
        unit_from_data(data)
    assert str(raised.value) == (
        "$.dates[1]: expected a date: a string, or an object "
        "(and 6 more problems: $.dates[2].text, $.dates[2].kin, $.agents[0].agent, ...), got 7"
    )


KEYS = st.sampled_from(
    [
        *(field.name for name in parts.__all__ for field in attrs.fields(getattr(parts, name))),
        *FIELDS,
        "type",
        "markup",
        "x",
    ]
)
JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False),
        st.sampled_from(["", "a", "1951", "person", "<p>"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


@given(told_agents())
def test_what_an_authority_record_tells_is_kept(agent: Agent) -> None:
    unit = Document("a", level="authority", agents=(AgentLink(agent, "subject"),))
    data = unit_to_data(unit)
    assert unit_from_data(data) == unit
    assert problems(data) == []


@given(st.dictionaries(st.sampled_from([*FIELDS, "x"]), JSON, max_size=5), st.sampled_from(["document", "collection"]))
def test_any_data_is_a_unit_or_has_problems(data: dict[str, Any], kind: str) -> None:
    data |= {"kind": kind}
    found = problems(data)
    if found:
        with pytest.raises(InputError):
            unit_from_data(data)
        assert all(problem.message and "Error" not in problem.message for problem in found)
    else:
        unit = unit_from_data(data)
        assert same_fields(unit_from_data(unit_to_data(unit)), unit)


def test_the_data_is_left_as_it_was() -> None:
    data = {"kind": "document", "id": "d", "agents": [{"agent": {"type": "person", "name": "A"}}]}
    unit_from_data(data)
    assert data == {"kind": "document", "id": "d", "agents": [{"agent": {"type": "person", "name": "A"}}]}


def test_places_in_places_without_end_are_refused() -> None:
    place: dict[str, Any] = {"name": "p"}
    for _ in range(2_000):
        place = {"name": "p", "part_of": place}
    with pytest.raises(InputError):
        unit_from_data(one("places", [place]))


def test_a_problem_shows_its_parts() -> None:
    assert problems(one("id", 7)) == [Problem(".id", "expected a string", 7)]


def test_unknown_keys_are_each_named_in_time_that_grows_with_them() -> None:
    def make(count: int) -> dict[str, object]:
        return {"kind": "document", "id": "a", **{f"titel{number}": number for number in range(count)}}

    def refuse(data: dict[str, object]) -> None:
        with pytest.raises(InputError, match="did you mean 'title'"):
            unit_from_data(data)

    grows_with_input(make, refuse, 10_000)
