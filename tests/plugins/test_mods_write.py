"""Writing MODS: the right elements, valid, with exactly the losses reported."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import docmeta
from docmeta import Collection, Date, Document, Node, OptionError, Person, Report, Term, walk
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    DigitalObject,
    Extent,
    Extra,
    Identifier,
    Language,
    NamePart,
    Note,
    Place,
    Record,
    Relation,
    Repository,
    RightsStatement,
)
from docmeta.text import Text
from docmeta.xml import escape
from growth import grows_with_input
from plugins.readback_oracles import PLAIN, misshapen, read, silent, unsure, written
from strategies import with_extras, words
from tokens import samples

MODS = "{http://www.loc.gov/mods/v3}"


def records(data: bytes) -> list[list[str]]:
    """The elements of each record, without namespaces."""
    found = []
    for record in etree.fromstring(data).iter(f"{MODS}mods"):
        lines = []
        for element in record:
            said = etree.tostring(element, encoding="unicode", with_tail=False)
            lines.append(re.sub(r' xmlns(:[a-z]+)?="[^"]*"', "", said))
        found.append(lines)
    return found


def made(**values: Any) -> list[str]:
    """The elements for a unit with some values, without its identifier."""
    (record,) = records(written([Node(0, Document("d", **values))], "mods"))
    return record[:-1]


def test_a_record_says_what_it_is_and_what_it_is_part_of() -> None:
    letter = Document("letter-1", title="To Vera", level="item", containers=(Container("3", "Box"),))
    papers = Collection(
        "papers-1",
        title="Orlova papers",
        level="fonds",
        dates=(Date("1890-1975", kind="creation"),),
        agents=(AgentLink(Person("Orlova, Anna", dates=Date("1890-1975", kind="existence"))),),
        description="Letters & diaries.",
        description_heading="Contents",
        repository=Repository("Example Library"),
        record=Record(agency="Example Library", agency_code="XX-Ex", rules=("dacs",)),
        members=(letter,),
    )
    first, second = records(written(walk(papers), "mods"))
    assert first == [
        "<titleInfo><title>Orlova papers</title></titleInfo>",
        '<name type="personal"><namePart>Orlova, Anna</namePart><namePart type="date">1890-1975</namePart>'
        '<role><roleTerm type="code" authority="marcrelator">cre</roleTerm></role></name>',
        '<typeOfResource collection="yes"/>',
        "<originInfo><dateCreated>1890-1975</dateCreated></originInfo>",
        '<abstract displayLabel="Contents">Letters &amp; diaries.</abstract>',
        '<note type="level of description">fonds</note>',
        '<location><physicalLocation type="repository">Example Library</physicalLocation></location>',
        '<recordInfo><recordContentSource>Example Library</recordContentSource><recordIdentifier source="XX-Ex">papers-1</recordIdentifier>'
        "<descriptionStandard>dacs</descriptionStandard></recordInfo>",
    ]
    assert second == [
        "<titleInfo><title>To Vera</title></titleInfo>",
        '<note type="level of description">item</note>',
        '<relatedItem type="host"><titleInfo><title>Orlova papers</title></titleInfo><recordInfo>'
        "<recordIdentifier>papers-1</recordIdentifier></recordInfo></relatedItem>",
        '<location><physicalLocation type="container">Box 3</physicalLocation></location>',
        '<recordInfo><recordIdentifier source="XX-Ex">letter-1</recordIdentifier></recordInfo>',
    ]
    above, below = (node.unit for node in read(written(walk(papers), "mods"), "mods"))
    assert isinstance(above, Collection)
    assert (above.level, above.agents, above.record and above.record.agency_code) == ("fonds", papers.agents, "XX-Ex")
    assert below.relations == (Relation("isPartOf", "papers-1", "Orlova papers"),)


@pytest.mark.parametrize(
    ("link", "inner"),
    [
        (AgentLink(CorporateBody("Rye"), "contributor"), '<roleTerm type="code" authority="marcrelator">ctb</roleTerm>'),
        (AgentLink(CorporateBody("Rye"), "creator", "photographer (pht)"),
         '<roleTerm type="text">photographer</roleTerm><roleTerm type="code" authority="marcrelator">pht</roleTerm>'),
        (AgentLink(CorporateBody("Rye"), "contributor", "donor"), '<roleTerm type="text">donor</roleTerm>'),
        (AgentLink(CorporateBody("Rye"), "contributor", "aut; editor"),
         '<roleTerm type="code" authority="marcrelator">ctb</roleTerm></role><role><roleTerm type="code" authority="marcrelator">aut'
         '</roleTerm></role><role><roleTerm type="text">editor</roleTerm>'),
    ],
)  # fmt: skip
def test_roles_come_back(link: AgentLink, inner: str) -> None:
    assert made(agents=(link,)) == [f'<name type="corporate"><namePart>Rye</namePart><role>{inner}</role></name>']
    (node,) = read(written([Node(0, Document("d", agents=(link,)))], "mods"), "mods")
    assert node.unit.agents == (link,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", Text("Письмо", language="ru")),
        ("other_titles", ("Papiers",)),
        ("dates", (Date("November 19, 1951", kind="creation"), Date("1951-11-19", kind="publication"), Date("Term", "1951-21", "valid"))),
        ("dates", (Date("recorded in May 1951", kind="recorded"), Date("1951", kind="coverage"))),
        ("agents", (AgentLink(Person("Roe, Ann", (NamePart("Roe", "family"), NamePart("Ann", "given")), ("A. Roe",), source="naf",
                    identifiers=(Identifier("http://id.example.org/1", "uri"), Identifier("0000 0001", "isni")))),)),
        ("agents", (AgentLink(Agent("Kim"), "subject"), AgentLink(CorporateBody("Press"), "publisher"))),
        ("languages", (Language("rus", "Cyrl", "Russian"), Language("sr"), Language(script="Latn"), Language(name="Old dialect"))),
        ("extents", (Extent("12 photographs", "12", "photographs"), Extent(facets=("nitrate",)))),
        ("subjects", (Term("Ships", source="lcsh", uri="http://id.example.org/2"), Term("Nurses", "occupation"), Term("Pravda", "title"),
                      Term("Ships--Rye", parts=(NamePart("Ships", "topic"), NamePart("Rye", "geographic"))))),
        ("genres", (Term("diaries", source="aat"), Term("text", source="typeOfResource"))),
        ("places", (Place("Rye", source="tgn"), Place("Seoul", "city", part_of=Place("Korea", "country")), Place("Rye", "city"),
                    Place("Bandung", latitude=-6.91, longitude=107.61))),
        ("notes", (Note("general", "Torn.", label="Binding"), Note("biography_or_history", "Born."), Note("location", "Shelf 3"),
                   Note("access_conditions", "Open."), Note("use_conditions", "Ask."), Note("table_of_contents", "1. A"),
                   Note("intended_audience", "All"), Note("physical_characteristics", "Wet."), Note("separated_units", "Maps."))),
        ("rights", (RightsStatement("CC BY", "https://creativecommons.org/licenses/by/4.0/"), RightsStatement("In copyright."))),
        ("identifiers", (Identifier("MS 1"), Identifier("1765/308", "handle"), Identifier("10.1/x", "doi"), Identifier("7", "box", "Box"))),
        ("digital_objects", (DigitalObject("https://example.org/1", "Front", role="thumbnail"), DigitalObject(media_type="image/jpeg"))),
        ("relations", (Relation("isPartOf", "https://example.org/1", "Papers"), Relation("requires", "MS 2"))),
        ("repository", Repository("Archive", uri="https://example.org/", label="Held by")),
        ("level", "series"),
        ("level", "Own level"),
    ],
)  # fmt: skip
def test_what_comes_back_as_it_was(field: str, value: Any) -> None:
    report = Report()
    unit = Document("d", **{field: value})
    (node,) = read(written([Node(0, unit)], "mods", report), "mods")
    got = getattr(node.unit, field)
    assert Counter(got if isinstance(value, tuple) else (got,)) == Counter(
        value if isinstance(value, tuple) else (value,)
    )
    assert not [finding for finding in report if finding.field == field]


def test_prose_that_is_no_note_of_its_own_kind_is_there_all_the_same() -> None:
    assert made(
        source="AVP RF, fond 0102",
        notes=(Note("file_plan", "By year."), Note("general", "Torn.", heading="Condition")),
        rights=(RightsStatement("Ask.", holder="The heirs"),),
        dates=(Date("1950"),),
        extents=(Extent("3 reels", facets=("nitrate",), dimensions=("35 mm",)),),
    ) == [
        "<originInfo><dateCreated encoding=\"w3cdtf\">1950</dateCreated></originInfo>",
        '<physicalDescription><extent>3 reels</extent><form>nitrate</form><note type="dimensions">35 mm</note></physicalDescription>',
        '<note type="file plan">By year.</note>',
        '<note displayLabel="Condition">Torn.</note>',
        '<note type="rights holder">The heirs</note>',
        '<note type="original version">AVP RF, fond 0102</note>',
        "<accessCondition>Ask.</accessCondition>",
    ]  # fmt: skip


def test_what_is_no_address_stands_where_words_may() -> None:
    assert made(
        digital_objects=(DigitalObject("scan 7.jpg", "Front"),),
        relations=(Relation("relation", "http://[", "Key"),),
        subjects=(Term("Ships", uri="a b"),),
    ) == [
        '<note type="digital object">Front scan 7.jpg</note>',
        "<subject><topic>Ships</topic></subject>",
        "<relatedItem><titleInfo><title>Key</title></titleInfo><identifier>http://[</identifier></relatedItem>",
    ]


def test_one_record_or_a_collection() -> None:
    node = Node(0, Document("d", title="T"))
    assert etree.fromstring(written([node], "mods")).tag == f"{MODS}mods"
    assert etree.fromstring(written([node], "mods", envelope="collection")).tag == f"{MODS}modsCollection"
    assert etree.fromstring(written([node, node], "mods")).tag == f"{MODS}modsCollection"
    assert etree.fromstring(written([], "mods", envelope="mods")).tag == f"{MODS}modsCollection"
    assert b"\n" not in written([node], "mods", indent=False).partition(b"\n")[2]
    with pytest.raises(OptionError, match="holds just one record"):
        written([node, node], "mods", envelope="mods")


def test_the_agency_and_what_components_owe() -> None:
    letter = Document("d", title="To Ann")
    top = Collection(
        "c",
        title="Papers",
        notes=(Note("access_conditions", "Open."),),
        repository=Repository("City Archive"),
        members=(Collection("s", title="Letters", members=(letter,)),),
    )
    report = Report()
    *_, record = records(written(walk(top), "mods", report, inherit=True, agency="XX-Ab"))
    text = "".join(record)
    assert '<recordIdentifier source="XX-Ab">d</recordIdentifier>' in text
    assert "<title>Papers &gt; Letters</title>" in text
    assert "Open." in text
    assert "City Archive" in text
    assert sorted(one.field or "" for one in report if one.target == "inherit") == ["notes", "repository"]


def test_what_a_reader_of_mods_put_aside_is_put_back() -> None:
    data = (
        b'<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>A</title></titleInfo>'
        b"<originInfo><place><placeTerm>Moscow</placeTerm></place><issuance>monographic</issuance></originInfo>"
        b'<note type="ownership" altRepGroup="1">Kept.</note><recordInfo><recordIdentifier>r1</recordIdentifier></recordInfo></mods>'
    )
    nodes = read(data, "mods")
    assert silent(nodes, "mods") == {}
    report = Report()
    (record,) = records(written(nodes, "mods", report))
    assert record == [
        "<titleInfo><title>A</title></titleInfo>",
        "<originInfo><place><placeTerm>Moscow</placeTerm></place></originInfo>",
        "<originInfo><issuance>monographic</issuance></originInfo>",
        '<note altRepGroup="1" type="ownership">Kept.</note>',
        "<recordInfo><recordIdentifier>r1</recordIdentifier></recordInfo>",
    ]
    assert report.losses == 0


def test_internal_material_stays_inside() -> None:
    out = io.BytesIO()
    unit = Document("d", title="T", notes=(Note("acquisition", "The price.", audience="internal"),))
    docmeta.write([Node(0, unit)], out, format="mods")
    assert b"price" not in out.getvalue()


#: Extras as a reader of MODS makes them, and as nobody does.
_ASIDE = st.builds(
    Extra,
    st.sampled_from(("mods", "mods", "dc")),
    st.sampled_from((
        "originInfo/place/placeTerm", "originInfo/issuance", "physicalDescription/digitalOrigin", "note/@altRepGroup", "note/@displayLabel",
        "name/@altRepGroup", "subject/@altRepGroup", "relatedItem/@altRepGroup", "relatedItem/@displayLabel", "identifier/@altRepGroup",
        "extent/@altRepGroup", "accessCondition/@altRepGroup", "name/affiliation", "extension", "@version", "text()",
        "note/@ID", "abstract/@altRepGroup", "titleInfo",
    )),
    st.one_of(words(), st.sampled_from(("monographic", "born digital"))),
)  # fmt: skip


@given(nodes=with_extras(_ASIDE), inherit=st.booleans())
def test_each_value_comes_back_or_is_reported(nodes: list[Node], inherit: bool) -> None:
    assert silent(nodes, "mods", inherit=inherit) == {}


@given(unit=PLAIN)
def test_what_is_sure_of_a_value_is_what_reading_tells(unit: Document) -> None:
    nodes = [Node(0, unit)]
    assert unsure(nodes, "mods") == []
    assert misshapen(unit, "mods", escape) == []
    assert silent(nodes, "mods") == {}


@given(nodes=with_extras(_ASIDE))
def test_what_was_read_is_written_alike(nodes: list[Node]) -> None:
    once = written(read(written(nodes, "mods"), "mods"), "mods")
    assert written(read(once, "mods"), "mods") == once


def test_another_name_of_a_subject_is_lost_since_no_schema_takes_it_there() -> None:
    ann = AgentLink(Person("Roe, Ann", other_names=("Roe, Annie",)), "subject")
    report = Report()
    assert b"alternativeName" not in written([Node(0, Document("a1", agents=(ann,)))], "mods", report=report)
    assert [(one.code, one.target) for one in report] == [("partial", "subject/name")]


@given(nodes=with_extras(_ASIDE), indent=st.booleans())
def test_the_schema_of_the_library_of_congress_takes_it(shared: Any, nodes: list[Node], indent: bool) -> None:
    schema = _schema(shared)
    root = etree.fromstring(written(nodes, "mods", indent=indent))
    assert schema.validate(root) or not len(root), schema.error_log


def _schema(shared: Any) -> etree.XMLSchema:
    found = _SCHEMAS.get("mods")
    if found is None:
        path = shared / "schemas/mods/mods-3-8.lxml.xsd"
        found = _SCHEMAS["mods"] = etree.XMLSchema(etree.parse(str(path)))
    return found


_SCHEMAS: dict[str, etree.XMLSchema] = {}


def test_real_descriptions_come_back_or_are_reported(shared: Any) -> None:
    schema = _schema(shared)
    checked = 0
    for path in [*samples(shared, "marcxml", "mods", "dc"), *samples(shared, "ead2002", "ead3")[::8]]:
        try:
            nodes = list(docmeta.read(path))
        except docmeta.DocmetaError:
            continue
        if len(nodes) < 3_000:
            assert silent(nodes, "mods") == {}, path
            assert schema.validate(etree.fromstring(written(nodes, "mods"))), path
            checked += len(nodes)
    assert checked > 100


@pytest.mark.parametrize(
    "unit",
    [
        lambda count: Document("d", title="<&" * count),
        lambda count: Document("d", title=".;" * count),
        lambda count: Document("d", notes=tuple(Note("general", f"n {number}.") for number in range(count))),
        lambda count: Document("d", notes=tuple(Note("abstract", f"n {number}.") for number in range(count))),
        lambda count: Document(
            "d", identifiers=tuple(Identifier(f"http://a.b/{'%41' * count}", "uri") for _ in range(3))
        ),
        lambda count: Document("d", extras=tuple(Extra("mods", "originInfo/frequency", "x") for _ in range(count))),
    ],
)
def test_writing_takes_time_that_grows_with_the_record(unit: Any) -> None:
    grows_with_input(lambda count: [Node(0, unit(count))], lambda nodes: written(nodes, "mods"), 1_000)


def test_a_donor_is_no_creator_and_a_reference_no_host() -> None:
    donor = AgentLink(Person("Roe, Ann"), "creator", relator="dnr")
    letter = Document("d", title="L", agents=(donor,), relations=(Relation("references", "c", "See the fonds"),))
    _, record = records(written(list(walk(Collection("c", title="Papers", members=(letter,)))), "mods"))
    whole = "".join(record)
    assert "dnr" in whole
    assert "cre<" not in whole
    assert 'type="host"' in whole


def test_an_embargo_in_the_words_alone_is_lost() -> None:
    note = Note("access_conditions", "Closed until 2031.", dates=Date("2031", "../2031"))
    report = docmeta.dump(Document("d", title="T", notes=note), io.BytesIO(), format="mods")
    assert [(one.code, one.message) for one in report if one.field == "notes"] == [
        ("partial", "the period of the restriction")
    ]
