"""`docmeta formats`: what can be read and written, and by which plugin."""

from __future__ import annotations

import json
import sys

import click

from docmeta.cli.common import layout_option
from docmeta.cli.telling import OK
from docmeta.cli.terminal import one_line, print_table
from docmeta.plugins import Format, registry
from docmeta.plugins.options import names_of


@click.command()
@click.argument("name", required=False)
@layout_option("text", "json")
def command(name: str | None, layout: str) -> int:
    """List the formats that docmeta reads and writes, and the plugin of each.

    With NAME, show all about one format, including its options.
    """
    formats = (
        [registry.default().get(name)]
        if name
        else [format for format in registry.default() if format.can_read or format.can_write]
    )
    if layout == "json":
        click.echo(json.dumps([_facts(format) for format in formats], indent=2))
    elif name:
        _print_one(formats[0])
    else:
        header = ("format", "reads", "writes", "extensions", "title", "plugin")
        rows = [
            (
                format.name,
                "yes" if format.can_read else "",
                "yes" if format.can_write else "",
                " ".join(format.extensions),
                format.title,
                registry.default().owner(format).owner,
            )
            for format in formats
        ]
        print_table(header, rows, styles=("bold cyan", "green", "green", "", "", "dim"))
    return OK


def _facts(format: Format) -> dict[str, object]:
    return {
        "name": format.name,
        "title": format.title,
        "aliases": list(format.aliases),
        "reads": format.can_read,
        "writes": format.can_write,
        "extensions": list(format.extensions),
        "media_type": format.media_type,
        "namespace": format.namespace,
        "options": names_of(format),
        "plugin": registry.default().owner(format).owner,
    }


def _print_one(format: Format) -> None:
    from docmeta.plugins.options import described

    facts = _facts(format)
    words = {True: "yes", False: "no", None: ""}
    rows = [
        (key, " ".join(value) if isinstance(value, list) else words.get(value, value))  # type: ignore[call-overload]
        for key, value in facts.items()
        if key != "options" and value not in (None, [])
    ]
    for key, value in rows:
        sys.stdout.write(f"{key:12}{one_line(str(value))}\n")
    options = list(described(format))
    if options:
        sys.stdout.write("\n")
        print_table(("option", "takes", "default", "meaning"), options, styles=("bold cyan", "", "dim", ""))
