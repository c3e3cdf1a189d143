"""docmeta's own JSON: `json`, units nested by `members`, and `jsonl`, one node per line. They hold everything in the model."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import docmeta
from docmeta_json.options import JsonOptions
from docmeta_json.sniff import sniff_json, sniff_jsonl


@docmeta.hookimpl
def docmeta_formats() -> Iterator[docmeta.Format]:
    yield docmeta.Format(
        name="json",
        title="docmeta's own JSON, nested",
        extensions=(".json",),
        media_type="application/json",
        options=JsonOptions,
        reader=_read_json,
        writer=_write_json,
        says_audience=True,
        sniffer=sniff_json,
    )
    yield docmeta.Format(
        name="jsonl",
        title="docmeta's own JSON, one node a line",
        aliases=("ndjson",),
        extensions=(".jsonl", ".ndjson"),
        media_type="application/jsonl",
        reader=_read_lines,
        writer=_write_lines,
        says_audience=True,
        sniffer=sniff_jsonl,
    )


def _read_json(source: BinaryIO, context: docmeta.Context, /) -> Iterator[docmeta.Node]:
    from docmeta_json.reader import read

    return read(source, context)


def _write_json(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    from docmeta_json.writer import write

    write(nodes, out, context)


def _read_lines(source: BinaryIO, context: docmeta.Context, /) -> Iterator[docmeta.Node]:
    from docmeta_json.lines import read

    return read(source, context)


def _write_lines(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    from docmeta_json.lines import write

    write(nodes, out, context)
