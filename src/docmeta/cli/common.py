"""What several commands share: their options, standard input, and folders of sources."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def reading_options(function: F) -> F:
    """The options of every command that reads: --from, -O, --huge."""
    for option in (
        click.option("--huge", is_flag=True, help="Read beyond the usual limits (texts over 10 MB)."),
        click.option(
            "options",
            "-O",
            "--option",
            metavar="KEY=VALUE",
            multiple=True,
            help="An option of the format; may be repeated.",
        ),
        click.option("from_", "--from", metavar="FORMAT", help="The format of the source; found out if not given."),
    ):
        function = option(function)
    return function


def telling_options(function: F) -> F:
    """The options that say how much is told: --quiet, --verbose."""
    for option in (
        click.option("--verbose", "-v", is_flag=True, help="Tell everything."),
        click.option("--quiet", "-q", is_flag=True, help="Tell errors only."),
    ):
        function = option(function)
    return function


class Stdin:
    """Standard input as a source with a name for messages."""

    name = "<stdin>"

    def __init__(self) -> None:
        if sys.stdin is None:
            raise OSError(errno.EBADF, "it is closed", self.name)
        self._stream = sys.stdin.buffer

    def read(self, size: int = -1) -> bytes:
        """Read as any binary stream does."""
        return self._stream.read(size)

    def fileno(self) -> int:
        """The file behind it, for its time of modification."""
        return self._stream.fileno()

    def seekable(self) -> bool:
        """Never: a redirected file is copied like a pipe, so that both give the same result."""
        return False


def source_of(argument: str) -> str | BinaryIO:
    """The source that an argument names: "-" is standard input."""
    return Stdin() if argument == "-" else argument  # type: ignore[return-value]


def reader_options(pairs: tuple[str, ...]) -> dict[str, Any]:
    """The -O options of a command that only reads, so named that none is taken for an argument."""
    from docmeta.plugins.options import pairs as parse

    return {key if key.startswith("read.") else f"read.{key}": value for key, value in parse(pairs).items()}
