"""What stands between the words of a date: signs that join and signs that part, years that are short, years put right.

The steps are taken on the row of tokens, before `docmeta.dates.phrases` takes it apart.
"""

from __future__ import annotations

import re

from docmeta.dates.tokens import NotUnderstood, Part, Token

#: What says that the year before it is wrong, and the one after it right.
_CORRECTED = re.compile(r"(?<![^\W_])(?:i\. ?e\.|ie|recte|rect\.)[,:]? *(?=[\[(]?[0-9])", re.IGNORECASE)
_YEAR_AND_SIGN = re.compile(r"[0-9]{4}[ ,;(\[]*|[(\[]?")

#: Signs between letters that separate nothing: the comma of "May 8, 1945" and of "1862 (uncertain)", the dash of "pre-1900".
_JOINED = re.compile(
    r"(?<=[Md]),(?=Y)|(?<=[pbqa])(?<![YMSD]p)-(?=[pDdYMRS])|(?<=p)[-&|,]+(?=p)|,(?=[uq](?:,|$))|(?<=^[uq]),"
)


def corrected(text: str) -> str:
    """What a cataloguer has put right.

    >>> corrected("1697 [i.e. 1967]")
    '1967]'
    """
    parts = _CORRECTED.split(text, maxsplit=1)
    if len(parts) == 1:
        return text
    if not _YEAR_AND_SIGN.fullmatch(parts[0]):
        raise NotUnderstood("not understood: what is put right")
    return parts[1]


def settle_signs(tokens: list[Token]) -> None:
    """Take out the signs that separate nothing, and say which ones stand between the ends of an interval."""
    letters = "".join(token.kind for token in tokens)
    for match in reversed(list(_JOINED.finditer(letters))):
        del tokens[match.start() : match.end()]
    _mark_between(tokens)
    _mark_double_years(tokens)


def complete_years(tokens: list[Token]) -> None:
    """Give short years their century where more follows: 1907-8, 1911; from 1936/37-1940/41 leave the first and the last."""
    for n in range(len(tokens) - 2, 0, -1):
        if n + 1 < len(tokens) and tokens[n].written in ("-", "/"):
            last = _full_year(tokens[n - 1], tokens[n + 1])
            if n > 1 and tokens[n - 2].kind in "Md":
                if tokens[n].written == "/" and last and tokens[n + 1].kind == "d":
                    raise NotUnderstood("ambiguous: a year of two styles")
            elif last:
                _complete_year(tokens, n, last)


def _full_year(begin: Token, end: Token) -> Token | None:
    """The second of two years, whole; None where it is none."""
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
    """Between 1940 and 1945: the "and" is what an interval has at its middle."""
    for start in [n for n, token in enumerate(tokens) if token.kind == "j"]:
        for n in range(start, len(tokens)):
            if tokens[n].kind in "&-":
                tokens[n] = Token("-", 0, tokens[n].written)
                break
        else:
            raise NotUnderstood("not understood: between what")
    tokens[:] = [token for token in tokens if token.kind != "j"]


def _mark_double_years(tokens: list[Token]) -> None:
    """1965/66 and 1965/1966 are intervals; a birth and a death without a comma between them are a list."""
    for n in range(len(tokens) - 1, 0, -1):
        before, here = tokens[n - 1], tokens[n]
        after = tokens[n + 1] if n + 1 < len(tokens) else None
        if here.written == "/" and before.kind == "Y" and after and after.kind == "Y":
            tokens[n] = Token("-", 0, "/")
        elif here.written == "/" and before.kind == "Y" and after and after.kind == "d":
            following = int(before.written[-2:]) + 1 if before.written.isdecimal() else 0
            if after.number > 12 or after.number in (following, following % 10):
                tokens[n] = Token("-", 0, "/")
        elif here.kind == "m" and before.kind == "Y":
            tokens.insert(n, Token(",", 0, ","))
