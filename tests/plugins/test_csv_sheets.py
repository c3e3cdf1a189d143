"""Spreadsheets: how their cells are read, and that a hostile workbook does no harm."""

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
from docmeta_csv.sniff import sniff_ods, sniff_xlsx
from docmeta_csv.workbook import sheets
from docmeta_csv.workbook import workbook as workbook_look

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
    data = workbook([["id", "title", "dates", "extent", "weather"], [7, "A", date(1951, 11, 19), 1.5, True]])
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
    monkeypatch.setattr(workbook_look, "UNPACKED", 10_000_000)
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


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
HEADER = "<table:table-row>{}{}</table:table-row>"


def said(words: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{words}</text:p></table:table-cell>'


def opendocument(*rows: str, name: str = "S", more: str = "") -> bytes:
    """An OpenDocument workbook with a header and rows."""
    header = HEADER.format(said("id"), said("title"))
    content = (
        f'<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:table="{OFFICE}:table:1.0" '
        f'xmlns:text="{OFFICE}:text:1.0"><office:body><office:spreadsheet><table:table table:name="{name}">'
        f"{header}{''.join(rows)}</table:table>{more}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{OFFICE}:manifest:1.0"/>'.encode(),
            "content.xml": content.encode(),
        }
    )


def excel(rows: str, **parts: str) -> bytes:
    """A workbook of Excel with a header and rows, and other parts ("__" for "/", "_" for ".")."""
    with zipfile.ZipFile(io.BytesIO(workbook([["id", "title"]]))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    files[name] = files[name].replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    for part, content in parts.items():
        files[part.replace("__", "/").replace("_", ".")] = content.encode()
    return packed(files)


def cell(reference: str, words: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{words}</t></is></c>'


ROW = f'<row r="2">{cell("A2", "a")}{cell("B2", "One")}</row>'


def test_workbooks_made_by_hand_are_read() -> None:
    for data, format in (
        (excel(ROW), "xlsx"),
        (opendocument(f"<table:table-row>{said('a')}{said('One')}</table:table-row>"), "ods"),
    ):
        (node,) = read(data, format=format)
        assert (node.unit.id, node.unit.title) == ("a", "One")


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r = "1048576"><c r = "XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD&#49;048576"><v>1</v></c></row>',
        '<row><c/><c r="XFD1"/></row><row r="1048576"><c><v>1</v></c></row>',
    ],
)
def test_a_cell_far_away_however_its_reference_is_written(far: str) -> None:
    with pytest.raises(LimitError, match="reaches"):
        list(read(excel(ROW + far), format="xlsx"))


def test_a_cell_far_away_in_a_part_of_any_name() -> None:
    with zipfile.ZipFile(io.BytesIO(excel(ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["xl/elsewhere.bin"] = files.pop("xl/worksheets/sheet1.xml")
    relations = files["xl/_rels/workbook.xml.rels"]
    files["xl/_rels/workbook.xml.rels"] = relations.replace(b"worksheets/sheet1.xml", b"elsewhere.bin")
    with pytest.raises(LimitError, match="reaches"):
        list(read(packed(files), format="xlsx"))


STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"{}><si><t>id</t></si><si><t>title</t></si><si><t>{}</t></si></sst>'


@pytest.mark.parametrize(
    ("rows", "parts", "says"),
    [
        ('<row r="2"><c r="A0"/></row>', {}, "no such cell"),
        ('<row r="2"><c r="ZZZ1"/></row>', {}, "no such cell"),
        ('<row r="9999999"/>', {}, "no such row"),
        ('<row r="-1"/>', {}, "no such row"),
        ('<row r="2"><c r="A2" t="s"><v>7</v></c></row>', {"xl__sharedStrings_xml": STRINGS.format("", "x")}, "does not have"),
        ('<row r="2"><c r="A2" t="s"><v>-1</v></c></row>', {"xl__sharedStrings_xml": STRINGS.format("", "x")}, "not a number"),
        (ROW, {"xl__sharedStrings_xml": STRINGS.format(' uniqueCount="999999999"', "x")}, "length of the list"),
        (ROW, {"xl__sharedStrings_xml": STRINGS.format(' count="99999999999999999999"', "x")}, "length of the list"),
        (ROW, {"xl__sharedStrings_xml": "<!DOCTYPE sst [<!ENTITY e 'x'>]>" + STRINGS.format("", "&e;")}, "document type"),
        ('<row r="2"><c', {}, "xl/worksheets/sheet1.xml"),
    ],
)  # fmt: skip
def test_a_workbook_that_contradicts_itself(rows: str, parts: dict[str, str], says: str) -> None:
    with pytest.raises(InputError, match=says):
        list(read(excel(rows, **parts), format="xlsx"))


def test_a_long_text_that_very_many_cells_name() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>2</v></c></row>' for n in range(2, 3000))
    strings = STRINGS.format("", "x" * 1_000_000)
    with pytest.raises(LimitError, match="repeating"):
        list(read(excel(rows, xl__sharedStrings_xml=strings), format="xlsx"))


def test_an_archive_of_the_same_row_again_and_again() -> None:
    with pytest.raises(LimitError, match="unpacks"):
        list(read(excel('<row><c t="inlineStr"><is><t>a</t></is></c></row>' * 1_000_000), format="xlsx"))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('<table:table-row table:number-rows-repeated="1048576">{many}</table:table-row>', "reaches"),
        ("<table:table-row table:number-rows-repeated='1048576'>{many}</table:table-row>", "reaches"),
        ('<table:table-row table:number-rows-repeated="1&#48;48576">{many}</table:table-row>', "reaches"),
        ('<table:table-row table:number-rows-repeated="1000000">{one}</table:table-row>', "too many cells"),
        (
            '<table:table-row>{one}<table:table-cell><text:p>a<text:s text:c="999999999"/></text:p></table:table-cell></table:table-row>',
            "spaces",
        ),
    ],
)
def test_an_opendocument_sheet_that_repeats_itself_too_often(row: str, says: str) -> None:
    many = said("x", ' table:number-columns-repeated="16384"')
    with pytest.raises(LimitError, match=says):
        list(read(opendocument(row.format(many=many, one=said("a"))), format="ods"))


@pytest.mark.parametrize("times", ["0", "-5", "x", "99999999999999999999"])
def test_an_opendocument_row_that_stands_no_number_of_times(times: str) -> None:
    row = f'<table:table-row table:number-rows-repeated="{times}">{said("a")}</table:table-row>'
    with pytest.raises(InputError, match="number-rows-repeated"):
        list(read(opendocument(row), format="ods"))


def test_empty_cells_that_are_repeated_to_the_end_are_no_harm() -> None:
    end = (
        f'<table:table-row>{said("a")}<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:style-name="x"/></table:table-row>'
    )
    assert [node.unit.id for node in read(opendocument(end), format="ods")] == ["a"]


def test_sheets_that_are_not_read_are_named() -> None:
    for data, format in (
        (workbook([["id", "title"], ["a", "One"]], "First", "Second"), "xlsx"),
        (
            opendocument(more=f'<table:table table:name="Second">{HEADER.format(said("id"), said("x"))}</table:table>'),
            "ods",
        ),
    ):
        report = Report()
        list(read(data, format=format, report=report))
        assert [(one.code, one.example) for one in report.findings if one.target == "sheets"] == [("problem", "Second")]


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


def test_a_part_under_a_password_is_refused() -> None:
    data = bytearray(packed({"xl/workbook.xml": b"<workbook/>"}))
    data[6] |= 1  # both headers of the part say so
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InputError, match=r"not a workbook: .*encrypted"):
        workbook_look.Look(huge=False).at(io.BytesIO(data))


def test_a_fault_of_the_look_itself_is_not_laid_on_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(workbook_look.Look, "part", broken)
    with pytest.raises(RuntimeError, match="a fault of ours"):
        workbook_look.Look(huge=False).at(io.BytesIO(packed({"xl/workbook.xml": b"<workbook/>"})))


def test_what_merged_cells_say_is_said_of_each_row() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["id", "Box", "Folder", "Title", "is_public"])
    for at, (folder, title) in enumerate([("1", "Letters"), ("2", "Bills"), ("", ""), ("1", "Maps")], 1):
        sheet.write_row(at, 2, [folder, title])
    sheet.merge_range("A2:A3", "k1")
    sheet.merge_range("B2:B4", "7")
    sheet.merge_range("E2:E3", "no")
    sheet.write("B5", "8")
    book.close()
    report = Report()
    units = [node.unit for node in read(out.getvalue(), format="xlsx", report=report)]
    boxes = [[one.value for one in unit.containers if one.kind == "Box"] for unit in units]
    assert [(unit.title, unit.audience) for unit in units] == [
        ("Letters", "internal"),
        ("Bills", "internal"),
        ("Maps", None),
    ]
    assert boxes == [["7"], ["7"], ["8"]]
    assert [unit.minted for unit in units] == [False, True, True]  # an identifier is of one row
    assert "merged cells" in [finding.target for finding in report.findings]


def test_an_error_that_the_library_does_not_know_spoils_no_workbook() -> None:
    data = workbook([["id", "title"], ["a", "One"], ["b", "Two"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["xl/worksheets/sheet1.xml"] = files["xl/worksheets/sheet1.xml"].replace(
        b'<c r="B3" t="s"><v>5</v></c>', b'<c r="B3" t="e"><f>X()</f><v>#ERROR!</v></c>'
    )
    assert b"#ERROR!" in files["xl/worksheets/sheet1.xml"]
    report = Report()
    units = [node.unit for node in read(packed(files), format="xlsx", report=report)]
    assert [unit.title for unit in units] == ["One", ""]
    assert [finding.example for finding in report.findings if finding.target == "errors of cells"] == ["#ERROR!"]
