"""The text that a cell of a spreadsheet shows is read: formats of dates and numbers, formulas without results."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from tests.growth import grows_with_input
from tests.plugins.test_csv_sheets import OFFICE, excel, opendocument, packed, said, workbook

from docmeta import Node, Report, read
from docmeta.crosswalk import Finding
from docmeta_csv.workbook.shown import format_of, shown

xlsxwriter = pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")


def formatted(value: Any, code: str | int) -> bytes:
    """A workbook of one title, in a format."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["id", "title"])
    sheet.write(1, 0, "a")
    form = book.add_format({"num_format": code})
    write = sheet.write_datetime if isinstance(value, datetime) else sheet.write_number
    write(1, 1, value, form)
    book.close()
    return out.getvalue()


def title_of(data: bytes, format: str = "xlsx") -> tuple[str, list[Finding]]:
    report = Report()
    (node,) = read(data, format=format, report=report)
    return node.unit.title, [finding for finding in report.findings if finding.code == "problem"]


NOVEMBER = datetime(1951, 11, 19)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (NOVEMBER, "mmm-yy", "1951-11"),
        (NOVEMBER, 17, "1951-11"),
        (datetime(1901, 2, 1), "mmm-yy", "February 1901"),
        (NOVEMBER, "mmmm yyyy", "1951-11"),
        (NOVEMBER, "[$-409]mmm\\-yy;@", "1951-11"),
        (NOVEMBER, "yyyy", "1951"),
        (NOVEMBER, 'yyyy"年"m"月"', "1951-11"),
        (NOVEMBER, "d/m/yyyy", "1951-11-19"),
        (NOVEMBER, "dddd d mmmm yyyy", "1951-11-19"),
        (datetime(1951, 11, 19, 14, 30), "d mmm yyyy", "1951-11-19"),
        (datetime(1951, 11, 19, 14, 30), "yyyy-mm-dd h:mm", "1951-11-19T14:30:00"),
        (123, "0000000", "0000123"),
        (12.1, "0.00", "12.10"),
        (12.345, "0.00", "12.345"),
        (1951, "0", "1951"),
        (1951, "#,##0", "1951"),
        (12, '"MS "000', "MS 012"),
        (10203, "00-00-00", "01-02-03"),
        (0.5, "0%", "50%"),
        (1.5, '0.00" m"', "1.50 m"),
        (0.1 + 0.2, "0.00", "0.30"),
        (7, "General", "7"),
        (1.25, 'General" m"', "1.25 m"),
        (7, '0"?"', "7?"),
        (7, '0"/A"', "7/A"),
        (1.5, "# ?/?", "1 1/2"),
        (0.25, "# ??/??", "1/4"),
        (2.5, "# ?/4", "2 2/4"),
        (0.3, "# ?/4", "0.3"),  # the fraction is not the whole of it
        (1.25, "[h]:mm", "30:00"),
        (65 / 1440, "[mm]:ss", "65:00"),
        (0.75, "h:mm", "18:00"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (NOVEMBER, '"ca. "yyyy', "ca. 1951"),
        (NOVEMBER, '"c. "mmm yyyy', "c. November 1951"),
        (NOVEMBER, 'yyyy"?"', "1951?"),
        (NOVEMBER, '"["yyyy"]"', "[1951]"),
        (NOVEMBER, "[>=1]yyyy", "1951"),
        (NOVEMBER, "e", "1951"),
    ],
)
def test_the_format_of_a_cell_says_what_was_meant(value: Any, code: str | int, text: str) -> None:
    assert title_of(formatted(value, code)) == (text, [])


@pytest.mark.parametrize(("code", "text"), [("d-mmm", "19 Nov"), ("mmmm", "November"), ("dd/mm", "19 Nov")])
def test_a_day_that_hides_its_year_is_what_it_shows_and_is_doubtful(code: str, text: str) -> None:
    title, (finding,) = title_of(formatted(NOVEMBER, code))
    assert title == text
    assert finding.target == "dates without a year"
    assert finding.example == f"{text} (1951-11-19)"


def test_a_date_before_1900_is_reported_with_its_number() -> None:
    title, (finding,) = title_of(formatted(-5, "yyyy-mm-dd"))
    assert title == "-5"
    assert (finding.example, finding.line) == ("-5", 2)


def test_days_counted_from_1904() -> None:
    assert shown("0", format_of(17), since_1904=True).text == "1904-01"
    assert shown("18933", format_of(17), since_1904=True).text == "1955-11"


@pytest.mark.parametrize("value", ["<v/>", "<v></v>", ""])
@pytest.mark.parametrize("kind", ["", ' t="n"', ' t="b"'])
def test_a_formula_without_its_result_is_reported(value: str, kind: str) -> None:
    row = f'<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2"{kind}><f>1+1</f>{value}</c></row>'
    report = Report()
    list(read(excel(row), format="xlsx", report=report))
    assert [finding.example for finding in report.findings if finding.target == "formulas"] == ["1+1"]


def test_a_formula_whose_result_is_an_empty_text_is_none_to_report() -> None:
    row = '<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" t="str"><f>IF(1,"")</f><v></v></c></row>'
    assert title_of(excel(row)) == ("", [])


def test_cells_of_a_choice_are_looked_at() -> None:
    """Markup compatibility (ECMA-376 part 3): a cell may stand in a choice and in its fallback."""
    choice = "<mc:AlternateContent><mc:{0}>{1}</mc:{0}></mc:AlternateContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    row = f'<row r="2" {space}><c r="A2" t="inlineStr"><is><t>a</t></is></c>{{}}</row>'
    report = Report()
    list(read(excel(row.format(choice.format("Choice", '<c r="B2"><f>1+1</f><v/></c>'))), format="xlsx", report=report))
    assert any(finding.target == "formulas" for finding in report.findings)
    with pytest.raises(Exception, match="reaches"):
        list(read(excel(row.format(choice.format("Choice", '<c r="XFD1048576"><v>1</v></c>'))), format="xlsx"))


# -- OpenDocument ------------------------------------------------------------------------------------------------------


def number(value: str, text: str, kind: str = "float") -> str:
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>{text}</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (number("123", "0000123"), "0000123"),
        (number("12.1", "12.10"), "12.10"),
        (number("12.1", "12,10"), "12,10"),
        (number("1234", "1.234"), "1234"),
        (number("0.5", "50%", "percentage"), "50%"),
        (number("12", "MS 012"), "MS 012"),
        (number("3", "drei"), "3"),
    ],
)
def test_numbers_of_opendocument_are_what_they_show(cell: str, text: str) -> None:
    row = f"<table:table-row>{said('a')}{cell}</table:table-row>"
    assert title_of(opendocument(row), "ods") == (text, [])


@pytest.mark.parametrize(
    ("parts", "style", "text", "doubts"),
    [
        ("year month", "cell", "1951-11", 0),
        ("year", "cell", "1951", 0),
        ("year month", "child", "1951-11", 0),
        ("year month", "", "1951-11", 0),
        ("year month day", "cell", "1951-11-19", 0),
        ("day month", "cell", "19. Nov", 1),
    ],
)
def test_dates_of_opendocument_are_what_they_show(parts: str, style: str, text: str, doubts: int) -> None:
    elements = "".join(f"<number:{part}/>" for part in parts.split())
    styles = (
        f'<office:automatic-styles><number:date-style style:name="D">{elements}</number:date-style>'
        '<style:style style:name="cell" style:family="table-cell" style:data-style-name="D"/>'
        '<style:style style:name="child" style:family="table-cell" style:parent-style-name="cell"/></office:automatic-styles>'
    )
    name = f' table:style-name="{style}"' if style else ""
    row = (
        f'<table:table-row>{said("a")}<table:table-cell{name} office:value-type="date" office:date-value="1951-11-19">'
        "<text:p>19. Nov</text:p></table:table-cell></table:table-row>"
    )
    column = '<table:table-column/><table:table-column table:number-columns-repeated="3" table:default-cell-style-name="cell"/>'
    content = (
        f'<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:table="{OFFICE}:table:1.0" '
        f'xmlns:number="{OFFICE}:datastyle:1.0" xmlns:style="{OFFICE}:style:1.0" xmlns:text="{OFFICE}:text:1.0">{styles}'
        f'<office:body><office:spreadsheet><table:table table:name="S">{column}'
        f"<table:table-row>{said('id')}{said('title')}</table:table-row>{row}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    files = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}
    files["META-INF/manifest.xml"] = f'<m:manifest xmlns:m="{OFFICE}:manifest:1.0"/>'.encode()
    found, problems = title_of(packed(files), "ods")
    assert (found, len(problems)) == (text, doubts)


def test_rows_and_cells_that_are_repeated_show_alike() -> None:
    cell = number("7", "007").replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="2"')
    row = f'<table:table-row table:number-rows-repeated="3">{cell}</table:table-row>'
    nodes = list(read(opendocument(row), format="ods"))
    assert [(node.unit.id, node.unit.title) for node in nodes] == [("007", "007")] * 3


def test_a_formula_of_opendocument_without_its_result_is_reported() -> None:
    row = f'<table:table-row>{said("a")}<table:table-cell table:formula="of:=1+1"/></table:table-row>'
    _, (finding,) = title_of(opendocument(row), "ods")
    assert finding.target == "formulas"


def test_many_paragraphs_in_a_cell_take_time_in_proportion() -> None:
    def make(count: int) -> bytes:
        cell = f'<table:table-cell office:value-type="string">{"<text:p>x</text:p>" * count}</table:table-cell>'
        return opendocument(f"<table:table-row>{said('a')}{cell}</table:table-row>")

    def title(data: bytes) -> str:
        (node,) = read(data, format="ods")
        return str(node.unit.title)

    assert title(make(1_000)).count("x") == 1_000
    grows_with_input(make, title, 30_000)


def test_a_workbook_without_styles_is_read_as_before() -> None:
    assert title_of(workbook([["id", "title"], ["a", 12.5]])) == ("12.5", [])


def book(fill: Callable[[Any], None]) -> bytes:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out)
    fill(made)
    made.close()
    return out.getvalue()


def read_all(data: bytes) -> tuple[list[Node], dict[str, str | None]]:
    """The nodes, and what is doubtful by its target."""
    report = Report()
    nodes = list(read(data, format="xlsx", report=report))
    return nodes, {finding.target: finding.example for finding in report.findings if finding.code == "problem"}


@pytest.mark.parametrize("hidden", [True, False])
def test_the_sheet_that_is_read_is_shown_and_holds_a_header(hidden: bool) -> None:
    def fill(made: Any) -> None:
        first = made.add_worksheet("Before")
        first.write_column(0, 0, ["Level", "Fonds", "Series"] if hidden else ["How to use this list", "Ask Jo"])
        if hidden:
            first.hide()
        sheet = made.add_worksheet("List")
        sheet.write_row(0, 0, ["Ref", "Title"])
        sheet.write_row(1, 0, ["a", "Letters"])
        sheet.activate()

    (node,), doubts = read_all(book(fill))
    assert node.unit.title == "Letters"
    assert doubts["sheets"] == "Before"


def test_names_of_groups_above_the_header_are_no_header() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["", "", "Dates", "", "Location", ""])
        sheet.write_row(1, 0, ["Ref", "Title", "From", "To", "Box", "Folder"])
        sheet.write_row(2, 0, ["a", "Letters", 1890, 1895, 1, 2])

    (node,), _ = read_all(book(fill))
    assert node.unit.title == "Letters"
    assert node.unit.dates[0].edtf == "1890/1895"
    assert [one.value for one in node.unit.containers] == ["1", "2"]


def test_rows_and_columns_that_are_hidden_are_read_and_said() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["Ref", "Title", "Box"])
        sheet.write_row(1, 0, ["a", "Letters", 1])
        sheet.write_row(2, 0, ["b", "Maps", 2])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})

    nodes, doubts = read_all(book(fill))
    assert [(node.unit.title, node.unit.containers[0].value) for node in nodes] == [("Letters", "1"), ("Maps", "2")]
    assert (doubts["hidden rows"], doubts["hidden columns"]) == ("3", "column 3")


def test_titles_that_stand_further_in_are_parts() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["Title", "Date"])
        for row, (title, far) in enumerate((("Fonds", 0), ("Letters", 1), ("To Ann", 2), ("Maps", 1)), 1):
            sheet.write(row, 0, title, made.add_format({"indent": far}))
            sheet.write(row, 1, 1890)

    nodes, _ = read_all(book(fill))
    assert [(node.depth, node.unit.title) for node in nodes] == [
        (0, "Fonds"),
        (1, "Letters"),
        (2, "To Ann"),
        (1, "Maps"),
    ]
