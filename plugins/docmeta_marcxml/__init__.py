"""MARCXML, reader and writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from docmeta.crosswalk import Crosswalk
from docmeta.model import Node
from docmeta.plugins import Context, Format, hookimpl
from docmeta_marcxml.options import MarcOptions
from docmeta_marcxml.sniff import sniff


def _read(source: BinaryIO, context: Context, /) -> Iterator[Node]:
    from docmeta_marcxml.reader import read

    return read(source, context)


def _write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    from docmeta_marcxml.writer import write

    write(nodes, out, context)


def _table() -> Crosswalk:
    from docmeta_marcxml.crosswalk import MARC

    return MARC


@hookimpl
def docmeta_formats() -> Iterable[Format]:
    """MARC 21 bibliographic records in XML."""
    yield Format(
        name="marcxml",
        title="MARCXML",
        aliases=("marc21", "oai_marc"),
        extensions=(".marcxml", ".marc.xml", ".mrx", ".xml"),
        media_type="application/marcxml+xml",
        namespace="http://www.loc.gov/MARC21/slim",
        options=MarcOptions,
        reader=_read,
        writer=_write,
        sniffer=sniff,
        crosswalk=_table,
    )
