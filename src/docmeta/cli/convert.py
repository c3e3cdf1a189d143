"""`docmeta convert`: one source to one target, or many to a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from typing import Any

import attrs
import click

from docmeta.api import convert
from docmeta.authorities import Authorities, Fill
from docmeta.cli.apart import printed_aside, standard_output
from docmeta.cli.common import Bare, format_options, reading_options, source_of, telling_options, withholding_option
from docmeta.cli.findings import every_finding, refuse_other_names
from docmeta.cli.losses import print_report, write_report
from docmeta.cli.progress import Progress
from docmeta.cli.telling import OK
from docmeta.crosswalk import Report
from docmeta.errors import LossError
from docmeta.plugins import Limits
from docmeta.remote import is_address, named, shown
from docmeta.running import Withhold
from docmeta.running.files import keeping
from docmeta.running.run import Strict
from docmeta.running.sources import is_folder, is_pattern, same_file


@attrs.frozen
class Wish:
    """The arguments of `docmeta.convert()` for every conversion of a call; can be sent to another process."""

    to: str | None
    for_: str | None
    from_: str | None
    include_internal: bool
    withhold_restricted: Withhold
    strict: Strict
    each: bool
    through: tuple[str, ...]
    authorities: tuple[str, ...]
    authorities_fill: Fill
    base_uri: str | None
    huge: bool
    limits: Limits | None
    options: dict[str, Any]

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments."""
        given = {field.name: getattr(self, field.name) for field in attrs.fields(Wish)}
        records = self.records()
        del given["authorities"], given["authorities_fill"]
        if records is not None:
            given["through"] = (records, *self.through)
        return {**given.pop("options"), **given}

    def records(self) -> Authorities | None:
        """The authority records to join, read once."""
        if not self.authorities:
            return None
        return _records(self.authorities, self.authorities_fill, self.include_internal)


@cache
def _records(sources: tuple[str, ...], fill: Fill, include_internal: bool) -> Authorities:
    return Authorities(sources, fill, include_internal)


@attrs.frozen
class Files:
    """The requested files besides the target: the report, and the list of findings."""

    report: str | None
    findings: str | None

    def refuse(self, used: Iterable[str], folder: str | None = None) -> None:
        """Reject a file that is also a source or a target, or in the target folder, since one would overwrite the other."""
        for option, path in (("--report", self.report), ("--findings", self.findings)):
            if is_address(path):
                raise click.UsageError(f"{option} needs a local file, not {shown(path)!r}")
        taken = {same_file(path) for path in used if path != "-"}
        for option, path in (("--report", self.report), ("--findings", self.findings)):
            if path is None or path == "-" or (os.path.exists(path) and not os.path.isfile(path)):
                continue
            file = same_file(path)
            if file in taken:
                raise click.UsageError(f"{option} {shown(path)!r} is also a source or a target; name another file")
            if folder is not None and os.path.realpath(os.path.dirname(path) or ".") == os.path.realpath(folder):
                raise click.UsageError(
                    f"{option} {shown(path)!r} is inside the folder of --each; name a file elsewhere"
                )
            taken.add(file)


@click.command(cls=Bare)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--to", metavar="FORMAT", help="The format to write; taken from FILE's extension if not given.")
@click.option("--for", "for_", metavar="SYSTEM", help="Write for a receiving system: archivesspace, arclight ...")
@click.option("-o", "--output", metavar="FILE|DIR/", help="Where to write; standard output if not given.")
@click.option("--each", is_flag=True, help="Write each unit to its own file in DIR/.")
@click.option(
    "--through",
    metavar="NAME",
    multiple=True,
    help="Pass the units through a plugin's transform; may be repeated.",
)
@click.option(
    "--authorities",
    metavar="FILE|DIR",
    multiple=True,
    help="Join agents with authority records (EAC-CPF) by identifier; may be repeated.",
)
@click.option(
    "--authorities-fill",
    type=click.Choice(["names", "all"]),
    default="names",
    show_default=True,
    help="What to add from them if missing: names and dates, or all.",
)
@click.option(
    "--strict",
    type=click.Choice(["lost", "changed"]),
    is_flag=False,
    flag_value="lost",
    default=None,
    metavar="[=changed]",
    help="Write nothing and exit with 1 if anything would be lost; with =changed, also if anything would change its form.",
)
@click.option("--include-internal", is_flag=True, help="Include material marked internal.")
@withholding_option
@click.option(
    "--report",
    metavar="FILE",
    help="Report what was lost, changed or doubtful: FILE.json for programs, FILE.html for people.",
)
@click.option(
    "--findings", metavar="FILE", help="List every single finding, as a row of FILE.csv or a line of FILE.jsonl."
)
@click.option("--base-uri", metavar="URI", help="The base URI of the published records.")
@click.option("--jobs", "-j", type=click.IntRange(1, 256), default=1, metavar="N", help="Convert N files at a time.")
@reading_options
@telling_options
def command(
    sources: tuple[str, ...],
    output: str | None,
    report: str | None,
    findings: str | None,
    jobs: int,
    options: tuple[str, ...],
    quiet: bool,
    verbose: bool,
    **wish: Any,
) -> int:
    """Convert descriptions to another format.

    SOURCE is a file, a folder or an archive, a pattern such as "in/*.xml", a URL such as https://... or s3://...,
    or - for standard input.
    For several sources, -o names a folder.

    A table on standard error counts what the target cannot hold, with examples.

    \b
    Examples:
      docmeta convert finding-aid.xml --to dcterms -o records.xml
      docmeta convert in/ --to jsonld -o out/ --jobs 4
      docmeta convert finding-aid.xml --to dc --each -o records/
    """
    if findings is not None:
        refuse_other_names(findings)
    files = Files(report, findings)
    for name in ("strict", "withhold_restricted"):
        wish[name] = wish[name] or False
    wanted = Wish(options=format_options(options, convert), **wish)
    target = "-" if output is None else output
    if not target:
        raise click.UsageError("the name of the file or folder to write is empty; without -o, it is standard output")
    if wanted.each and target == "-":
        raise click.UsageError("--each needs a folder: -o DIR/")
    if _is_many(sources) or (target != "-" and not wanted.each and _is_folder(target)):
        from docmeta.cli.batch import convert_all

        with keeping(wanted.huge, wanted.limits):
            return convert_all(sources, target, wanted, jobs=jobs, files=files, quiet=quiet, verbose=verbose)
    return _convert_one(sources[0], target, wanted, files, quiet, verbose)


def _is_many(sources: tuple[str, ...]) -> bool:
    return len(sources) > 1 or is_folder(sources[0]) or is_pattern(sources[0])


def _is_folder(target: str) -> bool:
    return target.endswith(("/", os.sep)) or os.path.isdir(target)


def _convert_one(source: str, target: str, wish: Wish, files: Files, quiet: bool, verbose: bool) -> int:
    files.refuse((source, target), target if wish.each else None)
    report = Report()
    out: Any = standard_output() if target == "-" else target
    refused: LossError | None = None
    with every_finding(files.findings) as findings:
        if findings is not None:
            report.each = findings.of(report)
        try:
            with Progress(named(source), shown=not quiet and target != "-") as progress, printed_aside():
                convert(source_of(source), out, report=report, progress=progress.units, **wish.arguments())
        except LossError as error:
            refused = error
    if not quiet:
        print_report(report, verbose=verbose)
    if files.report is not None:
        wanted = wish.for_ or wish.to or named(target)
        note = "Nothing was written, since --strict refuses this loss" if refused is not None else ""
        write_report(report, files.report, title=f"{named(source)} converted to {wanted}", note=note)
    if refused is not None:
        raise refused
    return OK
