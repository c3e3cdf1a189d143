"""What is written is valid EAD, for anything in the model, and holds what the model holds."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given
from lxml import etree

import strategies
from docmeta import Collection, Context, Document, Node, Report, Text, walk
from docmeta.checking.ead3 import ead3_problems
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    Date,
    DigitalObject,
    Extent,
    Extra,
    Identifier,
    Language,
    NamePart,
    Note,
    NoteKind,
    Person,
    Place,
    Record,
    Relation,
    Repository,
    Revision,
    RightsStatement,
    Term,
    Unit,
)
from docmeta.text import of_markup, parse
from docmeta.text import walk as walk_text
from docmeta_ead.options import EAD3Options, EADOptions
from docmeta_ead.read.reader import read
from docmeta_ead.write.writer import write_ead3, write_ead2002

WRITERS = {"ead2002": write_ead2002, "ead3": write_ead3}
DIALECTS = sorted(WRITERS)


class _Local(etree.Resolver):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def resolve(self, url: str, public: str, context: object) -> object:
        if url.endswith("xlink.xsd"):
            return self.resolve_filename(str(self.folder / "common" / "xlink.xsd"), context)
        return None


@pytest.fixture(scope="session")
def schemas(shared: Path) -> dict[str, etree.XMLSchema]:
    """The official schemas."""
    folder = shared / "schemas"
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local(folder))
    paths = {"ead2002": "ead2002/ead.xsd", "ead3": "ead3/ead3.xsd"}
    return {name: etree.XMLSchema(etree.parse(folder / path, parser)) for name, path in paths.items()}


def written(dialect: str, nodes: Iterable[Node], context: Context | None = None) -> bytes:
    out = io.BytesIO()
    WRITERS[dialect](nodes, out, context or Context())
    return out.getvalue()


def assert_valid(schema: etree.XMLSchema, data: bytes) -> None:
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    if not schema.validate(root):
        raise AssertionError(f"{schema.error_log[0]}\n{data.decode()[:4000]}")


def tree(dialect: str, *units: Unit, context: Context | None = None) -> etree._Element:
    """What is written for some units, without namespaces."""
    root = etree.fromstring(written(dialect, list(walk(*units)), context))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    return ["".join(found.itertext()) for found in root.findall(f".//{path}")]


def options(dialect: str, **fields: object) -> Context:
    return Context(options=(EAD3Options if dialect == "ead3" else EADOptions)(**fields))


def targets(context: Context, code: str) -> list[str | None]:
    return [finding.target for finding in context.report.findings if finding.code == code]


# Whatever the model holds.


@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("dialect", DIALECTS)
@given(nodes=strategies.streams())
def test_every_model_is_written_valid(
    dialect: str, numbered: bool, nodes: list[Node], schemas: dict[str, etree.XMLSchema]
) -> None:
    assert_valid(schemas[dialect], written(dialect, nodes, options(dialect, numbered=numbered)))


@given(nodes=strategies.streams())
def test_every_model_is_written_by_the_rules_that_no_schema_says(nodes: list[Node]) -> None:
    root = etree.fromstring(written("ead3", nodes))
    assert [(one.target, one.value) for one in ead3_problems(root, None) if one.severity == "error"] == []


#: What was once read otherwise than it was written: facets without an extent, a name of signs alone, an event before Christ.
_MISREAD = Document(
    "d",
    extents=(
        Extent(facets=("glued",), dimensions=("30 cm",)),
        Extent(quantity="372", unit="documents", facets=("bound",), parallel=True),
    ),
    agents=(AgentLink(Person("]]>", (NamePart("Roe"),)), "creator"),),
    record=Record(revisions=(Revision(date=Date("March 15, 44", edtf="-0043-03-15", era="bce")),)),
)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(nodes=strategies.streams())
@example(nodes=[Node(0, _MISREAD)])
def test_what_is_read_again_is_written_in_the_same_bytes(dialect: str, nodes: list[Node]) -> None:
    once = written(dialect, nodes)
    assert written(dialect, list(read(io.BytesIO(once), Context()))) == once


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("date", [Date("until \x07 1951"), Date("1951", era="\x07"), Date("in 1951")])
def test_a_condition_with_a_time_may_hold_what_xml_cannot(dialect: str, date: Date) -> None:
    report = Report()
    note = Note("Closed \x07 in 1951.", "access_conditions", dates=date)
    data = written(dialect, [Node(0, Document("d", notes=(note,)))], Context(report=report))
    assert "Closed \ufffd in" in data.decode()
    assert "text" in {finding.field for finding in report}


_INTERNAL = '<descgrp audience="internal"/>'


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "unit",
    [
        Document("A", dates=(Date(edtf="1951-11-19", extras=(Extra("ead2002", "@standarddate", "internal"),)),)),
        Document("A", description_heading="H", notes=(Note("scope_and_content", "H"), Note("arrangement", "B"))),
        Collection("A", minted=True, extras=(Extra("ead2002", "@id", "b"),)),
        Document("A", relations=(Relation("isPartOf", "b", " B "), Relation("isPartOf", "c", " C"))),
        Document("A", title=" a  b\t", description=" \n", identifiers=(Identifier("1\r2"),), source="c\n \nd "),
        Document("A", title=of_markup("a<famname><archref/> b </famname>c")),
        Document("A", record=Record(agency_code="[", address=("",), languages=(Language(label=""),))),
        Document("A", record=Record(published=Date("1951", audience="internal"), publication="Printed")),
        Document("A", record=Record(revisions=(Revision(extras=(Extra("ead2002", "@made-up", "x"),)),))),
        Document("A", record=Record(revisions=(Revision(extras=(Extra("ead3", "@audience", "internal"),)),))),
        Document("A", notes=(Note("originals", of_markup("<bibliography><p>a</p></bibliography>")),)),
        Document("A", notes=(Note("access_points", of_markup("<genreform/>a")),)),
        Document("A", repository=Repository(of_markup("<famname>a</famname>"))),
        Document("A", rights=(RightsStatement(uri="http://example.org/\n1"),)),
        Document("A", extras=(Extra("ead2002", "@otherlevel", "otherlevel"), Extra("ead2002", "dsc", " "))),
        Document("A", notes=(Note("general", "b", extras=(Extra("ead2002", "descgrp", _INTERNAL),)),)),
        Document("A", digital_objects=(DigitalObject(extras=(Extra("elsewhere", "@x", "y"),)),)),
        Document("A", dates=(Date("19 November 1951"), Date("b", "1951-11-19", certainty=";"))),
        Document("A", dates=(Date("b", extras=(Extra("ead2002", "@normal", ""),)),)),
    ],
    ids=[
        "an attribute that cannot stand",
        "a heading without a description",
        "an identifier of a unit that has none",
        "white space around a label",
        "white space in plain words",
        "white space where an element was",
        "codes, lines and languages that say nothing",
        "an internal date before words that are not",
        "an event that says nothing",
        "a history that is all internal",
        "a note that is all of another one",
        "an access point that says nothing",
        "a name that the element of the repository does not hold",
        "white space in an address",
        "a level of another kind that is called so",
        "a note in an internal group",
        "an empty object",
        "a certainty that cannot stand",
        "an attribute without a value",
    ],
)
def test_what_is_odd_is_written_in_the_same_bytes_again(dialect: str, unit: Unit) -> None:
    once = written(dialect, [Node(0, unit)])
    assert written(dialect, list(read(io.BytesIO(once), Context()))) == once


@pytest.mark.parametrize("part", ["heading", "description_heading", "facet", "holder", "line", "label"])
def test_the_language_of_words_is_written_or_reported(part: str) -> None:
    words = Text("Содержание", language="ru")
    unit = {
        "heading": Document("A", notes=(Note("general", "a", words),)),
        "description_heading": Document("A", description="a", description_heading=words),
        "facet": Document("A", extents=(Extent(facets=(words,)),)),
        "holder": Document("A", rights=(RightsStatement(holder=words),)),
        "line": Document("A", repository=Repository(address=(words,))),
        "label": Document("A", relations=(Relation("isPartOf", "b", words),)),
    }[part]
    assert b'lang="rus"' in written("ead3", [Node(0, unit)])
    context = Context()
    written("ead2002", [Node(0, unit)], context)
    assert [one.example for one in context.report.findings if (one.target or "").endswith("/@lang")] == ["ru"]


@pytest.mark.parametrize("dialect", DIALECTS)
@given(nodes=strategies.streams())
def test_the_same_input_gives_the_same_bytes(dialect: str, nodes: list[Node]) -> None:
    assert written(dialect, nodes) == written(dialect, nodes)


def _words(value: object) -> Iterator[str]:
    """The words of every string in a unit or a part, except those that the core itself never writes."""
    if isinstance(value, Text) and value.markup is not None:
        for piece in walk_text(parse(value.markup)):
            yield from re.findall(r"[^\W_]{4,}", piece) if isinstance(piece, str) else ()
    elif isinstance(value, str):
        # The element tells the kind of a note.
        yield from re.findall(r"[^\W_]{4,}", value) if value not in tuple(NoteKind) else ()
    elif isinstance(value, tuple):
        for item in value:
            yield from _words(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            # What a field implies, such as the kind of a term, is nobody's word, nor is the element of an extra.
            if (
                field.name not in ("members", "minted", "edtf", "format", "place")
                and getattr(value, field.name) != field.default
            ):
                yield from _words(getattr(value, field.name))


@pytest.mark.parametrize("dialect", DIALECTS)
@given(unit=strategies.units())
def test_every_word_comes_out_or_is_reported(dialect: str, unit: Unit) -> None:
    context = Context()
    out = html.unescape(written(dialect, [Node(0, unit)], context).decode())
    folded = " ".join(re.findall(r"[^\W_]+", out))
    missing = [word for word in _words(unit) if word not in folded and (not unit.minted or word not in unit.id)]
    # What only keeps a file together, such as an @id, counts as changed.
    counted = context.report.classes()
    assert not missing or counted["lost"] or counted["changed"], missing


# The description.


def papers() -> Collection:
    letter = Document(
        "d1",
        title=of_markup(
            'Letter to <persname relator="rcp">Gromyko</persname>, <unitdate normal="1951">1951</unitdate>'
        ),
        level="item",
        dates=(Date("1951", kind="creation"),),
        extents=(Extent("2 pages", quantity="2", unit="pages"), Extent("one leaf", parallel=True)),
        containers=(Container("4", "Box", id="b4"), Container("17", "Folder", parent="b4")),
        digital_objects=(
            DigitalObject("https://example.org/1.jpg", "Front"),
            DigitalObject("https://example.org/2.jpg", parallel=True),
        ),
    )
    return Collection(
        "papers",
        title="Papers",
        level="fonds",
        identifiers=(Identifier("MS 12", country="DE", repository="DE-1"), Identifier("ark:/1/2", kind="ark")),
        agents=(
            AgentLink(
                Person("Kim", identifiers=(Identifier("n1", kind="authority"),), source="lcnaf"), relator="Author"
            ),
            AgentLink(CorporateBody("Bureau"), "subject", headings=("Names",)),
        ),
        description="What it holds.\n\nAnd more.",
        description_heading="Content",
        notes=(Note("biography_or_history", "A life.", "Life"), Note("location", "Shelf 4"), Note("own_kind", "Said.")),
        languages=(Language("rus", "Cyrl", "Russian"),),
        subjects=(Term("War", source="lcsh", headings=("Topics", "Wars")), Term("Writers", "occupation")),
        genres=(Term("Letters"),),
        places=(Place("Seoul", latitude=37.5, longitude=127.0),),
        repository=Repository("State Archive", address=("1 Main St", "Town")),
        record=Record(id="MS-12", title="Guide", agency="Archive", country="DE", status="completed"),
        members=(letter,),
    )


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_facts_of_a_collection_stand_where_the_tag_library_has_them(
    dialect: str, schemas: dict[str, etree.XMLSchema]
) -> None:
    assert_valid(schemas[dialect], written(dialect, list(walk(papers()))))
    root = tree(dialect, papers())
    ead3 = dialect == "ead3"
    top = root.find("archdesc")
    assert top is not None
    assert (top.get("id"), top.get("level")) == ("papers", "fonds")
    assert [
        (one.text, one.get("countrycode"), one.get("localtype" if ead3 else "type"))
        for one in top.findall("did/unitid")
    ] == [
        ("MS 12", "DE", None),
        ("ark:/1/2", None, "ark"),
    ]
    name = top.find("did/origination/persname")
    assert name is not None
    assert name.get("relator" if ead3 else "role") == "Author"
    assert name.get("identifier" if ead3 else "authfilenumber") == "n1"
    assert texts(top, "did/repository/corpname") == ["State Archive"]
    assert texts(top, "did/repository/address/addressline") == ["1 Main St", "Town"]
    assert texts(top, "did/physloc") == ["Shelf 4"]
    assert texts(top, "scopecontent/head") == ["Content"]
    assert texts(top, "scopecontent/p") == ["What it holds.", "And more."]
    assert texts(top, "bioghist/p") == ["A life."]
    assert [one.get("localtype" if ead3 else "type") for one in top.findall("odd")] == ["own_kind"]
    assert texts(top, "controlaccess/controlaccess/subject") == ["War"]
    assert texts(top, "controlaccess/occupation") == ["Writers"]
    assert texts(top, "controlaccess/genreform") == ["Letters"]
    language = top.find("did/langmaterial//language")
    assert language is not None
    assert language.get("langcode") == "rus"


def test_ead3_takes_apart_what_can_be_taken_apart() -> None:
    root = tree("ead3", papers())
    item = root.find(".//c")
    assert item is not None
    assert texts(item, "did/unittitle/date") == ["1951"]
    assert texts(item, "did/unitdatestructured/datesingle") == ["1951"]
    assert texts(item, "physdescset/physdescstructured/quantity") == ["2", ""]
    assert texts(item, "physdescset/physdescstructured/unittype") == ["pages", "one leaf"]
    assert len(item.findall("did/daoset/dao")) == 2
    assert texts(root, "geogname/geographiccoordinates") == ["37.5, 127.0"]
    assert texts(root, "languageset/language") == ["Russian"]
    assert texts(root, "localcontrol/term") == ["completed"]


def test_ead2002_keeps_the_date_in_the_title_and_writes_it_once() -> None:
    item = tree("ead2002", papers()).find(".//c")
    assert item is not None
    assert texts(item, "unitdate") == ["1951"]
    assert texts(item, "did/unittitle") == ["Letter to Gromyko, 1951"]
    assert texts(item, "did/physdesc/extent") == ["2 pages", "one leaf"]
    assert [one.get("parent") for one in item.findall("did/container")] == [None, "b4"]
    assert len(item.findall("did/daogrp/daoloc")) == 2


def test_a_date_is_never_said_to_be_more_exact_than_it_is() -> None:
    context = Context()
    unit = Document("d", dates=(Date("circa 1950"), Date("word", edtf="1950~"), Date("n.d.")))
    found = tree("ead2002", unit, context=context).findall(".//unitdate")
    assert [(one.text, one.get("normal")) for one in found] == [
        ("circa 1950", "1950"),
        ("word", "1950"),
        ("n.d.", None),
    ]
    assert [(one.target, one.count) for one in context.report.findings if one.field == "dates"] == [
        ("unitdate/@normal", 1)
    ]


def test_an_agent_of_whom_only_the_dates_survive_is_written() -> None:
    context = Context()
    unit = Document(
        "d", agents=(AgentLink(Person(dates=Date("1912- 1994"))), AgentLink(Agent("Kim", dates=Date("1894-1971"))))
    )
    assert texts(tree("ead2002", unit, context=context), "origination") == ["1912- 1994", "Kim, 1894-1971"]
    assert texts(tree("ead3", unit), "origination//part") == ["1912- 1994", "Kim", "1894-1971"]
    assert "agents" in {finding.field for finding in context.report.findings if finding.code == "changed"}


# The frame.


def test_the_header_says_what_is_true_of_the_conversion() -> None:
    context = options("ead3", agency_name="Archive of Z", agency_code="DE-1", timestamp="2024-05-06T07:08:09Z")
    root = tree("ead3", Collection("c1", title="Papers"), context=context)
    assert texts(root, "recordid") == ["c1"]
    assert texts(root, "titleproper") == ["Papers"]
    assert texts(root, "maintenanceagency/agencyname") == ["Archive of Z"]
    assert texts(root, "maintenanceagency/agencycode") == ["DE-1"]
    assert [one.get("standarddatetime") for one in root.iter("eventdatetime")] == ["2024-05-06T07:08:09Z"]
    assert [one.get("value") for one in root.iter("agenttype")] == ["machine"]
    assert set(targets(context, "supplied")) == {
        "recordid",
        "titleproper",
        "agencyname",
        "maintenanceevent",
        "archdesc/@level",
    }


def test_no_time_is_invented(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert texts(tree("ead3", Collection("c1")), "eventdatetime") == ["undated"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_title_is_devised_only_where_one_is_demanded(dialect: str) -> None:
    root = tree(dialect, Collection("c", level="series", dates=(Date("1949"),)))
    assert texts(root, "titleproper") == ["[Series, 1949]"]
    assert root.find("archdesc/did/unittitle") is None


@pytest.mark.parametrize("dialect", DIALECTS)
def test_more_than_twelve_levels_are_written_without_numbers(dialect: str, schemas: dict[str, etree.XMLSchema]) -> None:
    for deep, expected in ((12, "c12"), (13, "c")):
        nodes = [Node(depth, Collection(f"u{depth}", level="series")) for depth in range(deep + 1)]
        data = written(dialect, nodes, options(dialect, numbered=True))
        assert_valid(schemas[dialect], data)
        last = list(etree.fromstring(data).iter("{*}c", "{*}c12"))[-1]
        assert last.tag.rpartition("}")[2] == expected
        assert last.get("id") == f"u{deep}"


@pytest.mark.parametrize("dialect", DIALECTS)
def test_depth_is_bounded_by_nothing(dialect: str) -> None:
    nodes = (Node(depth, Collection(f"u{depth}")) for depth in range(20_000))
    assert written(dialect, nodes).count(b"</c>") == 19_999


@pytest.mark.parametrize("dialect", DIALECTS)
def test_an_identifier_of_the_file_is_none_of_its_unit(dialect: str, schemas: dict[str, etree.XMLSchema]) -> None:
    context = Context()
    record = Record(extras=(Extra(dialect, "ead/@id", "a"),))
    data = written(dialect, [Node(0, Collection("a", record=record))], context)
    assert_valid(schemas[dialect], data)
    assert "ead/@id" in targets(context, "changed")
    assert [node.unit.id for node in read(io.BytesIO(data), Context())] == ["a"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_an_identifier_among_the_extras_stands_for_none(dialect: str, schemas: dict[str, etree.XMLSchema]) -> None:
    extras = (Extra("ead2002", "@id", "b"),)
    data = written(dialect, list(walk(*(Document("a", extras=extras) for _ in range(3)))))
    assert_valid(schemas[dialect], data)
    assert [one.get("id") for one in etree.fromstring(data).iter("{*}c")] == ["a", None, None]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_several_descriptions_share_a_file(dialect: str, schemas: dict[str, etree.XMLSchema]) -> None:
    context = Context()
    leaves = written(dialect, list(walk(Document("a"), Document("b"))), context)
    assert_valid(schemas[dialect], leaves)
    assert "archdesc" in targets(context, "supplied")
    assert [one.get("id") for one in etree.fromstring(leaves).iter("{*}c")] == ["a", "b"]
    trees = [Collection("a", members=(Document("a1"),)), Collection("b", members=(Document("b1"),))]
    data = written(dialect, list(walk(*trees)))
    assert_valid(schemas[dialect], data)
    again = [(node.depth, node.unit.id) for node in read(io.BytesIO(data), Context())]
    assert again == [(0, "a"), (1, "a1"), (0, "b"), (1, "b1")]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_nothing_at_all_is_a_valid_file(dialect: str, schemas: dict[str, etree.XMLSchema]) -> None:
    assert_valid(schemas[dialect], written(dialect, []))


def test_identifiers_are_unique_and_legal() -> None:
    context = Context()
    root = tree(
        "ead2002",
        Collection("a", members=(Document("a"), Document("1/2"), Document("x", minted=True))),
        context=context,
    )
    assert [one.get("id") for one in root.iter("c")] == [None, "_1_2", None]
    assert [(one.code, one.target) for one in context.report.findings if one.field == "id"] == [
        ("changed", "c/@id"),
    ]


def test_nodes_are_pulled_one_at_a_time() -> None:
    out = io.BytesIO()
    most = 0

    def nodes() -> Iterator[Node]:
        nonlocal most
        yield Node(0, Collection("c"))
        for number in range(2_000):
            most = max(most, number - out.getvalue().count(b"<c "))
            yield Node(1, Document(f"d{number}", title="x"))

    write_ead2002(nodes(), out, Context())
    assert most < 200


# What the source said.


def test_a_group_of_notes_is_put_together_again() -> None:
    start = Extra("ead2002", "descgrp", '<descgrp type="admininfo"><head>Administration</head></descgrp>')
    notes = (
        Note("acquisition", "Given.", extras=(start,)),
        Note("access_conditions", "Open.", extras=(start,)),
        Note("general", "x"),
    )
    root = tree("ead2002", Collection("c", notes=notes))
    assert [[child.tag for child in group] for group in root.iter("descgrp")] == [["head", "acqinfo", "accessrestrict"]]
    assert [child.tag for child in tree("ead3", Collection("c", notes=notes)).find("archdesc")][1:] == [  # type: ignore[union-attr]
        "acqinfo",
        "accessrestrict",
        "odd",
    ]


@pytest.mark.parametrize(("dialect", "name"), [("ead2002", "role"), ("ead3", "relator")])
def test_what_the_other_dialect_said_is_said_in_this_one(dialect: str, name: str) -> None:
    extras = (Extra("ead2002", "did/unittitle/@type", "formal"), Extra("ead2002", "did/@encodinganalog", "2.3"))
    root = tree(dialect, Collection("c", title="T", extras=extras, agents=(AgentLink(Person("Kim"), relator="x"),)))
    assert root.find(".//persname").get(name) == "x"  # type: ignore[union-attr]
    title = root.find(".//unittitle")
    assert title is not None
    assert title.get("type" if dialect == "ead2002" else "localtype") == "formal"
    assert root.find(".//did").get("encodinganalog") == "2.3"  # type: ignore[union-attr]


def test_what_no_ead_can_hold_is_reported() -> None:
    context = Context(report=Report())
    unit = Collection(
        "c", extras=(Extra("elsewhere", "x", "y"),), relations=(Relation("isPartOf", "http://example.org/"),)
    )
    written("ead2002", [Node(0, unit)], context)
    assert [(one.field, one.class_) for one in context.report.findings if one.class_ in ("lost", "changed")] == [
        ("extras", "lost"),
        ("relations", "changed"),
    ]


def test_a_character_that_xml_cannot_hold_is_replaced_and_reported() -> None:
    context = Context()
    root = tree("ead3", Document("d", title="bell" + chr(7)), context=context)
    assert texts(root, "did/unittitle") == ["bell\ufffd"]
    assert "character" in {finding.code for finding in context.report.findings}


def test_words_that_stand_beside_elements_stay_words() -> None:
    """Text appended to an existing element stays separate from its content."""
    kept = Extra("ead3", "control/localcontrol", "<localcontrol>zero <term>one</term> two</localcontrol>")
    data = written("ead3", [Node(0, Collection("c", title="T", record=Record(id="r", extras=(kept,))))])
    assert b"<term>zero</term>" in data
    assert b"<datesingle>one two</datesingle>" in data


def of_text(dialect: str, body: str, **fields: object) -> str:
    """A finding aid of EAD 2002, read and written again."""
    source = f"<ead><eadheader><eadid>a</eadid></eadheader>{body}</ead>"
    nodes = list(read(io.BytesIO(source.encode()), Context()))
    return written(dialect, nodes, options(dialect, **fields)).decode()


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(("numbered", "kept"), [(None, True), (True, True), (False, False)])
def test_numbered_components_stay_numbered(dialect: str, numbered: bool | None, kept: bool) -> None:
    below = "<dsc><c01><did/><c02><did/></c02></c01></dsc>"
    made = of_text(dialect, f'<archdesc level="fonds"><did/>{below}</archdesc>', numbered=numbered)
    assert ("<c01>" in made and "<c02>" in made) == kept
    assert "<c01>" not in of_text(dialect, '<archdesc level="fonds"><did/><dsc><c><did/></c></dsc></archdesc>')


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_component_gets_a_level_only_where_the_options_say_which(dialect: str) -> None:
    body = '<archdesc level="fonds"><did/><dsc><c id="c1"><did/></c><c level="file"><did/></c></dsc></archdesc>'
    assert '<c id="c1"><did>' in of_text(dialect, body)
    made = of_text(dialect, body, missing_level="unspecified")
    assert made.count("otherlevel=") == 1
    assert '<c id="c1" level="otherlevel" otherlevel="unspecified">' in made.replace(
        'level="otherlevel" id="c1"', 'id="c1" level="otherlevel"'
    )
