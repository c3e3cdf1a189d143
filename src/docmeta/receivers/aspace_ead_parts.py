"""How ArchivesSpace's import of EAD 2002 reads each part of a description, in the order of its converter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from docmeta.model import INNER_CONTAINERS
from docmeta.receivers.aspace_ead_rules import LISTS, RULES
from docmeta.receivers.ead import decided, is_hidden, made, says_nothing, words
from docmeta.receivers.verdict import Verdict
from docmeta.xml import XLINK, localname

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTES: Final = frozenset(
    "accessrestrict accruals acqinfo altformavail appraisal arrangement bioghist custodhist fileplan odd otherfindaid originalsloc "
    "phystech prefercite processinfo relatedmaterial scopecontent separatedmaterial userestrict legalstatus".split()
)
_SINGLE: Final = frozenset(("abstract", "materialspec", "physloc"))
_TERMS: Final = {
    "function": "subjects", "genreform": "genres", "geogname": "places", "occupation": "subjects", "subject": "subjects",
    "title": "subjects",
}  # fmt: skip
_NAMES: Final = {"persname": "agent_person", "corpname": "agent_corporate_entity", "famname": "agent_family"}
_INDEXED: Final = frozenset((*_NAMES, *_TERMS, "name"))
_NORMAL: Final = re.compile(r"[0-9]{4}(?:-(?:1[0-2]|0[1-9])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_COUNTED: Final = re.compile(r"([0-9.]+)\s+(.*)", re.DOTALL)
_BARCODE: Final = re.compile(r"(?=.*[)\]]\Z)(.*)(?<!\s)\s++[(\[].*", re.DOTALL)


@attrs.define
class Description:
    """A resource or an archival object while it is read; verdicts on its parts wait until its own."""

    element: _Element
    depth: int
    line: int
    title: str = ""
    code: str = ""
    dates: int = 0
    extents: int = 0
    language: bool = False
    hidden: bool = attrs.field(default=attrs.Factory(lambda self: is_hidden(self.element), takes_self=True))
    containers: list[str | None] = attrs.field(factory=list)
    inside: dict[str, int] = attrs.field(factory=dict)
    waiting: list[Verdict] = attrs.field(factory=list)
    announced: bool = False

    @property
    def top(self) -> bool:
        """Whether it is the collection."""
        return self.depth == 0

    @property
    def what(self) -> str:
        """The resulting object."""
        return "resource" if self.top else "archival_object"


_Handler: TypeAlias = Callable[[Any, Description], Iterator[Verdict]]


def by_rule(rule: str, element: _Element, what: str, said: str = "", **more: Any) -> Verdict:
    """The verdict of a rule on an element."""
    return decided(RULES[rule], element, what, said, **more)


def new_term(element: _Element, list_: str, word: str | None, field: str) -> Iterator[Verdict]:
    """Report that a word joins a controlled list, if the list lacks it."""
    if word and word not in LISTS[list_]:
        why = f"{word[:60]!r} joins the list of {list_}s".replace("tys", "ties")
        yield by_rule("NEW-TERM", element, "enumeration_value", word, field=field, place=localname(element), reason=why)


def _did_title(element: _Element, unit: Description) -> Iterator[Verdict]:
    if unit.title:
        yield by_rule("TITLE-SECOND", element, "title", words(element))
        return
    unit.title = words(element)
    unit.hidden = unit.hidden or is_hidden(element)
    for found in element.iter("{*}unitdate"):
        unit.title = unit.title.replace(words(found), "", 1).strip()
    if len(unit.title) > (16_384 if unit.top else 8_192):
        yield by_rule("TITLE-LONG", element, unit.what, unit.title)


def _did_id(element: _Element, unit: Description) -> Iterator[Verdict]:
    said, kind = words(element), element.get("type")
    if kind in ("ark", "ark-superseded"):
        yield made(element, "ark", said, field="identifiers")
        return
    if kind and not said:
        yield by_rule("ID-EMPTY", element, "external_id", kind)
    elif len(said) > 255:
        yield by_rule("ID-LONG", element, unit.what, said)
    elif not unit.code or kind:
        yield made(element, "external_id" if unit.code else "identifier", said, field="identifiers")
    elif said:
        yield by_rule("ID-SECOND", element, "identifier", said)
    unit.code = unit.code or said


def _date(element: _Element, unit: Description) -> Iterator[Verdict]:
    said, normal = words(element), element.get("normal") or ""
    if not said and not element.attrib:
        return
    unit.dates += 1
    kind = element.get("type")
    points = [point if _NORMAL.fullmatch(point) else None for point in normal.strip().split("/")[:2]]
    if kind is not None and kind not in ("inclusive", "bulk", "single"):
        yield by_rule("DATE-TYPE", element, "date", kind)
    elif len(said) > 255:
        yield by_rule("DATE-LONG", element, "date", said)
    elif not said and not any(points):
        yield by_rule("DATE-EMPTY", element, "date")
    elif not _in_order(points):
        yield by_rule("DATE-ORDER", element, "date", normal)
    else:
        yield made(element, "date", said or normal, field="dates")
        if normal and None in points:
            yield by_rule("NORMAL", element, "normal", normal)
    for list_ in ("certainty", "era", "calendar"):
        yield from new_term(element, list_, element.get(list_), "dates")


def _in_order(points: list[str | None]) -> bool:
    """Whether two dates exist, the second not before the first."""
    try:
        begin, end = (_day(point, last) for point, last in zip((*points, None)[:2], (False, True), strict=True))
    except ValueError:
        return False
    if begin is None or end is None or str(points[0]).startswith(str(points[1])):
        return True
    return begin <= end


def _day(point: str | None, last: bool) -> date | None:
    if point is None:
        return None
    numbers = [int(part) for part in point.split("-")] + ([12, 28] if last else [1, 1])[len(point.split("-")) - 1 :]
    return date(*numbers[:3]) if numbers[0] else None


def _origination(element: _Element, unit: Description) -> Iterator[Verdict]:
    names = [child for child in element if localname(child) in _NAMES]
    for name in names:
        yield from _name(name, unit)
    if not names and words(element):
        yield by_rule("ORIGINATION", element, "agent", words(element))


def _name(element: _Element, unit: Description) -> Iterator[Verdict]:
    what, said = _NAMES[localname(element)], words(element)
    if what == "agent_person" and len(said) > 255:
        yield by_rule("NAME-LONG", element, what, said)
    elif said:
        yield made(element, what, said, field="agents")


def _physdesc(element: _Element, unit: Description) -> Iterator[Verdict]:
    pieces = list(element)
    if not pieces:
        if words(element):
            yield made(element, "note", words(element), field="extents")
        return
    counted = next((found for each in pieces if (found := _number(each))), None)
    if counted is not None:
        unit.extents += 1
        yield made(element, "extent", counted[0], field="extents")
        yield from new_term(element, "extent type", counted[2].strip(), "extents")
    for piece in pieces:
        name, said = localname(piece), words(piece)
        if name in ("extent", "physfacet", "dimensions") and not said and counted is None:
            yield by_rule("PHYSDESC-EMPTY", piece, "note")
        elif name == "dimensions" and counted is not None and len(said) > 255:
            yield by_rule("DIMENSIONS-LONG", piece, "extent", said)
        elif counted is None or name not in ("extent", "physfacet", "dimensions"):
            yield made(piece, "note", said, field="extents")
    beside = " ".join(" ".join([element.text or "", *(piece.tail or "" for piece in pieces)]).split())
    if beside.strip(" .,;:()"):
        yield by_rule("PHYSDESC-WORDS", element, "extent", beside)


def _number(piece: _Element) -> re.Match[str] | None:
    return _COUNTED.fullmatch(words(piece)) if localname(piece) == "extent" else None


def _container(element: _Element, unit: Description) -> Iterator[Verdict]:
    if _skipped(element):
        return
    said, kind, id, parent = words(element), element.get("type"), element.get("id"), element.get("parent")
    within = parent if parent else unit.containers[-1] if unit.containers and not id else None
    if parent and parent not in unit.containers:
        yield by_rule("CONTAINER-PARENT", element, "sub_container", said)
        return
    if within is not None or (unit.containers and not id):
        yield from _within(element, unit, within or "", said, kind)
        if id:
            unit.containers.append(id)
            unit.inside[id] = unit.inside.get(within or "", 0)
        return
    if not said:
        yield by_rule("CONTAINER-EMPTY", element, "top_container", kind or "")
    elif unit.containers and (kind or "").lower() in INNER_CONTAINERS:
        yield by_rule("CONTAINER-ID", element, "top_container", f"{kind or ''} {said}".strip())
    else:
        yield made(element, "top_container", f"{kind or ''} {said}".strip(), field="containers")
    unit.containers.append(id or "")
    unit.inside[id or ""] = 0
    yield from new_term(element, "container type", kind, "containers")
    label = element.get("label") or "mixed_materials"
    barcode = _BARCODE.fullmatch(label)
    yield from new_term(element, "instance type", (barcode[1] if barcode else label).lower().strip(), "containers")


def _within(element: _Element, unit: Description, within: str, said: str, kind: str | None) -> Iterator[Verdict]:
    """A container in another: at most two."""
    held = unit.inside.get(within, 0)
    if held >= 2:
        yield by_rule("CONTAINER-FOURTH", element, "sub_container", f"{kind or ''} {said}".strip())
        return
    unit.inside[within] = held + 1
    if not said or not kind:
        yield by_rule("CONTAINER-TYPE", element, "sub_container", said)
        return
    yield made(element, "sub_container", f"{kind} {said}", field="containers")
    yield from new_term(element, "container type", kind, "containers")


def _langmaterial(element: _Element, unit: Description) -> Iterator[Verdict]:
    languages = list(element.iter("{*}language"))
    for language in languages:
        if language.get("langcode"):
            unit.language = True
            yield made(language, "language_and_script", language.get("langcode") or "", field="languages")
        elif words(language):
            yield by_rule("NO-CODE", language, "language_and_script", words(language))
    if words(element):
        yield made(element, "note", words(element), field="languages")


def _note(element: _Element, unit: Description) -> Iterator[Verdict]:
    said = words(element)
    if _skipped(element):
        return
    if says_nothing(element, "head"):
        yield by_rule("NOTE-EMPTY", element, "note", localname(element), place=localname(element))
    elif len(said) > 65_000:
        yield by_rule("NOTE-LONG", element, "note", said, place=localname(element))
    else:
        yield made(element, "note", said, field="description" if localname(element) == "scopecontent" else "notes")
    for entry in element.iter("{*}defitem"):
        parts = {localname(child): words(child) for child in entry}
        if entry.getparent().get("type") == "deflist" and not (parts.get("label") and parts.get("item")):  # type: ignore[union-attr]
            yield by_rule("DEFITEM", entry, "note_definedlist", words(entry))
    yield from _prose(element)


def _skipped(element: _Element) -> bool:
    """Whether the importer ignores an element entirely: it is empty and has no attributes."""
    return not len(element) and not (element.text or "").strip() and not element.attrib


def _prose(element: _Element) -> Iterator[Verdict]:
    """Elements in prose that the importer treats as parts of the unit."""
    for found in element.iter("{*}unitdate", "{*}physdesc", "{*}container", "{*}dao"):
        name = localname(found)
        kind = found.get("type")
        if name == "unitdate" and kind is not None and kind not in ("inclusive", "bulk", "single"):
            yield by_rule("DATE-TYPE", found, "date", kind)
        elif words(found) or name == "dao":
            yield by_rule("PROSE", found, name, words(found), place=f"{localname(element)}/{name}")


def _single(element: _Element, unit: Description) -> Iterator[Verdict]:
    if not words(element) and not _skipped(element):
        yield by_rule("NOTE-EMPTY", element, "note", localname(element), place=localname(element))
    elif words(element):
        yield made(element, "note", words(element), field="notes")


def _didnote(element: _Element, unit: Description) -> Iterator[Verdict]:
    if words(element):
        yield made(element, "note", words(element), field="notes")


def _listed(element: _Element, unit: Description) -> Iterator[Verdict]:
    """An index or a bibliography."""
    yield made(element, "note", words(element), field="notes")
    for entry in element.iter("{*}indexentry"):
        if not any(localname(child) in _INDEXED and words(child) for child in entry):
            yield by_rule("INDEXENTRY", entry, "note_index_item", words(entry))


def _controlaccess(element: _Element, unit: Description) -> Iterator[Verdict]:
    for child in element:
        name, said = localname(child), words(child)
        if name == "controlaccess":
            yield from _controlaccess(child, unit) if _depth(child) < 50 else ()
        elif name in _NAMES:
            yield from _name(child, unit)
        elif name in _TERMS:
            yield from _term(child, said, _TERMS[name])
        elif said and name != "head":
            yield by_rule(
                "NAME" if name == "name" else "CONTROLACCESS", child, "agent" if name == "name" else "subject", said
            )


def _depth(element: _Element) -> int:
    return sum(1 for _ in element.iterancestors("{*}controlaccess"))


def _term(element: _Element, said: str, field: str) -> Iterator[Verdict]:
    if not said:
        if not _skipped(element):
            yield by_rule("TERM-EMPTY", element, "subject", field=field)
    elif len(said) > 255:
        yield by_rule("TERM-LONG", element, "subject", said, field=field)
    else:
        yield made(element, "subject", said, field=field)


def _dao(element: _Element, unit: Description) -> Iterator[Verdict]:
    declared = XLINK in element.getroottree().getroot().nsmap.values()
    # Where xlink is not declared on the element ead, the importer asks for the names without a prefix (`namespace_mappings`).
    prefix = f"{{{XLINK}}}" if declared else ""
    href, title = element.get(f"{prefix}href"), element.get(f"{prefix}title")
    if not href:
        yield by_rule("DAO-HREF", element, "digital_object", element.get("href") or words(element))
    if not title:
        yield by_rule("DAO-TITLE", element, "digital_object", href or "")
    elif href:
        yield made(element, "digital_object", title, field="digital_objects")
    yield from _daodesc(element)


def _daodesc(element: _Element) -> Iterator[Verdict]:
    for about in element.iter("{*}daodesc"):
        if not words(about) and not _skipped(about):
            yield by_rule("DAODESC-EMPTY", about, "note_digital_object")


def _daogrp(element: _Element, unit: Description) -> Iterator[Verdict]:
    yield made(element, "digital_object", unit.title, field="digital_objects")
    title = element.get(f"{{{XLINK}}}title")
    if title:
        yield by_rule("DAOGRP-TITLE", element, "digital_object", title)
    for file in element.iter("{*}daoloc"):
        if not file.get(f"{{{XLINK}}}href"):
            yield by_rule("DAO-HREF", file, "file_version", file.get("href") or "", place="daoloc/@xlink:href")
    yield from _daodesc(element)


def _repository(element: _Element, unit: Description) -> Iterator[Verdict]:
    if words(element):
        yield by_rule("REPOSITORY", element, "repository", words(element))


def _descgrp(element: _Element, unit: Description) -> Iterator[Verdict]:
    for child in element:
        name = localname(child)
        if name in PARTS:
            yield from PARTS[name](child, unit)
        elif words(child):
            yield by_rule("DESCGRP", child, "note", words(child))


def _did(element: _Element, unit: Description) -> Iterator[Verdict]:
    for child in element:
        handler = _DID.get(localname(child))
        if handler is not None:
            yield from handler(child, unit)
    for date_ in element.iterfind("{*}unittitle/{*}unitdate"):
        yield from _date(date_, unit)


_DID: Final[dict[str, _Handler]] = {
    "unittitle": _did_title, "unitid": _did_id, "unitdate": _date, "origination": _origination, "physdesc": _physdesc,
    "container": _container, "langmaterial": _langmaterial, "note": _didnote, "dao": _dao, "daogrp": _daogrp,
    "repository": _repository, **dict.fromkeys(_SINGLE, _single),
}  # fmt: skip
PARTS: Final[dict[str, _Handler]] = {
    "did": _did, "controlaccess": _controlaccess, "dao": _dao, "daogrp": _daogrp, "note": _didnote, "index": _listed,
    "bibliography": _listed, "descgrp": _descgrp, **dict.fromkeys(_NOTES, _note),
}  # fmt: skip
