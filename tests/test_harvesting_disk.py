"""A harvest on a full disk, at any stage: one error that names the folder, and a folder that can be resumed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from oai_server import Repository, items, serving_oai
from test_harvesting import expected, titles

#: Lets no file grow beyond so many bytes, like a full disk.
CHILD = (
    "import resource, sys\nfrom docmeta.cli.main import main\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)\nmain()"
)


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
@pytest.mark.parametrize("room", [0, 400, 3_000], ids=lambda room: f"{room} bytes")
def test_a_file_that_cannot_grow_ends_the_harvest_with_one_error(room: int, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    with serving_oai(Repository(items(25))) as server:
        command = ["harvest", server.at("oai"), "-o", str(folder), "--prefix", "oai_dc"]
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(room), *command], capture_output=True, text=True, check=False
        )
        said = [line for line in done.stderr.splitlines() if "error" in line]
        assert done.returncode == 2
        assert len(said) == 1, done.stderr
        assert str(folder) in said[0]
        assert "Traceback" not in done.stderr
        known = titles(folder) if (folder / "oai_dc").is_dir() else {}
        assert known.items() <= expected(Repository(items(25))).items()
        again = subprocess.run([sys.executable, "-m", "docmeta", *command, "-q"], capture_output=True, check=False)
        assert (again.returncode, again.stderr) == (0, b"")
    assert titles(folder) == expected(Repository(items(25)))
    assert not [path for path in folder.rglob("*") if path.name.endswith(".tmp")]
