"""Compiles the table of content models to small automata that tell what may come next in an element.

>>> scope = models("ead2002")["scopecontent"]
>>> state = scope.step(scope.start, "head")
>>> scope.step(state, "head") is None, scope.final(state), scope.completion(state)
(True, False, ('p',))
>>> models("ead3")["title"].bridge(frozenset({0}), "part")
()
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from docmeta_ead.tables.content import TABLES

State = frozenset[int]

#: The preference among elements that could be supplied: the plainest first.
_PLAIN: Final = (
    "p", "unittitle", "item", "event", "name", "part", "datesingle", "date", "language", "titleproper", "entry", "row",
)  # fmt: skip
_RANK: Final = {name: rank for rank, name in enumerate(_PLAIN)}
_FARTHEST: Final = 4
_TOKEN = re.compile(r"%?[A-Za-z0-9.]+|[(),|?*+]")


class Model:
    """The content model of one element.

    Attributes:
        name: The element.
        mixed: Whether it may contain words.
        empty: Whether it must be empty.
        names: All elements that it may contain.
        attributes: Its attributes, each with the set of its values or the name of its type ("" is any string).
        required: Its required attributes.
        start: The state before the first child.
    """

    def __init__(
        self, name: str, content: str, attributes: dict[str, str | frozenset[str]], required: tuple[str, ...]
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.required = required
        self.mixed = content.startswith("text")
        self.empty = content == "-"
        self.start: State = frozenset({0})
        self.symbols: list[str] = [""]
        self.follow: list[set[int]] = [set()]
        self.last: set[int] = set()
        self.nullable = True
        if self.mixed:
            self.names: frozenset[str] = frozenset(content.replace("&", " ").split()[1:])
        else:
            _Parser(self, content).parse()
            self.names = frozenset(self.symbols[1:])
        self._steps: dict[tuple[State, str], State | None] = {}
        self._paths: dict[tuple[State, str | None], tuple[str, ...] | None] = {}

    def step(self, state: State, name: str) -> State | None:
        """The state after a child *name*; None if it is not allowed here."""
        if self.mixed:
            return state if name in self.names else None
        if name not in self.names:
            return None
        key = state, name
        if key not in self._steps:
            found = {after for here in state for after in self.follow[here] if self.symbols[after] == name}
            self._steps[key] = frozenset(found) or None
        return self._steps[key]

    def final(self, state: State) -> bool:
        """Whether the content is complete."""
        return self.mixed or not self.last.isdisjoint(state) or (self.nullable and 0 in state)

    def completion(self, state: State) -> tuple[str, ...]:
        """The fewest and plainest children that are still required."""
        return self._path(state, None) or ()

    def bridge(self, state: State, name: str) -> tuple[str, ...] | None:
        """The fewest and plainest children that must precede *name*; None if there is no way."""
        if self.mixed:
            return () if name in self.names else None
        return self._path(state, name) if name in self.names else None

    def _path(self, state: State, name: str | None) -> tuple[str, ...] | None:
        key = state, name
        if key not in self._paths:
            self._paths[key] = self._search(state, name)
        return self._paths[key]

    def _search(self, state: State, name: str | None) -> tuple[str, ...] | None:
        queue: list[tuple[State, tuple[str, ...]]] = [(state, ())]
        seen = {state}
        for here, path in queue:
            if self.final(here) if name is None else self.step(here, name) is not None:
                return path
            if len(path) == _FARTHEST:
                continue
            for after in self._next(here):
                reached = self.step(here, after)
                if reached is not None and reached not in seen:
                    seen.add(reached)
                    queue.append((reached, (*path, after)))
        return None

    def _next(self, state: State) -> list[str]:
        names = {self.symbols[after]: after for here in state for after in self.follow[here]}
        return sorted(names, key=lambda name: (_RANK.get(name, len(_PLAIN)), names[name]))


class _Parser:
    """Reads a sequence and fills in the follow sets of its model (Glushkov's construction)."""

    def __init__(self, model: Model, content: str) -> None:
        self.model = model
        self.tokens = [] if content == "-" else _TOKEN.findall(content)
        self.at = 0

    def parse(self) -> None:
        if not self.tokens:
            return
        first, last, nullable = self.sequence()
        self.model.follow[0] = first
        self.model.last = last
        self.model.nullable = nullable

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def sequence(self) -> tuple[set[int], set[int], bool]:
        first, last, nullable = self.item()
        while self.peek() in (",", "|"):
            both = self.peek() == ","
            self.at += 1
            first2, last2, nullable2 = self.item()
            if both:
                for here in last:
                    self.model.follow[here] |= first2
                first = first | first2 if nullable else first
                last = last | last2 if nullable2 else last2
                nullable = nullable and nullable2
            else:
                first, last, nullable = first | first2, last | last2, nullable or nullable2
        return first, last, nullable

    def item(self) -> tuple[set[int], set[int], bool]:
        symbol = self.tokens[self.at]
        self.at += 1
        if symbol == "(":
            first, last, nullable = self.sequence()
            self.at += 1
        else:
            self.model.symbols.append(symbol)
            self.model.follow.append(set())
            position = len(self.model.symbols) - 1
            first, last, nullable = {position}, {position}, False
        sign = self.peek()
        if sign and sign in "?*+":
            self.at += 1
            if sign != "?":
                for here in last:
                    self.model.follow[here] |= first
            nullable = nullable or sign != "+"
        return first, last, nullable


@cache
def models(dialect: str) -> dict[str, Model]:
    """The models of all elements of a dialect."""
    return {line[0]: Model(*line) for line in expressions(TABLES[dialect])}


Expression = tuple[str, str, dict[str, str | frozenset[str]], tuple[str, ...]]


#: Elements in which a component holds others.
_NUMBERED: Final = re.compile(r"\bc(\+\)\*|\*)")


def expressions(table: str) -> Iterator[Expression]:
    """The lines of a table with classes expanded: element, content, attributes, required attributes."""
    classes: dict[str, str] = {}
    for line in table.strip().splitlines():
        if line.startswith("%"):
            name, _, value = line.partition(" = ")
            classes[name] = " ".join(classes.get(word, word) for word in value.split())
        elif line:
            names, content, attributes = (f"{line} ").split(" : ")
            for name in names.split():
                yield name, _content(content, name, classes), *_attributes(attributes, classes)
                if name == "c":
                    for number in range(1, 13):
                        below = f"c{number + 1:02}"
                        here = _NUMBERED.sub(rf"{below}\1", content)
                        here = here.replace(", (thead?, c13+)*", "").replace(", c13*", "")
                        yield f"c{number:02}", _content(here, "", classes), *_attributes(attributes, classes)


def _content(content: str, name: str, classes: dict[str, str]) -> str:
    if content.startswith("text"):
        words = content.replace("&", " ").split()
        return " ".join(classes.get(word, word) for word in words)
    if content == "-":
        return content
    return "".join(
        classes[piece].replace(" ", "|") if piece in classes else name if piece == "." else piece
        for piece in _TOKEN.findall(content)
    )


def _attributes(text: str, classes: dict[str, str]) -> tuple[dict[str, str | frozenset[str]], tuple[str, ...]]:
    words = text.split()
    words = words[1:] if words[:1] == ["="] else ["%common", *words]
    found: dict[str, str | frozenset[str]] = {}
    required = []
    for word in " ".join(classes.get(word, word) for word in words).split():
        name, _, kind = _split(word)
        if name.endswith("!"):
            name = name[:-1]
            required.append(name)
        kind = classes.get(kind, kind)
        found[name] = kind if kind.isupper() or not kind else frozenset(kind.split("|"))
    return found, tuple(required)


def _split(word: str) -> tuple[str, str, str]:
    """The name and the type of an attribute; the name of an XLink attribute contains a colon itself."""
    if word.startswith("xlink:"):
        name, colon, kind = word[6:].partition(":")
        return f"xlink:{name}", colon, kind
    return word.partition(":")
