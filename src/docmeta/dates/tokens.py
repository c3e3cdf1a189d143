"""A text as a string of letters: the first step in reading a date in words.

Words are looked up in the tables of `docmeta.dates.words`, numbers are classified by their length and ending,
and dates in figures (1965-12-20, 13/6/1951, 20.12.1965) are read at once.
A word in no table makes the text not understood.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from docmeta.dates.edtf import LONGEST
from docmeta.dates.numerals import mark_numerals
from docmeta.dates.words import (
    CENTURY_AFTER_NUMERAL,
    CENTURY_NAMES,
    DANISH_MONTHS,
    DECADE_ENDINGS,
    ENGLISH_MONTHS,
    LEXICON,
    LIFE_BEFORE_DATE,
    MONTH_ENDINGS,
    ORDINAL_ENDINGS,
    PHRASES,
    ROMANS,
    WEEKDAYS,
    Word,
    key,
)


class NotUnderstood(ValueError):
    """The words are not a date; the message says why."""


class Part(NamedTuple):
    """A date on the way to EDTF; 0 and empty mean not given."""

    year: str = ""
    month: int = 0
    day: int = 0
    #: The two ends of a range that EDTF has no single notation for (the second half of a century).
    stretch: tuple[str, str] | None = None
    marks: str = ""
    #: The year came first, so the next date may omit it.
    year_first: bool = False
    #: A number that may still be the last digits of a year, or a century.
    digits: str = ""
    #: It is a century, so a bare number beside it may be one: "17th-19th centuries".
    century: bool = False


class Token(NamedTuple):
    """A significant word: the letter of its kind, its number, and its spelling."""

    kind: str
    number: int
    written: str
    part: Part | None = None


DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | {"\u2019": "'", "\u02bc": "'"}
)
_BRACKETS = str.maketrans(dict.fromkeys('[]{}"\u00ab\u00bb\u201c\u201d\u201e', None))
_ADDED_YEAR = re.compile(r"([0-9]{4}) [\[](?=[0-9]{4})")
_TOKEN = re.compile(
    r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])"
    r"|(?P<first>[0-9]{1,2})(?P<mark>\. ?|/|-)(?P<second>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})(?![0-9])"
    r"|(?P<ymd>[0-9]{4}(?:/[0-9]{1,2}/|-[0-9]{1,2}-|\. ?[0-9]{1,2}\. ?)[0-9]{1,2})(?![0-9])"
    r"|(?P<monthly>(?<!\.-)[0-9]{1,2}[/.][0-9]{4})(?![0-9/.])"
    r"|(?P<compact>[0-9]{8})(?![0-9])"
    r"|(?P<blank>[0-9]{3}[-?](?=[-?., ;)]|$|(?<=-)[0-9]{3}[-?](?![0-9]))"
    r"|[0-9]{2}\.\.(?![.0-9])|[0-9]{2}(?:--|\?\?)(?:(?![0-9])|(?<=-)(?=[0-9]{2}--(?![0-9]))))"
    r"|(?P<number>[0-9]{1,4})(?![0-9])(?P<ending>'s(?![^\W0-9_])|-(?:е|х|и|ии|го|ого|tych|te|talet|tallet|tal|luku|luvun|luvulla|luvulta|arene)(?![^\W0-9_])|'erne(?![^\W0-9_])|[^\W0-9_]+)?"
    r"|(?P<word>[^\W0-9_]+|[,;:()&+/?~*†≈±©<>|-])"
    r"|(?P<skip>[\s.'!]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)


def read_tokens(text: str, order: str = "") -> list[Token]:
    """The significant words in order; *order* decides what 5/6/1951 is: dmy, mdy, or nothing."""
    said = text
    text = _ADDED_YEAR.sub(r"\1, ", key(mark_numerals(said))).translate(DASHES).translate(_BRACKETS)
    matches = [match for match in _TOKEN.finditer(text) if match.lastgroup != "skip"]
    order = order or _day_order(matches)
    tokens: list[Token] = []
    position = 0
    while position < len(matches):
        match = matches[position]
        position += 1
        if match["word"]:
            position += _word(match, matches, position, tokens)
        elif match["other"]:
            raise NotUnderstood(f"not understood: {match['other']!r}")
        elif match["number"]:
            _number(match["number"], match["ending"] or "", tokens)
        else:
            tokens.append(Token("Y", 0, match[0], _numeric(match, order)))
            if match["blank"] and text[match.end() : match.end() + 1].isdigit():
                tokens.append(Token("-", 0, "-"))  # 191-192-: the blank is a dash as well
    if "".join(token.kind for token in tokens) in ("YR", "RY") and _SMALL_X.search(said):
        raise NotUnderstood("not understood: a small x beside a year, which is October or a mark")
    return tokens


_SMALL_X: Final = re.compile(r"\bx\b")


def _word(match: re.Match[str], matches: list[re.Match[str]], after: int, tokens: list[Token]) -> int:
    """Look up the word, or the phrase that it begins; return the number of words used."""
    word: str = match["word"]
    for phrase in PHRASES.get(word, ()):
        behind = matches[after : after + len(phrase) - 1]
        if tuple(m["word"] for m in behind) == phrase[1:]:
            kind, number = LEXICON[phrase]
            if kind == "!":
                raise NotUnderstood("not understood: a date of the Julian calendar")
            if kind:
                tokens.append(Token(kind, number, " ".join(phrase)))
            return len(phrase) - 1
    before = tokens[-1].kind if tokens else ""
    following = matches[after]["word"] if after < len(matches) else ""
    number_follows = following is None or LEXICON.get((following,), Word("-")).kind in "quba"
    numeral_follows = after < len(matches) and matches[after]["word"] in ROMANS
    if word in CENTURY_AFTER_NUMERAL and (before in ("d", "R") or (word == "s" and numeral_follows)):
        tokens.append(Token("c", 0, word))
    elif word in LIFE_BEFORE_DATE and number_follows and before not in ("d", "Y"):
        if word != "d" or _is_death(matches, after):
            tokens.append(Token(LIFE_BEFORE_DATE[word], 0, word))
    elif word == "a" and before and before in "YDdM":
        tokens.append(Token("-", 0, word))
    elif word == "on" and before and before in "YDdM" and after >= len(matches):
        tokens.append(Token(">", 0, word))
    elif word in CENTURY_NAMES:
        tokens += (Token("d", CENTURY_NAMES[word], word), Token("c", 0, word))
    elif word in ROMANS and ((word,) not in LEXICON or before == "d" or _is_month(matches, after, tokens)):
        tokens.append(Token("R", ROMANS[word], word))
    elif (word,) in LEXICON:
        kind, number = LEXICON[word,]
        if word in WEEKDAYS and _is_counted(matches, after, tokens):
            raise NotUnderstood("not understood: a counted day of the week")
        if kind:
            tokens.append(Token(kind, number, word))
    else:
        _numeral_with_ending(word, tokens)
    return 0


def _is_death(matches: list[re.Match[str]], after: int) -> bool:
    """Whether the "d." before a number is "died": Danish "d. 5. maj" is "the 5th of May"."""
    number = matches[after]
    month = matches[after + 1]["word"] if after + 1 < len(matches) else None
    named = LEXICON.get((month,)) if month else None
    if not number["number"] or len(number["number"]) > 2 or named is None or named.kind != "M":
        return True
    if month not in ENGLISH_MONTHS or number.string[number.end() : number.end() + 1] == ".":
        return False
    if month in DANISH_MONTHS:
        raise NotUnderstood("ambiguous: the day of a death, or of anything")
    return True


def _is_month(matches: list[re.Match[str]], after: int, tokens: list[Token]) -> bool:
    """Whether a Roman numeral is in the place of a month: 28-V-1950."""
    if len(tokens) < 2 or after >= len(matches):
        return False
    sign = tokens[-1].written
    return sign in ("-", "/") and tokens[-2].kind == "d" and matches[after]["word"] == sign


def _is_counted(matches: list[re.Match[str]], after: int, tokens: list[Token]) -> bool:
    """Whether a day of the week is counted: the 3rd Sunday of May is not the 3rd of May."""
    counted = after > 1 and bool(matches[after - 2]["number"]) and matches[after - 2]["ending"] in ORDINAL_ENDINGS
    return counted and (len(tokens) < 2 or tokens[-2].kind != "M")


def _numeral_with_ending(word: str, tokens: list[Token]) -> None:
    """XIXe, XVIIth: a Roman numeral with the ending of an ordinal."""
    for cut in range(len(word) - 1, 0, -1):
        if word[:cut] in ROMANS and word[cut:] in ORDINAL_ENDINGS:
            tokens.append(Token("R", ROMANS[word[:cut]], word))
            return
    raise NotUnderstood(f"not understood: {word!r}")


def _number(digits: str, ending: str, tokens: list[Token]) -> None:
    ending = ending.lstrip("-").removeprefix("'") if ending != "'s" else ending
    if len(digits) == 4:
        if ending in DECADE_ENDINGS:
            tokens.append(Token("D", int(digits), digits, decade(digits)))
            return
        tokens.append(Token("Y", int(digits), digits, Part(digits)))
    elif ending in MONTH_ENDINGS and 7 <= int(digits) <= 10:
        tokens.append(Token("M", int(digits) + 2, digits))
        return
    elif ending in ("s", "'s") and len(digits) == 3:
        tokens.append(Token("D", int(digits), digits, decade(f"0{digits}")))
        return
    elif ending in ("s", "'s") and len(digits) == 2:
        tokens.append(Token("t", int(digits), digits))
        return
    else:
        tokens.append(Token("d" if len(digits) < 3 else "y", int(digits), digits))
        if ending == "c":
            tokens.append(Token("c", 0, ending))
            return
        if ending in ORDINAL_ENDINGS:
            return
    if ending:
        word = LEXICON.get((ending,))
        if word is None:
            raise NotUnderstood(f"not understood: {digits + ending!r}")
        if word.kind:
            tokens.append(Token(word.kind, word.number, ending))


def decade(digits: str) -> Part:
    """The decade of a year that ends with zero."""
    if not digits.endswith("0"):
        raise NotUnderstood(f"not understood: {digits}s")
    return Part(f"{digits[:2]}XX" if digits.endswith("00") else f"{digits[:3]}X")


_FIGURES = re.compile(r"(?<![0-9/-])([0-9]{1,2})([/-])([0-9]{1,2})\2[0-9]{4}(?![0-9])")


def orders_in(text: str) -> set[str]:
    """The orders of day and month, dmy or mdy, that the unambiguous dates of a text have."""
    found: set[str] = set()
    for match in _FIGURES.finditer(text[:LONGEST]):
        first, second = int(match[1]), int(match[3])
        if (first > 12) != (second > 12):
            found.add("dmy" if first > 12 else "mdy")
    return found


def _day_order(matches: list[re.Match[str]]) -> str:
    """Which number of 13/6/1951 is the day, judged by all dates of the text: dmy, mdy, or nothing if both are possible."""
    days = {
        "dmy" if int(m["first"]) > 12 else "mdy"
        for m in matches
        if m["mark"] and (int(m["first"]) > 12) != (int(m["second"]) > 12)
    }
    if len(days) > 1:
        raise NotUnderstood("ambiguous: day/month order differs within the text")
    return days.pop() if days else ""


def _numeric(match: re.Match[str], order: str) -> Part:
    if match["mark"]:
        first, second = int(match["first"]), int(match["second"])
        if first == second or match["mark"][0] == ".":
            order = order or "dmy"
        if not order:
            raise NotUnderstood("ambiguous: day/month order")
        day, month = (first, second) if order == "dmy" else (second, first)
        return Part(match["year"], month, day)
    if match["monthly"]:
        month_text, year = re.split("[/.]", match["monthly"])
        return Part(year, int(month_text))
    if match["compact"]:
        digits = match["compact"]
        return Part(digits[:4], int(digits[4:6]), int(digits[6:]))
    if match["blank"]:
        return Part(re.sub("[-?.]", "X", match["blank"]))
    year, month_text, day_text = re.split("[-/.]", match[0])
    return Part(year, int(month_text), int(day_text), year_first=True)
