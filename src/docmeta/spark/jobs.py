"""`docmeta.convert()` on many sources, in the tasks of a Spark job."""

from __future__ import annotations

import errno
import json
import os
import pickle  # nosec B403  # between the driver and its own tasks
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from docmeta.api import convert as convert_one
from docmeta.crosswalk import Report
from docmeta.errors import MissingExtraError, OptionError, UnknownFormatError
from docmeta.plugins import Limits
from docmeta.plugins import options as plugin_options
from docmeta.plugins.limits import limits_of
from docmeta.receivers import receiver_for
from docmeta.running import Withhold
from docmeta.running.failures import failure_of
from docmeta.running.files import keeping
from docmeta.running.folders import extension_of, make_folders, missing_folders, only_below
from docmeta.running.run import reader_named, writer_for
from docmeta.spark.options import one_day
from docmeta.spark.packing import PART, packed, pieces
from docmeta.spark.target import Done, Job, Mode, files_below

#: A disk or a quota that is full: it is the task that has failed, not the source.
_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EROFS)


def convert(
    sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    target: str | os.PathLike[str],
    *,
    to: str | None = None,
    for_: str | None = None,
    from_: str | None = None,
    mode: Mode = "errorifexists",
    spark: Any = None,
    partition_bytes: int = PART,
    huge: bool = False,
    limits: Limits | None = None,
    each: bool = False,
    withhold_restricted: Withhold = False,
    **how: Any,
) -> Done:
    """Convert many sources by a Spark job, with the same bytes as `docmeta convert SOURCE... -o TARGET/`.

    It only needs `mapInArrow`, so Spark 3.5 is enough. A source that cannot be converted is named in the result
    and has no file; the others go on. The files appear when all is done, with a `_SUCCESS` that holds the report, or not at all.

    Args:
        sources: Files, folders, patterns, archives and URLs, which every machine must see under the same names.
        target: A folder that all machines share.
        to, for_, from_: As for `docmeta.convert()`.
        mode: What to do if the folder is not empty: "errorifexists", "append" (replaces no file), or "overwrite",
            which removes what an earlier job wrote.
        spark: The session; if None, the current one, or a new one.
        partition_bytes: The most bytes of sources that one task converts; a larger file is a task of its own.
        huge, limits, each, withhold_restricted: As for `docmeta.convert()`; with *each*, every source has its own folder.
        how: Other arguments of `docmeta.convert()`: include_internal, strict, through, base_uri, on_error, and options of the formats.

    Returns:
        What was done: one report on all sources, the files, and what failed.

    Raises `MissingExtraError` without Spark; `OptionError`, `UnknownFormatError` and `OSError` before anything is converted.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtraError("a Spark job needs the extra spark: pip install 'docmeta[spark]'") from None
    if for_ is not None:
        to = receiver_for(for_, to).takes[0]
    if to is None:
        raise UnknownFormatError("name the format with to=... or for_=...: a folder has no extension that tells it")
    writer = writer_for(to, "")
    if from_ is not None:
        options = {name: value for name, value in how.items() if name not in _ARGUMENTS}
        plugin_options.split(options, reader_named(from_), writer)
    if mode not in _MODES:
        raise OptionError(f"mode is one of {', '.join(_MODES)}", value=mode)
    limits = limits_of(limits, huge=huge)
    named = [sources] if isinstance(sources, (str, os.PathLike)) else list(sources)
    paths = [os.fspath(source) for source in named]
    found = pieces(paths, from_, limits, huge=huge, but_not=os.fspath(target))
    if not found:
        raise OptionError("no file to convert", value=", ".join(paths))
    job = Job.begin(os.fspath(target), mode)
    try:
        job.refuse_sources(piece.path for piece in found)
        parts = list(packed(found, partition_bytes))
        extension = "" if each else extension_of(writer)
        for number, part in enumerate(parts):
            with open(_plan(job, number), "w", encoding="utf-8", errors="surrogateescape") as file:
                json.dump([[piece.path, piece.name + extension] for piece in part], file, ensure_ascii=False)
        arguments = {
            "to": to, "for_": for_, "from_": from_, "huge": huge, "limits": limits, "each": each,
            "withhold_restricted": one_day(withhold_restricted), **how,
        }  # fmt: skip
        session = spark or SparkSession.builder.getOrCreate()
        tasks = session.range(0, len(parts), 1, len(parts)).mapInArrow(_tasks(job, arguments), "done binary")
        return job.commit([pickle.loads(row.done) for row in tasks.collect()])  # noqa: S301  # nosec B301
    except BaseException:
        job.abort()
        raise


_MODES: Final = ("errorifexists", "append", "overwrite")
_ARGUMENTS: Final = ("include_internal", "strict", "through", "base_uri", "on_error")


def _plan(job: Job, number: int) -> str:
    """The file that names the sources and the targets of a task: too many to travel with the code of each."""
    return os.path.join(job.staging, f"part-{number:05}.json")


def _tasks(job: Job, arguments: dict[str, Any]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def tasks(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            for number in batch.column(0).to_pylist():
                done = pickle.dumps(_converted(job, number, arguments))
                yield pa.RecordBatch.from_pylist([{"done": done}], pa.schema([("done", pa.binary())]))

    return tasks


def _converted(job: Job, number: int, arguments: dict[str, Any]) -> Done:
    """Convert the sources of a task."""
    done = Done(attempt=job.attempt())
    with open(_plan(job, number), encoding="utf-8", errors="surrogateescape") as file:
        plan = json.load(file)
    with keeping(arguments["huge"], arguments["limits"]), only_below(done.attempt):
        for source, name in plan:
            path = os.path.join(done.attempt, name)
            make_folders(missing_folders(os.path.dirname(path)))
            report = Report()
            try:
                convert_one(source, path, report=report, **arguments)
            except Exception as error:  # one bad source must not stop the others
                if isinstance(error, OSError) and error.errno in _FULL:
                    raise
                done.failed[source] = failure_of(error, source)
            else:
                report.place = None
                done.report.merge(report)
                done.sources.append(source)
    done.files.extend(files_below(done.attempt))
    return done
