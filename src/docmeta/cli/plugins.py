"""`docmeta plugins`: the plugins, their distributions, those that failed and why; and making a new one."""

from __future__ import annotations

import json
import sys
import warnings

import click

from docmeta.cli.common import layout_option
from docmeta.cli.starting import Kind, make
from docmeta.cli.telling import OK, PROBLEMS
from docmeta.cli.terminal import print_table
from docmeta.plugins import registry


@click.group(invoke_without_command=True)
@layout_option("text", "json")
@click.pass_context
def command(context: click.Context, layout: str) -> int:
    """List the plugins, and why any failed to load. Exits with 1 if one did.

    "docmeta plugins new NAME" makes a new one.
    """
    if context.invoked_subcommand is not None:
        return OK
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the table shows it
        plugins = registry.default().plugins()
    if layout == "json":
        listed = [
            {
                "name": plugin.name,
                "distribution": plugin.distribution,
                "formats": [format.name for format in plugin.formats],
                "transforms": [transform.name for transform in plugin.transforms],
                "error": plugin.error,
            }
            for plugin in plugins
        ]
        click.echo(json.dumps(listed, indent=2))
    else:
        rows = [
            (
                plugin.name,
                plugin.distribution or "registered by hand",
                ", ".join([*(each.name for each in plugin.formats), *(each.name for each in plugin.transforms)]),
                f"failed: {plugin.error}" if plugin.error else "",
            )
            for plugin in plugins
        ]
        print_table(
            ("plugin", "distribution", "formats, transforms", "error"),
            rows,
            stream=sys.stdout,
            styles=("bold cyan", "", "", "red"),
        )
    return PROBLEMS if any(plugin.error for plugin in plugins) else OK


@command.command()
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice(["exporter", "table", "reader"]),
    default="table",
    show_default=True,
    help="A plain exporter, an exporter with a crosswalk table, or a reader and writer that share one.",
)
@click.option(
    "-o", "--output", "folder", metavar="DIR", default=".", show_default=True, help="The folder to make it in."
)
def new(name: str, kind: Kind, folder: str) -> int:
    """Make a plugin for a new format.

    It has a module, an entry point, options, tests, a README and a workflow. NAME is the name of the format.
    The plugin works as it is; change it to write what your format holds.

    \b
    Examples:
      docmeta plugins new cards
      pip install -e 'docmeta-cards[test]'
      docmeta convert finding-aid.xml --to cards
      pytest docmeta-cards
    """
    for path in make(name, kind, folder):
        click.echo(path)
    return OK
