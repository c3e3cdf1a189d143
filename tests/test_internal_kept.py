"""With internal material asked for: a mark inside a part is written, or the report says that the format cannot say it."""

from __future__ import annotations

import io
from typing import Any, Final

import pytest

import docmeta
from docmeta import (
    AgentLink,
    Collection,
    Date,
    Document,
    Identifier,
    Node,
    Note,
    Person,
    Place,
    Record,
    Report,
    Repository,
)
from docmeta.model import Revision

SECRET: Final = Identifier("SECRET", audience="internal")
HIDDEN: Final = Date("1957", audience="internal")
#: Parts that everybody may see, each with something in it that not everybody may.
INSIDE: Final[dict[str, dict[str, Any]]] = {
    "an agent's identifier": {"agents": (AgentLink(Person("Kim", identifiers=(SECRET,))),)},
    "an agent's dates": {"agents": (AgentLink(Person("Kim", dates=HIDDEN)),)},
    "an identifier of the repository": {"repository": Repository("Archive", identifiers=(SECRET,))},
    "the place that a place is in": {"places": (Place("P", part_of=Place("SECRET", audience="internal")),)},
    "a note of the record": {"record": Record(id="r", notes=(Note("general", "SECRET", audience="internal"),))},
    "the date of a revision": {"record": Record(id="r", revisions=(Revision("Again", date=HIDDEN),))},
    "the day of publication": {"record": Record(id="r", published=HIDDEN)},
}
FORMATS: Final = (
    "ead2002", "ead3", "ead4", "mods", "marcxml", "jsonld", "csv", "csv-aspace", "csv-atom", "dc", "dcterms", "edm", "dpla", "html",
)  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("kind", INSIDE)
def test_a_mark_inside_a_part_is_written_or_reported(format: str, kind: str) -> None:
    field = next(iter(INSIDE[kind]))
    parts: Any = INSIDE[kind]
    for nodes in (
        [Node(0, Collection("c", title="Papers", level="fonds", **parts))],
        [Node(0, Collection("c", title="Papers", level="fonds")), Node(1, Document("d", title="Letter", **parts))],
    ):
        out, report = io.BytesIO(), Report()
        docmeta.write(nodes, out, format=format, report=report, include_internal=True)
        reported = {finding.field.partition("[")[0].partition(".")[0] for finding in report.findings if finding.field}
        marked = b'audience="internal"' in out.getvalue() or b"audience" in out.getvalue()
        assert marked or field in reported
        if field not in reported and format.startswith("ead"):  # and nobody sees it who may not
            again = io.BytesIO()
            docmeta.convert(out.getvalue(), again, from_=format, to="json")
            assert b"SECRET" not in again.getvalue()
            assert b"1957" not in again.getvalue()


@pytest.mark.parametrize("format", ["ead2002", "ead3", "ead4"])
def test_the_record_of_a_component_is_lost_and_reported(format: str) -> None:
    record = Record(id="r", title="Inventory", rules=("DACS",))
    for below, lost in ((record, 0), (None, 0), (Record(id="other"), 1)):
        nodes = [
            Node(0, Collection("c", title="Papers", record=record)),
            Node(1, Document("d", title="L", record=below)),
        ]
        report = docmeta.write(nodes, io.BytesIO(), format=format)
        assert sum(one.count for one in report.findings if (one.code, one.field) == ("dropped", "record")) == lost
