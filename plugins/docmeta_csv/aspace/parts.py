"""The parts of a description in the cells of ArchivesSpace's template, in the words of its lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as calendar_day
from typing import Final, NamedTuple

from docmeta.dates import Date
from docmeta.model import AgentLink, Container, DigitalObject, Extent
from docmeta_csv.aspace import words

#: The most nested containers.
_NESTED: Final = 3


def date_cells(date: Date) -> tuple[str, ...]:
    """Label, begin, end, type, expression and certainty."""
    begin, end = (day or "" for day in date.normal_ends)
    if begin == end and date.span == "single":
        end = ""
    if (
        not _valid(begin)
        or not _valid(end)
        or (begin and end and _first(end) < _first(begin) and not begin.startswith(end))
    ):
        begin = end = ""
    return (
        words.DATES.get(date.kind, "other"), begin, end, date_type(date, begin, end), str(date.text) or date.display,
        words.CERTAINTIES.get(words.key(date.certainty or ""), ""),
    )  # fmt: skip


def date_type(date: Date, begin: str, end: str) -> str:
    """The type of a date: a single one has no end (`bulk_import_mixins.rb`, `create_date`)."""
    if date.type == "bulk":
        return "bulk"
    return "single" if begin and not end and not date.open_end else "inclusive"


def _first(written: str) -> tuple[int, ...]:
    return tuple(int(part) for part in written.split("-"))


def _valid(written: str) -> bool:
    """Whether ArchivesSpace accepts a day; an empty one is none."""
    parts = written.split("-") if written else []
    if not all(part.isdecimal() for part in parts):
        return not parts
    year, month, number = (int(part) for part in (*parts, "1", "1", "1")[:3]) if parts else (1, 1, 1)
    try:
        calendar_day(max(year, 1), month, number)
    except ValueError:
        return False
    return True


class Measure(NamedTuple):
    """An extent in the cells of its set; `number` is empty if the importer would not read it."""

    portion: str
    number: str
    unit: str
    summary: str
    details: str
    dimensions: str


def measure(extent: Extent) -> Measure:
    """An extent in the words of the list; without number and unit if the list lacks the unit."""
    unit = words.EXTENTS.get(words.key(extent.unit or ""), "")
    number = (extent.quantity or "").strip()
    counted = bool(unit and number)
    text = str(extent.text).strip()
    bare = f"{extent.quantity} {extent.unit}"
    if counted and text.startswith(bare):
        text = text[len(bare) :].strip()
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    return Measure(
        words.PORTIONS.get(words.key(extent.coverage or ""), ""), number if counted else "", unit if counted else "", text,
        "; ".join(map(str, extent.facets)), "; ".join(map(str, extent.dimensions)),
    )  # fmt: skip


def chains(containers: Sequence[Container]) -> list[list[int]]:
    """The positions of nested containers, outermost first, at most three: a chain for each innermost one.

    If none names its parent, a container is in the one before it, unless one of its kind is above it.

    >>> boxes = [Container("1", "box"), Container("2", "folder"), Container("3", "folder"), Container("4", "box")]
    >>> chains(boxes)
    [[0, 1], [0, 2], [3]]
    """
    linked = any(one.id or one.parent for one in containers)
    paths: list[list[int]] = []
    by_id: dict[str, int] = {}
    path: list[int] = []
    inner: set[int] = set()
    for index, one in enumerate(containers):
        if linked:
            at = by_id.get(one.parent, -1) if one.parent is not None else -1
            path = paths[at] if at >= 0 else []
        else:
            kinds = [containers[above].kind for above in path]
            path = path[: kinds.index(one.kind)] if one.kind in kinds else path
        if len(path) < _NESTED:
            inner.update(path[-1:])
            path = [*path, index]
        paths.append(path)
        if one.id is not None:
            by_id[one.id] = index
    return [path for index, path in enumerate(paths) if path[-1] == index and index not in inner]


def agent_cells(link: AgentLink) -> tuple[str, str]:
    """The role and the relator of an agent."""
    role, relator = words.ROLES.get(link.role, ("creator", ""))
    if link.relator:
        relator = words.relator(str(link.relator)) or ""
    elif link.role not in words.ROLES:
        relator = words.relator(link.role) or ""
    if link.role not in ("creator", "subject") and relator in words.SOURCE_OF:
        role = "source"
    return role, relator


def version_cells(digital: DigitalObject) -> dict[str, str]:
    """A version of a digital object, without its prefix; use, format and checksum if the lists have them."""
    method, colon, checksum = (digital.checksum or "").partition(":")
    listed = words.CHECKSUMS.get(words.key(method), "") if colon else ""
    return {
        "file_uri": digital.uri or "",
        "use_statement": words.USES.get(words.key(digital.role or ""), ""),
        "file_format": words.MEDIA.get(words.key(digital.media_type or ""), ""),
        "checksum": checksum if listed else "" if colon else method,
        "checksum_method": listed,
        "caption": str(digital.description),
    }
