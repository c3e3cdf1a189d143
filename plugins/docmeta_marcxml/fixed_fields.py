"""The leader and field 008 of a record, by rule (MARC 21 Format for Bibliographic Data, Leader and 008, mixed materials).

>>> from docmeta.model import Collection, Date, Language
>>> papers = Collection("c", level="fonds", dates=(Date("1912-1994", type="inclusive"),), languages=(Language("rus"),))
>>> leader(papers, part=False)
'00000npcaa2200000 u 4500'
>>> general(papers, "081112")
'081112i19121994xx                  rus d'
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from docmeta.dates import Date
from docmeta.languages import to_639_2b
from docmeta.model import Collection, Unit
from docmeta_marcxml.fixed import AGGREGATES

#: The shape of a leader (MARC21slim.xsd 1.1, leaderDataType).
LEADER: Final = re.compile(
    r"[\d ]{5}[\dA-Za-z ][\dA-Za-z][\dA-Za-z ]{3}(?:2| )(?:2| )[\d ]{5}[\dA-Za-z ]{3}(?:4500|    )", re.ASCII
)
#: The type of record for a DCMI type, if it is the unit's only one; mixed materials otherwise.
_TYPES: Final = {
    "Text": "t", "Image": "k", "StillImage": "k", "MovingImage": "g", "Sound": "i", "Software": "m", "Dataset": "m",
    "InteractiveResource": "m", "PhysicalObject": "r",
}  # fmt: skip
_YEAR: Final = re.compile(r"[0-9X]{4}")
_OPEN: Final = "9999"
_UNKNOWN: Final = "uuuu"
_UNENTERED: Final = " " * 6


def leader(unit: Unit, part: bool) -> str:
    """A new record under archival control, in Unicode; *part* if it names what it is part of.

    07 is c for a collection, d for what is part of one, m for anything else.
    """
    types = {_TYPES.get(str(term.term)) for term in unit.genres if term.source == "dcmitype"}
    kind = (types.pop() or "p") if len(types) == 1 else "p"
    return f"00000n{kind}{'d' if part else 'c' if is_aggregate(unit) else 'm'}aa2200000 u 4500"


def is_aggregate(unit: Unit) -> bool:
    """Whether a record of a unit describes a collection."""
    return unit.level in AGGREGATES if unit.level else isinstance(unit, Collection)


def general(unit: Unit, entered: str) -> str:
    """Field 008: when the record was *entered*, the date of the material, its language; the place is unknown."""
    codes = [one.code for one in unit.languages if one.code]
    return f"{entered or _UNENTERED}{_years(unit.dates)}{_after(codes[0] if codes else None)}"


@lru_cache(256)
def _after(code: str | None) -> str:
    """What follows the date: the unknown place, and the language."""
    return f"xx {'':17}{(to_639_2b(code) if code else None) or '|||':3.3} d"


def _years(dates: tuple[Date, ...]) -> str:
    """The type of the date, and its years: the first inclusive date, or the first of creation, or the first at all."""
    known = [date for date in dates if date.edtf and date.kind in (None, "creation", "publication")]
    if len(known) > 1:
        known.sort(key=lambda date: (date.type != "inclusive", date.kind != "creation"))
    for date in known:
        edtf = date.edtf or ""
        if edtf[:4].isdigit() and "/" not in edtf:
            return f"s{edtf[:4]}    "
        begin, ranges, end = edtf.partition("/")
        if begin[:1] in ("[", "{"):
            kind, ends = "q" if begin[0] == "[" else "i", [_year(end or "") for end in date.normal_ends]
        else:
            kind = "k" if date.type == "bulk" else "i"
            year = _year(begin)
            ends = [year, _OPEN if end == ".." else _year(end) if ranges else year]
        first, last = ends
        if first and first == last:
            return f"s{first}    "
        if first or last not in (None, _OPEN):
            return f"{kind}{first or _UNKNOWN}{last or _UNKNOWN}"
    return f"n{_UNKNOWN}{_UNKNOWN}"


def _year(edtf: str) -> str | None:
    found = _YEAR.match(edtf)
    return found[0].replace("X", "u") if found and found[0] != "XXXX" else None
