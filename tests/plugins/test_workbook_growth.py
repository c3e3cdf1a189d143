"""Workbooks are read in linear time: whatever repeats in a sheet, in a cell and beside the sheets."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Final

import pytest
from tests.growth import grows_with_input

from docmeta import Context, Report, read
from docmeta.errors import LimitError
from docmeta_csv.workbook.sheets import SheetRows, text_of

pytest.importorskip("python_calamine")

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OPEN: Final = "urn:oasis:names:tc:opendocument:xmlns"


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name) if name == "mimetype" else name, text)
    return out.getvalue()


def excel(rows: str, *, strings: str = "", styles: str = "", rest: str = "", sheets: int = 1, names: str = "") -> bytes:
    """A workbook of Excel: its first sheet, which occurs several times, and the other parts."""
    listed = "".join(f'<sheet name="S{at}" sheetId="{at}" r:id="s{at}"/>' for at in range(1, sheets + 1))
    related = [(f"s{at}", "worksheet", "worksheets/sheet1.xml") for at in range(1, sheets + 1)]
    related += [("strings", "sharedStrings", "sharedStrings.xml"), ("styles", "styles", "styles.xml")]
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{to}"/>' for name, kind, to in related
    )
    header = row(1, "Id", "Title", "Date", "Subjects")
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml"'
            ' ContentType="application/xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{_RELATIONS}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets>{names}</workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
            "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{header}{rows}</sheetData>{rest}</worksheet>',
        }
    )


def cell(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def row(number: int, *cells: str) -> str:
    said = "".join(cell(f"{column}{number}", words) for column, words in zip("ABCD", cells, strict=False))
    return f'<row r="{number}">{said}</row>'


def within(tag: str, body: str) -> str:
    return f"<{tag}>{body}</{tag.split()[0]}>"


def plain_rows(count: int) -> str:
    return "".join(row(number, str(number), "T", "1950", "a;b") for number in range(2, count + 2))


def many(count: int, text: str) -> str:
    """A text that may give its number, in rows that begin at 2."""
    return "".join(text.replace("№", str(number)) for number in range(2, count + 2))


EXCEL: Final[dict[str, Callable[[int], bytes]]] = {
    "rows": lambda n: excel(plain_rows(n)),
    "rows of one id": lambda n: excel(many(n, row(0, "x", "T").replace('r="0"', 'r="№"').replace("0", "№"))),
    "empty rows": lambda n: excel(plain_rows(1) + "".join(f'<row r="{at}"/>' for at in range(3, 4 * n))),
    "rows with gaps": lambda n: excel("".join(row(20 * at, str(at), "T") for at in range(1, n))),
    "rows that are hidden": lambda n: excel(many(n, '<row r="№" hidden="1"><c r="B№"><v>1</v></c></row>')),
    "line breaks in a cell": lambda n: excel(row(2, "1", "T", "1950", "a\n" * n)),
    "values in a cell": lambda n: excel(row(2, "1", "T", "1950", ";".join(f"s{at}" for at in range(n)))),
    "strings": lambda n: excel(
        many(n, '<row r="№"><c r="B№" t="s"><v>0</v></c></row>'), strings=many(n, "<si><t>w№</t></si>")
    ),
    "runs of a string": lambda n: excel('<row r="2"><c r="B2" t="s"><v>0</v></c></row>', strings=f"<si>{'<r><t>w </t></r>' * n}</si>"),
    "forms of numbers": lambda n: excel(
        "".join(f'<row r="{at + 2}"><c r="A{at + 2}" s="{at}"><v>{at}</v></c></row>' for at in range(n)),
        styles=within("numFmts", many(n, '<numFmt numFmtId="9№" formatCode="000&quot;x№&quot;"/>'))
        + within("cellXfs", many(n, '<xf numFmtId="9№"/>')),
    ),
    "formulas": lambda n: excel(many(n, '<row r="№"><c r="A№"><f t="shared" si="№" ref="A№:A№">A1+№</f><v>№</v></c></row>')),
    "errors": lambda n: excel(many(n, '<row r="№"><c r="A№"><v>№</v></c><c r="B№" t="e"><v>#REF!</v></c></row>')),
    "merged cells": lambda n: excel(plain_rows(n), rest=within("mergeCells", many(n, '<mergeCell ref="D№:D№"/>'))),
    "merged areas that are large": lambda n: excel(
        plain_rows(5), rest=within("mergeCells", '<mergeCell ref="A2:XFD1048576"/>' * n)
    ),
    "links": lambda n: excel(plain_rows(3), rest=within("hyperlinks", many(n, '<hyperlink ref="B№" location="x№"/>'))),
    "sheets": lambda n: excel(plain_rows(1), sheets=n // 4),
    "names": lambda n: excel(
        plain_rows(1), names=within("definedNames", many(n, '<definedName name="n№">S1!$A$№</definedName>'))
    ),
    "rules": lambda n: excel(plain_rows(1), rest=within('conditionalFormatting sqref="A1"', "<cfRule/>" * n)),
}  # fmt: skip


def open_document(rows: str, *, styles: str = "", tables: str = "") -> bytes:
    """A workbook of OpenDocument: its first sheet below a header, and further tables."""
    spaces = " ".join(f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    header = said("Id", "Title", "Date", "Subjects")
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_OPEN}:manifest:1.0"/>',
            "content.xml": f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>{styles}'
            f'</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="S">{header}{rows}</table:table>{tables}'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def said(*cells: str, of_row: str = "", of_cells: str = "") -> str:
    """A row; a cell holds the content of its paragraph."""
    kind = f'office:value-type="string" {of_cells}'
    body = "".join(f"<table:table-cell {kind}><text:p>{words}</text:p></table:table-cell>" for words in cells)
    return f"<table:table-row {of_row}>{body}</table:table-row>"


OPEN: Final[dict[str, Callable[[int], bytes]]] = {
    "rows": lambda n: open_document(many(n, said("№", "T", "1950", "a;b"))),
    "a row that is repeated": lambda n: open_document(said("x", "T", of_row=f'table:number-rows-repeated="{n}"')),
    "cells that are repeated": lambda n: open_document(many(n, said("T", of_cells='table:number-columns-repeated="3"'))),
    "paragraphs in a cell": lambda n: open_document(said("1", "</text:p><text:p>".join("p" * n))),
    "spans in a cell": lambda n: open_document(said("1", "<text:span>p</text:span>" * n)),
    "spaces in a cell": lambda n: open_document(said("1", 'p<text:s text:c="2"/><text:tab/><text:line-break/>' * n)),
    "links in a cell": lambda n: open_document(said("1", '<text:a xlink:href="http://example.org/">p</text:a>' * n)),
    "cells that are covered": lambda n: open_document(
        many(n, said("№", "T").replace("</table:table-row>", "<table:covered-table-cell/></table:table-row>"))
    ),
    "comments": lambda n: open_document(
        many(n, said("№", "T").replace("<text:p>№", "<office:annotation><text:p>n</text:p></office:annotation><text:p>№"))
    ),
    "groups of rows": lambda n: open_document(many(n, f"<table:table-row-group>{said('№', 'T')}</table:table-row-group>")),
    "styles": lambda n: open_document(
        many(n, said("№", "T", of_cells='table:style-name="c№"')),
        styles=many(n, '<style:style style:name="c№" style:family="table-cell" style:data-style-name="N№"/>'),
    ),
    "tables": lambda n: open_document(said("1", "T"), tables=many(n // 4, f'<table:table table:name="S№">{said("a")}</table:table>')),
}  # fmt: skip


def units(data: bytes, format: str) -> int:
    return sum(1 for _ in read(data, format=format, report=Report()))


@pytest.mark.parametrize("kind", EXCEL)
def test_what_repeats_in_a_workbook_of_excel(kind: str) -> None:
    assert units(EXCEL[kind](8), "xlsx")
    grows_with_input(EXCEL[kind], lambda data: units(data, "xlsx"), 1_000)


@pytest.mark.parametrize("kind", OPEN)
def test_what_repeats_in_a_workbook_of_open_document(kind: str) -> None:
    assert units(OPEN[kind](8), "ods")
    grows_with_input(OPEN[kind], lambda data: units(data, "ods"), 2_000)


def test_merged_cells_of_open_document_are_said_of_each_row() -> None:
    first = said("1", "T", "1950", "a").replace(
        'office:value-type="string"', 'office:value-type="string" table:number-rows-spanned="2"'
    )
    below = said("2", "U").replace(
        "</table:table-row>", "<table:covered-table-cell/><table:covered-table-cell/></table:table-row>"
    )
    data = open_document(first + below)
    found = [node.unit for node in read(data, format="ods")]
    assert [(unit.title, unit.dates[0].text, unit.subjects[0].term) for unit in found] == [
        ("T", "1950", "a"),
        ("U", "1950", "a"),
    ]


@pytest.mark.parametrize("huge", [False, True])
def test_merged_cells_make_no_more_characters_than_a_workbook_may_hold(huge: bool) -> None:
    rows = '<row r="2">' + cell("A2", "1") + cell("B2", "x" * 30_000) + "</row>"
    rows += "".join(f'<row r="{number}"><c r="A{number}"><v>{number}</v></c></row>' for number in range(3, 2_000))
    data = excel(rows, rest=within("mergeCells", '<mergeCell ref="B2:B2000"/>'))
    if huge:
        assert len(list(read(data, format="xlsx", huge=True))) == 1_998
    else:
        with pytest.raises(LimitError, match="merged cells"):
            list(read(data, format="xlsx"))


def test_the_empty_rows_above_a_far_cell_cost_next_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    rows = SheetRows([["title", ""], *([["", ""]] * 10_000), [0.0, ""], [0.0, ""], ["x", "y"]], Context())
    monkeypatch.setattr("docmeta_csv.workbook.sheets.text_of", lambda value: seen.append(value) or text_of(value))
    found = list(rows.records())
    assert len(seen) < 20
    assert found == [(1, ["title", ""]), (2, ["", ""]), (10_002, ["0", ""]), (10_003, ["0", ""]), (10_004, ["x", "y"])]
