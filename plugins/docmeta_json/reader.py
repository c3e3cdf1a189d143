"""Reads nested JSON unit by unit, at any depth, with no more than one unit and its ancestors in memory.

That needs `members` to be the last key of its unit, as docmeta writes it.
A file that does not begin with `schema`, `kind` and `id` was not arranged by docmeta:
then the units of a root are kept until it ends, so that keys may come in any order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from docmeta import Collection, Context, InputError, Node
from docmeta.json import Fault, JsonStream, scan, unit_from_data
from docmeta.model import Unit
from docmeta_json.looks import what_it_is
from docmeta_json.versions import VERSIONS, Step, Versions

#: The keys of a unit that hold other units.
_HOLD = ("members", "siblings")
#: How a line ends whose unit has members.
_OPENING = ', "members": ['
#: The first keys of a file that docmeta wrote: there, members come last, so units can be yielded at once.
_HEAD = ("schema", "kind", "id")


class _Frame:
    """A unit being read: its keys so far, whether it was yielded, and its place."""

    __slots__ = ("depth", "fields", "index", "line", "parent", "sent")

    def __init__(self, parent: _Frame | None, depth: int, index: int, line: int) -> None:
        self.parent = parent
        self.depth = depth
        self.index = index
        self.line = line
        self.fields: dict[str, Any] = {}
        self.sent = False

    def path(self) -> str:
        """The path; in a deep tree, without its middle."""
        steps: list[str] = []
        frame: _Frame | None = self
        while frame is not None and frame.depth:
            steps.append(f".members[{frame.index}]")
            frame = frame.parent
        steps.append(f"$[{frame.index}]" if frame is not None and frame.index else "$")
        steps.reverse()
        if len(steps) > 24:
            steps[12:-12] = [f"...({len(steps) - 24} levels)..."]
        return "".join(steps)


def read(source: BinaryIO, context: Context, versions: Versions = VERSIONS) -> Iterator[Node]:
    """Read docmeta's nested JSON: a unit, or a list of them."""
    yield from _Reader(JsonStream(source, context.source), versions).nodes()


class _Reader:
    def __init__(self, text: JsonStream, versions: Versions) -> None:
        self.text = text
        self.versions = versions
        self.upgrade: Step | None = None
        self.canonical = False
        self.frames: list[_Frame] = []
        #: The unit that is kept until it ends, with all units below it in `kept`; None if units are yielded at once.
        self.keeper: _Frame | None = None
        self.kept: list[_Frame] = []
        self.key = ""
        text.place = self.place

    def place(self) -> str:
        """The path of what is being read."""
        path = self.frames[-1].path() if self.frames else "$"
        return (
            path if not self.key else f"{path}.{self.key}" if self.key.isidentifier() else f"{path}[{self.key[:60]!r}]"
        )

    def nodes(self) -> Iterator[Node]:
        text = self.text
        opener = text.peek()
        if opener == "[":
            text.at += 1
            number = 0
            while text.peek() != "]":
                if number:
                    text.take(",", "a comma or the end of the list")
                yield from self._root(number)
                number += 1
            text.at += 1
        elif opener == "{":
            yield from self._root(0)
        else:
            text.fail("expected a JSON object or a list of them")
        if text.peek():
            text.fail("expected the end of the input")

    def _root(self, number: int) -> Iterator[Node]:
        self._open(None, 0, number)
        while self.frames:
            frame = self.frames[-1]
            if self._at_once(frame) or not self._next_key(frame):
                yield from self._closed(frame)
            elif self.key in _HOLD:
                yield from self._members(frame, self.key)
            else:
                self._field(frame, self.key)

    def _open(self, parent: _Frame | None, depth: int, index: int) -> None:
        text = self.text
        if text.peek() != "{":
            text.fail("expected a unit, an object")
        frame = _Frame(parent, depth, index, text.line)
        text.at += 1
        self.key = ""
        self.frames.append(frame)
        if self.keeper is None and not self.canonical:
            self.keeper = frame
        if self.keeper is not None:
            self.kept.append(frame)

    def _at_once(self, frame: _Frame) -> bool:
        """Read a unit on one line, as docmeta writes them; False if it goes on, or needs the careful way."""
        if frame.fields or frame.sent or not frame.depth or not self.canonical:
            return False
        row = self.text.row()
        if row is None:
            return False
        begin, line = row
        goes_on = line.endswith(_OPENING)
        whole = line[: -len(_OPENING)] + "}" if goes_on else line
        if '"members"' in whole or '"siblings"' in whole:
            return False
        try:
            value, end = scan(whole, 0, final=True)
        except Fault:
            return False
        if not value or (goes_on and end != len(whole)):
            return False
        frame.fields = value
        self.text.at = begin + (end - 1 if goes_on else end)
        return not goes_on

    def _next_key(self, frame: _Frame) -> bool:
        """Go to the next key; False at the end of the object."""
        text = self.text
        self.key = ""
        if text.peek() == "}":
            text.at += 1
            return False
        if frame.fields or frame.sent:
            text.take(",", "a comma or the end of the object")
        self.key = key = text.key()
        if frame.sent and key != "siblings":
            text.fail(
                "it comes after 'members'; write it before, or sort the keys of the whole file, which is then read in any order"
            )
        if key in frame.fields:
            text.fail("the key appears twice")
        return True

    def _field(self, frame: _Frame, key: str) -> None:
        text = self.text
        if frame.depth == 0 and key.startswith("@"):
            text.fail("this looks like JSON-LD; read it with --from jsonld")
        value = text.value()
        if key == "schema" and frame.depth == 0:
            try:
                self.upgrade = self.versions.upgrade(value, text.place())
            except InputError as error:
                error.source, error.line = text.name, text.line
                raise
        frame.fields[key] = value
        if key == "id" and self.keeper is frame and tuple(frame.fields) == _HEAD:
            self.canonical = True
            self.keeper = None
            self.kept.clear()

    def _members(self, frame: _Frame, key: str) -> Iterator[Node]:
        """At the members of a unit: yield the unit itself, and enter the first of them."""
        text = self.text
        below = key == "members"
        if not below and frame.depth:
            text.fail("only a root has siblings")
        if self.keeper is None and not {"kind", "id"} <= frame.fields.keys() and not frame.sent:
            self.keeper = frame
            self.kept.append(frame)
        if self.keeper is None and not frame.sent:
            yield self._node(frame, holds=below)
        text.take("[", "a list of units")
        frame.fields[key] = True
        if text.peek() == "]":
            text.at += 1
        elif below:
            self._open(frame, frame.depth + 1, 0)
        else:
            self._open(None, 0, frame.index + 1)

    def _closed(self, frame: _Frame) -> Iterator[Node]:
        """At the end of a unit: yield it unless that was done, and go on to the next one in its list."""
        if self.keeper is None and not frame.sent:
            yield self._node(frame)
        self.frames.pop()
        if self.keeper is frame:
            for one in self.kept:
                yield self._node(one, holds="members" in one.fields)
            self.kept.clear()
            self.keeper = None
        if self.frames:
            text = self.text
            if text.peek() == "]":
                text.at += 1
            else:
                text.take(",", "a comma or the end of the list")
                self._open(frame.parent, frame.depth, frame.index + 1)

    def _node(self, frame: _Frame, holds: bool = False) -> Node:
        data = {key: value for key, value in frame.fields.items() if key not in _HOLD}
        if frame.depth == 0:
            data.pop("schema", None)
        try:
            if frame.depth == 0 and data.get("kind") not in ("collection", "document"):
                raise InputError(f"expected docmeta's JSON; {what_it_is(data)}", path=frame.path())
            unit = self._unit(frame, self.upgrade(data) if self.upgrade else data)
            if holds and not isinstance(unit, Collection):
                raise InputError("a document has no members; only a collection has", path=frame.path(), value=unit.id)
        except InputError as error:
            error.source, error.line = self.text.name, frame.line
            raise
        frame.sent = True
        frame.fields = {}
        return Node(frame.depth, unit, frame.line)

    def _unit(self, frame: _Frame, data: dict[str, Any]) -> Unit:
        try:
            return unit_from_data(data)
        except InputError:
            return unit_from_data(
                data, frame.path()
            )  # raises again, with the place: a path is expensive in a deep tree
