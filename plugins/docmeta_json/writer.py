"""Writes nested JSON node by node, without recursion: `members` is opened with the first member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from docmeta import Context, Node
from docmeta.model import ordered
from docmeta_json.encode import Encoder
from docmeta_json.options import JsonOptions

#: Below this depth, lines are not indented further, so that a deep tree does not consist of spaces.
_DEEPEST_INDENT: Final = 16


def write(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    """Write the nodes: one root as an object, several as a list.

    If another root follows one with members, which a stream cannot know beforehand,
    the following roots stand in its `siblings`.
    """
    _Writer(out, context).write(ordered(nodes))


class _Writer:
    def __init__(self, out: BinaryIO, context: Context) -> None:
        options = context.options if isinstance(context.options, JsonOptions) else JsonOptions()
        self.out = out
        self.report = context.report
        self.indent = options.indent or None
        self.encoder = Encoder(context, (", " if self.indent is None else ",", ": "), self.indent)

    def write(self, stream: Iterator[Node]) -> None:
        head, nodes = self.report.ahead(stream, 2)
        if not head:
            self.out.write(b"[]\n")
            return
        several = len(head) == 2 and head[1].depth == 0
        if several:
            self.out.write(b"[\n")
        before, siblings = -1, False
        for node in nodes:
            piece = self._between(before, node.depth, several or siblings)
            if before >= 0 and node.depth == 0 and not several and not siblings:
                siblings = True
            self.out.write(piece + self._unit(node))
            before = node.depth
        tail = self._close(before, 0)
        if siblings:
            tail += f"\n{' ' * (self.indent or 0)}]\n}}".encode() if self.indent else b"\n]}"
        self.out.write(tail + (b"\n]\n" if several else b"\n"))

    def _unit(self, node: Node) -> bytes:
        """A unit without its closing brace, since members may follow."""
        text = self.encoder.text(self.encoder.data(node))
        pad = self._pad(node.depth)
        body = text[:-1].rstrip("\n")
        return self.encoder.bytes(pad + (body.replace("\n", "\n" + pad) if self.indent else body))

    def _between(self, before: int, depth: int, listed: bool) -> bytes:
        """The text between a unit at depth *before* and one at *depth*."""
        if before < 0:
            return b""
        if depth > before:
            return self._list("members", before)
        if depth == 0 and not listed:
            # the previous root goes on: its brace is still open
            return self._close(before, 0, last=False) + self._list("siblings", 0)
        return self._close(before, depth) + b",\n"

    def _list(self, key: str, depth: int) -> bytes:
        gap = f",\n{self._pad(depth)}{' ' * self.indent}" if self.indent else ", "
        return f'{gap}"{key}": [\n'.encode()

    def _close(self, before: int, depth: int, *, last: bool = True) -> bytes:
        """The ends of the unit at depth *before* and of those around it, down to *depth*; without *last*, that one stays open."""
        pieces = []
        for level in range(before, depth - 1, -1):
            pad = self._pad(level)
            if level < before:
                pieces.append(f"\n{pad}{' ' * (self.indent or 0)}]")
            if level > depth or last:
                pieces.append(f"\n{pad}}}" if self.indent else "}")
        return "".join(pieces).encode()

    def _pad(self, depth: int) -> str:
        return " " * (min(depth, _DEEPEST_INDENT) * (self.indent * 2 if self.indent else 1))
