"""The table of `csv`: docmeta's own columns, named like the fields of the model.

A field of several values is one column for the main attribute, with columns beside it for the others.
A note of a known kind has a column named after its kind; the order, the headings, the labels and the dates of notes are in
`notes_order`, `notes_headings`, `notes_labels`, `notes_dates` and `notes_dates_edtf`, one entry for each note.
What no column holds is in the last one, `more_json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from docmeta.crosswalk import Crosswalk, Rule
from docmeta.dates import Date, is_edtf
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    DigitalObject,
    Extent,
    Family,
    Identifier,
    Language,
    Note,
    NoteKind,
    Person,
    Place,
    Record,
    Relation,
    Repository,
    RightsStatement,
    Term,
)
from docmeta_csv.table.slots import COLUMN, Cells, Shape, Slot, crosswalk_of, slot_of, text_slot, texts_slot

#: The columns about the place and the class of a unit.
FRAME: Final = ("id", "parent_id", "depth", "kind", "minted", "audience")
#: The kinds of note with columns of their own, in the order of the columns.
NOTE_KINDS: Final = tuple(str(kind) for kind in NoteKind)
#: The columns about notes in order: their kinds, headings, labels, and dates.
NOTE_COLUMNS: Final = ("notes_order", "notes_headings", "notes_labels", "notes_dates", "notes_dates_edtf")
_NOTE_COLUMNS_SAY: Final = (
    "the kinds of the notes, in their order", "their headings", "their labels",
    "when they apply: the time of a restriction, in words", "the same in EDTF, if the words do not give it",
)  # fmt: skip
#: The last column: what no other holds (see `docmeta_csv.own.more`).
MORE: Final = "more_json"
#: The suffix of a heading that another attribute is named after.
AGENT_KINDS: Final[dict[str, type[Agent]]] = {
    "person": Person,
    "corporate body": CorporateBody,
    "family": Family,
    "": Agent,
}
KIND_OF_AGENT: Final = {cls: word for word, cls in AGENT_KINDS.items()}

_AGENT: Final = Shape(
    Agent, ("name", "identifiers", "identifiers.kind", "other_names", "source", "rules", "history"), {}
)
_LINK: Final = Shape(AgentLink, ("role", "relator", "label", "headings"), {})
_AGENT_COLUMNS: Final = (
    "agents", "agents_kind", "agents_role", "agents_relator", "agents_label", "agents_headings", "agents_dates", "agents_dates_edtf",
    "agents_identifiers", "agents_identifiers_kind", "agents_other_names", "agents_source", "agents_rules", "agents_history",
)  # fmt: skip
_AGENT_LISTS: Final = frozenset({5, 8, 9, 10})


#: An agent with only a name, a role, and dates of existence.
_SIMPLE_AGENT: Final = (
    "not (p.extras or p.headings or (a := p.agent).parts or a.other_names or a.identifiers or a.history or a.about or a.extras)"
    " and p.audience is None and p.role != '' and p.relator != '' and p.label != '' and a.source != '' and a.rules != ''"
    " and a.__class__ in KINDS and ((d := a.dates) is None or (d.kind is d.type is d.certainty is d.calendar is d.era is d.label"
    " is d.audience is None and not d.extras))"
)
_QUICK_AGENT: Final = (
    "p.agent.name", "KINDS[p.agent.__class__]", "p.role", "p.relator", "p.label", "''",
    "(p.agent.dates.text if p.agent.dates is not None else '')", "(p.agent.dates.edtf if p.agent.dates is not None else '')",
    "''", "''", "''", "p.agent.source", "p.agent.rules", "''",
)  # fmt: skip


def _take_agent(link: AgentLink) -> Cells:
    agent = link.agent
    name, identifiers, kinds, other_names, source, rules, history = _AGENT.take(agent)
    role, relator, label, headings = _LINK.take(link)
    text, edtf = (agent.dates.text, agent.dates.edtf or "") if agent.dates is not None else ("", "")
    kind = KIND_OF_AGENT.get(type(agent), "")
    return [
        name, kind, role, relator, label, headings, text, edtf, identifiers, kinds, other_names, source, rules, history,
    ]  # fmt: skip


def _make_agent(cells: Sequence[Any]) -> AgentLink | None:
    if not any(cells):
        return None
    name, kind, role, relator, label, headings, text, edtf = cells[:8]
    cls = AGENT_KINDS.get(kind.strip().lower())
    if cls is None:
        raise ValueError("expected person, corporate body or family")
    fields = _AGENT.fields([name, *cells[8:]])
    if text or edtf:
        fields["dates"] = Date(text, edtf or None)
    return AgentLink(cls(**fields), **_LINK.fields([role, relator, label, headings]))


def _loses_agent(link: AgentLink) -> bool:
    agent = link.agent
    # the links of `_LINK` and `_AGENT` check all but what these two classes hold in other columns
    if link.audience is not None or link.extras or agent.parts or agent.about or agent.extras or link.role == "":
        return True
    if "" in (link.relator, link.label, agent.source, agent.rules) or type(agent) not in KIND_OF_AGENT:
        return True
    if agent.dates is not None:
        date = agent.dates
        if date.text.__class__ is not str or date != Date(date.text, date.edtf):
            return True
    simple = not (link.headings or agent.identifiers or agent.other_names or agent.history)
    if simple and agent.name.__class__ is str:
        return (
            link.role.__class__ is not str or link.relator.__class__ not in _WORD or link.label.__class__ not in _WORD
        )
    return _make_agent(as_read(_take_agent(link), _AGENT_LISTS)) != link


_WORD: Final = frozenset((str, type(None)))


def as_read(cells: Cells, lists: frozenset[int]) -> Cells:
    """The cells as they read back: a list of one empty text is no list, and prose is plain."""
    plain: Cells = []
    for index, cell in enumerate(cells):
        if index in lists:
            plain.append([] if list(cell) == [""] else [str(item) for item in cell])
        else:
            plain.append(str(cell))
    return plain


_PLACE: Final = Shape(
    Place, ("name", "kind", "latitude", "longitude", "source", "identifier", "uri", "rules", "relator", "headings"), {}
)


def _take_place(place: Place) -> Cells:
    outer = place.part_of
    names = []
    while outer is not None:
        names.append(outer.name)
        outer = outer.part_of
    return [*_PLACE.take(place), names]


def _make_place(cells: Sequence[Any]) -> Place | None:
    if not any(cells):
        return None
    outer: Place | None = None
    for name in reversed(cells[-1] or ()):
        outer = Place(name, part_of=outer)
    return Place(**_PLACE.fields(cells[:-1]), part_of=outer)


def _loses_place(place: Place) -> bool:
    if place.part_of is None and not place.headings and place.name.__class__ is str and place.kind.__class__ in _WORD:
        return _PLACE.loses(place)
    cells = as_read(_take_place(place), frozenset({9, 10}))
    return not all(cells[-1]) or _make_place(cells) != place


def note_slot(kind: str) -> Slot:
    """The column of one kind of note; headings, labels and order have columns of their own."""
    return Slot(
        f"notes[{kind}]", (kind,), lambda note: [str(note.text)], lambda cells: Note(kind, cells[0]), _loses_note,
        keeps="the words, heading, label and dates", codec="notes",
    )  # fmt: skip


def dates_of(notes: Sequence[Note]) -> tuple[list[str], list[str]]:
    """The words of the dates of notes, and their EDTF if the words do not give it."""
    words = [str(note.dates.text) if note.dates is not None else "" for note in notes]
    return words, [
        note.dates.edtf or "" if note.dates is not None and not (text and Date(text).edtf == note.dates.edtf) else ""
        for note, text in zip(notes, words, strict=True)
    ]


def date_of(words: str, edtf: str) -> Date | None:
    """The date of a note; None if its cells are empty. Invalid EDTF is kept as words."""
    if not words and not edtf:
        return None
    return Date(words, edtf) if is_edtf(edtf) else Date(" ".join(filter(None, (words, edtf))))


def _loses_note(note: Note) -> bool:
    return (
        note.audience is not None
        or (note.dates is not None and date_of(*(cells[0] for cells in dates_of([note]))) != note.dates)
        or bool(note.extras)
        or note.label == ""
        or any(
            text.__class__ is not str and text is not None and _structured(text)
            for text in (note.text, note.heading, note.label)
        )
    )


def _structured(text: str) -> bool:
    from docmeta.text import is_structured

    return is_structured(text)


def _term(name: str) -> Slot:
    parts = ("kind", "source", "identifier", "uri", "rules", "relator", "headings")
    return slot_of(
        name, Term, {name: "term", **{f"{name}_{part}": part for part in parts}}, blank={"kind": "topic"}
    )  # fmt: skip


def _beside(name: str, main: str, *others: str) -> dict[str, str]:
    return {name: main, **{f"{name}_{other}": other for other in others}}


_RECORD: Final = (
    "id", "title", "subtitle", "other_titles", "author", "sponsor", "agency", "agency_code", "country", "publisher", "address",
    "publication",
    "edition", "series", "languages", "language_note", "creation", "rules", "sources", "status",
)  # fmt: skip


@cache
def slots() -> tuple[Slot, ...]:
    """The slots, in the order of the columns."""
    return (
        text_slot("level"),
        text_slot("title"),
        texts_slot("other_titles"),
        slot_of(
            "identifiers", Identifier, _beside("identifiers", "value", "kind", "label", "country", "repository"), blank={"kind": "unitid"}
        ),
        slot_of("dates", Date, _beside("dates", "text", "edtf", "kind", "type", "certainty", "calendar", "era", "label")),
        slot_of(
            "extents",
            Extent,
            _beside("extents", "text", "quantity", "unit", "kind", "coverage", "approximate", "facets", "dimensions", "label", "parallel"),
        ),
        Slot(
            "agents", _AGENT_COLUMNS, _take_agent, _make_agent, _loses_agent, _AGENT_LISTS, "what has a column", codec="parts",
            simple=_SIMPLE_AGENT, quick=_QUICK_AGENT,
        ),
        text_slot("description"),
        text_slot("description_heading"),
        *(note_slot(kind) for kind in NOTE_KINDS),
        Slot(
            "notes", ("notes_other",), lambda note: [str(note.text)], lambda cells: Note("general", cells[0]), _loses_note,
            keeps="the words, heading, label and dates", note="kinds without a column; notes_order names them", codec="notes",
        ),
        slot_of("languages", Language, _beside("languages", "code", "script", "name", "label")),
        _term("subjects"),
        _term("genres"),
        Slot(
            "places",
            (*_beside("places", "name", *_PLACE.names[1:]), "places_part_of"),
            _take_place, _make_place, _loses_place, frozenset({9, 10}), "what has a column; only names of the places that it is part of",
            codec="parts", simple=_PLACE.simple(), quick=(*(_PLACE.quick(name) for name in _PLACE.names), "''"),
        ),
        slot_of("rights", RightsStatement, _beside("rights", "text", "uri", "holder")),
        slot_of(
            "repository",
            Repository,
            _beside("repository", "name", "address", "country", "uri", "label", "identifiers")
            | {"repository_identifiers_kind": "identifiers.kind"},
        ),
        text_slot("source"),
        slot_of("containers", Container, _beside("containers", "value", "kind", "label", "barcode", "id", "parent")),
        slot_of(
            "digital_objects",
            DigitalObject,
            _beside("digital_objects", "uri", "title", "media_type", "role", "kind", "checksum", "description", "id", "parallel"),
        ),
        slot_of("relations", Relation, _beside("relations", "target", "kind", "label")),
        slot_of("record", Record, {f"record_{name}": name for name in _RECORD}),
    )  # fmt: skip


@cache
def columns() -> tuple[str, ...]:
    """Every column, in order."""
    names = list(FRAME)
    for slot in slots():
        names += slot.columns
        if slot.field == "notes":
            names += NOTE_COLUMNS
    return (*names, MORE)


@cache
def crosswalk() -> Crosswalk:
    """The crosswalk of `csv`."""
    also = (("also", True),)
    frame = (
        Rule("id", "id", note="minted ones too, since parent_id needs them; the column minted marks them"),
        Rule("id", "parent_id", note="the id of the unit above", options=also),
        Rule("id", "depth", note="the number of units above", options=also),
        Rule("id", "kind", note="collection or document", options=also),
        Rule("minted", "minted", COLUMN, note="yes if docmeta made up the id"),
        Rule("audience", "audience", COLUMN),
    )
    notes = tuple(
        Rule("notes", column, COLUMN, note=note, options=also)
        for column, note in zip(
            NOTE_COLUMNS,
            _NOTE_COLUMNS_SAY,
            strict=True,
        )
    )
    more = Rule("extras", MORE, COLUMN, note="also markup, and anything else that no other column holds; as JSON")
    return crosswalk_of("csv", "docmeta's own table", slots(), before=(*frame, *notes, more))
