"""The JSON-LD context of a record: the meaning of its names, after DPLA MAP 4.1, with its namespaces."""

from __future__ import annotations

from typing import Any, Final


def _refers(term: str) -> dict[str, str]:
    return {"@id": term, "@type": "@id"}


_LABEL: Final = {"name": "skos:prefLabel", "exactMatch": _refers("skos:exactMatch")}
_SPAN: Final = {"displayDate": "skos:prefLabel", "begin": "edm:begin", "end": "edm:end"}


_SOURCE_RESOURCE: Final = {
    "title": "dcterms:title", "alternative": "dcterms:alternative", "creator": "dcterms:creator", "contributor": "dcterms:contributor",
    "publisher": "dcterms:publisher", "description": "dcterms:description", "extent": "dcterms:extent", "format": "dc:format",
    "genre": "edm:hasType", "identifier": "dcterms:identifier", "relation": "dc:relation", "isReplacedBy": "dpla:isReplacedBy",
    "replaces": "dpla:replaces", "rights": "dc:rights", "rightsHolder": "dcterms:rightsHolder", "type": "dcterms:type",
    "collection": {"@id": "dcterms:isPartOf", "@context": {"title": "dcterms:title", "description": "dcterms:description"}},
    "date": {"@id": "dc:date", "@context": _SPAN},
    "temporal": {"@id": "dcterms:temporal", "@context": _SPAN},
    "subject": {"@id": "dcterms:subject", "@context": _LABEL},
    "language": {"@id": "dcterms:language", "@context": {**_LABEL, "iso639_3": "skos:notation"}},
    "spatial": {
        "@id": "dcterms:spatial",
        "@context": {
            **_LABEL, "city": "dpla:city", "county": "dpla:county", "state": "dpla:state", "country": "dpla:country",
            "region": "dpla:region", "coordinates": "wgs84:lat_long",
        },
    },
}  # fmt: skip

CONTEXT: Final[dict[str, Any]] = {
    "@version": 1.1,
    "dpla": "http://dp.la/about/map/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "edm": "http://www.europeana.eu/schemas/edm/",
    "ore": "http://www.openarchives.org/ore/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "id": None,
    "_id": "dcterms:identifier",
    "ingestType": None,
    "dataProvider": "edm:dataProvider",
    "intermediateProvider": "dpla:intermediateProvider",
    "provider": {"@id": "edm:provider", "@context": {"name": "skos:prefLabel"}},
    "isShownAt": _refers("edm:isShownAt"),
    "object": _refers("edm:object"),
    "mediaMaster": _refers("dpla:mediaMaster"),
    "iiifManifest": _refers("dpla:iiifManifest"),
    "rights": _refers("edm:rights"),
    "sourceResource": {"@id": "edm:aggregatedCHO", "@context": _SOURCE_RESOURCE},
}
