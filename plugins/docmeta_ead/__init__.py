"""EAD 2002, EAD3 and EAD 4.0: one reader and one writer over tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from docmeta.crosswalk import Crosswalk
from docmeta.model import Node
from docmeta.plugins import Context, Format, hookimpl
from docmeta_ead.options import EAD3Options, EADOptions
from docmeta_ead.sniff import sniff_ead3, sniff_ead4, sniff_ead2002


def _read(source: BinaryIO, context: Context, /) -> Iterator[Node]:
    from docmeta_ead.read.reader import read

    return read(source, context)


def _write_ead2002(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    from docmeta_ead.write.writer import write_ead2002

    write_ead2002(nodes, out, context)


def _write_ead3(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    from docmeta_ead.write.writer import write_ead3

    write_ead3(nodes, out, context)


def _write_ead4(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    from docmeta_ead.write.writer import write_ead4

    write_ead4(nodes, out, context)


def _table_ead2002() -> Crosswalk:
    from docmeta_ead.tables.crosswalk import EAD2002

    return EAD2002


def _table_ead3() -> Crosswalk:
    from docmeta_ead.tables.crosswalk import EAD3

    return EAD3


def _table_ead4() -> Crosswalk:
    from docmeta_ead.tables.crosswalk4 import EAD4

    return EAD4


@hookimpl
def docmeta_formats() -> Iterable[Format]:
    """The dialects of Encoded Archival Description."""
    yield Format(
        name="ead2002",
        title="EAD 2002",
        aliases=("ead",),
        extensions=(".ead.xml", ".ead", ".xml"),
        media_type="application/xml",
        namespace="urn:isbn:1-931666-22-9",
        options=EADOptions,
        reader=_read,
        writer=_write_ead2002,
        says_audience=True,
        sniffer=sniff_ead2002,
        crosswalk=_table_ead2002,
    )
    yield Format(
        name="ead3",
        title="EAD3",
        extensions=(".ead3.xml", ".xml"),
        media_type="application/xml",
        namespace="http://ead3.archivists.org/schema/",
        options=EAD3Options,
        reader=_read,
        writer=_write_ead3,
        says_audience=True,
        sniffer=sniff_ead3,
        crosswalk=_table_ead3,
    )
    yield Format(
        name="ead4",
        title="EAD 4.0",
        extensions=(".ead4.xml", ".xml"),
        media_type="application/xml",
        namespace="https://standards.openpreservation.org/ead/v4",
        options=EAD3Options,
        reader=_read,
        writer=_write_ead4,
        says_audience=True,
        sniffer=sniff_ead4,
        crosswalk=_table_ead4,
    )
