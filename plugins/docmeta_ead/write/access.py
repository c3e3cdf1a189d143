"""Agents, terms and places: as creators in `origination`, as access points in `controlaccess`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from docmeta.model import (
    HEADINGS,
    Agent,
    AgentLink,
    CorporateBody,
    Extra,
    Family,
    NamePart,
    Person,
    Place,
    Term,
    Unit,
    heading,
)
from docmeta.text import Element, words
from docmeta.xml import collapse, escape
from docmeta_ead.fit.pieces import BLANK, Piece
from docmeta_ead.tables import losses
from docmeta_ead.tables.values import is_life
from docmeta_ead.write.extras import parsed, with_extras
from docmeta_ead.write.plain import PlainWriter
from docmeta_ead.write.state import Writing, element

_KINDS: Final[tuple[tuple[type[Agent], str], ...]] = (
    (Person, "persname"),
    (CorporateBody, "corpname"),
    (Family, "famname"),
    (Agent, "name"),
)
_TERMS: Final = {"topic": "subject", "function": "function", "occupation": "occupation", "title": "title"}
#: The coordinate system of the model: degrees on the World Geodetic System of 1984.
_SYSTEM: Final = "WGS84"
_COORDINATES: Final = "geographiccoordinates"


_ELEMENTS: Final = dict(_KINDS)


def name_of(agent: Agent) -> str:
    """The element for an agent of its kind."""
    return _ELEMENTS.get(agent.__class__) or next(name for kind, name in _KINDS if isinstance(agent, kind))


# Agents.


def origination(writing: Writing, link: AgentLink) -> Element:
    """A creator: the name in an `origination` of its own."""
    outer = tuple(extra for extra in link.extras if extra.place.startswith("origination/"))
    named = agent(writing, link, tuple(extra for extra in link.extras if extra not in outer))
    made = Element("origination", {"label": link.label} if link.label else {}, [named])
    return with_extras(writing, made, outer)


def access_name(writing: Writing, link: AgentLink) -> Element:
    """An agent as an access point. A role that EAD cannot distinguish from that of a subject becomes its relator."""
    made = agent(writing, link, link.extras)
    if link.role != "subject":
        if link.role:
            made.attributes.setdefault("relator", link.role)
        writing.lose(losses.AGENT_ROLE, link.role, made.name)
    if link.label:
        writing.lose(losses.AGENT_LABEL, link.label)
    return made


def agent(writing: Writing, link: AgentLink, extras: Sequence[Extra]) -> Element:
    """The name of an agent, with its parts and its authority."""
    who = link.agent
    made = element(
        writing,
        name_of(who),
        who.name,
        relator=link.relator,
        source=who.source,
        rules=who.rules,
        audience=link.audience,
    )
    made.children = _named(writing, made, who.name, who.parts)
    _life(writing, made, who)
    for number, one in enumerate(who.identifiers):
        if number or one.label or one.country or one.repository or one.extras or one.audience:
            writing.lose(losses.AGENT_IDENTIFIERS, one, made.name)
        if not number:
            made.attributes["identifier"] = str(one.value)
            if one.kind != "authority":
                writing.lose(losses.AGENT_IDENTIFIER_KIND, one, made.name)
    for other in who.other_names:
        writing.lose(losses.AGENT_OTHER_NAMES, other, made.name)
    if who.about is not None:
        writing.lose(losses.AGENT_ABOUT, who.about, made.name)
    return _with_parts(writing, made, (*extras, *who.extras))


def _with_parts(writing: Writing, made: Element, extras: Sequence[Extra]) -> Element:
    """A heading with its extras: attributes of its only part get a part to stand on."""
    inner = made.children
    said = writing.ead3 and any(extra.place.startswith("part/") for extra in extras)
    if said and inner and not any(isinstance(child, Element) and child.name == "part" for child in inner):
        made.children = [Element("part", {}, inner)]
    return with_extras(writing, made, extras)


def _named(writing: Writing, made: Element, name: str, parts: Sequence[NamePart]) -> list[Piece]:
    """The name: in EAD3 in parts, if they are equivalent."""
    if parts and writing.ead3 and (not name or name == _joined(made.name, parts)):
        return [element(writing, "part", part.value, localtype=part.kind) for part in parts]
    if parts:
        writing.lose(losses.NAME_PARTS, " | ".join(_named_part(part) for part in parts), made.name)
    if writing.ead3 and made.name == "persname" and is_life(name, ()):
        # It is read as these, and written the same again.
        return [Element("part", {"localtype": "dates"}, [name])]
    return made.children


def _joined(name: str, parts: Sequence[NamePart]) -> str:
    return heading(HEADINGS.get(name, "agent"), [(str(part.value), part.kind) for part in parts])


def _named_part(part: NamePart) -> str:
    words = getattr(part.value, "markup", None) or str(part.value)
    return f"{part.kind}: {words}" if part.kind else words


def _life(writing: Writing, made: Element, who: Agent) -> None:
    """Add the dates of existence after the name, as in headings (DACS 2.6, RDA 9.3)."""
    if who.dates is None:
        return
    words = str(who.dates.display)
    if words in str(who.name) and words:
        writing.lose(losses.AGENT_DATES_IN_NAME, who.dates, made.name)
        return
    named = str(who.name) or _joined(made.name, who.parts)
    if writing.ead3 and is_life(named, () if who.name else who.parts):
        # One part: two would be read as one, and then be written so.
        made.children = [Element("part", {"localtype": "dates"}, [f"{named} {words}"])]
    elif writing.ead3:
        if made.children and not any(isinstance(child, Element) and child.name == "part" for child in made.children):
            made.children = [Element("part", {}, made.children)]
        made.children.append(Element("part", {"localtype": "dates"}, [words]))
    else:
        made.children += [", ", words] if made.children else [words]
    writing.lose(losses.AGENT_DATES_BEHIND, who.dates, made.name)


# Terms and places.


def term(writing: Writing, part: Term) -> Element:
    """A subject, a function, an occupation or a title."""
    made = _heading(writing, _TERMS.get(part.kind, "subject"), part)
    if part.kind not in _TERMS:
        made.attributes["localtype"] = part.kind
        writing.lose(losses.TERM_KIND, part.kind)
    return _with_parts(writing, made, part.extras)


def genre(writing: Writing, part: Term) -> Element:
    """A genre or a form."""
    if part.kind not in ("topic", "genre"):
        writing.lose(losses.GENRE_KIND, part.kind)
    return _with_parts(writing, _heading(writing, "genreform", part), part.extras)


def place(writing: Writing, part: Place) -> Element:
    """A place; with its coordinates only if EAD3 can hold them."""
    made = _heading(writing, "geogname", part)
    if part.kind:
        made.attributes["localtype"] = part.kind
        writing.lose(losses.PLACE_KIND, part.kind)
    if part.part_of is not None:
        writing.lose(losses.PLACE_PART_OF, part.part_of)
    extras = part.extras
    own = [extra for extra in extras if extra.place == _COORDINATES and extra.format in ("ead2002", "ead3")]
    if own and not writing.ead3:
        extras = tuple(extra for extra in extras if extra not in own)
        for extra in own:
            found = parsed(writing, extra)
            if found is not None:
                writing.lose(losses.PLACE_COORDINATES, words([found]))
    elif not own and (part.latitude is not None or part.longitude is not None):
        if not writing.ead3 or part.latitude is None or part.longitude is None:
            writing.lose(losses.PLACE_COORDINATES, f"{part.latitude}, {part.longitude}")
        else:
            if made.children and not any(isinstance(one, Element) and one.name == "part" for one in made.children):
                made.children = [Element("part", {}, made.children)]
            where = f"{float(part.latitude)!r}, {float(part.longitude)!r}"
            made.children.append(Element(_COORDINATES, {"coordinatesystem": _SYSTEM}, [where]))
    return _with_parts(writing, made, extras)


def _heading(writing: Writing, name: str, part: Term | Place) -> Element:
    text = part.term if isinstance(part, Term) else part.name
    made = element(
        writing,
        name,
        text,
        source=part.source,
        rules=part.rules,
        relator=part.relator,
        identifier=part.identifier or part.uri,
        audience=part.audience,
    )
    if part.uri:
        if part.identifier:
            writing.lose(losses.HEADING_SECOND, part.uri, name)
        elif not part.uri.startswith(("http://", "https://")):
            writing.lose(losses.HEADING_ADDRESS, part.uri, name)
    made.children = _named(writing, made, text, part.parts)
    return made


# Groups.


class _Group:
    """The access points under one heading, and the groups below it."""

    __slots__ = ("entries", "inner")

    def __init__(self) -> None:
        self.entries: list[str] = []
        self.inner: dict[str, _Group] = {}


def plain_name(writing: Writing, plain: PlainWriter, link: AgentLink, relator: str | None) -> str | None:
    """The name of an agent with only a name, a source and dates; None for any other."""
    found = plain.name(link, relator)
    if found is None:
        return None
    text, element, behind = found
    if link.agent.dates is not None:
        writing.lose(losses.AGENT_DATES_BEHIND if behind else losses.AGENT_DATES_IN_NAME, link.agent.dates, element)
    return text


def _access(writing: Writing, plain: PlainWriter, link: AgentLink) -> str:
    role, relator = link.role, link.relator
    text = plain_name(writing, plain, link, (role or None) if relator is None and role != "subject" else relator)
    if text is None:
        return writing.piece(link, access_name)
    if role != "subject":
        writing.lose(losses.AGENT_ROLE, role, name_of(link.agent))
    return text


_TERM_FIELDS: Final[tuple[tuple[str, Callable[[Writing, Any], Element]], ...]] = (
    ("subjects", term),
    ("genres", genre),
    ("places", place),
)


def access_points(writing: Writing, plain: PlainWriter, unit: Unit, start: str) -> str:
    """The access points of a unit, grouped by their headings; *start* is the tag of the first group."""
    entries: list[str] = []
    grouped = False
    writing.field = "agents"
    for link in unit.agents:
        if link.role != "creator":
            entries.append(_access(writing, plain, link))
            if link.headings:
                grouped = True
    for field, build in _TERM_FIELDS:
        parts = getattr(unit, field)
        if not parts:
            continue
        writing.field = field
        writers, more = plain.terms[field], plain.terms_with[field]
        for part in parts:
            write = writers.get(part.kind)
            text = write and (write(part) or more[part.kind](part, writing.taken))
            entries.append(text or writing.piece(part, build))
            if part.headings:
                grouped = True
    if not grouped:
        said = "".join(entries)
        return f"{start}{said}</controlaccess>" if entries else ""
    points: list[AgentLink | Term | Place] = [link for link in unit.agents if link.role != "creator"]
    points += [*unit.subjects, *unit.genres, *unit.places]
    return controlaccess(writing, zip([one.headings for one in points], entries, strict=True), start)


_START: Final = "<controlaccess>"


def controlaccess(writing: Writing, entries: Iterable[tuple[tuple[str, ...], str]], start: str = _START) -> str:
    """The access points in groups: those without a heading first, then each heading with its own access points and groups."""
    top = _Group()
    for headings, text in entries:
        if not headings:
            top.entries.append(text)
            continue
        writing.nests(len(headings))
        group = top
        for above in headings:
            if above.strip(BLANK):
                group = group.inner.setdefault(above, _Group())
        group.entries.append(text)
    out: list[str] = []
    if top.entries:
        out += [start, *top.entries, "</controlaccess>"]
        start = _START
    for above, group in top.inner.items():
        _group(writing, above, group, out, start)
        start = _START
    return "".join(out)


def _group(writing: Writing, above: str, group: _Group, out: list[str], start: str) -> None:
    work: list[tuple[str, _Group] | str] = [(above, group)]
    while work:
        item = work.pop()
        if isinstance(item, str):
            out.append(item)
            continue
        above, group = item
        out.append(start)
        start = _START
        out.append(_head(writing, above))
        out += group.entries
        work.append("</controlaccess>")
        work += reversed(group.inner.items())


def _head(writing: Writing, above: str) -> str:
    if type(above) is str and "\n" not in above:
        return f"<head>{escape(collapse(above))}</head>"
    writing.field = "subjects"
    return writing.string(element(writing, "head", above))
