"""Strings, rows and data frames."""

from __future__ import annotations

import datetime
import subprocess
import sys
from typing import Any

import pytest

import docmeta
from docmeta import Collection, Document, InputError, Node, OptionError, Report
from docmeta.rows import from_dicts, to_dataframe, to_dicts

PAPERS = Collection(
    "c1",
    title="Papers",
    dates="1940-1950",
    members=[
        Document("d1", title="Telegram", subjects=["Korea", "a|b"]),
        Document("d2", title="Secret", audience="internal"),
    ],
)


@pytest.mark.parametrize("format", ["json", "jsonl", "ead3", "csv"])
def test_what_is_written_to_a_string_reads_back(format: str) -> None:
    text = docmeta.dumps(PAPERS, format=format, include_internal=True)
    assert docmeta.loads(text, format=format).find("d1").title == "Telegram"
    assert docmeta.loads(text.encode()).title == "Papers"


def test_a_workbook_is_no_string() -> None:
    with pytest.raises(OptionError, match="xlsx is no text"):
        docmeta.dumps(PAPERS, format="xlsx")


def test_rows_have_the_columns_that_hold_something_and_nothing_internal() -> None:
    rows = PAPERS.to_dicts()
    assert [row["title"] for row in rows] == ["Papers", "Telegram"]
    assert "extents" not in rows[0]
    assert len(PAPERS.to_dicts(include_internal=True)) == 3
    assert list(to_dicts([Node(0, Document("d"))], columns=["id", "title"])[0]) == ["id", "title"]


def test_rows_of_ours_read_back() -> None:
    again = Collection.from_dicts(PAPERS.to_dicts(include_internal=True))
    assert again == PAPERS


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (1951, "1951"), (1951.0, "1951"), (datetime.date(1951, 11, 19), "1951-11-19"), ("n.d.", "n.d."), (None, None),
        (float("nan"), None),
    ],
)  # fmt: skip
def test_cells_of_every_type(cell: Any, kept: str | None) -> None:
    unit = from_dicts([{"id": "a", "title": "A", "dates": cell}]).members[0]
    assert [str(date) for date in unit.dates] == ([] if kept is None else [kept])


@pytest.mark.parametrize("given", [["Korea", "War"], ("Korea", "War"), {"War", "Korea"}])
def test_a_list_in_a_cell_is_several_values(given: Any) -> None:
    unit = from_dicts([{"Nr": "a", "What": "A", "About": given}], id="Nr", title="What", subjects="About").members[0]
    assert [term.term for term in unit.subjects] == ["Korea", "War"]


def test_a_column_that_no_row_has_is_named() -> None:
    with pytest.raises(OptionError, match="no row has the column 'Titel'; there are: a, b"):
        from_dicts([{"a": 1, "b": 2}], title="Titel")


def test_no_rows_are_an_error() -> None:
    with pytest.raises(InputError):
        from_dicts([])


def test_rows_need_not_have_the_same_keys() -> None:
    report = Report()
    papers = from_dicts(
        [{"id": "c", "title": "C"}, {"id": "d", "up": "c", "subjects": "x"}], parent="up", report=report
    )
    assert papers.members[0].subjects[0].term == "x"
    assert not report.losses


def test_a_data_frame_needs_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docmeta.rows.find_spec", lambda name: None)
    with pytest.raises(OptionError, match="pip install pandas"):
        PAPERS.to_dataframe()
    with pytest.raises(OptionError, match="needs polars"):
        PAPERS.to_dataframe(library="polars")


def test_a_data_frame_is_made_of_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    class Frames:
        DataFrame = staticmethod(lambda rows: ("frame", rows))

    monkeypatch.setattr("docmeta.rows.find_spec", lambda name: name == "polars")
    monkeypatch.setattr("docmeta.rows.import_module", lambda name: Frames if name == "polars" else None)
    assert to_dataframe(PAPERS) == ("frame", PAPERS.to_dicts())


def test_walking_and_finding() -> None:
    deep: Any = Document("leaf")
    for number in range(5_000):
        deep = Collection(f"c{number}", members=(deep,))
    assert len(list(deep.walk())) == 5_001
    assert deep.find("leaf").id == "leaf"
    with pytest.raises(KeyError):
        deep.find("absent")


def test_the_repr_of_a_large_collection_is_one_line() -> None:
    large = Collection(
        "c" * 500,
        title="T" * 5_000,
        subjects=[f"s{number}" for number in range(1_000)],
        members=[Document("d")] * 1_000,
    )
    assert len(repr(large)) < 200
    assert repr(large).endswith("subjects=<1000>, members=<1000>)")


def test_only_public_names_are_shown() -> None:
    assert dir(docmeta) == sorted(docmeta.__all__)


def test_python_dash_m() -> None:
    done = subprocess.run([sys.executable, "-m", "docmeta", "--version"], capture_output=True, text=True, check=True)
    assert docmeta.__version__ in done.stdout
