"""A day with a time of day: timestamps of e-mail, cameras and databases, and handwritten forms."""

from __future__ import annotations

import re
from collections.abc import Callable

#: Reads the words of a day beside a time: the reader of phrases.
ReadDay = Callable[[str], str | None]

#: The day of a camera's timestamp (Exif 2.32, DateTime).
COLONS = re.compile(r"([0-9]{4}):([0-9]{2}):([0-9]{2})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HALF = r"[ap]\.? ?m(?:\.|\b)"
#: A time of day in words: 10:11, 10:11:12, 10 am, 10.30 a.m., 10h30; its numbers are not days.
TIME_OF_DAY = re.compile(
    rf"(?<![0-9:])[0-9]{{1,2}}(?::[0-9]{{2}}(?![0-9])|h[0-9]{{2}}(?![0-9])|(?:[:.][0-9]{{2}})?[ ]?{_HALF})",
    re.IGNORECASE,
)
#: A time of day before the words of a day.
_BEFORE = re.compile(
    rf"(?:at )?[(\[]?([0-9]{{1,2}}(?::[0-9]{{2}}){{1,2}}(?:[.,][0-9]{{1,9}})?(?: ?{_HALF})?|[0-9]{{1,2}}(?:\.[0-9]{{2}})? ?{_HALF})"
    r"(?: (?:hrs|hours|Uhr)\.?)?[)\]]?(?:[,;]? on |[,;]? )(.{6,60})",
    re.IGNORECASE,
)
#: A time of day after the words of a day, or before the year (as in C's asctime), and the zone.
_BEHIND = re.compile(
    r"(.{6,60}?)[,;]?(?: at)?[ T][(\[]?([0-9]{1,2})(?:[:.]([0-9]{2}))?(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?"
    rf" ?({_HALF})?(?: (?:hrs|hours|Uhr)\.?)?[)\]]?"
    r" ?(Z|[A-Z]{2,4}|[+-][0-9]{2}:?[0-9]{2})?(?: \([A-Za-z ]{1,30}\))?( [0-9]{4})?",
    re.IGNORECASE,
)
#: The letter names of time zones in mail (RFC 5322, 4.3).
_ZONES = {
    "z": "Z", "ut": "Z", "utc": "Z", "gmt": "Z", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00",
    "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00",
}  # fmt: skip


def day_with_time(words: str, read_day: ReadDay) -> str | None:
    """A day with a time: EDTF requires seconds, so a time without them is omitted.

    >>> day_with_time("2004:02:03 09:05:07", str), day_with_time("9 am, 2004-02-03", str)
    ('2004-02-03T09:05:07', '2004-02-03')
    """
    if not TIME_OF_DAY.search(words):
        return None
    before = _BEFORE.fullmatch(words)
    match = _BEHIND.fullmatch(f"{before[2]} {before[1]}" if before else words)
    if match is None:
        return None
    day, hour, minute, second, half, zone, year = match.groups("")
    day = COLONS.sub(r"\1-\2-\3", day) + year
    if day == "0000-00-00":
        return "XXXX"
    edtf = day if _DAY.fullmatch(day) else read_day(day)
    if edtf is None or not _DAY.fullmatch(edtf):
        return None
    if half:
        hour = str(int(hour) % 12 + (12 if half[0] in "pP" else 0))
    if not second:
        return edtf
    if zone[:1] in ("+", "-"):
        zone = f"{zone[:3]}:{zone[-2:]}"
        zone = "Z" if zone[1:] == "00:00" else zone
    else:
        zone = _ZONES.get(zone.lower(), "")
    return f"{edtf}T{hour:0>2}:{minute}:{second}{zone}"
