"""Fuzz the reader of MODS."""

from harness import fuzz_reader
from mutators import of_xml

if __name__ == "__main__":
    fuzz_reader("mods", "docmeta_mods", "samples/mods/*.xml", mutator=of_xml)
