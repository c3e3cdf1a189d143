"""The description of the description: `eadheader` of EAD 2002 and `control` of EAD3 become a `Record`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from docmeta.dates import Date
from docmeta.parts import Extra, Identifier, Language, Note, Record, Revision, RightsStatement
from docmeta.text import Element, of_tree
from docmeta_ead.read_dates import read_date
from docmeta_ead.read_did import address_lines, languages
from docmeta_ead.read_notes import parts, read_note
from docmeta_ead.read_state import Reading
from docmeta_ead.read_text import children_of, element_of, prose, says, serialised, stray

if TYPE_CHECKING:
    from lxml import etree

_MANY: Final = frozenset("identifiers other_titles notes languages revisions rules rights sources address extras".split())


class RecordDraft:
    """A record in the making: a second value of a field that holds one is carried along as an extra."""

    def __init__(self, reading: Reading, root: str) -> None:
        self.reading = reading
        self.root = root
        self.fields: dict[str, Any] = {}

    def add(self, field: str, value: Any) -> None:
        """Add a value to a field of several."""
        self.fields.setdefault(field, []).append(value)

    def put(self, field: str, value: Any, element: etree._Element, place: str) -> None:
        """Set a field of one value, or carry the element along where the field is taken."""
        if field in self.fields:
            self.keep(element, place)
        elif says(value):
            self.fields[field] = value
            self.attributes(element, place)
        elif element.keys() or len(element):
            self.keep(element, place)

    def keep(self, element: etree._Element, place: str) -> None:
        """Carry an element along as it is."""
        self.extra(place, serialised(self.reading, element))

    def extra(self, place: str, content: str) -> None:
        """Carry along what no field holds; the place is below the header."""
        self.add("extras", Extra(self.reading.format, f"{self.root}/{place}", content))

    def attributes(self, element: etree._Element, place: str, known: dict[str, str] | None = None) -> dict[str, str]:
        """Keep the attributes of an element, but for those that are fields, which are returned."""
        if not element.keys():
            return {}
        fields, extras = self.reading.fields(element, known or {}, f"{self.root}/{place}/@" if place else f"{self.root}/@")
        for extra in extras:
            self.add("extras", extra)
        return fields

    def stray(self, element: etree._Element, place: str) -> None:
        """Keep words that stand beside the children of an element that should hold elements only, as a note."""
        words = stray(element)
        if words:
            self.reading.problem(
                element,
                "words stand where only elements should; they were kept as a note on the description",
                field="record",
                target=place,
                value=words[0],
            )
            self.add("notes", Note("note", " ".join(words)))

    def made(self) -> Record:
        """The record."""
        return Record(**{name: tuple(value) if name in _MANY else value for name, value in self.fields.items()})


Handler = Callable[[RecordDraft, "etree._Element"], None]


def read_header(reading: Reading, element: etree._Element, more: tuple[Extra, ...] = ()) -> Record | None:
    """Read `eadheader` or `control`; None where it says nothing."""
    name = reading.names[element.tag]
    record = RecordDraft(reading, name)
    record.fields |= record.attributes(element, "", {"findaidstatus": "status", "audience": "audience"})
    _children(record, element, _HEADER, "")
    for extra in more:
        record.add("extras", extra)
    return record.made() if record.fields else None


def _children(record: RecordDraft, element: etree._Element, handlers: dict[str, Handler], place: str) -> None:
    record.stray(element, place or record.root)
    for child in element:
        name = record.reading.names[child.tag]
        handler = handlers.get(name)
        if handler is not None:
            handler(record, child)
        elif len(child) or child.keys() or child.text:
            at = f"{place}/{record.reading.local(child)}" if place else record.reading.local(child)
            record.keep(child, at)
            if name not in _CARRIED:
                record.reading.report.note(
                    "carried",
                    f"the element {name} is not understood here; it is carried along as it was",
                    field="record",
                    target=f"{record.root}/{at}",
                    value=" ".join(child.itertext())[:120],
                    line=record.reading.line(child),
                )


#: Elements of the header that are understood, and for which the model has no field.
_CARRIED: Final = frozenset(
    "representation maintenancestatus publicationstatus localtypedeclaration localcontrol otheragencycode descriptivenote "
    "num date p list edition".split()
)


def _inside(place: str, handlers: dict[str, Handler]) -> Handler:
    def read(record: RecordDraft, element: etree._Element) -> None:
        record.attributes(element, place)
        _children(record, element, handlers, place)

    return read


def _single(field: str, place: str) -> Handler:
    def read(record: RecordDraft, element: etree._Element) -> None:
        record.put(field, prose(record.reading, element), element, place)

    return read


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
    value = prose(record.reading, element)
    if value:
        record.fields["id"] = value
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
    """A statement that is prose: the edition, the series. An only child that says nothing itself gives way to its content."""

    def read(record: RecordDraft, element: etree._Element) -> None:
        inner = list(element)
        if len(inner) == 1 and record.reading.names[inner[0].tag] == only and not inner[0].keys() and not stray(element):
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
    for child in element:
        name = reading.names[child.tag]
        value = prose(reading, child)
        if name == "publisher" and value and "publisher" not in record.fields:
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
    for child in element:
        made = read_note(record.reading, child, "note")
        if made is not None:
            record.add("notes", made)


# The profile of EAD 2002.


def _langusage(record: RecordDraft, element: etree._Element) -> None:
    reading = record.reading
    found = languages(reading, element)
    if stray(element) or any(reading.names[child.tag] != "language" for child in element):
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
    for child in element:
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
        record.add("revisions", Revision(text, date, extras=extras))


def _revision_prose(record: RecordDraft, element: etree._Element) -> None:
    text = of_tree([element_of(record.reading, element)])
    if says(text):
        record.add("revisions", Revision(text))


# EAD3's control.


def _agency(record: RecordDraft, element: etree._Element) -> None:
    said = record.attributes(element, "maintenanceagency", {"countrycode": "country"})
    if "country" in said:
        record.fields.setdefault("country", said["country"])
    _children(
        record,
        element,
        {
            "agencyname": _single("agency", "maintenanceagency/agencyname"),
            "agencycode": _single("agency_code", "maintenanceagency/agencycode"),
        },
        "maintenanceagency",
    )


def _languagedeclaration(record: RecordDraft, element: etree._Element) -> None:
    reading = record.reading
    record.attributes(element, "languagedeclaration")
    scripts = [child for child in element if reading.names[child.tag] == "script"]
    script = scripts[0].get("scriptcode") or scripts[0].get("script") if scripts else None
    found = languages(reading, element)
    for number, language in enumerate(found):
        code = script if not number else None
        record.add("languages", Language(language.code, language.script or code, language.name, extras=language.extras))
    if scripts and not found:
        record.keep(scripts[0], "languagedeclaration/script")
    for number, one in enumerate(scripts):
        if number or (one.text and one.text.strip()):
            record.keep(one, "languagedeclaration/script")
        elif not number and found:
            record.attributes(one, "languagedeclaration/script", {"scriptcode": "script"})
    for child in element:
        name = reading.names[child.tag]
        if name == "descriptivenote":
            record.put("language_note", prose(reading, child), child, "languagedeclaration/descriptivenote")
        elif name not in ("language", "script"):
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
    """The prose of a declaration; a citation alone gives way to its content."""
    inner = list(element)
    if len(inner) == 1 and reading.names[inner[0].tag] == "citation" and not inner[0].keys() and not stray(element):
        return prose(reading, inner[0])
    return of_tree(children_of(reading, element))


def _rightsdeclaration(record: RecordDraft, element: etree._Element) -> None:
    reading = record.reading
    text = _citation(reading, element)
    uri = next(
        (child.get("href") for child in element if reading.names[child.tag] == "citation" and child.get("href")), None
    )
    extras = reading.fields(element, {})[1]
    if text or uri:
        record.add("rights", RightsStatement(text, uri, extras=extras))
    elif element.keys() or len(element):
        record.keep(element, "rightsdeclaration")


def _maintenanceevent(record: RecordDraft, element: etree._Element) -> None:
    reading = record.reading
    fields: dict[str, Any] = {}
    extras = list(reading.fields(element, {})[1])
    texts: list[Element | str] = []
    for word in stray(element):
        texts.append(Element("p", {}, [word]))
    for child in element:
        name = reading.names[child.tag]
        if name in ("eventtype", "agenttype") and not (child.text or "").strip():
            field = "kind" if name == "eventtype" else "agent_kind"
            said, more = reading.fields(child, {"value": "value"}, f"{name}/@")
            if field not in fields and "value" in said:
                fields[field] = said["value"]
            extras += more
        elif name == "eventdatetime" and "date" not in fields and (date := read_date(reading, child)) is not None:
            fields["date"] = date
        elif name == "agent" and "agent" not in fields and (agent := prose(reading, child)):
            fields["agent"] = agent
            extras += reading.fields(child, {}, "agent/@")[1]
        elif name == "eventdescription":
            texts.append(element_of(reading, child))
        elif len(child) or child.text or child.keys():
            extras.append(Extra(reading.format, name, serialised(reading, child)))
    if len(texts) == 1 and isinstance(texts[0], Element) and not texts[0].attributes:
        texts = texts[0].children
    text = of_tree(texts)
    if says(text) or fields or extras:
        record.add("revisions", Revision(text, extras=tuple(extras), **fields))


def _source(record: RecordDraft, element: etree._Element) -> None:
    reading = record.reading
    inner = list(element)
    if len(inner) == 1 and reading.names[inner[0].tag] == "sourceentry" and not inner[0].keys() and not stray(element):
        text = prose(reading, inner[0])
    elif any(reading.names[child.tag] == "objectxmlwrap" for child in element):
        from docmeta_ead.read_physical import outside

        for child in element:
            record.extra(f"sources/source/{reading.local(child)}", outside(reading, child))
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
    """The status of the finding aid is what the migration from EAD 2002 writes as a local control."""
    status = prose(record.reading, element)
    if element.get("localtype") == "findaidstatus" and len(element) == 1 and "status" not in record.fields and status:
        if len(element.keys()) == 1 and not element[0].keys():
            record.fields["status"] = status
            return
    record.keep(element, "localcontrol")


def _loose(record: RecordDraft, element: etree._Element) -> None:
    heading, text = parts(record.reading, element)
    record.add("notes", Note("note", text, heading))


_FILEDESC: Final[dict[str, Handler]] = {
    "titlestmt": _inside(
        "filedesc/titlestmt",
        {
            "titleproper": _titleproper,
            "subtitle": _single("subtitle", "filedesc/titlestmt/subtitle"),
            "author": _single("author", "filedesc/titlestmt/author"),
            "sponsor": _single("sponsor", "filedesc/titlestmt/sponsor"),
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
    "filedesc": _inside("filedesc", _FILEDESC),
    "profiledesc": _inside(
        "profiledesc",
        {
            "creation": _single("creation", "profiledesc/creation"),
            "langusage": _langusage,
            "descrules": _descrules,
        },
    ),
    "revisiondesc": _inside("revisiondesc", {"change": _change, "list": _revision_prose, "p": _revision_prose}),
    "maintenanceagency": _agency,
    "languagedeclaration": _languagedeclaration,
    "conventiondeclaration": _conventiondeclaration,
    "rightsdeclaration": _rightsdeclaration,
    "maintenancehistory": _inside("maintenancehistory", {"maintenanceevent": _maintenanceevent}),
    "sources": _inside("sources", {"source": _source}),
    "localcontrol": _localcontrol,
}
