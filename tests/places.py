"""A unique word in every place of a record: each must come out, in a unit or in a finding.

A word that does neither was lost in silence. A value out of a list cannot be a unique word: the record with it must not
read like the record without it, or with another one.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from unittest import mock

import attrs
from lxml import etree

import docmeta
from docmeta.crosswalk import Report
from docmeta.xml import XLINK
from grammar import Declared, Grammar

TOKEN = re.compile(r"zq[0-9]+qz")
Path = tuple[Declared, ...]


def whole(value: object) -> str:
    """A value in full, where a finding for people shows an excerpt."""
    if isinstance(value, str):
        return getattr(value, "markup", None) or str(value)
    if isinstance(value, (tuple, list)):
        return " ".join(map(whole, value))
    if attrs.has(type(value)):
        return " ".join(whole(getattr(value, field.name)) for field in attrs.fields(type(value)))
    return str(value)


def converted(data: bytes, format: str, to: str = "jsonl") -> str:
    """The result of a conversion to another format, internal material included, and every finding of it."""
    out = io.BytesIO()
    said: list[str] = []
    report = Report(each=lambda finding: said.append(f"{finding.target} {finding.message} {finding.example}"))
    with mock.patch("docmeta.crosswalk.report.shown", whole):
        docmeta.convert(data, out, from_=format, to=to, report=report, include_internal=True)
    return "\n".join([out.getvalue().decode(), *said])


def silent(data: bytes | str, format: str) -> set[str]:
    """The unique words of a file that neither come out nor are reported."""
    data = data.encode() if isinstance(data, str) else data
    return set(TOKEN.findall(data.decode())) - set(TOKEN.findall(converted(data, format)))


def paths(grammar: Grammar, name: str) -> Iterator[Path]:
    """The way to each element below one, no name twice on it; with the element itself first."""
    pending: list[Path] = [(grammar.element(name),)]
    while pending:
        path = pending.pop()
        yield path
        names = {one.name for one in path}
        pending += [(*path, grammar.declaration(child)) for key, child in path[-1].children.items() if key not in names]


def shown(path: Path, what: str = "") -> str:
    """A place, for people."""
    names = [etree.QName(one.name).localname for one in path[1:]]
    return "/".join((*names, what and (what if what in ("text", "tail") else f"@{etree.QName(what).localname}")))


@attrs.define
class Places:
    """The places of a format's records."""

    format: str
    grammar: Grammar
    root: str
    #: What the format's table says that is not read.
    ignores: Mapping[str, str]
    #: What stands around a record, and in it beside the place.
    around: Callable[[etree._Element], bytes] = etree.tostring
    #: Attributes with a value of their own, by which parts refer to each other: "file/@ID".
    fixed: Mapping[str, str] = attrs.field(factory=dict)
    #: The text beside an attribute with a list of values.
    text: str = "word"

    def ignored(self, path: Path, what: str, value: str) -> bool:
        """Whether an attribute, or this value of it, is ignored on purpose."""
        space, name = etree.QName(what).namespace, etree.QName(what).localname
        name = f"xlink:{name}" if space == XLINK else name
        places = f"@{name}", f"{etree.QName(path[-1].name).localname}/@{name}"
        return any(place in self.ignores for key in places for place in (key, f"{key}={value}"))

    def paths(self) -> list[Path]:
        return list(paths(self.grammar, self.root))

    def record(self, path: Path) -> tuple[etree._Element, etree._Element]:
        """A record with one element, and that element; each element on the way to it is empty."""
        root = at = etree.Element(path[0].name)
        for one in path[1:]:
            at = etree.SubElement(at, one.name)
        return root, at

    def lost(self, root: etree._Element, words: dict[str, str]) -> list[str]:
        """The places whose word neither comes out nor is reported."""
        found = set(TOKEN.findall(converted(self.around(root), self.format)))
        return [place for word, place in words.items() if word not in found]

    def alone(self, path: Path) -> Iterator[str]:
        """The places of an element that lose a word if there is nothing else."""
        for what in ("text", *path[-1].attributes):
            if self.ignored(path, what, ""):
                continue
            root, element = self.record(path)
            put(element, what, "zq1qz")
            yield from self.lost(root, {"zq1qz": f"{shown(path, what)}, alone"})

    def beside(self, path: Path, number: int = 0) -> Iterator[str]:
        """The places of an element that lose a word if all others are filled, those with a list of values by one of them."""
        root, element = self.record(path)
        words: dict[str, str] = {}
        self.fill(element, path, words, number)
        yield from (f"{place}, beside the others ({number})" for place in self.lost(root, words))

    def fill(self, element: etree._Element, path: Path, words: dict[str, str], number: int) -> None:
        """A word in each place of an element; with a *number*, a value of the list where there is one."""
        for what, values in (("text", path[-1].values), *path[-1].attributes.items()):
            if values and number:
                put(element, what, values[(number - 1) % len(values)])
            else:
                name = f"{etree.QName(path[-1].name).localname}/@{etree.QName(what).localname}"
                if name in self.fixed:
                    put(element, what, self.fixed[name])
                if name in self.fixed or self.ignored(path, what, ""):
                    continue
                word = f"zq{len(words)}qz"
                words[word] = shown(path, what)
                put(element, what, word)

    def again(self, path: Path, number: int = 0) -> Iterator[str]:
        """The places of an element that lose a word if it, or an element around it, is repeated."""
        for depth in range(1, len(path)):
            root, element = self.record(path)
            words: dict[str, str] = {}
            self.fill(element, path, words, number)
            at = next(itertools.islice(itertools.chain([element], element.iterancestors()), len(path) - depth, None))
            for one in path[depth:]:
                at = etree.SubElement(at, one.name)
            self.fill(at, path, words, number)
            yield from (f"{place}, repeated at {depth} ({number})" for place in self.lost(root, words))

    def together(self, path: Path, number: int = 0) -> Iterator[str]:
        """The places of an element, and of all elements below it, that lose a word if all are filled."""
        root, element = self.record(path)
        words: dict[str, str] = {}
        pending = [(element, path)]
        while pending:
            at, way = pending.pop()
            self.fill(at, way, words, number)
            names = {one.name for one in way}
            for key, child in way[-1].children.items():
                if key not in names:
                    pending.append((etree.SubElement(at, key), (*way, self.grammar.declaration(child))))
        yield from (f"{place}, all filled ({number})" for place in self.lost(root, words))

    def listed(self, path: Path) -> Iterator[str]:
        """The places of an element where one value of a list reads like another, or like none."""
        for what, values in (("text", path[-1].values), *path[-1].attributes.items()):
            if not values:
                continue
            read: dict[str, str] = {}
            for value in ("", *values):
                if self.ignored(path, what, value):
                    continue
                root, element = self.record(path)
                if what != "text":
                    put(element, "text", self.text)
                if value:
                    put(element, what, value)
                said = converted(self.around(root), self.format)
                if (other := read.setdefault(said, value)) != value:
                    yield f"{shown(path, what)} {value!r} reads like {other!r}"


def put(element: etree._Element, what: str, value: str) -> None:
    """Put a value into a text or an attribute."""
    if what == "text":
        element.text = value
    elif what == "tail":
        element.tail = value
    else:
        element.set(what, value)
