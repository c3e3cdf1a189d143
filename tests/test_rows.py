"""Strings, rows and data frames."""

from __future__ import annotations

import datetime
import decimal
import io
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


@pytest.mark.parametrize("format", ["json", "jsonl", "ead3", "ead4", "csv"])
def test_what_is_written_to_a_string_reads_back(format: str) -> None:
    text = docmeta.dumps(PAPERS, format=format, include_internal=True)
    assert docmeta.loads(text, format=format).find("d1").title == "Telegram"
    assert docmeta.loads(text.encode()).title == "Papers"


def test_a_workbook_is_no_string() -> None:
    with pytest.raises(OptionError, match="xlsx is not a text format"):
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


@pytest.mark.parametrize(
    "value", ["a|b", "a;b", "a, b", "a\nb", "a\\|b", "a\\\\b", "a\x1fb", "a\x1e\x1fb", "x.jpg http://x.org/2"]
)
@pytest.mark.parametrize("field", ["subjects", "agents", "tags", "file", "other_titles", "scope and content"])
def test_nothing_else_separates_where_there_is_a_list(field: str, value: str) -> None:
    def values(cell: Any) -> list[str]:
        unit = from_dicts([{"Nr": "a", "What": "A", "About": cell}], id="Nr", title="What", **{field: "About"}).members[
            0
        ]
        parts = unit.subjects or unit.agents or unit.digital_objects or unit.other_titles or unit.notes
        said = [
            getattr(part, "term", None) or getattr(part, "uri", None) or getattr(part, "text", None) or part
            for part in parts
        ]
        said = [part.agent.name if isinstance(part, docmeta.model.AgentLink) else part for part in said]
        return [unit.description, *said] if unit.description else said

    assert values([value]) == [value]
    assert values([value, "c"]) == [value, "c"]


def test_columns_that_are_not_known_hold_lists_too() -> None:
    report = Report()
    unit = from_dicts(
        [{"id": "a", "title": "A", "Farbe": ["red|blue", "green"], "Geheim §private": ["x", "y"]}], report=report
    ).members[0]
    assert [extra.content for extra in unit.extras] == ["red|blue", "green"]
    assert [(note.text, note.audience) for note in unit.notes] == [("x", "internal"), ("y", "internal")]
    assert "control characters" not in {finding.target for finding in report.findings}


def test_rows_of_ours_hold_lists_beside_strings_with_separators() -> None:
    rows = Collection("c", members=[Document("d", title="a|b\\c")]).to_dicts()
    rows[1]["subjects"] = ["x|y"]
    unit = from_dicts(rows).members[0]
    assert (unit.title, [term.term for term in unit.subjects]) == ("a|b\\c", ["x|y"])


def test_a_control_character_separates_only_what_is_read() -> None:
    with pytest.raises(OptionError, match="only when a table is read"):
        docmeta.dumps(PAPERS, format="csv", separator="\x1f")


def test_cells_that_hold_every_control_character() -> None:
    every = "".join(map(chr, range(1, 32)))
    with pytest.raises(InputError, match="every control character"):
        from_dicts([{"id": "a", "title": every, "subjects": ["x"]}])


class Missing:
    """Like pandas' own: equal to nothing, and neither true nor false."""

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")


class Array(list[Any]):
    def tolist(self) -> list[Any]:
        return list(self)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (datetime.datetime(1951, 11, 19), "1951-11-19"),
        (datetime.datetime(1951, 11, 19, tzinfo=datetime.UTC), "1951-11-19"),
        (datetime.datetime(1951, 11, 19, 8, 30), "1951-11-19T08:30:00"),
        (decimal.Decimal("NaN"), ""), (decimal.Decimal("1951"), "1951"), (type("NAType", (Missing,), {})(), ""),
        (type("NaTType", (datetime.datetime,), {})(1, 1, 1, 1), ""), (Array(["1951"]), "1951"), ([None, float("nan"), "1951"], "1951"),
        ([], ""), (datetime.time(8, 30), "08:30:00"),
    ],
)  # fmt: skip
def test_cells_of_data_frames(cell: Any, kept: str) -> None:
    unit = from_dicts([{"id": "a", "title": "A", "dates": cell}]).members[0]
    assert [str(date) for date in unit.dates] == ([kept] if kept else [])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"id": "a", "title": "\ud800"}], r"row 1, column 'title': half of a character \(U\+D800\)"),
        (
            [{"id": "a"}, {"id": "b", "subjects": ["x", "\udcff"]}],
            r"row 2, column 'subjects': half of a character \(U\+DCFF\)",
        ),
        ([{"id": "a", "t\udc80": "x"}], r"column 't\\udc80': half of a character"),
        (
            [{"id": "a", "title": {"en": "A"}}],
            "row 1, column 'title': expected a string, a number, a date or a list, got 'dict'",
        ),
        ([{"id": "a", "title": b"A"}], "row 1, column 'title': expected a string"),
        ([{"id": "a", "title": [["A"]]}], "row 1, column 'title': a list within a list"),
    ],
)
def test_cells_that_are_no_text_are_named(rows: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(InputError, match=message):
        from_dicts(rows)


def test_a_string_that_is_no_text() -> None:
    with pytest.raises(InputError, match="line 2: half of a character"):
        docmeta.loads("id,title\na,\ud800\n")


@pytest.mark.parametrize("library", ["os", "docmeta", ""])
def test_a_data_frame_is_one_of_two_libraries(library: Any) -> None:
    with pytest.raises(OptionError, match="library: expected pandas or polars"):
        to_dataframe(PAPERS, library=library)


def test_a_cell_may_be_longer_than_the_csv_module_takes() -> None:
    prose = 'He said "so", '.strip() * 20_000
    (row,) = to_dicts([Node(0, Document("d", description=prose))])
    assert row["description"] == prose


def test_several_units_are_written_together() -> None:
    units = [Document("d1", title="Telegram"), Document("d2", title="Letter")]
    assert [unit.id for unit in docmeta.loads(docmeta.dumps(units, format="jsonl"), format="jsonl").members] == [
        "d1",
        "d2",
    ]


@pytest.mark.parametrize("wrong", [("a",), "a", None, 7, [Node(0, Document("d"))]])
def test_what_is_no_unit_is_refused_in_words(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"expected a Collection or a Document, got (str|NoneType|int|Node)"):
        docmeta.dump(wrong, io.BytesIO(), format="jsonl")


def test_units_in_place_of_nodes_are_refused_in_words() -> None:
    with pytest.raises(TypeError, match=r"expected nodes, as docmeta.walk\(unit\) makes them, got Document"):
        docmeta.write([Document("d")], io.BytesIO(), format="jsonl")  # type: ignore[list-item]
