"""The attributes of a date: `@era`, `@calendar`, `@certainty`, `@notbefore`, `@notafter` (EAD 2002, EAD3).

EDTF counts years of the Gregorian calendar, with a year 0. Other counts are converted, or not understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docmeta.dates.edtf import Edtf, read_edtf
from docmeta.dates.forms import StandardDate, StandardRange, read_normal
from docmeta.dates.phrases import Reading, read_words
from docmeta.dates.words import key

#: Values of `@era`, without full stops and blanks, for years before Christ, and for years since.
_BEFORE_CHRIST = frozenset("bce bc beforechrist beforecommonera vchr vuz avjc avec ac aec pne dnue".split())
_SINCE_CHRIST = frozenset("ce ad commonera annodomini currentera nchr uz apjc ec dc ne nue".split())
#: Values of `@calendar` for the Gregorian calendar: these words, and all that begin with one of the stems.
_GREGORIAN = frozenset("newstyle ns iso iso8601 western civil common".split())
_GREGORIAN_STEMS = ("gregor", "григор", "prolepticgregor")
#: Values of `@certainty`, with the equivalent EDTF qualifier.
_QUALIFIERS = {
    **dict.fromkeys("approximate approximately approx circa ca c about estimated estimate ungefahr environ".split(), "~"),
    **dict.fromkeys("uncertain questionable questioned doubtful dubious probable probably possible possibly".split(), "?"),
    **dict.fromkeys(("?",), "?"),
    **dict.fromkeys(("~",), "~"),
}  # fmt: skip
_NOT_A_LETTER = re.compile(r"[\W_]+")
_COUNTED_BACK = re.compile(r"(?<![0-9X])(?:-|0000(?![0-9]))")
_DECADE = re.compile(r"(-?[0-9]{3})0/(-?[0-9]{3})9")
_CENTURY = re.compile(r"(-?[0-9]{2})00/(-?[0-9]{2})99")
#: A date to which a qualifier is appended, in a set or an interval too.
_QUALIFIED = re.compile(r"-?[0-9X]{4}(?:-[0-9X]{2}){0,2}(?![0-9T:?~%-])")


def _bare(value: str) -> str:
    return _NOT_A_LETTER.sub("", key(value))


def before_christ(era: str | None) -> bool:
    """Whether `@era` means that years count backwards.

    >>> before_christ("B.C.E."), before_christ("ce"), before_christ(None)
    (True, False, False)
    """
    return bool(era) and _bare(era or "") in _BEFORE_CHRIST


def foreign(calendar: str | None, era: str | None) -> str | None:
    """Why the numbers in the words are not Gregorian; None if they are.

    >>> foreign("julian", None), foreign("gregorian", "ce")
    ("not understood: the words follow another calendar: 'julian'", None)
    """
    name = _bare(calendar or "")
    if name and name not in _GREGORIAN and not name.startswith(_GREGORIAN_STEMS):
        return f"not understood: the words follow another calendar: {calendar!r}"
    name = _bare(era or "")
    if name and name not in _BEFORE_CHRIST and name not in _SINCE_CHRIST:
        return f"not understood: the words count from another era: {era!r}"
    return None


def read_with(
    text: str, order: str = "", pairs: str = "", *, calendar: str | None, era: str | None, certainty: str | None
) -> Reading:
    """Read words by their attributes: nothing in another calendar; years before Christ; marks of certainty."""
    reading = read_words(text, order, pairs)
    if reading.edtf == "XXXX" or not (calendar or era or certainty):
        return reading
    problem = foreign(calendar, era)
    if problem is not None:
        return Reading(reading.words, None, problem)
    if before_christ(era) and (reading.edtf is None or not _COUNTED_BACK.search(reading.edtf)):
        counted = read_words(f"{reading.words} BC", order)
        reading = Reading(reading.words, counted.edtf, counted.problem)
    return reading if reading.edtf is None else reading._replace(edtf=qualified(reading.edtf, certainty))


def qualified(edtf: str, certainty: str | None) -> str:
    """EDTF with the qualifier of `@certainty`; a date that is already qualified stays unchanged.

    >>> qualified("1900/1910", "approximate"), qualified("1900?", "approximate"), qualified("1900", "certain")
    ('1900~/1910~', '1900?', '1900')
    """
    mark = _QUALIFIERS.get(_NOT_A_LETTER.sub("", key(certainty)) or certainty) if certainty else None
    if mark is None or edtf == "XXXX" or any(sign in edtf for sign in "?~%TY"):
        return edtf
    marked = _QUALIFIED.sub(rf"\g<0>{mark}", edtf)
    return marked if isinstance(read_edtf(marked), Edtf) else edtf


def read_standard(
    parts: Sequence[StandardDate | StandardRange], era: str | None = None
) -> tuple[str | None, str | None]:
    """Read EAD3's structured dates, the inverse of `Date.standarddate_parts`: their EDTF, and the problem or None.

    One part is a `datesingle` or a `daterange`, several are a `dateset`.
    A `datesingle` with bounds is one date within them. A `daterange` extends from the first bound to the last;
    an end that is None is open, and an end without values (`StandardDate()`) is unknown.
    Each value is read as by `read_normal`; an unreadable one counts as missing.

    >>> read_standard([StandardDate(not_before="1895", not_after="1900")])
    ('[1895..1900]', None)
    >>> read_standard([StandardRange(StandardDate(None, "1895", "1900"), StandardDate("1920"))])
    ('1895/1920', None)
    >>> read_standard([StandardDate("1827"), StandardRange(StandardDate("1952"), StandardDate("1978"))])
    ('{1827,1952..1978}', None)
    """
    problems: list[str] = []
    read = [_read_values(part, before_christ(era), problems) for part in parts]
    found = [_single(part) if isinstance(part, StandardDate) else _range(part) for part in read]
    if len(found) == 1:
        text = found[0]
    elif not found or any(one is None or one.startswith(("[", "/")) or one.endswith("/") for one in found):
        text = None
    else:
        text = "{" + ",".join(re.sub(r"(?:\.\.)?/(?:\.\.)?", "..", one or "") for one in found) + "}"
    result = read_edtf(text) if text is not None else ""
    if isinstance(result, Edtf):
        return text, problems[0] if problems else None
    return None, problems[0] if problems else result or None


def _read_values(part: StandardDate | StandardRange, bc: bool, problems: list[str]) -> StandardDate | StandardRange:
    if isinstance(part, StandardRange):
        ends = [end and _read_values(end, bc, problems) for end in part]
        return StandardRange(*ends)  # type: ignore[arg-type]
    values = []
    for value in part:
        edtf, problem = read_normal(value, bc=bc) if value and value.strip() else (None, None)
        values.append(edtf)
        problems.extend([problem] if problem else [])
    return StandardDate(*values)


def _single(part: StandardDate) -> str | None:
    if part.standard is not None:
        return part.standard
    if part.not_before is None and part.not_after is None:
        return None
    if part.not_before == part.not_after:
        return part.not_before
    return _whole(part) or f"[{part.not_before or ''}..{part.not_after or ''}]"


def _whole(part: StandardDate) -> str | None:
    """A range that is exactly one decade or century."""
    stretch = f"{part.not_before}/{part.not_after}"
    for pattern, mask in ((_CENTURY, "XX"), (_DECADE, "X")):
        match = pattern.fullmatch(stretch)
        if match and match[1] == match[2] and not match[1].startswith("-"):
            return match[1] + mask
    return None


def _range(part: StandardRange) -> str | None:
    if part.begin is None and part.end is None:
        return None
    begin = ".." if part.begin is None else part.begin.standard or _whole(part.begin) or part.begin.not_before or ""
    end = ".." if part.end is None else part.end.standard or _whole(part.end) or part.end.not_after or ""
    return None if begin in ("", "..") and end in ("", "..") else begin if begin == end else f"{begin}/{end}"
