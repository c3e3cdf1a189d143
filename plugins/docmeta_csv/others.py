"""Tables of other systems, and tables without one: Omeka S, DSpace, CollectionBuilder, plain spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import attrs

from docmeta.crosswalk import Codec, Crosswalk, Rule
from docmeta.dates import Conventions, Date, is_edtf
from docmeta.model import FIELDS, DigitalObject, Identifier, Term
from docmeta_csv.own import table
from docmeta_csv.table import composed, synonyms, words
from docmeta_csv.table.audience import NO, YES
from docmeta_csv.table.dialect import Dialect, plain_name
from docmeta_csv.table.marks import labelled
from docmeta_csv.table.slots import Slot, slot_of

#: Fields whose values may be a URL and a label.
_LABELLED: Final = ("agents", "subjects", "genres", "places", "rights")


@cache
def known_slots() -> tuple[Slot, ...]:
    """docmeta's own columns, as others may name theirs; prose is one value, whatever it contains."""
    own = []
    for slot in table.slots():
        if slot.field == "notes":
            continue
        whole = slot.name == "notes" or slot.field in ("level", "title", "description")
        between = ";" if slot.name in ("subjects", "genres", "places", "languages", "agents") else ""
        own.append(attrs.evolve(slot, whole=whole or slot.whole, between=between))
    found = (
        _approximated(slot) if "dates_certainty" in slot.columns else slot
        for slot in (*composed.SLOTS, *words.SLOTS, *own)
    )
    return tuple(
        attrs.evolve(slot, make=labelled(slot.make), codec="words") if slot.name in _LABELLED else slot
        for slot in found
    )


_ABOUT: Final = frozenset(
    "ca ca. c c. circa about approx approx. approximately um vers environ hacia verso ongeveer".split()
)


def _approximated(slot: Slot) -> Slot:
    """A column of dates with one that marks approximate ones, and one that gives them in EDTF or nearly so."""
    at, edtf = slot.columns.index("dates_certainty"), slot.columns.index("dates_edtf")

    def make(cells: Sequence[Any]) -> Any:
        cells = list(cells)
        word = str(cells[at]).strip().casefold()
        if cells[at]:
            cells[at] = "approximate" if word in YES or word in _ABOUT else "" if word in NO else cells[at]
        if cells[edtf] and not is_edtf(cells[edtf]):
            cells[0] = cells[0] or cells[edtf]
            cells[edtf] = Date.parse(cells[edtf], pairs="months").edtf or ""
        return slot.make(cells)

    return attrs.evolve(slot, make=make)


@cache
def plain() -> Dialect:
    """Tables of no particular system: columns named after the model, Dublin Core or ISAD(G)."""
    return Dialect(
        name="plain",
        title="a plain one, known by the names of its columns",
        slots=known_slots(),
        depth="depth",
        kind="kind",
        synonyms={**_unprefixed(), **synonyms.SYNONYMS, **prefixed(), **composed.SYNONYMS},
        loose=True,
        recognises=lambda _: True,
    )


def _unprefixed() -> dict[str, str]:
    """Qualified elements of Dublin Core without its prefix: `format.extent`, `title.alternative`."""
    return {**_DSPACE, "title.alternate": "other_titles", "identifier.ark": "ark", "date.other": "dates"}


def prefixed() -> dict[str, str]:
    return {theirs: synonyms.SYNONYMS.get(term, term) for theirs, term in _terms()}


def _terms() -> list[tuple[str, str]]:
    named = {plain_name(theirs): ours for theirs, ours in synonyms.SYNONYMS.items()}
    return [(theirs, named.get(plain_name(term), term)) for theirs, term in synonyms.PREFIXED.items()]


#: The elements of Omeka Classic's item types (`application/schema`, 3.1), and their columns.
_ITEM_TYPES: Final[dict[str, str]] = {
    "text": "transcript", "transcription": "transcript", "original format": "extent words", "physical dimensions": "dimensions",
    "duration": "extent words", "interviewer": "interviewer", "interviewee": "interviewee", "location": "places", "url": "file",
    "from": "sender", "to": "addressee", "director": "director", "biographical text": "biography_or_history",
    "bibliography": "publication",
}  # fmt: skip


def _resource_class(cell: str) -> Term:
    """A class of a resource; those of the DCMI Type Vocabulary are its terms.

    >>> _resource_class("dctype:Image"), _resource_class("bibo:Letter").term
    (Term(term='Image', source='dcmitype'), 'bibo:Letter')
    """
    prefix, _, name = cell.partition(":")
    return Term(name, source="dcmitype") if prefix in ("dctype", "dcmitype") and name else Term(cell)


@cache
def omeka() -> Dialect:
    """Omeka S and its bulk import: terms of Dublin Core with their prefix, item sets and media."""
    return Dialect(
        name="omeka",
        title="Omeka's",
        slots=(
            words.column("genres", "resource class", _resource_class, source="Omeka S"),
            words.relations("isPartOf", "item set", source="Omeka S"),
            *known_slots(),
        ),
        id=("o:id", "identifier", "dcterms:identifier", "Dublin Core:Identifier", "dc:identifier"),
        parent=("parent_id", "item", "item identifier"),
        loose=True,
        synonyms={
            **synonyms.SYNONYMS, **prefixed(), "collection": "item set", "collections": "item set",
            "collection identifier": "item set", "item sets": "item set",
            "o:item_set": "item set", "media": "file", "o:media": "file", "url": "file", "resource_class": "resource class",
            "o:resource_class": "resource class",
            **{f"item type metadata:{theirs}": ours for theirs, ours in _ITEM_TYPES.items()},
        },
        recognises=lambda header: bool(
            set(header) & {"oid", "resourceclass", "resourcetemplate", "itemsets", "itemset", "oitemset"}
            or sum(name.startswith(("dublincore", "dcterms", "itemtypemetadata")) for name in header) > 1
        ),
    )  # fmt: skip


#: The qualified elements of DSpace's registry, and their columns (`config/registries/dublin-core-types.xml`, 7.6).
_DSPACE: Final[dict[str, str]] = {
    "contributor.author": "creator", "contributor.advisor": "advisor", "contributor.editor": "editor",
    "contributor.illustrator": "illustrator", "contributor.other": "contributor", "coverage.spatial": "places",
    "coverage.temporal": "temporal", "date.issued": "date issued", "date.created": "date created", "date.copyright": "date copyrighted",
    "date.submitted": "date submitted", "description.abstract": "summary", "description.tableofcontents": "table of contents",
    "description.provenance": "internal note", "description.statementofresponsibility": "general", "description.sponsorship": "general",
    "format.extent": "extent words", "format.medium": "extents", "format.mimetype": "format", "identifier.uri": "permalink",
    "identifier.citation": "preferred_citation", "identifier.isbn": "isbn", "identifier.issn": "issn", "identifier.other": "identifiers",
    "identifier.doi": "doi", "language.iso": "language", "relation.ispartof": "isPartOf", "relation.ispartofseries": "isPartOf",
    "relation.haspart": "hasPart", "relation.isversionof": "isVersionOf", "relation.isformatof": "isFormatOf",
    "relation.replaces": "replaces", "relation.isreplacedby": "isReplacedBy", "relation.uri": "relation", "rights.uri": "right",
    "rights.license": "right", "rights.holder": "rights holder", "subject.lcsh": "subject lcsh", "subject.mesh": "subjects",
    "subject.ddc": "subjects", "subject.lcc": "subjects", "subject.other": "subjects", "title.alternative": "other_titles",
    "source.uri": "source",
}  # fmt: skip
#: An authority and its confidence, after a name.
_AUTHORITY: Final = re.compile(r"(.*)::([^:\s]*)::-?[0-9]+", re.DOTALL)


def _with_authority(slot: Slot) -> Slot:
    """A column of names that may be followed by the number of an authority."""

    def make(cells: Sequence[Any]) -> Any:
        found = _AUTHORITY.fullmatch(cells[0])
        if found is None:
            return slot.make(cells)
        link = slot.make([found[1], *cells[1:]])
        known = (Identifier(found[2], "local"),) if found[2] else ()
        return attrs.evolve(link, agent=attrs.evolve(link.agent, identifiers=known))

    return attrs.evolve(slot, make=make)


def _of_dspace(slot: Slot) -> Slot:
    """A column as DSpace fills it: names with authorities, dates as in ISO 8601."""
    if slot.name == "dates":
        return attrs.evolve(slot, make=words.conventional(slot.make, Conventions(pairs="months")))
    return _with_authority(slot) if slot.name == "agents" else slot


@cache
def dspace() -> Dialect:
    """DSpace's export of metadata: elements and qualifiers with dots, `||` between values, authorities after names."""
    qualified = {f"dc.{name}": ours for name, ours in _DSPACE.items()}
    marks = {plain_name(name) for name in qualified}
    slots = [_of_dspace(slot) for slot in known_slots()]
    return Dialect(
        name="dspace",
        title="DSpace's",
        slots=tuple(slots),
        parent=(),
        template=("dc.date.accessioned", "dc.date.available"),
        synonyms={
            **synonyms.SYNONYMS, **prefixed(), **qualified, "collection": "isPartOf",
            "dc.date.accessioned": "bookkeeping", "dc.date.available": "bookkeeping",
        },
        separator="||",
        recognises=lambda header: bool(marks & set(header)),
    )  # fmt: skip


@cache
def collectionbuilder() -> Dialect:
    """CollectionBuilder: `objectid`, `parentid`, semicolons between values."""
    return Dialect(
        name="collectionbuilder",
        title="CollectionBuilder's",
        slots=(
            slot_of("digital_objects", DigitalObject, {"object_location": "uri", "format": "media_type"}),
            words.digital_object("thumbnail", "image_thumb"),
            words.digital_object("small", "image_small"),
            *known_slots(),
        ),
        id=("objectid",),
        parent=("parentid",),
        synonyms={
            **synonyms.SYNONYMS, **prefixed(), "rightsstatement": "rights_uri", "rights": "rights", "right": "rights",
            "location": "places", "latitude": "places_latitude", "longitude": "places_longitude",
        },
        separator=";",
        recognises=lambda header: "objectid" in header,
    )  # fmt: skip


#: The columns that each of these systems is known for, for the printed tables.
_KNOWN_FOR: Final = {
    "omeka": (
        "dcterms:title dcterms:alternative dcterms:creator dcterms:contributor dcterms:publisher dcterms:subject dcterms:description "
        "dcterms:abstract dcterms:date dcterms:created dcterms:issued dcterms:type dcterms:format dcterms:extent dcterms:identifier "
        "dcterms:source dcterms:language dcterms:relation dcterms:isPartOf dcterms:spatial dcterms:temporal dcterms:coverage "
        "dcterms:rights dcterms:license dcterms:accessRights dcterms:rightsHolder dcterms:provenance dcterms:bibliographicCitation "
        "resource_class item_set media tags"
    ),
    "dspace": (
        "dc.title dc.title.alternative dc.contributor.author dc.contributor.editor dc.subject dc.subject.lcsh dc.description "
        "dc.description.abstract dc.description.provenance dc.date.issued dc.publisher dc.type dc.format.extent dc.identifier.uri "
        "dc.identifier.citation dc.language.iso dc.coverage.spatial dc.relation.ispartofseries dc.rights dc.rights.uri collection"
    ),
    "islandora": (
        "title file field_linked_agent field_model field_member_of field_description field_abstract field_note field_alternative_title "
        "field_edtf_date field_edtf_date_created field_edtf_date_issued field_identifier field_local_identifier field_subject "
        "field_geographic_subject field_temporal_subject field_genre field_resource_type field_extent field_language field_rights"
    ),
    "collectionbuilder": (
        "title creator date description subject location latitude longitude source identifier type format language rights "
        "rightsstatement object_location image_small image_thumb"
    ),
}


def crosswalk(dialect: Dialect) -> Crosswalk:
    """The crosswalk of a dialect that is only read: the meaning of the columns that it is known for."""
    rules = []
    frame = (
        *((name, "the id of the unit") for name in dialect.id[:1]),
        *((name, "the id of the unit above") for name in dialect.parent[:1]),
    )
    for name, note in frame:
        rules.append(Rule("id", name, source=dialect.title.removesuffix("'s"), note=note, writes=False))
    for name in _KNOWN_FOR[dialect.name].split():
        found = dialect.find(name)
        if found is not None and found in dialect.places:
            slot, _ = dialect.places[found]
            rules.append(Rule(slot.field, name, Codec(slot.codec, str), slot.source, slot.note, writes=False))
    said = {rule.name for rule in rules}
    drops = {name: "no column is known for it" for name in FIELDS if name not in said}
    return Crosswalk(f"csv-{dialect.name}", f"{dialect.title} tables", tuple(rules), drops)
