"""Codes and names of languages and scripts."""

from __future__ import annotations

import subprocess
import sys

import pytest

from docmeta.languages import codes as languages

# The twenty languages whose bibliographic and terminological codes differ (ISO 639-2).
PAIRS = (
    "alb/sqi arm/hye baq/eus bur/mya chi/zho cze/ces dut/nld fre/fra geo/kat ger/deu gre/ell ice/isl mac/mkd mao/mri may/msa "
    "per/fas rum/ron slo/slk tib/bod wel/cym"
)


@pytest.mark.parametrize("pair", PAIRS.split())
def test_b_and_t_codes_map_to_each_other(pair: str) -> None:
    b, t = pair.split("/")
    assert languages.to_639_2t(b) == t
    assert languages.to_639_2b(t) == b
    assert languages.to_bcp47(b) == languages.to_bcp47(t) == languages.to_639_1(b)


def test_the_table_is_whole() -> None:
    codes = languages._tables().codes
    entries = set(codes.values())
    assert len(entries) == 486  # ISO 639-2 without the range for local use
    assert sum(entry.part1 is not None for entry in entries) == 184
    for entry in entries:
        for code in (entry.part2b, entry.part2t, entry.part1):
            if code is not None:
                assert languages.to_639_2b(code) == entry.part2b
                assert languages.find(code) == entry.part2b
        if entry.names[0].lower() not in codes:  # the name Ga is the code of Irish, and codes go first
            assert languages.find(entry.names[0]) == entry.part2b, entry


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("eng", "en"), ("EN", "en"), (" ger ", "de"), ("grc", "grc"), ("zxx", "zxx"), ("mul", "mul"), ("qab", "qab"),
        ("iw", "he"), ("scr", "hr"), ("hbs", "hbs"), ("sh", "sh"), ("eng-US", "en-US"), ("zh_hant_tw", "zh-Hant-TW"),
        ("en-x-archive", "en-x-archive"), ("x-archive", "x-archive"), ("i-klingon", "i-klingon"),
        ("", None), ("Lang(en,)", None), ("english", None),
        ("e", None), ("en-", None), ("русский", None), ("a" * 9, None),
    ],
)  # fmt: skip
def test_codes_become_tags(given: str, tag: str | None) -> None:
    assert languages.to_bcp47(given) == tag


@pytest.mark.parametrize(
    ("code", "script", "tag"),
    [
        ("srp", "Cyrl", "sr-Cyrl"), ("zh-TW", "hant", "zh-Hant-TW"), ("sr-Cyrl", "Cyrl", "sr-Cyrl"), ("sr-Cyrl", "Latn", None),
        ("eng", "Klingon", None), ("eng", "Qaaa", "en-Qaaa"), ("eng", "", "en"), ("x-a", "Latn", None),
    ],
)  # fmt: skip
def test_scripts_are_folded_in(code: str, script: str, tag: str | None) -> None:
    assert languages.to_bcp47(code, script) == tag


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("English", "eng"), ("korean", "kor"), ("Greek", "gre"), ("Greek, Ancient", "grc"), ("Ancient Greek", "grc"),
        ("Castilian", "spa"), ("Farsi", "per"), ("Old English", "ang"), ("Church  Slavonic", "chu"), ("Slavic", "sla"),
        ("sr-Cyrl", "sr-Cyrl"), ("multiple languages", "mul"), ("", None), ("x" * 1000, None), ("???", None), ("12", None),
    ],
)  # fmt: skip
def test_names_and_codes_are_found(given: str, code: str | None) -> None:
    assert languages.find(given) == code


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("http://id.loc.gov/vocabulary/iso639-2/fre", "fre"), ("https://id.loc.gov/vocabulary/languages/kor", "kor"),
        ("http://lexvo.org/id/iso639-3/fra", "fre"), ("http://publications.europa.eu/resource/authority/language/FRA", "fre"),
        ("http://id.loc.gov/vocabulary/iso639-2/zzz", None), ("http://example.org/fre", None),
    ],
)  # fmt: skip
def test_codes_of_lists_on_the_web(uri: str, code: str | None) -> None:
    assert languages.find(uri) == code


@pytest.mark.parametrize(
    "text", ["English; French", "English and French", "Deutsch, Englisch", "français et latin", "English/Yiddish"]
)
def test_several_names_are_no_language(text: str) -> None:
    assert languages.find(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Spanish; Castilian", "spa"), ("Chichewa; Chewa; Nyanja", "nya"), ("Romanian; Moldavian; Moldovan", "rum"),
        ("Norwegian, Bokmål", "nob"), ("Bokmål, Norwegian; Norwegian Bokmål", "nob"), ("Chinese, Mandarin", "chi"),
        ("Greek, Ancient (to 1453)", "gre"), ("Serbian, Cyrillic", "srp"), ("Portuguese, Brazilian", "por"), ("Persian/Farsi", "per"),
    ],
)  # fmt: skip
def test_several_names_of_one_language_and_names_with_a_comma(text: str, code: str) -> None:
    pytest.importorskip("langcodes")
    pytest.importorskip("language_data")
    assert languages.find(text) == code


def test_names_in_other_languages_are_found_with_the_extra() -> None:
    pytest.importorskip("langcodes")
    pytest.importorskip("language_data")
    assert [languages.find(name) for name in ("Deutsch", "français", "Русский")] == ["ger", "fre", "rus"]
    assert languages.to_bcp47("yue") == "yue"
    assert languages.english_name("yue") == "Cantonese"
    assert languages.find("hbs") == "hbs"


def test_without_the_extra_the_tables_still_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "_langcodes", lambda: None)
    languages.find.cache_clear()
    languages.to_bcp47.cache_clear()
    try:
        assert languages.find("Deutsch") == "ger"
        assert languages.to_bcp47("yue") is None
        assert languages.english_name("yue") is None
        assert languages.to_bcp47("rus") == "ru"
    finally:
        languages.find.cache_clear()
        languages.to_bcp47.cache_clear()


def test_unknown_codes_are_none() -> None:
    for function in (languages.to_639_1, languages.to_639_2b, languages.to_639_2t):
        assert function("xx") is None
    assert languages.english_name("xx") is None
    assert languages.to_639_2b("qaa") == "qaa"


@pytest.mark.parametrize("text", ["\x00\x80\x80", "Russian\x00", "\x00", "\ud800", "\x80\x80\x80", "a\x00\x80\x80"])
def test_what_no_name_of_a_language_can_hold_is_no_language(text: str) -> None:
    """However the library of the extra handles it."""
    assert languages.find(text) is None
    assert languages.to_639_2b(text) is languages.to_bcp47(text) is languages.english_name(text) is None


def test_scripts() -> None:
    assert languages.is_script("Zyyy")
    assert languages.is_script("latn")
    assert not languages.is_script("Abcd")
    assert not languages.is_script("Qabz")
    assert languages.script_name("hang") == "Hangul (Hangŭl, Hangeul)"
    assert languages.find_script("Hangul") == "Hang"
    assert languages.find_script("Latin") == "Latn"
    assert languages.find_script("no script") is None


def test_the_tables_are_loaded_when_they_are_needed() -> None:
    code = (
        "import sys, docmeta.languages as l; before = [n for n in ('docmeta.languages.tables', 'langcodes') if n in sys.modules];"
        "l.to_bcp47('rus'); print(before, 'docmeta.languages.tables' in sys.modules, 'langcodes' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "True", "False"]
