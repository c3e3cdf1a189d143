"""Both formats of Dublin Core keep the contract of formats, in every envelope."""

from __future__ import annotations

from docmeta.testing import FormatContract

#: The options that only matter for a static repository.
_STATIC = {"repository_name": (), "admin": ()}


class TestSimple(FormatContract):
    format = "dc"
    flat = True
    trials = _STATIC


class TestQualified(FormatContract):
    format = "dcterms"
    flat = True
    trials = _STATIC


class TestSimpleInRdf(FormatContract):
    format = "dc"
    options = {"envelope": "rdf"}
    depth = 1_000
    many = 500
    flat = True
    trials = _STATIC


class TestQualifiedInRdf(FormatContract):
    format = "dcterms"
    options = {"envelope": "rdf"}
    depth = 1_000
    many = 500
    flat = True
    trials = _STATIC


class TestSimpleInRecords(FormatContract):
    format = "dc"
    options = {"envelope": "records", "indent": False}
    depth = 1_000
    many = 500
    flat = True
    trials = _STATIC


class TestStatic(FormatContract):
    format = "dc"
    options = {
        "envelope": "static",
        "admin": "oai@archive.example.org",
        "request_url": "https://gateway.example.org/oai/archive.example.org/records.xml",
    }
    depth = 1_000
    many = 500
    flat = True
