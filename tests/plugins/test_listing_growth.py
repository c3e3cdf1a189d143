"""Listings are recognised and read in linear time, whatever repeats in them; so are the commands that show tables and listings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from tests.growth import grows_with_input

from docmeta import Report, read
from docmeta.cli.main import run
from docmeta_listing.sniff import sniff

_WORDS: Final = "The ambassador reports on the talks of the week.\n"
_END: Final = f"June 6, 1944\n{_WORDS}"
MANY: Final[dict[str, Callable[[int], str]]] = {
    "documents": lambda n: "".join(f"June {1 + at % 28}, {1900 + at % 90}\nLetter {at}\n{_WORDS}\n" for at in range(n)),
    "documents that are alike": lambda n: _END * n,
    "dates without words": lambda n: "June 6, 1944\n" * n + _WORDS,
    "lines of words": lambda n: "June 6, 1944\n" + _WORDS * n,
    "words in a line": lambda n: "June 6, 1944\n" + _WORDS.replace("\n", " ") * n + "\n",
    "letters without a blank": lambda n: "June 6, 1944\n" + "x" * 20 * n + "\n" + _WORDS,
    "empty lines": lambda n: _END + "\n" * 5 * n + _END,
    "names with counts": lambda n: "".join(f"Name {at} ({at})\n" for at in range(n)) + _END,
    "lives": lambda n: "".join(f"19{10 + at % 40}- 19{60 + at % 39}\n" for at in range(n)) + _END,
    "counts": lambda n: "(3) documents\n" * n + _END,
    "pages": lambda n: f"Next\n1 - 20 of 300\n{_END}" * n,
    "headings": lambda n: "Countries\n" * n + _END,
    "dates and headings": lambda n: "June 6, 1944\nLanguages\n" * n + _WORDS,
    "places": lambda n: "France\n" * n + _END,
    "brackets": lambda n: "(" * n + "\n" + _END,
    "ends of lines": lambda n: _END.replace("\n", "\r") * n,
}  # fmt: skip


@pytest.mark.parametrize("kind", MANY)
def test_what_repeats_in_a_listing(kind: str) -> None:
    def read_all(text: str) -> object:
        sniff(text.encode())
        return [node.unit.id for node in read(text.encode(), format="listing", report=Report())]

    grows_with_input(MANY[kind], read_all, 600)


@pytest.mark.parametrize("command", ["show", "check", "diff", "plan", "convert"])
@pytest.mark.parametrize("kind", ["documents", "documents that are alike", "lines of words"])
def test_what_repeats_is_shown_and_judged(
    kind: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "listing.txt")
    rest = {
        "diff": [path],
        "plan": ["--for", "archivesspace"],
        "convert": ["--to", "html", "-o", str(tmp_path / "page.html")],
    }

    def make(count: int) -> str:
        Path(path).write_text(MANY[kind](count), encoding="utf-8")
        return path

    def told(_: str) -> None:
        run([command, path, *rest.get(command, [])])
        capsys.readouterr()

    grows_with_input(make, told, 200)
