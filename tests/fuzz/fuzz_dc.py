"""Fuzz the reader of Dublin Core."""

from harness import fuzz_reader
from mutators import of_xml

if __name__ == "__main__":
    fuzz_reader("dc", "docmeta_dublincore", "samples/dc/*.xml", "samples/oai/*.xml", mutator=of_xml)
