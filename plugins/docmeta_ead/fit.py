"""Brings any structure into what the content models of a dialect allow, and says what that cost.

Nothing is put into another order, and no word is lost: what may not stand where it stands gets another name,
is wrapped in what may, or gives its place to its content; what is demanded and missing is supplied, empty.
Every change that a reader could not undo is told to a callback.

>>> from docmeta.text import Element
>>> from docmeta_ead.dialect import EAD3
>>> told = []
>>> fitter = Fitter(EAD3, lambda *loss: told.append(loss[:2]))
>>> title = fitter.fit(Element("unittitle", {}, ["Plan of ", Element("edition", {}, ["the city"])]), "unittitle")
>>> title.children, told
(['Plan of the city'], [('partial', 'unittitle/edition')])
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final

from docmeta.text import BREAKS, Element, walk, words
from docmeta_ead.automaton import Model, State, models
from docmeta_ead.dialect import NOTES, Dialect
from docmeta_ead.foreign import foreign
from docmeta_ead.values import nearest

#: Told of a change: code, target, what it was about, reason.
Lost = Callable[[str, str, str, str], None]
Piece = Element | str

#: What XML takes for white space; other spaces are words.
BLANK: Final = " \t\r\n"

#: Elements whose limits are not limits of words.
_STYLES: Final = frozenset("emph abbr expan foreign quote ptr extptr lb a b i em strong u sub sup span".split())
#: Elements that stand among words without being a part of their sentence.
_WHOLE: Final = frozenset("extent physfacet dimensions language part subarea".split())
_INLINE_BREAK: Final = " "
#: Values that are true of anything, for attributes that must be there.
_NEUTRAL: Final = {
    ("dao", "daotype"): "unknown",
    ("physdescstructured", "coverage"): "whole",
    ("physdescstructured", "physdescstructuredtype"): "otherphysdescstructuredtype",
    ("tgroup", "cols"): "1",
    ("archdesc", "level"): "otherlevel",
    ("maintenancestatus", "value"): "derived",
    ("publicationstatus", "value"): "inprocess",
    ("eventtype", "value"): "unknown",
    ("agenttype", "value"): "unknown",
    ("relation", "relationtype"): "otherrelationtype",
    ("geographiccoordinates", "coordinatesystem"): "unknown",
}
_WORDS: Final[frozenset[str]] = frozenset()
#: What may be put around a piece so that it may stand where it stands, plainest first.
_WRAPPERS: Final = (
    "p", "list", "item", "address", "addressline", "table", "tgroup", "tbody", "row", "entry", "chronlist", "chronitem",
    "event", "eventgrp", "chronitemset", "index", "indexentry", "namegrp", "ptrgrp", "ref", "daogrp", "language", "name",
    "part", "note", "daodesc", "descriptivenote", "label", "titleproper", "edition", "change", "citation", "term", "date",
    "didnote", "sourceentry", "source", "relationentry", "relation", "quantity", "eventdescription", "resource",
    "head01", "fromdate", "datesingle", "titlestmt", "creation", "physdescstructured", "maintenanceevent", "controlnote",
)  # fmt: skip
_DEEPEST_WRAP: Final = 4
#: How many line breaks may follow one another: two in a paragraph would be two paragraphs, and a date is of one line.
_MOST_BREAKS: Final = {"p": 1, "unitdate": 0, "date": 0, "datesingle": 0, "fromdate": 0, "todate": 0}


class Fitter:
    """Fits structures into one dialect.

    Args:
        dialect: The dialect.
        lost: Told of every change that cannot be undone.
    """

    def __init__(self, dialect: Dialect, lost: Lost) -> None:
        self.dialect = dialect
        self.models = models(dialect.name)
        self.lost = lost
        self.words: dict[tuple[str, State], Model | None] = {}

    def fit(self, element: Element, name: str) -> Element:
        """*element* as a valid element *name*; canonical names of attributes become those of the dialect."""
        fitted, left = self.inner(element, name, 0)
        for piece in left:
            said = piece if isinstance(piece, str) else words([piece]) or piece.name
            if said.strip(BLANK):
                self.lost("dropped", name, said, "nothing there can hold words")
        return fitted

    def inner(self, element: Element, name: str, depth: int = 1) -> tuple[Element, list[Piece]]:
        """The same, and what found no place in it."""
        model = self.models[name]
        if name == "objectxmlwrap":
            return Element(name, self.attributes(model, element), foreign(element)), []
        if model.empty:
            return Element(name, self.attributes(model, element)), list(element.children)
        fitted = Element(name)
        left: list[Piece] = []
        if model.mixed:
            fitted.children = self.mixed(model, element, depth)
        else:
            sequence = _Sequence(self, model)
            fitted.children = sequence.fill(element)
            left = sequence.left
        fitted.attributes = self.attributes(model, element, fitted)
        return fitted, left

    def opening(self, element: Element, name: str, then: str) -> tuple[Element, list[Piece]]:
        """*element* as the beginning of an element *name* in which *then* will follow; and what would be in its way."""
        sequence = _Sequence(self, self.models[name])
        children = sequence.fill(element, completed=False)
        fitted = Element(name, {}, children)
        left = sequence.left
        while not sequence.takes(fitted.children, then):
            left.insert(0, fitted.children.pop())
        fitted.attributes = self.attributes(self.models[name], element, fitted)
        return fitted, left

    def alternatives(self, element: Element, model: Model) -> Iterator[tuple[str, Element]]:
        """The names under which *element* may stand in *model*, best first, with the element as it would be there."""
        own = self.dialect.element(element.name, element.attributes)
        if own in model.names and (own != "objectxmlwrap" or foreign(element)):
            yield own, element
        for substitute in self.dialect.substitutes.get(element.name, ()):
            name, extra = _substitute(substitute)
            if name in model.names and name != own:
                if name == "subarea" and element.attributes.get("localtype") != "subarea":
                    continue
                yield (
                    name,
                    Element(element.name, {**element.attributes, **extra}, element.children) if extra else element,
                )
        if element.name in NOTES and model.name in NOTES and model.name in model.names and own not in model.names:
            yield model.name, Element(element.name, {"localtype": element.name, **element.attributes}, element.children)

    def place(self, element: Element, name: str, model: Model, depth: int = 1) -> list[Piece]:
        """*element* fitted under *name*, and after it what that could not hold."""
        if name != self.dialect.element(element.name, element.attributes) and (element.name, name) not in _SILENT:
            self.lost("partial", f"{model.name}/{_known(self, element.name)}", element.name, f"written as {name}")
        fitted, left = self.inner(element, name, depth)
        return [fitted, *left]

    def mixed(self, model: Model, element: Element, depth: int = 1) -> list[Piece]:
        """The content of an element in which words may stand."""
        out: list[Piece] = []
        queue: deque[Piece | _Break] = deque(element.children)
        if element.name in ("daterange", "physdescstructured") and len(element.children) > 1:
            queue = deque(_joined(element))
        broken = False
        while queue:
            child = queue.popleft()
            broken = isinstance(child, _Break)
            if isinstance(child, str):
                _add(out, child)
            elif isinstance(child, _Break):
                child.put(out, _MOST_BREAKS.get(model.name, 2) if "lb" in model.names else 0)
            else:
                found = next(self.alternatives(child, model), None)
                if found is None:
                    self.dissolve(child, model, queue)
                else:
                    first, *rest = self.place(found[1], found[0], model)
                    out.append(first)
                    queue.extendleft(reversed(rest))
        if broken:
            _trim(out)
        _tidy(out, not depth or model.name in BREAKS or model.name in _WHOLE)
        return out

    def dissolve(self, element: Element, model: Model, queue: deque[Piece | _Break]) -> None:
        """Put the content of an element that may not stand here in its place."""
        self.lost("partial", f"{model.name}/{_known(self, element.name)}", element.name, "only its content is kept")
        for name, value in element.attributes.items():
            if not name.startswith("xmlns"):
                self.lost("partial", f"{_known(self, element.name)}/@{_plain(name)}", value, "it goes with its element")
        gap = _Break("" if element.name in _STYLES else BREAKS.get(element.name, _INLINE_BREAK))
        children: Sequence[Piece | _Break] = element.children
        if element.name == "daterange":
            children = _joined(element)
        elif element.name == "objectxmlwrap":
            children = [
                " ".join(text.split()) + " "
                for text in walk(element.children)
                if isinstance(text, str) and text.strip(BLANK)
            ]
        queue.extendleft([gap, *reversed(children), gap])

    def attributes(self, model: Model, element: Element, fitted: Element | None = None) -> dict[str, str]:
        """The attributes that may stand, under the names of the dialect, and those that must."""
        found: dict[str, str] = {}
        for given, value in _moved(self.dialect.name, model.name, element.attributes).items():
            name = self.dialect.attribute(model.name, given)
            kind = model.attributes.get(name)
            if kind is None:
                if not (given == "linktype" and value == "simple") and not given.startswith("xmlns"):
                    self.lost("partial", f"{model.name}/@{_plain(given)}", value, "this attribute is not allowed there")
                continue
            written, whole = nearest(kind, value)
            if not whole:
                self.lost("partial", f"{model.name}/@{name}", value, "this value is not allowed there")
            if written is not None:
                found[name] = written
        for name in model.required:
            if name not in found:
                found[name] = _demanded(model.name, name, fitted)
        return {name: found[name] for name in model.attributes if name in found} if len(found) > 1 else found


class _Break:
    """The place where an element was dissolved: what was apart must stay apart."""

    __slots__ = ("gap",)

    def __init__(self, gap: str) -> None:
        self.gap = gap

    def put(self, out: list[Piece], most: int) -> None:
        """End a word, a line or a paragraph, by *most* line breaks, unless that was done, or nothing stands before."""
        if not self.gap or not out:
            return
        ended = 0
        while ended < len(out) and _is_lb(out[-1 - ended]):
            ended += 1
        wanted = min(self.gap.count("\n"), most)
        if wanted > ended:
            out.extend(Element("lb") for _ in range(wanted - ended))
        elif not wanted and not ended:
            last = out[-1]
            if isinstance(last, Element):
                out.append(" ")
            elif not last.endswith(" "):
                out[-1] = last + " "


def _is_lb(piece: Piece) -> bool:
    return isinstance(piece, Element) and piece.name == "lb"


def _is_break(piece: Piece) -> bool:
    return not piece.strip(BLANK) if isinstance(piece, str) else piece.name == "lb"


def _add(out: list[Piece], text: str) -> None:
    if not text:
        return
    last = out[-1] if out else None
    if isinstance(last, str):
        out[-1] = last[:-1] + text if last.endswith(" ") and text.startswith(" ") else last + text
    else:
        out.append(text)


def _trim(out: list[Piece]) -> None:
    """Take away the breaks at the end, behind which nothing follows."""
    while out and _is_lb(out[-1]):
        out.pop()
    if out and isinstance(out[-1], str):
        out[-1] = out[-1].rstrip(BLANK)


def _tidy(out: list[Piece], whole: bool) -> None:
    """Take away the white space beside line breaks and, of a whole element, all breaks at its ends."""
    while whole and out and _is_break(out[0]):
        del out[0]
    while whole and out and _is_break(out[-1]):
        del out[-1]
    last = len(out) - 1
    for at, piece in enumerate(out):
        if isinstance(piece, str):
            if (at == 0 and whole) or (at and _is_lb(out[at - 1])):
                piece = piece.lstrip(BLANK)
            if (at == last and whole) or (at < last and _is_lb(out[at + 1])):
                piece = piece.rstrip(BLANK)
            out[at] = piece
    if "" in out:
        out[:] = [piece for piece in out if piece != ""]


def _joined(element: Element) -> list[Piece | _Break]:
    """The pieces of a range or of a quantity with what a reader expects between them."""
    between = " - " if element.name == "daterange" else " "
    out: list[Piece | _Break] = []
    for child in element.children:
        if isinstance(child, Element):
            if out:
                out.append(between)
            out.extend(child.children)
        elif child.strip(BLANK):
            out.append(child)
    return out


def _moved(dialect: str, name: str, attributes: dict[str, str]) -> dict[str, str]:
    """Attributes that say in one kind of date what another says with others."""
    if dialect == "ead3" and name == "datesingle" and "normal" in attributes:
        begin, slash, end = attributes["normal"].partition("/")
        rest = {key: value for key, value in attributes.items() if key != "normal"}
        return {**rest, "notbefore": begin, "notafter": end} if slash else {**rest, "standarddate": begin}
    if dialect == "ead3" and name in ("date", "datesingle") and "unitdatetype" in attributes:
        rest = {key: value for key, value in attributes.items() if key != "unitdatetype"}
        return {**rest, "localtype": attributes["unitdatetype"]}
    if (
        dialect == "ead2002"
        and name == "date"
        and not attributes.keys().isdisjoint(("standarddate", "notbefore", "notafter"))
    ):
        rest = {key: value for key, value in attributes.items() if key not in ("standarddate", "notbefore", "notafter")}
        ends = [attributes[key] for key in ("notbefore", "notafter") if key in attributes]
        return {**rest, "normal": attributes.get("standarddate") or "/".join(ends)}
    return attributes


def _demanded(name: str, attribute: str, fitted: Element | None) -> str:
    if attribute == "cols" and fitted is not None:
        rows = [row for part in fitted.children if isinstance(part, Element) for row in part.children]
        return str(max((len(row.children) for row in rows if isinstance(row, Element)), default=1) or 1)
    return _NEUTRAL.get((name, attribute), "")


_SILENT: Final = frozenset(
    (("ref", "extref"), ("ref", "ref"), ("ptr", "extptr"), ("ptr", "ptr"), ("subarea", "part"), ("part", "subarea"))
)


def _known(fitter: Fitter, name: str) -> str:
    """The name of an element where EAD has one such; of others there are too many to list."""
    return name if name in fitter.models or name in models("ead2002") or name in models("ead3") else "other"


def _plain(name: str) -> str:
    return name if len(name) < 24 and name.isascii() else "other"


@cache
def _substitute(text: str) -> tuple[str, dict[str, str]]:
    name, bracket, rest = text.partition("[")
    if not bracket:
        return name, {}
    key, _, value = rest[:-1].partition("=")
    return name, {key: value}


class _Sequence:
    """Fills one element whose content is a sequence."""

    def __init__(self, fitter: Fitter, model: Model) -> None:
        self.fitter = fitter
        self.model = model
        self.state: State = model.start
        self.out: list[Element] = []
        self.run: list[Piece] = []  # words and inline elements that wait for something to stand in
        self.late: list[list[Piece]] = []  # runs that found nothing to stand in so far
        self.left: list[Piece] = []  # what found nothing at all

    def fill(self, element: Element, completed: bool = True) -> list[Piece]:
        """The content of *element*, valid; with all that is demanded if it is to be *completed*."""
        queue: deque[Piece | _Break] = deque(self.split(element))
        while queue:
            child = queue.popleft()
            if isinstance(child, _Break):
                if child.gap:
                    self.flush()
            elif isinstance(child, str):
                if self.run or child.strip(BLANK):
                    self.run.append(child)
            else:
                self.element(child, queue)
        self.flush()
        late, self.late = self.late, []
        for run in late:
            self.settle(run)
        if completed:
            self.supply(self.model.completion(self.state))
        found = [part for child in self.out for part in _paragraphs(child)]
        said = [part for part in found if part.children or part.attributes or part.name != "p"]
        return [*said] if len(said) == len(found) or self.complete(said) else [*found]

    def complete(self, children: Sequence[Element]) -> bool:
        """Whether these children alone would do."""
        state = self.after(children)
        return state is not None and self.model.final(state)

    def takes(self, children: Sequence[Piece], then: str) -> bool:
        """Whether a child *then* may follow these."""
        state = self.after(children)
        return state is not None and self.model.step(state, then) is not None

    def after(self, children: Sequence[Piece]) -> State | None:
        state: State | None = self.model.start
        for child in children:
            state = None if state is None or isinstance(child, str) else self.model.step(state, child.name)
        return state

    def split(self, element: Element) -> Iterator[Piece]:
        """The children; a paragraph that holds what only its parent may hold is cut there."""
        inside = self.fitter.models["p"]
        for child in element.children:
            if not isinstance(child, Element) or child.name != "p" or "p" not in self.model.names:
                yield child
                continue
            part = Element("p", child.attributes)
            for piece in child.children:
                if isinstance(piece, Element) and self.belongs_here(piece, inside):
                    if _says(part.children):
                        yield part
                    yield piece
                    part = Element("p")
                else:
                    part.children.append(piece)
            if _says(part.children) or not child.children or (part.attributes and not _says(child.children)):
                yield part

    def belongs_here(self, piece: Element, inside: Model) -> bool:
        own = self.fitter.dialect.element(piece.name, piece.attributes)
        return own == "p" or (own not in inside.names and own in self.model.names)

    def element(self, child: Element, queue: deque[Piece | _Break]) -> None:
        """Find a place for one child: as it is, under another name, behind what must come first, or wrapped."""
        inline = child.name not in BREAKS and child.name not in self.fitter.dialect.renames
        if inline and self.run and self.takes_inline(child):
            self.run.append(child)
            return
        options = list(self.fitter.alternatives(child, self.model))
        if options:
            self.flush()
        for name, given in options:
            if self.model.step(self.state, name) is not None:
                self.put(given, name)
                return
        for name, given in options[:1]:
            before = self.model.bridge(self.state, name)
            if before is not None and len(before) <= 2:
                self.supply(before)
                self.put(given, name)
                return
        if self.takes_inline(child):
            self.run.append(child)
            return
        self.flush()
        if not self.wrap([child]) and not (
            self.out and self.adopt(self.out[-1], [child], _kinds(self.fitter, [child]))
        ):
            self.fitter.dissolve(child, self.model, queue)

    def takes_inline(self, child: Element) -> bool:
        """Whether *child* may stand among the words that would be wrapped here."""
        inside = self.words_in()
        if inside is None or self.own_block(child):
            return False
        return next(self.fitter.alternatives(child, inside), None) is not None

    def words_in(self) -> Model | None:
        """The element in which words would stand here, if any."""
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

    def put(self, child: Element, name: str) -> None:
        """Append *child* as *name*, which may come now."""
        first, *rest = self.fitter.place(child, name, self.model, 0)
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
        """Append what is demanded, empty."""
        for name in names:
            self.append(self.fitter.fit(Element(name), name))

    def flush(self) -> None:
        """Give the words that wait something to stand in."""
        run, self.run = self.run, []
        if _says(run):
            _strip(run)
            if not self.wrap(run):
                self.late.append(run)

    def settle(self, run: list[Piece]) -> None:
        """The same at the end, where nothing else follows: also in what stands there already."""
        if self.wrap(run):
            return
        for kinds in (_kinds(self.fitter, run), _WORDS):
            if any(self.adopt(child, run, kinds) for child in reversed(self.out)):
                return
        for kinds in (_kinds(self.fitter, run), _WORDS):
            for name in _WRAPPERS:
                before = self.model.bridge(self.state, name)
                chain = wrapping(self.fitter.dialect.name, name, kinds) if before is not None else None
                if before is not None and chain is not None:
                    self.supply(before)
                    self.around((name, *chain), run)
                    return
        self.left += [" ", *run]

    def wrap(self, pieces: list[Piece]) -> bool:
        """Append *pieces* within the plainest elements that may come now and can hold them."""
        kinds = _kinds(self.fitter, pieces)
        for name in _WRAPPERS:
            if self.model.step(self.state, name) is not None:
                chain = wrapping(self.fitter.dialect.name, name, kinds)
                if chain is not None:
                    self.around((name, *chain), pieces)
                    return True
        return False

    def around(self, names: tuple[str, ...], pieces: list[Piece]) -> None:
        fitted, left = self.fitter.inner(_nested(names, pieces), names[0], 0)
        self.append(fitted)
        self.left += left

    def adopt(self, last: Element, pieces: list[Piece], kinds: frozenset[str]) -> bool:
        """Put *pieces* at the end of an element that stands already and can hold *kinds*, or of the last one in it."""
        inside = _Sequence(self.fitter, self.fitter.models[last.name])
        if inside.model.empty:
            return False
        if inside.model.mixed:
            if kinds <= inside.model.names:
                extra = self.fitter.mixed(
                    inside.model, Element(last.name, {}, [" ", *pieces] if last.children else pieces)
                )
                last.children.extend(extra)
                return True
            return False
        for child in last.children:
            if isinstance(child, Element):
                inside.append(child)
        if len(pieces) == 1 and isinstance(pieces[0], Element):
            own = self.fitter.dialect.element(pieces[0].name, pieces[0].attributes)
            if inside.model.step(inside.state, own) is not None:
                inside.put(pieces[0], own)
                last.children = [*inside.out, *inside.run]
                return True
        if inside.wrap(pieces):
            last.children = list(inside.out)
            return True
        return bool(inside.out) and self.adopt(inside.out[-1], pieces, kinds)


def _says(pieces: list[Piece]) -> bool:
    return any(isinstance(piece, Element) or piece.strip(BLANK) for piece in pieces)


def _paragraphs(child: Element) -> list[Element]:
    """A paragraph of plain words, cut where an empty line stands in it, which means the same."""
    if child.name != "p" or not any(map(_is_lb, child.children)):
        return [child]
    if any(isinstance(piece, Element) and piece.name != "lb" for piece in child.children):
        return [child]
    parts: list[Element] = []
    here = Element("p", child.attributes)
    for at, piece in enumerate(child.children):
        if _is_lb(piece) and (_is_lb(child.children[at - 1]) if at else True):
            if here.children and _is_lb(here.children[-1]):
                here.children.pop()
            if here.children:
                parts.append(here)
                here = Element("p")
        else:
            here.children.append(piece)
    if here.children or not parts:
        parts.append(here)
    return parts


def _strip(run: list[Piece]) -> None:
    """Take away the white space around the words."""
    first, last = run[0], run[-1]
    if isinstance(first, str):
        run[0] = first.lstrip(BLANK)
    if isinstance(last, str):
        run[-1] = run[-1].rstrip(BLANK) if isinstance(run[-1], str) else last


def _nested(names: tuple[str, ...], pieces: list[Piece]) -> Element:
    inner = Element(names[-1], {}, pieces)
    for name in reversed(names[:-1]):
        inner = Element(name, {}, [inner])
    return inner


def _kinds(fitter: Fitter, pieces: list[Piece]) -> frozenset[str]:
    """The names of the elements among *pieces*, as the dialect calls them."""
    return frozenset(
        fitter.dialect.element(piece.name, piece.attributes) for piece in pieces if isinstance(piece, Element)
    )


@cache
def wrapping(dialect: str, name: str, kinds: frozenset[str]) -> tuple[str, ...] | None:
    """What must stand in *name* so that words, or one element, may stand in that: () where they may stand in it directly.

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
