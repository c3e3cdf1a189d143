"""Every finding of a conversion, one per row: a table for spreadsheets, JSON lines for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

import click

from docmeta.crosswalk import Finding, Report
from docmeta.running.targets import replacing

#: The columns: the fields of a finding, and the identifier of the unit if known.
COLUMNS: Final = (
    "source", "line", "column", "path", "unit", "class", "severity", "code", "field", "target", "message", "value", "count",
)  # fmt: skip
#: What a spreadsheet would read as a formula; an apostrophe before it makes it text.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def refuse_other_names(path: str) -> None:
    """Reject a file name without one of the two extensions."""
    if not path.lower().removesuffix(".gz").endswith((".csv", ".jsonl")):
        raise click.UsageError(f"--findings needs a file name that ends in .csv or .jsonl, got {path!r}")


@contextmanager
def every_finding(path: str | None) -> Iterator[Findings | None]:
    """The file of all findings, put into place when the block ends without an error; None if not requested."""
    if path is None:
        yield None
        return
    with replacing(path) as target:
        yield Findings(target.stream, table=path.lower().removesuffix(".gz").endswith(".csv"))


class Findings:
    """Writes findings as they arrive.

    Args:
        stream: The stream to write to.
        table: Whether as CSV with a header; as JSON lines if not.
        begun: Whether the header is already written.
    """

    def __init__(self, stream: BinaryIO, table: bool, begun: bool = False) -> None:
        self.stream = stream
        self.table = table
        if table and not begun:
            stream.write("\ufeff".encode() + _csv(COLUMNS))  # without the mark, Excel reads UTF-8 as Windows-1252

    def of(self, report: Report) -> Callable[[Finding], None]:
        """The function for `Report.each` of *report*."""
        write = self.stream.write

        def each(finding: Finding) -> None:
            row = finding.to_json()
            row["value"] = row.pop("example")
            row["unit"] = report.place.unit_id if report.place is not None else None
            row = {name: row[name] for name in COLUMNS}
            write(_csv(map(_cell, row.values())) if self.table else _json(row))

        return each

    def append(self, path: str) -> None:
        """Append the rows of a file without a header."""
        with open(path, "rb") as file:
            while block := file.read(1 << 16):
                self.stream.write(block)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv(cells: object) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)  # type: ignore[arg-type]
    return line.getvalue().encode("utf-8", "backslashreplace")


def _json(row: dict[str, object]) -> bytes:
    return (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
