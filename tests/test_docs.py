"""Every example of the README and the documentation runs, and gives the result shown.

Three kinds of fenced block are run, page by page, in order, in a copy of examples/:

- ``python``: with prompts (``>>>``) as a doctest, otherwise as a program that must not fail.
- ``console``: a shell runs each line with ``$``; output that is shown is compared.
  ``...`` stands for anything, in a line or as a line.  A ``$ pip``, ``$ git`` or ``$ make`` line is not run.
- ``text`` after an HTML comment ``<!-- file: NAME -->``, or any language, is written to that file first.

A comment ``<!-- not run: reason -->`` before a block excludes it, with the reason.
"""

from __future__ import annotations

import doctest
import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    path
    for path in [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "SECURITY.md",
        *sorted((ROOT / "docs").rglob("*.md")),
    ]
    if path.is_file() and "_build" not in path.parts
]
SKIPPED_COMMANDS = ("pip ", "python -m pip ", "git ", "make", ".ci/", "cd ", "HYPOTHESIS_PROFILE", "uv ", "pipx ")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Block(NamedTuple):
    line: int
    language: str
    text: str
    file: str | None
    run: bool


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    lines = text.splitlines()
    number = 0
    comment = ""
    while number < len(lines):
        line = lines[number]
        opening = re.match(r"( *)(`{3,}) *\{?([\w-]*)\}?.*$", line)
        if opening is None:
            if line.strip():
                comment = line
            number += 1
            continue
        indent, fence, language = opening.groups()
        start = number + 1
        number = start
        while number < len(lines) and lines[number].strip() != fence:
            number += 1
        body = "\n".join(line.removeprefix(indent) for line in lines[start:number]) + "\n"
        file = re.match(r" *<!-- file: ([\w./-]+) -->", comment)
        yield Block(start + 1, language, body, file and file[1], not re.match(r" *<!-- not run: .+ -->", comment))
        comment = ""
        number += 1


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block, with the output shown below it."""
    command: list[str] = []
    shown: list[str] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield "\n".join(command), "\n".join(shown)
            command, shown = [line[2:]], []
        elif command and command[-1].endswith("\\") and not shown:
            command.append(line.removeprefix("> "))
        else:
            shown.append(line)
    if command:
        yield "\n".join(command), "\n".join(shown)


def same(shown: str, got: str) -> bool:
    """Whether output is as shown: white space at line ends and colours are ignored, ``...`` matches anything."""
    got = re.sub(r"\x1b\[[0-9;]*m", "", got)
    wanted = "\n".join(line.rstrip() for line in shown.strip("\n").splitlines())
    given = "\n".join(line.rstrip() for line in got.strip("\n").splitlines())
    pattern = ".*?".join(map(re.escape, wanted.split("...")))
    return re.fullmatch(pattern, given, re.DOTALL) is not None


def run_python(block: Block, page: Path, scope: dict[str, Any]) -> None:
    if ">>>" not in block.text:
        exec(compile(block.text, f"{page.name}:{block.line}", "exec"), scope)
        return
    test = doctest.DocTestParser().get_doctest(block.text, scope, page.name, str(page), block.line - 1)
    output: list[str] = []
    result = doctest.DocTestRunner(optionflags=FLAGS, verbose=False).run(test, out=output.append, clear_globs=False)
    scope.update(test.globs)
    assert result.failed == 0, "".join(output)


def run_console(block: Block, page: Path, folder: Path) -> None:
    search = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": search, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONUTF8": "1"}
    for command, shown in commands(block.text):
        if command.startswith(SKIPPED_COMMANDS):
            continue
        script = "set -o pipefail\n" + command
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            text=True,
            check=False,
        )
        where = f"{page.relative_to(ROOT)}:{block.line}: $ {command}\n"
        if shown.strip():
            assert same(shown, done.stdout), f"{where}shown:\n{shown}\n\ngot:\n{done.stdout}"
        else:
            assert done.returncode == 0, f"{where}exit {done.returncode}\n{done.stdout}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_examples_of_the_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "examples"
    if (ROOT / "examples").is_dir():
        shutil.copytree(ROOT / "examples", folder, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    else:
        folder.mkdir()
    monkeypatch.chdir(folder)
    scope: dict[str, Any] = {"__name__": "__docs__"}
    assert page.read_text(encoding="utf-8").strip()
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.file:
            (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.file).write_text(block.text, encoding="utf-8")
        elif not block.run:
            continue
        elif block.language in ("python", "pycon"):
            run_python(block, page, scope)
        elif block.language == "console":
            run_console(block, page, folder)


def test_the_exporter_of_the_howto_keeps_the_contract(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "howto" / "write-an-exporter.md").read_text(encoding="utf-8")
    for block in blocks(page):
        if block.file:
            (tmp_path / block.file).write_text(block.text, encoding="utf-8")
    project = tomllib.loads((tmp_path / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    installed = tmp_path / "my_outline-1.0.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8")
    points = [f"{name} = {module}" for name, module in project["entry-points"]["docmeta"].items()]
    (installed / "entry_points.txt").write_text("\n".join(["[docmeta]", *points, ""]), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "test_outline.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5_000:]
    assert re.search(r"\b1[0-9] passed", done.stdout), done.stdout


def test_relative_links_lead_somewhere() -> None:
    lost = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(
            r"\]\((?!https?:|mailto:|#)([^)#\s]+)",
            re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S),
        )
        if not (page.parent / target).exists()
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("shown", "got", "alike"),
    [
        ("a\nb", "a  \nb\n", True),
        ("a ... c", "a b c", True),
        ("a\n...\nc", "a\nb1\nb2\nc", True),
        ("a", "b", False),
        ("a", "a\nb", False),
        ("a.b", "axb", False),
    ],
)
def test_comparison_of_shown_output(shown: str, got: str, alike: bool) -> None:
    assert same(shown, got) is alike


def test_commands_of_a_console_block() -> None:
    text = "$ docmeta show a \\\n> --plain  # why\nout\n$ docmeta formats\n"
    assert list(commands(text)) == [("docmeta show a \\\n--plain  # why", "out"), ("docmeta formats", "")]


def test_every_public_room_is_on_the_page_of_the_reference() -> None:
    import docmeta

    names = {f"docmeta.{module.name}" for module in pkgutil.iter_modules(docmeta.__path__) if module.name[0] != "_"}
    shown = re.findall(r"automodule:: (docmeta\.\S+)", (ROOT / "docs/reference/python.md").read_text(encoding="utf-8"))
    assert {".".join(name.split(".")[:2]) for name in shown} == names - {"docmeta.cli"}
