"""The time of a restriction in the three dialects of EAD: read as it is marked, written for people and programs, and back."""

from __future__ import annotations

import io
import re
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import docmeta
from docmeta import Collection, Date, Extra, Note, Report, Text
from docmeta.text import of_markup
from docmeta_ead.tables.restrictions import in_range, marked, taken
from growth import grows_with_input

DIALECTS = ("ead2002", "ead3", "ead4")
HEAD = (
    '<ead xmlns="urn:isbn:1-931666-22-9"><eadheader><eadid>e</eadid><filedesc><titlestmt><titleproper>t</titleproper></titlestmt>'
    '</filedesc></eadheader><archdesc level="fonds"><did><unittitle>t</unittitle></did>'
)


def through(note: Note, dialect: str, **how: Any) -> tuple[str, tuple[Note, ...], Report]:
    """What is written for a note, what is read back, and the report."""
    out = io.BytesIO()
    report = docmeta.dump(Collection("c", title="t", level="fonds", notes=note), out, format=dialect, **how)
    text = out.getvalue().decode()
    return text, docmeta.load(out.getvalue(), format=dialect).notes, report


def of(inner: str, element: str = "accessrestrict") -> Note:
    """The note of an element of EAD 2002."""
    data = f"{HEAD}<{element}>{inner}</{element}></archdesc></ead>".encode()
    return docmeta.load(data, format="ead2002").notes[0]


def closed(date: Date | str, text: str = "Closed.", kind: str = "access_conditions") -> Note:
    return Note(kind, text, dates=date)


EDTFS = (
    "../2031-12-31", "../2031", "../2031-06", "../2030~", "../2030?", "2010/2039", "2010-01-01/2039-12-31", "2031", "2031-12-31", "2030~",
    "2030/..", "../203X", "[2030,2035]", "{2030,2035}", "-0499/-0449", "../-0449", "3000/3100", "../3000", "2031-23",
    "2031-12-31T10:00:00Z", "../..", "XXXX",
)  # fmt: skip
TEXTS = (
    "", "Closed.", "Closed until 2031.", "Closed until 2032.", "From 2010 to 2039.", "2031 and 2031", "In 2031\n\nand\nmore", "20315",
    of_markup("<p>One.</p><list><item>2031</item></list>"), of_markup("See <emph>2031</emph>"), Text("Gesperrt bis 2031", language="de"),
    of_markup("<p>a</p><p>b</p>"), "x" * 30,
)  # fmt: skip
WORDS = (
    "",
    "2031",
    "until further notice",
    "the end of 2031",
    "2010-2039",
    "2010 - 2039",
    "a-b",
    "31.12.2031",
    "Closed.",
    "circa 2030",
)
DATES = st.builds(
    lambda words, edtf, more: attrs.evolve(Date(words, edtf), **more),
    st.sampled_from(WORDS),
    st.sampled_from(EDTFS),
    st.sampled_from(
        ({}, {"audience": "internal"}, {"era": "ce", "calendar": "gregorian"}, {"certainty": "approximate"})
    ),
)
NOTES = st.builds(
    Note,
    st.sampled_from(("access_conditions", "use_conditions")),
    st.sampled_from(TEXTS),
    st.sampled_from(("", "Access")),
    dates=DATES,
)


@given(NOTES, st.sampled_from(DIALECTS))
@example(closed(Date(edtf="../2031-12-31"), "Closed until 2032."), "ead2002")
def test_it_comes_back_or_is_reported(note: Note, dialect: str) -> None:
    _, notes, report = through(note, dialect, include_internal=True)
    dates = note.dates
    assert dates is not None
    places = {(one.code, (one.target or "").rpartition("/")[2]) for one in report if one.field == "notes"}
    told = {(code, place) for code, place in places if place not in ("@lang", "@languageOfElement")}
    normal = "@standardDate" if dialect == "ead4" else "@normal"
    if not notes or notes[0].dates is None:  # what is open at both ends
        assert ("partial", normal) in told
        assert dates.latest is dates.earliest is None
        return
    back = notes[0]
    assert back.dates is not None
    assert (back.kind, str(back.text), back.heading) == (note.kind, str(note.text), note.heading)
    assert getattr(back.text, "markup", None) == getattr(note.text, "markup", None)
    if back.dates.edtf != dates.edtf:
        doubts = any(one.approximate or one.uncertain or not one.understood for one in (dates, back.dates))
        same = (back.dates.earliest, back.dates.latest) == (dates.earliest, dates.latest) and not doubts
        assert ("changed" if same else "partial", normal) in told
    elif back.dates.text != dates.text:
        assert ("changed", "date") in told
    else:
        assert back.dates == dates
        assert not told
    again = through(back, dialect, include_internal=True)[1]
    assert again == notes  # what was read once stays


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("edtf", ["../2031-12-31", "2010/2039", "../2031", "2010-01-01/2039-12-31"])
def test_the_usual_lose_nothing(dialect: str, edtf: str) -> None:
    note = closed(Date(edtf=edtf), "Closed by the donor.")
    _, (back,), report = through(note, dialect)
    assert back.dates is not None
    assert (back.text, back.dates.edtf, back.dates.display) == (note.text, edtf, (note.dates or Date("x")).display)
    assert report.losses == 0


@pytest.mark.parametrize("dialect", ["ead2002", "ead3"])
def test_people_read_it_once(dialect: str) -> None:
    cases = {
        "Closed until 2032.": "<p>Closed until <date>2032</date>.</p>",
        "Closed.": "<p>Closed.</p><p><date>until 2031 December 31</date></p>",
        "": "<p><date>until 2031 December 31</date></p>",
    }
    for prose, expected in cases.items():
        text = through(closed(Date(edtf="../2031-12-31"), prose), dialect)[0]
        found = re.search("<accessrestrict>(.*)</accessrestrict>", text)
        assert found is not None
        assert re.sub("<date [^>]*>", "<date>", found[1]) == expected
        assert 'normal="2031-12-31"' in found[1]


def test_in_ead_4_it_is_a_range() -> None:
    text = through(closed(Date(edtf="../2031-12-31~"), "Closed."), "ead4")[0]
    ranged = '<dateRange><toDate standardDate="2031-12-31~">circa 2031 December 31</toDate></dateRange><p>Closed.</p>'
    assert f"<accessConditions>{ranged}</accessConditions>" in text


@pytest.mark.parametrize(
    ("inner", "text", "edtf"),
    [
        ('<p>[SR until July 1 <date type="restriction" normal="2056-07-01">2056</date>]</p>', "[SR until July 1 2056]", "../2056-07-01"),
        ('<p>[Until <date type="restriction" normal="2063-07-01" era="ce" calendar="gregorian">2063</date>]</p>',
         "[Until 2063]", "../2063-07-01"),
        ('<p>Closed.</p><p><date type="restriction" normal="2010/2039">2010-2039</date></p>', "Closed.", "2010/2039"),
        ('<p><date type="restriction">until 2031</date></p>', "", "../2031"),
        ('<p><date type="restriction" normal="20311231"/></p>', "", "../2031-12-31"),
        ('<p><date type="restriction" normal="0000/2031">to 2031</date></p>', "", "../2031"),
        ('<p>A. <emph><date type="restriction" normal="2031">2031</date></emph></p>', "A. 2031", "../2031"),
        ('<list><item>A. <date type="restriction" normal="2031">2031</date></item></list>', "A. 2031", "../2031"),
        ('<p>A. <date type="restriction" normal="2031" id="d1">2031</date></p>', "A. 2031", "../2031"),
        ('<p>Box 1 <date type="restriction" normal="2031">2031</date>, box 2 <date type="restriction" normal="2041">2041</date></p>',
         "Box 1 2031, box 2 2041", "../2041"),
    ],
)  # fmt: skip
def test_what_finding_aids_mark(inner: str, text: str, edtf: str) -> None:
    note = of(inner)
    assert note.dates is not None
    assert (str(note.text), note.dates.edtf) == (text, edtf)
    for dialect in DIALECTS:
        again = through(note, dialect)[1][0]
        assert again.dates is not None
        assert (str(again.text), again.dates.edtf) == (text, edtf)


@pytest.mark.parametrize(
    "inner",
    [
        '<p>Closed until <date normal="2031">2031</date></p>',
        "<p>Closed until 2031.</p>",
        '<p>Letters of <date type="inclusive" normal="1950/1960">1950-1960</date> are closed.</p>',
        '<p><date type="restriction"/></p>',
        '<chronlist><chronitem><date normal="2031">2031</date><event>Review</event></chronitem></chronlist>',
    ],
)
def test_a_date_in_prose_is_no_restriction(inner: str) -> None:
    assert of(f"<p>x</p>{inner}").dates is None


def test_other_notes_have_none() -> None:
    assert of('<p>Until <date type="restriction" normal="2031">2031</date></p>', "odd").dates is None
    _, (back,), report = through(Note("general", "Closed.", dates="2031"), "ead3")
    assert back == Note("general", "Closed.")
    assert [(one.code, one.target) for one in report if one.field == "notes"] == [("partial", "odd/p")]


def test_what_is_internal_in_it_stays_so() -> None:
    note = of('<p>Closed until <date audience="internal" type="restriction" normal="2031-05-05">5 May 2031</date>.</p>')
    assert note.dates is not None
    assert note.dates.audience == "internal"
    for dialect in (*DIALECTS, "jsonl", "csv", "html", "dc"):
        out = io.BytesIO()
        docmeta.dump(Collection("c", title="t", notes=note), out, format=dialect)
        assert b"2031" not in out.getvalue()
    hidden = of('<p>Closed.</p><p audience="internal">Until <date type="restriction" normal="2031">2031</date></p>')
    assert hidden.dates is not None
    assert hidden.dates.audience == "internal"


def test_a_change_of_the_date_goes_before_the_old_mark() -> None:
    note = of('<p>A. <date type="restriction" normal="2031" id="d1">2031</date></p>')
    changed = attrs.evolve(note, dates=Date(edtf="../2041"))
    for dialect in DIALECTS:
        back = through(changed, dialect)[1][0]
        assert back.dates is not None
        assert back.dates.edtf == "../2041"


def test_what_only_ead_4_says_of_a_range_stays_in_it() -> None:
    data = (
        b'<ead xmlns="https://standards.openpreservation.org/ead/v4"><control><recordId>r</recordId></control><archDesc level="fonds">'
        b"<identificationData><unitTitle>t</unitTitle></identificationData><accessConditions><dateRange><toDate "
        b'standardDate="2031" status="unknown">2031</toDate></dateRange><p>Closed.</p></accessConditions></archDesc></ead>'
    )
    note = docmeta.load(data, format="ead4").notes[0]
    assert note.dates is not None
    assert note.dates.edtf == "../2031"
    text, (back,), _ = through(note, "ead4")
    assert (back.dates, text.count("2031")) == (note.dates, 2)
    assert 'status="unknown"' in text


MARKUPS = st.sampled_from(
    (
        '<date localtype="restriction" normal="{}">{}</date>', '<p>a</p><p><date localtype="restriction" normal="{}">{}</date></p>',
        '<p><date localtype="toDate" normal="{}">{}</date></p><p>b</p>', 'a <date localtype="restriction" normal="{}">{}</date> b',
        '<p><date localtype="fromDate" normal="{}">{}</date><date localtype="toDate">x</date></p>',
        '<list><item><date localtype="restriction" normal="{}">{}</date></item></list>',
    )
)  # fmt: skip


@given(
    MARKUPS,
    st.sampled_from(("", "2031", "x", "2031/2030", "../2031", "2031/2040", "0000", "-", "2031-13", *EDTFS)),
    st.sampled_from(WORDS),
)
def test_no_mark_is_too_odd(markup: str, normal: str, words: str) -> None:
    prose = of_markup(markup.format(normal, words))
    rest, date = taken(prose)
    if date is None:
        assert rest is prose
        return
    assert taken(marked(rest, date))[1] is not None
    assert taken(in_range(rest, date))[1] is not None or date.latest is date.earliest is None


def test_the_extras_of_a_date_are_reported() -> None:
    note = closed(Date("2010-2039", kind="valid", extras=(Extra("ead3", "@id", "d1"),)))
    report = through(note, "ead2002")[2]
    assert sum(one.count for one in report if one.target == "accessrestrict/p/date") == 2


@pytest.mark.parametrize(
    "piece", ["closed 2031 ", '<date localtype="restriction" normal="2031">2031</date> ', "<p>until 2031</p>"]
)
def test_prose_is_gone_through_in_time_that_grows_with_it(piece: str) -> None:
    def run(prose: str) -> None:
        for how in (marked, in_range):
            taken(how(prose, Date(edtf="../2031")))

    grows_with_input(lambda count: of_markup(piece * count), run, 200)
