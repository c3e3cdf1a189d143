"""Walks a file of EAD 2002 as importers do: description by description, each part once it is complete.

>>> from io import BytesIO
>>> source = b"<ead><archdesc><did/><dsc><c01><did/></c01></dsc></archdesc></ead>"
>>> [(step.event, localname(step.element), step.depth) for step in walk(BytesIO(source))]
[('start', 'archdesc', 0), ('part', 'did', 0), ('start', 'c01', 1), ('part', 'did', 1), ('end', 'c01', 1), ('end', 'archdesc', 0)]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, NamedTuple

from docmeta.receivers.verdict import Rule, Verdict
from docmeta.running import is_internal
from docmeta.xml import line_of, localname, pull, release

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The elements of a component, numbered or not.
COMPONENTS: Final = frozenset({"c", *(f"c{number:02d}" for number in range(1, 13))})
_DESCRIPTIONS: Final = COMPONENTS | {"archdesc"}


class Step(NamedTuple):
    """One step through a file: a description begins, a part of it is complete, it ends; or the header is complete."""

    event: Literal["header", "start", "part", "end"]
    element: _Element
    depth: int


def walk(stream: BinaryIO, *, huge: bool = False) -> Iterator[Step]:
    """Walk a file with the memory of one description; a list of components yields its own head and prose as parts."""
    depth = -1
    for event, element in pull(stream, huge=huge):
        name = localname(element)
        if name in _DESCRIPTIONS:
            if event == "start":
                depth += 1
                parent = element.getparent()
                if parent is not None and _above(parent):
                    element.set("audience", "internal")  # so that a deep one need not ask all those above it
                yield Step("start", element, depth)
            else:
                yield Step("end", element, depth)
                depth -= 1
                release(element)
        elif event == "end" and name == "eadheader":
            yield Step("header", element, 0)
            release(element)
        elif event == "end" and depth >= 0 and name != "dsc" and _is_part(element):
            yield Step("part", element, depth)
            release(element)


def is_hidden(element: _Element) -> bool:
    """Whether an element is marked internal, stands in what is, or holds something that is.

    >>> from docmeta.xml import parse
    >>> root = parse(b"<c><did audience='internal'><unittitle>A</unittitle></did><odd/></c>")
    >>> is_hidden(root[0][0]), is_hidden(root[1])
    (True, False)
    """
    if localname(element) in _DESCRIPTIONS:
        return is_internal(element.get("audience"))
    return _above(element) or any(is_internal(below.get("audience")) for below in element.iterdescendants("{*}*"))


def _above(element: _Element) -> bool:
    """Whether an element or one of those around it is internal, up to the description that it is of."""
    around: _Element | None = element
    while around is not None:
        if is_internal(around.get("audience")):
            return True
        if localname(around) in _DESCRIPTIONS:
            break
        around = around.getparent()
    return False


def _is_part(element: _Element) -> bool:
    parent = element.getparent()
    name = "" if parent is None else localname(parent)
    return name in _DESCRIPTIONS or (name == "dsc" and localname(element) not in COMPONENTS)


def words(element: _Element | None) -> str:
    """All the text of an element, with white space collapsed; "" if there is none."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def says_nothing(element: _Element, *but: str) -> bool:
    """Whether an element has neither text nor elements other than paragraphs, line breaks and those named by *but*."""
    if element.text and element.text.strip():
        return False
    for child in element:
        if localname(child) not in but and not (localname(child) in ("p", "lb") and says_nothing(child)):
            return False
        if child.tail and child.tail.strip():
            return False
    return True


def decided(rule: Rule, element: _Element, what: str, said: str = "", **more: Any) -> Verdict:
    """The verdict of a rule on an element."""
    return Verdict.of(rule, what, said[:200], line=line_of(element), internal=is_hidden(element), **more)


def made(element: _Element, what: str, said: str = "", **more: Any) -> Verdict:
    """The verdict on an element that is imported."""
    return Verdict(
        "created",
        what,
        said[:200],
        line=line_of(element),
        place=localname(element),
        internal=is_hidden(element),
        **more,
    )
