"""Writing EAC-CPF: valid, read back unchanged or reported, one record for each agent."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import docmeta
from docmeta import AgentLink, Collection, CorporateBody, Document, Family, Node, Person, Report, walk
from docmeta.errors import OutputError
from docmeta.model import (
    AUTHORITY,
    About,
    Agent,
    AgentFact,
    AgentName,
    AgentRelation,
    Date,
    Extra,
    Identifier,
    Language,
    NamePart,
    Record,
    Repository,
    Revision,
)
from docmeta.plugins import Context
from docmeta.testing import FormatContract
from docmeta.text import Text, of_markup
from docmeta_eac.agents import authority_records
from docmeta_eac.writer import write
from strategies import agent_links, told_agents

NS = {"e": "urn:isbn:1-931666-33-4"}
ROE = Person(
    "Roe, Ann",
    (NamePart("Roe", "surname"), NamePart("Ann", "forename")),
    ("Rowe, Anne", Text("Роу, Анна", language="ru"), "Roe, A."),
    Date("14.10.1906-04.12.1975", "1906-10-14/1975-12-04", "existence"),
    (Identifier("118540238", "authority", "gnd"), Identifier("http://viaf.org/viaf/9", "uri"), Identifier("77", "entity", "registry")),
    rules="dacs",
    history=of_markup('<p>Wrote <emph render="italic">Tides</emph>.</p><list><item>Rye</item><item>Camber</item></list>'),
    about=About(
        (AgentName("Rowe, Anne", "alternative", dates=Date("1890-1912"), rules="local"),),
        (
            AgentFact("place", "Rye", "birth", dates=Date("1906"), source="tgn"),
            AgentFact("function", "Pilotage", text="Until 1920.\n\nThen no more.", place="Camber"),
            AgentFact("mandate", citations=(of_markup('<ref href="https://example.org/act">Harbour Act</ref>'),)),
            AgentFact("structure", text="A board of five."),
            AgentFact("local", "2", "gender", text="female"),
            AgentFact("abstract", text="A pilot."),
        ),
        (
            AgentRelation("agent", "family", "https://example.org/mary", "Roe, Mary", "sister", Date("1906-1930"), text="Elder."),
            AgentRelation("resource", "creatorOf", "ms-1", "Log books"),
        ),
        (Language("eng", "Latn", "English"),),
    ),
)  # fmt: skip
CONTROL = Record(
    id="a7", agency="Rye Archive", agency_code="GB-9", languages=(Language("eng", "Latn", "English"),), rules=("RiC",), status="revised",
    revisions=(Revision("From the card index.", Date("1 June 2011", "2011-06-01"), "A. Roe", "created", "human"),),
    sources=(of_markup('<ref href="https://example.org/s">Harbour registers</ref>'),),
)  # fmt: skip


def authority(id: str, agent: Agent, **fields: Any) -> Document:
    return Document(id, level=AUTHORITY, title=agent.name, agents=(AgentLink(agent, "subject"),), **fields)


def written(*units: docmeta.Unit) -> tuple[bytes, Report]:
    out, context = io.BytesIO(), Context()
    write(walk(*units), out, context)
    return out.getvalue(), context.report


def read(data: bytes) -> list[docmeta.Unit]:
    return [node.unit for node in docmeta.read(data, format="eac-cpf")]


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.XMLSchema:
    folder = shared / "schemas"

    class Beside(etree.Resolver):
        def resolve(self, url: str | None, public_id: str | None, context: Any) -> Any:
            name = (url or "").rpartition("/")[2]
            return self.resolve_filename(
                str(folder / ("common" if name in ("xml.xsd", "xlink.xsd") else "eac-cpf") / name), context
            )

    parser = etree.XMLParser()
    parser.resolvers.add(Beside())
    return etree.XMLSchema(etree.parse(folder / "eac-cpf" / "cpf-2010.xsd", parser))


def assert_valid(schema: etree.XMLSchema, data: bytes) -> None:
    root = etree.fromstring(data)
    for record in root if root.tag == "records" else [root]:
        alone = etree.fromstring(etree.tostring(record))
        assert schema.validate(alone), (schema.error_log, etree.tostring(alone).decode()[:3000])


def test_a_whole_record_comes_back(schema: etree.XMLSchema) -> None:
    unit = authority("a7", ROE, record=CONTROL)
    data, report = written(unit)
    assert_valid(schema, data)
    assert report.losses == 0
    (back,) = read(data)
    found = back.agents[0].agent
    assert found.about == ROE.about
    assert (found.name, found.parts, found.other_names, found.dates, found.history) == (
        ROE.name, ROE.parts, ROE.other_names, ROE.dates, ROE.history,
    )  # fmt: skip
    assert set(found.identifiers) >= set(ROE.identifiers)
    assert back.record == CONTROL
    assert (back.id, back.title) == ("a7", "Roe, Ann")


def test_what_control_said_beside_is_put_back() -> None:
    extras = (
        Extra("eac-cpf", "publicationStatus", "approved"),
        Extra("eac-cpf", "languageDeclaration/script", "Latin"),
    )
    unit = authority("a7", ROE, record=attrs.evolve(CONTROL, extras=extras))
    data, report = written(unit)
    assert report.losses == report.changes == 0
    assert read(data)[0].record == unit.record


_WRAP = '<objectXMLWrap xmlns="urn:isbn:1-931666-33-4" xmlns:xlink="http://www.w3.org/1999/xlink">{}</objectXMLWrap>'


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ('<did xmlns="urn:isbn:1-931666-22-9"><unittitle>Log</unittitle></did>', True),
        ("<a/><b/>", False), ("words", False), ("<a>", False), ("", False), ("<!-- x -->", False),
    ],
)  # fmt: skip
def test_what_a_relation_wraps_is_put_back_where_it_is_valid(schema: etree.XMLSchema, content: str, kept: bool) -> None:
    extra = Extra("eac-cpf", "objectXMLWrap", _WRAP.format(content))
    relation = AgentRelation("resource", "creatorOf", label="Log", dates=Date("1906"), extras=(extra,))
    data, report = written(authority("a1", Person("Roe", about=About(relations=(relation,))), record=CONTROL))
    assert_valid(schema, data)
    assert (report.losses == 0) is kept
    about = read(data)[0].agents[0].agent.about
    assert about is not None
    assert (about.relations == (relation,)) is kept


@given(links=st.lists(agent_links(), min_size=1, max_size=3), told=told_agents())
def test_every_agent_is_written_valid(schema: etree.XMLSchema, links: list[AgentLink], told: Agent) -> None:
    units = [authority("a 1", told), Collection("c", title="Papers", agents=tuple(links))]
    assert_valid(schema, written(*units)[0])


@given(told=told_agents())
def test_every_agent_comes_back_or_is_reported(told: Agent) -> None:
    data, report = written(authority("a1", told, record=CONTROL))
    (unit,) = read(data)
    back = unit.agents[0].agent
    if back != told and set(back.identifiers) - {Identifier("a7", "authority")} != set(told.identifiers):
        assert report.losses + report.changes > 0
    said = {finding.field for finding in report.findings if finding.class_ in ("lost", "changed", "supplied")}
    if back.about != told.about or (back.name, back.dates, back.history) != (told.name, told.dates, told.history):
        assert "agents" in said


@given(told=told_agents())
def test_what_was_read_is_written_in_the_same_bytes(told: Agent) -> None:
    once, _ = written(authority("a1", told, record=CONTROL))
    again, _ = written(*read(once))
    assert written(*read(again))[0] == again


def papers(*agents: AgentLink, **fields: Any) -> Collection:
    return Collection("ms-1", title="Roe papers", agents=agents, repository=Repository("Rye Archive"), **fields)


def test_a_description_gives_a_record_for_each_agent(schema: etree.XMLSchema) -> None:
    unit = papers(
        AgentLink(Person("Roe, Ann", dates=Date("1906-1975"), history="A pilot."), "creator"),
        AgentLink(CorporateBody("Harbour Office", identifiers=(Identifier("n79021164", "authority"),), source="lcnaf"), "subject"),
        members=(
            Document("d1", title="Letter", agents=(
                AgentLink(Family("Roe family"), "contributor", "art"),
                AgentLink(Person("Roe, Ann", dates=Date("1906-1975"), history="A pilot."), "subject"),
            )),
        ),
    )  # fmt: skip
    data, report = written(unit)
    assert_valid(schema, data)
    found = read(data)
    assert [str(one.title) for one in found] == ["Roe, Ann", "Harbour Office", "Roe family"]
    assert all(one.record is not None and one.record.agency == "Rye Archive" for one in found)
    assert found[1].id == "n79021164"
    assert found[1].agents[0].agent.identifiers[0] == Identifier("n79021164", "authority")
    relations = [one.agents[0].agent.about.relations[0] for one in found if one.agents[0].agent.about]
    assert [(one.kind, one.target, one.label) for one in relations] == [
        ("creatorOf", "ms-1", "Roe papers"), ("subjectOf", "ms-1", "Roe papers"), ("other", "d1", "Letter"),
    ]  # fmt: skip
    reasons = {finding.message for finding in report.findings}
    assert "an authority record describes agents, not material" in reasons
    assert "the record names the first of the units that name the agent" in reasons
    assert report.count("supplied") > 0


def test_an_agent_that_is_said_otherwise_elsewhere_is_reported() -> None:
    one, two = Person("Roe, Ann", history="A pilot."), Person("Roe, Ann", history="A baker.")
    data, report = written(papers(AgentLink(one), AgentLink(two, "subject")))
    assert b"pilot" in data
    assert b"baker" not in data
    assert [f.message for f in report.findings if "differently" in f.message] == [
        "another unit describes the agent differently; the record has the first description"
    ]


def test_each_agent_has_a_file(tmp_path: Path, schema: etree.XMLSchema) -> None:
    source = tmp_path / "papers.json"
    docmeta.dump(
        papers(AgentLink(Person("Roe, Ann")), AgentLink(Person("Doe, Jane")), members=(Document("d", title="x"),)),
        str(source),
    )
    docmeta.convert(str(source), str(tmp_path / "out"), to="eac-cpf", each=True)
    files = sorted((tmp_path / "out").iterdir())
    assert len(files) == 2
    for file in files:
        assert_valid(schema, file.read_bytes())
    assert {str(read(file.read_bytes())[0].title) for file in files} == {"Roe, Ann", "Doe, Jane"}


def test_internal_agents_stay() -> None:
    out = io.BytesIO()
    hidden = AgentLink(Person("Secret, Donor"), audience="internal")
    docmeta.dump(papers(AgentLink(Person("Roe, Ann")), hidden), out, format="eac-cpf")
    assert b"Secret" not in out.getvalue()


def test_a_description_without_agents_is_refused() -> None:
    with pytest.raises(OutputError, match="no agent"):
        written(Collection("c", title="Papers"))


def test_an_agent_known_by_dates_alone_is_reported() -> None:
    data, report = written(papers(AgentLink(Person("Roe, Ann")), AgentLink(Person(dates=Date("1912-1994")))))
    assert len(read(data)) == 1
    assert "neither a name nor a number names the agent" in {finding.message for finding in report.findings}


def test_real_records_come_back_or_are_reported(shared: Path, schema: etree.XMLSchema) -> None:
    for file in sorted((shared / "samples" / "eac").glob("*.xml")):
        nodes = list(docmeta.read(file))
        data, report = written(*(node.unit for node in nodes))
        assert_valid(schema, data)
        (back,) = read(data)
        before, after = nodes[0].unit.agents[0].agent, back.agents[0].agent
        assert (before.name, before.other_names, before.dates, before.history) == (
            after.name,
            after.other_names,
            after.dates,
            after.history,
        )
        assert before.about is not None
        assert after.about is not None
        assert before.about.names == after.about.names
        assert [(one.kind, one.term, one.text) for one in before.about.facts] == [
            (one.kind, one.term, one.text) for one in after.about.facts
        ]
        assert [(one.kind, one.label, one.target) for one in before.about.relations] == [
            (one.kind, one.label, one.target) for one in after.about.relations
        ]
        if before != after:
            assert report.losses + report.changes > 0


def _tree() -> Collection:
    members = tuple(authority(f"p{number}", Person(f"Person {number}"), record=CONTROL) for number in range(3))
    return Collection(
        "a7", level=AUTHORITY, title="Roe, Ann", agents=(AgentLink(ROE, "subject"),), record=CONTROL, members=members
    )


class TestContract(FormatContract):
    format = "eac-cpf"
    flat = True

    def collections(self) -> Iterable[Collection]:
        return [_tree()]

    def survives(self, field: str, value: Any, got: Any) -> bool:
        if field != "agents":
            return super().survives(field, value, got)
        return any(one.agent.name == value.agent.name and one.agent.about == value.agent.about for one in got)

    def _run(self, nodes: Iterable[Node], out: Any, context: Context) -> None:
        """Units without agents give no record, which is an error; these checks try single fields."""
        try:
            super()._run(nodes, out, context)
        except OutputError:
            if not self.alone:
                raise

    alone = False

    def test_writes_every_value(self) -> None:
        self.alone = True
        super().test_writes_every_value()

    def test_keeps_the_order_of_values(self) -> None:
        self.alone = True
        super().test_keeps_the_order_of_values()

    def test_writes_while_it_reads(self) -> None:
        """Only agents are written, so the units of this check need some."""
        sizes: list[int] = []
        out = io.BytesIO()

        def nodes() -> Iterable[Node]:
            for number in range(300):
                yield Node(0, Document(f"d{number}", title="x", agents=(AgentLink(Person(f"Person {number}")),)))
                sizes.append(out.tell())

        write(nodes(), out, Context())
        assert 0 < sizes[100] < sizes[200] < out.tell()


def test_records_of_authority_pass_as_they_are() -> None:
    unit = authority("a7", ROE)
    (node,) = authority_records([Node(0, unit)], Context())
    assert node.unit is unit


def test_one_number_of_two_authority_files_is_of_two_records() -> None:
    links = [
        AgentLink(Person(name, identifiers=(Identifier("9", "authority"),), source=source))
        for name, source in (("Roe, Ann", "viaf"), ("Poe, Bo", "gnd"))
    ]
    records = list(authority_records([Node(0, Document("d", title="L", agents=links))], Context()))
    assert records[0].unit.id == "9"
    assert records[1].unit.id not in ("9", "")


def test_who_gave_a_thing_did_not_create_it() -> None:
    donor = AgentLink(Person("Roe, Ann"), "creator", relator="dnr")
    (record,) = authority_records([Node(0, Document("d", title="L", agents=(donor,)))], Context())
    about = record.unit.agents[0].agent.about
    assert about is not None
    assert about.relations[0].kind == "other"
