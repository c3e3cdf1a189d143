"""Jobs on two processors: the same results as on one machine, whatever fails meanwhile."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import docmeta
from docmeta.cli.main import run
from docmeta.crosswalk import Report
from docmeta.model import nest
from docmeta.running import public

pytest.importorskip("pyspark", reason="no Apache Spark: make spark")

ROOT = Path(__file__).resolve().parent.parent.parent
Strike = Callable[[str, int], None]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few dozen files in folders, with equal names and several formats, some of them unreadable."""
    folder = tmp_path_factory.mktemp("so urces") / "in"
    for number in range(24):
        below = folder / f"süd {number % 4}"
        below.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "examples/finding-aid.xml", below / f"{number // 8}.xml")
        shutil.copy(ROOT / "examples/korea.txt", below / f"korea #{number}.txt")
    (folder / "empty.xml").touch()
    (folder / "cut.xml").write_bytes((ROOT / "examples/finding-aid.xml").read_bytes()[:-400])
    return folder


@pytest.fixture(scope="module")
def one(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], Any]:
    """The result of one machine."""
    out = tmp_path_factory.mktemp("one")
    assert (
        run(
            ["convert", str(sources), "--to", "dc", "-q", "-o", f"{out / 'out'}/", "--report", str(out / "report.json")]
        )
        == 1
    )
    return files(out / "out"), json.loads((out / "report.json").read_text())


def same(folder: Path, one: tuple[dict[str, bytes], Any]) -> None:
    made = files(folder)
    success = json.loads(made.pop("_SUCCESS"))
    assert made == one[0]
    assert success["counts"] == one[1]["counts"]
    assert {each["source"]: each["error"] for each in success["failed"]} == {
        each["source"]: each["error"] for each in one[1]["files"] if each["error"]
    }


def loaded(spark: Any, sources: Path, **options: Any) -> Any:
    return spark.read.format("docmeta").options(partitionBytes=100_000, **options).load(str(sources))


def test_rows_are_what_one_machine_reads(spark: Any, sources: Path) -> None:
    from docmeta.spark.rows import node_of

    frame = loaded(spark, sources)
    assert frame.rdd.getNumPartitions() > 2
    rows = [row.asDict() for row in frame.orderBy("source", "number").collect()]
    problems = [Path(row["source"]).name for row in rows if row["problem"]]
    assert problems == ["cut.xml", "empty.xml"]
    read = [nest(public(docmeta.read(path), Report())) for path in sorted(sources.glob("*/*"), key=str)]
    assert nest(node_of(row) for row in rows if "süd" in row["source"]) == [unit for units in read for unit in units]


def test_a_table_of_some_columns(spark: Any, sources: Path) -> None:
    reader = spark.read.format("docmeta").schema("title string, latest date, dates array<string>")
    rows = reader.load([str(sources / "süd 0" / "0.xml"), str(sources / "süd 1" / "korea*.txt")]).collect()
    assert ("Papers of Helena Wrona", "1981-12-31") in [(row.title, str(row.latest)) for row in rows]
    for schema in ("titel string", "dates string"):
        with pytest.raises(Exception, match=r"did you mean .title.|is of the type array.string."):
            spark.read.format("docmeta").schema(schema).load(str(sources)).collect()


def test_an_empty_folder_has_no_rows(spark: Any, tmp_path: Path) -> None:
    assert loaded(spark, tmp_path).count() == 0
    loaded(spark, tmp_path).write.format("docmeta").option("to", "dc").mode("append").save(str(tmp_path / "out"))
    assert list(files(tmp_path)) == ["out/_SUCCESS"]


def test_what_is_wrong_is_said_in_docmetas_words(spark: Any, sources: Path, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="did you mean 'include_internal'"):
        loaded(spark, sources, includInternal="true").collect()
    with pytest.raises(Exception, match="no such file or folder"):
        loaded(spark, tmp_path / "no").collect()
    frame = loaded(spark, sources)

    def refused(message: str, target: Path, mode: str = "append", **options: str) -> None:
        with pytest.raises(Exception, match=message):
            frame.write.format("docmeta").options(**options).mode(mode).save(str(target))

    (tmp_path / "mine.txt").touch()
    refused("name the format", tmp_path / "out")
    refused("dcc", tmp_path / "out", to="dcc")
    refused("did you mean 'envelope'", tmp_path / "out", to="dc", envelopp="x")
    refused("no job has written this folder", tmp_path, "overwrite", to="dc")
    refused("contains one of the sources", sources.parent, to="dc")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["mine.txt"]
    assert len(list(sources.parent.iterdir())) == 1


def test_what_is_written_is_what_one_machine_writes(spark: Any, sources: Path, tmp_path: Path, one: Any) -> None:
    writer = loaded(spark, sources).write.format("docmeta").option("to", "dc")
    writer.mode("append").save(str(tmp_path / "out"))
    same(tmp_path / "out", one)
    writer.mode("overwrite").save(str(tmp_path / "out"))
    same(tmp_path / "out", one)


@pytest.mark.parametrize(("how", "times"), [("kill", 3), ("fail", 2)])
def test_what_dies_is_done_again(
    spark: Any, sources: Path, tmp_path: Path, one: Any, strike: Strike, plugins: Path, how: str, times: int
) -> None:
    strike(how, times)
    writer = loaded(spark, sources).write.format("docmeta").options(to="dc", through="trouble")
    writer.mode("append").save(str(tmp_path / "out"))
    assert list(plugins.glob("*-strike")) == []
    same(tmp_path / "out", one)
    strike(how, times)
    done = docmeta.spark.convert(
        sources, tmp_path / "again", to="dc", through="trouble", spark=spark, partition_bytes=100_000
    )
    assert list(plugins.glob("*-strike")) == []
    same(tmp_path / "again", one)
    assert done.report.units == one[1]["counts"]["units"]


def test_a_job_that_fails_leaves_nothing(spark: Any, sources: Path, tmp_path: Path, strike: Strike) -> None:
    strike("fail", 30)
    writer = loaded(spark, sources).write.format("docmeta").options(to="dc", through="trouble")
    with pytest.raises(Exception, match="No space left"):
        writer.mode("append").save(str(tmp_path / "out"))
    strike("fail", 30)
    with pytest.raises(Exception, match="No space left"):
        docmeta.spark.convert(sources, tmp_path / "out", to="dc", through="trouble", spark=spark)
    assert list(tmp_path.iterdir()) == []


def test_rows_that_were_mixed_can_be_put_together(spark: Any, sources: Path, tmp_path: Path, one: Any) -> None:
    mixed = loaded(spark, sources).repartition(3)
    with pytest.raises(Exception, match="sortWithinPartitions"):
        mixed.write.format("docmeta").option("to", "dc").mode("append").save(str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()
    together = mixed.repartition("source").sortWithinPartitions("source", "number")
    together.write.format("docmeta").option("to", "dc").mode("append").save(str(tmp_path / "out"))
    same(tmp_path / "out", one)


def test_chosen_rows_in_packed_files(spark: Any, sources: Path, tmp_path: Path) -> None:
    from pyspark.sql.functions import lit

    chosen = loaded(spark, sources).where("kind = 'document'").withColumn("depth", lit(0))
    chosen.write.format("docmeta").options(to="jsonl", maxRecordsPerFile=50).mode("append").save(str(tmp_path / "out"))
    made = files(tmp_path / "out")
    success = json.loads(made.pop("_SUCCESS"))
    units = [node.unit.id for name in made for node in docmeta.read(tmp_path / "out" / name)]
    assert len(units) == chosen.count() == success["counts"]["units"] > 200
    assert all(content.count(b"\n") <= 50 for content in made.values())


def test_convert_knows_what_the_command_knows(spark: Any, sources: Path, tmp_path: Path, one: Any) -> None:
    done = docmeta.spark.convert(sources, tmp_path / "out", to="dc", spark=spark)
    same(tmp_path / "out", one)
    assert len(done.sources) == 36
    assert {Path(source).name for source in done.failed} == {"cut.xml", "empty.xml"}
    run(["convert", str(sources), "--for", "archivesspace", "-q", "-o", f"{tmp_path / 'sent'}/"])
    docmeta.spark.convert([sources], tmp_path / "for", for_="archivesspace", spark=spark)
    made = files(tmp_path / "for")
    made.pop("_SUCCESS")
    assert made == files(tmp_path / "sent")
    docmeta.spark.convert(sources / "süd 0", tmp_path / "each", to="jsonl", each=True, spark=spark)
    assert len(files(tmp_path / "each")) > 50
