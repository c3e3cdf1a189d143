"""DPLA's records keep the contract of formats, as lines and as one document."""

from __future__ import annotations

from docmeta.testing import FormatContract

_TRIALS = {"rights": ("http://creativecommons.org/publicdomain/mark/1.0/", "https://example.org/own-licence")}


class TestLines(FormatContract):
    format = "dpla"
    depth = 1_000
    many = 500
    trials = _TRIALS


class TestGraph(FormatContract):
    format = "dpla"
    options = {"envelope": "graph", "records": "all", "hub": "region", "data_provider": "City Archive"}
    depth = 1_000
    many = 500
    trials = _TRIALS
