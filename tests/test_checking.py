"""Checking: rules, profiles, inheritance, and problems of reading."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import docmeta
from docmeta import (
    AgentLink,
    Collection,
    Date,
    Document,
    Extent,
    Identifier,
    Language,
    Note,
    Person,
    Record,
    Repository,
)
from docmeta.checking import Present, Problem, Profile, Rule, problems
from docmeta.checking.profiles import PROFILES, profile
from docmeta.checking.sarif import to_sarif
from docmeta.errors import OptionError
from docmeta.model import RightsStatement, walk


def rules_of(unit: docmeta.Collection | docmeta.Document, name: str) -> list[tuple[str | None, str]]:
    """The rules that a tree breaks, each with the unit's identifier."""
    return [(problem.unit, problem.rule) for problem in problems(walk(unit), profile(name))]


def good_fonds(**changes: object) -> Collection:
    """A fonds that breaks no required rule of ISAD(G) or DACS."""
    letter = Document("d1", title="Letter", level="item", dates=(Date("19 November 1951"),))
    fields: dict[str, object] = {
        "title": "Papers of an embassy",
        "level": "fonds",
        "identifiers": (Identifier("F 1", country="KR", repository="KR-Na"),),
        "dates": (Date("1950-1953"),),
        "extents": (Extent("3 boxes", quantity="3", unit="boxes"),),
        "agents": (AgentLink(Person("Kim"), "creator"),),
        "description": "Telegrams.",
        "notes": (Note("access_conditions", "Open."),),
        "languages": (Language("kor"),),
        "repository": Repository("National Archives", address=("Seoul",)),
        "record": Record(rights=(RightsStatement("CC0"),)),
        "members": (letter,),
    }
    return Collection("c1", **{**fields, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["basic", "isadg", "dacs"])
def test_a_complete_description_has_no_problem(name: str) -> None:
    """Values that a unit inherits count, so the letter needs no extent and no creator of its own."""
    assert rules_of(good_fonds(), name) == []


@pytest.mark.parametrize(
    ("field", "isadg", "dacs"),
    [
        ("title", "ISADG-3.1.2", "DACS-2.3"),
        ("dates", None, "DACS-2.4"),
        ("identifiers", "ISADG-3.1.1", "DACS-2.1"),
        ("extents", "ISADG-3.1.5", "DACS-2.5"),
        ("agents", "ISADG-3.2.1", "DACS-2.6"),
        ("level", "ISADG-3.1.4", None),
        ("repository", None, "DACS-2.2"),
        ("languages", None, "DACS-4.5"),
        ("notes", None, "DACS-4.1"),
        ("record", None, "DACS-8.2"),
    ],
)
def test_each_missing_element_is_named_by_its_rule(field: str, isadg: str | None, dacs: str | None) -> None:
    """Taking one element away from a complete description breaks the rule of that element, in each standard that has it."""
    empty: object = "" if field == "title" else None if field in ("level", "repository", "record") else ()
    fonds = good_fonds(**{field: empty})
    if isadg:
        assert ("c1", isadg) in rules_of(fonds, "isadg")
    if dacs:
        assert ("c1", dacs) in rules_of(fonds, "dacs")


def test_dates_of_a_part_lie_within_those_of_the_whole() -> None:
    """A part with dates outside those of the unit above it is named, with both."""
    stray = Document("d9", title="Late", level="item", dates=(Date("1960"),))
    found = [
        problem
        for problem in problems(walk(good_fonds(members=(stray,))), profile("dacs"))
        if problem.rule == "DACS-2.4.9"
    ]
    assert [problem.message for problem in found] == ["d9 has dates (1960) outside those of c1 (1950-1953)"]


def test_levels_never_climb() -> None:
    """A series within an item is an error, a series within a fonds is none."""
    series = Collection("s", title="Series", level="series", dates=(Date("1951"),))
    item = Collection("i", title="Item", level="item", dates=(Date("1951"),), members=(series,))
    assert ("s", "ISADG-2.1") in rules_of(good_fonds(members=(item,)), "isadg")
    assert ("s", "ISADG-2.1") not in rules_of(good_fonds(members=(series,)), "isadg")


def test_bulk_needs_inclusive() -> None:
    """A bulk date alone is an error by DACS 2.4.10."""
    assert ("c1", "DACS-2.4.10") in rules_of(good_fonds(dates=(Date("1951", type="bulk"),)), "dacs")


def test_duplicate_identifiers_are_found_and_minted_ones_are_not() -> None:
    """Two units with one identifier are found; identifiers that docmeta made up are nobody's mistake."""
    twice = (Document("x", title="a"), Document("x", title="b"), Document("m", title="c", minted=True))
    assert ("x", "BASIC-2") in rules_of(Collection("c", title="t", members=twice), "basic")


def test_dates_that_are_not_understood_say_why() -> None:
    """An ambiguous date is a warning with the reason."""
    [found] = list(problems(walk(Document("d", title="t", dates=(Date("5/6/1951"),))), profile("basic")))
    assert (found.rule, found.severity) == ("BASIC-5", "warning")
    assert "ambiguous" in found.message


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_says_what_it_demands_and_finds_something_in_an_empty_unit(name: str) -> None:
    """Rules are data with words; an empty unit breaks at least one rule of each profile."""
    rules = profile(name)
    assert all(rule.says for rule in rules.rules)
    empty = Collection("c", minted=True, members=(Document("d", minted=True),))
    assert list(problems(walk(empty), rules))


def test_unknown_profile_lists_those_that_there_are() -> None:
    """For a typo, the closest name is suggested."""
    with pytest.raises(OptionError, match="did you mean 'isadg'"):
        profile("isagd")


def test_a_rule_for_an_unknown_field_is_refused_when_it_is_made() -> None:
    """Profiles are data, so their mistakes show when they are loaded."""
    with pytest.raises(ValueError, match="not a field of the model"):
        Present("X", "Title!", says="a title")
    with pytest.raises(ValueError, match="two rules have the same id"):
        Profile("p", "P", (Rule("X", lambda scope: ()), Rule("X", lambda scope: ())))


def test_sarif_has_rules_and_places() -> None:
    """The log is plain JSON, its results point to their rules."""
    found = [Problem("A", "error", "m", source="a b.xml", line=3), Problem("B", "info", "n", path="$.members[0]")]
    log = json.loads(json.dumps(to_sarif(found, "1")))
    run = log["runs"][0]
    assert [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in run["results"]] == ["A", "B"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.xml"
    assert run["results"][1]["level"] == "note"


def test_check_gives_the_problems_of_a_file_and_what_broke_it_off() -> None:
    """What was found before the error is kept, and the error is a problem of the rule "unreadable" with its line."""
    good = b'{"depth": 0, "unit": {"kind": "document", "id": "d1", "schema": "docmeta/1"}}\n'
    found = docmeta.check(good + b"{broken\n", format="jsonl")
    assert {problem.rule for problem in found} == {"BASIC-1", "unreadable"}
    assert next(problem for problem in found if problem.rule == "unreadable").line == 2


FAULTS = """<ead xmlns="urn:isbn:1-931666-22-9"><eadheader><eadid>F1</eadid></eadheader>
<archdesc level="fonds"><did><unittitle>Papers</unittitle></did><dsc>
<c01 id="a" level="series"><did><unittitle>s</unittitle><unitdate normal="1991/1949">1949-1991</unitdate></did>
<c02 id="b" level="fonds"><did><unittitle>climbs</unittitle><unitdate normal="2001-02-30">then</unitdate></did></c02>
<c02 id="a" level="file"><did><unittitle>again</unittitle><unitdate normal="1950-13">1950</unitdate></did></c02>
<c02 id="d" level="file"><did><unittitle>bulk</unittitle><unitdate type="bulk" normal="1951">1951</unitdate></did></c02>
<c02 id="e" level="file"><did><unittitle>backwards</unittitle>
<unitdate>1960-1950</unitdate></did></c02>
<c02 id="f" level="file"><did><unittitle>ambiguous</unittitle>
<unitdate>5/6/1951</unitdate></did></c02>
</c01></dsc></archdesc></ead>"""


def test_every_fault_of_a_file_is_a_problem_of_its_own_with_its_line(tmp_path: Path) -> None:
    """Faults of one kind are not counted together, and what both reader and rule find is one problem, at the reader's line."""
    path = tmp_path / "f.xml"
    path.write_text(FAULTS)
    found = docmeta.check(path)
    assert [(each.line, each.rule, each.severity, each.value) for each in found] == [
        (3, "read-problem", "warning", "1991/1949"),
        (4, "read-problem", "warning", "2001-02-30"),
        (4, "BASIC-3", "error", None),
        (4, "BASIC-5", "warning", "then"),
        (5, "read-problem", "error", "a"),
        (5, "read-problem", "warning", "1950-13"),
        (6, "BASIC-6", "warning", "1951"),
        (8, "BASIC-4", "error", "1960-1950"),
        (10, "BASIC-5", "warning", "5/6/1951"),
    ]
    assert all(each.source == str(path) and each.advice for each in found)
    assert "'a'" in found[4].message


def test_a_stream_is_checked_from_its_beginning_by_schema_profile_and_reader(shared: Path) -> None:
    """All three examine a source that can only be opened once, and it stays open."""
    stream = io.BytesIO(FAULTS.encode())
    found = docmeta.check(stream, profile=["basic", "arclight"], schema="ead2002", schema_dir=shared / "schemas")
    assert {"BASIC-3", "ARCLIGHT-NORMAL", "ead2002.date"} <= {each.rule for each in found}
    assert not stream.closed


def test_problems_of_json_are_in_the_order_of_their_units() -> None:
    """The eleventh member comes after the third."""
    tree = Collection("c", title="t", level="fonds", members=tuple(Document(f"d{number}") for number in range(12)))
    data = io.BytesIO()
    docmeta.dump(tree, data, format="json")
    lines = [each.path for each in docmeta.check(data.getvalue().replace(b"\n", b" "), profile="basic")]
    assert lines == [f"$.members[{number}]" for number in range(12)]


def test_sarif_names_files_by_uris_and_counts_from_one() -> None:
    """SARIF 2.1.0: 3.4.3 (URI references), 3.30.5 (lines), 3.27.10 (levels), 3.20.14 (whether the run was complete)."""
    found = [
        Problem("A", "warning", "m", "do it", "STD 1", source="/in/a b.xml", line=0, column=0),
        Problem("unreadable", "error", "n", source="a:b#c.xml"),
    ]
    [run] = to_sarif(found, "1")["runs"]
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "file:///in/a%20b.xml"}, "region": {"startLine": 1}}
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%3Ab%23c.xml"
    assert (first["message"]["text"], first["level"]) == ("m: do it", "warning")
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": "warning"}
    assert run["invocations"] == [{"executionSuccessful": False}]


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "csv-aspace", "xlsx", "ead2002", "ead3", "ead4"])
def test_every_format_shows_the_same_faults_once(format: str) -> None:
    """Levels that climb, reversed and impossible dates, dates outside, bulk dates alone, identifiers that stand twice."""
    members = (
        Document("a", title="climbs", level="fonds", dates=(Date("1960-1950"),)),
        Document("b", title="outside", level="file", dates=(Date("1970"),)),
        Document("d", title="bulk", level="file", dates=(Date("1951", type="bulk"),)),
        Document("e", title="day", level="file", dates=(Date("2001-02-30"),)),
        Document("f", title="month", level="file", dates=(Date("1951-13"),)),
        Document("b", title="again", level="file", dates=(Date("1951"),)),
    )
    out = io.BytesIO()
    docmeta.dump(
        Collection("c", title="Papers", level="series", dates=(Date("1950-1953"),), members=members), out, format=format
    )
    found = docmeta.check(out.getvalue(), format=format, profile=["basic", "dacs"])
    wanted = {"BASIC-2", "BASIC-3", "BASIC-4", "BASIC-5", "BASIC-6", "DACS-2.4.9"}
    said = [each.rule for each in found if each.rule in wanted]
    # XML cannot hold it, nor does ArchivesSpace accept it: these writers make another one
    twice = [] if format.startswith(("ead", "csv-aspace")) else ["BASIC-2"]
    assert sorted(said) == sorted(["BASIC-3", "BASIC-4", "BASIC-5", "BASIC-5", "BASIC-6", "DACS-2.4.9", *twice])
    assert not [
        each for each in found if each.rule == "read-problem" and each.value in ("b", "1960-1950", "2001-02-30")
    ]
