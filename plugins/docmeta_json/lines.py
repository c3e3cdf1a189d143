"""JSON lines: one node a line, `{"depth": 0, "line": 12, "unit": {...}}`.

`line` is the line of the file from which the node was first read; it is meant for people and is not read back:
a node that is read from this file has its line in this file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, Final, cast

from docmeta import Collection, Context, InputError, Node
from docmeta.errors import LimitError
from docmeta.json import text, unit_from_data
from docmeta.model import ordered
from docmeta_json.encode import Encoder
from docmeta_json.looks import what_it_is
from docmeta_json.versions import VERSIONS, Step, Versions

Decode = Callable[[bytes, int], Any]

#: The longest line that is read, in bytes.
LONGEST: Final = 1 << 28


def write(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
    """Write the nodes, a line each."""
    encoder = Encoder(context, (",", ":"))
    for node in ordered(nodes):
        line: dict[str, Any] = {"depth": node.depth}
        if node.line is not None:
            line["line"] = node.line
        line["unit"] = encoder.data(node)
        out.write(encoder.bytes(encoder.text(line) + "\n"))


def read(
    source: BinaryIO, context: Context, versions: Versions = VERSIONS, decode: Decode | None = None
) -> Iterator[Node]:
    """Read JSON lines; blank lines are skipped.

    Args:
        source: The binary stream.
        context: Holds the name of the source.
        versions: The versions that can be read.
        decode: Makes data of a line, given its bytes and its number; None for the fastest decoder installed.
    """
    upgrade: Step | None = None
    before, holds, first = -1, True, True
    decode = decode or decoder()
    rows = _lines(source)
    number = 0
    while True:
        try:
            number, data = next(rows, (0, b""))
            if not number:
                break
            line = _checked(decode(data, number))
            depth, body = line["depth"], line["unit"]
            if first:
                first = False
                body, upgrade = _versioned(body, versions)
            unit = unit_from_data(upgrade(body) if upgrade else body, "$.unit")
            if depth > (before + 1 if holds else before):
                reason = "" if holds else ", since a document has no members"
                most = before + 1 if holds else before
                raise InputError(f"expected 0 to {most}{reason}", path="$.depth", value=depth)
        except InputError as error:
            error.source = context.source
            error.line = error.line or number
            raise
        before, holds = depth, isinstance(unit, Collection)
        yield Node(depth, unit, number)
    if first:
        raise InputError("the input is empty", source=context.source, line=1)


def _lines(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while data := source.readline(LONGEST + 1):
        number += 1
        if len(data) > LONGEST:
            raise LimitError(f"the line is longer than {LONGEST} bytes", line=number)
        if number == 1:
            text.look(data)
            data = data.removeprefix(b"\xef\xbb\xbf")
        if not data.isspace() and data:
            yield number, data


def _checked(line: Any) -> dict[str, Any]:
    if line.__class__ is not dict:
        raise InputError("expected an object with depth and unit", path="$", value=line)
    if line.keys() - {"depth", "line", "unit"} or "depth" not in line or "unit" not in line:
        if "kind" in line:
            raise InputError(
                'expected depth and unit; this is a unit alone, put it into {"depth": 0, "unit": ...}', path="$"
            )
        raise InputError(f"expected an object of depth, line and unit; {what_it_is(line)}", path="$")
    depth = line["depth"]
    if depth.__class__ is not int or depth < 0:
        raise InputError("expected a whole number, 0 or more", path="$.depth", value=depth)
    if line.get("line") is not None and line["line"].__class__ is not int:
        raise InputError("expected a whole number", path="$.line", value=line["line"])
    return cast("dict[str, Any]", line)


def _versioned(body: Any, versions: Versions) -> tuple[Any, Step | None]:
    if body.__class__ is not dict or "schema" not in body:
        return body, None
    body = dict(body)
    return body, versions.upgrade(body.pop("schema"), "$.unit.schema")


def decoder() -> Decode:
    """The decoder of a line: that of msgspec if it is installed, with the same results and errors."""
    try:
        import msgspec
    except ImportError:
        return careful
    read_quickly, write_quickly = msgspec.json.Decoder().decode, msgspec.json.Encoder().encode

    def decode(data: bytes, number: int) -> Any:
        try:
            value = read_quickly(data)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return careful(data, number)
        # The last of several duplicate keys wins here; a line that is written back unchanged has none.
        if write_quickly(value) == data.rstrip() or _keys_are_all_there(data, value):
            return value
        return careful(data, number)

    return decode


def _keys_are_all_there(data: bytes, value: Any) -> bool:
    """Whether there are as many colons outside strings as there are keys: a duplicate key leaves more."""
    stack, keys, texts = [value], 0, 0
    while stack:
        one = stack.pop()
        if one.__class__ is str:
            texts += one.count(":")
        elif one.__class__ is dict:
            keys += len(one)
            texts += sum([key.count(":") for key in one])
            stack.extend(one.values())
        elif one.__class__ is list:
            stack.extend(one)
    return data.count(b":") == keys + texts and b"\\u003" not in data


def careful(data: bytes, number: int) -> Any:
    """The data of a line, by the standard library."""
    return text.loads(data, number)
