"""One conversion: a source is read, passes through transforms, and is written, one unit at a time."""

from __future__ import annotations

from typing import Any

import attrs

from docmeta.crosswalk import Report
from docmeta.errors import UnknownFormatError
from docmeta.plugins import Context, Limits
from docmeta.plugins import options as plugin_options
from docmeta.plugins.limits import limits_of
from docmeta.running.files import Source, opened
from docmeta.running.run import Progress, Strict, nodes_of, not_empty, reader_for, reader_named, write_all, writer_for
from docmeta.running.targets import Target
from docmeta.running.through import Through, passed
from docmeta.running.withhold import Withhold


def convert_to(
    source: Source,
    target: Target,
    to: str | None,
    report: Report,
    options: dict[str, Any],
    *,
    from_: str | None = None,
    include_internal: bool = False,
    strict: Strict = False,
    each: bool = False,
    through: Through = (),
    base_uri: str | None = None,
    huge: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
    withhold_restricted: Withhold = False,
) -> None:
    """Convert a source to the format *to*. Arguments and errors are those of `docmeta.convert()`."""
    if each and to is None:
        raise UnknownFormatError("name the format with --to (to=...), since every unit becomes a file of its own")
    writer = writer_for(to, target)
    reader = reader_named(from_) if from_ is not None else None
    if reader is not None:
        plugin_options.split(options, reader, writer)
    limits = limits_of(limits, huge=huge)
    with opened(source, huge=huge, limits=limits) as file:
        reader = reader_for(file, from_, huge=huge)
        for_reader, for_writer = plugin_options.split(options, reader, writer)
        report.source = file.name
        about = Context(
            report=report, source=file.name, modified=file.modified, huge=huge, limits=limits, base_uri=base_uri
        )
        reading = attrs.evolve(about, options=plugin_options.options_of(reader, for_reader, "read"))
        writing = attrs.evolve(about, options=plugin_options.options_of(writer, for_writer, "write"))
        nodes = not_empty(passed(nodes_of(reader, file, reading), through, writing), file.name)
        write_all(
            nodes,
            writer,
            target,
            writing,
            include_internal=include_internal,
            strict=strict,
            progress=progress,
            withhold_restricted=withhold_restricted,
            each=each,
            source=source,
        )
