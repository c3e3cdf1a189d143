"""The options of the data source: their names are case-insensitive, with or without "_"; other options go to the format.

>>> reading({"path": "in", "includeInternal": "true", "from": "csv", "separator": ";"}).options
{'separator': ';'}
>>> reading({"path": "in", "includInternal": "true"})
Traceback (most recent call last):
docmeta.errors.OptionError: the data source has no option 'includInternal'; did you mean 'include_internal'? (there are: ...)
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any, Final, TypeVar

import attrs

from docmeta.errors import OptionError
from docmeta.plugins import Format, Limits, registry
from docmeta.plugins import options as plugin_options
from docmeta.running import Withhold, restricted_day
from docmeta.running.run import Strict, reader_named, writer_for
from docmeta.spark.packing import PART
from docmeta.spark.rows import Reading
from docmeta.spark.writing import Writing

T = TypeVar("T")

_OWNER: Final = "the data source"


@attrs.frozen(kw_only=True)
class ReadOptions:
    """Options of `spark.read.format("docmeta")`.

    Attributes:
        path: What to read: a file, a folder, a pattern, an archive or an address.
        paths: Several of them, as a JSON list, as `load([...])` passes them.
        from_: The name of the format; detected if not given.
        include_internal: Whether to include material marked internal.
        withhold_restricted: Whether to leave out units with restricted access: today ("true"), or on a day ("2031-12-31").
        huge: Whether to lift the default limits.
        partition_bytes: The most bytes of files in one partition.
        max_units, max_depth, max_text, max_values, max_size, max_seconds, max_wait: The most that is read of one source (`docmeta.Limits`).
    """

    path: str | None = None
    paths: str | None = None
    from_: str | None = None
    include_internal: bool = False
    withhold_restricted: bool | str = False
    huge: bool = False
    partition_bytes: int = PART
    max_units: int | None = None
    max_depth: int | None = None
    max_text: int | None = None
    max_values: int | None = None
    max_size: int | None = None
    max_seconds: float | None = None
    max_wait: float | None = None


@attrs.frozen(kw_only=True)
class WriteOptions:
    """Options of `df.write.format("docmeta")`.

    Attributes:
        path: The folder to write to.
        to: The name of the format.
        include_internal: Whether to write material marked internal.
        strict: Whether to leave out, and name, a source of which anything would be lost; with "changed", also if anything would
            change its form.
        through: Transforms of plugins that the units pass through, separated by commas.
        base_uri: The base URI of the published records.
        max_records_per_file: The number of records after which a new file begins; if None, each source has its own file.
    """

    path: str
    to: str
    include_internal: bool = False
    strict: Strict = False
    through: tuple[str, ...] = ()
    base_uri: str | None = None
    max_records_per_file: int | None = None


def read_options(given: Mapping[str, str]) -> tuple[ReadOptions, list[str], Reading]:
    """The options of a reading, its sources, and how to read them."""
    said, rest = _split(given, ReadOptions)
    paths = [*([said.path] if said.path else []), *(json.loads(said.paths) if said.paths else [])]
    if not paths:
        raise OptionError("name the sources: load('in/')")
    _positive(said.partition_bytes, "partition_bytes")
    reader = reader_named(said.from_) if said.from_ else None
    rest = plugin_options.of_side(rest, "read")
    _refuse_unknown(rest, ReadOptions, [reader] if reader else [one for one in registry.default() if one.can_read])
    if reader is not None:
        plugin_options.options_of(reader, rest, "read")
    return (
        said,
        paths,
        Reading(
            from_=said.from_,
            include_internal=said.include_internal,
            restricted_on=restricted_day(said.withhold_restricted),
            huge=said.huge,
            limits=_limits(said),
            options=rest,
        ),
    )


def reading(given: Mapping[str, str]) -> Reading:
    """How to read sources, by the options of a reading."""
    return read_options(given)[2]


def write_options(given: Mapping[str, str]) -> tuple[str, Writing]:
    """The folder to write, and how, by the options of a writing."""
    said, rest = _split(given, WriteOptions)
    if not said.path:
        raise OptionError("name the target: save('out/')")
    if not said.to:
        raise OptionError("name the format: option('to', 'ead3'); a folder has no extension that tells it")
    if said.max_records_per_file is not None:
        _positive(said.max_records_per_file, "max_records_per_file")
    writer = writer_for(said.to, "")
    rest = plugin_options.of_side(rest, "write")
    _refuse_unknown(rest, WriteOptions, [writer])
    plugin_options.options_of(writer, rest, "write")
    return said.path, Writing(
        to=said.to,
        include_internal=said.include_internal,
        strict=said.strict,
        through=said.through,
        base_uri=said.base_uri,
        records=said.max_records_per_file,
        options=rest,
    )


def one_day(withhold: Withhold) -> Withhold:
    """The day itself instead of "today", so that a job that runs past midnight uses one day throughout."""
    day = restricted_day(withhold)
    return False if day is None else datetime.date(*day)


def _split(given: Mapping[str, str], cls: type[T]) -> tuple[T, dict[str, Any]]:
    """The options of the data source, and the rest, for the format; case, "_" and "-" make no difference."""
    own = {_key(name): name for name in _names(cls)}
    mine = {own[_key(key)]: value for key, value in given.items() if _key(key) in own}
    missing = {field.name: "" for field in attrs.fields(cls) if field.default is attrs.NOTHING}  # type: ignore[arg-type]
    rest = {key: value for key, value in given.items() if _key(key) not in own}
    return plugin_options.structured(cls, {**missing, **mine}, _OWNER), rest


def _key(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")


def _names(cls: type[Any]) -> list[str]:
    return [field.name for field in attrs.fields(cls)]


def _refuse_unknown(rest: Mapping[str, Any], cls: type[Any], formats: list[Format]) -> None:
    known = [name for format in formats for name in plugin_options.names_of(format)]
    for key in rest:
        if key.replace("-", "_") not in known:
            raise plugin_options.no_such(key, _OWNER, [*(name.rstrip("_") for name in _names(cls)), *known])


def _positive(value: int, name: str) -> None:
    if value < 1:
        raise OptionError(f"option {name!r} of {_OWNER}: expected a whole number above 0", value=value)


def _limits(said: ReadOptions) -> Limits:
    usual = attrs.asdict(Limits.none() if said.huge else Limits())
    given = {name: getattr(said, f"max_{name}") for name in usual}
    return Limits(**{name: usual[name] if value is None else value for name, value in given.items()})
