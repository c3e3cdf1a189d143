"""No word of a finding aid is lost in silence: put into any text or attribute, it comes out of each writer or is reported.

A quick run takes some small finding aids; with `DOCMETA_THOROUGH` it takes all of them, and more words one at a time.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import ead_tokens

from conftest import shared_folder

THOROUGH = bool(os.environ.get("DOCMETA_THOROUGH"))
SIZE = 3_000_000 if THOROUGH else 25_000
ALONE = 200 if THOROUGH else 6
#: Every writer of text; if there is no time for all, a file is written by some of them.
WRITERS = ("ead2002", "ead3", "dc", "dcterms", "jsonld", "csv", "csv-atom", "csv-aspace", "json", "jsonl")


def samples(dialect: str) -> list[Path]:
    folder = Path(os.environ.get("DOCMETA_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    return sorted(path for path in (folder / "samples" / dialect).glob("*.xml") if path.stat().st_size <= SIZE)


FILES = [(dialect, path) for dialect in ("ead2002", "ead3") for path in samples(dialect)]
CASES = [pytest.param(dialect, path, id=path.name) for dialect, path in FILES]
WRITTEN = [
    pytest.param(dialect, path, to, id=f"{path.name}-{to}")
    for number, (dialect, path) in enumerate(FILES)
    for at, to in enumerate(WRITERS)
    if THOROUGH or to == dialect or (number + at) % 4 == 0
]


def test_there_are_samples() -> None:
    shared_folder()
    assert len(CASES) > 10


@pytest.mark.parametrize(("dialect", "path", "to"), WRITTEN)
@pytest.mark.parametrize("what", ["texts", "attributes"])
def test_a_word_in_every_place_at_once(dialect: str, path: Path, to: str, what: str) -> None:
    root = ead_tokens.tree(path)
    chosen = [place for place in ead_tokens.positions(root) if place.is_attribute == (what == "attributes")]
    lost = ead_tokens.lost(path, chosen, dialect, to)
    lost = ead_tokens.lost_alone(path, lost, dialect, to)
    assert not lost, [str(place) for place in lost]


@pytest.mark.parametrize(("dialect", "path"), CASES)
def test_words_where_no_words_should_be(dialect: str, path: Path) -> None:
    root = ead_tokens.tree(path)
    chosen = [place for place in ead_tokens.positions(root, empty=True) if not place.is_attribute]
    lost = ead_tokens.lost_alone(path, ead_tokens.lost(path, chosen, dialect, dialect), dialect, dialect)
    assert not lost, [str(place) for place in lost]


@pytest.mark.parametrize(("dialect", "path"), CASES)
def test_words_one_at_a_time(dialect: str, path: Path) -> None:
    places = list(ead_tokens.positions(ead_tokens.tree(path), empty=True))
    chosen = random.Random(path.name).sample(places, min(ALONE, len(places)))
    lost = ead_tokens.lost_alone(path, chosen, dialect, dialect)
    assert not lost, [str(place) for place in lost]
