"""The elements of `control` in EAD3, the description of the finding aid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from docmeta.model import Extra, Language, Revision, RightsStatement
from docmeta.text import Element, of_tree
from docmeta.xml import text_of
from docmeta_ead.read.dates import read_date
from docmeta_ead.read.did import languages
from docmeta_ead.read.physical import outside
from docmeta_ead.read.record import Handler, RecordDraft, children, inside, single
from docmeta_ead.read.state import Reading
from docmeta_ead.read.text import children_of, element_of, prose, says, serialised, stray
from docmeta_ead.tables.audience import is_internal

if TYPE_CHECKING:
    from lxml import etree


def _agency(record: RecordDraft, element: etree._Element) -> None:
    known = {} if "country" in record.fields else {"countrycode": "country"}
    record.fields.update(record.attributes(element, "maintenanceagency", known))
    names = {record.reading.names[child.tag] for child in element[:]}
    # A code that is no ISIL is kept as another code (EAD3 tag library, `agencycode`).
    code = "agencycode" if "agencycode" in names else "otheragencycode"
    handlers = {
        "agencyname": single("agency", "maintenanceagency/agencyname"),
        code: single("agency_code", f"maintenanceagency/{code}"),
    }
    children(record, element, handlers, "maintenanceagency")


def _languagedeclaration(record: RecordDraft, element: etree._Element) -> None:
    reading = record.reading
    record.attributes(element, "languagedeclaration")
    scripts = [child for child in element[:] if reading.names[child.tag] == "script" and not is_internal(child)]
    script = scripts[0].get("scriptcode") or scripts[0].get("script") if scripts else None
    found = languages(reading, element)
    if not found and script:
        found = [Language()]
    for number, language in enumerate(found):
        code = script if not number else None
        record.add("languages", attrs.evolve(language, script=language.script or code))
    if scripts and not found:
        record.keep(scripts[0], "languagedeclaration/script")
    for number, one in enumerate(scripts):
        if number or text_of(one):
            record.keep(one, "languagedeclaration/script")
        elif not number and found:
            record.attributes(one, "languagedeclaration/script", {"scriptcode": "script"})
    for child in element[:]:
        name = reading.names[child.tag]
        if name == "descriptivenote" and not is_internal(child):
            record.put("language_note", prose(reading, child), child, "languagedeclaration/descriptivenote")
        elif name != "language" and child not in scripts:
            record.keep(child, f"languagedeclaration/{reading.local(child)}")
    record.stray(element, "languagedeclaration")


def _conventiondeclaration(record: RecordDraft, element: etree._Element) -> None:
    text = _citation(record.reading, element)
    if says(text):
        record.add("rules", text)
        number = len(record.fields["rules"])
        record.attributes(element, "conventiondeclaration" + (f"[{number}]" if number > 1 else ""))
    elif element.keys() or len(element):
        record.keep(element, "conventiondeclaration")


def _citation(reading: Reading, element: etree._Element) -> str:
    """The prose of a declaration; a citation alone is replaced by its content."""
    inner = element[:]
    if len(inner) == 1 and reading.names[inner[0].tag] == "citation" and not inner[0].keys() and not stray(element):
        return prose(reading, inner[0])
    return of_tree(children_of(reading, element))


def _rightsdeclaration(record: RecordDraft, element: etree._Element) -> None:
    reading = record.reading
    text = _citation(reading, element)
    uri = next(
        (
            child.get("href")
            for child in element[:]
            if reading.names[child.tag] == "citation" and child.get("href") and not is_internal(child)
        ),
        None,
    )
    fields, extras = reading.fields(element, {"audience": "audience"})
    if text or uri:
        record.add("rights", RightsStatement(text, uri, extras=extras, **fields))
    elif element.keys() or len(element):
        record.keep(element, "rightsdeclaration")


def _maintenanceevent(record: RecordDraft, element: etree._Element) -> None:
    reading = record.reading
    fields: dict[str, Any] = {}
    extras = list(reading.fields(element, {})[1])
    texts: list[Element | str] = []
    for word in stray(element):
        texts.append(Element("p", {}, [word]))
    for child in element[:]:
        name = reading.names[child.tag] if not is_internal(child) else ""
        field = {"eventtype": "kind", "agenttype": "agent_kind"}.get(name, "")
        if field and field not in fields and not text_of(child):
            said, more = reading.fields(child, {"value": field}, f"{name}/@")
            fields.update(said)
            extras += more
        elif name == "eventdatetime" and "date" not in fields and (date := read_date(reading, child)) is not None:
            fields["date"] = date
        elif name == "agent" and "agent" not in fields and (agent := prose(reading, child)):
            fields["agent"] = agent
            extras += reading.fields(child, {}, "agent/@")[1]
        elif name == "eventdescription":
            texts.append(element_of(reading, child))
        elif len(child) or child.text or child.keys():
            extras.append(Extra(reading.format, reading.local(child), serialised(reading, child)))
    if len(texts) == 1 and isinstance(texts[0], Element) and not texts[0].attributes:
        texts = texts[0].children
    text = of_tree(texts)
    if says(text) or fields or extras:
        record.add("revisions", Revision(text, extras=tuple(extras), **fields))


def _source(record: RecordDraft, element: etree._Element) -> None:
    reading = record.reading
    inner = element[:]
    if len(inner) == 1 and reading.names[inner[0].tag] == "sourceentry" and not inner[0].keys() and not stray(element):
        text = prose(reading, inner[0])
    elif any(reading.names[child.tag] == "objectxmlwrap" for child in element[:]):
        for child in element[:]:
            record.extra(f"sources/source/{reading.local(child)}", outside(reading, child))
        record.attributes(element, "sources/source")
        record.stray(element, "sources/source")
        return
    else:
        text = of_tree(children_of(reading, element))
    if says(text):
        record.add("sources", text)
        number = len(record.fields["sources"])
        record.attributes(element, "sources/source" + (f"[{number}]" if number > 1 else ""))
    elif element.keys() or len(element):
        record.keep(element, "sources/source")


def _localcontrol(record: RecordDraft, element: etree._Element) -> None:
    """The status of the finding aid, which the migration from EAD 2002 writes as a local control."""
    status = prose(record.reading, element[0]) if len(element) == 1 else ""
    simple = len(element) == 1 and not element[0].keys() and element.keys() == ["localtype"] and not stray(element)
    if simple and element.get("localtype") == "findaidstatus" and "status" not in record.fields and status:
        record.fields["status"] = status
        return
    record.keep(element, "localcontrol")


#: The elements of `control` that EAD 2002 lacks.
CONTROL: Final[dict[str, Handler]] = {
    "maintenanceagency": _agency,
    "languagedeclaration": _languagedeclaration,
    "conventiondeclaration": _conventiondeclaration,
    "rightsdeclaration": _rightsdeclaration,
    "maintenancehistory": inside("maintenancehistory", {"maintenanceevent": _maintenanceevent}),
    "sources": inside("sources", {"source": _source}),
    "localcontrol": _localcontrol,
}
