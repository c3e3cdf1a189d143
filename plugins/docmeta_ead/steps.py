"""Work on nested structures without recursion: a step yields another step that must run first, and receives its result.

Anything it yields that is no step is the result.

>>> def names(nested):
...     found = []
...     for name, inner in nested.items():
...         found += [name, *(yield names(inner))]
...     return found
>>> done(names({"list": {"item": {"p": {}}}, "p": {}}))
['list', 'item', 'p', 'p']
"""

from __future__ import annotations

from collections.abc import Generator
from types import GeneratorType
from typing import Any, TypeVar

T = TypeVar("T")
#: A step, by its result.
Steps = Generator[Any, Any, T]


def done(step: Steps[T]) -> T:
    """Run a step, and all that it needs; gives its result."""
    around: list[Steps[Any]] = []
    here: Steps[Any] = step
    value: Any = None
    while True:
        try:
            inner = here.send(value)
        except StopIteration as stop:
            value = stop.value
            if not around:
                result: T = value
                return result
            here = around.pop()
        else:
            if isinstance(inner, GeneratorType):
                around.append(here)
                here, value = inner, None
            else:
                value = inner
