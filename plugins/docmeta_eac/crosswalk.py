"""The table of EAC-CPF: how each element is read, and how each part of an agent is written.

Element names are those of EAC-CPF 2010; 2.0 and 3.0 rename some (`function` is `functionPerformed`, `sourceEntry` is `reference`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docmeta.crosswalk import Codec, Crosswalk, Rule
from docmeta_eac.losses import LOSSES, MATERIAL
from docmeta_eac.taken import IGNORES

_TAGS: Final = "EAC-CPF tag library, 2010 and 2.0"
_ISAAR: Final = "ISAAR(CPF), 2nd edition"


def _builder(name: str, keeps: str) -> Codec:
    """The codec of an element, named after the function that reads it; what is written is read again, which shows the losses."""
    return Codec(name, lambda value: None, None, keeps, reports=True)


_NAME: Final = _builder("name", "the name, its parts, language, rules, dates of use")
_DATE: Final = _builder("date", "the words and their meaning; a range or a set as one date")
_PROSE: Final = _builder("prose", "paragraphs, lists, chronologies, links; the style of spans")
_FACT: Final = _builder("fact", "the term, role, prose, dates, place, citations, vocabulary")
_RELATION: Final = _builder("relation", "the other end, its name, the kind, dates, place, prose")
_OTHER: Final = _builder("element", "see the note")

#: The part of the agent that each element holds; the agent is the subject of the unit.
AGENT: Final[tuple[tuple[str, str, Codec, str, str], ...]] = (
    ("class", "identity/entityType", _OTHER, "5.1.1", "a person, a corporate body, a family"),
    ("name, parts, rules", "identity/nameEntry", _NAME, "5.1.2", "the preferred one, else the authorized one, else the first"),
    ("other_names, about.names", "identity/nameEntry", _NAME, "5.1.4, 5.1.5", "with the details of each form: kind, dates, rules"),
    ("other_names, about.names", "identity/nameEntryParallel", _NAME, "5.1.3", "nameEntrySet in 2.0; the kind is parallel"),
    ("identifiers[entity]", "identity/entityId", _OTHER, "5.1.6", "identityId in 2.0"),
    ("identifiers", "control/recordId, control/otherRecordId", _OTHER, "5.4.1", "the local type is the label"),
    ("dates", "description/existDates", _DATE, "5.2.1", ""),
    ("history", "description/biogHist", _PROSE, "5.2.2", ""),
    ("about.facts[abstract]", "description/biogHist/abstract", _PROSE, "5.2.2", ""),
    ("about.facts[place]", "description/place", _FACT, "5.2.3", "the role of the place"),
    ("about.facts[legal_status]", "description/legalStatus", _FACT, "5.2.4", ""),
    ("about.facts[function]", "description/function", _FACT, "5.2.5", "functionPerformed in 3.0"),
    ("about.facts[occupation]", "description/occupation", _FACT, "5.2.5", ""),
    ("about.facts[mandate]", "description/mandate", _FACT, "5.2.6", ""),
    ("about.facts[structure]", "description/structureOrGenealogy", _PROSE, "5.2.7", ""),
    ("about.facts[general_context]", "description/generalContext", _PROSE, "5.2.8", ""),
    ("about.facts[local]", "description/localDescription", _FACT, "", "the local type is the role"),
    ("about.languages", "description/languageUsed", _OTHER, "", ""),
    ("about.relations[agent]", "relations/cpfRelation", _RELATION, "5.3", "relation in 2.0 and 3.0, by its targetType"),
    ("about.relations[resource]", "relations/resourceRelation", _RELATION, "6", ""),
    ("about.relations[function]", "relations/functionRelation", _RELATION, "6", ""),
)  # fmt: skip


def _rules() -> Iterator[Rule]:
    yield Rule("id", "control/recordId", _OTHER, _TAGS)
    yield Rule("title", "identity/nameEntry", _NAME, _TAGS, "the name shown for the agent")
    yield Rule("level", "eac-cpf", _OTHER, _TAGS, "authority: the unit describes no material")
    for part, target, codec, section, note in AGENT:
        source = f"{_ISAAR} {section}" if section else _TAGS
        yield Rule("agents[subject]", target, codec, source, f"{part}{'; ' if note else ''}{note}")
    for field, target in (
        ("status", "maintenanceStatus"), ("agency, agency_code", "maintenanceAgency"), ("languages", "languageDeclaration"),
        ("rules", "conventionDeclaration"), ("rights", "rightsDeclaration"), ("revisions", "maintenanceHistory"), ("sources", "sources"),
    ):  # fmt: skip
        yield Rule("record", f"control/{target}", _OTHER, _TAGS, field)


_MATERIAL: Final = MATERIAL.why

EAC: Final = Crosswalk(
    "eac-cpf",
    "EAC-CPF",
    tuple(_rules()),
    {
        **dict.fromkeys(
            (
                "identifiers", "other_titles", "dates", "extents", "description", "description_heading", "notes", "languages", "subjects",
                "genres", "places", "rights", "repository", "source", "containers", "digital_objects", "relations",
            ),
            _MATERIAL,
        ),
        "extras": "alternativeSet, local control, and whatever no line names is carried along as it is",
    },
    _TAGS,
    LOSSES,
    IGNORES,
)  # fmt: skip
