"""Archivematica's table keeps the contract of formats, in both sets of elements."""

from __future__ import annotations

from docmeta.testing import FormatContract

#: `several` has a test of its own: it needs files that share a folder.
_TRIALS = {"folder": ("scans", "../outside"), "several": ()}


class TestElements(FormatContract):
    format = "archivematica"
    depth = 1_000
    many = 500
    late = True
    trials = _TRIALS


class TestTerms(FormatContract):
    format = "archivematica"
    options = {"elements": "qualified", "inherit": True}
    depth = 1_000
    many = 500
    late = True
    trials = _TRIALS
