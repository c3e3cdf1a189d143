"""Rows of tables that are no records: headings of sections, and totals."""

from __future__ import annotations

import io

import pytest

import docmeta
from docmeta import Report

BOXES = """Box,Folder,Title,Date
SERIES I: LETTERS,,,
1,1,To Ann,1920
1,2,To Bob,1921
SERIES II: MAPS,,,
2,1,Rye,1930
"""
TITLED = """Box,Folder,Title,Date
,,Series I. Letters,
1,1,To Ann,1920
,,Subseries A. Family,
1,2,To Bob,1921
,,Series II. Maps,
2,1,Rye,1930
"""


def outline(table: str, report: Report | None = None) -> list[tuple[int, str, str | None]]:
    nodes = docmeta.read(io.BytesIO(table.encode()), format="csv", report=report or Report())
    return [(node.depth, str(node.unit.title), node.unit.level) for node in nodes]


def test_rows_stand_below_the_heading_of_their_section() -> None:
    report = Report()
    assert outline(BOXES, report) == [
        (0, "SERIES I: LETTERS", "series"), (1, "To Ann", None), (1, "To Bob", None),
        (0, "SERIES II: MAPS", "series"), (1, "Rye", None),
    ]  # fmt: skip
    assert any(finding.target == "headings" for finding in report.findings)
    first = next(docmeta.read(io.BytesIO(BOXES.encode()), format="csv")).unit
    assert not first.containers


def test_headings_that_name_their_level_contain_each_other() -> None:
    assert outline(TITLED) == [
        (0, "Series I. Letters", "series"), (1, "To Ann", None), (1, "Subseries A. Family", "subseries"), (2, "To Bob", None),
        (0, "Series II. Maps", "series"), (1, "Rye", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        "Title,Date,Box\nLetters,,\nMaps,1930,1\nPlans,1931,1\n",  # a record with nothing more than a title
        "Title,Date,Box\nLETTERS,,\nMAPS,1930,1\n",  # all titles are in capitals
        "Identifier,Title,Date\nMSS 45,,\nMSS 46,Maps,1930\n",
        "Title,Date,Box\nMaps,1930,1\nCompiled by Ann,,\n",  # no row follows
        "Title,Date,Box\nLetters\nMaps\nPlans\n",
    ],
)
def test_a_row_that_may_be_a_record_is_one(table: str) -> None:
    assert {depth for depth, _, _ in outline(table)} == {0}


@pytest.mark.parametrize(
    "row",
    [
        "Total,,4 items",
        "TOTAL,,32",
        "Summe,,32",
        ",,Total: 4 folders",
        'Gesamtumfang,,"3,5 m"',
        "Grand total,2,3",
        "合計,,12",
    ],
)
def test_a_row_of_totals_is_no_record_and_is_reported(row: str) -> None:
    report = Report()
    assert [title for _, title, _ in outline(f"Title,Date,Extent\nMaps,1930,1 box\n{row}\n", report)] == ["Maps"]
    assert [finding.line for finding in report.findings if finding.target == "total"] == [3]


@pytest.mark.parametrize(
    "row", ["Total war,1942,1 box", "Total,no date,1 box", "Totals ledger,1942,3", "Summe der Theologie,,2"]
)
def test_a_title_that_begins_like_a_total_is_a_record(row: str) -> None:
    assert len(outline(f"Title,Date,Extent\nMaps,1930,1 box\n{row}\n")) == 2


@pytest.mark.parametrize(
    ("levels", "depths"),
    [
        ("Fonds|Series|File|File|Series", [0, 1, 2, 2, 1]),
        ("Collection|Item|Collection|Item|Item", [0, 1, 0, 1, 1]),
        ("Collection|Collection|Item|Collection|Collection", [0, 0, 0, 0, 0]),
        ("Series|File|Series|Series|Series", [0, 1, 0, 0, 0]),
    ],
)
def test_levels_make_a_tree_only_where_most_of_the_highest_have_parts(levels: str, depths: list[int]) -> None:
    rows = "".join(f"T{at},{level}\n" for at, level in enumerate(levels.split("|")))
    assert [depth for depth, _, _ in outline(f"Title,Level\n{rows}")] == depths


def test_sections_become_a_finding_aid_that_is_read_without_a_doubt() -> None:
    out, report = io.BytesIO(), Report()
    docmeta.convert(io.BytesIO(BOXES.encode()), out, from_="csv", to="ead3")
    nodes = list(docmeta.read(out.getvalue(), report=report))
    assert [str(node.unit.title) for node in nodes] == [
        "SERIES I: LETTERS",
        "To Ann",
        "To Bob",
        "SERIES II: MAPS",
        "Rye",
    ]
    assert [finding.message for finding in report.findings if finding.code == "problem"] == []
