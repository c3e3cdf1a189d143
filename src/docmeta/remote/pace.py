"""The pace of requests to a web server: a pause between the end of one request and the beginning of the next.

It applies to each server separately, for all requests: of a harvest, a check, or single files. Servers that need a
longer pause demand it themselves (503 and `Retry-After`), which takes precedence.

>>> with paced(2):
...     in_force()
2.0
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from docmeta.errors import OptionError

#: The longest pause: a day.
LONGEST: Final = 86_400.0

_pace: ContextVar[float | None] = ContextVar("docmeta.pace", default=None)
_ended: dict[str, float] = {}
_lock = threading.Lock()
#: Replaced by tests, which do not wait.
_sleep = time.sleep
_clock = time.monotonic


def in_force() -> float | None:
    """The seconds between two requests; None if not set."""
    return _pace.get()


@contextmanager
def paced(seconds: float | None) -> Iterator[None]:
    """Keep at least this many seconds between two requests to a server inside the block; None changes nothing.

    Raises `OptionError` for an invalid number.
    """
    if seconds is None:
        yield
        return
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 <= seconds <= LONGEST:
        raise OptionError(f"the pace must be a number of seconds from 0 to {LONGEST:,.0f}", value=seconds)
    token = _pace.set(float(seconds))
    try:
        yield
    finally:
        _pace.reset(token)


@contextmanager
def in_turn(server: str) -> Iterator[None]:
    """Wait until the next request to a server is allowed; the block is the request."""
    seconds = _pace.get()
    if not seconds:
        yield
        return
    with _lock:
        now = _clock()
        begin = max(now, _ended.get(server, -math.inf) + seconds)
        _ended[server] = begin  # requests in the meantime wait for their own turn
    if begin > now:
        _sleep(begin - now)
    try:
        yield
    finally:
        with _lock:
            _ended[server] = max(_ended[server], _clock())
