"""Dates as people write them, read into EDTF by the tables of `docmeta._datewords`.

A text becomes a row of letters, one for each word that matters, and the row is taken apart from the outside in:

1. a list at `,` `&` `|`: "1827, 1952-1978" -> `{1827,1952..1978}`, "1892 or 1893" -> `[1892,1893]`;
2. an interval at `-`: "1912- 1994" -> `1912/1994`;
3. what stands before or after a date: circa, probably, before, after, since (`_AROUND`);
4. a date, by the order of its letters: `dMY` is "20 December 1965" (`POINTS`);
5. what one date of the text leaves out is taken from its neighbour: "8-12 May 1945", "1975 March-August".

The result is checked by the grammar of EDTF, so impossible days and reversed intervals are never given out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from docmeta._datewords import (
    CENTURY_AFTER_NUMERAL,
    DECADE_ENDINGS,
    LEXICON,
    LIFE_BEFORE_DATE,
    MONTH_ENDINGS,
    ORDINAL_ENDINGS,
    PHRASES,
    ROMANS,
    key,
)
from docmeta._edtf import LONGEST, Edtf, Point, read_edtf

#: Texts longer than this are read anew each time, so that the cache stays small.
_CACHED = 200


class Reading(NamedTuple):
    """What words mean: the words with white space collapsed, their EDTF or None, and why they are not understood."""

    words: str
    edtf: str | None
    problem: str | None


class _NotUnderstood(ValueError):
    """The words make no date; the message says why."""


class Part(NamedTuple):
    """A date on the way to EDTF; what is 0 or empty is not said."""

    year: str = ""
    month: int = 0
    day: int = 0
    #: The two ends, where it is a stretch that EDTF has no single notation for (the second half of a century).
    stretch: tuple[str, str] | None = None
    marks: str = ""
    #: The year came first, so what follows it may leave it out.
    year_first: bool = False
    #: A number that may yet be the last digits of a year, or a century.
    digits: str = ""


class Token(NamedTuple):
    """One word that matters: the letter of its kind, its number, and how it was written."""

    kind: str
    number: int
    written: str
    part: Part | None = None


# --- step 0: from a text to letters -----------------------------------------------------------------------------------

_PLAIN = re.compile(r"([0-9]{4})(?: ?- ?([0-9]{4}))?")
_DEATH = re.compile(r"-[1-9][0-9]{3}")
_LOOKS_EDTF = re.compile(r"[0-9XYEST?~%/,.:Z+\-\[\]{}]+")
_DRAFT = re.compile(r"[0-9uxXyYeE?~/()\-]+(?:open|unknown)?|unknown/[0-9uxX?~()\-]+")
_ISO_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(?:(:[0-9]{2})(?:[.,][0-9]{1,9})?)? ?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | {"\u2019": "'", "\u02bc": "'"})
_BRACKETS = str.maketrans(dict.fromkeys('[]{}"\u00ab\u00bb\u201c\u201d\u201e', None))
_TOKEN = re.compile(
    r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])"
    r"|(?P<first>[0-9]{1,2})(?P<mark>\. ?|/|-)(?P<second>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})(?![0-9])"
    r"|(?P<ymd>[0-9]{4}/[0-9]{1,2}/[0-9]{1,2})(?![0-9])"
    r"|(?P<monthly>[0-9]{1,2}/[0-9]{4})(?![0-9/])"
    r"|(?P<compact>[0-9]{8})(?![0-9])"
    r"|(?P<blank>[0-9]{3}[-?](?=[-?., ;)]|$)|[0-9]{2}(?:--|\?\?)(?![0-9]))"
    r"|(?P<number>[0-9]{1,4})(?![0-9])(?P<ending>'s(?![^\W0-9_])|-(?:е|х|и|ии|го|ого|tych|te)(?![^\W0-9_])|[^\W0-9_]+)?"
    r"|(?P<word>[^\W0-9_]+|[,;:()&+/?~*†≈±©<>|-])"
    r"|(?P<skip>[\s.'!]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_SHORT_YEAR = re.compile(r"(?:^|[^0-9])[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{2}(?:$|[^0-9])")


def read_words(text: str) -> Reading:
    """Read a date as people write it.

    >>> read_words("8-12 May 1945").edtf
    '1945-05-08/1945-05-12'
    """
    return _cached(str(text)) if len(text) <= _CACHED else _read(str(text))


def _read(text: str) -> Reading:
    words = " ".join(text.split())
    if len(words) > LONGEST:
        return Reading(words, None, "longer than 1,000 characters: not read")
    if not words:
        return Reading("", None, "no words")
    try:
        edtf = _plain(words) or _phrase(words)
    except _NotUnderstood as error:
        return Reading(words, None, str(error))
    found = read_edtf(edtf)
    return Reading(words, edtf, None) if isinstance(found, Edtf) else Reading(words, None, found)


_cached = lru_cache(maxsize=8192)(_read)


def _plain(words: str) -> str | None:
    """The forms that need no words: a year, two years, EDTF, its draft of 2012, ISO 8601 with a time."""
    match = _PLAIN.fullmatch(words)
    if match:
        return words if not match[2] else match[1] if match[1] == match[2] else f"{match[1]}/{match[2]}"
    if _DEATH.fullmatch(words):
        return f"/{words[1:]}"
    supplied = words[0] == "[" and "," not in words and ".." not in words
    if not supplied and _LOOKS_EDTF.fullmatch(words) and isinstance(read_edtf(words), Edtf):
        return words
    if _DRAFT.fullmatch(words):
        draft = _from_draft(words)
        if isinstance(read_edtf(draft), Edtf):
            return draft
    match = _ISO_TIME.fullmatch(words)
    if match:
        day, minutes, seconds, zone = match.groups("")
        zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
        return f"{day}T{minutes}{seconds}{zone}" if seconds else day
    return None


_GROUPED = re.compile(r"-\(([0-9X]{2})\)([?~%])")
_GROUPED_TWO = re.compile(r"-\(([0-9X]{2})-([0-9X]{2})\)([?~%])")


def _from_draft(words: str) -> str:
    """EDTF as its draft of 2012 had it: u and x for a digit, y for a long year, ?~ for both, unknown, open, (06)?."""
    text = words.replace("unknown", "").replace("open", "..")
    text = text.replace("u", "X").replace("x", "X").replace("y", "Y").replace("e", "E")
    text = text.replace("?~", "%").replace("~?", "%")
    return _GROUPED_TWO.sub(r"-\3\1-\3\2", _GROUPED.sub(r"-\2\1", text))


def _tokens(text: str) -> list[Token]:
    text = key(text).translate(_DASHES).translate(_BRACKETS)
    matches = [match for match in _TOKEN.finditer(text) if match.lastgroup != "skip"]
    order = _day_order(matches)
    tokens: list[Token] = []
    position = 0
    while position < len(matches):
        match = matches[position]
        position += 1
        if match["word"]:
            position += _word(match, matches, position, tokens)
        elif match["other"]:
            raise _NotUnderstood(f"not understood: {match['other']!r}")
        elif match["number"]:
            _number(match["number"], match["ending"] or "", tokens)
        else:
            tokens.append(Token("Y", 0, match[0], _numeric(match, order)))
    return tokens


def _word(match: re.Match[str], matches: list[re.Match[str]], after: int, tokens: list[Token]) -> int:
    """Look up the word, with those after it where they make a phrase; give the number of words that this took."""
    word: str = match["word"]
    for phrase in PHRASES.get(word, ()):
        following = matches[after : after + len(phrase) - 1]
        if tuple(m["word"] for m in following) == phrase[1:]:
            tokens.append(Token(LEXICON[phrase].kind, 0, " ".join(phrase)))
            return len(phrase) - 1
    before = tokens[-1].kind if tokens else ""
    number_follows = after < len(matches) and matches[after]["word"] in (None, "ca", "c", "circa", "?", "~")
    if word in CENTURY_AFTER_NUMERAL and before in ("d", "R"):
        tokens.append(Token("c", 0, word))
    elif word in LIFE_BEFORE_DATE and number_follows and before not in ("d", "Y"):
        tokens.append(Token(LIFE_BEFORE_DATE[word], 0, word))
    elif word == "a" and before and before in "YDdM":
        tokens.append(Token("-", 0, word))
    elif word in ROMANS and ((word,) not in LEXICON or before == "d"):
        tokens.append(Token("R", ROMANS[word], word))
    elif (word,) in LEXICON:
        kind, number = LEXICON[word,]
        if kind:
            tokens.append(Token(kind, number, word))
    else:
        _numeral_with_ending(word, tokens)
    return 0


def _numeral_with_ending(word: str, tokens: list[Token]) -> None:
    """XIXe, XVIIth: a Roman numeral and the ending of an ordinal."""
    for cut in range(len(word) - 1, 0, -1):
        if word[:cut] in ROMANS and word[cut:] in ORDINAL_ENDINGS:
            tokens.append(Token("R", ROMANS[word[:cut]], word))
            return
    raise _NotUnderstood(f"not understood: {word!r}")


def _number(digits: str, ending: str, tokens: list[Token]) -> None:
    ending = ending.lstrip("-")
    if len(digits) == 4:
        if ending in DECADE_ENDINGS:
            tokens.append(Token("D", int(digits), digits, _decade(digits)))
            return
        tokens.append(Token("Y", int(digits), digits, Part(digits)))
    elif ending in MONTH_ENDINGS and 7 <= int(digits) <= 10:
        tokens.append(Token("M", int(digits) + 2, digits))
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
            raise _NotUnderstood(f"not understood: {digits + ending!r}")
        if word.kind:
            tokens.append(Token(word.kind, word.number, ending))


def _decade(digits: str) -> Part:
    if not digits.endswith("0"):
        raise _NotUnderstood(f"not understood: {digits}s")
    return Part(f"{digits[:2]}XX" if digits.endswith("00") else f"{digits[:3]}X")


def _day_order(matches: list[re.Match[str]]) -> str:
    """Which number of 13/6/1951 is the day, by all the dates of the text together: dmy, mdy, or nothing where both can be."""
    days = {
        "dmy" if int(m["first"]) > 12 else "mdy"
        for m in matches
        if m["mark"] and (int(m["first"]) > 12) != (int(m["second"]) > 12)
    }
    if len(days) > 1:
        raise _NotUnderstood("ambiguous: day/month order differs within the text")
    return days.pop() if days else ""


def _numeric(match: re.Match[str], order: str) -> Part:
    if match["mark"]:
        first, second = int(match["first"]), int(match["second"])
        if first == second or match["mark"][0] == ".":
            order = order or "dmy"
        if not order:
            raise _NotUnderstood("ambiguous: day/month order")
        day, month = (first, second) if order == "dmy" else (second, first)
        return Part(match["year"], month, day)
    if match["monthly"]:
        month_text, year = match["monthly"].split("/")
        return Part(year, int(month_text))
    if match["compact"]:
        digits = match["compact"]
        return Part(digits[:4], int(digits[4:6]), int(digits[6:]))
    if match["blank"]:
        return Part(match["blank"].replace("-", "X").replace("?", "X"))
    year, month_text, day_text = re.split("[-/]", match[0])
    return Part(year, int(month_text), int(day_text), year_first=True)


# --- step 4: one date -------------------------------------------------------------------------------------------------


def _date(order: str) -> Callable[[list[Token]], Part]:
    """A reader of tokens in this order of year, month (or season, or Roman month) and day."""

    def read(tokens: list[Token]) -> Part:
        found = dict(zip(order, tokens, strict=True))
        year = found.get("Y")
        if year and year.part and (year.part.month or "X" in year.part.year) and len(tokens) > 1:
            raise _NotUnderstood("not understood: two dates without a word between them")
        month = next((found[letter].number for letter in "MRS" if letter in found), 0)
        if "R" in found and month > 12:
            raise _NotUnderstood(f"not understood: {found['R'].written!r}")
        day = found["d"].number if "d" in found else 0
        if year and year.part and len(tokens) == 1:
            return year.part
        return Part(year.written if year else "", month, day, year_first=order[0] == "Y")

    return read


def _bare_number(tokens: list[Token]) -> Part:
    return Part(day=tokens[0].number, digits=tokens[0].written)


def _bare_roman(tokens: list[Token]) -> Part:
    return Part(digits=tokens[0].written, day=tokens[0].number)


def _century(tokens: list[Token]) -> Part:
    number = next(token.number for token in tokens if token.kind in "dR")
    if not 1 <= number <= 99:
        raise _NotUnderstood("not understood: a century of that number")
    if tokens[-1].kind == "E":
        return Part(f"-{number - 1:02d}XX")
    return Part(f"{number - 1:02d}XX")


def _era(tokens: list[Token]) -> Part:
    number = next(token.number for token in tokens if token.kind in "Ydy")
    before_christ = any(token.kind == "E" for token in tokens)
    if not number:
        raise _NotUnderstood("not understood: there is no year 0 before or after Christ")
    if not before_christ:
        return Part(f"{number:04d}")
    return Part("0000" if number == 1 else f"-{number - 1:04d}")


def _decade_named(tokens: list[Token]) -> Part:
    year = next(token for token in tokens if token.kind == "Y")
    return _decade(year.written) if year.number % 10 == 0 else Part(year.written)


def _fraction(tokens: list[Token]) -> Part:
    """The second half of a century or decade is a stretch of years; that of a year has a code in EDTF."""
    ordinal, name = tokens[0], tokens[1].kind
    number = int(ordinal.kind) if ordinal.kind in "1234" else ordinal.number
    parts = 2 if name == "h" else 4
    number = parts if ordinal.kind == "4" else number
    if not 1 <= number <= parts:
        raise _NotUnderstood(f"not understood: part {number} of {parts}")
    whole = _point(tokens[2:])
    if whole.month or not whole.year or whole.stretch:
        raise _NotUnderstood("not understood: part of what")
    if "X" not in whole.year:
        return Part(whole.year, (39 if parts == 2 else 32) + number)
    low, high = (int(whole.year.replace("X", digit)) for digit in "09")
    size = (abs(high - low) + 1) / parts
    if size % 1 or whole.year.startswith("-"):
        return whole
    begin = low + int(size) * (number - 1)
    return Part(stretch=(f"{begin:04d}", f"{begin + int(size) - 1:04d}"))


#: The orders of letters that make a date, and what reads them.
#: Y year, y year of three digits, M month, R Roman numeral, S season, d number of one or two digits, D decade,
#: c century, g "years" before a decade, E BC, A AD.
POINTS: dict[str, Callable[[list[Token]], Part]] = {
    **{order: _date(order) for order in (
        "Y", "MY", "YM", "dMY", "MdY", "YMd", "YdM", "dRY", "YRd", "SY", "YS", "Md", "dM", "M", "S", "dY",
    )},
    **dict.fromkeys(("d-M-Y", "d/M/Y"), lambda tokens: _date("dMY")(tokens[::2])),
    **dict.fromkeys(("Y-M-d", "Y/M/d"), lambda tokens: _date("YMd")(tokens[::2])),
    "Y,M": lambda tokens: _date("YM")(tokens[::2]),
    "Y,Md": lambda tokens: _date("YMd")([tokens[0], *tokens[2:]]),
    "Y,dM": lambda tokens: _date("YdM")([tokens[0], *tokens[2:]]),
    "D": lambda tokens: tokens[0].part or Part(),
    "Dg": lambda tokens: tokens[0].part or Part(),
    "gD": lambda tokens: tokens[1].part or Part(),
    "gY": _decade_named,
    "d": _bare_number,
    "R": _bare_roman,
    **dict.fromkeys(("dc", "Rc", "cR", "cd", "dcA", "RcA", "cRA", "dcE", "RcE", "cRE"), _century),
    **dict.fromkeys(("YA", "yA", "dA", "AY", "Ay", "Ad", "YE", "yE", "dE", "EY", "Ey", "Ed"), _era),
    "y": lambda tokens: Part(digits=tokens[0].written),
    "t": lambda tokens: Part(digits=tokens[0].written + "s"),
}  # fmt: skip

_FRACTION = re.compile(r"[1234d][hf].+")


def _point(tokens: list[Token]) -> Part:
    letters = "".join(token.kind for token in tokens)
    reader = POINTS.get(letters)
    if reader:
        return reader(tokens)
    if _FRACTION.fullmatch(letters):
        return _fraction(tokens)
    if letters and letters[0] in "ph":
        return _point(tokens[1:])
    raise _NotUnderstood(f"not understood as a date: {' '.join(token.written for token in tokens)!r}")


# --- step 3: what stands around a date --------------------------------------------------------------------------------


class Side(NamedTuple):
    """A date with what stands around it: `relation` is b, a, s, n, m or nothing, as in the table of words."""

    part: Part | None
    relation: str = ""
    #: What an end without a date is: ".." open, "" unknown.
    absent: str = ""


_AROUND = {"q": "~", "u": "?"}


def _side(tokens: list[Token]) -> Side:
    marks, relation, start, stop = "", "", 0, len(tokens)
    while start < stop and (tokens[start].kind in "qupbasnm" or (tokens[start].kind == "-" and start)):
        kind = tokens[start].kind
        marks += _AROUND.get(kind, "")
        relation = kind if kind in "basnm" else relation
        start += 1
    while stop > start and tokens[stop - 1].kind in "qup>":
        marks += _AROUND.get(tokens[stop - 1].kind, "")
        relation = "s" if tokens[stop - 1].kind == ">" else relation
        stop -= 1
    inner = tokens[start:stop]
    if not inner:
        return Side(None)
    if len(inner) == 1 and inner[0].kind in "oz":
        return Side(None, absent=".." if inner[0].kind == "o" else "")
    return Side(_point(inner)._replace(marks=marks), relation)


# --- steps 1 and 2: lists and intervals -------------------------------------------------------------------------------


class Piece(NamedTuple):
    """An element of the list: one date (`end` None) or an interval."""

    begin: Side
    end: Side | None = None


_JOINED = re.compile(r"(?<=[Md]),(?=Y)|(?<=[pbq])(?<![YMSD]p)-(?=[pDdYMRS])|(?<=[p])[-&|,](?=p)")


def _phrase(text: str) -> str:
    if _SHORT_YEAR.search(text):
        raise _NotUnderstood("ambiguous: the century of a year with two digits")
    tokens = _tokens(split_bulk(text)[0][0] if "b" in text.lower() or "pr" in text.lower() else text)
    letters = "".join(token.kind for token in tokens)
    if letters.strip(",-.&|") in ("", "z"):
        return "XXXX"
    for match in reversed(list(_JOINED.finditer(letters))):
        del tokens[match.start()]
    _mark_between(tokens)
    pieces = [piece for piece in _pieces(tokens) if piece.begin.part or piece.end]
    if not pieces:
        return "XXXX"
    pieces = _completed(pieces)
    return _one_or_all(pieces, "".join(token.kind for token in tokens))


def _mark_between(tokens: list[Token]) -> None:
    """Between 1940 and 1945: the "and" is what an interval has at its middle."""
    for start in [n for n, token in enumerate(tokens) if token.kind == "j"]:
        for n in range(start, len(tokens)):
            if tokens[n].kind in "&-":
                tokens[n] = Token("-", 0, tokens[n].written)
                break
        else:
            raise _NotUnderstood("not understood: between what")
    tokens[:] = [token for token in tokens if token.kind != "j"]


def _pieces(tokens: list[Token]) -> list[Piece]:
    """Read the tokens as one piece where they make one, else as a list of pieces."""
    letters = "".join(token.kind for token in tokens)
    if not re.search("[,&|]", letters):
        return [_piece(tokens)]
    if letters in POINTS:
        return [Piece(Side(POINTS[letters](tokens)))]
    pieces, start = [], 0
    for n, letter in enumerate(letters + ","):
        if letter in ",&|":
            if n > start and letters[start:n].strip("-") not in ("", "z"):
                pieces.append(_piece(tokens[start:n]))
            start = n + 1
    return pieces


def _piece(tokens: list[Token]) -> Piece:
    letters = "".join(token.kind for token in tokens)
    dashes = [n for n, letter in enumerate(letters) if letter == "-"]
    if not dashes or letters in POINTS:
        return Piece(_side(tokens))
    if len(dashes) == 2 and dashes[0] + 1 == dashes[1]:
        dashes = dashes[:1]
        del tokens[dashes[0]]
    if len(dashes) % 2 == 0:
        raise _NotUnderstood("not understood: several dashes")
    middle = dashes[len(dashes) // 2]
    left, right = tokens[:middle], tokens[middle + 1 :]
    begin = _side(left) if left else Side(None)
    end = _side(right) if right else Side(None, absent="..")
    return Piece(begin, _abbreviated(begin, end))


def _abbreviated(begin: Side, end: Side) -> Side:
    """1868-9, 1914-18, 1950s-60s: the end has only the last digits of its year. Also 17th-19th century, 500-400 BC."""
    if not begin.part or not end.part or not end.part.digits:
        return end
    year, digits = begin.part.year, end.part.digits
    if begin.part.day and begin.part.year_first and not digits.endswith("s"):
        return end
    if digits.endswith("s"):
        full = year[:2] + digits[:1] + "X" if len(year) == 4 else ""
    else:
        full = year[: 4 - len(digits)] + digits if len(year) == 4 and len(digits) < 3 else ""
    if not full or not full[:3].isdigit() or (full <= year and "X" not in year) or begin.part.day:
        return end
    return end._replace(part=Part(full, marks=end.part.marks))


# --- step 5: what is taken from the neighbour -------------------------------------------------------------------------


def _completed(pieces: list[Piece]) -> list[Piece]:
    """Give each date what it leaves out and its neighbour says: the month and the year, the century, the era."""
    sides = [side for piece in pieces for side in (piece.begin, piece.end) if side and side.part]
    parts = [side.part for side in sides if side.part]
    filled = [_filled(part, parts[:n], parts[n + 1 :]) for n, part in enumerate(parts)]
    queue = iter(filled)

    def with_part(side: Side) -> Side:
        return side._replace(part=next(queue)) if side.part else side

    return [Piece(with_part(piece.begin), piece.end and with_part(piece.end)) for piece in pieces]


def _filled(part: Part, before: list[Part], after: list[Part]) -> Part:
    if part.year or part.stretch:
        return part
    previous = next((other for other in reversed(before) if other.year), None)
    following = next((other for other in after if other.year), None)
    donor = previous if previous and (previous.year_first or not following) else following
    if donor is None:
        if part.month and part.day and len(before) + len(after) == 0:
            return part
        raise _NotUnderstood("no year")
    if part.digits and donor.year.endswith("XX") and not donor.month:
        return _century_of(part, donor)
    if part.digits and donor.year.startswith("-"):
        return part._replace(year=f"-{int(part.digits) - 1:04d}", day=0)
    if len(part.digits) == 3 and part.digits.isdigit():
        return part._replace(year=f"0{part.digits}", day=0)
    month = part.month
    if part.day and not month:
        nearest = [other for other in (*reversed(before), *after) if other.month]
        named = [other for other in after if other.month] if not (before and before[-1].month) else nearest
        if not named:
            raise _NotUnderstood("not understood: a number without a month")
        month = named[0].month
    if not month:
        raise _NotUnderstood("no year")
    return part._replace(year=donor.year, month=month)


def _century_of(part: Part, donor: Part) -> Part:
    number = part.day or 0
    if not 1 <= number <= 99:
        raise _NotUnderstood("not understood: a century of that number")
    sign = "-" if donor.year.startswith("-") else ""
    return part._replace(year=f"{sign}{number - 1:02d}XX", day=0)


# --- the result -------------------------------------------------------------------------------------------------------


def _edtf(part: Part, marks: str = "") -> tuple[str, str]:
    """The two ends of a date as EDTF: the same unless it is a stretch."""
    marks = part.marks or marks
    mark = "%" if "~" in marks and "?" in marks else marks[:1]
    if part.stretch:
        return part.stretch[0] + mark, part.stretch[1] + mark
    if not part.year and not (part.month and part.day):
        raise _NotUnderstood("no year")
    if part.day and not part.month:
        raise _NotUnderstood("not understood: a number without a month")
    text = part.year or "XXXX"
    if part.month:
        text += f"-{part.month:02d}"
    if part.day:
        text += f"-{part.day:02d}"
    return text + mark, text + mark


def _ends(piece: Piece) -> tuple[str, str]:
    """The beginning and the end of a piece as EDTF; ".." or "" where there is none."""
    begin = piece.begin
    if piece.end is None:
        assert begin.part is not None
        low, high = _edtf(begin.part)
        before, after = begin.relation in ("b", "m"), begin.relation in ("a", "n", "s")
        return "" if before else low, (".." if begin.relation == "s" else "") if after else high
    low = _edtf(begin.part)[0] if begin.part else begin.absent
    spread = begin.part.marks if begin.part and piece.begin.part else ""
    high = _edtf(piece.end.part, spread)[1] if piece.end.part else piece.end.absent
    return low, high


def _one_or_all(pieces: list[Piece], letters: str) -> str:
    relations = [piece.begin.relation if piece.end is None else "" for piece in pieces]
    ends = list(dict.fromkeys(_ends(piece) for piece in pieces))
    if relations in (["n", "m"], ["a", "b"]):
        ends = [(ends[0][0], ends[1][1])]
    if len(ends) == 1:
        low, high = ends[0]
        return low if low == high else f"{low}/{high}"
    elements = [low if low == high else f"{low}..{'' if high == '..' else high}" for low, high in ends]
    one = "|" in letters and not re.search("[,&]", letters)
    return f"[{','.join(elements)}]" if one else f"{{{','.join(elements)}}}"


# --- inclusive and bulk -----------------------------------------------------------------------------------------------

_BULK = re.compile(r"[\s,;:(]*(?<![^\W0-9_])(?:bulk|predominant(?:ly)?)(?![^\W0-9_])", re.IGNORECASE)


def split_bulk(text: str) -> tuple[tuple[str, str | None], ...]:
    """The inclusive and the bulk part of a text, each with its type."""
    match = _BULK.search(text) if len(text) <= LONGEST else None
    if match is None:
        return ((text, None),)
    inclusive = text[: match.start()].strip()
    bulk = text[match.start() :].lstrip(" ,;:(\t\n").strip()
    if match[0].lstrip().startswith("("):
        bulk = bulk.rstrip(" .").removesuffix(")")
    if not re.search("[0-9]", inclusive):
        return ((text, "bulk"),)
    return (inclusive, "inclusive"), (bulk, "bulk")


# --- from EDTF to plain words -----------------------------------------------------------------------------------------

_MONTH_NAMES = (
    "January February March April May June July August September October November December".split()
)
_SEASON_NAMES = ("Spring", "Summer", "Autumn", "Winter")


def describe(edtf: Edtf) -> str:
    """An EDTF value in English, in the order of DACS 2.4 (year month day); the EDTF itself where words cannot say it."""
    if edtf.text == "XXXX":
        return "undated"
    spans = []
    for span in edtf.spans:
        begin, end = span.begin and _in_words(span.begin), span.end and _in_words(span.end)
        if begin is None and end is None:
            return edtf.text
        if edtf.shape == "interval" and (begin is None or end is None):
            mark = span.begin_mark if begin is None else span.end_mark
            if mark == "..":
                spans.append(f"{begin}-" if begin else edtf.text)
            else:
                spans.append(f"after {begin}" if begin else f"before {end}")
        else:
            spans.append(str(begin) if begin == end else f"{begin or ''}-{end or ''}")
    return (" or " if edtf.shape == "one" else ", ").join(spans)


def _in_words(point: Point) -> str:
    text = point.text.rstrip("?~%")
    mark = point.text[len(text) :]
    year, _, rest = text.partition("-") if not text.startswith("-") else (text, "", "")
    if year.endswith("XX"):
        number = int(year[:2]) + 1 if year[:2].isdigit() else 0
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        year = f"{number}{ending} century"
    elif year.endswith("X"):
        year = f"{year[:3]}0s"
    numbers = [int(n) for n in rest.split("-") if n.isdigit() and n.isascii()] if rest else []
    words = year
    if numbers and 21 <= numbers[0] <= 24:
        words = f"{_SEASON_NAMES[numbers[0] - 21]} {year}"
    elif numbers and 1 <= numbers[0] <= 12:
        words = " ".join([year, _MONTH_NAMES[numbers[0] - 1], *map(str, numbers[1:])])
    before = {"~": "circa ", "%": "probably circa ", "?": "probably "}.get(mark, "")
    return before + words
