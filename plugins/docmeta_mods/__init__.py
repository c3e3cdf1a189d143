"""MODS, reader and writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from docmeta.crosswalk import Crosswalk
from docmeta.model import Node
from docmeta.plugins import Context, Format, hookimpl
from docmeta_mods.options import ModsOptions
from docmeta_mods.sniff import sniff


def _read(source: BinaryIO, context: Context, /) -> Iterator[Node]:
    from docmeta_mods.reader import read

    return read(source, context)


def _write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    from docmeta_mods.writer import write

    write(nodes, out, context)


def _table() -> Crosswalk:
    from docmeta_mods.crosswalk import MODS

    return MODS


@hookimpl
def docmeta_formats() -> Iterable[Format]:
    """The Metadata Object Description Schema, versions 3.0 to 3.8."""
    yield Format(
        name="mods",
        title="MODS",
        aliases=("oai_mods",),
        extensions=(".mods", ".mods.xml", ".xml"),
        media_type="application/mods+xml",
        namespace="http://www.loc.gov/mods/v3",
        options=ModsOptions,
        reader=_read,
        writer=_write,
        sniffer=sniff,
        crosswalk=_table,
    )
