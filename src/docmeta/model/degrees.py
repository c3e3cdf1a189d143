"""Latitude and longitude in their usual notations, as degrees of WGS 84 (EPSG 4326, north and east are positive)."""

from __future__ import annotations

import re
from typing import Final

_SIGN: Final = r"[-+\u2212]?"
_NUMBER: Final = r"[0-9]{1,3}(?:[.,][0-9]{1,15})?"
_PART: Final = r"[0-9]{1,2}(?:[.,][0-9]{1,10})?"
_SECONDS: Final = rf"(?: ?(?P<seconds>{_PART}) ?(?:[\"\u2033\u201d]|''))?"
_MINUTES: Final = rf"(?: ?(?P<minutes>{_PART}) ?['\u2032\u2019]{_SECONDS})?"
_ANGLE: Final = rf"(?P<sign>{_SIGN}) ?(?P<degrees>{_NUMBER})(?: ?[\u00b0\u00ba]{_MINUTES})?"
_ONE: Final = re.compile(
    rf"(?:(?P<before>[NSEW]) ?)?{_ANGLE} ?(?P<behind>[NSEW]|north|south|east|west)?", re.IGNORECASE
)
_PLAIN: Final = re.compile(r"[-+]?[0-9]{1,3}(?:\.[0-9]{0,20})?(?:e-[0-9]{1,3})?")
_WKT: Final = re.compile(rf"(?:SRID=4326;)?POINT ?\(({_SIGN}[0-9.]+) ({_SIGN}[0-9.]+)\)", re.IGNORECASE)
_LABEL: Final = re.compile(r"(?:geo:|(?<![^\W_])(?:latitude|longitude|lat|long|lng|lon) ?[:=]? ?)", re.IGNORECASE)
_COMMAS: Final = re.compile(rf"({_SIGN}[0-9]{{1,3}},[0-9]{{2,15}}),({_SIGN}[0-9]{{1,3}},[0-9]{{2,15}})")
#: Longer texts are not coordinates.
_LONGEST: Final = 100


def degree(text: str) -> float | None:
    """One latitude or longitude: 48.8566, 48,8566, 48°51'24"N, 2.35 W; None if it is not one.

    >>> degree("48,8566"), degree("33.9249 S"), degree("2°30'W"), degree("1e-215"), degree("Paris")
    (48.8566, -33.9249, -2.5, 1e-215, None)
    """
    found = _angle(text.strip())
    return found[0] if found is not None else None


def degrees(text: str) -> tuple[float, float] | None:
    r"""A latitude and a longitude, in this order unless letters or the notation give another; None if they are not certain.

    >>> degrees("50.95,0.73"), degrees("48,8566; 2,3522"), degrees("2°30'E 48°45'N"), degrees("POINT(2.35 48.85)")
    ((50.95, 0.73), (48.8566, 2.3522), (48.75, 2.5), (48.85, 2.35))
    >>> degrees("127, 37.5"), degrees("lat: 48.85, lon: 2.35")
    (None, (48.85, 2.35))
    """
    text = " ".join(text[: _LONGEST + 1].replace("\\", "").split())
    if len(text) > _LONGEST:
        return None
    point = _WKT.fullmatch(text)
    pieces = [point[2], point[1]] if point else _pieces(_LABEL.sub("", text).strip())
    found = [_angle(piece) for piece in pieces]
    if len(found) != 2 or found[0] is None or found[1] is None:
        return None
    (first, axis), (second, other) = found[0], found[1]
    if axis == "x" or other == "y":
        if axis == other or not (axis and other):
            return None
        first, second = second, first
    elif bool(axis) != bool(other):
        return None
    return (first, second) if abs(first) <= 90 and abs(second) <= 180 else None


def _pieces(text: str) -> list[str]:
    """The two halves of a text, whatever separates them; a decimal comma is not a separator."""
    commas = _COMMAS.fullmatch(text)
    if commas:
        return [commas[1], commas[2]]
    if text.count(",") == 1 and not re.search("[;/|]", text):
        return [piece.strip() for piece in text.split(",")]
    for pattern in (
        r" ?[;/|] ?",
        r", +",
        r"(?<=[NSEWnsew]) *,? *(?=[-+\u2212]?[0-9])",
        r" +(?=[NSEWnsew] ?[0-9])",
        r" +",
    ):
        pieces = re.split(pattern, text)
        if len(pieces) == 2:
            return pieces
    return []


def _angle(text: str) -> tuple[float, str] | None:
    """An angle, and whether a letter marks it as a latitude (y) or a longitude (x)."""
    if _PLAIN.fullmatch(text):
        value = float(text)
        return (value, "") if abs(value) <= 180 else None
    match = _ONE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or (match["before"] and match["behind"]):
        return None
    letter = (match["before"] or match["behind"] or "")[:1].upper()
    whole, minutes, seconds = (
        float((match[name] or "0").replace(",", ".")) for name in ("degrees", "minutes", "seconds")
    )
    if minutes >= 60 or seconds >= 60 or (letter and match["sign"]):
        return None
    value = round(whole + minutes / 60 + seconds / 3600, 9)
    if value > (90 if letter in ("N", "S") and letter else 180):
        return None
    negative = letter in ("S", "W") if letter else match["sign"] in ("-", "\u2212")
    return (-value if negative else value), "y" if letter in ("N", "S") and letter else "x" if letter else ""
