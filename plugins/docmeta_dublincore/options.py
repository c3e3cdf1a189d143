"""The options of the two formats."""

from __future__ import annotations

from typing import Literal, Protocol

import attrs


class Packing(Protocol):
    """What envelopes ask: the options of every format that is packed in them."""

    @property
    def request_url(self) -> str | None:
        """The base URL of the OAI-PMH server."""

    @property
    def repository(self) -> str | None:
        """The namespace identifier of the OAI identifier scheme."""

    @property
    def timestamp(self) -> str | None:
        """When the response is said to be made."""

    @property
    def indent(self) -> bool:
        """Whether each element stands on a line of its own."""


@attrs.frozen
class DublinCoreOptions:
    """How records are packed, and what an OAI-PMH response says of the server that nobody else knows.

    Attributes:
        envelope: `auto` writes one record bare and several in an OAI-PMH response;
            `none` a bare record, `oai` an OAI-PMH ListRecords response, `rdf` an rdf:RDF, `records` a plain wrapper,
            `static` an OAI static repository, a file that a gateway hands out.
        request_url: The base URL of the OAI-PMH server; otherwise the base URI of the conversion, otherwise empty.
            Of a static repository its address at the gateway.
        repository: The namespace identifier of the OAI identifier scheme, such as "archive.example.org":
            the header of a record then says oai:archive.example.org:ID.
        repository_name: The name of a static repository, for people.
        admin: Who keeps a static repository, an address of electronic mail.
        timestamp: When the response is said to be made, ISO 8601; otherwise SOURCE_DATE_EPOCH, or the input's time.
        dates: How dates are written: `words` as the source has them (what it says in EDTF alone, in words), `w3cdtf` days, months,
            years and times as W3CDTF and ranges of them with a slash, anything else in words, `edtf` all that is understood as EDTF.
            `auto` is `words` in simple Dublin Core; in qualified one exact dates are W3CDTF, others words.
        inherit: Give the records of components what they owe to the units above: the titles as one phrase, the repository,
            rights, conditions of access and use, languages and dates, where they say none themselves.
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
