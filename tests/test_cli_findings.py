"""`docmeta convert --findings`: every finding, one row each."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from conftest import Cli


def sources(folder: Path, number: int = 2) -> Path:
    """A folder of descriptions that Dublin Core cannot hold in full."""
    made = folder / "in"
    made.mkdir()
    for one in range(number):
        units = [
            {"kind": "document", "id": f"d{one}-{at}", "title": "T", "containers": [{"value": value}]}
            for at, value in enumerate(("=1+1", "Box 2", "Box 3"))
        ]
        lines = [json.dumps({"depth": 0, "unit": unit}) for unit in units]
        (made / f"{one}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return made


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a table of findings."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_loss_is_a_row_with_its_unit_and_its_line(cli: Cli, tmp_path: Path) -> None:
    source = sources(tmp_path, 1) / "0.jsonl"
    done = cli(
        "convert", source, "--to", "dc", "-o", "out.xml", "--findings", "f.csv", "--report", "r.json", cwd=tmp_path
    )
    assert done.returncode == 0
    rows = [row for row in table(tmp_path / "f.csv") if row["field"] == "containers"]
    assert [(row["unit"], row["line"], row["value"]) for row in rows] == [
        ("d0-0", "1", "'=1+1"),  # else a spreadsheet would compute it
        ("d0-1", "2", "Box 2"),
        ("d0-2", "3", "Box 3"),
    ]
    assert {(row["class"], row["severity"], row["code"]) for row in rows} == {("lost", "loss", "dropped")}
    counted = Counter[str]()
    for row in table(tmp_path / "f.csv"):
        counted[row["code"]] += int(row["count"])
    counts = json.loads((tmp_path / "r.json").read_text("utf-8"))["counts"]
    assert {code: counts[code] for code in counted} == counted


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_of_many_sources_in_their_order(jobs: str, cli: Cli, tmp_path: Path) -> None:
    sources(tmp_path)
    done = cli("convert", "in/", "--to", "dc", "-o", "out/", "--findings", "f.jsonl", "--jobs", jobs, cwd=tmp_path)
    assert done.returncode == 0
    rows = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text("utf-8").splitlines()]
    lost = [(Path(row["source"]).name, row["unit"]) for row in rows if row["field"] == "containers"]
    assert lost == [(f"{file}.jsonl", f"d{file}-{at}") for file in (0, 1) for at in range(3)]


def test_what_strict_refuses_is_listed_all_the_same(cli: Cli, tmp_path: Path) -> None:
    source = sources(tmp_path, 1) / "0.jsonl"
    done = cli("convert", source, "--to", "dc", "-o", "out.xml", "--strict", "--findings", "f.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert not (tmp_path / "out.xml").exists()
    assert len([row for row in table(tmp_path / "f.csv") if row["field"] == "containers"]) == 3


def test_where_the_source_cannot_be_read_an_old_file_stays(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{", "utf-8")
    (tmp_path / "f.csv").write_text("old", "utf-8")
    done = cli("convert", "bad.jsonl", "--to", "dc", "--findings", "f.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert (tmp_path / "f.csv").read_text("utf-8") == "old"


def test_a_name_that_says_no_form_is_refused(cli: Cli, tmp_path: Path) -> None:
    source = sources(tmp_path, 1) / "0.jsonl"
    done = cli("convert", source, "--to", "dc", "--findings", "f.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert b"--findings needs a file name that ends in .csv or .jsonl" in done.stderr
