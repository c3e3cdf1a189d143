"""Spreadsheets: what their cells become, and what a workbook that means harm does not do."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from tests import strategies

from docmeta import Collection, Document, InputError, Node, OptionError, Report, dump, load, read, write
from docmeta.errors import LimitError, MissingExtraError
from docmeta_csv import sheets
from docmeta_csv.sniff import sniff_ods, sniff_xlsx

xlsxwriter = pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")


def workbook(rows: list[list[Any]], name: str = "Sheet1", *more: str) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(name)
    form = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, datetime(value.year, value.month, value.day), form)
            else:
                sheet.write(number, column, value)
    for other in more:
        book.add_worksheet(other).write_row(0, 0, ["id", "title"])
    book.close()
    return out.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_numbers_dates_and_truths_are_their_text() -> None:
    data = workbook([["id", "title", "dates", "extent", "shelf"], [7, "A", date(1951, 11, 19), 1.5, True]])
    unit = next(read(data, format="xlsx")).unit
    assert (unit.id, unit.dates[0].edtf, unit.extents[0].text) == ("7", "1951-11-19", "1.5")
    assert unit.extras[0].content == "true"


def test_a_sheet_is_chosen_by_its_name() -> None:
    data = workbook([["id", "title"], ["a", "One"]], "First", "Second")
    assert len(list(read(data, format="xlsx", sheet="First"))) == 1
    assert list(read(data, format="xlsx", sheet="Second")) == []
    with pytest.raises(OptionError, match="First, Second"):
        list(read(data, format="xlsx", sheet="Third"))


def test_rows_are_named_by_their_number_in_the_sheet() -> None:
    report = Report()
    data = workbook([[], ["id", "parent_id", "title"], ["a", "nobody", "One"], [], ["a", "", "Two"]])
    nodes = list(read(data, format="xlsx", report=report))
    assert [node.line for node in nodes] == [3, 5]
    assert {(finding.target, finding.line) for finding in report.findings if finding.code == "problem"} == {
        ("parent", 3),
        ("empty row", 4),
        ("id", 5),
    }


@settings(max_examples=15)
@given(strategies.streams(plain=True, depth=2))
def test_a_workbook_holds_what_a_table_holds(nodes: list[Node]) -> None:
    table, book = io.BytesIO(), io.BytesIO()
    write(nodes, table, format="csv", include_internal=True)
    report = write(nodes, book, format="xlsx", include_internal=True)
    if any(finding.code == "character" for finding in report.findings):
        return
    assert [node.unit for node in read(book.getvalue())] == [node.unit for node in read(table.getvalue(), format="csv")]


def test_the_same_bytes_each_time() -> None:
    papers = Collection("c", title="Papers", members=(Document("d", title="=1+1 'quoted"),))
    first, second = io.BytesIO(), io.BytesIO()
    dump(papers, first, format="xlsx")
    dump(papers, second, format="xlsx")
    assert first.getvalue() == second.getvalue()
    assert load(first.getvalue()) == papers


def test_formulas_are_texts() -> None:
    out = io.BytesIO()
    dump(Document("d", title="=1+1"), out, format="xlsx")
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_cell_that_is_too_long_for_a_sheet_is_cut_and_reported() -> None:
    out = io.BytesIO()
    report = dump(Document("d", description="x" * 40_000), out, format="xlsx")
    assert [(finding.field, finding.code) for finding in report.findings] == [("description", "partial")]
    assert len(next(read(out.getvalue())).unit.description) == sheets.CELL


def test_recognised_by_the_first_bytes() -> None:
    data = workbook([["id"]])
    assert (sniff_xlsx(data[:4096]), sniff_ods(data[:4096]), sniff_xlsx(b"id,title")) == (90, 0, 0)


@pytest.mark.parametrize("format", ["xlsx", "ods"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04junk", b"id,title\n", b"\x00" * 100])
def test_what_is_no_workbook(format: str, data: bytes) -> None:
    with pytest.raises(InputError):
        list(read(data, format=format))


def test_archives_of_something_else() -> None:
    with pytest.raises(InputError):
        list(read(packed({"readme.txt": b"hello"}), format="xlsx"))
    with pytest.raises(InputError):
        list(read(packed({"xl/workbook.xml": b"<workbook", "[Content_Types].xml": b"<Types/>"}), format="xlsx"))


def test_an_archive_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "UNPACKED", 10_000_000)
    with pytest.raises(LimitError, match="unpacks"):
        list(read(packed({"xl/worksheets/sheet1.xml": b" " * 20_000_000}), format="xlsx"))


def test_a_sheet_whose_cells_reach_too_far() -> None:
    """A reader makes room for every cell between the first and the last."""
    good = workbook([["id", "title"], ["a", "One"]])
    files = {}
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        for name in archive.namelist():
            files[name] = archive.read(name)
    sheet = files["xl/worksheets/sheet1.xml"]
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    files["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", far)
    with pytest.raises(LimitError, match="reaches"):
        list(read(packed(files), format="xlsx"))


def test_an_opendocument_sheet_whose_cells_are_repeated_too_often() -> None:
    cell = b'<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    row = b'<table:table-row table:number-rows-repeated="1048576">' + cell + b"</table:table-row>"
    content = b"<office:document-content><table:table>" + row + b"</table:table></office:document-content>"
    with pytest.raises(LimitError, match="reaches"):
        list(read(packed({"content.xml": content}), format="ods"))


def test_empty_cells_that_are_repeated_to_the_end_are_no_harm() -> None:
    reach = sheets._Reach("content.xml")
    reach.feed(
        b'<table:table-row><table:table-cell office:value-type="string"/><table:table-cell table:number-columns-repeated="16383"/>'
        b'</table:table-row><table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row><end>'
    )
    assert reach.cells() == 1


@pytest.mark.parametrize(("module", "what"), [("python_calamine", "read"), ("xlsxwriter", "write")])
def test_without_the_library(module: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook([["id", "title"]])
    monkeypatch.setitem(sys.modules, module, None)
    run = {
        "read": lambda: list(read(data, format="xlsx")),
        "write": lambda: dump(Document("d"), io.BytesIO(), format="xlsx"),
    }
    with pytest.raises(MissingExtraError, match="xlsx"):
        run[what]()
