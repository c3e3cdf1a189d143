"""Dates: what was written, and what it means.

A `Date` keeps the words of the source and, where they can be understood, their meaning as EDTF,
the Extended Date/Time Format of ISO 8601-2:2019 (levels 0, 1 and 2).
Nothing is invented: if a day, a month or a century is missing, the EDTF does not supply it.

Words become EDTF in several short modules, in this order:
`docmeta.dates.words` holds the tables (the words of each language),
`docmeta.dates.tokens` uses these tables to turn a text into a string of letters,
`docmeta.dates.points` reads a single date by the order of its letters,
`docmeta.dates.phrases` reads lists, intervals and qualifiers,
`docmeta.dates.plain` first reads what needs no table: years, EDTF, ISO 8601, and with `docmeta.dates.clock` timestamps and times of day,
`docmeta.dates.calendars` and `docmeta.dates.numerals` handle years in two calendars and Roman numerals before that,
and `docmeta.dates.edtf` is the grammar of EDTF, which checks every result.
`docmeta.dates.forms` renders a date for EAD, W3CDTF, schema.org, and in plain words,
`docmeta.dates.attributes` applies `@era`, `@calendar` and `@certainty`, and `docmeta.dates.questions` explains what is not understood.

>>> date = Date("ca. 1890-1910", kind="creation")
>>> date.edtf, date.earliest, date.normal
('1890~/1910~', (1890, 1, 1), '1890/1910')
>>> Date("5/6/1951").edtf is None
True
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

import attrs

from docmeta.dates import attributes, forms, phrases
from docmeta.dates.edtf import PRECISIONS, Day, Edtf, read_edtf
from docmeta.dates.forms import StandardDate, StandardRange, read_normal
from docmeta.dates.plain import is_day
from docmeta.dates.questions import is_edtf, parse_edtf
from docmeta.errors import ModelError

#: The EDTF of an undated thing.
UNDATED = "XXXX"

_FAR = (10**19, 0, 0)


class _Unread:
    """The EDTF of a date from `@normal`, until somebody needs its words compared with it."""

    __slots__ = ("_normal",)
    _normal: str

    def __getattr__(self, name: str) -> Any:
        """Compare the words of the date with its `@normal`, once, as the slot is empty."""
        if name != "edtf":
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
        edtf = _beside(self, self._normal)  # type: ignore[arg-type]
        object.__setattr__(self, "edtf", edtf)
        return edtf


@attrs.frozen(init=False, repr=False)
class Date(_Unread):
    """A date as archives give it: text, meaning, or both (ISAD(G) 3.1.3, DACS 2.4, EAD unitdate).

    Args:
        text: The words as written, with white space collapsed. Empty if the source gives only a normalised date.
        edtf: The meaning as EDTF (ISO 8601-2:2019), derived from the words if omitted. None: not understood.
        kind: What the date refers to (EAD @datechar): creation, publication, copyright, digitisation, coverage, existence ...
        type: inclusive, bulk or single (EAD unitdate/@type).
        certainty: The certainty in the source's words (EAD @certainty); "approximate" and the like also qualify the meaning.
        calendar: The calendar of the words (EAD @calendar). The meaning is always Gregorian, so words in another
            calendar have none.
        era: The era of the words (EAD @era); with "bce" and the like, years without an era of their own are BC.
        label: A heading for it (EAD @label).
        audience: internal or external (EAD @audience).
        extras: What the source says about it that no field holds.

    Raises:
        ModelError: A value is of the wrong type, `edtf` is not EDTF, or neither text nor edtf is given.

    >>> Date("December 20, 1965").edtf
    '1965-12-20'
    >>> Date(edtf="1949/1991").display
    '1949-1991'
    >>> Date("n.d.").undated
    True
    >>> Date("500-450", era="bce").edtf, Date("1900", certainty="approximate").edtf, Date("1300", calendar="hijri").edtf
    ('-0499/-0449', '1900~', None)
    """

    text: str = ""
    edtf: str | None = None
    kind: str | None = None
    type: str | None = None
    certainty: str | None = None
    calendar: str | None = None
    era: str | None = None
    label: str | None = None
    audience: str | None = None
    extras: tuple[Any, ...] = ()

    def __init__(
        self,
        text: str = "",
        edtf: str | None = None,
        kind: str | None = None,
        type: str | None = None,
        certainty: str | None = None,
        calendar: str | None = None,
        era: str | None = None,
        label: str | None = None,
        audience: str | None = None,
        extras: tuple[Any, ...] = (),
    ) -> None:
        if not (
            text.__class__ is str
            and (edtf is None or edtf.__class__ is str)
            and (kind is None or kind.__class__ is str)
            and type is certainty is calendar is era is label is audience is None
            and extras == ()
        ) and not (
            isinstance(text, str)
            and (edtf is None or isinstance(edtf, str))
            and (kind is None or isinstance(kind, str))
            and (type is None or isinstance(type, str))
            and (certainty is None or isinstance(certainty, str))
            and (calendar is None or isinstance(calendar, str))
            and (era is None or isinstance(era, str))
            and (label is None or isinstance(label, str))
            and (audience is None or isinstance(audience, str))
            and isinstance(extras, tuple)
        ):
            raise _wrong_type(locals())
        if edtf is not None:
            _must_be_edtf(edtf)
            if text.__class__ is str:
                text = " ".join(text.split())
        elif text:
            if calendar is None and era is None and certainty is None:
                reading = None if text.__class__ is str and is_day(text) else phrases.read_words(text)
            else:
                reading = attributes.read_with(text, calendar=calendar, era=era, certainty=certainty)
            edtf = text if reading is None else reading.edtf
            if reading is not None and text.__class__ is str:
                text = reading.words
        if not text and edtf is None:
            raise ModelError("Date needs text or edtf, but has neither", value=text)
        made: Any = self
        cls = made.__class__
        if cls is not Date:
            given = (text, edtf, kind, type, certainty, calendar, era, label, audience, extras)
            for name, value in zip(attrs.fields_dict(Date), given, strict=True):
                object.__setattr__(made, name, value)
            return
        # Plain slots are assigned several times faster than those of a frozen class.
        object.__setattr__(made, "__class__", _Bare)
        made.text = text
        made.edtf = edtf
        made.kind = kind
        made.type = type
        made.certainty = certainty
        made.calendar = calendar
        made.era = era
        made.label = label
        made.audience = audience
        made.extras = extras
        made.__class__ = cls

    @classmethod
    def parse(cls, text: str, *, order: str | None = None, pairs: str | None = None, **fields: Any) -> Date:
        """Like the constructor, but with the source's conventions, to understand 5/6/1951 and 1901-02 too.

        Args:
            text: The words as written.
            order: `dmy` or `mdy`, as the source writes its dates (see `day_order`).
            pairs: `years` or `months`: what 1901-02 means in the source (see `year_pairs`); `months` for sources in ISO 8601,
                and `edtf` for sources in EDTF, in which 1936-37 is not a pair of years either.
            **fields: The other fields of the date.

        Raises:
            ModelError: *order* or *pairs* has another value; and as for the constructor.

        >>> Date.parse("April, 1950", kind="creation").edtf
        '1950-04'
        >>> Date.parse("5/6/1951", order="dmy").edtf
        '1951-06-05'
        >>> Date.parse("1901-02", pairs="months").edtf, Date("1901-02").edtf
        ('1901-02', None)
        """
        if order not in (None, "dmy", "mdy"):
            raise ModelError("order must be dmy or mdy", value=order)
        if pairs not in (None, "years", "months", "edtf"):
            raise ModelError("pairs must be years or months, or edtf", value=pairs)
        if (order is None and pairs is None) or not isinstance(text, str):
            return cls(text, **fields)
        about = {name: fields.get(name) for name in ("calendar", "era", "certainty")}
        return cls(text, attributes.read_with(text, order or "", pairs or "", **about).edtf, **fields)

    @classmethod
    def imprint(cls, text: str, **fields: Any) -> Date:
        """Read a date of publication, in which "c1984" is a copyright year (AACR2 1.4F6), not "about 1984".

        >>> [Date.imprint(text).edtf for text in ("c1984", "1985, c1984", "[1984?]")]
        ['1984', '1985', '1984?']
        """
        return cls(text, phrases.read_imprint(text), **fields)

    @classmethod
    def from_normal(cls, normal: str, text: str = "", **fields: Any) -> tuple[Date, str | None]:
        """Build a date from EAD's words and `@normal`, and check the latter.

        If the words mean the same days as `normal`, their EDTF is kept, since it says more (`1950~`, `195X`);
        otherwise `normal` decides. If `normal` cannot be read, or is a placeholder (0000/0000), the words decide;
        if these say nothing either, `normal` is read as words (1914-1918, 1914/present).
        An interval whose end equals its beginning becomes a single date, as does one without an end if the words name one.
        With `era="bce"` a `normal` without a sign is BC, and `certainty="approximate"` qualifies its meaning.

        Returns:
            The date, and the problem with `normal` or None.

        >>> Date.from_normal("1950/1959", "1950s")[0].edtf
        '195X'
        >>> Date.from_normal("1951-06-05", "5/6/1951")[0].edtf
        '1951-06-05'
        >>> Date.from_normal("1991/1949", "1949-1991")
        (Date('1949-1991', edtf='1949/1991'), 'reversed: it ends before it begins')
        >>> Date.from_normal("1975/1975", "1975")[0].edtf
        '1975/1975'
        >>> [Date.from_normal("1951-04-05/", words)[0].edtf for words in ("Apr 5, 1951", "from Apr 5, 1951")]
        ['1951-04-05', '1951-04-05/..']
        >>> Date.from_normal("0500", "500", era="bce")[0].edtf, Date.from_normal("1900", certainty="approximate")[0].edtf
        ('-0499', '1900~')
        """
        edtf, problem = read_normal(normal, bc=attributes.before_christ(fields.get("era")))
        if edtf is None:
            if problem is None and not text.strip():
                return cls(edtf=UNDATED, **fields), None
            made = cls(text if text.strip() else normal, **fields)
            if made.edtf is None and problem is not None:
                said = attributes.read_with(normal, calendar=None, era=made.era, certainty=made.certainty)
                made = cls(made.text, said.edtf, **fields) if said.edtf else made
            return made, problem
        twice = normal == f"{edtf}/{edtf}"  # separate beginning and end fields of a system
        made = cls(text, normal if twice else edtf, **fields)
        # Words are read when somebody asks for the EDTF.
        object.__setattr__(made, "_normal", made.edtf)
        object.__delattr__(made, "edtf")
        return made, None

    @classmethod
    def from_standard(
        cls, parts: Sequence[StandardDate | StandardRange], text: str = "", **fields: Any
    ) -> tuple[Date, str | None]:
        """Build a date from EAD3's structured dates and their words, and check the former.

        Args:
            parts: One for a `datesingle` or a `daterange`, several for a `dateset`: the inverse of `standarddate_parts`.
                In a range, a missing end is None, and an end without attributes is `StandardDate()`.
            text: The words.
            **fields: The other fields of the date; `era` and `certainty` work as in `from_normal`.

        Returns:
            The date, and the first problem with a value or None. If the values say nothing, the words decide.

        Raises:
            ModelError: There are neither words nor values.

        >>> Date.from_standard([StandardDate(not_before="1895", not_after="1900")], "the war years")[0].edtf
        '[1895..1900]'
        >>> Date.from_standard([StandardRange(StandardDate("1900"), StandardDate(None, "1918", "1920"))])[0].edtf
        '1900/1920'
        """
        edtf, problem = attributes.read_standard(parts, fields.get("era"))
        if edtf is not None:
            edtf = attributes.qualified(edtf, fields.get("certainty"))
        return cls(text, edtf, **fields), problem

    def __str__(self) -> str:
        return self.display

    def __repr__(self) -> str:
        return (
            f"Date({', '.join(f'{name}={value!r}' if name else repr(value) for name, value in self.__rich_repr__())})"
        )

    def __rich_repr__(self) -> Iterator[tuple[str | None, Any]]:
        """The fields that are not empty, for rich and `repr`."""
        if self.text:
            yield None, str(self.text)
        for name in ("edtf", "kind", "type", "certainty", "calendar", "era", "label", "audience", "extras"):
            value = getattr(self, name)
            if value is not None and value != ():
                yield name, value

    def _repr_html_(self) -> str:
        return str(import_module("docmeta.cards").date_card(self))

    def __rich__(self) -> Any:
        return import_module("docmeta.cli.display").date_display(self)

    @property
    def display(self) -> str:
        """The words as written; without words, plain words that mean exactly what the EDTF means.

        >>> Date(edtf="1950~").display, Date(edtf="195X").display, Date(edtf="1965-12-20").display
        ('circa 1950', '1950s', '1965 December 20')
        """
        return str(self.text) or _words(self.edtf or "")

    @property
    def meaning(self) -> Edtf | None:
        """The parsed EDTF; None if the words are not understood.

        >>> Date("1949-1991").meaning.shape
        'interval'
        """
        return parse_edtf(self.edtf) if self.edtf is not None else None

    @property
    def understood(self) -> bool:
        """Whether its meaning is known. Cheaper than `edtf`, which may have to compare the words with a `@normal`.

        >>> Date("circa 1950").understood, Date("n.d.").understood, Date("Laufzeit").understood
        (True, True, False)
        """
        return hasattr(self, "_normal") or self.edtf is not None

    @property
    def undated(self) -> bool:
        """Whether it is known to be undated, which differs from not understood.

        >>> Date("undated").undated, Date("Laufzeit").undated
        (True, False)
        """
        return self.edtf == UNDATED

    def _dated(self) -> Edtf | None:
        return None if self.edtf is None or self.edtf == UNDATED else parse_edtf(self.edtf)

    @property
    def earliest(self) -> Day | None:
        """The first day that it can mean, as (year, month, day); year 0 is 1 BC. None if open, unknown or undated.

        >>> Date("1949-1991").earliest, Date("500 BC").earliest
        ((1949, 1, 1), (-499, 1, 1))
        """
        found = self._dated()
        if found is None or found.spans[0].begin is None:
            return None
        return min(span.begin.first for span in found.spans if span.begin)

    @property
    def latest(self) -> Day | None:
        """The last day that it can mean, as (year, month, day). None if open, unknown or undated.

        >>> Date("February 1904").latest, Date("1949-").latest
        ((1904, 2, 29), None)
        """
        found = self._dated()
        if found is None or found.spans[-1].end is None:
            return None
        return max(span.end.last for span in found.spans if span.end)

    @property
    def earliest_date(self) -> datetime.date | None:
        """`earliest` as a `datetime.date`; also None for years outside 1 to 9999.

        >>> Date("1949-1991").earliest_date, Date("500 BC").earliest_date
        (datetime.date(1949, 1, 1), None)
        """
        return _as_date(self.earliest)

    @property
    def latest_date(self) -> datetime.date | None:
        """`latest` as a `datetime.date`; also None for years outside 1 to 9999.

        >>> Date("February 1904").latest_date
        datetime.date(1904, 2, 29)
        """
        return _as_date(self.latest)

    def overlaps(self, other: Date | str) -> bool:
        """Whether the two dates can have a day in common. An open or unknown end has no limit.

        Nothing overlaps an undated date, or one that is not understood. Only the parts of a set count, not the gaps.

        Args:
            other: A date, or EDTF, or words.

        >>> [str(date) for date in map(Date, ("1912-1944", "1940s", "after 1930", "n.d.")) if date.overlaps("1945/1950")]
        ['1940s', 'after 1930']
        >>> Date("1827, 1952-1978").overlaps("1900")
        False
        """
        if isinstance(other, str):
            other = Date(edtf=other) if is_edtf(other) else Date(other)
        mine, theirs = self._dated(), other._dated()
        return (
            mine is not None
            and theirs is not None
            and any(
                (a.begin is None or b.end is None or a.begin.first <= b.end.last)
                and (b.begin is None or a.end is None or b.begin.first <= a.end.last)
                for a in mine.spans
                for b in theirs.spans
            )
        )

    @property
    def sort_key(self) -> tuple[int, Day, int, Day, str]:
        """A key that sorts all dates: by the first day, then the last; a date with just an end comes before those that begin then;
        undated dates, then those not understood, come last.

        >>> dates = [Date("n.d."), Date("1950"), Date("before 1950"), Date("Laufzeit"), Date("500 BC")]
        >>> [str(date) for date in sorted(dates, key=lambda date: date.sort_key)]
        ['500 BC', 'before 1950', '1950', 'n.d.', 'Laufzeit']
        """
        found = self._dated()
        if found is None or not found.points:
            return (2 if self.edtf is None else 1, _FAR, 0, _FAR, str(self.text))
        earliest, latest = self.earliest, self.latest
        if earliest is None:
            end = max(point.first for point in found.points)
            return (0, end, 0, end, str(self.text))
        order = found.points[0].order
        return (0, earliest, 1 if order <= earliest else 1 + order[1], latest or _FAR, str(self.text))

    @property
    def begin(self) -> str | None:
        """The beginning, as EDTF; the date itself if it is a single one. None if open, unknown, undated or not understood.

        >>> Date("ca. 1890-1910").begin, Date("before 1950").begin
        ('1890~', None)
        """
        found = self._dated()
        if found is None or found.spans[0].begin is None:
            return None
        return min((span.begin for span in found.spans if span.begin), key=lambda point: point.first).text

    @property
    def end(self) -> str | None:
        """The end, as EDTF; the date itself if it is a single one. None if open, unknown, undated or not understood.

        >>> Date("ca. 1890-1910").end, Date("1894-").end
        ('1910~', None)
        """
        found = self._dated()
        if found is None or found.spans[-1].end is None:
            return None
        return max((span.end for span in found.spans if span.end), key=lambda point: point.last).text

    @property
    def normal_ends(self) -> tuple[str | None, str | None]:
        """The first and last date that it can mean, each in the form of `normal`; None if open, unknown or undated.

        For formats with one field for the beginning and one for the end. A single date is in both.

        >>> Date("ca. 1890-1910").normal_ends, Date("circa 1950s").normal_ends, Date("May 1950").normal_ends
        (('1890', '1910'), ('1950', '1959'), ('1950-05', '1950-05'))
        >>> Date("before 1867").normal_ends, Date("1920-present").normal_ends
        ((None, '1867'), ('1920', None))
        """
        found = self._dated()
        return forms.normal_ends(found) if found and found.points else (None, None)

    @property
    def span(self) -> str | None:
        """`inclusive` if it extends from one date to another, or has an open end; `single` for a single date; else None.

        A value for EAD's unitdate/@type, or a `date_type`; what the source itself says is in `type`.

        >>> Date("1920-present").span, Date("1950s").span, Date("circa 1950").span, Date("n.d.").span
        ('inclusive', 'inclusive', 'single', None)
        """
        begin, end = self.normal_ends
        found = self._dated()
        if found is None or not found.points:
            return None
        return "single" if found.shape == "date" and begin == end else "inclusive"

    @property
    def is_interval(self) -> bool:
        """Whether it is an interval, with a beginning and an end.

        >>> Date("1949-1991").is_interval, Date("1950s").is_interval
        (True, False)
        """
        found = self._dated()
        return found is not None and found.shape == "interval"

    def _any(self, flag: str) -> bool:
        found = self._dated()
        return found is not None and any(getattr(point, flag) for point in found.points)

    @property
    def approximate(self) -> bool:
        """Whether any part is approximate (`~`, `%`).

        >>> Date("circa 1950").approximate
        True
        """
        return self._any("approximate")

    @property
    def uncertain(self) -> bool:
        """Whether any part is uncertain (`?`, `%`).

        >>> Date("[1950?]").uncertain
        True
        """
        return self._any("uncertain")

    @property
    def open_start(self) -> bool:
        """Whether it has an end but no known beginning.

        >>> Date("before 1950").open_start
        True
        """
        found = self._dated()
        return found is not None and found.spans[0].begin is None

    @property
    def open_end(self) -> bool:
        """Whether it has no end, or an unknown one.

        >>> Date("1949-").open_end
        True
        """
        found = self._dated()
        return found is not None and found.spans[-1].end is None

    @property
    def precision(self) -> str | None:
        """Its precision: time, day, month, season, year, decade, century or millennium; that of its coarsest part.

        >>> Date("Spring 1968").precision, Date("19th century").precision, Date("n.d.").precision
        ('season', 'century', None)
        """
        found = self._dated()
        if found is None or not found.points:
            return None
        return max((point.precision for point in found.points), key=PRECISIONS.index)

    @property
    def normal(self) -> str | None:
        """EAD 2002 and EAD3 `@normal`. None if undated, not understood, beyond the year 2999, or with an open end:
        `normal="1949"` means that one year, which "1949-" and "before 1949" do not. See `normal_ends`.

        It omits what the attribute cannot hold, such as the `~` of an approximate date.
        It is never a value that the official schema rejects.

        >>> Date("circa 1950s").normal, Date("1949-").normal, Date(edtf="3000").normal
        ('1950/1959', None, None)
        """
        unread: str | None = getattr(self, "_normal", None)
        if unread is not None and _TWO_YEARS.fullmatch(unread):
            return unread  # the words do not change its ends
        found = self._dated()
        return forms.ead_normal(found) if found else None

    @property
    def exact(self) -> bool:
        """Whether `normal` keeps all of the EDTF.

        The other renderings are EDTF themselves: each is exact if it equals `edtf`.

        >>> Date("1949-1991").exact, Date("circa 1950").exact
        (True, False)
        """
        normal = self.normal
        return normal is not None and self.edtf in (normal, read_normal(normal)[0])

    @property
    def standarddate_parts(self) -> tuple[StandardDate | StandardRange, ...]:
        """EAD3's structured dates: one part for a `datesingle` or `daterange`, several for a `dateset`, none if impossible.

        >>> Date("1950s").standarddate_parts
        (StandardDate(standard=None, not_before='1950', not_after='1959'),)
        >>> Date("1949-").standarddate_parts
        (StandardRange(begin=StandardDate(standard='1949', not_before=None, not_after=None), end=None),)
        """
        found = self._dated()
        return forms.ead3_parts(found) if found and found.points else ()

    @property
    def w3cdtf(self) -> str | None:
        """A single plain date as W3CDTF; None for intervals, sets, and approximate or uncertain dates.

        >>> Date("December 1965").w3cdtf, Date("circa 1950").w3cdtf, Date("1949-1991").w3cdtf
        ('1965-12', None, None)
        """
        found = self._dated()
        return forms.w3cdtf(found) if found else None

    @property
    def schema_org(self) -> str | None:
        """A schema.org Date or DateTime, as for dateCreated. None unless it is a single plain date.

        >>> Date("20 déc. 1965").schema_org
        '1965-12-20'
        """
        found = self._dated()
        return forms.iso_date(found) if found else None

    @property
    def iso_interval(self) -> str | None:
        """An ISO 8601 interval or date, as for schema.org's temporalCoverage; `..` at an open or unknown end.

        >>> Date("1949-1991").iso_interval, Date("1949-").iso_interval, Date("1950s").iso_interval
        ('1949/1991', '1949/..', '1950/1959')
        """
        found = self._dated()
        return forms.iso_interval(found) if found else None


def _as_date(day: Day | None) -> datetime.date | None:
    return datetime.date(*day) if day and datetime.MINYEAR <= day[0] <= datetime.MAXYEAR else None


def _must_be_edtf(edtf: str) -> None:
    if not is_edtf(edtf):
        found = read_edtf(edtf)
        raise ModelError(f"Date.edtf must be EDTF (ISO 8601-2:2019): {found}", value=edtf)


class _Bare(Date):
    """A date in the making."""

    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__


def _wrong_type(given: dict[str, Any]) -> ModelError:
    for field in attrs.fields(Date):
        value = given[field.name]
        expected = "a string" if field.name == "text" else "a string or None"
        if field.name == "extras":
            expected = "a tuple"
        if not (
            isinstance(value, tuple if field.name == "extras" else str) or (value is None and field.default is None)
        ):
            return ModelError(f"Date.{field.name} must be {expected}", value=value)
    raise AssertionError("unreachable: some field is of the wrong type")


_TWO_YEARS = re.compile(r"([012][0-9]{3})/(?!\1)[012][0-9]{3}")


def _beside(date: Date, normal: str) -> str:
    """The EDTF of the words if they mean the same days as `@normal`, since it says more; else that of `@normal`.

    A `@normal` with one end only is that end if the words name nothing else: systems leave the slash of an empty field.
    """
    begin, _, end = normal.partition("/")
    given = begin if begin == end else normal
    words = str(date.text)
    written = None
    if words.strip():
        written = attributes.read_with(words, calendar=date.calendar, era=date.era, certainty=date.certainty).edtf
    if written is not None and (written == normal.strip("/") or (written != given and _same_days(written, given))):
        return written
    return attributes.qualified(normal, date.certainty)


def _same_days(written: str, normal: str) -> bool:
    words, given = parse_edtf(written), parse_edtf(normal)
    if words is None or given is None or UNDATED in (written, normal):
        return False
    bounds = forms.bounds(given)
    if bounds is not None and forms.bounds(words) == bounds:
        return given.shape == "date" or _open(words) == _open(given)
    if _TWO_YEARS.fullmatch(normal):
        return False
    a, b = Date(edtf=written), Date(edtf=normal)
    return a.earliest is not None and (a.earliest, a.latest) == (b.earliest, b.latest)


def _open(edtf: Edtf) -> tuple[bool, bool]:
    """Which ends are open or unknown: `@normal` expresses both the same way."""
    return edtf.spans[0].begin is None, edtf.spans[-1].end is None


@lru_cache(maxsize=1024)
def _words(edtf: str) -> str:
    found = read_edtf(edtf)
    words = forms.describe(found) if isinstance(found, Edtf) else edtf
    return words if phrases.read_words(words).edtf == edtf else edtf
