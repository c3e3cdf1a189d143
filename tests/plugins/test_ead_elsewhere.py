"""Finding aids of other times and places: EAD 1.0, headers of other tools, languages in words."""

from __future__ import annotations

import html
import io

import pytest

import docmeta
from docmeta import Node
from docmeta.crosswalk import Report
from docmeta.model import Language


def units(xml: str, report: Report | None = None) -> list[Node]:
    return list(docmeta.read(xml.encode(), format="ead2002", report=report))


def finding_aid(inside: str, did: str = "") -> str:
    return (
        "<ead><eadheader><eadid>k</eadid></eadheader>"
        f'<archdesc level="collection"><did><unittitle>Papers</unittitle>{did}</did>{inside}</archdesc></ead>'
    )


def test_elements_of_ead_1_are_what_ead_2002_calls_otherwise() -> None:
    report = Report()
    (node,) = units(
        finding_aid(
            "<admininfo><head>Admin</head><acqinfo><p>Gift</p></acqinfo></admininfo><add><bibliography><p>Book</p></bibliography></add>"
            "<organization><p>By type</p></organization>",
            "<unitloc>Shelf 4</unitloc>",
        ),
        report,
    )
    assert [(note.kind, note.text) for note in node.unit.notes] == [
        ("location", "Shelf 4"),
        ("acquisition", "Gift"),
        ("publication", "Book"),
        ("arrangement", "By type"),
    ]
    assert not report.losses
    out = io.BytesIO()
    docmeta.write([node], out, format="ead2002")
    assert b'<descgrp type="admininfo"><head>Admin</head><acqinfo>' in out.getvalue()
    assert [note.text for note in units(out.getvalue().decode())[0].unit.notes] == [
        "Shelf 4",
        "Gift",
        "Book",
        "By type",
    ]


@pytest.mark.parametrize("name", ["Français", "English.", "Nederlands", "русский"])
def test_material_whose_language_is_one_word(name: str) -> None:
    (node,) = units(finding_aid("", f'<langmaterial label="Language">{name}</langmaterial>'))
    assert node.unit.languages == (Language(name=name, label="Language"),)
    assert not node.unit.notes
    for format in ("ead2002", "ead3", "json"):
        out = io.BytesIO()
        docmeta.write([node], out, format=format)
        (again,) = docmeta.read(out.getvalue())
        assert again.unit.languages == node.unit.languages


@pytest.mark.parametrize("words", ["English, French and German", "Various", "Mostly English", "en"])
def test_prose_about_languages_stays_prose(words: str) -> None:
    (node,) = units(finding_aid("", f"<langmaterial>{words}</langmaterial>"))
    assert not node.unit.languages
    assert [(note.kind, note.text) for note in node.unit.notes] == [("language", words)]


@pytest.mark.parametrize(
    ("normal", "words", "edtf"),
    [
        ("0000/0000", "ohne Datum", "XXXX"),
        ("1990/9999", "1990-", "1990/.."),
        ("0000/1985", "vor 1985", "/1985"),
        ("1985/2999-12-31", "ab 1985", "1985/.."),
        ("2999/2999", "undated", "XXXX"),
        ("1950-01-01T00:00:00/1950-12-31T23:59:59", "1950", "1950"),
    ],
)
def test_dates_of_systems_that_must_put_a_year(normal: str, words: str, edtf: str) -> None:
    report = Report()
    (node,) = units(finding_aid("", f'<unitdate normal="{normal}">{words}</unitdate>'), report)
    (date,) = node.unit.dates
    assert (date.text, date.edtf) == (words, edtf)
    assert not [finding for finding in report if finding.code == "problem"]
    out = io.BytesIO()
    docmeta.write([node], out, format="json")
    assert normal in out.getvalue().decode()


LINKED = """<ead xmlns="urn:isbn:1-931666-22-9" xmlns:xlink="http://www.w3.org/1999/xlink"><eadheader><eadid>f</eadid></eadheader>
<archdesc level="fonds"><did><unittitle>T</unittitle></did>
<{0}><p>See <extref xlink:href="https://example.org/list?a=1&amp;b=2">the list</extref>.</p></{0}></archdesc></ead>"""


@pytest.mark.parametrize("element", ["scopecontent", "acqinfo", "relatedmaterial"])
@pytest.mark.parametrize(
    "to", ["dc", "dcterms", "jsonld", "marcxml", "mods", "csv-atom", "csv", "html", "ead3", "ead4"]
)
def test_where_a_link_leads_is_written_or_lost(to: str, element: str) -> None:
    report = Report()
    out = io.BytesIO()
    docmeta.convert(io.BytesIO(LINKED.format(element).encode()), out, to=to, report=report)
    said = html.unescape(out.getvalue().decode())
    if "https://example.org/list?a=1&b=2" not in said:
        assert [finding for finding in report if finding.class_ == "lost" and finding.field in ("description", "notes")]
    else:
        assert not any("links lead" in finding.message for finding in report)


def test_a_structured_date_without_words_or_a_readable_code_is_carried_along() -> None:
    unit = "<did><unittitle>T</unittitle><unitdatestructured><datesingle notbefore='soon'/></unitdatestructured></did>"
    data = f'<ead xmlns="http://ead3.archivists.org/schema/"><archdesc level="fonds">{unit}</archdesc></ead>'
    (node,) = docmeta.read(data.encode())
    assert not node.unit.dates
    assert "soon" in node.unit.extras[0].content
