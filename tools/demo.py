"""`make demo`: one plain text listing is converted to every format that docmeta writes, checked and shown.

python tools/demo.py FOLDER
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from lxml import etree

import docmeta
import docmeta.plugins.registry
import docmeta_schemas
from docmeta.xml import parse

ROOT = Path(__file__).resolve().parent.parent
DOCMETA = Path(sys.executable).with_name("docmeta")
#: The source for a format that describes people by name; the listing has none.
NAMED = {"eac-cpf": "examples/finding-aid.xml"}
ON_TERMINAL = sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def heading(text: str) -> None:
    """A highlighted line."""
    print(f"\n\x1b[1m{text}\x1b[0m" if ON_TERMINAL else f"\n{text}", flush=True)


def command(*args: str, quiet: bool = False) -> None:
    """Show a command as a user types it, and run it; a failure ends the demo."""
    print(f"$ docmeta {' '.join(args)}", flush=True)
    done = subprocess.run([str(DOCMETA), *args], stdout=subprocess.DEVNULL if quiet else None, check=False)
    if done.returncode:
        sys.exit(f"docmeta ended with exit code {done.returncode}")


def targets(folder: str) -> list[tuple[docmeta.Format, str]]:
    """Every format that can be written, with its file."""
    found = []
    for format in docmeta.plugins.registry.formats():
        if format.can_write:
            ending = format.extensions[0].rpartition(".")[2] if format.extensions else format.name.partition("-")[0]
            name = format.name if ending == format.name else f"{format.name}.{ending}"
            found.append((format, f"{folder}/korea.{name}"))
    return found


def problems(format: docmeta.Format, path: Path) -> str | None:
    """The result of docmeta's schema for a file: "valid", or the first problem; None if there is no schema."""
    schema = docmeta_schemas.path(format.name)
    if schema is None or schema.suffix != ".rng":
        return None
    judge = etree.RelaxNG(parse(schema.read_bytes()))
    if judge.validate(parse(path.read_bytes())):
        return "valid"
    first = judge.error_log[0]
    return f"NOT VALID, line {first.line}: {first.message}"


def main(folder: str) -> int:
    os.chdir(ROOT)
    shutil.rmtree(folder, ignore_errors=True)
    Path(folder).mkdir(parents=True)

    heading("The source: a plain text listing")
    print((ROOT / "examples" / "korea.txt").read_text(encoding="utf-8")[:900].rstrip())
    print("[...]")

    heading("What docmeta understands of it")
    command("show", "examples/korea.txt")

    heading("To every format, each with a report of what that format cannot hold")
    written = targets(folder)
    for format, path in written:
        command(
            "convert",
            NAMED.get(format.name, "examples/korea.txt"),
            "--to",
            format.name,
            "-o",
            path,
            "--report",
            f"{path}.report.json",
        )

    heading("Where the files are")
    failed = 0
    print(f"{'file':<32} {'bytes':>8} {'losses':>7}  schema")
    for format, path in written:
        counts = json.loads(Path(f"{path}.report.json").read_text(encoding="utf-8"))["counts"]
        verdict = problems(format, ROOT / path)
        failed += verdict is not None and verdict != "valid"
        print(f"{path:<32} {Path(path).stat().st_size:>8} {counts['losses']:>7}  {verdict or '-'}")
    print(f"\nEach file has its report beside it ({written[0][1]}.report.json).")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
