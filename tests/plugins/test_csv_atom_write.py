"""AtoM's table: its import task accepts what is written, and PHP reads it correctly."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import given, settings
from tests import strategies

from docmeta import Collection, Date, Document, Node, Report, check, dump, load, read, write
from docmeta.model import (
    AgentLink,
    Container,
    DigitalObject,
    Extent,
    Identifier,
    Language,
    Note,
    Person,
    Record,
    RightsStatement,
    Term,
)
from docmeta.receivers import Verdict, atom, atom_lists
from docmeta_csv.atom.cells import safe

SOME = max(20, settings.default.max_examples // 4)


def written(unit: Any, **options: Any) -> tuple[list[dict[str, str]], Report, list[Verdict]]:
    """The rows with their filled cells, the report, and what the import task makes of them."""
    out = io.BytesIO()
    report = dump(unit, out, format="csv-atom", **options)
    found = csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""))
    verdicts = list(atom.arriving(io.BytesIO(out.getvalue())))
    return [{column: cell for column, cell in row.items() if cell} for row in found], report, verdicts


def row(**fields: Any) -> tuple[dict[str, str], Report]:
    """The row of a fonds, without any loss."""
    fields = {"title": "T", "identifiers": (Identifier("MSS 7"),)} | fields
    (cells,), report, verdicts = written(Collection("c", **fields), include_internal=True)
    assert {verdict.outcome for verdict in verdicts} == {"created"}
    return cells, report


def losses(report: Report, field: str) -> dict[str, str]:
    return {finding.code: finding.message for finding in report.findings if finding.field == field}


ADLER, SWANN = AgentLink(Person("Adler, Allen")), AgentLink(Person("Swann, B."))


def test_dates_and_creators_are_events_of_their_own() -> None:
    cells, _ = row(dates=(Date("1864-1904"), Date("1894-1895", type="bulk")), agents=(ADLER, SWANN))
    assert cells["eventDates"] == "1864-1904|1894-1895|NULL|NULL"
    assert cells["eventActors"] == "NULL|NULL|Adler, Allen|Swann, B."
    assert cells["eventStartDates"] == "1864-00-00|1894-00-00|NULL|NULL"


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("before 1867", (None, "1867-00-00")),
        ("after 1894", ("1894-00-00", None)),
        ("1920-present", ("1920-00-00", None)),
        ("May 1951", ("1951-05-00", "1951-05-00")),
        ("undated", (None, None)),
        ("500 BC", (None, None)),
    ],
)
def test_days_are_those_of_the_date(said: str, days: tuple[str | None, str | None]) -> None:
    cells, _ = row(dates=(Date(said),))
    assert (cells.get("eventStartDates"), cells.get("eventEndDates")) == days
    out = io.BytesIO()
    dump(Document("d", dates=(Date(said, kind="creation"),)), out, format="csv-atom")
    assert next(read(out.getvalue(), format="csv-atom")).unit.dates == (Date(said, kind="creation"),)


def test_a_history_is_that_of_the_one_creator_or_stands_for_itself() -> None:
    life = Note("biography_or_history", "A life.")
    cells, report = row(agents=(ADLER,), notes=(life,))
    assert (cells["eventActors"], cells["eventActorHistories"]) == ("Adler, Allen", "A life.")
    assert set(losses(report, "notes")) == {"changed"}
    cells, report = row(agents=(ADLER, SWANN), notes=(life,))
    assert cells["eventActorHistories"] == "NULL|NULL|A life."
    assert losses(report, "notes") == {}
    cells, _ = row(notes=(life,))
    assert (cells["eventActorHistories"], "eventActors" in cells) == ("A life.", False)


def test_physical_objects_are_called_after_the_fonds_and_what_they_are_in() -> None:
    boxes = (Container("7", "box"), Container("1", "folder"))
    papers = Collection(
        "c",
        identifiers=(Identifier("MSS 7", "call number"),),
        members=(
            Document("a", containers=boxes),
            Document("b", containers=(Container("8", "Boxes"), Container("1", "folder"))),
        ),
    )
    (top, first, second), report, verdicts = written(papers)
    assert top["identifier"] == "MSS 7"
    assert first["physicalObjectName"] == "MSS 7, box 7|MSS 7, box 7, folder 1"
    assert second["physicalObjectName"] == "MSS 7, box 8|MSS 7, box 8, folder 1"
    assert (first["physicalObjectType"], second["physicalObjectType"]) == ("Box|Folder", "Box|Folder")
    assert "merges" in losses(report, "containers")["changed"]
    assert {verdict.outcome for verdict in verdicts} == {"created"}


def test_linked_containers_stand_in_each_other() -> None:
    cells, _ = row(
        containers=(Container("1", "box", id="b"), Container("2", "folder", parent="b"), Container("3", "box", id="c"))
    )
    assert cells["physicalObjectName"] == "MSS 7, box 1|MSS 7, box 1, folder 2|MSS 7, box 3"


def test_a_place_stands_beside_a_name_or_is_a_general_note() -> None:
    shelf = Note("location", "Shelf A")
    cells, _ = row(containers=(Container("1", "box"), Container("2", "folder")), notes=(shelf,))
    assert cells["physicalObjectLocation"] == "Shelf A|"
    cells, report = row(notes=(shelf,))
    assert (cells["generalNote"], "physicalObjectLocation" in cells) == ("Shelf A", False)
    assert set(losses(report, "notes")) == {"changed"}


def test_the_culture_is_one_that_atom_has_terms_in_and_so_are_the_terms() -> None:
    french = Collection(
        "c", title="Fonds", level="series", dates=(Date("1950"),), record=Record(languages=(Language("fre"),)), audience="internal",
        containers=(Container("1", "box"),),
    )  # fmt: skip
    (cells,), _, verdicts = written(french, include_internal=True)
    assert (cells["culture"], cells["levelOfDescription"], cells["publicationStatus"]) == ("fr", "Série", "Ébauche")
    assert (cells["eventTypes"], cells["physicalObjectType"]) == ("Création/Production", "Boîte")
    assert {verdict.outcome for verdict in verdicts} == {"created"}
    out = io.BytesIO()
    dump(french, out, format="csv-atom", include_internal=True)
    unit = next(read(out.getvalue(), format="csv-atom")).unit
    assert (unit.level, unit.audience, unit.dates[0].kind) == ("series", "internal", "creation")
    cells, report = row(record=Record(languages=(Language("swa"),)))
    assert cells["culture"] == "en"
    assert any("installs no terms" in finding.message for finding in report.findings if finding.target == "culture")


def test_terms_that_atom_adds_are_reported() -> None:
    cells, report = row(
        level="Class", containers=(Container("1", "Drawer"),), agents=(AgentLink(Person("A"), "donor"),)
    )
    assert (cells["levelOfDescription"], cells["physicalObjectType"], cells["eventTypes"]) == (
        "Class",
        "Drawer",
        "Donor",
    )
    for field in ("level", "containers", "agents"):
        assert "changed" in losses(report, field)
    _, _, verdicts = written(Collection("c", level="Class"))
    assert [verdict.rule.id for verdict in verdicts if verdict.rule] == ["ATOM-CSV-NEW-TERM"]


def test_identifiers_of_any_kind_have_a_place() -> None:
    numbers = (Identifier("2020-1", "accession"), Identifier("2020-2", "accession"))
    cells, _ = row(identifiers=(Identifier("ark:/1/2", "ark"), Identifier("MSS 7", "call number"), *numbers))
    assert (cells["identifier"], cells["alternativeIdentifiers"], cells["accessionNumber"]) == (
        "MSS 7",
        "ark:/1/2",
        "2020-1|2020-2",
    )
    assert cells["alternativeIdentifierLabels"] == "ark"


def test_a_separator_in_a_text_is_no_list() -> None:
    cells, report = row(title="One | two", notes=(Note("arrangement", "a|b"),), subjects=(Term("x|y"),))
    assert (cells["title"], cells["arrangement"], cells["subjectAccessPoints"]) == ("One ¦ two", "a¦b", "x¦y")
    assert set(losses(report, "title")) == {"changed"}


def test_identifiers_hold_no_separator_and_stay_apart() -> None:
    below = Collection("a\u00a6b", title="S", members=(Document("x|y", title="D"),))
    found, report, verdicts = written(Collection("a|b", title="F", members=(below,)))
    assert [(cells["legacyId"], cells.get("parentId")) for cells in found] == [
        ("a\u00a6b", None), ("a\u00a6b unit-1.1", "a\u00a6b"), ("x\u00a6y", "a\u00a6b unit-1.1"),
    ]  # fmt: skip
    assert {verdict.outcome for verdict in verdicts} == {"created"}
    said = [(finding.code, finding.count) for finding in report.findings if finding.field == "id"]
    assert sorted(said) == [("changed", 2), ("partial", 1)]
    assert not losses(report, "legacyId")
    assert not losses(report, "parentId")


def test_languages_that_atom_does_not_know_do_not_end_the_import() -> None:
    cells, report = row(languages=(Language("rus", "Cyrl"), Language("xx"), Language(name="Dutch"), Language("chr")))
    assert (cells["language"], cells["script"]) == ("ru|nl|chr", "Cyrl")
    assert "dropped" in losses(report, "languages")


def test_rights_and_the_citation_of_the_original_are_prose() -> None:
    cells, report = row(
        rights=(RightsStatement(uri="https://x.org/cc0"),), source="AVP RF, fond 102", extents=(Extent("3 boxes"),)
    )
    assert (cells["reproductionConditions"], cells["locationOfOriginals"]) == ("https://x.org/cc0", "AVP RF, fond 102")
    assert set(losses(report, "rights")) == set(losses(report, "source")) == {"changed"}


def test_one_digital_object_by_an_address_that_atom_fetches() -> None:
    objects = (DigitalObject("urn:x:1"), DigitalObject("https://x.org/1.jpg"), DigitalObject("/srv/2.tif"))
    cells, report = row(digital_objects=objects)
    assert (cells["digitalObjectURI"], "digitalObjectPath" in cells) == ("https://x.org/1.jpg", False)
    assert [finding.count for finding in report.findings if finding.field == "digital_objects"] == [2]


def test_rows_that_atom_would_take_for_each_other_are_told_apart() -> None:
    papers = Collection(
        "0", members=(Document("a", title="A"), Document("a", title="B"), Collection("s", members=(Document("s"),)))
    )
    found, _, verdicts = written(papers)
    assert len({cells["legacyId"] for cells in found}) == len(found)
    assert found[0]["legacyId"] != "0"
    assert {verdict.outcome for verdict in verdicts} == {"created"}


def test_titles_are_as_long_as_the_database_has_room() -> None:
    cells, report = row(title="T" * 2_000)
    assert len(cells["title"]) == 1_024
    assert "1,024" in losses(report, "title")["partial"]


def test_a_cell_that_says_zero_is_reported() -> None:
    cells, report = row(title="0")
    assert "title" not in cells
    assert "0" in losses(report, "title")["dropped"]


AWKWARD = (
    ["1", "ends, here\\", 'a \\" quote', "plain \\"],
    ["2", "word " * 20_000, "b", "x, y " * 9_000, "c" * 10],
    ["3", "é " * 40_000, '"' * 3_000, "d"],
)


@pytest.mark.skipif(shutil.which("php") is None, reason="PHP is not installed")
@pytest.mark.parametrize("cells", AWKWARD)
def test_php_reads_the_cells_that_were_written(cells: list[str]) -> None:
    """As `fgetcsv($fh, 60000)` does it, which AtoM calls, followed by `trim`."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([safe(list(cells)), ["next", "row"]])
    program = 'while ($r = @fgetcsv(STDIN, 60000)) { echo json_encode(array_map("trim", $r)), "\\n"; }'
    found = subprocess.run(
        ["php", "-r", program], input=out.getvalue().encode(), capture_output=True, check=True
    ).stdout
    import json

    first, second = map(json.loads, found.splitlines())
    assert second == ["next", "row"]
    assert [" ".join(cell.split()) for cell in first] == [
        " ".join(cell.replace('\\"', '\\ "').split()) for cell in cells
    ]


def test_the_lines_of_a_file_are_no_longer_than_atom_reads() -> None:
    text = ", ".join(["Letters and papers"] * 8_000)
    out = io.BytesIO()
    report = dump(
        Document("d", description=text[:60_000], notes=(Note("arrangement", text[:60_000]),)), out, format="csv-atom"
    )
    assert max(map(len, out.getvalue().split(b"\n"))) < 60_000
    assert "line break" in losses(report, "text")["changed"]
    unit = next(read(out.getvalue(), format="csv-atom")).unit
    assert " ".join(unit.description.split()) == " ".join(text[:60_000].split())
    assert {verdict.outcome for verdict in atom.arriving(io.BytesIO(out.getvalue()))} == {"created"}


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        ('legacyId,title\n1,"a, b \\"\n', "BACKSLASH"),
        (f"legacyId,title\n1,{'x' * 61_000}\n", "LONG-LINE"),
        ("legacyId,colour\n1,red\n", "COLUMN-UNREAD"),
        ("legacyId,parentId\n1,7\n", "PARENT-ID"),
        ("legacyId,title\n1,a\n1,b\n", "TRANSLATION"),
        ("legacyId,title\n1,a|b\n", "PIPE"),
        ("legacyId,language\n1,klingon\n", "LANGUAGE"),
        ("legacyId,physicalObjectLocation\n1,Shelf\n", "STORAGE"),
        ("legacyId,eventDates,eventActors\n1,1950|1960,A\n", "EVENT-COUNTS"),
        ("legacyId,eventStartDates\n1,about 1950\n", "EVENT-DAY"),
        ("legacyId,publicationStatus,culture\n1,Draft,de\n", "STATUS"),
        ("legacyId,publicationStatus,culture\n1,Draft,sw\n", "CULTURE-TERMS"),
        ("legacyId,alternativeIdentifiers,alternativeIdentifierLabels\n1,a|b,x\n", "LABELS"),
        ("legacyId,levelOfDescription\n1,otherlevel\n", "OTHERLEVEL"),
        ("legacyId,title\n1,0\n", "ZERO"),
    ],
)
def test_what_the_import_task_refuses_ignores_or_misreads(table: str, rule: str) -> None:
    found = {verdict.rule.id: verdict for verdict in atom.arriving(io.BytesIO(table.encode())) if verdict.rule}
    assert f"ATOM-CSV-{rule}" in found
    assert found[f"ATOM-CSV-{rule}"].line == len(table.splitlines())
    assert all(one.why and one.advice and one.source for one in atom.RULES)


def test_a_row_in_another_culture_is_a_translation() -> None:
    table = b"legacyId,title,culture\n1,Papers,en\n1,Papiers,fr\n"
    assert [(one.outcome, one.what) for one in atom.arriving(io.BytesIO(table))][-1] == ("created", "translation")


def test_check_tells_what_the_import_task_makes_of_a_cell() -> None:
    table = b"legacyId,title,levelOfDescription,physicalObjectLocation,culture\n1,T,Fonds,Shelf A,en\n"
    (problem,) = (one for one in check(table, format="csv-atom", profile="atom") if one.rule == "ATOM-CSV-STORAGE")
    assert (problem.line, problem.target) == (2, "physicalObjectLocation")
    assert "physicalObjectName" in (problem.advice or "")


ROE = Person("Roe, Ann")
LIFE = Note("biography_or_history", "Born in Rye.")


def test_a_creator_with_a_history_is_no_access_point_beside_it() -> None:
    """AtoM reads access points first, and would then make a second record of the name."""
    cells, report = row(
        agents=(AgentLink(ROE), AgentLink(ROE, "subject"), AgentLink(SWANN.agent, "subject")), notes=LIFE
    )
    assert (cells["eventActors"], cells["eventActorHistories"]) == ("Roe, Ann", "Born in Rye.")
    assert cells["nameAccessPoints"] == "Swann, B."
    assert "second record" in losses(report, "agents")["partial"]
    cells, _ = row(agents=(AgentLink(ROE), AgentLink(ROE, "subject")))
    assert cells["nameAccessPoints"] == "Roe, Ann"


def test_one_name_has_one_history_in_a_table() -> None:
    below = Collection("s", title="S", agents=AgentLink(ROE), notes=Note("biography_or_history", "Died in Hull."))
    tree = Collection("c", title="T", agents=AgentLink(ROE), notes=LIFE, members=(below,))
    (_, series), _, verdicts = written(tree)
    assert (series["eventActors"], series["eventActorHistories"]) == ("Roe, Ann|NULL", "NULL|Died in Hull.")
    assert {verdict.outcome for verdict in verdicts} == {"created"}
    named = AgentLink(Person("roe, ann", history="Unknown."))
    tree = Collection(
        "c", title="T", agents=AgentLink(ROE, "subject"), members=(Document("d", title="D", agents=named),)
    )
    (_, letter), report, verdicts = written(tree)
    assert "eventActorHistories" not in letter
    assert "a row above gives AtoM another" in losses(report, "agents")["partial"]
    assert {verdict.outcome for verdict in verdicts} == {"created"}


def test_a_second_history_of_a_name_makes_a_second_record() -> None:
    table = b"legacyId,title,nameAccessPoints,eventActors,eventActorHistories\n1,A,Roe,Roe,Born.\n2,B,,Roe,Born.\n3,C,,Doe,X\n"
    found = [verdict for verdict in atom.arriving(io.BytesIO(table)) if verdict.rule]
    assert [(one.rule.id, one.said, one.line) for one in found if one.rule] == [("ATOM-CSV-ACTOR-TWICE", "Roe", 2)]


def test_the_lists_hold_each_column_of_the_template() -> None:
    from docmeta_csv.atom import table

    assert set(table.COLUMNS) <= atom_lists.READ


def test_the_second_time_the_table_is_the_same() -> None:
    unit = Collection(
        "c", title="T", identifiers=(Identifier("MSS 7"),), containers=(Container("7", "box"), Container("1", "folder")),
        agents=(ADLER,), dates=(Date("1920-present"),), notes=(Note("location", "Shelf"), Note("biography_or_history", "A life.")),
    )  # fmt: skip
    out, again = io.BytesIO(), io.BytesIO()
    dump(unit, out, format="csv-atom")
    dump(load(out.getvalue(), format="csv-atom"), again, format="csv-atom")
    assert again.getvalue() == out.getvalue()


@settings(max_examples=SOME)
@given(strategies.streams())
def test_no_cell_of_any_description_is_refused_ignored_or_misread(nodes: list[Node]) -> None:
    out = io.BytesIO()
    write(nodes, out, format="csv-atom", include_internal=True)
    assert [verdict for verdict in atom.arriving(io.BytesIO(out.getvalue())) if verdict.outcome != "created"] == []


def test_no_cell_of_the_samples_is_refused_ignored_or_misread(shared: Any) -> None:
    for path in sorted((shared / "samples" / "ead2002").glob("*.xml"))[:12]:
        out = io.BytesIO()
        write(read(path), out, format="csv-atom", include_internal=True)
        assert [one for one in atom.arriving(io.BytesIO(out.getvalue())) if one.outcome != "created"] == []


@pytest.mark.parametrize("label", ["0", " ", "-", "0 ", ""])
def test_an_identifier_has_a_label_that_atom_reads(label: str) -> None:
    unit = Document("d", title="x", identifiers=(Identifier("A", "unitid"), Identifier("93", "shelfmark", label=label)))
    (cells,), report = written(unit)[:2]
    assert (cells["alternativeIdentifiers"], cells["alternativeIdentifierLabels"]) == ("93", "shelfmark")
    told = [one for one in report if one.target == "alternativeIdentifierLabels"]
    assert bool(told) is bool(label)
