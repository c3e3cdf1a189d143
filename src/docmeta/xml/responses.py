"""A response of OAI-PMH (protocol 2.0): its date, its errors and its token, and each record with its header and what is about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from docmeta.crosswalk import Report
from docmeta.errors import InputError
from docmeta.model import Extra
from docmeta.xml import XSI, attributes, collapse, line_of, localname, namespace
from docmeta.xml.harvested import Harvested, Header, Kind, outer
from docmeta.xml.unread import stray

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The elements that contain the records.
LISTS: Final = frozenset(("ListRecords", "GetRecord"))
#: The answers to other questions, which contain no records.
OTHER_VERBS: Final = frozenset(("Identify", "ListSets", "ListMetadataFormats", "ListIdentifiers"))
_OAI: Final = "{http://www.openarchives.org/OAI/2.0/}"
_IDENTIFIER, _DATESTAMP, _SET = f"{_OAI}identifier", f"{_OAI}datestamp", f"{_OAI}setSpec"
#: Other formats that may be in place of a record: the namespace or element name, and the format to read it with.
OTHERS: Final = {
    "http://www.loc.gov/mods/v3": "mods", "http://www.loc.gov/MARC21/slim": "marcxml", "urn:isbn:1-931666-22-9": "ead2002",
    "http://ead3.archivists.org/schema/": "ead3", "http://ead3.archivists.org/schema/undeprecated/": "ead3",
    "https://standards.openpreservation.org/ead/v4": "ead4", "https://archivists.org/ns/ead/v4": "ead4",
    "http://www.openarchives.org/OAI/2.0/oai_dc/": "dc", "http://worldcat.org/xmlschemas/qdc-1.0/": "dcterms",
    "http://www.openarchives.org/OAI/2.0/oai_dcterms/": "dcterms", "http://epubs.cclrc.ac.uk/xmlns/qdc/": "dcterms",
}  # fmt: skip


def travels(element: _Element) -> bool:
    """Whether an element is a record of OAI-PMH, with its header, in a response or saved separately."""
    if localname(element) != "record":
        return False
    parent = element.getparent()
    if parent is not None and localname(parent) in LISTS:
        return True
    # iterchildren looks in C, and makes no object of any other child.
    return (parent is None or parent.getparent() is None) and next(element.iterchildren("{*}header"), None) is not None


def plain_header(head: _Element) -> Header | None:
    """A header with an identifier, a datestamp and sets, each without attributes; None for any other content."""
    identifier = datestamp = ""
    sets: list[str] = []
    if (text := head.text) and not text.isspace():
        return None
    for child in head:
        tag, text = child.tag, child.text
        if not text or len(child) or child.keys() or ((tail := child.tail) and not tail.isspace()):
            return None
        if tag == _IDENTIFIER and not identifier:
            identifier = collapse(text)
        elif tag == _DATESTAMP and not datestamp:
            datestamp = collapse(text)
        elif tag == _SET and (name := collapse(text)):
            sets.append(name)
        else:
            return None
    return Header(identifier, datestamp, tuple(sets)) if identifier and datestamp else None


class Response:
    """The records of one document, as they are found.

    Attributes:
        count: The number of records found, from the beginning of the file.
        deleted: The number of records that are marked as deleted.
        pending: What goes with the next record.
    """

    def __init__(self, kind: Kind, report: Report, name: str | None, before: int) -> None:
        self.kind = kind
        self.report = report
        self.name = name
        self.count = before
        self.deleted = 0
        self.pending: list[Extra] = []

    def found(self, element: _Element, header: Header | None, extras: tuple[Extra, ...]) -> Harvested:
        """A record, with what is pending."""
        self.count += 1
        if self.pending:
            extras = (*self.pending, *extras)
            self.pending = []
        return Harvested(element, line_of(element), header, extras)

    def of_response(self, element: _Element) -> None:
        """The content of a response besides its records: its date and request go with the first record."""
        local = localname(element)
        if local == "error":
            said = f"{element.get('code', '')}: {collapse(element.text or '')}".strip(": ")
            raise InputError(
                f"the OAI-PMH server answered with an error: {said}", source=self.name, line=line_of(element)
            )
        if local in OTHER_VERBS:
            message = f"this OAI-PMH response answers {local}, and contains no records"
            raise InputError(message, source=self.name, line=line_of(element))
        for key, value in attributes(element).items():
            self.pending.append(Extra("oai", f"{local}/@{key}", str(value)))
        if element.text and collapse(element.text):
            self.pending.append(Extra("oai", local, collapse(element.text)))

    def token(self, element: _Element) -> None:
        """Report a resumption token: there are more pages, or this is the last one of several (section 3.5)."""
        said = collapse(element.text or "")
        more = " ".join(f"{key}={value}" for key, value in attributes(element).items())
        if said:
            message = "there are more pages: this one ends with a resumption token"
            self.report.note(
                "problem", message, target="resumptionToken", value=f"{said} {more}".strip(), line=line_of(element)
            )
        elif more:
            self.report.note(
                "decided", "the last page of a list", target="resumptionToken", value=more, line=line_of(element)
            )

    def oai_record(self, record: _Element) -> Iterator[Harvested]:
        """The record in a record of the protocol, with its header and all that stands around it."""
        header = Header()
        bodies: list[_Element] = []
        extras: list[Extra] = []
        self.own(record, extras, "record")
        for child in record:
            local = localname(child)
            if local == "header" and namespace(child) == namespace(record):
                header, status = self.header(child, extras)
                if status == "deleted":
                    value = f"{header.identifier} {header.datestamp} {' '.join(header.sets)}".strip()
                    self.report.note(
                        "decided",
                        "a record is marked as deleted, and left out",
                        target="header/@status",
                        value=value,
                        line=line_of(child),
                    )
                    self.deleted += 1
                    return
            elif local == "metadata" and (self.holds_one(child) or not self.kind.is_record(child)):
                self.own(child, extras, "metadata")
                bodies.extend(child)
            elif local == "about":
                extras.append(Extra("oai", "about", outer(child)))
                self.report.note("carried", "about the record", target="about", line=line_of(child))
            else:
                bodies.append(child)
            stray(child.tail, child, self.report)
        chosen = self.chosen(bodies, extras)
        if chosen is None and self.kind.is_record(record):
            chosen = record
        if chosen is None:
            self.stranger(bodies, record)
            return
        yield self.found(chosen, header, tuple(extras))

    def holds_one(self, element: _Element) -> bool:
        """Whether a metadata element contains one record, as it should."""
        return len(element) == 1 and self.kind.is_record(element[0])

    def header(self, element: _Element, extras: list[Extra]) -> tuple[Header, str | None]:
        """The header, and the status in it."""
        identifier = datestamp = ""
        sets: list[str] = []
        stray(element.text, element, self.report)
        for child in element:
            stray(child.tail, child, self.report)
            local, text = localname(child), collapse(child.text or "")
            plain = len(child) == 0 and not child.keys()
            if plain and local == "identifier" and not identifier:
                identifier = text
            elif plain and local == "datestamp" and not datestamp:
                datestamp = text
            elif plain and local == "setSpec":
                if text:
                    sets.append(text)
            else:
                extras.append(Extra("oai", f"header/{local}", outer(child)))
        status = element.get("status")
        if element.attrib:
            for key, value in attributes(element).items():
                if key != "status" or value != "deleted":
                    extras.append(Extra("oai", f"header/@{key}", str(value)))
        return Header(identifier, datestamp, tuple(sets)), status

    def chosen(self, bodies: list[_Element], extras: list[Extra]) -> _Element | None:
        """The record inside a metadata element, at any depth; content around it is carried along."""
        for body in bodies:
            if self.kind.is_record(body):
                return body
        for body in bodies:
            for element in body.iter("{*}*"):
                if self.kind.is_record(element):
                    self.carry_around(body, element, extras)
                    return element
        return None

    def carry_around(self, body: _Element, record: _Element, extras: list[Extra]) -> None:
        """Carry along the content between a metadata element and the record inside it."""
        path = {record, *record.iterancestors()}
        at = body
        while at is not record:
            self.own(at, extras, localname(at))
            down = record
            for child in at:
                if child in path:
                    down = child
                else:
                    extras.append(Extra("oai", f"metadata/{localname(child)}", outer(child)))
                    self.report.note("carried", "content around a record", target=localname(child), line=line_of(child))
            at = down

    def stranger(self, bodies: list[_Element], record: _Element) -> None:
        """Metadata of another kind: an error that says how to read it."""
        body = bodies[0] if bodies else None
        line = line_of(record if body is None else body)
        if body is None:
            self.report.note("error", "an OAI-PMH record without metadata", target="record", line=line)
            return
        other = OTHERS.get(namespace(body))
        advice = f"; read it with --from {other}" if other and other != self.kind.format else ""
        message = f"an OAI-PMH record contains <{localname(body)}>, which is not {self.kind.title}{advice}"
        if self.count == 0:
            raise InputError(message, source=self.name, line=line)
        self.report.note("error", message, target=localname(body), line=line)

    def own(self, element: _Element, extras: list[Extra] | None, place: str) -> None:
        """The attributes and direct text of an element that only contains others."""
        stray(element.text, element, self.report)
        if not element.attrib:
            return
        for key, value in attributes(element).items():
            if namespace(str(key)) == XSI:
                self.report.note(
                    "decided", "a schema location is not followed", target="@xsi:schemaLocation", value=value
                )
            elif extras is not None:
                extras.append(Extra("oai", f"{place}/@{localname(str(key))}", str(value)))
            else:
                self.report.note(
                    "unread", "an attribute of a wrapper", target=f"{place}/@{localname(str(key))}", value=value
                )
