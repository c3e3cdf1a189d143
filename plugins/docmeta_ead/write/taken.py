"""The identifiers that a file has already, in little memory: a numbered series takes a bit for each.

>>> taken = Taken()
>>> [taken.take(id) for id in ("ref1", "ref2", "ref1", "ref01", "aspace_9f2c")]
[True, True, False, True, True]
>>> taken.free("ref1"), taken.free("aspace_9f2c"), taken.take("ref1"), taken.take("aspace_9f2c"), taken.take("ref2")
(None, None, True, True, False)
"""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "0123456789"
_PAGE: Final = 12
_MOST_DIGITS: Final = 15


class Taken:
    """A set of identifiers.

    Of `prefix` and `number`, only the bit `number` of a page of `prefix` is kept; of other identifiers, their hash.
    """

    def __init__(self) -> None:
        self._pages: dict[tuple[str, int, int], int] = {}
        self._others: set[int] = set()

    def take(self, id: str) -> bool:
        """Add an identifier; false if it is there already."""
        page, bit = _place(id)
        if page is None:
            key = hash(id)
            if key in self._others:
                return False
            self._others.add(key)
            return True
        bits = self._pages.get(page, 0)
        if bits & bit:
            return False
        self._pages[page] = bits | bit
        return True

    def free(self, id: str) -> None:
        """Remove an identifier of something that was discarded."""
        page, bit = _place(id)
        if page is None:
            self._others.discard(hash(id))
        else:
            self._pages[page] = self._pages.get(page, 0) & ~bit


def _place(id: str) -> tuple[tuple[str, int, int] | None, int]:
    """The page of an identifier that ends in a number, and its bit; no page for any other."""
    prefix = id.rstrip(_DIGITS)
    digits = id[len(prefix) :]
    if not digits or len(digits) > _MOST_DIGITS:
        return None, 0
    number = int(digits)
    return (prefix, len(digits) if digits[0] == "0" else 0, number >> _PAGE), 1 << (number & ((1 << _PAGE) - 1))
