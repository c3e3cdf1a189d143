"""The table of MODS: what each element becomes.

It follows the Library of Congress' mapping of MODS to Dublin Core (version 3, 2012), and its list of types of note.
What a line does not take, an attribute or a child, is carried along beside the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docmeta.crosswalk import Codec, Crosswalk, Rule

_LC = "Library of Congress, MODS to Dublin Core"
_NOTES = "Library of Congress, MODS note types"
_MODS = "MODS 3.8, outline of elements"


def _builder(name: str, keeps: str) -> Codec:
    """The codec of an element that is only read: its name is that of the builder."""
    return Codec(name, lambda value: None, None, keeps)


_TEXT: Final = _builder("text", "the words and their language")
_NAME: Final = _builder("name", "the name, its parts, dates, roles, authority; the display form as another name")
_DATE: Final = _builder("date", "the date; start and end as one; approximate and questionable ones marked so")
_TERM: Final = _builder("term", "the term, its vocabulary and URI; several in one heading with their kinds")
_PLACE: Final = _builder("place", "the name, coordinates, what it is part of")
_OTHER: Final = _builder("element", "see the note")

#: The kind of note for each type, spaces and signs left out.
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
RELATIONS: Final = {
    "host": "isPartOf", "series": "isPartOf", "preceding": "replaces", "succeeding": "isReplacedBy", "original": "isFormatOf",
    "otherformat": "hasFormat", "otherversion": "hasVersion", "isreferencedby": "isReferencedBy", "references": "references",
    "reviewof": "reviewOf", "constituent": "hasPart",
}  # fmt: skip


def _rule(field: str, target: str, codec: Codec, source: str = _LC, note: str = "") -> Rule:
    return Rule(field, target, codec, source, note, writes=False)


def _rules() -> Iterator[Rule]:
    yield _rule(
        "title",
        "titleInfo",
        _TEXT,
        note="nonSort, title, subTitle, partNumber and partName together; the first without a type",
    )
    yield _rule("other_titles", "titleInfo/@type", _TEXT, note="alternative, translated, uniform, abbreviated")
    yield _rule(
        "agents", "name", _NAME, note="creator, contributor or publisher by the role; creator where none is said"
    )
    yield _rule("genres", "typeOfResource", _TERM, note="collection=yes is the level")
    yield _rule("genres", "genre", _TERM)
    for element, kind in (("dateCreated", "creation"), ("dateIssued", "publication"), ("copyrightDate", "copyright"),
                          ("dateCaptured", "digitisation"), ("dateValid", "valid"), ("dateModified", "modified")):  # fmt: skip
        yield _rule(f"dates[{kind}]", f"originInfo/{element}", _DATE)
    yield _rule("dates", "originInfo/dateOther", _DATE, note="its type is the kind")
    yield _rule(
        "agents[publisher]", "originInfo/publisher", _NAME, note="the place of publication is carried along beside it"
    )
    yield _rule("notes[general]", "originInfo/edition", _TEXT, _MODS)
    yield _rule("languages", "language", _OTHER, note="languageTerm and scriptTerm, codes and words")
    yield _rule("extents", "physicalDescription/extent", _OTHER)
    yield _rule("extents", "physicalDescription/form", _OTHER, note="a physical characteristic")
    yield _rule("digital_objects", "physicalDescription/internetMediaType", _OTHER)
    yield _rule("notes[physical_characteristics]", "physicalDescription/note", _TEXT, _MODS)
    yield _rule("description", "abstract", _TEXT, note="the first")
    yield _rule("notes[abstract]", "abstract", _TEXT, note="those that follow")
    yield _rule("description_heading", "abstract/@displayLabel", _TEXT, _MODS)
    yield _rule("notes[table_of_contents]", "tableOfContents", _TEXT)
    yield _rule("notes[intended_audience]", "targetAudience", _TEXT)
    for kind in sorted(set(NOTE_TYPES.values())):
        types = ", ".join(name for name, of in NOTE_TYPES.items() if of == kind)
        yield _rule(f"notes[{kind}]", f"note ({kind})", _TEXT, _NOTES, f"types {types}")
    yield _rule("notes[general]", "note", _TEXT, _NOTES, "any other type, which becomes the label")
    yield _rule(
        "subjects",
        "subject",
        _TERM,
        note="topic, occupation, titleInfo, genre; several in one are one heading with parts",
    )
    yield _rule(
        "places",
        "subject/geographic",
        _PLACE,
        note="hierarchicalGeographic as places in places, cartographics as coordinates",
    )
    yield _rule("dates[coverage]", "subject/temporal", _DATE)
    yield _rule("agents[subject]", "subject/name", _NAME)
    yield _rule("identifiers", "classification", _OTHER, note="its authority is the kind")
    yield _rule("identifiers", "identifier", _OTHER, note="its type is the kind; the reference code where it has none")
    yield _rule("identifiers", "location/shelfLocator", _OTHER, _MODS, "the reference code where there is no other")
    yield _rule("repository", "location/physicalLocation", _OTHER, _MODS)
    yield _rule("containers", "location/physicalLocation/@type", _OTHER, _MODS, "where the type is container")
    yield _rule("digital_objects", "location/url", _OTHER)
    yield _rule("relations", "relatedItem", _OTHER, note="host and series are isPartOf; constituents are members")
    yield _rule("notes[access_conditions]", "accessCondition (restriction on access)", _TEXT)
    yield _rule(
        "notes[use_conditions]",
        "accessCondition (use and reproduction)",
        _TEXT,
        note="a rights statement where it has an address",
    )
    yield _rule("rights", "accessCondition", _TEXT)
    yield _rule("level", "typeOfResource/@collection", _OTHER, _MODS)
    yield _rule("record", "recordInfo", _OTHER, _MODS)
    yield _rule(
        "id", "recordInfo/recordIdentifier", _OTHER, _MODS, "else the ID of the record, else its first identifier"
    )


MODS: Final = Crosswalk(
    "mods",
    "MODS",
    tuple(_rules()),
    {
        "source": "the original is read as a relation or a note",
        "extras": "part, extension, and whatever no line names is carried along as it is",
    },
    _LC,
)
