"""Extracts from prose what a narrative of EAD 4.0 has beside it: its period and its events.

>>> said = Element("event", {}, ["Given by ", Element("name", {}, [Element("part", {}, ["Roe"])])])
>>> item = Element("chronitem", {}, [Element("datesingle", {}, ["1950"]), said])
>>> made = events(Prose(print), Element("chronlist", {"localtype": "narrativeEvent"}, [item]))
>>> [child.name for child in made[0].children]
['date', 'eventDescription', 'agent']
"""

from __future__ import annotations

from docmeta.text import Element, words
from docmeta_ead.ead4.to_prose import Piece, Prose, hides, is_hidden
from docmeta_ead.tables import ead4 as names


def period(prose: Prose, paragraph: Piece) -> Element | None:
    """The period, if a paragraph holds nothing else."""
    if not isinstance(paragraph, Element) or paragraph.name != "p":
        return None
    ends = [child for child in paragraph.children if isinstance(child, Element)]
    kinds = [end.attributes.get("localtype") for end in ends]
    others = any(isinstance(child, str) and child.strip() for child in paragraph.children)
    if (
        kinds not in (["fromDate"], ["toDate"], ["fromDate", "toDate"])
        or others
        or any(end.name != "date" for end in ends)
    ):
        return None
    made = Element("dateRange", prose.attributes(paragraph, "dateRange"))
    for kind, end in zip(kinds, ends, strict=True):
        made.children.append(prose.element(end, str(kind), {"normal": "standardDate"}, ("localtype",)))
    return made


def events(prose: Prose, listed: Piece) -> list[Element]:
    """The events of a narrative, if a list holds nothing else."""
    if (
        not isinstance(listed, Element)
        or listed.name != "chronlist"
        or listed.attributes.get("localtype") != names.EVENTS
        or is_hidden(listed)
    ):
        return []
    items = [child for child in listed.children if isinstance(child, Element)]
    if any(not _is_event(item) for item in items):
        return []
    return [_event(prose, item) for item in items]


def _is_event(item: Element) -> bool:
    kinds = [child.name for child in item.children if isinstance(child, Element)]
    hidden = any(hides(child) for child in item.children if not _is_day(child))
    return (
        item.name == "chronitem"
        and not hidden
        and kinds in (["datesingle", "event"], ["dateset", "event"])
        and not (
            kinds[0] == "dateset"
            and any(isinstance(day, Element) and day.name != "datesingle" for day in _first(item).children)
        )
    )


def _is_day(piece: Piece) -> bool:
    """Whether it is one or more dates whose own marks tell whether they are internal."""
    if not isinstance(piece, Element) or (piece.name == "dateset" and is_hidden(piece)):
        return False
    return piece.name in ("datesingle", "dateset")


def _first(item: Element) -> Element:
    return next(child for child in item.children if isinstance(child, Element))


def _event(prose: Prose, item: Element) -> Element:
    made = Element("narrativeEvent", prose.attributes(item, "narrativeEvent"))
    days, said = [child for child in item.children if isinstance(child, Element)]
    for day in [days] if days.name == "datesingle" else days.children:
        if isinstance(day, Element):
            made.children.append(prose.element(day, "date"))
    run: list[Piece] = []
    for piece in [*said.children, Element("lb")]:
        if isinstance(piece, Element) and piece.name in (*names.AGENTS, "geogname", "lb"):
            if words(run).strip():
                made.children.append(prose.element(Element("event", {}, run), "eventDescription"))
            run = []
            if piece.name in names.AGENTS:
                only = piece.children[0] if len(piece.children) == 1 else ""
                label = Element("label", {}, [words(piece.children)])
                if isinstance(only, Element):
                    label = prose.element(only, "label")
                agent = Element("agent", prose.attributes(piece, "agent"), [label])
                if names.AGENTS[piece.name]:
                    agent.attributes["agentType"] = names.AGENTS[piece.name]
                made.children.append(agent)
            elif piece.name == "geogname":
                made.children.append(
                    Element("placeName", prose.attributes(piece, "placeName"), [words(piece.children)])
                )
        else:
            run.append(piece)
    return made
