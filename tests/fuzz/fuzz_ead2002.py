"""Fuzz the reader of EAD 2002."""

from harness import fuzz_reader
from mutators import of_xml

if __name__ == "__main__":
    fuzz_reader("ead2002", "docmeta_ead", "samples/ead2002*/*.xml", "golden/**/*.xml", mutator=of_xml)
