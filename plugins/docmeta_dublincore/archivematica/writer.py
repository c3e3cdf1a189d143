"""Writes Archivematica's metadata.csv: one row for each file of a unit, with columns repeated for several values.

The reading side is in archivematicaCreateMETSMetadataCSV.py and create_mets_v2.py (Archivematica b1e7591): the first column names
the file, the last of two rows for one file wins, and equal headings are values of one element.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from os.path import commonpath
from typing import Any, BinaryIO, Final

from docmeta.crosswalk import compile_encoder
from docmeta.errors import OptionError
from docmeta.model import DigitalObject, Inherited, Node, Seen, Unit, inheriting
from docmeta.plugins import Context
from docmeta.xml import FORBIDDEN, REPLACEMENT
from docmeta_dublincore.archivematica.crosswalk import ELEMENTS, TERMS, path_of
from docmeta_dublincore.archivematica.options import ArchivematicaOptions
from docmeta_dublincore.records.stream import Aside, completed

#: The longest cell that Python's csv module reads, which Archivematica uses.
LONGEST: Final = 131_072
_MEMORY: Final = 8_000_000
_NO_FILE: Final = "of a unit without a file: a row of metadata.csv describes a file or a folder"
_AGAIN: Final = "a row above describes the same file, and Archivematica only uses the last of two"


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write a row for each file, in document order; the columns are known after the last unit."""
    rows = _Rows(context)
    with tempfile.SpooledTemporaryFile(
        _MEMORY, "w+", encoding="utf-8", errors="surrogatepass", prefix="docmeta-"
    ) as spool:
        for row in rows.rows(nodes):
            spool.write(json.dumps(row))
            spool.write("\n")
        spool.seek(0)
        text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
        try:
            table = csv.writer(text)
            columns = [column for column in rows.columns for _ in range(rows.most.get(column, 0))]
            table.writerow(["filename", *columns])
            for line in spool:
                path, cells = json.loads(line)
                table.writerow([path, *_spread(cells, rows)])
        finally:
            text.detach()


def _spread(cells: dict[str, list[str]], rows: _Rows) -> Iterator[str]:
    for column in rows.columns:
        values = cells.get(column, [])
        yield from values
        yield from [""] * (rows.most.get(column, 0) - len(values))


class _Rows:
    """Makes the rows: the path of a file, and the values of each column."""

    def __init__(self, context: Context) -> None:
        self.report, self.huge = context.report, context.huge
        self.options = context.options if isinstance(context.options, ArchivematicaOptions) else ArchivematicaOptions()
        simple = self.options.elements == "simple"
        table = ELEMENTS if simple else TERMS
        self.part_of, self.identifier = (
            ("dc.relation", "dc.identifier") if simple else ("dcterms.isPartOf", "dcterms.identifier")
        )
        self.encode = compile_encoder(table)
        self.targets = table.targets()
        self.columns = [target for target in self.targets if target != "filename"]
        self.most: dict[str, int] = {}
        self.seen = Seen()
        folder = path_of(DigitalObject(self.options.folder)) if self.options.folder else ""
        if folder is None:
            raise OptionError("option 'folder': expected a folder below objects", value=self.options.folder)
        self.before = f"objects/{folder}/" if folder else "objects/"
        self.topped = False

    def rows(self, nodes: Iterable[Node]) -> Iterator[tuple[str, dict[str, list[str]]]]:
        """The rows of all units with files, and that of the unit at the top."""
        aside = Aside(self.report, _NO_FILE, passed_on=self.options.inherit)
        for node, owed in inheriting(nodes, huge=self.huge):
            unit = node.unit
            paths = self.paths(unit)
            if not paths and not node.depth and self.options.top and not self.topped:
                self.topped, paths = True, ["objects"]
            aside.take(node, is_record=bool(paths))
            if not paths:
                continue
            cells = self.cells(node, completed(unit, owed, self.report) if self.options.inherit else unit, owed)
            for path in paths:
                if self.seen.add(path):
                    self.report.lose("digital_objects", "filename", path, code="dropped", reason=_AGAIN)
                    continue
                for column, values in cells.items():
                    self.most[column] = max(self.most.get(column, 0), len(values))
                yield self.clean("filename", path), cells
        aside.end()

    def paths(self, unit: Unit) -> list[str]:
        """The paths of the files of a unit, or their common folder."""
        found = list(dict.fromkeys(path for one in unit.digital_objects if (path := path_of(one))))
        if self.options.several == "folder" and len(found) > 1:
            shared = commonpath(found)
            if shared:
                why = "the files of the unit: the row is about the folder that they share"
                self.report.lose("digital_objects", "filename", ", ".join(found), code="changed", reason=why)
                found = [shared]
        return [f"{self.before}{path}" for path in found]

    def cells(self, node: Node, unit: Unit, owed: Inherited) -> dict[str, list[str]]:
        """The values of each column."""
        found = self.encode(unit, self.lose)
        said = {target: list(found[at] or ()) for at, target in enumerate(self.targets)}
        said.pop("filename")
        self.identify(unit, said)
        if node.depth:
            self.place(unit, owed, said)
        return {
            column: values
            for column in self.columns
            if (values := [text for value in dict.fromkeys(said[column]) if (text := self.clean(column, value))])
        }

    def identify(self, unit: Unit, said: dict[str, list[str]]) -> None:
        """Omit the identifier of the unit if it has others."""
        values = said[self.identifier]
        if unit.identifiers and not unit.minted and values:
            if values[0] not in values[1:]:
                reason = "the first identifier of the row is another one"
                self.report.lose("id", self.identifier, unit.id, code="changed", reason=reason)
            del values[0]

    def place(self, unit: Unit, owed: Inherited, said: dict[str, list[str]]) -> None:
        """Write what the unit is part of: the titles above as a phrase."""
        if owed.phrase:
            said[self.part_of].append(owed.phrase)
            code, why = "changed", "its place in the tree: the row says what it is part of"
        else:
            code, why = "dropped", "the units above have no titles"
        self.report.lose("members", self.part_of, unit.id, code=code, reason=why)

    def lose(self, code: str, field: str, target: str, value: Any, reason: str) -> None:
        self.report.lose(field, target or None, value, code=code, reason=reason)

    def clean(self, column: str, value: str) -> str:
        """A value without what the table and METS cannot hold."""
        text = str(value)
        if FORBIDDEN.search(text):
            why = "METS, where Archivematica writes it, cannot hold this character"
            self.report.lose("text", column, text, code="character", reason=why)
            text = FORBIDDEN.sub(REPLACEMENT, text)
        if len(text) > LONGEST:
            why = (
                f"Archivematica reads cells of at most {LONGEST:,} characters, and no row of a table with a longer one"
            )
            self.report.lose("text", column, text, code="dropped", reason=why)
            return ""
        return text if text.strip() else ""
