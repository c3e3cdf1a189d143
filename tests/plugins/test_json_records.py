"""Records in plain JSON: found in any wrapper, read as a table, hidden if marked so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import docmeta
from docmeta import Collection, Report
from docmeta.errors import InputError, LimitError
from docmeta.testing import FormatContract
from growth import grows_with_input


class TestContract(FormatContract):
    format = "json-records"


ROE = {"title": "Papers of Ann Roe", "date": "1949-1953"}


def read(data: Any, report: Report | None = None, **options: Any) -> list[docmeta.Node]:
    text = data if isinstance(data, str) else json.dumps(data)
    return list(docmeta.read(text.encode(), report=report, **options))


def units(data: Any, **options: Any) -> list[Any]:
    return [node.unit for node in read(data, **options)]


@pytest.mark.parametrize(
    "data",
    [
        ROE,
        [ROE],
        {"total": 1, "results": [ROE]},
        {"name": "the archive's answer", "results": [ROE]},
        {"responseHeader": {"status": 0}, "response": {"numFound": 1, "docs": [ROE]}},
        {"took": 3, "hits": {"total": {"value": 1}, "hits": [{"_index": "units", "_id": "7", "_source": ROE}]}},
        {"data": [{"type": "units", "id": "7", "attributes": ROE}]},
    ],
)
def test_records_are_found_wherever_an_answer_has_them(data: Any) -> None:
    (unit,) = units(data)
    assert (unit.title, unit.dates[0].edtf) == ("Papers of Ann Roe", "1949/1953")


def test_a_record_a_line() -> None:
    nodes = read('{"title": "A", "date": "1950"}\n{"title": "B", "date": "1951"}\n')
    assert [(node.line, node.unit.title) for node in nodes] == [(1, "A"), (2, "B")]


def test_values_of_values() -> None:
    (unit,) = units(
        {
            "id": "7",
            "title": {"en": "Telegram", "ko": "전보"},
            "date": "1951-11-19",
            "subjects": [{"name": "War", "uri": "http://id.loc.gov/authorities/subjects/sh85145139"}, "Korea"],
            "files": [{"name": "Scan", "url": "https://archive.example/7.pdf"}],
            "weather": {"wind": [1, 2.5]},
        }
    )
    assert unit.id == "7"
    assert (str(unit.title), unit.title.language, unit.other_titles[0].language) == ("Telegram", "en", "ko")
    assert [(term.term, term.uri) for term in unit.subjects] == [
        ("War", "http://id.loc.gov/authorities/subjects/sh85145139"),
        ("Korea", None),
    ]
    assert unit.digital_objects[0].uri == "https://archive.example/7.pdf"
    assert [(extra.place, extra.content) for extra in unit.extras] == [
        ("files.name", "Scan"),
        ("weather.wind", "1"),
        ("weather.wind", "2.5"),
    ]


def test_records_in_records_stand_below_them() -> None:
    data = {
        "name": "North Korea",
        "documents": [{"name": "Telegram", "doc_date": "19511119"}, {"name": "Report", "summary": "On mishandling."}],
    }
    nodes = read(data)
    assert [(node.depth, node.unit.title) for node in nodes] == [(0, "North Korea"), (1, "Telegram"), (1, "Report")]
    assert isinstance(nodes[0].unit, Collection)
    assert nodes[1].unit.dates[0].edtf == "1951-11-19"
    assert nodes[2].unit.notes[0].kind == "abstract"
    tree = read([{"title": "A", "children": [{"title": "B", "children": [{"title": "C"}]}, {"title": "D"}]}])
    assert [(node.depth, node.unit.title) for node in tree] == [(0, "A"), (1, "B"), (2, "C"), (1, "D")]


def test_omeka_s() -> None:
    def value(label: str, **said: Any) -> dict[str, Any]:
        return {"type": "literal", "property_id": 1, "property_label": label, "is_public": True} | said

    item = {
        "@context": "https://archive.example/api-context",
        "@id": "https://archive.example/api/items/12",
        "@type": ["o:Item", "dctype:StillImage"],
        "o:id": 12,
        "o:is_public": True,
        "dcterms:title": [
            value("Title", **{"@value": "View of Busan"}),
            value("Title", **{"@value": "부산", "@language": "ko"}),
        ],
        "dcterms:date": [value("Date", **{"@value": "circa 1951"})],
        "dcterms:creator": [value("Creator", type="uri", **{"@id": "http://viaf.org/viaf/1", "o:label": "Roe, Ann"})],
        "dcterms:description": [value("Description", is_public=False, **{"@value": "for the staff"})],
    }
    (unit,) = units([item])
    assert (unit.id, unit.title, str(unit.other_titles[0]), unit.dates[0].edtf) == (
        "12",
        "View of Busan",
        "부산",
        "1951~",
    )
    assert (unit.agents[0].agent.name, unit.agents[0].agent.identifiers[0].value) == (
        "Roe, Ann",
        "http://viaf.org/viaf/1",
    )
    assert unit.genres[0].term == "StillImage"
    assert [(note.text, note.audience) for note in unit.notes] == [("for the staff", "internal")]


@pytest.mark.parametrize("format", ["dc", "ead3", "jsonl", "csv", "mods", "html"])
def test_what_is_hidden_stays_hidden(tmp_path: Path, format: str) -> None:
    data = [
        {
            "title": "A",
            "date": "1950",
            "creator": [
                {"name": "T0KEN", "is_public": False, "note": {"text": "T0KEN", "more": ["T0KEN"]}},
                {"name": "Ben"},
            ],
            "subjects": [{"name": "T0KEN", "visibility": "Private"}, {"name": "Open"}],
            "description": {"en": "T0KEN", "private": True},
            "children": [{"title": "T0KEN", "published": False, "children": [{"title": "T0KEN"}]}],
            "staff_note": "T0KEN",
        },
        {"title": "T0KEN", "date": "1951", "is_public": 0},
        {"title": "T0KEN", "date": "1952", "status": "draft"},
    ]
    source, target = tmp_path / "in.json", tmp_path / "out"
    source.write_text(json.dumps(data))
    report = Report()
    docmeta.convert(source, target, to=format, report=report)
    assert "Open" in target.read_text()
    assert "T0KEN" not in target.read_text()
    assert "T0KEN" not in str(report)


def test_what_a_wrapper_holds_is_kept_and_hides() -> None:
    data = {"title": "A", "date": "1950", "metadata": {"title": "B", "date": "1951", "children": [{"title": "C"}]}}
    unit, below = units(data)
    assert [(extra.place, extra.content) for extra in unit.extras] == [
        ("metadata.title", "B"),
        ("metadata.date", "1951"),
    ]
    assert (unit.title, below.title) == ("A", "C")
    for said in ({"status": "draft"}, {"private": "yes"}, {"public": "No"}, {"visibility": "private"}):
        assert units([{"id": "1", "attributes": ROE | said}])[0].audience == "internal", said
        assert units([ROE | {"creator": [{"name": "Ann"} | said]}])[0].agents[0].audience == "internal", said
    report = Report()
    read({"o:id": 1, "@context": "https://archive.example/c", "o:title": "A"}, report)
    assert "Omeka S about a record" in str([finding.message for finding in report])


def test_what_keys_mean_can_be_said() -> None:
    data = {"docket": "MS 1", "heading_used": "Letters", "who": {"full": "Ann"}}
    with pytest.raises(InputError, match=r"no key is known.*docket, heading_used, who\.full"):
        read(data, format="json-records")
    columns = ("docket=identifiers", "heading_used=title", "who.full=creator")
    (unit,) = units(data, format="json-records", columns=columns)
    assert (unit.title, unit.identifiers[0].value, unit.agents[0].agent.name) == ("Letters", "MS 1", "Ann")


def test_other_json_is_not_taken_for_records() -> None:
    for data, message in (
        ({"foo": 1}, "read with --from json-records"),
        ({"type": "FeatureCollection", "features": []}, "GeoJSON"),
    ):
        with pytest.raises(InputError, match=message):
            read(data)


def test_bad_input() -> None:
    with pytest.raises(InputError, match="ends in the middle"):
        read('{"title": "A", "date": "1950", ')
    report = Report()
    assert len(read([ROE, 3, None], report, format="json-records")) == 1
    assert "expected a record" in str(report)
    many = [{"title": "A", f"key {number}": "1"} for number in range(2_001)]
    with pytest.raises(LimitError, match="different keys"):
        read(many)


@pytest.mark.parametrize(
    "make",
    [
        lambda count: [ROE] * count,
        lambda count: ROE | {"subjects": [{"name": str(number), "uri": "x"} for number in range(count)]},
        lambda count: {"title": "A", "children": [{"title": "B"}] * count},
        lambda count: ROE | {"creator": [[["A"]]] * count},
        lambda count: [ROE | {"subjects": ["x"] * (count // 10)}] * 10,
    ],
)
def test_work_grows_with_the_input(make: Any) -> None:
    grows_with_input(lambda count: json.dumps(make(count)).encode(), lambda data: read(data.decode()), 1_000)
