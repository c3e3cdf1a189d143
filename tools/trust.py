"""Hostile input, faults and suites, in full: `make trust`. Prints one table: kind, tried, passed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def hostile(shared: Path) -> tuple[int, int, str]:
    """The files that the outside material makes, each read in a process of its own, watched by strace where it is there."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, str(shared / "hostile" / "make_hostile.py"), folder], check=True, capture_output=True
        )
        command = [sys.executable, str(shared / "hostile" / "check_hostile.py"), folder, "hostile_adapter:read"]
        if shutil.which("strace"):
            command.append("--strace")
        done = subprocess.run(command, cwd=ROOT / "tests", capture_output=True, text=True, check=False)
    passed = re.search(r"([0-9]+) of ([0-9]+) pass", done.stdout)
    if passed is None:
        sys.exit(done.stdout + done.stderr)
    return (
        int(passed[2]),
        int(passed[1]),
        "\n".join(line for line in done.stdout.splitlines() if line.startswith("FAIL")),
    )


def tests(shared: Path, *arguments: str) -> tuple[int, int, str]:
    """Tests of the project, with many more examples than in CI."""
    environment = os.environ | {"HYPOTHESIS_PROFILE": "thorough", "DOCMETA_SHARED": str(shared), "DOCMETA_TRUST": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "--timeout=3600", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr
    counts = {word: int(number) for number, word in re.findall(r"([0-9]+) (passed|failed|errors?)", last)}
    passed = counts.get("passed", 0)
    missed = "\n".join(line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR")))
    return sum(counts.values()), passed, missed or ("" if counts else done.stdout + done.stderr)


def main(shared: Path) -> int:
    kinds = [("hostile files", lambda: hostile(shared))]
    folders = [("suites of others", "third_party"), ("faults and hostile input", "trust"), ("round trips", "plugins")]
    kinds += [
        (kind, lambda name=name: tests(shared, f"tests/{name}"))
        for kind, name in folders
        if (ROOT / "tests" / name).is_dir()
    ]
    print(f"{'kind':<28} {'tried':>8} {'passed':>8}")
    missed = 0
    for kind, run in kinds:
        tried, passed, details = run()
        missed += tried - passed or not tried
        print(f"{kind:<28} {tried:>8} {passed:>8}", flush=True)
        if details:
            print(details)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
