"""Dates of East Asia, and years of eras, converted to forms that the other tables know: 1945年8月, 昭和20年, Meiji 33 [1900].

Japan has used the Gregorian calendar since 1 January 1873 (Meiji 6), China since 1912. Of earlier eras only the year is read,
since their months and days belong to a lunisolar calendar.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from docmeta.dates.tokens import NotUnderstood

#: The first and the last year of each era; the last two are open.
_ERAS: Final = {
    era: (int(first), int(last))
    for era, first, last in (
        line.split()
        for line in (
            "明治 1868 1912|大正 1912 1926|昭和 1926 1989|平成 1989 2019|令和 2019 2099|民國 1912 2099|"
            "元禄 1688 1704|宝永 1704 1711|正徳 1711 1716|享保 1716 1736|元文 1736 1741|寛保 1741 1744|延享 1744 1748|寛延 1748 1751|"
            "宝暦 1751 1764|明和 1764 1772|安永 1772 1781|天明 1781 1789|寛政 1789 1801|享和 1801 1804|文化 1804 1818|文政 1818 1831|"
            "天保 1831 1845|弘化 1845 1848|嘉永 1848 1855|安政 1855 1860|万延 1860 1861|文久 1861 1864|元治 1864 1865|慶応 1865 1868|"
            "順治 1644 1661|康熙 1662 1722|雍正 1723 1735|乾隆 1736 1796|嘉慶 1796 1820|道光 1821 1850|咸豐 1851 1861|同治 1862 1874|"
            "光緒 1875 1908|宣統 1909 1912"
        ).split("|")
    )
}
#: Other spellings of the same: simplified and old characters, and romanised.
_WRITINGS: Final = {
    "中華民國": "民國", "中华民国": "民國", "民国": "民國", "嘉庆": "嘉慶", "咸丰": "咸豐", "光绪": "光緒", "宣统": "宣統", "顺治": "順治",
    "宝暦": "宝暦", "寶曆": "宝暦", "慶應": "慶応", "萬延": "万延", "西暦": "", "西元": "", "公元": "", "서기": "",
}  # fmt: skip
_LATIN: Final = {
    "meiji": "明治", "taisho": "大正", "showa": "昭和", "heisei": "平成", "reiwa": "令和", "minguo": "民國", "minkuo": "民國",
}  # fmt: skip
_LATIN_ERA: Final = re.compile(
    r"\b(Meiji|Taish[o\u014d]|Sh[o\u014d]wa|Heisei|Reiwa|Min['\u2019 ]?guo|Min['\u2019 ]?kuo) (gannen|[0-9]{1,3})(?![0-9.])(?: nen\b)?",
    re.IGNORECASE,
)
_NUMERAL: Final = {sign: value for value, signs in enumerate(("〇零", *"一二三四五六七八九")) for sign in signs}
_NUMERALS: Final = re.compile(r"[〇零一二三四五六七八九十]{1,7}(?= ?[年月日世~-])")
_KOREAN: Final = re.compile(r"(?<=[0-9]) ?([년월일])")
_ERA: Final = "|".join(_ERAS)
_GATE: Final = re.compile(
    rf"[年년]|[0-9] ?世[紀纪]|[不无無][明詳详日]|日付なし|(?:{_ERA}|{'|'.join(_WRITINGS)}) ?[0-9元]"
)
_DECADE_OF_ERA: Final = re.compile(rf"({_ERA}) ?([0-9]{{2}}) ?年代")
_SHORT_RANGE: Final = re.compile(rf"({_ERA}) ?(元|[0-9]{{1,3}}) ?年? ?[~-] ?([0-9]{{1,3}}) ?年")
_YEAR_OF_ERA: Final = re.compile(rf"({_ERA}) ?(元|[0-9]{{1,3}}) ?(?:年度?|(?! ?[0-9./月~-]*[0-9月]))")
_BESIDE: Final = re.compile(r"([0-9]{4}) ?年? ?[(\[] ?([0-9]{4}) ?年? ?[)\]] ?年?")
_DATE: Final = re.compile(
    r"(?:(?P<year>[0-9]{4}) ?年(?!代)度? ?)?(?:(?P<month>[0-9]{1,2}) ?月(?: ?(?P<day>[0-9]{1,2}) ?日)?|(?P<only>[0-9]{1,2}) ?日)"
    r"|(?P<alone>[0-9]{4}) ?年(?!代)度?"
)
_FROM_LUNAR: Final = "\u241f"
#: Words around a date, translated to those of the tables.
_WORDS: Final = (
    (re.compile(r"(?:作成)?(?:年代|年月日|年|日付|日期)?(?:不明|不詳|不详)|日付なし|[无無]日期"), " undated "),
    (re.compile(r"([0-9]{1,2}) ?世[紀纪] ?(初頭|初|前半|後半|末|中葉|)"), ""),
    (re.compile(r"([0-9]{3}0) ?年代(?:の)?(?:[初中後]?[期頃]|[初末])?"), r" \1s "),
    (re.compile("頃|ごろ|ころ|左右|경"), " circa "),
    (re.compile("[約约]"), " circa "),
    (re.compile("以[降後后来來]"), " or later "),
    (re.compile("以前"), " or earlier "),
    (re.compile("(?:から|[自由])(?=.*[0-9])|[至到]"), " - "),
    (re.compile("まで|止"), " "),
    (re.compile("[、・]"), ", "),
    (re.compile("(?<=[0-9s ])~(?= ?[0-9]| ?$)|[〜～]"), " - "),
)  # fmt: skip
_PARTS: Final = {
    "初頭": "early ", "初": "early ", "末": "late ", "中葉": "mid ", "前半": "first half of the ", "後半": "second half of the ",
}  # fmt: skip


def western(words: str) -> str:
    """The words with East Asian dates as ISO 8601 and English; other dates are unchanged. Raises `NotUnderstood`.

    >>> western("昭和20年8月15日"), western("大正元年(1912)頃"), western("Meiji 33 [1900]"), western("1945年5月~6月")
    ('1945-08-15', '1912 circa', '1900', '1945-05 - 1945-06')
    """
    if words.isascii() and not words[:1].isalpha():
        return words
    words = _LATIN_ERA.sub(_latin, words)
    if words.isascii() or not _GATE.search(words):
        return words
    words = unicodedata.normalize("NFKC", words)
    for written, meant in _WRITINGS.items():
        words = words.replace(written, meant)
    words = _KOREAN.sub(lambda match: {"년": "年", "월": "月", "일": "日"}[match[1]], _NUMERALS.sub(_figures, words))
    words = _DECADE_OF_ERA.sub(lambda m: f"{_year(m[1], m[2])}年 - {_year(m[1], str(int(m[2]) + 9))}年", words)
    words = _SHORT_RANGE.sub(lambda m: f"{_year(m[1], m[2])}年 - {_year(m[1], m[3])}年", words)
    words = _BESIDE.sub(_same, _YEAR_OF_ERA.sub(_with_era, words))
    words = _dates(words)
    for pattern, meant in _WORDS:
        words = pattern.sub(meant or _century, words)
    return " ".join(words.split())


def _latin(match: re.Match[str]) -> str:
    name = "".join(char for char in unicodedata.normalize("NFD", match[1].lower()) if char.isascii() and char.isalpha())
    return f"{_LATIN[name]}{'元' if match[2].lower() == 'gannen' else match[2]}年"


def _figures(match: re.Match[str]) -> str:
    """Both 二十五 and 二五 as 25."""
    if "十" not in match[0]:
        return "".join(str(_NUMERAL[sign]) for sign in match[0])
    tens, _, units = match[0].partition("十")
    if len(tens) > 1 or len(units) > 1:
        raise NotUnderstood(f"not understood: {match[0]!r}")
    return str((_NUMERAL[tens] if tens else 1) * 10 + (_NUMERAL[units] if units else 0))


def _year(era: str, number: str) -> int:
    first, last = _ERAS[era]
    year = first + (1 if number == "元" else int(number)) - 1
    if not first <= year <= last:
        raise NotUnderstood(f"not understood: {era} has no year {number}")
    return year


def _with_era(match: re.Match[str]) -> str:
    year = _year(match[1], match[2])
    lunar = year < 1873 or match[1] in ("光緒", "宣統")
    return f"{year}年{_FROM_LUNAR if lunar else ''}"


def _same(match: re.Match[str]) -> str:
    if match[1] != match[2]:
        raise NotUnderstood("not understood: two different years")
    return f"{match[1]}年"


def _dates(words: str) -> str:
    """Write each date as ISO 8601; a missing year or month is that of the date before."""
    if re.search(f"{_FROM_LUNAR} ?[0-9閏]", words):
        raise NotUnderstood("not understood: a month of a lunisolar calendar")
    year = month = ""

    def iso(match: re.Match[str]) -> str:
        nonlocal year, month
        year = match["year"] or match["alone"] or year
        month = "" if match["alone"] else match["month"] or month
        day = match["day"] or match["only"]
        if not year or (day and not month):
            raise NotUnderstood("no year")
        if int(month or 1) not in range(1, 13) or int(day or 1) not in range(1, 32):
            raise NotUnderstood("not understood: impossible month or day")
        return f" {year}{f'-{month:0>2}' if month else ''}{f'-{day:0>2}' if day else ''} "

    return _DATE.sub(iso, words.replace(_FROM_LUNAR, ""))


def _century(match: re.Match[str]) -> str:
    return f" {_PARTS.get(match[2], '')}{match[1]}th century "
