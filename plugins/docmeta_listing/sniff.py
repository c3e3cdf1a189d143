"""Cautiously tells a listing from any other text, by its first bytes."""

from __future__ import annotations

import re
from typing import Final

from docmeta import DocmetaError
from docmeta_listing.documents import take_apart
from docmeta_listing.page import JUNK, decoded, lines_of

#: Separators of the cells of a table; in prose a blank follows them.
_BETWEEN: Final = re.compile(r"[,;|](?=\S|$)|\t")


def _is_table(text: str) -> bool:
    """Whether it is a table, not prose: its first line has many cells, or all of the first lines have equally many.

    >>> _is_table("box,folder,title,date,note\\n1,2,Letters,1951,"), _is_table("1951,12\\n1952,30\\n1953,7")
    (True, True)
    >>> _is_table("June 6, 1944\\nHe came.")
    False
    """
    lines = [line.rstrip() for line in text[:20_000].splitlines()[:20] if line.strip()]
    cells = [len(_BETWEEN.findall(line)) for line in lines]
    return bool(cells) and (cells[0] > 3 or (len(cells) > 2 and cells[0] > 0 and len(set(cells[:-1])) == 1))


def sniff(head: bytes) -> int:
    """How likely these are the first bytes of a listing, from 0 to 100: a date on its own line, with prose below it, is required.

    >>> sniff(b"1912-1994\\n(3) documents\\nJune 6, 1944\\nThe ambassador reports on the talks of that week.")
    70
    >>> sniff(b"id,title\\n1,June 6 1944"), sniff(b"Dear all,\\nsee you on Monday.")
    (0, 0)
    """
    cut = head.rfind(b"\n") + 1 or len(head)
    for data in (head, head[:cut]):
        try:
            text = decoded(data, None)
            break
        except DocmetaError:
            continue
    else:
        return 0
    if JUNK.search(text) or text.lstrip()[:1] in ("<", "{", "["):
        return 0
    if _is_table(text):
        return 0
    lines = list(lines_of(text))[:200]
    page = take_apart(lines)
    described = sum(1 for entry in page.entries if any(line.kind == "words" for line in entry.body))
    facets = sum(1 for line in page.others if line.kind in ("life", "bare", "count", "range", "place"))
    if described and facets:
        return 70
    if described > 1:
        return 50
    return 20 if described or facets > 2 else 0
