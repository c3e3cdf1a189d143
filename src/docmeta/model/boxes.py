"""Boxes and folders given in one text: "Box 4, Folder 2"."""

from __future__ import annotations

import re
from typing import Final

from docmeta.model.parts.physical import Container

_SHAPE: Final = (
    r"(?:oversized?|flat|document|record|records|archive|archival|storage|film|card|print|slide|map|half|small|large)"
)
_KIND: Final = (
    rf"(?:{_SHAPE}[- ])?(?:box(?:es)?|folders?|cartons?|drawers?|cases?|volumes?|albums?)|reels?|item|binders?|portfolios?|vol\.|vols\.|"
    r"tapes?|cassettes?|envelopes?|bundles?|crates?|tubes?|rolls?|shelf|frames?|pages?|"
    r"kasten|karton|mappe|schachtel|bo[i\u00ee]te|carton|chemise|caja|carpeta|legajo|busta|fascicolo|doos|omslag|caixa|pasta|kart\u00f3n"
)
_PIECE: Final = r"(?:[0-9][\w-]{0,15}|[A-Z][0-9]{0,6}|[A-Z]{1,3}-?[0-9]{1,6})"
#: A number, or a span of them: "1-3", "A12", "OS-4", "7 - 9".
_NUMBER: Final = rf"{_PIECE}(?: ?[-\u2013] ?[0-9]{{1,6}})?"
_ONE: Final = re.compile(rf"({_KIND})[ .:#]*(?:no\.? ?|nos\.? ?|nr\.? ?)?({_NUMBER})\Z", re.IGNORECASE)
_BETWEEN: Final = re.compile(
    rf"\s*[,;:/|>]\s*|\s+(?:and |& )?(?=(?:{_KIND})[ .:#0-9])(?<!oversize )(?<!oversized )(?<!flat )(?<!document )(?<!record )"
    r"(?<!archive )(?<!map )(?<!storage )",
    re.IGNORECASE,
)
#: A box and a folder by their letters: "b. 4 f. 2", "B4/F2", "Bx 4 Fd 2".
_SHORT: Final = re.compile(
    r"b(?:x|ox)?\.? ?([0-9]{1,5}[a-z]?)[ ,;:/-]{0,2}f(?:d|dr|ldr|ol|olders?)?\.? ?([0-9]{1,5}[a-z]?(?: ?[-\u2013] ?[0-9]{1,5})?)",
    re.IGNORECASE,
)
#: The kinds of containers in the singular, where their plural ends in something else.
_ONE_OF: Final = {"boxes": "box", "vol.": "volume", "vols.": "volume"}
_PLURALS: Final = frozenset(
    "folders cartons drawers cases volumes albums reels binders portfolios tapes cassettes envelopes bundles crates tubes rolls frames "
    "pages".split()
)
#: Longer texts say more than a location.
_LONGEST: Final = 100


def boxes(text: str) -> tuple[Container, ...]:
    """The containers in a text that names only containers, outermost first; otherwise none.

    >>> boxes("Box 4, Folder 2")
    (Container(value='4', kind='Box'), Container(value='2', kind='Folder'))
    >>> [(one.kind, one.value) for one in (*boxes("Boxes 1-3"), *boxes("Oversize Box 4"), *boxes("b. 4 f. 2"))]
    [('Box', '1-3'), ('Oversize Box', '4'), ('Box', '4'), ('Folder', '2')]
    >>> boxes("Box of letters"), boxes("MSS 45, Box 4")
    ((), ())
    """
    text = text.strip()
    if not 0 < len(text) <= _LONGEST:
        return ()
    short = _SHORT.fullmatch(text)
    if short is not None:
        return Container(short[1], "Box"), Container(short[2], "Folder")
    found = [_ONE.match(piece) for piece in _BETWEEN.split(text)]
    return tuple(Container(match[2], _single(match[1])) for match in found if match) if all(found) else ()


def _single(kind: str) -> str:
    """A kind of container in the singular: of boxes 1 to 3 each is a box."""
    head, _, last = kind.rpartition(" ")
    one = _ONE_OF.get(last.casefold())
    if one is not None:
        last = one.capitalize() if last[0].isupper() else one
    elif last.casefold() in _PLURALS:
        last = last[:-1]
    return f"{head} {last}".strip()
