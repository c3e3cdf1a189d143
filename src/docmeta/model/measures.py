"""The number and the unit in the text of an extent, and whether the number is an estimate (DACS 2.5, EAD3 `quantity/@approximate`)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

#: A number and what it counts, "3 item(s)" included; "3 boxes (1 ft)" is more than that.
_COUNT: Final = re.compile(
    r"\(?([0-9]{1,12}(?:[.,][0-9]{1,12})*|\.[0-9]{1,12})\)? ([^\W\d_][^\d\n,;:+()\[\]]{0,60}(?:\((?:e?s|en)\))?)$"
)
_ESTIMATE: Final = (
    r"(?:about|approx\.?|approximately|around|c\.|ca\.?|circa|est\.|estimated|roughly|etwa|rund|ungef\u00e4hr|env\.|environ|"
    r"aprox\.|aproximadamente|cerca de|alrededor de|ongeveer|\u2248|~)"
)
_BEFORE: Final = re.compile(rf"{_ESTIMATE} ?(?=[0-9])", re.IGNORECASE)
_BEHIND: Final = re.compile(
    r",? [(\[]?(?:approx\.?|approximate(?:ly)?|circa|ca\.|est\.|estimated?)[)\]]?$", re.IGNORECASE
)
#: More things counted in words: "3 boxes and one folder".
_MORE: Final = re.compile(
    r"(?:^| )(?:and|plus|with|und|et|y|e|en|och|og) "
    r"(?:an?|half|one|two|three|four|five|six|several|some|eine?|une?|una|uno|uma?|een|zwei|deux|dos|due|twee) ",
    re.IGNORECASE,
)
#: A full stop after a complete word; that of an abbreviation ("ft.", "vols.", "Fasz.") belongs to the unit.
_STOP: Final = re.compile(
    r"(?<![^\W\d_])(?:box|items?|reels?|feet|foot|tapes?|dis[ck]s?|files?|films?|maps?|cards?|pages?|leaf|inch|rolls?|bags?|cases?|caja|"
    r"(?!fasc|illus|portf|photog|microf?|cuad)[^\W\d_]{5,})\.$",
    re.IGNORECASE,
)


def counted(text: str) -> dict[str, Any]:
    """The quantity and the unit of a text that holds only these, and `approximate` if it marks the number as an estimate.

    >>> counted("3 boxes."), counted("ca. 30 items")
    ({'quantity': '3', 'unit': 'boxes'}, {'quantity': '30', 'unit': 'items', 'approximate': True})
    >>> counted("(372) documents")
    {'quantity': '372', 'unit': 'documents'}
    >>> counted("3 boxes (1 ft)"), counted("2 linear ft.")
    ({}, {'quantity': '2', 'unit': 'linear ft.'})
    """
    return dict(_counted(text)) if text and len(text) <= 200 else {}


@lru_cache(4096)
def _counted(text: str) -> dict[str, Any]:
    estimate: dict[str, Any] = {}
    if not text[0].isdigit() and text[0] not in "(.":
        before = _BEFORE.match(text)
        if before is None:
            return {}
        text, estimate = text[before.end() :], {"approximate": True}
    found = _COUNT.match(text)
    if found is None or _BEHIND.search(text):
        text, marks = _BEHIND.subn("", text)
        found = _COUNT.match(text)
        estimate = {"approximate": True} if marks else estimate
    if found is None or _MORE.search(found[2]):
        return {}
    unit = found[2]
    return {"quantity": found[1], "unit": unit[:-1] if _STOP.search(unit) else unit, **estimate}
