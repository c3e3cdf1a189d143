"""Reading docmeta's own table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

import attrs

from docmeta.crosswalk import Report
from docmeta.errors import DocmetaError
from docmeta.model import Note
from docmeta_csv.own import fast, more, table
from docmeta_csv.table.audience import DOUBT, audience, put
from docmeta_csv.table.cells import split
from docmeta_csv.table.dialect import Dialect, Finish, plain_name
from docmeta_csv.table.private import internal

if TYPE_CHECKING:
    from docmeta.model import Draft
    from docmeta_csv.table.header import Layout


@cache
def own() -> Dialect:
    """The dialect of docmeta's own table."""
    return Dialect(
        name="docmeta",
        literal=True,
        title="docmeta's own table",
        slots=tuple(slot for slot in table.slots() if slot.name != "notes"),
        depth="depth",
        kind="kind",
        other=("minted", "audience", *table.NOTE_KINDS, "notes_other", *table.NOTE_COLUMNS, table.MORE),
        audience={"audience": internal},
        minded=("minted", *table.NOTE_KINDS, "notes_other"),
        data=(table.MORE,),
        escapes=True,
        strips=False,
        finish=bind,
        fast=lambda fields, frame, separator: fast.Rows(fields, frame, separator).unit,
        recognises=_recognises,
    )


def _recognises(header: Sequence[str]) -> bool:
    """Whether every column is one of docmeta's own, and there are enough of them to tell."""
    return set(header) <= _plain_columns() and "id" in header and ("kind" in header or "depth" in header)


@cache
def _plain_columns() -> frozenset[str]:
    return frozenset(plain_name(column) for column in table.columns())


def bind(layout: Layout, separator: str, report: Report) -> Finish:
    """Add the readers of the columns outside slots: the notes, in order, and the marks of a unit."""
    index_of = layout.index_of
    kinds = [(kind, index_of(kind)) for kind in table.NOTE_KINDS] + [("", index_of("notes_other"))]
    kinds = [(kind, at) for kind, at in kinds if at >= 0]
    hidden = frozenset(kind for kind, at in kinds if at in layout.private)
    about = [index_of(column) for column in table.NOTE_COLUMNS]
    said_of_unit, beyond = index_of("audience"), index_of(table.MORE)

    def finish(draft: Draft, cells: list[str], line: int) -> None:
        if said_of_unit >= 0 and cells[said_of_unit].strip():
            found = audience(cells[said_of_unit])
            put(draft, found.value)
            if found.doubt is not None:
                report.note("problem", DOUBT, field="audience", target="audience", value=found.doubt, line=line)
        texts = {kind: split(cells[at], separator) for kind, at in kinds if cells[at]}
        said = [split(cells[at], separator) if at >= 0 and cells[at] else [] for at in about]
        if texts or any(said):
            for note in _notes(texts, *said):
                column = note.kind if note.kind in table.NOTE_KINDS else ""
                draft.add("notes", attrs.evolve(note, audience="internal") if column in hidden else note)
        if beyond >= 0 and cells[beyond]:
            _more(draft, cells[beyond], line, report)

    return finish


def _more(draft: Draft, cell: str, line: int, report: Report) -> None:
    """Put back what the last column holds; if the table was edited, the edit wins."""
    try:
        missed = more.put_back(draft, cell)
    except (DocmetaError, ValueError):
        message = "the cell does not hold docmeta's JSON; it is carried along, and the unit is internal, since it may have held a mark"
        report.note("problem", message, target=table.MORE, line=line)
        draft.extra(table.MORE, cell)
        draft.fields["audience"] = "internal"  # it may have held a mark
        return
    for field in missed:
        message = "the row was edited: the data of more_json on values that are no longer in it is left out"
        report.note("problem", message, field=field, target=table.MORE, line=line)


def _notes(texts: dict[str, list[str]], order: list[str], *about: list[str]) -> list[Note]:
    """Assemble the notes: one for each entry of the order, then any that the order does not mention."""
    if not order:
        order = [kind for kind, found in texts.items() for _ in found]
    left = {kind: iter(found) for kind, found in texts.items()}
    notes = []
    for kind, heading, label, words, edtf in zip_longest(order, *about, fillvalue=""):
        column = kind if kind in table.NOTE_KINDS else ""
        text, dates = next(left.get(column, iter(())), ""), table.date_of(words, edtf)
        notes.append(Note(kind or "general", text, heading, label or None, dates))
    notes += [Note(kind or "general", text) for kind, found in left.items() for text in found]
    return notes
