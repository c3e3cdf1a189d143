"""The words of ArchivesSpace's controlled lists, by the words that finding aids have for them (the lists of ArchivesSpace 4.2.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from docmeta.receivers import aspace_lists

_NO_WORD: Final = re.compile(r"[\W_]+")


def key(word: str) -> str:
    """A word without case and punctuation.

    >>> key("Linear_Feet "), key("lin. ft.")
    ('linear feet', 'lin ft')
    """
    return _NO_WORD.sub(" ", word.casefold()).strip()


def _table(name: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The values of a list by themselves, by their labels, and by synonyms."""
    found = {key(said): value for value, label in aspace_lists.LISTS[name].items() for said in (value, label)}
    for value, words in (more or {}).items():
        found |= dict.fromkeys(map(key, words.split("|")), value)
    return found


LEVELS: Final = _table("archival_record_level", {"subgrp": "subgroup|sub record group", "otherlevel": "other"})
EXTENTS: Final = _table("extent_extent_type", {
    "linear_feet": "linear foot|linear ft|lin ft|lin feet|lin foot|lf|l f",
    "cubic_feet": "cubic foot|cubic ft|cu ft|cu feet|cu foot|cf|c f",
    "cassettes": "cassette", "gigabytes": "gigabyte|gb", "megabytes": "megabyte|mb", "terabytes": "terabyte|tb", "leaves": "leaf",
    "photographic_prints": "photographic print|photograph|photographs|photoprint|photoprints",
    "photographic_slides": "photographic slide|slide|slides", "reels": "reel", "sheets": "sheet", "volumes": "volume|vol|vols",
})  # fmt: skip
CONTAINERS: Final = _table("container_type", {
    "box": "boxes|bx", "carton": "cartons", "case": "cases", "folder": "folders|fol|fldr", "frame": "frames", "object": "objects",
    "reel": "reels",
})  # fmt: skip
INSTANCES: Final = _table("instance_instance_type", {
    "mixed_materials": "mixed material", "books": "book", "maps": "map", "graphic_materials": "graphic material|graphics",
    "moving_images": "moving image", "computer_disks": "computer disk", "text": "texts",
})  # fmt: skip
PORTIONS: Final = _table("extent_portion")
CERTAINTIES: Final = _table("date_certainty", {
    "approximate": "approximately|circa|ca|about", "questionable": "uncertain|probable|probably|possibly",
})  # fmt: skip
TERMS: Final = _table("subject_term_type", {
    "topical": "topic", "uniform_title": "title", "geographic": "geographic name|place", "genre_form": "genre", "temporal": "time period",
})  # fmt: skip
SOURCES: Final = _table("subject_source", {"mesh": "nlmmesh", "gmgpc": "tgm|tgm2|lctgm"})
RELATORS: Final = _table("linked_agent_archival_record_relators", {
    "aut": "writer|written by", "pht": "photographers|photographed by", "ctb": "contributors", "edt": "editors|edited by",
    "col": "collectors|collected by", "art": "artists", "com": "compiled by", "dnr": "donors", "crp": "correspondents",
})  # fmt: skip
MEDIA: Final = _table("file_version_file_format_name", {
    "aiff": "audio/aiff|audio/x-aiff", "avi": "video/x-msvideo|video/avi|video/msvideo", "gif": "image/gif",
    "jpeg": "image/jpeg|jpg|image/jpg",
    "mp3": "audio/mpeg|audio/mp3", "pdf": "application/pdf", "tiff": "image/tiff|tif", "txt": "text/plain",
})  # fmt: skip
USES: Final = _table("file_version_use_statement", {"image-thumbnail": "thumbnail|image thumb|thumb"})
CHECKSUMS: Final = _table("file_version_checksum_methods", {
    "sha-1": "sha1", "sha-256": "sha256", "sha-384": "sha384", "sha-512": "sha512",
})  # fmt: skip
#: The label of a date by its kind.
DATES: Final[dict[str | None, str]] = {
    None: "creation", "creation": "creation", "publication": "publication", "copyright": "copyright", "digitisation": "digitized",
    "modified": "modified", "existence": "existence", "broadcast": "broadcast", "record-keeping": "record_keeping",
    "issued": "issued", "usage": "usage", "event": "event", "deaccession": "deaccession", "other": "other",
}  # fmt: skip
#: The role of an agent that is neither creator nor subject: by its relator, or else a creator with this one.
SOURCE_OF: Final = frozenset(("dnr", "fmo", "sll", "dpt", "len"))
ROLES: Final = {
    "creator": ("creator", ""), "subject": ("subject", ""), "source": ("source", ""), "contributor": ("creator", "ctb"),
    "publisher": ("creator", "pbl"), "rights_holder": ("creator", "cph"),
}  # fmt: skip
#: The type of a note by its kind; any other is a general note.
NOTES: Final = {
    "abstract": "abstract", "access_conditions": "accessrestrict", "accruals": "accruals", "acquisition": "acqinfo",
    "copies": "altformavail", "appraisal": "appraisal", "arrangement": "arrangement", "publication": "bibliography",
    "biography_or_history": "bioghist", "custodial_history": "custodhist", "file_plan": "fileplan", "legal_status": "legalstatus",
    "material_specific": "materialspec", "general": "odd", "originals": "originalsloc", "finding_aids": "otherfindaid",
    "location": "physloc", "physical_characteristics": "phystech", "preferred_citation": "prefercite", "processing": "processinfo",
    "related_units": "relatedmaterial", "scope_and_content": "scopecontent", "separated_units": "separatedmaterial",
    "use_conditions": "userestrict",
}  # fmt: skip
#: The words in a cell about publishing.
PUBLISH: Final = {"internal": "FALSE", "external": "TRUE"}
_CODED: Final = re.compile(r"[(\[](\w{3})[)\]]$")


@cache
def relator(word: str) -> str | None:
    """The code of a relator by its code, name or URI, or the first known one of several.

    >>> relator("photographer"), relator("Creator (cre)"), relator("com; aut"), relator("landlord")
    ('pht', 'cre', 'com', None)
    >>> relator("http://id.loc.gov/vocabulary/relators/pht")
    'pht'
    """
    found = RELATORS.get(key(word))
    coded = _CODED.search(word.strip())
    if found is None and coded is not None:
        found = RELATORS.get(key(coded[1]))
    if found is None and "/relators/" in word:
        found = RELATORS.get(key(word.rpartition("/")[2]))
    if found is None and re.search("[;,/|]", word):
        found = next((code for part in re.split("[;,/|]", word)[:20] if (code := RELATORS.get(key(part)))), None)
    return found


_BARCODE: Final = re.compile(r"^(.*?)(?<!\s)\s*+[(\[]\s*+([A-Za-z0-9-]{4,60})\s*[)\]]\s*$")


def label_and_barcode(label: str) -> tuple[str, str]:
    """The words of a container's label, and the barcode in brackets after them (`ead_converter.rb`, ArchivesSpace 4.2.1).

    >>> label_and_barcode("Mixed Materials [31142046889808]"), label_and_barcode("(31142046889807)"), label_and_barcode("Text (copy)")
    (('Mixed Materials', '31142046889808'), ('', '31142046889807'), ('Text (copy)', ''))
    """
    found = _BARCODE.match(label)
    if found is None or not any(char.isdigit() for char in found[2]):
        return label, ""
    return found[1], found[2]


_TYPED: Final = re.compile(r"([A-Za-z]+)\.?\s+(\S.*)$", re.DOTALL)


def kind_and_value(value: str) -> tuple[str, str]:
    """The type of a container before its number, and the number.

    >>> kind_and_value("Box 7"), kind_and_value("2:5"), kind_and_value("Shelf 3")
    (('box', '7'), ('', '2:5'), ('', 'Shelf 3'))
    """
    found = _TYPED.match(value)
    kind = CONTAINERS.get(key(found[1]), "") if found is not None else ""
    return (kind, found[2]) if kind and found is not None else ("", value)
