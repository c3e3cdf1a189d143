"""The suite csv-spectrum: every way of quoting, as an independent parser reads it; and strings that break software."""

from __future__ import annotations

import io
import json
from pathlib import Path

from docmeta import Document, Node, Note, read, write
from docmeta.model import Identifier, Term
from docmeta.records import records
from docmeta_csv.table.source import TextSource

#: Files of the suite that are not compared with its expectations, and why.
DEVIATIONS = {
    "csvs/newlines_crlf.csv": "the file has line feeds alone, and what is expected has carriage returns in a cell",
    "csvs/location_coordinates.csv": "what is expected is one object, not a list, and of another telephone number",
}


def test_csv_spectrum(shared: Path) -> None:
    folder = shared / "suites" / "csv-spectrum"
    cases = json.loads((folder / "cases.json").read_text("utf-8"))
    assert len(cases) > 10
    for case in cases:
        if case["file"] in DEVIATIONS:
            continue
        expected = json.loads((folder / case["rows"]).read_text("utf-8"))
        source = TextSource(io.BytesIO((folder / case["file"]).read_bytes()), None)
        header, *rows = [cells for _, cells in records(source.lines(), ",")]
        assert [dict(zip(header, row, strict=True)) for row in rows] == expected, case["file"]


def naughty_strings(shared: Path) -> list[str]:
    """The big list of naughty strings."""
    data = json.loads((shared / "suites" / "naughty-strings" / "strings.json").read_text("utf-8"))
    return [item["text"] for item in data]


def test_naughty_strings_through_every_kind_of_column(shared: Path) -> None:
    strings = [text for text in naughty_strings(shared) if text]
    assert len(strings) > 200
    nodes = [
        Node(
            0,
            Document(
                f"d{number}",
                title=text,
                other_titles=(text, "between", text),
                identifiers=(Identifier(text, text, text),),
                description=f"{text}\n\n{text}",
                notes=(Note("arrangement", text), Note(text, text, text, text)),
                subjects=(Term(text, source=text), Term("x" + text)),
                source=text,
            ),
        )
        for number, text in enumerate(strings)
    ]
    for formulas in ("keep", "defuse"):
        out = io.BytesIO()
        report = write(nodes, out, format="csv", formulas=formulas)
        assert report.losses == 0
        back = list(read(out.getvalue(), format="csv"))
        assert len(back) == len(nodes)
        for was, now in zip(nodes, back, strict=True):
            assert now.unit == was.unit
