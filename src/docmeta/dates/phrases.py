"""Dates in words, read into EDTF with the tables of `docmeta.dates.words`.

A text becomes a string of letters, one per significant word, which is parsed from the outside in:

1. a list at `,` `&` `|`: "1827, 1952-1978" -> `{1827,1952..1978}`, "1892 or 1893" -> `[1892,1893]`;
2. an interval at `-`: "1912- 1994" -> `1912/1994`;
3. qualifiers before or after a date: circa, probably, before, after, since (`_AROUND`);
4. a date, by the order of its letters: `dMY` is "20 December 1965" (`POINTS`);
5. missing parts of a date are taken from its neighbour: "8-12 May 1945", "1975 March-August".

The EDTF grammar checks the result, so impossible days and reversed intervals are never returned.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from docmeta.dates.calendars import gregorian
from docmeta.dates.clock import TIME_OF_DAY
from docmeta.dates.eastern import western
from docmeta.dates.edtf import LONGEST, Edtf, read_edtf
from docmeta.dates.joins import complete_years, corrected, settle_signs
from docmeta.dates.plain import plain, quick
from docmeta.dates.points import POINTS, read_point
from docmeta.dates.tokens import NotUnderstood, Part, Token, read_tokens
from docmeta.dates.words import ROMANS

#: Longer texts are not cached.
_CACHED = 200


#: Words about years of work or office, not of a life.
ACTIVITY = re.compile(
    r"(?<![^\W0-9_])(?:active|act\.|fl\.?|flor\.|flourished|floruit|reign(?:ed|s)?|r\.(?= ?[0-9c])|ruled|wirksam|tätig|aktiv|actif|"
    r"attivo|activo|ativo|werkzaam|verksam)(?![^\W0-9_])",
    re.IGNORECASE,
)
#: A year of copyright, alone or after the date of publication, as in books and library catalogues (AACR2 1.4F).
_COPYRIGHT_YEAR = re.compile(r"(.*?)[ ,;]*[\[(]?(?:[cp]|[\u00a9\u2117] ?)([0-9]{4})[\])]?\.?")
#: A life whose end was never filled in: "1912-19".
UNFINISHED = re.compile(r"([0-9]{2})[0-9]{2} ?[-\u2010-\u2015] ?\1[.,]?")


class Reading(NamedTuple):
    """The meaning of words: the words with white space collapsed, their EDTF or None, and why they are not understood."""

    words: str
    edtf: str | None
    problem: str | None


#: The last plausible year in archival descriptions; 9999 is a placeholder for a missing end.
_LATEST = 2999
_SHORT_YEAR = re.compile(
    r"(?:^|[^0-9])[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{2}(?:$|[^0-9])|(?:^|[^\w'])['\u2019][0-9]{2}(?![0-9])"
)
_COPYRIGHT = re.compile(r"\([cp]\)(?= ?[0-9])|\u2117", re.IGNORECASE)
#: The part of a century as RISM codes it, beside its years: "1700-1799 (18.sc)".
_CENTURY_CODE = re.compile(r"(?<=[0-9]) \((?:1[0-9]|20)\.(?:sc|in|me|ex|[12]d|[1-3]t|[1-4]q)\)", re.IGNORECASE)


def read_words(text: str, order: str = "", pairs: str = "") -> Reading:
    """Read a date in words; *order* (dmy, mdy) decides what 5/6/1951 is, *pairs* (years, months) what 1901-02 is.

    >>> read_words("8-12 May 1945").edtf
    '1945-05-08/1945-05-12'
    """
    if len(text) > _CACHED:
        return _read(str(text), order, pairs)
    return _cached(str(text), order, pairs) if order or pairs else _cached(str(text))


def _read(text: str, order: str = "", pairs: str = "") -> Reading:
    edtf = quick(text)
    if edtf is not None:
        return Reading(text, edtf, None)
    words = " ".join(text.split())
    if len(words) > LONGEST:
        return Reading(words, None, "longer than 1,000 characters: not read")
    if not words:
        return Reading("", None, "no words")
    try:
        meant = western(words)
        known = plain(meant, pairs, lambda day: _read(day, order).edtf if ":" not in day else None)
        edtf = known or _phrase(meant, order)
    except NotUnderstood as error:
        return Reading(words, None, str(error))
    found = read_edtf(edtf)
    if not isinstance(found, Edtf):
        return Reading(words, None, found)
    if edtf.endswith("/9999") and found.shape == "interval":
        return Reading(words, edtf.replace("/9999", "/.."), None)
    if known is None and any(point.first[0] > _LATEST for point in found.points):
        return Reading(words, None, "not understood: an impossible year, or one of another calendar")
    return Reading(words, edtf, None)


def read_imprint(text: str) -> str | None:
    """The date of publication, in which "c1984" is a year of copyright; None if nothing is understood."""
    words = " ".join(text.split())
    for _ in range(3):
        match = _COPYRIGHT_YEAR.fullmatch(words) if len(words) <= _CACHED else None
        if match is None:
            break
        if not match[1].strip("[( "):
            return match[2]
        words = match[1].strip()
    return read_words(words).edtf


_cached = lru_cache(maxsize=8192)(_read)


# --- step 3: qualifiers -----------------------------------------------------------------------------------------------


class Side(NamedTuple):
    """A date with its qualifiers: `relation` is b, a, s, n, m or nothing, as in the table of words."""

    part: Part | None
    relation: str = ""
    #: An end without a date: ".." open, "" unknown.
    absent: str = ""
    #: The marks before the date; those of an interval's beginning apply to its end too: "circa 1890-1910".
    spread: str = ""


_AROUND = {"q": "~", "u": "?"}


def _side(tokens: list[Token]) -> Side:
    marks, relation, start, stop = "", "", 0, len(tokens)
    while start < stop and (tokens[start].kind in "qupbasnm" or (tokens[start].kind == "-" and start)):
        kind = tokens[start].kind
        marks += _AROUND.get(kind, "")
        if kind in "bas" and relation in ("n", "m"):
            raise NotUnderstood("ambiguous: before or after a birth or a death")
        relation = kind if kind in "basnm" else relation
        start += 1
    spread = marks
    while stop > start and tokens[stop - 1].kind in "qup><":
        marks += _AROUND.get(tokens[stop - 1].kind, "")
        relation = {">": "s", "<": "b"}.get(tokens[stop - 1].kind, relation)
        stop -= 1
    inner = tokens[start:stop]
    if not inner:
        if relation or "~" in marks:
            raise NotUnderstood("no date in it")
        return Side(None)
    if len(inner) == 1 and inner[0].kind in "oz":
        return Side(None, absent=".." if inner[0].kind == "o" else "")
    return Side(read_point(inner)._replace(marks=marks), relation, spread=spread)


# --- steps 1 and 2: lists and intervals -------------------------------------------------------------------------------


class Piece(NamedTuple):
    """An element of the list: one date (`end` None) or an interval."""

    begin: Side
    end: Side | None = None


def _phrase(text: str, order: str) -> str:
    if _SHORT_YEAR.search(text):
        raise NotUnderstood("ambiguous: the century of a year with two digits")
    if TIME_OF_DAY.search(text):
        raise NotUnderstood("not understood: a time of day")
    inclusive = _COPYRIGHT.sub("\u00a9", _BULK.sub(" ", split_bulk(text)[0][0]))
    inclusive = _CENTURY_CODE.sub("", inclusive)
    tokens = read_tokens(corrected(gregorian(inclusive)), order)
    complete_years(tokens)
    if tokens and tokens[-1].written == "+":
        tokens[-1] = Token(">", 0, "+")
    letters = "".join([token.kind for token in tokens])
    if letters.strip(",-&|") in ("", "z"):
        # dashes alone are not a date, nor are words between dates
        if not letters.strip(",") or ("z" not in letters and any(map(str.isalpha, inclusive))):
            raise NotUnderstood("no date in it")
        return "XXXX"
    settle_signs(tokens)
    pieces = [piece for piece in _pieces(tokens) if piece.begin.part or piece.end]
    if not pieces:
        raise NotUnderstood("no date in it")
    pieces = _completed(pieces)
    return _one_or_all(pieces, "".join([token.kind for token in tokens]))


def _is_point(letters: str) -> bool:
    """Whether the signs of a piece are within one date, with or without words around it: "ca. 3-Feb-1911"."""
    return letters.lstrip("qupbasnm").rstrip("qu") in POINTS


def _pieces(tokens: list[Token]) -> list[Piece]:
    """Read the tokens as one piece if possible, else as a list of pieces."""
    letters = "".join([token.kind for token in tokens])
    if not re.search("[,&|]", letters):
        return [_piece(tokens)]
    if _is_point(letters):
        return [Piece(_side(tokens))]
    pieces, start = [], 0
    for n, letter in enumerate(letters + ","):
        if letter in ",&|":
            if n > start and letters[start:n].strip("-") not in ("", "z"):
                pieces.append(_piece(tokens[start:n]))
            start = n + 1
    return pieces


def _piece(tokens: list[Token]) -> Piece:
    letters = "".join([token.kind for token in tokens])
    dashes = [n for n, letter in enumerate(letters) if letter == "-"]
    if not dashes or _is_point(letters):
        return Piece(_side(tokens))
    if len(dashes) == 2 and dashes[0] + 1 == dashes[1]:
        dashes = dashes[:1]
        del tokens[dashes[0]]
    if len(dashes) % 2 == 0:
        raise NotUnderstood("not understood: several dashes")
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


# --- step 5: parts taken from the neighbour ---------------------------------------------------------------------------


def _completed(pieces: list[Piece]) -> list[Piece]:
    """Take the missing parts of each date from its neighbour: the month and the year, the century, the era."""
    sides = [side for piece in pieces for side in (piece.begin, piece.end) if side and side.part]
    parts = [side.part for side in sides if side.part]
    queue = iter(_decades([_filled(part, parts[:n], parts[n + 1 :]) for n, part in enumerate(parts)]))

    def with_part(side: Side) -> Side:
        return side._replace(part=next(queue)) if side.part else side

    return [Piece(with_part(piece.begin), piece.end and with_part(piece.end)) for piece in pieces]


def _filled(part: Part, before: list[Part], after: list[Part]) -> Part:
    if part.stretch or (part.year and (part.month or not part.day)):
        return part
    previous = next((other for other in reversed(before) if other.year), None)
    following = next((other for other in after if other.year), None)
    donor = previous if previous and (previous.year_first or not following) else following
    donor = part if part.year else donor
    if donor is None:
        if part.month and part.day and len(before) + len(after) == 0:
            return part
        raise NotUnderstood("no year")
    if part.digits and donor.century:
        return _century_of(part, donor)
    if part.digits in ROMANS and donor.month:
        return part._replace(year=donor.year, month=ROMANS[part.digits], day=0)
    if part.digits and donor.year.startswith("-"):
        if not part.digits.isdecimal() or int(part.digits) == 0:
            raise NotUnderstood("not understood: a year before Christ that is not a number")
        return part._replace(year=f"-{int(part.digits) - 1:04d}", day=0)
    if len(part.digits) == 3 and part.digits.isdigit():
        if part.digits[:2] == donor.year[:2]:
            raise NotUnderstood(f"ambiguous: the decade {part.digits}-, or the year {part.digits}")
        return part._replace(year=f"0{part.digits}", day=0)
    month = part.month
    if part.day and not month:
        nearest = [other for other in (*reversed(before), *after) if other.month]
        named = [other for other in after if other.month] if not (before and before[-1].month) else nearest
        if not named:
            raise NotUnderstood("not understood: a number without a month")
        month = named[0].month
    if not month:
        raise NotUnderstood("no year")
    return part._replace(year=donor.year, month=month)


_DECADE, _CENTURY = re.compile("[0-9]{3}X"), re.compile("[0-9]{2}XX")


def _decades(parts: list[Part]) -> list[Part]:
    """Beside another decade of the same century, "1900s" is a decade too: "1890s-1900s"."""
    decades = [int(part.year[:3]) for part in parts if _DECADE.fullmatch(part.year)]
    if not decades:
        return parts
    low, high = min(decades) - 10, max(decades) + 10
    return [
        part._replace(year=f"{part.year[:2]}0X")
        if _CENTURY.fullmatch(part.year) and not part.century and low < int(part.year[:2]) * 10 < high
        else part
        for part in parts
    ]


def _century_of(part: Part, donor: Part) -> Part:
    number = part.day or 0
    if not 1 <= number <= 99:
        raise NotUnderstood("not understood: a century of that number")
    sign = "-" if donor.year.startswith("-") else ""
    return part._replace(year=f"{sign}{number - 1:02d}XX", day=0)


# --- the result -------------------------------------------------------------------------------------------------------


def _edtf(part: Part, marks: str = "") -> tuple[str, str]:
    """The two ends of a date as EDTF, equal unless it is a range."""
    marks = part.marks or marks
    mark = "%" if "~" in marks and "?" in marks else marks[:1]
    if part.stretch:
        return part.stretch[0] + mark, part.stretch[1] + mark
    if not part.year and not (part.month and part.day):
        raise NotUnderstood("no year")
    if part.day and not part.month:
        raise NotUnderstood("not understood: a number without a month")
    text = part.year or "XXXX"
    if part.month:
        text += f"-{part.month:02d}"
    if part.day:
        text += f"-{part.day:02d}"
    return text + mark, text + mark


def _ends(piece: Piece) -> tuple[str, str]:
    """The beginning and the end of a piece as EDTF; ".." or "" if there is none."""
    begin = piece.begin
    if piece.end is None:
        low, high = _edtf(begin.part or Part())
        before, after = begin.relation in ("b", "m"), begin.relation in ("a", "n", "s")
        return "" if before else low, (".." if begin.relation == "s" else "") if after else high
    if begin.relation in ("a", "b") or piece.end.relation in ("a", "b", "s"):
        raise NotUnderstood("ambiguous: before or after an interval")
    low = _edtf(begin.part)[0] if begin.part else begin.absent
    high = _edtf(piece.end.part, begin.spread)[1] if piece.end.part else piece.end.absent
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

_BULK = re.compile(
    r"(?<![^\W0-9_])(?:bulk|predominant(?:ly)?|majority(?: of (?:the )?materials? found)?(?: (?:with)?in)?)(?![^\W0-9_])",
    re.IGNORECASE,
)
_TYPE_BEHIND = re.compile(
    r"([^(]*\((inclusive|bulk)(?: dates?)?\))[,;]? +([^(]*\((inclusive|bulk)(?: dates?)?\))\.?", re.I
)


def split_bulk(text: str) -> tuple[tuple[str, str | None], ...]:
    """The inclusive and the bulk part of a text, each with its type."""
    match = _BULK.search(text) if len(text) <= LONGEST else None
    if match is None:
        return ((text, None),)
    behind = _TYPE_BEHIND.fullmatch(text.strip())
    if behind and behind[2].lower() != behind[4].lower():
        pair = ((behind[1], behind[2].lower()), (behind[3], behind[4].lower()))
        return pair if pair[0][1] == "inclusive" else (pair[1], pair[0])
    before, bulk = text[: match.start()].rstrip(), text[match.start() :].strip()
    if not re.search("[0-9]", bulk):
        return ((text, "bulk"),)
    if before.endswith("("):
        bulk = bulk.rstrip(" .").removesuffix(")")
    inclusive = before.rstrip(" \t\n,;:(")
    if not re.search("[0-9]", inclusive):
        return ((text, "bulk"),)
    return (inclusive, "inclusive"), (bulk, "bulk")
