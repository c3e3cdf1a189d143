"""The description of the finding aid: `eadheader` of EAD 2002 and `control` of EAD3 become a `Record`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docmeta.dates import Date
from docmeta.model import Extra, Identifier, Language, Note, Record, Revision
from docmeta.text import Element, of_tree
from docmeta.xml import collapse
from docmeta_ead.read.control import CONTROL
from docmeta_ead.read.dates import read_date
from docmeta_ead.read.did import address_lines, languages
from docmeta_ead.read.notes import parts, read_note
from docmeta_ead.read.record import Handler, RecordDraft, children, inside, single
from docmeta_ead.read.state import Reading
from docmeta_ead.read.text import element_of, open_text, prose, says, stray
from docmeta_ead.tables.audience import is_internal
from docmeta_ead.tables.values import EVENTS

if TYPE_CHECKING:
    from lxml import etree


def read_header(reading: Reading, element: etree._Element, more: tuple[Extra, ...] = ()) -> Record | None:
    """Read `eadheader` or `control`; None if it is empty."""
    name = reading.names[element.tag]
    record = RecordDraft(reading, name)
    record.fields |= record.attributes(element, "", {"findaidstatus": "status", "audience": "audience"})
    children(record, element, _HEADER, "")
    for extra in more:
        record.add("extras", extra)
    return record.made() if record.fields else None


# Identifiers and statements of the file.

_EADID: Final[dict[str, str]] = {
    "countrycode": "country",
    "mainagencycode": "agency_code",
    "url": "url",
    "identifier": "identifier",
    "publicid": "publicid",
    "urn": "urn",
    "instanceurl": "url",
}


def _eadid(record: RecordDraft, element: etree._Element) -> None:
    name = record.reading.local(element)
    if "id" in record.fields:
        record.keep(element, name)
        return
    # An identifier has no structure: what elements in it hold beside their words is carried along.
    value = collapse(" ".join(open_text(element)))
    if value:
        record.fields["id"] = value
    for child in element[:]:
        record.keep(child, f"{name}/{record.reading.local(child)}")
    said = record.attributes(element, name, _EADID)
    for field in ("country", "agency_code"):
        if field in said:
            record.fields.setdefault(field, said[field])
    for kind in ("url", "identifier", "publicid", "urn"):
        if kind in said:
            record.add("identifiers", Identifier(said[kind], kind=kind))


def _otherrecordid(record: RecordDraft, element: etree._Element) -> None:
    value = prose(record.reading, element)
    if not value:
        record.keep(element, "otherrecordid")
        return
    fields, extras = record.reading.fields(element, {"localtype": "kind", "audience": "audience"})
    fields.setdefault("kind", "otherrecordid")
    record.add("identifiers", Identifier(value, extras=extras, **fields))


def _titleproper(record: RecordDraft, element: etree._Element) -> None:
    title = prose(record.reading, element)
    place = "filedesc/titlestmt/titleproper"
    if not says(title):
        if element.keys() or len(element):
            record.keep(element, place)
        return
    if "title" in record.fields:
        record.add("other_titles", title)
        place += f"[{len(record.fields['other_titles']) + 1}]"
    else:
        record.fields["title"] = title
    record.attributes(element, place)


def _statement(field: str, place: str, only: str) -> Handler:
    """A statement in prose: the edition, the series. An only child without attributes is replaced by its content."""

    def read(record: RecordDraft, element: etree._Element) -> None:
        inner = element[:]
        if (
            len(inner) == 1
            and record.reading.names[inner[0].tag] == only
            and not inner[0].keys()
            and not stray(element)
        ):
            text = prose(record.reading, inner[0])
        else:
            text = prose(record.reading, element)
        record.put(field, text, element, place)

    return read


def _publicationstmt(record: RecordDraft, element: etree._Element) -> None:
    reading = record.reading
    place = "filedesc/publicationstmt"
    if any(name in record.fields for name in ("publisher", "published", "publication", "address")):
        record.keep(element, place)
        return
    record.attributes(element, place)
    rest: list[Element | str] = [element.text or ""]
    for child in element[:]:
        name = reading.names[child.tag]
        value = prose(reading, child)
        if is_internal(child):
            record.keep(child, f"{place}/{reading.local(child)}")
        elif name == "publisher" and value and "publisher" not in record.fields:
            record.put("publisher", value, child, f"{place}/publisher")
        elif name == "address" and "address" not in record.fields and len(child):
            lines, extras = address_lines(reading, child)
            record.fields["address"] = lines
            for extra in extras:
                record.add("extras", Extra(extra.format, f"{record.root}/{place}/{extra.place}", extra.content))
        elif name == "date" and "published" not in record.fields and (made := read_date(reading, child)):
            record.fields["published"] = made
        elif len(child) or child.keys() or child.text:
            rest.append(element_of(reading, child))
        rest.append(child.tail or "")
    text = of_tree(rest)
    if says(text):
        record.fields["publication"] = text


def _notestmt(record: RecordDraft, element: etree._Element) -> None:
    place = "filedesc/notestmt"
    record.attributes(element, place)
    record.stray(element, place)
    for child in element[:]:
        made = read_note(record.reading, child, "note")
        if made is not None:
            record.add("notes", made)


# The profile of EAD 2002.


def _langusage(record: RecordDraft, element: etree._Element) -> None:
    reading = record.reading
    found = languages(reading, element)
    if stray(element) or any(reading.names[child.tag] != "language" for child in element[:]):
        if "language_note" in record.fields:
            record.keep(element, "profiledesc/langusage")
            return
        record.put("language_note", prose(reading, element), element, "profiledesc/langusage")
        found = [Language(one.code, one.script, one.name, audience=one.audience) for one in found]
    else:
        record.attributes(element, "profiledesc/langusage")
    for language in found:
        record.add("languages", language)


def _descrules(record: RecordDraft, element: etree._Element) -> None:
    text = prose(record.reading, element)
    if says(text):
        record.add("rules", text)
        number = len(record.fields["rules"])
        record.attributes(element, "profiledesc/descrules" + (f"[{number}]" if number > 1 else ""))
    elif element.keys() or len(element):
        record.keep(element, "profiledesc/descrules")


def _change(record: RecordDraft, element: etree._Element) -> None:
    reading = record.reading
    date: Date | None = None
    items: list[Element | str] = [element.text or ""]
    dated = False
    for child in element[:]:
        if reading.names[child.tag] == "date" and not dated and (date := read_date(reading, child)) is not None:
            dated = True
        elif len(child) or child.text or child.keys():
            items.append(element_of(reading, child))
        items.append(child.tail or "")
    said = [one for one in items if not isinstance(one, str) or one.strip()]
    if len(said) == 1 and isinstance(said[0], Element) and said[0].name == "item" and not said[0].attributes:
        items = said[0].children
    extras = reading.fields(element, {})[1]
    text = of_tree(items)
    if says(text) or date is not None or extras:
        kind = text if text.__class__ is str and text in EVENTS else None
        record.add("revisions", Revision("" if kind else text, date, kind=kind, extras=extras))


def _revision_prose(record: RecordDraft, element: etree._Element) -> None:
    text = of_tree([element_of(record.reading, element)])
    if says(text):
        record.add("revisions", Revision(text))


def _loose(record: RecordDraft, element: etree._Element) -> None:
    heading, text = parts(record.reading, element)
    record.add("notes", Note("note", text, heading))


_FILEDESC: Final[dict[str, Handler]] = {
    "titlestmt": inside(
        "filedesc/titlestmt",
        {
            "titleproper": _titleproper,
            "subtitle": single("subtitle", "filedesc/titlestmt/subtitle"),
            "author": single("author", "filedesc/titlestmt/author"),
            "sponsor": single("sponsor", "filedesc/titlestmt/sponsor"),
        },
    ),
    "editionstmt": _statement("edition", "filedesc/editionstmt", "edition"),
    "publicationstmt": _publicationstmt,
    "seriesstmt": _statement("series", "filedesc/seriesstmt", "titleproper"),
    "notestmt": _notestmt,
    "p": _loose,
}

_HEADER: Final[dict[str, Handler]] = {
    "eadid": _eadid,
    "recordid": _eadid,
    "otherrecordid": _otherrecordid,
    "filedesc": inside("filedesc", _FILEDESC),
    "profiledesc": inside(
        "profiledesc",
        {
            "creation": single("creation", "profiledesc/creation"),
            "langusage": _langusage,
            "descrules": _descrules,
        },
    ),
    "revisiondesc": inside("revisiondesc", {"change": _change, "list": _revision_prose, "p": _revision_prose}),
    **CONTROL,
}
