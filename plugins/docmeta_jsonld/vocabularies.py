"""Terms of other vocabularies with the meaning of a schema.org term: Dublin Core, RiC-O, and the contextual classes of EDM.

`date`, `rights` and `provenance` are DCMI terms without an equivalent in schema.org; they are read by those names.
The lines follow DCMI's and schema.org's own definitions, and the comments of RiC-O 1.0. Any other term stays unchanged.

>>> SAME["http://purl.org/dc/terms/title"], SAME["https://www.ica.org/standards/RiC/ontology#hasOrHadPart"]
('name', 'hasPart')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_BOTH: Final = (
    "title=name creator=creator contributor=contributor publisher=publisher subject=about description=description "
    "language=inLanguage identifier=identifier date=date rights=rights type=genre relation=mentions source=isBasedOn"
)
_TERMS: Final = (
    "alternative=alternateName abstract=abstract created=dateCreated issued=datePublished extent=materialExtent medium=material "
    "isPartOf=isPartOf hasPart=hasPart license=license accessRights=conditionsOfAccess spatial=spatialCoverage "
    "bibliographicCitation=creditText rightsHolder=copyrightHolder provenance=provenance isReferencedBy=subjectOf"
)
_RIC: Final = (
    "title=name name=name identifier=identifier scopeAndContent=description hasOrHadPart=hasPart directlyIncludes=hasPart "
    "includesOrIncluded=hasPart isOrWasPartOf=isPartOf isDirectlyIncludedIn=isPartOf isOrWasIncludedIn=isPartOf "
    "hasCreator=creator hasAuthor=author hasPublisher=publisher date=date hasOrHadHolder=holdingArchive "
    "hasOrHadLanguage=inLanguage hasOrHadSubject=about conditionsOfAccess=conditionsOfAccess recordResourceExtent=materialExtent "
    "RecordResource=ArchiveComponent RecordSet=Collection Record=ArchiveComponent RecordPart=ArchiveComponent Person=Person "
    "CorporateBody=Organization Place=Place Language=Language"
)


def _table(space: str, lines: str) -> dict[str, str]:
    return {f"{space}{word}": name for word, _, name in (line.partition("=") for line in lines.split())}


#: The name of schema.org for each IRI.
SAME: Final[Mapping[str, str]] = {
    **_table("http://purl.org/dc/elements/1.1/", _BOTH), **_table("http://purl.org/dc/terms/", f"{_BOTH} {_TERMS}"),
    **_table("https://www.ica.org/standards/RiC/ontology#", _RIC),
    "http://www.europeana.eu/schemas/edm/ProvidedCHO": "CreativeWork",
}  # fmt: skip
#: The inverse of each property (schema.org, inverseOf).
INVERSES: Final[Mapping[str, str]] = {
    "isPartOf": "hasPart", "hasPart": "isPartOf", "about": "subjectOf", "subjectOf": "about", "holdingArchive": "archiveHeld",
    "archiveHeld": "holdingArchive", "mainEntity": "mainEntityOfPage", "mainEntityOfPage": "mainEntity",
}  # fmt: skip
