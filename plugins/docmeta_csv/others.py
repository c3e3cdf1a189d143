"""Tables of other systems, and of nobody in particular: Omeka S, Islandora Workbench, CollectionBuilder, plain spreadsheets."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from docmeta.crosswalk import Codec, Crosswalk, Rule
from docmeta.model import FIELDS, Agent, AgentLink, CorporateBody, DigitalObject, Family, Person
from docmeta_csv.own import table
from docmeta_csv.table import words
from docmeta_csv.table.dialect import Dialect, plain_name
from docmeta_csv.table.slots import Slot, slot_of

_LINKED_AGENT: Final = re.compile(
    r"(?:relators:)?([a-z]{3}):(person|corporate_body|family):([^:].{0,1000})$", re.DOTALL
)
_ROLES: Final = {
    "cre": "creator",
    "aut": "creator",
    "pbl": "publisher",
    "ctb": "contributor",
    "sub": "subject",
    "dpc": "subject",
}
_AGENTS: Final[dict[str, type[Agent]]] = {"person": Person, "corporate_body": CorporateBody, "family": Family}


def _known_slots() -> tuple[Slot, ...]:
    """docmeta's own columns, as others may name theirs; prose is one value, whatever stands in it."""
    import attrs

    own = []
    for slot in table.slots():
        if slot.field == "notes":
            continue
        whole = slot.name == "notes" or slot.field in ("level", "title", "description")
        between = ";" if slot.name in ("subjects", "genres", "places", "languages", "agents") else ""
        own.append(attrs.evolve(slot, whole=whole or slot.whole, between=between))
    return (*words.SLOTS, *own)


@cache
def plain() -> Dialect:
    """Tables of nobody in particular: columns named like the model, Dublin Core or ISAD(G)."""
    return Dialect(
        name="plain",
        title="a plain one, known by the names of its columns",
        slots=_known_slots(),
        depth="depth",
        kind="kind",
        synonyms={**words.SYNONYMS, **_prefixed()},
        loose=True,
        recognises=lambda _: True,
    )


def _prefixed() -> dict[str, str]:
    return {theirs: words.SYNONYMS.get(term, term) for theirs, term in _terms()}


def _terms() -> list[tuple[str, str]]:
    named = {plain_name(theirs): ours for theirs, ours in words.SYNONYMS.items()}
    return [(theirs, named.get(plain_name(term), term)) for theirs, term in words.PREFIXED.items()]


@cache
def omeka() -> Dialect:
    """Omeka S and its bulk import: terms of Dublin Core with their prefix, item sets and media."""
    return Dialect(
        name="omeka",
        title="Omeka's",
        slots=(
            words.terms("genres", "resource class", source="Omeka S"),
            words.relations("isPartOf", "item set", source="Omeka S"),
            *_known_slots(),
        ),
        id=("o:id", "identifier", "dcterms:identifier", "Dublin Core:Identifier", "dc:identifier"),
        parent=("parent_id", "item", "item identifier"),
        repeats=True,
        loose=True,
        synonyms={
            **words.SYNONYMS, **_prefixed(), "collection": "item set", "collections": "item set",
            "collection identifier": "item set", "item sets": "item set",
            "o:item_set": "item set", "media": "file", "o:media": "file", "url": "file", "resource_class": "resource class",
            "o:resource_class": "resource class",
        },
        recognises=lambda header: bool(
            set(header) & {"oid", "resourceclass", "resourcetemplate", "itemsets", "itemset", "oitemset"}
            or sum(name.startswith(("dublincore", "dcterms")) for name in header) > 1
        ),
    )  # fmt: skip


@cache
def islandora() -> Dialect:
    """Islandora Workbench: `field_` names, rows below rows by `parent_id`."""

    return Dialect(
        name="islandora",
        title="Islandora Workbench's",
        slots=(
            words.column("agents", "field_linked_agent", linked_agent, source="Islandora Workbench"),
            words.terms("genres", "field_model", source="Islandora Workbench"),
            words.relations("isPartOf", "field_member_of", source="Islandora Workbench"),
            words.dates("creation", "field_edtf_date_created", source="Islandora Workbench"),
            words.dates("publication", "field_edtf_date_issued", source="Islandora Workbench"),
            words.dates("copyright", "field_copyright_date", source="Islandora Workbench"),
            words.identifiers("local", "field_local_identifier", source="Islandora Workbench"),
            words.identifiers("handle", "field_handle", source="Islandora Workbench"),
            words.identifiers("ark", "field_ark", source="Islandora Workbench"),
            words.identifiers("doi", "field_doi", source="Islandora Workbench"),
            words.identifiers("local", "node_id", source="Islandora Workbench"),
            *_known_slots(),
        ),
        id=("id",),
        parent=("parent_id",),
        synonyms={
            **words.SYNONYMS, **_prefixed(), "field_title": "title",
            "field_full_title": "title", "field_alternative_title": "other_titles",
            "field_description": "description", "field_description_long": "description", "field_abstract": "summary",
            "field_note": "general",
            "field_identifier": "identifiers", "field_pid": "identifiers", "field_edtf_date": "dates", "field_date": "dates",
            "field_subject": "subjects", "field_subjects": "subjects", "field_topic": "subjects", "field_temporal_subject": "temporal",
            "field_geographic_subject": "places", "field_coverage": "coverage", "field_place_published": "places", "field_genre": "genres",
            "field_resource_type": "genres", "field_physical_form": "genres", "field_extent": "extents", "field_language": "language",
            "field_rights": "right", "field_publisher": "publisher", "field_creator": "creator", "field_contributor": "contributor",
            "field_table_of_contents": "table of contents", "field_classification": "subjects", "field_weight": "weight",
        },
        recognises=lambda header: any(name.startswith("field") and name != "field" for name in header),
    )  # fmt: skip


def linked_agent(cell: str) -> AgentLink:
    """An agent with its relator, as `relators:cre:person:Name` (Islandora, typed relations).

    >>> linked_agent("relators:pht:person:Adams, Ansel").relator
    'pht'
    """
    found = _LINKED_AGENT.match(cell)
    if found is None:
        return AgentLink(Agent(cell))
    relator, kind, name = found.groups()
    return AgentLink(_AGENTS[kind](name), _ROLES.get(relator, "contributor"), relator)


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
            *_known_slots(),
        ),
        id=("objectid",),
        parent=("parentid",),
        synonyms={
            **words.SYNONYMS, **_prefixed(), "rightsstatement": "rights_uri", "rights": "rights", "right": "rights",
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
    """The crosswalk of a dialect that is only read: what the columns that it is known for are."""
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
