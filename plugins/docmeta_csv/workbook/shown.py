"""The text that a cell shows: its number or date in the format of its style (ECMA-376 part 1, 18.8.30; ODF 1.3 part 3, 16.29).

A spreadsheet program keeps "Nov 1951" as the number of a day, "0012" as 12, and "12.10" as 12.1; the format tells the original.
Nothing of the number is rounded away, and thousands are not grouped.

>>> [found.text for found in (shown("18933", format_of(17)), shown("123", format_of(164, "0000000")), shown("12.1", format_of(2)))]
['1951-11', '0000123', '12.10']
>>> shown("18951", format_of(16)).text, shown("1951", format_of(0)), shown("12.345", format_of(2))
('19 Nov', None, None)
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile
from typing import Final, NamedTuple

from docmeta.dates import Date

#: The formats with a number instead of a code, if they show more than the number or the day.
_BUILT_IN: Final[dict[int, str]] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    22: "m/d/yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
}  # fmt: skip
_TOKEN: Final = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM/PM|A/P|General|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|e+(?![+-])|g+|.', re.DOTALL
)
_ELAPSED: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
#: The year of an era in the formats of East Asia, which a date has as its year; and the eras.
_YEAR_OF_ERA: Final = {"e": "yyyy", "ee": "yyyy", "E": "E", "g": '""', "gg": '""', "ggg": '""'}
#: The mark of a word among the placeholders of a number.
_WORD: Final = "\0"
_PLACE: Final = "0#?"
_MONTHS: Final = "January February March April May June July August September October November December".split()
_LAST: Final = 2_958_465
NO_YEAR: Final = "a cell shows a day or a month without its year; the date was read, but a spreadsheet may have made it of something else"
_NO_DATE: Final = "a date that a spreadsheet cannot show; its number was read"
#: A number in the text of a cell, with its surroundings.
_AROUND: Final = re.compile(r"\D*?(-?[0-9]+(?:[.,][0-9]+)?)\D*")


class Shown(NamedTuple):
    """What a cell shows, any doubt about it, and the day behind it if it hides the year."""

    text: str
    doubt: str | None = None
    day: str = ""


class Format(NamedTuple):
    """The format of numbers of a style.

    Attributes:
        date: Which of y, m, d and h it shows, if it is a date format.
        before, after: The words around the number.
        places: The placeholders of the whole number, with any words between them.
        least, most: The least and most decimals that it shows.
        percent: Whether it shows hundredths.
        fraction: The most digits of the denominator, or minus the denominator; 0 without a fraction.
        clock: The pieces of a time of day, or of a duration.
        general: Whether the number is shown unchanged.
    """

    date: str = ""
    before: str = ""
    places: tuple[str, ...] = ()
    after: str = ""
    least: int = 0
    most: int = 0
    percent: bool = False
    fraction: int = 0
    clock: tuple[str, ...] = ()
    general: bool = False


@lru_cache(maxsize=1024)
def format_of(number: int, code: str | None = None) -> Format | None:
    """The format of a number or a code; None if a cell only shows its value, or the format is unknown."""
    code = code if code is not None else _BUILT_IN.get(number)
    if not code or len(code) > 255:
        return None
    pieces: list[str] = []
    conditional = False
    for piece in _TOKEN.findall(code):
        if piece == ";":
            break  # what is negative, zero or a text
        if piece[0] == "[" and piece[1:2] != "$":
            if _ELAPSED.fullmatch(piece):
                pieces.append(piece)
            elif piece[1:2] in "<>=dD":
                conditional = True  # a condition, other digits
            continue
        pieces.append(_YEAR_OF_ERA.get(piece, piece))
    letters = {piece[0].lower() for piece in pieces if piece[0].isalpha() and piece != "General"}
    if _dated(pieces) & set("ymd"):
        return _of_dates(pieces)
    if letters & set("hms") or any(map(_ELAPSED.fullmatch, pieces)):
        return Format(clock=tuple(pieces))
    if conditional or "e" in letters or "@" in pieces:
        return None
    if "General" in pieces:
        at = pieces.index("General")
        before, after = ("".join(map(_words, some)) for some in (pieces[:at], pieces[at + 1 :]))
        return Format(before=before, after=after, general=True) if before or after else None
    return _of_fractions(pieces) if "/" in pieces else _of_numbers(pieces)


def _of_dates(pieces: list[str]) -> Format:
    """A format of dates; its words before and after all letters count only if the day is not shown."""
    parts = "".join(letter for letter in "ymdh" if letter in _dated(pieces))
    at = [index for index, piece in enumerate(pieces) if piece[0].lower() in "ymdhs" and piece[0].isalpha()]
    if set(parts) & {"d", "h"}:
        return Format(date=parts)
    before, after = ("".join(map(_words, some)).strip() for some in (pieces[: at[0]], pieces[at[-1] + 1 :]))
    return Format(date=parts, before=before, after=after)


def _of_fractions(pieces: list[str]) -> Format | None:
    """A format of fractions: `# ?/?`, `# ??/16`."""
    at = pieces.index("/")
    before, after = pieces[:at], pieces[at + 1 :]
    digits = "".join(takewhile(str.isdigit, after))
    if not set("".join(before)) <= set("#?0 ") or not after:
        return None
    if digits and int(digits):
        return Format(fraction=-int(digits)) if len(digits) < 4 else None
    places = sum(1 for piece in after if piece in _PLACE)
    return Format(fraction=places) if 0 < places < 4 else None


def _dated(pieces: list[str]) -> set[str]:
    """Which of y, m, d and h are shown; an m beside an h or an s is minutes."""
    found: set[str] = set()
    named = (piece.strip("[]") if _ELAPSED.fullmatch(piece) else piece for piece in pieces)
    parts = [piece.lower() for piece in named if piece[0].lower() in "ymdhs" and piece != "AM/PM"]
    for index, part in enumerate(parts):
        minutes = len(part) < 3 and (
            parts[index - 1 : index] in (["h"], ["hh"]) or parts[index + 1 : index + 2] in (["s"], ["ss"])
        )
        if part[0] == "m" and minutes:
            found.add("h")
        elif part[0] == "d" and len(part) > 2:
            continue  # the day of the week
        else:
            found.add("h" if part[0] == "s" else part[0])
    return found


def _of_numbers(pieces: list[str]) -> Format | None:
    before, after, places, least, most = "", "", [], 0, 0
    point = percent = False
    for piece in pieces:
        if piece in _PLACE:
            if after:
                return None  # scattered decimals
            if point:
                most += 1
                least += piece == "0"
            else:
                places.append(piece)
        elif piece == "." and places and not point:
            point = True
        elif piece == ",":
            continue
        elif piece == "%":
            percent = True
        else:
            words = _words(piece)
            if places and not point and words and (after or words.isalpha() or words.isspace()):
                after += words
            elif places and not point:
                places.append(_WORD + words)
            elif point:
                after += words
            else:
                before += words
    if not places:
        return None
    while places and places[-1][0] == _WORD:
        after = places.pop()[1:] + after
    return Format("", before, tuple(places), after, least, most, percent)


def _words(piece: str) -> str:
    if piece[0] == '"':
        return piece[1:-1]
    if piece[0] == "[":
        return piece[2:-1].partition("-")[0]
    return {"\\": piece[1:], "_": " ", "*": ""}.get(piece[0], piece) if len(piece) > 1 else piece


def shown(value: str, format: Format | None, *, since_1904: bool = False) -> Shown | None:
    """What a cell with a number shows; None if that is its value, or the whole of its day.

    Args:
        value: The number, or the date in ISO 8601.
        format: The format of its style.
        since_1904: Whether days are counted from 1904.
    """
    if format is None:
        return None
    if format.date:
        found = _shown_date(value, format.date, since_1904)
        return _with_words(found, format) if found is not None and found.doubt is None else found
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    if format.clock:
        return _shown_clock(number, format.clock)
    if format.fraction:
        return _shown_fraction(number, format.fraction)
    if format.general:
        return Shown(f"{format.before}{number:.15g}{format.after}".strip()) if abs(number) < 10**15 else None
    return _shown_number(number, format) if abs(number) < 10**15 else None


def _with_words(found: Shown, format: Format) -> Shown:
    """A date with the words around it, if they make a date together: "ca. ", "?" in quotes."""
    if not format.before and not format.after:
        return found
    year, _, month = found.text.partition("-")
    said = f"{_MONTHS[int(month) - 1]} {year}" if month else found.text
    blank = " " if format.before[-1:].isalpha() or format.before[-1:] == "." else ""
    text = f"{format.before}{blank}{said}{format.after}"
    return Shown(text) if Date(text).edtf is not None else found


def _shown_fraction(number: Decimal, digits: int) -> Shown | None:
    """A number with a fraction; None if the fraction is not exact.

    >>> _shown_fraction(Decimal("1.5"), 1).text, _shown_fraction(Decimal("2.75"), -4).text, _shown_fraction(Decimal("0.3"), 1)
    ('1 1/2', '2 3/4', None)
    """
    whole, rest = divmod(abs(number), 1)
    found = Fraction(rest).limit_denominator(10**digits - 1) if digits > 0 else Fraction(round(rest * -digits), -digits)
    if abs(Fraction(rest) - found) > Fraction(1, 10**9):
        return None
    top, bottom = (found.numerator, found.denominator) if digits > 0 else (round(rest * -digits), -digits)
    parts = [str(whole.to_integral_value())] if whole or not top else []
    return Shown(("-" if number < 0 else "") + " ".join([*parts, *([f"{top}/{bottom}"] if top else [])]))


def _shown_clock(number: Decimal, pieces: tuple[str, ...]) -> Shown | None:
    """A time of day, or a duration in all its hours.

    >>> _shown_clock(Decimal("1.25"), ("[h]", ":", "mm")).text, _shown_clock(Decimal("0.75"), ("h", ":", "mm", " ", "AM/PM")).text
    ('30:00', '6:00 PM')
    """
    if not 0 <= number < 10**6:
        return None
    seconds = int((number * 86_400).to_integral_value())
    if abs(number * 86_400 - seconds) > Decimal("0.01"):
        return None  # parts of a second
    noon = "AM/PM" in pieces
    left, text, least = seconds, "", 0
    for piece in pieces:
        unit = piece.strip("[]")[:1].lower()
        if piece == "AM/PM":
            text += "AM" if seconds % 86_400 < 43_200 else "PM"
        elif piece[0].isalpha() or _ELAPSED.fullmatch(piece):
            size = {"h": 3600, "m": 60, "s": 1}.get(unit)
            if size is None:
                return None
            count = left // size if piece[0] == "[" else seconds // size % (24 if unit == "h" else 60)
            count = (count % 12 or 12) if noon and unit == "h" else count
            left -= count * size if piece[0] == "[" else 0
            least = size
            text += f"{count:0{len(piece.strip('[]'))}}"
        else:
            text += _words(piece)
    return Shown(text.strip()) if least and seconds % least == 0 else None


def _shown_number(number: Decimal, format: Format) -> Shown | None:
    number = Decimal(f"{number * 100 if format.percent else number:.15g}")
    whole, _, fraction = f"{abs(number):f}".partition(".")
    fraction = fraction.rstrip("0")
    if len(fraction) > format.most:
        return None  # it would be rounded
    digits = whole.lstrip("0")
    filled: list[str] = []
    for index in range(len(format.places) - 1, -1, -1):
        place = format.places[index]
        if place[0] == _WORD:
            filled.append(place[1:])
        elif digits or place == "0":
            filled.append(digits[-1:] or "0")
            digits = digits[:-1]
    text = digits + "".join(reversed(filled))
    fraction = fraction.ljust(format.least, "0")
    text += f".{fraction}" if fraction else ""
    text = ("-" if number < 0 else "") + format.before + text + ("%" if format.percent else "") + format.after
    return Shown(text.strip())


def _shown_date(value: str, parts: str, since_1904: bool) -> Shown | None:
    if parts in ("", "h"):
        return None
    try:
        day = _day(value, since_1904)
    except (ValueError, OverflowError):
        return Shown(value.strip(), _NO_DATE)
    if "y" not in parts:
        month = _MONTHS[day.month - 1]
        words = f"{day.day} {month[:3]}" if "d" in parts and "m" in parts else month if "m" in parts else str(day.day)
        return Shown(words, NO_YEAR, f"{day:%Y-%m-%d}")
    if parts.startswith("ymd") and ("h" in parts or day.time() == time()):
        return None
    text = f"{day.year:04}"
    if "m" in parts and "d" not in parts and day.month > day.year % 100:
        return Shown(f"{_MONTHS[day.month - 1]} {text}")  # 1901-02 might be two years
    if "m" in parts:
        text += f"-{day.month:02}"
        if "d" in parts:
            text += f"-{day.day:02}"
    return Shown(text)


def _day(value: str, since_1904: bool) -> datetime:
    """The day of a number. Raises `ValueError` before 1900, and for anything but a number or a date."""
    if not re.fullmatch(r"\s*[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?\s*", value):
        return datetime.fromisoformat(value.strip()).replace(tzinfo=None)
    number = float(value)
    if not (0 if since_1904 else 1) <= number <= _LAST:
        raise ValueError("not a spreadsheet date")
    if since_1904:
        return datetime(1904, 1, 1) + timedelta(days=number)
    # Excel takes 1900 for a leap year
    return datetime(1899, 12, 30) + timedelta(days=number + (number < 60))


def shown_text(value: str, text: str) -> Shown | None:
    """What a cell of OpenDocument that holds a text shows, if that is the number in another form.

    >>> shown_text("123", "0000123").text, shown_text("12.1", "12,10").text, shown_text("1234", "1.234"), shown_text("0.5", "50%").text
    ('0000123', '12,10', None, '50%')
    """
    found = _AROUND.fullmatch(text.strip()) if len(text) < 100 else None
    if found is None:
        return None
    try:
        said, number = Decimal(found[1].replace(",", ".")), Decimal(value)
    except InvalidOperation:
        return None
    return Shown(text.strip()) if said == number or ("%" in text and said == number * 100) else None


def shown_day(value: str, text: str, parts: str) -> Shown | None:
    """What a cell of OpenDocument with a date shows, by the parts of the date in its style: y, m, d, h."""
    if not parts or ("y" in parts and "m" in parts and "d" in parts):
        return None
    if "y" not in parts:
        return Shown(text.strip(), NO_YEAR, value) if text.strip() and set(parts) & {"m", "d"} else None
    return _shown_date(value, parts, False)
