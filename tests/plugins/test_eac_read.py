"""EAC-CPF: how records of 2010, 2.0 and 3.0 are read."""

from __future__ import annotations

import copy
import io
import re
from pathlib import Path

import attrs
import pytest
from lxml import etree

import docmeta
from docmeta import AgentLink, CorporateBody, Document, Family, InputError, Person, Report
from docmeta.errors import OutputError
from docmeta.model import AUTHORITY, AgentFact, AgentName, AgentRelation, Date, Extra, Identifier, Language, NamePart
from docmeta.text import Text, of_markup
from docmeta.xml import parse
from docmeta_eac.dates import read_date
from docmeta_eac.sniff import sniff
from docmeta_eac.taken import Taken
from growth import grows_with_input

NS = 'xmlns="urn:isbn:1-931666-33-4" xmlns:xlink="http://www.w3.org/1999/xlink"'
CONTROL = """<control><recordId>a7</recordId><otherRecordId localType="gnd">118540238</otherRecordId>
<otherRecordId>http://viaf.org/viaf/9</otherRecordId><maintenanceStatus>revised</maintenanceStatus>
<publicationStatus>approved</publicationStatus>
<maintenanceAgency><agencyCode>GB-9</agencyCode><agencyName>Rye Archive</agencyName></maintenanceAgency>
<languageDeclaration><language languageCode="eng">English</language><script scriptCode="Latn"/></languageDeclaration>
<conventionDeclaration><abbreviation>RiC</abbreviation><citation xlink:href="https://example.org/ric">Records in Contexts</citation>
</conventionDeclaration>
<maintenanceHistory><maintenanceEvent><eventType>created</eventType>
<eventDateTime standardDateTime="2011-06-01T10:00:00">1 June 2011</eventDateTime><agentType>human</agentType><agent>A. Roe</agent>
<eventDescription>From the card index.</eventDescription></maintenanceEvent></maintenanceHistory>
<sources><source xlink:href="https://example.org/s"><sourceEntry>Harbour registers</sourceEntry></source></sources></control>"""
RECORD = f"""<eac-cpf {NS}>{CONTROL}<cpfDescription><identity><entityId localType="registry">77</entityId>
<entityType>corporateBody</entityType>
<nameEntry><part>Rye Harbour Office</part><useDates><dateRange><fromDate standardDate="1890">1890</fromDate>
<toDate standardDate="1912">1912</toDate></dateRange></useDates><alternativeForm>local</alternativeForm></nameEntry>
<nameEntry xml:lang="eng" scriptCode="Latn"><part localType="name">Harbour Board</part><part localType="place">Rye</part>
<authorizedForm>nca</authorizedForm></nameEntry>
<nameEntryParallel><nameEntry xml:lang="fre"><part>Bureau du port</part></nameEntry>
<nameEntry xml:lang="ger"><part>Hafenamt</part></nameEntry></nameEntryParallel></identity>
<description><existDates><dateRange><fromDate standardDate="1890">1890</fromDate><toDate>about 1950</toDate></dateRange>
<descriptiveNote><p>By its seals.</p></descriptiveNote></existDates>
<places><place><placeRole>seat</placeRole><placeEntry latitude="50.95" vocabularySource="tgn">Rye</placeEntry>
<date standardDate="1901">1901</date></place><descriptiveNote><p>Always by the sea.</p></descriptiveNote></places>
<function><term>Pilotage</term><placeEntry>Camber</placeEntry><descriptiveNote><p>Until 1920.</p></descriptiveNote></function>
<mandate><citation xlink:href="https://example.org/act">Harbour Act</citation></mandate>
<structureOrGenealogy><p>A board of five.</p></structureOrGenealogy>
<languageUsed><language languageCode="eng">English</language><script scriptCode="Latn"/></languageUsed>
<biogHist><abstract>A harbour office.</abstract><p>Built in <span style="font-style:italic">1890</span>.</p>
<citation>History of Rye</citation></biogHist></description>
<relations><cpfRelation cpfRelationType="temporal-later" xlink:href="https://example.org/port" xlink:arcrole="succeeded by">
<relationEntry>Port Authority</relationEntry><date standardDate="1950">1950</date></cpfRelation>
<resourceRelation resourceRelationType="creatorOf" xlink:href="ms-1"><relationEntry>Log books</relationEntry></resourceRelation>
<functionRelation functionRelationType="performs"><relationEntry>Pilotage</relationEntry></functionRelation></relations>
<alternativeSet><setComponent><componentEntry>Another file</componentEntry></setComponent></alternativeSet>
</cpfDescription></eac-cpf>"""

V2 = """<eac xmlns="https://archivists.org/ns/eac/v2"><control maintenanceStatus="new"><recordId>p1</recordId>
<maintenanceAgency countryCode="DE"><agencyName>Archiv</agencyName></maintenanceAgency>
<maintenanceHistory><maintenanceEvent maintenanceEventType="created"><agent agentType="machine">xsl</agent>
<eventDateTime standardDateTime="2022-07-04"/></maintenanceEvent></maintenanceHistory>
<sources><source><reference href="https://example.org/s">Register</reference></source></sources>
<conventionDeclaration><reference/><shortCode>RDA</shortCode></conventionDeclaration>
<languageDeclaration languageCode="ger" scriptCode="Latn"/></control>
<cpfDescription><identity><entityType value="person"/>
<nameEntry status="alternative"><part>Roe, A.</part></nameEntry>
<nameEntry preferredForm="true" languageOfElement="eng"><part>Roe, Ann</part></nameEntry>
<nameEntry audience="internal"><part>Secret</part></nameEntry><identityId>77</identityId></identity>
<description><functions><function><term valueURI="https://example.org/t">Teaching</term></function></functions>
<places><place audience="internal"><placeName>Hidden</placeName></place>
<place><placeName>Rye</placeName><placeRole>birth</placeRole></place></places>
<biogHist><p>Taught.</p><p audience="internal">Paid little.</p></biogHist></description>
<relations><relation><targetEntity targetType="family" valueURI="https://example.org/roe"><part>Roe family</part></targetEntity>
<relationType>member</relationType></relation></relations></cpfDescription></eac>"""

V3 = """<eac xmlns="https://standards.openpreservation.org/eac/v3"><control maintenanceStatus="new"><recordId>f1</recordId>
<maintenanceAgency><agencyName>Archiv</agencyName></maintenanceAgency>
<maintenanceHistory><maintenanceEvent maintenanceEventType="created"><agent agentType="human"><label>A. Roe</label></agent>
<eventDateTime standardDateTime="2026-08-01"/></maintenanceEvent></maintenanceHistory></control>
<cpfDescription><identity><entityType value="family"/><nameEntry><part>Roe family</part></nameEntry></identity>
<description><functionsPerformed><functionPerformed><term>Farming</term></functionPerformed></functionsPerformed>
<places><place><label>Rye</label><role>home</role></place></places>
<biogHist><formattingExtension><ul xmlns="http://www.w3.org/1999/xhtml"><li>Came in <b>1800</b></li></ul></formattingExtension></biogHist>
</description><relations><relation targetType="resource" relationType="creatorOf"><label valueURI="ms-2">Letters</label>
<role>author</role></relation></relations></cpfDescription></eac>"""


def record(data: str) -> Document:
    (node,) = docmeta.read(data.encode(), format="eac-cpf")
    assert isinstance(node.unit, Document)
    return node.unit


def agent(data: str) -> docmeta.Agent:
    return record(data).agents[0].agent


def test_a_record_is_a_unit_of_which_the_agent_is_the_subject() -> None:
    unit = record(RECORD)
    assert (unit.id, unit.level, unit.minted) == ("a7", AUTHORITY, False)
    assert unit.title == unit.agents[0].agent.name
    assert [(link.role, type(link.agent)) for link in unit.agents] == [("subject", CorporateBody)]


def test_the_name_in_all_its_forms() -> None:
    found = agent(RECORD)
    assert found.name == Text("Harbour Board. Rye", language="en-Latn") or found.name == Text(
        "Harbour Board. Rye", language="en"
    )
    assert found.rules == "nca"
    assert found.parts == (NamePart("Harbour Board", "name"), NamePart("Rye", "place"))
    assert [str(name) for name in found.other_names] == ["Rye Harbour Office", "Bureau du port", "Hafenamt"]
    assert found.about is not None
    assert found.about.names[0] == AgentName(
        "Rye Harbour Office", "alternative", dates=Date("1890-1912"), rules="local"
    )
    assert [(str(name.name), name.kind) for name in found.about.names[1:]] == [
        ("Bureau du port", "parallel"),
        ("Hafenamt", "parallel"),
    ]


def test_identifiers_are_those_of_the_record_and_of_the_entity() -> None:
    assert agent(RECORD).identifiers == (
        Identifier("a7", "authority"), Identifier("118540238", "authority", "gnd"), Identifier("http://viaf.org/viaf/9", "uri"),
        Identifier("77", "entity", "registry"),
    )  # fmt: skip


def test_dates_and_history() -> None:
    found = agent(RECORD)
    assert found.dates == Date("1890-about 1950", "1890/1950~", "existence")
    assert found.history == of_markup('<p>Built in <emph render="italic">1890</emph>.</p><p>History of Rye</p>')


LIFE = """<eac-cpf><cpfDescription><identity><entityType>person</entityType><nameEntry><part>Roe, Ann</part></nameEntry></identity>
<description><existDates>{}</existDates></description></cpfDescription></eac-cpf>"""
RANGE = "<dateRange><fromDate standardDate='{}'>{}</fromDate><toDate standardDate='{}'>{}</toDate></dateRange>"
ENDS = "<dateSet><date localType='{}' standardDate='{}'/><date localType='{}' standardDate='{}'/></dateSet>"
RDA = "http://rdaregistry.info/Elements/a/"


@pytest.mark.parametrize(
    ("dates", "words", "edtf"),
    [
        (RANGE.format("1890-01-01", "1890", "1912-12-31", "1912"), "1890-1912", "1890/1912"),
        ("<dateRange><fromDate standardDate='1890-01-01'>1890</fromDate></dateRange>", "1890-", "1890/.."),
        (
            RANGE.format("1890-01-01", "c. 1890", "1912-03-05", "5 March 1912"),
            "c. 1890-5 March 1912",
            "1890~/1912-03-05",
        ),
        (RANGE.format("1890-02-01", "1890", "1912", "1912"), "1890-1912", "1890-02-01/1912"),
        (ENDS.format("birth", "1890", "death", "1950"), "", "1890/1950"),
        (
            RANGE.replace("standardDate='{}'", "notBefore='1888' notAfter='1892'", 1).format("c. 1890", "1950", "1950"),
            "c. 1890-1950",
            "1890~/1950",
        ),
        (ENDS.format("urn:x#Death", "1950", "urn:x#Birth", "1890"), "", "1890/1950"),
        (ENDS.format(f"{RDA}P50121", "1890", f"{RDA}P50120", "1950"), "", "1890/1950"),
        (ENDS.format("birth", "1890", "birth", "1891"), "", "{1890,1891}"),
        ("<dateSet><date localType='dateOfDeath'>1950</date></dateSet>", "-1950", "../1950"),
        ("<dateSet><date>1890</date><date>1950</date></dateSet>", "1890, 1950", "{1890,1950}"),
    ],
)
def test_dates_of_a_life(dates: str, words: str, edtf: str) -> None:
    found = agent(LIFE.format(dates)).dates
    assert found is not None
    assert (str(found.text), found.edtf) == (words, edtf)


def test_words_that_are_marked_up_in_a_value_belong_to_it() -> None:
    data = RECORD.replace("Rye Harbour Office", "Rye <em>Harbour<!-- old --></em> Office<br/>South").replace(
        "<relationEntry>Log books", "<relationEntry>Log <span style='font-style:italic'>books</span>, all"
    )
    found = agent(data)
    assert str(found.other_names[0]) == "Rye Harbour Office South"
    assert found.about is not None
    assert [str(one.label) for one in found.about.relations if one.to == "resource"] == ["Log books, all"]


def test_a_part_that_is_the_whole_name_is_the_name() -> None:
    parts = "<part localType='whole'>Roe, Ann</part><part localType='surname'>Roe</part><part localType='forename'>Ann</part>"
    found = agent(
        LIFE.format("").replace("<part>Roe, Ann</part>", parts).replace("<nameEntry>", "<nameEntry lang='fin'>")
    )
    assert found.name == Text("Roe, Ann", language="fi")
    assert [part.value for part in found.parts] == ["Roe, Ann", "Roe", "Ann"]


def test_facts_in_the_order_of_the_record() -> None:
    about = agent(RECORD).about
    assert about is not None
    assert about.facts == (
        AgentFact("existence", text="By its seals."),
        AgentFact(
            "place",
            "Rye",
            "seat",
            dates=Date("1901"),
            source="tgn",
            extras=(Extra("eac-cpf", "placeEntry/@latitude", "50.95"),),
        ),
        AgentFact("place", text="Always by the sea."),
        AgentFact("function", "Pilotage", text="Until 1920.", place="Camber"),
        AgentFact("mandate", citations=(of_markup('<ref href="https://example.org/act">Harbour Act</ref>'),)),
        AgentFact("structure", text="A board of five."),
        AgentFact("abstract", text="A harbour office."),
    )
    assert about.languages == (Language("eng", "Latn", "English"),)


def test_relations_to_agents_resources_and_functions() -> None:
    about = agent(RECORD).about
    assert about is not None
    assert about.relations == (
        AgentRelation(
            "agent", "temporal-later", "https://example.org/port", "Port Authority", "succeeded by", Date("1950")
        ),
        AgentRelation("resource", "creatorOf", "ms-1", "Log books"),
        AgentRelation("function", "performs", label="Pilotage"),
    )


def test_the_record_says_who_wrote_it() -> None:
    said = record(RECORD).record
    assert said is not None
    assert (said.id, said.agency, said.agency_code, said.status) == ("a7", "Rye Archive", "GB-9", "revised")
    assert said.rules == (of_markup('RiC: <ref href="https://example.org/ric">Records in Contexts</ref>'),)
    assert said.sources == (of_markup('<ref href="https://example.org/s">Harbour registers</ref>'),)
    (event,) = said.revisions
    assert (event.kind, event.agent, event.agent_kind, event.text) == (
        "created",
        "A. Roe",
        "human",
        "From the card index.",
    )
    assert event.date == Date("1 June 2011", "2011-06-01")
    assert said.extras == (Extra("eac-cpf", "publicationStatus", "approved"),)


def test_what_no_field_holds_is_carried_and_said() -> None:
    report = Report()
    (node,) = docmeta.read(RECORD.encode(), format="eac-cpf", report=report)
    assert [(one.place, one.content) for one in node.unit.extras] == [
        ("cpfDescription/alternativeSet/setComponent/componentEntry", "Another file")
    ]
    assert {finding.code for finding in report.findings} == {"carried"}


def test_version_2() -> None:
    unit = record(V2)
    found = unit.agents[0].agent
    assert type(found) is Person
    assert (str(found.name), [str(name) for name in found.other_names]) == ("Roe, Ann", ["Roe, A."])
    assert found.about is not None
    assert [(str(name.name), name.kind, name.audience) for name in found.about.names] == [
        ("Roe, Ann", "preferred", None), ("Roe, A.", "alternative", None), ("Secret", None, "internal"),
    ]  # fmt: skip
    assert found.about.facts == (
        AgentFact("function", "Teaching", uri="https://example.org/t"),
        AgentFact("place", "Hidden", audience="internal"),
        AgentFact("place", "Rye", "birth"),
    )
    assert found.about.relations[0].target == "https://example.org/roe"
    assert found.about.relations[0].relator == "member"
    assert unit.record is not None
    assert unit.record.rules == ("RDA",)
    assert unit.record.languages == (Language("ger", "Latn"),)
    assert unit.record.revisions[0].agent_kind == "machine"


def test_version_3() -> None:
    found = agent(V3)
    assert type(found) is Family
    assert found.history == of_markup('<list><item>Came in <emph render="bold">1800</emph></item></list>')
    assert found.about is not None
    assert found.about.facts == (AgentFact("function", "Farming"), AgentFact("place", "Rye", "home"))
    assert found.about.relations == (AgentRelation("resource", "creatorOf", "ms-2", "Letters", "author"),)


def test_nothing_internal_leaves(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    docmeta.convert(V2.encode(), str(target), from_="eac-cpf")
    written = target.read_text()
    assert "Taught." in written
    for word in ("Secret", "Hidden", "Paid little"):
        assert word not in written


@pytest.mark.parametrize(
    "hidden",
    [
        "<places audience='internal'><place><placeName>SECRET</placeName></place></places>",
        "<place audience='internal'><placeName>SECRET</placeName></place>",
        "<biogHist audience='internal'><p>SECRET</p></biogHist>",
        "<biogHist><p>Open.</p><p audience=' Internal '>SECRET</p></biogHist>",
        "<existDates audience='internal'><date>SECRET 1900</date></existDates>",
        "<generalContext audience='internal'><p>SECRET</p></generalContext>",
        "<languagesUsed audience='internal'><languageUsed><language>SECRET</language></languageUsed></languagesUsed>",
        "<functions><descriptiveNote audience='internal'><p>SECRET</p></descriptiveNote></functions>",
        "</description><relations audience='internal'><relation><targetEntity><part>SECRET</part></targetEntity></relation></relations>"
        "<description>",
        "</description><relations><relation audience='internal'><targetEntity><part>SECRET</part></targetEntity></relation></relations>"
        "<description>",
        "</description></cpfDescription><cpfDescription audience='internal'><identity><nameEntry><part>SECRET</part></nameEntry></identity>"
        "<description>",
    ],
)
def test_nothing_internal_leaves_from_any_place(hidden: str) -> None:
    names = (
        "<nameEntry><part>Roe</part></nameEntry><nameEntrySet audience='internal'><nameEntry><part>SECRET</part>"
        "</nameEntry></nameEntrySet>"
    )
    agency = "<maintenanceAgency audience='internal'><agencyName>SECRET</agencyName></maintenanceAgency>"
    control = f"<control><recordId>a</recordId>{agency}</control>"
    data = (
        f"<eac>{control}<cpfDescription><identity>{names}<identityId audience='internal'>SECRET</identityId></identity>"
    )
    data = f"{data}<description>{hidden}</description></cpfDescription></eac>"
    for target in ("jsonl", "eac-cpf", "jsonld"):
        out, report = io.BytesIO(), Report()
        docmeta.convert(data.encode(), out, from_="eac-cpf", to=target, report=report)
        assert b"Roe" in out.getvalue()
        assert b"SECRET" not in out.getvalue()
        assert "withheld" in report.counts()
        assert "SECRET" not in repr([finding.example for finding in report.findings])


def test_several_identities_of_one_entity_are_several_agents() -> None:
    two = "".join(f"<cpfDescription><identity><entityType>person</entityType><nameEntry><part>{name}</part></nameEntry></identity>"
                  "</cpfDescription>" for name in ("Roe, Ann", "Doe, Jane"))  # fmt: skip
    unit = record(
        f"<eac-cpf {NS}><control><recordId>m</recordId></control><multipleIdentities>{two}</multipleIdentities></eac-cpf>"
    )
    assert [link.agent.name for link in unit.agents] == ["Roe, Ann", "Doe, Jane"]
    assert all(isinstance(link, AgentLink) for link in unit.agents)


def test_records_in_a_wrapper_and_records_that_name_nobody() -> None:
    report = Report()
    bare = "<eac-cpf><cpfDescription><identity><entityType>ghost</entityType></identity></cpfDescription></eac-cpf>"
    data = f"<export>{RECORD}{bare}</export>".encode()
    units = [node.unit for node in docmeta.read(data, format="eac-cpf", report=report)]
    assert [unit.id for unit in units] == ["a7", "unit-2"]
    assert units[1].agents == ()
    assert [extra.content for extra in units[1].extras] == ["ghost"]
    assert "a record that names nobody" in {finding.message for finding in report.findings}


@pytest.mark.parametrize("data", [b"<ead/>", b"<eac-cpf", b"", b"<mods xmlns='http://www.loc.gov/mods/v3'/>"])
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        list(docmeta.read(data, format="eac-cpf"))


def test_it_is_known_by_its_first_bytes() -> None:
    for data in (RECORD, V2, V3, f"<export>{RECORD}</export>"):
        assert sniff(data.encode()[:4096]) >= 80
        assert next(docmeta.read(data.encode())).unit.level == AUTHORITY


_OPEN = f"<eac-cpf {NS}><cpfDescription><identity><nameEntry><part>A</part></nameEntry>"


@pytest.mark.parametrize(
    "piece",
    [
        "<nameEntry><part>N{}</part><alternativeForm>x</alternativeForm></nameEntry>",
        "<entityId>{}</entityId>",
        "<odd a='1'>x{}</odd>",
        "</identity><description><place><placeEntry>N{}</placeEntry></place></description><identity>",
        "</identity><description><biogHist><p>N{}</p></biogHist></description><identity>",
    ],
)
def test_a_record_is_read_in_time_that_grows_with_it(piece: str) -> None:
    def make(count: int) -> str:
        return f"{_OPEN}{''.join(map(piece.format, range(count)))}</identity></cpfDescription></eac-cpf>"

    grows_with_input(make, record, 200)


def test_prose_as_deep_as_a_parser_goes_is_read() -> None:
    deep = "<list><item>" * 100 + "x" + "</item></list>" * 100
    found = agent(f"<eac-cpf {NS}><cpfDescription><identity><nameEntry><part>A</part></nameEntry></identity>"
                  f"<description><biogHist>{deep}</biogHist></description></cpfDescription></eac-cpf>")  # fmt: skip
    assert "x" in found.history


def test_real_records_are_read_whole(shared: Path) -> None:
    """The model holds every word of a record; only attributes of elements are carried along."""
    for file in sorted((shared / "samples" / "eac").glob("*.xml")):
        report = Report()
        (node,) = docmeta.read(file, report=report)
        assert node.unit.agents[0].agent.name
        carried = [extra for extra in node.unit.extras if not extra.place.rpartition("/")[2].startswith("@")]
        assert carried == [], file.name


def _marked(data: str) -> list[tuple[str, bytes]]:
    """The record with each of its elements marked as internal in turn, and its words and URIs replaced."""
    root = etree.fromstring(data)
    made = []
    for at in range(1, len(list(root.iter("*")))):
        copied = copy.deepcopy(root)
        marked = list(copied.iter("*"))[at]
        marked.set("audience", "internal")
        for one in marked.iter("*"):
            one.text = "zqsecretqz" if (one.text or "").strip() else one.text
            one.tail = "zqsecretqz" if one is not marked and (one.tail or "").strip() else one.tail
            for key in one.attrib:
                if key.endswith("href") or key in ("valueURI", "localType", "standardDate"):
                    one.set(key, "http://example.org/zqsecretqz")
        if b"zqsecretqz" in (said := etree.tostring(copied)):
            made.append((f"{at} {etree.QName(marked).localname}", said))
    return made


@pytest.mark.parametrize("data", [RECORD, V2, V3])
def test_whatever_is_marked_is_kept_and_in_no_output_and_no_report(data: str) -> None:
    for what, marked in _marked(data):
        report = Report()
        (node,) = docmeta.read(marked, format="eac-cpf", report=report)
        assert "zqsecretqz" in str(attrs.asdict(node.unit)), what
        assert "zqsecretqz" not in str([(one.message, one.example) for one in report.findings]), what
        for format in ("jsonl", "eac-cpf", "jsonld", "ead4", "marcxml", "mods", "edm", "dpla"):
            out, told = io.BytesIO(), Report()
            try:
                docmeta.write([node], out, format=format, report=told)
            except OutputError as error:
                assert "zqsecretqz" not in str(error), what
            assert b"zqsecretqz" not in out.getvalue(), (what, format)
            assert "zqsecretqz" not in str([(one.message, one.example) for one in told.findings]), (what, format)


@pytest.mark.parametrize("inside", ["<place><placeEntry>X</placeEntry></place>"])
def test_groups_are_read_in_time_that_grows_with_them(inside: str) -> None:
    def make(count: int) -> bytes:
        return (
            '<eac-cpf xmlns="urn:isbn:1-931666-33-4"><control/><cpfDescription><identity><nameEntry><part>R</part></nameEntry>'
            f"</identity><description><places>{inside * count}<p>n</p></places></description></cpfDescription></eac-cpf>"
        ).encode()

    grows_with_input(make, lambda data: list(docmeta.read(data, format="eac-cpf")), 1_500)


def test_an_event_of_a_chronology_is_written_in_words() -> None:
    chronology = "<chronList><chronItem><date>18<span>90</span></date><event>The <span>Swift</span> is sold</event></chronItem></chronList>"
    data = RECORD.replace("<citation>History of Rye</citation>", chronology)
    out = io.BytesIO()
    docmeta.convert(data.encode(), out, from_="eac-cpf", to="eac-cpf")
    assert b"<chronItem><date>1890</date><event>The Swift is sold</event></chronItem>" in out.getvalue()


@pytest.mark.parametrize(
    ("begin", "end", "edtf"),
    [
        ("<fromDate>1900</fromDate>", "<toDate>present</toDate>", "1900/.."),
        ("<fromDate>unknown</fromDate>", "<toDate>1900</toDate>", "/1900"),
        ('<fromDate notBefore="1895" notAfter="1900">the war</fromDate>', "<toDate>1920</toDate>", "1895/1920"),
    ],
)
def test_ends_of_a_life_that_are_open_unknown_or_between_bounds(begin: str, end: str, edtf: str) -> None:
    found = read_date(parse(f"<existDates><dateRange>{begin}{end}</dateRange></existDates>".encode()), Taken())
    assert found is not None
    assert found.edtf == edtf


def kept(inside: str) -> str:
    """What becomes of a record, and of its report."""
    out = io.BytesIO()
    report = docmeta.convert(f"<eac-cpf {NS}>{inside}</eac-cpf>".encode(), out, from_="eac-cpf", to="jsonl")
    return f"{out.getvalue().decode()} {report.findings}"


def test_what_is_said_beside_a_name_of_its_identity_is_kept() -> None:
    entry = "<nameEntry><part>A</part></nameEntry>"
    notes = (
        "<descriptiveNote><p>first words</p></descriptiveNote><descriptiveNote><p>second words</p></descriptiveNote>"
    )
    found = kept(f"<control/><cpfDescription><identity>{entry}{notes}</identity></cpfDescription>")
    assert "first words" in found
    assert "second words" in found


@pytest.mark.parametrize(
    "said",
    [
        '<maintenanceAgency countryCode="{}"><agencyName>{}</agencyName><agencyCode>{}</agencyCode></maintenanceAgency>',
        "<languageDeclaration><language>English</language><descriptiveNote><p>{}</p></descriptiveNote></languageDeclaration>",
    ],
)
def test_what_stands_twice_in_the_control_is_kept_twice(said: str) -> None:
    entry = "<cpfDescription><identity><nameEntry><part>A</part></nameEntry></identity></cpfDescription>"
    control = "".join(said.format(*(f"w{number}{at}w" for at in range(3))) for number in (1, 2))
    found = kept(f"<control>{control}</control>{entry}")
    for word in re.findall("w[12][0-2]w", control):
        assert word in found


def test_a_standard_date_that_is_none_is_kept() -> None:
    dates = "<dateRange><fromDate standardDate='nonsense'>1900</fromDate><toDate notAfter='rubbish'>1950</toDate></dateRange>"
    found = kept(
        "<control/><cpfDescription><identity><nameEntry><part>A</part></nameEntry></identity>"
        f"<description><existDates>{dates}</existDates><place><placeEntry>Rye</placeEntry>"
        "<date standardDate='humbug'>1920</date></place></description></cpfDescription>"
    )
    for word in ("1900", "nonsense", "1950", "rubbish", "1920", "humbug"):
        assert word in found, word
