"""The description of the description on its way back from EAD 4.0: `control` and `findAidDesc` become EAD3's `control`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from docmeta.xml import collapse, localname
from docmeta_ead.ead4.apart import set_apart
from docmeta_ead.ead4.from_parts import copied, deep, spanned
from docmeta_ead.ead4.from_prose import add, attributes_of, elements, loose, make, narrative, text, words, xhtml
from docmeta_ead.ead4.to_control import ENCODED, ENCODINGS, LISTS
from docmeta_ead.tables import ead4 as names
from docmeta_ead.tables.audience import is_internal

if TYPE_CHECKING:
    from lxml import etree

_ENCODINGS: Final = {new: old for old, new in ENCODINGS.items()}
_ENCODED: Final = {new: old for old, new in ENCODED.items()}
_STATES: Final = {new: old for old, new in names.STATES.items()}
_DECLARATIONS: Final = {
    "conventionDeclaration": "conventiondeclaration", "rightsDeclaration": "rightsdeclaration",
    "localTypeDeclaration": "localtypedeclaration",
}  # fmt: skip
#: The order of EAD3, which readers do not demand, and writers do.
_ORDER: Final = (
    "recordid otherrecordid representation filedesc maintenancestatus publicationstatus maintenanceagency languagedeclaration "
    "conventiondeclaration rightsdeclaration localtypedeclaration localcontrol maintenancehistory sources"
).split()  # fmt: skip
_STATEMENTS: Final = ("titlestmt", "editionstmt", "publicationstmt", "seriesstmt", "notestmt")


def header(control: etree._Element, described: Iterable[etree._Element]) -> etree._Element:
    """EAD3's `control` from the one of EAD 4.0 and what follows it."""
    made = make(control, "control")
    found = list(described)
    hidden = [one for one in found if is_internal(one)]
    found = [one for one in found if not is_internal(one)]
    hidden += set_apart((control, *found))
    _about(control, made)
    loose(control, made)
    for child in elements(control):
        _part(child, made)
    if found:
        _filedesc(found, made)
    made[:] = sorted(made, key=lambda one: _ORDER.index(localname(one)) if localname(one) in _ORDER else len(_ORDER))
    made.extend([copied(one, localname(one).lower()) for one in hidden])
    return made


def _about(control: etree._Element, made: etree._Element) -> None:
    states: dict[str, dict[str, str]] = {}
    said: dict[str, str] = {}
    for key, value in attributes_of(control).items():
        name, dash, rest = key.partition("-")
        if name in ("maintenancestatus", "publicationstatus"):
            state = states.setdefault(name, {})
            if dash:
                state[rest] = value
            elif control.get(f"{name[:-6]}Status") == value:
                state["value"] = _STATES.get(value, value)
            else:
                said[name] = value
        elif not key.endswith("encoding"):
            made.set(key, value)
    for name, new in (("maintenancestatus", "maintenanceStatus"), ("publicationstatus", "publicationStatus")):
        if control.get(new):
            states.setdefault(name, {})["value"] = _STATES.get(control.get(new, ""), control.get(new, ""))
            own = control.get(f"{{{names.EAD3_NS}}}{name}")
            if own:
                said[name] = own
    for name, state in states.items():
        add(made, name, state).text = said.get(name)
    for key, value in control.attrib.items():
        # What this writer says of itself is not what a source said.
        known = _ENCODINGS.get(str(key))
        if known and LISTS.get(str(key)) != value:
            made.set(known, _ENCODED.get(str(value), str(value)))


def _part(child: etree._Element, made: etree._Element) -> None:
    name = localname(child)
    if name in ("recordId", "otherRecordId"):
        made.append(words(child, make(child, name.lower(), attributes_of(child))))
    elif name == "maintenanceAgency":
        agency = add(made, "maintenanceagency", attributes_of(child))
        loose(child, agency)
        for inner in _in_order(child, "agencyCode", "otherAgencyCode", "agencyName", "descriptiveNote"):
            agency.append(_noted(inner))
    elif name == "languageDeclaration":
        made.append(_language(child))
    elif name in _DECLARATIONS:
        declared = add(made, _DECLARATIONS[name], attributes_of(child))
        loose(child, declared)
        names_of = {"reference": "citation", "shortCode": "abbr"}
        for inner in _in_order(child, "shortCode", "reference", "descriptiveNote"):
            declared.append(_noted(inner, names_of.get(localname(inner))))
    elif name == "maintenanceHistory":
        history = add(made, "maintenancehistory", attributes_of(child))
        loose(child, history)
        for event in elements(child):
            history.append(_event(event))
    elif name == "sources":
        sources = add(made, "sources", attributes_of(child))
        loose(child, sources)
        for source in elements(child):
            if localname(source) == "source":
                sources.append(_source(source))
            else:
                narrative(source, add(add(sources, "source"), "descriptivenote"))
    else:
        made.append(_noted(child, name.lower()))


def _in_order(around: etree._Element, *order: str) -> list[etree._Element]:
    """The elements in another one, in an order of their names."""
    return sorted(
        elements(around), key=lambda one: order.index(localname(one)) if localname(one) in order else len(order)
    )


def _noted(child: etree._Element, name: str | None = None) -> etree._Element:
    if localname(child) == "descriptiveNote":
        return narrative(child, make(child, "descriptivenote", attributes_of(child)))
    return words(child, make(child, name or localname(child).lower(), attributes_of(child)))


def _language(child: etree._Element) -> etree._Element:
    made = make(child, "languagedeclaration", attributes_of(child, skip=("languageCode", "scriptCode")))
    language = add(made, "language", {"langcode": child.get("languageCode", "")} if child.get("languageCode") else {})
    script = add(made, "script", {"scriptcode": child.get("scriptCode", "")} if child.get("scriptCode") else {})
    note = child.find("{*}descriptiveNote")
    if note is not None:
        rest = make(note, "descriptivenote", attributes_of(note))
        for paragraph in elements(note):
            part = spanned(paragraph)
            if part is not None:
                target = language if localname(part) == "language" else script
                target.text = part.text
                target.extend(list(part))
                for key, value in part.attrib.items():
                    target.set(str(key), str(value))
            else:
                rest.append(words(paragraph, make(paragraph, "p", attributes_of(paragraph))))
        if len(rest) or rest.keys():
            made.append(rest)
    return made


def _event(event: etree._Element) -> etree._Element:
    about = attributes_of(event, skip=("maintenanceEventType",))
    made = make(event, "maintenanceevent")
    loose(event, made)
    kind = add(made, "eventtype", _own_of(about, "eventtype"))
    kind.set("value", event.get("maintenanceEventType", "unknown"))
    kind.text = about.pop("eventtype", None)
    for key, value in about.items():
        made.set(key, value)
    agent = event.find("{*}agent")
    when = event.find("{*}eventDateTime")
    date = add(made, "eventdatetime", attributes_of(when) if when is not None else {})
    if when is not None:
        words(when, date)
    said = attributes_of(agent, skip=("agentType",)) if agent is not None else {}
    type_ = add(made, "agenttype", _own_of(said, "agenttype"))
    agent_type = agent.get("agentType") if agent is not None else None
    # A person or a group is a human agent of EAD3; a position too.
    known = {"mechanism": "machine", "machine": "machine", "unknown": "unknown", None: "unknown"}
    type_.set(
        "value", known.get(agent_type, "human") if agent_type in known or agent_type in _HUMAN else str(agent_type)
    )
    type_.text = said.pop("agenttype", None)
    who = add(made, "agent", said)
    if agent is not None:
        label = agent.find("{*}label")
        who.text = collapse(text(agent if label is None else label))
    for one in event.iterfind("{*}eventDescription"):
        made.append(words(one, make(one, "eventdescription", attributes_of(one))))
    return made


_HUMAN: Final = frozenset(("human", "person", "group", "family", "corporateBody", "position"))


def _own_of(about: dict[str, str], name: str) -> dict[str, str]:
    return {key.partition("-")[2]: about.pop(key) for key in list(about) if key.startswith(f"{name}-")}


def _source(source: etree._Element) -> etree._Element:
    made = make(source, "source", attributes_of(source))
    loose(source, made)
    for child in elements(source):
        name = localname(child)
        if name == "objectXMLWrap":
            add(made, "objectxmlwrap", attributes_of(child)).extend([deep(one) for one in child])
        elif name in ("reference", "citedRange"):
            if name == "citedRange" or collapse(text(child)) or child.keys():
                made.append(words(child, make(child, "sourceentry", attributes_of(child))))
        else:
            made.append(_noted(child))
    return made


# The finding aid as a publication.


def _filedesc(found: list[etree._Element], made: etree._Element) -> None:
    filedesc = add(made, "filedesc")
    statements = {name: make(found[0], name) for name in _STATEMENTS}
    for described in found:
        for key, value in attributes_of(described).items():
            record = made.find(f"{{{names.EAD3_NS}}}recordid")
            if key == "href" and record is not None:
                record.set("instanceurl", value)
            else:
                filedesc.set(key, value)
        loose(described, filedesc)
        for child in elements(described):
            _published(child, statements, made)
    for name in _STATEMENTS:
        statement = statements[name]
        if len(statement) or statement.keys():
            filedesc.append(statement)
    order = ("titleproper", "subtitle", "author", "sponsor")
    titles = statements["titlestmt"]
    titles[:] = sorted(titles, key=lambda one: order.index(localname(one)) if localname(one) in order else 9)


def _published(child: etree._Element, statements: dict[str, etree._Element], made: etree._Element) -> None:
    name = localname(child)
    if name == "title":
        title = add(statements["titlestmt"], "titleproper", attributes_of(child, {"style": "render"}))
        loose(child, title)
        parts = list(elements(child))
        if all(next(iter(part), None) is None for part in parts):
            title.text = " ".join(filter(None, (title.text, *(part.text for part in parts)))) or None
            return
        for part in parts:
            if title.text:
                title.text += " "
            words(part, title)
    elif name == "agent":
        role = child.find("{*}role")
        said = collapse(text(role)).casefold() if role is not None else ""
        label = child.find("{*}label")
        where = "publicationstmt" if said == "publisher" else "titlestmt"
        kind = said if said in ("publisher", "sponsor") else "author"
        agent = add(statements[where], kind, attributes_of(child, skip=("agentType",)))
        words(child if label is None else label, agent)
    elif name == "date":
        add_date = add(statements["publicationstmt"], "date", attributes_of(child, {"standardDate": "normal"}))
        words(child, add_date)
    elif name == "place":
        lines = list(child.iter("{*}addressLine", "{*}contactLine"))
        own = child.find("{*}address")
        lined = add(statements["publicationstmt"], "address", attributes_of(own) if own is not None else {})
        for line in lines:
            lined.append(
                words(
                    line,
                    make(
                        line,
                        "addressline",
                        attributes_of(line, {"addressLineType": "localtype", "contactLineType": "localtype"}),
                    ),
                )
            )
        label = child.find("{*}label")
        if label is not None and label.get("localType") != names.SUPPLIED and not lines:
            words(label, add(lined, "addressline"))
    elif name == "formattingExtension":
        around = make(child, "filedesc")
        xhtml(elements(child), around)
        for block in list(around):
            kind = localname(block)
            if kind in statements:
                target = statements[kind]
                for key, value in block.attrib.items():
                    target.set(str(key), str(value))
                target.extend(list(block))
            elif kind in ("representation", "localcontrol"):
                made.append(block)
            else:
                add(statements["notestmt"], "controlnote").append(block)
    else:
        words(child, add(add(statements["notestmt"], "controlnote"), "p"))
