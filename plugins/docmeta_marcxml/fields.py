"""A field of MARC that is being read: its subfields, which of them were taken, and which are left.

>>> field = Field("245", "1", "0", [("a", "Papers,"), ("f", "1912-1994."), ("9", "x")])
>>> field.join("ab"), field.take("f")
('Papers,', ['1912-1994.'])
>>> [(extra.place, extra.content) for extra in field.left("10")]
[('245$9', 'x')]
"""

from __future__ import annotations

from typing import Any, Final

from docmeta.model import Draft, Extra, ends_in_abbreviation

#: What may follow a value: white space (that of Unicode and the separators of ASCII), and the punctuation of ISBD.
_ENDS: Final = frozenset([*filter(str.isspace, map(chr, range(0x3001))), *",:;/="])
#: Marks at the end or the beginning of a value, beside which none is added.
_CLOSING: Final = ".,;:/=-–—!?+"
_OPENING: Final = ".,;:/=-–—([+"


class Field:
    """One data field.

    Attributes:
        tag: Its tag.
        first, second: Its indicators; a blank one is "".
        subfields: Its subfields, in order, as (code, value).
        made: What is made of it in any record, by field of the model, if that is known; a list has one or more values.
        unnamed: Its words, for the report, if no line of the table names it, and *made* is known.
    """

    __slots__ = ("first", "made", "second", "subfields", "tag", "taken", "unnamed")

    def __init__(self, tag: str, first: str, second: str, subfields: list[tuple[str, str]]) -> None:
        self.tag = tag
        self.first = first
        self.second = second
        self.subfields = subfields
        self.taken: set[int] = set()
        self.made: tuple[tuple[str, Any], ...] | None = None
        self.unnamed: str | None = None

    def again(self) -> Field:
        """The same field, of which nothing is taken yet, if it was read before."""
        return self if self.made is None else Field(self.tag, self.first, self.second, [*self.subfields])

    def take(self, codes: str) -> list[str]:
        """The values of some subfields, in the order of the field; they count as read."""
        return [value for _, value in self.pieces(codes)]

    def pieces(self, codes: str) -> list[tuple[str, str]]:
        """The same with their codes."""
        found: list[tuple[str, str]] = []
        taken = self.taken
        if len(taken) == len(self.subfields):
            return found
        for number, one in enumerate(self.subfields):
            if one[0] in codes and len(one[0]) == 1 and number not in taken:
                taken.add(number)
                found.append(one)
        return found

    def one(self, code: str) -> str:
        """The first value of a subfield, or ''; further ones are left."""
        if len(self.taken) < len(self.subfields):
            for number, (here, value) in enumerate(self.subfields):
                if here == code and number not in self.taken:
                    self.taken.add(number)
                    return value
        return ""

    def join(self, codes: str, by: str = " ") -> str:
        """The values of some subfields as one text."""
        return by.join(self.take(codes))

    def link(self) -> tuple[str, str]:
        """The tag of the field that this one is linked to, and the number of the link (MARC 21, $6)."""
        said = next((value for code, value in self.subfields if code == "6"), "")
        tag, _, occurrence = said.partition("-")
        return tag.strip(), occurrence[:2]

    def prose(self, by: str = "; ") -> str:
        """All the values under letters, as one text, separated by the source's own mark, or *by*.

        A URL is preceded by a blank.
        """
        said = ""
        for value in filter(None, self.take("abcdefghijklmnopqrstuvwxyz")):
            marked = not said or said[-1] in _CLOSING or value[0] in _OPENING or "://" in value[:8]
            said += (by if not marked else " " if said else "") + value
        return said

    def rest(self) -> str:
        """What was not taken, as one text; it counts as read."""
        values = [value for number, (_, value) in enumerate(self.subfields) if number not in self.taken]
        self.taken.update(range(len(self.subfields)))
        return " ".join(values)

    def words(self) -> str:
        """The words of all the subfields."""
        return " ".join([value for _, value in self.subfields])

    def left(self, known: str = "") -> tuple[Extra, ...]:
        """What was not taken: subfields, and indicators that are neither blank nor in *known*, which add nothing."""
        if len(self.taken) == len(self.subfields) and self.first in known and self.second in known:
            return ()
        extras = [
            Extra("marcxml", f"{self.tag}${code}", value)
            for number, (code, value) in enumerate(self.subfields)
            if number not in self.taken
        ]
        for name, indicator in (("ind1", self.first), ("ind2", self.second)):
            if indicator and indicator not in known:
                extras.append(Extra("marcxml", f"{self.tag}/@{name}", indicator))
        return tuple(extras)


def unpunctuated(text: str) -> str:
    """A value without the punctuation before the next subfield (ISBD), or at the end of the field.

    >>> unpunctuated("Gromyko, Andrei,"), unpunctuated("Papers /"), unpunctuated("Smith, J."), unpunctuated("Moscow.")
    ('Gromyko, Andrei', 'Papers', 'Smith, J.', 'Moscow')

    The result has none left: `unpunctuated` does not change it again.
    """
    end = len(text)
    if end and text[-1] != "." and text[-1] not in _ENDS:
        return text
    while end:
        if text[end - 1] == "." and text[end - 2 : end - 1] != ".":
            if ends_in_abbreviation(text[max(0, end - 12) : end]):
                break
        elif text[end - 1] not in _ENDS:
            break
        end -= 1
    return text[:end]


def carry(field: Field, draft: Draft) -> None:
    """Put aside, subfield by subfield, a field from which nothing is made."""
    field.taken.clear()
    for left in field.left():
        draft.add("extras", left)


def bare(text: str) -> str:
    """A value without the punctuation around it; unchanged if it is nothing else."""
    return unpunctuated(text).strip() or text
