"""About the record itself: `control`. The table at the end names the function for each element."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from docmeta.model import Identifier, Language, Note, Record, Revision, RightsStatement
from docmeta.text import Element, of_tree, tree
from docmeta_eac.dates import date_of
from docmeta_eac.description import languages, link
from docmeta_eac.identity import identifier
from docmeta_eac.prose import prose, proses
from docmeta_eac.taken import Taken, children, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element


@attrs.define
class Control:
    """The content of `control`, on its way into a record; the identifiers of the record become those of the agent."""

    fields: dict[str, Any] = attrs.field(factory=dict)
    several: defaultdict[str, list[Any]] = attrs.field(factory=lambda: defaultdict(list))
    identifiers: list[Identifier] = attrs.field(factory=list)

    def record(self, extras: tuple[Any, ...]) -> Record:
        """The record."""
        said = {**self.fields, **{name: tuple(found) for name, found in self.several.items()}, "extras": extras}
        return Record(**said)

    def put(self, name: str, value: Any) -> bool:
        """Fill a field of one value, if it is empty; the result tells whether it was."""
        if not value or name in self.fields:
            return False
        self.fields[name] = value
        return True


Read: TypeAlias = Callable[["_Element", Taken, Control], None]


def read_control(element: _Element, taken: Taken) -> Control:
    """Read `control`."""
    found = Control()
    found.put("status", taken.attribute(element, "maintenanceStatus"))
    for child in children(element, internal=True):
        read = ELEMENTS.get(name_of(child))
        if read is not None and (name_of(child) == "otherrecordid" or child.get("audience") != "internal"):
            read(child, taken, found)
    return found


def _record_id(element: _Element, taken: Taken, found: Control) -> None:
    if element.text and found.put("id", taken.text(element)):
        return
    taken.texts.discard(element)


def _other(element: _Element, taken: Taken, found: Control) -> None:
    found.identifiers += identifier(element, taken, "authority")


def _status(element: _Element, taken: Taken, found: Control) -> None:
    if not found.put("status", taken.text(element)):
        taken.texts.discard(element)


def _agency(element: _Element, taken: Taken, found: Control) -> None:
    if not found.put("country", taken.attribute(element, "countryCode")):
        taken.attributes.discard((element, "countryCode"))
    for name, field in (("agencyname", "agency"), ("agencycode", "agency_code")):
        one = next(children(element, name), None)
        if one is not None and not found.put(field, taken.words(one) if field == "agency" else taken.text(one)):
            taken.forget(one)
    for note in children(element, "descriptivenote"):
        if text := prose(note, taken):
            found.several["notes"].append(Note("general", text))


def _language(element: _Element, taken: Taken, found: Control) -> None:
    code, script = (taken.attribute(element, name) for name in ("languageCode", "scriptCode"))
    found.several["languages"] += (
        [Language(code or None, script or None)] if code or script else languages(element, taken)
    )
    for note in children(element, "descriptivenote"):
        if not found.put("language_note", prose(note, taken)):
            taken.forget(note)


def _said(element: _Element, taken: Taken, *names: str) -> str:
    """An abbreviation, a citation and a note as one text."""
    short = taken.first(element, "abbreviation")
    cited = [(one, link(prose(one, taken), taken.attribute(one, "href"))) for one in children(element, *names)]
    cited += [(note, prose(note, taken)) for note in children(element, "descriptivenote")]
    return _one_text([(one, text) for one, text in cited if text], taken, f"{short}: " if short else "") or short


def _one_text(said: list[tuple[_Element, str]], taken: Taken, before: str = "") -> str:
    """The texts of some elements, one after the other; several have no language, so theirs count as unread."""
    if len(said) == 1 and not before:
        return said[0][1]
    pieces: list[Element | str] = []
    for one, text in said:
        taken.unspoken(one)
        pieces += [" " if pieces else before, *tree(text)]
    return of_tree(pieces)


def _convention(element: _Element, taken: Taken, found: Control) -> None:
    if text := _said(element, taken, "citation", "reference"):
        found.several["rules"].append(text)


def _rights(element: _Element, taken: Taken, found: Control) -> None:
    address = next((taken.attribute(one, "href") for one in children(element, "reference", "citation")), "")
    if (text := _said(element, taken, "citation", "reference")) or address:
        found.several["rights"].append(RightsStatement(text if text != address else "", address or None))
    else:
        taken.forget(element)


def _history(element: _Element, taken: Taken, found: Control) -> None:
    for event in children(element, "maintenanceevent"):
        kind = taken.attribute(event, "maintenanceEventType") or taken.first(event, "eventtype")
        agent = next(children(event, "agent"), None)
        agent_kind = taken.first(event, "agenttype")
        who = ""
        if agent is not None:
            agent_kind = agent_kind or taken.attribute(agent, "agentType")
            who = taken.text(agent) or taken.first(agent, "label")
        at = next(children(event, "eventdatetime"), None)
        text = proses(children(event, "eventdescription"), taken)
        date = date_of(at, taken) if at is not None else None
        if kind or who or date or text:
            found.several["revisions"].append(
                Revision(text, date, who, kind or None, agent_kind or None, taken.left(event))
            )
        else:
            taken.forget(event)


def _sources(element: _Element, taken: Taken, found: Control) -> None:
    for source in children(element, "source"):
        address = taken.attribute(source, "href")
        entries = [
            (one, link(prose(one, taken), taken.attribute(one, "href")))
            for one in children(source, "sourceentry", "reference")
        ]
        entries += [(one, prose(one, taken)) for one in children(source, "citedrange", "descriptivenote")]
        text = _one_text([(one, text) for one, text in entries if text], taken)
        if text := link(text, address):
            found.several["sources"].append(text)


#: The function for each element of `control`, by its name in lower case.
ELEMENTS: Final[dict[str, Read]] = {
    "recordid": _record_id, "otherrecordid": _other, "maintenancestatus": _status, "maintenanceagency": _agency,
    "languagedeclaration": _language, "conventiondeclaration": _convention, "rightsdeclaration": _rights,
    "maintenancehistory": _history, "sources": _sources,
}  # fmt: skip
