"""The command line: `docmeta COMMAND ...`.

Commands are imported on demand, so `docmeta --help` answers at once.

Exit codes: 0 success; 1 problems were found, something would be lost under --strict, or some of several files failed;
2 the input, the target or the call cannot be used; 3 a fault of docmeta itself; 130 interrupted; 141 the output pipe was closed.
"""

from __future__ import annotations

import gc
import os
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import click

from docmeta.cli.telling import (
    BROKEN_PIPE,
    INTERRUPTED,
    OK,
    UNUSABLE,
    Terminated,
    hear_every_interrupt,
    hear_signals,
    say,
    told,
)

#: The commands and their descriptions, in listing order.
COMMANDS = {
    "convert": "Convert descriptions to another format.",
    "show": "Draw the tree of a description.",
    "view": "Show descriptions as a page in the browser.",
    "check": "Find problems in descriptions.",
    "plan": "Show what a receiving system would make of a description.",
    "diff": "Compare two descriptions, whatever their formats.",
    "formats": "List the formats, or show all about one.",
    "crosswalk": "Print the mapping of a format.",
    "harvest": "Harvest the records of a repository by OAI-PMH.",
    "index": "Index a folder of descriptions for OAI-PMH.",
    "serve": "Serve a folder of descriptions by OAI-PMH.",
    "config": "Show the settings in force here, and where they come from.",
    "plugins": "List the plugins, or make a new one.",
    "schemas": "Fetch and list the official schemas.",
}


class Commands(click.Group):
    """The group of commands; imports a command only when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"docmeta.cli.{cmd_name}").command
        registry = sys.modules.get("docmeta.plugins.registry")
        if registry is not None:
            from docmeta.cli.apart import imported_apart

            registry.importing = imported_apart  # type: ignore[attr-defined]
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command, or suggest a similar one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(COMMANDS)}"
            raise click.UsageError(f"there is no command {args[0]!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands for --help."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from docmeta import __version__

        click.echo(f"docmeta {__version__}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Print the version."
)
def commands() -> None:
    """Read, check, convert, harvest and serve archival descriptions.

    Reads and writes EAD, EAC-CPF, MODS, MARCXML, Dublin Core, EDM, JSON-LD, CSV and what plugins add.
    "docmeta formats" lists them; "docmeta COMMAND --help" explains a command.

    \b
    Examples:
      docmeta show finding-aid.xml
      docmeta view finding-aid.xml
      docmeta convert finding-aid.xml --to dc -o records.xml
    """


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line, and exit."""
    hear_signals()
    hear_every_interrupt()
    code = run(args)
    gc.freeze()  # otherwise a large document is freed piece by piece at exit, which takes a second
    sys.exit(code)


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. Every error is one line on standard error."""
    if sys.stdout is None or sys.stderr is None:  # closed by the caller; opened files would take their numbers
        sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    with warnings.catch_warnings():
        warnings.showwarning = _show_warning
        try:
            code = _call(args)
            with suppress(ValueError):  # a plugin closed it, which was reported
                sys.stdout.flush()
        except BrokenPipeError:
            _silence(sys.stdout)
            return BROKEN_PIPE
        except Terminated as error:
            return 128 + error.number
        except KeyboardInterrupt:
            say("interrupted", "")
            return INTERRUPTED
    return code


def _invoke(args: list[str]) -> Any:
    """Parse and call, without click's own handling of pipes and interrupts."""
    if "_DOCMETA_COMPLETE" in os.environ:
        commands.main(args=args, prog_name="docmeta")
    with commands.make_context("docmeta", args) as context:
        return commands.invoke(context)


def _call(args: Sequence[str] | None) -> int:
    """Call the command and turn every error into a line and an exit code."""
    try:
        code = _invoke(sys.argv[1:] if args is None else list(args))
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return UNUSABLE
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        more = f" (see '{context.command_path} --help')" if context is not None else ""
        say(error.format_message().replace("\n", " ") + more)
        return UNUSABLE
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except (BrokenPipeError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001  # the one place that turns every error into a line
        if isinstance(error.__cause__, KeyboardInterrupt):  # Python wraps errors raised while it makes a class
            raise error.__cause__ from None
        return told(error)
    return code if isinstance(code, int) else OK


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    say(str(message), "warning: ")


def _silence(stream: Any) -> None:
    """Redirect a stream with a closed pipe to nowhere, so that closing it raises no error."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
