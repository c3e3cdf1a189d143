"""Prose: from the elements of a finding aid to the canonical markup of `docmeta.text`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from docmeta.text import Element, Text, escape, is_structured, of_tree, without_internal
from docmeta.xml import XML_NS, collapse
from docmeta_ead.read.attributes import items_of
from docmeta_ead.tables.audience import is_internal
from docmeta_ead.tables.dialect import MEASURES, canonical_element

if TYPE_CHECKING:
    from lxml import etree

    from docmeta_ead.read.state import Reading

_XML_LANG: Final = f"{{{XML_NS}}}lang"
#: The deepest markup that is read: a little less than `docmeta.text` holds, so that writers can put elements around it.
DEPTH: Final = 90

#: Names without the single part that EAD3 requires (EAD3 tag library, `part`): the canonical form omits it.
ACCESS: Final = frozenset("persname corpname famname name geogname subject function occupation genreform title".split())


def prose(reading: Reading, element: etree._Element, skip: Collection[etree._Element] = ()) -> str:
    """The content of an element as prose: a plain string, or a `Text` if it has structure.

    Args:
        reading: The state.
        element: The element with the content.
        skip: Children to leave out.
    """
    language = element.get("lang") or element.get(_XML_LANG)
    if len(element) == 0:
        text = element.text
        words = collapse(text) if text else ""
    else:
        plain = _paragraphs(reading, element, skip)
        if plain is None:
            return of_tree(children_of(reading, element, skip), language)
        words = plain
    return Text(words, language=language) if language and words else words


def _paragraphs(reading: Reading, element: etree._Element, skip: Collection[etree._Element]) -> str | None:
    """The prose of an element that holds only plain paragraphs, the usual case; None for any other."""
    names = reading.names
    if element.text and not element.text.isspace():
        return None
    found = []
    for child in element[:]:
        tail = child.tail
        if tail and not tail.isspace():
            return None
        if child in skip:
            continue
        if names[child.tag] != "p" or len(child) or child.keys():
            return None
        text = collapse(child.text or "")
        if not text:
            return None
        found.append(text)
    return "\n\n".join(found)


def says(text: str) -> bool:
    """Whether prose has content: words, or elements without words such as a link to an image."""
    return bool(text) or is_structured(text)


def public_words(text: str) -> str:
    """Prose as plain words, without internal ones: reports must not reveal them."""
    return text if text.__class__ is str else str(without_internal(text)[0])


def hides(text: str) -> bool:
    """Whether prose contains anything marked as internal."""
    return text.__class__ is not str and without_internal(text)[1] > 0


def open_text(element: etree._Element) -> Iterator[str]:
    """The words of an element piece by piece, except in elements marked as internal."""
    stack: list[etree._Element | str] = [element]
    while stack:
        here = stack.pop()
        if isinstance(here, str):
            yield here
            continue
        if here is not element and here.tail:
            stack.append(here.tail)
        if here is element or not is_internal(here):
            stack.extend(reversed(here))
            if here.text:
                stack.append(here.text)


def children_of(
    reading: Reading, element: etree._Element, skip: Collection[etree._Element] = ()
) -> list[Element | str]:
    """The content of an element as a structure in the canonical form."""
    return _convert(reading, element, skip, _canonical)


def element_of(reading: Reading, element: etree._Element) -> Element:
    """An element itself, with its content, in the canonical form."""
    made = _canonical(reading, element)
    if len(element):
        made.children = children_of(reading, element)
        return _unwrapped(made)
    if element.text:
        made.children.append(element.text)
    return made


def serialised(reading: Reading, element: etree._Element) -> str:
    """An element as markup in the names of its dialect, without namespaces; internal if its surroundings are."""
    made = _surrounded(reading, element)
    made.children = _convert(reading, element, (), _own)
    return markup([made])


def start_only(reading: Reading, element: etree._Element, kept: Iterable[etree._Element] = ()) -> str:
    """The start of an element, with some of its children, as markup in the names of its dialect; internal as above."""
    made = _surrounded(reading, element)
    for child in kept:
        inner = _own(reading, child)
        inner.children = _convert(reading, child, (), _own)
        made.children.append(inner)
    return markup([made])


def _surrounded(reading: Reading, element: etree._Element) -> Element:
    made = _own(reading, element)
    if reading.audience is not None:
        made.attributes["audience"] = reading.audience
    return made


def markup(children: Iterable[Element | str]) -> str:
    """Write a structure as markup; white space is folded."""
    done: list[str] = []
    stack: list[Element | str | tuple[str]] = [*children]
    stack.reverse()
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            done.append(escape(_folded(item)))
        elif isinstance(item, tuple):
            done.append(f"</{item[0]}>")
        else:
            attributes = "".join(
                f' {name}="{escape(value).replace(chr(34), "&quot;")}"' for name, value in item.attributes.items()
            )
            done.append(f"<{item.name}{attributes}{'' if item.children else '/'}>")
            if item.children:
                stack.append((item.name,))
                stack.extend(reversed(item.children))
    return "".join(done)


def _folded(text: str) -> str:
    body = collapse(text)
    if not body:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + body + (" " if text[-1].isspace() else "")


_Maker = Callable[["Reading", "etree._Element"], Element]


def _convert(
    reading: Reading, element: etree._Element, skip: Collection[etree._Element], make: _Maker
) -> list[Element | str]:
    top: list[Element | str] = []
    work: list[tuple[etree._Element, list[Element | str], int]] = [(element, top, 0)]
    made: list[Element] = []
    while work:
        node, target, depth = work.pop()
        if node.text:
            target.append(node.text)
        for child in node[:]:
            if depth == 0 and child in skip:
                pass
            elif depth >= DEPTH:
                _flatten(reading, child, target)
            else:
                item = make(reading, child)
                target.append(item)
                if len(child):
                    made.append(item)
                    work.append((child, item.children, depth + 1))
                elif words := child.text:
                    item.children.append(words)
            if tail := child.tail:
                target.append(tail)
    if make is _canonical:
        for item in made:
            _unwrapped(item)
    return top


def _flatten(reading: Reading, element: etree._Element, target: list[Element | str]) -> None:
    reading.noted += 1
    reading.note(
        "decided",
        f"markup nested deeper than {DEPTH} elements was taken away; its words are kept",
        field="text",
        target=reading.local(element),
        value=collapse(" ".join(open_text(element)))[:100],
        line=reading.line(element),
    )
    words = "".join(element.itertext())
    marked = any(is_internal(one) for one in element.iter())
    target.append(Element("emph", {"audience": "internal"}, [words]) if marked else words)


def _canonical(reading: Reading, element: etree._Element) -> Element:
    name = reading.local(element)
    attributes = reading.attributes(element, name)
    if name in ("extref", "extptr") and "href" not in attributes:
        # Without a URL the canonical name would be read as a link within the file.
        return Element(name, attributes)
    if name == "emph" and reading.format != "ead2002" and attributes.get("altrender") in MEASURES:
        return Element(attributes.pop("altrender"), attributes)
    return Element(canonical_element(name, reading.format), attributes)


def _own(reading: Reading, element: etree._Element) -> Element:
    name = reading.local(element)
    attributes: dict[str, str] = {}
    for key, value in items_of(element):
        canonical, own = reading.attribute_names(name, key)
        if canonical != "linktype" or value != "simple":
            attributes.setdefault(own, value)
    return Element(name, attributes)


def _unwrapped(item: Element) -> Element:
    """Remove the single part of a name that EAD3 requires but that adds nothing."""
    if item.name in ACCESS:
        parts = [child for child in item.children if not isinstance(child, str) or not child.isspace()]
        if len(parts) == 1:
            part = parts[0]
            if isinstance(part, Element) and part.name == "part" and not part.attributes:
                item.children[:] = part.children
    return item


def stray(element: etree._Element) -> list[str]:
    """The words of an element beside its child elements."""
    found = []
    if element.text and not element.text.isspace():
        found.append(collapse(element.text))
    for child in element[:]:
        if child.tail and not child.tail.isspace():
            found.append(collapse(child.tail))
    return found
