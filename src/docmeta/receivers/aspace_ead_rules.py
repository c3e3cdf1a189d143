"""What ArchivesSpace's import of EAD 2002 refuses, ignores and misreads: two lines per rule.

A refusal is of the whole file.
"""

from __future__ import annotations

from typing import Final

from docmeta.receivers.verdict import Outcome, Rule

VERSION: Final = "4.2.1"

#: Key; field of the model; element; file that states it; why; what to do.
_REFUSED: Final = (
    ("TITLE", "title", "archdesc/did/unittitle", "resource",
     "a collection has a title besides its date", "give it a title; around several descriptions by -O title=..."),
    ("ID", "identifiers", "archdesc/did/unitid", "resource",
     "a collection has a reference code (an ARK does not count)", "give it one; around several descriptions by -O record_id=..."),
    ("DATE", "dates", "archdesc/did/unitdate", "resource",
     "a collection has a date", "give it one; the word undated is enough"),
    ("EXTENT", "extents", "archdesc/did/physdesc/extent", "resource",
     "a collection has an extent that begins with a number and has a unit", "write it as '4 linear feet' in an extent"),
    ("TITLE-OR-DATE", "title", "did/unittitle", "validations",
     "a component has a title or a date", "give it one of them"),
    ("LEVEL", "level", "@level", "validations",
     "a description has a level, and otherlevel needs @otherlevel", "give it a level: docmeta convert --for archivesspace does"),
    ("TITLE-LONG", "title", "did/unittitle", "archival_object",
     "a title has at most 8,192 characters (16,384 in a collection)", "shorten it"),
    ("REF-ID", "id", "@id", "archival_object",
     "an id has at most 255 of the characters A-Z, a-z, 0-9, - _ : and .", "choose another id"),
    ("REF-ID-TWICE", "id", "@id", "model", "an id occurs once in a collection", "give each component a unique id"),
    ("ID-LONG", "identifiers", "did/unitid", "resource", "a reference code has at most 255 characters", "shorten it"),
    ("ID-EMPTY", "identifiers", "did/unitid", "external_id", "an identifier with a type has text", "remove it"),
    ("EADID-LONG", "record", "eadid", "resource",
     "an eadid and its URL have at most 255 characters each", "shorten it"),
    ("CHANGE", "record", "revisiondesc/change", "revision_statement",
     "a change has a date and a description", "add what is missing, or remove it"),
    ("DATE-TYPE", "dates", "unitdate/@type", "converter",
     "a date is of type inclusive, bulk or single, also in prose", "correct it"),
    ("DATE-EMPTY", "dates", "unitdate", "validations", "a date has text or a @normal", "remove it"),
    ("DATE-LONG", "dates", "unitdate", "date", "the text of a date has at most 255 characters", "shorten it"),
    ("DATE-ORDER", "dates", "unitdate/@normal", "validations",
     "a date has days that exist, and does not end before it begins", "correct it"),
    ("CONTAINER-EMPTY", "containers", "container", "top_container",
     "a container has text", "remove it, or give its number"),
    ("CONTAINER-TYPE", "containers", "container/@type", "validations",
     "a container in another has a type and text", "give its type: folder, item"),
    ("NOTE-EMPTY", "notes", "note", "note_text", "a note has more than its heading", "remove it"),
    ("NOTE-LONG", "notes", "note", "note_text", "a note has at most 65,000 characters", "split it in two"),
    ("DEFITEM", "notes", "list/defitem", "note_definedlist",
     "an entry of a list of definitions has a label and an item", "complete it"),
    ("INDEXENTRY", "notes", "index/indexentry", "note_index_item",
     "an entry of an index has a name or a term right below it", "write one entry for each name"),
    ("PHYSDESC-EMPTY", "extents", "physdesc", "note_singlepart", "an extent, a facet or a dimension has text", "remove it"),
    ("DIMENSIONS-LONG", "extents", "physdesc/dimensions", "extent", "dimensions have at most 255 characters", "shorten them"),
    ("DAO-HREF", "digital_objects", "dao/@xlink:href", "file_version",
     "a digital object has a URL in @xlink:href, with xlink declared on the element ead", "write its URL there"),
    ("DAO-TITLE", "digital_objects", "dao/@xlink:title", "abstract_archival_object",
     "a digital object has a title in @xlink:title", "give it one"),
    ("DAODESC-EMPTY", "digital_objects", "dao/daodesc", "note_digital_object",
     "the description of a digital object has text", "remove it"),
    ("TERM-EMPTY", "subjects", "controlaccess", "term", "a term has text", "remove it"),
    ("TERM-LONG", "subjects", "controlaccess", "term", "a term has at most 255 characters", "shorten it"),
    ("NAME-LONG", "agents", "persname", "name_person", "the name of a person has at most 255 characters", "shorten it"),
)  # fmt: skip
_IGNORED: Final = (
    ("TITLE-SECOND", "title", "did/unittitle", "converter", "a second title is ignored", "join it with the first"),
    ("ID-SECOND", "identifiers", "did/unitid", "converter",
     "a second reference code is ignored unless it has a type", "give its type"),
    ("NORMAL", "dates", "unitdate/@normal", "converter",
     "only 1950, 1950-01 and 1950-01-31 are read, and two of them with a slash", "write it so: docmeta convert --to ead2002 does"),
    ("CONTAINER-FOURTH", "containers", "container", "converter",
     "a container contains at most two others; the next one is ignored", "put it in the title or in a note"),
    ("CONTAINER-PARENT", "containers", "container/@parent", "converter",
     "a container with a missing parent is ignored", "refer to a container before it"),
    ("ORIGINATION", "agents", "did/origination", "converter",
     "an origination is only read as persname, corpname or famname", "put the name in one of them"),
    ("NAME", "agents", "controlaccess/name", "converter",
     "a name is only read as persname, corpname or famname", "use one of them"),
    ("CONTROLACCESS", "subjects", "controlaccess", "converter",
     "only the headings of access points are read: no prose, no list", "put each heading directly below controlaccess"),
    ("PHYSDESC-WORDS", "extents", "physdesc", "converter", "text beside an extent is ignored", "put it in a note"),
    ("DESCGRP", "notes", "descgrp", "converter",
     "only the notes in a group of notes are read", "make its heading and its prose a note"),
    ("DSC", "notes", "dsc", "converter",
     "the heading and the prose of a list of components are ignored", "make them a note"),
    ("DAOGRP-TITLE", "digital_objects", "daogrp/@xlink:title", "converter",
     "a group of files gets the title of its unit", "write a dao for each file"),
    ("NO-CODE", "languages", "langmaterial/language", "converter",
     "a language without a code becomes text in a note", "add its code in @langcode"),
)  # fmt: skip
_MISREAD: Final = (
    ("CONTAINER-ID", "containers", "container/@id", "converter",
     "a folder with an id and no parent is separate, not in the box before it", "give it the first one's id as @parent"),
    ("PROSE", "notes", "note", "converter",
     "a date, an extent, a container or a digital object in prose also becomes one of the unit", "write it as plain text"),
)  # fmt: skip
_CREATED: Final = (
    ("NEW-TERM", "", "", "enums", "the word joins a controlled list", "check whether the list has a word for it"),
    ("REPOSITORY", "repository", "did/repository", "converter",
     "the repository is the one imported into", "choose it there"),
    ("UND", "languages", "langmaterial", "converter",
     "a collection without a language code gets an undetermined language", "give the language, with its code"),
)  # fmt: skip

_FILES: Final = {
    "converter": "backend/app/converters/ead_converter.rb",
    "enums": "backend/app/model/backend_enum_source.rb",
    "model": "backend/app/model/archival_object.rb",
    "validations": "common/validations.rb",
}


def _rules(outcome: Outcome, table: tuple[tuple[str, ...], ...]) -> dict[str, Rule]:
    return {
        key: Rule(
            f"ASPACE-EAD-{key}", outcome, field, place, why, advice,
            f"{_FILES.get(file, f'common/schemas/{file}.rb')}, ArchivesSpace {VERSION}",
        )
        for key, field, place, file, why, advice in table
    }  # fmt: skip


#: The rules by their keys.
RULES: Final[dict[str, Rule]] = {
    **_rules("refused", _REFUSED),
    **_rules("ignored", _IGNORED),
    **_rules("misread", _MISREAD),
    **_rules("created", _CREATED),
}

#: The values of the controlled lists of a new installation (common/locales/enums/en.yml); any other value joins the list.
LISTS: Final[dict[str, frozenset[str]]] = {
    "level": frozenset(
        "class collection file fonds item otherlevel recordgrp series subfonds subgrp subseries".split()
    ),
    "extent type": frozenset(
        "cassettes cubic_feet files gigabytes leaves linear_feet megabytes photographic_prints photographic_slides reels sheets "
        "terabytes volumes".split()
    ),
    "container type": frozenset("box carton case container folder frame object page reel volume".split()),
    "instance type": frozenset(
        "accession audio books computer_disks digital_object digital_object_link graphic_materials maps microform mixed_materials "
        "moving_images realia text".split()
    ),
    "certainty": frozenset(("approximate", "inferred", "questionable")),
    "era": frozenset(("ce",)),
    "calendar": frozenset(("gregorian",)),
}
