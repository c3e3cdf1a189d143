"""Internal material: none of it gets out, and nothing else is touched."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import docmeta
from docmeta import (
    Agent,
    AgentLink,
    Collection,
    Container,
    CorporateBody,
    Date,
    DigitalObject,
    Document,
    Extent,
    Extra,
    Identifier,
    Language,
    Node,
    Note,
    Person,
    Place,
    Record,
    Relation,
    Report,
    Repository,
    RightsStatement,
    Term,
    read,
    walk,
    write,
)
from docmeta.crosswalk import Finding
from docmeta.model import FIELDS, NamePart, Revision, Unit, parts
from docmeta.running import is_internal, public, tracked
from docmeta.text import Text, of_markup

SECRET = "SECRET"
MARKUP = of_markup(f'<p>Open.</p><p audience="internal">{SECRET}</p>')

#: One internal value of every field that can hold one; each contains SECRET.
INTERNAL: dict[str, Any] = {
    "identifiers": (Identifier(SECRET, audience="internal"),),
    "dates": (Date(SECRET, audience="internal"),),
    "extents": (Extent(SECRET, audience="internal"),),
    "agents": (AgentLink(Person(SECRET), audience="internal"),),
    "notes": (Note("note", SECRET, audience="internal"),),
    "languages": (Language(name=SECRET, audience="internal"),),
    "subjects": (Term(SECRET, audience="internal"),),
    "genres": (Term(SECRET, audience="internal"),),
    "places": (Place(SECRET, audience="internal"),),
    "rights": (RightsStatement(SECRET, audience="internal"),),
    "repository": Repository(SECRET, audience="internal"),
    "containers": (Container(SECRET, audience="internal"),),
    "digital_objects": (DigitalObject(SECRET, audience="internal"),),
    "relations": (Relation(label=SECRET, audience="internal"),),
    "record": Record(title=SECRET, audience="internal"),
    "extras": (Extra("ead2002", "did/note", f'<note audience="internal">{SECRET}</note>'),),
}

PROSE = ("title", "description", "description_heading", "source")


def through(*units: Unit) -> tuple[list[Node], Report]:
    report = Report()
    return list(public(walk(*units), report)), report


def everything(nodes: list[Node]) -> str:
    """Every word and mark in the nodes."""
    return repr([attrs.asdict(node.unit, recurse=True) for node in nodes]) + repr(
        [part for node in nodes for part in _texts(node.unit)]
    )


def _texts(value: Any) -> list[str]:
    if isinstance(value, Text):
        return [value.markup or ""]
    if isinstance(value, tuple):
        return [text for item in value for text in _texts(item)]
    if attrs.has(type(value)):
        return [text for field in attrs.fields(type(value)) for text in _texts(getattr(value, field.name))]
    return []


@pytest.mark.parametrize("field", INTERNAL)
def test_an_internal_part_is_left_out_and_counted(field: str) -> None:
    unit = Collection("c", title="Papers", **{field: INTERNAL[field]})
    before = copy.deepcopy(unit)
    nodes, report = through(unit)
    assert SECRET not in everything(nodes)
    assert nodes[0].unit == Collection("c", title="Papers")
    assert [(finding.code, finding.field, finding.count, finding.example) for finding in report.findings] == [
        ("withheld", field, 1, None)
    ]
    assert unit == before


@pytest.mark.parametrize("field", [*PROSE, "other_titles"])
def test_internal_elements_of_prose_are_left_out(field: str) -> None:
    value: Any = (MARKUP, "Other") if field == "other_titles" else MARKUP
    nodes, report = through(Document("d", **{field: value}))
    assert SECRET not in everything(nodes)
    expected: Any = ("Open.", "Other") if field == "other_titles" else "Open."
    assert getattr(nodes[0].unit, field) == expected
    assert report.counts()["withheld"] == 1


#: A part for every class of part whose prose contains something internal, anywhere.
NESTED: list[tuple[str, Any]] = [
    ("notes", (Note("note", MARKUP),)),
    ("notes", (Note("note", "Open.", heading=MARKUP),)),
    ("agents", (AgentLink(Person("Kim", history=MARKUP)),)),
    ("agents", (AgentLink(Agent("Kim", other_names=(MARKUP,))),)),
    (
        "agents",
        (
            AgentLink(
                Agent("Kim", dates=Date("1912", audience="internal")),
            ),
        ),
    ),
    ("agents", (AgentLink(CorporateBody("Kim", identifiers=(Identifier(SECRET, audience="internal"),))),)),
    ("agents", (AgentLink(Agent("Kim", parts=(NamePart(MARKUP), NamePart("Kim")))),)),
    (
        "agents",
        (
            AgentLink(
                Person(
                    "Kim",
                    about=parts.About(
                        facts=(parts.AgentFact("place", SECRET, audience="internal"), parts.AgentFact("place", "Rye")),
                        names=(parts.AgentName(SECRET, audience="internal"),),
                    ),
                )
            ),
        ),
    ),
    ("places", (Place("Seoul", part_of=Place("Korea", part_of=Place(MARKUP))),)),
    ("record", Record(notes=(Note("note", SECRET, audience="internal"), Note("note", "Open.")))),
    ("record", Record(title="T", creation=MARKUP)),
    ("record", Record(title="T", revisions=(Revision(MARKUP),))),
    ("record", Record(title="T", published=Date(SECRET, audience="internal"))),
    ("digital_objects", (DigitalObject("https://example.org/1", description=MARKUP),)),
    ("repository", Repository("Archive", address=("Open.", MARKUP))),
    ("notes", (Note("note", "Open.", extras=(Extra("ead3", "note", f"<x audience='internal'>{SECRET}</x>"),)),)),
    (
        "extras",
        (Extra("ead3", "did", f'<e:did xmlns:e="urn:e"><e:x audience = "internal">{SECRET}</e:x><e:y/></e:did>'),),
    ),
    ("extras", (Extra("ead3", "did", f'<did><x audience="Internal">{SECRET}</x>broken'),)),
    ("extents", (Extent("3 boxes", extras=(Extra("ead3", "@audience", "internal"),)), Extent("4 boxes"))),
    ("subjects", (Term(MARKUP), Term("Open."))),
    ("subjects", (Term(of_markup(f'<emph audience="internal">{SECRET}</emph>')), Term("Open."))),
]


@pytest.mark.parametrize(("field", "value"), NESTED)
def test_nested_internal_material_is_left_out(field: str, value: Any) -> None:
    unit = Document("d", title="Telegram", **{field: value})
    before = copy.deepcopy(unit)
    nodes, report = through(unit)
    assert SECRET not in everything(nodes)
    assert "internal" not in everything(nodes).lower()
    assert report.counts()["withheld"] >= 1
    assert {finding.field for finding in report.findings} == {field}
    assert unit == before


def test_what_is_beside_stays() -> None:
    unit = Document(
        "d",
        notes=(Note("a", "One"), Note("b", "Two", audience="internal"), Note("c", "Three", audience="external")),
        extras=(Extra("ead3", "x", '<x audience="external">Open</x>'), Extra("csv", "audience", "internal use only")),
    )
    (node,), report = through(unit)
    assert [note.text for note in node.unit.notes] == ["One", "Three"]
    assert node.unit.extras == unit.extras
    assert report.counts() == {"units": 1, "losses": 0, "withheld": 1}


def test_a_note_whose_prose_was_internal_goes() -> None:
    (node,), _ = through(Document("d", notes=(Note("odd", of_markup('<p audience="internal">x</p>'), heading="Head"),)))
    assert node.unit.notes == ()


def test_markup_that_cannot_be_understood_is_not_let_through() -> None:
    odd = Text("Open. SECRET", "<p>Open.</p><p audience = 'internal'>SECRET</p>")
    (node,), report = through(Document("d", title="T", description=odd))
    assert node.unit.description == ""
    assert report.counts()["withheld"] == 1


def tree() -> Collection:
    return Collection(
        "c",
        members=(
            Collection("s1", audience="internal", members=(Document("a"), Collection("b", members=(Document("x"),)))),
            Document("d"),
            Collection("s2", members=(Document("e", extras=(Extra("ead3", "@audience", "internal"),)), Document("f"))),
        ),
    )


def test_an_internal_unit_goes_with_all_below_it() -> None:
    nodes, report = through(tree())
    assert [(node.depth, node.unit.id) for node in nodes] == [(0, "c"), (1, "d"), (1, "s2"), (2, "f")]
    assert [(finding.field, finding.count, finding.path) for finding in report.findings] == [
        ("unit", 5, "$.members[0]")
    ]
    assert report.units == 4


def test_all_is_passed_where_it_is_asked_for() -> None:
    report = Report()
    nodes = list(tracked(walk(tree()), report, include_internal=True))
    assert len(nodes) == report.units == 9
    assert report.findings == []


def test_a_unit_without_anything_internal_is_the_very_same_object() -> None:
    unit = Document("d", title=of_markup("<emph>T</emph>"), notes=(Note("note", "x", audience="external"),))
    nodes, _ = through(unit)
    assert nodes[0].unit is unit


def test_a_copy_does_not_carry_the_old_members() -> None:
    papers = Collection("c", notes=INTERNAL["notes"], members=(Document("d", title=SECRET, audience="internal"),))
    nodes, _ = through(papers)
    assert isinstance(nodes[0].unit, Collection)
    assert nodes[0].unit.members == ()


def test_what_counts_as_internal() -> None:
    assert is_internal("internal")
    assert is_internal(" Internal ")
    assert not is_internal("external")
    assert not is_internal("")
    assert not is_internal(None)


def test_fields_that_cattrs_has_resolved_are_still_looked_at() -> None:
    from docmeta.running import quicklook

    attrs.resolve_types(Document)
    quicklook._looks.clear()
    nodes, _ = through(Document("d", **INTERNAL))
    assert SECRET not in everything(nodes)


_ROOMS = [(field, value if isinstance(value, tuple) else (value,)) for field, value in [*INTERNAL.items(), *NESTED]]


@given(st.lists(st.tuples(st.sampled_from(_ROOMS), st.integers(0, 3), st.booleans()), max_size=12))
def test_nothing_internal_gets_past_in_any_mixture(chosen: list[tuple[tuple[str, Any], int, bool]]) -> None:
    unit = Collection("c")
    nodes: list[Node] = [Node(0, unit)]
    for (field, values), depth, hidden in chosen:
        value: Any = values[0] if field in ("record", "repository") else values
        below = Collection(f"u{len(nodes)}", audience="internal" if hidden else None, **{field: value})
        nodes.append(Node(min(depth, nodes[-1].depth) + 1, below))
    report = Report()
    left = list(public(nodes, report))
    assert SECRET not in everything(left)
    assert not any(is_internal(node.unit.audience) for node in left)
    assert len(left) == report.units
    assert sum(finding.count for finding in report.findings) >= len(nodes) - len(left)


def test_every_field_is_covered_here() -> None:
    plain = {"id", "level", "minted", "audience", *PROSE, "other_titles"}
    assert set(FIELDS) - plain == set(INTERNAL)


@pytest.mark.parametrize(
    "format",
    "ead2002 ead3 ead4 csv json jsonl dc dcterms jsonld csv-atom csv-aspace mods marcxml".split(),
)
def test_that_a_unit_is_internal_is_said_or_reported(format: str) -> None:
    """Whoever asks for internal material is told where the mark gets lost."""
    units = [Document("a", title="A", audience="internal"), Document("b", title="B", audience="external")]
    report, out = Report(), io.BytesIO()
    write([Node(0, unit) for unit in units], out, format=format, report=report, include_internal=True)
    lost = [(finding.example, finding.count) for finding in report.findings if finding.field == "audience"]
    said = [node.unit.audience for node in read(out.getvalue(), format=format)]
    assert lost == ([] if "internal" in said else [("internal", 1)])
    assert ("internal" in said) == (
        format in ("ead2002", "ead3", "ead4", "csv", "csv-atom", "csv-aspace", "json", "jsonl")
    )


@pytest.mark.parametrize("format", "edm dpla archivematica eac-cpf html".split())
def test_that_a_unit_is_internal_is_reported_where_no_reader_would_find_it(format: str) -> None:
    unit = Document("a", title="A", audience="internal", agents=(AgentLink(Person("Kim"), "creator"),))
    report = Report()
    write([Node(0, unit)], io.BytesIO(), format=format, report=report, include_internal=True)
    lost = [(finding.example, finding.count) for finding in report.findings if finding.field == "audience"]
    assert lost == [("internal", 1)]


#: Everything that may be withheld, one value each.
_EACH = [*INTERNAL.items(), *NESTED, *((field, MARKUP) for field in PROSE)]


@pytest.mark.parametrize(
    "format",
    "ead2002 ead3 ead4 mods marcxml eac-cpf edm dpla archivematica dc dcterms jsonld csv csv-aspace csv-atom json jsonl html".split(),
)
def test_no_format_and_no_report_shows_what_is_internal(format: str) -> None:
    kim = AgentLink(Person("Kim"), "creator")
    for field, value in _EACH:
        agents: Any = (*value, kim) if field == "agents" else (kim,)
        unit = Collection(
            "c", **{"title": "Papers", field: value, "agents": agents}, members=(Document("d", title="T"),)
        )
        out, report = io.BytesIO(), Report()
        write(walk(unit), out, format=format, report=report)
        assert SECRET.encode() not in out.getvalue(), field
        assert SECRET not in str([(finding.message, finding.example) for finding in report.findings]), field


@pytest.mark.parametrize("kind", [Note("note", "Open."), Extent("Open."), Term("Open."), Repository("Open.")])
def test_a_part_goes_when_an_element_in_it_is_said_to_be_internal(kind: Any) -> None:
    """It is no longer known which of its values that element was."""
    part = attrs.evolve(kind, extras=(Extra("ead3", "address/addressline/@audience", "internal"),))
    fields = {Note: "notes", Extent: "extents", Term: "subjects", Repository: "repository"}
    name = fields[type(part)]
    unit = Document("d", **{name: part if name == "repository" else (part,)})
    (node,) = public([Node(0, unit)], Report())
    assert not getattr(node.unit, name)


def test_of_a_record_with_an_internal_element_what_identifies_it_stays() -> None:
    marked = Extra("ead2002", "eadheader/filedesc/titlestmt/titleproper/@audience", "internal")
    unit = Document("d", record=Record(id="gb-1", title=SECRET, extras=(marked,)))
    (node,) = public([Node(0, unit)], Report())
    assert node.unit.record == Record(id="gb-1")


def test_what_a_unit_carries_of_an_internal_element_goes_with_it() -> None:
    extras = (
        Extra("ead3", "did/@audience", "internal"),
        Extra("ead3", "did/@altrender", SECRET),
        Extra("ead3", "@script", "Latn"),
    )
    report = Report()
    (node,) = public([Node(0, Document("d", extras=extras))], report)
    assert node.unit.extras == extras[2:]
    assert [(finding.field, finding.count) for finding in report.findings] == [("extras", 2)]


def test_an_internal_element_without_words_goes() -> None:
    link = Text("", f'<p><ptr href="{SECRET}" audience="internal"/></p>')
    unit = Document("d", description=link, notes=(Note("note", link),), record=Record(title=link))
    (node,) = public([Node(0, unit)], Report())
    assert SECRET not in str(attrs.asdict(node.unit))


EAD = (
    '<ead><eadheader><eadid>f</eadid></eadheader><archdesc level="fonds"><did><unittitle>Papers</unittitle>{public}</did><dsc>'
    '<c level="series" audience="internal"><did><unittitle>SECRET</unittitle>{secret}</did><c level="file"><did>'
    "<unittitle>SECRET</unittitle>{secret}</did></c></c></dsc></archdesc></ead>"
)
ODD = '<unitdate normal="{0}date">{0} words</unitdate><strange>{0}</strange>'
READ = {
    "ead2002": EAD.format(public=ODD.format("open"), secret=ODD.format("SECRET")),
    "csv": "id,title,dates_edtf,audience\na,Papers,opendate,\nb,SECRET,SECRETdate,internal\n",
}  # fmt: skip


@pytest.mark.parametrize("format", READ)
def test_no_report_says_a_word_of_an_internal_unit(format: str, tmp_path: Path) -> None:
    """What a reader finds doubtful in an internal unit is counted, with its place, but not quoted."""
    from docmeta.cli.main import run

    source = tmp_path / f"source.{format}"
    source.write_text(READ[format], encoding="utf-8")
    report = ["--report", str(tmp_path / "report.json"), "--findings", str(tmp_path / "findings.csv")]
    assert (
        run(["convert", str(source), "--from", format, "--to", "dc", "-o", str(tmp_path / "out.xml"), "-q", *report])
        == 0
    )
    report = ["--report", str(tmp_path / "report.html"), "--findings", str(tmp_path / "findings.jsonl")]
    assert (
        run(["convert", str(source), "--from", format, "--to", "csv", "-o", str(tmp_path / "out.csv"), "-q", *report])
        == 0
    )
    said = [path.read_text(encoding="utf-8") for path in tmp_path.iterdir() if path != source]
    assert len(said) == 6
    assert not any("SECRET" in text for text in said)


def test_what_a_reader_says_of_an_internal_unit_is_not_quoted() -> None:
    every: list[Finding] = []
    report = Report(each=every.append)

    def nodes() -> Iterator[Node]:
        for depth, name, audience in ((0, "c", None), (1, "s", "internal"), (2, "d", None), (1, "e", None)):
            words = "SECRET" if name in "sd" else "open"
            report.note("problem", f"not a date: {words}", field=name, value=words, line=7)
            yield Node(depth, Collection(name, title=words, audience=audience))

    assert [node.unit.id for node in public(nodes(), report)] == ["c", "e"]
    for said in (every, report.findings):
        assert "SECRET" not in str(said)
        doubtful = [finding for finding in said if finding.code == "problem"]
        assert [(finding.field, finding.line, finding.example) for finding in doubtful] == [
            ("c", 7, "open"), ("s", 7, None), ("d", 7, None), ("e", 7, "open"),
        ]  # fmt: skip


def test_a_report_is_told_whole_where_reading_fails() -> None:
    every: list[str] = []
    report = Report(each=lambda finding: every.append(finding.message))

    def nodes() -> Iterator[Node]:
        report.note("problem", "first")
        yield Node(0, Document("d", audience="internal"))
        report.note("problem", "second")
        raise docmeta.InputError("broken")

    with pytest.raises(docmeta.InputError):
        list(public(nodes(), report))
    assert len(every) == 3
    assert "first" not in every
    assert report.each is not None
    report.note("decided", "third")
    assert every[-1] == "third"


@pytest.mark.parametrize("format", ["mods", "marcxml", "dc", "dcterms", "jsonld", "edm", "csv-atom", "csv-aspace"])
@pytest.mark.parametrize("field", ["title", "description", "notes", "subjects"])
def test_internal_words_that_a_format_cannot_mark_are_lost_as_such(format: str, field: str) -> None:
    value: Any = {"notes": (Note("arrangement", MARKUP),), "subjects": (Term(MARKUP),)}.get(field, MARKUP)
    papers = Collection("c", title="C", level="fonds", members=[Document("d", **{"title": "T", field: value})])
    report = docmeta.dump(papers, io.BytesIO(), format=format, include_internal=True)
    told = [finding for finding in report.findings if finding.class_ == "lost" and finding.field == field]
    assert told
    assert SECRET not in str([(finding.message, finding.example) for finding in told if finding.target == "@audience"])
    with pytest.raises(docmeta.LossError):
        docmeta.dump(papers, io.BytesIO(), format=format, include_internal=True, strict=True)


@pytest.mark.parametrize("format", ["dc", "ead3", "csv", "html", "json"])
@pytest.mark.parametrize(
    "fields",
    [
        {"title": of_markup(f'Open <emph audience="internal">{SECRET}</emph>'), "source": "Box 4"},
        {"dates": (Date(SECRET, audience="internal"),), "source": "Box 4"},
    ],
)
def test_the_report_names_a_unit_without_what_is_internal_in_its_name(format: str, fields: dict[str, Any]) -> None:
    papers = Collection("c", title="Papers", members=[Document("d", **fields)])
    each: list[Finding] = []
    report = Report()
    report.each = each.append
    docmeta.dump(papers, io.BytesIO(), format=format, report=report)
    said = [(finding.message, finding.example, finding.title) for finding in (*report.findings, *each)]
    assert SECRET not in str(said)
    assert {finding.title for finding in each} & {"Open", None}
