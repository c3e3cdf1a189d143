"""The crosswalk to schema.org: one table for the writer and the reader.

Of several rules for one field, the first that can hold a value is used, unless it is marked `also`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from docmeta.crosswalk import Crosswalk, Rule
from docmeta.dates import Date
from docmeta.model import Extent, Identifier, Note, RightsStatement, Term
from docmeta_jsonld import access_points, agents, dates, holdings, parts, record, works
from docmeta_jsonld.agents import link
from docmeta_jsonld.codec import PROSE, JsonCodec, codec
from docmeta_jsonld.fragments import is_iri, quote, structured
from docmeta_jsonld.things import Thing, Value, words
from docmeta_jsonld.works import plain_note, reference_to, relation_to, work_note

_TERMS: Final = "schema.org 30.0"
_ARCHIVES: Final = "schema.org 30.0, archives (issues 1758, 1759, 2173)"
_DCMI: Final = "DCMI Usage Board, Dublin Core to schema.org"
_ISAD: Final = "archival/schema-org, EAD to schema.org"
_RELATORS: Final = "MARC relators, as schema.org names them"
_OWN: Final = "docmeta, in schema.org's terms"


def _rule(field: str, target: str, codec: JsonCodec, source: str, note: str = "", **options: Any) -> Rule:
    reads, writes = options.pop("reads", True), options.pop("writes", True)
    return Rule(field, target, codec, source, note, reads, writes, tuple(options.items()))


def _level_of(value: Value) -> str | None:
    said = words(value)
    return str(said) if said and not (is_iri(said) and said.startswith("http")) else None


LEVEL: Final = codec("word", quote, _level_of, "the word")
ID: Final = codec(
    "IRI",
    quote,
    lambda value: str(value) if isinstance(value, str) else None,
    "the identifier, inside an IRI",
    structured,
)


def _only_read(take: Any, name: str) -> JsonCodec:
    return codec(name, lambda value: None, take, "")


def _place_only(value: Value) -> Any:
    if not isinstance(value, Thing) or not {"Place", "Country", "City", "State", "AdministrativeArea"} & set(
        value.types
    ):
        return None
    return access_points.take_place(value)


def _type_by_address(value: Value) -> Any:
    said = value.id if isinstance(value, Thing) and value.is_reference else words(value)
    return Term("", uri=str(said)) if said and is_iri(said) else None


def _number(kind: str) -> Callable[[Value], Any]:
    """Reads a property that is a kind of identifier."""

    def take(value: Value) -> Any:
        said = words(value)
        return Identifier(str(said), kind) if said else None

    return take


def _date(value: Value) -> Any:
    said = words(value)
    return Date(str(said)) if said else None


def _right(value: Value) -> Any:
    said = value.id if isinstance(value, Thing) and value.is_reference else words(value)
    if not said:
        return None
    return RightsStatement(uri=str(said)) if is_iri(str(said)) else RightsStatement(said)


def _provenance(value: Value) -> Any:
    said = words(value)
    return Note("custodial_history", said) if said else None


def _facet(value: Value) -> Any:
    said = words(value)
    return Extent(facets=(said,)) if said else None


def _dimensions(value: Value) -> Any:
    said = words(value)
    return Extent(dimensions=(said,)) if said else parts.take_extent(value)


def _other_role(one: Any) -> str | None:
    return agents.agent_text(one.agent)


_OTHER_ROLE: Final = attrs.evolve(
    agents.BESIDE,
    encode=_other_role,
    keeps=agents.ABOUT.keeps[1:],
    changes=agents.ABOUT.changes,
    take=lambda value: None,
)

_NO_DATE: Final = "schema.org has no property for bulk dates, for undated material, nor for dates of this kind"
_OPENS: Final = "the day from which it can be viewed (ViewAction), if that is certain; read back as a date"
_NO_EXACT: Final = "the property takes exact dates only"
_NO_AGENT: Final = "an agent without a name and without an identifier: dates alone identify nobody"
_GAVE: Final = "donors, depositors, former owners, sellers and sponsors are not creators"
_OTHERWISE: Final[dict[str, Any]] = {"otherwise": True}

_IDENTITY: Final = (
    _rule("id", "@id", ID, _TERMS, "below the base URI, or a fragment; an IRI as it is"),
    _rule(
        "level",
        "additionalType",
        LEVEL,
        _TERMS,
        "beside @type, which is Collection or CreativeWork, and ArchiveComponent",
    ),
    _rule("genres", "additionalType", _only_read(_type_by_address, "term"), _TERMS, writes=False),
    _rule("title", "name", PROSE, _DCMI, "a title in brackets is supplied if there is none (DACS 2.3)"),
    _rule("title", "headline", PROSE, _TERMS, writes=False),
    _rule("other_titles", "alternateName", PROSE, _DCMI),
    _rule("identifiers[uri]", "url", parts.URL, _TERMS),
    _rule("identifiers[uri]", "identifier", parts.IDENTIFIER, _TERMS, reads=False, **_OTHERWISE),
    _rule("identifiers", "identifier", parts.IDENTIFIER, _DCMI),
    *(
        _rule(f"identifiers[{name}]", name, _only_read(_number(name), "identifier"), _TERMS, writes=False)
        for name in ("isbn", "issn")
    ),
)

_DESCRIPTION: Final = (
    _rule("description", "description", PROSE, _DCMI),
    _rule("notes[abstract]", "abstract", plain_note("abstract"), _DCMI),
    _rule("dates[publication]", "datePublished", dates.PUBLISHED, _DCMI, _NO_EXACT),
    _rule("dates[modified]", "dateModified", dates.MODIFIED, _DCMI, _NO_EXACT),
    _rule("dates[available]", "potentialAction", dates.AVAILABLE, _TERMS, _NO_EXACT),
    _rule("dates[copyright]", "copyrightYear", dates.COPYRIGHT, _DCMI, _NO_EXACT),
    _rule("dates", "dateCreated", dates.CREATED, _ISAD, _NO_DATE),
    _rule(
        "dates", "temporalCoverage", dates.COVERAGE, _ISAD, "ISO 8601 where it is exact, else the words", **_OTHERWISE
    ),
    _rule(
        "extents",
        "collectionSize",
        parts.SIZE,
        _ARCHIVES,
        "a number of documents in a Collection, if nothing else gives it",
    ),
    _rule("extents", "materialExtent", parts.EXTENT, _ARCHIVES, **_OTHERWISE),
    _rule(
        "extents",
        "collectionSize",
        parts.SIZE_BESIDE,
        _ARCHIVES,
        "documents or items of a Collection, counted exactly",
        reads=False,
        also=True,
    ),
    _rule("extents", "material", _only_read(_facet, "words"), _TERMS, writes=False),
    _rule("extents", "size", _only_read(_dimensions, "words"), _TERMS, writes=False),
    _rule("languages", "inLanguage", parts.LANGUAGE, _DCMI),
)

_AGENTS: Final = (
    _rule("agents[creator]", "author", link("creator", "aut", ("author",)), _RELATORS, _NO_AGENT),
    _rule("agents[creator]", "creator", link("creator"), _DCMI, _NO_AGENT, **_OTHERWISE),
    _rule("agents[contributor]", "editor", link("contributor", "edt", ("editor",), person=True), _RELATORS, _NO_AGENT),
    _rule("agents[contributor]", "translator", link("contributor", "trl", ("translator",)), _RELATORS, **_OTHERWISE),
    _rule("agents[contributor]", "sponsor", link("contributor", "spn", ("sponsor",)), _RELATORS, **_OTHERWISE),
    _rule("agents[contributor]", "funder", link("contributor", "fnd", ("funder",)), _RELATORS, **_OTHERWISE),
    _rule("agents[contributor]", "contributor", link("contributor"), _DCMI, _NO_AGENT, **_OTHERWISE),
    _rule("agents[publisher]", "publisher", link("publisher"), _DCMI, _NO_AGENT),
    _rule("agents[rights_holder]", "copyrightHolder", link("rights_holder"), _DCMI, _NO_AGENT),
    _rule("agents[subject]", "about", agents.ABOUT, _DCMI, _NO_AGENT),
    *(
        _rule(f"agents[{role}]", "contributor", agents.BESIDE, _RELATORS, _GAVE, reads=False, **_OTHERWISE)
        for role in ("creator", "subject")
    ),
    _rule("agents", "contributor", _OTHER_ROLE, _OWN, _NO_AGENT, reads=False),
)

_ACCESS_POINTS: Final = (
    _rule("places", "about", _only_read(_place_only, "place"), _TERMS, writes=False),
    _rule("subjects", "about", access_points.TERM, _DCMI, "a term of signs alone is not a subject"),
    _rule(
        "subjects", "keywords", _only_read(access_points.take_term, "term"), _TERMS, "divided at commas", writes=False
    ),
    _rule("genres", "genre", access_points.GENRE, _ARCHIVES, "a term of signs alone is not a genre"),
    _rule("places", "locationCreated", access_points.PLACE_CREATED, _TERMS, "a name of signs alone is not a place"),
    _rule("places", "spatialCoverage", access_points.PLACE, _DCMI, **_OTHERWISE),
    _rule("places", "contentLocation", access_points.PLACE, _TERMS, writes=False),
)

_CONDITIONS: Final = (
    _rule("repository", "holdingArchive", agents.REPOSITORY, _ARCHIVES),
    _rule("containers", "itemLocation", holdings.CONTAINER, _ARCHIVES),
    _rule("notes[location]", "itemLocation", holdings.LOCATION, _ARCHIVES),
    _rule("notes[access_conditions]", "conditionsOfAccess", works.ACCESS, _ARCHIVES),
    _rule("notes[access_conditions]", "potentialAction", works.OPENS, _TERMS, _OPENS, reads=False, also=True),
    _rule("rights", "license", works.LICENCE, _DCMI),
    _rule("rights", "rights", _only_read(_right, "rights"), _DCMI, writes=False),
    _rule("dates", "date", _only_read(_date, "date"), _DCMI, writes=False),
    _rule("notes[custodial_history]", "provenance", _only_read(_provenance, "words"), _DCMI, writes=False),
    _rule("rights", "copyrightNotice", works.NOTICE, _TERMS, **_OTHERWISE),
    _rule("rights", "usageInfo", works.HELD, _TERMS, **_OTHERWISE),
    _rule("notes[use_conditions]", "usageInfo", work_note("use_conditions"), _TERMS),
    _rule("notes[use_conditions]", "subjectOf", works.NOTE, _OWN, reads=False, **_OTHERWISE),
    _rule("notes[preferred_citation]", "creditText", plain_note("preferred_citation"), _TERMS),
)

_RELATIONS: Final = (
    _rule("notes[originals]", "isBasedOn", work_note("originals"), _DCMI),
    _rule("notes[originals]", "subjectOf", works.NOTE, _OWN, reads=False, **_OTHERWISE),
    _rule("source", "isBasedOn", works.SOURCE, _DCMI),
    _rule(
        "relations[isBasedOn]", "isBasedOn", _only_read(relation_to("isBasedOn").take, "relation"), _TERMS, writes=False
    ),
    _rule("notes[copies]", "workExample", work_note("copies"), _TERMS),
    _rule("notes[copies]", "subjectOf", works.NOTE, _OWN, reads=False, **_OTHERWISE),
    _rule("notes[related_units]", "mentions", work_note("related_units"), _TERMS),
    _rule("notes[related_units]", "subjectOf", works.NOTE, _OWN, reads=False, **_OTHERWISE),
    _rule("relations[hasVersion]", "workExample", relation_to("hasVersion"), _TERMS),
    _rule("relations[isVersionOf]", "exampleOfWork", relation_to("isVersionOf"), _TERMS),
    _rule("relations[references]", "citation", relation_to("references"), _DCMI),
    _rule("relations[isPartOf]", "isPartOf", reference_to("isPartOf"), _DCMI),
    _rule("relations[isPartOf]", "mentions", works.RELATION, _OWN, reads=False, **_OTHERWISE),
    _rule("relations[hasPart]", "hasPart", reference_to("hasPart"), _DCMI),
    _rule("relations[hasPart]", "mentions", works.RELATION, _OWN, reads=False, **_OTHERWISE),
    _rule("relations[sameAs]", "sameAs", works.SAME, _TERMS),
    _rule("relations[sameAs]", "mentions", works.RELATION, _OWN, reads=False, **_OTHERWISE),
    _rule("relations", "mentions", works.RELATION, _DCMI),
    _rule("digital_objects", "thumbnailUrl", holdings.THUMBNAIL, _TERMS),
    _rule("digital_objects", "associatedMedia", holdings.MEDIA, _TERMS, **_OTHERWISE),
    *(
        _rule("digital_objects", name, holdings.MEDIA, _TERMS, writes=False)
        for name in ("encoding", "image", "audio", "video", "distribution")
    ),
    _rule("notes", "subjectOf", works.NOTE, _OWN, "a note is a work about the unit, of its kind"),
    _rule("record", "subjectOf", record.RECORD, _ISAD, "the finding aid is a work about the unit"),
    _rule("relations[isReferencedBy]", "subjectOf", relation_to("isReferencedBy"), _DCMI),
    _rule("record", "sdPublisher", record.SD_PUBLISHER, _TERMS, also=True),
    _rule("record", "sdLicense", record.SD_LICENCE, _TERMS, also=True),
    _rule("record", "sdDatePublished", record.SD_DATE, _TERMS, also=True),
)

_NO_KIND: Final = {
    "accepted": "when it was accepted", "broadcast": "when it was broadcast",
    "digitisation": "when it was digitised", "existence": "how long it existed", "record-keeping": "when records were kept",
    "submitted": "when it was submitted", "valid": "when it is valid",
}  # fmt: skip

#: The crosswalk of a Collection, and what is printed.
SCHEMA_ORG: Final = Crosswalk(
    "jsonld",
    "schema.org",
    rules=(*_IDENTITY, *_DESCRIPTION, *_AGENTS, *_ACCESS_POINTS, *_CONDITIONS, *_RELATIONS),
    drops={
        **{f"dates[{kind}]": f"schema.org has no property for {what}" for kind, what in _NO_KIND.items()},
        "description_heading": "schema.org has no headings for descriptions",
        "extras": "what only the source's own format can hold",
    },
    source="https://schema.org/docs/releases.html",
)


def _of_document(rule: Rule) -> Rule | None:
    """The rule for a Document, which has no `collectionSize`."""
    if rule.target == "collectionSize":
        return None
    return attrs.evolve(rule, options=()) if rule.codec is parts.EXTENT else rule


#: The same for a Document.
SCHEMA_ORG_DOCUMENT: Final = attrs.evolve(
    SCHEMA_ORG, rules=tuple(one for rule in SCHEMA_ORG.rules if (one := _of_document(rule)) is not None)
)
