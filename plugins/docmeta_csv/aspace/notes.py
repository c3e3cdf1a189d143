"""Fills the cells of notes in a row for ArchivesSpace."""

from __future__ import annotations

from collections.abc import Sequence

from docmeta.crosswalk import WORDS
from docmeta.dates import Date
from docmeta.model import Note, Unit
from docmeta_csv.aspace import columns, words
from docmeta_csv.aspace.cells import BLANKS, Cells
from docmeta_csv.table.said import plain


def is_language(note: Note) -> bool:
    """Whether a note is prose about the language, which has columns of its own."""
    return note.kind == "language" and note.text.strip(BLANKS) != ""


def notes(cells: Cells, unit: Unit) -> None:
    """The notes of each type in one cell; internal ones are not mixed with others."""
    found: dict[str, list[tuple[str, Note]]] = {}
    if unit.description or unit.description_heading:
        scope = Note("scope_and_content", unit.description, unit.description_heading)
        found["scopecontent"] = [("description", scope)]
    for note in unit.notes:
        if is_language(note):
            continue
        if note.kind == "processing" and note.audience == "internal" and "processing_note" not in cells.row:
            cells.prose("notes", "processing_note", [note.text])
            cells.rest("notes", "processing_note", note, ("kind", "text", "audience"), told=("text",))
            continue
        if note.kind not in words.NOTES:
            cells.lose(
                "changed",
                "notes",
                "n_odd",
                note,
                "its kind: a note for which ArchivesSpace has no type is a general note",
            )
        found.setdefault(words.NOTES.get(note.kind, "odd"), []).append(("notes", note))
    for statement in unit.rights:
        text = str(statement.text or statement.uri or statement.holder)
        found.setdefault("userestrict", []).append(
            ("rights", Note("use_conditions", text, audience=statement.audience))
        )
        cells.lose(
            "changed",
            "rights",
            "n_userestrict",
            statement,
            "that it is a statement of rights: it is a condition of use",
        )
        cells.rest(
            "rights",
            "n_userestrict",
            statement,
            ("text" if statement.text else "uri" if statement.uri else "holder", "audience"),
        )
    if unit.source:
        found.setdefault("originalsloc", []).append(("source", Note("originals", unit.source)))
        cells.lose(
            "changed",
            "source",
            "n_originalsloc",
            unit.source,
            "that it is the citation of the original: it is its location",
        )
    for code, entries in found.items():
        _notes(cells, columns.notes(code), entries)


def _notes(cells: Cells, names: Sequence[str], entries: Sequence[tuple[str, Note]]) -> None:
    """The notes of one type; the heading of the first becomes the label, those of further ones precede their words."""
    taken: list[tuple[str, Note]] = []
    for field, note in entries:
        if not note.text.strip(BLANKS):
            named = "description_heading" if field == "description" and note.heading else field
            cells.lose(
                "dropped",
                named,
                names[2],
                note.heading or note,
                "a note without words: the importer reads no label alone",
            )
        elif taken and note.audience != taken[0][1].audience:
            cells.lose("dropped", field, names[0], note, "a note with another audience than the one already there")
        else:
            taken.append((field, note))
    texts: list[str] = []
    for field, note in taken:
        label = note.label or note.heading
        if texts:
            texts += [label] if label else []
            cells.lose(
                "changed", field, names[0], note, "where it begins: the template has one cell for all notes of a type"
            )
        elif field == "notes" and note.heading:
            cells.lose("changed", field, names[2], note, "the heading, which is the label of the note there")
        if (lost := plain(note.heading)) is not None:
            cells.lose(
                lost[0],
                "description_heading" if field == "description" else field,
                names[2],
                note.heading,
                lost[1],
            )
        both = note.label and note.heading and note.label != note.heading
        other = note.audience and note.audience not in words.PUBLISH
        texts.append(note.text)
        _restriction(cells, names, note)
        cells.rest(
            field,
            names[2],
            note,
            ("kind", "text", "" if other else "audience", "label", "extras", "dates", "" if both else "heading"),
            told=("text", "heading"),
        )
    if taken:
        field, first = taken[0]
        cells.prose(field, names[0], texts)
        cells.fill(names[1:3], (words.PUBLISH.get(first.audience or "", ""), str(first.label or first.heading or "")))


def _restriction(cells: Cells, names: Sequence[str], note: Note) -> None:
    """Put back begin, end and type of a restriction; further extras are lost."""
    if note.dates is not None:
        _dates(cells, names, note, note.dates)
    ours = [extra for extra in note.extras if extra.format == "csv-aspace" and extra.place in names[3:]]
    cells.extras(ours)
    if len(ours) < len(note.extras):
        cells.lose("changed", "notes", names[0], note, "bookkeeping of the source's own format")


def _dates(cells: Cells, names: Sequence[str], note: Note, dates: Date) -> None:
    """The begin and the end of a restriction, as days: ArchivesSpace keeps nothing less exact, and includes the last day."""
    days = ["" if day is None else day.isoformat() for day in (dates.earliest_date, dates.latest_date)]
    said = [day is not None for day in (dates.earliest, dates.latest)]
    known = any(said) and said == [day != "" for day in days]  # Python has no days before Christ
    if len(names) < 5 or not known or any(cells.row.get(name) for name in names[3:5]):
        cells.lose("partial", "notes", names[0], note, f"{WORDS['Note.dates']}: there is no cell for it")
        return
    cells.fill(names[3:5], days)
    begin, end = (day or ".." for day in days)
    if dates.edtf != (begin if begin == end else f"{begin}/{end}"):
        unsure = any(sign in (dates.edtf or "") for sign in "~?%X[{")
        code, what = (
            ("partial", "that its time is not certain") if unsure else ("changed", "its time, which is days there")
        )
        cells.lose(code, "notes", names[3], dates.display, what)
    if dates.text or dates.extras or dates.kind or dates.type or dates.label:
        cells.lose("changed", "notes", names[3], dates.display, "the words of its time")
