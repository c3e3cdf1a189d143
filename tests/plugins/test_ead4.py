"""EAD 4.0: what is written is valid and is read back, and files of others are read."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from lxml import etree

import docmeta
import strategies
from docmeta import Collection, Context, Date, Document, Node, Note, Report, Text, walk
from docmeta.checking.ead4 import ead4_problems
from docmeta.comparing import compare
from docmeta.crosswalk import Finding
from docmeta.model import (
    AgentLink,
    CorporateBody,
    DigitalObject,
    Extent,
    Extra,
    NamePart,
    Person,
    Place,
    Record,
    Repository,
    Term,
)
from docmeta_ead.ead4.content import models
from docmeta_ead.options import EAD3Options
from docmeta_ead.read.reader import read
from docmeta_ead.tables.crosswalk4 import EAD4
from docmeta_ead.write.writer import write_ead4
from growth import grows_with_input

XSD = "{http://www.w3.org/2001/XMLSchema}"
SPACE = "https://standards.openpreservation.org/ead/v4"
HEAD = f"""<ead xmlns="{SPACE}" xmlns:h="http://www.w3.org/1999/xhtml"><control><recordId>r1</recordId>
<maintenanceAgency><agencyName>Archive</agencyName></maintenanceAgency><maintenanceHistory><maintenanceEvent
maintenanceEventType="created"><agent agentType="mechanism"><label>x</label></agent>
<eventDateTime standardDateTime="2026-08-01">1 August</eventDateTime>
</maintenanceEvent></maintenanceHistory></control>"""


@pytest.fixture(scope="session")
def schema(shared: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shared / "schemas" / "ead4" / "ead.xsd"))


def written(nodes: Iterable[Node], report: Report | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    write_ead4(nodes, out, Context(options=EAD3Options(**options), report=report or Report()))
    return out.getvalue()


def again(*units: Collection | Document) -> list[Any]:
    return [node.unit for node in read(io.BytesIO(written(walk(*units))), Context())]


def one(body: str, level: str = "fonds") -> Any:
    """The unit of a finding aid with this content."""
    [unit] = [node.unit for node in docmeta.read(f'{HEAD}<archDesc level="{level}">{body}</archDesc></ead>'.encode())]
    return unit


def tree(*units: Collection | Document) -> etree._Element:
    root = etree.fromstring(written(walk(*units)))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


# Whatever the model holds.


@pytest.mark.parametrize("numbered", [False, True])
@given(nodes=strategies.streams())
def test_every_model_is_written_valid(numbered: bool, nodes: list[Node], schema: etree.XMLSchema) -> None:
    data = written(nodes, numbered=numbered)
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    assert schema.validate(root), f"{schema.error_log[0]}\n{data.decode()[:4000]}"


@given(nodes=strategies.streams())
def test_every_model_is_written_by_the_rules_that_no_schema_says(nodes: list[Node], shared: Path) -> None:
    root = etree.fromstring(written(nodes), etree.XMLParser(huge_tree=True))
    schema = (shared / "schemas" / "ead4" / "ead.xsd").read_bytes()
    found = [(one.rule, one.target, one.value) for one in ead4_problems(root, schema, None)]
    # A container may name another one that is not there.
    assert [one for one in found if one[0] != "ead4.reference"] == []


@given(nodes=strategies.streams())
def test_whatever_is_lost_is_in_the_table(nodes: list[Node]) -> None:
    found: list[Finding] = []
    written(nodes, Report(each=found.append))
    for one in found:
        if one.code not in ("character", "decided"):
            assert any(line.covers(one.code, one.field, one.target, one.message) for line in EAD4.partial), one


def test_the_table_of_elements_and_attributes_is_that_of_the_schema(shared: Path) -> None:
    root = etree.parse(shared / "schemas" / "ead4" / "ead.xsd").getroot()
    found = {
        str(kind.get("name")): {str(one.get("name")) for one in kind.iter(f"{XSD}attribute")}
        for kind in root.iter(f"{XSD}complexType")
        if kind.get("name") and kind.get("name") != "_2"
    }
    assert {name: set(models()[name].attributes) for name in found} == found
    assert set(models()) == {*found, "ead"}


@given(nodes=strategies.streams())
def test_what_is_read_again_is_written_in_the_same_bytes(nodes: list[Node]) -> None:
    once = written(nodes)
    assert written(list(read(io.BytesIO(once), Context()))) == once


# What stands where.


def test_a_unit_stands_in_the_elements_of_ead_4() -> None:
    unit = Collection(
        "c1",
        title="Papers",
        level="recordgrp",
        dates=[Date("circa 1950", kind="creation"), Date("1951-1953"), Date("undated-ish")],
        extents=[Extent("4 boxes", quantity="4", unit="boxes", facets=["brown"])],
        agents=[AgentLink(Person("Roe, Ann", dates=Date("1900-1990")), "creator", relator="aut")],
        description="Letters.",
        subjects=[Term("Mills"), Term("Milling", kind="occupation")],
        genres=[Term("maps")],
        places=[Place("Sussex", latitude=50.9, longitude=-0.5)],
        repository=Repository("County Archive", address=["1 High Street"]),
        digital_objects=[DigitalObject(uri="https://a.example/1", title="Scan", kind="derived")],
        notes=[Note("abstract", "In short."), Note("location", "Shelf 3"), Note("copies", "On film."),
               Note("access_conditions", "Open.", "Access")],
    )  # fmt: skip
    root = tree(unit)
    assert root.find("archDesc").get("level") == "recordGroup"  # type: ignore[union-attr]
    assert [one.get("standardDate") for one in root.iterfind(".//unitDate//*[@standardDate]")] == [
        "1950~",
        "1951",
        "1953",
    ]
    assert root.findtext(".//extent/unitOfMeasurement") == "boxes"
    assert [(one.findtext("label"), one.findtext("relationship")) for one in root.iterfind(".//agents/agent")] == [
        ("Roe, Ann", "Creation"), ("County Archive", "Archiving"),
    ]  # fmt: skip
    assert root.findtext(".//agent/date") == "1900-1990"
    assert root.findtext(".//scopeContent/abstract") == "In short."
    assert [one.get("localType") for one in root.iterfind(".//subject")] == [None, "occupation"]
    assert root.findtext(".//genreForm") == "maps"
    assert [one.get("placeType") for one in root.iterfind(".//places/place")] == [
        "repositoryLocation",
        "storageLocation",
        None,
    ]
    assert [one.get("valueURI") for one in root.iterfind(".//formAvailable")] == ["https://a.example/1", None]
    assert root.findtext(".//accessConditions/formattingExtension/h2") == "Access"
    [back] = again(unit)
    assert (back.title, back.level, back.description) == (unit.title, unit.level, unit.description)
    assert [date.edtf for date in back.dates] == ["1950~", "1951/1953", None]
    assert (str(back.repository.name), back.repository.address) == ("County Archive", ("1 High Street",))
    assert {(note.kind, str(note.text), str(note.heading)) for note in back.notes} == {
        ("abstract", "In short.", ""), ("location", "Shelf 3", ""), ("copies", "On film.", ""), ("access_conditions", "Open.", "Access"),
    }  # fmt: skip
    assert (back.digital_objects, back.genres, back.subjects) == (unit.digital_objects, unit.genres, unit.subjects)
    assert [(place.name, place.latitude) for place in back.places] == [("Sussex", 50.9)]


MARKUPS = [
    "<p>One <emph render='bold'>two</emph> <ref href='https://a.example'>three</ref></p>",
    "<p>One <persname>Roe</persname>, <title render='italic'>Mill</title></p>",
    "<list listtype='ordered'><head>Of</head><item>a</item><item>b <list><item>c</item></list></item></list>",
    "<list listtype='deflist'><defitem><label>a</label><item>b</item></defitem></list>",
    "<table><head>T</head><tgroup cols='2'><colspec colname='x'/><thead><row><entry>a</entry><entry>b</entry></row></thead>"
    "<tbody><row><entry>c</entry><entry>d</entry></row></tbody></tgroup></table>",
    "<chronlist><chronitem><datesingle standarddate='1950'>1950</datesingle><event>Begun</event></chronitem></chronlist>",
    "<blockquote><p>Said<lb/>so</p></blockquote>",
    "<p>A<footnote><p>note</p></footnote> and <emph>a <ref href='https://a.example'>nested</ref> one</emph></p>",
]


@pytest.mark.parametrize("markup", MARKUPS)
def test_prose_comes_back_as_it_was(markup: str) -> None:
    description = docmeta.text.of_markup(markup)
    report = Report()
    data = written([Node(0, Document("d", title="T", description=description))], report)
    assert next(iter(read(io.BytesIO(data), Context()))).unit.description == description
    assert [one for one in report.findings if one.field == "description"] == []


def test_several_descriptions_stand_in_one_file() -> None:
    units = [Collection(name, title=name, members=[Document(f"{name}1", title=f"{name}1")]) for name in "AB"]
    nodes = [*walk(units[0]), *walk(units[1])]
    back = list(read(io.BytesIO(written(nodes)), Context()))
    assert [(node.depth, node.unit.title) for node in back] == [(0, "A"), (1, "A1"), (0, "B"), (1, "B1")]


def test_what_nothing_may_hold_is_reported() -> None:
    report = Report()
    title = docmeta.text.of_markup("<emph>a <ref href='https://a.example'>b</ref></emph>")
    data = written([Node(0, Document("d", title=title))], report)
    assert b'<unitTitle>a <reference href="https://a.example">b</reference></unitTitle>' in data
    [found] = [one for one in report.findings if one.field == "title"]
    assert (found.target, found.code) == ("unitTitle/emph", "changed")


def test_what_differs_after_the_way_there_and_back_is_in_the_report() -> None:
    papers = Collection(
        "c1", title="Papers", level="fonds", record=Record(id="c1", title="A guide"),
        agents=[AgentLink(Person("Roe, Ann", parts=[NamePart("Roe", "surname"), NamePart("Ann", "forename")]), "creator")],
        notes=[Note("biography_or_history", docmeta.text.of_markup("<list><item>a</item></list>"), "Life")],
    )  # fmt: skip
    report = Report()
    out = io.BytesIO()
    docmeta.dump(papers, out, format="ead3")
    before = docmeta.load(io.BytesIO(out.getvalue()), format="ead3")
    there = io.BytesIO()
    docmeta.convert(out.getvalue(), there, to="ead4", report=report)
    after = docmeta.load(io.BytesIO(there.getvalue()), format="ead4")
    differ = {(one.field or "").partition("[")[0] for one in compare([before], [after])}
    assert differ == {"agents"} <= {one.field for one in report.findings}


# Files of others.


def test_conditions_with_a_period_and_events_are_read_and_written_again() -> None:
    body = """<identificationData><unitTitle>T</unitTitle></identificationData>
    <accessConditions><dateRange><toDate standardDate="2031-01-01">until 2031</toDate></dateRange><p>Closed.</p></accessConditions>
    <custodHist><narrativeEvent><date standardDate="1950">1950</date><agent agentType="person"><label>Ann Roe</label></agent>
    <eventDescription>gave it</eventDescription><placeName>Sussex</placeName></narrativeEvent></custodHist>"""
    unit = one(body)
    said = {note.kind: str(note.text) for note in unit.notes}
    assert said["access_conditions"] == "Closed."
    assert unit.notes[0].dates == docmeta.Date("until 2031", "../2031-01-01")
    assert all(word in said["custodial_history"] for word in ("1950", "Ann Roe", "gave it", "Sussex"))
    root = tree(unit)
    assert root.find(".//accessConditions/dateRange/toDate").get("standardDate") == "2031-01-01"  # type: ignore[union-attr]
    assert root.findtext(".//accessConditions/p") == "Closed."
    assert [child.tag for child in root.find(".//custodHist/narrativeEvent")] == [
        "date",
        "agent",
        "eventDescription",
        "placeName",
    ]  # type: ignore[union-attr]


def test_what_only_ead_4_has_is_carried_and_written_again() -> None:
    body = """<identificationData><unitTitle>T</unitTitle></identificationData>
    <agents><agent agentType="person"><label>Ann Roe</label><placeName>Sussex</placeName><relationship>Creation</relationship>
    <descriptiveNote><p>A miller.</p></descriptiveNote></agent></agents>
    <formsAvailable><formAvailable><label>Film</label><container>7</container><descriptiveNote><p>Whole.</p></descriptiveNote></formAvailable></formsAvailable>"""
    unit = one(body)
    assert [extra.format for extra in unit.extras] == ["ead4", "ead4"]
    root = tree(unit)
    assert [child.tag for child in root.find(".//agents/agent")] == [
        "label",
        "placeName",
        "relationship",
        "descriptiveNote",
    ]  # type: ignore[union-attr]
    assert [child.tag for child in root.find(".//formAvailable")] == ["label", "role", "container", "descriptiveNote"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "content",
    ["<agents/>", "<agent><nothing/></agent>", "<agent>", "words", "<c><identificationData/></c>",
     "<scopeContent><formattingExtension/></scopeContent>"],
)  # fmt: skip
def test_what_was_carried_and_may_not_stand_is_reported(content: str, schema: etree.XMLSchema) -> None:
    report = Report()
    unit = Document("d", title="T", extras=[Extra("ead4", f"agents/{content[1:3]}", content)])
    assert schema.validate(etree.fromstring(written([Node(0, unit)], report)))
    assert [one.code for one in report.findings if one.field == "extras"] == ["dropped"]


@pytest.mark.parametrize(
    ("about", "code"), [("id='1'", "changed"), ("valueURI='%zz'", "partial"), ("levle='x'", "partial")]
)
def test_what_was_carried_goes_without_what_may_not_stand_in_it(about: str, code: str, schema: etree.XMLSchema) -> None:
    report = Report()
    unit = Document("d", title="T", extras=[Extra("ead4", "agents/agent", f"<agent><label {about}>a</label></agent>")])
    root = etree.fromstring(written([Node(0, unit)], report))
    assert schema.validate(root)
    assert root.findtext(".//{*}agents/{*}agent/{*}label") == "a"
    assert [one.code for one in report.findings if one.field == "extras"] == [code]


def test_xhtml_of_others_is_read() -> None:
    unit = one(
        """<identificationData><unitTitle>T</unitTitle></identificationData><scopeContent><formattingExtension>
    <h:h1>Scope</h:h1><h:p>An <h:em>old</h:em> <h:a href="https://a.example">mill</h:a>.</h:p><h:ul><h:li>a</h:li><h:ul><h:li>b</h:li></h:ul></h:ul>
    <h:table><h:tr><h:th>x</h:th></h:tr><h:tr><h:td>y</h:td></h:tr></h:table><h:div>loose <h:span>words</h:span></h:div>
    <h:img src="https://a.example/i.png" alt="A mill"/></formattingExtension></scopeContent>"""
    )
    assert unit.description_heading == "Scope"
    assert str(unit.description).split() == "An old mill. a b x y loose words".split()
    assert isinstance(unit.description, Text)


def test_a_draft_is_read() -> None:
    data = f'{HEAD}<archDesc level="subgroup"><identificationData><unitTitle>T</unitTitle>'
    data += "<physLoc>Shelf</physLoc></identificationData></archDesc></ead>"
    [unit] = [node.unit for node in docmeta.read(data.replace(SPACE, "https://archivists.org/ns/ead/v4").encode())]
    assert (unit.title, unit.level, [str(note.text) for note in unit.notes]) == ("T", "subgrp", ["Shelf"])


def test_dates_beyond_ead3_are_read() -> None:
    unit = one(
        """<identificationData><unitTitle>T</unitTitle>
    <unitDate><date standardDate="2020~/2025~"/></unitDate>
    <unitDate><textualDate>May 1962</textualDate><date standardDate="1962-05-20">1962-05-20</date></unitDate>
    <unitDate><dateRange><fromDate standardDate="1950">1950</fromDate><toDate standardDate="1955">1955</toDate></dateRange></unitDate>
    <unitDate><dateSet><date standardDate="1901">1901</date><date standardDate="1903">1903</date></dateSet></unitDate>
    </identificationData>"""
    )
    assert [date.edtf for date in unit.dates] == ["2020~/2025~", "1962-05-20", "1950/1955", "{1901,1903}"]
    assert str(unit.dates[1].text) == "May 1962"


def test_what_is_internal_stays_so() -> None:
    body = """<identificationData><unitTitle>T</unitTitle></identificationData><agents audience="internal"><agent><label>Ann Roe</label>
    <relationship>Subject</relationship></agent></agents>
    <accessConditions audience="internal"><abstract>secret</abstract><p>secret</p></accessConditions>"""
    unit = one(body)
    assert [link.audience for link in unit.agents] == ["internal"]
    assert {note.audience for note in unit.notes} == {"internal"}
    text = docmeta.dumps(unit, format="ead4")
    assert "secret" not in text
    assert "Roe" not in text


def test_a_header_comes_back() -> None:
    record = Record(
        id="r1", title="A guide", author="Ann Roe", publisher="Archive", agency="County Archive", agency_code="GB-1", edition="Second",
        rules=["DACS"], sources=["The papers"], notes=[Note("note", "Mind the gap.")], published=Date("2020"),
    )  # fmt: skip
    [back] = again(Collection("c", title="T", record=record))
    for field in (
        "id",
        "title",
        "author",
        "publisher",
        "agency",
        "agency_code",
        "edition",
        "rules",
        "sources",
        "published",
    ):
        assert getattr(back.record, field) == getattr(record, field), field
    assert [str(note.text) for note in back.record.notes] == ["Mind the gap."]


def test_roles_say_who_an_agent_is_where_no_relationship_does() -> None:
    unit = one(
        """<identificationData><unitTitle>T</unitTitle></identificationData><agents>
    <agent agentType="person"><label>A</label><role>Creator</role></agent>
    <agent agentType="corporateBody"><label>B</label><role valueURI="http://id.loc.gov/vocabulary/relators/rps"/></agent>
    <agent agentType="family"><label>C</label><role>Addressee</role></agent></agents>"""
    )
    assert [(link.agent.name, link.role) for link in unit.agents] == [("A", "creator"), ("C", "subject")]
    assert str(unit.repository.name) == "B"
    assert not isinstance(unit.agents[0].agent, CorporateBody)


def test_many_of_a_kind_take_time_that_grows_with_their_number() -> None:
    def make(number: int) -> bytes:
        agents = "".join(
            f"<agent><label>Agent {n}</label><relationship>Subject</relationship></agent>" for n in range(number)
        )
        body = f"<identificationData><unitTitle>T</unitTitle></identificationData><agents>{agents}</agents>"
        return f'{HEAD}<archDesc level="fonds">{body}</archDesc></ead>'.encode()

    def work(data: bytes) -> None:
        written(list(docmeta.read(data)))

    grows_with_input(make, work, 500)


def test_words_that_stand_where_none_should_are_kept() -> None:
    body = """w1<identificationData>w2<unitTitle>T</unitTitle></identificationData>
    <agents>w3<agent>w4</agent><agent><label>A</label>w5</agent></agents>
    <formsAvailable>w6<formAvailable>w7</formAvailable></formsAvailable><functions><function>w8</function></functions><places><place>w9</place></places>
    <accessConditions>w10<relations>w11<relation>w12</relation></relations></accessConditions>
    <subjectHeadings>w13<subject>w14</subject></subjectHeadings>"""
    head = HEAD.replace(
        "</control>",
        "w15<sources>w16<source>w17</source></sources></control><findAidDesc>w18<title>w19</title></findAidDesc>",
    )
    said = docmeta.dumps(docmeta.load(f"{head}<archDesc>{body}</archDesc></ead>".encode()), format="json")
    assert [f"w{number}" for number in range(1, 20) if not re.search(rf"w{number}\b", said)] == []


@pytest.mark.parametrize("pair", [("ead2002", "ead3"), ("ead3", "ead2002")])
def test_other_dialects_do_without_what_ead_4_needs(pair: tuple[str, str]) -> None:
    code = (
        "import sys, docmeta\n"
        "unit = docmeta.Document('d', title='T', description='Letters.')\n"
        f"made = docmeta.dumps(unit, format={pair[0]!r}).encode()\n"
        f"docmeta.dumps(docmeta.load(made, format={pair[0]!r}), format={pair[1]!r})\n"
        "print([name for name in sys.modules if name.startswith('docmeta_ead.ead4') or name.endswith('crosswalk4')])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("field", "unit", "target"),
    [
        ("extents", {"extents": [Extent("4 boxes", coverage="part")]}, "otherIdentificationData/extent"),
        ("digital_objects", {"digital_objects": [DigitalObject(uri="http://a.example/", media_type="image/png")]}, "formAvailable"),
        ("places", {"places": [Place("Sussex", part_of=Place("England"))]}, "place"),
        ("notes", {"notes": [Note("acquisition", "")]}, "sourceOfAcquisition"),
    ],
)  # fmt: skip
def test_losses_name_the_elements_of_ead_4(field: str, unit: dict[str, Any], target: str) -> None:
    report = Report()
    written([Node(0, Document("d", title="T", **unit))], report)
    assert target in [one.target for one in report.findings if one.field == field]


def test_what_is_doubtful_is_said_by_the_elements_of_ead_4() -> None:
    report = Report()
    body = "<identificationData><unitDate><textualDate>some day</textualDate></unitDate></identificationData>"
    docmeta.load(f"{HEAD}<archDesc>{body}</archDesc></ead>".encode(), report=report)
    assert [one.target for one in report.findings if one.field == "dates"] == ["unitDate"]
    assert not any("unitdate" in f"{one.target} {one.message}" for one in report.findings)


def test_a_table_of_others_keeps_its_head_and_its_spans() -> None:
    cells = '<h:tr><h:th colspan="2">Letters</h:th></h:tr><h:tr><h:td>a</h:td><h:td rowspan="3">b</h:td></h:tr>'
    unit = one(
        f"<identificationData><unitTitle>T</unitTitle></identificationData><scopeContent><formattingExtension>"
        f"<h:table>{cells}</h:table></formattingExtension></scopeContent>"
    )
    root = tree(unit)
    assert [child.tag for child in root.find(".//table/*")] == ["thead", "tbody"]  # type: ignore[union-attr]
    assert [(cell.text, cell.get("colspan"), cell.get("rowspan")) for cell in root.iter("td")] == [
        ("Letters", "2", None), ("a", None, None), ("b", None, "3"),
    ]  # fmt: skip


def test_who_maintained_a_finding_aid_keeps_what_kind_of_agent_it_is() -> None:
    data = HEAD.replace('agentType="mechanism"', 'agentType="person"')
    unit = docmeta.load(
        f"{data}<archDesc><identificationData><unitTitle>T</unitTitle></identificationData></archDesc></ead>".encode()
    )
    assert isinstance(unit, Collection | Document)
    assert unit.record is not None
    assert [event.agent_kind for event in unit.record.revisions] == ["human"]
    assert [
        one.get("agentType") for one in tree(unit).iterfind("control/maintenanceHistory/maintenanceEvent/agent")
    ] == ["person"]


def test_an_editor_is_no_author_when_written_again() -> None:
    described = "<findAidDesc><agent><label>Ann Roe</label><role>editor</role></agent></findAidDesc>"
    data = (
        f"{HEAD}{described}<archDesc><identificationData><unitTitle>T</unitTitle></identificationData></archDesc></ead>"
    )
    unit = docmeta.load(data.encode())
    assert isinstance(unit, Collection | Document)
    assert [role.text for role in tree(unit).iterfind("findAidDesc/agent/role")] == ["editor"]


def test_forms_of_drafts_are_read_with_their_words_and_addresses() -> None:
    forms = """<formsAvailable>
    <formAvailable><formattingExtension><xhtml><h3>Copies</h3><p>On film.</p></xhtml></formattingExtension></formAvailable>
    <formAvailable xmlns:xlink="http://www.loc.gov/standards/xlink/xlink.xsd" xlink:href="http://a.example/1"
    xlink:title="Scan"><p>All of it.</p></formAvailable></formsAvailable>
    <physicalOrTechnicalRequirements><p>A reader.</p></physicalOrTechnicalRequirements>"""
    unit = one(f"<identificationData><unitTitle>T</unitTitle></identificationData>{forms}")
    said = {note.kind: (str(note.heading), str(note.text)) for note in unit.notes}
    assert said["copies"] == ("Copies", "On film.")
    assert "A reader." in [text for _, text in said.values()]
    [made] = unit.digital_objects
    assert (made.uri, made.title, str(made.description)) == ("http://a.example/1", "Scan", "All of it.")


def test_a_role_that_only_says_how_an_agent_is_related_is_no_finer_role() -> None:
    agent = '<agent agentType="{}"><label>{}</label><label>Also {}</label><role>{}</role></agent>'
    agents = [("person", "Lind", "creator"), ("family", "Moor", "subject"), ("corporateBody", "Town", "Repository")]
    body = "".join(agent.format(kind, name, name, role) for kind, name, role in agents)
    unit = one(f"<identificationData><unitTitle>x</unitTitle></identificationData><agents>{body}</agents>")
    assert [(link.agent.name, link.role, link.relator) for link in unit.agents] == [
        ("Lind", "creator", None), ("Moor", "subject", None),
    ]  # fmt: skip
    assert str(unit.repository.name) == "Town"
    assert len(unit.extras) == 3  # the second labels
    [back] = again(unit)
    assert (back.agents, back.repository, {*back.extras}) == (unit.agents, unit.repository, {*unit.extras})


def test_a_form_with_a_label_alone_is_a_note_of_these_words() -> None:
    forms = "".join(
        f'<formAvailable formAvailableType="analogOriginal"><label>{label}</label>{rest}</formAvailable>'
        for label, rest in (("With the family", ""), ("Where", "<descriptiveNote><p>In town</p></descriptiveNote>"))
    )
    unit = one(
        f"<identificationData><unitTitle>x</unitTitle></identificationData><formsAvailable>{forms}</formsAvailable>"
    )
    notes = (Note("originals", "With the family"), Note("originals", "In town", "Where"), Note("originals", "", "Bare"))
    assert unit.notes == notes[:2]
    assert again(docmeta.Document("d", title="x", notes=notes))[0].notes == notes
