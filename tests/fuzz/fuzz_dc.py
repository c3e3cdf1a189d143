"""Fuzz the reader of Dublin Core."""

from harness import fuzz_reader

if __name__ == "__main__":
    fuzz_reader("dc", "docmeta_dublincore", "samples/dc/*.xml", "samples/oai/*.xml")
