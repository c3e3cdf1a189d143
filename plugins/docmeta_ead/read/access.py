"""Access points: the names and terms of `controlaccess`, nested or not, and the names of `origination`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from docmeta.dates import Date
from docmeta.model import (
    HEADINGS,
    Agent,
    AgentLink,
    Draft,
    Extra,
    Identifier,
    NamePart,
    Note,
    degrees,
    heading,
    trusted,
)
from docmeta.text import Element, of_tree
from docmeta.xml import collapse
from docmeta_ead.read.attributes import items_of
from docmeta_ead.read.notes import add_loose
from docmeta_ead.read.state import Reading
from docmeta_ead.read.text import element_of, prose, public_words, says, serialised, stray
from docmeta_ead.tables.audience import is_internal
from docmeta_ead.tables.dialect import NAMES, TERMS
from docmeta_ead.tables.plain import ACCESS, NOTE
from docmeta_ead.tables.values import is_life

if TYPE_CHECKING:
    from lxml import etree

_AGENTS: Final[dict[str, type[Agent]]] = {name: getattr(trusted, kind) for name, kind in NAMES.items()}
#: The names of access points.
POINTS: Final = frozenset((*NAMES, *TERMS))
#: "And", in the languages of finding aids.
_AND: Final = frozenset("and et und en e y i og och ja és a и та і".split())
#: Attributes about the looks of a list.
_LIST_FORMS: Final = frozenset("type listtype mark numeration continuation".split())


def name_of(reading: Reading, element: etree._Element) -> tuple[str, tuple[NamePart, ...], tuple[Extra, ...]]:
    """The name in an element: as displayed, with its parts if it distinguishes several, and what is left over."""
    if len(element) == 0:
        return collapse(element.text or ""), (), ()
    if not any(reading.names[child.tag] == "part" for child in element[:]):
        return prose(reading, element), (), ()
    extras: list[Extra] = []
    children = reading.visible(element, extras)
    inner = [child for child in children if reading.names[child.tag] == "part"]
    made: list[NamePart] = []
    for number, child in enumerate(inner):
        fields, own = reading.fields(child, {"localtype": "kind"}, f"part[{number + 1}]/@" if number else "part/@")
        made.append(NamePart(prose(reading, child), fields.get("kind")))
        extras += own
    for child in children:
        if reading.names[child.tag] != "part":
            extras.append(Extra(reading.format, reading.local(child), serialised(reading, child)))
    words = stray(element)
    if len(made) == 1 and made[0].kind is None:
        name = made[0].value
        made = []
    else:
        kind = HEADINGS.get(reading.names[element.tag], "agent")
        name = heading(kind, [(public_words(part.value), part.kind) for part in made])
    if words:
        name = " ".join([name, *words])
    return name, tuple(made), tuple(extras)


# Agents.


def agent_link(
    reading: Reading,
    element: etree._Element,
    role: str,
    headings: tuple[str, ...] = (),
    label: str | None = None,
) -> AgentLink | None:
    """The agent that an element names, and its relation to the unit; None for an empty element."""
    fields, extras = reading.fields(element, ACCESS)
    if reading.audience is not None:
        fields = reading.marked(fields)
    name, named, more = name_of(reading, element)
    number = fields.get("identifier")
    if not name and number is None:
        return None
    identifiers = (Identifier(number, kind="authority"),) if number else ()
    kind = _AGENTS.get(reading.names[element.tag], trusted.Agent)
    life = None
    if kind is trusted.Person and is_life(name, named):
        life, name, named = Date(name), "", ()
    agent = kind(
        name, named, dates=life, identifiers=identifiers, source=fields.get("source"), rules=fields.get("rules")
    )
    return trusted.AgentLink(agent, role, fields.get("relator"), label, headings, fields.get("audience"), extras + more)


def _joins(words: str) -> bool:
    """Whether words between two names only join them."""
    return words.casefold().strip(" ,;&()/") in _AND


def origination(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read `origination`: each name in it is a creator; so are bare words, unless a name stands beside them."""
    with reading.inside(element):
        fields, extras = reading.fields(element, NOTE, "origination/@")
        found: list[AgentLink] = []
        rest: list[etree._Element] = []
        for child in element[:]:
            link = _creator(reading, child, fields.get("label")) if reading.names[child.tag] in _AGENTS else None
            if link is None:
                rest.append(child)
            else:
                found.append(link)
        words = [said for said in stray(element) if any(map(str.isalnum, said)) and not _joins(said)]
        if not found:
            name = prose(reading, element)
            if not name:
                if element.keys() or len(element):
                    reading.carry(unit, element, "did/origination")
                return
            found.append(AgentLink(Agent(name), label=fields.get("label"), audience=reading.audience))
        elif words or rest:
            pieces: list[Element | str] = [" ".join(words), *(element_of(reading, child) for child in rest)]
            reading.problem(
                element,
                "words beside the names of an origination were kept as a note",
                field="agents",
                target="origination",
                value=" ".join(words),
            )
            add_loose(reading, unit, of_tree(pieces), "note")
    for number, link in enumerate(found):
        changes: dict[str, Any] = {}
        if "audience" in fields and link.audience is None:
            changes["audience"] = fields["audience"]
        if extras and not number:
            changes["extras"] = link.extras + extras
        if changes:
            key = (link, *changes.items())
            link = reading.known(key) or reading.shared(key, attrs.evolve(link, **changes))
        unit.add("agents", link)


def _creator(reading: Reading, element: etree._Element, label: str | None) -> AgentLink | None:
    """A name in an origination; one of words alone is remembered."""
    if len(element) or reading.audience is not None:
        return agent_link(reading, element, "creator", label=label)
    key = (AgentLink, element.tag, element.text, label, *items_of(element))
    link: AgentLink | None = reading.known(key)
    if link is None:
        link = agent_link(reading, element, "creator", label=label)
        if link is not None:
            reading.shared(key, link)
    return link


# Terms.


def controlaccess(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read `controlaccess`: names, terms and places, each with the headings of its groups."""
    open_groups: list[_Group] = [_Group(reading, unit, element, ())]
    while open_groups:
        group = open_groups[-1]
        inner = group.read()
        if inner is not None:
            open_groups.append(_Group(reading, unit, inner, group.path()))
        else:
            open_groups.pop()
            used = group.close()
            if used and open_groups:
                open_groups[-1].used = True


class _Group:
    """One `controlaccess`, whose children are read one by one."""

    def __init__(self, reading: Reading, unit: Draft, element: etree._Element, above: tuple[str, ...]) -> None:
        self.reading = reading
        self.unit = unit
        self.element = element
        self.above = above
        self.heading = ""
        self.used = False
        self.loose: list[Element | str] = []
        self.before = reading.audience
        if is_internal(element):
            reading.audience = "internal"
        reading.unit_attributes(unit, element, "controlaccess")
        self.children: Iterator[etree._Element] = iter(element[:])
        if element.text and not element.text.isspace():
            self.loose.append(element.text)

    def path(self) -> tuple[str, ...]:
        """The headings down to this group."""
        return (*self.above, self.heading) if self.heading else self.above

    def read(self) -> etree._Element | None:
        """Read on to the next group in this one; None at the end."""
        reading = self.reading
        for child in self.children:
            name = reading.names[child.tag]
            if child.tail and not child.tail.isspace():
                self.loose.append(child.tail)
            if name == "controlaccess":
                return child
            if name == "head" and is_internal(child):
                self.unit.add("extras", Extra(reading.format, "controlaccess/head", serialised(reading, child)))
            elif name == "head" and not self.heading and not self.used:
                self.heading = prose(reading, child)
                reading.unit_attributes(self.unit, child, "controlaccess/head")
            elif self.point(child) or (name in ("list", "p") and self.listed(child)):
                self.used = True
            elif len(child) or child.keys() or child.text:
                self.loose.append(element_of(reading, child))
        return None

    def point(self, element: etree._Element) -> bool:
        """Read an access point; false if the element is none."""
        reading = self.reading
        name = reading.names[element.tag]
        if name not in POINTS:
            return False
        if len(element) or reading.audience is not None or reading.quick is None:
            return access_point(reading, self.unit, element, self.path())
        said = reading.quick.point(element, self.path())
        if said is not None:
            self.unit.add(*said)
        return said is not None

    def listed(self, element: etree._Element) -> bool:
        """Read a list, or a paragraph, of access points; false if it holds, or shows, more than these."""
        names = self.reading.names
        is_list = names[element.tag] == "list"
        if not len(element) or not _LIST_FORMS.issuperset(element.keys()) or (is_list and stray(element)):
            return False
        items = element[:] if is_list else [element]
        if is_list and any(names[item.tag] != "item" or item.keys() for item in items):
            return False
        if not all(self._only_points(item) for item in items):
            return False
        for item in items:
            for point in item:
                if not self.point(point):
                    self.loose.append(element_of(self.reading, point))
        self.reading.report.note(
            "decided",
            "the names and terms of a list of access points are access points; the list is not kept",
            target=f"controlaccess/{names[element.tag]}",
            line=self.reading.line(element),
        )
        return True

    def _only_points(self, item: etree._Element) -> bool:
        """Whether an element only contains access points, with signs between them."""
        if any(any(map(str.isalnum, said)) for said in stray(item)):
            return False
        return len(item) > 0 and all(self.reading.names[child.tag] in POINTS for child in item)

    def close(self) -> bool:
        """Keep what was no access point as a note, and tell whether the heading of the group was kept anywhere."""
        heading = "" if self.used else self.heading
        text = of_tree(self.loose) if self.loose else ""
        if says(text) or heading:
            self.unit.add(
                "notes",
                Note("access_points", text, heading, audience=self.reading.audience, extras=self.reading.groups),
            )
        self.reading.audience = self.before
        return self.used


def access_point(reading: Reading, unit: Draft, element: etree._Element, headings: tuple[str, ...]) -> bool:
    """Read a name, a term or a place; false if the element is none, or is empty."""
    said = point_of(reading, element, headings)
    if said is not None:
        unit.add(*said)
    return said is not None


def point_of(reading: Reading, element: etree._Element, headings: tuple[str, ...]) -> tuple[str, Any] | None:
    """The field and the value of a name, a term or a place; None if the element is none, or is empty."""
    name = reading.names[element.tag]
    made: Any
    if name in _AGENTS:
        field, made = "agents", agent_link(reading, element, "subject", headings)
    elif name not in TERMS:
        return None
    else:
        field, kind = TERMS[name]
        if field == "places":
            made = _heading(reading, element, trusted.Place, headings, _coordinates(reading, element))
        else:
            made = _heading(reading, element, trusted.Term, headings, {"kind": kind})
    return None if made is None else (field, made)


def _heading(
    reading: Reading, element: etree._Element, kind: type[Any], headings: tuple[str, ...], fields: dict[str, Any]
) -> Any:
    said, extras = reading.fields(element, ACCESS)
    fields = {**fields, **said}
    if reading.audience is not None:
        fields = reading.marked(fields)
    name, named, more = name_of(reading, element)
    if not name and "identifier" not in fields and "latitude" not in fields:
        return None
    if fields.get("identifier", "").startswith(("http://", "https://")):
        fields["uri"] = fields.pop("identifier")
    return kind(name, parts=named, headings=headings, extras=extras + more, **fields)


def _coordinates(reading: Reading, element: etree._Element) -> dict[str, float]:
    """The latitude and longitude of EAD3's `geographiccoordinates`, if it holds exactly these two in degrees of WGS 84."""
    for child in element[:]:
        if reading.names[child.tag] == "geographiccoordinates" and not is_internal(child):
            system = reading.attributes(child).get("coordinatesystem", "")
            found = degrees(child.text or "") if not system or _is_wgs84(system) else None
            if found is not None:
                if not system:
                    message = "coordinates name no system; they are read as degrees of WGS 84"
                    reading.problem(child, message, field="places", target="geographiccoordinates", value=child.text)
                return dict(zip(("latitude", "longitude"), found, strict=True))
            message = "coordinates that are not a latitude and a longitude of WGS 84 were kept as they are"
            said = f"{system}: {child.text}" if system else child.text
            reading.problem(child, message, field="places", target="geographiccoordinates", value=said)
    return {}


def _is_wgs84(system: str) -> bool:
    """Whether a name of a coordinate system means the World Geodetic System of 1984, latitude first (EPSG 4326)."""
    name = "".join(filter(str.isalnum, system)).casefold()
    return name in ("wgs84", "wgs1984", "worldgeodeticsystem1984") or name.endswith(("epsg4326", "epsg04326"))
