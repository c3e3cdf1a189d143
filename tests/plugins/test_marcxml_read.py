"""Reading MARCXML: how each field is read, and nothing lost."""

from __future__ import annotations

import io
import re
from pathlib import Path

import attrs
import pytest
from tests.growth import grows_with_input

import docmeta
from docmeta import Collection, Context, InputError
from docmeta.model import CorporateBody, Date, Family, Identifier, Language, NamePart, Person, Unit
from docmeta.testing import FormatContract
from docmeta_marcxml.fields import unpunctuated
from docmeta_marcxml.fixed import date_of, kind_of, language_of
from docmeta_marcxml.reader import read
from tokens import samples, unaccounted


class TestContract(FormatContract):
    format = "marcxml"
    flat = True


def field(tag: str, indicators: str, *subfields: str) -> str:
    """A field of subfields such as "aPapers,"; `#` is a blank indicator."""
    inner = "".join(f'<subfield code="{one[0]}">{one[1:]}</subfield>' for one in subfields)
    first, second = indicators.replace("#", " ")
    return f'<datafield tag="{tag}" ind1="{first}" ind2="{second}">{inner}</datafield>'


def units(
    *fields: str, leader: str = "00000npcaa2200000 u 4500", wrap: str = "<collection>{}</collection>"
) -> list[Unit]:
    record = f"<record><leader>{leader}</leader>{''.join(fields)}</record>"
    data = wrap.format(record).encode()
    return [node.unit for node in read(io.BytesIO(data), Context())]


def one(*fields: str, leader: str = "00000nam a2200000 u 4500") -> Unit:
    (unit,) = units(*fields, leader=leader)
    return unit


def control(tag: str, text: str) -> str:
    return f'<controlfield tag="{tag}">{text}</controlfield>'


def places(unit: Unit) -> dict[str, str]:
    return {extra.place: extra.content for extra in unit.extras}


def test_a_collection_under_archival_control() -> None:
    (unit,) = units(
        control("001", "ocm1"),
        control("003", "DLC"),
        control("005", "20150301120000.0"),
        control("008", "081112i19121994xx                  eng d"),
        field("040", "##", "aDLC", "beng", "edacs"),
        field("099", "##", "aMSS 12"),
        field("100", "1#", "aGromyko, Andrei,", "d1909-1989,", "ecreator."),
        field("245", "10", "aPapers,", "f1912-1994,", "g(bulk 1950-1960)."),
        field("300", "##", "a30", "flinear feet"),
        field("351", "##", "bChronological", "cSeries"),
        field("506", "##", "aOpen."),
        field("520", "2#", "aLetters."),
        field("520", "3#", "aShort."),
        field("541", "0#", "aBought."),
        field("545", "0#", "aBorn in 1909."),
        field("852", "##", "aArchive", "bReading room", "eMain Street 1", "nus", "jMSS 12", "zAsk.", "xStaff only"),
    )
    assert isinstance(unit, Collection)
    assert (unit.id, unit.level, unit.title, unit.description) == ("ocm1", "series", "Papers", "Letters.")
    assert [(date.edtf, date.type, date.kind) for date in unit.dates] == [
        ("1912/1994", "inclusive", "creation"),
        ("1950/1960", "bulk", "creation"),
    ]
    link = unit.agents[0]
    assert (link.role, link.relator) == ("creator", "creator")
    assert link.agent == Person("Gromyko, Andrei", dates=Date("1909-1989", kind="existence"))
    assert (unit.extents[0].quantity, unit.extents[0].unit) == ("30", "linear feet")
    assert unit.languages == (Language("eng"),)
    kinds = {note.kind: note for note in unit.notes}
    assert {"arrangement", "access_conditions", "abstract", "acquisition", "biography_or_history", "general"} <= set(
        kinds
    )
    assert kinds["acquisition"].audience == "internal"
    assert [note.audience for note in unit.notes if note.label == "Location"] == [None, "internal"]
    assert unit.repository is not None
    assert (unit.repository.name, unit.repository.address, unit.repository.country) == (
        "Archive, Reading room",
        ("Main Street 1",),
        "us",
    )
    assert [(one.value, one.kind) for one in unit.identifiers] == [("MSS 12", "unitid"), ("MSS 12", "call number")]
    record = unit.record
    assert record is not None
    assert (record.id, record.agency, record.agency_code, record.rules) == ("ocm1", "DLC", "DLC", ("dacs",))
    assert record.revisions[0].date == Date("2015-03-01T12:00:00")


def test_names_and_their_roles() -> None:
    unit = one(
        field("110", "2#", "aMinistry.", "bEmbassy (Korea)"),
        field("600", "10", "aKim, Il Sung,", "d1912-1994", "xCorrespondence."),
        field("600", "30", "aKim family."),
        field("700", "1#", "aLee, A.,", "etranslator.", "0http://id.example.org/1"),
        field("700", "1#", "aPark", "4aut"),
        field("700", "12", "aTolstoy, Leo.", "tWar and peace."),
        field("711", "2#", "aConference", "d(1955 :", "cBandung)"),
        field("260", "##", "aMoscow :", "bPress,", "c1951."),
    )
    roles = [(link.agent.name, link.role) for link in unit.agents]
    assert roles == [
        ("Ministry. Embassy (Korea)", "creator"),
        ("Kim, Il Sung, 1912-1994--Correspondence", "subject"),
        ("Kim family", "subject"),
        ("Lee, A.", "contributor"),
        ("Park", "creator"),
        ("Conference (1955 : Bandung)", "contributor"),
        ("Press", "publisher"),
    ]
    assert [type(link.agent) for link in unit.agents[:3]] == [CorporateBody, Person, Family]
    subject = unit.agents[1].agent
    assert subject.parts == (
        NamePart("Kim, Il Sung,", "$a"),
        NamePart("1912-1994", "$d"),
        NamePart("Correspondence", "general subdivision"),
    )
    assert (subject.source, subject.dates) == ("lcsh", Date("1912-1994", kind="existence"))
    assert unit.agents[3].agent.identifiers == (Identifier("http://id.example.org/1", "uri"),)
    assert unit.relations[0].label == "Tolstoy, Leo. War and peace"
    assert unit.dates == (Date("1951", kind="publication"),)
    assert unit.agents[-1].extras[0].content == "Moscow"


def test_subjects_places_and_genres() -> None:
    unit = one(
        field("650", "#0", "aKorean War, 1950-1953", "zKorea", "vMaps."),
        field("650", "#7", "aLetters", "2aat", "0(aat)300026879"),
        field("651", "#0", "aSeoul (Korea)"),
        field("655", "#7", "aPhotographs.", "2gmgpc"),
        field("656", "#7", "aDiplomats.", "2lcsh"),
        field("657", "#7", "aNegotiating.", "2aat"),
        field("630", "00", "aPravda."),
        field("752", "##", "aKorea", "bSeoul"),
    )
    war = unit.subjects[0]
    assert (war.term, war.source) == ("Korean War, 1950-1953--Korea--Maps", "lcsh")
    assert [part.kind for part in war.parts] == ["$a", "geographic subdivision", "form subdivision"]
    assert (unit.subjects[1].source, unit.subjects[1].identifier) == ("aat", "(aat)300026879")
    assert [term.kind for term in unit.subjects] == ["topic", "topic", "occupation", "function", "title"]
    assert [place.name for place in unit.places] == ["Seoul (Korea)", "Korea--Seoul"]
    assert (unit.genres[0].term, unit.genres[0].source) == ("Photographs", "gmgpc")


def test_addresses_and_linked_records() -> None:
    unit = one(
        field("856", "41", "uhttps://example.org/1", "yThe letter", "qimage/jpeg"),
        field("856", "42", "uhttps://example.org/findaid", "zFinding aid"),
        field("773", "0#", "tPapers.", "w(DLC)1", "ohttps://example.org/papers"),
        field("830", "#0", "aSeries ;", "v1"),
        field("024", "7#", "a10.1000/182", "2doi"),
        field("020", "##", "a0140449132"),
    )
    assert [(one.uri, one.title, one.media_type) for one in unit.digital_objects] == [
        ("https://example.org/1", "The letter", "image/jpeg")
    ]
    assert [(one.kind, one.target) for one in unit.relations] == [
        ("relation", "https://example.org/findaid"),
        ("isPartOf", "https://example.org/papers"),
        ("isPartOf", None),
    ]
    assert [(one.value, one.kind) for one in unit.identifiers] == [("10.1000/182", "doi"), ("0140449132", "isbn")]


def test_other_scripts_stand_beside_the_romanised_fields() -> None:
    unit = one(field("245", "00", "6880-01", "aSugoroku"), field("880", "00", "6245-01/$1", "a双六"))
    assert (unit.title, unit.other_titles) == ("Sugoroku", ("双六",))


def test_a_name_in_another_script_is_another_form_of_the_name() -> None:
    unit = one(
        field("100", "1#", "6880-01", "aDostoyevsky, Fyodor,", "d1821-1881."),
        field("650", "#0", "6880-02", "aKoreans"),
        field("300", "##", "6880-03", "a3 boxes"),
        field("264", "#1", "6880-04", "aMoskva :", "bNauka,", "c1951."),
        field("880", "1#", "6100-01/(N", "aДостоевский, Федор"),
        field("880", "#0", "6650-02/(N", "aКорейцы"),
        field("880", "##", "6300-03/(N", "a3 коробки"),
        field("880", "#1", "6264-04/(N", "aМосква :", "bНаука,", "c1951."),
        field("880", "1#", "6700-00/(N", "aТолстой, Лев"),
    )
    assert [(link.agent.name, link.agent.other_names) for link in unit.agents] == [
        ("Dostoyevsky, Fyodor", ("Достоевский, Федор",)), ("Nauka", ("Наука",)), ("Толстой, Лев", ()),
    ]  # fmt: skip
    assert [(term.term, term.extras[-1].content) for term in unit.subjects] == [("Koreans", "Корейцы")]
    assert [(extent.text, extent.parallel) for extent in unit.extents] == [("3 boxes", False), ("3 коробки", True)]
    assert [date.edtf for date in unit.dates] == ["1951"]


def test_prose_in_another_script_stands_below_the_prose_that_it_writes_again() -> None:
    unit = one(
        field("245", "00", "6880-01", "aPis'ma /", "cAnna Ro."),
        field("520", "##", "6880-02", "aLetters."),
        field("520", "##", "6880-03", "aDiaries."),
        field("545", "##", "6880-04", "aA sailor."),
        field("880", "00", "6245-01/(N", "aПисьма /", "cАнна Ро."),
        field("880", "##", "6520-02/(N", "aПисьма."),
        field("880", "##", "6520-03/(N", "aДневники."),
        field("880", "##", "6545-04/(N", "aМоряк."),
        field("880", "##", "6545-00/(N", "aРодился в Рае."),
    )
    assert (unit.title, unit.other_titles, unit.description) == ("Pis'ma", ("Письма",), "Letters.\n\nПисьма.")
    assert [(note.kind, note.text) for note in unit.notes] == [
        ("general", "Anna Ro.\n\nАнна Ро."),
        ("scope_and_content", "Diaries.\n\nДневники."),
        ("biography_or_history", "A sailor.\n\nМоряк."),
        ("biography_or_history", "Родился в Рае."),
    ]


@pytest.mark.parametrize("tag", ["130", "240", "730"])
def test_a_uniform_title_has_all_of_its_parts(tag: str) -> None:
    unit = one(
        field("245", "00", "aT"),
        field(tag, "0#", "aBible.", "pGospels.", "lEnglish.", "sRevised.", "kSelections.", "f1952"),
    )
    assert unit.other_titles == ("Bible. Gospels. English. Revised. Selections. 1952",)
    unit = one(field("245", "00", "aT"), field(tag, "0#", "aSonatas,", "mpiano,", "nno. 8,", "rD major;", "oarranged"))
    assert unit.other_titles == ("Sonatas, piano, no. 8, D major; arranged",)
    assert [extra.place for extra in unit.extras] == ["leader"]


@pytest.mark.parametrize(
    ("said", "relator"),
    [
        (("eauthor.", "4aut"), "author"),
        (("4aut", "eauthor"), "aut"),
        (("4aut", "4http://id.loc.gov/vocabulary/relators/aut"), "aut"),
        (("eauthor,", "eillustrator.", "4ill"), "author; illustrator"),
        (("eauthor", "4ill"), "author; ill"),
    ],
)
def test_a_role_that_is_said_as_term_and_as_code_is_one(said: tuple[str, ...], relator: str) -> None:
    (link,) = one(field("245", "00", "aT"), field("700", "1#", "aRoe, Ann,", *said)).agents
    assert link.relator == relator


def test_uncontrolled_terms_are_one_each_and_of_the_kind_that_the_field_says() -> None:
    unit = one(
        field("653", "##", "aboats", "aharbours."),
        field("653", "#1", "aRoe, Ann."),
        field("653", "#5", "aRye."),
        field("653", "#6", "alogbooks."),
    )
    assert [term.term for term in unit.subjects] == ["boats", "harbours"]
    assert [(link.agent, link.role) for link in unit.agents] == [(Person("Roe, Ann"), "subject")]
    assert [place.name for place in unit.places] == ["Rye"]
    assert [term.term for term in unit.genres] == ["logbooks"]


def test_what_no_uncontrolled_term_has_is_carried_along() -> None:
    (term,) = one(field("653", "##", "aboats", "edepicted", "4dpc")).subjects
    assert [(extra.place, extra.content) for extra in term.extras] == [("653$e", "depicted"), ("653$4", "dpc")]


@pytest.mark.parametrize(
    ("tag", "subfields", "shown"),
    [
        ("110", ["aFrance.", "bMinistère de la guerre.", "bBureau, 2e."], "France. Ministère de la guerre. Bureau, 2e"),
        ("110", ["aFrance", "bMinistère", "bBureau"], "France. Ministère. Bureau"),
        ("100", ["aJohn Paul", "bII,", "cPope,", "d1920-2005."], "John Paul II, Pope"),
        ("100", ["aRoe, A. B.", "q(Ann Beth),", "d1900-1980"], "Roe, A. B. (Ann Beth)"),
        ("100", ["aRoe, A. B.", "qAnn Beth", "d1900-1980"], "Roe, A. B. (Ann Beth)"),
        ("111", ["aCongress of Peace", "n(2nd :", "d1950 :", "cWarsaw)"], "Congress of Peace (2nd : 1950 : Warsaw)"),
        ("111", ["aCongress of Peace", "n2nd", "d1950", "cWarsaw"], "Congress of Peace (2nd : 1950 : Warsaw)"),
        ("600", ["aShakespeare, William,", "d1564-1616.", "tHamlet."], "Shakespeare, William, 1564-1616. Hamlet"),
        ("600", ["aRoe, Ann,", "d1900-1980", "xLetters."], "Roe, Ann, 1900-1980--Letters"),
    ],
)
def test_marks_between_subfields_belong_to_the_heading(tag: str, subfields: list[str], shown: str) -> None:
    assert one(field(tag, "1#", *subfields)).agents[0].agent.name == shown


@pytest.mark.parametrize(
    ("subfields", "shown"),
    [
        (["aThe register.", "nPart 2,", "pShips /", "cby Roe."], "The register. Part 2, Ships"),
        (["aThe register", "nPart 2", "pShips"], "The register. Part 2, Ships"),
        (["aThe register", "bships and boats"], "The register : ships and boats"),
        (["aThe register :", "bships =", "bLe registre /"], "The register : ships = Le registre"),
        (["aRegister.", "pShips."], "Register. Ships"),
    ],
)
def test_titles_of_several_subfields(subfields: list[str], shown: str) -> None:
    assert one(field("245", "00", *subfields)).title == shown


def test_whatever_the_table_does_not_name_is_carried_along() -> None:
    unit = one(
        field("999", "9#", "ax"),
        field("245", "00", "aA", "h[map]", "9y"),
        control("007", "cr"),
        '<datafield tag="500" ind1=" " ind2=" " id="f1"><subfield code="a">B</subfield><b>C</b></datafield>',
    )
    assert (
        places(unit).items()
        >= {"999$a": "x", "999/@ind1": "9", "245$h": "[map]", "245$9": "y", "007": "cr", "datafield/@id": "f1"}.items()
    )
    assert "C" in places(unit)["b"]


def test_dates_that_are_nothing_but_signs() -> None:
    unit = one(
        field("245", "00", "aA", "f,", "g\x85"), field("260", "##", "c:", "g\x85"), field("100", "1#", "aKim", "d\x85")
    )
    assert [str(date.text) for date in unit.dates] == [",", ":"]
    assert unit.agents[0].agent.dates is None


def test_a_year_of_copyright_is_not_about_that_year() -> None:
    unit = one(field("260", "  ", "c1985, c1984."), field("264", " 4", "c1983"))
    assert [date.edtf for date in unit.dates] == ["1985", "1983"]


def test_old_codes_of_several_languages() -> None:
    assert [one.code for one in one(field("041", "0#", "aengfre", "arus")).languages] == ["eng", "fre", "rus"]


def test_a_code_that_no_list_knows_is_kept_and_said() -> None:
    context = Context()
    data = f"<record><leader>00000nam</leader>{field('041', '0#', 'aeng', 'axyzzy')}</record>".encode()
    (node,) = read(io.BytesIO(data), context)
    assert [one.code for one in node.unit.languages] == ["eng", "xyzzy"]
    assert [(finding.code, finding.field) for finding in context.report if finding.code == "problem"] == [
        ("problem", "languages")
    ]


@pytest.mark.parametrize(
    ("field", "edtf", "language"),
    [
        ("081112i19121994xx                  eng d", "1912/1994", "eng"),
        ("081112s1951    xx                  rus d", "1951", "rus"),
        ("081112m19uu9999xx                      d", "19XX/..", None),
        ("081112n                                 ", None, None),
        ("081112q19501953xx                  kor d", "[1950..1953]", "kor"),
        ("", None, None),
        ("short", None, None),
    ],
)
def test_the_date_and_the_language_of_field_008(field: str, edtf: str | None, language: str | None) -> None:
    date = date_of(field)
    assert (date.edtf if date else None, language_of(field)) == (edtf, language)


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("Papers /", "Papers"), ("Kim,", "Kim"), ("Moscow :", "Moscow"), ("Smith, J.", "Smith, J."), ("Press, Inc.", "Press, Inc."),
        ("A title.", "A title"), ("etc...", "etc..."), ("", ""), (".", ""),
    ],
)  # fmt: skip
def test_punctuation_between_subfields(written: str, clean: str) -> None:
    assert unpunctuated(written) == clean


def test_records_of_names_are_refused() -> None:
    assert kind_of("00841cz  a2200181n  4500")[2] is not None
    with pytest.raises(InputError, match="authority") as error:
        units(field("100", "1#", "aKim"), leader="00841cz  a2200181n  4500")
    assert error.value.line == 1
    context = Context()
    mixed = (
        "<collection><record><leader>00841cz  a2200181n  4500</leader></record>"
        '<record><leader>00000nam a2200000 u 4500</leader><datafield tag="245" ind1="0" ind2="0"><subfield code="a">A</subfield>'
        "</datafield></record></collection>"
    )
    assert [node.unit.title for node in read(io.BytesIO(mixed.encode()), context)] == ["A"]
    assert [finding.code for finding in context.report] == ["error"]


def test_harvested_records() -> None:
    wrap = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header><identifier>oai:x:1</identifier>'
        '<datestamp>2020-01-01</datestamp></header><metadata><collection xmlns="http://www.loc.gov/MARC21/slim">{}</collection>'
        "</metadata></record></ListRecords></OAI-PMH>"
    )
    (unit,) = units(field("245", "00", "aA"), wrap=wrap)
    assert (unit.id, unit.title) == ("oai:x:1", "A")


def test_every_sample_is_read_or_refused(shared: Path) -> None:
    titles, refused = [], []
    for path in [*samples(shared, "marcxml"), *(path for path in samples(shared, "oai") if "marc" in path.name)]:
        try:
            titles += [node.unit.title for node in read(io.BytesIO(path.read_bytes()), Context(source=path.name))]
        except InputError as error:
            refused.append(error.message)
    assert len(titles) >= 12
    assert all(titles)
    assert all("authority" in message for message in refused)


def test_no_word_of_a_sample_is_lost(shared: Path) -> None:
    for path in [*samples(shared, "marcxml"), *(path for path in samples(shared, "oai") if "marc" in path.name)]:
        assert unaccounted(path.read_bytes(), read) == [], path.name


def test_a_value_with_a_long_run_of_spaces_in_it_is_read_in_time_that_grows_with_it() -> None:
    def read_spaces(spaces: str) -> None:
        unit = one(field("245", "00", "aPapers /", f"f1965{spaces}x :"), field("260", "##", "c1" + spaces[::2] + ";"))
        assert unit.dates[0].text.endswith(" x")

    grows_with_input(lambda count: " " * count, read_spaces, 50_000)
    assert unpunctuated("Papers\u00a0 :\u2003/ ") == "Papers"


UNIMARC = (
    field("010", "##", "a2-07-000000-1", "bbr."),
    field("100", "##", "a20120913d1999    k  y0frey50      ba"),
    field("101", "1#", "afre", "ceng"),
    field("200", "1#", "a\x88Le \x89port", "eregistre", "fAnn Roe", "gJohn Doe", "htome 2", "iLes navires"),
    field("215", "##", "a250 p.", "d23 cm", "e1 carte"),
    field("225", "0#", "aFolio", "v12"),
    field("410", "#0", "tFolio", "v12"),
    field("330", "##", "aLettres."),
    field("454", "#1", "1001123456", "12001 ", "aThe harbour", "1700 1", "aRoe"),
    field("606", "##", "302763", "aNavires", "yAngleterre", "z19e siècle", "jSources", "2rameau"),
    field("620", "##", "aFrance", "dParis"),
    field("700", "#1", "aRoe", "bAnn", "f1900-1980", "4070", "3cb1"),
    field("702", "#1", "aPoe", "4730", "bEd"),
    field("702", "#0", "aJean-Paul", "dII", "cpape", "4730"),
    field("710", "02", "aRye", "bPort"),
    field("711", "12", "aCongrès", "d3", "f1988", "eRome"),
    field("720", "#1", "aRoe (famille)", "4390"),
    field("801", "#3", "aFR", "bABES"),
    field("801", "#0", "aFR", "bBNF", "gAFNOR"),
    field("930", "##", "aCote 1"),
)


def test_a_record_of_unimarc_is_read_by_its_own_fields() -> None:
    """Its 100 is not a person, and its title is in 200 (UNIMARC Manual, Bibliographic Format)."""
    unit = one(control("001", "FRBNF1"), *UNIMARC, leader="01531nbm0 22003733i 450 ")
    assert unit.title == "Le port : registre. tome 2, Les navires"
    assert unit.description == "Lettres."
    assert [(date.edtf, date.kind) for date in unit.dates] == [("1999", None)]
    assert [language.code for language in unit.languages] == ["fre"]
    assert [(extent.text, extent.dimensions) for extent in unit.extents] == [("250 p.", ("23 cm",)), ("1 carte", ())]
    assert [(type(link.agent), link.agent.name, link.role, link.relator) for link in unit.agents] == [
        (Person, "Roe, Ann", "creator", "aut"), (Person, "Poe, Ed", "contributor", "trl"),
        (Person, "Jean-Paul II, pape", "contributor", "trl"),
        (CorporateBody, "Rye. Port", "creator", None), (CorporateBody, "Congrès (3 : 1988 : Rome)", "contributor", None),
        (Family, "Roe (famille)", "creator", "fmo"),
    ]  # fmt: skip
    assert [(term.term, term.source) for term in unit.subjects] == [
        ("Navires--Angleterre--19e siècle--Sources", "rameau")
    ]
    assert [place.name for place in unit.places] == ["France--Paris"]
    assert [(relation.kind, relation.target, relation.label) for relation in unit.relations] == [
        ("isPartOf", None, "Folio ; 12"), ("isVersionOf", "123456", "The harbour")
    ]  # fmt: skip
    assert [note.text for note in unit.notes] == ["Ann Roe ; John Doe"]
    assert [term.term for term in unit.genres] == ["Text"]
    assert unit.record is not None
    assert (unit.record.agency, unit.record.rules) == ("BNF", ("AFNOR",))
    carried = {(extra.place, extra.content) for extra in unit.extras if extra.format == "unimarc"}
    assert {("010$b", "br."), ("930$a", "Cote 1"), ("101$c", "eng"), ("801$b", "ABES"), ("454$a", "Roe")} <= carried


def test_a_record_of_unimarc_in_the_answer_of_a_search() -> None:
    """The shape of ISO 25577, as a national library answers; its 003 is the address of the record."""
    record = (
        '<mxc:record xmlns:mxc="info:lc/xmlns/marcxchange-v2" format="Unimarc"><mxc:leader>     cam  22        450 </mxc:leader>'
        '<mxc:controlfield tag="003">http://x.example/ark:/12148/cb1</mxc:controlfield>'
        '<mxc:datafield tag="200" ind1="1" ind2=" "><mxc:subfield code="a">Le port</mxc:subfield></mxc:datafield></mxc:record>'
    )
    answer = (
        '<srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/"><srw:records><srw:record><srw:recordData>'
        f"{record}</srw:recordData></srw:record></srw:records></srw:searchRetrieveResponse>"
    )
    (unit,) = [node.unit for node in docmeta.read(answer.encode())]
    assert (unit.title, unit.identifiers) == ("Le port", (Identifier("http://x.example/ark:/12148/cb1", "uri"),))
    assert unit.record is None or unit.record.agency_code is None


def test_no_word_of_a_record_of_unimarc_is_lost() -> None:
    said = " ".join(subfield for tag in UNIMARC for subfield in re.findall(r'code="[^1-9]">([^<]+)', tag))
    kept = repr(attrs.asdict(one(*UNIMARC, leader="01531nbm0 22003733i 450 "), recurse=True))
    assert [word for word in re.findall(r"\w+", said) if word not in kept] == []


@pytest.mark.parametrize(
    ("subfields", "measures"),
    [
        (("a12", "fboxes", "a(5.5", "glinear feet)"), [("12 boxes (5.5 linear feet)", ())]),
        (("a12", "fboxes", "a3", "ffolders"), [("12 boxes", ()), ("3 folders", ())]),
        (("a1 score (30 p.) ;", "c20 cm. +", "a16 parts ;", "c32 cm."), [("1 score (30 p.)", ("20 cm.",)), ("16 parts", ("32 cm.",))]),
        (("adiary", "a1 volume ;", "c17 cm"), [("diary 1 volume", ("17 cm",))]),
        (("a271 items ;", "c28 cm +", "e1 map"), [("271 items", ("28 cm",)), ("1 map", ())]),
    ],
)  # fmt: skip
def test_each_measure_has_an_extent(subfields: tuple[str, ...], measures: list[tuple[str, tuple[str, ...]]]) -> None:
    extents = one(field("300", "##", *subfields)).extents
    assert [(extent.text, extent.dimensions) for extent in extents] == measures


def test_nobody_is_made_of_a_publisher_that_is_not_known() -> None:
    unit = one(field("260", "##", "a[S.l. :", "bs.n.,", "c18--?]"), field("264", "#1", "b[publisher not identified],"))
    assert not unit.agents
    assert [date.text for date in unit.dates] == ["18--?"]
    assert places(one(field("264", "#1", "b[publisher not identified]")))["264$b"] == "[publisher not identified]"


@pytest.mark.parametrize(
    ("fields", "dates"),
    [
        ((field("046", "##", "ai", "c1912", "e1994"),), [("1912/1994", None, "inclusive")]),
        ((field("046", "##", "k19140506", "2iso8601"),), [("1914-05-06", "creation", None)]),
        ((field("046", "##", "k[1912,1914]", "2edtf"),), [("[1912,1914]", "creation", None)]),
        ((field("046", "##", "ac", "c1912", "e9999"),), [("1912/..", None, None)]),
        ((field("046", "##", "ax", "b500", "e20"),), [("-0499/0020", None, None)]),
        ((field("046", "##", "k1912"), field("245", "00", "aPapers", "f1911-")), [("1911/..", "creation", "inclusive")]),
        ((field("046", "##", "a?", "cnone"),), []),
        ((field("045", "2#", "bd1890", "bd1900"),), [("1890/1900", "coverage", None)]),
        ((field("045", "1#", "bd1890", "bd1900"),), [("1890", "coverage", None), ("1900", "coverage", None)]),
        ((field("045", "0#", "bc0221"),), [("-0220", "coverage", None)]),
        ((field("045", "##", "av0v9"),), []),
        ((control("008", "850101e19610512enk                 fre d"),), [("1961-05-12", None, None)]),
    ],
)  # fmt: skip
def test_coded_dates(fields: tuple[str, ...], dates: list[tuple[str, str | None, str | None]]) -> None:
    assert [(date.edtf, date.kind, date.type) for date in one(*fields).dates] == dates


def test_a_series_that_is_said_twice_is_one_relation() -> None:
    heading = field("830", "#0", "aHarbour series ;", "vv. 4.")
    unit = one(field("490", "1#", "aHarbour,", "vv. 4"), heading)
    assert [(relation.kind, relation.label) for relation in unit.relations] == [("isPartOf", "Harbour series ; v. 4")]
    assert len(one(field("490", "0#", "aHarbour,", "vv. 4"), heading).relations) == 2
    assert len(one(field("490", "1#", "aHarbour,", "vv. 4")).relations) == 1


def test_titles_of_parts_are_no_other_titles() -> None:
    unit = one(
        field("740", "02", "aHarbour log."),
        field("740", "0#", "aLogs"),
        field("700", "12", "aRoe, A.", "tLog.", "f1990"),
    )
    assert [(relation.kind, relation.label) for relation in unit.relations] == [
        ("hasPart", "Harbour log"), ("hasPart", "Roe, A. Log. 1990")
    ]  # fmt: skip
    assert unit.other_titles == ("Logs",)


def test_terms_of_use_with_an_address_are_a_statement_of_rights() -> None:
    unit = one(field("540", "##", "aPublic domain.", "uhttps://x.example/pd"), field("540", "##", "3Letters", "aAsk."))
    assert [(right.text, right.uri) for right in unit.rights] == [("Public domain.", "https://x.example/pd")]
    assert [(note.kind, note.text, note.label) for note in unit.notes] == [("use_conditions", "Ask.", "Letters")]


def test_what_stands_beside_a_value_is_no_part_of_it() -> None:
    unit = one(
        field("020", "##", "a9781234567897 (pbk.) :", "c10"),
        field("654", "#0", "cm", "aletters", "cp", "bink", "2aat"),
        field("700", "1#", "aRoe", "0(uri)http://d-nb.info/gnd/1"),
        field("541", "1#", "3Letters", "aRoe, John", "cGift", "d1990 May 3.", "uhttp://x.example"),
    )
    assert [one.value for one in unit.identifiers] == ["9781234567897"]
    assert [term.term for term in unit.subjects] == ["letters--ink"]
    assert unit.agents[0].agent.identifiers == (Identifier("http://d-nb.info/gnd/1", "uri"),)
    assert unit.notes[0].text == "Roe, John; Gift; 1990 May 3. http://x.example"


def test_subdivisions_follow_the_heading_wherever_they_stand() -> None:
    unit = one(
        field("600", "10", "aRoe, Ann,", "xLetters.", "d1900-1980"),
        field("650", "#0", "xHistory.", "aShips", "zRye"),
        field("690", "##", "aQuays"),
        field("691", "##", "aRye Bay"),
        field("856", "42", "3Finding aid:", "uhttp://x.example/fa", "zConnect"),
    )
    assert [link.agent.name for link in unit.agents] == ["Roe, Ann, 1900-1980--Letters"]
    assert [term.term for term in unit.subjects] == ["Ships--History--Rye", "Quays"]
    assert [place.name for place in unit.places] == ["Rye Bay"]
    assert [relation.label for relation in unit.relations] == ["Finding aid; Connect"]


def test_long_fields_are_read_in_time_that_grows_with_them() -> None:
    def read_fields(fields: tuple[str, ...]) -> None:
        one(*fields)

    def fields(count: int) -> tuple[str, ...]:
        words = [f"a{'x ' * 3}"] * count
        return (
            field("300", "##", *words),
            field("260", "##", *(["bRoe"] * count)),
            field("200", "1#", "aT", *(["fRoe"] * count)),
        )

    grows_with_input(fields, read_fields, 3_000)


def test_many_addresses_of_a_field_share_no_long_label() -> None:
    def made(count: int) -> bytes:
        subfields = "".join(
            f'<subfield code="u">u{at}</subfield><subfield code="y">y{at}</subfield>' for at in range(count)
        )
        return (
            '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000npca a2200000 a 4500</leader>'
            f'<datafield tag="856" ind1="4" ind2="0">{subfields}</datafield></record>'
        ).encode()

    grows_with_input(made, lambda data: docmeta.convert(data, io.BytesIO(), from_="marcxml", to="csv"), 300)
    for count, titled in ((3, 3), (2_000, 1)):
        objects = next(docmeta.read(made(count), format="marcxml")).unit.digital_objects
        assert (len(objects), sum(bool(one.title) for one in objects)) == (count, titled)
