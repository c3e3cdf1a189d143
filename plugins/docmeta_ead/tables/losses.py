"""What the two dialects cannot hold of a value: every loss that the writer reports is a line of this table.

A line names the part of the model, the element or attribute that cannot hold it, and the reason as it is reported;
it applies to both dialects or to one, and appears in the crosswalk of each.
The last lines are those of the `Fitter`, which finds them in the content models; "*" is prose in any field.

>>> PLACE_PART_OF.parts, PLACE_PART_OF.target
(('places.part_of',), 'geogname')
>>> [dialect for dialect in ("ead2002", "ead3") if LEGAL_STATUS in of_dialect(dialect)]
['ead2002']
"""

from __future__ import annotations

from typing import Final

import attrs

from docmeta.crosswalk import Loss
from docmeta_ead.tables.dialect import BOOKKEEPING
from docmeta_ead.tables.named import named

_LINES: Final[dict[str, list[Loss]]] = {"ead2002": [], "ead3": []}
_DROPPED: Final = "dropped"
_SUPPLIED: Final = "supplied"
#: The same meaning in another form, or bookkeeping: nothing in the source is lost.
_CHANGED: Final = "changed"


def of_dialect(name: str) -> tuple[Loss, ...]:
    """The lines of one dialect, in the order of the fields of the model."""
    if name == "ead4":
        return tuple(attrs.evolve(line, target=named(line.target)) for line in _LINES["ead3"])
    return tuple(_LINES[name])


def _both(parts: str | tuple[str, ...], target: str, why: str, code: str = "partial") -> Loss:
    line = Loss(parts, target, why, code)
    for lines in _LINES.values():
        lines.append(line)
    return line


def _ead2002(parts: str | tuple[str, ...], target: str, why: str, code: str = "partial") -> Loss:
    line = Loss(parts, target, why, code)
    _LINES["ead2002"].append(line)
    return line


def _ead3(parts: str | tuple[str, ...], target: str, why: str, code: str = "partial") -> Loss:
    line = Loss(parts, target, why, code)
    _LINES["ead3"].append(line)
    return line


# Identity, level, and descriptions that have nothing in common.

ID_MENDED: Final = _both(
    "id", "{c}/@id", "an XML identifier begins with a letter and holds no spaces or slashes", _CHANGED
)
ID_TAKEN: Final = _both("id", "{c}/@id", "this identifier was written before", _CHANGED)
PART_ID_TAKEN: Final = _both(
    ("containers.id", "digital_objects.id", "*", "*.extras"),
    "{element}/@id",
    "this identifier was written before",
    _CHANGED,
)
LEVEL_UNSAID: Final = _both("level", "archdesc/@level", "the source does not give the level of the unit", _SUPPLIED)
LEVEL_MISSING: Final = _both(
    "level", "c/@otherlevel", "the component has no level; the option `missing_level` gives it one", _SUPPLIED
)
KIND_UNSAID: Final = _both(
    "agents",
    "name",
    "the source does not say whether it is a person, a family or a corporate body; its name suggests it (option `name_kinds`)",
    _SUPPLIED,
)
OBJECT_UNTITLED: Final = _both(
    "digital_objects", "dao", "without a title, it has that of its unit (option `object_titles`)", _SUPPLIED
)
TITLE_DEVISED: Final = _both(
    "title", "did/unittitle", "a title was devised, in brackets (DACS 2.3; option `devised_titles`)", _SUPPLIED
)
CONTAINER_NESTED: Final = _both(
    "containers", "container", "it is in the container before it (option `nested_containers`)", _SUPPLIED
)
OBJECT_NOWHERE: Final = _both(
    "digital_objects", "dao", "it has no URL, and the option `object_addresses` leaves such objects out", _DROPPED
)
SEVERAL: Final = _both(
    "members", "archdesc", "a file holds one description, so one encloses the several descriptions", _SUPPLIED
)
NONE: Final = _both("members", "archdesc", "there is no description", _SUPPLIED)

# Titles and the description.

TITLE_UNSAID: Final = _both("other_titles", "unittitle", "with no title before it, it serves as the title", _CHANGED)
HEADING_ALONE: Final = _both(
    "description_heading", "scopecontent/head", "without a description, it becomes the heading of a note", _CHANGED
)

# Dates.

DATE_WORDS: Final = _both("dates.text", "unitdate", "the words were derived from the meaning of the date", _SUPPLIED)
DATE_MEANING: Final = _both(
    "dates.edtf", "unitdate/@normal", "the attribute holds plain dates and ranges in the years 0 to 2999"
)
DATE_STRUCTURE: Final = _both("dates.extras", "unitdate/unitdatestructured", "dates have no structure there", _CHANGED)

# Extents.

EXTENT_APART: Final = _both("extents.parallel", "physdesc", "it follows the extent that it is parallel to", _CHANGED)
EXTENT_FIRST: Final = _both(
    "extents.parallel", "physdesc", "there is no extent before it that it could be parallel to", _CHANGED
)
EXTENT_LABEL: Final = _ead2002("extents.label", "physdesc/extent/@label", "the set has the label of its first extent")
EXTENT_AUDIENCE: Final = _ead2002(
    "extents.audience", "physdesc/extent/@audience", "the set has the audience of its first extent"
)
EXTENT_ATTRIBUTE: Final = _ead2002(
    "extents.extras", "physdesc/@{attribute}", "the set has one such attribute", _CHANGED
)
EXTENT_QUANTITY: Final = _both(
    "extents.quantity", "physdesc/extent", "the quantity is not separate from the wording", _CHANGED
)
EXTENT_UNIT: Final = _both("extents.unit", "physdesc/extent", "the unit is not separate from the wording", _CHANGED)
EXTENT_KIND: Final = _ead2002("extents.kind", "physdesc/extent", "there is no place for the kind")
EXTENT_COVERAGE: Final = _both("extents.coverage", "physdesc/extent", "there is no place for the coverage")
EXTENT_ESTIMATE: Final = _both("extents.approximate", "physdesc/extent", "it cannot say that the number is an estimate")
EXTENT_MARKUP: Final = _ead3("extents.text", "physdesc", "only the words are kept", _CHANGED)
STRUCTURED_QUANTITY: Final = _ead3(
    "extents.quantity", "physdescstructured", "the quantity is not separate from the wording", _CHANGED
)
STRUCTURED_UNIT: Final = _ead3(
    "extents.unit", "physdescstructured", "the unit is not separate from the wording", _CHANGED
)
STRUCTURED_ESTIMATE: Final = _ead3(
    "extents.approximate", "quantity/@approximate", "the number is not separate from the wording"
)

# Agents.

AGENT_ROLE: Final = _both(
    "agents.role", "{persname}/@relator", "only the roles creator and subject have elements of their own", _CHANGED
)
AGENT_HEADINGS: Final = _both("agents.headings", "origination", "a creator stands below no heading of access points")
AGENT_LABEL: Final = _both("agents.label", "controlaccess/@label", "access points have no label")
AGENT_IDENTIFIERS: Final = _both("agents.agent.identifiers", "{persname}/@identifier", "the attribute holds one number")
AGENT_IDENTIFIER_KIND: Final = _both(
    "agents.agent.identifiers.kind",
    "{persname}/@identifier",
    "the attribute does not say what kind of identifier it is",
    _CHANGED,
)
AGENT_OTHER_NAMES: Final = _both(
    "agents.agent.other_names", "{persname}/part", "an access point holds one form of the name"
)
AGENT_DATES_IN_NAME: Final = _both("agents.agent.dates", "{persname}/part", "the dates are only in the name", _CHANGED)
AGENT_DATES_BEHIND: Final = _both(
    "agents.agent.dates", "{persname}/part", "the dates follow the name, as part of it", _CHANGED
)
AGENT_ABOUT: Final = _both(
    "agents.agent.about", "{persname}", "an access point holds nothing more about an agent; an authority record does"
)
AGENT_HISTORY: Final = _both("agents.agent.history", "bioghist", "it becomes a note of the unit", _CHANGED)

# Notes.

NOTE_EMPTY: Final = _both("notes", "{odd}", "an empty note is not written", _CHANGED)
NOTE_WORDLESS: Final = _both("notes[access_points]", "controlaccess", "a note without words is not written", _CHANGED)
NOTE_KIND: Final = _both("notes.kind", "odd/@localtype", "its kind has no element of its own", _CHANGED)
NOTE_LABEL: Final = _both("notes.label", "{odd}/@label", "this element has no label")
NOTE_DATES: Final = _both("notes.dates", "{odd}/p", "there is no place for the time of a condition")
RESTRICTION_MEANING: Final = _both(
    "notes.dates.edtf",
    "{accessrestrict}/p/date/@normal",
    "the words and plain dates of the years 0 to 2999 do not say it",
)
RESTRICTION_DAYS: Final = _both(
    "notes.dates.edtf", "{accessrestrict}/p/date/@normal", "the same days, as the words give them", _CHANGED
)
RESTRICTION_WORDS: Final = _both(
    "notes.dates.text", "{accessrestrict}/p/date", "the prose has the date in its own words", _CHANGED
)
RESTRICTION_MORE: Final = _both(
    tuple(f"notes.dates.{name}" for name in ("kind", "type", "label", "extras")),
    "{accessrestrict}/p/date",
    "only the time itself is written",
)
RECORD_NOTE_DATES: Final = _both("record.notes.dates", "{note}/p", "there is no place for the time of a condition")
ACCESS_AUDIENCE: Final = _both(
    "notes[access_points].audience",
    "controlaccess/@audience",
    "it would also apply to the access points beside the prose",
    _CHANGED,
)
NOTE_TYPE: Final = _ead3(
    "notes.extras", "odd/@localtype", "that it was a note and not an odd: its own type takes the place", _CHANGED
)
NOTE_GROUP: Final = _ead3("notes.extras", "descgrp", "there are no groups of notes", _CHANGED)
NOTE_GROUP_HEADING: Final = _ead3(
    "notes.extras", "descgrp/head", "there are no groups of notes that could have a heading", _DROPPED
)
LEGAL_STATUS: Final = _ead2002(
    "notes[legal_status].kind", "accessrestrict/@type", "beside other notes it has no element of its own", _CHANGED
)
LANGUAGE_HEADING: Final = _both(
    "notes[language].heading", "langmaterial", "it has no heading; the words come before the others", _CHANGED
)

# Languages.

LANGUAGE_EMPTY: Final = _both("languages", "language", "an empty language is not written", _CHANGED)
LANGUAGES_EMPTY: Final = _both("languages.label", "langmaterial", "empty languages are not written", _CHANGED)
SCRIPT_NAME: Final = _ead2002("notes[language].text", "language/@scriptcode", "a script has a code, but no words")
SCRIPT_WORDS: Final = _both(("languages.script", "record.languages.script"), "script/@scriptcode", "this is not a code")

# Terms and places.

_HEADINGS: Final = ("subjects.uri", "genres.uri", "places.uri")
NAME_PARTS: Final = _both(
    ("agents.agent.parts", "subjects.parts", "genres.parts", "places.parts"),
    "{persname}/part",
    "the name is written whole",
    _CHANGED,
)
HEADING_SECOND: Final = _both(_HEADINGS, "{subject}/@identifier", "the attribute holds one number or URI")
HEADING_ADDRESS: Final = _both(_HEADINGS, "{subject}/@identifier", "it is not distinguished from a number", _CHANGED)
TERM_KIND: Final = _both("subjects.kind", "subject/@localtype", "its kind has no element of its own", _CHANGED)
GENRE_KIND: Final = _both("genres.kind", "genreform", "a genre is of one kind")
PLACE_KIND: Final = _both("places.kind", "geogname/@localtype", "it is one type among others", _CHANGED)
PLACE_PART_OF: Final = _both("places.part_of", "geogname", "a place does not say what it is part of")
PLACE_COORDINATES: Final = _both(
    ("places.latitude", "places.longitude"), "geogname", "there is no place for these coordinates"
)

# Rights, the repository, the original, digital objects, relations.

RIGHTS: Final = _both("rights", "userestrict", "it becomes a note on the conditions of use", _CHANGED)
_REPOSITORY: Final = "the element holds a name and an address"
REPOSITORY_IDENTIFIERS: Final = _both("repository.identifiers", "repository/@identifier", _REPOSITORY)
REPOSITORY_COUNTRY: Final = _both("repository.country", "repository/@countrycode", _REPOSITORY)
REPOSITORY_URI: Final = _both("repository.uri", "repository/@href", _REPOSITORY)
SOURCE: Final = _both("source", "originalsloc", "it becomes a note on the location of originals", _CHANGED)
OBJECT_EMPTY: Final = _both("digital_objects", "dao", "an empty object is not written", _CHANGED)
OBJECT_FIRST: Final = _both(
    "digital_objects.parallel", "{dao}", "there is no object before it that it could be parallel to", _CHANGED
)
OBJECT_TITLE: Final = _both("digital_objects.title", "{dao}/@title", "only words are allowed there", _CHANGED)
OBJECT_KIND: Final = _ead2002("digital_objects.kind", "{dao}/@daotype", "there is no place for the kind of an object")
OBJECT_MEDIA_TYPE: Final = _both("digital_objects.media_type", "{dao}", "there is no place for the media type")
OBJECT_CHECKSUM: Final = _both("digital_objects.checksum", "{dao}", "there is no place for the checksum")
RELATION: Final = _ead2002("relations", "relatedmaterial", "it becomes a link among the related materials", _CHANGED)
RELATION_KIND: Final = _ead3("relations.kind", "relation/@arcrole", "it is one address among others", _CHANGED)

# The description of the description: what both dialects have.

RECORD_TITLE: Final = _both(
    "record.title", "titleproper", "the title of the unit serves as that of the finding aid", _SUPPLIED
)
RECORD_BELOW: Final = _both("record", "{c}", "the header is about the whole; a component has none of its own", _DROPPED)
RECORD_STATEMENT: Final = _both(
    ("record.edition", "record.series"), "{seriesstmt}", "only words are allowed there", _CHANGED
)
_HEADER_DATE: Final = "dates of the header do not say this"
PUBLISHED_LABEL: Final = _both("record.published.label", "date/@label", _HEADER_DATE)
PUBLISHED_KIND: Final = _both("record.published.kind", "date/@datechar", _HEADER_DATE)
HEADER_WORDLESS: Final = _both(
    "record.extras", "{header}", "an element without words that the header does not have", _CHANGED
)
RECORD_NOTE_KIND: Final = _both("record.notes.kind", "{note}/@type", "notes of the header are of one kind", _CHANGED)

# `eadheader`.

_RECORD_ID: Final = "the identifier of the unit serves as that of the finding aid"
EADID: Final = _ead2002("record.id", "eadid", _RECORD_ID, _SUPPLIED)
EADID_SECOND: Final = _ead2002(
    "record.identifiers", "publicationstmt/num", "eadid holds one URL and one number of each kind", _CHANGED
)
EADID_VALUE: Final = _ead2002(
    tuple(f"record.identifiers.{name}" for name in ("label", "country", "repository", "audience", "extras")),
    "eadid",
    "of an identifier only its value is kept",
)
AGENCY_PUBLISHER: Final = _ead2002("record.agency", "publisher", "the agency becomes the publisher", _CHANGED)
AGENCY_NOTE: Final = _ead2002("record.agency", "notestmt/note", "the agency becomes a note", _CHANGED)
RULES: Final = _ead2002("record.rules", "descrules", "the rules go into one element", _CHANGED)
RECORD_RIGHTS: Final = _ead2002("record.rights", "notestmt/note", "rights in the description become a note", _CHANGED)
RECORD_SOURCES: Final = _ead2002("record.sources", "notestmt/note", "sources become notes", _CHANGED)
CHANGE_DATE_LABEL: Final = _ead2002("record.revisions.date.label", "date/@label", _HEADER_DATE, _CHANGED)
CHANGE_DATE_KIND: Final = _ead2002("record.revisions.date.kind", "date/@datechar", _HEADER_DATE, _CHANGED)
CHANGE_UNDATED: Final = _ead2002(
    "record.revisions", "notestmt/note", "a change needs a date; without one it becomes a note", _CHANGED
)
CHANGE_DATE_WORDS: Final = _ead2002(
    tuple(f"record.revisions.date.{name}" for name in ("calendar", "era", "type", "certainty", "label")),
    "notestmt/note",
    "of the date of a change that becomes a note only the words are kept",
)
CHANGE_EMPTY: Final = _ead2002("record.revisions", "change", "a change needs a date, or words", "dropped")
RECORD_LANGUAGE_LABEL: Final = _ead2002("record.languages.label", "langusage/language", "the language has no label")
CHANGE_OWN: Final = _ead2002(
    "record.revisions", "revisiondesc", "that docmeta converted the file, at an unknown time, is left out", _CHANGED
)
CHANGE_AGENT: Final = _ead2002("record.revisions.agent", "change/item", "who did it is in the words", _CHANGED)
CHANGE_KIND: Final = _ead2002("record.revisions.kind", "change", "there is no place for the kind", _CHANGED)
CHANGE_AGENT_KIND: Final = _ead2002(
    "record.revisions.agent_kind", "change", "there is no place for the agent kind", _CHANGED
)

# `control`.

RECORDID: Final = _ead3("record.id", "recordid", _RECORD_ID, _SUPPLIED)
OTHER_RECORD_ID: Final = _ead3(
    tuple(f"record.identifiers.{name}" for name in ("label", "country", "repository")),
    "otherrecordid",
    "of an identifier only its value and kind are kept",
)
AGENCY_UNSAID: Final = _ead3(
    "record.agency", "agencyname", "the source does not say who is responsible for the finding aid", _SUPPLIED
)
LANGUAGE_UNSAID: Final = _ead3(
    "record.languages",
    "languagedeclaration",
    "the source gives the language of the finding aid only in words",
    _SUPPLIED,
)
SCRIPT_UNSAID: Final = _ead3(
    "record.languages.script", "script", "the source does not give the script of the finding aid", _SUPPLIED
)
RIGHTS_HOLDER: Final = _ead3("record.rights.holder", "rightsdeclaration", "the holder is in a note", _CHANGED)
CREATION: Final = _ead3("record.creation", "maintenanceevent", "how it was made becomes the first event", _CHANGED)
EVENT_UNSAID: Final = _ead3(
    "record.revisions", "maintenanceevent", "a history needs at least one event; the conversion is one", _SUPPLIED
)
EVENT_KIND: Final = _ead3(
    "record.revisions.kind",
    "eventtype/@value",
    "it is not one of the defined events; the word becomes text",
    _CHANGED,
)
EVENT_AGENT_KIND: Final = _ead3(
    "record.revisions.agent_kind", "agenttype/@value", "an agent is human, a machine or unknown", _CHANGED
)
EVENT_WORDLESS: Final = _ead3("record.revisions.text", "eventdescription", "it has no words", _CHANGED)
EVENT_DATE: Final = _ead3(
    "record.revisions.date", "eventdatetime/@standarddatetime", "the attribute holds one date", _CHANGED
)
_EVENT_DATE: Final = "the date of an event does not say this"
EVENT_DATE_LABEL: Final = _ead3("record.revisions.date.label", "eventdatetime/@label", _EVENT_DATE, _CHANGED)
EVENT_DATE_KIND: Final = _ead3("record.revisions.date.kind", "eventdatetime/@datechar", _EVENT_DATE, _CHANGED)
EVENT_DATE_CERTAINTY: Final = _ead3(
    "record.revisions.date.certainty", "eventdatetime/@certainty", _EVENT_DATE, _CHANGED
)
EVENT_DATE_TYPE: Final = _ead3("record.revisions.date.type", "eventdatetime/@localtype", _EVENT_DATE, _CHANGED)
EVENT_DATE_ERA: Final = _ead3("record.revisions.date.era", "eventdatetime/@era", _EVENT_DATE, _CHANGED)
EVENT_DATE_CALENDAR: Final = _ead3("record.revisions.date.calendar", "eventdatetime/@calendar", _EVENT_DATE, _CHANGED)

# Content of the source that no field holds.

_FOREIGN: Final = "what only its own format can hold"
_HOMELESS: Final = "what contains it is not written"
UNIT_EXTRA_FOREIGN: Final = _both("extras", "{place}", _FOREIGN, _DROPPED)
UNIT_EXTRA_HOMELESS: Final = _both("extras", "{place}", _HOMELESS, _DROPPED)
UNIT_EXTRA_BOOKKEEPING: Final = _both("extras", "{place}", _HOMELESS, _CHANGED)
DSC_ATTRIBUTE: Final = _both("extras", "dsc/@{attribute}", "the lists of components are written as one", _CHANGED)
DSC_CONTENT: Final = _both("extras", "dsc", "it cannot stand before components", _DROPPED)
EXTRA_FOREIGN: Final = _both("*.extras", "extras", _FOREIGN, _DROPPED)
EXTRA_HOMELESS: Final = _both("*.extras", "{element}/{element}", _HOMELESS)
EXTRA_BOOKKEEPING: Final = _both("*.extras", "{element}/{element}", _HOMELESS, _CHANGED)
EXTRA_BROKEN: Final = _both("*.extras", "extras", "it is not well-formed markup", _DROPPED)
EXTRA_GAINSAID: Final = _both("*.extras", "{element}/@{attribute}", "a field has another value")
EXTRA_GAINSAID_BOOKKEEPING: Final = _both("*.extras", "{element}/@{attribute}", "a field has another value", _CHANGED)

# Content that a content model does not allow: reported by the `Fitter`. First, losses from the fields themselves.

_UNWRAPPED: Final = "only its content is kept"
_ATTRIBUTE: Final = "this attribute is not allowed there"
CONTAINER_BARCODE: Final = _ead2002("containers.barcode", "container/@containerid", _ATTRIBUTE)
TERM_RELATOR: Final = _ead2002(("subjects.relator", "genres.relator"), "{subject}/@relator", _ATTRIBUTE)
TERM_WORD: Final = _ead2002("subjects.kind", "subject/@localtype", _ATTRIBUTE)
PLACE_WORD: Final = _ead2002("places.kind", "geogname/@localtype", _ATTRIBUTE)
NOTE_HEADING: Final = _both(
    tuple(f"notes[{kind}].heading" for kind in ("abstract", "location", "material_specific")),
    "{abstract}/head",
    _UNWRAPPED,
    _CHANGED,
)
DID_NOTE_HEADING_2002: Final = _ead2002("notes[note].heading", "note/head", "written as p", _CHANGED)
DID_NOTE_HEADING_3: Final = _ead3("notes[note].heading", "didnote/head", _UNWRAPPED, _CHANGED)
RECORD_NOTE_HEADING: Final = _both("record.notes.heading", "{note}/head", "written as p", _CHANGED)
RECORD_NOTE_LABEL: Final = _ead3("record.notes.label", "controlnote/@label", _ATTRIBUTE)

# Then losses from prose, from extras, and of words that do not fit their attribute.

RENAMED: Final = _both("*", "{element}/{element}", "written as {element}", _CHANGED)
UNWRAPPED: Final = _both("*", "{element}/{element}", _UNWRAPPED, _CHANGED)
PARTS_JOINED: Final = _both("*", "{element}/part", "the heading is written whole", _CHANGED)
GONE_WITH_ELEMENT: Final = _both("*", "{element}/@{attribute}", "it goes with its element")
GONE_BOOKKEEPING: Final = _both("*", "{element}/@{attribute}", "it goes with its element", _CHANGED)
ATTRIBUTE: Final = _both("*", "{element}/@{attribute}", _ATTRIBUTE)
ATTRIBUTE_BOOKKEEPING: Final = _both("*", "{element}/@{attribute}", _ATTRIBUTE, _CHANGED)
VALUE: Final = _both("*", "{element}/@{attribute}", "this value is not allowed there")
VALUE_MENDED: Final = _both("*", "{element}/@{attribute}", "this value is not allowed there", _CHANGED)
NO_WORDS: Final = _both("*", "{element}", "nothing there can hold words", _DROPPED)

_BOOKKEEPING: Final = {
    UNIT_EXTRA_HOMELESS: UNIT_EXTRA_BOOKKEEPING,
    EXTRA_HOMELESS: EXTRA_BOOKKEEPING,
    EXTRA_GAINSAID: EXTRA_GAINSAID_BOOKKEEPING,
    GONE_WITH_ELEMENT: GONE_BOOKKEEPING,
    ATTRIBUTE: ATTRIBUTE_BOOKKEEPING,
    VALUE: VALUE_MENDED,
}


def of_attribute(line: Loss, name: str, value: str = "") -> Loss:
    """The line for an attribute, or its other form if the attribute is bookkeeping.

    >>> of_attribute(ATTRIBUTE, "altrender").code, of_attribute(ATTRIBUTE, "normal").code
    ('changed', 'partial')
    """
    nothing = name in BOOKKEEPING or f"{name}={value}" in BOOKKEEPING or (line is VALUE and not value.strip())
    return _BOOKKEEPING[line] if nothing else line
