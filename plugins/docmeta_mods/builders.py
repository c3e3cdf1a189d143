"""How the elements of MODS are read: titles, names, dates, subjects, places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from docmeta.dates import Date, is_edtf
from docmeta.model import (
    Agent,
    AgentLink,
    CorporateBody,
    Draft,
    Family,
    Identifier,
    NamePart,
    Person,
    Place,
    Term,
    degrees,
    heading,
)
from docmeta.text import Text, language_of
from docmeta_mods.names import FINER
from docmeta_mods.taken import Taken, aside, children, leave, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_CLASSES: Final[dict[str, type[Agent]]] = {
    "personal": Person, "corporate": CorporateBody, "conference": CorporateBody, "family": Family,
}  # fmt: skip
_HEADINGS: Final = {"personal": "person", "corporate": "corporate", "conference": "meeting", "family": "family"}
_CREATORS: Final = frozenset(
    "cre aut col com art cmp pht creator author collector compiler artist composer photographer".split()
)
#: Relators that give a role of the model and nothing finer.
OWN_ROLES: Final = {"cre": "creator", "ctb": "contributor", "pbl": "publisher"}
#: The list of the codes of roles.
_RELATORS: Final = frozenset(("marcrelator",))
_PUBLISHERS: Final = frozenset(("pbl", "publisher"))
_QUALIFIERS: Final = {"approximate": "~", "questionable": "?"}
#: From the largest to the smallest (MODS 3.8, hierarchicalGeographic).
HIERARCHY: Final = (
    "extraTerrestrialArea", "continent", "country", "province", "region", "state", "territory", "county",
    "city", "citySection", "island", "area",
)  # fmt: skip
#: The greatest depth of nested places; MODS has fewer levels, and may repeat them.
_MOST_LEVELS: Final = 20
_LEVELS: Final = tuple(name.lower() for name in HIERARCHY)
#: A numeral among the terms of address, as in "John Paul II" (MARC to MODS puts 100 $b there).
_NUMERAL: Final = re.compile(r"[IVXLC]+\b(?!\.)")
_DAY: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_PAIR: Final = re.compile(r"[0-9]{4}-[0-9]{2}")


def title_words(element: _Element, taken: Taken) -> str:
    """A titleInfo as one text: nonSort, title, subTitle, partNumber, partName."""
    lead = taken.first(element, "nonSort")
    main = ""
    for child in children(element, "title"):
        if not main:
            main = taken.prose(child)
    if not main and element.text:
        main = taken.prose(element)
    if main and language_of(main) is None and (tag := taken.language(element)):
        main = Text(main, None, tag)
    rest = "".join(
        before + text
        for name, before in (("subTitle", ": "), ("partNumber", ". "), ("partName", ", "))
        for text in [taken.first(element, name)]
        if text
    )
    if not lead and not rest:
        return main
    gap = "" if lead.endswith(("'", "’", "-")) else " "
    whole = (f"{lead}{gap}" if lead else "") + str(main) + (rest if main else rest.lstrip(":., "))
    return Text(whole, None, language_of(main)) if language_of(main) else whole


def authority(*elements: _Element, taken: Taken) -> tuple[str | None, str | None]:
    """The vocabulary of an element, and its URI in it; what it lacks is that of the next one, a part of it."""
    source = next(filter(None, (taken.attribute(one, "authority") for one in elements)), None)
    return source, next(filter(None, (taken.attribute(one, "valueURI") for one in elements)), None)


def agent_link(element: _Element, taken: Taken, role: str | None = None) -> AgentLink | None:
    """A name."""
    source, uri = authority(element, taken=taken)
    kind = (element.get("type") or "").strip()
    taken.known(element, "type", _CLASSES.keys() - FINER)
    parts = [
        (taken.attribute(part, "type"), text) for part in children(element, "namePart") if (text := taken.text(part))
    ]
    dates = "; ".join(text for of, text in parts if of == "date" and text)
    named = [NamePart(text, of or None) for of, text in parts if of != "date" and text]
    shown = assembled(_HEADINGS.get(kind, "agent"), named).rstrip(" ,:;") or taken.text(element)
    if kind == "conference" and dates not in shown:
        shown = heading("meeting", [(shown, None), (dates, "d")])
    other = tuple(text for child in children(element, "displayForm") if (text := taken.text(child)) and text != shown)
    for child in children(element, "alternativeName"):
        other += tuple(text for part in children(child, "namePart") if (text := taken.text(part)))
    if not shown and other:
        shown, other = other[0], other[1:]
    numbers = [Identifier(uri, "uri")] if uri else []
    numbers += [
        Identifier(text, taken.attribute(child, "type") or "authority")
        for child in children(element, "nameIdentifier")
        if (text := taken.text(child))
    ]
    if not (shown or dates or numbers):
        return None
    said, relators = role_of(list(_relators(element, taken)))
    agent = _CLASSES.get(kind, Agent)(
        shown,
        tuple(named) if len(named) > 1 or any(part.kind for part in named) else (),
        other,
        Date(dates, kind="existence") if dates.strip() else None,
        tuple(numbers),
        source,
    )
    return AgentLink(agent, role or said, "; ".join(relators) or None, extras=taken.left(element))


def assembled(kind: str, parts: list[NamePart]) -> str:
    """The name as displayed: as a whole if the source gives it so, otherwise family name first."""
    kinds = {part.kind for part in parts}
    if not kinds & {"family", "given"}:
        return heading(kind, [(part.value, "b" if _NUMERAL.match(part.value) else part.kind) for part in parts])
    family = " ".join(part.value for part in parts if part.kind == "family")
    given = " ".join(part.value for part in parts if part.kind == "given")
    rest = [part.value for part in parts if part.kind not in ("family", "given")]
    family, given = family.rstrip(" ,"), given.rstrip(" ,")
    return ", ".join(text for text in (family, given, *rest) if text)


def _relators(element: _Element, taken: Taken) -> Iterator[str]:
    for role in children(element, "role"):
        terms = [(taken.known(term, "type", ("code", "text")), taken.text(term)) for term in children(role, "roleTerm")]
        for term in children(role, "roleTerm"):
            if term.get("type") == "code":
                taken.known(term, "authority", _RELATORS)
        words = [text for of, text in terms if of != "code" and text]
        codes = [text for of, text in terms if of == "code" and text]
        own = taken.text(role) if role.text and role.text.strip() else ""
        said = "; ".join([*words, *([own] if own else [])])
        if said and codes:
            yield f"{said} ({', '.join(codes)})"
        elif said or codes:
            yield said or ", ".join(codes)


def role_of(relators: list[str]) -> tuple[str, list[str]]:
    """The agent's role for the unit, and the relators that are more specific."""
    own = [OWN_ROLES[relator] for relator in relators if relator in OWN_ROLES]
    if own:
        return own[0], [relator for relator in relators if relator not in OWN_ROLES]
    return _role(relators), relators


def _role(relators: list[str]) -> str:
    """Creator, contributor or publisher, by the relators; creator without any."""
    words = {
        part.strip("() ").rpartition("/")[2].lower() for relator in relators for part in re.split(r"[;,(]", relator)
    }
    if not relators or words & _CREATORS:
        return "creator"
    return "publisher" if words & _PUBLISHERS else "contributor"


# -- dates --------------------------------------------------------------------------------------------------------------


#: Encodings that add nothing to the date.
ENCODINGS: Final = frozenset(("w3cdtf", "edtf"))
#: The end of a date that continues, in MARC (008, characters 11 to 14).
_OPEN: Final = "9999"
_POINTS: Final = ("start", "end")


def read_dates(elements: list[_Element], taken: Taken, kind: str | None) -> Iterator[Date]:
    """Dates of one element name: a start and an end next to each other, in either order, are one date."""
    waiting: _Element | None = None
    for element in elements:
        point = element.get("point")
        if point not in _POINTS:
            if waiting is not None:
                yield from _date([waiting], taken, kind)
                waiting = None
            yield from _date([element], taken, kind)
        elif waiting is None:
            waiting = element
        elif waiting.get("point") == point:
            yield from _date([waiting], taken, kind)
            waiting = element
        else:
            taken.attribute(waiting, "point")
            taken.attribute(element, "point")
            yield from _date([waiting, element] if point == "end" else [element, waiting], taken, kind)
            waiting = None
    if waiting is not None:
        yield from _date([waiting], taken, kind)


def _date(elements: list[_Element], taken: Taken, kind: str | None) -> Iterator[Date]:
    texts = [taken.text(element).strip() for element in elements]
    points = [element.get("point") for element in elements]
    if not any(texts):
        for element in elements:
            taken.forget(element)
        return
    calendar = (elements[0].get("calendar") or "").lower()
    foreign = calendar not in ("", "gregorian") and not elements[0].get("encoding")
    ends = [
        None if foreign else _edtf(_coded(text, element), (element.get("qualifier") or "").strip())
        for text, element in zip(texts, elements, strict=True)
    ]
    if len(elements) == 2:
        if texts[1] == _OPEN and elements[1].get("encoding") == "marc":
            texts[1], ends[1] = "", ".."
        text = f"{texts[0]}-{texts[1]}" if not any("-" in one for one in texts) else f"{texts[0]}/{texts[1]}"
        edtf = f"{ends[0]}/{ends[1]}" if all(ends) else None
    else:
        text = texts[0]
        edtf = ends[0] and {"start": f"{ends[0]}/..", "end": f"../{ends[0]}"}.get(points[0] or "", ends[0])
    edtf = edtf if edtf and is_edtf(edtf) else None
    for element in elements if edtf else ():
        taken.known(element, "encoding", ENCODINGS)
        taken.known(element, "qualifier", _QUALIFIERS)
    extras = tuple(extra for element in elements for extra in taken.left(element))
    if foreign:
        yield Date(text, None, kind, calendar=calendar, extras=extras)
    elif kind in ("publication", "copyright") and edtf is None and len(elements) == 1:
        yield Date.imprint(text, kind=kind, extras=extras)
    else:
        yield Date(text, edtf, kind, extras=extras)


def _coded(text: str, element: _Element) -> str:
    """A date by its encoding; without one, 1936-37 is two years, and 1901-02 may be (MODS, `@encoding`)."""
    if element.get("encoding") or not (text.startswith("[") or _YEAR_PAIR.fullmatch(text)):
        return text
    return Date(text).edtf or ""


def _edtf(text: str, qualifier: str) -> str | None:
    """A normalised date as EDTF; None for words."""
    compact = _DAY.fullmatch(text)
    text = "-".join(compact.groups()) if compact else text
    sign = _QUALIFIERS.get(qualifier, "")
    edtf = text + sign
    if sign and not is_edtf(edtf):
        edtf = text
    return edtf if is_edtf(edtf) else None


# -- subjects -------------------------------------------------------------------------------------------------------------

_KINDS: Final = {
    "topic": "topic", "geographic": "geographic", "temporal": "temporal", "titleinfo": "title", "name": "name", "genre": "genre",
    "occupation": "occupation", "hierarchicalgeographic": "geographic",
}  # fmt: skip


def subject(element: _Element, draft: Draft, taken: Taken) -> None:
    """A subject: one term, place, date or name, or a heading of several."""
    parts = [child for child in children(element) if name_of(child) in _KINDS]
    names = {name_of(child) for child in parts}
    if any(name_of(child) == "cartographics" for child in children(element)) and names <= {"geographic"}:
        draft.add("places", _mapped_place(element, parts, taken))
    elif names == {"temporal"} and len(parts) <= 2:
        for date in read_dates(parts, taken, "coverage"):
            draft.add("dates", date)
        leave(element, draft, taken)
    elif len(parts) == 1 and names == {"name"}:
        _subject_name(element, parts[0], draft, taken)
    elif len(parts) == 1 and names & {"geographic", "hierarchicalgeographic"}:
        draft.add("places", _place(element, parts[0], taken))
    else:
        _subject_term(element, parts, draft, taken)


def _subject_name(element: _Element, name: _Element, draft: Draft, taken: Taken) -> None:
    link = agent_link(name, taken, "subject")
    if link is not None:
        draft.add("agents", link)
        mark(name, taken)
        leave(element, draft, taken)
    else:
        aside(element, draft, taken)


def mark(element: _Element, taken: Taken) -> None:
    """Count an element as fully read: its value holds all of it, or carries the rest."""
    for at in element.iter("{*}*"):
        taken.texts.add(at)
        for key in at.attrib:
            taken.attributes.add((at, str(key)))


def _subject_term(element: _Element, parts: list[_Element], draft: Draft, taken: Taken) -> None:
    source, uri = authority(element, *(parts if len(parts) == 1 else ()), taken=taken)
    said = [(_KINDS[name_of(part)], _part_words(part, taken)) for part in parts]
    said = [(kind, text) for kind, text in said if text]
    shown = "--".join(text for _, text in said) or taken.text(element)
    if not (shown or uri):
        return aside(element, draft, taken)
    kind = said[0][0] if len(said) == 1 and said[0][0] in ("occupation", "title") else "topic"
    named = tuple(NamePart(text, of) for of, text in said) if len(said) > 1 else ()
    draft.add("subjects", Term(shown, kind, named, source, uri=uri, extras=taken.left(element)))
    return None


def _part_words(part: _Element, taken: Taken) -> str:
    name = name_of(part)
    if name == "titleinfo":
        said = taken.attributes.copy()
        words = str(title_words(part, taken))
        taken.attributes = said  # a heading has no language of its own
        return words
    if name == "name":
        named = [
            NamePart(text, child.get("type")) for child in children(part, "namePart") if (text := taken.text(child))
        ]
        kind = _HEADINGS.get(part.get("type") or "", "agent")
        shown = assembled(kind, [one for one in named if one.kind != "date"])
        dates = [(one.value, "d") for one in named if one.kind == "date"]
        return heading(kind, [(shown, None), *dates]) or taken.text(part)
    if name == "hierarchicalgeographic":
        levels = sorted(
            children(part), key=lambda child: _LEVELS.index(name_of(child)) if name_of(child) in _LEVELS else 99
        )
        return "--".join(text for child in levels if (text := taken.text(child)))
    return taken.text(part)


def _place(element: _Element, part: _Element, taken: Taken) -> Place:
    source, uri = authority(element, part, taken=taken)
    if name_of(part) == "geographic":
        name = taken.text(part)
        extras = taken.left(element)
        return (
            Place(name, source=source, uri=uri, extras=extras)
            if name or uri
            else Place("[unnamed]", source=source, extras=extras)
        )
    found = sorted(
        ((_LEVELS.index(name_of(child)), child) for child in children(part) if name_of(child) in _LEVELS),
        key=lambda pair: pair[0],
    )[:_MOST_LEVELS]
    levels = [(name_of(child), taken.text(child)) for _, child in found]
    levels = [(kind, text) for kind, text in levels if text]
    place: Place | None = None
    for number, (kind, text) in enumerate(levels):
        last = number == len(levels) - 1
        place = Place(
            text,
            kind,
            source=source if last else None,
            uri=uri if last else None,
            part_of=place,
            extras=taken.left(element) if last else (),
        )
    return place or Place("[unnamed]", source=source, uri=uri, extras=taken.left(element))


def _mapped_place(element: _Element, parts: list[_Element], taken: Taken) -> Place:
    """A place with coordinates: numbers if they are in decimal degrees; any other notation is carried along."""
    source, uri = authority(element, taken=taken)
    name = "--".join(text for part in parts if (text := taken.text(part)))
    latitude = longitude = None
    for cartographics in children(element, "cartographics"):
        for coordinates in children(cartographics, "coordinates"):
            found = degrees(coordinates.text or "")
            if found and latitude is None:
                latitude, longitude = found
                taken.text(coordinates)
    extras = taken.left(element)
    if not (name or uri or latitude is not None):
        name = next((extra.content for extra in extras), "[unnamed]")
    return Place(name, source=source, uri=uri, latitude=latitude, longitude=longitude, extras=extras)
