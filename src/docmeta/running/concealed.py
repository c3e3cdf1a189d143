"""Hides internal material from what is only looked at: each internal unit keeps its place, and shows only that it is internal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from docmeta.model import Level, Node, Unit
from docmeta.running.quicklook import may_be_internal
from docmeta.running.withhold import public_unit, unit_is_internal

#: Replaces internal words.
CONCEALED: Final = "(internal)"


class Hiding:
    """Tells for each unit of a stream whether it is internal, by its own mark or by that of a unit above.

    >>> from docmeta.model import Document
    >>> hiding = Hiding()
    >>> [hiding.hides(Node(depth, Document("d", audience=mark))) for depth, mark in ((0, None), (1, "internal"), (2, None), (1, None))]
    [False, True, True, False]
    """

    def __init__(self) -> None:
        self._depth: int | None = None

    def hides(self, node: Node) -> bool:
        """Whether the next unit is internal."""
        if self._depth is not None and node.depth <= self._depth:
            self._depth = None
        if self._depth is None and unit_is_internal(node.unit):
            self._depth = node.depth
        return self._depth is not None


def for_all(unit: Unit) -> Unit:
    """A unit without its internal parts; the unit itself if it has none."""
    return public_unit(unit)[0] if may_be_internal(unit) else unit


def concealed(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes; of internal ones, only the place in the tree and the level.

    >>> from docmeta.model import Document
    >>> [node.unit.title for node in concealed([Node(0, Document("d", title="Sealed letters", audience="internal"))])]
    ['(internal)']
    """
    hiding = Hiding()
    for node in nodes:
        unit = node.unit
        if hiding.hides(node):
            level = unit.level if unit.level in set(Level) else None
            said = type(unit)(CONCEALED, title=CONCEALED, level=level, audience="internal", minted=True)
        else:
            said = for_all(unit)
        yield node if said is unit else attrs.evolve(node, unit=said)
