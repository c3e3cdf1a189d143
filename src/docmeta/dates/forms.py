"""A date in the forms of other standards: EAD 2002 and EAD3, W3CDTF, schema.org, and plain words.

Each function takes a parsed EDTF string (`docmeta.dates.edtf.Edtf`) and returns None if its form cannot express it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from docmeta.dates.edtf import Edtf, Point, Span, day_text, read_edtf

#: A year that @normal and @standarddate allow: 0000 to 2999 of either era (the pattern of ead.xsd, and of EAD3's Schematron).
_EAD = re.compile(r"-?[012][0-9]{3}(?:-[0-9]{2}){0,2}")
_FOUR_DIGITS = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_ZONED = re.compile(r".*(?:Z|[+-][0-9]{2}:[0-9]{2})")
_COMPACT = re.compile(r"(-?[0-9]{4})([0-9]{2})([0-9]{2})")
#: Year and month, as the Nationaal Archief and others write them; EAD has no two-digit years.
_COMPACT_MONTH = re.compile(r"(-?[0-9]{4})(0[1-9]|1[0-2])")
#: Placeholders for a day, or a month and a day: 1900-00-00 is 1900.
_ZEROS = re.compile(r"(-?[0-9]{4}(?:-(?!00)[0-9]{2})?)(?:-00){1,2}")
_COUNTED = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_SLASH = re.compile(r" ?/ ?")
#: A time of day, which EDTF intervals cannot have, and the fraction of a second.
_TIME_OF_DAY = re.compile(r"T[0-9:.,]+(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
_FRACTION = re.compile(r"(?<=:[0-9]{2})[.,][0-9]{1,9}")
#: Placeholders of systems for a missing year in @normal.
_NOTHING = re.compile(r"0000(?:-(?:00|01)){0,2}|(?:9999|2999)(?:-12(?:-31)?)?")


class StandardDate(NamedTuple):
    """One EAD3 `datesingle`, `fromdate` or `todate`: its @standarddate, or @notbefore and @notafter for a range.

    >>> StandardDate(not_before="1950", not_after="1959").standard is None
    True
    """

    standard: str | None = None
    not_before: str | None = None
    not_after: str | None = None


class StandardRange(NamedTuple):
    """One EAD3 `daterange`. An end is None if open, or if the date's end is unknown.

    >>> StandardRange(StandardDate("1949"), None).end is None
    True
    """

    begin: StandardDate | None
    end: StandardDate | None


def ead_normal(edtf: Edtf) -> str | None:
    """EAD 2002 `@normal`: a date, or two with a slash; None if an end is open. Always valid by the official schema."""
    if edtf.spans[0].begin is None or edtf.spans[-1].end is None:
        return None
    return bounds(edtf)


def bounds(edtf: Edtf) -> str | None:
    """The same for a date with just one end: 1949 for "1949-" and "before 1949"."""
    points = edtf.points
    if not points:
        return None
    low = min(points, key=lambda point: point.first).low
    last = max(points, key=lambda point: point.last)
    if edtf.shape == "interval":
        low, last = points[0].low, points[-1]
    high = _end_text(low, last)
    if not (_EAD.fullmatch(low) and _EAD.fullmatch(high)):
        return None
    return low if low == high and not _twice(edtf) else f"{low}/{high}"


def _twice(edtf: Edtf) -> bool:
    """Whether an interval begins and ends with the same date, as systems with separate fields write it."""
    begin, slash, end = edtf.text.partition("/")
    return bool(slash) and begin == end


def _end_text(low: str, end: Point) -> str:
    """The end of an interval; as precise as a beginning that lies within it: 1950-05/1950-12, never 1950-05/1950."""
    if low != end.high and low.startswith(end.high):
        return day_text(end.last, 1 + low.removeprefix("-").count("-"))
    return end.high


def normal_ends(edtf: Edtf) -> tuple[str | None, str | None]:
    """The first and the last date for `@normal`, each None if open, unknown, or out of its range."""
    begin = edtf.spans[0].begin and min((s.begin for s in edtf.spans if s.begin), key=lambda point: point.first)
    end = edtf.spans[-1].end and max((s.end for s in edtf.spans if s.end), key=lambda point: point.last)
    low = begin.low if begin and _EAD.fullmatch(begin.low) else None
    high = _end_text(low or "", end) if end else None
    return low, high if high and _EAD.fullmatch(high) else None


def ead3_parts(edtf: Edtf) -> tuple[StandardDate | StandardRange, ...]:
    """EAD3's structured dates: one part for a `datesingle` or a `daterange`, several for a `dateset`."""
    if any(not (_EAD.fullmatch(point.low) and _EAD.fullmatch(point.high)) for point in edtf.points):
        return ()
    if edtf.shape != "one":
        return tuple(_ead3_part(span) for span in edtf.spans)
    first = edtf.spans[0].begin and min(edtf.points, key=lambda point: point.first).low
    last = edtf.spans[-1].end and max(edtf.points, key=lambda point: point.last).high
    return (StandardDate(None, first, last) if first != last else StandardDate(first),)


def _ead3_part(span: Span) -> StandardDate | StandardRange:
    if span.begin is span.end and span.begin:
        return _standard(span.begin)
    return StandardRange(span.begin and _standard(span.begin), span.end and _standard(span.end))


def _standard(point: Point) -> StandardDate:
    return StandardDate(point.low) if point.low == point.high else StandardDate(None, point.low, point.high)


def _certain(edtf: Edtf) -> bool:
    return not any(point.approximate or point.uncertain for point in edtf.points)


def _one_date(edtf: Edtf) -> Point | None:
    point = edtf.spans[0].begin if (edtf.shape == "date" or _twice(edtf)) and _certain(edtf) else None
    if point is None or point.precision == "season" or point.low != point.high or not _FOUR_DIGITS.fullmatch(point.low):
        return None
    return point


def w3cdtf(edtf: Edtf) -> str | None:
    """`dcterms:W3CDTF`: a year, month, day, or a time with its zone; years 0000 to 9999."""
    point = _one_date(edtf)
    if point is None:
        return None
    return point.text if point.precision == "time" and _ZONED.fullmatch(point.text) else point.low


def iso_date(edtf: Edtf) -> str | None:
    """One ISO 8601 date or date-time, for schema.org's Date and DateTime."""
    point = _one_date(edtf)
    if point is None:
        return None
    return point.text if point.precision == "time" else point.low


def iso_interval(edtf: Edtf) -> str | None:
    """An ISO 8601 interval or date, `..` for an open or unknown end (schema.org, temporalCoverage)."""
    if edtf.shape == "one" or len(edtf.spans) > 1 or not _certain(edtf):
        return None
    begin, end = edtf.spans[0].begin, edtf.spans[0].end
    if any(
        p.precision == "season" or not _FOUR_DIGITS.fullmatch(p.low) or not _FOUR_DIGITS.fullmatch(p.high)
        for p in edtf.points
    ):
        return None
    if begin is None and end is None:
        return None
    low = begin.low if begin else ".."
    high = _end_text(low, end) if end else ".."
    return low if low == high else f"{low}/{high}"


def read_normal(normal: str, *, bc: bool = False) -> tuple[str | None, str | None]:
    """Read EAD's `@normal`: return its EDTF, and the problem with it.

    Dates with and without hyphens, white space around the slash, and EDTF are accepted.
    Equal ends are one date; an end that is less precise than a beginning within it means the end of that year or month.
    A placeholder year (0000, 2999, 9999) is an open end, unless the other end is equally early.
    A placeholder month or day (1900-00-00, 19000000) is omitted.

    Args:
        normal: The value of the attribute.
        bc: Whether years count backwards, by `@era`: 0500 is 500 BC. A value with a negative year is read as it is.

    Returns:
        The EDTF or None, and the problem or None; both None if it is a placeholder.

    >>> read_normal("19651220/19660101")
    ('1965-12-20/1966-01-01', None)
    >>> read_normal("158206/158304")
    ('1582-06/1583-04', None)
    >>> read_normal("1949/1949")
    ('1949', None)
    >>> read_normal("1846/1850,1853")
    ('{1846..1850,1853}', None)
    >>> read_normal("1950-05/1950")
    ('1950-05/1950-12', None)
    >>> read_normal("1991/1949")
    (None, 'reversed: it ends before it begins')
    >>> read_normal("2001-02-30")
    (None, 'there is no such day in that month')
    >>> read_normal("1990/9999"), read_normal("0000/0000")
    (('1990/..', None), (None, None))
    >>> read_normal("19000000/1910-05-00"), read_normal("0500/0401", bc=True)
    (('1900/1910-05', None), ('-0499/-0400', None))
    """
    return (None, "longer than 1,000 characters") if len(normal) > 1_000 else _read_normal(normal, bc)


@lru_cache(4096)
def _read_normal(normal: str, bc: bool) -> tuple[str | None, str | None]:
    if "," in normal and normal[:1] not in ("[", "{"):
        return _read_list(normal, bc)
    ends = [_hyphened(end) for end in _SLASH.split(" ".join(normal.split()))]
    if len(ends) == 2:
        ends = [_TIME_OF_DAY.sub("", end) for end in ends]
    if len(ends) < 3 and any(_NOTHING.fullmatch(end) for end in ends):
        known = [end if not _NOTHING.fullmatch(end) else ".." for end in ends]
        if set(known) == {".."}:
            return None, None
        if known[0][:1] not in ("-", "0") and known[-1][:1] != "0":
            ends = known
    ends = [_ZEROS.sub(r"\1", end) if _ZEROS.fullmatch(end) else end for end in ends]
    if bc and not any(end.startswith("-") for end in ends):
        ends = [_counted_back(end) for end in ends]
    if len(ends) == 2 and ends[0].startswith(ends[1]):
        end = read_edtf(ends[1])
        ends[1] = _end_text(ends[0], end.points[0]) if isinstance(end, Edtf) else ends[1]
    text = ends[0] if len(ends) == 2 and ends[0] == ends[1] else "/".join(ends)
    text = _FRACTION.sub("", text)
    found = read_edtf(text)
    return (text, None) if isinstance(found, Edtf) else (None, found)


def _hyphened(end: str) -> str:
    found = _COMPACT.fullmatch(end) or _COMPACT_MONTH.fullmatch(end)
    return "-".join(found.groups()) if found else end


def _counted_back(day: str) -> str:
    """A year before Christ in ISO 8601: 500 BC is -0499."""
    if not _COUNTED.fullmatch(day) or day.startswith("0000"):
        return day
    year = int(day[:4]) - 1
    return f"{'-' if year else ''}{year:04d}{day[4:]}"


def _read_list(normal: str, bc: bool) -> tuple[str | None, str | None]:
    """Several dates separated by commas, as some systems write them: an EDTF set of all."""
    elements = []
    for part in normal.split(","):
        edtf, problem = read_normal(part, bc=bc)
        if edtf is None:
            return None, problem
        elements.append(edtf.replace("/", ".."))
    text = f"{{{','.join(elements)}}}"
    found = read_edtf(text)
    return (text, None) if isinstance(found, Edtf) else (None, found)


_MONTH_NAMES = "January February March April May June July August September October November December".split()
#: The sub-year groupings of EDTF in words that are read back the same.
_GROUPING_NAMES = {
    code: name
    for first, names in (
        (21, "Spring|Summer|Autumn|Winter"),
        (25, "Northern Spring|Northern Summer|Northern Autumn|Northern Winter"),
        (29, "Southern Spring|Southern Summer|Southern Autumn|Southern Winter"),
        (33, "first quarter of|second quarter of|third quarter of|fourth quarter of"),
        (37, "first quadrimester of|second quadrimester of|third quadrimester of"),
        (40, "first half of|second half of"),
    )
    for code, name in enumerate(names.split("|"), first)
}


def describe(edtf: Edtf) -> str:
    """An EDTF value in English, in the order of DACS 2.4 (year month day); the EDTF itself if words cannot express it."""
    if edtf.text == "XXXX":
        return "undated"
    spans = []
    for span in edtf.spans:
        begin, end = span.begin and _in_words(span.begin), span.end and _in_words(span.end)
        if begin is None and end is None:
            return edtf.text
        if edtf.shape == "interval" and (begin is None or end is None):
            mark = span.begin_mark if begin is None else span.end_mark
            if mark == "..":
                spans.append(f"{begin}-" if begin else edtf.text)
            else:
                spans.append(f"after {begin}" if begin else f"before {end}")
        else:
            spans.append(str(begin) if begin == end else f"{begin or ''}-{end or ''}")
    return (" or " if edtf.shape == "one" else ", ").join(spans)


def _in_words(point: Point) -> str:
    text = point.text.rstrip("?~%")
    mark = point.text[len(text) :]
    minus = "-" if text.startswith("-") else ""
    year, _, rest = text.removeprefix("-").partition("-")
    words = _year_in_words(year, bool(minus))
    numbers = [int(n) for n in rest.split("-") if n.isdecimal()]
    if numbers and numbers[0] in _GROUPING_NAMES:
        words = f"{_GROUPING_NAMES[numbers[0]]} {words}"
    elif numbers and 1 <= numbers[0] <= 12:
        words = " ".join([words, _MONTH_NAMES[numbers[0] - 1], *map(str, numbers[1:])]).lstrip()
    return {"~": "circa ", "%": "probably circa ", "?": "probably "}.get(mark, "") + words


def _year_in_words(year: str, before_christ: bool) -> str:
    if year == "XXXX":
        return ""
    if year.endswith("XX") and year[:2].isdecimal():
        number = int(year[:2]) + 1
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending} century" + (" BC" if before_christ else "")
    if before_christ or year == "0000":
        return f"{int(year) + 1} BC" if year.isdecimal() else year
    return f"{year[:3]}0s" if year.endswith("X") else year
