"""The page in a real browser: filters, search, anchors, keyboard, print, and that nothing runs, loads or complains.

It needs Chromium with its driver, and the packages of `requirements-browser.lock`; otherwise it is skipped.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.driver import chromium

import docmeta
from docmeta import Collection, Document, Node, Note, Person
from docmeta.testing.samples import HOSTILE


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from chromium()


class Page:
    """A page in the browser."""

    def __init__(self, browser: Any, path: Path) -> None:
        self.browser = browser
        browser.get_log("browser")
        browser.get_log("performance")
        self.address = path.as_uri()
        self.go("")

    def go(self, address: str) -> None:
        self.browser.get(f"{self.address}{address}")
        self.run(
            "const d = arguments[0]; const t = setInterval(() => { "
            "if (document.documentElement.dataset.ready) { clearInterval(t); d() } }, 20)",
            wait=True,
        )

    def run(self, script: str, *arguments: Any, wait: bool = False) -> Any:
        return (self.browser.execute_async_script if wait else self.browser.execute_script)(script, *arguments)

    def search(self, words: str) -> str:
        self.run(
            "const q = document.getElementById('docmeta-q'); q.value = arguments[0]; q.dispatchEvent(new Event('input'));"
            "requestAnimationFrame(() => requestAnimationFrame(arguments[1]))",
            words,
            wait=True,
        )
        return self.count()

    def count(self) -> str:
        return str(self.run("return document.getElementById('docmeta-count').textContent"))

    def tick(self, words: str) -> str:
        self.run(
            "for (const l of document.querySelectorAll('#docmeta-facets label')) "
            "if (l.children[1].textContent === arguments[0]) l.children[0].click()",
            words,
        )
        return self.count()

    def visible(self) -> list[str]:
        return list(
            self.run(
                "return [...document.querySelectorAll('main summary .t, main .row .t')]"
                ".filter(e => e.checkVisibility()).map(e => e.textContent)"
            )
        )

    def complaints(self) -> list[str]:
        """The messages of the console, and every request that is not for the page itself."""
        said = [entry["message"] for entry in self.browser.get_log("browser")]
        loads = [
            entry["message"]
            for entry in self.browser.get_log("performance")
            if '"Network.requestWillBeSent"' in entry["message"] and self.address not in entry["message"]
        ]
        return said + loads


def letters(count: int) -> Iterator[Node]:
    yield Node(0, Collection("c", title="Häfen", level="fonds", notes=[Note("access_conditions", "Open.")]))
    for number in range(count // 100):
        yield Node(1, Collection(f"s{number}", title=f"Series {number}", level="series"))
        for each in range(99):
            yield Node(
                2,
                Document(
                    f"s{number}-{each}", title=f"Letter {each} of {number}", level="file", dates=str(1900 + each % 40),
                    agents=Person(f"Person {each % 7}"), digital_objects="https://example.org/1" if each == 5 else (),
                ),
            )  # fmt: skip


def made(folder: Path, nodes: Any, **options: Any) -> Path:
    target = folder / "page.html"
    docmeta.write(nodes, target, format="html", **options)
    return target


@pytest.fixture(scope="module", params=[300, 5_000], ids=["static", "virtual"])
def page(request: pytest.FixtureRequest, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Page:
    return Page(browser, made(tmp_path_factory.mktemp("page"), letters(request.param)))


def test_search_filters_and_both_together(page: Page) -> None:
    page.go("")
    before = page.visible()
    assert before[:3] == ["Häfen", "Series 0", "Series 1"]
    assert page.search("hafen").startswith("1 of ")
    assert page.search('"letter 7 of 2"').startswith(("1 of", "11 of"))
    assert page.visible()[:3] == ["Häfen", "Series 2", "Letter 7 of 2"]
    page.search('"letter 5 of 2"')
    assert page.tick("Person 6").startswith("0 of ")
    page.tick("Person 6")
    assert page.tick("Person 5").startswith(("1 of", "11 of"))
    page.tick("Person 5")
    page.search("")
    assert page.visible() == before
    assert page.tick("Digital objects only").split(" of ")[0] == str(
        int(page.tick("Digital objects only").split()[0].replace(",", "")) // 100
    )
    assert page.complaints() == []


@pytest.mark.parametrize("static", [2_000, 10], ids=["static", "virtual"])
def test_an_index_of_several_descriptions(browser: Any, tmp_path: Path, static: int) -> None:
    report = docmeta.Report()

    def nodes() -> Iterator[Node]:
        for number, name in enumerate(("ships", "letters", "maps")):
            report.source = f"{number}.xml"
            members = [Document(f"d{each}", title=f"{name} {each}") for each in range(20)]
            yield from docmeta.walk(Collection("c", title=f"Papers about {name}", members=members))

    page = Page(browser, made(tmp_path, nodes(), report=report, index=True, static=static, title="Papers"))
    assert page.count() == "3 descriptions, 63 units"
    assert page.visible() == ["Papers about ships", "Papers about letters", "Papers about maps"]
    assert page.run("return [...document.querySelectorAll('.f')].map((e) => e.dataset.units)") == ["21 units"] * 3
    assert page.search('"maps 19"') == "1 of 63 units"
    assert page.visible() == ["Papers about maps", "maps 19"]
    assert page.search("") == "3 descriptions, 63 units"
    assert len(page.visible()) == 3
    page.go("#u-1.d7")
    assert "letters 7" in page.visible()
    assert "ships 7" not in page.visible()
    assert violations(page) == []
    assert page.complaints() == []


def test_the_timeline_filters(page: Page) -> None:
    page.go("")
    page.run("document.querySelector('.bar').dispatchEvent(new MouseEvent('click', { bubbles: true }))")
    assert " of " in page.count()
    page.run(
        "document.querySelector('.bar').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))"
    )
    assert " of " not in page.count()


def test_an_address_opens_what_it_names_and_back_leads_back(page: Page) -> None:
    page.go("#u-s2-40")
    assert "Letter 40 of 2" in page.visible()
    page.run("location.hash = '#u-s1-3'; setTimeout(arguments[0], 100)", wait=True)
    assert "Letter 3 of 1" in page.visible()
    page.browser.back()
    page.run("setTimeout(arguments[0], 100)", wait=True)
    assert page.browser.current_url.endswith("#u-s2-40")
    assert page.complaints() == []


def test_the_keyboard_is_enough(page: Page) -> None:
    from selenium.webdriver.common.keys import Keys

    page.go("")
    focus = page.run("return (document.querySelector('.rows') || document.querySelectorAll('summary')[1])")
    focus.send_keys(Keys.ARROW_DOWN, Keys.ARROW_RIGHT) if page.run(
        "return !!document.querySelector('.rows')"
    ) else focus.send_keys(Keys.ENTER)
    assert "Letter 0 of 0" in page.visible()


def violations(page: Page) -> list[Any]:
    """The faults that axe finds in a page."""
    source = pytest.importorskip("axe_core_python").__path__[0]
    page.run(next(Path(source).rglob("axe.min.js")).read_text(encoding="utf-8"))
    found = page.run(
        "axe.run().then((r) => arguments[0](r.violations.map((v) => [v.id, v.nodes.slice(0, 3).map((n) => n.html)])))",
        wait=True,
    )
    return list(found)


def test_no_violation_of_accessibility(page: Page) -> None:
    page.go("")
    assert violations(page) == []


@pytest.mark.parametrize("width", [400, 1280, 1600])
def test_nothing_runs_off_the_page(page: Page, width: int) -> None:
    page.browser.set_window_size(width, 900)
    try:
        page.go("")
        assert page.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    finally:
        page.browser.set_window_size(1280, 900)


def test_it_prints(page: Page) -> None:
    page.go("")
    assert base64.b64decode(page.browser.print_page()).startswith(b"%PDF")


def test_hostile_words_run_nothing(browser: Any, tmp_path: Path) -> None:
    words = [*HOSTILE, "<img src=x onerror=document.title='run'>", "</script><script>document.title='run'</script>"]
    units = [
        Document(
            f"d{number}", title=each, description=each, subjects=[docmeta.Term(each, uri=each)], digital_objects=each
        )
        for number, each in enumerate(words)
    ]
    for static in (1, 2_000):
        page = Page(
            browser,
            made(
                tmp_path, [Node(0, Collection("c", title="Words")), *(Node(1, unit) for unit in units)], static=static
            ),
        )
        for number in range(len(units)):
            page.run(f"location.hash = '#u-d{number}'")
        page.search("script")
        assert page.browser.title == "Words"
        assert page.complaints() == []


@pytest.mark.slow
def test_a_hundred_thousand_units(browser: Any, tmp_path: Path) -> None:
    page = Page(browser, made(tmp_path, letters(100_000)))
    assert page.count() == "100,001 units"
    page.search("warm")
    took = page.run(
        "const q = document.getElementById('docmeta-q'), t = performance.now(); q.value = '\"letter 42 of 777\"';"
        "q.dispatchEvent(new Event('input'));"
        "requestAnimationFrame(() => requestAnimationFrame(() => arguments[0](performance.now() - t)))",
        wait=True,
    )
    assert page.count() == "1 of 100,001 units"
    assert took < 5_000
    assert len(page.run("return [...document.querySelectorAll('.row')]")) < 100
