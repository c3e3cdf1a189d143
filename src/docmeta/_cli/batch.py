"""`docmeta convert` for many sources: folders and patterns, several processes, on past a bad file, one summary."""

from __future__ import annotations

import glob
import os
import signal
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs
import click

from docmeta import registry
from docmeta._cli.losses import print_report, write_report
from docmeta._cli.progress import Progress
from docmeta._cli.telling import OK, PROBLEMS, of_os
from docmeta._cli.terminal import safe
from docmeta.api import convert
from docmeta.errors import DocmetaError, UnknownFormatError
from docmeta.formats import Format
from docmeta.report import Report

if TYPE_CHECKING:
    from docmeta._cli.convert import Wish

#: What makes an argument a pattern.
_PATTERN: Final = "*?["


@attrs.frozen
class Job:
    """One conversion of many."""

    source: str
    target: str
    wish: Wish


@attrs.frozen
class Outcome:
    """How one conversion of many went."""

    source: str
    target: str
    report: Report
    error: str | None = None

    def to_json(self) -> dict[str, Any]:
        """For the report file."""
        return {
            "source": self.source,
            "target": None if self.error else self.target,
            "error": self.error,
            "counts": self.report.counts(),
        }


@attrs.define
class Plan:
    """What is to be done: the jobs, and the files of a folder that no format would read."""

    jobs: list[Job] = attrs.field(factory=list)
    skipped: int = 0


def convert_all(
    sources: tuple[str, ...],
    target: str,
    wish: Wish,
    *,
    jobs: int,
    report_file: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Convert all the sources into the folder *target*; gives the exit code."""
    if target == "-":
        raise click.UsageError("several sources need a folder to be written to: -o DIR/")
    if os.path.lexists(target) and not os.path.isdir(target):
        raise click.UsageError(f"several sources need a folder to be written to, and {target!r} is a file")
    if wish.to is None:
        raise UnknownFormatError("say the format with --to: a folder has no extension to go by")
    planned = plan(sources, target, wish)
    if not planned.jobs:
        raise click.UsageError(f"no file to convert in {', '.join(sources)}")
    total = Report()
    outcomes: list[Outcome] = []
    with Progress("converting", len(planned.jobs), shown=not quiet) as progress:
        for outcome in outcomes_of(planned.jobs, jobs):
            outcomes.append(outcome)
            if outcome.error is None:
                total.merge(outcome.report)
            else:
                progress.say(f"docmeta: error: {safe(outcome.error)}")
            progress.file(outcome.source)
    if not quiet:
        print_report(total, verbose=verbose)
        click.echo(_summary(outcomes, planned.skipped, target), err=True)
    if report_file is not None:
        write_report(total, report_file, [outcome.to_json() for outcome in outcomes])
    return PROBLEMS if any(outcome.error for outcome in outcomes) else OK


def _summary(outcomes: list[Outcome], skipped: int, target: str) -> str:
    failed = sum(outcome.error is not None for outcome in outcomes)
    text = f"{len(outcomes) - failed:,} of {len(outcomes):,} files converted to {safe(target)}"
    if failed:
        text += f"; {failed:,} failed"
    if skipped:
        text += f"; {skipped:,} of other kinds skipped"
    return text


# -- what is to be done ------------------------------------------------------------------------------------------------


def plan(sources: Iterable[str], folder: str, wish: Wish) -> Plan:
    """Find the files, and a target for each; no two have the same one, and none is the target of another's source."""
    assert wish.to is not None  # noqa: S101  # the caller asked for it
    writer = registry.default().get(wish.to)
    extensions = _extensions(wish.from_)
    planned = Plan()
    found: list[tuple[str, str]] = []
    for source in sources:
        for path, relative, named in _files(source, folder):
            if named or _has_extension(path, extensions):
                found.append((path, relative))
            else:
                planned.skipped += 1
    found = list(dict.fromkeys(found))
    for (path, _), target in zip(found, _targets(found, folder, writer, wish, extensions), strict=True):
        planned.jobs.append(Job(path, target, wish))
    _refuse_overwriting(planned.jobs)
    return planned


def _files(source: str, folder: str) -> Iterator[tuple[str, str, bool]]:
    """The files of one argument: path, where it goes below the target folder, whether it was named by the user."""
    if os.path.isdir(source):
        for path in _walk(source, os.path.realpath(folder)):
            yield path, os.path.relpath(path, source), False
    elif any(char in source for char in _PATTERN) and not os.path.lexists(source):
        matched = [path for path in sorted(glob.glob(source, recursive=True)) if not os.path.isdir(path)]
        if not matched:
            raise click.UsageError(f"no file is like {source!r}")
        root = _fixed_part(source)
        for path in matched:
            yield path, os.path.relpath(path, root) if root else path, True
    elif source == "-":
        raise click.UsageError("standard input cannot be one of several sources")
    else:
        yield source, os.path.basename(source), True


def _walk(top: str, target: str) -> Iterator[str]:
    for folder, folders, files in os.walk(top):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and os.path.realpath(os.path.join(folder, name)) != target
        )
        for name in sorted(files):
            if not name.startswith("."):
                yield os.path.join(folder, name)


def _fixed_part(pattern: str) -> str:
    """The folder of a pattern that holds no wildcard."""
    parts = pattern.replace(os.sep, "/").split("/")
    fixed = []
    for part in parts[:-1]:
        if any(char in part for char in _PATTERN):
            break
        fixed.append(part)
    return "/".join(fixed) or ("/" if pattern.startswith("/") else "")


def _extensions(from_: str | None) -> tuple[str, ...]:
    """The extensions of what can be read, the longest first."""
    formats = [registry.default().get(from_)] if from_ else [format for format in registry.default() if format.can_read]
    found = {extension.lower() for format in formats for extension in format.extensions}
    return tuple(sorted(found, key=lambda extension: (-len(extension), extension)))


def _has_extension(path: str, extensions: tuple[str, ...]) -> bool:
    return os.path.basename(path).lower().removesuffix(".gz").endswith(extensions) if extensions else True


def _targets(
    found: list[tuple[str, str]], folder: str, writer: Format, wish: Wish, extensions: tuple[str, ...]
) -> Iterator[str]:
    """The path of each target: the source's name with the extension of the format, longer where two would be alike."""
    added = "" if wish.each else (writer.extensions[0] if writer.extensions else f".{writer.name}")
    short = [_without_extension(relative, extensions) + added for _, relative in found]
    counts: dict[str, int] = {}
    for name in short:
        counts[name.casefold()] = counts.get(name.casefold(), 0) + 1
    taken: set[str] = set()
    for (_, relative), name in zip(found, short, strict=True):
        chosen = name if counts[name.casefold()] == 1 else relative + added
        number = 2
        while chosen.casefold() in taken:
            chosen = f"{relative}-{number}{added}"
            number += 1
        taken.add(chosen.casefold())
        yield os.path.join(folder, chosen)


def _without_extension(relative: str, extensions: tuple[str, ...]) -> str:
    name = relative[:-3] if relative.lower().endswith(".gz") else relative
    for extension in extensions:
        if name.lower().endswith(extension) and len(os.path.basename(name)) > len(extension):
            return name[: -len(extension)]
    stem, dot, _ = os.path.basename(name).rpartition(".")
    return os.path.join(os.path.dirname(name), stem) if dot and stem else name


def _refuse_overwriting(jobs: list[Job]) -> None:
    sources = {os.path.realpath(job.source) for job in jobs}
    for job in jobs:
        if os.path.realpath(job.target) in sources:
            raise click.UsageError(f"{job.target!r} is one of the sources; write to another folder")


# -- doing it ----------------------------------------------------------------------------------------------------------


def outcomes_of(jobs: list[Job], processes: int) -> Iterator[Outcome]:
    """Do the jobs, in one process or in several; the outcomes come in the order of the jobs."""
    if processes == 1 or len(jobs) == 1:
        for job in jobs:
            yield convert_one(job)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(processes, len(jobs)), mp_context=context, initializer=_prepare_process)
    try:
        futures = [pool.submit(convert_one, job) for job in jobs]
        for job, future in zip(jobs, futures, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield Outcome(job.source, job.target, Report(), f"{job.source}: the process that converted it died")
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _prepare_process() -> None:
    """Let Ctrl-C end a job where it stands, and an idle process quietly: the parent tells the user."""
    signal.signal(signal.SIGINT, _interrupted)


_busy = False


def _interrupted(*_: object) -> None:
    if _busy:
        raise KeyboardInterrupt
    os._exit(130)


def convert_one(job: Job) -> Outcome:
    """Convert one of many; what goes wrong is told, not raised."""
    global _busy
    report = Report()
    error: str | None = None
    _busy = True
    try:
        os.makedirs(job.target if job.wish.each else os.path.dirname(job.target) or ".", exist_ok=True)
        convert(job.source, job.target, report=report, **job.wish.arguments())
    except DocmetaError as problem:
        error = str(problem)
    except OSError as problem:
        error = of_os(problem)
    except Exception as problem:  # noqa: BLE001  # one bad file must not stop the others
        error = f"{job.source}: a fault of docmeta itself: {type(problem).__name__}: {problem}"
    finally:
        _busy = False
    if error is not None and job.source not in error:
        error = f"{job.source}: {error}"
    report.place = None
    return Outcome(job.source, job.target, report, error)
