"""Finds the records of a file, whatever contains them: alone, in a wrapper, in METS, in OAI-PMH responses.

It serves every reader whose records are XML elements. A reader defines which elements are its records,
and gets them one by one, holding only one in memory.

>>> import io
>>> from docmeta.crosswalk import Report
>>> source = io.BytesIO(b"<records><mods>1</mods><mods>2</mods></records>")
>>> kind = Kind("mods", "MODS", lambda element: localname(element) == "mods", ("mods",))
>>> [found.element.text for found in harvest(source, kind, Report())]
['1', '2']
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from docmeta.crosswalk import Report
from docmeta.dates import Date, explain
from docmeta.errors import InputError
from docmeta.model import Extra
from docmeta.xml import XSI, attributes, collapse, line_of, localname, namespace, pull, release
from docmeta.xml.harvested import Harvested, Header, Kind, outer, words
from docmeta.xml.mets import plumbing_of, replaced, section_of
from docmeta.xml.pages import pages

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Harvested", "Header", "Kind", "doubt_dates", "harvest", "outer", "words"]

_LISTS: Final = frozenset(("ListRecords", "GetRecord"))
_OTHER_VERBS: Final = frozenset(("Identify", "ListSets", "ListMetadataFormats", "ListIdentifiers"))
_OAI: Final = "{http://www.openarchives.org/OAI/2.0/}"
_RECORD, _HEADER, _METADATA = f"{_OAI}record", f"{_OAI}header", f"{_OAI}metadata"
_OAI_LISTS: Final = frozenset(f"{_OAI}{name}" for name in _LISTS)
_IDENTIFIER, _DATESTAMP, _SET = f"{_OAI}identifier", f"{_OAI}datestamp", f"{_OAI}setSpec"
_NAMESPACE_ERROR: Final = re.compile(r"Namespace prefix |xmlns|Namespace |.*is not a valid URI")
#: Other formats that may be in place of a record: the namespace or element name, and the format to read it with.
OTHERS: Final = {
    "http://www.loc.gov/mods/v3": "mods", "http://www.loc.gov/MARC21/slim": "marcxml", "urn:isbn:1-931666-22-9": "ead2002",
    "http://ead3.archivists.org/schema/": "ead3", "http://ead3.archivists.org/schema/undeprecated/": "ead3",
    "https://standards.openpreservation.org/ead/v4": "ead4", "https://archivists.org/ns/ead/v4": "ead4",
    "http://www.openarchives.org/OAI/2.0/oai_dc/": "dc", "http://worldcat.org/xmlschemas/qdc-1.0/": "dcterms",
    "http://www.openarchives.org/OAI/2.0/oai_dcterms/": "dcterms", "http://epubs.cclrc.ac.uk/xmlns/qdc/": "dcterms",
}  # fmt: skip


def doubt_dates(dates: Iterable[Date], report: Report, line: int | None) -> None:
    """Report the dates that are not understood: only their text is kept.

    The text of an internal date is not quoted.

    >>> report = Report()
    >>> doubt_dates([Date("1965-13-45"), Date("n.d.")], report, 4)
    >>> [(finding.line, finding.example) for finding in report.findings]
    [(4, '1965-13-45')]
    """
    for date in dates:
        if date.edtf is None and date.text:
            said = str(date.text) if date.audience in (None, "external") else None
            why = (explain(said) if said else None) or "not a date"
            message = f"a date is not understood; its text is kept: {why}"
            report.note("problem", message, field="dates", target="dates", value=said, line=line)


def harvest(
    source: BinaryIO, kind: Kind, report: Report, *, name: str | None = None, huge: bool = False
) -> Iterator[Harvested]:
    """The records of a file, in order.

    Deleted records, further pages announced by a resumption token, and content around records
    that is not carried along go to the report.

    Args:
        source: A binary file that can seek.
        kind: The kind of record.
        report: Collects what is not a record.
        name: The name of the input, for errors.
        huge: As for `docmeta.xml.pull`.

    Raises:
        InputError: The file is not XML, contains no record of that kind, or is an OAI-PMH response without records
            (the message gives the server's own error, or the format of the records).
        LimitError: As for `docmeta.xml.pull`.
    """
    number = 0
    for page, lines in pages(source):
        try:
            for found in _Page(kind, report, name, huge, number).records(page):
                number += 1
                if found.line is not None:
                    found.line += lines
                yield found
        except InputError as error:
            if error.line is not None:
                error.line += lines
            raise


def _travels(element: _Element) -> bool:
    """Whether an element is a record of OAI-PMH, with its header, in a response or saved separately."""
    if localname(element) != "record":
        return False
    parent = element.getparent()
    if parent is not None and localname(parent) in _LISTS:
        return True
    return (parent is None or parent.getparent() is None) and any(localname(child) == "header" for child in element)


def _plain_header(head: _Element) -> Header | None:
    """A header with an identifier, a datestamp and sets, each without attributes; None for any other content."""
    identifier = datestamp = ""
    sets: list[str] = []
    for child in head:
        tag, text = child.tag, child.text
        if not text or len(child) or child.keys():
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


class _Page:
    """One document."""

    def __init__(self, kind: Kind, report: Report, name: str | None, huge: bool, before: int) -> None:
        self.kind = kind
        self.report = report
        self.name = name
        self.huge = huge
        self.count = before
        self.deleted = 0
        self.pending: list[Extra] = []
        self.taken: set[_Element] = set()
        self.released: _Element | None = None

    def records(self, source: BinaryIO) -> Iterator[Harvested]:
        start = source.tell() if source.seekable() else None
        root_tag = next(iter(pull(source, events=("start",), name=self.name, huge=self.huge)))[1].tag
        if start is not None:
            source.seek(start)
        own = () if localname(root_tag) in ("OAI-PMH", *_LISTS) else self.kind.tags
        names = dict.fromkeys((*own, "record", "resumptionToken", "error", "responseDate", "request", *_OTHER_VERBS))
        tags = [str(root_tag), *(f"{{*}}{tag}" for tag in names)]
        events = pull(source, events=("end",), tag=tags, name=self.name, huge=self.huge)
        root: _Element | None = None
        try:
            for _, element in events:
                found = self.plain(element) if element.tag == _RECORD else None
                if found is not None:
                    yield found
                    self.release(element)
                elif element.getparent() is None:
                    root = element
                    yield from self.rest(element)
                else:
                    yield from self.ended(element)
        except InputError as error:
            # A file that is well-formed except for namespaces was yielded completely.
            if root is None or not _NAMESPACE_ERROR.match(error.message):
                raise
            self.report.note(
                "problem", f"namespaces: {error.message}", target="xmlns", value=error.message, line=error.line
            )

    # -- elements ----------------------------------------------------------------------------------------------------

    def ended(self, element: _Element) -> Iterator[Harvested]:
        parent = element.getparent()
        assert parent is not None  # noqa: S101  # the root was handled before
        local, above = localname(element), localname(parent)
        if above in _LISTS and local == "resumptionToken":
            yield from self.siblings(element)
            self.token(element)
            self.release(element)
        elif _travels(element):
            yield from self.siblings(element)
            yield from self.oai_record(element)
            self.release(element)
        elif above == "OAI-PMH":
            self.of_response(element)
            self.taken.add(element)
        elif self.kind.is_record(element) and not self.inside(element) and not self.aside(element):
            if parent.getparent() is None:
                yield from self.siblings(element)
                yield self.found(element, None, ())
                self.release(element)
            else:
                self.taken.add(element)
                yield self.found(element, None, ())

    def plain(self, record: _Element) -> Harvested | None:
        """A listed record with just a header and one record of the kind, as nearly all are; else None."""
        parent, before = record.getparent(), record.getprevious()
        if parent is None or parent.tag not in _OAI_LISTS or len(record) != 2 or before is not self.released:
            return None
        head, metadata = record
        if head.tag != _HEADER or metadata.tag != _METADATA or len(metadata) != 1:
            return None
        body = metadata[0]
        if record.keys() or head.keys() or metadata.keys() or not self.kind.is_record(body):
            return None
        text = f"{record.text or ''}{metadata.text or ''}{'' if before is None else before.tail or ''}"
        if text and not text.isspace():
            return None
        header = _plain_header(head)
        return None if header is None else self.found(body, header, ())

    def inside(self, element: _Element) -> bool:
        """Whether an element is inside a record that has not ended."""
        at = element.getparent()
        while at is not None:
            if _travels(at) or at in self.taken or (localname(at) in self.kind.tags and self.kind.is_record(at)):
                return True
            at = at.getparent()
        return False

    def aside(self, element: _Element) -> bool:
        """Whether an element is in a METS section that does not describe the current object.

        That is a section replaced by a later one; or, after the descriptions, one of administrative metadata: what something
        was made from, or its licence.
        """
        at = section_of(element)
        if at is None or not replaced(at):
            return at is not None and localname(at) == "amdSec" and self.count > 0
        self.taken.add(element)
        message = "a description marked as replaced or deleted in the METS file is left out"
        self.report.note("decided", message, target="dmdSec/@STATUS", value=at.get("STATUS"), line=line_of(at))
        return True

    def siblings(self, element: _Element) -> Iterator[Harvested]:
        """Handle what is between the record before and this one, before it is freed."""
        earlier = []
        at = element.getprevious()
        while at is not None:
            if at is self.released:
                self.stray(at.tail, at)
                break
            earlier.append(at)
            at = at.getprevious()
        for sibling in reversed(earlier):
            yield from self.unknown(sibling)
            self.stray(sibling.tail, sibling)

    def release(self, element: _Element) -> None:
        release(element)
        self.released = element

    def unknown(self, element: _Element) -> Iterator[Harvested]:
        """An element beside records: a record under another name, or content to report."""
        if element in self.taken or element is self.released:
            return
        if self.kind.is_record(element):
            yield self.found(element, None, ())
            return
        self.unread(element)

    def found(self, element: _Element, header: Header | None, extras: tuple[Extra, ...]) -> Harvested:
        self.count += 1
        extras = (*self.pending, *extras)
        self.pending = []
        return Harvested(element, line_of(element), header, extras)

    # -- OAI-PMH ---------------------------------------------------------------------------------------------------

    def of_response(self, element: _Element) -> None:
        """The content of a response besides its records: its date and request go with the first record."""
        local = localname(element)
        if local == "error":
            said = f"{element.get('code', '')}: {collapse(element.text or '')}".strip(": ")
            raise InputError(
                f"the OAI-PMH server answered with an error: {said}", source=self.name, line=line_of(element)
            )
        if local in _OTHER_VERBS:
            message = f"this OAI-PMH response answers {local}, and contains no records"
            raise InputError(message, source=self.name, line=line_of(element))
        for key, value in attributes(element).items():
            self.pending.append(Extra("oai", f"{local}/@{key}", str(value)))
        if element.text and collapse(element.text):
            self.pending.append(Extra("oai", local, collapse(element.text)))

    def token(self, element: _Element) -> None:
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
        identifier = datestamp = ""
        sets: list[str] = []
        for child in element:
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

    # -- the end -----------------------------------------------------------------------------------------------------

    def rest(self, root: _Element) -> Iterator[Harvested]:
        """At the end of the document: the root itself may be the record, or contain some not seen yet."""
        if _travels(root):
            yield from self.oai_record(root)
            return
        if self.count == 0 and self.released is None and self.kind.is_record(root):
            yield self.found(root, None, ())
            return
        self.own(root, None, localname(root))
        top = _LISTS | {"OAI-PMH"}
        if localname(root) not in top:
            for child in list(root):
                if child is not self.released:
                    yield from self.unknown(child)
                self.stray(child.tail, child)
        if self.count == 0 and not self.deleted:
            self.nothing(root)

    def nothing(self, root: _Element) -> None:
        if localname(root) in ("OAI-PMH", "ListRecords", "GetRecord"):
            raise InputError("this OAI-PMH response contains no records", source=self.name, line=line_of(root))
        other = OTHERS.get(namespace(root))
        advice = f"; read it with --from {other}" if other and other != self.kind.format else ""
        message = f"no record of {self.kind.title} was found; the root element is <{localname(root)}>{advice}"
        raise InputError(message, source=self.name, line=line_of(root))

    def own(self, element: _Element, extras: list[Extra] | None, place: str) -> None:
        """The attributes and direct text of an element that only contains others."""
        self.stray(element.text, element)
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

    def stray(self, text: str | None, element: _Element) -> None:
        _stray(text, element, self.report)

    def unread(self, element: _Element) -> None:
        """Report all content of an element without records, or besides the records that were read."""
        unread(element, self.report, self.taken)


def unread(element: _Element, report: Report, taken: Container[_Element] = ()) -> None:
    """Report all content of an element besides what was *taken*."""
    stack = [element]
    while stack:
        at = stack.pop()
        if at in taken or not isinstance(at.tag, str):
            continue
        local, line = localname(at), line_of(at)
        plumbing = plumbing_of(at)
        for key, value in attributes(at).items():
            if namespace(str(key)) != XSI and localname(str(key)) not in plumbing:
                target = f"{local}/@{localname(str(key))}"
                report.note("unread", "beside the records", target=target, value=value, line=line)
        if at.text and collapse(at.text):
            report.note("unread", "beside the records", target=local, value=collapse(at.text), line=line)
        for child in reversed(at):
            _stray(child.tail, child, report)
            stack.append(child)


def _stray(text: str | None, element: _Element, report: Report) -> None:
    if text and not text.isspace():
        report.note(
            "unread", "text between records", target=localname(element), value=collapse(text), line=line_of(element)
        )
