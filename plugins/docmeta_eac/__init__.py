"""EAC-CPF: authority records for persons, corporate bodies and families, read into agents and written from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from docmeta.crosswalk import Crosswalk
from docmeta.model import Node
from docmeta.plugins import Context, Format, hookimpl
from docmeta_eac.sniff import sniff


def _read(source: BinaryIO, context: Context, /) -> Iterator[Node]:
    from docmeta_eac.reader import read

    return read(source, context)


def _write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    from docmeta_eac.writer import write

    write(nodes, out, context)


def _records(nodes: Iterable[Node], context: Context, /) -> Iterator[Node]:
    from docmeta_eac.agents import authority_records

    return authority_records(nodes, context)


def _table() -> Crosswalk:
    from docmeta_eac.crosswalk import EAC

    return EAC


@hookimpl
def docmeta_formats() -> Iterable[Format]:
    """EAC-CPF 2010, 2.0 and 3.0."""
    yield Format(
        name="eac-cpf",
        title="EAC-CPF",
        aliases=("eac",),
        extensions=(".eac.xml", ".eac", ".xml"),
        media_type="application/xml",
        namespace="urn:isbn:1-931666-33-4",
        reader=_read,
        writer=_write,
        apart=_records,
        sniffer=sniff,
        crosswalk=_table,
    )
