"""The supported part of each standard, found by trying: the page docs/reference/standards.md.

For EAD, every element of the content models is read with a unique word in a place that the standard allows:
the place of the word in the result tells whether the element has a field, is kept in the structure of prose, or is carried along.
For the other formats the crosswalks decide, since anything they do not name is carried along.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from typing import Any

import attrs

import docmeta
from docmeta import Format
from docmeta.model import walk
from docmeta.text import Text
from docmeta_ead.fit.automaton import Model, models

WORD = "Wordofitsown"
NAMESPACES = {"ead2002": "urn:isbn:1-931666-22-9", "ead3": "http://ead3.archivists.org/schema/"}
#: Elements that represent others in a path: numbered components are read as `c`.
NUMBERED = {f"c{number:02}" for number in range(1, 13)}


def standards(formats: list[Format]) -> Iterator[str]:
    """The page."""
    yield "# Support for each standard"
    yield ""
    yield "- **field**: read into this field of the model, and written from it."
    yield "- **prose**: kept in the structure of a field's prose, and written back."
    yield "- **kept as it is**: carried along outside the fields, written back to the same format, and reported by every other."
    yield "- **reported**: not kept; the report names its place."
    yield ""
    for dialect, title in (("ead2002", "EAD 2002"), ("ead3", "EAD3")):
        yield f"## {title}"
        yield ""
        yield "| element | what becomes of it |"
        yield "| --- | --- |"
        for name, status in statuses(dialect):
            yield f"| `{name}` | {status} |"
        yield ""
    for format in formats:
        if format.name in ("dc", "dcterms", "jsonld", "ead4", "mods", "marcxml", "eac-cpf"):
            yield from mapped(format)


def mapped(format: Format) -> Iterator[str]:
    """A format whose crosswalk names each element."""
    table = format.table()
    assert table is not None
    yield f"## {table.title}"
    yield ""
    yield "| element | field | read | written |"
    yield "| --- | --- | --- | --- |"
    targets: dict[str, list[Any]] = {}
    for rule in table.rules:
        targets.setdefault(rule.target, []).append(rule)
    for target, rules in targets.items():
        fields = ", ".join(f"`{field}`" for field in dict.fromkeys(rule.field for rule in rules))
        reads = "yes" if format.can_read and any(rule.reads for rule in rules) else ""
        writes = "yes" if format.can_write and any(rule.writes for rule in rules) else ""
        yield f"| `{target}` | {fields} | {reads} | {writes} |".replace("  |", " |")
    yield ""
    yield "Every other element is kept as it is."
    yield ""


#: Elements that contain units, expressed by the stream itself.
UNITS = {
    "ead": "the document",
    "archdesc": "a unit: the root",
    "c": "a unit, also as `c01` to `c12`",
    "dsc": "the units below the root",
}
#: Paths that real finding aids do not use: elements there are kept unchanged.
ASIDE = {"frontmatter", "titlepage", "div", "runner", "thead", "linkgrp"}
#: The number of parents under which an element is tried.
PARENTS = 12
BEST = ("field", "its elements", "prose", "kept", "reported", "not supported")


def statuses(dialect: str) -> Iterator[tuple[str, str]]:
    """Each element of a dialect, with its status under its best supported parent."""
    table = models(dialect)
    paths = routes(table, "ead")
    parents: dict[str, list[str]] = {}
    for parent in sorted(paths, key=lambda name: (bool(ASIDE & set(paths[name])), len(paths[name]), name)):
        for name in table[parent].names:
            parents.setdefault(name, []).append(parent)
    for name in sorted(table):
        if name in NUMBERED:
            continue
        if name in UNITS:
            yield name, UNITS[name]
            continue
        found = [status(dialect, table, [*paths[parent], name]) for parent in parents.get(name, [])[:PARENTS]]
        yield name, min(found, key=rank, default="kept as it is")


def rank(status: str) -> int:
    return next(number for number, word in enumerate(BEST) if status.startswith(word))


def routes(table: dict[str, Model], start: str) -> dict[str, list[str]]:
    """The shortest path down to each element; an unusual path only if there is no other."""
    found = {start: [start]}
    for avoided in (ASIDE, set[str]()):
        waiting = deque(found)
        while waiting:
            here = waiting.popleft()
            for below in sorted(table[here].names - NUMBERED - avoided):
                if below in table and below not in found:
                    found[below] = [*found[here], below]
                    waiting.append(below)
    return found


def status(dialect: str, table: dict[str, Model], path: list[str]) -> str:
    """Put a word into the element, or into the nearest one below that takes text, read it, and find the word in the result."""
    if table[path[-1]].mixed:
        return landed(dialect, path, "")
    below = routes(table, path[-1])
    for name, further in sorted(below.items(), key=lambda item: (len(item[1]), item[0])):
        if table[name].mixed and not ASIDE & set(further[1:]):
            said = landed(dialect, [*path, *further[1:]], "").replace(".heading`", "`")
            if "`notes[" in said and path[-2] in ("archdesc", "did", "c"):
                return said.replace("prose of ", "field: ").replace(".text`", "`")
            return (
                said.replace("field:", "its elements are read, for instance into") if said.startswith("field") else said
            )
    known = table[path[-1]]
    attribute = next(
        (name for name in (*known.required, "xlink:href", "href", "target") if name in known.attributes), "altrender"
    )
    return landed(dialect, path, f' {attribute}="{WORD}"')


def landed(dialect: str, path: list[str], attribute: str) -> str:
    opening = "".join(f"<{name}>" for name in path[1:-1]) + f"<{path[-1]}{attribute}>"
    closing = "".join(f"</{name}>" for name in reversed(path[1:]))
    beside = "" if "archdesc" in path else '<archdesc level="fonds"><did><unittitle>Papers</unittitle></did></archdesc>'
    word = "" if attribute else WORD
    source = f'<ead xmlns="{NAMESPACES[dialect]}" xmlns:xlink="http://www.w3.org/1999/xlink">{opening}{word}{closing}{beside}</ead>'
    report = docmeta.Report()
    tree = docmeta.load(io.BytesIO(source.encode()), format=dialect, report=report)
    found = [place for node in walk(tree) for place in places(node.unit, "")]
    fields = [place for place in found if not place.startswith("extras") and ".extras" not in place]
    if any(not place.endswith("(prose)") for place in fields):
        return f"field: `{next(place for place in fields if not place.endswith('(prose)'))}`"
    if fields:
        return f"prose of `{fields[0].removesuffix(' (prose)')}`"
    if found:
        return "kept as it is"
    return "reported" if report.findings else "not supported"


def places(value: Any, where: str) -> Iterator[str]:
    """The places of the word in a unit or in a part of it."""
    if isinstance(value, str):
        if isinstance(value, Text) and value.markup and WORD in value.markup:
            yield f"{where} (prose)"
        elif WORD in value:
            yield where
    elif isinstance(value, tuple):
        for item in value:
            kind = getattr(item, "kind", None) or getattr(item, "role", None)
            named = where if where == "extras" or not isinstance(kind, str) or WORD in kind else f"{where}[{kind}]"
            yield from places(item, named)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.name != "members":
                yield from places(getattr(value, field.name), f"{where}.{field.name}" if where else field.name)
