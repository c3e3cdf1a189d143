"""What is written is read back equal, except for reported losses, and written again with the same bytes."""

from __future__ import annotations

import io
import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plugins.jsonld_oracles import written
from tests.strategies import streams

from docmeta import Collection, Document, Node, Report, read
from docmeta.model import (
    FIELDS,
    AgentLink,
    Date,
    Extent,
    Identifier,
    Note,
    Person,
    Record,
    Relation,
    Repository,
    Unit,
    opens,
    own_address,
)
from docmeta.text import Text, of_markup

FORMS: tuple[dict[str, Any], ...] = ({}, {"form": "graph", "html": True}, {"form": "lines"})


def named(nodes: list[Node]) -> list[Node]:
    """The nodes with different identifiers: those that clash are one node in JSON-LD."""
    for number, node in enumerate(nodes):
        node.unit.id = f"{number} {node.unit.id}"
    return nodes


def back(data: bytes, report: Report | None = None, **options: Any) -> list[Node]:
    """The nodes of what was written."""
    return list(read(io.BytesIO(data), format="jsonld", report=report, **options))


def available(unit: Unit) -> list[Date]:
    """The day after the end of each condition of access, as it is read back."""
    conditions = [note.dates for note in unit.notes if note.kind == "access_conditions" and note.dates is not None]
    days = [day.isoformat() for dates in conditions if (day := opens(dates)) is not None]
    return [Date(day, kind="available") for day in days]


def missing(before: Unit, after: Unit, lost: set[str | None]) -> list[str]:
    """The fields with a value that neither came back nor was reported."""
    found = []
    for name in FIELDS:
        value, got = getattr(before, name), getattr(after, name)
        if name in lost or name in ("minted", "audience") or (name == "id" and before.minted):
            continue
        if name == "dates":
            value = (*value, *available(before))
        if isinstance(value, tuple):
            if sorted(map(repr, value)) != sorted(map(repr, got)):
                found.append(f"{name}: {value!r} became {got!r}")
        elif value != got:
            found.append(f"{name}: {value!r} became {got!r}")
    return found


@pytest.mark.parametrize("options", FORMS, ids=str)
@given(nodes=streams())
def test_what_is_read_is_what_was_written(options: dict[str, Any], nodes: list[Node]) -> None:
    if not named(nodes):
        return
    report = Report()
    data = written(nodes, report, **options)
    found = back(data)
    lost = {finding.field for finding in report.findings}
    assert [node.depth for node in found] == [node.depth for node in nodes]
    assert [type(node.unit) for node in found] == [type(node.unit) for node in nodes]
    for before, after in zip(nodes, found, strict=True):
        assert missing(before.unit, after.unit, lost) == []
        # A unit without an identifier of its own is called by its web address, where it has one.
        assert after.unit.minted == (before.unit.minted and after.unit.id != own_address(before.unit))
    assert written(found, **options) == data


@given(nodes=streams())
def test_equal_values_are_read_as_if_each_were_the_first(nodes: list[Node]) -> None:
    """Repeated values are read once; the report is the same."""
    again = [Node(node.depth, attrs.evolve(node.unit, id=f"again {node.unit.id}")) for node in nodes]
    if not nodes:
        return
    data = written(named([*nodes, *again]))

    def read_all() -> tuple[list[Node], list[Any]]:
        report = Report()
        return back(data, report), [(one.code, one.message, one.target, one.count, one.path) for one in report]

    shared = read_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("docmeta_jsonld.unit._ROOM", 0)
        assert read_all() == shared


#: Words with a meaning when they stand alone, and attributes that change it.
_SAID = (
    "November 19, 1951",
    "19 Nov 1951",
    "1951",
    "1951-1953",
    "circa 1951",
    "1912 or 1913",
    "1950s",
    "500",
    "1901-02",
    "1901-02, 1905-06",
)
_BESIDE = st.fixed_dictionaries(
    {
        "era": st.sampled_from((None, "ce", "bce", "A", "hijri", "after Diocletian")),
        "calendar": st.sampled_from((None, "gregorian", "julian", "islamic", "1")),
        "certainty": st.sampled_from((None, "approximate", "uncertain", "exact", "A")),
        "label": st.sampled_from((None, "Dates")),
    }
)


@given(
    said=st.sampled_from(_SAID),
    beside=_BESIDE,
    edtf=st.sampled_from((None, None, "1912", "[1912,1913]", "1912~", "-0499")),
)
def test_words_of_a_date_mean_no_more_alone(said: str, beside: dict[str, Any], edtf: str | None) -> None:
    """The meaning of a date from the attributes beside its words is written, or nothing that means something else."""
    unit = Document("u", dates=(Date(said, edtf, **beside),))
    report = Report()
    data = written([Node(0, unit)], report)
    again = back(data)
    assert written(again, Report()) == data
    (before,), (after,) = unit.dates, again[0].unit.dates
    if after.edtf is not None:
        assert (after.earliest, after.latest) == (before.earliest, before.latest)
        assert after.edtf == before.edtf or after.iso_interval == before.iso_interval
    assert after == before or "dates" in {finding.field for finding in report.findings}


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (Date("19 November 1951", era="A"), "19 November 1951 (era: A)"),
        (Date("19 November 1951", calendar="julian"), "19 November 1951 (calendar: julian)"),
        (Date("1951 or 1952", certainty="approximate"), "circa 1951 or circa 1952"),
        (Date("1901-02"), "1901-02 (two years, or a month)"),
    ],
    ids=str,
)
def test_words_that_would_be_misread_alone(date: Date, words: str) -> None:
    data = written([Node(0, Document("u", title="T", dates=(date,)))])
    assert json.loads(data)["temporalCoverage"] == words


@pytest.mark.parametrize("name", ["author", "sponsor"])
@pytest.mark.parametrize(
    "statement", [of_markup("Ann <emph>Roe</emph>"), "Ann Roe", "Processed by Ann Roe", Text("Ann Roe", language="en")]
)
def test_a_maker_of_whom_there_is_a_name_alone_is_said_once(name: str, statement: str) -> None:
    """Markup in a name is no reason to repeat it as a note, which reading would not find."""
    data = written([Node(0, Collection("u", title="T", record=Record(id="r", **{name: statement})))])
    assert written(back(data)) == data


_EXACT = Extent("372 documents", "372", "documents")
_WORDY = Extent("372 documents in boxes", "372", "documents")


@pytest.mark.parametrize(
    "extents", [(_EXACT, _EXACT), (_EXACT, _WORDY), (_WORDY, _WORDY), (_EXACT, _EXACT, _WORDY)], ids=len
)
@pytest.mark.parametrize("kind", [Collection, Document])
def test_no_extent_is_taken_for_the_size_that_another_one_says(kind: type[Unit], extents: tuple[Extent, ...]) -> None:
    """Only a `collectionSize` is another way to say an extent."""
    (node,) = back(written([Node(0, kind("u", extents=extents))]))
    assert sorted(node.unit.extents, key=repr) == sorted(extents, key=repr)


def test_a_kind_that_is_empty_is_written_like_the_one_that_it_is_read_as() -> None:
    codes = (Identifier("x", ""), Identifier("x"))
    unit = Document(
        "u",
        repository=Repository(identifiers=codes),
        relations=(Relation("", "y", "z"),),
        notes=(Note("", heading="h"),),
    )
    data = written([Node(0, unit)])
    assert written(back(data)) == data


def test_a_death_before_the_year_1000_is_none_before_our_era() -> None:
    unit = Document("u", agents=(AgentLink(Person("Kim", dates=Date(edtf="/0950"))),))
    data = written([Node(0, unit)])
    assert b'"deathDate": "0950"' in data
    (node,) = back(data)
    assert node.unit.agents[0].agent.dates == Date(edtf="/0950")
    assert written(back(data)) == data


@pytest.mark.parametrize("said", [{"label": "Code"}, {}, {"kind": "isil"}])
def test_an_identifier_of_a_repository_stays_one_where_it_says_more_than_an_address(said: dict[str, str]) -> None:
    one = Identifier("A & B", **{"kind": "uri", **said})
    data = written([Node(0, Collection("c", repository=Repository("Archive", identifiers=(one,))))])
    assert written(back(data)) == data
