"""The places that an XML Schema allows: each element on each path, with its attributes and their values.

>>> from io import BytesIO
>>> schema = BytesIO(b'''<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x"><element name="box"><complexType>
...   <sequence><element name="box" type="string"/></sequence><attribute name="size"/></complexType></element></schema>''')
>>> sorted(Grammar(schema).element("{urn:x}box").attributes)
['size']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import BinaryIO

import attrs
from lxml import etree

_XS = "{http://www.w3.org/2001/XMLSchema}"
#: What stands between a declaration and the values that it lists.
_SIMPLE = tuple(
    f"{_XS}{name}" for name in "complexType simpleContent extension simpleType restriction union enumeration".split()
)
Node = etree._Element


@attrs.frozen
class Declared:
    """An element: the values of its text and of each attribute (none: any), and what may stand in it."""

    name: str
    values: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]]
    children: Mapping[str, Node]


class Grammar:
    """The elements of some schemas."""

    def __init__(self, *schemas: str | BinaryIO) -> None:
        self.roots = [etree.parse(schema).getroot() for schema in schemas]
        self.declared: dict[Node, Declared] = {}

    @cached_property
    def named(self) -> dict[tuple[str, str], Node]:
        """What the schemas declare at the top, by kind and qualified name."""
        return {
            (etree.QName(one).localname, self.qualified(one, one.get("name", ""))): one
            for root in self.roots
            for one in root.iterchildren(f"{_XS}*")
        }

    @cached_property
    def instead(self) -> dict[str, list[Node]]:
        """The elements that may stand for another one."""
        found: dict[str, list[Node]] = {}
        for (kind, _), one in self.named.items():
            if kind == "element" and (head := one.get("substitutionGroup")):
                found.setdefault(self.resolved(one, head), []).append(one)
        return found

    def element(self, name: str) -> Declared:
        """An element that is declared at the top, by its qualified name."""
        return self.declaration(self.named["element", name])

    def declaration(self, node: Node) -> Declared:
        """What a declaration says."""
        if node not in self.declared:
            attributes: dict[str, tuple[str, ...]] = {}
            children: dict[str, Node] = {}
            for part in self.parts(node, set()):
                if part.tag == f"{_XS}attribute" and part.get("use") != "prohibited":
                    target = self.target(part, "attribute")
                    name = self.name_of(part, target)
                    attributes[name] = tuple(dict.fromkeys(self.listed(target))) if target is not None else ()
                elif part.tag == f"{_XS}element":
                    for one in self.standing(part):
                        children.setdefault(self.name_of(one, one), one)
            self.declared[node] = Declared(
                self.name_of(node, node), tuple(dict.fromkeys(self.listed(node))), attributes, children
            )
        return self.declared[node]

    def standing(self, part: Node) -> Iterator[Node]:
        """The elements that may stand where one is allowed."""
        target = self.target(part, "element")
        if target is None:
            return
        if target.get("abstract") != "true":
            yield target
        for other in self.instead.get(self.name_of(target, target), ()):
            yield from self.standing(other)

    def parts(self, node: Node, seen: set[Node]) -> Iterator[Node]:
        """The attributes and elements of a declaration, a type, or a group."""
        if node in seen:
            return
        seen.add(node)
        for key in ("type", "base", "ref"):
            if key in node.attrib and node.tag != f"{_XS}attribute":
                for kind in ("complexType", "simpleType", "group", "attributeGroup"):
                    found = self.named.get((kind, self.resolved(node, node.attrib[key])))
                    if found is not None and (node.tag == f"{_XS}{kind}" or "Type" in kind):
                        yield from self.parts(found, seen)
        for child in node.iterchildren(f"{_XS}*"):
            if child.tag in (f"{_XS}element", f"{_XS}attribute"):
                yield child
            elif child.tag not in (f"{_XS}annotation", f"{_XS}simpleType"):
                yield from self.parts(child, seen)

    def listed(self, node: Node, depth: int = 0) -> Iterator[str]:
        """The values that an attribute, or the text of an element, may take, if its type lists them."""
        if value := node.get("fixed") or (node.tag == f"{_XS}enumeration" and node.get("value")):
            yield str(value)
        for key in ("type", "base", "memberTypes"):
            for name in node.get(key, "").split():
                for kind in ("simpleType", "complexType"):
                    found = self.named.get((kind, self.resolved(node, name)))
                    if found is not None and depth < 9:
                        yield from self.listed(found, depth + 1)
        for child in node.iterchildren(*_SIMPLE):
            yield from self.listed(child, depth)

    def target(self, node: Node, kind: str) -> Node | None:
        """The declaration itself, or what it refers to."""
        if "ref" not in node.attrib:
            return node
        return self.named.get((kind, self.resolved(node, node.attrib["ref"])))

    def name_of(self, node: Node, target: Node | None) -> str:
        """The qualified name."""
        if "ref" in node.attrib:
            return self.resolved(node, node.attrib["ref"])
        top = node.getparent() is not None and node.getparent().getparent() is None  # type: ignore[union-attr]
        root = node.getroottree().getroot()
        default = "elementFormDefault" if node.tag == f"{_XS}element" else "attributeFormDefault"
        if top or node.get("form", root.get(default)) == "qualified":
            return self.qualified(node, node.get("name", ""))
        return node.get("name", "")

    def qualified(self, node: Node, name: str) -> str:
        space = node.getroottree().getroot().get("targetNamespace")
        return f"{{{space}}}{name}" if space else name

    def resolved(self, node: Node, name: str) -> str:
        """A name with a prefix as a qualified name."""
        prefix, _, local = name.rpartition(":")
        if prefix == "xml":
            return f"{{http://www.w3.org/XML/1998/namespace}}{local}"
        space = node.nsmap.get(prefix or None)
        return f"{{{space}}}{local}" if space else local
