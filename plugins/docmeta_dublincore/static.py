"""An OAI static repository: records in one file on a web server, which a gateway serves by OAI-PMH.

Specification for an OAI Static Repository and an OAI Static Repository Gateway, document version 2004-04-23, section 3.
"""

from __future__ import annotations

import re
from typing import Final

from docmeta.errors import OptionError
from docmeta.model import Extra, Unit
from docmeta.plugins import Context
from docmeta.xml import escape
from docmeta_dublincore.envelopes import OaiPmh
from docmeta_dublincore.options import DublinCoreOptions
from docmeta_dublincore.vocabulary import OAI, OAI_DC, OAI_QDC, XSI

_STATIC: Final = "http://www.openarchives.org/OAI/2.0/static-repository"
#: The earliest datestamp in Identify, before any record was examined.
_EARLIEST: Final = "1900-01-01"
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+")
_SCHEMAS: Final = {
    "oai_dc": ("http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI_DC),
    "oai_qdc": ("http://worldcat.org/xmlschemas/qdc/1.0/qdc-1.0.xsd", OAI_QDC),
}


class Static(OaiPmh):
    """A static repository. It has days for datestamps, and neither sets nor deleted records (section 3.2)."""

    def __init__(self, simple: bool, options: DublinCoreOptions, context: Context) -> None:
        super().__init__(simple, options, context)
        mail = options.admin or ""
        if not _MAIL.fullmatch(mail):
            why = "a static repository names its administrator: -O admin=oai@archive.example.org"
            raise OptionError(why, value=mail) if mail else OptionError(why)
        if options.request_url is None:
            raise OptionError(
                "a static repository needs a URL at a gateway: -O request_url=https://gateway.example.org/oai/..."
            )
        self.identity = {
            "repositoryName": options.repository_name or options.repository or options.request_url,
            "baseURL": options.request_url, "protocolVersion": "2.0", "adminEmail": mail,
            "earliestDatestamp": _EARLIEST, "deletedRecord": "no", "granularity": "YYYY-MM-DD",
        }  # fmt: skip
        self.stamp = self.stamp[:10]
        for name in ("before_identifier", "before_stamp", "after_stamp", "before_metadata", "after_metadata"):
            setattr(self, name, re.sub(r"<(/?)(?=[a-z])", r"<\1oai:", getattr(self, name)))

    def head(self, some: bool) -> str:
        """The repository, with its answers to Identify and ListMetadataFormats, and the start of the records."""
        if not some:
            raise OptionError("a static repository needs at least one record")
        line, one, two, three = self.line, self.pad(1), self.pad(2), self.pad(3)
        said = "".join(f"{two}<oai:{name}>{escape(value)}</oai:{name}>{line}" for name, value in self.identity.items())
        schema, space = _SCHEMAS[self.prefix]
        formats = {"metadataPrefix": self.prefix, "schema": schema, "metadataNamespace": space}
        format = "".join(f"{three}<oai:{name}>{value}</oai:{name}>{line}" for name, value in formats.items())
        return (
            f'<Repository xmlns="{_STATIC}" xmlns:oai="{OAI}" xmlns:xsi="{XSI}" xsi:schemaLocation="{_STATIC} {_STATIC}.xsd">{line}'
            f"{one}<Identify>{line}{said}{one}</Identify>{line}{one}<ListMetadataFormats>{line}"
            f"{two}<oai:metadataFormat>{line}{format}{two}</oai:metadataFormat>{line}{one}</ListMetadataFormats>{line}"
            f'{one}<ListRecords metadataPrefix="{self.prefix}">{line}'
        )

    def tail(self, some: bool) -> str:
        """The end of the repository."""
        return f"{self.pad(1)}</ListRecords>{self.line}</Repository>{self.line}"

    def datestamp(self, unit: Unit) -> str:
        """The day of the latest revision of the description."""
        return max(super().datestamp(unit)[:10], _EARLIEST)

    def restores(self, extra: Extra) -> bool:
        """There are no sets."""
        return False
