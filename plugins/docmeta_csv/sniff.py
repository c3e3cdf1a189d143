"""Recognises a table by its first row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from docmeta_csv.table.source import unmarked_utf16

#: Text in quotes; a quote in it is doubled.
_QUOTED: Final = re.compile(r'"[^"]*"')
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def first_row(head: bytes) -> list[str]:
    """The cells of the first row, plain, with the delimiter that gives most of them; empty if the bytes are no text.

    >>> first_row(b"legacyId;parentId;Title")
    ['legacyid', 'parentid', 'title']
    """
    return next(_rows(head), [])


def _rows(head: bytes) -> Iterator[list[str]]:
    """The first ten rows, each with the delimiter that gives most cells."""
    encoding = unmarked_utf16(head) or "utf-8"
    for mark, name in _MARKS:
        if head.startswith(mark):
            head, encoding = head[len(mark) :], name
    text = head.decode(encoding, "ignore")
    if "\0" in text or text.lstrip()[:1] in ("<", "{", "["):
        return
    lines = text.lstrip("\r\n").splitlines()
    if lines and lines[0].count('"') % 2:  # a column name that continues on the next line
        text = _QUOTED.sub(lambda found: " ".join(found[0].split()), text.lstrip("\r\n"))
        lines = text.splitlines()
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        lines = lines[1:]
    for line in lines[:10]:
        best: Sequence[str] = max((line.split(delimiter) for delimiter in ",;\t|"), key=len)
        yield ["".join(char for char in cell.casefold() if char.isalnum()) for cell in best]


def sniff_table(head: bytes) -> int:
    """How likely these are the first bytes of a table, from 0 to 100.

    >>> sniff_table(b"id,parent_id,depth,kind,level,title"), sniff_table(b"<ead>"), sniff_table(b"id;title;date")
    (95, 0, 60)
    """
    row = first_row(head)
    if {"id", "parentid", "kind", "title"} <= set(row):
        return 95
    known = len(_USUAL & set(row)) if len(row) > 1 else 0
    if known >= 2:
        return 60
    if known or _may_be_header(row):
        return 4
    # a title and other words may precede the header
    rows = [other for other in list(_rows(head))[1:] if len(other) > 2]
    if any(len(_USUAL & set(other)) > 1 for other in rows):
        return 30
    # in a table they are in a row as wide as the header, mostly empty
    titled = sum(1 for cell in row if cell) * 2 < len(row)
    return 4 if titled and any(len(other) <= len(row) and _may_be_header(other) for other in rows) else 0


def _may_be_header(row: Sequence[str]) -> bool:
    """Whether every cell holds a name, and all are different."""
    return len(row) > 2 and all(row) and len(set(row)) == len(row) and max(map(len, row)) < 40


#: Names of columns by which tables of descriptions are recognised, whoever made them.
_USUAL: Final = frozenset(
    "id title date dates creator description subject subjects identifier level levelofdescription parentid parent objectid legacyid "
    "fieldmodel file dublincoretitle dublincorecreator dublincoreidentifier dctermstitle dctermscreator dctermsidentifier rights type "
    "language publisher collection scopeandcontent referencecode titel titre titulo extent extents hierarchy unitid creators agents "
    "dctitle dccreator dcidentifier".split()
)


def sniff_atom(head: bytes) -> int:
    """How likely these are the first bytes of AtoM's table of descriptions, from 0 to 100.

    >>> sniff_atom(b"legacyId,parentId,title,levelOfDescription,culture")
    97
    """
    row = set(first_row(head))
    marks = row & {"legacyid", "qubitparentslug", "eventactors", "eventtypes", "eventstartdates"}
    return 97 if marks and row & {"title", "scopeandcontent", "levelofdescription"} else 0


def sniff_aspace(head: bytes) -> int:
    """How likely these are the first bytes of ArchivesSpace's bulk import, from 0 to 100.

    >>> sniff_aspace(b"ArchivesSpace field code,ead,hierarchy,title")
    97
    """
    row = first_row(head)
    if (
        len(row) > 2
        and "hierarchy" in row
        and (row[0].startswith("archivesspacefieldcode") or {"ead", "resuri", "refid"} & set(row))
    ):
        return 97
    return 0


def sniff_xlsx(head: bytes) -> int:
    """How likely these are the first bytes of an Excel workbook, from 0 to 100."""
    if not head.startswith(b"PK\x03\x04"):
        return 0
    return 90 if b"[Content_Types].xml" in head or b"xl/" in head else 1


def sniff_ods(head: bytes) -> int:
    """How likely these are the first bytes of an OpenDocument spreadsheet, from 0 to 100."""
    return (
        99 if head.startswith(b"PK\x03\x04") and b"application/vnd.oasis.opendocument.spreadsheet" in head[:200] else 0
    )


def sniff_records(head: bytes) -> int:
    """How likely these are the first bytes of records in plain JSON, from 0 to 100: by their keys, and by those of other JSON.

    >>> sniff_records(b'[{"title": "Letters", "date": "1950"}'), sniff_records(b'{"title": "Letters"}'), sniff_records(b'{"a": 1}')
    (40, 6, 0)
    >>> sniff_records(b'{"@context": "https://schema.org", "name": "Letters"')
    0
    """
    if not _OBJECT.match(head):
        return 0
    if b'"o:id"' in head:
        return 97  # Omeka S, whose @context is a URL
    if _OTHER.search(head):
        return 0
    keys = {
        "".join(char for char in key.casefold() if char.isalnum())
        for key in _KEY.findall(head.decode("utf-8", "ignore"))
    }
    known = len(keys & (_USUAL | _ALSO))
    return 40 if known > 1 else 6 if known else 0


_OBJECT: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"')
_OTHER: Final = re.compile(
    rb'"(?:@context|@graph|@type|schema|kind|jsonmodel_type|geometry|features|tableSchema|\$schema|findings|depth)"\s*:'
)
_KEY: Final = re.compile(r'"([^"\\\s]{1,40})"\s*:')
#: Names of keys of records beside the usual names of columns.
_ALSO: Final = frozenset(
    "name label heading headline abstract summary shortdescription docdate displaydate levelofdescription".split()
)
