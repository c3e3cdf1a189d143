"""The fixed fields of MARC: the leader and field 008, character by character.

>>> date_of("081112i19121994xx                  eng d"), language_of("081112i19121994xx                  eng d")
(Date(edtf='1912/1994', type='inclusive'), 'eng')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from docmeta.dates import Date, is_edtf

#: DCMI types of the type of record, leader 06 (Library of Congress, MARC to Dublin Core, conversion rules for Leader/06).
_TYPES: Final = {
    "a": "Text", "c": "Text", "d": "Text", "t": "Text", "e": "Image", "f": "Image", "g": "Image", "k": "Image", "i": "Sound",
    "j": "Sound", "m": "Software", "r": "PhysicalObject",
}  # fmt: skip
#: Types of record that do not describe documents: holdings, classification, community information, authorities.
_OTHERS: Final = {
    "q": "community information", "u": "holdings", "v": "holdings", "x": "holdings", "y": "holdings", "w": "a classification",
    "z": "a name or a term (an authority record)",
}  # fmt: skip
#: Levels that are collections of units.
AGGREGATES: Final = frozenset(
    ("collection", "fonds", "recordgrp", "subgrp", "class", "subfonds", "series", "subseries")
)
_RANGES: Final = {"i": "inclusive", "k": "bulk"}


def kind_of(leader: str) -> tuple[str | None, str | None, str | None]:
    """The DCMI type and the level of a leader, and what the record describes if not documents."""
    kind = leader[6:7]
    level = "collection" if leader[7:8] == "c" else None
    return _TYPES.get(kind), level, _OTHERS.get(kind)


def language_of(field: str) -> str | None:
    """The code of the language in field 008 (35 to 37)."""
    language = field[35:38].strip(" |")
    return language if len(language) == 3 else None


def date_of(field: str) -> Date | None:
    """The date in field 008 (06 to 14)."""
    code, first, last = field[6:7], _year(field[7:11]), _year(field[11:15])
    edtf: str | None = None
    if first and code in ("i", "k", "m", "q", "d", "c", "u"):
        edtf = f"[{first}..{last}]" if code == "q" and last else f"{first}/{last or '..'}"
    elif first and code == "e":  # a day: the year, then the month and the day
        edtf = iso_of(field[7:15].rstrip())
    elif first and code in ("s", "r", "t", "p"):
        edtf = first
    if edtf is None or not is_edtf(edtf):
        return None
    kind = "publication" if code in ("t", "d", "c", "u") else None
    return Date(edtf=edtf, kind=kind, type=_RANGES.get(code))


#: The subfields of 046 for the beginning and the end, before and after Christ, and their event (MARC 21, 046).
CODED: Final = ((" k", " l", "creation"), ("bc", "de", None))


def coded(subfields: Iterable[tuple[str, str]]) -> Date | None:
    """The date of field 046: of creation ($k, $l), or as in 008 ($b to $e)."""
    said = {code: value.strip() for code, value in reversed(list(subfields))}
    for begins, ends, kind in CODED:
        first, last = (_coded_end(said, codes) for codes in (begins, ends))
        edtf = f"{first or ''}/{'..' if said.get(ends[1]) == '9999' else last}" if last else first
        if edtf and is_edtf(edtf):
            ranges = _RANGES.get(said.get("a", "")) if kind is None else None
            return Date(edtf=edtf, kind=kind, type=ranges)
    return None


def _coded_end(said: Mapping[str, str], codes: str) -> str | None:
    for code in codes:
        if value := said.get(code):
            ours = value if said.get("2") == "edtf" else iso_of(value.zfill(4))
            return before_christ(ours) if code in "bd" else ours
    return None


def before_christ(year: str | None) -> str | None:
    """The EDTF year of a year before Christ: 500 BC is -0499 (ISO 8601-1, the year 0000)."""
    return f"-{int(year) - 1:04}" if year and year.isascii() and year.isdigit() and int(year) > 1 else None


def iso_of(digits: str) -> str | None:
    """A date as `yyyy`, `yyyymm` or `yyyymmdd`, with u or - for unknown digits; it may already have hyphens."""
    text = (digits.replace("-", "") if len(digits) in (7, 10) else digits).replace("u", "X").replace("-", "X")
    edtf = "-".join(part for part in (text[:4], text[4:6], text[6:]) if part)
    return edtf if is_edtf(edtf) else None


def covered(first: str, periods: Iterable[str]) -> Iterator[Date]:
    """The periods of field 045, $b: single ones, or a range if the first indicator is 2 (MARC 21, 045)."""
    known = [iso_of(one[1:9]) if one[:1] == "d" else before_christ(iso_of(one[1:5])) for one in periods]
    if None in known:
        return
    for edtf in ["/".join(map(str, known))] if first == "2" and len(known) == 2 else known:
        if edtf and is_edtf(edtf):
            yield Date(edtf=edtf, kind="coverage")


def _year(text: str) -> str | None:
    text = text.replace("u", "X").replace("|", " ")
    if len(text) != 4 or text == "9999" or not all(char in "0123456789X" for char in text) or text[0] == "X":
        return None
    return text
