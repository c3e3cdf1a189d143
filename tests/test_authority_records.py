"""Authority records joined with the agents of descriptions, by their identifiers."""

from __future__ import annotations

import io
import json
from pathlib import Path

import attrs
import pytest

import docmeta
from docmeta import (
    Agent,
    AgentLink,
    Authorities,
    Collection,
    Context,
    Document,
    Identifier,
    InputError,
    Node,
    Person,
    Report,
)
from docmeta.errors import LossError
from docmeta.model import AUTHORITY, About, AgentFact, CorporateBody, Date
from growth import grows_with_input

RECORD = """<eac-cpf xmlns="urn:isbn:1-931666-33-4"><control><recordId>{id}</recordId>
<otherRecordId localType="gnd">118540238</otherRecordId></control><cpfDescription><identity><entityType>person</entityType>
<nameEntry><part>{name}</part></nameEntry><nameEntry><part>Rowe, Anne</part></nameEntry></identity>
<description><existDates><date standardDate="1906">1906</date></existDates><biogHist><p>A pilot.</p></biogHist></description>
</cpfDescription></eac-cpf>"""


def record(*numbers: Identifier, agent: type[Agent] = Person, name: str = "Roe, Ann", **fields: object) -> Document:
    made = agent(name, identifiers=numbers, **fields)  # type: ignore[arg-type]
    return Document("a1", level=AUTHORITY, agents=(AgentLink(made, "subject"),))


def number(value: str, source: str | None = None, cls: type[Agent] = Person, **fields: object) -> Agent:
    return cls(identifiers=(Identifier(value, "authority"),), source=source, **fields)  # type: ignore[arg-type]


def joined(agent: Agent, *records: Document, fill: str = "names") -> tuple[Agent, Report]:
    context = Context()
    known = Authorities.of_units(records, fill)  # type: ignore[arg-type]
    (node,) = known([Node(0, Document("d", agents=(AgentLink(agent),)))], context)
    return node.unit.agents[0].agent, context.report


URI = Identifier("http://viaf.org/viaf/9", "uri")


@pytest.mark.parametrize(
    ("agent", "kept"),
    [
        (number("9", "viaf"), URI),
        (number("https://viaf.org/viaf/9/"), URI),
        (Person(identifiers=(URI,)), Identifier("9", "authority", "viaf")),
        (number("roe-1"), Identifier("roe-1", "authority")),
        (number("roe-1", "local"), Identifier("roe-1", "authority")),
        (number("12", "Our File"), Identifier("12", "authority", "our file")),
        (number("(DE-588)118540238"), Identifier("118540238", "authority", "gnd")),
    ],
)
def test_one_number_in_any_form_is_one_agent(agent: Agent, kept: Identifier) -> None:
    found, report = joined(agent, record(kept))
    assert found.name == "Roe, Ann"
    assert found.identifiers == agent.identifiers
    assert [(f.code, f.field, f.message) for f in report.findings] == [
        ("supplied", "agents", "joined with an authority record by its number: name")
    ]


@pytest.mark.parametrize(
    ("agent", "kept"),
    [
        (number("9", "viaf"), Identifier("9", "authority", "gnd")),
        (number("12", "other"), Identifier("12", "authority", "our file")),
        (number("roe-2"), Identifier("roe-1", "authority")),
        (Person("Roe, Ann"), URI),
    ],
)
def test_other_numbers_and_names_alone_join_nothing(agent: Agent, kept: Identifier) -> None:
    assert joined(agent, record(kept))[0] == agent


def test_what_the_description_says_stays() -> None:
    said = number("9", "viaf", name="Roe, A.", dates=Date("1905"), history="A baker.", rules="dacs")
    known = record(
        URI, dates=Date("1906"), history="A pilot.", other_names=("Rowe",), about=About(facts=AgentFact("place", "Rye"))
    )
    assert joined(said, known)[0] == said
    found, _ = joined(said, known, fill="all")
    assert (found.name, found.dates, found.history, found.rules) == (said.name, said.dates, said.history, said.rules)
    assert found.other_names == ("Roe, Ann", "Rowe")
    assert found.identifiers == (*said.identifiers, URI)
    assert found.about == About(facts=AgentFact("place", "Rye"))


def test_dates_come_where_the_name_does_not_say_them() -> None:
    known = record(URI, dates=Date("1906-1975"))
    assert joined(number("9", "viaf", name="Roe, A."), known)[0].dates == Date("1906-1975")
    assert joined(number("9", "viaf", name="Roe, A., 1906-1975"), known)[0].dates is None


def test_an_agent_of_whom_it_is_not_said_what_it_is_becomes_it() -> None:
    found, report = joined(number("9", "viaf", cls=Agent), record(URI))
    assert type(found) is Person
    assert "kind, name" in report.findings[0].message


def test_another_kind_and_two_records_are_reported_and_not_joined() -> None:
    agent = number("9", "viaf", cls=CorporateBody)
    found, report = joined(agent, record(URI))
    assert found == agent
    assert "another kind, Person" in report.findings[0].message
    agent = number("9", "viaf")
    found, report = joined(agent, record(URI), record(URI, name="Doe, Jane"))
    assert found == agent
    assert "several authority records" in report.findings[0].message
    assert joined(agent, record(URI), record(URI))[0].name == "Roe, Ann"


def files(folder: Path) -> Path:
    (folder / "in").mkdir()
    (folder / "in" / "roe.xml").write_text(RECORD.format(id="roe-1", name="Roe, Ann"))
    (folder / "in" / "notes.pdf").write_bytes(b"%PDF-1.4")
    (folder / "in" / "bad.xml").write_text("<eac-cpf>")
    papers = Collection("ms-1", title="Papers", agents=(AgentLink(number("118540238", "gnd")),))
    docmeta.dump(papers, str(folder / "in" / "papers.json"))
    return folder / "in"


def test_a_folder_of_records_and_descriptions(tmp_path: Path) -> None:
    folder = files(tmp_path)
    records, report, out = Authorities(folder), Report(), io.BytesIO()
    docmeta.convert(str(folder / "papers.json"), out, to="json", through=records, report=report)
    assert json.loads(out.getvalue())["agents"][0]["agent"]["name"] == "Roe, Ann"
    assert records.files == [str(folder / "roe.xml")]
    assert any("could not be read" in finding.message for finding in report.findings)


def test_what_holds_no_records_is_refused(tmp_path: Path) -> None:
    folder = files(tmp_path)
    with pytest.raises(InputError, match="no authority record"):
        Authorities(folder / "papers.json").load()
    with pytest.raises(FileNotFoundError):
        Authorities(folder / "missing").load()
    with pytest.raises(ValueError, match="fill"):
        Authorities(folder, fill="some")  # type: ignore[arg-type]


def test_internal_material_is_not_taken(tmp_path: Path) -> None:
    hidden = Person("Secret", identifiers=(URI,))
    part = Person("Roe, Ann", identifiers=(Identifier("8", "viaf"),), about=About(facts=(
        AgentFact("place", "Secret", audience="internal"), AgentFact("place", "Rye"))))  # fmt: skip
    source = tmp_path / "a.jsonl"
    docmeta.write(
        [Node(0, Document(f"a{at}", level=AUTHORITY, agents=(AgentLink(who, "subject", audience=audience),)))
         for at, (who, audience) in enumerate(((hidden, "internal"), (part, None)))],
        str(source), include_internal=True,
    )  # fmt: skip
    unit = Document("d", agents=(AgentLink(number("9", "viaf")), AgentLink(number("8", "viaf"))))
    for wanted in (False, True):
        known = Authorities(source, "all", wanted)
        (node,) = known([Node(0, unit)], Context())
        assert ("Secret" in repr(node.unit.agents)) is wanted
        assert "Rye" in repr(node.unit.agents)


def test_the_command_joins_and_leaves_the_records_alone(tmp_path: Path, cli: object) -> None:
    folder = files(tmp_path)
    (folder / "bad.xml").unlink()
    done = cli("convert", str(folder), "--authorities", str(folder), "--to", "jsonl", "-o", f"{tmp_path}/out/")  # type: ignore[operator]
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["papers.jsonl"]
    assert "Roe, Ann" in (tmp_path / "out" / "papers.jsonl").read_text()
    assert b"joined with the authority records of 1" in done.stderr


def test_a_join_is_no_loss(tmp_path: Path) -> None:
    folder = files(tmp_path)
    records = Authorities(folder / "roe.xml")
    try:
        docmeta.convert(str(folder / "papers.json"), io.BytesIO(), to="ead3", through=records, strict=True)
    except LossError as error:  # pragma: no cover
        pytest.fail(str(error))


def test_many_agents_are_joined_in_time_that_grows_with_them() -> None:
    def make(count: int) -> tuple[Authorities, list[Node]]:
        known = Authorities.of_units(
            record(Identifier(f"a{at}", "authority"), name=f"Person {at}") for at in range(count)
        )
        links = tuple(AgentLink(number(f"a{at}")) for at in range(count))
        return known, [Node(0, Document("d", agents=links))]

    grows_with_input(make, lambda given: list(given[0](given[1], Context())), 500)


def test_no_report_of_a_join_says_who_is_internal() -> None:
    roe = Person("Secret", identifiers=(Identifier("http://viaf.org/viaf/9", "uri"),))
    other = attrs.evolve(roe, name="Sealed", identifiers=(Identifier("7", "gnd"),))
    known = Authorities.of_units(
        [
            Document(f"a{at}", level=AUTHORITY, agents=(AgentLink(who, "subject"),))
            for at, who in enumerate((roe, other))
        ]
    )
    report = Report()
    links = (
        *(AgentLink(number(value, "viaf"), audience="internal") for value in ("9", "6666")),
        AgentLink(Person("Open", identifiers=(Identifier("9", "viaf"), Identifier("7", "gnd"))), audience="internal"),
        AgentLink(Person(identifiers=(Identifier("7", "gnd", audience="internal"),))),
    )
    (node,) = known([Node(0, Document("d", agents=links))], Context(report=report))
    assert [link.agent.name for link in node.unit.agents] == ["Secret", "", "Open", ""]
    said = str([(finding.message, finding.example) for finding in report.findings])
    assert len(report.findings) == 3
    assert not any(word in said for word in ("Secret", "Sealed", "6666", "9"))


def test_what_is_internal_in_units_at_hand_is_not_taken() -> None:
    roe = Person("Secret", identifiers=(URI,))
    for link, unit in (("internal", None), (None, "internal")):
        unit_of = Document("a", level=AUTHORITY, agents=(AgentLink(roe, "subject", audience=link),), audience=unit)
        (node,) = Authorities.of_units([unit_of])(
            [Node(0, Document("d", agents=(AgentLink(number("9", "viaf")),)))], Context()
        )
        assert node.unit.agents[0].agent.name == ""
