"""Answers of a server: one page, read record by record with docmeta's own parser, and traces of a broken one.

>>> import io
>>> page = b"<OAI-PMH><responseDate>2026-01-01T00:00:00Z</responseDate><error code='noRecordsMatch'>none</error></OAI-PMH>"
>>> read_answer(io.BytesIO(page), None, print).errors
[('noRecordsMatch', 'none')]
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from mmap import mmap
from typing import TYPE_CHECKING, BinaryIO, Final

import attrs

from docmeta.errors import InputError
from docmeta.xml import collapse, localname, pull, release
from docmeta.xml.harvest import outer

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAGS: Final = "responseDate error record resumptionToken Identify metadataFormat set".split()
_RECORDS: Final = ("ListRecords", "GetRecord")
_TOKEN: Final = re.compile(rb"<(?:[\w.-]{1,40}:)?resumptionToken(?:\s[^<>]{0,500})?>([^<]{1,20000})</")
_BLANK: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s+(?=<)")
_END: Final = re.compile(rb"</(?:[\w.-]{1,40}:)?ListRecords\s{0,20}>")
_NAME: Final = re.compile(
    rb"<(?:[\w.-]{1,40}:)?header(?:\s[^<>]{0,200})?>\s{0,200}<(?:[\w.-]{1,40}:)?identifier>([^<]{1,2000})</"
)
_HEAD: Final = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord>'


@attrs.frozen
class Record:
    """A record (OAI-PMH 2.0, section 2.5).

    Attributes:
        identifier: The identifier of its item.
        datestamp: When it was created, changed or deleted.
        deleted: Whether it is marked as deleted.
        content: The record as a response that contains nothing else; None if it has no metadata.
    """

    identifier: str
    datestamp: str
    deleted: bool = False
    content: str | None = None


@attrs.frozen
class Offer:
    """A format that a server offers (OAI-PMH 2.0, section 3.4): its prefix, and the namespace of its metadata."""

    prefix: str
    namespace: str


@attrs.define
class Answer:
    """The content of a page, except its records.

    Attributes:
        date: Its date.
        errors: The protocol errors, each with its code and text.
        token: The resumption token of the next page; None at the end.
        total: The number of all records, if the server gives it.
        records: The number of records on the page.
        nameless: How many of them had no identifier.
        identify: The content of Identify.
        offers: The formats.
        sets: The sets, each with its name.
    """

    date: str = ""
    errors: list[tuple[str, str]] = attrs.field(factory=list)
    token: str | None = None
    total: int | None = None
    records: int = 0
    nameless: int = 0
    identify: dict[str, str] = attrs.field(factory=dict)
    offers: list[Offer] = attrs.field(factory=list)
    sets: list[tuple[str, str]] = attrs.field(factory=list)

    def error(self, *codes: str) -> str | None:
        """The text of the first error with one of these codes, or None."""
        return next((words or code for code, words in self.errors if code in codes), None)


def read_answer(source: BinaryIO, name: str | None, keep: Callable[[Record], None], *, huge: bool = False) -> Answer:
    """Read a page; each record goes to *keep* as it ends, so that memory holds only one.

    Raises `InputError` and `LimitError` as `docmeta.xml.pull` does, and if it is not an OAI-PMH response.
    """
    start = _beginning(source)
    root = next(iter(pull(source, events=("start",), name=name, huge=huge)))[1]
    if localname(root) != "OAI-PMH":
        raise InputError(f"this is not an OAI-PMH response: it begins with <{localname(root)}>", source=name, line=1)
    source.seek(start)
    answer = Answer()
    for _, element in pull(source, events=("end",), tag=[f"{{*}}{tag}" for tag in _TAGS], name=name, huge=huge):
        parent = element.getparent()
        if parent is not None:
            _ended(element, localname(element), localname(parent), answer, keep)
    return answer


def _beginning(source: BinaryIO) -> int:
    """Find and seek the beginning of a page: some servers send white space before the declaration, which XML does not allow."""
    start = source.tell()
    before = _BLANK.match(source.read(4096))
    start += before.end() if before else 0
    source.seek(start)
    return start


def _ended(element: _Element, local: str, above: str, answer: Answer, keep: Callable[[Record], None]) -> None:
    words = collapse(element.text or "")
    if local == "record" and above in _RECORDS:
        answer.records += 1
        record = _record(element)
        if record.identifier:
            keep(record)
        else:
            answer.nameless += 1
        release(element)
    elif local == "resumptionToken" and above.startswith("List"):
        answer.token = (element.text or "").strip() or None
        size = element.get("completeListSize", "")
        answer.total = int(size) if size.isascii() and size.isdigit() and len(size) < 12 else None
    elif above == "OAI-PMH" and local == "error":
        answer.errors.append((element.get("code", ""), words))
    elif above == "OAI-PMH" and local == "responseDate":
        answer.date = words
    elif above == "OAI-PMH" and local == "Identify":
        for child in element:
            answer.identify.setdefault(localname(child), collapse(child.text or ""))
    elif above == "ListMetadataFormats" and local == "metadataFormat":
        said = _words(element)
        answer.offers.append(Offer(said.get("metadataPrefix", ""), said.get("metadataNamespace", "")))
    elif above == "ListSets" and local == "set":
        said = _words(element)
        answer.sets.append((said.get("setSpec", ""), said.get("setName", "")))
        release(element)


def _words(element: _Element) -> dict[str, str]:
    return {localname(child): collapse(child.text or "") for child in element}


def _record(element: _Element) -> Record:
    head = next((child for child in element if localname(child) == "header"), None)
    said = {} if head is None else _words(head)
    deleted = head is not None and (head.get("status") or "").strip().lower() == "deleted"
    holds = any(localname(child) == "metadata" and len(child) for child in element)
    content = f"{_HEAD}{outer(element)}</GetRecord></OAI-PMH>\n" if holds and not deleted else None
    return Record(said.get("identifier", ""), said.get("datestamp", ""), deleted, content)


# -- broken pages ------------------------------------------------------------------------------------------------------


@attrs.frozen
class Traces:
    """What can be found in an unparsable page: its records' identifiers, the token of the next page, whether it is complete."""

    identifiers: tuple[str, ...]
    token: str | None
    ends: bool


def traces(page: bytes | mmap) -> Traces:
    """Search a broken page.

    >>> traces(b"<OAI-PMH><ListRecords><record><header><identifier>a</identifier> & <resumptionToken>b&amp;c</resumptionToken>")
    Traces(identifiers=('a',), token='b&c', ends=False)
    """
    token = None
    for found in _TOKEN.finditer(page):
        token = _said(found[1])
    identifiers = tuple(dict.fromkeys(said for found in _NAME.finditer(page) if (said := _said(found[1]))))
    return Traces(identifiers, token, _END.search(page) is not None)


def _said(raw: bytes) -> str | None:
    try:
        return html.unescape(raw.decode()).strip() or None
    except UnicodeDecodeError:
        return None
