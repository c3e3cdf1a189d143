"""A year of an Islamic or the Hebrew calendar with its Gregorian equivalent: 1330 [1911 or 1912], 1911 [1330 H], 727 [1967]."""

from __future__ import annotations

import re

#: The letters that name the calendar of a year: H, AH, A.H., SH (solar), Q (lunar), Sh.
_LETTERS = r"(?:a\.? ?h\.?(?: ?s\.?)?|h\.?(?: ?[skq]h?\.?)?|s\.? ?h\.?|sh\.?|q\.?|hijri|hegira)"
_YEARS = r"[0-9]{4}(?: ?[/-] ?(?:[0-9]{4}|[0-9]{1,2}))?"
_ISLAMIC = re.compile(rf"(?:{_LETTERS} ?)?({_YEARS})(?: ?{_LETTERS})?", re.IGNORECASE)
_BESIDE = re.compile(
    rf"(?<![0-9/])[\[(]?((?:{_LETTERS} ?)?{_YEARS}(?: ?{_LETTERS})?)[\])]?"
    r"(?: ?[\[(]| = |(?<=[hqHQ.]) ?/ ?)([^\[\]()=]{4,40}?)(?:[\])]|$)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
#: A Hebrew year, in numbers or in letters, with or without its thousands, and what stands in brackets behind it.
_HEBREW = re.compile(
    r"(?<![\w])(?:(5?[0-9]{3})|(?:\u05d4['\u05f3\u2019])?([\u05d0-\u05ea]{1,4}[\"\u05f4\u201d][\u05d0-\u05ea]))"
    r" ?[\[(]([^\[\]()]{4,40})[\])]"
)
#: What the letters count: \u05d0 to \u05ea, with their final forms (1 to 10, 20 to 90, 100 to 400).
_COUNTS = dict(
    zip(
        "\u05d0\u05d1\u05d2\u05d3\u05d4\u05d5\u05d6\u05d7\u05d8\u05d9\u05db\u05dc\u05de\u05e0\u05e1\u05e2\u05e4\u05e6\u05e7\u05e8\u05e9\u05ea"
        "\u05da\u05dd\u05df\u05e3\u05e5",
        (*range(1, 10), *range(10, 100, 10), 100, 200, 300, 400, 20, 40, 50, 80, 90),
        strict=True,
    )
)
#: The first and the last Islamic year recognised.
_FIRST, _LAST = 1, 1500


def gregorian(words: str) -> str:
    """Remove a year of an Islamic or the Hebrew calendar if its Gregorian equivalent is beside it.

    >>> gregorian("1330 [1911 or 1912]"), gregorian("ca. 1950 (1369 H)"), gregorian("1697 [1967]")
    ('1911 or 1912', 'ca. 1950', '1697 [1967]')
    >>> gregorian("727 [1967]"), gregorian("735 [1967]")
    ('1967', '735 [1967]')
    """
    if "[" in words or "(" in words:
        words = _HEBREW.sub(_meant_in_hebrew, words)
    return _BESIDE.sub(_meant, words) if "[" in words or "(" in words or "=" in words or "/" in words else words


def _meant_in_hebrew(match: re.Match[str]) -> str:
    """What stands in brackets, if each of its years is one in which the Hebrew year began or ended."""
    number = int(match[1]) if match[1] else sum(_COUNTS.get(letter, 0) for letter in match[2])
    ended = number % 5000 + 5000 - 3760
    years = {int(year) for year in _YEAR.findall(match[3])}
    return match[3] if years and years <= {ended - 1, ended} else match[0]


def _meant(match: re.Match[str]) -> str:
    one, other = match[1], match[2].strip()
    for islamic, said in ((one, other), (other, one)):
        found = _ISLAMIC.fullmatch(islamic)
        years = [int(year) for year in _YEAR.findall(said)]
        if found is not None and years and _mean(found[1], years):
            return said
    return match[0]


def _mean(islamic: str, years: list[int]) -> bool:
    """Whether each Gregorian year is one in which some of the Islamic years began or ended."""
    first, last = (int(year) for year in (islamic[:4], _whole(islamic)))
    possible = {year for one in range(first, min(last, first + 100) + 1) for year in _gregorian_years(one)}
    return _FIRST <= first <= last <= _LAST and possible.issuperset(years)


def _whole(years: str) -> str:
    """The last of some years: 1331 of 1330-31."""
    last = re.split("[ /-]+", years)[-1]
    return years[: 4 - len(last)] + last


def _gregorian_years(year: int) -> set[int]:
    """The years that a lunar year, a solar one of Iran, and a fiscal one of the Ottomans (1256 to 1340) can fall into."""
    lunar = (year - 1) * 354.36667 / 365.2425 + 622.54
    found = {int(lunar), int(lunar + 0.9703), year + 621, year + 622}
    return found | {year + 584, year + 585} if 1256 <= year <= 1340 else found
