"""The documentation in a real browser: no page exceeds the screen, at any width."""

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


CUT = """
return [...document.querySelectorAll("article pre")].filter(pre => pre.scrollWidth > pre.clientWidth)
    .map(pre => Math.max(...pre.textContent.split("\\n").map(line => line.length))).filter(longest => longest <= arguments[0])
"""


@pytest.mark.parametrize(("width", "columns"), [(1280, 100), (1600, 100)])
def test_no_code_is_cut_that_a_terminal_shows_whole(site: Path, browser: Any, width: int, columns: int) -> None:
    browser.set_window_size(width, 900)
    cut = {}
    for path in sorted(site.rglob("*.html")):
        browser.get(path.as_uri())
        if found := browser.execute_script(CUT, columns):
            cut[path.name] = found
    assert cut == {}
