"""A field as a line of text, as in ISO 2709: tag, indicators, and subfields behind delimiters; several lines are several fields.

>>> said = line("245", "10", ("a", "Papers"), ("f", "1912-1994"), ("g", ""))
>>> said.replace(DELIMITER, "$")
'24510$aPapers$f1912-1994'
>>> [(field.tag, field.first, field.subfields) for field in fields(said)]
[('245', '1', [('a', 'Papers'), ('f', '1912-1994')])]
>>> Elements("")(said)
'<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Papers</subfield><subfield code="f">1912-1994</subfield></datafield>'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from docmeta.model import Extra
from docmeta.xml import REPLACEMENT, attribute, escape
from docmeta.xml.harvest import words
from docmeta_marcxml.fields import Field

#: The delimiters before the code of a subfield, and between fields (ISO 2709, and MARC 21 Specifications for Record Structure).
DELIMITER: Final = "\x1f"
TERMINATOR: Final = "\x1e"
#: What the schema allows as a tag, an indicator, a code (MARC21slim.xsd 1.1).
TAG: Final = re.compile(r"0[1-9][0-9]|[1-9][0-9]{2}")
CODE: Final = re.compile(r"[0-9A-Za-z!\"#$%&'()*+,\-./:;<=>?{}_^`~\[\]\\]")
INDICATOR: Final = re.compile(r"[0-9a-z]")

_SIGNS: Final = re.compile("[\x1e\x1f]")
_CODED: Final = re.compile("(?:^|\x1e).{5}|\x1f.", re.DOTALL)
#: What XML cannot hold, except these two delimiters.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1d\ud800-\udfff\ufffe\uffff]")


def line(tag: str, indicators: str, *subfields: tuple[str, str | None]) -> str:
    """A field of the subfields that have a value; "" without any."""
    said = [(code, value) for code, value in subfields if value and value.strip()]
    text = "".join([f"{DELIMITER}{code}{value}" for code, value in said])
    if text.count(DELIMITER) != len(said) or TERMINATOR in text:
        text = "".join([f"{DELIMITER}{code}{_SIGNS.sub(REPLACEMENT, value)}" for code, value in said])
    return f"{tag}{indicators}{text}" if text else ""


def restored(said: str, extras: Iterable[Extra]) -> str:
    """A field with what the reader had put aside beside its value: further subfields, and indicators."""
    for extra in extras:
        tag, _, name = extra.place.partition("$")
        if extra.format == "marcxml" and tag == said[:3] and CODE.fullmatch(name):
            said += f"{DELIMITER}{name}{_SIGNS.sub(REPLACEMENT, extra.content)}"
        elif extra.format == "marcxml" and tag[:-1] == f"{said[:3]}/@ind" and INDICATOR.fullmatch(extra.content):
            said = f"{said[:3]}{extra.content}{said[4:]}" if tag[8:] == "1" else f"{said[:4]}{extra.content}{said[5:]}"
    return said


def fields(said: str) -> list[Field]:
    """The fields as the reader finds them."""
    said = _FORBIDDEN.sub(REPLACEMENT, said)
    found = []
    for one in said.split(TERMINATOR):
        head, *rest = one.split(DELIMITER)
        subfields = [(part[0], value) for part in rest if (value := words(part[1:]))]
        found.append(Field(head[:3], head[3:4].strip(), head[4:5].strip(), subfields))
    return found


def plain(said: str) -> str:
    """The words of all the subfields.

    >>> plain(line("245", "10", ("a", "Papers"), ("f", "1912")))
    '    Papers  1912'
    """
    return _CODED.sub("  ", said)


#: The positions of the tag and the indicators in an element, and of its first subfield.
TAG_AT, FIRST_AT, _SECOND_AT, _SUBFIELDS_AT = 16, 27, 36, 39


def tag_of(element: str) -> str:
    """The tag of an element."""
    return element[TAG_AT : TAG_AT + 3]


def put(element: str, at: int, sign: str) -> str:
    """An element with another character in its tag or as an indicator."""
    return f"{element[:at]}{sign}{element[at + 1 :]}"


class Elements:
    """Fields as elements; *gap* precedes each part of an element that has a line of its own."""

    def __init__(self, gap: str) -> None:
        self.inside = f"{gap}  " if gap else ""
        self.end = f"{gap}</datafield>"

    def __call__(self, said: str) -> str:
        head, *more = said.split(DELIMITER)
        subfields = [f"{self.inside}<subfield code={attribute(one[0])}>{escape(one[1:])}</subfield>" for one in more]
        return f'<datafield tag="{head[:3]}" ind1="{head[3]}" ind2="{head[4]}">{"".join(subfields)}{self.end}'

    def inner(self, element: str) -> str:
        """The subfields of an element."""
        return element[_SUBFIELDS_AT : -len(self.end)]

    def joined(self, element: str, *subfields: str) -> str:
        """An element with further subfields."""
        return f"{element[: -len(self.end)]}{''.join(subfields)}{self.end}"

    def restored(self, element: str, extras: Iterable[Extra]) -> str:
        """An element with what the reader had put aside, as `restored` does with a line."""
        beside = self(restored(f"{tag_of(element)}{element[FIRST_AT]}{element[_SECOND_AT]}", extras))
        return f"{beside[:_SUBFIELDS_AT]}{self.inner(element)}{beside[_SUBFIELDS_AT:]}"
