"""From the canonical markup to EAD 4.0: a unit as EAD3 becomes one of EAD 4.0, where other elements hold the same.

>>> unit = Units(lambda *loss: None)
>>> unit.open('<c level="file"><did><unittitle>Mill</unittitle></did>', "c")
'<c level="file"><identificationData><unitTitle>Mill</unitTitle></identificationData>'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from docmeta.text import Element, words
from docmeta.xml import collapse
from docmeta_ead.ead4.content import models
from docmeta_ead.ead4.put_back import holds, put_back
from docmeta_ead.ead4.to_access import Access
from docmeta_ead.ead4.to_events import events, period
from docmeta_ead.ead4.to_parts import dates, described, headed, languages, level_of, says_something, spanned, typed
from docmeta_ead.ead4.to_prose import Lost, Piece, Prose, eas_date, is_hidden
from docmeta_ead.fit.markup import serialised, start_tag, tree
from docmeta_ead.tables import ead4 as names
from docmeta_ead.tables import losses
from docmeta_ead.tables.dialect import UNSPECIFIED


class Units:
    """Converts the markup of units."""

    def __init__(self, lost: Lost) -> None:
        self.prose = Prose(lost)
        self.lost = lost

    def open(
        self, markup: str, name: str, own: Iterable[tuple[str, Element]] = (), more: Mapping[str, str] = {}
    ) -> str:
        """A unit up to its components, with its end tag still to come. *own* is what only EAD 4.0 has, with the section of each."""
        made = _Unit(self.prose).turn(tree(f"{markup}</{name}>"), own)
        made.attributes |= more
        return start_tag(made) + "".join(serialised(child) for child in made.children if isinstance(child, Element))

    def list(self, markup: str, closed: bool = False) -> str:
        """The start of a list of components, or a whole one without any."""
        source = tree(markup if closed else f"{markup}</dsc>")
        kind = source.attributes.get("otherdsctype") or source.attributes.get("dsctype")
        made = Element(
            "descriptionOfComponents",
            self.prose.attributes(source, "descriptionOfComponents", skip=("dsctype", "otherdsctype")),
        )
        if kind:
            made.attributes["descriptionOfComponentsType"] = names.COMPONENT_LISTS.get(kind, kind)
        made.children = self.prose.blocks(source.children)
        if closed:
            return serialised(made)
        return start_tag(made) + "".join(serialised(child) for child in made.children if isinstance(child, Element))


class _Unit(Access):
    """One unit during the conversion."""

    def __init__(self, prose: Prose) -> None:
        super().__init__(prose)
        self.head: list[Piece] = []
        self.about: dict[str, str] = {}  # the attributes of the `did`
        self.abstracts: list[Element] = []
        self.of_sections: dict[str, dict[str, str]] = {}  # the attributes of the other sections

    def turn(self, source: Element, own: Iterable[tuple[str, Element]]) -> Element:
        for child in source.children:
            if isinstance(child, Element):
                self.prose.field = names.FIELDS.get(child.name, "notes")
                if child.name == "did":
                    self._did(child)
                else:
                    self._beside(child)
        self._abstracts()
        self.prose.field = "extras"
        for carried in put_back(self._lists(), self._without_attributes(own)):
            line = losses.UNIT_EXTRA_HOMELESS
            self.prose.lost(line.code, carried.name, serialised(carried), line.why)
        name = source.name if source.name != "archdesc" else "archDesc"
        made = Element(name, level_of(self.prose.attributes(source, name, skip=("level", "otherlevel")), source))
        made.children = list(self.head)
        for agent in self.sections["agents"]:
            if isinstance(agent, Element):
                # They come from two elements, in any order.
                order = list(models()["agent"].attributes)
                known = {key: agent.attributes[key] for key in order if key in agent.attributes}
                agent.attributes = known | dict(sorted(agent.attributes.items()))
        for section, children in self.sections.items():
            if section == "identificationData":
                children = children if says_something(children) else [*children, Element("unitTitle")]
                made.children.append(Element(section, self.about, children))
            elif children:
                made.children.append(Element(section, self.of_sections.get(section, {}), children))
        made.children += self.narratives
        return made

    def _without_attributes(self, own: Iterable[tuple[str, Element]]) -> Iterator[tuple[str, Element]]:
        """What was carried along, except attributes of sections, which join those."""
        for place, carried in own:
            if "@" in place and self.sections.get(carried.name) and holds(carried):
                self.of_sections.setdefault(carried.name, {}).update(carried.attributes)
            else:
                yield place, carried

    def _lists(self) -> dict[str, list[list[Piece]]]:
        """The elements of each section, and of the parts of narratives that are sections."""
        found = {name: [pieces] for name, pieces in self.sections.items()} | {"": [self.narratives]}
        for narrative in self.narratives:
            if isinstance(narrative, Element):
                for one in (narrative, *narrative.children):
                    if isinstance(one, Element) and one.name in ("subjectHeadings", "narrativeEvent", "relations"):
                        found.setdefault(one.name, []).append(one.children)
        return found

    # The `did`.

    def _did(self, source: Element) -> None:
        self.about = self.prose.attributes(source, "identificationData")
        for child in source.children:
            if isinstance(child, Element):
                self.prose.field = names.FIELDS.get(child.name, "notes")
                handler = _DID.get(child.name)
                if handler is not None:
                    handler(self, child)
                elif child.name in names.ELEMENTS or child.name == "container":
                    self.put(self.prose.element(child, names.ELEMENTS.get(child.name, child.name)))
                else:
                    self._other_data(child)

    def _did_head(self, source: Element) -> None:
        self.sections["identificationData"].insert(0, self.prose.element(source, "head"))

    def _other_data(self, source: Element) -> None:
        """Identification data without an element of their own: the kind is their local type."""
        made = self.prose.element(source, "otherIdentificationData")
        if source.name != "didnote" or made.attributes.get("localType") in names.EAD3_ELEMENTS:
            typed(made, source.name)
        self.put(made)

    def _abstract(self, source: Element) -> None:
        self.abstracts.append(self.prose.element(source, "abstract"))

    def _abstracts(self) -> None:
        """An abstract begins the description; a second one stands in another."""
        described = [one for one in self.narratives if isinstance(one, Element) and one.name == "scopeContent"]
        first = True
        for abstract in self.abstracts:
            if first and described:
                described[0].children.insert(0, abstract)
            else:
                self.narratives.append(Element("scopeContent", {}, [abstract]))
            first = False

    def _materialspec(self, source: Element) -> None:
        name = "recordTypeSpecificStatement"
        made = Element(name, self.prose.attributes(source, name))
        made.children = self.prose.blocks([Element("p", {}, source.children)])
        self.narratives.append(made)

    def _physloc(self, source: Element) -> None:
        made = Element("place", self.prose.attributes(source, "place"))
        made.attributes["placeType"] = names.STORAGE_PLACE
        made.children.append(self.prose.element(Element("physloc", {}, source.children), "label"))
        self.put(made, "places")

    def _unitdate(self, source: Element) -> None:
        made = Element("unitDate", self.prose.attributes(source, "unitDate", skip=("normal",)))
        normal = source.attributes.get("normal")
        day = eas_date(normal) if normal else None
        if day:
            made.children.append(Element("date", {"standardDate": day}))
        elif normal:
            made.attributes["ead3:normal"] = normal
        text = self.prose.words(source, "textualDate")
        if text:
            made.children.append(Element("textualDate", {}, text))
        self.put(made)

    def _structured(self, source: Element) -> None:
        made = Element("unitDate", self.prose.attributes(source, "unitDate"))
        made.children = dates(self.prose, source)
        self.put(made)

    def _extents(self, source: Element) -> None:
        """A set of extents: those after the first are marked as one set with it."""
        first = True
        for child in source.children:
            if isinstance(child, Element):
                self._extent(child)
                made = self.sections["identificationData"][-1]
                assert isinstance(made, Element)  # noqa: S101  # it was just put there
                if first:
                    for key, value in self.prose.attributes(source, "extent", skip=("parallel",)).items():
                        if key.startswith("xhtml:"):
                            made.attributes.setdefault("ead3:setlabel", value)
                        elif key != "coverage" or "coverage" not in made.attributes:
                            made.attributes.setdefault(key, value)
                else:
                    if is_hidden(source):
                        made.attributes["audience"] = "internal"
                    made.attributes["ead3:parallel"] = source.attributes.get("parallel", "")
                first = False

    def _extent(self, source: Element) -> None:
        kind = source.attributes.get("otherphysdescstructuredtype") or source.attributes.get("physdescstructuredtype")
        skip = ("physdescstructuredtype", "otherphysdescstructuredtype")
        made = Element("extent", self.prose.attributes(source, "extent", skip=skip))
        if kind and kind != UNSPECIFIED:
            made.attributes["extentType"] = names.EXTENT_TYPES.get(kind, kind)
        note: list[Piece] = []
        about: dict[str, str] = {}
        for child in source.children:
            if not isinstance(child, Element):
                continue
            if child.name in ("quantity", "unittype"):
                made.children.append(self.prose.element(child, names.ELEMENTS.get(child.name, child.name)))
            elif child.name == "descriptivenote":
                about = self.prose.attributes(child, "descriptiveNote")
                note += self.prose.paragraphs(child.children)
            else:
                note.append(self._apart(child))
        if note:
            made.children.append(Element("descriptiveNote", about, note))
        self.put(made)

    def _apart(self, child: Element) -> Element:
        """A separate part, such as a facet, as a paragraph that only holds a span of that type."""
        return Element("p", {}, [spanned(self.prose, child)])

    def _languages(self, source: Element) -> None:
        made = Element("languageOfMaterial", self.prose.attributes(source, "languageOfMaterial"))
        for child in source.children:
            if isinstance(child, Element):
                made.children += languages(self.prose, child)
        self.put(made)

    def _object_set(self, source: Element) -> None:
        objects = [child for child in source.children if isinstance(child, Element) and child.name == "dao"]
        notes = [child for child in source.children if isinstance(child, Element) and child.name == "descriptivenote"]
        for number, child in enumerate(objects):
            made = self._object(child)
            if number:
                made.attributes["ead3:parallel"] = "true"
            else:
                for key, value in self.prose.attributes(source, "formAvailable").items():
                    made.attributes.setdefault(f"ead3:set{key.lower().rpartition(':')[2]}", value)
        for note in notes:
            last = self.sections["formsAvailable"][-1]
            assert isinstance(last, Element)  # noqa: S101  # an object was just put there
            inner = next(
                (one for one in last.children if isinstance(one, Element) and one.name == "descriptiveNote"), None
            )
            if inner is None:
                inner = Element("descriptiveNote")
                last.children.append(inner)
            paragraphs = self.prose.paragraphs(note.children)
            for paragraph in paragraphs:
                if isinstance(paragraph, Element):
                    paragraph.attributes["ead3:of"] = "daoset"
                    if is_hidden(note):
                        paragraph.attributes["audience"] = "internal"
            inner.children += paragraphs

    def _object(self, source: Element) -> Element:
        about = source.attributes
        kind = about.get("otherdaotype") or about.get("daotype") or ""
        skip = ("daotype", "otherdaotype", "linktitle", "linkrole", "identifier")
        made = Element("formAvailable", self.prose.attributes(source, "formAvailable", {"href": "valueURI"}, skip))
        if kind in names.OBJECT_TYPES:
            made.attributes["formAvailableType"] = names.OBJECT_TYPES[kind]
        elif kind and kind != "unknown":
            made.attributes["ead3:daotype"] = kind
        title = about.get("linktitle")
        if title:
            made.children.append(Element("label", {}, [collapse(title)]))
        else:
            made.children.append(
                Element("label", {"localType": names.SUPPLIED}, [about.get("href") or names.OBJECT[1]])
            )
        if about.get("identifier"):
            made.children.append(Element("formAvailableId", {}, [about["identifier"]]))
        if about.get("linkrole"):
            made.children.append(Element("role", {}, [about["linkrole"]]))
        if "valueURI" not in made.attributes and kind not in names.OBJECT_TYPES:
            made.children.append(Element("role", {}, [names.OBJECT[0]]))
        for child in source.children:
            if isinstance(child, Element):
                made.children.append(described(self.prose, child))
        self.put(made, "formsAvailable")
        return made

    # Beside the `did`.

    def _beside(self, source: Element) -> None:
        name = source.name
        if name == "head":
            self.head.append(self.prose.element(source, "head"))
        elif name == "controlaccess":
            self._access(source)
        elif name == "relations":
            self._relations(source)
        elif name == "legalstatus":
            self._legal(source)
        elif name in names.FORMS and self._form(source):
            pass
        else:
            self._narrative(source)

    def _narrative(self, source: Element) -> None:
        name = names.NARRATIVES.get(source.name, names.OTHER)
        made = Element(name, self.prose.attributes(source, name))
        if name == names.OTHER and (source.name != "odd" or made.attributes.get("localType") in names.EAD3_ELEMENTS):
            typed(made, source.name)
        children = [child for child in source.children if isinstance(child, Element) or child.strip()]
        allowed = models()[name].names
        first = period(self.prose, children[0]) if children and "dateRange" in allowed else None
        last = events(self.prose, children[-1]) if children and "narrativeEvent" in allowed else []
        inner = children[first is not None : len(children) - bool(last)]
        made.children = [*([] if first is None else [first]), *self.prose.blocks(inner), *last]
        self.narratives.append(made)

    def _form(self, source: Element) -> bool:
        """A note as a form in which the material is available; false if it has more than a heading and paragraphs."""
        heads, rest = headed(source)
        if heads is not None and (heads.attributes or any(isinstance(one, Element) for one in heads.children)):
            return False
        if source.name != "phystech" and not self.prose.is_plain(rest):
            return False
        role, supplied, _ = names.FORMS[source.name]
        inner = "physicalOrTechnicalRequirements"
        about = self.prose.attributes(source, "formAvailable")
        if "localType" in about:
            about["ead3:localtype"] = about.pop("localType")
        made = Element("formAvailable", about)
        if heads is None or not words(heads.children).strip():
            made.children.append(Element("label", {"localType": names.SUPPLIED}, [supplied]))
        else:
            made.children.append(Element("label", {}, heads.children))
        if role:
            made.children.append(Element("role", {}, [role]))
        content = self.prose.blocks(rest)
        if source.name == "phystech":
            made.children.append(Element(inner, {}, content))
        elif content or heads is not None:  # a label alone would be the note itself
            made.children.append(Element("descriptiveNote", {}, content or [Element("p")]))
        self.put(made, "formsAvailable")
        return True

    def _legal(self, source: Element) -> None:
        """The legal status: a term for each paragraph, or a narrative if it has more structure."""
        heads, rest = headed(source)
        plain = all(
            isinstance(one, Element) and one.name == "p" and not one.attributes and not any(isinstance(x, Element) for x in one.children)
            for one in rest
        )  # fmt: skip
        if heads is not None or not rest or not plain:
            self._narrative(source)
            return
        made = Element("legalStatus", self.prose.attributes(source, "legalStatus"))
        made.children = [Element("term", {}, one.children) for one in rest if isinstance(one, Element)]
        self.put(made)


_DID: Final[dict[str, Callable[[_Unit, Element], None]]] = {
    "head": _Unit._did_head,
    "abstract": _Unit._abstract,
    "materialspec": _Unit._materialspec,
    "physloc": _Unit._physloc,
    "unitdate": _Unit._unitdate,
    "unitdatestructured": _Unit._structured,
    "physdescset": _Unit._extents,
    "physdescstructured": _Unit._extent,
    "langmaterial": _Unit._languages,
    "daoset": _Unit._object_set,
    "dao": lambda unit, source: (unit._object(source), None)[1],
    "origination": _Unit._origination,
    "repository": _Unit._repository,
}
