"""The dates that EAD 4.0 can say: a part of EDTF (the date profile of EAS, July 2026).

Years have four to ten characters, of which some may be X; seasons are those of EDTF; a date may be qualified by ? ~ %; a range has
one slash and an end or .. on each side; a set holds dates.  A range of which an end is unknown, a range in a set and an exponent are none.

>>> is_standard("195X"), is_standard("1950~/.."), is_standard("1950/"), is_standard("[1950,1951]"), is_standard("19501231")
(True, True, False, True, False)
"""

from __future__ import annotations

import re
from typing import Final

from docmeta.dates import is_edtf

_PART: Final = "[?~%]?[0-9X]{2}[?~%]?"
_DATE: Final = rf"[?~%]?-?[0-9X]{{4,10}}[?~%]?(?:-{_PART}(?:-{_PART})?)?"
_SET: Final = rf"\[(?:\.\.)?{_DATE}(?:,{_DATE})*(?:\.\.)?\]|\{{(?:\.\.)?{_DATE}(?:,{_DATE})*(?:\.\.)?\}}"
_STANDARD: Final = re.compile(rf"(?:{_DATE}|{_DATE}/{_DATE}|\.\./{_DATE}|{_DATE}/\.\.|{_SET})")


def is_standard(value: str) -> bool:
    """Whether `@standardDate` may say this."""
    return _STANDARD.fullmatch(value) is not None and is_edtf(value)
