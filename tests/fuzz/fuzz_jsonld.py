"""Fuzz the reader of JSON-LD."""

from harness import fuzz_reader
from mutators import of_json

if __name__ == "__main__":
    fuzz_reader(
        "jsonld", "docmeta_jsonld", "samples/jsonld/*.json*", "suites/json-testsuite/files/*.json", mutator=of_json
    )
