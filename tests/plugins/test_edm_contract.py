"""EDM keeps the contract of formats, in each of its envelopes."""

from __future__ import annotations

from docmeta.testing import FormatContract

_GIVEN = {
    "provider": "Aggregator",
    "data_provider": "City Archive",
    "rights": "http://rightsstatements.org/vocab/InC/1.0/",
    "type": "IMAGE",
    "genre": "Record",
}
_TRIALS = {
    "rights": ("http://creativecommons.org/publicdomain/mark/1.0/", "https://example.org/own-licence"),
    "lang": ("de",),
    "language": ("no language",),
    "type": ("SOUND",),
    "timestamp": (),
    "request_url": (),
    "repository": (),
}


class TestEdm(FormatContract):
    format = "edm"
    depth = 1_000
    many = 500
    trials = _TRIALS


class TestEveryUnit(FormatContract):
    format = "edm"
    options = {**_GIVEN, "records": "all"}
    depth = 1_000
    many = 500
    trials = _TRIALS


class TestOaiPmh(FormatContract):
    format = "edm"
    options = {**_GIVEN, "envelope": "oai", "indent": False, "timestamp": "2026-01-31T12:00:00Z"}
    depth = 1_000
    many = 500
    trials = {
        **_TRIALS,
        "timestamp": ("2011-02-03T04:05:06Z",),
        "request_url": ("https://example.org/oai",),
        "repository": ("example.org",),
    }
