"""What hostile inputs once did, format by format: each test is named after the attack."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from tests.growth import grows_with_input

import docmeta
from docmeta.crosswalk import Report
from docmeta.errors import LimitError
from docmeta.xml import parse, pull

MODS: Final = '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo{}><title{}>Letters</title></titleInfo></mods>'
DC: Final = '<dc xmlns:dc="http://purl.org/dc/elements/1.1/"{}><dc:title{}>Letters</dc:title></dc>'
MARC: Final = (
    '<record xmlns="http://www.loc.gov/MARC21/slim"{}><leader>00000npcaa2200000 a 4500</leader>'
    '<datafield tag="245" ind1="0" ind2="0"{}><subfield code="a">Letters</subfield></datafield></record>'
)


@pytest.mark.parametrize(("format", "record"), [("mods", MODS), ("dc", DC), ("marcxml", MARC)])
@pytest.mark.parametrize("where", [0, 1])
def test_many_attributes_are_carried_in_time_that_grows_with_them(format: str, record: str, where: int) -> None:
    def make(count: int) -> bytes:
        many = "".join(f' a{number}="x"' for number in range(count))
        return record.format(*("" if place != where else many for place in (0, 1))).encode()

    def read(data: bytes) -> None:
        report = Report()
        nodes = list(docmeta.read(data, format=format, report=report))
        assert "Letters" in str(nodes[0].unit)
        assert report.findings

    grows_with_input(make, read, 4_000)


class TestDeclaredAttributes:
    """libxml2 goes through all the attributes of an element for each one that a document type declares."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    @pytest.mark.parametrize(
        "declared",
        [
            "<!ATTLIST a\n" + "".join(f"b{number} CDATA 'x>'\n" for number in range(3_000)) + ">",
            "".join(f"<!ATTLIST a b{number} (x|y) #IMPLIED>\n" for number in range(3_000)),
        ],
    )
    def test_too_many_for_one_element_are_an_error_with_its_line(self, declared: str, encoding: str) -> None:
        data = f"<!DOCTYPE a [\n{declared}]><a/>".encode(encoding)
        for read in (lambda: list(pull(io.BytesIO(data), name="in.xml")), lambda: [parse(data, name="in.xml")]):
            with pytest.raises(LimitError, match="attributes of one element") as caught:
                read()
            assert caught.value.line in (1_002, 1_003)
        assert parse(data, huge=True).tag == "a"

    def test_many_elements_may_have_some_each(self) -> None:
        declared = "".join(f"<!ATTLIST a{number} id ID #IMPLIED level (file|item) 'file'>" for number in range(5_000))
        assert parse(f"<!DOCTYPE a [{declared}<!-- {'(CDATA ' * 2_000}-->]><a/>".encode()).tag == "a"


MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
OPEN: Final = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def word(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADER: Final = f'<row r="1">{word("A1", "id")}{word("B1", "title")}</row>'


def archive(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


def excel(
    rows: str, beside: str = "", parts: Mapping[str, str | bytes] | None = None, *, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A workbook of one sheet; *parts* go into the folder of the sheets."""
    link = f'<Relationship Id="r1" Type="{OFFICE}/'
    book: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{link}officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Papers" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'{link}worksheet" Target="worksheets/s.xml"/></Relationships>',
        "xl/worksheets/s.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{HEADER}{rows}</sheetData>{beside}</worksheet>',
    }
    return archive(book | {f"xl/worksheets/{name}": data for name, data in (parts or {}).items()}, method)


def calc(cells: str) -> bytes:
    def said(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    table = "".join(
        f"<table:table-row>{row}</table:table-row>" for row in (said("id") + said("title"), said("c1") + cells)
    )
    content = (
        f'<office:document-content {OPEN} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:spreadsheet>'
        f'<table:table table:name="Papers">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return archive({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def read(data: bytes, format: str) -> tuple[list[str], list[tuple[str | None, str, int | None]]]:
    """The titles, and the reported rest: its place, an example and the row."""
    report = Report()
    titles = [str(node.unit.title) for node in docmeta.read(data, format=format, report=report)]
    problems = [finding for finding in report.findings if finding.code == "problem"]
    return titles, [(finding.target, str(finding.example), finding.line) for finding in problems]


class TestSheets:
    """The library that reads workbooks silently omits, or changes, a good deal."""

    @pytest.mark.parametrize(
        ("cell", "title", "target", "example"),
        [
            ('<c r="B2" t="e"><v>#REF!</v></c>', "", "errors of cells", "#REF!"),
            ('<c r="B2"><f>A1&amp;"x"</f></c>', "", "formulas", 'A1&"x"'),
            ('<c r="B2" t="inlineStr"><v>Letter</v></c>', "", "cells of odd types", "Letter"),
            ('<c r="B2"><v>12345678901234567</v></c>', "12345678901234568", "numbers", "12345678901234567"),
            ('<c r="B2"><v>1E400</v></c>', "inf", "numbers", "1E400"),
        ],
    )
    def test_what_excel_keeps_out_is_said_with_its_row(self, cell: str, title: str, target: str, example: str) -> None:
        titles, problems = read(excel(f'<row r="2">{word("A2", "c1")}{cell}</row>'), "xlsx")
        assert titles == [title]
        assert (target, example, 2) in problems

    @pytest.mark.parametrize(
        ("cell", "title", "problems"),
        [
            ('<c r="B2"><v>4012345678901234</v></c>', "4012345678901234", []),
            ('<c r="B2" t="str"><v>a<![CDATA[<y> & ]]>c<!-- <![CDATA[ -->d</v></c>', "a<y> & cd", []),
            (
                '<c r="B2" t="str"><v>a<![CDATA[<b> & ]]>c<!-- <![CDATA[ -->d</v></c>',
                "a<b> & cd",
                [("HTML in 'title'", "a<b> & cd", 2)],
            ),
            ('<c r="B2" t="str"><f>""</f><v></v></c>', "", []),
        ],
    )
    def test_what_a_cell_says_is_exact(self, cell: str, title: str, problems: list[tuple[str, str, int]]) -> None:
        assert read(excel(f'<row r="2">{word("A2", "c1")}{cell}</row>'), "xlsx") == ([title], problems)

    def test_a_part_in_utf16_is_read(self) -> None:
        rows = f'{HEADER}<row r="2">{word("A2", "c1")}{word("B2", "東")}</row>'
        sheet = f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        assert read(excel("", parts={"s.xml": sheet.encode("utf-16")}), "xlsx") == (["東"], [])

    def test_a_document_type_in_utf16_is_refused(self) -> None:
        sheet = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><worksheet xmlns="{MAIN}"/>'
        with pytest.raises(docmeta.InputError, match="no document type"):
            read(excel("", parts={"s.xml": sheet.encode("utf-16")}), "xlsx")

    def test_comments_links_and_merged_cells_are_said(self) -> None:
        rows = "".join(f'<row r="{number}">{word(f"A{number}", f"c{number}")}</row>' for number in (2, 3))
        links = (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/comments" Target="notes.xml"/>'
            f'<Relationship Id="r2" Type="{OFFICE}/hyperlink" Target="https://a.example/1" TargetMode="External"/>'
            "</Relationships>"
        )
        notes = f'<comments xmlns="{MAIN}"><commentList><comment ref="A2"><text><t>Ask Ann</t></text></comment></commentList></comments>'
        data = excel(
            rows,
            '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>',
            {"_rels/s.xml.rels": links, "notes.xml": notes},
        )
        said = {target: (example, line) for target, example, line in read(data, "xlsx")[1]}
        assert said["comments on cells"] == ("Ask Ann", None)
        assert said["links of cells"] == ("https://a.example/1", None)
        assert said["merged cells"] == ("B2:B3", 2)

    @pytest.mark.parametrize(
        ("cell", "title", "target", "row"),
        [
            ("<table:table-cell><text:p>Letter</text:p></table:table-cell>", "", "cells of odd types", 2),
            (
                '<table:table-cell office:value-type="string"><office:annotation><text:p>Ask Ann</text:p>'
                "</office:annotation><text:p>Letter</text:p></table:table-cell>",
                "Letter",
                "comments on cells",
                2,
            ),
            (
                '<table:table-cell office:value-type="string"><text:p><text:a xlink:href="https://a.example/">Letter</text:a>'
                "</text:p></table:table-cell>",
                "Letter",
                "links of cells",
                2,
            ),
            (
                "<table:table-cell><table:table><table:table-row><table:table-cell office:value-type='string'>"
                "<text:p>Letter</text:p></table:table-cell></table:table-row></table:table></table:table-cell>",
                "",
                "tables in cells",
                None,
            ),
        ],
    )
    def test_what_opendocument_keeps_out_is_said_with_its_row(
        self, cell: str, title: str, target: str, row: int | None
    ) -> None:
        titles, problems = read(calc(cell), "ods")
        assert titles == [title]
        assert [(where, line) for where, _, line in problems] == [(target, row)]

    def test_a_number_that_is_none_is_an_error_with_its_row(self) -> None:
        cell = (
            '<table:table-cell office:value-type="float" office:value="twelve"><text:p>12</text:p></table:table-cell>'
        )
        with pytest.raises(docmeta.InputError, match="'twelve'") as caught:
            read(calc(cell), "ods")
        assert caught.value.line == 2

    @pytest.mark.parametrize(
        "rows",
        [
            f'<row r="2">{word("A2", "c1")}{word("B2", "One")}{word("B2", "Two")}</row>',
            f'<row r="2">{word("A2", "c1")}</row><row r="3"/><row r="2">{word("A2", "c2")}</row>',
        ],
    )
    def test_two_that_stand_in_one_place_are_an_error(self, rows: str) -> None:
        with pytest.raises(docmeta.InputError, match=r"the same (place|number)"):
            read(excel(rows), "xlsx")

    def test_a_length_of_time_beyond_measure_is_an_error(self) -> None:
        styles = f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="46"/></cellXfs></styleSheet>'
        data = excel(f'<row r="2">{word("A2", "c1")}<c r="B2" s="1"><v>1e300</v></c></row>')
        with pytest.raises(docmeta.InputError, match="cannot be read"):
            read(_with_styles(data, styles), "xlsx")

    def test_a_place_before_the_beginning_of_the_file_is_the_archives_fault(self, tmp_path: Path) -> None:
        data = bytearray(excel(""))
        end = data.rfind(b"PK\x05\x06")
        data[end + 16 : end + 20] = b"\xff" * 4
        file = tmp_path / "a.xlsx"
        file.write_bytes(data)
        for source in (file, bytes(data)):
            with pytest.raises(docmeta.InputError, match="not a workbook"):
                list(docmeta.read(source, format="xlsx"))

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_no_workbook_is_packed_in_other_ways(self, method: int) -> None:
        with pytest.raises(docmeta.InputError, match="unsupported compression"):
            read(excel("", method=method), "xlsx")

    def test_the_name_of_a_sheet_is_cut_in_what_is_said(self) -> None:
        book = excel(f'<row r="2">{word("A2", "c1")}</row>')
        report = Report()
        list(docmeta.read(_renamed(book, "S" * 100_000), format="xlsx", report=report))
        assert all(len(finding.message) < 1_000 for finding in report.findings)

    def test_what_is_written_is_read_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("docmeta_csv.workbook.workbook.REACHED_FREELY", 1_000)
        units = [docmeta.Node(0, docmeta.Document(f"d{number}", title="Letter")) for number in range(50)]
        out = io.BytesIO()
        docmeta.write(iter(units), out, format="xlsx")
        assert sum(1 for _ in docmeta.read(out.getvalue(), format="xlsx")) == 50


def _changed(book: bytes, change: Callable[[dict[str, str | bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        parts: dict[str, str | bytes] = {name: packed.read(name) for name in packed.namelist()}
    change(parts)
    return archive(parts)


def _with_styles(book: bytes, styles: str) -> bytes:
    def change(parts: dict[str, str | bytes]) -> None:
        link = f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
        rels = parts["xl/_rels/workbook.xml.rels"]
        assert isinstance(rels, bytes)
        parts["xl/_rels/workbook.xml.rels"] = rels.replace(b"</Relationships>", link.encode())
        parts["xl/styles.xml"] = styles

    return _changed(book, change)


def _renamed(book: bytes, name: str) -> bytes:
    def change(parts: dict[str, str | bytes]) -> None:
        workbook = parts["xl/workbook.xml"]
        assert isinstance(workbook, bytes)
        parts["xl/workbook.xml"] = workbook.replace(b'"Papers"', f'"{name}"'.encode())

    return _changed(book, change)


class TestTables:
    @pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
    @pytest.mark.parametrize("rows", [3, 9_000])
    @pytest.mark.parametrize(
        ("encoding", "bad"), [("utf-8", b"Caf\xe9,"), ("utf-16", b"\x00\xd8A\x00"), ("shift_jis", b"\x81\xff")]
    )
    def test_the_line_of_a_bad_byte_whatever_ends_lines(self, end: str, rows: int, encoding: str, bad: bytes) -> None:
        text = end.join(["id,title", *(f"c{number},One" for number in range(rows)), "c,"])
        options: dict[str, Any] = {"encoding": encoding} if encoding == "shift_jis" else {}
        with pytest.raises(docmeta.InputError, match="is not") as caught:
            list(docmeta.read(text.encode(encoding) + bad, format="csv", **options))
        assert caught.value.line == rows + 2

    @pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
    def test_the_line_of_a_control_character_whatever_ends_lines(self, end: str) -> None:
        text = end.join(["id,title", *(f"c{number},One" for number in range(9_000)), "c,a\x01b"])
        report = Report()
        list(docmeta.read(text.encode(), format="csv", report=report))
        assert [found.line for found in report.findings if found.target == "control characters"] == [9_002]

    @pytest.mark.parametrize("blanks", [" ", "\n", " ,", ",\n", "\t;"])
    def test_blanks_between_addresses_are_gone_through_in_time_that_grows_with_them(self, blanks: str) -> None:
        def make(count: int) -> bytes:
            cell = "https://a.example/1 , https://a.example/2\nhttps://a.example/3" + blanks * count + "x"
            return f'id,digital_objects\r\nc1,"{cell}"\r\n'.encode()

        def read(data: bytes) -> None:
            (node,) = docmeta.read(data, format="csv")
            first, second, *_ = node.unit.digital_objects
            assert (first.uri, second.uri) == ("https://a.example/1", "https://a.example/2")

        grows_with_input(make, read, 10_000)


class TestOthers:
    @pytest.mark.parametrize(
        ("value", "target"),
        [
            ({"@value": "Letter", "@type": "https://a.example/Title"}, "@type"),
            ({"@value": "Letter", "@language": "!!"}, "@language"),
            ({"@value": "Letter", "@type": "http://www.w3.org/2001/XMLSchema#string"}, None),
        ],
    )
    def test_what_a_value_of_linked_data_says_of_itself_is_not_lost(self, value: object, target: str | None) -> None:
        data = {
            "@context": "https://schema.org",
            "@type": "ArchiveComponent",
            "@id": "https://a.example/1",
            "name": value,
        }
        report = Report()
        (node,) = docmeta.read(json.dumps(data).encode(), format="jsonld", report=report)
        assert str(node.unit.title) == "Letter"
        assert [found.target for found in report.findings] == ([target] if target else [])

    def test_a_listing_of_long_descriptions_is_read_in_time_that_grows_with_them(self) -> None:
        def make(count: int) -> bytes:
            return ("December 20, 1965\nLetter to the embassy\n" + "words of it\n" * count).encode()

        def read(page: bytes) -> None:
            assert sum(1 for _ in docmeta.read(page, format="listing")) == 2  # the listing, and its document

        grows_with_input(make, read, 10_000)

    def test_sarif_names_a_file_whose_name_is_no_text(self) -> None:
        from docmeta.checking import Problem
        from docmeta.checking.sarif import to_sarif

        problem = Problem("unreadable", "error", "it is cut off", "send it again", source=os.fsdecode(b"a\xff.xml"))
        assert "a%FF.xml" in json.dumps(to_sarif([problem], "1"))
