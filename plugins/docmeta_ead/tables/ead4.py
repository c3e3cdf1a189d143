"""The names of EAD 4.0 for the elements and attributes of EAD3, as tables for both directions.

The names and attributes are facts of the schema of EAD 4.0.0 (July 2026); the correspondences are those of TS-EAS in
"From EAD3 to EAD 4.0: transformation routes", brought up to the release.
An attribute that EAD 4.0 lacks keeps EAD3's namespace: EAD 4.0 foresees other namespaces for that (revision notes,
"attributes replaced by encoding from other namespaces").

>>> NARRATIVES["accessrestrict"], CANONICAL["languageOfElement"]
('accessConditions', 'lang')
"""

from __future__ import annotations

from typing import Final

from docmeta_ead.sniff import EAD3_NS, EAD4_DRAFT_NS, EAD4_NS
from docmeta_ead.tables.content import EAD3_TABLE

#: The release, and the drafts that were shared before it.
NAMESPACES: Final = frozenset((EAD4_NS, EAD4_DRAFT_NS))
XHTML: Final = "http://www.w3.org/1999/xhtml"

#: Elements whose prose is a narrative.
NARRATIVES: Final[dict[str, str]] = {
    "accessrestrict": "accessConditions",
    "accruals": "accruals",
    "acqinfo": "sourceOfAcquisition",
    "appraisal": "appraisal",
    "arrangement": "arrangement",
    "bibliography": "publicationNote",
    "bioghist": "biogHist",
    "custodhist": "custodHist",
    "fileplan": "filePlan",
    "odd": "otherDescriptiveInfo",
    "otherfindaid": "otherDescription",
    "prefercite": "preferCite",
    "processinfo": "processInfo",
    "relatedmaterial": "relatedMaterial",
    "scopecontent": "scopeContent",
    "separatedmaterial": "separatedMaterial",
    "userestrict": "useConditions",
}
#: The narrative for elements without one; the name of the element is its local type.
OTHER: Final = "otherDescriptiveInfo"
#: Notes that became forms in which the material is available, the role for each, the label of one without a heading,
#: and the equivalent type.
FORMS: Final[dict[str, tuple[str, str, str]]] = {
    "altformavail": ("copy", "Copies", ""),
    "originalsloc": ("original", "Originals", "analogOriginal"),
    "phystech": ("", "Physical characteristics and technical requirements", ""),
}
OBJECT: Final = ("digital object", "Digital object")
#: The attribute, in EAD3's namespace, of a component that does not belong to the description around it.
SEPARATE: Final = "ead3:separate"
#: The end of the place of an element of which a part was carried along, because the fields hold the rest.
PARTIAL: Final = "/*"
#: The local type of a chronology that holds the events of a narrative.
EVENTS: Final = "narrativeEvent"
#: The local type of a supplied label.
SUPPLIED: Final = "supplied"

#: Elements of a `did` that become other identification data; the name is the local type.
OTHER_DATA: Final = frozenset(("physdesc",))
#: The roles of a place that holds the material, and of one where it is kept (starter file of TS-EAS).
REPOSITORY_PLACE: Final = "repositoryLocation"
STORAGE_PLACE: Final = "storageLocation"
#: The local type of a contact line without a type, and the types with names of their own (EASList contactLineType).
CONTACT: Final = "contactLine"
CONTACTS: Final = frozenset((CONTACT, "directions", "email", "fax", "homepage", "mobileNumber", "phoneNumber"))
#: The relations of an agent to the material (starter file of TS-EAS).
RELATIONSHIPS: Final[dict[str, str]] = {
    "origination": "Creation",
    "repository": "Archiving",
    "controlaccess": "Subject",
}
#: The prefix, in EAD3's namespace, of attributes of the element around a name.
AROUND: Final = "around-"
#: The role of a repository.
HOLDER: Final = "Repository"
#: Words for these in files of others.
RELATED: Final[dict[str, str]] = {
    "creation": "origination", "creator": "origination", "accumulation": "origination", "provenance": "origination",
    "archiving": "repository", "custody": "repository", "repository": "repository", "holding": "repository",
    "subject": "controlaccess",
}  # fmt: skip
#: Roles that tell the relation if no relationship does, as words or as MARC codes.
ROLES: Final[dict[str, str]] = {
    "creator": "origination", "cre": "origination", "rcp": "origination", "crp": "origination", "col": "origination",
    "repository": "repository", "rps": "repository", "subject": "controlaccess",
}  # fmt: skip

#: Names of agents, and the type of an agent.
AGENTS: Final[dict[str, str]] = {"persname": "person", "famname": "family", "corpname": "corporateBody", "name": ""}
#: The types of agents, and their names.
AGENT_NAMES: Final[dict[str, str]] = {
    "person": "persname", "human": "persname", "family": "famname", "corporateBody": "corpname", "group": "corpname",
}  # fmt: skip
#: The field of the model for each element of EAD3; prose beside the `did` is in the notes.
FIELDS: Final[dict[str, str]] = {
    "unittitle": "title", "unitid": "identifiers", "unitdate": "dates", "unitdatestructured": "dates", "physdesc": "extents",
    "physdescstructured": "extents", "physdescset": "extents", "langmaterial": "languages", "origination": "agents",
    "repository": "repository", "container": "containers", "dao": "digital_objects", "daoset": "digital_objects",
    "scopecontent": "description", "relations": "relations", "persname": "agents", "famname": "agents", "corpname": "agents",
    "name": "agents", "subject": "subjects", "occupation": "subjects", "function": "subjects", "title": "subjects",
    "genreform": "genres", "geogname": "places",
}  # fmt: skip
#: Inline elements that name an entity (EASList referredEntityType).
ENTITIES: Final[dict[str, str]] = {
    "persname": "persName", "famname": "famName", "corpname": "corpName", "geogname": "geogName", "genreform": "genreForm",
    "name": "name", "function": "function", "occupation": "occupation", "subject": "subject", "title": "title",
}  # fmt: skip
#: Other inline elements, and their replacements; the name is the local type.
WORDS: Final[dict[str, str]] = {
    "emph": "span", "foreign": "span", "quote": "span", "lb": "span", "ref": "reference", "ptr": "reference",
}  # fmt: skip

#: Levels of both lists with different spellings.
LEVELS: Final[dict[str, str]] = {"recordgrp": "recordGroup", "subgrp": "subgroup"}
EXTENT_TYPES: Final[dict[str, str]] = {
    "materialtype": "materialType",
    "spaceoccupied": "spaceOccupied",
    "carrier": "carrier",
}
COMPONENT_LISTS: Final[dict[str, str]] = {
    "analyticover": "analyticOverview",
    "combined": "combined",
    "in-depth": "inDepth",
}
OBJECT_TYPES: Final[dict[str, str]] = {"borndigital": "digitalOriginal", "derived": "digitalDerived"}
STATES: Final[dict[str, str]] = {
    "deletedsplit": "deletedSplit", "deletedmerged": "deletedMerged", "deletedreplaced": "deletedReplaced", "inprocess": "inProcess",
}  # fmt: skip
TARGETS: Final[dict[str, str]] = {"resourcerelation": "resource", "functionrelation": "function"}

#: Attributes of EAD3 with other names.
ATTRIBUTES: Final[dict[str, str]] = {
    "lang": "languageOfElement", "script": "scriptOfElement", "localtype": "localType", "countrycode": "countryCode",
    "repositorycode": "repositoryCode", "containerid": "containerId", "langcode": "languageCode", "scriptcode": "scriptCode",
    "datechar": "dateChar", "unitdatetype": "unitDateType", "notafter": "notAfter", "notbefore": "notBefore",
    "standarddate": "standardDate", "standarddatetime": "standardDateTime", "linkrole": "linkRole", "linktitle": "linkTitle",
    "coordinatesystem": "coordinateSystem", "source": "vocabularySource", "identifier": "valueURI", "parent": "target",
}  # fmt: skip
#: The reverse.
CANONICAL: Final[dict[str, str]] = {new: old for old, new in ATTRIBUTES.items() if new != "target"}
#: Attributes that only EAD 4.0 has: they are carried along.
OWN_ATTRIBUTES: Final = (
    "conventionDeclarationReference maintenanceEventReference sourceReference localTypeDeclarationReference vocabularySourceURI "
    "status referredEntityRelationship contactLineType addressLineType functionType agentType formAvailableType"
).split()  # fmt: skip

#: Names of elements that differ only in spelling.
_SPELT: Final = (
    "addressLine agencyCode agencyName conventionDeclaration descriptiveNote eventDateTime eventDescription geographicCoordinates "
    "languageDeclaration languageSet localTypeDeclaration maintenanceAgency maintenanceEvent maintenanceHistory objectXMLWrap "
    "otherAgencyCode otherRecordId recordId rightsDeclaration unitId unitTitle fromDate toDate dateRange dateSet archDesc"
).split()
ELEMENTS: Final[dict[str, str]] = {name.lower(): name for name in _SPELT} | {
    "datesingle": "date", "citation": "reference", "abbr": "shortCode", "langmaterial": "languageOfMaterial",
    "script": "writingSystem", "unittype": "unitOfMeasurement", "sourceentry": "reference", "dsc": "descriptionOfComponents",
    "relationentry": "label", "part": "part",
}  # fmt: skip
#: The names of the elements of EAD3: a class with such a name names the element.
EAD3_ELEMENTS: Final = frozenset(
    name for line in EAD3_TABLE.splitlines() if line[:1].isalpha() for name in line.partition(" : ")[0].split()
)

__all__ = ["EAD3_NS", "EAD4_NS"]
