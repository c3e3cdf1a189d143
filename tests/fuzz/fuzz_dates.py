"""Fuzz the reader of dates: it gives a `Date` for every text, and every attribute of it works."""

import atheris
from harness import fuzz

with atheris.instrument_imports(include=["docmeta"]):
    from docmeta import Date, ModelError

ASKED = [name for name in dir(Date) if not name.startswith("_") and isinstance(getattr(Date, name), property)]


def target(data: bytes) -> None:
    """Read a text as a date."""
    text = data.decode("utf-8", "replace")
    try:
        date = Date(text)
    except ModelError:
        return
    for name in ASKED:
        getattr(date, name)


if __name__ == "__main__":
    fuzz(target, "fuzz/dates/*")
