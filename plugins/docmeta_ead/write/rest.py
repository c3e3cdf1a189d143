"""Puts what no field holds of a unit's source back to its place, or into a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from docmeta.model import Extra
from docmeta.text import Element, words
from docmeta_ead.fit.space import fold
from docmeta_ead.tables import losses
from docmeta_ead.tables.dialect import COMBINED, NUMBERED, OVERVIEW
from docmeta_ead.write.extras import parsed, with_extras
from docmeta_ead.write.state import Writing, serialised, start_tag

#: Places handled by the header, or by the code for the surroundings of components.
_ELSEWHERE: Final = re.compile(r"ead/@|(?:frontmatter|dsc|eadheader|control)(?:[/@\[]|$)")
_NUMBER: Final = re.compile(r"\[[0-9]+\]")
#: The longest name of a column in a report.
_COLUMN: Final = 40
#: Elements of a unit that are never its own content.
_FRAME: Final = frozenset(("did", "dsc", "c", "head", "runner", "thead", *(f"c{number:02}" for number in range(1, 13))))


class Rest:
    """The extras of one unit. Each of them is handed out once; the others are written at the end."""

    def __init__(self, writing: Writing, extras: Sequence[Extra]) -> None:
        self.writing = writing
        # What only EAD 4.0 has is put in when the unit is.
        self._all = [extra for extra in extras if extra.format != writing.dialect.name or extra.format != "ead4"]
        self._taken: set[int] = set()
        self._under: dict[str, list[Extra]] | None = None

    @property
    def left(self) -> list[Extra]:
        """The extras that were not handed out."""
        return [extra for extra in self._all if id(extra) not in self._taken] if self._taken else list(self._all)

    def _take(self, found: Iterable[Extra]) -> None:
        self._taken.update(map(id, found))

    def take(self, *prefixes: str) -> list[Extra]:
        """Take out the extras whose places begin with *start*."""
        found = [extra for extra in self._all if extra.place.startswith(prefixes) and id(extra) not in self._taken]
        self._take(found)
        return found

    def _take_below(self, place: str) -> list[Extra]:
        """Take out the extras below a place, which is an element of the unit or of its `did`."""
        if self._under is None:
            self._under = {}
            for extra in self._all:
                first, slash, rest = extra.place.partition("/")
                if first == "did":
                    first, slash = f"did/{rest.partition('/')[0]}", rest.partition("/")[1]
                if slash:
                    self._under.setdefault(first, []).append(extra)
        found = [extra for extra in self._under.pop(place, ()) if id(extra) not in self._taken]
        self._take(found)
        return found

    def own(self) -> list[Extra]:
        """The attributes of the unit itself."""
        return self.take("@")

    def at(self, place: str, number: int = 1) -> list[Extra]:
        """The attributes of the number-th element at a place, with places that begin with its name."""
        name = place.rpartition("/")[2]
        start = place if number == 1 else f"{place}[{number}]"
        found = [extra for extra in self._take_below(start) if not extra.place.endswith("/descgrp")]
        return [Extra(extra.format, _inside(name, extra.place[len(start) + 1 :]), extra.content) for extra in found]

    def groups(self) -> tuple[str, ...]:
        """The groups around the description of the unit."""
        found = self.take("scopecontent/descgrp")
        return tuple(extra.content for extra in found if _is_ead(extra))

    # In the `did`.

    def did_start(self) -> tuple[str, str]:
        """The start tag of the `did`, and its heading."""
        own, found = self.take("did/@"), self.take("did/head")
        if not own and not found:
            return "<did>", ""
        made = Element("did")
        self.writing.field = "extras"
        with_extras(self.writing, made, [attrs.evolve(extra, place=extra.place[4:]) for extra in own])
        heads = [parsed(self.writing, extra) for extra in found]
        made.attributes = self.writing.fitter.attributes(self.writing.fitter.models["did"], made)
        first = next((head for head in heads if head is not None), None)
        return start_tag(made), "" if first is None else self.writing.string(
            Element("head", first.attributes, [first] if first.name != "head" else first.children)
        )

    def in_did(self) -> list[str]:
        """The elements of the `did` that no field holds; those not allowed there are left for the end."""
        found = []
        self.writing.field = "extras"
        for extra in self.left:
            place = extra.place
            if not place.startswith("did/") or "@" in place or place == "did/head" or not _is_ead(extra):
                continue
            self._take((extra,))
            made = parsed(self.writing, extra)
            if made is None:
                continue
            text = self._placed(made, "did")
            if text is None:
                self._all.append(attrs.evolve(extra, place=place[4:]))
            else:
                found.append(text)
        return found

    def _placed(self, made: Element, name: str) -> str | None:
        """An element as it is allowed in another one; None if it is not."""
        fitter = self.writing.fitter
        for own, given in fitter.alternatives(made, fitter.models[name]):
            if own not in _FRAME:
                pieces = fitter.placed(given, own, fitter.models[name])
                fitted = pieces[0]
                if len(pieces) == 1 and isinstance(fitted, Element):
                    fold(fitted, fitter.models)
                    self.writing.identify(fitted)
                    return serialised(fitted) if fitted.children or fitted.attributes else ""
        return None

    # Around and beside it.

    def leading(self, name: str) -> Iterator[str]:
        """What precedes the `did`."""
        wanted = "runner" if name == "archdesc" else "head"
        if wanted not in self.writing.fitter.models[name].names:
            return
        for number, extra in enumerate([extra for extra in self.left if extra.place == wanted and _is_ead(extra)]):
            if number and wanted == "head":
                return
            self._take((extra,))
            made = parsed(self.writing, extra)
            if made is not None:
                self.writing.field = "extras"
                if made.name != wanted:
                    made = Element(wanted, {}, [made])
                yield self.writing.string(made)

    def start_of(self, name: str) -> str:
        """The start tag of an element with attributes from extras."""
        made = Element(name)
        self.writing.field = "extras"
        # Content of an internal element is marked itself; anything else written now must not become internal.
        found = [one for one in self.take(f"{name}/@") if (one.place, one.content) != (f"{name}/@audience", "internal")]
        if found:
            with_extras(self.writing, made, found)
            made.attributes = self.writing.fitter.attributes(self.writing.fitter.models[name], made)
        return start_tag(made)

    def frontmatter(self) -> Iterator[str]:
        """The title page and anything else before the description in EAD 2002; only the first of several."""
        found = [extra for extra in self.take("frontmatter") if _is_ead(extra)]
        self.writing.field = "extras"
        for extra in found[:1]:
            made = parsed(self.writing, extra)
            if made is not None:
                if made.name != "frontmatter":
                    made = Element("frontmatter", {}, [made])
                yield self.writing.string(made)

    def dsc(self, below: bool) -> Element | None:
        """The element around the components: its attributes, its heading, its prose; None if there are none."""
        found = list(self._lists())
        if not found:
            return None
        made, *others = found
        if others and any(one.attributes.get("dsctype") == OVERVIEW for one in found):
            # The overview and the list become one; what both have is written once.
            for one in found:
                one.attributes.pop("dsctype", None)
                other = one.attributes.pop("otherdsctype", None)
                if other:
                    self.writing.lose(losses.DSC_ATTRIBUTE, other, "otherdsctype")
            made.attributes["dsctype"] = COMBINED
        for one in others:
            for name, value in one.attributes.items():
                if made.attributes.setdefault(name, value) != value:
                    self.writing.lose(losses.DSC_ATTRIBUTE, value, name[:20])
            made.children += one.children
        if below:
            fitted, left = self.writing.fitter.opening(made, "dsc", "c")
            for piece in left:
                said = piece if isinstance(piece, str) else words([piece]) or piece.name
                self.writing.lose(losses.DSC_CONTENT, said)
        else:
            # A column heading for missing columns is a table.
            made.children = [
                Element("table", {}, [Element("tgroup", {}, [Element("tbody", {}, child.children)])])
                if isinstance(child, Element) and child.name == "thead"
                else child
                for child in made.children
            ]
            fitted = self.writing.fitter.fit(made, "dsc")
        self.writing.identify(fitted)
        return fitted

    def _lists(self) -> Iterator[Element]:
        """The surroundings of components: of an overview and of the list, each."""
        self.writing.field = "extras"
        for extra in self.take("dsc"):
            if extra.place == NUMBERED:
                continue
            if extra.place != "dsc" or not _is_ead(extra):
                self._homeless(extra)
                continue
            found = parsed(self.writing, extra)
            if found is not None:
                yield found if found.name == "dsc" else Element("dsc", {}, [found])

    def others(self, name: str) -> Iterator[str]:
        """Everything left: elements where they are allowed, else as notes; what EAD cannot hold at all is reported."""
        writing = self.writing
        for extra in self.left:
            writing.field = "extras"
            if name == "archdesc" and _ELSEWHERE.match(extra.place):
                continue
            if not _is_ead(extra) or "@" in extra.place:
                self._homeless(extra)
                continue
            made = parsed(writing, extra)
            if made is None:
                continue
            text = self._placed(made, name)
            yield text if text is not None else writing.string(Element("odd", {"localtype": made.name}, [made]))

    def _homeless(self, extra: Extra) -> None:
        """Report what has no place anywhere."""
        _, at, name = extra.place.rpartition("@")
        line = losses.UNIT_EXTRA_HOMELESS if _is_ead(extra) else losses.UNIT_EXTRA_FOREIGN
        if at and _is_ead(extra):
            line = losses.of_attribute(line, name)
        self.writing.lose(line, extra.content, _target(extra))


def _inside(name: str, place: str) -> str:
    """A place within an element: its own attributes by their names alone."""
    return place if place[:1] == "@" else f"{name}/{place}"


def _is_ead(extra: Extra) -> bool:
    return extra.format in ("ead2002", "ead3")


def _target(extra: Extra) -> str:
    """The element and attribute, or the column, of an extra, without the numbers that distinguish equal ones."""
    if not _is_ead(extra):
        column = _NUMBER.sub("", extra.place)
        return column if 0 < len(column) <= _COLUMN and column.isprintable() else "other"
    path, at, name = extra.place.partition("@")
    first = path.split("/")[0].split("[")[0]
    known = first if first.isalnum() and len(first) < 24 else "other"
    return f"{known if path else ''}{'/' if path and at else ''}{at}{name if len(name) < 24 else ''}" or "extras"
