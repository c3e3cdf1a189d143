"""Tables: docmeta's own CSV, those of AtoM, ArchivesSpace and others, and spreadsheets."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import docmeta
from docmeta.crosswalk import Crosswalk
from docmeta.plugins import Writer
from docmeta_csv.options import AspaceOptions, CsvOptions, ReadOptions, RecordOptions, SheetOptions, TableOptions
from docmeta_csv.sniff import sniff_aspace, sniff_atom, sniff_ods, sniff_records, sniff_table, sniff_xlsx


@docmeta.hookimpl
def docmeta_formats() -> Iterator[docmeta.Format]:
    yield _table("csv", "A table, one row for each unit", TableOptions, "", _write_own, sniff_table, (".csv",))
    yield _table("csv-atom", "AtoM's CSV template for ISAD(G)", CsvOptions, "atom", _write_atom, sniff_atom)
    yield _table(
        "csv-aspace",
        "ArchivesSpace's bulk import CSV",
        AspaceOptions,
        "aspace",
        _write_aspace,
        sniff_aspace,
    )
    for name, title in (
        ("omeka", "Omeka S"),
        ("islandora", "Islandora Workbench"),
        ("collectionbuilder", "CollectionBuilder"),
        ("dspace", "DSpace"),
    ):
        yield _table(f"csv-{name}", f"{title} CSV", ReadOptions, name)
    for name, title, media_type, writer, sniffer in (
        ("xlsx", "Excel", "vnd.openxmlformats-officedocument.spreadsheetml.sheet", _write_sheet, sniff_xlsx),
        ("ods", "OpenDocument", "vnd.oasis.opendocument.spreadsheet", None, sniff_ods),
    ):
        yield docmeta.Format(
            name=name,
            title=f"A spreadsheet ({title}), one row for each unit",
            extensions=(f".{name}",),
            media_type=f"application/{media_type}",
            options=SheetOptions,
            reader=_read_sheet,
            writer=writer,
            says_audience=True,
            sniffer=sniffer,
            crosswalk=_crosswalk(),
        )
    yield docmeta.Format(
        name="json-records",
        title="Records in plain JSON, keys as columns",
        media_type="application/json",
        options=RecordOptions,
        reader=_read_records,
        says_audience=True,
        sniffer=sniff_records,
        crosswalk=_crosswalk(),
    )


def _table(
    name: str,
    title: str,
    options: type[Any],
    dialect: str,
    writer: Writer | None = None,
    sniffer: Callable[[bytes], int] | None = None,
    extensions: tuple[str, ...] = (),
) -> docmeta.Format:
    return docmeta.Format(
        name=name,
        title=title,
        extensions=extensions,
        media_type="text/csv",
        options=options,
        reader=_reader(dialect),
        writer=writer,
        says_audience=True,
        sniffer=sniffer,
        crosswalk=_crosswalk(dialect),
    )


def _crosswalk(name: str = "") -> Callable[[], Crosswalk]:
    def crosswalk() -> Crosswalk:
        from docmeta_csv import dialects

        return dialects.crosswalk(name)

    return crosswalk


def _reader(name: str = "") -> Callable[[BinaryIO, docmeta.Context], Iterator[docmeta.Node]]:
    def read(source: BinaryIO, context: docmeta.Context, /) -> Iterator[docmeta.Node]:
        from docmeta_csv import dialects
        from docmeta_csv.table import reader

        return reader.read_text(source, context, dialects.every() if not name else (dialects.named(name),))

    return read


def _write_own(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    from docmeta_csv.own.writer import write

    write(nodes, out, context)


def _write_atom(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    from docmeta_csv.atom.writer import write

    write(nodes, out, context)


def _write_aspace(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    from docmeta_csv.aspace.writer import write

    write(nodes, out, context)


def _read_sheet(source: BinaryIO, context: docmeta.Context, /) -> Iterator[docmeta.Node]:
    from docmeta_csv import dialects
    from docmeta_csv.workbook import sheets

    return sheets.read(source, context, dialects.every())


def _read_records(source: BinaryIO, context: docmeta.Context, /) -> Iterator[docmeta.Node]:
    from docmeta_csv import dialects
    from docmeta_csv.records import read

    return read(source, context, dialects.every())


def _write_sheet(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    from docmeta_csv.workbook.sheets import write

    write(nodes, out, context)
