"""What rich shows of units, dates, reports, problems and differences, and their appearance in an interpreter."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from rich.console import Console
from tests.test_cards import differences, problems, report, unit

import docmeta
from docmeta import Collection, Date, Document, Node, Note, Person, Report
from docmeta.checking import Problem, Problems
from docmeta.comparing import Difference, Differences
from docmeta.testing.samples import HOSTILE, every_field, sample_collections
from docmeta.text import of_markup

#: Each kind of output, made of some words.
SHOWN: dict[str, Callable[[str], Any]] = {
    "unit": unit,
    "date": lambda words: Date(f"on {words}", kind=words, label=words),
    "report": report,
    "problems": problems,
    "problem": lambda words: problems(words)[0],
    "differences": differences,
    "difference": lambda words: differences(words)[0],
}


def screen(value: Any, width: int = 80) -> str:
    """The content of a terminal; asserts that it gets no command except colours."""
    stream = io.StringIO()
    Console(file=stream, force_terminal=True, width=width, color_system="standard", legacy_windows=False).print(value)
    text = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", text
    )
    return text


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:20]))
@pytest.mark.parametrize("made", SHOWN.values(), ids=SHOWN)
def test_hostile_words_are_no_command(made: Callable[[str], Any], words: str) -> None:
    screen(made(words))
    screen(made("[red]\x1b]0;title\x07" + words))


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("made", SHOWN.values(), ids=SHOWN)
def test_what_is_said_is_shown_within_the_width(made: Callable[[str], Any], width: int) -> None:
    text = screen(made("[b]Mémoires 東京"), width)
    assert "[b]Mémoires" in re.sub(r"\s+", "", text)
    assert all(len(line) <= width for line in text.splitlines())


@pytest.mark.parametrize("made", SHOWN.values(), ids=SHOWN)
def test_it_is_small_whatever_the_words(made: Callable[[str], Any]) -> None:
    assert len(screen(made("words " * 100_000), 200).splitlines()) < 200


def test_it_is_small_whatever_the_number() -> None:
    many = Report()
    for number in range(100):
        many.lose(f"field {number}", None, "value", code="dropped")
    assert "80 more kinds" in screen(many)
    assert "80 more" in screen(Problems([Problem("A-1", "error", "wrong")] * 100))
    assert "80 more" in screen(Differences([Difference("changed", "d", "Letter", "$", "title", "a", "b")] * 100))
    members = [Document(f"d{number}") for number in range(100)]
    assert "90 more than shown" in screen(Collection("c", members=members))


def test_what_is_internal_is_left_out() -> None:
    papers = Collection(
        "c", notes=[Note("general", "a secret", audience="internal")], members=[Document("d", title="Open")]
    )
    shown = screen(papers)
    assert "secret" not in shown
    assert "1 marked internal" in shown
    assert "secret" not in screen(Document("d", title="a secret", audience="internal"))
    assert "1950" not in screen(Date("1950", audience="internal"))


def test_nothing_found_is_said() -> None:
    assert screen(Problems()).strip() == "No problem found"
    assert screen(Differences()).strip() == "no difference"
    assert screen(Report()).strip() == "0 units, nothing lost"


def parts() -> list[Any]:
    """Every part of the sample, and the parts of these."""
    found: list[Any] = []
    stack: list[Any] = [node.unit for node in docmeta.walk(every_field(), *sample_collections())]
    while stack:
        value = stack.pop()
        if isinstance(value, tuple):
            stack.extend(value)
        elif attrs.has(type(value)):
            found.append(value)
            stack.extend(
                getattr(value, field.name) for field in attrs.fields(type(value)) if not field.name.startswith("_")
            )
    return [part for part in found if not isinstance(part, docmeta.Document | Collection | Node)]


def test_the_repr_of_a_part_says_what_is_not_the_default_and_makes_it_again() -> None:
    assert (
        repr(Person("Roe, Ann", dates="1880-1950"))
        == "Person(name='Roe, Ann', dates=Date('1880-1950', edtf='1880/1950'))"
    )
    names = {**vars(docmeta.model), "of_markup": of_markup, "Text": docmeta.Text}
    every = parts()
    assert len({type(part) for part in every}) > 15
    for part in every:
        assert eval(repr(part), names) == part
        assert "=None" not in repr(part)
        assert type(part).__name__ in screen([part])
