"""What Spark's tasks do, without Spark: sources in parts, descriptions as rows and back, files that appear once and complete."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import docmeta
from docmeta.crosswalk import Report
from docmeta.errors import InputError, MissingExtraError, OptionError
from docmeta.model import Collection, Document, Note, Unit, nest
from docmeta.plugins import Limits
from docmeta.running import public
from docmeta.spark import packing
from docmeta.spark.options import read_options, reading, write_options
from docmeta.spark.rows import COLUMNS, Reading, node_of, rows_of
from docmeta.spark.target import SUCCESS, Done, Job
from docmeta.spark.writing import Writing, write_rows
from docmeta.testing.samples import every_field, sample_collections
from strategies import collections

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
READING = Reading(limits=Limits())


def rows(path: Path, name: str = "a", how: Reading = READING) -> list[dict[str, Any]]:
    return list(rows_of(str(path), name, how, COLUMNS))


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of all kinds: good and bad, packed, in folders, with equal names, with odd names."""
    made = tmp_path / "in put"
    (made / "süd" / "deep").mkdir(parents=True)
    shutil.copy(EXAMPLES / "korea.txt", made)
    shutil.copy(EXAMPLES / "finding-aid.xml", made / "süd" / "a b #1 100%.xml")
    shutil.copy(EXAMPLES / "finding-aid.xml", made / "süd" / "deep")
    shutil.copy(EXAMPLES / "finding-aid.xml", made)
    (made / "packed.xml.gz").write_bytes(gzip.compress((EXAMPLES / "finding-aid.xml").read_bytes(), mtime=0))
    docmeta.dump(every_field(), made / "every.jsonl", include_internal=True)
    docmeta.dump(sample_collections()[0], made / "every.csv")
    (made / "empty.xml").touch()
    (made / "cut.xml").write_bytes((EXAMPLES / "finding-aid.xml").read_bytes()[:-400])
    (made / "bomb.xml").write_text('<!DOCTYPE ead [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><ead>&b;</ead>')
    (made / "not.json").write_bytes(b"\xff\xfe\x00{")
    (made / "photo.jpg").write_bytes(b"\xff\xd8")
    return made


# -- sources in parts --------------------------------------------------------------------------------------------------


def test_sources_are_named_as_the_command_line_names_its_targets(folder: Path, tmp_path: Path) -> None:
    from docmeta.cli.main import run

    found = packing.pieces([str(folder)], None, Limits(), huge=False)
    run(["convert", str(folder), "--to", "jsonl", "-q", "-o", str(tmp_path / "out")])
    written = set(files(tmp_path / "out"))
    assert written <= {f"{piece.name}.jsonl" for piece in found}
    failed = {"empty.jsonl", "cut.jsonl", "bomb.jsonl", "not.jsonl"}
    assert {f"{piece.name}.jsonl" for piece in found} - written == failed


def test_a_source_counts_once_and_a_link_to_it_for_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.link(folder / "korea.txt", folder / "linked.txt")
    monkeypatch.chdir(folder)
    named = ["korea.txt", "./korea.txt", str(folder / "korea.txt"), "korea.*", f"file://{folder}/korea.txt"]
    assert [piece.path for piece in packing.pieces(named, None, Limits(), huge=False)] == [str(folder / "korea.txt")]
    assert {"korea", "linked"} < {piece.name for piece in packing.pieces(["."], None, Limits(), huge=False)}


def test_what_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such file or folder"):
        packing.pieces([str(tmp_path / "no")], None, Limits(), huge=False)
    with pytest.raises(OptionError, match="no file matches"):
        packing.pieces([str(tmp_path / "no*")], None, Limits(), huge=False)
    assert packing.pieces([str(tmp_path)], None, Limits(), huge=False) == []


def test_small_files_go_together_and_a_large_one_alone() -> None:
    small = [packing.Piece(str(number), str(number), 50_000) for number in range(20_000)]
    large = packing.Piece("large", "large", 900 << 20)
    parts = list(packing.packed([*small, large, *small]))
    assert [piece for part in parts for piece in part] == [*small, large, *small]
    assert [large] in parts
    for part in parts:
        assert len(part) == 1 or sum(piece.size + packing.OPENING for piece in part) <= packing.PART
    assert len(parts) < 50
    assert len(list(packing.packed(small[:2000], 4 << 20))) > 25


def test_an_archive_is_a_folder(folder: Path, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "all"), "zip", folder)
    found = packing.pieces([archive], None, Limits(), huge=False)
    assert {piece.name for piece in found} == {
        piece.name for piece in packing.pieces([str(folder)], None, Limits(), huge=False)
    }
    made = [row for piece in found for row in rows_of(piece.path, piece.name, READING, COLUMNS) if row["unit"]]
    assert len(made) > 50


# -- rows --------------------------------------------------------------------------------------------------------------


@given(collections())
def test_a_unit_travels_through_a_row_unchanged(tmp_path_factory: pytest.TempPathFactory, made: Unit) -> None:
    path = tmp_path_factory.mktemp("rows") / "a.jsonl"
    docmeta.dump(made, path, include_internal=True)
    everything = Reading(limits=Limits(), include_internal=True)
    assert nest(map(node_of, rows(path, how=everything))) == nest(docmeta.read(path))
    seen = [row for row in rows(path) if not row["problem"]]
    assert nest(map(node_of, seen)) == nest(public(docmeta.read(path), Report()))


def test_columns_say_what_the_unit_says(folder: Path) -> None:
    made = rows(folder / "finding-aid.xml")
    assert [row["number"] for row in made] == list(range(len(made)))
    assert all(list(row) and set(row) == set(COLUMNS) for row in made)
    top = made[0]
    assert (top["kind"], top["level"], top["title"], top["parent_id"]) == (
        "collection",
        "fonds",
        "Papers of Helena Wrona",
        None,
    )
    assert (str(top["earliest"]), str(top["latest"]), top["dates"], top["edtf"]) == (
        "1947-01-01", "1981-12-31", ["1947-1981"], ["1947/1981"],
    )  # fmt: skip
    assert made[1]["parent_id"] == top["id"]


def test_what_is_internal_comes_only_where_it_is_asked_for(tmp_path: Path) -> None:
    notes = (Note("note", "Shelf SECRET", audience="internal"),)
    papers = Collection(
        "c", title="Papers", notes=notes, members=[Document("SECRET", audience="internal"), Document("d")]
    )
    docmeta.dump(papers, tmp_path / "a.jsonl", include_internal=True)
    made = rows(tmp_path / "a.jsonl")
    assert [row["id"] for row in made] == ["c", "d"]
    assert "SECRET" not in str(made)
    everything = rows(tmp_path / "a.jsonl", how=Reading(limits=Limits(), include_internal=True))
    assert str(everything).count("SECRET") > 2
    docmeta.dump(Document("SECRET", audience="internal"), tmp_path / "b.jsonl", include_internal=True)
    (only,) = rows(tmp_path / "b.jsonl")
    assert "everything in it is marked internal" in only["problem"]
    assert "SECRET" not in str(only)


@pytest.mark.parametrize("audience", ["internal", None])
def test_what_is_restricted_is_in_no_row_where_that_is_asked_for(tmp_path: Path, audience: str | None) -> None:
    closed = Note("access_conditions", "Closed", dates=docmeta.Date(edtf="../2031-12-31"), audience=audience)
    papers = Collection("c", members=[Collection("SECRET", notes=closed, members=Document("SECRET")), Document("d")])
    docmeta.dump(papers, tmp_path / "a.jsonl", include_internal=True)
    for day, seen in (
        ("2031-12-31", ["c", "d"]),
        ("2032-01-01", ["c", "SECRET", "SECRET", "d"]),
        ("false", ["c", "SECRET", "SECRET", "d"]),
    ):
        made = rows(tmp_path / "a.jsonl", how=reading({"path": "a", "withholdRestricted": day}))
        assert [row["id"] for row in made] == seen
        assert ("SECRET" in str(made)) is (len(seen) > 2)
    with pytest.raises(OptionError, match="2031-13"):
        reading({"path": "a", "withholdRestricted": "2031-13"})


@pytest.mark.parametrize("name", ["empty.xml", "cut.xml", "bomb.xml", "not.json", "photo.jpg", "no.xml", "."])
def test_what_cannot_be_read_is_a_row(folder: Path, name: str) -> None:
    made = rows(folder / name)
    assert [bool(row["problem"]) for row in made] == [False] * (len(made) - 1) + [True]
    assert str(folder / name).removesuffix("/.") in made[-1]["problem"]
    assert [row["number"] for row in made] == list(range(len(made)))


def test_a_limit_is_a_row(folder: Path) -> None:
    made = rows(folder / "korea.txt", how=Reading(limits=Limits(units=3)))
    assert len(made) == 4
    assert "more than 3 units" in made[-1]["problem"]


def test_an_odd_name_is_text(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"\xff\xfe.xml")
    with open(path, "wb") as file:
        file.write((EXAMPLES / "finding-aid.xml").read_bytes())
    found = packing.pieces([str(tmp_path)], None, Limits(), huge=False)
    made = list(rows_of(found[0].path, found[0].name, READING, COLUMNS))
    assert made[0]["name"] == r"\xff\xfe"
    assert made[0]["problem"] is None
    str(made).encode()


# -- files -------------------------------------------------------------------------------------------------------------


def written(folder: Path, out: Path, how: Writing, mode: Any = "append", reading: Reading = READING) -> Done:
    job = Job.begin(str(out), mode)
    found = packing.pieces([str(folder)], None, Limits(), huge=False)
    made = (row for piece in found for row in rows_of(piece.path, piece.name, reading, COLUMNS))
    return job.commit([write_rows(made, job.attempt(), how, "part-00000")])


@pytest.mark.parametrize(
    "to", ["jsonl", "json", "ead2002", "ead3", "ead4", "dc", "mods", "marcxml", "csv", "jsonld", "edm"]
)
def test_files_and_report_are_those_of_one_machine(folder: Path, tmp_path: Path, to: str) -> None:
    from docmeta.cli.main import run

    report = tmp_path / "report.json"
    arguments = ["convert", str(folder), "--to", to, "-q", "-o", f"{tmp_path / 'one'}/", "--report", str(report)]
    assert run([*arguments, "--base-uri", "https://example.org/"]) == 1
    done = written(folder, tmp_path / "many", Writing(to=to, base_uri="https://example.org/"))
    made = files(tmp_path / "many")
    success = json.loads(made.pop(SUCCESS))
    assert made == files(tmp_path / "one")
    assert sorted(made) == sorted(done.files)
    one = json.loads(report.read_text())
    assert success["counts"] == one["counts"]
    # A finding gives the line and the path of the first; both count the internal units.
    assert [
        (each["code"], each["field"], each["target"], each["count"], each["example"]) for each in success["findings"]
    ] == [(each["code"], each["field"], each["target"], each["count"], each["example"]) for each in one["findings"]]
    failed = {each["source"]: each["error"] for each in one["files"] if each["error"]}
    assert {each["source"]: each["error"] for each in success["failed"]} == failed


def test_what_the_reader_says_behind_the_last_unit_is_in_the_report(tmp_path: Path) -> None:
    source = tmp_path / "in" / "a.csv"
    source.parent.mkdir()
    source.write_text("id,title,wonder\nd1,Telegram,x\nd2,Letter,y\n")
    one = docmeta.convert(source, tmp_path / "a.dc.xml", to="dc")
    assert one.counts() == written(source.parent, tmp_path / "out", Writing(to="dc")).report.counts()


@pytest.mark.parametrize("to", ["jsonl", "dc", "csv", "mods"])
def test_packed_files_are_what_the_writer_makes_of_the_sources_in_a_row(folder: Path, tmp_path: Path, to: str) -> None:
    done = written(folder, tmp_path / "out", Writing(to=to, records=20))
    made = files(tmp_path / "out")
    assert len(made) > 3
    nodes = []
    for piece in packing.pieces([str(folder)], None, Limits(), huge=False):
        if piece.path in done.sources:
            nodes.append(list(docmeta.read(piece.path)))
    heaps: list[list[docmeta.Node]] = [[]]
    for tree in nodes:
        for node in public(iter(tree), Report()):
            if node.depth == 0 and len(heaps[-1]) >= 20:
                heaps.append([])
            heaps[-1].append(node)
    for name, heap in zip(sorted(set(made) - {SUCCESS}), heaps, strict=True):
        docmeta.write(heap, tmp_path / "expected", format=to)
        assert (tmp_path / "expected").read_bytes() == made[name], name
    assert set(done.failed) == {str(folder / name) for name in ("empty.xml", "cut.xml", "bomb.xml", "not.json")}


def test_a_source_of_which_something_would_be_lost_is_left_out_where_strict(folder: Path, tmp_path: Path) -> None:
    done = written(folder, tmp_path / "out", Writing(to="dc", strict=True))
    assert len(done.failed) > 5
    assert any("would be lost" in error for error in done.failed.values())
    packed = written(folder, tmp_path / "packed", Writing(to="dc", strict=True, records=20))
    assert any(name.startswith("part-00000-") for name in packed.failed)


def test_an_attempt_that_died_and_one_that_was_not_taken_leave_nothing(folder: Path, tmp_path: Path) -> None:
    def made() -> Iterator[dict[str, Any]]:
        yield from rows(folder / "korea.txt", "korea")

    job = Job.begin(str(tmp_path / "out"), "errorifexists")
    how = Writing(to="jsonl")

    def dies() -> Iterator[dict[str, Any]]:
        yield from made()
        raise MemoryError

    with pytest.raises(MemoryError):
        write_rows(dies(), job.attempt(), how, "part")
    slow, taken = (write_rows(made(), job.attempt(), how, "part") for _ in range(2))
    assert slow.files == taken.files == ["korea.jsonl"]
    done = job.commit([taken])
    assert done.report.units == 10
    assert sorted(os.listdir(tmp_path / "out")) == [SUCCESS, "korea.jsonl"]
    with pytest.raises(FileNotFoundError, match="or the job has ended"):
        job.attempt()
    job.abort()
    assert sorted(os.listdir(tmp_path / "out")) == [SUCCESS, "korea.jsonl"]


def test_what_a_driver_that_was_killed_has_left_is_in_nobodys_way(folder: Path, tmp_path: Path) -> None:
    killed = Job.begin(str(tmp_path / "out"), "errorifexists")
    write_rows(rows(folder / "korea.txt"), killed.attempt(), Writing(to="jsonl"), "part")
    written(folder, tmp_path / "out", Writing(to="jsonl"), "errorifexists")
    assert os.path.isdir(killed.staging)
    assert not [
        piece for piece in packing.pieces([str(tmp_path / "out")], None, Limits(), huge=False) if ".tmp" in piece.path
    ]
    written(folder, tmp_path / "out", Writing(to="dc"), "overwrite")


def test_abort_leaves_a_folder_as_it_was(folder: Path, tmp_path: Path) -> None:
    job = Job.begin(str(tmp_path / "new" / "out"), "append")
    write_rows(rows(folder / "korea.txt"), job.attempt(), Writing(to="jsonl"), "part")
    job.abort()
    assert not (tmp_path / "new").exists()
    (tmp_path / "old").mkdir()
    Job.begin(str(tmp_path / "old"), "append").abort()
    assert list((tmp_path / "old").iterdir()) == []
    with pytest.raises(NotADirectoryError):
        Job.begin(str(folder / "korea.txt"), "append")


def test_modes(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    written(folder, out, Writing(to="jsonl"), "errorifexists")
    before = files(out)
    with pytest.raises(FileExistsError, match="is not empty"):
        Job.begin(str(out), "errorifexists")
    with pytest.raises(FileExistsError, match="append mode does not replace files"):
        written(folder, out, Writing(to="jsonl"), "append")
    assert files(out) == before
    written(folder, out, Writing(to="dc"), "append")
    assert {name for name in before if name != SUCCESS} < set(files(out))
    written(folder, out, Writing(to="csv"), "overwrite")
    assert {Path(name).suffix for name in files(out)} == {".csv", ""}
    (out / SUCCESS).unlink()
    with pytest.raises(FileExistsError, match="no job has written this folder"):
        Job.begin(str(out), "overwrite")
    assert all(".docmeta" not in name for name in os.listdir(out))


def test_a_commit_that_fails_puts_all_back(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    written(folder, out, Writing(to="csv"))
    before = files(out)
    monkeypatch.setattr(Job, "_succeed", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        written(folder, out, Writing(to="dc"), "overwrite")
    assert files(out) == before


def test_what_could_not_be_put_back_is_kept(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    written(folder, out, Writing(to="csv"))
    before = sorted(content for name, content in files(out).items())
    job = Job.begin(str(out), "overwrite")
    done = write_rows(rows(folder / "korea.txt"), job.attempt(), Writing(to="dc"), "part")
    replace = os.replace

    def once(one: str, two: str) -> None:
        if "old" not in two:
            raise OSError(5, "Input/output error", two)
        replace(one, two)

    monkeypatch.setattr(os, "replace", once)
    with pytest.raises(OSError, match="Input/output"):
        job.commit([done])
    job.abort()
    assert sorted(content for name, content in files(out).items() if "/old/" in name) == before


def test_a_name_that_is_no_text_is_in_the_report(tmp_path: Path) -> None:
    job = Job.begin(str(tmp_path / "out"), "append")
    job.commit([Done(failed={"\udcff.xml": "it is empty"}, attempt=job.attempt())])
    assert json.loads((tmp_path / "out" / SUCCESS).read_text())["failed"][0]["error"] == "it is empty"


def test_a_target_that_holds_a_source_is_refused(folder: Path) -> None:
    before = files(folder)
    with pytest.raises(OptionError, match="contains one of the sources"):
        written(folder, folder / "süd", Writing(to="jsonl"))
    with pytest.raises(OptionError, match="not a URL"):
        Job.begin("s3://box/out", "append")
    assert files(folder) == before


def test_rows_that_do_not_stand_together_are_refused(folder: Path, tmp_path: Path) -> None:
    made = rows(folder / "finding-aid.xml", "a")
    other = rows(folder / "korea.txt", "b")
    job = Job.begin(str(tmp_path / "out"), "append")
    with pytest.raises(InputError, match="come twice"):
        write_rows([*made[:3], *other, *made[3:]], job.attempt(), Writing(to="jsonl"), "part")
    one = write_rows(made[:3], job.attempt(), Writing(to="jsonl"), "part")
    two = write_rows(made[3:], job.attempt(), Writing(to="jsonl"), "part")
    with pytest.raises(InputError, match=r"two tasks.*sortWithinPartitions"):
        job.commit([one, two])
    assert not (tmp_path / "out").exists()


def test_rows_without_those_above_them(folder: Path, tmp_path: Path) -> None:
    made = [row for row in rows(folder / "finding-aid.xml") if row["kind"] == "document"]
    job = Job.begin(str(tmp_path / "out"), "append")
    done = write_rows(made, job.attempt(), Writing(to="dc"), "part")
    assert "is not before it; with depth 0" in next(iter(done.failed.values()))
    done = write_rows([{**row, "depth": 0} for row in made], job.attempt(), Writing(to="dc"), "part")
    assert (done.failed, done.report.units) == ({}, len(made))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({}, "the column unit is empty"),
        ({"unit": "{"}, "line 1"),
        ({"unit": '{"kind": "document", "id": "d", "titel": "x"}'}, "did you mean"),
        ({"unit": '{"kind": "document", "id": "d"}', "depth": 4}, "expected a depth"),
        ({"unit": '{"kind": "document", "id": "d"}', "name": "../../up"}, "points outside"),
        ({"unit": '{"kind": "document", "id": "d"}', "name": "/etc/up"}, "points outside"),
    ],
)
def test_a_row_that_is_none_is_told(tmp_path: Path, row: dict[str, Any], message: str) -> None:
    job = Job.begin(str(tmp_path / "out"), "append")
    done = write_rows([{"source": "a", "name": "a", **row}], job.attempt(), Writing(to="jsonl"), "part")
    assert message in done.failed["a"]
    assert done.files == []


# -- options -----------------------------------------------------------------------------------------------------------


def test_options_in_any_spelling() -> None:
    given = {
        "path": "in",
        "INCLUDEINTERNAL": "true",
        "max-units": "7",
        "partition_bytes": "1000",
        "paths": '["a", "b"]',
    }
    said, paths, how = read_options(given)
    assert (paths, said.partition_bytes, how.include_internal, how.limits.units) == (["in", "a", "b"], 1000, True, 7)
    folder, writing = write_options(
        {"path": "out", "to": "csv", "maxRecordsPerFile": "9", "separator": ";", "baseuri": "x:"}
    )
    assert (folder, writing.records, writing.options, writing.base_uri) == ("out", 9, {"separator": ";"}, "x:")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "name the sources"),
        ({"path": "in", "from": "eadd"}, "eadd"),
        ({"path": "in", "from": "csv", "separato": ";"}, "did you mean 'separator'"),
        ({"path": "in", "huge": "maybe"}, "expected yes or no"),
        ({"path": "in", "maxUnits": "0"}, "above 0"),
        ({"path": "in", "partitionBytes": "0"}, "above 0"),
    ],
)
def test_what_is_wrong_with_a_reading_is_told(given: dict[str, str], message: str) -> None:
    with pytest.raises(docmeta.DocmetaError, match=message):
        reading(given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"to": "dc"}, "name the target"),
        ({"path": "out"}, "name the format"),
        ({"path": "out", "to": "listing"}, "can be read, not written"),
        ({"path": "out", "to": "csv", "separato": ";"}, "did you mean 'separator'"),
        ({"path": "out", "to": "csv", "maxRecordsPerFile": "many"}, "expected a whole number"),
        ({"path": "out", "to": "csv", "maxRecordsPerFile": "0"}, "above 0"),
    ],
)
def test_what_is_wrong_with_a_writing_is_told(given: dict[str, str], message: str) -> None:
    with pytest.raises(docmeta.DocmetaError, match=message):
        write_options(given)


def test_without_spark_an_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyspark_docmeta
    from docmeta import spark

    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(MissingExtraError, match=r"docmeta\[spark\]"):
        spark.convert(EXAMPLES, tmp_path / "out", to="dc")
    monkeypatch.delitem(sys.modules, "docmeta.spark.source", raising=False)
    assert not hasattr(pyspark_docmeta, "DefaultSource")
