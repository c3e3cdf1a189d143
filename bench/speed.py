"""The cost of docmeta's work compared with hand-written code and other libraries, in one run.

    python bench/speed.py              the table, as in docs/explanation/speed.md
    python bench/speed.py --gate       the steps of each row, which are the same on any machine, against the known ones

The figures are ratios of CPU time: the median of rounds with both sides in turn, since machines differ and are never idle.
docmeta's side is its full work: the report, positions, withheld material, checked characters. The rows are in `rows.py`.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from types import FrameType
from typing import Any

import workload
from rows import Row, peers, real, rows, withholding, written

import docmeta
from docmeta import Node, Report

#: The factor over its known steps at which a row fails the gate.
MARGIN = 1.6


def cpu(run: Callable[[], object]) -> float:
    """The seconds of CPU of one run."""
    gc.collect()
    start = time.process_time()
    run()
    return time.process_time() - start


def measured(row: Row, rounds: int) -> tuple[float, float]:
    """The median ratio, and the smallest."""
    row.ours(), row.other()
    ratios = []
    for number in range(rounds):
        first, second = (row.ours, row.other) if number % 2 else (row.other, row.ours)
        one, two = cpu(first), cpu(second)
        ratios.append(one / two if number % 2 else two / one)
    return statistics.median(ratios), min(ratios)


def starting(rounds: int) -> tuple[float, float]:
    """The CPU of `import docmeta` against `import attrs, lxml.etree` less an empty interpreter, and milliseconds of `docmeta --help`."""

    def spent(code: str) -> float:
        before = os.times()
        subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    def median(code: str) -> float:
        return statistics.median(spent(code) for _ in range(rounds))

    empty = median("pass")
    ours, other = median("import docmeta") - empty, median("import attrs, lxml.etree") - empty
    shown = median("from docmeta.cli.main import main; main(['--help'])") - empty
    return ours / other, 1000 * shown


def small_files(count: int, rounds: int) -> float:
    """Milliseconds of CPU that a file of one page costs more than its unit in a large file, from EAD 2002 to Dublin Core."""
    nodes = list(workload.tree(count))
    pages = [written([Node(0, node.unit)], "ead2002") for node in nodes]
    whole = written(nodes, "ead2002")

    def convert(data: bytes) -> None:
        docmeta.convert(data, io.BytesIO(), from_="ead2002", to="dc", report=Report())

    convert(pages[0])
    spent = [cpu(lambda: [convert(page) for page in pages]) - cpu(lambda: convert(whole)) for _ in range(rounds)]
    return 1000 * statistics.median(spent) / count


def two_jobs(count: int, rounds: int) -> float:
    """How many times as fast two processes convert a folder as one does, by the clock; needs two free processors."""

    def taken(folder: str, jobs: int) -> float:
        with tempfile.TemporaryDirectory() as out:
            began = time.perf_counter()
            command = [sys.executable, "-m", "docmeta", "convert", folder, "--to", "dc", "-o", out]
            subprocess.run([*command, "--jobs", str(jobs)], check=True, capture_output=True)
            return time.perf_counter() - began

    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            docmeta.write(workload.tree(5 + number % 7), os.path.join(folder, f"{number}.xml"), format="ead2002")
        return statistics.median(taken(folder, 1) / taken(folder, 2) for _ in range(rounds))


def table(count: int, rounds: int) -> None:
    """Print the table."""
    print("| task | compared with | target | ratio | lowest |\n|---|---|---|---|---|")
    for row in (*rows(count), *withholding(count), *peers(count), *real()):
        median, least = measured(row, rounds)
        print(f"| {row.work} | {row.beside} | {row.reach:.3g} | {median:.2f} | {least:.2f} |", flush=True)
    ratio, shown = starting(9)
    print(f"| `import docmeta` | `import attrs, lxml.etree` | 0.5 | {ratio:.2f} | |")
    print(f"| `docmeta --help` | | 60 ms | {shown:.0f} ms | |")
    print(
        f"| `convert` of a file of one page | its unit in a large file | 0.5 ms | {small_files(500, rounds):.2f} ms | |"
    )
    print(f"| `--jobs 2`, 1,000 files | `--jobs 1`, by the clock | 1.8 times as fast | {two_jobs(1000, 3):.2f} | |")
    used = ", ".join(
        f"{name} {version(name)}" for name in ("lxml", "attrs", "dcxml", "sickle", "pymarc", "eadpy") if find_spec(name)
    )
    machine = f"{platform.python_implementation()} {platform.python_version()}, {used}; {platform.machine()}"
    print(f"\n{count:,} units, {rounds} rounds; {machine}.")


def steps(run: Callable[[], object]) -> int:
    """The number of Python lines executed and C functions called in a run: the same on any machine, however busy."""
    count = 0

    def line(_: FrameType, event: str, __: object) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event == "c_call"

    sys.settrace(line)
    sys.setprofile(call)
    try:
        run()
    finally:
        sys.setprofile(None)
        sys.settrace(None)
    return count


def gate(count: int) -> int:
    """The steps of each row without extra libraries; 1 if any is far above the known number."""
    shut = 0
    for first, row in zip(rows(60), rows(count, unlike=True), strict=True):
        first.ours()  # imports and compiles what the first run needs
        taken = steps(row.ours) / count
        bad = taken > MARGIN * row.known
        shut |= bad
        print(
            f"{row.work:34} {taken:8,.0f} steps for a unit, known {row.known:6,}{'   TOO MANY' if bad else ''}",
            flush=True,
        )
    return int(shut)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--gate", action="store_true")
    chosen = parser.parse_args()
    if chosen.gate:
        return gate(min(chosen.units, 200))
    table(chosen.units, chosen.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
