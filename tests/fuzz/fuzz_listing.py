"""Fuzz the reader of plain text listings."""

from harness import fuzz_reader

if __name__ == "__main__":
    fuzz_reader("listing", "docmeta_listing", "*.txt", "samples/listing/*", "samples/wilson/*.txt")
