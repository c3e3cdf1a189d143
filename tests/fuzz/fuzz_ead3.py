"""Fuzz the reader of EAD3."""

from harness import fuzz_reader
from mutators import of_xml

if __name__ == "__main__":
    fuzz_reader("ead3", "docmeta_ead", "samples/ead3/*.xml", "golden/**/*.xml", mutator=of_xml)
