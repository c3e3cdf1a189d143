"""The documentation in a real browser: no page runs off the screen, whatever its width."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.driver import chromium

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("sphinx")
    built = ROOT / "docs/_build/html"
    if (built / "index.html").exists():
        return built
    made = tmp_path_factory.mktemp("site")
    subprocess.run([sys.executable, "-m", "sphinx", "-q", "-b", "html", str(ROOT / "docs"), str(made)], check=True)
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from chromium()


@pytest.mark.parametrize("width", [400, 1280, 1600])
def test_no_page_overflows(site: Path, browser: Any, width: int) -> None:
    browser.set_window_size(width, 900)
    wide = []
    for path in sorted(site.rglob("*.html")):
        if path.name in ("genindex.html", "py-modindex.html", "search.html"):
            continue
        browser.get(path.as_uri())
        if not browser.execute_script(
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ):
            wide.append(path.name)
    assert wide == []
