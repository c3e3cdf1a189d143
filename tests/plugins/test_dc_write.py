"""Writing Dublin Core: the right elements in each envelope, valid, with exactly the losses reported."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import docmeta
import docmeta_schemas
from docmeta import Collection, Context, Document, ModelError, Node, OptionError, Text, walk
from docmeta.model import (
    FIELDS,
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    Date,
    DigitalObject,
    Extent,
    Extra,
    Family,
    Identifier,
    Language,
    Note,
    Person,
    Place,
    Record,
    Relation,
    Repository,
    Revision,
    RightsStatement,
    Term,
    Unit,
)
from docmeta.plugins import registry
from docmeta.text import of_markup
from docmeta_dublincore.crosswalk import QUALIFIED, SIMPLE
from docmeta_dublincore.options import DublinCoreOptions
from docmeta_dublincore.reader import read
from docmeta_dublincore.writer import write_qualified, write_simple
from oai_schemas import static_schema
from strategies import streams, units, words

WRITERS = {"dc": write_simple, "dcterms": write_qualified}
TABLES = {"dc": SIMPLE, "dcterms": QUALIFIED}
DC = "{http://purl.org/dc/elements/1.1/}"


def written(
    nodes: Iterable[Node], format: str = "dc", base_uri: str | None = None, **options: Any
) -> tuple[bytes, Context]:
    context = Context(options=DublinCoreOptions(**options), base_uri=base_uri)
    out = io.BytesIO()
    WRITERS[format](nodes, out, context)
    return out.getvalue(), context


def back(data: bytes, format: str = "dc") -> list[Unit]:
    return [node.unit for node in read(io.BytesIO(data), Context(), format)]


def elements(data: bytes) -> list[tuple[str, str]]:
    """The elements of Dublin Core in an output, by local name."""
    root = etree.fromstring(data)
    return [
        (etree.QName(element).localname, element.text or "")
        for element in root.iter("{http://purl.org/dc/elements/1.1/}*", "{http://purl.org/dc/terms/}*")
    ]


LETTER = Document(
    "letter-1",
    title="Letter & reply",
    level="item",
    dates=(Date("November 19, 1951", kind="creation"), Date("1950", kind="coverage")),
    agents=(AgentLink(Person("Gromyko, Andrei", dates=Date("1909-1989"))), AgentLink(Agent("Embassy"), "contributor")),
    identifiers=(Identifier("MS 1"), Identifier("https://example.org/1", "uri")),
    languages=(Language("rus"), Language("sr", "Cyrl")),
    description=Text("Письмо", language="ru"),
    notes=(Note("access_conditions", "Open."), Note("acquisition", "Bought."), Note("location", "Shelf 4")),
    subjects=(Term("War", source="lcsh"), Term("Telegraph")),
    places=(Place("Korea"),),
    rights=(RightsStatement("Free", uri="https://creativecommons.org/licenses/by/4.0/", holder="The archive"),),
    digital_objects=(DigitalObject("https://example.org/1.jpg", media_type="image/jpeg"),),
    extents=(Extent("3 boxes", quantity="3", unit="boxes"), Extent(facets=("watercolour",))),
    source="AVP RF, fond 0102",
    repository=Repository("State Archive"),
    relations=(Relation("isFormatOf", "https://example.org/film"), Relation("relation", label="A film")),
    genres=(Term("StillImage", source="dcmitype"), Term("postcards")),
    containers=(Container("1", "Box"),),
)


def test_the_simple_elements() -> None:
    data, _ = written([Node(0, LETTER)])
    assert elements(data) == [
        ("title", "Letter & reply"),
        ("identifier", "MS 1"),
        ("identifier", "https://example.org/1"),
        ("creator", "Gromyko, Andrei, 1909-1989"),
        ("contributor", "Embassy"),
        ("publisher", "State Archive"),
        ("subject", "War"),
        ("subject", "Telegraph"),
        ("coverage", "Korea"),
        ("date", "November 19, 1951"),
        ("coverage", "1950"),
        ("description", "Письмо"),
        ("source", "AVP RF, fond 0102"),
        ("rights", "Open."),
        ("type", "StillImage"),
        ("type", "postcards"),
        ("format", "3 boxes"),
        ("format", "watercolour"),
        ("identifier", "https://example.org/1.jpg"),
        ("format", "image/jpeg"),
        ("language", "ru"),
        ("language", "sr-Cyrl"),
        ("relation", "https://example.org/film"),
        ("relation", "A film"),
        ("rights", "Free"),
        ("rights", "https://creativecommons.org/licenses/by/4.0/"),
    ]
    assert b'<dc:description xml:lang="ru">' in data


def test_the_qualified_elements() -> None:
    data, _ = written([Node(0, LETTER)], "dcterms")
    text = data.decode()
    for line in (
        '<dcterms:created xsi:type="dcterms:W3CDTF">1951-11-19</dcterms:created>',
        '<dcterms:temporal xsi:type="dcterms:W3CDTF">1950</dcterms:temporal>',
        '<dcterms:subject xsi:type="dcterms:LCSH">War</dcterms:subject>',
        "<dcterms:accessRights>Open.</dcterms:accessRights>",
        "<dcterms:provenance>Bought.</dcterms:provenance>",
        '<dcterms:type xsi:type="dcterms:DCMIType">StillImage</dcterms:type>',
        "<dcterms:extent>3 boxes</dcterms:extent>",
        "<dcterms:medium>watercolour</dcterms:medium>",
        '<dcterms:identifier xsi:type="dcterms:URI">https://example.org/1</dcterms:identifier>',
        '<dcterms:hasFormat xsi:type="dcterms:URI">https://example.org/1.jpg</dcterms:hasFormat>',
        '<dcterms:format xsi:type="dcterms:IMT">image/jpeg</dcterms:format>',
        '<dcterms:language xsi:type="dcterms:RFC4646">ru</dcterms:language>',
        '<dcterms:language xsi:type="dcterms:RFC4646">sr-Cyrl</dcterms:language>',
        '<dcterms:isFormatOf xsi:type="dcterms:URI">https://example.org/film</dcterms:isFormatOf>',
        "<dcterms:rights>Free</dcterms:rights>",
        '<dcterms:license xsi:type="dcterms:URI">https://creativecommons.org/licenses/by/4.0/</dcterms:license>',
        "<dcterms:rightsHolder>The archive</dcterms:rightsHolder>",
    ):
        assert line in text, line


@pytest.mark.parametrize(
    ("date", "element"),
    [
        (Date("1901-02"), ">1901-02<"),
        (Date("1901-02", "1901/1902"), ">1901-02<"),
        (Date("1951", calendar="julian"), ">1951 (calendar: julian)<"),
        (Date("1951-11-19", era="A"), ">1951-11-19 (era: A)<"),
        (Date("1901-02", "1901-02"), ' xsi:type="dcterms:W3CDTF">1901-02<'),
        (Date("February 1901"), ' xsi:type="dcterms:W3CDTF">1901-02<'),
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", [None, "creation", "publication", "coverage"])
def test_only_words_that_mean_a_date_of_w3cdtf_are_typed_so(date: Date, element: str, kind: str | None) -> None:
    """A scheme determines how a value is read: 1901-02, if it is two years or undetermined, is not a month of it."""
    data, _ = written([Node(0, Document("u", dates=(attrs.evolve(date, kind=kind),)))], "dcterms")
    assert element in data.decode()
    assert element[0] == " " or b"W3CDTF" not in data


@pytest.mark.parametrize("format", WRITERS)
@given(
    said=st.sampled_from(
        ("November 19, 1951", "1951", "1951-11", "1951-1953", "circa 1951", "1912 or 1913", "500", "1901-02")
    ),
    era=st.sampled_from((None, "ce", "bce", "A", "hijri")),
    calendar=st.sampled_from((None, "gregorian", "julian", "1")),
    certainty=st.sampled_from((None, "approximate", "uncertain", "exact")),
    kind=st.sampled_from((None, "creation", "coverage")),
)
def test_a_date_means_no_more_than_its_attributes_say(
    format: str, said: str, kind: str | None, **beside: str | None
) -> None:
    date = Date(said, kind=kind, **beside)
    data, _ = written([Node(0, Document("u", dates=(date,)))], format)
    found = back(data, format)[0].dates
    assert all(one.edtf in (None, date.edtf) for one in found), data


@pytest.mark.parametrize("id", ["ark:/12345/x6", "doi:10.1234/ab", "hdl:2027/x", "https://example.org/1", "MS 1"])
@pytest.mark.parametrize("format", WRITERS)
def test_an_identifier_that_is_written_as_its_address_is_reported(format: str, id: str) -> None:
    data, context = written([Node(0, Document(id))], format)
    (again,) = back(data, format)
    assert (again.id != id) == ("id" in {finding.field for finding in context.report})


def test_the_losses_of_a_record() -> None:
    _, context = written([Node(0, LETTER)])
    found = Counter((finding.code, finding.field) for finding in context.report for _ in range(finding.count))
    assert found == {
        ("changed", "agents"): 1,  # that it is a person, and the dates apart from the name
        ("changed", "dates"): 1,  # that it is the creation
        ("changed", "notes"): 1,  # that the rights are conditions of access
        ("dropped", "notes"): 2,
        ("partial", "subjects"): 1,  # the vocabulary
        ("partial", "rights"): 1,  # who holds them
        ("changed", "digital_objects"): 1,
        ("changed", "extents"): 1,
        ("changed", "languages"): 1,  # the code of three letters
        ("changed", "relations"): 1,
        ("changed", "repository"): 1,
        ("dropped", "level"): 1,
        ("dropped", "containers"): 1,
        ("changed", "id"): 1,
    }


def test_what_survives_is_not_reported() -> None:
    unit = Document(
        "MS 1",
        title="A title",
        other_titles=("Another",),
        identifiers=(Identifier("MS 1"), Identifier("https://doi.org/10.1000/182", "doi")),
        agents=(AgentLink(Agent("Kim"), "creator"), AgentLink(Agent("Press"), "publisher")),
        dates=(Date("1951-11-19"), Date("Laufzeit"), Date("1950", kind="coverage")),
        description="One.\n\nTwo\nlines.",
        notes=(Note("scope_and_content", "More."),),
        subjects=(Term(Text("Война", language="ru")),),
        languages=(Language("ru"), Language("en"), Language("sr", "Cyrl"), Language(name="the tongue of birds")),
        extents=(Extent("3 boxes", quantity="3", unit="boxes"),),
        rights=(RightsStatement(uri="http://rightsstatements.org/vocab/InC/1.0/"),),
        source="AVP",
        genres=(Term("Text", source="dcmitype"),),
    )
    for format in WRITERS:
        data, context = written([Node(0, unit)], format)
        assert not context.report.findings
        assert back(data, format) == [unit]


# -- envelopes ----------------------------------------------------------------------------------------------------------


def two() -> Iterable[Node]:
    member = Document("m 1", title="Member", record=Record(revisions=(Revision(date=Date("2015-03-01")),)))
    sets = (Extra("oai", "header/setSpec", "letters:1950"),)
    return walk(
        Collection(
            "c1", title="Papers", level="fonds", members=(member, Document("unit-1.2", minted=True, extras=sets))
        )
    )


def test_one_record_is_bare_and_several_travel_in_oai_pmh() -> None:
    assert etree.fromstring(written([Node(0, LETTER)])[0]).tag.endswith("oai_dc/}dc")
    data, context = written(
        two(), timestamp="2020-02-03T04:05:06+01:00", repository="example.org", request_url="https://example.org/oai"
    )
    text = data.decode()
    assert "<responseDate>2020-02-03T03:05:06Z</responseDate>" in text
    assert '<request verb="ListRecords" metadataPrefix="oai_dc">https://example.org/oai</request>' in text
    assert "<identifier>oai:example.org:c1</identifier>" in text
    assert "<identifier>oai:example.org:m%201</identifier>" in text
    assert "<datestamp>2015-03-01T00:00:00Z</datestamp>" in text
    assert "<setSpec>letters:1950</setSpec>" in text
    assert text.count("<dc:relation>c1</dc:relation>") == 2
    supplied = {finding.target: finding.count for finding in context.report if finding.code == "supplied"}
    assert supplied == {"header/identifier": 1, "header/datestamp": 2}
    assert {finding.field for finding in context.report if finding.code in ("partial", "dropped")} == {
        "record",
        "level",
    }
    assert {finding.field for finding in context.report if finding.code == "changed"} == {"members", "id"}


def test_a_harvested_page_is_written_as_it_was_read() -> None:
    record = Record(revisions=(Revision(date=Date("2015-03-01"), kind="updated"),))
    unit = Document("oai:x:1", title="A", record=record, extras=(Extra("oai", "header/setSpec", "letters"),))
    data, context = written([Node(0, unit)], envelope="oai", request_url="https://example.org/oai")
    assert not context.report.findings
    (again,) = back(data)
    assert (again.id, again.title, again.record) == (unit.id, unit.title, unit.record)
    assert unit.extras[0] in again.extras
    _, context = written([Node(0, unit)])
    assert [finding.field for finding in context.report] == ["extras", "record"]


@pytest.mark.parametrize("format", ["dc", "dcterms", "edm"])
def test_a_component_has_the_datestamp_of_its_finding_aid(format: str) -> None:
    said = {
        "records": "all",
        "provider": "A",
        "data_provider": "B",
        "rights": "http://rightsstatements.org/vocab/InC/1.0/",
    }
    changed = [Record(revisions=(Revision(date=Date(stamp)),)) for stamp in ("2015-03-01", "2016-04-05T06:07:08Z")]
    roots = (
        Collection(
            "c1", title="Papers", record=changed[0],
            members=[Collection("s", title="Letters", members=[Document("m1", title="A")]), Document("m2", title="B", record=changed[1])],
        ),
        Collection("c2", title="Maps", members=[Document("m3", title="C")]),
    )  # fmt: skip
    out = io.BytesIO()
    options = said if format == "edm" else {}
    docmeta.dump(
        roots,
        out,
        format=format,
        envelope="oai",
        timestamp="2020-02-03T04:05:06Z",
        base_uri="https://a.example.org",
        **options,
    )
    stamps = [one.text for one in etree.fromstring(out.getvalue()).iter("{*}datestamp")]
    assert stamps == [*["2015-03-01"] * 3, "2016-04-05", "2020-02-03", "2020-02-03"]


def test_a_change_at_the_time_of_the_response_is_not_supplied() -> None:
    now = "2020-02-03T04:05:06Z"
    root = Collection(
        "c", title="Papers", record=Record(revisions=(Revision(date=Date(now)),)), members=[Document("m", title="A")]
    )
    _, context = written(list(walk(root)), timestamp=now)
    assert not [one for one in context.report if one.target == "header/datestamp" and one.code == "supplied"]


def test_the_datestamps_of_a_response_are_days_or_seconds() -> None:
    """OAI-PMH 2.0, section 3.3.2: a repository has one granularity."""
    stamps = ("2016-04-05T06:07:08Z", "2015-03-01")
    records = [Record(revisions=(Revision(date=Date(stamp), kind="updated"),)) for stamp in stamps]
    units = [Document(f"d{number}", title="A", record=record) for number, record in enumerate(records)]
    data, context = written([Node(0, unit) for unit in units])
    assert re.findall(b"<datestamp>(.*)</datestamp>", data) == [b"2016-04-05T06:07:08Z", b"2015-03-01T00:00:00Z"]
    assert [(finding.field, finding.example) for finding in context.report if finding.target == "header/datestamp"] == [
        ("record", "2015-03-01")
    ]
    data, _ = written([Node(0, unit) for unit in reversed(units)])
    assert re.findall(b"<datestamp>(.*)</datestamp>", data) == [b"2015-03-01", b"2016-04-05"]


def test_the_datestamp_is_never_1970(monkeypatch: pytest.MonkeyPatch) -> None:
    for epoch in (None, "0", "86400"):
        if epoch is None:
            monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        else:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        data = written(two())[0]
        assert b"1970" not in data
        assert data == written(two())[0]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert b"<responseDate>2023-11-14T22:13:20Z</responseDate>" in written(two())[0]
    with pytest.raises(OptionError, match="timestamp"):
        written(two(), timestamp="yesterday")


def test_members_name_the_address_above_where_the_base_is_known() -> None:
    data, _ = written(two(), "dcterms", base_uri="https://example.org/archive/")
    assert b'<dcterms:isPartOf xsi:type="dcterms:URI">https://example.org/archive/c1</dcterms:isPartOf>' in data
    assert b'<dcterms:identifier xsi:type="dcterms:URI">https://example.org/archive/m%201</dcterms:identifier>' in data


def test_rdf_and_plain_wrappers() -> None:
    data, _ = written([Node(0, LETTER)], "dcterms", envelope="rdf")
    description = etree.fromstring(data)[0]
    assert description.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") == "https://example.org/1"
    assert b'<dcterms:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>' in data
    wrapper = etree.fromstring(written(two(), envelope="records")[0])
    assert wrapper.tag == "records"
    assert len(wrapper) == 3


def test_a_bare_record_is_one_record() -> None:
    with pytest.raises(OptionError, match="one record"):
        written(two(), envelope="none")
    assert len(back(written(iter(()), envelope="none")[0])) == 1


def test_nothing_is_an_answer_without_records() -> None:
    assert b'<error code="noRecordsMatch"/>' in written(iter(()))[0]


def test_the_history_of_an_agent_goes_into_the_record_only_by_option() -> None:
    unit = Document("d", notes=(Note("biography_or_history", "Born in 1909."),))
    assert b"Born" not in written([Node(0, unit)])[0]
    assert b"<dc:description>Born in 1909.</dc:description>" in written([Node(0, unit)], biography=True)[0]
    assert (
        b"<dcterms:description>Born in 1909.</dcterms:description>"
        in written([Node(0, unit)], "dcterms", biography=True)[0]
    )


def test_a_title_is_not_invented() -> None:
    assert elements(written([Node(0, Document("unit-1", minted=True, description="Words"))])[0]) == [
        ("description", "Words")
    ]


def test_what_is_read_back_as_another_field_is_reported() -> None:
    unit = Document(
        "d",
        other_titles=("Other",),
        notes=(Note("scope_and_content", "Scope"), Note("originals", "Moscow")),
        identifiers=(Identifier("d"),),
    )
    _, context = written([Node(0, unit)])
    assert {(finding.field, finding.target) for finding in context.report} == {
        ("other_titles", "dc:title"),
        ("notes", "dc:description"),
        ("notes", "dc:source"),
    }


@pytest.mark.parametrize(
    ("prose", "lost"),
    [
        ("plain", False), ("two\nlines", False), ("two\n\nparagraphs", False), (" space before", True), ("space after ", True),
        ("a\n  b", True), ("a\n\n\nb", True), ("a\rb", True), ("a  b", False), ("a\tb", False), ("\u00a0a\u00a0", False),
    ],
)  # fmt: skip
def test_white_space_is_kept_or_reported(prose: str, lost: bool) -> None:
    unit = Document("d", title=prose, identifiers=(Identifier("d"),))
    data, context = written([Node(0, unit)])
    assert bool(context.report.findings) is lost
    assert not context.report.losses
    assert (back(data)[0].title == prose) is not lost


def test_structure_is_reported_and_its_words_are_kept() -> None:
    unit = Document("d", description=of_markup("<p>See <emph>this</emph>.</p>"), identifiers=(Identifier("d"),))
    data, context = written([Node(0, unit)])
    assert ("description", "See this.") in elements(data)
    assert [finding.field for finding in context.report] == ["description"]


def test_characters_that_xml_cannot_hold_are_replaced_and_reported() -> None:
    data, context = written([Node(0, Document("d", title="bell\x07", identifiers=(Identifier("d"),)))])
    assert elements(data)[0] == ("title", "bell\ufffd")
    assert [finding.code for finding in context.report] == ["character"]


# -- properties -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schemas(shared: Path) -> dict[str, etree.XMLSchema]:
    folder = shared / "schemas" / "oai"
    names = {"dc": "driver-oai_dc.xsd", "dcterms": "driver-oai_qdc-in-pmh.xsd"}
    return {format: etree.XMLSchema(file=str(folder / name)) for format, name in names.items()}


@given(nodes=streams(), indent=st.booleans())
def test_whatever_the_model_holds_is_valid(
    schemas: dict[str, etree.XMLSchema], nodes: list[Node], indent: bool
) -> None:
    for format, schema in schemas.items():
        data, _ = written(nodes, format, indent=indent)
        schema.assertValid(etree.fromstring(data, etree.XMLParser(huge_tree=True)))
        if nodes:
            assert len(back(data, format)) == len(nodes)


def test_what_only_looks_like_an_address_is_not_what_a_record_is_about() -> None:
    unit = Document("d", identifiers=(Identifier("http://["), Identifier("https://example.org/d")))
    data, _ = written([Node(0, unit)], "dc", envelope="rdf")
    assert b'rdf:about="https://example.org/d"' in data


@settings(max_examples=40)
@given(nodes=streams(depth=1))
def test_every_envelope_holds_to_our_profile(nodes: list[Node]) -> None:
    for format in WRITERS:
        path = docmeta_schemas.path(format)
        assert path is not None
        profile = etree.RelaxNG(etree.parse(str(path)))
        for envelope in ("oai", "rdf", "records"):
            data, _ = written(nodes, format, envelope=envelope)
            profile.assertValid(etree.fromstring(data, etree.XMLParser(huge_tree=True)))
            if nodes:
                assert len(back(data, format)) == len(nodes)


STATIC: dict[str, Any] = {
    "envelope": "static",
    "admin": "oai@archive.example.org",
    "request_url": "https://gateway.example.org/oai/archive.example.org/records.xml",
    "repository": "archive.example.org",
}


def test_a_static_repository_says_who_it_is_and_reads_back() -> None:
    old = Record(revisions=(Revision(date=Date("1850-03-04")),))
    new = Record(revisions=(Revision(date=Date("2024-05-06T07:08:09Z")),))
    sets = (Extra("oai", "header/setSpec", "maps"),)
    nodes = [
        Node(0, Document("a b", title="A & B", record=old)),
        Node(0, Document("c", title="C", record=new, extras=sets)),
    ]
    for format, prefix in (("dc", "oai_dc"), ("dcterms", "oai_qdc")):
        data, context = written(nodes, format, repository_name="City <Archive>", **STATIC)
        root = etree.fromstring(data)
        space = {
            "s": "http://www.openarchives.org/OAI/2.0/static-repository",
            "o": "http://www.openarchives.org/OAI/2.0/",
        }
        assert [etree.QName(child).localname for child in root] == ["Identify", "ListMetadataFormats", "ListRecords"]
        assert {etree.QName(child).localname: child.text for child in root[0]} == {
            "repositoryName": "City <Archive>", "baseURL": STATIC["request_url"], "protocolVersion": "2.0",
            "adminEmail": "oai@archive.example.org", "earliestDatestamp": "1900-01-01", "deletedRecord": "no",
            "granularity": "YYYY-MM-DD",
        }  # fmt: skip
        assert root.xpath("string(s:ListMetadataFormats/o:metadataFormat/o:metadataPrefix)", namespaces=space) == prefix
        assert root.xpath("string(s:ListRecords/@metadataPrefix)", namespaces=space) == prefix
        headers = root.xpath("s:ListRecords/o:record/o:header", namespaces=space)
        assert [[child.text for child in header] for header in headers] == [
            ["oai:archive.example.org:a%20b", "1900-01-01"], ["oai:archive.example.org:c", "2024-05-06"],
        ]  # fmt: skip
        assert "extras" in {finding.field for finding in context.report}
        assert [unit.title for unit in back(data, format)] == ["A & B", "C"]
        assert registry.default().detect(data[:4_096]).name == format


@given(nodes=streams())
def test_a_static_repository_is_valid_and_as_its_specification_restricts_it(shared: Path, nodes: list[Node]) -> None:
    """Specification for an OAI Static Repository, 2004-04-23, section 3.2: days, no sets, no deleted records, no tokens."""
    if not nodes:
        return
    data, _ = written(nodes, "dc", **STATIC)
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    if "static" not in _STATIC_SCHEMA:
        _STATIC_SCHEMA["static"] = static_schema(shared)
    _STATIC_SCHEMA["static"].assertValid(root)
    assert not list(root.iter("{*}setSpec", "{*}resumptionToken", "{*}about"))
    assert not root.xpath("//*[@status]")
    stamps = [one.text for one in root.iter("{*}datestamp")]
    assert len(stamps) == len(nodes)
    assert all(stamp and len(stamp) == 10 and stamp >= "1900-01-01" for stamp in stamps)
    named = [one.text for one in root.iter("{http://www.openarchives.org/OAI/2.0/}identifier")]
    assert len(set(named)) == len(nodes)


_STATIC_SCHEMA: dict[str, etree.XMLSchema] = {}


@pytest.mark.parametrize(("lacking", "said"), [("admin", "administrator"), ("request_url", "a URL at a gateway")])
def test_a_static_repository_lacks_nothing_that_it_must_say(lacking: str, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        written([Node(0, Document("d"))], **(STATIC | {lacking: None}))
    with pytest.raises(OptionError, match="at least one record"):
        written([], **STATIC)
    with pytest.raises(OptionError, match="administrator"):
        written([Node(0, Document("d"))], **(STATIC | {"admin": "nobody"}))


simple_words = st.sampled_from(
    ("Kim", "1950", "Письмо & co", "a\nb", "a\n\nb", " a", "12 boxes", "https://example.org/a", "image/png")
)
prose = st.one_of(simple_words, st.builds(Text, simple_words, language=st.sampled_from(("ru", "en-US", "not a tag"))))
single: dict[str, st.SearchStrategy[Any]] = {"title": prose, "description": prose, "source": prose}
many: dict[str, st.SearchStrategy[Any]] = {
    "other_titles": prose,
    "agents": st.builds(
        AgentLink,
        st.one_of(st.builds(Agent, prose), st.builds(Person, prose)),
        st.sampled_from(("creator", "contributor", "publisher", "subject", "editor", "rights_holder")),
    ),
    "dates": st.builds(
        Date,
        st.sampled_from(("1951-11-19", "November 1951", "n.d.", "Laufzeit", "1949/1991")),
        kind=st.sampled_from((None, "creation", "coverage", "publication", "digitisation")),
    ),
    "notes": st.builds(
        Note, st.sampled_from(("abstract", "scope_and_content", "originals", "access_conditions", "accruals", "own", "location")), prose
    ),
    "languages": st.builds(
        Language, st.sampled_from((None, "rus", "en", "deu", "xyzzy", "zh-TW")), st.sampled_from((None, "Cyrl", "Zzzq")),
        st.sampled_from(("", "Russian", "tongues")),
    ),
    "subjects": st.builds(Term, prose, source=st.sampled_from((None, "lcsh", "local"))),
    "genres": st.builds(Term, st.sampled_from(("Text", "Collection", "letters")), source=st.sampled_from((None, "dcmitype"))),
    "places": st.builds(Place, prose, source=st.sampled_from((None, "tgn"))),
    "identifiers": st.builds(Identifier, simple_words, st.sampled_from(("unitid", "uri", "doi"))),
    "extents": st.one_of(st.builds(Extent, prose), st.builds(Extent, facets=st.tuples(prose))),
    "relations": st.builds(Relation, st.sampled_from(("relation", "isPartOf", "own")), st.none(), prose),
    "rights": st.builds(RightsStatement, prose, st.sampled_from((None, "https://creativecommons.org/licenses/by/4.0/"))),
    "digital_objects": st.builds(
        DigitalObject, st.sampled_from((None, "https://example.org/1")), media_type=st.sampled_from((None, "image/png"))
    ),
}  # fmt: skip
plain_units = st.builds(
    Document,
    st.just("d"),
    **{name: st.one_of(st.just(""), strategy) for name, strategy in single.items()},
    # Of two notes with the same words one may be read as the kind of the other.
    **{
        name: st.lists(strategy, max_size=2, unique_by=(lambda note: str(note.text)) if name == "notes" else None).map(
            tuple
        )
        for name, strategy in many.items()
    },
)


@pytest.mark.parametrize("format", WRITERS)
@given(unit=plain_units)
def test_the_losses_are_exactly_what_does_not_come_back(format: str, unit: Document) -> None:
    data, context = written([Node(0, unit)], format)
    (again,) = back(data, format)
    reported = Counter(dict.fromkeys(FIELDS, 0))
    for finding in context.report:
        assert finding.field is not None
        reported[finding.field] += finding.count
    for name in FIELDS:
        value, got = getattr(unit, name), getattr(again, name)
        if name in ("id", "minted", "level"):
            continue
        if not isinstance(value, tuple):
            assert bool(reported[name]) == (value != "" and value != got), name
            continue
        left = list(got)
        lost = 0
        for one in value:
            if one in left:
                left.remove(one)
            else:
                lost += 1
        assert lost == reported[name], (name, value, got)


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize(
    "other", ["abstract", "own", "general", "arrangement", "location", "biography_or_history", "language", "originals"]
)
@pytest.mark.parametrize("first", [True, False])
def test_of_several_descriptions_only_the_first_is_read_as_one(format: str, other: str, first: bool) -> None:
    """Notes of the source's own kinds are descriptions, too; those that are dropped, or expressed by codes, are not."""
    notes = (Note(other, "English"), Note("scope_and_content", "x"))
    unit = Document("d", notes=notes if first else notes[::-1], languages=(Language("eng"),))
    data, context = written([Node(0, unit)], format)
    (again,) = back(data, format)
    lost = [note for note in notes if note not in again.notes]
    assert sum(finding.count for finding in context.report if finding.field == "notes") == len(lost)


@given(unit=units())
def test_what_is_not_reported_comes_back(unit: Unit) -> None:
    for format in WRITERS:
        data, context = written([Node(0, unit)], format)
        (again,) = back(data, format)
        reported = {finding.field for finding in context.report}
        if "text" in reported:
            continue
        for name in FIELDS:
            value = getattr(unit, name)
            if name in reported or name in ("audience", "minted") or (name == "id" and unit.minted):
                continue
            got = getattr(again, name)
            if isinstance(value, tuple):
                assert all(one in got for one in value), (name, value, got)
            elif value:
                assert got == value, (name, value, got)


@pytest.mark.parametrize("format", WRITERS)
def test_a_tree_of_which_nothing_else_is_lost_is_written_alike_the_second_time(format: str) -> None:
    """A record's identity and its parents are in the same place as when it was read."""
    letter = Document(
        "ark:/12345/x6",
        title="Letter",
        rights=(RightsStatement("In copyright."),),
        relations=(Relation("relation", "MS 2"),),
    )
    data, _ = written(walk(Collection("MS 1", title="Papers", other_titles=("Letters",), members=(letter,))), format)
    again, _ = written([Node(0, unit) for unit in back(data, format)], format)
    assert again == data


@pytest.mark.parametrize("format", WRITERS)
def test_an_identifier_of_white_space_is_not_written(format: str) -> None:
    data, context = written(walk(Collection(" ", title="Papers", members=(Document("d", title="Letter"),))), format)
    assert b"> <" not in data
    assert {finding.field for finding in context.report} >= {"id", "members"}


@pytest.mark.parametrize("format", WRITERS)
def test_a_media_type_that_is_none_is_reported(format: str) -> None:
    """It would be read back as an extent."""
    data, context = written([Node(0, Document("d", digital_objects=(DigitalObject(media_type="tape"),)))], format)
    assert b">tape</" in data
    assert [finding.field for finding in context.report] == ["digital_objects"]


@pytest.mark.parametrize(
    ("edtf", "day", "lost"),
    [
        ("../2031", "2032-01-01", ""),
        ("2010/2039-05-06", "2039-05-07", "when the condition begins"),
        ("../2031~", None, "the period of the restriction"),
        ("2010/..", None, "the period of the restriction"),
    ],
)
def test_what_is_closed_becomes_available_on_the_day_after(edtf: str, day: str | None, lost: str) -> None:
    note = Note("access_conditions", "Closed.", dates=Date(edtf=edtf))
    out = io.BytesIO()
    report = docmeta.dump(Document("d", title="T", notes=note), out, format="dcterms")
    text = out.getvalue().decode()
    typed = f'<dcterms:available xsi:type="dcterms:W3CDTF">{day}</dcterms:available>'
    assert (typed in text) if day else ("dcterms:available" not in text)
    [said] = [(one.code, one.message, one.target) for one in report if one.field == "notes"]
    assert said[::2] == ("partial" if lost else "changed", "dcterms:accessRights")
    assert said[1].startswith(lost)
    assert report.losses == bool(lost)


CITATION = "Roe, Ann (2001). The herring fleet of Rye. Harbour Studies"


@pytest.mark.parametrize(
    ("format", "element"), [("dc", "dc:description"), ("dcterms", "dcterms:bibliographicCitation")]
)
def test_a_citation_among_identifiers_is_no_identifier(format: str, element: str) -> None:
    unit = Document("d1", title="T", identifiers=(CITATION, "MS 1"), description="The fleet.")
    out = io.BytesIO()
    report = docmeta.dump(unit, out, format=format)
    assert f"<{element}>{CITATION}</{element}>" in out.getvalue().decode()
    assert f":identifier>{CITATION}" not in out.getvalue().decode()
    assert [one.code for one in report if one.field == "identifiers"] == ["changed"]
    [again] = [node.unit for node in docmeta.read(out.getvalue())]
    assert (again.description, [one.value for one in again.identifiers]) == ("The fleet.", ["MS 1"])


def test_an_address_that_is_a_sentence_is_a_description() -> None:
    said = "Link to the image (without a viewer)"
    out = io.BytesIO()
    docmeta.dump(Document("d1", title="T", digital_objects=DigitalObject(said)), out, format="dc")
    assert f"<dc:description>{said}</dc:description>" in out.getvalue().decode()


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("1900~/2007~", "circa 1900-circa 2007"), ("{1955,1958}", "1955, 1958"), ("195X", "1950s"), ("1900/..", "1900-"),
        ("../1950", "until 1950"),
        ("[1957?]", "[1957?]"), ("1890?", "1890?"), ("1953/2001", "1953/2001"), ("1950s?", "1950s?"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("dates", ["auto", "w3cdtf", "words"])
def test_a_date_said_in_edtf_alone_is_put_in_words(said: str, written: str, dates: str) -> None:
    out = io.BytesIO()
    report = docmeta.dump(Document("d1", title="T", dates=said), out, format="dc", dates=dates)
    assert f"<dc:date>{written}</dc:date>" in out.getvalue().decode()
    assert not report.losses


def test_marks_before_the_details_of_an_extent_are_not_doubled() -> None:
    unit = Document("d", extents=(Extent("232 prints :", facets=("b&w ;",), dimensions=("20 cm.",)),))
    assert "<dc:format>232 prints; b&amp;w; 20 cm.</dc:format>" in docmeta.dumps(unit, format="dc")


_LIFE = st.none() | st.sampled_from(("1860-1930", "b. 1912", "1950-01-02", "n.d.", "")).map(
    lambda text: Date(text) if text else Date(edtf="1860/1930")
)


@given(
    name=words() | st.sampled_from(("-", "Roe, Ann, 1860-1930", "A & <b>", " Roe\n Ann ", "")),
    dates=_LIFE,
    cls=st.sampled_from((Agent, Person, CorporateBody, Family)),
    role=st.sampled_from(("creator", "contributor", "publisher", "subject")),
    format=st.sampled_from(("dc", "dcterms")),
)
def test_a_plain_agent_is_written_and_judged_as_the_table_says(
    name: str, dates: Date | None, cls: type[Agent], role: str, format: str
) -> None:
    try:
        link = AgentLink(cls(name, dates=dates), role)
    except ModelError:
        return
    data, context = written([Node(0, Document("d", title="T", agents=[link]))], format)
    rules = [rule for rule in TABLES[format].rules if rule.name == "agents" and rule.writes]
    chosen = [rule for rule in rules if rule.selector == role] or [rule for rule in rules if rule.selector is None]
    first, text = next(((rule, text) for rule in chosen if (text := rule.codec.encode(link))), (chosen[0], None))
    found = [pair for pair in elements(data) if pair[0] == first.target.partition(":")[2]]
    assert [said for _, said in found] == ([text] if text else [])
    code = first.codec.judge(link) if text else "dropped"
    assert [finding.code for finding in context.report if finding.field == "agents"] == ([code] if code else [])
