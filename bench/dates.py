"""CPU time per date: plain forms, free text, text with a `@normal`, and cached text.

Run it as `python bench/dates.py`. Each figure is the median of several rounds over many different dates.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from docmeta.dates import Date, edtf, phrases

ROUNDS = 15

MONTHS = "January February March April May June July August September October November December".split()
PLAIN = [f"{year}" for year in range(1800, 1900)] + [f"{year}-{year + 7}" for year in range(1800, 1900)]
ISO = [f"{1800 + n}-{n % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(200)]
WORDS = [
    form.format(year=1800 + n, later=1810 + n, month=MONTHS[n % 12], short=MONTHS[n % 12][:3], day=n % 28 + 1)
    for n in range(100)
    for form in (
        "{month} {day}, {year}",
        "{day} {short} {year}",
        "{year} {month} {day}",
        "{month} {year}",
        "circa {year}",
        "ca. {year}-{later}",
        "{year}s",
    )
]
FREE = [
    form.format(year=1800 + n, later=1810 + n)
    for n in range(25)
    for form in (
        "December 20, {year}",
        "circa {year}s",
        "ca. {year}-{later}",
        "between {year} and {later}",
        "{year} March 7-August 12",
        "May 8-June 3, {year}",
        "2 janvier {year} - 31 décembre {later}",
        "{year}-{later}, bulk {year}-{later}",
        "{year}, {later}-1950",
        "second half of the 19th century",
        "20. Dezember {year}",
        "20 декабря {year} г.",
    )
]


def forget() -> None:
    """Empty the caches, so that every date is parsed."""
    phrases._cached.cache_clear()
    edtf._read.cache_clear()


def measure(texts: list[str], make: Callable[[str], object], *, anew: bool) -> float:
    """The median of the rounds, in microseconds per date."""
    rounds = []
    for _ in range(ROUNDS):
        if anew:
            forget()
        start = time.process_time_ns()
        for text in texts:
            make(text)
        rounds.append((time.process_time_ns() - start) / len(texts) / 1_000)
    return statistics.median(rounds)


def main() -> None:
    """Print one line for each kind of date."""
    read = phrases.read_words
    kinds = {
        "years (1912, 1912-1994)": PLAIN,
        "ISO day (1965-12-20)": ISO,
        "plain words (5 Feb 1900)": WORDS,
        "free text": FREE,
    }
    for name, texts in kinds.items():
        print(
            f"{name:28} {measure(texts, read, anew=True):8.2f} us read, {measure(texts, Date, anew=True):8.2f} us as a Date"
        )
    beside = measure(FREE, lambda text: Date.from_normal("1801/1810", text), anew=True)
    asked = measure(FREE, lambda text: Date.from_normal("1801/1810", text)[0].edtf, anew=True)
    print(f"{'free text and @normal':28} {beside:8.2f} us as a Date, {asked:8.2f} us where somebody asks for the EDTF")
    print(
        f"{'read before':28} {measure(FREE, read, anew=False):8.2f} us read, {measure(FREE, Date, anew=False):8.2f} us as a Date"
    )


if __name__ == "__main__":
    main()
