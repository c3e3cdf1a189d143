"""From the canonical markup to EAD 4.0: EAD3's `control` becomes `control` and `findAidDesc`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docmeta.text import Element, words
from docmeta_ead.ead4.put_back import put_back
from docmeta_ead.ead4.to_parts import addresses, described, spanned, wrapped
from docmeta_ead.ead4.to_prose import Lost, Piece, Prose
from docmeta_ead.fit.markup import serialised, tree
from docmeta_ead.tables import ead4 as names
from docmeta_ead.tables import losses
from docmeta_ead.tables.values import is_uri

#: The lists of attribute values that this writer chooses itself.
LISTS: Final = {
    "agentTypeEncoding": "EASList", "audienceEncoding": "EASList", "countryEncoding": "iso3166-1-alpha-2",
    "coverageEncoding": "EASList", "dateEncoding": "iso8601", "formAvailableTypeEncoding": "EASList",
    "languageEncoding": "iso639-2b", "maintenanceEventTypeEncoding": "EASList", "maintenanceStatusEncoding": "EASList",
    "publicationStatusEncoding": "EASList", "repositoryEncoding": "iso15511", "scriptEncoding": "iso15924",
}  # fmt: skip
#: The names that EAD3 and EAD 4.0 give to the lists of codes of a finding aid.
ENCODINGS: Final = {
    "langencoding": "languageEncoding", "scriptencoding": "scriptEncoding", "dateencoding": "dateEncoding",
    "countryencoding": "countryEncoding", "repositoryencoding": "repositoryEncoding",
}  # fmt: skip
#: Their values with other names.
ENCODED: Final = {
    "otherlangencoding": "otherLanguageEncoding", "otherscriptencoding": "otherScriptEncoding", "otherdateencoding": "otherDateEncoding",
    "iso3166-1": "iso3166-1-alpha-2", "othercountryencoding": "otherCountryEncoding", "otherrepositoryencoding": "otherRepositoryEncoding",
}  # fmt: skip
#: Other words for those who did it.
AGENT_TYPES: Final = {"machine": "mechanism"}
_FIRST: Final = ("recordId", "maintenanceAgency", "maintenanceHistory", "sources")


def header(markup: str, lost: Lost, own: Iterable[tuple[str, Element]] = ()) -> str:
    """`control` and what follows it, from EAD3's `control`, each part on a line of its own; *own* is what only EAD 4.0 has."""
    prose = Prose(lost)
    prose.field = "record"
    return "\n  ".join(_lines(part) for part in _Control(prose).turn(tree(markup), own))


def _lines(part: Element) -> str:
    start, _, end = serialised(Element(part.name, part.attributes, ["|"])).rpartition("|")
    inner = "".join(f"\n    {serialised(child)}" for child in part.children if isinstance(child, Element))
    return f"{start}{inner}\n  {end}"


class _Control:
    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.children: list[Element] = []
        self.about: dict[str, str] = dict(LISTS)
        self.described: list[Piece] = []  # the content of `findAidDesc`
        self.formatted: list[Piece] = []  # what it holds as XHTML
        self.of_filedesc: dict[str, str] = {}
        self.events: list[Element] = []

    def turn(self, source: Element, own: Iterable[tuple[str, Element]]) -> list[Element]:
        prose = self.prose
        for key, value in prose.attributes(source, "control", ENCODINGS).items():
            self.about[key] = ENCODED.get(value, value)
        for child in source.children:
            if isinstance(child, Element):
                self._part(child)
        sections = {"findAidDesc": [self.described], "maintenanceEvent": [one.children for one in self.events]}
        for carried in put_back(sections, own):
            line = losses.EXTRA_HOMELESS
            prose.lost(line.code, line.at("control", carried.name), serialised(carried), line.why)
        order = {name: number for number, name in enumerate(_FIRST)}
        self.children.sort(key=lambda one: order.get(one.name, len(order)))
        made = [Element("control", self.about, [*self.children])]
        if self.formatted:
            self.described.append(Element("formattingExtension", {}, prose.xhtml(self.formatted, 2)))
        if self.described:
            made.append(Element("findAidDesc", self.of_filedesc, self.described))
        return made

    def _part(self, child: Element) -> None:
        prose, name = self.prose, child.name
        if name == "filedesc":
            self._filedesc(child)
        elif name == "maintenancestatus":
            self._state(child, "maintenanceStatus")
        elif name == "publicationstatus":
            self._state(child, "publicationStatus")
        elif name == "recordid":
            address = child.attributes.get("instanceurl", "")
            if is_uri(address) and address:
                self.of_filedesc["href"] = address
            made = Element(
                "recordId",
                prose.attributes(child, "recordId", skip=("instanceurl",) if "href" in self.of_filedesc else ()),
            )
            made.children = [words(child.children)]
            self.children.append(made)
        elif name == "otherrecordid":
            self.children.append(prose.element(child, "otherRecordId"))
        elif name == "maintenanceagency":
            self.children.append(self._agency(child))
        elif name == "languagedeclaration":
            self.children.append(self._language(child))
        elif name in ("conventiondeclaration", "rightsdeclaration", "localtypedeclaration"):
            self.children.append(self._declaration(child))
        elif name == "maintenancehistory":
            made = Element("maintenanceHistory", prose.attributes(child, "maintenanceHistory"))
            self.events = [self._event(one) for one in child.children if isinstance(one, Element)]
            made.children = [*self.events]
            self.children.append(made)
        elif name == "sources":
            made = Element("sources", prose.attributes(child, "sources"))
            made.children = [self._source(one) for one in child.children if isinstance(one, Element)]
            self.children.append(made)
        else:
            # A representation, or a control of one's own.
            self.formatted.append(child)

    def _state(self, child: Element, name: str) -> None:
        value = child.attributes.get("value", "")
        self.about[name] = names.STATES.get(value, value)
        for key, more in child.attributes.items():
            if key != "value":
                self.about[f"ead3:{name.lower()}-{key}"] = more
        if words(child.children).strip():
            self.about[f"ead3:{name.lower()}"] = words(child.children)

    def _agency(self, source: Element) -> Element:
        made = Element("maintenanceAgency", self.prose.attributes(source, "maintenanceAgency"))
        order = ("agencycode", "agencyname", "otheragencycode", "descriptivenote")
        found = [child for child in source.children if isinstance(child, Element)]
        for child in sorted(found, key=lambda one: order.index(one.name)):
            if child.name == "descriptivenote":
                made.children.append(described(self.prose, child))
            else:
                made.children.append(self.prose.element(child, names.ELEMENTS[child.name]))
        return made

    def _language(self, source: Element) -> Element:
        made = Element("languageDeclaration", self.prose.attributes(source, "languageDeclaration"))
        note: list[Piece] = []
        about: dict[str, str] = {}
        code = "und"
        for child in source.children:
            if not isinstance(child, Element):
                continue
            if child.name == "descriptivenote":
                about = self.prose.attributes(child, "descriptiveNote")
                note += self.prose.paragraphs(child.children)
                continue
            key = "langcode" if child.name == "language" else "scriptcode"
            value = child.attributes.get(key)
            if value and child.name == "language":
                code = value
            elif value:
                made.attributes["scriptCode"] = value
            rest = Element(
                child.name, {name: one for name, one in child.attributes.items() if name != key}, child.children
            )
            if rest.attributes or words(rest.children).strip():
                note.append(Element("p", {}, [spanned(self.prose, rest)]))
        made.attributes["languageCode"] = code
        if note:
            made.children.append(Element("descriptiveNote", about, note))
        return made

    def _declaration(self, source: Element) -> Element:
        name = names.ELEMENTS[source.name]
        made = Element(name, self.prose.attributes(source, name))
        order = ("citation", "abbr", "descriptivenote")
        found = [child for child in source.children if isinstance(child, Element)]
        for child in sorted(found, key=lambda one: order.index(one.name)):
            if child.name == "descriptivenote":
                made.children.append(described(self.prose, child))
            else:
                made.children.append(self.prose.element(child, names.ELEMENTS[child.name]))
        return made

    def _event(self, source: Element) -> Element:
        made = Element("maintenanceEvent", self.prose.attributes(source, "maintenanceEvent"))
        agent, when = Element("agent"), Element("eventDateTime")
        rest: list[Piece] = []
        for child in source.children:
            if not isinstance(child, Element):
                continue
            text, value = words(child.children).strip(), child.attributes.get("value", "")
            more = {f"ead3:{child.name}-{key}": one for key, one in child.attributes.items() if key != "value"}
            if child.name == "eventtype":
                made.attributes["maintenanceEventType"] = value
                made.attributes |= more
                if text:
                    made.attributes["ead3:eventtype"] = text
            elif child.name == "agenttype":
                agent.attributes["agentType"] = AGENT_TYPES.get(value, value)
                agent.attributes |= more
                if text:
                    agent.attributes["ead3:agenttype"] = text
            elif child.name == "agent":
                agent.attributes |= self.prose.attributes(child, "agent")
                agent.children = [Element("label", {}, [words(child.children)] if text else [])]
            elif child.name == "eventdatetime":
                when = self.prose.element(child, "eventDateTime")
            else:
                rest.append(self.prose.element(child, "eventDescription"))
        made.children = [agent, when, *rest]
        return made

    def _source(self, source: Element) -> Element:
        made = Element("source", self.prose.attributes(source, "source"))
        notes, wraps = [], []
        for child in source.children:
            if not isinstance(child, Element):
                continue
            if child.name == "descriptivenote":
                notes.append(described(self.prose, child))
            elif child.name == "objectxmlwrap":
                wraps.append(wrapped(self.prose, child))
            else:
                made.children.append(self.prose.element(child, "reference"))
        if not made.children:
            made.children.append(Element("reference"))
        made.children += [*notes, *wraps]
        return made

    # The finding aid as a publication.

    def _filedesc(self, source: Element) -> None:
        self.of_filedesc |= self.prose.attributes(source, "findAidDesc")
        for child in source.children:
            if not isinstance(child, Element):
                continue
            rest: list[Piece] = []
            kept: set[str] = set()
            for part in child.children:
                # A statement with more than words stays after others of its kind.
                if not isinstance(part, Element) or part.name in kept or not self._published(child, part):
                    rest.append(part)
                    kept.add(part.name if isinstance(part, Element) else "")
            if child.attributes or any(isinstance(one, Element) or one.strip() for one in rest):
                self.formatted.append(Element(child.name, child.attributes, rest))

    def _published(self, around: Element, part: Element) -> bool:
        """Write what has an element of its own in `findAidDesc`; false for anything else."""
        prose = self.prose
        plain = not any(isinstance(one, Element) for one in part.children)
        text = words(part.children).strip()
        if not plain and part.name != "address":
            return False
        if around.name == "titlestmt" and part.name == "titleproper" and text:
            made = Element(
                "title", prose.attributes(part, "title", {"render": "style"}), [Element("part", {}, part.children)]
            )
        elif (around.name, part.name) in (
            ("titlestmt", "author"),
            ("titlestmt", "sponsor"),
            ("publicationstmt", "publisher"),
        ):
            made = Element("agent", prose.attributes(part, "agent", skip=("localtype",)))
            role = part.attributes.get("localtype") or part.name
            made.children = [Element("label", {}, part.children), Element("role", {}, [role])]
        elif around.name == "publicationstmt" and part.name == "date":
            made = prose.element(part, "date", {"normal": "standardDate"})
        elif around.name == "publicationstmt" and part.name == "address":
            lines = [one for one in part.children if isinstance(one, Element)]
            label = Element("label", {"localType": names.SUPPLIED}, ["Publication"])
            made = Element("place", {}, [label, *addresses(prose, part)])
            if not lines:
                return False
        else:
            return False
        self.described.append(made)
        return True
