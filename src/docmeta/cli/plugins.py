"""`docmeta plugins`: who is registered, from which distribution, and who failed and why."""

from __future__ import annotations

import json
import sys
import warnings

import click

from docmeta.cli.telling import OK, PROBLEMS
from docmeta.cli.terminal import print_table
from docmeta.plugins import registry


@click.command()
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(layout: str) -> int:
    """List the plugins, and those that failed with the reason. Exits with 1 if one failed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the table says it
        plugins = registry.default().plugins()
    if layout == "json":
        click.echo(
            json.dumps(
                [
                    {
                        "name": plugin.name,
                        "distribution": plugin.distribution,
                        "formats": [format.name for format in plugin.formats],
                        "error": plugin.error,
                    }
                    for plugin in plugins
                ],
                indent=2,
            )
        )
    else:
        rows = [
            (
                plugin.name,
                plugin.distribution or "registered by hand",
                ", ".join(format.name for format in plugin.formats),
                f"failed: {plugin.error}" if plugin.error else "",
            )
            for plugin in plugins
        ]
        print_table(
            ("plugin", "distribution", "formats", "error"), rows, stream=sys.stdout, styles=("bold cyan", "", "", "red")
        )
    return PROBLEMS if any(plugin.error for plugin in plugins) else OK
