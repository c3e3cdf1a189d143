"""How the other top-level elements of MODS are read: one function each."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import attrs

from docmeta.dates import Date
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    DigitalObject,
    Draft,
    Extent,
    Extra,
    Identifier,
    Note,
    Repository,
    RightsStatement,
    Term,
    boxes,
    counted,
    unnamed,
)
from docmeta.text import language_of
from docmeta.xml import localname
from docmeta.xml.harvest import outer
from docmeta_mods.around import language, record_info, related_item
from docmeta_mods.builders import ENCODINGS, agent_link, authority, mark, read_dates, subject, title_words
from docmeta_mods.names import DATE_ELEMENTS, IDENTIFIERS, NOTE_TYPES, ORGANISATIONS
from docmeta_mods.taken import Taken, aside, children, leave, letters, name_of, own

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROLES: Final = {"preview": "thumbnail"}
#: Levels that are collections of units.
AGGREGATES: Final = frozenset(
    ("collection", "fonds", "recordgrp", "subgrp", "class", "subfonds", "series", "subseries")
)
#: The type of the note that gives the level of description, for which MODS has no element.
_LEVEL: Final = "levelofdescription"
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)


def title_info(element: _Element, draft: Draft, taken: Taken) -> None:
    """titleInfo."""
    other = element.get("type")
    if other in ("alternative",):
        taken.attribute(element, "type")
    words = title_words(element, taken)
    if words and not other and element.get("usage") == "primary" and "title" in draft:
        draft.add("other_titles", draft.fields.pop("title"))
    if words:
        field = "other_titles" if other or "title" in draft else "title"
        draft.add(field, words)
    (leave if words else aside)(element, draft, taken)


def name(element: _Element, draft: Draft, taken: Taken) -> None:
    """name."""
    link = agent_link(element, taken)
    if link is None:
        return aside(element, draft, taken)
    group = element.get("altRepGroup")
    known = taken.represented.get(group) if group else None
    if known is None:
        draft.add("agents", link)
        if group:
            taken.represented[group] = len(draft.get("agents")) - 1, []
        return None
    known[1].extend((link.agent.name, *link.agent.other_names))
    for extra in link.extras:
        if not extra.place.endswith("@altRepGroup"):
            draft.add("extras", extra)
    return None


def represented(draft: Draft, taken: Taken) -> None:
    """Give the agents that several elements represent their other names."""
    agents = draft.get("agents")
    for at, names in taken.represented.values():
        agent = agents[at].agent
        others = dict.fromkeys((*agent.other_names, *(name for name in names if name and name != agent.name)))
        if names:
            agents[at] = attrs.evolve(agents[at], agent=attrs.evolve(agent, other_names=tuple(others)))


def type_of_resource(element: _Element, draft: Draft, taken: Taken) -> None:
    """typeOfResource."""
    collection = taken.attribute(element, "collection")
    if collection == "yes" and draft.get("level") in (None, "collection"):
        draft.fields["level"] = "collection"
    elif collection:
        draft.extra("typeOfResource/@collection", collection)
    _genre(element, draft, taken, "typeOfResource")


def genre(element: _Element, draft: Draft, taken: Taken) -> None:
    """genre."""
    _genre(element, draft, taken, None)


def _genre(element: _Element, draft: Draft, taken: Taken, vocabulary: str | None) -> None:
    source, uri = authority(element, taken=taken)
    text = taken.prose(element)
    if text or uri:
        draft.add("genres", Term(text, source=source or vocabulary, uri=uri, extras=taken.left(element)))
    else:
        aside(element, draft, taken)


#: The event of a date of issue that is no publication (MODS 3.8, originInfo/@eventType, and the terms of DFG's profile).
_EVENTS: Final = {
    "digitization": "digitisation", "digitisation": "digitisation", "digitized": "digitisation", "digitised": "digitisation",
    "capture": "digitisation", "production": "creation", "creation": "creation",
}  # fmt: skip


#: The role of an agent without one, by the event (MODS 3.8, originInfo/agent).
_MADE: Final = {"publication": "publisher", "production": "creator", "creation": "creator"}
#: What a publisher is in any other event (as MARC to MODS writes 264).
_PUBLISHED: Final[dict[str, tuple[str, str | None]]] = {
    **{event: ("contributor", kind) for event, kind in _EVENTS.items() if kind == "digitisation"},
    **dict.fromkeys(("production", "creation"), ("creator", None)),
    **{event: ("contributor", event) for event in ("distribution", "manufacture")},
}


def origin_info(element: _Element, draft: Draft, taken: Taken) -> None:
    """originInfo: dates, publisher, edition."""
    groups: dict[str, list[_Element]] = {}
    for child in children(element):
        if name_of(child) in DATE_ELEMENTS:
            groups.setdefault(name_of(child) + (child.get("type") or ""), []).append(child)
    words = _words_apart(groups, taken)
    for key, group in groups.items():
        if not group:
            continue
        kind = next(kind for of, kind in DATE_ELEMENTS.items() if key.startswith(of))
        if kind is None:
            kind = group[0].get("type", "").strip() or None
            for one in group:
                if (one.text or "").strip():
                    taken.attribute(one, "type")
        if kind in ("publication", None):
            kind = _EVENTS.get(str(element.get("eventType", "")).strip().casefold(), kind)
        coded = any(one.get("encoding") == "marc" for one in group)
        alone = [one.get("point") for one in group] == ["start"]
        for date in read_dates(group, taken, kind):
            told = None
            if words and (coded or alone):
                told = (Date.imprint(words, kind=kind) if coded else Date(words)).edtf
            edtf = told if told and told != "XXXX" else date.edtf
            draft.add("dates", Date(words, edtf, kind, extras=date.extras) if words and edtf else date)
        _counted(group, taken)
    event = str(element.get("eventType", "publication")).strip().casefold()
    for child in children(element, "publisher"):
        text = "" if unnamed(child.text or "") else taken.prose(child)
        if text:
            text = text.rstrip(" ,:;") if language_of(text) is None else text
            draft.add("agents", AgentLink(Agent(text), *_PUBLISHED.get(event, ("publisher", None))))
    for child in children(element, "agent"):
        made = None if next(children(child, "role"), None) is not None else _MADE.get(event, "contributor")
        if (link := agent_link(child, taken, made)) is not None:
            draft.add("agents", link)
            mark(child, taken)
        else:
            taken.forget(child)
    for child in children(element, "edition"):
        text = taken.prose(child)
        if text:
            draft.add("notes", Note("general", text, label="Edition"))
    leave(element, draft, taken)


#: Encodings of a date that may stand beside its words.
_CODES: Final = ENCODINGS | {"marc", "iso8601"}


def _words_apart(groups: dict[str, list[_Element]], taken: Taken) -> str:
    """The words of the only date, if its code stands beside them: in `displayDate`, or in the same element with an encoding.

    The code may be a start and an end; a start alone, if the words begin then.
    """
    shown = groups.get("displaydate", [])
    coded = [one for key, group in groups.items() if key != "displaydate" for one in group]
    if len(groups) == 1 and len(coded) > 1 and not shown:
        shown = [one for one in coded if set(map(str, one.attrib)) <= {"type"}]
        if len(shown) == 1:
            coded.remove(shown[0])
    points = sorted(one.get("point", "") for one in coded)
    if len(shown) != 1 or points not in ([""], ["end", "start"], ["start"]):
        return ""
    if points == ["start"] and not _begins(shown[0].text or "", coded[0].text or ""):
        return ""
    if not all(one.get("encoding") in _CODES for one in coded):
        return ""
    (words,) = shown
    for group in groups.values():
        if words in group:
            group.remove(words)
    taken.attribute(words, "type")
    return taken.text(words)


def _begins(words: str, code: str) -> bool:
    """Whether a date in words begins with that of a code; it may be more or less certain."""
    begin = (Date(words.strip()).edtf or "").partition("/")[0]
    return bool(begin) and begin.rstrip("?~%") == code.strip().rstrip("?~%")


def _counted(elements: list[_Element], taken: Taken) -> None:
    """Count the attributes of dated elements as read; what the date does not hold is in its extras."""
    for element in elements:
        if taken.text(element):
            for key in element.attrib:
                taken.attributes.add((element, str(key)))


def physical_description(element: _Element, draft: Draft, taken: Taken) -> None:
    """physicalDescription."""
    for child in children(element):
        local = name_of(child)
        if local == "extent" and (text := taken.text(child)):
            measure = taken.attribute(child, "unit")
            said = counted(f"{text} {measure}") if measure else {}
            if measure and not said:
                text = f"{text} ({measure})"
            draft.add(
                "extents",
                Extent(f"{text} {measure}" if said else text, **(said or counted(text)), extras=own(child, taken)),
            )
        elif local == "form" and (text := taken.text(child)):
            draft.add("extents", Extent(facets=(text,), extras=own(child, taken)))
        elif local == "internetmediatype" and (text := taken.text(child)):
            draft.add("digital_objects", DigitalObject(media_type=text))
        elif local == "note":
            _note(child, draft, taken, "physical_characteristics")
    leave(element, draft, taken)


def abstract(element: _Element, draft: Draft, taken: Taken) -> None:
    """abstract: the first is the description."""
    text, label = taken.prose(element), taken.attribute(element, "displayLabel")
    if not text:
        aside(element, draft, taken)
    elif "description" not in draft and not taken.audience(element):
        draft.add("description", text)
        if label:
            draft.add("description_heading", label)
        leave(element, draft, taken)
    else:
        private = taken.audience(element)
        draft.add("notes", Note("abstract", text, label=label or None, audience=private, extras=taken.left(element)))


def note(element: _Element, draft: Draft, taken: Taken) -> None:
    """note, by its type."""
    if letters(element.get("type") or "") == _LEVEL and draft.get("level") in (None, "collection"):
        text = taken.text(element)
        if text:
            taken.attribute(element, "type")
            draft.fields["level"] = text
        return leave(element, draft, taken)
    _note(element, draft, taken, None)


def _note(element: _Element, draft: Draft, taken: Taken, default: str | None) -> None:
    text, label, of = taken.prose(element), taken.attribute(element, "displayLabel"), element.get("type") or ""
    kind = NOTE_TYPES.get(letters(of)) if default is None else default
    if (kind and default is None) or not label:
        taken.attribute(element, "type")
    if not label and (kind is None or default is not None):
        label = of
    if text:
        private = taken.audience(element)
        draft.add(
            "notes", Note(kind or "general", text, label=label or None, audience=private, extras=own(element, taken))
        )
    else:
        aside(element, draft, taken)


def prose_of(kind: str) -> Callable[[_Element, Draft, Taken], None]:
    """tableOfContents and targetAudience."""

    def build(element: _Element, draft: Draft, taken: Taken) -> None:
        text, label = taken.prose(element), taken.attribute(element, "displayLabel")
        if text:
            private = taken.audience(element)
            draft.add("notes", Note(kind, text, label=label or None, audience=private, extras=taken.left(element)))
        else:
            aside(element, draft, taken)

    return build


def identifier(element: _Element, draft: Draft, taken: Taken) -> None:
    """identifier."""
    if element.get("invalid") == "yes":  # cancelled or wrong: it identifies nothing
        return leave(element, draft, taken)
    of, label, text = taken.attribute(element, "type"), taken.attribute(element, "displayLabel"), taken.text(element)
    if text:
        kind = IDENTIFIERS.get(of.lower(), of) or ("uri" if _ADDRESS.fullmatch(text) else "unitid")
        draft.add("identifiers", Identifier(text, kind, label or None, extras=taken.left(element)))
    else:
        aside(element, draft, taken)
    return None


def classification(element: _Element, draft: Draft, taken: Taken) -> None:
    """classification."""
    source, text = taken.attribute(element, "authority"), taken.text(element)
    if text:
        draft.add("identifiers", Identifier(text, source or "classification", extras=taken.left(element)))
    else:
        aside(element, draft, taken)


def location(element: _Element, draft: Draft, taken: Taken) -> None:
    """location: the holder, the place there, and the URL."""
    copies = [copy for held in children(element, "holdingSimple") for copy in children(held, "copyInformation")]
    parts = [*children(element), *(child for copy in copies for child in children(copy))]
    for child in sorted(parts, key=_coded):
        local, of = name_of(child), (child.get("type") or "").lower()
        if local == "physicallocation" and _coded(child) and (held := draft.get("repository")) and not held.identifiers:
            number = Identifier(taken.text(child), taken.attribute(child, "authority"))
            draft.fields["repository"] = attrs.evolve(
                held, identifiers=(number,), extras=(*held.extras, *own(child, taken))
            )
        elif local == "sublocation" and (text := taken.text(child)):
            draft.add("notes", Note("location", text, extras=own(child, taken)))
        elif local == "physicallocation" and of == "container" and (text := taken.text(child)):
            taken.attribute(child, "type")
            for one in boxes(text) or (Container(text),):
                draft.add("containers", one)
            for extra in own(child, taken):
                draft.add("extras", extra)
        elif local == "physicallocation" and (text := taken.text(child)):
            if of in ("", "repository") and "repository" not in draft:
                taken.attribute(child, "type")
                label = taken.attribute(child, "displayLabel") or None
                uri = taken.attribute(child, "valueURI") or taken.attribute(child, "xlink:href") or None
                draft.add("repository", Repository(text, uri=uri, label=label, extras=own(child, taken)))
            else:
                label = taken.attribute(child, "displayLabel")
                if of == "location" or not label:
                    said = taken.attribute(child, "type")
                    label = label or ("" if of == "location" else said)
                draft.add("notes", Note("location", text, label=label or None, extras=own(child, taken)))
        elif local == "shelflocator" and (found := boxes(child.text or "")):
            taken.text(child)
            for one in found:
                draft.add("containers", one)
        elif local == "shelflocator" and (text := taken.text(child)):
            coded = any(one.kind == "unitid" for one in draft.get("identifiers", ()))
            draft.add("identifiers", Identifier(text, "call number" if coded else "unitid", extras=own(child, taken)))
        elif local == "url" and (text := taken.text(child)):
            access = taken.attribute(child, "access")
            shown = taken.attribute(child, "displayLabel")
            draft.add(
                "digital_objects",
                DigitalObject(text, shown, role=_ROLES.get(access, access) or None, extras=own(child, taken)),
            )
    leave(element, draft, taken)


def _coded(element: _Element) -> bool:
    """Whether a location is given by the code of an institution, which tells less than its name."""
    return name_of(element) == "physicallocation" and element.get("authority") in ORGANISATIONS


def access_condition(element: _Element, draft: Draft, taken: Taken) -> None:
    """accessCondition."""
    of, uri = letters(element.get("type") or ""), taken.attribute(element, "xlink:href")
    text = taken.prose(element)
    if of in ("restrictiononaccess", "useandreproduction"):
        taken.attribute(element, "type")
    if not (text or uri):
        holder = next((taken.first(one, "name") for one in element.iter("{*}rights.holder")), "")
        if holder:  # of copyrightMD, which stands in it
            draft.add("rights", RightsStatement(holder=holder, extras=taken.left(element)))
            return None
        return aside(element, draft, taken)
    label, private = taken.attribute(element, "displayLabel") or None, taken.audience(element)
    if of == "restrictiononaccess" and text:
        beside = (Extra("mods", "accessCondition/@href", uri),) if uri else ()
        draft.add(
            "notes",
            Note("access_conditions", text, label=label, audience=private, extras=(*beside, *taken.left(element))),
        )
    elif of == "useandreproduction" and text and not uri and not _ADDRESS.fullmatch(str(text)):
        draft.add("notes", Note("use_conditions", text, label=label, audience=private, extras=taken.left(element)))
    else:
        beside = (Extra("mods", "accessCondition/@displayLabel", label),) if label else ()
        if not uri and _ADDRESS.fullmatch(str(text)):
            text, uri = "", str(text)
        draft.add(
            "rights", RightsStatement(text, uri or None, audience=private, extras=(*beside, *taken.left(element)))
        )
    return None


def carry(element: _Element, draft: Draft, taken: Taken) -> None:
    """An element that no line of the table names, as it was."""
    draft.add("extras", Extra("mods", localname(element), outer(element)))


#: Top-level elements of which each part can be marked as internal.
MARKED: Final = frozenset(("abstract", "tableofcontents", "targetaudience", "note", "accesscondition"))
#: The function of each top-level element, by its name in lower case.
ELEMENTS: Final[dict[str, Callable[[_Element, Draft, Taken], None]]] = {
    "titleinfo": title_info, "name": name, "typeofresource": type_of_resource, "genre": genre, "origininfo": origin_info,
    "language": language, "physicaldescription": physical_description, "abstract": abstract,
    "tableofcontents": prose_of("table_of_contents"), "targetaudience": prose_of("intended_audience"), "note": note,
    "subject": subject, "classification": classification, "relateditem": related_item, "identifier": identifier,
    "location": location, "accesscondition": access_condition, "recordinfo": record_info,
}  # fmt: skip
