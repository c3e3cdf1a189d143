"""How much of real finding aids survives each conversion: `make fidelity`.

Runs the counter of words and components of the outside material on its samples, once for each pair of formats,
and prints one table.  Exits with 1 where a figure is below what is promised.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Promise(NamedTuple):
    source: str
    target: str
    words: float
    schema: str | None = None


PROMISES = [
    Promise("ead2002", "ead2002", 99.95, "ead2002/ead.xsd"),
    Promise("ead3", "ead3", 99.95, "ead3/ead3.xsd"),
    Promise("ead2002", "ead3", 99.9, "ead3/ead3.xsd"),
    Promise("ead2002", "json", 99.9),
    Promise("ead3", "json", 99.9),
]
TOTALS = re.compile(
    r"files (?P<files>[0-9]+), failed (?P<failed>[0-9]+), words kept (?P<words>[0-9.]+)%, "
    r"components (?P<kept>[0-9]+) of (?P<all>[0-9]+), invalid (?P<invalid>[0-9]+)"
)


def measure(shared: Path, promise: Promise) -> tuple[re.Match[str], str]:
    """The totals of one pair of formats, and the lines about files that fall short."""
    command = [sys.executable, str(shared / "tools" / "fidelity.py"), str(shared / "samples" / promise.source)]
    command += ["--to", promise.target, "--docmeta", str(Path(sys.executable).with_name("docmeta"))]
    if promise.schema:
        command += ["--xsd", str(shared / "schemas" / promise.schema)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    totals = TOTALS.search(done.stdout)
    if totals is None:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return totals, done.stdout[: totals.start()].rstrip()


def main(shared: Path) -> int:
    row = "{:<20} {:>6} {:>7} {:>9} {:>9} {:>14} {:>8}  {}"
    print(row.format("conversion", "files", "failed", "words %", "promised", "components", "invalid", ""))
    broken = 0
    for promise in PROMISES:
        totals, details = measure(shared, promise)
        both = totals["kept"] == totals["all"] or promise.target == "json"
        kept = float(totals["words"]) >= promise.words and both
        good = kept and totals["failed"] == totals["invalid"] == "0"
        broken += not good
        components = f"{totals['kept']}/{totals['all']}" if promise.target != "json" else "-"
        print(
            row.format(
                f"{promise.source} to {promise.target}",
                totals["files"],
                totals["failed"],
                totals["words"],
                promise.words,
                components,
                totals["invalid"],
                "ok" if good else "SHORT",
            ),
            flush=True,
        )
        if not good or "-v" in sys.argv:
            print(details)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
