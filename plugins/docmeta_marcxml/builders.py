"""How the fields of MARC are read: one function for each builder that the table names."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from docmeta.crosswalk import Rule
from docmeta.dates import Date
from docmeta.model import (
    Agent,
    AgentLink,
    DigitalObject,
    Draft,
    Extent,
    Extra,
    Identifier,
    Language,
    Level,
    Note,
    Relation,
    Repository,
    RightsStatement,
    counted,
    trusted,
    unnamed,
)
from docmeta_marcxml.access_points import name, term
from docmeta_marcxml.fields import Field, bare, carry, unpunctuated
from docmeta_marcxml.fixed import covered
from docmeta_marcxml.headings import title_of

#: A number with its qualification in brackets, as in older records, where $q is used today (MARC 21, 020, 024, 027, 028).
_QUALIFIED: Final = re.compile(r"([\dXx-]{8,17}) \(([^()]+)\)")
_YYYYMMDD: Final = re.compile(r"[0-9]{8}")
#: Notes whose first indicator tells whether they are private (MARC 21, 541, 542, 561, 583).
PRIVATE: Final = frozenset(("541", "542", "561", "583"))
#: Fields whose $x is a private note, with the kind and the label of that note
#: (MARC 21 for bibliographic data, 526, 583, 856, 857; for holdings, 852, 863-868, 876-878).
NONPUBLIC: Final[dict[str, tuple[str, str | None]]] = {
    "526": ("general", "Study program"), "583": ("processing", None), "852": ("general", "Location"),
    **dict.fromkeys(("856", "857"), ("general", "Electronic location")),
    **dict.fromkeys(("863", "864", "865", "866", "867", "868", "876", "877", "878"), ("general", "Holdings")),
}  # fmt: skip
#: Uniform titles have more subfields: version, language, form, medium, arrangement, key, date of a treaty (MARC 21, 130 and 240).
_UNIFORM: Final = "abdfghklmnoprst"
_UNIFORM_TAGS: Final = frozenset(("130", "240", "243", "730"))
#: The dates in the title (MARC 21, 245).
_TITLE_DATES: Final = (("f", "inclusive"), ("g", "bulk"))
_NUMBERS: Final = {"0": "isrc", "1": "upc", "2": "ismn", "3": "ean", "4": "sici"}
#: The subfields of a measure (MARC 21, 300), and a number at the beginning.
_MEASURED: Final = "abcefg"
_COUNTED: Final = re.compile(r"\[?(?:ca?\. |approximately )?\d")
#: First indicators of notes that only give the kind of the note, or a display constant.
_SAID: Final = {
    "505": "08", "506": "", "510": "", "511": "08", "516": "8", "520": "238", "521": "8", "522": "8", "524": "8", "526": "8",
    "535": "12", "541": "01", "544": "01", "545": "", "555": "08", "556": "8", "561": "01", "565": "8", "567": "8", "581": "8",
    "583": "01", "585": "", "586": "8", "246": "",
}  # fmt: skip
#: The action of field 583 that is a note of its own kind.
_APPRAISED: Final = frozenset((("a", "Appraisal"), ("a", "Appraisal.")))
#: The events of 264, by its second indicator.
_EVENTS: Final = {"0": "creation", "1": "publication", "2": "distribution", "3": "manufacture", "4": "copyright"}
_LEVELS: Final = frozenset(level.value for level in Level)


def title(field: Field, rule: Rule, draft: Draft) -> None:
    """245 and the other titles."""
    main = field.tag == "245"
    words = title_of(field, "abknps" if main else _UNIFORM if field.tag in _UNIFORM_TAGS else "abfgnps")
    dates = [(text, type) for code, type in _TITLE_DATES for text in field.take(code)] if main else []
    statement = field.one("c") if main else ""
    if words and field.tag in ("730", "740") and field.second == "2":
        draft.add("relations", Relation("hasPart", label=words))
    elif words:
        draft.add("title" if main and "title" not in draft else "other_titles", words)
    for text, type in dates:
        if text.strip():
            draft.add("dates", Date(bare(text), kind="creation", type=type))
    if statement:
        draft.add("notes", Note("general", statement, label="Statement of responsibility"))
    _leave(field, draft, "0123456789")


def note(field: Field, rule: Rule, draft: Draft) -> None:
    """5XX, and other fields that are prose."""
    kind, label = rule.selector or "scope_and_content", rule.option("label")
    audience = "internal" if field.first == "0" and field.tag in PRIVATE else None
    if field.tag == "540" and any(code == "u" and "://" in value for code, value in field.subfields):
        address = field.one("u")
        draft.add("rights", RightsStatement(field.prose(), address, extras=field.left()))
        return
    if field.tag == "351" and "level" not in draft:
        level = unpunctuated(field.one("c"))
        if level:
            word = level.lower() if level.lower() in _LEVELS else level
            draft.fields["level"] = word
    if field.tag == "520" and field.first == "3":
        kind = "abstract"
    if field.tag == "535" and field.first == "2":
        kind = "copies"
    if field.tag == "544" and field.first == "0":
        kind = "separated_units"
    if field.tag == "583" and field.subfields[:1] and field.subfields[0] in _APPRAISED:
        kind = "appraisal"
        field.taken.add(0)
    dates = _closed(field) if field.tag == "506" else None
    text = field.prose()
    materials = field.one("3") if text or audience or dates is not None else ""
    if not text and audience:
        text = field.rest()
    if not text and dates is None:
        if field.subfields:
            (_leave if field.tag == "351" else carry)(field, draft)
        return
    extras = field.left(_SAID.get(field.tag, ""))
    label = materials or label
    if field.tag == "520" and kind != "abstract" and "description" not in draft and not label:
        draft.add("description", text)
        for left in extras:
            draft.add("extras", left)
        return
    draft.add("notes", trusted.Note(kind, text, label=label, dates=dates, audience=audience, extras=extras))


def _closed(field: Field) -> Date | None:
    """The end of a restriction: the day before the one on which the unit becomes available ($g, yyyymmdd)."""
    days = [(number, value.replace("-", "")) for number, (code, value) in enumerate(field.subfields) if code == "g"]
    if len(days) != 1 or not _YYYYMMDD.fullmatch(days[0][1]):
        return None
    try:
        last = date.fromisoformat(days[0][1]) - timedelta(1)
    except (ValueError, OverflowError):
        return None
    field.taken.add(days[0][0])
    return Date(edtf=f"../{last.isoformat()}")


def identifier(field: Field, rule: Rule, draft: Draft) -> None:
    """Numbers and codes."""
    kind = rule.selector or "local"
    if field.tag == "024":
        kind = _NUMBERS.get(
            field.first, field.one("2") or "standard number" if field.first == "7" else "standard number"
        )
        kind = {"hdl": "handle"}.get(kind, kind)
    value = field.join(rule.option("codes", "a"))
    if field.tag in ("020", "022", "024"):
        value = value.rstrip(" :;,")  # the part before the terms of availability
    if not value:
        return carry(field, draft)
    qualified = _QUALIFIED.fullmatch(value) if field.tag in ("020", "024", "027", "028") else None
    value, *more = qualified.groups() if qualified else (value,)
    qualifiers = [Extra("marcxml", f"{field.tag}$q", each) for each in more]
    draft.add("identifiers", trusted.Identifier(value, kind, extras=(*qualifiers, *field.left("0123478"))))
    return None


def extent(field: Field, rule: Rule, draft: Draft) -> None:
    """300: an extent for each measure with its details, and one for accompanying material ($e)."""
    label = field.one("3") or None
    found = []
    for number, measure in enumerate(_measures(field)):
        text = unpunctuated(measure.join("afg"))
        facets, sizes = (
            tuple(filter(None, (unpunctuated(value).removesuffix("+").rstrip(" ;:,") for value in measure.take(codes))))
            for codes in "bc"
        )
        if text or facets or sizes:
            beside = field.left() if number == 0 else ()
            extras = (*beside, *measure.left())
            found.append(Extent(text, **counted(text), facets=facets, dimensions=sizes, label=label, extras=extras))
    if not found:
        return carry(field, draft)
    for part in found:
        draft.add("extents", part)
    return None


def _measures(field: Field) -> list[Field]:
    """The subfields of each measure of 300: a new one begins at $e, and at a number that follows one in $a."""
    groups: list[list[tuple[str, str]]] = [[]]
    counts = False  # whether a number stands in $a of the last one
    for number, (code, value) in enumerate(field.subfields):
        if code not in _MEASURED:
            continue
        field.taken.add(number)
        if code == "e" or (code == "a" and counts and _COUNTED.match(value)):
            groups.append([])
            counts = False
        counts = counts or (code in "ae" and _COUNTED.search(value) is not None)
        groups[-1].append(("a" if code == "e" else code, value))
    return [Field(field.tag, "", "", group) for group in groups]


def imprint(field: Field, rule: Rule, draft: Draft) -> None:
    """260, 264 and 269."""
    kind = (
        _EVENTS.get(field.second, "publication")
        if field.tag == "264"
        else "publication"
        if field.tag == "260"
        else None
    )
    balanced = _balanced(field)
    dates = field.take("c" if field.tag != "269" else "ac")
    places = [_closed_in(unpunctuated(value), balanced) for value in field.take("a")] if field.tag != "269" else []
    names = [_closed_in(unpunctuated(value), balanced) for value in field.take("b")]
    nobody = [name for name in names if unnamed(name)]
    made = field.take("g")
    beside = (
        *(Extra("marcxml", f"{field.tag}$a", place) for place in places),
        *(Extra("marcxml", f"{field.tag}$b", name) for name in nobody),
        *field.left("01234"),
    )
    role = "publisher" if kind == "publication" else "contributor" if kind != "creation" else "creator"
    for value in names:
        if value and value not in nobody:
            draft.add("agents", AgentLink(Agent(value), role, None if role != "contributor" else kind, extras=beside))
            beside = ()
    for value in dates:
        if value.strip():
            read = Date if kind == "creation" else Date.imprint
            draft.add("dates", read(_closed_in(bare(value), balanced), kind=kind, extras=beside))
            beside = ()
    for value in made:
        if value.strip():
            draft.add("dates", Date(bare(value), kind="manufacture"))
    for left in beside:
        draft.add("extras", left)


def _balanced(field: Field) -> list[str]:
    """The kinds of brackets of which as many open as close in a field."""
    whole = "".join([value for _, value in field.subfields])
    return [pair for pair in ("[]", "()") if 0 < whole.count(pair[0]) == whole.count(pair[1])]


def _closed_in(text: str, balanced: list[str]) -> str:
    """A value without one half of a bracket whose other half is in the next or previous subfield."""
    for one, other in map(tuple, balanced):
        if text.count(one) != text.count(other):
            text = text.removeprefix(one) if other not in text else text
            text = text.removesuffix(other) if one not in text else text
    return text


def relation(field: Field, rule: Rule, draft: Draft) -> None:
    """Linking entries and series."""
    address = next((value for code, value in field.subfields if code in "uo" and "://" in value), None)
    if address is not None:
        field.taken.add(next(number for number, (_, value) in enumerate(field.subfields) if value == address))
    elif field.tag[:2] in ("76", "77", "78") or field.tag[0] == "8":
        address = field.one("w") or None
    label = unpunctuated(field.prose(". "))
    if not (label or address):
        return carry(field, draft)
    draft.add("relations", Relation(rule.selector or "relation", address, label, extras=field.left("01")))
    return None


def location(field: Field, draft: Draft) -> None:
    """852: the holder, its call number, and notes about that."""
    name = ", ".join(unpunctuated(value) for value in field.take("ab"))
    address = tuple(field.take("e"))
    country = (field.one("n") or None) if name or address else None
    call = field.join("khijlm")
    public = field.take("z")
    shelf = field.take("c")
    if call:
        draft.add("identifiers", Identifier(call, "unitid" if "identifiers" not in draft else "call number"))
    for text in shelf:
        draft.add("notes", Note("location", text))
    for text in public:
        draft.add("notes", Note("general", text, label="Location"))
    extras = field.left("012345678")
    if (name or address) and "repository" not in draft:
        draft.add("repository", Repository(name, address, country=country, extras=extras))
        return
    if name or address:
        draft.add("notes", Note("location", "; ".join(filter(None, (name, *address, country)))))
    for left in extras:
        draft.add("extras", left)


#: Up to as many addresses share a label of any length, and any number one of up to so many characters.
_FEW: Final = 20
_SHORT: Final = 1_000


def electronic(field: Field, draft: Draft) -> None:
    """856: a digital object, or the URL of something related."""
    addresses = field.take("u")
    label = "; ".join(value.rstrip(" \t\r\n:;,") for value in field.take("y3z"))
    media_type = (field.one("q") or None) if addresses and field.second != "2" else None
    if not addresses:
        if label:
            draft.add("notes", Note("general", label, label="Electronic location"))
        for left in field.left("0123478"):
            draft.add("extras", left)
        return
    shared = len(addresses) <= _FEW or len(label) <= _SHORT
    for number, address in enumerate(addresses):
        extras = field.left("0123478") if number == 0 else ()
        if number and not shared:
            label = ""
        if field.second == "2":
            draft.add("relations", Relation("relation", address, label, extras=extras))
        else:
            role = {"0": "resource", "1": "version"}.get(field.second)
            draft.add("digital_objects", DigitalObject(address, label, media_type, role, extras=extras))


def languages(field: Field, draft: Draft) -> None:
    """041: codes of three letters; older records write several in one subfield."""
    codes: list[str] = []
    for value in field.take("a"):
        whole = value.strip()
        cut = len(whole) % 3 == 0 and len(whole) > 3 and whole.isalpha()
        codes += [whole[at : at + 3] for at in range(0, len(whole), 3)] if cut else [whole]
    extras = (*([Extra("marcxml", "041$2", field.one("2"))] if field.second == "7" else []), *field.left("7"))
    for number, code in enumerate(code for code in codes if code):
        draft.add("languages", Language(code, extras=extras if number == 0 else ()))
    if not any(codes):
        for left in extras:
            draft.add("extras", left)


def coverage(field: Field, draft: Draft) -> None:
    """045: the periods that the content is about."""
    said = list(covered(field.first, (value for code, value in field.subfields if code == "b")))
    if not said:
        return carry(field, draft)
    field.take("b")
    for each in said:
        draft.add("dates", each)
    for left in field.left("012"):
        draft.add("extras", left)
    return None


def nonpublic(field: Field) -> list[Note]:
    """Take the private notes out of a field."""
    tag = field.link()[0] if field.tag == "880" else field.tag
    if tag not in NONPUBLIC:
        return []
    kind, label = NONPUBLIC[tag]
    private = [value for code, value in field.subfields if code == "x"]
    field.subfields = [one for one in field.subfields if one[0] != "x"]
    return [Note(kind, text, label=label, audience="internal") for text in private]


def _leave(field: Field, draft: Draft, known: str = "") -> None:
    for left in field.left(known):
        draft.add("extras", left)


#: The builders that the table names.
BUILDERS: Final[dict[str, Callable[[Field, Rule, Draft], None]]] = {
    "title": title, "name": name, "term": term, "note": note, "identifier": identifier, "extent": extent, "imprint": imprint,
    "relation": relation,
}  # fmt: skip
#: The fields that need more than their line of the table.
SPECIAL: Final[dict[str, Callable[[Field, Draft], Any]]] = {
    "852": location, "856": electronic, "041": languages, "045": coverage,
}  # fmt: skip
