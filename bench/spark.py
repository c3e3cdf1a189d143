"""The cost of a job: processor time and memory per record by format, and the gain from a second processor.

    python bench/spark.py                     2,000 made finding aids
    python bench/spark.py in/                 your files
    python bench/spark.py in/ --to dc csv     to these formats

Each figure comes from a separate process. Without Apache Spark, only the first table is printed.
Nothing else should run meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from workload import tree

import docmeta
from docmeta.spark.packing import PART, packed, pieces

FORMATS = ("jsonl", "ead3", "dc", "mods", "csv", "jsonld")
#: The number of units in each generated finding aid.
UNITS = 25


def made(folder: Path, count: int) -> None:
    """Write finding aids as EAD 2002, in folders of a hundred."""
    for number in range(count):
        path = folder / f"{number // 100:04}" / f"{number:06}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        docmeta.write(tree(UNITS + number % 7), path, format="ead2002")


def one(folder: str, to: str) -> dict[str, float]:
    """Convert all files one after another, and measure it."""
    found = pieces([folder], None, docmeta.Limits(), huge=False)
    with tempfile.TemporaryDirectory() as out:
        docmeta.convert(found[0].path, os.path.join(out, "0"), to=to)  # one-time work is not counted
        began, units = time.process_time(), 0
        for piece in found:
            units += docmeta.convert(piece.path, os.path.join(out, "0"), to=to).units
        spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"records": units, "bytes": sum(piece.size for piece in found), "cpu": spent, "peak": peak}


def job(folder: str, to: str, master: str) -> dict[str, float]:
    """Convert all files by a Spark job, and measure it without the start of the session."""
    from pyspark.sql import SparkSession

    import docmeta.spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(master).config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.memory", "1g").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    found = pieces([folder], None, docmeta.Limits(), huge=False)
    with tempfile.TemporaryDirectory() as out:
        warm = [piece.path for piece in found[:: max(len(found) // 8, 1)]]
        docmeta.spark.convert(warm, os.path.join(out, "warm"), to=to, spark=session, partition_bytes=1)
        began = time.perf_counter()
        done = docmeta.spark.convert(folder, os.path.join(out, "out"), to=to, spark=session)
        spent = time.perf_counter() - began
    session.stop()
    return {"records": done.report.units, "seconds": spent, "parts": len(list(packed(found, PART)))}


def apart(*arguments: str) -> dict[str, float]:
    """The figures of a separate process."""
    command = [sys.executable, __file__, "--apart", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return {name: float(value) for name, value in json.loads(done.stdout.splitlines()[-1]).items()}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--to", nargs="+", default=FORMATS)
    parser.add_argument("--masters", nargs="*", default=["local[1]", "local[2]"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if given.folder is None:
            made(Path(scratch), given.count)
        folder = given.folder or scratch
        print("to       records   KB each   CPU ms each   peak MB")
        for to in given.to:
            got = apart("one", folder, to)
            size, spent = got["bytes"] / got["records"] / 1e3, got["cpu"] / got["records"] * 1e3
            print(f"{to:8} {got['records']:7,.0f} {size:9.2f} {spent:13.3f} {got['peak']:9.0f}", flush=True)
        if find_spec("pyspark") is None:
            return
        print("\nmaster      records   parts   seconds   records a second")
        for master in given.masters:
            got = apart("job", folder, given.to[0], master)
            rate = got["records"] / got["seconds"]
            print(
                f"{master:9} {got['records']:9,.0f} {got['parts']:7.0f} {got['seconds']:9.1f} {rate:18,.0f}", flush=True
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--apart"]:
        print(json.dumps({"one": one, "job": job}[sys.argv[2]](*sys.argv[3:])))
    else:
        main()
