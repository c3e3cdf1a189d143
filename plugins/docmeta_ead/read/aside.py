"""Reads a file in advance for what follows the components of its units, and sets that aside for the main reading."""

from __future__ import annotations

import pickle  # nosec B403  # only what this process wrote itself is read back
import tempfile
from copy import copy
from itertools import takewhile
from typing import TYPE_CHECKING, BinaryIO

from docmeta.plugins import Context
from docmeta.text import escape
from docmeta.xml import line_of, localname, namespace, pull, release
from docmeta_ead.read.state import Names
from docmeta_ead.read.unit import TAGS, UNITS, apart, hidden

if TYPE_CHECKING:
    from lxml import etree


class Aside:
    """Elements set aside, by the number of their unit; on disk if there are many.

    >>> aside = Aside()
    >>> aside.put(3, "<odd/>", 17); aside.put(3, "words", 18)
    >>> aside.take(3), aside.take(4)
    ([('<odd/>', 17), ('words', 18)], [])
    >>> aside.close()
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=8 << 20)  # noqa: SIM115 - closed by close()
        self._places: dict[int, list[int]] = {}

    def put(self, unit: int, markup: str, line: int | None) -> None:
        """Set aside a piece of markup of a unit, with its line."""
        self._places.setdefault(unit, []).append(self._file.tell())
        pickle.dump((markup, line), self._file)

    def take(self, unit: int) -> list[tuple[str, int | None]]:
        """What was set aside for a unit."""
        found = []
        for place in self._places.pop(unit, ()):
            self._file.seek(place)
            found.append(pickle.load(self._file))  # noqa: S301  # nosec B301  # written by put()
        return found

    def __bool__(self) -> bool:
        return bool(self._places)

    def close(self) -> None:
        """Free the memory or the disk."""
        self._file.close()


def set_aside(source: BinaryIO, context: Context) -> Aside | None:
    """Read a file for what follows components, and set that aside; the position of the source is unchanged.

    Raises what the main reading would raise.
    """
    start = source.tell()
    aside = Aside()
    try:
        _Collector(aside).read(source, context)
    except BaseException:
        aside.close()
        raise
    finally:
        source.seek(start)
    if aside:
        return aside
    aside.close()
    return None


class _Open:
    """A unit whose element has begun, and the open wrappers in it."""

    __slots__ = ("element", "number", "wrappers")

    def __init__(self, element: etree._Element, number: int) -> None:
        self.element = element
        self.number = number
        self.wrappers: set[etree._Element] | None = None


class _Collector:
    """Follows the units of a file as the main reading does, with the same numbers."""

    def __init__(self, aside: Aside) -> None:
        self.aside = aside
        self.names = Names()
        self.units: list[_Open] = []
        self.number = 0
        self.root = -1

    def read(self, source: BinaryIO, context: Context) -> None:
        """Read the whole file."""
        units = self.units
        ead: etree._Element | None = None
        for event, element in pull(source, tag=TAGS, name=context.source, huge=context.huge):
            if event == "start":
                if not units and ead is None:
                    self.names.clear()
                    self.names.home = namespace(element)
                    ead = element if localname(element) == "ead" else None
                    self.root = -1
                if self.names[element.tag] in UNITS:
                    self._begin(element, ead)
            elif units and units[-1].element is element:
                unit = units.pop()
                if unit.wrappers is not None:
                    self._rest(element, unit)
                release(element)
            elif element is ead:
                if self.root >= 0:
                    self._siblings(element, None, self.root, set())
                ead = None
                release(element)

    def _begin(self, element: etree._Element, ead: etree._Element | None) -> None:
        if self.units:
            self._member(element, self.units[-1])
        else:
            if ead is not None and self.root >= 0 and element.getparent() is ead:
                self._siblings(ead, element, self.root, set())
            self.root = self.number
        self.units.append(_Open(element, self.number))
        self.number += 1

    def _member(self, element: etree._Element, unit: _Open) -> None:
        """Begin a component of a unit: what precedes it was read with the unit, or is late."""
        path = [element]
        while (parent := path[-1].getparent()) is not None and parent is not unit.element:
            path.append(parent)
        path.reverse()
        if unit.wrappers is None:
            for at in path:
                _remove_before(at)
        else:
            around, before = unit.element, unit.wrappers
            for at in path:
                self._siblings(around, at, unit.number, before)
                if at is not element and at not in before:
                    # A second list of components: its start is late, too.
                    self._start(at, path, unit)
                around = at
        unit.wrappers = set(path[:-1])

    def _start(self, wrapper: etree._Element, path: list[etree._Element], unit: _Open) -> None:
        inside = path[path.index(wrapper) + 1]
        self._put(apart(wrapper, inside, self.names), unit.number, line_of(wrapper))
        _remove_before(inside)

    def _rest(self, element: etree._Element, unit: _Open) -> None:
        """End a unit that has components: the rest of it is late."""
        self._siblings(element, None, unit.number, unit.wrappers or set())

    def _siblings(
        self, around: etree._Element, stop: etree._Element | None, number: int, wrappers: set[etree._Element]
    ) -> None:
        """Set aside the children of an element up to one of them, and the rest of wrappers among them."""
        # The parser is ahead by a block: only elements before the stop are examined.
        work = [(around, iter(list(around) if stop is None else _until(around, stop)))]
        while work:
            here, children = work[-1]
            child = next(children, None)
            if child is None:
                work.pop()
                if work:
                    self._after(here, number, work[-1][0], stop)
            elif child in wrappers:
                work.append((child, iter(list(child))))
            else:
                if self.names[child.tag] not in UNITS:
                    self._put(self._as_inside(child, here), number, line_of(child))
                self._after(child, number, here, stop if here is around else None)

    def _after(self, child: etree._Element, number: int, around: etree._Element, stop: etree._Element | None) -> None:
        """Set aside the tail of an element, and remove the element if more follows."""
        tail = child.tail
        if tail and not tail.isspace():
            markup = escape(tail)
            if hidden(around, self.names):
                markup = f'<p audience="internal">{markup}</p>'
            self.aside.put(number, markup, line_of(child))
        if stop is not None:
            around.remove(child)

    def _as_inside(self, element: etree._Element, around: etree._Element) -> etree._Element:
        """An element with a copy of its parent, which may determine its meaning; units, lists and `ead` do not."""
        name = self.names[around.tag]
        marked = {"audience": "internal"} if hidden(around, self.names) else {}
        bare = name in UNITS or name in ("dsc", "ead")
        if bare and not marked:
            return element
        inner = copy(element)
        inner.tail = None
        if bare:
            inner.attrib.update(marked)
            return inner
        alone = around.makeelement(around.tag, marked, nsmap=around.nsmap)
        alone.append(inner)
        return alone

    def _put(self, element: etree._Element, number: int, line: int | None) -> None:
        from lxml import etree

        markup: str = etree.tostring(element, encoding=str, with_tail=False)
        self.aside.put(number, markup, line)


def _until(around: etree._Element, stop: etree._Element) -> list[etree._Element]:
    """The children of an element before one of them."""
    return list(takewhile(lambda child: child is not stop, around))


def _remove_before(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        for sibling in _until(parent, element):
            parent.remove(sibling)
