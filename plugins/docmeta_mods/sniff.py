"""Tells MODS from other XML by the first bytes of a file.

>>> sniff(b'<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo>')
100
>>> sniff(b'<mets:mets xmlns:mods="http://www.loc.gov/mods/v3">'), sniff(b'<ead xmlns:mods="http://www.loc.gov/mods/v3">')
(70, 0)
>>> sniff(b'<entry xmlns="http://www.w3.org/2005/Atom"><mods xmlns="http://www.loc.gov/mods/v3">')
60
"""

from __future__ import annotations

import re
from typing import Final

_ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE\s[^>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL)
_TAG = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_NAMESPACE: Final = "loc.gov/mods"
#: Records of another kind, in a file that declares the namespace without need.
_OTHER = re.compile(r"<(?:[\w.-]+:)?(?:dc|qualifieddc|dcterms|ead|leader|stylesheet|transform)[\s>]")
_WRAPPERS: Final = frozenset(
    (
        "OAI-PMH",
        "record",
        "records",
        "ListRecords",
        "GetRecord",
        "metadata",
        "mets",
        "collection",
        "modsRecord",
        "searchRetrieveResponse",
    )
)
_BOMS: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


def sniff(head: bytes) -> int:
    """How likely a file that begins like this is MODS, from 0 to 100."""
    text = next((head.decode(encoding, "replace") for mark, encoding in _BOMS if head.startswith(mark)), "")
    body = _ASIDE.sub(" ", text.lstrip("\ufeff") or head.decode("latin-1").removeprefix("ï»¿"))
    tag = _TAG.search(body[:2048])
    if tag is None or body[: tag.start()].strip():
        return 0
    if tag[1] in ("mods", "modsCollection"):
        return 100 if _NAMESPACE in body else 80
    if _NAMESPACE not in body:
        return 0
    begins = re.search(r"<(?:[\w.-]+:)?mods[\s>]", body) is not None
    if tag[1] in _WRAPPERS:
        return 95 if begins else 0 if _OTHER.search(body) else 70
    # a root of somebody's own, such as those of MyCoRe and Atom
    return 60 if begins and not _OTHER.search(body) else 0
