"""The options of the two formats."""

from __future__ import annotations

from typing import Literal, Protocol

import attrs


class Packing(Protocol):
    """Packing: The options of every format packed in envelopes."""

    @property
    def request_url(self) -> str | None:
        """The base URL of the OAI-PMH server."""

    @property
    def repository(self) -> str | None:
        """The namespace identifier of the OAI identifier scheme."""

    @property
    def timestamp(self) -> str | None:
        """timestamp: The time of the response."""

    @property
    def indent(self) -> bool:
        """Whether each element stands on a line of its own."""


@attrs.frozen
class DublinCoreOptions:
    """How records are packed, and what only the user knows of the server in an OAI-PMH response.

    Attributes:
        envelope: `auto` writes one record bare and several in an OAI-PMH response;
            `none` a bare record, `oai` an OAI-PMH ListRecords response, `rdf` an rdf:RDF, `records` a plain wrapper,
            `static` an OAI static repository, a file that a gateway hands out.
        request_url: The base URL of the OAI-PMH server; by default the base URI of the conversion, otherwise empty.
            For a static repository, its URL at the gateway.
        repository: The namespace identifier of the OAI identifier scheme, such as "archive.example.org":
            the header of a record then says oai:archive.example.org:ID.
        repository_name: The name of a static repository, for people.
        admin: The email address of the administrator of a static repository.
        timestamp: The time of the response, in ISO 8601; by default SOURCE_DATE_EPOCH, or the input's time.
        dates: The form of dates: `words` as in the source (from EDTF, if it gives nothing else), `w3cdtf` days, months,
            years and times as W3CDTF and ranges of them with a slash, anything else in words, `edtf` all that is understood as EDTF.
            `auto` is `words` in simple Dublin Core; in qualified one exact dates are W3CDTF, others words.
        inherit: Give the records of components what they owe to the units above: the titles as one phrase, the repository,
            rights, conditions of access and use, languages and dates, if they give none themselves.
        biography: Write the history of an agent as a description of the documents.
        indent: Put each element on a line of its own.
    """

    envelope: Literal["auto", "none", "oai", "rdf", "records", "static"] = "auto"
    request_url: str | None = None
    repository: str | None = None
    repository_name: str | None = None
    admin: str | None = None
    timestamp: str | None = None
    dates: Literal["auto", "words", "w3cdtf", "edtf"] = "auto"
    inherit: bool = False
    biography: bool = False
    indent: bool = True
