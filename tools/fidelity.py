"""How much of real finding aids each conversion keeps: `make fidelity`.

Runs the counter of words and components of the outside material on its samples, once for each pair of formats,
and prints one table.  Exits with 1 if a figure is below the promised one.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple


class Promise(NamedTuple):
    source: str
    target: str
    words: float
    schema: str | None = None
    via: str | None = None


PROMISES = [
    Promise("ead2002", "ead2002", 99.95, "ead2002/ead.xsd"),
    Promise("ead3", "ead3", 99.95, "ead3/ead3.xsd"),
    Promise("ead2002", "ead3", 99.9, "ead3/ead3.xsd"),
    Promise("ead2002", "ead4", 99.9, "ead4/ead.xsd"),
    Promise("ead3", "ead4", 99.9, "ead4/ead.xsd"),
    Promise("ead2002", "ead2002", 99.9, "ead2002/ead.xsd", "ead4"),
    Promise("ead3", "ead3", 99.9, "ead3/ead3.xsd", "ead4"),
    Promise("ead2002", "json", 99.9),
    Promise("ead3", "json", 99.9),
]
_DOCMETA = str(Path(sys.executable).with_name("docmeta"))
TOTALS = re.compile(
    r"files (?P<files>[0-9]+), failed (?P<failed>[0-9]+), words kept (?P<words>[0-9.]+)%, "
    r"components (?P<kept>[0-9]+) of (?P<all>[0-9]+), invalid (?P<invalid>[0-9]+)"
)


def measure(shared: Path, promise: Promise) -> tuple[re.Match[str], str]:
    """The totals of one pair of formats, and the lines about failing files."""
    command = [sys.executable, str(shared / "tools" / "fidelity.py"), str(shared / "samples" / promise.source)]
    command += ["--to", promise.target, "--docmeta", _DOCMETA]
    if promise.via:
        command[-1] = shlex.join([sys.executable, __file__, "--via", promise.via])
    if promise.schema:
        command += ["--xsd", str(shared / "schemas" / promise.schema)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    totals = TOTALS.search(done.stdout)
    if totals is None:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return totals, done.stdout[: totals.start()].rstrip()


def by_way(via: str, arguments: list[str]) -> int:
    """A conversion by way of another format, called like `docmeta convert FILE --to FORMAT ...`."""
    command, source, *rest = arguments
    with tempfile.TemporaryDirectory() as folder:
        between = Path(folder) / f"between.{via}"
        first = [_DOCMETA, command, source, "--to", via, "--include-internal", "--quiet", "-o", str(between)]
        done = subprocess.run(first, check=False).returncode
        return done or subprocess.run([_DOCMETA, command, str(between), "--from", via, *rest], check=False).returncode


def main(shared: Path) -> int:
    row = "{:<28} {:>6} {:>7} {:>9} {:>9} {:>14} {:>8}  {}"
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
                f"{promise.source} to {f'{promise.via} to ' if promise.via else ''}{promise.target}",
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
    sys.exit(by_way(sys.argv[2], sys.argv[3:]) if sys.argv[1] == "--via" else main(Path(sys.argv[1])))
