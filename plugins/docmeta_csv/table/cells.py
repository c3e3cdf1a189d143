"""The content of a cell: several values, escaped so that they read back, and nothing that a spreadsheet would run.

Values are separated by `|` unless the option gives another separator.
In a value, a backslash precedes the separator and a backslash; an inner list is a value itself, escaped again.

>>> join(["a|b", "c"], "|")
'a\\\\|b|c'
>>> split(join(["a|b", "c"], "|"), "|")
['a|b', 'c']
>>> defused("=1+1"), armed(defused("=1+1")), defused("-5")
("'=1+1", '=1+1', '-5')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

#: Characters that make a spreadsheet run a cell (OWASP, CSV injection), with the full-width forms of East Asian input.
STARTERS: Final = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
#: The white space around a value that other systems' tables do not intend.
BLANKS: Final = " \t\r\n"
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,3}(?:[0-9]*|(?:,[0-9]{3}){0,100})(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$")


def stripped(cell: str) -> str:
    """A cell without surrounding white space; prose with structure has none."""
    return cell.strip(BLANKS) if cell.__class__ is str else cell


def join(values: Iterable[str], separator: str) -> str:
    """Several values as one cell."""
    return separator.join(
        [
            value.replace("\\", "\\\\").replace(separator, "\\" + separator)
            if "\\" in value or separator in value
            else value
            for value in values
        ]
    )


def is_bare(separator: str) -> bool:
    """Whether the separator needs no escape: it is a control character, which no value contains."""
    return "" < separator < " " and separator not in ("\t", "\n|\n")


def split(cell: str, separator: str) -> list[str]:
    """The values of a cell made by `join`; an empty cell is one empty value."""
    if "\\" not in cell or is_bare(separator):
        return cell.split(separator)
    values: list[str] = []
    parts: list[str] = []
    for text in _tokens(separator).findall(cell):
        if text == separator:
            values.append("".join(parts))
            parts = []
        elif len(text) == 2 and text[0] == "\\" and text[1] in (separator, "\\"):
            parts.append(text[1])
        else:
            parts.append(text)
    values.append("".join(parts))
    return values


@lru_cache(maxsize=64)
def _tokens(separator: str) -> re.Pattern[str]:
    mark = re.escape(separator)
    return re.compile(rf"\\[\\{mark}]|\\|{mark}|[^\\{mark}]+")


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run a cell rather than show it; plain numbers are shown.

    >>> [is_formula(cell) for cell in ("=A1", "-5", "+49 30 1234", "text")]
    [True, False, True, False]
    """
    return cell[:1] in STARTERS and cell != "" and not _NUMBER.match(cell)


def defused(cell: str) -> str:
    """A cell with an apostrophe before it, if a spreadsheet would run it, or would without its own apostrophes."""
    return "'" + cell if is_formula(cell.lstrip("'")) else cell


def quoted_formula(cell: str) -> bool:
    """Whether a cell looks defused."""
    return cell[:1] == "'" and is_formula(cell.lstrip("'"))


def armed(cell: str) -> str:
    """The cell as it was before `defused`."""
    return cell[1:] if quoted_formula(cell) else cell
