"""Tables of Islandora Workbench: `field_` names, vocabularies before terms, typed relations, columns reserved for the node."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from docmeta.model import Agent, AgentLink, CorporateBody, Family, Identifier, Language, Person, Place, Record, Term
from docmeta_csv.others import known_slots, prefixed
from docmeta_csv.table import synonyms, words
from docmeta_csv.table.audience import audience
from docmeta_csv.table.audience import column as audience_column
from docmeta_csv.table.dialect import Dialect
from docmeta_csv.table.slots import Slot

SOURCE: Final = "Islandora Workbench"
_ROLES: Final = {
    "cre": "creator",
    "aut": "creator",
    "pbl": "publisher",
    "ctb": "contributor",
    "sub": "subject",
    "dpc": "subject",
}
_AGENTS: Final[dict[str, type[Agent]]] = {"person": Person, "corporate_body": CorporateBody, "family": Family}
_RELATION: Final = re.compile(r"([a-z][a-z0-9_]{0,40}):([a-z][a-z0-9_]{1,40}):(.+)", re.DOTALL)
#: The machine name of a vocabulary before a term: no blank follows, and it is not the scheme of a URL.
_VOCABULARY: Final = re.compile(
    r"(?!(?:https?|ftp|urn|mailto|doi|ark|info|hdl):)([a-z][a-z0-9_]{1,40}):(?=[^\s/])(.+)", re.DOTALL
)
_ADDRESS: Final = re.compile(r"https?://\S+")
#: Columns about the node or its files, not about the material.
RESERVED: Final = tuple(
    "field_weight url_alias image_alt_text promote sticky created uid revision checksum directory product_id hocr_extension "
    "transcript field_viewer_override field_display_hints field_access_terms media_use_tid media_published page_files_source_dir_field"
    .split()
)  # fmt: skip


def _term_of(cell: str) -> tuple[str, dict[str, Any]]:
    """The name of a term, and its other data: a term is given by number, by URI, or by name after its vocabulary."""
    if cell.isascii() and cell.isdigit():
        return "", {"identifier": cell}
    if _ADDRESS.fullmatch(cell):
        return "", {"uri": cell}
    found = _VOCABULARY.fullmatch(cell)
    return (cell, {}) if found is None else (found[2].strip(), {"source": found[1]})


def term(cell: str) -> Term:
    """A term by number, URI or name, perhaps with its vocabulary.

    >>> term("topic:Boats").term, term("topic:Boats").source, term("33").identifier, term("war: a history").term
    ('Boats', 'topic', '33', 'war: a history')
    """
    name, more = _term_of(cell)
    return Term(name, **more)


def place(cell: str) -> Place:
    """A place, given like a term."""
    name, more = _term_of(cell)
    return Place(name, **more)


def language(cell: str) -> Language:
    """A language, given like a term.

    >>> language("languages:fre").code
    'fre'
    """
    return words.language(_term_of(cell)[0] or cell)


def linked_agent(cell: str) -> AgentLink:
    """An agent with its relator: by name, by the number of its term or by its URI (Islandora, typed relations).

    >>> link = linked_agent("relators:pht:person:Adams, Ansel")
    >>> link.relator, link.agent.name, linked_agent("relators:aut:31").agent.identifiers[0].value
    ('pht', 'Adams, Ansel', '31')
    """
    found = _RELATION.fullmatch(cell)
    if found is None:
        relator, rest = None, cell
    else:
        relator, rest = found[2], found[3].strip()
        if relator in _AGENTS:  # cre:person:Name
            relator, rest = found[1], f"{found[2]}:{rest}"
    name, more = _term_of(rest)
    source = more.get("source")
    identifiers = [
        Identifier(more[key], kind) for key, kind in (("identifier", "local"), ("uri", "uri")) if key in more
    ]
    cls = _AGENTS.get(source or "", Agent)
    agent = cls(name, identifiers=tuple(identifiers), source=None if source in _AGENTS else source)
    role = _ROLES.get(relator, "contributor") if relator is not None else "creator"
    return AgentLink(agent, role, relator)


def _column(field: str, name: str, make: Callable[[str], Any]) -> Slot:
    return words.column(field, name, make, source=SOURCE)


def _terms() -> list[Slot]:
    """The columns of terms, each with a vocabulary before the term if there may be several."""
    subjects = (
        "field_subject field_subjects field_topic field_classification field_subjects_name field_lcc_classification"
    )
    genres = "field_model field_genre field_resource_type field_physical_form"
    places = "field_geographic_subject field_place_published"
    return [
        *(_column("subjects", name, term) for name in subjects.split()),
        *(_column("genres", name, term) for name in genres.split()),
        *(_column("places", name, place) for name in places.split()),
        _column("languages", "field_language", language),
        _column("places", "field_coordinates", words.coordinates),
        _column("places", "field_coordinates_text", lambda cell: Place(cell)),
    ]


@cache
def islandora() -> Dialect:
    """Islandora Workbench: `field_` names, rows below rows by `parent_id`."""
    return Dialect(
        name="islandora",
        title="Islandora Workbench's",
        slots=(
            *(
                _column("agents", name, linked_agent)
                for name in ("field_linked_agent", "field_creator_relators", "field_contributor_relators")
            ),
            audience_column("published", audience),
            *_terms(),
            words.relations("isPartOf", "field_member_of", source=SOURCE),
            words.edtf_dates(None, "field_edtf_date", source=SOURCE),
            words.edtf_dates("creation", "field_edtf_date_created", source=SOURCE),
            words.edtf_dates("publication", "field_edtf_date_issued", source=SOURCE),
            words.dates("copyright", "field_copyright_date", source=SOURCE),
            words.dates("digitisation", "field_date_captured", source=SOURCE),
            words.identifiers("local", "field_local_identifier", source=SOURCE),
            words.identifiers("handle", "field_handle", source=SOURCE),
            words.identifiers("ark", "field_ark", source=SOURCE),
            words.identifiers("doi", "field_doi", source=SOURCE),
            words.identifiers("isbn", "field_isbn", source=SOURCE),
            words.identifiers("oclc", "field_oclc_number", source=SOURCE),
            words.identifiers("local", "node_id", source=SOURCE),
            words.column("record", "langcode", lambda cell: Record(languages=(Language(cell),)), source=SOURCE),
            *known_slots(),
        ),
        id=("id",),
        parent=("parent_id",),
        template=RESERVED,
        covers={"media_published": ("file", "files", "url", "image", "media", "thumbnail")},
        synonyms={
            **synonyms.SYNONYMS, **prefixed(), "field_title": "title",
            "field_full_title": "title", "field_alternative_title": "other_titles",
            "field_description": "description", "field_description_long": "description", "field_abstract": "summary",
            "field_note": "general",
            "field_identifier": "identifiers", "field_pid": "identifiers", "field_date": "dates",
            "field_temporal_subject": "temporal", "field_coverage": "coverage", "field_extent": "extent words",
            "field_rights": "right", "field_publisher": "publisher", "field_creator": "creator", "field_contributor": "contributor",
            "field_table_of_contents": "table of contents", **dict.fromkeys(RESERVED, "reserved"),
        },
        recognises=lambda header: any(name.startswith("field") and name != "field" for name in header),
    )  # fmt: skip
