"""Fits any structure to the content models of a dialect, and reports what that cost.

Order is never changed, and no word is lost: what is not allowed in its place is renamed,
wrapped, or replaced by its content; what is required and missing is supplied, empty.
Every change that a reader could not undo is reported to a callback.

>>> from docmeta.text import Element
>>> from docmeta_ead.tables.dialect import EAD3
>>> told = []
>>> fitter = Fitter(EAD3, lambda *loss: told.append(loss[:2]))
>>> title = fitter.fit(Element("unittitle", {}, ["Plan of ", Element("edition", {}, ["the city"])]), "unittitle")
>>> title.children, told
(['Plan of the city'], [('changed', 'unittitle/edition')])
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final

from docmeta.model import HEADINGS
from docmeta.text import BREAKS, Element, walk, words
from docmeta_ead.fit.automaton import Model, State, models
from docmeta_ead.fit.foreign import foreign
from docmeta_ead.fit.pieces import BLANK, Break, Piece, add, is_in_parts, is_part, joined, tidy, trim, whole
from docmeta_ead.fit.sequence import Filling
from docmeta_ead.fit.space import fold
from docmeta_ead.steps import Steps, done
from docmeta_ead.tables import losses
from docmeta_ead.tables.dialect import NOTES, OTHERS, UNSPECIFIED, Dialect
from docmeta_ead.tables.named import named
from docmeta_ead.tables.values import language_code, nearest

#: Called for each change: code, target, value, reason.
Lost = Callable[[str, str, str, str], None]
#: Elements whose limits are not word limits.
_STYLES: Final = frozenset("emph abbr expan foreign quote ptr extptr lb a b i em strong u sub sup span".split())
#: Elements that stand among words without being part of the sentence.
_WHOLE: Final = frozenset("extent physfacet dimensions language part subarea".split())
#: Elements that are not links in EAD3, but may hold a `ref`.
_UNLINKED: Final = frozenset(("archref", "bibref"))
_LINK: Final[tuple[str, ...]] = ("href", "linktitle", "linkrole", "arcrole", "show", "actuate")
_COORDINATES: Final = "geographiccoordinates"
_INLINE_BREAK: Final = " "
#: Neutral values for required attributes.
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

#: The name of a group of digital objects: in one attribute in the other dialect, in another here.
_GROUP_TITLES: Final = {"daoset": ("linktitle", "label"), "daogrp": ("label", "linktitle")}

#: The most line breaks in a row: two would split a paragraph, and a date has one line.
_MOST_BREAKS: Final = {"p": 1, "unitdate": 0, "date": 0, "datesingle": 0, "fromdate": 0, "todate": 0}


class Fitter:
    """Fits structures into one dialect.

    Args:
        dialect: The dialect.
        lost: Called for every change that cannot be undone.
    """

    def __init__(self, dialect: Dialect, lost: Lost) -> None:
        self.dialect = dialect
        self.models = models(dialect.name)
        self.lost = lost
        self.words: dict[tuple[str, State], Model | None] = {}
        #: The code of a language as EAD3's `@langencoding` requires it, and whether it means the same; None if there is none.
        self.language: Callable[[str], tuple[str | None, bool]] = language_code

    def fit(self, element: Element, name: str) -> Element:
        """*element* as a valid element *name*; canonical names of attributes become those of the dialect."""
        made = self.inner(element, name, 0)
        fitted, left = made if isinstance(made, tuple) else done(made)
        for piece in left:
            said = piece if isinstance(piece, str) else words([piece]) or piece.name
            if said.strip(BLANK):
                self.lost(losses.NO_WORDS.code, name, said, losses.NO_WORDS.why)
        fold(fitted, self.models)
        return fitted

    def inner(
        self, element: Element, name: str, depth: int = 1
    ) -> Steps[tuple[Element, list[Piece]]] | tuple[Element, list[Piece]]:
        """The same, with what could not be placed in it."""
        model = self.models[name]
        children = element.children
        if name == "objectxmlwrap":
            return Element(name, self.attributes(model, element), foreign(element)), []
        if model.empty:
            return Element(name, self.attributes(model, element)), list(children)
        if model.mixed and (not children or (len(children) == 1 and isinstance(children[0], str))):
            out = list(children)
            tidy(out, _is_whole(model, depth))
            return Element(name, self.attributes(model, element), out), []
        return self.structured(element, name, model, depth)

    def structured(self, element: Element, name: str, model: Model, depth: int) -> Steps[tuple[Element, list[Piece]]]:
        """The same for an element that holds others, as a step."""
        fitted = Element(name)
        left: list[Piece] = []
        if model.mixed:
            if element.name == "geogname" and _COORDINATES not in model.names:
                element, left = _without_coordinates(element)
            fitted.children = yield self.mixed(model, element, depth)
        else:
            sequence = Filling(self, model)
            fitted.children = yield sequence.fill(element)
            left = sequence.left
        fitted.attributes = self.attributes(model, element, fitted)
        return fitted, left

    def opening(self, element: Element, name: str, then: str) -> tuple[Element, list[Piece]]:
        """*element* as the beginning of an element *name* in which *then* will follow; and what would be in its way."""
        sequence = Filling(self, self.models[name])
        children = done(sequence.fill(element, completed=False))
        fitted = Element(name, {}, children)
        stay = sequence.before(children, then)
        fitted.children, left = children[:stay], [*children[stay:], *sequence.left]
        fold(fitted, self.models)
        fitted.attributes = self.attributes(self.models[name], element, fitted)
        return fitted, left

    def alternatives(self, element: Element, model: Model) -> Iterator[tuple[str, Element]]:
        """The names under which *element* is allowed in *model*, best first, with the element under that name."""
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
                    Element(element.name, {**extra, **element.attributes}, element.children) if extra else element,
                )
        if element.name in NOTES and model.name in NOTES and model.name in model.names and own not in model.names:
            yield model.name, Element(element.name, {"localtype": element.name, **element.attributes}, element.children)

    def placed(self, element: Element, name: str, model: Model) -> list[Piece]:
        """*element* fitted under *name*, outside of words, followed by what that could not hold."""
        made = self.place(element, name, model, 0)
        return made if isinstance(made, list) else done(made)

    def place(self, element: Element, name: str, model: Model, depth: int = 1) -> Steps[list[Piece]] | list[Piece]:
        """The same, as a step if it has children."""
        if name != self.dialect.element(element.name, element.attributes) and (element.name, name) not in _SILENT:
            self.lost(
                losses.RENAMED.code,
                f"{model.name}/{_known(self, element.name)}",
                element.name,
                losses.RENAMED.why.format(element=named(name) if self.dialect.name == "ead4" else name),
            )
        if name in _UNLINKED and self.dialect.name == "ead3" and "href" in element.attributes:
            element = _link_inside(element)
        made = self.inner(element, name, depth)
        return [made[0], *made[1]] if isinstance(made, tuple) else _together(made)

    def mixed(self, model: Model, element: Element, depth: int = 1) -> Steps[list[Piece]]:
        """The content of an element that may contain words."""
        out: list[Piece] = []
        queue: deque[Piece | Break] = deque(element.children)
        if element.name in ("daterange", "physdescstructured") and len(element.children) > 1:
            queue = deque(self.joined(element))
        elif "part" not in model.names and is_in_parts(element):
            queue = deque(self.whole(element, model))
        broken = False
        while queue:
            child = queue.popleft()
            broken = isinstance(child, Break)
            if isinstance(child, str):
                add(out, child)
            elif isinstance(child, Break):
                then = queue[0] if queue else None
                child.put(out, _MOST_BREAKS.get(model.name, 2) if "lb" in model.names else 0, then)
            else:
                if (
                    child.name == "title"
                    and "href" in child.attributes
                    and self.dialect.name == "ead3"
                    and "ref" in model.names
                ):
                    child = _link_around(child)
                found = next(self.alternatives(child, model), None)
                if found is None:
                    self.dissolve(child, model, queue)
                else:
                    first, *rest = yield self.place(found[1], found[0], model)
                    before, after = self.edges(child, found[0])
                    add(out, before)
                    out.append(first)
                    queue.extendleft([after, *reversed(rest)] if after else reversed(rest))
        if broken:
            trim(out)
        tidy(out, _is_whole(model, depth))
        return out

    def edges(self, element: Element, name: str) -> tuple[str, str]:
        """The white space at the edges of words that will be wrapped, where it would no longer separate words."""
        if name not in HEADINGS or not element.children or self.models[name].mixed:
            return "", ""
        first, last = element.children[0], element.children[-1]
        before = isinstance(first, str) and first[:1] in (" ", "\n", "\t", "\r")
        after = isinstance(last, str) and last[-1:] in (" ", "\n", "\t", "\r")
        return " " * before, " " * after

    def dissolve(self, element: Element, model: Model, queue: deque[Piece | Break]) -> None:
        """Replace an element that is not allowed here by its content."""
        line = losses.UNWRAPPED
        self.lost(line.code, f"{model.name}/{_known(self, element.name)}", element.name, line.why)
        self.gone(element)
        gap = Break("" if element.name in _STYLES else BREAKS.get(element.name, _INLINE_BREAK))
        children: Sequence[Piece | Break] = element.children
        if element.name == "daterange":
            children = self.joined(element)
        elif is_in_parts(element):
            children = self.whole(element, model)
        elif element.name == "objectxmlwrap":
            children = [
                " ".join(text.split()) + " "
                for text in walk(element.children)
                if isinstance(text, str) and text.strip(BLANK)
            ]
        queue.extendleft([gap, *reversed(children), gap])

    def joined(self, element: Element) -> list[Piece | Break]:
        """The pieces of a range or of a quantity as words."""
        for child in element.children:
            if isinstance(child, Element):
                self.gone(child)
        return joined(element)

    def whole(self, element: Element, model: Model) -> list[Piece | Break]:
        """The pieces of a heading in parts, as words."""

        def stays(part: Element) -> bool:
            return next(self.alternatives(part, model), None) is not None

        said = []
        for child in element.children:
            if isinstance(child, Element) and is_part(child) and not stays(child):
                kind = child.attributes.get("localtype")
                said.append(f"{kind}: {words(child.children)}" if kind else words(child.children))
                self.gone(
                    Element(child.name, {key: one for key, one in child.attributes.items() if key != "localtype"})
                )
        if len(said) > 1 or ": " in "".join(said):
            line = losses.PARTS_JOINED
            self.lost(line.code, f"{_known(self, element.name)}/part", " | ".join(said), line.why)
        return whole(element, stays)

    def gone(self, element: Element) -> None:
        """Report the attributes of an element of which only the content is kept."""
        for name, value in element.attributes.items():
            if not name.startswith("xmlns"):
                line = losses.of_attribute(losses.GONE_WITH_ELEMENT, name, value)
                self.lost(line.code, f"{_known(self, element.name)}/@{_plain(name)}", value, line.why)

    def attributes(self, model: Model, element: Element, fitted: Element | None = None) -> dict[str, str]:
        """The allowed attributes, under the names of the dialect, and the required ones."""
        found: dict[str, str] = {}
        for given, value in _moved(self.dialect.name, model.name, element.attributes).items():
            name = self.dialect.attribute(model.name, given)
            kind = model.attributes.get(name)
            if kind is None:
                if not (given == "linktype" and value == "simple") and not given.startswith("xmlns"):
                    line = losses.of_attribute(losses.ATTRIBUTE, given, value)
                    self.lost(line.code, f"{model.name}/@{_plain(given)}", value, line.why)
                continue
            written, whole = self.language(value) if kind == "LANGUAGE" else nearest(kind, value)
            if not whole:
                line = losses.VALUE_MENDED if written else losses.of_attribute(losses.VALUE, given, value)
                self.lost(line.code, f"{model.name}/@{name}", value, line.why)
            if written is not None:
                found[name] = written
        for name in model.required:
            if name not in found:
                found[name] = _demanded(model.name, name, fitted)
        if self.dialect.name == "ead3":
            for name, value, word in OTHERS:
                if found.get(name) == value and word in model.attributes:
                    found.setdefault(word, UNSPECIFIED)
        return {name: found[name] for name in model.attributes if name in found} if len(found) > 1 else found


def _link_inside(element: Element) -> Element:
    """The element with its link as a `ref` around its content, unless it holds links already."""
    if any(isinstance(child, Element) and child.name in ("ref", "extref") for child in element.children):
        return element
    link, rest = _link_of(element)
    return Element(element.name, rest, [Element("ref", link, element.children)])


def _link_around(element: Element) -> Element:
    """The element in a `ref` that has its link."""
    link, rest = _link_of(element)
    return Element("ref", link, [Element(element.name, rest, element.children)])


def _link_of(element: Element) -> tuple[dict[str, str], dict[str, str]]:
    """The attributes of the link, and all others."""
    link = {name: element.attributes[name] for name in _LINK if name in element.attributes}
    return link, {name: value for name, value in element.attributes.items() if name not in link}


def _together(step: Steps[tuple[Element, list[Piece]]]) -> Steps[list[Piece]]:
    fitted, left = yield step
    return [fitted, *left]


def _is_whole(model: Model, depth: int) -> bool:
    """Whether the white space at the ends of an element separates no words."""
    return not depth or model.name in BREAKS or model.name in _WHOLE


def _moved(dialect: str, name: str, attributes: dict[str, str]) -> dict[str, str]:
    """Attributes that have another name, or other values, in another element."""
    known, new = _GROUP_TITLES.get(name, ("", ""))
    if known in attributes and new not in attributes:
        return {new if key == known else key: value for key, value in attributes.items()}
    if dialect != "ead2002" and name == "datesingle" and "normal" in attributes:
        begin, slash, end = attributes["normal"].partition("/")
        rest = {key: value for key, value in attributes.items() if key != "normal"}
        return {**rest, "notbefore": begin, "notafter": end} if slash else {**rest, "standarddate": begin}
    if dialect != "ead2002" and name in ("date", "datesingle") and "unitdatetype" in attributes:
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


def _without_coordinates(element: Element) -> tuple[Element, list[Piece]]:
    """A place without its coordinates, which are not part of its name; and the coordinates."""
    left: list[Piece] = []
    rest: list[Piece] = []
    for child in element.children:
        (left if isinstance(child, Element) and child.name == _COORDINATES else rest).append(child)
    return (Element(element.name, element.attributes, rest) if left else element), left


def _known(fitter: Fitter, name: str) -> str:
    """The name of an element if EAD has one; there are too many others to list."""
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
