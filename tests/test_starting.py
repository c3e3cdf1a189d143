"""`docmeta plugins new` makes distributions that install, work and keep the contract unchanged."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from docmeta.cli.main import run

KINDS = ("exporter", "table", "reader")


def call(*command: str, cwd: Path, path: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(path), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_made_installs_works_and_keeps_the_contract(
    kind: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["plugins", "new", "card-index", "--kind", kind]) == 0
    made = capsys.readouterr().out.split()
    home, target = tmp_path / "docmeta-card-index", tmp_path / "installed"
    assert sorted(path for path in home.rglob("*") if path.is_file()) == sorted(tmp_path / path for path in made)
    assert not any("starter" in path.read_text("utf-8").lower() for path in map(Path, made))
    call(
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-t",
        str(target),
        str(home),
        cwd=tmp_path,
        path=target,
    )
    listed = call("docmeta", "plugins", cwd=tmp_path, path=target)
    assert "docmeta-card-index 0.1.0" in listed
    listing = str(root / "examples" / "korea.txt")
    call("docmeta", "convert", listing, "--to", "card-index", "-o", "korea.card-index", cwd=tmp_path, path=target)
    if kind == "reader":
        call("docmeta", "convert", "korea.card-index", "--to", "ead3", "-o", "korea.xml", cwd=tmp_path, path=target)
    tests = ("pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist")
    assert " passed" in call(*tests, "docmeta-card-index", cwd=tmp_path, path=target)


@pytest.mark.parametrize("kind", KINDS)
def test_the_workflow_runs_the_tests(kind: str, tmp_path: Path) -> None:
    assert run(["plugins", "new", "slips", "--kind", kind, "-o", str(tmp_path)]) == 0
    workflow = yaml.safe_load((tmp_path / "docmeta-slips" / ".github" / "workflows" / "test.yml").read_text("utf-8"))
    steps = workflow["jobs"]["test"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == [
        "python -m pip install -e '.[test]'",
        "python -m pytest",
    ]


@pytest.mark.parametrize(
    ("name", "says"),
    [("Cards", "lower-case letters"), ("ead3", "there is a format 'ead3' already"), ("../x", "lower-case letters")],
)
def test_a_name_that_cannot_be_is_refused(
    name: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["plugins", "new", name, "-o", str(tmp_path)]) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docmeta-slips").mkdir()
    assert run(["plugins", "new", "docmeta-slips", "-o", str(tmp_path)]) == 2
    assert "docmeta-slips" in capsys.readouterr().err
    assert list((tmp_path / "docmeta-slips").iterdir()) == []
