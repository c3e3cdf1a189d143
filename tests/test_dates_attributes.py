"""Dates whose meaning depends on attributes, and dates with one end: what EAD, EAD3, AtoM and ArchivesSpace receive."""

from __future__ import annotations

import datetime

import pytest

from docmeta.dates import Date, StandardDate, StandardRange, explain, is_edtf, read_normal


@pytest.mark.parametrize(
    ("normal", "edtf"),
    [
        ("1847-00-00", "1847"),
        ("1847-06-00", "1847-06"),
        ("18470000/18520000", "1847/1852"),
        ("18470600/1852-00-00", "1847-06/1852"),
        ("0000-00-00/1852-00-00", "../1852"),
        ("1847-00-00/0000-00-00", "1847/.."),
        ("1847-00-00/1847-00-00", "1847"),
    ],
)
def test_zeros_in_normal_say_nothing(normal: str, edtf: str) -> None:
    assert read_normal(normal) == (edtf, None)


def test_zero_months_with_days_stay_errors() -> None:
    assert read_normal("1847-00-05") == (None, "month must be 01..12")


@pytest.mark.parametrize(
    ("era", "normal", "words", "edtf"),
    [
        ("bce", "0120", "120", "-0119"),
        ("BC", "0120/0080", "120-80", "-0119/-0079"),
        ("B.C.E.", "0044-03-15", "Ides of March", "-0043-03-15"),
        ("bce", "-0119/-0079", "120-80 BC", "-0119/-0079"),
        ("bce", "0001", "1 BC", "0000"),
        ("ce", "0120", "120", "0120"),
        ("v. Chr.", "0120", "", "-0119"),
    ],
)
def test_an_era_before_christ_counts_backwards(era: str, normal: str, words: str, edtf: str) -> None:
    date, problem = Date.from_normal(normal, words, era=era)
    assert (date.edtf, date.era, problem) == (edtf, era, None)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [("120", "-0119"), ("120-80", "-0119/-0079"), ("120 BC", "-0119"), ("2nd century", "-01XX"), ("undated", "XXXX"),
     ("1 BC", "0000")],
)  # fmt: skip
def test_words_follow_their_era(words: str, edtf: str) -> None:
    assert Date(words, era="bce").edtf == edtf
    assert Date.parse(words, order="dmy", era="bce").edtf == edtf


@pytest.mark.parametrize(
    "fields", [{"calendar": "julian"}, {"calendar": "Hebrew"}, {"era": "hijri"}, {"calendar": "gregorian", "era": "AH"}]
)
def test_another_calendar_makes_no_gregorian_day(fields: dict[str, str]) -> None:
    date = Date("3 April 1712", **fields)  # type: ignore[arg-type]
    assert (date.edtf, date.normal, date.text) == (None, None, "3 April 1712")
    assert (explain("3 April 1712", **fields) or "").startswith("not understood: the words")
    assert Date.from_normal("1712-04-14", "3 April 1712", **fields)[0].edtf == "1712-04-14"
    assert Date("undated", **fields).undated  # type: ignore[arg-type]


@pytest.mark.parametrize("calendar", ["gregorian", "Gregorian", "gregorianisch", "proleptic Gregorian", "N.S.", ""])
def test_the_gregorian_calendar_has_many_names(calendar: str) -> None:
    assert Date("3 April 1712", calendar=calendar, era="ce").edtf == "1712-04-03"


@pytest.mark.parametrize(
    ("certainty", "normal", "edtf"),
    [
        ("approximate", "1871", "1871~"),
        ("circa", "1871/1874", "1871~/1874~"),
        ("questionable", "1871-05", "1871-05?"),
        ("Uncertain", "1871/", "1871?/"),
        ("certain", "1871", "1871"),
        ("inferred", "1871", "1871"),
        ("approximate", "187X", "187X~"),
        ("approximate", "1871,1874", "{1871~,1874~}"),
    ],
)
def test_certainty_qualifies(certainty: str, normal: str, edtf: str) -> None:
    date, problem = Date.from_normal(normal, certainty=certainty)
    assert (date.edtf, problem) == (edtf, None)
    assert date.w3cdtf is None or edtf == "1871"


def test_certainty_qualifies_words_once() -> None:
    assert Date("1871", certainty="approximate").edtf == "1871~"
    assert Date("1871?", certainty="approximate").edtf == "1871?"
    assert Date("1871", "1871", certainty="approximate").edtf == "1871"


@pytest.mark.parametrize(
    ("parts", "edtf"),
    [
        ([StandardDate("1871")], "1871"),
        ([StandardDate("18710503")], "1871-05-03"),
        ([StandardDate(None, "1871", "1874")], "[1871..1874]"),
        ([StandardDate(None, "1871", None)], "[1871..]"),
        ([StandardDate(None, None, "1874")], "[..1874]"),
        ([StandardDate(None, "1870", "1879")], "187X"),
        ([StandardDate(None, "1800", "1899")], "18XX"),
        ([StandardRange(StandardDate("1871"), StandardDate(None, "1880", "1882"))], "1871/1882"),
        ([StandardRange(StandardDate(None, "1871", "1874"), StandardDate("1880"))], "1871/1880"),
        ([StandardRange(StandardDate(None, None, "1874"), StandardDate("1880"))], "/1880"),
        ([StandardRange(StandardDate("1871"), StandardDate())], "1871/"),
        ([StandardRange(StandardDate("1871"), None)], "1871/.."),
        ([StandardRange(None, StandardDate("1880"))], "../1880"),
        ([StandardDate("1871"), StandardRange(StandardDate("1874"), None)], "{1871,1874..}"),
        ([StandardDate("1871"), StandardDate(None, "1874", "1876")], None),
        ([StandardDate()], None),
        ([], None),
    ],
)
def test_standard_dates_are_read(parts: list[StandardDate | StandardRange], edtf: str | None) -> None:
    date, problem = Date.from_standard(parts, "war years")
    assert (date.text, date.edtf, problem) == ("war years", edtf, None)


def test_standard_dates_that_cannot_be_read_are_said() -> None:
    date, problem = Date.from_standard([StandardDate("1871-13")], "1871")
    assert (date.edtf, problem) == ("1871", "month must be 01..12")
    date, problem = Date.from_standard([StandardRange(StandardDate("1880"), StandardDate("1871"))], "war years")
    assert (date.edtf, problem) == (None, "reversed: it ends before it begins")


def test_standard_dates_have_eras_and_certainty() -> None:
    parts = [StandardRange(StandardDate("0120"), StandardDate("0080"))]
    assert Date.from_standard(parts, era="bce", certainty="approximate")[0].edtf == "-0119~/-0079~"


@pytest.mark.parametrize(
    ("words", "normal", "ends", "span"),
    [
        ("before 1851", None, (None, "1851"), "inclusive"),
        ("after 1851", None, ("1851", None), "inclusive"),
        ("1851-present", None, ("1851", None), "inclusive"),
        ("ca. 1851-present", None, ("1851", None), "inclusive"),
        ("1851-1862", "1851/1862", ("1851", "1862"), "inclusive"),
        ("circa 1851", "1851", ("1851", "1851"), "single"),
        ("1850s", "1850/1859", ("1850", "1859"), "inclusive"),
        ("1851 or 1862", "1851/1862", ("1851", "1862"), "inclusive"),
        ("May 1851", "1851-05", ("1851-05", "1851-05"), "single"),
        ("undated", None, (None, None), None),
        ("some words", None, (None, None), None),
    ],
)
def test_an_open_end_is_no_year(
    words: str, normal: str | None, ends: tuple[str | None, str | None], span: str | None
) -> None:
    date = Date(words)
    assert (date.normal, date.normal_ends, date.span) == (normal, ends, span)


def test_a_normal_of_one_year_leaves_an_open_end_to_the_words() -> None:
    for words, edtf in (("before 1851", "/1851"), ("1851-present", "1851/.."), ("after 1851", "1851/")):
        assert Date.from_normal("1851", words)[0].edtf == edtf


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1912-1944", "1944/1950", True),
        ("1912-1944", "1945/1950", False),
        ("1950s", "1959-12-31", True),
        ("before 1867", "1200", True),
        ("before 1867", "1868", False),
        ("1920-present", "2500", True),
        ("1827, 1952-1978", "1900", False),
        ("1827, 1952-1978", "1970-05", True),
        ("500 BC", "-0499", True),
        ("500 BC", "500 BC-100 AD", True),
        ("undated", "1900", False),
        ("some words", "1900", False),
        ("1900", "some words", False),
        ("Spring 1968", "1968-01-01", True),
    ],
)
def test_overlaps(one: str, other: str, expected: bool) -> None:
    assert Date(one).overlaps(other) is expected
    meant = Date(edtf=other) if is_edtf(other) else Date(other)
    assert Date(one).overlaps(meant) is meant.overlaps(Date(one)) is expected


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("February 1904", datetime.date(1904, 2, 1), datetime.date(1904, 2, 29)),
        ("1920-present", datetime.date(1920, 1, 1), None),
        ("before 1867", None, datetime.date(1867, 12, 31)),
        ("100 BC-100 AD", None, datetime.date(100, 12, 31)),
        ("Y12000", None, None),
        ("undated", None, None),
    ],
)
def test_bounds_as_dates_of_python(words: str, first: datetime.date | None, last: datetime.date | None) -> None:
    assert (Date(words).earliest_date, Date(words).latest_date) == (first, last)
