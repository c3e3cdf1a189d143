"""Tables: docmeta's own CSV, those of AtoM, ArchivesSpace and others, and spreadsheets."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

import docmeta
from docmeta.crosswalk import Crosswalk
from docmeta_csv.options import CsvOptions, ReadOptions, SheetOptions, TableOptions
from docmeta_csv.sniff import sniff_aspace, sniff_atom, sniff_ods, sniff_table, sniff_xlsx


@docmeta.hookimpl
def docmeta_formats() -> Iterator[docmeta.Format]:
    yield docmeta.Format(
        name="csv",
        title="A table, one row for each unit",
        extensions=(".csv",),
        media_type="text/csv",
        options=TableOptions,
        reader=_reader(),
        writer=_write_own,
        sniffer=sniff_table,
        crosswalk=_crosswalk("own_table"),
    )
    yield docmeta.Format(
        name="csv-atom",
        title="AtoM's CSV template for ISAD(G)",
        media_type="text/csv",
        options=CsvOptions,
        reader=_reader("atom"),
        writer=_write_atom,
        sniffer=sniff_atom,
        crosswalk=_crosswalk("atom_table"),
    )
    yield docmeta.Format(
        name="csv-aspace",
        title="ArchivesSpace's bulk import CSV",
        media_type="text/csv",
        options=CsvOptions,
        reader=_reader("aspace"),
        writer=_write_aspace,
        sniffer=sniff_aspace,
        crosswalk=_crosswalk("aspace_table"),
    )
    for name, title in (
        ("omeka", "Omeka S"),
        ("islandora", "Islandora Workbench"),
        ("collectionbuilder", "CollectionBuilder"),
    ):
        yield docmeta.Format(
            name=f"csv-{name}",
            title=f"{title} CSV",
            media_type="text/csv",
            options=ReadOptions,
            reader=_reader(name),
            crosswalk=_crosswalk("others", name),
        )
    yield docmeta.Format(
        name="xlsx",
        title="A spreadsheet (Excel), one row for each unit",
        extensions=(".xlsx",),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        options=SheetOptions,
        reader=_read_sheet,
        writer=_write_sheet,
        sniffer=sniff_xlsx,
        crosswalk=_crosswalk("own_table"),
    )
    yield docmeta.Format(
        name="ods",
        title="A spreadsheet (OpenDocument), one row for each unit",
        extensions=(".ods",),
        media_type="application/vnd.oasis.opendocument.spreadsheet",
        options=SheetOptions,
        reader=_read_sheet,
        sniffer=sniff_ods,
        crosswalk=_crosswalk("own_table"),
    )


def _crosswalk(module: str, name: str = "") -> Callable[[], Crosswalk]:
    def crosswalk() -> Crosswalk:
        from docmeta_csv import dialects

        return dialects.crosswalk(module, name)

    return crosswalk


def _reader(name: str = "") -> Callable[[BinaryIO, docmeta.Context], Iterator[docmeta.Node]]:
    def read(source: BinaryIO, context: docmeta.Context, /) -> Iterator[docmeta.Node]:
        from docmeta_csv import dialects, reader

        return reader.read_text(source, context, dialects.every() if not name else (dialects.named(name),))

    return read


def _write_own(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    from docmeta_csv.own_writer import write

    write(nodes, out, context)


def _write_atom(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    from docmeta_csv.atom_writer import write

    write(nodes, out, context)


def _write_aspace(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    from docmeta_csv.aspace_writer import write

    write(nodes, out, context)


def _read_sheet(source: BinaryIO, context: docmeta.Context, /) -> Iterator[docmeta.Node]:
    from docmeta_csv import dialects, sheets

    return sheets.read(source, context, dialects.every())


def _write_sheet(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    from docmeta_csv.sheets import write

    write(nodes, out, context)
