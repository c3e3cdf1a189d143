"""JSON-LD in the schema.org vocabulary, which search engines and aggregators read."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import docmeta
from docmeta.crosswalk import Crosswalk
from docmeta_jsonld.options import JsonLdOptions
from docmeta_jsonld.sniff import sniff


@docmeta.hookimpl
def docmeta_formats() -> Iterator[docmeta.Format]:
    yield docmeta.Format(
        name="jsonld",
        title="JSON-LD, schema.org",
        aliases=("json-ld", "schemaorg"),
        extensions=(".jsonld",),
        media_type="application/ld+json",
        namespace="https://schema.org/",
        options=JsonLdOptions,
        reader=_read,
        writer=_write,
        sniffer=sniff,
        crosswalk=_crosswalk,
    )


def _read(source: BinaryIO, context: docmeta.Context, /) -> Iterator[docmeta.Node]:
    from docmeta_jsonld.reader import read

    return read(source, context)


def _write(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    from docmeta_jsonld.writer import write

    write(nodes, out, context)


def _crosswalk() -> Crosswalk:
    from docmeta_jsonld.crosswalk import SCHEMA_ORG

    return SCHEMA_ORG
