"""The names of Dublin Core: namespaces from the standards, and variants found in files."""

from __future__ import annotations

from typing import Final

DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
#: OCLC's namespace for the container of qualified Dublin Core, which harvesters know as oai_qdc.
OAI_QDC: Final = "http://worldcat.org/xmlschemas/qdc-1.0/"
OAI_DCTERMS: Final = "http://www.openarchives.org/OAI/2.0/oai_dcterms/"
OAI: Final = "http://www.openarchives.org/OAI/2.0/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"

#: The fifteen elements, in the order of the standard.
ELEMENTS: Final = (
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier",
    "source", "language", "relation", "coverage", "rights",
)  # fmt: skip
#: The terms that refine the fifteen or add to them.
TERMS: Final = (
    "abstract", "accessRights", "accrualMethod", "accrualPeriodicity", "accrualPolicy", "alternative", "audience", "available",
    "bibliographicCitation", "conformsTo", "created", "dateAccepted", "dateCopyrighted", "dateSubmitted", "educationLevel",
    "extent", "hasFormat", "hasPart", "hasVersion", "instructionalMethod", "isFormatOf", "isPartOf", "isReferencedBy",
    "isReplacedBy", "isRequiredBy", "isVersionOf", "issued", "license", "mediator", "medium", "modified", "provenance",
    "references", "replaces", "requires", "rightsHolder", "spatial", "tableOfContents", "temporal", "valid",
)  # fmt: skip
