"""The report: findings by code and place, counted, with the first example; of constant size."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from docmeta import Date, Document, InputError, ModelError, Node, Note, Report, write
from docmeta.crosswalk import CLASSES, CODES, SCHEMA, Finding, Place
from docmeta.model import AgentLink, Container, Extent, Extra, Identifier, Person, Repository, Revision, Term, parts


def test_a_printed_report_is_the_table_and_the_sum() -> None:
    report = Report()
    assert str(report) == "0 units, nothing lost"
    for number in range(20):
        report.lose(f"field{number}", None, "words\x1b[31m", code="dropped", reason="there is no place for it")
    lines = str(report).splitlines()
    assert lines[0].split()[:2] == ["count", "field"]
    assert lines[-2:] == ["... and 5 more kinds", "0 units, 20 values lost"]
    assert len(lines) == 18
    assert "\x1b" not in str(report)


def test_findings_are_counted_by_code_field_and_target() -> None:
    report = Report()
    report.lose("dates", "dc:date", "circa 1950", reason="the words")
    report.lose("dates", "dc:date", "n.d.")
    report.lose("dates", "dc:coverage", "1950")
    report.lose("dates", "dc:date", "1951", code="dropped")
    report.note("carried", "kept", target="note", value="x", line=3, column=4, path="$.a")
    assert [(f.code, f.field, f.target, f.count, f.example) for f in report] == [
        ("partial", "dates", "dc:date", 2, "circa 1950"),
        ("partial", "dates", "dc:coverage", 1, "1950"),
        ("dropped", "dates", "dc:date", 1, "1951"),
        ("carried", None, "note", 1, "x"),
    ]
    assert (report.losses, report.errors) == (4, 0)
    assert report.counts() == {"units": 0, "losses": 4, "partial": 3, "dropped": 1, "carried": 1}
    last = report.findings[-1]
    assert (last.line, last.column, last.path, last.message, last.severity) == (3, 4, "$.a", "kept", "info")


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_severity_and_a_meaning(code: str) -> None:
    report = Report()
    report.lose("title", None, code=code)
    [finding] = report.findings
    assert (finding.severity, finding.message) == CODES[code]
    assert report.losses == (finding.severity == "loss")
    assert report.errors == (finding.severity == "error")


def test_only_what_is_lost_counts_as_a_loss() -> None:
    report = Report()
    for code in CODES:
        report.lose("title", code, "words", code=code)
    assert set(CODES) == set(CLASSES)
    assert report.losses == sum(found == "lost" for found in CLASSES.values())
    assert (report.changes, report.errors) == (1, 1)
    assert report.classes() == {found: list(CLASSES.values()).count(found) for found in CLASSES.values()}
    assert {finding["code"]: finding["class"] for finding in report.to_json()["findings"]} == CLASSES


def test_the_place_is_that_of_the_first() -> None:
    report = Report()
    report.source = "a.xml"
    report.place = Place()
    report.place.step(0, 2)
    report.place.step(1, 5)
    report.lose("title", "x", "first")
    report.place.step(1, 9)
    report.lose("title", "x", "second")
    [finding] = report.findings
    assert (finding.source, finding.line, finding.path, finding.example) == ("a.xml", 5, "$.members[0]", "first")


def test_a_place_counts_its_way() -> None:
    place = Place()
    assert place.path() == "$"
    paths = []
    for depth in (0, 1, 2, 2, 1, 0, 1):
        place.step(depth, None)
        paths.append(place.path())
    assert paths == [
        "$", "$.members[0]", "$.members[0].members[0]", "$.members[0].members[1]", "$.members[1]", "$[1]", "$[1].members[0]",
    ]  # fmt: skip


def test_the_first_problem_can_be_an_error() -> None:
    report = Report("raise")
    report.lose("title", "x", "a loss is none")
    report.note("decided", "nor is this")
    report.source = "f"
    with pytest.raises(InputError, match="f:4: doubtful"):
        report.note("problem", "doubtful", line=4)
    with pytest.raises(InputError):
        report.note("error", "unreadable")


def test_a_report_does_not_grow_with_the_input() -> None:
    report = Report()
    for number in range(Report.LIMIT * 3):
        report.lose("extras", f"place {number}", "x" * 10_000, code="dropped")
    assert len(report.findings) <= Report.LIMIT + 1
    assert report.losses == Report.LIMIT * 3
    assert len(json.dumps(report.to_json())) < Report.LIMIT * 800


def test_reports_are_merged() -> None:
    one, two = Report(), Report()
    one.units, two.units = 2, 3
    one.lose("title", "x", "a")
    two.lose("title", "x", "b")
    two.lose("level", "y", "c")
    one.merge(two)
    assert (one.units, one.losses) == (5, 3)
    assert [(f.field, f.count, f.example) for f in one] == [("title", 2, "a"), ("level", 1, "c")]
    assert two.findings[0].count == 1


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain", "plain"),
        ("a\tb\x00", "a\\tb\\x00"),
        ("\u202eb", "\\u202eb"),
        ("x" * 300, "x" * 200 + "..."),
        (Date("circa 1950"), "circa 1950"),
        (Note("general", "words"), "words"),
        (Person("Kim"), "Kim"),
        (AgentLink(Person("Kim"), label="Creator:"), "Kim"),
        (Term("War"), "War"),
        (Extent("3 boxes"), "3 boxes"),
        (7, "7"),
        (Extent(quantity="3", unit="maps"), "3 maps"),
        (Extent(facets=("blue", "red")), "blue, red"),
        (Container("4", kind="Box"), "Box 4"),
        (Container(barcode="39001"), "39001"),
        (Repository(address=("1 High Street", "Rye")), "1 High Street, Rye"),
        (Extra("ead2002", "@type", "ruler"), "ruler"),
        (Revision(date=Date("2001")), "2001"),
        (("", Term("War"), Term("Peace")), "War, Peace"),
        (["a", ["b"]], "a, b"),
        ({"b", "a"}, "a, b"),
        ({"kind": "x", "none": None}, "kind: x"),
        (b"a\xff", "a\\xff"),
        (True, "yes"),
        (False, "no"),
        ((), ""),
    ],
)
def test_examples_show_words(value: object, shown: str) -> None:
    report = Report()
    report.lose("f", "t", value)
    assert report.findings[0].example == shown


_NEEDED = {"Note": {"kind": "general"}, "Relation": {"kind": "part_of"}, "Extra": {"format": "f", "place": "p"}}
_VALUES = {
    "dates": Date("1900-1980"),
    "date": Date("1900-1980"),
    "published": Date("1900-1980"),
    "latitude": 50.5,
    "part_of": parts.Place("Sussex"),
    "identifiers": (Identifier("n1"),),
    "agent": Person("Kim"),
}


def _one_attribute_each() -> Iterator[tuple[str, str]]:
    for name in parts.__all__:
        for field in attrs.fields(getattr(parts, name)):
            if field.name not in ("extras", "parallel", "approximate", "audience"):
                yield name, field.name


@pytest.mark.parametrize(("name", "field"), list(_one_attribute_each()))
def test_an_example_never_shows_how_python_writes_a_value(name: str, field: str) -> None:
    cls = getattr(parts, name)
    value = _VALUES.get(field, "words")
    for given in (value, (value,)):
        try:
            part = cls(**{**_NEEDED.get(name, {}), field: given})
        except (TypeError, ModelError):
            continue
        report = Report()
        report.lose("f", "t", part)
        example = report.findings[0].example
        assert example
        assert name not in example
        assert not set("()=[]") & set(example)


def test_plain_data_is_complete(tmp_path: Path) -> None:
    report = Report()
    report.units = 1
    report.lose("title", "x", "a")
    data = json.loads(json.dumps(report.to_json()))
    assert data["schema"] == SCHEMA
    assert re.fullmatch(r"[a-z-]+/[0-9]+", SCHEMA)
    assert data["counts"] == {"units": 1, "losses": 1, "partial": 1}
    assert set(data["findings"][0]) == {
        "class", "severity", "code", "message", "source", "line", "column", "path", "field", "target", "count", "example", "title",
    }  # fmt: skip


def test_each_is_told_of_every_single_one() -> None:
    every: list[Finding] = []
    report = Report(each=every.append)
    for number in range(Report.LIMIT + 5):
        report.lose("dates", f"dc:{number}", number)
    report.note("problem", "twice", line=3, count=2)
    report.note("problem", "twice", line=9)
    assert len(report.findings) < len(every) == Report.LIMIT + 7
    assert [(finding.target, finding.example) for finding in every[:2]] == [("dc:0", "0"), ("dc:1", "1")]
    assert [(finding.line, finding.count) for finding in every[-2:]] == [(3, 2), (9, 1)]
    assert sum(finding.count for finding in every) == sum(finding.count for finding in report.findings)


@pytest.mark.parametrize("format", ["json", "jsonld", "dc", "dcterms", "ead2002", "ead3", "ead4", "csv"])
def test_a_loss_stands_where_its_unit_stands(format: str) -> None:
    """Although a writer looks ahead before it begins."""
    odd = Extra("elsewhere", "x", "y")
    units = [Document(f"d{number}", title="T", extras=(odd,) * (number == 0)) for number in range(3)]
    every: list[Finding] = []
    nodes = [Node(0, unit, 10 + number) for number, unit in enumerate(units)]
    options = {"more": False} if format == "csv" else {}
    write(nodes, io.BytesIO(), format=format, report=Report(each=every.append), **options)
    lost = [(finding.line, finding.path) for finding in every if finding.field == "extras"]
    assert lost == ([] if format == "json" else [(10, "$")])
