"""The words of a date without its attributes (EAD `@era`, `@calendar`, `@certainty`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docmeta.dates.date import Date
from docmeta.dates.phrases import read_words

_BEFORE: Final = re.compile(
    r"\bb\.? ?c\b|\bbce\b|\bb\.c\.|v\. ?(?:chr|u\. ?z)|av(?:ant|\.) j|\ba\. ?(?:c|de c)\.?|до н|vor christus|^-\d",
    re.IGNORECASE,
)


#: The text after 1901-02 if nothing tells which it is, and ISO 8601 would read a month.
_PAIR: Final = "two years, or a month"


def words_alone(date: Date, pairs: str | None = None) -> str:
    """The words of a date, reworded if they would be misread without the attributes.

    Args:
        date: A date, with its attributes.
        pairs: How the reader of the words reads 1901-02; see `Date.parse`.

    >>> words_alone(Date("19 June 1951")), words_alone(Date("500", era="bce")), words_alone(Date("1951", certainty="approximate"))
    ('19 June 1951', '-0499', 'circa 1951')
    >>> words_alone(Date("19 June 1951", calendar="julian")), words_alone(Date("1901-02"), "months")
    ('19 June 1951 (calendar: julian)', '1901-02 (two years, or a month)')
    """
    edtf = date.edtf
    for said in _forms(date):
        if read_words(said, pairs=pairs or "").edtf in (None, edtf):
            return said
    beside = [f"{name}: {value}" for name in ("calendar", "era") if (value := getattr(date, name))]
    return f"{date.display} ({', '.join(beside) or _PAIR})"


def _forms(date: Date) -> Iterator[str]:
    """The words of a date, and its meaning if they do not express it."""
    if date.edtf is None:
        yield date.display
    else:
        yield date.edtf if _is_misread(date) else date.display
        yield Date(edtf=date.edtf).display


def _is_misread(date: Date) -> bool:
    """Whether the words of a BC date would be read as an AD date."""
    if date.edtf is None or date.edtf[0] != "-" or not date.text or _BEFORE.search(str(date.text)):
        return False
    said = Date(str(date.text)).edtf
    return said is None or said[0] != "-"
