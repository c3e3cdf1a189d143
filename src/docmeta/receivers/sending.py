"""Sending a description to a system: converting for it, and predicting what would arrive."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from docmeta.crosswalk import Report
from docmeta.errors import InputError, LimitError, OptionError
from docmeta.plugins import Context, Format, Limits, registry
from docmeta.plugins import options as plugin_options
from docmeta.plugins.limits import Tick, limits_of
from docmeta.plugins.usual import usual_options
from docmeta.receivers.systems import receiver_for, receivers_of
from docmeta.receivers.verdict import Receiver, Verdict
from docmeta.running.convert import convert_to
from docmeta.running.files import Opened, Source, opened
from docmeta.running.run import Strict, nodes_of, reader_for, refuse_losses
from docmeta.running.targets import Target, refuse_source, replacing
from docmeta.running.through import Through
from docmeta.running.withhold import Withhold


def refuse_each(receiver: Receiver) -> None:
    """Raise `OptionError`: a system takes each description as one file."""
    raise OptionError(f"{receiver.title} takes each description as one file; do not use --each (each=True)")


def convert_for(
    source: Source,
    target: Target,
    receiver: Receiver,
    report: Report,
    options: dict[str, Any],
    *,
    strict: Strict = False,
    each: bool = False,
    **how: Any,
) -> None:
    """Convert for a system: its verdicts are in the report before the target is replaced.

    Arguments and errors are those of `docmeta.convert()`.
    """
    if each:
        refuse_each(receiver)
    refuse_source(source, target)
    before = report.losses + report.errors + (report.changes if strict == "changed" else 0)
    with tempfile.TemporaryFile(prefix="docmeta-") as made:
        for verdict in _converted(source, made, receiver, report, options, **how):
            if verdict.outcome != "created":
                _note(report, verdict, receiver)
        if strict:
            refuse_losses(report, before, strict)
        made.seek(0)
        with replacing(target) as file:
            shutil.copyfileobj(made, file.stream)


def _note(report: Report, verdict: Verdict, receiver: Receiver) -> None:
    advice = verdict.rule.advice if verdict.rule else ""
    report.note(
        verdict.outcome,
        f"{verdict.reason}: {advice}" if advice else verdict.reason,
        field=verdict.field or verdict.what,
        target=verdict.place,
        value=verdict.said or None,
        path=f"{receiver.takes[0]}:{verdict.line}",
    )


def _converted(
    source: Source, made: BinaryIO, receiver: Receiver, report: Report, options: dict[str, Any], **how: Any
) -> Iterator[Verdict]:
    """Convert into the file *made*, and judge it."""
    usual = usual_options(receiver.takes[0], "write")
    suiting = {f"write.{name}": value for name, value in receiver.options if name not in options and name not in usual}
    tick = limits_of(how.get("limits"), huge=bool(how.get("huge"))).clock(report.source)
    convert_to(source, made, receiver.takes[0], report, {**suiting, **options}, **how)
    report.place = None
    made.seek(0)
    yield from _in_time(receiver.arriving(made, huge=bool(how.get("huge"))), tick)


def _in_time(verdicts: Iterator[Verdict], tick: Tick) -> Iterator[Verdict]:
    for verdict in verdicts:
        tick(verdict.line)
        yield verdict


@contextmanager
def planned(
    source: Source,
    for_: str,
    *,
    to: str | None = None,
    from_: str | None = None,
    report: Report | None = None,
    include_internal: bool = False,
    withhold_restricted: Withhold = False,
    through: Through = (),
    base_uri: str | None = None,
    huge: bool = False,
    limits: Limits | None = None,
    converting: bool | None = None,
    **options: Any,
) -> Iterator[tuple[Receiver, Iterator[Verdict]]]:
    """The way into a system that judges a source, and its verdicts. Arguments and errors are those of `docmeta.api.plan()`.

    With *converting*, even a file that the system takes is converted; None decides by the other arguments.
    """
    receiver = receiver_for(for_, to)
    report = Report() if report is None else report
    if converting is None:
        converting = bool(options or through) or base_uri is not None
    with opened(source, huge=huge, limits=limits_of(limits, huge=huge)) as file:
        format = reader_for(file, from_, huge=huge)
        head = file.stream.read(registry.SNIFF)
        file.stream.seek(0)
        own = () if converting else receivers_of(for_, format.name, head)
        for each in own:
            if to is None or each == receiver:
                verdicts = _as_it_is(file, format, each, huge, limits)
                yield each, verdicts if include_internal else (verdict.for_all() for verdict in verdicts)
                return
        how = {"from_": format.name, "include_internal": include_internal, "through": through, "base_uri": base_uri}
        how["withhold_restricted"] = withhold_restricted
        with tempfile.TemporaryFile(prefix="docmeta-") as made:
            yield (
                receiver,
                _converted(file.stream, made, receiver, report, options, huge=huge, limits=limits, **how),
            )


def plan(
    source: Source, for_: str, *, to: str | None = None, report: Report | None = None, **options: Any
) -> Iterator[Verdict]:
    """What would arrive in a system, object by object, before any import.

    A source in a format that the system takes is judged as it is. Anything else, or with *through*, *base_uri* or an option
    of a format, is judged as `convert(..., for_=...)` would write it. Internal objects are quoted only with *include_internal*.

    Args:
        source: As for `docmeta.read()`.
        for_: The system: "archivesspace", "arclight" ...; case does not matter.
        to: The format to send, if the system takes several.
        report: Collects the losses of the conversion.
        options: *from_*, *include_internal*, *withhold_restricted*, *through*, *base_uri*, *huge*, *limits* and the options of the formats,
            as for `docmeta.convert()`.

    Raises `OptionError` for an unknown system or option, and if the system does not take *to*;
    `LimitError`, and what `docmeta.convert()` raises.

    >>> line = b'{"depth": 0, "unit": {"kind": "document", "id": "d1", "title": "Telegram"}}'
    >>> [(verdict.outcome, verdict.what, verdict.said) for verdict in plan(line, "arclight")][0]
    ('created', 'collection', 'Telegram')
    """
    with planned(source, for_, to=to, report=report, **options) as (_, verdicts):
        yield from verdicts


def _as_it_is(file: Opened, format: Format, receiver: Receiver, huge: bool, limits: Limits | None) -> Iterator[Verdict]:
    """Judge a file as it is, within the limits."""
    most = limits_of(limits, huge=huge)
    tick = most.clock(file.name)
    if limits is not None:
        options = plugin_options.options_of(format, {}, "read")
        _refuse_beyond(
            file, format, Context(options=options, report=Report(), source=file.name, huge=huge, limits=most)
        )
    yield from _in_time(receiver.arriving(file.stream, huge=huge), tick)


def _refuse_beyond(file: Opened, format: Format, context: Context) -> None:
    """Raise `LimitError` if a file exceeds a limit; its other problems are left to the system."""
    try:
        for _ in nodes_of(format, file, context):
            pass
    except LimitError:
        raise
    except InputError:
        pass
    file.stream.seek(0)
