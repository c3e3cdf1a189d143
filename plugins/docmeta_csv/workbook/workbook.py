"""Checks a workbook before it is read: first counts what a reader would make of it.

A workbook is a ZIP file of XML. A few kilobytes of it can demand more memory than there is: by their unpacked size,
by a cell far away from the others, by repeated cells and texts, by numbers that announce how much is to come.
The library that reads workbooks trusts them, and one that demands too much ends the whole process.
"""

from __future__ import annotations

import errno
import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from docmeta.errors import InputError, LimitError
from docmeta.xml import localname, pull, release
from docmeta_csv.workbook.mended import mended
from docmeta_csv.workbook.shown import Shown
from docmeta_csv.workbook.styles import ELEMENTS, Styles
from docmeta_csv.workbook.unread import Parts, Unread

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The factor by which `huge` raises all the following limits.
MORE: Final = 10
#: The most bytes of an unpacked workbook, and the most cells in its area.
UNPACKED: Final = 300_000_000
CELLS: Final = 10_000_000
#: A workbook that unpacks to more bytes than this must not exceed `RATIO` times its own size.
UNPACKED_FREELY: Final = 32_000_000
RATIO: Final = 100
#: A sheet whose area has more cells than this must not exceed `SPARSE` times its actual cells.
REACHED_FREELY: Final = 3_000_000
SPARSE: Final = 60
#: The most cells made by repetition, the most characters in all cells together, and the longest run of spaces.
REPEATED: Final = 200_000
CHARACTERS: Final = 50_000_000
SPACES: Final = 10_000
#: The limits of Excel: rows and columns in a sheet.
ROWS: Final = 1_048_576
COLUMNS: Final = 16_384

_BLOCK: Final = 1 << 18
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER: Final = re.compile(r"[0-9]{1,9}")
#: The attributes of an OpenDocument cell that are not about its content.
_LOOKS: Final = frozenset(("number-columns-repeated", "style-name", "content-validation-name", "protect", "protected"))
_CELLS: Final = ("table-cell", "covered-table-cell")
_LISTS: Final = ("sst", "cellXfs", "cellStyleXfs", "numFmts", "mergeCells", "fonts", "fills", "borders")
_ASIDE: Final = ("sheet", "Relationship", "comment", "mergeCell", "annotation")
_TAGS: Final = tuple(
    f"{{*}}{name}" for name in ("row", "col", "c", "si", "table", "table-row", *_CELLS, *_LISTS, *_ASIDE, *ELEMENTS)
)
_DECLARATION: Final = re.compile(r"<\?xml[^>]*\?>")


class Look:
    """The results of the check of a workbook.

    Attributes:
        archive: The workbook again, with only the checked parts.
        filled: The number of its sheets with a cell.
        parts: What of each sheet is not read, or is changed.
    """

    def __init__(self, *, huge: bool) -> None:
        self.more = MORE if huge else 1
        self.archive = io.BytesIO()
        self.filled = 0
        self.strings: list[int] = []
        self.named: Counter[int] = Counter()
        self.characters = 0
        self.repeated = 0
        self.sheet = _Sheet()
        self.parts = Parts()
        self.styles = Styles()

    def at(self, source: BinaryIO) -> None:
        """Unpack an archive and count.

        Raises:
            InputError: It is damaged, or no workbook; with the part and its line.
            LimitError: It demands too much.
        """
        size = source.seek(0, 2)
        source.seek(0)
        room = min(UNPACKED, max(UNPACKED_FREELY, size * RATIO)) * self.more
        with zipfile.ZipFile(self.archive, "w") as kept:
            for name, data in _parts(source, room):
                if _is_xml(name, data):
                    kept.writestr(zipfile.ZipInfo(name), self.part(name, data))
                elif name == "mimetype":
                    kept.writestr(zipfile.ZipInfo(name), data)
        self._sum()
        self.archive.seek(0)

    def part(self, name: str, data: bytes) -> bytes:
        """Check one part, and give it in a form that the library fully reads: in UTF-8, without CDATA sections."""
        if data.startswith(_MARKS[1:]):
            data = _as_utf8(data, name)
        if b"<!DOCTYPE" in data:
            raise InputError("a workbook declares no document type", path=name[:200])
        self.sheet = _Sheet()
        try:
            for _, element in pull(io.BytesIO(data), events=("end",), tag=_TAGS):
                kind = localname(element)
                if kind in _LISTS:
                    _believable(element, len(data))
                elif kind == "table":
                    self._end_of_table(element)
                elif kind in ELEMENTS:
                    self.styles.element(kind, element)
                elif kind in _ASIDE:
                    self._aside(kind, name, element)
                else:
                    self._count(kind, element)
                    if kind in _CELLS:
                        # freed with its row, many paragraphs take time that grows with their square
                        element.clear(keep_tail=True)
                    else:
                        release(element)
        except InputError as error:
            error.path = error.path or name[:200]
            raise
        self._end_of_sheet(name)
        return mended(data)

    def _aside(self, kind: str, name: str, element: _Element) -> None:
        """Content beside the cells."""
        if kind == "sheet":
            self.parts.sheet(element)
        elif kind == "Relationship":
            self.parts.relationship(name, element)
        elif kind == "mergeCell":
            self.sheet.unread.merged_cells(element.get("ref", ""))
        elif kind in ("comment", "annotation"):
            words = _text(element)
            if words.strip():
                row = self.sheet.row if kind == "annotation" else None
                self.sheet.unread.say("comments on cells", "a comment on a cell is not read", words, row)

    def _inside(self, cell: _Element) -> None:
        """The runs of spaces and the links in a cell; an event for each would take time that grows with their square."""
        for run in cell.iter("{*}s"):
            count = _times(run, "c")
            if count > SPACES * self.more:
                raise LimitError(f"a run of more than {SPACES:,} spaces", line=run.sourceline)
            self.characters += count
        for link in cell.iter("{*}a"):
            target = next((value for key, value in link.items() if localname(key) == "href"), "")
            message = "the URL that a cell links to is not read"
            self.sheet.unread.say("links of cells", message, target, self.sheet.row)

    def _count(self, kind: str, element: _Element) -> None:
        sheet = self.sheet
        if kind == "c":
            above = [localname(parent) for parent in islice(element.iterancestors(), 3)]
            choice = above[:1] in (["Choice"], ["Fallback"])
            if above[2 * choice : 2 * choice + 1] == ["row"]:  # the order of calculation has cells, too
                self._cell(element, choice=choice)
        elif kind == "col":
            sheet.unread.hidden(element, 0)
        elif kind == "row":
            sheet.unread.hidden(element, _row(element) or sheet.row)
            if not sheet.end_of_row(_row(element)):
                raise InputError(
                    "two rows of a sheet have the same number", line=element.sourceline, value=element.get("r")
                )
        elif kind == "si":
            self.strings.append(_length(element))
        elif kind in _CELLS:
            if len(element):
                self._inside(element)
            text = _text(element)
            length = len(text)
            attributes = {localname(key): value for key, value in element.items()}
            said = len(element) or length or any(key not in _LOOKS for key in attributes)
            times = _times(element, "number-columns-repeated")
            if said:
                sheet.unread.open_document(attributes, text, sheet.row, sheet.column + 1)
                shown = self.styles.open_document(attributes, text, sheet.column + 1)
                if shown is not None:
                    sheet.shown.append((sheet.column + 1, times, shown))
            sheet.repeat(times, bool(said), length)
        elif kind == "table-row":
            times = _times(element, "number-rows-repeated")
            for column, columns, shown in sheet.shown:
                sheet.unread.show(sheet.row, column, shown, times, columns)
            sheet.shown.clear()
            made, characters = sheet.end_of_repeated_row(times)
            self.repeated += made
            self.characters += characters

    def _cell(self, element: _Element, *, choice: bool) -> None:
        reference = element.get("r")
        found = _REFERENCE.fullmatch(reference) if reference is not None else None
        column, row = (_column(found[1]), int(found[2])) if found else (self.sheet.column + 1, 0)
        if (reference is not None and found is None) or column > COLUMNS or row > ROWS:
            raise InputError("there is no such cell in a sheet", line=element.sourceline, value=reference)
        if not self.sheet.cell(column, row) and not choice:
            raise InputError("two cells of a sheet have the same place", line=element.sourceline, value=reference)
        self.sheet.unread.excel(element, row or self.sheet.row)
        kind, style = element.get("t"), element.get("s")
        said = next((child.text or "" for child in element if localname(child) == "v"), None)
        if said and style is not None and kind in (None, "n", "d"):
            shown = self.styles.excel(style, said)
            if shown is not None and (shown.text != said or shown.doubt):
                self.sheet.unread.show(row or self.sheet.row, column, shown)
        if style is not None and said and (far := self.styles.indent(style)):
            self.sheet.unread.indents.setdefault(row or self.sheet.row, {})[column] = far
        if kind == "s":
            if said is not None and not _NUMBER.fullmatch(said.strip()):
                raise InputError(
                    "a cell refers to a text by something that is not a number", line=element.sourceline, value=said
                )
            if said is not None:
                self.named[int(said)] += 1

    def _end_of_table(self, element: _Element) -> None:
        if localname(element.getparent()) in _CELLS:
            words = _text(element)
            self.sheet.unread.say("tables in cells", "a table within a cell is not read", words)
        else:
            self._end_of_sheet(next((value for key, value in element.items() if localname(key) == "name"), ""))

    def _end_of_sheet(self, name: str) -> None:
        """The end of a sheet, or of a part that may be one."""
        sheet, self.sheet = self.sheet, _Sheet()
        self.styles.begin_sheet()
        if sheet.unread.found or sheet.unread.shown or sheet.unread.indents:
            self.parts.unread(name).add(sheet.unread)
        self.filled += sheet.cells > 0
        reach = sheet.last_row * sheet.last_column
        most = min(CELLS, max(REACHED_FREELY, sheet.cells * SPARSE)) * self.more
        if reach > most:
            raise LimitError(f"the sheet reaches over more than {most:,} cells; the option huge raises this limit")

    def _sum(self) -> None:
        unknown = next((number for number in self.named if number >= len(self.strings)), None)
        if unknown is not None:
            raise InputError("a cell refers to a text that the workbook does not have", value=unknown)
        self.characters += sum(self.strings[number] * times for number, times in self.named.items())
        if self.characters > CHARACTERS * self.more or self.repeated > REPEATED * self.more:
            what = f"more than {CHARACTERS:,} characters" if self.repeated <= REPEATED * self.more else "too many cells"
            raise LimitError(f"by repeating itself the workbook makes {what}; the option huge raises this limit")


class _Sheet:
    """The area of a sheet's cells, tracked as they are checked."""

    def __init__(self) -> None:
        self.cells = self.last_row = self.last_column = 0
        self.row = 1
        self.column = 0
        self.said: list[tuple[int, int]] = []
        self.shown: list[tuple[int, int, Shown]] = []
        self.unread = Unread()
        self._columns = 0
        self._rows = bytearray()

    def cell(self, column: int, row: int) -> bool:
        """A cell of Excel, of row 0 if it gives none. Tells whether it is the first in its place."""
        known = self._columns
        self._columns |= 1 << column
        if known == self._columns:
            return False
        self.cells += 1
        self.column = column
        self.last_column = max(self.last_column, column)
        self.last_row = max(self.last_row, row or self.row)
        return True

    def end_of_row(self, number: int | None) -> bool:
        """The end of a row of Excel, with its number. Tells whether it is the first with that number."""
        if number is not None:
            self.row = number
            if self.column:
                self.last_row = max(self.last_row, number)
        at, bit = divmod(min(self.row, ROWS), 8)
        self._rows.extend(bytes(max(0, at + 1 - len(self._rows))))
        new = not self._rows[at] & 1 << bit
        self._rows[at] |= 1 << bit
        self.row += 1
        self.column = self._columns = 0
        return new

    def repeat(self, times: int, said: bool, length: int) -> None:
        """A cell of OpenDocument, with its repetitions."""
        self.column += times
        if said:
            self.said.append((times, length))
            self.last_column = max(self.last_column, self.column)

    def end_of_repeated_row(self, times: int) -> tuple[int, int]:
        """The end of a row of OpenDocument: the cells made by repetition, and the characters in all of them."""
        cells = sum(count for count, _ in self.said) * times
        characters = sum(count * length for count, length in self.said) * times
        made = cells - len(self.said)
        self.row += times
        if self.said:
            self.cells += cells
            self.last_row = self.row - 1
        self.column = 0
        self.said = []
        return made, characters


def _parts(source: BinaryIO, room: int) -> Iterator[tuple[str, bytes]]:
    """The parts of an archive, unpacked, together at most *room* bytes; errors of the archive are raised here."""
    names: set[str] = set()
    try:
        with zipfile.ZipFile(source) as archive:
            # what cells show needs the styles, and the day from which days are counted
            first = ("workbook.xml", "styles.xml")
            for info in sorted(archive.infolist(), key=lambda info: not info.filename.endswith(first)):
                if info.filename in names:
                    raise InputError("not a workbook: two of its parts have the same name", path=info.filename[:200])
                names.add(info.filename)
                if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise InputError("not a workbook: a part uses an unsupported compression", path=info.filename[:200])
                data = _unpacked(archive, info, room)
                room -= len(data)
                yield info.filename, data
    # The library raises RuntimeError for a part with a password, NotImplementedError for an unknown method.
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError(f"not a workbook: {str(error)[:200] or 'the archive is damaged'}") from None
    except UnicodeError:
        raise InputError("not a workbook: a name in the archive is not text") from None
    except (ValueError, OSError) as error:
        # A place before the beginning of the file; any other error is the system's.
        if isinstance(error, InputError) or (isinstance(error, OSError) and error.errno != errno.EINVAL):
            raise
        raise InputError("not a workbook: the archive names a place that it does not have") from None


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    blocks: list[bytes] = []
    with archive.open(info) as member:
        while block := member.read(_BLOCK):
            room -= len(block)
            if room < 0:
                raise LimitError("the workbook unpacks to more than is read; the option huge raises this limit")
            blocks.append(block)
    return b"".join(blocks)


def _as_utf8(data: bytes, name: str) -> bytes:
    """A part in UTF-16, as UTF-8."""
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        raise InputError("the part is neither UTF-8 nor UTF-16", path=name[:200]) from None
    return _DECLARATION.sub('<?xml version="1.0"?>', text, count=1).encode("utf-8", "surrogatepass")


def _is_xml(name: str, data: bytes) -> bool:
    return name.lower().endswith((".xml", ".rels")) or data.startswith(_MARKS) or data[:1000].lstrip().startswith(b"<")


def _believable(element: _Element, size: int) -> None:
    """Raise if a list claims to be longer than its part."""
    for key in ("count", "uniqueCount"):
        said = element.get(key)
        if said is not None and (not _NUMBER.fullmatch(said) or int(said) > size):
            raise InputError(
                f"{localname(element)}/@{key} is not the length of the list", line=element.sourceline, value=said
            )


def _row(element: _Element) -> int | None:
    said = element.get("r")
    if said is None:
        return None
    if not _NUMBER.fullmatch(said) or not 0 < int(said) <= ROWS:
        raise InputError("there is no such row in a sheet", line=element.sourceline, value=said)
    return int(said)


def _times(element: _Element, name: str) -> int:
    said: Any = next((value for key, value in element.items() if localname(key) == name), "1")
    if not _NUMBER.fullmatch(said) or not int(said):
        raise InputError(f"expected a number as {name}", line=element.sourceline, value=said)
    return int(said)


def _text(element: _Element) -> str:
    return "".join(element.itertext())


def _length(element: _Element) -> int:
    return len(_text(element))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
