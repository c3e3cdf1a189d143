"""Dates of EAC-CPF: `date`, `dateRange` and `dateSet` as one date.

>>> from docmeta.xml import parse
>>> life = parse(b"<existDates><dateRange><fromDate standardDate='1906-10-14'>14.10.1906</fromDate>"
...              b"<toDate standardDate='1975-12-04'>04.12.1975</toDate></dateRange></existDates>")
>>> read_date(life, Taken(), "existence")
Date('14.10.1906-04.12.1975', edtf='1906-10-14/1975-12-04', kind='existence')
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docmeta.dates import Date, StandardDate, StandardRange, is_edtf
from docmeta_eac.taken import Taken, children, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

DATES: Final = ("date", "daterange", "dateset")
_JOINTS: Final = ("-", "/", " – ")
#: Which end of a life or of an existence a separate date gives (RDA's elements P50121 and P50120 among them).
_ENDS: Final = {
    **dict.fromkeys("birth born dateofbirth birthdate p50121 beginning begin start founding foundation naissance geburt".split(), 0),
    **dict.fromkeys("death died dateofdeath deathdate p50120 end dissolution termination décès deces mort tod".split(), 1),
}  # fmt: skip
_LETTERS: Final = re.compile(r"[^\w]+|_")


def read_date(parent: _Element, taken: Taken, kind: str | None = None) -> Date | None:
    """The date of an element that holds one; None if it is empty."""
    element = next(children(parent, *DATES), None)
    return None if element is None else date_of(element, taken, kind)


def date_of(element: _Element, taken: Taken, kind: str | None = None) -> Date | None:
    """The date of a `date`, a `dateRange`, a `dateSet`, a `useDates` or an `eventDateTime`."""
    name = name_of(element)
    parts = [element] if name not in ("dateset", "usedates") else list(children(element, "date", "daterange"))
    if kind == "existence" and (ends := _life(parts)):
        words, edtf = _range(*ends, taken)
        if words or edtf:
            return Date(words, edtf, kind, extras=taken.left(element))
        taken.forget(element)
        return None
    found = [one for part in parts if (one := _one(part, taken)) != ("", None)]
    if not any(words or edtf for words, edtf in found):
        taken.forget(element)
        return None
    words = ", ".join(said for said, _ in found if said)
    edtfs = [edtf for _, edtf in found]
    edtf = edtfs[0] if len(edtfs) == 1 else _set(edtfs)
    extras = () if name in ("date", "eventdatetime") else taken.left(element)
    return Date(words, edtf, kind, extras=extras)


def _one(element: _Element, taken: Taken) -> tuple[str, str | None]:
    """The words and the meaning of a date or of a range."""
    if name_of(element) != "daterange":
        return _single(element, taken)
    begin, end = (next(children(element, name), None) for name in ("fromdate", "todate"))
    return _range(begin, end, taken)


def _life(dates: list[_Element]) -> tuple[_Element | None, _Element | None] | None:
    """Birth and death, or beginning and end, given as two separate dates; None for other dates."""
    ends: list[_Element | None] = [None, None]
    for date in dates:
        word = (date.get("localType") or "").rpartition("#")[2].rpartition("/")[2]
        at = _ENDS.get(_LETTERS.sub("", word.lower()))
        if at is None or ends[at] is not None or name_of(date) != "date":
            return None
        ends[at] = date
    return (ends[0], ends[1]) if dates else None


def _range(begin: _Element | None, end: _Element | None, taken: Taken) -> tuple[str, str | None]:
    """The words and the meaning of a range with these ends."""
    first, last = (("", None) if at is None else _single(at, taken) for at in (begin, end))
    words = join_ends(first[0] or first[1] or "", last[0] or last[1] or "") if first[0] or last[0] else ""
    ends = [".." if at is None else _end(*one) for at, one in ((begin, first), (end, last))]
    edtf = "/".join(ends)
    # The words tell how exactly an end is known: a year, where the attribute gives its first or last day.
    said = "/".join(Date(one[0]).edtf or end if one[0] else end for one, end in zip((first, last), ends, strict=True))
    if not is_edtf(edtf):
        edtf = said  # an end with bounds, which is no end of an interval
    if not is_edtf(edtf) and any(at is not None and (at.get("notBefore") or at.get("notAfter")) for at in (begin, end)):
        bounded, _ = Date.from_standard([StandardRange(*map(_standard, (begin, end)))], words or "-")
        edtf = said = bounded.edtf or ""
    if not set(ends) - {"", ".."} or not is_edtf(edtf):
        return words, None
    return words, said if is_edtf(said) and _days(said) == _days(edtf) else edtf


def _standard(element: _Element | None) -> StandardDate | None:
    """An end of a range: its attributes, or without any its words; None without an end."""
    if element is None:
        return None
    said = [element.get(name) or None for name in ("standardDate", "notBefore", "notAfter")]
    words = "".join(element.itertext()).strip()
    return StandardDate(*said) if any(said) or not words else StandardDate(Date(words).edtf)


def _end(words: str, edtf: str | None) -> str:
    """An end of an interval: open if its words are ("present"); unknown if they are, or without words."""
    if edtf == Date("unknown").edtf:
        return ""
    return edtf or (".." if words and Date(f"1900-{words}").edtf == "1900/.." else "")


def _days(edtf: str) -> tuple[object, object]:
    date = Date(edtf=edtf)
    return date.earliest, date.latest


def _single(element: _Element, taken: Taken) -> tuple[str, str | None]:
    words = taken.text(element)
    values = [taken.attribute(element, name) for name in ("standardDate", "notBefore", "notAfter")]
    standard = values[0] or taken.attribute(element, "standardDateTime").partition("T")[0]
    if standard or values[1] or values[2]:
        made, problem = Date.from_standard(
            [StandardDate(standard or None, values[1] or None, values[2] or None)], words or "-"
        )
        if problem is not None:
            for name in ("standardDate", "notBefore", "notAfter", "standardDateTime"):
                taken.attributes.discard((element, name))  # left as it was
        if standard and words and made.edtf and (said := Date.from_normal(standard, words)[0].edtf):
            return words, said
        if made.edtf is not None and made.edtf != Date("-").edtf:
            return words, made.edtf
    return (words, Date(words).edtf) if words else ("", None)


def _set(edtfs: list[str | None]) -> str | None:
    if None in edtfs:
        return None
    made = (
        "{" + ",".join(str(edtf).replace("/..", "..").replace("../", "..").replace("/", "..") for edtf in edtfs) + "}"
    )
    return made if is_edtf(made) else None


def join_ends(first: str, last: str) -> str:
    """The words of a range.

    >>> join_ends("1851", "1922"), join_ends("1928-01-02", "1930"), join_ends("1951", "")
    ('1851-1922', '1928-01-02/1930', '1951-')
    """
    if "-" not in first and "-" not in last:
        return f"{first}-{last}"
    return f"{first}/{last}" if "/" not in first and "/" not in last else f"{first} – {last}"


def split_ends(words: str) -> tuple[str, str] | None:
    """The words of both ends of a range that `join_ends` joined.

    >>> split_ends("14.10.1906-04.12.1975"), split_ends("before the war"), split_ends("1912- 1994")
    (('14.10.1906', '04.12.1975'), None, None)
    """
    for joint in _JOINTS:
        first, found, last = words.partition(joint)
        whole = first == first.strip() and last == last.strip() and joint not in last
        if found and whole and join_ends(first, last) == words:
            return first, last
    return None
