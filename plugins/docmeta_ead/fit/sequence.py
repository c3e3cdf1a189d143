"""Fits the content of an element with a sequence: each child is placed where it is allowed, or wrapped, or dissolved."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final, cast

from docmeta.text import BREAKS, Element
from docmeta_ead.fit.automaton import Model, State, models
from docmeta_ead.fit.pieces import BLANK, Break, Piece, paragraphs, says, strip
from docmeta_ead.steps import Steps
from docmeta_ead.tables.dialect import NAMES, TERMS

if TYPE_CHECKING:
    from docmeta_ead.fit.fitter import Fitter

_WORDS: Final[frozenset[str]] = frozenset()
#: Possible wrappers for a piece that is not allowed by itself, plainest first.
_WRAPPERS: Final = (
    "p", "list", "item", "address", "addressline", "table", "tgroup", "tbody", "row", "entry", "chronlist", "chronitem",
    "event", "eventgrp", "chronitemset", "index", "indexentry", "namegrp", "ptrgrp", "ref", "daogrp", "language", "name",
    "part", "note", "daodesc", "descriptivenote", "label", "titleproper", "edition", "change", "citation", "term", "date",
    "didnote", "sourceentry", "source", "relationentry", "relation", "quantity", "eventdescription", "resource",
    "head01", "fromdate", "datesingle", "titlestmt", "creation", "physdescstructured", "maintenanceevent", "controlnote",
)  # fmt: skip
_DEEPEST_WRAP: Final = 4
#: Elements that mean nothing if empty.
_HOLLOW: Final = frozenset(("p", *NAMES, *TERMS))


class Hosts:
    """Positions of elements that may accept something, the last one first."""

    def __init__(self) -> None:
        self.heap: list[int] = []
        self.held: set[int] = set()
        self.met = 0

    def __bool__(self) -> bool:
        return bool(self.heap)

    def extend(self, count: int) -> None:
        """Add new ones, up to *count*."""
        for at in range(self.met, count):
            self.add(at)
        self.met = count

    def add(self, at: int) -> None:
        """Add one again that was dropped before."""
        if at not in self.held:
            self.held.add(at)
            heappush(self.heap, -at)

    def last(self) -> int:
        """The last one."""
        return -self.heap[0]

    def drop(self) -> None:
        """Leave the last one out from now on."""
        self.held.remove(-heappop(self.heap))


class Filling:
    """Fills one element whose content is a sequence."""

    def __init__(self, fitter: Fitter, model: Model) -> None:
        self.fitter = fitter
        self.model = model
        self.state: State = model.start
        self.out: list[Element] = []
        self.run: list[Piece] = []  # words and inline elements that wait for a container
        self.late: list[list[Piece]] = []  # runs without a container so far
        self.left: list[Piece] = []  # what found no place at all
        self.entered: dict[int, tuple[Element, Filling]] = {}  # elements that were entered, by id, with their fillings
        self.hosts: dict[tuple[frozenset[str], str], Hosts] = {}  # elements in `out` that may take runs of a kind

    def fill(self, element: Element, completed: bool = True) -> Steps[list[Piece]]:
        """The content of *element*, valid; with all that is required if it is to be *completed*."""
        queue: deque[Piece | Break] = deque(self.split(element))
        while queue:
            child = queue.popleft()
            if isinstance(child, Break):
                if child.gap and self.run:
                    yield self.flush()
            elif isinstance(child, str):
                if self.run or child.strip(BLANK):
                    self.run.append(child)
            else:
                yield self.element(child, queue)
        if self.run:
            yield self.flush()
        late, self.late = self.late, []
        for run in late:
            yield self.settle(run)
        if completed:
            self.supply(self.model.completion(self.state))
        found = [part for child in self.out for part in paragraphs(child)]
        said = [part for part in found if part.children or part.attributes or part.name not in _HOLLOW]
        return [*said] if len(said) == len(found) or self.complete(said) else [*found]

    def complete(self, children: Sequence[Element]) -> bool:
        """Whether these children alone would be valid."""
        states = list(self.states(children))
        return len(states) > len(children) and self.model.final(states[-1])

    def before(self, children: Sequence[Piece], then: str) -> int:
        """How many of these, from the first, may stand before a child *then*."""
        most = 0
        for count, state in enumerate(self.states(children)):
            if self.model.step(state, then) is not None:
                most = count
        return most

    def states(self, children: Sequence[Piece]) -> Iterator[State]:
        """The state before each of these, and after the last one, as far as they are allowed."""
        state: State = self.model.start
        yield state
        for child in children:
            after = None if isinstance(child, str) else self.model.step(state, child.name)
            if after is None:
                return
            state = after
            yield state

    def split(self, element: Element) -> Iterator[Piece]:
        """The children; a paragraph is split where it holds what only its parent may hold."""
        inside = self.fitter.models["p"]
        for child in element.children:
            if not isinstance(child, Element) or child.name != "p" or "p" not in self.model.names:
                yield child
                continue
            part = Element("p", child.attributes)
            for piece in child.children:
                if isinstance(piece, Element) and self.belongs_here(piece, inside):
                    if says(part.children):
                        yield part
                    yield piece
                    part = Element("p")
                else:
                    part.children.append(piece)
            if says(part.children) or not child.children or (part.attributes and not says(child.children)):
                yield part

    def belongs_here(self, piece: Element, inside: Model) -> bool:
        own = self.fitter.dialect.element(piece.name, piece.attributes)
        return own == "p" or (own not in inside.names and own in self.model.names)

    def element(self, child: Element, queue: deque[Piece | Break]) -> Steps[None]:
        """Find a place for one child: unchanged, under another name, after required ones, or wrapped."""
        inline = child.name not in BREAKS and child.name not in self.fitter.dialect.renames
        if inline and self.run and self.takes_inline(child):
            self.run.append(child)
            return
        options = list(self.fitter.alternatives(child, self.model))
        if options and self.run:
            yield self.flush()
        for name, given in options:
            if self.model.step(self.state, name) is not None:
                yield self.put(given, name)
                return
        for name, given in options[:1]:
            before = self.model.bridge(self.state, name)
            if before is not None and len(before) <= 2:
                self.supply(before)
                yield self.put(given, name)
                return
        if self.takes_inline(child):
            self.run.append(child)
            return
        if self.run:
            yield self.flush()
        if (yield self.wrap([child])):
            return
        if not self.out or not (yield self.adopt(self.out[-1], [child], _kinds(self.fitter, [child]))):
            self.fitter.dissolve(child, self.model, queue)

    def takes_inline(self, child: Element) -> bool:
        """Whether *child* is allowed among the words that would be wrapped here."""
        inside = self.words_in()
        if inside is None or self.own_block(child):
            return False
        return next(self.fitter.alternatives(child, inside), None) is not None

    def words_in(self) -> Model | None:
        """The wrapper of words here, if any."""
        key = self.model.name, self.state
        if key not in self.fitter.words:
            found = None
            for name in _WRAPPERS:
                if self.model.step(self.state, name) is not None:
                    chain = wrapping(self.fitter.dialect.name, name, _WORDS)
                    if chain is not None:
                        found = self.fitter.models[chain[-1] if chain else name]
                        break
            self.fitter.words[key] = found
        return self.fitter.words[key]

    def own_block(self, child: Element) -> bool:
        return self.fitter.dialect.element(child.name, child.attributes) in self.model.names and child.name in BREAKS

    def put(self, child: Element, name: str) -> Steps[None]:
        """Append *child* as *name*, which is allowed here."""
        placed = self.fitter.place(child, name, self.model, 0)
        first, *rest = placed if isinstance(placed, list) else (yield placed)
        self.append(first)
        if rest:
            self.run.extend(rest)

    def append(self, fitted: Piece) -> None:
        state = self.model.step(self.state, fitted.name) if isinstance(fitted, Element) else None
        if state is None or not isinstance(fitted, Element):
            raise AssertionError(f"{self.model.name} does not take {fitted!r} now")
        self.state = state
        self.out.append(fitted)

    def supply(self, names: tuple[str, ...]) -> None:
        """Append required children, empty."""
        for name in names:
            self.append(self.fitter.fit(Element(name), name))

    def flush(self) -> Steps[None]:
        """Find a container for the words that wait."""
        run, self.run = self.run, []
        if says(run):
            strip(run)
            if (yield self.wrap(run)) or (self.fit_words(run) and (yield self.wrap(run, _WORDS))):
                return
            self.late.append(run)

    def fit_words(self, run: list[Piece]) -> bool:
        """Whether each element of a run is allowed among words here, maybe under another name."""
        return any(isinstance(one, str) for one in run) and all(
            isinstance(one, str) or self.takes_inline(one) for one in run
        )

    def settle(self, run: list[Piece]) -> Steps[None]:
        """The same at the end, where nothing else follows: existing elements may take them, too."""
        if (yield self.wrap(run)):
            return
        for kinds in (_kinds(self.fitter, run), _WORDS):
            if (yield self.housed(run, kinds)):
                return
        for kinds in (_kinds(self.fitter, run), _WORDS):
            for name in _WRAPPERS:
                before = self.model.bridge(self.state, name)
                chain = wrapping(self.fitter.dialect.name, name, kinds) if before is not None else None
                if before is not None and chain is not None:
                    self.supply(before)
                    yield self.around((name, *chain), run)
                    return
        self.left += [" ", *run]

    def housed(self, run: list[Piece], kinds: frozenset[str]) -> Steps[bool]:
        """Put a run into the last existing element that takes it; one that refused its kind is not asked again unless it changes."""
        alone = run[0].name if len(run) == 1 and isinstance(run[0], Element) else ""
        hosts = self.hosts.setdefault((kinds, alone), Hosts())
        hosts.extend(len(self.out))
        while hosts:
            at = hosts.last()
            if (yield self.adopt(self.out[at], run, kinds)):
                for others in self.hosts.values():
                    others.add(at)
                return True
            hosts.drop()
        return False

    def wrap(self, pieces: list[Piece], kinds: frozenset[str] | None = None) -> Steps[bool]:
        """Append *pieces* within the plainest allowed elements that can hold them, or elements of the *kinds*."""
        kinds = _kinds(self.fitter, pieces) if kinds is None else kinds
        for name in _WRAPPERS:
            if self.model.step(self.state, name) is not None:
                chain = wrapping(self.fitter.dialect.name, name, kinds)
                if chain is not None:
                    yield self.around((name, *chain), pieces)
                    return True
        return False

    def around(self, names: tuple[str, ...], pieces: list[Piece]) -> Steps[None]:
        fitted, left = yield self.fitter.inner(_nested(names, pieces), names[0], 0)
        self.append(fitted)
        self.left += left

    def adopt(self, last: Element, pieces: list[Piece], kinds: frozenset[str]) -> Steps[bool]:
        """Append *pieces* to an existing element that can hold *kinds*, or to the last one in it."""
        inside = self.enter(last)
        if inside.model.empty:
            return False
        if inside.model.mixed:
            if kinds <= inside.model.names:
                extra = yield self.fitter.mixed(inside.model, Element(last.name, {}, pieces))
                if extra:
                    Break(" ").put(last.children, 0)
                last.children.extend(extra)
                return True
            return False
        if len(pieces) == 1 and isinstance(pieces[0], Element):
            own = self.fitter.dialect.element(pieces[0].name, pieces[0].attributes)
            if inside.model.step(inside.state, own) is not None:
                yield inside.put(pieces[0], own)
                last.children = [*inside.out, *inside.run] if inside.run else inside.whole()
                return True
        if (yield inside.wrap(pieces)):
            last.children = inside.whole()
            return True
        return bool(inside.out) and (yield self.adopt(inside.out[-1], pieces, kinds))

    def whole(self) -> list[Piece]:
        """The list itself of what it holds so far."""
        return cast("list[Piece]", self.out)

    def enter(self, last: Element) -> Filling:
        """The filling of an existing element, at its end; entering the same one again does not go through it again."""
        known = self.entered.get(id(last))
        if known is None or known[0] is not last or known[1].whole() is not last.children:
            inside = Filling(self.fitter, self.fitter.models[last.name])
            if not (inside.model.empty or inside.model.mixed):
                for child in last.children:
                    if isinstance(child, Element):
                        inside.append(child)
                if len(inside.out) == len(last.children):
                    last.children = inside.whole()
            known = self.entered[id(last)] = last, inside
        return known[1]


def _nested(names: tuple[str, ...], pieces: list[Piece]) -> Element:
    inner = Element(names[-1], {}, pieces)
    for name in reversed(names[:-1]):
        inner = Element(name, {}, [inner])
    return inner


def _kinds(fitter: Fitter, pieces: list[Piece]) -> frozenset[str]:
    """The names of the elements among *pieces*, in the dialect."""
    return frozenset(
        fitter.dialect.element(piece.name, piece.attributes) for piece in pieces if isinstance(piece, Element)
    )


@cache
def wrapping(dialect: str, name: str, kinds: frozenset[str]) -> tuple[str, ...] | None:
    """The wrappers that *name* needs around words, or around one element: () if they are allowed directly.

    >>> wrapping("ead3", "list", frozenset()), wrapping("ead2002", "table", frozenset({"row"}))
    (('item',), ('tgroup', 'tbody'))
    >>> wrapping("ead3", "lb", frozenset()) is None
    True
    """
    known = models(dialect)
    queue: list[tuple[str, tuple[str, ...]]] = [(name, ())]
    seen = {name}
    for here, path in queue:
        model = known.get(here)
        if model is None:
            continue
        if model.mixed:
            if kinds <= model.names:
                return path
            continue
        if len(kinds) == 1 and model.step(model.start, next(iter(kinds))) is not None:
            return path
        if len(path) < _DEEPEST_WRAP:
            for inner in _WRAPPERS:
                if inner not in seen and model.step(model.start, inner) is not None:
                    seen.add(inner)
                    queue.append((inner, (*path, inner)))
    return None
