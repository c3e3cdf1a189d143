"""Reading unit by unit equals reading the whole document: the same units, the same report, the same errors."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plugins.jsonld_oracles import written
from tests.strategies import streams

from docmeta import Context, Document, Node, Report, walk
from docmeta.errors import DocmetaError
from docmeta.testing import sample_collections
from docmeta_jsonld import agents, flow, reader
from docmeta_jsonld.flow import Odd
from docmeta_jsonld.survey import Survey
from docmeta_jsonld.things import of_json

SCHEMA = "https://schema.org"


def result(read: Any, data: bytes) -> tuple[list[Node], Any, str]:
    """The nodes, the report in order of its keys, and the error that ended the reading."""
    report, nodes, error = Report(), [], ""
    try:
        for node in read(io.BytesIO(data), Context(report=report, base_uri="https://x.example/")):
            nodes.append(node)
    except DocmetaError as raised:
        error = str(raised)
    return nodes, sorted(map(json.dumps, (one.to_json() for one in report))), error


def is_streamed(data: bytes) -> bool:
    """Whether a text is read unit by unit."""
    try:
        Survey(io.BytesIO(data)).run()
    except Odd:
        return False
    return True


def same(data: bytes, chunk: int = flow.CHUNK) -> bool:
    """Read both ways and compare; gives whether it was read unit by unit at all."""
    nodes, report, error = result(reader.read_whole, data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flow, "CHUNK", chunk)
        got, said, failed = result(reader.read, data)
        streamed = is_streamed(data)
    assert failed == error
    if not error:
        assert got == nodes
        assert said == report
    return streamed


# -- what docmeta writes -------------------------------------------------------------------------------------------------

FORMS: tuple[dict[str, Any], ...] = (
    {}, {"indent": 2}, {"form": "graph"}, {"form": "graph", "indent": 1}, {"form": "lines"}, {"form": "lines", "html": True},
)  # fmt: skip


@given(streams(), st.sampled_from(FORMS), st.sampled_from((1, 50, 1 << 16)))
def test_what_is_written_is_read_alike(nodes: list[Node], form: dict[str, Any], chunk: int) -> None:
    same(written(nodes, **form), chunk)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_written_is_read_unit_by_unit(form: dict[str, Any]) -> None:
    for number, unit in enumerate(sample_collections()):
        unit.id = f"c{number}"
        assert same(written(walk(unit), **form))


# -- what others write ---------------------------------------------------------------------------------------------------

names = st.sampled_from(["#a", "#b", "#c", "_:d", "https://x.example/e", "schema:f", "kim", ""])
plain = st.sampled_from(["A", "kim", "#a", "1912", "n.d.", "", "javascript:alert(1)", "https://x.example/e", "a, b"])
odd: st.SearchStrategy[Any] = st.sampled_from(
    [None, [], {}, [[]], 1, 1.0, True, 0, 1.5, 2**70, {"@value": "Brief", "@language": "de"}, {"@value": 1, "@type": "xsd:integer"},
     {"@value": None}, {"@list": ["A"]}, {"@id": 5}, {"@type": []}, {"strange": "x"}, {"@context": {"p": "https://p.example/"}, "p": 1}]
)  # fmt: skip
parts: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {"@type": st.sampled_from(["Person", "Organization", "Place", "DefinedTerm", "CreativeWork", "QuantitativeValue", "Odd"])},
    optional={
        "@id": names, "name": plain, "birthDate": plain, "value": st.sampled_from([1, 1.0, True, "1"]), "unitText": plain,
        "identifier": plain, "alternateName": st.lists(plain, max_size=2), "knows": odd,
    },
)  # fmt: skip
references = st.builds(lambda name: {"@id": name}, names)
values: st.SearchStrategy[Any] = st.one_of(plain, odd, parts, references)
KEYS = (
    "name", "description", "identifier", "url", "dateCreated", "temporalCoverage", "creator", "about", "genre", "keywords",
    "spatialCoverage", "materialExtent", "collectionSize", "additionalType", "holdingArchive", "subjectOf", "isBasedOn", "sameAs",
    "sdPublisher", "license", "numberOfPages", "schema:name", "https://p.example/q", "@index", "@value", "id", "@nothing", "?x",
)  # fmt: skip
usual_keys = st.sampled_from(KEYS[:21])


def unit(keys: Any, value: Any, types: Any) -> Any:
    said = st.dictionaries(keys, st.one_of(value, st.lists(value, max_size=3)), max_size=4)
    return st.builds(lambda own, type, props: {**own, "@type": type, **props}, st.builds(dict), types, said)


usual = unit(
    usual_keys,
    st.one_of(plain, parts),
    st.sampled_from(["CreativeWork", ["Collection", "ArchiveComponent"], "Photograph"]),
)
any_unit = unit(
    st.sampled_from(KEYS),
    values,
    st.sampled_from(["CreativeWork", "Collection", "Person", "WebPage", [], "Thing", ["Map", "Odd"], None]),
)


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Documents whose units are mostly in their places."""
    odd_ones = draw(st.booleans())
    units = draw(st.lists(st.one_of(usual, usual, any_unit) if odd_ones else usual, min_size=1, max_size=6))
    form = draw(st.sampled_from(["nested", "graph", "lines", "list"]))
    context = draw(
        st.sampled_from([SCHEMA, SCHEMA, SCHEMA, {"@vocab": f"{SCHEMA}/"}, [SCHEMA, {"@language": "en"}], None])
    )
    for number, one in enumerate(units):
        name = draw(st.one_of(st.just(f"#{number}"), st.none(), names if odd_ones else st.just(f"#{number}")))
        if name is not None:
            one["@id"] = name
    if form == "nested":
        top = units[0]
        for number, one in enumerate(units[1:], 1):
            holder = units[draw(st.integers(0, number - 1))]
            holder.setdefault("hasPart", []).append(one)
            if draw(st.booleans()):
                one["position"] = len(holder["hasPart"])
            if odd_ones and draw(st.integers(0, 4)) == 0:
                holder["after"] = "its parts"
            if draw(st.integers(0, 3)) == 0:
                one["isPartOf"] = {"@id": holder.get("@id", "#none")}
        said: list[Any] = [{"@context": context, **top}]
    else:
        for number, one in enumerate(units[1:], 1):
            if draw(st.booleans()):
                one["isPartOf"] = {"@id": units[draw(st.integers(0, number - 1))].get("@id", "#none")}
                if draw(st.booleans()):
                    one["position"] = draw(st.integers(1, 2))
        said = (
            [{"@context": context, "@graph": units}]
            if form == "graph"
            else [{"@context": context, **one} for one in units]
        )
        if form == "list":
            said = [said]
    text = "\n".join(
        json.dumps(one, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from((None, 1)))) for one in said
    )
    return text.encode()


@given(documents(), st.sampled_from((1, 7, 100, 1 << 16)))
def test_what_others_write_is_read_alike(data: bytes, chunk: int) -> None:
    same(data, chunk)


def a_unit(id: str, **props: Any) -> dict[str, Any]:
    return {"@id": id, "@type": "CreativeWork", "name": id, **props}


KIM = {"@id": "#kim", "@type": "Person", "name": "Kim", "strange": "x"}


def text(*tops: Any) -> bytes:
    return "\n".join(json.dumps(top) for top in tops).encode()


def nested(**props: Any) -> bytes:
    return text({"@context": SCHEMA, **a_unit("#r", **props)})


STREAMED = {
    "a tree": nested(hasPart=[a_unit("#a", hasPart=[a_unit("#b")]), a_unit("#c")]),
    "positions": nested(hasPart=[a_unit("#a", position=1), a_unit("#b", position=2)]),
    "each part names its whole": nested(hasPart=[a_unit("#a", isPartOf={"@id": "#r"})]),
    "no identifiers": text({"@context": SCHEMA, "@type": "Collection", "hasPart": [{"@type": "Photograph", "name": "A"}]}),
    "a graph": text({"@context": SCHEMA, "@graph": [a_unit("#a"), a_unit("#b", isPartOf={"@id": "#a"}), a_unit("#c")]}),
    "a graph of trees": text({"@context": SCHEMA, "@graph": [a_unit("#a", hasPart=[a_unit("#b")]), a_unit("#c")]}),
    "agents in the graph": text({"@context": SCHEMA, "@graph": [KIM, a_unit("#a", creator={"@id": "#kim"}, editor="#kim")]}),
    "an agent that comes later": text({"@context": SCHEMA, "@graph": [a_unit("#a", creator={"@id": "#kim"}), KIM]}),
    "a node of which nobody speaks": text({"@context": SCHEMA, "@graph": [a_unit("#a"), KIM]}),
    "an agent again and again": nested(creator=KIM, hasPart=[a_unit("#a", creator=KIM), a_unit("#b", about={"@id": "#kim"})]),
    "lines": text(*({"@context": SCHEMA, **a_unit(f"#{n}")} for n in range(3))),
    "a list": text([{"@context": SCHEMA, **a_unit("#a")}, {"@context": f"{SCHEMA}/", **a_unit("#b")}]),
    "truth and numbers": nested(materialExtent=[{"@type": "QuantitativeValue", "value": one} for one in (1, 1.0, True, "1")]),
    "escapes": f'{{"@context": "{SCHEMA}", "@type": "CreativeWork", "name": "\\u00e9 \\\\ \\" \\/"}}'.encode(),
}  # fmt: skip
WHOLE = {
    "what comes after the parts": nested(hasPart=[a_unit("#a")], x=1).replace(b'"x": 1', b'"about": "late"'),
    "one part that is no list": nested(hasPart=a_unit("#a")),
    "a part by its name": text({"@context": SCHEMA, "@graph": [a_unit("#r", hasPart=[{"@id": "#a"}]), a_unit("#a")]}),
    "a part before its whole": text({"@context": SCHEMA, "@graph": [a_unit("#a", isPartOf={"@id": "#b"}), a_unit("#b")]}),
    "parts that do not follow": text(
        {"@context": SCHEMA, "@graph": [a_unit("#a"), a_unit("#b"), a_unit("#c", isPartOf={"@id": "#a"})]}
    ),
    "positions of another order": nested(hasPart=[a_unit("#a", position=2), a_unit("#b", position=1)]),
    "one name for two": nested(hasPart=[a_unit("#a"), a_unit("#a")]),
    "two that say different things of an agent": nested(creator=KIM, about={**KIM, "birthDate": "1912"}),
    "a language": text({"@context": [SCHEMA, {"@language": "en"}], **a_unit("#r")}),
    "a key twice": b'{"@context": "https://schema.org", "@type": "CreativeWork", "name": "A", "name": "B"}',
    "half a character": b'{"@context": "https://schema.org", "@type": "CreativeWork", "name": "\\ud800"}',
    "no JSON": b'{"@context": "https://schema.org", "@type": "CreativeWork", "name": "A"',
    "no UTF-8": b'{"@context": "https://schema.org", "@type": "CreativeWork", "name": "\xff"}',
    "an archive": text({"@context": SCHEMA, "@type": "ArchiveOrganization", "archiveHeld": [a_unit("#a")]}),
}  # fmt: skip


@pytest.mark.parametrize("chunk", [1, 20, flow.CHUNK])
@pytest.mark.parametrize("name", STREAMED)
def test_plain_forms_are_read_unit_by_unit(name: str, chunk: int) -> None:
    assert same(STREAMED[name], chunk) or chunk < flow.CHUNK  # a graph must show in what is read first


@pytest.mark.parametrize("chunk", [1, 20, flow.CHUNK])
@pytest.mark.parametrize("name", WHOLE)
def test_anything_else_is_read_whole(name: str, chunk: int) -> None:
    assert not same(WHOLE[name], chunk)


@given(
    st.fixed_dictionaries(
        {"@type": st.sampled_from(["Person", "Organization", ["Person"], "Place"])},
        optional={
            name: st.one_of(
                plain, st.sampled_from([1912, "-0100", "1912-02", [], ["A", "B"], {"@value": "A", "@language": "de"}])
            )
            for name in ("name", "birthDate", "deathDate", "foundingDate", "dissolutionDate", "alternateName")
        },
    )
)
def test_a_plain_agent_is_what_a_closer_look_finds(data: dict[str, Any]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agents, "_take_plain", lambda thing: None)
        expected = agents.take_agent(of_json(data))
    got = agents.take_agent(of_json(data))
    assert got == expected
    assert got.__class__ is expected.__class__


def test_a_node_is_read_with_all_that_is_said_of_it() -> None:
    nodes, _, _ = result(
        reader.read,
        nested(creator=KIM, hasPart=[a_unit("#a", creator={**KIM, "birthDate": "1912", "deathDate": "1994"})]),
    )
    assert [str(node.unit.agents[0].agent.dates.text) for node in nodes if node.unit.agents[0].agent.dates] == [
        "1912-1994"
    ] * 2


def test_real_files_are_read_alike(shared: Path) -> None:
    files = [path for path in (shared / "samples").rglob("*.json*") if path.stat().st_size < 1_000_000]
    assert files
    for path in files:
        same(path.read_bytes())


def deep(count: int) -> bytes:
    """One long unit, and a chain of units whose parts are far from their beginnings."""
    head = json.dumps({"@context": SCHEMA, **a_unit("#r", description="x" * 10_000 * count)})[:-1] + ', "hasPart": ['
    chain = "".join(json.dumps(a_unit(f"#{n}", description="y" * 10_000))[:-1] + ', "hasPart": [' for n in range(count))
    return (
        f"{head}{json.dumps(a_unit('#first', description='z' * 10_000 * count))}, {chain}{']}' * (count + 1)}".encode()
    )


def test_what_is_large_and_deep_takes_time_as_it_grows() -> None:
    def scanned(count: int) -> int:
        """The number of characters scanned, counting repetitions."""
        seen = 0

        def scan(text: str, at: int) -> tuple[Any, int]:
            nonlocal seen
            try:
                value, end = flow.plain(text, at)
            except (StopIteration, ValueError):
                seen += len(text) - at
                raise
            seen += end - at
            return value, end

        assert sum(1 for _ in flow.Flow(io.BytesIO(deep(count)), scan)) == count + 2
        return seen

    assert scanned(160) < 5 * scanned(40)


def test_a_large_document_is_read_in_the_memory_of_a_unit(tmp_path: Path) -> None:
    import tracemalloc

    def peak(count: int) -> int:
        path = tmp_path / f"{count}.jsonld"
        with path.open("w") as out:
            out.write(f'{{"@context": "{SCHEMA}", "@id": "#r", "@type": "Collection", "name": "R", "hasPart": [')
            for number in range(count):
                out.write("," * bool(number) + json.dumps(a_unit(f"#{number}", description=f"{number} " * 50)))
            out.write("]}")
        with path.open("rb") as source:
            tracemalloc.start()
            read = sum(isinstance(node.unit, Document) for node in reader.read(source, Context()))
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        assert read == count
        return found

    peak(10)
    assert peak(8_000) < peak(2_000) + 1_000_000
