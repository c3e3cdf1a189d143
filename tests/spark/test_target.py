"""The folder of a job, without Spark: what a surviving attempt can still do after the job has ended."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

import docmeta
from docmeta.running.folders import make_folders, missing_folders, only_below
from docmeta.spark.target import Done, Job

FINDING_AID = Path(__file__).resolve().parent.parent.parent / "examples/finding-aid.xml"


@pytest.mark.parametrize("each", [False, True])
@pytest.mark.parametrize("end", ["abort", "commit"])
def test_an_attempt_that_runs_on_leaves_nothing(tmp_path: Path, end: str, each: bool) -> None:
    job = Job.begin(str(tmp_path / "a" / "out"), "append")
    attempt = job.attempt()
    made, failed = threading.Event(), threading.Event()

    def run_on() -> None:
        with only_below(attempt):
            for number in range(10_000):
                path = Path(attempt, "deep", str(number), "1.xml")
                try:
                    make_folders(missing_folders(str(path.parent)))
                    docmeta.convert(FINDING_AID, path, to="dc", each=each)
                except OSError:
                    return failed.set()
                made.set()

    straggler = threading.Thread(target=run_on, daemon=True)
    straggler.start()
    assert made.wait(60)
    if end == "abort":
        job.abort()
    else:
        job.commit([Done(attempt=job.attempt())])
    assert failed.wait(60)
    straggler.join(60)
    there = [str(path.relative_to(tmp_path)) for path in sorted(tmp_path.rglob("*"))]
    assert there == ([] if end == "abort" else ["a", "a/out", "a/out/_SUCCESS"])
    with pytest.raises(FileNotFoundError, match="the job has ended"):
        job.attempt()
