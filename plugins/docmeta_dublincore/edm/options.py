"""The options of EDM."""

from __future__ import annotations

from typing import Literal

import attrs

from docmeta.model import EdmType


@attrs.frozen
class EdmOptions:
    """What Europeana requires and the source may not give, and how records are packed.

    Attributes:
        provider: The organisation that delivers to Europeana (edm:provider), such as an aggregator; by default, the data provider itself.
        data_provider: The holder of the objects (edm:dataProvider), if the source names no repository.
        intermediate_provider: The organisation between the data provider and the provider (edm:intermediateProvider).
        rights: The URI of the rights in the digital objects (edm:rights), if the source has none that Europeana accepts.
        type: The edm:type of records without one in their genres and media types: TEXT, IMAGE, SOUND, VIDEO or 3D.
        genre: The dc:type of records without subject, type, place or time covered.
        language: The language code of texts if the source gives none (zxx if there are no words).
        lang: The language of titles, descriptions and terms if the source does not give it (xml:lang).
        records: `leaves` makes a record of each unit with nothing below it, `all` of every unit.
        incomplete: `write` keeps records that lack what Europeana requires, `leave_out` does not; the report names both.
        envelope: `rdf` is one rdf:RDF, `oai` an OAI-PMH response with an rdf:RDF for each record.
        request_url: The base URL of the OAI-PMH server; otherwise the base URI of the conversion.
        repository: The namespace identifier of the OAI identifier scheme, such as "archive.example.org".
        timestamp: The time of the response, in ISO 8601; by default SOURCE_DATE_EPOCH, or the input's time.
        indent: Put each element on a line of its own.
    """

    provider: str | None = None
    data_provider: str | None = None
    intermediate_provider: str | None = None
    rights: str | None = None
    type: EdmType | None = None
    genre: str | None = None
    language: str | None = None
    lang: str | None = None
    records: Literal["leaves", "all"] = "leaves"
    incomplete: Literal["write", "leave_out"] = "write"
    envelope: Literal["rdf", "oai"] = "rdf"
    request_url: str | None = None
    repository: str | None = None
    timestamp: str | None = None
    indent: bool = True
