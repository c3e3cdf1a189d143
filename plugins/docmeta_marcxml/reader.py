"""Reads MARC 21 bibliographic records in XML, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from docmeta import languages
from docmeta.crosswalk import Rule
from docmeta.dates import Date
from docmeta.errors import InputError
from docmeta.model import Draft, Extra, Identifier, Language, Minter, Node, Revision, Term, Unit, trusted
from docmeta.plugins import Context
from docmeta.xml import XSI, attributes, collapse, line_of, localname, namespace
from docmeta.xml.harvest import Harvested, Kind, doubt_dates, harvest, outer, words
from docmeta_marcxml import unimarc
from docmeta_marcxml.builders import BUILDERS, NONPUBLIC, PRIVATE
from docmeta_marcxml.crosswalk import MARC
from docmeta_marcxml.decoding import take
from docmeta_marcxml.fields import Field, carry
from docmeta_marcxml.fixed import AGGREGATES, coded, date_of, kind_of, language_of
from docmeta_marcxml.plain import begin, fields_of, sorted_words
from docmeta_marcxml.scripts import beside, parallel
from docmeta_marcxml.unimarc import is_unimarc

if TYPE_CHECKING:
    from lxml.etree import _Element

_BESIDE: Final = "from the envelope around the record"
_FIELDS: Final = frozenset(("leader", "controlfield", "datafield"))
#: Fields of a unit whose values may be repeated in another script.
_LINKED: Final = ("description", "notes", "agents", "subjects", "genres", "places", "dates", "extents")
#: Fields of a publication, which may hold its date.
_DATED: Final = frozenset(("260", "264"))
#: Series as headings.
_SERIES: Final = frozenset(("800", "810", "811", "830"))
_RULES: Final[dict[str, Rule]] = MARC.by_target()


def _is_record(element: _Element) -> bool:
    if localname(element) != "record":
        return False
    return any(localname(child) in _FIELDS for child in element)


def read(source: BinaryIO, context: Context) -> Iterator[Node]:
    """Read the records of a file. Records that describe no documents, such as authorities, are reported and left out."""
    kind = Kind("marcxml", "MARCXML", _is_record, ("record",))
    reader = _Reader(context)
    begin()
    minter = Minter()
    refused: InputError | None = None
    count = 0
    for found in harvest(source, kind, context.report, name=context.source, huge=context.huge):
        other = reader.stranger(found)
        if other is not None:
            message = f"a MARC record {other}; it is left out"
            refused = refused or InputError(message, source=context.source, line=found.line)
            context.report.note("error", message, target="leader/06", value=_leader(found), line=found.line)
            continue
        count += 1
        yield Node(0, reader.unit(found, minter.mint(0)), found.line)
    if refused is not None and not count:
        raise refused


def _leader(found: Harvested) -> str:
    return next((child.text or "" for child in found.element if localname(child) == "leader"), "")


def _linked_tag(element: _Element) -> str:
    """The tag of the field whose content a field in another script repeats (880, $6)."""
    said = (child.text or "" for child in element if child.get("code") == "6")
    return next(said, "").strip()[:3]


def _all_words(element: _Element) -> str:
    """The words of an element and of all its descendants."""
    said = [str(value) for one in element.iter() for name, value in attributes(one).items() if name != "code"]
    return words(" ".join((*element.itertext(), *said)))


def _private(element: _Element) -> Iterator[tuple[str, str]]:
    """The subfields of a private field. Anything else in it is private, too, and is read as a subfield $x."""
    beside = [str(value) for name, value in attributes(element).items() if name not in ("tag", "ind1", "ind2")]
    for child in element:
        code = child.get("code", "")
        if said := _all_words(child):
            yield (code if localname(child) == "subfield" and len(code) == 1 else "x"), said
        beside.append(child.tail or "")
    if said := words(" ".join((element.text or "", *beside))):
        yield "x", said


class _Reader:
    def __init__(self, context: Context) -> None:
        self.report = context.report

    def stranger(self, found: Harvested) -> str | None:
        """What a record describes, unless it is documents."""
        leader = _leader(found)
        other = kind_of(leader)[2]
        return f"that describes {other}, not documents" if other is not None else None

    def unit(self, found: Harvested, minted: str) -> Unit:
        draft = Draft("marcxml", trusted=True)
        record: dict[str, Any] = {}
        self.attributes(found.element, draft, ())
        plain = fields_of(found.element)
        if plain is not None and plain[0] is not None:
            fixed, fields = plain[0], plain[1]
        else:
            fixed, fields = self.elements(found.element, draft, plain and plain[1])
        if is_unimarc([field.tag for field in fields], found.element.get("format")):
            fields = self.unimarc(fixed, [field.again() for field in fields], draft)
        self.fields(fields, draft, record)
        self.fixed(fixed, draft, record)
        doubt_dates(draft.get("dates", ()), self.report, found.line)
        return self.finished(found, draft, record, minted)

    def elements(self, record: _Element, draft: Draft, known: list[Field] | None) -> tuple[dict[str, str], list[Field]]:
        """The fixed fields and the data fields of a record; the latter may be *known*."""
        fixed: dict[str, str] = {}
        fields: list[Field] = []
        self.stray(record.text, draft)
        for child in record:
            if known is not None and localname(child) == "datafield":
                return fixed, known
            self.element(child, draft, fixed, fields)
            self.stray(child.tail, draft)
        return fixed, fields

    def element(self, child: _Element, draft: Draft, fixed: dict[str, str], fields: list[Field]) -> None:
        local, text = localname(child), child.text or ""
        if local == "datafield":
            fields.append(self.datafield(child, draft))
            return
        tag = "leader" if local == "leader" else child.get("tag", "")
        if local not in _FIELDS or len(child) or not tag:
            self.carry(child, draft)
            return
        self.attributes(child, draft, ("tag",))
        if tag in fixed or tag not in ("leader", "001", "003", "005", "008"):
            draft.extra(tag, text)
            self.report.note("carried", "a fixed field", target=tag, value=text, line=line_of(child))
        else:
            fixed[tag] = text

    def datafield(self, element: _Element, draft: Draft) -> Field:
        tag = element.get("tag", "")
        first, second = (element.get(name, "").strip(" #\\") for name in ("ind1", "ind2"))
        about = _linked_tag(element) if tag == "880" else tag
        if first == "0" and about in PRIVATE:
            return Field(tag, first, second, list(_private(element)))
        subfields: list[tuple[str, str]] = []
        self.attributes(element, draft, ("tag", "ind1", "ind2"))
        self.stray(element.text, draft)
        for child in element:
            if child.get("code") == "x" and about in NONPUBLIC:
                subfields.append(("x", _all_words(child)))
            elif localname(child) != "subfield" or len(child):
                self.carry(child, draft)
            else:
                self.attributes(child, draft, ("code",))
                value = sorted_words(child.text or "")
                if value or len(child.get("code", "")) != 1:
                    subfields.append((child.get("code", ""), value))
            self.stray(child.tail, draft)
        return Field(tag, first, second, subfields)

    def unimarc(self, fixed: dict[str, str], fields: list[Field], draft: Draft) -> list[Field]:
        """The fields of a UNIMARC record as those of MARC 21; what has no place there is carried along."""
        known, left = unimarc.as_marc21(fields)
        said = fixed.pop("leader", "")
        dcmi, level, _ = kind_of(unimarc.leader(said))
        if dcmi and not any(field.tag == "655" for field in known):
            draft.add("genres", Term(dcmi, source="dcmitype"))
        if level:
            draft.add("level", level)
        if number := collapse(fixed.pop("003", "")):  # the record's lasting address, no agency (UNIMARC, 003)
            draft.add("identifiers", Identifier(number, "uri" if "://" in number else "persistent"))
        date = unimarc.coded_date(fields)
        if date is not None and not any(field.tag in _DATED for field in known):
            draft.add("dates", date)
        for extra in (Extra("unimarc", "leader", said), *left):
            draft.add("extras", extra)
        for extra in left:
            self.report.note("carried", "what MARC 21 has no field for", target=extra.place, value=extra.content)
        return known

    # -- fields ------------------------------------------------------------------------------------------------------

    def fields(self, fields: list[Field], draft: Draft, record: dict[str, Any]) -> None:
        """All the fields; those in another script (880) come last, with the ones that they are linked to."""
        tags = {field.tag for field in fields}
        if "040" in tags:
            self.agency([field for field in fields if field.tag == "040"], draft, record)
        traced = not tags.isdisjoint(_SERIES)
        if "880" in tags:
            self.scripts([field.again() for field in fields], draft, traced)
        else:
            values = draft.fields
            for field in fields:
                if field.made is not None:
                    for name, made in field.made:
                        if made.__class__ is not list:
                            values[name] = made
                        elif name in values:
                            values[name] += made
                        else:
                            values[name] = [*made]
                    if field.unnamed is not None:
                        self.unnamed(field.tag, field.unnamed)
                elif not self.elsewhere(field, draft, traced):
                    self.field(field, draft)
        if "046" in tags:
            for field in fields:
                if field.tag == "046":
                    date = coded(field.subfields) if "dates" not in draft else None
                    if date is not None:
                        draft.add("dates", date)
                    carry(field, draft)

    def scripts(self, fields: list[Field], draft: Draft, traced: bool) -> None:
        """Fields of which some are in another script."""
        origins: dict[tuple[str, str], dict[str, int]] = {}
        linked: list[tuple[Field, Rule, dict[str, int]]] = []
        for field in fields:
            if self.elsewhere(field, draft, traced):
                continue
            tag, occurrence = field.link()
            if field.tag == "880" and tag in _RULES and tag not in ("008", "040", "046"):
                field.tag = tag
                if occurrence != "00" and _RULES[tag].codec.name in BUILDERS:
                    linked.append((field, _RULES[tag], origins.setdefault((tag, occurrence), {})))
                    continue
            before = {name: len(draft.get(name, ())) for name in _LINKED} if tag == "880" else {}
            self.field(field, draft)
            if before:
                found = origins.setdefault((field.tag, occurrence), {})
                found.update((name, at) for name, at in before.items() if len(draft.get(name, ())) > at)
        others: dict[tuple[str, int], list[Any]] = {}
        for field, rule, origin in linked:
            for name, at, value in parallel(field, rule, draft, origin):
                if at < len(draft.get(name)):
                    others.setdefault((name, at), []).append(value)
                else:
                    draft.add(name, value)
        for (name, at), same in others.items():
            values = draft.get(name)
            if isinstance(values, str):
                draft.fields[name] = beside(values, same)
            else:
                values[at] = beside(values[at], same)

    def elsewhere(self, field: Field, draft: Draft, traced: bool) -> bool:
        """Whether a field is read before or after the others, or says what another one does."""
        if field.tag == "490" and field.first == "1" and traced:
            carry(field, draft)  # 8XX repeats it in the form of the heading
            return True
        return field.tag in ("040", "046")

    def field(self, field: Field, draft: Draft) -> None:
        if not take(field, draft):
            self.unnamed(field.tag, field.words())

    def unnamed(self, tag: str, said: str) -> None:
        self.report.note("carried", "a field that no line of the table names", target=tag, value=said)

    def agency(self, fields: list[Field], draft: Draft, record: dict[str, Any]) -> None:
        """040: who made the description, in which language, by which rules."""
        agency, languages, rules = "", [], []
        for field in fields:
            agency = agency or field.one("a")
            languages += [Language(code) for code in field.take("b")]
            rules += field.take("e")
            transcribed = field.one("c") if ("c", agency) in field.subfields else ""
            if transcribed and transcribed != agency:
                draft.extra("040$c", transcribed)
            for left in field.left():
                draft.add("extras", left)
        record.update(agency=agency, languages=tuple(languages), rules=tuple(rules))

    def fixed(self, fixed: dict[str, str], draft: Draft, record: dict[str, Any]) -> None:
        """The leader and the control fields."""
        leader, general = fixed.get("leader", ""), fixed.get("008", "")
        if leader.strip():
            dcmi, level, _ = kind_of(leader)
            if dcmi and "genres" not in draft:
                draft.add("genres", Term(dcmi, source="dcmitype"))
            if level and "level" not in draft:
                draft.add("level", level)
            draft.extra("leader", leader)
        if general.strip():
            if "dates" not in draft and (date := date_of(general)) is not None:
                draft.add("dates", date)
            if "languages" not in draft and (language := language_of(general)):
                draft.add("languages", Language(language))
            draft.extra("008", general)
        for tag, name in (("001", "id"), ("003", "agency_code")):
            if said := collapse(fixed.get(tag, "")):
                record[name] = said
        if "005" in fixed and (changed := fixed["005"].strip()):
            self.changed(changed, record, draft)

    def changed(self, stamp: str, record: dict[str, Any], draft: Draft) -> None:
        """005: the time of the latest revision, to a tenth of a second."""
        digits = stamp[:14]
        date = None
        if len(digits) == 14 and digits.isascii() and digits.isdigit():
            date = Date(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}")
        if date is None or date.edtf is None or stamp[14:] not in ("", ".0"):
            draft.extra("005", stamp)
        if date is not None and date.edtf is not None:
            record["revisions"] = (Revision(date=date, kind="updated"),)

    # -- the end of a record -------------------------------------------------------------------------------------------

    def finished(self, found: Harvested, draft: Draft, record: dict[str, Any], minted: str) -> Unit:
        header = found.header
        own: str = record.get("id") or (header.identifier if header else "")
        extras = [*found.extras, *(header.extras() if header else ())]
        if header is not None:
            revision = header.revision()
            if revision is not None:
                record["revisions"] = (*record.get("revisions", ()), revision)
            if header.identifier and header.identifier != own:
                draft.extra("header/identifier", header.identifier)
        for extra in extras:
            draft.add("extras", extra)
            self.report.note("carried", _BESIDE, target=extra.place, value=extra.content, line=found.line)
        if any(record.values()):
            draft.add("record", trusted.Record(**record))
        for language in draft.get("languages", ()):
            if language.code and languages.to_bcp47(language.code) is None:
                self.report.note("problem", languages.UNKNOWN, field="languages", value=language.code, line=found.line)
        make = draft.collection if draft.get("level") in AGGREGATES else draft.document
        return make(own or minted, minted=not own)

    def attributes(self, element: _Element, draft: Draft, known: tuple[str, ...]) -> None:
        for key, value in attributes(element).items():
            key = str(key)
            if key in known or (localname(element) == "record" and key == "type" and value == "Bibliographic"):
                continue
            if namespace(key) == XSI:
                self.report.note(
                    "decided", "a schema location is not followed", target="@xsi:schemaLocation", value=value
                )
                continue
            place = f"{localname(element)}/@{localname(key)}"
            draft.extra(place, value)
            self.report.note(
                "carried", "an attribute that MARCXML does not have", target=place, value=value, line=line_of(element)
            )

    def carry(self, element: _Element, draft: Draft) -> None:
        whole = outer(element)
        draft.extra(localname(element), whole)
        message = "an element that MARCXML does not have there; it is carried along unchanged"
        self.report.note("carried", message, target=localname(element), value=whole, line=line_of(element))

    def stray(self, text: str | None, draft: Draft) -> None:
        if text and collapse(text):
            draft.extra("text()", collapse(text))
            self.report.note("carried", "text between elements", target="text()", value=collapse(text))
