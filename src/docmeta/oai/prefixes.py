"""The metadata prefixes of a repository, and the writer, schema and options of each: one line of a table.

A prefix is offered if a format with that name is registered and has a writer.

>>> [prefix.name for prefix in offered() if prefix.required]
['oai_dc']
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from docmeta.errors import UnknownFormatError
from docmeta.plugins import Format, registry


@attrs.frozen
class Prefix:
    """One form in which records are served (OAI-PMH 2.0, section 3.4).

    Attributes:
        name: The metadataPrefix.
        format: The name of the format whose writer makes the record.
        root: The name of the root element, without a prefix.
        namespace: Its namespace.
        schema: The URL of the XML Schema.
        whole: Whether a record is a finding aid, a collection with everything below it; otherwise one unit.
        options: Options of the writer.
        required: Whether the protocol requires it.
        usual: Whether it is served by default.
        based: Whether a record is named by its URI, which needs a base URI.
    """

    name: str
    format: str
    root: str
    namespace: str
    schema: str
    whole: bool = False
    options: Mapping[str, Any] = attrs.field(factory=dict)
    required: bool = False
    usual: bool = True
    based: bool = False


#: A single unit includes what it inherits; harvesters read dates as W3CDTF.
_ALONE: Final = {"envelope": "none", "inherit": True, "dates": "w3cdtf"}
_QUALIFIED: Final = {"envelope": "none", "inherit": True}

#: Every prefix with a writer in docmeta.
PREFIXES: Final = (
    Prefix(
        "oai_dc", "dc", "dc", "http://www.openarchives.org/OAI/2.0/oai_dc/",
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", options=_ALONE, required=True,
    ),
    Prefix(
        "oai_qdc", "dcterms", "qualifieddc", "http://worldcat.org/xmlschemas/qdc-1.0/",
        "http://worldcat.org/xmlschemas/qdc/1.0/qdc-1.0.xsd", options=_QUALIFIED,
    ),
    Prefix(
        "mods", "mods", "mods", "http://www.loc.gov/mods/v3", "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd",
        options={"envelope": "mods", "inherit": True},
    ),
    Prefix(
        "marcxml", "marcxml", "record", "http://www.loc.gov/MARC21/slim",
        "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd", options={"envelope": "record", "inherit": True},
    ),
    Prefix("ead2002", "ead2002", "ead", "urn:isbn:1-931666-22-9", "http://www.loc.gov/ead/ead.xsd", whole=True),
    Prefix("ead3", "ead3", "ead", "http://ead3.archivists.org/schema/", "https://www.loc.gov/ead/ead3.xsd", whole=True),
    Prefix(
        "ead4", "ead4", "ead", "https://standards.openpreservation.org/ead/v4",
        "https://standards.openpreservation.org/ead/v4.0.0/ead.xsd", whole=True, usual=False,
    ),
    # EDM.xsd has the RDF namespace, since its root is rdf:RDF.
    Prefix(
        "edm", "edm", "RDF", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.europeana.eu/schemas/edm/EDM.xsd",
        options={"envelope": "rdf", "records": "all"}, usual=False, based=True,
    ),
)  # fmt: skip


def offered() -> tuple[Prefix, ...]:
    """The prefixes that this installation can write. Raises `UnknownFormatError` if one required by the protocol is missing."""
    return tuple(prefix for prefix in PREFIXES if _writer(prefix) is not None)


def writer_of(prefix: Prefix) -> Format:
    """The format whose writer makes the records of an offered prefix."""
    return registry.default().get(prefix.format)


def _writer(prefix: Prefix) -> Format | None:
    try:
        format = registry.default().get(prefix.format)
    except UnknownFormatError:
        if prefix.required:
            raise
        return None
    return format if format.can_write else None
