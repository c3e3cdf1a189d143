"""From the canonical markup to EAD 4.0, for units and headers: dates, languages, notes, addresses."""

from __future__ import annotations

from docmeta.text import Element
from docmeta_ead.ead4.to_prose import Piece, Prose, is_hidden
from docmeta_ead.steps import Steps, done
from docmeta_ead.tables import ead4 as names


def dates(prose: Prose, source: Element) -> list[Piece]:
    """The dates in an element: single ones, ranges, sets."""
    return done(_dates(prose, source))


def _dates(prose: Prose, source: Element) -> Steps[list[Piece]]:
    made: list[Piece] = []
    for child in source.children:
        if not isinstance(child, Element):
            continue
        if child.name in ("daterange", "dateset"):
            name = names.ELEMENTS[child.name]
            inner = yield _dates(prose, child)
            if name == "dateSet" and len(inner) == 1:
                if is_hidden(child) and isinstance(inner[0], Element):
                    inner[0].attributes["audience"] = "internal"
                made += inner
            elif inner:
                made.append(Element(name, prose.attributes(child, name), inner))
        elif child.name in ("datesingle", "fromdate", "todate", "date"):
            made.append(prose.element(child, names.ELEMENTS.get(child.name, child.name), {"normal": "standardDate"}))
    return made


def spanned(prose: Prose, child: Element) -> Element:
    """An element as a span of its name."""
    return typed(prose.element(child, "span"), child.name)


def typed(made: Element, name: str) -> Element:
    """Record the EAD3 name of an element as its local type."""
    if "localType" in made.attributes:
        made.attributes["ead3:localtype"] = made.attributes.pop("localType")
    made.attributes["localType"] = name
    return made


def languages(prose: Prose, source: Element) -> list[Piece]:
    """A language, or a set of languages and scripts; a set has several languages or several scripts, not both."""
    if source.name == "descriptivenote":
        return [described(prose, source)]
    if source.name != "languageset":
        return [prose.element(source, "language")]
    inner = [child for child in source.children if isinstance(child, Element)]
    spoken = [prose.element(child, "language") for child in inner if child.name == "language"]
    written = [prose.element(child, "writingSystem") for child in inner if child.name == "script"]
    notes = [described(prose, child) for child in inner if child.name == "descriptivenote"]
    about = prose.attributes(source, "languageSet")
    if len(spoken) > 1 and len(written) > 1:
        hidden = {"audience": "internal"} if is_hidden(source) else {}
        sets = [Element("languageSet", dict(hidden), [one, *written]) for one in spoken]
        sets[0].attributes = about
        sets[-1].children += notes
        return [*sets]
    if len(spoken) > 1:
        return [Element("languageSet", about, [*written, *spoken, *notes])]
    return [Element("languageSet", about, [*spoken, *written, *notes])]


def described(prose: Prose, source: Element) -> Element:
    """A descriptive note, which needs at least one paragraph."""
    made = Element("descriptiveNote", prose.attributes(source, "descriptiveNote"), prose.paragraphs(source.children))
    if not made.children:
        made.children.append(Element("p"))
    return made


def wrapped(prose: Prose, source: Element) -> Element:
    """XML of another namespace, unchanged."""
    return Element("objectXMLWrap", prose.attributes(source, "objectXMLWrap"), source.children)


def addresses(prose: Prose, source: Element) -> list[Piece]:
    """The lines of an address, and separately those of a contact, by their types."""
    made: dict[str, list[Piece]] = {"address": [], "contact": []}
    for child in source.children:
        if isinstance(child, Element):
            kind = child.attributes.get("localtype")
            name = "contact" if kind in names.CONTACTS or child.attributes.get("href") else "address"
            line = prose.element(
                child,
                f"{name}Line",
                {"localtype": f"{name}LineType"},
                ("localtype",) if kind == names.CONTACT else (),
            )
            made[name].append(line)
    found = [Element(name, {}, lines) for name, lines in made.items() if lines]
    for one in found[:1]:
        one.attributes = prose.attributes(source, one.name)
    return [*found]


def role(source: Element) -> list[Piece]:
    relator = source.attributes.get("relator")
    return [Element("role", {}, [relator])] if relator else []


def parts_of(source: Element) -> list[Element]:
    return [child for child in source.children if isinstance(child, Element) and child.name == "part"]


def headed(source: Element) -> tuple[Element | None, list[Piece]]:
    rest = [child for child in source.children if isinstance(child, Element) or child.strip()]
    if rest and isinstance(rest[0], Element) and rest[0].name == "head":
        return rest[0], rest[1:]
    return None, rest


def is_dates(part: Element) -> bool:
    return part.attributes == {"localtype": "dates"} and not any(isinstance(one, Element) for one in part.children)


def says_something(children: list[Piece]) -> bool:
    return any(isinstance(child, Element) and child.name != "head" for child in children)


def level_of(attributes: dict[str, str], source: Element) -> dict[str, str]:
    level = source.attributes.get("level")
    if level == "otherlevel":
        level = source.attributes.get("otherlevel")
        if level is None and source.name != "archdesc":  # of the whole, EAD3 requires a level
            level = "otherlevel"
    elif source.attributes.get("otherlevel"):
        attributes["ead3:otherlevel"] = source.attributes["otherlevel"]
    if level:
        attributes = {**attributes, "level": names.LEVELS.get(level, level)}
    return attributes
