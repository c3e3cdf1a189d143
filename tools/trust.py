"""Hostile input, faults and suites, in full: `make trust`. Prints one table: kind, tried, passed."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

MUTATIONS = 20_000
#: Where docmeta deliberately differs from the outside material: columns of one name are several values, HTML in cells is reported.
OTHERWISE = {
    "FAIL files/csv/header-duplicate.csv: reads fully, want clean error with line",
    "FAIL files/csv/markup.csv: reads with warning, want reads fully",
}
ROOT = Path(__file__).resolve().parent.parent


def hostile(shared: Path) -> tuple[int, int, str]:
    """The files of the outside material, each read in its own process, traced by strace if available."""
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
    missed = [line for line in done.stdout.splitlines() if line.startswith("FAIL")]
    left = [line for line in missed if line not in OTHERWISE]
    return int(passed[2]), int(passed[1]) + len(missed) - len(left), "\n".join(left)


def mutations(shared: Path) -> tuple[int, int, str]:
    """Honest finding aids with bytes flipped, cut, doubled and swapped: always a result or a typed error."""
    import docmeta

    chance = random.Random(2002)
    originals = [
        (format, path.read_bytes())
        for format in ("ead2002", "ead3")
        for path in sorted((shared / "samples" / format).glob("*.xml"))
        if path.stat().st_size <= 40_000
    ]
    found = []
    for number in range(MUTATIONS):
        format, data = originals[number % len(originals)]
        mutated = mutate(data, chance)
        try:
            for _ in docmeta.read(mutated, format=format, report=docmeta.Report()):
                pass
        except docmeta.DocmetaError:
            continue
        except Exception as error:  # noqa: BLE001  # that is what this looks for
            found.append(f"mutation {number}: {type(error).__name__}: {error}")
    return MUTATIONS, MUTATIONS - len(found), "\n".join(found[:20])


def mutate(data: bytes, chance: random.Random) -> bytes:
    """One to four changes of a file."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if not changed:
            break
        at = chance.randrange(len(changed))
        size = chance.choice([1, 2, 8, 64, 512])
        kind = chance.randrange(5)
        if kind == 0:
            changed[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del changed[at : at + size]
        elif kind == 2:
            changed[at:at] = changed[at : at + size]
        elif kind == 3:
            changed[at : at + 1] = bytes([chance.randrange(256)])
        else:
            lines = bytes(changed).splitlines(keepends=True)
            one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
            changed = bytearray(b"".join(lines))
    return bytes(changed)


def tests(shared: Path, *arguments: str) -> tuple[int, int, str]:
    """Tests of the project, with many more examples than in CI."""
    environment = os.environ | {"HYPOTHESIS_PROFILE": "trust", "DOCMETA_SHARED": str(shared), "DOCMETA_THOROUGH": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "--timeout=3600", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr
    counts = {word: int(number) for number, word in re.findall(r"([0-9]+) (passed|failed|errors?)", last)}
    passed = counts.get("passed", 0)
    missed = "\n".join(line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR")))
    return sum(counts.values()), passed, missed or ("" if counts else done.stdout + done.stderr)


TOKENS = "tests/plugins/test_ead_tokens.py"
PLACES = ("tests/plugins/test_places.py", "tests/plugins/test_places_of_tables.py")
#: What is tested, and by which tests.
TESTS = {
    "third-party test suites": ("tests/third_party", "tests/test_dates_edtf.py"),
    "kills, full disks, names": ("tests/test_files.py",),
    "servers, stores, archives": ("tests/test_remote.py", "tests/test_harvesting.py", "tests/test_archives.py"),
    "complete harvests": ("tests/test_oai_whole.py", "tests/test_oai_load.py", "tests/test_oai_index.py"),
    "interrupts, exit codes": ("tests/test_cli.py", "tests/test_cli_findings.py"),
    "broken plugins": ("tests/test_registry.py",),
    "settings, threads, parsers": ("tests/test_side_effects.py", "tests/test_xml.py"),
    "internal material": (
        "tests/test_withhold.py",
        "tests/test_withhold_restricted.py",
        "tests/test_internal_shown.py",
        "tests/test_internal_kept.py",
    ),
    "a word in every place": (TOKENS,),
    "a word wherever schemas allow": PLACES,
    "formats, round trips": ("tests/plugins", *(f"--ignore={path}" for path in (TOKENS, *PLACES))),
}


def main(shared: Path) -> int:
    kinds: dict[str, Callable[[], tuple[int, int, str]]] = {
        "hostile files": lambda: hostile(shared),
        "mutated finding aids": lambda: mutations(shared),
    }
    kinds |= {kind: partial(tests, shared, *arguments) for kind, arguments in TESTS.items()}
    print(f"{'kind':<30} {'tried':>8} {'passed':>8} {'seconds':>8}")
    missed = 0
    for kind, run in kinds.items():
        began = time.monotonic()
        tried, passed, details = run()
        missed += tried - passed or not tried
        print(f"{kind:<30} {tried:>8} {passed:>8} {time.monotonic() - began:>8.0f}", flush=True)
        if details:
            print(details)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
