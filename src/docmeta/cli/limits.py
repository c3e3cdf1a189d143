"""The limits of `docmeta.Limits` as options of the command line, environment variables and settings."""

from __future__ import annotations

from typing import Any, Final

import click

from docmeta.errors import OptionError


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
    """A number of bytes as people write it. Raises `OptionError`.

    >>> number_of_bytes("5M")
    5000000
    """
    text = words.strip().upper().removesuffix("B")
    unit = {"K": 10**3, "M": 10**6, "G": 10**9}.get(text[-1:], 1)
    digits = text if unit == 1 else text[:-1]
    if not (digits.isascii() and digits.isdigit() and int(digits)):
        raise OptionError(f"{words!r} is not a number of bytes; write it as 5000000, 500K, 5M or 2G")
    return int(digits) * unit


#: The limits of `docmeta.Limits`, as options: what each counts, and what it takes.
LIMITS: Final[dict[str, tuple[Any, str]]] = {
    "units": (click.IntRange(1), "Read at most N descriptions."),
    "depth": (click.IntRange(1), "Read at most N levels."),
    "text": (click.IntRange(1), "Read at most N characters in a text."),
    "values": (click.IntRange(1), "Read at most N values in a field of a description."),
    "size": (Bytes(), "Read, and unpack, at most N bytes: 500K, 5M, 2G."),
    "seconds": (click.FloatRange(0, min_open=True), "Take at most N seconds of processor time."),
    "wait": (click.FloatRange(0, min_open=True), "Wait at most N seconds for all that an address sends."),
}


def variable(limit: str) -> str:
    """The environment variable of a limit."""
    return f"DOCMETA_MAX_{limit.upper()}"
