"""Work on what nests, without calls within calls: a step that needs another one done before it goes on gives it.

>>> def names(nested, out):
...     for name, inner in nested.items():
...         out.append(name)
...         yield names(inner, out)
>>> done(names({"list": {"item": {"p": {}}}, "p": {}}, out := []))
>>> out
['list', 'item', 'p', 'p']
"""

from __future__ import annotations

from collections.abc import Iterator

Steps = Iterator["Steps"]


def done(first: Steps) -> None:
    """Do a step, and all that it needs."""
    stack = [first]
    while stack:
        more = next(stack[-1], None)
        if more is None:
            stack.pop()
        else:
            stack.append(more)
