"""What JSON-LD costs: a document written and read, against the standard library on data that is ready to be dumped.

Run it as `python bench/jsonld.py [NUMBER]`. Each figure is the least of several rounds, in microseconds of CPU a document.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from docmeta import Collection, Context, Date, Document, Node, Person, Report
from docmeta.model import AgentLink, Extent, Identifier, Language, Place, RightsStatement, Term
from docmeta_jsonld.reader import read
from docmeta_jsonld.writer import write

ROUNDS = 7

PEOPLE = tuple(AgentLink(Person(name, dates=Date(dates))) for name, dates in (
    ("Kim, Il Sung", "1912-1994"), ("Mao, Zedong", "1893-1976"), ("Khrushchev, Nikita", "1894-1971"),
))  # fmt: skip
SUBJECTS = tuple(Term(term, source="lcsh") for term in ("Korean War, 1950-1953", "Diplomatic history", "Armistices"))
PLACES = (Place("East Asia", "region"), Place("Korea", "country"))
LANGUAGES = (Language("rus"),)
RIGHTS = (RightsStatement(uri="http://rightsstatements.org/vocab/NoC-US/1.0/"),)
TYPE = (Term("Telegrams"),)


def documents(number: int) -> list[Document]:
    """Documents as a digital archive has them: shared people, subjects and places, words of their own."""
    return [
        Document(
            f"doc-{n}",
            title=f"Telegram No. {n} from the Soviet ambassador to the foreign ministry",
            identifiers=(Identifier(f"F-{n % 90:04d}-{n}"),),
            dates=(Date(f"19{50 + n % 40}-{n % 12 + 1:02d}-{n % 28 + 1:02d}", kind="creation"),),
            extents=(Extent(f"{n % 9 + 1} pages", str(n % 9 + 1), "pages"),),
            agents=(PEOPLE[n % 3],),
            description=f"The ambassador reports on meeting {n} and asks for instructions on the reply, number {n * 7}.",
            languages=LANGUAGES,
            subjects=SUBJECTS,
            genres=TYPE,
            places=PLACES,
            rights=RIGHTS,
        )
        for n in range(number)
    ]


def tree(units: list[Document]) -> Iterator[Node]:
    """The documents below one collection."""
    yield Node(0, Collection("fonds", title="Papers"))
    for unit in units:
        yield Node(1, unit)


def least(run: Callable[[], object], number: int) -> float:
    """The least microseconds of CPU that one of *number* takes."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time_ns()
        run()
        rounds.append((time.process_time_ns() - begun) / number / 1_000)
    return min(rounds)


def main() -> None:
    """Print one line for each."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    units = documents(number)
    out = io.BytesIO()
    write(tree(units), out, Context(report=Report()))
    data = out.getvalue()
    parts: list[Any] = json.loads(data)["hasPart"]
    encode = json.JSONEncoder(ensure_ascii=False).encode

    def dump() -> None:
        sink = io.BytesIO()
        for part in parts:
            sink.write(encode(part).encode())

    for form in ("nested", "graph", "lines"):
        from docmeta_jsonld.options import JsonLdOptions

        context = Context(options=JsonLdOptions(form=form), report=Report())  # type: ignore[arg-type]
        print(f"write, {form:28} {least(lambda c=context: write(tree(units), io.BytesIO(), c), number):8.2f} us")  # type: ignore[misc]
    print(f"{'json.dumps of ready data':35} {least(dump, number):8.2f} us")
    print(f"{'read':35} {least(lambda: [*read(io.BytesIO(data), Context(report=Report()))], number):8.2f} us")
    print(f"{'json.loads':35} {least(lambda: json.loads(data), number):8.2f} us")


if __name__ == "__main__":
    main()
