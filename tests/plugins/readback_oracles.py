"""The duty of a record format: each value comes back unchanged, or a finding of the report tells otherwise."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from hypothesis import strategies as st

from docmeta import Context, Date, Document, Node, Person, Report
from docmeta.crosswalk import BOOKKEEPING, SELECTORS, ReadBack, difference
from docmeta.model import FIELDS, Agent, AgentLink, Container, CorporateBody, Identifier, Note, NoteKind, Place, Term
from docmeta.plugins import registry
from docmeta.text import Element, of_tree
from strategies import DATE_WORDS, EDTF, words

#: Dates of existence, some of which lose a mark.
_LIVES = st.sampled_from(("1900-1980", "1900?", "b. 1900,", "1900-"))
_KINDS = st.one_of(
    st.sampled_from(("unitid", "ark", "doi", "handle", "hdl", "uri", "isbn", "DOI", "accession")), words()
)
#: Words, some of which are not plain.
_SAID = st.one_of(words(), st.just("Grain  trade"))
#: Simple values, as most are; for these, `sure` must agree with reading.
PLAIN = st.builds(
    Document,
    st.just("d"),
    title=st.one_of(_SAID, _SAID.map(lambda said: of_tree([Element("title", {}, [said])]))),
    description=_SAID,
    source=_SAID,
    identifiers=st.tuples(st.builds(Identifier, _SAID, _KINDS)),
    notes=st.builds(Note, st.sampled_from(NoteKind).map(str), _SAID).map(lambda one: (one,)),
    dates=st.builds(
        Date,
        st.one_of(_SAID, st.sampled_from(DATE_WORDS), st.sampled_from(EDTF)),
        kind=st.sampled_from((None, "creation", "publication", "coverage", "valid")),
        type=st.sampled_from((None, "inclusive", "bulk")),
    ).map(lambda one: (one,)),
    containers=st.builds(Container, _SAID, st.one_of(st.none(), st.sampled_from(("box", "-", "Box  no.")))).map(lambda one: (one,)),
    subjects=st.builds(Term, _SAID).map(lambda one: (one,)),
    genres=st.builds(Term, _SAID).map(lambda one: (one,)),
    places=st.builds(Place, _SAID).map(lambda one: (one,)),
    agents=st.builds(
        AgentLink,
        st.builds(
            lambda kind, name, dates: kind(name, dates=dates),
            st.sampled_from((Agent, Person, CorporateBody)),
            _SAID,
            st.one_of(st.none(), st.builds(Date, _LIVES, kind=st.sampled_from((None, "existence")))),
        ),
        st.sampled_from(("creator", "contributor", "publisher", "subject")),
    ).map(lambda one: (one,)),
)  # fmt: skip


def written(nodes: Iterable[Node], format: str, report: Report | None = None, **options: Any) -> bytes:
    """The output of a writer."""
    found = registry.default().get(format)
    assert found.writer is not None
    assert found.options is not None
    out = io.BytesIO()
    found.writer(nodes, out, Context(options=found.options(**options), report=report or Report()))
    return out.getvalue()


def read(data: bytes, format: str) -> list[Node]:
    """What its reader makes of it."""
    found = registry.default().get(format)
    assert found.reader is not None
    if b"<record" not in data and b"<mods " not in data:
        return []  # a reader refuses a file without records
    return list(found.reader(io.BytesIO(data), Context()))


def silent(nodes: list[Node], format: str, **options: Any) -> dict[str, Any]:
    """The fields with more changed values than the report tells, with an example of each."""
    told: Counter[str | None] = Counter()
    data = written(nodes, format, Report(each=lambda finding: told.update({finding.field: finding.count})), **options)
    found = read(data, format)
    assert len(found) == len(nodes)
    missing: dict[str, list[Any]] = {}
    for before, after in zip(nodes, found, strict=True):
        for name in FIELDS:
            if name in BOOKKEEPING or (name == "id" and before.unit.minted):
                continue
            value, got = getattr(before.unit, name), getattr(after.unit, name)
            if isinstance(value, tuple):
                missing.setdefault(name, []).extend((one, got) for one in value if one not in got)
            elif value and value != got:
                missing.setdefault(name, []).append((value, got))
    return {name: values[0] for name, values in missing.items() if len(values) > told[name]}


def unsure(nodes: Iterable[Node], format: str) -> list[Any]:
    """The values that a rule of the table wrongly promises to give back, unchanged or in another form."""
    table = registry.default().get(format).table()
    assert table is not None
    wrong = []
    for rule in table.rules:
        sure = rule.option("sure")
        for node in nodes if sure is not None else ():
            values = getattr(node.unit, rule.name)
            for value in values if isinstance(values, tuple) else (values,):
                if not value or (rule.selector is not None and getattr(value, SELECTORS[rule.name]) != rule.selector):
                    continue
                text = rule.codec.encode(value)
                known = sure(value) if text else ""
                verdict = difference(
                    value, rule.codec.decode(text) if text and rule.codec.decode else None, value_words(value)
                )
                if known and (verdict is None) != (known == "same"):
                    wrong.append((rule.target, known, value))
    return wrong


def misshapen(unit: Document, format: str, quote: Callable[[str], str] = str) -> list[Any]:
    """The values that are not written as their rule encodes them: plain words take a short cut."""
    table = registry.default().get(format).table()
    assert table is not None
    written = ReadBack(table, Report(), quote=quote)
    wrong = []
    for field in (
        "title",
        "description",
        "source",
        "identifiers",
        "notes",
        "dates",
        "agents",
        "subjects",
        "genres",
        "places",
    ):
        values = getattr(unit, field)
        for value in values if isinstance(values, tuple) else filter(None, (values,)):
            by = ((rule, rule.codec.encode(value)) for rule in written.rules(field, value))
            if written.made(field, value)[0] != tuple(islice(((rule, text) for rule, text in by if text), 1)):
                wrong.append(value)
    return wrong


def value_words(value: Any) -> str:
    """All words of a value, so that none of them counts as lost."""
    return repr(value)
