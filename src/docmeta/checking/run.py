"""Running a check of one source: its file against a schema and the file rules of profiles, its units against their rules."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from docmeta.checking.internal import internal_lines
from docmeta.checking.problem import UNREADABLE, Problem, unreadable
from docmeta.checking.profiles import PROFILES, profile
from docmeta.checking.readproblems import merged, reading_problems
from docmeta.checking.rules import Profile, marked
from docmeta.crosswalk import Finding, Report
from docmeta.dates import Day
from docmeta.errors import InputError, OptionError, PluginError, excerpt, of_any
from docmeta.model import Node
from docmeta.plugins import Context, Format, Limits, registry
from docmeta.plugins import options as plugin_options
from docmeta.plugins.limits import DEFAULT, Tick
from docmeta.receivers import Verdict, receivers_of
from docmeta.running.concealed import Hiding
from docmeta.running.files import Opened
from docmeta.running.run import nodes_of, reader_for

if TYPE_CHECKING:
    from docmeta.checking.rules import FileTest


def profile_named(name: str) -> Profile:
    """A profile of docmeta, or of a plugin; case does not matter.

    Raises `OptionError`, which lists the profiles.
    """
    name = name.casefold()
    if name in PROFILES:
        return profile(name)
    failed: PluginError | None = None
    names = list(PROFILES)
    for format in registry.default():
        try:
            for found in brought(format):
                if found.name.casefold() == name:
                    return found
                names.append(found.name)
        except PluginError as error:  # other plugins are still searched
            failed = failed or error
    if failed is not None:
        raise failed
    near = difflib.get_close_matches(name, names, 1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise OptionError(f"there is no profile {name!r}{hint} (there are: {', '.join(names)})")


def brought(format: Format) -> Iterator[Profile]:
    """The profiles of a plugin's format. Raises `PluginError` if it returns something else."""
    owner = registry.default().owner(format).owner
    try:
        for found in format.profiles() if format.profiles else ():
            if not isinstance(found, Profile):
                raise TypeError(f"expected docmeta.checking.Profile, got {type(found).__name__}")
            yield found
    except Exception as error:
        said = of_any(error)
        raise PluginError(f"the profiles of format {format.name!r} of plugin {owner} failed: {said}") from error


def checked(
    file: Opened,
    profiles: Sequence[Profile],
    validator: FileTest | None,
    *,
    format: str | None = None,
    huge: bool = False,
    limits: Limits = DEFAULT,
    on: Day | None = None,
    include_internal: bool = False,
    options: dict[str, Any],
) -> list[Problem]:
    """Every problem of an open file, in the order of its lines.

    Args:
        file: The file.
        profiles: The rule sets.
        validator: Validates the bytes against a schema; None for no schema.
        on: The day to check for; None is today.
        include_internal: Whether to quote internal material.
        format, huge, limits, options: As for `docmeta.read`.
    """
    tick = limits.clock(file.name)
    singles: list[Finding] = []
    internal = _Internal()
    report = Report(each=singles.append)
    report.source = file.name
    of_file: list[Problem] = []
    before: list[Problem] = []
    for test in (validator, *(each.file for each in profiles)):
        if test is not None:
            file.stream.seek(0)
            _collect(of_file, test(file.stream, file.name, huge=huge))
    file.stream.seek(0)
    found: list[Problem] = []
    try:
        tick(None)
        reader = reader_for(file, format, huge=huge)
        judged, profiles, alone = _judged(file, reader, profiles, tick, huge=huge)
        told = any(problem.severity == "error" for problem in of_file)
        # A problem of the file as a whole has been found by a file rule, and in more detail.
        _collect(before, (problem for problem in judged if problem.line or problem.target or not told))
        tick(None)
        if alone:
            every = merged([*of_file, *before], [])
            return every if include_internal else [problem.for_all() for problem in every]
        file.stream.seek(0)
        context = Context(
            options=plugin_options.options_of(reader, options, "read"),
            report=report,
            source=file.name,
            modified=file.modified,
            huge=huge,
            limits=limits,
        )
        nodes = _heard(nodes_of(reader, file, context), tick, report, singles, internal)
        found.extend(marked(nodes, *profiles, source=file.name, on=on))
    except InputError as error:
        found.append(unreadable(error))
        # The reader reports it with its line; once is enough.
        of_file = [problem for problem in of_file if problem.rule != UNREADABLE]
        before = [problem for problem in before if problem.rule != UNREADABLE]
    if of_file:
        lines = internal.lines | internal_lines(file)
        of_file = [attrs.evolve(problem, internal=problem.line in lines) for problem in of_file]
    every = merged([*of_file, *before, *found], reading_problems(report, singles, internal.findings))
    return every if include_internal else [problem.for_all() for problem in every]


@attrs.define
class _Internal:
    """What is known to be internal once a file is read: the lines where such units begin, and what was found in them."""

    lines: set[int] = attrs.field(factory=set)
    findings: set[int] = attrs.field(factory=set)


def _heard(
    nodes: Iterable[Node], tick: Tick, report: Report, singles: list[Finding], internal: _Internal
) -> Iterator[Node]:
    """The nodes, while it is noted which findings of the reader are about those that are internal."""
    hiding, hidden = Hiding(), False
    stream = iter(nodes)
    while True:
        before, kinds = len(singles), report.kinds
        node = None
        try:
            node = next(stream, None)
        finally:
            hidden = hiding.hides(node) if node is not None else hidden
            if hidden:
                internal.findings.update(map(id, singles[before:]))
                report.conceal(kinds)  # what stands for all of its kind
        if node is None:
            return
        if hidden and node.line is not None:
            internal.lines.add(node.line)
        tick(node.line)
        yield node


def _judged(
    file: Opened, reader: Format, profiles: Sequence[Profile], tick: Tick, *, huge: bool
) -> tuple[Iterator[Problem], list[Profile], bool]:
    """How receiving systems read the file as it is; the remaining profiles, those of systems that do not import it;
    and whether only systems read its format, so that there is nothing else to check.
    """
    head = file.stream.read(registry.SNIFF)
    ways = {each.name: receivers_of(each.system, reader.name, head) if each.system else () for each in profiles}

    def verdicts() -> Iterator[Problem]:
        for receiver in dict.fromkeys(way for found in ways.values() for way in found):
            file.stream.seek(0)
            for verdict in receiver.arriving(file.stream, huge=huge):
                tick(verdict.line)
                if verdict.outcome != "created":
                    yield problem_of(verdict, file.name)

    left = [each for each in profiles if not ways[each.name]]
    taken = [registry.default().get(name) for found in ways.values() for way in found for name in way.takes]
    return verdicts(), left, not left and bool(taken) and not any(format.can_read for format in taken)


def problem_of(verdict: Verdict, source: str | None) -> Problem:
    """A receiver's verdict as a problem: what it ignores is a warning, the rest are errors."""
    rule = verdict.rule
    said = f"{verdict.what} {excerpt(verdict.said, 60)}" if verdict.said else verdict.what
    return Problem(
        rule.id if rule else verdict.outcome,
        "warning" if verdict.outcome == "ignored" else "error",
        f"{said} is {verdict.outcome}: {verdict.reason}",
        rule.advice if rule else "",
        rule.source if rule else "",
        source,
        verdict.line,
        value=verdict.said or None,
        target=verdict.place or None,
        internal=verdict.internal,
    )


def _collect(found: list[Problem], more: Iterable[Problem]) -> None:
    """Collect problems; a read error becomes the last of them."""
    try:
        found.extend(more)
    except InputError as error:
        found.append(unreadable(error))
