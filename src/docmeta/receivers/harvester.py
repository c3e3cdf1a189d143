"""Harvesters of OAI-PMH and aggregators of simple Dublin Core: what they keep of a record, and what they misread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from docmeta.dates import is_edtf
from docmeta.languages import find, to_bcp47
from docmeta.model import is_wording
from docmeta.receivers.verdict import Outcome, Receiver, Rule, Verdict
from docmeta.xml import line_of, localname, namespace, pull

if TYPE_CHECKING:
    from lxml.etree import _Element

_OAI: Final = "http://www.openarchives.org/OAI/2.0/"
_DC: Final = "http://purl.org/dc/elements/1.1/"
ELEMENTS: Final = frozenset(
    "title creator subject description publisher contributor date type format identifier source language relation coverage rights".split()
)
_PROTOCOL: Final = "OAI-PMH 2.0"
_DCES: Final = "Dublin Core Metadata Element Set 1.1"

#: Key; outcome; field of the model; element; why; what to do; source.
_RULES: Final[tuple[tuple[str, Outcome, str, str, str, str, str], ...]] = (
    ("NO-ID", "refused", "id", "header/identifier", "a record needs one identifier in its header",
     "give the unit an identifier: docmeta convert --to dc makes one", f"{_PROTOCOL}, section 2.5.1"),
    ("TWICE", "ignored", "id", "header/identifier",
     "an identifier names one record of a repository; a harvester keeps the last of several",
     "give each unit a unique identifier: docmeta convert --to dc does", f"{_PROTOCOL}, section 2.4"),
    ("STAMP", "misread", "record", "header/datestamp",
     "the datestamp is when the record changed; with an invalid one, or 1970, it is never harvested again",
     "give the date of its last change, or use -O timestamp=", f"{_PROTOCOL}, section 2.7.1"),
    ("ELEMENT", "refused", "", "oai_dc:dc", "oai_dc only has the fifteen elements",
     "use one of the fifteen elements", "oai_dc.xsd, Open Archives Initiative"),
    ("EMPTY", "ignored", "", "dc:*", "an empty element is ignored", "remove it", _DCES),
    ("TITLE", "ignored", "title", "dc:title", "nobody finds a record without a title", "give the unit a title", f"{_DCES}, title"),
    ("ADDRESS", "ignored", "identifiers", "dc:identifier",
     "a record without a URL in dc:identifier cannot be opened from a portal",
     "use --base-uri, or give the unit its URL", "DPLA MAP 4.1, isShownAt; EDM, edm:isShownAt"),
    ("PROSE", "misread", "identifiers", "dc:identifier", "an identifier that is a sentence is displayed as one, and cannot be opened",
     "move it to dc:description", f"{_DCES}, identifier: a string or number that conforms to an identification system"),
    ("LANGUAGE", "misread", "languages", "dc:language", "a language that is not a code becomes a separate facet",
     "use a code of BCP 47 or ISO 639", f"{_DCES}, language: RFC 4646 as recommended best practice"),
    ("LANG", "misread", "", "@xml:lang", "xml:lang holds a language tag", "use a tag of BCP 47", "XML 1.0, section 2.12; RFC 5646"),
    ("DATE", "misread", "dates", "dc:date", "the notation of EDTF is shown to people unchanged",
     "use -O dates=words or -O dates=w3cdtf", f"{_DCES}, date: W3CDTF as recommended best practice"),
)  # fmt: skip
RULES: Final = {
    key: Rule(f"HARVEST-{key}", outcome, field, place, why, advice, source)
    for key, outcome, field, place, why, advice, source in _RULES
}

_STAMP: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ)?")
_ADDRESS: Final = re.compile(r"https?://\S+")
#: Notation only used in EDTF, anywhere: signs beside digits, unknown digits, sets, open ends.
_SIGNS: Final = re.compile(r"\d[~%]|[~%]\d|\dX|X\d|^\{[-\d.,~?%X/ ]+\}$|\.\./|/\.\.")
#: Notation that people use too: question marks, brackets, a slash before a file number. It is EDTF if the whole value is.
_MAYBE: Final = re.compile(r"\d\?|\?\d|^\[|^/|/$")
#: A probable date in cataloguers' notation (AACR2 1.4F7: "[1957?]"); Europeana reads it so (metis-framework, NumericPartsPattern).
_PROBABLE: Final = re.compile(r"\[?\d{4}(?:-\d\d){0,2}\?\]?")
#: How many identifiers are remembered.
_ROOM: Final = 1_000_000


def arriving(stream: BinaryIO, *, huge: bool = False) -> Iterator[Verdict]:
    """How a harvester reads an OAI-PMH response, or records without one."""
    seen: set[int] = set()
    for _, element in pull(stream, events=("end",), huge=huge):
        name = localname(element)
        if name == "record" and namespace(element) == _OAI:
            yield from _record(element, element, seen)
        elif name in ("dc", "qualifieddc") and not any(localname(one) == "record" for one in element.iterancestors()):
            yield from _record(None, element, seen)
        else:
            continue
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _record(record: _Element | None, within: _Element, seen: set[int]) -> Iterator[Verdict]:
    line = line_of(within)
    values = [one for one in within.iter("{*}*") if namespace(one) == _DC]
    title = next((one.text.strip() for one in values if localname(one) == "title" and one.text), "")
    trouble = list(_header(record, line, seen)) if record is not None else []
    if any(one.outcome == "refused" for one in trouble):
        yield from trouble
        return
    if (
        record is not None
        and (head := record.find(f"{{{_OAI}}}header")) is not None
        and head.get("status") == "deleted"
    ):
        yield from trouble
        return
    yield Verdict("created", "record", title, depth=0, line=line)
    yield from trouble
    yield from _values(values, line, title)
    for strange in within.iter("{*}*"):
        parent = strange.getparent()
        if (
            parent is not None
            and localname(parent) == "dc"
            and (namespace(strange) != _DC or localname(strange) not in ELEMENTS)
        ):
            yield Verdict.of(RULES["ELEMENT"], "element", localname(strange), line=line_of(strange), depth=None)


def _header(record: _Element, line: int | None, seen: set[int]) -> Iterator[Verdict]:
    identifier = (record.findtext(f"{{{_OAI}}}header/{{{_OAI}}}identifier") or "").strip()
    if not identifier:
        yield Verdict.of(RULES["NO-ID"], "record", depth=0, line=line)
        return
    if hash(identifier) in seen:
        yield Verdict.of(RULES["TWICE"], "identifier", identifier, line=line)
    elif len(seen) < _ROOM:
        seen.add(hash(identifier))
    stamp = (record.findtext(f"{{{_OAI}}}header/{{{_OAI}}}datestamp") or "").strip()
    if not _STAMP.fullmatch(stamp) or stamp.startswith("1970"):
        yield Verdict.of(RULES["STAMP"], "datestamp", stamp, line=line)


def _values(values: list[_Element], line: int | None, title: str) -> Iterator[Verdict]:
    address = False
    for element in values:
        name, said, at = localname(element), (element.text or "").strip(), line_of(element)
        place = f"dc:{name}"
        tag = element.get("{http://www.w3.org/XML/1998/namespace}lang")
        if tag and to_bcp47(tag) != tag:
            yield Verdict.of(RULES["LANG"], "language", tag, line=at, place=f"{place}/@xml:lang")
        key = _misread(name, said)
        if key is None:
            yield Verdict("created", name, said, line=at, place=place)
        else:
            yield Verdict.of(RULES[key], name, said, line=at, place=place)
        address = address or (name == "identifier" and _ADDRESS.fullmatch(said) is not None)
    if not title:
        yield Verdict.of(RULES["TITLE"], "title", line=line)
    if not address:
        yield Verdict.of(RULES["ADDRESS"], "address", title, line=line)


def _misread(name: str, said: str) -> str | None:
    """The key of the rule that a value breaks; None if it is imported."""
    if not said:
        return "EMPTY"
    if name == "identifier" and is_wording(said):
        return "PROSE"
    if name == "language" and to_bcp47(said) is None and find(said) is not None:
        return "LANGUAGE"
    if name == "date" and _shows_signs(said):
        return "DATE"
    return None


def _shows_signs(said: str) -> bool:
    """Whether a date shows the notation of EDTF to people."""
    if _SIGNS.search(said):
        return True
    return _MAYBE.search(said) is not None and not _PROBABLE.fullmatch(said) and is_edtf(said)


RECEIVER: Final = Receiver(
    "oai-pmh",
    "Harvesters of OAI-PMH, simple Dublin Core",
    "2.0",
    ("dc",),
    arriving,
    tuple(RULES.values()),
    (("envelope", "oai"), ("dates", "w3cdtf"), ("inherit", True)),
)
