"""What `make bench` measures: the rows of its table, each with docmeta's side and the other one.

Other libraries have rows if they are installed, real finding aids if DOCMETA_SHARED, or "shared" beside the checkout, has them.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import floors
import workload

import docmeta
from docmeta import Node, Report

ROOT = Path(__file__).resolve().parent.parent


class Row(NamedTuple):
    """One line of the table.

    Attributes:
        work: What docmeta does.
        beside: What it is compared with.
        reach: The greatest acceptable ratio.
        known: The steps of docmeta's side per unit, for units without repeated values; used by the gate. 0 outside the gate.
        ours, other: The two sides.
        needs: The library required for the row.
    """

    work: str
    beside: str
    reach: float
    known: int
    ours: Callable[[], object]
    other: Callable[[], object]
    needs: str = ""


def _write(nodes: list[Node], format: str, **options: Any) -> Callable[[], object]:
    return lambda: docmeta.write(nodes, io.BytesIO(), format=format, **options)


def _read(data: bytes, format: str) -> Callable[[], object]:
    return lambda: sum(1 for _ in docmeta.read(io.BytesIO(data), format=format, report=Report()))


def written(nodes: list[Node], format: str, **options: Any) -> bytes:
    out = io.BytesIO()
    docmeta.write(nodes, out, format=format, **options)
    return out.getvalue()


def rows(count: int, *, unlike: bool = False) -> Iterator[Row]:
    """The rows on generated descriptions; with *unlike*, no two share a name, subject or place."""
    tree, flat = list(workload.tree(count, apart=unlike)), list(workload.flat(count, apart=unlike))
    apart = list(workload.tree(count, apart=True))
    ead = floors.write_ead(tree)
    yield Row("write `ead2002`", "by hand", 2, 907, _write(tree, "ead2002"), lambda: floors.write_ead(tree))
    yield Row(
        "write `ead2002`, no repeated values",
        "by hand",
        2,
        789,
        _write(apart, "ead2002"),
        lambda: floors.write_ead(apart),
    )
    yield Row(
        "write `ead2002`",
        "lxml tree and `tostring`",
        1,
        796,
        _write(tree, "ead2002"),
        lambda: floors.write_ead_tree(tree),
    )
    yield Row("write `ead3`", "by hand, EAD 2002", 2.5, 924, _write(tree, "ead3"), lambda: floors.write_ead(tree))
    yield Row(
        "write `jsonld`",
        "by hand: dict, `json.dumps`",
        2.5,
        1166,
        _write(flat, "jsonld", form="lines"),
        lambda: floors.write_jsonld(flat),
    )
    yield Row(
        "write `dc`",
        "by hand: f-string",
        1.6,
        1101,
        _write(flat, "dc", envelope="records"),
        lambda: floors.write_dc(flat),
    )
    marc, mods = _write(flat, "marcxml", indent=False), _write(flat, "mods", indent=False)
    yield Row("write `marcxml`", "by hand: f-string", 2.5, 939, marc, lambda: floors.write_marcxml(flat))
    yield Row("write `mods`", "by hand: f-string", 2.5, 863, mods, lambda: floors.write_mods(flat))
    yield Row(
        "write `csv`", "`csv.writer`, rows by a function", 2.5, 808, _write(flat, "csv"), lambda: floors.write_csv(flat)
    )
    yield Row(
        "read `ead2002`", "by hand to docmeta's model", 1.25, 1380, _read(ead, "ead2002"), lambda: floors.read_ead(ead)
    )
    yield Row("`ead2002` to `ead3`", "lxml parse and `tostring`", 15, 2039, _convert(ead), lambda: floors.parse(ead))
    table, page = written(flat, "csv"), written(flat, "dc")
    text = table.decode()
    yield Row(
        "read `csv`, its own table",
        "`csv.DictReader`",
        4,
        523,
        _read(table, "csv"),
        lambda: sum(1 for _ in csv.DictReader(io.StringIO(text, newline=""))),
    )
    yield Row(
        "read `dc`, pages of OAI-PMH",
        "by hand to dicts of lists",
        2,
        1289,
        _read(page, "dc"),
        lambda: floors.read_dc(page),
    )
    catalogue = written(flat, "marcxml")
    yield Row(
        "read `marcxml`",
        "by hand to lists of fields",
        2,
        2656,
        _read(catalogue, "marcxml"),
        lambda: floors.read_marcxml(catalogue),
    )
    lines, linked = written(flat, "jsonl"), written(tree, "jsonld")
    yield Row(
        "read `jsonl`",
        "`json.loads` of each line",
        1.5,
        696,
        _read(lines, "jsonl"),
        lambda: [json.loads(line) for line in lines.splitlines()],
    )
    yield Row(
        "read `jsonld`", "`json.loads` of the document", 8, 2537, _read(linked, "jsonld"), lambda: json.loads(linked)
    )


def _convert(data: bytes, source: str = "ead2002", target: str = "ead3") -> Callable[[], object]:
    def run() -> None:
        report = Report()
        nodes = docmeta.read(io.BytesIO(data), format=source, report=report)
        docmeta.write(nodes, io.BytesIO(), format=target, report=report, include_internal=True)

    return run


def peers(count: int) -> Iterator[Row]:
    """The rows compared with other libraries."""
    flat = list(workload.flat(count))
    page = written(flat, "dc")
    if find_spec("dcxml"):
        from dcxml import simpledc

        plural = {
            name: name if name in ("coverage", "rights") else f"{name}s"
            for name in "title identifier creator publisher subject coverage date description source type format language rights".split()
        }
        made = []
        for record in _records(page):
            made.append({plural.get(name, name): values for name, values in record.items()})
        yield Row(
            "write `dc`",
            "dcxml",
            1 / 6,
            0,
            _write(flat, "dc"),
            lambda: [simpledc.tostring(each) for each in made],
            "dcxml",
        )
    if find_spec("sickle"):
        from lxml import etree
        from sickle.models import Record

        def harvested() -> int:
            found = etree.fromstring(page).iter("{http://www.openarchives.org/OAI/2.0/}record")
            return sum(bool(Record(each).metadata) for each in found)

        yield Row("read `dc`, pages of OAI-PMH", "sickle", 0.8, 0, _read(page, "dc"), harvested, "sickle")
    if find_spec("pymarc"):
        from pymarc import map_xml

        marc = written(flat, "marcxml")
        yield Row(
            "read `marcxml`",
            "pymarc `map_xml`",
            1,
            0,
            _read(marc, "marcxml"),
            lambda: map_xml(lambda _: None, io.BytesIO(marc)),
            "pymarc",
        )
    if find_spec("eadpy"):
        from eadpy import EAD

        ead = ROOT / "build" / "speed.ead.xml"
        ead.parent.mkdir(exist_ok=True)
        ead.write_bytes(written(list(workload.tree(count)), "ead2002"))
        yield Row(
            "read `ead2002`",
            "eadpy `from_path`",
            0.1,
            0,
            lambda: sum(1 for _ in docmeta.read(ead, report=Report())),
            lambda: EAD.from_path(str(ead)),
            "eadpy",
        )


def _records(page: bytes) -> list[dict[str, list[str]]]:
    from lxml import etree

    found = []
    for record in etree.fromstring(page).iter("{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"):
        said: dict[str, list[str]] = {}
        for element in record:
            said.setdefault(etree.QName(element).localname, []).append(element.text or "")
        found.append(said)
    return found


def withholding(count: int) -> Iterator[Row]:
    """What the search for internal material costs: the same work with internal material included."""
    tree, flat = list(workload.tree(count)), list(workload.flat(count))
    for format, nodes in (("ead2002", tree), ("dc", flat), ("jsonld", flat)):
        yield Row(
            f"write `{format}`",
            "the same with `include_internal`",
            1.15,
            0,
            _write(nodes, format),
            _write(nodes, format, include_internal=True),
        )


def real() -> Iterator[Row]:
    """The rows on real finding aids: up to forty, of at most 2 MB."""
    files = _finding_aids()
    if not files:
        return
    data = [path.read_bytes() for path in files]
    work = [_convert(each) for each in data]
    yield Row(
        "`ead2002` to `ead3`, real finding aids",
        "lxml parse and `tostring`",
        15,
        0,
        lambda: [run() for run in work],
        lambda: [floors.parse(each) for each in data],
    )
    if find_spec("eadpy"):
        from eadpy import EAD

        def flattened() -> None:
            for path in files:
                with contextlib.suppress(Exception):  # failures do not matter here
                    EAD.from_path(str(path)).create_csv_data()

        yield Row(
            "read `ead2002`, real finding aids",
            "eadpy, `create_csv_data`",
            0.2,
            0,
            lambda: [_read(each, "ead2002")() for each in data],
            flattened,
            "eadpy",
        )


@cache
def _finding_aids() -> list[Path]:
    shared = Path(os.environ.get("DOCMETA_SHARED", ROOT.parent / "shared"))
    found = [
        path for path in sorted((shared / "samples" / "ead2002").rglob("*.xml")) if path.stat().st_size < 2_000_000
    ]
    return found[:: -(-len(found) // 40) or 1]
