"""Profiles: each rule finds its faults, names its standard, gives the remedy, and is silent otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import docmeta
from docmeta import (
    AgentLink,
    Collection,
    Date,
    DigitalObject,
    Document,
    Extent,
    Identifier,
    Language,
    Note,
    Person,
    Place,
    Record,
    Repository,
    Term,
)
from docmeta.checking import Fault, Present, Problem, Profile, Rule, Scope, problems
from docmeta.checking.profiles import PROFILES, profile
from docmeta.errors import PluginError
from docmeta.model import RightsStatement, Unit, walk


def found(unit: Unit, name: str) -> list[Problem]:
    """The problems of a tree."""
    return list(problems(walk(unit), profile(name)))


def rules(unit: Unit, name: str) -> set[str]:
    """The rules that a tree breaks."""
    return {problem.rule for problem in found(unit, name)}


@pytest.mark.parametrize("name", PROFILES)
def test_every_rule_names_its_standard_and_says_what_to_do(name: str) -> None:
    """An archivist is told the section and the remedy, in words of the field and never in names of fields."""
    found = profile(name)
    assert (found.file is None) == (not found.file_rules)
    for rule in (*found.rules, *found.file_rules):
        assert rule.standard, rule.id
        assert rule.advice, rule.id
        assert "[" not in rule.advice, rule.id


def test_what_is_inherited_is_said_once() -> None:
    """A fonds of a thousand letters without an extent lacks one extent."""
    letters = tuple(Document(f"d{number}", title="Letter", level="item") for number in range(1_000))
    fonds = Collection("c", title="Papers", level="fonds", members=letters)
    assert [problem.unit for problem in found(fonds, "isadg") if problem.rule == "ISADG-3.1.5"] == ["c"]


def test_a_leaf_is_what_has_nothing_below_it() -> None:
    """A collection that is described alone is a record as any other, whatever class holds it."""
    alone = Collection("c", title="Papers")
    assert "DPLA-SHOWN" in rules(alone, "dpla")
    above = Collection("c", title="Papers", members=(Document("d", title="Letter"),))
    assert [problem.unit for problem in found(above, "dpla") if problem.rule == "DPLA-SHOWN"] == ["d"]


def test_what_was_read_before_an_error_is_checked_and_the_error_passes() -> None:
    """Looking ahead for leaves loses none of the units that were read."""

    def nodes() -> Iterator[docmeta.Node]:
        yield docmeta.Node(0, Document("d"))
        raise docmeta.InputError("broken off")

    seen: list[str] = []
    with pytest.raises(docmeta.InputError, match="broken off"):
        seen.extend(problem.rule for problem in problems(nodes(), profile("basic")))
    assert seen == ["BASIC-1"]


def test_a_rule_that_fails_is_named() -> None:
    """The rules of plugins run, too: what they raise says whose fault it is."""

    def test(scope: Scope) -> Iterator[str]:
        raise KeyError("oops")

    with pytest.raises(PluginError, match=r"rule OUR-1 .*KeyError"):
        list(problems(walk(Document("d")), Profile("ours", "Ours", (Rule("OUR-1", test, "nothing"),))))


def test_a_kind_of_a_field_without_kinds_is_refused_when_the_rule_is_made() -> None:
    """Not in the middle of a check."""
    with pytest.raises(ValueError, match="not a field of the model"):
        Present("X", "title[main]", says="a title")
    with pytest.raises(ValueError, match="not a field of the model"):
        Present("X", "tytle", says="a title")


# -- dates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "below", "outside"),
    [
        (("1950-1953",), ("1951",), False),
        (("1950-1953",), ("1960",), True),
        (("1950-1953",), ("1949-1951",), True),
        (("1950-",), ("1999",), False),
        (("1950-",), ("1949",), True),
        (("1950-1953", "whenever it was"), ("1960",), False),
        (("1950-1953", "1960"), ("1960",), False),
        (("circa 1950",), ("1948",), False),
        (("circa 1950",), ("1848",), True),
        (("1950-1953",), ("circa 1955",), False),
        (("1950-1953",), ("undated",), False),
        (("undated",), ("1960",), False),
    ],
)
def test_dates_of_a_part_against_those_of_the_whole(
    above: tuple[str, ...], below: tuple[str, ...], outside: bool
) -> None:
    """Open ends, dates that are not understood and estimates give no false alarm."""
    part = Document("d", title="t", level="item", dates=tuple(map(Date, below)))
    whole = Collection("c", title="t", level="fonds", dates=tuple(map(Date, above)), members=(part,))
    assert ("DACS-2.4.9" in rules(whole, "dacs")) == outside


def test_a_date_of_another_kind_may_lie_anywhere() -> None:
    """Digitised in 2015, made in 1950."""
    dates = (Date("1950"), Date("2015", kind="digitisation"))
    whole = Collection("c", dates=(Date("1950-1953"),), members=(Document("d", dates=dates),))
    assert "DACS-2.4.9" not in rules(whole, "dacs")


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("basic", "BASIC-4"),
        ("atom", "ATOM-DATES"),
        ("archivesspace", "ASPACE-ORDER"),
        ("arclight", "ARCLIGHT-ORDER"),
        ("schema-org", "SCHEMA-3"),
    ],
)
def test_a_date_that_ends_before_it_begins_is_an_error(name: str, rule: str) -> None:
    """In every profile that requires an order, and once."""
    [problem] = [
        each for each in found(Document("d", title="t", dates=(Date("1960-1950"),)), name) if each.rule == rule
    ]
    assert (problem.severity, problem.value) == ("error", "1960-1950")
    assert "BASIC-5" not in rules(Document("d", title="t", dates=(Date("1960-1950"),)), "basic")


@pytest.mark.parametrize(("words", "open_ended"), [("1979-", True), ("after 1915", False), ("1979-1993", False)])
def test_open_ended_dates_are_not_estimates(words: str, open_ended: bool) -> None:
    """DACS 2.4.8 forbids "1979-", 2.4.15 allows "after 1915"."""
    assert ("DACS-2.4.8" in rules(Document("d", title="t", dates=(Date(words),)), "dacs")) == open_ended


# -- DACS ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "repository", "wrong"),
    [
        ("KR", "KR-Na", []),
        ("us", "US-DLC", []),
        ("US", "DLC", []),
        ("ZZ", "US-DLC", ["which is not an ISO 3166-1 code"]),
        ("US", "Library of Congress", ["which is not an ISIL"]),
        (None, None, ["the code of its country", "the code of its repository"]),
    ],
)
def test_codes_of_the_reference_code(country: str | None, repository: str | None, wrong: list[str]) -> None:
    """Country and repository are those of the lists, not merely two letters."""
    unit = Document("d", identifiers=(Identifier("F 1", country=country, repository=repository),))
    said = [problem.message for problem in found(unit, "dacs") if problem.rule == "DACS-2.1.4"]
    assert len(said) == len(wrong)
    assert all(part in message for part, message in zip(wrong, said, strict=True))


@pytest.mark.parametrize(
    ("record", "missing"),
    [
        (None, True),
        (Record(id="x"), True),
        (Record(publication="Printed in Seoul."), True),
        (Record(publication="© 2004 National Archives"), False),
        (Record(rights=(RightsStatement("CC0"),)), False),
    ],
)
def test_rights_in_the_description_are_rights(record: Record | None, missing: bool) -> None:
    """A statement of publication without a word on rights is none (DACS 8.2)."""
    assert ("DACS-8.2" in rules(Document("d", record=record), "dacs")) == missing


def test_repository_has_a_name_and_a_place() -> None:
    """DACS 2.2 asks for both."""
    assert {"DACS-2.2.2", "DACS-2.2.3"} <= rules(
        Document("d", repository=Repository(identifiers=(Identifier("KR-Na"),))), "dacs"
    )
    assert not {"DACS-2.2.2", "DACS-2.2.3"} & rules(
        Document("d", repository=Repository("Archives", address=("Seoul",))), "dacs"
    )


def test_an_extent_without_a_number_shows_what_it_says() -> None:
    """Dimensions alone are no extent either, and are not quoted as an empty string."""
    [problem] = [
        each for each in found(Document("d", extents=(Extent("some boxes"),)), "dacs") if each.rule == "DACS-2.5.3"
    ]
    assert "'some boxes'" in problem.message
    [problem] = [
        each
        for each in found(Document("d", extents=(Extent(dimensions=("tall",)),)), "dacs")
        if each.rule == "DACS-2.5.3"
    ]
    assert "''" not in problem.message


def test_a_title_of_nature_alone_and_a_repeated_creator() -> None:
    """ "Papers" names nobody; a series need not name the creator of its fonds again."""
    kim = (AgentLink(Person("Kim"), "creator"),)
    series = Collection("s", title="Papers", level="series", agents=kim)
    fonds = Collection("c", title="Papers", level="fonds", agents=kim, members=(series,))
    assert [(each.unit, each.rule) for each in found(fonds, "dacs") if each.severity == "info"] == [
        ("c", "DACS-2.3.3"),
        ("s", "DACS-1.6"),
    ]


def test_notes_that_are_repeated_are_told_apart_and_said_once() -> None:
    """The words show which; a second copy within one unit is one repetition."""
    notes = (Note("use_conditions", "Ask first."), Note("use_conditions", "Ask first."), Note("general", "x"))
    part = Document("d", notes=notes, description="About it.")
    whole = Collection("c", notes=notes[:1], description="About it.", members=(part,))
    said = [problem.message for problem in found(whole, "isadg") if problem.rule == "ISADG-2.4"]
    assert said == [
        "d repeats the note on use conditions of a unit above it: 'Ask first.'",
        "d repeats the scope and content of a unit above it: 'About it.'",
    ]


# -- aggregators ---------------------------------------------------------------------------------------------------

_INC = "http://rightsstatements.org/vocab/InC/1.0/"


def record(**changes: Any) -> Document:
    """A record that breaks no required rule of DPLA and Europeana."""
    fields: dict[str, Any] = {
        "title": "Telegram",
        "description": "To Moscow.",
        "genres": (Term("Still Image"),),
        "languages": (Language("kor"),),
        "rights": (RightsStatement(uri=_INC),),
        "repository": Repository("Archives"),
        "digital_objects": (DigitalObject("https://example.org/1"),),
        "subjects": (Term("War"),),
        "places": (Place("Seoul"),),
        "dates": (Date("1951"),),
        "agents": (AgentLink(Person("Kim"), "creator"), AgentLink(Person("Lee"), "publisher")),
    }
    return Document("d", **{**fields, **changes})


@pytest.mark.parametrize("name", ["dpla", "europeana", "oai-dc", "schema-org"])
def test_a_whole_record_has_no_problem(name: str) -> None:
    """No false alarm."""
    assert found(record(), name) == []


@pytest.mark.parametrize(
    ("uri", "broken"),
    [
        (_INC, set()),
        ("https://rightsstatements.org/vocab/InC/1.0/", {"EDM-8"}),
        ("http://www.rightsstatements.org/page/InC/1.0/?language=en", {"EDM-8"}),
        ("http://rightsstatements.org/vocab/Nothing/1.0/", {"EDM-7"}),
        ("http://creativecommons.org/licenses/by-nc-sa/4.0/", set()),
        ("http://creativecommons.org/licenses/by-xx/4.0/", {"EDM-7"}),
        ("http://creativecommons.org/publicdomain/mark/1.0/", set()),
    ],
)
def test_rights_that_europeana_takes(uri: str, broken: set[str]) -> None:
    """A known statement in another form is one problem, that of its form; an unknown one is refused."""
    assert rules(record(rights=(RightsStatement(uri=uri),)), "europeana") == broken


def test_europeana_wants_what_it_is_about_not_when_it_was_made() -> None:
    """A date of creation is no dcterms:temporal; one of coverage is."""
    bare = {"subjects": (), "genres": (), "places": (), "agents": ()}
    assert "EDM-2" in rules(record(**bare), "europeana")
    assert "EDM-2" not in rules(record(**bare, **{"dates": (Date("1951", kind="coverage"),)}), "europeana")


def test_dpla_names_addresses_without_a_host_and_rights_without_a_uri() -> None:
    """A bare IP number, also of version 6, is no host."""
    for address in ("http://10.0.0.7/x", "http://[::1]/x"):
        assert "DPLA-HOST" in rules(record(digital_objects=(DigitalObject(address),)), "dpla")
    assert rules(record(rights=(RightsStatement("All rights reserved"),)), "dpla") == {"DPLA-EDM-RIGHTS"}


@pytest.mark.parametrize(
    ("code", "known"), [("ko", True), ("kor", True), ("pt-BR", True), ("qqx9", False), (None, False)]
)
def test_languages_are_codes(code: str | None, known: bool) -> None:
    """Looked up, not merely two or three letters."""
    unit = record(languages=(Language(code, name="Korean"),))
    assert ("OAIDC-5" in rules(unit, "oai-dc")) == (not known)


# -- systems -------------------------------------------------------------------------------------------------------


def test_archivesspace_takes_longer_titles_at_the_top() -> None:
    """16,384 characters for a resource, 8,192 for a component."""
    part = Document("d", title="x" * 9_000)
    whole = Collection("c", title="x" * 9_000, members=(part,))
    assert [each.unit for each in found(whole, "archivesspace") if each.rule == "ASPACE-LENGTH"] == ["d"]


def test_archivesspace_names_the_characters_that_it_refuses() -> None:
    """So that nobody looks for them."""
    [problem] = [each for each in found(Document("a/b c", title="t"), "archivesspace") if each.rule == "ASPACE-REF"]
    assert "' ' '/'" in problem.message


def test_a_fault_has_a_value_and_a_line_of_its_own() -> None:
    """What a test knows better than its unit is in the problem."""

    def test(scope: Scope) -> Iterator[Fault]:
        yield Fault("is wrong here", "value", 7)

    nodes = [docmeta.Node(0, Document("d"), 3)]
    [problem] = problems(nodes, Profile("ours", "Ours", (Rule("OUR-1", test, "nothing"),)))
    assert (problem.line, problem.value, problem.message) == (7, "value", "d is wrong here")


# -- files ---------------------------------------------------------------------------------------------------------

TABLE = """legacyId,parentId,qubitParentSlug,title,levelofdescription,script,eventTypes,eventDates,eventStartDates,eventEndDates,\
digitalObjectPath,digitalObjectURI,culture,shelf
1,,,Papers,Fonds,Latn,Creation,1950-1953,1950-00-00,1953-12-00,,,en,
2,9,,Orphan,Series,,,,,,,,english,
3,1,papers,Two parents,Series,Lattin,,,,,,,en,
4,1,,Uneven,Series,,Creation|Creation,1951,,,,,en,
5,1,,Backwards,Series,,Creation,,1960-01-01,1950-12-31,a.jpg,http://example.org/a.jpg,en,
6,1,,No day,Series,,Creation,,2001-02-30,,,,en
,,,,,,,,,,,,,
"""


def test_a_table_for_atom_shows_all_its_faults_with_their_rows(tmp_path: Path) -> None:
    """One file, one pass: each fault at its line, with the column that it stands in."""
    path = tmp_path / "t.csv"
    path.write_text(TABLE)
    said = {(each.line, each.rule, each.target) for each in docmeta.check(path, profile="atom")}
    assert said >= {
        (1, "ATOM-COLUMN", "shelf"),
        (1, "ATOM-CASE", "levelofdescription"),
        (3, "ATOM-PARENT", "parentId"),
        (3, "ATOM-CULTURE", "culture"),
        (4, "ATOM-PARENTS", "qubitParentSlug"),
        (4, "ATOM-SCRIPT", "script"),
        (5, "ATOM-PARTS", "eventTypes"),
        (6, "ATOM-EVENT-ORDER", "eventEndDates"),
        (6, "ATOM-OBJECTS", "digitalObjectURI"),
        (7, "ATOM-EVENT-DATE", "eventStartDates"),
        (7, "ATOM-ROW-LENGTH", None),
        (8, "ATOM-EMPTY-ROW", None),
    }


@pytest.mark.parametrize(("encoding", "options"), [("utf-16", {}), ("cp1252", {"encoding": "cp1252"})])
def test_a_table_for_atom_in_another_encoding_is_refused(encoding: str, options: dict[str, Any]) -> None:
    """docmeta can read it, AtoM cannot."""
    data = "legacyId,title,levelOfDescription\n1,Café,Fonds\n".encode(encoding)
    found = docmeta.check(data, format="csv-atom", profile="atom", **options)
    assert [each.rule for each in found if each.severity == "error"] == ["ATOM-UTF8"]


def test_what_docmeta_writes_for_atom_has_no_fault_of_the_file(tmp_path: Path) -> None:
    """And a table of another kind is not judged by AtoM's columns."""
    tree = Collection(
        "c", title="Papers", level="fonds", dates=(Date("1950-1953"),), members=(Document("d", title="x"),)
    )
    docmeta.dump(tree, tmp_path / "a.csv", format="csv-atom")
    docmeta.dump(tree, tmp_path / "own.csv", format="csv")
    for name in ("a.csv", "own.csv"):
        assert {each.rule for each in docmeta.check(tmp_path / name, profile="atom")} <= {"ATOM-LEVEL"}


EAD = """<ead{space}><eadheader><eadid>{id}</eadid></eadheader><archdesc level="fonds">
<did><unittitle>Papers</unittitle><unitdate>1950-1953</unitdate></did><dsc>
<c01 id="a"><did><unittitle>x</unittitle><unitdate normal="1953/1950">1950-1953</unitdate></did></c01>
<c01 id="b"><did><unittitle>x</unittitle><unitdate normal="1951">1951</unitdate><unitdate>undated</unitdate></did></c01>
</dsc></archdesc></ead>"""


def test_arclight_goes_by_normal_and_eadid(tmp_path: Path) -> None:
    """Words alone are not found by year, and the advice says what to add; a reversed @normal is said once."""
    path = tmp_path / "a.xml"
    path.write_text(EAD.format(space=' xmlns="urn:isbn:1-931666-22-9"', id=""))
    said = [(each.line, each.rule) for each in docmeta.check(path, profile="arclight") if each.severity != "info"]
    assert (2, "ARCLIGHT-NO-NORMAL") in said
    assert (3, "ARCLIGHT-NORMAL") in said
    assert (1, "ARCLIGHT-EADID") in said
    assert len([line for line, _ in said if line == 3]) == 1
    messages = {each.message for each in docmeta.check(path, profile="arclight") if each.line == 2}
    assert any("not found by its year" in message and "1950/1953" in message for message in messages)


@pytest.mark.parametrize(("name", "rule"), [("arclight", "ARCLIGHT-EAD2002"), ("archivesspace", "ASPACE-EAD2002")])
def test_systems_that_take_ead_2002_alone_say_so(name: str, rule: str, tmp_path: Path) -> None:
    """EAD3 is well-formed, and refused."""
    tree = Collection("c", title="Papers", level="fonds")
    docmeta.dump(tree, tmp_path / "3.xml", format="ead3")
    docmeta.dump(tree, tmp_path / "2.xml", format="ead2002")
    assert rule in {each.rule for each in docmeta.check(tmp_path / "3.xml", profile=name)}
    assert rule not in {each.rule for each in docmeta.check(tmp_path / "2.xml", profile=name)}


OAI = """<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:title xml:lang="en">Telegram</dc:title>
<dc:date xsi:type="dcterms:W3CDTF">1951</dc:date>
<dc:subject> </dc:subject>
<dcterms:created>1951</dcterms:created>
<dc:identifier>https://example.org/1</dc:identifier>
</oai_dc:dc>"""


def test_oai_dc_has_fifteen_elements_and_one_attribute(tmp_path: Path) -> None:
    """What the schema of oai_dc refuses, and what is empty, in each record and at its line."""
    path = tmp_path / "o.xml"
    path.write_text(f"<records>{OAI}\n{OAI}</records>")
    found = [
        (each.line, each.rule, each.target) for each in docmeta.check(path, profile="oai-dc") if each.severity != "info"
    ]
    one = [(4, "OAIDC-ATTRIBUTE", "date/@type"), (5, "OAIDC-EMPTY", "subject"), (6, "OAIDC-ELEMENT", "created")]
    assert found == [*one, *[(line + 8, rule, target) for line, rule, target in one]]


def test_files_that_cannot_be_read_are_one_problem_whatever_looks_at_them(tmp_path: Path) -> None:
    """The reader, a profile's look at the file and a schema do not repeat each other."""
    path = tmp_path / "a.xml"
    path.write_text("<ead><archdesc>")
    assert [each.rule for each in docmeta.check(path, profile=["arclight", "archivesspace"])].count("unreadable") == 1
