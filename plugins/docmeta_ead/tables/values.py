"""The values that an attribute of each type may have (XML Schema part 2), and the nearest valid one.

>>> nearest("NMTOKEN", "Box")
('Box', True)
>>> nearest("NMTOKEN", "map case 4/5")
('map_case_4_5', False)
>>> nearest("URI", "http://example.org/100%")
('http://example.org/100%25', False)
>>> nearest(frozenset({"onload", "none"}), "onLoad")
('onload', True)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final
from urllib.parse import quote

from docmeta.dates import life_dates, read_normal
from docmeta.languages import COUNTRIES, is_script, to_639_1, to_639_2b, to_639_2t
from docmeta.model import NamePart

#: Kinds of events in a finding aid, in the words of EAD3 (eventtype/@value); in EAD 2002 they are words in the item of a change.
EVENTS: Final = frozenset("created revised deleted cancelled derived updated unknown".split())

# Letters and digits that every XML 1.0 processor accepts in a name, without those that only the fifth edition has.
_LETTERS: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0180-\u01c3"
    "\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce\u0401-\u040c\u040e-\u044f\u0451-\u045c\u045e-\u0481"
    "\u0531-\u0556\u0561-\u0586\u05d0-\u05ea\u0621-\u063a\u0641-\u064a\u0671-\u06b7\u0905-\u0939"
    "\u0e01-\u0e2e\u10a0-\u10c5\u10d0-\u10f6\u1e00-\u1e9b\u1ea0-\u1ef9\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"
)
_NAME = re.compile(f"[{_LETTERS}_][{_LETTERS}0-9._\u00b7-]*")
_NMTOKEN = re.compile(f"[{_LETTERS}0-9._:\u00b7-]+")
_NOT_NMTOKEN = re.compile(f"[^{_LETTERS}0-9._:\u00b7-]+")
# EAD 2002's own pattern of @normal: a date or two, of the years 0 to 2999, with hyphens or without.
_DAY = r"-?[012][0-9]{3}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_NORMAL = re.compile(f"{_DAY}(?:/{_DAY})?")
_PLAIN = r"[A-Za-z0-9._~!$&'()*+,;=_-]|%[0-9A-Fa-f]{2}"
_PCHAR = f"(?:{_PLAIN}|[:@])"
_URI = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:|(?![^/?#]*:))"
    rf"(?://(?:(?:{_PLAIN}|:)*@)?(?:{_PLAIN})*(?::[0-9]{{1,5}})?(?=[/?#]|$)|(?!//))"
    rf"(?:{_PCHAR}|/)*(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[]/?[])*)?"
)
#: Characters that libxml2 treats like any other in a URI.
_OTHER = re.compile(r"[^!#-;=?-\[\]_a-z~]")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SPACE = re.compile("[ \t\r\n]+")
_ISIL: Final = re.compile("[A-Za-z]{1,4}-[A-Za-z0-9:/-]{1,11}")
#: Languages for local use (ISO 639-2).
_LOCAL: Final = re.compile("q[a-t][a-z]")
_THREE: Final = re.compile("[a-z]{3}")
_YEAR = re.compile("-?[0-9]{4}")
_MONTH = re.compile("-?[0-9]{4}-(?:0[1-9]|1[0-2])")

#: Other words for the values of enumerations: those of the other dialect.
_SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "simple": ("unordered",),
    "marked": ("unordered",),
    "unordered": ("simple",),
    "arabic": ("decimal",),
    "decimal": ("arabic",),
    "upperalpha": ("upper-alpha",),
    "upper-alpha": ("upperalpha",),
    "upper-latin": ("upperalpha",),
    "loweralpha": ("lower-alpha",),
    "lower-alpha": ("loweralpha",),
    "lower-latin": ("loweralpha",),
    "upperroman": ("upper-roman",),
    "upper-roman": ("upperroman",),
    "lowerroman": ("lower-roman",),
    "lower-roman": ("lowerroman",),
    "0": ("false",),
    "no": ("false",),
    "1": ("true",),
    "yes": ("true",),
    "othertype": ("otherdsctype",),
    "otherdsctype": ("othertype",),
    "actuateother": ("other",),
    "actuatenone": ("none",),
    "showother": ("other",),
    "shownone": ("none",),
}


def is_id(value: str) -> bool:
    """Whether *value* may be an XML identifier (NCName)."""
    return _NAME.fullmatch(value) is not None


def is_uri(value: str) -> bool:
    """Whether XML Schema validators accept *value* as a URI (anyURI)."""
    return _URI.fullmatch(_OTHER.sub("_", value)) is not None


def is_life(name: str, named: Sequence[NamePart]) -> bool:
    """Whether the name of a person is only the dates of a life: for some, nothing else survives.

    >>> is_life("1912- 1994", ()), is_life("-", ()), is_life("Roe, 1912-1994", ()), is_life("", ())
    (True, True, False, False)
    """
    if not name or name.__class__ is not str or any(char.isalpha() for char in name):
        return False
    if named:
        return all(part.kind == "dates" for part in named)
    return life_dates(name) is not None or not any(char.isalnum() for char in name)


def is_isil(value: str) -> bool:
    """Whether *value* is the code of an institution (ISO 15511) by EAD3's Schematron."""
    return _ISIL.fullmatch(value) is not None


def nearest(kind: str | frozenset[str], value: str) -> tuple[str | None, bool]:
    """The value to write for *value*, and whether it means all of it; (None, False) if there is none."""
    if isinstance(kind, frozenset):
        return _member(kind, value)
    if not kind:
        return value, True
    return _BY_TYPE[kind](value)


def _member(allowed: frozenset[str], value: str) -> tuple[str | None, bool]:
    if value in allowed:
        return value, True
    word = value.strip().casefold()
    for member in sorted(allowed):
        if member.casefold() == word:
            return member, True
    for member in _SYNONYMS.get(word, ()):
        if member in allowed:
            return member, True
    return None, False


def _nmtoken(value: str) -> tuple[str | None, bool]:
    if _NMTOKEN.fullmatch(value):
        return value, True
    mended = _NOT_NMTOKEN.sub("_", value.strip()).strip("_")
    return mended or None, False


def _uri(value: str) -> tuple[str | None, bool]:
    if is_uri(value):
        return value, True
    first, mark, rest = value.partition("#")
    mended = _STRAY.sub("%25", first + mark + rest.replace("#", "%23")).replace("[", "%5B").replace("]", "%5D")
    if is_uri(mended):
        return mended, False
    return quote(value.encode("utf-8", "replace"), safe="/"), False


def _identifier(value: str) -> tuple[str | None, bool]:
    return (value, True) if is_id(value) else (None, False)


def _references(value: str) -> tuple[str | None, bool]:
    words = _SPACE.split(value.strip())
    kept = [word for word in words if is_id(word)]
    return " ".join(kept) or None, len(kept) == len(words)


def _normal(value: str) -> tuple[str | None, bool]:
    return (value, True) if _NORMAL.fullmatch(value) else (None, False)


def _moment(value: str) -> tuple[str | None, bool]:
    """A date or a time until 2099, for EAD3's `@standarddatetime`."""
    if value[:4] <= "2099" and value[:4] > "0000" and value.isascii():
        if _YEAR.fullmatch(value) or _MONTH.fullmatch(value):
            return value, True
        try:
            if len(value) == 10:
                date.fromisoformat(value)
                return value, True
            if len(value) >= 19 and value[4] == value[7] == "-" and value[10] == "T":
                datetime.fromisoformat(value)
                return (value, True) if value.endswith("Z") or len(value) == 19 else (value[:10], False)
        except ValueError:
            return None, False
    return None, False


def language_code(value: str) -> tuple[str | None, bool]:
    """A code of ISO 639-2b, which EAD3 expects by default, or one for local use.

    >>> language_code("en"), language_code("fra"), language_code("qaa"), language_code("English")
    (('eng', False), ('fre', False), ('qaa', True), (None, False))
    """
    code = value.strip()
    if _LOCAL.fullmatch(code):
        return code, True
    found = to_639_2b(code)
    return found, found == value


def _encoded(find: Callable[[str], str | None]) -> Callable[[str], tuple[str | None, bool]]:
    def code(value: str) -> tuple[str | None, bool]:
        found = find(value.strip())
        return found, found == value

    return code


#: The values of `control/@langencoding` for a finding aid, and the conversions of codes to that list.
LANGUAGES: Final = {
    "iso639-2b": language_code,
    "iso639-1": _encoded(lambda code: to_639_1(code)),
    "iso639-3": _encoded(lambda code: code if _THREE.fullmatch(code) else to_639_2t(code)),
    "otherlangencoding": _nmtoken,
}


def _script(value: str) -> tuple[str | None, bool]:
    code = value.strip()
    found = next((one for one in (code, code.capitalize()) if is_script(one)), None)
    return found, found is not None


def _country(value: str) -> tuple[str | None, bool]:
    code = value.strip().upper()
    return (code, True) if code in COUNTRIES else (None, False)


def _days(value: str) -> tuple[str | None, bool]:
    """Dates that a calendar has; what is no such date at all is left to those who read it."""
    return (None, False) if read_normal(value.strip().partition("T")[0])[1] else (value, True)


def _never(value: str) -> tuple[str | None, bool]:
    return None, False


_BY_TYPE: Final = {
    "NMTOKEN": _nmtoken,
    "ID": _identifier,
    "IDREF": _identifier,
    "IDREFS": _references,
    "URI": _uri,
    "NORMAL": _normal,
    "DATETIME": _moment,
    "LANGUAGE": language_code,
    "SCRIPT": _script,
    "COUNTRY": _country,
    "DAYS": _days,
    # An unparsed entity must be declared in a DTD, and what is written has none.
    "ENTITY": _never,
}
