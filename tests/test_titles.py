"""Titles supplied for units without one."""

from __future__ import annotations

import pytest

from docmeta.model import AgentLink, Collection, CorporateBody, Date, Document, Person, Term, Unit, devised_title


@pytest.mark.parametrize(
    ("unit", "title"),
    [
        (Document("d"), "[Untitled]"),
        (Collection("c"), "[Untitled]"),
        (Document("d", level="  "), "[Untitled]"),
        (Document("d", level="file"), "[File]"),
        (Collection("c", level="otherlevel"), "[Untitled]"),
        (Document("d", level="unspecified", dates=(Date("1950"),)), "[Document, 1950]"),
        (Collection("c", level="recordgrp"), "[Record group]"),
        (Document("d", level="folder list"), "[Folder list]"),
        (Document("d", genres=(Term("Telegram"),), level="item"), "[Telegram]"),
        (Document("d", genres=(Term("Maps"), Term("Letters")), level="item"), "[Item]"),
        (Document("d", dates=(Date("n.d."),)), "[Document, undated]"),
        (Document("d", dates=(Date(edtf="1965-12-20"),)), "[Document, 1965 December 20]"),
        (Document("d", dates=(Date("1999", kind="digitisation"),)), "[Untitled]"),
        (Document("d", dates=(Date("1999", kind="coverage"),)), "[Document, coverage 1999]"),
        (Document("d", dates=(Date("1950-1951", type="bulk"), Date("1940-1960"))), "[Document, 1940-1960]"),
        (
            Collection("c", level="fonds", agents=(AgentLink(CorporateBody("Embassy")), AgentLink(Person("Kim")))),
            "[Fonds of Embassy and Kim]",
        ),
        (Document("d", agents=tuple(AgentLink(Person(name)) for name in "abc")), "[Document of a and others]"),
        (Document("d", agents=(AgentLink(Person("Kim"), "subject"),)), "[Untitled]"),
        (Document("d", agents=(AgentLink(Person(dates=Date("1912-1994"))),)), "[Untitled]"),
        (Document("d", agents=(AgentLink(Person("Kim\nIl  Sung")),)), "[Document of Kim Il Sung]"),
    ],
)
def test_a_devised_title_says_what_the_description_says(unit: Unit, title: str) -> None:
    assert devised_title(unit) == title
