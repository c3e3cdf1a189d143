"""The mappings as tables: the source of the writer's elements and their order, and of the printed documentation.

>>> [rule.target for rule in EAD3.rules if rule.field == "notes[acquisition]"]
['acqinfo']
>>> EAD2002.unmapped(), EAD3.unmapped()
([], [])
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from docmeta.crosswalk import Codec, Crosswalk, Rule
from docmeta_ead.tables import losses, restrictions
from docmeta_ead.tables.dialect import NOTES

_TAGS: Final = "EAD Tag Library"
_ISAD: Final = "ISAD(G) to EAD, EAD 2002 Tag Library, appendix A"
_DACS: Final = "DACS, appendix C"
_SAA: Final = "SAA, EAD 2002 to EAD3 migration"


def _display(value: Any) -> str:
    for name in ("display", "text", "value", "name", "term", "uri", "target", "title"):
        found = getattr(value, name, None)
        if isinstance(found, str) and found:
            return str(found)
    return str(value)


def _element(name: str, keeps: str) -> Codec:
    """A part that becomes an element with attributes: its losses are reported as it is written, by a line of `losses`."""
    return Codec(name, _display, None, keeps, reports=True)


_PROSE: Final = _element("prose", "words, paragraphs, lists, tables, names, links")
_NOTE: Final = _element("note", "heading, prose, audience")
_TIMED: Final = _element("note", "heading, prose, audience, the time of a restriction")
_WORDS: Final = _element("words", "words")


def rules(ead3: bool) -> Iterator[Rule]:
    """The rules of EAD 2002, or of EAD3."""
    yield Rule(
        "id",
        "@id",
        _element("XML identifier", "an identifier that XML can hold"),
        _TAGS,
        "only identifiers of the source",
    )
    yield Rule("level", "@level", _element("level", "the word, in @otherlevel if EAD has none"), _ISAD)
    yield from _did(ead3)
    yield Rule("description", "scopecontent", _PROSE, _ISAD)
    yield Rule("description_heading", "scopecontent/head", _PROSE, _TAGS)
    yield from _notes(ead3)
    yield from _access(ead3)
    yield Rule("rights", "userestrict", _WORDS, "DACS 4.4", "read back as a note on the conditions of use", reads=False)
    yield Rule("source", "originalsloc", _WORDS, "ISAD(G) 3.5.1", "read back as a note on originals", reads=False)
    if ead3:
        yield Rule("relations", "relations/relation", _element("relation", "address, label"), _TAGS)
    else:
        yield Rule("relations", "relatedmaterial", _WORDS, _ISAD, "read back as a note", reads=False)
    header = "control" if ead3 else "eadheader"
    yield Rule("record", header, _element("header", "the description of the description"), _SAA if ead3 else _TAGS)
    yield Rule("extras", "(where they stood)", _element("extra", "of both dialects of EAD"), _SAA)


def _did(ead3: bool) -> Iterator[Rule]:
    yield Rule("identifiers", "did/unitid", _element("unitid", "value, kind, label, country, repository"), _ISAD)
    yield Rule("title", "did/unittitle", _PROSE, _ISAD)
    yield Rule("other_titles", "did/unittitle", _PROSE, _TAGS, "the second and those that follow")
    dates = _element("unitdate", "words, @normal, kind, type, certainty, calendar, era, label")
    yield Rule("dates", "did/unitdate", dates, _ISAD)
    if ead3:
        yield Rule("dates", "did/unitdatestructured", dates, _SAA, "if the words are a plain date or range")
    extents = _element("extent", "wording, number, unit, facets, dimensions")
    if ead3:
        yield Rule("extents", "did/physdescstructured", extents, _SAA)
        yield Rule("extents", "did/physdesc", _PROSE, _SAA, "what cannot be taken apart")
    else:
        yield Rule("extents", "did/physdesc", extents, _ISAD)
    yield Rule("languages", "did/langmaterial", _element("language", "code, script, words"), _ISAD)
    yield Rule("agents[creator]", "did/origination", _element("name", "name, relator, authority, rules"), _ISAD)
    yield Rule("repository", "did/repository", _element("repository", "name, address"), _DACS)
    containers = "value, kind, label, parent" + (", barcode" if ead3 else "")
    yield Rule("containers", "did/container", _element("container", containers), _TAGS)
    yield Rule("digital_objects", "did/dao", _element("dao", "address, title, role, description"), _TAGS)


def _notes(ead3: bool) -> Iterator[Rule]:
    note = "did/didnote" if ead3 else "did/note"
    for kind, target in (
        ("abstract", "did/abstract"),
        ("location", "did/physloc"),
        ("material_specific", "did/materialspec"),
        ("note", note),
        ("language", "did/langmaterial"),
    ):
        yield Rule(f"notes[{kind}]", target, _PROSE, _DACS)
    for name, kind in NOTES.items():
        if name == "legalstatus" and not ead3:
            yield Rule("notes[legal_status]", "accessrestrict", _NOTE, _ISAD, "with its kind as the type", reads=False)
        elif kind in restrictions.KINDS:
            yield Rule(f"notes[{kind}]", name, _TIMED, _ISAD, restrictions.NOTE)
        else:
            yield Rule(f"notes[{kind}]", name, _NOTE, _ISAD)
    if not ead3:
        yield Rule(
            "notes[general]", "note", _NOTE, _TAGS, "beside the did; in EAD3, odd with the type note", writes=False
        )
    yield Rule("notes[access_points]", "controlaccess", _PROSE, _TAGS)
    yield Rule("notes", "odd", _NOTE, _TAGS, "other kinds, with the kind as the type", reads=False)


def _access(ead3: bool) -> Iterator[Rule]:
    parts = ", parts" if ead3 else ""
    name = _element("name", f"name, relator, authority, rules{parts}")
    yield Rule("agents[subject]", "controlaccess/persname", name, _DACS, "also corpname, famname, name")
    yield Rule("agents", "controlaccess/persname", name, _DACS, "other roles, as the relator", reads=False)
    term = _element("term", f"term, vocabulary, number{parts}")
    for kind, target in (
        ("topic", "subject"),
        ("function", "function"),
        ("occupation", "occupation"),
        ("title", "title"),
    ):
        yield Rule(f"subjects[{kind}]", f"controlaccess/{target}", term, _DACS)
    yield Rule("subjects", "controlaccess/subject", term, _DACS, "other kinds", reads=False)
    yield Rule("genres", "controlaccess/genreform", term, _DACS)
    place = _element("place", f"name, vocabulary, number{parts}" + (", coordinates" if ead3 else ""))
    yield Rule("places", "controlaccess/geogname", place, _DACS)


EAD2002: Final = Crosswalk(
    "ead2002", "EAD 2002", tuple(rules(False)), {}, "EAD 2002 Tag Library", losses.of_dialect("ead2002")
)
EAD3: Final = Crosswalk("ead3", "EAD3", tuple(rules(True)), {}, "EAD3 Tag Library 1.1", losses.of_dialect("ead3"))


def fields_in(table: Crosswalk, part: Callable[[str], bool]) -> tuple[str, ...]:
    """The fields with targets in *part*, in the order of the table."""
    return tuple(dict.fromkeys(rule.name for rule in table.rules if rule.writes and part(rule.target)))
