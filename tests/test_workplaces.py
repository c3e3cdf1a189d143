"""Integration with pre-commit, workflows and shells: the files parse, and their commands run."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ENVIRONMENT = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}


def call(command: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-ec", command],
        cwd=cwd,
        env=ENVIRONMENT | more,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def finding_aid(tmp_path: Path, root: Path) -> Path:
    path = tmp_path / "korea.xml"
    done = call(
        f"docmeta convert {shlex.quote(str(root / 'examples' / 'korea.txt'))} --to ead3 -q -o korea.xml", tmp_path
    )
    assert done.returncode == 0, done.stderr
    return path


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def test_the_hook_checks_a_finding_aid(root: Path, finding_aid: Path) -> None:
    (hook,) = loaded(root / ".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language", "files"} <= set(hook)
    assert re.search(hook["files"], "in/korea.ead.xml")
    assert not re.search(hook["files"], "notes.txt")
    done = call(f"{hook['entry']} korea.xml --profile isadg", finding_aid.parent)
    assert done.returncode == 1
    assert "ISADG-3.1.1" in done.stdout


def test_the_action_writes_sarif(root: Path, finding_aid: Path) -> None:
    action = loaded(root / "action.yml")
    runs = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert all(step.get("shell") == "bash" for step in action["runs"]["steps"] if "run" in step)
    for said in re.findall(r"inputs\.([\w-]+)", (root / "action.yml").read_text("utf-8")):
        assert said in action["inputs"]
    assert not any("${{" in run for run in runs)  # an input is data, never a part of a script
    done = call(runs[-1], finding_aid.parent, FILES="korea.xml", PROFILE="isadg")
    assert done.returncode == 1, done.stderr
    sarif = json.loads((finding_aid.parent / action["outputs"]["sarif"]["value"]).read_text("utf-8"))
    assert sarif["version"] == "2.1.0"
    assert {result["ruleId"] for result in sarif["runs"][0]["results"]} >= {"ISADG-3.1.1"}


def test_the_workflow_runs_what_ci_runs(root: Path) -> None:
    stages = re.search(r"stages=\((\w[^)]*)\)", (root / ".ci/run").read_text("utf-8"))
    assert stages is not None
    workflow = loaded(root / ".github/workflows/ci.yml")
    job = workflow["jobs"]["stage"]
    assert ["venv", *job["strategy"]["matrix"]["stage"]] == stages[1].split()
    made = set(re.findall(r"^([\w-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(job["strategy"]["matrix"]["stage"]) <= made


def test_workflows_hold_no_secret_and_put_nothing_into_a_script(root: Path) -> None:
    paths = sorted((root / ".github/workflows").glob("*.yml"))
    assert [path.name for path in paths] == ["ci.yml", "publish.yml"]
    for path in paths:
        workflow = loaded(path)
        assert workflow["permissions"] == {"contents": "read"}
        assert "secrets." not in path.read_text("utf-8")
        for job in workflow["jobs"].values():
            assert not any("${{" in step.get("run", "") for step in job["steps"])
    publish = loaded(root / ".github/workflows/publish.yml")["jobs"]["publish"]
    assert publish["permissions"] == {"id-token": "write"}
    assert publish["steps"][-1]["with"] == {"attestations": True}
    assert not any("run" in step for step in publish["steps"])  # a job that may publish runs nothing of its own


def test_the_container_installs_extras_that_there_are_and_runs_docmeta(root: Path) -> None:
    text = (root / "Containerfile").read_text("utf-8")
    wanted = re.search(r"/source\[([\w,]+)\]", text)
    assert wanted is not None
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(wanted[1].split(",")) <= set(project["optional-dependencies"])
    entry = json.loads(re.search(r"^ENTRYPOINT (.+)$", text, re.MULTILINE)[1])  # type: ignore[index]
    assert entry[0] in project["scripts"]
    assert re.search(r"^USER (?!root)", text, re.MULTILINE)
    assert "/" not in re.search(r"^FROM (\S+)$", text, re.MULTILINE)[1]  # type: ignore[index]  # of no registry in particular


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_completes(shell: str, tmp_path: Path) -> None:
    done = call("docmeta", tmp_path, _DOCMETA_COMPLETE=f"{shell}_source")
    assert done.returncode == 0, done.stderr
    assert "_DOCMETA_COMPLETE" in done.stdout
