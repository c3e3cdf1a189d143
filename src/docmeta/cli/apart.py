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
    """Replaces standard output while a plugin runs: its prints go to standard error, and closing it has no effect."""

    encoding = "utf-8"

    @property
    def buffer(self) -> Any:
        """For bytes, likewise."""
        return sys.stderr.buffer

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, text: str) -> int:
        """Write to standard error."""
        return sys.stderr.write(text)

    def close(self) -> None:
        """Do nothing: more will be written."""


@contextmanager
def printed_aside() -> Iterator[None]:
    """Keep the prints of plugins out of what a command writes to standard output."""
    out, err = sys.stdout, sys.stderr
    sys.stdout = _Aside()
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err


class _StandardOutput(io.BufferedWriter):
    """Standard output for a writer: closing this stream does not affect `sys.stdout`."""

    name = "<stdout>"


def standard_output() -> BinaryIO:
    """A separate stream to standard output, for a plugin's writer, which might close it.

    Raises `OSError` if the caller closed standard output.
    """
    if sys.__stdout__ is None and getattr(sys.stdout, "name", "") == os.devnull:
        raise OSError(errno.EBADF, "it is closed", _StandardOutput.name)
    sys.stdout.flush()
    try:
        descriptor = os.dup(sys.stdout.fileno())
    except (OSError, ValueError):  # not a file of the system, or closed
        return sys.stdout.buffer
    return _StandardOutput(io.FileIO(descriptor, "wb"))


@contextmanager
def imported_apart() -> Iterator[None]:
    """Import plugins, keeping their prints out of the output and restoring the state of the process."""
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
        with suppress(ValueError, TypeError):  # only the main thread may; a handler from C cannot be restored
            if signal.getsignal(number) is not handler:
                signal.signal(number, handler)
