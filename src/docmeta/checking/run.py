"""Running a check over one source: its file against a schema and what profiles ask of files, its units against their rules."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from docmeta.checking.profiles import PROFILES, profile
from docmeta.checking.readproblems import merged, reading_problems
from docmeta.checking.rules import UNREADABLE, Problem, Profile, problems, unreadable
from docmeta.crosswalk import Finding, Report
from docmeta.errors import InputError, OptionError, PluginError
from docmeta.plugins import Context, Format, registry
from docmeta.plugins import options as plugin_options
from docmeta.running.files import Opened
from docmeta.running.run import nodes_of, reader_for

if TYPE_CHECKING:
    from docmeta.checking.rules import FileTest


def profile_named(name: str) -> Profile:
    """A profile of docmeta's own, or one that a plugin brings. Raises `OptionError`, which lists those that there are."""
    if name in PROFILES:
        return profile(name)
    failed: PluginError | None = None
    names = list(PROFILES)
    for format in registry.default():
        try:
            for found in brought(format):
                if found.name == name:
                    return found
                names.append(found.name)
        except PluginError as error:  # those of other plugins are looked at all the same
            failed = failed or error
    if failed is not None:
        raise failed
    near = difflib.get_close_matches(name, names, 1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise OptionError(f"no profile is called {name!r}{hint} (there are: {', '.join(names)})")


def brought(format: Format) -> Iterator[Profile]:
    """The profiles that a plugin brings with a format. Raises `PluginError` where it gives something else."""
    owner = registry.default().owner(format).owner
    try:
        for found in format.profiles() if format.profiles else ():
            if not isinstance(found, Profile):
                raise TypeError(f"expected docmeta.checking.Profile, got {type(found).__name__}")
            yield found
    except Exception as error:
        said = registry.said(error)
        raise PluginError(f"the profiles of format {format.name!r} of plugin {owner} failed: {said}") from error


def checked(
    file: Opened,
    profiles: Sequence[Profile],
    validator: FileTest | None,
    *,
    format: str | None = None,
    huge: bool = False,
    options: dict[str, Any],
) -> list[Problem]:
    """Every problem of an open file, in the order of its lines.

    Args:
        file: The file.
        profiles: The rule sets.
        validator: Validates the bytes against a schema; None where none was asked for.
        format, huge, options: As for `docmeta.read`.
    """
    singles: list[Finding] = []
    report = Report(each=singles.append)
    report.source = file.name
    before: list[Problem] = []
    for test in (validator, *(each.file for each in profiles)):
        if test is not None:
            file.stream.seek(0)
            _collect(before, test(file.stream, file.name))
    file.stream.seek(0)
    found: list[Problem] = []
    try:
        reader = reader_for(file, format)
        context = Context(
            options=plugin_options.options_of(reader, options),
            report=report,
            source=file.name,
            modified=file.modified,
            huge=huge,
        )
        found.extend(problems(nodes_of(reader, file, context), *profiles, source=file.name))
    except InputError as error:
        found.append(unreadable(error))
        # The reader says it with its own line, so once is enough.
        before = [problem for problem in before if problem.rule != UNREADABLE]
    return merged([*before, *found], reading_problems(report, singles))


def _collect(found: list[Problem], more: Iterable[Problem]) -> None:
    """Add problems as they come; an error of reading is the last of them."""
    try:
        found.extend(more)
    except InputError as error:
        found.append(unreadable(error))
