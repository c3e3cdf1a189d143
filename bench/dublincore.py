"""What writing Dublin Core costs beside a writer made by hand for one kind of record, and beside dcxml, in one run.

Run it as `python bench/dublincore.py [RECORDS]`. The figures are ratios of CPU time, each the median of rounds that are run
in turn, since machines differ and are never quiet. The hand-written writer knows its fifteen fields, proves nothing about
characters, and reports nothing; dcxml is measured where it is installed.
Reading is held against lxml parsing the same page without looking at it.
"""

from __future__ import annotations

import io
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from xml.sax.saxutils import escape

from lxml import etree

from docmeta import Context, Node, Report
from docmeta.model import (
    Agent,
    AgentLink,
    Date,
    Document,
    Extent,
    Identifier,
    Language,
    Person,
    Place,
    RightsStatement,
    Term,
)
from docmeta_dublincore.options import DublinCoreOptions
from docmeta_dublincore.reader import read
from docmeta_dublincore.writer import write_simple

ROUNDS = 7
RIGHTS = "Free for research & teaching; for any other use ask the archive, which holds the rights in the translations."
PEOPLE = [
    ("Kim, Il Sung", "1912-1994"),
    ("Mao, Zedong (毛泽东)", "1893-1976"),
    ("Ceaușescu, Nicolae", "1918-1989"),
    ("Smith & Sons", ""),
]
SUBJECTS = ["Korean War, 1950-1953", "Economic aid", "Détente", "Research & development", "Border disputes", "Refugees"]
PLACES = ["East Asia", "Korea (North)", "Soviet Union", "Việt Nam", "México"]
WORDS = "the ambassador reports on a conversation with the leader about aid, a treaty & the border of 1950".split()

#: The values of a record, element by element, as a hand-written writer takes them.
Values = list[tuple[str, str]]


def values(count: int) -> list[Values]:
    """Records of some seventeen values, alike in every run."""
    chance = random.Random(1965)
    found = []
    for number in range(count):
        day = f"{1950 + number % 40}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        people = chance.sample(PEOPLE, chance.choice((1, 2, 2, 3)))
        found.append(
            [
                ("title", f"Telegram no. {number} " + " ".join(chance.choices(WORDS, k=8))),
                ("identifier", f"https://example.org/document/{number}"),
                *(("creator", ", ".join(filter(None, person))) for person in people),
                ("publisher", "History Archive"),
                *(("subject", subject) for subject in chance.sample(SUBJECTS, 3)),
                *(("coverage", place) for place in chance.sample(PLACES, 2)),
                ("date", day),
                ("description", " ".join(chance.choices(WORDS, k=50))),
                ("source", f"AVP RF, fond 0102, opis {number % 40}, papka {number % 90}"),
                ("type", "Telegrams"),
                ("format", f"{number % 40} pages"),
                ("language", chance.choice(("rus", "eng", "kor"))),
                ("rights", RIGHTS),
            ]
        )
    return found


def unit(record: Values) -> Document:
    """A record as docmeta has it; no two records share a part, which is the harder case."""
    of: dict[str, list[str]] = {}
    for name, value in record:
        of.setdefault(name, []).append(value)
    creators = [(name.rpartition(", ") if name[-1].isdigit() else (name, "", "")) for name in of["creator"]]
    quantity, _, what = of["format"][0].partition(" ")
    return Document(
        of["identifier"][0],
        title=of["title"][0],
        identifiers=(Identifier(of["identifier"][0], "uri"),),
        agents=(
            *(AgentLink(Person(name, dates=Date(dates) if dates else None)) for name, _, dates in creators),
            AgentLink(Agent(of["publisher"][0]), "publisher"),
        ),
        subjects=tuple(map(Term, of["subject"])),
        places=tuple(map(Place, of["coverage"])),
        dates=(Date(of["date"][0]),),
        description=of["description"][0],
        source=of["source"][0],
        genres=(Term(of["type"][0]),),
        extents=(Extent(of["format"][0], quantity=quantity, unit=what),),
        languages=(Language(of["language"][0]),),
        rights=(RightsStatement(RIGHTS),),
    )


def by_hand(records: list[Values]) -> bytes:
    """The writer that one would write for this record, and no other."""
    out = io.BytesIO()
    out.write(
        b'<records xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    )
    for record in records:
        body = "".join([f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in record])
        out.write(f"<oai_dc:dc>{body}</oai_dc:dc>\n".encode())
    out.write(b"</records>\n")
    return out.getvalue()


def by_docmeta(nodes: list[Node], envelope: str = "records") -> bytes:
    """docmeta's writer."""
    out = io.BytesIO()
    write_simple(nodes, out, Context(options=DublinCoreOptions(envelope=envelope)))  # type: ignore[arg-type]
    return out.getvalue()


def by_dcxml(records: list[dict[str, list[str]]]) -> bytes:
    """dcxml, which takes dictionaries; making them is not measured."""
    from dcxml import simpledc

    return b"".join([simpledc.tostring(record).encode() for record in records])


def cpu(run: Callable[[], object]) -> float:
    """The seconds of CPU of one run."""
    start = time.process_time()
    run()
    return time.process_time() - start


def paired(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """The median ratio of two runs that follow each other, and the median of the first alone."""
    ratios, times = [], []
    for _ in range(ROUNDS):
        times.append(cpu(one))
        ratios.append(times[-1] / cpu(other))
    return statistics.median(ratios), statistics.median(times)


def contents(data: bytes) -> list[list[tuple[str, str | None]]]:
    """What an output says, whatever its layout."""
    root = etree.fromstring(data)
    return [
        sorted((etree.QName(element).localname, element.text) for element in record)
        for record in root.iter("{http://www.openarchives.org/OAI/2.0/oai_dc/}dc")
    ]


def main() -> None:
    """Print one line for each figure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    records = values(count)
    nodes = [Node(0, unit(record)) for record in records]
    if contents(by_hand(records)) != contents(by_docmeta(nodes)):
        raise SystemExit("docmeta and the hand-written writer say different things")
    ratio, seconds = paired(lambda: by_docmeta(nodes), lambda: by_hand(records))
    print(f"{'writing, docmeta':42} {seconds / count * 1e6:8.1f} us a record")
    print(f"{'writing, docmeta to hand-written':42} {ratio:8.2f}")
    if find_spec("dcxml") is not None:
        plural = {name: name if name in ("coverage", "rights") else f"{name}s" for name, _ in records[0]}
        made: list[dict[str, list[str]]] = []
        for record in records:
            made.append({})
            for name, value in record:
                made[-1].setdefault(plural[name], []).append(value)
        ratio, _ = paired(lambda: by_docmeta(nodes), lambda: by_dcxml(made))
        print(f"{'writing, docmeta to dcxml':42} {ratio:8.2f}")
    page = by_docmeta(nodes, "oai")
    ratio, seconds = paired(
        lambda: sum(1 for _ in read(io.BytesIO(page), Context(report=Report()), "dc")), lambda: etree.fromstring(page)
    )
    print(f"{'reading, docmeta':42} {seconds / count * 1e6:8.1f} us a record")
    print(f"{'reading to units, docmeta to lxml parsing':42} {ratio:8.2f}")
    print(f"{'greatest memory':42} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.1f} MB")


if __name__ == "__main__":
    main()
