"""Isolates plugins: what they print stays out of a command's output, and what they change in the process is restored."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO

#: The signals whose handlers remove temporary files.
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class _Aside(io.TextIOBase):
    """Stands for standard output while a plugin runs: what is printed goes to standard error, and closing it closes nothing."""

    encoding = "utf-8"

    @property
    def buffer(self) -> Any:
        """Bytes go the same way."""
        return sys.stderr.buffer

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, text: str) -> int:
        """Write to standard error."""
        return sys.stderr.write(text)

    def close(self) -> None:
        """Close nothing: more is to be written."""


@contextmanager
def printed_aside() -> Iterator[None]:
    """Let nothing that a plugin prints come into what a command writes to standard output."""
    out, err = sys.stdout, sys.stderr
    sys.stdout = _Aside()
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err


class _StandardOutput(io.BufferedWriter):
    """Standard output for a writer: what becomes of this stream does nothing to `sys.stdout`, which it goes to."""

    name = "<stdout>"


def standard_output() -> BinaryIO:
    """A stream of its own that goes where standard output goes, for a plugin's writer, which might close it.

    Raises `OSError` where whoever called closed standard output: what is written would go nowhere.
    """
    if sys.__stdout__ is None and getattr(sys.stdout, "name", "") == os.devnull:
        raise OSError(errno.EBADF, "it is closed", _StandardOutput.name)
    sys.stdout.flush()
    try:
        descriptor = os.dup(sys.stdout.fileno())
    except (OSError, ValueError):  # it is no file of the system's, or closed
        return sys.stdout.buffer
    return _StandardOutput(io.FileIO(descriptor, "wb"))


@contextmanager
def imported_apart() -> Iterator[None]:
    """Import plugins: without their prints in the output, and with the process afterwards as it was before."""
    folder = None
    with suppress(OSError):
        folder = os.getcwd()
    limit = sys.getrecursionlimit()
    handlers = {name: signal.getsignal(getattr(signal, name)) for name in _SIGNALS if hasattr(signal, name)}
    with printed_aside(), warnings.catch_warnings():
        try:
            yield
        finally:
            _put_back(folder, limit, handlers)


def _put_back(folder: str | None, limit: int, handlers: dict[str, Any]) -> None:
    with suppress(OSError):
        if folder is not None and os.getcwd() != folder:
            os.chdir(folder)
    if sys.getrecursionlimit() < limit:
        sys.setrecursionlimit(limit)
    for name, handler in handlers.items():
        number = getattr(signal, name)
        with suppress(ValueError, TypeError):  # only the main thread may; a handler from C cannot be set again
            if signal.getsignal(number) is not handler:
                signal.signal(number, handler)
