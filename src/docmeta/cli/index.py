"""`docmeta index`: the index of a folder, from which `docmeta serve` and any WSGI server answer OAI-PMH."""

from __future__ import annotations

import click

from docmeta.cli.apart import printed_aside
from docmeta.cli.common import Bare, reader_options, reading_options, telling_options, withholding_option
from docmeta.cli.losses import print_report, write_report
from docmeta.cli.progress import Progress
from docmeta.cli.telling import OK, PROBLEMS, say
from docmeta.crosswalk import Report
from docmeta.oai import Indexed, index
from docmeta.oai.settings import NOBODY
from docmeta.oai.shelf import Shelf
from docmeta.plugins import Limits
from docmeta.running import Withhold


def index_option(function: click.decorators.FC) -> click.decorators.FC:
    """The option of both commands for the path of the index."""
    return click.option("--index", "path", metavar="FILE", help="The index; FOLDER/.docmeta-oai.sqlite if not given.")(
        function
    )


@click.command(cls=Bare)
@click.argument("folder", metavar="FOLDER", type=click.Path(exists=True, file_okay=False))
@index_option
@click.option("--repository", metavar="DOMAIN", help="Your domain, part of every identifier: archive.example.org.")
@click.option("--name", metavar="NAME", help="The name of the repository.")
@click.option(
    "--admin", "admins", metavar="EMAIL", multiple=True, help="The administrator's e-mail address; may be repeated."
)
@click.option("--base-uri", metavar="URI", help="The base URI of the published records.")
@click.option(
    "--prefix",
    "prefixes",
    metavar="PREFIX",
    multiple=True,
    help="A metadata prefix to offer besides oai_dc: ead3 ...; may be repeated. All but ead4 and edm if not given.",
)
@click.option(
    "--inherit/--no-inherit",
    default=None,
    help="Add to each record what it inherits from the units above; the default.",
)
@withholding_option
@click.option(
    "--report",
    "report_file",
    metavar="FILE",
    help="Report what was lost or doubtful: FILE.json for programs, FILE.html for people.",
)
@reading_options
@telling_options
def command(
    folder: str,
    path: str | None,
    repository: str | None,
    name: str | None,
    admins: tuple[str, ...],
    base_uri: str | None,
    prefixes: tuple[str, ...],
    inherit: bool | None,
    withhold_restricted: Withhold | None,
    report_file: str | None,
    from_: str | None,
    options: tuple[str, ...],
    huge: bool,
    limits: Limits | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Make or update the OAI-PMH index of a folder of descriptions.

    docmeta reads only new and changed files, in any format that it knows. Records whose file or unit is gone are marked as
    deleted. Harvesters see either the old state or the new one, never a mixture.

    The index remembers the settings of the repository, so you give them only once.

    Exits with 1 if some files could not be read (their records stay as they were), with 2 if nothing could be done.

    \b
    Examples:
      docmeta index finding-aids/ --repository archive.example.org \\
        --name "City Archive" --admin oai@archive.example.org
      docmeta index finding-aids/
    """
    report = Report()
    with Progress(folder, shown=not quiet) as progress, printed_aside():
        done = index(
            folder,
            path=path,
            repository=repository,
            name=name,
            admins=admins or None,
            base_uri=base_uri,
            inherit=inherit,
            withhold_restricted=withhold_restricted,
            prefixes=prefixes or None,
            from_=from_,
            huge=huge,
            limits=limits,
            report=report,
            progress=progress.units,
            **reader_options(options),
        )
    for file, why in done.failed:
        say(f"{file}: {why}")
    if not quiet:
        if verbose:
            print_report(report, verbose=True, several=True)
        click.echo(told(done), err=True)
        warn_without_domain(done.path)
    if report_file is not None:
        write_report(report, report_file)
    return PROBLEMS if done.failed else OK


def warn_without_domain(path: str) -> None:
    """Warn if no domain is given: a later one makes new records, and deletes these for good."""
    with Shelf(path) as shelf:
        unnamed = (shelf.settings().get("repository") or NOBODY) == NOBODY
    if unnamed:
        say(f"identifiers begin with oai:{NOBODY}: until you give docmeta index your --repository DOMAIN", "warning: ")


def told(done: Indexed) -> str:
    """The result of an indexing, on one line."""
    files = f"{done.files:,} file{'' if done.files == 1 else 's'}, {done.read:,} read"
    files += f", {done.removed:,} gone" if done.removed else ""
    files += f", {len(done.failed):,} not readable" if done.failed else ""
    changes = f"{done.new:,} new, {done.changed:,} changed, {done.deleted:,} deleted"
    return f"{files}; {done.records:,} record{'' if done.records == 1 else 's'}: {changes}"
