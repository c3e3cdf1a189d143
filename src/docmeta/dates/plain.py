"""Dates that need no table of words: years, EDTF and its draft of 2012, ISO 8601, timestamps of e-mail, cameras and databases.

`plain` is tried first; if it returns None, `docmeta.dates.phrases` parses the words.
"""

from __future__ import annotations

import datetime
import re

from docmeta.dates.clock import COLONS, ReadDay, day_with_time
from docmeta.dates.edtf import LONGEST, Edtf, days_in_month, read_edtf, year_text
from docmeta.dates.tokens import DASHES, NotUnderstood
from docmeta.dates.words import LEXICON

_YEARS = re.compile(r"([0-9]{4})(?: ?- ?([0-9]{4}))?")
_END_ONLY = re.compile(r"\??-([12][0-9]{3})")
_ISO_RANGE = re.compile(r"([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?) ?(?:--?|to|/) ?([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)")
#: The end of an interval without the parts it shares with the beginning (ISO 8601-1, 5.5.2.3).
_ISO_SHORT = re.compile(r"([0-9]{4}-)(?:([0-9]{2}-)([0-9]{2})/([0-9]{2}-)?([0-9]{2})|([0-9]{2})/([0-9]{2}))")
_LOOKS_EDTF = re.compile(r"[0-9XYEST?~%/,.:Z+\-\[\]{}]+")
_SET = re.compile(r"[\[{][0-9XY?~%., \-]+[\]}]")
_DRAFT = re.compile(r"[0-9uxXyYeE?~/()\-]+(?:open|unknown)?|unknown/[0-9uxX?~()\-]+", re.IGNORECASE)
_BASIC_TIME = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})(Z?)")
_ZONED_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})")
#: Placeholders of databases for no date.
_NULL = re.compile(r"0000(?:-?00(?:-?00)?)?(?:/0000)?|00?([./])00?\1(?:00)?00|9999/9999")
_ZEROS = re.compile(r"([0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)(?:-00){1,2}")
#: 1.5.-3.6.1950 and 1.-3.6.1950: the first day omits what the second gives.
_POINTED = re.compile(r"([0-9]{1,2})\. ?(?:([0-9]{1,2})\. ?)?- ?([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_GREAT_YEAR = re.compile(
    r"(c\.? ?|ca\.? ?|circa )?([1-9][0-9]{0,2},[0-9]{3}|[1-9][0-9]{4,5}) (?:b\. ?c\.(?: ?e\.)?|bce?)", re.IGNORECASE
)


# --- the most frequent dates --------------------------------------------------------------------------------------------

_QUICK = re.compile(
    r"(?:(?:c\.|ca\.?|circa) ?())?([0-9]{4})(?: ?- ?([0-9]{4})|(s))?"
    r"|(?:([0-9]{1,2})\.? )?([A-Za-z]{3,9})\.?,? (?:([0-9]{1,2})(?:,? |,))?([0-9]{4})"
    r"|([0-9]{4}),? ([A-Za-z]{3,9})\.?(?: ([0-9]{1,2}))?"
    r"|([0-9]{4})-([0-9]{2})-([0-9]{2})",
    re.IGNORECASE,
)
_fromisoformat = datetime.date.fromisoformat
#: Months and seasons of one word.
_MONTHS = {words[0]: word.number for words, word in LEXICON.items() if len(words) == 1 and word.kind in ("M", "S")}


def is_day(text: str) -> bool:
    """Whether a text is a day in ISO 8601 and nothing else, which is its own EDTF.

    >>> [is_day(text) for text in ("1950-02-28", "1950-02-30", "1950-02", "2020-W01-1", "9999-01-01")]
    [True, False, False, False, False]
    """
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or text > "2999-12-31":
        return False
    try:
        _fromisoformat(text)
    except ValueError:
        return False
    return True


def quick(text: str) -> str | None:
    """The EDTF of the plainest dates, by one pattern; None leaves a text to the other steps, which would give the same.

    >>> [quick(text) for text in ("February 5, 1900", "5 Feb 1900", "1900-1910", "circa 1950s", "13/6/1951")]
    ['1900-02-05', '1900-02-05', '1900/1910', '195X~', None]
    """
    match = _QUICK.fullmatch(text)
    if match is None:
        return None
    circa, begin, end, decade, day, name, second, year, first, month_name, third, iso, number, fourth = match.groups()
    if begin:
        return _quick_years(begin, end, decade, "" if circa is None else "~")
    year = year or first or iso
    month = int(number) if iso else _MONTHS.get((name or month_name).lower())
    if not month or not "0001" <= year <= "2999" or (day and second):
        return None
    day = day or second or third or fourth
    if not day:
        return f"{year}-{month:02d}"
    at = int(day)
    if month > 12 or not 0 < at <= (28 if at < 29 else days_in_month(int(year), month)):
        return None
    return f"{year}-{month:02d}-{at:02d}"


def _quick_years(begin: str, end: str | None, decade: str | None, mark: str) -> str | None:
    if not "0001" <= begin <= "2999":
        return None
    if decade:
        return f"{begin[:2] + 'XX' if begin[2:] == '00' else begin[:3] + 'X'}{mark}" if begin[3] == "0" else None
    if end is None or end == begin:
        return begin + mark
    return f"{begin}{mark}/{end}{mark}" if begin < end <= "2999" else None


def plain(words: str, pairs: str, read_day: ReadDay) -> str | None:
    """The EDTF of a date that needs no table; None for any other form.

    >>> plain("1936-37", "", str), plain("2004-06-uu", "", str), plain("circa 1936", "", str)
    ('1936/1937', '2004-06-XX', None)
    """
    match = _YEARS.fullmatch(words)
    if match and not words.startswith("0000"):
        return words if not match[2] else match[1] if match[1] == match[2] else f"{match[1]}/{match[2]}"
    if words[0] in "09" and _NULL.fullmatch(words):
        return "XXXX"
    if not words.isascii():
        words = words.translate(DASHES)
    if words[0] in "0123456789?~%-[{/.(UuxXyY":
        found = year_pair(words, pairs) or _edtf(words) or _iso(words)
        if found:
            return found
    found = day_with_time(words, read_day)
    if found:
        return found
    return _great_year(words) if words[-1] in ".EeCc" else None


# --- 1901-02: two years, or a year and a month --------------------------------------------------------------------------

_PAIR = re.compile(r"([0-9]{2})([0-9]{2})-([0-9]{2})")
_PAIRS = re.compile(
    r"[0-9]{4}(?:-[0-9]{2})?[?~%]?(?:(?:[,;] ?| ?/ ?| ?--? ?| to )[0-9]{4}(?:-[0-9]{2})?[?~%]?)*(?:/(?:\.\.)?)?"
)
_ELEMENT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?![0-9]))?([?~%]?)|\.\.")
_IN_TEXT = re.compile(r"(?<![0-9/.-])[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9/.-])")


def _means(pair: str) -> str:
    """What YYYY-NN can mean: "y" two years, "m" a year and a month, "ym" both, "" neither."""
    match = _PAIR.fullmatch(pair)
    if match is None:
        return ""
    return ("y" if match[3] > match[2] else "") + ("m" if "01" <= match[3] <= "12" else "")


def pairs_in(text: str) -> set[str]:
    """What YYYY-NN is, years or months, according to the unambiguous dates of a text; a day in ISO 8601 has a month."""
    means = {
        "m" if len(match[0]) == 10 else _means(match[0])
        for match in _IN_TEXT.finditer(text[:LONGEST].translate(DASHES))
    }
    return {"years" if one == "y" else "months" for one in means if len(one) == 1}


def year_pair(words: str, pairs: str = "") -> str | None:
    """One or more of YYYY-NN, if these can be years: 1936-37 is no quarter of 1936; *pairs* decides what 1901-02 is."""
    if "-" not in words or pairs == "edtf" or not _PAIRS.fullmatch(words):
        return None
    elements = list(_ELEMENT.finditer(words))
    kinds = {_means(f"{one[1]}-{one[2]}") for one in elements if one[2]}
    listed = re.search("[,;]", words) is not None
    if not kinds or kinds == {""} or (kinds == {"ym"} and listed and not all(one[2] for one in elements)):
        return None
    if "y" in kinds and len(kinds & {"m", ""}):
        raise NotUnderstood("ambiguous: two years, or a year and a month, differs within the text")
    edtf = "/" in words or any(one[2] and one[3] in ("~", "%") for one in elements)
    if "y" not in kinds and (kinds != {"ym"} or edtf or pairs == "months"):
        return "{" + ",".join(one[0] for one in elements) + "}" if listed else None
    if "y" not in kinds and pairs != "years":
        raise NotUnderstood("ambiguous: two years, or a year and a month")
    spans = [_span(one) for one in elements]
    if listed:
        return "{" + ",".join(low if low == high else f"{low}..{high}" for low, high in spans) + "}"
    if len(spans) == 1 and "/" not in words:
        return "/".join(spans[0])
    return f"{spans[0][0]}/{spans[-1][1] if len(spans) > 1 else ''}" if len(spans) < 3 else None


def _span(match: re.Match[str]) -> tuple[str, str]:
    if not match[1]:
        return "..", ".."
    if not match[2]:
        return match[1] + match[3], match[1] + match[3]
    return match[1], match[1][:2] + match[2] + match[3]


# --- the standards ------------------------------------------------------------------------------------------------------


def _is_edtf(text: str) -> bool:
    return isinstance(read_edtf(text), Edtf)


def _edtf(words: str) -> str | None:
    match = _END_ONLY.fullmatch(words) if words[0] in "-?" else None
    if match:
        return f"/{match[1]}"
    if ", " in words and _SET.fullmatch(words):
        words = words.replace(", ", ",")
    supplied = words[0] == "[" and "," not in words and ".." not in words
    if not supplied and _LOOKS_EDTF.fullmatch(words) and _is_edtf(words):
        return words
    if _DRAFT.fullmatch(words):
        draft = _from_draft(words)
        if _is_edtf(draft):
            return draft
    return None


def _iso(words: str) -> str | None:
    match = _ZEROS.fullmatch(words)
    if match and match[1] != "0000" and (match[1][2:] != "99" or len(words) > 7):
        return match[1]
    match = _ISO_RANGE.fullmatch(words)
    if match:
        return match[1] if match[1] == match[2] else f"{match[1]}/{match[2]}"
    match = _ISO_SHORT.fullmatch(words)
    if match:
        year, month, day, end_month, end_day, first, last = match.groups("")
        return f"{year}{first}/{year}{last}" if first else f"{year}{month}{day}/{year}{end_month or month}{end_day}"
    if COLONS.fullmatch(words):
        return words.replace(":", "-")
    match = _ZONED_DAY.fullmatch(words)
    if match:
        return match[1]
    match = _POINTED.fullmatch(words)
    if match:
        day, month, end_day, end_month, year = match.groups("")
        return f"{year}-{month or end_month:0>2}-{day:0>2}/{year}-{end_month:0>2}-{end_day:0>2}"
    match = _BASIC_TIME.fullmatch(words)
    return "{}-{}-{}T{}:{}:{}{}".format(*match.groups()) if match else None


_GROUPED = re.compile(r"-\(([0-9X]{2})\)([?~%])")
_GROUPED_TWO = re.compile(r"-\(([0-9X]{2})-([0-9X]{2})\)([?~%])")


def _from_draft(words: str) -> str:
    """EDTF in its draft of 2012: u and x for a digit, y for a long year, ?~ for both, unknown, open, (06)?."""
    text = words.lower().replace("unknown", "").replace("open", "..").upper().replace("U", "X")
    text = text.replace("?~", "%").replace("~?", "%")
    return _GROUPED_TWO.sub(r"-\3\1-\3\2", _GROUPED.sub(r"-\2\1", text))


def _great_year(words: str) -> str | None:
    """10,000 BC: a year with more than four digits, or with a comma."""
    match = _GREAT_YEAR.fullmatch(words)
    if match is None:
        return None
    year = 1 - int(match[2].replace(",", ""))
    return ("Y" if year < -9999 else "") + year_text(year) + ("~" if match[1] and year >= -9999 else "")
