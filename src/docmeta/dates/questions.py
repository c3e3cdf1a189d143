"""Questions about words: whether they are EDTF, why they are not understood, which conventions their source follows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from docmeta.dates import attributes, phrases
from docmeta.dates.edtf import Edtf, days_in_month, read_edtf
from docmeta.dates.plain import pairs_in
from docmeta.dates.tokens import orders_in


def is_edtf(text: str) -> bool:
    """Whether a string is EDTF, of any level.

    >>> is_edtf("1984?/2004-06~"), is_edtf("1984-06-31"), is_edtf("circa 1984")
    (True, False, False)
    """
    match = _DAY.fullmatch(text)
    if match is not None:  # nearly all; a shortcut for the reader below
        year, month, day = match.groups()
        return day is None or int(day) <= days_in_month(int(year), int(month))
    return isinstance(read_edtf(text), Edtf)


#: A day in ISO 8601, or its month or year; the day number still needs a check.
_DAY: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")


def parse_edtf(text: str) -> Edtf | None:
    """Parse an EDTF string into its shape and its dates; None if it is not EDTF.

    >>> found = parse_edtf("[1667,1670..1672]")
    >>> found.shape, [point.text for point in found.points]
    ('one', ['1667', '1670', '1672'])
    """
    found = read_edtf(text)
    return found if isinstance(found, Edtf) else None


def explain(
    text: str,
    *,
    order: str | None = None,
    pairs: str | None = None,
    calendar: str | None = None,
    era: str | None = None,
) -> str | None:
    """Say why words are not understood as a date; None if they are.

    *order* and *pairs* are as in `Date.parse`, *calendar* and *era* are attributes of the date.

    >>> explain("31 June 1950")
    'there is no such day in that month'
    >>> explain("circa 1950") is None
    True
    """
    if calendar is None and era is None:
        return phrases.read_words(text, order or "", pairs or "").problem
    return attributes.read_with(text, order or "", pairs or "", calendar=calendar, era=era, certainty=None).problem


def day_order(texts: Iterable[str]) -> str | None:
    """Find out from all dates of one source whether it writes the day or the month first.

    Unambiguous dates (13/6/1951) decide; None if there are none, or they disagree.

    Returns:
        `dmy`, `mdy` or None, for `Date.parse`.

    >>> from docmeta.dates import Date
    >>> order = day_order(["5/6/1951", "6/13/1951", "undated"])
    >>> order, Date.parse("5/6/1951", order=order).edtf
    ('mdy', '1951-05-06')
    """
    return _agreed(found for text in texts for found in orders_in(text))


def year_pairs(texts: Iterable[str]) -> str | None:
    """Find out from all dates of one source whether 1901-02 means two years or February 1901.

    Unambiguous dates (1936-37, 1910-02, 1901-02-03) decide; None if there are none, or they disagree.

    Returns:
        `years`, `months` or None, for `Date.parse`.

    >>> from docmeta.dates import Date
    >>> pairs = year_pairs(["1901-02", "1936-37", "undated"])
    >>> pairs, Date.parse("1901-02", pairs=pairs).edtf
    ('years', '1901/1902')
    """
    return _agreed(found for text in texts for found in pairs_in(text))


class Conventions(NamedTuple):
    """How one source writes ambiguous dates; each is None if unknown.

    Args:
        order: `dmy` or `mdy`: what 5/6/1951 is.
        pairs: `years` or `months`: what 1901-02 is.

    >>> from docmeta.dates import Date
    >>> found = Conventions.of(["6/13/1951", "1936-37"])
    >>> found
    Conventions(order='mdy', pairs='years')
    >>> Date.parse("5/6/1951", order=found.order, pairs=found.pairs).edtf
    '1951-05-06'
    """

    order: str | None = None
    pairs: str | None = None

    @classmethod
    def of(cls, texts: Iterable[str]) -> Conventions:
        """The conventions that the dates of one source agree on; may be an iterator, since each text is read once."""
        orders: set[str] = set()
        pairs: set[str] = set()
        for text in texts:
            orders |= orders_in(text)
            pairs |= pairs_in(text)
        return cls(_agreed(orders), _agreed(pairs))


def _agreed(found: Iterable[str]) -> str | None:
    kinds = set(found)
    return kinds.pop() if len(kinds) == 1 else None


def split(text: str) -> tuple[tuple[str, str | None], ...]:
    """Split words into an inclusive and a bulk date (DACS 2.4.10), each with its type; None if there is only one.

    >>> split("1912-1994, bulk 1950-1960")
    (('1912-1994', 'inclusive'), ('bulk 1950-1960', 'bulk'))
    >>> split("1912-1994")
    (('1912-1994', None),)
    """
    return phrases.split_bulk(text)


def is_activity(text: str) -> bool:
    """Whether words give years in which somebody was active, flourished or reigned, not a birth and a death.

    >>> is_activity("fl. 1880-1890"), is_activity("1880-1890")
    (True, False)
    """
    return phrases.ACTIVITY.search(text) is not None


def life_dates(text: str) -> tuple[str | None, str | None] | None:
    """Read life dates: birth and death as EDTF, each None if not given; None if nothing is understood.

    >>> life_dates("1912- 1994"), life_dates("1894-"), life_dates("d. ca. 1712")
    (('1912', '1994'), ('1894', None), (None, '1712~'))
    >>> life_dates("active 1880-1890") is life_dates("1912-19") is None
    True
    """
    if is_activity(text) or phrases.UNFINISHED.fullmatch(text.strip()):
        return None
    edtf = phrases.read_words(text).edtf
    found = parse_edtf(edtf) if edtf else None
    if found is None or found.shape != "interval":
        return None
    begin, end = found.spans[0][:2]
    return begin and begin.text, end and end.text
