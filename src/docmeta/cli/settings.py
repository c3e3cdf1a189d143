"""The configuration file of the command line: where it is found, what it can contain, and its effect.

It is the first `docmeta.toml`, or `pyproject.toml` with a table `[tool.docmeta]`, from the working directory upwards.
The folders of input files are never searched: input must not decide how it is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import attrs

from docmeta.cli.limits import number_of_bytes
from docmeta.errors import DocmetaError, OptionError
from docmeta.plugins import Format, Limits, registry
from docmeta.plugins.options import names_of, options_of, structured
from docmeta.plugins.usual import Side, Usual
from docmeta.remote import paced

#: The environment variable that names the file; if empty, none is read.
CONFIG: Final = "DOCMETA_CONFIG"
#: The table in pyproject.toml.
_TABLE: Final = ("tool", "docmeta")
#: The format option for each key of [agency].
_AGENCY: Final = {"name": "agency_name", "code": "agency_code", "country": "country_code"}


@attrs.frozen
class _Keys:
    """The allowed keys of the file."""

    agency: Mapping[str, Any] = attrs.field(factory=dict)
    base_uri: str | None = None
    columns: Mapping[str, str] = attrs.field(factory=dict)
    formats: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)
    limits: Mapping[str, Any] = attrs.field(factory=dict)
    pace: float | None = None
    profiles: tuple[str, ...] = ()
    withhold_restricted: bool | None = None


@attrs.frozen
class _Agency:
    """Who is responsible for the descriptions: its name, its ISIL, the ISO 3166-1 code of its country."""

    name: str | None = None
    code: str | None = None
    country: str | None = None


@attrs.frozen
class Option:
    """A format option given in the file.

    Attributes:
        format: The name of the format.
        side: Whether it applies to reading or writing the format.
        name: The name of the option.
        value: The value.
        key: The key in the file: "agency.name".
    """

    format: str
    side: Side
    name: str
    value: Any
    key: str


@attrs.frozen
class Settings:
    """The content of a configuration file.

    Attributes:
        file: Its path; None if there is none.
        prefix: The prefix of its keys: "tool.docmeta." in a pyproject.toml.
        base_uri, profiles, limits, pace, withhold_restricted: For `--base-uri`, `--profile`, `--max-...`, `--pace` and
            `--withhold-restricted` if not given.
        options: The options of formats, if not given with -O; of two for the same, the later applies.
    """

    file: str | None = None
    prefix: str = ""
    base_uri: str | None = None
    profiles: tuple[str, ...] = ()
    limits: Mapping[str, float] = attrs.field(factory=dict)
    options: tuple[Option, ...] = ()
    pace: float | None = None
    withhold_restricted: bool | None = None

    def usual(self) -> Usual:
        """The options as readers and writers get them."""
        found: dict[str, dict[Side, dict[str, Any]]] = {}
        for option in self.options:
            found.setdefault(option.format, {}).setdefault(option.side, {})[option.name] = option.value
        return found

    def filled(self, given: dict[str, Any]) -> dict[str, Any]:
        """The arguments of a command, with missing ones from the file."""
        ours = {"base_uri": self.base_uri, "profiles": self.profiles}
        found = given | {name: value for name, value in ours.items() if name in given and not given[name]}
        if given.get("withhold_restricted", False) is None and self.withhold_restricted is not None:
            found["withhold_restricted"] = self.withhold_restricted
        return found


def settings_of(folder: str) -> Settings:
    """The settings for a working directory. Raises `OptionError`, which names the file and the key, if one is invalid."""
    for path in _candidates(folder):
        table = _table_of(path)
        if table is not None:
            ours = path.name == "docmeta.toml"
            return _settings(str(path), "" if ours else ".".join(_TABLE) + ".", table)
    return Settings()


def current() -> Settings:
    """The current settings: from the file in `DOCMETA_CONFIG` (none if that is empty), or the nearest file."""
    named = os.environ.get(CONFIG)
    if named is not None:
        return _named(named) if named else Settings()
    try:
        folder = os.getcwd()
    except FileNotFoundError:  # it was removed
        return Settings()
    return settings_of(folder)


def _named(file: str) -> Settings:
    path = Path(os.path.abspath(file))
    try:
        table = _table_of(path)
    except OSError as error:
        raise OptionError(f"{CONFIG}: {error.strerror}", source=file) from None
    ours = path.name != "pyproject.toml"
    return _settings(str(path), "" if ours else ".".join(_TABLE) + ".", table or {})


def _candidates(folder: str) -> Iterator[Path]:
    """The candidate files, the nearest first; none above the user's home."""
    home = Path(os.path.realpath(os.path.expanduser("~")))
    for place in (here := Path(folder), *here.parents):
        yield from (path for name in ("docmeta.toml", "pyproject.toml") if os.path.isfile(path := place / name))
        if place == home:
            return


def _table_of(path: Path) -> Mapping[str, Any] | None:
    """The docmeta table of a file; None for a pyproject.toml without one."""
    import tomllib

    data = path.read_bytes()
    if path.name == "pyproject.toml" and _TABLE[-1].encode() not in data:
        return None  # and it need not be valid
    try:
        table: Any = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise OptionError(f"it is not valid TOML: {error}", source=str(path)) from None
    if path.name == "pyproject.toml":
        for key in _TABLE:
            table = table.get(key) if isinstance(table, Mapping) else None
    if table is not None and not isinstance(table, Mapping):
        raise OptionError("expected a table", source=str(path), path=".".join(_TABLE))
    return table


@contextmanager
def _of(path: str, key: str) -> Iterator[None]:
    """Add the file and the key to an error."""
    try:
        yield
    except DocmetaError as error:
        if error.source is None:
            error.source, error.path = path, key
        raise


def _settings(path: str, prefix: str, table: Mapping[str, Any]) -> Settings:
    for key in ("agency", "columns", "formats", "limits"):
        if not isinstance(table.get(key, {}), Mapping):
            raise OptionError("expected a table", source=path, path=prefix + key, value=table[key])
    with _of(path, prefix.rstrip(".")):
        keys: _Keys = structured(_Keys, table, "the configuration")
    with _of(path, f"{prefix}limits"):
        limits = _limits(keys.limits)
    with _of(path, f"{prefix}profiles"):
        profiles = tuple(_profile(name) for name in keys.profiles)
    with _of(path, f"{prefix}agency"):
        agency: _Agency = structured(_Agency, keys.agency, "the table")
    with _of(path, f"{prefix}pace"), paced(keys.pace):
        pass  # only checks that it is one
    options = [*_of_agency(agency), *_of_columns(keys.columns)]
    for name, given in keys.formats.items():
        with _of(path, f"{prefix}formats.{name}"):
            options += _of_format(name, given)
    return Settings(path, prefix, keys.base_uri, profiles, limits, tuple(options), keys.pace, keys.withhold_restricted)


def _limits(given: Mapping[str, Any]) -> dict[str, float]:
    size = given.get("size")
    if isinstance(size, str):
        given = {**given, "size": number_of_bytes(size)}
    limits = structured(Limits, given, "the table")
    return {name.strip(): getattr(limits, name.strip()) for name in given}


def _profile(name: str) -> str:
    from docmeta.checking.run import profile_named

    return profile_named(name).name


def _of_agency(agency: _Agency) -> Iterator[Option]:
    for key, name in _AGENCY.items():
        value = getattr(agency, key)
        if value is not None:
            for format in _with(name, lambda format: format.can_write):
                yield Option(format, "write", name, value, f"agency.{key}")


def _of_columns(columns: Mapping[str, str]) -> Iterator[Option]:
    if columns:
        value = tuple(f"{theirs}={ours}" for theirs, ours in columns.items())
        for format in _with("columns", lambda format: format.can_read):
            yield Option(format, "read", "columns", value, "columns")


def _with(option: str, side: Callable[[Format], bool]) -> Iterator[str]:
    """The formats that have an option."""
    return (format.name for format in registry.default() if side(format) and option in names_of(format))


def _of_format(name: str, given: Mapping[str, Any]) -> Iterator[Option]:
    """The options of one format: for both sides, and in the tables `read` and `write` for one."""
    format = registry.default().get(name)
    sides: tuple[Side, ...] = ("read", "write")
    both = {key: value for key, value in given.items() if key not in sides}
    for side in sides:
        own = given.get(side, {})
        if not isinstance(own, Mapping):
            raise OptionError("expected a table", value=own)
        options_of(format, {**both, **own})
        if not (format.can_read if side == "read" else format.can_write):
            continue
        for table, key in ((both, f"formats.{name}"), (own, f"formats.{name}.{side}")):
            for option, value in table.items():
                yield Option(format.name, side, option.replace("-", "_"), value, f"{key}.{option}")
