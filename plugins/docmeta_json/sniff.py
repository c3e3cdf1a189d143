"""Tells docmeta's JSON from JSON-LD and any other JSON, by the first bytes."""

from __future__ import annotations

import re
from typing import Final

_SCHEMA: Final = re.compile(rb'"schema"\s*:\s*"docmeta/')
_KIND: Final = re.compile(rb'"kind"\s*:\s*"(?:collection|document)"')
_ID: Final = re.compile(rb'"id"\s*:\s*"')
_LINE: Final = re.compile(rb'\{\s*"(?:depth"\s*:\s*[0-9]|unit"\s*:\s*\{)')
_LINKED: Final = re.compile(rb'"@(?:context|graph|type|id)"\s*:')
_OBJECT: Final = re.compile(rb'(?:\[\s*)?\{\s*(?:"|\}|$)|\[\s*\]')


def _text(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def sniff_json(head: bytes) -> int:
    """How likely these are the first bytes of docmeta's nested JSON, from 0 to 100.

    >>> sniff_json(b'{"schema": "docmeta/1", "kind": "collection", "id": "c1"'), sniff_json(b'{"@context": "https://schema.org"')
    (95, 0)
    """
    text = _text(head)
    if not _OBJECT.match(text) or _LINE.match(text):
        return 0
    if _SCHEMA.search(text):
        return 95
    if _LINKED.search(text):
        return 0
    # claim other JSON faintly, too: the reader then tells what it looks like
    return 80 if _KIND.search(text) and _ID.search(text) else 3


def sniff_jsonl(head: bytes) -> int:
    """How likely these are the first bytes of docmeta's JSON lines, from 0 to 100.

    >>> sniff_jsonl(b'{"depth":0,"unit":{"schema":"docmeta/1"'), sniff_jsonl(b'{"depth":0,"colour":"red"}')
    (95, 20)
    """
    text = _text(head)
    if not _LINE.match(text):
        return 0
    return 95 if _SCHEMA.search(text) or _KIND.search(text) else 20
