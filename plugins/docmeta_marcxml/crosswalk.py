"""The table of MARC 21 bibliographic fields: how each is read, and how each field of the model is written.

It follows the mappings of the Library of Congress (MARC to Dublin Core; MARC to MODS), DACS appendix C for archival control,
and the MARC references of the EAD3 tag library. Each line names a field, and the builder that reads it;
`options` name its subfields. Every other subfield is carried along beside the value.
A line that writes has an encoder, too; a value loses what the builder does not give back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from docmeta.crosswalk import Codec, Crosswalk, Rule
from docmeta_marcxml import sure
from docmeta_marcxml.decoding import RULES, decoder
from docmeta_marcxml.encoders import encoder

_LC = "Library of Congress, MARC to Dublin Core Crosswalk"
_DACS = "DACS, appendix C"
_EAD = "EAD3 tag library"
_MARC = "MARC 21 Format for Bibliographic Data"


def _builder(name: str, keeps: str) -> Codec:
    """The codec of a field that is read: its name is that of the builder."""
    return Codec(name, lambda value: None, None, keeps)


TITLE: Final = _builder("title", "the words of the title, without the punctuation between subfields")
NAME: Final = _builder("name", "the name, its parts, dates, relators, authority numbers")
TERM: Final = _builder("term", "the heading with its subdivisions, its vocabulary and authority number")
NOTE: Final = _builder(
    "note", "the words of all subfields; $3 as the label; private notes, and private $x, are internal"
)
IDENTIFIER: Final = _builder("identifier", "the identifier and its kind")
EXTENT: Final = _builder("extent", "extent, physical details, dimensions")
IMPRINT: Final = _builder("imprint", "publisher and dates; the place beside the publisher")
RELATION: Final = _builder("relation", "the title or the URL of the other resource")
SINGLE: Final = _builder("special", "see the note")

#: Notes: field, kind, label, source.
_NOTES: Final = (
    ("351", "arrangement", None, _DACS), ("500", "general", None, _MARC), ("501", "general", "With", _MARC),
    ("502", "general", "Dissertation", _MARC), ("504", "publication", "Bibliography", _MARC),
    ("505", "table_of_contents", None, _LC), ("506", "access_conditions", None, _DACS), ("507", "material_specific", "Scale", _MARC),
    ("508", "general", "Credits", _MARC), ("510", "publication", "References", _LC), ("511", "general", "Performers", _MARC),
    ("513", "general", "Report type and period", _MARC), ("515", "general", "Numbering", _MARC), ("516", "general", "File type", _MARC),
    ("518", "general", "Date and place of event", _MARC), ("521", "intended_audience", None, _LC),
    ("522", "general", "Geographic coverage", _MARC), ("524", "preferred_citation", None, _DACS),
    ("525", "general", "Supplement", _MARC), ("526", "general", "Study program", _MARC), ("530", "copies", None, _DACS),
    ("533", "copies", "Reproduction", _MARC), ("534", "originals", "Original version", _LC), ("536", "general", "Funding", _MARC),
    ("538", "physical_characteristics", "System details", _DACS), ("540", "use_conditions", None, _DACS),
    ("541", "acquisition", None, _DACS), ("542", "legal_status", "Copyright", _MARC), ("544", "related_units", None, _DACS),
    ("545", "biography_or_history", None, _DACS), ("546", "language", None, _DACS), ("547", "general", "Former title", _MARC),
    ("550", "general", "Issuing body", _MARC), ("552", "general", "Entity and attribute information", _MARC),
    ("555", "finding_aids", None, _DACS), ("556", "general", "Documentation", _MARC), ("561", "custodial_history", None, _DACS),
    ("562", "general", "Copy and version", _MARC), ("563", "physical_characteristics", "Binding", _MARC),
    ("565", "general", "Case file characteristics", _MARC), ("567", "general", "Methodology", _MARC),
    ("580", "general", "Linking entry complexity", _MARC), ("581", "publication", None, _DACS), ("583", "processing", None, _DACS),
    ("584", "accruals", None, _DACS), ("585", "general", "Exhibitions", _MARC), ("586", "general", "Awards", _MARC),
    ("588", "general", "Source of description", _MARC), ("255", "material_specific", "Cartographic data", _EAD),
    ("340", "physical_characteristics", None, _DACS), ("250", "general", "Edition", _MARC), ("256", "general", "Computer file", _MARC),
    ("306", "general", "Playing time", _MARC), ("310", "general", "Frequency", _MARC),
)  # fmt: skip
_IDENTIFIERS: Final = (
    ("010", "lccn", "a"), ("015", "national bibliography number", "a"), ("016", "national bibliographic agency number", "a"),
    ("020", "isbn", "a"), ("022", "issn", "a"), ("024", "standard number", "a"), ("027", "technical report number", "a"),
    ("028", "publisher number", "a"), ("030", "coden", "a"), ("035", "system control number", "a"), ("037", "stock number", "a"),
    ("050", "lcc", "ab"), ("060", "nlm", "ab"), ("070", "nal", "ab"), ("080", "udc", "a"), ("082", "ddc", "a"),
    ("084", "classification", "a"), ("086", "government document number", "a"), ("088", "report number", "a"),
    ("090", "unitid", "ab"), ("099", "unitid", "a"),
)  # fmt: skip
#: Identifiers that are written to a field of their own, with its indicators; any other kind is in 024.
_NUMBERED: Final = {
    "010": "  ", "020": "  ", "022": "  ", "027": "  ", "030": "  ", "035": "  ", "050": " 4", "060": " 4", "070": "  ", "080": "  ",
    "082": "04", "088": "  ", "099": "  ",
}  # fmt: skip
#: Relations that are written, with the indicators of the field; any other kind is in 787.
_LINKED: Final = {"773": "0 ", "774": "0 ", "775": "0 ", "776": "0 ", "780": "00", "785": "00", "787": "0 "}
#: The subfield of the prose of a note, if it is not $a, and the first indicator that tells what the note is.
_SUBFIELDS: Final = {"534": "n", "542": "n", "544": "n"}
_FIRSTS: Final = {"505": "8", "521": "8", "544": "1", "555": "0"}
_RELATIONS: Final = (
    ("440", "isPartOf"), ("490", "isPartOf"), ("760", "isPartOf"), ("762", "hasPart"), ("765", "isVersionOf"), ("767", "hasVersion"),
    ("770", "hasPart"), ("772", "isPartOf"), ("773", "isPartOf"), ("774", "hasPart"), ("775", "hasVersion"), ("776", "isFormatOf"),
    ("777", "relation"), ("780", "replaces"), ("785", "isReplacedBy"), ("786", "relation"), ("787", "relation"),
    ("800", "isPartOf"), ("810", "isPartOf"), ("811", "isPartOf"), ("830", "isPartOf"),
)  # fmt: skip
_TERMS: Final = (
    ("630", "subjects", "title"), ("647", "subjects", "topic"), ("648", "subjects", "topic"), ("650", "subjects", "topic"),
    ("651", "places", None), ("653", "subjects", "topic"), ("654", "subjects", "topic"), ("655", "genres", "topic"),
    ("656", "subjects", "occupation"), ("657", "subjects", "function"), ("751", "places", None), ("752", "places", None),
    ("662", "places", None), ("690", "subjects", "topic"), ("691", "places", None),
)  # fmt: skip


def _rule(
    field: str,
    target: str,
    codec: Codec,
    source: str,
    note: str = "",
    encode: Callable[[Any], str] | None = None,
    **options: Any,
) -> Rule:
    """A line that reads, and writes if it has an encoder."""
    if encode is not None:
        codec = attrs.evolve(codec, encode=encode, decode=decoder(field.partition("[")[0]))
    return Rule(field, target, codec, source, note, writes=encode is not None, options=tuple(options.items()))


def _only_written(
    field: str,
    target: str,
    name: str,
    keeps: str,
    source: str,
    encode: Callable[[Any], str],
    note: str = "",
    **options: Any,
) -> Rule:
    codec = Codec(name, encode, decoder(field.partition("[")[0]), keeps)
    return Rule(field, target, codec, source, note, reads=False, options=tuple(options.items()))


def _rules() -> Iterator[Rule]:
    yield _rule("id", "001", SINGLE, _MARC, "the control number; the identifier of the description too", encode=str)
    yield _rule("record", "003", SINGLE, _MARC, "the agency that the control number is of")
    yield _rule("record", "005", SINGLE, _MARC, "the latest revision of the description")
    yield _rule(
        "dates", "008", SINGLE, _LC, "characters 06 to 14, if no other field has a date; 35 to 37 are the language"
    )
    yield _rule("dates", "046", SINGLE, _MARC, "$k and $l, $b to $e, where no field has a date in words")
    yield _rule("dates[coverage]", "045", SINGLE, _MARC, "$b, the periods of the content")
    yield _rule("level", "leader", SINGLE, _DACS, "07 is c: a collection; 06 is the type; the whole is carried along")
    yield _rule("languages", "041", SINGLE, _LC, "$a; what no code says is a note, 546", encoder("language"))
    yield _rule(
        "record",
        "040",
        SINGLE,
        _DACS,
        "$a agency, $b language and $e rules of the description; its URLs are in 856",
        encode=str,
    )
    yield _rule(
        "title",
        "245",
        TITLE,
        _DACS,
        "$f and $g are dates, $c is a note",
        encoder("title", tag="245", indicators="00"),
        sure=sure.marked,
    )
    yield from _titles()
    yield from _names()
    yield from _dates()
    yield _rule("extents", "300", EXTENT, _DACS, "", encoder("extent"))
    note = "an abstract if the first indicator is 3"
    yield _rule("description", "520", NOTE, _DACS, note, encoder("description"), sure=sure.words)
    yield from _prose()
    yield from _access_points()
    for tag, kind, codes in _IDENTIFIERS:
        encode = encoder("identifier", tag=tag, indicators=_NUMBERED[tag]) if tag in _NUMBERED else None
        yield _rule(f"identifiers[{kind}]", tag, IDENTIFIER, _LC, encode=encode, codes=codes, sure=sure.number)
    yield _only_written(
        "identifiers",
        "024",
        "identifier",
        "the identifier and its kind",
        _MARC,
        encoder("number"),
        "the kind is in $2",
        sure=sure.other_number,
    )
    for tag, kind in _RELATIONS:
        encode = encoder("relation", tag=tag, indicators=_LINKED[tag], kind=kind) if tag in _LINKED else None
        yield _rule(f"relations[{kind}]", tag, RELATION, _LC, encode=encode)
    yield _only_written(
        "relations",
        "787",
        "relation",
        "the title or the URL of the other resource",
        _MARC,
        encoder("relation", tag="787", indicators="0 ", kind="relation"),
        "the kind is in $i",
    )
    yield _rule(
        "repository",
        "852",
        SINGLE,
        _DACS,
        "$a, $b, $e, $n; the call number is an identifier; $z is a note",
        encoder("repository"),
    )
    yield _rule(
        "digital_objects",
        "856",
        SINGLE,
        _DACS,
        "a relation if the second indicator says that it is another resource",
        encoder("digital object"),
    )
    yield _only_written(
        "containers",
        "852",
        "words",
        "its kind and number in words",
        _MARC,
        encoder("container"),
        "$c",
    )


def _titles() -> Iterator[Rule]:
    for tag in ("130", "210", "222", "240", "242", "243", "246", "247", "730", "740"):
        encode = encoder("title", tag="246", indicators="3 ") if tag == "246" else None
        yield _rule("other_titles", tag, TITLE, _LC, encode=encode, sure=sure.marked)


def _names() -> Iterator[Rule]:
    """The first creator is the main entry, any other is an added entry whose relator tells its role."""
    for tag, kind in (("100", "person"), ("110", "corporate"), ("111", "corporate")):
        more, about = f"7{tag[1:]}", f"6{tag[1:]}"
        first, subject = encoder("name", tag=more), encoder("subject name", tag=about)
        yield _rule(
            "agents[creator]", tag, NAME, _DACS, "the first creator", first, agent=kind, role="creator", sure=sure.name
        )
        note = "creator if the relator says so"
        yield _rule("agents[contributor]", more, NAME, _LC, note, first, agent=kind, role="contributor", sure=sure.name)
        yield _only_written("agents", more, "name", NAME.keeps, _MARC, first, "the role is a relator", sure=sure.name)  # type: ignore[arg-type]
        yield _rule("agents[subject]", about, NAME, _DACS, "", subject, agent=kind, role="subject")
    unknown = encoder("name", tag="720")
    yield _rule(
        "agents[contributor]", "720", NAME, _LC, "", unknown, agent="unknown", role="contributor", sure=sure.name
    )
    yield _only_written("agents", "720", "name", "the name, relators", _MARC, unknown, "agents without a kind")
    words = encoder("subject name", tag="653")
    yield _only_written("agents[subject]", "653", "name", "the name", _MARC, words, "agents without a kind")


def _dates() -> Iterator[Rule]:
    inclusive, made = encoder("title date"), encoder("date", second="0")
    yield _only_written(
        "dates[creation]",
        "245",
        "date",
        "the words",
        _DACS,
        inclusive,
        "the first inclusive date is $f, bulk $g",
        sure=sure.title_date,
    )
    yield _rule("dates[publication]", "260", IMPRINT, _LC)
    yield _rule("dates[creation]", "264", IMPRINT, _DACS, "the second indicator tells the event", made, sure=sure.date)
    for second, kind in (("1", "publication"), ("2", "distribution"), ("3", "manufacture"), ("4", "copyright")):
        yield _only_written(f"dates[{kind}]", "264", "date", "the words", _MARC, encoder("date", second=second))
    yield _rule("dates", "269", IMPRINT, _MARC, "a local field that institutions share")
    yield _only_written(
        "dates[coverage]", "648", "date", "the words", _MARC, encoder("chronological"), "read back as a subject"
    )
    yield _only_written(
        "dates", "245", "date", "the words", _DACS, inclusive, "read back as dates of creation", sure=sure.title_date
    )
    yield _only_written(
        "dates", "264", "date", "the words", _DACS, made, "read back as dates of creation", sure=sure.date
    )
    yield _only_written(
        "dates", "500", "date", "the kind and the words", _MARC, encoder("other date"), "read back as a note"
    )


_MORE: Final = {"506": "$g, the day on which it becomes available, is the one after a restriction"}


def _prose() -> Iterator[Rule]:
    for tag, kind, label, source in _NOTES:
        encode = encoder("note", tag=tag, label=label, first=_FIRSTS.get(tag, " "), code=_SUBFIELDS.get(tag, "a"))
        yield _rule(
            f"notes[{kind}]",
            tag,
            NOTE,
            source,
            label or _MORE.get(tag, ""),
            encode,
            label=label,
            otherwise=label is None,
            sure=sure.note,
        )
    yield _rule("notes[originals]", "535", NOTE, _DACS, "the location of copies if the first indicator is 2",
                encoder("note", tag="535", label=None, first="1", code="a"), otherwise=True, sure=sure.note)  # fmt: skip
    for kind, tag, first in (("scope_and_content", "520", "2"), ("abstract", "520", "3"), ("separated_units", "544", "0"),
                             ("legal_status", "506", " ")):  # fmt: skip
        encode = encoder("note", tag=tag, label=None, first=first, code=_SUBFIELDS.get(tag, "a"))
        yield _only_written(f"notes[{kind}]", tag, "note", "the words", _DACS, encode)
    yield _only_written("notes[appraisal]", "583", "note", "the words", _DACS, encoder("appraisal"), "$a is Appraisal")
    yield _only_written("notes[location]", "852", "note", "the words", _EAD, encoder("shelf"), "$c")
    words = encoder("note", tag="500", label=None, first=" ", code="a")
    yield _only_written("notes", "500", "note", "the words", _MARC, words, "any other kind is read back as general")
    yield _only_written(
        "source", "534", "text", "the words", _MARC, encoder("original"), "read back as a note", sure=sure.elsewhere
    )
    yield _only_written(
        "rights", "540", "text", "the words, the URL; the holder in 542", _DACS, encoder("rights"), "read as a note"
    )


def _access_points() -> Iterator[Rule]:
    for tag, field, kind in _TERMS:
        written = tag in ("630", "650", "651", "655", "656", "657")
        encode = encoder("place") if field == "places" else encoder("term", tag=tag)
        selected = f"subjects[{kind}]" if field == "subjects" and written else field
        known = sure.place if field == "places" else sure.term
        yield _rule(selected, tag, TERM, _DACS, encode=encode if written else None, kind=kind, sure=known)
    yield _only_written(
        "subjects", "650", "term", "the heading", _MARC, encoder("term", tag="650"), "any other kind is a topic"
    )


MARC: Final = Crosswalk(
    "marcxml",
    "MARC 21 bibliographic records",
    tuple(_rules()),
    {
        "description_heading": "a MARC note has no heading",
        "extras": "fields and subfields that no line names are carried along as they are",
    },
    _LC,
    ignores={
        "datafield/@ind1": "a value that only says how a catalogue files, prints or counts the field; any other is carried along",
        "datafield/@ind2": "a value that only says how a catalogue files, prints or counts the field; any other is carried along",
    },
)
RULES.update(MARC.by_target())
