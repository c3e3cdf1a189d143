"""What commands share: options, standard input, and how they read it."""

from __future__ import annotations

import errno
import inspect
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, BinaryIO, Final, TypeVar

import attrs
import click

from docmeta.cli.limits import LIMITS, LimitOption, Sectioned, huge_option, variable
from docmeta.errors import OptionError
from docmeta.remote.pace import LONGEST

F = TypeVar("F", bound=Callable[..., Any])


def limiting_options(function: F) -> F:
    """The options that limit what is read, and --pace; the command gets them as one `limits`, None if none is given.

    The configuration file supplies missing options, these and the command's own.
    """

    @wraps(function)
    def limited(*args: Any, **given: Any) -> Any:
        from docmeta.cli.settings import current
        from docmeta.plugins.usual import using
        from docmeta.remote import paced

        settings = current()
        pace = given.pop("pace")
        said = {name: given.pop(f"max_{name}") for name in LIMITS}
        said = {name: settings.limits.get(name) if value is None else value for name, value in said.items()}
        limits = None
        if any(value is not None for value in said.values()):
            from docmeta.plugins import Limits

            usual = attrs.asdict(Limits.none() if given.get("huge") else Limits())
            limits = Limits(**{name: usual[name] if value is None else value for name, value in said.items()})
        with using(settings.usual()), paced(settings.pace if pace is None else pace):
            return function(*args, limits=limits, **settings.filled(given))

    wrapped: Any = click.option(
        "--pace", type=click.FloatRange(0, LONGEST), metavar="N", envvar="DOCMETA_PACE", cls=LimitOption,
        help="Wait N seconds between requests to a web server.",
    )(limited)  # fmt: skip
    for name, (kind, help) in reversed(LIMITS.items()):
        option = click.option(
            f"--max-{name}", type=kind, metavar="N", envvar=variable(name), help=help, cls=LimitOption
        )
        wrapped = option(wrapped)
    return wrapped  # type: ignore[no-any-return]


def reading_options(function: F) -> F:
    """The options of every command that reads: --from, -O, and the limits."""
    wrapped: Any = huge_option(limiting_options(function))
    for option in (
        click.option(
            "options",
            "-O",
            "--option",
            metavar="KEY=VALUE",
            multiple=True,
            help="Set an option of the format; may be repeated.",
        ),
        click.option("from_", "--from", metavar="FORMAT", help="The format of the source; detected if not given."),
    ):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[no-any-return]


#: Options with an optional value, and its default.
_BARE: Final = {"--strict": "lost", "--withhold-restricted": "today"}


class Bare(Sectioned):
    """A command with such options; one without a value does not take the next argument as its value."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments."""
        options = args[: args.index("--")] if "--" in args else args
        own = {name for parameter in self.params for name in parameter.opts}
        said = [f"{each}={_BARE[each]}" if each in _BARE and each in own else each for each in options]
        return super().parse_args(ctx, said + args[len(options) :])


def withholding_option(function: F) -> F:
    """The option `--withhold-restricted`: True for today, a day, or False; None if not given."""

    def judged(context: click.Context, parameter: click.Parameter, value: str | None) -> Any:
        if value in (None, "today", "no"):
            return None if value is None else value == "today"
        from docmeta.running import restricted_day

        restricted_day(value)  # an invalid day is an error before anything is read
        return value

    return click.option(
        "--withhold-restricted", is_flag=False, flag_value="today", default=None, metavar="[=DAY|=no]", callback=judged,
        help="Leave out units with restricted access today (or on DAY: 2031-12-31), and everything below them.",
    )(function)  # fmt: skip


def layout_option(*layouts: str) -> Callable[[F], F]:
    """The option `--format` of commands that print for people, for programs or as a page."""
    return click.option(
        "--format",
        "layout",
        type=click.Choice(layouts),
        default="text",
        show_default=True,
        help="How to print the result.",
    )


def telling_options(function: F) -> F:
    """The options on how much to print: --quiet, --verbose."""
    for option in (
        click.option("--verbose", "-v", is_flag=True, help="Print every finding."),
        click.option("--quiet", "-q", is_flag=True, help="Print errors only."),
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
        """Never: a redirected file is treated like a pipe, so that both give the same result."""
        return False


def source_of(argument: str) -> str | BinaryIO:
    """The source that an argument names; "-" is standard input."""
    return Stdin() if argument == "-" else argument  # type: ignore[return-value]


def format_options(given: tuple[str, ...], function: Callable[..., Any]) -> dict[str, Any]:
    """The -O options of a command, as keyword arguments of *function*; an error if one clashes with its own arguments."""
    from docmeta.plugins.options import pairs as parse

    options: dict[str, Any] = dict(parse(given))
    taken = set(inspect.signature(function).parameters) & set(options)
    if taken:
        name = sorted(taken)[0]
        raise OptionError(f"write option {name!r} as read.{name} or write.{name}")
    return options


def reader_options(pairs: tuple[str, ...]) -> dict[str, Any]:
    """The -O options of a command that only reads, named so that none clashes with an argument."""
    from docmeta.plugins.options import pairs as parse

    return {key if key.startswith("read.") else f"read.{key}": value for key, value in parse(pairs).items()}
