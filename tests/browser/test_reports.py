"""Pages of reports and cards in a real browser: nothing runs, loads or complains, none exceeds the screen, and axe finds no fault."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.driver import chromium

import docmeta
from docmeta import Collection, Container, Date, Document, Report
from docmeta.cards import differences_page, problems_page, report_page
from docmeta.checking import Problems
from docmeta.comparing import Difference, Differences, compare
from docmeta.testing.samples import HOSTILE, sample_collections

HOSTILE_WORDS = [
    *(words[:500] for words in HOSTILE),
    "<img src=x onerror=document.title='run'>",
    "</title></style></script><script>document.title='run'</script>",
    "<a href=javascript:document.title='run'>x</a><svg onload=document.title='run'>",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from chromium()


def samples() -> tuple[Report, Problems, Differences]:
    """The losses of a conversion, the findings of a check and the differences of real descriptions."""
    one, two = sample_collections()[0], sample_collections()[0]
    two.title, two.description = f"{two.title} and others", ""
    two.members = two.members[1:]
    report = docmeta.dump(one, io.BytesIO(), format="dc")
    report.note(
        "error", "a long word: " + "x" * 300, field="dates", target="unitdate", value="y" * 190, path="$.members[3]"
    )
    found = docmeta.check(sample_collections()[1], profile=["dacs", "isadg"])
    return report, found, Differences(compare([one], [two]))


def hostile() -> tuple[Report, Problems, Differences]:
    """The same for descriptions with scripts in them."""
    units = [
        Document(
            f"d{number}",
            title=words,
            level=words or None,
            dates=[Date(f"on {words}")],
            containers=[Container(words or "1")],
        )
        for number, words in enumerate(HOSTILE_WORDS)
    ]
    report = docmeta.dump(Collection("c", title="Words", members=units), io.BytesIO(), format="dc")
    for words in HOSTILE_WORDS:
        report.note("problem", words, field=words, target=words, value=words)
    differences = [Difference("changed", words, words, words, words, words, f"{words} x") for words in HOSTILE_WORDS]
    return report, docmeta.check(Collection("c", members=units)), Differences(differences)


def pages(report: Report, problems: Problems, differences: Differences, name: str) -> dict[str, str]:
    files = [{"source": name, "target": name, "error": error, "counts": report.counts()} for error in (None, name)]
    cards = "".join(f"<p></p>{thing._repr_html_()}" for thing in (report, problems, differences, Date(f"on {name}")))
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Cards</title><main><h1>Cards</h1>'
    return {
        "report": "".join(report_page(report, "Report", files=files)),
        "problems": "".join(problems_page({name: problems}, "Problems", title="Problems", most=3)),
        "differences": "".join(differences_page(differences, name, "b", most=40)).replace(
            f"<title>{name} and", "<title>"
        ),
        "cards": f"{head}{cards}</main>",
    }


class Shown:
    """Pages in a folder, and the browser that shows them."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.browser, self.folder = browser, folder

    def show(self, name: str, text: str) -> None:
        path = self.folder / f"{name}.html"
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
        self.browser.get_log("browser")
        self.browser.get_log("performance")
        self.browser.get(path.as_uri())

    def media(self, **features: str) -> None:
        said = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": said})

    def complaints(self) -> list[str]:
        requests = [
            entry["message"]
            for entry in self.browser.get_log("performance")
            if '"Network.requestWillBeSent"' in entry["message"] and self.folder.as_uri() not in entry["message"]
        ]
        return [entry["message"] for entry in self.browser.get_log("browser")] + requests


@pytest.fixture
def shown(browser: Any, tmp_path: Path) -> Iterator[Shown]:
    found = Shown(browser, tmp_path)
    yield found
    found.media()
    browser.set_window_size(1280, 900)


NAMES = ("report", "problems", "differences", "cards")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_no_violation_of_accessibility(shown: Shown, name: str, colours: str) -> None:
    source = pytest.importorskip("axe_core_python").__path__[0]
    shown.media(prefers_color_scheme=colours)
    shown.show(name, pages(*samples(), "a.xml")[name])
    shown.browser.execute_script(next(Path(source).rglob("axe.min.js")).read_text(encoding="utf-8"))
    found = shown.browser.execute_async_script(
        "axe.run().then((r) => arguments[0](r.violations.map((v) => [v.id, v.nodes.slice(0, 3).map((n) => n.html)])))"
    )
    assert found == []
    assert shown.complaints() == []


@pytest.mark.parametrize("width", [400, 1280, 1600])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_off_the_page(shown: Shown, name: str, width: int) -> None:
    shown.browser.set_window_size(width, 900)
    for each in (samples(), hostile()):
        shown.show(name, pages(*each, "a.xml")[name])
        root = "document.documentElement"
        assert shown.browser.execute_script(f"return {root}.scrollWidth <= {root}.clientWidth")


@pytest.mark.parametrize("name", NAMES)
def test_it_prints(shown: Shown, name: str) -> None:
    shown.show(name, pages(*samples(), "a.xml")[name])
    assert base64.b64decode(shown.browser.print_page()).startswith(b"%PDF")


@pytest.mark.parametrize("name", NAMES)
def test_hostile_words_run_nothing(shown: Shown, name: str) -> None:
    report, problems, differences = hostile()
    for words in ("a.xml", *HOSTILE_WORDS[-3:]):
        shown.show(name, pages(report, problems, differences, words)[name])
        assert "run" not in shown.browser.title.split()
        assert shown.complaints() == []
        assert not shown.browser.execute_script(
            "return document.querySelector('script, img, svg, [onload], [onerror]')"
        )
