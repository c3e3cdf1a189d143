"""From the canonical markup to EAD 4.0: agents, functions, places, subjects and relations."""

from __future__ import annotations

from typing import Final

from docmeta.text import Element, words
from docmeta_ead.ead4.to_parts import addresses, dates, described, is_dates, parts_of, role, typed, wrapped
from docmeta_ead.ead4.to_prose import Piece, Prose, hides, is_hidden
from docmeta_ead.tables import ead4 as names
from docmeta_ead.tables import losses
from docmeta_ead.tables.dialect import UNSPECIFIED

_ENTRIES: Final = frozenset((*names.AGENTS, "geogname", "function", "subject", "occupation", "genreform", "title"))
#: The parts of a unit, in their order.
SECTIONS: Final = ("identificationData", "agents", "formsAvailable", "functions", "places")


class Access:
    """The agents, places and subjects of a unit."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.sections: dict[str, list[Piece]] = {name: [] for name in SECTIONS}
        self.narratives: list[Piece] = []

    def put(self, made: Element, section: str = "identificationData") -> None:
        """Append an element to its section."""
        self.sections[section].append(made)

    # Agents.

    def _origination(self, source: Element) -> None:
        for child in source.children:
            if isinstance(child, Element):
                self._around(source, self._agent(child, "origination"))

    def _around(self, source: Element, made: Element) -> None:
        """The attributes of the element around a name, with the name."""
        for key, value in source.attributes.items():
            if key == "label":
                made.attributes["xhtml:title"] = value
            else:
                made.attributes[f"ead3:{names.AROUND}{key}"] = value
        if source.attributes.get("audience") == "internal":
            made.attributes["audience"] = "internal"

    def _agent(self, source: Element, relation: str) -> Element:
        made = Element("agent", self.prose.attributes(source, "agent", skip=("relator",)))
        kind = names.AGENTS[source.name]
        if kind:
            made.attributes["agentType"] = kind
        parts = [child for child in source.children if isinstance(child, Element) and child.name == "part"]
        dates = parts.pop() if len(parts) > 1 and is_dates(parts[-1]) else None
        label = self._label(source, parts)
        made.children.append(label)
        if dates is not None:
            made.children.append(Element("date", {}, [words(dates.children)]))
        if source.attributes.get("relator"):
            made.children.append(Element("role", {}, [source.attributes["relator"]]))
        if relation == "repository":
            made.children.append(Element("role", {}, [names.HOLDER]))
        made.children.append(Element("relationship", {}, [names.RELATIONSHIPS[relation]]))
        self.put(made, "agents")
        return made

    def _label(self, source: Element, parts: list[Element]) -> Element:
        """The parts of a heading as one label."""
        if len(parts) == 1:
            return self.prose.element(parts[0], "label")
        made = Element("label")
        if parts:
            joined = " | ".join(words(part.children) for part in parts)
            line = losses.PARTS_JOINED
            self.prose.lost(line.code, f"{source.name}/part", joined, line.why)
            made.children = [
                (", " if source.name in names.AGENTS else " -- ").join(words(part.children) for part in parts)
            ]
            if any(map(hides, parts)):
                made.attributes["audience"] = "internal"
        return made

    def _repository(self, source: Element) -> None:
        named = [child for child in source.children if isinstance(child, Element) and child.name in names.AGENTS]
        label = ""
        for child in named:
            made = self._agent(child, "repository")
            if not label and not hides(made):
                label = words(made.children[:1])
            self._around(source, made)
        for line in source.children:
            if isinstance(line, Element) and line.name == "address":
                place = Element("place", {"placeType": names.REPOSITORY_PLACE})
                if source.attributes.get("audience"):
                    place.attributes["audience"] = source.attributes["audience"]
                place.children = [Element("label", {}, [label] if label else []), *addresses(self.prose, line)]
                self.put(place, "places")

    # Relations and access points.

    def _relations(self, source: Element) -> None:
        inner = Element("relations", self.prose.attributes(source, "relations"))
        for child in source.children:
            if isinstance(child, Element):
                inner.children.append(self._relation(child))
        self.narratives.append(Element("relatedMaterial", {}, [inner]))

    def _relation(self, source: Element) -> Element:
        about = source.attributes
        kind = about.get("relationtype", "")
        made = Element(
            "relation", self.prose.attributes(source, "relation", skip=("href", "relationtype", "otherrelationtype"))
        )
        if kind in names.TARGETS:
            made.attributes["targetType"] = names.TARGETS[kind]
        elif kind != "otherrelationtype":
            made.attributes["ead3:relationtype"] = kind
        if about.get("otherrelationtype", UNSPECIFIED) != UNSPECIFIED:
            made.attributes["ead3:otherrelationtype"] = about["otherrelationtype"]
        entries = [child for child in source.children if isinstance(child, Element) and child.name == "relationentry"]
        labels = [self.prose.element(child, "label") for child in entries]
        address = about.get("href")
        if not labels:
            labels = [Element("label", {"localType": names.SUPPLIED}, [address or "Related"])]
        if address:
            labels[0].attributes |= self.prose.attributes(Element("", {"href": address}), "label", {"href": "valueURI"})
        made.children += labels
        places, notes, wraps = [], [], []
        for child in source.children:
            if not isinstance(child, Element) or child.name == "relationentry":
                continue
            if child.name in ("datesingle", "daterange", "dateset"):
                made.children += dates(self.prose, Element("", {}, [child]))
            elif child.name == "geogname":
                label = self._label(child, parts_of(child))
                of_place = self.prose.attributes(child, "placeName") | (
                    {"audience": "internal"} if is_hidden(label) else {}
                )
                places.append(Element("placeName", of_place, label.children))
            elif child.name == "descriptivenote":
                notes.append(described(self.prose, child))
            elif child.name == "objectxmlwrap":
                wraps.append(wrapped(self.prose, child))
        made.children += [*places, *notes, *wraps]
        return made

    def _access(self, source: Element) -> None:
        """Access points by kind, each with the headings above it; prose among them goes with the subjects."""
        stack: list[tuple[Element, tuple[str, ...], bool]] = [(source, (), False)]
        while stack:
            group, headings, hidden = stack.pop()
            headings, hidden = self._group(group, headings, hidden)
            stack += [
                (child, headings, hidden)
                for child in reversed(group.children)
                if isinstance(child, Element) and child.name == "controlaccess"
            ]

    def _group(self, source: Element, headings: tuple[str, ...], hidden: bool) -> tuple[tuple[str, ...], bool]:
        """Write the direct members of a group; gives the headings of its groups, and whether they are internal."""
        hidden = hidden or source.attributes.get("audience") == "internal"
        has_groups = any(
            isinstance(child, Element) and child.name in _ENTRIES | {"controlaccess"} for child in source.children
        )
        prose: list[Piece] = []
        subjects: list[Piece] = []
        for child in source.children:
            if isinstance(child, Element) and child.name == "head" and has_groups and not prose and not hides(child):
                headings = (*headings, words(child.children))
            elif isinstance(child, Element) and child.name in _ENTRIES:
                self.prose.field = names.FIELDS[child.name]
                made = self._entry(child)
                for number, heading in enumerate(headings, 1):
                    made.attributes[f"ead3:head{number if number > 1 else ''}"] = heading
                if hidden:
                    made.attributes["audience"] = "internal"
                if made.name == "subject":
                    subjects.append(made)
            elif isinstance(child, Element) and child.name == "controlaccess":
                pass
            else:
                prose.append(child)
        self.prose.field = "notes"
        attributes = self.prose.attributes(source, "subjectHeadings")
        content = [*self.prose.blocks(prose), *subjects]
        if content or attributes:
            self.narratives.append(Element("subjectHeadings", attributes, content))
        return headings, hidden

    def _entry(self, source: Element) -> Element:
        name = source.name
        if name in names.AGENTS:
            return self._agent(source, "controlaccess")
        parts = parts_of(source)
        if name == "geogname":
            made = Element(
                "place", self.prose.attributes(source, "place", skip=("relator",)), [self._label(source, parts)]
            )
            made.children += role(source)
            made.children += [
                self.prose.element(child, "geographicCoordinates")
                for child in source.children
                if isinstance(child, Element) and child.name == "geographiccoordinates"
            ]
            self.put(made, "places")
        elif name == "function":
            made = Element(
                "function",
                self.prose.attributes(source, "function", skip=("relator",)),
                [self._label(source, parts), *role(source)],
            )
            self.put(made, "functions")
        elif name == "genreform" and len(parts) == 1 and not parts[0].attributes:
            made = Element(
                "genreForm", self.prose.attributes(source, "genreForm"), self.prose.words(parts[0], "genreForm")
            )
            self.put(made)
        else:
            made = Element("subject", self.prose.attributes(source, "subject"))
            if name != "subject":
                typed(made, name)
            made.children = [self.prose.element(part, "term") for part in parts] or [Element("term")]
        return made
