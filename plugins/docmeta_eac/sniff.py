"""Tells EAC-CPF from other XML by the first bytes of a file.

>>> sniff(b'<eac-cpf xmlns="urn:isbn:1-931666-33-4"><control>'), sniff(b'<eac xmlns="https://archivists.org/ns/eac/v2">')
(100, 100)
>>> sniff(b'<export><eac-cpf xmlns="urn:isbn:1-931666-33-4">'), sniff(b'<ead xmlns="urn:isbn:1-931666-22-9">')
(90, 0)
"""

from __future__ import annotations

import re
from typing import Final

#: The namespaces of EAC-CPF 2010 and 1.x, 2.0, and 3.0; and those of drafts of 3.0.
NAMESPACES: Final = ("urn:isbn:1-931666-33-4", "archivists.org/ns/eac/", "standards.openpreservation.org/eac/")
_ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE\s[^>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL)
_TAG = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_RECORD: Final = re.compile(r"<(?:[\w.-]+:)?(?:eac-cpf|eac)[\s>]")
_BOMS: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


def sniff(head: bytes) -> int:
    """How likely a file that begins like this is EAC-CPF, from 0 to 100."""
    text = next((head.decode(encoding, "replace") for mark, encoding in _BOMS if head.startswith(mark)), "")
    body = _ASIDE.sub(" ", text.lstrip("\ufeff") or head.decode("latin-1").removeprefix("ï»¿"))
    tag = _TAG.search(body[:2048])
    if tag is None or body[: tag.start()].strip():
        return 0
    named = any(name in body for name in NAMESPACES)
    if tag[1] in ("eac-cpf", "eac"):
        return 100 if named else 80
    return 90 if named and _RECORD.search(body) else 0
