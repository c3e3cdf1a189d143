"""`docmeta view`: descriptions as a page in the browser."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from docmeta.api import read, write
from docmeta.cli.common import Bare, reader_options, reading_options, source_of, withholding_option
from docmeta.cli.losses import print_report
from docmeta.cli.telling import OK
from docmeta.crosswalk import Report
from docmeta.errors import DocmetaError, InputError
from docmeta.model import Node
from docmeta.plugins import Limits, registry
from docmeta.plugins.options import names_of
from docmeta.remote import is_address, named, shown
from docmeta.running import Withhold
from docmeta.running.files import keeping
from docmeta.running.sources import files_of, is_folder, is_pattern, reading_extensions
from docmeta.running.targets import refuse_source


@click.command(cls=Bare)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--output", metavar="FILE", help="Write the page to FILE; a temporary file if not given.")
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
@click.option("--thumbnails", is_flag=True, help="Show images of digital objects, which the browser then loads.")
@click.option("--title", metavar="TITLE", help="The title of the page.")
@click.option("--include-internal", is_flag=True, help="Include material marked internal.")
@withholding_option
@reading_options
def command(
    sources: tuple[str, ...],
    output: str | None,
    no_open: bool,
    thumbnails: bool,
    title: str | None,
    include_internal: bool,
    withhold_restricted: Withhold | None,
    from_: str | None,
    options: tuple[str, ...],
    huge: bool,
    limits: Limits | None,
) -> int:
    """Show descriptions as a page in the browser, with a tree, a timeline, filters and search.

    SOURCE is a file, a folder or an archive, a pattern, a URL, or - for standard input.
    Several sources become one page, an index with a search over all of them.
    The page is a single file, loads nothing from elsewhere and works offline.
    """
    arguments: dict[str, Any] = {"format": from_, "huge": huge, "limits": limits, **reader_options(options)}
    report = Report()
    target = output or _temporary()
    page = names_of(registry.default().get("html"))
    wanted = {name: arguments.pop(f"read.{name}") for name in page if f"read.{name}" in arguments}
    if thumbnails:
        wanted["thumbnails"] = True
    if _several(sources):
        wanted = {"title": f"Descriptions in {_name(sources[0])}", "index": True, **wanted}
    if title is not None:
        wanted["title"] = title
    click.get_current_context().with_resource(keeping(arguments["huge"], arguments["limits"]))
    nodes = _nodes(sources, output, arguments, report)
    try:
        write(
            nodes, target, format="html", report=report, include_internal=include_internal,
            withhold_restricted=withhold_restricted or False, **wanted,
        )  # fmt: skip
    except BaseException:
        if output is None:
            os.unlink(target)
        raise
    print_report(report, several=_several(sources))
    click.echo(target)
    if not no_open:
        import webbrowser

        webbrowser.open(Path(target).resolve().as_uri())
    return OK


def _several(sources: tuple[str, ...]) -> bool:
    return len(sources) > 1 or is_folder(sources[0]) or is_pattern(sources[0])


def _name(source: str) -> str:
    return named(source) if is_address(source) else os.path.basename(os.path.abspath(source))


def _temporary() -> str:
    """A permanent file, since the browser reads it after this process has ended."""
    handle, path = tempfile.mkstemp(prefix="docmeta-", suffix=".html")
    os.close(handle)
    return path


def _nodes(sources: tuple[str, ...], output: str | None, arguments: dict[str, Any], report: Report) -> Iterator[Node]:
    if sources == ("-",):
        stdin = source_of("-")
        refuse_source(stdin, output or "")
        yield from read(stdin, report=report, **arguments)
        return
    extensions = reading_extensions(arguments["format"])
    found = 0
    failed: list[DocmetaError] = []
    for source in sources:
        for file in files_of(source):
            if not (file.named or file.fits(extensions)):
                continue
            found += 1
            refuse_source(file.path, output or "")
            report.source = None  # each reading sets its own
            try:
                yield from read(file.path, report=report, **arguments)
            except DocmetaError as error:
                if file.named:
                    raise
                failed.append(error)
                report.note("error", f"{file.relative}: {error}", target=file.relative)
    if failed and len(failed) == found:
        raise failed[0]
    if not found:
        raise InputError("it contains nothing that docmeta can read", source=shown(sources[0]))
