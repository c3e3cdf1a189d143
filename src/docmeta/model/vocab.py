"""The vocabularies of the model: levels, kinds of notes, roles and more.

Every member is a `str`, so a field takes the member or the string, and terms outside a vocabulary are kept.

>>> Level.SERIES == "series"
True
>>> level_rank("fonds") < level_rank("item")
True
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """Levels of description: ISAD(G) 3.1.4, DACS 1, the values of EAD's `@level`."""

    COLLECTION = "collection"
    FONDS = "fonds"
    RECORD_GROUP = "recordgrp"
    SUBGROUP = "subgrp"
    CLASS = "class"
    SUBFONDS = "subfonds"
    SERIES = "series"
    SUBSERIES = "subseries"
    FILE = "file"
    ITEM = "item"


_RANKS = {
    "collection": 0, "fonds": 0, "recordgrp": 0, "subgrp": 1, "subfonds": 1, "class": 1,
    "series": 2, "subseries": 3, "file": 4, "item": 5,
}  # fmt: skip


def level_rank(level: str | None) -> int | None:
    """The rank of a level in the hierarchy, 0 at the top; None if it is not in the vocabulary (ISAD(G) 2.1)."""
    return _RANKS.get(level) if level is not None else None


class NoteKind(StrEnum):
    """What a note is about, with its ISAD(G) element and its EAD element in a comment."""

    BIOGRAPHY = "biography_or_history"  # 3.2.2 bioghist
    CUSTODIAL_HISTORY = "custodial_history"  # 3.2.3 custodhist
    ACQUISITION = "acquisition"  # 3.2.4 acqinfo
    SCOPE = "scope_and_content"  # 3.3.1 scopecontent, from the second on
    ABSTRACT = "abstract"  # DACS 3.1 abstract
    APPRAISAL = "appraisal"  # 3.3.2 appraisal
    ACCRUALS = "accruals"  # 3.3.3 accruals
    ARRANGEMENT = "arrangement"  # 3.3.4 arrangement
    ACCESS = "access_conditions"  # 3.4.1 accessrestrict
    LEGAL_STATUS = "legal_status"  # 3.4.1 legalstatus
    USE = "use_conditions"  # 3.4.2 userestrict
    LANGUAGE = "language"  # 3.4.3 langmaterial, its prose
    PHYSICAL = "physical_characteristics"  # 3.4.4 phystech
    MATERIAL_SPECIFIC = "material_specific"  # materialspec
    LOCATION = "location"  # DACS 4.2 physloc
    FINDING_AIDS = "finding_aids"  # 3.4.5 otherfindaid
    ORIGINALS = "originals"  # 3.5.1 originalsloc
    COPIES = "copies"  # 3.5.2 altformavail
    RELATED = "related_units"  # 3.5.3 relatedmaterial
    SEPARATED = "separated_units"  # 3.5.3 separatedmaterial
    PUBLICATION = "publication"  # 3.5.4 bibliography
    GENERAL = "general"  # 3.6.1 odd
    NOTE = "note"  # 3.6.1 note, didnote
    PROCESSING = "processing"  # 3.7.1 processinfo
    CITATION = "preferred_citation"  # DACS 7.1.5 prefercite
    FILE_PLAN = "file_plan"  # fileplan
    INDEX = "index"  # index
    ACCESS_POINTS = "access_points"  # controlaccess, its prose


class Role(StrEnum):
    """An agent's role for a unit: ISAD(G) 3.2.1, DACS 2.6 and 9, the Dublin Core agent elements.

    A more specific role (a MARC relator, a local term) goes to `AgentLink.relator`.
    """

    CREATOR = "creator"  # EAD origination
    CONTRIBUTOR = "contributor"
    PUBLISHER = "publisher"
    SUBJECT = "subject"  # EAD controlaccess
    RIGHTS_HOLDER = "rights_holder"


class IdentifierKind(StrEnum):
    """Kinds of identifier: ISAD(G) 3.1.1."""

    UNITID = "unitid"  # the reference code
    ARK = "ark"
    DOI = "doi"
    HANDLE = "handle"
    URI = "uri"
    ISBN = "isbn"
    ISSN = "issn"
    LOCAL = "local"
    ACCESSION = "accession"


class DateKind(StrEnum):
    """What happened at a date: EAD `@datechar`, the dcterms date elements."""

    CREATION = "creation"
    PUBLICATION = "publication"
    COPYRIGHT = "copyright"
    DIGITISATION = "digitisation"
    MODIFIED = "modified"
    AVAILABLE = "available"
    VALID = "valid"
    ACCEPTED = "accepted"
    SUBMITTED = "submitted"
    COVERAGE = "coverage"
    EXISTENCE = "existence"
    BROADCAST = "broadcast"
    RECORD_KEEPING = "record-keeping"


class DateType(StrEnum):
    """How dates cover a unit: EAD `unitdate/@type`, DACS 2.4.7 to 2.4.11."""

    INCLUSIVE = "inclusive"
    BULK = "bulk"
    SINGLE = "single"


class TermKind(StrEnum):
    """What a subject term is: the elements of EAD's `controlaccess`."""

    TOPIC = "topic"  # subject
    FUNCTION = "function"
    OCCUPATION = "occupation"
    TITLE = "title"


class FactKind(StrEnum):
    """What is known of an agent: ISAAR(CPF) 5.2, with the element of EAC-CPF in a comment."""

    PLACE = "place"  # 5.2.3 place
    LEGAL_STATUS = "legal_status"  # 5.2.4 legalStatus
    FUNCTION = "function"  # 5.2.5 function
    OCCUPATION = "occupation"  # 5.2.5 occupation
    MANDATE = "mandate"  # 5.2.6 mandate
    STRUCTURE = "structure"  # 5.2.7 structureOrGenealogy
    CONTEXT = "general_context"  # 5.2.8 generalContext
    ABSTRACT = "abstract"  # biogHist/abstract
    EXISTENCE = "existence"  # existDates/descriptiveNote
    IDENTITY = "identity"  # identity/descriptiveNote
    LOCAL = "local"  # localDescription


class RelationKind(StrEnum):
    """How a unit relates to something else: the dcterms relation elements."""

    IS_PART_OF = "isPartOf"
    HAS_PART = "hasPart"
    IS_FORMAT_OF = "isFormatOf"
    HAS_FORMAT = "hasFormat"
    IS_VERSION_OF = "isVersionOf"
    HAS_VERSION = "hasVersion"
    IS_REFERENCED_BY = "isReferencedBy"
    REFERENCES = "references"
    IS_REPLACED_BY = "isReplacedBy"
    REPLACES = "replaces"
    IS_REQUIRED_BY = "isRequiredBy"
    REQUIRES = "requires"
    CONFORMS_TO = "conformsTo"
    RELATED = "relation"


class Audience(StrEnum):
    """The intended audience: EAD `@audience`. docmeta writes internal material only on request."""

    EXTERNAL = "external"
    INTERNAL = "internal"


class DCMIType(StrEnum):
    """The DCMI Type Vocabulary."""

    COLLECTION = "Collection"
    DATASET = "Dataset"
    EVENT = "Event"
    IMAGE = "Image"
    INTERACTIVE_RESOURCE = "InteractiveResource"
    MOVING_IMAGE = "MovingImage"
    PHYSICAL_OBJECT = "PhysicalObject"
    SERVICE = "Service"
    SOFTWARE = "Software"
    SOUND = "Sound"
    STILL_IMAGE = "StillImage"
    TEXT = "Text"


#: Kinds of container found inside another one: a folder is in the box before it.
INNER_CONTAINERS: Final = frozenset("folder file item object page piece sheet envelope".split())
