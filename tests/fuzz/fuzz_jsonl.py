"""Fuzz the reader of docmeta'\''s own JSON lines."""

from harness import fuzz_reader

if __name__ == "__main__":
    fuzz_reader("jsonl", "docmeta_json", "golden/**/*.jsonl")
