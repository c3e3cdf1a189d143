"""I and V as Roman numerals of months and centuries, or as words of some languages ("i" is "and", "v" is "in")."""

from __future__ import annotations

import re

from docmeta.dates.words import CENTURY_AFTER_NUMERAL, LEXICON, ROMANS, Word, key

_CAPITAL = re.compile(r"(?<![^\W_])[IV](?![^\W_])")
_SMALL = re.compile(r"(?<=[0-9][./-])[iv](?=[./-])|(?<![^\W_])[iv](?=[./-][0-9]{4})|(?<=[0-9]{4}[./-])[iv](?![^\W_])")
_YEAR_BEFORE = re.compile(r"[0-9]{4} $")
_YEAR_AFTER = re.compile(r" [0-9]{4}")
_WORD_BEFORE = re.compile(r"([^\W0-9_]+)[. ]*$")
_WORD_AFTER = re.compile(r"\.? ?([^\W0-9_]+)")


def mark_numerals(text: str) -> str:
    """Mark I and V as Roman numerals if they are numbers: beside figures and signs, before a century.

    >>> mark_numerals("28 V 1950"), mark_numerals("LEDEN I V ROCE 1950"), mark_numerals("1945 I 1946"), mark_numerals("v-1950")
    ('28 ⅴ 1950', 'LEDEN I V ROCE 1950', '1945 I 1946', 'ⅴ-1950')
    """
    return _CAPITAL.sub(_numeral, _SMALL.sub(_numeral, text))


def _numeral(match: re.Match[str]) -> str:
    before, after = match.string[max(match.start() - _NEAR, 0) : match.start()], match.string[match.end() :][:_NEAR]
    following, previous = _WORD_AFTER.match(after), _WORD_BEFORE.search(before)
    if following is not None and _kind(following[1]) not in ("c", "&", "|", "-", "R"):
        return match[0]
    if previous is not None and _kind(previous[1]) in ("M", "S"):
        return match[0]
    if _YEAR_BEFORE.search(before) and _YEAR_AFTER.match(after):
        return match[0]
    return "\u2170" if match[0] in "Ii" else "\u2174"


#: How many letters around a numeral are considered.
_NEAR = 30


def _kind(word: str) -> str:
    """The kind letter of a word beside a numeral."""
    word = key(word)
    if word in CENTURY_AFTER_NUMERAL:
        return "c"
    return "R" if word in ROMANS else LEXICON.get((word,), Word("")).kind
