"""`docmeta convert` for many sources: folders and patterns, several processes, past bad files, with one summary."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import attrs
import click

from docmeta.api import convert
from docmeta.cli.apart import imported_apart
from docmeta.cli.findings import Findings, every_finding
from docmeta.cli.losses import print_report, write_report
from docmeta.cli.progress import Progress
from docmeta.cli.telling import INTERRUPTED, OK, PROBLEMS, hear_every_interrupt
from docmeta.cli.terminal import safe
from docmeta.crosswalk import Report
from docmeta.errors import UnknownFormatError
from docmeta.plugins import registry, usual
from docmeta.receivers import receiver_for
from docmeta.receivers.sending import refuse_each
from docmeta.remote import is_address, is_web, pace, shown
from docmeta.running.failures import failure_of
from docmeta.running.files import keep
from docmeta.running.folders import extension_of, make_parents
from docmeta.running.sources import files_of, reading_extensions, same_file, targets_of
from docmeta.running.targets import discard_of

if TYPE_CHECKING:
    from docmeta.cli.convert import Files, Wish


@attrs.frozen
class Job:
    """One conversion of many."""

    source: str
    target: str
    wish: Wish
    findings: str | None = None


@attrs.frozen
class Outcome:
    """The outcome of one conversion of many."""

    source: str
    target: str
    report: Report
    error: str | None = None

    def to_json(self) -> dict[str, Any]:
        """For the report file."""
        return {
            "source": shown(self.source),
            "target": None if self.error else shown(self.target),
            "error": self.error,
            "counts": self.report.counts(),
        }


@attrs.define
class Plan:
    """The plan: the jobs, the number of files in folders that no format reads, and of files with authority records."""

    jobs: list[Job] = attrs.field(factory=list)
    skipped: int = 0
    records: int = 0


def convert_all(
    sources: tuple[str, ...],
    target: str,
    wish: Wish,
    *,
    jobs: int,
    files: Files,
    quiet: bool,
    verbose: bool,
) -> int:
    """Convert all the sources into the folder *target*; returns the exit code."""
    if target == "-":
        raise click.UsageError("several sources need a target folder: -o DIR/")
    if os.path.lexists(target) and not os.path.isdir(target):
        raise click.UsageError(f"several sources need a target folder, but {shown(target)!r} is a file")
    if not os.path.isdir(target) and not target.endswith(("/", os.sep)) and _is_name_of_a_file(target):
        raise click.UsageError(
            f"several sources need a target folder, but {shown(target)!r} is the name of a file; "
            "end it with / to name a folder"
        )
    if wish.for_ is not None:
        receiver = receiver_for(wish.for_, wish.to)
        if wish.each:
            refuse_each(receiver)
        wish = attrs.evolve(wish, to=receiver.takes[0])
    if wish.to is None:
        raise UnknownFormatError("name the format with --to or --for: a folder has no extension that tells it")
    planned = plan(sources, target, wish)
    if not planned.jobs:
        raise click.UsageError(f"no file to convert in {', '.join(map(shown, sources))}")
    files.refuse(path for job in planned.jobs for path in (job.source, job.target))
    total = Report()
    outcomes: list[Outcome] = []
    with (
        every_finding(files.findings) as findings,
        tempfile.TemporaryDirectory() if findings else nullcontext() as folder,
        Progress("converting", len(planned.jobs), shown=not quiet) as progress,
    ):
        todo = planned.jobs
        if findings is not None and folder is not None:
            todo = [attrs.evolve(job, findings=_part(folder, at, findings)) for at, job in enumerate(todo)]
        for job, outcome in zip(todo, outcomes_of(todo, jobs), strict=True):
            outcomes.append(outcome)
            if findings is not None and job.findings is not None and os.path.exists(job.findings):
                findings.append(job.findings)
                os.remove(job.findings)
            if outcome.error is None:
                total.merge(outcome.report)
            else:
                progress.say(f"docmeta: error: {safe(outcome.error)}")
            progress.file(shown(outcome.source))
    if not quiet:
        print_report(total, verbose=verbose, several=len(outcomes) > 1)
        click.echo(_summary(outcomes, planned, target), err=True)
    if files.report is not None:
        title = f"{len(outcomes):,} files converted to {wish.for_ or wish.to}"
        write_report(total, files.report, [outcome.to_json() for outcome in outcomes], title=title)
    return PROBLEMS if any(outcome.error for outcome in outcomes) else OK


def _is_name_of_a_file(target: str) -> bool:
    """Whether a name ends with the extension of a format, judged by the last one."""
    extension = os.path.splitext(target.removesuffix(".gz"))[1].lower()
    return bool(extension) and any(extension in format.extensions for format in registry.default())


def _part(folder: str, number: int, findings: Findings) -> str:
    """Where the findings of one job wait for their turn in the output."""
    return os.path.join(folder, f"{number}.{'csv' if findings.table else 'jsonl'}")


def _summary(outcomes: list[Outcome], planned: Plan, target: str) -> str:
    failed = sum(outcome.error is not None for outcome in outcomes)
    text = f"{len(outcomes) - failed:,} of {len(outcomes):,} files converted to {safe(shown(target))}"
    if failed:
        text += f"; {failed:,} failed"
    if planned.records:
        text += f"; joined with the authority records of {planned.records:,}"
    if planned.skipped:
        text += f"; {planned.skipped:,} of other kinds skipped"
    return text


# -- what is to be done ------------------------------------------------------------------------------------------------


def plan(sources: Iterable[str], folder: str, wish: Wish) -> Plan:
    """Find the files, and a target for each; no two have the same one, and none is the target of another's source."""
    assert wish.to is not None  # noqa: S101  # checked by the caller
    writer = registry.default().get(wish.to)
    extensions = reading_extensions(wish.from_)
    planned = Plan()
    found: list[tuple[str, str]] = []
    for source in sources:
        for file in files_of(source, but_not=folder):
            if file.named or file.fits(extensions):
                found.append((file.path, file.relative))
            else:
                planned.skipped += 1
    found = list(dict.fromkeys(found))
    records = wish.records()
    if records is not None:
        held = {same_file(path) for path in records.load().files}
        planned.records = len(held)
        found = [(path, relative) for path, relative in found if same_file(path) not in held]
    names = targets_of([relative for _, relative in found], extensions, "" if wish.each else extension_of(writer))
    planned.jobs += [Job(path, os.path.join(folder, name), wish) for (path, _), name in zip(found, names, strict=True)]
    _refuse_overwriting(planned.jobs)
    return planned


def _refuse_overwriting(jobs: list[Job]) -> None:
    sources = {same_file(job.source) for job in jobs}
    folders = {
        os.path.dirname(os.path.realpath(job.source)) for job in jobs if job.wish.each and os.path.exists(job.source)
    }
    for job in jobs:
        if same_file(job.target) in sources:
            raise click.UsageError(f"{shown(job.target)!r} is one of the sources; write to another folder")
        if os.path.realpath(job.target) in folders:
            raise click.UsageError(f"{shown(job.target)!r} contains one of the sources; write to another folder")


# -- doing it ----------------------------------------------------------------------------------------------------------


def outcomes_of(jobs: list[Job], processes: int) -> Iterator[Outcome]:
    """Do the jobs, in one process or in several; outcomes are in the order of the jobs.

    If a process dies, the jobs that may have caused it are repeated one by one, so that only one of them fails.
    """
    paced = pace.in_force() and any(is_web(job.source) for job in jobs)  # separate processes could not share the pace
    if processes == 1 or len(jobs) == 1 or paced:
        for job in jobs:
            yield convert_one(job)
        return
    rest = jobs
    while rest:
        done = 0
        for outcome in _side_by_side(rest, processes):
            done += 1
            yield outcome
        to = done + (processes + 1) * _at_once(len(rest), processes)
        suspects, rest = rest[done:to], rest[to:]
        for job in suspects:
            died = Outcome(job.source, job.target, Report(), f"{shown(job.source)}: the process that converted it died")
            yield next(_side_by_side([job], 1), died)


def _side_by_side(jobs: list[Job], processes: int) -> Iterator[Outcome]:
    """Do jobs in several processes; the outcomes end early if one of them dies."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # A fork has everything imported, which takes a new process half a second; it is only safe on Linux and without threads.
    forked = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forked else "spawn")
    workers: set[int] = set()
    pool = ProcessPoolExecutor(
        min(processes, len(jobs)), mp_context=context, initializer=_prepare_process, initargs=(usual.in_force(),)
    )
    try:
        size = _at_once(len(jobs), processes)
        with _deaf_to_ctrl_c():
            futures = [pool.submit(convert_several, jobs[at : at + size]) for at in range(0, len(jobs), size)]
        workers.update(process.pid or 0 for process in multiprocessing.active_children())
        for future in futures:
            yield from future.result()
    except BrokenProcessPool:
        pool.shutdown(wait=True, cancel_futures=True)
        for folder in dict.fromkeys(folder for job in jobs for folder in (os.path.dirname(job.target), job.target)):
            for worker in workers:
                discard_of(worker, folder)
        return
    except KeyboardInterrupt:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _at_once(jobs: int, processes: int) -> int:
    """How many jobs a process gets at once: few, so that none waits for the other, but sending small ones singly takes longer."""
    return max(1, min(8, jobs // (32 * processes)))


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Processes started in here ignore Ctrl-C until they are ready for it."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # only the main thread receives it at all
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_busy = False
_apart = False


def _prepare_process(options: usual.Usual) -> None:
    """In a worker process: a signal ends a job at once, and an idle process quietly. The parent tells the user."""
    global _apart
    _apart = True
    usual.put_in_force(options)
    keep()
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), _interrupted)
    hear_every_interrupt()
    warnings.simplefilter("ignore")  # the parent reports failed plugins
    registry.importing = imported_apart


def _interrupted(*_: object) -> None:
    # Ctrl-C reaches every process, and the parent ends its workers: the second signal must not interrupt the cleanup.
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), lambda *_: None)
    if _busy:
        raise KeyboardInterrupt
    os._exit(INTERRUPTED)


def convert_several(jobs: list[Job]) -> list[Outcome]:
    """Convert several of many, in a worker process."""
    return list(map(convert_one, jobs))


def convert_one(job: Job) -> Outcome:
    """Convert one of many; errors are recorded, not raised."""
    global _busy
    report = Report()
    error: str | None = None
    _busy = True
    try:
        if not is_address(job.target):
            make_parents(job.target)
        with open(job.findings, "wb") if job.findings else nullcontext() as rows:
            if rows is not None:
                report.each = Findings(rows, table=str(job.findings).endswith(".csv"), begun=True).of(report)
            convert(job.source, job.target, report=report, **job.wish.arguments())
    except KeyboardInterrupt:
        if _apart:
            os._exit(INTERRUPTED)  # temporary files are removed; nothing else is left to do
        raise
    except Exception as problem:  # noqa: BLE001  # one bad file must not stop the others
        error = failure_of(problem, job.source)
    finally:
        _busy = False
    report.place = report.each = None
    return Outcome(job.source, job.target, report, error)
