"""ArcLight: its indexing of EAD 2002 by traject. Which documents it makes, and what of a finding aid can be found and seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias

import attrs

from docmeta.dates import Date
from docmeta.receivers.ead import Step, decided, is_hidden, made, walk, words
from docmeta.receivers.verdict import Outcome, Receiver, Rule, Verdict
from docmeta.xml import line_of, localname

if TYPE_CHECKING:
    from lxml.etree import _Element

VERSION: Final = "2.0.0.alpha"

#: Key; outcome; field of the model; element; file that states it; why; what to do.
_RULES: Final[tuple[tuple[str, Outcome, str, str, str, str, str], ...]] = (
    ("EADID", "refused", "record", "eadheader/eadid", "normalized_id",
     "a finding aid has an eadid, of which its URL is made", "give it one, and never change it: -O record_id=..."),
    ("TITLE", "refused", "title", "did/unittitle", "normalized_title",
     "every description has a title or a date", "give it one of them; for the top one, -O title=..."),
    ("NORMAL", "refused", "dates", "did/unitdate/@normal", "year_range",
     "@normal begins with a year of four digits, and its range does not end before it begins, or span more than 1,000 years", "correct it"),
    ("REF", "created", "id", "c/@id", "hash_absolute_xpath",
     "a component without an id has a URL made of its position, which changes when others are added", "give it an id"),
    ("DOT", "created", "id", "c/@id", "traject/ead2_component_config", "a dot in an id becomes a hyphen", "nothing to do"),
    ("DATE-TYPE", "ignored", "dates", "did/unitdate/@type", "traject/ead2_component_config",
     "a date is read as inclusive, as bulk or without a type", "leave the type out"),
    ("NO-NORMAL", "ignored", "dates", "did/unitdate", "traject/ead2_config",
     "a date without @normal is shown, and not found by its year", "add @normal: docmeta convert --to ead2002 does"),
    ("LEVEL", "created", "level", "@level", "level_label", "a description without a level is not found by level", "give it a level"),
    ("DSC", "ignored", "notes", "dsc", "traject/ead2_component_config",
     "components in a second dsc, below another component, are not read; nor is prose in any dsc",
     "put components right below their component: docmeta convert --to ead2002 does"),
    ("DESCGRP", "ignored", "notes", "descgrp", "traject/ead2_config",
     "notes in a group are not read, except acqinfo", "move them out of the group: docmeta convert --to ead2002 does"),
    ("NOTE", "ignored", "notes", "note", "traject/ead2_config", "this note is not read", "move it to a note that is read, such as odd"),
    ("NOTE-TEXT", "ignored", "notes", "note", "traject/ead2_config",
     "only the elements of a note are read, not the text between them", "put it in a p"),
    ("HEAD", "ignored", "notes", "note/head", "traject/ead2_config", "the heading of this note is not read", "nothing to do"),
    ("PLACE", "ignored", "places", "controlaccess/geogname", "traject/ead2_config",
     "a place is read only right below the first controlaccess", "move it out of the group: docmeta convert --to ead2002 does"),
    ("TERM", "ignored", "subjects", "controlaccess", "traject/ead2_config",
     "access points are subject, function, occupation, genreform, geogname and names", "use one of them"),
    ("DAOGRP", "ignored", "digital_objects", "daogrp/daoloc", "traject/ead2_component_config",
     "a digital object is only read from dao", "write a dao for each file"),
    ("DAO", "ignored", "digital_objects", "dao/@href", "digital_object",
     "a digital object without a URL leads nowhere", "give its URL"),
    ("CONTAINER", "ignored", "containers", "did/container", "traject/ead2_component_config",
     "containers are only read in components", "move it to a component"),
    ("REPOSITORY", "created", "repository", "did/repository", "traject/ead2_config",
     "the repository is the one set when the file is indexed", "set REPOSITORY_ID"),
    ("PHYSDESC", "ignored", "extents", "did/physdesc", "traject/ead2_config",
     "only the text, extents, facets and dimensions of a physical description are read", "put it in one of them"),
)  # fmt: skip
RULES: Final = {
    key: Rule(f"ARCLIGHT-{key}", outcome, field, place, why, advice, f"lib/arclight/{file}.rb, ArcLight {VERSION}")
    for key, outcome, field, place, file, why, advice in _RULES
}

_NOTES: Final = frozenset(
    "accessrestrict accruals altformavail appraisal arrangement bibliography bioghist custodhist fileplan note odd originalsloc "
    "otherfindaid phystech prefercite processinfo relatedmaterial scopecontent separatedmaterial userestrict".split()
)
_SILENT: Final = frozenset(("head", "dsc", "did", "runner"))
_NAMES: Final = frozenset(("persname", "corpname", "famname", "name"))
_TERMS: Final = {"subject": "subjects", "function": "subjects", "occupation": "subjects", "genreform": "genres"}
_DID: Final = {
    "unitid": "identifiers", "langmaterial": "languages", "origination": "agents", "abstract": "notes", "materialspec": "notes",
    "physloc": "notes", "note": "notes",
}  # fmt: skip


@attrs.define
class _Document:
    """A document of the index while it is read."""

    element: _Element
    depth: int
    line: int
    title: str = ""
    dates: dict[str | None, list[str]] = attrs.field(factory=dict)
    waiting: list[Verdict] = attrs.field(factory=list)
    hidden: bool = attrs.field(default=attrs.Factory(lambda self: is_hidden(self.element), takes_self=True))
    announced: bool = False


_Handler: TypeAlias = Callable[[Any, _Document], Iterator[Verdict]]


def _by(rule: str, element: _Element, what: str, said: str = "", **more: Any) -> Verdict:
    return decided(RULES[rule], element, what, said, **more)


def _unitdate(element: _Element, document: _Document) -> Iterator[Verdict]:
    said, normal, kind = words(element), element.get("normal"), element.get("type")
    if kind not in (None, "inclusive", "bulk"):
        yield _by("DATE-TYPE", element, "date", said)
    elif said:
        document.dates.setdefault(kind, []).append(said)
        yield made(element, "date", said, field="dates")
    if normal is None:
        yield from _without_normal(element, said)
    elif not _has_years(normal):
        yield _by("NORMAL", element, "date", normal)


def _without_normal(element: _Element, said: str) -> Iterator[Verdict]:
    """A date that is not found by year, though its text gives one."""
    normal = Date(said).normal if said else None
    if normal is not None:
        yield _by("NO-NORMAL", element, "year", said, reason=f"{RULES['NO-NORMAL'].why}, which is {normal}")


def _has_years(normal: str) -> bool:
    """Whether the range of years can be made: each point begins with a year, and the end is neither before nor 1,000 years after."""
    points = [re.match(r"[0-9]{4}", point) for point in normal.split("/")[:2]]
    years = [int(point[0]) for point in points if point]
    return len(years) == len(points) and 0 <= years[-1] - years[0] <= 1000


def _physdesc(element: _Element, document: _Document) -> Iterator[Verdict]:
    if words(element):
        yield made(element, "extent", words(element), field="extents")
    for child in element:
        if localname(child) not in ("extent", "physfacet", "dimensions") and words(child):
            yield _by("PHYSDESC", child, "extent", words(child))


def _container(element: _Element, document: _Document) -> Iterator[Verdict]:
    said = f"{element.get('type') or ''} {words(element)}".strip()
    if said:
        yield (
            _by("CONTAINER", element, "container", said)
            if not document.depth
            else made(element, "container", said, field="containers")
        )


def _dao(element: _Element, document: _Document) -> Iterator[Verdict]:
    found = {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}
    if found.get("href"):
        yield made(
            element, "digital object", found.get("title") or words(element) or found["href"], field="digital_objects"
        )
    else:
        yield _by("DAO", element, "digital object", found.get("title") or words(element))


def _daogrp(element: _Element, document: _Document) -> Iterator[Verdict]:
    for file in element.iter("{*}daoloc"):
        yield _by("DAOGRP", file, "digital object", next((str(each) for each in file.attrib.values()), ""))


def _did(element: _Element, document: _Document) -> Iterator[Verdict]:
    for child in element:
        name, said = localname(child), words(child)
        if name in ("unittitle", "unitdate"):  # the title is shown with its dates
            document.hidden = document.hidden or is_hidden(child)
        if name == "unittitle":
            document.title = document.title or re.sub(r"\s*,\s*$", "", said)
        elif name in _PARTS_OF_DID:
            yield from _PARTS_OF_DID[name](child, document)
        elif name in _DID and said:
            yield made(child, "note" if _DID[name] == "notes" else name, said, field=_DID[name])
        elif name == "repository" and said:
            yield _by("REPOSITORY", child, "repository", said)


_PARTS_OF_DID: Final[dict[str, _Handler]] = {
    "unitdate": _unitdate, "physdesc": _physdesc, "container": _container, "dao": _dao, "daogrp": _daogrp,
}  # fmt: skip


def _controlaccess(element: _Element, document: _Document) -> Iterator[Verdict]:
    for found in element.iter("{*}*"):
        name, said = localname(found), words(found)
        parent = found.getparent()
        if not said or found is element or parent is None or localname(parent) != "controlaccess":
            continue
        if name in _NAMES:
            yield made(found, "name", said, field="agents")
        elif name in _TERMS:
            yield made(found, "access point", said, field=_TERMS[name])
        elif name == "geogname":
            yield (
                made(found, "place", said, field="places") if parent is element else _by("PLACE", found, "place", said)
            )
        elif name not in ("head", "controlaccess"):
            yield _by("TERM", found, "access point", said, place=f"controlaccess/{name}")


def _note(element: _Element, document: _Document) -> Iterator[Verdict]:
    name = localname(element)
    said = [child for child in element if localname(child) != "head" and words(child)]
    if said:
        yield made(element, "note", words(element), field="description" if name == "scopecontent" else "notes")
    if (element.text or "").strip():
        yield _by("NOTE-TEXT", element, "note", words(element), place=name)
    headless = name == "acqinfo" or (name == "prefercite" and not document.depth)
    for head in element.iterfind("{*}head"):
        if headless and words(head):
            yield _by("HEAD", head, "heading", words(head), place=f"{name}/head")


def _descgrp(element: _Element, document: _Document) -> Iterator[Verdict]:
    for child in element:
        if localname(child) == "acqinfo":
            yield from _note(child, document)
        elif words(child):
            yield _by("DESCGRP", child, "note", words(child), place=f"descgrp/{localname(child)}")


def _part(element: _Element, document: _Document) -> Iterator[Verdict]:
    name, parent = localname(element), element.getparent()
    if parent is not None and localname(parent) == "dsc":
        if words(element):
            yield _by("DSC", element, "note", words(element))
    elif name in _PARTS:
        yield from _PARTS[name](element, document)
    elif name not in _SILENT and words(element):
        yield _by("NOTE", element, "note", words(element), place=name)


_PARTS: Final[dict[str, _Handler]] = {
    "did": _did, "controlaccess": _controlaccess, "dao": _dao, "daogrp": _daogrp, "descgrp": _descgrp,
    **dict.fromkeys((*_NOTES, "acqinfo", "index"), _note),
}  # fmt: skip


def _normalized(document: _Document) -> str:
    """The displayed title with its dates: inclusive ones, those without a type, then the bulk."""
    dates = {kind: ", ".join(said) for kind, said in document.dates.items()}
    bulk = f"bulk {dates['bulk']}" if "bulk" in dates else ""
    return ", ".join(part for part in (document.title, dates.get("inclusive"), dates.get(None), bulk) if part)


def _announced(document: _Document, eadid: str) -> Iterator[Verdict]:
    if document.announced:
        return
    document.announced = True
    element, top = document.element, not document.depth
    title = _normalized(document)
    hidden: dict[str, Any] = {"line": document.line, "internal": document.hidden}
    about = {"depth": document.depth, **hidden}
    what = "collection" if top else "component"
    if top and not eadid:
        yield Verdict.of(RULES["EADID"], what, title, **about)
    elif not title:
        yield Verdict.of(RULES["TITLE"], what, **about)
    else:
        yield Verdict("created", what, title[:200], place=localname(element), **about)
    id = (element.get("id") or "").strip()
    if not top and (not id or "." in id):
        yield Verdict.of(RULES["DOT" if id else "REF"], "address", id, **hidden)
    if not (element.get("level") or "").strip():
        yield Verdict.of(RULES["LEVEL"], "level", title, **hidden)
    yield from document.waiting
    document.waiting.clear()


def _is_read(step: Step) -> bool:
    """Whether a component is where components are looked for: below another, or in a list of the whole collection."""
    parent = step.element.getparent()
    if parent is None or localname(parent) != "dsc":
        return True
    above = parent.getparent()
    return above is None or localname(above) == "archdesc"


def arriving(stream: BinaryIO, *, huge: bool = False) -> Iterator[Verdict]:
    """The fate of a file of EAD 2002 in the index."""
    above: list[_Document] = []
    eadid = ""
    hidden: int | None = None  # the depth of a component that is ignored with everything below it
    for step in walk(stream, huge=huge):
        event, element, depth = step
        if event == "header":
            eadid = words(element.find("{*}eadid"))
        elif event == "start":
            if above:
                yield from _announced(above[-1], eadid)
            if hidden is None and not _is_read(step):
                hidden = depth
                yield _by("DSC", element, "component", depth=depth)
            above.append(_Document(element, depth, line_of(element) or 0, announced=hidden is not None))
        elif event == "part":
            document = above[-1]
            document.waiting.extend(_part(element, document) if hidden is None else ())
            if document.announced:
                yield from document.waiting
                document.waiting.clear()
        else:
            yield from _announced(above.pop(), eadid)
            hidden = None if hidden == depth else hidden


RECEIVER: Final = Receiver(
    "arclight", "ArcLight", VERSION, ("ead2002",), arriving, tuple(RULES.values()), (("devised_titles", True),)
)
