"""What is between the words of a date: joining and separating signs, short years, corrections.

The steps work on the list of tokens, before `docmeta.dates.phrases` parses it.
"""

from __future__ import annotations

import re

from docmeta.dates.tokens import NotUnderstood, Part, Token

#: Marks the year before it as wrong, and the one after it as right.
_CORRECTED = re.compile(r"(?<![^\W_])(?:i\. ?e\.|ie|recte|rect\.)[,:]? *(?=[\[(]?[0-9])", re.IGNORECASE)
_YEAR_AND_SIGN = re.compile(r"[0-9]{4}[ ,;(\[]*|[(\[]?")

#: Signs between letters that do not separate: the comma of "May 8, 1945" and "1862 (uncertain)", the dash of "pre-1900".
_JOINED = re.compile(
    r"(?<=[MSd]),(?=Y|[yd][AE]|[AE][Yyd])|(?<=[Yyd]E),(?=[Md])|(?<=[pbqa])(?<![YMSD]p)-(?=[pDdYMRS])|(?<=p)[-&|,]+(?=p)|,(?=[uq](?:,|$))|(?<=^[uq]),"
)


def corrected(text: str) -> str:
    """A date as corrected by the cataloguer.

    >>> corrected("1697 [i.e. 1967]")
    '1967]'
    """
    parts = _CORRECTED.split(text, maxsplit=1)
    if len(parts) == 1:
        return text
    if not _YEAR_AND_SIGN.fullmatch(parts[0]):
        raise NotUnderstood("not understood: a correction without a year before it")
    return parts[1]


def settle_signs(tokens: list[Token]) -> None:
    """Remove the signs that do not separate, and mark those between the ends of an interval."""
    letters = "".join([token.kind for token in tokens])
    if "z" in letters or "b" in letters:
        _part_neighbours(tokens)
    if "T" in letters:
        _turn_of_century(tokens)
    if "Y" in letters[:-1]:
        put_year_first(tokens)
    letters = "".join([token.kind for token in tokens])
    for match in reversed(list(_JOINED.finditer(letters))):
        if tokens[match.start()].written != ";":
            del tokens[match.start() : match.end()]
    if "S" in letters[3:]:
        _winter_first(tokens)
    if "E" in letters:
        _years_before_christ(tokens)
    if "j" in letters:
        _mark_between(tokens)
    _mark_double_years(tokens)


#: An undated mark beside a date, without a comma: "n.d. [1914]".
_UNPARTED = re.compile(r"z[^z,&|<>o-]|[^z,&|basjqup-]z")


def _part_neighbours(tokens: list[Token]) -> None:
    """Separate dates without a sign between them: "n.d. [1914]", "not before 1914 not after 1918", "1914 up to 1918"."""
    for n in range(len(tokens) - 1, 0, -1):
        before, here = tokens[n - 1], tokens[n]
        if here.kind == "b" and before.kind in "YDMdc":
            if here.written == "up to":
                tokens[n] = Token("-", 0, here.written)
            elif tokens[0].kind == "a":
                tokens.insert(n, Token("&", 0, "and"))
        elif _UNPARTED.fullmatch(before.kind + here.kind):
            tokens.insert(n, Token(",", 0, ","))


_TURN = re.compile(r"T(?:[dR]c?[-&])?([dR12345])c")


def _turn_of_century(tokens: list[Token]) -> None:
    """The turn of the 20th century is about 1900, its first year."""
    letters = "".join([token.kind for token in tokens])
    for match in reversed(list(_TURN.finditer(letters))):
        number = tokens[match.start(1)].number
        if 2 <= number <= 99:
            year = f"{number - 1:02d}00"
            tokens[match.start() : match.end()] = [Token("q", 0, "circa"), Token("Y", int(year), year, Part(year))]


#: The seasons that span two years, by their EDTF codes: winter, northern winter, southern summer.
_WINTERS = (24, 28, 30)


def _winter_first(tokens: list[Token]) -> None:
    """1944-45 winter is Winter 1944-45: a season that spans two years may follow both."""
    for n in range(3, len(tokens)):
        begin, sign, end, season = tokens[n - 3 : n + 1]
        last = _full_year(begin, end) if season.kind == "S" and sign.written in ("-", "/") else None
        own = n + 1 < len(tokens) and tokens[n + 1].kind == "Y"
        if last and last.number == begin.number + 1 and season.number in _WINTERS and not own:
            tokens[n - 3 : n + 1] = [season, begin, sign, end]


#: A year before its months and days: 1914, May 5-6. The day may come before the month.
_YEAR_FIRST = re.compile(r"(?:^|(?<=[,&|\-qu]))Y(,?)(?=p*[MS]|(d(?:[-,&|]d)*M))")
_OWN_YEAR = re.compile(r"[MSRdY],?(?=Y)")


def put_year_first(tokens: list[Token]) -> None:
    """Join a year to the months and days after it: "1914, May 5-6", "1914, 5-6 May", "1914, May 5-1915, June 6"."""
    letters = "".join([token.kind for token in tokens])
    ends: set[int] = {-1}
    moves: list[tuple[int, int, int, bool]] = []
    for match in _YEAR_FIRST.finditer(letters):
        start, stop = match.start(), letters.find("Y", match.end())
        stop = len(letters) if stop < 0 else stop
        follows = letters[stop - 1] if stop < len(letters) else ""
        if letters[start - 1 : start] == "-" and start - 1 not in ends:
            continue
        own = (follows and follows in "MSRd") or (
            follows == "," and tokens[stop - 1].written != ";" and not _YEAR_FIRST.match(letters, stop)
        )
        if own:
            continue
        segment_end = stop - 1 if follows else stop
        ends.add(segment_end)
        if follows == ",":
            tokens[segment_end] = Token(",", 0, ";")
        moves.append((start, match.end(), segment_end, bool(match[2])))
    for start, after, end, day_first in reversed(moves):
        year = tokens[start]
        if day_first:
            tokens.insert(end, year)
        del tokens[start if day_first else start + 1 : after]


_BEFORE_CHRIST = re.compile(r"(?<![MSRd])([Yyd](?:u?[-|/,&]q?[Yyd])*)u?([-|/,&])q?([Yyd])E")


def _years_before_christ(tokens: list[Token]) -> None:
    """1190-85 BC, 421/0 BC, 300 or 200 BC: all the years are BC, and the last may be short."""
    match = _BEFORE_CHRIST.search("".join([token.kind for token in tokens]))
    if match is None:
        return
    last, sign = match.start(3), match.start(2)
    places = [n for n in range(match.start(), match.end(1)) if tokens[n].kind in "Yyd"]
    begin, end = tokens[places[-1]].written, tokens[last].written
    if not all(tokens[n].written.isdecimal() and tokens[n].number for n in places) or not end.isdecimal():
        return
    numbers = {n: tokens[n].number for n in places}
    joined = tokens[sign].written in ("-", "/")
    numbers[last] = _short_before_christ(begin, end, slash=tokens[sign].written == "/") if joined else int(end)
    if not numbers[last]:
        raise NotUnderstood("not understood: there is no year 0 before or after Christ")
    for n, number in numbers.items():
        year = f"-{number - 1:04d}" if number > 1 else "0000"
        tokens[n] = Token("Y", number, year, Part(year))
    if tokens[sign].written == "/":
        tokens[sign] = Token("-", 0, "/")
    del tokens[match.end() - 1]


def _short_before_christ(begin: str, end: str, *, slash: bool) -> int:
    """The second of two years before Christ: 1190-85 ends in 1185, 50-44 in 44."""
    whole, short = int(end), int(begin[: -len(end)] + end) if len(end) < len(begin) else int(end)
    if short == whole or short >= int(begin):
        return whole
    if slash or not whole or len(begin) - len(end) > 1:
        return short
    raise NotUnderstood(f"ambiguous: {short} or {whole} BC")


def complete_years(tokens: list[Token]) -> None:
    """Complete short years followed by more dates: 1907-8, 1911; of 1936/37-1940/41 keep the first and the last year."""
    for n in range(len(tokens) - 2, 0, -1):
        if tokens[n].written in ("-", "/") and n + 1 < len(tokens) and tokens[n - 1].kind == "Y":
            last = _full_year(tokens[n - 1], tokens[n + 1])
            day = "".join([token.kind for token in tokens[max(n - 4, 0) : n - 1]])
            if day.endswith(("M", "d", "M,", "Md,")):
                if tokens[n].written == "/" and last and tokens[n + 1].kind == "d":
                    raise NotUnderstood("ambiguous: a year of two styles")
            elif last:
                _complete_year(tokens, n, last)


def _full_year(begin: Token, end: Token) -> Token | None:
    """The second of two years, completed; None if it is not a year."""
    if begin.kind != "Y" or end.kind not in ("d", "Y") or not (begin.written + end.written).isdecimal():
        return None
    year = begin.written[: 4 - len(end.written)] + end.written
    return Token("Y", int(year), year, Part(year)) if len(year) == 4 and year > begin.written else None


def _complete_year(tokens: list[Token], n: int, last: Token) -> None:
    before = tokens[n - 2].written if n > 1 else ""
    after = tokens[n + 2] if n + 2 < len(tokens) else Token("", 0, "")
    running = last.number == tokens[n - 1].number + 1
    if tokens[n].written == "/" and running and "-" in (before, after.written):
        tokens[n - 1 : n + 2] = [last if before == "-" else tokens[n - 1]]
    elif after.kind == "," and (n + 3 == len(tokens) or tokens[n + 3].kind == "Y"):
        certain = tokens[n].written == "-" or len(tokens[n + 1].written) == 2 or running
        tokens[n + 1] = last if certain else tokens[n + 1]


def _mark_between(tokens: list[Token]) -> None:
    """Between 1940 and 1945: make the "and" the sign of an interval."""
    for start in [n for n, token in enumerate(tokens) if token.kind == "j"]:
        for n in range(start, len(tokens)):
            if tokens[n].kind in "&-":
                tokens[n] = Token("-", 0, tokens[n].written)
                break
        else:
            raise NotUnderstood("not understood: 'between' without 'and'")
    tokens[:] = [token for token in tokens if token.kind != "j"]


def _mark_double_years(tokens: list[Token]) -> None:
    """1965/66 and 1965/1966 are intervals; a birth and a death without a comma are a list."""
    for n in range(len(tokens) - 1, 0, -1):
        before, here = tokens[n - 1], tokens[n]
        after = tokens[n + 1] if n + 1 < len(tokens) else None
        if here.written == "/" and before.kind == "Y" and after and after.kind in "Yo":
            tokens[n] = Token("-", 0, "/")
        elif here.written == "/" and before.kind == "Y" and after and after.kind == "d":
            following = int(before.written[-2:]) + 1 if before.written.isdecimal() else 0
            if after.number > 12 or after.number in (following, following % 10):
                tokens[n] = Token("-", 0, "/")
        elif here.kind == "m" and before.kind == "Y":
            tokens.insert(n, Token(",", 0, ","))
