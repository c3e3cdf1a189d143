"""Codes and names of languages and scripts, by tables of facts: ISO 639-1, ISO 639-2 (B and T), ISO 15924, BCP 47.

The tables are loaded on first use. Case and surrounding white space do not matter.
Unknown values give None: the caller keeps the source's own word, and reports it.
The extra `languages` (the library langcodes) adds names in other languages and the codes of ISO 639-3.

>>> to_bcp47("rus"), to_bcp47("chi", "Hant"), to_639_2b("de"), to_639_2t("ger"), to_639_1("fre")
('ru', 'zh-Hant', 'ger', 'deu', 'fr')
>>> english_name("rum"), find("Romanian"), find("ro")
('Romanian', 'rum', 'rum')
>>> to_bcp47("Lang(en,)") is None
True
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from docmeta.languages.bcp47 import Tag, parse_tag

__all__ = [
    "UNKNOWN",
    "Tag",
    "english_name",
    "find",
    "find_script",
    "is_script",
    "parse_tag",
    "script_name",
    "shortest_tag",
    "to_639_1",
    "to_639_2b",
    "to_639_2t",
    "to_bcp47",
]

#: Withdrawn codes, and their replacements (ISO 639-2 change notes; the IANA registry's Preferred-Value).
_WITHDRAWN: Final = {
    "iw": "heb",
    "in": "ind",
    "ji": "yid",
    "jw": "jav",
    "mo": "rum",
    "mol": "rum",
    "scc": "srp",
    "scr": "hrv",
}
#: Common names that are not the standard's.
_ALSO: Final = {
    "greek": "gre", "farsi": "per", "mandarin": "chi", "church slavonic": "chu", "old norse": "non", "scots gaelic": "gla",
    "gaelic": "gla", "irish gaelic": "gle", "frisian": "fry", "norwegian": "nor", "lapp": "smi", "multilingual": "mul",
    "sami": "smi", "kurdish": "kur", "oriya": "ori", "odia": "ori", "sotho": "sot", "provencal": "pro",
    "belorussian": "bel", "byelorussian": "bel", "ukranian": "ukr", "flemish": "dut", "burmese": "bur", "undetermined": "und",
}  # fmt: skip
_LONGEST: Final = 100
#: The readers' message for a code that `to_bcp47` does not know.
UNKNOWN: Final = "an unknown language code; it is kept unchanged"


class _Language(NamedTuple):
    part2b: str
    part2t: str
    part1: str | None
    names: tuple[str, ...]


class _Tables(NamedTuple):
    codes: dict[str, _Language]
    names: dict[str, _Language]
    scripts: dict[str, str]
    script_names: dict[str, str]


@cache
def _tables() -> _Tables:
    from docmeta.languages import tables

    codes: dict[str, _Language] = {}
    names: dict[str, _Language] = {}
    languages = []
    for line in tables.LANGUAGES.splitlines():
        part2b, part2t, part1, said = line.split("|")
        language = _Language(part2b, part2t or part2b, part1 or None, tuple(said.split(";")))
        languages.append(language)
        codes.update({code: language for code in (language.part2b, language.part2t, language.part1) if code})
    for old, new in _WITHDRAWN.items():
        codes[old] = codes[new]
    # A language's first name takes precedence over the further names of another.
    for language in languages:
        names.setdefault(language.names[0].casefold(), language)
    for language in languages:
        for name in language.names:
            for form in _forms(name):
                names.setdefault(form, language)
    for name, code in _ALSO.items():
        names.setdefault(name, codes[code])
    for code, own in tables.OWN_NAMES.items():
        for name in own.split("|"):
            names.setdefault(name, codes[code])
    scripts = dict(line.split(" ", 1) for line in tables.SCRIPTS.splitlines())
    script_names = {name.casefold(): code for code, name in scripts.items()}
    for code, name in scripts.items():
        for form in _forms(name):
            script_names.setdefault(form, code)
    return _Tables(codes, names, scripts, script_names)


def _forms(name: str) -> list[str]:
    """The lookup forms of a name: whole, without brackets, and inverted ("Greek, Modern")."""
    name = name.casefold()
    bare = name.partition(" (")[0]
    forms = [name, bare]
    first, _, rest = bare.partition(" ")
    if first in (
        "old",
        "middle",
        "modern",
        "ancient",
        "classical",
        "low",
        "high",
        "upper",
        "lower",
        "northern",
        "southern",
    ):
        forms.append(f"{rest}, {first}")
    if bare.endswith(" languages"):
        forms.append(bare.removesuffix(" languages"))
    if name.endswith(")") and "alias for " not in name:
        forms += [form.strip() for form in name.partition(" (")[2].rstrip(")").split(",") if len(form) > 3]
    return forms


@cache
def _langcodes() -> Any:
    """The library of the extra `languages`, or None if it is not installed."""
    try:
        import langcodes
        import language_data  # type: ignore[import-untyped,unused-ignore]  # noqa: F401  # langcodes needs it for names
    except ImportError:
        return None
    return langcodes


def _language(code: str) -> _Language | None:
    """The table's line for a code, or for the primary language of a tag."""
    code = code.strip().lower()
    found = _tables().codes.get(code)
    if found is None and ("-" in code or "_" in code):
        tag = parse_tag(code.replace("_", "-"))
        found = _tables().codes.get(tag.language) if tag else None
    return found


def to_639_2b(code: str) -> str | None:
    """The bibliographic ISO 639-2 code, as in EAD 2002 `@langcode` and MARC; None if there is none.

    >>> to_639_2b("zho"), to_639_2b("pt-BR"), to_639_2b("xx")
    ('chi', 'por', None)
    """
    found = _language(code)
    return found.part2b if found else code.strip().lower() if _local(code) else None


def to_639_2t(code: str) -> str | None:
    """The terminological ISO 639-2 code, which is also the ISO 639-3 code; None if there is none.

    >>> to_639_2t("chi"), to_639_2t("en")
    ('zho', 'eng')
    """
    found = _language(code)
    return found.part2t if found else code.strip().lower() if _local(code) else None


def to_639_1(code: str) -> str | None:
    """The ISO 639-1 code; None if the language has none, or the code is unknown.

    >>> to_639_1("dut"), to_639_1("grc")
    ('nl', None)
    """
    found = _language(code)
    return found.part1 if found else None


def english_name(code: str) -> str | None:
    """The English name of a language; for a tag, that of its primary language. None if the code is unknown.

    >>> english_name("ger"), english_name("sr-Cyrl"), english_name("gre")
    ('German', 'Serbian', 'Modern Greek')
    """
    found = _language(code)
    if found is not None:
        return found.names[0]
    tag = _registered(code)
    return str(_langcodes().Language.get(tag, normalize=False).language_name()) if tag else None


@lru_cache(maxsize=1024)
def to_bcp47(code: str, script: str | None = None) -> str | None:
    """The BCP 47 tag of a language, with the script included; None if the code or the script is unknown.

    Takes codes of ISO 639-1, 639-2 (B and T) and 639-3, and tags, which keep their subtags.
    639-3 codes that 639-2 lacks need the extra `languages`. No code is replaced by that of another language.

    >>> to_bcp47("srp", "cyrl"), to_bcp47("en_us"), to_bcp47("und"), to_bcp47("hbs")
    ('sr-Cyrl', 'en-US', 'und', 'hbs')
    >>> to_bcp47("eng", "Xxxx") is None
    True
    """
    tag = parse_tag(code.strip().replace("_", "-"))
    if tag is None:
        return None
    known = _tables().codes.get(tag.language)
    if known is not None:
        tag = _renamed(tag, known.part1 or known.part2t)
    elif tag.language and not _local(tag.language) and tag.language not in ("hbs", "sh") and not _registered(str(tag)):
        return None
    if script:
        form = is_script(script) and script.strip().title()
        if not form or (tag.script and tag.script != form) or tag.irregular or tag.regular or not tag.language:
            return None
        tag = Tag(tag.language, tag.extended, form, tag.region, tag.variants, tag.extensions, tag.private)
    return str(tag)


@cache
def _usual_scripts() -> dict[str, str]:
    from docmeta.languages import tables

    lines = (line.split() for line in tables.USUAL_SCRIPTS.splitlines())
    return {language: script for script, *languages in lines for language in languages}


@lru_cache(maxsize=1024)
def shortest_tag(code: str, script: str | None = None) -> str | None:
    """The shortest BCP 47 tag of a language (RFC 5646, section 4.1): without the script if it is the usual one.

    None if neither the code nor the name is known. An unknown script is left out.

    >>> shortest_tag("rus", "Cyrl"), shortest_tag("rus", "Latn"), shortest_tag("srp", "Cyrl"), shortest_tag("English")
    ('ru', 'ru-Latn', 'sr-Cyrl', 'en')
    """
    tag = to_bcp47(code, script) or to_bcp47(code)
    if tag is None:
        known = find(code) if is_name(code) else None
        return shortest_tag(known, script) if known else None
    language, _, rest = tag.partition("-")
    usual = _usual_scripts().get(language)
    return language if usual is not None and rest == usual else tag


def _renamed(tag: Tag, language: str) -> Tag:
    return Tag(language, tag.extended, tag.script, tag.region, tag.variants, tag.extensions, tag.private)


def _local(code: str) -> bool:
    """Whether a code is reserved for local use: qaa to qtz (ISO 639-2)."""
    code = code.strip().lower()
    return len(code) == 3 and code.isascii() and code.isalpha() and "qaa" <= code <= "qtz"


def _registered(code: str) -> str | None:
    """The tag of a language that the tables lack and langcodes knows."""
    library = _langcodes()
    tag = parse_tag(code.strip().replace("_", "-")) if library is not None else None
    return str(tag) if tag is not None and tag.language and library.tag_is_valid(str(tag)) else None


#: Lists of languages as linked data: of the Library of Congress, Lexvo, and the European Union.
_LISTED: Final = re.compile(
    r"https?://(?:id\.loc\.gov/vocabulary/(?:iso639-[125]|languages)/|(?:www\.)?lexvo\.org/(?:id|page)/iso639-[1-5]/"
    r"|publications\.europa\.eu/resource/authority/language/)([A-Za-z]{2,3})"
)
#: What stands between names, beside the comma, which may also stand within one.
_BETWEEN: Final = re.compile(r"[;/|&+]|\b(?:and|or|with|et|und|oder|y|e|och|og|en|i)\b")


@lru_cache(maxsize=1024)
def find(name_or_code: str) -> str | None:
    """The ISO 639-2/B code of a language given by a code, a name or a URI, for `Language.code`; None if unknown.

    A tag with a script, a region or variants becomes a BCP 47 tag, and so does a language that 639-2 lacks.

    >>> find("Russian"), find("GERMAN"), find("Greek, Modern"), find("en"), find("pt-br")
    ('rus', 'ger', 'gre', 'eng', 'pt-BR')
    >>> find("http://id.loc.gov/vocabulary/iso639-2/rus")
    'rus'
    >>> find("no such language") is find("Russian and Korean") is None
    True
    """
    text = " ".join(name_or_code.split())
    if not text or len(text) > _LONGEST:
        return None
    listed = _LISTED.fullmatch(text)
    text = listed[1] if listed else text
    tables = _tables()
    found = tables.codes.get(text.lower()) or tables.names.get(text.casefold())
    if found is not None:
        return found.part2b
    if _local(text):
        return text.lower()
    if " " not in text and (len(text) <= 3 or "-" in text or "_" in text):
        tag = to_bcp47(text)
        if tag is not None:
            return tag
    library = _langcodes()
    if library is None or not text.isprintable():
        return None
    pieces = _BETWEEN.split(text)
    if len(pieces) == 1 and "," in text:
        name, _, rest = text.partition(",")
        turned = tables.names.get(f"{rest.strip()} {name}".casefold()) or tables.names.get(f"{name}{rest}".casefold())
        if turned is not None:
            return turned.part2b
        pieces = text.split(",")
    # langcodes takes the first of several names for all
    if len(pieces) > 1 and len({find(piece) for piece in pieces} - {None}) > 1:
        return None
    try:
        tag = str(library.find(text))
    except (LookupError, UnicodeError, SystemError):  # the library fails on some characters that occur in no name
        return None
    return to_639_2b(tag) if "-" not in tag else to_bcp47(tag)


def is_name(text: str) -> bool:
    """Whether a text is the name of one language, in English or in the language itself, and nothing else.

    It only uses the tables, so that the result does not depend on installed libraries.

    >>> is_name("Français"), is_name("English."), is_name("English and French"), is_name("fre")
    (True, True, False, False)
    """
    words = " ".join(text.split()).rstrip(".").casefold()
    return (len(words) > 3 or not words.isascii()) and len(words) <= _LONGEST and words in _tables().names


def is_script(code: str) -> bool:
    """Whether a code is one of ISO 15924; case does not matter.

    >>> is_script("cyrl"), is_script("Russ"), is_script("Qaaa")
    (True, False, True)
    """
    code = code.strip().title()
    return code in _tables().scripts or (
        len(code) == 4 and code.isascii() and "Qaaa" <= code <= "Qabx" and code.isalpha()
    )


def script_name(code: str) -> str | None:
    """The English name of a script; None if the code is unknown.

    >>> script_name("Cyrl")
    'Cyrillic'
    """
    return _tables().scripts.get(code.strip().title())


def find_script(name_or_code: str) -> str | None:
    """The ISO 15924 code of a script given by a code or an English name; None if unknown.

    >>> find_script("Cyrillic"), find_script("latn")
    ('Cyrl', 'Latn')
    """
    text = " ".join(name_or_code.split())
    return text.title() if is_script(text) else _tables().script_names.get(text.casefold())
