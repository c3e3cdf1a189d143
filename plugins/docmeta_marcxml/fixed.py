"""The fixed fields of MARC: what the leader and field 008 say, character by character.

>>> date_of("081112i19121994xx                  eng d")
(Date(edtf='1912/1994', type='inclusive'), 'eng')
"""

from __future__ import annotations

from typing import Final

from docmeta.dates import Date, is_edtf

#: DCMI types of the type of record, leader 06 (Library of Congress, MARC to Dublin Core, conversion rules for Leader/06).
_TYPES: Final = {
    "a": "Text", "c": "Text", "d": "Text", "t": "Text", "e": "Image", "f": "Image", "g": "Image", "k": "Image", "i": "Sound",
    "j": "Sound", "m": "Software", "r": "PhysicalObject",
}  # fmt: skip
#: Types of record that describe no documents: holdings, classification, community information, authorities.
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
    """Of a leader: the DCMI type, the level, and what the record describes where it is not documents."""
    kind = leader[6:7]
    level = "collection" if leader[7:8] == "c" else None
    return _TYPES.get(kind), level, _OTHERS.get(kind)


def date_of(field: str) -> tuple[Date | None, str | None]:
    """Of field 008: the date (06 to 14), and the code of the language (35 to 37)."""
    code, first, last = field[6:7], _year(field[7:11]), _year(field[11:15])
    language = field[35:38].strip(" |")
    edtf: str | None = None
    if first and code in ("i", "k", "m", "q", "d", "c", "u"):
        edtf = f"[{first}..{last}]" if code == "q" and last else f"{first}/{last or '..'}"
    elif first and code in ("s", "r", "t", "p", "e"):
        edtf = first
    if edtf is None or not is_edtf(edtf):
        return None, language if len(language) == 3 else None
    kind = "publication" if code in ("t", "d", "c", "u") else None
    return Date(edtf=edtf, kind=kind, type=_RANGES.get(code)), language if len(language) == 3 else None


def _year(text: str) -> str | None:
    text = text.replace("u", "X").replace("|", " ")
    if len(text) != 4 or text == "9999" or not all(char in "0123456789X" for char in text) or text[0] == "X":
        return None
    return text
