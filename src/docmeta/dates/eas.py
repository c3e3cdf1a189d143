"""The part of EDTF that the Encoded Archival Standards allow in `@standardDate` (EAD 4.0.0, EAC-CPF 3.0.0, date profile of July 2026)."""

from __future__ import annotations

import re
from typing import Final

from docmeta.dates.questions import is_edtf

_PART: Final = "[?~%]?[0-9X]{2}[?~%]?"
_DATE: Final = rf"[?~%]?-?[0-9X]{{4}}[?~%]?(?:-{_PART}(?:-{_PART})?)?"
_INNER: Final = rf"(?:\.\.)?{_DATE}(?:,{_DATE})*(?:\.\.)?"
_STANDARD: Final = re.compile(rf"(?:{_DATE}|{_DATE}/{_DATE}|\.\./{_DATE}|{_DATE}/\.\.|\[{_INNER}\]|\{{{_INNER}\}})")


def is_eas_date(value: str) -> bool:
    """Whether `@standardDate` of EAD 4.0 or EAC-CPF 3.0 allows this value.

    Years have four characters, of which some may be X; seasons are 21 to 41; `?`, `~` and `%` qualify;
    a range has one slash, and a date or `..` on each side; a set contains dates but no ranges.
    So EDTF ranges with an unknown end and years with exponents are not allowed.
    The profile also allows years of up to ten digits; they are rejected here, since they look like days without hyphens.

    >>> is_eas_date("195X"), is_eas_date("1950~/.."), is_eas_date("[1950,1951]")
    (True, True, True)
    >>> is_eas_date("1950/"), is_eas_date("[1667..1672]"), is_eas_date("19501231"), is_eas_date("1950-13")
    (False, False, False, False)
    """
    return _STANDARD.fullmatch(value) is not None and is_edtf(value)
