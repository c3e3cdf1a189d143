"""How commands end: exit codes, and errors as one line on standard error."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from typing import Final, NoReturn

from docmeta.cli.terminal import safe
from docmeta.errors import DocmetaError, LossError, of_os

#: Success.
OK: Final = 0
#: Problems were found, something would be lost under --strict, or some of several files failed.
PROBLEMS: Final = 1
#: The input, the target or the call cannot be used.
UNUSABLE: Final = 2
#: A fault of docmeta itself.
FAULT: Final = 3
#: Ctrl-C.
INTERRUPTED: Final = 130
#: The output pipe was closed.
BROKEN_PIPE: Final = 141


class Terminated(KeyboardInterrupt):
    """A termination signal; like Ctrl-C, it passes all handlers, and temporary files are removed."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


#: The seconds after a signal during which others are ignored, so that temporary files are removed.
TIDYING: Final = 1.0

_heard = -TIDYING


def interrupted(number: int, _: object) -> None:
    """The handler of Ctrl-C and of termination signals."""
    global _heard
    now = time.monotonic()
    if now - _heard < TIDYING:
        return
    _heard = now
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise Terminated(number)


def hear_signals() -> None:
    """Make Ctrl-C and termination signals remove temporary files; ignored signals stay ignored."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with suppress(AttributeError, ValueError):  # not every system has all; only the main thread can set them
            number = getattr(signal, name)
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, interrupted)


def hear_every_interrupt() -> None:
    """Raise an interrupt again that occurred in a callback or a destructor, where Python prints and ignores it."""
    before = sys.unraisablehook

    def hook(unraisable: sys.UnraisableHookArgs) -> None:
        error = unraisable.exc_value
        if isinstance(error, KeyboardInterrupt) and hasattr(signal, "setitimer"):

            def again(*_: object) -> NoReturn:
                raise error

            signal.signal(signal.SIGALRM, again)
            signal.setitimer(signal.ITIMER_REAL, 0.01)
        else:
            before(unraisable)

    sys.unraisablehook = hook


def told(error: BaseException, *, also: str = "") -> int:
    """Print an error on one line, and return its exit code."""
    if isinstance(error, LossError):
        say(str(error) + also)
        return PROBLEMS
    if isinstance(error, DocmetaError):
        say(str(error) + also)
        return UNUSABLE
    if isinstance(error, OSError):
        say(of_os(error) + also)
        return UNUSABLE
    if os.environ.get("DOCMETA_DEBUG"):
        import traceback

        traceback.print_exception(error)
    text = _first_line(error)
    say(f"a fault of docmeta itself: {type(error).__name__}: {text}{also} (DOCMETA_DEBUG=1 shows where)")
    return FAULT


def _first_line(error: BaseException) -> str:
    try:
        return (str(error).splitlines() or [""])[0]
    except Exception:  # noqa: BLE001  # a foreign error that cannot be rendered
        return ""


def say(message: str, kind: str = "error: ") -> None:
    """Write one line to standard error, with terminal commands escaped."""
    with suppress(BrokenPipeError, ValueError):
        sys.stderr.write(f"docmeta: {kind}{safe(message)}\n")
        sys.stderr.flush()
