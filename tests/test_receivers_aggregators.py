"""Aggregators: each of their rules on the smallest file that breaks it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

import docmeta
from docmeta.receivers import receivers
from docmeta.receivers.dpla import RULES as INGEST
from docmeta.receivers.europeana import RULES as EDM

[EUROPEANA] = receivers("europeana")
[DPLA] = receivers("dpla")
_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "edm": "http://www.europeana.eu/schemas/edm/",
    "ore": "http://www.openarchives.org/ore/terms/", "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#", "cc": "http://creativecommons.org/ns#", "odrl": "http://www.w3.org/ns/odrl/2/",
}  # fmt: skip
RDF = "<rdf:RDF " + " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items()) + ">"
THING = '<edm:ProvidedCHO rdf:about="#1"><dc:title>A</dc:title><dc:type>Letter</dc:type><edm:type>IMAGE</edm:type></edm:ProvidedCHO>'
AGGREGATION = (
    '<ore:Aggregation rdf:about="#a"><edm:aggregatedCHO rdf:resource="#1"/><edm:dataProvider>A</edm:dataProvider>'
    '<edm:isShownAt rdf:resource="https://example.org/1"/><edm:provider>A</edm:provider>'
    '<edm:rights rdf:resource="http://rightsstatements.org/vocab/InC/1.0/"/></ore:Aggregation>'
)
OWN = '<edm:rights rdf:resource="https://example.org/own"/>'
LICENCE = '<cc:License rdf:about="https://example.org/own"><odrl:inheritFrom rdf:resource="http://rightsstatements.org/vocab/InC/1.0/"/></cc:License>'


def judged(body: str) -> list[str]:
    found = EUROPEANA.arriving(io.BytesIO(f"{RDF}{body}</rdf:RDF>".encode()))
    return [one.rule.id.removeprefix("EDM-") for one in found if one.rule is not None]


def changed(old: str, new: str) -> str:
    body = THING + AGGREGATION
    assert re.search(old, body)
    return re.sub(old, new, body)


def test_a_record_that_lacks_nothing_is_taken() -> None:
    found = list(EUROPEANA.arriving(io.BytesIO(f"{RDF}{THING}{AGGREGATION}</rdf:RDF>".encode())))
    assert [(one.outcome, one.what, one.said) for one in found] == [
        ("created", "edm:ProvidedCHO", "A"),
        ("created", "ore:Aggregation", "#a"),
    ]
    assert judged(LICENCE + changed(r"<edm:rights[^>]*>", OWN)) == []


BROKEN = {
    "NONE": "",
    "TITLE": changed("<dc:title>A</dc:title>", ""),
    "ABOUT": changed("<dc:type>Letter</dc:type>", ""),
    "TYPE": changed("<edm:type>IMAGE</edm:type>", "<edm:type>Photograph</edm:type>"),
    "LANGUAGE": changed("IMAGE", "TEXT"),
    "SHOWN": changed("<edm:isShownAt[^>]*>", ""),
    "PROVIDER": changed("<edm:provider>A</edm:provider>", ""),
    "HOLDER": changed("<edm:dataProvider>A</edm:dataProvider>", ""),
    "RIGHTS": changed("<edm:rights[^>]*>", ""),
    "STATEMENT": changed("vocab/InC/", "vocab/NoC-US/"),
    "PAIR": THING,
    "TWICE": THING + AGGREGATION + THING,
    "NO-ADDRESS": changed(' rdf:about="#a"', ""),
    "CLASS": THING + AGGREGATION + '<skos:Collection rdf:about="#c"/>',
    "ELEMENT": changed("<dc:title>", "<dcterms:modified>2020</dcterms:modified><dc:title>"),
    "ORDER": changed("(<edm:isShownAt[^>]*>)(<edm:provider>A</edm:provider>)", r"\2\1"),
    "ONCE": changed("(<edm:isShownAt[^>]*>)", r"\1\1"),
    "WORDS": changed("<dc:title>", '<dc:title rdf:resource="https://example.org/t"/><dc:title>'),
    "REFERENCE": changed("<edm:isShownAt[^>]*>", "<edm:isShownAt>https://example.org/1</edm:isShownAt>"),
    "BOTH": changed("<dc:type>", '<dc:type rdf:resource="https://example.org/t">'),
    "LANG": changed("<dc:title>", '<dc:title xml:lang="">'),
    "EMPTY": changed("<dc:title>", "<dc:subject/><dc:title>"),
}


@pytest.mark.parametrize("rule", EDM)
def test_each_rule_of_europeana_finds_what_it_is_about(rule: str) -> None:
    assert rule in judged(BROKEN[rule])


GOOD: dict[str, Any] = {
    "_id": "hub--1",
    "_source": {
        "id": "0" * 32, "dataProvider": "City Archive", "isShownAt": "https://example.org/1",
        "rights": "http://rightsstatements.org/vocab/NoC-US/1.0/", "sourceResource": {"title": ["A"]},
    },
}  # fmt: skip


def ingested(data: bytes) -> list[str]:
    found = DPLA.arriving(io.BytesIO(data))
    return [one.rule.id.removeprefix("DPLA-INGEST-") for one in found if one.rule is not None]


def line(*, _id: Any = "hub--1", thing: dict[str, Any] | None = None, **source: Any) -> bytes:
    made = {"_id": _id, "_source": {**GOOD["_source"], **source}}
    if thing is not None:
        made["_source"]["sourceResource"] = {**GOOD["_source"]["sourceResource"], **thing}
    return json.dumps(made).encode() + b"\n"


def test_a_line_that_lacks_nothing_is_ingested() -> None:
    found = list(DPLA.arriving(io.BytesIO(line())))
    assert [(one.outcome, one.what, one.said) for one in found] == [("created", "record", "A")]
    assert ingested(line(rights=None, thing={"rights": ["Ask us."]})) == []


UNREAD = {
    "LINE": b"no json\n",
    "ID": line(_id=None),
    "DPLA-ID": line(id=None),
    "TWICE": line() + line(),
    "TITLE": line(thing={"title": []}),
    "RIGHTS": line(rights=None),
    "STATEMENT": line(rights="https://rightsstatements.org/page/InC/1.0/"),
    "HOLDER": line(dataProvider=None),
    "HOLDER-WORDS": line(dataProvider={"@id": "http://example.org", "name": "City Archive"}),
    "SHOWN": line(isShownAt=None),
    "HOST": line(isShownAt="http://192.0.2.1/1"),
    "PICTURE": line(object="http://192.0.2.1/1.jpg"),
    "SHAPE": line(thing={"subject": ["Ships"]}),
}


@pytest.mark.parametrize("rule", INGEST)
def test_each_rule_of_dpla_finds_what_it_is_about(rule: str) -> None:
    assert rule in ingested(UNREAD[rule])


def test_a_file_that_only_declares_the_namespace_is_no_edm(tmp_path: Path) -> None:
    path = tmp_path / "records.xml"
    path.write_text(
        '<records xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:edm="http://www.europeana.eu/schemas/edm/">'
        "<record><dc:title>A</dc:title></record></records>"
    )
    assert {one.rule for one in docmeta.check(path, profile="europeana")} >= {
        "EDM-2",
        "EDM-3",
        "EDM-5",
        "EDM-6",
        "EDM-7",
    }
    path.write_text(f"{RDF}</rdf:RDF>")
    assert docmeta.check(path, profile="europeana")
