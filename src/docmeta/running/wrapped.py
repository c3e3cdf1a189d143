"""Descriptions in METS: each gets the digital objects that the file gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

import attrs

from docmeta.crosswalk import Report
from docmeta.model import FIELDS, Collection, Document, Node
from docmeta.xml.mets import FORMATS, Structure, depths

_TITLED: Final = "a label in METS of what has a title, or is described elsewhere"


def with_objects(nodes: Iterable[Node], found: Structure, format: str, report: Report) -> Iterator[Node]:
    """The nodes of the descriptions, in order.

    A unit gets the files of its own `dmdSec`, and the METS label if it has no title; a unit further
    down gets those of the divisions that name its identifier. A description whose
    division is inside that of another is a part of it.
    Files of no description's division, and of all divisions if no description is in the file, go to the first description.
    """
    sections = found.sections.get(format, [])
    others = [name for name in found.sections if name != format and name in FORMATS]
    if others:
        said = ", ".join(others)
        message = f"the METS file also describes the same in {said}; {format} is read, and --from reads another"
        report.note("decided", message, target="dmdSec", value=said)
    for line in found.missing:
        report.note("unread", "a METS file without a URL", target="fileSec/file", line=line)
    for target, value, line in found.unused:
        report.note(
            "unread",
            "no digital object, description or title of the METS file holds it",
            target=target,
            value=value,
            line=line,
        )
    _adopt(found)
    given: set[str | None] = set()
    number = base = 0
    deep = depths(sections, found.above)
    if any(deep):
        message = "the descriptions are nested as the divisions of the METS file are"
        report.note("decided", message, target="structMap/div", value=sections[0])
    for node in nodes:
        section = sections[number] if node.depth == 0 and number < len(sections) else node.unit.id
        label = found.labels.pop(section, "") or (found.labels.pop("", "") if node.depth == number == 0 else "")
        if label and node.unit.title and label != node.unit.title:
            report.note("unread", _TITLED, target="@LABEL", value=label, line=node.line)
        if label and not node.unit.title:
            message = "the title is the label in METS, since the description has none"
            report.note("decided", message, field="title", target="@LABEL", value=label, line=node.line)
            node.unit.title = label
        objects = found.objects.pop(node.unit.id, []) if node.depth else []
        if node.depth == 0:
            objects = found.objects.pop(sections[number], []) if number < len(sections) else []
            if number == 0:
                objects += found.unclaimed
                if len(sections) < 2:
                    objects += [
                        one for section in _of_the_same(found, format) for one in found.objects.pop(section, [])
                    ]
            base = deep[number] if number < len(deep) else 0
            if isinstance(node.unit, Document) and number + 1 < len(deep) and deep[number + 1] > base:
                fields = {name: getattr(node.unit, name) for name in FIELDS}
                node = attrs.evolve(node, unit=Collection(**fields))
            number += 1
        if base:
            node = attrs.evolve(node, depth=node.depth + base)
        if objects:
            given.update(one.uri for one in objects)
            known = {one.uri for one in node.unit.digital_objects}
            node.unit.digital_objects += tuple(one for one in dict.fromkeys(objects) if one.uri not in known)
        yield node
    for label in filter(None, found.labels.values()):
        report.note("unread", _TITLED, target="@LABEL", value=label)
    for one in chain.from_iterable(found.objects.values()):
        if one.uri in given:
            continue
        report.note("unread", "a file of what is described elsewhere", target="FLocat/@xlink:href", value=one.uri)


def _adopt(found: Structure) -> None:
    """Treat what belongs to descriptions outside the file as that of the whole file, if no description is in it."""
    if any(map(found.sections.get, FORMATS)):
        return
    here = set(chain.from_iterable(found.sections.values()))
    for section in [section for section in found.objects if section not in here]:
        found.unclaimed += found.objects.pop(section)
    for section in [section for section in found.labels if section and section not in here]:
        if not found.labels.get(""):
            found.labels[""] = found.labels.pop(section)


def _of_the_same(found: Structure, format: str) -> list[str]:
    """The sections that describe the same thing in other formats."""
    return [section for name, sections in found.sections.items() if name != format for section in sections]
