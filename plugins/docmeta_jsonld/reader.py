"""Reads JSON-LD in the vocabulary of schema.org: as docmeta writes it, and as others do.

The whole document is kept while it is read, since any node may be named before, after or far from where it is described.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from docmeta import Context, InputError, Node
from docmeta.crosswalk import Report
from docmeta.errors import DocmetaError
from docmeta.json import text as jsontext
from docmeta.model import Minter
from docmeta_jsonld.expand import NOTHING, Expander
from docmeta_jsonld.forest import Forest
from docmeta_jsonld.pages import scripts
from docmeta_jsonld.things import Thing
from docmeta_jsonld.unit import UnitReader, types_of

#: How deep values nest at most: a unit takes two levels, and more for its parts.
DEEPEST: Final = 20_000
#: From here on a unit without an identifier is called by its number: its whole position would be long.
_DEEP: Final = 200
#: Escapes of characters that no text needs and many formats cannot hold.
_CONTROL: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u00(?:0[0-8bBcCeEfF]|1[0-9a-fA-F])")


def read(source: BinaryIO, context: Context) -> Iterator[Node]:
    """Read a document, a file of JSON lines, or a web page that holds JSON-LD."""
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
    reader = UnitReader(forest, context.report, context.base_uri)
    minter = Minter()
    ids: set[str] = set()
    for number, (depth, thing, holds) in enumerate(forest.walk(), 1):
        minter.step(depth)
        own = reader.id(thing)
        if own is not None and own in ids:
            context.report.note(
                "problem", "two units have one identifier", field="id", value=own, line=thing.line, path=str(thing.path)
            )
        ids.add(own or "")
        made = minter.here() if own is None and depth < _DEEP else f"unit-no-{number}"
        unit = reader.unit(thing, own or made, minted=own is None, holds=holds)
        yield Node(depth, unit, thing.line)
    for thing in forest.unread():
        context.report.note(
            "unread", f"a node that is no description, nor said of one ({types_of([thing])})", target=types_of([thing]),
            value=thing.id, line=thing.line, path=str(thing.path),
        )  # fmt: skip


def _forest(data: bytes, report: Report) -> Forest:
    def say(code: str, message: str, target: str, path: str, value: Any) -> None:
        report.note(code, message, target=target or None, value=value, path=path)

    line, counted = 1, 0
    for found in _CONTROL.finditer(data) if b"\\u00" in data else ():
        line += data.count(b"\n", counted, found.start())
        counted = found.start()
        report.note("problem", "a control character; it is kept", target="string", value=found[0].decode(), line=line)
    expander = Expander(say)
    number = 0
    for first, text in scripts(data):
        for line, value in jsontext.values(text, depth=DEEPEST):
            expander.add(value, line + first - 1, number)
            number += 1
    return Forest(expander.tops, expander.things, say)
