"""Making the forms of records: the metadata of a unit, or of a finding aid, in each prefix."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from io import RawIOBase
from typing import Any, BinaryIO, Final, cast

import attrs

from docmeta.crosswalk import Report
from docmeta.errors import DocmetaError, InputError, PluginError
from docmeta.model import Collection, Identifier, Node, Relation
from docmeta.oai.prefixes import Prefix, writer_of
from docmeta.plugins import Context
from docmeta.plugins import options as plugin_options
from docmeta.running.run import run_writer
from docmeta.xml import XSI

#: The block size for compressing a form, and the most of it in memory when it is served.
_PART: Final = 1 << 20
_DECLARATION: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>\s*")
_START: Final = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>")
#: The beginning in which the start tag of the root must be found.
_HEAD: Final = 1 << 16


@attrs.frozen
class Form:
    """One record in one prefix: its digest, its size in bytes, and its compressed parts."""

    digest: bytes
    size: int
    parts: tuple[bytes, ...]


class _Packing(RawIOBase):
    """Compresses the output of a writer, without the XML declaration, and with the schema location on the root."""

    def __init__(self, prefix: Prefix) -> None:
        super().__init__()
        self._prefix = prefix
        self._digest = hashlib.sha256()
        self._size = 0
        self._parts: list[bytes] = []
        self._waiting = bytearray()
        self._begun = False

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._waiting += data
        if len(self._waiting) >= _PART:
            self._pack(_PART)
        return len(data)

    def form(self) -> Form:
        """The written form."""
        self._pack(1)
        return Form(self._digest.digest(), self._size, tuple(self._parts))

    def _pack(self, least: int) -> None:
        if not self._begun:
            self._begin()
        while len(self._waiting) >= least:
            piece = bytes(self._waiting[:_PART])
            del self._waiting[:_PART]
            self._digest.update(piece)
            self._size += len(piece)
            self._parts.append(zlib.compress(piece, 3))

    def _begin(self) -> None:
        """Check the root: it must be that of the prefix."""
        self._begun = True
        declared = _DECLARATION.match(self._waiting[:_HEAD])
        if declared:
            del self._waiting[: declared.end()]
        found = _START.match(self._waiting[:_HEAD])
        prefix = self._prefix
        name = b"xmlns:" + found[1] if found and found[1] else b"xmlns"
        declares = re.compile(name + rb"\s*=\s*[\"']" + re.escape(prefix.namespace.encode()) + rb"[\"']")
        if found is None or found[2].decode() != prefix.root or not declares.search(found[3]):
            said = bytes(self._waiting[:80])
            raise PluginError(f"expected a record whose root is {prefix.root} in {prefix.namespace}", value=said)
        if b"schemaLocation" not in found[3]:
            more = f' xsi:schemaLocation="{prefix.namespace} {prefix.schema}"'
            more = more if b"xmlns:xsi" in found[3] else f' xmlns:xsi="{XSI}"{more}'
            at = found.end(3)
            self._waiting[at:at] = more.encode()
        self._waiting[:] = self._waiting.rstrip() if len(self._waiting) < _PART else self._waiting


class Maker:
    """Makes the forms of one prefix.

    Args:
        prefix: The prefix.
        report: Counts losses, and what could not be written at all.
        options: Further options for the writer, if it has them.
        base_uri: The base URI of the published records.
    """

    def __init__(self, prefix: Prefix, report: Report, options: dict[str, Any], base_uri: str | None) -> None:
        self.prefix = prefix
        self.base_uri = base_uri if prefix.based else None
        self.format = writer_of(prefix)
        self.report = report
        known = plugin_options.names_of(self.format)
        given = {**prefix.options, **options}
        wanted = {name: value for name, value in given.items() if name in known}
        self.options = plugin_options.options_of(self.format, wanted, "write")

    def alone(self, node: Node, local: str, source: str | None) -> Form | None:
        """The form of a single unit, named *local* if its name is a URI. See `form`."""
        if self.prefix.based and node.unit.id != local:
            node = Node(0, attrs.evolve(node.unit, id=local), node.line, node.parent)
        return self.form([node], source)

    def form(self, nodes: Iterable[Node], source: str | None) -> Form | None:
        """The form of a unit or of a finding aid; None if its writer cannot write it, which is reported.

        Raises errors of *nodes*.
        """
        out = _Packing(self.prefix)
        # A single unit has its own name; a writer that knew the file would give all nameless ones the same name.
        named = source if self.prefix.whole else None
        context = Context(options=self.options, report=self.report, source=named, base_uri=self.base_uri)
        try:
            run_writer(nodes, self.format, cast("BinaryIO", out), context)
            return out.form()
        except InputError:
            raise
        except DocmetaError as error:
            message = f"{source}: the record cannot be served as {self.prefix.name}: {error}"
            self.report.note("error", message, target=self.prefix.name)
            return None


def alone(node: Node, id: str, above: str | None, base_uri: str | None) -> Node:
    """A unit as a separate record, with its parent and its published URI.

    Args:
        node: The node, which keeps its ancestors, for writers that give a record what it inherits.
        id: The name of the unit below *base_uri*, and if it has no identifier.
        above: The identifier or the URI of the unit above; None for a root.
        base_uri: The base URI of the published records.
    """
    unit = node.unit
    changes: dict[str, Any] = {"id": id} if unit.minted else {}
    if above is not None and all(one.target != above for one in unit.relations):
        changes["relations"] = (*unit.relations, Relation("isPartOf", above))
    if base_uri is not None:
        here = address(base_uri, id)
        own = unit.identifiers or (() if unit.minted else (Identifier(unit.id),))
        if all(one.value != here for one in own):
            changes["identifiers"] = (*own, Identifier(here, "uri"))
    if isinstance(unit, Collection) and unit.members:
        changes["members"] = ()
    return Node(0, attrs.evolve(unit, **changes) if changes else unit, node.line, node.parent)


def address(base_uri: str, id: str) -> str:
    """The URI of a record below a base URI.

    >>> address("https://archive.example.org/", "fa-7/9")
    'https://archive.example.org/fa-7/9'
    """
    return f"{base_uri.rstrip('/#')}/{id}"


def finding_aids(nodes: Iterable[Node]) -> Iterator[tuple[int, Iterator[Node]]]:
    """The collections among the roots of a stream, each with its number and all its nodes, to be consumed before the next."""
    stream = iter(nodes)
    held = next(stream, None)
    number = -1

    def of_root() -> Iterator[Node]:
        nonlocal held
        while held is not None:
            yield held
            held = next(stream, None)
            if held is None or held.depth == 0:
                return

    while held is not None:
        number += 1
        aid = of_root()
        if isinstance(held.unit, Collection):
            yield number, aid
        for _ in aid:
            pass
