"""Records for Europeana: the right triples, the requirements, and the report of what is missing."""

from __future__ import annotations

import io
from typing import Any

import attrs
import pyoxigraph
import pytest
from hypothesis import assume, given
from tests.growth import grows_with_input
from tests.strategies import collections

import docmeta
from docmeta import Collection, Document, OptionError, Report
from docmeta.model import (
    AgentLink,
    Date,
    DigitalObject,
    Identifier,
    Language,
    Note,
    Person,
    Place,
    Repository,
    RightsStatement,
    Term,
    walk,
)
from docmeta.receivers import receivers
from docmeta.text import Text

[EUROPEANA] = receivers("europeana")
BASE = "https://archive.example.org/"
CHO = f"{BASE}d1#cho"
AGGREGATION = f"{BASE}d1#aggregation"
INC = "http://rightsstatements.org/vocab/InC/1.0/"
PREFIXES = {
    "http://www.europeana.eu/schemas/edm/": "edm:", "http://www.openarchives.org/ore/terms/": "ore:",
    "http://purl.org/dc/elements/1.1/": "dc:", "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/2004/02/skos/core#": "skos:", "http://www.w3.org/2002/07/owl#": "owl:",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo:", "http://rdvocab.info/ElementsGr2/": "rda:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}  # fmt: skip
#: The options of a delivery.
GIVEN: dict[str, Any] = {
    "provider": "Aggregator",
    "data_provider": "City Archive",
    "rights": INC,
    "type": "IMAGE",
    "genre": "Record",
}


def letter(**more: Any) -> Document:
    """A record that lacks nothing."""
    fields: dict[str, Any] = {
        "title": "Telegram",
        "genres": (Term("Text", source="dcmitype"),),
        "languages": (Language("rus"),),
        "repository": Repository("State Archive"),
        "rights": (RightsStatement(uri=" https://rightsstatements.org/page/InC/1.0/?language=en"),),
        "digital_objects": (DigitalObject("https://example.org/view/1"),),
    }
    return Document("d1", **{**fields, **more})


def written(*units: Any, report: Report | None = None, base_uri: str | None = BASE, **options: Any) -> bytes:
    out = io.BytesIO()
    docmeta.write(
        (node for unit in units for node in walk(unit)), out, format="edm", report=report, base_uri=base_uri, **options
    )
    return out.getvalue()


def jsonl(unit: Document) -> io.BytesIO:
    out = io.BytesIO()
    docmeta.dump(unit, out, format="jsonl")
    return io.BytesIO(out.getvalue())


def short(uri: str) -> str:
    return next((name + uri[len(start) :] for start, name in PREFIXES.items() if uri.startswith(start)), uri)


def triples(data: bytes) -> set[tuple[str, str, str]]:
    """The triples, with their prefixes; a word in a language ends with it, a reference is in angle brackets."""
    found = set()
    for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.RDF_XML, base_iri=BASE):
        thing = quad.object
        if isinstance(thing, pyoxigraph.Literal):
            said = f"{thing.value}@{thing.language}" if thing.language else thing.value
        else:
            said = f"<{short(thing.value)}>"
        found.add((quad.subject.value, short(quad.predicate.value), said))
    return found


def of(data: bytes, subject: str) -> set[tuple[str, str]]:
    return {(name, value) for about, name, value in triples(data) if about == subject}


def refused(data: bytes) -> list[str]:
    return sorted(
        {one.rule.id for one in EUROPEANA.arriving(io.BytesIO(data)) if one.rule and one.outcome == "refused"}
    )


def missing(report: Report) -> set[str | None]:
    return {one.target for one in report.findings if one.code == "problem"}


def test_a_record_is_a_thing_and_an_aggregation() -> None:
    report = Report()
    data = written(letter(), report=report)
    assert of(data, CHO) == {
        ("rdf:type", "<edm:ProvidedCHO>"), ("dc:title", "Telegram"), ("dc:type", "Text"), ("dc:language", "ru"), ("edm:type", "TEXT"),
    }  # fmt: skip
    assert of(data, AGGREGATION) == {
        ("rdf:type", "<ore:Aggregation>"),
        ("edm:aggregatedCHO", f"<{CHO}>"),
        ("edm:dataProvider", "State Archive"),
        ("edm:provider", "State Archive"),
        ("edm:isShownAt", "<https://example.org/view/1>"),
        ("edm:rights", f"<{INC}>"),
    }
    assert report.losses == 0
    assert [one.target for one in report.findings if one.code == "supplied"] == ["edm:provider"]
    assert refused(data) == []


def test_names_and_terms_with_an_address_are_things() -> None:
    person = Person(
        "Роу, Анна", other_names=("Roe, Ann",), dates=Date("1912-1994"), source="viaf",
        identifiers=(Identifier("9999", "authority"), Identifier("https://www.wikidata.org/entity/Q1", "uri"), Identifier("A 7", "local")),
        history="A diplomat.",
    )  # fmt: skip
    data = written(
        letter(
            agents=(AgentLink(person), AgentLink(Person("Doe, J.", dates=Date("1900-1980")), "subject")),
            subjects=(Term("Ships", source="lcsh", identifier="sh85121662"), Term("Ferries", source="local")),
            places=(Place("Rye", latitude=50.95, longitude=0.73, part_of=Place("Sussex")), Place("Kent")),
        )
    )
    viaf, ships = "http://viaf.org/viaf/9999", "http://id.loc.gov/authorities/subjects/sh85121662"
    assert {("dc:creator", f"<{viaf}>"), ("dc:subject", "Doe, J., 1900-1980"), ("dc:subject", f"<{ships}>"), ("dc:subject", "Ferries"),
            ("dcterms:spatial", "Kent")} <= of(data, CHO)  # fmt: skip
    assert of(data, viaf) == {
        ("rdf:type", "<edm:Agent>"), ("skos:prefLabel", "Роу, Анна"), ("skos:altLabel", "Roe, Ann"), ("dc:date", "1912-1994"),
        ("edm:begin", "1912"), ("edm:end", "1994"), ("dc:identifier", "A 7"), ("owl:sameAs", "<https://www.wikidata.org/entity/Q1>"),
        ("rda:biographicalInformation", "A diplomat."),
    }  # fmt: skip
    assert of(data, ships) == {("rdf:type", "<skos:Concept>"), ("skos:prefLabel", "Ships")}
    [rye] = [value[1:-1] for name, value in of(data, CHO) if name == "dcterms:spatial" and value != "Kent"]
    [sussex] = [value[1:-1] for name, value in of(data, rye) if name == "dcterms:isPartOf"]
    assert {("skos:prefLabel", "Rye"), ("geo:lat", "50.95"), ("geo:long", "0.73")} <= of(data, rye)
    assert of(data, sussex) == {("rdf:type", "<edm:Place>"), ("skos:prefLabel", "Sussex")}
    assert refused(data) == []


def test_dates_are_exact_or_spans_or_words() -> None:
    dates = (
        Date("19 November 1951", kind="creation"), Date("circa 1950s", kind="creation"), Date("Spring term", kind="coverage"),
        Date("1960", kind="publication"),
    )  # fmt: skip
    data = written(letter(dates=dates))
    said = of(data, CHO)
    assert {("dcterms:created", "1951-11-19"), ("dcterms:temporal", "Spring term"), ("dcterms:issued", "1960")} <= said
    [span] = [value[1:-1] for name, value in said if name == "dcterms:created" and value != "1951-11-19"]
    assert of(data, span) == {
        ("rdf:type", "<edm:TimeSpan>"), ("skos:prefLabel", "circa 1950s"), ("edm:begin", "1950"), ("edm:end", "1959"),
        ("skos:notation", "195X~"),
    }  # fmt: skip


def test_objects_are_pages_files_views_and_thumbnails() -> None:
    objects = (
        DigitalObject("https://example.org/1.jpg", title="Recto"), DigitalObject("https://example.org/2.jpg", media_type="image/jpeg"),
        DigitalObject("https://example.org/t.png", role="thumbnail"), DigitalObject("https://example.org/view"),
        DigitalObject("https://example.org/iiif/manifest.json", role="manifest"), DigitalObject("scans/3.tif"),
    )  # fmt: skip
    report = Report()
    data = written(letter(digital_objects=objects), report=report)
    assert {
        ("edm:isShownAt", "<https://example.org/view>"), ("edm:isShownBy", "<https://example.org/1.jpg>"),
        ("edm:hasView", "<https://example.org/2.jpg>"), ("edm:object", "<https://example.org/t.png>"),
    } <= of(data, AGGREGATION)  # fmt: skip
    assert of(data, "https://example.org/1.jpg") == {
        ("rdf:type", "<edm:WebResource>"), ("dc:title", "Recto"), ("dc:format", "image/jpeg"),
        ("dcterms:isReferencedBy", "<https://example.org/iiif/manifest.json>"),
    }  # fmt: skip
    assert [(one.code, one.example) for one in report.findings if one.field == "digital_objects"] == [
        ("dropped", "scans/3.tif")
    ]


def test_the_own_address_of_a_unit_and_the_base_show_it_too() -> None:
    ark = letter(digital_objects=(), identifiers=(Identifier("ark:/12345/x6", "ark"),))
    assert ("edm:isShownAt", "<https://n2t.net/ark:/12345/x6>") in of(written(ark), AGGREGATION)
    assert ("edm:isShownAt", f"<{BASE}d1>") in of(written(letter(digital_objects=())), AGGREGATION)
    bare = written(letter(digital_objects=()), base_uri=None)
    assert refused(bare) == ["EDM-SHOWN"]
    assert b'rdf:about="#cho/d1"' in bare


def test_what_is_missing_is_said_in_plain_words() -> None:
    report = Report()
    data = written(Document("d1"), report=report, base_uri=None)
    assert missing(report) == {"dc:title", "edm:type", "dc:subject", "edm:dataProvider", "edm:isShownAt", "edm:rights"}
    assert any(one.message.startswith("Europeana refuses a record without a data provider") for one in report.findings)
    assert "EDM-RIGHTS" in refused(data)
    with pytest.raises(docmeta.LossError):
        docmeta.convert(jsonl(Document("d1")), io.BytesIO(), for_="europeana", strict=True)


def test_options_say_what_the_source_does_not() -> None:
    report = Report()
    given = {**GIVEN, "type": "TEXT", "language": "zxx", "intermediate_provider": "Region"}
    data = written(Document("d1", dates=Date("1951")), report=report, **given)
    assert missing(report) == set()
    assert refused(data) == []
    assert {
        ("dc:title", "[Document, 1951]"),
        ("dc:type", "Record"),
        ("dc:language", "zxx"),
        ("edm:type", "TEXT"),
    } <= of(data, CHO)
    assert {
        ("edm:provider", "Aggregator"),
        ("edm:dataProvider", "City Archive"),
        ("edm:intermediateProvider", "Region"),
    } <= of(data, AGGREGATION)
    source = written(letter(), **GIVEN)
    assert ("edm:dataProvider", "State Archive") in of(source, AGGREGATION)
    assert ("edm:type", "TEXT") in of(source, CHO)
    with pytest.raises(OptionError, match="'rights'"):
        written(letter(), rights="https://example.org/own")
    with pytest.raises(OptionError, match="'language'"):
        written(letter(), language="no language")


def test_incomplete_records_can_be_left_out() -> None:
    report = Report()
    units = (letter(), Document("d2", title="Nowhere"))
    data = written(*units, report=report, incomplete="leave_out")
    assert data.count(b"<edm:ProvidedCHO") == 1
    assert [(one.field, one.example) for one in report.findings if one.code == "refused"] == [("id", "d2")]


def test_rights_that_europeana_does_not_take_are_no_edm_rights() -> None:
    report = Report()
    rights = (RightsStatement("Ask us.", uri="http://rightsstatements.org/vocab/NoC-US/1.0/", holder="The heirs"),)
    data = written(letter(rights=rights), report=report)
    assert {
        ("dc:rights", "Ask us."),
        ("dc:rights", "<http://rightsstatements.org/vocab/NoC-US/1.0/>"),
        ("dc:rights", "The heirs"),
    } <= of(data, CHO)
    assert missing(report) == {"edm:rights"}


def test_records_are_the_leaves_and_say_what_stands_above() -> None:
    series = Collection(
        "s", title="Telegrams", description="All of 1951.", members=(letter(repository=None, rights=()),)
    )
    fonds = Collection(
        "c", title="Papers", repository=Repository("State Archive"), rights=RightsStatement(uri=INC), members=(series,),
        notes=(Note("access_conditions", "Open."),),
    )  # fmt: skip
    report = Report()
    data = written(*[fonds], report=report)
    assert data.count(b"<edm:ProvidedCHO") == 1
    assert {("dcterms:isPartOf", "Papers > Telegrams"), ("dc:rights", "Open.")} <= of(data, CHO)
    assert ("edm:rights", f"<{INC}>") in of(data, AGGREGATION)
    assert refused(data) == []
    lost = {(one.field, one.example) for one in report.findings if one.code == "dropped"}
    assert ("description", "All of 1951.") in lost
    assert "title" not in {field for field, _ in lost}
    every = written(fonds, records="all", **GIVEN)
    assert (CHO, "dcterms:isPartOf", f"<{BASE}s#cho>") in triples(every)
    assert refused(every) == []


def test_findings_of_a_record_stand_at_its_place() -> None:
    tree = Collection("c", members=(letter(), Document("d2", title="Bare")))
    report = Report()
    written(tree, report=report, base_uri=None)
    [found] = [one for one in report.findings if one.target == "edm:isShownAt"]
    assert (found.path, found.title) == ("$.members[1]", "Bare")


def test_rights_of_a_unit_above_hold_where_the_record_has_words_alone() -> None:
    words = letter(rights=(RightsStatement("In copyright."),))
    fonds = Collection("c", title="Papers", rights=RightsStatement(uri=INC), members=(words,))
    report = Report()
    data = written(fonds, report=report)
    assert ("edm:rights", f"<{INC}>") in of(data, AGGREGATION)
    assert ("dc:rights", "In copyright.") in of(data, CHO)
    assert missing(report) == set()


def test_an_address_with_signs_that_none_holds_is_mended() -> None:
    report = Report()
    data = written(
        letter(digital_objects=(DigitalObject("https://example.org/a b|1.jpg", title="Recto"),)), report=report
    )
    address = "https://example.org/a%20b%7C1.jpg"
    assert ("edm:isShownBy", f"<{address}>") in of(data, AGGREGATION)
    assert ("dc:title", "Recto") in of(data, address)
    assert [(one.code, one.field) for one in report.findings if one.field == "digital_objects"] == [
        ("changed", "digital_objects")
    ]


@pytest.mark.parametrize(
    "uri",
    [
        "https://example.org/%zz.jpg", "https://example.org/a#b#c", "https://example.org/[1].jpg", "https://example.org/\ud800\ue000.jpg",
        "HTTPS://EXAMPLE.ORG/A.JPG", "https://us er@example.org/1.jpg", "https://example.org:99999/1.jpg", "https://müller.example/é.jpg",
        "https://example.org/\ufdd0\U000e0001.jpg", "https://example.org/%e2%82.jpg", 'https://example.org/"<>\\^`{|}.jpg',
    ],
)  # fmt: skip
def test_no_address_is_broken(uri: str) -> None:
    data = written(letter(digital_objects=(DigitalObject(uri),)))
    assert {("edm:isShownAt", f"<{BASE}d1>")} != {
        one for one in of(data, AGGREGATION) if one[0].startswith("edm:isShown")
    }
    assert refused(data) == []


@pytest.mark.parametrize(
    "uri", ["http://[::1]/1.jpg", "http:///1.jpg", "https://example.org:port/1.jpg", "javascript:alert(1)", "http://?"]
)
def test_what_is_no_address_is_none(uri: str) -> None:
    data = written(letter(digital_objects=(DigitalObject(uri),)))
    assert ("edm:isShownAt", f"<{BASE}d1>") in of(data, AGGREGATION)
    assert not [name for name, _ in of(data, AGGREGATION) if name in ("edm:isShownBy", "edm:hasView")]


def test_a_name_that_is_only_a_number_is_a_reference() -> None:
    nobody = Person(source="viaf", identifiers=(Identifier("9999", "authority"),), dates=Date("1912"))
    data = written(letter(agents=(AgentLink(nobody),)))
    assert ("dc:creator", "<http://viaf.org/viaf/9999>") in of(data, CHO)
    assert ("dc:date", "1912") in of(data, "http://viaf.org/viaf/9999")


def test_its_things_are_read_as_dublin_core() -> None:
    objects = (DigitalObject("https://example.org/1.jpg", title="Recto"),)
    data = written(letter(digital_objects=objects, dates=Date("circa 1950", kind="creation")))
    [node] = docmeta.read(data)
    assert (node.unit.title, node.unit.genres[0].term) == ("Telegram", "Text")


def test_words_keep_their_language() -> None:
    data = written(letter(title=Text("Письмо", None, "rus"), description="A letter."), lang="en")
    assert {("dc:title", "Письмо@ru"), ("dc:description", "A letter.@en"), ("dc:type", "Text@en")} <= of(data, CHO)
    report = Report()
    assert ("dc:description", "A & <b> letter \ufffd") in of(
        written(letter(description="A & <b> letter \x07"), report=report), CHO
    )
    assert report.losses == 1


def test_what_is_internal_stays_inside() -> None:
    data = written(
        letter(notes=(Note("general", "secret", audience="internal"),), subjects=(Term("secret", audience="internal"),))
    )
    assert b"secret" not in data


def test_an_oai_response_has_one_graph_for_each_record() -> None:
    units = (letter(), attrs.evolve(letter(), id="d2"))
    data = written(*units, envelope="oai", repository="example.org", timestamp="2026-01-31T12:00:00Z")
    assert data.count(b"<rdf:RDF") == data.count(b"<record>") == 2
    assert b'metadataPrefix="edm"' in data
    assert b"<identifier>oai:example.org:d1</identifier>" in data
    assert refused(data) == []


def test_check_judges_the_file_that_was_written(tmp_path: Any) -> None:
    path = tmp_path / "records.edm.xml"
    path.write_bytes(written(letter()))
    assert list(docmeta.check(path, profile="europeana")) == []
    path.write_bytes(written(letter(digital_objects=()), base_uri=None))
    assert {one.rule for one in docmeta.check(path, profile="europeana")} == {"EDM-SHOWN"}


@given(collections())
def test_whatever_is_written_is_taken(collection: Collection) -> None:
    """With the options of a delivery, Europeana only refuses empty records."""
    assume(collection.audience != "internal")  # nothing is left of it
    report = Report()
    out = io.BytesIO()
    docmeta.dump(
        collection, out, format="edm", report=report, base_uri=BASE, **{**GIVEN, "language": "zxx", "records": "all"}
    )
    data = out.getvalue()
    assert set(refused(data)) <= ({"EDM-TITLE"} if "dc:title" in missing(report) else set())
    things = [s for s, name, value in triples(data) if (name, value) == ("rdf:type", "<edm:ProvidedCHO>")]
    assert len(things) == report.units


def test_many_records_take_time_that_grows_with_their_number() -> None:
    def made(count: int) -> Collection:
        shared = tuple(Term(f"Subject {number}", uri=f"https://example.org/{number}") for number in range(4))
        return Collection(
            "c", title="C", members=[attrs.evolve(letter(), id=f"d{n}", subjects=shared) for n in range(count)]
        )

    grows_with_input(lambda count: made(count), lambda tree: written(tree), 200)
