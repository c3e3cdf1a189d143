"""Writes the `did` of a unit, field by field in the order of the crosswalk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any, Final, cast

from docmeta.dates import Date
from docmeta.model import Unit
from docmeta.xml import collapse, escape
from docmeta_ead.tables import crosswalk, losses
from docmeta_ead.tables.values import language_code
from docmeta_ead.write.access import origination, plain_name
from docmeta_ead.write.did import (
    DID_ELEMENTS,
    container,
    date,
    did_note,
    identifier,
    in_title,
    repository,
    title,
    unitdate,
)
from docmeta_ead.write.extras import with_extras
from docmeta_ead.write.languages import (
    NO_LANGUAGE,
    language_groups,
    language_note,
    languages,
    not_in_notes,
    says_language,
)
from docmeta_ead.write.physical import digital_objects, extent_sets, extents, says_nothing, sets
from docmeta_ead.write.plain import plain_writer
from docmeta_ead.write.rest import Rest
from docmeta_ead.write.state import Writing, says
from docmeta_ead.write.words import words

#: The identifier of an element that was written.
_ID: Final = re.compile(r'^<\w+ id="([^"]*)"')
_DID_FIELDS: Final = {
    table.name: crosswalk.fields_in(table, lambda target: target.startswith("did/"))
    for table in (crosswalk.EAD2002, crosswalk.EAD3)
}


@cache
def _straight(dialect: str) -> Callable[[DidWriter, Unit, Rest | None, list[str]], None]:
    """A function of straight-line code that passes each field with a value to its method, in the table's order."""
    lines = ["def parts(writer, unit, rest, out):"]
    for field in _DID_FIELDS[dialect]:
        lines.append(f"    if unit.{field}: writer._{field}(unit, rest, out)")
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)  # noqa: S102  # nosec B102  # built from the table, by us
    return cast("Callable[[DidWriter, Unit, Rest | None, list[str]], None]", names["parts"])


class DidWriter:
    """Writes what a unit says in its `did`, in one dialect."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.plain = plain_writer(writing.dialect.name)
        self.parts = _straight("ead3" if writing.ead3 else "ead2002")

    def write(self, unit: Unit, rest: Rest | None, out: list[str]) -> None:
        """The `did` of a unit."""
        inner: list[str] = []
        self.parts(self, unit, rest, inner)
        start, head = "<did>", ""
        if rest is not None:
            inner += rest.in_did()
            start, head = rest.did_start()
        out += [start, head, "".join(inner) or "<unittitle/>", "</did>"]

    def _identifiers(self, unit: Unit, rest: Rest | None, out: list[str]) -> None:
        self.writing.field = "identifiers"
        for part in unit.identifiers:
            text = self.plain.identifier(part) or self.plain.identifier_with(part, self.writing.taken)
            out.append(text or self.writing.piece(part, identifier))

    def _title(self, unit: Unit, rest: Rest | None, out: list[str]) -> None:
        self._one_title("title", unit, unit.title, 1, rest, out)

    def _other_titles(self, unit: Unit, rest: Rest | None, out: list[str]) -> None:
        number = 2 if says(unit.title) else 1
        for other in unit.other_titles:
            if says(other):
                if number == 1:
                    self.writing.field = "other_titles"
                    self.writing.lose(losses.TITLE_UNSAID, other)
                self._one_title("other_titles", unit, other, number, rest, out)
                number += 1

    def _one_title(self, field: str, unit: Unit, prose: str, number: int, rest: Rest | None, out: list[str]) -> None:
        extras = rest.at("did/unittitle", number) if rest is not None else ()
        if not extras and prose.__class__ is str and "\n" not in prose:
            said = words(prose) or escape(collapse(prose))
            if said:
                out.append(f"<unittitle>{said}</unittitle>")
            return
        text = None if extras else self.plain.title(prose, unit.dates)
        if text:
            out.append(text)
            return
        writing = self.writing
        writing.field = field
        made = title(writing, prose, unit.dates)
        with_extras(writing, made, extras)
        out.append(writing.string(made))

    def _dates(self, unit: Unit, rest: Rest | None, out: list[str]) -> None:
        writing = self.writing
        written: Counter[str] | None = None
        if not writing.ead3:
            for prose in (unit.title, *unit.other_titles):
                if prose.__class__ is not str:
                    written = written or Counter()
                    written.update(in_title(prose))
        writing.field = "dates"
        # A structured date of the source that no field holds is beside its date in words.
        beside = rest is not None and any(extra.place == "did/unitdatestructured" for extra in unit.extras)
        structured = writing.ead3 and getattr(writing.options, "structured", True) and not beside
        begin = len(out)
        for part in unit.dates:
            if written and written[str(part.text)] > 0:
                written[str(part.text)] -= 1
                continue
            text = self.plain.date(part, structured, writing.taken)
            if text:
                out.append(text)
                continue
            out.append(writing.piece(part, unitdate if beside else date, _date_key(part)))
        if writing.ead3 and len(unit.dates) > 1:
            self._apart(unit, out, begin)

    def _apart(self, unit: Unit, out: list[str], begin: int) -> None:
        """Write a structured date in words if another has the same days in words: it would be read as the same date."""
        worded = {
            _days(part)
            for part, text in zip(unit.dates, out[begin:], strict=True)
            if text.startswith(("<unitdate ", "<unitdate>"))
        }
        for at, part in enumerate(unit.dates, begin):
            loose = worded and all(extra.place.startswith("@") for extra in part.extras)
            if loose and out[at].startswith("<unitdatestructured") and _days(part) in worded:
                for id in _ID.findall(out[at]):
                    self.writing.taken.free(id)
                out[at] = self.writing.piece(part, unitdate, _date_key(part))

    def _extents(self, unit: Unit, rest: Rest | None, out: list[str]) -> None:
        self.writing.field = "extents"
        if unit.extents[0].parallel:
            self.writing.lose(losses.EXTENT_FIRST, unit.extents[0])
        if len(unit.extents) == 1:
            out.append(self.plain.extent(unit.extents[0]) or self.writing.piece(unit.extents, extents))
            return
        for group in extent_sets(self.writing, unit.extents):
            text = self.plain.extent(group[0]) if len(group) == 1 else None
            out.append(text or self.writing.piece(group, extents))

    def _languages(self, unit: Unit, rest: Rest | None, out: list[str]) -> None:
        self.writing.field = "languages"
        found = [part for part in unit.languages if says_language(part)]
        if len(found) < len(unit.languages):
            self.writing.lose(losses.LANGUAGE_EMPTY, NO_LANGUAGE)
        if unit.notes and any(part.kind == "language" for part in unit.notes):
            found = not_in_notes(found, unit.notes)
        plain = self.writing.fitter.language is language_code
        text = self.plain.languages(found) if found and plain else None
        if text:
            out.append(text)
            return
        for group in language_groups(found, apart=not self.writing.ead3):
            out.append(self.writing.piece(tuple(group), languages))

    def _agents(self, unit: Unit, rest: Rest | None, out: list[str]) -> None:
        self.writing.field = "agents"
        for link in unit.agents:
            if link.role == "creator":
                if link.headings:
                    self.writing.lose(losses.AGENT_HEADINGS, "; ".join(link.headings))
                text = plain_name(self.writing, self.plain, link, link.relator)
                out.append(f"<origination>{text}</origination>" if text else self.writing.piece(link, origination))

    def _repository(self, unit: Unit, rest: Rest | None, out: list[str]) -> None:
        self.writing.field = "repository"
        out.append(self.writing.piece(unit.repository, repository))

    def _containers(self, unit: Unit, rest: Rest | None, out: list[str]) -> None:
        self.writing.field = "containers"
        for part in unit.containers:
            text = self.plain.container(part) or self.plain.container_with(part, self.writing.taken)
            out.append(text or self.writing.piece(part, container))

    def _digital_objects(self, unit: Unit, rest: Rest | None, out: list[str]) -> None:
        self.writing.field = "digital_objects"
        found = [part for part in unit.digital_objects if not says_nothing(part)]
        if len(found) < len(unit.digital_objects):
            self.writing.lose(losses.OBJECT_EMPTY, "")
            for part in filter(says_nothing, unit.digital_objects):
                for loss, value in (
                    (losses.OBJECT_MEDIA_TYPE, part.media_type),
                    (losses.OBJECT_CHECKSUM, part.checksum),
                ):
                    if value:
                        self.writing.lose(loss, value, "dao")
        if found and found[0].parallel:
            self.writing.lose(losses.OBJECT_FIRST, found[0], "dao")
        for group in sets(found):
            out.append(self.writing.piece(group, digital_objects))

    def _notes(self, unit: Unit, rest: Rest | None, out: list[str]) -> None:
        self.writing.field = "notes"
        for part in unit.notes:
            if part.kind in DID_ELEMENTS:
                out.append(self.plain.did_notes[part.kind](part) or self.writing.piece(part, did_note))
            elif part.kind == "language":
                out.append(self.writing.piece(part, language_note))


def _date_key(part: Date) -> object:
    """The key that two dates share if they are written the same."""
    if part.extras or not part.label is part.certainty is part.calendar is part.era is part.audience is None:
        return part
    return part.text, part.edtf, part.type, part.kind


def _days(part: Date) -> str:
    return part.normal or part.edtf or str(part.text)
