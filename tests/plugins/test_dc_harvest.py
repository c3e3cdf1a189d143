"""Dublin Core for harvesters: URLs, unique names, language codes, readable dates, inherited values."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from lxml import etree

import docmeta
from docmeta import Collection, Document, Node, Report, Text, walk
from docmeta.model import (
    AgentLink,
    Date,
    DigitalObject,
    Identifier,
    Language,
    Names,
    Note,
    Person,
    Place,
    Record,
    Repository,
    Revision,
    RightsStatement,
    Term,
    Unit,
)
from docmeta.text import of_markup

OAI = "{http://www.openarchives.org/OAI/2.0/}"


def records(*roots: Unit, format: str = "dc", **options: Any) -> tuple[list[dict[str, list[str]]], Report]:
    """The elements of each record, and "header" with its identifier."""
    out = io.BytesIO()
    report = docmeta.write(walk(*roots), out, format=format, envelope="oai", **options)
    found = []
    for record in etree.fromstring(out.getvalue()).iter(f"{OAI}record"):
        one: dict[str, list[str]] = {"header": [record.findtext(f"{OAI}header/{OAI}identifier") or ""]}
        for element in record.iter("{http://purl.org/dc/elements/1.1/}*", "{http://purl.org/dc/terms/}*"):
            one.setdefault(etree.QName(element).localname, []).append(element.text or "")
        found.append(one)
    return found, report


def record(format: str = "dc", options: dict[str, Any] | None = None, **fields: Any) -> dict[str, list[str]]:
    return records(Document("d", **fields), format=format, **(options or {}))[0][0]


# -- identifiers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("identifier", "said"),
    [
        (Identifier(of_markup('<ref href="https://n2t.net/ark:/1/x">Archival Resource Key</ref>'), "ark"), "https://n2t.net/ark:/1/x"),
        (Identifier("ark:/12345/x6np", "ark"), "https://n2t.net/ark:/12345/x6np"),
        (Identifier("doi:10.5072/ab.c", "doi"), "https://doi.org/10.5072/ab.c"),
        (Identifier("10.5072/ab.c", "doi"), "https://doi.org/10.5072/ab.c"),
        (Identifier("hdl:2027/x.1", "handle"), "https://hdl.handle.net/2027/x.1"),
        (Identifier("2027/x.1", "handle"), "https://hdl.handle.net/2027/x.1"),
        (Identifier("MSS 7"), "MSS 7"),
        (Identifier(of_markup("MSS <emph>7</emph>")), "MSS 7"),
    ],
)  # fmt: skip
def test_identifiers_arrive_as_addresses_where_they_have_one(identifier: Identifier, said: str) -> None:
    for format in ("dc", "dcterms"):
        assert record(format, identifiers=(identifier,))["identifier"] == [said]


def test_a_citation_is_no_identifier() -> None:
    note = Note("preferred_citation", "Roe papers, City Archive.")
    assert record(notes=(note,)) == {"header": ["d"], "description": ["Roe papers, City Archive."]}
    assert record("dcterms", notes=(note,))["bibliographicCitation"] == ["Roe papers, City Archive."]


def test_the_address_of_the_finding_aid_and_of_digital_objects_are_identifiers() -> None:
    about = Record(id="fa-1", identifiers=(Identifier("https://example.org/fa", "url"), Identifier("x", "identifier")))
    found = record(record=about, digital_objects=(DigitalObject("https://example.org/1.jpg"),))
    assert found["identifier"] == ["https://example.org/1.jpg", "https://example.org/fa"]


SHARED = Collection(
    "unit-1",
    minted=True,
    record=Record(id="fa 7"),
    identifiers=(Identifier("MSS 7"),),
    members=(
        Document("unit-1.1", minted=True, identifiers=(Identifier("39"),)),
        Collection(
            "unit-1.2",
            minted=True,
            identifiers=(Identifier("39"),),
            members=(Document("unit-1.2.1", minted=True), Document("ref9")),
        ),
    ),
)


def test_every_record_has_a_name_of_its_own_made_of_the_finding_aids() -> None:
    found, report = records(SHARED)
    assert [one["header"][0] for one in found] == ["fa%207", "fa%207/1", "fa%207/2", "fa%207/2.1", "ref9"]
    supplied = [(one.target, one.count) for one in report if one.code == "supplied" and one.field == "id"]
    assert supplied == [("header/identifier", 4)]
    assert not any("unit-1" in value for one in found for values in one.values() for value in values)


def test_roots_that_share_an_identifier_are_told_apart() -> None:
    found, _ = records(*(Document("x", identifiers=(Identifier("39"),)) for _ in range(3)))
    assert len({one["header"][0] for one in found}) == 3


def test_every_record_has_an_address_below_the_base() -> None:
    found, _ = records(SHARED, base_uri="https://example.org/a")
    addresses = [[value for value in one["identifier"] if value.startswith("https://example.org/a/")] for one in found]
    assert all(len(one) == 1 for one in addresses)
    assert len({one[0] for one in addresses}) == 5
    assert found[1]["relation"] == ["https://example.org/a/fa%207"]


# -- agents, languages, dates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("relator", ["dnr", "Donor", "Donor (dnr)", "http://id.loc.gov/vocabulary/relators/dnr", "fmo"])
@pytest.mark.parametrize("role", ["creator", "subject"])
def test_who_gave_is_a_contributor(role: str, relator: str) -> None:
    agents = (AgentLink(Person("Roe, Ann"), role, relator), AgentLink(Person("Doe, Jo"), "creator", "Author (aut)"))
    found = record(agents=agents)
    assert (found["contributor"], found["creator"]) == (["Roe, Ann"], ["Doe, Jo"])
    assert "subject" not in found


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language("eng", name="English"), "en"), (Language("rus", "Cyrl"), "ru"), (Language("srp", "Cyrl"), "sr-Cyrl"),
        (Language(name="Serbian"), "sr"), (Language("grc"), "grc"), (Language(name="the tongue of birds"), "the tongue of birds"),
    ],
)  # fmt: skip
def test_languages_are_the_shortest_tags(language: Language, said: str) -> None:
    assert record(languages=(language,))["language"] == [said]
    assert record("dcterms", languages=(language,))["language"] == [said]


def test_the_wording_of_languages_is_said_once() -> None:
    languages = (Language("eng"), Language("fre"))
    plain = of_markup('<language langcode="eng">English</language> and <language langcode="fre">French</language>.')
    found = record(languages=languages, notes=(Note("language", plain),))
    assert found == {"header": ["d"], "language": ["en", "fr"]}
    more = record(languages=languages, notes=(Note("language", "Mostly English; some letters in French."),))
    assert more["description"] == ["Mostly English; some letters in French."]


def test_the_wording_beside_a_code_is_lost_only_where_it_says_more() -> None:
    _, report = records(Document("d", languages=(Language("eng", name="English"),)))
    assert report.losses == 0
    _, report = records(Document("d", languages=(Language("eng", name="English, with glosses"),)))
    assert report.losses == 1


def test_xml_lang_is_a_language_tag() -> None:
    out = io.BytesIO()
    docmeta.write([Node(0, Document("d", title=Text("Letters", language="eng")))], out, format="dc")
    assert b'<dc:title xml:lang="en">' in out.getvalue()


@pytest.mark.parametrize(
    ("date", "form", "said"),
    [
        (Date("circa 1900 to 2007", "1900~/2007~"), "auto", "circa 1900 to 2007"),
        (Date("1955, 1958", "{1955,1958}"), "auto", "1955, 1958"),
        (Date("", "1900~/2007~"), "auto", "circa 1900-circa 2007"),
        (Date("500", "-0499"), "auto", "-0499"),
        (Date("Dec. 20, 1965"), "auto", "Dec. 20, 1965"),
        (Date("Dec. 20, 1965"), "w3cdtf", "1965-12-20"),
        (Date("1953-2001"), "w3cdtf", "1953/2001"),
        (Date("circa 1950"), "w3cdtf", "circa 1950"),
        (Date("circa 1950"), "edtf", "1950~"),
        (Date("Dec. 20, 1965"), "words", "Dec. 20, 1965"),
        (Date("n.d."), "edtf", "n.d."),
    ],
)
def test_the_forms_of_a_date(date: Date, form: str, said: str) -> None:
    assert record(dates=(date,), options={"dates": form})["date"] == [said]


def test_no_date_that_arrived_counts_as_lost() -> None:
    dates = (Date("1953-2001", type="inclusive"), Date("circa 1960", type="bulk", certainty="approximate"))
    for form in ("auto", "words", "w3cdtf", "edtf"):
        for format in ("dc", "dcterms"):
            _, report = records(Document("d", dates=dates), format=format, dates=form)
            assert report.losses == 0


# -- what is inherited --------------------------------------------------------------------------------------------------

PAPERS = Collection(
    "c1",
    title="Roe papers",
    repository=Repository("City Archive"),
    rights=(RightsStatement(uri="http://rightsstatements.org/vocab/InC/1.0/"),),
    notes=(Note("access_conditions", "Open."), Note("use_conditions", "Ask."), Note("arrangement", "By year.")),
    languages=(Language("eng"),),
    dates=(Date("1900-1950"),),
    members=(
        Collection("s1", title="Letters", members=(Document("d1", title="To Jo", dates=(Date("1910"),)),)),
    ),
)  # fmt: skip


def test_a_component_inherits_what_a_reader_needs() -> None:
    found, report = records(PAPERS, inherit=True)
    letter = found[2]
    assert letter["relation"] == ["Roe papers > Letters", "s1"]
    assert letter["publisher"] == ["City Archive"]
    assert letter["rights"] == ["Open.", "Ask.", "http://rightsstatements.org/vocab/InC/1.0/"]
    assert (letter["language"], letter["date"]) == (["en"], ["1910"])
    assert found[1]["date"] == ["1900-1950"]
    assert "description" not in letter
    counts = {one.field: one.count for one in report if one.target == "inherit"}
    assert counts == {"title": 2, "repository": 2, "rights": 2, "notes": 4, "languages": 2, "dates": 1}
    assert {one.code for one in report if one.target == "inherit"} == {"supplied"}


def test_nothing_is_inherited_unasked() -> None:
    found, report = records(PAPERS)
    assert found[2].get("publisher") is None
    assert not any(one.target == "inherit" for one in report)


def test_losses_of_inherited_values_are_counted_once() -> None:
    kept = [one for one in records(PAPERS)[1] if one.code in ("partial", "dropped", "changed")]
    more = [one for one in records(PAPERS, inherit=True)[1] if one.code in ("partial", "dropped", "changed")]
    assert [(one.field, one.target, one.count) for one in kept] == [(one.field, one.target, one.count) for one in more]


def test_the_reasons_of_losses_say_what_is_lost() -> None:
    from docmeta.model import Container

    agent = Person("Roe", source="lcnaf", identifiers=(Identifier("n 1", "authority"),))
    unit = Document("d", containers=(Container("1", "Box"),), agents=(AgentLink(agent),))
    reasons = {one.field: one.message for one in records(unit)[1]}
    assert reasons["containers"] == "the box and folder: Dublin Core has no element for them"
    assert reasons["agents"] == "the numbers in authority files, the vocabulary: dc:creator has no place for it"


# -- headers ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ids",
    [
        ("a b", "a%20b"),
        ("a", "oai:example.org:a"),
        ("ä", "%C3%A4"),
        ("a\ud800", "a?"),
        ("a", "a", "a/2", "a/2/2", "a"),
        ("a b", "a%20b", "a b/2", "a%20b/2"),
    ],
    ids=ascii,
)
def test_no_two_headers_have_one_identifier(ids: tuple[str, ...]) -> None:
    """The written form counts: different names may be the same URI."""
    found, report = records(*map(Document, ids), repository="example.org")
    headers = [one["header"][0] for one in found]
    assert len(set(headers)) == len(ids), headers
    assert "supplied" in {finding.code for finding in report}


def test_names_are_unique_however_many_they_are() -> None:
    """One occurs twice, with a quarter of a million others in between."""
    names = Names()
    made = [names.name(Node(0, Document(str(number)))) for number in range(250_000)]
    again = [names.name(Node(0, Document(str(number)))) for number in (0, 1, 249_999)]
    assert len({*made, *again}) == 250_003
    assert names.supplied == 3


@pytest.mark.parametrize("order", list(permutations(("2001-02-03", "2019-05-06", "2010-01-01T10:00:00Z"))), ids=str)
def test_the_datestamp_is_that_of_the_last_revision(order: tuple[str, ...]) -> None:
    """Some systems put the newest revision first."""
    revisions = (Revision(date=Date("some day")), *(Revision(date=Date(stamp)) for stamp in order), Revision("x"))
    out = io.BytesIO()
    docmeta.write([Node(0, Document("d", record=Record(revisions=revisions)))], out, format="dc", envelope="oai")
    assert b"<datestamp>2019-05-06</datestamp>" in out.getvalue()


@pytest.mark.parametrize("format", ["dc", "dcterms", "jsonld"])
@pytest.mark.parametrize("signs", ["-", "\u2014", "?", "...", "[ ]"])
@pytest.mark.parametrize(
    ("field", "why", "value"),
    [
        ("agents", "without a name", lambda signs: AgentLink(Person(signs))),
        ("agents", "without a name", lambda signs: AgentLink(Person(signs, dates=Date("1900-1950")), "editor")),
        ("agents", "without a name", lambda signs: AgentLink(Person(signs), "subject")),
        ("subjects", "term", Term),
        ("genres", "term", Term),
        ("places", "name", Place),
    ],
    ids=["creator", "editor", "about", "subject", "genre", "place"],
)
def test_signs_alone_name_nothing(format: str, signs: str, field: str, why: str, value: Callable[[str], Any]) -> None:
    """They are not written, and the report names them."""
    out = io.BytesIO()
    report = docmeta.write([Node(0, Document("d", title="T", **{field: (value(signs),)}))], out, format=format)
    assert f">{signs}" not in out.getvalue().decode()
    assert f': "{signs}' not in out.getvalue().decode()
    (finding,) = [finding for finding in report if finding.field == field]
    assert finding.code == "dropped"
    assert why in finding.message
