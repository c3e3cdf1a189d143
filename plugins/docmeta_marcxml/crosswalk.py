"""The table of MARC 21 bibliographic fields: what each becomes.

It follows the mappings of the Library of Congress (MARC to Dublin Core; MARC to MODS), DACS appendix C for archival control,
and the MARC references of the EAD3 tag library. Each line names a field, and the builder that reads it;
`options` say which subfields it takes. Every other subfield is carried along beside the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from docmeta.crosswalk import Codec, Crosswalk, Rule

_LC = "Library of Congress, MARC to Dublin Core Crosswalk"
_DACS = "DACS, appendix C"
_EAD = "EAD3 tag library"
_MARC = "MARC 21 Format for Bibliographic Data"


def _builder(name: str, keeps: str) -> Codec:
    """The codec of a field that is only read: its name is that of the builder."""
    return Codec(name, lambda value: None, None, keeps)


TITLE: Final = _builder("title", "the words of the title, without the punctuation between subfields")
NAME: Final = _builder("name", "the name, its parts, dates, relators, authority numbers")
TERM: Final = _builder("term", "the heading with its subdivisions, its vocabulary and authority number")
NOTE: Final = _builder("note", "the words of all subfields; $3 as the label; private notes are marked internal")
IDENTIFIER: Final = _builder("identifier", "the identifier and its kind")
EXTENT: Final = _builder("extent", "extent, physical details, dimensions")
IMPRINT: Final = _builder("imprint", "publisher and dates; the place beside the publisher")
RELATION: Final = _builder("relation", "the title or the address of the other resource")
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
    ("662", "places", None),
)  # fmt: skip


def _rule(field: str, target: str, codec: Codec, source: str, note: str = "", **options: Any) -> Rule:
    return Rule(field, target, codec, source, note, writes=False, options=tuple(options.items()))


def _rules() -> Iterator[Rule]:
    yield _rule("id", "001", SINGLE, _MARC, "the control number; the identifier of the description too")
    yield _rule("record", "003", SINGLE, _MARC, "the agency that the control number is of")
    yield _rule("record", "005", SINGLE, _MARC, "the latest change of the description")
    yield _rule(
        "dates", "008", SINGLE, _LC, "characters 06 to 14, where no other field has a date; 35 to 37 are the language"
    )
    yield _rule("level", "leader", SINGLE, _DACS, "07 is c: a collection; 06 is the type; the whole is carried along")
    yield _rule("languages", "041", SINGLE, _LC, "$a")
    yield _rule("record", "040", SINGLE, _DACS, "$a agency, $b language and $e rules of the description")
    yield _rule("title", "245", TITLE, _DACS, "$f and $g are dates, $c is a note")
    for tag in ("130", "210", "222", "240", "242", "243", "246", "247", "730", "740"):
        yield _rule("other_titles", tag, TITLE, _LC)
    for tag, kind in (("100", "person"), ("110", "corporate"), ("111", "corporate")):
        yield _rule("agents[creator]", tag, NAME, _DACS, agent=kind, role="creator")
        yield _rule(
            "agents[contributor]",
            f"7{tag[1:]}",
            NAME,
            _LC,
            "creator where the relator says so",
            agent=kind,
            role="contributor",
        )
        yield _rule("agents[subject]", f"6{tag[1:]}", NAME, _DACS, agent=kind, role="subject")
    yield _rule("agents[contributor]", "720", NAME, _LC, agent="unknown", role="contributor")
    yield _rule("dates[publication]", "260", IMPRINT, _LC)
    yield _rule("dates[creation]", "264", IMPRINT, _DACS, "the second indicator says what happened then")
    yield _rule("dates", "269", IMPRINT, _MARC, "a local field that institutions share")
    yield _rule("extents", "300", EXTENT, _DACS)
    yield _rule("description", "520", NOTE, _DACS, "an abstract where the first indicator is 3")
    for tag, kind, label, source in _NOTES:
        yield _rule(f"notes[{kind}]", tag, NOTE, source, label or "", label=label)
    yield _rule("notes[originals]", "535", NOTE, _DACS, "the location of copies where the first indicator is 2")
    for tag, kind, codes in _IDENTIFIERS:
        yield _rule(f"identifiers[{kind}]", tag, IDENTIFIER, _LC, codes=codes)
    for tag, kind in _RELATIONS:
        yield _rule(f"relations[{kind}]", tag, RELATION, _LC)
    for tag, field, term in _TERMS:
        yield _rule(field, tag, TERM, _DACS, kind=term)
    yield _rule("repository", "852", SINGLE, _DACS, "$a, $b, $e, $n; the call number is an identifier; $z is a note")
    yield _rule(
        "digital_objects",
        "856",
        SINGLE,
        _DACS,
        "a relation where the second indicator says that it is another resource",
    )


MARC: Final = Crosswalk(
    "marcxml",
    "MARC 21 bibliographic records",
    tuple(_rules()),
    {
        "rights": "conditions of use and copyright are read as notes",
        "source": "the original is read as a note",
        "containers": "a MARC record says nothing of boxes",
        "description_heading": "a MARC note has no heading",
        "extras": "fields and subfields that no line names are carried along as they are",
    },
    _LC,
)
