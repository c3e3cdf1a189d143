"""The header of EAD 2002, and what EAD3's `control` shares with it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Final

import attrs

from docmeta.crosswalk import Loss
from docmeta.dates import Date
from docmeta.model import Identifier, Note, Record, Revision, Unit, devised_title
from docmeta.text import BREAKS, Element, of_tree, tree, walk, words
from docmeta.xml import collapse
from docmeta_ead.fit.pieces import BLANK, Piece
from docmeta_ead.options import EAD3Options
from docmeta_ead.tables import losses
from docmeta_ead.tables.values import EVENTS, nearest
from docmeta_ead.write.did import address_lines
from docmeta_ead.write.extras import with_extras
from docmeta_ead.write.languages import language, says_language
from docmeta_ead.write.state import Writing, blocks, element, inline, link, plain, said, says

_EADID: Final = ("url", "identifier", "publicid", "urn")
#: Words that are understood as an unknown date.
_NO_TIME: Final = "undated"
#: The agency name for EAD3, which requires one, if none is given.
UNKNOWN: Final = "unknown"
#: The agent of a conversion.
OWN_NAME: Final = "docmeta"
#: The reports about the label and the kind of a date, by the element with the date.
_PUBLISHED: Final = (losses.PUBLISHED_LABEL, losses.PUBLISHED_KIND)
_CHANGED: Final = (losses.CHANGE_DATE_LABEL, losses.CHANGE_DATE_KIND)


def record_id(writing: Writing, record: Record, root: Unit, wrapped: bool) -> str:
    """The identifier of the finding aid: its own, else that of the unit, else a reference code."""
    own = collapse(record.id) or collapse(writing.options.record_id or "")
    if own:
        return own
    found = "" if wrapped or root.minted else collapse(root.id)
    if not found and not wrapped:
        # A path in one system, such as "/repositories/2/resources/5", identifies no finding aid elsewhere.
        codes = (collapse(str(one.value)) for one in root.identifiers)
        found = next((code for code in codes if code and not code.startswith("/")), "")
    if not found and writing.ead3:
        found = collapse(root.id) or "unknown"
    if found:
        writing.supply(losses.RECORDID if writing.ead3 else losses.EADID, found)
    return found


def titlestmt(writing: Writing, record: Record, root: Unit) -> Element:
    """The titles of the finding aid, its author and its sponsor."""
    title = record.title
    if not title and getattr(title, "markup", None) is None:
        title = root.title or devised_title(root)
        writing.supply(losses.RECORD_TITLE, title)
    children: list[Piece] = [element(writing, "titleproper", one) for one in (title, *record.other_titles)]
    for name, prose in (("subtitle", record.subtitle), ("author", record.author), ("sponsor", record.sponsor)):
        if says(prose):
            children.append(element(writing, name, prose))
    return Element("titlestmt", {}, children)


def filedesc(
    writing: Writing, record: Record, root: Unit, notes: Sequence[Element], more: Sequence[Element] = ()
) -> Element:
    """The bibliographic description of the finding aid."""
    made = Element("filedesc", {}, [titlestmt(writing, record, root)])
    if says(record.edition):
        made.children.append(_statement(writing, "editionstmt", record.edition, "edition", ("edition", "p")))
    published = _publicationstmt(writing, record, more)
    if published.children:
        made.children.append(published)
    if says(record.series):
        made.children.append(
            _statement(writing, "seriesstmt", record.series, "titleproper", ("titleproper", "num", "p"))
        )
    if notes:
        made.children.append(Element("notestmt", {}, list(notes)))
    return made


def says_anything(made: Element) -> bool:
    """Whether an element has any words or attributes in it."""
    return any(piece.attributes if isinstance(piece, Element) else piece.strip(BLANK) for piece in walk(made.children))


def _statement(writing: Writing, name: str, prose: str, only: str, names: Sequence[str]) -> Element:
    children = inline(prose)
    if any(isinstance(child, Element) and child.name in names for child in children):
        return Element(name, {}, children)
    if "\n\n" in prose:
        return Element(name, {}, blocks(plain(writing, losses.RECORD_STATEMENT, prose, name)))
    return Element(name, {}, [element(writing, only, prose)])


def _publicationstmt(writing: Writing, record: Record, more: Sequence[Element]) -> Element:
    made = Element("publicationstmt")
    if says(record.publisher):
        made.children.append(element(writing, "publisher", record.publisher))
    lines = address_lines(writing, record.address, record.extras)
    if lines:
        made.children.append(Element("address", {}, lines))
    published = [] if record.published is None else [date(writing, record.published, _PUBLISHED)]
    hidden = record.published is not None and record.published.audience == "internal"
    if not hidden:
        made.children += published
    if says(record.publication):
        names = writing.fitter.models["publicationstmt"].names
        children = inline(record.publication)
        known = [isinstance(child, Element) and child.name in names for child in children]
        made.children += children if any(known) else blocks(record.publication)
    made.children += more
    if hidden:
        made.children += published  # where internal content is read back unchanged, and comes last
    return made


def date(writing: Writing, part: Date, unsaid: tuple[Loss, Loss]) -> Element:
    """A date of the header; *unsaid* are the lines for its label and its kind."""
    made = element(writing, "date", part.text or part.display)
    made.attributes |= said(
        {
            "normal": part.normal,
            "localtype": part.type,
            "era": part.era,
            "calendar": part.calendar,
            "certainty": part.certainty,
            "audience": part.audience,
        }
    )
    for line, value in zip(unsaid, (part.label, part.kind), strict=True):
        if value:
            writing.lose(line, value)
    return with_extras(writing, made, part.extras)


def note(writing: Writing, part: Note, name: str) -> Element:
    """A note on the finding aid."""
    made = element(writing, name, part.text, block=True, audience=part.audience)
    if says(part.heading):
        made.children.insert(0, element(writing, "head", part.heading))
    if part.label:
        made.attributes["label"] = part.label
    if part.dates is not None:
        writing.lose(losses.RECORD_NOTE_DATES, part.dates.display, name)
    if part.kind != "note":
        made.attributes["localtype"] = part.kind
        writing.lose(losses.RECORD_NOTE_KIND, part.kind, name)
    return with_extras(writing, made, part.extras)


def moment(writing: Writing) -> tuple[str, str | None]:
    """The time of the conversion, in words and in ISO 8601: never the clock; only in words if it is unknown."""
    context = writing.context
    timestamp = writing.options.timestamp if isinstance(writing.options, EAD3Options) else None
    known = timestamp is not None or os.environ.get("SOURCE_DATE_EPOCH") or context.modified is not None
    if not known:
        return _NO_TIME, None
    text = context.timestamp(timestamp).strftime("%Y-%m-%dT%H:%M:%SZ")
    return text, text


# EAD 2002.


def eadheader(writing: Writing, record: Record, root: Unit, wrapped: bool) -> Element:
    eadid = Element("eadid", {}, [])
    id = record_id(writing, record, root, wrapped)
    if id:
        eadid.children = [id]
    numbers: list[Element] = []
    for one in record.identifiers:
        if one.kind in _EADID and one.kind not in eadid.attributes:
            eadid.attributes[one.kind] = str(one.value)
            _more_of_identifier(writing, one)
        else:
            writing.lose(losses.EADID_SECOND, one)
            numbers.append(element(writing, "num", one.value, localtype=one.kind))
    options = writing.options
    code = usable(writing, record.agency_code, "mainagencycode") or options.agency_code
    country = usable(writing, record.country, "countrycode") or options.country_code
    eadid.attributes |= said({"mainagencycode": code, "countrycode": country})
    record = _undated(writing, _agency(writing, record))
    notes = [note(writing, one, "note") for one in record.notes]
    notes += _kept_as_notes(writing, record)
    made = Element("eadheader", said({"findaidstatus": record.status, "audience": record.audience}))
    made.children = [eadid, filedesc(writing, record, root, notes, numbers)]
    profile = _profile(writing, record)
    if profile.children:
        made.children.append(profile)
    changes = [writing.fitter.fit(_change(writing, one), "change") for one in record.revisions]
    changes = [one for one in changes if says_anything(Element("", {}, [one]))]
    if changes:
        made.children.append(Element("revisiondesc", {}, list(changes)))
    return made


def usable(writing: Writing, code: str | None, name: str, element: str = "eadid") -> str | None:
    """A code of the description, if an attribute can hold any of it; else the options decide."""
    if code and nearest("NMTOKEN", code)[0] is None:
        writing.lose(losses.VALUE, code, element, name)
        return None
    return code


def _more_of_identifier(writing: Writing, one: Identifier) -> None:
    if one.label or one.country or one.repository or one.audience or one.extras:
        writing.lose(losses.EADID_VALUE, one)


def _agency(writing: Writing, record: Record) -> Record:
    """Write the agency as the publisher, if there is none."""
    if says(record.agency) and record.agency != UNKNOWN:
        if not says(record.publisher):
            writing.lose(losses.AGENCY_PUBLISHER, record.agency)
            return attrs.evolve(record, publisher=record.agency)
        if record.agency != record.publisher:
            added = Note("note", record.agency)
            writing.lose(losses.AGENCY_NOTE, record.agency)
            return attrs.evolve(record, notes=(*record.notes, added))
    elif writing.options.agency_name and not says(record.publisher):
        return attrs.evolve(record, publisher=writing.options.agency_name)
    return record


#: What the words of a date do not say.
_OF_DATE: Final = ("calendar", "era", "type", "certainty", "label")


def _undated(writing: Writing, record: Record) -> Record:
    """A history of dated changes only: how the finding aid was made goes to its own element, anything else without a date to the notes."""
    dated, notes, creation = [], [], record.creation
    for one in record.revisions:
        if one.kind == "created" and not one.agent and not says(creation) and _says_date(one):
            creation = one.text
        elif one.date is not None and (one.date.exact or any(map(str.isdigit, one.date.display))):
            dated.append(one)
        elif one.kind == "derived" and one.agent == OWN_NAME:
            writing.lose(losses.CHANGE_OWN, one.text)
        elif says(one.text) or one.agent:
            text = _told(one)
            writing.lose(losses.CHANGE_UNDATED, text)
            _kinds(writing, one.kind, one.agent_kind)
            if one.date is not None and any(getattr(one.date, name) for name in _OF_DATE):
                writing.lose(losses.CHANGE_DATE_WORDS, one.date)
            notes.append(Note("note", text, extras=one.extras))
        else:
            writing.lose(losses.CHANGE_EMPTY, one.date or one.kind or one.agent_kind or "")
    return attrs.evolve(record, revisions=tuple(dated), creation=creation, notes=(*record.notes, *notes))


def _told(one: Revision) -> str:
    """The words of an event: its text, and the words of its date and the agent that the text does not have."""
    spoken = [one.date.display if one.date is not None else "", one.agent]
    more = [word for word in spoken if word and word not in one.text]
    if not more:
        return one.text
    if not says(one.text):
        return ", ".join(more)
    return of_tree([*tree(one.text), f" ({', '.join(more)})"])


def _kinds(writing: Writing, kind: str | None, agent_kind: str | None) -> None:
    for line, value in ((losses.CHANGE_KIND, kind), (losses.CHANGE_AGENT_KIND, agent_kind)):
        if value:
            writing.lose(line, value)


def _says_date(one: Revision) -> bool:
    """Whether the words of an event contain its date."""
    return one.date is None or not one.date.text or str(one.date.text) in str(one.text)


def _kept_as_notes(writing: Writing, record: Record) -> list[Element]:
    found = []
    for one in record.rights:
        writing.lose(losses.RECORD_RIGHTS, one)
        made = element(writing, "note", one.text, block=True, localtype="rights")
        made.children += link(one.uri)
        if says(one.holder):
            made.children.append(element(writing, "p", one.holder))
        found.append(made)
    for text in record.sources:
        writing.lose(losses.RECORD_SOURCES, text)
        found.append(element(writing, "note", text, block=True, localtype="source"))
    return found


#: How many languages are looked for in the prose about them.
_SOUGHT: Final = 100


def _where_named(children: list[Piece], made: Element) -> bool:
    """Put a language in the place of its name, if the prose has it as a word of its own."""
    name = words(made.children)
    for at, piece in enumerate(children):
        if not name or not isinstance(piece, str):
            continue
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", piece)
        if found:
            children[at : at + 1] = [piece[: found.start()], made, piece[found.end() :]]
            return True
    return False


def _profile(writing: Writing, record: Record) -> Element:
    made = Element("profiledesc")
    if says(record.creation):
        made.children.append(element(writing, "creation", record.creation))
    spoken = [one for one in record.languages if says_language(one)]
    if spoken or says(record.language_note):
        langusage = element(writing, "langusage", record.language_note)
        inside = [
            piece for piece in walk(langusage.children) if isinstance(piece, Element) and piece.name == "language"
        ]
        codes = {piece.attributes.get("langcode") for piece in inside}
        for number, one in enumerate(spoken):
            if one.label:
                writing.lose(losses.RECORD_LANGUAGE_LABEL, one.label)
            if inside and (one.code in codes or (not one.code and str(one.name) in str(record.language_note))):
                continue
            made_of = language(writing, one)
            if number >= _SOUGHT or not _where_named(langusage.children, made_of):
                langusage.children += [" ", made_of] if langusage.children else [made_of]
        made.children.append(langusage)
    if record.rules:
        first, *rest = record.rules
        descrules = element(writing, "descrules", first)
        for rule in rest:
            writing.lose(losses.RULES, rule)
            descrules.children += [Element("lb"), *inline(rule)]
        made.children.append(descrules)
    return made


def _change(writing: Writing, part: Revision) -> Element:
    """A revision: its date and its description."""
    when = date(writing, part.date, _CHANGED) if part.date is not None else Element("date")
    children = inline(part.text)
    items = [child for child in children if isinstance(child, Element) and child.name == "item"]
    if not items or len(items) < len([child for child in children if not isinstance(child, str) or child.strip(BLANK)]):
        items = [element(writing, "item", part.text)] if children or part.agent else []
    kind = part.kind
    if not items and kind in EVENTS:  # ArchivesSpace refuses a file with a change that has no description
        items, kind = [Element("item", {}, [kind])], None
    if part.agent:
        item = items[-1]
        last = item.children[-1] if item.children else None
        apart = last is not None and not (isinstance(last, Element) and last.name in BREAKS)
        # A `name` is indexed as an access point anywhere (ArcLight 1.x, ead2_config.rb): docmeta is none.
        named = part.agent if part.agent == OWN_NAME else element(writing, "name", part.agent)
        item.children += [" " if apart else "", named] if named != OWN_NAME or OWN_NAME not in part.text else []
        writing.lose(losses.CHANGE_AGENT, part.agent)
    _kinds(writing, kind, part.agent_kind)
    return with_extras(writing, Element("change", {}, [when, *items]), part.extras)
