"""The controlled lists of ArchivesSpace that its importers use: those of a new installation, with values and English labels.

An importer takes a value or its label, matched exactly (`bulk_import/cv_list.rb`, ArchivesSpace 4.2.1).
The values are those of `common/db/migrations` (001, 045, 046, 060, 135), the labels those of `common/locales/enums/en.yml`.
Lists that an institution may edit can have more; those in `OPEN` accept new values automatically.

>>> value("extent_extent_type", "Linear Feet"), value("extent_extent_type", "linear feet")
('linear_feet', None)
>>> value("linked_agent_archival_record_relators", "Photographer")
'pht'
"""

from __future__ import annotations

import re
from typing import Final

from docmeta.model import RELATORS


def _labels(values: str, **labels: str) -> dict[str, str]:
    """Values and their labels: `mixed_materials` is labelled Mixed Materials, unless another label is given."""
    return {value: labels.get(value, re.sub("[_-]", " ", value).title()) for value in values.split()}


LISTS: Final[dict[str, dict[str, str]]] = {
    "archival_record_level": _labels(
        "class collection file fonds item otherlevel recordgrp series subfonds subgrp subseries", otherlevel="Other Level",
        recordgrp="Record Group", subfonds="Sub-Fonds", subgrp="Sub-Group", subseries="Sub-Series",
    ),
    "container_type": _labels("box carton case folder frame object reel"),
    "date_type": _labels("bulk inclusive single range", bulk="Bulk Dates", inclusive="Inclusive Dates"),
    "date_label": _labels(
        "agent_relation broadcast copyright creation deaccession digitized event existence issued modified other publication "
        "record_keeping usage"
    ),
    "date_certainty": _labels("approximate inferred questionable"),
    "date_era": {"ce": "ce"},
    "date_calendar": _labels("gregorian"),
    "extent_extent_type": _labels(
        "cassettes cubic_feet gigabytes leaves linear_feet megabytes photographic_prints photographic_slides reels sheets terabytes "
        "volumes"
    ),
    "extent_portion": _labels("part whole"),
    "instance_instance_type": _labels(
        "accession audio books computer_disks digital_object graphic_materials maps microform mixed_materials moving_images realia text"
    ),
    "linked_agent_role": _labels("creator source subject"),
    "linked_agent_archival_record_relators": RELATORS,
    "subject_term_type": {
        "cultural_context": "Cultural context", "function": "Function", "genre_form": "Genre / Form", "geographic": "Geographic",
        "occupation": "Occupation", "style_period": "Style / Period", "technique": "Technique", "temporal": "Temporal",
        "topical": "Topical", "uniform_title": "Uniform Title",
    },
    "subject_source": {
        "aat": "Art & Architecture Thesaurus", "gmgpc": "TGM II, Genre and physical characteristic terms",
        "ingest": "Unspecified ingested source", "lcsh": "Library of Congress Subject Headings", "local": "Local sources",
        "mesh": "Medical Subject Headings", "tgn": "Getty Thesaurus of Geographic Names",
        "rbgenr": "Genre Terms: A Thesaurus for Use in Rare Book and Special Collections Cataloguing",
    },
    "file_version_file_format_name": {
        "aiff": "Audio Interchange File Format", "avi": "Audio/Video Interleaved Format", "gif": "Graphics Interchange Format",
        "jpeg": "JPEG File Interchange Format", "mp3": "MPEG Audio Layer 3", "pdf": "Portable Document Format",
        "tiff": "Tagged Image File Format", "txt": "Plain Text File",
    },
    "file_version_use_statement": {
        value: value.replace("_", " ").title()
        for value in (
            "audio-clip audio-master audio-master-edited audio-service image-master image-master-edited image-service "
            "image-service-edited image-thumbnail text-codebook text-data_definition text-georeference text-ocr-edited "
            "text-ocr-unedited text-tei-transcripted text-tei-translated video-clip video-master video-master-edited video-service "
            "video-streaming"
        ).split()
    },
    "file_version_checksum_methods": {
        method: method.upper() for method in ("md5", "sha-1", "sha-256", "sha-384", "sha-512")
    },
    "restriction_type": {
        "RestrictedSpecColl": "1 - Donor/university imposed access restriction",
        "RestrictedCurApprSpecColl": "2 - Repository imposed access restriction", "RestrictedFragileSpecColl": "3 - Restricted fragile",
        "InProcessSpecColl": "4 - Restricted in-process", "ColdStorageBrbl": "5 - Other",
    },
}  # fmt: skip

#: Lists to which the bulk import adds missing values (`CvList::CREATE_NEW_VALUES_FOR`).
OPEN: Final = frozenset(("instance_instance_type", "container_type"))
#: The types of notes that have several parts, and those that have one (`common/db/migrations/001`, `note_*_type`).
NOTES: Final = frozenset(
    "accessrestrict accruals acqinfo altformavail appraisal arrangement bioghist custodhist dimensions fileplan legalstatus odd "
    "originalsloc otherfindaid phystech prefercite processinfo relatedmaterial scopecontent separatedmaterial userestrict "
    "abstract materialspec physdesc physfacet physloc bibliography".split()
)
#: The columns of the bulk import with values of a list, without the numbers of their sets.
COLUMNS: Final[dict[str, str]] = {
    "level": "archival_record_level", "dates_label": "date_label", "date_type": "date_type", "date_certainty": "date_certainty",
    "portion": "extent_portion", "extent_type": "extent_extent_type", "cont_instance_type": "instance_instance_type",
    "type": "container_type", "rep_use_statement": "file_version_use_statement", "nonrep_use_statement": "file_version_use_statement",
    "rep_file_format": "file_version_file_format_name", "nonrep_file_format": "file_version_file_format_name",
    "rep_checksum_method": "file_version_checksum_methods", "nonrep_checksum_method": "file_version_checksum_methods",
    "people_agent_role": "linked_agent_role", "families_agent_role": "linked_agent_role",
    "corporate_entities_agent_role": "linked_agent_role", "people_agent_relator": "linked_agent_archival_record_relators",
    "families_agent_relator": "linked_agent_archival_record_relators",
    "corporate_entities_agent_relator": "linked_agent_archival_record_relators", "subject_type": "subject_term_type",
    "subject_source": "subject_source", "t_accessrestrict": "restriction_type",
}  # fmt: skip
_NUMBER: Final = re.compile(r"_[0-9]+")


def list_of(column: str) -> str | None:
    """The list with the allowed values of a column; None if its cells are free.

    >>> list_of("extent_type_2"), list_of("subject_10_source"), list_of("type_1_2"), list_of("title")
    ('extent_extent_type', 'subject_source', 'container_type', None)
    """
    return COLUMNS.get(_NUMBER.sub("", column))


_LONG: Final = re.compile(r"[nl]_(?!lang)|n_langmaterial")
_SET: Final = re.compile(r"^(?:non)?rep_|_[0-9]+$")
_LIMITS: Final = {
    "title": 8_192,
    "digital_object_title": 16_384,
    "file_uri": 16_384,
    "caption": 16_384,
} | dict.fromkeys(("container_summary", "physical_details", "processing_note"), 65_000)


def limit(column: str) -> int:
    """The most characters in a column of the bulk import (`common/schemas`, ArchivesSpace 4.2.1).

    >>> limit("title"), limit("n_odd"), limit("expression_2")
    (8192, 65000, 255)
    """
    return 65_000 if _LONG.match(column) else _LIMITS.get(_SET.sub("", column), 255)


def value(name: str, word: str) -> str | None:
    """The list value for a value or its English label; None if it is neither."""
    values = LISTS[name]
    if word in values:
        return word
    return next((value for value, label in values.items() if label == word), None)
