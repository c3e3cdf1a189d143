"""`docmeta schemas`: the official schemas, where they are published and where the user's copy is."""

from __future__ import annotations

import click

from docmeta.checking import schemas
from docmeta.cli.telling import OK
from docmeta.cli.terminal import print_table, safe


@click.group(invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> int:
    """Fetch and list the official schemas, which "docmeta check --schema" validates against."""
    return _list() if context.invoked_subcommand is None else OK


@command.command("list")
@click.option(
    "--schema-dir", metavar="DIR", help="The folder of official schemas, or a catalog; the user's cache if not given."
)
def _list_command(schema_dir: str | None) -> int:
    """List the schemas, and whether each is installed."""
    return _list(schema_dir)


def _list(folder: str | None = None) -> int:
    chosen = schemas.chosen_folder(folder)
    rows = []
    for name, schema in schemas.SCHEMAS.items():
        rows.append((name, schema.title, "yes" if schemas.at_hand(name, folder) else "", schema.files[0].address))
    print_table(("schema", "title", "there", "published at"), rows, styles=("bold cyan", "", "green", "dim"))
    click.echo(f"{'catalog' if chosen.is_file() else 'folder'}: {safe(str(chosen))}", err=True)
    return OK


@command.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--schema-dir", metavar="DIR", help="The folder to keep them in; the user's cache if not given.")
def fetch(names: tuple[str, ...], schema_dir: str | None) -> int:
    """Download official schemas.

    Without NAME, downloads all of them from where they are published.
    docmeta keeps a file only if its SHA-256 is the one on record; if none is on record, it says so.
    """
    for path in schemas.fetch(names, schema_dir):
        click.echo(str(path))
    for file in schemas.unproven(names):
        click.echo(f"{file.name}: no SHA-256 is on record for it; kept as {file.address} gave it", err=True)
    return OK
