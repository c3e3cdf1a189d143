"""Tells EAD from other XML by the first bytes of a file.

>>> sniff_ead2002(b'<ead xmlns="urn:isbn:1-931666-22-9"><eadheader>')
100
>>> sniff_ead3(b'<ead xmlns="http://ead3.archivists.org/schema/">')
100
>>> sniff_ead4(b'<ead xmlns="https://standards.openpreservation.org/ead/v4">')
100
>>> sniff_ead2002(b"<html><head>"), sniff_ead3(b"{}"), sniff_ead4(b"<ead>")
(0, 0, 0)
"""

from __future__ import annotations

import re
from typing import Final

EAD2002_NS: Final = "urn:isbn:1-931666-22-9"
EAD3_NS: Final = "http://ead3.archivists.org/schema/"
EAD4_NS: Final = "https://standards.openpreservation.org/ead/v4"
#: The namespaces of the drafts of EAD 4.0.
EAD4_DRAFT_NS: Final = "https://archivists.org/ns/ead/v4"

_ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE\s[^>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL)
_TAG = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)((?:\s[^<>]*)?)>?")
_COMPONENT = re.compile(r"c(?:0[1-9]|1[0-2])?$")
_WRAPPERS: Final = frozenset(
    (
        "mets",
        "OAI-PMH",
        "records",
        "record",
        "metadata",
        "collection",
        "eads",
        "ListRecords",
        "GetRecord",
        "searchRetrieveResponse",
    )
)
_BOMS: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


def _text(head: bytes) -> str:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head.decode(encoding, "replace").lstrip("\ufeff")
    return head.decode("latin-1").removeprefix("ï»¿")


def _scores(head: bytes) -> tuple[int, int, int]:
    """How likely the bytes are EAD 2002, EAD3, and EAD 4.0."""
    text = _text(head)
    if any(space in text for space in (EAD4_NS, EAD4_DRAFT_NS)):
        tag = _TAG.search(_ASIDE.sub(" ", text))
        if tag is None:
            return 0, 0, 20
        own = any(space in tag[2] for space in (EAD4_NS, EAD4_DRAFT_NS))
        if tag[1] in ("ead", "archDesc") or _COMPONENT.match(tag[1]):
            return 0, 0, 100 if own else 60
        return 0, 0, 70 if tag[1] in _WRAPPERS else 0
    return *_of_older(text), 0


def _of_older(text: str) -> tuple[int, int]:
    if "<" not in text[:200]:
        return 0, 0
    ead3 = EAD3_NS in text
    body = _ASIDE.sub(" ", text)
    tag = _TAG.search(body)
    if tag is None:
        # Only a long comment was seen so far.
        return (30, 20) if "EAD" in text or "ead" in text else (0, 0)
    name = tag[1]
    if name == "ead":
        return _of_ead(tag[2], body, ead3)
    if name in _WRAPPERS or EAD2002_NS in text or ead3:
        if ead3:
            return 0, 70
        return (70, 0) if EAD2002_NS in text or re.search(r"<(?:\w+:)?ead[\s>]", body) else (0, 0)
    if name in ("archdesc", "dsc", "eadheader") or _COMPONENT.match(name):
        return (60, 10) if re.search(r"<(?:\w+:)?(?:did|unittitle|unitid)[\s>]", body) else (0, 0)
    return 0, 0


def _of_ead(attributes: str, body: str, ead3: bool) -> tuple[int, int]:
    if ead3:
        return 10, 100
    if EAD2002_NS in attributes:
        return 100, 10
    if re.search(r"<(?:\w+:)?(?:control|recordid)[\s>]", body):
        return 20, 95
    return 95, 20


def sniff_ead2002(head: bytes) -> int:
    """How likely a file that begins like this is EAD 2002, from 0 to 100."""
    return _scores(head)[0]


def sniff_ead3(head: bytes) -> int:
    """How likely a file that begins like this is EAD3, from 0 to 100."""
    return _scores(head)[1]


def sniff_ead4(head: bytes) -> int:
    """How likely a file that begins like this is EAD 4.0, or a draft of it, from 0 to 100."""
    return _scores(head)[2]
