"""Default options of formats, set by the command line from its configuration file.

>>> with using({"ead3": {"write": {"indent": False}}}):
...     dict(usual_options("ead3", "write")), dict(usual_options("ead3", "read"))
({'indent': False}, {})
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Literal, TypeAlias

#: Whether a format is read or written.
Side: TypeAlias = Literal["read", "write"]
#: Options by the name of the format and the side.
Usual: TypeAlias = Mapping[str, Mapping[Side, Mapping[str, Any]]]

_usual: ContextVar[Usual] = ContextVar("docmeta.usual", default={})  # noqa: B039  # never modified


def usual_options(format: str, side: Side) -> Mapping[str, Any]:
    """The default options of a format."""
    return _usual.get().get(format, {}).get(side, {})


def in_force() -> Usual:
    """All of them, to pass to another process."""
    return _usual.get()


def put_in_force(usual: Usual) -> None:
    """Set default options from now on, for a process of its own."""
    _usual.set(usual)


@contextmanager
def using(usual: Usual) -> Iterator[None]:
    """Set default options inside the block."""
    token = _usual.set(usual)
    try:
        yield
    finally:
        _usual.reset(token)
