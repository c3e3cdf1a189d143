"""The most likely kind of an agent, by its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmeta.model import CorporateBody, Family, Person, likely_kind


@pytest.mark.parametrize(
    "name",
    [
        "Roe, Ann", "Roe, Ann (1880-1950)", "Roe, Ann, 1880-1950", "Kim Il Sung 1912- 1994", "Mao Zedong (1893-1976)",
        "J. S. Bach", "Roe, A. B. (Ann B.)", "Roe, Ann, Jr.", "van Roe, Ann", "Roe, Ann van der", "Hồ, Chí Minh", "Иванов, Пётр Ильич",
        "Roe-Bell, Ann", "Ann Roe, b. 1880",
    ],
)  # fmt: skip
def test_persons(name: str) -> None:
    assert likely_kind(name) is Person


@pytest.mark.parametrize(
    "name", ["Roe family", "Roe (Family : 1700-1900)", "Familie Roe", "famille Roe", "Familia Pérez"]
)
def test_families(name: str) -> None:
    assert likely_kind(name) is Family


@pytest.mark.parametrize(
    "name",
    [
        "Rye Harbour Board", "Rye Harbour Board, 1912-1994", "Roe & Sons", "Roe, Bell, and Company", "Apple, Inc.", "Ministry of Trade",
        "Embassy of Romania in Rye", "Standard Oil", "United States. Army", "Universität Rye", "Société des ports", "Expo 1958",
        "Rye Games 1988", "War, 1600-1994", "", " ", "1912",
    ],
)  # fmt: skip
def test_bodies_and_what_nothing_is_known_of(name: str) -> None:
    assert likely_kind(name) is CorporateBody


@given(st.text())
def test_any_text_has_a_kind(name: str) -> None:
    assert likely_kind(name) in (Person, Family, CorporateBody)
