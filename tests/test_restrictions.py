"""Restrictions in time: what holds on a day, and in doubt."""

from __future__ import annotations

import datetime

import pytest

from docmeta import Collection, Date, Document, Note, OptionError, check, restricted, walk
from docmeta.model import day_of, period
from growth import grows_with_input

ACCESS = "access_conditions"


def closed(edtf: str | None = None, text: str = "", kind: str = ACCESS) -> Document:
    dates = Date(text, edtf) if edtf is not None or text else None
    return Document("d", notes=(Note(kind, "Closed.", dates=dates),))


@pytest.mark.parametrize(
    ("edtf", "before", "on", "after"),
    [
        ("../2031-12-31", True, True, False),
        ("../2031", True, True, False),
        ("/2031", True, True, False),
        ("2031", False, True, False),
        ("2031-06/2031-12", False, True, False),
        ("2031/..", False, True, True),
        ("2031/", False, True, True),
        ("[2031,2033]", False, True, True),
        ("{2031,2033}", False, True, True),
        ("../2031~", True, True, True),
        ("../2031?", True, True, True),
        ("2031%/2031-12-31", True, True, False),
        ("2031~", True, True, True),
        ("../203X", True, True, True),
        ("-0499/-0449", False, False, False),
        ("-0499/2031", True, True, False),
        ("XXXX", True, True, True),
    ],
)
def test_what_holds(edtf: str, before: bool, on: bool, after: bool) -> None:
    days = ("2030-12-31", "2031-06-30", "2032-01-01")
    assert [restricted(closed(edtf), on=day) is not None for day in days] == [before, on, after]


def test_dates_that_are_not_understood_hold() -> None:
    assert restricted(closed(text="until the heirs agree"), on="2500-01-01") is not None


def test_a_condition_without_dates_restricts_nothing() -> None:
    assert restricted(closed()) is None
    assert restricted(closed("../2031", kind="use_conditions"), on="2026-01-01") is None


def test_a_condition_that_is_internal_restricts() -> None:
    note = Note(ACCESS, "Donor's wish.", dates=Date(edtf="../2031", audience="internal"), audience="internal")
    assert restricted(Document("d", notes=note), on="2026-01-01") is note


def test_an_open_item_of_a_closed_series_is_restricted() -> None:
    series = Collection(
        "s", notes=closed("../2031").notes, members=(Document("d", notes=(Note(ACCESS, "Open for research."),)),)
    )
    *_, item = walk(Collection("c", members=(series,)))
    found = restricted(item, on="2026-01-01")
    assert found is not None
    assert found.dates == Date(edtf="../2031")
    assert restricted(item.unit, on="2026-01-01") is None


@pytest.mark.parametrize("day", ["2031", "2031-13-01", "2031-02-29", "20310101", "yesterday", "", "２０３１-01-01"])
def test_what_is_no_day(day: str) -> None:
    with pytest.raises(OptionError):
        day_of(day)


def test_today_is_the_default() -> None:
    today = datetime.date.today()
    assert day_of(None) in {(day.year, day.month, day.day) for day in (today, datetime.date.today())}


def test_the_words_of_a_time() -> None:
    dates = [Date(edtf=edtf) for edtf in ("../2031", "2031/..", "../..", "2031", "/2031", "[2031,2033]")]
    assert [period(date) for date in dates] == [
        "until 2031",
        "from 2031",
        "../..",
        "2031",
        "until 2031",
        "2031 or 2033",
    ]
    assert period(Date("until review", "2031/..")) == "until review"


def found(*notes: Note, on: str = "2026-11-30") -> list[tuple[str, str | None]]:
    unit = Collection("c", title="Papers", notes=notes)
    return [(one.rule, one.value) for one in check(unit, on=on)]


def test_what_check_says_of_restrictions() -> None:
    def closed_on(date: Date) -> Note:
        return Note(ACCESS, "Closed.", dates=date)

    assert found(closed_on(Date("2031-2010"))) == [("BASIC-11", "2031-2010")]
    assert found(closed_on(Date("until the heirs agree"))) == [("BASIC-12", "until the heirs agree")]
    assert found(closed_on(Date(edtf="../2020"))) == [("BASIC-13", "../2020")]
    assert found(closed_on(Date(edtf="../2020")), on="2020-12-31") == []
    assert found(closed_on(Date(edtf="../2020~"))) == found(closed_on(Date(edtf="2000/.."))) == []
    assert found(Note("use_conditions", "No copies.", dates=Date("2000-2020"))) == [("BASIC-13", "2000-2020")]
    assert found(Note("general", "Closed.", dates=Date("2000-2020"))) == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Closed until 2031.", ["until 2031"]),
        ("Restricted until July 1, 2056; box 2 until 2060", ["until July 1, 2056", "until 2060"]),
        ("Gesperrt bis 31. Dezember 2041", ["bis 31. Dezember 2041"]),
        ("Closed until the end of 2044 or the death of the donor", ["until the end of 2044"]),
        ("Fermé jusqu'en 2050", ["jusqu'en 2050"]),
        ("Open until 5 pm. Closed until further notice.", []),
        ("Letters until 1950-1951 are closed", []),
        ("Closed for 75 years", []),
        ("Open for research.", []),
    ],
)
def test_ends_that_stand_in_words_alone(text: str, ends: list[str]) -> None:
    assert found(Note(ACCESS, text)) == [("BASIC-14", each) for each in ends]
    assert found(Note(ACCESS, text, dates=Date(edtf="../2031"))) == []


def test_a_long_note_is_looked_at_in_time_that_grows_with_it() -> None:
    def made(count: int) -> Note:
        return Note(ACCESS, "until the year of the end of " * count + "until 2031-" * count)

    grows_with_input(made, found, 100)
