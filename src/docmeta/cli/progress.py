"""Progress on standard error, if that is a terminal: with rich if it is installed, otherwise a plain line."""

from __future__ import annotations

import sys
import time
from typing import Any

from docmeta.cli.terminal import console, cut, is_terminal, one_line, screen_width


class Progress:
    """Shows the progress of a conversion that takes more than a moment.

    Args:
        label: What is being done.
        total: The number of files; None counts units instead.
        shown: False shows nothing at all.
    """

    #: The delay before anything is shown, and the interval between changes, in seconds.
    PATIENCE = 0.5
    PACE = 0.1

    def __init__(self, label: str, total: int | None = None, *, shown: bool = True) -> None:
        self._label = one_line(label)
        self._total = total
        self._shown = shown and is_terminal(sys.stderr)
        self._next = time.monotonic() + self.PATIENCE
        self._bar: Any = None
        self._task: Any = None
        self._plain = False
        self._done = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
        self._clear()

    def units(self, count: int) -> None:
        """Show the number of units done."""
        self._update(count, f"{count:,} units")

    def records(self, count: int, total: int | None) -> None:
        """Show the number of records received."""
        self._update(count, f"{count:,} records" if total is None else f"{count:,} of {total:,} records")

    def requests(self, count: int) -> None:
        """Show the number of requests made."""
        self._update(count, f"{count:,} requests")

    def file(self, name: str) -> None:
        """Count one more file."""
        self._done += 1
        self._update(self._done, f"{self._done:,} of {self._total:,} files", name)

    def say(self, line: str) -> None:
        """Print a line above the progress."""
        self._clear()
        if self._bar is not None:
            from rich.text import Text

            self._bar.console.print(Text(line), soft_wrap=True)
        else:
            sys.stderr.write(line + "\n")
            sys.stderr.flush()

    def _update(self, done: int, words: str, name: str = "") -> None:
        if not self._shown or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self.PACE
        if self._bar is None and not self._plain:
            self._start()
        if self._bar is not None:
            self._bar.update(self._task, completed=done, words=words)
            return
        line = f"{self._label}: {words} {one_line(name)}"
        sys.stderr.write("\r\x1b[2K" + cut(line, screen_width() - 1))
        sys.stderr.flush()

    def _start(self) -> None:
        screen = console(sys.stderr)
        if screen is None:
            self._plain = True
            return
        from rich import progress

        parts: list[Any] = [progress.SpinnerColumn(), progress.TextColumn("{task.description}", markup=False)]
        if self._total is not None:
            parts += [progress.BarColumn(), progress.TimeRemainingColumn()]
        parts += [progress.TextColumn("{task.fields[words]}", style="cyan", markup=False), progress.TimeElapsedColumn()]
        self._bar = progress.Progress(*parts, console=screen, transient=True)
        self._task = self._bar.add_task(cut(self._label, 40), total=self._total, words="")
        self._bar.start()

    def _clear(self) -> None:
        if self._plain and self._shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
