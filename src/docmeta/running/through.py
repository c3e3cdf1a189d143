"""Steps between reading and writing: transforms of plugins, by name, and functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from docmeta.errors import DocmetaError, PluginError, of_any
from docmeta.model import Node, place
from docmeta.plugins import Context, registry

#: A transform's name or a function like one; several, in the order of their application.
Function: TypeAlias = Callable[[Iterator[Node], Context], Iterable[Node]]
Through: TypeAlias = str | Function | Iterable[str | Function]


def passed(nodes: Iterator[Node], through: Through, context: Context) -> Iterator[Node]:
    """The nodes after the last transform.

    >>> from docmeta import Collection, Document, walk
    >>> papers = Collection("c", members=(Document("d1"), Document("d2")))
    >>> def first(nodes, context):
    ...     return (node for node in nodes if node.unit.id != "d2")
    >>> [node.unit.id for node in passed(walk(papers), first, Context())]
    ['c', 'd1']
    """
    chosen = [through] if isinstance(through, str) or callable(through) else list(through)
    for each in chosen:
        if isinstance(each, str):
            transform, plugin = registry.default().transform(each)
            owner = f"transform {each!r} of plugin {plugin.owner}"
            nodes = _placed(_blamed(transform.function, nodes, context, owner))
        else:
            nodes = _placed(iter(each(nodes, context)))
    return nodes


def _placed(nodes: Iterator[Node]) -> Iterator[Node]:
    """The nodes with their parents, which a transform need not set."""
    path: list[Node] = []
    for node in nodes:
        yield place(path, Node(node.depth, node.unit, node.line)) if node.depth <= len(path) else node


def _blamed(function: Function, nodes: Iterator[Node], context: Context, owner: str) -> Iterator[Node]:
    """The function's nodes; any error other than a `DocmetaError` is attributed to the plugin."""
    given = iter(function(nodes, context))
    while True:
        try:
            node = next(given, None)
        except (DocmetaError, OSError, KeyboardInterrupt):
            raise
        except BaseException as error:
            raise PluginError(f"{owner} failed: {of_any(error)}", source=context.source) from error
        if node is None:
            return
        if not isinstance(node, Node):
            raise PluginError(f"{owner} gave {type(node).__name__}, expected docmeta.Node", source=context.source)
        yield node
