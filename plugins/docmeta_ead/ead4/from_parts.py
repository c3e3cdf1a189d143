"""From EAD 4.0 to the canonical markup: dates, extents, relations, events, lists of components."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from docmeta.text import Element
from docmeta.xml import collapse, localname, namespace
from docmeta_ead.ead4.from_prose import (
    add,
    append_text,
    attributes_of,
    elements,
    is_component,
    loose,
    make,
    narrative,
    same,
    text,
    words,
)
from docmeta_ead.ead4.left import Left
from docmeta_ead.sniff import EAD3_NS
from docmeta_ead.steps import Steps, done
from docmeta_ead.tables import ead4 as names
from docmeta_ead.tables.audience import is_internal
from docmeta_ead.tables.dialect import LEVELS

if TYPE_CHECKING:
    from lxml import etree

_LEVELS: Final = {new: old for old, new in names.LEVELS.items()}
_LISTS: Final = {new: old for old, new in names.COMPONENT_LISTS.items()}
_TARGETS: Final = {new: old for old, new in names.TARGETS.items()}
DATES: Final = ("date", "dateRange", "dateSet")
#: The most headings above an access point: no file is deeper.
_DEEPEST: Final = 250
#: Other names of the drafts, and EAD3 names that a mistaken file may have.
DRAFT: Final = {
    "didnote": "didnote", "identificationdatanote": "didnote", "otherfindaid": "otherfindaid", "physicalfacet": "physfacet",
    "unittype": "unittype", "physloc": "physloc", "physdesc": "physdesc", "materialspec": "materialspec",
}  # fmt: skip


def start(source: etree._Element) -> etree._Element:
    """The attributes of a unit; a level that is not one of EAD3's becomes `otherlevel`, with its name."""
    made = make(source, localname(source).lower(), attributes_of(source))
    level = made.get("level")
    if level is not None:
        level = _LEVELS.get(level, level)
        known = level in LEVELS
        made.set("level", level if known else "otherlevel")
        if not known:
            made.set("otherlevel", level)
    return made


def component_list(source: etree._Element, stop: etree._Element | None) -> etree._Element:
    """A list of components in the canonical markup, without its components."""
    about = attributes_of(source, skip=("descriptionOfComponentsType",))
    kind = source.get("descriptionOfComponentsType")
    if kind:
        known = _LISTS.get(kind)
        about |= {"dsctype": known} if known else {"dsctype": "otherdsctype", "otherdsctype": kind}
    made = make(source, "dsc", about)
    part = same(source)
    part.text = source.text
    for child in source:
        if child is stop:
            break
        if isinstance(child.tag, str) and not is_component(child):
            part.append(deep(child))
    return narrative(part, made)


def unit_date(child: etree._Element) -> etree._Element:
    """A date: words with a normalised form, or a structure."""
    inner = list(elements(child))
    textual = [one for one in inner if localname(one) == "textualDate"]
    structured = [one for one in inner if localname(one) != "textualDate"]
    about = attributes_of(child)
    normal = normalised(structured[0]) if len(structured) == 1 else None
    if not structured or (normal is not None and (textual or not collapse(text(structured[0])))):
        made = make(child, "unitdate", about)
        if normal:
            made.set("normal", normal)
        if textual:
            for key, value in attributes_of(textual[0]).items():
                made.set(key, value)
            words(textual[0], made)
            own = collapse(date_words(structured[0])) if structured else ""
            if own and own not in (collapse(text(textual[0])), normal):
                append_text(made, f" ({own})")
        elif not inner:
            words(child, made)
        return made
    made = make(child, "unitdate" if textual else "unitdatestructured", about)
    for one in structured:
        made.append(dated(one))
    for one in textual:
        made.append(words(one, make(one, "textualdate", attributes_of(one))))
    return made


def normalised(source: etree._Element) -> str | None:
    """The normalised form of a date or a range, if its attributes hold nothing else."""
    name = localname(source)
    if name == "dateRange":
        ends = {localname(end): end for end in elements(source)}
        if any(set(end.keys()) - {"standardDate"} for end in ends.values()) or not ends or source.keys():
            return None
        said = [ends[end].get("standardDate", "") if end in ends else ".." for end in ("fromDate", "toDate")]
        return "/".join(said) if all(said) else None
    return source.get("standardDate", "") if name == "date" and set(source.keys()) <= {"standardDate"} else None


def dated(source: etree._Element) -> etree._Element:
    """A date, a range or a set."""
    made = _date(source)
    done(_dates(source, made))
    return made


def _date(source: etree._Element) -> etree._Element:
    name = localname(source).lower()
    return make(source, "datesingle" if name == "date" else name, attributes_of(source))


def _dates(source: etree._Element, made: etree._Element) -> Steps[None]:
    if localname(source) not in ("dateRange", "dateSet"):
        words(source, made)
        return
    loose(source, made)
    for inner in elements(source):
        below = _date(inner)
        made.append(below)
        yield _dates(inner, below)


def relation(source: etree._Element) -> etree._Element:
    """A relation to another resource."""
    target = source.get("targetType", "")
    about = attributes_of(source, skip=("targetType", "relationType"))
    about.setdefault("relationtype", _TARGETS.get(target, "otherrelationtype"))
    if source.get("relationType"):
        about.setdefault("otherrelationtype", str(source.get("relationType")))
    made = make(source, "relation", about)
    for inner in elements(source):
        name = localname(inner)
        if name == "label":
            said = attributes_of(inner)
            for key in ("href", "identifier"):
                if said.get(key) and made.get("href") is None:
                    made.set("href", said.pop(key))
            if inner.get("localType") != names.SUPPLIED:
                made.append(words(inner, make(inner, "relationentry", said)))
        elif name in ("date", "dateRange", "dateSet"):
            made.append(dated(inner))
        elif name == "placeName":
            place = add(made, "geogname", attributes_of(inner))
            words(inner, add(place, "part"))
        elif name == "descriptiveNote":
            made.append(narrative(inner, make(inner, "descriptivenote", attributes_of(inner))))
        elif name == "objectXMLWrap":
            wrap = add(made, "objectxmlwrap", attributes_of(inner))
            wrap.extend([deep(one) for one in inner])
        else:
            words(inner, add(add(made, "descriptivenote"), "p", attributes_of(inner)))
    if not any(True for _ in elements(source)):
        words(source, add(made, "relationentry"))
    return made


def own(source: etree._Element) -> Element:
    """An element of EAD 4.0 unchanged, without namespaces, as it is carried along."""
    made = _own(source)
    done(_content(source, made))
    return made


def _own(source: etree._Element) -> Element:
    tag = localname(source)
    made = Element(f"xhtml:{tag}" if namespace(source) == names.XHTML else tag)
    for key, value in source.attrib.items():
        space, _, local = str(key).rpartition("}")
        prefix = {"{" + EAD3_NS: "ead3:", "{" + names.XHTML: "xhtml:"}.get(space, "")
        if not space or prefix:
            made.attributes[prefix + local] = str(value)
    return made


def _content(source: etree._Element, made: Element) -> Steps[None]:
    if source.text:
        made.children.append(source.text)
    for child in elements(source):
        inner = _own(child)
        made.children.append(inner)
        yield _content(child, inner)
        if child.tail:
            made.children.append(child.tail)


def deep(element: etree._Element) -> etree._Element:
    return deepcopy(element)


def copied(source: etree._Element, name: str) -> etree._Element:
    """An element of a draft under its canonical name, with its content."""
    made = make(source, name, attributes_of(source))
    done(_copied(source, made))
    return made


def _copied(source: etree._Element, made: etree._Element) -> Steps[None]:
    append_text(made, source.text)
    for child in elements(source):
        inner = localname(child).lower()
        if namespace(child) == names.XHTML or localname(child) in (
            "reference",
            "referringString",
            "span",
            "formattingExtension",
        ):
            narrative(around(child), made)
        else:
            yield _copied(child, add(made, DRAFT.get(inner, inner), attributes_of(child)))
        append_text(made, child.tail)


def around(child: etree._Element) -> etree._Element:
    """An element named as the parent of this one, with this one as its only child."""
    made = child.makeelement(child.getparent().tag if child.getparent() is not None else child.tag, {})  # type: ignore[union-attr]
    inner = deep(child)
    inner.tail = None
    made.append(inner)
    return made


def language(one: etree._Element) -> etree._Element:
    name = localname(one)
    if name == "descriptiveNote":
        return narrative(one, make(one, "descriptivenote", attributes_of(one)))
    made = make(one, "script" if name == "writingSystem" else name.lower(), attributes_of(one))
    return words(one, made)


def physical(source: etree._Element, made: etree._Element) -> None:
    """The number and the unit of an extent, with the parts that its note holds as spans."""
    for name, canonical in (("quantity", "quantity"), ("unitOfMeasurement", "unittype")):
        found = source.find(f"{{*}}{name}")
        if found is None:
            add(made, canonical)
        else:
            made.append(words(found, make(found, canonical, attributes_of(found))))
    made.extend(noted(source))


def noted(source: etree._Element) -> list[etree._Element]:
    """The content of an element's note: the parts in paragraphs that are only a span, then the note without them."""
    note = source.find("{*}descriptiveNote")
    if note is None:
        return []
    rest = make(note, "descriptivenote", attributes_of(note))
    parts = []
    for paragraph in elements(note):
        part = _spanned(paragraph)
        if part is not None:
            parts.append(part)
        else:
            rest.append(words(paragraph, make(paragraph, "p", attributes_of(paragraph))))
    loose(note, rest)
    return [*parts, rest] if len(rest) or rest.text or rest.keys() else parts


def _spanned(paragraph: etree._Element) -> etree._Element | None:
    """The element that a paragraph stands for, if its only content is a span of that type."""
    around = paragraph.getparent()
    if paragraph.keys() or (around is not None and is_internal(around)):
        return None
    inner = list(elements(paragraph))
    if len(inner) != 1 or localname(inner[0]) != "span" or collapse((paragraph.text or "") + (inner[0].tail or "")):
        return None
    name = inner[0].get("localType", "")
    if name not in ("physfacet", "dimensions", "language", "script"):
        return None
    about = attributes_of(inner[0], {"style": "render"}, ("localType",))
    return words(inner[0], make(inner[0], name, about))


def headings_of(about: dict[str, str]) -> tuple[str, ...]:
    """The headings above an access point, which are removed from its attributes; at most as many as a file is deep."""
    found: list[str] = []
    number = 1
    while number <= _DEEPEST and (heading := about.pop(f"head{number if number > 1 else ''}", None)) is not None:
        found.append(heading)
        number += 1
    return tuple(found)


def address(source: etree._Element) -> etree._Element:
    """The lines of the addresses in an element, as one address, if only the first has attributes."""
    made = make(source, "address")
    types = {"addressLineType": "localtype", "contactLineType": "localtype"}
    for number, own in enumerate(addresses(source)):
        if not number:
            for key, value in attributes_of(own).items():
                made.set(key, value)
        for line in elements(own):
            added = add(made, "addressline", attributes_of(line, types))
            if localname(line) == "contactLine" and added.get("localtype") is None:
                added.set("localtype", names.CONTACT)
            words(line, added)
        loose(own, made)
    return made


def addresses(source: etree._Element) -> list[etree._Element]:
    """The addresses in an element that can be joined: those after the first have no more than lines."""
    found = [one for one in elements(source) if localname(one) in ("address", "contact")]
    return [*found[:1], *(one for one in found[1:] if not one.keys())]


def date_words(one: etree._Element) -> str:
    """The words of a date, of a range or of a set; without any, its attributes."""
    said: list[str] = []
    done(_date_words(one, said))
    return said[0]


def _date_words(one: etree._Element, said: list[str]) -> Steps[None]:
    inner = list(elements(one))
    below: list[str] = []
    for date in inner:
        yield _date_words(date, below)
    between = ", " if localname(one) == "dateSet" else "-"
    said.append(between.join(filter(None, below)) if inner else collapse(text(one)) or one.get("standardDate", ""))


def event(event: etree._Element, left: Left) -> etree._Element:
    """An event of a narrative: its dates, then the agents, the description and the places."""
    made = make(event, "chronitem", attributes_of(event))
    said = make(event, "event")
    days = []
    described = False  # whether a description precedes
    for inner in elements(event):
        name = localname(inner)
        if name in ("date", "eventDateTime"):
            days.append(
                words(inner, make(inner, "datesingle", attributes_of(inner, {"standardDateTime": "standarddate"})))
            )
        elif name == "eventDescription":
            if described:
                add(said, "lb")
            elif next(iter(said), None) is not None:
                append_text(said, " ")
            words(inner, add(said, "emph", attributes_of(inner)) if inner.keys() else said)
        elif name == "agent":
            label = inner.find("{*}label")
            append_text(said, " ")
            part = add(add(said, *agent(inner)), "part", {} if label is None else attributes_of(label))
            words(inner if label is None else label, part)
            if label is not None:
                left.rest("narrativeEvent", inner, {label}, (label,))
        else:
            append_text(said, " ")
            words(inner, add(add(said, "geogname", attributes_of(inner)), "part"))
        described = name == "eventDescription"
    if len(days) > 1:
        add(made, "dateset").extend(days)
    else:
        made.extend(days or [make(event, "datesingle")])
    made.append(said)
    return made


def agent(source: etree._Element) -> tuple[str, dict[str, str]]:
    """The kind of name of an agent, and its attributes; a type that is no kind becomes an attribute."""
    kind = names.AGENT_NAMES.get(source.get("agentType", ""))
    return kind or "name", attributes_of(source, skip=("agentType",) if kind else ())


def unwrapped(made: etree._Element) -> etree._Element:
    """Replace a single paragraph by its content."""
    if len(made) == 1 and localname(made[0]) == "p" and not made[0].keys() and not (made.text or "").strip():
        only = made[0]
        made.remove(only)
        made.text = only.text
        for child in list(only):
            made.append(child)
    return made
