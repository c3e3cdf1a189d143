"""A description as a flat stream: `Node(depth, unit)` in document order, parents before children.

A reader is a generator of nodes, a writer consumes an iterable of nodes, so a million components need the memory of one.
`walk()` turns a tree into a stream, `nest()` a stream into a tree, `ordered()` checks the order. None of them recurses.

>>> from docmeta.model import Collection, Document
>>> tree = Collection("c", members=(Document("a"), Document("b")))
>>> [(node.depth, node.unit.id) for node in walk(tree)]
[(0, 'c'), (1, 'a'), (1, 'b')]
>>> [[unit.id for unit in node.ancestors] for node in walk(tree)]
[[], ['c'], ['c']]
>>> nest(walk(tree)) == [tree]
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any, Final

import attrs

from docmeta.errors import ModelError
from docmeta.model.units import Collection, Unit


@attrs.define(slots=True)
class Node:
    """One unit in the stream.

    Attributes:
        depth: The number of units above it; 0 for a root.
        unit: The unit. Its `members` are ignored: they follow as nodes of their own.
        line: The line of the source where the unit begins, from 1 (a row in CSV); None if unknown.
        parent: The node above; None for a root, and for a node that is not part of a stream yet.
            `walk()`, `ordered()`, `docmeta.read()` and the streams that writers get set it.

    >>> from docmeta.model import Collection, Document
    >>> *_, last = walk(Collection("c1", title="Papers", members=[Document("d1")]))
    >>> last.depth, last.unit.id, [unit.title for unit in last.ancestors]
    (1, 'd1', ['Papers'])
    """

    depth: int
    unit: Unit
    line: int | None = None
    parent: Node | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def ancestors(self) -> tuple[Unit, ...]:
        """The units above, outermost first; empty for a root."""
        units = []
        node = self.parent
        while node is not None:
            units.append(node.unit)
            node = node.parent
        return tuple(reversed(units))

    def __copy__(self) -> Node:
        return Node(self.depth, self.unit, self.line, self.parent)

    def __reduce_ex__(self, protocol: Any) -> Any:
        path = [self]
        while path[-1].parent is not None and len(path) < _LONG:
            path.append(path[-1].parent)
        if len(path) < _LONG:
            return super().__reduce_ex__(protocol)
        # pickle would nest its calls as the nodes do, so a long path is pickled in pieces that other nodes share.
        while (above := path[-1].parent) is not None and above.depth % _PIECE and len(path) < 2 * _PIECE:
            path.append(above)
        return _unpickled, (above, [(node.depth, node.line, _place_of(node)) for node in reversed(path)])

    def __deepcopy__(self, memo: dict[int, Any]) -> Node:
        path: list[Node] = []
        node: Node | None = self
        while node is not None and id(node) not in memo:
            path.append(node)
            node = node.parent
        copied: Node | None = None if node is None else memo[id(node)]
        while path:  # what is above first, so that no call nests
            node = path.pop()
            copied = memo[id(node)] = Node(node.depth, deepcopy(node.unit, memo), node.line, copied)
        return memo[id(self)]  # type: ignore[no-any-return]


#: Paths of more nodes are pickled in pieces, which begin at a depth that this many divide.
_LONG: Final = 12
_PIECE: Final = 100


def _place_of(node: Node) -> int | Unit:
    """Where the unit of a node is among the members of the unit above; the unit itself if it is not."""
    members = getattr(node.parent.unit, "members", ()) if node.parent is not None else ()
    return next((at for at, member in enumerate(members) if member is node.unit), node.unit)


def _unpickled(above: Node | None, path: list[tuple[int, int | None, int | Unit]]) -> Node:
    for depth, line, place in path:
        unit = above.unit.members[place] if isinstance(place, int) else place  # type: ignore[union-attr]
        above = Node(depth, unit, line, above)
    assert above is not None  # noqa: S101  # a path has nodes
    return above


def walk(*roots: Unit) -> Iterator[Node]:
    """The nodes of one tree or of several, in document order.

    The units are the same objects, including their `members`; writers use only the stream.

    >>> from docmeta.model import Collection, Document
    >>> [(node.depth, node.unit.id) for node in walk(Collection("c1", members=[Document("d1"), Document("d2")]))]
    [(0, 'c1'), (1, 'd1'), (1, 'd2')]
    """
    for root in roots:
        if not isinstance(root, Unit):
            raise TypeError(f"expected a Collection or a Document, got {type(root).__name__}")
    stack: list[tuple[Node | None, Unit]] = [(None, root) for root in reversed(roots)]
    while stack:
        parent, unit = stack.pop()
        node = Node(0 if parent is None else parent.depth + 1, unit, None, parent)
        yield node
        if isinstance(unit, Collection) and unit.members:
            stack.extend([(node, member) for member in reversed(unit.members)])


def ordered(nodes: Iterable[Node]) -> Iterator[Node]:
    """Pass the nodes on, each with its parent, and raise `ModelError` at the first in an invalid place.

    A stream begins at depth 0, goes down by one at a time, and only below a `Collection`.
    """
    before = -1
    path: list[Node] = []  # the current node of each depth
    holds = True
    for number, node in enumerate(nodes):
        try:
            depth = node.depth
        except AttributeError:
            raise TypeError(f"expected nodes, as docmeta.walk(unit) makes them, got {type(node).__name__}") from None
        if depth > before and (depth > before + 1 or not holds):
            expected = f"a depth from 0 to {before + 1 if holds else before}"
            below = "" if holds else " (a Document has no members)"
            raise ModelError(
                f"node {number} ({node.unit.id!r}): expected {expected}{below}", line=node.line, value=depth
            )
        if depth < 0:
            raise ModelError(
                f"node {number} ({node.unit.id!r}): expected a depth of 0 or more", line=node.line, value=depth
            )
        before = depth
        holds = isinstance(node.unit, Collection)
        node = place(path, node)
        yield node


def place(path: list[Node], node: Node) -> Node:
    """The node with its parent, the last of *path* above it; it becomes the last of *path* itself.

    A node that already has another parent is copied, so that one list of nodes may pass through several streams.
    """
    depth = node.depth
    parent = path[depth - 1] if depth else None
    if node.parent is not parent:
        if node.parent is None:
            node.parent = parent
        else:
            node = Node(depth, node.unit, node.line, parent)
    path[depth:] = [node]
    return node


def nest(nodes: Iterable[Node]) -> list[Unit]:
    """Build trees from a stream; yields its roots in order. Each `Collection` gets its members from the stream.

    Raises `ModelError` as `ordered()` does.

    >>> from docmeta.model import Collection, Document
    >>> [root] = nest([Node(0, Collection("c1")), Node(1, Document("d1"))])
    >>> root.members[0].id
    'd1'
    """
    roots: list[Unit] = []
    open_units: list[Unit] = []
    members: list[list[Unit]] = []
    for node in ordered(nodes):
        while len(open_units) > node.depth:
            _close(open_units, members)
        (members[-1] if members else roots).append(node.unit)
        open_units.append(node.unit)
        members.append([])
    while open_units:
        _close(open_units, members)
    return roots


def _close(open_units: list[Unit], members: list[list[Unit]]) -> None:
    unit = open_units.pop()
    found = members.pop()
    if isinstance(unit, Collection):
        unit.members = tuple(found)


#: From here on a unit without an identifier is called by its number: its whole position would be long.
DEEP: Final = 200


class Minter:
    """Mints identifiers from positions, for units whose source gives none: the same input gives the same identifiers.

    Units more than 200 levels deep get one from their number in the source.

    >>> minter = Minter()
    >>> [minter.mint(depth) for depth in (0, 1, 1, 2)]
    ['unit-1', 'unit-1.1', 'unit-1.2', 'unit-1.2.1']
    """

    def __init__(self, prefix: str = "unit-") -> None:
        self.prefix = prefix
        self.counts: list[int] = []
        self.number = 0
        self.above = ""  # how the identifiers of the units beside the last one begin, once one is needed

    def step(self, depth: int) -> None:
        """Count a unit at *depth*, whether or not it needs an identifier."""
        counts = self.counts
        if len(counts) != depth + 1:
            self.above = ""
            del counts[depth + 1 :]
            counts.extend([0] * (depth + 1 - len(counts)))
        counts[depth] += 1
        self.number += 1

    def mint(self, depth: int) -> str:
        """Count a unit at *depth* and return the identifier of its position."""
        self.step(depth)
        return self.here()

    def here(self) -> str:
        """The identifier of the position counted last."""
        if len(self.counts) > DEEP:
            return f"{self.prefix}no-{self.number}"
        if not self.above:
            self.above = self.prefix + "".join([f"{count}." for count in self.counts[:-1]])
        return f"{self.above}{self.counts[-1]}"
