"""The model: what units and parts require, how they compare, what is immutable, and their standards."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given
from tests.strategies import FIELDS as STRATEGIES
from tests.strategies import units

import docmeta
from docmeta import Collection, Document, model
from docmeta.dates import Date
from docmeta.errors import ModelError
from docmeta.model import (
    FIELDS,
    Agent,
    AgentLink,
    DigitalObject,
    Draft,
    Extent,
    Extra,
    Identifier,
    Language,
    Note,
    Person,
    Place,
    Repository,
    RightsStatement,
    Term,
    Unit,
    parts,
    same_fields,
    trusted,
)
from docmeta.testing import every_field
from docmeta.text import of_markup

PARTS = [getattr(parts, name) for name in parts.__all__]


def test_every_field_is_tried_by_the_strategies_and_by_the_samples() -> None:
    assert {*STRATEGIES, "id"} == set(FIELDS)
    document = every_field().members[0]
    assert [name for name in FIELDS if not getattr(document, name)] == ["audience", "minted"]


@pytest.mark.parametrize("cls", [Document, Collection])
def test_a_unit_demands_an_identifier_and_nothing_else(cls: type[Unit]) -> None:
    unit = cls("a")
    assert [name for name in FIELDS if getattr(unit, name)] == ["id"]
    with pytest.raises(ModelError, match=rf"{cls.__name__}\.id: expected a non-empty identifier"):
        cls("")
    with pytest.raises(TypeError):
        cls()  # type: ignore[call-arg]


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_checked_when_built_and_when_assigned(name: str) -> None:
    unit = Document("d")
    before = getattr(unit, name)
    with pytest.raises(ModelError, match=rf"Document\.{name}: expected"):
        Document(**{"id": "d", name: 7})  # type: ignore[arg-type]
    with pytest.raises(ModelError, match=rf"Document\.{name}: expected"):
        setattr(unit, name, 7)
    assert getattr(unit, name) == before


def test_a_field_that_is_not_there_cannot_be_assigned() -> None:
    with pytest.raises(AttributeError):
        Document("d").titel = "x"  # type: ignore[attr-defined]


def test_members_are_units() -> None:
    with pytest.raises(ModelError, match=r"Collection\.members\[1\]: expected Unit, got 'b'"):
        Collection("c", members=(Document("a"), "b"))  # type: ignore[arg-type]
    with pytest.raises(ModelError, match=r"Collection\.members: expected a tuple of Unit"):
        Collection("c").members = "a"  # type: ignore[assignment]
    with pytest.raises(TypeError):
        Document("d", members=())  # type: ignore[call-arg]


@pytest.mark.parametrize("cls", PARTS)
def test_parts_are_frozen_and_have_room_for_extras(cls: type) -> None:
    part = example(cls)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(part, attrs.fields(cls)[0].name, "x")
    assert hash(part) == hash(copy.copy(part))
    assert pickle.loads(pickle.dumps(part)) == part
    if cls not in (parts.Extra, parts.NamePart):
        changed = attrs.evolve(part, extras=(Extra("f", "p", "c"),))
        assert changed != part


def example(cls: type) -> object:
    values = {
        "value": "a",
        "agent": Person("A"),
        "kind": "k",
        "term": "t",
        "name": "n",
        "format": "f",
        "place": "p",
        "content": "c",
    }
    fields = {field.name: values[field.name] for field in attrs.fields(cls) if field.default is attrs.NOTHING}
    needs = {
        "Agent": {"name": "A"}, "Person": {"name": "A"}, "CorporateBody": {"name": "A"}, "Family": {"name": "A"},
        "Extent": {"text": "1 box"},
        "Container": {"value": "1"}, "Relation": {"target": "t"}, "Repository": {"name": "R"}, "RightsStatement": {"text": "R"},
        "Date": {"text": "1951"}, "AgentFact": {"term": "t"}, "AgentRelation": {"label": "l"},
        "About": {"languages": (parts.Language("eng"),)},
    }  # fmt: skip
    return cls(**{**fields, **needs.get(cls.__name__, {})})


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: Person(), "Person: expected a name, or dates of existence, or an identifier"),
        (lambda: parts.Family(history="x"), "Family: expected a name"),
        (lambda: Identifier(""), r"Identifier\.value: expected a non-empty value"),
        (lambda: parts.Extent(unit="boxes"), "Extent: expected a wording, a quantity"),
        (lambda: parts.Term(""), "Term: expected a term, an identifier or a URI"),
        (lambda: Place(""), "Place: expected a name"),
        (lambda: Place("p", latitude=90.1), r"Place\.latitude: expected degrees from -90 to 90, got 90\.1"),
        (lambda: Place("p", longitude=float("nan")), r"Place\.longitude: expected degrees"),
        (lambda: Place("p", longitude=float("inf")), r"Place\.longitude: expected degrees"),
        (lambda: parts.RightsStatement(), "RightsStatement: expected"),
        (lambda: parts.Repository(country="US"), "Repository: expected"),
        (lambda: parts.Container(), "Container: expected"),
        (lambda: parts.Relation("isPartOf"), "Relation: expected a target or a label"),
        (lambda: Date(""), "Date needs text or edtf"),
        (lambda: AgentLink("Kim"), r"AgentLink\.agent: expected Agent, got 'Kim'"),
    ],
)
def test_what_cannot_be_represented_is_refused(build: object, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        build()  # type: ignore[operator]


@pytest.mark.parametrize(
    "value",
    [b"1950", b"", bytearray(b"1950"), memoryview(b"1950"), {"a": 1}],
    ids=["bytes", "no bytes", "bytearray", "memoryview", "mapping"],
)
@pytest.mark.parametrize(
    "name", [*(each for each in FIELDS if Collection("c").__getattribute__(each) == ()), "members"]
)
def test_bytes_and_mappings_are_not_several_values(name: str, value: object) -> None:
    unit = Collection("c")
    with pytest.raises(ModelError, match=rf"^Collection\.{name}: expected a tuple of \w+, got (b'|<memory|\{{)"):
        Collection("c", **{name: value})  # type: ignore[arg-type]
    with pytest.raises(ModelError, match=rf"^Collection\.{name}: expected"):
        setattr(unit, name, value)
    assert getattr(unit, name) == ()
    with pytest.raises(ModelError, match=r"^Person\.other_names: expected a tuple"):
        Person("A", other_names=value)  # type: ignore[arg-type]


def test_the_least_that_real_sources_have_is_taken() -> None:
    assert Person(dates=Date("-")).name == ""
    assert parts.CorporateBody(identifiers=(Identifier("123", "viaf"),)).name == ""
    assert Place("", latitude=0.0).latitude == 0.0
    assert parts.DigitalObject().uri is None
    assert Note("general").text == ""


def test_places_nest_a_little() -> None:
    place = Place("p0")
    for level in range(20):
        place = Place(f"p{level + 1}", part_of=place)
    with pytest.raises(ModelError, match="at most 20 nested places"):
        Place("p", part_of=place)


@given(units())
def test_equality_looks_at_every_field(unit: Unit) -> None:
    same = copy.copy(unit)
    assert same == unit
    assert same_fields(same, unit)
    assert (unit == Collection("other")) is False
    assert unit != "unit"
    for name in ("title", "source"):
        other = copy.copy(unit)
        setattr(other, name, getattr(unit, name) + "x")
        assert other != unit
    with pytest.raises(TypeError):
        hash(unit)


def test_equality_looks_at_kinds_and_members() -> None:
    assert Document("a") != Collection("a")
    one = Collection("a", members=(Collection("b", members=(Document("c"),)),))
    two = copy.deepcopy(one)
    assert one == two
    two.members[0].members[0].title = "x"  # type: ignore[attr-defined]
    assert one != two
    assert same_fields(one, two)
    assert one != Collection("a", members=(*one.members, Document("d")))


def test_units_show_what_they_say() -> None:
    assert repr(Document("d", title="T", minted=True)) == "Document('d', title='T', minted=True)"
    assert repr(Collection("c", members=(Document("d"),))) == "Collection('c', members=<1>)"


def test_every_public_class_says_what_it_means() -> None:
    for name in {*model.__all__, *parts.__all__} - {"FIELDS", "EdmType"}:
        cls = getattr(model, name)
        assert cls.__doc__, name
    for field in FIELDS:
        assert f"{field}:" in (Unit.__doc__ or "") or f"`{field}`" in (Unit.__doc__ or ""), field


def test_vocabularies_are_words() -> None:
    from docmeta.model import Level, level_rank

    unit = Document("d", level=Level.ITEM)
    assert unit.level == "item"
    assert level_rank("дело") is None
    assert [level_rank(level) for level in ("fonds", "series", "file", "item")] == sorted(
        level_rank(level) or 0 for level in ("fonds", "series", "file", "item")
    )


# -- drafts ----------------------------------------------------------------------------------------------------------------


def test_a_draft_drops_nothing() -> None:
    draft = Draft("demo")
    for field, value in (
        ("title", "A"), ("title", "B"), ("title", "A"), ("description", "one"), ("description", "two"), ("level", "item"),
        ("level", "file"), ("dates", Date("1951")), ("dates", Date("1952")),
    ):  # fmt: skip
        draft.add(field, value)
    draft.extra("@x", "y")
    assert "title" in draft
    assert "source" not in draft
    assert (draft.get("level"), draft.get("source", "none")) == ("item", "none")
    unit = draft.document("d", minted=True)
    assert (unit.title, unit.other_titles, unit.description, unit.level) == ("A", ("B",), "one", "item")
    assert unit.notes == (Note("scope_and_content", "two"),)
    assert [date.text for date in unit.dates] == ["1951", "1952"]
    assert unit.extras == (Extra("demo", "level", "file"), Extra("demo", "@x", "y"))
    assert unit.minted
    assert isinstance(draft.collection("c"), docmeta.Collection)


@pytest.mark.parametrize(
    ("field", "told", "kept"),
    [
        ("subjects", ["Korea", Term("War", source="lcsh")], (Term("Korea"), Term("War", source="lcsh"))),
        ("subjects", "Korea", (Term("Korea"),)),
        ("genres", (name for name in ("letters",)), (Term("letters"),)),
        ("dates", "circa 1950", (Date("circa 1950"),)),
        ("dates", Date("1950"), (Date("1950"),)),
        ("places", ["Seoul"], (Place("Seoul"),)),
        ("languages", "eng", (Language("eng"),)),
        ("languages", "zh-Hant", (Language("zh-Hant"),)),
        ("languages", "Russian", (Language(name="Russian"),)),
        ("agents", [Person("Kim Il Sung")], (AgentLink(Person("Kim Il Sung"), "creator"),)),
        ("agents", "Kim Il Sung", (AgentLink(Agent("Kim Il Sung"), "creator"),)),
        ("identifiers", "MS 12", (Identifier("MS 12"),)),
        ("extents", ["3 boxes"], (Extent("3 boxes"),)),
        ("rights", "https://example.org/licence", (RightsStatement(uri="https://example.org/licence"),)),
        ("rights", "All rights reserved", (RightsStatement("All rights reserved"),)),
        ("repository", "State Archive", Repository("State Archive")),
        ("digital_objects", "https://example.org/1.jpg", (DigitalObject("https://example.org/1.jpg"),)),
        ("other_titles", "Papers", ("Papers",)),
        ("notes", [Note("arrangement", "By date.")], (Note("arrangement", "By date."),)),
    ],
)
def test_constructors_and_assignment_take_lists_single_values_and_strings(field: str, told: Any, kept: Any) -> None:
    told = list(told) if isinstance(told, Iterator) else told
    assert getattr(Document("d", **{field: told}), field) == kept
    unit = Document("d")
    setattr(unit, field, told)
    assert getattr(unit, field) == kept


def test_prose_with_structure_stays_itself_among_the_strings() -> None:
    title = of_markup("A <emph>second</emph> title")
    assert Document("d", other_titles=[title]).other_titles[0] is title
    assert Document("d", subjects=[title]).subjects[0].term is title


@pytest.mark.parametrize("told", [{"a": 1}, 7, None])
def test_what_is_no_list_of_parts_is_refused(told: Any) -> None:
    with pytest.raises(ModelError, match=r"Document\.dates: expected a tuple of Date"):
        Document("d", dates=told)


def test_an_iterator_is_a_list_too() -> None:
    assert Collection("c", members=(Document(each) for each in "ab")).members == (Document("a"), Document("b"))


@pytest.mark.parametrize("cls", [*PARTS, Date, Document, Collection])
def test_a_trusted_constructor_builds_the_same(cls: type) -> None:
    made = example(cls) if cls in PARTS else Date("1950") if cls is Date else cls("d", title="A")
    values = {each.name: getattr(made, each.name) for each in attrs.fields(cls)}
    built = getattr(trusted, cls.__name__)(**values)
    assert type(built) is cls
    assert built == made
    if cls not in (Document, Collection):
        assert hash(built) == hash(made)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(built, attrs.fields(cls)[0].name, "x")
    else:
        with pytest.raises(ModelError, match="title: expected"):
            built.title = 7
    assert pickle.loads(pickle.dumps(built)) == made
