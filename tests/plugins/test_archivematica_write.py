"""Archivematica's metadata.csv: its rows, their content, and how Archivematica itself reads them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import assume, given
from tests.growth import grows_with_input
from tests.strategies import collections

import docmeta
from docmeta import Collection, Document, OptionError, Report
from docmeta.model import AgentLink, Date, DigitalObject, Identifier, Note, Person, Repository, Term, walk
from docmeta.text import Text


def written(*units: Any, report: Report | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    nodes = (node for unit in units for node in walk(unit))
    docmeta.write(nodes, out, format="archivematica", report=report, **options)
    return out.getvalue()


def taken(data: bytes) -> dict[str, dict[str, list[str]]]:
    """The values of each file, as Archivematica reads the table: equal headings are values of one element, the last row wins."""
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    assert header[0] == "filename"
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        assert len(row) == len(header)
        values: dict[str, list[str]] = {}
        for name, cell in zip(header[1:], row[1:], strict=True):
            if cell:
                values.setdefault(name, []).append(cell)
        found[row[0].rstrip("/")] = values
    return found


def scan(*uris: str, **more: Any) -> Document:
    return Document("d1", **{"title": "Telegram", "digital_objects": [DigitalObject(uri) for uri in uris], **more})


def test_a_row_describes_a_file_and_repeats_columns() -> None:
    unit = scan(
        "scans/1.tif", subjects=(Term("Ships"), Term("Ferries")), agents=(AgentLink(Person("Roe, Ann")),), dates=(Date("1951"),),
        identifiers=(Identifier("MS 1"),), description='A "short",\nsad letter.',
    )  # fmt: skip
    data = written(unit, top=False)
    assert (
        data.splitlines()[0]
        == b"filename,dc.title,dc.identifier,dc.creator,dc.subject,dc.subject,dc.date,dc.description"
    )
    assert taken(data) == {
        "objects/scans/1.tif": {
            "dc.title": ["Telegram"], "dc.identifier": ["MS 1"], "dc.creator": ["Roe, Ann"], "dc.subject": ["Ships", "Ferries"],
            "dc.date": ["1951"], "dc.description": ['A "short",\nsad letter.'],
        }
    }  # fmt: skip


def test_the_unit_at_the_top_describes_the_whole_transfer() -> None:
    tree = Collection("c", title="Papers", members=(Collection("s", title="Letters", members=(scan("1.tif"),)),))
    report = Report()
    found = taken(written(tree, report=report))
    assert found["objects"] == {"dc.title": ["Papers"], "dc.identifier": ["c"]}
    assert found["objects/1.tif"]["dc.relation"] == ["Papers > Letters"]
    assert ("changed", "title", "Letters") in {(one.code, one.field, one.example) for one in report.findings}
    assert list(taken(written(tree, top=False))) == ["objects/1.tif"]


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("1.tif", "objects/1.tif"), ("objects/a/1.tif", "objects/a/1.tif"), ("./a//1.tif", "objects/a/1.tif"),
        ("a\\1.tif", "objects/a/1.tif"), ("C:\\scans\\1.tif", "objects/scans/1.tif"), ("file:///scans/a%20b.tif", "objects/scans/a b.tif"),
        ("https://example.org/a/1.tif?x=1#y", "objects/1.tif"), ("https://example.org/a%20b.tif", "objects/a b.tif"),
    ],
)  # fmt: skip
def test_a_path_stands_below_objects(uri: str, path: str) -> None:
    assert list(taken(written(scan(uri), top=False))) == [path]


@pytest.mark.parametrize(
    "uri",
    [
        "../1.tif",
        "a/../../1.tif",
        "https://example.org/",
        "https://example.org/view/1",
        "urn:x:1",
        "https://example.org/%2e%2e",
        ".",
    ],
)
def test_what_names_no_file_has_no_row(uri: str) -> None:
    report = Report()
    assert taken(written(scan(uri), report=report, top=False)) == {}
    assert any(one.field == "digital_objects" and one.code == "dropped" for one in report.findings)


def test_several_files_have_rows_or_a_folder() -> None:
    unit = scan("issue/1.tif", "issue/2.tif")
    found = taken(written(unit, top=False))
    assert list(found) == ["objects/issue/1.tif", "objects/issue/2.tif"]
    assert found["objects/issue/1.tif"] == found["objects/issue/2.tif"]
    report = Report()
    assert list(taken(written(unit, report=report, several="folder", folder="a/b", top=False))) == ["objects/a/b/issue"]
    assert [one.example for one in report.findings if one.target == "filename"] == ["issue/1.tif, issue/2.tif"]
    with pytest.raises(OptionError, match="'folder'"):
        written(unit, folder="../outside")


def test_a_file_is_described_once() -> None:
    report = Report()
    found = taken(
        written(scan("1.tif"), Document("d2", title="Other", digital_objects="1.tif"), report=report, top=False)
    )
    assert found["objects/1.tif"]["dc.title"] == ["Telegram"]
    assert [one.example for one in report.findings if one.target == "filename"] == ["objects/1.tif"]


def test_the_terms_of_dcmi_have_columns_of_their_own() -> None:
    unit = scan("1.tif", dates=(Date("1951", kind="creation"),), notes=(Note("abstract", "Short."),))
    found = taken(written(unit, elements="qualified", top=False))["objects/1.tif"]
    assert (found["dcterms.created"], found["dcterms.abstract"]) == (["1951"], ["Short."])


def test_rows_inherit_where_that_is_asked_for() -> None:
    tree = Collection("c", title="Papers", repository=Repository("State Archive"), members=(scan("1.tif"),))
    assert "dc.publisher" not in taken(written(tree))["objects/1.tif"]
    assert taken(written(tree, inherit=True))["objects/1.tif"]["dc.publisher"] == ["State Archive"]


def test_what_neither_the_table_nor_mets_can_hold_is_said() -> None:
    report = Report()
    unit = scan(
        "1.tif", title=Text("Письмо", None, "rus"), description="bell \x07", other_titles=("x" * 140_000, "half \ud800")
    )
    found = taken(written(unit, report=report, top=False))["objects/1.tif"]
    assert found["dc.description"] == ["bell \ufffd"]
    assert found["dc.title"] == ["Письмо", "half \ufffd"]
    lost = {(one.code, one.field) for one in report.findings}
    assert {("character", "text"), ("dropped", "text"), ("partial", "title")} <= lost


def test_what_is_internal_stays_inside() -> None:
    assert b"secret" not in written(scan("1.tif", notes=(Note("general", "secret", audience="internal"),)))


@given(collections())
def test_whatever_is_written_is_read_as_a_table(collection: Collection) -> None:
    assume(collection.audience != "internal")  # nothing is left of it
    found = taken(written(collection))
    assert all(path == "objects" or path.startswith("objects/") for path in found)
    assert all(name.startswith("dc.") for values in found.values() for name in values)


def test_many_rows_take_time_that_grows_with_their_number() -> None:
    def made(count: int) -> Collection:
        members = [Document(f"d{n}", title=f"Letter {n}", digital_objects=f"{n}.tif") for n in range(count)]
        return Collection("c", title="C", members=members)

    grows_with_input(made, lambda tree: written(tree), 300)


def test_the_title_of_a_unit_without_a_file_is_lost_where_no_row_stands_below_it() -> None:
    report = Report()
    series = Collection("s", title="Series", members=[scan("a.tif")])
    empty = Collection("e", title="Empty", members=[Document("l", title="Leaf")])
    written(Collection("c", title="Papers", members=[series, empty]), report=report, top=False)
    titles = {one.code: one.count for one in report.findings if one.field == "title"}
    assert titles == {"changed": 2, "dropped": 2}
