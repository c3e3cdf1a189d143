"""Writes the content of one unit: its start tag, its `did`, its notes and its access points.

The order of the elements of a `did` is that of the crosswalk.
Most units are plain, with recurring parts: those are written from strings that were made once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final, cast

import attrs

from docmeta.dates import Date
from docmeta.model import Extra, Note, Unit
from docmeta.text import Element
from docmeta.xml import collapse, escape
from docmeta_ead.tables import crosswalk, losses
from docmeta_ead.tables.dialect import LEVELS, UNSPECIFIED
from docmeta_ead.tables.values import language_code
from docmeta_ead.write.access import access_points, origination, plain_name
from docmeta_ead.write.completed import completed
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
from docmeta_ead.write.notes import (
    ELEMENTS,
    Groups,
    describes,
    groups_of,
    history,
    in_order,
    is_internal,
    note,
    plain_relation,
    plain_rights,
    relation,
    rights,
    scope,
    source,
    stood_in_note,
)
from docmeta_ead.write.physical import digital_objects, extent_sets, extents, says_nothing, sets
from docmeta_ead.write.plain import plain_writer
from docmeta_ead.write.rest import Rest
from docmeta_ead.write.state import Writing, said, says, serialised, start_tag

#: The identifier of an element that was written.
_ID: Final = re.compile(r'^<\w+ id="([^"]*)"')
_DID_FIELDS: Final = {
    table.name: crosswalk.fields_in(table, lambda target: target.startswith("did/"))
    for table in (crosswalk.EAD2002, crosswalk.EAD3)
}
_EMPTY_DID: Final = "<did><unittitle/></did>"
#: The fields of the attributes of a unit whose identifier is legal already; all others are extras.
_FIELDS: Final = {"level": "level", "otherlevel": "level", "id": "level", "audience": "audience"}


@cache
def _straight(dialect: str) -> Callable[[UnitWriter, Unit, Rest | None, list[str]], None]:
    """A function of straight-line code that passes each field with a value to its method, in the table's order."""
    lines = ["def parts(writer, unit, rest, out):"]
    for field in _DID_FIELDS[dialect]:
        lines.append(f"    if unit.{field}: writer._{field}(unit, rest, out)")
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)  # noqa: S102  # nosec B102  # built from the table, by us
    return cast("Callable[[UnitWriter, Unit, Rest | None, list[str]], None]", names["parts"])


class UnitWriter:
    """Writes units in one dialect."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        options = writing.options
        self.completing = (
            options.name_kinds
            or options.object_titles
            or options.object_addresses
            or options.nested_containers
            or options.devised_titles
        )
        self.plain = plain_writer(writing.dialect.name)
        self.did_parts = _straight("ead3" if writing.ead3 else "ead2002")

    # A unit.

    def start(self, unit: Unit, name: str) -> str:
        """A unit up to its components, with its end tag still to come."""
        if self.completing:
            unit = completed(self.writing, unit, top=name == "archdesc")
        rest = Rest(self.writing, unit.extras) if unit.extras else None
        out = [self._start_tag(unit, name, rest)]
        if rest is not None:
            out += rest.leading(name)
        self._did(unit, rest, out)
        described = says(unit.description)
        if unit.notes or (rest is not None and described) or unit.description_heading:
            self._prose(unit, rest, out, described)
        elif described:
            out.append(self._scope(unit, rest))
        points = _points(unit)
        related = bool(unit.relations) and self.writing.ead3
        access, relations = "<controlaccess>", "<relations>"
        if rest is not None:
            access = rest.start_of("controlaccess") if points else ""
            relations = rest.start_of("relations") if related else ""
            out += rest.others(name)
        if unit.rights or unit.source or unit.agents or unit.relations:
            self._as_notes(unit, out)
        if points:
            out.append(access_points(self.writing, self.plain, unit, access))
        if related:
            self.writing.field = "relations"
            out += [relations, *(self.writing.piece(part, relation) for part in unit.relations), "</relations>"]
        return "".join(out)

    def _start_tag(self, unit: Unit, name: str, rest: Rest | None) -> str:
        writing = self.writing
        id = None if unit.minted else writing.id_of(unit.id, "archdesc" if name == "archdesc" else "c")
        own = rest.own() if rest is not None else []
        level, other = unit.level, None
        if level is not None and level not in LEVELS:
            level, other = "otherlevel", level
        if not own and other is None and unit.audience is None and level not in (None, "otherlevel"):
            return f'<{name} id="{id}" level="{level}">' if id else f'<{name} level="{level}">'
        if level is None or (unit.level == "otherlevel" and (writing.ead3 or writing.options.missing_level)):
            level, other = self._no_level(name, level)
        made = Element(name, said({"id": id, "level": level, "otherlevel": other, "audience": unit.audience}))
        with_extras(writing, made, self._own(made, own))
        return start_tag(self._of_fields(made, unit))

    def _no_level(self, name: str, level: str | None) -> tuple[str | None, str | None]:
        """The level of a unit without one: required of the whole, and of a component if the options ask for it."""
        writing = self.writing
        word = writing.options.missing_level
        if word is None and ((level is None and name != "archdesc") or writing.dialect.name == "ead4"):
            return level, level
        writing.field = "level"
        word = word or (UNSPECIFIED if level is None else "otherlevel")
        writing.supply(losses.LEVEL_UNSAID if name == "archdesc" else losses.LEVEL_MISSING, word)
        return "otherlevel", word

    def _of_fields(self, made: Element, unit: Unit) -> Element:
        """A start tag in which each attribute is fitted for its own field."""
        writing = self.writing
        model = writing.fitter.models[made.name]
        groups: dict[str, dict[str, str]] = {"level": {}}
        for name, value in made.attributes.items():
            field = "extras" if name == "audience" and unit.audience is None else _FIELDS.get(name, "extras")
            if field == "extras" and model.attributes.get(name) == "":
                field = "level"  # what accepts any words loses none
            groups.setdefault(field, {})[name] = value
        demanded = writing.fitter.attributes(model, Element(made.name, {})) if len(groups) > 1 else {}
        fitted = {} if groups["level"] else demanded
        for field, own in groups.items():
            if own:
                writing.field = field
                found = writing.fitter.attributes(model, Element(made.name, own))
                fitted |= {name: value for name, value in found.items() if field == "level" or name not in demanded}
        if len(groups) > 1:
            fitted = {name: fitted[name] for name in model.attributes if name in fitted}
        return Element(made.name, fitted)

    def _own(self, made: Element, found: list[Extra]) -> list[Extra]:
        """The attributes of a unit that no field holds; not its identifier, which has a field."""
        if "id" in made.attributes:
            return found
        self.writing.field = "extras"
        for extra in found:
            if extra.place == "@id":
                self.writing.lose(losses.EXTRA_GAINSAID_BOOKKEEPING, extra.content, made.name, "id")
        return [extra for extra in found if extra.place != "@id"]

    # The `did`.

    def _did(self, unit: Unit, rest: Rest | None, out: list[str]) -> None:
        inner: list[str] = []
        self.did_parts(self, unit, rest, inner)
        if "" in inner:
            inner = [text for text in inner if text]
        if rest is None:
            if inner:
                out.append(f"<did>{''.join(inner)}</did>")
            else:
                out.append(_EMPTY_DID)
            return
        inner += filter(None, rest.in_did())
        start, head = rest.did_start()
        out += [start, head, *(inner or ["<unittitle/>"]), "</did>"]

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
            words = collapse(prose)
            if words:
                out.append(f"<unittitle>{escape(words)}</unittitle>")
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
        written: list[str] = []
        if not writing.ead3:
            for prose in (unit.title, *unit.other_titles):
                if prose.__class__ is not str:
                    written += in_title(prose)
        writing.field = "dates"
        # A structured date of the source that no field holds stands beside its date in words.
        beside = rest is not None and any(extra.place == "did/unitdatestructured" for extra in unit.extras)
        structured = writing.ead3 and getattr(writing.options, "structured", True) and not beside
        begin = len(out)
        for part in unit.dates:
            if written and str(part.text) in written:
                written.remove(str(part.text))
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
        if any(part.kind == "language" for part in unit.notes):
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

    # Beside the `did`.

    def _prose(self, unit: Unit, rest: Rest | None, out: list[str], said: bool) -> None:
        groups = Groups(self.writing)
        notes = in_order(unit.notes, said) if unit.notes else []
        # A heading without a description follows the note that will be read as the description.
        late = int(not said and bool(notes) and describes(notes[0]))
        for part in notes[:late]:
            self._add_note(groups, part, unit, rest)
        if said or says(unit.description_heading):
            if not said:
                self.writing.field = "description_heading"
                self.writing.lose(losses.HEADING_ALONE, unit.description_heading)
            groups.add(rest.groups() if rest is not None else (), self._scope(unit, rest))
        for part in notes[late:]:
            self._add_note(groups, part, unit, rest)
        groups.turn(())
        out += groups.out

    def _add_note(self, groups: Groups, part: Note, unit: Unit, rest: Rest | None) -> None:
        self.writing.field = "notes"
        around = groups_of(part)
        if around and not self.writing.ead3 and part.audience != "internal" and is_internal(around):
            part = attrs.evolve(part, audience="internal")
        text = self._note(part, unit, rest)
        if text:
            groups.add(around, text)

    def _note(self, part: Note, unit: Unit, rest: Rest | None) -> str:
        if part.kind == "access_points" and not part.heading and not part.text and part.text.__class__ is str:
            self.writing.lose(losses.NOTE_WORDLESS, "")
            return ""
        if rest is None or part.kind != "access_points" or _points(unit):
            plain = part.kind in ELEMENTS and part.kind != "access_points" and not stood_in_note(part)
            text = self.plain.note(part, ELEMENTS[part.kind], self.writing.taken) if plain else None
            return text or self.writing.piece(part, note)
        # Without access points, the attributes of their element belong to the prose in it.
        made = note(self.writing, part)
        return "" if made is None else self.writing.string(with_extras(self.writing, made, rest.at("controlaccess")))

    def _scope(self, unit: Unit, rest: Rest | None) -> str:
        prose = unit.description
        extras = rest.at("scopecontent") if rest is not None else ()
        text = self.plain.described(prose, unit.description_heading, extras, self.writing.taken)
        if text:
            return text
        self.writing.field = "description"
        made = scope(self.writing, unit)
        with_extras(self.writing, made, extras)
        return self.writing.string(made)

    def _as_notes(self, unit: Unit, out: list[str]) -> None:
        """Write what has no element and is read back as a note."""
        writing = self.writing
        writing.field = "agents"
        for link in unit.agents:
            if link.agent.history:
                out.append(writing.piece(link, history))
        writing.field = "rights"
        out += [plain_rights(writing, self.plain, part) or writing.piece(part, rights) for part in unit.rights]
        writing.field = "source"
        if unit.source:
            text = self.plain.prose("originalsloc", unit.source)
            if text:
                writing.lose(losses.SOURCE, unit.source)
            out.append(text or writing.piece(unit.source, source))
        writing.field = "relations"
        if not writing.ead3:
            out += [plain_relation(writing, part) or writing.piece(part, relation) for part in unit.relations]

    # What stands around components.

    def before(self, unit: Unit) -> Iterator[str]:
        """What stands between the header and the description of the whole."""
        if unit.extras and not self.writing.ead3:
            yield from Rest(self.writing, unit.extras).frontmatter()

    def dsc(self, unit: Unit) -> str:
        """The start of the list of components, with its extras."""
        found = Rest(self.writing, unit.extras).dsc(True) if unit.extras else None
        return "<dsc>" if found is None else start_tag(found) + "".join(map(_text, found.children))

    def without_dsc(self, unit: Unit) -> str:
        """The same without components: nothing, unless it has extras."""
        found = Rest(self.writing, unit.extras).dsc(False) if unit.extras else None
        return "" if found is None else serialised(found)


def _date_key(part: Date) -> object:
    """The key that two dates share if they are written the same."""
    if part.extras or not part.label is part.certainty is part.calendar is part.era is part.audience is None:
        return part
    return part.text, part.edtf, part.type, part.kind


def _days(part: Date) -> str:
    return part.normal or part.edtf or str(part.text)


def _points(unit: Unit) -> bool:
    """Whether a unit has access points."""
    if unit.subjects or unit.genres or unit.places:
        return True
    return bool(unit.agents) and any(link.role != "creator" for link in unit.agents)


def _text(child: Element | str) -> str:
    return serialised(child) if isinstance(child, Element) else escape(child)
