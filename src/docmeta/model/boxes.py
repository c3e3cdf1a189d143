"""Boxes and folders given in one text: "Box 4, Folder 2"."""

from __future__ import annotations

import re
from typing import Final

from docmeta.model.parts.physical import Container

_KIND: Final = (
    r"box(?:es)?|folders?|carton|reel|drawer|oversize box|map[- ]?case|map[- ]?folder|flat box|item|album|volume|binder|portfolio|"
    r"kasten|karton|mappe|schachtel|bo[i\u00ee]te|carton|chemise|caja|carpeta|legajo|busta|fascicolo|doos|omslag|caixa|pasta|kart\u00f3n"
)
_NUMBER: Final = r"[0-9][\w-]{0,15}|[A-Z][0-9]{0,6}|[A-Z]{1,3}-[0-9]{1,6}"
_ONE: Final = re.compile(rf"({_KIND})[ .:#]*(?:no\.? ?|nr\.? ?)?({_NUMBER})\Z", re.IGNORECASE)
_BETWEEN: Final = re.compile(rf"\s*[,;:/|>]\s*|\s+(?=(?:{_KIND})\b)", re.IGNORECASE)
#: Longer texts say more than a location.
_LONGEST: Final = 100


def boxes(text: str) -> tuple[Container, ...]:
    """The containers in a text that names only containers, outermost first; otherwise none.

    >>> boxes("Box 4, Folder 2")
    (Container(value='4', kind='Box'), Container(value='2', kind='Folder'))
    >>> boxes("Box of letters"), boxes("MSS 45, Box 4")
    ((), ())
    """
    text = text.strip()
    found = [_ONE.match(piece) for piece in _BETWEEN.split(text)] if 0 < len(text) <= _LONGEST else [None]
    return tuple(Container(match[2], match[1]) for match in found if match) if all(found) else ()
