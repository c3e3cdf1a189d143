"""AtoM: its import of archival descriptions from CSV. The fate of each row and each cell.

The rules are those of the import task of AtoM 2.9 (`lib/task/import`, `lib/QubitFlatfileImport.class.php`).
Checks of the database (which actors, terms and parents exist besides those that AtoM installs) are not made.

>>> from io import BytesIO
>>> table = b"legacyId,title,levelOfDescription,language,colour\\n1,Papers,Fonds,en,red\\n2,A | B,Series,xx,\\n"
>>> for verdict in arriving(BytesIO(table)):
...     print(verdict.line, verdict.outcome, verdict.what, verdict.said)
2 created information object Papers
2 created language en
2 ignored cell red
3 created information object A | B
3 misread information object A | B
3 refused import xx
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, Final

import attrs

from docmeta.errors import InputError
from docmeta.receivers import atom_parts
from docmeta.receivers.atom_lists import CULTURES, READ, SHORT, WHOLE, english
from docmeta.receivers.atom_parts import BLANKS, Row, rule
from docmeta.receivers.verdict import Receiver, Verdict
from docmeta.records import records

_FLAT: Final = "QubitFlatfileImport.class.php, AtoM 2.9"
_TASK: Final = "csvImportTask.class.php, AtoM 2.9"
#: The number of bytes AtoM reads at once.
_LINE: Final = 60_000

_UNREADABLE: Final = rule("CSV", "refused", "", "the table is not CSV", "write it with docmeta", _FLAT)
_BACKSLASH: Final = rule(
    "BACKSLASH", "misread", "", "a backslash before a quote escapes it: the columns of the row are shifted",
    "put a blank between them", f"fgetcsv in {_FLAT}",
)  # fmt: skip
_LONG_LINE: Final = rule(
    "LONG-LINE", "misread", "", "a line of more than 60,000 bytes is cut, and becomes two rows", "break a line in a long cell",
    f"fgetcsv in {_FLAT}",
)  # fmt: skip
_CULTURE: Final = rule(
    "CULTURE-TERMS", "refused", "record", "AtoM has no terms in the culture of the row, and stops at its publication status or container",
    "use a culture that AtoM has", "arraySearchCaseInsensitive, csvImportBaseTask.class.php, AtoM 2.9", "culture",
)  # fmt: skip
_PARENT: Final = rule(
    "PARENT-ID", "misread", "members", "no row above has the legacyId: the description moves to the top", "put the parent above it", _TASK,
    "parentId",
)  # fmt: skip
_TRANSLATION: Final = rule(
    "TRANSLATION", "misread", "id", "a row with the legacyId and the culture of the row before is not a separate description",
    "give each description a unique legacyId", _FLAT, "legacyId",
)  # fmt: skip
_LIST: Final = rule("PIPE", "misread", "", "AtoM makes a list of a text with |", "write another character for |", _TASK)
_ZERO: Final = rule("ZERO", "ignored", "", "AtoM reads a cell with 0 as an empty one", "write it in words", _FLAT)
_LONG: Final = rule(
    "LENGTH",
    "refused",
    "",
    "the database refuses a longer value, and the import stops",
    "shorten it",
    "config/schema.yml, AtoM 2.9",
)
_UNKNOWN: Final = rule(
    "COLUMN-UNREAD", "ignored", "", "AtoM does not read this column", "move it to a column that is read", _TASK
)
_LEVEL: Final = rule(
    "OTHERLEVEL", "ignored", "level", "AtoM ignores the level otherlevel", "write the level itself",
    "QubitInformationObject::setLevelOfDescriptionByName, AtoM 2.9", "levelOfDescription",
)  # fmt: skip
RULES: Final = (
    _UNREADABLE, _BACKSLASH, _LONG_LINE, _CULTURE, _PARENT, _TRANSLATION, _LIST, _ZERO, _LONG, _UNKNOWN, _LEVEL, *atom_parts.RULES,
)  # fmt: skip
#: Columns that AtoM reads unchanged, even if they are 0.
_NUMBERS: Final = frozenset(("legacyId", "culture"))


def arriving(stream: BinaryIO, *, huge: bool = False) -> Iterator[Verdict]:
    """How the import task reads a table: for each row an information object, and then its parts."""
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    kept: list[str] = []

    def keeping() -> Iterator[str]:
        for line in text:
            kept.append(line)
            yield line

    try:
        rows = (cells for _, cells in records(keeping(), ",", huge=True))
        header = [cell.strip(BLANKS) for cell in next(rows, [])]
        kept.clear()
        task = _Task()
        for number, cells in enumerate(rows, 2):
            said = {name: cell.strip(BLANKS) for name, cell in zip(header, cells, strict=False) if cell.strip(BLANKS)}
            if said:
                row = Row(said, number)
                hidden = task.hides(row)
                for verdict in task.row(row, kept):
                    yield attrs.evolve(verdict, internal=True) if hidden else verdict
            kept.clear()
    except UnicodeDecodeError:
        return  # left to the reader
    except InputError as error:
        yield Verdict.of(_UNREADABLE, "table", reason=f"{_UNREADABLE.why}: {error}")
    finally:
        text.detach()


class _Task:
    """The state of an import: the descriptions so far, and the row before."""

    def __init__(self) -> None:
        self.depths: dict[int, int] = {}
        self.hidden: set[int] = set()  # descriptions that are not published, and those below them
        self.actors: dict[int, set[int]] = {}
        self.last = ""
        self.culture = "en"

    def hides(self, row: Row) -> bool:
        """Whether a row is a draft, or stands below one, or is its translation."""
        own, parent = (hash(row.cells[name]) if name in row.cells else None for name in ("legacyId", "parentId"))
        hidden = row.cells.get("publicationStatus", "Published").casefold() != "published"
        if hidden or own in self.hidden or parent in self.hidden:
            if own is not None:
                self.hidden.add(own)
            return True
        return False

    def row(self, row: Row, lines: list[str]) -> Iterator[Verdict]:
        """The description of a row, and its parts."""
        cells = row.cells
        own, parent = row.take("legacyId"), row.take("parentId")
        title = cells.get("title", "")
        if own and own == self.last:
            if row.cells.get("culture", "en") != self.culture:
                yield row.yes("translation", title, "culture")
            else:
                yield Verdict.of(_TRANSLATION, "information object", title, line=row.line)
            return
        self.culture = row.cells.get("culture", "en")
        depth = self.depths.get(hash(parent), -1) + 1 if parent not in ("", "0") else 0
        yield Verdict("created", "information object", title or "Untitled", depth=depth, line=row.line)
        if parent and (parent == "0" or hash(parent) not in self.depths):
            yield Verdict.of(_PARENT, "information object", parent, line=row.line)
        self.depths[hash(own)] = depth
        self.last = own
        yield from self.file(row, lines)
        yield from self.cells(row)
        culture = row.take("culture") or "en"
        if culture not in CULTURES and ("physicalObjectName" in cells or "publicationStatus" in cells):
            yield row.no(_CULTURE, "import", "culture")
        yield from atom_parts.parts(row, culture if culture in CULTURES else "en", self.actors)
        for column, cell in cells.items():
            if column not in row.taken:
                yield row.no(_UNKNOWN, "cell", column, cell)

    def file(self, row: Row, lines: list[str]) -> Iterator[Verdict]:
        """The lines of a row as `fgetcsv` reads them."""
        if any("\\" in line for line in lines) and _swallows("".join(lines)):
            yield row.no(_BACKSLASH, "row", "")
        if any(len(line) > _LINE // 4 and len(line.encode("utf-8", "replace")) >= _LINE for line in lines):
            yield row.no(_LONG_LINE, "row", "")

    def cells(self, row: Row) -> Iterator[Verdict]:
        """Cells that are read unchanged, in any column."""
        level = row.take("levelOfDescription")
        if level == "otherlevel":
            yield row.no(_LEVEL, "level", "levelOfDescription")
        elif level and english("level", level) is None:
            yield row.no(atom_parts.NEW_TERM, "term", "levelOfDescription", field="level")
        for column, cell in row.cells.items():
            if cell == "0" and column in READ and column not in _NUMBERS:
                yield row.no(_ZERO, "cell", column)
            if column in WHOLE and row.take(column) and "|" in cell:
                yield row.no(_LIST, "information object", column)
            if len(cell) > 1_000 and column in READ:  # shorter ones are never too long
                longest = max(map(len, cell.split("|"))) if column in SHORT else 0
                if longest > 1_024 or (column not in SHORT and len(cell.encode("utf-8", "replace")) > 65_535):
                    yield row.no(_LONG, "import", column, cell[:60])


def _swallows(record: str) -> bool:
    """Whether a backslash is before a quote within a quoted cell."""
    quoted = False
    at = record.find('"')
    while at >= 0:
        if quoted and record[at - 1] == "\\":
            return True
        quoted = not quoted
        at = record.find('"', at + 1)
    return False


RECEIVER: Final = Receiver(
    "atom-csv", "AtoM, CSV import of archival descriptions", "2.9", ("csv-atom",), arriving, RULES
)
