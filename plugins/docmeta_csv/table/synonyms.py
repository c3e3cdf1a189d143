"""Other names of columns: docmeta's own in the singular, those of Dublin Core, of ISAD(G) in some languages, and of systems."""

from __future__ import annotations

from typing import Final

from docmeta_csv.table import headings

#: Other names of columns, each with its column: the words of Dublin Core, and of ISAD(G) in some languages.
SYNONYMS: Final[dict[str, str]] = {
    # docmeta's own, in the singular
    "level": "level of description",
    "name": "title", "parent": "parent_id", "parent reference": "parent_id", "parent reference code": "parent_id",
    "parent ref": "parent_id", "parent refno": "parent_id", "parent identifier": "parent_id", "parent unitid": "parent_id",
    "identifier": "identifiers", "date": "dates", "extent": "extent words",
    "subject": "subjects", "genre": "genres", "place": "places", "languages": "language", "other title": "other_titles",
    "digital object": "file", "digital object uri": "file", "container": "container words", "note": "general", "notes": "general",
    "agent": "creator", "agents": "creator", "repository": "institution", "record identifier": "id", "unit id": "identifiers",
    "source identifier": "id", "parents": "parent_id", "parent title": "parent_id", "parent name": "parent_id",
    "parent record": "parent_id",
    "parent unit": "parent_id", "child of": "parent_id", "parent level": "parent_id", "parent object": "parent_id",
    "parent item": "parent_id",
    # Dublin Core
    "alternative": "other_titles", "alternative title": "other_titles", "alternate title": "other_titles", "created": "date created",
    "issued": "date issued", "available": "date available", "modified": "date modified", "valid": "date valid", "type": "genres",
    "medium": "extents", "spatial": "places", "rights": "right", "license": "right", "licence": "right",
    "access rights": "access_conditions", "provenance": "custodial_history", "bibliographic citation": "preferred_citation",
    "abstract": "summary", "creators": "creator", "contributors": "contributor", "author": "creator", "creator(s)": "creator",
    "spatial coverage": "places", "temporal coverage": "temporal",
    # words shared by tables of many makers
    "keywords": "subjects", "topic": "subjects", "call number": "identifiers", "shelfmark": "identifiers",
    "reference code": "identifiers", "reference": "identifiers", "unitid": "identifiers", "unittitle": "title", "unitdate": "dates",
    "url": "file", "uri": "file", "link": "file", "filename": "file", "filenames": "file", "files": "file", "media url": "file",
    "image": "file", "location": "places", "geographic coverage": "places", "latitude": "places_latitude",
    **dict.fromkeys(headings.LATITUDE.split("|"), "places_latitude"),
    **dict.fromkeys(headings.LONGITUDE.split("|"), "places_longitude"),
    "longitude": "places_longitude", "rights statement": "rights_uri", "date of creation": "date created", "creation date": "date created",
    "dates of creation": "date created", "holding institution": "institution", "archive": "institution",
    # ISAD(G)
    "scope and content": "description", "scope": "description", "extent and medium of the unit of description": "extent and medium",
    "name of creator": "creator", "name of creator(s)": "creator", "administrative biographical history": "biography_or_history",
    "administrative history": "biography_or_history", "biographical history": "biography_or_history",
    "archival history": "custodial_history", "immediate source of acquisition": "acquisition",
    "immediate source of acquisition or transfer": "acquisition", "appraisal destruction and scheduling information": "appraisal",
    "appraisal destruction and scheduling": "appraisal", "system of arrangement": "arrangement",
    "conditions governing access": "access_conditions", "access": "access_conditions", "restrictions": "access_conditions",
    "conditions governing reproduction": "use_conditions", "reproduction conditions": "use_conditions", "use": "use_conditions",
    "language scripts of material": "language", "language of material": "language",
    "physical characteristics and technical requirements": "physical_characteristics", "finding aid": "finding_aids",
    "existence and location of originals": "originals", "location of originals": "originals",
    "existence and location of copies": "copies", "location of copies": "copies", "related units of description": "related_units",
    "related material": "related_units", "publication note": "publication", "general note": "general",
    "archivists note": "processing", "archivist's note": "processing", "rules or conventions": "record_rules",
    # ArchivesSpace's templates for accessions and for digital objects (`accession_converter.rb`, `digital_object_converter.rb`)
    "accession_accession_date": "received", "accession_disposition": "appraisal", "accession_resource_type": "genres",
    "accession_access_restrictions": "restricted", "digital_object_language": "language", "digital_object_type": "genres",
    "digital_object_component_id": "identifiers", "digital_object_restrictions": "restricted", "extent_dimensions": "dimensions",
    "extent_physical_details": "technique", "accession_title": "title", "accession_content_description": "description",
    "accession_general_note": "general",
    "accession_provenance": "custodial_history", "accession_acquisition_type": "acquisition", "accession_inventory": "finding_aids",
    "accession_condition_description": "physical_characteristics", "accession_access_restrictions_note": "access_conditions",
    "accession_use_restrictions_note": "use_conditions", "accession_retention_rule": "appraisal", "accession_language": "language",
    "lang_material_language": "language", "date_1_expression": "dates", "date_2_expression": "dates", "subject_term": "subjects",
    "digital_object_title": "title", "digital_object_id": "identifiers", "file_version_file_uri": "file",
    # libraries and museums, and other languages than English
    **{name: unit for unit, names in headings.MEASURES.items() for name in names.split("|")},
    "restricted until": "closed until", "embargo until": "closed until", "closed to": "closed until", "sperrfrist bis": "closed until",
    "schutzfrist bis": "closed until", "gesperrt bis": "closed until", "opening date": "open from", "date de communicabilité": "open from",
    "openbaar vanaf": "open from", "openbaarheid vanaf": "open from",
    **headings.synonyms(),
    "start date": "date start", "end date": "date end", "begin date": "date start", "beginning date": "date start",
    "ending date": "date end",
    "date from": "date start", "date to": "date end", "date begin": "date start", "from date": "date start", "to date": "date end",
    "earliest date": "date start", "latest date": "date end", "start year": "date start", "end year": "date end",
    "year from": "date start", "year to": "date end", "begin year": "date start", "creation date start": "date start",
    "creation date end": "date end", "bulk date": "bulk dates", "dates bulk": "bulk dates",
    "subject - names": "subject names", "names subject": "subject names", "subject name": "subject names",
    "lcsh": "subject lcsh", "subjects lcsh": "subject lcsh", "reference url": "permalink", "persistent url": "permalink",
    "persistent link": "permalink", "oclc": "oclc number", "accession": "accession number", "tag": "tags", "dimension": "dimensions",
    "maße": "dimensions", "abmessungen": "dimensions", "dimensiones": "dimensions", "dimensões": "dimensions", "dimensioni": "dimensions",
    "afmetingen": "dimensions", "wymiary": "dimensions", "rozměry": "dimensions", "размеры": "dimensions",
}  # fmt: skip

#: Omeka's names of some terms.
_LABELS: Final = {
    "alternativetitle": "alternative", "datecreated": "created", "dateissued": "issued", "dateavailable": "available",
    "datemodified": "modified", "datevalid": "valid", "spatialcoverage": "spatial", "temporalcoverage": "temporal",
}  # fmt: skip
_TERMS: Final = (
    "title creator contributor publisher subject description date type format identifier source language relation coverage rights "
    "alternative abstract tableOfContents created issued available dateCopyrighted modified valid dateAccepted dateSubmitted extent "
    "medium spatial temporal license accessRights rightsHolder provenance bibliographicCitation isPartOf hasPart isFormatOf hasFormat "
    "isVersionOf hasVersion isReferencedBy references isReplacedBy replaces isRequiredBy requires conformsTo"
).split()

#: The terms of Dublin Core with a prefix, as Omeka writes them.
PREFIXED: Final[dict[str, str]] = {
    f"{prefix}{theirs}": term
    for prefix in ("dc", "dcterms", "dublincore")
    for theirs, term in (*zip(_TERMS, _TERMS, strict=True), *_LABELS.items())
}
