"""Finds out whether a file has elements after the components that they describe.

A unit is handed on when its first component begins, so what follows the components must have been seen before.
The look at the bytes is quick, and errs on the side of a second reading.
"""

from __future__ import annotations

import re
from typing import BinaryIO, Final

_BLOCK: Final = 1 << 20
_MARGIN: Final = 2048

_COMPONENT = rb"c(?:0[1-9]|1[0-2])?"
_ASIDE = rb"\s*+(?:<!--(?:(?!-->).){0,1500}+-->\s*+)*+"
#: The end of a component or a list of components after which anything else than these may stand.
_LATE: Final = re.compile(
    rb"</(?:" + _COMPONENT + rb"|dsc|archdesc)\s*+>" + _ASIDE
    + rb"(?!<" + _COMPONENT + rb"[\s>/]|</(?:" + _COMPONENT + rb"|dsc|archdesc|ead)\s*+>)",
    re.DOTALL,
)  # fmt: skip
#: What the first pattern cannot see: components without content, components with a prefix, and the names of EAD 4.
_OTHER: Final = re.compile(
    rb"<" + _COMPONENT + rb"(?:\s[^<]*)?/>|:(?:" + _COMPONENT + rb"|dsc|archdesc)\s*>|<archDesc[\s>]|<!ENTITY"
)
_END_OF_DOCUMENT: Final = re.compile(rb"(?:</archdesc\s*+>)" + _ASIDE + rb"(?:</[^<>]*>\s*+)*+\Z", re.DOTALL)


def may_have_late(source: BinaryIO) -> bool:
    """Whether elements may follow the components of a unit; leaves the source where it was."""
    start = source.tell()
    try:
        carry = b""
        while block := source.read(_BLOCK):
            if not carry and (block[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in block[:100]):
                return True
            data = carry + block
            if _OTHER.search(data):
                return True
            found = _LATE.search(data)
            if found is not None and found.end() < len(data) - _MARGIN:
                return True
            carry = data[found.start() :] if found is not None else data[-_MARGIN:]
        found = _LATE.search(carry)
        return found is not None and _END_OF_DOCUMENT.match(carry, found.start()) is None
    finally:
        source.seek(start)
