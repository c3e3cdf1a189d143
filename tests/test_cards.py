"""Cards and pages: small for any content, and anything from a source is only text in them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser
from tests.growth import grows_with_input

import docmeta
from docmeta import Collection, Date, DigitalObject, Document, Note, Person, Report, Term
from docmeta.cards import differences_page, problems_page, report_page
from docmeta.checking import Problem, Problems
from docmeta.comparing import Difference, Differences
from docmeta.testing.samples import HOSTILE

#: All elements and attributes in cards and pages.
ELEMENTS = set(
    "a b bdi body del div h1 h2 head header html ins li main meta p span style table tbody td th thead title tr ul wbr".split()
)
ATTRIBUTES = set(
    "aria-label charset class content data-label href http-equiv id lang name rel role scope tabindex".split()
)


def unit(words: str) -> Any:
    return Collection(
        "c" + words, title=words, level=words, identifiers=words, dates=[Date(f"on {words}", kind=words), Date("1950")] * 2,
        agents=Person(words), places=words, subjects=[Term(words, uri=words)], description=words,
        repository=words, extents=words, languages=words,
        notes=[Note("access_conditions", words)], digital_objects=[DigitalObject(words), DigitalObject("https://example.org/")],
        members=[Document("d" + words, title=words, dates=f"on {words}")],
    )  # fmt: skip


def report(words: str) -> Report:
    made = Report()
    made.source = words
    for code in ("dropped", "changed", "supplied", "problem", "error"):
        made.note(code, words, field=words, target=words, value=words, path=words)
    made.note("partial", words, line=7, value=words)
    return made


def problems(words: str) -> Problems:
    said = Problem(words, "error", words, words, words, words, None, None, words, words, words, words)
    return Problems([said, Problem("A-1", "warning", "m", line=7, value=words)])


def differences(words: str) -> Differences:
    return Differences(
        [
            Difference("changed", words, words, words, words, words, f"{words} more"),
            Difference("changed", words, words, words, words, None, words),
            Difference("moved", words, "", words, None, words, words),
        ]
    )


#: Each kind of card or page, made of some words.
SHOWN: dict[str, Callable[[str], str]] = {
    "unit": lambda words: unit(words)._repr_html_(),
    "date": lambda words: Date(f"on {words}", kind=words, label=words)._repr_html_(),
    "report": lambda words: report(words)._repr_html_(),
    "problems": lambda words: problems(words)._repr_html_(),
    "problem": lambda words: problems(words)[0]._repr_html_(),
    "differences": lambda words: differences(words)._repr_html_(),
    "difference": lambda words: differences(words)[0]._repr_html_(),
    "page of a report": lambda words: "".join(
        report_page(report(words), words, note=words, files=[
            {"source": words, "target": words, "error": error, "counts": {"units": 1, "losses": 1}} for error in (words, None)
        ])
    ),
    "page of problems": lambda words: "".join(problems_page({words: problems(words)}, words, title=words, most=1)),
    "page of differences": lambda words: "".join(differences_page(differences(words), words, words, most=2)),
}  # fmt: skip


def is_plain(text: str) -> None:
    """Assert that a card or page has no element, attribute or URL that is not docmeta's own."""
    tree = parser.fromstring(text)
    for element in tree.iter():
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        assert element.get("href", "#").startswith(("#", "https://example.org/", "http://"))
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", text)


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:20]))
@pytest.mark.parametrize("show", SHOWN.values(), ids=SHOWN)
def test_hostile_words_are_text(show: Callable[[str], str], words: str) -> None:
    is_plain(show(words))


@pytest.mark.parametrize("show", SHOWN.values(), ids=SHOWN)
def test_markup_of_a_sanitizers_suite_is_text(show: Callable[[str], str], shared: Path) -> None:
    cases = json.loads((shared / "suites" / "html-vectors" / "payloads.json").read_text(encoding="utf-8"))
    assert len(cases) > 40
    for case in cases:
        is_plain(show(case["payload"]))
        is_plain(show('"' + case["payload"]))


@pytest.mark.parametrize("show", SHOWN.values(), ids=SHOWN)
def test_what_is_said_is_shown(show: Callable[[str], str]) -> None:
    assert "M&eacute;moires" not in show("Mémoires <1>")
    assert "Mémoires <1>" in parser.fromstring(show("Mémoires <1>")).text_content()


@pytest.mark.parametrize(
    "show", [SHOWN[name] for name in SHOWN if "page" not in name], ids=[name for name in SHOWN if "page" not in name]
)
def test_a_card_is_small_whatever_the_words(show: Callable[[str], str]) -> None:
    assert len(show("words " * 100_000)) < 40_000


def many_things(many: int) -> list[Any]:
    words = Report()
    for number in range(2_500):
        words.lose(f"field {number}", None, "value", code="dropped")
    return [
        Collection("c", members=[Document(f"d{number}") for number in range(many)]),
        Document("d", subjects=[f"subject {number}" for number in range(many)], dates=["1950"] * many),
        words,
        Problems([Problem("A-1", "error", "m")] * many),
        Differences([Difference("added", "d", "t", "$")] * many),
    ]


def test_a_card_is_small_whatever_the_number() -> None:
    for thing in many_things(100_000):
        text = thing._repr_html_()
        assert len(text) < 15_000
        assert "more" in parser.fromstring(text).text_content()


@pytest.mark.parametrize("which", range(len(many_things(1))))
def test_a_card_is_made_in_time_that_grows_with_the_number(which: int) -> None:
    grows_with_input(lambda many: many_things(many)[which], lambda thing: thing._repr_html_(), 5_000)


def test_a_card_leaves_out_what_is_internal() -> None:
    papers = Collection(
        "c", title="Papers", notes=[Note("access_conditions", "hush1", audience="internal")],
        dates=[Date("hush2", audience="internal"), Date("1950")],
        members=[Document("d1", title="hush3", audience="internal"), Document("d2", title="Letter")],
    )  # fmt: skip
    text = papers._repr_html_()
    assert "hush" not in text
    assert all(words in text for words in ("1950", "Letter", "2 members", "3 marked internal"))
    assert "hush" not in papers.members[0]._repr_html_() + papers.dates[0]._repr_html_()
    assert papers.members[0].title == "hush3"


def test_dollars_make_no_formula() -> None:
    assert 'class="docmeta-card tex2jax_ignore mathjax_ignore"' in Document("d", title="$x$")._repr_html_()


def test_a_page_allows_no_script_and_no_request() -> None:
    for name in SHOWN:
        if "page" in name:
            (policy,) = parser.fromstring(SHOWN[name]("a")).xpath("//meta[@http-equiv]/@content")
            assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def test_a_check_gives_problems_that_are_a_list() -> None:
    found = docmeta.check(Collection("c1", title="Papers"), profile="isadg")
    assert isinstance(found, list)
    assert "ISADG-3.1.1" in found._repr_html_()
    assert str(found).splitlines()[0] == str(found[0])
    assert "No problem found" in Problems()._repr_html_()


def test_cards_cost_nothing_until_they_are_asked_for() -> None:
    code = "import docmeta, sys; docmeta.Document('d'); docmeta.Report(); print('docmeta.cards' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_words_that_differ_are_marked() -> None:
    tree = parser.fromstring(
        "".join(
            differences_page(
                [
                    Difference(
                        "changed",
                        "d",
                        "Letter",
                        "$",
                        "description",
                        "word " * 500 + "May 1950",
                        "word " * 500 + "May 1951",
                    ),
                    Difference("removed", "e", "Gone", "$.members[1]"),
                ],
                "a.xml",
                "b.xml",
            )
        )
    )
    assert (tree.xpath("//del/text()"), tree.xpath("//ins/text()")) == (["1950"], ["1951"])
    assert len(tree.xpath("string(//td[2])")) < 200
    assert tree.xpath("//h2/bdi/text()") == ["Letter", "Gone"]
    assert tree.xpath("//th/text()") == ["field", "a.xml", "b.xml"]
