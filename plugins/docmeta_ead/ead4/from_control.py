"""From EAD 4.0 to the canonical markup: `control` and `findAidDesc` become EAD3's `control`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

from docmeta.xml import collapse, localname
from docmeta_ead.ead4.apart import set_apart
from docmeta_ead.ead4.from_parts import address, addresses, copied, deep, noted
from docmeta_ead.ead4.from_prose import add, attributes_of, elements, loose, make, narrative, text, words, xhtml
from docmeta_ead.ead4.left import Left, is_bare
from docmeta_ead.ead4.to_control import ENCODED, ENCODINGS, LISTS
from docmeta_ead.tables import ead4 as names
from docmeta_ead.tables.audience import is_internal

if TYPE_CHECKING:
    from lxml import etree

_ENCODINGS: Final = {new: old for old, new in ENCODINGS.items()}
_ENCODED: Final = {new: old for old, new in ENCODED.items()}
#: Lists of languages whose codes the writer has in another list, which it names.
_OTHER_CODES: Final = frozenset(("iso639-2", "iso639-2t", "iso639-5", "ietf-bcp-47"))
_STATES: Final = {new: old for old, new in names.STATES.items()}
_DECLARATIONS: Final = {
    "conventionDeclaration": "conventiondeclaration", "rightsDeclaration": "rightsdeclaration",
    "localTypeDeclaration": "localtypedeclaration",
}  # fmt: skip
#: The order of EAD3, which readers do not require, but writers do.
_ORDER: Final = (
    "recordid otherrecordid representation filedesc maintenancestatus publicationstatus maintenanceagency languagedeclaration "
    "conventiondeclaration rightsdeclaration localtypedeclaration localcontrol maintenancehistory sources"
).split()  # fmt: skip
_STATEMENTS: Final = ("titlestmt", "editionstmt", "publicationstmt", "seriesstmt", "notestmt")


def header(control: etree._Element, described: Iterable[etree._Element], left: Left) -> etree._Element:
    """EAD3's `control` from that of EAD 4.0 and what follows it; what only EAD 4.0 has is added to *left*."""
    made = make(control, "control")
    found = list(described)
    hidden = [one for one in found if is_internal(one)]
    found = [one for one in found if not is_internal(one)]
    hidden += set_apart((control, *found))
    _about(control, made)
    loose(control, made)
    for child in elements(control):
        _part(child, made, left)
    if found:
        _filedesc(found, made, left)
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
        # What this writer says about itself was not in a source.
        known = _ENCODINGS.get(str(key))
        if str(key).endswith("Encoding") and LISTS.get(str(key)) != value and value not in _OTHER_CODES:
            made.set(known or str(key), _ENCODED.get(str(value), str(value)) if known else str(value))


def _part(child: etree._Element, made: etree._Element, left: Left) -> None:
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
            history.append(_event(event, left))
    elif name == "sources":
        sources = add(made, "sources", attributes_of(child))
        loose(child, sources)
        for source in elements(child):
            if localname(source) == "source":
                sources.append(_source(source))
            else:
                narrative(source, add(add(sources, "source"), "descriptivenote", attributes_of(source)))
    else:
        made.append(_noted(child, name.lower()))


def _in_order(around: etree._Element, *order: str) -> list[etree._Element]:
    """The elements in *order*, in a new element."""
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
    for part in noted(child):
        target = {"language": language, "script": script}.get(localname(part))
        if target is None:
            made.append(part)
            continue
        target.text = part.text
        target.extend(list(part))
        for key, value in part.attrib.items():
            target.set(str(key), str(value))
    return made


def _event(event: etree._Element, left: Left) -> etree._Element:
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
    # A person or a group is a human agent of EAD3; so is a position.
    known = {"mechanism": "machine", "machine": "machine", "unknown": "unknown", None: "unknown"}
    type_.set(
        "value", known.get(agent_type, "human") if agent_type in known or agent_type in _HUMAN else str(agent_type)
    )
    type_.text = said.pop("agenttype", None)
    who = add(made, "agent", said)
    if agent is not None:
        label = agent.find("{*}label")
        who.text = collapse(text(agent if label is None else label))
        if label is not None:
            # EAD3 does not distinguish persons, families and groups among human agents.
            of_kind = ("agentType",) if agent_type in _HUMAN - {"human"} else ()
            left.rest("maintenanceEvent", agent, {label} if is_bare(label) else (), (label,), about=of_kind)
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


def _filedesc(found: list[etree._Element], made: etree._Element, left: Left) -> None:
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
            if localname(child) == "place" and not _is_address(child):
                left.whole("findAidDesc", child)
                continue
            if localname(child) == "formattingExtension":
                left.about(child)
            said = _published(child, statements, made)
            known_by = [one for one in elements(child) if localname(one) in ("label", "part")]
            if said is not None:
                left.rest("findAidDesc", child, said, known_by if localname(child) == "title" else known_by[:1])
    for name in _STATEMENTS:
        statement = statements[name]
        if len(statement) or statement.keys():
            filedesc.append(statement)
    order = ("titleproper", "subtitle", "author", "sponsor")
    titles = statements["titlestmt"]
    titles[:] = sorted(titles, key=lambda one: order.index(localname(one)) if localname(one) in order else 9)


def _is_address(place: etree._Element) -> bool:
    """Whether a place is that of the publisher: it has no name of its own."""
    label = place.find("{*}label")
    named = label is not None and label.get("localType") != names.SUPPLIED
    return not named and any(localname(one) in ("address", "contact") for one in place)


def _published(
    child: etree._Element, statements: dict[str, etree._Element], made: etree._Element
) -> Collection[etree._Element] | None:
    """Move the publication data of a finding aid to the statements that they belong to; gives the children that need not be kept."""
    name = localname(child)
    label = child.find("{*}label")
    if name == "title":
        title = add(statements["titlestmt"], "titleproper", attributes_of(child, {"style": "render"}))
        loose(child, title)
        parts = list(elements(child))
        if all(next(iter(part), None) is None for part in parts):
            title.text = " ".join(filter(None, (title.text, *(part.text for part in parts)))) or None
        else:
            for part in parts:
                if title.text:
                    title.text += " "
                words(part, title)
        return parts if len(parts) == 1 and is_bare(parts[0]) else ()
    if name == "agent":
        role = child.find("{*}role")
        said = collapse(text(role)).casefold() if role is not None else ""
        where = "publicationstmt" if said == "publisher" else "titlestmt"
        kind = said if said in ("publisher", "sponsor") else "author"
        about = attributes_of(child)
        if role is not None and said not in (kind, "") and is_bare(role) and "localtype" not in about:
            about["localtype"] = collapse(text(role))  # an editor, a translator
            said = kind
        agent = add(statements[where], kind, about)
        words(child if label is None else label, agent)
        if label is None:
            return list(elements(child))
        loose(child, agent)
        return [one for one in (label, role) if one is not None and is_bare(one) and (one is label or said == kind)]
    if name == "date":
        words(child, add(statements["publicationstmt"], "date", attributes_of(child, {"standardDate": "normal"})))
    elif name == "place":
        statements["publicationstmt"].append(address(child))
        return [*addresses(child), *([] if label is None else [label])]
    elif name == "citedRange":
        words(child, add(add(statements["notestmt"], "controlnote", {"localtype": name}), "p", attributes_of(child)))
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
    return None
