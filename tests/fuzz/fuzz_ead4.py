"""Fuzz the reader of EAD 4.0."""

from harness import fuzz_reader
from mutators import of_xml

if __name__ == "__main__":
    fuzz_reader("ead4", "docmeta_ead", "samples/ead4/*.xml", "golden/**/*.xml", mutator=of_xml)
