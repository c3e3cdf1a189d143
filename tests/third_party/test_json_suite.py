"""A suite of JSON texts on which parsers disagree, through docmeta's own JSON layer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docmeta import DocmetaError
from docmeta.json import text as jsontext
from docmeta_json import lines

#: Where docmeta is stricter than the suite requires, and why.
STRICTER = {
    "y_object_duplicated_key.json": "a duplicate key loses one of its values in silence",
}


def cases(shared: Path) -> list[tuple[str, str, bytes]]:
    folder = shared / "suites" / "json-testsuite"
    listed = json.loads((folder / "cases.json").read_text("utf-8"))
    return [(Path(case["file"]).name, case["expect"], (folder / case["file"]).read_bytes()) for case in listed]


@pytest.mark.parametrize("way", ["careful", "fast"])
def test_the_suite(shared: Path, way: str) -> None:
    found = cases(shared)
    assert len(found) > 150
    decode = lines.careful if way == "careful" else lines.decoder()
    differing, refusals = {}, []
    for name, expected, data in found:
        try:
            decode(data, 1)
            outcome = "accept"
        except DocmetaError as error:
            outcome = "reject"
            refusals.append(error)
        if expected not in (outcome, "either"):
            differing[name] = outcome
    assert differing == dict.fromkeys(STRICTER, "reject")
    assert all(error.line is not None and len(str(error)) < 1_000 for error in refusals)


def test_what_is_accepted_has_the_value_that_the_standard_library_gives(shared: Path) -> None:
    for name, expected, data in cases(shared):
        if expected == "accept" and name not in STRICTER:
            assert jsontext.loads(data) == json.loads(data), name


def test_what_is_cut_anywhere_asks_for_more_or_is_a_fault(shared: Path) -> None:
    for name, expected, data in cases(shared):
        text = data.decode("utf-8", "replace").strip()
        if expected != "accept" or len(text) > 200:
            continue
        for cut in range(1, len(text)):
            try:
                value, end = jsontext.scan(text[:cut], 0, final=False)
            except (jsontext.Incomplete, jsontext.Fault):
                continue
            assert text[:cut].startswith(text[:end]), (name, cut, value)
            assert end <= cut - 3, (name, cut, value)
