"""Peak memory of each writer and streaming reader at 10,000 units and at many more.

    python bench/memory.py                     100,000 units
    python bench/memory.py --units 1000000     a million (files of some gigabytes in the temporary folder, an hour)

Each figure comes from a separate process: its peak above what it holds before the work, in megabytes.
Units are generated while they are written, and files are read from the disk, so nothing else grows.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from workload import flat, tree

import docmeta

FEW = 10_000
#: The megabytes by which memory may grow.
MOST = 10
#: The formats, and whether their units are nested.
FORMATS = {
    "ead2002": True,
    "ead3": True,
    "jsonld": False,
    "dc": False,
    "marcxml": False,
    "mods": False,
    "csv": False,
    "jsonl": True,
}


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one(work: str, format: str, path: Path, count: int) -> float:
    """Write to the path, or read what is there; gives the megabytes that this took."""
    nodes = tree if FORMATS[format] else flat
    docmeta.write(nodes(1), path.with_suffix(".one"), format=format)  # imports and compiles what the first run needs
    sum(1 for _ in docmeta.read(path.with_suffix(".one"), format=format))
    before = peak()
    if work == "write":
        docmeta.write(nodes(count), path, format=format)
    else:
        read = sum(1 for _ in docmeta.read(path, format=format, huge=True))
        if read != count:
            sys.exit(f"{read} of {count} units were read from {format}")
    return peak() - before


def measured(work: str, format: str, path: Path, count: int) -> float:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--units", str(count), "--one", work, format, str(path)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        work, format, path = chosen.one
        print(one(work, format, Path(path), chosen.units))
        return 0
    print(
        f"| format | write {FEW:,} | write {chosen.units:,} | read {FEW:,} | read {chosen.units:,} |\n|---|---|---|---|---|"
    )
    grown = False
    for format in FORMATS:
        figures = []
        with tempfile.TemporaryDirectory() as folder:
            for work in ("write", "read"):
                few, many = (measured(work, format, Path(folder, str(count)), count) for count in (FEW, chosen.units))
                grown |= many - few > MOST
                figures += [few, many]
        print(f"| `{format}` | " + " | ".join(f"{figure:.0f} MB" for figure in figures) + " |", flush=True)
    return int(grown)


if __name__ == "__main__":
    sys.exit(main())
