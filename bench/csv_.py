"""What a table costs beside the standard library's `csv`, in one run: the ratio is the figure, since machines differ.

Run it as `python bench/csv_.py [RECORDS]`. Each figure is the median of several rounds of CPU time.
The writer must give the same bytes as `csv.writer` does for the same rows, or the comparison would mean nothing.
"""

from __future__ import annotations

import csv
import io
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator

import docmeta
from docmeta import AgentLink, Date, Document, Extent, Identifier, Node, Note, Person, Place, Report, Term
from docmeta.model import Language, Repository
from docmeta_csv.own import table
from docmeta_csv.own.writer import OwnRows

ROUNDS = 7


def records(count: int) -> Iterator[Node]:
    """Units of some fifteen fields, as an item-level listing has them."""
    for number in range(count):
        yield Node(
            0,
            Document(
                f"d{number}",
                title=f'Telegram No. {number}, "most urgent", to the ambassador',
                level="item",
                identifiers=(Identifier(f"AVP RF, fond 0102, delo {number}"),),
                dates=(Date(f"{number % 28 + 1} November {1900 + number % 100}", kind="creation"),),
                extents=(Extent("3 pages", quantity="3", unit="pages"),),
                agents=(AgentLink(Person("Gromyko, Andrei")), AgentLink(Person("Shtykov, Terentii"), "contributor")),
                description=f"Reports on the situation, item {number}, and asks for instructions.\nSigned.",
                notes=(Note("access_conditions", "Open for research."), Note("arrangement", "By date.")),
                languages=(Language("rus"),),
                subjects=(Term("Korean War, 1950-1953"), Term("Diplomacy")),
                places=(Place("Pyongyang"),),
                repository=Repository("Foreign policy archive"),
                source=f"papka {number % 40}",
            ),
        )


def cpu(run: Callable[[], object]) -> float:
    """The median seconds of CPU of several runs."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    """Print one line for each figure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    nodes = list(records(count))
    target = io.BytesIO()
    docmeta.write(nodes, target, format="csv")
    data = target.getvalue()
    maker = OwnRows(table.columns(), "|", lambda *_: None)
    rows = [list(table.columns()), *(maker.row(node) for node in nodes)]

    def plainly() -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        return out.getvalue().encode()

    if plainly() != data:
        raise SystemExit("the bytes differ from those of csv.writer")
    text = data.decode()
    figures = {
        "csv.writer, rows that are made already": cpu(plainly),
        "docmeta.write, units to bytes": cpu(lambda: docmeta.write(nodes, io.BytesIO(), format="csv")),
        "csv.reader, nothing made": cpu(lambda: sum(1 for _ in csv.reader(io.StringIO(text, newline="")))),
        "docmeta.read, bytes to checked units": cpu(
            lambda: sum(1 for _ in docmeta.read(data, format="csv", report=Report()))
        ),
    }
    for name, seconds in figures.items():
        print(f"{name:42} {seconds / count * 1e6:8.1f} us a record")
    write_plain, write, read_plain, read = figures.values()
    print(f"writing, docmeta to csv.writer             {write / write_plain:8.2f}")
    print(f"reading, docmeta to csv.reader             {read / read_plain:8.2f}")
    print(
        f"greatest memory                            {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.1f} MB"
    )


if __name__ == "__main__":
    main()
