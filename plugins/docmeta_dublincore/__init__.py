"""Dublin Core XML, simple and qualified, and records for aggregators (EDM, DPLA) and for transfers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from docmeta.crosswalk import Crosswalk
from docmeta.model import Node
from docmeta.plugins import Context, Format, hookimpl
from docmeta_dublincore.archivematica.options import ArchivematicaOptions
from docmeta_dublincore.dpla.options import DplaOptions
from docmeta_dublincore.edm.options import EdmOptions
from docmeta_dublincore.options import DublinCoreOptions
from docmeta_dublincore.sniff import sniff_qualified, sniff_simple


def _read_simple(source: BinaryIO, context: Context, /) -> Iterator[Node]:
    from docmeta_dublincore.reader import read

    return read(source, context, "dc")


def _read_qualified(source: BinaryIO, context: Context, /) -> Iterator[Node]:
    from docmeta_dublincore.reader import read

    return read(source, context, "dcterms")


def _write_simple(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    from docmeta_dublincore.writer import write_simple

    write_simple(nodes, out, context)


def _write_qualified(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    from docmeta_dublincore.writer import write_qualified

    write_qualified(nodes, out, context)


def _write_edm(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    from docmeta_dublincore.edm.writer import write

    write(nodes, out, context)


def _write_dpla(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    from docmeta_dublincore.dpla.writer import write

    write(nodes, out, context)


def _write_archivematica(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    from docmeta_dublincore.archivematica.writer import write

    write(nodes, out, context)


def _simple() -> Crosswalk:
    from docmeta_dublincore.crosswalk import SIMPLE

    return SIMPLE


def _qualified() -> Crosswalk:
    from docmeta_dublincore.crosswalk import QUALIFIED

    return QUALIFIED


def _edm() -> Crosswalk:
    from docmeta_dublincore.edm.crosswalk import EDM

    return EDM


def _dpla() -> Crosswalk:
    from docmeta_dublincore.dpla.crosswalk import DPLA

    return DPLA


def _archivematica() -> Crosswalk:
    from docmeta_dublincore.archivematica.crosswalk import ELEMENTS

    return ELEMENTS


@hookimpl
def docmeta_formats() -> Iterable[Format]:
    """The fifteen elements, the DCMI terms, records for Europeana and DPLA, and Archivematica's table."""
    yield Format(
        name="dc",
        title="Dublin Core, the fifteen elements",
        aliases=("oai_dc", "oai-dc", "dublin-core"),
        extensions=(".dc.xml", ".xml"),
        media_type="application/xml",
        namespace="http://purl.org/dc/elements/1.1/",
        options=DublinCoreOptions,
        reader=_read_simple,
        writer=_write_simple,
        sniffer=sniff_simple,
        crosswalk=_simple,
    )
    yield Format(
        name="dcterms",
        title="Dublin Core, qualified",
        aliases=("oai_dcterms", "oai_qdc", "qdc"),
        extensions=(".dcterms.xml", ".qdc.xml", ".xml"),
        media_type="application/xml",
        namespace="http://purl.org/dc/terms/",
        options=DublinCoreOptions,
        reader=_read_qualified,
        writer=_write_qualified,
        sniffer=sniff_qualified,
        crosswalk=_qualified,
    )
    yield Format(
        name="edm",
        title="Europeana Data Model, RDF/XML",
        aliases=("europeana",),
        extensions=(".edm.xml", ".rdf", ".xml"),
        media_type="application/rdf+xml",
        namespace="http://www.europeana.eu/schemas/edm/",
        options=EdmOptions,
        writer=_write_edm,
        crosswalk=_edm,
    )
    yield Format(
        name="dpla",
        title="DPLA Metadata Application Profile, JSON lines or JSON-LD",
        aliases=("dpla-map",),
        extensions=(".dpla.jsonl",),
        media_type="application/x-ndjson",
        options=DplaOptions,
        writer=_write_dpla,
        crosswalk=_dpla,
    )
    yield Format(
        name="archivematica",
        title="Archivematica's metadata.csv, one row for each file",
        media_type="text/csv",
        options=ArchivematicaOptions,
        writer=_write_archivematica,
        crosswalk=_archivematica,
    )
