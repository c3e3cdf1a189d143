"""The storage of a unit: AtoM's physical objects, whose names are unique in the whole installation.

AtoM merges two objects of the same name, type and place (`QubitFlatfileImport.class.php`, `createOrFetchPhysicalObject`).
So a name holds the reference of the fonds and the object's containers: "MSS 7, box 7, folder 1".

>>> from docmeta.model import Container
>>> [one.name for one in stored([Container("7", "box"), Container("1", "folder")], "MSS 7")]
['MSS 7, box 7', 'MSS 7, box 7, folder 1']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from docmeta.model import Container, Unit
from docmeta.receivers import atom_lists
from docmeta_csv.atom.cells import BLANKS, Cells

#: AtoM's types by the words for them.
_TYPES: Final = {term.casefold(): term for term in atom_lists.TERMS["type"]} | {
    "boxes": "Box", "carton": "Box", "folders": "Folder", "file folder": "Folder", "shelves": "Shelf", "archival box": "Hollinger box",
}  # fmt: skip
_NESTED: Final = 8


class Stored(NamedTuple):
    """A physical object: its name, its type in English, whether it is outermost, and its container."""

    name: str
    type: str
    outermost: bool
    container: Container


def stored(containers: Sequence[Container], reference: str) -> Iterator[Stored]:
    """The physical objects of a unit; nested ones follow their parents."""
    linked = any(one.id or one.parent for one in containers)
    by_id: dict[str, list[str]] = {}
    path: list[tuple[str, str | None]] = []
    for one in containers:
        value = str(one.value or one.barcode or one.label or "").strip()
        kind = str(one.kind or "").strip()
        if not value and not kind:
            continue
        type_ = type_of(kind)
        if linked:
            above = by_id.get(one.parent or "", [])
        else:
            kinds = [kind_above for _, kind_above in path]
            path = path[: kinds.index(one.kind)] if one.kind in kinds else path
            above = [said for said, _ in path]
        own = " ".join(filter(None, (type_.lower() if kind and type_ in atom_lists.TERMS["type"] else kind, value)))
        whole = bool(reference) and value.startswith(reference)  # a name from AtoM itself
        names = [value] if whole else [*above, own]
        name = ", ".join(filter(None, ("" if whole else reference, *names)))
        yield Stored(name, type_, not above, one)
        if len(names) < _NESTED:
            path = [*path, (own, one.kind)]
            if one.id is not None:
                by_id[one.id] = names


def type_of(kind: str) -> str:
    """AtoM's type for the kind of a container; an unknown kind is its own type, and no kind is a container."""
    return _TYPES.get(re.sub(r"[\W_]+", " ", kind.casefold()).strip(), kind or "Container")


def storage(cells: Cells, unit: Unit, reference: str, culture: str) -> None:
    """Fill the columns of physical objects; the location goes beside each outermost one."""
    found = list(stored(unit.containers, reference))
    places = (
        [note for note in unit.notes if note.kind == "location" and note.text.strip(BLANKS)] if unit.containers else []
    )
    outermost = sum(one.outermost for one in found)
    texts = [str(note.text).strip(BLANKS) for note in places]
    left = iter(texts if len(texts) == outermost else ["; ".join(texts)] * outermost)
    cells.list("containers", "physicalObjectName", [one.name for one in found])
    types = [atom_lists.term("type", one.type, culture) or one.type for one in found]
    cells.list("containers", "physicalObjectType", types)
    cells.list("notes", "physicalObjectLocation", [next(left) if one.outermost else "" for one in found])
    for one in found:
        _said(cells, one)
    if len(found) < len(unit.containers):
        cells.lose(
            "dropped", "containers", "physicalObjectName", unit.containers[0], "a container without any information"
        )
    for note in places:
        if not outermost:
            cells.lose("dropped", "notes", "physicalObjectLocation", note, "an empty place")
        elif len(places) != 1 or outermost != 1:
            why = "where it begins: it is put beside each outermost container"
            cells.lose("changed", "notes", "physicalObjectLocation", note, why)
        cells.rest("notes", "physicalObjectLocation", note, ("kind", "text"))


def _said(cells: Cells, one: Stored) -> None:
    """Report what AtoM changes in a container."""
    container = one.container
    if one.name != container.value or one.type != container.kind:
        why = "its name alone: AtoM's name includes the reference of the fonds and the parents, since AtoM merges equal names"
        cells.lose("changed", "containers", "physicalObjectName", container, why)
    if one.type not in atom_lists.TERMS["type"]:
        why = f"nothing: AtoM adds the type {one.type[:60]!r} to its list, which lacks it"
        cells.lose("changed", "containers", "physicalObjectType", container, why)
    instead = set() if container.value else {"barcode"} if container.barcode else {"label"}
    cells.rest("containers", "physicalObjectName", container, {"value", "kind", "id", "parent"} | instead)
