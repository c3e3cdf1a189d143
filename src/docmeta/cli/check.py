"""`docmeta check`: every problem of every source, with its place, its rule and what to do."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs
import click

from docmeta import __version__
from docmeta.api import check
from docmeta.checking import UNREADABLE, FileTest, Problem, Problems, Profile, online
from docmeta.cli.apart import printed_aside
from docmeta.cli.common import layout_option, reader_options, reading_options, source_of
from docmeta.cli.limits import Sectioned
from docmeta.cli.progress import Progress
from docmeta.cli.telling import OK, PROBLEMS, UNUSABLE, told
from docmeta.cli.terminal import (
    Painter,
    is_terminal,
    one_line,
    print_page,
    print_table,
    screen_width,
    wants_colour,
    width_of,
)
from docmeta.errors import DocmetaError, InputError, PluginError, UnknownFormatError, of_os
from docmeta.plugins import Limits
from docmeta.remote import shown
from docmeta.running.files import keeping
from docmeta.running.sources import files_of, reading_extensions

_STYLES = {"error": "red", "warning": "yellow", "info": "blue"}
#: A rule broken this often gets a line in the table at the end.
_OFTEN = 10
#: The narrowest column for a message beside its rule.
_NARROWEST = 30


@click.command(cls=Sectioned)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--profile",
    "profiles",
    metavar="NAME",
    multiple=True,
    help="Check a set of rules: isadg, dacs ...; may be repeated.",
)
@click.option(
    "--list-profiles",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda *given: _list_profiles(*given),
    help="List the sets of rules, including those of plugins.",
)
@click.option("--schema", metavar="NAME", help="Also validate the file against an official schema: ead3 ...")
@click.option(
    "--schema-dir", metavar="DIR", help="The folder of official schemas, or a catalog; the user's cache if not given."
)
@click.option(
    "--on", metavar="DAY", callback=lambda context, parameter, day: _day(day),
    help="Check as of DAY, such as 2031-12-31, instead of today: reports restrictions that have ended by then.",
)  # fmt: skip
@layout_option("text", "json", "sarif", "html")
@click.option(
    "--limit", type=click.IntRange(0), metavar="N",
    help="Print at most N problems per rule and file; 0 prints all. The default is 10 on a terminal, else 0.",
)  # fmt: skip
@click.option("--include-internal", is_flag=True, help="Quote material marked internal.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing; just set the exit code.")
@reading_options
def command(
    sources: tuple[str, ...],
    profiles: tuple[str, ...],
    schema: str | None,
    schema_dir: str | None,
    on: str | None,
    layout: str,
    limit: int | None,
    include_internal: bool,
    from_: str | None,
    options: tuple[str, ...],
    huge: bool,
    limits: Limits | None,
    quiet: bool,
) -> int:
    """Find problems in descriptions: what is unreadable, doubtful or against the rules of a profile.

    SOURCE is a file, a folder or an archive, a pattern, a URL, or - for standard input.
    With --profile oai-pmh it can be the base URL of a repository, which docmeta tests as registries do,
    with some fifty requests, one per second (--pace).

    Internal material is checked, too, but not quoted, unless you include it.

    Exits with 0 if there are no problems, 1 for errors or warnings, 2 if a source cannot be used.
    """
    arguments: dict[str, Any] = {
        "profile": profiles or None,
        "schema": schema,
        "schema_dir": schema_dir,
        "on": on,
        "include_internal": include_internal,
        "format": from_,
        "huge": huge,
        "limits": limits,
        **reader_options(options),
    }
    if schema is not None:
        from docmeta.checking.schemas import load

        load(schema, schema_dir)  # a missing schema is one error, not one per file
    click.get_current_context().with_resource(keeping(huge, limits))
    run = _Run()
    results = _results(_expanded(sources, from_), arguments, run, quiet)
    if layout == "text":
        _print_text(results, run, _Printer(limit), quiet)
    elif layout == "html":
        _print_page(list(results), run, limit or 0, quiet)
    else:
        _print_data([problem for result in results for problem in (*result.problems, *result.unusable)], layout, quiet)
    if not run.files + run.repositories:
        raise InputError(f"no file to check in {', '.join(map(shown, sources))}")
    if run.unusable:
        return UNUSABLE
    return PROBLEMS if run.counts["error"] or run.counts["warning"] else OK


def _day(given: str | None) -> str | None:
    """A day; an invalid one is rejected before anything is read."""
    from docmeta.model import day_of

    day_of(given)
    return given


def _list_profiles(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print the profiles instead of checking."""
    if not asked or context.resilient_parsing:
        return
    from docmeta.checking.profiles import PROFILES, profile
    from docmeta.checking.run import brought
    from docmeta.plugins import registry

    rows = [_profile_row(profile(name), "") for name in PROFILES]
    for format in registry.default():
        try:
            owner = registry.default().owner(format).owner
            rows += [_profile_row(found, owner) for found in brought(format)]
        except PluginError as error:
            told(error)
    print_table(("profile", "rules", "title", "plugin"), rows, styles=("bold cyan", "green", "", "dim"))
    context.exit()


def _profile_row(profile: Profile, owner: str) -> tuple[str, str, str, str]:
    return profile.name, str(len(profile.rules) + len(profile.file_rules)), profile.title, owner


@attrs.define
class _Run:
    """The problems found so far, in files and in repositories."""

    files: int = 0
    repositories: int = 0
    requests: int = 0
    unusable: int = 0
    counts: Counter[str] = attrs.field(factory=Counter)
    rules: dict[str, tuple[int, Problem]] = attrs.field(factory=dict)

    def count(self, problems: Iterable[Problem]) -> None:
        """Count problems by severity and by rule."""
        for problem in problems:
            self.counts[problem.severity] += 1
            before = self.rules.get(problem.rule)
            self.rules[problem.rule] = (before[0] + 1, before[1]) if before else (1, problem)


@attrs.frozen
class _Result:
    """A source, its problems, and why it could not be used at all (on standard error in text output)."""

    source: str
    problems: list[Problem]
    unusable: tuple[Problem, ...] = ()


def _expanded(sources: Sequence[str], from_: str | None) -> Iterator[str]:
    extensions = reading_extensions(from_)
    for source in sources:
        if source == "-":
            yield source
            continue
        for file in files_of(source):
            if file.named or file.fits(extensions):
                yield file.path


def _results(sources: Iterable[str], arguments: dict[str, Any], run: _Run, quiet: bool) -> Iterator[_Result]:
    by_protocol = {name.casefold() for name in arguments["profile"] or ()} == {online.PROFILE}
    for source in sources:
        run.files += 1
        try:
            if by_protocol and arguments["format"] is None and online.is_repository(source):
                problems = _asked(source, arguments, run, quiet)
            else:
                with printed_aside():
                    problems = check(source_of(source), **arguments)
                run.unusable += any(problem.rule == UNREADABLE for problem in problems)
        except (InputError, PluginError, UnknownFormatError, OSError) as error:
            run.unusable += 1
            told(error)
            yield _Result(source, [], (_unusable(source, error),))
            continue
        run.count(problems)
        yield _Result(source, problems)


def _asked(source: str, arguments: dict[str, Any], run: _Run, quiet: bool) -> Problems:
    """Check a repository."""
    run.files -= 1
    run.repositories += 1
    validator: FileTest | None = None
    if arguments["schema"] is not None:
        from docmeta.checking.validation import validator_of

        validator = validator_of(arguments["schema"], arguments["schema_dir"])
    with Progress(shown(source), shown=not quiet) as progress:

        def tell(words: str) -> None:
            if not quiet:
                progress.say(f"docmeta: {one_line(words)}")

        found = online.ask_repository(
            source,
            validator=validator,
            huge=arguments["huge"],
            limits=arguments["limits"],
            tell=tell,
            progress=progress.requests,
        )
    run.requests += found.requests
    return found


def _unusable(source: str, error: Exception) -> Problem:
    """A file that could not be opened or recognised, as a problem for output as data."""
    message = error.message if isinstance(error, DocmetaError) else str(error)
    if isinstance(error, OSError):
        message = of_os(error).removeprefix(f"{shown(source)}: ")
    return Problem(UNREADABLE, "error", message, "leave the file out, or make it readable", source=_named(source))


def _print_data(problems: list[Problem], layout: str, quiet: bool) -> None:
    if quiet:
        return
    if layout == "sarif":
        from docmeta.checking.sarif import to_sarif

        data: Any = to_sarif(problems, __version__)
    else:
        data = [attrs.asdict(problem) for problem in problems]
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _print_page(results: list[_Result], run: _Run, limit: int, quiet: bool) -> None:
    if quiet or not results:
        return
    from docmeta.cards import problems_page

    found = {_named(result.source): [*result.problems, *result.unusable] for result in results}
    about = os.path.basename(next(iter(found))) if len(found) == 1 else f"{len(found):,} files"
    print_page(problems_page(found, _summary(run), title=f"Check of {about}", most=limit))


def _named(source: str) -> str:
    return "<stdin>" if source == "-" else shown(source)


def _print_text(results: Iterable[_Result], run: _Run, printer: _Printer, quiet: bool) -> None:
    for result in results:
        if result.problems and not quiet:
            printer.file(_named(result.source), result.problems)
    if not quiet:
        if not run.files + run.repositories:
            return
        printer.rules(run.rules)
        well = not run.counts and not run.unusable
        printer.line(_summary(run), "green" if well else "bold")


class _Printer:
    """Prints problems, file by file; on a terminal in colour, wrapped, and limited for each rule."""

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

    def line(self, text: str, *styles: str) -> None:
        """A line by itself, wrapped to the screen."""
        for part in textwrap.wrap(text, self._width):
            print(self.paint(part, *styles))

    def rules(self, rules: dict[str, tuple[int, Problem]]) -> None:
        """How often each rule is broken, if one is broken often."""
        often = sorted(rules.items(), key=lambda item: (-item[1][0], item[0]))
        if not often or often[0][1][0] <= _OFTEN:
            return
        counts = len(f"{often[0][1][0]:,}")
        names = max(len(rule) for rule, _ in often)
        for rule, (count, problem) in often:
            head = self._head(f"{count:,}".rjust(counts), problem.severity, rule.ljust(names))
            self._folded(head, counts + names + 15, _what(problem) or one_line(problem.message))
        print()

    def _problem(self, problem: Problem, places: int, rules: int, *, first: bool) -> None:
        margin = places + rules + 15
        head = self._head(_place(problem).rjust(places), problem.severity, problem.rule.ljust(rules))
        self._folded(head, margin, one_line(problem.message))
        what = _what(problem)
        if what and first:
            self._folded("", margin + 2, what, "dim")

    def _head(self, place: str, severity: str, rule: str) -> str:
        return f"  {self.paint(place, 'dim')}  {self.paint(severity.ljust(7), _STYLES[severity])}  {self.paint(rule, 'cyan')}"

    def _folded(self, head: str, margin: int, text: str, *styles: str) -> None:
        """Print *text* beside *head*, wrapped; below it on a narrow screen."""
        if self._width - margin < _NARROWEST:
            if head:
                print(head.rstrip())
            head, margin = "", 6 if head else 8
        room = self._width - margin
        lines = [text] if len(text) <= room else textwrap.wrap(text, room, break_on_hyphens=False)
        for index, line in enumerate(lines):
            print((f"{head}  " if head and not index else " " * margin) + self.paint(line, *styles))


def _what(problem: Problem) -> str:
    """What to do, and the standard that requires it."""
    said = [one_line(problem.advice), f"[{one_line(problem.standard)}]" if problem.standard else ""]
    return " ".join(part for part in said if part)


def _place(problem: Problem) -> str:
    if problem.line is not None:
        return f"{problem.line}:{problem.column}" if problem.column else str(problem.line)
    return one_line(problem.path or "")[-40:]


def _summary(run: _Run) -> str:
    looked = [f"{run.files:,} {'file' if run.files == 1 else 'files'} checked"] if run.files else []
    if run.repositories:
        which = "repository" if run.repositories == 1 else "repositories"
        looked.append(f"{run.repositories:,} {which} asked, {run.requests:,} request{'s' * (run.requests != 1)}")
    files = ", ".join(looked)
    if not run.counts and not run.unusable:
        return f"{files}, no problem found"
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
    return f"{files}: {', '.join(said)}"
