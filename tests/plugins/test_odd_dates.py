"""Invalid dates: every reader keeps their words, does not interpret them and reports them with the line."""

from __future__ import annotations

import pytest

from docmeta import Report, read

EAD = (
    '<ead{}><archdesc level="fonds"><did><unittitle>Papers</unittitle></did>\n<dsc><c><did>{}</did></c></dsc>'
    "</archdesc></ead>"
)
STRUCTURED = "<unitdatestructured>{}</unitdatestructured>"
WRAPPED = {
    "ead2002": EAD.format("", "<unitdate>{}</unitdate>"),
    "ead2002-normal": EAD.format("", '<unitdate normal="{}">1951</unitdate>'),
    "ead3": EAD.format(' xmlns="http://ead3.archivists.org/schema/"', "<unitdate>{}</unitdate>"),
    "ead3-single": EAD.format(
        ' xmlns="http://ead3.archivists.org/schema/"', STRUCTURED.format("<datesingle>{}</datesingle>")
    ),
    "ead3-standard": EAD.format(
        ' xmlns="http://ead3.archivists.org/schema/"',
        STRUCTURED.format('<datesingle standarddate="{}">1951</datesingle>'),
    ),
    "ead3-end": EAD.format(
        ' xmlns="http://ead3.archivists.org/schema/"',
        STRUCTURED.format(
            '<daterange><fromdate standarddate="1951">1951</fromdate><todate standarddate="{}">1952</todate></daterange>'
        ),
    ),
    "dc": '<dc xmlns="http://purl.org/dc/elements/1.1/"><title>Letter</title>\n<date>{}</date></dc>',
    "dcterms": '<r xmlns:t="http://purl.org/dc/terms/"><t:title>Letter</t:title>\n<t:created>{}</t:created></r>',
    "mods": (
        '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>A</title></titleInfo>\n'
        "<originInfo><dateCreated>{}</dateCreated></originInfo></mods>"
    ),
    "marcxml": (
        '\n<record xmlns="http://www.loc.gov/MARC21/slim"><datafield tag="245" ind1="0" ind2="0">'
        '<subfield code="a">A</subfield><subfield code="f">{}</subfield></datafield></record>'
    ),
    "csv": "id,title,dates\na,Letter,{}\n",
    "jsonld": '{{"@context": "https://schema.org", "@type": "Collection", "name": "A",\n"dateCreated": "{}"}}',
}
ODD = (
    "1965-13-45",
    "2019-02-29",
    "December 32, 1965",
    "\u0661\u0669\u0666\u0665-13",
    "9" * 5_000,
    "1965 " * 500,
)


@pytest.mark.parametrize("odd", ODD, ids=lambda text: text[:20])
@pytest.mark.parametrize("form", WRAPPED)
def test_a_date_that_is_none_is_kept_and_said(form: str, odd: str) -> None:
    report = Report()
    nodes = list(read(WRAPPED[form].format(odd).encode(), format=form.partition("-")[0], report=report))
    dates = nodes[-1].unit.dates
    assert odd.strip()[:10] in repr((dates, [date.extras for date in dates], nodes[-1].unit.extras))
    assert not any(odd.strip() == date.edtf for date in dates)
    doubts = [one for one in report.findings if one.severity == "warning" and odd[:10] in str(one.example)]
    assert [one.line in ((1,) if form == "jsonld" else (2,)) for one in doubts] == [True]


def test_an_end_before_its_beginning_is_said() -> None:
    report = Report()
    list(read(WRAPPED["ead3-end"].format("1949").encode(), format="ead3", report=report))
    assert [(one.line, one.example) for one in report.findings if one.target == "daterange"] == [(2, "1951/1949")]


@pytest.mark.parametrize("format", ["ead2002", "ead3"])
def test_options_say_what_dates_are_that_can_be_read_in_two_ways(format: str) -> None:
    for words, options, edtf in (
        ("5/6/1951", {"dates": "dmy"}, "1951-06-05"),
        ("5/6/1951", {"dates": "mdy", "pairs": "years"}, "1951-05-06"),
        ("1901-02", {"pairs": "years"}, "1901/1902"),
        ("1901-02", {"pairs": "months"}, "1901-02"),
        ("1936-37", {"pairs": "months"}, "1936/1937"),
        ("1901-02", {"dates": "dmy"}, None),
    ):
        report = Report()
        nodes = list(read(WRAPPED[format].format(words).encode(), format=format, report=report, **options))
        assert [date.edtf for date in nodes[-1].unit.dates] == [edtf]
        assert any(words == one.example for one in report.findings) is (edtf is None)
