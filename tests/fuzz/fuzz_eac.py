"""Fuzz the reader of EAC-CPF."""

from harness import fuzz_reader
from mutators import of_xml

if __name__ == "__main__":
    fuzz_reader("eac-cpf", "docmeta_eac", "samples/eac/*.xml", mutator=of_xml)
