"""DCMI encoding schemes, as records name them, and the three with a notation of their own: Period, Point and Box.

>>> read_period("name=The Great Depression; start=1929; end=1939;").edtf
'1929/1939'
>>> place = read_point("east=148.26218; north=-36.45746; name=Mt. Kosciusko")
>>> place.name, place.latitude
('Mt. Kosciusko', -36.45746)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from docmeta.dates import Date, is_edtf
from docmeta.model import Extra, Place
from docmeta.xml import XSI
from docmeta.xml.harvest import words
from docmeta_dublincore.access_points import DCMI_TYPES, is_media_type
from docmeta_dublincore.literal import is_address
from docmeta_dublincore.vocabulary import RDF

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Schemes that are evident from the value once it is read, by element.
_TAKEN: Final = {
    "type": {"DCMIType"},
    "format": {"IMT"},
    "language": {"ISO639-2", "ISO639-3", "RFC1766", "RFC3066", "RFC4646", "RFC5646"},
    "coverage": {"Period", "Point", "Box", "W3CDTF"},
    "spatial": {"Point", "Box"},
    "temporal": {"Period", "W3CDTF"},
}
_DATES: Final = frozenset(
    ("date", "created", "issued", "dateCopyrighted", "available", "modified", "valid", "dateAccepted", "dateSubmitted")
)
#: Elements whose value keeps any vocabulary that is named.
_VOCABULARY: Final = frozenset(("subject", "spatial"))
_LINKS: Final = frozenset("identifier rights license subject spatial bibliographicCitation".split())
_PERIOD: Final = re.compile(r"\s*(?:name\s*=[^;]{0,500};\s*)?(?:start|end)\s*=\s*[0-9-]")
_NAMED: Final = re.compile(r"(?:^|;)\s*([a-z]{1,20})\s*=\s*([^;]{0,500})")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?")


def scheme_of(element: _Element) -> str | None:
    """The scheme of an element, from `xsi:type`, an RDF datatype, or the attribute `type` or `scheme` of some writers."""
    said = element.get(f"{{{XSI}}}type") or element.get(f"{{{RDF}}}datatype") or element.get("scheme")
    if not said:
        plain = element.get("type")
        said = plain if plain and plain.startswith(("dcterms:", "dct:")) else None
    if not said:
        return None
    return re.split(r"[/#:]", said.strip())[-1] or None


#: Whether a value shows that it has the scheme that is said.
_EVIDENT: Final[dict[str, Callable[[str], bool]]] = {
    "URI": is_address,
    "DCMIType": DCMI_TYPES.__contains__,
    "IMT": is_media_type,
    "W3CDTF": lambda text: Date(text).edtf is not None,
}


def takes(name: str, scheme: str, text: str) -> bool:
    """Whether the result of reading an element implies its scheme."""
    if name not in _VOCABULARY and scheme in _EVIDENT and not _EVIDENT[scheme](words(text)):
        return False
    if scheme == "URI":
        return name in _LINKS or (name not in _DATES and name.startswith(("is", "has", "re", "conforms")))
    if name in _DATES:
        return scheme in ("W3CDTF", "Period")
    return name in _VOCABULARY or scheme in _TAKEN.get(name, ())


def is_period(text: str) -> bool:
    """Whether a value is in the form of a DCMI Period without being marked as one.

    >>> is_period("start=1929; end=1939;"), is_period("1929-1939")
    (True, False)
    """
    return "=" in text and _PERIOD.match(text) is not None


def read_period(text: str) -> Date:
    """A DCMI Period: the words are its name, or all of it; the EDTF is from its start and end."""
    said = words(text)
    found = dict(_NAMED.findall(said[:2_000]))
    start, end = found.get("start", "").strip(), found.get("end", "").strip()
    if start and end and "T" in start + end:
        start, end = start.partition("T")[0], end.partition("T")[0]  # EDTF has no intervals of times
    edtf = (start if start == end else f"{start or '..'}/{end or '..'}") if start or end else None
    if edtf is None or not is_edtf(edtf):
        return Date(said, kind="coverage")
    return Date(said, edtf, kind="coverage")


def read_point(text: str) -> Place:
    """A DCMI Point: a place with coordinates; the notation is kept with them."""
    said = words(text)
    found = dict(_NAMED.findall(said[:2_000]))
    north, east = _degrees(found.get("north"), 90), _degrees(found.get("east"), 180)
    plain = "units" not in found or "signed decimal degrees" in found["units"]
    name = found.get("name", "").strip()
    whole = (Extra("dcterms", "Point", said),)
    if north is None or east is None or not plain:
        return Place(name or said, extras=whole)
    return Place(name, latitude=north, longitude=east, extras=whole)


def read_box(text: str) -> Place:
    """A DCMI Box: a place by its name; its limits are kept in their notation."""
    said = words(text)
    name = dict(_NAMED.findall(said[:2_000])).get("name", "").strip()
    return Place(name or said, extras=(Extra("dcterms", "Box", said),))


def _degrees(text: str | None, limit: int) -> float | None:
    text = (text or "").strip()
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if -limit <= value <= limit else None
