"""`docmeta config`: the settings in force in the working directory, and where each comes from."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

import attrs
import click

from docmeta.cli.common import layout_option
from docmeta.cli.limits import LIMITS, variable
from docmeta.cli.settings import CONFIG, Option, Settings, current
from docmeta.cli.telling import OK
from docmeta.cli.terminal import one_line, print_table
from docmeta.plugins import Limits

_BUILT_IN = "built in"


@attrs.frozen
class _Row:
    """A setting, its value, its origin (a key of the file, an environment variable, or none), and the formats that get it."""

    setting: str
    value: Any
    why: str
    formats: tuple[str, ...] = ()


@click.command()
@layout_option("text", "json")
def command(layout: str) -> int:
    """Show the settings in force here, and where they come from.

    docmeta reads the nearest docmeta.toml, or pyproject.toml with a table [tool.docmeta], from the working directory
    upwards, or the file that DOCMETA_CONFIG names. Options on the command line override it.
    """
    settings = current()
    rows = list(_rows(settings))
    if layout == "json":
        data = {"file": settings.file, "settings": [attrs.asdict(row) for row in rows]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
        return OK
    nothing = "none; there is no docmeta.toml, and no pyproject.toml with [tool.docmeta], from here upwards"
    if CONFIG in os.environ:
        nothing = f"none; {CONFIG} is empty"
    click.echo(f"configuration: {one_line(settings.file or nothing)}\n")
    columns = 4 if any(row.formats for row in rows) else 3
    print_table(
        ("setting", "value", "why", "formats")[:columns],
        [(row.setting, one_line(_said(row.value)), row.why, ", ".join(row.formats))[:columns] for row in rows],
        styles=("bold cyan", "", "dim", "")[:columns],
    )
    return OK


def _rows(settings: Settings) -> Iterator[_Row]:
    file = os.path.basename(settings.file or "")

    def said(key: str, there: bool = True) -> str:
        return f"{file}: {settings.prefix}{key}" if there else _BUILT_IN

    yield _Row("--base-uri", settings.base_uri, said("base_uri", settings.base_uri is not None))
    yield _Row("--profile", settings.profiles or ("basic",), said("profiles", bool(settings.profiles)))
    for name in LIMITS:
        by_environment = os.environ.get(variable(name))
        if by_environment:
            yield _Row(f"--max-{name}", by_environment, f"environment: {variable(name)}")
        else:
            value = settings.limits.get(name, getattr(Limits(), name))
            yield _Row(f"--max-{name}", value, said(f"limits.{name}", name in settings.limits))
    by_environment = os.environ.get("DOCMETA_PACE")
    if by_environment:
        yield _Row("--pace", by_environment, "environment: DOCMETA_PACE")
    else:
        yield _Row("--pace", settings.pace or 0, said("pace", settings.pace is not None))
    withheld = settings.withhold_restricted
    yield _Row("--withhold-restricted", bool(withheld), said("withhold_restricted", withheld is not None))
    for option, sides, formats in _together(settings.options):
        side = f"{sides[0]}." if len(sides) == 1 else ""
        yield _Row(f"-O {side}{option.name}", option.value, said(option.key), formats)


def _together(options: Iterable[Option]) -> Iterator[tuple[Option, tuple[str, ...], tuple[str, ...]]]:
    """The options in force, each key of the file once, with the sides and the formats that get it."""
    holding = {(option.format, option.side, option.name): option for option in options}
    by_key: dict[str, list[Option]] = {}
    for option in holding.values():
        by_key.setdefault(option.key, []).append(option)
    for same in by_key.values():
        sides = dict.fromkeys(option.side for option in same)
        formats = dict.fromkeys(option.format for option in same)
        yield same[0], tuple(sides), tuple(formats)


def _said(value: Any) -> str:
    """A value in the form of a command-line option."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list)):
        return ",".join(map(str, value))
    return str(value)
