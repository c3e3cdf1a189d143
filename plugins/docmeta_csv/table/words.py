"""Columns of tables by people and other systems: each holds one kind of thing, in their words.

Their meaning follows the crosswalks of Dublin Core (DCMI Metadata Terms) and ISAD(G).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs

from docmeta.dates import Conventions, Date, is_edtf
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    DigitalObject,
    Extent,
    Family,
    Identifier,
    Language,
    Note,
    Person,
    Place,
    Relation,
    Repository,
    RightsStatement,
    Term,
    boxes,
    counted,
    degrees,
)
from docmeta_csv.table import audience, headings
from docmeta_csv.table.slots import Slot

_DCMI: Final = "DCMI Metadata Terms"
_ISAD: Final = "ISAD(G)"
_CODE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$")
_MEDIA_TYPE: Final = re.compile(
    r"(?:application|audio|font|image|message|model|multipart|text|video)/[A-Za-z0-9.+-]{1,100}$"
)
_NUMBER: Final = re.compile(r"[0-9]{1,9}(?:,[0-9]{3})*(?:[.,][0-9]{1,4})?")
#: The separators of several extents, what follows one in brackets, and a length beyond such lists.
_AND: Final = re.compile(
    r" ?; ?| ?\+ ?|, (?=[0-9]|(?:ca|approx|about|circa|c)\b)| (?:and|und|et|y|e|en|och|og|&|plus) (?=[0-9])",
    re.IGNORECASE,
)
_INNER: Final = re.compile(r"([^()\[\]]+) [(\[]([^()\[\]]+)[)\]]")
_NUMERALS: Final = re.compile(r"[0-9][^0-9]+[0-9]")
_LONG: Final = 200
_SPAN: Final = re.compile(r"[0-9]{1,5}[A-Za-z]?(?: ?[-\u2013,;&/] ?[0-9]{1,5}[A-Za-z]?){1,20}")
#: Containers that are counted, and numbered.
_NUMBERED: Final = {"boxes": "Box", "folders": "Folder", "volumes": "Volume", "reels": "Reel"}
_PAIR: Final = re.compile(r"([0-9]{1,5}[A-Za-z]?) ?[/:.-] ?([0-9]{1,5}[A-Za-z]?)")
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}:[^ ]{2,}$")

#: The levels of description, as systems name them (ISAD(G) 3.1.4; AtoM's and ArchivesSpace's lists).
LEVELS: Final[dict[str, str]] = {
    "fonds": "fonds", "collection": "collection", "recordgroup": "recordgrp", "recordgrp": "recordgrp", "subgroup": "subgrp",
    "subgrp": "subgrp", "subrecordgroup": "subgrp", "class": "class", "subfonds": "subfonds", "series": "series",
    "subseries": "subseries", "file": "file", "item": "item",
}  # fmt: skip


def level(word: str) -> str:
    """The level of a system's word for it; an unknown word is kept.

    >>> level("Sub-Series"), level("Record group"), level("Folder")
    ('subseries', 'recordgrp', 'Folder')
    """
    return LEVELS.get("".join(char for char in word.casefold() if char.isalnum()), word)


def any_level(word: str) -> str:
    """The level of a word for it in any language of the tables of headings.

    >>> any_level("Sous-série"), any_level("Akte"), any_level("Folder")
    ('subseries', 'file', 'Folder')
    """
    found = _ELSEWHERE.get(_letters(word))
    return found if found is not None else level(word)


def _letters(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word.casefold()) if char.isalnum())


_ELSEWHERE: Final = {_letters(name): ours for ours, names in headings.LEVELS.items() for name in names.split("|")}


def column(
    field: str, name: str, make: Callable[[str], Any], *, source: str = _DCMI, whole: bool = False, note: str = ""
) -> Slot:
    """A column that is only read."""
    return Slot(
        field,
        (name,),
        lambda value: [str(value)],
        lambda cells: make(cells[0]) if cells[0] else None,
        lambda _: True,
        source=source,
        whole=whole,
        note=note,
        codec="words",
    )


def note(kind: str, name: str, *, source: str = _ISAD, whole: bool = True) -> Slot:
    """A column of prose of one kind."""
    return column(f"notes[{kind}]", name, lambda cell: Note(kind, cell), source=source, whole=whole)


def agents(role: str, name: str, cls: type[Agent] = Agent, *, source: str = _DCMI) -> Slot:
    """A column of names in one role."""
    return _loose(column(f"agents[{role}]", name, lambda cell: AgentLink(cls(cell), role), source=source))


def makers(role: str, *names: str) -> list[Slot]:
    """Columns of names whose heading is the relator."""

    def slot(name: str) -> Slot:
        return _loose(
            column(f"agents[{role}]", name, lambda cell: AgentLink(Agent(cell), role, name.capitalize()), source="")
        )

    return [slot(name) for name in names]


def _loose(slot: Slot, between: str = ";") -> Slot:
    """A column in which people separate values by semicolons."""
    return attrs.evolve(slot, between=between)


def dates(kind: str | None, name: str, *, source: str = _DCMI) -> Slot:
    """A column of dates of one kind."""
    make = Date.imprint if kind in ("publication", "copyright") else Date
    return column(f"dates[{kind}]" if kind else "dates", name, lambda cell: make(cell, kind=kind), source=source)


def conventional(make: Callable[[Sequence[Any]], Any], said: Conventions) -> Callable[[Sequence[Any]], Any]:
    """A maker of dates with known meanings of 5/6/1951 and 1901-02.

    >>> conventional(lambda cells: Date(cells[0]), Conventions(pairs="months"))(["1901-02"]).edtf
    '1901-02'
    """

    def made(cells: Sequence[Any]) -> Any:
        date = make(cells)
        if isinstance(date, Date) and date.edtf is None and date.text:
            return attrs.evolve(date, edtf=Date.parse(date.text, order=said.order, pairs=said.pairs).edtf)
        return date

    return made


def edtf_dates(kind: str | None, name: str, *, source: str) -> Slot:
    """A column of dates that are EDTF."""
    field = f"dates[{kind}]" if kind else "dates"
    return column(field, name, lambda cell: Date.parse(cell, pairs="edtf", kind=kind), source=source)


def span(cells: Sequence[Any]) -> Date | None:
    """A date with its beginning in one column and its end in another.

    >>> span(["1890", "1912"]), span(["1890", ""])
    (Date('1890-1912', edtf='1890/1912'), Date('1890', edtf='1890'))
    """
    begin, end = (str(cell) for cell in cells)
    if not end or begin == end:
        return Date(begin) if begin else None
    if not begin:
        edtf = Date(end).edtf
        return Date(end, f"/{edtf}") if edtf and is_edtf(f"/{edtf}") else Date(end)
    ends = [Date(cell).edtf for cell in (begin, end)]
    edtf = "/".join(filter(None, ends))
    text = f"{begin}-{end}" if "-" not in begin + end else f"{begin} - {end}"
    return Date(text, edtf) if all(ends) and is_edtf(edtf) else Date(text)


def relations(kind: str, name: str, *, source: str = _DCMI) -> Slot:
    """A column of relations of one kind: URLs, or names."""
    return column(f"relations[{kind}]", name, lambda cell: relation(kind, cell), source=source)


def relation(kind: str, cell: str) -> Relation:
    """A relation to a URL, to a URL followed by a label, or to something named."""
    address, _, label = cell.partition(" ")
    if _URI.match(address):
        return Relation(kind, address, label.strip())
    return Relation(kind, label=cell)


def identifiers(kind: str, name: str, *, source: str = _ISAD) -> Slot:
    """A column of identifiers of one kind."""
    return column(f"identifiers[{kind}]", name, lambda cell: Identifier(cell, kind), source=source)


def terms(field: str, name: str, kind: str = "topic", *, source: str = _DCMI) -> Slot:
    """A column of terms."""
    return _loose(column(field, name, lambda cell: Term(cell, kind), source=source))


def language(cell: str) -> Language:
    """A language by its code or by its name."""
    return Language(cell) if _CODE.match(cell) and (len(cell) < 4 or "-" in cell) else Language(name=cell)


def rights(cell: str) -> RightsStatement:
    """A statement of rights: a URI, or words."""
    return RightsStatement(uri=cell) if _URI.match(cell) else RightsStatement(cell)


def coordinates(cell: str) -> Place:
    r"""A place from coordinates, latitude first (as in Islandora Workbench's `field_coordinates`; a backslash may precede a sign).

    >>> coordinates("50.95,0.73").longitude, coordinates(r"\+49.16,-123.93").longitude
    (0.73, -123.93)
    """
    found = degrees(cell)
    if found is None:
        raise ValueError("expected a latitude and a longitude")
    return Place("", latitude=found[0], longitude=found[1])


def closed_until(cell: str) -> Note:
    """The end of a closure, with the date range for which it holds.

    >>> closed_until("2030").dates, closed_until("further notice").dates
    (Date(edtf='../2030'), None)
    """
    end = Date(cell).edtf
    known = end is not None and is_edtf(f"../{end}")
    return Note("access_conditions", cell, label="Closed until", dates=Date(edtf=f"../{end}") if known else None)


def coverage(cell: str) -> Date | Place:
    """Dublin Core's coverage: a date if the words are one, else a place."""
    date = Date(cell, kind="coverage")
    return date if date.edtf is not None else Place(cell)


def media(cell: str) -> DigitalObject | Extent | tuple[Extent, ...]:
    """Dublin Core's format: a media type (RFC 6838), or an extent."""
    return DigitalObject(media_type=cell) if _MEDIA_TYPE.match(cell) else extent(cell)


def extent(cell: str) -> Extent | tuple[Extent, ...]:
    """An extent from its words, with number and unit if they are exactly these; several if each is.

    >>> [one.unit for one in extent("3 boxes, 2 folders")], [one.parallel for one in extent("12.5 linear feet (25 boxes)")]
    (['boxes', 'folders'], [False, True])
    >>> extent("3 boxes (in store)").text
    '3 boxes (in store)'
    """
    measures = counted(cell)
    if not measures and _NUMERALS.search(cell) and len(cell) <= _LONG:
        inner = _INNER.fullmatch(cell)
        outer = _AND.split(inner[1] if inner else cell)
        every = [*outer, *(_AND.split(inner[2]) if inner else ())]
        found = [counted(one) for one in every] if len(every) > 1 else [{}]
        if all(found):
            return tuple(
                Extent(one, parallel=at >= len(outer), **said)
                for at, (one, said) in enumerate(zip(every, found, strict=True))
            )
    return Extent(cell, **measures)


def measure(unit: str, name: str = "") -> Slot:
    """A column of numbers with a unit; if the cell is no number, its words become the extent, or the containers that it numbers.

    >>> measure("folios").make(["20"]), measure("pages").make(["20 p. with 1 map"]).text, measure("boxes").make(["1-3"])
    (Extent(text='20 folios', quantity='20', unit='folios'), '20 p. with 1 map', Container(value='1-3', kind='Box'))
    """

    def make(cell: str) -> Extent | tuple[Extent, ...] | Container:
        if unit in _NUMBERED and _SPAN.fullmatch(cell):
            return Container(cell, _NUMBERED[unit])
        return Extent(f"{cell} {unit}", cell, unit) if _NUMBER.fullmatch(cell) else extent(cell)

    return column("extents", name or unit, make, source="")


def of_aspace(cells: Sequence[Any]) -> Extent | None:
    """An extent of ArchivesSpace: a number, a type of its list, and a summary of the containers.

    >>> of_aspace(["5.4", "linear_feet", "3 boxes"])
    Extent(text='5.4 linear feet (3 boxes)', quantity='5.4', unit='linear feet')
    """
    number, unit, summary = (str(cell) for cell in cells)
    unit = unit.replace("_", " ")
    said = " ".join(filter(None, (number, unit)))
    text = f"{said} ({summary})" if said and summary else said or summary
    return Extent(text, number or None, unit or None) if text else None


def digital_object(role: str | None, name: str) -> Slot:
    """A column of URLs of digital objects."""
    return column("digital_objects", name, lambda cell: DigitalObject(cell, role=role), source="")


def containers(cell: str) -> tuple[Container, ...] | Container:
    """The box, the folder and more in words; other words are kept."""
    return boxes(cell) or Container(cell)


def box_and_folder(cell: str) -> tuple[Container, ...] | Container:
    """A box and a folder by their numbers: 4/2.

    >>> box_and_folder("4/2")
    (Container(value='4', kind='Box'), Container(value='2', kind='Folder'))
    """
    pair = _PAIR.fullmatch(cell)
    return (Container(pair[1], "Box"), Container(pair[2], "Folder")) if pair else containers(cell)


def box(kind: str, name: str) -> Slot:
    """A column of the numbers of containers of one kind, which a cell may repeat.

    >>> box("Box", "box").make(["4"]), box("Box", "box").make(["Oversize Box 4"]).kind
    (Container(value='4', kind='Box'), 'Oversize Box')
    """
    return column("containers", name, lambda cell: numbered(cell, kind), source="")


def numbered(cell: str, kind: str) -> tuple[Container, ...] | Container:
    """The container with a number, or with words that hold more."""
    found = boxes(cell) if cell[0].isalpha() else ()
    return (found[0] if len(found) == 1 else found) if found else Container(cell, kind)


def _term_slots() -> list[Slot]:
    """The elements and terms of Dublin Core that none of docmeta's own columns holds as they are."""
    return [
        agents("creator", "creator"),
        agents("contributor", "contributor"),
        agents("publisher", "publisher"),
        agents("rights_holder", "rights holder"),
        dates("creation", "date created"),
        dates("publication", "date issued"),
        dates("copyright", "date copyrighted"),
        dates("available", "date available"),
        dates("modified", "date modified"),
        dates("valid", "date valid"),
        dates("accepted", "date accepted"),
        dates("submitted", "date submitted"),
        dates("digitisation", "date digitised"),
        dates("coverage", "temporal"),
        column("places", "coverage", coverage, note="a date if the words are one"),
        column("extents", "format", media, note="a digital object if the word is a media type"),
        _loose(column("languages", "language", language)),
        Slot("dates", ("date start", "date end"), lambda value: [value.begin, value.end], span, lambda _: True, codec="words"),
        Slot(
            "identifiers[accession]", tuple(f"accession_number_{at}" for at in range(1, 5)), lambda value: [value.value, "", "", ""],
            lambda cells: Identifier("-".join(filter(None, cells)), "accession"), lambda _: True, codec="words",
        ),
        Slot(
            "extents", ("extent_number", "extent_type", "extent_container_summary"), lambda value: [value.text, "", ""],
            of_aspace, lambda _: True, codec="words",
        ),
        column("dates", "bulk dates", lambda cell: Date(cell, type="bulk"), source=""),
        column("extents", "extent words", extent),
        column("extents", "dimensions", lambda cell: Extent(dimensions=(cell,)), source=""),
        _loose(column("subjects", "subject lcsh", lambda cell: Term(cell, source="lcsh"), source="")),
        *(identifiers(kind, name, source="") for kind, name in (
            ("accession", "accession number"), ("former", "former identifier"), ("isbn", "isbn"), ("issn", "issn"), ("doi", "doi"),
            ("ark", "ark"), ("handle", "handle"), ("oclc", "oclc number"), ("uri", "permalink"),
        )),
        note("location", "physical location"),
        column("notes[general]", "internal note", lambda cell: Note("general", cell, audience="internal"), source="", whole=True),
        agents("subject", "subject names"),
        agents("subject", "subject corporate", CorporateBody),
        *makers("creator", "artist", "photographer", "maker", "composer", "architect", "painter", "sculptor", "director", "sender"),
        *makers("contributor", "editor", "translator", "illustrator", "interviewer", "interviewee", "donor", "engraver"),
        *makers("contributor", "addressee", "correspondent", "narrator", "advisor"),
        _loose(column("subjects", "tags", Term, source="Omeka"), ",;"),
        column("rights", "right", rights),
        note("abstract", "summary", source=_DCMI),
        note("general", "table of contents", source=_DCMI),
        *(relations(kind, kind) for kind in (
            "relation", "isPartOf", "hasPart", "isFormatOf", "hasFormat", "isVersionOf", "hasVersion", "isReferencedBy", "references",
            "isReplacedBy", "replaces", "isRequiredBy", "requires", "conformsTo",
        )),
        digital_object(None, "file"),
        digital_object("thumbnail", "thumbnail"),
        digital_object("manifest", "manifest"),
        box("Box", "box"),
        box("Folder", "folder"),
        box("Bundle", "bundle"),
        box("Reel", "reel"),
        column("containers", "container words", containers, source=""),
        column("containers", "box and folder", box_and_folder, source=""),
        box("Drawer", "drawer"),
        column("extents", "technique", lambda cell: Extent(facets=(cell,)), source=""),
        column("notes[acquisition]", "received", lambda cell: Note("acquisition", cell, label="Date received"), source=""),
        column("notes[general]", "transcript", lambda cell: Note("general", cell, label="Transcript"), source="", whole=True),
        column("places", "coordinates", coordinates, source="", whole=True),
        *(measure(unit) for unit in headings.MEASURES),
        column("notes[access_conditions]", "closed until", closed_until, source=""),
        column("notes[access_conditions]", "open from", lambda cell: Note("access_conditions", cell, label="Open from"), source=""),
        agents("creator", "person", Person, source=""),
        agents("creator", "corporate body", CorporateBody, source=""),
        agents("creator", "family", Family, source=""),
    ]  # fmt: skip


SLOTS: Final[tuple[Slot, ...]] = (
    *audience.SLOTS,
    column("level", "level of description", any_level, source=_ISAD, whole=True),
    column("repository", "institution", lambda cell: Repository(cell), source=_ISAD, whole=True),
    column("extents", "extent and medium", extent, source=_ISAD, whole=True),
    *_term_slots(),
)
