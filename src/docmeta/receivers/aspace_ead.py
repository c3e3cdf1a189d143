"""ArchivesSpace: its import of EAD 2002. The descriptions of a file, and what they lack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from docmeta.receivers.aspace_ead_parts import PARTS, Description, by_rule, new_term
from docmeta.receivers.aspace_ead_rules import RULES, VERSION
from docmeta.receivers.ead import made, walk, words
from docmeta.receivers.verdict import Receiver, Verdict
from docmeta.xml import line_of, localname

if TYPE_CHECKING:
    from lxml.etree import _Element

_REF_ID: Final = re.compile(r"[A-Za-z0-9\-_:.]{1,255}")


def _header(element: _Element) -> Iterator[Verdict]:
    for eadid in element.iterfind("{*}eadid"):
        if max(len(words(eadid)), len(eadid.get("url") or "")) > 255:
            yield by_rule("EADID-LONG", eadid, "resource", words(eadid))
        else:
            yield made(eadid, "ead_id", words(eadid), field="record")
    for change in element.iterfind("{*}revisiondesc/{*}change"):
        date_, item = (words(change.find(f"{{*}}{name}")) for name in ("date", "item"))
        if date_ and item:
            yield made(change, "revision_statement", f"{date_}: {item}", field="record")
        else:
            yield by_rule("CHANGE", change, "revision_statement", date_ or item)


def _announced(unit: Description, ids: set[str]) -> Iterator[Verdict]:
    """The fate of a description, then of its parts so far."""
    if unit.announced:
        return
    unit.announced = True
    broken = [RULES[key] for key in _lacks(unit, ids)]
    level = unit.element.get("level")
    what = {"what": unit.what, "said": unit.title, "depth": unit.depth, "line": unit.line, "internal": unit.hidden}
    yield Verdict.of(broken[0], **what) if broken else Verdict("created", **what, place=localname(unit.element))  # type: ignore[arg-type]
    for rule in broken[1:]:
        yield Verdict.of(rule, unit.what, unit.title, line=unit.line, internal=unit.hidden)
    yield from new_term(unit.element, "level", level, "level")
    if unit.top and not unit.language:
        yield Verdict.of(RULES["UND"], "language_and_script", "und", line=unit.line)
    yield from unit.waiting
    unit.waiting.clear()


def _lacks(unit: Description, ids: set[str]) -> Iterator[str]:
    level = unit.element.get("level") or "otherlevel"
    if level == "otherlevel" and not unit.element.get("otherlevel"):
        yield "LEVEL"
    if unit.top:
        had = (("TITLE", unit.title), ("ID", unit.code), ("DATE", unit.dates), ("EXTENT", unit.extents))
        yield from (key for key, value in had if not value)
        return
    if not unit.title and not unit.dates:
        yield "TITLE-OR-DATE"
    id = unit.element.get("id")
    if id:
        if not _REF_ID.fullmatch(id):
            yield "REF-ID"
        elif id in ids:
            yield "REF-ID-TWICE"
        ids.add(id)


def arriving(stream: BinaryIO, *, huge: bool = False) -> Iterator[Verdict]:
    """How the importer reads a file of EAD 2002."""
    above: list[Description] = []
    header: list[Verdict] = []
    ids: set[str] = set()
    for event, element, depth in walk(stream, huge=huge):
        if event == "header":
            header.extend(_header(element))
        elif event == "start":
            if above:
                yield from _announced(above[-1], ids)
            above.append(Description(element, depth, line_of(element) or 0, waiting=header))
            header = []
        elif event == "part":
            unit = above[-1]
            unit.waiting.extend(_part(element, unit))
            if unit.announced:
                yield from unit.waiting
                unit.waiting.clear()
        else:
            yield from _announced(above.pop(), ids)


def _part(element: _Element, unit: Description) -> Iterator[Verdict]:
    parent = element.getparent()
    if parent is not None and localname(parent) == "dsc":
        if words(element):
            yield by_rule("DSC", element, "note", words(element))
        return
    handler = PARTS.get(localname(element))
    if handler is not None:
        yield from handler(element, unit)


RECEIVER: Final = Receiver(
    "archivesspace-ead",
    "ArchivesSpace, EAD import",
    VERSION,
    ("ead2002",),
    arriving,
    tuple(RULES.values()),
    options=(
        ("missing_level", "unspecified"),
        ("name_kinds", True),
        ("object_titles", True),
        ("object_addresses", True),
        ("nested_containers", True),
        ("devised_titles", True),
    ),
)
