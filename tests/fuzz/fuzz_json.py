"""Fuzz the reader of docmeta'\''s own JSON."""

from harness import fuzz_reader
from mutators import of_json

if __name__ == "__main__":
    fuzz_reader("json", "docmeta_json", "golden/**/*.json", "suites/json-testsuite/files/*.json", mutator=of_json)
