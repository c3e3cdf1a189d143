"""Checks whether a file has elements after the components that they describe.

A unit is handed on when its first component begins, so what follows the components must have been seen before.
The check of the bytes is quick; if in doubt, the file is read a second time.
"""

from __future__ import annotations

import re
from typing import BinaryIO, Final

_BLOCK: Final = 1 << 20
_MARGIN: Final = 2048

_COMPONENT = rb"c(?:0[1-9]|1[0-2])?"
_ASIDE = rb"\s*+(?:<!--(?:(?!-->).){0,1500}+-->\s*+)*+"
_FRAMES = rb"(?:" + _COMPONENT + rb"|dsc|archdesc|archDesc|descriptionOfComponents"
# Each pattern begins with as many plain bytes as possible, which makes the search fast.
#: The end of a component or a list of components, with or without content, followed by anything else than these.
_LATE: Final = tuple(
    re.compile(end + _ASIDE + rb"(?!<" + _COMPONENT + rb"[\s>/]|</" + _FRAMES + rb"|ead)\s*+>)", re.DOTALL)
    for end in (rb"</" + _FRAMES + rb")\s*+>", rb"<" + _COMPONENT + rb"(?:\s[^<]*?)?/>")
)
#: What the first pattern cannot see: names with a prefix,
_PREFIXED: Final = re.compile(rb":(?:" + _COMPONENT + rb"|dsc|archdesc|archDesc|descriptionOfComponents)\s*>")
#: and elements in an entity.
_ENTITY: Final = b"<!ENTITY"
_END_OF_DOCUMENT: Final = re.compile(rb"</[^<>]*>" + _ASIDE + rb"(?:</[^<>]*>\s*+)*+\Z", re.DOTALL)


def may_have_late(source: BinaryIO) -> bool:
    """Whether elements may follow the components of a unit; the position of the source is unchanged.

    >>> import io
    >>> may_have_late(io.BytesIO(b"<c><c></c><odd/></c>")), may_have_late(io.BytesIO(b"<c><odd/><c></c></c>"))
    (True, False)
    """
    start = source.tell()
    try:
        carry = b""
        first = True
        while block := source.read(_BLOCK):
            if first and (block[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in block[:100]):
                return True
            data = carry + block
            # The document type is at the beginning: it is out of reach once an element was read.
            if _PREFIXED.search(data) or (first and _ENTITY in data):
                return True
            first = False
            found = [one for pattern in _LATE if (one := pattern.search(data))]
            if any(one.end() < len(data) - _MARGIN for one in found):
                return True
            carry = data[min(one.start() for one in found) if found else -_MARGIN :]
        found = [one for pattern in _LATE if (one := pattern.search(carry))]
        return any(_END_OF_DOCUMENT.match(carry, one.start()) is None for one in found)
    finally:
        source.seek(start)
