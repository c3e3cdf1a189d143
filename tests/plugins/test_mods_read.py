"""Reading MODS: how each element is read, and nothing lost."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import docmeta
from docmeta import Collection, Context, InputError, Node, Text, nest
from docmeta.errors import UnknownFormatError
from docmeta.model import CorporateBody, Date, Identifier, Language, Note, Person, RightsStatement, Unit
from docmeta.testing import FormatContract
from docmeta_mods.reader import read
from growth import grows_with_input
from tokens import samples, unaccounted

NAMES = 'xmlns="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink"'


class TestContract(FormatContract):
    format = "mods"
    flat = True


def nodes(xml: str) -> list[Node]:
    return list(read(io.BytesIO(xml.encode()), Context()))


def one(inner: str) -> Unit:
    (node,) = nodes(f"<mods {NAMES}>{inner}</mods>")
    return node.unit


def test_titles() -> None:
    unit = one(
        "<titleInfo><nonSort>The</nonSort><title>letter</title><subTitle>a copy</subTitle><partNumber>2</partNumber></titleInfo>"
        '<titleInfo type="alternative" xml:lang="ru"><title>Письмо</title></titleInfo><titleinfo><title>Third</title></titleinfo>'
    )
    assert unit.title == "The letter: a copy. 2"
    assert unit.other_titles == (Text("Письмо", language="ru"), "Third")


def test_names() -> None:
    unit = one(
        '<name type="personal" authority="naf" valueURI="http://id.example.org/1"><namePart type="family">Gromyko</namePart>'
        '<namePart type="given">Andrei</namePart><namePart type="date">1909-1989</namePart><displayForm>A. Gromyko</displayForm>'
        '<role><roleTerm type="text">photographer</roleTerm><roleTerm type="code">pht</roleTerm></role></name>'
        '<name type="corporate"><namePart>Embassy</namePart><role><roleTerm>donor</roleTerm></role>'
        "<affiliation>Ministry</affiliation></name>"
        "<name><namePart>Kim</namePart></name><originInfo><publisher>Press</publisher><place><placeTerm>Moscow</placeTerm></place></originInfo>"
    )
    gromyko, embassy, kim, press = unit.agents
    assert type(gromyko.agent) is Person
    assert (gromyko.agent.name, gromyko.agent.other_names, gromyko.agent.source) == (
        "Gromyko, Andrei",
        ("A. Gromyko",),
        "naf",
    )
    assert gromyko.agent.dates == Date("1909-1989", kind="existence")
    assert gromyko.agent.identifiers == (Identifier("http://id.example.org/1", "uri"),)
    assert (gromyko.role, gromyko.relator) == ("creator", "photographer (pht)")
    assert type(embassy.agent) is CorporateBody
    assert (embassy.role, [(extra.place, extra.content) for extra in embassy.extras]) == (
        "contributor",
        [("name/affiliation", "Ministry")],
    )
    assert (kim.role, press.role) == ("creator", "publisher")
    assert ("originInfo/place/placeTerm", "Moscow") in [(extra.place, extra.content) for extra in unit.extras]


@pytest.mark.parametrize(
    ("kind", "parts", "shown"),
    [
        (
            "corporate",
            ["United States.", "Army.", "Infantry Regiment, 7th"],
            "United States. Army. Infantry Regiment, 7th",
        ),
        ("corporate", ["United States", "Army"], "United States. Army"),
        ("personal", ["Roe, Ann,", "Lady"], "Roe, Ann, Lady"),
        ("personal", ["Roe, Ann", "Lady"], "Roe, Ann, Lady"),
        ("conference", ["Congress of Peace", "(2nd : 1950 : Warsaw)"], "Congress of Peace (2nd : 1950 : Warsaw)"),
    ],
)
def test_parts_of_a_name_are_joined_as_headings_are(kind: str, parts: list[str], shown: str) -> None:
    inner = "".join(f"<namePart>{part}</namePart>" for part in parts)
    assert one(f'<name type="{kind}">{inner}</name>').agents[0].agent.name == shown


@pytest.mark.parametrize(
    ("inner", "text", "edtf", "kind"),
    [
        ("<dateCreated>1951-11-19</dateCreated>", "1951-11-19", "1951-11-19", "creation"),
        ('<dateIssued encoding="iso8601">19511119</dateIssued>', "19511119", "1951-11-19", "publication"),
        ('<dateCreated point="start">1950</dateCreated><dateCreated point="end">1953</dateCreated>', "1950-1953", "1950/1953", "creation"),
        ('<dateCreated point="start" qualifier="approximate">1950</dateCreated><dateCreated point="end">1953</dateCreated>',
         "1950-1953", "1950~/1953", "creation"),
        ('<dateCreated point="end">1953</dateCreated><dateCreated point="start">1950</dateCreated>', "1950-1953", "1950/1953", "creation"),
        ('<dateCreated point="start">1950</dateCreated>', "1950", "1950/..", "creation"),
        ('<dateCreated qualifier="questionable">1950</dateCreated>', "1950", "1950?", "creation"),
        ("<copyrightDate>1951</copyrightDate>", "1951", "1951", "copyright"),
        ('<dateOther type="recorded">May 1951</dateOther>', "May 1951", "1951-05", "recorded"),
        ("<dateCreated>ca. 1950</dateCreated>", "ca. 1950", "1950~", "creation"),
        ("<dateCreated>long ago</dateCreated>", "long ago", None, "creation"),
    ],
)  # fmt: skip
def test_dates(inner: str, text: str, edtf: str | None, kind: str) -> None:
    (date,) = one(f"<originInfo>{inner}</originInfo>").dates
    assert (date.text, date.edtf, date.kind) == (text, edtf, kind)


def test_subjects() -> None:
    unit = one(
        '<subject authority="lcsh"><topic>War</topic><geographic>Korea</geographic><temporal>1950-1953</temporal></subject>'
        '<subject authority="lcsh" valueURI="http://id.example.org/2"><topic>Peace</topic></subject>'
        "<subject><geographic>Seoul</geographic></subject><subject><temporal>1951</temporal></subject>"
        '<subject><name type="personal"><namePart>Kim</namePart></name></subject><subject><occupation>Diplomats</occupation></subject>'
        "<subject><hierarchicalGeographic><city>Seoul</city><country>Korea</country></hierarchicalGeographic></subject>"
        "<subject><geographic>Bandung</geographic><cartographics><coordinates>-6.91, 107.61</coordinates></cartographics></subject>"
        "<subject>Loose</subject>"
    )
    assert [(term.term, term.kind, term.source) for term in unit.subjects] == [
        ("War--Korea--1950-1953", "topic", "lcsh"),
        ("Peace", "topic", "lcsh"),
        ("Diplomats", "occupation", None),
        ("Loose", "topic", None),
    ]
    assert [part.kind for part in unit.subjects[0].parts] == ["topic", "geographic", "temporal"]
    assert unit.subjects[1].uri == "http://id.example.org/2"
    seoul, city, bandung = unit.places
    assert seoul.name == "Seoul"
    assert city.part_of is not None
    assert (city.name, city.kind, city.part_of.name) == ("Seoul", "city", "Korea")
    assert (bandung.latitude, bandung.longitude) == (-6.91, 107.61)
    assert unit.dates == (Date("1951", kind="coverage"),)
    assert [(link.agent.name, link.role) for link in unit.agents] == [("Kim", "subject")]


def test_notes_rights_and_languages() -> None:
    unit = one(
        '<abstract displayLabel="Summary">First</abstract><abstract>Second</abstract><note type="ownership">Kept</note>'
        '<note type="own type">Other</note><note displayLabel="Seen">Words</note><tableOfContents>1. A</tableOfContents>'
        '<accessCondition type="restriction on access">Closed</accessCondition>'
        '<accessCondition type="use and reproduction">Ask</accessCondition>'
        '<accessCondition type="useAndReproduction" xlink:href="https://creativecommons.org/licenses/by/4.0/">CC BY</accessCondition>'
        '<language><languageTerm type="code" authority="iso639-2b">rus</languageTerm><languageTerm type="text">Russian</languageTerm>'
        '<scriptTerm type="code">Cyrl</scriptTerm></language>'
    )
    assert (unit.description, unit.description_heading) == ("First", "Summary")
    assert unit.notes == (
        Note("abstract", "Second"),
        Note("custodial_history", "Kept"),
        Note("general", "Other", label="own type"),
        Note("general", "Words", label="Seen"),
        Note("table_of_contents", "1. A"),
        Note("access_conditions", "Closed"),
        Note("use_conditions", "Ask"),
    )
    assert unit.rights == (RightsStatement("CC BY", "https://creativecommons.org/licenses/by/4.0/"),)
    assert unit.languages == (Language("rus", "Cyrl", "Russian"),)


def test_location_identifiers_and_the_record() -> None:
    unit = one(
        '<identifier type="hdl">1765/308</identifier><identifier>MS 1</identifier><location><physicalLocation>Archive</physicalLocation>'
        '<physicalLocation type="container">Box 1</physicalLocation><shelfLocator>H 51</shelfLocator>'
        '<url access="preview" displayLabel="Small">https://example.org/t.jpg</url></location>'
        "<physicalDescription><extent>3 boxes</extent><form>paper</form>"
        "<internetMediaType>image/jpeg</internetMediaType></physicalDescription>"
        '<relatedItem type="host" xlink:href="https://example.org/papers"><titleInfo><title>Papers</title></titleInfo></relatedItem>'
        "<recordInfo><recordIdentifier>r1</recordIdentifier><recordContentSource>Library</recordContentSource>"
        "<recordCreationDate>2015-03-01</recordCreationDate><descriptionStandard>dacs</descriptionStandard></recordInfo>"
    )
    assert unit.id == "r1"
    assert [(found.value, found.kind) for found in unit.identifiers] == [
        ("1765/308", "handle"),
        ("MS 1", "unitid"),
        ("H 51", "call number"),
    ]
    assert unit.repository is not None
    assert unit.repository.name == "Archive"
    assert (unit.containers[0].kind, unit.containers[0].value) == ("Box", "1")
    assert [(found.uri, found.title, found.role, found.media_type) for found in unit.digital_objects] == [
        ("https://example.org/t.jpg", "Small", "thumbnail", None),
        (None, "", None, "image/jpeg"),
    ]
    assert [(extent.text, extent.facets) for extent in unit.extents] == [("3 boxes", ()), ("", ("paper",))]
    assert (unit.relations[0].kind, unit.relations[0].target, unit.relations[0].label) == (
        "isPartOf",
        "https://example.org/papers",
        "Papers",
    )
    assert unit.record is not None
    assert (unit.record.agency, unit.record.rules, unit.record.revisions[0].date) == (
        "Library",
        ("dacs",),
        Date("2015-03-01"),
    )


def test_constituents_are_members() -> None:
    found = nodes(
        f'<mods {NAMES} ID="m1"><titleInfo><title>Volume</title></titleInfo>'
        '<relatedItem type="constituent"><titleInfo><title>One</title></titleInfo><relatedItem type="constituent">'
        "<titleInfo><title>Deeper</title></titleInfo></relatedItem></relatedItem>"
        '<relatedItem type="constituent"><titleInfo><title>Two</title></titleInfo></relatedItem></mods>'
    )
    assert [(node.depth, node.unit.title) for node in found] == [(0, "Volume"), (1, "One"), (2, "Deeper"), (1, "Two")]
    (volume,) = nest(found)
    assert isinstance(volume, Collection)
    assert volume.id == "m1"


def test_what_no_line_names_is_carried_along() -> None:
    unit = one(
        "<part><detail>1</detail></part><extension><x>y</x></extension><originInfo><issuance>monographic</issuance></originInfo>"
    )
    found = {extra.place: extra.content for extra in unit.extras}
    assert set(found) == {"part", "extension", "originInfo/issuance"}
    assert "<detail" in found["part"]


@pytest.mark.parametrize(
    ("element", "text", "edtf"),
    [("dateIssued", "1985, c1984", "1985"), ("copyrightDate", "c1984", "1984"), ("dateCreated", "c1984", "1984~")],
)
def test_a_year_of_copyright_is_not_about_that_year(element: str, text: str, edtf: str) -> None:
    assert one(f"<originInfo><{element}>{text}</{element}></originInfo>").dates[0].edtf == edtf


def test_identifiers_of_the_file_and_odd_flags_are_carried_along() -> None:
    (node,) = nodes(
        f'<mods {NAMES} ID="m1"><titleInfo><title>A</title></titleInfo><typeOfResource collection="maybe">text</typeOfResource>'
        "<recordInfo><recordIdentifier>r1</recordIdentifier></recordInfo></mods>"
    )
    assert node.unit.id == "r1"
    assert {("@ID", "m1"), ("typeOfResource/@collection", "maybe")} <= {
        (extra.place, extra.content) for extra in node.unit.extras
    }


def test_a_collection_of_records_and_mets() -> None:
    titles = "<mods><titleInfo><title>A</title></titleInfo></mods><mods><titleInfo><title>B</title></titleInfo></mods>"
    assert [node.unit.title for node in nodes(f"<modsCollection {NAMES}>{titles}</modsCollection>")] == ["A", "B"]
    context = Context()
    mets = f'<mets><dmdSec {NAMES}><mdWrap><xmlData>{titles}</xmlData></mdWrap></dmdSec><fileSec><file ID="f1"/></fileSec></mets>'
    assert [node.unit.title for node in read(io.BytesIO(mets.encode()), context)] == ["A", "B"]
    assert ("unread", "file/@ID") in {(finding.code, finding.target) for finding in context.report}


def test_other_metadata_is_refused() -> None:
    with pytest.raises(InputError, match="--from dc"):
        nodes(
            '<OAI-PMH><ListRecords><record><header/><metadata><dc xmlns="http://www.openarchives.org/OAI/2.0/oai_dc/"/></metadata>'
            "</record></ListRecords></OAI-PMH>"
        )


def every(shared: Path) -> list[Path]:
    return [
        *samples(shared, "mods"),
        *(path for path in samples(shared, "oai", "dc") if "mods" in path.name or "dpla-oai" in path.name),
    ]


def test_every_sample_is_read(shared: Path) -> None:
    refused = []
    for path in every(shared):
        try:
            found = list(read(io.BytesIO(path.read_bytes()), Context(source=path.name)))
            assert all(node.unit.title for node in found), path.name
        except InputError as error:
            refused.append((path.name, error.line))
    assert refused == [("edison-example-mods.xml", 3)]  # it is not well-formed


def test_no_word_of_a_sample_is_lost(shared: Path) -> None:
    for path in every(shared):
        if path.stat().st_size < 60_000:
            assert unaccounted(path.read_bytes(), read, "mods" if "mets" in path.name else None) == [], path.name


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("publication", "publication"),
        ("digitization", "digitisation"),
        ("Digitisation", "digitisation"),
        ("production", "creation"),
    ],
)
def test_a_date_of_issue_is_of_the_event_that_it_is_said_of(event: str, kind: str) -> None:
    record = (
        '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title></titleInfo>'
        f'<originInfo eventType="{event}"><dateIssued>2019</dateIssued></originInfo></mods>'
    )
    (node,) = read(io.BytesIO(record.encode()), Context())
    assert [(date.edtf, date.kind) for date in node.unit.dates] == [("2019", kind)]


def test_more_levels_of_places_than_there_can_be_are_carried_along() -> None:
    cities = "".join(f"<city>C{number}</city>" for number in range(40))
    unit = one(f"<subject><hierarchicalGeographic><country>K</country>{cities}</hierarchicalGeographic></subject>")
    (place,) = unit.places
    assert place.name == "C18"
    assert "C39" in {extra.content for extra in place.extras}


def the(inside: str) -> Unit:
    (node,) = nodes(f"<mods {NAMES}>{inside}</mods>")
    return node.unit


def test_the_primary_title_is_the_title_wherever_it_stands() -> None:
    unit = the('<titleInfo><title>A</title></titleInfo><titleInfo usage="primary"><title>B</title></titleInfo>')
    assert (unit.title, unit.other_titles) == ("B", ("A",))


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ('<namePart>Roe, Ann,</namePart><namePart type="date">1900-1980</namePart>', "Roe, Ann"),
        ('<namePart>John Paul</namePart><namePart type="termsOfAddress">II, Pope</namePart>', "John Paul II, Pope"),
        ('<namePart type="family">Roe,</namePart><namePart type="given">Ann</namePart>', "Roe, Ann"),
    ],
)
def test_marks_and_numerals_of_names(parts: str, shown: str) -> None:
    assert the(f'<name type="personal">{parts}</name>').agents[0].agent.name == shown
    topic = f'<subject><name type="personal">{parts}</name><topic>Letters</topic></subject>'
    assert the(topic).subjects[0].term.replace(", 1900-1980", "") == f"{shown}--Letters"


def test_the_date_of_a_meeting_is_part_of_its_name() -> None:
    said = '<name type="conference"><namePart>Fair</namePart><namePart type="date">1988</namePart></name>'
    assert the(said).agents[0].agent.name == "Fair (1988)"


def test_a_name_in_two_scripts_is_one_agent() -> None:
    name = '<name type="personal" altRepGroup="{}"><namePart>{}</namePart></name>'
    unit = the(name.format(1, "Yamada") + name.format(1, "山田") + name.format(2, "Roe"))
    assert [(link.agent.name, link.agent.other_names) for link in unit.agents] == [("Yamada", ("山田",)), ("Roe", ())]


@pytest.mark.parametrize(
    ("inside", "dates"),
    [
        ('<dateCreated>circa 1900-1910</dateCreated><dateCreated encoding="w3cdtf" point="start">1900</dateCreated>'
         '<dateCreated encoding="w3cdtf" point="end">1910</dateCreated>', [("circa 1900-1910", "1900/1910", "creation")]),
        ('<dateIssued>[1900?]</dateIssued><dateIssued encoding="marc">1900</dateIssued>', [("[1900?]", "1900?", "publication")]),
        ('<dateIssued>n.d.</dateIssued><dateIssued encoding="marc">19uu</dateIssued>', [("n.d.", "19XX", "publication")]),
        ('<dateIssued encoding="marc" point="start">1950</dateIssued><dateIssued encoding="marc" point="end">9999</dateIssued>',
         [("1950-", "1950/..", "publication")]),
        ('<dateCreated calendar="Julian">10 February 1748</dateCreated>', [("10 February 1748", None, "creation")]),
        ('<dateIssued encoding="iso8601">1801</dateIssued><displayDate>um 1801</displayDate>', [("um 1801", "1801", "publication")]),
        ('<displayDate>um 1801</displayDate><dateIssued encoding="iso8601">1801</dateIssued>', [("um 1801", "1801", "publication")]),
        ('<dateCreated encoding="w3cdtf" point="start">1919-10-28</dateCreated><dateCreated>28.10.1919</dateCreated>',
         [("28.10.1919", "1919-10-28", "creation")]),
        ('<dateCreated encoding="w3cdtf" point="start">1919</dateCreated><dateCreated>1919-1923</dateCreated>',
         [("1919-1923", "1919/1923", "creation")]),
        ('<dateCreated encoding="w3cdtf" point="start">1919</dateCreated><dateCreated>Summer</dateCreated>',
         [("1919", "1919/..", "creation"), ("Summer", None, "creation")]),
        ('<dateIssued>1901</dateIssued><dateIssued>1905</dateIssued>', [("1901", "1901", "publication"), ("1905", "1905", "publication")]),
    ],
)  # fmt: skip
def test_the_code_of_a_date_and_its_words_are_one(inside: str, dates: list[tuple[str, str | None, str]]) -> None:
    unit = the(f"<originInfo>{inside}</originInfo>")
    assert [(date.text, date.edtf, date.kind) for date in unit.dates] == dates


def test_who_made_it_stands_with_the_event() -> None:
    unit = the(
        '<originInfo eventType="production"><dateOther>1901</dateOther><agent><namePart>Roe</namePart></agent>'
        "<agent><namePart>Poe</namePart><role><roleTerm>printer</roleTerm></role></agent></originInfo>"
        "<originInfo><publisher>[s.n.]</publisher></originInfo><originInfo><publisher>Brill,</publisher></originInfo>"
        '<originInfo eventType="digitization"><publisher>Rye Library</publisher></originInfo>'
    )
    assert [(link.agent.name, link.role, link.relator) for link in unit.agents] == [
        ("Roe", "creator", None),
        ("Poe", "contributor", "printer"),
        ("Brill", "publisher", None),
        ("Rye Library", "contributor", "digitisation"),
    ]
    assert [date.kind for date in unit.dates] == ["creation"]


def test_languages_of_the_material_alone() -> None:
    term = '<languageTerm type="code" authority="iso639-2b">{}</languageTerm>'
    unit = the(
        f"<language>{term.format('eng')}{term.format('fre')}</language>"
        f'<language objectPart="summary">{term.format("ger")}</language>'
    )
    assert [language.code for language in unit.languages] == ["eng", "fre"]
    assert "ger" in [extra.content for extra in unit.extras]


def test_who_holds_it_by_name_and_code_and_where() -> None:
    unit = the(
        '<location><physicalLocation authority="marcorg">UkRye</physicalLocation><physicalLocation>Rye Archive'
        "</physicalLocation><holdingSimple><copyInformation><subLocation>Stacks</subLocation>"
        "<shelfLocator>MSS 45</shelfLocator></copyInformation></holdingSimple></location>"
    )
    assert unit.repository is not None
    assert (unit.repository.name, unit.repository.identifiers) == ("Rye Archive", (Identifier("UkRye", "marcorg"),))
    assert [(note.kind, note.text) for note in unit.notes] == [("location", "Stacks")]
    assert [number.value for number in unit.identifiers] == ["MSS 45"]
    assert not unit.extras


def test_stamps_of_a_record_and_the_holder_of_rights() -> None:
    unit = the(
        '<recordInfo><recordCreationDate encoding="marc">850101</recordCreationDate>'
        '<recordChangeDate encoding="iso8601">20150301120000.0</recordChangeDate></recordInfo>'
        '<accessCondition><copyright xmlns="http://www.cdlib.org/inside/diglib/copyrightMD"><rights.holder><name>Roe</name>'
        "</rights.holder></copyright></accessCondition>"
    )
    assert unit.record is not None
    assert [revision.date and revision.date.edtf for revision in unit.record.revisions] == [
        "1985-01-01",
        "2015-03-01T12:00:00",
    ]
    assert [right.holder for right in unit.rights] == ["Roe"]


def test_the_places_of_a_heading_stand_from_the_largest() -> None:
    place = "<hierarchicalGeographic><city>Rye</city><country>England</country></hierarchicalGeographic>"
    assert the(f"<subject>{place}<topic>Ships</topic></subject>").subjects[0].term == "England--Rye--Ships"


def test_a_cancelled_identifier_identifies_nothing() -> None:
    unit = the('<identifier type="isbn" invalid="yes">978</identifier><identifier type="isbn">979</identifier>')
    assert [number.value for number in unit.identifiers] == ["979"]
    assert ("identifier", "978") in [(extra.place, extra.content) for extra in unit.extras]


def test_many_forms_of_one_name_are_read_in_time_that_grows_with_them() -> None:
    def names(count: int) -> str:
        return "".join(f'<name altRepGroup="1"><namePart>Roe {number}</namePart></name>' for number in range(count))

    def read_names(inside: str) -> None:
        the(inside)

    grows_with_input(names, read_names, 1_500)


@pytest.mark.parametrize(
    ("terms", "languages"),
    [
        ('<languageTerm valueURI="http://id.loc.gov/vocabulary/iso639-2/kor" type="text">Korean</languageTerm>', [("kor", "Korean")]),
        ('<languageTerm>pt_BR</languageTerm>', [("pt_BR", "")]),
        ('<languageTerm>so-called</languageTerm>', [(None, "so-called")]),
    ],
)  # fmt: skip
def test_a_language_has_the_code_of_its_uri(terms: str, languages: list[tuple[str | None, str]]) -> None:
    unit = the(f"<language>{terms}</language>")
    assert [(language.code, language.name) for language in unit.languages] == languages


def test_records_in_a_root_of_somebodys_own_are_recognised() -> None:
    record = '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Letter</title></titleInfo></mods>'
    assert [node.unit.title for node in docmeta.read(f"<object><container>{record}</container></object>".encode())] == [
        "Letter"
    ]
    style = f'<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template>{record}</xsl:template></xsl:stylesheet>'
    with pytest.raises(UnknownFormatError):
        list(docmeta.read(style.encode()))
