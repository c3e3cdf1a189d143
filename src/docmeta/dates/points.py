"""One date from its letters: `dMY` is "20 December 1965", `Rc` is "XIXe siècle".

`POINTS` lists the orders of letters that make a date; the letters are those of `docmeta.dates.words`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from docmeta.dates.tokens import NotUnderstood, Part, Token, decade


def _date(order: str) -> Callable[[list[Token]], Part]:
    """Make a reader of tokens in this order of year, month (or season, or Roman month) and day."""

    def read(tokens: list[Token]) -> Part:
        found = dict(zip(order, tokens, strict=True))
        year = found.get("Y")
        if year and year.part and (year.part.month or "X" in year.part.year) and len(tokens) > 1:
            raise NotUnderstood("not understood: two dates without a word between them")
        month = next((found[letter].number for letter in "MRS" if letter in found), 0)
        if "R" in found and month > 12:
            raise NotUnderstood(f"not understood: {found['R'].written!r}")
        day = found["d"].number if "d" in found else 0
        if year and year.part and len(tokens) == 1:
            return year.part
        return Part(year.written if year else "", month, day, year_first=order[0] == "Y")

    return read


def _parted(order: str, at: int) -> Callable[[list[Token]], Part]:
    """Make a reader of tokens in this order, with a sign before the one at *at*."""
    read = _date(order)
    return lambda tokens: read([*tokens[:at], *tokens[at + 1 :]])


def _bare_number(tokens: list[Token]) -> Part:
    return Part(day=tokens[0].number, digits=tokens[0].written)


def _bare_roman(tokens: list[Token]) -> Part:
    return Part(digits=tokens[0].written, day=tokens[0].number)


def _century(tokens: list[Token]) -> Part:
    number = next(token.number for token in tokens if token.kind in "dR12345")
    if not 1 <= number <= 99:
        raise NotUnderstood("not understood: a century of that number")
    if tokens[-1].kind == "E":
        return Part(f"-{number - 1:02d}XX", century=True)
    return Part(f"{number - 1:02d}XX", century=True)


def _millennium(tokens: list[Token]) -> Part:
    number = tokens[0].number
    if not 1 <= number <= 10:
        raise NotUnderstood("not understood: a millennium of that number")
    return Part(f"{'-' if tokens[-1].kind == 'E' else ''}{number - 1}XXX")


def _era(tokens: list[Token]) -> Part:
    number = next(token.number for token in tokens if token.kind in "Ydy")
    before_christ = any(token.kind == "E" for token in tokens)
    if not number:
        raise NotUnderstood("not understood: there is no year 0 before or after Christ")
    if not before_christ:
        return Part(f"{number:04d}")
    return Part("0000" if number == 1 else f"-{number - 1:04d}")


def _year_with_era(before: str, after: str) -> Callable[[list[Token]], Part]:
    """15 March 44 BC: a month or a day, before or after a year and its era, which are two letters."""
    cut = len(before)

    def read(tokens: list[Token]) -> Part:
        day = _date(before + after)([*tokens[:cut], *tokens[cut + 2 :]])
        return day._replace(year=_era(tokens[cut : cut + 2]).year, year_first=not cut)

    return read


def _decade_named(tokens: list[Token]) -> Part:
    year = next(token for token in tokens if token.kind == "Y")
    return decade(year.written) if year.number % 10 == 0 else Part(year.written)


def _fraction(tokens: list[Token]) -> Part:
    """The second half of a century or decade is a range of years; that of a year has an EDTF code."""
    ordinal, name = tokens[0], tokens[1].kind
    parts, code = {"h": (2, 40), "f": (4, 33), "v": (3, 37)}[name]
    number = parts if ordinal.kind == "4" else ordinal.number
    if not 1 <= number <= parts:
        raise NotUnderstood(f"not understood: part {number} of {parts}")
    whole = read_point(tokens[2:])
    if whole.month or not whole.year or whole.stretch:
        raise NotUnderstood("not understood: part of something other than a year, decade or century")
    if "X" not in whole.year:
        return Part(whole.year, code - 1 + number)
    low, high = (int(whole.year.replace("X", digit)) for digit in "09")
    size = (abs(high - low) + 1) / parts
    if size % 1 or whole.year.startswith("-"):
        return whole
    begin = low + int(size) * (number - 1)
    return Part(stretch=(f"{begin:04d}", f"{begin + int(size) - 1:04d}"))


#: The orders of letters that make a date, each with its reader.
#: Y year, y year of three digits, M month, R Roman numeral, S season, d number of one or two digits, D decade,
#: c century, g "years" before a decade, E BC, A AD.
POINTS: dict[str, Callable[[list[Token]], Part]] = {
    **{order: _date(order) for order in (
        "Y", "MY", "YM", "dMY", "MdY", "YMd", "YdM", "dRY", "YRd", "RY", "YR", "SY", "YS", "Md", "dM", "dR", "M", "S", "dY",
    )},
    # A sign between a year and its month or day: no interval ends within its beginning.
    **{f"{order[0]}{sign}{order[1:]}": _parted(order, 1) for order in ("YM", "YMd", "YdM", "YS", "YR") for sign in "-|"},
    **{f"{order[:-1]}{sign}Y": _parted(order, len(order) - 1) for order in ("MY", "dMY", "MdY", "SY", "RY") for sign in "-|"},
    **dict.fromkeys(("d-M-Y", "d|M|Y"), lambda tokens: _date("dMY")(tokens[::2])),
    **dict.fromkeys(("d-R-Y", "d|R|Y"), lambda tokens: _date("dRY")(tokens[::2])),
    **dict.fromkeys(("Y-M-d", "Y|M|d"), lambda tokens: _date("YMd")(tokens[::2])),
    **dict.fromkeys(("Y-R-d", "Y|R|d"), lambda tokens: _date("YRd")(tokens[::2])),
    "Y,M": lambda tokens: _date("YM")(tokens[::2]),
    "Y,R": lambda tokens: _date("YR")(tokens[::2]),
    "Y,Md": lambda tokens: _date("YMd")([tokens[0], *tokens[2:]]),
    "Y,dM": lambda tokens: _date("YdM")([tokens[0], *tokens[2:]]),
    "D": lambda tokens: tokens[0].part or Part(),
    "Dg": lambda tokens: tokens[0].part or Part(),
    "gD": lambda tokens: tokens[1].part or Part(),
    "gY": _decade_named,
    "d": _bare_number,
    "R": _bare_roman,
    **dict.fromkeys(
        (f"{one}{era}" for one in ("dc", "Rc", "cR", "cd", "1c", "2c", "3c", "4c", "5c") for era in ("", "A", "E")),
        _century,
    ),
    **dict.fromkeys((f"{one}w{era}" for one in "dR12345" for era in ("", "A", "E")), _millennium),
    **{f"{before}{year}{after}": _year_with_era(before, after)
       for year in ("YA", "yA", "dA", "AY", "Ay", "Ad", "YE", "yE", "dE")
       for before, after in (("dM", ""), ("Md", ""), ("M", ""), ("S", ""), ("", "Md"), ("", "dM"), ("", "M"))},
    **dict.fromkeys(("YA", "yA", "dA", "AY", "Ay", "Ad", "YE", "yE", "dE", "EY", "Ey", "Ed"), _era),
    "y": lambda tokens: Part(digits=tokens[0].written),
    "t": lambda tokens: Part(digits=tokens[0].written + "s"),
}  # fmt: skip

_FRACTION = re.compile(r"[1234d][hfv].+")


def read_point(tokens: list[Token]) -> Part:
    """One point in time, from its tokens."""
    letters = "".join([token.kind for token in tokens])
    reader = POINTS.get(letters)
    if reader:
        return reader(tokens)
    if _FRACTION.fullmatch(letters):
        return _fraction(tokens)
    if letters and letters[0] in "ph":
        return read_point(tokens[1:])
    if "p" in letters:
        return read_point([token for token in tokens if token.kind != "p"])
    raise NotUnderstood(f"not understood as a date: {' '.join(token.written for token in tokens)!r}")
