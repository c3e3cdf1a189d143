"""The last column of docmeta's own table: what no other holds comes back, unless its value was edited."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.growth import grows_with_input

from docmeta import Collection, Date, Document, Node, Report, dump, load, read, write
from docmeta.model import (
    AgentLink,
    Container,
    DigitalObject,
    Extra,
    Note,
    Person,
    Record,
    Repository,
    Revision,
    Unit,
)
from docmeta.text import of_markup

MARKED = (Extra("ead2002", "@id", "x1"),)
LETTER = Document(
    "d1",
    title=of_markup("Letter to <persname>Ann | Bea</persname>, <unitdate>1951</unitdate>"),
    agents=(AgentLink(Person("Kim")), AgentLink(Person("Ann", extras=MARKED))),
    containers=(Container("4", "box", extras=MARKED), Container("5", "box"), Container("5", "box", extras=MARKED)),
    notes=(Note("general", of_markup("<list><item>one</item></list>"), "Seen"), Note("arrangement", "By date.")),
    repository=Repository("Archive", extras=MARKED),
    extras=(Extra("ead2002", "@altrender", "c"), Extra("ead3", "did/@id", "y")),
)
PAPERS = Collection("c1", title="Papers", record=Record(id="f1", revisions=(Revision(text="Made"),)), members=(LETTER,))


def table(unit: Unit = PAPERS, **options: Any) -> str:
    out = io.BytesIO()
    options = {"include_internal": True, **options}
    dump(unit, out, format="csv", **options)
    return out.getvalue().decode()


def problems(report: Report) -> list[tuple[str | None, str | None]]:
    """The findings, except those on the kind of table."""
    return [(finding.field, finding.target) for finding in report.findings if finding.code != "decided"]


def changed(change: Callable[[dict[str, str]], object]) -> tuple[Unit, Report]:
    """The letter as it is read after an edit of its row."""
    rows = list(csv.DictReader(io.StringIO(table(), newline="")))
    change(rows[1])
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    report = Report()
    return list(read(out.getvalue().encode(), format="csv", report=report))[1].unit, report


def test_all_comes_back() -> None:
    assert load(table().encode(), format="csv") == PAPERS


def test_the_column_is_the_last_and_only_there_where_it_says_something() -> None:
    assert table().partition("\r\n")[0].endswith(",more_json")
    assert "more_json" not in table(Document("d", title="Telegram", notes=(Note("general", "One.", "Head"),)))


def test_without_the_column_the_rest_is_lost_and_said_so() -> None:
    report = dump(PAPERS, io.BytesIO(), format="csv", more=False)
    assert report.losses > 0
    assert "more_json" not in table(more=False)
    assert "more_json" not in table(columns=("id", "title"))
    assert dump(PAPERS, io.BytesIO(), format="csv").losses == 0


def test_a_program_may_choose_the_column() -> None:
    report = Report()
    out = io.BytesIO()
    dump(LETTER, out, format="csv", columns=("id", "kind", "title", "more_json"), report=report)
    assert next(read(out.getvalue(), format="csv")).unit.title == LETTER.title
    assert {finding.field for finding in report.findings} == {"agents", "containers", "notes", "repository"}


def test_a_cell_that_was_changed_counts_and_the_others_keep_what_is_theirs() -> None:
    unit, report = changed(lambda row: row.update(title="Letter"))
    assert unit.title == "Letter"
    assert unit.title.__class__ is str
    assert (unit.agents, unit.containers, unit.notes) == (LETTER.agents, LETTER.containers, LETTER.notes)
    assert problems(report) == [("title", "more_json")]


def test_a_value_that_was_put_before_the_others_moves_them() -> None:
    unit, report = changed(
        lambda row: row.update(agents="New|Kim|Ann", agents_kind="person|person|person", agents_role="")
    )
    assert unit.agents == (AgentLink(Person("New")), *LETTER.agents)
    assert not problems(report)


def test_a_value_that_was_taken_away_is_gone() -> None:
    unit, report = changed(lambda row: row.update(agents="Kim", agents_kind="person", agents_role=""))
    assert unit.agents == LETTER.agents[:1]
    assert problems(report) == [("agents", "more_json")]


def test_of_a_part_that_stands_alone_only_what_was_changed_is_changed() -> None:
    unit, report = changed(lambda row: row.update(repository="Archive of Ships"))
    assert unit.repository == Repository("Archive of Ships", extras=MARKED)
    assert not problems(report)


def test_what_was_internal_stays_so_when_its_words_were_changed() -> None:
    unit = Document("d", notes=(Note("general", "Hush.", audience="internal"), Note("general", "Open.")))
    text = table(unit).replace("Hush.|", "Hush!|")
    (node,) = read(text.encode(), format="csv")
    assert {note.text: note.audience for note in node.unit.notes} == {"Hush!": "internal", "Open.": "internal"}
    (node,) = read(table(unit).encode(), format="csv")
    assert node.unit == unit


def test_a_value_of_which_no_cell_says_anything() -> None:
    scans = (
        DigitalObject("https://a.org/1"),
        DigitalObject(audience="external"),
        DigitalObject("https://a.org/2", extras=MARKED),
    )
    unit = Document("d", digital_objects=scans)
    assert next(read(table(unit).encode(), format="csv")).unit == unit


@pytest.mark.parametrize(
    "cell",
    [
        "x",
        "[]",
        '{"title":1}',
        '{"titel":"x"}',
        '{"id":"x"}',
        '{"members":{}}',
        '{"notes":[]}',
        '{"notes":{"-1":{"kind":"general"}}}',
        '{"notes":{"1":{"kind":["general"]}}}',
        '{"notes":{"' + "9" * 5000 + '":{"kind":"general"}}}',
        '{"places":{"0":' + '{"name":"a","part_of":' * 100_000 + "null" + "}" * 100_001 + "}",
        "[" * 100_000,
        '{"record":NaN}',
    ],
)
def test_a_cell_that_is_none_of_ours_is_carried_along(cell: str) -> None:
    unit, report = changed(lambda row: row.update(more_json=cell))
    assert Extra("docmeta", "more_json", cell) in unit.extras or any(one.content == cell for one in unit.extras)
    assert (unit.title, problems(report)) == (str(LETTER.title), [(None, "more_json")])


def test_nothing_internal_leaves_in_the_column() -> None:
    hush = (Extra("ead2002", "note", '<note audience="internal">hush</note>'),)
    unit = Document(
        "d",
        title=of_markup('Letter <emph audience="internal">hush</emph>'),
        notes=(Note("general", "hush", audience="internal"), Note("general", "Open.", extras=hush)),
    )
    assert "hush" not in table(unit, include_internal=False)
    assert "hush" in table(unit)


def test_markup_in_the_column_is_no_prose_of_people() -> None:
    for html in (False, True):
        report = Report()
        back = list(read(table().encode(), format="csv", html=html, report=report))
        assert back[1].unit.containers == LETTER.containers
        assert not problems(report)


def test_a_sheet_has_no_room_for_a_long_one() -> None:
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    out = io.BytesIO()
    dump(PAPERS, out, format="xlsx")
    assert load(out.getvalue()) == PAPERS
    long = Document("d", title="Log", notes=tuple(Note("general", f"{i}", extras=MARKED) for i in range(1_000)))
    out = io.BytesIO()
    report = dump(long, out, format="xlsx")
    assert [finding.target for finding in report.findings] == ["more_json"]
    assert next(read(out.getvalue())).unit.notes[999] == Note("general", "999")


def test_the_cell_is_json_that_other_programs_read() -> None:
    (_, row) = csv.DictReader(io.StringIO(table(), newline=""))
    said = json.loads(row["more_json"])
    assert said["title"]["markup"].startswith("Letter to <persname>")
    assert list(said["containers"]) == ["0", "2"]


@pytest.mark.parametrize("edited", [False, True])
def test_the_work_grows_with_the_values(edited: bool) -> None:
    def make(count: int) -> bytes:
        notes = tuple(Note("general", f"Note {i % 7}", extras=MARKED) for i in range(count))
        data = table(Document("d", notes=notes)).encode()
        return data.replace(b"Note 0|", b"|Note 0|", 1) if edited else data

    grows_with_input(make, lambda data: list(read(data, format="csv")), 500)


SECRET = "Kept inside"
INTERNAL: dict[str, Unit] = {
    "a note": Document("d", notes=(Note("general", SECRET, audience="internal"),)),
    "words in a title": Document("d", title=of_markup(f'<emph audience="internal">{SECRET}</emph> telegram')),
    "words in a note": Document(
        "d", notes=(Note("general", of_markup(f'<emph audience="internal">{SECRET}</emph> x')),)
    ),
    "a date of an agent": Document("d", agents=(AgentLink(Person("Kim", dates=Date(SECRET, audience="internal"))),)),
}


def published(table: bytes, format: str = "csv") -> str:
    """The published units of a table: those below one that is public."""
    out = io.BytesIO()
    below = [Node(node.depth + 1, node.unit) for node in read(table, format=format)]
    write([Node(0, Collection("above")), *below], out, format="jsonl")
    return out.getvalue().decode()


@pytest.mark.parametrize("unit", INTERNAL.values(), ids=INTERNAL)
def test_what_is_internal_stays_inside_whatever_somebody_did_to_the_table(unit: Unit) -> None:
    whole = table(unit)
    assert SECRET in whole
    assert SECRET not in published(whole.encode())
    (row,) = csv.DictReader(io.StringIO(whole, newline=""))
    for column, cell in row.items():
        if column in ("id", "depth", "kind"):
            continue
        for edited in (f"{cell}!", cell[:-5], cell.replace('"audience"', '"audiense"'), ""):
            if column == "more_json" and not edited:
                continue  # who empties the column takes the marks away
            out = io.StringIO(newline="")
            writer = csv.DictWriter(out, list(row))
            writer.writeheader()
            writer.writerow({**row, column: edited})
            assert SECRET not in published(out.getvalue().encode()), (column, edited)


def test_a_sheet_that_cuts_the_column_keeps_inside_what_was_marked_in_it() -> None:
    unit = Document(
        "d", notes=(Note("general", SECRET, audience="internal"),), extras=(Extra("ead3", "p", "x" * 33_000),)
    )
    sheet = io.BytesIO()
    dump(unit, sheet, format="xlsx", include_internal=True)
    assert SECRET not in published(sheet.getvalue(), "xlsx")


@pytest.mark.parametrize(
    "cell",
    [
        '{"repository":null}',
        '{"record":null}',
        '{"extras":{"0":{"format":"x","place":"y","content":"a"},"00":{"format":"x","place":"y","content":"b"}}}',
    ],
)
def test_a_cell_that_is_none_of_ours_is_told(cell: str) -> None:
    report = Report()
    (node,) = read(f"id,depth,kind,more_json\nd,0,document,{quoted(cell)}\n".encode(), format="csv", report=report)
    assert node.unit.extras[0].content == cell
    assert ("problem", "more_json") in [(finding.code, finding.target) for finding in report.findings]


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
