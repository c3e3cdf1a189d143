"""The limits in `docmeta.Limits` as command-line options, environment variables and settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from docmeta.errors import OptionError

F = TypeVar("F", bound=Callable[..., Any])


class Bytes(click.ParamType):  # type: ignore[type-arg]  # click 8.1 has no parameter here
    """A number of bytes: 5000000, 500K, 5M, 2G."""

    name = "bytes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        try:
            return number_of_bytes(str(value))
        except OptionError as error:
            self.fail(error.message, param, ctx)


def number_of_bytes(words: str) -> int:
    """A number of bytes with an optional unit. Raises `OptionError`.

    >>> number_of_bytes("5M")
    5000000
    """
    text = words.strip().upper().removesuffix("B")
    unit = {"K": 10**3, "M": 10**6, "G": 10**9}.get(text[-1:], 1)
    digits = text if unit == 1 else text[:-1]
    if not (digits.isascii() and digits.isdigit() and int(digits)):
        raise OptionError(f"{words!r} is not a number of bytes; write it as 5000000, 500K, 5M or 2G")
    return int(digits) * unit


#: The limits of `docmeta.Limits`, as options: the type and the help text of each.
LIMITS: Final[dict[str, tuple[Any, str]]] = {
    "units": (click.IntRange(1), "Read at most N units."),
    "depth": (click.IntRange(1), "Read at most N levels of units."),
    "text": (click.IntRange(1), "Read at most N characters in a text."),
    "values": (click.IntRange(1), "Read at most N values in a field of a unit."),
    "size": (Bytes(), "Read at most N bytes, also when unpacked: 500K, 5M, 2G."),
    "seconds": (click.FloatRange(0, min_open=True), "Use at most N seconds of processor time."),
    "wait": (click.FloatRange(0, min_open=True), "Spend at most N seconds on a download."),
}


class LimitOption(click.Option):
    """An option that limits what is read, listed separately in the help, without the range of its values."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help text."""
        record = super().get_help_record(ctx)
        return record and (record[0], self.help or "")


class Sectioned(click.Command):
    """A command whose help lists the limits below the other options."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options for --help."""
        for title, limits in (("Options", False), ("Limits", True)):
            options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
            chosen = [each for each in options if isinstance(each, LimitOption) is limits]
            records = [record for record in (each.get_help_record(ctx) for each in chosen) if record]
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


def huge_option(function: F) -> F:
    """The option that lifts the default limits."""
    return click.option(
        "--huge", is_flag=True, cls=LimitOption, help="Lift the default limits, such as 10 MB for a text."
    )(function)


def variable(limit: str) -> str:
    """The environment variable of a limit."""
    return f"DOCMETA_MAX_{limit.upper()}"
