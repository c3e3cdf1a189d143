"""The record: the finding aid, as a `CreativeWork` about the unit."""

from __future__ import annotations

from typing import Any, Final

import attrs

from docmeta.crosswalk import WORDS
from docmeta.model import Identifier, Note, Record, Revision, RightsStatement
from docmeta_jsonld.agents import address_text, take_address
from docmeta_jsonld.codec import codec, lost_extras
from docmeta_jsonld.dates import PUBLISHED, exact, read_date
from docmeta_jsonld.fragments import Object, is_iri, listed, prose, quote
from docmeta_jsonld.parts import LANGUAGE, identifier_text, take_identifier
from docmeta_jsonld.things import Left, Thing, Value, words
from docmeta_jsonld.works import FINDING_AID, LICENCE, NOTE, NOTICE, name_in, named

#: Prose of the record without a schema.org property: a note on the finding aid, of this kind.
_PROSE: Final = {
    "publication": "publication statement",
    "creation": "creation",
    "language_note": "language of description",
}


#: The authors of the finding aid, and their default type; a statement that is more than a name becomes a note, too.
_MAKERS: Final = {"author": "Person", "sponsor": "Organization"}


def record_text(record: Record) -> str | None:
    """The finding aid: its author, its date, its language, its licence."""
    made = Object("CreativeWork").say("additionalType", FINDING_AID).say("name", record.title)
    made.add("alternateName", listed(map(prose, record.other_titles))).say("alternativeHeadline", record.subtitle)
    found = [quote(record.id)] if record.id else []
    pages = [one.value for one in record.identifiers if _is_page(one)]
    found += [identifier_text(one) for one in record.identifiers if not _is_page(one)]
    made.add("identifier", listed(found)).add("url", listed(map(quote, pages)))
    for name, kind in _MAKERS.items():
        made.add(name, named(name_in(getattr(record, name)), kind))
    made.add("maintainer", _agency(record)).add("publisher", _publisher(record))
    if record.published is not None:
        made.add("datePublished", PUBLISHED.encode(record.published))
    made.add("dateModified", _modified(record)).say("version", record.edition)
    if record.series:
        made.add("isPartOf", Object("CreativeWorkSeries").say("name", record.series).text())
    made.add("inLanguage", listed(text for one in record.languages if (text := LANGUAGE.encode(one))))
    rights = [(LICENCE.encode(one), NOTICE.encode(one)) for one in record.rights]
    made.add("license", listed(text for text, _ in rights if text))
    made.add("copyrightNotice", listed(text for _, text in rights if text))
    sources = [Object("CreativeWork").say("name", source).text() for source in record.sources]
    made.add("isBasedOn", listed(sources)).say("creativeWorkStatus", record.status)
    made.add("subjectOf", listed(_notes(record))).more(record.extras)
    return made.text() if len(made) > 2 else None


def _is_page(one: Identifier) -> bool:
    """Whether an identifier of the finding aid is its page on the web (EAD `eadid/@url`)."""
    return one.kind == "url" and not one.label and is_iri(one.value)


def _agency(record: Record) -> str | None:
    if not (record.agency or record.agency_code):
        return None
    made = Object("Organization").say("name", record.agency)
    made.add("identifier", quote(record.agency_code) if record.agency_code else None)
    return made.add("address", address_text((), record.country)).text()


def _publisher(record: Record) -> str | None:
    if not record.publisher:
        return None
    made = Object("Organization").say("name", record.publisher)
    return made.add("address", address_text(record.address, None)).text()


def _modified(record: Record) -> str | None:
    """The last day of a revision."""
    days = [exact(one.date.edtf) for one in record.revisions if one.date is not None]
    said = max((day for day in days if day and day[0] != "-"), default=None)
    return f'"{said}"' if said else None


def _notes(record: Record) -> list[str]:
    found = [Note(kind, getattr(record, name)) for name, kind in _PROSE.items() if getattr(record, name)]
    found += [Note(name, getattr(record, name)) for name in _MAKERS if _says_more(getattr(record, name))]
    found += [Note("rules", rule) for rule in record.rules]
    return [text for note in (*found, *record.notes) if (text := NOTE.encode(note))]


def _says_more(statement: str) -> bool:
    """Whether a statement of responsibility holds more than the name that is written of it."""
    return bool(statement) and prose(statement) != quote(name_in(statement))


def take_record(value: Value) -> Record | None:
    """The record of a work that is marked as a finding aid."""
    if not isinstance(value, Thing) or FINDING_AID not in value.props.get("additionalType", ()):
        return None
    if "text" in value.props:
        return None
    left = Left(value)
    left.is_a("CreativeWork")
    left.text("additionalType")
    fields: dict[str, Any] = {
        "title": left.text("name"),
        "other_titles": left.texts("alternateName"),
        "subtitle": left.text("alternativeHeadline"),
        "edition": left.text("version"),
        "status": str(left.text("creativeWorkStatus")) or None,
        **_take_numbers(left),
        **_take_makers(left),
        **_take_dates(left),
        **_take_notes(left),
    }
    fields["languages"] = tuple(_taken(left, "inLanguage", LANGUAGE.take))
    fields["rights"] = (*_taken(left, "license", LICENCE.take), *_taken(left, "copyrightNotice", NOTICE.take))
    fields["sources"] = tuple(_taken(left, "isBasedOn", _name_alone))
    fields["series"] = next(iter(_taken(left, "isPartOf", _name_alone, 1)), "")
    return Record(**fields, extras=left.extras())


def _taken(left: Left, name: str, take: Any, most: int | None = None) -> list[Any]:
    """The results of *take* for the values of a property; the others, and those beyond *most*, are left."""
    found: list[Any] = []
    for value in left.all(name):
        one = take(value) if most is None or len(found) < most else None
        if one is None:
            left.put_back(name, value)
        else:
            found.append(one)
    return found


def _name_alone(value: Value) -> str | None:
    """The name of a node with nothing else."""
    if not isinstance(value, Thing):
        said = words(value)
        return said if said and not is_iri(said) else None
    left = Left(value)
    left.is_a("CreativeWork", "CreativeWorkSeries", "Organization", "Person")
    name = left.text("name")
    return name if name and not left.props and not left.types and left.id is None else None


def _take_numbers(left: Left) -> dict[str, Any]:
    values = left.all("identifier")
    id = ""
    if values and isinstance(values[0], str):
        id, values = str(values[0]), values[1:]
    found = [Identifier(str(address), "url") for address in left.texts("url")]
    for value in values:
        one = take_identifier(value)
        if one is None:
            left.put_back("identifier", value)
        else:
            found.append(one)
    return {"id": id, "identifiers": tuple(found)}


def _take_makers(left: Left) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name in ("author", "sponsor"):
        fields[name] = next(iter(_taken(left, name, _name_alone, 1)), "")
    for value in left.things("maintainer")[:1]:
        inner = Left(value)
        inner.is_a("Organization")
        fields["agency"] = inner.text("name")
        fields["agency_code"] = str(inner.text("identifier")) or None
        fields["country"] = take_address(inner)[1]
        _rest_of(left, "maintainer", value, inner)
    publisher = left.all("publisher")
    for value in publisher[:1]:
        if isinstance(value, Thing):
            inner = Left(value)
            inner.is_a("Organization")
            fields["publisher"], fields["address"] = inner.text("name"), take_address(inner)[0]
            _rest_of(left, "publisher", value, inner)
        else:
            fields["publisher"] = words(value) or ""
    for value in publisher[1:]:
        left.put_back("publisher", value)
    return fields


def _rest_of(left: Left, name: str, value: Thing, inner: Left) -> None:
    if inner.props or inner.types or inner.id is not None:
        left.put_back(name, Thing(inner.id, tuple(inner.types), inner.props, value.path))


def _take_dates(left: Left) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    published = left.text("datePublished")
    if published:
        fields["published"] = read_date(str(published), "publication")
    modified = left.text("dateModified")
    if modified:
        fields["revisions"] = (Revision(date=read_date(str(modified)), kind="revised"),)
    return fields


def _take_notes(left: Left) -> dict[str, Any]:
    kinds = {kind: name for name, kind in _PROSE.items()} | {name: name for name in _MAKERS}
    fields: dict[str, Any] = {"notes": [], "rules": []}
    for note in _taken(left, "subjectOf", NOTE.take):
        alone = note == Note(note.kind, note.text)
        if alone and note.kind in kinds and kinds[note.kind] not in fields:
            fields[kinds[note.kind]] = note.text
        elif alone and note.kind == "rules":
            fields["rules"].append(note.text)
        else:
            fields["notes"].append(note)
    return {**fields, "notes": tuple(fields["notes"]), "rules": tuple(fields["rules"])}


_CHANGES: Final = ("revisions", "audience")
_KEEPS: Final = tuple(field.name for field in attrs.fields(Record) if field.name not in _CHANGES)


def _misses(record: Record) -> str:
    """The revisions, if they hold more than dates: only the last exact one is written."""
    if any(one.text or one.agent for one in record.revisions):
        return WORDS["revisions"]
    if record.address and not record.publisher:
        return WORDS["address"]
    if record.country and not (record.agency or record.agency_code):
        return WORDS["country"]
    return lost_extras(record)


RECORD: Final = codec("record", record_text, take_record, _KEEPS, changes=_CHANGES, misses=_misses)


# -- the same facts, where search engines look for them ------------------------------------------------------------------


def _sd_publisher(record: Record) -> str | None:
    said = record.agency or record.publisher
    return Object("Organization").say("name", said).text() if said else None


def _take_sd_publisher(value: Value) -> Record | None:
    name = _name_alone(value)
    return Record(agency=name) if name else None


SD_PUBLISHER: Final = codec("agency", _sd_publisher, _take_sd_publisher, "the name")


def _sd_licence(record: Record) -> str | None:
    return next((quote(one.uri) for one in record.rights if one.uri and is_iri(one.uri)), None)


def _take_sd_licence(value: Value) -> Record | None:
    rights: RightsStatement | None = LICENCE.take(value)
    return Record(rights=(rights,)) if rights is not None else None


SD_LICENCE: Final = codec("licence", _sd_licence, _take_sd_licence, "the address")


def _sd_date(record: Record) -> str | None:
    return PUBLISHED.encode(record.published) if record.published is not None else None


def _take_sd_date(value: Value) -> Record | None:
    published = PUBLISHED.take(value)
    return Record(published=published) if published is not None else None


SD_DATE: Final = codec("exact date", _sd_date, _take_sd_date, "an exact date")
