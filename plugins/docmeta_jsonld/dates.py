"""Dates: `dateCreated` and the like hold one exact date of ISO 8601, `temporalCoverage` an interval or words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from docmeta.dates import Date, is_activity, words_alone
from docmeta_jsonld.codec import JsonCodec, codec
from docmeta_jsonld.fragments import Object, quote
from docmeta_jsonld.things import Left, Thing, Value, words

_KEEPS: Final = ("text", "edtf", "kind")
_CHANGES: Final = ("type", "certainty", "calendar", "era", "label", "audience", "extras")
_ISO: Final = re.compile(r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")


def exact(edtf: str | None) -> str | None:
    """The single plain date of an EDTF value, as schema.org's Date or DateTime; else None."""
    if edtf is None or _ISO.fullmatch(edtf):
        return edtf
    return _exact(edtf)


@lru_cache(maxsize=4096)
def _exact(edtf: str) -> str | None:
    return Date(edtf=edtf).schema_org


@lru_cache(maxsize=4096)
def _interval(edtf: str) -> str | None:
    return Date(edtf=edtf).iso_interval


def read_date(said: str, kind: str | None = None) -> Date:
    """The date of a property for ISO 8601, in which 1901-02 is February 1901 (schema.org, Date)."""
    return Date.parse(said, pairs="months", kind=kind)


def _is_certain(date: Date) -> bool:
    """Whether nothing makes the date less than exact: an estimate is no date of creation."""
    return date.certainty is None or date.certainty in ("certain", "exact")


def _one(kind: str) -> JsonCodec:
    """The codec of the dates of a kind with a schema.org property: exact ones only."""

    def encode(date: Date) -> str | None:
        if date.type == "bulk" or (date.kind is not None and date.kind != kind) or not _is_certain(date):
            return None
        said = exact(date.edtf)
        return None if said is None else f'"{said}"'

    def take(value: Value) -> Date | None:
        said = words(value)
        return read_date(str(said), kind) if said and said.strip() else None

    def loses(date: Date) -> bool:
        return date.kind != kind or not _is_word(date, exact(date.edtf))

    return codec("exact date", encode, take, _KEEPS, loses, changes=_CHANGES)


def _is_word(date: Date, said: str | None) -> bool:
    """Whether the words of a date are what is written, so that reading gives the same date."""
    if date.text == date.edtf == said and date.text.__class__ is str and _ISO.fullmatch(said):
        return True
    return date.text.__class__ is str and date.text == said and date == read_date(said, date.kind)


CREATED: Final = _one("creation")
PUBLISHED: Final = _one("publication")
MODIFIED: Final = _one("modified")


_VIEW: Final = "ViewAction"
_ACCESS: Final = "ActionAccessSpecification"


def opening(day: str) -> str:
    """The action that becomes possible on a day: viewing the unit."""
    access = Object(_ACCESS).add("availabilityStarts", quote(day))
    return Object(_VIEW).add("actionAccessibilityRequirement", access.text()).text()


def _available(date: Date) -> str | None:
    said = exact(date.edtf)
    return None if said is None else opening(said)


def _take_available(value: Value) -> Date | None:
    if not isinstance(value, Thing) or value.types != (_VIEW,) or value.id is not None:
        return None
    access = Left(value).thing_of("actionAccessibilityRequirement")
    if access is None or len(value.props) > 1 or access.types != (_ACCESS,) or access.id is not None:
        return None
    said = access.props.get("availabilityStarts", [])
    day = words(said[0]) if len(said) == 1 and len(access.props) == 1 else None
    return read_date(str(day), "available") if day and day.strip() else None


def _available_loses(date: Date) -> bool:
    return date.kind != "available" or not _is_word(date, exact(date.edtf))


AVAILABLE: Final = codec("exact date", _available, _take_available, _KEEPS, _available_loses, changes=_CHANGES)


def _coverage(date: Date) -> str | None:
    if date.type == "bulk" or date.undated or date.kind not in (None, "creation", "coverage"):
        return None
    edtf = date.edtf
    said = _interval(edtf) if edtf is not None else None
    return quote(said or words_alone(date, "months"))


def _covered(value: Value) -> Date | None:
    said = words(value)
    return _covers(str(said)) if said and said.strip() else None


def _covers(said: str) -> Date:
    """An exact date of creation goes to `dateCreated`; one found here is the date of the content."""
    date = read_date(said)
    return date if exact(date.edtf) is None else read_date(said, "coverage")


def _coverage_loses(date: Date) -> bool:
    if date.text.__class__ is not str:
        return True
    edtf = date.edtf
    said = (_interval(edtf) if edtf is not None else None) or words_alone(date, "months")
    return date.text != said or date != _covers(said)


COVERAGE: Final = codec("interval or words", _coverage, _covered, _KEEPS, _coverage_loses, changes=_CHANGES)


def _year(date: Date) -> str | None:
    said = exact(date.edtf)
    year = said[:4] if said is not None else ""
    return year if date.type != "bulk" and year.isdecimal() and year.isascii() and year[0] != "0" else None


def _year_of(value: Value) -> Date | None:
    said = words(value)
    return Date(str(said), kind="copyright") if said and said.strip() else None


COPYRIGHT: Final = codec("year", _year, _year_of, _KEEPS, changes=_CHANGES)


# -- lives ---------------------------------------------------------------------------------------------------------------


def ends(date: Date | None) -> tuple[str | None, str | None]:
    """The beginning and the end of a life, each if it is exact."""
    if date is None or date.edtf is None or "/" not in date.edtf:
        return None, None
    return _ends(date.edtf, date.text)


@lru_cache(maxsize=4096)
def _ends(edtf: str, words: str) -> tuple[str | None, str | None]:
    if is_activity(words):
        return None, None
    date = Date(edtf=edtf)
    if not date.is_interval:
        return None, None
    return exact(date.begin), exact(date.end)


@lru_cache(maxsize=4096)
def life(begin: str, end: str) -> Date | None:
    """The dates of a life, each end "" if it is unknown."""
    if not begin.strip() and not end.strip():
        return None
    if "-" in begin + end or (not begin and end.startswith("0")):  # -0100 is a year before our era
        return _long_life(begin, end)
    return Date(f"{begin}-{end}")


def _long_life(begin: str, end: str) -> Date:
    if all(part == "" or exact(read_date(part).edtf) == part for part in (begin, end)):
        return Date(edtf=f"{begin}/{end or '..'}" if begin else f"/{end}")
    return Date(f"{begin} - {end}".strip())
