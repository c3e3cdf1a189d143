"""The lines of a page, and what each could be on its own."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

import attrs

from docmeta import Date, InputError
from docmeta.dates import explain, life_dates
from docmeta.errors import LimitError
from docmeta_listing.words import HEADINGS, RANGE, counted, is_navigation, is_place

#: The longest page that is read, in bytes. Real ones have a few kilobytes.
MAX_BYTES: Final = 1 << 26

_BREAK: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
JUNK: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_SPACE: Final = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
#: White space and invisible characters that may stand around a line.
_AROUND: Final = " \t\u00a0\u2002\u2003\u2009\u200b\u200e\u200f\u2060\u3000\ufeff\x1b"
_BULLET: Final = re.compile("^[•*·▪●○◦‣][ \t\u00a0]+")
_BARE: Final = re.compile(r"[-–—−]{1,3}|\? ?[-–—−] ?\?")
_LIVED: Final = re.compile(r"[-–—−]|\b(?:b|d|born|died|fl|active)\b", re.I)
_ACTIVE: Final = re.compile(r"(?:fl\.?|active|flourished) ", re.I)
_YEAR: Final = re.compile(r"-?[0-9X]{4}[~?%]?")
_LABEL: Final = re.compile(r"(?:document date|date of document|date created|created|dated|date) ?: ?", re.I)
_NUMERIC: Final = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})")
#: The end of a sentence, ignoring quotation marks and brackets after it.
SENTENCE_END: Final = re.compile("[.!?…。](?:[\"'”’»)\\]]|\\[[0-9]{1,3}\\])*$")

_MARKS: Final = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "a ZIP archive (or a .docx, .xlsx or .odt file)"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)


@attrs.frozen
class Line:
    """A line of the page.

    Attributes:
        number: Its number, from 1.
        text: Its content, without surrounding white space and a leading bullet.
        gap: Whether blank lines precede it.
        kind: What it could be on its own: "navigation", "of-record" (navigation too), "range", "count", "bare", "life", "date",
            "heading", "place" or "words".
    """

    number: int
    text: str
    gap: bool
    kind: str

    @property
    def ends(self) -> bool:
        """Whether it ends like a sentence."""
        return bool(SENTENCE_END.search(self.text))

    @property
    def prose(self) -> bool:
        """Whether it reads like a description rather than a name or a title."""
        return self.kind == "words" and (len(self.text) >= 100 or self.ends)


def read_lines(source: BinaryIO, encoding: str | None, name: str | None = None) -> list[Line]:
    """The lines of a page that are not blank.

    Raises:
        InputError: It is empty or not text; if the bytes do not fit the encoding, with line and byte.
    """
    data = source.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise LimitError(f"a page of more than {MAX_BYTES} bytes is not a listing", source=name)
    if not data.strip():
        raise InputError("the input is empty", source=name, line=1)
    for mark, what in _MARKS:
        if data.startswith(mark):
            raise InputError(f"expected text; this looks like {what}", source=name, line=1, value=data[:16])
    try:
        text = decoded(data, encoding)
    except InputError as error:
        error.source = name
        raise
    junk = JUNK.search(text)
    if junk:
        line = 1 + sum(1 for _ in _BREAK.finditer(text, 0, junk.start()))
        raise InputError("expected text; this holds control characters", source=name, line=line, value=junk[0])
    start = text.lstrip()[:200].casefold()
    if start.startswith(("<!doctype html", "<html", "<?xml")):
        raise InputError("expected the text of a page; this is HTML or XML", source=name, line=1, value=start[:40])
    return list(lines_of(text))


def decoded(data: bytes, encoding: str | None) -> str:
    if encoding is None:
        encoding = "utf-8"
        for mark, named in (
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16"),
            (codecs.BOM_UTF16_BE, "utf-16"),
        ):
            if data.startswith(mark):
                encoding = named
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        hint = "save it as UTF-8, or say its encoding (-O encoding=windows-1252)"
        message = f"byte {error.start} is not {encoding}; {hint}"
        raise InputError(message, line=line, value=data[error.start : error.start + 8]) from None


def lines_of(text: str) -> Iterator[Line]:
    gap = False
    for number, raw in enumerate(_BREAK.split(text), 1):
        text = _BULLET.sub("", raw.strip(_AROUND))
        if text:
            plain = _SPACE.sub(" ", text)
            kind = classify(plain)
            yield Line(number, text if kind == "words" else plain, gap, kind)
        gap = not text


def classify(text: str) -> str:
    """What a line could be on its own (see `Line.kind`).

    >>> [classify(text) for text in ("1912- 1994", "-", "(372) documents", "1 - 10 of 108", "June 06, 1944", "East Asia")]
    ['life', 'bare', 'count', 'range', 'date', 'place']
    """
    if text.startswith("©"):
        return "navigation"
    if len(text) > 120:
        return "words"
    if _BARE.fullmatch(text):
        return "bare"
    if RANGE.fullmatch(text):
        return "range"
    if counted(text):
        return "count"
    date = _date_kind(text)
    if date:
        return date
    navigation = is_navigation(text)
    if text.casefold().rstrip(":") in HEADINGS:
        return "heading"
    if navigation:
        return "navigation" if navigation == "page" else "of-record"
    return "place" if is_place(facet(text)[0]) else "words"


def _date_kind(text: str) -> str | None:
    plain = unlabelled(text)
    if len(plain) > 80:
        return None
    edtf = Date(plain).edtf if plain else None
    if edtf is None:
        ambiguous = _NUMERIC.fullmatch(plain) and (explain(plain) or "").startswith("ambiguous")
        return "date" if ambiguous else None
    ends = _ends(plain)
    lived = ends is not None and any(ends) and all(end is None or _YEAR.fullmatch(end) for end in ends)
    return "life" if lived and _LIVED.search(plain) else "date"


def _ends(text: str) -> tuple[str | None, str | None] | None:
    """The two ends of a life, or of the years that stand for it in a facet of people: "fl. 1880-1890"."""
    return life_dates(_ACTIVE.sub("", text))


def unlabelled(text: str) -> str:
    """The words of a date without a label before them ("Date: 1956")."""
    return _LABEL.sub("", text, count=1) if _LABEL.match(text) else text


_COUNTED: Final = re.compile(r"(.*[^\s(\[]) ?[(\[]([0-9]{1,3}(?:[,. ]?[0-9]{3}){0,3})[)\]]")


def facet(text: str) -> tuple[str, str | None]:
    """A facet and its number of hits, if one follows in brackets.

    >>> facet("East Asia (1,045)"), facet("East Asia"), facet("Report (1956)")
    (('East Asia', '1,045'), ('East Asia', None), ('Report (1956)', None))
    """
    found = _COUNTED.fullmatch(text)
    if not found or re.fullmatch("1[0-9]{3}|20[0-9]{2}", found[2]):
        return text, None
    return found[1], found[2]


def lived(text: str) -> bool:
    """Whether years could be those of a life: open, or 12 to 115 years long.

    >>> lived("1912- 1994"), lived("1894-"), lived("1950-1953")
    (True, True, False)
    """
    ends = _ends(text)
    if ends is None:
        return False
    begin, end = (int(one[:4]) if one and one[:4].isdecimal() else None for one in ends)
    if begin is None or end is None:
        return begin is not end
    return 12 <= end - begin <= 115
