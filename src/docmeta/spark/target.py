"""The folder that a job writes: every attempt in its own folder, everything in place at the end, or nothing.

Spark runs failed tasks again, and slow ones twice, so nothing that a task writes counts before the job is done.
The job has a hidden folder in the target; each attempt of a task makes its own folder in it. `Done` names the
attempt that Spark takes; `commit` moves its files to their places and writes `_SUCCESS`, `abort` removes everything.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, Final, Literal

import attrs

from docmeta.crosswalk import Report
from docmeta.errors import InputError, OptionError
from docmeta.remote import is_address, local_path, shown
from docmeta.running.folders import missing_folders, remove_folders
from docmeta.running.targets import sync_folder

Mode = Literal["errorifexists", "append", "overwrite"]

#: The file that marks a job as done, and holds its report.
SUCCESS: Final = "_SUCCESS"

#: What the rows of a DataFrame must be for their sources to be written.
TOGETHER: Final = (
    "the rows of a source must be together, in order: df.repartition('source').sortWithinPartitions('source', 'number')"
)


@attrs.frozen
class Done:
    """What a job, or an attempt of a task, has done.

    Attributes:
        report: What was lost, changed or doubtful in all sources.
        files: The files written, as paths below the target.
        sources: The sources converted.
        failed: The other sources, each with its error.
        attempt: The folder of the attempt.
    """

    report: Report = attrs.field(factory=Report)
    files: list[str] = attrs.field(factory=list)
    sources: list[str] = attrs.field(factory=list)
    failed: dict[str, str] = attrs.field(factory=dict)
    attempt: str = ""

    def add(self, other: Done) -> None:
        """Add what another task has done."""
        self.report.merge(other.report)
        self.files.extend(other.files)
        self.sources.extend(other.sources)
        self.failed.update(other.failed)

    def to_json(self) -> dict[str, Any]:
        """The report as `docmeta convert --report` writes it, with the numbers of sources and files, and the failures."""
        failed = [{"source": source, "error": error} for source, error in sorted(self.failed.items())]
        return {**self.report.to_json(), "sources": len(self.sources), "files": len(self.files), "failed": failed}


@attrs.frozen
class Job:
    """A job that writes to a folder. It travels to the tasks.

    Attributes:
        folder: The target, which all machines share.
        staging: The job's hidden folder in it.
        made: The folders created for it, deepest first.
        mode: What to do with files already in the folder.
    """

    folder: str
    staging: str
    made: tuple[str, ...]
    mode: Mode

    @classmethod
    def begin(cls, folder: str, mode: Mode) -> Job:
        """Make the folders. Raises `OptionError` if the target cannot be a folder, `FileExistsError` if it must not be touched."""
        folder = local_path(folder) or folder
        if is_address(folder):
            raise OptionError("the target must be a folder that all machines share, not a URL", value=shown(folder))
        folder = os.path.abspath(folder)
        if os.path.lexists(folder) and not os.path.isdir(folder):
            raise NotADirectoryError(errno.ENOTDIR, "it is a file; a folder is needed", folder)
        staging = os.path.join(folder, f".docmeta-{secrets.token_hex(8)}.tmp")
        job = cls(folder, staging, tuple(missing_folders(folder)), mode)
        os.makedirs(folder, exist_ok=True)
        job._refuse_what_is_there()
        os.mkdir(job.staging)
        return job

    @property
    def name(self) -> str:
        """A unique name of the job."""
        return os.path.basename(self.staging).split("-")[1].removesuffix(".tmp")

    @property
    def _old(self) -> str:
        """Where the files to be overwritten wait until the new ones are in place."""
        return os.path.join(self.staging, "old")

    def _there(self) -> list[str]:
        return sorted(name for name in os.listdir(self.folder) if not name.startswith("."))

    def _refuse_what_is_there(self) -> None:
        there = self._there()
        if there and self.mode == "errorifexists":
            raise FileExistsError(
                errno.EEXIST, "the folder is not empty; overwrite it, append to it, or name another one", self.folder
            )
        if there and self.mode == "overwrite" and SUCCESS not in there:
            message = (
                f"no job has written this folder (it holds {there[0]!r}, and no {SUCCESS}): empty it, or name another"
            )
            raise FileExistsError(errno.EEXIST, message, self.folder)

    def attempt(self) -> str:
        """A new folder for one attempt of a task."""
        attempt = os.path.join(self.staging, secrets.token_hex(8))
        try:
            os.mkdir(attempt)
        except FileNotFoundError:
            message = "this machine does not see the folder of the job, which all must share; or the job has ended"
            raise FileNotFoundError(errno.ENOENT, message, self.staging) from None
        return attempt

    def _clear(self) -> None:
        """Remove the hidden folder, after renaming it: an attempt that is still running then cannot write to it."""
        gone = f"{self.staging}.gone"
        try:
            os.rename(self.staging, gone)
        except OSError:
            gone = self.staging
        shutil.rmtree(gone, ignore_errors=True)

    def commit(self, parts: Iterable[Done]) -> Done:
        """Move all files to their places; an error leaves the folder as it was."""
        parts = list(parts)
        total = Done()
        for part in parts:
            total.add(part)
        moved: list[tuple[str, str]] = []
        try:
            self._refuse(parts, total)
            if self.mode == "overwrite":
                for name in self._there():
                    _move(os.path.join(self.folder, name), os.path.join(self._old, name), moved)
            for part in parts:
                for name in part.files:
                    _move(os.path.join(part.attempt, name), os.path.join(self.folder, name), moved)
            self._succeed(total)
        except BaseException:
            for before, after in reversed(moved):
                os.replace(after, before)
                with suppress(OSError):  # it is not empty
                    os.removedirs(os.path.dirname(after))
            self.abort()
            raise
        self._clear()
        return total

    def _refuse(self, parts: list[Done], total: Done) -> None:
        self._refuse_what_is_there()
        counts = Counter(source for part in parts for source in (*part.sources, *part.failed) if source)
        twice = next((source for source, count in counts.items() if count > 1), None)
        if twice is not None:
            raise InputError(f"its rows reached two tasks, or one task twice; {TOGETHER}", source=twice)
        alike = next((name for name, count in Counter(total.files).items() if count > 1), None)
        if alike is not None:
            raise InputError("two sources have the same name", value=alike)
        if self.mode == "append":
            there = next((name for name in total.files if os.path.lexists(os.path.join(self.folder, name))), None)
            if there is not None:
                raise FileExistsError(
                    errno.EEXIST, "append mode does not replace files", os.path.join(self.folder, there)
                )
        self.refuse_sources((*total.sources, *total.failed))

    def refuse_sources(self, sources: Iterable[str]) -> None:
        """Raise `OptionError` if the target contains a source: it could be removed before Spark reads it again."""
        inside = os.path.realpath(self.folder) + os.sep
        for source in sources:
            if not is_address(source) and os.path.realpath(source).startswith(inside):
                raise OptionError("the target contains one of the sources; write to another folder", value=source)

    def _succeed(self, total: Done) -> None:
        path = os.path.join(self.staging, SUCCESS)
        with open(path, "w", encoding="utf-8", errors="backslashreplace") as file:
            json.dump(total.to_json(), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(self.folder)
        os.replace(path, os.path.join(self.folder, SUCCESS))
        sync_folder(self.folder)

    def abort(self) -> None:
        """Remove everything the job wrote, but keep earlier files that could not be put back."""
        if os.path.isdir(self._old) and os.listdir(self._old):
            return
        self._clear()
        remove_folders(self.made)


def _move(before: str, after: str, moved: list[tuple[str, str]]) -> None:
    os.makedirs(os.path.dirname(after), exist_ok=True)
    os.replace(before, after)
    moved.append((before, after))


def files_below(folder: str) -> Iterator[str]:
    """The paths of all files below a folder, in order."""
    for top, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.relpath(os.path.join(top, name), folder) for name in sorted(names))
