"""The examples of the page about Spark run."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from test_docs import ROOT, blocks, run_console, run_python

pytest.importorskip("pyspark", reason="no Apache Spark: make spark")


def test_examples_of_the_page(spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ROOT / "docs/howto/a-hundred-million-records.md"
    folder = tmp_path / "examples"
    shutil.copytree(ROOT / "examples", folder)
    monkeypatch.chdir(folder)
    scope: dict[str, Any] = {}
    ran = 0
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.language == "python":
            run_python(block, page, scope)
            ran += 1
        elif block.language == "console" and block.run:
            run_console(block, page, folder)
    assert ran > 3
    assert len(list(Path("again").iterdir())) == 3
