"""EAD3's `control`, from a `Record`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from docmeta.dates import Date
from docmeta.model import Language, Record, Revision, RightsStatement, Unit
from docmeta.text import BREAKS, Element, of_tree, walk, words
from docmeta.xml import collapse
from docmeta_ead.fit.pieces import BLANK, Piece
from docmeta_ead.tables import losses
from docmeta_ead.tables.values import EVENTS, is_isil, nearest
from docmeta_ead.write.eadheader import OWN_NAME, UNKNOWN, filedesc, moment, note, record_id, usable
from docmeta_ead.write.extras import parsed, with_extras
from docmeta_ead.write.languages import language, says_language
from docmeta_ead.write.state import Writing, blocks, element, inline, said, says, serialised

_AGENTS: Final = frozenset(("human", "machine", "unknown"))


def control(writing: Writing, record: Record, root: Unit, wrapped: bool) -> Element:
    """The control section, complete."""
    made = Element("control", said({"audience": record.audience}))
    recordid = Element("recordid", {}, [record_id(writing, record, root, wrapped)])
    others: list[Piece] = []
    for one in record.identifiers:
        address = one.kind == "url" and "instanceurl" not in recordid.attributes and nearest("URI", one.value)[1]
        if address and not (one.label or one.country or one.repository or one.audience or one.extras):
            recordid.attributes["instanceurl"] = str(one.value)
            continue
        for value in (one.label, one.country, one.repository):
            if value:
                writing.lose(losses.OTHER_RECORD_ID, value)
        kind = one.kind if one.kind != "otherrecordid" else None
        other = element(writing, "otherrecordid", one.value, localtype=kind, audience=one.audience)
        others.append(with_extras(writing, other, one.extras))
    notes = [note(writing, one, "controlnote") for one in record.notes]
    made.children = [
        recordid,
        *others,
        filedesc(writing, record, root, notes),
        _status(writing, record),
        _agency(writing, record, root),
        *_languages(writing, record),
        *(_declaration(writing, "conventiondeclaration", text) for text in record.rules),
        *(_rights(writing, one) for one in record.rights),
    ]
    if record.status:
        term = Element("term", {}, [record.status])
        made.children.append(Element("localcontrol", {"localtype": "findaidstatus"}, [term]))
    made.children.append(Element("maintenancehistory", {}, list(_events(writing, record))))
    if record.sources:
        made.children.append(Element("sources", {}, [_source(writing, text) for text in record.sources]))
    return made


def _status(writing: Writing, record: Record) -> Element:
    """The state of the record: that of its source; else "derived", since this is a conversion."""
    for extra in record.extras:
        if extra.place == "control/maintenancestatus":
            found = parsed(writing, extra)
            if found is not None and found.name == "maintenancestatus":
                return found
    return Element("maintenancestatus", {"value": "derived"})


def _agency(writing: Writing, record: Record, root: Unit) -> Element:
    options = writing.options
    code = collapse(record.agency_code or "") or options.agency_code
    country = usable(writing, record.country, "countrycode", "maintenanceagency") or options.country_code
    made = Element("maintenanceagency", said({"countrycode": country}))
    if code:
        made.children.append(Element("agencycode" if is_isil(code) else "otheragencycode", {}, [code]))
    name = record.agency
    if not says(name):
        name = options.agency_name or record.publisher or (root.repository.name if root.repository else "")
        name = " ".join(str(name).split())
        if not says(name):
            name = UNKNOWN
        writing.supply(losses.AGENCY_UNSAID, name)
    made.children.append(element(writing, "agencyname", name))
    return made


def _languages(writing: Writing, record: Record) -> list[Element]:
    found = [one for one in record.languages if says_language(one)]
    if not found and says(record.language_note):
        found = [Language("und")]
        writing.supply(losses.LANGUAGE_UNSAID, "und")
    made = []
    for number, one in enumerate(found):
        named = language(writing, one)
        script = Element("script", {"scriptcode": "Zyyy"})
        if named.name == "languageset":
            inner = [child for child in named.children if isinstance(child, Element)]
            named, script = inner[0], inner[1]
        else:
            writing.supply(losses.SCRIPT_UNSAID, "Zyyy")
        declared = Element("languagedeclaration", {}, [named, script])
        if one.label:
            named.attributes["label"] = one.label
        if not number and says(record.language_note):
            declared.children.append(_note(_without_languages(record.language_note, found)))
        made.append(declared)
    return made


def _without_languages(prose: str, declared: list[Language]) -> str:
    """The prose about the languages, without the codes in the declarations."""
    codes = {"langcode": {one.code for one in declared}, "scriptcode": {one.script for one in declared}}

    def is_declared(piece: Element, name: str, value: str) -> bool:
        return piece.name == "language" and value in codes.get(name, ())

    return _without(prose, is_declared)


def _without(prose: str, is_said: Callable[[Element, str, str], bool]) -> str:
    """Prose without the attributes that are given elsewhere, and without elements that have no others; their words stay."""
    whole = Element("", {}, inline(prose))
    bare: list[Element] = []
    for piece in walk((whole,)):
        if isinstance(piece, Element) and piece.attributes:
            left = {name: value for name, value in piece.attributes.items() if not is_said(piece, name, value)}
            if len(left) < len(piece.attributes) and not left:
                bare.append(piece)
            piece.attributes = left
    gone = set(map(id, bare))
    for holder in [piece for piece in walk((whole,)) if isinstance(piece, Element)]:
        pieces: list[Piece] = []
        for child in holder.children:
            pieces += child.children if isinstance(child, Element) and id(child) in gone else [child]
        holder.children = pieces
    return of_tree(whole.children)


def _note(prose: str) -> Element:
    children = blocks(prose)
    only = children[0] if len(children) == 1 else None
    if isinstance(only, Element) and only.name == "descriptivenote":
        return only
    return Element("descriptivenote", {}, children)


def _declaration(writing: Writing, name: str, prose: str) -> Element:
    """A declaration: the citation, and prose about it if the source had that."""
    children = inline(prose)
    names = [child.name for child in children if isinstance(child, Element)]
    if "citation" in names and not any(isinstance(child, str) and child.strip(BLANK) for child in children):
        return Element(name, {}, children)
    return Element(name, {}, [element(writing, "citation", prose)])


def _rights(writing: Writing, part: RightsStatement) -> Element:
    made = _declaration(writing, "rightsdeclaration", part.text)
    citation = next((one for one in made.children if isinstance(one, Element) and one.name == "citation"), None)
    if citation is not None and part.uri:
        citation.attributes.setdefault("href", part.uri)
    if part.holder:
        writing.lose(losses.RIGHTS_HOLDER, part.holder)
        made.children.append(Element("descriptivenote", {}, blocks(part.holder)))
    if part.audience:
        made.attributes["audience"] = part.audience
    return with_extras(writing, made, part.extras)


# The history.


def _events(writing: Writing, record: Record) -> list[Element]:
    found = [_event(writing, one) for one in record.revisions]
    if says(record.creation):
        dated, made_on = _date_in(record.creation)
        prose = _without(record.creation, lambda piece, name, value: piece == dated and name == "normal")
        found.insert(0, _event(writing, Revision(prose, date=made_on, kind="created")))
        writing.lose(losses.CREATION, record.creation)
    if all(event.attributes.get("audience") == "internal" for event in found):
        # Also if all are internal, so that the history is not empty for those who may not see them.
        words, standard = moment(writing)
        derived = Revision("Converted by docmeta.", agent=OWN_NAME, kind="derived", agent_kind="machine")
        made = _event(writing, derived)
        when = Element("eventdatetime", said({"standarddatetime": standard}), [words])
        made.children[1] = when
        writing.supply(losses.EVENT_UNSAID, words)
        found.insert(0, made)
    return found


def _date_in(creation: str) -> tuple[Element | None, Date | None]:
    """The date among the words about the creation of the finding aid, and its element."""
    for piece in walk(inline(creation)):
        if isinstance(piece, Element) and piece.name == "date":
            text, normal = words(piece.children), piece.attributes.get("normal")
            if text.strip(BLANK) or normal:
                return piece, Date.from_normal(normal, text)[0] if normal else Date(text)
    return None, None


def _event(writing: Writing, part: Revision) -> Element:
    kind = part.kind if part.kind in EVENTS else "unknown"
    event = Element("eventtype", {"value": kind})
    if part.kind and part.kind != kind:
        event.children = [part.kind]
        writing.lose(losses.EVENT_KIND, part.kind)
    agent_kind = part.agent_kind if part.agent_kind in _AGENTS else "unknown"
    if part.agent_kind and part.agent_kind != agent_kind:
        writing.lose(losses.EVENT_AGENT_KIND, part.agent_kind)
    made = Element(
        "maintenanceevent",
        {},
        [
            event,
            _when(writing, part.date),
            Element("agenttype", {"value": agent_kind}),
            element(writing, "agent", part.agent),
        ],
    )
    for one in _descriptions(part.text):
        if words(one.children):
            made.children.append(one)
        else:
            writing.lose(losses.EVENT_WORDLESS, serialised(one))
    rest = []
    for extra in part.extras:
        place = {"eventtype": 0, "agenttype": 2}.get(extra.place) if extra.format == "ead3" else None
        whole = parsed(writing, extra) if place is not None else None
        if place is not None and whole is not None and whole.name == extra.place:
            # The element has words beside its value.
            made.children[place] = whole
        else:
            rest.append(extra)
    return with_extras(writing, made, rest)


def _descriptions(prose: str) -> list[Element]:
    """What was done, one paragraph each."""
    if not says(prose):
        return []
    children = inline(prose)
    if children and all(isinstance(child, Element) and child.name == "eventdescription" for child in children):
        return [child for child in children if isinstance(child, Element)]
    found: list[Element] = []
    run: list[Piece] = []
    for child in (*blocks(prose), Element("p")):
        if isinstance(child, Element) and child.name in BREAKS:
            if any(isinstance(piece, Element) or piece.strip(BLANK) for piece in run):
                found.append(Element("eventdescription", {}, run))
            run = []
            if child.name == "p" and child.children:
                found.append(Element("eventdescription", {}, child.children))
            elif child.name != "p":
                found.append(Element("eventdescription", {}, [child]))
        else:
            run.append(child)
    return [one for one in found if one.children]


#: The era and the calendar of an undated event.
_TAKEN_FOR_GRANTED: Final = frozenset(("ce", "gregorian"))


def _when(writing: Writing, part: Date | None) -> Element:
    if part is None:
        return Element("eventdatetime")
    made = Element("eventdatetime", said({"audience": part.audience}), inline(part.text or part.display))
    standard = part.edtf if part.edtf and nearest("DATETIME", part.edtf)[1] else part.normal
    if standard and nearest("DATETIME", standard)[1]:
        made.attributes["standarddatetime"] = standard
    elif standard:
        writing.lose(losses.EVENT_DATE, part)
        if Date(str(part.text) or standard).edtf not in (None, part.edtf):
            made.children = [Date(edtf=part.edtf).display]  # without an era of their own, the words name another day
    for line, value in (
        (losses.EVENT_DATE_LABEL, part.label),
        (losses.EVENT_DATE_KIND, part.kind),
        (losses.EVENT_DATE_CERTAINTY, part.certainty),
        (losses.EVENT_DATE_TYPE, part.type),
        (losses.EVENT_DATE_ERA, part.era),
        (losses.EVENT_DATE_CALENDAR, part.calendar),
    ):
        if value and value not in _TAKEN_FOR_GRANTED:
            writing.lose(line, value)
    return with_extras(writing, made, part.extras)


def _source(writing: Writing, prose: str) -> Element:
    children = inline(prose)
    names = {child.name for child in children if isinstance(child, Element)}
    if names and names <= {"sourceentry", "objectxmlwrap", "descriptivenote"}:
        return Element("source", {}, children)
    return Element("source", {}, [Element("sourceentry", {}, inline(of_tree(children)))])
