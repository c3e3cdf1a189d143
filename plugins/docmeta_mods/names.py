"""Words of MODS and their counterparts in the model."""

from __future__ import annotations

from typing import Final

#: The kind of note for each type, without spaces and signs.
NOTE_TYPES: Final = {
    "accrualmethod": "accruals", "accrualpolicy": "accruals", "acquisition": "acquisition", "action": "processing",
    "additionalform": "copies", "additionalphysicalform": "copies", "bibliography": "publication", "biographical": "biography_or_history",
    "biographicalhistorical": "biography_or_history", "historical": "biography_or_history", "citationreference": "publication",
    "conservationhistory": "processing", "language": "language", "organization": "arrangement", "arrangement": "arrangement",
    "originallocation": "originals", "originalversion": "originals", "otherfindaid": "finding_aids", "ownership": "custodial_history",
    "provenance": "custodial_history", "custodialhistory": "custodial_history", "preferredcitation": "preferred_citation",
    "publications": "publication", "relatedmaterial": "related_units", "reproduction": "copies",
    "restriction": "access_conditions",
    "separatedmaterial": "separated_units", "systemdetails": "physical_characteristics", "scopecontent": "scope_and_content",
    "contents": "table_of_contents", "appraisal": "appraisal", "processing": "processing",
    "physicaldescription": "physical_characteristics",
}  # fmt: skip
DATE_ELEMENTS: Final = {
    "dateissued": "publication", "datecreated": "creation", "datecaptured": "digitisation", "copyrightdate": "copyright",
    "datevalid": "valid", "datemodified": "modified", "dateother": None, "displaydate": None,
}  # fmt: skip
#: The kind of identifier for each type with variant spellings; any other type is the kind.
IDENTIFIERS: Final = {
    "hdl": "handle", "handle": "handle", "url": "uri", "uri": "uri", "doi": "doi", "isbn": "isbn", "issn": "issn", "ark": "ark",
}  # fmt: skip
#: Lists of codes of institutions (physicalLocation/@authority).
ORGANISATIONS: Final = frozenset(("marcorg", "isil", "iso15511", "oclcorg"))
#: Types that are finer than what the model makes of them, set aside beside it: meetings are corporate bodies, series hosts.
FINER: Final = frozenset(("conference", "series"))
RELATIONS: Final = {
    "host": "isPartOf", "series": "isPartOf", "preceding": "replaces", "succeeding": "isReplacedBy", "original": "isFormatOf",
    "otherformat": "hasFormat", "otherversion": "hasVersion", "isreferencedby": "isReferencedBy", "references": "references",
    "reviewof": "reviewOf", "constituent": "hasPart",
}  # fmt: skip
