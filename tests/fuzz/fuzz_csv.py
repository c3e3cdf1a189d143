"""Fuzz the reader of CSV."""

from harness import fuzz_reader

if __name__ == "__main__":
    fuzz_reader("csv", "docmeta_csv", "samples/csv/**/*.csv", "suites/csv-spectrum/csvs/*.csv")
