"""Records for DPLA: what its ingestion reads, its requirements, and the triples of the document."""

from __future__ import annotations

import io
import json
from hashlib import md5
from typing import Any

import pyoxigraph
import pytest
from hypothesis import assume, given
from tests.strategies import collections

import docmeta
from docmeta import Collection, Document, OptionError, Report
from docmeta.model import (
    AgentLink,
    Date,
    DigitalObject,
    Identifier,
    Language,
    Note,
    Person,
    Place,
    Relation,
    Repository,
    RightsStatement,
    Term,
    walk,
    where_shown,
)
from docmeta.receivers import receivers

[INGESTION] = receivers("dpla")
BASE = "https://archive.example.org/"
US = "http://rightsstatements.org/vocab/NoC-US/1.0/"


def letter(**more: Any) -> Document:
    """A record that lacks nothing."""
    fields: dict[str, Any] = {
        "title": "Telegram",
        "repository": Repository("State Archive"),
        "rights": (RightsStatement(uri=US),),
        "digital_objects": (DigitalObject("https://example.org/view/1"),),
    }
    return Document("d1", **{**fields, **more})


def written(*units: Any, report: Report | None = None, base_uri: str | None = BASE, **options: Any) -> bytes:
    out = io.BytesIO()
    nodes = (node for unit in units for node in walk(unit))
    docmeta.write(nodes, out, format="dpla", report=report, base_uri=base_uri, **options)
    return out.getvalue()


def record(*units: Any, **more: Any) -> dict[str, Any]:
    [line] = written(*units, **more).splitlines()
    found: dict[str, Any] = json.loads(line)["_source"]
    return found


def refused(data: bytes) -> set[str]:
    return {one.rule.id for one in INGESTION.arriving(io.BytesIO(data)) if one.rule and one.outcome != "created"}


def missing(report: Report) -> set[str | None]:
    return {one.target for one in report.findings if one.code == "problem"}


def test_a_record_is_a_line_that_the_ingestion_reads() -> None:
    report = Report()
    data = written(letter(), report=report, hub="region", provider="Region Hub")
    line = json.loads(data)
    name = "region--d1"
    id = md5(name.encode(), usedforsecurity=False).hexdigest()
    assert (line["_id"], line["_source"]["id"]) == (name, id)
    assert line["_source"]["@id"] == f"http://dp.la/api/items/{id}"
    assert line["_source"]["dataProvider"] == "State Archive"
    assert line["_source"]["provider"] == {"name": "Region Hub"}
    assert line["_source"]["rights"] == US
    assert line["_source"]["isShownAt"] == "https://example.org/view/1"
    assert line["_source"]["sourceResource"]["title"] == ["Telegram"]
    assert refused(data) == set()
    assert report.losses == 0


def test_values_stand_where_the_profile_has_them() -> None:
    person = Person("Roe, Ann", dates=Date("1912-1994"))
    unit = letter(
        agents=(AgentLink(person), AgentLink(Person("Doe, J."), relator="donor"),
                AgentLink(Person("Kim", source="viaf", identifiers=(Identifier("99", "authority"),)), "subject")),
        subjects=(Term("Ships", source="lcsh", identifier="sh85121662"),),
        genres=(Term("Text", source="dcmitype"), Term("Telegrams")),
        places=(Place("Rye", "city", latitude=50.95, longitude=0.73, part_of=Place("England", "country")),),
        dates=(Date("circa 1950s", kind="creation"), Date("1945", kind="coverage")),
        languages=(Language("rus"),), extents="2 pages", description="A telegram.", identifiers=(Identifier("MS 1"),),
        notes=(Note("access_conditions", "Open."),), relations=(Relation("isReplacedBy", label="Another"),),
    )  # fmt: skip
    said = record(unit)["sourceResource"]
    said.pop("@id")
    assert said == {
        "title": ["Telegram"], "identifier": ["MS 1"], "description": ["A telegram."], "creator": ["Roe, Ann, 1912-1994"],
        "contributor": ["Doe, J."],
        "subject": [{"name": "Kim", "exactMatch": ["http://viaf.org/viaf/99"]},
                    {"name": "Ships", "exactMatch": ["http://id.loc.gov/authorities/subjects/sh85121662"]}],
        "type": ["Text"], "genre": ["Telegrams"],
        "spatial": [{"name": "Rye", "city": "Rye", "country": "England", "coordinates": "50.95, 0.73"}],
        "date": [{"displayDate": "circa 1950s", "begin": "1950", "end": "1959"}],
        "temporal": [{"displayDate": "1945", "begin": "1945", "end": "1945"}],
        "language": [{"name": "Russian", "iso639_3": "rus"}], "extent": ["2 pages"], "rights": ["Open."],
        "isReplacedBy": ["Another"],
    }  # fmt: skip


def test_what_has_no_name_is_called_by_its_address() -> None:
    """The ingestion only reads names."""
    unit = letter(subjects=(Term("", uri="http://example.org/s"),), places=(Place("", uri="http://example.org/p"),))
    said = record(unit)["sourceResource"]
    assert said["subject"] == [{"name": "http://example.org/s", "exactMatch": ["http://example.org/s"]}]
    assert said["spatial"] == [{"name": "http://example.org/p", "exactMatch": ["http://example.org/p"]}]


def test_objects_are_a_page_a_thumbnail_files_and_a_manifest() -> None:
    objects = (
        DigitalObject("https://example.org/1.jpg"), DigitalObject("https://example.org/t.png", role="thumbnail"),
        DigitalObject("https://example.org/view"), DigitalObject("https://example.org/manifest.json"),
        DigitalObject("http://192.0.2.1/2.jpg"), DigitalObject("https://example.org/second"),
    )  # fmt: skip
    report = Report()
    found = record(letter(digital_objects=objects), report=report)
    assert found["isShownAt"] == "https://example.org/view"
    assert found["object"] == "https://example.org/t.png"
    assert found["mediaMaster"] == ["https://example.org/1.jpg"]
    assert found["iiifManifest"] == "https://example.org/manifest.json"
    assert sum(one.count for one in report.findings if one.code == "dropped") == 2


def test_what_is_missing_is_said_in_plain_words() -> None:
    report = Report()
    data = written(Document("d1"), report=report, base_uri=None)
    assert missing(report) == {".sourceResource.title", "edm:dataProvider", ".isShownAt", ".rights"}
    assert {"DPLA-INGEST-TITLE", "DPLA-INGEST-RIGHTS", "DPLA-INGEST-HOLDER", "DPLA-INGEST-SHOWN"} == refused(data)
    report = Report()
    assert written(Document("d1"), report=report, incomplete="leave_out") == b""
    assert report.losses == 1
    words = Report()
    assert refused(written(letter(rights=(RightsStatement("Ask us."),)), report=words)) == set()
    assert missing(words) == {".rights"}


def test_options_say_what_the_source_does_not() -> None:
    report = Report()
    data = written(
        Document("d1", dates=Date("1951")), report=report, data_provider="City Archive", rights=US, provider="Hub"
    )
    assert missing(report) == set()
    assert refused(data) == set()
    with pytest.raises(OptionError, match="'rights'"):
        written(letter(), rights="https://example.org/own")


def test_records_say_the_collections_that_they_are_of() -> None:
    series = Collection("s", title="Telegrams", members=(letter(repository=None),))
    fonds = Collection("c", title="Papers", repository=Repository("State Archive"), members=(series,))
    found = record(fonds)
    assert found["sourceResource"]["collection"] == [{"title": "Papers"}, {"title": "Telegrams"}]
    assert found["dataProvider"] == "State Archive"
    assert len(written(fonds, records="all").splitlines()) == 3


def test_the_document_is_linked_data() -> None:
    unit = letter(subjects=(Term("Ships", uri="http://example.org/s"),), description="A & <b> \ud800 letter")
    data = written(unit, envelope="graph")
    found = {
        (quad.subject.value, quad.predicate.value.rpartition("/")[2], getattr(quad.object, "value", ""))
        for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.JSON_LD)
    }
    [about] = {subject for subject, name, _ in found if name == "isShownAt"}
    assert {
        (about, "isShownAt", "https://example.org/view/1"), (about, "rights", US), (about, "dataProvider", "State Archive"),
        (about, "aggregatedCHO", f"{about}#SourceResource"), (f"{about}#SourceResource", "title", "Telegram"),
        (f"{about}#SourceResource", "description", "A & <b> \ufffd letter"),
    } <= found  # fmt: skip
    assert {value for _, name, value in found if name == "core#exactMatch"} == {"http://example.org/s"}


def test_check_judges_the_file_that_was_written(tmp_path: Any) -> None:
    path = tmp_path / "records.dpla.jsonl"
    path.write_bytes(written(letter()))
    assert list(docmeta.check(path, profile="dpla")) == []
    path.write_bytes(written(letter(digital_objects=()), base_uri=None))
    assert {one.rule for one in docmeta.check(path, profile="dpla")} == {"DPLA-INGEST-SHOWN"}


def test_what_is_internal_stays_inside() -> None:
    assert b"secret" not in written(letter(notes=(Note("general", "secret", audience="internal"),)))


@given(collections())
def test_whatever_is_written_is_ingested(collection: Collection) -> None:
    """With the options of a delivery, the ingestion only refuses records without a title."""
    assume(collection.audience != "internal")  # nothing is left of it
    report = Report()
    out = io.BytesIO()
    given = {"data_provider": "City Archive", "rights": US, "records": "all"}
    docmeta.dump(collection, out, format="dpla", report=report, base_uri=BASE, **given)
    assert refused(out.getvalue()) <= ({"DPLA-INGEST-TITLE"} if ".sourceResource.title" in missing(report) else set())
    assert len(out.getvalue().splitlines()) >= report.units


def test_further_thumbnails_stand_behind_what_they_show() -> None:
    objects = (
        DigitalObject("https://x.example/s.jpg", role="thumbnail"),
        DigitalObject("https://x.example/m.jpg", role="thumbnail"),
        DigitalObject("https://x.example/full.jpg"),
    )
    assert [one.uri for one in where_shown(Document("d", digital_objects=objects)).files] == [
        "https://x.example/full.jpg",
        "https://x.example/m.jpg",
    ]


def test_the_label_of_a_type_of_dcmi_is_that_type() -> None:
    found = record(letter(genres=[Term("Still Image", source="dcmitype")]))["sourceResource"]
    assert found["type"] == record(letter(genres=[Term("StillImage", source="dcmitype")]))["sourceResource"]["type"]
