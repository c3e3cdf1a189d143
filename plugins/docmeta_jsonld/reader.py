"""Reads JSON-LD in the vocabulary of schema.org, from docmeta and from others.

Any node may be referred to before, after or far from its description: so a document is surveyed first, and if its units
follow one another, it is read with one of them in memory; else all of it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import SEEK_END
from typing import Any, BinaryIO, Final

from docmeta import Context, InputError, Node
from docmeta.crosswalk import Report
from docmeta.errors import DocmetaError
from docmeta.json import text as jsontext
from docmeta.model import Minter, Seen
from docmeta_jsonld.direct import DirectReader
from docmeta_jsonld.expand import NOTHING, Expander
from docmeta_jsonld.flow import Flow, Found, Odd, plain
from docmeta_jsonld.forest import Forest
from docmeta_jsonld.pages import scripts
from docmeta_jsonld.survey import Named, Places, Survey
from docmeta_jsonld.things import DEEPEST, Thing
from docmeta_jsonld.unit import UnitReader, types_of

#: Escapes of characters that no text needs and many formats cannot hold.
_CONTROL: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u00(?:0[0-8bBcCeEfF]|1[0-9a-fA-F])")


def read(source: BinaryIO, context: Context) -> Iterator[Node]:
    """Read a document, a file of JSON lines, or a web page that holds JSON-LD."""
    try:
        named = Survey(source).run()
    except Odd:
        source.seek(0)
        yield from read_whole(source, context)
        return
    finally:
        source.seek(0)
    yield from _read_on(source, context, named)


def _read_on(source: BinaryIO, context: Context, named: Named) -> Iterator[Node]:
    """Read unit by unit a text that was surveyed before, in which these nodes are not units."""
    expander = Expander(_saying(context.report))
    reader = UnitReader(named, context.report, context.base_uri, _size(source, context))
    direct = DirectReader(reader, expander, named)
    numbers = _Numbers(reader, context.report)
    waiting: Found | None = None

    def unit(found: Found, depth: int) -> Node:
        thing = Thing(found.id, found.types, None, found, found.line)
        id, minted = numbers.id(thing, found.depth)
        return Node(found.depth, direct.unit(found, thing, id, minted=minted, holds=depth > found.depth), found.line)

    places = Places(Flow(source, plain), expander)
    for found in places:
        places.elsewhere.clear()
        if not found.is_unit:
            expander.node(found.data, found.context, found.path(), found.line)
            continue
        if waiting is not None:
            yield unit(waiting, found.depth)
        waiting = found
    if waiting is not None:
        yield unit(waiting, 0)
    _say_unread(named, context.report)


def read_whole(source: BinaryIO, context: Context) -> Iterator[Node]:
    """Read a text whose nodes may come in any order and refer to each other; all of it is kept."""
    try:
        forest = _forest(source.read(), context.report)
    except DocmetaError as error:
        error.source = error.source or context.source
        raise
    if not forest.roots:
        said = types_of([top for top in forest.tops if isinstance(top, Thing)])
        what = f"it speaks of {said}" if said else "there is nothing in it"
        if any(name.startswith(NOTHING) for top in forest.tops if isinstance(top, Thing) for name in top.props):
            what = "its keys mean nothing without a @context"
        raise InputError(f"no archival description in schema.org's vocabulary: {what}", source=context.source, line=1)
    reader = UnitReader(forest, context.report, context.base_uri, _size(source, context))
    numbers = _Numbers(reader, context.report)
    for depth, thing, holds in forest.walk():
        id, minted = numbers.id(thing, depth)
        yield Node(depth, reader.unit(thing, id, minted=minted, holds=holds), thing.line)
    _say_unread(forest, context.report)


def _size(source: BinaryIO, context: Context) -> int | None:
    """The size of the source, to which what it repeats is compared; None if that does not matter."""
    if context.huge or context.kept:
        return None
    at = source.tell()
    size = source.seek(0, SEEK_END)
    source.seek(at)
    return size


class _Numbers:
    """Gives each unit its identifier."""

    def __init__(self, reader: UnitReader, report: Report) -> None:
        self.reader = reader
        self.report = report
        self.minter = Minter()
        self.seen = Seen()

    def id(self, thing: Thing, depth: int) -> tuple[str, bool]:
        """The identifier of the next unit, and whether it is minted."""
        self.minter.step(depth)
        own = self.reader.id(thing)
        if own is None:
            return self.minter.here(), True
        if self.seen.add(own):
            self.report.note(
                "problem", "two units have one identifier", field="id", value=own, line=thing.line, path=str(thing.path)
            )
        return own, False


def _say_unread(forest: Forest | Named, report: Report) -> None:
    for thing in forest.unread():
        said = types_of([thing])
        report.note(
            "unread", f"a node that is no description, nor part of one ({said})", target=said,
            value=thing.id, line=thing.line, path=str(thing.path),
        )  # fmt: skip


def _saying(report: Report) -> Callable[[str, str, str, str, Any], None]:
    def say(code: str, message: str, target: str, path: str, value: Any) -> None:
        report.note(code, message, target=target or None, value=value, path=path)

    return say


def _forest(data: bytes, report: Report) -> Forest:
    line, counted = 1, 0
    for found in _CONTROL.finditer(data) if b"\\u00" in data else ():
        line += data.count(b"\n", counted, found.start())
        counted = found.start()
        report.note("problem", "a control character; it is kept", target="string", value=found[0].decode(), line=line)
    say = _saying(report)
    expander = Expander(say)
    number = 0
    for first, text in scripts(data):
        for line, value in jsontext.values(text, depth=DEEPEST):
            expander.add(value, line + first - 1, number)
            number += 1
    return Forest(expander.tops, expander.things, say)
