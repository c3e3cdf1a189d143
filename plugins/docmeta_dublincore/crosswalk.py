"""The two tables: simple Dublin Core (the fifteen elements), and qualified Dublin Core (the DCMI terms).

Published mappings differ; then the note tells which one was chosen.
The refinements of a simple element are folded into it by DCMI's dumb-down principle.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from docmeta.crosswalk import Codec, Crosswalk, Rule
from docmeta_dublincore import access_points as points
from docmeta_dublincore import codecs as c
from docmeta_dublincore import links
from docmeta_dublincore.dspace import IGNORES

_DCES = "Dublin Core Metadata Element Set 1.1"
_TERMS = "DCMI Metadata Terms"
_EAD = "EAD3 tag library and EAD 2002 Appendix A"
_OAI = "ArchivesSpace OAI-PMH mapping"

#: Simple element of each kind of note (the refinements dumbed down), and the DCMI term.
_NOTES: Final = (
    ("abstract", "description", "abstract", _TERMS),
    ("arrangement", "description", "description", _EAD),
    ("appraisal", "description", "description", _EAD),
    ("general", "description", "description", _EAD),
    ("note", "description", "description", _EAD),
    ("processing", "description", "description", _EAD),
    ("access_points", "description", "description", _EAD),
    ("table_of_contents", "description", "tableOfContents", _TERMS),
    ("file_plan", "description", "tableOfContents", _EAD),
    ("index", "description", "tableOfContents", _EAD),
    ("access_conditions", "rights", "accessRights", _TERMS),
    ("use_conditions", "rights", "rights", _TERMS),
    ("legal_status", "rights", "rights", _EAD),
    ("originals", "source", "source", _TERMS),
    ("copies", "relation", "hasFormat", _TERMS),
    ("finding_aids", "relation", "isReferencedBy", _TERMS),
    ("related_units", "relation", "relation", _EAD),
    ("separated_units", "relation", "relation", _EAD),
    ("publication", "relation", "isReferencedBy", _TERMS),
    ("preferred_citation", "description", "bibliographicCitation", _TERMS),
    ("physical_characteristics", "format", "medium", _EAD),
    ("material_specific", "format", "format", _EAD),
    ("language", "description", "description", "docmeta: an element of codes holds no prose"),
)
#: DCMI terms that refine none of the fifteen: simple Dublin Core has no place for them.
_NO_PARENT: Final = (
    ("custodial_history", "provenance"),
    ("acquisition", "provenance"),
    ("accruals", "accrualPolicy"),
    ("accrual_method", "accrualMethod"),
    ("accrual_periodicity", "accrualPeriodicity"),
    ("intended_audience", "audience"),
    ("education_level", "educationLevel"),
    ("mediator", "mediator"),
    ("instructional_method", "instructionalMethod"),
)
_RELATIONS: Final = (
    "isPartOf", "hasPart", "isFormatOf", "hasFormat", "isVersionOf", "hasVersion", "isReferencedBy", "references", "isReplacedBy",
    "replaces", "isRequiredBy", "requires", "conformsTo",
)  # fmt: skip
_DATES: Final = (
    ("creation", "created"), ("publication", "issued"), ("copyright", "dateCopyrighted"), ("available", "available"),
    ("modified", "modified"), ("valid", "valid"), ("accepted", "dateAccepted"), ("submitted", "dateSubmitted"),
)  # fmt: skip
#: The notes that a reader makes from an element that several kinds of note are written to.
_READ_NOTES: Final = frozenset(
    (
        "abstract", "table_of_contents", "access_conditions", "custodial_history", "accruals", "accrual_method",
        "accrual_periodicity", "intended_audience", "education_level", "mediator", "instructional_method",
        "preferred_citation",
    )
)  # fmt: skip

#: "Available" is the end of an embargo: OpenAIRE Guidelines for Literature Repositories 4.0, embargo end date.
_OPENAIRE: Final = "OpenAIRE Guidelines 4.0"
_WORDING: Final = "a citation or another sentence: an identifier conforms to an identification system"
_ALSO: Final = (("also", True),)
_OTHERWISE: Final = (("otherwise", True),)
_LEVEL: Final = (("why", "the level of description: Dublin Core has no element for it"),)
_RELATORS: Final = "MARC relators"
_GAVE: Final = "donors, depositors, former owners, sellers and sponsors are not creators"
_BIOGRAPHY = (
    "the history of an agent is not what the documents contain; the option `biography` writes it as a description"
)
_DROPS: Final = {
    "description_heading": "the heading of the description: the element has no place for it",
    "containers": "the box and folder: Dublin Core has no element for them",
    "notes[location]": "where it is kept: Dublin Core has no element for it",
    "record": "who described it, when and how: Dublin Core has no element for the description itself",
    "extras": "what only the source's own format can hold",
}


def _simple() -> Iterator[Rule]:
    yield Rule("title", "dc:title", c.PROSE, _DCES)
    yield Rule(
        "other_titles",
        "dc:title",
        c.PROSE,
        _TERMS,
        "the first title is the title, the others are other titles",
        reads=False,
    )
    yield Rule("identifiers", "dc:identifier", links.IDENTIFIER, _DCES)
    yield Rule("identifiers", "dc:description", links.WORDING, _DCES, _WORDING, reads=False, options=_OTHERWISE)
    for role in ("creator", "contributor", "publisher"):
        yield Rule(f"agents[{role}]", f"dc:{role}", c.agents(role), _DCES)
    yield Rule("agents[subject]", "dc:subject", c.SUBJECT_AGENT, _OAI, "read back as a term", reads=False)
    for role in ("creator", "subject"):
        yield Rule(f"agents[{role}]", "dc:contributor", c.BESIDE, _RELATORS, _GAVE, reads=False, options=_OTHERWISE)
    yield Rule("agents", "dc:contributor", c.AGENT_AS_WORDS, _DCES, "roles of other kinds", reads=False)
    yield Rule(
        "repository", "dc:publisher", c.REPOSITORY, _OAI, "ArchivesSpace's choice; AtoM takes dc:relation", reads=False
    )
    yield Rule("subjects", "dc:subject", points.TERM, _DCES)
    yield Rule("places", "dc:coverage", points.PLACE, _DCES)
    yield Rule(
        "dates[coverage]", "dc:coverage", c.dates("coverage"), _DCES, "a date, if the words are one", reads=False
    )
    yield Rule("dates", "dc:date", c.DATE, _DCES)
    yield Rule("description", "dc:description", c.PROSE, _DCES)
    yield Rule("source", "dc:source", c.PROSE, _DCES)
    yield Rule(
        "notes[scope_and_content]",
        "dc:description",
        c.notes("scope_and_content"),
        _DCES,
        "every description after the first",
    )
    for kind, target, _, source in _NOTES:
        codec = c.notes("originals") if kind == "originals" else c.NOTE_AS_WORDS
        yield Rule(f"notes[{kind}]", f"dc:{target}", codec, source, reads=False)
    yield Rule("notes", "dc:description", c.NOTE_AS_WORDS, _OAI, "kinds of the source's own", reads=False)
    yield Rule("genres", "dc:type", points.GENRE, _DCES)
    yield Rule(
        "level", "dc:type", c.LEVEL, _DCES, "the DCMI type Collection, for aggregates", reads=False, options=_LEVEL
    )
    yield Rule("extents", "dc:format", points.EXTENT, _TERMS)
    yield Rule(
        "digital_objects",
        "dc:identifier",
        links.DIGITAL_OBJECT,
        _EAD,
        "harvesters take the URL of the object from here",
        reads=False,
    )
    yield Rule(
        "digital_objects",
        "dc:description",
        links.OBJECT_IN_WORDS,
        _DCES,
        "a URL that is a sentence",
        reads=False,
        options=_OTHERWISE,
    )
    yield Rule("digital_objects", "dc:format", links.MEDIA_TYPE, _DCES, "a media type", options=_ALSO)
    yield Rule("languages", "dc:language", points.LANGUAGE_CODE, _DCES, "script and code in one BCP 47 tag")
    yield Rule("relations", "dc:relation", links.relations("relation"), _DCES)
    yield Rule("rights", "dc:rights", links.RIGHTS, _DCES)
    yield Rule("rights", "dc:rights", links.RIGHTS_URI, _DCES, "the URI, beside the words", reads=False, options=_ALSO)


def _qualified() -> Iterator[Rule]:
    yield Rule("title", "dcterms:title", c.PROSE, _TERMS)
    yield Rule("other_titles", "dcterms:alternative", c.PROSE, _TERMS)
    yield Rule("identifiers", "dcterms:identifier", links.TYPED_IDENTIFIER, _TERMS)
    yield Rule(
        "identifiers", "dcterms:bibliographicCitation", links.WORDING, _TERMS, _WORDING, reads=False, options=_OTHERWISE
    )
    for role in ("creator", "contributor", "publisher"):
        yield Rule(f"agents[{role}]", f"dcterms:{role}", c.agents(role), _TERMS)
    yield Rule("agents[rights_holder]", "dcterms:rightsHolder", c.AGENT_AS_WORDS, _TERMS, reads=False)
    yield Rule("agents[subject]", "dcterms:subject", c.SUBJECT_AGENT, _OAI, "read back as a term", reads=False)
    for role in ("creator", "subject"):
        yield Rule(
            f"agents[{role}]", "dcterms:contributor", c.BESIDE, _RELATORS, _GAVE, reads=False, options=_OTHERWISE
        )
    yield Rule("agents", "dcterms:contributor", c.AGENT_AS_WORDS, _TERMS, "roles of other kinds", reads=False)
    yield Rule(
        "repository",
        "dcterms:publisher",
        c.REPOSITORY,
        _OAI,
        "ArchivesSpace's choice; AtoM takes a relation",
        reads=False,
    )
    yield Rule("subjects", "dcterms:subject", points.TYPED_TERM, _TERMS)
    yield Rule("places", "dcterms:spatial", points.SPATIAL, _TERMS)
    for kind, target in _DATES:
        yield Rule(f"dates[{kind}]", f"dcterms:{target}", c.dates(kind, typed=True), _TERMS)
    yield Rule("dates[coverage]", "dcterms:temporal", c.dates("coverage", typed=True), _TERMS)
    yield Rule("dates", "dcterms:date", c.dates(None, typed=True), _TERMS)
    yield Rule("description", "dcterms:description", c.PROSE, _TERMS)
    yield Rule("source", "dcterms:source", c.PROSE, _TERMS)
    scope = c.notes("scope_and_content")
    yield Rule("notes[scope_and_content]", "dcterms:description", scope, _TERMS, "every description after the first")
    for kind, _, target, source in _NOTES:
        codec = c.notes(kind) if kind in _READ_NOTES or kind == "originals" else c.NOTE_AS_WORDS
        codec = c.ACCESS if kind == "access_conditions" else codec
        yield Rule(f"notes[{kind}]", f"dcterms:{target}", codec, source, reads=kind in _READ_NOTES)
    day = "the day after a restriction, if that is certain; read back as a date"
    yield Rule("notes[access_conditions]", "dcterms:available", c.AVAILABLE, _OPENAIRE, day, reads=False, options=_ALSO)
    for kind, target in _NO_PARENT:
        codec = c.notes(kind) if kind in _READ_NOTES else c.NOTE_AS_WORDS
        yield Rule(f"notes[{kind}]", f"dcterms:{target}", codec, _TERMS, reads=kind in _READ_NOTES)
    yield Rule("notes", "dcterms:description", c.NOTE_AS_WORDS, _OAI, "kinds of the source's own", reads=False)
    yield Rule("genres", "dcterms:type", points.TYPED_GENRE, _TERMS)
    yield Rule(
        "level",
        "dcterms:type",
        c.LEVEL,
        _TERMS,
        "the DCMI type Collection, for aggregates",
        reads=False,
        options=_LEVEL,
    )
    yield Rule(
        "extents",
        "dcterms:medium",
        points.MEDIUM,
        _TERMS,
        "an extent that is one physical characteristic, nothing more",
    )
    yield Rule("extents", "dcterms:extent", points.MORE_THAN_MEDIUM, _TERMS, options=_OTHERWISE)
    yield Rule("digital_objects", "dcterms:hasFormat", links.TYPED_DIGITAL_OBJECT, _EAD, reads=False)
    yield Rule("digital_objects", "dcterms:format", links.TYPED_MEDIA_TYPE, _TERMS, "a media type", options=_ALSO)
    yield Rule("languages", "dcterms:language", points.TYPED_LANGUAGE, _TERMS)
    for kind in _RELATIONS:
        yield Rule(f"relations[{kind}]", f"dcterms:{kind}", links.relations(kind, typed=True), _TERMS)
    yield Rule("relations", "dcterms:relation", links.relations("relation", typed=True), _TERMS)
    yield Rule("rights", "dcterms:rights", links.RIGHTS_WORDS, _TERMS)
    yield Rule("rights", "dcterms:license", links.LICENCE, _TERMS, "a licence, by its URI", options=_ALSO)
    yield Rule(
        "rights",
        "dcterms:rights",
        links.RIGHTS_STATEMENT,
        _TERMS,
        "a rights statement, by its URI",
        reads=False,
        options=_ALSO,
    )
    yield Rule("rights", "dcterms:rightsHolder", links.HOLDER, _TERMS, options=_ALSO)


def _with_identifier(rules: Iterator[Rule], target: str, codec: Codec) -> tuple[Rule, ...]:
    note = "the header of OAI-PMH or rdf:about, if there is one; else an identifier, if the unit has no other"
    return (*rules, Rule("id", target, codec, _DCES, note, reads=False))


def in_form(crosswalk: Crosswalk, form: c.DateForm) -> Crosswalk:
    """The table with dates in the form of the option `dates`."""
    if form == "auto":
        return crosswalk
    typed = crosswalk is QUALIFIED
    rules = (
        attrs.evolve(rule, codec=c.dates(rule.selector, typed, form)) if rule.name == "dates" else rule
        for rule in crosswalk.rules
    )
    return attrs.evolve(crosswalk, rules=tuple(rules))


_ID: Final = Codec("identifier", str, None, "", lambda value: False)

#: The fifteen elements, as OAI-PMH disseminates them (oai_dc).
SIMPLE: Final = Crosswalk(
    "dc",
    "Dublin Core, the fifteen elements",
    _with_identifier(_simple(), "dc:identifier", _ID),
    {
        **_DROPS,
        "notes[biography_or_history]": _BIOGRAPHY,
        "agents[rights_holder]": "rightsHolder refines none of the fifteen elements",
        **{f"notes[{kind}]": f"{term} refines none of the fifteen elements" for kind, term in _NO_PARENT},
    },
    _DCES,
    ignores=IGNORES,
)
#: The DCMI terms, as a qualified record (oai_qdc).
QUALIFIED: Final = Crosswalk(
    "dcterms",
    "Dublin Core, qualified: the DCMI terms",
    _with_identifier(_qualified(), "dcterms:identifier", _ID),
    {**_DROPS, "notes[biography_or_history]": _BIOGRAPHY},
    _TERMS,
    ignores=IGNORES,
)
