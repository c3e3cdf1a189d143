"""The state of the writer during one file: the dialect, what was written before, and the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import attrs

from docmeta.crosswalk import Loss
from docmeta.plugins import Context
from docmeta.text import BREAKS, Element, language_of, lines, structure, tree
from docmeta.xml import collapse
from docmeta_ead.fit.fitter import Fitter
from docmeta_ead.fit.markup import indented as indented
from docmeta_ead.fit.markup import serialised as serialised
from docmeta_ead.fit.markup import start_tag as start_tag
from docmeta_ead.fit.pieces import BLANK, Piece, tidy
from docmeta_ead.options import EADOptions
from docmeta_ead.tables import losses
from docmeta_ead.tables.dialect import NAMES, NOTES, TERMS, Dialect
from docmeta_ead.tables.named import named
from docmeta_ead.tables.values import is_id
from docmeta_ead.write.order import Order
from docmeta_ead.write.taken import Taken

#: Elements beside paragraphs, not in them, though they are of one line.
ENTRIES: Final = frozenset(("archref", "bibref", "linkgrp", *NAMES, *TERMS))
#: Attributes that are required, but add nothing.
_NOTHING: Final = {"dao": {"daotype": "unknown"}}
#: The most strings kept for recurring parts.
_POOL: Final = 4096
#: So many components and groups may nest: with what is around and in them, that makes the 256 elements that libxml2 reads.
READABLE: Final = 240
_TOO_DEEP: Final = "it nests so deep that docmeta reads the file only with `huge`, and other programs may not read it"


@attrs.frozen
class _Made:
    """A part as it is written, with its losses."""

    text: str
    losses: tuple[tuple[str, str, Any, str], ...]


class _Count:
    """A line of the losses, and how often it was reported after the first time."""

    __slots__ = ("line", "more")

    def __init__(self, line: Loss) -> None:
        self.line = line
        self.more = 0


class Writing:
    """The state of the writing of one file.

    Attributes:
        dialect: The dialect to write.
        ead3: Whether that is EAD3, or EAD 4.0, which is made from it.
        options: The user's options.
        fitter: Fits structures to the dialect; what it removes is reported for the field that is being written.
        field: That field.
        depth: The number of components around what is being written, with the component itself.
    """

    def __init__(self, dialect: Dialect, context: Context) -> None:
        self.dialect = dialect
        self.ead3 = dialect.name != "ead2002"
        self.context = context
        self.options: EADOptions = context.options if isinstance(context.options, EADOptions) else EADOptions()
        self.fitter = Fitter(dialect, self._lost)
        self.field = ""
        self.depth = 0
        self._too_deep = False
        self.taken = Taken()
        #: The order of the children of elements of the header, by the id of the element, which the order keeps alive.
        self.orders: dict[int, Order] = {}
        self._losses: list[tuple[str, str, Any, str]] = []
        self._recording = False
        # By default, the first loss of a kind is reported at once, the number of others at the end.
        self._counting = context.report.each is None
        self._counts: dict[tuple[str, str, str], int] = {}
        self._counted: dict[tuple[str, int, tuple[str, ...]], _Count] = {}
        self._made: dict[Any, dict[Any, Any]] = {}

    # Reports.

    def lose(self, line: Loss, value: object, *names: str) -> None:
        """Report that a value of the field that is being written is lost, whole or in part: by a line of `losses`.

        *names* replace the variable names in its target.
        """
        if self._counting and not self._recording:
            key = self.field, id(line), names
            found = self._counted.get(key)
            if found is not None:
                found.more += 1
                return
            self._counted[key] = _Count(line)
        self._lost(line.code, line.at(*names), value, line.why)

    def supply(self, line: Loss, value: object) -> None:
        """Report that a value was supplied that the dialect requires."""
        self.context.report.note(line.code, line.why, field=self.field, target=self._named(line.target), value=value)

    def nests(self, groups: int = 0) -> None:
        """Report, once, that the component nests more elements than programs read, with the groups in it."""
        depth = self.depth if self.dialect.name == "ead4" else self.depth + groups  # EAD 4.0 has no groups
        if depth > READABLE and not self._too_deep:
            self._too_deep = True
            self.context.report.note("problem", _TOO_DEEP, field=self.field, value=depth)

    def _lost(self, code: str, target: str, value: object, reason: str) -> None:
        if self._recording:
            self._losses.append((code, target, value, reason))
        else:
            self._say(code, target, value, reason)

    def tell(self, code: str, target: str, value: str, reason: str) -> None:
        """Report a loss that shows only in what is written, not in the model."""
        self._say(code, target, value, reason)

    def _named(self, target: str) -> str:
        """A target by its name in the dialect; EAD 4.0 has names of its own."""
        return named(target) if self.dialect.name == "ead4" else target

    def _say(self, code: str, target: str, value: object, reason: str) -> None:
        target = self._named(target)
        key = self.field, target, code
        if self._counting and key in self._counts:
            self._counts[key] += 1
            return
        self.context.report.lose(self.field, target, value, code=code, reason=reason)
        self._counts[key] = 0

    def finish(self) -> None:
        """Report the number of further losses of each kind."""
        for (field, _, names), counted in self._counted.items():
            if counted.more:
                self._counts[field, self._named(counted.line.at(*names)), counted.line.code] += counted.more
        for (field, target, code), count in self._counts.items():
            if count:
                self.context.report.lose(field, target, code=code, count=count)
        self._counted.clear()
        self._counts.clear()

    # Strings.

    def piece(self, part: Any, build: Callable[[Writing, Any], Element | None], key: Any = None) -> str:
        """A part as it is written; parts with the same *key*, else equal ones, are built once."""
        if key is None:
            key = part
        pool = self._made.get(build)
        if pool is None:
            pool = self._made[build] = {}
        found: str | _Made | None = pool.get(key)
        if found is None:
            found = self._make(pool, key, part, build)
        if isinstance(found, str):
            return found
        for code, target, value, reason in found.losses:
            self._say(code, target, value, reason)
        return found.text

    def _make(
        self, pool: dict[Any, Any], key: Any, part: Any, build: Callable[[Writing, Any], Element | None]
    ) -> str | _Made:
        before, self._losses, self._recording = self._losses, [], True
        try:
            element = build(self, part)
            fitted = None if element is None else self.fitter.fit(element, element.name)
            ids = fitted is not None and self.identify(fitted)
            empty = fitted is None or _is_hollow(fitted)
            text = "" if fitted is None or empty else serialised(fitted)
            made = _Made(text, tuple(self._losses)) if self._losses else text
        finally:
            self._losses, self._recording = before, False
        if not ids:
            if len(pool) >= _POOL:
                pool.clear()
            pool[key] = made
        return made

    def string(self, element: Element) -> str:
        """An element as it is written: fitted, its identifiers unique."""
        fitted = self.fitter.fit(element, element.name)
        self.identify(fitted)
        return serialised(fitted)

    def identify(self, fitted: Element) -> bool:
        """Remove identifiers that were written before; tells whether there were any at all."""
        any_id = False
        stack = [fitted]
        while stack:
            element = stack.pop()
            id = element.attributes.get("id")
            if id is not None:
                any_id = True
                if not self.taken.take(id):
                    del element.attributes["id"]
                    self.lose(losses.PART_ID_TAKEN, id, element.name)
            if element.name != "objectxmlwrap":
                stack.extend(child for child in element.children if isinstance(child, Element))
        if any_id and fitted.name == "langmaterial" and not self.ead3:
            # A language that had nothing but an identifier, which is removed.
            kept = [one for one in fitted.children if isinstance(one, str) or one.attributes or one.children]
            if len(kept) < len(fitted.children):
                tidy(kept, True)
                fitted.children = kept
        return any_id

    def id_of(self, id: str, target: str) -> str | None:
        """The identifier of a unit as a unique XML identifier; None if it was written before."""
        written = id
        if not is_id(id):
            written = _mended(id)
            self.field = "id"
            self.lose(losses.ID_MENDED, id, target)
        if self.taken.take(written):
            return written
        self.field = "id"
        self.lose(losses.ID_TAKEN, id, target)
        return None


def _is_hollow(fitted: Element) -> bool:
    """Whether nothing is left, for instance if all it had were attributes that are not allowed."""
    stack: list[Element | str] = [fitted]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            if item.strip(BLANK):
                return False
        elif item.name == "lb" or (item.attributes and item.attributes != _NOTHING.get(item.name)):
            return False
        else:
            stack += item.children
    return True


def _mended(id: str) -> str:
    kept = "".join(char if is_id(f"_{char}") else "_" for char in id)
    return kept if is_id(kept) else f"_{kept}"


# Prose.


def says(prose: str) -> bool:
    """Whether prose has words or structure; white space is neither.

    >>> says(""), says(" "), says("a")
    (False, False, True)
    """
    if not prose or (prose.isspace() and not prose.strip(BLANK)):
        return getattr(prose, "markup", None) is not None
    return True


def inline(prose: str) -> list[Piece]:
    """Prose for an element that holds words: in a plain string each newline is an `lb`."""
    markup = getattr(prose, "markup", None)
    if markup is not None:
        return list(structure(markup))
    text = str(prose)
    return list(lines(text)) if "\n" in text else [text] if text else []


def blocks(prose: str) -> list[Piece]:
    """Prose for an element that holds paragraphs: those of a plain string are separated by blank lines."""
    if not prose and getattr(prose, "markup", None) is None:
        return []
    children = list(tree(prose))
    if any(isinstance(child, Element) and (child.name in BREAKS or child.name in ENTRIES) for child in children):
        return children
    return [Element("p", {}, children)]


def element(writing: Writing, name: str, prose: str, block: bool = False, **attributes: str | None) -> Element:
    """An element that holds prose, with those of its attributes that have a value."""
    made = Element(name, said(attributes), blocks(prose) if block else inline(prose))
    language = language_of(prose)
    if language and says(prose):
        made.attributes["lang"] = language
    only = made.children[0] if len(made.children) == 1 else None
    if isinstance(only, Element) and only.name == name and name not in NOTES:
        # The attributes of the whole element are in the prose, on an element of the same name.
        made.children = only.children
        made.attributes = {**only.attributes, **made.attributes}
    return made


def link(address: str | None) -> list[Piece]:
    """A paragraph that is a link, if there is a URL; white space is folded in it as in all prose."""
    where = collapse(address or "")
    return [Element("p", {}, [Element("ref", {"href": where}, [where])])] if where else []


def said(attributes: dict[str, str | None]) -> dict[str, str]:
    """The attributes that have a value."""
    return {name: value for name, value in attributes.items() if value}


def plain(writing: Writing, line: Loss, prose: str, *names: str) -> str:
    """Prose for a place that only holds words, such as an attribute; *line* is reported if it has more."""
    if getattr(prose, "markup", None) is not None or language_of(prose):
        writing.lose(line, prose, *names)
    return str(prose)


def joined(parts: Iterable[str | None]) -> str:
    """The strings that are not empty, one after the other."""
    return "".join(part for part in parts if part)
