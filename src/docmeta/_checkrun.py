"""Running a check over one source: its file against a schema and what profiles ask of files, its units against their rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from docmeta import _options
from docmeta._files import Opened
from docmeta._readproblems import merged, reading_problems
from docmeta._running import nodes_of, reader_for
from docmeta.checking import UNREADABLE, Problem, Profile, problems, unreadable
from docmeta.errors import InputError
from docmeta.formats import Context
from docmeta.report import Finding, Report

if TYPE_CHECKING:
    from docmeta.checking import FileTest


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
    for test in (validator, *(profile.file for profile in profiles)):
        if test is not None:
            file.stream.seek(0)
            _collect(before, test(file.stream, file.name))
    file.stream.seek(0)
    found: list[Problem] = []
    try:
        reader = reader_for(file, format)
        context = Context(
            options=_options.options_of(reader, options),
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
