"""CSV: docmeta's own tables, and those of other systems."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import docmeta
from docmeta_csv.options import TableOptions
from docmeta_csv.sniff import sniff_table


@docmeta.hookimpl
def docmeta_formats() -> Iterator[docmeta.Format]:
    yield docmeta.Format(
        name="csv",
        title="a table, one row for each unit",
        extensions=(".csv",),
        media_type="text/csv",
        options=TableOptions,
        reader=_read_table,
        writer=_write_table,
        sniffer=sniff_table,
        crosswalk=_own_crosswalk,
    )


def _own_crosswalk() -> docmeta.crosswalk.Crosswalk:
    from docmeta_csv.own_table import crosswalk

    return crosswalk()


def _read_table(source: BinaryIO, context: docmeta.Context, /) -> Iterator[docmeta.Node]:
    from docmeta_csv.dialects import every
    from docmeta_csv.reader import read_text

    return read_text(source, context, every())


def _write_table(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    from docmeta_csv.own_writer import write

    write(nodes, out, context)
