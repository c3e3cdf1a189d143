"""The table of EDM: each field of the model in a record for Europeana.

The description of the object is in edm:ProvidedCHO; its provider, its rights and where it is shown in ore:Aggregation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

import attrs

from docmeta.crosswalk import Codec, Crosswalk, Rule
from docmeta_dublincore import access_points as points
from docmeta_dublincore import codecs as c
from docmeta_dublincore import links
from docmeta_dublincore.edm import codecs as e

_GUIDE: Final = "EDM Mapping Guidelines 2.4"
_SCHEMA: Final = "EDM external schema, metis-schema a62d309"
_EAD: Final = "EAD3 tag library and EAD 2002 Appendix A"
_ALSO: Final = (("also", True),)
_OTHERWISE: Final = (("otherwise", True),)

#: The element of each kind of note: the DCMI term if EDM has it, otherwise the element that it refines.
NOTES: Final = (
    ("scope_and_content", "dc:description"), ("abstract", "dc:description"), ("arrangement", "dc:description"),
    ("appraisal", "dc:description"), ("general", "dc:description"), ("note", "dc:description"), ("processing", "dc:description"),
    ("preferred_citation", "dc:description"), ("language", "dc:description"), ("access_points", "dc:description"),
    ("table_of_contents", "dcterms:tableOfContents"), ("file_plan", "dcterms:tableOfContents"), ("index", "dcterms:tableOfContents"),
    ("access_conditions", "dc:rights"), ("use_conditions", "dc:rights"), ("legal_status", "dc:rights"),
    ("originals", "dc:source"), ("copies", "dcterms:hasFormat"), ("finding_aids", "dcterms:isReferencedBy"),
    ("publication", "dcterms:isReferencedBy"), ("related_units", "dc:relation"), ("separated_units", "dc:relation"),
    ("physical_characteristics", "dcterms:medium"), ("material_specific", "dc:format"),
    ("custodial_history", "dcterms:provenance"), ("acquisition", "dcterms:provenance"),
)  # fmt: skip
_RELATIONS: Final = (
    "isPartOf", "hasPart", "isFormatOf", "hasFormat", "isVersionOf", "hasVersion", "isReferencedBy", "references",
    "isReplacedBy", "replaces", "isRequiredBy", "requires", "conformsTo",
)  # fmt: skip
#: The kinds of notes without a property in any aggregator's profile.
UNPLACED: Final = (
    "accruals", "accrual_method", "accrual_periodicity", "intended_audience", "education_level", "mediator", "instructional_method",
)  # fmt: skip
_NO_PLACE: Final = "EDM has no property for it"
_DROPS: Final = {
    "description_heading": "the heading of the description: EDM has no place for it",
    "containers": "the box and folder: EDM has no property for them",
    "record": "who described it, when and how: EDM has no property for the description itself",
    "extras": "what only the source's own format can hold",
    "notes[biography_or_history]": "the history of an agent is not what the documents contain",
    "notes[location]": "where it is kept: EDM has a property for the geographic location alone",
    **{f"notes[{kind}]": _NO_PLACE for kind in UNPLACED},
}  # fmt: skip


def as_fragment(id: str) -> str:
    """An identifier as part of a URI."""
    return quote(id, safe="/:@!$&'()*+,;=~", errors="replace")


_ID: Final = Codec("address", as_fragment, None, "", lambda id: as_fragment(id) != id, whole=True)


def _rules() -> Iterator[Rule]:
    yield Rule("id", "rdf:about", _ID, _GUIDE, "below --base-uri; within the file without one")
    yield Rule("title", "dc:title", c.PROSE, _GUIDE)
    yield Rule("other_titles", "dcterms:alternative", c.PROSE, _GUIDE)
    yield Rule("identifiers", "dc:identifier", links.IDENTIFIER, _GUIDE)
    yield Rule("description", "dc:description", c.PROSE, _GUIDE)
    yield Rule("agents[creator]", "dc:creator", e.MAKER, _GUIDE)
    yield Rule("agents[publisher]", "dc:publisher", e.AGENT, _GUIDE)
    yield Rule("agents[contributor]", "dc:contributor", e.AGENT, _GUIDE)
    yield Rule("agents[subject]", "dc:subject", e.MAKER, _GUIDE)
    yield Rule("agents[rights_holder]", "dc:rights", e.RIGHTS_HOLDER, _GUIDE, "the name of the rights holder")
    for role in ("creator", "subject"):
        yield Rule(
            f"agents[{role}]", "dc:contributor", e.AGENT, "MARC relators",
            "donors, depositors, former owners, sellers and sponsors are not creators", options=_OTHERWISE,
        )  # fmt: skip
    yield Rule("agents", "dc:contributor", e.AGENT, _GUIDE, "roles of other kinds")
    yield Rule("subjects", "dc:subject", e.TERM, _GUIDE)
    yield Rule("genres", "dc:type", e.TERM, _GUIDE, "edm:type follows from those of the DCMI Type Vocabulary")
    yield Rule(
        "level", "dc:type", c.LEVEL, _GUIDE, "the DCMI type Collection, for aggregates; EDM has no level of description"
    )
    yield Rule("places", "dcterms:spatial", e.PLACE, _GUIDE)
    yield Rule("dates[creation]", "dcterms:created", e.dates("creation"), _GUIDE)
    yield Rule("dates[publication]", "dcterms:issued", e.dates("publication"), _GUIDE)
    yield Rule("dates[coverage]", "dcterms:temporal", e.dates("coverage"), _GUIDE)
    yield Rule("dates", "dc:date", e.dates(None), _GUIDE)
    yield Rule("languages", "dc:language", points.LANGUAGE_CODE, _GUIDE, "required for texts")
    yield Rule(
        "extents",
        "dcterms:medium",
        points.MEDIUM,
        _GUIDE,
        "an extent that is one physical characteristic, nothing more",
    )
    yield Rule("extents", "dcterms:extent", points.MORE_THAN_MEDIUM, _GUIDE, options=_OTHERWISE)
    yield Rule("source", "dc:source", c.PROSE, _GUIDE)
    for kind, target in NOTES:
        yield Rule(f"notes[{kind}]", target, c.notes(kind), _EAD)
    yield Rule("notes", "dc:description", c.NOTE_AS_WORDS, _EAD, "kinds of the source's own")
    for kind in _RELATIONS:
        yield Rule(f"relations[{kind}]", f"dcterms:{kind}", links.relations(kind, typed=True), _GUIDE)
    yield Rule("relations", "dc:relation", links.relations("relation", typed=True), _GUIDE)
    yield Rule("rights", "dc:rights", e.RIGHTS_WORDS, _GUIDE)
    yield Rule(
        "rights",
        "dc:rights",
        e.OTHER_RIGHTS,
        _GUIDE,
        "a URI that Europeana does not accept as edm:rights",
        options=_ALSO,
    )
    yield Rule("rights", "dc:rights", e.HOLDER, _GUIDE, "the name of the rights holder", options=_ALSO)
    yield Rule(
        "rights", "edm:rights", e.EDM_RIGHTS, _SCHEMA,
        "the first standard statement that Europeana accepts, in its normal form; further ones are dc:rights", options=_ALSO,
    )  # fmt: skip
    yield Rule("repository", "edm:dataProvider", c.REPOSITORY, _GUIDE, "by its name; required")
    yield Rule(
        "digital_objects", "edm:WebResource", e.OBJECT, _GUIDE,
        "pages are edm:isShownAt, files edm:isShownBy and edm:hasView, thumbnails edm:object; it needs a URL",
    )  # fmt: skip


_WRITES: Final = tuple(attrs.evolve(rule, reads=False) for rule in _rules())
EDM: Final = Crosswalk(
    "edm",
    "Europeana Data Model: edm:ProvidedCHO and ore:Aggregation",
    _WRITES,
    _DROPS,
    _GUIDE,
)
