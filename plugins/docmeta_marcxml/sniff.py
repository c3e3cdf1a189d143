"""Tells MARCXML from other XML by the first bytes of a file.

>>> sniff(b'<collection xmlns="http://www.loc.gov/MARC21/slim"><record>')
100
>>> sniff(b"<collection><record><leader>"), sniff(b'<records xmlns="urn:x"><record>'), sniff(b"{}")
(90, 0, 0)
>>> sniff(b"<bibs><bib><record><leader>00000cam a2200000 a 4500</leader>")
60
"""

from __future__ import annotations

import re
from typing import Final

_ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE\s[^>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL)
_TAG = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_FIELD = re.compile(r"<(?:[\w.-]+:)?(?:leader|controlfield|datafield)[\s>]")
_LEADER = re.compile(r"<(?:[\w.-]+:)?leader>[^<]{20}")
_NAMESPACE: Final = "loc.gov/MARC21/slim"
_ROOTS: Final = frozenset(("collection", "record"))
_WRAPPERS: Final = frozenset(
    ("OAI-PMH", "records", "ListRecords", "GetRecord", "metadata", "mets", "searchRetrieveResponse")
)
_BOMS: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


def sniff(head: bytes) -> int:
    """How likely a file that begins like this is MARCXML, from 0 to 100."""
    text = next((head.decode(encoding, "replace") for mark, encoding in _BOMS if head.startswith(mark)), "")
    body = _ASIDE.sub(" ", text.lstrip("\ufeff") or head.decode("latin-1").removeprefix("ï»¿"))
    tag = _TAG.search(body[:2048])
    if tag is None or body[: tag.start()].strip():
        return 0
    named, fields = _NAMESPACE in body, _FIELD.search(body) is not None
    if tag[1] in _ROOTS:
        root = body[tag.start() : body.find(">", tag.start()) + 1]
        return 100 if _NAMESPACE in root else 90 if fields else 60 if named else 0
    if tag[1] in _WRAPPERS:
        return 90 if fields else 60 if named and "loc.gov/mods" not in body else 0
    # a root of somebody's own, such as that of Alma
    return 60 if fields and _LEADER.search(body) else 0
