"""Shared by the fuzz targets: seeds, and the one promise that is fuzzed.

A reader gives nodes or raises a `DocmetaError`; anything else it raises is a finding, and so is an input that takes
more than five seconds or a gigabyte (the limits are arguments of the engine: see `make fuzz`).
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import atheris
from mutators import Mutator, excerpts

ROOT = Path(__file__).resolve().parent.parent.parent
#: The engine cuts inputs that are too long, which makes them ill-formed: such files are replaced by excerpts.
_LARGEST_INPUT = next((int(word[9:]) for word in sys.argv if word.startswith("-max_len=")), 2_500)
#: What is instrumented if more than one reader is tried.
PLUGINS = ["docmeta", *sorted(path.name for path in (ROOT / "plugins").glob("docmeta_*"))]
#: The seeds of every target that takes any XML.
XML = ("samples/*/*.xml", "cases/*/*.xml", "golden/**/*.xml")
_EXCERPTS = 8
_LARGEST_SEED = 200_000


def plant(*patterns: str) -> list[bytes]:
    """Copy matching files into the corpus, the last folder on the command line: own examples, and outside material if present.

    Gives the copies.
    """
    corpus = Path(sys.argv[-1])
    if not corpus.is_dir():
        return []
    seeds = []
    shared = Path(os.environ.get("DOCMETA_SHARED") or ROOT.parent / "shared")
    for folder in (ROOT / "tests", ROOT / "examples", shared):
        for pattern in patterns:
            for path in sorted(folder.glob(pattern)):
                if path.is_file() and path.stat().st_size <= _LARGEST_SEED:
                    data = path.read_bytes()
                    seeds.append(data)
                    fits = len(data) <= _LARGEST_INPUT
                    for one in [data] if fits else list(excerpts(data, _LARGEST_INPUT, _EXCERPTS)) or [data]:
                        (corpus / hashlib.sha256(one).hexdigest()[:20]).write_bytes(one)
    return seeds


def fuzz(
    target: Callable[[bytes], object], *patterns: str, mutator: Callable[[list[bytes]], Mutator] | None = None
) -> None:
    """Run the engine on a target, with seeds; ends the process.

    Args:
        target: Tries the bytes.
        patterns: The places of the seeds, below the folders of examples.
        mutator: Makes a function from the seeds that changes an input; without it the engine changes bytes.
    """
    seeds = plant(*patterns)
    if mutator is None:
        atheris.Setup(sys.argv, target)
    else:
        atheris.Setup(sys.argv, target, custom_mutator=mutator(seeds))
    atheris.Fuzz()


def fuzz_reader(
    format: str, plugin: str, *patterns: str, mutator: Callable[[list[bytes]], Mutator] | None = None
) -> None:
    """Fuzz the reader of a format."""
    with atheris.instrument_imports(include=["docmeta", plugin]):
        __import__(plugin)
        import docmeta
    # What a reader imports on first use must be instrumented, too.
    with atheris.instrument_imports(include=["docmeta", plugin]):
        try_once(docmeta.read, format)

    from docmeta import DocmetaError, Report

    def target(data: bytes) -> None:
        try:
            for _ in docmeta.read(data, format=format, report=Report()):
                pass
        except DocmetaError as error:
            str(error)

    fuzz(target, *patterns, mutator=mutator)


def try_once(read: Callable[..., object], format: str) -> None:
    """Read something small, ignoring the outcome."""
    from docmeta import DocmetaError

    for data in (b"<a/>", b"{}", b"[]", b"id,title\n1,a\n", b"Title: a\n"):
        try:
            for _ in read(data, format=format):  # type: ignore[attr-defined]
                pass
        except DocmetaError:
            continue
