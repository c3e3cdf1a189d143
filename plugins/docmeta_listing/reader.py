"""Reads the text of a search page into a collection and its documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from docmeta import Context, Date, InputError, Node
from docmeta.dates import explain
from docmeta.model import Draft, Minter
from docmeta_listing.documents import Entry, Wording, take_apart
from docmeta_listing.facets import Facets, extent_of
from docmeta_listing.options import ListingOptions
from docmeta_listing.page import read_lines, unlabelled


def read(source: BinaryIO, context: Context) -> Iterator[Node]:
    """Read a page: the collection that it is about, then its documents in order."""
    options = context.options if isinstance(context.options, ListingOptions) else ListingOptions()
    lines = read_lines(source, options.encoding, context.source)
    page = take_apart(lines)
    if not page.entries:
        raise InputError(
            "no document was found: in a listing, each begins with a line that is a date, such as 'June 6, 1944'",
            source=context.source,
            line=1,
        )
    minter = Minter()
    draft = Draft("listing")
    draft.add("level", "collection")
    Facets(draft, context, page.others).read()
    yield Node(0, draft.collection(minter.mint(0), minted=True), lines[0].number)
    wording = Wording(page.entries)
    for entry in page.entries:
        yield _document(entry, wording, minter, context)


def _document(entry: Entry, wording: Wording, minter: Minter, context: Context) -> Node:
    draft = Draft("listing")
    title, description = wording.split(entry)
    if title:
        draft.add("title", title)
    words = unlabelled(entry.date.text)
    date = Date(words)
    if date.edtf is None:
        context.report.note(
            "problem",
            f"the date is kept as its words alone ({explain(words)})",
            field="dates",
            value=words,
            line=entry.date.number,
        )
    draft.add("dates", date)
    if description:
        draft.add("description", description)
    for count in entry.counts:
        extent = extent_of(count.text)
        if extent is not None:
            draft.add("extents", extent)
    line = entry.title.number if entry.title is not None else entry.date.number
    return Node(1, draft.document(minter.mint(1), minted=True), line)
