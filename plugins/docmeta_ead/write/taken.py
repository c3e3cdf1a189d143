"""Which identifiers a file has already, in little memory: a numbered series takes a bit for each.

>>> taken = Taken()
>>> [taken.take(id) for id in ("ref1", "ref2", "ref1", "ref01", "aspace_9f2c")]
[True, True, False, True, True]
"""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "0123456789"
_PAGE: Final = 12
_MOST_DIGITS: Final = 15


class Taken:
    """A set of identifiers.

    Of `prefix` and `number` only the bit `number` of a page of `prefix` is kept; other identifiers are kept by their hash.
    """

    def __init__(self) -> None:
        self._pages: dict[tuple[str, int, int], int] = {}
        self._others: set[int] = set()

    def take(self, id: str) -> bool:
        """Add an identifier; false where it is there already."""
        prefix = id.rstrip(_DIGITS)
        digits = id[len(prefix) :]
        if not digits or len(digits) > _MOST_DIGITS:
            key = hash(id)
            if key in self._others:
                return False
            self._others.add(key)
            return True
        number = int(digits)
        page = (prefix, len(digits) if digits[0] == "0" else 0, number >> _PAGE)
        bit = 1 << (number & ((1 << _PAGE) - 1))
        bits = self._pages.get(page, 0)
        if bits & bit:
            return False
        self._pages[page] = bits | bit
        return True
