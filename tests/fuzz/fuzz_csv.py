"""Fuzz the reader of CSV."""

from harness import fuzz_reader
from mutators import of_tables

if __name__ == "__main__":
    fuzz_reader("csv", "docmeta_csv", "samples/csv/**/*.csv", "suites/csv-spectrum/csvs/*.csv", mutator=of_tables)
