"""Writes JSON-LD node by node, without recursion: a parent's object stays open while its parts are written into its `hasPart`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final
from urllib.parse import quote as percent

from docmeta import Collection, Context, Node
from docmeta.crosswalk import Crosswalk, Pooled, Report
from docmeta.model import Extra, Names, Seen, Unit, devised_title, ordered, own_address
from docmeta_jsonld.agents import is_guessed
from docmeta_jsonld.crosswalk import SCHEMA_ORG, SCHEMA_ORG_DOCUMENT
from docmeta_jsonld.fragments import SCRIPT, extra, is_iri, name_of, prose, quote
from docmeta_jsonld.options import JsonLdOptions
from docmeta_jsonld.types import special_types

CONTEXT: Final = '"@context": "https://schema.org"'
#: Below this depth a line is not indented further, so that a deep tree does not consist of spaces.
_DEEPEST_INDENT: Final = 16
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_UNSAFE: Final = re.compile("[<>&\u2028\u2029]")


def write(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    """Write the nodes in the form of the options; see `JsonLdOptions`."""
    options = context.options if isinstance(context.options, JsonLdOptions) else JsonLdOptions()
    form = {"nested": _Nested, "graph": _Graph, "lines": _Lines}[options.form]
    writer = form(out, context, options)
    try:
        writer.write(ordered(nodes))
    finally:
        writer.close()


class _Table(Pooled):
    """The encoder of one stream. What was read from JSON-LD and is put back is not reported as lost.

    Attributes:
        keys: The beginning of each property.
        kept: The places and contents of the extras of the unit that are put back.
    """

    def __init__(self, crosswalk: Crosswalk, report: Report) -> None:
        super().__init__(crosswalk, report, prose, quote)
        self.keys = tuple(f", {quote(target)}: " for target in self.targets)
        self.kept: set[tuple[str, str]] = set()

    def extra(self, extra: Extra) -> None:
        """Report an extra that is not put back."""
        if (extra.place, extra.content) not in self.kept:
            super().extra(extra)


_TARGETS: Final = SCHEMA_ORG.targets()
_NAME: Final = _TARGETS.index("name")
_URL: Final = _TARGETS.index("url")


class _Writer:
    """Shared by the forms: the text of one unit."""

    def __init__(self, out: BinaryIO, context: Context, options: JsonLdOptions) -> None:
        self.out = out
        self.context = context
        self.report = context.report
        self.base = context.base_uri
        self.html = options.html
        self.indent = options.indent
        self.tables = {
            collection: _Table(SCHEMA_ORG if collection else SCHEMA_ORG_DOCUMENT, context.report)
            for collection in (True, False)
        }
        self.names = Names(context.source, self.iri)
        self.called = Seen()
        self.parts: list[str] | None = None
        self.wholes: list[str] | None = None

    def write(self, stream: Iterator[Node]) -> None:
        """Write the stream."""
        raise AssertionError("each form has its own")

    def name(self, node: Node) -> str:
        """The name of a unit: its identifier as an IRI, its own URL, or one below the base; "" if there is none."""
        unit = node.unit
        made = self.names.name(node)
        if not unit.minted:
            if made != unit.id:
                why = "a unit before it has the same: nodes of one @id are one node"
                self.report.lose("id", "@id", unit.id, code="changed", reason=why)
            return self.names.said
        address = own_address(unit) if unit.identifiers or unit.record is not None else None
        if address and is_iri(address) and not self.called.add(address):
            return address
        return self.base + percent(made, safe="/:@!$&'()*+,;=~", errors="surrogatepass") if self.base and made else ""

    def iri(self, name: str) -> str:
        """The `@id` of a name."""
        return name_of(name, self.base)

    def close(self) -> None:
        """Report the counts of losses."""
        for table in self.tables.values():
            table.close()

    def properties(self, unit: Unit) -> str:
        """All properties of a unit but its id and its place, each with a comma before it.

        References to parts and wholes described elsewhere go to `parts` and `wholes`: they share a property with those here.
        """
        collection = unit.__class__ is Collection or isinstance(unit, Collection)
        table = self.tables[collection]
        targets = table.targets
        again = self._again(unit, table) if unit.extras else None
        found = table.encode(unit)
        if found[_NAME] is None:
            found[_NAME] = [self._supplied(unit)]
        for link in unit.agents:
            if is_guessed(link):
                why = "its kind, judged by its name: schema.org asks for a person or an organisation"
                self.report.note("supplied", why, field="agents", target="@type", value=str(link.agent.name))
        if found[_URL] is None and (unit.identifiers or unit.record is not None):
            address = own_address(unit)
            if address and is_iri(address):
                found[_URL] = [quote(address)]
        self.parts = self.wholes = None
        if unit.digital_objects or unit.relations or unit.identifiers or unit.rights or unit.repository:
            self._look_at_addresses(unit)
            if unit.relations:
                part, whole = targets.index("hasPart"), targets.index("isPartOf")
                self.parts, self.wholes, found[part], found[whole] = found[part], found[whole], None, None
        found[0] = None
        pieces = [self._types(unit, collection)]
        pieces += [
            key + values[0] if len(values) == 1 else f"{key}[{', '.join(values)}]"
            for key, values in zip(table.keys, found, strict=True)
            if values is not None
        ]
        if again:
            pieces.extend(f", {quote(key)}: {value}" for key, value in again)
        return "".join(pieces)

    @staticmethod
    def _types(unit: Unit, collection: bool) -> str:
        if collection:
            return ', "@type": ["Collection", "ArchiveComponent"]'
        special = special_types(unit) if unit.genres else ()
        if not special:
            return ', "@type": ["CreativeWork", "ArchiveComponent"]'
        return f', "@type": [{", ".join(map(quote, special))}, "ArchiveComponent"]'

    def _supplied(self, unit: Unit) -> str:
        title = devised_title(unit)
        self.report.note(
            "supplied", "a title was devised, in brackets (DACS 2.3)", field="title", target="name", value=title
        )
        return quote(title)

    @staticmethod
    def _again(unit: Unit, table: _Table) -> list[tuple[str, str]]:
        """What was read from JSON-LD without a field, to be put back."""
        table.kept = set()
        targets = table.targets
        found: dict[str, list[str]] = {}
        for one in unit.extras:
            content = None if one.place in targets or one.place == "position" else extra(one)
            if content is not None:
                table.kept.add((one.place, one.content))
                found.setdefault(one.place, []).append(content)
        return [(key, _listed(contents)) for key, contents in found.items()]

    def _look_at_addresses(self, unit: Unit) -> None:
        """Report URLs that run a script; a quick look clears nearly all, which begin with "http"."""
        for field, name in _ADDRESSES:
            for one in getattr(unit, field):
                address = getattr(one, name)
                if address and address[:4] != "http":
                    self._look_at(field, address)
        if unit.repository is not None and unit.repository.uri:
            self._look_at("repository", unit.repository.uri)

    def _look_at(self, field: str, address: str) -> None:
        if SCRIPT.match(address):
            why = "a URI that runs or contains a script; it is data, not a link"
            self.report.note("problem", why, field=field, value=address)

    def bytes(self, text: str) -> bytes:
        """The text in UTF-8, safe for HTML if requested. A lone surrogate becomes U+FFFD and is reported."""
        if self.html and _UNSAFE.search(text):
            text = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
        try:
            return text.encode()
        except UnicodeEncodeError:
            for half in _SURROGATE.findall(text):
                self.report.lose("text", "string", half, code="character", reason="a lone surrogate")
            return _SURROGATE.sub("\ufffd", text).encode()

    def laid_out(self, text: str, depth: int) -> str:
        """A unit's object without its closing brace, with each property on a line of its own if requested."""
        if not self.indent:
            return text
        pad = self.pad(depth)
        lines = json.dumps(json.loads(text + "}"), ensure_ascii=False, indent=self.indent)[:-1].rstrip("\n")
        return pad + lines.replace("\n", "\n" + pad)

    def pad(self, depth: int) -> str:
        """The indent of a unit."""
        return " " * (min(depth, _DEEPEST_INDENT) * self.indent * 2)


def _listed(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"[{', '.join(values)}]"


#: The properties that hold URLs.
_ADDRESSES: Final = (("digital_objects", "uri"), ("relations", "target"), ("identifiers", "value"), ("rights", "uri"))


class _Nested(_Writer):
    """One tree as one object; several roots as a `@graph`.

    If another root follows one with parts, which a stream cannot know beforehand,
    the following roots stand in its `@included` (JSON-LD 1.1, section 4.7).
    """

    def write(self, stream: Iterator[Node]) -> None:
        head, nodes = self.context.report.ahead(stream, 2)
        if len(head) != 1 and not (len(head) == 2 and head[1].depth):
            self._graph(nodes)
            return
        before, counts, included = -1, [0], False
        for node in nodes:
            depth = node.depth
            between = ""
            if depth > before >= 0:
                between = self._open("hasPart", before)
                counts.append(0)
            elif depth == 0 and before >= 0 and not included:
                between = self._close(before, 0, last=False) + self._open("@included", 0)
                included = True
            elif before >= 0:
                between = self._close(before, depth) + ",\n"
            del counts[depth + 1 :]
            counts[depth] += 1
            self.out.write(self.bytes(between + self._unit(node, counts[depth], 0 if included else None)))
            before = depth
        tail = self._close(before, 0)
        if included:
            tail += self._end_of_list(0) + self._brace(0)
        self.out.write(f"{tail}\n".encode())

    def _graph(self, stream: Iterator[Node]) -> None:
        self.out.write(f'{{{CONTEXT}, "@graph": [\n'.encode())
        before, counts = -1, [0]
        for node in stream:
            depth = node.depth
            if depth > before >= 0:
                between = self._open("hasPart", before)
                counts.append(0)
            else:
                between = self._close(before, depth) + ",\n" if before >= 0 else ""
            del counts[depth + 1 :]
            counts[depth] += 1
            self.out.write(self.bytes(between + self._unit(node, counts[depth], 0)))
            before = depth
        tail = f"{self._close(before, 0)}\n" if before >= 0 else ""
        self.out.write(f"{tail}]}}\n".encode())

    def _unit(self, node: Node, number: int, listed: int | None) -> str:
        """A unit's object without its closing brace, since parts may follow."""
        unit, depth = node.unit, node.depth
        opening = f"{CONTEXT}, " if depth == 0 and listed is None else ""
        called = self.name(node)
        name = f'"@id": {quote(called)}, ' if called else ""
        position = f', "position": {number}' if depth else ""
        said = f"{{{opening}{name}{self.properties(unit)[2:]}{position}"
        if self.wholes:
            said += f', "isPartOf": {_listed(self.wholes)}'
        return self.laid_out(said, depth)

    def _open(self, key: str, depth: int) -> str:
        gap = f",\n{self.pad(depth)}{' ' * self.indent}" if self.indent else ", "
        elsewhere = ""
        if self.parts and key == "hasPart":
            elsewhere = "".join(f"{self.pad(depth + 1)}{part},\n" for part in self.parts)
            self.parts = None
        return f'{gap}"{key}": [\n{elsewhere}'

    def _close(self, before: int, depth: int, *, last: bool = True) -> str:
        """The ends of the unit at depth *before* and of those around it, to *depth*; without *last*, that one stays open."""
        pieces = []
        if self.parts:
            pieces.append(f', "hasPart": {_listed(self.parts)}')
            self.parts = None
        for level in range(before, depth - 1, -1):
            if level < before:
                pieces.append(self._end_of_list(level))
            if level > depth or last:
                pieces.append(self._brace(level))
        return "".join(pieces)

    def _end_of_list(self, depth: int) -> str:
        return f"\n{self.pad(depth)}{' ' * self.indent}]" if self.indent else "\n]"

    def _brace(self, depth: int) -> str:
        return f"\n{self.pad(depth)}}}" if self.indent else "}"


class _Flat(_Writer):
    """Units one after another, each naming the one above it."""

    def units(self, stream: Iterator[Node], opening: str) -> Iterator[str]:
        """The objects, whole."""
        names: list[str] = []
        counts: list[int] = [0]
        for number, node in enumerate(stream):
            unit, depth = node.unit, node.depth
            del names[depth:], counts[depth + 1 :]
            if len(counts) <= depth:
                counts.append(0)
            counts[depth] += 1
            holds = isinstance(unit, Collection)
            called = self.name(node) or (f"_:b{number}" if holds else "")
            name = quote(called) if called else ""
            names.append(name)
            said = f'"@id": {name}, ' if name else ""
            text = f"{{{opening}{said}{self.properties(unit)[2:]}"
            wholes = self.wholes or []
            if depth:
                text += f', "position": {counts[depth]}'
                wholes = [f'{{"@id": {names[depth - 1]}}}', *wholes]
            for key, values in (("isPartOf", wholes), ("hasPart", self.parts)):
                if values:
                    text += f', "{key}": {_listed(values)}'
            yield text + "}"


class _Graph(_Flat):
    """A flat `@graph`."""

    def write(self, stream: Iterator[Node]) -> None:
        self.out.write(f'{{{CONTEXT}, "@graph": [\n'.encode())
        first = True
        for text in self.units(stream, ""):
            laid = self.laid_out(text[:-1], 0) + "\n}" if self.indent else text
            self.out.write(self.bytes(laid if first else f",\n{laid}"))
            first = False
        self.out.write(b"]}\n" if first else b"\n]}\n")


class _Lines(_Flat):
    """JSON lines: each is JSON-LD by itself."""

    def write(self, stream: Iterator[Node]) -> None:
        for text in self.units(stream, f"{CONTEXT}, "):
            self.out.write(self.bytes(f"{text}\n"))
