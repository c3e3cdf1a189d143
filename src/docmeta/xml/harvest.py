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
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from docmeta.crosswalk import Report
from docmeta.dates import Date, explain
from docmeta.errors import InputError
from docmeta.xml import line_of, localname, namespace, pull, release
from docmeta.xml.harvested import Harvested, Header, Kind, outer, words
from docmeta.xml.listed import Listed
from docmeta.xml.mets import replaced, section_of
from docmeta.xml.pages import pages
from docmeta.xml.responses import LISTS, OTHER_VERBS, OTHERS, Response, plain_header, travels
from docmeta.xml.unread import stray, unread

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Harvested", "Header", "Kind", "doubt_dates", "harvest", "outer", "words"]

_OAI: Final = "{http://www.openarchives.org/OAI/2.0/}"
_RECORD, _HEADER, _METADATA = f"{_OAI}record", f"{_OAI}header", f"{_OAI}metadata"
_OAI_LISTS: Final = frozenset(f"{_OAI}{name}" for name in LISTS)
_NAMESPACE_ERROR: Final = re.compile(r"Namespace prefix |xmlns|Namespace |.*is not a valid URI")


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


class _Page(Response):
    """One document."""

    def __init__(self, kind: Kind, report: Report, name: str | None, huge: bool, before: int) -> None:
        super().__init__(kind, report, name, before)
        self.huge = huge
        self.taken: set[_Element] = set()
        self.released: _Element | None = None
        #: The list of the records before.
        self.list: _Element | None = None

    def records(self, source: BinaryIO) -> Iterator[Harvested]:
        start = source.tell() if source.seekable() else None
        root_tag = next(iter(pull(source, events=("start",), name=self.name, huge=self.huge)))[1].tag
        if start is not None:
            source.seek(start)
        response = localname(root_tag) in ("OAI-PMH", *LISTS)
        names = dict.fromkeys(
            (*(() if response else self.kind.tags), "record", "resumptionToken", "error", "responseDate", "request", *OTHER_VERBS)
        )  # fmt: skip
        tags = [str(root_tag), *(f"{{*}}{tag}" for tag in names)]
        plain = self.kind.plain if response and start is not None else None
        listed = None if plain is None else Listed(source, plain)
        root: _Element | None = None
        try:
            for _, element in self.events(source, listed, tags, start):
                if listed is not None and listed.records:
                    yield from self.taken_from(listed)
                    self.release(element)
                    continue
                found = self.plain(element) if element.tag == _RECORD else None
                if found is not None:
                    yield found
                    if listed is not None and self.list is not None:
                        listed.within(self.list)
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

    def events(
        self, source: BinaryIO, listed: Listed | None, tags: list[str], start: int | None
    ) -> Iterator[tuple[str, _Element]]:
        """The events of the parser, which are the ends of elements."""
        how: dict[str, Any] = {"events": ("end",), "tag": tags, "name": self.name, "huge": self.huge}
        if listed is None or start is None:
            yield from pull(source, **how)
            return
        try:
            yield from pull(cast("BinaryIO", listed), **how)
        except InputError:
            # The parser did not see all of the source, nor can it seek in it: here it finds the line and the column.
            source.seek(start)
            for _, element in pull(source, **how):
                release(element)
            raise

    def taken_from(self, listed: Listed) -> Iterator[Harvested]:
        """The records taken from the text, before the element that stands for them is released."""
        records, listed.records = listed.records, []
        for found in records:
            self.count += 1
            if self.pending:
                found.extras, self.pending = tuple(self.pending), []
            yield found
        if self.list is not None:
            listed.within(self.list)

    def ended(self, element: _Element) -> Iterator[Harvested]:
        parent = element.getparent()
        assert parent is not None  # noqa: S101  # the root was handled before
        local, above = localname(element), localname(parent)
        if above in LISTS and local == "resumptionToken":
            yield from self.siblings(element)
            self.token(element)
            self.release(element)
        elif travels(element):
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
        if parent is not self.list and (parent is None or parent.tag not in _OAI_LISTS):
            return None
        if before is not self.released or len(record) != 2:
            return None
        self.list = parent
        head, metadata = record
        if head.tag != _HEADER or metadata.tag != _METADATA or len(metadata) != 1:
            return None
        body = metadata[0]
        if record.keys() or head.keys() or metadata.keys() or not self.kind.is_record(body):
            return None
        if ((text := record.text) and not text.isspace()) or ((text := metadata.text) and not text.isspace()):
            return None
        for beside in (before, head, metadata):
            if beside is not None and (text := beside.tail) and not text.isspace():
                return None
        header = plain_header(head)
        return None if header is None else self.found(body, header, ())

    def inside(self, element: _Element) -> bool:
        """Whether an element is inside a record that has not ended."""
        at = element.getparent()
        while at is not None:
            if travels(at) or at in self.taken or (localname(at) in self.kind.tags and self.kind.is_record(at)):
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
                stray(at.tail, at, self.report)
                break
            earlier.append(at)
            at = at.getprevious()
        for sibling in reversed(earlier):
            yield from self.unknown(sibling)
            stray(sibling.tail, sibling, self.report)

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
        unread(element, self.report, self.taken)

    def rest(self, root: _Element) -> Iterator[Harvested]:
        """At the end of the document: the root itself may be the record, or contain some not seen yet."""
        if travels(root):
            yield from self.oai_record(root)
            return
        if self.count == 0 and self.released is None and self.kind.is_record(root):
            yield self.found(root, None, ())
            return
        self.own(root, None, localname(root))
        top = LISTS | {"OAI-PMH"}
        if localname(root) not in top:
            for child in list(root):
                if child is not self.released:
                    yield from self.unknown(child)
                stray(child.tail, child, self.report)
        for child in root if localname(root) in top else ():
            stray(child.tail, child, self.report)
            if localname(child) in LISTS:
                self.own(child, None, localname(child))
                for last in child[-1:]:
                    stray(last.tail, last, self.report)
        if self.count == 0 and not self.deleted:
            self.nothing(root)

    def nothing(self, root: _Element) -> None:
        if localname(root) in ("OAI-PMH", "ListRecords", "GetRecord"):
            raise InputError("this OAI-PMH response contains no records", source=self.name, line=line_of(root))
        other = OTHERS.get(namespace(root))
        advice = f"; read it with --from {other}" if other and other != self.kind.format else ""
        message = f"no record of {self.kind.title} was found; the root element is <{localname(root)}>{advice}"
        raise InputError(message, source=self.name, line=line_of(root))
