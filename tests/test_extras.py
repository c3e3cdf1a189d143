"""Extras: what says something of what is described, and what is bookkeeping of the source's own format."""

from __future__ import annotations

import io

import pytest

import docmeta
from docmeta import Document, Report
from docmeta.crosswalk import extra_code
from docmeta.model import Extent, Extra
from docmeta.text import of_markup

BOOKKEEPING = [
    ("did/unittitle/@encodinganalog", "245"), ("scopecontent/@id", "ref7"), ("@relatedencoding", "MARC"), ("@audience", "external"),
    ("dsc/c01", "<c01/>"), ("dsc", '<dsc type="combined"/>'), ("frontmatter", "<frontmatter><div><p/> </div></frontmatter>"),
    ("did/unitdate", '<unitdate normal=""/>'),
]  # fmt: skip
CONTENT = [
    ("@audience", "internal"), ("did/unittitle/@label", "Title:"), ("@href", "https://example.org/1"),
    ("dsc", "<dsc><head>Boxes</head></dsc>"),
    ("did/unitdate", '<unitdate normal="1951"/>'), ("odd", "<odd"), ("duration", "PT90M"), ("odd", "a < b >"),
]  # fmt: skip
TARGETS = ["csv", "csv-aspace", "csv-atom", "dc", "dcterms", "edm", "jsonld", "marcxml", "mods"]


@pytest.mark.parametrize(("place", "content"), BOOKKEEPING)
def test_bookkeeping_is_not_lost(place: str, content: str) -> None:
    assert extra_code(Extra("ead2002", place, content)) == "changed"


@pytest.mark.parametrize(("place", "content"), CONTENT)
def test_what_says_something_is_lost(place: str, content: str) -> None:
    assert extra_code(Extra("ead2002", place, content)) == "dropped"


@pytest.mark.parametrize("target", TARGETS)
def test_every_format_tells_the_two_apart(target: str) -> None:
    extras = [Extra("ead2002", "@id", "a1"), Extra("ead2002", "odd", "<odd><p>Mouldy.</p></odd>")]
    report = Report()
    options = {"more": False} if target == "csv" else {}
    docmeta.dump(
        Document("d", title="T", level="item", extras=extras), io.BytesIO(), format=target, report=report, **options
    )
    found = [(finding.code, finding.count) for finding in report.findings if finding.field == "extras"]
    assert sorted(found) == [("changed", 1), ("dropped", 1)]


@pytest.mark.parametrize("target", ["csv-aspace", "csv-atom"])
def test_of_markup_only_where_its_links_lead_is_lost(target: str) -> None:
    codes = []
    for title in ("<emph>Log</emph> of 1901", '<ref href="https://example.org/log">Log</ref> of 1901'):
        report = Report()
        docmeta.dump(Document("d", title=of_markup(title), level="item"), io.BytesIO(), format=target, report=report)
        codes += [finding.code for finding in report.findings if finding.field == "title"]
    assert codes == ["changed", "partial"]


@pytest.mark.parametrize("target", ["dc", "edm", "jsonld", "marcxml", "mods"])
def test_the_form_of_a_part_in_the_source_is_not_lost(target: str) -> None:
    """A physical description that stood in words alone is none the less wholly said."""
    extent = Extent("3 boxes", quantity="3", unit="boxes", extras=[Extra("ead2002", "physdesc/text()", "bare")])
    report = Report()
    docmeta.dump(Document("d", title="T", level="item", extents=[extent]), io.BytesIO(), format=target, report=report)
    assert {finding.code for finding in report.findings if finding.field == "extents"} <= {"changed"}
