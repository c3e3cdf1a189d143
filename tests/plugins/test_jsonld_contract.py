"""JSON-LD keeps the contract of formats, in every form."""

from __future__ import annotations

from docmeta.testing import FormatContract


class TestNested(FormatContract):
    format = "jsonld"


class TestGraph(FormatContract):
    format = "jsonld"
    options = {"form": "graph"}
    depth = 20_000


class TestLines(FormatContract):
    format = "jsonld"
    options = {"form": "lines"}
    depth = 20_000


class TestForHtml(FormatContract):
    format = "jsonld"
    options = {"html": True, "indent": 2}
    depth = 2_000
    many = 500
