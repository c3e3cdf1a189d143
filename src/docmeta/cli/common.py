"""What several commands share: their options, standard input, and folders of sources."""

from __future__ import annotations

import errno
import inspect
import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeVar

import attrs
import click

from docmeta.errors import OptionError

if TYPE_CHECKING:
    pass

F = TypeVar("F", bound=Callable[..., Any])


class Bytes(click.ParamType):  # type: ignore[type-arg]  # click 8.1 has no parameter here
    """A number of bytes: 5000000, 500K, 5M, 2G."""

    name = "bytes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        text = str(value).strip().upper().removesuffix("B")
        unit = {"K": 10**3, "M": 10**6, "G": 10**9}.get(text[-1:], 1)
        digits = text if unit == 1 else text[:-1]
        if not (digits.isascii() and digits.isdigit() and int(digits)):
            self.fail(f"{value!r} is no number of bytes; write it as 5000000, 500K, 5M or 2G", param, ctx)
        return int(digits) * unit


#: The limits of `docmeta.Limits`, as options: what each counts, and what it takes.
_LIMITS: Final[tuple[tuple[str, Any, str], ...]] = (
    ("units", click.IntRange(1), "Read at most N descriptions."),
    ("depth", click.IntRange(1), "Read at most N levels."),
    ("text", click.IntRange(1), "Read at most N characters in a text."),
    ("values", click.IntRange(1), "Read at most N values in a field of a description."),
    ("size", Bytes(), "Read, and unpack, at most N bytes: 500K, 5M, 2G."),
    ("seconds", click.FloatRange(0, min_open=True), "Take at most N seconds of processor time."),
)


def limiting_options(function: F) -> F:
    """The options that limit what is read; the command gets them as one `limits`, None where none is given."""

    @wraps(function)
    def limited(*args: Any, **given: Any) -> Any:
        said = {name: given.pop(f"max_{name}") for name, _, _ in _LIMITS}
        limits = None
        if any(value is not None for value in said.values()):
            from docmeta.plugins import Limits

            usual = attrs.asdict(Limits.none() if given.get("huge") else Limits())
            limits = Limits(**{name: usual[name] if value is None else value for name, value in said.items()})
        return function(*args, limits=limits, **given)

    wrapped: Any = limited
    for name, kind, help in reversed(_LIMITS):
        wrapped = click.option(
            f"--max-{name}", type=kind, metavar="N", envvar=f"DOCMETA_MAX_{name.upper()}", help=help
        )(wrapped)
    return wrapped  # type: ignore[no-any-return]


def reading_options(function: F) -> F:
    """The options of every command that reads: --from, -O, --huge, and the limits."""
    wrapped: Any = limiting_options(function)
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
        wrapped = option(wrapped)
    return wrapped  # type: ignore[no-any-return]


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


def format_options(given: tuple[str, ...], function: Callable[..., Any]) -> dict[str, Any]:
    """The -O options of a command, as keyword arguments of *function*; none may be taken for one of its own."""
    from docmeta.plugins.options import pairs as parse

    options: dict[str, Any] = dict(parse(given))
    taken = set(inspect.signature(function).parameters) & set(options)
    if taken:
        name = sorted(taken)[0]
        raise OptionError(f"say option {name!r} as read.{name} or write.{name}")
    return options


def reader_options(pairs: tuple[str, ...]) -> dict[str, Any]:
    """The -O options of a command that only reads, so named that none is taken for an argument."""
    from docmeta.plugins.options import pairs as parse

    return {key if key.startswith("read.") else f"read.{key}": value for key, value in parse(pairs).items()}
