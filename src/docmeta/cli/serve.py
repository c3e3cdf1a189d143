"""`docmeta serve`: an OAI-PMH repository that serves a folder."""

from __future__ import annotations

import os

import click

from docmeta.cli.apart import printed_aside
from docmeta.cli.index import index_option, warn_without_domain
from docmeta.cli.index import told as indexed
from docmeta.cli.telling import OK, say
from docmeta.errors import OptionError
from docmeta.oai import application, index
from docmeta.oai.server import server
from docmeta.oai.store import path_of
from docmeta.oai.wsgi import PAGE


@click.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(exists=True))
@index_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="The port to listen on; 0 chooses a free one.",
)
@click.option("--base-url", metavar="URL", help="The URL that harvesters use, such as that of a proxy.")
@click.option(
    "--page",
    type=click.IntRange(1, 10_000),
    default=PAGE,
    show_default=True,
    metavar="N",
    help="The number of records per page.",
)
@click.option("--verbose", "-v", is_flag=True, help="Print every request.")
def command(folder: str, path: str | None, host: str, port: int, base_url: str | None, page: int, verbose: bool) -> int:
    """Serve a folder of descriptions by OAI-PMH 2.0, until you press Ctrl-C.

    docmeta answers from the index that "docmeta index" makes, or makes one if there is none. Later runs of
    "docmeta index" take effect at once. FOLDER can also be the index itself.

    This server is for trying things out. In production, run docmeta.oai.application() in any WSGI server.

    \b
    Examples:
      docmeta serve finding-aids/ --port 8000
    """
    where = path_of(folder, path)
    if not os.path.exists(where):
        with printed_aside():
            done = index(folder, path=path)
        for file, why in done.failed:
            say(f"{file}: {why}")
        click.echo(indexed(done), err=True)
    warn_without_domain(where)  # fails early if the index cannot be read
    app = application(folder, path=path, base_url=base_url, page=page)
    try:
        serving = server(app, host, port, say_request if verbose else None)
    except (OSError, OverflowError) as error:
        raise OptionError(
            f"cannot listen on {host}, port {port}: {getattr(error, 'strerror', None) or error}"
        ) from None
    with serving:
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{serving.server_port}/"
        click.echo(base_url or address)
        click.echo(f"open {address}?verb=Identify to look at it; press Ctrl-C to stop", err=True)
        serving.serve_forever(poll_interval=0.1)
    return OK


def say_request(line: str) -> None:
    """Log a request."""
    say(line, "")
