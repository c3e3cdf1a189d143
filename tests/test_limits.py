"""The limits of a source: each stops the reading, names itself, and leaves the target as it was."""

from __future__ import annotations

import gzip
import io
import json
import math
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

import docmeta
from conftest import Cli
from docmeta import AgentLink, Collection, Document, Limits, OptionError, Person, Term
from docmeta.cli.main import run
from docmeta.errors import LimitError
from docmeta.model.parts import About, AgentFact
from docmeta.plugins import registry


def lines(*units: dict[str, Any], depths: tuple[int, ...] = ()) -> bytes:
    depths = depths or (0,) * len(units)
    kinds = [
        "collection" if after > depth else "document" for depth, after in zip(depths, (*depths[1:], 0), strict=True)
    ]
    return b"".join(
        json.dumps({"depth": depth, "unit": {"kind": kind, **unit}}).encode() + b"\n"
        for depth, kind, unit in zip(depths, kinds, units, strict=True)
    )


MANY = lines(*({"id": f"d{number}", "title": "T"} for number in range(5)))
DEEP = lines(*({"id": f"d{number}"} for number in range(4)), depths=(0, 1, 2, 3))
LONG = lines({"id": "d", "title": "x" * 101})
PROSE = lines({"id": "d", "notes": [{"kind": "odd", "text": "x" * 101}]})
FULL = lines({"id": "d", "subjects": [{"term": str(number)} for number in range(11)]})

BREACHES = [
    ("units", 4, MANY), ("depth", 3, DEEP), ("text", 100, LONG), ("text", 100, PROSE), ("values", 10, FULL),
    ("size", 100, MANY), ("seconds", 1e-9, MANY),
]  # fmt: skip


@pytest.mark.parametrize(("name", "most", "source"), BREACHES)
def test_a_breach_names_the_limit_and_leaves_the_target(name: str, most: float, source: bytes, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_bytes(b"old")
    with pytest.raises(LimitError, match=f"the limit of {name}.*--max-{name}"):
        docmeta.convert(source, target, limits=Limits(**{name: most}))
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    if name != "seconds":
        docmeta.convert(source, target, limits=Limits(**{name: most * 100}))
    docmeta.convert(source, target, limits=Limits.none())


@pytest.mark.parametrize(("name", "most", "source"), BREACHES)
def test_every_reading_keeps_within_the_limits(name: str, most: float, source: bytes) -> None:
    limits = Limits(**{name: most})
    with pytest.raises(LimitError):
        docmeta.load(source, format="jsonl", limits=limits)
    with pytest.raises(LimitError):
        list(docmeta.read(source, format="jsonl", limits=limits))
    if name != "size":
        assert "unreadable" in {problem.rule for problem in docmeta.check(source, format="jsonl", limits=limits)}


def test_what_a_packed_file_or_a_pipe_holds_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines({"id": "d", "title": "x" * 5_000})))
    assert path.stat().st_size < 1_000
    with pytest.raises(LimitError, match="more than 1,000 bytes, the limit of size"):
        docmeta.load(path, limits=Limits(size=1_000))
    assert docmeta.load(path, limits=Limits(size=10_000)).members

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.blocks: Iterator[bytes] = iter([MANY, b""])

        def read(self, size: int = -1) -> bytes:
            return next(self.blocks)

        def readable(self) -> bool:
            return True

    with pytest.raises(LimitError, match="the limit of size"):
        docmeta.load(Pipe(), format="jsonl", limits=Limits(size=100))  # type: ignore[arg-type]


def test_huge_lifts_what_is_not_set() -> None:
    assert len(docmeta.load(MANY, format="jsonl", huge=True).members) == 5
    with pytest.raises(LimitError):
        docmeta.load(MANY, format="jsonl", huge=True, limits=Limits(units=4))


@pytest.mark.parametrize("name", attrs.fields_dict(Limits))
@pytest.mark.parametrize("wrong", [0, -1, -0.5, True, "many", math.nan, Decimal("NaN"), 1j])
def test_a_limit_is_a_number_above_0(name: str, wrong: Any) -> None:
    with pytest.raises(
        OptionError, match=rf"^the limit of {name} is a (whole )?number above 0, or None for no limit, got "
    ):
        Limits(**{name: wrong})


@pytest.mark.parametrize("name", [name for name in attrs.fields_dict(Limits) if name not in ("seconds", "wait")])
@pytest.mark.parametrize("wrong", [1.5, 2.0, math.inf])
def test_a_limit_of_what_is_counted_is_a_whole_number(name: str, wrong: float) -> None:
    with pytest.raises(OptionError, match=f"the limit of {name} is a whole number above 0"):
        Limits(**{name: wrong})


@pytest.mark.parametrize("name", attrs.fields_dict(Limits))
@pytest.mark.parametrize("wrong", ["nan", "-1", "0", "-inf", "0.0"])
def test_the_command_line_refuses_what_is_no_limit(
    name: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_bytes(MANY)
    for given in ([f"--max-{name}={wrong}"], []):
        if not given:
            monkeypatch.setenv(f"DOCMETA_MAX_{name.upper()}", wrong)
        assert run(["convert", "a.jsonl", "-o", "out.json", *given]) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert name in err.lower()
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_the_command_line_takes_each_limit(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(MANY)
    for command in ("show", "check", "convert", "diff"):
        args = {"convert": ["--to", "json"], "diff": ["a.jsonl"]}.get(command, [])
        done = cli(command, "a.jsonl", *args, "--max-units", "4", cwd=tmp_path)
        assert done.returncode == 2, command
        assert b"the limit of units" in done.stderr + done.stdout, command
    assert cli("show", "a.jsonl", "--max-size", "1K", cwd=tmp_path).returncode == 0
    assert b"not a number of bytes" in cli("show", "a.jsonl", "--max-size", "much", cwd=tmp_path).stderr


def test_an_output_that_is_closed_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(MANY)
    call = f"{sys.executable} -m docmeta convert a.jsonl --to json >&-"
    done = subprocess.run(["bash", "-c", call], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (2, b"docmeta: error: <stdout>: it is closed\n")


def authority(name: str, history: str = "", facts: int = 1) -> Document:
    """A unit of which each format can hold something."""
    about = About(facts=[AgentFact("occupation", f"O{number}") for number in range(facts)])
    roe = AgentLink(Person("Roe", history=history, about=about), "subject")
    terms = [Term(f"S{number}") for number in range(facts)]
    return Document(name, title="T", level="authority", description=history, subjects=terms, agents=[roe])


def nested() -> Collection:
    unit = Collection("c", title="T", members=[authority("d")])
    for number in range(8):
        unit = Collection(f"c{number}", title="T", members=[unit])
    return unit


#: What is beyond a limit, and that limit.
TREES: dict[str, tuple[Callable[[], Collection], int]] = {
    "units": (lambda: Collection("c", title="C", members=[authority(f"d{number}") for number in range(9)]), 5),
    "depth": (nested, 5),
    "text": (lambda: Collection("c", title="C", members=[authority("d", "x" * 300)]), 200),
    "values": (lambda: Collection("c", title="C", members=[authority("d", facts=40)]), 25),
    "size": (lambda: Collection("c", title="C", members=[authority("d")]), 60),
}
#: Formats whose files hold only one level.
FLAT = ("dc", "dcterms", "marcxml", "mods", "eac-cpf")
BOTH = [format.name for format in registry.default() if format.can_read and format.can_write]


@pytest.mark.parametrize("name", TREES)
@pytest.mark.parametrize("format", BOTH)
def test_each_reader_keeps_within_each_limit(format: str, name: str, tmp_path: Path) -> None:
    if (name == "depth" and format in FLAT) or (name == "values" and format == "csv-aspace"):
        pytest.skip("its files do not hold that many")
    source, target = tmp_path / "source", tmp_path / "out.jsonl"
    make, most = TREES[name]
    docmeta.dump(make(), source, format=format)
    target.write_bytes(b"old")
    reader = "csv" if format.startswith("csv-") else format
    with pytest.raises(LimitError, match=f"the limit of {name}.*--max-{name}"):
        docmeta.convert(source, target, from_=reader, limits=Limits(**{name: most}))
    assert target.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"source", "out.jsonl"}
    docmeta.convert(source, target, from_=reader, limits=Limits.none())


def test_identifiers_that_units_below_repeat_are_limited() -> None:
    def unit(length: int) -> bytes:
        return b'{"depth": 0, "unit": {"kind": "document", "id": "%s", "schema": "docmeta/1"}}' % (b"x" * length)

    with pytest.raises(LimitError, match="an identifier of more than 10,000 characters"):
        list(docmeta.read(unit(10_001), format="jsonl"))
    assert [len(node.unit.id) for node in docmeta.read(unit(10_000), format="jsonl")] == [10_000]
    assert [len(node.unit.id) for node in docmeta.read(unit(10_001), format="jsonl", huge=True)] == [10_001]
