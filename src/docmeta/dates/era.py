"""Whether the words of a date say its era themselves: an attribute beside them may say it (EAD `@era`)."""

from __future__ import annotations

import re
from typing import Final

from docmeta.dates.date import Date

_BEFORE: Final = re.compile(
    r"\bb\.? ?c\b|\bbce\b|\bb\.c\.|v\. ?(?:chr|u\. ?z)|av(?:ant|\.) j|\ba\. ?(?:c|de c)\.?|до н|vor christus|^-\d",
    re.IGNORECASE,
)


def is_misread(date: Date) -> bool:
    """Whether the words of a date before our era would be taken for a date in it.

    >>> is_misread(Date("500", "-0499")), is_misread(Date("500 BC", "-0499")), is_misread(Date("500"))
    (True, False, False)
    """
    if date.edtf is None or date.edtf[0] != "-" or not date.text or _BEFORE.search(str(date.text)):
        return False
    said = Date(str(date.text)).edtf
    return said is None or said[0] != "-"
