"""The text of a digital archive's search page: people, places and counts, then documents with their dates."""

from collections.abc import Iterator
from typing import BinaryIO

import docmeta
from docmeta_listing.options import ListingOptions


@docmeta.hookimpl
def docmeta_formats() -> Iterator[docmeta.Format]:
    yield docmeta.Format(
        name="listing",
        title="Text of a digital archive's search page",
        extensions=(".txt",),
        media_type="text/plain",
        options=ListingOptions,
        reader=_read,
        sniffer=_sniff,
    )


def _read(source: BinaryIO, context: docmeta.Context, /) -> Iterator[docmeta.Node]:
    from docmeta_listing.reader import read

    return read(source, context)


def _sniff(head: bytes) -> int:
    from docmeta_listing.sniff import sniff

    return sniff(head)
