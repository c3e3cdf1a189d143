"""Tells JSON-LD from any other JSON, by the first bytes."""

from __future__ import annotations

import re
from typing import Final

_START: Final = re.compile(rb'(?:\[\s*)*\{\s*(?:"|$)|(?:\[\s*)+$')
_CONTEXT: Final = re.compile(rb'"@context"\s*:')
_SCHEMA: Final = re.compile(rb'"(?:https?://(?:www\.)?schema\.org/?|schema:)[^"]*"')
_LINKED: Final = re.compile(rb'"@(?:type|graph|id)"\s*:')
_SCRIPT: Final = re.compile(rb"<script[^>]{0,200}application/ld\+json", re.IGNORECASE)


def sniff(head: bytes) -> int:
    """How likely these are the first bytes of JSON-LD, or of a page that contains some, from 0 to 100.

    >>> sniff(b'{"@context": "https://schema.org", "name": "A"}'), sniff(b'{"schema": "docmeta/1"}')
    (95, 0)
    """
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<"):
        return 90 if _SCRIPT.search(text) else 0
    if not _START.match(text):
        return 0
    if _CONTEXT.search(text):
        return 95 if _SCHEMA.search(text) else 80
    if _LINKED.search(text):
        return 85 if _SCHEMA.search(text) else 60
    return 0
