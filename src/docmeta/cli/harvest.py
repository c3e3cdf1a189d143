"""`docmeta harvest`: the records of a repository, by OAI-PMH, into a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from docmeta.cli.common import limiting_options
from docmeta.cli.limits import Sectioned, huge_option
from docmeta.cli.progress import Progress
from docmeta.cli.telling import OK, PROBLEMS
from docmeta.cli.terminal import one_line, print_table
from docmeta.harvesting import Harvest, Listed, Offered, harvest, offered, reads
from docmeta.plugins import Limits

#: How many broken pages and missing records are named; the folder has all of them.
_NAMED = 10


@click.command(cls=Sectioned)
@click.argument("base_url", metavar="BASE_URL")
@click.option(
    "-o", "--output", metavar="FOLDER", help="The folder for the records; an unfinished harvest there is resumed."
)
@click.option(
    "--prefix", "prefixes", metavar="PREFIX", multiple=True,
    help="A metadata prefix: oai_dc, ead ...; may be repeated. All that docmeta can read if not given.",
)  # fmt: skip
@click.option("--set", "sets", metavar="SET", multiple=True, help="A set; may be repeated. All records if not given.")
@click.option(
    "--from", "since", metavar="DATE", help="Only records changed since DATE; since the last harvest if not given."
)
@click.option("--until", metavar="DATE", help="Only records changed up to DATE.")
@click.option("--full", is_flag=True, help="Fetch everything again, and remove records that no longer appear.")
@click.option("--list", "listing", is_flag=True, help="List the repository's formats and sets; harvest nothing.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
@huge_option
@limiting_options
def command(
    base_url: str,
    output: str | None,
    prefixes: tuple[str, ...],
    sets: tuple[str, ...],
    since: str | None,
    until: str | None,
    full: bool,
    listing: bool,
    huge: bool,
    quiet: bool,
    limits: Limits | None,
) -> int:
    """Harvest the records of a repository by OAI-PMH, each into its own file.

    BASE_URL is the repository's OAI-PMH address. Run the command again to update the folder, or to resume.

    Exits with 1 if some records failed; the next run asks for them again.

    \b
    Examples:
      docmeta harvest https://example.org/oai --list
      docmeta harvest https://example.org/oai -o records/ --prefix ead
      docmeta convert records/ --to jsonld -o out/
    """
    if listing:
        _print_offered(offered(base_url, limits=limits))
        return OK
    if output is None:
        raise click.UsageError(
            "name a folder for the records with -o FOLDER, or list what the repository offers with --list"
        )
    with Progress("harvesting", shown=not quiet) as progress:

        def tell(words: str) -> None:
            if not quiet:
                progress.say(f"docmeta: {one_line(words)}")

        harvested = harvest(
            base_url,
            output,
            prefixes=prefixes,
            sets=sets,
            from_=since,
            until=until,
            full=full,
            huge=huge,
            limits=limits,
            progress=progress.records,
            tell=tell,
        )
    if not quiet:
        for line in _summary(harvested):
            click.echo(line, err=True)
    return OK if harvested.whole else PROBLEMS


def _summary(harvested: Harvest) -> Iterator[str]:
    for listed in harvested.lists:
        yield _line(listed)
        if listed.failed is not None:
            yield f"  it stopped there: {one_line(listed.failed)}"
        if listed.lacking:
            yield f"  the server announced {listed.lacking:,} more records than it sent"
        for kept in listed.broken[:_NAMED]:
            yield f"  a broken page is kept as {one_line(kept.path)}: {one_line(kept.why)}"
        for identifier, why in list(listed.missing.items())[:_NAMED]:
            yield f"  missing: {one_line(identifier)}: {one_line(why)}"
        if len(listed.missing) > _NAMED:
            yield f"  ... and {len(listed.missing) - _NAMED:,} more are missing"
    if harvested.keeps_deleted != "persistent":
        how = (
            "only tracks deleted records for a time"
            if harvested.keeps_deleted == "transient"
            else "does not track them"
        )
        yield f"--full finds deleted records; the repository {how}"


def _line(listed: Listed) -> str:
    name = listed.prefix if listed.set is None else f"{listed.prefix}, set {one_line(listed.set)}"
    parts = [
        f"{count:,} {words}"
        for count, words in (
            (listed.new, "new"),
            (listed.changed, "changed"),
            (listed.same, "unchanged"),
            (listed.deleted, "deleted"),
            (listed.gone, "no longer there"),
            (listed.empty, "without metadata"),
            (listed.nameless, "without an identifier, which are not kept"),
            (len(listed.missing), "missing"),
        )
        if count
    ]
    return f"{one_line(name)}: {', '.join(parts) or ('nothing arrived' if listed.failed else 'nothing new')}"


def _print_offered(found: Offered) -> None:
    click.echo(f"{one_line(found.name)}; records since {one_line(found.earliest)}\n")
    rows = [(one_line(each.prefix), one_line(each.namespace), "yes" if reads(each) else "") for each in found.offers]
    print_table(("prefix", "namespace", "docmeta reads it"), rows, styles=("bold cyan", "", "green"))
    if found.sets:
        sys.stdout.write("\n")
        print_table(
            ("set", "name"), [(one_line(spec), one_line(name)) for spec, name in found.sets], styles=("bold cyan", "")
        )
