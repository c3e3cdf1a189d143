"""Fuzz the reader of docmeta'\''s own JSON lines."""

from functools import partial

from harness import fuzz_reader
from mutators import of_json

if __name__ == "__main__":
    fuzz_reader("jsonl", "docmeta_json", "golden/**/*.jsonl", mutator=partial(of_json, lines=True))
