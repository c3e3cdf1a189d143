"""Fuzz the reader of MARCXML."""

from harness import fuzz_reader
from mutators import of_xml

if __name__ == "__main__":
    fuzz_reader("marcxml", "docmeta_marcxml", "samples/marcxml/*.xml", mutator=of_xml)
