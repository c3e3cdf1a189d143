"""The grammar of EDTF, the Extended Date/Time Format (ISO 8601-2:2019, levels 0, 1 and 2).

`read_edtf` is all of it: a string in, an `Edtf` out, or the reason why it is not EDTF.
The grammar is three regular expressions (a date, a long year, a date with a time);
intervals and sets are split by hand around them, so nothing here backtracks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

#: A day of the proleptic Gregorian calendar: year (0 is 1 BC), month, day. Compares as a calendar does, in any year.
Day = tuple[int, int, int]

#: Longer input is rejected unread.
LONGEST = 1_000

#: Years with more digits are rejected, so that no exponent makes a giant number.
YEAR_DIGITS = 18

_QUALIFIER = "[?~%]?"
_DATE = re.compile(
    rf"({_QUALIFIER})(-?)([0-9X]{{4}})({_QUALIFIER})"
    rf"(?:-({_QUALIFIER})([0-9X]{{2}})({_QUALIFIER})(?:-({_QUALIFIER})([0-9X]{{2}})({_QUALIFIER}))?)?"
)
_LONG_YEAR = re.compile(r"(Y?)(-?)([0-9]{1,18})(?:E([1-9][0-9]?))?(?:S([1-9][0-9]?))?")
_TIME = re.compile(
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?)?"
)

#: Precisions, finest first; the coarser of two is the later.
PRECISIONS = ("time", "day", "month", "season", "year", "decade", "century", "millennium")

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

#: Sub-year groupings of ISO 8601-2, 4.8: code -> the order within the year, and first and last month if they are fixed.
#: 21 to 24 are seasons "independent of location", so their months are not fixed.
_WHOLE_YEAR = (1, 12)
_GROUPINGS: dict[int, tuple[int, tuple[int, int]]] = {
    **{21 + n: (3 * n + 3, _WHOLE_YEAR) for n in range(4)},
    **{25 + n: (3 * n + 3, (3 * n + 3, 3 * n + 5)) for n in range(4)},
    **{29 + n: (month, (month, month + 2)) for n, month in enumerate((9, 12, 3, 6))},
    **{33 + n: (3 * n + 1, (3 * n + 1, 3 * n + 3)) for n in range(4)},
    **{37 + n: (4 * n + 1, (4 * n + 1, 4 * n + 4)) for n in range(3)},
    **{40 + n: (6 * n + 1, (6 * n + 1, 6 * n + 6)) for n in range(2)},
}


class Point(NamedTuple):
    """One date of an EDTF string."""

    text: str
    #: The first and the last day that it can mean.
    first: Day
    last: Day
    #: The same two as ISO 8601 strings, no more precise than the date itself: 195X is 1950 and 1959.
    low: str
    high: str
    precision: str
    approximate: bool = False
    uncertain: bool = False
    #: Some digit is unspecified.
    masked: bool = False
    #: What intervals compare; differs from `first` for seasons.
    order: Day = (0, 0, 0)


class Span(NamedTuple):
    """An interval, or one date (both ends the same). An end is None if open or unknown."""

    begin: Point | None
    end: Point | None
    #: An end without a date: ".." for open, "" for unknown.
    begin_mark: str = ""
    end_mark: str = ""


class Edtf(NamedTuple):
    """A parsed EDTF string.

    Args:
        text: The string itself.
        shape: "date", "interval", "one" (one of a set, `[...]`) or "all" (all of a set, `{...}`).
        spans: One for a date or an interval, one for each element of a set.
    """

    text: str
    shape: str
    spans: tuple[Span, ...]

    @property
    def points(self) -> list[Point]:
        """All its dates, in the order of the string."""
        return [point for span in self.spans for point in dict.fromkeys((span.begin, span.end)) if point]


class _Refused(ValueError):
    """Not EDTF; the message says why."""


def read_edtf(text: str) -> Edtf | str:
    """Read an EDTF string; if it is not EDTF, return the reason as a string.

    >>> read_edtf("1949/1991").shape
    'interval'
    >>> read_edtf("1965-13")
    'month must be 01..12'
    """
    return "longer than 1,000 characters" if len(text) > LONGEST else _read(str(text))


@lru_cache(maxsize=4096)
def _read(text: str) -> Edtf | str:
    try:
        return _expression(text)
    except _Refused as refused:
        return str(refused)


def _expression(text: str) -> Edtf:
    if text[:1] in ("[", "{"):
        return _set(text)
    if "/" in text:
        return Edtf(text, "interval", (_interval(text),))
    point = _long_year(text) or _time(text) or _point(text)
    return Edtf(text, "date", (Span(point, point),))


def _interval(text: str) -> Span:
    left, _, right = text.partition("/")
    begin = None if left in ("", "..") else _point(left)
    end = None if right in ("", "..") else _point(right)
    if not left and not right:
        raise _Refused("an interval needs a date or '..'")
    _in_order(begin, end)
    return Span(begin, end, left if begin is None else "", right if end is None else "")


def _in_order(begin: Point | None, end: Point | None) -> None:
    if begin and end and begin.order > (end.last if end.masked else end.order):
        raise _Refused("reversed: it ends before it begins")


def _set(text: str) -> Edtf:
    shape, closing = ("one", "]") if text[0] == "[" else ("all", "}")
    if not text.endswith(closing):
        raise _Refused(f"a set ends with {closing}")
    elements = text[1:-1].split(",")
    spans = [_element(e, first=n == 0, last=n == len(elements) - 1) for n, e in enumerate(elements)]
    return Edtf(text, shape, tuple(spans))


def _element(text: str, *, first: bool, last: bool) -> Span:
    left, dots, right = text.partition("..")
    if not dots:
        point = _long_year(text) or _point(text)
        return Span(point, point)
    if (not left and not (first and right)) or (not right and not last):
        raise _Refused("'..' without a date stands only at the ends of a set")
    begin, end = _point(left) if left else None, _point(right) if right else None
    _in_order(begin, end)
    return Span(begin, end, "" if begin else "..", "" if end else "..")


def _time(text: str) -> Point | None:
    if "T" not in text:
        return None
    match = _TIME.fullmatch(text)
    if not match:
        raise _Refused("a time is written as T23:59:59, with Z or +01:00 or nothing after it")
    day = _point(match[1])
    return day._replace(text=text, precision="time")


def _long_year(text: str) -> Point | None:
    if text[:1] != "Y" and "S" not in text:
        return None
    match = _LONG_YEAR.fullmatch(text)
    if not match:
        raise _Refused("a long year is written as Y17000, Y17E7 or Y171010000S3, of 18 digits at most")
    y, minus, digits, exponent, significant = match.groups()
    if (
        (digits[0] == "0" and y)
        or (len(digits) < 5 and y and not exponent)
        or (not y and (exponent or len(digits) != 4))
    ):
        raise _Refused("Y stands before a year of more than four digits, and only there")
    if not y and minus and not int(digits):
        raise _Refused("there is no year -0000")
    zeros = int(exponent or 0)
    if len(digits) + zeros > YEAR_DIGITS:
        raise _Refused(f"the year has more than {YEAR_DIGITS} digits")
    size = int(digits) * 10**zeros
    spare = max(len(str(size)) - int(significant), 0) if significant else 0
    unit = 10**spare
    low, high = size // unit * unit, size // unit * unit + unit - 1
    if minus:
        low, high = -high, -low
    precision = PRECISIONS[min(PRECISIONS.index("year") + spare, len(PRECISIONS) - 1)]
    return Point(
        text, (low, 1, 1), (high, 12, 31), year_text(low), year_text(high), precision, approximate=spare > 0,
        order=(low, 1, 1),
    )  # fmt: skip


def _point(text: str) -> Point:
    match = _DATE.fullmatch(text)
    if not match:
        raise _Refused("not an EDTF date, such as 1965, 1965-12, 1965-12-20, 1965~ or 196X")
    q1, minus, year, q2, q3, month, q4, q5, day, q6 = match.groups("")
    marks = q1 + q2 + q3 + q4 + q5 + q6
    approximate, uncertain = ("~" in marks or "%" in marks), ("?" in marks or "%" in marks)
    if minus and year == "0000":
        raise _Refused("there is no year -0000")
    masked = "X" in year or "X" in month or "X" in day
    if month and not day and "X" not in month and int(month) in _GROUPINGS:
        return _season(text, minus, year, int(month))._replace(
            approximate=approximate, uncertain=uncertain, masked=masked
        )
    first, last = _bounds(minus, year, month, day) if masked else _plain_bounds(int(minus + year), month, day)
    if not masked:
        plain = text if not marks else "-".join(filter(None, (minus + year, month, day)))
        return Point(
            text, first, last, plain, plain, _FINENESS[bool(month) + bool(day)], approximate, uncertain, order=first
        )  # fmt: skip
    fine = 1 if month in ("", "XX") and day in ("", "XX") else 2 if day in ("", "XX") else 3
    return Point(
        text, first, last, day_text(first, fine), day_text(last, fine), _precision(year, month, day),
        approximate, uncertain, masked, first,
    )  # fmt: skip


_FINENESS = ("year", "month", "day")


def _plain_bounds(year: int, month: str, day: str) -> tuple[Day, Day]:
    """The first and last day of a date without an X."""
    if not month:
        return (year, 1, 1), (year, 12, 31)
    m = int(month)
    if not 1 <= m <= 12:
        raise _Refused("month must be 01..12")
    longest = days_in_month(year, m)
    if not day:
        return (year, m, 1), (year, m, longest)
    d = int(day)
    if not 1 <= d <= 31:
        raise _Refused("day must be 01..31")
    if d > longest:
        raise _Refused(
            "there is no such day in that month" if d > _DAYS[m - 1] else "there is no such day in that year"
        )
    return (year, m, d), (year, m, d)


def _season(text: str, minus: str, year: str, code: int) -> Point:
    (low, _, _), (high, _, _) = _bounds(minus, year, "", "")
    order, (start, stop) = _GROUPINGS[code]
    first = (low, start, 1)
    last_year, last_month = (high + 1, stop - 12) if stop > 12 else (high, stop)
    last = (last_year, last_month, days_in_month(last_year, last_month))
    fine = 1 if (start, stop) == _WHOLE_YEAR else 2
    precision = _precision(year, "", "") if "X" in year else "season"
    return Point(text, first, last, day_text(first, fine), day_text(last, fine), precision, order=(low, order, 1))


def _precision(year: str, month: str, day: str) -> str:
    if "X" in year:
        return ("decade", "century", "millennium", "millennium")[3 - year.index("X")]
    if not month or "X" in month:
        return "year"
    return "month" if not day or "X" in day else "day"


def _bounds(minus: str, year: str, month: str, day: str) -> tuple[Day, Day]:
    """The first and last day that fit, where X is any digit; a missing year, month or day is open."""
    months, days = _fitting(month, 12), _fitting(day, 31)
    if not months:
        raise _Refused("month must be 01..12")
    if not days:
        raise _Refused("day must be 01..31")
    if days[0] > max(_DAYS[month - 1] for month in months):
        raise _Refused("there is no such day in that month")
    return (
        _first_fit(_years(minus, year, falling=bool(minus)), months, days),
        _first_fit(_years(minus, year, falling=not minus), months[::-1], days[::-1]),
    )


def _first_fit(years: Iterator[int], months: Sequence[int], days: Sequence[int]) -> Day:
    for year in years:
        for month in months:
            longest = days_in_month(year, month)
            for day in days:
                if day <= longest:
                    return year, month, day
    raise _Refused("there is no such day in that year")


def _fitting(mask: str, highest: int) -> Sequence[int]:
    if mask in ("", "XX"):
        return range(1, highest + 1)
    if "X" not in mask:
        return [int(mask)] if 1 <= int(mask) <= highest else []
    return [n for n in range(1, highest + 1) if all(a in ("X", b) for a, b in zip(mask, f"{n:02d}", strict=True))]


def _years(minus: str, mask: str, *, falling: bool) -> Iterator[int]:
    if "X" not in mask:
        yield int(minus + mask)
        return
    any_digit = "9876543210" if falling else "0123456789"
    for digits in product(*(any_digit if digit == "X" else digit for digit in mask)):
        number = int("".join(digits))
        if number or not minus:
            yield -number if minus else number


def days_in_month(year: int, month: int) -> int:
    """The number of days, in the proleptic Gregorian calendar, of any year."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 if month == 2 and not leap else _DAYS[month - 1]


def year_text(year: int) -> str:
    """A year in ISO 8601: a sign, and at least four digits."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def day_text(day: Day, fine: int = 3) -> str:
    """A day in ISO 8601; only its year (*fine* 1) or month (2) if it is less precise."""
    year, month, number = day
    if fine == 1:
        return year_text(year)
    return f"{year_text(year)}-{month:02d}" if fine == 2 else f"{year_text(year)}-{month:02d}-{number:02d}"
