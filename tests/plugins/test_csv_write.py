"""Writing tables: bytes, columns, formulas, the CSVW description, and losses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from docmeta import (
    AgentLink,
    Collection,
    Container,
    Date,
    DigitalObject,
    Document,
    Extra,
    Identifier,
    Node,
    Note,
    OptionError,
    Person,
    Place,
    Report,
    Term,
    dump,
    load,
    read,
    write,
)
from docmeta.crosswalk import Finding
from docmeta.model import Language, Record, Relation, Repository, Unit
from docmeta.text import of_markup
from docmeta_csv.aspace import template as aspace_template
from docmeta_csv.atom import table as atom_table
from docmeta_csv.own import table as own_table


def rows(unit: Unit, format: str = "csv", **options: Any) -> tuple[list[dict[str, str]], Report]:
    out = io.BytesIO()
    report = dump(unit, out, format=format, **options)
    text = out.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=options.get("delimiter", ","))), report


def filled(row: dict[str, str]) -> dict[str, str]:
    return {column: cell for column, cell in row.items() if cell}


LETTER = Document(
    "d1",
    title='A "most urgent" telegram, to Moscow',
    level="item",
    dates=(Date("November 19, 1951"),),
    agents=(AgentLink(Person("Gromyko, Andrei")), AgentLink(Person("Kim | Il Sung"), "subject")),
    notes=(Note("arrangement", "By date."), Note("access_conditions", "Open.", heading="Access")),
)
PAPERS = Collection("c1", title="Papers", level="collection", members=(LETTER,))


def test_the_bytes_are_those_of_csv_writer() -> None:
    out = io.BytesIO()
    dump(PAPERS, out, format="csv")
    again = io.StringIO(newline="")
    csv.writer(again).writerows(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))
    assert again.getvalue().encode() == out.getvalue()


def test_a_row() -> None:
    (papers, letter), report = rows(PAPERS)
    assert filled(papers) == {"id": "c1", "depth": "0", "kind": "collection", "level": "collection", "title": "Papers"}
    assert filled(letter) == {
        "id": "d1",
        "parent_id": "c1",
        "depth": "1",
        "kind": "document",
        "level": "item",
        "title": 'A "most urgent" telegram, to Moscow',
        "dates": "November 19, 1951",
        "dates_edtf": "1951-11-19",
        "agents": "Gromyko, Andrei|Kim \\| Il Sung",
        "agents_kind": "person|person",
        "agents_role": "creator|subject",
        "access_conditions": "Open.",
        "arrangement": "By date.",
        "notes_order": "arrangement|access_conditions",
        "notes_headings": "|Access",
    }
    assert report.losses == 0


def test_all_columns_are_those_of_the_table_whatever_the_units_say() -> None:
    out = io.BytesIO()
    dump(Document("d"), out, format="csv", columns="all")
    header = out.getvalue().decode().splitlines()[0].split(",")
    assert header == list(own_table.columns())
    assert len(set(header)) == len(header)
    targets = {rule.target for rule in own_table.crosswalk().rules}
    assert targets == set(header)


def test_columns_that_are_chosen_and_what_is_lost_without_the_others() -> None:
    (_, letter), report = rows(PAPERS, columns=("title", "id", "agents"))
    assert list(letter) == ["title", "id", "agents"]
    lost = {(finding.code, finding.field) for finding in report.findings if finding.severity == "loss"}
    assert ("partial", "agents") in lost
    assert {("dropped", "dates"), ("dropped", "notes"), ("dropped", "level")} <= lost
    with pytest.raises(OptionError, match="did you mean 'title'"):
        rows(PAPERS, columns=("titel",))


def test_the_columns_that_hold_something() -> None:
    (papers, letter), report = rows(PAPERS)
    whole, _ = rows(PAPERS, columns=("all",))
    assert list(letter) == [column for column in own_table.columns() if any(row[column] for row in whole)]
    assert [filled(row) for row in (papers, letter)] == [filled(row) for row in whole]
    assert report.losses == 0
    for format in ("csv", "xlsx"):
        out = io.BytesIO()
        dump(PAPERS, out, format=format, columns="used")
        assert load(out.getvalue()) == PAPERS
        named, whole = io.BytesIO(), io.BytesIO()
        dump(PAPERS, named, format=format)
        dump(PAPERS, whole, format=format, columns="all")
        assert format != "csv" or named.getvalue() == out.getvalue()
        assert load(whole.getvalue()) == PAPERS


def test_a_column_that_is_used_late_is_there_from_the_start() -> None:
    """Whether the rows wait in memory or in a file."""
    units = [Node(0, Document(f"d{number}", title="T" * 2_000)) for number in range(5_000)]
    units.append(Node(0, Document("last", dates=(Date("1951"),))))
    out = io.BytesIO()
    write(units, out, format="csv")
    lines = out.getvalue().decode().splitlines()
    assert lines[0] == "id,depth,kind,title,dates,dates_edtf"
    assert lines[-1] == "last,0,document,,1951,1951"
    assert lines[1] == f"d0,0,document,{'T' * 2_000},,"


def test_what_no_cell_holds_is_reported_value_by_value() -> None:
    unit = Document(
        "d",
        title=of_markup('A <emph render="italic">Pravda</emph> article'),
        dates=(Date("1951"), Date("1952", audience="external")),
        subjects=(Term("War"), Term("Peace", extras=(Extra("ead3", "@id", "x"),))),
        digital_objects=(DigitalObject(),),
        extras=(Extra("ead3", "odd", "<odd>x</odd>"), Extra("ead3", "@encodinganalog", "500")),
    )
    _, report = rows(unit, more=False)
    found = {(finding.code, finding.field, finding.count) for finding in report.findings}
    assert found == {
        ("partial", "title", 1),
        ("partial", "dates", 1),
        ("changed", "subjects", 1),
        ("dropped", "digital_objects", 1),
        ("dropped", "extras", 1),
        ("changed", "extras", 1),
    }


@pytest.mark.parametrize("title", ["=1+1", "+49 30 1234", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
def test_formulas_are_kept_and_named_or_defused_and_come_back(title: str) -> None:
    (row,), report = rows(Document("d", title=title))
    assert row["title"] == title
    assert [finding.target for finding in report.findings if finding.code == "problem"] == ["title"]
    (row,), report = rows(Document("d", title=title), formulas="defuse")
    assert row["title"] == "'" + title
    assert report.findings == []
    for options in ({}, {"formulas": "defuse"}):
        out = io.BytesIO()
        dump(Document("d", title=title), out, format="csv", **options)
        assert next(read(out.getvalue(), format="csv")).unit.title == title


@pytest.mark.parametrize("title", ["-5", "+3.14", "1e9", "-1,200.50", "'quoted'", "'=1+1", "''=x"])
def test_what_is_no_formula_or_only_looks_defused_comes_back(title: str) -> None:
    for options in ({}, {"formulas": "defuse"}):
        out = io.BytesIO()
        assert dump(Document("d", title=title), out, format="csv", **options).findings == []
        assert next(read(out.getvalue(), format="csv")).unit.title == title


@pytest.mark.parametrize("id", ["=1", "'=1", "''@x", "'", "-", "+49 30"])
def test_identifiers_that_look_like_formulas_hold_together(id: str) -> None:
    papers = Collection(id, members=(Collection(id + "b", members=(Document("=2"),)), Document("'=2")))
    for options in ({}, {"formulas": "defuse"}):
        out = io.BytesIO()
        dump(papers, out, format="csv", **options)
        assert load(out.getvalue(), format="csv") == papers


def test_languages_without_codes_are_lost_from_a_record_and_said_so() -> None:
    unit = Document("d", record=Record(id="r", languages=(Language(), Language("en"), Language(name="Dutch"))))
    first = io.BytesIO()
    report = dump(unit, first, format="csv", more=False)
    assert [(finding.code, finding.field) for finding in report.findings] == [("partial", "record")]
    back = next(read(first.getvalue(), format="csv")).unit
    assert back.record == Record(id="r", languages=(Language("en"),))
    again = io.BytesIO()
    assert dump(back, again, format="csv").losses == 0
    assert again.getvalue() == first.getvalue()


def test_lone_surrogates_are_replaced_and_reported() -> None:
    (row,), report = rows(Document("d", title="a\ud800b"))
    assert row["title"] == "a\ufffdb"
    assert [finding.code for finding in report.findings] == ["character"]


def test_options_of_the_text() -> None:
    out = io.BytesIO()
    dump(Document("d", title="A;B"), out, format="csv", delimiter="semicolon", bom=True, line_end="lf")
    assert out.getvalue().startswith(b"\xef\xbb\xbfid;depth;")
    assert b'"A;B"' in out.getvalue()
    assert b"\r" not in out.getvalue()


@pytest.mark.parametrize("options", [{"delimiter": "xy"}, {"separator": "a"}, {"line_end": "cr"}, {"formulas": "no"}])
def test_options_that_are_none(options: dict[str, str]) -> None:
    with pytest.raises(OptionError):
        rows(PAPERS, **options)


def test_one_column_alone() -> None:
    out = io.BytesIO()
    dump(PAPERS, out, format="csv", columns=("description",))
    assert out.getvalue() == b'description\r\n""\r\n""\r\n'


def test_the_description_beside_the_table(tmp_path: Path) -> None:
    path = tmp_path / "papers.csv"
    dump(PAPERS, path, format="csv", metadata=True, columns="all")
    data = json.loads((tmp_path / "papers.csv-metadata.json").read_text("utf-8"))
    assert data["@context"] == "http://www.w3.org/ns/csvw"
    assert data["url"] == "papers.csv"
    columns = data["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == list(own_table.columns())
    by_name = {column["name"]: column for column in columns}
    assert by_name["subjects"]["separator"] == "|"
    assert "separator" not in by_name["title"]
    with pytest.raises(OptionError, match="metadata"):
        dump(PAPERS, io.BytesIO(), format="csv", metadata=True)


def test_every_property_of_the_description_is_one_of_csvw(tmp_path: Path, shared: Path) -> None:
    context = json.loads((shared / "schemas" / "csvw" / "csvw.jsonld").read_text("utf-8"))["@context"]
    dump(PAPERS, tmp_path / "p.csv", format="csv", metadata=True)
    stack = [json.loads((tmp_path / "p.csv-metadata.json").read_text("utf-8"))]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack += item
        elif isinstance(item, dict):
            for key, value in item.items():
                assert key in context or key.startswith("@") or key.partition(":")[0] in context, key
                stack.append(value)


# -- other systems' tables ---------------------------------------------------------------------------------------------


RICH = Collection(
    "f1",
    title="Example fonds",
    level="fonds",
    identifiers=(Identifier("F 1"), Identifier("2020-1", "accession"), Identifier("old 7", "local", "Old number")),
    dates=(Date("1949-1991", kind="creation"), Date("2001", kind="publication")),
    agents=(
        AgentLink(Person("Kim Il Sung"), "creator"),
        AgentLink(Person("Stalin"), "subject"),
        AgentLink(Person("Press"), "publisher"),
    ),
    notes=(
        Note("biography_or_history", "Born in 1912."),
        Note("access_conditions", "Open."),
        Note("general", "One|two"),
        Note("preferred_citation", "Cite it."),
    ),
    languages=(Language("rus", "Cyrl"), Language("en")),
    subjects=(Term("War"), Term("Peace")),
    places=(Place("Pyongyang"),),
    repository=Repository("State Archive"),
    containers=(Container("1", "Box"), Container("2", "Folder")),
    digital_objects=(DigitalObject("https://example.org/1.jpg"), DigitalObject("https://example.org/2.jpg")),
    relations=(Relation("isPartOf", "VFIRST01"),),
    record=Record(id="rec-1", languages=(Language("en"),)),
    members=(Document("i1", title="Item", level="item", audience="internal"),),
)


def test_atom() -> None:
    (fonds, item), report = rows(RICH, "csv-atom", include_internal=True)
    assert list(fonds) == list(atom_table.COLUMNS)
    assert fonds["legacyId"] == "f1"
    assert item["parentId"] == "f1"
    assert (fonds["levelOfDescription"], fonds["identifier"], fonds["accessionNumber"]) == ("Fonds", "F 1", "2020-1")
    assert (fonds["alternativeIdentifiers"], fonds["alternativeIdentifierLabels"]) == ("old 7", "Old number")
    assert fonds["eventTypes"] == "Creation|Publication|Creation|Publication"
    assert fonds["eventDates"] == "1949-1991|2001|NULL|NULL"
    assert fonds["eventStartDates"] == "1949-00-00|2001-00-00|NULL|NULL"
    assert fonds["eventEndDates"] == "1991-00-00|2001-00-00|NULL|NULL"
    assert fonds["eventActors"] == "NULL|NULL|Kim Il Sung|Press"
    assert fonds["eventActorHistories"] == "NULL|NULL|Born in 1912.|NULL"
    assert fonds["nameAccessPoints"] == "Stalin"
    assert (fonds["language"], fonds["script"], fonds["culture"]) == ("ru|en", "Cyrl", "en")
    assert fonds["generalNote"] == "One¦two|Cite it."
    assert (fonds["physicalObjectName"], fonds["physicalObjectType"]) == (
        "F 1, box 1|F 1, box 1, folder 2",
        "Box|Folder",
    )
    assert fonds["digitalObjectURI"] == "https://example.org/1.jpg"
    assert item["publicationStatus"] == "Draft"
    lost = {(finding.code, finding.field) for finding in report.findings if finding.severity == "loss"}
    assert {("dropped", "digital_objects"), ("dropped", "relations"), ("partial", "agents")} <= lost
    assert not {field for _, field in lost} & {"title", "dates", "subjects", "places", "repository", "containers"}


def test_atom_types_of_event_are_capitalised_where_they_are_its_own() -> None:
    dates = (Date("1950", kind="accumulation"), Date("1960", kind="DACS copy"), Date("1970", kind="Custody"))
    (row,), report = rows(Collection("f", title="F", dates=dates), "csv-atom")
    assert row["eventTypes"] == "Accumulation|DACS copy|Custody"
    assert {(finding.code, finding.example) for finding in report.findings if finding.field == "dates"} == {
        ("changed", "1960")
    }
    out = io.BytesIO()
    dump(Collection("f", title="F", dates=dates), out, format="csv-atom")
    unit = next(read(out.getvalue(), format="csv-atom")).unit
    assert [date.kind for date in unit.dates] == ["accumulation", "DACS copy", "custody"]


def test_atom_translations_become_titles_in_their_language() -> None:
    text = (
        "legacyId,parentId,title,levelOfDescription,scopeAndContent,culture\n"
        "1,,Papers,Fonds,About,en\n1,,Papiers,Fonds,Au sujet,fr\n2,1,Letter,Item,,en\n"
    )
    report = Report()
    nodes = list(read(text.encode(), report=report))
    assert [node.unit.title for node in nodes] == ["Papers", "Letter"]
    title = nodes[0].unit.other_titles[0]
    assert (str(title), title.language) == ("Papiers", "fr")  # type: ignore[attr-defined]
    assert [(extra.place, extra.content) for extra in nodes[0].unit.extras] == [("scopeAndContent@fr", "Au sujet")]
    assert any(finding.target == "translation" for finding in report.findings)


def test_atom_events_that_are_empty_or_lack_something() -> None:
    text = (
        "legacyId,title,eventTypes,eventDates,eventStartDates,eventEndDates,eventActors,eventActorHistories\n"
        '1,A,Creation|Accumulation,NULL|ca. 1950,1949-01-00|NULL,1950-00-00|NULL,Kim,"NULL|History, alone"\n'
    )
    unit = next(read(text.encode())).unit
    assert [(date.edtf, date.kind) for date in unit.dates] == [("1949-01/1950", "creation"), ("1950~", "accumulation")]
    assert [link.agent.name for link in unit.agents] == ["Kim"]
    assert [(note.kind, note.text) for note in unit.notes] == [("biography_or_history", "History, alone")]


def test_archivesspace_reads_containers_one_in_the_other() -> None:
    text = (
        f'"{aspace_template.MARKER}",ead,hierarchy,title,type_1,indicator_1,barcode,type_2,indicator_2,type_3,indicator_3\n'
        "Field name,EAD,Hierarchy,Title,,,,,,,\n,X,1,A,Box,1,b7,Folder,2,Item,3\n,X,3,B,,,,,,,\n"
    )
    report = Report()
    nodes = list(read(text.encode(), report=report))
    box, folder, item = nodes[0].unit.containers
    assert (box.value, box.kind, box.barcode, folder.parent, item.parent) == ("1", "Box", "b7", box.id, folder.id)
    assert [node.depth for node in nodes] == [0, 1]
    assert [finding.line for finding in report.findings if finding.target == "depth"] == [4]


def test_what_a_table_of_the_same_system_carried_along_is_put_back() -> None:
    text = "legacyId,title,levelOfDetail,culture\n1,A,Full,en\n"
    collection = load(text.encode())
    (row,), report = rows(collection, "csv-atom")
    assert row["levelOfDetail"] == "Full"
    assert report.losses == 0


@pytest.mark.parametrize("format", ["csv-atom", "csv-aspace"])
def test_foreign_tables_have_the_columns_that_their_system_wants(format: str) -> None:
    with pytest.raises(OptionError, match="columns"):
        rows(RICH, format, columns=("title",))


def test_internal_material_is_left_out() -> None:
    for format in ("csv", "csv-atom", "csv-aspace"):
        out = io.BytesIO()
        dump(RICH, out, format=format)
        assert b"Item" not in out.getvalue().partition(b"\n")[2].partition(b"Field name")[0] or format == "csv-aspace"
        assert b"i1," not in out.getvalue()


@pytest.mark.parametrize("format", ["csv-atom", "csv-aspace"])
def test_white_space_that_a_system_does_not_mean_is_reported_and_not_written(format: str) -> None:
    """Even for a cell of only white space: a row that others name still has an identifier."""
    fonds = Collection(
        " ",
        level=" ",
        identifiers=(Identifier(" F 1"),),
        description_heading=" ",
        notes=(Note("access_conditions", " "), Note("arrangement", "By year. ")),
        containers=(Container(" "),),
        subjects=(Term(" "), Term("War ")),
        members=(Document(" d ", digital_objects=(DigitalObject(" https://example.org/1"),)),),
    )
    out, again = io.BytesIO(), io.BytesIO()
    options = {"top": "row"} if format == "csv-aspace" else {}
    report = dump(fonds, out, format=format, **options)
    lost = {finding.field for finding in report.findings if finding.code in ("dropped", "partial", "changed")}
    assert lost >= {
        "id",
        "level",
        "identifiers",
        "description_heading",
        "notes",
        "containers",
        "subjects",
        "digital_objects",
    }
    read_back = load(out.getvalue(), format=format)
    assert [unit.id for unit in read_back.members] == ["d"]
    dump(read_back, again, format=format, **options)
    assert again.getvalue() == out.getvalue()


def test_whole_degrees_are_written_alike_each_time() -> None:
    unit = Document("d", places=(Place("Seoul", latitude=37, longitude=-0.0),))
    out, again = io.BytesIO(), io.BytesIO()
    dump(unit, out, format="csv")
    dump(load(out.getvalue(), format="csv"), again, format="csv")
    assert b"37.0,-0.0" in out.getvalue()
    assert again.getvalue() == out.getvalue()


def test_a_loss_names_what_of_the_value_is_lost() -> None:
    marked = (Extra("ead3", "@id", "x1"),)
    unit = Document(
        "d",
        agents=(AgentLink(Person("Ann", extras=marked), extras=marked),),
        dates=(Date("1950", extras=marked), Date("1951")),
        notes=(Note("general", of_markup("<emph>Words</emph>"), audience="internal"),),
        languages=(Language("rus", name=of_markup("<emph>Russian</emph>")),),
    )
    every: list[Finding] = []
    each = Report(each=every.append)
    write([Node(0, unit)], io.BytesIO(), format="csv", include_internal=True, report=each, more=False)
    assert {finding.field: (finding.code, finding.message) for finding in every} == {
        "agents": ("changed", "bookkeeping of the source's own format"),
        "dates": ("changed", "bookkeeping of the source's own format"),
        "notes": ("partial", "the markup, for whom it is meant: docmeta's table has no column for it"),
        "languages": ("partial", "the markup: docmeta's table has no column for it"),
    }


def test_what_is_lost_of_a_place_within_another_is_named() -> None:
    place = Place("Hamhung", part_of=Place("Korea", kind="country"), audience="internal")
    unit = Document("d", places=(place,))
    report = write([Node(0, unit)], io.BytesIO(), format="csv", include_internal=True, more=False)
    (lost,) = [finding for finding in report.findings if finding.field == "places"]
    assert lost.message == "its kind, for whom it is meant: docmeta's table has no column for it"


def test_a_unit_that_has_the_identifier_of_one_above_stays_where_it_is_in_atoms_table() -> None:
    tree = Collection("a", members=(Collection("a", members=(Document("b"), Document("a"))), Document("b")))
    out, again = io.BytesIO(), io.BytesIO()
    report = dump(tree, out, format="csv-atom")
    back = list(read(out.getvalue(), format="csv-atom"))
    assert [node.depth for node in back] == [0, 1, 2, 2, 1]
    assert [finding.count for finding in report.findings if finding.field == "id"] == [2]
    dump(load(out.getvalue(), format="csv-atom"), again, format="csv-atom")
    assert again.getvalue() == out.getvalue()


def test_a_kind_that_is_empty_is_written_as_the_one_that_it_is_read_as() -> None:
    out, again = io.BytesIO(), io.BytesIO()
    unit = Document("d", agents=(AgentLink(Person("Kim"), ""),), relations=(Relation("", "MS 1"),))
    report = dump(unit, out, format="csv", more=False)
    dump(load(out.getvalue(), format="csv"), again, format="csv", more=False)
    assert again.getvalue() == out.getvalue()
    assert {finding.field for finding in report.findings} == {"agents", "relations"}
