"""ArchivesSpace: its bulk import of archival objects from a spreadsheet. The fate of each row and each cell.

The rules are those of release 4.2.1 (`backend/app/lib/bulk_import`), which the development branch extends: it takes `begin_1` for `begin`,
links accessions, and reads era and calendar. Checks of the database (whether the resource and the agents are there) are not made.

>>> from io import BytesIO
>>> table = b"ArchivesSpace field code,ead,title,hierarchy,level,number,extent_type\\n,X,Letters,1,series,3,boxes\\n,X,,2,file,,\\n"
>>> for verdict in arriving(BytesIO(table)):
...     print(verdict.line, verdict.outcome, verdict.what, verdict.said or verdict.place)
2 created archival_object Letters
2 refused extent 3 boxes
3 refused archival_object title
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final

import attrs

from docmeta.errors import InputError
from docmeta.receivers import aspace_parts
from docmeta.receivers.aspace_lists import LISTS, limit, value
from docmeta.receivers.aspace_parts import BLANKS, Row, rule
from docmeta.receivers.verdict import Receiver, Verdict
from docmeta.records import records

_MAIN: Final = "import_archival_objects.rb, ArchivesSpace 4.2.1"
_PARSER: Final = "bulk_import_parser.rb, ArchivesSpace 4.2.1"
_COLLECTIONS: Final = frozenset(("collection", "fonds", "recordgrp"))
_MARKER: Final = "ArchivesSpace field code"
_REF: Final = re.compile(r"[a-zA-Z0-9\-_:.]*\Z")

_HEADER: Final = rule(
    "HEADER", "refused", "", "the importer looks for a row whose first cell is 'ArchivesSpace field code', and finds none",
    "write the header of the template", _PARSER,
)  # fmt: skip
_TWICE: Final = rule("TWICE", "refused", "", "a duplicate column ends the import", "remove one of them", _PARSER)
_UNREADABLE: Final = rule("CSV", "refused", "", "the table is not CSV in UTF-8", "write it with docmeta", _PARSER)
_RESOURCE: Final = rule(
    "RESOURCE", "refused", "id", "a row that names no resource is refused",
    "fill in ead or res_uri: docmeta convert ... -O ead=...", "bulk_import_mixins.rb, resource_match, ArchivesSpace 4.2.1",
)  # fmt: skip
_HIERARCHY: Final = rule(
    "HIERARCHY",
    "refused",
    "members",
    "hierarchy is a number from 1 that increases by at most one",
    "renumber the rows",
    _MAIN,
)
_BELOW: Final = rule(
    "BELOW", "refused", "members", "a row below a refused one is refused too", "correct the row above", _MAIN
)
_TITLE: Final = rule(
    "TITLE",
    "refused",
    "title",
    "a row with neither a title nor a date is refused",
    "fill in title, or begin, end or expression",
    _MAIN,
)
_LEVEL: Final = rule(
    "LEVEL",
    "refused",
    "level",
    "a row without a level from the list is refused",
    f"write one of {', '.join(LISTS['archival_record_level'])}",
    _MAIN,
)
_LONG: Final = rule(
    "LENGTH",
    "refused",
    "",
    "a cell is longer than ArchivesSpace stores, so the row is refused",
    "shorten it",
    "common/schemas, ArchivesSpace 4.2.1",
)
_REF_ID: Final = rule(
    "REF-ID", "refused", "id", "a ref_id only has letters, digits, - _ : . or the row is refused", "leave it empty",
    "common/schemas/archival_object.rb, ArchivesSpace 4.2.1",
)  # fmt: skip
_SAME: Final = rule(
    "REF-ID-TWICE", "refused", "id", "two rows have the same ref_id; the second is refused", "change one of them", _MAIN
)
_COLLECTION: Final = rule(
    "COLLECTION", "misread", "level", "the collection itself arrives as an archival object below the resource",
    "remove the row, and begin its children at hierarchy 1", _MAIN,
)  # fmt: skip
_IGNORED: Final = rule(
    "IGNORED", "ignored", "", "the importer ignores this cell", "move it to a column that is read, or to a note", _MAIN
)
RULES: Final = (
    _HEADER, _TWICE, _UNREADABLE, _RESOURCE, _HIERARCHY, _BELOW, _TITLE, _LEVEL, _LONG, _REF_ID, _SAME, _COLLECTION, _IGNORED,
    *aspace_parts.RULES,
)  # fmt: skip
_YES: Final = frozenset(("1", "t", "true", "y", "yes"))
#: Columns in which a cell that is too long has only its part refused, not the row.
_OF_PARTS: Final = re.compile(
    "number|extent_type|portion|container_summary|physical_details|dimensions|type_|indicator_|barcode|cont_|digital_object|rep_|nonrep_"
    "|people_|families_|corporate_|subject_|l_lang|accession_uri|collection_id"
)


def arriving(stream: BinaryIO, *, huge: bool = False) -> Iterator[Verdict]:
    """How the importer reads a table: for each row an archival object, and then its parts."""
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    try:
        yield from _table(cells for _, cells in records(text, ",", huge=True))
    except (InputError, UnicodeDecodeError) as error:
        yield Verdict.of(_UNREADABLE, "table", reason=f"{_UNREADABLE.why}: {error}")
    finally:
        text.detach()


def _table(rows: Iterator[list[str]]) -> Iterator[Verdict]:
    header: list[str] | None = None
    importer = _Importer()
    line = 1
    for number, cells in enumerate(rows, 1):
        if header is None:
            if cells and _MARKER in cells[0]:
                header, line = [cell.strip(BLANKS) for cell in cells], number
                twice = {name for name, times in Counter(header).items() if name and times > 1}
                if twice:
                    yield Verdict.of(_TWICE, "table", sorted(twice)[0], line=line, place=sorted(twice)[0])
                    return
            continue
        said = {
            name: cell.strip(BLANKS) for name, cell in zip(header, cells, strict=False) if name and cell.strip(BLANKS)
        }
        if said and header[0] not in said:
            row = Row(said, number)
            private = importer.hides(row)
            parts = private or any(map(_unpublished, said, said.values()))
            for verdict in importer.row(row):
                hidden = private if verdict.depth is not None else parts
                yield attrs.evolve(verdict, internal=True) if hidden else verdict
    if header is None:
        yield Verdict.of(_HEADER, "table", line=line)
    yield from importer.above()


def _unpublished(column: str, said: str) -> bool:
    """Whether a cell says that its row, or a part of it, is not published: anything but a word for yes does."""
    return bool(said) and (column[:2] == "p_" or column.endswith("publish")) and said.casefold() not in _YES


class _Importer:
    """The state of an import: the depth of the last row, and the row below which nothing is imported."""

    def __init__(self) -> None:
        self.depth = 0
        self.failed: int | None = None
        self.hidden: int | None = None  # below which row nothing is published
        self.refs: set[int] = set()
        self.objects: set[int] = set()
        self.tops: list[Verdict] = []  # the first two rows at hierarchy 1

    def at(self, row: Row) -> int:
        """How deep a row says that it stands; where it says nothing of use, as deep as the one before."""
        said = row.cells.get("hierarchy", "")
        return int(said) if said.isdecimal() and len(said) < 7 else self.depth

    def hides(self, row: Row) -> bool:
        """Whether a row is not for everybody: it is not published, or stands below one that is not."""
        depth = self.at(row)
        if self.hidden is not None and depth <= self.hidden:
            self.hidden = None
        if self.hidden is None and _unpublished("publish", row.cells.get("publish", "")):
            self.hidden = depth
        return self.hidden is not None

    def row(self, row: Row) -> Iterator[Verdict]:
        """The archival object of a row, and its parts."""
        refused = next(self.refusals(row), None)
        depth = self.at(row)
        if refused is not None:
            self.failed = depth if refused.rule is not _BELOW else self.failed
            yield refused
            return
        self.failed = None
        self.depth = depth
        parts = list(aspace_parts.parts(row, self.objects))
        dated = [verdict.said for verdict in parts if verdict.what == "date" and verdict.outcome == "created"]
        title = row.take("title")
        yield Verdict(
            "created", "archival_object", ", ".join(filter(None, (title, *dated))), depth=depth, line=row.line
        )
        if depth == 1 and len(self.tops) < 2:  # to see whether there is more than one
            self.tops.append(
                Verdict.of(
                    _COLLECTION,
                    row.cells.get("level", ""),
                    title,
                    line=row.line,
                    place="hierarchy",
                    internal=self.hidden is not None,
                )
            )
        yield from parts
        for column in row.untaken():
            said = row.cells[column]
            why = "" if aspace_parts.known(column) else ": it is not in the template, nor otherwise known"
            yield Verdict.of(
                _IGNORED,
                "cell",
                said,
                line=row.line,
                place=column,
                reason=f"the importer does not read a cell {column} here{why}",
            )

    def above(self) -> Iterator[Verdict]:
        """A verdict at the end: whether all rows are below one that is the collection itself."""
        if len(self.tops) == 1 and self.depth and value("archival_record_level", self.tops[0].what) in _COLLECTIONS:
            yield attrs.evolve(self.tops[0], what="archival_object")

    def refusals(self, row: Row) -> Iterator[Verdict]:
        """Why a row is refused as a whole."""

        def no(rule: object, column: str, said: str = "") -> Verdict:
            return Verdict.of(rule, "archival_object", said or row.cells.get("title", ""), line=row.line, place=column)  # type: ignore[arg-type]

        if not (row.take("res_uri") or row.take("ead")):
            yield no(_RESOURCE, "ead")
        at = row.take("hierarchy")
        if not at.isdecimal() or (not 1 <= int(at[:9]) <= self.depth + 1 and self.failed is None):
            yield no(_HIERARCHY, "hierarchy", at)
        elif self.failed is not None and int(at) > self.failed:
            yield no(_BELOW, "hierarchy")
        if not any(row.take(column) for column in ("title", "begin", "end", "expression")):
            yield no(_TITLE, "title")
        level = row.take("level")
        if value("archival_record_level", level) is None:
            yield no(_LEVEL, "level", level)
        elif level == "otherlevel":
            row.take("other_level")
        for column in ("unit_id", "ref_id", "publish", "restrictions_flag", "processing_note"):
            row.take(column)
        for column, cell in row.cells.items():
            if len(cell) > 255 and len(cell) > limit(column) and not _OF_PARTS.match(column):  # the smallest limit
                yield no(_LONG, column, cell[:60])
        ref = row.cells.get("ref_id", "")
        if not _REF.match(ref):
            yield no(_REF_ID, "ref_id", ref)
        elif ref and hash(ref) in self.refs:
            yield no(_SAME, "ref_id", ref)
        self.refs.add(hash(ref))


RECEIVER: Final = Receiver(
    "archivesspace-bulk", "ArchivesSpace, bulk import of archival objects", "4.2.1", ("csv-aspace",), arriving, RULES
)
