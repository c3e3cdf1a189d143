"""`docmeta check`: every problem of every source, with its place, its rule and what to do."""

from __future__ import annotations

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs
import click

from docmeta import __version__
from docmeta._cli.common import reader_options, reading_options, source_of
from docmeta._cli.sources import files_of, reading_extensions
from docmeta._cli.telling import OK, PROBLEMS, UNUSABLE, told
from docmeta._cli.terminal import Painter, is_terminal, one_line, screen_width, wants_colour, width_of
from docmeta._files import opened
from docmeta.api import check
from docmeta.checking import Problem
from docmeta.errors import InputError, PluginError, UnknownFormatError

_STYLES = {"error": "red", "warning": "yellow", "info": "blue"}


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--profile", "profiles", metavar="NAME", multiple=True, help="A set of rules: isadg, dacs ...; may be repeated."
)
@click.option("--schema", metavar="NAME", help="Validate the file against an official schema, too: ead3 ...")
@click.option("--schema-dir", metavar="DIR", help="The folder of official schemas; the user's cache if not given.")
@click.option("--format", "layout", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@click.option(
    "--limit", type=click.IntRange(0), metavar="N",
    help="Print at most N problems of a rule in a file; 0 prints all. On a terminal 10 if not given, else all.",
)  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="Print nothing; the exit code tells.")
@reading_options
def command(
    sources: tuple[str, ...],
    profiles: tuple[str, ...],
    schema: str | None,
    schema_dir: str | None,
    layout: str,
    limit: int | None,
    from_: str | None,
    options: tuple[str, ...],
    huge: bool,
    quiet: bool,
) -> int:
    """Find problems in descriptions: what cannot be read, what is doubtful, what breaks the rules of a profile.

    SOURCE is a file, a folder, a pattern, or - for standard input.
    Exits with 0 if all is clean, with 1 if there are errors or warnings, with 2 if a source cannot be used.
    """
    arguments: dict[str, Any] = {
        "profile": profiles or None,
        "schema": schema,
        "schema_dir": schema_dir,
        "format": from_,
        "huge": huge,
        **reader_options(options),
    }
    run = _Run()
    results = _results(_expanded(sources, from_), arguments, run)
    if layout == "text":
        _print_text(results, run, _Printer(limit), quiet)
    else:
        _print_data([problem for _, problems in results for problem in problems], layout, quiet)
    if run.unusable:
        return UNUSABLE
    return PROBLEMS if run.counts["error"] or run.counts["warning"] else OK


@attrs.define
class _Run:
    """What has been found so far."""

    files: int = 0
    unusable: int = 0
    counts: Counter[str] = attrs.field(factory=Counter)


def _expanded(sources: Sequence[str], from_: str | None) -> Iterator[str]:
    extensions = reading_extensions(from_)
    for source in sources:
        if source == "-":
            yield source
            continue
        for file in files_of(source):
            if file.named or file.fits(extensions):
                yield file.path


def _results(sources: Iterable[str], arguments: dict[str, Any], run: _Run) -> Iterator[tuple[str, list[Problem]]]:
    for source in sources:
        run.files += 1
        try:
            problems = _checked(source, arguments)
        except (InputError, PluginError, UnknownFormatError, OSError) as error:
            run.unusable += 1
            told(error)
            continue
        run.unusable += any(problem.rule == "unreadable" for problem in problems)
        run.counts.update(problem.severity for problem in problems)
        yield source, problems


def _checked(source: str, arguments: dict[str, Any]) -> list[Problem]:
    if source != "-":
        return check(source, **arguments)
    with opened(source_of(source)) as file:
        content = file.stream.read()
    return [attrs.evolve(problem, source="<stdin>") for problem in check(content, **arguments)]


def _print_data(problems: list[Problem], layout: str, quiet: bool) -> None:
    if quiet:
        return
    if layout == "sarif":
        from docmeta.sarif import to_sarif

        data: Any = to_sarif(problems, __version__)
    else:
        data = [attrs.asdict(problem) for problem in problems]
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _print_text(results: Iterable[tuple[str, list[Problem]]], run: _Run, printer: _Printer, quiet: bool) -> None:
    for source, problems in results:
        if problems and not quiet:
            printer.file(source, problems)
    if not quiet:
        well = not run.counts and not run.unusable
        print(printer.paint(_summary(run), "green" if well else "bold"))


class _Printer:
    """Prints problems, file by file; on a terminal in colour, folded, and not too many of one rule."""

    def __init__(self, limit: int | None) -> None:
        terminal = is_terminal(sys.stdout)
        self.paint = Painter(wants_colour(sys.stdout))
        self._width = screen_width() if terminal else 10_000
        self._limit = limit if limit is not None else 10 if terminal else 0

    def file(self, source: str, problems: list[Problem]) -> None:
        """The problems of one file."""
        print(self.paint(one_line(source), "bold"))
        places = max(width_of(_place(problem)) for problem in problems)
        rules = max(len(problem.rule) for problem in problems)
        seen: Counter[str] = Counter()
        for problem in problems:
            seen[problem.rule] += 1
            if not self._limit or seen[problem.rule] <= self._limit:
                self._problem(problem, places, rules, first=seen[problem.rule] == 1)
        for rule, count in seen.items():
            if self._limit and count > self._limit:
                print(
                    " " * (places + 4) + self.paint(f"... and {count - self._limit:,} more of {rule}", "dim", "italic")
                )
        print()

    def _problem(self, problem: Problem, places: int, rules: int, *, first: bool) -> None:
        margin = places + rules + 15
        head = (
            "  "
            + self.paint(_place(problem).rjust(places), "dim")
            + "  "
            + self.paint(problem.severity.ljust(7), _STYLES[problem.severity])
            + "  "
            + self.paint(problem.rule.ljust(rules), "cyan")
            + "  "
        )
        lines = textwrap.wrap(one_line(problem.message), max(30, self._width - margin)) or [""]
        print(head + ("\n" + " " * margin).join(lines))
        if problem.advice and first:
            print(" " * margin + self.paint(one_line(problem.advice), "dim"))


def _place(problem: Problem) -> str:
    if problem.line is not None:
        return f"{problem.line}:{problem.column}" if problem.column else str(problem.line)
    return one_line(problem.path or "")[-40:]


def _summary(run: _Run) -> str:
    files = f"{run.files:,} {'file' if run.files == 1 else 'files'}"
    if not run.counts and not run.unusable:
        return f"{files} checked, no problem found"
    said = [
        f"{run.counts[severity]:,} {word if run.counts[severity] == 1 else plural}"
        for severity, word, plural in (
            ("error", "error", "errors"),
            ("warning", "warning", "warnings"),
            ("info", "remark", "remarks"),
        )
        if run.counts[severity]
    ]
    if run.unusable:
        said.append(f"{run.unusable:,} unusable")
    return f"{files} checked: {', '.join(said)}"
