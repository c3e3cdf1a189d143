"""The table of MODS: how each element is read, and how each field is written.

It follows the Library of Congress' mapping of MODS to Dublin Core (version 3, 2012), and its list of types of note.
What a line does not take, an attribute or a child, is carried along beside the value.
A line that writes has an encoder, too; a value loses what the reader does not give back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from docmeta.crosswalk import Codec, Crosswalk, Rule
from docmeta_mods import sure
from docmeta_mods.encoders import encoder
from docmeta_mods.fragments import decoder
from docmeta_mods.names import NOTE_TYPES

_LC = "Library of Congress, MODS to Dublin Core"
_NOTES = "Library of Congress, MODS note types"
_MODS = "MODS 3.8, outline of elements"


def _builder(name: str, keeps: str) -> Codec:
    """The codec of an element that is read."""
    return Codec(name, lambda value: None, None, keeps)


_TEXT: Final = _builder("text", "the words and their language")
_NAME: Final = _builder("name", "the name, its parts, dates, roles, authority; the display form as another name")
_DATE: Final = _builder("date", "the date; start and end as one; approximate and questionable ones marked so")
_TERM: Final = _builder("term", "the term, its vocabulary and URI; several in one heading with their kinds")
_PLACE: Final = _builder("place", "the name, coordinates, what it is part of")
_OTHER: Final = _builder("element", "see the note")

#: The type of note that each kind is written with (Library of Congress, MODS note types); the others have elements of their own.
_TYPES: Final = {
    "accruals": "accrual policy", "acquisition": "acquisition", "appraisal": "appraisal", "arrangement": "organization",
    "biography_or_history": "biographical/historical", "copies": "additional physical form", "custodial_history": "ownership",
    "finding_aids": "other find aid", "language": "language", "originals": "original location", "preferred_citation": "preferred citation",
    "processing": "action", "publication": "publications", "related_units": "related material", "scope_and_content": "scope content",
    "separated_units": "separated material",
}  # fmt: skip
_DATES: Final = (
    ("dateCreated", "creation"), ("dateIssued", "publication"), ("copyrightDate", "copyright"), ("dateCaptured", "digitisation"),
    ("dateValid", "valid"), ("dateModified", "modified"),
)  # fmt: skip


def _rule(
    field: str,
    target: str,
    codec: Codec,
    source: str = _LC,
    note: str = "",
    encode: Callable[[Any], str] | None = None,
    reads: bool = True,
    **options: Any,
) -> Rule:
    """A line that reads, and writes if it has an encoder."""
    if encode is not None:
        codec = attrs.evolve(codec, encode=encode, decode=decoder(field.partition("[")[0]))
    return Rule(
        field, target, codec, source, note, reads=reads, writes=encode is not None, options=tuple(options.items())
    )


def _rules() -> Iterator[Rule]:
    note = "nonSort, title, subTitle, partNumber and partName together; the first without a type"
    yield _rule("title", "titleInfo", _TEXT, note=note, encode=encoder("title"), sure=sure.words)
    note = "alternative, translated, uniform, abbreviated"
    yield _rule(
        "other_titles", "titleInfo/@type", _TEXT, note=note, encode=encoder("title", of="alternative"), sure=sure.words
    )
    note = "creator, contributor or publisher by the role; creator if none is given"
    yield _rule("agents", "name", _NAME, note=note, encode=encoder("name"), sure=sure.name)
    yield _rule("genres", "typeOfResource", _TERM, note="collection=yes is the level")
    yield _rule("genres", "genre", _TERM, encode=encoder("genre"), sure=sure.term)
    yield from _dates()
    yield _rule(
        "agents[publisher]", "originInfo/publisher", _NAME, note="the place of publication is carried along beside it"
    )
    yield _rule("notes[general]", "originInfo/edition", _TEXT, _MODS)
    note = "languageTerm and scriptTerm, codes and words"
    yield _rule("languages", "language", _OTHER, note=note, encode=encoder("language"))
    yield _rule("extents", "physicalDescription/extent", _OTHER, encode=encoder("extent"))
    yield _rule("extents", "physicalDescription/form", _OTHER, note="a physical characteristic")
    yield _rule("digital_objects", "physicalDescription/internetMediaType", _OTHER)
    yield from _prose()
    yield from _subjects()
    yield _rule("identifiers", "classification", _OTHER, note="its authority is the kind")
    note = "its type is the kind; the reference code if it has none"
    yield _rule("identifiers", "identifier", _OTHER, note=note, encode=encoder("identifier"), sure=sure.identifier)
    yield _rule("identifiers", "location/shelfLocator", _OTHER, _MODS, "the reference code if there is no other")
    yield _rule("repository", "location/physicalLocation", _OTHER, _MODS, encode=encoder("repository"))
    note = "if the type is container"
    yield _rule("containers", "location/physicalLocation/@type", _OTHER, _MODS, note, encoder("container"))
    yield _rule("digital_objects", "location/url", _OTHER, encode=encoder("digital object"))
    note = "host and series are isPartOf; constituents are members; otherType is any other kind"
    yield _rule("relations", "relatedItem", _OTHER, note=note, encode=encoder("relation"))
    yield _rule("level", "typeOfResource/@collection", _OTHER, _MODS)
    note = "of the type level of description, since MODS has no element for it"
    yield _rule("level", "note/@type", _OTHER, _MODS, note, encoder("level"))
    yield _rule("record", "recordInfo", _OTHER, _MODS, encode=lambda value: "")
    note = "else the ID of the record, else its first identifier"
    yield _rule("id", "recordInfo/recordIdentifier", _OTHER, _MODS, note, lambda value: "")


def _dates() -> Iterator[Rule]:
    for element, kind in _DATES:
        yield _rule(
            f"dates[{kind}]", f"originInfo/{element}", _DATE, encode=encoder("date", element=element), sure=sure.date
        )
    note = "its type is the kind"
    other = encoder("date", element="dateOther")
    yield _rule("dates[coverage]", "subject/temporal", _DATE, encode=encoder("temporal"))
    undated = encoder("date", element="dateCreated")
    yield _rule(
        "dates", "originInfo/dateCreated", _DATE, _MODS, "a date without a kind is read back as one of creation",
        lambda value: undated(value) if value.kind is None else "", reads=False,
    )  # fmt: skip
    yield _rule("dates", "originInfo/dateOther", _DATE, note=note, encode=other)


def _prose() -> Iterator[Rule]:
    yield _rule(
        "notes[physical_characteristics]", "physicalDescription/note", _TEXT, _MODS, "", encoder("physical note")
    )
    yield _rule("description", "abstract", _TEXT, note="the first", encode=encoder("description"), sure=sure.words)
    yield _rule(
        "notes[abstract]",
        "abstract",
        _TEXT,
        note="those that follow, and the internal ones (shareable=no)",
        encode=encoder("note", element="abstract"),
    )
    yield _rule("description_heading", "abstract/@displayLabel", _TEXT, _MODS, encode=str)
    for element, kind in (("tableOfContents", "table_of_contents"), ("targetAudience", "intended_audience")):
        yield _rule(f"notes[{kind}]", element, _TEXT, encode=encoder("note", element=element))
    for kind in sorted(set(NOTE_TYPES.values())):
        types = ", ".join(name for name, of in NOTE_TYPES.items() if of == kind)
        encode = encoder("note", of=_TYPES[kind]) if kind in _TYPES else None
        yield _rule(f"notes[{kind}]", f"note ({kind})", _TEXT, _NOTES, f"types {types}", encode, sure=sure.note)
    yield _rule(
        "notes[general]",
        "note",
        _TEXT,
        _NOTES,
        "any other type, which becomes the label; internal, private, nonpublic, staff, admin: internal",
        encoder("note"),
        sure=sure.note,
    )
    yield _rule("notes[location]", "location/physicalLocation", _TEXT, _MODS, "", encoder("place note"), reads=False)
    note = "any other kind is the type, and read back as the label"
    yield _rule("notes", "note", _TEXT, _NOTES, note, encoder("other note"), reads=False)
    yield _rule(
        "source",
        "note",
        _TEXT,
        _NOTES,
        "the type is original version",
        encoder("original"),
        reads=False,
        sure=sure.elsewhere,
    )
    access = encoder("note", element="accessCondition", of="restriction on access")
    use = encoder("note", element="accessCondition", of="use and reproduction")
    yield _rule("notes[access_conditions]", "accessCondition (restriction on access)", _TEXT, encode=access)
    yield _rule("notes[legal_status]", "accessCondition (restriction on access)", _TEXT, _MODS, "", access, reads=False)
    note = "a rights statement if it has a URI"
    yield _rule("notes[use_conditions]", "accessCondition (use and reproduction)", _TEXT, note=note, encode=use)
    yield _rule("rights", "accessCondition", _TEXT, encode=encoder("rights"))


def _subjects() -> Iterator[Rule]:
    note = "topic, occupation, titleInfo, genre; several in one are one heading with parts"
    yield _rule("subjects", "subject", _TERM, note=note, encode=encoder("subject", element="topic"), sure=sure.term)
    for kind, element in (("occupation", "occupation"), ("title", "titleInfo")):
        written = encoder("subject", element=element)
        yield _rule(f"subjects[{kind}]", f"subject/{element}", _TERM, _MODS, "", written, reads=False)
    note = "hierarchicalGeographic as places in places, cartographics as coordinates"
    yield _rule("places", "subject/geographic", _PLACE, note=note, encode=encoder("place"), sure=sure.place)
    yield _rule("agents[subject]", "subject/name", _NAME, encode=encoder("subject name"))


MODS: Final = Crosswalk(
    "mods",
    "MODS",
    tuple(_rules()),
    {
        "extras": "part, extension, and whatever no line names is carried along as it is",
    },
    _LC,
    ignores={
        "@encoding=w3cdtf": "a date in this form is read without being told so",
        "@encoding=edtf": "a date in this form is read without being told so",
        "languageTerm/@type=text": "words are words without it",
        "scriptTerm/@type=text": "words are words without it",
    },
)
