"""Both formats of Dublin Core keep the contract of formats, in every envelope."""

from __future__ import annotations

from docmeta.testing import FormatContract


class TestSimple(FormatContract):
    format = "dc"
    flat = True


class TestQualified(FormatContract):
    format = "dcterms"
    flat = True


class TestSimpleInRdf(FormatContract):
    format = "dc"
    options = {"envelope": "rdf"}
    depth = 1_000
    many = 500
    flat = True


class TestQualifiedInRdf(FormatContract):
    format = "dcterms"
    options = {"envelope": "rdf"}
    depth = 1_000
    many = 500
    flat = True


class TestSimpleInRecords(FormatContract):
    format = "dc"
    options = {"envelope": "records", "indent": False}
    depth = 1_000
    many = 500
    flat = True
