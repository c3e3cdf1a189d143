"""`docmeta crosswalk`: the mapping that drives the reader and the writer of a format, as a table."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence

import attrs
import click

from docmeta.cli.common import layout_option
from docmeta.cli.telling import OK
from docmeta.cli.terminal import print_table, screen_width
from docmeta.crosswalk import Crosswalk, Row
from docmeta.errors import PluginError, UnknownFormatError
from docmeta.plugins import registry

HEADER = tuple(field.name for field in attrs.fields(Row))
PARTIAL = ("part", "target", "why", "code")


@click.command()
@click.argument("name", metavar="FORMAT")
@layout_option("text", "markdown", "csv", "json")
def command(name: str, layout: str) -> int:
    """Print the mapping of a format: which field of the model becomes which element.

    The same table drives the writer. What the format cannot hold, or only in part, comes last, with the reason.
    """
    format = registry.default().get(name)
    try:
        table = format.table()
    except (Exception, SystemExit) as error:
        raise PluginError(f"format {name!r} of plugin {registry.default().owner(format).owner}: {error}") from error
    if table is None:
        known = ", ".join(other.name for other in registry.default() if other.crosswalk is not None)
        raise UnknownFormatError(f"format {name!r} has no crosswalk (those with one: {known})")
    rows = [tuple(str(getattr(row, column)) for column in HEADER) for row in table.rows()]
    if layout == "text":
        _print_text(table, rows)
    else:
        sys.stdout.write({"markdown": _markdown, "csv": _csv, "json": _json}[layout](table, rows))
    return OK


def _print_text(table: Crosswalk, rows: Sequence[tuple[str, ...]]) -> None:
    """A readable table: without empty columns, and with an arrow for the direction."""
    arrows = {"both": "<->", "read": "<--", "write": "-->", "dropped": "lost", "unmapped": "?", "ignored": "not read"}
    said = [
        (field, isad, arrows[direction], target, keeps or codec, note or source)
        for field, isad, target, codec, keeps, direction, source, note in rows
    ]
    header = ("field", "ISAD(G)", "", table.name, "keeps", "note")
    whole = {0} if screen_width() >= 100 else ()
    print_table(header, said, styles=("cyan", "dim", "yellow", "bold", "", "dim"), title=table.title, whole=whole)
    if table.partial:
        sys.stdout.write("\n")
        lines = [(part, code, target, why) for part, target, why, code in _partial(table)]
        print_table(
            ("part", "", table.name, "why"), lines, styles=("cyan", "yellow", "bold", ""), title="What it holds in part"
        )


def _partial(table: Crosswalk) -> list[tuple[str, str, str, str]]:
    """What the targets cannot express of a value, one line per part of the model."""
    return [(part, line.target, line.why, line.code) for line in table.partial for part in line.parts]


def _markdown(table: Crosswalk, rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"# {table.title}", ""]
    if table.source:
        lines += [f"Source: {table.source}", ""]
    lines += [_line(HEADER), _line(["---"] * len(HEADER)), *(_line(row) for row in rows)]
    if table.partial:
        lines += ["", "## What it holds in part", "", _line(PARTIAL), _line(["---"] * len(PARTIAL))]
        lines += [_line(line) for line in _partial(table)]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"


def _csv(table: Crosswalk, rows: Sequence[tuple[str, ...]]) -> str:
    """One table: partial losses come last, with the code as the direction and the reason as the note."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows)
    for part, target, why, code in _partial(table):
        said = {"field": part, "target": target, "direction": code, "note": why}
        writer.writerow([said.get(column, "") for column in HEADER])
    return out.getvalue()


def _json(table: Crosswalk, rows: Sequence[tuple[str, ...]]) -> str:
    data = {
        "name": table.name,
        "title": table.title,
        "source": table.source,
        "rows": [dict(zip(HEADER, row, strict=True)) for row in rows],
        "partial": [dict(zip(PARTIAL, line, strict=True)) for line in _partial(table)],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
