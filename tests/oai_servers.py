"""OAI-PMH servers by others, with twenty-five items: oai-repo, and oaipmh, pyoai's successor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeAlias

import oai_repo
import oaipmh.common
import oaipmh.error
import oaipmh.metadata
import oaipmh.server
from lxml import etree

from oai_server import FORMATS

#: Answers a request: takes its arguments, gives the bytes.
Respond: TypeAlias = Callable[[dict[str, str]], bytes]


class Items(oai_repo.DataInterface):
    """Twenty-five items for the server oai-repo."""

    limit = 10

    def get_identify(self) -> oai_repo.Identify:
        return oai_repo.Identify(
            repository_name="Papers", base_url="http://example.org/oai", admin_email=["a@example.org"],
            earliest_datestamp="2020-01-01T00:00:00Z", deleted_record="no", granularity="YYYY-MM-DDThh:mm:ssZ",
        )  # fmt: skip

    def get_metadata_formats(self, identifier: str | None = None) -> list[oai_repo.MetadataFormat]:
        return [
            oai_repo.MetadataFormat(prefix, f"{namespace.rstrip('/')}.xsd", namespace)
            for prefix, (namespace, _) in FORMATS.items()
            if namespace.startswith("http")
        ]

    def is_valid_identifier(self, identifier: str) -> bool:
        return identifier in {f"oai:example.org:{number}" for number in range(25)}

    def list_set_specs(self, identifier: str | None = None, cursor: int = 0) -> Any:
        return [], 0, None

    def get_record_header(self, identifier: str) -> oai_repo.RecordHeader:
        stamp = f"2024-01-{int(identifier.rpartition(':')[2]) + 1:02}T00:00:00Z"
        return oai_repo.RecordHeader(identifier, stamp, [])

    def get_record_metadata(self, identifier: str, metadataprefix: str) -> Any:
        return etree.fromstring(FORMATS[metadataprefix][1].format(title=f"Title of {identifier}"))

    def get_record_abouts(self, identifier: str) -> list[Any]:
        return []

    def list_identifiers(
        self, prefix: str, since: Any = None, until: Any = None, name: Any = None, cursor: int = 0
    ) -> Any:
        every = [f"oai:example.org:{number}" for number in range(25)]
        stamps = [datetime(2024, 1, number + 1, tzinfo=UTC) for number in range(25)]
        fit = [
            item
            for item, stamp in zip(every, stamps, strict=True)
            if (since is None or stamp >= since) and (until is None or stamp <= until)
        ]
        return fit[cursor : cursor + self.limit], len(fit), None


class Batches:
    """Twenty-five items, one of them deleted, for the server oaipmh."""

    def identify(self) -> Any:
        return oaipmh.common.Identify(
            repositoryName="Papers", baseURL="http://example.org/oai", protocolVersion="2.0", adminEmails=["a@example.org"],
            earliestDatestamp=datetime(2020, 1, 1), deletedRecord="transient", granularity="YYYY-MM-DDThh:mm:ssZ", compression=["identity"],
        )  # fmt: skip

    def listMetadataFormats(self, identifier: str | None = None) -> Any:
        if identifier is not None:
            self.getRecord("oai_dc", identifier)
        return [("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", FORMATS["oai_dc"][0])]

    def listSets(self, cursor: int = 0, batch_size: int = 10) -> Any:
        return []

    def listRecords(self, from_: Any = None, until: Any = None, cursor: int = 0, batch_size: int = 10, **_: Any) -> Any:
        every = [self.record(number) for number in range(25)]
        stamps = [item[0].datestamp() for item in every]
        fit = [
            item
            for item, stamp in zip(every, stamps, strict=True)
            if (from_ is None or stamp >= from_) and (until is None or stamp <= until)
        ]
        return fit[cursor : cursor + batch_size]

    def listIdentifiers(self, **asked: Any) -> Any:
        return [head for head, _, _ in self.listRecords(**asked)]

    def getRecord(self, metadataPrefix: str, identifier: str) -> Any:  # noqa: N803  # the name is theirs
        for number in range(25):
            if identifier == f"oai:example.org:{number}":
                return self.record(number)
        raise oaipmh.error.IdDoesNotExistError(identifier)

    def record(self, number: int) -> Any:
        name, deleted = f"oai:example.org:{number}", number == 7
        head = oaipmh.common.Header(None, name, datetime(2024, 1, number + 1), [], deleted)
        data = None if deleted else oaipmh.common.Metadata(None, {"title": [f"Title of {name}"]})
        return head, data, None


def by_oai_repo() -> Respond:
    """The server oai-repo."""
    repository = oai_repo.OAIRepository(Items())
    return lambda arguments: bytes(repository.process(arguments))


def by_oaipmh() -> Respond:
    """The server oaipmh."""
    registry = oaipmh.metadata.MetadataRegistry()
    registry.registerWriter("oai_dc", oaipmh.server.oai_dc_writer)
    server = oaipmh.server.BatchingServer(Batches(), registry, resumption_batch_size=10)
    return lambda arguments: bytes(server.handleRequest(arguments))
