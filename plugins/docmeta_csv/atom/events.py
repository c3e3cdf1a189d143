"""The events of a row: dates and actors separately, since AtoM makes one event of what shares a position."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from docmeta.dates import Date
from docmeta.model import AgentLink, Unit
from docmeta.receivers import atom_lists
from docmeta_csv.atom import table
from docmeta_csv.atom.cells import BLANKS, Cells

_COLUMNS: Final = ("eventTypes", "eventDates", "eventStartDates", "eventEndDates", "eventActors", "eventActorHistories")
_YEAR: Final = 4


class Event(NamedTuple):
    """An event: the cells at one position of the columns."""

    type: str
    date: str = ""
    start: str = ""
    end: str = ""
    actor: str = ""
    history: str = ""


class Actors:
    """The authority records that AtoM makes of the rows: one for each name, but a second if a row gives it another history.

    `createOrFetchAndUpdateActorForIo` (QubitFlatfileImport.class.php, AtoM 2.9) takes name access points before events.
    """

    def __init__(self) -> None:
        self.histories: dict[int, int] = {}
        self.new: set[str] = set()

    def take(self, name: str, history: str) -> bool:
        """Whether a history goes into the only record of its name."""
        key, said = hash(name.casefold()), hash(history)
        if history and key not in self.histories:
            self.new.add(name)
        return self.histories.setdefault(key, said) == said or not history


def events(cells: Cells, unit: Unit, culture: str, actors: Actors) -> None:
    """Fill the columns of events, and report what has no place there of dates, agents and histories."""
    actors.new = set()
    histories = [note for note in unit.notes if note.kind == "biography_or_history" and note.text.strip(BLANKS)]
    found = [made for date in unit.dates if (made := _dated(cells, date, culture)) is not None]
    links = [link for link in unit.agents if link.role != "subject"]
    creators = [link for link in links if link.role == "creator" and link.agent.name.strip(BLANKS)]
    only = creators[0] if len(creators) == 1 and not creators[0].agent.history and histories else None
    whole = "\n\n".join(str(note.text).strip(BLANKS) for note in histories)
    if only is not None and not actors.take(str(only.agent.name).strip(BLANKS), whole):
        only = None
    for link in links:
        made = _acted(cells, link, culture)
        if made is None:
            continue
        if link is only:
            made = made._replace(history=whole)
        elif not actors.take(made.actor, made.history):
            why = "the history: a row above gives AtoM another of the same name, and it would make a second record"
            cells.lose("partial", "agents", "eventActorHistories", link, why)
            made = made._replace(history="")
        found.append(made)
    for note in histories:
        said = ("kind", "text", "heading", "label") if only is not None else ("kind", "text")
        if only is not None:
            why = "that it is a note: it is the history of the creator"
            cells.lose("changed", "notes", "eventActorHistories", note, why)
        else:
            found.append(Event(_term(cells, "Creation", culture, "notes", note), history=str(note.text)))
        cells.rest("notes", "eventActorHistories", note, said)
    for index, column in enumerate(_COLUMNS):
        field = "dates" if "Date" in column else "agents"
        cells.list(field, column, [event[index] for event in found], table.NULL if len(found) > 1 else "")


def _term(cells: Cells, type_: str, culture: str, field: str, value: Any) -> str:
    """The type of an event in the culture of the row; AtoM adds unknown ones to its types."""
    known = atom_lists.term("event", type_, culture)
    if known is None:
        why = f"nothing: AtoM adds the type of event {type_[:60]!r} to its list, which lacks it"
        cells.lose("changed", field, "eventTypes", value, why)
    return known or type_


def _dated(cells: Cells, date: Date, culture: str) -> Event | None:
    start, end = (_day(day) for day in date.normal_ends)
    text = str(date.text).strip(BLANKS) or ("" if start or end else date.display)
    if not (text or start or end):
        cells.lose("dropped", "dates", "eventDates", date, "an empty date")
        return None
    type_ = table.EVENT_OF_DATE.get(date.kind) or str(date.kind)
    type_ = type_.capitalize() if type_ in table.EVENTS else type_
    said = {"text", "kind"} | ({"edtf"} if text or date.exact else set())
    said |= {"type"} if date.type in (None, "inclusive", "single") else set()
    said |= {"calendar"} if date.calendar == "gregorian" else set()
    said |= {"era"} if date.era == "ce" else set()
    if date.type in ("inclusive", "single"):
        cells.lose(
            "changed", "dates", "eventStartDates", date, "how it covers the unit, which its first and last day show"
        )
    if any(date.normal_ends) and not (start or end):
        cells.lose("partial", "dates", "eventStartDates", date, "its days: AtoM keeps those of the years 1 to 9999")
    if date.kind is not None and table.kind_of(type_) != date.kind:
        cells.lose("changed", "dates", "eventTypes", date, "its kind, in AtoM's word")
    cells.rest("dates", "eventDates", date, said)
    return Event(_term(cells, type_, culture, "dates", date), text, start, end)


def _day(day: str | None) -> str:
    """A day as AtoM writes it: 00 for an unknown month or day; nothing for one that it cannot keep."""
    parts = (day or "").partition("T")[0].split("-")
    if len(parts[0]) != _YEAR or not parts[0].isdecimal() or parts[0] == "0000":
        return ""
    return "-".join([*parts, "00", "00"][:3])


def _acted(cells: Cells, link: AgentLink, culture: str) -> Event | None:
    agent = link.agent
    name = str(agent.name).strip(BLANKS)
    if not name:
        why = "an agent without a name: AtoM would make an authority record of it"
        cells.lose("dropped", "agents", "eventActors", link, why)
        return None
    finer = str(link.relator or "")
    by_relator = link.role == "creator" and finer.casefold() in table.EVENTS
    type_ = (
        finer.capitalize()
        if by_relator
        else table.EVENT_OF_ROLE.get(link.role, link.role.replace("_", " ").capitalize())
    )
    said = {"agent", "role"} | ({"relator"} if by_relator else set())
    if (link.label or "").strip(BLANKS + ":").casefold() in ("creator", link.role):
        said.add("label")
    if type(agent).__name__ != "Agent":
        why = "whether it is a person, a family or a corporate body: AtoM's template has no column for it"
        cells.lose("partial", "agents", "eventActors", link, why)
    if link.role not in table.EVENT_OF_ROLE or (by_relator and finer != finer.capitalize()):
        cells.lose("changed", "agents", "eventTypes", link, "its role, as a type of event")
    cells.rest("agents", "eventActors", link, said)
    cells.rest("agents", "eventActors", agent, ("name", "history"))
    return Event(_term(cells, type_ or "Creation", culture, "agents", link), actor=name, history=str(agent.history))


Names = Callable[[Any], str]


def access_points(cells: Cells, unit: Unit, actors: Actors) -> None:
    """Subjects, places, genres, and the agents that are subjects: only their names.

    One with a history in the row is left out: AtoM would make a second record of the name. Its import of EAD does the same.
    """
    subjects = []
    for link in unit.agents:
        name = str(link.agent.name).strip(BLANKS)
        if link.role != "subject":
            continue
        if name in actors.new:
            why = "that it is a subject, too: AtoM shows a creator among the access points, and would make a second record"
            cells.lose("partial", "agents", "nameAccessPoints", link, why)
            continue
        actors.take(name, "")
        subjects.append(link)
    groups: Sequence[tuple[str, str, Sequence[Any], Names]] = (
        ("subjects", "subjectAccessPoints", unit.subjects, lambda term: str(term.term)),
        ("genres", "genreAccessPoints", unit.genres, lambda term: str(term.term)),
        ("places", "placeAccessPoints", unit.places, lambda place: str(place.name)),
        ("agents", "nameAccessPoints", subjects, lambda link: str(link.agent.name)),
    )
    for field, column, values, name_of in groups:
        names = [name_of(value) for value in values]
        cells.list(field, column, [name for name in names if name.strip(BLANKS)])
        for name, value in zip(names, values, strict=True):
            if not name.strip(BLANKS):
                cells.lose("dropped", field, column, value, "a heading without a name")
                continue
            cells.rest(field, column, value, ("term", "name", "agent", "role"))
            if field == "agents":
                cells.rest(field, column, value.agent, ("name",))
                if type(value.agent).__name__ != "Agent":
                    why = "whether it is a person, a family or a corporate body: AtoM's template has no column for it"
                    cells.lose("partial", field, column, value, why)
