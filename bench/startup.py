"""Startup cost: CPU time of imports and of `docmeta --help`, compared with an empty interpreter.

Run it as `python bench/startup.py [ROUNDS]`. Each figure is the median of processes run in turn, in milliseconds.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys

TASKS = {
    "an empty interpreter": "pass",
    "import attrs, pluggy": "import attrs, pluggy",
    "import docmeta": "import docmeta",
    "import docmeta and use a class": "import docmeta; docmeta.Document('d')",
    "docmeta --help": "from docmeta.cli.main import main; main(['--help'])",
    "docmeta formats": "from docmeta.cli.main import main; main(['formats'])",
}


def cpu(code: str) -> float:
    """The CPU time of a separate process, in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main(rounds: int) -> None:
    figures: dict[str, list[float]] = {name: [] for name in TASKS}
    for code in TASKS.values():
        cpu(code)  # writes missing bytecode
    for _ in range(rounds):
        for name, code in TASKS.items():
            figures[name].append(cpu(code))
    empty = statistics.median(figures["an empty interpreter"])
    for name, taken in figures.items():
        print(
            f"{name:<32} {statistics.median(taken):6.0f} ms   {statistics.median(taken) - empty:6.0f} ms more than empty"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
