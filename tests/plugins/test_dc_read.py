"""Reading Dublin Core: any envelope, any namespaces, and nothing lost."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import words

import docmeta
from docmeta import Collection, Context, InputError, ModelError, Report, Text
from docmeta.model import (
    Agent,
    AgentLink,
    Date,
    DigitalObject,
    Extent,
    Identifier,
    IdentifierKind,
    Language,
    Note,
    Place,
    Relation,
    RightsStatement,
    Term,
    Unit,
)
from docmeta.plugins import default
from docmeta.xml import escape
from docmeta_dublincore import links, pools
from docmeta_dublincore.reader import read
from docmeta_dublincore.vocabulary import DC, OAI_DC
from tokens import samples, unaccounted

OAI = "http://www.openarchives.org/OAI/2.0/"
NAMES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
)


def units(xml: str | bytes, format: str = "dc") -> tuple[list[Unit], Report]:
    context = Context()
    data = xml if isinstance(xml, bytes) else xml.encode()
    return [node.unit for node in read(io.BytesIO(data), context, format)], context.report


def one(inner: str) -> Unit:
    (unit,), _ = units(f"<oai_dc:dc {NAMES}>{inner}</oai_dc:dc>")
    return unit


def codes(report: Report) -> set[tuple[str, str | None]]:
    return {(finding.code, finding.target) for finding in report}


# -- values ---------------------------------------------------------------------------------------------------------------


def test_every_simple_element_has_its_field() -> None:
    unit = one(
        "<dc:title>One</dc:title><dc:title>Two</dc:title><dc:creator>Kim</dc:creator><dc:subject>War</dc:subject>"
        "<dc:description>First</dc:description><dc:description>Second</dc:description><dc:publisher>Press</dc:publisher>"
        "<dc:contributor>Lee</dc:contributor><dc:date>1951-11-19</dc:date><dc:type>Text</dc:type><dc:type>letters</dc:type>"
        "<dc:format>image/jpeg</dc:format><dc:format>3 boxes</dc:format><dc:identifier>MS 1</dc:identifier>"
        "<dc:identifier>https://example.org/1</dc:identifier><dc:source>AVP</dc:source><dc:source>TsKhSD</dc:source>"
        "<dc:language>rus</dc:language><dc:language>sr-Cyrl</dc:language><dc:language>Latn</dc:language>"
        "<dc:language>Russian</dc:language><dc:language>of birds</dc:language><dc:relation>https://example.org/2</dc:relation>"
        "<dc:relation>A film</dc:relation><dc:coverage>Korea</dc:coverage><dc:coverage>1950-1953</dc:coverage>"
        "<dc:rights>Free</dc:rights><dc:rights>http://rightsstatements.org/vocab/InC/1.0/</dc:rights>"
    )
    assert (unit.id, unit.minted) == ("MS 1", False)
    assert (unit.title, unit.other_titles) == ("One", ("Two",))
    assert unit.agents == (
        AgentLink(Agent("Kim"), "creator"),
        AgentLink(Agent("Press"), "publisher"),
        AgentLink(Agent("Lee"), "contributor"),
    )
    assert unit.subjects == (Term("War"),)
    assert unit.description == "First"
    assert unit.notes == (Note("scope_and_content", "Second"), Note("originals", "TsKhSD"))
    assert unit.dates == (Date("1951-11-19"), Date("1950-1953", kind="coverage"))
    assert unit.genres == (Term("Text", source="dcmitype"), Term("letters"))
    assert unit.digital_objects == (DigitalObject(media_type="image/jpeg"),)
    assert unit.extents == (Extent("3 boxes", quantity="3", unit="boxes"),)
    assert unit.identifiers == (Identifier("MS 1"), Identifier("https://example.org/1", "uri"))
    assert unit.source == "AVP"
    assert unit.languages == (
        Language("rus"),
        Language("sr", "Cyrl"),
        Language(script="Latn"),
        Language("rus", name="Russian"),
        Language(name="of birds"),
    )
    assert unit.relations == (Relation("relation", "https://example.org/2"), Relation("relation", label="A film"))
    assert unit.places == (Place("Korea"),)
    assert unit.rights == (RightsStatement("Free"), RightsStatement(uri="http://rightsstatements.org/vocab/InC/1.0/"))


def test_refinements_and_schemes() -> None:
    unit = one(
        '<dcterms:created xsi:type="dcterms:W3CDTF">1951</dcterms:created><dcterms:temporal xsi:type="dcterms:Period">'
        "name=The war; start=1950; end=1953;</dcterms:temporal>"
        '<dcterms:spatial xsi:type="dcterms:Point">name=Seoul; north=37.5; east=127.0</dcterms:spatial>'
        '<dcterms:subject xsi:type="dcterms:LCSH">War</dcterms:subject><dcterms:provenance>Kept</dcterms:provenance>'
        "<dcterms:accessRights>Open</dcterms:accessRights><dcterms:isPartOf>Papers</dcterms:isPartOf>"
        "<dcterms:rightsHolder>Archive</dcterms:rightsHolder><dcterms:medium>paper</dcterms:medium>"
        "<dcterms:abstract>Short</dcterms:abstract><dcterms:educationLevel>12</dcterms:educationLevel>"
    )
    assert unit.dates[0] == Date("1951", kind="creation")
    assert (unit.dates[1].edtf, unit.dates[1].kind) == ("1950/1953", "coverage")
    assert (unit.places[0].name, unit.places[0].latitude, unit.places[0].longitude) == ("Seoul", 37.5, 127.0)
    assert unit.subjects == (Term("War", source="lcsh"),)
    assert [note.kind for note in unit.notes] == [
        "custodial_history",
        "access_conditions",
        "abstract",
        "education_level",
    ]
    assert unit.relations == (Relation("isPartOf", label="Papers"),)
    assert unit.rights == (RightsStatement(holder="Archive"),)
    assert unit.extents == (Extent(facets=("paper",)),)


def test_languages_are_kept() -> None:
    unit = one(
        '<dc:title xml:lang="ko">편지</dc:title><dc:subject xml:lang="ru">война</dc:subject><dc:date xml:lang="en">1951</dc:date>'
    )
    assert unit.title == Text("편지", language="ko")
    assert unit.subjects == (Term(Text("война", language="ru")),)
    assert unit.dates[0].edtf == "1951"
    (inherited,), _ = units(f'<oai_dc:dc {NAMES} xml:lang="de"><dc:title>Brief</dc:title></oai_dc:dc>')
    assert inherited.title == Text("Brief", language="de")


def test_a_language_that_is_no_tag_is_kept_and_said() -> None:
    (unit,), report = units(f'<oai_dc:dc {NAMES}><dc:title xml:lang="not a tag!">Letter</dc:title></oai_dc:dc>')
    assert unit.title == Text("Letter", language="not a tag!")
    assert ("problem", "@xml:lang") in codes(report)


def test_the_layout_is_not_part_of_the_words() -> None:
    unit = one(
        "<dc:title>\n    A title\n    that goes on\n  </dc:title><dc:description>One.\n\n   Two\nlines.</dc:description>"
    )
    assert (unit.title, unit.description) == ("A title that goes on", "One.\n\nTwo\nlines.")


def test_a_date_of_odd_white_space_is_no_date() -> None:
    unit = one(
        "<dc:date>\x85</dc:date><dcterms:created>\u2028</dcterms:created>"
        '<dcterms:temporal xsi:type="dcterms:Period">\x85</dcterms:temporal>'
    )
    assert unit.dates == ()


def test_a_collection_is_an_aggregate() -> None:
    unit = one("<dc:type>Collection</dc:type>")
    assert isinstance(unit, Collection)
    assert (unit.level, unit.genres) == ("collection", ())


def test_a_record_without_an_identifier_gets_one_from_its_position() -> None:
    unit = one("<dc:title>A</dc:title>")
    assert (unit.id, unit.minted) == ("unit-1", True)


# -- what is around ---------------------------------------------------------------------------------------------------------


def page(records: str, rest: str = "") -> str:
    return (
        f'<OAI-PMH xmlns="{OAI}"><responseDate>2020-01-01T00:00:00Z</responseDate>'
        f'<request verb="ListRecords">https://example.org/oai</request><ListRecords>{records}{rest}</ListRecords></OAI-PMH>'
    )


def record(number: int, inner: str = "", status: str = "") -> str:
    body = (
        f"<metadata><oai_dc:dc {NAMES}><dc:title>Title {number}</dc:title>{inner}</oai_dc:dc></metadata>"
        if not status
        else ""
    )
    return (
        f"<record><header{status}><identifier>oai:x:{number}</identifier><datestamp>2020-01-0{number}</datestamp>"
        f"<setSpec>letters</setSpec></header>{body}</record>"
    )


def test_a_harvested_page() -> None:
    found, report = units(
        page(record(1) + record(2, status=' status="deleted"') + record(3), "<resumptionToken>next</resumptionToken>")
    )
    assert [unit.id for unit in found] == ["oai:x:1", "oai:x:3"]
    assert found[0].record is not None
    assert found[0].record.revisions[0].date == Date("2020-01-01")
    assert [(extra.place, extra.content) for extra in found[1].extras] == [("header/setSpec", "letters")]
    assert {"responseDate", "request", "request/@verb"} <= {extra.place for extra in found[0].extras}
    assert {("decided", "header/@status"), ("problem", "resumptionToken")} <= codes(report)


def test_several_pages_in_one_file() -> None:
    declaration = '<?xml version="1.0"?>\n'
    context = Context()
    data = "\n".join([declaration + page(record(1)), declaration + page(record(2)), page("\n" + record(3))]).encode()
    nodes = list(read(io.BytesIO(data), context, "dc"))
    assert [node.unit.id for node in nodes] == ["oai:x:1", "oai:x:2", "oai:x:3"]
    assert [node.line for node in nodes] == [2, 4, 6]
    with pytest.raises(InputError) as error:
        list(read(io.BytesIO(data + b"\n<?xml version='1.0'?>\n<OAI-PMH><broken></OAI-PMH>"), Context(), "dc"))
    assert error.value.line == 8


@pytest.mark.parametrize(
    "xml",
    [
        f"<records {NAMES}><oai_dc:dc><dc:title>A</dc:title></oai_dc:dc><oai_dc:dc><dc:title>B</dc:title></oai_dc:dc></records>",
        f"<records {NAMES}><record><dc:title>A</dc:title></record><record><dc:title>B</dc:title></record></records>",
        f"<catalogue {NAMES}><thing><dc:title>A</dc:title></thing><other><dc:title>B</dc:title></other></catalogue>",
        f"<rdf:RDF {NAMES}><rdf:Description><dc:title>A</dc:title></rdf:Description>"
        "<rdf:Description><dc:title>B</dc:title></rdf:Description></rdf:RDF>",
        f"<ListRecords {NAMES}><record><header/><metadata><oai_dc:dc><dc:title>A</dc:title></oai_dc:dc></metadata></record>"
        "<record><header/><metadata><foo><oai_dc:dc><dc:title>B</dc:title></oai_dc:dc></foo></metadata></record></ListRecords>",
        "<collection><dc><title>A</title></dc><dc><title>B</title></dc></collection>",
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.0/"><dc><dc:title>A</dc:title></dc><x><dc:title>B</dc:title></x></metadata>',
    ],
)
def test_wrappers_of_every_kind(xml: str) -> None:
    found, _ = units(xml)
    assert [unit.title for unit in found] == ["A", "B"]


@pytest.mark.parametrize(
    "xml",
    [
        "<simpledc><title>A</title></simpledc>",
        '<dc xmlns="http://purl.org/dc/elements/1.1/"><title>A</title></dc>',
        '<metadata xmlns:q="http://purl.org/dc/terms/">\n<q:title>A</q:title></metadata>',
        '<x:dc xmlns:x="https://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:y="https://purl.org/dc/elements/1.1/"><y:title>A</y:title></x:dc>',
        "<record><dc:title>A</dc:title></record>",
    ],
)
def test_namespaces_as_files_have_them(xml: str) -> None:
    found, _ = units(xml)
    assert [unit.title for unit in found] == ["A"]


def test_what_rdf_is_about_and_resources() -> None:
    (unit,), _ = units(
        f'<rdf:RDF {NAMES}><rdf:Description rdf:about="https://example.org/1"><dc:relation rdf:resource="https://example.org/2"/>'
        '<dcterms:created rdf:datatype="http://purl.org/dc/terms/W3CDTF">1951</dcterms:created>'
        "<dc:creator><rdf:Seq><rdf:li>Kim</rdf:li><rdf:li>Lee</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF>"
    )
    assert unit.id == "https://example.org/1"
    assert unit.relations == (Relation("relation", "https://example.org/2"),)
    assert unit.dates == (Date("1951", kind="creation"),)
    assert [link.agent.name for link in unit.agents] == ["Kim", "Lee"]


def test_what_is_not_dublin_core_is_carried_along_and_said() -> None:
    (unit,), report = units(
        f'<oai_dc:dc {NAMES}>loose<dc:title id="t">A</dc:title>\n<dc:mystery>x</dc:mystery></oai_dc:dc>'
    )
    assert {(extra.place, "x" in extra.content) for extra in unit.extras} >= {("mystery", True), ("title/@id", False)}
    assert {("carried", "mystery"), ("carried", "title/@id"), ("carried", "text()")} <= codes(report)
    assert next(finding.line for finding in report if finding.target == "mystery") == 2


# -- what is refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ('<error code="badArgument">no such set</error>', "answered with an error: badArgument: no such set"),
        ("<Identify><repositoryName>X</repositoryName></Identify>", "answers Identify"),
        ("<ListSets><set><setSpec>a</setSpec></set></ListSets>", "answers ListSets"),
        ("<ListIdentifiers><header/></ListIdentifiers>", "answers ListIdentifiers"),
        ("<ListRecords/>", "contains no records"),
        (
            '<ListRecords><record><header/><metadata><m:mods xmlns:m="http://www.loc.gov/mods/v3"/></metadata></record></ListRecords>',
            "--from mods",
        ),
        (
            '<ListRecords><record><header/><metadata><ead xmlns="urn:isbn:1-931666-22-9"/></metadata></record></ListRecords>',
            "--from ead2002",
        ),
        ("<ListRecords><record><header/><metadata><x/></metadata></record></ListRecords>", "contains <x>"),
    ],
)
def test_responses_without_records_of_the_kind(inner: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as error:
        units(f'<OAI-PMH xmlns="{OAI}">\n{inner}</OAI-PMH>')
    assert error.value.line in (1, 2)


@pytest.mark.parametrize(
    "xml", ["", "<a/>", "<records/>", '<ead xmlns="urn:isbn:1-931666-22-9"/>', "<oai_dc:dc>", "{}"]
)
def test_what_holds_no_record(xml: str) -> None:
    with pytest.raises(InputError):
        units(xml)


# -- recognised ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "format"),
    [
        (f"<oai_dc:dc {NAMES}>", "dc"),
        ('<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/">', "dc"),
        ('<q:qualifieddc xmlns:q="http://worldcat.org/xmlschemas/qdc-1.0/">', "dcterms"),
        ('<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:title>', "dcterms"),
        ("<simpledc><title>", "dc"),
        (page(record(1))[:400], "dc"),
        ('<OAI-PMH><ListRecords><record><metadata><mods xmlns="http://www.loc.gov/mods/v3">', "mods"),
        ('<OAI-PMH><ListRecords><record><metadata><record xmlns="http://www.loc.gov/MARC21/slim"><leader>', "marcxml"),
        ('<OAI-PMH><ListRecords><record><metadata><ead xmlns="urn:isbn:1-931666-22-9">', "ead2002"),
        ('<collection xmlns="http://www.loc.gov/MARC21/slim">', "marcxml"),
        ("<collection><record><leader>", "marcxml"),
        ('<mods xmlns="http://www.loc.gov/mods/v3">', "mods"),
        ('<modsCollection xmlns="http://www.loc.gov/mods/v3">', "mods"),
        ('<mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:mods="http://www.loc.gov/mods/v3">', "mods"),
        ('<record xmlns:q="http://worldcat.org/xmlschemas/qdc-1.0/"><q:qualifieddc xmlns="http://www.loc.gov/mods/v3">', "dcterms"),
        ('<OAI-PMH><x:dcterms xmlns:x="http://www.openarchives.org/OAI/2.0/oai_dcterms/">', "dcterms"),
        ('<ead xmlns="urn:isbn:1-931666-22-9">', "ead2002"),
        ('<ead xmlns="http://ead3.archivists.org/schema/">', "ead3"),
    ],
)  # fmt: skip
def test_each_kind_of_xml_is_recognised(head: str, format: str) -> None:
    for declared in (
        head.encode(),
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <dc> --> ' + head.encode(),
        head.encode("utf-16"),
    ):
        assert default().detect(declared, "file.xml").name == format


# -- the samples ----------------------------------------------------------------------------------------------------------------


def test_every_sample_is_read_or_refused(shared: Path) -> None:
    refused = {}
    count = 0
    for path in samples(shared, "dc", "oai"):
        try:
            count += sum(1 for _ in read(io.BytesIO(path.read_bytes()), Context(source=path.name), "dc"))
        except InputError as error:
            refused[path.name] = error.message
    assert count > 250
    assert all(len(message) < 200 for message in refused.values())
    for name, said in refused.items():
        readable = "oai_dc" in name or "qdc" in name or "dcterms" in name or name.startswith("TAEP-CK")
        assert not readable, (name, said)


def test_no_word_of_a_sample_is_lost(shared: Path) -> None:
    paths = [path for path in samples(shared, "dc", "oai") if path.stat().st_size < 60_000]
    chosen = [path for path in paths if not path.name.startswith("TAEP")] + [
        path for path in paths if path.name.startswith("TAEP")
    ][:3]
    for path in chosen:
        assert unaccounted(path.read_bytes(), lambda source, context: read(source, context, "dc")) == [], path.name


def test_notations_that_do_not_name_their_scheme_and_codes_in_one_element() -> None:
    data = (
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>A</dc:title><dc:date>start=1929; end=1939; scheme=W3C-DTF;</dc:date>"
        "<dc:coverage>name=Then; start=2011-04-06T08:03:45Z; end=2011-04-06T08:13:45Z;</dc:coverage>"
        "<dc:language>eng; fre</dc:language><dc:language>one, and another</dc:language></oai_dc:dc>"
    )
    (unit,) = [node.unit for node in docmeta.read(data.encode())]
    assert [(date.edtf, date.kind) for date in unit.dates] == [("1929/1939", None), ("2011-04-06", "coverage")]
    assert [(language.code, language.name) for language in unit.languages] == [
        ("eng", ""),
        ("fre", ""),
        (None, "one, and another"),
    ]
    assert not unit.places


def test_names_of_languages_in_one_element_and_languages_by_uri() -> None:
    said = (
        "Russian / English",
        "English, French and Korean",
        "Greek, Modern",
        "http://lexvo.org/id/iso639-3/kor",
    )
    data = (
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        + "".join(f"<dc:language>{one}</dc:language>" for one in said)
        + "</oai_dc:dc>"
    )
    (unit,) = [node.unit for node in docmeta.read(data.encode())]
    assert [(language.code, language.name) for language in unit.languages] == [
        ("rus", "Russian"),
        ("eng", "English"),
        ("eng", "English"),
        ("fre", "French"),
        ("kor", "Korean"),
        ("gre", "Greek, Modern"),
        ("kor", ""),
    ]


def test_a_root_of_somebodys_own_is_recognised_by_what_stands_in_it() -> None:
    data = (
        '<event xmlns="http://example.org/own" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dcterms:title>Concert</dcterms:title><dcterms:created>2011-04-06T08:03Z</dcterms:created></event>"
    )
    (unit,) = [node.unit for node in docmeta.read(data.encode())]
    assert (unit.title, unit.dates[0].edtf) == ("Concert", "2011-04-06")


# -- the quick ways say the same ---------------------------------------------------------------------------------------

_ITEM = st.sampled_from(
    (
        "<identifier>oai:x:1</identifier>", "<datestamp>2020-01-02</datestamp>", "<setSpec>a</setSpec>", "<setSpec/>", "<x/>",
        "<identifier>\\n  oai:x:2 </identifier>", '<identifier a="1">y</identifier>', "<datestamp/>", "<!-- c -->", "stray",
    )
)  # fmt: skip
_VALUE = st.sampled_from(
    (
        "<dc:title>A</dc:title>", "<dc:title> A\\n  B </dc:title>", "<dc:title/>", "<dc:date>1950</dc:date>", "<dc:date>some day</dc:date>",
        "<dc:identifier>https://example.org/1</dc:identifier>", "<dc:identifier> </dc:identifier>", "<dc:subject>War</dc:subject>",
        '<dc:subject xml:lang="de">Krieg</dc:subject>', "<dc:language>eng</dc:language>", "<dc:language>zzq9</dc:language>",
        "<dc:description>D</dc:description>", "<dc:format>3 boxes</dc:format>", "<dc:coverage>1950-1951</dc:coverage>",
        "<dc:coverage>Rye</dc:coverage>", "<dc:type>Collection</dc:type>", "<dc:subject>a<b/></dc:subject>", "<other/>", "stray",
    )
)  # fmt: skip
_RECORDS = st.lists(
    st.tuples(
        st.lists(_ITEM, max_size=4), st.lists(_VALUE, max_size=6), st.sampled_from(("", ' xml:lang="ru"', ' id="7"')),
        st.sampled_from(("", "stray", "<about/>")), st.sampled_from(("", ' status="deleted"', ' b="1"')),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@given(records=_RECORDS)
def test_a_plain_record_of_a_list_is_read_like_any_other(
    records: list[tuple[list[str], list[str], str, str, str]],
) -> None:
    body = "".join(
        f"<record><header{status}>{''.join(head)}</header><metadata>"
        f'<o:dc xmlns:o="{OAI_DC}" xmlns:dc="{DC}"{attribute}>{"".join(values)}</o:dc></metadata>{beside}</record>'
        for head, values, attribute, beside, status in records
    )
    page = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{body}</ListRecords></OAI-PMH>'.encode()

    def read_all() -> tuple[list[Any], list[Any]]:
        context = Context()
        nodes = list(read(io.BytesIO(page), context, "dc"))
        return nodes, [(one.code, one.message, one.target, one.count, one.line) for one in context.report]

    quick = read_all()
    assert read_all() == quick  # from the values that are shared by now
    pools._POOLS.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("docmeta.xml.harvest._Page.plain", lambda page, record: None)
        assert read_all() == quick


@given(
    text=st.one_of(
        words(),
        st.text(max_size=40),
        st.from_regex(r"https?://[a-z.]{3,20}(/[A-Za-z0-9._~:-]{0,9}){0,4}", fullmatch=True),
    ),
    kind=st.sampled_from(IdentifierKind),
)
def test_a_plain_identifier_needs_no_second_look(text: str, kind: str) -> None:
    try:
        value = Identifier(text, kind)
    except ModelError:
        return
    if links.is_plain(value):
        assert links.identifier_kind(text) == kind
        assert links.identifier_text(value) == text == escape(text)
        assert links.read_identifier(text) == value
