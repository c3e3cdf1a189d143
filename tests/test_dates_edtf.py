"""EDTF (ISO 8601-2:2019) against published lists, real finding aids, the official schemas, and random values."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from docmeta.dates import Date, StandardRange, day_order, explain, is_edtf, parse_edtf, read_normal, split
from docmeta.dates.edtf import Edtf, read_edtf
from docmeta.errors import ModelError

# --- published lists --------------------------------------------------------------------------------------------------

#: Strings of the draft of 2012 that are refused: nested groups, and annotations after `^`, have no equivalent.
REFUSED_DRAFT = 10

#: English phrases with two equally valid readings, or with a doubtful entry in the list itself.
OTHER_READING = {
    "notcirca 1860": (None, "a word that is not known makes the text not understood"),
    "attic. 1802": (None, "a word that is not known makes the text not understood"),
    "decade somewhere during the 1800s": (None, "a word that is not known makes the text not understood"),
    "1932, printed 1976 by Gunther Sander": (None, "a word that is not known makes the text not understood"),
    "1858/1860": ("1858/1860", "the text is EDTF as it stands"),
    "1863 or 1864": ("[1863,1864]", "both years are kept"),
    "1864 or 1866": ("[1864,1866]", "both years are kept"),
    "1863, printed ca. 1866": ("{1863,1866~}", "both years are kept"),
    "1900; 1973": ("{1900,1973}", "both years are kept"),
    "1900; printed 1912": ("{1900,1912}", "both years are kept"),
    "1930s, printed early 1960s": ("{193X,196X}", "both decades are kept"),
    "1938, printed 1940s-1950s": ("{1938,194X..195X}", "both dates are kept"),
    "year in about the 1800s": ("18XX~", "the list has 180X~ here and 18XX for 'year in the 1800s'"),
    "day in Spring 1849": ("1849-21", "a season with a day is not EDTF"),
    "day in 1872": ("1872", "that the day is not known need not be said"),
}


def suite(shared: Path, name: str) -> list[dict[str, str]]:
    """One of the published lists."""
    found: list[dict[str, str]] = json.loads((shared / "suites" / "edtf" / name).read_text(encoding="utf-8"))
    return found


def test_published_list_of_valid_and_invalid(shared: Path) -> None:
    entries = suite(shared, "edtf-validate.json")
    assert len(entries) > 200
    wrong = [entry for entry in entries if is_edtf(entry["text"]) != (entry["expect"] == "valid")]
    assert wrong == []
    for entry in entries:
        if entry["expect"] == "valid":
            assert Date(edtf=entry["text"]).edtf == entry["text"]
        else:
            with pytest.raises(ModelError):
                Date(edtf=entry["text"])


def test_published_list_of_the_draft(shared: Path) -> None:
    refused = [
        entry["text"]
        for entry in suite(shared, "edtf-ruby-2012-draft.json")
        if Date.parse(entry["text"], pairs="months").edtf is None
    ]
    assert all("^" in text or text.count("(") > 1 or text.startswith("(") for text in refused), refused
    assert len(set(refused)) == REFUSED_DRAFT


def test_published_list_of_english_phrases(shared: Path) -> None:
    other = {}
    for entry in suite(shared, "natural-language.json"):
        found = Date(entry["text"]).edtf
        if found != entry["edtf"]:
            other[entry["text"]] = found
    assert other == {words: reading for words, (reading, _) in OTHER_READING.items() if words in other}
    assert len(other) <= len(OTHER_READING)


# --- real finding aids ------------------------------------------------------------------------------------------------


def pairs(shared: Path) -> dict[Path, list[tuple[str, str]]]:
    """The distinct words and normals of the unitdates of each sample."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True)
    found: dict[Path, list[tuple[str, str]]] = {}
    seen: set[tuple[str, str]] = set()
    for path in sorted([*(shared / "samples/ead2002").glob("*.xml"), *(shared / "samples/ead3").glob("*.xml")]):
        with path.open("rb") as source:
            tree = etree.parse(source, parser)
        for element in tree.iter("{*}unitdate"):
            pair = (" ".join("".join(element.itertext()).split()), element.get("normal", ""))
            if all(pair) and pair not in seen:
                seen.add(pair)
                found.setdefault(path, []).append(pair)
    return found


def judge(date: Date, normal: str) -> str:
    """How the meaning of the words relates to the normal of the source: by the days that both cover."""
    edtf = read_normal(normal)[0] or read_normal(f"{normal[:10]}/{normal[-10:]}")[0]
    if edtf is None:
        return "no normal"
    if date.normal is None:
        return "not said"
    ours, theirs = Date(edtf=read_normal(date.normal)[0]), Date(edtf=edtf)
    a, b, c, d = ours.earliest, ours.latest, theirs.earliest, theirs.latest
    if date.normal == Date(edtf=edtf).normal or (a, b) == (c, d):
        return "exact"
    if a is None or b is None or c is None or d is None or (a[0] <= c[0] and b[0] >= d[0]):
        return "covers"
    return "wrong"


def test_real_finding_aids(shared: Path) -> None:
    blind, known = [], []
    for found in pairs(shared).values():
        order = day_order(words for words, _ in found)
        for words, normal in found:
            if (explain(words) or "") != "ambiguous: day/month order":
                blind.append(judge(Date(words), normal))
            known.append(judge(Date.parse(words, order=order), normal))
    assert len(known) > 4_000
    for verdicts in (blind, known):
        assert verdicts.count("exact") / len(verdicts) > 0.95
        assert verdicts.count("wrong") / len(verdicts) < 0.01


# --- the official schemas ---------------------------------------------------------------------------------------------

_EDTF_YEARS = st.one_of(
    st.integers(-9999, 9999).map(lambda year: f"{year:04d}" if year >= 0 else f"-{-year:04d}"),
    st.from_regex(r"-?[0-9X]{4}", fullmatch=True),
)
_QUALIFIERS = st.sampled_from(["", "", "", "?", "~", "%"])
_DATES = st.builds(
    lambda year, month, day, mark: "-".join(part for part in (year, month, day if month else "") if part) + mark,
    _EDTF_YEARS,
    st.one_of(
        st.just(""),
        st.integers(1, 12).map("{:02d}".format),
        st.sampled_from(["XX", "1X", "21", "24", "28", "33", "41"]),
    ),
    st.one_of(st.just(""), st.integers(1, 31).map("{:02d}".format), st.sampled_from(["XX", "2X", "X1"])),
    _QUALIFIERS,
)
_LONG = st.builds("Y{}{}E{}".format, st.sampled_from(["", "-"]), st.integers(1, 99), st.integers(3, 16))
EDTF = st.one_of(
    _DATES,
    _LONG,
    st.builds(
        "{}/{}".format, st.one_of(_DATES, st.sampled_from(["", ".."])), st.one_of(_DATES, st.sampled_from(["", ".."]))
    ),
    st.lists(_DATES, min_size=1, max_size=4).map(lambda dates: f"[{','.join(dates)}]"),
    st.lists(_DATES, min_size=1, max_size=4).map(lambda dates: f"{{{','.join(dates)}}}"),
    st.sampled_from(["XXXX", "1950S2", "[..1984]", "{1960,1970..1980}", "1985-04-12T23:20:30Z"]),
).filter(is_edtf)


def ead_pattern(shared: Path) -> re.Pattern[str]:
    """The pattern of @normal in the official schema."""
    schema = etree.parse(str(shared / "schemas/ead2002/ead.xsd"))
    (value,) = schema.xpath("//@value[contains(., '(0|1|2)')]")
    return re.compile(str(value))


def test_normal_never_breaks_the_official_schemas(shared: Path) -> None:
    pattern = ead_pattern(shared)
    single = re.compile(pattern.pattern.split("(/")[0])

    @given(EDTF)
    def holds(edtf: str) -> None:
        date = Date(edtf=edtf)
        assert date.normal is None or pattern.fullmatch(date.normal)
        for part in date.standarddate_parts:
            for end in part if isinstance(part, StandardRange) else (part,):
                for value in end or ():
                    assert value is None or single.fullmatch(value)

    holds()


# --- chance -----------------------------------------------------------------------------------------------------------


@given(EDTF)
def test_edtf_properties(edtf: str) -> None:
    date = Date(edtf=edtf)
    assert date.edtf == edtf
    assert Date(date.display).edtf == edtf or date.display == edtf
    if date.earliest and date.latest:
        assert date.earliest <= date.latest
    if date.normal is not None:
        again, problem = read_normal(date.normal)
        assert problem is None
        if again is not None and ".." not in again:  # 0000 and 2999 mean nothing in @normal
            # An interval from a date to itself is that date, which has fewer notations.
            itself = date.normal == f"{again}/{again}"
            assert Date(edtf=again).normal == (again if itself else date.normal)
            assert date.exact == (again == edtf or (itself and date.normal == edtf))
        assert Date.from_normal(date.normal, date.display)[1] is None
    for rendering in (date.w3cdtf, date.schema_org, date.iso_interval, date.begin, date.end):
        assert rendering is None or is_edtf(rendering)
    assert date.sort_key <= date.sort_key


@given(EDTF, EDTF, EDTF)
def test_sort_keys_order_everything(one: str, two: str, three: str) -> None:
    keys = sorted(Date(edtf=edtf).sort_key for edtf in (one, two, three))
    again = list(keys)
    again.reverse()
    assert keys == sorted(again)


_DATE_WORDS = st.lists(
    st.sampled_from(
        "1950 1951 1949-1991 1890s 19th century 5 8th 31 May mai января . , ; - – / & or and ca. circa ? ~ [ ] ( ) n.d. undated "
        "before after between since present Spring half first BC AD XIX bulk b. d. † 1/2/1950 13/6/1951 19-- 2001-02 T".split()
    ),
    max_size=12,
).flatmap(lambda words: st.sampled_from([" ", ""]).map(lambda space: space.join(words)))


@given(st.one_of(st.text(max_size=200), _DATE_WORDS))
def test_any_text_is_answered(text: str) -> None:
    if not text.strip():
        assert explain(text) == "no words"
        return
    date = Date(text)
    assert (date.edtf is None) == (explain(text) is not None)
    assert date.text == " ".join(text.split())
    assert date.edtf is None or is_edtf(date.edtf)
    assert "".join("".join(words.split()) for words, _ in split(text)) in "".join(text.split()) or len(split(text)) == 2
    assert date.sort_key == Date(text).sort_key


@given(st.text(alphabet="0123456789XYES?~%/-.,[]{}T:Z+", max_size=40))
def test_any_string_is_judged(text: str) -> None:
    found = parse_edtf(text)
    assert (found is not None) == is_edtf(text)


# --- hostile input ----------------------------------------------------------------------------------------------------

HOSTILE = [
    " " * 50_000,
    "1" * 50_000,
    "1950 " * 10_000,
    "1950-" * 10_000,
    "{" + ",".join(["1965"] * 10_000) + "}",
    "[" + "1965.." * 8_000,
    "?" * 50_000,
    "((" * 25_000,
    "a" * 50_000,
    "é" * 50_000,
    "I" * 50_000,
    "/" * 50_000,
    "bulk " * 10_000,
    "1950" + " " * 49_990 + "s",
    "Y1E" + "9" * 49_997,
    "circa " * 8_333,
    "between " * 6_000,
    "\u0301" * 50_000,
]
SHORTER = [text[:1_000] for text in HOSTILE] + [text[:199] for text in HOSTILE]
SHORTER += [
    "1936-37, " * 100, "1936-37/" * 100, "1914, May 5-" * 80, "1914, 5-6" * 100, "1-" * 400 + " BC", "1,000 " * 150 + "BC",
    "5 May 1950 " + "12:00:00 " * 100, "[1892, " * 140, "n.d. b " * 140, "turn of the 1-" * 70 + "c", "Y,d" * 300, "1d,-" * 250,
]  # fmt: skip
SHORTER += ["{" + ",".join(["XXX8-02-29"] * 90) + "}", "n.d." * 250, "1-" * 500, "p-" * 500, "mid-" * 250, "1/" * 500]


@pytest.mark.parametrize("text", HOSTILE + SHORTER)
def test_hostile_text_takes_no_longer_than_many_dates(text: str) -> None:
    def ask(of: str) -> float:
        began = time.process_time()
        explain(of)
        split(of)
        is_edtf(of)
        read_normal(of)
        day_order([of])
        return time.process_time() - began

    tries = ((ask(text), sum(ask(f"5 May {year}") for year in range(1_000, 10_000))) for _ in range(3))
    assert any(hostile < plain for hostile, plain in tries)


@pytest.mark.parametrize(
    ("edtf", "reason"),
    [
        ("Y1E99", "the year has more than 18 digits"),
        ("Y" + "9" * 19, "a long year is written as Y17000, Y17E7 or Y171010000S3, of 18 digits at most"),
        ("Y2006", "Y stands before a year of more than four digits, and only there"),
        ("-0000", "there is no year -0000"),
        ("1965-13", "month must be 01..12"),
        ("1965-02-29", "there is no such day in that year"),
        ("XXX1-02-29", "there is no such day in that year"),
        ("/", "an interval needs a date or '..'"),
        ("{1950", "a set ends with }"),
        ("[1950..,1960]", "'..' without a date stands only at the ends of a set"),
        ("1985-04-12T24:00:00", "a time is written as T23:59:59, with Z or +01:00 or nothing after it"),
        ("１９５０", "not an EDTF date, such as 1965, 1965-12, 1965-12-20, 1965~ or 196X"),
    ],
)
def test_what_is_not_edtf_says_why(edtf: str, reason: str) -> None:
    with pytest.raises(ModelError, match=re.escape(reason)):
        Date(edtf=edtf)


@given(
    st.one_of(
        st.from_regex(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", fullmatch=True),
        st.dates().map(str),
        st.sampled_from(
            [
                "1900-02-29",
                "2000-02-29",
                "0000-02-29",
                "0000-02-30",
                "0000",
                "1951-06-31",
                "1951-13",
                "1951\n",
                "１９５１",
            ]
        ),
    )
)
def test_a_plain_date_is_edtf_where_the_whole_grammar_says_so(text: str) -> None:
    assert is_edtf(text) == isinstance(read_edtf(text), Edtf)
