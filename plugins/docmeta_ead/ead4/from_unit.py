"""From EAD 4.0 to the canonical markup: a unit becomes the element that the reader of EAD3 reads."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from docmeta.xml import collapse, localname, namespace
from docmeta_ead.ead4.apart import set_apart
from docmeta_ead.ead4.from_access import Access
from docmeta_ead.ead4.from_parts import (
    DRAFT,
    around,
    component_list,
    copied,
    deep,
    event,
    language,
    physical,
    relation,
    unit_date,
    unwrapped,
)
from docmeta_ead.ead4.from_prose import (
    add,
    append_text,
    attributes_of,
    elements,
    loose,
    make,
    named,
    narrative,
    same,
    text,
    words,
)
from docmeta_ead.ead4.left import is_bare
from docmeta_ead.sniff import EAD3_NS
from docmeta_ead.tables import ead4 as names
from docmeta_ead.tables.audience import is_internal
from docmeta_ead.tables.values import is_uri

if TYPE_CHECKING:
    from lxml import etree

_EAD3: Final = f"{{{EAD3_NS}}}"
#: Elements of a draft that are narratives, too.
_NOTES: Final = {new: old for old, new in names.NARRATIVES.items()} | {"physicalOrTechnicalRequirements": "phystech"}
_EXTENT_TYPES: Final = {new: old for old, new in names.EXTENT_TYPES.items()}
_OBJECTS: Final = {new: old for old, new in names.OBJECT_TYPES.items()}
#: The parts of a unit that are neither sections nor notes.
_PARTS: Final = frozenset(
    ("identificationData", "subjectHeadings", "recordTypeSpecificStatement", "head", "descriptionOfComponents")
)
Handler = Callable[["Unit", "etree._Element"], None]


class Unit(Access):
    """One unit during the conversion."""

    def turn(self, stop: etree._Element | None) -> etree._Element:
        """The unit up to one of its children, in the canonical markup."""
        waiting = [self.source.text or ""]  # words around elements that are left, joined once
        own = list(takewhile(lambda child: child is not stop, self.source))
        for one in set_apart(own):
            self.left.whole("", one)
        for child in self.source:
            if child is stop:
                break
            if isinstance(child.tag, str):
                if self._is_unknown(child):
                    self.left.whole("", child)
                else:
                    append_text(self.made, "".join(waiting))
                    waiting.clear()
                    self._part(child)
            waiting.append(child.tail or "")
        append_text(self.made, "".join(waiting))
        self._address()
        self._access()
        return self.made

    def _part(self, child: etree._Element) -> None:
        name = localname(child)
        if name == "identificationData":
            did = self.identity()
            for key, value in attributes_of(child).items():
                did.set(key, value)
            self._all(child, _DID, "identificationData")
        elif name in _SECTIONS:
            # The attributes of an element around several apply to each of them.
            self._all(child, _SECTIONS[name], name)
        elif name == "subjectHeadings":
            self._headings(child)
        elif name in _NOTES or name == "recordTypeSpecificStatement":
            self._narrative(child, name)
        elif name == "head":
            self.made.append(words(child, make(child, "head", attributes_of(child))))
        elif name == "descriptionOfComponents":
            self.made.append(component_list(child, None))
        else:
            self.made.append(copied(child, name.lower()))

    def _all(self, around: etree._Element, handlers: dict[str, Handler], section: str) -> None:
        hidden = is_internal(around)
        target = self.identity()
        if section != "identificationData":
            self.left.about(around)
        loose(around, target if section == "identificationData" else self.made)
        for child in elements(around):
            handler = handlers.get(localname(child))
            if hidden and (section != "identificationData" or handler in _BESIDE_DID):
                child.set("audience", "internal")
            if handler is not None:
                handler(self, child)
            elif section == "identificationData" and localname(child).lower() in (names.EAD3_ELEMENTS | DRAFT.keys()):
                name = localname(child).lower()
                target.append(copied(child, DRAFT.get(name, name)))
            else:
                self.left.whole(section, child)

    def _is_unknown(self, child: etree._Element) -> bool:
        """Whether an element is neither in EAD 4.0 nor, as in drafts, in EAD3."""
        name = localname(child)
        if name in _PARTS or name in _SECTIONS or name in _NOTES:
            return False
        return namespace(child) not in (*names.NAMESPACES, EAD3_NS, "") or name.lower() not in names.EAD3_ELEMENTS

    # The `did`.

    def _words(self, child: etree._Element, name: str) -> None:
        self.identity().append(words(child, make(child, name, attributes_of(child))))

    def _container(self, child: etree._Element) -> None:
        self.identity().append(words(child, make(child, "container", attributes_of(child, {"target": "parent"}))))

    def _other_data(self, child: etree._Element) -> None:
        about = attributes_of(child)
        name = named(child, about) or "didnote"
        self.identity().append(words(child, make(child, name, about)))

    def _date(self, child: etree._Element) -> None:
        self.identity().append(unit_date(child))

    def _extent(self, child: etree._Element) -> None:
        did = self.identity()
        skip = ("extentType",)
        about = attributes_of(child, skip=skip)
        parallel, label = about.pop("parallel", None), about.pop("setlabel", None)
        kind = child.get("extentType")
        known = _EXTENT_TYPES.get(kind or "")
        if known:
            about["physdescstructuredtype"] = known
        else:
            about |= {
                "physdescstructuredtype": "otherphysdescstructuredtype",
                "otherphysdescstructuredtype": kind or "unspecified",
            }
        made = make(child, "physdescstructured", about)
        physical(child, made)
        if parallel is None:
            if label is not None:
                made.set("setlabel", label)
            did.append(made)
            return
        group = did[-1] if len(did) else None
        if group is not None and localname(group) == "physdescstructured":
            first = group
            group = make(first, "physdescset", {"parallel": parallel} if parallel else {})
            label = first.attrib.pop("setlabel", None)
            if label is not None:
                group.set("label", str(label))
            did.replace(first, group)
            group.append(first)
        if group is not None and localname(group) == "physdescset":
            group.append(made)
        else:
            did.append(made)

    def _language(self, child: etree._Element) -> None:
        made = add(self.identity(), "langmaterial", attributes_of(child))
        for inner in elements(child):
            if localname(inner) == "languageSet":
                group = add(made, "languageset", attributes_of(inner))
                for name in ("language", "writingSystem", "descriptiveNote"):
                    for one in inner.iterfind(f"{{*}}{name}"):
                        group.append(language(one))
            else:
                made.append(language(inner))

    def _legal(self, child: etree._Element) -> None:
        made = add(self.made, "legalstatus", attributes_of(child))
        loose(child, made)
        terms = list(child.iterfind("{*}term"))
        for term in terms:
            words(term, add(made, "p"))
        self.left.rest("identificationData", child, {one for one in terms if is_bare(one)}, terms)

    def _note(self, child: etree._Element) -> None:
        """A note on the identification, paragraph by paragraph."""
        about = attributes_of(child)
        hidden = {"audience": "internal"} if is_internal(child) else {}
        for paragraph in list(elements(child)) or [child]:
            said = (about | attributes_of(paragraph) if paragraph is not child else about) | hidden
            if about:
                self.left.about(child, *set(child.keys()).difference(paragraph.keys()))
                about = {}
            self.identity().append(words(paragraph, make(paragraph, "didnote", said)))

    # Narratives.

    def _narrative(self, child: etree._Element, name: str) -> None:
        about = attributes_of(child)
        canonical = _NOTES.get(name, "materialspec")
        if name == names.OTHER:
            canonical = named(child, about) or canonical
        self._abstract(child)
        for relations in child.iterfind("{*}relations"):
            if is_internal(child):
                relations.set("audience", "internal")
            self._relations(relations)
        self._apart(child)
        made = make(child, canonical, about)
        for period in child.iterfind("{*}dateRange"):
            paragraph = add(made, "p", attributes_of(period))
            for end in elements(period):
                about = attributes_of(end, {"standardDate": "normal"}) | {"localtype": localname(end)}
                paragraph.append(words(end, make(end, "date", about)))
        narrative(child, made)
        events = [one for one in elements(child) if localname(one) in ("narrativeEvent", "provenanceEvent")]
        if events:
            listed = add(made, "chronlist", {"localtype": names.EVENTS})
            for one in events:
                listed.append(event(one, self.left))
        if canonical == "materialspec":
            self.identity().append(unwrapped(made))
        elif len(made) or (made.text or "").strip() or (about and not len(child)) or not len(child):
            self.made.append(made)

    def _apart(self, child: etree._Element) -> None:
        """Keep the foreign XML of a narrative."""
        for inner in elements(child):
            if localname(inner) == "formattingExtension":
                self.left.about(inner)
            elif localname(inner) == "objectXMLWrap":
                around = same(child)
                around.append(deep(inner))
                self.left.whole("", around)

    def _relations(self, child: etree._Element) -> None:
        made = add(self.made, "relations", attributes_of(child))
        loose(child, self.made)
        for inner in elements(child):
            if localname(inner) == "relation":
                made.append(relation(inner))
            else:
                if is_internal(child):
                    inner.set("audience", "internal")
                self.left.whole("relations", inner)

    # Forms.

    def _form(self, child: etree._Element) -> None:
        roles = {collapse(text(one)).casefold() for one in child.iterfind("{*}role")}
        loose(child, self.made)
        address, kind = attributes_of(child, {"valueURI": "href"}).get("href"), child.get("formAvailableType", "")
        requirements = child.find("{*}physicalOrTechnicalRequirements")
        if address or kind.startswith("digital") or names.OBJECT[0] in roles:
            self._object(child)
        elif requirements is not None and len(list(elements(child))) == 2:
            self._note_form(child, "phystech", requirements)
        elif names.FORMS["originalsloc"][0] in roles or kind == "analogOriginal":
            self._note_form(child, "originalsloc", child.find("{*}descriptiveNote"))
        else:
            self._note_form(child, "altformavail", child.find("{*}descriptiveNote"))

    def _note_form(self, child: etree._Element, name: str, content: etree._Element | None) -> None:
        role, _, implied = names.FORMS[name]
        kind = child.get("formAvailableType")
        made = add(self.made, name, attributes_of(child, skip=("formAvailableType",) if kind == implied else ()))
        label = child.find("{*}label")
        said = {
            one
            for one in (label, content)
            if one is not None and (is_bare(one) or one.get("localType") == names.SUPPLIED)
        }
        if label is not None and label.get("localType") != names.SUPPLIED:
            alone = content is None and all(localname(one) in ("label", "role") for one in elements(child))
            words(label, add(made, "p" if alone else "head"))
        drafted = [one for one in elements(child) if localname(one) in ("p", "formattingExtension")]
        if drafted:
            # In a draft, its blocks are direct children.
            for one in drafted:
                narrative(around(one), made)
            said.update(drafted)
        if content is not None:
            if is_internal(child):
                content.set("audience", "internal")
            self._abstract(content)
            narrative(content, made)
            if not content.keys():
                said.add(content)
            content[:], content.text = [], None  # only its attributes are left
        said |= {one for one in child.iterfind("{*}role") if is_bare(one) and collapse(text(one)).casefold() == role}
        self.left.rest("formsAvailable", child, said, (label,))

    def _object(self, child: etree._Element) -> None:
        did = self.identity()
        kind = child.get("formAvailableType", "")
        known = _OBJECTS.get(kind)
        about = attributes_of(child, {"valueURI": "href"}, ("formAvailableType",) if known else ())
        group = {key[3:]: about.pop(key) for key in list(about) if key.startswith("set") and key != "set"}
        parallel = about.pop("parallel", None)
        about.setdefault("daotype", known or "unknown")
        if about["daotype"] not in (*names.OBJECT_TYPES, "unknown"):
            about |= {"daotype": "otherdaotype", "otherdaotype": about["daotype"]}
        made = make(child, "dao", about)
        note: list[etree._Element] = []
        of_set: list[etree._Element] = []
        whole: set[etree._Element] = set()
        label = child.find("{*}label")
        for inner in elements(child):
            name = localname(inner)
            said = collapse(text(inner))
            if name == "label" and inner.get("localType") == names.SUPPLIED:
                whole.add(inner)
                continue
            field = _OBJECT_FIELDS.get(name)
            if name == "role" and (said == names.OBJECT[0] or not is_uri(said)):
                field = None
                whole |= {inner} if is_bare(inner) and said == names.OBJECT[0] else set()
            if field is not None and said and made.get(field) is None:
                made.set(field, said)
                whole |= {inner} if is_bare(inner) else set()
            elif name in ("descriptiveNote", "p", "formattingExtension"):
                whole.add(inner)
                described = inner if name == "descriptiveNote" else around(inner)  # the blocks of a draft
                inside = make(inner, "descriptivenote", attributes_of(described))
                narrative(described, inside)
                for paragraph in list(inside):
                    if paragraph.attrib.pop("of", None) is not None:
                        of_set.append(paragraph)
                        inside.remove(paragraph)
                if len(inside):
                    note.append(inside)
        self.left.rest("formsAvailable", child, whole, (label,))
        made.extend(note)
        last = did[-1] if len(did) else None
        if parallel is not None and last is not None and localname(last) in ("dao", "daoset"):
            if localname(last) == "dao":
                outer = make(
                    last, "daoset", {key[4:]: value for key, value in last.attrib.items() if key.startswith("set-")}
                )
                for key in [key for key in last.attrib if str(key).startswith("set-")]:
                    del last.attrib[key]
                did.replace(last, outer)
                outer.append(last)
                last = outer
            last.append(made)
        else:
            for key, value in group.items():
                made.set(f"set-{key if key != 'title' else 'label'}", value)
            did.append(made)
        if of_set and last is not None and localname(last) == "daoset":
            add(last, "descriptivenote").extend(of_set)


#: Children of an object that become attributes.
_OBJECT_FIELDS: Final = {"label": "linktitle", "formAvailableId": "identifier", "role": "linkrole"}
_DID: Final[dict[str, Handler]] = {
    "head": lambda unit, child: unit._words(child, "head"),
    "unitTitle": lambda unit, child: unit._words(child, "unittitle"),
    "unitId": lambda unit, child: unit._words(child, "unitid"),
    "container": Unit._container,
    "otherIdentificationData": Unit._other_data,
    "unitDate": Unit._date,
    "extent": Unit._extent,
    "languageOfMaterial": Unit._language,
    "genreForm": Unit._genre,
    "legalStatus": Unit._legal,
    "descriptiveNote": Unit._note,
}
#: Children of an `identificationData` that do not become part of the `did`.
_BESIDE_DID: Final = (None, Unit._genre, Unit._legal)
_SECTIONS: Final[dict[str, dict[str, Handler]]] = {
    "agents": {"agent": Unit._agent},
    "functions": {"function": Unit._function},
    "places": {"place": Unit._place},
    "formsAvailable": {"formAvailable": Unit._form},
}
