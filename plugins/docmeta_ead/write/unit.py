"""Writes the content of one unit: its start tag, its `did`, its notes and its access points.

Most units are plain, with recurring parts: those are written from strings that were made once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from docmeta.model import Extra, Note, Record, Unit
from docmeta.text import Element
from docmeta.xml import escape
from docmeta_ead.tables import losses
from docmeta_ead.tables.dialect import LEVELS, UNSPECIFIED
from docmeta_ead.write.access import access_points
from docmeta_ead.write.completed import completed
from docmeta_ead.write.did_writer import DidWriter
from docmeta_ead.write.extras import with_extras
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
from docmeta_ead.write.plain import plain_writer
from docmeta_ead.write.rest import Rest
from docmeta_ead.write.state import Writing, said, says, serialised, start_tag

#: The fields of the attributes of a unit whose identifier is legal already; all others are extras.
_FIELDS: Final = {"level": "level", "otherlevel": "level", "id": "level", "audience": "audience"}


class UnitWriter:
    """Writes units in one dialect."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        #: What the header is made of: that of the whole.
        self.record: Record | None = None
        options = writing.options
        self.completing = (
            options.name_kinds
            or options.object_titles
            or options.object_addresses
            or options.nested_containers
            or options.devised_titles
        )
        self.plain = plain_writer(writing.dialect.name)
        self.plain.begin()
        self.did = DidWriter(writing)

    # A unit.

    def start(self, unit: Unit, name: str) -> str:
        """A unit up to its components, with its end tag still to come."""
        if name == "archdesc":
            self.record = unit.record
        elif unit.record is not None and unit.record != self.record:
            self.writing.field = "record"
            self.writing.lose(losses.RECORD_BELOW, unit.record, name)
        if self.completing:
            unit = completed(self.writing, unit, top=name == "archdesc")
        rest = Rest(self.writing, unit.extras) if unit.extras else None
        out = [self._start_tag(unit, name, rest)]
        if rest is not None:
            out += rest.leading(name)
        self.did.write(unit, rest, out)
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


def _points(unit: Unit) -> bool:
    """Whether a unit has access points."""
    if unit.subjects or unit.genres or unit.places:
        return True
    return bool(unit.agents) and any(link.role != "creator" for link in unit.agents)


def _text(child: Element | str) -> str:
    return serialised(child) if isinstance(child, Element) else escape(child)
