"""Harvesters and schema.org processors: each rule on the smallest file that breaks it, and that our writers do not break them."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from tests.strategies import collections

import docmeta
from docmeta import Collection
from docmeta.receivers import receivers

[HARVESTER] = receivers("aggregator")
[SCHEMA_ORG] = receivers("schema-org")

GOOD = "<dc:title>A</dc:title><dc:identifier>https://example.org/1</dc:identifier>"


def oai(
    elements: str = GOOD,
    header: str = "<identifier>oai:x:1</identifier><datestamp>2020-01-01</datestamp>",
    more: str = "",
) -> bytes:
    one = (
        f'<record><header>{header}</header><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{elements}</oai_dc:dc></metadata></record>'
    )
    return f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{one}{more or ""}</ListRecords></OAI-PMH>'.encode()


def harvested(data: bytes) -> set[str]:
    return {one.rule.id for one in HARVESTER.arriving(io.BytesIO(data)) if one.rule is not None}


def test_a_good_record_arrives() -> None:
    verdicts = list(HARVESTER.arriving(io.BytesIO(oai())))
    assert [(one.outcome, one.what, one.said) for one in verdicts] == [
        ("created", "record", "A"), ("created", "title", "A"), ("created", "identifier", "https://example.org/1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (oai(header="<identifier/><datestamp>2020-01-01</datestamp>"), "NO-ID"),
        (oai(header="<identifier>a</identifier><datestamp>1970-01-01T00:00:00Z</datestamp>"), "STAMP"),
        (oai(header="<identifier>a</identifier><datestamp>yesterday</datestamp>"), "STAMP"),
        (oai(GOOD + "<dc:provenance>x</dc:provenance>"), "ELEMENT"),
        (oai(GOOD + "<dc:subject/>"), "EMPTY"),
        (oai("<dc:identifier>https://example.org/1</dc:identifier>"), "TITLE"),
        (oai("<dc:title>A</dc:title><dc:identifier>MS 1</dc:identifier>"), "ADDRESS"),
        (oai(GOOD + "<dc:identifier>Roe papers, City Archive.</dc:identifier>"), "PROSE"),
        (oai(GOOD + "<dc:language>English</dc:language>"), "LANGUAGE"),
        (oai(GOOD + '<dc:subject xml:lang="eng">x</dc:subject>'), "LANG"),
        (oai(GOOD + "<dc:date>1900~/2007~</dc:date>"), "DATE"),
        (oai(GOOD + "<dc:date>{1955,1958}</dc:date>"), "DATE"),
        (oai(GOOD + "<dc:date>195X</dc:date>"), "DATE"),
    ],
)
def test_each_rule_of_a_harvester(data: bytes, rule: str) -> None:
    assert harvested(data) == {f"HARVEST-{rule}"}


@pytest.mark.parametrize(
    "date",
    [
        "[between 1781 and 1783]", "[June-July 1782]", "1953/2001", "1950s", "1900?", "[1900?]", "[188-?]", "18??", "[?2]4 March",
        "1915, 19?3", "/010/25-26, 1984",
    ],
)  # fmt: skip
def test_dates_that_people_write_are_no_edtf(date: str) -> None:
    assert not harvested(oai(GOOD + f"<dc:date>{date}</dc:date>"))


@pytest.mark.parametrize("date", ["1900?/1910?", "/1910", "1984?/2004~", "[1667,1668,1670..1672]", "18XX, 1910~"])
def test_dates_in_the_notation_of_edtf_are_shown_as_they_stand(date: str) -> None:
    assert harvested(oai(GOOD + f"<dc:date>{date}</dc:date>")) == {"HARVEST-DATE"}


@pytest.mark.parametrize(
    "code", ["II A-5.", "AVP RF, fond 0102, opis 12, papka 68, delo 4", "Board of Trade of Rye, box 7"]
)
def test_codes_that_hold_words_are_identifiers(code: str) -> None:
    assert not harvested(oai(GOOD + f"<dc:identifier>{code}</dc:identifier>"))


def test_of_two_records_with_one_identifier_a_harvester_keeps_one() -> None:
    again = oai().decode().partition("<ListRecords>")[2].partition("</ListRecords>")[0]
    assert harvested(oai(more=again)) == {"HARVEST-TWICE"}


def processed(**more: Any) -> set[str]:
    data = {
        "@context": "https://schema.org",
        "@type": "Collection",
        "@id": "https://example.org/1",
        "name": "A",
        **more,
    }
    found = SCHEMA_ORG.arriving(io.BytesIO(json.dumps(data).encode()))
    return {one.rule.id for one in found if one.rule is not None}


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"name": ""}, "NAME"), ({"@id": None}, "ID"), ({"creator": "Ann Roe"}, "ENTITY"),
        ({"creator": {"@type": "Person", "birthDate": "1912"}}, "NAMELESS"),
        ({"subjectOf": {"@type": "CreativeWork", "author": {"name": "Ann"}}}, "UNTYPED"),
        ({"dateCreated": "circa 1950"}, "DATE"), ({"url": "javascript:alert(1)"}, "SCRIPT"), ({"description": ""}, "EMPTY"),
        ({"hasPart": [{"@id": "#a", "name": "x"}, {"@id": "#a", "name": "y"}]}, "TWICE"),
    ],
)  # fmt: skip
def test_each_rule_of_schema_org(more: dict[str, Any], rule: str) -> None:
    assert f"SCHEMAORG-{rule}" in processed(**more)
    assert not processed()


@settings(max_examples=40)
@given(collections())
def test_nothing_that_is_written_for_a_harvester_is_refused_or_misread(tree: Collection) -> None:
    assume(tree.audience != "internal")  # nothing of it is written
    out = io.BytesIO()
    docmeta.dump(tree, out, format="dc", envelope="oai", base_uri="https://example.org/")
    found = list(HARVESTER.arriving(io.BytesIO(out.getvalue())))
    spoiled = {one.rule.id for one in found if one.rule is not None and one.outcome in ("refused", "misread")}
    assert spoiled <= {"HARVEST-DATE"}, "only what words cannot say"
    assert not {"HARVEST-TWICE", "HARVEST-ADDRESS"} & {one.rule.id for one in found if one.rule is not None}


@settings(max_examples=40)
@given(collections())
def test_nothing_that_is_written_as_schema_org_is_refused_or_misread(tree: Collection) -> None:
    assume(tree.audience != "internal")  # nothing of it is written
    out = io.BytesIO()
    docmeta.dump(tree, out, format="jsonld", base_uri="https://example.org/")
    found = [one for one in SCHEMA_ORG.arriving(io.BytesIO(out.getvalue())) if one.rule is not None]
    assert {one.rule.id for one in found if one.rule and one.outcome in ("refused", "misread")} <= set()


def test_the_profiles_judge_the_file_by_the_rules() -> None:
    problems = docmeta.check(oai(GOOD + "<dc:date>195X</dc:date>"), profile="oai-pmh")
    protocol = ["OAIPMH-PLACE", "OAIPMH-DATE", "OAIPMH-REQUEST"]  # of the answer around the record
    assert [problem.rule for problem in problems] == [*protocol, "HARVEST-DATE"]
    data = b'{"@context": "https://schema.org", "@type": "Collection", "name": "A", "creator": "Ann"}'
    assert {problem.rule for problem in docmeta.check(data, profile="schema-org")} == {
        "SCHEMAORG-ENTITY",
        "SCHEMAORG-ID",
    }
