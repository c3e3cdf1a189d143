"""The objects of a JSON text that are units, one by one in their order, with one of them in memory at a time.

The contents of `hasPart`, of a `@graph` or of a list are yielded object by object, and JSON lines line by line.
A text of any other form is `Odd`, and read whole.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from json.decoder import JSONDecodeError
from typing import Any, BinaryIO, Final

from docmeta.json import text as jsontext
from docmeta_jsonld.context import Context
from docmeta_jsonld.expand import Path
from docmeta_jsonld.things import DEEPEST

#: The fewest bytes that are read at once.
CHUNK: Final = 1 << 16
#: How many times the size of the text may wait before less is examined.
_WIDE: Final = 4
#: The number of characters searched for a list of parts before an object is tried as a whole.
_NEAR: Final = 1 << 13
#: Escapes that are examined: control characters, and surrogates.
_ESCAPES: Final = re.compile(r"\\u(?:00[01]|[dD][89a-fA-F])")
_ESCAPE: Final = 6
_NEXT: Final = re.compile(r"[ \t\n\r]*,[ \t\n\r]*\{")
_PARTS: Final = '"hasPart"'
_GRAPH: Final = '"@graph"'
_INCLUDED: Final = '"@included"'

Scan = Callable[[str, int], tuple[Any, int]]


class Odd(Exception):
    """The text does not have the plain form; that does not make it wrong."""


class Found:
    """An object that may be a unit. As text it is its path.

    Attributes:
        depth: How deep it stands in parts of parts.
        data: Its content, without its parts.
        within, index: The path of its list, None at the top; its number there.
        line: The line on which the value at the top begins.
        outer: The `@context` around it, from the object at the top; None without one.
        id, types, is_unit, context: What `Places` found: its `@id` as an IRI, the names of its types,
            whether it is a unit, and the meaning of its keys.
    """

    __slots__ = ("context", "data", "depth", "id", "index", "is_unit", "line", "outer", "types", "within")

    context: Context
    id: str | None
    is_unit: bool
    types: tuple[str, ...]

    def __init__(
        self, depth: int, data: dict[str, Any], within: Path | None, index: int, line: int, outer: Any
    ) -> None:
        self.depth = depth
        self.data = data
        self.within = within
        self.index = index
        self.line = line
        self.outer = outer

    def path(self) -> Path:
        """Its path, to which more can be added."""
        return Path(self.within, f"[{self.index}]" if self.within else "$" if not self.index else f"$[{self.index}]")

    def __str__(self) -> str:
        return str(self.path())


class _Frame:
    """A list that is yielded object by object.

    Attributes:
        within: Its path.
        depth: That of its objects.
        path: The path of the object around it; None for a value at the top.
        index: The number of the next object.
    """

    __slots__ = ("depth", "index", "path", "within")

    def __init__(self, within: Path, depth: int, path: Path | None) -> None:
        self.within = within
        self.depth = depth
        self.path = path
        self.index = 0


def plain(text: str, at: int) -> tuple[Any, int]:
    """The value at a place of a text that was scanned before, at any depth."""
    try:
        return _plain(text, at)
    except RecursionError:
        return jsontext.scan(text, at, final=False, depth=DEEPEST)


_plain: Final[Scan] = json.JSONDecoder().scan_once  # type: ignore[attr-defined]


class Flow:
    """The objects of a text.

    Args:
        source: The text, from its beginning.
        scan: Reads a value: `plain` if the text was scanned before.
    """

    def __init__(self, source: BinaryIO, scan: Scan) -> None:
        self.source = source
        self.scan = scan
        self.text = ""
        self.at = 0
        self._drained = False
        #: What was read and comes later, and from where on.
        self._later: list[tuple[str, int]] = []
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._marks: dict[str, int] = {}
        #: The line at a place of the text.
        self._line, self._counted = 1, 0

    # -- the text ----------------------------------------------------------------------------------------------------

    def _more(self) -> None:
        """Drop what was yielded, and go on: by at least as much as waits, so that a large object is not scanned too often."""
        rest = self.text[self.at :]
        size = max(CHUNK, len(rest))
        if self._later:
            text, at = self._later.pop()
            if at + size < len(text):
                self._later.append((text, at + size))
            self._turn(rest + text[at : at + size])
            return
        if self._drained:
            raise Odd
        data = self.source.read(size)
        self._drained = not data
        try:
            self._turn(rest + self._decoder.decode(data, final=self._drained))
        except UnicodeDecodeError:
            raise Odd from None
        if _ESCAPES.search(self.text, max(0, len(rest) - _ESCAPE)):
            raise Odd

    def _turn(self, text: str) -> None:
        """Go on with another text, which begins here."""
        self._lines()
        self.text = text
        self.at = self._counted = 0
        self._marks.clear()

    def _narrow(self) -> None:
        """After a large object, examine no more than usual again: an object that does not end is scanned to the end of the text."""
        self._later.append((self.text, self.at + CHUNK))
        self._turn(self.text[self.at : self.at + CHUNK])

    def _lines(self) -> int:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def _char(self) -> str:
        """The next character that is not white space, without passing it; "" at the end."""
        while True:
            self.at = jsontext.skip(self.text, self.at)
            if self.at < len(self.text):
                return self.text[self.at]
            if self._drained and not self._later:
                return ""
            self._more()

    def _expect(self, char: str) -> None:
        if self._char() != char:
            raise Odd
        self.at += 1

    def _mark(self, word: str) -> int:
        """The position of the next occurrence of a word in the available text; -1 if there is none."""
        found = self._marks.get(word)
        if found is None or -1 < found < self.at:
            found = self._marks[word] = self.text.find(word, self.at)
        return found

    # -- objects -----------------------------------------------------------------------------------------------------

    def _head(self, word: str, found: int) -> tuple[dict[str, Any], bool] | None:
        """The object that begins here, up to a key that is found there; whether that key belongs to this very object.

        None if it does not, and the object does not end before it either.
        """
        text = f'{self.text[self.at : found]}"":0}}'
        try:
            data, end = self.scan(text, 0)
        except (StopIteration, JSONDecodeError):
            return None
        if end < len(text):
            self.at += end
            return data, False
        self.at = found + len(word)
        self._expect(":")
        self._expect("[")
        del data[""]
        return data, True

    def _object(self) -> tuple[dict[str, Any], bool]:
        """The object that begins here; whether the list of its parts follows."""
        while True:
            found, head = self._mark(_PARTS), None
            if 0 <= found < self.at + _NEAR:
                head = self._head(_PARTS, found)
                if head is not None:
                    return head
            try:
                data, self.at = self.scan(self.text, self.at)
                return data, False
            except (StopIteration, JSONDecodeError, jsontext.Incomplete):
                if found >= self.at + _NEAR:
                    head = self._head(_PARTS, found)
            if head is not None:
                return head
            self._more()

    def _graph(self) -> dict[str, Any] | None:
        """What precedes the `@graph` of the object that begins here; None without one."""
        found, parts = self._mark(_GRAPH), self._mark(_PARTS)
        if found < 0 or -1 < parts < found or found > self.at + CHUNK:
            return None
        begun = self.at
        head = self._head(_GRAPH, found)
        if head is None or head[1]:
            return head and head[0]
        self.at = begun
        return None

    # -- all of it ---------------------------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[Found]:
        """The objects, parents before their parts. Raises `Odd`."""
        number = 0
        frames: list[_Frame] = []
        outer: Any = None
        line = 1
        while True:
            if frames:
                frame = frames[-1]
                depth, within, index = frame.depth, frame.within, frame.index
                if index and (goes_on := _NEXT.match(self.text, self.at)) is not None:
                    self.at = goes_on.end() - 1
                elif not self._goes_on(index):
                    frames.pop()
                    self._close(frames, frame)
                    continue
                frame.index += 1
            else:
                char = self._char()
                if char == "":
                    return
                line, depth, within, index, outer = self._lines(), 0, None, number, None
                number += 1
                if char == "[":
                    self.at += 1
                    frames.append(_Frame(Path(None, f"$[{index}]" if index else "$"), 0, None))
                    continue
                if char != "{":
                    raise Odd
                if (root := self._graph()) is not None:
                    outer = root.pop("@context", None)
                    if root:
                        raise Odd
                    path = Path(None, f"$[{index}]" if index else "$")
                    frames.append(_Frame(Path(path, ".@graph"), 0, path))
                    continue
            data, opened = self._object()
            if len(self.text) - self.at > _WIDE * CHUNK:
                self._narrow()
            found = Found(depth, data, within, index, line, outer)
            own = None if frames else data.get("@context")
            if opened:
                yield found
                path = found.path()
                outer = outer or own
                frames.append(_Frame(Path(path, ".hasPart"), depth + 1, path))
            elif "hasPart" in data:
                yield from _within(found)
            else:
                yield found

    def _goes_on(self, index: int) -> bool:
        """Whether another object of a list follows, without passing its beginning."""
        if self._char() == "]":
            self.at += 1
            return False
        if index:
            self._expect(",")
        if self._char() != "{":
            raise Odd
        return True

    def _close(self, frames: list[_Frame], frame: _Frame) -> None:
        """The end of the object whose list has ended; nodes beside the root may precede it."""
        if frame.path is None:
            return
        if self._char() == ",":
            if frame.depth != 1 or frames:
                raise Odd
            self.at += 1
            self._char()
            if not self.text.startswith(_INCLUDED, self.at):
                raise Odd
            self.at += len(_INCLUDED)
            self._expect(":")
            self._expect("[")
            frames.append(_Frame(Path(frame.path, ".@included"), 0, frame.path))
            return
        self._expect("}")


def _within(found: Found) -> Iterator[Found]:
    """An object that was read whole, and its parts."""
    waiting = [found]
    while waiting:
        one = waiting.pop()
        parts = one.data.pop("hasPart", None)
        yield one
        if parts is None:
            continue
        if parts.__class__ is not list or any(part.__class__ is not dict for part in parts):
            raise Odd
        within = Path(one.path(), ".hasPart")
        for index in range(len(parts) - 1, -1, -1):
            waiting.append(Found(one.depth + 1, parts[index], within, index, one.line, one.outer))
